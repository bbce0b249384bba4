// Empty data files to fill in, which read_units reads back.
// In: a rulebook. Out: CSV with a byte-order mark, so that spreadsheet programs take it for UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/model/rulebook.h"

namespace barem::data {

/// `;` for a Vietnamese rulebook, whose spreadsheets write a decimal comma, else `,`.
char template_separator(const model::Rulebook& rulebook);

/// One column an input and an item that requires evidence, one row a unit. Below the header stand the titles and what
/// is allowed, as rows whose `unit` begins with `#`: the reader passes them over.
/// `party`: only what it supplies; all where it is empty.
std::string template_wide(const model::Rulebook& rulebook, char separator, std::string_view party = {});
/// One row an input: unit, input, value, where the rules have stages stage, evidence, note, title, allowed; items that
/// require evidence have a row for it. The last two columns are for people, the reader passes them over.
/// `party`: as above.
std::string template_long(const model::Rulebook& rulebook, char separator, std::string_view party = {});
/// The header of the records of a set, with its titles and what is allowed.
std::string template_of_records(const model::Rulebook& rulebook, std::uint32_t set, char separator);
/// Who supplies something, as the rules call them, in the order of the file.
std::vector<std::string> parties(const model::Rulebook& rulebook);

}  // namespace barem::data
