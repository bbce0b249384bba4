// The second pass: the shape of the annex. Parents and levels, order of numbers, sums of points, weights, and the
// counts that the file states with `expect`.
#pragma once

#include <vector>

#include "lang/check/check.h"

namespace barem::check {

/// Which groups of items are known whole. Where the number of an item is wrong, it may belong to another group: what
/// the groups add up to says nothing then.
struct Outline {
  std::vector<bool> children_are_whole;  ///< by NodeId
  bool fields_are_whole = true;
  bool is_whole = true;
  std::vector<bool> number_is_doubtful;  ///< by NodeId: wrong, and said to be so
};

/// Links parents and children by their numbers and says what is wrong with them. Before the clauses are read.
/// In: by NodeId, the numbers that the parser could not read and said so; whether it lost whole headings.
Outline link_nodes(model::Rulebook& rulebook, const std::vector<bool>& guessed, bool headings_are_lost,
                   source::Diagnostics& diagnostics);

/// What `expect` states, in the head (no node) or below a field.
struct Stated {
  model::NodeId node = model::no_node;
  syntax::Expect expect;
  source::Span span;
};

/// Sums, weights, and the stated counts. After the clauses are read; fills in Rulebook::counts.
void check_outline(model::Rulebook& rulebook, const Outline& outline, const std::vector<Stated>& stated,
                   source::Diagnostics& diagnostics);

}  // namespace barem::check
