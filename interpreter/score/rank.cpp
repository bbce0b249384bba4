// What is published of the units: index, rank 1, 2, 2, 4, class, and what missing data leave open.
// Reads the columns of the whole; adds nothing to them.
#include <algorithm>
#include <compare>
#include <functional>
#include <limits>
#include <tuple>
#include <vector>

#include "interpreter/score/operations.h"
#include "interpreter/score/separation.h"
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

/// A unit of a ranking; not certain where it may turn out to stand in another.
struct Member {
  std::uint32_t unit = 0;
  bool is_certain = true;
};

/// Of two units one after the other, by what they are ranked by: -1 where the second is surely below, 0 where they are
/// equal or not to be told apart.
using OrderOf = std::function<int(std::uint32_t above, std::uint32_t unit, const Outcome& above_key, const Outcome& key)>;

/// Ranks among the members whose index is decided: equal ones share a rank, and the next skips. Of enclosures the low
/// ends order them.
void rank_decided(const Column& keys, const std::vector<Standing>& standings, const std::vector<Member>& members,
                  const OrderOf& order_of, std::vector<Place>& places) {
  std::vector<std::uint32_t> decided;
  std::vector<Outcome> enclosed(keys.open.empty() ? 0 : members.size());
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    if (!members[i].is_certain || standings[members[i].unit].state != State::value) continue;
    if (!enclosed.empty()) {
      enclosed[i] = keys.outcome(UnitId{members[i].unit});
      if (!enclosed[i].is_enclosed()) continue;
    }
    decided.push_back(i);
  }
  const auto key = [&](std::uint32_t i) -> const Number& {
    return enclosed.empty() ? keys.numbers[members[i].unit] : *enclosed[i].range.low;
  };
  std::stable_sort(decided.begin(), decided.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) > key(b); });
  std::uint32_t rank = 1;
  for (std::uint32_t place = 0; place < decided.size(); ++place) {
    const std::uint32_t i = decided[place];
    if (place != 0) {
      const std::uint32_t above = decided[place - 1];
      const bool is_below = enclosed.empty()
                                ? key(i) != key(above)
                                : order_of(members[above].unit, members[i].unit, enclosed[above], enclosed[i]) < 0;
      if (is_below) rank = place + 1;
    }
    places[i].rank = rank;
  }
}

/// Best: 1 + the units that are above whatever comes. Worst: all units but those that are not above whatever comes.
/// Both are reached: let the unit have its greatest (least) and all others their least (greatest). Decided units have
/// their order, which ends of enclosures do not tell: among them it is their rank that counts.
void bound_ranks(const Column& keys, const std::vector<Standing>& standings, const std::vector<Member>& members,
                 std::vector<Place>& places) {
  std::vector<std::uint32_t> ranked;  // with an index, or perhaps with one
  std::vector<Outcome> outcomes;
  std::uint32_t decided = 0;
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    if (!standings[members[i].unit].index.may_be_value) continue;
    ranked.push_back(i);
    outcomes.push_back(keys.outcome(UnitId{members[i].unit}));
    decided += places[i].rank ? 1 : 0;
  }
  std::vector<End> lows;   // of units that are sure to be there and to have an index
  std::vector<End> highs;  // of all, without lean: a unit at the same number shares the rank
  std::vector<End> open_lows;   // the same of units that are not decided
  std::vector<End> open_highs;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& key = outcomes[i];
    const bool is_open = !places[ranked[i]].rank;
    const bool is_sure = key.may_be_value && !key.may_be_none && !key.may_be_not_applicable;
    if (is_sure && members[ranked[i]].is_certain) {
      lows.push_back(low_end(key));
      if (is_open) open_lows.push_back(lows.back());
    }
    highs.push_back(high_end(key));
    highs.back().lean = 0;
    if (is_open) open_highs.push_back(highs.back());
  }
  for (std::vector<End>* ends : {&lows, &highs, &open_lows, &open_highs}) std::sort(ends->begin(), ends->end());
  const auto above = [](const std::vector<End>& of, const End& high) {
    return static_cast<std::uint32_t>(of.end() - std::upper_bound(of.begin(), of.end(), high));
  };
  const auto not_above = [](const std::vector<End>& of, const End& low) {
    return static_cast<std::uint32_t>(std::upper_bound(of.begin(), of.end(), low) - of.begin());
  };
  const auto count = static_cast<std::uint32_t>(ranked.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    Place& place = places[ranked[i]];
    const End high = high_end(outcomes[i]);
    End low = low_end(outcomes[i]);
    low.lean = 0;
    if (place.rank) {
      place.at_least = *place.rank + above(open_lows, high);
      place.at_most = *place.rank + (count - decided - not_above(open_highs, low));
      continue;
    }
    std::uint32_t below = not_above(highs, low);
    End own = high;
    own.lean = 0;
    if (own <= low) --below;  // itself
    place.at_least = 1 + above(lows, high);
    place.at_most = count - below;
  }
}

