// The sheet against the naive evaluator on made-up rulebooks: decided units exactly; missing data against all their
// completions. Totals, weights and indices by hand.
#include <algorithm>
#include <vector>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/sheet.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_maker.h"

using namespace barem;
using namespace barem::test;
using score::Keep;

namespace {

Outcome to_outcome(const laws::Value& value) {
  switch (value.state) {
    case State::value: return Outcome::of(value.number);
    case State::none: return Outcome::none();
    case State::not_applicable:
    case State::missing: break;
  }
  return Outcome::not_applicable();
}

bool holds(const Outcome& set, const Outcome& one) {
  if (one.may_be_none) return set.may_be_none;
  if (one.may_be_not_applicable) return set.may_be_not_applicable;
  return set.may_be_value && set.range.contains(one.number());
}

}  // namespace

TEST_CASE("decided units score as the naive evaluator says, in every node") {
  for (unsigned seed = 0; seed < 400; ++seed) {
    Maker maker(seed);
    maker.make();
    const model::Rulebook& rulebook = maker.b.rulebook;
    const graph::ScoringGraph graph = graph::compile(rulebook);
    std::vector<std::vector<Cell>> rows;
    for (int i = 0; i < 140; ++i) rows.push_back(maker.unit(0));  // more than a block
    const score::Sheet sheet = score::evaluate(graph, rulebook, units_of(rows), Keep::all);
    std::vector<laws::Value> keys;
    for (std::uint32_t u = 0; u < rows.size(); ++u) {
      INFO("seed " << seed << ", unit " << u);
      const std::vector<laws::Unit> unit = maker.completions(rows[u]);
      for (std::uint32_t n = 0; n < rulebook.nodes.size(); ++n) {
        const laws::Score expected = laws::score(rulebook, NodeId{n}, unit).front();
        INFO("node " << rulebook.nodes[n].number);
        REQUIRE(sheet.columns[graph::index(graph.points[n])].outcome(data::UnitId{u}) == to_outcome(expected.points));
        REQUIRE(sheet.columns[graph::index(graph.applicable[n])].outcome(data::UnitId{u}) ==
                Outcome::of(expected.applicable));
      }
      const laws::Score whole = laws::score(rulebook, model::no_node, unit).front();
      const score::Standing& standing = sheet.standings[u];
      REQUIRE(standing.index == to_outcome(laws::index_of(whole)));
      REQUIRE(standing.published == to_outcome(laws::published(rulebook, whole)));
      REQUIRE(standing.class_line.value_or(3) == laws::class_of(rulebook, whole, unit.front()));
      const bool by_points = rulebook.publish->form == model::IndexForm::points;
      const laws::Value exact = by_points ? whole.points : laws::index_of(whole);
      keys.push_back(rulebook.rank_by == model::IndexUsed::exact ? exact : laws::published(rulebook, whole));
    }
    const std::vector<std::uint32_t> ranks = laws::ranks(keys);
    for (std::size_t u = 0; u < rows.size(); ++u) {
      REQUIRE(sheet.standings[u].common.rank.value_or(0) == ranks[u]);
      REQUIRE(sheet.standings[u].common.at_least == ranks[u]);
    }
  }
}

TEST_CASE("what is kept does not change what it holds") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Maker maker(seed);
    maker.make();
    const model::Rulebook& rulebook = maker.b.rulebook;
    const graph::ScoringGraph graph = graph::compile(rulebook);
    std::vector<std::vector<Cell>> rows;
    for (int i = 0; i < 300; ++i) rows.push_back(maker.unit(i < 200 ? 0 : 6));
    const data::Units units = units_of(rows);
    const score::Sheet all = score::evaluate(graph, rulebook, units, Keep::all);
    for (const Keep keep : {Keep::nodes, Keep::fields}) {
      const score::Sheet some = score::evaluate(graph, rulebook, units, keep);
      for (std::size_t id = 0; id < graph.nodes.size(); ++id) {
        if (!some.columns[id].is_kept()) continue;
        for (std::uint32_t u = 0; u < rows.size(); ++u) {
          REQUIRE(some.columns[id].outcome(data::UnitId{u}) == all.columns[id].outcome(data::UnitId{u}));
        }
      }
      for (const NodeId field : rulebook.fields) {
        REQUIRE(some.columns[graph::index(graph.points[model::index(field)])].is_kept());
      }
      REQUIRE(some.order == all.order);
    }
  }
}

TEST_CASE("what a missing value leaves open holds the results of all completions") {
  std::size_t sets = 0;
  std::size_t tight = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    Maker maker(seed);
    maker.make();
    const model::Rulebook& rulebook = maker.b.rulebook;
    const graph::ScoringGraph graph = graph::compile(rulebook);
    std::vector<std::vector<Cell>> rows;
    for (int i = 0; i < 10; ++i) rows.push_back(maker.unit(4));
    const score::Sheet sheet = score::evaluate(graph, rulebook, units_of(rows), Keep::all);
    for (std::uint32_t u = 0; u < rows.size(); ++u) {
      const std::vector<laws::Unit> completions = maker.completions(rows[u]);
      for (std::uint32_t n = 0; n < rulebook.nodes.size(); ++n) {
        INFO("seed " << seed << ", unit " << u << ", node " << rulebook.nodes[n].number);
        const Outcome points = sheet.columns[graph::index(graph.points[n])].outcome(data::UnitId{u});
        const Outcome applicable = sheet.columns[graph::index(graph.applicable[n])].outcome(data::UnitId{u});
        Outcome hull;
        for (const laws::Score& score : laws::score(rulebook, NodeId{n}, completions)) {
          REQUIRE(holds(points, to_outcome(score.points)));
          REQUIRE(holds(applicable, Outcome::of(score.applicable)));
          hull = value::join(hull, to_outcome(score.points));
        }
        sets += points.state() == State::missing ? 1 : 0;
        tight += points.state() == State::missing && points == hull ? 1 : 0;
      }
      for (std::size_t i = 0; i < completions.size(); ++i) {
        INFO("seed " << seed << ", unit " << u);
        const laws::Score whole = laws::score(rulebook, model::no_node, completions)[i];
        const score::Standing& standing = sheet.standings[u];
        REQUIRE(holds(standing.index, to_outcome(laws::index_of(whole))));
        REQUIRE(holds(standing.published, to_outcome(laws::published(rulebook, whole))));
        const std::size_t line = laws::class_of(rulebook, whole, completions[i]);
        if (line == 3) continue;
        const std::vector<std::size_t>& possible = standing.possible_classes;
        REQUIRE((standing.class_line == line || std::find(possible.begin(), possible.end(), line) != possible.end()));
        if (i > 60) break;
      }
    }
  }
  // How often the set is as small as it can be; the rest reads an input twice.
  INFO(tight << " of " << sets);
  CHECK(tight * 2 > sets);
}
