// What a rule file means: the rulebook with every name resolved, every expression typed.
// Made by check from trees; read by the graph, the data reader, reports and comparisons. Plain data.
// Not here: how it was written (syntax/tree.h), values of units (interpreter/data).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lang/source/diagnostic.h"
#include "lang/source/source.h"
#include "lang/value/date.h"
#include "lang/value/number.h"
#include "lang/value/outcome.h"

namespace barem::model {

using source::Span;
using value::Number;

// ---- ids: indices into the vectors of a Rulebook ---------------------------------------------------------------

enum class InputId : std::uint32_t {};
enum class ExpressionId : std::uint32_t {};
enum class NodeId : std::uint32_t {};
template <class Id>
constexpr std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}
inline constexpr ExpressionId no_expression{0xffffffffU};
inline constexpr NodeId no_node{0xffffffffU};
inline constexpr InputId no_input{0xffffffffU};
constexpr bool is(ExpressionId id) { return id != no_expression; }

// ---- kinds -------------------------------------------------------------------------------------------------------

enum class KindTag : std::uint8_t {
  number,   ///< any number
  percent,  ///< a number with a printed form: 0.8 is 80%
  count,    ///< whole, not negative
  whole,    ///< `1 to 5`: whole steps
  points,
  date,     ///< held as days since 1970-01-01
  days,     ///< a difference of dates
  yes_no,   ///< held as 0 and 1
  choice,   ///< held as the place in its list
  hole,     ///< of what could not be typed; later passes are silent about it
};

/// The kind of a value. A choice knows its list (an index into Rulebook::choice_lists).
struct Kind {
  KindTag tag = KindTag::hole;
  std::uint32_t choice_list = 0;
  friend bool operator==(const Kind&, const Kind&) = default;
};
/// number, percent, count, whole, points, days: what can be added up and compared as amounts.
bool is_numeric(Kind kind);
/// count and whole, dates, days, yes/no and choices take whole values only.
bool takes_whole_values(Kind kind);

// ---- inputs ------------------------------------------------------------------------------------------------------

enum class InputRole : std::uint8_t {
  declared,  ///< a line of `inputs from …`
  option,    ///< `option …`: set once for all units of a run
  entered,   ///< points that a council gives: of an `entered` node, named by its number; of a line of one: `1.2:1`
  column,    ///< of the rows of a set: a table, a questionnaire, a level; units have no value of it
  aggregate, ///< what an aggregate comes to in each unit: worked out before anything is scored
  earlier,   ///< `previous(x)`, `x in 2021`: an input in the data of another year
  evidence,  ///< whether a unit has given the evidence that a node requires: yes or no
  appraised, ///< points that an appraisal sets for a node that is computed; none where it sets none
};

/// A value of a choice that counts as a number: `A 100%`; `"no opinion" not counted` has none, and is none.
struct Worth {
  std::string name;
  std::optional<Number> number;
};

/// How the values of units that merged become one.
enum class AddsUp : std::uint8_t { not_said, sum, weighted_mean, latest, earliest, any, all };

/// `done count at most planned "Tasks completed in the year"`
struct Input {
  std::string name;
  std::string title;
  std::string supplier;  ///< `unit`, `ministry`, `survey` … as written; empty for options
  InputRole role = InputRole::declared;
  Kind kind;
  value::Range range;                  ///< of its values, from the kind and the declaration; constants included
  std::vector<InputId> at_most;        ///< `done` is at most each of these, in each unit
  std::vector<InputId> at_least;
  bool or_none = false;
  bool or_not_applicable = false;
  bool written_0_to_100 = false;
  bool for_information = false;
  std::vector<std::string> was;        ///< its names in earlier versions
  std::optional<Number> step;          ///< of entered points: `in steps of 0.25`
  NodeId node = no_node;               ///< of entered points, evidence, points set by an appraisal
  std::uint32_t line = 0;              ///< of points entered for a line of the node: which such line, from 1; else 0
  std::vector<Worth> worths;           ///< of a choice whose values count as numbers: what data may write
  std::uint32_t place = 0;             ///< of a column: its set; of an aggregate: itself; in Rulebook's vectors
  InputId base = no_input;             ///< of an earlier one: what it is in that year
  int year = 0;                        ///< of an earlier one: which year
  AddsUp adds_up = AddsUp::not_said;
  InputId weight = no_input;           ///< of a weighted mean
  Span span;                           ///< its declaration
};
/// What units' data give: declared, options, points entered.
bool is_given(const Input& input);

