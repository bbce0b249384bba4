// Clauses act from the inside out: form, bounds, full points, missing, caps, zero, not applicable, rounding. What a
// clause says is known inside it, so they are looked at from the outside in: see range_leaf.h.
#include "lang/check/range_leaf.h"

#include <algorithm>
#include <utility>

#include "lang/check/range_roots.h"

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

/// Joins what comes out where the condition holds and where it does not; each is asked for under that assumption.
template <class Yes, class No>
Outcome split(RangeEvaluator& ranges, model::ExpressionId condition, Yes yes, No no) {
  const Truth truth = ranges.truth(condition);
  Outcome result;
  result.may_be_not_applicable = truth.not_applicable;
  const auto before = ranges.mark();
  if (truth.yes && ranges.assume(condition, true)) result = value::join(result, yes());
  ranges.undo(before);
  if (truth.no && ranges.assume(condition, false)) result = value::join(result, no());
  ranges.undo(before);
  return result;
}

}  // namespace

Outcome LeafRange::points() {
  Outcome result;
  if (scoring_.not_applicable_when) {
    const model::ExpressionId condition = scoring_.not_applicable_when->expression;
    const bool open = ranges_.truth(condition).yes && ranges_.truth(condition).no;
    result = split(ranges_, condition, [] { return Outcome::not_applicable(); }, [&] { return zeroed(0); });
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
      const Truth other = ranges_.truth(scoring_.zero_when[i].expression);
      result.may_be_not_applicable = result.may_be_not_applicable || other.not_applicable;
      result.may_be_value = result.may_be_value && (other.yes || other.no);
    }
    if (result.may_be_value) result.range = Range::point(0);
    return result;
  };
  return split(ranges_, scoring_.zero_when[first].expression, zero, [&] { return zeroed(first + 1); });
}

Outcome LeafRange::capped(std::size_t first) {
  constexpr std::size_t most_splits = 3;
  if (first == scoring_.caps.size()) return with_missing();
  if (scoring_.caps.size() > most_splits) return capped_apart();
  const model::Cap& cap = scoring_.caps[first];
  const auto lowered = [&] { return combined(capped(first + 1), ranges_.outcome(cap.value), smaller_of); };
  return split(ranges_, cap.condition, lowered, [&] { return capped(first + 1); });
}

Outcome LeafRange::capped_apart() {
  Outcome points = with_missing();
  for (const model::Cap& cap : scoring_.caps) {
    const auto lowered = [&] { return combined(points, ranges_.outcome(cap.value), smaller_of); };
    points = split(ranges_, cap.condition, lowered, [&] { return points; });
  }
  return points;
}

Outcome LeafRange::with_missing() {
  Outcome points = full_or_bounded();
  if (scoring_.if_missing && points.state() == State::missing)
    points = value::join(points, ranges_.outcome(scoring_.if_missing->expression));
  return points;
}

Outcome LeafRange::full_or_bounded() {
  if (!scoring_.full_points_when) return bounded();
  return split(ranges_, scoring_.full_points_when->expression, [&] { return Outcome::of(node_.max); },
               [&] { return bounded(); });
}

Outcome LeafRange::bounded() {
  Outcome points = form();
  if (scoring_.at_most) points = combined(points, ranges_.outcome(scoring_.at_most->expression), smaller_of);
  if (scoring_.not_below) points = combined(points, ranges_.outcome(scoring_.not_below->expression), larger_of);
  return points;
}

// ---- forms --------------------------------------------------------------------------------------------------------

