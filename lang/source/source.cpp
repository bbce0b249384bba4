// Places in a text, and what Unicode has to say about its characters, through utf8proc.
// Whole lines are normalised one at a time and only where they need it, so that the cost stays linear.
#include "lang/source/source.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>

namespace barem::source {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool is_ascii(char byte) {
  return static_cast<unsigned char>(byte) < 0x80U;
}

/// True where a character alone decides that it stays as it is in NFC: Latin letters with their accents, those of
/// Vietnamese among them, punctuation and currency signs.
bool stays_in_nfc(char32_t character) {
  return character < 0x300 || (character >= 0x1EA0 && character <= 0x1EF9) ||
         (character >= 0x2010 && character <= 0x20CF);
}

/// A character taken apart into a letter and its marks.
struct Parts {
  std::array<utf8proc_int32_t, 16> characters{};
  std::size_t count = 0;
  const utf8proc_int32_t* begin() const { return characters.data(); }
  const utf8proc_int32_t* end() const { return characters.data() + count; }
};

Parts take_apart(char32_t character) {
  Parts parts;
  int boundary = 0;
  const auto count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(character), parts.characters.data(),
      static_cast<utf8proc_ssize_t>(parts.characters.size()),
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE), &boundary);
  if (count < 1 || static_cast<std::size_t>(count) > parts.characters.size()) {
    parts.characters[0] = static_cast<utf8proc_int32_t>(character);
    parts.count = 1;
  } else {
    parts.count = static_cast<std::size_t>(count);
  }
  return parts;
}

int combining_class(utf8proc_int32_t character) {
  return utf8proc_get_property(character)->combining_class;
}

/// Letters and marks, in canonical order, put together again.
void append_composed(std::string& text, std::vector<utf8proc_int32_t>& characters) {
  // utf8proc sorts marks by exchanging neighbours, which takes quadratic time where someone piles them up.
  for (auto run = characters.begin(); run != characters.end();) {
    run = std::find_if(run, characters.end(), [](auto character) { return combining_class(character) != 0; });
    const auto end =
        std::find_if(run, characters.end(), [](auto character) { return combining_class(character) == 0; });
    if (end - run > 1)
      std::stable_sort(run, end, [](auto a, auto b) { return combining_class(a) < combining_class(b); });
    run = end;
  }
  const auto count =
      utf8proc_normalize_utf32(characters.data(), static_cast<utf8proc_ssize_t>(characters.size()),
                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  for (utf8proc_ssize_t i = 0; i < count; ++i)
    append(text, static_cast<char32_t>(characters[static_cast<std::size_t>(i)]));
}

void append_line_as_nfc(std::string& result, std::string_view line) {
  bool stays = true;
  for (std::size_t at = 0; at < line.size() && stays;) {
    if (is_ascii(line[at])) {
      ++at;
      continue;
    }
    const Character character = character_at(line, at);
    stays = stays_in_nfc(character.value);
    at += character.length;
  }
  if (stays) {
    result += line;
    return;
  }
  std::vector<utf8proc_int32_t> characters;
  characters.reserve(line.size());
  for (std::size_t at = 0; at < line.size();) {
    const Character character = character_at(line, at);
    const Parts parts = take_apart(character.value);
    characters.insert(characters.end(), parts.begin(), parts.end());
    at += character.length;
  }
  append_composed(result, characters);
}

bool is_tone_mark(utf8proc_int32_t character) {
  return character == 0x300 || character == 0x301 || character == 0x303 || character == 0x309 ||
         character == 0x323;
}

bool is_vowel(utf8proc_int32_t character) {
  constexpr std::string_view vowels = "aeiouyAEIOUY";
  return character < 0x80 && vowels.find(static_cast<char>(character)) != std::string_view::npos;
}

}  // namespace

// --- Places --------------------------------------------------------------------------------------------------------

Span join(Span first, Span last) {
  return {first.file, first.begin, last.end};
}

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
}

Place Source::place(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const auto number = static_cast<std::uint32_t>(after - line_starts_.begin());
  const std::uint32_t start = line_starts_[number - 1];
  const std::string_view before = text().substr(start, offset - start);
  const auto characters = std::ranges::count_if(before, [](char byte) { return !is_continuation(byte); });
  return {number > 1 ? number + left_out_ : number, static_cast<std::uint32_t>(characters) + 1};
}

