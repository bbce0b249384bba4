// Any bytes as the data of units: no crash, no hang; what is accepted is scored and reported.
// Bytes that begin like JSON are read as JSON, all others as CSV, with every way of writing decimals.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/data/units.h"
#include "interpreter/graph/graph.h"
#include "interpreter/report/scores.h"
#include "interpreter/score/sheet.h"
#include "lang/load/load.h"

using namespace barem;

namespace {

/// A rulebook with an input of every kind; tests/fuzz/corpus/data is written for it.
constexpr std::string_view rules = R"(barem 1
rulebook "Every kind of input"
version 1
year 2024
basis reconstructed "made up for the fuzz target"
unit unit
scale 6 points

option survey_held yes/no "Was the survey held?"

inputs from unit
  issued   date or none "A date"
  planned  count "A count"
  done     count at most planned "A count not above another"
  rate     percent written 0 to 100 "A percentage"
  grade    1 to 5 "A whole step"
  amount   number 0 to 1000 "A number"
  open     yes/no or not applicable "Yes or no"
  chair    choice secretary, deputy, nobody "A choice"

1 "Whole" 6 points

1.1 "Dates and counts" 2 points

1.1.1 "Issued on time" 1 point
  1 when issued <= 31 December of year - 1
  0 otherwise

1.1.2 "Done" 1 point
  full points when planned = 0
  done / planned * max

1.2 "Rates" 3 points

1.2.1 "Rate" 1 point
  rate * max

1.2.2 "Grade" 1 point
  not applicable when not survey_held
  (grade - 1) / 4 * max

1.2.3 "Amount" 1 point
  bands amount
    500 to 1000  : max
    0 to < 500   : 0

1.3 "Choices" 1 point
  add 0.5 when open
  add 0.5 when chair = secretary

publish index as percent to 2 decimals
rank by published index
)";

/// The rulebook with its graph, made once.
struct Prepared {
  source::Sources sources;
  load::Loaded loaded;
  graph::ScoringGraph graph;
};

Prepared prepare() {
  Prepared prepared;
  source::Diagnostics diagnostics;
  const auto read = [](const std::string&) { return load::FileText{std::string(rules), {}}; };
  prepared.loaded = load::load("fuzz.barem", read, prepared.sources, diagnostics);
  if (!prepared.loaded.is_sound) {
    for (const source::Finding& finding : diagnostics.findings())
      std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(finding.code.size()), finding.code.data(),
                   static_cast<int>(finding.text.english.size()), finding.text.english.data());
    std::abort();
  }
  prepared.graph = graph::compile(prepared.loaded.checked.rulebook);
  return prepared;
}

void read_and_score(const Prepared& prepared, const std::string& name, const std::string& bytes,
                    data::DecimalMark decimal) {
  const model::Rulebook& rulebook = prepared.loaded.checked.rulebook;
  source::Sources sources;
  source::Diagnostics diagnostics;
  const data::ReadOptions options{decimal, {}, {{"survey_held", "yes"}}};
  const std::optional<data::Units> units =
      data::read_units(rulebook, {{name, bytes}}, options, sources, diagnostics);
  diagnostics.sort();
  if (!units || diagnostics.has_errors()) return;
  const score::Sheet sheet = score::evaluate(prepared.graph, rulebook, *units, score::Keep::nodes);
  const report::Results results{rulebook, prepared.graph, *units, sheet};
  const report::Sink nowhere = [](std::string_view) {};
  report::scores_table(results, report::Nodes::fields, source::Language::vietnamese, 100);
  report::scores_json(results, report::Nodes::all, nullptr, nowhere);
  report::scores_csv(results, report::Nodes::all, nowhere);
  report::missing_table(results, source::Language::english, std::nullopt);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Prepared prepared = prepare();
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  const bool is_json = begin != std::string::npos && (text[begin] == '[' || text[begin] == '{');
  const std::string name = is_json ? "fuzz.json" : "fuzz.csv";
  read_and_score(prepared, name, text, data::DecimalMark::by_separator);
  if (!is_json) read_and_score(prepared, name, text, data::DecimalMark::comma);
  return 0;
}
