// Ranks, published indices, classes and totals by hand; ranks with missing data against all completions.
#include <algorithm>
#include <random>
#include <vector>

#include "interpreter/score/sheet.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_builder.h"
#include "tests/laws/naive.h"

using namespace barem;
using namespace barem::test;
using score::Keep;
using score::Sheet;

namespace {

/// One field of 10 points, given by an input from 0 to 10.
struct Entered {
  Builder b;
  InputId points;
  NodeId field;

  Entered() {
    points = b.input("points", KindTag::points, 0, 10);
    field = b.field(10);
    b[field].scoring = b.of(model::ScoringForm::entered);
    b[field].scoring.entered = points;
    b.rulebook.rank_by = model::IndexUsed::published;
  }
  Sheet sheet(const std::vector<std::vector<Cell>>& rows) {
    return score::evaluate(graph::compile(b.rulebook), b.rulebook, units_of(rows), Keep::fields);
  }
};

std::vector<std::uint32_t> ranks_of(const Sheet& sheet) {
  std::vector<std::uint32_t> ranks;
  for (const score::Standing& standing : sheet.standings) ranks.push_back(standing.common.rank.value_or(0));
  return ranks;
}

}  // namespace

TEST_CASE("equal units share a rank and the next one skips") {
  Entered entered;
  const Sheet sheet = entered.sheet({{7}, {9}, {5}, {7}});
  CHECK(ranks_of(sheet) == std::vector<std::uint32_t>{2, 1, 4, 2});
  CHECK(sheet.order == std::vector{data::UnitId{1}, data::UnitId{0}, data::UnitId{3}, data::UnitId{2}});
}

