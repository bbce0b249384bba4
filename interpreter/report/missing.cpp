// What is missing: each value that is not there and, beside it, what waits for it in the unit or, by way of an aggregate
// over units, in others.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "interpreter/report/layout.h"
#include "interpreter/report/scores.h"
#include "interpreter/report/words.h"
#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"

namespace barem::report {

using data::UnitId;
using model::ExpressionId;
using model::InputId;
using model::NodeId;
using source::Language;
using value::State;

namespace {

/// What reads an input.
struct Readers {
  std::vector<NodeId> nodes;
  bool is_group = false;            ///< `rank within`
  bool is_apart = false;            ///< the condition of `rank apart`
  bool is_class = false;            ///< a condition of a class
  std::vector<InputId> aggregates;

  bool is_empty() const { return nodes.empty() && !is_group && !is_apart && !is_class && aggregates.empty(); }
};

/// What an aggregate reads: of each row, and of the unit it is for.
std::vector<InputId> inputs_of(const model::Rulebook& rulebook, const model::Aggregate& aggregate) {
  std::vector<ExpressionId> asked{aggregate.element, aggregate.where};
  for (const model::Aggregate::OwnComparison& comparison : aggregate.own)
    asked.insert(asked.end(), {comparison.row, comparison.own});
  return rulebook.inputs_below(std::move(asked));
}

std::vector<Readers> readers_of(const model::Rulebook& rulebook) {
  std::vector<Readers> readers(rulebook.inputs.size());
  for (std::uint32_t i = 0; i < rulebook.nodes.size(); ++i) {
    const model::Node& node = rulebook.nodes[i];
    if (!node.is_leaf() && !node.is_corrected()) continue;
    const NodeId id{i};
    for (const InputId input : node.is_leaf() ? rulebook.inputs_of(id) : rulebook.own_inputs_of(id))
      readers[model::index(input)].nodes.push_back(id);
  }
  for (std::uint32_t i = 0; i < rulebook.inputs.size(); ++i) {
    if (rulebook.inputs[i].role != model::InputRole::aggregate) continue;
    for (const InputId input : inputs_of(rulebook, rulebook.aggregates[rulebook.inputs[i].place]))
      readers[model::index(input)].aggregates.push_back(InputId{i});
  }
  if (rulebook.rank_within != model::no_input) readers[model::index(rulebook.rank_within)].is_group = true;
  if (rulebook.rank_apart)
    for (const InputId input : rulebook.inputs_below({rulebook.rank_apart->expression}))
      readers[model::index(input)].is_apart = true;
  for (const model::ClassLine& line : rulebook.classes)
    for (const InputId input : rulebook.inputs_below({line.condition})) readers[model::index(input)].is_class = true;
  return readers;
}

/// What waits for values, over all units.
class Waiting {
 public:
  explicit Waiting(const Results& results)
      : results_(results), readers_(readers_of(results.rulebook)), declared_(check::declared(results.rulebook)) {}

  /// Whether a value that is not there is told of. Of a unit whose index and class are decided nothing more is waited
  /// for, unless it is its place among others or what others are measured by.
  bool is_listed(InputId input, UnitId unit) {
    if (!may_be_listed(input) || !is_missing(input, unit)) return false;
    return (!of(input).nodes.empty() && is_open(unit)) || !waiting_for(input, unit).empty();
  }
  bool may_be_listed(InputId input) const {
    const model::InputRole role = results_.rulebook[input].role;
    return role != model::InputRole::option && role != model::InputRole::column && !of(input).is_empty();
  }

  /// `leaves open 1.2, 1.3`
  std::string effect(InputId input, UnitId unit, Language language) {
    std::string open;
    for (const std::size_t place : waiting_for(input, unit))
      open += (open.empty() ? "" : list_separator(language)) + name_of(place, language);
    if (open.empty()) return std::string(words::changes_nothing.in(language));
    return std::string(words::leaves_open.in(language)) + " " + open;
  }

 private:
  /// Nodes by their NodeId, then these.
  enum class Other : std::size_t { group, apart, unit_class };
  using Places = std::set<std::size_t>;

  const Readers& of(InputId input) const { return readers_[model::index(input)]; }
  std::size_t place_of(Other other) const {
    return results_.rulebook.nodes.size() + static_cast<std::size_t>(other);
  }
  std::string name_of(std::size_t place, Language language) const {
    if (place < results_.rulebook.nodes.size()) return results_.rulebook.nodes[place].number;
    if (place == place_of(Other::group)) return std::string(words::rank_within.in(language));
    return std::string((place == place_of(Other::apart) ? words::open_apart : words::unit_class).in(language));
  }

  bool is_missing(InputId input, UnitId unit) const {
    return results_.units.inputs[model::index(input)].states[data::index(unit)] == State::missing;
  }
  bool is_open(UnitId unit) const {
    const score::Standing& standing = results_.standing(unit);
    return standing.state == State::missing || !standing.possible_classes.empty();
  }

