// Explanations: the lines up to the one that held, the stages that acted, and changes that gain, each scored again here.
#include <algorithm>
#include <vector>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/explain.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_maker.h"

using namespace barem;
using namespace barem::test;
using score::Better;
using score::Explanation;
using score::Step;
using What = score::Step::What;

namespace {

Explanation explain_one(Builder& b, NodeId leaf, const std::vector<Cell>& row) {
  const graph::ScoringGraph graph = graph::compile(b.rulebook);
  const data::Units units = units_of({row});
  const score::Sheet sheet = score::evaluate(graph, b.rulebook, units, score::Keep::all);
  Explanation explanation = score::explain(graph, b.rulebook, units, sheet, data::UnitId{0}, leaf);
  // Whatever is promised is what the changed unit scores.
  for (const Better& better : explanation.better) {
    std::vector<Cell> changed = row;
    for (const model::Setting& change : better.changes) {
      changed[model::index(change.input)] = Cell(change.number);
      CHECK(b.rulebook[change.input].range.contains(change.number));
      for (const InputId bound : b.rulebook[change.input].at_most) {
        const Cell& other = row[model::index(bound)];
        CHECK((better.changes.size() > 1 || other.state != State::value || change.number <= other.number));
      }
    }
    const score::Sheet again = score::evaluate(graph, b.rulebook, units_of({changed}), score::Keep::all);
    CHECK(again.columns[graph::index(graph.points[model::index(leaf)])].outcome(data::UnitId{0}) ==
          Outcome::of(better.points));
    CHECK(better.points > explanation.points.number());
  }
  return explanation;
}

std::vector<What> kinds_of(const Explanation& explanation) {
  std::vector<What> kinds;
  for (const Step& step : explanation.steps) kinds.push_back(step.what);
  return kinds;
}

/// 1.1.1 of the language page.
struct OnTime {
  Builder b;
  InputId issued;
  NodeId leaf;
  OnTime() {
    issued = b.input("plan_issued", KindTag::date, {}, {});
    b[issued].or_none = true;
    leaf = b.field(1);
    const Term date = b.read(issued);
    b[leaf].scoring = b.when({{b(1), date <= b(18992)},
                              {b(decimal("0.5")), b.operation(Operation::is_value, {date})},
                              {b(0), {}}});
  }
};

}  // namespace

TEST_CASE("of `when`, the lines up to the one that held are told") {
  OnTime rule;
  const Explanation late = explain_one(rule.b, rule.leaf, {19000});
  REQUIRE(late.steps.size() == 2);
  CHECK(late.steps[0].held == false);
  CHECK(late.steps[1].held == true);
  CHECK(late.steps[1].value == Outcome::of(decimal("0.5")));
  CHECK(late.steps[1].words == rule.b[rule.leaf].scoring.when[1].span);
  CHECK(late.steps[1].inputs == std::vector{rule.issued});
  REQUIRE(late.better.size() == 1);
  CHECK(late.better[0].changes[0].number == Number(18992));
  CHECK(late.better[0].words == rule.b[rule.leaf].scoring.when[0].span);
}

TEST_CASE("a plan never issued gains by being issued, on time most") {
  OnTime rule;
  const Explanation never = explain_one(rule.b, rule.leaf, {State::none});
  CHECK(never.steps.size() == 3);
  REQUIRE(never.better.size() == 2);
  std::vector<Number> points{never.better[0].points, never.better[1].points};
  std::sort(points.begin(), points.end());
  CHECK(points == std::vector<Number>{decimal("0.5"), 1});
}

TEST_CASE("what is missing is told as not known, with the lines that may follow") {
  OnTime rule;
  const Explanation open = explain_one(rule.b, rule.leaf, {State::missing});
  REQUIRE(open.steps.size() == 3);
  for (const Step& step : open.steps) CHECK_FALSE(step.held.has_value());
  CHECK(open.steps[0].is_reached);
  CHECK_FALSE(open.steps[0].is_rest);
  // `0 otherwise` does not hold: it would, if no line above did.
  CHECK_FALSE(open.steps[2].is_reached);
  CHECK(open.steps[2].is_rest);
  CHECK(open.steps[2].value == Outcome::of(0));
  CHECK(open.points == Outcome::within(closed(0, 1)));
  CHECK(open.better.empty());
}

