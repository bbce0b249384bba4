// What an expression can be over a set of units, under conditions assumed to hold.
// In: a rulebook, what each input can be. Out: sets that hold every real result. Under `rate < 100%` the rate is below
// 1, and so are all expressions that mean the same; comparisons of two inputs and `at most` are kept as linear facts.
// Not here: the clauses of a leaf (range_leaf), what is reported (range_promises).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "lang/check/range_arithmetic.h"
#include "lang/check/range_linear.h"
#include "lang/check/ranges.h"
#include "lang/model/rulebook.h"

namespace barem::check {

class NodeRanges;

class RangeEvaluator {
 public:
  /// `nodes`: what other nodes can be, where that is kept already by someone who outlives this. `room`: how many
  /// expressions, and how many inputs, may still be added to the rulebook.
  RangeEvaluator(const model::Rulebook& rulebook, const Knowledge& knowledge, NodeRanges* nodes = nullptr,
                 std::size_t room = 0);
  ~RangeEvaluator();
  RangeEvaluator(const RangeEvaluator&) = delete;
  RangeEvaluator& operator=(const RangeEvaluator&) = delete;

  /// What nodes can be with nothing assumed.
  NodeRanges& nodes();
  /// What a node's points can be: with nothing assumed, cut to what is assumed of `points of` and `index of` it.
  value::Outcome points_of(model::NodeId node);

  value::Outcome outcome(model::ExpressionId id) { return at(key_of(id)); }
  value::Outcome outcome(model::InputId id) { return at(key_of(id)); }
  Truth truth(model::ExpressionId id) { return truth_of(outcome(id)); }
  /// True where the expression takes whole values only, whatever its kind: `round(x)`, `a - b` of two counts.
  bool is_whole(model::ExpressionId id) { return is_whole_at(key_of(id)); }

  /// From here on only units for which the condition holds (or does not hold, and applies). False where no unit is left.
  bool assume(model::ExpressionId condition, bool holds);
  /// Only units for which the expression is a value in the range. False where no unit is left.
  bool assume_within(model::ExpressionId id, const value::Range& range);
  bool assume_outside(model::ExpressionId id, const value::Range& range);

  /// The expression as a linear form, where all of it has values.
  LinearForm linear(model::ExpressionId id);
  value::Range range_of(const LinearForm& form);

  /// Where assumptions stand; undo returns there.
  struct Mark {
    std::size_t facts = 0;
    std::size_t linear_facts = 0;
    std::size_t holes = 0;
    std::size_t replaced = 0;
    std::uint32_t state = 0;
  };
  Mark mark() const { return {facts_.size(), linear_facts_.size(), holes_.size(), replaced_.size(), state_}; }
  void undo(const Mark& mark);
  /// Begins a new count of effort: past a bound, branches are no longer looked at one by one (sound, less exact).
  void rest() { effort_ = 0; }

  /// While a rulebook is still being made: whether all of its expressions and inputs have room here.
  bool has_room() const {
    return rulebook_.expressions.size() <= first_input_ && first_input_ + rulebook_.inputs.size() <= slots_.size();
  }
  /// Forgets what it worked out, for the rulebook has more in it by now. With nothing assumed.
  void begin_anew();

 private:
  /// What was learnt of one key, and where the earlier fact of it is (from 1; 0: none).
  struct Fact {
    Key key = 0;
    std::uint32_t earlier = 0;
    value::Outcome outcome;
  };
  /// A result already computed under the assumptions of `state`.
  struct Known {
    std::uint32_t state = 0;
    value::Outcome outcome;
  };
  /// A known result that one under later assumptions stands for; undo brings it back.
  struct Replaced {
    std::uint32_t place = 0;
    Known known;
  };
  /// By key: places (from 1) of its latest fact and known result.
  struct Slot {
    std::uint32_t fact = 0;
    std::uint32_t known = 0;
    std::uint32_t ordered = 0;  ///< of an input: the first of its Ordered, from 1
    std::int8_t whole = -1;
    bool is_open = false;       ///< being computed
  };
  /// `done` is at most `planned`, as seen from one of the two; `next` is the same input's next one.
  struct Ordered {
    Key other = 0;
    bool other_is_larger = false;
    std::uint32_t next = 0;
  };
  /// A stretch inside what is known of a key that is ruled out: `chair = b` does not hold.
  struct Hole {
    Key key = 0;
    value::Range range;
  };
  struct Bound {
    std::optional<value::Number> at;
    bool open = false;
  };

