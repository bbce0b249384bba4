// Holds the messages complete: every code in lang and interpreter ("E0312", "H0107") has
//   a page docs/errors/CODE.md that begins `# CODE` and has a part in Vietnamese under a heading `Tiếng Việt`;
//   a session below tests/cases that prints it in English, and one in Vietnamese.
// A page for a code that is no more fails too.
#include <cstdio>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/harness/files.h"

namespace fs = std::filesystem;
using namespace barem::tests;

namespace {

/// Where the codes of the sources stand: file and line of every mention.
std::map<std::string, std::vector<std::string>> codes_in_sources(const fs::path& root) {
  static const std::regex code(R"re("([EH][0-9]{4})")re");
  std::map<std::string, std::vector<std::string>> codes;
  const auto is_source = [](const std::string& name) {
    const fs::path extension = fs::path(name).extension();
    return extension == ".h" || extension == ".cpp";
  };
  for (const char* folder : {"lang", "interpreter"})
    for (const fs::path& path : files_below(root / folder, is_source)) {
      std::size_t number = 0;
      for (const std::string& line : lines_of(read_file(path))) {
        ++number;
        if (starts_with(trimmed(line), "//")) continue;
        for (std::sregex_iterator match(line.begin(), line.end(), code), end; match != end; ++match)
          codes[(*match)[1]].push_back(fs::relative(path, root).generic_string() + ":" + std::to_string(number));
      }
    }
  return codes;
}

/// The codes that sessions print, by the words before them.
std::set<std::string> codes_in_sessions(const fs::path& root, const std::string& words) {
  const std::regex said("(" + words + ")\\[([EH][0-9]{4})\\]");
  std::set<std::string> codes;
  for (const fs::path& path : files_below(root / "tests" / "cases", [](const std::string& name) {
         return name == "session.txt";
       })) {
    const std::string text = read_file(path);
    for (std::sregex_iterator match(text.begin(), text.end(), said), end; match != end; ++match)
      codes.insert((*match)[2]);
  }
  return codes;
}

/// What a page lacks; empty where it is whole.
std::string page_lacks(const fs::path& page, const std::string& code) {
  if (!fs::exists(page)) return "no page docs/errors/" + code + ".md";
  const std::vector<std::string> lines = lines_of(read_file(page));
  if (lines.empty() || !starts_with(lines[0], "# " + code)) return "its page does not begin with `# " + code + "`";
  std::size_t english = 0;
  std::size_t vietnamese = 0;
  bool is_vietnamese = false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (starts_with(lines[i], "#"))
      is_vietnamese = is_vietnamese || lines[i].find("Tiếng Việt") != std::string::npos;
    else
      (is_vietnamese ? vietnamese : english) += trimmed(lines[i]).size();
  }
  if (english == 0) return "its page says nothing in English";
  if (vietnamese == 0) return "its page has no part under a heading `Tiếng Việt`";
  return "";
}

/// Messages that no session can show, and why. Each needs a page all the same.
const std::map<std::string, std::string> without_session{
    {"E0171", "no command reads a lone expression yet; tests/lang/syntax_expressions.cpp shows it"},
    {"E0600", "a data file of 2 GiB takes a minute to write and to read"},
    {"E0656", "comes after 10,000 faults of one file; `score` prints the first hundred"},
};

}  // namespace

int main() {
  const fs::path root = BAREM_ROOT;
  const auto codes = codes_in_sources(root);
  const std::set<std::string> english = codes_in_sessions(root, "error|hint");
  const std::set<std::string> vietnamese = codes_in_sessions(root, "lỗi|gợi ý");
  std::size_t failed = 0;
  const auto fail = [&](const std::string& what) {
    std::printf("%s\n", what.c_str());
    ++failed;
  };
  for (const auto& [code, places] : codes) {
    std::vector<std::string> lacks;
    const std::string page = page_lacks(root / "docs" / "errors" / (code + ".md"), code);
    if (!page.empty()) lacks.push_back(page);
    const bool shown = !without_session.contains(code);
    if (shown && !english.contains(code)) lacks.push_back("no session prints it in English");
    if (shown && !vietnamese.contains(code)) lacks.push_back("no session prints it in Vietnamese");
    std::string what;
    for (const std::string& lack : lacks) what += (what.empty() ? "" : "; ") + lack;
    if (!what.empty()) fail(places.front() + ": " + code + ": " + what);
  }
  const auto is_page = [](const std::string& name) {
    static const std::regex page(R"([EH][0-9]{4}\.md)");
    return std::regex_match(name, page);
  };
  for (const fs::path& page : files_below(root / "docs" / "errors", is_page))
    if (!codes.contains(page.stem().string())) fail(fs::relative(page, root).generic_string() + ": no message has this code");
  if (codes.empty()) fail("no message found in lang and interpreter");
  std::printf("messages: %zu codes, %zu failed\n", codes.size(), failed);
  return failed == 0 ? 0 : 1;
}
