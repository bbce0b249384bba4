// `barem score --vary`: the rules with one number a little less, and a little more, scored again.
// In: what to vary and by how much, the rules, the units. Out: variations for the report. Not here: what is shown of
// them (report/variation).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/report/variation.h"

namespace barem::command {

/// Whether a value of `--vary` can be read: `weights=10%`, `10%`.
bool is_variation(const std::string& written);
/// Each number that `--vary` names, taken down and up by its part of itself, one at a time. A weight moves the other
/// weights beside it, which keep their proportions. Nothing where the option asks for what the rules do not have, which
/// has been said. Scores the units twice for each number.
std::optional<std::vector<report::Variation>> variations_of(const Call& call, const Rules& rules, const data::Units& units);

}  // namespace barem::command
