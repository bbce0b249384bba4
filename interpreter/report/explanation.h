// Why this score, for an officer or a machine: a unit's tree of points, or the steps of its components with the
// rule's own words. In: results, explanations (score/explain). Not here: finding the steps.
#pragma once

#include <string>
#include <vector>

#include "interpreter/report/results.h"
#include "interpreter/score/explain.h"
#include "lang/source/source.h"

namespace barem::report {

/// What is read is hard to read when it is wider, however wide the terminal is.
inline constexpr std::size_t widest_page = 100;

/// The unit's fields and criteria with their points, and the components where points were lost or are open.
/// Lines of at most `columns`, as far as titles can be cut.
std::string summary_text(const Results& results, const source::Sources& sources, data::UnitId unit, source::Language language,
                         std::size_t columns);
std::string summary_json(const Results& results, data::UnitId unit);

/// The steps of each component: the rule's lines, which held and why, the data, the evidence, what would earn more.
std::string explanation_text(const Results& results, const source::Sources& sources, data::UnitId unit,
                             const std::vector<score::Explanation>& explanations, source::Language language,
                             std::size_t columns);
std::string explanation_json(const Results& results, const source::Sources& sources, data::UnitId unit,
                             const std::vector<score::Explanation>& explanations);

/// The steps alone, a line or two each: for a failed example.
std::string steps_text(const Results& results, const source::Sources& sources, data::UnitId unit,
                       const score::Explanation& explanation, source::Language language);

// ---- what both shapes ask of a step ----

/// The rule's own words, on one line; empty where a step has none.
std::string rule_words(source::Span span, const source::Sources& sources);
/// True for steps that are a condition and no more: what they give goes without saying.
bool is_condition(score::Step::What what);

}  // namespace barem::report
