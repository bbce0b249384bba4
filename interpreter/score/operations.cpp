// The four states by the table in states.h, ranges by the arithmetic the checker uses too, three-valued logic, and the
// sums and quotients of the tree. Every function here returns a set that holds every real result.
#include "interpreter/score/operations.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "interpreter/score/states.h"
#include "lang/check/range_roots.h"
#include "lang/value/fault.h"

namespace barem::score {
namespace {

using graph::GraphNode;
using graph::Operation;
using value::Number;
using value::Outcome;
using value::fault;
using value::Range;
using check::to_outcome;
using Operands = std::span<const Outcome* const>;

// ---- conditions ---------------------------------------------------------------------------------------------------

Truth compare(const GraphNode& node, Operands operands) {
  const Range& a = operands[0]->range;
  switch (node.operation) {
    case Operation::equal: return check::equal(a, operands[1]->range);
    case Operation::not_equal: return check::equal(a, operands[1]->range).opposite();
    case Operation::less: return check::less(a, operands[1]->range);
    case Operation::less_or_equal: return check::less_or_equal(a, operands[1]->range);
    case Operation::within: return check::within(a, node.range);
    default: break;
  }
  fault("not a comparison");
}

// ---- the four states ----------------------------------------------------------------------------------------------

bool may_be_applicable(const Outcome& outcome) { return outcome.may_be_value || outcome.may_be_none; }

/// What the states of operands make of an operation all of whose operands are looked at.
struct Strict {
  bool value = true;            ///< all can be values
  bool none = false;            ///< one can be none while the others apply
  bool not_applicable = false;  ///< one can be not applicable
};

Strict states_of(Operands operands) {
  Strict states;
  bool all_may_apply = true;
  for (const Outcome* operand : operands) {
    states.value = states.value && operand->may_be_value;
    states.none = states.none || operand->may_be_none;
    states.not_applicable = states.not_applicable || operand->may_be_not_applicable;
    all_may_apply = all_may_apply && may_be_applicable(*operand);
  }
  states.none = states.none && all_may_apply;
  return states;
}

Outcome divided(const Outcome& a, const Outcome& b, Outcome result) {
  if (b.range.contains(0)) result.may_be_none = true;
  Range range = check::quotient_of(a.range, b.range);
  result.may_be_value = !range.is_empty();
  if (result.may_be_value) result.range = std::move(range);
  return result;
}

Range rounded(const Range& range, const GraphNode& node) {
  model::Expression rounding;
  rounding.operation = node.operation == Operation::round        ? model::Operation::round
                       : node.operation == Operation::round_down ? model::Operation::round_down
                                                                 : model::Operation::round_up;
  rounding.decimals = node.decimals;
  rounding.rounding = node.rounding;
  return check::rounded(range, rounding);
}

Range arithmetic_range(const GraphNode& node, Operands operands) {
  const Range& a = operands[0]->range;
  switch (node.operation) {
    case Operation::add: return check::sum_of(a, operands[1]->range);
    case Operation::subtract: return check::difference_of(a, operands[1]->range);
    case Operation::multiply: return check::product_of(a, operands[1]->range);
    case Operation::negate: return check::negated(a);
    case Operation::absolute: return check::absolute(a);
    case Operation::round:
    case Operation::round_down:
    case Operation::round_up: return rounded(a, node);
    case Operation::larger:
    case Operation::smaller: {
      Range range = a;
      for (const Outcome* operand : operands.subspan(1)) {
        range = node.operation == Operation::larger ? check::larger_of(range, operand->range)
                                                    : check::smaller_of(range, operand->range);
      }
      return range;
    }
    default: break;
  }
  fault("not arithmetic");
}

/// Of values: what roots, logarithms and powers can be, perhaps none.
Outcome root(const GraphNode& node, Operands operands, int digits) {
  const Range& a = operands[0]->range;
  switch (node.operation) {
    case Operation::root: return check::root_of(a, static_cast<int>(*node.literal.to_int64()), digits);
    case Operation::natural_logarithm: return check::natural_logarithm_of(a, digits);
    case Operation::exponential: return check::exponential_of(a, digits);
    case Operation::power: return check::power_of(a, operands[1]->range, digits);
    default: break;
  }
  value::fault("not a root");
}

Outcome roots(const GraphNode& node, Operands operands, int digits) {
  const Strict states = states_of(operands);
  Outcome result;
  if (states.value) result = root(node, operands, digits);
  result.may_be_none = result.may_be_none || states.none;
  result.may_be_not_applicable = states.not_applicable;
  return result;
}

Outcome arithmetic(const GraphNode& node, Operands operands) {
  const Strict states = states_of(operands);
  Outcome result;
  result.may_be_none = states.none;
  result.may_be_not_applicable = states.not_applicable;
  if (!states.value) return result;
  if (node.operation == Operation::divide) return divided(*operands[0], *operands[1], std::move(result));
  result.may_be_value = true;
  result.range = arithmetic_range(node, operands);
  return result;
}

Outcome comparison(const GraphNode& node, Operands operands) {
  const Strict states = states_of(operands);
  Truth truth;
  if (states.value) truth = compare(node, operands);
  truth.no = truth.no || states.none;
  truth.not_applicable = states.not_applicable;
  return to_outcome(truth);
}

Outcome logic(const GraphNode& node, Operands operands) {
  if (node.operation == Operation::logical_not) return to_outcome(truth_of(*operands[0]).opposite());
  const bool is_and = node.operation == Operation::logical_and;
  // `or` is `and` of the opposites, turned round.
  Truth all{true, false, false};
  bool all_may_apply = true;
  for (const Outcome* operand : operands) {
    const Truth truth = is_and ? truth_of(*operand) : truth_of(*operand).opposite();
    all.yes = all.yes && truth.yes;
    all.no = all.no || truth.no;
    all.not_applicable = all.not_applicable || truth.not_applicable;
    all_may_apply = all_may_apply && (truth.yes || truth.no);
  }
  all.no = all.no && all_may_apply;
  return to_outcome(is_and ? all : all.opposite());
}

/// Those not applicable are left out: of none at all `every` holds and `some` does not.
Outcome quantifier(const GraphNode& node, Operands operands) {
  const bool is_every = node.operation == Operation::every;
  Truth all{true, false, false};
  for (const Outcome* operand : operands) {
    const Truth truth = is_every ? truth_of(*operand) : truth_of(*operand).opposite();
    all.yes = all.yes && (truth.yes || truth.not_applicable);
    all.no = all.no || truth.no;
  }
  return to_outcome(is_every ? all : all.opposite());
}

Outcome ask(const GraphNode& node, const Outcome& operand) {
  const Truth is_none{operand.may_be_none, operand.may_be_value, operand.may_be_not_applicable};
  return to_outcome(node.operation == Operation::is_none ? is_none : is_none.opposite());
}

Outcome if_none(const Outcome& first, const Outcome& second) {
  if (!first.may_be_none) return first;
  Outcome rest = first;
  rest.may_be_none = false;
  return value::join(rest, second);
}

Outcome choose(Operands operands) {
  Outcome result;
  const std::size_t lines = operands.size() / 2;
  for (std::size_t line = 0; line < lines; ++line) {
    const Truth truth = truth_of(*operands[2 * line]);
    if (truth.not_applicable) result.may_be_not_applicable = true;
    if (truth.yes) result = value::join(result, *operands[2 * line + 1]);
    if (!truth.no) return result;
  }
  return value::join(result, *operands.back());
}

Outcome not_applicable_if(const Outcome& condition, const Outcome& rest) {
  const Truth truth = truth_of(condition);
  Outcome result;
  if (truth.no) result = rest;
  if (truth.yes || truth.not_applicable) result.may_be_not_applicable = true;
  return result;
}

Outcome if_applicable(const Outcome& first, const Outcome& second) {
  if (!first.may_be_not_applicable) return first;
  Outcome rest = first;
  rest.may_be_not_applicable = false;
  return value::join(rest, second);
}

Outcome zero_if(const Outcome& condition, const Outcome& points) {
  const Truth truth = truth_of(condition);
  Outcome result;
  if (truth.no) result = points;
  if (truth.yes && may_be_applicable(points)) result = value::join(result, Outcome::of(0));
  result.may_be_not_applicable = points.may_be_not_applicable || truth.not_applicable;
  return result;
}

Outcome evidence_or(const Outcome& given, const Outcome& points, const Outcome& otherwise) {
  const Truth truth = truth_of(given);
  Outcome result;
  if (truth.yes) result = points;
  if (truth.no && may_be_applicable(points)) result = value::join(result, otherwise);
  result.may_be_not_applicable =
      points.may_be_not_applicable || truth.not_applicable || result.may_be_not_applicable;
  return result;
}

// ---- the tree -----------------------------------------------------------------------------------------------------

Outcome applicable(const Outcome& points, const Number& max) {
  Outcome result;
  if (may_be_applicable(points)) result = Outcome::of(max);
  if (points.may_be_not_applicable) result = value::join(result, Outcome::of(0));
  return result;
}

/// Each child that may be not applicable adds its points or nothing; but one child at least is in the sum.
Outcome total(Operands operands) {
  const Range zero = Range::point(0);
  Outcome result;
  result.may_be_not_applicable = true;
  Range sum = zero;
  std::optional<Range> alone;  // what one child alone can give
  bool someone_must_be_in = false;
  for (const Outcome* child : operands) {
    result.may_be_none = result.may_be_none || child->may_be_none;
    if (!child->may_be_not_applicable) {
      result.may_be_not_applicable = false;
      someone_must_be_in = true;
    }
    if (!child->may_be_value) {
      if (!child->may_be_not_applicable) return Outcome::none();
      continue;
    }
    result.may_be_value = true;
    sum = check::sum_of(sum, child->may_be_not_applicable ? value::hull(child->range, zero) : child->range);
    alone = alone ? value::hull(*alone, child->range) : child->range;
  }
  if (!result.may_be_value) return result;
  if (!someone_must_be_in) {
    // Where all points are on one side of 0 the end at 0 stood for no child at all: the nearest child alone is the end.
    if (alone->low && alone->low->sign() >= 0) {
      sum.low = alone->low;
      sum.low_open = alone->low_open;
    }
    if (alone->high && alone->high->sign() <= 0) {
      sum.high = alone->high;
      sum.high_open = alone->high_open;
    }
  }
  result.range = std::move(sum);
  return result;
}

Outcome total_applicable(Operands operands) {
  Range sum = Range::point(0);
  for (const Outcome* child : operands) sum = check::sum_of(sum, child->range);
  return Outcome::within(std::move(sum));
}

/// The set of a quotient of sums whose summands can each be left out.
Outcome quotient(std::span<const Share> shares, bool may_be_none, bool may_be_value, bool all_may_be_left_out) {
  Outcome result;
  result.may_be_none = may_be_none;
  result.may_be_not_applicable = all_may_be_left_out;
  result.may_be_value = may_be_value && !shares.empty();
  if (result.may_be_value) result.range = quotient_of_sums(shares);
  return result;
}

/// Shares of the children: all that can be values. Nothing is left of the value where one is always none.
Outcome quotient_of_children(Operands children, std::span<const Number> maxima, bool points_are_shares_of_one) {
  std::vector<Share> shares;
  shares.reserve(children.size());
  bool none = false;
  bool value = true;
  bool all_may_be_left_out = true;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Outcome& child = *children[i];
    none = none || child.may_be_none;
    all_may_be_left_out = all_may_be_left_out && child.may_be_not_applicable;
    if (!child.may_be_value) {
      value = value && child.may_be_not_applicable;
      continue;
    }
    Range points = points_are_shares_of_one ? check::product_of(child.range, Range::point(maxima[i])) : child.range;
    shares.push_back({std::move(points), maxima[i], child.may_be_not_applicable});
  }
  return quotient(shares, none, value, all_may_be_left_out);
}

Outcome index_of(const GraphNode& node, Operands operands) {
  const Outcome& points = *operands[0];
  const Outcome& maximum = *operands[1];
  if (points.state() == value::State::not_applicable) return Outcome::not_applicable();
  if (maximum.range.is_point()) {
    // Nothing of it may be left out: points ÷ a number.
    if (maximum.number().is_zero()) return Outcome::not_applicable();
    Outcome result = points;
    if (points.may_be_value) result.range = check::quotient_of(points.range, maximum.range);
    return result;
  }
  if (node.maxima.empty()) {
    Outcome result = points;
    if (points.may_be_value) result.range = check::quotient_of(points.range, maximum.range);
    result.may_be_value = points.may_be_value && !result.range.is_empty();
    result.may_be_not_applicable = points.may_be_not_applicable || maximum.range.contains(0);
    return result;
  }
  return quotient_of_children(operands.subspan(2), node.maxima, false);
}

Outcome weighted_mean(const GraphNode& node, Operands operands) {
  Outcome mean = quotient_of_children(operands, node.weights, true);
  if (mean.may_be_value) mean.range = check::product_of(mean.range, Range::point(node.literal));
  return mean;
}

/// The least and the greatest geometric mean over those that are not left out. As with quotients of sums, the least is
/// the mean of all that are never left out and a beginning of the others in rising order, the greatest of one in falling
/// order: every beginning is tried.
Outcome geometric_mean(const GraphNode& node, Operands operands, int digits) {
  struct Part {
    Range index;
    Number weight;
  };
  std::vector<Part> fixed;
  std::vector<Part> optional;
  Outcome result;
  result.may_be_not_applicable = true;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Outcome& child = *operands[i];
    result.may_be_none = result.may_be_none || child.may_be_none;
    result.may_be_not_applicable = result.may_be_not_applicable && child.may_be_not_applicable;
    if (!child.may_be_value && !child.may_be_not_applicable) return Outcome::none();
    if (!child.may_be_value) continue;
    (child.may_be_not_applicable ? optional : fixed).push_back({child.range, node.weights[i]});
  }
  for (const bool least : {true, false}) {
    std::stable_sort(optional.begin(), optional.end(), [&](const Part& a, const Part& b) {
      const std::optional<Number>& of_a = least ? a.index.low : a.index.high;
      const std::optional<Number>& of_b = least ? b.index.low : b.index.high;
      if (!of_a || !of_b) return !of_a && of_b;  // without an end it lies beyond all
      return least ? *of_a < *of_b : *of_a > *of_b;
    });
    std::vector<Range> indices;
    std::vector<Number> weights;
    for (const Part& part : fixed) {
      indices.push_back(part.index);
      weights.push_back(part.weight);
    }
    for (std::size_t taken = 0; taken <= optional.size(); ++taken) {
      if (taken != 0) {
        indices.push_back(optional[taken - 1].index);
        weights.push_back(optional[taken - 1].weight);
      }
      if (indices.empty()) continue;
      Outcome mean = check::geometric_mean_of(indices, weights, digits);
      if (mean.may_be_value) mean.range = check::product_of(mean.range, Range::point(node.literal));
      mean.may_be_not_applicable = result.may_be_not_applicable;
      result = value::join(result, mean);
    }
    if (optional.empty()) break;  // the mean of all is both ends
  }
  return result;
}

