// The sheet is computed in blocks of units, a graph node at a time: a block's columns stay in the cache, and memory
// does not grow with the units but for the columns that are kept. Decided outcomes are plain numbers; a missing one
// goes through the sets of operations.h, one unit at a time, and so costs only where data are missing.
#include "interpreter/score/sheet.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"
#include "interpreter/score/states.h"

namespace barem::score {
namespace {

using graph::GraphId;
using graph::GraphNode;
using graph::Operation;
using graph::no_graph_node;
using value::Number;
using value::Outcome;
using value::State;

constexpr std::size_t block_size = 128;

[[noreturn]] void fault(const char* what, int line) {
  std::fprintf(stderr, "%s:%d: %s\n", __FILE__, line, what);
  std::abort();
}

/// One graph node over the units of a block. It may look at memory of others (data, literals); `step` is 0 where all
/// units have the same.
struct Cells {
  const State* states = nullptr;
  const Number* numbers = nullptr;
  std::size_t step = 1;
  bool all_values = false;
  bool has_missing = false;
  std::vector<Outcome> open;  ///< by place in the block, where something is missing
  State* own_states = nullptr;
  Number* own_numbers = nullptr;

  State state(std::size_t i) const { return states[i * step]; }
  const Number& number(std::size_t i) const { return numbers[i * step]; }
};

class SheetMaker {
 public:
  SheetMaker(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units, Keep keep)
      : graph_(graph), rulebook_(rulebook), units_(units), cells_(graph.nodes.size()), declared_(check::declared(rulebook)) {
    sheet_.columns.resize(graph.nodes.size());
    for (const GraphId id : kept(keep)) {
      Column& column = sheet_.columns[graph::index(id)];
      column.states.resize(units.units.size());
      column.numbers.resize(units.units.size());
    }
    is_leaf_points_.resize(graph.nodes.size(), false);
    for (std::size_t i = 0; i < rulebook.nodes.size(); ++i) {
      if (rulebook.nodes[i].is_leaf() && graph.points[i] != no_graph_node) {
        is_leaf_points_[graph::index(graph.points[i])] = true;
      }
    }
  }

  Sheet make() {
    make_room();
    for (first_ = 0; first_ < units_.units.size(); first_ += block_size) {
      count_ = std::min(block_size, units_.units.size() - first_);
      know_units();
      for (std::size_t id = 0; id < cells_.size(); ++id) {
        compute(id);
        keep_column(id);
      }
    }
    return std::move(sheet_);
  }

 private:
  // -- what is kept

  std::vector<GraphId> kept(Keep keep) const {
    std::vector<GraphId> ids{graph_.total_points, graph_.total_applicable, graph_.total_index, graph_.published};
    ids.insert(ids.end(), graph_.class_conditions.begin(), graph_.class_conditions.end());
    if (keep == Keep::all) {
      for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) ids.push_back(GraphId{i});
    }
    for (std::size_t i = 0; i < rulebook_.nodes.size(); ++i) {
      if (keep == Keep::fields && rulebook_.nodes[i].parent != model::no_node) continue;
      ids.insert(ids.end(), {graph_.points[i], graph_.applicable[i], graph_.index[i]});
    }
    std::erase(ids, no_graph_node);
    return ids;
  }

  /// Own memory for the nodes that are not kept and compute something.
  void make_room() {
    std::size_t rooms = 0;
    for (const Column& column : sheet_.columns) rooms += column.is_kept() ? 0 : 1;
    states_.resize(rooms * block_size);
    numbers_.resize(rooms * block_size);
  }

  void place_cells(std::size_t id, std::size_t& room) {
    Column& column = sheet_.columns[id];
    Cells& cells = cells_[id];
    cells.own_states = column.is_kept() ? column.states.data() + first_ : states_.data() + room * block_size;
    cells.own_numbers = column.is_kept() ? column.numbers.data() + first_ : numbers_.data() + room * block_size;
    if (!column.is_kept()) ++room;
  }

  void keep_column(std::size_t id) {
    Column& column = sheet_.columns[id];
    if (!column.is_kept()) return;
    const Cells& cells = cells_[id];
    if (cells.states != cells.own_states || cells.step == 0) {
      for (std::size_t i = 0; i < count_; ++i) {
        column.states[first_ + i] = cells.state(i);
        column.numbers[first_ + i] = cells.number(i);
      }
    }
    if (!cells.has_missing) return;
    for (std::size_t i = 0; i < count_; ++i) {
      if (cells.state(i) == State::missing) column.open.emplace(static_cast<std::uint32_t>(first_ + i), cells.open[i]);
    }
  }

