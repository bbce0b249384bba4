// What each operation makes of what its operands can be: see range_evaluator.h. Assumptions are in range_assume.cpp,
// linear reasoning in range_bounds.cpp.
#include "lang/check/range_evaluator.h"

#include <algorithm>
#include <utility>

#include "lang/check/range_nodes.h"
#include "lang/check/range_roots.h"

namespace barem::check {

using model::Expression;
using model::ExpressionId;
using model::Operation;
using value::Number;
using value::Outcome;
using value::Range;

RangeEvaluator::RangeEvaluator(const model::Rulebook& rulebook, const Knowledge& knowledge, NodeRanges* nodes,
                               std::size_t room)
    : rulebook_(rulebook),
      knowledge_(knowledge),
      first_input_(rulebook.expressions.size() + room),
      nodes_(nodes),
      slots_(first_input_ + rulebook.inputs.size() + room) {
  // Facts are visited while others are learnt and forgotten behind them: they must stay where they are.
  linear_facts_.reserve(most_linear_facts);
  take_orders();
}

/// What is declared to be at most what, as far as it was not known before.
void RangeEvaluator::take_orders() {
  for (; inputs_taken_ < rulebook_.inputs.size(); ++inputs_taken_) {
    const auto id = static_cast<model::InputId>(inputs_taken_);
    for (const model::InputId other : rulebook_[id].at_most) order(key_of(id), key_of(other));
    for (const model::InputId other : rulebook_[id].at_least) order(key_of(other), key_of(id));
  }
  for (; orders_taken_ < rulebook_.orders.size(); ++orders_taken_) {
    const auto& [small, large] = rulebook_.orders[orders_taken_];
    order(key_of(small), key_of(large));
  }
}

RangeEvaluator::~RangeEvaluator() = default;

void RangeEvaluator::begin_anew() {
  new_state();  // no result of an earlier state is asked for any more
  replaced_.clear();
  if (own_nodes_) {
    nodes_ = nullptr;
    own_nodes_.reset();
  }
  take_orders();
  rest();
}

NodeRanges& RangeEvaluator::nodes() {
  if (nodes_ != nullptr) return *nodes_;
  own_nodes_ = std::make_unique<NodeRanges>(rulebook_, knowledge_);
  nodes_ = own_nodes_.get();
  return *nodes_;
}

Outcome RangeEvaluator::points_of(model::NodeId node) {
  Outcome points = nodes().of(node).points;
  for (const Fact& fact : facts_) {
    const Key key = fact.key;
    if (is_input(key)) continue;
    const Expression& read = expression(key);
    const bool reads_it = read.operation == Operation::node_points || read.operation == Operation::node_index;
    if (!reads_it || read.node != node) continue;
    Outcome known = facts_[slots_[key].fact - 1].outcome;
    if (read.operation == Operation::node_index && known.may_be_value) {
      // Points are the index times what applies: at most the maximum, and all of it where nothing can be left out.
      const Range applicable = nodes().applicable(node);
      Range range = product_of(known.range, applicable);
      if (!applicable.is_point() && range.low && range.low->sign() > 0) range.low = Number(0);
      known.range = std::move(range);
    }
    points = intersect(points, known);
  }
  return points;
}

void RangeEvaluator::order(Key small, Key large) {
  for (const bool from_small : {true, false}) {
    std::uint32_t& first = slots_[from_small ? small : large].ordered;
    ordered_.push_back({from_small ? large : small, from_small, first});
    first = static_cast<std::uint32_t>(ordered_.size());
  }
}

bool RangeEvaluator::is_tired() const { return effort_ > 20000; }

Key RangeEvaluator::key_of(ExpressionId id) const {
  while (true) {
    const Expression& expression = rulebook_[id];
    if (model::is(expression.canonical) && expression.canonical != id) {
      id = expression.canonical;
    } else if (expression.operation == Operation::named) {
      id = expression.operands.front();
    } else if (expression.operation == Operation::input && expression.input != model::no_input) {
      return key_of(expression.input);
    } else {
      return static_cast<Key>(id);
    }
  }
}

void RangeEvaluator::undo(const Mark& mark) {
  while (facts_.size() > mark.facts) {
    slots_[facts_.back().key].fact = facts_.back().earlier;
    facts_.pop_back();
  }
  linear_facts_.resize(std::min(linear_facts_.size(), mark.linear_facts));
  holes_.resize(std::min(holes_.size(), mark.holes));
  for (; replaced_.size() > mark.replaced; replaced_.pop_back())
    known_[replaced_.back().place - 1] = std::move(replaced_.back().known);
  state_ = mark.state;
}

// ---- whole values -------------------------------------------------------------------------------------------------

bool RangeEvaluator::is_whole_at(Key key) {
  std::int8_t& whole = slots_[key].whole;
  if (whole < 0) whole = find_whole(key) ? 1 : 0;
  return whole == 1;
}

/// By structure, for a kind follows what is written: `0.5` beside a count is a count where a count is due.
bool RangeEvaluator::find_whole(Key key) {
  if (is_input(key)) {
    const model::Input& read = input(key);
    const bool in_whole_steps = read.step && read.step->is_whole() && read.range.low && read.range.low->is_whole();
    return model::takes_whole_values(read.kind) || in_whole_steps;
  }
  const Expression& of = expression(key);
  const auto all_whole = [&](std::size_t first, std::size_t step) {
    for (std::size_t i = first; i < of.operands.size(); i += step)
      if (!is_whole(of.operands[i])) return false;
    return true;
  };
  switch (of.operation) {
    case Operation::literal: return of.literal.is_whole();
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::negate:
    case Operation::absolute:
    case Operation::larger:
    case Operation::smaller:
    case Operation::if_none:
    case Operation::if_missing: return all_whole(0, 1);
    case Operation::round:
    case Operation::round_down:
    case Operation::round_up: return of.decimals == 0;
    case Operation::choose: return all_whole(1, 2) && is_whole(of.operands.back());
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_or_equal:
    case Operation::within:
    case Operation::logical_and:
    case Operation::logical_or:
    case Operation::logical_not:
    case Operation::every:
    case Operation::some:
    case Operation::is_none:
    case Operation::is_value: return true;
    case Operation::named: return is_whole(of.operands.front());
    case Operation::node_points: return nodes().is_whole(of.node);
    case Operation::input:
    case Operation::index:
    case Operation::root:
    case Operation::natural_logarithm:
    case Operation::exponential:
    case Operation::power:
    case Operation::node_index:
    case Operation::node_max:
    case Operation::divide: return false;
  }
  return false;
}

// ---- results ------------------------------------------------------------------------------------------------------

namespace {

Outcome anything() {
  Outcome outcome = Outcome::within(Range::all());
  outcome.may_be_none = true;
  outcome.may_be_not_applicable = true;
  return outcome;
}

}  // namespace

Outcome RangeEvaluator::at(Key key) {
  const std::uint32_t place = slots_[key].known;
  if (place != 0 && known_[place - 1].state == state_) return known_[place - 1].outcome;
  ++effort_;
  Outcome outcome;
  const std::uint32_t fact = slots_[key].fact;
  if (slots_[key].is_open) {
    // A fact learnt of a ratio is used for that ratio: here only what else is known of it.
    outcome = anything();
    return fact == 0 ? outcome : intersect(outcome, facts_[fact - 1].outcome);
  }
  slots_[key].is_open = true;
  outcome = compute(key);
  slots_[key].is_open = false;
  if (fact != 0) outcome = intersect(outcome, facts_[fact - 1].outcome);
  tidy(key, outcome);
  keep(key, outcome);
  return outcome;
}

/// Draws the ends in to whole values and past what is ruled out.
void RangeEvaluator::tidy(Key key, Outcome& outcome) {
  if (!outcome.may_be_value) {
    outcome.range = {};
    return;
  }
  const bool whole = is_whole_at(key);
  if (whole) outcome.range = whole_within(outcome.range);
  for (std::size_t i = 0; i < holes_.size(); ++i) {
    if (holes_[i].key != key) continue;
    Range left = without(outcome.range, holes_[i].range);
    if (whole && !left.is_empty()) left = whole_within(left);
    if (left == outcome.range) continue;
    outcome.range = std::move(left);
    if (outcome.range.is_empty()) break;
    i = static_cast<std::size_t>(-1);  // an end moved: an earlier hole may now lie at it
  }
  outcome.may_be_value = !outcome.range.is_empty();
  if (!outcome.may_be_value) outcome.range = {};
}

bool RangeEvaluator::is_ruled_out(Key key, const Range& range) const {
  for (const Hole& hole : holes_)
    if (hole.key == key && holds_all(hole.range, range)) return true;
  return false;
}

void RangeEvaluator::keep(Key key, const Outcome& outcome) {
  std::uint32_t& place = slots_[key].known;
  if (place == 0) {
    known_.push_back({state_, outcome});
    place = static_cast<std::uint32_t>(known_.size());
  } else {
    Known& known = known_[place - 1];
    if (known.state != state_) replaced_.push_back({place, std::move(known)});
    known.state = state_;
    known.outcome = outcome;
  }
}

namespace {

/// What the states of operands make of an operation all of whose operands are looked at.
struct States {
  bool value = true;            ///< all can be values
  bool none = false;            ///< one can be none while the others apply
  bool not_applicable = false;  ///< one can be not applicable
  bool may_apply = true;        ///< all can apply

