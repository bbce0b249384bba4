// Whole messages, as people and machines get them.
#include <string>
#include <vector>

#include "lang/source/exchange.h"
#include "lang/source/render.h"
#include "tests/catch.hpp"

using namespace barem::source;
using barem::value::Date;
using barem::value::Number;

namespace {

constexpr Message<3> sum_differs{"E0312", "criteria of {0} add up to {1} points, but the field says {2}",
                                 "các tiêu chí của {0} cộng lại là {1} điểm, nhưng lĩnh vực ghi {2}",
                                 "`{1} points` here", "ghi `{1} điểm` ở đây"};
constexpr Message<0> plain_hint{"H0107", "this `if none` is never needed", "`nếu không có` ở đây là thừa"};

Number decimal(const char* text) {
  return Number::from_decimal(text).value();
}

/// A file with `before` empty lines, then the line; the span is that of `part` in it.
struct Sample {
  Sources sources;
  Span span;

  Sample(std::size_t before, const std::string& line, const std::string& part,
         const std::string& after = "\n") {
    const std::string text = std::string(before, '\n') + line + after;
    const std::size_t begin = text.find(part, before);
    const FileId file = sources.add(Source("province-2022.barem", text));
    span = {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + part.size())};
  }
};

BilingualText field(int number) {
  return {"field " + std::to_string(number), "lĩnh vực " + std::to_string(number)};
}

std::string said(const Finding& finding, const Sources& sources, Language language = Language::english) {
  return render(finding, sources, {language, false});
}

}  // namespace

TEST_CASE("a message in both languages") {
  const Sample sample(411, "3 \"Cải cách thủ tục hành chính\"                 13 điểm", "13 điểm");
  Diagnostics diagnostics;
  const Finding& finding = diagnostics.report(sum_differs, sample.span, field(3), decimal("13.5"), 13);
  CHECK(said(finding, sample.sources) ==
        "error[E0312]: criteria of field 3 add up to 13.5 points, but the field says 13\n"
        "  --> province-2022.barem:412:49\n"
        "    |\n"
        "412 | 3 \"Cải cách thủ tục hành chính\"                 13 điểm\n"
        "    |                                                 ^^^^^^^\n"
        "    = help: `13.5 points` here\n");
  CHECK(said(finding, sample.sources, Language::vietnamese) ==
        "lỗi[E0312]: các tiêu chí của lĩnh vực 3 cộng lại là 13,5 điểm, nhưng lĩnh vực ghi 13\n"
        "  --> province-2022.barem:412:49\n"
        "    |\n"
        "412 | 3 \"Cải cách thủ tục hành chính\"                 13 điểm\n"
        "    |                                                 ^^^^^^^\n"
        "    = cách sửa: ghi `13,5 điểm` ở đây\n");
}

TEST_CASE("further lines, related places and the unit") {
  const Sample sample(1, "  add late * 2", "late");
  Diagnostics diagnostics;
  constexpr Message<0> with_lines{"E0401", "this may pass max\n1.1 has 4, 1.2 has 5",
                                  "có thể vượt điểm tối đa\n1.1 có 4"};
  Finding& finding = diagnostics.report(with_lines, sample.span);
  finding.related.push_back(
      {sample.span, {"{0} was declared here", "{0} được khai ở đây"}, {std::string("late")}});
  finding.unit = {{"late", {"5", "5"}}, {"share", {"0.5", "0,5"}}};
  CHECK(said(finding, sample.sources) ==
        "error[E0401]: this may pass max\n"
        "  --> province-2022.barem:2:7\n"
        "    |\n"
        "  2 |   add late * 2\n"
        "    |       ^^^^\n"
        "    = 1.1 has 4, 1.2 has 5\n"
        "    = note: late was declared here --> province-2022.barem:2\n"
        "    = with: late = 5, share = 0.5\n");
  CHECK(said(finding, sample.sources, Language::vietnamese) ==
        "lỗi[E0401]: có thể vượt điểm tối đa\n"
        "  --> province-2022.barem:2:7\n"
        "    |\n"
        "  2 |   add late * 2\n"
        "    |       ^^^^\n"
        "    = 1.1 có 4\n"
        "    = ghi chú: late được khai ở đây --> province-2022.barem:2\n"
        "    = với: late = 5; share = 0,5\n");
}

