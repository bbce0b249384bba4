// Two runs side by side: index and rank before, and the components that account for the difference.
// In: an earlier result (the JSON that `score` wrote, or a sheet), and the results of now. Out: a Comparison as data,
// its table. Not here: what changed in the rules themselves.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/report/results.h"

namespace barem::report {

/// What an earlier run says of a unit.
struct EarlierUnit {
  std::string index;                          ///< as published; empty where not decided
  std::optional<std::uint32_t> rank;
  std::optional<std::uint32_t> rank_apart;
  std::optional<value::Number> exact;         ///< the index in the form published, not rounded
  bool is_enclosed = false;                   ///< it is no fraction: `exact` is it at 12 decimals
  value::Number applicable;                   ///< its applicable maximum
  std::map<std::string, value::Number> points;  ///< by number, of all nodes; not applicable is 0
  bool is_whole = false;                      ///< the points of every node are known
};

/// An earlier run.
struct Earlier {
  std::string title;
  std::string version;
  std::optional<value::Date> effective;
  std::string index_as;  ///< `percent`, `number`, `points`
  std::map<std::string, EarlierUnit> units;
};

/// What one item adds to the change of an index: by its own points, and by the changed applicable maximum.
struct Part {
  std::string number;
  value::Number own;
  value::Number maximum;
  value::Number sum() const { return own + maximum; }
};

/// A unit before and now.
struct Move {
  std::string index_before;
  std::optional<std::uint32_t> rank_before;
  std::optional<std::uint32_t> rank_apart_before;
  std::optional<value::Number> change;  ///< of the published index
  bool is_new = false;
  std::vector<Part> parts;              ///< greatest first; they sum to the change of the unrounded index
  bool has_parts = false;               ///< the parts are known (they may be none)
};

struct Comparison {
  source::BilingualText with;     ///< title and version of the earlier run
  std::vector<Move> moves;        ///< by UnitId
  std::vector<std::string> gone;  ///< units of the earlier run that are not in this one
};

std::string_view to_text(model::IndexForm form);

/// Reads what `score --format json` wrote; nothing where the text is something else.
std::optional<Earlier> earlier_from_json(std::string_view text);
Earlier earlier_from(const Results& results);

Comparison compare(const Earlier& earlier, const Results& results);
std::string comparison_table(const Comparison& comparison, const Results& results, source::Language language,
                             std::optional<std::size_t> columns);

}  // namespace barem::report
