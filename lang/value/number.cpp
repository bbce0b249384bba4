// Exact arithmetic on ratios. Most numbers of a rulebook are short decimals, so both parts fit 64 bits: those are
// worked on in place with 128-bit intermediates. What does not fit goes to whole numbers of any size and comes
// back in place as soon as it fits again.
#include "lang/value/number.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "lang/value/fault.h"
#include "lang/value/number_parts.h"

namespace barem::value {

namespace {

using boost::multiprecision::cpp_int;
__extension__ typedef __int128 Wide;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
constexpr int max_decimals = 40;

/// Both parts of a number in place.
struct Ratio {
  std::int64_t numerator;
  std::int64_t denominator;
};

constexpr int max_small_decimals = Number::max_scale;

constexpr auto powers_of(std::int64_t base) {
  std::array<std::int64_t, max_small_decimals + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * base;
  return powers;
}
constexpr auto powers_of_ten = powers_of(10);
constexpr auto powers_of_five = powers_of(5);

std::int64_t small_power_of_ten(int exponent) {
  return powers_of_ten[static_cast<std::size_t>(exponent)];
}

cpp_int big_power_of_ten(int exponent) {
  if (exponent <= max_small_decimals) return cpp_int(small_power_of_ten(exponent));
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

bool fits(Wide number) {
  return number >= least && number <= greatest;
}
bool fits(const cpp_int& number) {
  return number >= least && number <= greatest;
}

std::uint64_t magnitude(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  return number < 0 ? 0 - bits : bits;
}

cpp_int to_cpp_int(Wide number) {
  const bool negative = number < 0;
  // Holds because |number| <= 2^126 wherever this is called.
  const Wide absolute = negative ? -number : number;
  cpp_int result = static_cast<std::uint64_t>(absolute >> 64);
  result <<= 64;
  result += static_cast<std::uint64_t>(absolute);
  return negative ? cpp_int(-result) : result;
}

/// Binary: subtractions and shifts only. `b` is not 0.
std::uint64_t greatest_common_divisor(std::uint64_t a, std::uint64_t b) {
  if (a == 0) return b;
  const int twos = std::countr_zero(a | b);
  a >>= std::countr_zero(a);
  b >>= std::countr_zero(b);
  while (a != b) {
    const std::uint64_t difference = a > b ? a - b : b - a;
    b = std::min(a, b);
    a = difference >> std::countr_zero(difference);
  }
  return a << twos;
}

/// The same for a number of any sign and a denominator; one division first where their sizes differ.
std::int64_t common_factor(std::int64_t number, std::int64_t denominator) {
  if (denominator == 1) return 1;
  std::uint64_t a = magnitude(number);
  const auto b = static_cast<std::uint64_t>(denominator);
  if (a > b) a %= b;
  return static_cast<std::int64_t>(greatest_common_divisor(a, b));
}

/// Takes out of both what they have in common.
void cancel(std::int64_t& number, std::int64_t& denominator) {
  if (denominator == 1) return;
  const std::int64_t common = common_factor(number, denominator);
  if (common == 1) return;
  number /= common;
  denominator /= common;
}

/// a/b ± c/d where the result fits in place.
std::optional<Ratio> sum(Ratio left, Ratio right, bool minus) {
  const std::int64_t a = left.numerator;
  const std::int64_t b = left.denominator;
  const std::int64_t c = right.numerator;
  const std::int64_t d = right.denominator;
  if (b == d) {
    std::int64_t total = 0;
    if (minus ? __builtin_sub_overflow(a, c, &total) : __builtin_add_overflow(a, c, &total)) return {};
    Ratio result{total, b};
    cancel(result.numerator, result.denominator);
    return result;
  }
  const auto cross = [&](std::int64_t from_d, std::int64_t from_b) {
    // Holds because each product is at most 2^63 (2^63 - 1): the sum stays below 2^127.
    const Wide first = static_cast<Wide>(a) * from_d;
    const Wide second = static_cast<Wide>(c) * from_b;
    return minus ? first - second : first + second;
  };
  const std::int64_t common = b == 1 || d == 1 ? 1 : common_factor(b, d);
  if (common == 1) {
    // Holds because both are in lowest terms and their denominators share nothing: so is the result.
    const Wide total = cross(d, b);
    std::int64_t denominator = 0;
    if (!fits(total) || __builtin_mul_overflow(b, d, &denominator)) return {};
    return Ratio{static_cast<std::int64_t>(total), denominator};
  }
  // What can be cancelled divides the common part of the denominators (Knuth, 4.5.1).
  const std::int64_t rest = b / common;
  const Wide total = cross(d / common, rest);
  const std::int64_t again = fits(total) ? common_factor(static_cast<std::int64_t>(total), common)
                                         : common_factor(static_cast<std::int64_t>(total % common), common);
  const Wide numerator = fits(total) ? Wide{static_cast<std::int64_t>(total) / again} : total / again;
  std::int64_t denominator = 0;
  if (!fits(numerator) || __builtin_mul_overflow(rest, d / again, &denominator)) return {};
  return Ratio{static_cast<std::int64_t>(numerator), denominator};
}

/// a/b · c/d where the result fits in place.
std::optional<Ratio> product(Ratio left, Ratio right) {
  cancel(left.numerator, right.denominator);
  cancel(right.numerator, left.denominator);
  Ratio result{};
  if (__builtin_mul_overflow(left.numerator, right.numerator, &result.numerator)) return {};
  if (__builtin_mul_overflow(left.denominator, right.denominator, &result.denominator)) return {};
  return result;
}

/// The greatest common divisor with a number of one word, which is not 0.
std::uint64_t common_with(const cpp_int& number, std::uint64_t word) {
  if (word == 1) return 1;
  return greatest_common_divisor(boost::multiprecision::integer_modulus(number, word), word);
}

/// a/b becomes a/b ± c/d, in lowest terms as both are. What can be cancelled divides what b and d share (Knuth, 4.5.1):
/// no common divisor of two large numbers is looked for, which would take most of the time.
void add_small(cpp_int& a, cpp_int& b, Ratio small, bool minus) {
  const auto d = static_cast<std::uint64_t>(small.denominator);
  const std::uint64_t common = common_with(b, d);
  if (common != 1) b /= common;
  a *= d / common;
  const cpp_int shifted = b * small.numerator;
  if (minus)
    a -= shifted;
  else
    a += shifted;
  const std::uint64_t again = common_with(a, common);
  if (again != 1) a /= again;
  b *= d / again;
}

/// a/b becomes a/b · c/d, in lowest terms as both are; c is not 0.
void multiply_small(cpp_int& a, cpp_int& b, std::uint64_t c, std::uint64_t d) {
  const std::uint64_t first = common_with(a, d);
  const std::uint64_t second = common_with(b, c);
  if (first != 1) a /= first;
  if (second != 1) b /= second;
  a *= c / second;
  b *= d / first;
}

/// The whole number nearest to numerator / denominator, from the quotient cut towards zero and what is left.
/// `twice_rest` compares 2·|rest| with the denominator.
bool rounds_up(std::strong_ordering twice_rest, bool quotient_is_odd, Rounding rounding) {
  if (twice_rest != 0) return twice_rest > 0;
  return rounding == Rounding::half_away || quotient_is_odd;
}

/// The number times 10^decimals, rounded to a whole number; decimals up to 18.
Wide scaled(Ratio number, int decimals, Rounding rounding) {
  const Wide raised = static_cast<Wide>(number.numerator) * small_power_of_ten(decimals);  // below 2^123
  Wide quotient = 0;
  std::int64_t rest = 0;
  if (fits(raised)) {
    quotient = static_cast<std::int64_t>(raised) / number.denominator;
    rest = static_cast<std::int64_t>(raised) % number.denominator;
  } else {
    quotient = raised / number.denominator;
    rest = static_cast<std::int64_t>(raised % number.denominator);
  }
  const std::uint64_t left = magnitude(rest);
  const auto twice = left <=> static_cast<std::uint64_t>(number.denominator) - left;
  if (!rounds_up(twice, (quotient & 1) != 0, rounding)) return quotient;
  return number.numerator < 0 ? quotient - 1 : quotient + 1;
}

/// The same for any size and any number of decimals.
cpp_int scaled(const cpp_int& numerator, const cpp_int& denominator, int decimals, Rounding rounding) {
  const cpp_int raised = abs(numerator) * big_power_of_ten(decimals);
  cpp_int quotient;
  cpp_int rest;
  divide_qr(raised, denominator, quotient, rest);
  const int order = cpp_int(rest * 2).compare(denominator);
  if (rounds_up(order <=> 0, bit_test(quotient, 0), rounding)) ++quotient;
  return numerator < 0 ? cpp_int(-quotient) : quotient;
}

std::string digits_of(Wide magnitude_of_number) {
  if (magnitude_of_number <= greatest) return std::to_string(static_cast<std::int64_t>(magnitude_of_number));
  std::string digits;
  while (magnitude_of_number != 0) {
    digits.push_back(static_cast<char>('0' + static_cast<int>(magnitude_of_number % 10)));
    magnitude_of_number /= 10;
  }
  std::reverse(digits.begin(), digits.end());
  return digits;
}

/// `1234` with two decimals: `12.34`.
std::string with_mark(std::string digits, bool negative, int decimals) {
  const auto after = static_cast<std::size_t>(decimals);
  if (digits.size() <= after) digits.insert(0, after + 1 - digits.size(), '0');
  if (after != 0) digits.insert(digits.size() - after, 1, '.');
  if (negative && digits.find_first_not_of("0.") != std::string::npos) digits.insert(0, 1, '-');
  return digits;
}

std::string without_trailing_zeros(std::string decimal) {
  if (decimal.find('.') == std::string::npos) return decimal;
  decimal.erase(decimal.find_last_not_of('0') + 1);
  if (decimal.back() == '.') decimal.pop_back();
  return decimal;
}

/// The decimals that write numerator / denominator exactly, from the denominator; nothing where none do.
std::optional<int> finite_decimals(std::int64_t denominator) {
  const int twos = std::countr_zero(static_cast<std::uint64_t>(denominator));
  denominator >>= twos;
  int fives = 0;
  while (denominator % 5 == 0) {
    denominator /= 5;
    ++fives;
  }
  if (denominator != 1) return {};
  return std::max(twos, fives);
}

std::optional<int> finite_decimals(cpp_int denominator) {
  const auto twos = static_cast<int>(lsb(denominator));
  denominator >>= twos;
  int fives = 0;
  while (denominator % 5 == 0) {
    denominator /= 5;
    ++fives;
  }
  if (denominator != 1) return {};
  return std::max(twos, fives);
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

/// Decimal digits as a whole number; the text holds nothing else and is not empty.
cpp_int from_digits(std::string_view digits) {
  // Boost reads a leading 0 as octal.
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string_view::npos) return 0;
  return cpp_int(std::string(digits.substr(first)));
}

bool take_minus(std::string_view& text) {
  if (text.empty() || text.front() != '-') return false;
  text.remove_prefix(1);
  return true;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= Number::max_fraction_digits && std::ranges::all_of(text, is_digit);
}

std::uint64_t mixed(std::uint64_t bits) {
  bits ^= bits >> 30;
  bits *= 0xbf58476d1ce4e5b9U;
  bits ^= bits >> 27;
  bits *= 0x94d049bb133111ebU;
  return bits ^ (bits >> 31);
}

}  // namespace

// --- Where a number lives ------------------------------------------------------------------------------------------

void Number::own_copy() {
  const Big& original = big();
  numerator_ = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(new Big(original)));
}

void Number::release() {
  delete &big();
}

const Number::Big& Number::big() const {
  return *reinterpret_cast<const Big*>(static_cast<std::intptr_t>(numerator_));
}

Number Number::from_big(Big&& big) {
  if (big.denominator < 0) {
    big.numerator = -big.numerator;
    big.denominator = -big.denominator;
  }
  const cpp_int common = gcd(big.numerator, big.denominator);
  if (common != 1) {
    big.numerator /= common;
    big.denominator /= common;
  }
  return from_reduced(std::move(big));
}

Number Number::from_reduced(Big&& big) {
  Number result;
  if (fits(big.numerator) && fits(big.denominator)) {
    result.numerator_ = static_cast<std::int64_t>(big.numerator);
    result.denominator_ = static_cast<std::int64_t>(big.denominator);
  } else {
    result.numerator_ = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(new Big(std::move(big))));
    result.denominator_ = 0;
  }
  return result;
}