TEST_CASE("a hint without help, in colour") {
  const Sample sample(0, "x if none", "if none");
  Diagnostics diagnostics;
  const Finding& finding = diagnostics.report(plain_hint, sample.span);
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(said(finding, sample.sources, Language::vietnamese) ==
        "gợi ý[H0107]: `nếu không có` ở đây là thừa\n"
        "  --> province-2022.barem:1:3\n"
        "    |\n"
        "  1 | x if none\n"
        "    |   ^^^^^^^\n");
  CHECK(render(finding, sample.sources, {Language::english, true}) ==
        "\033[1;36mhint[H0107]\033[0m\033[1m: this `if none` is never needed\033[0m\n"
        "  \033[1;34m-->\033[0m province-2022.barem:1:3\n"
        "    \033[1;34m|\033[0m\n"
        "  \033[1;34m1\033[0m \033[1;34m|\033[0m x if none\n"
        "    \033[1;34m|\033[0m   \033[1;36m^^^^^^^\033[0m\n");
}

TEST_CASE("marks stand below letters of any width") {
  Diagnostics diagnostics;
  const Sample wide(0, "中文 ti\u0309nh \tx", "x");
  CHECK(said(diagnostics.report(plain_hint, wide.span), wide.sources) ==
        "hint[H0107]: this `if none` is never needed\n"
        "  --> province-2022.barem:1:11\n"
        "    |\n"
        "  1 | 中文 ti\u0309nh     x\n"
        "    |               ^\n");
}

TEST_CASE("an empty span, the end of the file, and a span over several lines") {
  Diagnostics diagnostics;
  const Sample sample(0, "first", "irst\nsecond", "\nsecond\n");
  CHECK(said(diagnostics.report(plain_hint, sample.span), sample.sources) ==
        "hint[H0107]: this `if none` is never needed\n"
        "  --> province-2022.barem:1:2\n"
        "    |\n"
        "  1 | first\n"
        "    |  ^^^^\n");
  CHECK(said(diagnostics.report(plain_hint, Span{sample.span.file, 5, 5}), sample.sources) ==
        "hint[H0107]: this `if none` is never needed\n"
        "  --> province-2022.barem:1:6\n"
        "    |\n"
        "  1 | first\n"
        "    |      ^\n");
  CHECK(said(diagnostics.report(plain_hint, Span{sample.span.file, 900, 950}), sample.sources) ==
        "hint[H0107]: this `if none` is never needed\n"
        "  --> province-2022.barem:3:1\n"
        "    |\n"
        "  3 |\n"
        "    | ^\n");
}

TEST_CASE("a finding without a file is its text alone") {
  const Sources none;
  Diagnostics diagnostics;
  CHECK(said(diagnostics.report(plain_hint, Span{}), none) ==
        "hint[H0107]: this `if none` is never needed\n");
}

TEST_CASE("long lines are cut around the span, so that the block fits the page") {
  Diagnostics diagnostics;
  std::string words;
  for (int i = 1000; i < 1100; ++i) words += "số" + std::to_string(i) + " ";
  SECTION("at the beginning") {
    const Sample sample(0, words, "số1002");
    CHECK(said(diagnostics.report(plain_hint, sample.span), sample.sources) ==
          "hint[H0107]: this `if none` is never needed\n"
          "  --> province-2022.barem:1:15\n"
          "    |\n"
          "  1 | số1000 số1001 số1002 số1003 số1004 số1005 số1006 số1007 số1008 số1009 số1010 số1011 số1012 "
          "s…\n"
          "    |               ^^^^^^\n");
  }
  SECTION("in the middle") {
    const Sample sample(0, words, "số1050");
    CHECK(said(diagnostics.report(plain_hint, sample.span), sample.sources) ==
          "hint[H0107]: this `if none` is never needed\n"
          "  --> province-2022.barem:1:351\n"
          "    |\n"
          "  1 | … số1044 số1045 số1046 số1047 số1048 số1049 số1050 số1051 số1052 số1053 số1054 số1055 "
          "số1056 …\n"
          "    |                                             ^^^^^^\n");
  }
  SECTION("wherever the span is, nothing is wider than the page, and what is marked is what is meant") {
    const std::string line = words + words + words + "đích " + words;
    for (const std::string& part :
         {std::string("số1000"), std::string("đích"), words, std::string("số1099 đích")}) {
      const Sample sample(20000, line, part, "");
      const std::string block = said(diagnostics.report(plain_hint, sample.span), sample.sources);
      for (std::size_t at = 0; at < block.size();) {
        const std::size_t end = block.find('\n', at);
        CHECK(width(block.substr(at, end - at)) <= 100);
        at = end + 1;
      }
    }
  }
}

