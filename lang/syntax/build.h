// From the parts of one line to a piece of the tree, with the checks that need to know what was meant.
// In: a Reading that is complete. Out: pieces of the tree, holes where something is amiss, findings.
// Not here: what stands below what (parse), lines that could not be read (faults).
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "lang/source/diagnostic.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/tree.h"

namespace barem::syntax {

/// The file being read, as every step of reading it needs to know it.
struct File {
  source::FileId id;
  std::string_view text;
  Spelling spelling;
  source::Diagnostics& diagnostics;

  Span span(std::uint32_t begin, std::uint32_t end) const { return {id, begin, end}; }
  std::string_view text_of(Span span) const { return text.substr(span.begin, span.end - span.begin); }
};

/// `gives 1.8` among the settings of an example.
struct Gives {
  Expression value;
};

/// What stands in column 1, without what is indented below it.
ItemBody build_item(const File& file, const Reading& reading);
/// A clause; of `bands` without its rows.
ClauseBody build_clause(const File& file, const Reading& reading);
Band build_band(const File& file, const Reading& reading);
InputLine build_input(const File& file, const Reading& reading);
/// The columns of one line of a table, or how many answers a questionnaire needs.
std::variant<std::vector<InputLine>, Numeral> build_columns(const File& file, const Reading& reading);
ClassLine build_class_line(const File& file, const Reading& reading);
std::variant<Setting, Record, Gives> build_setting(const File& file, const Reading& reading);
Expression build_expression(const File& file, const Reading& reading);

/// True for `1.1.2`, `III.3.1`, `1.a`.
bool is_item_number(std::string_view typed);
/// The number of an item as it is kept; what is no such number is reported and mended (`1..2` to `1.2`), where it can
/// be: else the result is no such number either.
std::string build_item_number(const File& file, Span span);

/// Reports a dash that Word put in place of a minus sign.
void report_dash(const File& file, Span dash);
/// Reports a phrase that belongs to the language and is not built yet.
void report_not_built(const File& file, Span phrase);

/// Who gives inputs or enters points. The four that the language knows (`unit`, `ministry`, `council`, `survey`;
/// `đơn vị`, `bộ`, `hội đồng`, `điều tra`) are kept in English, others as they are.
std::string supplier_name(std::string_view words);

}  // namespace barem::syntax