  // -- data of the block

  /// What is known of the inputs of the units where something is missing, each narrowed by the others.
  void know_units() {
    std::size_t room = 0;
    for (std::size_t id = 0; id < cells_.size(); ++id) place_cells(id, room);
    knowledge_.assign(count_, std::nullopt);
    for (const data::InputColumn& column : units_.inputs) {
      for (std::size_t i = 0; i < count_; ++i) {
        if (column.states[first_ + i] == State::missing && !knowledge_[i]) knowledge_[i] = known_in(i);
      }
    }
  }

  check::Knowledge known_in(std::size_t i) const {
    return known_of(rulebook_, declared_, units_, data::UnitId{static_cast<std::uint32_t>(first_ + i)});
  }

  void input(std::size_t id) {
    const model::InputId input = graph_.nodes[id].input;
    const data::InputColumn& column = units_.inputs[model::index(input)];
    Cells& cells = cells_[id];
    const State* states = column.states.data() + first_;
    const bool is_missing = std::find(states, states + count_, State::missing) != states + count_;
    if (!is_missing) {
      cells.states = states;
      cells.numbers = column.numbers.data() + first_;
      settle(cells);
      return;
    }
    for (std::size_t i = 0; i < count_; ++i) {
      if (states[i] == State::missing) {
        put(cells, i, knowledge_[i]->inputs[model::index(input)]);
      } else {
        cells.own_states[i] = states[i];
        cells.own_numbers[i] = column.numbers[first_ + i];
      }
    }
    settle(cells);
  }

  // -- one node

  void compute(std::size_t id) {
    const GraphNode& node = graph_.nodes[id];
    Cells& cells = cells_[id];
    cells.step = 1;
    cells.states = cells.own_states;
    cells.numbers = cells.own_numbers;
    if (node.operation == Operation::input) return input(id);
    operands_.clear();
    bool same_for_all = true;
    bool all_values = true;
    for (const GraphId operand : node.operands) {
      operands_.push_back(&cells_[graph::index(operand)]);
      same_for_all = same_for_all && operands_.back()->step == 0;
      all_values = all_values && operands_.back()->all_values;
    }
    if (node.operation == Operation::applicable && all_values) {
      share(cells, node.literal);
      return;
    }
    const std::size_t all = count_;
    if (same_for_all) {
      cells.step = 0;
      count_ = 1;
    }
    operate(id, node, cells, all_values);
    settle(cells);
    count_ = all;
  }

  /// The same value for all units.
  void share(Cells& cells, const Number& number) {
    static constexpr State value = State::value;
    cells.step = 0;
    cells.states = &value;
    cells.numbers = &number;
    cells.all_values = true;
    cells.has_missing = false;
  }

  /// Looks at the states once more than they are written: 128 bytes.
  void settle(Cells& cells) const {
    const State* end = cells.states + (cells.step == 0 ? 1 : count_);
    cells.all_values = std::all_of(cells.states, end, [](State state) { return state == State::value; });
    cells.has_missing = !cells.all_values && std::find(cells.states, end, State::missing) != end;
  }

  void put(Cells& cells, std::size_t i, const Outcome& outcome) {
    cells.own_states[i] = outcome.state();
    if (cells.own_states[i] == State::value) cells.own_numbers[i] = outcome.number();
    else cells.own_numbers[i] = 0;
    if (cells.own_states[i] != State::missing) return;
    if (cells.open.size() < block_size) cells.open.resize(block_size);
    cells.open[i] = outcome;
  }

  /// Any operation where an operand is missing: by sets.
  void by_sets(std::size_t id, Cells& cells, std::size_t i) {
    outcomes_.resize(std::max(outcomes_.size(), operands_.size()));
    pointers_.clear();
    for (std::size_t k = 0; k < operands_.size(); ++k) {
      const Cells& operand = *operands_[k];
      switch (operand.state(i)) {
        case State::value: outcomes_[k] = Outcome::of(operand.number(i)); break;
        case State::none: outcomes_[k] = Outcome::none(); break;
        case State::not_applicable: outcomes_[k] = Outcome::not_applicable(); break;
        case State::missing: outcomes_[k] = operand.open[i * operand.step]; break;
      }
    }
    // The outcomes do not move any more.
    for (std::size_t k = 0; k < operands_.size(); ++k) pointers_.push_back(&outcomes_[k]);
    Outcome outcome = outcome_of(graph_.nodes[id], pointers_);
    if (is_leaf_points_[id] && outcome.state() == State::missing && knowledge_[i]) {
      outcome = narrowed(outcome, check::points_of(rulebook_, graph_.nodes[id].node, *knowledge_[i]));
    }
    put(cells, i, outcome);
  }