std::string_view Source::line(std::uint32_t number) const {
  if (number > 1) number = number > left_out_ + 1 ? number - left_out_ : 0;
  if (number == 0 || number > line_starts_.size()) return {};
  const std::uint32_t start = line_starts_[number - 1];
  const std::size_t end = number == line_starts_.size() ? text_.size() : line_starts_[number] - 1;
  return text().substr(start, end - start);
}

void Sources::forget(FileId id) {
  Source& known = files_[static_cast<std::uint32_t>(id)];
  Source empty(known.name(), {});
  std::swap(known, empty);  // assigning a short text to a long one would keep the memory of the long one
}

FileId Sources::add(Source source) {
  files_.push_back(std::move(source));
  return static_cast<FileId>(files_.size() - 1);
}

// --- Characters ----------------------------------------------------------------------------------------------------

Character wide_character_at(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  const auto first = static_cast<unsigned char>(rest[0]);
  const auto continues = [&](std::size_t from, std::size_t length) {
    for (std::size_t i = from; i < length; ++i)
      if (!is_continuation(rest[i])) return false;
    return true;
  };
  const auto bits = [&](std::size_t i) -> char32_t { return static_cast<unsigned char>(rest[i]) & 0x3FU; };
  // What is written with more bytes than it takes, half of a pair of UTF-16 or beyond the last is no character.
  if (first < 0xE0) {
    if (first >= 0xC2 && rest.size() >= 2 && continues(1, 2)) return {(first & 0x1FU) << 6 | bits(1), 2};
  } else if (first < 0xF0) {
    if (rest.size() >= 3 && continues(1, 3)) {
      const char32_t character = (first & 0x0FU) << 12 | bits(1) << 6 | bits(2);
      if (character >= 0x800 && (character < 0xD800 || character > 0xDFFF)) return {character, 3};
    }
  } else if (rest.size() >= 4 && continues(1, 4)) {
    const char32_t character = (first & 0x07U) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
    if (first < 0xF5 && character >= 0x10000 && character <= 0x10FFFF) return {character, 4};
  }
  return {replacement, 1};
}

bool is_utf8_at(std::string_view text, std::size_t offset) {
  const Character character = character_at(text, offset);
  return character.length != 0 && (character.value != replacement || character.length == 3);
}

void append(std::string& text, char32_t character) {
  if (character < 0x80) {
    text.push_back(static_cast<char>(character));
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(character), bytes.data());
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

std::string to_nfc(std::string_view text) {
  if (std::ranges::all_of(text, is_ascii)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    append_line_as_nfc(result, text.substr(start, end - start));
    if (end < text.size()) result.push_back('\n');
    start = end + 1;
  }
  return result;
}

bool is_letter(char32_t character) {
  if (character < 0x80) return (character | 0x20U) >= 'a' && (character | 0x20U) <= 'z';
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return true;
    default:  // the categories belong to Unicode, and only these five are letters
      return false;
  }
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const int own = character.value < 0x80
                        ? (character.value >= 0x20 && character.value < 0x7F ? 1 : 0)
                        : utf8proc_charwidth(static_cast<utf8proc_int32_t>(character.value));
    columns += static_cast<std::size_t>(std::max(own, 0));
    at += character.length;
  }
  return columns;
}

// --- Names that are nearly the same --------------------------------------------------------------------------------

std::string fold(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    at += character.length;
    for (const utf8proc_int32_t part : take_apart(character.value)) {
      if (utf8proc_category(part) == UTF8PROC_CATEGORY_MN) continue;
      const utf8proc_int32_t lower = utf8proc_tolower(part);
      const bool is_barred_d = lower == U'đ' || lower == U'ð';  // the second is often typed for the first
      append(result, is_barred_d ? U'd' : static_cast<char32_t>(lower));
    }
  }
  return result;
}