Number::Big Number::to_big() const {
  if (denominator_ == 0) return big();
  return {cpp_int(numerator_), cpp_int(denominator_)};
}

NumberParts NumberParts::of(const Number& number) {
  Number::Big big = number.to_big();
  return {std::move(big.numerator), std::move(big.denominator)};
}

Number NumberParts::number() && { return Number::from_big({std::move(numerator), std::move(denominator)}); }

// --- Made from whole numbers and text ------------------------------------------------------------------------------

Number Number::fraction(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) fault("a fraction over zero");
  if (denominator < 0) {
    if (numerator == least || denominator == least)
      return from_big({cpp_int(numerator), cpp_int(denominator)});
    numerator = -numerator;
    denominator = -denominator;
  }
  cancel(numerator, denominator);
  Number result;
  result.numerator_ = numerator;
  result.denominator_ = denominator;
  return result;
}

Number Number::from_scaled(std::int64_t digits, int decimals) {
  if (decimals < 0 || decimals > max_scale) fault("a decimal of fewer than 0 or more than 18 decimals");
  if (digits == 0 || decimals == 0) return digits;
  // A power of ten shares twos and fives alone.
  const int twos = std::min(std::countr_zero(static_cast<std::uint64_t>(digits)), decimals);
  int fives = 0;
  for (digits /= std::int64_t{1} << twos; fives < decimals && digits % 5 == 0; ++fives) digits /= 5;
  Number result;
  result.numerator_ = digits;
  result.denominator_ = powers_of_five[static_cast<std::size_t>(decimals - fives)] << (decimals - twos);
  return result;
}

