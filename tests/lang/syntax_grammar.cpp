// The grammar itself, and docs/grammar.md held against it.
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <tao/pegtl/contrib/analyze.hpp>

#include "lang/syntax/keywords.h"
#include "lang/syntax/rules.h"
#include "tests/catch.hpp"
#include "tests/lang/syntax_reading.h"

using namespace barem;
using syntax::Spelling;
using tests::Read;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string document() {
  std::ifstream file(std::string(BAREM_ROOT) + "/docs/grammar.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Runs of blanks outside quotation marks as one, none at the ends.
std::string squeezed(const std::string& line) {
  std::string result;
  bool in_text = false;
  for (const char c : line) {
    if (c == '"') in_text = !in_text;
    if (c == ' ' && !in_text && (result.empty() || result.back() == ' ')) continue;
    result += c;
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::string word(syntax::Phrase phrase, Spelling spelling) {
  return std::string(syntax::words(phrase, spelling));
}

/// What must stand around an example line so that it can be read as a file; the line's own place in it.
struct Frame {
  std::string above;
  std::string below;
};

Frame frame(const std::string& entry, const std::string& line, Spelling spelling) {
  using syntax::Phrase;
  const bool is_english = spelling == Spelling::english;
  const std::string heading = is_english ? "1 \"x\" 1 point\n" : "1 \"x\" 1 điểm\n";
  if (entry == "clause") return {heading + "  ", ""};
  if (entry == "band") return {heading + "  " + word(Phrase::bands, spelling) + " x\n    ", ""};
  if (entry == "input") return {word(Phrase::inputs_from, spelling) + " x\n  ", ""};
  if (entry == "class")
    return {word(Phrase::classes_by, spelling) + " " + word(Phrase::exact_index, spelling) + "\n  ", ""};
  const std::string example = word(Phrase::example, spelling) + " " + word(Phrase::for_, spelling) + " 1\n  ";
  const std::string gives = "\n  " + word(Phrase::gives, spelling) + " 1";
  if (entry == "setting")
    return {example, line.starts_with(word(Phrase::gives, spelling) + " ") ? "" : gives};
  if (line.starts_with(word(Phrase::inputs_from, spelling)) || line.starts_with(word(Phrase::table, spelling) + " ") ||
      line.starts_with(word(Phrase::survey_head, spelling) + " "))
    return {"", is_english ? "\n  x date" : "\n  x ngày"};
  if (line.starts_with(word(Phrase::classes_by, spelling)))
    return {"", "\n  \"A\" " + word(Phrase::otherwise, spelling)};
  if (line.starts_with(word(Phrase::example, spelling))) return {"", gives};
  return {"", ""};
}

/// The line as the formatter writes it in the other spelling, or its messages.
std::string in_other_spelling(const std::string& entry, const std::string& line, Spelling spelling) {
  const Spelling other = spelling == Spelling::english ? Spelling::vietnamese : Spelling::english;
  if (entry == "expression") {
    source::Sources sources;
    source::Diagnostics diagnostics;
    const source::FileId file = sources.add(source::Source("expression", source::to_nfc(line)));
    const syntax::Expression expression = syntax::parse_expression(file, spelling, sources, diagnostics);
    std::string text;
    for (const source::Finding& finding : diagnostics.findings())
      text += source::render(finding, sources, {syntax::language_of(spelling), false});
    return text.empty() ? syntax::format(expression, other) : text;
  }
  const Frame around = frame(entry, line, spelling);
  // A first line whose spelling is beyond doubt.
  const std::string first = word(syntax::Phrase::rulebook, spelling) + " \"x\"\n";
  const Read read((line.starts_with("barem") ? "" : first) + around.above + line + around.below);
  if (read.diagnostics.error_count() != 0) return read.messages();
  const auto above = static_cast<std::size_t>(std::count(around.above.begin(), around.above.end(), '\n'));
  const std::vector<std::string> written = lines_of(read.formatted(other));
  const std::size_t at = above + (line.starts_with("barem") ? 0 : 1);
  return at < written.size() ? written[at] : "nothing is written";
}

/// The fenced blocks of a document: what stands behind the backquotes, and the lines.
struct Fence {
  std::string info;
  std::string section;
  std::vector<std::string> lines;
};

std::vector<Fence> fences_of(const std::string& text) {
  std::vector<Fence> fences;
  std::string section;
  bool inside = false;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) fences.push_back({line.substr(3), section, {}});
    } else if (inside) {
      fences.back().lines.push_back(line);
    } else if (line.starts_with("#")) {
      section = line;
    }
  }
  return fences;
}

}  // namespace

