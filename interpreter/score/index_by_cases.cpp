// Only what depends on the leaves told apart is worked out again in each case; all else is as it stands in the unit.
#include "interpreter/score/index_by_cases.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"

namespace barem::score {

using graph::GraphId;
using graph::GraphNode;
using graph::Operation;
using value::Outcome;
using value::State;

/// What nodes can be: in the unit, and in the case in hand.
class IndexByCases::Values {
 public:
  explicit Values(const OutcomeOf& outcome_of) : outcome_of_(outcome_of) {}

  /// The reference holds while the case does: a map keeps its elements in place.
  const Outcome& operator[](GraphId id) {
    if (const auto found = in_case_.find(id); found != in_case_.end()) return found->second;
    const auto found = in_unit_.find(id);
    return found != in_unit_.end() ? found->second : in_unit_.emplace(id, outcome_of_(id)).first->second;
  }
  void set(GraphId id, Outcome outcome) { in_case_[id] = std::move(outcome); }
  void begin_case() { in_case_.clear(); }

 private:
  const OutcomeOf& outcome_of_;
  std::unordered_map<GraphId, Outcome> in_unit_;
  std::unordered_map<GraphId, Outcome> in_case_;
};

IndexByCases::IndexByCases(const graph::ScoringGraph& graph, GraphId index) : graph_(graph), index_(index) {
  const GraphNode& node = graph.nodes[graph::index(index)];
  add_parts(node.operands[0], node.operands[1]);
  for (const Part& part : parts_)
    if (!part.is_leaf) add_leaves(part.applicable);
  std::unordered_set<GraphId> depend;
  for (const Leaf& leaf : leaves_) depend.insert(leaf.points);
  for (const GraphId id : graph::needed_for(graph, index)) {
    if (id == index) continue;
    const std::vector<GraphId>& operands = graph.nodes[graph::index(id)].operands;
    if (!std::ranges::any_of(operands, [&](GraphId operand) { return depend.contains(operand); })) continue;
    depend.insert(id);
    between_.push_back(id);
  }
}

void IndexByCases::add_parts(GraphId points, GraphId applicable) {
  const GraphNode& of = graph_.nodes[graph::index(points)];
  const GraphNode& maximum = graph_.nodes[graph::index(applicable)];
  if (of.operation == Operation::total && maximum.operation == Operation::total_applicable) {
    for (std::size_t i = 0; i < of.operands.size(); ++i) add_parts(of.operands[i], maximum.operands[i]);
    return;
  }
  const bool is_leaf = maximum.operation == Operation::applicable && maximum.operands[0] == points;
  parts_.push_back({points, applicable, is_leaf});
}

void IndexByCases::add_leaves(GraphId applicable) {
  const GraphNode& maximum = graph_.nodes[graph::index(applicable)];
  if (maximum.operation == Operation::total_applicable) {
    for (const GraphId below : maximum.operands) add_leaves(below);
    return;
  }
  const GraphId points = maximum.operands[0];
  const auto known = std::ranges::find(leaves_, points, &Leaf::points);
  if (known == leaves_.end()) leaves_.push_back({points, maximum.literal});
  else known->maximum += maximum.literal;
}

/// The leaves of which it is open whether they apply, as many as are told apart.
std::vector<GraphId> IndexByCases::told_apart(Values& values) const {
  std::vector<Leaf> open;
  for (const Leaf& leaf : leaves_) {
    const Outcome& points = values[leaf.points];
    if (points.may_be_not_applicable && points.is_open()) open.push_back(leaf);
  }
  std::ranges::stable_sort(open, [](const Leaf& a, const Leaf& b) { return a.maximum > b.maximum; });
  if (open.size() > most_open) open.resize(most_open);
  std::vector<GraphId> points;
  for (const Leaf& leaf : open) points.push_back(leaf.points);
  return points;
}

/// Of a case: with the maxima of all corrected parents known it is a quotient of sums.
Outcome IndexByCases::quotient(Values& values, int digits) const {
  std::vector<Share> shares;
  Outcome result;
  bool is_value = true;
  result.may_be_not_applicable = true;
  for (const Part& part : parts_) {
    const Outcome& points = values[part.points];
    const Outcome& applicable = values[part.applicable];
    if (!part.is_leaf && applicable.state() != State::value) {
      return outcome_of(graph_.nodes[graph::index(index_)],
                        std::vector{&values[graph_.nodes[graph::index(index_)].operands[0]],
                                    &values[graph_.nodes[graph::index(index_)].operands[1]]},
                        digits);
    }
    const value::Number& maximum =
        part.is_leaf ? graph_.nodes[graph::index(part.applicable)].literal : applicable.number();
    result.may_be_none = result.may_be_none || points.may_be_none;
    result.may_be_not_applicable = result.may_be_not_applicable && points.may_be_not_applicable;
    if (points.may_be_value) shares.push_back({points.range, maximum, points.may_be_not_applicable});
    else is_value = is_value && points.may_be_not_applicable;
  }
  result.may_be_value = is_value && !shares.empty();
  if (result.may_be_value) result.range = quotient_of_sums(shares);
  return result;
}

Outcome IndexByCases::operator()(const OutcomeOf& outcome_of_node, int digits) const {
  Values values(outcome_of_node);
  const std::vector<GraphId> leaves = told_apart(values);
  std::unordered_set<GraphId> depend(leaves.begin(), leaves.end());
  std::vector<GraphId> again;
  for (const GraphId id : between_) {
    const std::vector<GraphId>& operands = graph_.nodes[graph::index(id)].operands;
    if (std::ranges::find(leaves, id) != leaves.end()) continue;
    if (!std::ranges::any_of(operands, [&](GraphId operand) { return depend.contains(operand); })) continue;
    depend.insert(id);
    again.push_back(id);
  }
  Outcome all;
  std::vector<const Outcome*> operands;
  for (std::size_t choice = 0; choice < std::size_t{1} << leaves.size(); ++choice) {
    values.begin_case();
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      Outcome points = outcome_of_node(leaves[i]);
      points.may_be_not_applicable = false;
      values.set(leaves[i], (choice >> i & 1) != 0 ? Outcome::not_applicable() : std::move(points));
    }
    for (const GraphId id : again) {
      operands.clear();
      for (const GraphId operand : graph_.nodes[graph::index(id)].operands) operands.push_back(&values[operand]);
      values.set(id, outcome_of(graph_.nodes[graph::index(id)], operands, digits));
    }
    all = value::join(all, quotient(values, digits));
  }
  return all;
}

}  // namespace barem::score