std::optional<Number> Number::from_decimal(std::string_view text) {
  const bool negative = take_minus(text);
  const std::size_t mark = text.find('.');
  const std::string_view whole = text.substr(0, mark);
  const std::string_view after = mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1);
  if (!is_digits(whole) || (mark != std::string_view::npos && !is_digits(after))) return {};
  if (whole.size() + after.size() > max_digits) return {};
  const auto decimals = static_cast<int>(after.size());
  if (whole.size() + after.size() <= max_small_decimals) {
    std::int64_t digits = 0;
    for (const char digit : whole) digits = digits * 10 + (digit - '0');
    for (const char digit : after) digits = digits * 10 + (digit - '0');
    return from_scaled(negative ? -digits : digits, decimals);
  }
  cpp_int digits = from_digits(std::string(whole).append(after));
  if (negative) digits = -digits;
  return from_big({std::move(digits), big_power_of_ten(decimals)});
}

std::optional<Number> Number::from_fraction(std::string_view text) {
  const std::size_t stroke = text.find('/');
  if (stroke == std::string_view::npos) return from_decimal(text);
  const bool negative = take_minus(text);
  const std::string_view above = text.substr(0, text.find('/'));
  const std::string_view below = text.substr(above.size() + 1);
  if (!is_digits(above) || !is_digits(below)) return {};
  cpp_int numerator = from_digits(above);
  cpp_int denominator = from_digits(below);
  if (denominator == 0) return {};
  if (negative) numerator = -numerator;
  return from_big({std::move(numerator), std::move(denominator)});
}

