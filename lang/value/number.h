// Exact numbers: ratios of whole numbers of any size, written and read as decimals.
// In: decimal text, whole numbers, other numbers. Out: exact results, and text rounded where asked.
// Not here: dates (date.h), kinds and printed forms of a language (source/render).
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace barem::value {

/// Which neighbour a number exactly halfway between two takes.
enum class Rounding : std::uint8_t {
  half_away,  ///< away from zero: 0.125 to two decimals is 0.13 (what decisions mean by "làm tròn")
  half_even,  ///< to the even digit: 0.125 is 0.12, 0.135 is 0.14
};

/// An exact rational number in lowest terms. Small ones (both parts fit 64 bits) are held in place without an
/// allocation; larger ones are held on the heap. Every operation is exact.
class Number {
 public:
  constexpr Number() noexcept = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a whole number is a Number in every formula.
  constexpr Number(std::int64_t whole) noexcept : numerator_(whole) {}
  Number(const Number& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (denominator_ == 0) own_copy();
  }
  constexpr Number(Number&& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) {
    other.numerator_ = 0;
    other.denominator_ = 1;
  }
  Number& operator=(const Number& other) {
    if (is_small() && other.is_small()) {
      numerator_ = other.numerator_;
      denominator_ = other.denominator_;
    } else if (this != &other) {
      *this = Number(other);
    }
    return *this;
  }
  Number& operator=(Number&& other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
    return *this;
  }
  constexpr ~Number() {
    if (denominator_ == 0) release();
  }

  /// `numerator / denominator` in lowest terms; the denominator must not be 0.
  static Number fraction(std::int64_t numerator, std::int64_t denominator);
  /// `digits / 10^decimals`; decimals in 0..max_scale.
  static Number from_scaled(std::int64_t digits, int decimals);
  static constexpr int max_scale = 18;
  /// Reads `-12`, `0.25`, `.5` is refused, `5.` is refused; dot mark only, at most `max_digits` digits in all.
  /// Nothing when the text is anything else.
  static std::optional<Number> from_decimal(std::string_view text);
  /// Reads `832139/10000` (at most `max_fraction_digits` digits a part; lowest terms or not) or a decimal.
  static std::optional<Number> from_fraction(std::string_view text);
  static constexpr int max_digits = 40;
  static constexpr int max_fraction_digits = 1000;

  Number operator-() const;
  Number& operator+=(const Number& other) {
    if (!is_in_place_whole() || !other.is_in_place_whole()) return add_ratio(other, false);
    std::int64_t sum = 0;
    if (__builtin_add_overflow(numerator_, other.numerator_, &sum)) return add_ratio(other, false);
    numerator_ = sum;
    return *this;
  }
  Number& operator-=(const Number& other) {
    if (!is_in_place_whole() || !other.is_in_place_whole()) return add_ratio(other, true);
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(numerator_, other.numerator_, &difference)) return add_ratio(other, true);
    numerator_ = difference;
    return *this;
  }
  Number& operator*=(const Number& other) {
    if (!is_in_place_whole() || !other.is_in_place_whole()) return multiply_ratio(other);
    std::int64_t product = 0;
    if (__builtin_mul_overflow(numerator_, other.numerator_, &product)) return multiply_ratio(other);
    numerator_ = product;
    return *this;
  }
  /// The divisor must not be 0: callers decide what a division by zero means before they divide.
  Number& operator/=(const Number& other);
  friend Number operator+(Number a, const Number& b) {
    a += b;
    return a;
  }
  friend Number operator-(Number a, const Number& b) {
    a -= b;
    return a;
  }
  friend Number operator*(Number a, const Number& b) {
    a *= b;
    return a;
  }
  friend Number operator/(Number a, const Number& b) {
    a /= b;
    return a;
  }

  friend bool operator==(const Number& a, const Number& b) {
    if (a.denominator_ != b.denominator_) return false;
    return a.numerator_ == b.numerator_ || (!a.is_small() && is_same_big(a, b));
  }
  friend std::strong_ordering operator<=>(const Number& a, const Number& b) {
    if (a.denominator_ == b.denominator_ && a.is_small()) return a.numerator_ <=> b.numerator_;
    return order_of_ratios(a, b);
  }

  /// -1, 0 or 1.
  int sign() const {
    if (!is_small()) return sign_of_big();
    return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0;
  }
  bool is_zero() const { return denominator_ == 1 && numerator_ == 0; }
  bool is_whole() const;
  Number absolute() const;
  /// The greatest whole number not above, the least not below.
  Number floor() const;
  Number ceiling() const;
  /// The nearest multiple of 10^-decimals; decimals in 0..40.
  Number rounded(int decimals, Rounding rounding = Rounding::half_away) const;
  /// The whole value when it fits 64 bits and the number is whole.
  std::optional<std::int64_t> to_int64() const {
    if (denominator_ != 1) return {};
    return numerator_;
  }
  /// For drawing only: never for a decision.
  double to_double() const;

  /// True where the decimal expansion ends (the denominator has only factors 2 and 5).
  bool has_finite_decimals() const;
  /// The shortest exact decimal (`0.875`) where the expansion ends within 40 decimals; else rounded half away
  /// from zero to 12 decimals. Dot mark.
  std::string to_decimal() const;
  /// Exactly `decimals` decimals, rounded half away from zero: `83.20`.
  std::string to_fixed(int decimals) const;
  /// `832139/10000`, or `5` where whole.
  std::string to_fraction() const;
  std::size_t hash() const;

 private:
  friend struct NumberParts;  // number_parts.h: for roots and logarithms
  struct Big;  // numerator and denominator of any size
  // In place: numerator_/denominator_ with denominator_ > 0, in lowest terms.
  // INVARIANT: denominator_ == 0 means numerator_ holds the address of an owned Big that does not fit in place,
  // so that a number has one form only, and equality and hash may look at the form.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;

  bool is_small() const { return denominator_ != 0; }
  bool is_in_place_whole() const { return denominator_ == 1; }
  // Whole numbers are worked on where they are used; these do the rest.
  Number& add_ratio(const Number& other, bool minus);
  Number& multiply_ratio(const Number& other);
  static std::strong_ordering order_of_ratios(const Number& a, const Number& b);
  static bool is_same_big(const Number& a, const Number& b);
  int sign_of_big() const;
  void own_copy();
  void release();
  const Big& big() const;
  static Number from_big(Big&& big);
  /// The same for parts in lowest terms, the lower one above 0.
  static Number from_reduced(Big&& big);
  Big to_big() const;
};

}  // namespace barem::value

template <>
struct std::hash<barem::value::Number> {
  std::size_t operator()(const barem::value::Number& number) const { return number.hash(); }
};
