// The words of the language in both spellings: the one table from which parser, formatter, messages, highlighting
// and the reference are made.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lang/syntax/tree.h"

namespace barem::syntax {

/// Where a phrase can stand.
enum class Place : std::uint8_t { head, clause, kind, expression, anywhere };

/// One phrase of the language. `reserved`: its first word can be no name. `built`: false where the phrase belongs to
/// the language but this program cannot do it yet (it says so).
struct Keyword {
  std::string_view english;
  std::string_view vietnamese;
  Place place;
  bool reserved = false;
  bool built = true;
};

std::span<const Keyword> keywords();

}  // namespace barem::syntax
