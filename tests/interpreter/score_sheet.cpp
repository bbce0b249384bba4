// The sheet against the naive evaluator on made-up rulebooks: decided units exactly; missing data against all their
// completions. Totals, weights and indices by hand.
#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/sheet.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_builder.h"
#include "tests/laws/naive.h"

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

// ---- made-up rulebooks ----------------------------------------------------------------------------------------------

/// Inputs take few values, so that all completions of a unit can be tried.
class Maker {
 public:
  explicit Maker(unsigned seed) : engine_(seed) {}
  Builder b;

  void make() {
    for (int i = 0; i < 6; ++i) {
      const bool is_condition = i < 3;
      const InputId id = is_condition ? b.yes_no("c" + std::to_string(i))
                                      : b.input("n" + std::to_string(i), KindTag::count, 0, 2);
      b[id].or_none = chance(5);
      b[id].or_not_applicable = chance(4);
      (is_condition ? conditions_ : numbers_).push_back(id);
    }
    const int fields = 1 + below(3);
    b.rulebook.combine = chance(3) ? model::ScoringForm::mean : model::ScoringForm::sum;
    for (int i = 0; i < fields; ++i) fill(b.field(1 + below(4)), 0);
    b.rulebook.publish->form = static_cast<model::IndexForm>(below(3));
    b.rulebook.publish->decimals = below(3);
    b.rulebook.rank_by = chance(2) ? model::IndexUsed::exact : model::IndexUsed::published;
    b.rulebook.classes_by = chance(2) ? model::IndexUsed::exact : model::IndexUsed::published;
    b.rulebook.classes = {{"A", (b.index() >= b(decimal("0.6"))).id, {}},
                          {"B", (b.index() >= b(decimal("0.3"))).id, {}},
                          {"C", model::no_expression, {}}};
  }

  std::vector<laws::Value> values_of(std::size_t input) const {
    const model::Input& declared = b.rulebook.inputs[input];
    std::vector<laws::Value> values;
    for (Number number = *declared.range.low; number <= *declared.range.high; number += 1) {
      values.push_back({State::value, number});
    }
    if (declared.or_none) values.push_back({State::none, {}});
    if (declared.or_not_applicable) values.push_back({State::not_applicable, {}});
    return values;
  }

  std::vector<Cell> unit(int one_missing_in) {
    std::vector<Cell> row;
    for (std::size_t i = 0; i < b.rulebook.inputs.size(); ++i) {
      const std::vector<laws::Value> values = values_of(i);
      const laws::Value& value = values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
      if (one_missing_in != 0 && chance(one_missing_in)) row.emplace_back(State::missing);
      else if (value.state == State::value) row.emplace_back(value.number);
      else row.emplace_back(value.state);
    }
    return row;
  }

  std::vector<laws::Unit> completions(const std::vector<Cell>& row) const {
    std::vector<laws::Unit> all{{}};
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::vector<laws::Value> values;
      if (row[i].state == State::missing) values = values_of(i);
      else values.push_back({row[i].state, row[i].number});
      std::vector<laws::Unit> longer;
      for (const laws::Unit& unit : all) {
        for (const laws::Value& value : values) {
          longer.push_back(unit);
          longer.back().push_back(value);
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  int below(int end) { return static_cast<int>(engine_() % static_cast<unsigned>(end)); }
  bool chance(int one_in) { return below(one_in) == 0; }

 private:
  void fill(NodeId node, int depth) {
    if (chance(3)) b[node].weight = Number::fraction(1 + below(3), 4);
    if (depth == 2 || chance(2)) {
      leaf(node);
      return;
    }
    const int children = 1 + below(3);
    for (int i = 0; i < children; ++i) fill(b.node(node, 1 + below(3)), depth + 1);
    b[node].scoring.form = chance(4) ? model::ScoringForm::mean : model::ScoringForm::sum;
  }

  Term number(int depth) {
    const InputId input = numbers_[static_cast<std::size_t>(below(3))];
    switch (depth == 0 ? below(2) : below(9)) {
      case 0: return b(Number::fraction(below(5), 2));
      case 1: return b.read(input);
      case 2: return number(depth - 1) + number(depth - 1);
      case 3: return number(depth - 1) - number(depth - 1);
      case 4: return number(depth - 1) * number(depth - 1);
      case 5: return if_none(number(depth - 1) / number(depth - 1), number(0));
      case 6: return b.operation(Operation::larger, {number(depth - 1), number(depth - 1)});
      case 7: return b.operation(Operation::choose, {condition(depth - 1), number(depth - 1), number(depth - 1)});
      default: return b.named("let", number(depth - 1));
    }
  }

  Term condition(int depth) {
    switch (depth == 0 ? below(2) : below(8)) {
      case 0: return b.read(conditions_[static_cast<std::size_t>(below(3))]) == b(1);
      case 1: return b.read(numbers_[static_cast<std::size_t>(below(3))]) >= b(1);
      case 2: return both(condition(depth - 1), condition(depth - 1));
      case 3: return either(condition(depth - 1), condition(depth - 1));
      case 4: return opposite(condition(depth - 1));
      case 5: return number(depth - 1) < number(depth - 1);
      case 6: return b.operation(Operation::is_value, {b.read(numbers_[static_cast<std::size_t>(below(3))])});
      default: return number(depth - 1) == number(depth - 1);
    }
  }

  void leaf(NodeId node) {
    model::Scoring scoring;
    const Term fraction = b.read(numbers_[0]) / b(2);
    switch (below(5)) {
      case 0: scoring = b.when({{number(2), condition(2)}, {number(1), condition(1)}, {b(0), {}}}); break;
      case 1:
        scoring = b.bands(fraction, {{{{}, decimal("0.5"), false, true}, b(0)},
                                     {Range::point(1), b(b[node].max)},
                                     {{decimal("0.5"), Number(1), false, true}, fraction}});
        break;
      case 2: scoring = b.add_up({{b(decimal("0.5")), condition(1)}, {number(1), condition(2)}}); break;
      case 3: scoring = b.deduct(b(decimal("0.5")), number(1)); break;
      default: scoring = b.expression(number(3)); break;
    }
    if (chance(3)) scoring.at_most = b.guard(b(b[node].max));
    if (chance(3)) scoring.not_below = b.guard(b(0));
    if (chance(4)) scoring.not_applicable_when = b.guard(condition(1));
    if (chance(5)) scoring.full_points_when = b.guard(condition(1));
    if (chance(5)) scoring.caps.push_back({b(decimal("0.5")).id, condition(1).id, {}});
    if (chance(5)) scoring.caps.push_back({number(1).id, condition(1).id, {}});
    if (chance(5)) scoring.zero_when.push_back(b.guard(condition(1)));
    if (chance(5)) scoring.round = model::RoundClause{below(2), value::Rounding::half_away, {}};
    b[node].scoring = std::move(scoring);
  }

  std::mt19937 engine_;
  std::vector<InputId> conditions_;
  std::vector<InputId> numbers_;
};

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
      REQUIRE(sheet.standings[u].rank.value_or(0) == ranks[u]);
      REQUIRE(sheet.standings[u].rank_at_least == ranks[u]);
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