// ---- expressions -------------------------------------------------------------------------------------------------

enum class Operation : std::uint8_t {
  literal,        ///< literal
  input,          ///< input
  index,          ///< the unit's index (a fraction of 1), in classes only; exact or published as the classes say
  named,          ///< a `let` or a call of a method: operand 0 is its body; name says which
  add, subtract, multiply, divide,  ///< divide gives none where the divisor is 0
  negate,
  larger, smaller,                  ///< operands n
  absolute, round, round_down, round_up,
  equal, not_equal, less, less_or_equal,  ///< of two operands; greater is less, turned round
  within,         ///< operand 0 lies in `range` (a band)
  logical_and, logical_or, logical_not,
  is_none,        ///< yes where operand 0 is none
  is_value,       ///< yes where operand 0 is not none
  if_none,        ///< operand 0, or operand 1 where that is none
  choose,         ///< operands c1 v1 c2 v2 … v: the value of the first condition that holds, else the last
  if_missing,     ///< operand 0, or operand 1 where that is missing
  root,           ///< of operand 0; literal is its degree. These four give none where there is no result,
  natural_logarithm, exponential,  ///< and enclosures where the result is no fraction
  power,          ///< operand 0 to the power of operand 1
  node_points,    ///< `points of 3.1`: of `node`
  node_index,     ///< `index of 3`: points ÷ applicable maximum of `node`, a fraction of 1
  node_max,       ///< `max` at a parent: the applicable maximum of `node`
  every, some,    ///< of conditions on the nodes of a level: those not applicable are left out
};

/// A typed operation on earlier expressions of the same Rulebook.
/// INVARIANT: operands come before the expression that uses them.
struct Expression {
  Operation operation = Operation::literal;
  Kind kind;
  Span span;                            ///< as written (of a method's body: in the method's file)
  std::vector<ExpressionId> operands;
  Number literal;                       ///< of `literal`; of `root` its degree
  InputId input = no_input;
  NodeId node = no_node;                ///< of `node_points`, `node_index`, `node_max`
  value::Range range;                   ///< of `within`
  int decimals = 0;                     ///< of `round`
  value::Rounding rounding = value::Rounding::half_away;
  std::string name;                     ///< of `named`: `rate`, `survey_mean`
  bool is_method_call = false;          ///< of `named`
  /// The first expression with the same structure and meaning; equal ids mean equal values in every unit.
  /// `named` is transparent: its canonical is its body's.
  ExpressionId canonical = no_expression;
};

// ---- sets of rows ------------------------------------------------------------------------------------------------

enum class SetKind : std::uint8_t { units, table, questionnaire, level };

/// What a column of a level's rows is in the unit below.
enum class LevelResult : std::uint8_t { input, index, class_label, points_of, index_of };

/// A set of rows that aggregates go over; the first of a rulebook is the units themselves.
struct RowSet {
  SetKind kind = SetKind::units;
  std::string name;               ///< `dossiers`; empty for units
  std::string title;
  std::vector<InputId> columns;   ///< of a level: those that are asked for
  std::size_t least_answers = 0;  ///< of a questionnaire: with fewer, all that is asked of it is missing
  Span span;
};

/// `units below communes scored by "commune.barem"`
struct UnitsBelow;
struct Rulebook;

enum class AggregateFunction : std::uint8_t {
  count, sum, mean, share, largest, smallest, median, quantile, rank, every, some, variance, sample_variance
};

/// `mean(q over officials where group = leader)`: a function of the rows of a set, for each unit.
/// Expressions are of a row: its columns, and the inputs of the unit it belongs to; over units, those of each unit.
struct Aggregate {
  /// `region = own region`: what the row is compared with is worked out for the unit itself.
  struct OwnComparison {
    Operation operation = Operation::equal;  ///< equal, not_equal, less, less_or_equal
    bool own_stands_first = false;           ///< `own x < x`
    ExpressionId row = no_expression;
    ExpressionId own = no_expression;
    friend bool operator==(const OwnComparison&, const OwnComparison&) = default;
  };
  AggregateFunction function = AggregateFunction::count;
  std::uint32_t set = 0;               ///< index into Rulebook::sets
  bool others = false;                 ///< over other units: all but the unit itself
  ExpressionId element = no_expression;
  Number fraction;                     ///< of quantile
  ExpressionId where = no_expression;
  std::vector<OwnComparison> own;      ///< and these
  std::vector<InputId> with;           ///< rows where one of these is missing are left out
  InputId by = no_input;               ///< the mean of the groups' results
  Span span;
};

