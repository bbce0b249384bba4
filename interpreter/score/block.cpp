// How each operation runs over a block. Where all operands are values there is nothing but numbers in the loop; none
// and not applicable act by the table in states.h; what is missing is left to the caller.
#include "interpreter/score/block.h"

#include <algorithm>
#include <utility>

#include "interpreter/score/states.h"
#include "lang/value/fault.h"

namespace barem::score {
namespace {

using graph::GraphNode;
using graph::Operation;
using value::Number;
using value::Outcome;
using value::fault;
using value::State;

class BlockOperation {
 public:
  BlockOperation(const GraphNode& node, std::span<const Cells* const> operands, std::size_t count, Cells& cells,
                 std::vector<std::uint32_t>& by_sets)
      : node_(node), operands_(operands), count_(count), cells_(cells), by_sets_(by_sets) {
    all_values_ = std::all_of(operands.begin(), operands.end(), [](const Cells* operand) { return operand->all_values; });
  }

  void run() {
    const auto a = [this](std::size_t i) -> const Number& { return operands_[0]->number(i); };
    const auto b = [this](std::size_t i) -> const Number& { return operands_[1]->number(i); };
    Number* out = cells_.own_numbers;
    switch (node_.operation) {
      case Operation::literal: return cells_.share(node_.literal);
      case Operation::input: break;
      case Operation::add: return strict([&](std::size_t i) { out[i] = a(i) + b(i); });
      case Operation::subtract: return strict([&](std::size_t i) { out[i] = a(i) - b(i); });
      case Operation::multiply: return strict([&](std::size_t i) { out[i] = a(i) * b(i); });
      case Operation::divide: return strict([&](std::size_t i) { divide(i, a(i), b(i), State::none); });
      case Operation::negate: return strict([&](std::size_t i) { out[i] = -a(i); });
      case Operation::larger: return strict([&](std::size_t i) { out[i] = extreme(i, true); });
      case Operation::smaller: return strict([&](std::size_t i) { out[i] = extreme(i, false); });
      case Operation::absolute: return strict([&](std::size_t i) { out[i] = a(i).absolute(); });
      case Operation::round:
        return strict([&](std::size_t i) { out[i] = a(i).rounded(node_.decimals, node_.rounding); });
      case Operation::equal: return strict([&](std::size_t i) { out[i] = a(i) == b(i) ? 1 : 0; });
      case Operation::not_equal: return strict([&](std::size_t i) { out[i] = a(i) == b(i) ? 0 : 1; });
      case Operation::less: return strict([&](std::size_t i) { out[i] = a(i) < b(i) ? 1 : 0; });
      case Operation::less_or_equal: return strict([&](std::size_t i) { out[i] = a(i) <= b(i) ? 1 : 0; });
      case Operation::within: return strict([&](std::size_t i) { out[i] = node_.range.contains(a(i)) ? 1 : 0; });
      case Operation::round_down:
      case Operation::round_up:
      case Operation::weighted_mean:
      case Operation::geometric_mean:
      case Operation::root:
      case Operation::natural_logarithm:
      case Operation::exponential:
      case Operation::power:
        // Seldom used: not worth a second way.
        for (std::size_t i = 0; i < count_; ++i) due(i);
        return;
      case Operation::logical_and:
      case Operation::logical_or:
      case Operation::logical_not: return logic();
      case Operation::every:
      case Operation::some: return quantifier();
      case Operation::is_none:
      case Operation::is_value: return ask();
      case Operation::if_none: return if_none();
      case Operation::choose: return choose();
      case Operation::not_applicable_if:
      case Operation::zero_if: return guard();
      case Operation::if_missing: return if_missing();
      case Operation::if_applicable: return if_applicable();
      case Operation::evidence_or: return evidence_or();
      case Operation::applicable: return applicable();
      case Operation::total: return total();
      case Operation::total_applicable: return sum();
      case Operation::index_of: return index_of();
    }
    fault("an operation without a column");
  }

