// A concrete smallest unit that shows a doubt of the checker to be real, found by search and confirmed by scoring it.
// In: a rulebook, its graph, a doubt. Out: the settings and the score, or nothing where the search found none.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/graph/graph.h"
#include "lang/check/check.h"

namespace barem::prove {

struct Witness {
  std::vector<model::Setting> unit;      ///< fewest inputs, then least distance from 0 or the bound
  std::optional<value::Number> score;    ///< what the node then scores; nothing where a division has no result
};

/// Bounded effort (some ten thousand units of the node's inputs at most).
std::optional<Witness> find_witness(const model::Rulebook& rulebook, const graph::ScoringGraph& graph,
                                    const check::Doubt& doubt);

}  // namespace barem::prove
