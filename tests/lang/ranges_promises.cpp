// What the checker promises, on rule files: which lines it refuses, and what it leaves to be shown by a unit.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "lang/check/ranges.h"
#include "lang/load/load.h"
#include "tests/catch.hpp"

using namespace barem;

namespace {

const std::string head = R"(barem 1
rulebook "Promises"
version 2024
year 2024
basis reconstructed "made up"
unit commune
scale 2 points

use proportional
use towards_target
use survey_mean

inputs from unit
  issued   date or none                    for information  "…"
  planned  count                           for information  "…"
  done     count at most planned           for information  "…"
  extra    count                           for information  "…"
  few      count at most 4                 for information  "…"
  base     count at least 1                for information  "…"
  money    number at least 0               for information  "…"
  spent    number at least 0 at most money for information  "…"
  share    percent 0% to 100%              for information  "…"
  wild     percent                         for information  "…"
  answers  number 1 to 5                   for information  "…"
  grade    1 to 10                         for information  "…"
  a        yes/no                          for information  "…"
  c        yes/no                          for information  "…"
  d        yes/no or not applicable        for information  "…"
  chair    choice leader, deputy, nobody   for information  "…"
  ratio    number 0 to 1 or none           for information  "…"

1 "Field"  2 points
)";
const std::string foot = "\npublish index as percent to 2 decimals\nrank by published index\n";

struct Said {
  std::string text;  ///< `E0401:2 doubt:below_0`: codes with the line below the heading, then doubts
  model::Rulebook rulebook;
};

Said check_file(const std::string& text, std::uint32_t heading_line) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const load::Loaded loaded = load::load("promises.barem", [&](const std::string&) { return load::FileText{text, {}}; },
                                         sources, diagnostics);
  Said said;
  for (const source::Finding& finding : diagnostics.findings()) {
    const std::uint32_t line = sources[finding.span.file].place(finding.span.begin).line;
    said.text += (said.text.empty() ? "" : " ") + std::string(finding.code) + ":" + std::to_string(line - heading_line);
  }
  for (const check::Doubt& doubt : loaded.checked.doubts) {
    const char* about[] = {"below_0", "above_max", "division", "band_gap"};
    said.text += (said.text.empty() ? "" : " ") + std::string(about[static_cast<int>(doubt.about)]);
  }
  said.rulebook = loaded.checked.rulebook;
  return said;
}

/// The clauses of one item of 2 points.
std::string of_item(const std::string& clauses) {
  const std::uint32_t line = static_cast<std::uint32_t>(std::count(head.begin(), head.end(), '\n'));
  return check_file(head + clauses + foot, line).text;
}

}  // namespace

TEST_CASE("forms that keep to 0 and the maximum") {
  for (const char* clauses : {
           "  max when planned = 0\n  done / planned * max otherwise\n",
           "  full points when planned = 0\n  done / planned * max\n",
           "  full points when planned <= 0\n  done / planned * max\n",
           "  not applicable when money = 0\n  spent / money * max\n",
           "  full points when planned = 0\n  (planned - done) / planned * max\n",
           "  full points when planned = 0\n  max - done / planned * max\n",
           "  (done / planned if none 0%) * max\n",
           "  max when planned > 0 and done / planned >= 80%\n  0 otherwise\n",
           "  proportional(done / planned if none 0%, from 80%)\n",
           "  towards_target((base - extra) / base, target 10%)\n",
           "  survey_mean(answers, from 1, to 5)\n",
           "  answers / 5 * max\n",
           "  share * max\n",
           "  extra / (extra + base) * max\n",
           "  deduct 0.5 per few\n",
           "  deduct 0.5 per extra\n  not below 0\n",
           "  add 0.1 per extra\n  at most max\n",
           "  add 1 when a\n  add 1 when c\n",
           "  add 2 when chair = leader\n  add 1 when chair = deputy\n",
           "  add 2 when grade >= 5\n  add 1 when grade < 5\n",
           "  max - 0.5 * few\n",
           "  larger of 0, max - 1/4 max * extra\n",
           "  2 when a\n  0 when not a\n",
           "  2 when chair = deputy\n  1 when chair = leader\n  0 when chair = nobody\n",
           "  2 when grade >= 5\n  1 when grade < 5\n",
           "  2 when 80% <= share\n  share * max when share >= 50%\n  0 otherwise\n",
           "  1 when issued <= 31 December of year - 1\n  2 when issued is a date\n  0 otherwise\n",
           "  0 when ratio is none\n  ratio * max otherwise\n",
           "  (ratio if none 0) * max\n",
           "  max when d\n  0 otherwise\n",
           "  deduct 1 per few\n  zero when few > 2\n",
           "  share * max\n  cap 1 when a\n  zero when c\n",
           "  entered in steps of 0.5 by council\n",
       }) {
    INFO(clauses);
    CHECK(of_item(clauses) == "");
  }
}

TEST_CASE("bands that partition what comes up") {
  for (const char* clauses : {
           "  full points when planned = 0\n  let rate = done / planned\n  bands rate\n    100%         : max\n"
           "    80% to < 100%: rate * max\n    < 80%        : 0\n",
           "  let rate = extra / base\n  bands rate\n    >= 60%       : max\n    30% to < 60% : rate / 60% * max\n"
           "    < 30%        : 0\n",
           "  bands grade\n    1 to 3 : 0\n    4 to 5 : 1\n    6 to 10 : max\n",
           "  bands extra\n    >= 2 : max\n    1 : 1\n    0 : 0\n",
           "  bands wild\n    > 100% : max\n    0% to 100% : wild * max\n    < 0% : 0\n",
       }) {
    INFO(clauses);
    CHECK(of_item(clauses) == "");
  }
}

