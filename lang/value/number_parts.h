// A number as two whole numbers of any size, for what is worked out digit by digit (enclosure).
// Only files of this room include it: whole numbers of any size stay inside value.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "lang/value/number.h"

namespace barem::value {

struct Number::Big {
  boost::multiprecision::cpp_int numerator;
  boost::multiprecision::cpp_int denominator;
};

/// Numerator and denominator; of a Number in lowest terms, the denominator above 0.
struct NumberParts {
  boost::multiprecision::cpp_int numerator;
  boost::multiprecision::cpp_int denominator;

  static NumberParts of(const Number& number);
  /// In lowest terms; the denominator must not be 0.
  Number number() &&;
};

}  // namespace barem::value
