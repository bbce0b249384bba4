// Aggregates in the order in which they need each other. Over tables and levels one pass over the rows serves all that
// are due; what is asked of a row is computed as a unit's score is, by the graph.
#include "interpreter/gather/gather.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "interpreter/gather/tally.h"
#include "interpreter/graph/graph.h"
#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"
#include "interpreter/score/sheet.h"
#include "lang/check/ranges.h"

namespace barem::gather {

using check::Truth;
using data::UnitId;
using model::Aggregate;
using model::AggregateFunction;
using model::ExpressionId;
using model::InputId;
using model::InputRole;
using value::Number;
using value::Outcome;
using value::State;

namespace {

/// An aggregate that is due in this round.
struct Due {
  InputId input{};
  const Aggregate* aggregate = nullptr;
};

/// What is asked of each row, computed over a stretch of rows.
struct Asked {
  Truth in;         ///< yes: the row is in
  Outcome element;
};

bool is_decided_yes(const Truth& truth) { return truth.yes && !truth.no && !truth.not_applicable; }

class Gathering {
 public:
  Gathering(const model::Rulebook& rulebook, data::Units& units, const RowSources& rows)
      : rulebook_(rulebook), units_(units), rows_(rows), declared_(check::declared(rulebook)) {}

  void run() {
    prepare_columns();
    std::vector<std::vector<Due>> rounds = in_rounds();
    for (const std::vector<Due>& round : rounds) {
      for (std::uint32_t set = 0; set < rulebook_.sets.size(); ++set) {
        std::vector<Due> due;
        for (const Due& one : round)
          if (one.aggregate->set == set) due.push_back(one);
        if (due.empty()) continue;
        if (set == 0) over_units(due);
        else over_rows(set, due);
      }
    }
  }

 private:
  // -- what comes first

  void prepare_columns() {
    for (std::size_t i = 0; i < rulebook_.inputs.size(); ++i) {
      if (rulebook_.inputs[i].role != InputRole::aggregate) continue;
      data::InputColumn& column = units_.inputs[i];
      column.states.resize(units_.units.size(), State::missing);
      column.numbers.resize(units_.units.size());
    }
  }

  /// The aggregates that one reads.
  std::vector<std::uint32_t> read_by(const Aggregate& aggregate) const {
    std::vector<ExpressionId> open{aggregate.element, aggregate.where};
    for (const Aggregate::OwnComparison& comparison : aggregate.own) {
      open.push_back(comparison.row);
      open.push_back(comparison.own);
    }
    std::vector<std::uint32_t> read;
    std::vector<bool> seen(rulebook_.expressions.size());
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!model::is(id) || seen[model::index(id)]) continue;
      seen[model::index(id)] = true;
      const model::Expression& expression = rulebook_[id];
      if (expression.operation == model::Operation::input &&
          rulebook_[expression.input].role == InputRole::aggregate)
        read.push_back(static_cast<std::uint32_t>(model::index(expression.input)));
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
    return read;
  }

  /// Those of a round need only those of earlier ones. An aggregate that another reads stands before it.
  std::vector<std::vector<Due>> in_rounds() const {
    std::vector<std::size_t> round_of(rulebook_.inputs.size(), 0);
    std::vector<std::vector<Due>> rounds;
    for (std::size_t i = 0; i < rulebook_.inputs.size(); ++i) {
      if (rulebook_.inputs[i].role != InputRole::aggregate) continue;
      const Aggregate& aggregate = rulebook_.aggregates[rulebook_.inputs[i].place];
      std::size_t round = 0;
      for (const std::uint32_t other : read_by(aggregate)) round = std::max(round, round_of[other] + 1);
      round_of[i] = round;
      if (rounds.size() <= round) rounds.resize(round + 1);
      rounds[round].push_back({static_cast<InputId>(i), &aggregate});
    }
    return rounds;
  }

  // -- results

  void put(InputId input, std::size_t unit, const Outcome& result) {
    data::InputColumn& column = units_.inputs[model::index(input)];
    if (column.states[unit] != State::missing) return;  // set by an example
    const State state = result.state();
    column.states[unit] = state;
    if (state == State::value) column.numbers[unit] = result.number();
    if (state != State::missing) return;
    const Outcome& declared = declared_.inputs[model::index(input)];
    Outcome narrow = score::narrowed(result, declared);
    if (narrow != declared) column.open.insert_or_assign(static_cast<std::uint32_t>(unit), std::move(narrow));
  }

  /// What an aggregate can be of which nothing is known.
  Outcome anything(InputId input) const { return declared_.inputs[model::index(input)]; }