// ---- quotients of sums --------------------------------------------------------------------------------------------

// The greatest quotient. Let P, M be the sums over the shares that are never left out, at their greatest points (the
// quotient grows with each of them), and U the others. For a number t, some choice S of U reaches
// (P + Σ p) / (M + Σ m) >= t exactly where (P - tM) + Σ_S (p - tm) >= 0, and that sum is greatest where S takes the
// shares with p - tm > 0, that is p/m > t. So the best S, at t the greatest quotient, is a beginning of U in falling
// order of p/m, and the greatest over all beginnings is the answer. With M = 0 the empty beginning is no choice.
// A share with p/m = t changes nothing; so t is reached unless a share that S needs (p/m > t, or all of M = 0) only
// comes near its greatest points. The least quotient is the greatest of the opposites, turned round.

/// A high end: unbounded where there is no number.
struct End {
  std::optional<Number> at;
  bool open = false;
};

End greatest_quotient(std::span<const Share> shares) {
  Number points;
  Number maximum;
  bool open = false;
  std::vector<const Share*> optional;
  for (const Share& share : shares) {
    if (share.may_be_left_out) {
      optional.push_back(&share);
      continue;
    }
    maximum += share.maximum;
    if (share.points.high) points += *share.points.high;
    open = open || share.points.high_open;
    if (!share.points.high) return {};
  }
  for (const Share* share : optional) {
    if (!share->points.high) return {};
  }
  std::sort(optional.begin(), optional.end(), [](const Share* a, const Share* b) {
    const auto order = *a->points.high * b->maximum <=> *b->points.high * a->maximum;
    if (order != 0) return order > 0;
    return !a->points.high_open && b->points.high_open;
  });
  for (const Share* share : optional) {
    const bool is_first_choice = maximum.is_zero();
    if (!is_first_choice && *share->points.high * maximum <= points * share->maximum) break;
    points += *share->points.high;
    maximum += share->maximum;
    open = open || share->points.high_open;
  }
  // A node of 0 points that is all there is: nothing can be said.
  if (maximum.is_zero()) return {};
  return {points / maximum, open};
}

}  // namespace

