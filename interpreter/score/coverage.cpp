// Lines are known by their place, so that a method's line is one line wherever it is called.
#include "interpreter/score/coverage.h"

#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"
#include "interpreter/score/scoring_lines.h"
#include "lang/check/ranges.h"

namespace barem::score {
namespace {

using model::ExpressionId;
using model::NodeId;

bool is_call(const model::Expression& expression) {
  return expression.operation == model::Operation::named && expression.is_method_call;
}

/// The place that explain gives the step of an expression: a call speaks for itself.
source::Span span_of(const model::Rulebook& rulebook, const model::Guard& expression) {
  const model::Expression& written = rulebook[expression.expression];
  return is_call(written) ? written.span : expression.span;
}

/// True where the step is known to have been gone through and to have done something.
bool acted(const Step& step) {
  if (!step.is_reached || !step.applies) return false;
  switch (step.what) {
    case Step::What::not_applicable:
    case Step::What::full_points:
    case Step::What::line:
    case Step::What::method_line:
    case Step::What::cap:
    case Step::What::zero:
      return step.held == true;
    case Step::What::expression:
    case Step::What::evidence:
    case Step::What::if_missing:
      return step.value && step.value->state() != value::State::missing;
    case Step::What::let:
    case Step::What::entered:
    case Step::What::bound:
    case Step::What::round:
    case Step::What::children:
    case Step::What::set:
      return false;
  }
  return false;
}

}  // namespace

Coverage::Coverage(const model::Rulebook& rulebook) : rulebook_(rulebook) {
  for (std::size_t i = 0; i < rulebook.nodes.size(); ++i)
    if (rulebook.nodes[i].has_rule()) add_lines(rulebook.nodes[i], NodeId{static_cast<std::uint32_t>(i)});
  for (std::size_t i = 0; i < rulebook.expressions.size(); ++i) {
    if (!is_call(rulebook.expressions[i])) continue;
    for (const ScoringLine& line : method_lines(rulebook, ExpressionId{static_cast<std::uint32_t>(i)}))
      add(line.span, model::no_node);
  }
}

void Coverage::add(source::Span span, NodeId node, bool is_amount) {
  if (span.file != rulebook_.file || span.end <= span.begin) return;
  lines_.try_emplace({span.begin, span.end}, RuleLine{span, node, is_amount, false});
}

void Coverage::add_lines(const model::Node& node, NodeId id) {
  const model::Scoring& scoring = node.scoring;
  for (const std::optional<model::Guard>* guard :
       {&scoring.not_applicable_when, &scoring.full_points_when, &scoring.if_missing})
    if (*guard) add((*guard)->span, id);
  for (const ScoringLine& line : scoring_lines(scoring)) add(line.span, id);
  for (const model::Adjustment& line : scoring.adjustments)
    add(line.span, id, !model::is(line.when));
  if (scoring.form == model::ScoringForm::expression) add(span_of(rulebook_, scoring.expression), id);
  if (scoring.evidence) add(scoring.evidence->span, id);
  for (const model::Cap& cap : scoring.caps) add(cap.span, id);
  for (const model::Guard& zero : scoring.zero_when) add(zero.span, id);
}

void Coverage::reach(source::Span span, bool does_something) {
  if (span.file != rulebook_.file) return;
  const auto found = lines_.find({span.begin, span.end});
  if (found != lines_.end() && (does_something || !found->second.is_amount)) found->second.is_reached = true;
}

void Coverage::reach(const std::vector<Step>& steps) {
  for (const Step& step : steps)
    if (acted(step)) reach(step.words, step.value != value::Outcome::of(0));
}

void Coverage::reach_call(ExpressionId call) {
  const check::Knowledge nothing_known = check::declared(rulebook_);
  for (const ScoringLine& line : method_lines(rulebook_, call)) {
    const Truth truth = model::is(line.condition)
                            ? truth_of(outcome_of_expression(rulebook_, line.condition, nothing_known.inputs))
                            : Truth{true, false, false};
    const bool holds = truth.yes && !truth.no && !truth.not_applicable;
    if (holds) reach(line.span);
    if (truth.yes || truth.not_applicable) return;
  }
}

std::vector<RuleLine> Coverage::lines() const {
  std::vector<RuleLine> all;
  for (const auto& [place, line] : lines_) all.push_back(line);
  return all;
}

}  // namespace barem::score
