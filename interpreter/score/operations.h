// One operation on sets of results.
// In: a graph node and what its operands can be. Out: what it can be; a decided set where the operands decide it.
// Sound always; exact where the operands do not hang together. Not here: whole columns (evaluate).
#pragma once

#include <span>

#include "interpreter/graph/graph.h"
#include "lang/check/range_arithmetic.h"
#include "lang/value/enclosure.h"
#include "lang/value/outcome.h"

namespace barem::score {

/// The outcome of any operation but `input`, which has its outcome from the data. Roots and logarithms that are no
/// fractions are enclosed to so many decimals; the outcome is then single, unless data are missing.
value::Outcome outcome_of(const graph::GraphNode& node, std::span<const value::Outcome* const> operands,
                          int digits = value::first_digits);

/// A number as reports show it: an enclosed one to 12 decimals, half away from zero.
value::Number shown(const value::Outcome& one_number);
inline constexpr int shown_decimals = 12;
/// The same for any outcome: an enclosed number as it is shown, all others as they are.
value::Outcome settled(const value::Outcome& outcome);
/// True of one number that is known exactly, or closely enough to be shown.
bool can_be_shown(const value::Outcome& outcome);

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