// --- Arithmetic ----------------------------------------------------------------------------------------------------

Number Number::operator-() const {
  if (denominator_ == 0 || numerator_ == least) {
    Big big = to_big();
    big.numerator = -big.numerator;
    return from_big(std::move(big));
  }
  Number result;
  result.numerator_ = -numerator_;
  result.denominator_ = denominator_;
  return result;
}

Number& Number::add_ratio(const Number& other, bool minus) {
  if (is_small() && other.is_small()) [[likely]] {
    if (const auto result = sum({numerator_, denominator_}, {other.numerator_, other.denominator_}, minus)) {
      numerator_ = result->numerator;
      denominator_ = result->denominator;
      return *this;
    }
  }
  if (other.is_small()) {
    Big result = to_big();
    add_small(result.numerator, result.denominator, {other.numerator_, other.denominator_}, minus);
    return *this = from_reduced(std::move(result));
  }
  if (is_small()) {
    Big result = other.big();
    if (minus) result.numerator = -result.numerator;
    add_small(result.numerator, result.denominator, {numerator_, denominator_}, false);
    return *this = from_reduced(std::move(result));
  }
  const Big& a = big();
  const Big& b = other.big();
  Big result{a.numerator * b.denominator, a.denominator * b.denominator};
  const cpp_int right = b.numerator * a.denominator;
  if (minus)
    result.numerator -= right;
  else
    result.numerator += right;
  return *this = from_big(std::move(result));
}

