// What an expression or a node's points can be, over all data that the declarations allow: exact interval arithmetic
// with guards (under `when rate < 100%` the rate is below 1) and with `at most` between inputs.
// In: a rulebook, what is known of the inputs. Out: sets of results that hold every real one (sound); exact where
// each input is used once. Also used by score for units with missing data: there the known inputs are points.
#pragma once

#include <vector>

#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"
#include "lang/value/outcome.h"

namespace barem::check {

struct Doubt;

/// What each input can be: by InputId. By declaration, or narrowed by a unit's data.
struct Knowledge {
  std::vector<value::Outcome> inputs;
};

/// What the declarations allow.
Knowledge declared(const model::Rulebook& rulebook);
/// Adds the inputs that the rulebook has by now and `knowledge` has not, narrowed by their own bounds once.
void declare_more(const model::Rulebook& rulebook, Knowledge& knowledge);
/// Narrows the unknown inputs by `at most` and `at least` against each other; call after changing single inputs.
void narrow_by_relations(const model::Rulebook& rulebook, Knowledge& knowledge);

/// What the points of a node can be (leaf: all its clauses; parent: from its children).
value::Outcome points_of(const model::Rulebook& rulebook, model::NodeId node, const Knowledge& knowledge);
/// What an expression can be, with no guard around it.
value::Outcome outcome_of(const model::Rulebook& rulebook, model::ExpressionId expression, const Knowledge& knowledge);

/// The last pass: holds every scored leaf to 0…max, to divisions that have a result, to lines that can hold, and the
/// classes to completeness. What ranges cannot show becomes a doubt; holes are passed over in silence.
void check_ranges(const model::Rulebook& rulebook, source::Diagnostics& diagnostics, std::vector<Doubt>& doubts);
/// Whether one decided unit (each input a single outcome) is one that the doubt speaks of.
bool is_broken_by(const model::Rulebook& rulebook, const Doubt& doubt, const Knowledge& unit);

}  // namespace barem::check
