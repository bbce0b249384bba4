// From a rulebook to its scoring graph. Equal subexpressions become one node: the checker has marked them (canonical),
// and nodes made here for the clauses are looked up before they are added.
// The order of clauses is fixed in `leaf_points`, and nowhere else.
#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "interpreter/graph/graph.h"
#include "lang/value/fault.h"

namespace barem::graph {
namespace {

using model::ExpressionId;
using model::NodeId;
using model::ScoringForm;
using value::Number;
using value::fault;

Operation operation_of(model::Operation operation) {
  switch (operation) {
    case model::Operation::literal: return Operation::literal;
    case model::Operation::input: return Operation::input;
    case model::Operation::add: return Operation::add;
    case model::Operation::subtract: return Operation::subtract;
    case model::Operation::multiply: return Operation::multiply;
    case model::Operation::divide: return Operation::divide;
    case model::Operation::negate: return Operation::negate;
    case model::Operation::larger: return Operation::larger;
    case model::Operation::smaller: return Operation::smaller;
    case model::Operation::absolute: return Operation::absolute;
    case model::Operation::round: return Operation::round;
    case model::Operation::round_down: return Operation::round_down;
    case model::Operation::round_up: return Operation::round_up;
    case model::Operation::equal: return Operation::equal;
    case model::Operation::not_equal: return Operation::not_equal;
    case model::Operation::less: return Operation::less;
    case model::Operation::less_or_equal: return Operation::less_or_equal;
    case model::Operation::within: return Operation::within;
    case model::Operation::logical_and: return Operation::logical_and;
    case model::Operation::logical_or: return Operation::logical_or;
    case model::Operation::logical_not: return Operation::logical_not;
    case model::Operation::is_none: return Operation::is_none;
    case model::Operation::is_value: return Operation::is_value;
    case model::Operation::if_none: return Operation::if_none;
    case model::Operation::if_missing: return Operation::if_missing;
    case model::Operation::choose: return Operation::choose;
    case model::Operation::root: return Operation::root;
    case model::Operation::natural_logarithm: return Operation::natural_logarithm;
    case model::Operation::exponential: return Operation::exponential;
    case model::Operation::power: return Operation::power;
    case model::Operation::every: return Operation::every;
    case model::Operation::some: return Operation::some;
    case model::Operation::index:
    case model::Operation::node_points:
    case model::Operation::node_index:
    case model::Operation::node_max:
    case model::Operation::named: break;
  }
  fault("an expression that is no operation of its own");
}

// ---- equal nodes once -------------------------------------------------------------------------------------------

std::size_t mix(std::size_t seed, std::size_t more) { return (seed ^ more) * 0x9e3779b97f4a7c15U + (seed >> 29); }

std::size_t hash_of(const GraphNode& node) {
  std::size_t hash = static_cast<std::size_t>(node.operation);
  for (const GraphId operand : node.operands) hash = mix(hash, index(operand));
  hash = mix(hash, node.literal.hash());
  hash = mix(hash, model::index(node.input));
  if (node.range.low) hash = mix(hash, node.range.low->hash());
  if (node.range.high) hash = mix(hash, node.range.high->hash() + 1);
  return mix(hash, static_cast<std::size_t>(node.decimals));
}

/// Whose node it is and where it was written do not count: those are the first one's.
bool same(const GraphNode& a, const GraphNode& b) {
  return a.operation == b.operation && a.operands == b.operands && a.input == b.input && a.literal == b.literal &&
         a.range == b.range && a.decimals == b.decimals && a.rounding == b.rounding && a.weights == b.weights &&
         a.maxima == b.maxima;
}

// ---- the compiler -----------------------------------------------------------------------------------------------

class Compiler {
 public:
  explicit Compiler(const model::Rulebook& rulebook) : rulebook_(rulebook) {
    graph_.of_expression.assign(rulebook.expressions.size(), no_graph_node);
    graph_.points.assign(rulebook.nodes.size(), no_graph_node);
    graph_.applicable.assign(rulebook.nodes.size(), no_graph_node);
    graph_.index.assign(rulebook.nodes.size(), no_graph_node);
    graph_.stages.resize(rulebook.nodes.size());
  }

