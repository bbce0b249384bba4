// One operation on sets of results.
// In: a graph node and what its operands can be. Out: what it can be; a decided set where the operands decide it.
// Sound always; exact where the operands do not hang together. Not here: whole columns (evaluate).
#pragma once

#include <span>

#include "interpreter/graph/graph.h"
#include "lang/check/range_arithmetic.h"
#include "lang/value/outcome.h"

namespace barem::score {

/// The outcome of any operation but `input`, which has its outcome from the data.
value::Outcome outcome_of(const graph::GraphNode& node, std::span<const value::Outcome* const> operands);

using check::Truth;
using check::truth_of;

/// A summand that can be left out of a quotient of sums: points and what they count towards.
struct Share {
  value::Range points;
  value::Number maximum;        ///< above 0
  bool may_be_left_out = false;
};
/// All that the sum of points ÷ the sum of maxima can be, over the shares that are not left out; at least one of
/// them is not. Exact: see the proof there. n log n.
value::Range quotient_of_sums(std::span<const Share> shares);

}  // namespace barem::score