  // -- operations on decided operands

  /// Operations that look at all their operands: where all are values, by `result`, which may refuse (none).
  /// What other states do is the table's.
  template <class Result>
  void strict(std::size_t id, Cells& cells, bool all_values, Result result) {
    const StateRow& row = row_of(graph_.nodes[id].operation);
    for (std::size_t i = 0; i < count_; ++i) {
      const State state = all_values ? State::value : worst_state(i);
      switch (state) {
        case State::value:
          cells.own_states[i] = State::value;
          result(i);
          break;
        case State::missing: by_sets(id, cells, i); break;
        case State::not_applicable: take(cells, i, row.not_applicable); break;
        case State::none: take(cells, i, row.none); break;
      }
    }
  }

  /// Missing before not applicable before none.
  State worst_state(std::size_t i) const {
    State worst = State::value;
    for (const Cells* operand : operands_) {
      const State state = operand->state(i);
      if (state == State::missing) return state;
      if (state == State::not_applicable || worst == State::value) worst = state;
    }
    return worst;
  }

  void take(Cells& cells, std::size_t i, Effect effect) {
    cells.own_numbers[i] = 0;
    switch (effect) {
      case Effect::none: cells.own_states[i] = State::none; return;
      case Effect::no:
      case Effect::zero: cells.own_states[i] = State::value; return;
      case Effect::not_applicable: cells.own_states[i] = State::not_applicable; return;
      case Effect::counts_as_no:
      case Effect::asked:
      case Effect::interval:
      case Effect::unknown:
      case Effect::left_out:
      case Effect::renormalised: break;
    }
    fault("an effect that is not the whole result", __LINE__);
  }

  void copy(Cells& cells, const Cells& from, std::size_t i) {
    cells.own_states[i] = from.state(i);
    cells.own_numbers[i] = from.number(i);
    if (from.state(i) != State::missing) return;
    if (cells.open.size() < block_size) cells.open.resize(block_size);
    cells.open[i] = from.open[i * from.step];
  }

  void operate(std::size_t id, const GraphNode& node, Cells& cells, bool all_values) {
    const auto a = [this](std::size_t i) -> const Number& { return operands_[0]->number(i); };
    const auto b = [this](std::size_t i) -> const Number& { return operands_[1]->number(i); };
    Number* out = cells.own_numbers;
    const auto by = [&](auto result) { strict(id, cells, all_values, result); };
    switch (node.operation) {
      case Operation::literal: return share(cells, node.literal);
      case Operation::input: break;
      case Operation::add: return by([&](std::size_t i) { out[i] = a(i) + b(i); });
      case Operation::subtract: return by([&](std::size_t i) { out[i] = a(i) - b(i); });
      case Operation::multiply: return by([&](std::size_t i) { out[i] = a(i) * b(i); });
      case Operation::divide: return by([&](std::size_t i) { divide(cells, i, a(i), b(i), State::none); });
      case Operation::negate: return by([&](std::size_t i) { out[i] = -a(i); });
      case Operation::larger: return by([&](std::size_t i) { out[i] = extreme(i, true); });
      case Operation::smaller: return by([&](std::size_t i) { out[i] = extreme(i, false); });
      case Operation::absolute: return by([&](std::size_t i) { out[i] = a(i).absolute(); });
      case Operation::round:
        return by([&](std::size_t i) { out[i] = a(i).rounded(node.decimals, node.rounding); });
      case Operation::equal: return by([&](std::size_t i) { out[i] = a(i) == b(i) ? 1 : 0; });
      case Operation::not_equal: return by([&](std::size_t i) { out[i] = a(i) == b(i) ? 0 : 1; });
      case Operation::less: return by([&](std::size_t i) { out[i] = a(i) < b(i) ? 1 : 0; });
      case Operation::less_or_equal: return by([&](std::size_t i) { out[i] = a(i) <= b(i) ? 1 : 0; });
      case Operation::within: return by([&](std::size_t i) { out[i] = node.range.contains(a(i)) ? 1 : 0; });
      case Operation::round_down:
      case Operation::round_up:
      case Operation::weighted_mean:
        // Seldom used: not worth a second way.
        for (std::size_t i = 0; i < count_; ++i) by_sets(id, cells, i);
        return;
      case Operation::logical_and:
      case Operation::logical_or:
      case Operation::logical_not: return logic(id, node, cells);
      case Operation::is_none:
      case Operation::is_value: return ask(id, node, cells);
      case Operation::if_none: return if_none(id, cells);
      case Operation::choose: return choose(id, cells, all_values);
      case Operation::not_applicable_if:
      case Operation::zero_if: return guard(id, node, cells);
      case Operation::if_missing: return if_missing(cells);
      case Operation::applicable: return applicable(id, node, cells);
      case Operation::total: return total(id, cells, all_values);
      case Operation::total_applicable: return sum(id, cells, all_values);
      case Operation::index_of: return index_of(id, cells);
    }
    fault("an operation without a column", __LINE__);
  }

