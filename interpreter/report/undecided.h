// What digits could not decide, as findings: the run is no result, and the message says why and what helps.
// In: results with undecided outcomes. Out: findings, at the lines of the rules that ask for what is undecided.
#pragma once

#include "interpreter/report/results.h"
#include "lang/source/diagnostic.h"

namespace barem::report {

/// One finding a unit and kind; nothing where all is decided.
void report_undecided(const Results& results, source::Diagnostics& diagnostics);

}  // namespace barem::report
