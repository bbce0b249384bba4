// What a condition teaches where it holds, and where it does not: see range_evaluator.h.
// Each function leaves facts behind and says whether any unit is left. Learning less than there is to learn is sound.
#include <algorithm>
#include <utility>

#include "lang/check/range_evaluator.h"

namespace barem::check {

using model::Expression;
using model::ExpressionId;
using model::Operation;
using value::Number;
using value::Outcome;
using value::Range;

namespace {

/// How far what is learnt is passed on from an expression to its parts and to the inputs beside them.
constexpr int deepest = 8;

Outcome value_in(Range range) { return Outcome::within(std::move(range)); }

Range at_most(const Range& range, bool strictly) {
  return {std::nullopt, range.high, false, range.high && (range.high_open || strictly)};
}
Range at_least(const Range& range, bool strictly) {
  return {range.low, std::nullopt, range.low && (range.low_open || strictly), false};
}

Outcome applying(bool value, bool none) {
  Outcome outcome;
  outcome.may_be_value = value;
  outcome.may_be_none = none;
  return outcome;
}

}  // namespace

bool RangeEvaluator::assume(ExpressionId condition, bool holds) { return assume_at(key_of(condition), holds, 0); }

bool RangeEvaluator::assume_within(ExpressionId id, const Range& range) {
  return narrow(key_of(id), value_in(range), 0);
}

bool RangeEvaluator::assume_outside(ExpressionId id, const Range& range) {
  const Key key = key_of(id);
  if (!narrow(key, applying(true, true), 0)) return false;
  return rule_out(key, range, 0);
}

/// Whatever else the key can be, it is no value in the hole.
bool RangeEvaluator::rule_out(Key key, const Range& hole, int depth) {
  Outcome now = at(key);
  if (!now.may_be_value) return true;
  const Range left = without(now.range, hole);
  if (left == now.range && !value::intersect(left, hole).is_empty()) {
    holes_.push_back({key, hole});
    new_state();
    return true;
  }
  now.range = left;
  now.may_be_value = !left.is_empty();
  return narrow(key, now, depth);
}

bool RangeEvaluator::assume_at(Key condition, bool holds, int depth) {
  const Truth truth = truth_of(at(condition));
  if (!(holds ? truth.yes : truth.no)) return false;
  if (depth > deepest || is_tired()) return true;
  Outcome now = at(condition);
  now.may_be_not_applicable = false;
  if (holds) now.may_be_none = false;
  if (now.may_be_value) now.range = value::intersect(now.range, Range::point(holds ? 1 : 0));
  now.may_be_value = now.may_be_value && !now.range.is_empty();
  if (is_input(condition)) return narrow(condition, now, depth);
  const Expression& of = expression(condition);
  switch (of.operation) {
    case Operation::logical_not: return assume_at(key_of(of.operands.front()), !holds, depth + 1);
    case Operation::logical_and:
      return holds ? assume_all(of, true, depth + 1) : assume_some(of, false, depth + 1);
    case Operation::logical_or:
      return holds ? assume_some(of, true, depth + 1) : assume_all(of, false, depth + 1);
    case Operation::every:
    case Operation::some:
      return assume_quantifier(of, holds, depth + 1) && narrow(condition, now, depth);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_or_equal:
    case Operation::within:
      // The condition itself, too: its parts may not say all of it.
      return assume_comparison(condition, holds, depth + 1) && narrow(condition, now, depth);
    case Operation::is_none: return assume_none(key_of(of.operands.front()), holds, depth + 1);
    case Operation::is_value: return assume_none(key_of(of.operands.front()), !holds, depth + 1);
    default: return narrow(condition, now, depth);
  }
}

bool RangeEvaluator::assume_all(const Expression& of, bool holds, int depth) {
  return std::ranges::all_of(of.operands,
                             [&](ExpressionId operand) { return assume_at(key_of(operand), holds, depth); });
}

/// At least one of the operands: what all the ways in which that can be have in common.
bool RangeEvaluator::assume_some(const Expression& of, bool holds, int depth) {
  std::vector<Key> open;
  for (const ExpressionId operand : of.operands) {
    const Truth found = truth(operand);
    if (holds ? found.yes : found.no) open.push_back(key_of(operand));
    if (!(holds ? found.no : found.yes) && !found.not_applicable) return true;  // that one holds in any case
  }
  if (open.empty()) return false;
  if (open.size() == 1) return assume_at(open.front(), holds, depth);
  std::vector<std::pair<Key, Outcome>> common;
  bool any = false;
  const Mark before = mark();
  for (const Key way : open) {
    const bool possible = assume_at(way, holds, depth);
    if (possible && !any) {
      for (std::size_t i = before.facts; i < facts_.size(); ++i)
        if (slots_[facts_[i].key].fact == i + 1) common.emplace_back(facts_[i].key, facts_[i].outcome);
    } else if (possible) {
      for (auto& [key, outcome] : common) outcome = value::join(outcome, at(key));
    }
    any = any || possible;
    undo(before);
  }
  if (!any) return false;
  return std::ranges::all_of(common, [&](const auto& fact) { return narrow(fact.first, fact.second, depth + 1); });
}

/// `every` that holds (`some` that does not) says so of each condition that applies in any case; the opposite says it
/// where one condition alone can be meant.
bool RangeEvaluator::assume_quantifier(const Expression& of, bool holds, int depth) {
  const bool is_every = of.operation == Operation::every;
  if (holds == is_every)
    return std::ranges::all_of(of.operands, [&](ExpressionId operand) {
      return truth(operand).not_applicable || assume_at(key_of(operand), holds, depth);
    });
  Key open{};
  std::size_t ways = 0;
  for (const ExpressionId operand : of.operands)
    if (holds ? truth(operand).yes : truth(operand).no) {
      open = key_of(operand);
      ++ways;
    }
  if (ways == 0) return false;
  return ways > 1 || assume_at(open, holds, depth);
}

// ---- comparisons --------------------------------------------------------------------------------------------------

bool RangeEvaluator::assume_comparison(Key key, bool holds, int depth) {
  const Expression& of = expression(key);
  const Key a = key_of(of.operands[0]);
  if (of.operation == Operation::within) {
    if (holds) return narrow(a, value_in(of.range), depth);
    return assume_outside(of.operands[0], of.range);
  }
  const Key b = key_of(of.operands[1]);
  // A comparison that holds is one of values; one that does not hold may be of none.
  const Outcome side = applying(true, !holds);
  for (const Key operand : {a, b}) {
    Outcome now = at(operand);
    now.may_be_not_applicable = false;
    now.may_be_none = now.may_be_none && side.may_be_none;
    if (!narrow(operand, now, depth)) return false;
  }
  switch (of.operation) {
    case Operation::less: return holds ? assume_less(a, b, true, depth) : assume_not_less(a, b, true, depth);
    case Operation::less_or_equal: return holds ? assume_less(a, b, false, depth) : assume_not_less(a, b, false, depth);
    case Operation::equal: return holds ? assume_equal(a, b, depth) : assume_different(a, b, depth);
    // None is neither equal nor unequal: both comparisons are no.
    default: return holds ? assume_different(a, b, depth) : assume_not_different(a, b, depth);
  }
}

/// a < b or a <= b, both with values.
bool RangeEvaluator::assume_less(Key a, Key b, bool strictly, int depth) {
  if (!narrow_range(a, at_most(at(b).range, strictly), depth)) return false;
  if (!narrow_range(b, at_least(at(a).range, strictly), depth)) return false;
  if (at(a).range.is_point() || at(b).range.is_point()) return true;
  LinearForm form;
  add_linear(form, b, 1);
  add_linear(form, a, -1);
  learn(std::move(form), strictly);
  return true;
}

/// Not a < b (or not a <= b): the other way round, unless one of them is none.
bool RangeEvaluator::assume_not_less(Key a, Key b, bool strictly, int depth) {
  const Outcome now_a = at(a);
  const Outcome now_b = at(b);
  if (!now_a.may_be_none && !now_b.may_be_none) return assume_less(b, a, !strictly, depth);
  const auto cut = [&](Key key, Outcome now, const Range& to) {
    now.range = value::intersect(now.range, to);
    now.may_be_value = now.may_be_value && !now.range.is_empty();
    return narrow(key, now, depth);
  };
  if (!now_b.may_be_none) return cut(a, now_a, at_least(now_b.range, !strictly));
  if (!now_a.may_be_none) return cut(b, now_b, at_most(now_a.range, !strictly));
  return true;
}

bool RangeEvaluator::assume_equal(Key a, Key b, int depth) {
  if (!narrow_range(a, at(b).range, depth) || !narrow_range(b, at(a).range, depth)) return false;
  if (at(a).range.is_point() || at(b).range.is_point()) return true;
  for (const int side : {1, -1}) {
    LinearForm form;
    add_linear(form, a, side);
    add_linear(form, b, -side);
    learn(std::move(form), false);
  }
  return true;
}

/// Two values that differ, or one of them none.
bool RangeEvaluator::assume_different(Key a, Key b, int depth) {
  for (const auto& [key, other] : {std::pair(a, b), std::pair(b, a)}) {
    const Outcome known = at(other);
    if (known.may_be_none || !known.range.is_point()) continue;
    if (!rule_out(key, known.range, depth)) return false;
  }
  return true;
}

/// Not different: equal, unless one of them is none.
bool RangeEvaluator::assume_not_different(Key a, Key b, int depth) {
  if (at(a).may_be_none || at(b).may_be_none) return true;
  return assume_equal(a, b, depth);
}

bool RangeEvaluator::assume_none(Key key, bool is_none, int depth) {
  Outcome now = at(key);
  now.may_be_not_applicable = false;
  if (is_none) now.may_be_value = false;
  else now.may_be_none = false;
  return narrow(key, now, depth);
}

// ---- narrowing ----------------------------------------------------------------------------------------------------

bool RangeEvaluator::narrow_range(Key key, const Range& to, int depth) {
  Outcome now = at(key);
  now.range = value::intersect(now.range, to);
  now.may_be_value = now.may_be_value && !now.range.is_empty();
  now.may_be_none = false;
  now.may_be_not_applicable = false;
  return narrow(key, now, depth);
}

bool RangeEvaluator::narrow(Key key, const Outcome& to, int depth) {
  const Outcome before = at(key);
  Outcome now = intersect(before, to);
  tidy(key, now);
  if (!is_possible(now)) return false;
  if (now == before) return true;
  Slot& slot = slots_[key];
  facts_.push_back({key, slot.fact, now});
  slot.fact = static_cast<std::uint32_t>(facts_.size());
  new_state();
  keep(key, now);
  if (depth > deepest || is_tired()) return true;
  return is_input(key) ? pass_on_input(key, now, depth + 1) : pass_on(key, now, depth + 1);
}

void RangeEvaluator::learn(LinearForm form, bool above) {
  if (form.is_constant() || linear_facts_.size() >= most_linear_facts) return;
  const auto is_whole_term = [&](const LinearForm::Term& term) { return term.factor.is_whole() && is_whole_at(term.key); };
  if (above && form.constant.is_whole() && std::ranges::all_of(form.terms, is_whole_term)) {
    form.constant -= 1;  // a whole number above 0 is at least 1
    above = false;
  }
  linear_facts_.push_back({std::move(form), above});
  new_state();
}

/// `done` at most `planned`: what bounds the one bounds the other, where both have values.
bool RangeEvaluator::pass_on_input(Key key, const Outcome& now, int depth) {
  if (now.may_be_none || now.may_be_not_applicable || !now.may_be_value) return true;
  for (std::uint32_t place = slots_[key].ordered; place != 0; place = ordered_[place - 1].next) {
    const Ordered ordered = ordered_[place - 1];
    Outcome other = at(ordered.other);
    if (!other.may_be_value) continue;
    other.range = value::intersect(other.range, ordered.other_is_larger ? at_least(now.range, false)
                                                                        : at_most(now.range, false));
    other.may_be_value = !other.range.is_empty();
    if (!narrow(ordered.other, other, depth)) return false;
  }
  return true;
}

/// From an expression that has a value to its parts.
bool RangeEvaluator::pass_on(Key key, const Outcome& now, int depth) {
  const Expression& of = expression(key);
  if (now.may_be_none || now.may_be_not_applicable || !now.may_be_value) return true;
  const auto operand = [&](std::size_t i) { return key_of(of.operands[i]); };
  const auto range = [&](std::size_t i) { return at(key_of(of.operands[i])).range; };
  switch (of.operation) {
    case Operation::add:
      return narrow_range(operand(0), difference_of(now.range, range(1)), depth) &&
             narrow_range(operand(1), difference_of(now.range, range(0)), depth) && learn_range(key, now.range);
    case Operation::subtract:
      return narrow_range(operand(0), sum_of(now.range, range(1)), depth) &&
             narrow_range(operand(1), difference_of(range(0), now.range), depth) && learn_range(key, now.range);
    case Operation::negate: return narrow_range(operand(0), negated(now.range), depth);
    case Operation::multiply:
      for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        const Range other = range(1 - i);
        const bool divides = !other.contains(0);
        if (!narrow_range(operand(i), divides ? quotient_of(now.range, other) : Range::all(), depth)) return false;
      }
      return true;
    case Operation::divide: return pass_on_quotient(key, now.range, depth);
    case Operation::larger:
    case Operation::smaller:
      for (std::size_t i = 0; i < of.operands.size(); ++i) {
        const Range bound = of.operation == Operation::larger ? at_most(now.range, false) : at_least(now.range, false);
        if (!narrow_range(operand(i), bound, depth)) return false;
      }
      return true;
    case Operation::absolute: {
      const Range high = at_most(now.range, false);
      return narrow_range(operand(0), value::intersect(high, negated(high)), depth);
    }
    case Operation::if_none:
    case Operation::if_missing: {
      const Outcome second = at(operand(1));
      if (second.may_be_value && !value::intersect(second.range, now.range).is_empty()) return true;
      return narrow_range(operand(0), now.range, depth);
    }
    default: return true;
  }
}

