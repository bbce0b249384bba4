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

/// `: \`late\` lies in \`0 to 5\``, of what has a name and a bound.
BilingualText RangeLines::range_of(ExpressionId id, source::Bilingual joint) {
  const Expression& expression = rulebook_[id];
  const value::Outcome outcome = ranges_.outcome(id);
  if (!outcome.may_be_value || (!outcome.range.low && !outcome.range.high)) return {};
  BilingualText name;
  if (expression.operation == Operation::input) {
    name = {"`" + rulebook_[expression.input].name + "`", "`" + rulebook_[expression.input].name + "`"};
  } else if (expression.operation == Operation::named && !expression.is_method_call) {
    name = {"`" + expression.name + "`", "`" + expression.name + "`"};
  } else if (expression.node != model::no_node) {
    const std::string& number = rulebook_[expression.node].number;
    const bool points = expression.operation == Operation::node_points;
    name = {(points ? "`points of " : "`index of ") + number + "`", (points ? "`điểm của " : "`chỉ số của ") + number + "`"};
  } else if (expression.operation == Operation::index) {
    name = {"the index", "chỉ số"};
  } else {
    return {};
  }
  const BilingualText range = to_text(outcome.range, expression.kind, rulebook_);
  return {": " + name.english + std::string(joint.english) + "`" + range.english + "`",
          ": " + name.vietnamese + std::string(joint.vietnamese) + "`" + range.vietnamese + "`"};
}

/// What a condition compares with numbers; nothing where it does more.
ExpressionId RangeLines::subject_of(ExpressionId condition) const {
  const Expression& expression = rulebook_[condition];
  ExpressionId subject = model::no_expression;
  for (const ExpressionId operand : expression.operands) {
    if (rulebook_[operand].operation == Operation::literal) continue;
    if (rulebook_[operand].kind.tag == model::KindTag::yes_no) {
      const ExpressionId inner = subject_of(operand);
      if (!model::is(inner)) return inner;
      if (!model::is(subject)) subject = inner;
      else if (rulebook_[inner].canonical != rulebook_[subject].canonical) return model::no_expression;
    } else if (!model::is(subject)) {
      subject = operand;
    } else if (rulebook_[operand].canonical != rulebook_[subject].canonical) {
      return model::no_expression;
    }
  }
  return subject;
}

BilingualText RangeLines::left_over() {
  ExpressionId subject = model::no_expression;
  for (const Taker& taker : takers_) {
    const ExpressionId next = subject_of(taker.condition);
    if (!model::is(next)) return {};
    if (model::is(subject) && rulebook_[next].canonical != rulebook_[subject].canonical) return {};
    if (!model::is(subject)) subject = next;
  }
  return model::is(subject) ? range_of(subject, {" may be ", " có thể là "}) : BilingualText{};
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
        if (BilingualText text = range_of(operand, {" lies in ", " chỉ có thể là "}); !text.english.empty()) return text;
      return {};
    default: return {};
  }
}

}  // namespace barem::check
