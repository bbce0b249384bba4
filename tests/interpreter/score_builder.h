// Rulebooks by hand, for tests of the graph and the scores: no text, no checker.
//
//   Builder b;
//   const auto done = b.input("done", KindTag::count, 0, 10);
//   Node& leaf = b.leaf(b.field(2), 2);
//   leaf.scoring = b.when({{b(1), b.read(done) >= b(5)}, {b(0), {}}});
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/data/units.h"
#include "lang/model/rulebook.h"

namespace barem::test {

using model::ExpressionId;
using model::InputId;
using model::KindTag;
using model::NodeId;
using model::Operation;
using value::Number;
using value::Outcome;
using value::Range;
using value::State;

class Builder;

/// An expression of a builder, to be written with operators.
struct Term {
  Builder* builder = nullptr;
  ExpressionId id = model::no_expression;
};

class Builder {
 public:
  model::Rulebook rulebook;

  Builder() { rulebook.publish = model::Publish{}; }

  // -- inputs

  InputId input(const std::string& name, KindTag kind, std::optional<Number> low, std::optional<Number> high) {
    model::Input input;
    input.name = name;
    input.kind = {kind, 0};
    input.range = {std::move(low), std::move(high), false, false};
    rulebook.inputs.push_back(std::move(input));
    return InputId{static_cast<std::uint32_t>(rulebook.inputs.size() - 1)};
  }
  InputId yes_no(const std::string& name) { return input(name, KindTag::yes_no, 0, 1); }
  model::Input& operator[](InputId id) { return rulebook.inputs[model::index(id)]; }
  model::Node& operator[](NodeId id) { return rulebook.nodes[model::index(id)]; }

  // -- expressions

  Term operator()(const Number& number) {
    model::Expression expression;
    expression.literal = number;
    return add(std::move(expression));
  }
  Term read(InputId input) {
    model::Expression expression;
    expression.operation = Operation::input;
    expression.input = input;
    expression.kind = rulebook[input].kind;
    return add(std::move(expression));
  }
  Term index() {
    model::Expression expression;
    expression.operation = Operation::index;
    return add(std::move(expression));
  }
  Term operation(Operation operation, std::initializer_list<Term> operands, Range range = {}, int decimals = 0) {
    model::Expression expression;
    expression.operation = operation;
    for (const Term& operand : operands) expression.operands.push_back(operand.id);
    expression.range = std::move(range);
    expression.decimals = decimals;
    return add(std::move(expression));
  }
  Term within(Term subject, Range range) { return operation(Operation::within, {subject}, std::move(range)); }
  Term named(const std::string& name, Term body, bool is_method_call = false) {
    model::Expression expression;
    expression.operation = Operation::named;
    expression.name = name;
    expression.is_method_call = is_method_call;
    expression.operands = {body.id};
    return add(std::move(expression));
  }

  // -- the tree

  NodeId field(const Number& max) { return node(model::no_node, max); }
  NodeId node(NodeId parent, const Number& max) {
    const NodeId id{static_cast<std::uint32_t>(rulebook.nodes.size())};
    model::Node made;
    made.max = max;
    made.parent = parent;
    made.span = span();
    std::vector<NodeId>& siblings = parent == model::no_node ? rulebook.fields : (*this)[parent].children;
    const std::string prefix = parent == model::no_node ? "" : (*this)[parent].number + ".";
    made.number = prefix + std::to_string(siblings.size() + 1);
    made.label = made.number;
    siblings.push_back(id);
    if (parent == model::no_node) rulebook.scale += max;
    rulebook.nodes.push_back(std::move(made));
    return id;
  }

  // -- forms

  model::Scoring when(const std::vector<std::pair<Term, std::optional<Term>>>& lines) {
    model::Scoring scoring = of(model::ScoringForm::when);
    for (const auto& [value, condition] : lines) {
      scoring.when.push_back({value.id, condition ? condition->id : model::no_expression, span()});
    }
    return scoring;
  }
  model::Scoring bands(Term subject, const std::vector<std::pair<Range, Term>>& rows) {
    model::Scoring scoring = of(model::ScoringForm::bands);
    scoring.subject = subject.id;
    for (const auto& [range, value] : rows) {
      scoring.bands.push_back({range, within(subject, range).id, value.id, span(), span()});
    }
    return scoring;
  }
  model::Scoring expression(Term term) {
    model::Scoring scoring = of(model::ScoringForm::expression);
    scoring.expression = guard(term);
    return scoring;
  }
  model::Scoring deduct(Term amount, Term per) {
    model::Scoring scoring = of(model::ScoringForm::deduct);
    scoring.adjustments.push_back({true, amount.id, per.id, model::no_expression, span()});
    return scoring;
  }
  model::Scoring add_up(const std::vector<std::pair<Term, Term>>& lines) {
    model::Scoring scoring = of(model::ScoringForm::add);
    for (const auto& [amount, condition] : lines) {
      scoring.adjustments.push_back({false, amount.id, model::no_expression, condition.id, span()});
    }
    return scoring;
  }
  model::Scoring of(model::ScoringForm form) {
    model::Scoring scoring;
    scoring.form = form;
    scoring.span = span();
    return scoring;
  }
  model::Guard guard(Term term) { return {term.id, span()}; }

