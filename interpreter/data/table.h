// What CSV and JSON files have in common: a header of named columns, rows of cells, each with its place.
// Out: cells that look into the file's text, and its faults, counted.
// Not here: how a format is cut into cells (csv, json), what a cell means (cell, units).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/source/diagnostic.h"
#include "lang/source/source.h"

namespace barem::data {

/// One cell: its text without quotes and outer blanks, and where it stands. Valid until the next row is read.
struct Cell {
  std::string_view text;
  source::Span span;
  bool is_truth = false;  ///< JSON's `true` and `false`
};

/// One row: as many cells as the header has columns.
struct Row {
  std::span<const Cell> cells;
  std::uint32_t place = 0;  ///< by which the table finds it again
};

/// The head of a column; its name may be empty.
struct Column {
  std::string name;
  source::Span span;
};

/// The findings in one data file. A large file with the wrong decimal mark has a fault in every cell: `most` are
/// kept, the others are counted and said in one.
class Faults {
 public:
  static constexpr std::size_t most = 10'000;

  Faults(source::Diagnostics& diagnostics, source::FileId file) : diagnostics_(&diagnostics), file_(file) {}

  /// Reports a finding; nothing comes back where there are too many. Holds until the next report.
  template <std::size_t Count, class... Arguments>
  source::Finding* report(const source::Message<Count>& message, source::Span span,
                          Arguments&&... arguments) {
    if (kept_ == most) {
      ++left_out_;
      last_ = span;
      return nullptr;
    }
    ++kept_;
    return &diagnostics_->report(message, span, std::forward<Arguments>(arguments)...);
  }
  /// Says how many were left out. To be called once, at the end.
  void finish();

  source::FileId file() const { return file_; }

 private:
  source::Diagnostics* diagnostics_;
  source::FileId file_;
  std::size_t kept_ = 0;
  std::size_t left_out_ = 0;
  source::Span last_;
};

/// The text without blanks around it: spaces, tabs, line breaks, no-break spaces.
std::string_view trimmed(std::string_view text);

/// The text for a message: cut after 60 characters.
std::string shown(std::string_view text);

/// Finds near names for a message, a limited number of times a file, so that a file of other things stays quick.
class Near {
 public:
  explicit Near(std::vector<std::string> candidates);
  /// Empty where nothing is near enough, or enough was offered.
  std::string to(std::string_view name);

 private:
  std::vector<std::string> candidates_;
  std::size_t left_;
};

/// Adds "first given here" and the like to a finding that was kept.
void relate(source::Finding* finding, source::Span span, source::Bilingual text,
            std::vector<source::Argument> arguments = {});

}  // namespace barem::data
