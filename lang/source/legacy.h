// Vietnamese text in the encodings used before Unicode, and text converted twice: noticed by how it reads.
// In: text as it looks when taken for Latin letters (`B¸o c¸o`). Out: which encoding makes words of it, with a sample.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lang/source/source.h"

namespace barem::source {

enum class Legacy : std::uint8_t {
  tcvn3,         ///< ABC, the fonts .VnTime: `B¸o c¸o`
  vni,           ///< the fonts VNI-Times: `Baùo caùo`
  windows_1258,  ///< letters, with the tone mark after them
  twice_utf8,    ///< UTF-8 taken for Windows-1252 and converted once more: `BÃ¡o cÃ¡o`
};

/// What a text seems to be, with the first word that shows it.
struct LegacyReading {
  Legacy legacy;
  std::uint32_t begin;  ///< of the word, in bytes
  std::string found;    ///< `B¸o`
  std::string read;     ///< `Báo`
};

/// A text whose bytes are shown as the characters of the same number.
std::string latin_view(std::string_view bytes);

/// Where most words with letters beyond a to z are Vietnamese in one of the encodings, and not as they stand.
/// `of_bytes`: the text is the Latin view of bytes that are no UTF-8.
std::optional<LegacyReading> suspect_legacy(std::string_view text, bool of_bytes);

}  // namespace barem::source
