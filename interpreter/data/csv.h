// CSV as spreadsheets write it: `,` `;` or tab between cells, quotation marks around them where needed.
// In: a source. Out: its header and its rows, one at a time, without a copy; what is wrong with its form.
// Not here: what the cells mean (cell, units).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/table.h"

namespace barem::data {

/// A CSV file while it is read. Rows without any content, and rows whose first cell begins with `#` (the guide rows of
/// a template), are passed over.
class CsvTable {
 public:
  /// Finds the header, and in it the separator: the one of `,` `;` tab that stands outside quotation marks.
  static std::optional<CsvTable> open(source::FileId file, const source::Sources& sources, Faults& faults);

  const std::vector<Column>& columns() const { return columns_; }
  char separator() const { return separator_; }
  /// The next whole row; false at the end. Rows that are broken are said and passed over.
  bool next(Row& row, Faults& faults);
  /// A row read before, once more; the row that `next` gave stays valid.
  Row at(std::uint32_t place);
  /// True where rows were broken, so that units may be absent that the file does name.
  bool lost_rows() const { return lost_rows_; }
  /// How many rows there will be if they go on as the `rows` so far.
  std::size_t expected_rows(std::size_t rows) const;

 private:
  CsvTable(source::FileId file, std::string_view text) : file_(file), text_(text) {}
  bool read_header(Faults& faults);
  bool split(Faults* faults);
  bool split_quoted(Faults* faults);
  void skip_line(std::size_t resume);
  bool has_content() const;
  source::Span span(std::size_t begin, std::size_t end) const;

  source::FileId file_;
  std::string_view text_;
  char separator_ = ',';
  std::vector<Column> columns_;
  std::size_t position_ = 0;  ///< where the next row begins
  /// A row that has been split, with the texts of its cells that have `""` inside.
  struct Split {
    std::vector<Cell> cells;
    std::deque<std::string> unquoted;
  };
  Split split_;
  Split found_;  ///< of the row looked up last
  bool lost_rows_ = false;
};

}  // namespace barem::data
