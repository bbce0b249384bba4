// The text for people, and the words that all shapes share.
#include "interpreter/report/examples.h"

#include <algorithm>

#include "interpreter/report/explanation.h"
#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"

namespace barem::report {

using source::Language;

namespace {

std::string shown_title(const ExampleResult& result) {
  return result.title.empty() ? std::string() : "\"" + result.title + "\" ";
}

std::string coverage_text(const FileExamples& file, bool with_coverage) {
  if (file.lines == 0) return {};
  const std::string all = std::to_string(file.lines);
  if (!with_coverage) {
    if (file.unreached.empty()) return {};
    return filled(words::not_reached, file.language, {file.path, std::to_string(file.unreached.size()), all}) + "\n";
  }
  const std::string reached = std::to_string(file.lines - file.unreached.size());
  std::string text = filled(words::coverage, file.language, {file.path, reached, all}) + "\n";
  if (file.unreached.empty()) return text;
  text += std::string(words::not_reached_here.in(file.language)) + ":\n";
  for (const UnreachedLine& line : file.unreached) text += "  " + unreached_text(file, line) + "\n";
  return text;
}

}  // namespace

std::size_t FileExamples::failed() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(results, [](const ExampleResult& result) { return !result.passes; }));
}

void take_coverage(const score::Coverage& coverage, const model::Rulebook& rulebook, const source::Sources& sources,
                   FileExamples& file) {
  for (const score::RuleLine& line : coverage.lines()) {
    ++file.lines;
    if (line.is_reached) continue;
    file.unreached.push_back({sources[line.span.file].place(line.span.begin).line, rule_words(line.span, sources),
                              line.node == model::no_node ? std::string() : rulebook[line.node].number});
  }
}

std::string example_name(const ExampleResult& result) {
  return result.target + (result.title.empty() ? "" : " \"" + result.title + "\"");
}

std::string difference_text(const ExampleResult& result, Language language) {
  return filled(words::expected_got, language, {result.expected, result.got});
}

std::string unreached_text(const FileExamples& file, const UnreachedLine& line) {
  return file.path + ":" + std::to_string(line.line) + ": " + (line.number.empty() ? "" : line.number + "  ") +
         line.words;
}

std::string examples_text(const FileExamples& file, bool with_coverage) {
  std::string text;
  for (const ExampleResult& result : file.results) {
    if (result.passes) continue;
    text += filled(words::example_fails, file.language,
                   {result.path, std::to_string(result.line), shown_title(result), result.target}) +
            "\n  " + difference_text(result, file.language) + "\n" + result.steps + "\n";
  }
  const std::string count = std::to_string(file.results.size());
  const std::size_t failed = file.failed();
  text += failed == 0 ? filled(words::all_pass, file.language, {file.path, count})
                      : filled(words::some_fail, file.language, {file.path, std::to_string(failed), count});
  return text + "\n" + coverage_text(file, with_coverage);
}

}  // namespace barem::report
