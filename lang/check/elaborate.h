// The first pass: what each line of the trees means. Names, kinds, methods, the clauses of each node.
// In: trees. Out: a rulebook (with holes where a line could not be understood), and findings.
// Not here: numbering, sums and counts (outline), bands and ranges.
#pragma once

#include "lang/check/check.h"

namespace barem::check {

model::Rulebook elaborate(const Program& program, const source::Sources& sources, source::Diagnostics& diagnostics);

}  // namespace barem::check