Range quotient_of_sums(std::span<const Share> shares) {
  if (shares.empty()) fault("a quotient of no sums");
  std::vector<Share> opposites(shares.begin(), shares.end());
  for (Share& share : opposites) share.points = check::negated(share.points);
  const End high = greatest_quotient(shares);
  const End low = greatest_quotient(opposites);
  Range range{std::nullopt, high.at, low.at && low.open, high.at && high.open};
  if (low.at) range.low = -*low.at;
  return range;
}

namespace {

Outcome set_of(const GraphNode& node, Operands operands, int digits) {
  switch (node.operation) {
    case Operation::literal: return Outcome::of(node.literal);
    case Operation::input: break;
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::divide:
    case Operation::negate:
    case Operation::larger:
    case Operation::smaller:
    case Operation::absolute:
    case Operation::round:
    case Operation::round_down:
    case Operation::round_up: return arithmetic(node, operands);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_or_equal:
    case Operation::within: return comparison(node, operands);
    case Operation::logical_and:
    case Operation::logical_or:
    case Operation::logical_not: return logic(node, operands);
    case Operation::every:
    case Operation::some: return quantifier(node, operands);
    case Operation::is_none:
    case Operation::is_value: return ask(node, *operands[0]);
    case Operation::if_none: return if_none(*operands[0], *operands[1]);
    case Operation::choose: return choose(operands);
    case Operation::if_applicable: return if_applicable(*operands[0], *operands[1]);
    case Operation::not_applicable_if: return not_applicable_if(*operands[0], *operands[1]);
    case Operation::if_missing: return operands[0]->is_open() ? *operands[1] : *operands[0];
    case Operation::zero_if: return zero_if(*operands[0], *operands[1]);
    case Operation::evidence_or: return evidence_or(*operands[0], *operands[1], *operands[2]);
    case Operation::applicable: return applicable(*operands[0], node.literal);
    case Operation::total: return total(operands);
    case Operation::total_applicable: return total_applicable(operands);
    case Operation::index_of: return index_of(node, operands);
    case Operation::weighted_mean: return weighted_mean(node, operands);
    case Operation::geometric_mean: return geometric_mean(node, operands, digits);
    case Operation::root:
    case Operation::natural_logarithm:
    case Operation::exponential:
    case Operation::power: return roots(node, operands, digits);
  }
  fault("an input has no operation");
}

}  // namespace

Outcome outcome_of(const GraphNode& node, Operands operands, int digits) {
  Outcome outcome = set_of(node, operands, digits);
  if (outcome.state() != value::State::missing) {
    outcome.is_single = false;
    return outcome;
  }
  // One result of each operand gives one result.
  outcome.is_single = std::none_of(operands.begin(), operands.end(), [](const Outcome* operand) { return operand->is_open(); });
  if (!outcome.is_single) return outcome;
  // Ends carry no more digits than say something: products of long ones would grow without end.
  constexpr int spare_digits = 10;
  if (outcome.may_be_value) outcome.range = value::outward(outcome.range, digits + spare_digits);
  return outcome;
}

Number shown(const Outcome& one_number) {
  if (one_number.state() == value::State::value) return one_number.number();
  return ((*one_number.range.low + *one_number.range.high) / Number(2)).rounded(shown_decimals);
}

bool can_be_shown(const Outcome& outcome) {
  static const Number narrow = Number::fraction(1, 10'000'000'000'000);
  return outcome.is_enclosed() && *outcome.range.high - *outcome.range.low <= narrow;
}

Outcome settled(const Outcome& outcome) { return can_be_shown(outcome) ? Outcome::of(shown(outcome)) : outcome; }

}  // namespace barem::score
