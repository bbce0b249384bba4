// The typing table: what kinds an operation takes and what it gives. Data, so that tests and the reference read it.
// In: kinds of operands. Out: the kind of the result, or nothing where the operation has no meaning for them.
#pragma once

#include <optional>
#include <span>

#include "lang/model/rulebook.h"
#include "lang/syntax/tree.h"

namespace barem::check {

enum class Arithmetic : std::uint8_t { add, subtract, multiply, divide, compare };

/// One row: `count / count` is a number.
struct TypingRule {
  Arithmetic operation;
  model::KindTag left;
  model::KindTag right;
  model::KindTag result;  ///< of compare: yes_no
};

/// All rows; what is not in them is refused. Bare literals (`2`, not `2%`) first take the kind that stands beside them.
std::span<const TypingRule> typing_table();
std::optional<model::KindTag> result_of(Arithmetic operation, model::KindTag left, model::KindTag right);

/// `a count` / `số lượng`, as messages say it.
source::BilingualText name_of(model::Kind kind);
model::KindTag tag_of(syntax::KindWord word);

}  // namespace barem::check
