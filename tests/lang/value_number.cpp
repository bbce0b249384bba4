// Numbers against an independent oracle (Boost's rationals), at the edges of 64 bits, and in their printed forms.
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

#include "lang/value/number.h"
#include "tests/catch.hpp"

using barem::value::Number;
using barem::value::Rounding;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

Number decimal(const std::string& text) {
  const auto number = Number::from_decimal(text);
  REQUIRE(number.has_value());
  return *number;
}

/// The oracle's text, in the form of to_fraction.
std::string text_of(const cpp_rational& exact) {
  const cpp_int above = numerator(exact);
  const cpp_int below = denominator(exact);
  return below == 1 ? above.str() : above.str() + "/" + below.str();
}

cpp_rational oracle(std::int64_t above, std::int64_t below) {
  return cpp_rational(above) / cpp_rational(below);
}

/// Rounding by its definition: the nearest whole multiple, and the rule for what is halfway.
cpp_rational round_by_definition(const cpp_rational& exact, int decimals, Rounding rounding) {
  const cpp_int power = pow(cpp_int(10), static_cast<unsigned>(decimals));
  const cpp_rational raised = abs(exact) * power;
  cpp_int below = numerator(raised) / denominator(raised);
  const cpp_rational rest = raised - below;
  const cpp_rational half(1, 2);
  if (rest > half || (rest == half && (rounding == Rounding::half_away || below % 2 == 1))) ++below;
  const cpp_rational result(below, power);
  return exact < 0 ? cpp_rational(-result) : result;
}

/// Whole numbers that meet every path: small, decimal-like, and next to the edges of 32, 63 and 64 bits.
std::vector<std::int64_t> telling_wholes() {
  return {0,
          1,
          -1,
          2,
          -3,
          5,
          10,
          -100,
          1000,
          99,
          250,
          1000000,
          -4294967296,
          4294967295,
          3037000499,
          -3037000500,
          greatest,
          greatest - 1,
          least,
          least + 1,
          least / 2,
          greatest / 3,
          1000000000000000000,
          4611686018427387904};
}

struct Pair {
  Number number;
  cpp_rational exact;
};

std::vector<Pair> telling_numbers() {
  std::vector<Pair> pairs;
  for (const std::int64_t above : telling_wholes()) {
    for (const std::int64_t below : telling_wholes()) {
      if (below != 0) pairs.push_back({Number::fraction(above, below), oracle(above, below)});
    }
  }
  return pairs;
}

}  // namespace

TEST_CASE("a fraction is in lowest terms with a positive denominator") {
  CHECK(Number::fraction(2, 4).to_fraction() == "1/2");
  CHECK(Number::fraction(2, -4).to_fraction() == "-1/2");
  CHECK(Number::fraction(-6, -3).to_fraction() == "2");
  CHECK(Number::fraction(0, -7) == Number(0));
  CHECK(Number::fraction(least, -1).to_fraction() == "9223372036854775808");
  CHECK(Number::fraction(1, least).to_fraction() == "-1/9223372036854775808");
  CHECK(Number::fraction(least, least) == Number(1));
}

TEST_CASE("scaled whole numbers are in lowest terms") {
  std::int64_t power = 1;
  for (int decimals = 0; decimals <= Number::max_scale; ++decimals, power *= decimals <= Number::max_scale ? 10 : 1)
    for (const std::int64_t digits : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-5}, std::int64_t{16}, std::int64_t{-1250},
                                      std::int64_t{999999999999999999}, std::int64_t{1000000000000000000}, INT64_MIN, INT64_MAX})
      CHECK(Number::from_scaled(digits, decimals) == Number::fraction(digits, power));
}

