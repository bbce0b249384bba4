// From a file's text to its tree. All faults are reported; a bad line costs that line only.
#pragma once

#include "lang/source/diagnostic.h"
#include "lang/syntax/tree.h"

namespace barem::syntax {

/// Reads a file. The spelling is that of its first line that has one. Linear in the text.
Tree parse(source::FileId file, const source::Sources& sources, source::Diagnostics& diagnostics);

/// Reads one expression standing alone (for `--set`, examples, tests); `file`'s whole text.
Expression parse_expression(source::FileId file, Spelling spelling, const source::Sources& sources,
                            source::Diagnostics& diagnostics);

inline source::Language language_of(Spelling spelling) {
  return spelling == Spelling::english ? source::Language::english : source::Language::vietnamese;
}

}  // namespace barem::syntax