  void take(const Outcome& operand) {
    value = value && operand.may_be_value;
    none = none || operand.may_be_none;
    not_applicable = not_applicable || operand.may_be_not_applicable;
    may_apply = may_apply && (operand.may_be_value || operand.may_be_none);
  }
  Outcome outcome() const {
    Outcome result;
    result.may_be_value = value;
    result.may_be_none = none && may_apply;
    result.may_be_not_applicable = not_applicable;
    return result;
  }
};

}  // namespace

Outcome RangeEvaluator::compute(Key key) {
  if (is_input(key)) return knowledge_.inputs[key - first_input_];
  const Expression& of = expression(key);
  switch (of.operation) {
    case Operation::literal: return Outcome::of(of.literal);
    case Operation::input: return anything();
    case Operation::index: return Outcome::within(nodes().index_of_whole());
    case Operation::node_points: return nodes().of(of.node).points;
    case Operation::node_index: return nodes().of(of.node).index;
    case Operation::node_max: return Outcome::within(nodes().applicable(of.node));
    case Operation::every:
    case Operation::some: return quantifier(of);
    case Operation::named: return outcome(of.operands.front());
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::negate:
    case Operation::larger:
    case Operation::smaller:
    case Operation::absolute:
    case Operation::round:
    case Operation::round_down:
    case Operation::round_up: return arithmetic(key);
    case Operation::divide: return divide(key);
    case Operation::root:
    case Operation::natural_logarithm:
    case Operation::exponential:
    case Operation::power: return of_root(of);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_or_equal:
    case Operation::within: return comparison(key);
    case Operation::logical_and:
    case Operation::logical_or: return logic(of);
    case Operation::logical_not: return to_outcome(truth(of.operands.front()).opposite());
    case Operation::is_none:
    case Operation::is_value: {
      const Outcome operand = outcome(of.operands.front());
      const Truth none{operand.may_be_none, operand.may_be_value, operand.may_be_not_applicable};
      return to_outcome(of.operation == Operation::is_none ? none
                                                           : Truth{none.no, none.yes, none.not_applicable});
    }
    case Operation::if_none: {
      const Outcome first = outcome(of.operands[0]);
      if (!first.may_be_none) return first;
      Outcome value = first;
      value.may_be_none = false;
      return value::join(value, outcome(of.operands[1]));
    }
    case Operation::if_missing: {
      // Complete data: the first. With data missing the second stands for it.
      return value::join(outcome(of.operands[0]), outcome(of.operands[1]));
    }
    case Operation::choose: return choose(of);
  }
  return anything();
}

Outcome RangeEvaluator::arithmetic(Key key) {
  States states;
  Outcome first;
  for (std::size_t i = 0; i < expression(key).operands.size(); ++i) {
    const Outcome operand = outcome(expression(key).operands[i]);
    states.take(operand);
    if (i == 0) first = operand;
  }
  Outcome result = states.outcome();
  if (result.may_be_value) {
    result.range = arithmetic_range(key, first);
    result.may_be_value = !result.range.is_empty();
  }
  return result;
}

Range RangeEvaluator::arithmetic_range(Key key, const Outcome& first) {
  const Expression& of = expression(key);
  switch (of.operation) {
    case Operation::add:
    case Operation::subtract: {
      const Range second = outcome(of.operands[1]).range;
      const Range range = of.operation == Operation::add ? sum_of(first.range, second)
                                                         : difference_of(first.range, second);
      if (first.range.is_point() || second.is_point()) return range;
      LinearForm form;
      add_operands(form, key, 1);
      return value::intersect(range, range_of(form));
    }
    case Operation::multiply: {
      const Range product = product_of(first.range, outcome(of.operands[1]).range);
      if (key_of(of.operands[0]) != key_of(of.operands[1])) return product;
      return value::intersect(product, {Number(0), {}, false, false});  // a square
    }
    case Operation::negate: return negated(first.range);
    case Operation::absolute: return absolute(first.range);
    case Operation::round:
    case Operation::round_down:
    case Operation::round_up: return rounded(first.range, of);
    case Operation::larger:
    case Operation::smaller: {
      Range range = first.range;
      for (std::size_t i = 1; i < of.operands.size(); ++i) {
        const Range other = outcome(of.operands[i]).range;
        range = of.operation == Operation::larger ? larger_of(range, other) : smaller_of(range, other);
      }
      return range;
    }
    default: return Range::all();
  }
}

Outcome RangeEvaluator::divide(Key key) {
  const Key above = key_of(expression(key).operands[0]);
  const Key below = key_of(expression(key).operands[1]);
  States states;
  states.take(at(above));
  const Outcome divisor = at(below);
  states.take(divisor);
  Outcome result = states.outcome();
  if (!result.may_be_value) return result;
  if (divisor.range.contains(0)) result.may_be_none = true;
  const bool positive = !value::intersect(divisor.range, {Number(0), {}, true, false}).is_empty();
  const bool negative = !value::intersect(divisor.range, {{}, Number(0), false, true}).is_empty();
  result.may_be_value = positive || negative;
  if (!result.may_be_value) return result;
  result.range = positive && negative ? quotient_of(at(above).range, divisor.range)
                                      : quotient(above, below, positive ? 1 : -1);
  result.may_be_value = !result.range.is_empty();
  return result;
}

/// Roots, logarithms and powers: what may have no result.
Outcome RangeEvaluator::of_root(const Expression& of) {
  States states;
  const Outcome first = outcome(of.operands[0]);
  states.take(first);
  Outcome second;
  if (of.operands.size() > 1) {
    second = outcome(of.operands[1]);
    states.take(second);
  }
  Outcome result = states.outcome();
  if (!result.may_be_value) return result;
  Outcome found;
  switch (of.operation) {
    case Operation::root: found = root_of(first.range, static_cast<int>(*of.literal.to_int64())); break;
    case Operation::natural_logarithm: {
      found = natural_logarithm_of(first.range);
      if (!is_whole(of.operands[0])) break;
      // Of whole numbers the least that has a logarithm is 1.
      const Range whole = whole_within(value::intersect(first.range, {Number(0), {}, true, false}));
      found.may_be_value = !whole.is_empty();
      if (found.may_be_value) found.range = natural_logarithm_of(whole).range;
      break;
    }
    case Operation::exponential: found = exponential_of(first.range); break;
    default: found = power_of(first.range, second.range); break;
  }
  result.may_be_none = result.may_be_none || found.may_be_none;
  result.may_be_value = found.may_be_value;
  result.range = std::move(found.range);
  return result;
}

/// Of values with a divisor on one side of 0.
Range RangeEvaluator::quotient(Key above, Key below, int side) {
  const Mark before = mark();
  bool possible = true;
  if (at(below).range.contains(0) && !is_tired()) {
    // A result is due only where the divisor is not 0, and that may say more of what is divided.
    const Range other = side > 0 ? Range{Number(0), {}, true, false} : Range{{}, Number(0), false, true};
    possible = narrow_range(below, other, 0);
  }
  Range range{Number(1), Number(0), false, false};
  if (possible) {
    range = quotient_of(at(above).range, at(below).range);
    LinearForm up;
    LinearForm down;
    add_linear(up, above, Number(side));
    add_linear(down, below, Number(side));
    if (!down.is_constant() && !range.is_point()) range = tightened(up, down, std::move(range));
  }
  undo(before);
  return range;
}

// ---- conditions ---------------------------------------------------------------------------------------------------

Outcome RangeEvaluator::comparison(Key key) {
  const Expression& of = expression(key);
  States states;
  const Outcome a = outcome(of.operands[0]);
  states.take(a);
  Outcome b;
  if (of.operands.size() > 1) {
    b = outcome(of.operands[1]);
    states.take(b);
  }
  const Outcome state = states.outcome();
  Truth truth;
  if (state.may_be_value) truth = compare(key, a.range, b.range);
  truth.no = truth.no || state.may_be_none;
  truth.not_applicable = state.may_be_not_applicable;
  return to_outcome(truth);
}

Truth RangeEvaluator::compare(Key key, const Range& a, const Range& b) {
  const Expression& of = expression(key);
  if (of.operation == Operation::within) {
    if (is_ruled_out(key_of(of.operands[0]), of.range)) return {false, true, false};
    return check::within(a, of.range);
  }
  Truth truth;
  switch (of.operation) {
    case Operation::less: truth = less(a, b); break;
    case Operation::less_or_equal: truth = less_or_equal(a, b); break;
    case Operation::equal: truth = equal(a, b); break;
    default: truth = equal(a, b).opposite(); break;
  }
  if (!holes_.empty() && (of.operation == Operation::equal || of.operation == Operation::not_equal)) {
    const bool never = (b.is_point() && is_ruled_out(key_of(of.operands[0]), b)) ||
                       (a.is_point() && is_ruled_out(key_of(of.operands[1]), a));
    if (never) return of.operation == Operation::equal ? Truth{false, true, false} : Truth{true, false, false};
  }
  const bool is_open = truth.yes && truth.no;
  if (!is_open || a.is_point() || b.is_point()) return truth;
  // Both vary: perhaps not apart from each other.
  LinearForm form;
  add_linear(form, key_of(of.operands[1]), 1);
  add_linear(form, key_of(of.operands[0]), -1);
  const Range difference = range_of(form);
  if (difference.is_empty()) return truth;
  const Range zero = Range::point(0);
  Truth apart;
  switch (of.operation) {
    case Operation::less: apart = less(zero, difference); break;
    case Operation::less_or_equal: apart = less_or_equal(zero, difference); break;
    case Operation::equal: apart = equal(zero, difference); break;
    default: apart = equal(zero, difference).opposite(); break;
  }
  return {truth.yes && apart.yes, truth.no && apart.no, false};
}

/// One after the other, each under the assumption that those before it held (of `or`: did not hold).
Outcome RangeEvaluator::logic(const Expression& of) {
  const bool is_and = of.operation == Operation::logical_and;
  Truth all{true, false, false};
  const Mark before = mark();
  for (const ExpressionId operand : of.operands) {
    const Truth found = is_and ? truth(operand) : truth(operand).opposite();
    all.no = all.no || (all.yes && found.no);
    all.not_applicable = all.not_applicable || found.not_applicable;
    all.yes = all.yes && found.yes;
    if (all.yes && !is_tired() && &operand != &of.operands.back()) all.yes = assume(operand, is_and);
    if (!all.yes) break;
  }
  undo(before);
  // One that is not applicable decides, wherever it stands.
  for (const ExpressionId operand : of.operands) {
    const Truth found = truth(operand);
    all.not_applicable = all.not_applicable || found.not_applicable;
    if (!found.yes && !found.no) all.yes = all.no = false;
  }
  return to_outcome(is_and ? all : all.opposite());
}

/// Of conditions that are left out where they do not apply.
Outcome RangeEvaluator::quantifier(const Expression& of) {
  const bool is_every = of.operation == Operation::every;
  Truth all{true, false, false};
  for (const ExpressionId operand : of.operands) {
    const Truth found = is_every ? truth(operand) : truth(operand).opposite();
    all.yes = all.yes && (found.yes || found.not_applicable);
    all.no = all.no || found.no;
  }
  return to_outcome(is_every ? all : all.opposite());
}

Outcome RangeEvaluator::choose(const Expression& of) {
  Outcome result;
  const Mark before = mark();
  bool open = true;
  for (std::size_t i = 0; open && i + 1 < of.operands.size(); i += 2) {
    const Truth condition = truth(of.operands[i]);
    result.may_be_not_applicable = result.may_be_not_applicable || condition.not_applicable;
    if (condition.yes) {
      const Mark outside = mark();
      if (is_tired() || assume(of.operands[i], true)) result = value::join(result, outcome(of.operands[i + 1]));
      undo(outside);
    }
    open = condition.no && (is_tired() || assume(of.operands[i], false));
  }
  if (open) result = value::join(result, outcome(of.operands.back()));
  undo(before);
  return result;
}

}  // namespace barem::check
