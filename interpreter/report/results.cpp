// Columns of the sheet looked up, and the texts that several shapes share.
#include "interpreter/report/results.h"

#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"
#include "interpreter/score/operations.h"

namespace barem::report {

using source::Language;

namespace {

std::optional<value::Outcome> outcome_at(const score::Sheet& sheet, graph::GraphId id, data::UnitId unit) {
  if (id == graph::no_graph_node) return std::nullopt;
  const score::Column& column = sheet.columns[graph::index(id)];
  if (!column.is_kept()) return std::nullopt;
  return column.outcome(unit);
}

std::string ranks_text(const score::Place& place) {
  const std::string best = std::to_string(place.at_least);
  return place.at_least == place.at_most ? best : best + "–" + std::to_string(place.at_most);
}

}  // namespace

std::optional<value::Outcome> Results::points(model::NodeId node, data::UnitId unit) const {
  return outcome_at(sheet, graph.points[model::index(node)], unit);
}

std::optional<value::Outcome> Results::applicable(model::NodeId node, data::UnitId unit) const {
  return outcome_at(sheet, graph.applicable[model::index(node)], unit);
}

std::optional<value::Outcome> Results::part(model::NodeId node, data::UnitId unit) const {
  return outcome_at(sheet, graph.index[model::index(node)], unit);
}

bool Results::is_enclosed(model::NodeId node, data::UnitId unit) const {
  const graph::GraphId id = graph.points[model::index(node)];
  if (id == graph::no_graph_node) return false;
  const score::Column& column = sheet.columns[graph::index(id)];
  return column.is_kept() && column.is_enclosed(data::index(unit));
}

std::optional<value::Outcome> Results::total_points(data::UnitId unit) const {
  return outcome_at(sheet, graph.total_points, unit);
}

std::optional<value::Outcome> Results::total_applicable(data::UnitId unit) const {
  return outcome_at(sheet, graph.total_applicable, unit);
}

model::Publish publish_of(const model::Rulebook& rulebook) { return rulebook.publish.value_or(model::Publish{}); }

bool is_ranked(const model::Rulebook& rulebook) { return rulebook.rank_by.has_value(); }

std::optional<value::Number> exact_index(const Results& results, data::UnitId unit) {
  const score::Standing& standing = results.standing(unit);
  if (standing.state != value::State::value) return std::nullopt;
  switch (publish_of(results.rulebook).form) {
    case model::IndexForm::percent:
      return score::shown(standing.index) * 100;
    case model::IndexForm::number:
      return score::shown(standing.index);
    case model::IndexForm::points: {
      const std::optional<value::Outcome> total = results.total_points(unit);
      return total && total->state() == value::State::value ? std::optional(total->number()) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::string_view status_word(value::State state) {
  switch (state) {
    case value::State::value:
      return "scored";
    case value::State::missing:
    case value::State::none:
      return "missing";
    case value::State::not_applicable:
      return "not applicable";
  }
  return "missing";
}

std::string_view role_word(model::Role role) {
  if (role == model::Role::bonus) return "bonus";
  return role == model::Role::penalty ? "penalty" : "";
}

const std::string& shown_name(const data::Unit& unit) { return unit.name.empty() ? unit.id : unit.name; }

std::string value_text(const Results& results, model::InputId input, data::UnitId unit, Language language) {
  const data::InputColumn& column = results.units.inputs[model::index(input)];
  const std::size_t at = data::index(unit);
  switch (column.states[at]) {
    case value::State::value:
      return to_text(column.numbers[at], results.rulebook[input].kind, results.rulebook, language);
    case value::State::none:
      return std::string(words::none.in(language));
    case value::State::not_applicable:
      return std::string(words::not_applicable.in(language));
    case value::State::missing:
      // Worked out from roots: a number, of which an enclosure is known.
      if (const auto open = column.open.find(static_cast<std::uint32_t>(at)); open != column.open.end() && score::can_be_shown(open->second))
        return to_text(score::shown(open->second), results.rulebook[input].kind, results.rulebook, language);
      break;
  }
  const bool is_option = results.rulebook[input].role == model::InputRole::option;
  return std::string((is_option ? words::not_set : words::missing).in(language));
}

std::string input_text(const model::Input& input, Language language) {
  return input.role == model::InputRole::evidence ? std::string(words::evidence.in(language)) : input.name;
}

bool lacks_evidence(const Results& results, model::InputId evidence, data::UnitId unit) {
  const data::InputColumn& given = results.units.inputs[model::index(evidence)];
  const std::size_t at = data::index(unit);
  if (given.states[at] == value::State::value && !given.numbers[at].is_zero()) return false;
  const std::optional<value::Outcome> points = results.points(results.rulebook[evidence].node, unit);
  return !points || points->state() != value::State::not_applicable;
}

std::string remark_value(const data::Remark& remark, const model::Rulebook& rulebook, Language language) {
  constexpr model::Kind points{model::KindTag::points, 0};
  switch (remark.state) {
    case value::State::value:
      return to_text(remark.number, remark.input == model::no_input ? points : rulebook[remark.input].kind, rulebook, language);
    case value::State::none:
      return std::string(words::none.in(language));
    case value::State::not_applicable:
      return std::string(words::not_applicable.in(language));
    case value::State::missing:
      break;
  }
  return {};
}

std::string outcome_text(const value::Outcome& outcome, model::Kind kind, const model::Rulebook& rulebook,
                         Language language) {
  std::string text;
  const auto add = [&](const std::string& more) {
    const bool is_long = text.find(' ') != std::string::npos;
    if (!text.empty()) text += (is_long ? words::either_after_range : words::either).in(language);
    text += more;
  };
  if (outcome.may_be_value) {
    const value::Range& range = outcome.range;
    const auto end = [&](const value::Number& number) { return to_text(number, kind, rulebook, language); };
    if (range.is_point())
      add(end(*range.low));
    else if (kind.tag == model::KindTag::yes_no || kind.tag == model::KindTag::choice || (!range.low && !range.high))
      add(std::string(words::anything.in(language)));
    else if (range.low && range.high)
      add(filled(words::between, language, {end(*range.low), end(*range.high)}));
    else if (range.low)
      add(filled(words::at_least, language, {end(*range.low)}));
    else
      add(filled(words::at_most, language, {end(*range.high)}));
  }
  if (outcome.may_be_none) add(std::string(words::none.in(language)));
  if (outcome.may_be_not_applicable) add(std::string(words::not_applicable.in(language)));
  return text;
}

std::string class_text(const model::Rulebook& rulebook, const score::Standing& standing) {
  if (standing.class_line) return rulebook.classes[*standing.class_line].label;
  std::string text;
  for (const std::size_t line : standing.possible_classes)
    text += (text.empty() ? "" : "/") + rulebook.classes[line].label;
  return text;
}

std::string place_text(const score::Place& place) {
  if (place.at_least == 0) return {};
  return place.rank ? std::to_string(*place.rank) : ranks_text(place);
}

std::string group_text(const model::Rulebook& rulebook, const score::Standing& standing) {
  if (rulebook.rank_within == model::no_input) return {};
  const std::vector<std::string>& names = rulebook.choice_lists[rulebook[rulebook.rank_within].kind.choice_list];
  if (standing.groups.size() == names.size() && !standing.group_is_known) return "…";
  std::string text;
  for (const std::size_t group : standing.groups) text += (text.empty() ? "" : "/") + names[group];
  return text;
}

std::string rank_text(const score::Standing& standing) {
  if (standing.state == value::State::not_applicable || !standing.may_be_common) return "–";
  return standing.common.rank ? std::to_string(*standing.common.rank) : ranks_text(standing.common);
}

std::string rank_range_text(const score::Standing& standing) {
  return standing.common.rank && standing.common.can_change() ? ranks_text(standing.common) : std::string();
}

std::string index_text(const model::Rulebook& rulebook, const score::Standing& standing, Language language) {
  if (standing.state == value::State::not_applicable || !standing.published.may_be_value) return "–";
  return span_text(standing.published.range, publish_of(rulebook).decimals, language);
}

}  // namespace barem::report