// ---- the tree ----------------------------------------------------------------------------------------------------

enum class ScoringForm : std::uint8_t { sum, when, bands, add, deduct, expression, entered, mean, geometric_mean, not_scored,
                                        progressive };
/// From the indices of what lies below, not from its points.
constexpr bool is_mean(ScoringForm form) { return form == ScoringForm::mean || form == ScoringForm::geometric_mean; }

/// `0.5 when plan_issued is a date`; `0 otherwise` has no condition.
struct WhenLine {
  ExpressionId value = no_expression;
  ExpressionId condition = no_expression;
  Span span;
};
/// `80% to < 100% : rate * max`. `holds` asks whether the subject lies in the range.
struct Band {
  value::Range range;
  ExpressionId holds = no_expression;
  ExpressionId value = no_expression;
  Span span;
  Span range_span;
  /// Of `progressive` alone, where `value` is all that is earned up to a subject in this row.
  ExpressionId rate = no_expression;   ///< as written: for each unit of the subject
  ExpressionId part = no_expression;   ///< what this row gives where the subject lies in it
  ExpressionId whole = no_expression;  ///< what it gives where the subject lies above it; none for the last
};
/// `deduct 0.5 per late`, `add 0.25 when published`. An amount that is entered is an input.
struct Adjustment {
  bool deduct = false;
  ExpressionId amount = no_expression;
  ExpressionId per = no_expression;   ///< one of the two; of an entered amount `when` or none
  ExpressionId when = no_expression;
  Span span;
};
/// A clause with one expression: `zero when violated`, `at most max`.
struct Guard {
  ExpressionId expression = no_expression;
  Span span;
};
/// `cap 0.5 when late > 3`
struct Cap {
  ExpressionId value = no_expression;
  ExpressionId condition = no_expression;
  Span span;
};
struct RoundClause {
  int decimals = 0;
  value::Rounding rounding = value::Rounding::half_away;
  Span span;
};

/// What holds where the evidence that a node requires was not given.
struct EvidenceClause {
  ExpressionId given = no_expression;  ///< the input that says whether it was
  ExpressionId otherwise = no_expression;
  bool is_missing = false;             ///< `without evidence missing`: open between 0 (`otherwise`) and the points
  Span span;
};

/// How a scored leaf gets its points, and the clauses around it, in the order in which they act. A parent has its
/// children's points in place of a form; `adjustments` and what follows but `if missing` may act on them.
struct Scoring {
  ScoringForm form = ScoringForm::sum;
  std::optional<Guard> not_applicable_when;
  std::optional<Guard> full_points_when;
  std::vector<WhenLine> when;         ///< of `when`
  ExpressionId subject = no_expression;  ///< of `bands` and `progressive`
  std::vector<Band> bands;            ///< of `progressive`: from the lowest up
  bool bands_in_percent = false;      ///< their ends are written with a %: so are they shown
  std::vector<Adjustment> adjustments;   ///< of `add` (from 0 upwards) and `deduct` (from max downwards)
  Guard expression;                   ///< of `expression`
  InputId entered = no_input;         ///< of `entered`
  std::optional<Guard> at_most;
  std::optional<Guard> not_below;
  std::optional<Guard> if_missing;
  std::optional<EvidenceClause> evidence;
  std::vector<Cap> caps;
  std::vector<Guard> zero_when;
  std::optional<RoundClause> round;
  InputId appraised = no_input;       ///< where the head says that an appraisal may set points
  std::optional<Span> may_go_below;   ///< `may go below 0`
  std::optional<Span> may_pass_max;   ///< `may pass max`
  Span span;                          ///< the first line of the form; of a parent, the first correction
};

/// Whether a node's points count, and which way. That of a node is that of its parent, but for `not scored`.
enum class Role : std::uint8_t {
  scored,      ///< within the scale
  bonus,       ///< in a block that is added to the total
  penalty,     ///< in a block that is taken off the total
  not_scored,  ///< listed and collected only
};

enum class Level : std::uint8_t { field, criterion, component, deeper };

/// An item under the number that it had in an earlier version: `was 2021:1.2.3`.
struct EarlierItem {
  std::string version;
  std::string number;
};

