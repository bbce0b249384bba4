// A second evaluator, as plain as the reference reads: one complete unit at a time, straight from the rulebook, no graph,
// no columns, no intervals. What is missing is not known here: a unit with missing data is the list of all its
// completions, and the law compares the set of their results with what the program says.
#pragma once

#include <vector>

#include "lang/model/rulebook.h"
#include "lang/value/outcome.h"

namespace barem::laws {

/// `done = 9`, none or not applicable; never missing.
struct Value {
  value::State state = value::State::value;
  value::Number number;
  friend bool operator==(const Value&, const Value&) = default;
};
/// One completed unit: by InputId.
using Unit = std::vector<Value>;

/// Points and applicable maximum of a node or of the whole, in one completion.
struct Score {
  Value points;
  value::Number applicable;
};

/// The whole has no node: model::no_node.
/// By completion. All completions are of one unit: `if missing` acts where they differ.
std::vector<Score> score(const model::Rulebook& rulebook, model::NodeId node, const std::vector<Unit>& completions);
/// points ÷ applicable maximum, a fraction of 1; not applicable where nothing is applicable.
Value index_of(const Score& score);
/// What is published of it.
Value published(const model::Rulebook& rulebook, const Score& score);
/// The class, by its line; the number of lines where none holds or there is no index.
std::size_t class_of(const model::Rulebook& rulebook, const Score& score, const Unit& unit);
/// An expression that stands by itself.
Value value_of(const model::Rulebook& rulebook, model::ExpressionId expression, const Unit& unit);
/// The rank of each key among all, by counting: 1, 2, 2, 4. Not applicable ones have 0.
std::vector<std::uint32_t> ranks(const std::vector<Value>& keys);

}  // namespace barem::laws
