// Points ÷ applicable maximum where a parent corrects what is below it and it is open which leaves apply.
// In: the graph, a node `index_of` without summands, and what the other nodes can be in a unit. Out: what it can be.
// Not here: sums that nothing corrects, whose quotient is exact without cases (operations).
#pragma once

#include <functional>
#include <vector>

#include "interpreter/graph/graph.h"
#include "lang/value/outcome.h"

namespace barem::score {

/// What a graph node can be in the unit in hand.
using OutcomeOf = std::function<value::Outcome(graph::GraphId)>;

/// A leaf that does not apply leaves points and maximum together; where the points are corrected a quotient of the two
/// no longer knows it. So each choice of the leaves that apply is worked out for itself, and the results are joined.
/// Prepared once for a node: linear in what it depends on.
class IndexByCases {
 public:
  IndexByCases(const graph::ScoringGraph& graph, graph::GraphId index);

  /// Sound always. Of more than `most_open` leaves those with the greatest maxima are told apart. `digits` as in
  /// operations.h.
  value::Outcome operator()(const OutcomeOf& outcome_of, int digits) const;

  static constexpr std::size_t most_open = 6;

 private:
  /// A summand of points and maximum: a leaf, or a parent that corrects what is below it.
  struct Part {
    graph::GraphId points;
    graph::GraphId applicable;
    bool is_leaf = false;
  };
  struct Leaf {
    graph::GraphId points;
    value::Number maximum;
  };
  class Values;

  void add_parts(graph::GraphId points, graph::GraphId applicable);
  void add_leaves(graph::GraphId applicable);
  std::vector<graph::GraphId> told_apart(Values& values) const;
  value::Outcome quotient(Values& values, int digits) const;

  const graph::ScoringGraph& graph_;
  graph::GraphId index_;
  std::vector<Part> parts_;
  std::vector<Leaf> leaves_;             ///< below the parts that correct, each once
  std::vector<graph::GraphId> between_;  ///< what depends on a leaf and goes into the quotient, in order of dependence
};

}  // namespace barem::score
