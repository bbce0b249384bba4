// What is published of the units: index, rank 1, 2, 2, 4, class, and what missing data leave open.
// Reads the columns of the whole; adds nothing to them.
#include <algorithm>
#include <compare>
#include <numeric>
#include <tuple>
#include <vector>

#include "interpreter/score/operations.h"
#include "interpreter/score/sheet.h"

namespace barem::score {
namespace {

using data::UnitId;
using graph::GraphId;
using graph::no_graph_node;
using value::Number;
using value::Outcome;
using value::State;

/// One end of what a unit is ranked by: no end at all lies beyond all numbers. `lean` tells ends at one number apart: a
/// low end that is not reached lies above it, a high end that is not reached below.
struct End {
  int infinite = 0;
  Number at;
  int lean = 0;

  friend std::strong_ordering operator<=>(const End& a, const End& b) {
    if (a.infinite != b.infinite) return a.infinite <=> b.infinite;
    if (a.infinite == 0 && a.at != b.at) return a.at <=> b.at;
    return a.lean <=> b.lean;
  }
  friend bool operator==(const End&, const End&) = default;
};

End low_end(const Outcome& key) {
  if (!key.range.low) return {-1, {}, 0};
  return {0, *key.range.low, key.range.low_open ? 1 : 0};
}
End high_end(const Outcome& key) {
  if (!key.range.high) return {1, {}, 0};
  return {0, *key.range.high, key.range.high_open ? -1 : 0};
}

/// The column units are ranked by: the greater the higher.
GraphId ranked_by(const graph::ScoringGraph& graph, const model::Rulebook& rulebook) {
  if (!rulebook.rank_by || graph.total_index == no_graph_node) return no_graph_node;
  if (*rulebook.rank_by == model::IndexUsed::published && graph.published != no_graph_node) return graph.published;
  const bool by_points = rulebook.publish && rulebook.publish->form == model::IndexForm::points;
  return by_points ? graph.total_points : graph.total_index;
}

/// Ranks among the units whose index is decided: equal ones share a rank, and the next skips.
void rank_decided(const Column& keys, std::vector<Standing>& standings) {
  std::vector<std::uint32_t> decided;
  for (std::uint32_t unit = 0; unit < standings.size(); ++unit) {
    if (standings[unit].state == State::value) decided.push_back(unit);
  }
  std::stable_sort(decided.begin(), decided.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return keys.numbers[a] > keys.numbers[b]; });
  std::uint32_t rank = 1;
  for (std::uint32_t place = 0; place < decided.size(); ++place) {
    if (place != 0 && keys.numbers[decided[place]] != keys.numbers[decided[place - 1]]) rank = place + 1;
    standings[decided[place]].rank = rank;
  }
}

/// Best: 1 + the units that are above whatever comes. Worst: all units but those that are not above whatever comes.
/// Both are reached: let the unit have its greatest (least) and all others their least (greatest).
void bound_ranks(const Column& keys, std::vector<Standing>& standings) {
  std::vector<std::uint32_t> ranked;  // with an index, or perhaps with one
  std::vector<Outcome> outcomes;
  for (std::uint32_t unit = 0; unit < standings.size(); ++unit) {
    if (!standings[unit].index.may_be_value) continue;
    ranked.push_back(unit);
    outcomes.push_back(keys.outcome(UnitId{unit}));
  }
  std::vector<End> lows;   // of units that are sure to have an index
  std::vector<End> highs;  // of all, without lean: a unit at the same number shares the rank
  for (const Outcome& key : outcomes) {
    if (key.may_be_value && !key.may_be_none && !key.may_be_not_applicable) lows.push_back(low_end(key));
    highs.push_back(high_end(key));
    highs.back().lean = 0;
  }
  std::sort(lows.begin(), lows.end());
  std::sort(highs.begin(), highs.end());
  const auto count = static_cast<std::uint32_t>(ranked.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    Standing& standing = standings[ranked[i]];
    const auto above = lows.end() - std::upper_bound(lows.begin(), lows.end(), high_end(outcomes[i]));
    End low = low_end(outcomes[i]);
    low.lean = 0;
    auto not_above = std::upper_bound(highs.begin(), highs.end(), low) - highs.begin();
    End own = high_end(outcomes[i]);
    own.lean = 0;
    if (own <= low) --not_above;  // itself
    standing.rank_at_least = 1 + static_cast<std::uint32_t>(above);
    standing.rank_at_most = count - static_cast<std::uint32_t>(not_above);
  }
}

/// The first line whose condition holds; all that may be it where conditions wait for data.
void classify(const graph::ScoringGraph& graph, const Sheet& sheet, UnitId unit, Standing& standing) {
  if (!standing.index.may_be_value) return;
  std::vector<std::size_t> possible;
  for (std::size_t line = 0; line < graph.class_conditions.size(); ++line) {
    const GraphId condition = graph.class_conditions[line];
    const Truth truth = condition == no_graph_node
                            ? Truth{true, false, false}
                            : truth_of(sheet.columns[graph::index(condition)].outcome(unit));
    if (truth.yes) possible.push_back(line);
    if (!truth.no) break;
  }
  // A unit may be sure of its class before its index is.
  const bool is_sure = possible.size() == 1 && !standing.index.may_be_not_applicable;
  if (is_sure) standing.class_line = possible.front();
  else standing.possible_classes = std::move(possible);
}

void order_units(Sheet& sheet) {
  sheet.order.resize(sheet.standings.size());
  for (std::uint32_t unit = 0; unit < sheet.order.size(); ++unit) sheet.order[unit] = UnitId{unit};
  const auto place = [&](UnitId unit) {
    const Standing& standing = sheet.standings[data::index(unit)];
    const int group = standing.state == State::value ? 0 : standing.index.may_be_value ? 1 : 2;
    return std::tuple(group, standing.rank.value_or(0));
  };
  std::stable_sort(sheet.order.begin(), sheet.order.end(), [&](UnitId a, UnitId b) { return place(a) < place(b); });
}

}  // namespace

void rank(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, Sheet& sheet) {
  if (graph.total_index != no_graph_node) {
    for (std::uint32_t i = 0; i < sheet.standings.size(); ++i) {
      Standing& standing = sheet.standings[i];
      standing = {};
      standing.index = sheet.columns[graph::index(graph.total_index)].outcome(UnitId{i});
      standing.state = standing.index.state();
      if (graph.published != no_graph_node) {
        standing.published = sheet.columns[graph::index(graph.published)].outcome(UnitId{i});
      }
      classify(graph, sheet, UnitId{i}, standing);
    }
    if (const GraphId by = ranked_by(graph, rulebook); by != no_graph_node) {
      rank_decided(sheet.columns[graph::index(by)], sheet.standings);
      bound_ranks(sheet.columns[graph::index(by)], sheet.standings);
    }
  }
  order_units(sheet);
}

Number published(const Number& points, const Number& applicable, const model::Publish& publish) {
  switch (publish.form) {
    case model::IndexForm::percent: return (points * 100 / applicable).rounded(publish.decimals, publish.rounding);
    case model::IndexForm::number: return (points / applicable).rounded(publish.decimals, publish.rounding);
    case model::IndexForm::points: break;
  }
  return points.rounded(publish.decimals, publish.rounding);
}

}  // namespace barem::score
