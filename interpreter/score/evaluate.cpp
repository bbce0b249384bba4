// What a single node or expression comes to: the graph walked in order, each node by its set operation.
#include "interpreter/score/evaluate.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "interpreter/score/operations.h"

namespace barem::score {

using graph::GraphId;
using graph::GraphNode;
using graph::Operation;
using value::Outcome;
using value::State;

namespace {
constexpr std::uint32_t no_place = std::numeric_limits<std::uint32_t>::max();
}  // namespace

NodeScorer::NodeScorer(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, GraphId root)
    : graph_(graph), rulebook_(rulebook), order_(graph::needed_for(graph, root)) {
  place_.assign(graph::index(root) + 1, no_place);
  outcomes_.resize(order_.size());
  for (std::uint32_t place = 0; place < order_.size(); ++place) {
    place_[graph::index(order_[place])] = place;
    const GraphNode& node = graph.nodes[graph::index(order_[place])];
    for (const GraphId operand : node.operands) operands_.push_back(&outcomes_[place_[graph::index(operand)]]);
    if (node.operation == Operation::literal) outcomes_[place] = Outcome::of(node.literal);
  }
}

bool NodeScorer::depends_on(GraphId id) const {
  return graph::index(id) < place_.size() && place_[graph::index(id)] != no_place;
}

const Outcome& NodeScorer::operator()(const std::vector<Outcome>& inputs) {
  std::size_t first_operand = 0;
  bool is_known = false;
  for (std::size_t place = 0; place < order_.size(); ++place) {
    const GraphNode& node = graph_.nodes[graph::index(order_[place])];
    if (node.operation == Operation::literal) continue;
    if (node.operation == Operation::input) {
      outcomes_[place] = inputs[model::index(node.input)];
      continue;
    }
    outcomes_[place] = outcome_of(node, std::span(operands_).subspan(first_operand, node.operands.size()));
    first_operand += node.operands.size();
    const bool is_points = node.node != model::no_node && rulebook_[node.node].has_rule() &&
                           graph_.points[model::index(node.node)] == order_[place];
    if (!is_points || outcomes_[place].state() != State::missing) continue;
    if (!is_known) knowledge_.inputs = inputs;
    is_known = true;
    outcomes_[place] = narrowed(outcomes_[place], check::points_of(rulebook_, node.node, knowledge_));
  }
  return outcomes_.back();
}

Outcome outcome_of_node(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, model::NodeId node,
                        const std::vector<Outcome>& inputs) {
  return NodeScorer(graph, rulebook, node)(inputs);
}

namespace {

/// Walks an expression once; equal parts once.
class ExpressionScorer {
 public:
  ExpressionScorer(const model::Rulebook& rulebook, const std::vector<Outcome>& inputs)
      : rulebook_(rulebook), inputs_(inputs) {}

  const Outcome& operator()(model::ExpressionId id) {
    const model::Expression& expression = rulebook_[id];
    if (expression.operation == model::Operation::named) return (*this)(expression.operands.front());
    if (expression.operation == model::Operation::input) return inputs_[model::index(expression.input)];
    if (expression.node != model::no_node) return of_node(id);
    if (const auto known = known_.find(id); known != known_.end()) return known->second;
    std::vector<const Outcome*> operands;
    operands.reserve(expression.operands.size());
    // A map keeps its elements in place as it grows: the pointers hold.
    for (const model::ExpressionId operand : expression.operands) operands.push_back(&(*this)(operand));
    return known_.emplace(id, outcome_of(graph::node_of(expression), operands)).first->second;
  }

 private:
  /// Points or index of another node: there is no graph here, and the checker's ranges are exact where all is decided.
  const Outcome& of_node(model::ExpressionId id) {
    if (const auto known = known_.find(id); known != known_.end()) return known->second;
    return known_.emplace(id, check::outcome_of(rulebook_, id, {inputs_})).first->second;
  }

  const model::Rulebook& rulebook_;
  const std::vector<Outcome>& inputs_;
  std::unordered_map<model::ExpressionId, Outcome> known_;
};

}  // namespace

Outcome outcome_of_expression(const model::Rulebook& rulebook, model::ExpressionId expression,
                              const std::vector<Outcome>& inputs) {
  return ExpressionScorer(rulebook, inputs)(expression);
}

check::Knowledge known_of(const model::Rulebook& rulebook, const check::Knowledge& declared, const data::Units& units,
                          data::UnitId unit) {
  check::Knowledge knowledge = declared;
  const std::size_t at = data::index(unit);
  for (std::size_t input = 0; input < units.inputs.size(); ++input) {
    const data::InputColumn& column = units.inputs[input];
    if (column.states.empty()) continue;
    switch (column.states[at]) {
      case State::value: knowledge.inputs[input] = Outcome::of(column.numbers[at]); break;
      case State::none: knowledge.inputs[input] = Outcome::none(); break;
      case State::not_applicable: knowledge.inputs[input] = Outcome::not_applicable(); break;
      case State::missing:
        if (const auto open = column.open.find(static_cast<std::uint32_t>(at)); open != column.open.end())
          knowledge.inputs[input] = open->second;
        break;
    }
  }
  check::narrow_by_relations(rulebook, knowledge);
  return knowledge;
}

Outcome narrowed(const Outcome& outcome, const Outcome& by) {
  Outcome both;
  both.may_be_none = outcome.may_be_none && by.may_be_none;
  both.may_be_not_applicable = outcome.may_be_not_applicable && by.may_be_not_applicable;
  if (outcome.may_be_value && by.may_be_value) {
    both.range = value::intersect(outcome.range, by.range);
    both.may_be_value = !both.range.is_empty();
  }
  both.is_single = outcome.is_single && both.state() == State::missing;
  return both.may_be_value || both.may_be_none || both.may_be_not_applicable ? both : outcome;
}

}  // namespace barem::score
