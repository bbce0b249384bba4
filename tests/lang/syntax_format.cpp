// The formatter: one layout, nothing lost, either spelling.
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/lang/syntax_reading.h"

using namespace barem;
using tests::english;
using tests::Read;
using tests::vietnamese;

namespace {

const char* const sample_english = R"(barem 1                                  # the edition of the language
rulebook "Reform index of the communes, a small example"
version  2024                            # a label
year     2024
basis    reconstructed "made up for this page"
unit     commune
scale    10 points
expect   2 fields, 3 criteria, 3 components, survey 3 points

use survey_mean                          # a scoring method of the standard library

option survey_held yes/no "Was the survey held this year?"

inputs from unit
  plan_issued  date or none             "Day on which the annual plan was issued"
  planned      count                    "Tasks in the annual plan"
  done         count at most planned    "Tasks completed in the year"
  late         count                    "Periodic reports sent late"

inputs from survey
  satisfied    number 1 to 5            "Mean of the answers of the people asked"

1 "Direction of the reform"                                         7 points
  expect 2 criteria, 3 components

1.1 "Annual plan"                                                   5 points

1.1.1 "The plan is issued on time"                                  1 point
  evidence "Decision issuing the plan"
  1     when plan_issued <= 31 December of year - 1
  0.5   when plan_issued is a date
  0     otherwise

1.1.2 "Degree to which the plan is completed"                       2 points
  full points when planned = 0
  let rate = done / planned
  bands rate
    100%            : max
    80% to < 100%   : rate * max
    < 80%           : 0

1.1.3 "Reports"                                                     2 points
  deduct 0.5 per late
  not below 0

1.2 "Dialogue with the people"                                      2 points
  entered in steps of 0.5 by council

2 "Impact"                                                          3 points

2.1 "Satisfaction of the people"                                    3 points
  survey
  not applicable when not survey_held
  survey_mean(satisfied, from 1, to 5)

publish index as percent to 2 decimals
rank by published index
classes by published index
  "A"  when index >= 90%
  "B"  when index >= 80%
  "C"  otherwise

example "nine of ten tasks" for 1.1.2
  planned = 10
  done    = 9
  gives 1.8
)";

const char* const sample_vietnamese = R"(barem 1
bộ tiêu chí "Chỉ số cải cách hành chính"

1 "Chỉ đạo, điều hành cải cách hành chính"                          7 điểm
  gồm 2 tiêu chí; 3 tiêu chí thành phần

1.1 "Kế hoạch cải cách hành chính năm"                              5 điểm

1.1.1 "Ban hành kế hoạch đúng thời hạn"                             1 điểm
  tài liệu kiểm chứng "Quyết định ban hành kế hoạch"
  1     khi ngày_ban_hành <= ngày 31/12 của năm - 1
  0,5   khi ngày_ban_hành là một ngày
  0     còn lại

1.1.2 "Mức độ hoàn thành kế hoạch"                                  2 điểm
  được điểm tối đa khi kế_hoạch = 0
  đặt tỷ_lệ = hoàn_thành / kế_hoạch
  theo mức tỷ_lệ
    100%            : điểm tối đa
    80% đến < 100%  : tỷ_lệ * điểm tối đa
    < 80%           : 0

1.1.3 "Chế độ báo cáo"                                              2 điểm
  trừ 0,5 cho mỗi báo_cáo_chậm
  không dưới 0
)";

std::string below_heading(const std::string& clauses) {
  return "barem 1\nrulebook \"x\"\n1 \"x\" 1 point\n" + clauses;
}

/// The clauses of `text` as they are laid out below a heading.
std::string laid_out(const std::string& clauses) {
  const Read read(below_heading(clauses));
  CHECK(read.messages() == "");
  const std::string text = read.formatted();
  const Read again(text);
  CHECK(again.messages() == "");
  CHECK(again.formatted() == text);
  return text.substr(text.find('\n', text.find("1 \"x\"")) + 1);
}

}  // namespace

TEST_CASE("a file laid out stays as it is, and comes back from the other spelling") {
  for (const char* sample : {sample_english, sample_vietnamese}) {
    const Read read(sample);
    REQUIRE(read.messages() == "");
    CHECK(read.formatted() == sample);
    const bool is_english = read.tree.spelling == english;
    const Read turned(read.formatted(is_english ? vietnamese : english));
    REQUIRE(turned.messages() == "");
    CHECK(turned.tree.spelling != read.tree.spelling);
    CHECK(turned.formatted(read.tree.spelling) == sample);
  }
}

TEST_CASE("the rule files of the house keep their meaning through the formatter") {
  std::size_t files = 0;
  for (const char* folder : {"rules", "stdlib", "examples"}) {
    const std::filesystem::path root = std::filesystem::path(BAREM_ROOT) / folder;
    if (!std::filesystem::exists(root)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".barem") continue;
      std::ifstream file(entry.path());
      std::stringstream text;
      text << file.rdbuf();
      INFO(entry.path().string());
      const Read read(text.str());
      if (read.diagnostics.error_count() != 0) continue;
      ++files;
      const std::string laid = read.formatted();
      CHECK(Read(laid).formatted() == laid);
      const std::string in_english = read.formatted(english),
                        in_vietnamese = Read(laid).formatted(vietnamese);
      CHECK(Read(in_english).formatted(vietnamese) == in_vietnamese);
      CHECK(Read(in_vietnamese).formatted(english) == in_english);
    }
  }
  CHECK(files >= 4);
}