  // -- rows of tables and levels

  std::vector<ExpressionId> asked_expressions(const std::vector<Due>& due) const {
    std::vector<ExpressionId> asked;
    for (const Due& one : due) {
      for (const ExpressionId id : {one.aggregate->element, one.aggregate->where})
        if (model::is(id)) asked.push_back(id);
      for (const Aggregate::OwnComparison& comparison : one.aggregate->own) {
        asked.push_back(comparison.row);
        asked.push_back(comparison.own);
      }
    }
    return asked;
  }

  static Outcome outcome_in(const score::Sheet& sheet, const graph::ScoringGraph& graph, ExpressionId id,
                            std::size_t row) {
    const score::Column& column = sheet.columns[graph::index(graph.of_expression[model::index(id)])];
    return column.outcome(UnitId{static_cast<std::uint32_t>(row)});
  }

  Asked asked_of(const Aggregate& aggregate, const score::Sheet& sheet, const graph::ScoringGraph& graph,
                 const data::Units& rows, std::size_t row) const {
    Asked asked{{true, false, false}, Outcome::of(Number(1))};
    for (const InputId with : aggregate.with)
      if (rows.inputs[model::index(with)].states[row] == State::missing) return {{false, true, false}, {}};
    if (model::is(aggregate.where)) asked.in = score::truth_of(outcome_in(sheet, graph, aggregate.where, row));
    if (model::is(aggregate.element)) asked.element = outcome_in(sheet, graph, aggregate.element, row);
    return asked;
  }

  static void tally(Tally& tally, const Aggregate& aggregate, const Asked& asked) {
    if (!asked.in.yes) return;
    const bool may_be_left_out = asked.in.no || asked.in.not_applicable;
    if (aggregate.function == AggregateFunction::count) return tally.count(may_be_left_out);
    tally.add(aggregate.function, asked.element, may_be_left_out);
  }

  /// Rows as units of their own: their columns, and what they read of the unit that they belong to.
  void as_units(const Rows& rows, std::uint32_t set, const std::vector<InputId>& inputs, data::Units& of_rows) const {
    of_rows.units.resize(rows.units.size());
    of_rows.inputs.resize(rulebook_.inputs.size());
    const std::vector<InputId>& columns = rulebook_.sets[set].columns;
    for (std::size_t i = 0; i < columns.size(); ++i) of_rows.inputs[model::index(columns[i])] = rows.columns[i];
    for (const InputId input : inputs) {
      if (rulebook_[input].role == InputRole::column) continue;
      const data::InputColumn& source = units_.inputs[model::index(input)];
      data::InputColumn& column = of_rows.inputs[model::index(input)];
      column = {};
      for (std::size_t row = 0; row < rows.units.size(); ++row) {
        const std::size_t unit = data::index(rows.units[row]);
        column.states.push_back(source.states[unit]);
        column.numbers.push_back(source.numbers[unit]);
        if (const auto open = source.open.find(static_cast<std::uint32_t>(unit)); open != source.open.end())
          column.open.emplace(static_cast<std::uint32_t>(row), open->second);
      }
    }
  }

  std::vector<InputId> inputs_read(const graph::ScoringGraph& graph) const {
    std::vector<InputId> inputs;
    for (const graph::GraphNode& node : graph.nodes)
      if (node.operation == graph::Operation::input) inputs.push_back(node.input);
    return inputs;
  }