  /// A place of its own: tests tell rules apart by their spans.
  source::Span span() {
    ++spans_;
    return {source::FileId{}, spans_ * 10, spans_ * 10 + 5};
  }

 private:
  Term add(model::Expression expression) {
    const ExpressionId id{static_cast<std::uint32_t>(rulebook.expressions.size())};
    expression.canonical = expression.operation == Operation::named ? rulebook[expression.operands[0]].canonical : id;
    for (std::uint32_t i = 0; i < model::index(id) && expression.canonical == id; ++i) {
      if (means_the_same(rulebook.expressions[i], expression)) expression.canonical = rulebook.expressions[i].canonical;
    }
    expression.span = span();
    rulebook.expressions.push_back(std::move(expression));
    return {this, id};
  }

  bool means_the_same(const model::Expression& a, const model::Expression& b) const {
    if (a.operation != b.operation || a.operands.size() != b.operands.size()) return false;
    for (std::size_t i = 0; i < a.operands.size(); ++i) {
      if (rulebook[a.operands[i]].canonical != rulebook[b.operands[i]].canonical) return false;
    }
    return a.literal == b.literal && a.input == b.input && a.range == b.range && a.decimals == b.decimals &&
           a.rounding == b.rounding;
  }

  std::uint32_t spans_ = 0;
};

inline Term operator+(Term a, Term b) { return a.builder->operation(Operation::add, {a, b}); }
inline Term operator-(Term a, Term b) { return a.builder->operation(Operation::subtract, {a, b}); }
inline Term operator*(Term a, Term b) { return a.builder->operation(Operation::multiply, {a, b}); }
inline Term operator/(Term a, Term b) { return a.builder->operation(Operation::divide, {a, b}); }
inline Term operator<(Term a, Term b) { return a.builder->operation(Operation::less, {a, b}); }
inline Term operator>(Term a, Term b) { return b < a; }
inline Term operator<=(Term a, Term b) { return a.builder->operation(Operation::less_or_equal, {a, b}); }
inline Term operator>=(Term a, Term b) { return b <= a; }
inline Term operator==(Term a, Term b) { return a.builder->operation(Operation::equal, {a, b}); }
inline Term both(Term a, Term b) { return a.builder->operation(Operation::logical_and, {a, b}); }
inline Term either(Term a, Term b) { return a.builder->operation(Operation::logical_or, {a, b}); }
inline Term opposite(Term a) { return a.builder->operation(Operation::logical_not, {a}); }
inline Term if_none(Term a, Term b) { return a.builder->operation(Operation::if_none, {a, b}); }

/// What one input of one unit is: a number, or a state.
struct Cell {
  State state = State::value;
  Number number;
  // NOLINTNEXTLINE(google-explicit-constructor): tables of cells read better so.
  Cell(int whole) : number(whole) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Cell(Number exact) : number(std::move(exact)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Cell(State other) : state(other) {}
};

/// A row a unit, a column an input.
inline data::Units units_of(const std::vector<std::vector<Cell>>& rows) {
  data::Units units;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    data::Unit unit;
    unit.id = "u" + std::to_string(row + 1);
    units.units.push_back(std::move(unit));
    if (units.inputs.size() < rows[row].size()) units.inputs.resize(rows[row].size());
    for (std::size_t i = 0; i < rows[row].size(); ++i) {
      units.inputs[i].states.push_back(rows[row][i].state);
      units.inputs[i].numbers.push_back(rows[row][i].number);
    }
  }
  return units;
}

inline Number decimal(const char* text) { return Number::from_decimal(text).value(); }
inline Range closed(Number low, Number high) { return Range::closed(std::move(low), std::move(high)); }

}  // namespace barem::test