  ScoringGraph compile() {
    for (const NodeId field : rulebook_.fields) tree(field);
    for (const NodeId block : rulebook_.blocks) tree(block);
    if (!rulebook_.fields.empty()) whole();
    return finish();
  }

  ScoringGraph compile_only(const std::vector<ExpressionId>& expressions) {
    for (const ExpressionId id : expressions) expression(id);
    return finish();
  }

 private:
  ScoringGraph finish() {
    // An expression has the node of the first one equal to it.
    for (std::size_t i = 0; i < rulebook_.expressions.size(); ++i) {
      const ExpressionId first = canonical(ExpressionId{static_cast<std::uint32_t>(i)});
      graph_.of_expression[i] = graph_.of_expression[model::index(first)];
    }
    return std::move(graph_);
  }

  // -- nodes

  GraphId add(GraphNode node) {
    const std::size_t hash = hash_of(node);
    const auto [begin, end] = known_.equal_range(hash);
    for (auto it = begin; it != end; ++it) {
      GraphNode& earlier = graph_.nodes[index(it->second)];
      if (!same(earlier, node)) continue;
      if (earlier.node == model::no_node) earlier.node = node.node;
      if (earlier.span == source::Span{}) earlier.span = node.span;
      return it->second;
    }
    const GraphId id{static_cast<std::uint32_t>(graph_.nodes.size())};
    graph_.nodes.push_back(std::move(node));
    known_.emplace(hash, id);
    return id;
  }

  GraphId add(Operation operation, std::vector<GraphId> operands, source::Span span = {}) {
    GraphNode node;
    node.operation = operation;
    node.operands = std::move(operands);
    node.span = span;
    return add(std::move(node));
  }

  GraphId literal(const Number& number) {
    GraphNode node;
    node.literal = number;
    return add(std::move(node));
  }

  GraphId round(GraphId operand, int decimals, value::Rounding rounding, source::Span span) {
    GraphNode node;
    node.operation = Operation::round;
    node.operands = {operand};
    node.decimals = decimals;
    node.rounding = rounding;
    node.span = span;
    return add(std::move(node));
  }

  // -- expressions

  /// The first expression that means the same; a `named` one is its body.
  ExpressionId canonical(ExpressionId id) const {
    while (true) {
      const model::Expression& expression = rulebook_[id];
      if (model::is(expression.canonical) && expression.canonical != id) {
        id = expression.canonical;
      } else if (expression.operation == model::Operation::named) {
        id = expression.operands.front();
      } else {
        return id;
      }
    }
  }

  GraphId expression(ExpressionId written) {
    const ExpressionId id = canonical(written);
    GraphId& known = graph_.of_expression[model::index(id)];
    if (known != no_graph_node) return known;
    const model::Expression& expression_ = rulebook_[id];
    if (expression_.operation == model::Operation::index) return known = class_index();
    if (expression_.node != model::no_node) return known = of_node(expression_);
    GraphNode node = node_of(expression_);
    node.operands.reserve(expression_.operands.size());
    for (const ExpressionId operand : expression_.operands) node.operands.push_back(expression(operand));
    // The vector does not grow while an expression is compiled: `known` still holds.
    return known = add(std::move(node));
  }

  /// `points of 3.1`, `index of 3`: the other node, made now where it is further down the annex.
  GraphId of_node(const model::Expression& read) {
    const std::size_t at = model::index(read.node);
    if (read.operation == model::Operation::node_max) return graph_.applicable[at];  // asked by its own corrections
    tree(read.node);
    if (read.operation == model::Operation::node_points) return graph_.points[at];
    return graph_.index[at] = index_of(graph_.points[at], graph_.applicable[at]);
  }

  // -- how a leaf gets its points

