// What a file says, clause by clause, as written: the tree between text and meaning.
// Made by parse, printed by format, given its meaning by check. Names are not resolved here, kinds not known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lang/source/source.h"

namespace barem::syntax {

using source::Span;

/// The two spellings of the one language. A file keeps to one.
enum class Spelling : std::uint8_t { english, vietnamese };

/// A name: `plan_issued`, `ngày_ban_hành`. NFC.
struct Name {
  std::string text;
  Span span;
};

/// A quoted text, its quotation marks off, adjacent ones joined: `"Annual plan"`.
struct Text {
  std::string text;
  Span span;
};

/// A number as typed, with a dot for the mark in either spelling: `0.50`. Digits are kept so that format can print
/// them again; `percent` where a % follows.
struct Numeral {
  std::string digits;
  bool percent = false;
  Span span;
};

enum class Form : std::uint8_t {
  numeral,        ///< `12`, `0.5`, `80%`                           text = digits with a dot, percent
  date,           ///< `2022-03-31`                                 text = ISO
  relative_date,  ///< `31 December of year - 1`                    day, month, operands[0] = the year
  text,           ///< `"no opinion"`: a value of a choice           text
  name,           ///< `done`, `index`, a value of a choice          text
  max,            ///< `max`
  year,           ///< `year`
  yes,            ///< `yes`
  no,             ///< `no`
  none,           ///< `none`: only as a value in an example
  missing,        ///< `missing`: only as a value in an example
  not_applicable, ///< `not applicable`: only as a value in an example
  part_of_max,    ///< `75% of max`, `1/2 max`                       operands[0] = numeral or divide of two numerals
  negate,         ///< `-x`
  add,
  subtract,
  multiply,
  divide,
  if_none,        ///< `done / planned if none 1`                    operands = value, replacement
  compare,        ///< `80% <= x < 100%`                             operands n, comparators n - 1
  is_none,        ///< `plan_issued is none`
  is_value,       ///< `plan_issued is a date`, `x is not none`      text = the kind's word asked for, or empty
  logical_and,    ///< operands n
  logical_or,     ///< operands n
  logical_not,
  call,           ///< `proportional(rate, from = 90%)`              text = name, operands, argument_names
  larger_of,      ///< `larger of a, b`                              operands n
  smaller_of,
  absolute,       ///< `absolute(x)`
  round,          ///< `round(x to 2 decimals)`                      decimals, half_even
  round_down,     ///< `floor(x)`
  round_up,       ///< `ceiling(x)`
  if_missing,     ///< `x if missing mean(x over units with x)`   operands = value, replacement
  aggregate,      ///< `mean(q over officials where …)`           word, over[0], operands = what is asked of each row, argument
  own,            ///< `own region`: of the unit itself           text = name
  previous,       ///< `previous(x)`: in the year before          text = name
  in_year,        ///< `x in 2021`                                text = name, year
  class_word,     ///< `class`: of a unit of a lower level
  root,           ///< `root(x)`, `root(x, 3)`                       operands 1 or 2
  natural_logarithm,  ///< `ln(x)`
  exponential,    ///< `exp(x)`
  power,          ///< `power(x, 0.5)`                               operands 2
  points_of,      ///< `points of 3.1`                               text = the number of the item
  index_of,       ///< `index of 3`                                  text = the number of the item
  every,          ///< `every criterion >= 50%`                      text = field, criterion, component; comparators[0]
  some,           ///< `some field < 40%`                            and operands[0] = what it is compared with
  evidence_word,  ///< `evidence`: in an example, whether it was given
  bracketed,      ///< `( … )`: kept so that format writes what was written
  hole,           ///< what could not be read; the parser has said so
};

/// What an aggregate asks of the rows of a set.
enum class AggregateWord : std::uint8_t {
  count, sum, mean, share, largest, smallest, median, quantile, rank, every, some, variance, sample_variance
};

enum class Comparator : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

struct Over;

/// An expression as written. Which members count is said at its Form.
struct Expression {
  Form form = Form::hole;
  Span span;
  std::string text;
  bool percent = false;
  bool half_even = false;
  int day = 0;
  int month = 0;
  int decimals = 0;
  int year = 0;
  AggregateWord word = AggregateWord::count;
  std::vector<Expression> operands;
  std::vector<Comparator> comparators;
  std::vector<std::optional<Name>> argument_names;  ///< of a call, one an operand
  std::vector<Over> over;                           ///< of an aggregate: one
};

/// `over officials where group = leader by district`, `over other units with x`.
struct Over {
  bool units = false;   ///< the units themselves
  bool others = false;  ///< all but the unit itself
  Name set;             ///< a table, a questionnaire or a level; empty for units
  std::vector<Name> with;
  std::vector<Expression> where;  ///< none or one
  std::optional<Name> by;
};

/// The comments and blank lines around a line, kept for format.
struct Trivia {
  bool blank_above = false;
  std::vector<std::string> comments_above;  ///< each from its `#`; an empty one is a blank line between comments
  std::string comment_behind;               ///< from its `#`; empty where there is none
};

// ---- kinds of inputs and parameters -------------------------------------------------------------------------

enum class KindWord : std::uint8_t { number, percent, count, points, date, days, yes_no, choice, whole };

/// `count at most planned`, `number 1 to 5`, `1 to 5`, `choice a, b`, `percent written 0 to 100`, `date or none`.
struct KindClause {
  KindWord word = KindWord::number;
  Span span;
  bool written_0_to_100 = false;
  std::vector<Text> choices;             ///< names or quoted texts
  /// What a choice is worth: `A 100%`, `"no opinion" not counted`; one a choice, or none at all.
  struct Worth {
    std::optional<Numeral> value;
    bool not_counted = false;
  };
  std::vector<Worth> worths;
  std::optional<Expression> from;        ///< `1 to 5`: both or neither
  std::optional<Expression> to;
  std::vector<Expression> at_least;      ///< a number, a constant or another input
  std::vector<Expression> at_most;
  bool or_none = false;
  bool or_not_applicable = false;
  bool hole = false;  ///< the kind could not be read; the parser has said so
};

// ---- clauses below a heading ----------------------------------------------------------------------------------

/// `VALUE when CONDITION`, `VALUE otherwise` (no condition).
struct WhenLine {
  Expression value;
  std::optional<Expression> condition;
};

/// `80% to < 100%`, `< 80%`, `>= 95%`, `100%`. An absent end is unbounded; a point has both ends from one text.
struct BandRange {
  std::optional<Expression> low;
  std::optional<Expression> high;
  bool low_open = false;
  bool high_open = false;
  bool point = false;
  Span span;
};
/// `80% to < 100% : rate * max`
struct Band {
  BandRange range;
  Expression value;
  Trivia trivia;
  Span span;
};
/// `bands rate` and its rows. `progressively`: each row is a rate, for the part of the subject that lies in it.
struct Bands {
  Expression subject;
  bool progressively = false;
  std::vector<Band> rows;
};


struct ExpressionLine { Expression value; };            ///< `rate * max`
struct Entered {                                        ///< `entered in steps of 0.5 from 0 to 2 by council`
  std::optional<Numeral> step, from, to;
  Name by;
};
/// `add 0.25 when published`, `deduct 0.5 per late`, `deduct entered from 1 to 3 by council when wrong`.
struct Adjustment {
  bool deduct = false;
  Expression amount;               ///< where it is not entered
  std::optional<Entered> entered;
  std::optional<Expression> per;   ///< one of per
  std::optional<Expression> when;  ///< and when; of an entered one when or nothing
};
struct AtMost { Expression bound; };                    ///< `at most max`
struct NotBelow { Expression bound; };                  ///< `not below 0`
struct MayGoBelow {};                                   ///< `may go below 0`
struct MayPassMax {};                                   ///< `may pass max`
struct MeanOfChildren { bool geometric = false; };      ///< `mean of children`, `geometric mean of children`
struct Evidence { std::vector<Text> texts; bool required = false; };  ///< `evidence "Decision", "Report"`, `evidence required "…"`
struct WithoutEvidence { std::optional<Expression> value; };  ///< `without evidence 0`; without a value: `without evidence missing`
struct Basis { bool reconstructed = false; Text text; };///< `basis reconstructed "…"`
struct Note { Text text; std::optional<Text> other; };  ///< `note "…"`; in methods with the Vietnamese text second
struct Title { Text english; std::optional<Text> vietnamese; };  ///< of a method
struct Survey {};                                       ///< `survey`
/// `2021:1.2.3`: an item under the number that it had in an earlier version.
struct EarlierItem { Text version; std::string number; Span span; };
struct Was { std::vector<EarlierItem> items; };         ///< `was 2021:1.2.3, 2021:1.2.4`
struct LeftOpen {};                                     ///< `left open`: another file completes it
struct NotApplicableWhen { Expression condition; };
struct FullPointsWhen { Expression condition; };
struct Cap { Expression value; Expression condition; }; ///< `cap 0.5 when late > 3`
struct ZeroWhen { Expression condition; };
struct IfMissing { Expression value; };
struct Round { int decimals = 0; bool half_even = false; };
struct Let { Name name; Expression value; };            ///< `let rate = done / planned`
struct Expect {                                         ///< `expect 2 criteria, 3 components, survey 3 points`
  std::optional<Numeral> fields, criteria, components, survey;
};

using ClauseBody = std::variant<WhenLine, Bands, Adjustment, ExpressionLine, Entered, AtMost, NotBelow, MayGoBelow,
                                MayPassMax, MeanOfChildren,
                                Evidence, WithoutEvidence, Basis, Note, Title, Survey, Was, LeftOpen, NotApplicableWhen, FullPointsWhen, Cap, ZeroWhen,
                                IfMissing, Round, Let, Expect>;

struct Clause {
  ClauseBody body;
  Span span;  ///< the clause's first line, without its comment
  Trivia trivia;
};

// ---- what begins in column 1 ----------------------------------------------------------------------------------

struct Edition { int number = 1; };                       ///< `barem 1`
struct RulebookTitle { Text title; };                     ///< `rulebook "…"`
struct Version { Text label; };                           ///< `version 2022`
struct Effective { Expression date; };                    ///< `effective 2024-10-31`
struct Amends { Text version; Text file; };               ///< `amends 2022 "province-2022.barem"`
struct Completes { Text file; };                          ///< `completes "frame.barem"`
struct Year { int year = 0; };                            ///< `year 2022`
struct UnitWord { Text word; };                           ///< `unit commune`
struct Scale { Numeral points; };                         ///< `scale 100 points`
struct Use { std::vector<Text> methods; bool file = false; };  ///< `use survey_mean, proportional`; `use "own.barem"`
struct Option { Name name; KindClause kind; Text title; };
struct Constant { Name name; Expression value; std::optional<Basis> basis; };
/// How units that merged add up: `adds up as sum`, `adds up as mean weighted by people`.
enum class AddsUp : std::uint8_t { not_said, sum, mean, latest, earliest, any, all };
struct InputLine {                                        ///< `done count at most planned was finished "Tasks completed"`
  Name name;
  KindClause kind;
  AddsUp adds_up = AddsUp::not_said;
  std::optional<Name> weight;  ///< of a mean
  bool for_information = false;
  std::vector<Name> was;                                  ///< its names in earlier versions
  std::optional<Text> title;
  Trivia trivia;
  Span span;
};
/// `inputs from unit` and its lines. The suppliers that the language knows are English in either spelling: `unit`,
/// `ministry`, `council`, `survey`; so is the `by` of Entered.
struct Inputs { Name supplier; std::vector<InputLine> lines; };

/// `table dossiers "Dossiers handled"` or `survey officials "Survey of officials"`, and its columns.
struct Table {
  Name name;
  Text title;
  bool is_questionnaire = false;
  std::optional<Numeral> least_answers;  ///< `at least 30 answers`
  Trivia least_trivia;
  std::vector<InputLine> columns;
};
/// `stages self-score, appraisal, final`
struct Stages { std::vector<Text> names; };
struct AppraisalMaySet {};                                ///< `appraisal may set points`
/// `units below communes scored by "commune-2022.barem"`
struct UnitsBelow { Name name; Text file; };
/// What a heading says of its points.
enum class Role : std::uint8_t {
  scored,      ///< `2 points`
  bonus,       ///< `bonus, at most 5 points`: outside the scale, added to the total
  penalty,     ///< `penalty, at most 5 points`: outside the scale, taken off the total
  not_scored,  ///< `not scored`: listed and collected, no points
};

/// What a heading does to the text that its file amends.
enum class Change : std::uint8_t { none, replace, insert };

/// `1.1.2 as "2" "Degree to which the plan is completed"   weight 5%, 2 points` and its clauses; in an amending file
/// `replace` or `insert` stands before it.
struct Node {
  Change change = Change::none;
  std::string number;  ///< `1.1.2`, `III.3.1`, `1.a`
  bool number_is_guess = false;  ///< what stands there is no such number; the parser has said so
  Span number_span;
  std::optional<Text> label;
  std::optional<Text> title;
  Role role = Role::scored;
  std::optional<Numeral> weight;
  std::optional<Numeral> points;  ///< absent: the parser has said so
  Span points_span;               ///< `2 points`
  std::vector<Clause> clauses;
};

/// `repeal 3.2.1, 3.2.2`, `repeal input late`, `repeal example "nine of ten"`, `repeal example for 1.1.2`
struct Repeal {
  enum class What : std::uint8_t {
    items, inputs, tables, levels, options, constants, lets, methods, examples, examples_of, notes, ranks, classes
  };
  What what = What::items;
  std::vector<Text> targets;  ///< numbers, names or titles; none of notes, ranks and classes
};
/// `renumber 4.2 as 4.3, 4.3 as 4.2`
struct Renumber {
  struct Move { std::string from, to; Span from_span, to_span; };
  std::vector<Move> moves;
};

struct Parameter { Name english; Name vietnamese; KindClause kind; std::optional<Expression> standard; };
/// `method proportional, tỷ_lệ_thuận (rate, tỷ_lệ percent; from, từ percent = 80%) of max` and its clauses.
struct Method {
  Name english;
  Name vietnamese;
  std::vector<Parameter> parameters;
  bool of_max = false;
  std::vector<Clause> clauses;
  bool hole = false;  ///< its first line could not be read; the parser has said so
};

/// `planned = 10`, `1.2 = 1.5`, `previous(x) = 3`, `mean(q over officials) = 4`
struct Setting {
  Name name;                         ///< empty where an expression is set, or where it could not be read
  std::optional<Expression> target;
  Expression value;
  Trivia trivia;
  Span span;
};
/// `dossiers: due = 2022-03-01, resolved = none`: one row of a set in an example; of `units`, another unit.
struct Record { bool units = false; Name set; std::vector<Setting> settings; Trivia trivia; Span span; };
/// `example "nine of ten" for 1.1.2` / `for proportional of max 2`, its settings and `gives 1.8`.
struct Example {
  std::optional<Text> title;
  std::string node;             ///< the number; empty for a method, and where it could not be read
  std::optional<Name> method;
  std::optional<Numeral> max;
  Span target_span;
  std::vector<Setting> settings;
  std::vector<Record> records;
  std::optional<Expression> gives;
  Trivia gives_trivia;
};

enum class IndexForm : std::uint8_t { percent, number, points };
/// `publish index as percent to 2 decimals`
struct Publish { IndexForm form = IndexForm::percent; int decimals = 2; bool half_even = false; };
/// `index is mean of fields`, `index is geometric mean of fields`
struct IndexIs { bool geometric = false; };
/// What becomes of an index that a block or a permission takes out of the scale.
enum class IndexEnd : std::uint8_t {
  may_pass,   ///< `index may pass 100%`
  may_fall,   ///< `index may fall below 0`
  at_most,    ///< `index at most 100%`
  not_below,  ///< `index not below 0`
};
struct IndexLimit { IndexEnd end = IndexEnd::may_pass; };
/// `rank by published index`
struct Rank { bool exact = false; };
/// `rank within cluster`
struct RankWithin { Expression group; };
/// `rank apart when kind = special`
struct RankApart { Expression condition; };
struct ClassLine { Text label; std::optional<Expression> condition; Trivia trivia; Span span; };
/// `classes by published index` and its lines
struct Classes { bool exact = false; std::vector<ClassLine> lines; };

using ItemBody = std::variant<Edition, RulebookTitle, Version, Effective, Amends, Completes, Repeal, Renumber, Year, Basis,
                              UnitWord, Scale, Expect, Note, Use, Option, Constant, Let, Inputs, Table, UnitsBelow, Stages,
                              AppraisalMaySet, WithoutEvidence, Node,
                              Method, Example, IndexIs, IndexLimit, Publish, Rank, RankWithin, RankApart, Classes>;

/// One thing that begins in column 1, with what is indented below it.
struct Item {
  ItemBody body;
  Span span;  ///< its first line, without its comment
  Trivia trivia;
};

/// A whole file.
struct Tree {
  source::FileId file{};
  Spelling spelling = Spelling::english;
  std::vector<Item> items;
  std::vector<std::string> comments_at_end;
  bool line_lost = false;  ///< a line could not be read and nothing stands in its place: what it names is not known
};

}  // namespace barem::syntax
