// Each word with a letter beyond a to z is read in every encoding; the reading counts where it has the shape of a
// Vietnamese syllable. An encoding is suspected where it explains nearly all words and the text as it stands few.
#include "lang/source/legacy.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

namespace barem::source {

namespace {

/// A1 to FE in TCVN 5712 (VN3); `?` where it has no letter.
constexpr std::u32string_view tcvn3_letters =
    U"ĂÂÊÔƠƯĐăâêôơưđ?\u0300\u0309\u0303\u0301\u0323àảãáạ?ằẳẵắ??"
    U"?????ặầẩẫấậè?ẻẽéẹềểễếệìỉ???ĩíịò?ỏõóọồổỗốộờởỡớợù?ủũúụừửữứựỳỷỹýỵ";
static_assert(tcvn3_letters.size() == 0xFE - 0xA1 + 1);

/// 80 to 9F in Windows-1252, the place of each character being its byte.
constexpr std::u32string_view windows_1252_letters =
    U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
static_assert(windows_1252_letters.size() == 32);

/// One character in an encoding, and what it stands for: a letter, or marks for the letter before.
struct Entry {
  char32_t from;
  std::u32string_view to;
};

constexpr Entry windows_1258_entries[] = {
    {0xC3, U"Ă"},      {0xCC, U"\u0300"}, {0xD0, U"Đ"}, {0xD2, U"\u0309"}, {0xD5, U"Ơ"},
    {0xDD, U"Ư"},      {0xDE, U"\u0303"}, {0xE3, U"ă"}, {0xEC, U"\u0301"}, {0xF0, U"đ"},
    {0xF2, U"\u0323"}, {0xF5, U"ơ"},      {0xFD, U"ư"},
};

/// The small letters; the great ones are 0x20 before.
constexpr Entry vni_entries[] = {
    {U'ù', U"\u0301"},
    {U'ø', U"\u0300"},
    {U'û', U"\u0309"},
    {U'õ', U"\u0303"},
    {U'ï', U"\u0323"},
    {U'ê', U"\u0306"},
    {U'é', U"\u0306\u0301"},
    {U'è', U"\u0306\u0300"},
    {U'ú', U"\u0306\u0309"},
    {U'ü', U"\u0306\u0303"},
    {U'ë', U"\u0306\u0323"},
    {U'â', U"\u0302"},
    {U'á', U"\u0302\u0301"},
    {U'à', U"\u0302\u0300"},
    {U'å', U"\u0302\u0309"},
    {U'ã', U"\u0302\u0303"},
    {U'ä', U"\u0302\u0323"},
    {U'ô', U"ơ"},
    {U'ö', U"ư"},
    {U'í', U"í"},
    {U'ì', U"ì"},
    {U'æ', U"ỉ"},
    {U'ó', U"ĩ"},
    {U'ò', U"ị"},
    {U'î', U"ỵ"},
    {U'ñ', U"đ"},
};

// --- The shape of a syllable ---------------------------------------------------------------------------------------

constexpr std::string_view initials[] = {"ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr",
                                         "ch",  "b",  "c",  "d",  "đ",  "g",  "h",  "k",  "l",  "m",
                                         "n",   "p",  "q",  "r",  "s",  "t",  "v",  "x",  ""};
constexpr std::string_view rhymes[] = {
    "a",   "ă",   "â",   "e",   "ê",   "i",   "o",   "ô",   "ơ",   "u",   "ư",   "y",   "ai", "ao",
    "au",  "ay",  "âu",  "ây",  "eo",  "êu",  "ia",  "iê",  "iu",  "oa",  "oă",  "oe",  "oi", "ôi",
    "ơi",  "ua",  "uâ",  "uê",  "ui",  "uô",  "uơ",  "uy",  "ưa",  "ươ",  "ưi",  "ưu",  "yê", "oai",
    "oao", "oay", "oeo", "iêu", "uây", "uôi", "uyê", "ươi", "ươu", "uya", "uyu", "yêu", "ya"};
constexpr std::string_view finals[] = {"ng", "nh", "ch", "c", "m", "n", "p", "t", ""};

bool is_syllable_without_tone(std::string_view syllable) {
  for (const std::string_view initial : initials) {
    if (!syllable.starts_with(initial)) continue;
    const std::string_view rest = syllable.substr(initial.size());
    for (const std::string_view final : finals) {
      if (!rest.ends_with(final)) continue;
      if (std::ranges::count(rhymes, rest.substr(0, rest.size() - final.size())) != 0) return true;
    }
  }
  return false;
}

/// True for text that can be one syllable of Vietnamese with at most one tone.
bool is_syllable(std::string_view word) {
  const std::string apart = without_tone_place(word);
  std::string letters;
  int tones = 0;
  for (std::size_t at = 0; at < apart.size();) {
    const Character character = character_at(apart, at);
    at += character.length;
    if (character.value >= 0x300 && character.value <= 0x323) {
      ++tones;
    } else {
      append(letters,
             static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(character.value))));
    }
  }
  return tones <= 1 && is_syllable_without_tone(letters);
}

// --- One word in each encoding -------------------------------------------------------------------------------------

void append_all(std::string& text, std::u32string_view characters) {
  for (const char32_t character : characters) append(text, character);
}

/// Nothing where the encoding has no such character.
bool append_tcvn3(std::string& text, char32_t character) {
  if (character < 0x80) return append(text, character), true;
  if (character < 0xA1 || character > 0xFE) return false;
  const char32_t letter = tcvn3_letters[character - 0xA1];
  if (letter == U'?') return false;
  return append(text, letter), true;
}