  GraphId when_lines(const model::Scoring& scoring) {
    std::vector<GraphId> operands;
    for (const model::WhenLine& line : scoring.when) {
      // Holds because the checker has shown the conditions complete: the last line is the rest.
      const bool is_rest = !model::is(line.condition) || &line == &scoring.when.back();
      if (!is_rest) operands.push_back(expression(line.condition));
      operands.push_back(expression(line.value));
      if (is_rest) break;
    }
    if (operands.size() == 1) return operands.front();
    return add(Operation::choose, std::move(operands), scoring.span);
  }

  GraphId bands(const model::Scoring& scoring) {
    std::vector<GraphId> operands;
    for (const model::Band& band : scoring.bands) {
      // Holds because bands are a partition: what is in no earlier one is in the last.
      if (&band != &scoring.bands.back()) operands.push_back(expression(band.holds));
      operands.push_back(expression(band.value));
    }
    if (operands.size() == 1) return operands.front();
    return add(Operation::choose, std::move(operands), scoring.span);
  }

  GraphId adjustments(const model::Scoring& scoring, const Number& max) {
    GraphId sum = scoring.form == ScoringForm::deduct ? literal(max) : no_graph_node;
    for (const model::Adjustment& line : scoring.adjustments) {
      GraphId amount = expression(line.amount);
      if (model::is(line.per)) amount = add(Operation::multiply, {amount, expression(line.per)}, line.span);
      if (model::is(line.when)) {
        amount = add(Operation::choose, {expression(line.when), amount, literal(0)}, line.span);
      }
      if (sum == no_graph_node && !line.deduct) {
        sum = amount;
        continue;
      }
      if (sum == no_graph_node) sum = literal(0);
      sum = add(line.deduct ? Operation::subtract : Operation::add, {sum, amount}, line.span);
    }
    return sum == no_graph_node ? literal(0) : sum;
  }

  GraphId entered(model::InputId input, source::Span span) {
    GraphNode node;
    node.operation = Operation::input;
    node.input = input;
    node.span = span;
    return add(std::move(node));
  }

  GraphId form(const model::Scoring& scoring, const Number& max) {
    switch (scoring.form) {
      case ScoringForm::when: return when_lines(scoring);
      case ScoringForm::bands:
      case ScoringForm::progressive: return bands(scoring);
      case ScoringForm::add:
      case ScoringForm::deduct: return adjustments(scoring, max);
      case ScoringForm::expression: return expression(scoring.expression.expression);
      case ScoringForm::entered: return entered(scoring.entered, scoring.span);
      case ScoringForm::sum:
      case ScoringForm::mean:
      case ScoringForm::geometric_mean:
      case ScoringForm::not_scored: break;
    }
    fault("a leaf scored from children");
  }

  /// The clauses of a leaf in the order in which they act.
  LeafStages leaf_points(const model::Node& node) {
    const model::Scoring& scoring = node.scoring;
    LeafStages stages;
    stages.form = form(scoring, node.max);
    GraphId points = stages.form;
    if (scoring.at_most) {
      points = add(Operation::smaller, {points, expression(scoring.at_most->expression)}, scoring.at_most->span);
    }
    stages.at_most = points;
    if (scoring.not_below) {
      points = add(Operation::larger, {points, expression(scoring.not_below->expression)}, scoring.not_below->span);
    }
    stages.bounded = points;
    if (scoring.full_points_when) {
      stages.full_points = expression(scoring.full_points_when->expression);
      points = add(Operation::choose, {stages.full_points, literal(node.max), points}, scoring.full_points_when->span);
    }
    if (scoring.not_applicable_when) {
      const GraphId condition = expression(scoring.not_applicable_when->expression);
      points = add(Operation::not_applicable_if, {condition, points}, scoring.not_applicable_when->span);
    }
    stages.before_missing = points;
    // Outside the two above, so that a leaf whose very applicability waits for data has its points all the same.
    if (scoring.if_missing) {
      points = add(Operation::if_missing, {points, expression(scoring.if_missing->expression)},
                   scoring.if_missing->span);
    }
    stages.after_missing = points;
    if (scoring.evidence) {
      points = add(Operation::evidence_or,
                   {expression(scoring.evidence->given), points, expression(scoring.evidence->otherwise)},
                   scoring.evidence->span);
    }
    stages.with_evidence = points;
    for (const model::Cap& cap : scoring.caps) {
      const GraphId capped = add(Operation::smaller, {points, expression(cap.value)}, cap.span);
      points = add(Operation::choose, {expression(cap.condition), capped, points}, cap.span);
      stages.capped.push_back(points);
    }
    for (const model::Guard& zero : scoring.zero_when) {
      points = add(Operation::zero_if, {expression(zero.expression), points}, zero.span);
      stages.zeroed.push_back(points);
    }
    if (scoring.round) {
      points = round(points, scoring.round->decimals, scoring.round->rounding, scoring.round->span);
    }
    stages.computed = points;
    if (scoring.appraised != model::no_input)
      points = add(Operation::if_none, {entered(scoring.appraised, {}), points});
    stages.points = points;
    return stages;
  }