Number& Number::multiply_ratio(const Number& other) {
  if (is_small() && other.is_small()) [[likely]] {
    if (const auto result = product({numerator_, denominator_}, {other.numerator_, other.denominator_})) {
      numerator_ = result->numerator;
      denominator_ = result->denominator;
      return *this;
    }
  }
  if (is_zero() || other.is_zero()) return *this = Number();
  if (is_small() || other.is_small()) {
    const Number& small = other.is_small() ? other : *this;
    Big result = other.is_small() ? to_big() : other.big();
    multiply_small(result.numerator, result.denominator, magnitude(small.numerator_),
                   static_cast<std::uint64_t>(small.denominator_));
    if (small.numerator_ < 0) result.numerator = -result.numerator;
    return *this = from_reduced(std::move(result));
  }
  const Big& a = big();
  const Big& b = other.big();
  return *this = from_big({a.numerator * b.numerator, a.denominator * b.denominator});
}

Number& Number::operator/=(const Number& other) {
  if (other.is_zero()) fault("a division by zero");
  if (denominator_ != 0 && other.denominator_ != 0 && other.numerator_ != least) [[likely]] {
    const bool negative = other.numerator_ < 0;
    const Ratio inverse{negative ? -other.denominator_ : other.denominator_,
                        negative ? -other.numerator_ : other.numerator_};
    if (const auto result = product({numerator_, denominator_}, inverse)) {
      numerator_ = result->numerator;
      denominator_ = result->denominator;
      return *this;
    }
  }
  if (is_zero()) return *this;
  if (other.is_small()) {
    Big result = to_big();
    multiply_small(result.numerator, result.denominator, static_cast<std::uint64_t>(other.denominator_),
                   magnitude(other.numerator_));
    if (other.numerator_ < 0) result.numerator = -result.numerator;
    return *this = from_reduced(std::move(result));
  }
  const Big a = to_big();
  const Big& b = other.big();
  return *this = from_big({a.numerator * b.denominator, a.denominator * b.numerator});
}

// --- Comparison ----------------------------------------------------------------------------------------------------

bool Number::is_same_big(const Number& a, const Number& b) {
  return a.big().numerator == b.big().numerator && a.big().denominator == b.big().denominator;
}

