// What nodes can come to: points, applicable maximum, index. Leaves by their clauses, parents from their children.
// In: a rulebook, what each input can be. Out: sets that hold every real result. Not here: the clauses of a leaf
// (range_leaf).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "lang/check/range_evaluator.h"
#include "lang/check/ranges.h"
#include "lang/model/rulebook.h"

namespace barem::check {

/// All that a node can come to.
struct NodeSet {
  value::Outcome points;
  value::Range applicable;  ///< its applicable maximum; 0 where it is not applicable
  value::Outcome index;     ///< points ÷ applicable maximum
};

/// What nodes can be with nothing assumed, each found once. `points of 3.1` is that wherever it stands: what a rule
/// assumes around it is not carried into the other item (sound, and seldom less exact).
class NodeRanges {
 public:
  /// Items that read each other in a row; of longer rows the end counts as anything.
  static constexpr std::size_t most_depth = 102;

  /// Both are looked at again: they must outlive this.
  NodeRanges(const model::Rulebook& rulebook, const Knowledge& knowledge)
      : rulebook_(rulebook), knowledge_(knowledge), sets_(rulebook.nodes.size()), states_(rulebook.nodes.size()),
        whole_(rulebook.nodes.size(), -1) {}

  /// Of a node that depends on itself, or at the end of a chain longer than rules may have: anything.
  const NodeSet& of(model::NodeId node);
  /// Its applicable maximum: not looking at corrections of its own, which may ask for it.
  value::Range applicable(model::NodeId node);
  /// Whether its points are whole numbers, for all data. False where that is not seen.
  bool is_whole(model::NodeId node);
  /// The points of the whole: the fields, and the blocks outside the scale.
  value::Outcome points_of_whole();
  value::Range applicable_of_whole();
  /// The index as classes read it: 0 to 1, unless the head lets it leave that.
  value::Range index_of_whole() const;

 private:
  enum class Found : std::uint8_t { no, open, yes };
  const model::Rulebook& rulebook_;
  const Knowledge& knowledge_;
  std::vector<NodeSet> sets_;
  std::vector<Found> states_;
  std::vector<std::int8_t> whole_;  ///< by NodeId: -1 not asked, or being asked
  std::size_t depth_ = 0;  ///< of items with a rule, each looked at for the one before
  std::vector<std::unique_ptr<RangeEvaluator>> evaluators_;

  RangeEvaluator& evaluator();
  bool find_whole(const model::Node& node);
  NodeSet leaf(const model::Node& node);
  NodeSet parent(model::NodeId id);
  std::optional<value::Number> greatest_index(const model::Node& node, const std::vector<NodeSet>& children,
                                              RangeEvaluator& ranges) const;
};

/// What a parent's children come to under the evaluator's assumptions, before the parent's own clauses act.
value::Outcome children_range(const model::Rulebook& rulebook, const model::Node& parent, RangeEvaluator& ranges);

}  // namespace barem::check