/// The places of the members of one ranking, in their order.
std::vector<Place> places_of(const Column& keys, const std::vector<Standing>& standings, const std::vector<Member>& members,
                             const OrderOf& order_of) {
  std::vector<Place> places(members.size());
  rank_decided(keys, standings, members, order_of, places);
  bound_ranks(keys, standings, members, places);
  return places;
}

/// Which rankings each unit stands in, or may stand in.
void find_rankings(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, Sheet& sheet) {
  for (std::uint32_t unit = 0; unit < sheet.standings.size(); ++unit) {
    Standing& standing = sheet.standings[unit];
    if (graph.rank_apart != no_graph_node) {
      const Truth truth = truth_of(sheet.columns[graph::index(graph.rank_apart)].outcome(UnitId{unit}));
      standing.may_be_apart = truth.yes;
      standing.may_be_common = truth.no || truth.not_applicable;
    }
    if (graph.rank_within == no_graph_node) continue;
    const Outcome group = sheet.columns[graph::index(graph.rank_within)].outcome(UnitId{unit});
    standing.group_is_known = group.state() == State::value;
    const std::size_t values = rulebook.choice_lists[rulebook[rulebook.rank_within].kind.choice_list].size();
    for (std::size_t value = 0; value < values; ++value)
      if (group.may_be_value && group.range.contains(static_cast<std::int64_t>(value))) standing.groups.push_back(value);
  }
}

/// One of the two rankings of which a unit stands in one: the common one and that of the units apart.
void rank_in(Place Standing::*place, bool Standing::*may_be_here, bool Standing::*may_be_elsewhere, const Column& keys,
             const OrderOf& order_of, std::vector<Standing>& standings) {
  std::vector<Member> members;
  for (std::uint32_t unit = 0; unit < standings.size(); ++unit)
    if (standings[unit].*may_be_here) members.push_back({unit, !(standings[unit].*may_be_elsewhere)});
  const std::vector<Place> places = places_of(keys, standings, members, order_of);
  for (std::size_t i = 0; i < members.size(); ++i) standings[members[i].unit].*place = places[i];
}

/// Group by group, of the units that stand in the common ranking. One that may be in several groups has the best and the
/// worst place of them all.
void rank_within(const Column& keys, std::size_t groups, const OrderOf& order_of, std::vector<Standing>& standings) {
  std::vector<std::vector<Member>> members(groups);
  for (std::uint32_t unit = 0; unit < standings.size(); ++unit) {
    const Standing& standing = standings[unit];
    if (!standing.may_be_common) continue;
    for (const std::size_t group : standing.groups)
      members[group].push_back({unit, standing.group_is_known && !standing.may_be_apart});
  }
  for (const std::vector<Member>& group : members) {
    const std::vector<Place> places = places_of(keys, standings, group, order_of);
    for (std::size_t i = 0; i < group.size(); ++i) {
      Place& place = standings[group[i].unit].within;
      if (places[i].rank) place.rank = places[i].rank;
      if (places[i].at_least == 0) continue;
      place.at_least = place.at_least == 0 ? places[i].at_least : std::min(place.at_least, places[i].at_least);
      place.at_most = std::max(place.at_most, places[i].at_most);
    }
  }
}

/// The first line whose condition holds; all that may be it where conditions wait for data.
void classify(const graph::ScoringGraph& graph, UnitId unit, Standing& standing, Sheet& sheet) {
  if (!standing.index.may_be_value) return;
  std::vector<std::size_t> possible;
  bool needs_digits = false;
  for (std::size_t line = 0; line < graph.class_conditions.size(); ++line) {
    const GraphId condition = graph.class_conditions[line];
    Truth truth{true, false, false};
    if (condition != no_graph_node) {
      const Outcome outcome = sheet.columns[graph::index(condition)].outcome(unit);
      truth = truth_of(outcome);
      needs_digits = needs_digits || outcome.is_single;
    }
    if (truth.yes) possible.push_back(line);
    // A line that asks what does not apply to the unit is passed over.
    if (!truth.no && !truth.not_applicable) break;
  }
  if (needs_digits) sheet.undecided.push_back({Undecided::What::unit_class, unit, {}, model::no_node});
  // A unit may be sure of its class before its index is.
  const bool is_sure = possible.size() == 1 && !standing.index.may_be_not_applicable;
  if (is_sure) standing.class_line = possible.front();
  else standing.possible_classes = std::move(possible);
}

