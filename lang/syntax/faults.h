// What to say about a line that could not be read.
// In: the line, how far it was read and what was due there. Out: one finding.
#pragma once

#include "lang/syntax/build.h"
#include "lang/syntax/lines.h"

namespace barem::syntax {

/// The line of the file (from 1) that fixed its spelling, for messages; 0 where none did.
struct SpellingLine {
  std::uint32_t number = 0;
};

/// Reports why `line` is no such line; reads it again to find out. `reading` is used as a workspace.
void report_fault(const File& file, const Line& line, Entry entry, SpellingLine fixed, Reading& reading);

}  // namespace barem::syntax
