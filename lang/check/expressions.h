// From written expressions to typed ones: names found, kinds held to the typing table, methods opened.
// In: syntax::Expression, the names visible. Out: expressions in the rulebook, and findings.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/check/kinds.h"
#include "lang/check/range_evaluator.h"
#include "lang/check/ranges.h"
#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"
#include "lang/syntax/tree.h"

namespace barem::check {

/// A typed expression; `bare` where it is made of literals without a %, and so takes the kind that is due:
/// `2`, and also `rate * 2`, may be points.
struct Typed {
  model::ExpressionId id = model::no_expression;
  model::Kind kind;
  bool bare = false;
  bool is_hole() const { return kind.tag == model::KindTag::hole; }
};

/// A `let`, a parameter of a method, or another name for an expression.
struct Binding {
  std::string name;
  Typed typed;
  source::Span span;
  bool used = false;
  bool must_be_used = true;
};

/// `; did you mean …?`, or nothing where there is nothing near.
source::BilingualText did_you_mean(const std::string& near);

/// What has been said of the files as a whole, so that expressions need not say it again.
struct SaidAlready {
  bool names_are_missing = false;  ///< a line or a file could not be read: it may have named anything
  bool year_is_missing = false;
};

/// Puts expressions into a rulebook, finding those that are the same.
class ExpressionStore {
 public:
  explicit ExpressionStore(model::Rulebook& rulebook) : rulebook_(rulebook) {}
  model::ExpressionId add(model::Expression expression);
  model::ExpressionId literal(value::Number number, model::Kind kind, source::Span span);

 private:
  model::Rulebook& rulebook_;
  std::unordered_multimap<std::size_t, model::ExpressionId> by_hash_;
};

/// Types expressions of one rulebook. Names are looked up in this order: bindings (latest first), inputs, constants.
class ExpressionTyper {
 public:
  ExpressionTyper(model::Rulebook& rulebook, const source::Sources& sources, source::Diagnostics& diagnostics);

  /// Makes an input known by its name; called once for each, in order.
  void add_input(model::InputId input);
  std::optional<model::InputId> find_input(std::string_view name) const;
  /// To be called where the bounds of an input change that was added before.
  void forget_declarations() {
    ranges_.reset();
    declared_.reset();
  }
  void add_method(const syntax::Method& method);
  /// Methods that a line `use` would bring, by both names: to say so.
  void offer_methods(const std::vector<std::string>& names) { library_ = names; }
  const syntax::Method* find_method(std::string_view name) const;

  /// What the file says there.
  std::string_view words(source::Span span) const;
  Typed type(const syntax::Expression& expression);
  /// A condition: yes or no.
  model::ExpressionId condition(const syntax::Expression& expression);
  /// Points are due: points, or a bare number.
  model::ExpressionId points(const syntax::Expression& expression);
  /// A number known without data (a bound, a constant).
  struct Known {
    value::Number number;
    model::Kind kind;
    bool bare = false;
  };
  std::optional<Known> known(const syntax::Expression& expression);
  /// Whether a subject can be cut into bands; else says so.
  bool can_be_cut(const Typed& subject, source::Span span);
  /// True where an end of the range is written with a %.
  bool is_in_percent(const syntax::BandRange& range) const;
  /// The range of a band over a subject of this kind, and the expression that asks whether it holds.
  std::optional<value::Range> band_range(const syntax::BandRange& range, const Typed& subject);
  model::ExpressionId holds(const value::Range& range, const Typed& subject, source::Span span);
  /// Progressive bands (progressive.cpp): what they are of, and the rows from the lowest up with all that is earned up
  /// to each. No rows where one is not understood.
  struct Progressive {
    Typed subject;
    std::vector<model::Band> rows;
  };
  Progressive progressive(const syntax::Bands& bands, model::Kind result);

  /// A value in an example or a setting, for an input of this kind.
  std::optional<model::Setting> setting(const syntax::Expression& expression, model::InputId input);
  /// A value for a parameter, of its kind and within its bounds; else says what does not fit and gives a hole.
  Typed argument(const syntax::Method& method, std::size_t place, std::string_view called, Typed given, source::Span span);
  /// A method with arguments already typed, one a parameter (absent: its standard value).
  Typed instantiate(const syntax::Method& method, std::vector<std::optional<Typed>> arguments, source::Span span);

  // What surrounds the expression being typed.
  std::vector<Binding> bindings;
  std::optional<value::Number> max;        ///< points of the component or of the method's caller
  model::NodeId max_of = model::no_node;   ///< of a parent: `max` is its applicable maximum
  bool index_is_visible = false;           ///< in classes
  SaidAlready said;
  std::vector<bool> input_used;            ///< by InputId
  std::vector<bool> constant_used;
  ExpressionStore store;

  /// Makes a set of rows known by its name, with its columns.
  void add_set(std::uint32_t set);
  /// A set whose name belongs to something else, which has been said: whoever asks about it is silent.
  void add_lost_set(const std::string& name) { lost_sets_.insert(name); }
  std::optional<std::uint32_t> find_set(std::string_view name) const;
  bool is_lost_set(const std::string& name) const { return lost_sets_.contains(name); }
  /// Of an example's row: what is set for a column of a set, in whose words it is said. Of units, any input.
  std::optional<model::InputId> column_of(std::uint32_t set, const syntax::Name& name);

