// Which clause acts before which, and which `let` a clause needs.
#include "lang/syntax/order.h"

#include <algorithm>

#include "lang/syntax/each.h"

namespace barem::syntax {
namespace {

/// Where a clause stands among the others: in the order in which they act.
enum class Order : std::uint8_t {
  title,
  expect,
  evidence,
  basis,
  note,
  was,
  survey,
  not_applicable,
  full_points,
  scoring,
  bounds,
  if_missing,
  without_evidence,
  cap,
  zero,
  round,
  permission
};

Order order_of(const ClauseBody& body) {
  return std::visit(Each{
                        [](const Title&) { return Order::title; },
                        [](const Expect&) { return Order::expect; },
                        [](const Evidence&) { return Order::evidence; },
                        [](const WithoutEvidence&) { return Order::without_evidence; },
                        [](const Basis&) { return Order::basis; },
                        [](const Note&) { return Order::note; },
                        [](const Was&) { return Order::was; },
                        [](const LeftOpen&) { return Order::scoring; },
                        [](const Survey&) { return Order::survey; },
                        [](const NotApplicableWhen&) { return Order::not_applicable; },
                        [](const FullPointsWhen&) { return Order::full_points; },
                        [](const WhenLine&) { return Order::scoring; },
                        [](const Bands&) { return Order::scoring; },
                        [](const Adjustment&) { return Order::scoring; },
                        [](const ExpressionLine&) { return Order::scoring; },
                        [](const Entered&) { return Order::scoring; },
                        [](const MeanOfChildren&) { return Order::scoring; },
                        [](const Let&) { return Order::scoring; },
                        [](const AtMost&) { return Order::bounds; },
                        [](const NotBelow&) { return Order::bounds; },
                        [](const MayGoBelow&) { return Order::permission; },
                        [](const MayPassMax&) { return Order::permission; },
                        [](const IfMissing&) { return Order::if_missing; },
                        [](const Cap&) { return Order::cap; },
                        [](const ZeroWhen&) { return Order::zero; },
                        [](const Round&) { return Order::round; },
                    },
                    body);
}

bool uses(const Expression& expression, std::string_view name) {
  if (expression.form == Form::name && expression.text == name) return true;
  const auto any = [name](const std::vector<Expression>& list) {
    return std::any_of(list.begin(), list.end(), [name](const Expression& one) { return uses(one, name); });
  };
  return any(expression.operands) || std::any_of(expression.over.begin(), expression.over.end(),
                                                 [&](const Over& over) { return any(over.where); });
}

bool uses(const std::optional<Expression>& expression, std::string_view name) {
  return expression && uses(*expression, name);
}

bool uses(const ClauseBody& body, std::string_view name) {
  return std::visit(
      Each{
          [&](const WhenLine& one) { return uses(one.value, name) || uses(one.condition, name); },
          [&](const Bands& one) {
            return uses(one.subject, name) ||
                   std::any_of(one.rows.begin(), one.rows.end(), [&](const Band& row) {
                     return uses(row.value, name) || uses(row.range.low, name) || uses(row.range.high, name);
                   });
          },
          [&](const Adjustment& one) {
            return uses(one.amount, name) || uses(one.per, name) || uses(one.when, name);
          },
          [&](const ExpressionLine& one) { return uses(one.value, name); },
          [&](const AtMost& one) { return uses(one.bound, name); },
          [&](const NotBelow& one) { return uses(one.bound, name); },
          [&](const NotApplicableWhen& one) { return uses(one.condition, name); },
          [&](const FullPointsWhen& one) { return uses(one.condition, name); },
          [&](const Cap& one) { return uses(one.value, name) || uses(one.condition, name); },
          [&](const ZeroWhen& one) { return uses(one.condition, name); },
          [&](const IfMissing& one) { return uses(one.value, name); },
          [&](const WithoutEvidence& one) { return uses(one.value, name); },
          [&](const Let& one) { return uses(one.value, name); },
          [](const auto&) { return false; },  // clauses without expressions
      },
      body);
}

}  // namespace

std::vector<const Clause*> in_order(const std::vector<Clause>& clauses) {
  struct Placed {
    const Clause* clause;
    int place;
  };
  std::vector<Placed> placed;
  for (const Clause& clause : clauses) {
    const bool is_let = std::holds_alternative<Let>(clause.body);
    placed.push_back({&clause, 2 * static_cast<int>(order_of(clause.body)) + (is_let ? 0 : 1)});
  }
  bool moved = std::any_of(clauses.begin(), clauses.end(),
                           [](const Clause& clause) { return std::holds_alternative<Let>(clause.body); });
  while (moved) {
    moved = false;
    for (Placed& let : placed) {
      const auto* body = std::get_if<Let>(&let.clause->body);
      if (body == nullptr) continue;
      for (const Placed& user : placed) {
        const int before = user.place - user.place % 2;
        if (before >= let.place || user.clause == let.clause || !uses(user.clause->body, body->name.text))
          continue;
        let.place = before;
        moved = true;
      }
    }
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return a.place < b.place; });
  std::vector<const Clause*> result;
  for (const Placed& one : placed) result.push_back(one.clause);
  return result;
}

}  // namespace barem::syntax
