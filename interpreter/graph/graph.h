// The scoring graph: a rulebook as a flat list of operations in order of dependence, shared subexpressions once.
// In: a rulebook without errors. Out: nodes to be evaluated one after the other, each over all units.
// Not here: values of units (data), how nodes are computed (score).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/model/rulebook.h"

namespace barem::graph {

enum class GraphId : std::uint32_t {};
constexpr std::size_t index(GraphId id) { return static_cast<std::size_t>(id); }
inline constexpr GraphId no_graph_node{0xffffffffU};

/// The operations: those of expressions, and those of the tree of the annex.
enum class Operation : std::uint8_t {
  literal, input,
  add, subtract, multiply, divide, negate, larger, smaller, absolute, round, round_down, round_up,
  equal, not_equal, less, less_or_equal, within,
  logical_and, logical_or, logical_not, is_none, is_value, if_none,
  every, some,        ///< of conditions; those not applicable are left out
  choose,             ///< c1 v1 c2 v2 … v
  not_applicable_if,  ///< operand 0 holds: not applicable; else operand 1
  if_missing,         ///< operand 0, or operand 1 where operand 0 is missing
  if_applicable,      ///< operand 0, or operand 1 where operand 0 is not applicable: corrections of a parent
  zero_if,            ///< 0 where operand 0 holds and operand 1 is applicable; else operand 1
  evidence_or,        ///< operand 1 where operand 0 (evidence given) holds or operand 1 is not applicable; else operand 2
  applicable,         ///< the maximum of a leaf (literal), or 0 where operand 0 is not applicable
  total,              ///< points of a parent: the sum of its children's, those not applicable left out;
                      ///< not applicable where all children are
  total_applicable,   ///< its applicable maximum: the sum of its children's
  index_of,           ///< operand 0 (points) ÷ operand 1 (applicable maximum); not applicable where that is 0.
                      ///< The other operands, with their `maxima`, are the summands it is made of: where one may be
                      ///< not applicable, points and maximum hang together, and the quotient of two ranges is too wide.
                      ///< Without them (corrections, blocks outside the scale) it is the quotient of the two,
                      ///< and the sheet tells cases apart (score/index_by_cases)
  weighted_mean,      ///< points of a parent by mean: `literal` (its max) times the mean of its children's indices
                      ///< (operands) by `weights`, those not applicable left out
  root,               ///< of operand 0, of the degree `literal`; none where there is no result
  natural_logarithm, exponential,
  power,              ///< operand 0 to the power of operand 1
  geometric_mean,     ///< like weighted_mean, with the geometric mean
};

/// One operation over all units.
struct GraphNode {
  Operation operation = Operation::literal;
  std::vector<GraphId> operands;
  value::Number literal;
  model::InputId input = model::no_input;
  value::Range range;
  int decimals = 0;
  value::Rounding rounding = value::Rounding::half_away;
  std::vector<value::Number> weights;    ///< of weighted_mean and geometric_mean: one a child
  std::vector<value::Number> maxima;     ///< of index_of: one a summand
  model::NodeId node = model::no_node;   ///< whose points or applicable maximum this is, where it is one
  source::Span span;                     ///< the rule's own words, where it has some
};

/// The stages of a leaf, or of a parent that corrects its children, in the order in which they act; where a clause is absent the stage is absent.
/// `explain` reads the sheet along these.
struct LeafStages {
  GraphId full_points = no_graph_node;      ///< the condition
  GraphId form = no_graph_node;             ///< what the scoring lines give, corrections included
  GraphId children = no_graph_node;         ///< of a parent: what its children come to before
  GraphId at_most = no_graph_node;          ///< after `at most`
  GraphId bounded = no_graph_node;          ///< after `at most` and `not below`
  GraphId before_missing = no_graph_node;   ///< after `full points when` and `not applicable when`
  GraphId after_missing = no_graph_node;    ///< after `if missing`
  GraphId with_evidence = no_graph_node;    ///< after `without evidence`
  std::vector<GraphId> capped;              ///< after each `cap`
  std::vector<GraphId> zeroed;              ///< after each `zero when`
  GraphId computed = no_graph_node;         ///< after all clauses
  GraphId points = no_graph_node;           ///< the same, or what an appraisal sets
};

struct ScoringGraph {
  std::vector<GraphNode> nodes;
  std::vector<GraphId> of_expression;   ///< by ExpressionId; no_graph_node where nothing scored needs it
  std::vector<GraphId> points;          ///< by NodeId
  std::vector<GraphId> applicable;      ///< by NodeId
  std::vector<GraphId> index;           ///< by NodeId: of fields, of children of a mean, of corrected items and
                                        ///< those above them, and where a rule asks; else no_graph_node
  std::vector<LeafStages> stages;       ///< by NodeId; empty for parents without a rule of their own
  GraphId total_points = no_graph_node;      ///< of the whole
  GraphId total_applicable = no_graph_node;
  GraphId total_index = no_graph_node;       ///< a fraction of 1, exact
  GraphId published = no_graph_node;         ///< in the form published, rounded; none where nothing is published
  GraphId rank_within = no_graph_node;       ///< the group of a unit
  GraphId rank_apart = no_graph_node;        ///< the condition under which it is ranked apart
  std::vector<GraphId> class_conditions;     ///< by line of Rulebook::classes; no_graph_node for `otherwise`
};

/// Linear in the rulebook.
ScoringGraph compile(const model::Rulebook& rulebook);

/// Only these expressions, for rows and other things that are no units: nothing of the tree.
ScoringGraph compile_expressions(const model::Rulebook& rulebook, const std::vector<model::ExpressionId>& expressions);

/// The operation of one expression, without its operands. Not of `named` (transparent), `index` and those that read a node.
GraphNode node_of(const model::Expression& expression);
/// The graph nodes that `root` depends on and itself, in order of dependence.
std::vector<GraphId> needed_for(const ScoringGraph& graph, GraphId root);

/// The graph in DOT, of the whole or of what one node depends on; labels in the rulebook's language.
std::string to_dot(const ScoringGraph& graph, const model::Rulebook& rulebook, const source::Sources& sources,
                   std::optional<model::NodeId> only);

}  // namespace barem::graph
