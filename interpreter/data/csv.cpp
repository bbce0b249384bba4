// See csv.h.
#include "interpreter/data/csv.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace barem::data {

namespace {

using source::BilingualText;
using source::Message;

constexpr std::array<char, 3> separators{',', ';', '\t'};

/// The cell's text without its outer blanks; most cells have none.
std::string_view cell_text(std::string_view text) {
  const auto is_plain = [](char character) {
    return character > ' ' && static_cast<unsigned char>(character) < 0x80;
  };
  if (text.empty() || (is_plain(text.front()) && is_plain(text.back()))) return text;
  return trimmed(text);
}

BilingualText words_for(char separator) {
  if (separator == '\t') return {"tabs", "dấu tab"};
  const std::string mark = std::string("`") + separator + "`";
  return {mark, mark};
}

}  // namespace

source::Span CsvTable::span(std::size_t begin, std::size_t end) const {
  return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// ---- the header --------------------------------------------------------------------------------------------------

namespace {
constexpr Message<0> empty_file{
    "E0601", "the file holds no data: there is no header row",
    "tệp không có số liệu: không có dòng tiêu đề cột",
    "a first row with the names of the columns: `barem template RULES` writes one",
    "dòng đầu tiên ghi tên các cột: `barem template QUY_TẮC` tạo sẵn dòng này"};
constexpr Message<0> separator_line{
    "E0602",
    "this line is a setting of a spreadsheet program; the first row of a data file names the columns",
    "dòng này là thiết lập của phần mềm bảng tính; dòng đầu tiên của tệp số liệu phải ghi tên các cột",
    "delete this line", "xóa dòng này"};
constexpr Message<2> separator_unclear{
    "E0603", "columns may be separated by {0} or by {1}: the header row has both",
    "các cột có thể cách nhau bằng {0} hoặc bằng {1}: dòng tiêu đề có cả hai",
    "one of them only; a name that holds the other stands in quotation marks, as `\"a,b\"`",
    "chỉ dùng một loại; tên cột có chứa ký tự kia phải đặt trong ngoặc kép, như `\"a,b\"`"};
constexpr Message<1> column_twice{"E0604", "two columns are headed `{0}`", "có hai cột cùng tên `{0}`",
                                  "delete one of them, or leave it out of the file",
                                  "xóa một cột, hoặc bỏ cột đó khỏi tệp"};
constexpr source::Bilingual first_column{"the first stands here", "cột thứ nhất ở đây"};
}  // namespace

std::optional<CsvTable> CsvTable::open(source::FileId file, const source::Sources& sources, Faults& faults) {
  CsvTable table(file, sources[file].text());
  if (!table.read_header(faults)) return {};
  return table;
}

bool CsvTable::read_header(Faults& faults) {
  while (position_ < text_.size() && (text_[position_] == '\n' || text_[position_] == ' ')) ++position_;
  if (position_ == text_.size()) {
    faults.report(empty_file, span(0, 0));
    return false;
  }
  std::array<std::size_t, separators.size()> counts{};
  bool quoted = false;
  std::size_t end = position_;
  for (; end < text_.size() && (quoted || text_[end] != '\n'); ++end) {
    if (text_[end] == '"') quoted = !quoted;
    for (std::size_t i = 0; i < separators.size() && !quoted; ++i)
      counts[i] += text_[end] == separators[i] ? 1 : 0;
  }
  const std::string_view header = text_.substr(position_, end - position_);
  if (header.starts_with("sep=") && header.size() <= 5) {
    faults.report(separator_line, span(position_, end));
    return false;
  }
  std::vector<char> found;
  for (std::size_t i = 0; i < separators.size(); ++i)
    if (counts[i] > 0) found.push_back(separators[i]);
  if (found.size() > 1) {
    faults.report(separator_unclear, span(position_, end), words_for(found[0]), words_for(found[1]));
    return false;
  }
  if (!found.empty()) separator_ = found[0];

  if (!split(&faults)) return false;
  std::unordered_map<std::string_view, source::Span> seen;
  columns_.reserve(split_.cells.size());  // the keys of `seen` look into the names
  bool is_whole = true;
  for (const Cell& cell : split_.cells) {
    columns_.push_back({std::string(cell.text), cell.span});
    if (cell.text.empty()) continue;
    const auto [at, is_new] = seen.emplace(columns_.back().name, cell.span);
    if (is_new) continue;
    relate(faults.report(column_twice, cell.span, shown(cell.text)), at->second, first_column);
    is_whole = false;
  }
  return is_whole;
}

// ---- the rows ----------------------------------------------------------------------------------------------------

namespace {
constexpr Message<0> stray_quote{
    "E0605", "a quotation mark within a cell that does not begin with one",
    "có dấu ngoặc kép bên trong một ô không mở đầu bằng ngoặc kép",
    "the whole cell in quotation marks, and the mark doubled: `\"a \"\"b\"\" c\"`",
    "đặt cả ô trong ngoặc kép và viết đôi dấu ngoặc bên trong: `\"a \"\"b\"\" c\"`"};
constexpr Message<0> text_after_quote{"E0606", "the cell goes on after its closing quotation mark",
                                      "ô còn chữ sau dấu ngoặc kép đóng",
                                      "a quotation mark that belongs to the text is doubled: `\"\"`",
                                      "dấu ngoặc kép thuộc nội dung phải viết đôi: `\"\"`"};
constexpr Message<0> unclosed_quote{
    "E0607", "this quotation mark is never closed", "dấu ngoặc kép này không được đóng",
    "close it at the end of the cell, or double it where it belongs to the text",
    "đóng ngoặc ở cuối ô, hoặc viết đôi nếu dấu này thuộc nội dung"};
constexpr Message<2> row_too_short{"E0608", "{0} {0|column|columns} in the row, {1} in the header",
                                   "dòng có {0} cột, dòng tiêu đề có {1} cột",
                                   "what is not known yet is an empty cell, its separator stays",
                                   "ô chưa có số liệu để trống, vẫn giữ dấu ngăn cách"};
constexpr Message<2> row_too_long{"E0609", "{0} {0|column|columns} in the row, {1} in the header",
                                  "dòng có {0} cột, dòng tiêu đề có {1} cột",
                                  "a cell that holds the separator stands in quotation marks, as `\"1,5\"`",
                                  "ô có chứa dấu ngăn cách phải đặt trong ngoặc kép, như `\"1,5\"`"};
constexpr source::Bilingual quote_opened{"the cell begins here", "ô bắt đầu ở đây"};
}  // namespace

/// Goes on with the line after the fault.
void CsvTable::skip_line(std::size_t resume) {
  const std::size_t end = text_.find('\n', resume);
  position_ = end == std::string_view::npos ? text_.size() : end + 1;
  lost_rows_ = true;
}

/// A cell that begins with a quotation mark at position_, which moves past it.
bool CsvTable::split_quoted(Faults* faults) {
  const std::size_t open = position_;
  bool has_doubled = false;
  std::size_t close = text_.find('"', open + 1);
  while (close != std::string_view::npos && close + 1 < text_.size() && text_[close + 1] == '"') {
    has_doubled = true;
    close = text_.find('"', close + 2);
  }
  if (close == std::string_view::npos) {
    if (faults != nullptr) faults->report(unclosed_quote, span(open, open + 1));
    skip_line(open);
    return false;
  }
  const std::string_view raw = cell_text(text_.substr(open + 1, close - open - 1));
  const auto begin = static_cast<std::size_t>(raw.data() - text_.data());
  Cell cell{raw, span(begin, begin + raw.size())};
  if (has_doubled) {
    std::string& text = split_.unquoted.emplace_back();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      text += raw[i];
      if (raw[i] == '"') ++i;  // the second of a pair
    }
    cell.text = text;
  }
  split_.cells.push_back(cell);
  position_ = close + 1;
  while (position_ < text_.size() && text_[position_] == ' ') ++position_;
  if (position_ == text_.size() || text_[position_] == separator_ || text_[position_] == '\n') return true;
  if (faults != nullptr)
    relate(faults->report(text_after_quote, span(position_, position_ + 1)), span(open, open + 1),
           quote_opened);
  skip_line(position_);
  return false;
}