/// Enclosures that are still too wide: of what is published, and of what is shown of the tree.
void note_undecided(const graph::ScoringGraph& graph, Sheet& sheet) {
  const auto note = [&](GraphId id, Undecided::What what, model::NodeId node) {
    if (id == no_graph_node) return;
    for (const auto& [unit, outcome] : sheet.columns[graph::index(id)].open) {
      const bool is_narrow = what == Undecided::What::points && can_be_shown(outcome);
      if (outcome.is_single && !is_narrow) sheet.undecided.push_back({what, UnitId{unit}, {}, node});
    }
  };
  note(graph.published, Undecided::What::index, model::no_node);
  for (std::uint32_t i = 0; i < graph.points.size(); ++i) {
    note(graph.points[i], Undecided::What::points, model::NodeId{i});
    note(graph.index[i], Undecided::What::points, model::NodeId{i});
  }
  note(graph.total_points, Undecided::What::points, model::no_node);
  note(graph.total_index, Undecided::What::points, model::no_node);
}

void order_units(Sheet& sheet) {
  sheet.order.resize(sheet.standings.size());
  for (std::uint32_t unit = 0; unit < sheet.order.size(); ++unit) sheet.order[unit] = UnitId{unit};
  const auto place = [&](UnitId unit) {
    const Standing& standing = sheet.standings[data::index(unit)];
    const bool is_apart = !standing.may_be_common;
    const int group = standing.state == State::value ? (is_apart ? 1 : 0) : standing.index.may_be_value ? 2 : 3;
    const std::optional<std::uint32_t> rank = is_apart ? standing.apart.rank : standing.common.rank;
    return std::tuple(group, rank.value_or(std::numeric_limits<std::uint32_t>::max()));  // open whether it is ranked here
  };
  std::stable_sort(sheet.order.begin(), sheet.order.end(), [&](UnitId a, UnitId b) { return place(a) < place(b); });
}

}  // namespace

void rank(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units, Sheet& sheet) {
  sheet.undecided.clear();
  if (graph.total_index != no_graph_node) {
    for (std::uint32_t i = 0; i < sheet.standings.size(); ++i) {
      Standing& standing = sheet.standings[i];
      standing = {};
      standing.index = sheet.columns[graph::index(graph.total_index)].outcome(UnitId{i});
      standing.state = standing.index.is_enclosed() ? State::value : standing.index.state();
      if (graph.published != no_graph_node) {
        standing.published = sheet.columns[graph::index(graph.published)].outcome(UnitId{i});
      }
      classify(graph, UnitId{i}, standing, sheet);
    }
    if (const GraphId by = ranked_by(graph, rulebook); by != no_graph_node) {
      const OrderOf order = [&](std::uint32_t above, std::uint32_t unit, const Outcome& above_key, const Outcome& key) {
        if (!check::less(key.range, above_key.range).no) return -1;
        const bool are_known = key.range.is_point() && above_key.range.is_point();
        if (are_known || are_equal_by_rule(graph, rulebook, units, UnitId{unit}, UnitId{above}, by)) return 0;
        sheet.undecided.push_back({Undecided::What::rank, UnitId{unit}, UnitId{above}, model::no_node});
        return 0;
      };
      const Column& keys = sheet.columns[graph::index(by)];
      find_rankings(graph, rulebook, sheet);
      rank_in(&Standing::common, &Standing::may_be_common, &Standing::may_be_apart, keys, order, sheet.standings);
      if (graph.rank_apart != no_graph_node)
        rank_in(&Standing::apart, &Standing::may_be_apart, &Standing::may_be_common, keys, order, sheet.standings);
      if (graph.rank_within != no_graph_node) {
        const std::uint32_t list = rulebook[rulebook.rank_within].kind.choice_list;
        rank_within(keys, rulebook.choice_lists[list].size(), order, sheet.standings);
      }
    }
  }
  note_undecided(graph, sheet);
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
