// The sheet is computed in blocks of units, a graph node at a time: a block's columns stay in the cache, and memory
// does not grow with the units but for the columns that are kept. Decided outcomes are plain numbers; a missing one
// goes through the sets of operations.h, one unit at a time, and so costs only where data are missing.
#include "interpreter/score/sheet.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "interpreter/score/block.h"
#include "interpreter/score/evaluate.h"
#include "interpreter/score/index_by_cases.h"
#include "interpreter/score/operations.h"
#include "lang/value/fault.h"

namespace barem::score {
namespace {

using graph::GraphId;
using graph::GraphNode;
using graph::Operation;
using graph::no_graph_node;
using value::Number;
using value::Outcome;
using value::fault;
using value::State;

class SheetMaker {
 public:
  SheetMaker(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units, Keep keep,
             Sheet& sheet, int digits = value::first_digits)
      : graph_(graph),
        rulebook_(rulebook),
        units_(units),
        sheet_(sheet),
        digits_(digits),
        cells_(graph.nodes.size()),
        declared_(check::declared(rulebook)) {
    sheet_.columns.resize(graph.nodes.size());
    for (const GraphId id : kept(keep)) {
      Column& column = sheet_.columns[graph::index(id)];
      column.states.resize(units.units.size());
      column.numbers.resize(units.units.size());
    }
    is_leaf_points_.resize(graph.nodes.size(), false);
    for (std::size_t i = 0; i < rulebook.nodes.size(); ++i) {
      if (rulebook.nodes[i].has_rule() && graph.points[i] != no_graph_node) {
        is_leaf_points_[graph::index(graph.points[i])] = true;
      }
    }
  }

  void make() {
    make_room();
    for (first_ = 0; first_ < units_.units.size(); first_ += block_size) make_block();
  }

  /// The units once more, with enclosures of so many digits. A block at a time: what is known stays as it is.
  void make_again(const std::vector<data::UnitId>& units, int digits) {
    digits_ = digits;
    std::vector<std::size_t> firsts;
    for (const data::UnitId unit : units) firsts.push_back(data::index(unit) / block_size * block_size);
    std::sort(firsts.begin(), firsts.end());
    firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
    for (const std::size_t first : firsts) {
      first_ = first;
      make_block();
    }
  }

 private:
  void make_block() {
    count_ = std::min(block_size, units_.units.size() - first_);
    know_units();
    for (std::size_t id = 0; id < cells_.size(); ++id) {
      compute(id);
      keep_column(id);
    }
  }

  // -- what is kept

  std::vector<GraphId> kept(Keep keep) const {
    std::vector<GraphId> ids{graph_.total_points, graph_.total_applicable, graph_.total_index, graph_.published,
                             graph_.rank_within,  graph_.rank_apart};
    ids.insert(ids.end(), graph_.class_conditions.begin(), graph_.class_conditions.end());
    if (keep == Keep::all) {
      for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) ids.push_back(GraphId{i});
    }
    for (std::size_t i = 0; i < rulebook_.nodes.size(); ++i) {
      const model::Node& node = rulebook_.nodes[i];
      if (keep == Keep::fields && node.parent != model::no_node && !node.scoring.evidence) continue;
      ids.insert(ids.end(), {graph_.points[i], graph_.applicable[i], graph_.index[i]});
      if (keep != Keep::fields) ids.push_back(graph_.stages[i].computed);
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
    if (!cells.has_missing && column.open.empty()) return;
    for (std::size_t i = 0; i < count_; ++i) {
      const auto unit = static_cast<std::uint32_t>(first_ + i);
      if (cells.state(i) == State::missing) column.open.insert_or_assign(unit, cells.outcome(i));
      else column.open.erase(unit);
    }
  }

  // -- data of the block