/// A place in the annex: field, criterion, component, or what lies deeper.
struct Node {
  std::string number;            ///< the whole path: its identity
  std::string label;             ///< as printed in the annex: the number unless `as "…"`
  std::string title;
  Level level = Level::field;
  Number max;                    ///< its own points
  bool points_known = true;      ///< false where the heading does not state them, which has been said
  std::optional<Number> weight;  ///< among its parent's children, a fraction of 1
  Role role = Role::scored;
  NodeId parent = no_node;
  std::vector<NodeId> children;  ///< those that have points
  std::vector<NodeId> unscored;  ///< those that have none
  std::vector<ExpressionId> collected;  ///< what is named below a node that is not scored
  bool survey = false;           ///< under a `survey` clause, its own or a parent's
  std::vector<std::string> evidence;
  std::vector<std::string> notes;
  std::vector<EarlierItem> was;
  bool left_open = false;        ///< a leaf without scoring that another file completes
  std::string basis;
  bool reconstructed = false;    ///< its basis says `reconstructed`
  Scoring scoring;               ///< form `sum`, `mean` or `geometric_mean` where there are children
  Span span;                     ///< its heading
  Span points_span;
  bool is_leaf() const { return children.empty(); }
  bool is_scored() const { return role != Role::not_scored; }
  bool is_block() const { return parent == no_node && (role == Role::bonus || role == Role::penalty); }
  /// A parent whose own clauses change what its children add up to.
  bool is_corrected() const {
    return !children.empty() && (!scoring.adjustments.empty() || scoring.at_most || scoring.not_below ||
                                 !scoring.caps.empty() || !scoring.zero_when.empty() || scoring.round);
  }
  /// Its points are worked out by clauses of its own: what can be explained, and tried with examples.
  bool has_rule() const { return is_scored() && (is_leaf() || is_corrected()); }
};

// ---- publication -------------------------------------------------------------------------------------------------

enum class IndexForm : std::uint8_t { percent, number, points };

struct Publish {
  IndexForm form = IndexForm::percent;
  int decimals = 2;
  value::Rounding rounding = value::Rounding::half_away;
  Span span;
};
enum class IndexUsed : std::uint8_t { published, exact };
struct ClassLine {
  std::string label;
  ExpressionId condition = no_expression;  ///< none: otherwise
  Span span;
};

// ---- examples ----------------------------------------------------------------------------------------------------

/// What one input is in an example or a counterexample.
struct Setting {
  InputId input = no_input;
  value::State state = value::State::value;
  Number number;
};
/// `example "nine of ten tasks" for 1.1.2`, `… gives 1.8`; of a method: an instance of it with the example's values.
struct Example {
  std::string title;
  NodeId node = no_node;
  ExpressionId expression = no_expression;  ///< of a method's example
  std::string method;
  std::vector<Setting> settings;
  /// A row of a set; of the units: another unit.
  struct Record {
    std::uint32_t set = 0;
    std::vector<Setting> settings;
  };
  std::vector<Record> records;
  value::State gives_state = value::State::value;
  Number gives;
  Span span;
  Span gives_span;
};

// ---- the whole ---------------------------------------------------------------------------------------------------

/// The counts a file states: `expect 8 fields, 37 criteria, 88 components, survey 30.5 points`.
struct Counts {
  std::size_t fields = 0;
  std::size_t criteria = 0;
  std::size_t components = 0;
  Number survey;
};

struct Constant {
  std::string name;
  Kind kind;
  Number number;
  std::string basis;
  Span span;
};

/// A checked rule file with all it uses.
struct Rulebook {
  source::Language language = source::Language::english;  ///< of the file
  source::FileId file{};
  std::vector<source::FileId> files;    ///< that file and those it amends or completes: whose text the rules are
  std::string title;
  std::string version;
  std::optional<value::Date> effective;  ///< the day from which this version holds, where a year has several
  std::string unit_word;   ///< what is scored: `commune`
  int year = 0;
  std::string basis;
  bool reconstructed = false;
  std::vector<std::string> notes;
  Number scale;
  Span title_span;

