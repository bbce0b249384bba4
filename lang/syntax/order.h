// The order of clauses below a heading: that in which they act.
#pragma once

#include <vector>

#include "lang/syntax/tree.h"

namespace barem::syntax {

/// The clauses in the order in which they act, whatever the order in the file; those that act at once keep theirs.
/// A `let` stands right before the first that uses it.
std::vector<const Clause*> in_order(const std::vector<Clause>& clauses);

}  // namespace barem::syntax
