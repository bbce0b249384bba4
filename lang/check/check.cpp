// The passes in order: see check.h.
#include "lang/check/check.h"

#include "lang/check/bands.h"
#include "lang/check/elaborate.h"
#include "lang/check/fingerprint.h"
#include "lang/check/ranges.h"

namespace barem::check {

Checked check(const Program& program, const source::Sources& sources, source::Diagnostics& diagnostics) {
  Checked checked;
  checked.rulebook = elaborate(program, sources, diagnostics);
  check_bands(checked.rulebook, diagnostics);
  check_ranges(checked.rulebook, diagnostics, checked.doubts);
  checked.rulebook.hash = fingerprint(checked.rulebook);
  return checked;
}

}  // namespace barem::check