  std::vector<std::vector<std::string>> choice_lists;
  std::vector<Input> inputs;            ///< declared, options, entered; in the order of the file
  std::vector<Constant> constants;
  std::vector<RowSet> sets;
  std::vector<Aggregate> aggregates;
  std::vector<UnitsBelow> levels;
  std::vector<std::string> stages;      ///< of values, in their order: `self-score`, `appraisal`
  bool appraisal_may_set_points = false;
  /// The first is at most the second, in every unit where both have values: `x` and `largest(x over units)`.
  std::vector<std::pair<ExpressionId, ExpressionId>> orders;
  std::vector<Expression> expressions;
  std::vector<Node> nodes;              ///< in the order of the annex: a parent before its children
  std::vector<NodeId> fields;           ///< the nodes of the first level that make up the scale
  std::vector<NodeId> blocks;           ///< bonus and penalty: of the first level, outside the scale
  std::optional<Span> index_may_pass;   ///< `index may pass 100%`
  std::optional<Span> index_may_fall;   ///< `index may fall below 0`
  std::optional<Span> index_at_most;    ///< `index at most 100%`: what is above counts no more
  std::optional<Span> index_not_below;  ///< `index not below 0`
  ScoringForm combine = ScoringForm::sum;  ///< how the index comes from the fields: sum, mean or geometric mean
  std::optional<Publish> publish;
  std::optional<IndexUsed> rank_by;
  InputId rank_within = no_input;       ///< a choice: units are ranked among those that have the same
  std::optional<Guard> rank_apart;      ///< units for which it holds are ranked among themselves only
  std::optional<IndexUsed> classes_by;
  std::vector<ClassLine> classes;
  std::vector<Example> examples;

  Counts counts;                        ///< as they are, not as stated
  std::size_t reconstructed_items = 0;  ///< fields, criteria and components whose basis is reconstructed
  std::size_t items = 0;                ///< fields, criteria and components

  const Input& operator[](InputId id) const { return inputs[index(id)]; }
  const Expression& operator[](ExpressionId id) const { return expressions[index(id)]; }
  const Node& operator[](NodeId id) const { return nodes[index(id)]; }
  /// The first item that is left open: such a frame can be completed and not scored. None where there is none.
  NodeId first_left_open() const;
  /// True where the text of this file is the rulebook's own, not a method's.
  bool is_own(source::FileId text) const;
  std::optional<InputId> find_input(std::string_view name) const;
  std::optional<NodeId> find_node(std::string_view number) const;
  /// The expressions that stand in a node's clauses, in the order in which they act; what they are made of is below
  /// them.
  std::vector<ExpressionId> expressions_of(const Node& node) const;
  /// The nodes whose points or index a node's own clauses read (`points of 3.1`), without doubles, each with the first
  /// place that reads it.
  std::vector<std::pair<NodeId, Span>> nodes_read_by(const Node& node) const;
  /// The inputs that a node's points depend on, also by way of nodes it reads, in the order of the file, without doubles.
  /// Linear in the rules.
  std::vector<InputId> inputs_of(NodeId node) const;
  /// Those that its own clauses name, not what is below it or what other nodes read.
  std::vector<InputId> own_inputs_of(NodeId node) const;
  /// Those that expressions are made of, in the order of the file, without doubles; what other nodes read is left out.
  std::vector<InputId> inputs_below(std::vector<ExpressionId> above) const;
  /// What an aggregate asks of each of its rows.
  std::vector<InputId> inputs_of_rows(const Aggregate& aggregate) const;
};

/// The units of a level: scored by rules of their own, before those above them.
struct UnitsBelow {
  std::uint32_t set = 0;
  std::shared_ptr<const Rulebook> rulebook;
  /// What its columns are, by their place in the set.
  struct Column {
    LevelResult result = LevelResult::input;
    InputId input = no_input;  ///< of the rulebook below
    NodeId node = no_node;
  };
  std::vector<Column> columns;
};

/// True where the clause stands at the node or at one below it: then the node's points may leave 0…max that way.
bool may_go_below_0(const Rulebook& rulebook, const Node& node);
bool may_pass_max(const Rulebook& rulebook, const Node& node);
/// What somebody enters where a line's amount stands (`deduct entered from 1 to 3`); no_input where the rules say it.
InputId entered_of(const Rulebook& rulebook, const Adjustment& line);
/// 0…max, open where one of these holds: what somebody may enter, claim or set as the node's points.
value::Range points_range(const Rulebook& rulebook, const Node& node);
/// `field 1`, `criterion 1.1`, `component 1.1.1` / `lĩnh vực 1`, `tiêu chí 1.1`, `tiêu chí thành phần 1.1.1`.
source::BilingualText name_of(const Node& node);
/// A value of a kind as the language writes it: `80%`, `2022-03-31` / `31/03/2022`, `yes`, `secretary`.
std::string to_text(const Number& number, Kind kind, const Rulebook& rulebook, source::Language language);

}  // namespace barem::model
