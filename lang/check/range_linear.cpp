// Linear forms: see range_linear.h.
#include "lang/check/range_linear.h"

#include <algorithm>

namespace barem::check {

using value::Number;

const Number* LinearForm::factor_of(Key key) const {
  for (const Term& term : terms)
    if (term.key == key) return &term.factor;
  return nullptr;
}

void LinearForm::add(Key key, const Number& factor) {
  if (factor.is_zero()) return;
  const auto place = std::find_if(terms.begin(), terms.end(), [key](const Term& term) { return term.key >= key; });
  if (place == terms.end() || place->key != key) {
    terms.insert(place, {key, factor});
    return;
  }
  place->factor += factor;
  if (place->factor.is_zero()) terms.erase(place);
}

void LinearForm::add(const LinearForm& other, const Number& factor) {
  constant += other.constant * factor;
  for (const Term& term : other.terms) add(term.key, term.factor * factor);
}

}  // namespace barem::check
