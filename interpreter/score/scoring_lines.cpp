#include "interpreter/score/scoring_lines.h"

#include <algorithm>

namespace barem::score {
namespace {

using model::ExpressionId;

/// `rate * max when rate >= from` from its two parts; only the first where they were not written side by side.
source::Span side_by_side(source::Span condition, source::Span value) {
  constexpr std::uint32_t longest_line = 300;
  const std::uint32_t begin = std::min(condition.begin, value.begin);
  const std::uint32_t end = std::max(condition.end, value.end);
  if (condition.file != value.file || end - begin > longest_line) return condition;
  return {condition.file, begin, end};
}

/// Lines of a `choose`, those of a `choose` in its last value after them; through bounds around it.
void add_lines(const model::Rulebook& rulebook, ExpressionId id, std::vector<ScoringLine>& lines) {
  const model::Expression& expression = rulebook[id];
  if (expression.operation == model::Operation::larger || expression.operation == model::Operation::smaller) {
    return add_lines(rulebook, expression.operands.front(), lines);
  }
  if (expression.operation != model::Operation::choose) {
    if (!lines.empty()) lines.push_back({model::no_expression, id, expression.span});
    return;
  }
  for (std::size_t i = 0; i + 1 < expression.operands.size(); i += 2) {
    const ExpressionId condition = expression.operands[i];
    const ExpressionId value = expression.operands[i + 1];
    lines.push_back({condition, value, side_by_side(rulebook[condition].span, rulebook[value].span)});
  }
  add_lines(rulebook, expression.operands.back(), lines);
}

}  // namespace

std::vector<ScoringLine> scoring_lines(const model::Scoring& scoring) {
  std::vector<ScoringLine> lines;
  for (const model::WhenLine& line : scoring.when) lines.push_back({line.condition, line.value, line.span});
  for (const model::Band& band : scoring.bands) lines.push_back({band.holds, band.value, band.span});
  return lines;
}

std::vector<ScoringLine> method_lines(const model::Rulebook& rulebook, ExpressionId call) {
  std::vector<ScoringLine> lines;
  const model::Expression& expression = rulebook[call];
  if (expression.operation != model::Operation::named || !expression.is_method_call) return lines;
  add_lines(rulebook, expression.operands.front(), lines);
  return lines;
}

}  // namespace barem::score
