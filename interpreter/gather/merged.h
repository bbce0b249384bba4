// The value of a unit in an earlier year, when it was several units, or a part of one.
// In: the values of the old units, their shares, and how the rules say that they add up. Out: one value.
#pragma once

#include <utility>
#include <vector>

#include "lang/model/rulebook.h"
#include "lang/value/outcome.h"

namespace barem::gather {

/// What an old unit brings: its value, and of a weighted mean its weight.
struct OldValue {
  value::State state = value::State::missing;
  value::Number number;
  value::State weight_state = value::State::missing;
  value::Number weight;
  value::Number share = 1;  ///< the part of the old unit that went into the new one
};

/// None and not applicable are left out; of nothing else the result is that. Missing where one is missing, unless the
/// others decide (`any`, `all`). `how` is not not_said.
std::pair<value::State, value::Number> merged(model::AddsUp how, const std::vector<OldValue>& values);

}  // namespace barem::gather
