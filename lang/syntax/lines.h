// Text cut into logical lines: what one clause, row or heading says, its comments beside it.
// In: a source. Out: lines in order, with indentation, comments and blank lines. Not here: what a line means (grammar),
// what stands below what (parse).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/syntax/tree.h"

namespace barem::syntax {

/// One logical line: a stretch of the text that may run over several lines of the file.
///   full points when planned = 0
///       and done = 0
struct Line {
  std::uint32_t begin = 0;                ///< of its first character
  std::uint32_t end = 0;                  ///< behind its last character, the comment behind it left out
  std::uint32_t indent = 0;               ///< in columns; 0 is column 1
  std::uint32_t unclosed_text = none;     ///< where a text begins that has no closing quotation mark
  std::uint32_t unclosed_bracket = none;  ///< where a bracket begins that nothing closes
  Trivia trivia;

  static constexpr std::uint32_t none = UINT32_MAX;
};

/// All lines of a file.
struct Lines {
  std::vector<Line> lines;
  std::vector<std::string> comments_at_end;
  std::vector<std::uint32_t> tabs;  ///< places of tabs that indent, one a line of the file
};

/// Cuts a text into lines. A line goes on where brackets are open, behind an operator, a comma or another separator,
/// before `and` or `or` (`và`, `hoặc`), and before a text where it ends with one; what goes on is always indented
/// deeper than where it began (or begins with the closing bracket).
Lines cut_lines(std::string_view text);

}  // namespace barem::syntax
