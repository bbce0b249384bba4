// Parents add up, or take the mean of, what their children can be: see range_nodes.h.
#include "lang/check/range_nodes.h"

#include <algorithm>
#include <utility>

#include "lang/check/range_leaf.h"
#include "lang/check/range_roots.h"

namespace barem::check {

using model::NodeId;
using model::ScoringForm;
using value::Number;
using value::Outcome;
using value::Range;

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

/// The mean of the children's indices by their weights, times the parent's points. Where one may be left out, the mean
/// lies between the least and the greatest of them.
Outcome mean_of_children(const model::Rulebook& rulebook, const model::Node& parent,
                         const std::vector<NodeSet>& children) {
  Outcome result;
  result.may_be_not_applicable = true;
  Range sum = Range::point(0);
  Range around{Number(1), Number(0), false, false};
  Number weights;
  std::vector<Range> indices;
  std::vector<Number> weights_of_indices;
  bool all_apply = true;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Outcome& index = children[i].index;
    result.may_be_none = result.may_be_none || index.may_be_none;
    all_apply = all_apply && !index.may_be_not_applicable;
    if (!index.may_be_not_applicable) result.may_be_not_applicable = false;
    if (!index.may_be_value) continue;
    result.may_be_value = true;
    const Number weight = rulebook[parent.children[i]].weight.value_or(Number(1));
    around = value::hull(around, index.range);
    indices.push_back(index.range);
    weights_of_indices.push_back(weight);
    sum = sum_of(sum, product_of(index.range, Range::point(weight)));
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

Outcome anything() {
  Outcome outcome = Outcome::within(Range::all());
  outcome.may_be_none = outcome.may_be_not_applicable = true;
  return outcome;
}

bool may_apply(const Outcome& outcome) { return outcome.may_be_value || outcome.may_be_none; }

/// The maximum where the points apply, 0 where they do not.
Range applicable_of(const Outcome& points, const Number& max) {
  const Range zero = Range::point(0);
  if (!may_apply(points)) return zero;
  return points.may_be_not_applicable ? value::hull(zero, Range::point(max)) : Range::point(max);
}

/// The index where all of the maximum applies or nothing.
Outcome index_by(const Outcome& points, const Number& max) {
  Outcome index = points;
  if (max.sign() <= 0) return Outcome::not_applicable();
  if (index.may_be_value) index.range = product_of(points.range, Range::point(Number(1) / max));
  return index;
}

/// Points over the applicable maximum, whatever they have to do with each other.
Outcome index_of(const NodeSet& set) {
  Outcome index = set.points;
  if (!index.may_be_value) return index;
  index.range = quotient_of(set.points.range, set.applicable);
  index.may_be_value = !index.range.is_empty();
  return index;
}

/// The index of a sum whose parts may be left out: it lies among the indices of the parts.
Outcome index_among(const model::Rulebook& rulebook, const model::Node& node, const std::vector<NodeSet>& children,
                    const Outcome& points) {
  Outcome index = points;
  Range around{Number(1), Number(0), false, false};
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (!children[i].index.may_be_value) continue;
    if (rulebook[node.children[i]].max.is_zero()) return anything();  // points that count towards nothing
    around = value::hull(around, children[i].index.range);
  }
  index.may_be_value = index.may_be_value && !around.is_empty();
  if (index.may_be_value) index.range = around;
  return index;
}

}  // namespace

Outcome children_range(const model::Rulebook& rulebook, const model::Node& parent, RangeEvaluator& ranges) {
  if (model::is_mean(parent.scoring.form)) {
    std::vector<NodeSet> children;
    for (const NodeId child : parent.children) children.push_back(ranges.nodes().of(child));
    return mean_of_children(rulebook, parent, children);
  }
  std::vector<Outcome> points;
  for (const NodeId child : parent.children) points.push_back(ranges.points_of(child));
  return sum_of_children(points);
}

const NodeSet& NodeRanges::of(NodeId id) {
  const std::size_t at = model::index(id);
  if (states_[at] == Found::yes) return sets_[at];
  if (states_[at] == Found::open || depth_ == most_depth) {  // the row is reported where circles are
    static const NodeSet any{anything(), Range::all(), anything()};
    return any;
  }
  states_[at] = Found::open;
  const model::Node& node = rulebook_[id];
  if (node.has_rule()) ++depth_;
  NodeSet found = node.is_leaf() ? leaf(node) : parent(id);
  if (node.has_rule()) --depth_;
  states_[at] = Found::yes;
  return sets_[at] = std::move(found);
}

