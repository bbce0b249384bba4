// Exact arithmetic on ranges: every result holds each value that operands within their ranges can give.
// In: ranges, outcomes. Out: the same. Not here: conditions and what they teach (range_evaluator).
#pragma once

#include <optional>

#include "lang/model/rulebook.h"
#include "lang/value/outcome.h"

namespace barem::check {

/// A condition that may hold, may not hold, may not apply; exactly one where it is decided.
struct Truth {
  bool yes = false;
  bool no = false;
  bool not_applicable = false;
  Truth opposite() const { return {no, yes, not_applicable}; }
  friend bool operator==(const Truth&, const Truth&) = default;
};
/// None counts as a condition that does not hold.
Truth truth_of(const value::Outcome& condition);
value::Outcome to_outcome(Truth truth);

value::Range sum_of(const value::Range& a, const value::Range& b);
value::Range negated(const value::Range& range);
value::Range difference_of(const value::Range& a, const value::Range& b);
value::Range product_of(const value::Range& a, const value::Range& b);
/// a ÷ b over the b that are not 0; empty where there is none.
value::Range quotient_of(const value::Range& a, const value::Range& b);
value::Range larger_of(const value::Range& a, const value::Range& b);
value::Range smaller_of(const value::Range& a, const value::Range& b);
value::Range absolute(const value::Range& range);
/// Of `round`, `round_down`, `round_up`.
value::Range rounded(const value::Range& range, const model::Expression& rounding);

/// The whole numbers in a range: ends drawn in to the nearest whole number and closed.
value::Range whole_within(const value::Range& range);
/// What of `range` lies outside `hole`, where that is one stretch; else all of `range`.
value::Range without(const value::Range& range, const value::Range& hole);
/// True where every value of `inner` lies in `outer`.
bool holds_all(const value::Range& outer, const value::Range& inner);

Truth less(const value::Range& a, const value::Range& b);
Truth less_or_equal(const value::Range& a, const value::Range& b);
Truth equal(const value::Range& a, const value::Range& b);
Truth within(const value::Range& a, const value::Range& range);

/// What lies in both; nothing at all where they have nothing in common.
value::Outcome intersect(const value::Outcome& a, const value::Outcome& b);
inline bool is_possible(const value::Outcome& outcome) {
  return outcome.may_be_value || outcome.may_be_none || outcome.may_be_not_applicable;
}

}  // namespace barem::check
