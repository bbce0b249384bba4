// The tables of words in docs/grammar.md, made from the table of the program (lang/syntax/keywords.cpp).
#pragma once

#include <string>
#include <vector>

namespace barem::tests {

/// The document with its two tables of words, built and not built yet, as the program has them: rows of tables in the
/// section `## The words` are replaced, all else stays.
std::vector<std::string> with_words(const std::vector<std::string>& document);

}  // namespace barem::tests