/// One for each depth: what an item reads is found while the item itself is looked at.
RangeEvaluator& NodeRanges::evaluator() {
  if (evaluators_.size() < depth_) evaluators_.resize(depth_);
  std::unique_ptr<RangeEvaluator>& own = evaluators_[depth_ - 1];
  if (own == nullptr) own = std::make_unique<RangeEvaluator>(rulebook_, knowledge_, this);
  own->rest();
  return *own;
}

NodeSet NodeRanges::leaf(const model::Node& node) {
  if (has_holes(rulebook_, node)) return {anything(), value::hull(Range::point(0), Range::point(node.max)), anything()};
  NodeSet set;
  set.points = points_of_leaf(rulebook_, node, evaluator());
  set.applicable = applicable_of(set.points, node.max);
  set.index = index_by(set.points, node.max);
  return set;
}

bool NodeRanges::is_whole(NodeId id) {
  std::int8_t& whole = whole_[model::index(id)];
  if (whole >= 0) return whole == 1;
  if (depth_ == most_depth) return false;
  whole = 0;  // of what reads itself
  ++depth_;
  const bool found = find_whole(rulebook_[id]);
  --depth_;
  whole_[model::index(id)] = found ? 1 : 0;
  return found;
}

/// Every number that can become its points is whole, or is added to others that are.
bool NodeRanges::find_whole(const model::Node& node) {
  const model::Scoring& scoring = node.scoring;
  if (node.left_open || model::is_mean(scoring.form) || scoring.appraised != model::no_input) return false;
  if ((node.is_leaf() || node.is_corrected()) && has_holes(rulebook_, node)) return false;
  if (scoring.round) return scoring.round->decimals == 0;
  RangeEvaluator& ranges = evaluator();
  const auto whole = [&](model::ExpressionId id) { return ranges.is_whole(id); };
  const auto whole_guard = [&](const std::optional<model::Guard>& guard) { return !guard || whole(guard->expression); };
  if (!whole_guard(scoring.at_most) || !whole_guard(scoring.not_below) || !whole_guard(scoring.if_missing)) return false;
  if (!std::ranges::all_of(scoring.caps, whole, &model::Cap::value)) return false;
  if (scoring.evidence && !whole(scoring.evidence->otherwise)) return false;
  const bool takes_max = scoring.full_points_when || scoring.form == ScoringForm::deduct;
  if (takes_max && !node.max.is_whole()) return false;
  for (const model::Adjustment& line : scoring.adjustments)
    if (!whole(line.amount) || (model::is(line.per) && !whole(line.per))) return false;
  switch (scoring.form) {
    case ScoringForm::when: return std::ranges::all_of(scoring.when, whole, &model::WhenLine::value);
    case ScoringForm::bands: return std::ranges::all_of(scoring.bands, whole, &model::Band::value);
    case ScoringForm::expression: return whole(scoring.expression.expression);
    case ScoringForm::entered: {
      const model::Input& entered = rulebook_[scoring.entered];
      return entered.step && entered.step->is_whole() && entered.range.low && entered.range.low->is_whole();
    }
    case ScoringForm::add:
    case ScoringForm::deduct: return true;
    case ScoringForm::sum:
      return std::ranges::all_of(node.children, [&](NodeId child) { return is_whole(child); });
    default: return false;
  }
}

Range NodeRanges::applicable(NodeId id) {
  const model::Node& node = rulebook_[id];
  if (node.is_leaf()) return of(id).applicable;
  Range sum = Range::point(0);
  for (const NodeId child : node.children) sum = sum_of(sum, applicable(child));
  if (!model::is_mean(node.scoring.form) && !node.is_block()) return sum;
  // Of a mean, and of a block with a maximum of its own, all applies or nothing.
  if (sum.high && sum.high->is_zero()) return sum;
  const Range whole = Range::point(node.max);
  return sum.contains(0) ? value::hull(Range::point(0), whole) : whole;
}

