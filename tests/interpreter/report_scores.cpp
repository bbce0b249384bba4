// The shapes of a run's scores, whole: what people and scripts read.
#include "interpreter/report/scores.h"

#include "tests/catch.hpp"
#include "tests/interpreter/report_results.h"

using namespace barem;
using namespace barem::test;
using report::Nodes;
using source::Language;

namespace {

std::string json_of(const report::Results& results, Nodes nodes) {
  std::string text;
  const report::Sink sink = [&](std::string_view piece) { text += piece; };
  report::scores_json(results, nodes, nullptr, sink);
  return text;
}

}  // namespace

TEST_CASE("scores as JSON: decided, not applicable, missing") {
  Run run;
  const report::Results results = run.score({{7, 1, 3}, {9, 0, State::missing}, {3, 1, State::missing}});
  CHECK(json_of(results, Nodes::all) ==
        "{\n"
        R"("rulebook":{"title":"Small index","version":"2024","max":"10","index_as":"percent","hash":"2a8fdc21ceb156359b8b2c3af5b12fad",)"
        R"("reconstructed":0,"items":3},)" "\n"
        R"("data":{"hash":"def"},)" "\n"
        R"("units":[)" "\n"
        R"({"unit":"u2","status":"scored","index":"100.00","exact":"100","applicable":"6","rank":1,"class":"A",)"
        R"("scores":{"1":{"points":"6","max":"6","applicable":"6","status":"scored"},)"
        R"("1.1":{"points":"6","max":"6","status":"scored"},)"
        R"("2":{"points":null,"max":"4","status":"not applicable"}}},)" "\n"
        R"({"unit":"u1","status":"scored","index":"76.67","exact":"230/3","applicable":"10","rank":2,"class":"B",)"
        R"("scores":{"1":{"points":"4.666666666667","exact":"14/3","max":"6","applicable":"6","status":"scored"},)"
        R"("1.1":{"points":"4.666666666667","exact":"14/3","max":"6","status":"scored"},)"
        R"("2":{"points":"3","max":"4","status":"scored"}}},)" "\n"
        R"({"unit":"u3","status":"missing","index":null,"index_at_least":"20.00","index_at_most":"60.00",)"
        R"("applicable":"10","rank":null,"rank_at_least":3,"rank_at_most":3,"class":"B",)"
        R"("scores":{"1":{"points":"2","max":"6","applicable":"6","status":"scored"},)"
        R"("1.1":{"points":"2","max":"6","status":"scored"},)"
        R"("2":{"points":null,"max":"4","status":"missing","at_least":"0","at_most":"4"}}})" "\n"
        "],\n"
        R"("summary":{)" "\n"
        R"("1":{"units":2,"mean":"88.89","least":"77.78","greatest":"100.00"},)" "\n"
        R"("1.1":{"units":2,"mean":"88.89","least":"77.78","greatest":"100.00"},)" "\n"
        R"("2":{"units":1,"mean":"75.00","least":"75.00","greatest":"75.00"})" "\n"
        "}\n"
        "}\n");
}

TEST_CASE("scores as JSON: how much of the tree") {
  Run run;
  const report::Results results = run.score({{9, 1, 4}});
  CHECK(json_of(results, Nodes::none).find(R"("scores":{}})") != std::string::npos);
  const std::string fields = json_of(results, Nodes::fields);
  CHECK(fields.find(R"("1":{)") != std::string::npos);
  CHECK(fields.find(R"("1.1":{)") == std::string::npos);
}

TEST_CASE("scores as CSV") {
  Run run;
  const report::Results results = run.score({{7, 1, 3}, {9, 0, State::missing}, {3, 1, State::missing}});
  run.units.units[0].name = "An, \"Phú\"";
  std::string text;
  const report::Sink sink = [&](std::string_view piece) { text += piece; };
  report::scores_csv(results, Nodes::all, sink);
  CHECK(text ==
        "unit,name,index,rank,class,status,1,1.1,2\n"
        "u2,,100.00,1,A,scored,6,6,n/a\n"
        "u1,\"An, \"\"Phú\"\"\",76.67,2,B,scored,4.666666666667,4.666666666667,3\n"
        "u3,,,,B,missing,2,2,\n");
}

TEST_CASE("the table in both languages") {
  Run run;
  const report::Results results = run.score({{7, 1, 3}, {9, 0, State::missing}, {3, 1, State::missing}});
  run.b.rulebook.reconstructed_items = 2;
  CHECK(report::scores_table(results, Nodes::fields, Language::english, std::nullopt) ==
        "Small index (2024)\n"
        "\n"
        "rank  unit            index  class      1          2\n"
        "   1  u2             100.00  A      100.0          –\n"
        "   2  u1              76.67  B       77.8       75.0\n"
        "   3  u3        20.00–60.00  B       33.3  0.0–100.0\n"
        "\n"
        "      mean            88.33          88.9       75.0\n"
        "      least           76.67          77.8       75.0\n"
        "      greatest       100.00         100.0       75.0\n"
        "\n"
        "Fields in percent of their applicable maximum; mean, least and greatest over the decided units (2).\n"
        "Units not decided: 1.\n"
        "Values missing: 1, most often `2` (1). `--missing` lists them.\n"
        "2 of 3 items are reconstructed (mô phỏng): the text of the decision was not at hand.\n");
  const std::string vietnamese = report::scores_table(results, Nodes::none, Language::vietnamese, std::nullopt);
  CHECK(vietnamese.find("20,00–60,00") != std::string::npos);
  CHECK(vietnamese.find("2/3 mục là dựng lại") != std::string::npos);
}

TEST_CASE("names give way where the terminal is narrow, ids do not") {
  Run run;
  const report::Results results = run.score({{7, 1, 3}});
  run.units.units[0].name = "A commune with a very long name that fits no column";
  const std::string text = report::scores_table(results, Nodes::fields, Language::english, 50);
  INFO(text);
  CHECK(text.find("u1 ") != std::string::npos);
  CHECK(text.find("A commune") != std::string::npos);
  CHECK(text.find("…") != std::string::npos);
  CHECK(text.find("fits no column") == std::string::npos);
}

TEST_CASE("what is missing, per unit") {
  Run run;
  const report::Results results = run.score({{7, 1, 3}, {State::missing, 0, State::missing}});
  CHECK(report::missing_table(results, Language::english, std::nullopt) ==
        "u2\n"
        " done  Tasks completed  from unit     leaves open 1.1\n"
        " 2                      from council  changes nothing any more\n");
  CHECK(report::anything_missing(results));
  Run whole;
  const report::Results decided = whole.score({{7, 1, 3}});
  CHECK(report::missing_table(decided, Language::english, std::nullopt) == "Nothing is missing that could change a result.\n");
  CHECK_FALSE(report::anything_missing(decided));
}
