// Scoring methods where they are defined: names and kinds of their bodies, said once and not at each call.
#pragma once

#include "lang/check/check.h"
#include "lang/check/expressions.h"

namespace barem::check {

/// Checks a method's body with its parameters as declared, in the year assessed.
void check_method(const syntax::Method& method, const Program& program, int year, const SaidAlready& said,
                  const source::Sources& sources, source::Diagnostics& diagnostics);

/// Reads the bounds of a kind into the input: ranges, and `at most` other inputs. (elaborate.cpp)
void read_bounds(ExpressionTyper& typer, model::Rulebook& rulebook, model::InputId input,
                 const syntax::KindClause& clause, source::Diagnostics& diagnostics);

}  // namespace barem::check
