// Single outcomes: one node or expression for one unit, or for a set of units that differ in missing inputs.
// In: what each input is or can be. Out: the outcome. The whole sheet is `evaluate` in sheet.h; both use `outcome_of`.
#pragma once

#include <vector>

#include "interpreter/data/units.h"
#include "interpreter/graph/graph.h"
#include "lang/check/ranges.h"
#include "lang/value/outcome.h"

namespace barem::score {

/// The points of one node, prepared once and computed for many units: only what they depend on.
class NodeScorer {
 public:
  NodeScorer(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, graph::GraphId root);
  NodeScorer(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, model::NodeId node)
      : NodeScorer(graph, rulebook, graph.points[model::index(node)]) {}

  /// `inputs` by InputId: a decided one, or the range of a missing one. The reference holds until the next call.
  const value::Outcome& operator()(const std::vector<value::Outcome>& inputs);
  /// After a call: what any graph node that the root depends on came to.
  const value::Outcome& outcome(graph::GraphId id) const { return outcomes_[place_[graph::index(id)]]; }
  bool depends_on(graph::GraphId id) const;
  NodeScorer(const NodeScorer&) = delete;
  NodeScorer& operator=(const NodeScorer&) = delete;
  NodeScorer(NodeScorer&&) = default;

 private:
  const graph::ScoringGraph& graph_;
  const model::Rulebook& rulebook_;
  std::vector<graph::GraphId> order_;
  std::vector<std::uint32_t> place_;      ///< by GraphId up to the root: where its outcome is
  std::vector<value::Outcome> outcomes_;  ///< by place in the order
  std::vector<const value::Outcome*> operands_;  ///< of all, one after the other
  check::Knowledge knowledge_;
};

/// The points of a node. For many calls on one node, keep a NodeScorer.
value::Outcome outcome_of_node(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, model::NodeId node,
                               const std::vector<value::Outcome>& inputs);
/// Any expression but conditions of classes, whether or not something scored needs it (examples of methods).
value::Outcome outcome_of_expression(const model::Rulebook& rulebook, model::ExpressionId expression,
                                     const std::vector<value::Outcome>& inputs);

/// What is known of every input of a unit: its data, and of what is missing the declaration narrowed by the rest.
/// `declared` is check::declared of the rulebook.
check::Knowledge known_of(const model::Rulebook& rulebook, const check::Knowledge& declared, const data::Units& units,
                          data::UnitId unit);

/// What one can be, narrowed by what the checker knows of the same thing. Where the two have nothing in common the
/// first stands.
value::Outcome narrowed(const value::Outcome& outcome, const value::Outcome& by);

}  // namespace barem::score
