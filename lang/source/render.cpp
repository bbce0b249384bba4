// A finding as a block of lines for a terminal. Everything a file or an argument brings along is made harmless on
// the way: control characters never reach the terminal.
#include "lang/source/render.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::source {

namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t least_gutter = 3;

constexpr Bilingual word_error{"error", "lỗi"};
constexpr Bilingual word_hint{"hint", "gợi ý"};
constexpr Bilingual word_help{"help", "cách sửa"};
constexpr Bilingual word_note{"note", "ghi chú"};
constexpr Bilingual word_with{"with", "với"};

/// Terminal colours; all empty where no colour is asked for.
struct Paint {
  std::string_view severity, strong, quiet, end;

  static Paint of(const RenderOptions& options, Severity severity) {
    if (!options.colour) return {};
    return {severity == Severity::error ? "\033[1;31m" : "\033[1;36m", "\033[1m", "\033[1;34m", "\033[0m"};
  }
};

/// True for characters that move the cursor or turn the direction of writing.
bool disturbs(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character <= 0x9F) || character == 0x2028 ||
         character == 0x2029 || (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

std::string harmless(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    append(result, disturbs(character.value) ? U'\uFFFD' : character.value);
    at += character.length;
  }
  return result;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.push_back(harmless(text.substr(0, end)));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

/// A character of the line shown, with the marks that stand on it.
struct Cell {
  std::string text;
  std::size_t columns;
  std::size_t begin;  ///< in the line, in bytes
};

std::vector<Cell> cells_of(std::string_view line, std::size_t from, std::size_t to) {
  std::vector<Cell> cells;
  for (std::size_t at = from; at < to;) {
    const Character character = character_at(line, at);
    const std::string_view bytes = line.substr(at, character.length);
    if (character.value == '\t') {
      cells.push_back({"    ", 4, at});
    } else if (disturbs(character.value) || !is_utf8_at(line, at)) {
      cells.push_back({"\uFFFD", 1, at});
    } else if (width(bytes) == 0 && !cells.empty()) {
      cells.back().text += bytes;
    } else {
      cells.push_back({std::string(bytes), width(bytes), at});
    }
    at += character.length;
  }
  return cells;
}

/// What is shown of a line and the marks below it.
struct Excerpt {
  std::string text;
  std::string marks;
};

bool begins_character(std::string_view line, std::size_t at) {
  return at >= line.size() || (static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80U;
}

/// The part of a line around [begin, end), in bytes of the line, that fits the columns.
Excerpt excerpt_of(std::string_view line, std::size_t begin, std::size_t end, std::size_t columns) {
  // A line may be a megabyte long: what lies further away than this does not fit in any case.
  constexpr std::size_t reach = 1000;
  std::size_t from = begin > reach ? begin - reach : 0;
  while (!begins_character(line, from)) ++from;
  std::size_t to = std::min(line.size(), begin + 2 * reach);
  while (!begins_character(line, to)) ++to;
  const std::vector<Cell> cells = cells_of(line, from, to);

  const auto cell_at = [&](std::size_t offset) {
    return static_cast<std::size_t>(std::ranges::lower_bound(cells, offset, {}, &Cell::begin) -
                                    cells.begin());
  };
  const auto columns_of = [&](std::size_t first, std::size_t last) {
    std::size_t sum = 0;
    for (std::size_t i = first; i < last; ++i) sum += cells[i].columns;
    return sum;
  };
  const std::size_t marked = cell_at(begin);
  const std::size_t marked_end = std::max(cell_at(end), marked);

  std::size_t first = 0;
  std::size_t last = cells.size();
  if (from != 0 || to != line.size() || columns_of(first, last) > columns) {
    const std::size_t room = columns - 2;  // for an ellipsis at both ends
    if (from != 0 || columns_of(0, marked_end) > room) {
      // As much before the place as after it, but never less than a few words.
      const std::size_t own = std::min(columns_of(marked, marked_end), room);
      const std::size_t before = std::max<std::size_t>((room - own) / 2, 16);
      std::size_t sum = 0;
      first = marked;
      while (first > 0 && sum + cells[first - 1].columns <= before) sum += cells[--first].columns;
    }
    std::size_t sum = 0;
    last = first;
    while (last < cells.size() && sum + cells[last].columns <= room) sum += cells[last++].columns;
  }

  Excerpt excerpt;
  const bool is_cut_before = first != 0 || from != 0;
  if (is_cut_before) excerpt.text = "…";
  for (std::size_t i = first; i < last; ++i) excerpt.text += cells[i].text;
  if (last != cells.size() || to != line.size()) excerpt.text += "…";
  excerpt.marks.assign(columns_of(first, std::min(marked, last)) + (is_cut_before ? 1 : 0), ' ');
  const std::size_t under = columns_of(std::min(marked, last), std::min(marked_end, last));
  excerpt.marks.append(std::max<std::size_t>(under, 1), '^');
  return excerpt;
}

/// Decimal text with the mark of the language.
std::string with_mark_of(std::string decimal, Language language) {
  if (language == Language::vietnamese) std::ranges::replace(decimal, '.', ',');
  return decimal;
}

std::string place_text(Span span, const Sources& sources) {
  const Source& source = sources[span.file];
  return harmless(source.name()) + ":" + std::to_string(source.place(span.begin).line);
}

bool is_known(FileId file, const Sources& sources) {
  return static_cast<std::size_t>(file) < sources.size();
}

/// `  = help: …`, with further lines of the text below the first.
void append_remark(std::string& block, std::size_t gutter, const Paint& paint, std::string_view word,
                   std::string_view text) {
  const std::string label = word.empty() ? std::string() : std::string(word) + ": ";
  std::size_t number = 0;
  for (const std::string& line : lines_of(text)) {
    block.append(gutter + 1, ' ');
    if (number++ == 0) {
      block.append(paint.quiet).append("=").append(paint.end).append(" ");
      block.append(paint.strong).append(label).append(paint.end);
    } else {
      block.append(2 + width(label), ' ');
    }
    block += line;
    block += '\n';
  }
}

/// The place of a finding and its line with the marks below.
void append_place(std::string& block, const Finding& finding, const Sources& sources, const Paint& paint,
                  std::size_t gutter) {
  const Source& source = sources[finding.span.file];
  const Place place = source.place(finding.span.begin);
  block.append(gutter - 1, ' ').append(paint.quiet).append("-->").append(paint.end).append(" ");
  block += place_text(finding.span, sources) + ":" + std::to_string(place.column) + "\n";
  if (source.text().empty()) return;

  const std::string_view line = source.line(place.line);
  const auto start = static_cast<std::size_t>(line.data() - source.text().data());
  const std::size_t begin = std::min<std::size_t>(finding.span.begin, source.text().size()) - start;
  const std::size_t end =
      std::clamp<std::size_t>(finding.span.end, start + begin, start + line.size()) - start;
  const Excerpt excerpt = excerpt_of(line, begin, end, page_width - gutter - 3);

  const std::string number = std::to_string(place.line);
  const std::string bar = std::string(paint.quiet) + "|" + std::string(paint.end);
  const std::string empty_gutter(gutter + 1, ' ');
  block += empty_gutter + bar + "\n";
  block.append(gutter - number.size(), ' ').append(paint.quiet).append(number).append(paint.end);
  block += " " + bar + (excerpt.text.empty() ? "" : " ") + excerpt.text + "\n";
  block += empty_gutter + bar + " ";
  const std::size_t indent = excerpt.marks.find('^');
  block.append(indent, ' ').append(paint.severity).append(excerpt.marks, indent).append(paint.end);
  block += '\n';
}

std::size_t gutter_of(const Finding& finding, const Sources& sources) {
  if (!is_known(finding.span.file, sources)) return least_gutter;
  const Place place = sources[finding.span.file].place(finding.span.begin);
  return std::max(least_gutter, std::to_string(place.line).size());
}

}  // namespace

std::string to_text(const value::Number& number, Language language) {
  if (number == number.rounded(12)) return with_mark_of(number.to_decimal(), language);
  int decimals = 6;
  while (decimals < 36 && number.rounded(decimals).is_zero()) decimals += 6;
  return "≈" + with_mark_of(number.to_fixed(decimals), language);
}

std::string to_percent_text(const value::Number& number, Language language) {
  return to_text(number * 100, language) + "%";
}

std::string to_text(value::Date date, Language language) {
  return language == Language::english ? date.to_iso() : date.to_day_first();
}

std::string fill(std::string_view text, const std::vector<Argument>& arguments, Language language) {
  struct {
    Language language;
    std::string operator()(const std::string& argument) const { return argument; }
    std::string operator()(const BilingualText& argument) const { return argument.in(language); }
    std::string operator()(const value::Number& argument) const { return to_text(argument, language); }
    std::string operator()(const Percent& argument) const {
      return to_percent_text(argument.number, language);
    }
    std::string operator()(value::Date argument) const { return to_text(argument, language); }
  } argument_text{language};
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const detail::Placeholder placeholder = detail::placeholder_at(text, at);
    if (placeholder.length == 0 || placeholder.argument >= arguments.size()) {
      result += text[at];
      continue;
    }
    const std::string argument = std::visit(argument_text, arguments[placeholder.argument]);
    const bool is_word = placeholder.length > 3;
    result += is_word ? std::string(argument == "1" ? placeholder.one : placeholder.many) : argument;
    at += placeholder.length - 1;
  }
  return result;
}

