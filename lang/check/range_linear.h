// Linear forms: sums of expressions with factors, such as 2 - 0.5 * late, for reasoning about differences and ratios.
// In: keys of expressions, factors. Out: forms. Not here: what is known of the expressions (range_evaluator).
#pragma once

#include <array>
#include <cstddef>
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
  /// Most forms have two or three terms: those few stand in the form itself, more of them on the heap.
  class Terms {
   public:
    const Term* begin() const { return more_.empty() ? few_.data() : more_.data(); }
    const Term* end() const { return begin() + size_; }
    Term* begin() { return more_.empty() ? few_.data() : more_.data(); }
    Term* end() { return begin() + size_; }
    const Term& operator[](std::size_t i) const { return begin()[i]; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    void insert(Term* before, Term term);
    void erase(Term* term);

   private:
    std::array<Term, 4> few_;
    std::vector<Term> more_;  ///< all of them, once they were too many for few_
    std::size_t size_ = 0;
  };
  value::Number constant;
  Terms terms;

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