TEST_CASE("a condition that does not apply ends the explanation") {
  Builder b;
  const InputId hired = b.yes_no("hired_by_the_book");
  b[hired].or_not_applicable = true;
  const NodeId leaf = b.field(1);
  b[leaf].scoring = b.when({{b(1), b.read(hired)}, {b(0), {}}});
  const Explanation none_hired = explain_one(b, leaf, {State::not_applicable});
  REQUIRE(none_hired.steps.size() == 1);
  CHECK_FALSE(none_hired.steps[0].held.has_value());
  CHECK_FALSE(none_hired.steps[0].applies);
  CHECK(none_hired.steps[0].value == Outcome::not_applicable());
  CHECK(none_hired.points == Outcome::not_applicable());
}

TEST_CASE("so does one of a checklist, and one of a clause") {
  Builder b;
  const InputId gate = b.yes_no("gate");
  const InputId published = b.yes_no("published");
  b[gate].or_not_applicable = true;
  const NodeId leaf = b.field(1);
  b[leaf].scoring = b.add_up({{b(decimal("0.25")), b.read(gate)}, {b(decimal("0.75")), b.read(published)}});
  b[leaf].scoring.zero_when = {b.guard(opposite(b.read(published)))};
  const Explanation no_gate = explain_one(b, leaf, {State::not_applicable, 1});
  CHECK(kinds_of(no_gate) == std::vector{What::line});
  CHECK_FALSE(no_gate.steps[0].applies);

  b[leaf].scoring = b.expression(b(1));
  b[leaf].scoring.caps = {{b(decimal("0.5")).id, b.read(gate).id, {}}};
  b[leaf].scoring.zero_when = {b.guard(b.read(published))};
  const Explanation capped = explain_one(b, leaf, {State::not_applicable, 1});
  CHECK(kinds_of(capped) == std::vector{What::expression, What::cap});
  CHECK(capped.points == Outcome::not_applicable());
}

TEST_CASE("after a guard that is open, the form tells what it would give") {
  Builder b;
  const InputId planned = b.input("planned", KindTag::count, 0, {});
  const InputId done = b.input("done", KindTag::count, 0, {});
  b[done].at_most = {planned};
  const NodeId leaf = b.field(2);
  const Term rate = b.named("rate", b.read(done) / b.read(planned));
  b[leaf].scoring = b.bands(rate, {{Range::point(1), b(2)},
                                   {{decimal("0.8"), Number(1), false, true}, rate * b(2)},
                                   {{{}, decimal("0.8"), false, true}, b(0)}});
  b[leaf].scoring.full_points_when = b.guard(b.read(planned) == b(0));
  const Explanation nothing = explain_one(b, leaf, {State::missing, State::missing});
  REQUIRE(kinds_of(nothing) ==
          std::vector{What::full_points, What::let, What::line, What::line, What::line});
  CHECK(nothing.steps[0].is_reached);
  for (std::size_t i = 2; i < 5; ++i) {
    CHECK_FALSE(nothing.steps[i].held.has_value());
    CHECK_FALSE(nothing.steps[i].is_reached);
  }
  // Where the form is reached something is planned, and in the second band the rate is the band's.
  CHECK(nothing.steps[1].value == Outcome::within(closed(0, 1)));
  CHECK(nothing.steps[3].value == Outcome::within({decimal("1.6"), Number(2), false, true}));

  // What is missing may be bound by what is there, and that may decide.
  const Explanation nine = explain_one(b, leaf, {State::missing, 9});
  CHECK(nine.steps[0].held == false);
  CHECK(nine.steps[2].is_reached);
  REQUIRE(nine.inputs == std::vector{planned, done});
  CHECK(nine.can_be[0].range.low == Number(9));
  CHECK(nine.can_be[1] == Outcome::of(9));
}

