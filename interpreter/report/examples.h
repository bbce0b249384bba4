// How the examples of rule files came out, for people, test harnesses (TAP, JUnit) and machines, and which lines of the
// rules no example reaches. In: results as data, in words of the file's language. Not here: running examples
// (command/test), finding lines (score/coverage).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "interpreter/report/results.h"
#include "interpreter/score/coverage.h"

namespace barem::report {

/// One example.
struct ExampleResult {
  std::string title;
  std::string target;  ///< `component 1.1.2`, or a method's name
  std::string path;    ///< of the file it stands in; of an amended text it may be another than the one run
  std::size_t line = 0;
  bool passes = false;
  std::string expected;
  std::string got;
  std::string steps;   ///< of one that fails: how the points came about; may be empty
};

/// A line of the rules that no example reaches.
struct UnreachedLine {
  std::size_t line = 0;
  std::string words;
  std::string number;  ///< of the node; empty in a method
};

/// The examples of one file.
struct FileExamples {
  std::string path;
  source::Language language = source::Language::english;
  bool is_sound = true;  ///< false: the rules have errors, and nothing was run
  std::vector<ExampleResult> results;
  std::size_t lines = 0;
  std::vector<UnreachedLine> unreached;

  std::size_t failed() const;
};

/// The lines of a rulebook's own file as a report tells them.
void take_coverage(const score::Coverage& coverage, const model::Rulebook& rulebook, const source::Sources& sources,
                   FileExamples& file);

/// What fails, how many pass, and how many lines no example reaches or, with coverage, which.
std::string examples_text(const FileExamples& file, bool with_coverage);
/// TAP 14: a test point an example, one that fails with what was expected and how the points came about.
std::string examples_tap(const std::vector<FileExamples>& files, bool with_coverage);
/// JUnit XML as build servers read it: a suite a file, a case an example.
std::string examples_junit(const std::vector<FileExamples>& files, bool with_coverage);
std::string examples_json(const std::vector<FileExamples>& files);

// ---- what all shapes ask ----

/// `component 1.1.2 "nine of ten"` without the file and line.
std::string example_name(const ExampleResult& result);
std::string difference_text(const ExampleResult& result, source::Language language);
/// `rules.barem:12: 0.5 when plan_issued is a date`.
std::string unreached_text(const FileExamples& file, const UnreachedLine& line);

}  // namespace barem::report
