// What is said of a line that can never hold: see range_lines.h.
#include "lang/check/range_lines.h"

#include <string>
#include <utility>

namespace barem::check {

using model::Expression;
using model::ExpressionId;
using model::Operation;
using source::BilingualText;
using source::Message;

namespace {

constexpr Message<1> never_holds{"E0400", "this can never hold{0}", "điều này không bao giờ đúng{0}"};
constexpr Message<0> taken_before{"E0401", "this line can never hold: what comes before it takes every such case",
                                  "không bao giờ dùng đến dòng này: các dòng trước đã nhận mọi trường hợp đó"};
constexpr source::Bilingual taken_here{"after this none is left", "sau dòng này không còn trường hợp nào"};

}  // namespace

bool RangeLines::may_hold(ExpressionId condition, source::Span span) {
  if (open_ && is_possible(condition)) return true;
  say_never(condition, span);
  return false;
}

void RangeLines::pass(ExpressionId condition, source::Span span) {
  takers_.push_back({condition, span});
  open_ = open_ && ranges_.assume(condition, false);
}

void RangeLines::start_again() {
  ranges_.undo(start_);
  takers_.clear();
  open_ = true;
}

bool RangeLines::is_possible(ExpressionId condition) {
  const auto before = ranges_.mark();
  const bool possible = ranges_.assume(condition, true);
  ranges_.undo(before);
  return possible;
}

/// Tries the condition with fewer and fewer of the lines before it left out.
void RangeLines::say_never(ExpressionId condition, source::Span span) {
  ranges_.undo(start_);
  if (!is_possible(condition)) {
    diagnostics_.report(never_holds, span, reason(condition));
  } else {
    source::Finding& finding = diagnostics_.report(taken_before, span);
    for (const Taker& taker : takers_) {
      if (ranges_.assume(taker.condition, false) && is_possible(condition)) continue;
      finding.related.push_back({taker.span, taken_here, {}});
      break;
    }
  }
  resume();
}

void RangeLines::resume() {
  ranges_.undo(start_);
  for (const Taker& taker : takers_)
    if (!ranges_.assume(taker.condition, false)) return;
}

BilingualText RangeLines::range_of(ExpressionId id) {
  const Expression& expression = rulebook_[id];
  std::string name;
  if (expression.operation == Operation::input) name = rulebook_[expression.input].name;
  else if (expression.operation == Operation::named && !expression.is_method_call) name = expression.name;
  else return {};
  const value::Outcome outcome = ranges_.outcome(id);
  if (!outcome.may_be_value || (!outcome.range.low && !outcome.range.high)) return {};
  const BilingualText range = to_text(outcome.range, expression.kind, rulebook_);
  return {": `" + name + "` lies in `" + range.english + "`", ": `" + name + "` chỉ có thể là `" + range.vietnamese + "`"};
}

BilingualText RangeLines::reason(ExpressionId condition) {
  const Expression& expression = rulebook_[condition];
  switch (expression.operation) {
    case Operation::logical_and:
    case Operation::logical_or:
      for (const ExpressionId operand : expression.operands)
        if (!is_possible(operand)) return reason(operand);
      return {};
    case Operation::named: return expression.is_method_call ? BilingualText{} : reason(expression.operands.front());
    case Operation::equal:
    case Operation::less:
    case Operation::less_or_equal:
    case Operation::within:
      for (const ExpressionId operand : expression.operands)
        if (BilingualText text = range_of(operand); !text.english.empty()) return text;
      return {};
    default: return {};
  }
}

}  // namespace barem::check