  void divide(Cells& cells, std::size_t i, const Number& a, const Number& b, State over_zero) {
    if (b.is_zero()) {
      cells.own_states[i] = over_zero;
      cells.own_numbers[i] = 0;
    } else {
      cells.own_numbers[i] = a / b;
    }
  }

  const Number& extreme(std::size_t i, bool largest) const {
    const Number* found = &operands_[0]->number(i);
    for (std::size_t k = 1; k < operands_.size(); ++k) {
      const Number& other = operands_[k]->number(i);
      if (largest ? other > *found : other < *found) found = &other;
    }
    return *found;
  }

  void logic(std::size_t id, const GraphNode& node, Cells& cells) {
    for (std::size_t i = 0; i < count_; ++i) {
      const State worst = worst_state(i);
      if (worst == State::missing) {
        by_sets(id, cells, i);
      } else if (worst == State::not_applicable) {
        take(cells, i, row_of(node.operation).not_applicable);
      } else {
        cells.own_states[i] = State::value;
        cells.own_numbers[i] = holds_together(node.operation, i) ? 1 : 0;
      }
    }
  }

  bool holds(const Cells& condition, std::size_t i) const {
    return condition.state(i) == State::value && !condition.number(i).is_zero();
  }

  bool holds_together(Operation operation, std::size_t i) const {
    const auto operand_holds = [&](const Cells* operand) { return holds(*operand, i); };
    if (operation == Operation::logical_not) return !operand_holds(operands_[0]);
    if (operation == Operation::logical_and) return std::all_of(operands_.begin(), operands_.end(), operand_holds);
    return std::any_of(operands_.begin(), operands_.end(), operand_holds);
  }

  void ask(std::size_t id, const GraphNode& node, Cells& cells) {
    for (std::size_t i = 0; i < count_; ++i) {
      const State state = operands_[0]->state(i);
      if (state == State::missing) {
        by_sets(id, cells, i);
      } else if (state == State::not_applicable) {
        take(cells, i, row_of(node.operation).not_applicable);
      } else {
        cells.own_states[i] = State::value;
        cells.own_numbers[i] = (state == State::none) == (node.operation == Operation::is_none) ? 1 : 0;
      }
    }
  }

  void if_none(std::size_t id, Cells& cells) {
    for (std::size_t i = 0; i < count_; ++i) {
      switch (operands_[0]->state(i)) {
        case State::missing: by_sets(id, cells, i); break;
        case State::none: copy(cells, *operands_[1], i); break;
        case State::value:
        case State::not_applicable: copy(cells, *operands_[0], i); break;
      }
    }
  }

  void choose(std::size_t id, Cells& cells, bool all_values) {
    const std::size_t lines = operands_.size() / 2;
    for (std::size_t i = 0; i < count_; ++i) {
      std::size_t line = 0;
      State condition = State::value;
      for (; line < lines; ++line) {
        const Cells& asked = *operands_[2 * line];
        condition = all_values ? State::value : asked.state(i);
        if (condition == State::missing || condition == State::not_applicable) break;
        if (condition == State::value && !asked.number(i).is_zero()) break;
      }
      if (line < lines && condition == State::missing) {
        by_sets(id, cells, i);
      } else if (line < lines && condition == State::not_applicable) {
        take(cells, i, row_of(Operation::choose).not_applicable);
      } else if (const Cells& taken = *operands_[line < lines ? 2 * line + 1 : 2 * lines]; all_values) {
        cells.own_states[i] = State::value;
        cells.own_numbers[i] = taken.number(i);
      } else if (taken.state(i) == State::missing) {
        by_sets(id, cells, i);
      } else {
        copy(cells, taken, i);
      }
    }
  }

  /// `not applicable when`, `zero when`.
  void guard(std::size_t id, const GraphNode& node, Cells& cells) {
    const Cells& condition = *operands_[0];
    const Cells& points = *operands_[1];
    for (std::size_t i = 0; i < count_; ++i) {
      if (condition.state(i) == State::missing || points.state(i) == State::missing) {
        by_sets(id, cells, i);
      } else if (condition.state(i) == State::not_applicable) {
        take(cells, i, row_of(node.operation).not_applicable);
      } else if (!holds(condition, i) || points.state(i) == State::not_applicable) {
        copy(cells, points, i);
      } else {
        take(cells, i, node.operation == Operation::zero_if ? Effect::zero : Effect::not_applicable);
      }
    }
  }

