// Linear reasoning: bounds of sums and ratios whose parts hang together, as in done / planned with done at most
// planned. Every bound found holds; the search for one is short (see the depth in range_of). See range_evaluator.h.
#include <algorithm>
#include <utility>

#include "lang/check/range_evaluator.h"

namespace barem::check {

using model::Expression;
using model::ExpressionId;
using model::Operation;
using value::Number;
using value::Outcome;
using value::Range;

// ---- forms --------------------------------------------------------------------------------------------------------

LinearForm RangeEvaluator::linear(ExpressionId id) {
  LinearForm form;
  add_linear(form, key_of(id), 1);
  return form;
}

void RangeEvaluator::add_linear(LinearForm& form, Key key, const Number& factor) {
  const Outcome known = at(key);
  if (known.may_be_value && known.range.is_point()) {
    form.constant += factor * *known.range.low;
    return;
  }
  if (is_input(key)) form.add(key, factor);
  else add_operands(form, key, factor);
}

/// The form of an expression that is being computed: its own range is not asked for.
void RangeEvaluator::add_operands(LinearForm& form, Key key, const Number& factor) {
  constexpr std::size_t most_terms = 12;
  const Expression& of = expression(key);
  if (form.terms.size() >= most_terms) return form.add(key, factor);
  const auto operand = [&](std::size_t i) { return key_of(of.operands[i]); };
  const auto constant = [&](std::size_t i) -> std::optional<Number> {
    const Outcome known = at(operand(i));
    if (!known.may_be_value || !known.range.is_point()) return std::nullopt;
    return *known.range.low;
  };
  switch (of.operation) {
    case Operation::add:
      add_linear(form, operand(0), factor);
      add_linear(form, operand(1), factor);
      return;
    case Operation::subtract:
      add_linear(form, operand(0), factor);
      add_linear(form, operand(1), -factor);
      return;
    case Operation::negate: return add_linear(form, operand(0), -factor);
    case Operation::multiply:
      if (const auto second = constant(1)) return add_linear(form, operand(0), factor * *second);
      if (const auto first = constant(0)) return add_linear(form, operand(1), factor * *first);
      break;
    case Operation::divide:
      if (const auto divisor = constant(1); divisor && !divisor->is_zero())
        return add_linear(form, operand(0), factor / *divisor);
      break;
    default: break;
  }
  form.add(key, factor);
}

// ---- bounds of forms ----------------------------------------------------------------------------------------------

/// The same function that grows throughout, of two numbers: root(x) and root(y).
bool RangeEvaluator::grow_alike(Key a, Key b) const {
  if (is_input(a) || is_input(b) || a == b) return false;
  const Expression& one = expression(a);
  const Expression& other = expression(b);
  const bool grows = one.operation == Operation::root || one.operation == Operation::natural_logarithm ||
                     one.operation == Operation::exponential;
  return grows && one.operation == other.operation && one.literal == other.literal;
}

/// Where x is at most y, ln(x) is at most ln(y): one fact for each such pair in the form.
template <class Visit>
void RangeEvaluator::each_fact_of_growth(Key key, const LinearForm& form, Visit visit) {
  for (std::size_t i = 0; i < form.terms.size(); ++i) {
    const Key other = form.terms[i].key;
    if (!grow_alike(key, other)) continue;
    const Range own = outcome(expression(key).operands[0]).range;
    const Range its = outcome(expression(other).operands[0]).range;
    for (const bool own_is_smaller : {true, false}) {
      if (own_is_smaller ? less_or_equal(own, its).no : less_or_equal(its, own).no) continue;
      LinearFact fact;
      fact.form.add(other, own_is_smaller ? 1 : -1);
      fact.form.add(key, own_is_smaller ? -1 : 1);
      visit(fact);
    }
  }
}

/// Visits the facts that hold an expression: those learnt, and `at most` between inputs. `at most` says something only
/// where both have values; those in the form do, for the form is asked for only there.
template <class Visit>
void RangeEvaluator::each_fact_of(Key key, const LinearForm& form, Visit visit) {
  each_fact_of_growth(key, form, visit);
  for (std::size_t i = 0; i < linear_facts_.size(); ++i)
    if (linear_facts_[i].form.factor_of(key) != nullptr) visit(linear_facts_[i]);
  const auto visit_order = [&](Key other, bool other_is_larger) {
    LinearFact fact;
    fact.form.add(other, other_is_larger ? 1 : -1);
    fact.form.add(key, other_is_larger ? -1 : 1);
    visit(fact);
  };
  // Thousands of places may be at most one number of units: of so many, those that the form speaks of.
  constexpr int most_orders = 16;
  int seen = 0;
  for (std::uint32_t place = slots_[key].ordered; place != 0; place = ordered_[place - 1].next) {
    const Ordered& ordered = ordered_[place - 1];
    if (++seen > most_orders) break;
    if (form.factor_of(ordered.other) == nullptr) {
      const Outcome other = at(ordered.other);
      if (other.may_be_none || other.may_be_not_applicable) continue;
    }
    visit_order(ordered.other, ordered.other_is_larger);
  }
  if (seen <= most_orders) return;
  for (std::size_t i = 0; i < form.terms.size(); ++i) {
    const Key term = form.terms[i].key;
    int looked = 0;
    for (std::uint32_t place = slots_[term].ordered; place != 0 && looked < most_orders; place = ordered_[place - 1].next, ++looked)
      if (ordered_[place - 1].other == key) visit_order(term, !ordered_[place - 1].other_is_larger);
  }
}

bool RangeEvaluator::is_related(const LinearForm& form) const {
  for (const LinearForm::Term& term : form.terms) {
    if (slots_[term.key].ordered != 0) return true;
    for (const LinearFact& fact : linear_facts_)
      if (fact.form.factor_of(term.key) != nullptr) return true;
    for (const LinearForm::Term& other : form.terms)
      if (grow_alike(term.key, other.key)) return true;
  }
  return false;
}

Range RangeEvaluator::range_of(const LinearForm& form) {
  constexpr int depth = 3;
  const Bound low = least(form, depth);
  LinearForm opposite;
  opposite.add(form, -1);
  const Bound high = least(opposite, depth);
  Range range;
  range.low = low.at;
  range.low_open = low.at && low.open;
  if (high.at) range.high = -*high.at;
  range.high_open = high.at && high.open;
  return range;
}

RangeEvaluator::Bound RangeEvaluator::least_of_terms(const LinearForm& form) {
  Bound bound{form.constant, false};
  for (const LinearForm::Term& term : form.terms) {
    const Range range = at(term.key).range;
    const bool positive = term.factor.sign() > 0;
    const std::optional<Number>& end = positive ? range.low : range.high;
    if (!end) return {};
    *bound.at += term.factor * *end;
    bound.open = bound.open || (positive ? range.low_open : range.high_open);
  }
  return bound;
}

/// A fact f >= 0 with the factor of one expression in common, t times: form = t f + rest >= rest. What is left has that
/// expression no more, and may be known better.
RangeEvaluator::Bound RangeEvaluator::least(const LinearForm& form, int depth) {
  Bound best = least_of_terms(form);
  if (depth == 0 || form.terms.size() < 2 || is_tired()) return best;
  for (const LinearForm::Term& term : form.terms) {
    each_fact_of(term.key, form, [&](const LinearFact& fact) {
      const Number& in_fact = *fact.form.factor_of(term.key);
      if (term.factor.sign() != in_fact.sign()) return;
      const Number times = term.factor / in_fact;
      LinearForm rest = form;
      rest.add(fact.form, -times);
      if (rest.terms.size() > form.terms.size()) return;
      ++effort_;
      Bound bound = least(rest, depth - 1);
      if (!bound.at) return;
      bound.open = bound.open || fact.above;
      if (!best.at || *bound.at > *best.at || (*bound.at == *best.at && bound.open)) best = std::move(bound);
    });
  }
  return best;
}

// ---- ratios -------------------------------------------------------------------------------------------------------

/// Numbers that the ratio of two forms may end at: ratios of their factors, alone and along the edge of a fact.
std::vector<Number> RangeEvaluator::candidates(const LinearForm& above, const LinearForm& below) {
  std::vector<Number> found;
  const auto offer = [&](const Number& a, const Number& b) {
    if (b.is_zero()) return;
    Number ratio = a / b;
    if (std::find(found.begin(), found.end(), ratio) == found.end()) found.push_back(std::move(ratio));
  };
  const auto factor = [](const LinearForm& form, Key key) {
    const Number* known = form.factor_of(key);
    return known == nullptr ? Number(0) : *known;
  };
  bool related = is_related(above) || is_related(below);
  for (const LinearForm::Term& b : below.terms) {
    const Number* same = above.factor_of(b.key);
    related = related || same != nullptr;
    for (const LinearForm::Term& a : above.terms) related = related || grow_alike(a.key, b.key);
    if (same != nullptr) offer(*same, b.factor);
  }
  if (!related) return {};
  offer(above.constant, below.constant);
  for (const LinearForm::Term& b : below.terms) {
    offer(0, b.factor);
    for (const LinearForm::Term& a : above.terms) offer(a.factor, b.factor);
    each_fact_of(b.key, below, [&](const LinearFact& fact) {
      if (fact.form.terms.size() != 2) return;
      const LinearForm::Term& x = fact.form.terms[0];
      const LinearForm::Term& y = fact.form.terms[1];
      // Along the edge, y moves by `slope` where x moves by 1.
      const Number slope = -(x.factor / y.factor);
      offer(factor(above, x.key) + factor(above, y.key) * slope, factor(below, x.key) + factor(below, y.key) * slope);
    });
  }
  return found;
}

/// The ratio of two forms with the lower one above 0: it is at most k where k * below - above is at least 0.
Range RangeEvaluator::tightened(const LinearForm& above, const LinearForm& below, Range quotient) {
  constexpr int depth = 3;
  for (const Number& candidate : candidates(above, below)) {
    if (quotient.is_empty()) return quotient;
    for (const bool from_above : {true, false}) {
      const std::optional<Number>& known = from_above ? quotient.high : quotient.low;
      if (known && (from_above ? candidate > *known : candidate < *known)) continue;
      LinearForm distance;
      distance.add(below, from_above ? candidate : -candidate);
      distance.add(above, from_above ? -1 : 1);
      const Bound bound = least(distance, depth);
      if (!bound.at || bound.at->sign() < 0) continue;
      Range end;
      (from_above ? end.high : end.low) = candidate;
      (from_above ? end.high_open : end.low_open) = bound.at->sign() > 0 || bound.open;
      quotient = value::intersect(quotient, end);
    }
  }
  return quotient;
}

}  // namespace barem::check
