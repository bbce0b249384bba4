// Columns, cuts and wraps: see layout.h.
#include "interpreter/report/layout.h"

#include <algorithm>
#include <numeric>

#include "interpreter/report/words.h"
#include "lang/source/render.h"

namespace barem::report {

std::string fixed_text(const value::Number& number, int decimals, source::Language language) {
  std::string text = number.to_fixed(decimals);
  if (language == source::Language::vietnamese) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string brief_text(const value::Number& number, int decimals, source::Language language) {
  const value::Number rounded = number.rounded(decimals);
  return (rounded == number ? "" : "≈") + source::to_text(rounded, language);
}

std::string about(std::string number) { return number.starts_with("≈") ? number : "≈" + number; }

std::string span_text(const value::Range& range, int decimals, source::Language language) {
  const std::string low = range.low ? fixed_text(*range.low, decimals, language) : "…";
  const std::string high = range.high ? fixed_text(*range.high, decimals, language) : "…";
  return low == high && range.low ? low : low + "–" + high;
}

std::string cut(std::string_view text, std::size_t columns) {
  if (source::width(text) <= columns) return std::string(text);
  std::size_t end = 0;
  std::size_t used = 0;
  while (end < text.size()) {
    const source::Character character = source::character_at(text, end);
    const std::size_t more = source::width(text.substr(end, character.length));
    if (used + more + 1 > columns) break;
    used += more;
    end += character.length;
  }
  std::string result(text.substr(0, end));
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result + "…";
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indentation) {
  std::string result;
  std::size_t used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const std::size_t wide = source::width(word);
    if (begin > 0 && used + 1 + wide > columns && used > indentation) {
      result += "\n" + std::string(indentation, ' ');
      used = indentation;
    } else if (begin > 0) {
      result += ' ';
      ++used;
    }
    result += word;
    used += wide;
    begin = end + 1;
  }
  return result;
}

std::string on_one_line(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space)
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::string version_text(const std::string& version, const std::optional<value::Date>& effective,
                         source::Language language) {
  if (!effective) return version;
  return (version.empty() ? "" : version + ", ") +
         filled(words::effective_from, language, {source::to_text(*effective, language)});
}

std::string titled(const std::string& title, const std::string& version, const std::optional<value::Date>& effective,
                   source::Language language) {
  const bool is_named = version.empty() || title.find(version) != std::string::npos;
  const std::string more = version_text(is_named ? "" : version, effective, language);
  return title + (more.empty() ? "" : " (" + more + ")");
}

void append_csv_cell(std::string& line, std::string_view text, std::string_view separators) {
  if (text.find_first_of("\"\r\n") == std::string_view::npos && text.find_first_of(separators) == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) line.append(c == '"' ? 2 : 1, c);
  line += '"';
}

std::string list_separator(source::Language language) { return language == source::Language::english ? ", " : "; "; }

std::string filled(source::Bilingual text, source::Language language, const std::vector<std::string>& arguments) {
  return source::fill(text.in(language), {arguments.begin(), arguments.end()}, language);
}

void TextTable::add_column(std::string head, Align align) {
  heads_.push_back(std::move(head));
  aligns_.push_back(align);
}

void TextTable::add_row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

void TextTable::add_gap() { rows_.emplace_back(); }

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> result(heads_.size());
  for (std::size_t i = 0; i < heads_.size(); ++i) result[i] = source::width(heads_[i]);
  for (const std::vector<std::string>& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i) result[i] = std::max(result[i], source::width(row[i]));
  return result;
}

std::size_t TextTable::total(const std::vector<std::size_t>& wide) const {
  const std::size_t gaps = wide.empty() ? 0 : (wide.size() - 1) * gap_;
  return std::accumulate(wide.begin(), wide.end(), gaps);
}

std::size_t TextTable::width() const { return total(widths()); }

std::string TextTable::to_text(std::optional<std::size_t> columns) const {
  std::vector<std::size_t> wide = widths();
  for (const auto& [column, least_asked] : cuttable_) {
    if (!columns || total(wide) <= *columns) break;
    const std::size_t over = total(wide) - *columns;
    const std::size_t least = std::max(least_asked, source::width(heads_[column]));
    if (wide[column] > least) wide[column] = std::max(least, wide[column] > over ? wide[column] - over : 0);
  }
  std::string text;
  const auto write_row = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = cut(row[i], wide[i]);
      const std::string padding(wide[i] - source::width(cell), ' ');
      if (i > 0) line.append(gap_, ' ');
      line += aligns_[i] == Align::right ? padding + cell : cell + padding;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    text += line + "\n";
  };
  write_row(heads_);
  for (const std::vector<std::string>& row : rows_) write_row(row);
  return text;
}

}  // namespace barem::report
