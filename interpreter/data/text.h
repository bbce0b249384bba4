// The text of a data file. Small files go through source::decode, which names everything that can be wrong with bytes;
// large ones, of which most are plain, are first looked through quickly and need it only where they are not.
#pragma once

#include <optional>
#include <string_view>

#include "interpreter/data/units.h"
#include "lang/source/decode.h"

namespace barem::data {

/// By the name's ending: JSON, else CSV.
bool is_json(std::string_view name);

/// Control characters, some of them beyond ASCII: they cannot be seen. Line ends and tabs are none.
bool is_control(char32_t character);

/// Adds a data file, or a part of it, to the sources, as checked NFC text. Nothing where its bytes are no text; the
/// file is among the sources nevertheless.
std::optional<source::FileId> add_source(const DataFile& file, source::Sources& sources,
                                         source::Diagnostics& diagnostics, source::LeftOut left_out = {});

}  // namespace barem::data
