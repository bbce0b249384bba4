// All but powers of numbers below 0 grow or fall throughout: ends go to ends. See range_roots.h.
#include "lang/check/range_roots.h"

#include <utility>

#include "lang/check/range_arithmetic.h"

namespace barem::check {

using value::Number;
using value::Outcome;
using value::Range;

namespace {

const Range from_zero{Number(0), std::nullopt, false, false};
const Range above_zero{Number(0), std::nullopt, true, false};

Range flipped(Range range) {
  std::swap(range.low, range.high);
  std::swap(range.low_open, range.high_open);
  return range;
}

/// A function that grows throughout `range`: the least of its low end, the greatest of its high end. An absent end
/// stays absent.
template <class Function>
Range growing(const Range& range, Function function) {
  Range result;
  if (range.low) {
    Range end = function(*range.low);
    result.low = std::move(end.low);
    result.low_open = result.low && (end.low_open || range.low_open);
  }
  if (range.high) {
    Range end = function(*range.high);
    result.high = std::move(end.high);
    result.high_open = result.high && (end.high_open || range.high_open);
  }
  return result;
}

/// The same for one that falls throughout.
template <class Function>
Range falling(const Range& range, Function function) {
  return flipped(growing(range, [&](const Number& number) { return flipped(function(number)); }));
}

/// Whether the range has numbers outside `part`.
bool leaves(const Range& range, const Range& part) { return !holds_all(part, range); }

Outcome result_of(Range range, bool may_be_none) {
  Outcome outcome = Outcome::within(std::move(range));
  outcome.may_be_none = may_be_none;
  return outcome;
}

/// base^exponent for one whole exponent other than 0.
Outcome whole_power(const Range& base, const Number& exponent, int digits) {
  const Number size = exponent.absolute();
  const bool is_even = (size / Number(2)).is_whole();
  const Range powers = growing(is_even ? absolute(base) : base,
                               [&](const Number& number) { return *value::power(number, size, digits); });
  if (exponent.sign() > 0) return result_of(powers, false);
  return result_of(quotient_of(Range::point(1), powers), base.contains(0));
}

/// base^exponent for one exponent that is not whole.
Outcome broken_power(const Range& base, const Number& exponent, int digits) {
  const Range& domain = exponent.sign() > 0 ? from_zero : above_zero;
  const Range within = value::intersect(base, domain);
  const bool may_be_none = leaves(base, domain);
  if (within.is_empty()) return Outcome::none();
  const auto power = [&](const Number& number) { return *value::power(number, exponent, digits); };
  if (exponent.sign() > 0) return result_of(growing(within, power), may_be_none);
  // Near 0 it passes all numbers; far up it nears 0.
  Range result = falling(within, [&](const Number& number) { return number.is_zero() ? Range::all() : power(number); });
  if (!within.high) {
    result.low = Number(0);
    result.low_open = true;
  }
  return result_of(std::move(result), may_be_none);
}

}  // namespace

Outcome root_of(const Range& range, int degree, int digits) {
  const auto root = [&](const Number& number) { return *value::root(number, degree, digits); };
  if (degree % 2 != 0) return Outcome::within(growing(range, root));
  const Range within = value::intersect(range, from_zero);
  if (within.is_empty()) return Outcome::none();
  return result_of(growing(within, root), leaves(range, from_zero));
}

Outcome natural_logarithm_of(const Range& range, int digits) {
  const Range within = value::intersect(range, above_zero);
  if (within.is_empty()) return Outcome::none();
  return result_of(growing(within,
                           [&](const Number& number) {
                             return number.is_zero() ? Range::all() : *value::natural_logarithm(number, digits);
                           }),
                   leaves(range, above_zero));
}

Outcome exponential_of(const Range& range, int digits) {
  Range result = growing(range, [&](const Number& number) { return value::exponential(number, digits); });
  if (!result.low) {
    result.low = Number(0);
    result.low_open = true;
  }
  return Outcome::within(std::move(result));
}

Outcome power_of(const Range& base, const Range& exponent, int digits) {
  if (exponent.is_point()) {
    if (exponent.low->is_zero()) return Outcome::of(1);
    return exponent.low->is_whole() ? whole_power(base, *exponent.low, digits) : broken_power(base, *exponent.low, digits);
  }
  // Whole exponents take numbers below 0, others do not: nothing more is said of them.
  if (leaves(base, from_zero)) return result_of(Range::all(), true);
  Outcome result;
  const Range positive = value::intersect(base, above_zero);
  if (!positive.is_empty())
    result = exponential_of(product_of(exponent, natural_logarithm_of(positive, digits).range), digits);
  if (!base.contains(0)) return result;
  if (leaves(exponent, from_zero)) result.may_be_none = true;
  if (exponent.contains(0)) result = value::join(result, Outcome::of(1));
  if (!value::intersect(exponent, above_zero).is_empty()) result = value::join(result, Outcome::of(0));
  return result;
}

Outcome geometric_mean_of(const std::vector<Range>& ranges, const std::vector<Number>& weights, int digits) {
  Outcome result;
  std::vector<Number> lows;
  std::vector<Number> highs;
  bool low_open = false;
  bool high_open = false;
  for (const Range& range : ranges) {
    const Range within = value::intersect(range, from_zero);
    result.may_be_none = result.may_be_none || leaves(range, from_zero);
    if (within.is_empty()) return Outcome::none();
    lows.push_back(*within.low);
    low_open = low_open || within.low_open;
    if (within.high) highs.push_back(*within.high);
    high_open = high_open || within.high_open;
  }
  result.may_be_value = true;
  // At 0 it may be reached by another number that is 0: the end counts as reached.
  Range end = value::geometric_mean(lows, weights, digits);
  result.range.low = std::move(end.low);
  result.range.low_open = end.low_open || (low_open && result.range.low->sign() > 0);
  if (highs.size() < ranges.size()) return result;
  end = value::geometric_mean(highs, weights, digits);
  result.range.high = std::move(end.high);
  result.range.high_open = result.range.high && (end.high_open || (high_open && result.range.high->sign() > 0));
  return result;
}

}  // namespace barem::check
