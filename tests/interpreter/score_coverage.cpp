// Which lines examples reach: known to be gone through, and doing something.
#include <string>
#include <vector>

#include "interpreter/score/coverage.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_maker.h"

using namespace barem;
using namespace barem::test;
using score::Coverage;

namespace {

void reach(Coverage& coverage, const Builder& b, NodeId leaf, const std::vector<Cell>& row) {
  const graph::ScoringGraph graph = graph::compile(b.rulebook);
  const data::Units units = units_of({row});
  const score::Sheet sheet = score::evaluate(graph, b.rulebook, units, score::Keep::all);
  coverage.reach(score::steps_of(graph, b.rulebook, units, sheet, data::UnitId{0}, leaf));
}

/// A letter a line, in the order of the file: `+` where it is reached.
std::string reached(const Coverage& coverage) {
  std::string text;
  for (const score::RuleLine& line : coverage.lines()) text += line.is_reached ? '+' : '-';
  return text;
}

}  // namespace

TEST_CASE("a line is reached where it holds, those before it are not") {
  Builder b;
  const InputId done = b.input("done", KindTag::count, 0, 10);
  const NodeId leaf = b.field(2);
  b[leaf].scoring = b.when({{b(2), b.read(done) >= b(8)}, {b(1), b.read(done) >= b(5)}, {b(0), {}}});
  Coverage coverage(b.rulebook);
  CHECK(reached(coverage) == "---");
  reach(coverage, b, leaf, {6});
  CHECK(reached(coverage) == "-+-");
  reach(coverage, b, leaf, {State::missing});
  CHECK(reached(coverage) == "-+-");
  reach(coverage, b, leaf, {0});
  CHECK(reached(coverage) == "-++");
}

TEST_CASE("behind a guard that holds or is open nothing is reached") {
  Builder b;
  const InputId exempt = b.yes_no("exempt");
  const InputId window = b.yes_no("window");
  const NodeId leaf = b.field(1);
  b[leaf].scoring = b.add_up({{b(decimal("0.25")), b.read(window)}, {b(decimal("0.75")), opposite(b.read(window))}});
  b[leaf].scoring.full_points_when = b.guard(b.read(exempt));
  Coverage coverage(b.rulebook);
  reach(coverage, b, leaf, {1, 1});
  CHECK(reached(coverage) == "--+");
  reach(coverage, b, leaf, {State::missing, 1});
  CHECK(reached(coverage) == "--+");
  reach(coverage, b, leaf, {0, 0});
  CHECK(reached(coverage) == "-++");
}

TEST_CASE("an amount is reached where it takes something off, a guard where it holds") {
  Builder b;
  const InputId late = b.input("late", KindTag::count, 0, {});
  const InputId incident = b.yes_no("incident");
  const NodeId leaf = b.field(2);
  b[leaf].scoring = b.deduct(b(decimal("0.5")), b.read(late));
  b[leaf].scoring.not_below = b.guard(b(0));
  b[leaf].scoring.zero_when = {b.guard(b.read(incident))};
  Coverage coverage(b.rulebook);
  reach(coverage, b, leaf, {0, 0});
  CHECK(reached(coverage) == "--");
  reach(coverage, b, leaf, {1, 1});
  CHECK(reached(coverage) == "++");
}

TEST_CASE("a method's line is one line wherever it is called") {
  Builder b;
  const InputId rate = b.input("rate", KindTag::percent, 0, 1);
  const NodeId first = b.field(2);
  const NodeId second = b.field(2);
  const Term body = b.operation(Operation::choose, {b.read(rate) >= b(1), b(2), b.read(rate) * b(2)});
  const Term call = b.named("proportional", body, true);
  b[first].scoring = b.expression(call);
  b[second].scoring = b.expression(call);
  Coverage coverage(b.rulebook);
  const std::size_t lines = coverage.lines().size();
  reach(coverage, b, first, {1});
  CHECK(coverage.lines().size() == lines);
  CHECK(reached(coverage).find('+') != std::string::npos);
  CHECK(reached(coverage).find('-') != std::string::npos);
}