  void over_rows(std::uint32_t set, const std::vector<Due>& due) {
    if (set >= rows_.size() || rows_[set] == nullptr) {
      for (const Due& one : due)
        for (std::size_t unit = 0; unit < units_.units.size(); ++unit) put(one.input, unit, anything(one.input));
      return;
    }
    const graph::ScoringGraph graph = graph::compile_expressions(rulebook_, asked_expressions(due));
    const std::vector<InputId> inputs = inputs_read(graph);
    std::vector<std::vector<Tally>> tallies(due.size(), std::vector<Tally>(units_.units.size()));
    std::vector<std::vector<std::map<Number, Tally>>> groups(due.size());
    std::vector<std::vector<bool>> group_unknown(due.size());
    for (std::size_t i = 0; i < due.size(); ++i) {
      if (due[i].aggregate->by == model::no_input) continue;
      groups[i].resize(units_.units.size());
      group_unknown[i].resize(units_.units.size());
    }
    std::vector<std::size_t> answers(units_.units.size());
    Rows rows;
    data::Units of_rows;
    rows_[set]->rewind();
    while (rows_[set]->next(rows)) {
      as_units(rows, set, inputs, of_rows);
      const score::Sheet sheet = score::evaluate_expressions(graph, rulebook_, of_rows);
      for (const UnitId unit : rows.units) ++answers[data::index(unit)];
      for (std::size_t i = 0; i < due.size(); ++i) {
        const Aggregate& aggregate = *due[i].aggregate;
        for (std::size_t row = 0; row < rows.units.size(); ++row) {
          const std::size_t unit = data::index(rows.units[row]);
          const Asked asked = asked_of(aggregate, sheet, graph, of_rows, row);
          if (aggregate.by == model::no_input) {
            tally(tallies[i][unit], aggregate, asked);
            continue;
          }
          const data::InputColumn& by = of_rows.inputs[model::index(aggregate.by)];
          if (by.states[row] == State::value) tally(groups[i][unit][by.numbers[row]], aggregate, asked);
          else if (by.states[row] == State::missing && asked.in.yes) group_unknown[i][unit] = true;
        }
      }
    }
    const std::size_t least = rulebook_.sets[set].least_answers;
    for (std::size_t i = 0; i < due.size(); ++i)
      for (std::size_t unit = 0; unit < units_.units.size(); ++unit) {
        const bool is_open = answers[unit] < least || (!group_unknown[i].empty() && group_unknown[i][unit]);
        if (is_open) put(due[i].input, unit, anything(due[i].input));
        else if (groups[i].empty()) put(due[i].input, unit, tallies[i][unit].result(*due[i].aggregate));
        else put(due[i].input, unit, mean_of_groups(groups[i][unit], *due[i].aggregate));
      }
  }

  static Outcome mean_of_groups(const std::map<Number, Tally>& groups, const Aggregate& aggregate) {
    Tally means;
    for (const auto& [group, tally] : groups) means.add(AggregateFunction::mean, tally.result(aggregate), false);
    return means.result(aggregate);
  }

  // -- over the units themselves

  void over_units(const std::vector<Due>& due) {
    const graph::ScoringGraph graph = graph::compile_expressions(rulebook_, asked_expressions(due));
    const score::Sheet sheet = score::evaluate_expressions(graph, rulebook_, units_);
    for (const Due& one : due) over_units(one, graph, sheet);
  }

  struct Population {
    std::vector<Asked> rows;                          ///< by unit
    std::vector<std::vector<Outcome>> row_sides;      ///< by comparison, by unit
    std::vector<std::vector<Outcome>> own_sides;
    std::map<std::vector<Number>, std::vector<std::uint32_t>> groups;  ///< by what is compared with `=`, decided
    std::vector<std::uint32_t> unclear;               ///< rows where that is not decided
  };

  /// All comparisons of one aggregate are `=`: rows fall into groups.
  static bool is_grouped(const Aggregate& aggregate) {
    return std::ranges::all_of(aggregate.own, [](const Aggregate::OwnComparison& comparison) {
      return comparison.operation == model::Operation::equal;
    });
  }

  static std::optional<std::vector<Number>> key_of(const std::vector<std::vector<Outcome>>& sides, std::size_t unit) {
    std::vector<Number> key;
    for (const std::vector<Outcome>& side : sides) {
      if (side[unit].state() != State::value) return std::nullopt;
      key.push_back(side[unit].number());
    }
    return key;
  }

  Population population(const Aggregate& aggregate, const graph::ScoringGraph& graph, const score::Sheet& sheet) const {
    Population people;
    const std::size_t count = units_.units.size();
    for (std::size_t unit = 0; unit < count; ++unit)
      people.rows.push_back(asked_of(aggregate, sheet, graph, units_, unit));
    for (const Aggregate::OwnComparison& comparison : aggregate.own) {
      auto& row_side = people.row_sides.emplace_back();
      auto& own_side = people.own_sides.emplace_back();
      for (std::size_t unit = 0; unit < count; ++unit) {
        row_side.push_back(outcome_in(sheet, graph, comparison.row, unit));
        own_side.push_back(outcome_in(sheet, graph, comparison.own, unit));
      }
    }
    if (!is_grouped(aggregate)) return people;
    for (std::size_t unit = 0; unit < count; ++unit) {
      if (auto key = key_of(people.row_sides, unit)) people.groups[*key].push_back(static_cast<std::uint32_t>(unit));
      else people.unclear.push_back(static_cast<std::uint32_t>(unit));
    }
    return people;
  }