std::string without_tone_place(std::string_view text) {
  // A tone mark goes to the end of its run of vowels, whichever of them carries it.
  std::string result;
  result.reserve(text.size());
  std::string tones;
  std::vector<utf8proc_int32_t> letter;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    at += character.length;
    if (character.value < 0x80) {
      if (!is_vowel(static_cast<utf8proc_int32_t>(character.value))) result += std::exchange(tones, {});
      result.push_back(static_cast<char>(character.value));
      continue;
    }
    const Parts parts = take_apart(character.value);
    if (!is_vowel(parts.characters[0])) {
      if (parts.count == 1 && is_tone_mark(parts.characters[0])) {
        append(tones, character.value);
        continue;
      }
      result += std::exchange(tones, {});
      append(result, character.value);
      continue;
    }
    letter.clear();
    for (const utf8proc_int32_t part : parts) {
      if (is_tone_mark(part)) {
        append(tones, static_cast<char32_t>(part));
      } else {
        letter.push_back(part);
      }
    }
    if (letter.size() == 1)
      append(result, static_cast<char32_t>(letter.front()));
    else
      append_composed(result, letter);
  }
  return result + tones;
}

namespace {

constexpr std::size_t whole_edit = 8;   // another letter, one more, one less, two exchanged
constexpr std::size_t accent_edit = 1;  // the same letter with other marks, or in another case

/// A letter of a name: as written, and as fold sees it.
struct Letter {
  char32_t written;
  std::string folded;
};

std::vector<Letter> letters_of(std::string_view name) {
  std::vector<Letter> letters;
  for (std::size_t at = 0; at < name.size();) {
    const Character character = character_at(name, at);
    letters.push_back({character.value, fold(name.substr(at, character.length))});
    at += character.length;
  }
  return letters;
}

std::size_t replacing(const Letter& a, const Letter& b) {
  if (a.written == b.written) return 0;
  return a.folded == b.folded ? accent_edit : whole_edit;
}

/// The cheapest way from one name to the other (optimal string alignment).
std::size_t distance(const std::vector<Letter>& from, const std::vector<Letter>& to) {
  std::vector<std::size_t> two_above(to.size() + 1);
  std::vector<std::size_t> above(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) above[j] = j * whole_edit;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i * whole_edit;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      row[j] = std::min(
          {above[j] + whole_edit, row[j - 1] + whole_edit, above[j - 1] + replacing(from[i - 1], to[j - 1])});
      if (i > 1 && j > 1 && from[i - 1].folded == to[j - 2].folded && from[i - 2].folded == to[j - 1].folded)
        row[j] = std::min(row[j], two_above[j - 2] + whole_edit);
    }
    std::swap(two_above, above);
    std::swap(above, row);
  }
  return above[to.size()];
}

/// The folded words of a name in alphabetical order: `chậm_báo_cáo` and `báo_cáo_chậm` have the same.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char byte : fold(name)) {
    if (byte == '_' || byte == ' ') {
      words.emplace_back();
    } else {
      words.back().push_back(byte);
    }
  }
  std::ranges::sort(words);
  return words;
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "`" : ", `") + name + "`";
  return text;
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
  constexpr std::size_t longest = 400;  // bytes; a longer name is no slip of the keyboard
  if (name.empty() || name.size() > longest) return {};
  const std::vector<Letter> letters = letters_of(name);
  const std::size_t edits = letters.size() < 3 ? 0 : std::clamp<std::size_t>(letters.size() / 4, 1, 3);
  // Accents alone are always near; so a whole edit leaves room for some beside it.
  const std::size_t near = edits * whole_edit + whole_edit - 1;
  const std::vector<std::string> words = words_of(name);
  const std::string folded = fold(name);

  std::size_t best = near + 1;
  const std::string* found = nullptr;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest) continue;
    std::size_t cost = near + 1;
    const std::vector<Letter> other = letters_of(candidate);
    const std::size_t longer = std::max(letters.size(), other.size());
    if (longer - std::min(letters.size(), other.size()) <= edits) cost = distance(letters, other);
    if (cost > near && (fold(candidate) == folded || words_of(candidate) == words)) cost = near;
    if (cost < best) {
      best = cost;
      found = &candidate;
    }
  }
  return found == nullptr ? std::string{} : *found;
}

}  // namespace barem::source
