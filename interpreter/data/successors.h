// What became of units between years: which old unit went into which new one, and with what part of it.
// In: a CSV or JSON file with the columns `old`, `new`, and `share` where a unit was split. Out: for each new unit the
// old ones it is made of. Not here: how values add up (the rules say it; gathering does it).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/data/units.h"
#include "lang/value/number.h"

namespace barem::data {

/// An old unit, or a part of it, that went into a new one.
struct Origin {
  std::string unit;
  value::Number share = 1;  ///< above 0, at most 1
};
/// By unit at the end. Chains are followed: a unit that is new in one row and old in another stands among the origins
/// of what it became, as do those that it was made of. A unit that no row names as old goes on: it is an origin of
/// itself. Of all these count those that a year has.
using Origins = std::map<std::string, std::vector<Origin>, std::less<>>;

/// Nothing where the file cannot be taken; said. The shares of an old unit come to 1, and no unit becomes itself by way
/// of others.
std::optional<Origins> read_successors(const DataFile& file, source::Sources& sources,
                                       source::Diagnostics& diagnostics);

}  // namespace barem::data
