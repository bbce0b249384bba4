// What the declarations allow, and the questions asked of it: see ranges.h.
#include "lang/check/ranges.h"

#include <algorithm>
#include <utility>

#include "lang/check/check.h"
#include "lang/check/range_leaf.h"
#include "lang/check/range_nodes.h"
#include "lang/check/range_promises.h"

namespace barem::check {

using model::InputId;
using value::Outcome;
using value::Range;

namespace {

Outcome declared(const model::Input& input) {
  Range range = model::takes_whole_values(input.kind) ? whole_within(input.range) : input.range;
  if (input.kind.tag == model::KindTag::yes_no) range = value::intersect(range, Range::closed(0, 1));
  Outcome outcome = Outcome::within(std::move(range));
  outcome.may_be_none = input.or_none;
  outcome.may_be_not_applicable = input.or_not_applicable;
  return outcome;
}

constexpr source::Message<0> replaces_nothing{"H0401", "`if none` replaces nothing here: there is always a result",
                                              "`nếu không có` ở đây không thay gì: luôn có kết quả"};

bool is_surely_a_value(const Outcome& outcome) {
  return outcome.may_be_value && !outcome.may_be_none && !outcome.may_be_not_applicable;
}

/// Narrows `outcome` to the range where something of it is left there. True where that changed it.
bool cut(Outcome& outcome, const Range& to, bool whole) {
  if (!outcome.may_be_value) return false;
  Range range = value::intersect(outcome.range, to);
  if (whole) range = whole_within(range);
  if (range.is_empty() || range == outcome.range) return false;
  outcome.range = std::move(range);
  return true;
}

/// `small` is at most `large`.
bool narrow_pair(const model::Rulebook& rulebook, Knowledge& knowledge, InputId small, InputId large) {
  Outcome& below = knowledge.inputs[model::index(small)];
  Outcome& above = knowledge.inputs[model::index(large)];
  bool changed = false;
  if (is_surely_a_value(above)) {
    const Range to{std::nullopt, above.range.high, false, above.range.high_open};
    changed = cut(below, to, model::takes_whole_values(rulebook[small].kind)) || changed;
  }
  if (is_surely_a_value(below)) {
    const Range to{below.range.low, std::nullopt, below.range.low_open, false};
    changed = cut(above, to, model::takes_whole_values(rulebook[large].kind)) || changed;
  }
  return changed;
}

}  // namespace

Knowledge declared(const model::Rulebook& rulebook) {
  Knowledge knowledge;
  knowledge.inputs.reserve(rulebook.inputs.size());
  for (const model::Input& input : rulebook.inputs) knowledge.inputs.push_back(declared(input));
  narrow_by_relations(rulebook, knowledge);
  return knowledge;
}

namespace {

/// One look at what an input is bounded by. True where that changed something.
bool narrow_by_bounds_of(const model::Rulebook& rulebook, Knowledge& knowledge, InputId input) {
  bool changed = false;
  for (const InputId other : rulebook[input].at_most) changed = narrow_pair(rulebook, knowledge, input, other) || changed;
  for (const InputId other : rulebook[input].at_least) changed = narrow_pair(rulebook, knowledge, other, input) || changed;
  return changed;
}

}  // namespace

void narrow_by_relations(const model::Rulebook& rulebook, Knowledge& knowledge) {
  constexpr int most_rounds = 16;  // as long as a chain of `at most` is likely to be; fewer are sound
  bool changed = true;
  for (int round = 0; changed && round < most_rounds; ++round) {
    changed = false;
    for (std::uint32_t i = 0; i < rulebook.inputs.size(); ++i)
      changed = narrow_by_bounds_of(rulebook, knowledge, InputId{i}) || changed;
  }
}

void declare_more(const model::Rulebook& rulebook, Knowledge& knowledge) {
  while (knowledge.inputs.size() < rulebook.inputs.size()) {
    const auto id = static_cast<InputId>(knowledge.inputs.size());
    knowledge.inputs.push_back(declared(rulebook[id]));
    narrow_by_bounds_of(rulebook, knowledge, id);
  }
}

Outcome points_of(const model::Rulebook& rulebook, model::NodeId node, const Knowledge& knowledge) {
  if (!rulebook[node].is_leaf()) return NodeRanges(rulebook, knowledge).of(node).points;
  RangeEvaluator ranges(rulebook, knowledge);
  return points_of_leaf(rulebook, rulebook[node], ranges);
}

Outcome outcome_of(const model::Rulebook& rulebook, model::ExpressionId expression, const Knowledge& knowledge) {
  return RangeEvaluator(rulebook, knowledge).outcome(expression);
}

void check_ranges(const model::Rulebook& rulebook, source::Diagnostics& diagnostics, std::vector<Doubt>& doubts) {
  const Knowledge knowledge = declared(rulebook);
  RangeEvaluator ranges(rulebook, knowledge);
  ValueWalk walk(rulebook, ranges);
  for (std::uint32_t i = 0; i < rulebook.nodes.size(); ++i)
    if (rulebook.nodes[i].has_rule() && !rulebook.nodes[i].left_open)
      check_leaf(rulebook, model::NodeId{i}, ranges, walk, diagnostics, doubts);
  // Of holes nothing can be said.
  if (!diagnostics.has_errors()) check_geometric_means(rulebook, ranges, diagnostics);
  if (!diagnostics.has_errors()) check_total(rulebook, ranges, diagnostics);
  check_rank_apart(rulebook, ranges, walk, diagnostics);
  check_classes(rulebook, ranges, walk, diagnostics);
  if (diagnostics.has_errors()) {
    doubts.clear();
    return;
  }
  std::vector<source::Span> superfluous;
  for (const auto& [place, replacement] : walk.replacements())
    if (!replacement.needed) superfluous.push_back(replacement.span);
  for (const source::Span span : superfluous) diagnostics.report(replaces_nothing, span);
}

bool is_broken_by(const model::Rulebook& rulebook, const Doubt& doubt, const Knowledge& unit) {
  RangeEvaluator ranges(rulebook, unit);
  ValueWalk walk(rulebook, ranges);
  source::Diagnostics unheard;
  std::vector<Doubt> doubts;
  check_leaf(rulebook, doubt.node, ranges, walk, unheard, doubts);
  return std::ranges::any_of(doubts, [&](const Doubt& other) {
    return other.about == doubt.about && other.expression == doubt.expression;
  });
}

}  // namespace barem::check
