// See text.h.
#include "interpreter/data/text.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string_view>

#include "interpreter/data/memory.h"
#include "lang/source/legacy.h"

namespace barem::data {

namespace {

using source::Message;

constexpr std::size_t small_file = std::size_t{256} * 1024;
constexpr std::size_t most_bytes = std::size_t{2} * 1024 * 1024 * 1024;
static_assert(most_bytes <= std::numeric_limits<std::uint32_t>::max(), "places in a source are 32 bits wide");

/// Characters that stay as they are in NFC whatever stands beside them: the letters of Vietnamese among them.
bool is_settled(char32_t character) {
  return character < 0x300 || (character >= 0x1EA0 && character <= 0x1EF9) ||
         (character >= 0x2010 && character <= 0x20CF);
}

/// True where eight bytes are ASCII and none a control character, as they are nearly everywhere.
bool are_plain(const char* bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t tops = 0x80 * ones;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const std::uint64_t delete_signs = word ^ (0x7F * ones);
  return ((word | (word - 0x20 * ones) | (delete_signs - ones)) & tops) == 0;
}

/// True for UTF-8 in NFC without control characters: such text may be taken as it is.
bool is_plain(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (at + 8 <= bytes.size() && are_plain(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const source::Character character = source::character_at(bytes, at);
    if (!is_settled(character.value) || is_control(character.value)) return false;
    at += character.length;
  }
  return true;
}

std::string with_plain_line_ends(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  prefer_large_pages(result.data(), text.size());
  for (;;) {
    const std::size_t at = text.find('\r');
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    text.remove_prefix(at + 1);
    if (!text.starts_with('\n')) result += '\n';
  }
}

constexpr Message<1> file_too_large{
    "E0600", "the file has {0} bytes; a data file may have 2 GiB",
    "tệp có {0} byte; tệp số liệu được có nhiều nhất 2 GiB",
    "several files, each with a part of the units: `--data` may be given several times",
    "chia thành nhiều tệp, mỗi tệp một phần đơn vị: `--data` được ghi nhiều lần"};

}  // namespace

bool is_control(char32_t character) {
  if (character < 0x20) return character != '\n' && character != '\t' && character != '\r';
  return (character >= 0x7F && character < 0xA0) || (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

bool is_json(std::string_view name) {
  constexpr std::string_view ending = ".json";
  if (name.size() < ending.size()) return false;
  const auto is_same = [](char wanted, char c) {
    return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  };
  return std::ranges::equal(ending, name.substr(name.size() - ending.size()), is_same);
}

std::optional<source::FileId> add_source(const DataFile& file, source::Sources& sources,
                                         source::Diagnostics& diagnostics, source::LeftOut left_out) {
  std::string_view bytes = file.bytes;
  if (bytes.size() > most_bytes) {
    const source::FileId id = sources.add(source::Source(file.name, ""));
    diagnostics.report(file_too_large, source::Span{id, 0, 0}, bytes.size());
    return {};
  }
  if (bytes.size() > small_file) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string_view sample = bytes.substr(0, bytes.rfind('\n', small_file) + 1);
    if (is_plain(bytes) && !source::suspect_legacy(sample, false)) {
      source::Source text(file.name, with_plain_line_ends(bytes));
      text.leave_out(static_cast<std::uint32_t>(left_out.lines));
      return sources.add(std::move(text));
    }
  }
  return source::decode(file.name, file.bytes, sources, diagnostics, most_bytes, left_out);
}

}  // namespace barem::data
