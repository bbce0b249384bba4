// A small scored run made by hand, for tests of reports: two fields, a survey that may not be held, a value missing.
#pragma once

#include <optional>
#include <string>

#include "interpreter/report/results.h"
#include "tests/interpreter/score_builder.h"

namespace barem::test {

/// 1.1 is a third of `done`, 2 is entered by a council and not applicable where `held` is no.
struct Run {
  Builder b;
  NodeId first, part, second;
  std::optional<graph::ScoringGraph> graph;
  data::Units units;
  score::Sheet sheet;

  Run() {
    const InputId done = b.input("done", KindTag::count, 0, 9);
    const InputId held = b.yes_no("held");
    const InputId entered = b.input("2", KindTag::points, 0, 4);
    b[done].title = "Tasks completed";
    b[done].supplier = "unit";
    b[entered].role = model::InputRole::entered;
    b[entered].supplier = "council";
    first = b.field(6);
    b[first].title = "Direction";
    part = b.node(first, 6);
    b[part].title = "Plan";
    b[part].level = model::Level::component;
    b[part].evidence = {"Decision"};
    b[part].scoring = b.expression(b.read(done) * b(2) / b(3));
    second = b.field(4);
    b[second].title = "Impact";
    b[second].scoring = b.of(model::ScoringForm::entered);
    b[second].scoring.entered = entered;
    b[second].scoring.not_applicable_when = b.guard(opposite(b.read(held)));
    b.rulebook.title = "Small index";
    b.rulebook.version = "2024";
    b.rulebook.unit_word = "commune";
    b.rulebook.rank_by = model::IndexUsed::published;
    b.rulebook.classes_by = model::IndexUsed::exact;
    b.rulebook.classes = {{"A", (b.index() >= b(decimal("0.8"))).id, {}}, {"B", model::no_expression, {}}};
    b.rulebook.items = 3;
  }

  report::Results score(const std::vector<std::vector<Cell>>& rows) {
    units = units_of(rows);
    units.hash = "def";
    graph = graph::compile(b.rulebook);
    sheet = score::evaluate(*graph, b.rulebook, units, score::Keep::all);
    return {b.rulebook, *graph, units, sheet};
  }
};

}  // namespace barem::test