Outcome LeafRange::form() {
  switch (scoring_.form) {
    case ScoringForm::when: return when_lines();
    case ScoringForm::bands: return bands();
    case ScoringForm::add:
    case ScoringForm::deduct: return adjustments();
    case ScoringForm::expression: return ranges_.outcome(scoring_.expression.expression);
    case ScoringForm::entered: return ranges_.outcome(scoring_.entered);
    case ScoringForm::sum:
    case ScoringForm::mean:
    case ScoringForm::geometric_mean: break;
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
  const Outcome together = outcome_of(sum);
  const auto conditional = std::ranges::count_if(scoring_.adjustments,
                                                 [](const auto& line) { return model::is(line.when); });
  constexpr auto most_splits = 10;
  if (is_within_points(together) || conditional < 2 || conditional > most_splits) return together;
  return adjustments_apart(0, start);
}

/// Conditions may exclude each other: each line is looked at where the earlier ones held, and where they did not.
Outcome LeafRange::adjustments_apart(std::size_t first, const Sum& sum) {
  if (first == scoring_.adjustments.size()) return outcome_of(sum);
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
  return split(ranges_, line.when, counted, [&] { return adjustments_apart(first + 1, sum); });
}

void LeafRange::add_line(Sum& sum, const model::Adjustment& line) {
  if (!model::is(line.when)) return add_amount(sum, line);
  const Truth truth = ranges_.truth(line.when);
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

void LeafRange::add_amount(Sum& sum, const model::Adjustment& line) {
  const Outcome amount = ranges_.outcome(line.amount);
  const Outcome count = model::is(line.per) ? ranges_.outcome(line.per) : Outcome::of(1);
  sum.may_be_none = sum.may_be_none || amount.may_be_none || count.may_be_none;
  sum.may_be_not_applicable = sum.may_be_not_applicable || amount.may_be_not_applicable || count.may_be_not_applicable;
  const auto may_apply = [](const Outcome& outcome) { return outcome.may_be_value || outcome.may_be_none; };
  sum.may_apply = sum.may_apply && may_apply(amount) && may_apply(count);
  sum.may_be_value = sum.may_be_value && amount.may_be_value && count.may_be_value;
  if (!sum.may_be_value) return;
  const Number side(line.deduct ? -1 : 1);
  if (amount.range.is_point() && model::is(line.per)) {
    sum.form.add(ranges_.linear(line.per), side * *amount.range.low);
  } else {
    sum.rest = sum_of(sum.rest, product_of(Range::point(side), product_of(amount.range, count.range)));
  }
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

// ---- parents ------------------------------------------------------------------------------------------------------

namespace {

/// Points of children, those not applicable left out; not applicable where all are.
Outcome sum_of_children(const std::vector<Outcome>& children) {
  const Range zero = Range::point(0);
  Outcome result;
  result.may_be_not_applicable = true;
  result.range = zero;
  for (const Outcome& child : children) {
    result.may_be_none = result.may_be_none || child.may_be_none;
    if (!child.may_be_not_applicable) result.may_be_not_applicable = false;
    if (!child.may_be_value) {
      if (!child.may_be_not_applicable) return child.may_be_none ? Outcome::none() : Outcome{};
      continue;
    }
    result.may_be_value = true;
    result.range = sum_of(result.range, child.may_be_not_applicable ? value::hull(child.range, zero) : child.range);
  }
  return result;
}

/// A node's points, and its index: points ÷ what is applicable of its maximum.
struct NodeRange {
  Outcome points;
  Range index;
  bool is_partial = false;  ///< part of its maximum may fall away
};

Range index_of(const Outcome& points, const Number& max) {
  return product_of(points.range, Range::point(Number(1) / max));
}

/// The mean of the children's indices by their weights, times the parent's points. Where one may be left out, the mean
/// lies between the least and the greatest of them.
Outcome mean_of_children(const model::Rulebook& rulebook, const model::Node& parent,
                         const std::vector<NodeRange>& children) {
  Outcome result;
  result.may_be_not_applicable = true;
  Range sum = Range::point(0);
  Range around{Number(1), Number(0), false, false};
  Number weights;
  std::vector<Range> indices;
  std::vector<Number> weights_of_indices;
  bool all_apply = true;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const model::Node& node = rulebook[parent.children[i]];
    const Outcome& child = children[i].points;
    result.may_be_none = result.may_be_none || child.may_be_none;
    all_apply = all_apply && !child.may_be_not_applicable;
    if (!child.may_be_not_applicable) result.may_be_not_applicable = false;
    if (!child.may_be_value || node.max.sign() <= 0) continue;
    result.may_be_value = true;
    const Number weight = node.weight.value_or(Number(1));
    around = value::hull(around, children[i].index);
    indices.push_back(children[i].index);
    weights_of_indices.push_back(weight);
    sum = sum_of(sum, product_of(children[i].index, Range::point(weight)));
    weights += weight;
  }
  if (!result.may_be_value) return result;
  const bool exact = all_apply && weights.sign() > 0;
  if (exact && parent.scoring.form == ScoringForm::geometric_mean) {
    const Outcome mean = geometric_mean_of(indices, weights_of_indices);
    result.may_be_none = result.may_be_none || mean.may_be_none;
    result.may_be_value = mean.may_be_value;
    result.range = product_of(mean.range, Range::point(parent.max));
    return result;
  }
  result.range = product_of(exact ? product_of(sum, Range::point(Number(1) / weights)) : around, Range::point(parent.max));
  return result;
}

NodeRange range_of_node(const model::Rulebook& rulebook, model::NodeId id, RangeEvaluator& ranges) {
  const model::Node& node = rulebook[id];
  NodeRange result;
  std::vector<NodeRange> children;
  if (node.is_leaf()) {
    ranges.rest();
    result.points = LeafRange(rulebook, node, ranges).points();
  } else {
    std::vector<Outcome> points;
    for (const model::NodeId child : node.children) {
      children.push_back(range_of_node(rulebook, child, ranges));
      points.push_back(children.back().points);
      // A mean stands for its whole maximum, whichever of its children are left out.
      const bool falls_away = children.back().is_partial || points.back().may_be_not_applicable;
      if (node.scoring.form == ScoringForm::sum) result.is_partial = result.is_partial || falls_away;
    }
    result.points = node.scoring.form == ScoringForm::sum ? sum_of_children(points)
                                                          : mean_of_children(rulebook, node, children);
  }
  if (!result.points.may_be_value || node.max.sign() <= 0) return result;
  result.index = index_of(result.points, node.max);
  if (!result.is_partial) return result;
  // The index of a sum is the mean of its children's indices by what is applicable of each.
  result.index = Range{Number(1), Number(0), false, false};
  for (std::size_t i = 0; i < children.size(); ++i)
    if (children[i].points.may_be_value && rulebook[node.children[i]].max.sign() > 0)
      result.index = value::hull(result.index, children[i].index);
  return result;
}

}  // namespace

Outcome node_range(const model::Rulebook& rulebook, model::NodeId id, RangeEvaluator& ranges) {
  return range_of_node(rulebook, id, ranges).points;
}

}  // namespace barem::check