TEST_CASE("control characters of files and arguments never reach the terminal") {
  Diagnostics diagnostics;
  const Sample sample(0, "a\x1B[2Jb", "b");
  constexpr Message<1> named{"E0402", "there is no {0}", "không có {0}"};
  const std::string block = said(diagnostics.report(named, sample.span, "x\x1B[2Jy"), sample.sources);
  CHECK(block.find('\x1B') == std::string::npos);
  CHECK(block.find("there is no x\uFFFD[2Jy") != std::string::npos);
}

TEST_CASE("numbers, percentages and dates in either language") {
  CHECK(to_text(decimal("0.5"), Language::english) == "0.5");
  CHECK(to_text(decimal("-1234.5"), Language::vietnamese) == "-1234,5");
  CHECK(to_text(Number::fraction(1, 3), Language::english) == "≈0.333333");
  CHECK(to_text(Number::fraction(2, 3), Language::vietnamese) == "≈0,666667");
  CHECK(to_text(decimal("0.000000000001"), Language::english) == "0.000000000001");
  CHECK(to_text(decimal("0.1234567890123"), Language::english) == "≈0.123457");
  CHECK(to_text(Number::fraction(1, 3000000000), Language::english) == "≈0.000000000333");
  CHECK(to_percent_text(decimal("0.8"), Language::english) == "80%");
  CHECK(to_percent_text(decimal("0.995"), Language::vietnamese) == "99,5%");
  CHECK(to_text(Date::of(2022, 3, 31).value(), Language::english) == "2022-03-31");
  CHECK(to_text(Date::of(2022, 3, 31).value(), Language::vietnamese) == "31/03/2022");
}

TEST_CASE("placeholders are filled once") {
  const std::vector<Argument> arguments{std::string("{1}"), Percent{decimal("0.25")}, Date{0}};
  CHECK(fill("{0} {1} {0} {2} {3} {x}", arguments, Language::english) == "{1} 25% {1} 1970-01-01 {3} {x}");
  CHECK(fill("", arguments, Language::english).empty());
  const std::vector<Argument> counts{Number(1), Number(2), std::string("1")};
  CHECK(fill("{0} {0|point|points}, {1} {1|point|points}, {2|is|are} {3|a|b}", counts, Language::english) ==
        "1 point, 2 points, is {3|a|b}");
}

TEST_CASE("findings are put in the order of places, and repeats are dropped") {
  Sources sources;
  const FileId a = sources.add(Source("a", "0123456789"));
  const FileId b = sources.add(Source("b", "0123456789"));
  constexpr Message<1> numbered{"E0403", "{0}", "{0}"};
  Diagnostics diagnostics;
  diagnostics.report(numbered, Span{b, 1, 2}, 1);
  diagnostics.report(numbered, Span{a, 5, 6}, 2);
  diagnostics.report(numbered, Span{a, 5, 9}, 3);
  diagnostics.report(numbered, Span{a, 2, 3}, 4);
  diagnostics.report(numbered, Span{a, 5, 6}, 2);
  diagnostics.report(plain_hint, Span{a, 5, 6});
  diagnostics.sort();
  std::string order;
  for (const Finding& finding : diagnostics.findings())
    order += fill(finding.text.english, finding.arguments, Language::english).substr(0, 4) + " ";
  CHECK(order == "4 2 3 this 1 ");
  CHECK(diagnostics.error_count() == 4);
}

