// Roots, logarithms and powers, exactly: where the result is a fraction, that fraction; else two decimals around it,
// as close as is asked for.
// In: numbers, how many decimals. Out: a range that holds the one result. Not here: ranges of arguments (check).
#pragma once

#include <optional>
#include <span>

#include "lang/value/number.h"
#include "lang/value/outcome.h"

namespace barem::value {

/// Decimals that a first look takes, and the most that is tried before two numbers count as not to be told apart.
inline constexpr int first_digits = 30;
inline constexpr int most_digits = 1000;
/// The greatest degree of a root that the language takes.
inline constexpr int max_root_degree = 1000;

// Each of these gives a point where the result is a fraction (of no more digits than are of use). Else the range is
// open and at most 2·10^-digits wide; more digits give a range within it. `digits` from 1.

/// The root of a degree from 1. Nothing: an even root of a number below 0. An odd root of -8 is -2.
std::optional<Range> root(const Number& number, int degree, int digits);
/// Nothing: of 0 or less.
std::optional<Range> natural_logarithm(const Number& number, int digits);
/// Where the exponent lies beyond ±10,000, no more is said than that the result is greater than any use, or nearly 0.
Range exponential(const Number& exponent, int digits);
/// Nothing: 0 to a power below 0, a number below 0 to a power that is not whole. 0 to the power 0 is 1.
std::optional<Range> power(const Number& base, const Number& exponent, int digits);
/// A geometric mean as one root: of which number, of which degree. Nothing where that root would be too large.
struct Radicand {
  Number number;
  int degree = 1;
};
std::optional<Radicand> radicand_of_mean(std::span<const Number> numbers, std::span<const Number> weights);
/// The product of the numbers, each to the power of its share of the weights. Numbers from 0, weights above 0, one
/// each, at least one.
Range geometric_mean(std::span<const Number> numbers, std::span<const Number> weights, int digits);

/// The range with ends of at most that many decimals, moved outwards where need be.
Range outward(const Range& range, int digits);

}  // namespace barem::value