TEST_CASE("arithmetic agrees with an independent oracle at the edges") {
  const std::vector<Pair> numbers = telling_numbers();
  std::size_t wrong = 0;
  for (const Pair& a : numbers) {
    for (const Pair& b : numbers) {
      bool right = (a.number + b.number).to_fraction() == text_of(a.exact + b.exact);
      right = right && (a.number - b.number).to_fraction() == text_of(a.exact - b.exact);
      right = right && (a.number * b.number).to_fraction() == text_of(a.exact * b.exact);
      if (b.exact != 0) right = right && (a.number / b.number).to_fraction() == text_of(a.exact / b.exact);
      right = right && (a.number == b.number) == (a.exact == b.exact);
      right = right && (a.number < b.number) == (a.exact < b.exact);
      right = right && (a.number > b.number) == (a.exact > b.exact);
      if (!right && ++wrong <= 5) FAIL_CHECK(a.number.to_fraction() << " with " << b.number.to_fraction());
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("long chains of operations agree with the oracle and come back in place") {
  std::mt19937_64 random(20221203);
  const std::vector<std::int64_t> wholes = telling_wholes();
  for (int chain = 0; chain < 300; ++chain) {
    Number number = 1;
    cpp_rational exact = 1;
    for (int step = 0; step < 12; ++step) {
      const bool short_decimal = random() % 3 != 0;
      const std::int64_t above = short_decimal ? static_cast<std::int64_t>(random() % 2001) - 1000
                                               : wholes[random() % wholes.size()];
      const std::int64_t below = short_decimal ? (random() % 2 == 0 ? 100 : 8) : 7;
      const Number other = Number::fraction(above, below);
      const cpp_rational same = oracle(above, below);
      switch (random() % 4) {
        case 0:
          number += other;
          exact += same;
          break;
        case 1:
          number -= other;
          exact -= same;
          break;
        case 2:
          number *= other;
          exact *= same;
          break;
        case 3:
          if (above == 0) break;
          number /= other;
          exact /= same;
          break;
      }
      REQUIRE(number.to_fraction() == text_of(exact));
      REQUIRE(number.sign() == exact.sign());
      REQUIRE(number - number == Number(0));
    }
    if (!number.is_zero()) {
      CHECK(number / number == Number(1));
      CHECK((number / number).hash() == Number(1).hash());
    }
  }
}

TEST_CASE("the least whole number of 64 bits is a number like any other") {
  CHECK((-Number(least)).to_fraction() == "9223372036854775808");
  CHECK(-(-Number(least)) == Number(least));
  CHECK(Number(least).absolute() == -Number(least));
  CHECK(Number(least) / Number(-1) == -Number(least));
  CHECK((Number(1) / Number(least)).to_fraction() == "-1/9223372036854775808");
  CHECK(Number(least).rounded(2) == Number(least));
  CHECK(Number(least).to_fixed(2) == "-9223372036854775808.00");
  CHECK(Number(least).floor() == Number(least));
  CHECK(Number(least).to_int64() == least);
  CHECK(Number(greatest) + 1 - 1 == Number(greatest));
  CHECK_FALSE((Number(greatest) + 1).to_int64().has_value());
  CHECK((Number(greatest) + 1).is_whole());
}

TEST_CASE("copies and moves of large numbers own what they hold") {
  Number large = Number(greatest) * Number(greatest);
  const Number copy = large;
  Number moved = std::move(large);
  CHECK(copy == moved);
  moved = copy;
  moved = *&moved;
  CHECK(moved == copy);
  moved += moved;
  CHECK(moved == copy * 2);
  moved -= moved;
  CHECK(moved.is_zero());
  Number other = copy;
  other /= other;
  CHECK(other == Number(1));
}

TEST_CASE("decimals are read exactly") {
  CHECK(decimal("0.25") == Number::fraction(1, 4));
  CHECK(decimal("-12") == Number(-12));
  CHECK(decimal("-0.0") == Number(0));
  CHECK(decimal("007.50") == Number::fraction(15, 2));
  CHECK(decimal("9223372036854775808") == Number(greatest) + 1);
  CHECK(decimal("0.0000000000000000000000000000000000001").to_fraction() ==
        "1/10000000000000000000000000000000000000");
  CHECK(decimal("012345678901234567890.5").to_decimal() == "12345678901234567890.5");
  for (const char* text : {"", "-", ".5", "5.", "1,5", "+1", "--1", "1e3", " 1", "1 ", "0x10", "1.2.3", "1/2",
                           "-.5", "٣", "12345678901234567890123456789012345678901"}) {
    INFO(text);
    CHECK_FALSE(Number::from_decimal(text).has_value());
  }
}

TEST_CASE("fractions are read exactly, and what was written is read back") {
  CHECK(Number::from_fraction("832139/10000") == decimal("83.2139"));
  CHECK(Number::from_fraction("-6/4") == decimal("-1.5"));
  CHECK(Number::from_fraction("0/010") == Number(0));
  CHECK(Number::from_fraction("1.5") == decimal("1.5"));
  for (const char* text : {"1/0", "1/-2", "/2", "1/", "1.5/2", "1/2/3", "a/b", "/"}) {
    INFO(text);
    CHECK_FALSE(Number::from_fraction(text).has_value());
  }
  for (const Pair& pair : telling_numbers())
    CHECK(Number::from_fraction(pair.number.to_fraction()) == pair.number);
}

TEST_CASE("rounding: halves go away from zero, or to the even digit") {
  CHECK(decimal("0.125").rounded(2) == decimal("0.13"));
  CHECK(decimal("-0.125").rounded(2) == decimal("-0.13"));
  CHECK(decimal("0.125").rounded(2, Rounding::half_even) == decimal("0.12"));
  CHECK(decimal("0.135").rounded(2, Rounding::half_even) == decimal("0.14"));
  CHECK(decimal("-0.125").rounded(2, Rounding::half_even) == decimal("-0.12"));
  CHECK(decimal("2.5").rounded(0) == Number(3));
  CHECK(decimal("2.5").rounded(0, Rounding::half_even) == Number(2));
  CHECK(decimal("-2.5").rounded(0) == Number(-3));
  CHECK(Number::fraction(23, 40).rounded(2) == decimal("0.58"));
  CHECK(Number::fraction(2, 3).rounded(40).to_decimal() == "0." + std::string(39, '6') + "7");
}

TEST_CASE("rounding agrees with its definition") {
  for (const Pair& pair : telling_numbers()) {
    for (const int decimals : {0, 1, 2, 6, 18, 19, 40}) {
      for (const Rounding rounding : {Rounding::half_away, Rounding::half_even}) {
        REQUIRE(pair.number.rounded(decimals, rounding).to_fraction() ==
                text_of(round_by_definition(pair.exact, decimals, rounding)));
      }
    }
  }
  for (int thousandths = -3000; thousandths <= 3000; thousandths += 5) {
    for (const Rounding rounding : {Rounding::half_away, Rounding::half_even}) {
      REQUIRE(Number::fraction(thousandths, 1000).rounded(2, rounding).to_fraction() ==
              text_of(round_by_definition(oracle(thousandths, 1000), 2, rounding)));
    }
  }
}

TEST_CASE("floor and ceiling") {
  CHECK(decimal("2.5").floor() == Number(2));
  CHECK(decimal("-2.5").floor() == Number(-3));
  CHECK(decimal("2.5").ceiling() == Number(3));
  CHECK(decimal("-2.5").ceiling() == Number(-2));
  CHECK(Number(-4).floor() == Number(-4));
  const Number large = Number(greatest) * 4 + decimal("0.5");
  CHECK(large.floor() == Number(greatest) * 4);
  CHECK(large.ceiling() == Number(greatest) * 4 + 1);
  CHECK((-large).floor() == -(Number(greatest) * 4) - 1);
}

TEST_CASE("numbers are written as the shortest exact decimal") {
  CHECK(Number(0).to_decimal() == "0");
  CHECK(Number(-120).to_decimal() == "-120");
  CHECK(Number::fraction(7, 8).to_decimal() == "0.875");
  CHECK(Number::fraction(-1, 1000).to_decimal() == "-0.001");
  CHECK(Number::fraction(1, 3).to_decimal() == "0.333333333333");
  CHECK(Number::fraction(-2, 3).to_decimal() == "-0.666666666667");
  CHECK(Number::fraction(1, std::int64_t{3} * 1000000000000000).to_decimal() == "0");
  CHECK(Number::fraction(-1, std::int64_t{3} * 1000000000000000).to_decimal() == "0");
  CHECK(Number::fraction(1, std::int64_t{1} << 40).to_decimal() ==
        "0.0000000000009094947017729282379150390625");
  CHECK(Number::fraction(1, std::int64_t{1} << 41).to_decimal() == "0");
  CHECK(Number::fraction(1, std::int64_t{1} << 41).has_finite_decimals());
  CHECK_FALSE(Number::fraction(1, 3).has_finite_decimals());
  CHECK((Number(greatest) * 10 + Number::fraction(1, 4)).to_decimal() == "92233720368547758070.25");
  for (const Pair& pair : telling_numbers()) {
    if (pair.number != pair.number.rounded(40)) continue;
    const auto again = Number::from_fraction(pair.number.to_decimal());
    if (pair.number.to_decimal().size() <= Number::max_digits) CHECK(again == pair.number);
  }
}

TEST_CASE("numbers are written with a fixed number of decimals") {
  CHECK(decimal("83.2").to_fixed(2) == "83.20");
  CHECK(decimal("83.205").to_fixed(2) == "83.21");
  CHECK(decimal("-0.004").to_fixed(2) == "0.00");
  CHECK(decimal("-0.005").to_fixed(2) == "-0.01");
  CHECK(decimal("0.5").to_fixed(0) == "1");
  CHECK(Number(greatest).to_fixed(18) == "9223372036854775807.000000000000000000");
  CHECK(Number(greatest).to_fixed(19) == "9223372036854775807.0000000000000000000");
}

TEST_CASE("equal numbers have equal hashes, however they came about") {
  std::unordered_set<Number> seen;
  for (const Pair& pair : telling_numbers()) {
    seen.insert(pair.number);
    CHECK(seen.contains(pair.number * 10 / 10));
    CHECK(seen.contains(pair.number + Number(greatest) - Number(greatest)));
  }
}

TEST_CASE("drawing gets a close double") {
  CHECK(Number::fraction(1, 4).to_double() == 0.25);
  CHECK((Number(greatest) * 2).to_double() == 18446744073709551616.0);  // 2^64 - 2 rounds to 2^64
  CHECK((Number(1) / (Number(greatest) + 1)).to_double() == 1.0 / 9223372036854775808.0);
}
