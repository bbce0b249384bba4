// Linear forms: sums of expressions with factors, such as 2 - 0.5 * late, for reasoning about differences and ratios.
// In: keys of expressions, factors. Out: forms. Not here: what is known of the expressions (range_evaluator).
#pragma once

#include <cstdint>
#include <vector>

#include "lang/value/number.h"

namespace barem::check {

/// What a range is known of: an expression by its canonical id, or an input (after all expressions).
using Key = std::uint32_t;

/// constant + factor * expression + …; terms in the order of their keys, none with factor 0.
struct LinearForm {
  struct Term {
    Key key = 0;
    value::Number factor;
  };
  value::Number constant;
  std::vector<Term> terms;

  const value::Number* factor_of(Key key) const;
  void add(Key key, const value::Number& factor);
  void add(const LinearForm& other, const value::Number& factor);
  bool is_constant() const { return terms.empty(); }
};

/// A form known to be at least 0, or above 0.
struct LinearFact {
  LinearForm form;
  bool above = false;
};

}  // namespace barem::check
