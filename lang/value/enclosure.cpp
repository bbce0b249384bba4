// Whole numbers scaled by a power of two ("steps" of 2^-bits), cut towards zero; every function says how many steps it
// can be off, and that bound is carried along as a whole number. At the end the result is cut to decimals, downwards
// below and upwards above. See enclosure.h.
//
// Why more digits give a range within the earlier one: let t be the result, e the bound of its error, u = 10^-digits.
// The ends are multiples of u that differ from the true floor and ceiling of t only where t lies within e of a multiple
// of u, and then the range is that multiple ± u. With e below u/100 and a next u' of at most u/10, the next range lies
// within t ± (2u' + e'), and so within ± u of that multiple.
#include "lang/value/enclosure.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "lang/value/number_parts.h"

namespace barem::value {
namespace {

using boost::multiprecision::cpp_int;

/// Whole powers and products beyond this many bits are worked out by logarithms.
constexpr std::uint64_t most_exact_bits = 20000;
constexpr int greatest_exponent = 10000;

cpp_int ten_to(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

/// Bits that hold 10^digits: log2(10) is below 10/3.
unsigned bits_of_digits(int digits) { return static_cast<unsigned>(digits) * 10 / 3 + 1; }

unsigned bit_length(const cpp_int& whole) { return whole.is_zero() ? 0 : static_cast<unsigned>(msb(abs(whole))) + 1; }

cpp_int floor_of(const cpp_int& numerator, const cpp_int& denominator) {
  cpp_int quotient;
  cpp_int rest;
  divide_qr(numerator, denominator, quotient, rest);
  if (rest < 0) --quotient;
  return quotient;
}
cpp_int ceiling_of(const cpp_int& numerator, const cpp_int& denominator) {
  return -floor_of(-numerator, denominator);
}

/// A result in steps of 2^-bits: it lies within `value` ± `error`.
struct Steps {
  cpp_int value;
  cpp_int error;
};

/// The open range of decimals around an irrational result.
Range around(const Steps& steps, unsigned bits, int digits) {
  const cpp_int scale = ten_to(digits);
  const cpp_int one = cpp_int(1) << bits;
  Range range;
  range.low = NumberParts{floor_of((steps.value - steps.error) * scale, one), scale}.number();
  range.high = NumberParts{ceiling_of((steps.value + steps.error) * scale, one), scale}.number();
  range.low_open = range.high_open = true;
  return range;
}

// ---- roots --------------------------------------------------------------------------------------------------------

/// The greatest whole number whose power is at most `whole`, from 0. Newton from above: the steps fall until they are
/// there, since the mean of r (n-1 times) and whole / r^(n-1) is never below the root.
cpp_int whole_root(const cpp_int& whole, unsigned degree) {
  if (whole.is_zero() || degree == 1) return whole;
  if (bit_length(whole) <= degree) return 1;
  cpp_int root = cpp_int(1) << ((bit_length(whole) + degree - 1) / degree);
  while (true) {
    const cpp_int below = boost::multiprecision::pow(root, degree - 1);
    cpp_int next = (root * (degree - 1) + whole / below) / degree;
    if (next >= root) return root;
    root = std::move(next);
  }
}

/// The root where it is a fraction: in lowest terms that is where numerator and denominator are powers.
std::optional<Number> exact_root(const NumberParts& of, unsigned degree) {
  const cpp_int above = whole_root(of.numerator, degree);
  if (boost::multiprecision::pow(above, degree) != of.numerator) return std::nullopt;
  const cpp_int below = whole_root(of.denominator, degree);
  if (boost::multiprecision::pow(below, degree) != of.denominator) return std::nullopt;
  return NumberParts{above, below}.number();
}

// ---- logarithms ---------------------------------------------------------------------------------------------------

/// ln 2 = 2 atanh(1/3) = 2 Σ 3^-(2j+1) / (2j+1). Each term is cut twice, by less than a step each, and the terms left
/// out come to less than one.
Steps ln_2(unsigned bits) {
  cpp_int term = (cpp_int(1) << bits) / 3;
  cpp_int sum;
  unsigned count = 0;
  for (; !term.is_zero(); ++count, term /= 9) sum += term / (2 * count + 1);
  return {sum * 2, cpp_int(2 * count + 1) * 2};
}

/// ln of a fraction above 0. With e chosen so that m = fraction / 2^e lies between 2/3 and 4/3,
/// ln = e ln 2 + 2 atanh(z) with z = (m - 1) / (m + 1), |z| <= 1/5.
Steps ln_of(const NumberParts& fraction, unsigned bits) {
  cpp_int above = fraction.numerator;
  cpp_int below = fraction.denominator;
  auto twos = static_cast<long>(bit_length(above)) - static_cast<long>(bit_length(below));
  if (twos >= 0) below <<= static_cast<unsigned>(twos);
  else above <<= static_cast<unsigned>(-twos);
  if (above * 3 > below * 4) {
    below <<= 1;
    ++twos;
  } else if (above * 3 < below * 2) {
    above <<= 1;
    --twos;
  }
  const bool negative = above < below;
  const cpp_int difference = abs(above - below);
  const cpp_int z = (difference << bits) / (above + below);  // off by less than 1
  const cpp_int square = z * z >> bits;                      // less than 2
  // A term is off by less than 2 steps: of the term before at most 2/25, of the square (times a term of at most 1/5)
  // 2/5, and 1 by cutting. Dividing cuts once more. What is left out comes to less than 1.
  cpp_int sum;
  unsigned count = 0;
  for (cpp_int term = z; !term.is_zero(); ++count, term = term * square >> bits) sum += term / (2 * count + 1);
  Steps result{sum * 2, cpp_int(3 * count + 1) * 2};
  if (negative) result.value = -result.value;
  if (twos == 0) return result;
  const Steps two = ln_2(bits);
  result.value += two.value * twos;
  result.error += two.error * std::abs(twos);
  return result;
}

unsigned ln_bits(const NumberParts& fraction, int digits) {
  // The error is below 8 (bits + 1) (1 + twos) steps, and is to stay below a hundredth of 10^-digits.
  const unsigned size = std::max(bit_length(fraction.numerator), bit_length(fraction.denominator));
  return bits_of_digits(digits) + 40 + bit_length(size);
}

// ---- exponentials -------------------------------------------------------------------------------------------------

/// e^(fraction), between ±greatest_exponent. With n the floor of x / ln 2, r = x - n ln 2 lies in 0 … ln 2;
/// e^r = (e^(r / 2^halvings))^(2^halvings), and e^x = 2^n e^r.
Steps exp_of(const NumberParts& fraction, unsigned& bits, int digits) {
  const cpp_int floor = floor_of(fraction.numerator, fraction.denominator);
  const unsigned size = floor > 0 ? static_cast<unsigned>(floor) * 3 / 2 + 2 : 0;  // 1 / ln 2 is below 3/2
  bits = bits_of_digits(digits) + size + 80;
  const unsigned halvings = 8 + bits / 128;
  bits += 2 * halvings;
  const cpp_int x = floor_of(fraction.numerator << bits, fraction.denominator);
  const Steps two = ln_2(bits);
  const cpp_int n = floor_of(x, two.value);
  const cpp_int y = (x - n * two.value) >> halvings;
  // Of y: 1 from x and n times that of ln 2, halved each time, and 1 by cutting.
  const cpp_int error_of_y = ((1 + abs(n) * two.error) >> halvings) + 2;
  // e^y = Σ y^j / j!: each term is off by less than 2 steps (y is below 1/100), what is left out comes to less than 2;
  // and e^y moves by less than twice what y is off.
  cpp_int sum;
  unsigned count = 0;
  for (cpp_int term = cpp_int(1) << bits; !term.is_zero(); term = (term * y >> bits) / count) {
    sum += term;
    ++count;
  }
  cpp_int error = 2 * cpp_int(count) + 2 + 2 * error_of_y;
  for (unsigned i = 0; i < halvings; ++i) {
    // (v + d)² - v² lies within 2 v d + d²; the square and the bound are cut once each.
    error = ((2 * sum * error + error * error) >> bits) + 2;
    sum = sum * sum >> bits;
  }
  const auto power = static_cast<long>(n);
  if (power >= 0) return {sum << static_cast<unsigned>(power), error << static_cast<unsigned>(power)};
  return {sum >> static_cast<unsigned>(-power), (error >> static_cast<unsigned>(-power)) + 2};
}

/// e to some number within the range; its result is no fraction.
Range exp_around(const Range& exponent, int digits) {
  Range range = exponential(*exponent.low, digits);
  Range high = exponential(*exponent.high, digits);
  range.high = std::move(high.high);
  range.low_open = range.high_open = true;
  return range;
}

/// base^exponent = e^(exponent · ln base), base above 0, and the result no fraction.
Range power_by_logarithm(const NumberParts& base, const Number& exponent, int digits) {
  const auto times_ln = [&](int ln_digits) {
    const unsigned bits = ln_bits(base, ln_digits);
    Range range = around(ln_of(base, bits), bits, ln_digits);
    *range.low *= exponent;
    *range.high *= exponent;
    if (exponent.sign() < 0) std::swap(range.low, range.high);
    return range;
  };
  // The logarithm of so many bits lies within ± bits: past what is of use, whatever its digits.
  const Range rough = times_ln(5);
  if (*rough.high > Number(greatest_exponent) || *rough.low < Number(-greatest_exponent)) return exp_around(rough, digits);
  // e^y moves by e^y times what y is off, and e^y has at most y / 2 digits before the mark.
  const std::int64_t before_mark = rough.high->sign() > 0 ? rough.high->ceiling().to_int64().value_or(0) / 2 : 0;
  const auto of_exponent = static_cast<int>(exponent.absolute().ceiling().to_fraction().size());
  return exp_around(times_ln(digits + 4 + static_cast<int>(before_mark) + of_exponent), digits);
}

std::uint64_t size_of(const Number& number) {
  const NumberParts parts = NumberParts::of(number);
  return bit_length(parts.numerator) + bit_length(parts.denominator);
}

Number whole_power(const Number& base, std::uint64_t exponent) {
  NumberParts parts = NumberParts::of(base);
  parts.numerator = boost::multiprecision::pow(parts.numerator, static_cast<unsigned>(exponent));
  parts.denominator = boost::multiprecision::pow(parts.denominator, static_cast<unsigned>(exponent));
  return std::move(parts).number();
}

Range negated(Range range) {
  std::swap(range.low, range.high);
  std::swap(range.low_open, range.high_open);
  if (range.low) range.low = -*range.low;
  if (range.high) range.high = -*range.high;
  return range;
}

}  // namespace

std::optional<Range> root(const Number& number, int degree, int digits) {
  if (number.sign() < 0) {
    if (degree % 2 == 0) return std::nullopt;
    return negated(*root(-number, degree, digits));
  }
  const NumberParts parts = NumberParts::of(number);
  const auto n = static_cast<unsigned>(degree);
  if (std::optional<Number> exact = exact_root(parts, n)) return Range::point(std::move(*exact));
  // In lowest terms a root that is no fraction of powers is irrational.
  constexpr unsigned most_whole_digits = 4000;
  if (n * static_cast<unsigned>(digits) > most_whole_digits)
    return power_by_logarithm(parts, Number::fraction(1, degree), digits);
  // The floor of root(y) is the root of the floor of y: 10^digits times the root, cut to a whole number.
  const cpp_int scale = ten_to(digits);
  const cpp_int scaled = parts.numerator * boost::multiprecision::pow(scale, n) / parts.denominator;
  const cpp_int floor = whole_root(scaled, n);
  Range range;
  range.low = NumberParts{floor, scale}.number();
  range.high = NumberParts{floor + 1, scale}.number();
  range.low_open = range.high_open = true;
  return range;
}

std::optional<Range> natural_logarithm(const Number& number, int digits) {
  if (number.sign() <= 0) return std::nullopt;
  if (number == Number(1)) return Range::point(0);
  // Of no other fraction is the logarithm a fraction (Lindemann).
  const NumberParts parts = NumberParts::of(number);
  const unsigned bits = ln_bits(parts, digits);
  return around(ln_of(parts, bits), bits, digits);
}

Range exponential(const Number& exponent, int digits) {
  if (exponent.is_zero()) return Range::point(1);
  // Of no other fraction is it a fraction (Lindemann). e^10000 is above 10^4342, e^-10000 below 10^-4342.
  if (exponent > Number(greatest_exponent)) return {NumberParts{ten_to(4342), 1}.number(), std::nullopt, true, false};
  if (exponent < Number(-greatest_exponent)) return {Number(0), NumberParts{1, ten_to(digits)}.number(), true, true};
  unsigned bits = 0;
  const Steps steps = exp_of(NumberParts::of(exponent), bits, digits);
  Range range = around(steps, bits, digits);
  if (range.low->sign() < 0) range.low = Number(0);
  return range;
}

std::optional<Range> power(const Number& base, const Number& exponent, int digits) {
  if (exponent.is_zero()) return Range::point(1);
  if (base.is_zero()) {
    if (exponent.sign() < 0) return std::nullopt;
    return Range::point(0);
  }
  if (exponent.is_whole()) {
    const bool negative = base.sign() < 0 && !(exponent / Number(2)).is_whole();
    const Number size = exponent.absolute();
    if (base.absolute() == Number(1)) return Range::point(negative ? -1 : 1);
    if (size <= Number(static_cast<std::int64_t>(most_exact_bits / size_of(base)))) {
      Number result = whole_power(base, static_cast<std::uint64_t>(*size.to_int64()));
      return Range::point(exponent.sign() < 0 ? Number(1) / result : std::move(result));
    }
    // A fraction of more digits than are of use: enclosed like the rest.
    Range range = power_by_logarithm(NumberParts::of(base.absolute()), exponent, digits);
    return negative ? negated(std::move(range)) : range;
  }
  if (base.sign() < 0) return std::nullopt;
  // base^(a/b) in lowest terms is a fraction exactly where base is the power b of one: every prime of it stands in base
  // with an exponent that b divides.
  const NumberParts of_exponent = NumberParts::of(exponent);
  const NumberParts of_base = NumberParts::of(base);
  const unsigned most_degree = std::max(bit_length(of_base.numerator), bit_length(of_base.denominator));
  if (base == Number(1)) return Range::point(1);
  if (of_exponent.denominator <= most_degree) {
    if (const std::optional<Number> exact = exact_root(of_base, static_cast<unsigned>(of_exponent.denominator)))
      return power(*exact, NumberParts{of_exponent.numerator, 1}.number(), digits);
  }
  return power_by_logarithm(of_base, exponent, digits);
}

std::optional<Radicand> radicand_of_mean(std::span<const Number> numbers, std::span<const Number> weights) {
  Number total;
  for (const Number& weight : weights) total += weight;
  // The least degree that all shares of the weights are whole parts of.
  cpp_int degree = 1;
  for (const Number& weight : weights) degree = lcm(degree, NumberParts::of(weight / total).denominator);
  if (degree > max_root_degree) return std::nullopt;
  const Number whole(static_cast<std::int64_t>(degree));
  std::vector<std::uint64_t> powers;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    powers.push_back(static_cast<std::uint64_t>(*(weights[i] / total * whole).to_int64()));
    size += size_of(numbers[i]) * powers.back();
  }
  if (size > most_exact_bits) return std::nullopt;
  Number product = 1;
  for (std::size_t i = 0; i < numbers.size(); ++i) product *= whole_power(numbers[i], powers[i]);
  return Radicand{std::move(product), static_cast<int>(degree)};
}

Range geometric_mean(std::span<const Number> numbers, std::span<const Number> weights, int digits) {
  Number total;
  bool all_equal = true;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i].is_zero()) return Range::point(0);
    total += weights[i];
    all_equal = all_equal && numbers[i] == numbers[0];
  }
  if (all_equal) return Range::point(numbers[0]);
  if (const std::optional<Radicand> radicand = radicand_of_mean(numbers, weights))
    return *root(radicand->number, radicand->degree, digits);
  // Its logarithm is the mean of theirs; a mean of numbers moves it by at most the greatest of them times what that is
  // off, and that mean lies between the least and the greatest of them.
  const Number greatest = *std::max_element(numbers.begin(), numbers.end());
  const auto before_mark = static_cast<int>(greatest.ceiling().to_fraction().size());
  Range sum = Range::point(0);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Range logarithm = *natural_logarithm(numbers[i], digits + 4 + before_mark);
    *sum.low += *logarithm.low * weights[i] / total;
    *sum.high += *logarithm.high * weights[i] / total;
  }
  return exp_around(sum, digits);
}

Range outward(const Range& range, int digits) {
  const cpp_int scale = ten_to(digits);
  const auto is_short = [&](const Number& number) {
    const NumberParts parts = NumberParts::of(number);
    return parts.denominator <= scale;
  };
  Range result = range;
  if (range.low && !is_short(*range.low)) {
    const NumberParts parts = NumberParts::of(*range.low);
    result.low = NumberParts{floor_of(parts.numerator * scale, parts.denominator), scale}.number();
    result.low_open = true;
  }
  if (range.high && !is_short(*range.high)) {
    const NumberParts parts = NumberParts::of(*range.high);
    result.high = NumberParts{ceiling_of(parts.numerator * scale, parts.denominator), scale}.number();
    result.high_open = true;
  }
  return result;
}

}  // namespace barem::value
