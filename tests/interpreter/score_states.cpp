// The table of states, row by row, against single outcomes and against columns; and what it says in words.
#include <string>
#include <vector>

#include "interpreter/score/operations.h"
#include "interpreter/score/sheet.h"
#include "interpreter/score/states.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_builder.h"

using namespace barem;
using namespace barem::test;
using graph::GraphId;
using graph::GraphNode;
using score::Effect;
using score::outcome_of;

namespace {

std::size_t operand_count(graph::Operation operation) {
  using graph::Operation;
  switch (operation) {
    case Operation::negate:
    case Operation::absolute:
    case Operation::round:
    case Operation::round_down:
    case Operation::round_up:
    case Operation::within:
    case Operation::logical_not:
    case Operation::is_none:
    case Operation::is_value:
    case Operation::root:
    case Operation::natural_logarithm:
    case Operation::exponential:
    case Operation::applicable: return 1;
    case Operation::choose:
    case Operation::evidence_or: return 3;
    default: return 2;
  }
}

/// The operation of the inputs 0, 1, 2, as the last node of a graph of its own.
graph::ScoringGraph graph_of(graph::Operation operation) {
  graph::ScoringGraph graph;
  GraphNode last;
  last.operation = operation;
  last.literal = 5;
  last.weights = {Number::fraction(1, 4), Number::fraction(3, 4)};
  last.range = closed(0, 1);
  for (std::uint32_t i = 0; i < operand_count(operation); ++i) {
    GraphNode input;
    input.operation = graph::Operation::input;
    input.input = InputId{i};
    graph.nodes.push_back(input);
    last.operands.push_back(GraphId{i});
  }
  graph.nodes.push_back(last);
  return graph;
}

Outcome outcome_of_state(State state, int number) {
  switch (state) {
    case State::value: return Outcome::of(number);
    case State::none: return Outcome::none();
    case State::not_applicable: return Outcome::not_applicable();
    case State::missing: break;
  }
  return Outcome::within(closed(0, 1));
}

/// Operand 0 in a state, the others 1.
Outcome single(const graph::ScoringGraph& graph, State state) {
  const GraphNode& node = graph.nodes.back();
  std::vector<Outcome> operands;
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    operands.push_back(i == 0 ? outcome_of_state(state, 1) : Outcome::of(1));
  }
  std::vector<const Outcome*> pointers;
  for (const Outcome& operand : operands) pointers.push_back(&operand);
  return outcome_of(node, pointers);
}

Outcome in_column(const graph::ScoringGraph& graph, State state) {
  model::Rulebook rulebook;
  std::vector<Cell> row;
  for (std::size_t i = 0; i + 1 < graph.nodes.size(); ++i) {
    model::Input input;
    input.range = closed(0, 1);
    rulebook.inputs.push_back(input);
    row.push_back(i == 0 && state != State::value ? Cell(state) : Cell(1));
  }
  const score::Sheet sheet = score::evaluate(graph, rulebook, units_of({row}), score::Keep::all);
  return sheet.columns.back().outcome(data::UnitId{0});
}

/// What a row of the table says of operand 0 where the other operands are 1.
void check_effect(graph::Operation operation, Effect effect, const Outcome& outcome) {
  INFO("operation " << static_cast<int>(operation) << ", effect " << static_cast<int>(effect));
  switch (effect) {
    case Effect::none: CHECK(outcome == Outcome::none()); return;
    case Effect::no:
    case Effect::zero: CHECK(outcome == Outcome::of(0)); return;
    case Effect::not_applicable: CHECK(outcome == Outcome::not_applicable()); return;
    case Effect::interval:
      // The maximum asks only whether there are points, and some there are.
      if (operation == graph::Operation::applicable) CHECK(outcome == Outcome::of(5));
      else CHECK((outcome.state() == State::missing || outcome == Outcome::of(1)));
      return;
    case Effect::unknown: CHECK(outcome.may_be_value); return;
    case Effect::asked:
      CHECK(outcome == Outcome::of(operation == graph::Operation::is_value ? 0 : 1));
      return;
    case Effect::counts_as_no: {
      const Outcome with_no = single(graph_of(operation), State::value);
      if (operation == graph::Operation::applicable) CHECK(outcome == with_no);
      else CHECK(outcome.state() == State::value);
      return;
    }
    case Effect::left_out: CHECK(outcome == Outcome::of(1)); return;
    case Effect::renormalised: CHECK(outcome == Outcome::of(5)); return;
  }
}

}  // namespace

TEST_CASE("every row of the table of states holds, for single outcomes and in columns") {
  for (const score::StateRow& row : score::state_table) {
    for (const graph::Operation operation : row.operations) {
      const graph::ScoringGraph graph = graph_of(operation);
      check_effect(operation, row.none, single(graph, State::none));
      check_effect(operation, row.missing, single(graph, State::missing));
      check_effect(operation, row.not_applicable, single(graph, State::not_applicable));
      for (const State state : {State::value, State::none, State::missing, State::not_applicable}) {
        INFO("operation " << static_cast<int>(operation) << ", state " << static_cast<int>(state));
        // A root that is no fraction stands in a column at twelve decimals.
        Outcome expected = score::settled(single(graph, state));
        if (expected.state() == State::missing && expected.may_be_value)
          expected.range = value::outward(expected.range, score::shown_decimals);
        CHECK(in_column(graph, state) == expected);
      }
    }
  }
}

TEST_CASE("every operation with operands has one row") {
  for (int i = 0; i <= static_cast<int>(graph::Operation::weighted_mean); ++i) {
    const auto operation = static_cast<graph::Operation>(i);
    int rows = 0;
    for (const score::StateRow& row : score::state_table) {
      for (const graph::Operation member : row.operations) rows += member == operation ? 1 : 0;
    }
    const bool is_free = operation == graph::Operation::literal || operation == graph::Operation::input ||
                         operation == graph::Operation::if_missing || operation == graph::Operation::total_applicable;
    CHECK(rows == (is_free ? 0 : 1));
  }
}

TEST_CASE("what does not apply comes before what is none") {
  const Outcome none = Outcome::none();
  const Outcome not_applicable = Outcome::not_applicable();
  GraphNode node;
  node.operation = graph::Operation::add;
  CHECK(outcome_of(node, std::vector{&none, &not_applicable}) == not_applicable);
  node.operation = graph::Operation::less;
  CHECK(outcome_of(node, std::vector{&not_applicable, &none}) == not_applicable);
}

TEST_CASE("a line that is not reached is not looked at") {
  const Outcome yes = Outcome::of(1);
  const Outcome five = Outcome::of(5);
  const Outcome not_applicable = Outcome::not_applicable();
  GraphNode node;
  node.operation = graph::Operation::choose;
  CHECK(outcome_of(node, std::vector{&yes, &five, &not_applicable}) == five);
  CHECK(outcome_of(node, std::vector{&yes, &five, &not_applicable, &five, &not_applicable}) == five);
}
