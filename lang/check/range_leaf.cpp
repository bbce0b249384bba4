// Clauses act from the inside out: form, bounds, full points, missing, caps, zero, not applicable, rounding. What a
// clause says is known inside it, so they are looked at from the outside in: see range_leaf.h.
#include "lang/check/range_leaf.h"

#include <algorithm>
#include <utility>

#include "lang/check/range_nodes.h"

namespace barem::check {

using model::ScoringForm;
using value::Number;
using value::Outcome;
using value::Range;
using value::State;

namespace {

template <class Combine>
Outcome combined(const Outcome& a, const Outcome& b, Combine combine) {
  Outcome result;
  result.may_be_not_applicable = a.may_be_not_applicable || b.may_be_not_applicable;
  const bool may_apply = (a.may_be_value || a.may_be_none) && (b.may_be_value || b.may_be_none);
  result.may_be_none = may_apply && (a.may_be_none || b.may_be_none);
  result.may_be_value = a.may_be_value && b.may_be_value;
  if (result.may_be_value) result.range = combine(a.range, b.range);
  return result;
}

}  // namespace

/// A condition of a parent that does not apply to the unit does not hold.
Truth LeafRange::asked(model::ExpressionId condition) {
  const Truth truth = ranges_.truth(condition);
  return is_parent_ ? Truth{truth.yes, truth.no || truth.not_applicable, false} : truth;
}

/// Joins what comes out where the condition holds and where it does not; each is asked for under that assumption.
template <class Yes, class No>
Outcome LeafRange::split(model::ExpressionId condition, Yes yes, No no) {
  const Truth truth = ranges_.truth(condition);
  Outcome result;
  result.may_be_not_applicable = truth.not_applicable && !is_parent_;
  const auto before = ranges_.mark();
  if (truth.yes && ranges_.assume(condition, true)) result = value::join(result, yes());
  ranges_.undo(before);
  if (is_parent_ && truth.not_applicable) return value::join(result, no());
  if (truth.no && ranges_.assume(condition, false)) result = value::join(result, no());
  ranges_.undo(before);
  return result;
}

Outcome LeafRange::points() {
  Outcome result;
  if (scoring_.not_applicable_when) {
    const model::ExpressionId condition = scoring_.not_applicable_when->expression;
    const bool open = ranges_.truth(condition).yes && ranges_.truth(condition).no;
    result = split(condition, [] { return Outcome::not_applicable(); }, [&] { return zeroed(0); });
    // Whether the leaf applies may itself wait for data.
    if (open && scoring_.if_missing)
      result = value::join(result, ranges_.outcome(scoring_.if_missing->expression));
  } else {
    result = zeroed(0);
  }
  if (scoring_.round && result.may_be_value) {
    model::Expression rounding;
    rounding.operation = model::Operation::round;
    rounding.decimals = scoring_.round->decimals;
    rounding.rounding = scoring_.round->rounding;
    result.range = rounded(result.range, rounding);
  }
  return result;
}

Outcome LeafRange::zeroed(std::size_t first) {
  if (first == scoring_.zero_when.size()) return capped(0);
  const auto zero = [&] {
    const Outcome points = capped(0);
    Outcome result;
    result.may_be_not_applicable = points.may_be_not_applicable;
    result.may_be_value = points.may_be_value || points.may_be_none;
    for (std::size_t i = first + 1; i < scoring_.zero_when.size(); ++i) {
      const Truth other = asked(scoring_.zero_when[i].expression);
      result.may_be_not_applicable = result.may_be_not_applicable || other.not_applicable;
      result.may_be_value = result.may_be_value && (other.yes || other.no);
    }
    if (result.may_be_value) result.range = Range::point(0);
    return result;
  };
  return split(scoring_.zero_when[first].expression, zero, [&] { return zeroed(first + 1); });
}

Outcome LeafRange::capped(std::size_t first) {
  constexpr std::size_t most_splits = 3;
  if (first == scoring_.caps.size()) return with_evidence();
  if (scoring_.caps.size() > most_splits) return capped_apart();
  const model::Cap& cap = scoring_.caps[first];
  const auto lowered = [&] {
    const Outcome points = capped(first + 1);
    return combined(points, bound(cap.value, points), smaller_of);
  };
  return split(cap.condition, lowered, [&] { return capped(first + 1); });
}

Outcome LeafRange::capped_apart() {
  Outcome points = with_evidence();
  for (const model::Cap& cap : scoring_.caps) {
    const auto lowered = [&] { return combined(points, bound(cap.value, points), smaller_of); };
    points = split(cap.condition, lowered, [&] { return points; });
  }
  return points;
}

Outcome LeafRange::with_evidence() {
  if (!scoring_.evidence) return with_missing();
  const auto lacking = [&] {
    const Outcome points = with_missing();
    Outcome result;
    if (points.may_be_value || points.may_be_none) result = ranges_.outcome(scoring_.evidence->otherwise);
    result.may_be_not_applicable = result.may_be_not_applicable || points.may_be_not_applicable;
    return result;
  };
  return split(scoring_.evidence->given, [&] { return with_missing(); }, lacking);
}

Outcome LeafRange::with_missing() {
  Outcome points = full_or_bounded();
  if (scoring_.if_missing && points.state() == State::missing)
    points = value::join(points, ranges_.outcome(scoring_.if_missing->expression));
  return points;
}

Outcome LeafRange::full_or_bounded() {
  if (!scoring_.full_points_when) return bounded();
  return split(scoring_.full_points_when->expression, [&] { return Outcome::of(node_.max); },
               [&] { return bounded(); });
}

/// Of a parent: a bound that does not apply bounds nothing.
Outcome LeafRange::bound(model::ExpressionId expression, const Outcome& points) {
  Outcome found = ranges_.outcome(expression);
  if (!is_parent_ || !found.may_be_not_applicable) return found;
  found.may_be_not_applicable = false;
  return value::join(found, points);
}

Outcome LeafRange::bounded() {
  Outcome points = form();
  if (scoring_.at_most) points = combined(points, bound(scoring_.at_most->expression, points), smaller_of);
  if (scoring_.not_below) points = combined(points, bound(scoring_.not_below->expression, points), larger_of);
  return points;
}

// ---- forms --------------------------------------------------------------------------------------------------------

Outcome LeafRange::form() {
  switch (scoring_.form) {
    case ScoringForm::when: return when_lines();
    case ScoringForm::bands:
    case ScoringForm::progressive: return bands();
    case ScoringForm::add:
    case ScoringForm::deduct: return adjustments();
    case ScoringForm::expression: return ranges_.outcome(scoring_.expression.expression);
    case ScoringForm::entered: return ranges_.outcome(scoring_.entered);
    case ScoringForm::sum:
    case ScoringForm::mean:
    case ScoringForm::geometric_mean: return adjustments();
    case ScoringForm::not_scored: break;
  }
  return {};
}



Outcome LeafRange::when_lines() {
  Outcome result;
  const auto before = ranges_.mark();
  for (const model::WhenLine& line : scoring_.when) {
    if (!model::is(line.condition)) {
      result = value::join(result, ranges_.outcome(line.value));
      break;
    }
    const Truth truth = ranges_.truth(line.condition);
    result.may_be_not_applicable = result.may_be_not_applicable || truth.not_applicable;
    const auto outside = ranges_.mark();
    if (truth.yes && ranges_.assume(line.condition, true)) result = value::join(result, ranges_.outcome(line.value));
    ranges_.undo(outside);
    if (!truth.no || !ranges_.assume(line.condition, false)) break;
  }
  ranges_.undo(before);
  return result;
}

Outcome LeafRange::bands() {
  Outcome result;
  const Outcome subject = ranges_.outcome(scoring_.subject);
  result.may_be_not_applicable = subject.may_be_not_applicable;
  result.may_be_none = subject.may_be_none;
  const auto before = ranges_.mark();
  for (const model::Band& band : scoring_.bands) {
    if (ranges_.assume_within(scoring_.subject, band.range)) result = value::join(result, ranges_.outcome(band.value));
    ranges_.undo(before);
  }
  return result;
}

// ---- adjustments --------------------------------------------------------------------------------------------------

Outcome LeafRange::adjustments() {
  Sum start;
  if (scoring_.form == ScoringForm::deduct) start.form.constant = node_.max;
  Sum sum = start;
  for (const model::Adjustment& line : scoring_.adjustments) add_line(sum, line);
  const Outcome together = with_children(sum);
  const auto conditional = std::ranges::count_if(scoring_.adjustments,
                                                 [](const auto& line) { return model::is(line.when); });
  constexpr auto most_splits = 10;
  const auto fewest_splits = is_parent_ ? 1 : 2;  // what a condition says of a child narrows the sum of all
  if (is_within_points(together) || conditional < fewest_splits || conditional > most_splits) return together;
  return adjustments_apart(0, start);
}

/// Conditions may exclude each other: each line is looked at where the earlier ones held, and where they did not.
Outcome LeafRange::adjustments_apart(std::size_t first, const Sum& sum) {
  if (first == scoring_.adjustments.size()) return with_children(sum);
  const model::Adjustment& line = scoring_.adjustments[first];
  Sum with = sum;
  if (!model::is(line.when)) {
    add_amount(with, line);
    return adjustments_apart(first + 1, with);
  }
  const auto counted = [&] {
    add_amount(with, line);
    return adjustments_apart(first + 1, with);
  };
  return split(line.when, counted, [&] { return adjustments_apart(first + 1, sum); });
}

void LeafRange::add_line(Sum& sum, const model::Adjustment& line) {
  if (!model::is(line.when)) return add_amount(sum, line);
  const Truth truth = asked(line.when);
  sum.may_be_not_applicable = sum.may_be_not_applicable || truth.not_applicable;
  sum.may_apply = sum.may_apply && (truth.yes || truth.no);
  Sum held;
  const auto before = ranges_.mark();
  const bool may_hold = truth.yes && ranges_.assume(line.when, true);
  if (may_hold) add_amount(held, line);
  const Outcome amount = outcome_of(held);
  ranges_.undo(before);
  if (!may_hold) return;
  sum.may_be_none = sum.may_be_none || amount.may_be_none;
  sum.may_be_not_applicable = sum.may_be_not_applicable || amount.may_be_not_applicable;
  sum.may_apply = sum.may_apply && (truth.no || amount.may_be_value || amount.may_be_none);
  if (!amount.may_be_value) {
    sum.may_be_value = sum.may_be_value && truth.no;
    return;
  }
  sum.rest = sum_of(sum.rest, truth.no ? value::hull(amount.range, Range::point(0)) : amount.range);
}

/// Of a parent: what does not apply adds nothing.
Outcome LeafRange::or_nothing(Outcome amount) const {
  if (!is_parent_ || !amount.may_be_not_applicable) return amount;
  amount.may_be_not_applicable = false;
  return value::join(amount, Outcome::of(0));
}

void LeafRange::add_amount(Sum& sum, const model::Adjustment& line) {
  const Outcome amount = or_nothing(ranges_.outcome(line.amount));
  const Outcome count = model::is(line.per) ? or_nothing(ranges_.outcome(line.per)) : Outcome::of(1);
  sum.may_be_none = sum.may_be_none || amount.may_be_none || count.may_be_none;
  sum.may_be_not_applicable = sum.may_be_not_applicable || amount.may_be_not_applicable || count.may_be_not_applicable;
  const auto may_apply = [](const Outcome& outcome) { return outcome.may_be_value || outcome.may_be_none; };
  sum.may_apply = sum.may_apply && may_apply(amount) && may_apply(count);
  sum.may_be_value = sum.may_be_value && amount.may_be_value && count.may_be_value;
  if (!sum.may_be_value) return;
  const Number side(line.deduct ? -1 : 1);
  if (amount.range.is_point() && model::is(line.per) && !(is_parent_ && ranges_.outcome(line.per).may_be_not_applicable)) {
    sum.form.add(ranges_.linear(line.per), side * *amount.range.low);
  } else {
    sum.rest = sum_of(sum.rest, product_of(Range::point(side), product_of(amount.range, count.range)));
  }
}

/// At a parent the corrections come on top of what the children come to under the present assumptions.
Outcome LeafRange::with_children(const Sum& sum) {
  const Outcome own = outcome_of(sum);
  return is_parent_ ? combined(children_range(rulebook_, node_, ranges_), own, sum_of) : own;
}

Outcome LeafRange::outcome_of(const Sum& sum) {
  Outcome result;
  result.may_be_none = sum.may_be_none && sum.may_apply;
  result.may_be_not_applicable = sum.may_be_not_applicable;
  result.may_be_value = sum.may_be_value && sum.may_apply;
  if (result.may_be_value) result.range = sum_of(ranges_.range_of(sum.form), sum.rest);
  result.may_be_value = result.may_be_value && !result.range.is_empty();
  return result;
}

bool LeafRange::is_within_points(const Outcome& outcome) const {
  return !outcome.may_be_value || holds_all(Range::closed(0, node_.max), outcome.range);
}

bool has_holes(const model::Rulebook& rulebook, const model::Node& node) {
  const model::Scoring& scoring = node.scoring;
  const auto is_hole = [&](model::ExpressionId id) {
    return !model::is(id) || rulebook[id].kind.tag == model::KindTag::hole;
  };
  for (const auto* guard : {&scoring.not_applicable_when, &scoring.full_points_when, &scoring.at_most, &scoring.not_below,
                            &scoring.if_missing})
    if (*guard && is_hole((*guard)->expression)) return true;
  for (const model::Cap& cap : scoring.caps)
    if (is_hole(cap.value) || is_hole(cap.condition)) return true;
  if (scoring.evidence && is_hole(scoring.evidence->otherwise)) return true;
  for (const model::Guard& zero : scoring.zero_when)
    if (is_hole(zero.expression)) return true;
  for (const model::Adjustment& line : scoring.adjustments)
    if (is_hole(line.amount) || (!model::is(line.per) && !model::is(line.when) && model::entered_of(rulebook, line) == model::no_input)) return true;
  switch (scoring.form) {
    case ScoringForm::when:
      for (const model::WhenLine& line : scoring.when) {
        if (is_hole(line.value)) return true;
        if (&line != &scoring.when.back() && is_hole(line.condition)) return true;
      }
      return scoring.when.empty();
    case ScoringForm::bands:
    case ScoringForm::progressive:
      return is_hole(scoring.subject) || scoring.bands.empty() ||
             std::ranges::any_of(scoring.bands, is_hole, &model::Band::value);
    case ScoringForm::add:
    case ScoringForm::deduct: return scoring.adjustments.empty();
    case ScoringForm::expression: return is_hole(scoring.expression.expression);
    case ScoringForm::entered: return scoring.entered == model::no_input;
    case ScoringForm::sum:
    case ScoringForm::mean:
    case ScoringForm::geometric_mean: return node.is_leaf();  // its rule is not read yet, or is left to others
    case ScoringForm::not_scored: return true;
  }
  return true;
}

Outcome points_of_leaf(const model::Rulebook& rulebook, const model::Node& leaf, RangeEvaluator& ranges) {
  const Outcome computed = LeafRange(rulebook, leaf, ranges).points();
  if (leaf.scoring.appraised == model::no_input) return computed;
  Outcome set = ranges.outcome(leaf.scoring.appraised);
  if (!set.may_be_none) return set;
  set.may_be_none = false;
  return value::join(computed, set);
}

}  // namespace barem::check