bool append_vni(std::string& text, char32_t character) {
  if (character < 0x80) return append(text, character), true;
  const bool is_great = character >= 0xC0 && character <= 0xDE;
  for (const Entry& entry : vni_entries) {
    if (entry.from != (is_great ? character + 0x20 : character)) continue;
    // A great letter for a small one does no harm: only the shape is looked at, and the sample is small mostly.
    const char32_t first = entry.to.front();
    const bool is_mark = first >= 0x300 && first < 0x370;
    if (is_great && !is_mark) {
      append(text, static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(first))));
    } else {
      append_all(text, entry.to);
    }
    return true;
  }
  return false;
}

bool append_windows_1258(std::string& text, char32_t character) {
  for (const Entry& entry : windows_1258_entries) {
    if (entry.from == character) return append_all(text, entry.to), true;
  }
  if (character >= 0x80 && (character < 0xC0 || character > 0xFF)) return false;
  return append(text, character), true;
}

/// The byte that Windows-1252 shows as the character.
std::optional<char> windows_1252_byte(char32_t character) {
  if (character < 0x100) return static_cast<char>(character);
  const std::size_t place = windows_1252_letters.find(character);
  if (place == std::u32string_view::npos) return {};
  return static_cast<char>(0x80 + place);
}

bool append_twice_utf8(std::string& text, char32_t character) {
  const std::optional<char> byte = windows_1252_byte(character);
  if (byte) text.push_back(*byte);
  return byte.has_value();
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += character_at(text, at).length) {
    if (!is_utf8_at(text, at)) return false;
  }
  return true;
}

constexpr std::array all_legacy{Legacy::tcvn3, Legacy::vni, Legacy::windows_1258, Legacy::twice_utf8};

/// The word as the encoding means it, where it is a syllable then.
std::optional<std::string> read_word(std::string_view word, Legacy legacy) {
  std::string text;
  for (std::size_t at = 0; at < word.size();) {
    const Character character = character_at(word, at);
    at += character.length;
    const bool is_known = legacy == Legacy::tcvn3          ? append_tcvn3(text, character.value)
                          : legacy == Legacy::vni          ? append_vni(text, character.value)
                          : legacy == Legacy::windows_1258 ? append_windows_1258(text, character.value)
                                                           : append_twice_utf8(text, character.value);
    if (!is_known) return {};
  }
  if (!is_utf8(text)) return {};
  text = to_nfc(text);
  if (!is_syllable(text)) return {};
  return text;
}

// --- The text ------------------------------------------------------------------------------------------------------

/// True for letters that Unicode has for Vietnamese alone: a text with these is what it seems.
bool is_vietnamese_alone(char32_t character) {
  return (character >= 0x1EA0 && character <= 0x1EF9) || character == U'ă' || character == U'Ă' ||
         character == U'đ' || character == U'Đ' || character == U'ơ' || character == U'Ơ' ||
         character == U'ư' || character == U'Ư' || character == U'ĩ' || character == U'Ĩ' ||
         character == U'ũ' || character == U'Ũ';
}

struct Word {
  std::uint32_t begin;
  std::string_view text;
};

/// The first words with letters beyond a to z; nothing where one of them is Vietnamese as it stands.
std::vector<Word> telling_words(std::string_view text) {
  constexpr std::size_t enough = 500;
  constexpr std::size_t longest = 40;
  std::vector<Word> words;
  std::size_t at = 0;
  while (at < text.size() && words.size() < enough) {
    const std::size_t begin = at;
    bool is_telling = false;
    while (at < text.size()) {
      const Character character = character_at(text, at);
      const bool is_latin = (character.value | 0x20U) >= 'a' && (character.value | 0x20U) <= 'z';
      if (is_vietnamese_alone(character.value)) return {};
      if (character.value < 0x80 && !is_latin) break;
      is_telling = is_telling || character.value >= 0x80;
      at += character.length;
    }
    if (is_telling && at - begin <= longest)
      words.push_back({static_cast<std::uint32_t>(begin), text.substr(begin, at - begin)});
    if (at == begin) ++at;
  }
  return words;
}

}  // namespace

std::string latin_view(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 4);
  for (const char byte : bytes) append(text, static_cast<unsigned char>(byte));
  return text;
}

std::optional<LegacyReading> suspect_legacy(std::string_view text, bool of_bytes) {
  const std::vector<Word> words = telling_words(text);
  const auto as_it_stands = static_cast<std::size_t>(
      std::ranges::count_if(words, [&](const Word& word) { return !of_bytes && is_syllable(word.text); }));
  std::optional<LegacyReading> best;
  std::size_t most = std::max<std::size_t>(2 * as_it_stands, of_bytes ? 1 : 2);
  for (const Legacy legacy : all_legacy) {
    if (of_bytes && legacy == Legacy::twice_utf8) continue;
    std::size_t read = 0;
    std::optional<LegacyReading> reading;
    for (const Word& word : words) {
      std::optional<std::string> meant = read_word(word.text, legacy);
      if (!meant) continue;
      ++read;
      // A word that changes shows more than one that reads the same.
      if (!reading || (reading->found == reading->read && *meant != word.text))
        reading = {legacy, word.begin, std::string(word.text), std::move(*meant)};
    }
    if (read <= most || 5 * read < 4 * words.size()) continue;
    most = read;
    best = std::move(reading);
  }
  return best;
}

}  // namespace barem::source
