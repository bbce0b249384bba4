// The graph is walked once for each unit, each node as a sum: a number and multiples of what is no fraction. `exp(-2)`
// stands for itself there, so that 0.4 + 0.8 + exp(-2) is 1.2 + exp(-2), however it came about. See separation.h.
#include "interpreter/score/separation.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"

namespace barem::score {
namespace {

using graph::GraphId;
using graph::GraphNode;
using graph::Operation;
using value::Number;
using value::Outcome;
using value::State;

/// A number plus multiples of terms, each named by the operation and what goes into it.
struct Sum {
  Number constant;
  std::map<std::string, Number> terms;

  friend bool operator==(const Sum&, const Sum&) = default;
  bool is_number() const { return terms.empty(); }

  void add(const Sum& other, const Number& times) {
    constant += other.constant * times;
    for (const auto& [term, factor] : other.terms) {
      Number& own = terms[term];
      own += factor * times;
      if (own.is_zero()) terms.erase(term);
    }
  }
  std::string to_text() const {
    std::string text = constant.to_fraction();
    for (const auto& [term, factor] : terms) text += "+" + factor.to_fraction() + "*{" + term + "}";
    return text;
  }
};

/// A node in one unit: what it can be, and the one result as a sum; none where data are missing.
struct Result {
  Outcome outcome;
  std::optional<Sum> sum;
};
using Operands = std::vector<const Result*>;

bool surely_applies(const Result& result) { return !result.outcome.may_be_not_applicable; }

Sum scaled(const Sum& sum, const Number& times) {
  Sum result;
  result.add(sum, times);
  return result;
}

/// The points of children that all apply, by weights; nothing where one may not apply.
std::optional<Sum> weighted(const Operands& children, const std::vector<Number>& weights, const Number& times) {
  Sum sum;
  Number total;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (children[i]->outcome.state() == State::not_applicable) continue;
    if (!surely_applies(*children[i])) return std::nullopt;
    const Number weight = weights.empty() ? Number(1) : weights[i];
    sum.add(*children[i]->sum, weight);
    total += weight;
  }
  if (total.is_zero()) return std::nullopt;
  return scaled(sum, weights.empty() ? times : times / total);
}

/// The operand that is the largest (smallest) whatever the digits to come.
std::optional<Sum> extreme(const Operands& operands, bool largest) {
  for (const Result* one : operands) {
    const bool is_it = std::all_of(operands.begin(), operands.end(), [&](const Result* other) {
      const value::Range& a = one->outcome.range;
      const value::Range& b = other->outcome.range;
      return one == other || !(largest ? check::less_or_equal(b, a) : check::less_or_equal(a, b)).no;
    });
    if (is_it) return one->sum;
  }
  return std::nullopt;
}

std::optional<Sum> choice(const Operands& operands) {
  for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
    const Truth truth = truth_of(operands[i]->outcome);
    if (truth.yes && truth.no) return std::nullopt;
    if (truth.yes) return operands[i + 1]->sum;
  }
  return operands.back()->sum;
}

/// Where the operation is one of sums. Its result is single, and so are its operands.
std::optional<Sum> sum_of(const GraphNode& node, const Operands& operands) {
  const auto plus = [&](int sign) {
    Sum sum = *operands[0]->sum;
    sum.add(*operands[1]->sum, sign);
    return sum;
  };
  switch (node.operation) {
    case Operation::add: return plus(1);
    case Operation::subtract: return plus(-1);
    case Operation::negate: return scaled(*operands[0]->sum, -1);
    case Operation::multiply:
      if (operands[0]->sum->is_number()) return scaled(*operands[1]->sum, operands[0]->sum->constant);
      if (operands[1]->sum->is_number()) return scaled(*operands[0]->sum, operands[1]->sum->constant);
      return std::nullopt;
    case Operation::divide:
    case Operation::index_of:
      if (!operands[1]->sum->is_number() || operands[1]->sum->constant.is_zero()) return std::nullopt;
      return scaled(*operands[0]->sum, Number(1) / operands[1]->sum->constant);
    case Operation::larger:
    case Operation::smaller: return extreme(operands, node.operation == Operation::larger);
    case Operation::choose: return choice(operands);
    case Operation::if_none:
      if (operands[0]->outcome.may_be_none) return std::nullopt;
      return operands[0]->sum;
    case Operation::if_missing: return operands[0]->sum;
    case Operation::not_applicable_if:
    case Operation::zero_if:
      if (truth_of(operands[0]->outcome) != Truth{false, true, false}) return std::nullopt;
      return operands[1]->sum;
    case Operation::total: return weighted(operands, {}, 1);
    case Operation::weighted_mean: return weighted(operands, node.weights, node.literal);
    default: return std::nullopt;
  }
}

