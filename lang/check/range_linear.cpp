// Linear forms: see range_linear.h.
#include "lang/check/range_linear.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace barem::check {

using value::Number;

void LinearForm::Terms::insert(Term* before, Term term) {
  const auto place = before - begin();
  if (more_.empty() && size_ == few_.size())
    more_.assign(std::make_move_iterator(few_.begin()), std::make_move_iterator(few_.end()));
  if (more_.empty()) {
    std::move_backward(few_.data() + place, few_.data() + size_, few_.data() + size_ + 1);
    few_[static_cast<std::size_t>(place)] = std::move(term);
  } else {
    more_.insert(more_.begin() + place, std::move(term));
  }
  ++size_;
}

void LinearForm::Terms::erase(Term* term) {
  std::move(term + 1, end(), term);
  --size_;
  if (!more_.empty()) more_.pop_back();
}

const Number* LinearForm::factor_of(Key key) const {
  for (const Term& term : terms)
    if (term.key == key) return &term.factor;
  return nullptr;
}

void LinearForm::add(Key key, const Number& factor) {
  if (factor.is_zero()) return;
  Term* const place = std::find_if(terms.begin(), terms.end(), [key](const Term& term) { return term.key >= key; });
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
