// The promises held leaf by leaf: points within 0…max, values where they are due, lines that can hold.
// In: a leaf, an evaluator. Out: findings and doubts. Not here: what a doubt says once it is decided (doubts).
#pragma once

#include <vector>

#include "lang/check/check.h"
#include "lang/check/range_evaluator.h"
#include "lang/check/range_values.h"

namespace barem::check {

/// Checks one leaf, or the clauses by which a parent corrects its children; `walk` carries what is known of `if none` from leaf to leaf.
void check_leaf(const model::Rulebook& rulebook, model::NodeId node, RangeEvaluator& ranges, ValueWalk& walk,
                source::Diagnostics& diagnostics, std::vector<Doubt>& doubts);
/// The total against the scale: where it can leave it, the head must say so.
void check_total(const model::Rulebook& rulebook, RangeEvaluator& ranges, source::Diagnostics& diagnostics);
/// Of what a geometric mean is taken: indices from 0.
void check_geometric_means(const model::Rulebook& rulebook, RangeEvaluator& ranges, source::Diagnostics& diagnostics);
/// `rank apart when …`: that it can hold.
void check_rank_apart(const model::Rulebook& rulebook, RangeEvaluator& ranges, ValueWalk& walk,
                      source::Diagnostics& diagnostics);
/// The lines of `classes`: complete, each reachable.
void check_classes(const model::Rulebook& rulebook, RangeEvaluator& ranges, ValueWalk& walk,
                   source::Diagnostics& diagnostics);

}  // namespace barem::check