  /// What is known of the inputs of the units where something is missing, each narrowed by the others.
  void know_units() {
    std::size_t room = 0;
    for (std::size_t id = 0; id < cells_.size(); ++id) place_cells(id, room);
    knowledge_.assign(count_, std::nullopt);
    for (const data::InputColumn& column : units_.inputs) {
      if (column.states.empty()) continue;
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
        cells.put(i, knowledge_[i]->inputs[model::index(input)]);
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
    for (const GraphId operand : node.operands) {
      operands_.push_back(&cells_[graph::index(operand)]);
      same_for_all = same_for_all && operands_.back()->step == 0;
    }
    cells.step = same_for_all ? 0 : 1;
    by_sets_.clear();
    operate(node, operands_, same_for_all ? 1 : count_, cells, by_sets_);
    for (const std::uint32_t i : by_sets_) by_sets(id, cells, i);
    settle(cells);
  }

  /// Looks at the states once more than they are written: 128 bytes.
  void settle(Cells& cells) const {
    const State* end = cells.states + (cells.step == 0 ? 1 : count_);
    cells.all_values = std::all_of(cells.states, end, [](State state) { return state == State::value; });
    cells.has_missing = !cells.all_values && std::find(cells.states, end, State::missing) != end;
  }

  /// Any operation where an operand is missing: by sets.
  void by_sets(std::size_t id, Cells& cells, std::size_t i) {
    outcomes_.resize(std::max(outcomes_.size(), operands_.size()));
    pointers_.clear();
    for (std::size_t k = 0; k < operands_.size(); ++k) outcomes_[k] = operands_[k]->outcome(i);
    // The outcomes do not move any more.
    for (std::size_t k = 0; k < operands_.size(); ++k) pointers_.push_back(&outcomes_[k]);
    Outcome outcome = outcome_of(graph_.nodes[id], pointers_, digits_);
    if (is_corrected_quotient(graph_.nodes[id]) && outcome.is_open() && !pointers_[1]->range.is_point())
      outcome = narrowed(by_cases(id, i), outcome);
    // Linear reasoning may decide what digits do not: ln(x) - ln(y) with x and y equal.
    if (outcome.is_single && digits_ > value::first_digits && !knowledge_[i]) knowledge_[i] = known_in(i);
    if (is_leaf_points_[id] && outcome.state() == State::missing && knowledge_[i]) {
      outcome = narrowed(outcome, check::points_of(rulebook_, graph_.nodes[id].node, *knowledge_[i]));
    }
    cells.put(i, outcome);
  }

  static bool is_corrected_quotient(const GraphNode& node) {
    return node.operation == Operation::index_of && node.maxima.empty();
  }

  Outcome by_cases(std::size_t id, std::size_t i) {
    const IndexByCases& cases =
        cases_.try_emplace(id, graph_, GraphId{static_cast<std::uint32_t>(id)}).first->second;
    return cases([&](GraphId other) { return cells_[graph::index(other)].outcome(i); }, digits_);
  }

  const graph::ScoringGraph& graph_;
  const model::Rulebook& rulebook_;
  const data::Units& units_;
  Sheet& sheet_;
  int digits_;
  std::vector<Cells> cells_;               ///< by GraphId
  std::vector<bool> is_leaf_points_;       ///< by GraphId
  std::vector<State> states_;              ///< rooms of the nodes that are not kept
  std::vector<Number> numbers_;
  check::Knowledge declared_;
  std::vector<std::optional<check::Knowledge>> knowledge_;  ///< by place in the block: where something is missing
  std::size_t first_ = 0;                  ///< the block
  std::size_t count_ = 0;
  std::vector<const Cells*> operands_;     ///< of the node in hand
  std::vector<std::uint32_t> by_sets_;     ///< places where it needs sets
  std::vector<Outcome> outcomes_;
  std::vector<const Outcome*> pointers_;
  std::unordered_map<std::size_t, IndexByCases> cases_;  ///< by GraphId: of quotients of corrected points, when asked
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
  fault("a state of its own");
}

Outcome Column::enclosure(data::UnitId unit) const {
  const auto found = open.find(static_cast<std::uint32_t>(data::index(unit)));
  return found == open.end() ? outcome(unit) : found->second;
}

namespace {

bool has_roots(const graph::ScoringGraph& graph) {
  return std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const GraphNode& node) {
    switch (node.operation) {
      case Operation::root:
      case Operation::natural_logarithm:
      case Operation::exponential:
      case Operation::power:
      case Operation::geometric_mean: return true;
      default: return false;
    }
  });
}

/// Inputs that are known between two ends only: worked out from roots of rows, or of the units below.
bool has_enclosed(const data::Units& units) {
  return std::ranges::any_of(units.inputs, [](const data::InputColumn& column) {
    return std::ranges::any_of(column.open, [](const auto& open) { return open.second.is_single; });
  });
}

/// Enclosed numbers as they are shown, and decided; of what is missing, ends that can be shown too.
void settle(Sheet& sheet) {
  for (Column& column : sheet.columns) {
    for (auto& [unit, outcome] : column.open) {
      if (can_be_shown(outcome)) {
        column.states[unit] = State::value;
        column.numbers[unit] = shown(outcome);
      } else if (outcome.may_be_value) {
        outcome.range = value::outward(outcome.range, shown_decimals);
      }
    }
  }
  for (Standing& standing : sheet.standings) {
    standing.is_enclosed = standing.index.is_single && can_be_shown(standing.index);
  }
}

/// Of what is worked out for each row, before units are scored: who reads it cannot ask for more digits later.
constexpr int plenty_of_digits = 120;

std::vector<data::UnitId> units_of(const std::vector<Undecided>& undecided) {
  std::vector<data::UnitId> units;
  for (const Undecided& open : undecided) {
    units.push_back(open.unit);
    if (open.what == Undecided::What::rank) units.push_back(open.other);
  }
  return units;
}

}  // namespace

Sheet evaluate_expressions(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units) {
  Sheet sheet;
  SheetMaker(graph, rulebook, units, Keep::all, sheet, plenty_of_digits).make();
  return sheet;
}

Sheet evaluate(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units, Keep keep) {
  Sheet sheet;
  SheetMaker maker(graph, rulebook, units, keep, sheet);
  maker.make();
  sheet.standings.resize(units.units.size());
  rank(graph, rulebook, units, sheet);
  const bool reads_enclosed = has_enclosed(units);
  const int most_digits = reads_enclosed ? plenty_of_digits : value::most_digits;
  for (sheet.digits = value::first_digits; !sheet.undecided.empty() && sheet.digits < most_digits;) {
    sheet.digits = std::min(2 * sheet.digits, most_digits);
    maker.make_again(units_of(sheet.undecided), sheet.digits);
    rank(graph, rulebook, units, sheet);
  }
  if (has_roots(graph) || reads_enclosed) settle(sheet);
  return sheet;
}

}  // namespace barem::score