  // -- how a parent corrects its children

  /// What does not apply in a correction is left out, and does not take the parent with it.
  GraphId or_else(GraphId id, GraphId instead) {
    return always_applies(id) ? id : add(Operation::if_applicable, {id, instead});
  }

  /// True where it can be seen from the declarations; then nothing need stand in.
  bool always_applies(GraphId id) {
    const auto [known, is_new] = applies_.emplace(id, false);
    if (is_new) {
      const bool applies = find_applies(graph_.nodes[index(id)]);
      applies_[id] = applies;
      return applies;
    }
    return known->second;
  }
  bool find_applies(const GraphNode& node) {
    switch (node.operation) {
      case Operation::literal:
      case Operation::total_applicable:
      case Operation::applicable:
      case Operation::every:
      case Operation::some: return true;
      case Operation::input: return !rulebook_[node.input].or_not_applicable;
      case Operation::not_applicable_if:
      case Operation::index_of:
      case Operation::weighted_mean: return false;
      default:
        return std::all_of(node.operands.begin(), node.operands.end(),
                           [this](GraphId operand) { return always_applies(operand); });
    }
  }
  GraphId or_nothing(ExpressionId id) {
    const GraphId compiled = expression(id);
    return or_else(compiled, literal(0));
  }

  LeafStages corrected(const model::Node& node, GraphId children) {
    const model::Scoring& scoring = node.scoring;
    LeafStages stages;
    stages.children = children;
    GraphId points = children;
    for (const model::Adjustment& line : scoring.adjustments) {
      GraphId amount = or_nothing(line.amount);
      if (model::is(line.per)) amount = add(Operation::multiply, {amount, or_nothing(line.per)}, line.span);
      if (model::is(line.when)) amount = add(Operation::choose, {or_nothing(line.when), amount, literal(0)}, line.span);
      points = add(line.deduct ? Operation::subtract : Operation::add, {points, amount}, line.span);
    }
    stages.form = points;
    const auto bounded = [&](Operation operation, const std::optional<model::Guard>& guard) {
      if (!guard) return;
      const GraphId bound = expression(guard->expression);
      points = add(operation, {points, or_else(bound, points)}, guard->span);
    };
    bounded(Operation::smaller, scoring.at_most);
    stages.at_most = points;
    bounded(Operation::larger, scoring.not_below);
    stages.bounded = stages.before_missing = stages.after_missing = stages.with_evidence = points;
    for (const model::Cap& cap : scoring.caps) {
      const GraphId value = expression(cap.value);
      const GraphId capped = add(Operation::smaller, {points, or_else(value, points)}, cap.span);
      points = add(Operation::choose, {or_nothing(cap.condition), capped, points}, cap.span);
      stages.capped.push_back(points);
    }
    for (const model::Guard& zero : scoring.zero_when) {
      points = add(Operation::zero_if, {or_nothing(zero.expression), points}, zero.span);
      stages.zeroed.push_back(points);
    }
    if (scoring.round) points = round(points, scoring.round->decimals, scoring.round->rounding, scoring.round->span);
    stages.computed = stages.points = points;
    return stages;
  }

  // -- the tree

