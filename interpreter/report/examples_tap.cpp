// Test Anything Protocol, version 14: https://testanything.org/tap-version-14-specification.html
#include "interpreter/report/examples.h"
#include "interpreter/report/words.h"
#include "lang/source/exchange.h"

namespace barem::report {

namespace {

/// In a description `#` would begin a directive and `\` an escape; a line break would end it.
std::string described(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '#' || c == '\\') result += '\\';
    result += c == '\n' || c == '\r' ? ' ' : c;
  }
  return result;
}

/// A comment is one line.
std::string comment(std::string_view text) {
  std::string result = "# ";
  for (const char c : text) result += c == '\n' || c == '\r' ? ' ' : c;
  return result + "\n";
}

/// The steps as a literal block of YAML: each line deeper than its key, as it is.
std::string block(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) result.append("    ").append(text.substr(0, end));
    result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// YAML takes a JSON string as it is.
std::string diagnosis(const FileExamples& file, const ExampleResult& result) {
  std::string text = "  ---\n";
  text += "  message: " + source::json_quoted(difference_text(result, file.language)) + "\n";
  text += "  file: " + source::json_quoted(result.path) + "\n";
  text += "  line: " + std::to_string(result.line) + "\n";
  text += "  expected: " + source::json_quoted(result.expected) + "\n";
  text += "  got: " + source::json_quoted(result.got) + "\n";
  // The number says how deep the block stands: its own first line is indented further.
  if (!result.steps.empty()) text += "  steps: |2\n" + block(result.steps);
  return text + "  ...\n";
}

}  // namespace

std::string examples_tap(const std::vector<FileExamples>& files, bool with_coverage) {
  std::size_t count = 0;
  for (const FileExamples& file : files) count += file.is_sound ? file.results.size() : 1;
  std::string text = "TAP version 14\n1.." + std::to_string(count) + "\n";
  std::size_t number = 0;
  const auto point = [&](bool passes, const std::string& what) {
    text += std::string(passes ? "ok " : "not ok ") + std::to_string(++number) + " - " + described(what) + "\n";
  };
  for (const FileExamples& file : files) {
    if (!file.is_sound) {
      point(false, file.path + ": " + std::string(words::has_errors.in(file.language)));
      continue;
    }
    for (const ExampleResult& result : file.results) {
      point(result.passes, result.path + ":" + std::to_string(result.line) + ": " + example_name(result));
      if (!result.passes) text += diagnosis(file, result);
    }
    if (!with_coverage) continue;
    for (const UnreachedLine& line : file.unreached)
      text += comment(std::string(words::not_reached_here.in(file.language)) + ": " + unreached_text(file, line));
  }
  return text;
}

}  // namespace barem::report
