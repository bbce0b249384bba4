// Made-up rulebooks for tests of ranges: random expressions and leaves over small inputs, every unit they allow, and
// what an expression comes to for one unit, by the table of states and nothing else.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "lang/model/rulebook.h"
#include "lang/value/outcome.h"
#include "tests/interpreter/score_builder.h"

namespace barem::test {

/// What one expression comes to for one unit.
struct Result {
  State state = State::value;
  Number number;
};

inline Outcome to_outcome(const Result& result) {
  if (result.state == State::none) return Outcome::none();
  if (result.state == State::not_applicable) return Outcome::not_applicable();
  return Outcome::of(result.number);
}

inline bool holds(const Outcome& set, const Result& result) {
  if (result.state == State::none) return set.may_be_none;
  if (result.state == State::not_applicable) return set.may_be_not_applicable;
  return set.may_be_value && set.range.contains(result.number);
}

/// Evaluates by recursion, without sharing and without ranges.
class Plainly {
 public:
  Plainly(const model::Rulebook& rulebook, const std::vector<Result>& unit) : rulebook_(rulebook), unit_(unit) {}

  Result operator()(ExpressionId id) const {
    const model::Expression& of = rulebook_[id];
    switch (of.operation) {
      case Operation::literal: return {State::value, of.literal};
      case Operation::input: return unit_[model::index(of.input)];
      case Operation::named: return (*this)(of.operands[0]);
      case Operation::logical_and:
      case Operation::logical_or:
      case Operation::logical_not: return logic(of);
      case Operation::is_none:
      case Operation::is_value: {
        const Result operand = (*this)(of.operands[0]);
        if (operand.state == State::not_applicable) return operand;
        return yes_no((operand.state == State::none) == (of.operation == Operation::is_none));
      }
      case Operation::if_none: {
        const Result operand = (*this)(of.operands[0]);
        return operand.state == State::none ? (*this)(of.operands[1]) : operand;
      }
      case Operation::choose:
        for (std::size_t i = 0; i + 1 < of.operands.size(); i += 2) {
          const Result condition = (*this)(of.operands[i]);
          if (condition.state == State::not_applicable) return condition;
          if (is_yes(condition)) return (*this)(of.operands[i + 1]);
        }
        return (*this)(of.operands.back());
      default: return strict(of);
    }
  }

  static bool is_yes(const Result& condition) { return condition.state == State::value && condition.number == Number(1); }

 private:
  const model::Rulebook& rulebook_;
  const std::vector<Result>& unit_;

  static Result yes_no(bool yes) { return {State::value, Number(yes ? 1 : 0)}; }

  Result logic(const model::Expression& of) const {
    bool all = true;
    bool some = false;
    for (const ExpressionId id : of.operands) {
      const Result operand = (*this)(id);
      if (operand.state == State::not_applicable) return operand;
      all = all && is_yes(operand);
      some = some || is_yes(operand);
    }
    if (of.operation == Operation::logical_not) return yes_no(!all);
    return yes_no(of.operation == Operation::logical_and ? all : some);
  }