/// A geometric mean of numbers is one root: 0.2 and 0.6 have the same as 0.3 and 0.4.
std::optional<value::Radicand> radicand_of(const GraphNode& node, const Operands& operands) {
  std::vector<Number> numbers;
  std::vector<Number> weights;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (operands[i]->outcome.state() == State::not_applicable) continue;
    if (operands[i]->outcome.state() != State::value) return std::nullopt;
    numbers.push_back(operands[i]->outcome.number());
    weights.push_back(node.weights[i]);
  }
  return value::radicand_of_mean(numbers, weights);
}

/// What stands for itself: the operation with all that makes it what it is.
std::string term_of(const GraphNode& node, const Operands& operands) {
  const auto end = [](const std::optional<Number>& number) { return number ? number->to_fraction() : std::string("_"); };
  std::string text = std::to_string(static_cast<int>(node.operation)) + "/" + node.literal.to_fraction() + "/" +
                     std::to_string(node.decimals) + "/" + std::to_string(static_cast<int>(node.rounding)) + "/" +
                     end(node.range.low) + (node.range.low_open ? "<" : "") + end(node.range.high) +
                     (node.range.high_open ? ">" : "");
  if (node.operation == Operation::geometric_mean) {
    if (const std::optional<value::Radicand> radicand = radicand_of(node, operands))
      return text + "root " + std::to_string(radicand->degree) + " of " + radicand->number.to_fraction();
  }
  for (const Number& weight : node.weights) text += "/" + weight.to_fraction();
  for (const Result* operand : operands) text += "(" + operand->sum->to_text() + ")";
  return text;
}

/// Its sum where the outcome is decided.
Result decided(Outcome outcome) {
  Result result{std::move(outcome), std::nullopt};
  switch (result.outcome.state()) {
    case State::value: result.sum = Sum{result.outcome.number(), {}}; break;
    case State::none: result.sum = Sum{0, {{"none", 1}}}; break;
    case State::not_applicable: result.sum = Sum{0, {{"not applicable", 1}}}; break;
    case State::missing: break;
  }
  return result;
}

Result result_of(const GraphNode& node, const Operands& operands) {
  std::vector<const Outcome*> outcomes;
  for (const Result* operand : operands) outcomes.push_back(&operand->outcome);
  Result result = decided(outcome_of(node, outcomes));
  if (result.sum || !result.outcome.is_single) return result;
  // An input that is an enclosure stands for nothing: two of them may or may not be the same number.
  if (std::ranges::any_of(operands, [](const Result* operand) { return !operand->sum; })) return result;
  result.sum = sum_of(node, operands);
  if (!result.sum) result.sum = Sum{0, {{term_of(node, operands), 1}}};
  return result;
}

std::optional<Sum> result_of(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units,
                             data::UnitId unit, GraphId root) {
  const check::Knowledge known = known_of(rulebook, check::declared(rulebook), units, unit);
  std::unordered_map<std::size_t, Result> results;
  for (const GraphId id : graph::needed_for(graph, root)) {
    const GraphNode& node = graph.nodes[graph::index(id)];
    if (node.operation == Operation::input) {
      results[graph::index(id)] = decided(known.inputs[model::index(node.input)]);
      continue;
    }
    Operands operands;
    // A map keeps its elements in place as it grows: the pointers hold.
    for (const GraphId operand : node.operands) operands.push_back(&results.at(graph::index(operand)));
    results[graph::index(id)] = result_of(node, operands);
  }
  return results.at(graph::index(root)).sum;
}

}  // namespace

bool are_equal_by_rule(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units,
                       data::UnitId a, data::UnitId b, GraphId root) {
  const std::optional<Sum> one = result_of(graph, rulebook, units, a, root);
  return one && one == result_of(graph, rulebook, units, b, root);
}

}  // namespace barem::score
