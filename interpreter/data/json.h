// JSON: an array of objects, the names the same as those of CSV columns.
// In: a source. Out: its columns and rows, numbers as they are written; what is wrong with its form.
// Not here: what the cells mean (cell, units). The library that reads JSON is seen by json.cpp alone.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/data/table.h"

namespace barem::data {

/// A JSON file, read whole. A name that an object lacks is an empty cell of it.
class JsonTable {
 public:
  static std::optional<JsonTable> open(source::FileId file, const source::Sources& sources, Faults& faults);

  const std::vector<Column>& columns() const { return columns_; }
  bool next(Row& row, Faults& faults);
  Row at(std::uint32_t place);
  bool lost_rows() const { return lost_rows_; }
  std::size_t expected_rows(std::size_t) const { return rows_.size(); }

 private:
  friend class JsonReader;
  void spread(std::size_t place, std::vector<Cell>& cells) const;
  /// One object: where its members begin among all, and its place.
  struct Object {
    std::size_t first = 0;
    source::Span span;
  };
  std::vector<Column> columns_;
  std::vector<Object> rows_;
  std::vector<std::pair<std::uint32_t, Cell>> members_;  ///< column and value, object after object
  std::deque<std::string> texts_;                        ///< what the cells look into
  std::vector<Cell> cells_;
  std::vector<Cell> found_;
  std::size_t position_ = 0;
  bool lost_rows_ = false;
};

}  // namespace barem::data
