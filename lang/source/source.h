// The text of a file: bytes checked to be UTF-8 and brought to NFC, with places in it.
// In: a file's name and bytes. Out: a Source that spans point into, or what is wrong with the bytes.
// Not here: reading files (command), cutting text into lines of the language (syntax/lines).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace barem::source {

/// Which file of a run a span belongs to: an index into Sources.
enum class FileId : std::uint32_t {};

/// A stretch of one file's text, in bytes of the NFC text: [begin, end).
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// The span from the start of one to the end of the other (same file).
Span join(Span first, Span last);

/// A place as people and editors count it: line and column from 1, columns in characters.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A file's text, ready for reading: UTF-8, NFC, lines ended by \n, no byte-order mark.
class Source {
 public:
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const { return text().substr(span.begin, span.end - span.begin); }
  Place place(std::uint32_t offset) const;
  /// The text of a line (from 1) without its end.
  std::string_view line(std::uint32_t number) const;
  /// The text is a part of a file: lines after its first have so many more before them in the file.
  void leave_out(std::uint32_t lines) { left_out_ = lines; }
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()) + left_out_; }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  std::uint32_t left_out_ = 0;
};

/// All files of a run; references stay valid as files are added.
class Sources {
 public:
  FileId add(Source source);
  /// The text is a part of a file: see Source::leave_out.
  void leave_out(FileId id, std::uint32_t lines) { files_[static_cast<std::uint32_t>(id)].leave_out(lines); }
  /// Gives up the text of a file that no finding points into.
  void forget(FileId id);
  const Source& operator[](FileId id) const { return files_[static_cast<std::uint32_t>(id)]; }
  std::size_t size() const { return files_.size(); }

 private:
  std::deque<Source> files_;
};

/// NFC of valid UTF-8. Linear; text that is ASCII or already NFC is returned as it is.
std::string to_nfc(std::string_view text);
/// True for letters of any script, as identifiers use them.
bool is_letter(char32_t character);
/// A character of a text and its length there in bytes (1 to 4).
struct Character {
  char32_t value;
  std::uint32_t length;
};
/// The character at `offset`; a byte that is no UTF-8 is U+FFFD of length 1, the end of the text U+0000 of length 0.
Character character_at(std::string_view text, std::size_t offset);
/// The same for a byte beyond ASCII.
Character wide_character_at(std::string_view text, std::size_t offset);
/// True where the byte at `offset` begins a character of UTF-8.
bool is_utf8_at(std::string_view text, std::size_t offset);
/// Adds a character as UTF-8.
void append(std::string& text, char32_t character);
/// Columns that a terminal gives the text (wide characters 2, combining marks 0).
std::size_t width(std::string_view text);
/// The text in lower case without accents and tone marks, đ as d: for finding near names.
std::string fold(std::string_view text);
/// Names that differ only in where a tone mark stands (hoà/hòa) give the same text.
std::string without_tone_place(std::string_view text);
/// The nearest of `candidates` to `name` by edits of letters (accents count less), where near enough to offer.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);
/// `a`, `b`: the names for a message, each in its marks.
std::string listed(const std::vector<std::string>& names);

inline Character character_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {0, 0};
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80U) return {first, 1};
  return wide_character_at(text, offset);
}

}  // namespace barem::source
