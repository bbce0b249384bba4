// From the bytes of a file to its text, or to what is wrong with the bytes and how to mend it.
// Not here: reading the file (command), what the text says (syntax).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lang/source/diagnostic.h"
#include "lang/source/source.h"

namespace barem::source {

/// The most bytes a rule file may have.
inline constexpr std::size_t max_file_size = std::size_t{64} * 1024 * 1024;

/// Where the bytes are a part of a file, a head and later rows of it: what stands between those in the file.
struct LeftOut {
  std::size_t head = 0;  ///< bytes of the head
  std::size_t bytes = 0;
  std::size_t lines = 0;
};

/// Adds the file to `sources` and gives its id: a byte-order mark is dropped, line ends become \n, text becomes NFC.
/// Nothing where the bytes are no text to go on with; the file is among the sources nevertheless, so that the
/// finding has a name and, where one can be shown, a line. Control characters are reported and become spaces: the
/// rest of such a file can still be read. An empty file is a text too. `limit`: the most bytes there may be.
std::optional<FileId> decode(std::string name, std::string_view bytes, Sources& sources, Diagnostics& diagnostics,
                             std::size_t limit = max_file_size, LeftOut left_out = {});

}  // namespace barem::source