/// A sum of several parts within a range teaches what its parts alone do not say.
bool RangeEvaluator::learn_range(Key key, const Range& now) {
  LinearForm form;
  add_operands(form, key, 1);
  if (form.terms.size() < 2) return true;
  if (now.low) {
    LinearForm over = form;
    over.constant -= *now.low;
    learn(std::move(over), now.low_open);
  }
  if (now.high) {
    LinearForm under;
    under.add(form, -1);
    under.constant += *now.high;
    learn(std::move(under), now.high_open);
  }
  return true;
}

/// a / b with a value: b is not 0; and where b has one sign, a >= low * b and a <= high * b.
bool RangeEvaluator::pass_on_quotient(Key key, const Range& now, int depth) {
  const Key above = key_of(expression(key).operands[0]);
  const Key below = key_of(expression(key).operands[1]);
  if (!narrow_range(below, without(at(below).range, Range::point(0)), depth)) return false;
  if (!narrow_range(above, product_of(now, at(below).range), depth)) return false;
  if (!now.contains(0) && !narrow_range(below, quotient_of(at(above).range, now), depth)) return false;
  const Range divisor = at(below).range;
  if (divisor.is_point() || divisor.contains(0)) return true;
  const bool positive = divisor.low && divisor.low->sign() >= 0;
  if (!positive && !(divisor.high && divisor.high->sign() <= 0)) return true;
  const auto learn_end = [&](const Number& end, bool open, int side) {
    LinearForm form;
    add_linear(form, above, Number(positive ? side : -side));
    add_linear(form, below, end * Number(positive ? -side : side));
    learn(std::move(form), open);
  };
  if (now.low) learn_end(*now.low, now.low_open, 1);
  if (now.high) learn_end(*now.high, now.high_open, -1);
  return true;
}

}  // namespace barem::check