 private:
  model::Rulebook& rulebook_;
  const source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  std::unordered_map<std::string, model::InputId> inputs_;
  std::unordered_map<std::string, const syntax::Method*> methods_;
  std::vector<std::string> library_;
  std::unordered_map<std::string, std::uint32_t> sets_;
  std::unordered_set<std::string> lost_sets_;
  std::optional<std::uint32_t> row_set_;        ///< inside an aggregate: the set whose rows are spoken of
  std::vector<const syntax::Method*> opening_;  ///< methods being opened: to show a circle
  /// What an expression can be, as far as the rulebook is made. What is declared is kept, with the evaluator, until
  /// there are more inputs: the rulebook may have thousands of calls to ask about.
  value::Outcome outcome_so_far(model::ExpressionId id);
  /// Whether it takes whole values only, whatever its kind; asked as above.
  bool is_whole_so_far(model::ExpressionId id);
  /// Who names an input in its bounds.
  struct Bounded {
    std::vector<model::InputId> from_above;  ///< at most this one
    std::vector<model::InputId> from_below;  ///< at least this one
  };
  std::optional<Knowledge> declared_;
  std::unique_ptr<RangeEvaluator> ranges_;
  std::map<std::pair<model::InputId, int>, model::InputId> earlier_;  ///< by the input and the year asked for
  std::vector<Bounded> bounded_;                ///< by InputId; made when first asked for
  /// By set, and by the canonical element: what is asked of it, or how many rows there are.
  std::map<std::pair<std::uint32_t, model::ExpressionId>, std::vector<model::InputId>> aggregates_of_;
  std::vector<model::InputId> ranks_;
  int guarded_ = 0;                             ///< under `if none`: a division by zero has an answer
  int silent_ = 0;                              ///< in a method's body opened for a call: said at its definition

  /// Reports, unless silent: nothing then.
  template <std::size_t Count, class... Arguments>
  source::Finding* say(const source::Message<Count>& message, source::Span span, Arguments&&... arguments) {
    return silent_ == 0 ? &diagnostics_.report(message, span, std::forward<Arguments>(arguments)...) : nullptr;
  }

  Typed hole() const { return {}; }
  Typed take_kind(Typed typed, model::Kind kind);
  Typed arithmetic(const syntax::Expression& expression);
  Typed compare(const syntax::Expression& expression);
  Typed compare_pair(Typed left, syntax::Comparator comparator, Typed right, source::Span span,
                     const syntax::Expression& left_words, const syntax::Expression& right_words);
  std::optional<model::Setting> setting_by_worth(const syntax::Expression& expression, model::InputId input);
  bool is_worth(const syntax::Expression& expression);
  Typed choice_value(const syntax::Expression& expression, model::Kind kind);
  Typed name(const syntax::Expression& expression);
  Typed read_input(model::InputId id, source::Span span);

  // Aggregates and other years (aggregates.cpp).
  Typed aggregate(const syntax::Expression& expression);
  Typed in_vain(const syntax::Expression& expression);
  Typed own(const syntax::Expression& expression);
  Typed earlier(const syntax::Expression& expression);
  Typed result_below(const syntax::Expression& expression);
  bool read_where(const syntax::Expression& condition, model::Aggregate& aggregate);
  bool read_own_comparison(const syntax::Expression& comparison, model::Aggregate& aggregate);
  bool read_element(const syntax::Expression& expression, model::Aggregate& aggregate, Typed& element);
  Typed result_of_aggregate(const syntax::Expression& expression, model::Aggregate aggregate, const Typed& element);
  const model::Aggregate& aggregate_of(model::InputId input) const { return rulebook_.aggregates[rulebook_[input].place]; }
  void relate(const model::Aggregate& aggregate, model::InputId input, const std::vector<model::InputId>& alike);
  bool holds_the_unit_itself(const model::Aggregate& aggregate);
  void relate_place(model::InputId rank, model::InputId count);
  void relate_counts(model::InputId count, model::InputId other);
  const Bounded& bounded_by(model::InputId input);
  const model::Rulebook* rules_below(std::uint32_t set) const;
  std::optional<model::InputId> level_column(std::uint32_t set, model::LevelResult result, std::string_view name,
                                             source::Span span);
  model::InputId add_worked_out(model::Input input);
  Typed call(const syntax::Expression& expression);
  bool is_built_in(const syntax::Expression& call);
  Typed call_of_unknown(const syntax::Expression& expression);
  void report_circle(std::vector<const syntax::Method*> circle);
  Typed extreme(const syntax::Expression& expression);
  Typed one_operand(const syntax::Expression& expression);
  Typed root(const syntax::Expression& expression);
  bool reads_no_data(model::ExpressionId id) const;
  Typed date_literal(const syntax::Expression& expression);
  Typed logical(const syntax::Expression& expression);
  Typed of_item(const syntax::Expression& expression);
  Typed of_item_of_row(const syntax::Expression& expression);
  Typed of_node(model::Operation what, model::NodeId node, source::Span span);
  Typed quantified(const syntax::Expression& expression);
  Typed none_test(const syntax::Expression& expression);
  Typed if_none(const syntax::Expression& expression);
  Typed method_body(const syntax::Method& method, source::Span span);
  model::ExpressionId rate(const syntax::Expression& written, const Typed& subject, model::Kind result);
  model::ExpressionId operation(model::Operation operation, model::Kind kind, source::Span span,
                                std::vector<model::ExpressionId> operands);
  std::vector<std::string> visible_names() const;
  bool is_name_in_sight(std::string_view name) const;
};

}  // namespace barem::check
