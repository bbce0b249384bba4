// Findings as people read them: the place, the line underlined, what is wrong, what to do.
// In: findings and the sources they point into. Out: text. Colour only where asked.
#pragma once

#include <string>

#include "lang/source/diagnostic.h"

namespace barem::source {

/// A text with its placeholders filled in.
std::string fill(std::string_view text, const std::vector<Argument>& arguments, Language language);
/// `0.5`, in Vietnamese `0,5`; exact where the expansion ends, else 6 decimals after `≈`.
std::string to_text(const value::Number& number, Language language);
/// `80%`, in Vietnamese `99,5%`.
std::string to_percent_text(const value::Number& number, Language language);
/// `2022-03-31`, in Vietnamese `31/03/2022`.
std::string to_text(value::Date date, Language language);

/// The unit of a finding in the notation of examples: `late = 5, visits = 0`; in Vietnamese separated by `;`.
std::string unit_text(const Finding& finding, Language language);

struct RenderOptions {
  Language language = Language::english;
  bool colour = false;
};

/// One finding as a block of lines, ending in a line break:
///
///   error[E0312]: criteria of field 3 add up to 13.5 points, but the field says 13
///     --> province-2022.barem:412:1
///       |
///   412 | 3 "Reform of administrative procedures"                         13 points
///       |                                                                 ^^^^^^^^^
///       = help: `13.5 points` here, or 0.5 less in one of them
///
/// Long lines are cut around the span so that the block fits 100 columns. A span over several lines underlines
/// the first. A finding with a unit prints it in the notation of examples.
std::string render(const Finding& finding, const Sources& sources, const RenderOptions& options);

}  // namespace barem::source
