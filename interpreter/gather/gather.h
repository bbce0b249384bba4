// What has to be worked out before anything is scored: aggregates over rows, over the units, over units below.
// In: a rulebook, the units' own data, sources of rows. Out: the columns of the inputs that hold the results.
// Afterwards a unit's data are whole, and the graph knows nothing of rows. Not here: reading files (data), levels' runs
// (command), what rows come to (tally).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "interpreter/data/units.h"
#include "lang/model/rulebook.h"

namespace barem::gather {

/// A stretch of rows of one set.
struct Rows {
  std::vector<data::UnitId> units;          ///< by row: the unit it belongs to
  std::vector<data::InputColumn> columns;   ///< by place in RowSet::columns, each as long as `units`
};

/// Rows of one set, a stretch at a time, in any number of passes.
class RowSource {
 public:
  virtual ~RowSource() = default;
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  /// Begins again.
  virtual void rewind() = 0;
  /// The next rows; false at the end.
  virtual bool next(Rows& rows) = 0;
};

/// Rows that are in memory: of examples, of units below.
class RowsInMemory : public RowSource {
 public:
  explicit RowsInMemory(Rows rows) : rows_(std::move(rows)) {}
  void rewind() override { given_ = false; }
  bool next(Rows& rows) override;

 private:
  Rows rows_;
  bool given_ = false;
};

/// By index into Rulebook::sets; nothing where no rows were given: then all that is asked of the set is missing.
using RowSources = std::vector<std::unique_ptr<RowSource>>;

/// Fills the columns of aggregates in `units`; what other years give is there already. Where a unit has a value
/// (examples may set `mean(q over officials) = 3`) it stays. Linear in rows and units, ranks but for sorting; comparisons
/// with the unit itself other than `=`, aggregates over other units, and units with missing data among those ranked look
/// at each pair of units.
void fill_aggregates(const model::Rulebook& rulebook, data::Units& units, const RowSources& rows);

/// The unit that an example describes, the first of `units`; its other rows are units beside it. What its records come
/// to is worked out.
data::Units units_of(const model::Rulebook& rulebook, const model::Example& example);

}  // namespace barem::gather
