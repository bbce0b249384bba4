// The rows of `bands`: a partition of the values that the subject can take.
// In: a rulebook, whole or with holes. Out: findings that name the gap between two rows, or what two rows both hold.
// Not here: values below the lowest and above the highest row (ranges: the subject's own range decides).
#pragma once

#include <vector>

#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"
#include "lang/value/outcome.h"

namespace barem::check {

void check_bands(const model::Rulebook& rulebook, source::Diagnostics& diagnostics);

/// What of `values` no row holds, lowest first; of whole values the gaps are whole: `36 to 39`.
std::vector<value::Range> gaps(const std::vector<model::Band>& rows, const value::Range& values, bool whole);

}  // namespace barem::check