TEST_CASE("a cap that is open tells what is left under it, one that acts what the points are") {
  Builder b;
  const InputId late = b.yes_no("late");
  const NodeId leaf = b.field(3);
  b[leaf].scoring = b.expression(b(3));
  b[leaf].scoring.caps = {{b(2).id, b.read(late).id, {}}};
  const Explanation open = explain_one(b, leaf, {State::missing});
  REQUIRE(kinds_of(open) == std::vector{What::expression, What::cap});
  CHECK_FALSE(open.steps[1].held.has_value());
  CHECK(open.steps[1].value == Outcome::of(2));
  CHECK(open.points == Outcome::within(closed(2, 3)));
  CHECK(explain_one(b, leaf, {1}).steps[1].value == Outcome::of(2));
  CHECK_FALSE(explain_one(b, leaf, {0}).steps[1].value.has_value());
}

TEST_CASE("of bands, the subject and the nearest value that reaches the next band") {
  Builder b;
  const InputId planned = b.input("planned", KindTag::count, 0, {});
  const InputId done = b.input("done", KindTag::count, 0, {});
  b[done].at_most = {planned};
  const NodeId leaf = b.field(2);
  const Term rate = b.named("rate", b.read(done) / b.read(planned));
  b[leaf].scoring = b.bands(rate, {{Range::point(1), b(2)},
                                   {{decimal("0.8"), Number(1), false, true}, rate * b(2)},
                                   {{{}, decimal("0.8"), false, true}, b(0)}});
  b[leaf].scoring.full_points_when = b.guard(b.read(planned) == b(0));

  const Explanation poor = explain_one(b, leaf, {40, 31});
  CHECK(kinds_of(poor) ==
        std::vector{What::full_points, What::let, What::line, What::line, What::line});
  CHECK(poor.steps[1].name == "rate");
  CHECK(poor.steps[1].value == Outcome::of(Number::fraction(31, 40)));
  REQUIRE(poor.better.size() == 2);
  CHECK(poor.better[0].changes[0].input == done);
  CHECK(poor.better[0].changes[0].number == Number(32));
  CHECK(poor.better[0].points == decimal("1.6"));
  CHECK(poor.better[1].changes[0].number == Number(40));
  CHECK(poor.better[1].points == Number(2));

  // Inside the band one more is worth a little, all of them more.
  const Explanation good = explain_one(b, leaf, {40, 36});
  REQUIRE(good.better.size() == 2);
  CHECK(good.better[0].changes[0].number == Number(37));
  CHECK(good.better[1].changes[0].number == Number(40));

  const Explanation none_planned = explain_one(b, leaf, {0, 0});
  CHECK(kinds_of(none_planned) == std::vector{What::full_points});
  CHECK(none_planned.steps[0].held == true);
  CHECK(none_planned.better.empty());
}

TEST_CASE("of a deduction, one fewer and none at all, and the bound where it acted") {
  Builder b;
  const InputId late = b.input("late", KindTag::count, 0, {});
  const NodeId leaf = b.field(2);
  b[leaf].scoring = b.deduct(b(decimal("0.5")), b.read(late));
  b[leaf].scoring.not_below = b.guard(b(0));
  const Explanation two = explain_one(b, leaf, {2});
  CHECK(kinds_of(two) == std::vector{What::expression});
  CHECK(two.steps[0].value == Outcome::of(1));
  REQUIRE(two.better.size() == 2);
  CHECK(two.better[0].changes[0].number == Number(1));
  CHECK(two.better[1].changes[0].number == Number(0));
  CHECK(two.better[0].words == b[leaf].scoring.adjustments[0].span);
  const Explanation nine = explain_one(b, leaf, {9});
  CHECK(kinds_of(nine) == std::vector{What::expression, What::bound});
  REQUIRE(nine.better.size() == 2);
  CHECK(nine.better[0].changes[0].number == Number(3));
  CHECK(nine.better[1].changes[0].number == Number(0));
}

TEST_CASE("of a checklist, each item that is not there") {
  Builder b;
  const InputId window = b.yes_no("single_window");
  const InputId published = b.yes_no("published");
  const NodeId leaf = b.field(1);
  b[leaf].scoring = b.add_up({{b(decimal("0.25")), b.read(window)}, {b(decimal("0.75")), b.read(published)}});
  const Explanation nothing = explain_one(b, leaf, {0, 0});
  CHECK(nothing.steps.size() == 2);
  REQUIRE(nothing.better.size() == 2);
  CHECK(nothing.better[0].words == b[leaf].scoring.adjustments[0].span);
  CHECK(nothing.better[1].words == b[leaf].scoring.adjustments[1].span);
  CHECK(explain_one(b, leaf, {1, 1}).better.empty());
}

