// The graph of a rulebook: equal parts once, operands before what uses them, and a drawing that DOT can read.
#include <algorithm>
#include <optional>
#include <string>

#include "interpreter/graph/graph.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_builder.h"

using namespace barem;
using namespace barem::test;

namespace {

struct Two {
  Builder b;
  NodeId first;
  NodeId second;

  Two() {
    const InputId done = b.input("done", KindTag::count, 0, 10);
    const InputId planned = b.input("planned", KindTag::count, 1, 10);
    const NodeId field = b.field(4);
    b[field].title = "Plans \"and\" what \\ became of them, told at a length that no box can hold";
    first = b.node(field, 2);
    second = b.node(field, 2);
    const Term rate = b.named("rate", b.read(done) / b.read(planned));
    b[first].scoring = b.bands(rate, {{Range::point(1), b(2)}, {{{}, Number(1), false, true}, rate * b(2)}});
    b[second].scoring = b.expression((b.read(done) / b.read(planned)) * b(2));
    b[second].scoring.at_most = b.guard(b(2));
  }
};

}  // namespace

TEST_CASE("equal subexpressions are one node, and operands come first") {
  Two two;
  const graph::ScoringGraph graph = graph::compile(two.b.rulebook);
  int divisions = 0;
  int products = 0;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    divisions += graph.nodes[i].operation == graph::Operation::divide ? 1 : 0;
    products += graph.nodes[i].operation == graph::Operation::multiply ? 1 : 0;
    for (const graph::GraphId operand : graph.nodes[i].operands) CHECK(graph::index(operand) < i);
  }
  CHECK(divisions == 1);
  CHECK(products == 2);  // rate * 2 once, and 100 times the index
}

TEST_CASE("an equal expression has the node of the first, a named one that of its body") {
  Two two;
  const graph::ScoringGraph graph = graph::compile(two.b.rulebook);
  for (std::size_t i = 0; i < two.b.rulebook.expressions.size(); ++i) {
    const model::Expression& expression = two.b.rulebook.expressions[i];
    CHECK(graph.of_expression[i] == graph.of_expression[model::index(expression.canonical)]);
  }
}

TEST_CASE("what a node needs holds all its operands, in order") {
  Two two;
  const graph::ScoringGraph graph = graph::compile(two.b.rulebook);
  const auto needed = graph::needed_for(graph, graph.points[model::index(two.second)]);
  CHECK(std::is_sorted(needed.begin(), needed.end()));
  CHECK(needed.back() == graph.points[model::index(two.second)]);
  for (const graph::GraphId id : needed) {
    for (const graph::GraphId operand : graph.nodes[graph::index(id)].operands) {
      CHECK(std::binary_search(needed.begin(), needed.end(), operand));
    }
  }
}

TEST_CASE("a leaf without clauses has one stage for all") {
  Two two;
  const graph::ScoringGraph graph = graph::compile(two.b.rulebook);
  const graph::LeafStages& plain = graph.stages[model::index(two.first)];
  CHECK(plain.form == plain.points);
  const graph::LeafStages& bounded = graph.stages[model::index(two.second)];
  CHECK(bounded.form != bounded.bounded);
  CHECK(bounded.bounded == bounded.points);
}

TEST_CASE("the drawing closes what it opens and keeps quotes inside text") {
  Two two;
  const graph::ScoringGraph graph = graph::compile(two.b.rulebook);
  for (const auto& only : {std::optional<NodeId>{}, std::optional{two.first}, std::optional{two.second}}) {
    const std::string dot = graph::to_dot(graph, two.b.rulebook, source::Sources{}, only);
    CHECK(std::count(dot.begin(), dot.end(), '{') == std::count(dot.begin(), dot.end(), '}'));
    int quotes = 0;
    for (std::size_t i = 0; i < dot.size(); ++i) {
      if (dot[i] == '\\') ++i;
      else quotes += dot[i] == '"' ? 1 : 0;
    }
    CHECK(quotes % 2 == 0);
  }
  const std::string whole = graph::to_dot(graph, two.b.rulebook, source::Sources{}, std::nullopt);
  CHECK(whole.find("subgraph cluster_n0") != std::string::npos);
  CHECK(whole.find(R"(Plans \"and\" what \\ became of them, told…)") != std::string::npos);
  CHECK(whole.find("i0 -> n1;") != std::string::npos);
}