std::strong_ordering Number::order_of_ratios(const Number& a, const Number& b) {
  if (a.is_small() && b.is_small()) [[likely]] {
    return static_cast<Wide>(a.numerator_) * b.denominator_ <=>
           static_cast<Wide>(b.numerator_) * a.denominator_;
  }
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  const Number::Big left = a.to_big();
  const Number::Big right = b.to_big();
  return cpp_int(left.numerator * right.denominator).compare(cpp_int(right.numerator * left.denominator)) <=>
         0;
}

int Number::sign_of_big() const { return big().numerator.sign(); }

bool Number::is_whole() const {
  return denominator_ == 1 || (denominator_ == 0 && big().denominator == 1);
}

Number Number::absolute() const {
  return sign() < 0 ? -*this : *this;
}

// --- Rounding ------------------------------------------------------------------------------------------------------

Number Number::floor() const {
  if (is_whole()) return *this;
  if (denominator_ != 0) return numerator_ / denominator_ - (numerator_ < 0 ? 1 : 0);
  cpp_int quotient = big().numerator / big().denominator;
  if (big().numerator < 0) --quotient;
  return from_big({std::move(quotient), 1});
}

Number Number::ceiling() const {
  if (is_whole()) return *this;
  return floor() + 1;
}

Number Number::rounded(int decimals, Rounding rounding) const {
  if (decimals < 0 || decimals > max_decimals)
    fault("rounding to fewer than 0 or more than 40 decimals");
  if (denominator_ == 1) return *this;
  if (denominator_ != 0 && decimals <= max_small_decimals) {
    const Wide whole = scaled(Ratio{numerator_, denominator_}, decimals, rounding);
    if (fits(whole)) return from_scaled(static_cast<std::int64_t>(whole), decimals);
    return from_big({to_cpp_int(whole), big_power_of_ten(decimals)});
  }
  const Big exact = to_big();
  cpp_int whole = scaled(exact.numerator, exact.denominator, decimals, rounding);
  if (decimals <= max_small_decimals && fits(whole)) return from_scaled(static_cast<std::int64_t>(whole), decimals);
  return from_big({std::move(whole), big_power_of_ten(decimals)});
}

double Number::to_double() const {
  if (denominator_ != 0) return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  return boost::multiprecision::cpp_rational(big().numerator, big().denominator).convert_to<double>();
}

// --- Text ----------------------------------------------------------------------------------------------------------

bool Number::has_finite_decimals() const {
  if (denominator_ != 0) return finite_decimals(denominator_).has_value();
  return finite_decimals(big().denominator).has_value();
}

std::string Number::to_decimal() const {
  const std::optional<int> decimals =
      denominator_ != 0 ? finite_decimals(denominator_) : finite_decimals(big().denominator);
  if (decimals && *decimals <= max_decimals) return to_fixed(*decimals);
  return without_trailing_zeros(to_fixed(12));
}

std::string Number::to_fixed(int decimals) const {
  if (decimals < 0 || decimals > max_decimals)
    fault("writing fewer than 0 or more than 40 decimals");
  if (denominator_ != 0 && decimals <= max_small_decimals) {
    const Wide whole = scaled(Ratio{numerator_, denominator_}, decimals, Rounding::half_away);
    return with_mark(digits_of(whole < 0 ? -whole : whole), whole < 0, decimals);
  }
  const Big exact = to_big();
  const cpp_int whole = scaled(exact.numerator, exact.denominator, decimals, Rounding::half_away);
  return with_mark(cpp_int(abs(whole)).str(), whole < 0, decimals);
}

std::string Number::to_fraction() const {
  if (denominator_ == 1) return std::to_string(numerator_);
  if (denominator_ != 0) return std::to_string(numerator_) + "/" + std::to_string(denominator_);
  if (big().denominator == 1) return big().numerator.str();
  return big().numerator.str() + "/" + big().denominator.str();
}

std::size_t Number::hash() const {
  if (denominator_ != 0) {
    return static_cast<std::size_t>(
        mixed(mixed(static_cast<std::uint64_t>(numerator_)) + static_cast<std::uint64_t>(denominator_)));
  }
  return std::hash<std::string>{}(to_fraction());
}

}  // namespace barem::value
