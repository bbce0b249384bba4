// Results as people and machines read them. In: rulebook, units, sheet, explanations. Out: text in one language, JSON
// or CSV in the shapes that the command-line contract fixes. Nothing here computes a score.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/score/explain.h"
#include "interpreter/score/sheet.h"
#include "lang/check/check.h"
#include "lang/model/rulebook.h"

namespace barem::report {

/// What a report of scores speaks of.
struct Scores {
  const model::Rulebook& rulebook;
  const graph::ScoringGraph& graph;
  const data::Units& units;
  const score::Sheet& sheet;
};

enum class Nodes : std::uint8_t { all, fields, none };

/// Where a text goes to; called with consecutive pieces, so that a gigabyte is never held.
using Sink = std::vector<std::string>*;

std::string scores_table(const Scores& scores, Nodes nodes, source::Language language, std::size_t columns);
std::string scores_json(const Scores& scores, Nodes nodes);
std::string scores_csv(const Scores& scores, Nodes nodes);
/// `--missing`: what is still to come, per unit.
std::string missing_table(const Scores& scores, source::Language language);

std::string explanation_text(const Scores& scores, const source::Sources& sources, data::UnitId unit,
                             const std::vector<score::Explanation>& explanations, source::Language language);
std::string explanation_json(const Scores& scores, const source::Sources& sources, data::UnitId unit,
                             const std::vector<score::Explanation>& explanations, source::Language language);

/// `doc`: the annex.
std::string annex_json(const model::Rulebook& rulebook);
std::string annex_markdown(const model::Rulebook& rulebook, const source::Sources& sources,
                           source::Language language);

}  // namespace barem::report
