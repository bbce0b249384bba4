// Roots, logarithms and powers: known digits, and the laws that every enclosure keeps.
#include <array>
#include <random>
#include <string>

#include "lang/value/enclosure.h"
#include "tests/catch.hpp"

using namespace barem::value;

namespace {

Number number(std::string_view text) { return *Number::from_fraction(text); }

/// The decimals that both ends have in common with `known`, cut: the range must hold what begins so.
void begins(const Range& range, const std::string& known) {
  INFO(known);
  const std::size_t after = known.size() - known.find('.') - 1;
  Number step = 1;
  for (std::size_t i = 0; i < after; ++i) step /= 10;
  const bool negative = known[0] == '-';
  // What is known is cut towards zero. Decimals are read up to 40 digits, fractions beyond.
  std::string digits = known;
  digits.erase(digits.find('.'), 1);
  const Number at = number(digits + "/1" + std::string(after, '0'));
  CHECK(range.low);
  CHECK(range.high);
  CHECK(*range.low <= (negative ? at : at + step));
  CHECK(*range.high >= (negative ? at - step : at));
  CHECK(*range.low >= (negative ? at - step : at) - Number(2) * step);
  CHECK(*range.high <= (negative ? at : at + step) + Number(2) * step);
}

bool is_within(const Range& inner, const Range& outer) { return intersect(outer, inner) == inner; }

Number tenth_to(int digits) {
  Number power = 1;
  for (int i = 0; i < digits; ++i) power /= 10;
  return power;
}

void keeps_width(const Range& range, int digits) {
  REQUIRE(range.low);
  REQUIRE(range.high);
  CHECK(*range.high - *range.low <= Number(2) * tenth_to(digits));
}

/// A number above 0 of a few digits, now and then very great or very small.
Number made_up(std::mt19937_64& source) {
  const auto whole = [&](std::int64_t most) { return static_cast<std::int64_t>(source() % static_cast<std::uint64_t>(most)) + 1; };
  Number made = Number::fraction(whole(9999), whole(999));
  for (auto times = source() % 8 == 0 ? source() % 6 : 0; times > 0; --times)
    made = source() % 2 == 0 ? made * Number(99991) : made / Number(99991);
  return made;
}

}  // namespace

TEST_CASE("results that are fractions are points") {
  CHECK(*root(number("4/9"), 2, 30) == Range::point(number("2/3")));
  CHECK(*root(0, 2, 30) == Range::point(0));
  CHECK(*root(number("0.125"), 3, 30) == Range::point(number("0.5")));
  CHECK(*root(-8, 3, 30) == Range::point(-2));
  CHECK(*root(number("17.5"), 1, 30) == Range::point(number("17.5")));
  CHECK(*root(1, 1000, 1000) == Range::point(1));
  CHECK(*natural_logarithm(1, 30) == Range::point(0));
  CHECK(exponential(0, 30) == Range::point(1));
  CHECK(*power(number("1.5"), 2, 30) == Range::point(number("2.25")));
  CHECK(*power(number("1.5"), -2, 30) == Range::point(number("4/9")));
  CHECK(*power(-2, 3, 30) == Range::point(-8));
  CHECK(*power(number("0.0625"), number("0.75"), 30) == Range::point(number("0.125")));
  CHECK(*power(number("0.0625"), number("-0.25"), 30) == Range::point(2));
  CHECK(*power(0, 0, 30) == Range::point(1));
  CHECK(*power(0, number("0.5"), 30) == Range::point(0));
  CHECK(*power(7, 0, 30) == Range::point(1));
  const std::array numbers{number("0.4"), number("0.9")};
  CHECK(geometric_mean(numbers, std::array<Number, 2>{1, 1}, 30) == Range::point(number("0.6")));
  const std::array same{number("0.7"), number("0.7"), number("0.7")};
  CHECK(geometric_mean(same, std::array{number("0.123456789"), Number(1), Number(2)}, 30) == Range::point(number("0.7")));
  CHECK(geometric_mean(std::array<Number, 2>{0, 5}, std::array<Number, 2>{1, 3}, 30) == Range::point(0));
  CHECK(geometric_mean(std::array<Number, 2>{16, 1}, std::array<Number, 2>{3, 1}, 30) == Range::point(8));
}

TEST_CASE("what has no result") {
  CHECK_FALSE(root(-1, 2, 30));
  CHECK_FALSE(natural_logarithm(0, 30));
  CHECK_FALSE(natural_logarithm(number("-0.5"), 30));
  CHECK_FALSE(power(0, -1, 30));
  CHECK_FALSE(power(-2, number("0.5"), 30));
}

