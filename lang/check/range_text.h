// Ranges as a rule file writes them: `80% to < 100%`, `>= 30%`, `100%`.
#pragma once

#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"
#include "lang/value/outcome.h"

namespace barem::check {

source::BilingualText to_text(const value::Range& range, model::Kind kind, const model::Rulebook& rulebook);
source::BilingualText to_text(const value::Number& number, model::Kind kind, const model::Rulebook& rulebook);

/// The kind in which the bands of a node show their values: that of the subject, or a percentage where a ratio is cut
/// at percentages.
model::Kind kind_of_bands(const model::Rulebook& rulebook, const model::Scoring& scoring);

}  // namespace barem::check
