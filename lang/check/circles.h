// Items that speak of items (`points of 3.1`): whether some item's points depend on themselves.
// In: a rulebook whose clauses are read. Out: a finding a circle, which shows it.
#pragma once

#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"

namespace barem::check {

void check_circles(const model::Rulebook& rulebook, source::Diagnostics& diagnostics);

}  // namespace barem::check