TEST_CASE("what the published index cannot tell apart shares a rank, the exact index can") {
  Entered entered;
  entered.b.rulebook.publish->decimals = 0;
  CHECK(ranks_of(entered.sheet({{decimal("7.01")}, {decimal("7.02")}})) == std::vector<std::uint32_t>{1, 1});
  entered.b.rulebook.rank_by = model::IndexUsed::exact;
  CHECK(ranks_of(entered.sheet({{decimal("7.01")}, {decimal("7.02")}})) == std::vector<std::uint32_t>{2, 1});
  entered.b.rulebook.rank_by.reset();
  CHECK(ranks_of(entered.sheet({{7}, {8}})) == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("an index is rounded once, half away from zero, in the form published") {
  model::Publish as;
  as.decimals = 2;
  CHECK(score::published(23, 40, as) == decimal("57.5"));
  CHECK(score::published(decimal("83.205"), 100, as) == decimal("83.21"));
  as.rounding = value::Rounding::half_even;
  CHECK(score::published(decimal("83.205"), 100, as) == decimal("83.2"));
  as.form = model::IndexForm::number;
  CHECK(score::published(1, 3, as) == decimal("0.33"));
  as.form = model::IndexForm::points;
  CHECK(score::published(decimal("83.125"), 99, as) == decimal("83.12"));
}

TEST_CASE("a class goes by the published or the exact index, as the file says") {
  Entered entered;
  Builder& b = entered.b;
  b.rulebook.publish->decimals = 1;
  b.rulebook.classes = {{"A", (b.index() >= b(decimal("0.7"))).id, {}}, {"B", model::no_expression, {}}};
  b.rulebook.classes_by = model::IndexUsed::published;
  CHECK(entered.sheet({{decimal("6.9975")}}).standings[0].class_line == 0U);
  b.rulebook.classes_by = model::IndexUsed::exact;
  CHECK(entered.sheet({{decimal("6.9975")}}).standings[0].class_line == 1U);
}

TEST_CASE("a missing unit has the classes and the published indices that are left to it") {
  Entered entered;
  Builder& b = entered.b;
  b.rulebook.classes_by = model::IndexUsed::published;
  b.rulebook.classes = {{"A", (b.index() >= b(decimal("0.7"))).id, {}},
                        {"B", (b.index() >= b(decimal("0.2"))).id, {}},
                        {"C", model::no_expression, {}}};
  b[entered.points].range = closed(3, 10);
  const Sheet sheet = entered.sheet({{State::missing}, {4}});
  const score::Standing& open = sheet.standings[0];
  CHECK(open.state == State::missing);
  CHECK(open.published == Outcome::within(closed(30, 100)));
  CHECK(open.possible_classes == std::vector<std::size_t>{0, 1});
  CHECK_FALSE(open.common.rank.has_value());
  CHECK(open.common.at_least == 1);
  CHECK(open.common.at_most == 2);
  CHECK(sheet.standings[1].common.rank == 1U);
  CHECK(sheet.standings[1].common.at_most == 2);
  CHECK(sheet.order == std::vector{data::UnitId{1}, data::UnitId{0}});
}

TEST_CASE("what does not apply leaves points and maximum; a unit where nothing applies has no index and no rank") {
  Builder b;
  const InputId has_border = b.yes_no("has_border");
  const InputId done = b.input("done", KindTag::count, 0, 3);
  const NodeId field = b.field(4);
  const NodeId gate = b.node(field, 1);
  const NodeId other = b.node(field, 3);
  b[gate].scoring = b.when({{b(1), b.read(done) >= b(3)}, {b(0), {}}});
  b[gate].scoring.not_applicable_when = b.guard(opposite(b.read(has_border)));
  b[other].scoring = b.expression(b.read(done));
  b[done].or_not_applicable = true;
  b.rulebook.rank_by = model::IndexUsed::exact;
  const auto graph = graph::compile(b.rulebook);
  const Sheet sheet = score::evaluate(graph, b.rulebook,
                                      units_of({{0, 2}, {1, 2}, {0, State::not_applicable}, {State::missing, 2}}),
                                      Keep::nodes);
  const auto points = [&](NodeId node, std::uint32_t unit) {
    return sheet.columns[graph::index(graph.points[model::index(node)])].outcome(data::UnitId{unit});
  };
  CHECK(points(gate, 0) == Outcome::not_applicable());
  CHECK(sheet.standings[0].index == Outcome::of(Number::fraction(2, 3)));
  CHECK(sheet.standings[1].index == Outcome::of(Number::fraction(1, 2)));
  CHECK(points(field, 2) == Outcome::not_applicable());
  CHECK(sheet.standings[2].state == State::not_applicable);
  CHECK(sheet.standings[2].common.at_most == 0);
  // 2 of 3 or 2 of 4, nothing between 2/4 and 2/3 is out of reach of an interval, but nothing beyond is in it.
  CHECK(sheet.standings[3].index == Outcome::within(closed(Number::fraction(1, 2), Number::fraction(2, 3))));
  CHECK(sheet.columns[graph::index(graph.total_applicable)].outcome(data::UnitId{3}) ==
        Outcome::within(closed(3, 4)));
}

TEST_CASE("a mean of children weighs their indices, and renormalises where one does not apply") {
  Builder b;
  const InputId first = b.input("first", KindTag::points, 0, 10);
  const InputId second = b.input("second", KindTag::points, 0, 5);
  b[second].or_not_applicable = true;
  const NodeId field = b.field(8);
  b[field].scoring.form = model::ScoringForm::mean;
  const NodeId light = b.node(field, 10);
  const NodeId heavy = b.node(field, 5);
  b[light].weight = Number::fraction(1, 4);
  b[heavy].weight = Number::fraction(3, 4);
  b[light].scoring = b.expression(b.read(first));
  b[heavy].scoring = b.expression(b.read(second));
  const auto graph = graph::compile(b.rulebook);
  const Sheet sheet = score::evaluate(
      graph, b.rulebook,
      units_of({{5, 5}, {5, State::not_applicable}, {5, State::missing}}), Keep::fields);
  const auto points = [&](std::uint32_t unit) {
    return sheet.columns[graph::index(graph.points[model::index(field)])].outcome(data::UnitId{unit});
  };
  CHECK(points(0) == Outcome::of(7));   // 8 · (1/4 · 1/2 + 3/4 · 1)
  CHECK(points(1) == Outcome::of(4));   // 8 · 1/2
  CHECK(points(2) == Outcome::within(closed(1, 7)));
}

TEST_CASE("the clauses of a leaf act in the order of the reference") {
  Builder b;
  const InputId x = b.input("x", KindTag::number, -10, 10);
  const InputId y = b.yes_no("y");
  const NodeId leaf = b.field(4);
  const auto points = [&](const std::vector<Cell>& row) {
    const auto graph = graph::compile(b.rulebook);
    return score::evaluate(graph, b.rulebook, units_of({row}), Keep::fields)
        .columns[graph::index(graph.points[model::index(leaf)])]
        .outcome(data::UnitId{0});
  };
  b[leaf].scoring = b.expression(b.read(x));
  b[leaf].scoring.at_most = b.guard(b(4));
  b[leaf].scoring.not_below = b.guard(b(0));
  b[leaf].scoring.round = model::RoundClause{0, value::Rounding::half_away, {}};
  CHECK(points({9, 0}) == Outcome::of(4));
  CHECK(points({-3, 0}) == Outcome::of(0));
  CHECK(points({decimal("2.5"), 0}) == Outcome::of(3));
  SECTION("what is missing takes its points before the caps, and what violates takes all") {
    b[leaf].scoring.if_missing = b.guard(b(3));
    b[leaf].scoring.caps = {{b(2).id, b.read(y).id, {}}, {b(1).id, b.read(y).id, {}}};
    CHECK(points({State::missing, 0}) == Outcome::of(3));
    CHECK(points({State::missing, 1}) == Outcome::of(1));
    b[leaf].scoring.zero_when = {b.guard(b.read(y))};
    CHECK(points({State::missing, 1}) == Outcome::of(0));
  }
  SECTION("a violation decides whatever else is missing") {
    b[leaf].scoring.zero_when = {b.guard(b.read(y))};
    CHECK(points({State::missing, 1}) == Outcome::of(0));
    CHECK(points({State::missing, 0}) == Outcome::within(closed(0, 4)));
    CHECK(points({2, State::missing}) == Outcome::within(closed(0, 2)));
  }
  SECTION("full points pass by the form and its bounds, not the caps") {
    b[leaf].scoring.full_points_when = b.guard(b.read(y));
    b[leaf].scoring.caps = {{b(3).id, b.read(y).id, {}}};
    CHECK(points({-5, 1}) == Outcome::of(3));
  }
  SECTION("what does not apply comes before all") {
    b[leaf].scoring.not_applicable_when = b.guard(b.read(y));
    b[leaf].scoring.full_points_when = b.guard(b.read(y));
    b[leaf].scoring.zero_when = {b.guard(b.read(y))};
    CHECK(points({5, 1}) == Outcome::not_applicable());
  }
}

TEST_CASE("ranks with missing data are those of all completions") {
  std::mt19937 engine(5);
  for (int round = 0; round < 300; ++round) {
    Entered entered;
    entered.b[entered.points].range = closed(4, 7);
    entered.b.rulebook.rank_by = round % 2 == 0 ? model::IndexUsed::published : model::IndexUsed::exact;
    entered.b[entered.points].or_not_applicable = round % 3 == 0;
    std::vector<std::vector<Cell>> rows;
    std::vector<std::vector<laws::Value>> values;  // of each unit
    for (int i = 0; i < 5; ++i) {
      const bool is_missing = engine() % 3 == 0;
      const int number = 2 + static_cast<int>(engine() % 7);
      const bool not_applicable = round % 3 == 0 && engine() % 5 == 0;
      values.emplace_back();
      if (is_missing) {
        rows.push_back({State::missing});
        for (int k = 4; k <= 7; ++k) values.back().push_back({State::value, Number(k)});
        if (round % 3 == 0) values.back().push_back({State::not_applicable, {}});
      } else if (not_applicable) {
        rows.push_back({State::not_applicable});
        values.back().push_back({State::not_applicable, {}});
      } else {
        rows.push_back({number});
        values.back().push_back({State::value, Number(number)});
      }
    }
    const Sheet sheet = entered.sheet(rows);
    std::vector<std::uint32_t> best(5, 99);
    std::vector<std::uint32_t> worst(5, 0);
    std::vector<laws::Value> keys(5);
    const auto complete = [&](const auto& self, std::size_t unit) -> void {
      if (unit < 5) {
        for (const laws::Value& value : values[unit]) {
          keys[unit] = value;
          self(self, unit + 1);
        }
        return;
      }
      const std::vector<std::uint32_t> ranks = laws::ranks(keys);
      for (std::size_t i = 0; i < 5; ++i) {
        if (ranks[i] == 0) continue;
        best[i] = std::min(best[i], ranks[i]);
        worst[i] = std::max(worst[i], ranks[i]);
      }
    };
    complete(complete, 0);
    for (std::size_t i = 0; i < 5; ++i) {
      INFO("round " << round << ", unit " << i);
      CHECK(sheet.standings[i].common.at_least == (best[i] == 99 ? 0 : best[i]));
      CHECK(sheet.standings[i].common.at_most == worst[i]);
    }
  }
}
