// The lines among which one gives the points of a leaf, wherever they are written: in the leaf or in a method it calls.
// In: a scoring form or a call. Out: lines in the order in which they are asked. Read by explain and improvement.
#pragma once

#include <vector>

#include "lang/model/rulebook.h"

namespace barem::score {

/// A line that may give the points of a leaf: of `when`, `bands`, or of the method that is called. The last one needs
/// no condition where it is the rest.
struct ScoringLine {
  model::ExpressionId condition = model::no_expression;
  model::ExpressionId value = model::no_expression;
  source::Span span;
};
std::vector<ScoringLine> scoring_lines(const model::Scoring& scoring);
/// The lines in a method's body: of its `when` or `bands`; empty where it is a plain expression.
std::vector<ScoringLine> method_lines(const model::Rulebook& rulebook, model::ExpressionId call);

}  // namespace barem::score
