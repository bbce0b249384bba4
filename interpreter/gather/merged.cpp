// See merged.h.
#include "interpreter/gather/merged.h"

#include <algorithm>

namespace barem::gather {

using model::AddsUp;
using value::Number;
using value::State;

std::pair<State, Number> merged(AddsUp how, const std::vector<OldValue>& values) {
  std::vector<OldValue> given;
  bool any_none = false;
  bool any_missing = false;
  for (const OldValue& value : values) {
    if (value.state == State::value) given.push_back(value);
    any_none = any_none || value.state == State::none;
    any_missing = any_missing || value.state == State::missing;
  }
  const auto is_yes = [](const OldValue& value) { return !value.number.is_zero(); };
  if (how == AddsUp::any && std::ranges::any_of(given, is_yes)) return {State::value, 1};
  if (how == AddsUp::all && !std::ranges::all_of(given, is_yes)) return {State::value, 0};
  if (any_missing) return {State::missing, {}};
  if (given.empty()) return {any_none ? State::none : State::not_applicable, {}};
  switch (how) {
    case AddsUp::not_said:
    case AddsUp::any: return {State::value, 0};
    case AddsUp::all: return {State::value, 1};
    case AddsUp::latest: return {State::value, std::ranges::max_element(given, {}, &OldValue::number)->number};
    case AddsUp::earliest: return {State::value, std::ranges::min_element(given, {}, &OldValue::number)->number};
    case AddsUp::sum: {
      Number sum;
      for (const OldValue& value : given) sum += value.number * value.share;
      return {State::value, sum};
    }
    case AddsUp::weighted_mean: {
      Number sum;
      Number weights;
      for (const OldValue& value : given) {
        if (value.weight_state != State::value) return {State::missing, {}};
        sum += value.number * value.weight * value.share;
        weights += value.weight * value.share;
      }
      if (weights.is_zero()) return {State::missing, {}};
      return {State::value, sum / weights};
    }
  }
  return {State::missing, {}};
}

}  // namespace barem::gather
