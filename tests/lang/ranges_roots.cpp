// What roots, logarithms and powers of ranges can be: they hold every result, and their ends are reached.
#include <array>
#include <random>

#include "lang/check/range_arithmetic.h"
#include "lang/check/range_roots.h"
#include "tests/catch.hpp"

using namespace barem;
using value::Number;
using value::Outcome;
using value::Range;

namespace {

Number number(std::string_view text) { return *Number::from_fraction(text); }

Range closed(std::string_view low, std::string_view high) { return Range::closed(number(low), number(high)); }

/// A range around a number, its ends in or out, at times without one.
Range around(const Number& at, std::mt19937& random) {
  Range range;
  if (random() % 5 != 0) range.low = at - Number(static_cast<std::int64_t>(random() % 4)) / Number(3);
  if (random() % 5 != 0) range.high = at + Number(static_cast<std::int64_t>(random() % 4)) / Number(3);
  range.low_open = range.low && *range.low != at && random() % 2 == 0;
  range.high_open = range.high && *range.high != at && random() % 2 == 0;
  return range;
}

/// The outcome holds what one number gives: a result, or none.
void holds(const Outcome& outcome, const std::optional<Range>& one) {
  if (!one) {
    CHECK(outcome.may_be_none);
    return;
  }
  CHECK(outcome.may_be_value);
  CHECK_FALSE(value::intersect(outcome.range, *one).is_empty());
}

}  // namespace

TEST_CASE("roots of ranges") {
  CHECK(check::root_of(closed("0.25", "4/9"), 2).range == closed("0.5", "2/3"));
  CHECK(check::root_of(closed("-8", "27"), 3).range == closed("-2", "3"));
  const Outcome partly = check::root_of(closed("-1", "4"), 2);
  CHECK(partly.may_be_none);
  CHECK(partly.range == closed("0", "2"));
  CHECK(check::root_of(closed("-2", "-1"), 2) == Outcome::none());
  CHECK_FALSE(check::root_of({Number(4), {}, true, false}, 2).range.high);
  CHECK(check::root_of({Number(4), {}, true, false}, 2).range.low_open);
}

TEST_CASE("logarithms and exponentials of ranges") {
  const Outcome logarithm = check::natural_logarithm_of(closed("0", "1"));
  CHECK(logarithm.may_be_none);
  CHECK_FALSE(logarithm.range.low);
  CHECK(*logarithm.range.high == Number(0));
  CHECK(check::natural_logarithm_of(closed("-2", "0")) == Outcome::none());
  const Outcome exponential = check::exponential_of({{}, Number(0), false, false});
  CHECK(exponential.range == Range{Number(0), Number(1), true, false});
  CHECK_FALSE(check::exponential_of(Range::all()).range.high);
}

TEST_CASE("powers of ranges") {
  CHECK(check::power_of(closed("-2", "3"), Range::point(2)).range == closed("0", "9"));
  CHECK(check::power_of(closed("-2", "3"), Range::point(3)).range == closed("-8", "27"));
  CHECK(check::power_of(closed("1/3", "1"), closed("0.5", "2")).range.high == Number(1));
  const Outcome inverse = check::power_of(closed("0", "4"), Range::point(-1));
  CHECK(inverse.may_be_none);
  CHECK(*inverse.range.low == number("0.25"));
  CHECK_FALSE(inverse.range.high);
  CHECK(check::power_of(closed("-1", "4"), Range::point(number("0.5"))).may_be_none);
  CHECK(check::power_of(Range::all(), Range::point(0)) == Outcome::of(1));
}

TEST_CASE("law: what a number gives lies in what its range gives") {
  std::mt19937 random(5);
  const std::array exponents{Number(-2), Number(-1), number("-0.5"), Number(0), number("1/3"), number("0.5"),
                             Number(1),  number("1.5"), Number(2),   Number(3)};
  for (int i = 0; i < 3000; ++i) {
    const Number x = Number(static_cast<std::int64_t>(random() % 13) - 4) / Number(static_cast<std::int64_t>(random() % 3 + 1));
    const Range range = around(x, random);
    const int degree = 2 + static_cast<int>(random() % 4);
    const Number& exponent = exponents[random() % exponents.size()];
    const Range exponent_range = random() % 2 == 0 ? Range::point(exponent) : around(exponent, random);
    INFO(x.to_fraction() << " to the power " << exponent.to_fraction());
    holds(check::root_of(range, degree), value::root(x, degree, 40));
    holds(check::natural_logarithm_of(range), value::natural_logarithm(x, 40));
    holds(check::exponential_of(range), value::exponential(x, 40));
    holds(check::power_of(range, exponent_range), value::power(x, exponent, 40));
  }
}