/// Cuts the row at position_, and moves to the next. False where it is broken; said.
bool CsvTable::split(Faults* faults) {
  split_.cells.clear();
  split_.unquoted.clear();
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  const char separator = separator_;
  for (;;) {
    if (position_ < size && text[position_] == '"') {
      if (!split_quoted(faults)) return false;
    } else {
      const std::size_t begin = position_;
      std::size_t end = begin;
      while (end < size && text[end] != separator && text[end] != '\n' && text[end] != '"') ++end;
      if (end < size && text[end] == '"') {
        if (faults != nullptr) faults->report(stray_quote, span(end, end + 1));
        skip_line(end);
        return false;
      }
      const std::string_view cell = cell_text(text_.substr(begin, end - begin));
      const auto at = static_cast<std::size_t>(cell.data() - text);
      split_.cells.push_back({cell, span(at, at + cell.size())});
      position_ = end;
    }
    if (position_ == size) return true;
    if (text[position_++] == '\n') return true;
  }
}

bool CsvTable::has_content() const {
  for (const Cell& cell : split_.cells)
    if (!cell.text.empty()) return true;
  return false;
}

bool CsvTable::next(Row& row, Faults& faults) {
  while (position_ < text_.size()) {
    const std::size_t begin = position_;
    if (!split(&faults) || !has_content()) continue;
    if (split_.cells.size() == columns_.size()) {
      row = {split_.cells, static_cast<std::uint32_t>(begin)};
      return true;
    }
    if (split_.cells.size() < columns_.size())
      faults.report(row_too_short, span(begin, split_.cells.back().span.end), split_.cells.size(),
                    columns_.size());
    else
      faults.report(row_too_long,
                    span(split_.cells[columns_.size()].span.begin, split_.cells.back().span.end),
                    split_.cells.size(), columns_.size());
    lost_rows_ = true;
  }
  return false;
}

std::size_t CsvTable::expected_rows(std::size_t rows) const {
  const std::size_t bytes_a_row = std::max<std::size_t>(1, position_ / std::max<std::size_t>(1, rows));
  return text_.size() / bytes_a_row + 1;
}

Row CsvTable::at(std::uint32_t place) {
  const std::size_t position = position_;
  std::swap(split_, found_);
  position_ = place;
  split(nullptr);  // Holds because only places of whole rows are kept: it was split before.
  position_ = position;
  std::swap(split_, found_);
  return {found_.cells, place};
}

}  // namespace barem::data