  void mark(GraphId id, NodeId node) {
    GraphNode& of = graph_.nodes[index(id)];
    if (of.node == model::no_node) of.node = node;
    if (of.span == source::Span{}) of.span = rulebook_[node].span;
  }

  GraphId applicable_maximum(GraphId points, const Number& max) {
    GraphNode node;
    node.operation = Operation::applicable;
    node.operands = {points};
    node.literal = max;
    return add(std::move(node));
  }

  /// Ends because no node depends on itself: the checker has looked.
  void tree(NodeId id) {
    const model::Node& node = rulebook_[id];
    const std::size_t at = model::index(id);
    if (graph_.points[at] != no_graph_node) return;
    for (const NodeId child : node.children) tree(child);
    if (node.is_leaf()) {
      graph_.stages[at] = leaf_points(node);
      graph_.points[at] = graph_.stages[at].points;
      graph_.applicable[at] = applicable_maximum(graph_.points[at], node.max);
    } else {
      GraphId children;
      std::tie(children, graph_.applicable[at]) = combined(node.children, node.scoring.form, node.max);
      if (node.is_block()) graph_.applicable[at] = applicable_maximum(children, node.max);
      if (node.is_corrected()) {
        graph_.stages[at] = corrected(node, children);
        children = graph_.stages[at].points;
      }
      graph_.points[at] = children;
    }
    mark(graph_.points[at], id);
    if (graph_.nodes[index(graph_.applicable[at])].node == model::no_node) {
      graph_.nodes[index(graph_.applicable[at])].node = id;
    }
    if (node.parent == model::no_node || is_corrected_within(graph_.points[at], graph_.applicable[at]))
      graph_.index[at] = index_of(graph_.points[at], graph_.applicable[at]);
  }

  /// Points and applicable maximum from those of the children.
  std::pair<GraphId, GraphId> combined(const std::vector<NodeId>& children, ScoringForm form_, const Number& max) {
    if (model::is_mean(form_)) {
      const GraphId points = mean(children, form_, max);
      return {points, applicable_maximum(points, max)};
    }
    std::vector<GraphId> points;
    std::vector<GraphId> applicable;
    for (const NodeId child : children) {
      points.push_back(graph_.points[model::index(child)]);
      applicable.push_back(graph_.applicable[model::index(child)]);
    }
    // Added after the vectors are complete: `total` must not depend on the order of evaluation here.
    const GraphId total = add(Operation::total, std::move(points));
    return {total, add(Operation::total_applicable, std::move(applicable))};
  }

  GraphId mean(const std::vector<NodeId>& children, ScoringForm form_, const Number& max) {
    GraphNode node;
    node.operation = form_ == ScoringForm::mean ? Operation::weighted_mean : Operation::geometric_mean;
    node.literal = max;
    for (const NodeId child : children) {
      const std::size_t at = model::index(child);
      graph_.index[at] = index_of(graph_.points[at], graph_.applicable[at]);
      node.operands.push_back(graph_.index[at]);
      node.weights.push_back(rulebook_[child].weight.value_or(Number(1)));
    }
    return add(std::move(node));
  }

  /// The summands of points that are sums of sums. False where something else acts on a sum.
  bool summands(GraphId points, GraphId applicable, GraphNode& into) const {
    const GraphNode& of = graph_.nodes[index(points)];
    const GraphNode& maximum = graph_.nodes[index(applicable)];
    if (maximum.operation == Operation::total_applicable) {
      if (of.operation != Operation::total) return false;
      for (std::size_t i = 0; i < of.operands.size(); ++i)
        if (!summands(of.operands[i], maximum.operands[i], into)) return false;
      return true;
    }
    into.operands.push_back(points);
    into.maxima.push_back(maximum.literal);
    return true;
  }

  /// Whether the quotient is no longer one of sums, so that reports cannot work it out from points and maxima.
  bool is_corrected_within(GraphId points, GraphId applicable) const {
    GraphNode unused;
    return !summands(points, applicable, unused);
  }

  GraphId index_of(GraphId points, GraphId applicable) {
    GraphNode node;
    node.operation = Operation::index_of;
    node.operands = {points, applicable};
    if (!summands(points, applicable, node)) {
      node.operands.resize(2);
      node.maxima.clear();
    }
    return add(std::move(node));
  }

