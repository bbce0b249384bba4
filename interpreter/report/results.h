// What reports of a run speak of, and the questions they all ask of it.
// In: rulebook, graph, units, sheet. Not here: any layout.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/score/sheet.h"
#include "lang/model/rulebook.h"

namespace barem::report {

/// A scored run.
struct Results {
  const model::Rulebook& rulebook;
  const graph::ScoringGraph& graph;
  const data::Units& units;
  const score::Sheet& sheet;

  const score::Standing& standing(data::UnitId unit) const { return sheet.standings[index(unit)]; }
  /// Nothing where the column was not kept.
  std::optional<value::Outcome> points(model::NodeId node, data::UnitId unit) const;
  std::optional<value::Outcome> applicable(model::NodeId node, data::UnitId unit) const;
  /// Points ÷ applicable maximum; nothing where the sheet has no column of it.
  std::optional<value::Outcome> part(model::NodeId node, data::UnitId unit) const;
  /// Whether the points of a node are no fraction (a root), and known here to 12 decimals.
  bool is_enclosed(model::NodeId node, data::UnitId unit) const;
  std::optional<value::Outcome> total_points(data::UnitId unit) const;
  std::optional<value::Outcome> total_applicable(data::UnitId unit) const;
};

/// How the rulebook publishes its index; by default as percent to two decimals.
model::Publish publish_of(const model::Rulebook& rulebook);
/// The index of a decided unit in the form published, not rounded: 83.2139 where 83.21 is published.
std::optional<value::Number> exact_index(const Results& results, data::UnitId unit);
/// True where the rulebook says what units are ranked by; else there are no ranks to speak of.
bool is_ranked(const model::Rulebook& rulebook);
/// `scored`, `missing`, `not applicable`, as JSON and CSV say it.
std::string_view status_word(value::State state);
/// `bonus`, `penalty`, as JSON says it; empty for what is within the scale or has no points.
std::string_view role_word(model::Role role);
/// The unit's name, or its id where it has none.
const std::string& shown_name(const data::Unit& unit);
/// What an input of a unit is, as the language writes it: `9`, `none`, `missing`.
std::string value_text(const Results& results, model::InputId input, data::UnitId unit, source::Language language);
/// How people read the name of an input; that of evidence goes by the language of the report.
std::string input_text(const model::Input& input, source::Language language);
/// Whether the evidence that this input stands for is required of the unit, and not given. Items that do not apply
/// require none. The points of its node must have been kept.
bool lacks_evidence(const Results& results, model::InputId evidence, data::UnitId unit);
/// The value that a remark keeps: of a stage, or points claimed for a node.
std::string remark_value(const data::Remark& remark, const model::Rulebook& rulebook, source::Language language);
/// A set of results as a text: `1.8`, `between 0 and 2`, `none`.
std::string outcome_text(const value::Outcome& outcome, model::Kind kind, const model::Rulebook& rulebook,
                         source::Language language);
/// The class or, where it is not decided, those it can be: `B/C`.
std::string class_text(const model::Rulebook& rulebook, const score::Standing& standing);
/// `12`, `31–44` where it is not decided.
std::string rank_text(const score::Standing& standing);
/// A place in a ranking within a group or apart: `2`, `2–4` where it is not decided; empty where there is none.
std::string place_text(const score::Place& place);
/// The group of `rank within`, or those it can be: `A/B`.
std::string group_text(const model::Rulebook& rulebook, const score::Standing& standing);
/// `10–14` where a decided rank can still change, else empty.
std::string rank_range_text(const score::Standing& standing);
/// `83.21`, or `70.10–74.60` where it is not decided.
std::string index_text(const model::Rulebook& rulebook, const score::Standing& standing, source::Language language);

}  // namespace barem::report