  Asked asked_beside(const Aggregate& aggregate, const Population& people, std::size_t row, std::size_t own) const {
    Asked asked = people.rows[row];
    for (std::size_t i = 0; i < aggregate.own.size(); ++i) {
      if (!asked.in.yes) break;
      graph::GraphNode node;
      node.operation = operation_of(aggregate.own[i].operation);
      const Outcome* sides[2] = {&people.row_sides[i][row], &people.own_sides[i][own]};
      if (aggregate.own[i].own_stands_first) std::swap(sides[0], sides[1]);
      const Truth truth = score::truth_of(score::outcome_of(node, sides));
      asked.in.yes = truth.yes;
      asked.in.no = asked.in.no || truth.no;
      asked.in.not_applicable = asked.in.not_applicable || truth.not_applicable;
    }
    return asked;
  }

  static graph::Operation operation_of(model::Operation operation) {
    switch (operation) {
      case model::Operation::less: return graph::Operation::less;
      case model::Operation::less_or_equal: return graph::Operation::less_or_equal;
      case model::Operation::not_equal: return graph::Operation::not_equal;
      default: return graph::Operation::equal;
    }
  }

  using Group = std::vector<std::uint32_t>;  ///< units

  /// Those of the population that surely have the key.
  static const Group& surely_in(const Population& people, const std::vector<Number>& key) {
    static const Group nobody;
    const auto group = people.groups.find(key);
    return group == people.groups.end() ? nobody : group->second;
  }

  Group everyone_but(std::optional<std::size_t> unit) const {
    Group group;
    for (std::uint32_t row = 0; row < units_.units.size(); ++row)
      if (row != unit) group.push_back(row);
    return group;
  }

  void over_units(const Due& due, const graph::ScoringGraph& graph, const score::Sheet& sheet) {
    const Aggregate& aggregate = *due.aggregate;
    const Population people = population(aggregate, graph, sheet);
    if (aggregate.function == AggregateFunction::rank) return rank_units(due, people);
    const bool grouped = is_grouped(aggregate) && !aggregate.others;
    std::map<std::vector<Number>, Outcome> results;
    for (std::size_t unit = 0; unit < units_.units.size(); ++unit) {
      const auto key = grouped ? key_of(people.own_sides, unit) : std::nullopt;
      if (!key) {
        const Group near = everyone_but(aggregate.others ? std::optional(unit) : std::nullopt);
        put(due.input, unit, result_beside(aggregate, people, unit, near));
        continue;
      }
      auto known = results.find(*key);
      if (known == results.end()) {
        Group near = surely_in(people, *key);
        near.insert(near.end(), people.unclear.begin(), people.unclear.end());
        known = results.emplace(*key, result_beside(aggregate, people, unit, near)).first;
      }
      put(due.input, unit, known->second);
    }
  }

  Outcome result_beside(const Aggregate& aggregate, const Population& people, std::size_t unit,
                        const std::vector<std::uint32_t>& near) const {
    Tally tally;
    std::map<Number, Tally> groups;
    for (const std::uint32_t row : near) {
      const Asked asked = asked_beside(aggregate, people, row, unit);
      if (aggregate.by == model::no_input) {
        Gathering::tally(tally, aggregate, asked);
        continue;
      }
      const data::InputColumn& by = units_.inputs[model::index(aggregate.by)];
      if (by.states[row] == State::value) Gathering::tally(groups[by.numbers[row]], aggregate, asked);
      else if (by.states[row] == State::missing && asked.in.yes) return Outcome::within({});
    }
    return aggregate.by == model::no_input ? tally.result(aggregate) : mean_of_groups(groups, aggregate);
  }

  // -- ranks

  /// Those that a unit is ranked among, itself perhaps included.
  struct Contest {
    std::vector<Number> decided;  ///< of those that are surely in and have one number: ascending
    Group open;                   ///< the others that may be in
  };

  /// `group` meets the comparisons with the unit, `unclear` perhaps.
  static Contest contest_of(const Population& people, const Group& group, const Group& unclear) {
    Contest contest;
    for (const std::uint32_t row : group) {
      const Asked& asked = people.rows[row];
      if (!asked.in.yes || !asked.element.may_be_value) continue;
      if (is_decided_yes(asked.in) && asked.element.state() == State::value)
        contest.decided.push_back(asked.element.number());
      else contest.open.push_back(row);
    }
    std::ranges::sort(contest.decided);
    contest.open.insert(contest.open.end(), unclear.begin(), unclear.end());
    return contest;
  }