TEST_CASE("the grammar reads something wherever it repeats") {
  namespace rules = syntax::rules;
  namespace p = tao::pegtl;
  CHECK(p::analyze<rules::head>(-1) == 0);
  CHECK(p::analyze<rules::clause>(-1) == 0);
  CHECK(p::analyze<rules::band_row>(-1) == 0);
  CHECK(p::analyze<rules::input_row>(-1) == 0);
  CHECK(p::analyze<rules::class_row>(-1) == 0);
  CHECK(p::analyze<rules::setting_row>(-1) == 0);
  CHECK(p::analyze<rules::lone_value>(-1) == 0);
}

TEST_CASE("every example of docs/grammar.md is read, and becomes its twin in the other spelling") {
  const std::vector<Fence> fences = fences_of(document());
  std::size_t pairs = 0;
  for (std::size_t i = 0; i + 1 < fences.size(); ++i) {
    std::istringstream info(fences[i].info);
    std::string barem, fragment, entry, spelling;
    info >> barem >> fragment >> entry >> spelling;
    if (spelling != "english") continue;
    const Fence& twin = fences[i + 1];
    INFO(fences[i].section << ", " << fences[i].info);
    REQUIRE(twin.info == "barem fragment " + entry + " vietnamese");
    REQUIRE(twin.lines.size() == fences[i].lines.size());
    CHECK(twin.lines.size() >= 2);
    for (std::size_t line = 0; line < twin.lines.size(); ++line) {
      ++pairs;
      INFO(fences[i].lines[line]);
      CHECK(squeezed(in_other_spelling(entry, fences[i].lines[line], Spelling::english)) ==
            squeezed(twin.lines[line]));
      CHECK(squeezed(in_other_spelling(entry, twin.lines[line], Spelling::vietnamese)) ==
            squeezed(fences[i].lines[line]));
    }
  }
  CHECK(pairs > 100);
}

TEST_CASE("every section of docs/grammar.md that has rules has examples") {
  std::map<std::string, std::set<std::string>> sections;
  for (const Fence& fence : fences_of(document())) {
    const std::size_t last = fence.info.rfind(' ');
    sections[fence.section].insert(last == std::string::npos ? fence.info : fence.info.substr(last + 1));
  }
  for (const auto& [section, fences] : sections) {
    INFO(section);
    if (section == "## Text, lines, words") continue;  // its rules stand in every example
    CHECK(fences == std::set<std::string>{"ebnf", "english", "vietnamese"});
  }
}

TEST_CASE("the rules of docs/grammar.md name all words of the language and no others") {
  std::set<std::string> named;
  for (const Fence& fence : fences_of(document())) {
    if (fence.info != "ebnf") continue;
    for (const std::string& line : fence.lines) {
      std::string rule = line.substr(0, line.find("(*"));
      for (std::size_t at = 0; at < rule.size(); ++at) {  // signs in single quotation marks are no words
        if (rule[at] == '\'') at = rule.find('\'', at + 1);
        if (at >= rule.size() || rule[at] != '"') continue;
        const std::size_t end = rule.find('"', at + 1);
        named.insert(rule.substr(at + 1, end - at - 1));
        at = end;
      }
    }
  }
  std::set<std::string> known;
  for (const syntax::Keyword& entry : syntax::keywords()) {
    known.insert(std::string(entry.english));
    known.insert(std::string(entry.english_also));
    const bool part = entry.phrase == syntax::Phrase::is || entry.phrase == syntax::Phrase::if_;
    if (!entry.built || entry.english.empty() || part) continue;
    INFO(entry.english);
    CHECK(named.count(std::string(entry.english)) == 1);
  }
  for (const std::string& phrase : named) {
    INFO(phrase);
    CHECK(known.count(phrase) == 1);
  }
}

TEST_CASE("the reserved words are those that docs/grammar.md lists") {
  const std::string text = document();
  const std::size_t begin = text.find("Reserved are the words");
  const std::string paragraph = text.substr(begin, text.find("All other words", begin) - begin);
  std::set<std::string> listed, reserved;
  for (std::size_t at = paragraph.find('`'); at != std::string::npos; at = paragraph.find('`', at)) {
    const std::size_t end = paragraph.find('`', at + 1);
    listed.insert(paragraph.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  for (const syntax::Keyword& entry : syntax::keywords())
    for (const std::string_view phrase : {entry.english, entry.vietnamese})
      if (syntax::is_reserved(phrase)) reserved.insert(std::string(phrase));
  CHECK(listed == reserved);
}