TEST_CASE("faults, each at its line") {
  struct Fault {
    const char* clauses;
    const char* said;
  };
  for (const Fault& fault : {
           Fault{"  deduct 0.5 per extra\n", "below_0"},
           Fault{"  add 0.5 per extra\n", "above_max"},
           Fault{"  max - 0.6 * few\n", "below_0"},
           Fault{"  add 1 when a\n  add 1.5 when c\n", "above_max"},
           Fault{"  done / planned * max\n", "division"},
           Fault{"  full points when extra = 0\n  done / planned * max\n", "division"},
           Fault{"  max when done / planned >= 80%\n  0 otherwise\n", "division"},
           Fault{"  full points when planned = 0\n  extra / planned * max\n", "above_max"},
           Fault{"  deduct 1 per few\n  zero when few > 3\n", "below_0"},
           Fault{"  1.6 when a\n  0 otherwise\n  round to 0 decimals\n", ""},
           Fault{"  2.4 when a\n  0 otherwise\n  round to 0 decimals\n", ""},
           Fault{"  2.5 when a\n  0 otherwise\n  round to 0 decimals\n", "above_max"},
           Fault{"  bands extra\n    0 : 0\n    1 to 2 : 1\n    3 to 5 : max\n", "band_gap"},
           Fault{"  bands wild\n    >= 80% : max\n    0% to < 80% : 0\n", "band_gap"},
           // lines that can never hold
           Fault{"  max when share > 100%\n  1 when a\n  0 otherwise\n", "E0400:1"},
           Fault{"  max when extra <= 3\n  1 when extra <= 2\n  0 otherwise\n", "E0401:2"},
           Fault{"  full points when planned = 0\n  max when planned < 1\n  0 otherwise\n", "E0401:2"},
           Fault{"  max when a\n  0 when not a\n  1 otherwise\n", "H0400:3"},
           Fault{"  max when a or c\n  1 when a\n  0 otherwise\n", "E0401:2"},
           Fault{"  max when a\n  1 when c\n", "E0403:2"},
           Fault{"  max when grade > 5\n  1 when grade < 5\n", "E0403:2"},
           Fault{"  max when a\n  0 otherwise\n  cap 1 when few > 4\n", "E0400:3"},
           Fault{"  max when a\n  0 otherwise\n  zero when few >= 0\n", "E0405:3"},
           Fault{"  add 2 when a\n  add 1 when few > 5\n", "E0400:2"},
           Fault{"  bands share\n    > 100%     : max\n    0% to 100% : 1\n", "E0402:2"},
           // none
           Fault{"  ratio * max\n", "E0404:1"},
           Fault{"  max when ratio + 1 > 1\n  0 otherwise\n", "E0404:1"},
           Fault{"  max when ratio > 0\n  0 otherwise\n", ""},
           Fault{"  full points when planned = 0\n  (done / planned if none 0%) * max\n", "H0401:2"},
           // bounds that change nothing, a maximum out of reach
           Fault{"  share * max\n  at most max\n", "H0402:2"},
           Fault{"  share * max\n  not below 0\n", "H0402:2"},
           Fault{"  add 0.5 when a\n  add 1 when c\n", "H0403:1"},
           // rows
           Fault{"  bands share\n    90% to 100% : max\n    50% to < 80% : 1\n    < 50% : 0\n", "E0440:2"},
           Fault{"  bands share\n    80% to 100% : max\n    100% : 1\n    < 80% : 0\n", "E0441:2"},
           Fault{"  bands grade\n    1 to 5 : 1\n    5 to 10 : max\n", "E0441:2"},
           Fault{"  bands grade\n    1 to 3 : 1\n    5 to 10 : max\n", "E0440:3"},
           Fault{"  bands grade\n    1 to 10 : max\n    4 to 6 : 1\n", "E0442:3"},
       }) {
    INFO(fault.clauses);
    CHECK(of_item(fault.clauses) == fault.said);
  }
}

TEST_CASE("classes: every index has one, and every line can be reached") {
  const std::string item = "  share * max\n";
  const auto line = static_cast<std::uint32_t>(std::count(head.begin(), head.end(), '\n')) + 5;
  const auto of_classes = [&](const std::string& lines) {
    return check_file(head + item + foot + "classes by published index\n" + lines, line).text;
  };
  CHECK(of_classes("  \"A\" when index >= 90%\n  \"B\" otherwise\n").empty());
  CHECK(of_classes("  \"A\" when index >= 90%\n  \"B\" when index < 90%\n").empty());
  CHECK(of_classes("  \"A\" when index >= 90%\n  \"B\" when index < 80%\n") == "E0406:2");
  CHECK(of_classes("  \"A\" when index >= 80%\n  \"B\" when index >= 90%\n  \"C\" otherwise\n") == "E0401:2");
  CHECK(of_classes("  \"A\" when index > 100%\n  \"B\" otherwise\n") == "E0400:1");
}

TEST_CASE("an error anywhere leaves no doubt to be looked for") {
  CHECK(of_item("  done / planned * max\n  cap 1 when few > 4\n") == "E0400:2");
}
