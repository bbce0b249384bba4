// The second pass: the shape of the annex. Parents and levels, order of numbers, sums of points, weights, and the
// counts that the file states with `expect`.
#pragma once

#include <vector>

#include "lang/check/check.h"

namespace barem::check {

/// Links parents and children by their numbers and says what is wrong with them. Before the clauses are read.
void link_nodes(model::Rulebook& rulebook, source::Diagnostics& diagnostics);

/// What `expect` states, in the head (no node) or below a field.
struct Stated {
  model::NodeId node = model::no_node;
  syntax::Expect expect;
  source::Span span;
};

/// Sums, weights, and the stated counts. After the clauses are read; fills in Rulebook::counts.
void check_outline(model::Rulebook& rulebook, const std::vector<Stated>& stated, source::Diagnostics& diagnostics);

}  // namespace barem::check