  void whole() {
    std::tie(graph_.total_points, graph_.total_applicable) =
        combined(rulebook_.fields, rulebook_.combine, rulebook_.scale);
    for (const NodeId block : rulebook_.blocks) {
      const bool is_bonus = rulebook_[block].role == model::Role::bonus;
      const GraphId points = or_else(graph_.points[model::index(block)], literal(0));
      graph_.total_points = add(is_bonus ? Operation::add : Operation::subtract, {graph_.total_points, points});
    }
    if (rulebook_.index_at_most)
      graph_.total_points = add(Operation::smaller, {graph_.total_points, graph_.total_applicable}, *rulebook_.index_at_most);
    if (rulebook_.index_not_below)
      graph_.total_points = add(Operation::larger, {graph_.total_points, literal(0)}, *rulebook_.index_not_below);
    graph_.total_index = index_of(graph_.total_points, graph_.total_applicable);
    if (rulebook_.publish) publish(*rulebook_.publish);
    if (rulebook_.rank_within != model::no_input) graph_.rank_within = entered(rulebook_.rank_within, {});
    if (rulebook_.rank_apart) graph_.rank_apart = expression(rulebook_.rank_apart->expression);
    for (const model::ClassLine& line : rulebook_.classes) {
      graph_.class_conditions.push_back(model::is(line.condition) ? expression(line.condition) : no_graph_node);
    }
  }

  void publish(const model::Publish& as) {
    GraphId exact = graph_.total_index;
    switch (as.form) {
      case model::IndexForm::percent: exact = add(Operation::multiply, {exact, literal(100)}); break;
      case model::IndexForm::number: break;
      case model::IndexForm::points: exact = graph_.total_points; break;
    }
    graph_.published = round(exact, as.decimals, as.rounding, as.span);
  }

  /// The index in the conditions of classes: a fraction of 1, whatever the form published.
  GraphId class_index() {
    if (rulebook_.classes_by != model::IndexUsed::published || graph_.published == no_graph_node) {
      return graph_.total_index;
    }
    switch (rulebook_.publish->form) {
      case model::IndexForm::percent: return add(Operation::divide, {graph_.published, literal(100)});
      case model::IndexForm::number: return graph_.published;
      case model::IndexForm::points:
        return add(Operation::divide, {graph_.published, graph_.total_applicable});
    }
    fault("an index published in no form");
  }

  const model::Rulebook& rulebook_;
  ScoringGraph graph_;
  std::unordered_multimap<std::size_t, GraphId> known_;
  std::unordered_map<GraphId, bool> applies_;  ///< what `always_applies` has found
};

}  // namespace

ScoringGraph compile(const model::Rulebook& rulebook) { return Compiler(rulebook).compile(); }

ScoringGraph compile_expressions(const model::Rulebook& rulebook, const std::vector<ExpressionId>& expressions) {
  return Compiler(rulebook).compile_only(expressions);
}

GraphNode node_of(const model::Expression& expression) {
  GraphNode node;
  node.operation = operation_of(expression.operation);
  node.literal = expression.literal;
  node.input = expression.operation == model::Operation::input ? expression.input : model::no_input;
  node.range = expression.range;
  node.decimals = expression.decimals;
  node.rounding = expression.rounding;
  node.span = expression.span;
  return node;
}

std::vector<GraphId> needed_for(const ScoringGraph& graph, GraphId root) {
  if (root == no_graph_node) return {};
  std::vector<bool> seen(index(root) + 1, false);
  std::vector<GraphId> needed{root};
  seen[index(root)] = true;
  for (std::size_t i = 0; i < needed.size(); ++i) {
    for (const GraphId operand : graph.nodes[index(needed[i])].operands) {
      if (seen[index(operand)]) continue;
      seen[index(operand)] = true;
      needed.push_back(operand);
    }
  }
  std::sort(needed.begin(), needed.end());
  return needed;
}

}  // namespace barem::graph
