// The walk follows the order of evaluation, so that `planned > 0 and done / planned >= 80%` is sound: range_values.h.
#include "lang/check/range_values.h"

#include <utility>

namespace barem::check {

using model::Expression;
using model::ExpressionId;
using model::Operation;
using source::Span;
using value::Outcome;

namespace {

bool is_inside(const Span& inner, const Span& outer) {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

}  // namespace

std::vector<Flaw> ValueWalk::take() {
  visited_.clear();
  seen_flaws_.clear();
  return std::exchange(flaws_, {});
}

/// In a method's body, the call stands for what is not an argument of it.
Span ValueWalk::place_of(Span span) const { return call_ && !is_inside(span, *call_) ? *call_ : span; }

void ValueWalk::found(Flaw::About about, ExpressionId id) {
  const ExpressionId canonical = model::is(rulebook_[id].canonical) ? rulebook_[id].canonical : id;
  const std::uint64_t key = (std::uint64_t{static_cast<std::uint32_t>(canonical)} << 2) | static_cast<std::uint64_t>(about);
  if (seen_flaws_.insert(key).second) flaws_.push_back({about, id, place_of(rulebook_[id].span)});
}

void ValueWalk::visit(ExpressionId id, Due due) {
  const Expression& expression = rulebook_[id];
  if (expression.operation == Operation::literal) return;
  const std::uint64_t key = (std::uint64_t{ranges_.mark().state} << 34) |
                            (std::uint64_t{static_cast<std::uint32_t>(id)} << 2) | static_cast<std::uint64_t>(due);
  if (!visited_.insert(key).second) return;
  switch (expression.operation) {
    case Operation::literal:
    case Operation::index:
    case Operation::node_points:
    case Operation::node_index:
    case Operation::node_max: return;
    case Operation::input:
      if (due == Due::value && ranges_.outcome(id).may_be_none) found(Flaw::About::none_input, id);
      return;
    case Operation::named: return visit_named(expression, due);
    case Operation::divide: return visit_division(id, due);
    case Operation::root:
    case Operation::natural_logarithm:
    case Operation::power: return visit_root(id, due);
    case Operation::if_none: return visit_if_none(id, due);
    case Operation::if_missing: return visit_each(expression, due);
    case Operation::choose: return visit_choose(expression, due);
    case Operation::logical_and:
    case Operation::logical_or: return visit_in_turn(expression);
    case Operation::is_none:
    case Operation::is_value: return visit_each(expression, Due::anything);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_or_equal:
    case Operation::within:
    case Operation::every:
    case Operation::some:
    case Operation::logical_not: return visit_each(expression, Due::condition);
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::negate:
    case Operation::larger:
    case Operation::smaller:
    case Operation::absolute:
    case Operation::exponential:
    case Operation::round:
    case Operation::round_down:
    case Operation::round_up: return visit_each(expression, due == Due::anything ? due : Due::value);
  }
}

void ValueWalk::visit_each(const Expression& expression, Due due) {
  for (const ExpressionId operand : expression.operands) visit(operand, due);
}

void ValueWalk::visit_named(const Expression& expression, Due due) {
  const std::optional<Span> outer = call_;
  const bool is_of_rules = rulebook_.is_own(expression.span.file);
  if (expression.is_method_call) call_ = place_of(expression.span);
  else if (is_of_rules) call_.reset();
  visit(expression.operands.front(), due);
  call_ = outer;
}

void ValueWalk::visit_division(ExpressionId id, Due due) {
  const Expression& expression = rulebook_[id];
  visit_each(expression, due == Due::anything ? due : Due::value);
  if (due == Due::anything) return;
  const Outcome divisor = ranges_.outcome(expression.operands[1]);
  if (divisor.may_be_value && divisor.range.contains(0)) found(Flaw::About::division, id);
}

/// A root, logarithm or power: some numbers have none.
void ValueWalk::visit_root(ExpressionId id, Due due) {
  const Expression& expression = rulebook_[id];
  visit_each(expression, due == Due::anything ? due : Due::value);
  if (due == Due::anything) return;
  bool of_none = false;
  for (const ExpressionId operand : expression.operands) of_none = of_none || ranges_.outcome(operand).may_be_none;
  // Where an operand may be none, that is what is said.
  if (!of_none && ranges_.outcome(id).may_be_none) found(Flaw::About::root, id);
}

void ValueWalk::visit_if_none(ExpressionId id, Due due) {
  const Expression& expression = rulebook_[id];
  visit(expression.operands[0], Due::anything);
  const bool needed = ranges_.outcome(expression.operands[0]).may_be_none;
  const bool is_written_here = place_of(expression.span) == expression.span && rulebook_.is_own(expression.span.file);
  if (is_written_here) {
    Replacement& replacement = replacements_[{expression.span.file, expression.span.begin}];
    replacement.span = expression.span;
    replacement.needed = replacement.needed || needed;
  }
  if (needed) visit(expression.operands[1], due);
}

void ValueWalk::visit_in_turn(const Expression& expression) {
  const auto before = ranges_.mark();
  for (const ExpressionId operand : expression.operands) {
    visit(operand, Due::condition);
    if (!ranges_.assume(operand, expression.operation == Operation::logical_and)) break;
  }
  ranges_.undo(before);
}

void ValueWalk::visit_choose(const Expression& expression, Due due) {
  const auto before = ranges_.mark();
  bool open = true;
  for (std::size_t i = 0; open && i + 1 < expression.operands.size(); i += 2) {
    visit(expression.operands[i], Due::condition);
    const auto outside = ranges_.mark();
    if (ranges_.assume(expression.operands[i], true)) visit(expression.operands[i + 1], due);
    ranges_.undo(outside);
    open = ranges_.assume(expression.operands[i], false);
  }
  if (open) visit(expression.operands.back(), due);
  ranges_.undo(before);
}

}  // namespace barem::check