TEST_CASE("clauses stand in the order in which they act") {
  CHECK(laid_out("  round to 2 decimals\n"
                 "  zero when violated\n"
                 "  cap 0.5 when late > 3\n"
                 "  if missing 0\n"
                 "  not below 0\n"
                 "  at most max\n"
                 "  let rate = done / all\n"
                 "  rate * max\n"
                 "  full points when planned = 0\n"
                 "  not applicable when outside\n"
                 "  survey\n"
                 "  note \"n\"\n"
                 "  basis \"b\"\n"
                 "  evidence \"e\"\n"
                 "  let outside = not inside\n"
                 "  let all = planned + late\n"
                 "  expect 1 component\n") ==
        "  expect 1 component\n"
        "  evidence \"e\"\n"
        "  basis \"b\"\n"
        "  note \"n\"\n"
        "  survey\n"
        "  let outside = not inside\n"
        "  not applicable when outside\n"
        "  full points when planned = 0\n"
        "  let rate = done / all\n"
        "  let all = planned + late\n"
        "  rate * max\n"
        "  not below 0\n"
        "  at most max\n"
        "  if missing 0\n"
        "  cap 0.5 when late > 3\n"
        "  zero when violated\n"
        "  round to 2 decimals\n");
}

TEST_CASE("comments and blank lines stay with their line") {
  const std::string text =
      "# about the file\n"
      "\n"
      "# more\n"
      "barem 1                                  # edition\n"
      "rulebook \"a # in a text\"                 # title\n"
      "\n"
      "# the only item\n"
      "\n"
      "1 \"x\"                                                               1 point\n"
      "  # why\n"
      "  bands rate                             # of what\n"
      "    # the best\n"
      "    100%            : max                # all\n"
      "    < 100%          : 0\n"
      "\n"
      "  note \"n\"\n"
      "\n"
      "inputs from unit\n"
      "  a            count                     # first\n"
      "\n"
      "  # second block\n"
      "  longer_name_than_usual  date           # second\n"
      "\n"
      "example for 1\n"
      "  # nothing yet\n"
      "  a = 0                                  # zero\n"
      "  # so\n"
      "  gives 0                                # also zero\n"
      "# the end\n"
      "\n"
      "# really\n";
  const Read read(text);
  REQUIRE(read.messages() == "");
  // The note comes first, for clauses stand in the order in which they act.
  std::string expected = text;
  const std::string note = "\n  note \"n\"\n";
  expected.erase(expected.find(note), note.size());
  expected.insert(expected.find("  # why\n"), note);
  CHECK(read.formatted() == expected);
  CHECK(Read(expected).formatted() == expected);
}

TEST_CASE("long conditions are broken before and and or") {
  const std::string a(40, 'a'), b(40, 'b'), c(20, 'c');
  CHECK(laid_out("  full points when " + a + " and " + b + " and " + c + "  # why\n") ==
        "  full points when " + a + "\n" + "      and " + b + "\n" + "      and " + c + "           # why\n");
  CHECK(laid_out("  1 when " + a + " or\n       " + b + "\n    or " + c + "\n  0 otherwise\n") ==
        "  1     when " + a + "\n      or " + b + "\n      or " + c + "\n  0     otherwise\n");
}

TEST_CASE("long texts are cut at blanks, and joined again") {
  std::string words;
  for (int i = 0; i < 40; ++i) words += (i == 0 ? "" : " ") + std::string("word") + std::to_string(i);
  const std::string laid = laid_out("  note \"" + words + "\"\n  evidence \"short\", \"" + words + "\"\n");
  for (std::size_t at = 0; at < laid.size(); at = laid.find('\n', at) + 1)
    CHECK(laid.find('\n', at) - at <= 100);
  const Read read(below_heading(laid));
  const auto& clauses = std::get<syntax::Node>(read.tree.items.back().body).clauses;
  REQUIRE(clauses.size() == 2);
  CHECK(std::get<syntax::Evidence>(clauses[0].body).texts.size() == 2);
  CHECK(std::get<syntax::Note>(clauses[1].body).text.text == words);
}

TEST_CASE("signs that may be typed otherwise are printed one way") {
  CHECK(laid_out("  1 when a ≠ b × 2 − 1 and c != d ÷ 3\n  75% max otherwise\n") ==
        "  1           when a <> b * 2 - 1 and c <> d / 3\n  75% of max  otherwise\n");
  CHECK(laid_out("  note “curly \"straight\"”\n  f(a = 1, b 2022-03-31, c = -1)\n") ==
        "  note \"curly \"\"straight\"\"\"\n  f(a 1, b 2022-03-31, c = -1)\n");
}

TEST_CASE("names and titles stay as they are where they look like words of the other spelling") {
  const std::string text =
      "barem 1\n"
      "rulebook \"when khi\"\n"
      "unit     \"below us\"\n"
      "version  \"2022 (2)\"\n"
      "inputs from office of statistics\n"
      "  note         count\n"
      "  ngày         choice số, \"khi\", \"no one\"\n"
      "\n"
      "1 \"x\"                                                               1 point\n"
      "  entered by office of statistics\n";
  const Read read(text);
  REQUIRE(read.messages() == "");
  CHECK(read.formatted() == text);
  CHECK(Read(read.formatted(vietnamese)).formatted(english) == text);
}