  const model::Rulebook& rulebook_;
  const Knowledge& knowledge_;
  std::size_t first_input_;  ///< the key of the first input: all expressions come before
  NodeRanges* nodes_;
  std::unique_ptr<NodeRanges> own_nodes_;  ///< made when first asked for
  std::vector<Slot> slots_;
  std::vector<Fact> facts_;
  std::vector<Known> known_;
  std::vector<Replaced> replaced_;
  static constexpr std::size_t most_linear_facts = 16;
  std::vector<LinearFact> linear_facts_;
  std::vector<Hole> holes_;
  std::vector<Ordered> ordered_;
  std::size_t inputs_taken_ = 0;  ///< whose bounds are among these
  std::size_t orders_taken_ = 0;  ///< of the rulebook's
  std::uint32_t state_ = 1;
  std::uint32_t latest_state_ = 1;
  std::uint32_t effort_ = 0;
  bool is_tired() const;
  void order(Key small, Key large);
  void take_orders();

  Key key_of(model::ExpressionId id) const;
  Key key_of(model::InputId id) const { return static_cast<Key>(first_input_ + model::index(id)); }
  bool is_input(Key key) const { return key >= first_input_; }
  const model::Input& input(Key key) const { return rulebook_.inputs[key - first_input_]; }
  const model::Expression& expression(Key key) const { return rulebook_.expressions[key]; }

  value::Outcome at(Key key);
  bool is_whole_at(Key key);
  bool find_whole(Key key);
  void keep(Key key, const value::Outcome& outcome);
  void tidy(Key key, value::Outcome& outcome);
  bool is_ruled_out(Key key, const value::Range& range) const;

  value::Outcome compute(Key key);
  value::Outcome arithmetic(Key key);
  value::Range arithmetic_range(Key key, const value::Outcome& first);
  value::Outcome divide(Key key);
  value::Outcome of_root(const model::Expression& expression);
  value::Range quotient(Key above, Key below, int side);
  value::Outcome comparison(Key key);
  Truth compare(Key key, const value::Range& a, const value::Range& b);
  value::Outcome logic(const model::Expression& expression);
  value::Outcome choose(const model::Expression& expression);
  value::Outcome quantifier(const model::Expression& expression);

  // Assumptions (range_assume.cpp).
  bool assume_at(Key condition, bool holds, int depth);
  bool assume_all(const model::Expression& expression, bool holds, int depth);
  bool assume_some(const model::Expression& expression, bool holds, int depth);
  bool assume_quantifier(const model::Expression& expression, bool holds, int depth);
  bool assume_comparison(Key key, bool holds, int depth);
  bool assume_less(Key a, Key b, bool strictly, int depth);
  bool assume_equal(Key a, Key b, int depth);
  bool assume_different(Key a, Key b, int depth);
  bool assume_not_different(Key a, Key b, int depth);
  bool assume_not_less(Key a, Key b, bool strictly, int depth);
  bool rule_out(Key key, const value::Range& hole, int depth);
  bool assume_none(Key key, bool is_none, int depth);
  bool narrow(Key key, const value::Outcome& to, int depth);
  bool narrow_range(Key key, const value::Range& to, int depth);
  bool pass_on(Key key, const value::Outcome& now, int depth);
  bool pass_on_input(Key key, const value::Outcome& now, int depth);
  bool learn_range(Key key, const value::Range& now);
  bool pass_on_quotient(Key key, const value::Range& now, int depth);
  void learn(LinearForm form, bool above);
  void new_state() { state_ = ++latest_state_; }

  // Linear reasoning (range_bounds.cpp).
  void add_linear(LinearForm& form, Key key, const value::Number& factor);
  void add_operands(LinearForm& form, Key key, const value::Number& factor);
  Bound least(const LinearForm& form, int depth);
  Bound least_of_terms(const LinearForm& form);
  bool is_related(const LinearForm& form) const;
  bool grow_alike(Key a, Key b) const;
  template <class Visit>
  void each_fact_of_growth(Key key, const LinearForm& form, Visit visit);
  template <class Visit>
  void each_fact_of(Key key, const LinearForm& form, Visit visit);
  value::Range tightened(const LinearForm& above, const LinearForm& below, value::Range quotient);
  std::vector<value::Number> candidates(const LinearForm& above, const LinearForm& below);
};

}  // namespace barem::check
