// See words.h.
#include "tests/harness/words.h"

#include <algorithm>
#include <string_view>

#include "lang/syntax/keywords.h"
#include "tests/harness/files.h"

namespace barem::tests {
namespace {

std::string cell(std::string_view phrase, std::string_view also) {
  const std::string text = phrase.empty() ? "" : "`" + std::string(phrase) + "`";
  return also.empty() ? text : text + " or `" + std::string(also) + "`";
}

void add_rows(bool built, std::vector<std::string>& lines) {
  for (const syntax::Keyword& entry : syntax::keywords())
    if (entry.built == built)
      lines.push_back("| " + cell(entry.english, entry.english_also) + " | " +
                      cell(entry.vietnamese, entry.vietnamese_also) + " |");
}

}  // namespace

std::vector<std::string> with_words(const std::vector<std::string>& document) {
  std::vector<std::string> lines;
  bool in_section = false;
  std::size_t tables = 0;
  for (const std::string& line : document) {
    if (starts_with(line, "## ")) in_section = line == "## The words";
    const bool is_row = in_section && starts_with(line, "| ");
    const bool ends_head = is_row && starts_with(line, "| ---");
    if (!is_row || ends_head || starts_with(line, "| English")) lines.push_back(line);
    if (ends_head) add_rows(tables++ == 0, lines);
  }
  return lines;
}

}  // namespace barem::tests
