// Values worth trying for an input: the ends of its range, small numbers, and both sides of every threshold of the
// rules. In: a rulebook, a node. Out: values an input, each as an outcome. Not here: the search among them (witness).
#pragma once

#include <vector>

#include "lang/model/rulebook.h"
#include "lang/value/outcome.h"

namespace barem::prove {

/// What one input is tried with. `base` is its plainest value: 0, no, the first of a choice, where declared.
struct Candidates {
  model::InputId input = model::no_input;
  value::Outcome base;
  std::vector<value::Outcome> values;  ///< nearest to the base first; without the base
};

/// Of the inputs that a node's points depend on, in the order of the file.
std::vector<Candidates> candidates_of(const model::Rulebook& rulebook, model::NodeId node);

/// True where the input's declaration allows the value, other inputs aside.
bool is_declared(const model::Input& input, const value::Number& number);

}  // namespace barem::prove