  Result strict(const model::Expression& of) const {
    std::vector<Number> n;
    bool none = false;
    for (const ExpressionId id : of.operands) {
      const Result operand = (*this)(id);
      if (operand.state == State::not_applicable) return operand;
      none = none || operand.state == State::none;
      n.push_back(operand.number);
    }
    switch (of.operation) {
      case Operation::equal: return yes_no(!none && n[0] == n[1]);
      case Operation::not_equal: return yes_no(!none && n[0] != n[1]);
      case Operation::less: return yes_no(!none && n[0] < n[1]);
      case Operation::less_or_equal: return yes_no(!none && n[0] <= n[1]);
      case Operation::within: return yes_no(!none && of.range.contains(n[0]));
      default: break;
    }
    if (none) return {State::none, {}};
    switch (of.operation) {
      case Operation::add: return {State::value, n[0] + n[1]};
      case Operation::subtract: return {State::value, n[0] - n[1]};
      case Operation::multiply: return {State::value, n[0] * n[1]};
      case Operation::divide:
        if (n[1].is_zero()) return {State::none, {}};
        return {State::value, n[0] / n[1]};
      case Operation::negate: return {State::value, -n[0]};
      case Operation::absolute: return {State::value, n[0].absolute()};
      case Operation::round: return {State::value, n[0].rounded(of.decimals)};
      case Operation::round_down: return {State::value, n[0].floor()};
      case Operation::round_up: return {State::value, n[0].ceiling()};
      case Operation::larger: return {State::value, n[0] < n[1] ? n[1] : n[0]};
      default: return {State::value, n[0] < n[1] ? n[0] : n[1]};
    }
  }
};

/// A rulebook with a few small inputs, some at most others, some none or not applicable at times.
class SmallInputs {
 public:
  SmallInputs(Builder& builder, std::mt19937& random) : builder_(builder) {
    const std::size_t count = 2 + random() % 3;
    for (std::size_t i = 0; i < count; ++i) {
      const int kind = static_cast<int>(random() % 6);
      const std::int64_t low = kind == 0 ? -2 : kind == 1 ? 1 : 0;
      const std::int64_t high = low + 2 + static_cast<std::int64_t>(random() % 2);
      const auto id = builder.input("x" + std::to_string(i), kind == 5 ? KindTag::number : KindTag::count, low, high);
      if (kind == 4) builder[id].kind.tag = KindTag::yes_no, builder[id].range = Range::closed(0, 1);
      if (random() % 6 == 0) builder[id].or_none = true;
      if (random() % 9 == 0) builder[id].or_not_applicable = true;
      if (i > 0 && random() % 2 == 0) builder[id].at_most.push_back(InputId{static_cast<std::uint32_t>(random() % i)});
      ids.push_back(id);
    }
  }

  /// Every unit that the declarations allow; numbers go in halves.
  std::vector<std::vector<Result>> units() const {
    std::vector<std::vector<Result>> all{{}};
    for (const InputId id : ids) {
      std::vector<std::vector<Result>> longer;
      for (const auto& unit : all)
        for (const Result& value : values_of(id)) {
          longer.push_back(unit);
          longer.back().push_back(value);
        }
      all = std::move(longer);
    }
    std::erase_if(all, [&](const auto& unit) { return !is_allowed(unit); });
    return all;
  }

  std::vector<InputId> ids;

 private:
  Builder& builder_;

  std::vector<Result> values_of(InputId id) const {
    const model::Input& input = builder_[id];
    std::vector<Result> values;
    const Number step = model::takes_whole_values(input.kind) ? Number(1) : Number::fraction(1, 2);
    for (Number number = *input.range.low; number <= *input.range.high; number += step)
      values.push_back({State::value, number});
    if (input.or_none) values.push_back({State::none, {}});
    if (input.or_not_applicable) values.push_back({State::not_applicable, {}});
    return values;
  }

  bool is_allowed(const std::vector<Result>& unit) const {
    for (const InputId id : ids)
      for (const InputId other : builder_[id].at_most) {
        const Result& small = unit[model::index(id)];
        const Result& large = unit[model::index(other)];
        if (small.state == State::value && large.state == State::value && large.number < small.number) return false;
      }
    return true;
  }
};

/// Random expressions over them.
class RandomTerms {
 public:
  RandomTerms(Builder& builder, const std::vector<InputId>& inputs, std::mt19937& random)
      : b_(builder), inputs_(inputs), random_(random) {}