/// Points and maximum of a corrected parent hang together where some of it can be left out. What its own clauses say of
/// the index: `at most max` keeps it at 1, corrections that only take off keep it at the highest of the children's.
std::optional<Number> NodeRanges::greatest_index(const model::Node& node, const std::vector<NodeSet>& children,
                                                 RangeEvaluator& ranges) const {
  const model::Scoring& scoring = node.scoring;
  if (scoring.round || node.is_block()) return std::nullopt;
  const auto may_be_above_0 = [](const Outcome& outcome) {
    return outcome.may_be_value && (!outcome.range.high || outcome.range.high->sign() > 0);
  };
  if (scoring.not_below && may_be_above_0(ranges.outcome(scoring.not_below->expression))) return std::nullopt;
  if (scoring.at_most && rulebook_[scoring.at_most->expression].operation == model::Operation::node_max) return Number(1);
  for (const model::Adjustment& line : scoring.adjustments) {
    const Outcome count = model::is(line.per) ? ranges.outcome(line.per) : Outcome::of(1);
    Outcome raised = ranges.outcome(line.amount);
    raised.may_be_value = raised.may_be_value && count.may_be_value;
    if (raised.may_be_value) raised.range = product_of(raised.range, count.range);
    if (line.deduct) raised.range = negated(raised.range);
    if (may_be_above_0(raised)) return std::nullopt;
  }
  Number most(0);
  for (const NodeSet& child : children) {
    if (!child.index.may_be_value) continue;
    if (!child.index.range.high) return std::nullopt;
    if (*child.index.range.high > most) most = *child.index.range.high;
  }
  return most;
}

NodeSet NodeRanges::parent(NodeId id) {
  const model::Node& node = rulebook_[id];
  std::vector<NodeSet> children;
  std::vector<Outcome> points;
  for (const NodeId child : node.children) {
    children.push_back(of(child));
    points.push_back(children.back().points);
  }
  NodeSet set;
  const bool is_mean = model::is_mean(node.scoring.form);
  set.points = is_mean ? mean_of_children(rulebook_, node, children) : sum_of_children(points);
  set.applicable = applicable(id);
  if (node.is_corrected() && has_holes(rulebook_, node)) {
    set.points = set.index = anything();
  } else if (node.is_corrected()) {
    RangeEvaluator& ranges = evaluator();
    set.points = LeafRange(rulebook_, node, ranges).points();
    set.index = index_of(set);
    const std::optional<Number> most = greatest_index(node, children, ranges);
    if (most && set.index.may_be_value) set.index.range = value::intersect(set.index.range, {{}, *most, false, false});
    set.index.may_be_value = set.index.may_be_value && !set.index.range.is_empty();
  } else if (is_mean || set.applicable.is_point()) {
    set.index = index_by(set.points, is_mean ? node.max : *set.applicable.low);
  } else {
    set.index = index_among(rulebook_, node, children, set.points);
  }
  return set;
}

Outcome NodeRanges::points_of_whole() {
  std::vector<Outcome> parts;
  if (model::is_mean(rulebook_.combine)) {
    std::vector<NodeSet> fields;
    for (const NodeId field : rulebook_.fields) fields.push_back(of(field));
    model::Node whole;
    whole.max = rulebook_.scale;
    whole.scoring.form = rulebook_.combine;
    whole.children = rulebook_.fields;
    parts.push_back(mean_of_children(rulebook_, whole, fields));
  } else {
    for (const NodeId field : rulebook_.fields) parts.push_back(of(field).points);
  }
  for (const NodeId block : rulebook_.blocks) {
    parts.push_back(of(block).points);
    if (rulebook_[block].role == model::Role::penalty) parts.back().range = negated(parts.back().range);
  }
  return sum_of_children(parts);
}

Range NodeRanges::applicable_of_whole() {
  Range sum = Range::point(0);
  for (const NodeId field : rulebook_.fields) sum = sum_of(sum, applicable(field));
  if (!model::is_mean(rulebook_.combine)) return sum;
  const Range whole = Range::point(rulebook_.scale);
  return sum.contains(0) ? value::hull(Range::point(0), whole) : whole;
}

Range NodeRanges::index_of_whole() const {
  Range range = Range::closed(0, 1);
  if (rulebook_.index_may_fall) range.low.reset();
  if (rulebook_.index_may_pass) range.high.reset();
  return range;
}

}  // namespace barem::check
