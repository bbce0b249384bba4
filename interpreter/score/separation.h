// Whether two units are equal although their results are no fractions: no number of digits shows that, the rules may.
// In: the graph, the units' data. Out: yes where what goes into the result is the same in both; no proves nothing.
#pragma once

#include "interpreter/data/units.h"
#include "interpreter/graph/graph.h"

namespace barem::score {

bool are_equal_by_rule(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units,
                       data::UnitId a, data::UnitId b, graph::GraphId root);

}  // namespace barem::score