  Places waiting_for(InputId input, UnitId unit) {
    const Readers& readers = of(input);
    const score::Standing& standing = results_.standing(unit);
    Places places;
    for (const NodeId node : readers.nodes) {
      if (!is_open(unit) || !results_.rulebook[node].is_scored()) continue;
      const std::optional<value::Outcome> points = results_.points(node, unit);
      if (!points || points->state() == State::missing) places.insert(model::index(node));
    }
    const bool has_place = standing.state != State::not_applicable;
    if (readers.is_group && has_place && !standing.group_is_known) places.insert(place_of(Other::group));
    if (readers.is_apart && has_place && standing.may_be_apart && standing.may_be_common)
      places.insert(place_of(Other::apart));
    if (readers.is_class && !standing.possible_classes.empty()) places.insert(place_of(Other::unit_class));
    for (const InputId aggregate : readers.aggregates) places.merge(waiting_by(aggregate, unit));
    return places;
  }

  /// What waits for an aggregate that reads a missing value of the unit.
  Places waiting_by(InputId input, UnitId unit) {
    const model::Aggregate& aggregate = results_.rulebook.aggregates[results_.rulebook[input].place];
    const bool is_over_units = results_.rulebook.sets[aggregate.set].kind == model::SetKind::units;
    if (is_over_units && !may_be_counted(aggregate, unit)) return {};
    // Where units are compared with one another, it is open in the unit itself, too, if at all.
    const bool is_own = !is_over_units || (!aggregate.others && !aggregate.own.empty());
    if (is_own) return is_missing(input, unit) ? waiting_for(input, unit) : Places{};
    const auto [known, is_new] = in_any_unit_.try_emplace(input);
    if (!is_new) return known->second;
    Places places;
    for (std::uint32_t other = 0; other < results_.units.units.size(); ++other)
      if (is_missing(input, UnitId{other})) places.merge(waiting_for(input, UnitId{other}));
    return in_any_unit_[input] = std::move(places);
  }

  /// Whether the unit is among those that an aggregate is over.
  bool may_be_counted(const model::Aggregate& aggregate, UnitId unit) const {
    if (!model::is(aggregate.where)) return true;
    const check::Knowledge known = score::known_of(results_.rulebook, declared_, results_.units, unit);
    return score::truth_of(score::outcome_of_expression(results_.rulebook, aggregate.where, known.inputs)).yes;
  }

  const Results& results_;
  std::vector<Readers> readers_;  ///< by InputId
  check::Knowledge declared_;
  std::map<InputId, Places> in_any_unit_;  ///< of aggregates over units
};

/// Who or what gives an input: its supplier; of what is worked out the rows or the year it is worked out from.
std::string source_text(const model::Rulebook& rulebook, const model::Input& input, Language language) {
  if (input.role == model::InputRole::earlier) return filled(words::data_of_year, language, {std::to_string(input.year)});
  if (input.role == model::InputRole::aggregate) {
    const model::RowSet& set = rulebook.sets[rulebook.aggregates[input.place].set];
    switch (set.kind) {
      case model::SetKind::units:
        return std::string(words::data_of_units.in(language));
      case model::SetKind::table:
      case model::SetKind::questionnaire:
        return filled(words::records_of, language, {set.name});
      case model::SetKind::level:
        return filled(words::level_below, language, {set.name});
    }
  }
  for (const source::Bilingual& supplier : words::suppliers)
    if (supplier.english == input.supplier) return std::string(supplier.in(language));
  return input.supplier;
}

}  // namespace

MissingCount count_missing(const Results& results) {
  Waiting waiting(results);
  MissingCount missing;
  for (std::uint32_t i = 0; i < results.rulebook.inputs.size(); ++i) {
    const InputId input{i};
    if (!waiting.may_be_listed(input)) continue;
    std::size_t count = 0;
    for (std::uint32_t unit = 0; unit < results.units.units.size(); ++unit)
      count += waiting.is_listed(input, UnitId{unit}) ? 1 : 0;
    missing.values += count;
    if (count > missing.of_most) {
      missing.most = input;
      missing.of_most = count;
    }
  }
  return missing;
}

std::string missing_table(const Results& results, Language language, std::optional<std::size_t> columns) {
  const model::Rulebook& rulebook = results.rulebook;
  Waiting waiting(results);
  std::string text;
  for (std::uint32_t unit = 0; unit < results.units.units.size(); ++unit) {
    const UnitId id{unit};
    TextTable table;
    for (int column = 0; column < 4; ++column) table.add_column("", TextTable::Align::left);
    table.may_cut(1);
    bool is_empty = true;
    for (std::uint32_t i = 0; i < rulebook.inputs.size(); ++i) {
      const InputId input{i};
      if (!waiting.is_listed(input, id)) continue;
      is_empty = false;
      const model::Input& missing = rulebook[input];
      table.add_row({" " + input_text(missing, language), missing.title,
                     std::string(words::comes_from.in(language)) + " " + source_text(rulebook, missing, language),
                     waiting.effect(input, id, language)});
    }
    if (is_empty) continue;
    const data::Unit& shown = results.units.units[unit];
    text += (text.empty() ? "" : "\n") + shown.id + (shown.name.empty() ? "" : "  " + shown.name);
    const std::string rows = table.to_text(columns);
    text += "\n" + rows.substr(rows.find('\n') + 1);
  }
  if (text.empty()) return std::string(words::nothing_missing.in(language)) + "\n";
  return text;
}

}  // namespace barem::report