  /// A unit is not above itself, so that it is all the same whether the others are meant or all.
  void rank_units(const Due& due, const Population& people) {
    const Aggregate& aggregate = *due.aggregate;
    std::map<std::vector<Number>, Contest> contests;
    for (std::size_t unit = 0; unit < units_.units.size(); ++unit) {
      const auto key = is_grouped(aggregate) ? key_of(people.own_sides, unit) : std::nullopt;
      if (!key) {
        put(due.input, unit, rank_of(aggregate, people, unit, {{}, everyone_but(unit)}));
        continue;
      }
      auto contest = contests.find(*key);
      if (contest == contests.end())
        contest = contests.emplace(*key, contest_of(people, surely_in(people, *key), people.unclear)).first;
      put(due.input, unit, rank_of(aggregate, people, unit, contest->second));
    }
  }

  /// 1 + the units that are above: equal ones share a place, as in the ranking of the index.
  Outcome rank_of(const Aggregate& aggregate, const Population& people, std::size_t unit,
                  const Contest& contest) const {
    const Asked own = asked_beside(aggregate, people, unit, unit);
    if (!own.in.yes || !own.element.may_be_value) return Outcome::none();
    const auto is_above = [&](const Number& other) {
      return check::less(own.element.range, value::Range::closed(other, other));
    };
    // The greater a number, the more it is above: first come those that cannot be, last those that surely are.
    const auto may_not_be = [&](const Number& other) { return !is_above(other).yes; };
    const auto is_not_sure = [&](const Number& other) { return is_above(other).no; };
    const auto first = std::ranges::partition_point(contest.decided, may_not_be);
    const auto sure_from = std::partition_point(first, contest.decided.end(), is_not_sure);
    std::int64_t surely = contest.decided.end() - sure_from;
    std::int64_t perhaps = sure_from - first;
    for (const std::uint32_t row : contest.open) {
      if (row == unit) continue;
      const Asked other = asked_beside(aggregate, people, row, unit);
      if (!other.in.yes || !other.element.may_be_value) continue;
      const Truth above = check::less(own.element.range, other.element.range);
      if (!above.yes) continue;
      const bool may_be_nothing = other.element.may_be_none || other.element.may_be_not_applicable;
      const bool sure = !above.no && is_decided_yes(other.in) && !may_be_nothing;
      ++(sure ? surely : perhaps);
    }
    Outcome result = Outcome::within(value::Range::closed(Number(1 + surely), Number(1 + surely + perhaps)));
    result.may_be_none =
        own.in.no || own.in.not_applicable || own.element.may_be_none || own.element.may_be_not_applicable;
    return result;
  }

  const model::Rulebook& rulebook_;
  data::Units& units_;
  const RowSources& rows_;
  const check::Knowledge declared_;
};

}  // namespace

bool RowsInMemory::next(Rows& rows) {
  if (given_) return false;
  given_ = true;
  rows = rows_;
  return true;
}

data::Units units_of(const model::Rulebook& rulebook, const model::Example& example) {
  data::Units units = data::unit_of(rulebook, example.settings);
  std::vector<Rows> rows(rulebook.sets.size());
  for (const model::Example::Record& record : example.records) {
    if (record.set == 0) {
      const data::Units other = data::unit_of(rulebook, record.settings);
      units.units.push_back(other.units.front());
      for (std::size_t i = 0; i < rulebook.inputs.size(); ++i) {
        if (rulebook.inputs[i].role == InputRole::column) continue;
        // An option is one for all; what is worked out is worked out of each unit's own.
        const bool is_option = rulebook.inputs[i].role == InputRole::option;
        units.inputs[i].states.push_back((is_option ? units : other).inputs[i].states.front());
        units.inputs[i].numbers.push_back((is_option ? units : other).inputs[i].numbers.front());
      }
      continue;
    }
    Rows& into = rows[record.set];
    const std::vector<InputId>& columns = rulebook.sets[record.set].columns;
    into.units.push_back(UnitId{0});
    into.columns.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto setting = std::ranges::find(record.settings, columns[i], &model::Setting::input);
      const bool is_set = setting != record.settings.end();
      into.columns[i].states.push_back(is_set ? setting->state : State::missing);
      into.columns[i].numbers.push_back(is_set && setting->state == State::value ? setting->number : Number());
    }
  }
  RowSources sources(rulebook.sets.size());
  for (std::size_t set = 1; set < rows.size(); ++set)
    if (!rows[set].units.empty()) sources[set] = std::make_unique<RowsInMemory>(std::move(rows[set]));
  fill_aggregates(rulebook, units, sources);
  return units;
}

void fill_aggregates(const model::Rulebook& rulebook, data::Units& units, const RowSources& rows) {
  if (!rulebook.aggregates.empty()) Gathering(rulebook, units, rows).run();
}

}  // namespace barem::gather
