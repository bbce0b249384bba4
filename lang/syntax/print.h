// Pieces of the tree as text of one line, in either spelling: expressions, kinds, numbers, names.
// Not here: lines and columns (format).
#pragma once

#include <string>
#include <string_view>

#include "lang/syntax/keywords.h"
#include "lang/syntax/method_names.h"
#include "lang/syntax/tree.h"

namespace barem::syntax {

/// What separates a list: `, `, or `; ` beside decimal commas.
/// The word of an aggregate.
Phrase phrase_of(AggregateWord word);
std::string_view separator(Spelling spelling);
/// With names, methods and their parameters are called as the spelling calls them; `here`: those of the method whose
/// body it is.
std::string print(const Expression& expression, Spelling spelling, const MethodNames* names = nullptr,
                  const MethodNames::Parameters* here = nullptr);
std::string print(const Numeral& numeral, Spelling spelling);
std::string print(const KindClause& kind, Spelling spelling, const MethodNames* names = nullptr,
                  const MethodNames::Parameters* here = nullptr);
/// In quotation marks, those inside doubled.
std::string print(const Text& text);
/// `2 points`, `1 point`; `2 điểm`.
std::string print_count(const Numeral& count, Phrase what, Spelling spelling);
/// `2 decimals half even`, `1 decimal`.
std::string print_decimals(int decimals, bool half_even, Spelling spelling);
/// Who gives inputs or enters points: `council`, `hội đồng`; others as they are.
std::string print_supplier(std::string_view name, Spelling spelling);
/// `80% to < 100%`
std::string print(const BandRange& range, Spelling spelling);
/// True where a text can stand without quotation marks as one name.
bool is_name(std::string_view text);

}  // namespace barem::syntax