TEST_CASE("known digits") {
  begins(*root(2, 2, 50), "1.41421356237309504880168872420969807856967187537694");
  begins(*root(2, 3, 50), "1.25992104989487316476721060727822835057025146470150");
  begins(*root(number("0.5"), 2, 50), "0.70710678118654752440084436210484903928483593768847");
  begins(*root(-2, 3, 50), "-1.25992104989487316476721060727822835057025146470150");
  begins(*root(10, 200, 50), "1.01157945425989852444093231445431469574192352151028");
  begins(*natural_logarithm(2, 50), "0.69314718055994530941723212145817656807550013436025");
  begins(*natural_logarithm(10, 50), "2.30258509299404568401799145468436420760110148862877");
  begins(*natural_logarithm(number("0.1"), 50), "-2.30258509299404568401799145468436420760110148862877");
  begins(*natural_logarithm(75000, 50), "11.22524339251844749265073826742799360650199773224610");
  begins(exponential(1, 50), "2.71828182845904523536028747135266249775724709369995");
  begins(exponential(-1, 50), "0.36787944117144232159552377016146086744581113103176");
  begins(exponential(number("0.5"), 50), "1.64872127070012814684865078781416357165377610071014");
  begins(exponential(100, 10), "26881171418161354484126255515800135873611118.7737419224");
  begins(*power(2, number("0.5"), 50), "1.41421356237309504880168872420969807856967187537694");
  begins(*power(3, number("0.123"), 50), "1.14468479569635323149474670446450829260201530027742");
}

TEST_CASE("a thousand digits nest within thirty") {
  for (const int degree : {2, 3, 7}) CHECK(is_within(*root(number("12.34"), degree, 1000), *root(number("12.34"), degree, 30)));
  CHECK(is_within(*natural_logarithm(75000, 1000), *natural_logarithm(75000, 30)));
  CHECK(is_within(exponential(number("-3.7"), 1000), exponential(number("-3.7"), 30)));
  CHECK(is_within(*power(number("0.3"), number("0.123"), 1000), *power(number("0.3"), number("0.123"), 30)));
  keeps_width(*natural_logarithm(75000, 1000), 1000);
}

TEST_CASE("laws: width, nesting, order, inverse") {
  std::mt19937_64 source(7);
  for (int i = 0; i < 400; ++i) {
    const Number x = made_up(source);
    const Number y = x + made_up(source) / Number(1000000);
    const int degree = 2 + static_cast<int>(source() % 6);
    INFO(x.to_fraction() << " and " << y.to_fraction() << ", degree " << degree);
    const Range first = *root(x, degree, 30);
    keeps_width(first, 30);
    CHECK(is_within(*root(x, degree, 60), first));
    CHECK(*first.low <= *root(y, degree, 30)->high);
    CHECK(*power(*first.low, degree, 30)->low <= x);
    CHECK(*power(*first.high, degree, 30)->low >= x);
    const Range logarithm = *natural_logarithm(x, 30);
    keeps_width(logarithm, 30);
    for (const int digits : {31, 45, 60}) CHECK(is_within(*natural_logarithm(x, digits), logarithm));
    CHECK(*logarithm.low <= *natural_logarithm(y, 30)->high);
    // e to its ends lies around x.
    CHECK(*exponential(*logarithm.low, 30).low <= x);
    CHECK(*exponential(*logarithm.high, 30).high >= x);
    const Number small = x > Number(50) ? Number(50) / x : x;
    const Range grown = exponential(-small, 30);
    keeps_width(grown, 30);
    CHECK(is_within(exponential(-small, 75), grown));
    CHECK(*natural_logarithm(*exponential(small, 30).low, 30)->low <= small);
    CHECK(*natural_logarithm(*exponential(small, 30).high, 30)->high >= small);
    // The same number two ways.
    const Range by_power = *power(x, Number::fraction(1, degree), 30);
    CHECK_FALSE(intersect(by_power, first).is_empty());
    const Number exponent = number("0.317");
    const Range powered = *power(small, exponent, 30);
    keeps_width(powered, 30);
    CHECK(is_within(*power(small, exponent, 60), powered));
  }
}

TEST_CASE("law: a geometric mean lies between its numbers and is the root of their product") {
  std::mt19937_64 source(11);
  for (int i = 0; i < 100; ++i) {
    const std::array numbers{made_up(source), made_up(source), made_up(source)};
    const std::array<Number, 3> equal{1, 1, 1};
    const Range mean = geometric_mean(numbers, equal, 30);
    CHECK(mean == *root(numbers[0] * numbers[1] * numbers[2], 3, 30));
    const std::array weights{number("0.1234567"), number("0.3"), Number(2)};
    const Range weighted = geometric_mean(numbers, weights, 30);
    keeps_width(weighted, 30);
    CHECK(is_within(geometric_mean(numbers, weights, 60), weighted));
    CHECK(*weighted.high >= std::min({numbers[0], numbers[1], numbers[2]}));
    CHECK(*weighted.low <= std::max({numbers[0], numbers[1], numbers[2]}));
  }
}

TEST_CASE("beyond all use nothing explodes") {
  CHECK_FALSE(exponential(1000000000, 30).high);
  CHECK(*exponential(-1000000000, 30).low == Number(0));
  CHECK_FALSE(power(10, 1000000000, 30)->high);
  CHECK(*power(number("0.1"), 1000000000, 30)->high <= tenth_to(30));
  CHECK(*power(-10, 1000000001, 30)->high < Number(0));
  CHECK_FALSE(power(number("1.5"), number("1000000000.5"), 30)->high);
}

TEST_CASE("outward keeps what is short and moves ends outwards") {
  CHECK(outward(Range::closed(number("1/3"), number("0.5")), 4) == Range::closed(number("1/3"), number("0.5")));
  const Range moved = outward(Range::closed(number("-1.2345"), number("1.2345")), 3);
  CHECK(*moved.low == number("-1.235"));
  CHECK(*moved.high == number("1.235"));
  CHECK(moved.low_open);
}
