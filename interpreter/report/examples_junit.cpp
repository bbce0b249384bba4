// JUnit XML: the elements that build servers agree on.
#include "interpreter/report/examples.h"
#include "interpreter/report/words.h"

namespace barem::report {

namespace {

/// Text for an attribute or an element. Control characters have no place in XML 1.0, not even escaped.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\n': result += "&#10;"; break;
      case '\t': result += "&#9;"; break;
      default: result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    }
  }
  return result;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}
std::string attribute(std::string_view name, std::size_t value) { return attribute(name, std::to_string(value)); }

std::string counts(std::size_t tests, std::size_t failures, std::size_t errors) {
  return attribute("tests", tests) + attribute("failures", failures) + attribute("errors", errors);
}

std::string test_case(const FileExamples& file, const ExampleResult& result) {
  std::string text = "    <testcase" + attribute("name", example_name(result)) + attribute("classname", file.path) +
                     attribute("file", result.path) + attribute("line", result.line);
  if (result.passes) return text + "/>\n";
  return text + ">\n      <failure" + attribute("message", difference_text(result, file.language)) + ">" +
         escaped(result.steps) + "</failure>\n    </testcase>\n";
}

std::string suite(const FileExamples& file, bool with_coverage) {
  std::string text = "  <testsuite" + attribute("name", file.path);
  if (!file.is_sound) {
    const std::string message(words::has_errors.in(file.language));
    return text + counts(1, 0, 1) + ">\n    <testcase" + attribute("name", file.path) +
           attribute("classname", file.path) + ">\n      <error" + attribute("message", message) +
           "/>\n    </testcase>\n  </testsuite>\n";
  }
  text += counts(file.results.size(), file.failed(), 0) + ">\n";
  if (with_coverage)
    text += "    <properties>\n      <property" + attribute("name", "lines") + attribute("value", file.lines) +
            "/>\n      <property" + attribute("name", "lines_reached") +
            attribute("value", file.lines - file.unreached.size()) + "/>\n    </properties>\n";
  for (const ExampleResult& result : file.results) text += test_case(file, result);
  if (with_coverage && !file.unreached.empty()) {
    text += "    <system-out>";
    for (const UnreachedLine& line : file.unreached)
      text += escaped(std::string(words::not_reached_here.in(file.language)) + ": " + unreached_text(file, line) + "\n");
    text += "</system-out>\n";
  }
  return text + "  </testsuite>\n";
}

}  // namespace

std::string examples_junit(const std::vector<FileExamples>& files, bool with_coverage) {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::string suites;
  for (const FileExamples& file : files) {
    tests += file.is_sound ? file.results.size() : 1;
    failures += file.failed();
    errors += file.is_sound ? 0 : 1;
    suites += suite(file, with_coverage);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(tests, failures, errors) + ">\n" + suites +
         "</testsuites>\n";
}

}  // namespace barem::report
