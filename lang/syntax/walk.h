// All expressions that stand in a piece of the tree, however deep. A visit may change the expression, and says whether to
// go on to what it is made of.
#pragma once

#include <variant>

#include "lang/syntax/each.h"
#include "lang/syntax/tree.h"

namespace barem::syntax {

/// The expression itself first, then what it is made of.
template <typename Visit>
void each_expression(Expression& expression, const Visit& visit) {
  if (!visit(expression)) return;
  for (Expression& operand : expression.operands) each_expression(operand, visit);
  for (Over& over : expression.over)
    for (Expression& condition : over.where) each_expression(condition, visit);
}

template <typename Visit>
void each_expression(std::optional<Expression>& expression, const Visit& visit) {
  if (expression) each_expression(*expression, visit);
}

template <typename Visit>
void each_expression(Clause& clause, const Visit& visit) {
  std::visit(Each{[&](WhenLine& one) {
                    each_expression(one.value, visit);
                    each_expression(one.condition, visit);
                  },
                  [&](Bands& one) {
                    each_expression(one.subject, visit);
                    for (Band& row : one.rows) {
                      each_expression(row.range.low, visit);
                      each_expression(row.range.high, visit);
                      each_expression(row.value, visit);
                    }
                  },
                  [&](Adjustment& one) {
                    each_expression(one.amount, visit);
                    each_expression(one.per, visit);
                    each_expression(one.when, visit);
                  },
                  [&](ExpressionLine& one) { each_expression(one.value, visit); },
                  [&](AtMost& one) { each_expression(one.bound, visit); },
                  [&](NotBelow& one) { each_expression(one.bound, visit); },
                  [&](NotApplicableWhen& one) { each_expression(one.condition, visit); },
                  [&](FullPointsWhen& one) { each_expression(one.condition, visit); },
                  [&](ZeroWhen& one) { each_expression(one.condition, visit); },
                  [&](IfMissing& one) { each_expression(one.value, visit); },
                  [&](WithoutEvidence& one) { each_expression(one.value, visit); },
                  [&](Let& one) { each_expression(one.value, visit); },
                  [&](Cap& one) {
                    each_expression(one.value, visit);
                    each_expression(one.condition, visit);
                  },
                  [](auto&) {}},  // clauses without expressions
             clause.body);
}

/// Examples are left out: they set values, and speak of no other item.
template <typename Visit>
void each_expression(Item& item, const Visit& visit) {
  std::visit(Each{[&](Constant& one) { each_expression(one.value, visit); },
                  [&](Let& one) { each_expression(one.value, visit); },
                  [&](Node& one) {
                    for (Clause& clause : one.clauses) each_expression(clause, visit);
                  },
                  [&](Method& one) {
                    for (Clause& clause : one.clauses) each_expression(clause, visit);
                  },
                  [&](Classes& one) {
                    for (ClassLine& line : one.lines) each_expression(line.condition, visit);
                  },
                  [&](WithoutEvidence& one) { each_expression(one.value, visit); },
                  [&](RankApart& one) { each_expression(one.condition, visit); },
                  [](auto&) {}},
             item.body);
}

}  // namespace barem::syntax