  void if_missing(Cells& cells) {
    for (std::size_t i = 0; i < count_; ++i) {
      copy(cells, operands_[0]->state(i) == State::missing ? *operands_[1] : *operands_[0], i);
    }
  }

  void applicable(std::size_t id, const GraphNode& node, Cells& cells) {
    for (std::size_t i = 0; i < count_; ++i) {
      switch (operands_[0]->state(i)) {
        case State::missing: by_sets(id, cells, i); break;
        case State::not_applicable: take(cells, i, row_of(node.operation).not_applicable); break;
        case State::value:
        case State::none:
          cells.own_states[i] = State::value;
          cells.own_numbers[i] = node.literal;
          break;
      }
    }
  }

  /// Sums an operand at a time.
  void sum_columns(Cells& cells) {
    for (std::size_t i = 0; i < count_; ++i) {
      cells.own_states[i] = State::value;
      cells.own_numbers[i] = operands_[0]->number(i);
    }
    for (std::size_t k = 1; k < operands_.size(); ++k) {
      for (std::size_t i = 0; i < count_; ++i) cells.own_numbers[i] += operands_[k]->number(i);
    }
  }

  void total(std::size_t id, Cells& cells, bool all_values) {
    if (all_values) return sum_columns(cells);
    for (std::size_t i = 0; i < count_; ++i) {
      State state = State::not_applicable;
      Number points;
      for (const Cells* child : operands_) {
        const State of_child = child->state(i);
        if (of_child == State::missing) {
          state = of_child;
          break;
        }
        if (of_child == State::not_applicable) continue;
        if (state != State::none) state = of_child;
        points += child->number(i);
      }
      if (state == State::missing) {
        by_sets(id, cells, i);
      } else {
        cells.own_states[i] = state;
        cells.own_numbers[i] = state == State::value ? std::move(points) : Number();
      }
    }
  }

  void sum(std::size_t id, Cells& cells, bool all_values) {
    if (all_values) return sum_columns(cells);
    for (std::size_t i = 0; i < count_; ++i) {
      if (worst_state(i) == State::missing) {
        by_sets(id, cells, i);
        continue;
      }
      cells.own_states[i] = State::value;
      cells.own_numbers[i] = 0;
      for (const Cells* child : operands_) cells.own_numbers[i] += child->number(i);
    }
  }

  void index_of(std::size_t id, Cells& cells) {
    const Cells& points = *operands_[0];
    const Cells& maximum = *operands_[1];
    for (std::size_t i = 0; i < count_; ++i) {
      cells.own_states[i] = points.state(i);
      if (points.state(i) == State::missing || maximum.state(i) == State::missing) {
        by_sets(id, cells, i);
      } else if (points.state(i) == State::value) {
        divide(cells, i, points.number(i), maximum.number(i), State::not_applicable);
      } else {
        cells.own_numbers[i] = 0;
      }
    }
  }

  const graph::ScoringGraph& graph_;
  const model::Rulebook& rulebook_;
  const data::Units& units_;
  Sheet sheet_;
  std::vector<Cells> cells_;               ///< by GraphId
  std::vector<bool> is_leaf_points_;       ///< by GraphId
  std::vector<State> states_;              ///< rooms of the nodes that are not kept
  std::vector<Number> numbers_;
  check::Knowledge declared_;
  std::vector<std::optional<check::Knowledge>> knowledge_;  ///< by place in the block: where something is missing
  std::size_t first_ = 0;                  ///< the block
  std::size_t count_ = 0;
  std::vector<const Cells*> operands_;     ///< of the node in hand
  std::vector<Outcome> outcomes_;
  std::vector<const Outcome*> pointers_;
};

}  // namespace

Outcome Column::outcome(data::UnitId unit) const {
  const std::size_t at = data::index(unit);
  switch (states[at]) {
    case State::value: return Outcome::of(numbers[at]);
    case State::none: return Outcome::none();
    case State::not_applicable: return Outcome::not_applicable();
    case State::missing: return open.at(static_cast<std::uint32_t>(at));
  }
  fault("a state of its own", __LINE__);
}

Sheet evaluate(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units, Keep keep) {
  Sheet sheet = SheetMaker(graph, rulebook, units, keep).make();
  sheet.standings.resize(units.units.size());
  rank(graph, rulebook, sheet);
  return sheet;
}

}  // namespace barem::score