std::string unit_text(const Finding& finding, Language language) {
  // The decimal comma of Vietnamese would be lost among commas.
  const std::string_view separator = language == Language::english ? ", " : "; ";
  std::string text;
  for (const auto& [name, value] : finding.unit) {
    if (!text.empty()) text += separator;
    text += name + " = " + value.in(language);
  }
  return text;
}

std::string render(const Finding& finding, const Sources& sources, const RenderOptions& options) {
  const Language language = options.language;
  const Paint paint = Paint::of(options, finding.severity);
  const std::size_t gutter = gutter_of(finding, sources);
  const Bilingual word = finding.severity == Severity::error ? word_error : word_hint;

  const std::string text = fill(finding.text.in(language), finding.arguments, language);
  const std::size_t headline = std::min(text.find('\n'), text.size());
  std::string block;
  block.append(paint.severity).append(word.in(language)).append("[").append(finding.code).append("]");
  block.append(paint.end).append(paint.strong).append(": ").append(harmless(text.substr(0, headline)));
  block.append(paint.end).append("\n");
  if (is_known(finding.span.file, sources)) append_place(block, finding, sources, paint, gutter);

  if (headline < text.size()) {
    for (const std::string& line : lines_of(std::string_view(text).substr(headline + 1)))
      append_remark(block, gutter, paint, {}, line);
  }
  for (const Related& related : finding.related) {
    std::string note = fill(related.text.in(language), related.arguments, language);
    if (is_known(related.span.file, sources)) note += " --> " + place_text(related.span, sources);
    append_remark(block, gutter, paint, word_note.in(language), note);
  }
  if (!finding.unit.empty())
    append_remark(block, gutter, paint, word_with.in(language), unit_text(finding, language));
  if (!finding.help.in(language).empty()) {
    const std::string help = fill(finding.help.in(language), finding.arguments, language);
    append_remark(block, gutter, paint, word_help.in(language), help);
  }
  return block;
}

}  // namespace barem::source