 private:
  /// Operations that look at all their operands: where all are values, by `result`, which may refuse (none).
  /// What other states do is the table's.
  template <class Result>
  void strict(Result result) {
    const StateRow& row = row_of(node_.operation);
    for (std::size_t i = 0; i < count_; ++i) {
      const State state = all_values_ ? State::value : worst_state(i);
      switch (state) {
        case State::value:
          cells_.own_states[i] = State::value;
          result(i);
          break;
        case State::missing: due(i); break;
        case State::not_applicable: take(i, row.not_applicable); break;
        case State::none: take(i, row.none); break;
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

  void take(std::size_t i, Effect effect) {
    cells_.own_numbers[i] = 0;
    switch (effect) {
      case Effect::none: cells_.own_states[i] = State::none; return;
      case Effect::no:
      case Effect::zero: cells_.own_states[i] = State::value; return;
      case Effect::not_applicable: cells_.own_states[i] = State::not_applicable; return;
      case Effect::counts_as_no:
      case Effect::asked:
      case Effect::interval:
      case Effect::unknown:
      case Effect::left_out:
      case Effect::renormalised: break;
    }
    fault("an effect that is not the whole result");
  }

  void copy(const Cells& from, std::size_t i) {
    cells_.own_states[i] = from.state(i);
    cells_.own_numbers[i] = from.number(i);
    if (from.state(i) != State::missing) return;
    if (cells_.open.size() < block_size) cells_.open.resize(block_size);
    cells_.open[i] = from.open[i * from.step];
  }

  void divide(std::size_t i, const Number& a, const Number& b, State over_zero) {
    if (b.is_zero()) {
      cells_.own_states[i] = over_zero;
      cells_.own_numbers[i] = 0;
    } else {
      cells_.own_numbers[i] = a / b;
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

  void logic() {
    for (std::size_t i = 0; i < count_; ++i) {
      const State worst = worst_state(i);
      if (worst == State::missing) {
        due(i);
      } else if (worst == State::not_applicable) {
        take(i, row_of(node_.operation).not_applicable);
      } else {
        cells_.own_states[i] = State::value;
        cells_.own_numbers[i] = holds_together(node_.operation, i) ? 1 : 0;
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

  void quantifier() {
    const bool is_every = node_.operation == Operation::every;
    for (std::size_t i = 0; i < count_; ++i) {
      if (worst_state(i) == State::missing) {
        due(i);
        continue;
      }
      const auto decides = [&](const Cells* operand) {
        return operand->state(i) != State::not_applicable && holds(*operand, i) != is_every;
      };
      cells_.own_states[i] = State::value;
      cells_.own_numbers[i] = std::any_of(operands_.begin(), operands_.end(), decides) == is_every ? 0 : 1;
    }
  }

  void ask() {
    for (std::size_t i = 0; i < count_; ++i) {
      const State state = operands_[0]->state(i);
      if (state == State::missing) {
        due(i);
      } else if (state == State::not_applicable) {
        take(i, row_of(node_.operation).not_applicable);
      } else {
        cells_.own_states[i] = State::value;
        cells_.own_numbers[i] = (state == State::none) == (node_.operation == Operation::is_none) ? 1 : 0;
      }
    }
  }

  void if_none() {
    for (std::size_t i = 0; i < count_; ++i) {
      switch (operands_[0]->state(i)) {
        case State::missing: due(i); break;
        case State::none: copy(*operands_[1], i); break;
        case State::value:
        case State::not_applicable: copy(*operands_[0], i); break;
      }
    }
  }

  void choose() {
    const std::size_t lines = operands_.size() / 2;
    for (std::size_t i = 0; i < count_; ++i) {
      std::size_t line = 0;
      State condition = State::value;
      for (; line < lines; ++line) {
        const Cells& asked = *operands_[2 * line];
        condition = all_values_ ? State::value : asked.state(i);
        if (condition == State::missing || condition == State::not_applicable) break;
        if (condition == State::value && !asked.number(i).is_zero()) break;
      }
      if (line < lines && condition == State::missing) {
        due(i);
      } else if (line < lines && condition == State::not_applicable) {
        take(i, row_of(Operation::choose).not_applicable);
      } else if (const Cells& taken = *operands_[line < lines ? 2 * line + 1 : 2 * lines]; all_values_) {
        cells_.own_states[i] = State::value;
        cells_.own_numbers[i] = taken.number(i);
      } else if (taken.state(i) == State::missing) {
        due(i);
      } else {
        copy(taken, i);
      }
    }
  }

  /// `not applicable when`, `zero when`.
  void guard() {
    const Cells& condition = *operands_[0];
    const Cells& points = *operands_[1];
    for (std::size_t i = 0; i < count_; ++i) {
      if (condition.state(i) == State::missing || points.state(i) == State::missing) {
        due(i);
      } else if (condition.state(i) == State::not_applicable) {
        take(i, row_of(node_.operation).not_applicable);
      } else if (!holds(condition, i) || points.state(i) == State::not_applicable) {
        copy(points, i);
      } else {
        take(i, node_.operation == Operation::zero_if ? Effect::zero : Effect::not_applicable);
      }
    }
  }

  void if_applicable() {
    for (std::size_t i = 0; i < count_; ++i) {
      const State state = operands_[0]->state(i);
      if (state == State::missing) due(i);
      else copy(state == State::not_applicable ? *operands_[1] : *operands_[0], i);
    }
  }

  void evidence_or() {
    const Cells& given = *operands_[0];
    const Cells& points = *operands_[1];
    for (std::size_t i = 0; i < count_; ++i) {
      if (given.state(i) == State::missing || points.state(i) == State::missing) due(i);
      else if (given.state(i) == State::not_applicable) take(i, row_of(node_.operation).not_applicable);
      else copy(holds(given, i) || points.state(i) == State::not_applicable ? points : *operands_[2], i);
    }
  }

  void if_missing() {
    for (std::size_t i = 0; i < count_; ++i) {
      const bool is_open = operands_[0]->state(i) == State::missing && !operands_[0]->outcome(i).is_single;
      copy(is_open ? *operands_[1] : *operands_[0], i);
    }
  }

  void applicable() {
    if (all_values_) return cells_.share(node_.literal);
    for (std::size_t i = 0; i < count_; ++i) {
      switch (operands_[0]->state(i)) {
        case State::missing: due(i); break;
        case State::not_applicable: take(i, row_of(node_.operation).not_applicable); break;
        case State::value:
        case State::none:
          cells_.own_states[i] = State::value;
          cells_.own_numbers[i] = node_.literal;
          break;
      }
    }
  }

  /// Sums an operand at a time.
  void sum_columns() {
    for (std::size_t i = 0; i < count_; ++i) {
      cells_.own_states[i] = State::value;
      cells_.own_numbers[i] = operands_[0]->number(i);
    }
    for (std::size_t k = 1; k < operands_.size(); ++k) {
      for (std::size_t i = 0; i < count_; ++i) cells_.own_numbers[i] += operands_[k]->number(i);
    }
  }

  void total() {
    if (all_values_) return sum_columns();
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
        due(i);
      } else {
        cells_.own_states[i] = state;
        cells_.own_numbers[i] = state == State::value ? std::move(points) : Number();
      }
    }
  }

  void sum() {
    if (all_values_) return sum_columns();
    for (std::size_t i = 0; i < count_; ++i) {
      if (worst_state(i) == State::missing) {
        due(i);
        continue;
      }
      cells_.own_states[i] = State::value;
      cells_.own_numbers[i] = 0;
      for (const Cells* child : operands_) cells_.own_numbers[i] += child->number(i);
    }
  }

  void index_of() {
    const Cells& points = *operands_[0];
    const Cells& maximum = *operands_[1];
    for (std::size_t i = 0; i < count_; ++i) {
      cells_.own_states[i] = points.state(i);
      if (points.state(i) == State::missing || maximum.state(i) == State::missing) {
        due(i);
      } else if (points.state(i) == State::value) {
        divide(i, points.number(i), maximum.number(i), State::not_applicable);
      } else {
        cells_.own_numbers[i] = 0;
      }
    }
  }

  /// Something is missing: by sets.
  void due(std::size_t i) { by_sets_.push_back(static_cast<std::uint32_t>(i)); }

  const GraphNode& node_;
  std::span<const Cells* const> operands_;
  std::size_t count_;
  Cells& cells_;
  std::vector<std::uint32_t>& by_sets_;
  bool all_values_ = false;
};

}  // namespace

Outcome Cells::outcome(std::size_t i) const {
  switch (state(i)) {
    case State::value: return Outcome::of(number(i));
    case State::none: return Outcome::none();
    case State::not_applicable: return Outcome::not_applicable();
    case State::missing: return open[i * step];
  }
  fault("a state of its own");
}

void Cells::put(std::size_t i, const Outcome& outcome) {
  own_states[i] = outcome.state();
  own_numbers[i] = own_states[i] == State::value ? outcome.number() : Number();
  if (own_states[i] != State::missing) return;
  if (open.size() < block_size) open.resize(block_size);
  open[i] = outcome;
}

void Cells::share(const Number& number) {
  static constexpr State value = State::value;
  step = 0;
  states = &value;
  numbers = &number;
}

void operate(const GraphNode& node, std::span<const Cells* const> operands, std::size_t count, Cells& cells,
             std::vector<std::uint32_t>& by_sets) {
  BlockOperation(node, operands, count, cells, by_sets).run();
}

}  // namespace barem::score