TEST_CASE("findings for machines") {
  const Sample sample(1, "a \"b\" 13 điểm", "13 điểm");
  Diagnostics diagnostics;
  Finding& finding = diagnostics.report(sum_differs, sample.span, "field \"3\"", decimal("13.5"), 13);
  finding.related.push_back({Span{sample.span.file, 1, 2}, {"here", "ở đây"}, {}});
  finding.unit = {{"báo_cáo", {"0.5", "0,5"}}};
  CHECK(
      to_json(finding, sample.sources, Language::english) ==
      R"json({"code": "E0312", "severity": "error", "file": "province-2022.barem", "line": 2, "column": 7, )json"
      R"json("end_line": 2, "end_column": 14, )json"
      R"json("message": "criteria of field \"3\" add up to 13.5 points, but the field says 13", )json"
      R"json("help": "`13.5 points` here", )json"
      R"json("related": [{"file": "province-2022.barem", "line": 2, "column": 1, "end_line": 2, )json"
      R"json("end_column": 2, "message": "here"}], "unit": {"báo_cáo": "0.5"}})json");
  CHECK(
      to_json(Diagnostics().report(plain_hint, sample.span), sample.sources, Language::vietnamese) ==
      R"json({"code": "H0107", "severity": "hint", "file": "province-2022.barem", "line": 2, "column": 7, )json"
      R"json("end_line": 2, "end_column": 14, "message": "`nếu không có` ở đây là thừa"})json");
}

TEST_CASE("a SARIF log") {
  Sources sources;
  const FileId file = sources.add(Source("rules/luật 1.barem", "abc\n"));
  Diagnostics diagnostics;
  CHECK(to_sarif(diagnostics, sources, Language::english, "1.0") ==
        R"json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", )json"
        R"json("runs": [{"tool": {"driver": {"name": "barem", "version": "1.0", "rules": []}}, )json"
        R"json("columnKind": "unicodeCodePoints", "results": []}]})json");
  diagnostics.report(plain_hint, Span{file, 1, 3});
  diagnostics.report(plain_hint, Span{file, 0, 1})
      .related.push_back({Span{file, 2, 3}, {"there", "ở kia"}, {}});
  CHECK(
      to_sarif(diagnostics, sources, Language::english, "1.0") ==
      R"json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", )json"
      R"json("runs": [{"tool": {"driver": {"name": "barem", "version": "1.0", "rules": [{"id": "H0107"}]}}, )json"
      R"json("columnKind": "unicodeCodePoints", "results": [)json"
      R"json({"ruleId": "H0107", "ruleIndex": 0, "level": "note", )json"
      R"json("message": {"text": "this `if none` is never needed"}, )json"
      R"json("locations": [{"physicalLocation": {"artifactLocation": {"uri": "rules/lu%E1%BA%ADt%201.barem"}, )json"
      R"json("region": {"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 4}}}]}, )json"
      R"json({"ruleId": "H0107", "ruleIndex": 0, "level": "note", )json"
      R"json("message": {"text": "this `if none` is never needed"}, )json"
      R"json("locations": [{"physicalLocation": {"artifactLocation": {"uri": "rules/lu%E1%BA%ADt%201.barem"}, )json"
      R"json("region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}}}], )json"
      R"json("relatedLocations": [{"physicalLocation": {"artifactLocation": )json"
      R"json({"uri": "rules/lu%E1%BA%ADt%201.barem"}, "region": {"startLine": 1, "startColumn": 3, )json"
      R"json("endLine": 1, "endColumn": 4}}, "message": {"text": "there"}}]}]}]})json");
}

TEST_CASE("text as a JSON string") {
  CHECK(json_quoted("a\"b\\c\n\t\x01/é") == "\"a\\\"b\\\\c\\n\\t\\u0001/é\"");
  CHECK(json_quoted("bad \xFF byte") == "\"bad \uFFFD byte\"");
}
