// Small changes of a unit's inputs that gain points in one leaf: a line that would hold, one late report fewer.
// In: a leaf and a unit's inputs. Out: changes, each confirmed by scoring the changed unit; within declared ranges and
// `at most` only. Not here: changes over several leaves (advise).
#pragma once

#include <vector>

#include "interpreter/score/explain.h"

namespace barem::score {

/// At most `most` of them, nearest first: fewest inputs, then the smallest change. A single input is tried in full, a
/// pair at its telling values. Nothing where the points are not decided or already the maximum.
std::vector<Better> improvements(const graph::ScoringGraph& graph, const model::Rulebook& rulebook,
                                 const std::vector<value::Outcome>& inputs, model::NodeId leaf, std::size_t most);

}  // namespace barem::score
