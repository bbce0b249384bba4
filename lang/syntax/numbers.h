// The numbers of items, as places in a tree: whose child, and which comes first.
#pragma once

#include <optional>
#include <string_view>

namespace barem::syntax {

/// `1.1` of `1.1.2`; empty of `1`.
std::string_view parent_number(std::string_view number);
/// `2` of `1.1.2`.
std::string_view last_part(std::string_view number);
/// The value of a Roman numeral in capitals; nothing for other text.
std::optional<int> roman(std::string_view text);
/// How the last parts of siblings are ordered: 2 before 10, a before b; II before IX where all of them are Roman.
bool comes_before(std::string_view a, std::string_view b, bool all_roman);

}  // namespace barem::syntax
