// A tree as text, in either spelling: the one way a rule file is laid out.
#pragma once

#include <string>

#include "lang/syntax/tree.h"

namespace barem::syntax {

/// The file laid out: clauses in the order in which they act, points in a column, comments kept, names, titles and
/// comments as they are; keywords, separators, decimal marks and dates in the spelling asked for.
/// parse(format(tree)) is the same tree; format is idempotent; English → Vietnamese → English is the identity on
/// formatted files. Method names of the standard library follow the spelling (both names are known to all files).
std::string format(const Tree& tree, Spelling spelling);

/// One expression, as a message quotes it.
std::string format(const Expression& expression, Spelling spelling);

}  // namespace barem::syntax
