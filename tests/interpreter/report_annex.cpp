// The annex in its two shapes, from a rulebook made by hand.
#include "interpreter/report/annex.h"

#include "tests/catch.hpp"
#include "tests/interpreter/report_results.h"

using namespace barem;
using namespace barem::test;

TEST_CASE("the annex as JSON") {
  Run run;
  run.b[run.part].basis = "Decision 1";
  run.b[run.part].reconstructed = true;
  run.b.rulebook.year = 2024;
  run.b.rulebook.counts = {2, 0, 1, Number(0)};
  CHECK(report::annex_json(run.b.rulebook) ==
        R"({"title":"Small index","version":"2024","year":2024,"unit":"commune","scale":"10","survey":"0",)"
        R"("counts":{"fields":2,"criteria":0,"components":1},"nodes":[)" "\n"
        R"({"number":"1","label":"1","title":"Direction","max":"6","form":"sum","inputs":[],"evidence":[],)"
        R"("basis":null,"reconstructed":false},)" "\n"
        R"({"number":"1.1","label":"1.1","title":"Plan","max":"6","survey":false,"form":"expression",)"
        R"("inputs":["done"],"evidence":["Decision"],"basis":"Decision 1","reconstructed":true},)" "\n"
        R"({"number":"2","label":"2","title":"Impact","max":"4","survey":false,"form":"entered",)"
        R"("inputs":["held","2"],"evidence":[],"basis":null,"reconstructed":false,"by":"council"})" "\n"
        "]}\n");
}

TEST_CASE("the annex as a table: text stays text") {
  Run run;
  run.b[run.part].title = "Plan | <b>*bold*</b>";
  const source::Sources sources;
  CHECK(report::annex_markdown(run.b.rulebook, sources, source::Language::vietnamese) ==
        "# Small index\n"
        "\n"
        "| STT | nội dung | điểm tối đa | cách chấm điểm | tài liệu kiểm chứng |\n"
        "| --- | --- | ---: | --- | --- |\n"
        "| **1** | **Direction** | **6** |  |  |\n"
        "| 1.1 | Plan \\| &lt;b>\\*bold\\*&lt;/b> | 6 |  | Decision |\n"
        "| **2** | **Impact** | **4** |  |  |\n"
        "| | **tổng điểm** | **10** | | |\n");
}
