// Text laid out for a terminal: aligned columns, cut and wrapped by the columns a terminal gives each letter.
// Not here: what stands in the cells.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source/diagnostic.h"
#include "lang/value/date.h"
#include "lang/value/outcome.h"

namespace barem::report {

/// `83.20`, with the decimal mark of the language, decimals as asked.
std::string fixed_text(const value::Number& number, int decimals, source::Language language);
/// The number with at most `decimals` decimals, after `≈` where that is not all of it.
std::string brief_text(const value::Number& number, int decimals, source::Language language);
/// With `≈` before it, once.
std::string about(std::string number);
/// `a–b`, each as fixed_text; one number where both read the same, `…` for an end that is not known.
std::string span_text(const value::Range& range, int decimals, source::Language language);

/// The text in at most `columns`, its end replaced by `…` where it is longer.
std::string cut(std::string_view text, std::size_t columns);
/// The text in lines of at most `columns`, the second and later ones indented.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indentation);
/// The text with every run of spaces and line breaks as one space.
std::string on_one_line(std::string_view text);
/// `2025, effective 2025-10-31`: how a version is named; either part may be absent.
std::string version_text(const std::string& version, const std::optional<value::Date>& effective,
                         source::Language language);
/// What stands between the items of a list; in Vietnamese a comma would be read as the decimal mark.
std::string list_separator(source::Language language);
/// The title with version and date behind it: `PAR index (2025, effective 2025-10-31)`; a version that the title has
/// already is not said twice.
std::string titled(const std::string& title, const std::string& version, const std::optional<value::Date>& effective,
                   source::Language language);
/// A cell of CSV, in quotes where it has one of the separators, a quote or a line break.
void append_csv_cell(std::string& line, std::string_view text, std::string_view separators);
/// A text of words.h with {0} … filled in.
std::string filled(source::Bilingual text, source::Language language, const std::vector<std::string>& arguments);

/// Rows of cells under heads, in columns some spaces apart.
class TextTable {
 public:
  enum class Align : unsigned char { left, right };
  explicit TextTable(std::size_t gap = 2) : gap_(gap) {}

  void add_column(std::string head, Align align);
  /// As many cells as columns.
  void add_row(std::vector<std::string> cells);
  /// An empty line between the rows before and after.
  void add_gap();
  /// The column whose cells are cut with `…` where a line would pass `columns`, to no less than `least`.
  void may_cut(std::size_t column, std::size_t least = 8) { cuttable_.push_back({column, least}); }
  /// The columns that the widest line takes when nothing is cut.
  std::size_t width() const;
  std::string to_text(std::optional<std::size_t> columns) const;

 private:
  std::vector<std::size_t> widths() const;
  std::size_t total(const std::vector<std::size_t>& wide) const;
  std::size_t gap_;
  std::vector<std::string> heads_;
  std::vector<Align> aligns_;
  std::vector<std::vector<std::string>> rows_;  ///< no cells: a gap
  struct Cuttable {
    std::size_t column = 0;
    std::size_t least = 0;
  };
  std::vector<Cuttable> cuttable_;
};

}  // namespace barem::report
