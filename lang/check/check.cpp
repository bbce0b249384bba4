// The passes in order: see check.h.
#include "lang/check/check.h"

#include <algorithm>

#include "lang/check/bands.h"
#include "lang/check/elaborate.h"
#include "lang/check/ranges.h"

namespace barem::check {

Checked check(const Program& program, const source::Sources& sources, source::Diagnostics& diagnostics) {
  Checked checked;
  checked.rulebook = elaborate(program, sources, diagnostics);
  const bool is_whole = !diagnostics.has_errors();
  const std::size_t before = diagnostics.findings().size();
  check_bands(checked.rulebook, diagnostics);
  check_ranges(checked.rulebook, diagnostics, checked.doubts);
  // Where a line could not be understood, a hint about what the others leave out would only repeat that.
  if (!is_whole) {
    auto& findings = diagnostics.findings();
    const auto is_hint = [](const source::Finding& finding) { return finding.severity == source::Severity::hint; };
    findings.erase(std::remove_if(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(), is_hint),
                   findings.end());
  }
  return checked;
}

}  // namespace barem::check
