// The rows of one set, read from a CSV or JSON file: a column `unit`, and one column for each of the set's.
// In: the text of a file, the units of the run. Out: stretches of rows, or findings that name file, row and column.
// Not here: what rules ask of rows (gather).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/data/parts.h"
#include "interpreter/data/units.h"

namespace barem::data {

/// A file of records as the caller opened it. The format is that of the name's ending (.json, else CSV).
struct RecordFile {
  std::string name;
  std::unique_ptr<ByteReader> bytes;
};

/// Some rows in the order of the file.
struct RecordStretch {
  std::vector<UnitId> units;         ///< by row
  std::vector<InputColumn> columns;  ///< by place in RowSet::columns
};

/// One file of records, read a part at a time: memory does not grow with the rows. What is wrong is reported in the first
/// pass, all of it; later passes are silent, but where the file cannot be read on.
class Records {
 public:
  /// Nothing where the file has no header that can be read, lacks a column of the set, or has one too many; said.
  /// `rulebook` and `units` must outlive the records.
  static std::unique_ptr<Records> open(const model::Rulebook& rulebook, std::uint32_t set, const Units& units,
                                       RecordFile file, const ReadOptions& options, source::Sources& sources,
                                       source::Diagnostics& diagnostics);
  virtual ~Records() = default;
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  virtual void rewind() = 0;
  /// The next rows, at most some thousands; false at the end.
  virtual bool next(RecordStretch& rows) = 0;

 protected:
  Records() = default;
};

}  // namespace barem::data
