// Empty data files to fill in, which read_units reads back.
// In: a rulebook. Out: CSV with a byte-order mark, so that spreadsheet programs take it for UTF-8.
#pragma once

#include <string>

#include "lang/model/rulebook.h"

namespace barem::data {

/// `;` for a Vietnamese rulebook, whose spreadsheets write a decimal comma, else `,`.
char template_separator(const model::Rulebook& rulebook);

/// One column an input, one row a unit. Below the header stand the titles and what is allowed, as rows whose `unit`
/// begins with `#`: the reader passes them over.
std::string template_wide(const model::Rulebook& rulebook, char separator);
/// One row an input: unit, input, value, evidence, note, title, allowed; the last two are for people, the reader
/// passes them over.
std::string template_long(const model::Rulebook& rulebook, char separator);

}  // namespace barem::data
