// Roots, logarithms and powers of ranges: what they can be, and whether they may have no result.
// In: ranges of the arguments, how many decimals where ends are no fractions. Out: an outcome, its range moved outwards.
// Not here: the enclosures themselves (value/enclosure), doubts about what has no result (range_values).
#pragma once

#include <vector>

#include "lang/value/enclosure.h"
#include "lang/value/outcome.h"

namespace barem::check {

value::Outcome root_of(const value::Range& range, int degree, int digits = value::first_digits);
value::Outcome natural_logarithm_of(const value::Range& range, int digits = value::first_digits);
value::Outcome exponential_of(const value::Range& range, int digits = value::first_digits);
value::Outcome power_of(const value::Range& base, const value::Range& exponent, int digits = value::first_digits);

/// The geometric mean by weights, all of them above 0. None where one of the numbers is below 0.
value::Outcome geometric_mean_of(const std::vector<value::Range>& ranges, const std::vector<value::Number>& weights,
                                 int digits = value::first_digits);

}  // namespace barem::check
