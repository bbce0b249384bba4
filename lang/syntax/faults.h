// What to say about a line that could not be read.
// In: the line, how far it was read and what was due there. Out: one finding.
#pragma once

#include "lang/syntax/build.h"
#include "lang/syntax/lines.h"

namespace barem::syntax {

/// Reports why `line` cannot be read as what is due there, reading it again to find out. `fixed_by`: the line of the
/// file (from 1) that fixed its spelling, 0 where none did. `reading` is used as a workspace.
void report_fault(const File& file, const Line& line, Entry entry, std::uint32_t fixed_by, Reading& reading);

/// The phrase that stands at the start of `text`, the longest; nothing where none does.
const Keyword* phrase_at(std::string_view text, Spelling spelling);

}  // namespace barem::syntax
