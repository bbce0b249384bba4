// The sheet: the outcome of every graph node for every unit, and what is published from it.
// Made by evaluate and rank; read by explain, reports and comparisons. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/data/units.h"
#include "interpreter/graph/graph.h"
#include "lang/value/outcome.h"

namespace barem::score {

/// One graph node over all units. Decided outcomes stand in `states` and `numbers`; what a missing one can still be
/// stands in `open` (every missing unit has an entry). A column that was not kept is empty.
/// A number that is no fraction (a root) stands in `numbers` at 12 decimals, and its enclosure in `open`.
struct Column {
  std::vector<value::State> states;
  std::vector<value::Number> numbers;
  std::unordered_map<std::uint32_t, value::Outcome> open;

  bool is_kept() const { return !states.empty(); }
  /// As it is shown: an enclosed number at 12 decimals.
  value::Outcome outcome(data::UnitId unit) const;
  /// The same, an enclosed number as what is known of it: for what is worked out further.
  value::Outcome enclosure(data::UnitId unit) const;
  /// Whether the number is no fraction, and stands here at 12 decimals.
  bool is_enclosed(std::size_t unit) const {
    return !open.empty() && states[unit] == value::State::value && open.contains(static_cast<std::uint32_t>(unit));
  }
};

/// A place in a ranking.
struct Place {
  std::optional<std::uint32_t> rank;  ///< where the index is decided, and that the unit stands in this ranking
  std::uint32_t at_least = 0;         ///< best rank it can still have there; 0 where it does not stand there
  std::uint32_t at_most = 0;          ///< worst

  /// Whether missing data of this unit or of others may still give it another rank.
  bool can_change() const { return !rank || at_least != *rank || at_most != *rank; }
};

/// What is published of a unit.
struct Standing {
  value::State state = value::State::missing;    ///< value, missing, or not applicable (no applicable maximum)
  value::Outcome index;                          ///< points ÷ applicable maximum, exact; a set where missing
  bool is_enclosed = false;                      ///< the index is no fraction: `index` is what is known of it
  value::Outcome published;                      ///< in the form published, rounded; a set where missing
  Place common;                                  ///< among the units that are not ranked apart
  bool may_be_common = true;                     ///< it stands, or may stand, in the common ranking
  bool may_be_apart = false;                     ///< it is, or may be, ranked apart
  Place apart;                                   ///< among those ranked apart
  std::vector<std::size_t> groups;               ///< of `rank within`: places in the choice it has or can have
  bool group_is_known = true;
  Place within;                                  ///< among those of its group
  std::optional<std::size_t> class_line;         ///< index into Rulebook::classes, where decided
  std::vector<std::size_t> possible_classes;     ///< where not decided
};

/// What no number of digits tried could decide: roots and logarithms that are equal, or a hair from where rounding,
/// a class or a condition turns.
struct Undecided {
  enum class What : std::uint8_t { points, index, unit_class, rank };
  What what = What::points;
  data::UnitId unit{};
  data::UnitId other{};                  ///< of a rank: the unit it cannot be told from
  model::NodeId node = model::no_node;   ///< of points: whose
};

struct Sheet {
  std::vector<Column> columns;       ///< by GraphId
  std::vector<Standing> standings;   ///< by UnitId
  std::vector<data::UnitId> order;   ///< by rank, those ranked apart next; then as in the data, undecided units last
  std::vector<Undecided> undecided;  ///< empty but in the rarest cases; else the sheet is no result
  int digits = 0;  ///< decimals to which roots and logarithms were taken at most
};

/// Which columns are kept.
enum class Keep : std::uint8_t {
  all,     ///< every graph node: for explain
  nodes,   ///< points (computed as well, where an appraisal may set them) and applicable maxima of every node of the tree
  fields,  ///< points and applicable maxima of the fields, of the whole and of what requires evidence
};

/// The reference: a node at a time over all units, exact. It defines what a score is; anything faster is tested
/// against it. Cost: graph nodes × units. Roots and logarithms are enclosed in ever more digits, for the units that need
/// them, until all that is published is decided.
Sheet evaluate(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units, Keep keep);

/// Every operation of a graph of expressions alone, over units or rows. Columns of inputs that it does not read may be
/// empty.
Sheet evaluate_expressions(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units);

/// Fills in standings and order: published index, rank 1, 2, 2, 4, classes, and what missing data leave open.
/// Called by evaluate; n log n in the units. Ranks that need more digits are noted as undecided.
void rank(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units, Sheet& sheet);

/// points ÷ applicable as the rulebook publishes it: 0.832139 as percent to 2 decimals is 83.21.
value::Number published(const value::Number& points, const value::Number& applicable, const model::Publish& publish);

}  // namespace barem::score
