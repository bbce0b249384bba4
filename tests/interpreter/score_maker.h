// Made-up rulebooks, for laws of the scores that hold whatever the rules say.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/interpreter/score_builder.h"
#include "tests/laws/naive.h"

namespace barem::test {

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

}  // namespace barem::test
