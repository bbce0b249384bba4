// A tree as text, in either spelling: the one way a rule file is laid out.
#pragma once

#include <string>

#include "lang/syntax/method_names.h"
#include "lang/syntax/tree.h"

namespace barem::syntax {

/// The file laid out: clauses in the order in which they act, points in a column, comments kept, names, titles and
/// comments as they are; keywords, separators, decimal marks and dates in the spelling asked for.
/// parse(format(tree)) is the same tree; format is idempotent; English → Vietnamese → English is the identity on
/// formatted files. Methods and their parameters that have a name in each spelling are called as the spelling calls
/// them: those that the file declares, and those in `names` (both names of a method are known to all files).
std::string format(const Tree& tree, MethodNames names);
std::string format(const Tree& tree, Spelling spelling);

/// One expression, as a message quotes it.
std::string format(const Expression& expression, Spelling spelling);

}  // namespace barem::syntax
