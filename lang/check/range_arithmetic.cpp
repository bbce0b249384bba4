// Ends of ranges: a number, in the range or not, or no end at all. See range_arithmetic.h.
#include "lang/check/range_arithmetic.h"

#include <array>
#include <utility>

namespace barem::check {

using value::Number;
using value::Outcome;
using value::Range;

namespace {

/// One end of a range, as it goes through arithmetic.
struct End {
  int infinite = 0;  ///< -1, 1: unbounded below, above
  Number at;
  bool open = false;
};

End low_of(const Range& range) {
  if (!range.low) return {-1, {}, true};
  return {0, *range.low, range.low_open};
}
End high_of(const Range& range) {
  if (!range.high) return {1, {}, true};
  return {0, *range.high, range.high_open};
}

Range range_of(End low, End high) {
  Range range;
  if (low.infinite == 0) {
    range.low = std::move(low.at);
    range.low_open = low.open;
  }
  if (high.infinite == 0) {
    range.high = std::move(high.at);
    range.high_open = high.open;
  }
  return range;
}

std::strong_ordering compare(const End& a, const End& b) {
  if (a.infinite != b.infinite) return a.infinite <=> b.infinite;
  if (a.infinite != 0) return std::strong_ordering::equal;
  return a.at <=> b.at;
}

int sign_of(const End& end) { return end.infinite != 0 ? end.infinite : end.at.sign(); }

End product_of(const End& a, const End& b) {
  const bool a_is_zero = a.infinite == 0 && a.at.is_zero();
  const bool b_is_zero = b.infinite == 0 && b.at.is_zero();
  if (a_is_zero || b_is_zero) {
    // 0 is reached where one of the zeros is.
    const bool reached = (a_is_zero && !a.open) || (b_is_zero && !b.open);
    return {0, 0, !reached};
  }
  if (a.infinite == 0 && b.infinite == 0) return {0, a.at * b.at, a.open || b.open};
  return {sign_of(a) * sign_of(b), {}, true};
}

/// 1 ÷ a range that lies on one side of 0 and does not hold it.
Range inverse(const Range& range, int side) {
  const auto inverse_of = [side](const End& end) -> End {
    if (end.infinite != 0) return {0, 0, true};
    if (end.at.is_zero()) return {side, {}, true};
    return {0, Number(1) / end.at, end.open};
  };
  return range_of(inverse_of(high_of(range)), inverse_of(low_of(range)));
}

Number power_of_ten(int exponent) {
  Number power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

Number rounded(const Number& number, const model::Expression& rounding, const Number& steps) {
  switch (rounding.operation) {
    case model::Operation::round_down: return (number * steps).floor() / steps;
    case model::Operation::round_up: return (number * steps).ceiling() / steps;
    default: return number.rounded(rounding.decimals, rounding.rounding);
  }
}

}  // namespace

Truth truth_of(const Outcome& condition) {
  Truth truth;
  truth.not_applicable = condition.may_be_not_applicable;
  truth.no = condition.may_be_none;
  if (condition.may_be_value) {
    truth.yes = condition.range.contains(1);
    truth.no = truth.no || condition.range.contains(0);
  }
  return truth;
}

Outcome to_outcome(Truth truth) {
  Outcome outcome;
  outcome.may_be_not_applicable = truth.not_applicable;
  outcome.may_be_value = truth.yes || truth.no;
  if (outcome.may_be_value) outcome.range = Range::closed(truth.no ? 0 : 1, truth.yes ? 1 : 0);
  return outcome;
}

Range sum_of(const Range& a, const Range& b) {
  Range result;
  if (a.low && b.low) {
    result.low = *a.low + *b.low;
    result.low_open = a.low_open || b.low_open;
  }
  if (a.high && b.high) {
    result.high = *a.high + *b.high;
    result.high_open = a.high_open || b.high_open;
  }
  return result;
}

Range negated(const Range& range) {
  Range result;
  if (range.high) result.low = -*range.high;
  if (range.low) result.high = -*range.low;
  result.low_open = range.high_open;
  result.high_open = range.low_open;
  return result;
}

Range difference_of(const Range& a, const Range& b) { return sum_of(a, negated(b)); }

Range product_of(const Range& a, const Range& b) {
  const End a_low = low_of(a);
  const End a_high = high_of(a);
  const End b_low = low_of(b);
  const End b_high = high_of(b);
  if (sign_of(a_low) >= 0 && sign_of(b_low) >= 0) {
    return range_of(product_of(a_low, b_low), product_of(a_high, b_high));
  }
  End low = product_of(a_low, b_low);
  End high = low;
  for (End& corner : std::array{product_of(a_low, b_high), product_of(a_high, b_low), product_of(a_high, b_high)}) {
    const auto below = compare(corner, low);
    if (below < 0 || (below == 0 && low.open)) low = corner;
    const auto above = compare(corner, high);
    if (above > 0 || (above == 0 && high.open)) high = std::move(corner);
  }
  return range_of(std::move(low), std::move(high));
}

Range quotient_of(const Range& a, const Range& b) {
  const Range positive = value::intersect(b, {Number(0), {}, true, false});
  const Range negative = value::intersect(b, {{}, Number(0), false, true});
  if (negative.is_empty() && positive.is_empty()) return Range{Number(1), Number(0), false, false};
  if (negative.is_empty()) return product_of(a, inverse(positive, 1));
  if (positive.is_empty()) return product_of(a, inverse(negative, -1));
  return value::hull(product_of(a, inverse(positive, 1)), product_of(a, inverse(negative, -1)));
}

Range larger_of(const Range& a, const Range& b) {
  const End a_low = low_of(a);
  const End b_low = low_of(b);
  const End a_high = high_of(a);
  const End b_high = high_of(b);
  const auto lows = compare(a_low, b_low);
  End low = lows > 0 ? a_low : b_low;
  // Of two equal low ends the result lies above both: open where one is.
  if (lows == 0) low.open = a_low.open || b_low.open;
  const auto highs = compare(a_high, b_high);
  End high = highs > 0 ? a_high : b_high;
  if (highs == 0) high.open = a_high.open && b_high.open;
  return range_of(std::move(low), std::move(high));
}

Range smaller_of(const Range& a, const Range& b) { return negated(larger_of(negated(a), negated(b))); }

Range absolute(const Range& range) {
  if (range.low && range.low->sign() >= 0) return range;
  if (range.high && range.high->sign() <= 0) return negated(range);
  Range result = value::hull(range, negated(range));
  result.low = Number(0);
  result.low_open = false;
  return result;
}

Range rounded(const Range& range, const model::Expression& rounding) {
  const Number steps = power_of_ten(rounding.decimals);
  // Rounding is monotone: ends round to ends. Results change at multiples of half a step only: an open end between two
  // of them rounds like its inside, one at such a place like a quarter of a step further in.
  const auto end_of = [&](const Number& at, bool open, int inside) {
    if (!open || !(at * steps * 2).is_whole()) return rounded(at, rounding, steps);
    return rounded(at + Number(inside) / (steps * 4), rounding, steps);
  };
  Range result;
  if (range.low) result.low = end_of(*range.low, range.low_open, 1);
  if (range.high) result.high = end_of(*range.high, range.high_open, -1);
  return result;
}

Range whole_within(const Range& range) {
  Range result;
  if (range.low) {
    result.low = range.low->ceiling();
    if (range.low_open && *result.low == *range.low) *result.low += 1;
  }
  if (range.high) {
    result.high = range.high->floor();
    if (range.high_open && *result.high == *range.high) *result.high -= 1;
  }
  return result;
}

Range without(const Range& range, const Range& hole) {
  const Range both = value::intersect(range, hole);
  if (both.is_empty()) return range;
  const bool reaches_low = !both.low || (range.low && *both.low == *range.low && both.low_open == range.low_open);
  const bool reaches_high = !both.high || (range.high && *both.high == *range.high && both.high_open == range.high_open);
  if (reaches_low && reaches_high) return Range{Number(1), Number(0), false, false};
  Range result = range;
  if (reaches_low) {
    result.low = both.high;
    result.low_open = !both.high_open;
  } else if (reaches_high) {
    result.high = both.low;
    result.high_open = !both.low_open;
  }
  return result;
}

bool holds_all(const Range& outer, const Range& inner) { return value::intersect(outer, inner) == inner; }

Truth less(const Range& a, const Range& b) {
  const bool always = a.high && b.low && (*a.high < *b.low || (*a.high == *b.low && (a.high_open || b.low_open)));
  const bool never = a.low && b.high && *a.low >= *b.high;
  return {!never, !always, false};
}

Truth less_or_equal(const Range& a, const Range& b) { return less(b, a).opposite(); }

Truth equal(const Range& a, const Range& b) {
  const bool never = value::intersect(a, b).is_empty();
  const bool always = a.is_point() && b.is_point() && *a.low == *b.low;
  return {!never, !always, false};
}

Truth within(const Range& a, const Range& range) {
  const Range both = value::intersect(a, range);
  return {!both.is_empty(), !(both == a), false};
}

Outcome intersect(const Outcome& a, const Outcome& b) {
  Outcome both;
  both.may_be_none = a.may_be_none && b.may_be_none;
  both.may_be_not_applicable = a.may_be_not_applicable && b.may_be_not_applicable;
  if (a.may_be_value && b.may_be_value) {
    both.range = value::intersect(a.range, b.range);
    both.may_be_value = !both.range.is_empty();
  }
  return both;
}

}  // namespace barem::check