  Term number(int depth) {
    if (depth == 0 || roll(5) == 0) return roll(3) == 0 ? literal() : input();
    const Term a = number(depth - 1);
    const Term c = roll(6) == 0 ? a : number(depth - 1);
    switch (roll(16)) {
      case 0:
      case 1: return a + c;
      case 2:
      case 3: return a - c;
      case 4: return a * c;
      case 5:
      case 6:
      case 7: return a / c;
      case 8: return b_.operation(Operation::negate, {a});
      case 9: return b_.operation(Operation::absolute, {a});
      case 10: return b_.operation(Operation::larger, {a, c});
      case 11: return b_.operation(Operation::smaller, {a, c});
      case 12: return b_.operation(roll(2) == 0 ? Operation::round_down : Operation::round, {a});
      case 13: return if_none(a, c);
      case 14: return b_.operation(Operation::choose, {condition(depth - 1), a, c});
      default:
        return b_.operation(Operation::choose, {condition(depth - 1), a, condition(depth - 1), c, number(depth - 1)});
    }
  }

  Term condition(int depth) {
    if (depth > 0) {
      switch (roll(6)) {
        case 0: return both(condition(depth - 1), condition(depth - 1));
        case 1: return either(condition(depth - 1), condition(depth - 1));
        case 2: return opposite(condition(depth - 1));
        default: break;
      }
    }
    const Term a = number(depth > 1 ? 1 : depth);
    const Term c = roll(2) == 0 ? literal() : number(depth > 1 ? 1 : depth);
    switch (roll(8)) {
      case 0: return a < c;
      case 1: return c < a;
      case 2:
      case 3: return a <= c;
      case 4: return a == c;
      case 5: return b_.operation(Operation::not_equal, {a, c});
      case 6: return b_.within(a, range());
      default: return b_.operation(roll(2) == 0 ? Operation::is_none : Operation::is_value, {a});
    }
  }

  Range range() {
    const Number low = small();
    const Number high = low + Number(static_cast<std::int64_t>(roll(4)));
    Range range = Range::closed(low, high);
    if (low < high) {
      range.low_open = roll(3) == 0;
      range.high_open = roll(3) == 0;
    }
    if (roll(5) == 0) range.low.reset(), range.low_open = false;
    else if (roll(5) == 0) range.high.reset(), range.high_open = false;
    return range;
  }

  Term input() { return b_.read(inputs_[roll(inputs_.size())]); }
  Term literal() { return b_(small()); }
  std::size_t roll(std::size_t sides) { return random_() % sides; }

 private:
  Builder& b_;
  const std::vector<InputId>& inputs_;
  std::mt19937& random_;

  Number small() {
    const std::int64_t numbers[] = {-1, 0, 1, 2, 3};
    if (roll(5) == 0) return Number::fraction(1, 2);
    return numbers[roll(5)];
  }
};

/// Gives every expression of a builder the kind that its operation has.
inline void give_kinds(Builder& b) {
  for (model::Expression& expression : b.rulebook.expressions) {
    if (expression.kind.tag != KindTag::hole) continue;
    switch (expression.operation) {
      case Operation::equal:
      case Operation::not_equal:
      case Operation::less:
      case Operation::less_or_equal:
      case Operation::within:
      case Operation::logical_and:
      case Operation::logical_or:
      case Operation::logical_not:
      case Operation::is_none:
      case Operation::is_value: expression.kind.tag = KindTag::yes_no; break;
      default: expression.kind.tag = KindTag::number; break;
    }
  }
}

/// `-1 to < 2, none`: for messages of tests.
inline std::string show(const Outcome& outcome) {
  std::string text;
  if (outcome.may_be_value) {
    const auto end = [](const std::optional<Number>& number) { return number ? number->to_decimal() : std::string("…"); };
    text = (outcome.range.low_open ? "> " : "") + end(outcome.range.low) + " to " +
           (outcome.range.high_open ? "< " : "") + end(outcome.range.high);
  }
  if (outcome.may_be_none) text += " none";
  if (outcome.may_be_not_applicable) text += " n/a";
  return text;
}

}  // namespace barem::test