TEST_CASE("a method call is opened: its value, then its lines up to the one that held") {
  Builder b;
  const InputId planned = b.input("planned", KindTag::count, 1, {});
  const InputId done = b.input("done", KindTag::count, 0, {});
  b[done].at_most = {planned};
  const NodeId leaf = b.field(2);
  const Term rate = b.read(done) / b.read(planned);
  const Term body = b.operation(Operation::choose, {rate >= b(1), b(2), rate >= b(decimal("0.8")), rate * b(2), b(0)});
  b[leaf].scoring = b.expression(b.named("proportional", body, true));
  const Explanation ninety = explain_one(b, leaf, {10, 9});
  CHECK(kinds_of(ninety) == std::vector{What::expression, What::method_line, What::method_line});
  CHECK(ninety.steps[0].name == "proportional");
  CHECK(ninety.steps[0].value == Outcome::of(decimal("1.8")));
  CHECK(ninety.steps[2].held == true);
  REQUIRE(ninety.better.size() == 1);
  CHECK(ninety.better[0].points == Number(2));
  const Explanation half = explain_one(b, leaf, {10, 5});
  REQUIRE(half.better.size() == 2);
  CHECK(half.better[0].changes[0].number == Number(8));
}

TEST_CASE("of a continuous value, what it can attain alone") {
  Builder b;
  const InputId satisfied = b.input("satisfied", KindTag::number, 1, 5);
  const NodeId leaf = b.field(3);
  b[leaf].scoring = b.expression((b.read(satisfied) - b(1)) / b(4) * b(3));
  const Explanation middle = explain_one(b, leaf, {3});
  REQUIRE(middle.better.size() == 1);
  CHECK(middle.better[0].changes[0].number == Number(5));
  CHECK(middle.better[0].points == Number(3));
}

TEST_CASE("where no single change helps, two do") {
  Builder b;
  const InputId planned = b.yes_no("planned");
  const InputId reported = b.yes_no("reported");
  const NodeId leaf = b.field(1);
  b[leaf].scoring = b.when({{b(1), both(b.read(planned), b.read(reported))}, {b(0), {}}});
  const Explanation neither = explain_one(b, leaf, {0, 0});
  REQUIRE(neither.better.size() == 1);
  CHECK(neither.better[0].changes.size() == 2);
}

TEST_CASE("entered points gain a step, or all") {
  Builder b;
  const InputId points = b.input("1", KindTag::points, 0, 2);
  b[points].step = decimal("0.5");
  const NodeId leaf = b.field(2);
  b[leaf].scoring = b.of(model::ScoringForm::entered);
  b[leaf].scoring.entered = points;
  const Explanation one = explain_one(b, leaf, {1});
  CHECK(kinds_of(one) == std::vector{What::entered});
  REQUIRE(one.better.size() == 2);
  CHECK(one.better[0].changes[0].number == decimal("1.5"));
  CHECK(one.better[1].changes[0].number == Number(2));
}

TEST_CASE("of any leaf: steps come from its rules, and what is promised is scored") {
  std::size_t promises = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    Maker maker(seed);
    maker.make();
    for (int i = 0; i < 4; ++i) {
      const std::vector<Cell> row = maker.unit(i % 2 == 0 ? 0 : 5);
      for (std::uint32_t n = 0; n < maker.b.rulebook.nodes.size(); ++n) {
        if (!maker.b.rulebook.nodes[n].is_leaf()) continue;
        INFO("seed " << seed << ", node " << maker.b.rulebook.nodes[n].number);
        const Explanation explanation = explain_one(maker.b, NodeId{n}, row);
        promises += explanation.better.size();
        CHECK(explanation.better.size() <= 4);
        const bool is_full = explanation.points.state() == State::value &&
                             explanation.points.number() >= maker.b.rulebook.nodes[n].max;
        CHECK((!is_full || explanation.better.empty()));
      }
    }
  }
  CHECK(promises > 100);
}
