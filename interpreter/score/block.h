// A graph node over a block of units: decided outcomes as plain numbers, an operation at a time.
// In: a node and its operands' cells. Out: its cells, and the places where something is missing and sets are due.
// Not here: data, what is kept (sheet), sets (operations).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "interpreter/graph/graph.h"
#include "lang/value/outcome.h"

namespace barem::score {

/// Units that are scored together: their columns stay in the cache.
inline constexpr std::size_t block_size = 128;

/// One graph node over the units of a block. It may look at memory of others (data, literals); `step` is 0 where all
/// units have the same.
struct Cells {
  const value::State* states = nullptr;
  const value::Number* numbers = nullptr;
  std::size_t step = 1;
  bool all_values = false;
  bool has_missing = false;
  std::vector<value::Outcome> open;  ///< by place in the block, where something is missing
  value::State* own_states = nullptr;
  value::Number* own_numbers = nullptr;

  value::State state(std::size_t i) const { return states[i * step]; }
  const value::Number& number(std::size_t i) const { return numbers[i * step]; }
  value::Outcome outcome(std::size_t i) const;
  void put(std::size_t i, const value::Outcome& outcome);
  /// The same value for all units, held by the caller.
  void share(const value::Number& number);
};

/// Any node but an input, for the first `count` units. Places whose outcome takes sets are added to `by_sets` and left
/// as they are.
void operate(const graph::GraphNode& node, std::span<const Cells* const> operands, std::size_t count, Cells& cells,
             std::vector<std::uint32_t>& by_sets);

}  // namespace barem::score
