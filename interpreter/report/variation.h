// What becomes of indices and ranks when a weight or a constant of the rules is somewhat more or less.
// In: the results, and the standings under each variation. Out: a table, or JSON. Not here: making the variations
// (command/variations).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/report/json_writer.h"
#include "interpreter/report/results.h"
#include "interpreter/score/sheet.h"

namespace barem::report {

/// The rules with one number changed, and what came of all units.
struct Variation {
  source::BilingualText what;  ///< `weight of 1`, `satisfied_from`
  source::BilingualText was;   ///< `20%`
  source::BilingualText now;
  /// By UnitId. None where the rules do not stand with that number.
  std::vector<score::Standing> standings;
  source::BilingualText refused;  ///< why they do not
};

/// Every unit with the least and greatest index and the best and worst rank of all variations; below it each variation
/// with how many units it moves, the most that moves first.
std::string variation_table(const Results& results, const std::vector<Variation>& variations, source::Language language,
                            std::optional<std::size_t> columns);
void variation_json(const Results& results, const std::vector<Variation>& variations, const Sink& sink);

}  // namespace barem::report
