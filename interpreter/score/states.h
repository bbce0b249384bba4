// What none, missing and not applicable do to each operation: the table of the language reference, as data.
// The evaluator acts by these rows; tests hold it to them and the reference prints them.
// Not here: what an operation does with values (operations).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "interpreter/graph/graph.h"

namespace barem::score {

/// What an operand that is no value makes of the result.
enum class Effect : std::uint8_t {
  none,            ///< the result is none
  no,              ///< the result is no
  counts_as_no,    ///< the operand counts as a condition that does not hold
  asked,           ///< that is what the operation asks for
  interval,        ///< missing, with the interval of what it can be
  unknown,         ///< missing: yes or no, unless the other operands decide
  not_applicable,  ///< the result, and so the component, is not applicable
  left_out,        ///< the operand is left out; of operands that are all left out the result is not applicable
  renormalised,    ///< the same, and the weights of the others make up for it
  zero,            ///< the result is 0
};

/// One row: a group of operations, and what each state of an operand does to them.
struct StateRow {
  std::string_view name;
  std::span<const graph::Operation> operations;
  Effect none;
  Effect missing;
  Effect not_applicable;
};

namespace rows {
using graph::Operation;
inline constexpr std::array arithmetic{Operation::add,      Operation::subtract, Operation::multiply,
                                       Operation::divide,   Operation::negate,   Operation::larger,
                                       Operation::smaller,  Operation::absolute, Operation::round,
                                       Operation::round_down, Operation::round_up, Operation::index_of,
                                       Operation::root,     Operation::natural_logarithm,
                                       Operation::exponential, Operation::power};
inline constexpr std::array comparison{Operation::equal, Operation::not_equal, Operation::less,
                                       Operation::less_or_equal, Operation::within};
inline constexpr std::array logic{Operation::logical_and, Operation::logical_or, Operation::logical_not};
inline constexpr std::array quantifiers{Operation::every, Operation::some};
inline constexpr std::array asking{Operation::is_none, Operation::is_value};
inline constexpr std::array standing_in{Operation::if_none};
inline constexpr std::array choosing{Operation::choose, Operation::not_applicable_if, Operation::zero_if,
                                     Operation::evidence_or};
inline constexpr std::array sum_of_children{Operation::total};
inline constexpr std::array mean_of_children{Operation::weighted_mean, Operation::geometric_mean};
inline constexpr std::array corrections{Operation::if_applicable};
inline constexpr std::array maximum{Operation::applicable};
}  // namespace rows

/// The table. Of operations that choose, the row speaks of their conditions: a value that is chosen is taken as it is,
/// and one that is not is not looked at. `if_missing` is not in it: it asks whether the result is decided.
inline constexpr std::array state_table{
    StateRow{"arithmetic", rows::arithmetic, Effect::none, Effect::interval, Effect::not_applicable},
    StateRow{"comparison", rows::comparison, Effect::no, Effect::unknown, Effect::not_applicable},
    StateRow{"and, or, not", rows::logic, Effect::counts_as_no, Effect::unknown, Effect::not_applicable},
    StateRow{"every, some", rows::quantifiers, Effect::counts_as_no, Effect::unknown, Effect::left_out},
    StateRow{"is none, is a date", rows::asking, Effect::asked, Effect::unknown, Effect::not_applicable},
    StateRow{"if none", rows::standing_in, Effect::asked, Effect::interval, Effect::not_applicable},
    StateRow{"a condition", rows::choosing, Effect::counts_as_no, Effect::interval, Effect::not_applicable},
    StateRow{"sum of children", rows::sum_of_children, Effect::none, Effect::interval, Effect::left_out},
    StateRow{"mean of children", rows::mean_of_children, Effect::none, Effect::interval, Effect::renormalised},
    StateRow{"a correction at a parent", rows::corrections, Effect::none, Effect::interval, Effect::left_out},
    StateRow{"maximum", rows::maximum, Effect::counts_as_no, Effect::interval, Effect::zero},
};

/// The row of an operation; the first for those without operands.
constexpr const StateRow& row_of(graph::Operation operation) {
  for (const StateRow& row : state_table) {
    for (const graph::Operation member : row.operations) {
      if (member == operation) return row;
    }
  }
  return state_table.front();
}

}  // namespace barem::score
