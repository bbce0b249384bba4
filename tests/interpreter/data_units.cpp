// Files merged to units: wide and long, rows and columns added, options; and where they contradict each other.
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/interpreter/data_rulebook.h"

using namespace barem;
using namespace barem::test;

TEST_CASE("wide and long are told apart by the header, and say the same") {
  const Fixture fixture;
  const Read wide = fixture.csv("unit,name,planned,done,1.2\na,A,10,9,1.5\nb,B,5,,\n");
  const Read columns = fixture.read(
      {{"1.csv", "unit,done\na,9\nb,\n"}, {"2.csv", "name,1.2,unit,planned\nB,,b,5\nA,1.5,a,10\n"}});
  const Read rows = fixture.read(
      {{"1.csv", "unit,planned,done,1.2\na,10,9,1.5\n"}, {"2.csv", "unit,planned,done\nb,5,\n"}});
  const Read other =
      fixture.csv("unit,input,value\na,planned,10\nb,planned,5\na,done,9\na,1.2,1.50\nb,done,\n");
  for (const Read* read : {&wide, &columns, &rows, &other}) {
    REQUIRE(read->said() == "");
    CHECK(read->units->hash == wide.units->hash);
    CHECK(read->units->units.size() == 2);
    CHECK(read->at("a", "done") == "9");
    CHECK(read->at("b", "done") == "missing");
    CHECK(read->at("a", "1.2") == "3/2");
  }
  CHECK(columns.units->units[1].name == "B");
}

TEST_CASE("the hash knows order, ids and values") {
  const Fixture fixture;
  const auto hash = [&](std::string bytes) { return fixture.csv(std::move(bytes)).units->hash; };
  const std::string first = hash("unit,done\na,1\nb,2\n");
  CHECK(hash("unit,done\na,1.0\nb,2\n") == first);
  CHECK(hash("unit,name,planned,done\na,A,,1\nb,B,,2\n") == first);
  CHECK(hash("unit,done\nb,2\na,1\n") != first);
  CHECK(hash("unit,done\na,2\nb,1\n") != first);
  CHECK(hash("unit,done\na,1\nc,2\n") != first);
  CHECK(hash("unit,planned\na,1\nb,2\n") != first);
  CHECK(hash("unit,done\na,1\nb,\n") != first);
  CHECK(hash("unit,done\na,1\nb,2\nc,\n") != first);
  data::ReadOptions options;
  options.options = {{"survey_held", "yes"}};
  CHECK(fixture.csv("unit,done\na,1\nb,2\n", options).units->hash != first);
}

TEST_CASE("absent inputs and unset options are listed") {
  const Fixture fixture;
  data::ReadOptions options;
  options.options = {{"survey_held", "Không"}};
  const Read read =
      fixture.csv("unit,issued,planned,done,rate,online,amount,has_border\na,,,,,,,\n", options);
  REQUIRE(read.said() == "");
  std::vector<std::string> absent;
  for (const model::InputId id : read.units->absent_inputs) absent.push_back(fixture.rulebook[id].name);
  CHECK(absent == std::vector<std::string>{"satisfied", "chair", "1.2"});
  REQUIRE(read.units->unset_options.size() == 1);
  CHECK(fixture.rulebook[read.units->unset_options[0]].name == "factor");
  CHECK(read.at("a", "survey_held") == "0");
  CHECK(read.at("a", "factor") == "missing");
}

TEST_CASE("remarks of long data") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,input,value,stage,evidence,note,date,by\n"
      "a,done,9,,QĐ 1,late,2022-03-31,Lan\na,1.1,,,QĐ 2,,,\na,1.1,,,QĐ 3,,,\na,1.2,1,,QĐ "
      "4,,,\nb,done,,,,,,\n");
  REQUIRE(read.said() == "");
  REQUIRE(read.units->remarks.size() == 4);
  const data::Remark& first = read.units->remarks[0];
  CHECK(first.input == model::InputId{2});
  CHECK(
      (first.evidence == "QĐ 1" && first.note == "late" && first.date == "2022-03-31" && first.by == "Lan"));
  CHECK(read.units->remarks[2].node == model::NodeId{0});
  CHECK(read.units->remarks[2].evidence == "QĐ 3");
  CHECK(read.units->remarks[3].input == model::InputId{11});
}

TEST_CASE("of a value the last stage counts, and all are kept") {
  Fixture fixture;
  fixture.rulebook.stages = {"self-score", "appraisal", "final"};
  const Read read = fixture.read({{"1.csv", "unit,input,value,stage\na,done,9,appraisal\nb,done,3,self-score\n"},
                                  {"2.csv", "unit,input,value,stage,note\na,done,8,self-score,\nb,done,,appraisal,agreed\n"}});
  REQUIRE(read.said() == "");
  CHECK(read.at("a", "done") == "9");
  CHECK(read.at("b", "done") == "3");
  REQUIRE(read.units->remarks.size() == 4);
  CHECK(read.units->remarks[2].stage == 0);
  CHECK(read.units->remarks[2].number == Number(8));
  CHECK(read.units->remarks[3].state == State::missing);
}

TEST_CASE("a stage is given once, and known to the rules") {
  Fixture fixture;
  fixture.rulebook.stages = {"self-score", "appraisal"};
  CHECK(fixture.csv("unit,input,value,stage\na,done,9,appraisal\na,done,8,appraisal\n").codes() == "E0637");
  CHECK(fixture.csv("unit,input,value,stage\na,done,9,apraisal\n").codes() == "E0636");
  CHECK(fixture.csv("unit,input,value,stage\na,done,9,\na,done,8,appraisal\n").codes() == "E0628");
}

TEST_CASE("evidence of an item, in wide and in long data") {
  Fixture fixture;
  model::EvidenceClause clause;
  model::Input shown;
  shown.name = "evidence 1";  // by its node, not by its name
  shown.kind = {KindTag::yes_no, 0};
  shown.role = model::InputRole::evidence;
  shown.node = model::NodeId{0};
  fixture.rulebook.nodes[0].scoring.evidence = clause;
  fixture.rulebook.inputs.push_back(shown);
  const Read wide = fixture.csv("unit,done,evidence 1.1\na,1,Letter 5\nb,1,no\nc,1,\nd,1,có\ne,1,N/A\n");
  const Read vietnamese = fixture.csv("unit,done,tài liệu kiểm chứng 1.1\na,1,x\nb,1,không\nc,1,Không có\nd,1,yes\ne,1,\n");
  const Read json = fixture.json(R"([{"unit": "a", "done": 1, "evidence 1.1": true},
                                     {"unit": "b", "done": 1, "evidence 1.1": false}, {"unit": "c", "done": 1},
                                     {"unit": "d", "done": 1, "evidence 1.1": "x"}, {"unit": "e", "done": 1}])");
  const Read rows = fixture.csv(
      "unit,input,value,evidence\na,done,1,\na,1.1,,Letter 5\nb,done,1,\nb,1.1,,no\nc,done,1,\nd,done,1,\nd,1.1,,x\n"
      "e,done,1,\ne,1.1,,không áp dụng\n");
  for (const Read* read : {&wide, &vietnamese, &json, &rows}) {
    REQUIRE(read->said() == "");
    CHECK(read->units->hash == wide.units->hash);
    CHECK(read->units->remarks.size() == 2);
    CHECK((read->at("a", "evidence 1") == "1" && read->at("d", "evidence 1") == "1"));
    for (const char* unit : {"b", "c", "e"}) CHECK(read->at(unit, "evidence 1") == "0");
  }
  CHECK(wide.units->remarks[0].evidence == "Letter 5");
  CHECK(fixture.csv("unit,evidence 1.2\na,x\n").said() == "");  // not required: shown, and nothing else
  CHECK(fixture.csv("unit,evidence 9\na,x\n").codes() == "E0620");
}

TEST_CASE("points claimed without a stage come before those of any stage") {
  Fixture fixture;
  fixture.rulebook.stages = {"self-score", "appraisal"};
  model::Input set;
  set.name = "1.1 set";
  set.kind = {KindTag::points, 0};
  set.role = model::InputRole::appraised;
  fixture.rulebook.nodes[0].scoring.appraised = static_cast<model::InputId>(fixture.rulebook.inputs.size());
  fixture.rulebook.inputs.push_back(set);
  const std::string appraised = "unit,input,value,stage\na,1.1,0.5,appraisal\n";
  for (const std::string& claimed : {std::string("unit,1.1\na,2\n"), std::string("unit,input,value\na,1.1,2\n")})
    for (const bool claim_is_first : {true, false}) {
      const Read read = fixture.read({{"1.csv", claim_is_first ? claimed : appraised},
                                      {"2.csv", claim_is_first ? appraised : claimed}});
      REQUIRE(read.said() == "");
      CHECK(read.at("a", "1.1 set") == "1/2");
    }
}

TEST_CASE("what was given first is found again, in whatever order rows stand") {
  const Fixture fixture;
  const Read read = fixture.csv("unit,input,value\nb,done,1\nb,done,2\na,done,1\na,done,2\nb,amount,1\nb,done,3\n");
  REQUIRE(read.codes() == "E0628 E0628 E0628");
  std::vector<std::uint32_t> first_rows;
  for (const source::Finding& finding : read.diagnostics.findings()) {
    REQUIRE(finding.related.size() == 1);
    const source::Span span = finding.related[0].span;
    first_rows.push_back(read.sources[span.file].place(span.begin).line);
  }
  CHECK(first_rows == std::vector<std::uint32_t>{2, 4, 2});
}

TEST_CASE("columns that are not for the rules are ignored where it is said") {
  const Fixture fixture;
  data::ReadOptions options;
  options.ignored_columns = {"Ghi chu\xCC\x81", "done"};
  const Read read = fixture.csv("unit,Ghi chú,done,amount\na,x,y,1\n", options);
  REQUIRE(read.said() == "");
  CHECK(read.at("a", "done") == "missing");
  CHECK(read.at("a", "amount") == "1");
}

TEST_CASE("a unit's parent is kept") {
  const Fixture fixture;
  const Read read = fixture.csv("unit,parent,done\na,x,1\n");
  REQUIRE(read.said() == "");
  CHECK(read.units->units[0].parent == "x");
}

TEST_CASE("an empty cell leaves the value to another file") {
  const Fixture fixture;
  const Read read = fixture.read({{"1.csv", "unit,done,amount\na,,1\nb,2,\n"},
                                  {"2.csv", "unit,done\na,3\nb,\n"},
                                  {"3.csv", "unit,input,value\nb,amount,4\n"}});
  REQUIRE(read.said() == "");
  CHECK(read.at("a", "done") == "3");
  CHECK(read.at("b", "done") == "2");
  CHECK(read.at("b", "amount") == "4");
}

TEST_CASE("a file that was refused leaves the later ones alone") {
  const Fixture fixture;
  CHECK(fixture.read({{"1.csv", "name,done\nA,1\n"}, {"2.csv", "unit,done\nb,1\n"}}).codes() == "E0621");
  CHECK(fixture.read({{"1.csv", "unit,done\na,1\nb\n"}, {"2.csv", "unit,amount\na,1\nb,1\n"}}).codes() ==
        "E0608");
  CHECK(fixture.read({{"1.csv", "unit,done\na,1\n"}, {"2.json", "[{"}, {"3.csv", "unit,amount\nb,1\n"}})
            .codes() == "E0610");
}

TEST_CASE("no file, no unit") {
  const Fixture fixture;
  const Read read = fixture.read({});
  REQUIRE(read.units.has_value());
  CHECK(read.units->units.empty());
  CHECK(read.units->absent_inputs.size() == 10);
}

TEST_CASE("one unit made by hand") {
  const Fixture fixture;
  const data::Units units = data::unit_of(
      fixture.rulebook, {{model::InputId{2}, State::value, 9}, {model::InputId{0}, State::none, 0}});
  REQUIRE(units.units.size() == 1);
  CHECK(units.inputs[2].states[0] == State::value);
  CHECK(units.inputs[2].numbers[0] == Number(9));
  CHECK(units.inputs[0].states[0] == State::none);
  CHECK(units.inputs[1].states[0] == State::missing);
  CHECK(units.unset_options.size() == 2);
}

TEST_CASE("of very many faults ten thousand are listed and the rest counted") {
  const Fixture fixture;
  std::string bytes = "unit,done\n";
  for (int i = 0; i < 10'050; ++i) bytes += "u" + std::to_string(i) + ",x\n";
  const Read read = fixture.csv(bytes);
  REQUIRE(read.diagnostics.findings().size() == 10'001);
  const source::Finding& last = read.diagnostics.findings().back();
  CHECK(last.span == source::Span{source::FileId{1}, static_cast<std::uint32_t>(bytes.size() - 2),
                                  static_cast<std::uint32_t>(bytes.size() - 1)});
  CHECK(source::render(last, read.sources, {})
            .find("error[E0656]: 50 more faults in this file are not listed\n") == 0);
  CHECK(source::render(last, read.sources, {Language::vietnamese, false})
            .find("lỗi[E0656]: còn 50 lỗi khác trong tệp này không được liệt kê\n") == 0);
}

TEST_CASE("columns the rules do not know") {
  const Fixture fixture;
  const Read read = fixture.read({{"units.csv",
                                   "unit,doen,region,1.1,survey_held\n"
                                   "a,1,x,1,yes\n"}});
  CHECK(read.said() == R"(error[E0620]: the rules know no input `doen`
  --> units.csv:1:6
    |
  1 | unit,doen,region,1.1,survey_held
    |      ^^^^
    = help: did you mean `done`? or `--ignore "doen"` where the column is not for the rules
error[E0620]: the rules know no input `region`
  --> units.csv:1:11
    |
  1 | unit,doen,region,1.1,survey_held
    |           ^^^^^^
    = help: `--ignore "region"` where the column is not for the rules
error[E0622]: `survey_held` is an option of the whole run, not of each unit
  --> units.csv:1:22
    |
  1 | unit,doen,region,1.1,survey_held
    |                      ^^^^^^^^^^^
    = help: `--set survey_held=VALUE` in place of the data
)");
}

TEST_CASE("names in long data the rules do not know") {
  const Fixture fixture;
  const Read read = fixture.read({{"units.csv",
                                   "unit,input,value\n"
                                   "a,doen,1\n"
                                   "a,qqqqqqq,1\n"
                                   "a,1.1,1\n"
                                   "a,survey_held,yes\n"
                                   "a,,1\n"}});
  CHECK(read.said() == R"(error[E0620]: the rules know no input `doen`
  --> units.csv:2:3
    |
  2 | a,doen,1
    |   ^^^^
    = help: did you mean `done`?
error[E0620]: the rules know no input `qqqqqqq`
  --> units.csv:3:3
    |
  3 | a,qqqqqqq,1
    |   ^^^^^^^
error[E0622]: `survey_held` is an option of the whole run, not of each unit
  --> units.csv:5:3
    |
  5 | a,survey_held,yes
    |   ^^^^^^^^^^^
    = help: `--set survey_held=VALUE` in place of the data
error[E0632]: the row names no input
  --> units.csv:6:3
    |
  6 | a,,1
    |   ^
    = help: a name of the rules or a number of the annex in the column `input`
)");
}

TEST_CASE("a stage, and a day that is none") {
  const Fixture fixture;
  const Read read = fixture.read({{"units.csv",
                                   "unit,input,value,stage,date\n"
                                   "a,done,1,final,soon\n"
                                   "b,done,1,final,\n"}});
  CHECK(read.said() == R"(error[E0635]: this row names a stage, but the rules name none
  --> units.csv:2:10
    |
  2 | a,done,1,final,soon
    |          ^^^^^
    = help: a line `stages self-score, appraisal` in the rules, or `--ignore stage`
error[E0633]: `soon` in the column `date` is not a date
  --> units.csv:2:16
    |
  2 | a,done,1,final,soon
    |                ^^^^
    = help: as `2022-12-31`
)");
}

TEST_CASE("units twice, and rows without a unit") {
  const Fixture fixture;
  const Read read = fixture.read({{"units.csv",
                                   "unit,done\n"
                                   "a,1\n"
                                   "b,2\n"
                                   "a,1\n"
                                   ",3\n"}});
  CHECK(read.said() == R"(error[E0626]: unit `a` has two rows in this file
  --> units.csv:4:1
    |
  4 | a,1
    | ^
    = note: the first is here --> units.csv:2
    = help: one row a unit
error[E0625]: the row names no unit
  --> units.csv:5:1
    |
  5 | ,3
    | ^
    = help: the unit's code in the column `unit`
)");
}

TEST_CASE("units that an earlier file does not name") {
  const Fixture fixture;
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,planned\n"
                                   "cao-bag,1\n"
                                   "ha-giang,3\n"
                                   "x,3\n"}});
  CHECK(read.said() == R"(error[E0627]: no file before this one has a unit `cao-bag`
  --> 2.csv:2:1
    |
  2 | cao-bag,1
    | ^^^^^^^
    = help: did you mean `cao-bang`?
error[E0627]: no file before this one has a unit `x`
  --> 2.csv:4:1
    |
  4 | x,3
    | ^
    = help: a file that adds units names none of the earlier ones, and has inputs in common with them
)");
}

TEST_CASE("a value given twice, a unit with two names") {
  const Fixture fixture;
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,name,done\n"
                                   "ha-giang,Hà Giang,2\n"
                                   "cao-bang,Cao Bang,\n"},
                                  {"3.csv",
                                   "unit,input,value\n"
                                   "cao-bang,amount,1\n"
                                   "cao-bang,amount,2\n"}});
  CHECK(read.said() == R"(error[E0628]: `done` of unit `ha-giang` was given before
  --> 2.csv:2:19
    |
  2 | ha-giang,Hà Giang,2
    |                   ^
    = note: first here --> 1.csv:3
    = help: leave one of the two cells empty
error[E0629]: unit `cao-bang` is named `Cao Bang` here, and `Cao Bằng` before
  --> 2.csv:3:10
    |
  3 | cao-bang,Cao Bang,
    |          ^^^^^^^^
    = help: one name, or an empty cell
error[E0628]: `amount` of unit `cao-bang` was given before
  --> 3.csv:3:17
    |
  3 | cao-bang,amount,2
    |                 ^
    = note: first here --> 3.csv:2
    = help: leave one of the two cells empty
)");
}

TEST_CASE("an input above the one that bounds it") {
  const Fixture fixture;
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,planned\n"
                                   "ha-giang,1\n"
                                   "cao-bang,1\n"}});
  CHECK(read.said() == R"(error[E0655]: `done` of unit `ha-giang` is 2, more than its `planned`, which is 1
  --> 1.csv:3:19
    |
  3 | ha-giang,Hà Giang,2
    |                   ^
    = note: `planned` is given here --> 2.csv:2
    = note: the relation is declared here --> rules.barem:3
)");
}

TEST_CASE("a new unit that is nearly a known one") {
  const Fixture fixture;
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,done\n"
                                   "Cao Bằng,1\n"
                                   "ha-gian,2\n"
                                   "lai-chau,3\n"}});
  CHECK(read.said() ==
        R"(hint[H0600]: unit `Cao Bằng` is new, and nearly the same as `cao-bang` of an earlier file
  --> 2.csv:2:1
    |
  2 | Cao Bằng,1
    | ^^^^^^^^
    = help: `cao-bang` in place of `Cao Bằng` if they are the same
hint[H0600]: unit `ha-gian` is new, and nearly the same as `ha-giang` of an earlier file
  --> 2.csv:3:1
    |
  3 | ha-gian,2
    | ^^^^^^^
    = help: `ha-giang` in place of `ha-gian` if they are the same
)");
}

TEST_CASE("cột không có trong bộ tiêu chí") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"units.csv",
                                   "unit,doen,region,1.1,survey_held\n"
                                   "a,1,x,1,yes\n"}});
  CHECK(read.said() == R"(lỗi[E0620]: bộ tiêu chí không có số liệu `doen`
  --> units.csv:1:6
    |
  1 | unit,doen,region,1.1,survey_held
    |      ^^^^
    = cách sửa: ý bạn là `done`? hoặc `--ignore "doen"` nếu cột này không dùng để chấm
lỗi[E0620]: bộ tiêu chí không có số liệu `region`
  --> units.csv:1:11
    |
  1 | unit,doen,region,1.1,survey_held
    |           ^^^^^^
    = cách sửa: `--ignore "region"` nếu cột này không dùng để chấm
lỗi[E0622]: `survey_held` là tùy chọn của cả lần chấm, không phải của từng đơn vị
  --> units.csv:1:22
    |
  1 | unit,doen,region,1.1,survey_held
    |                      ^^^^^^^^^^^
    = cách sửa: dùng `--set survey_held=GIÁ_TRỊ` thay cho số liệu
)");
}

TEST_CASE("tên lạ trong số liệu dạng dài") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"units.csv",
                                   "unit,input,value\n"
                                   "a,doen,1\n"
                                   "a,qqqqqqq,1\n"
                                   "a,1.1,1\n"
                                   "a,survey_held,yes\n"
                                   "a,,1\n"}});
  CHECK(read.said() == R"(lỗi[E0620]: bộ tiêu chí không có số liệu `doen`
  --> units.csv:2:3
    |
  2 | a,doen,1
    |   ^^^^
    = cách sửa: ý bạn là `done`?
lỗi[E0620]: bộ tiêu chí không có số liệu `qqqqqqq`
  --> units.csv:3:3
    |
  3 | a,qqqqqqq,1
    |   ^^^^^^^
lỗi[E0622]: `survey_held` là tùy chọn của cả lần chấm, không phải của từng đơn vị
  --> units.csv:5:3
    |
  5 | a,survey_held,yes
    |   ^^^^^^^^^^^
    = cách sửa: dùng `--set survey_held=GIÁ_TRỊ` thay cho số liệu
lỗi[E0632]: dòng này không ghi tên số liệu
  --> units.csv:6:3
    |
  6 | a,,1
    |   ^
    = cách sửa: ghi tên số liệu hoặc số thứ tự của mục vào cột `input`
)");
}

TEST_CASE("bước chấm, và ngày sai") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"units.csv",
                                   "unit,input,value,stage,date\n"
                                   "a,done,1,final,soon\n"
                                   "b,done,1,final,\n"}});
  CHECK(read.said() == R"(lỗi[E0635]: dòng này ghi bước, nhưng bộ tiêu chí không có bước nào
  --> units.csv:2:10
    |
  2 | a,done,1,final,soon
    |          ^^^^^
    = cách sửa: thêm dòng `các bước tự chấm; thẩm định` vào bộ tiêu chí, hoặc `--ignore stage`
lỗi[E0633]: `soon` ở cột `date` không phải là ngày
  --> units.csv:2:16
    |
  2 | a,done,1,final,soon
    |                ^^^^
    = cách sửa: như `31/12/2022`
)");
}

TEST_CASE("đơn vị lặp, dòng không ghi đơn vị") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"units.csv",
                                   "unit,done\n"
                                   "a,1\n"
                                   "b,2\n"
                                   "a,1\n"
                                   ",3\n"}});
  CHECK(read.said() == R"(lỗi[E0626]: đơn vị `a` có hai dòng trong tệp này
  --> units.csv:4:1
    |
  4 | a,1
    | ^
    = ghi chú: dòng thứ nhất ở đây --> units.csv:2
    = cách sửa: mỗi đơn vị một dòng
lỗi[E0625]: dòng này không ghi đơn vị
  --> units.csv:5:1
    |
  5 | ,3
    | ^
    = cách sửa: ghi mã đơn vị vào cột `unit`
)");
}

TEST_CASE("đơn vị không có ở tệp trước") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,planned\n"
                                   "cao-bag,1\n"
                                   "ha-giang,3\n"
                                   "x,3\n"}});
  CHECK(read.said() == R"(lỗi[E0627]: các tệp trước không có đơn vị `cao-bag`
  --> 2.csv:2:1
    |
  2 | cao-bag,1
    | ^^^^^^^
    = cách sửa: ý bạn là `cao-bang`?
lỗi[E0627]: các tệp trước không có đơn vị `x`
  --> 2.csv:4:1
    |
  4 | x,3
    | ^
    = cách sửa: tệp bổ sung đơn vị không được chứa đơn vị đã có, và phải có số liệu chung với các tệp trước
)");
}

TEST_CASE("một giá trị ghi hai lần, một đơn vị hai tên") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,name,done\n"
                                   "ha-giang,Hà Giang,2\n"
                                   "cao-bang,Cao Bang,\n"},
                                  {"3.csv",
                                   "unit,input,value\n"
                                   "cao-bang,amount,1\n"
                                   "cao-bang,amount,2\n"}});
  CHECK(read.said() == R"(lỗi[E0628]: `done` của đơn vị `ha-giang` đã có trước đó
  --> 2.csv:2:19
    |
  2 | ha-giang,Hà Giang,2
    |                   ^
    = ghi chú: lần đầu ở đây --> 1.csv:3
    = cách sửa: để trống một trong hai ô
lỗi[E0629]: đơn vị `cao-bang` ở đây tên là `Cao Bang`, trước đó là `Cao Bằng`
  --> 2.csv:3:10
    |
  3 | cao-bang,Cao Bang,
    |          ^^^^^^^^
    = cách sửa: ghi cùng một tên, hoặc để trống
lỗi[E0628]: `amount` của đơn vị `cao-bang` đã có trước đó
  --> 3.csv:3:17
    |
  3 | cao-bang,amount,2
    |                 ^
    = ghi chú: lần đầu ở đây --> 3.csv:2
    = cách sửa: để trống một trong hai ô
)");
}

TEST_CASE("số liệu vượt giới hạn của số liệu khác") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,planned\n"
                                   "ha-giang,1\n"
                                   "cao-bang,1\n"}});
  CHECK(read.said() == R"(lỗi[E0655]: `done` của đơn vị `ha-giang` là 2, lớn hơn `planned` là 1
  --> 1.csv:3:19
    |
  3 | ha-giang,Hà Giang,2
    |                   ^
    = ghi chú: `planned` được ghi ở đây --> 2.csv:2
    = ghi chú: quan hệ này được khai báo ở đây --> rules.barem:3
)");
}

TEST_CASE("đơn vị mới gần giống đơn vị đã có") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.read({{"1.csv",
                                   "unit,name,done\n"
                                   "cao-bang,Cao Bằng,1\n"
                                   "ha-giang,Hà Giang,2\n"},
                                  {"2.csv",
                                   "unit,done\n"
                                   "Cao Bằng,1\n"
                                   "ha-gian,2\n"
                                   "lai-chau,3\n"}});
  CHECK(read.said() == R"(gợi ý[H0600]: đơn vị `Cao Bằng` là đơn vị mới, gần giống `cao-bang` ở tệp trước
  --> 2.csv:2:1
    |
  2 | Cao Bằng,1
    | ^^^^^^^^
    = cách sửa: ghi `cao-bang` thay cho `Cao Bằng` nếu là một
gợi ý[H0600]: đơn vị `ha-gian` là đơn vị mới, gần giống `ha-giang` ở tệp trước
  --> 2.csv:3:1
    |
  3 | ha-gian,2
    | ^^^^^^^
    = cách sửa: ghi `ha-giang` thay cho `ha-gian` nếu là một
)");
}

TEST_CASE("options that are not so") {
  const Fixture fixture;
  data::ReadOptions options;
  options.options = {{"survey_held", "maybe"}, {"factor", "1,5"},    {"done", "3"},
                     {"surveyheld", "1"},      {"qqqqqqqqqqq", "1"}, {"factor", "2"}};
  options.ignored_columns = {"Ghi chú"};
  const Read read = fixture.read({{"units.csv",
                                   "unit,done\n"
                                   "a,1\n"}},
                                 options);
  CHECK(read.said() == R"(error[E0649]: `maybe`, but `survey_held` is yes or no
  --> --set:1:13
    |
  1 | survey_held=maybe
    |             ^^^^^
    = note: `survey_held` is declared here --> rules.barem:10
    = help: `yes` or `no`
error[E0641]: `1,5` is written with a decimal comma, numbers here with a decimal point
  --> --set:1:8
    |
  1 | factor=1,5
    |        ^^^
error[E0657]: `done` is not an option: each unit has its own
  --> --set:1:1
    |
  1 | done=3
    | ^^^^
    = help: a column `done` in the data
error[E0657]: the rules have no option `surveyheld`
  --> --set:1:1
    |
  1 | surveyheld=1
    | ^^^^^^^^^^
    = help: did you mean `survey_held`?
error[E0657]: the rules have no option `qqqqqqqqqqq`
  --> --set:1:1
    |
  1 | qqqqqqqqqqq=1
    | ^^^^^^^^^^^
error[E0658]: the option `factor` is set twice
  --> --set:1:1
    |
  1 | factor=2
    | ^^^^^^
    = help: `--set factor=` once
hint[H0601]: no file has a column `Ghi chú` to ignore
  --> --ignore:1:1
    |
  1 | Ghi chú
    | ^^^^^^^
)");
}

TEST_CASE("tùy chọn sai") {
  const Fixture fixture(Language::vietnamese);
  data::ReadOptions options;
  options.options = {{"survey_held", "maybe"}, {"factor", "1,5"},    {"done", "3"},
                     {"surveyheld", "1"},      {"qqqqqqqqqqq", "1"}, {"factor", "2"}};
  options.ignored_columns = {"Ghi chú"};
  const Read read = fixture.read({{"units.csv",
                                   "unit,done\n"
                                   "a,1\n"}},
                                 options);
  CHECK(read.said() == R"(lỗi[E0649]: `maybe`, nhưng `survey_held` phải là có hoặc không
  --> --set:1:13
    |
  1 | survey_held=maybe
    |             ^^^^^
    = ghi chú: `survey_held` được khai báo ở đây --> rules.barem:10
    = cách sửa: `có` hoặc `không`
lỗi[E0641]: `1,5` dùng dấu phẩy thập phân, còn số ở đây dùng dấu chấm thập phân
  --> --set:1:8
    |
  1 | factor=1,5
    |        ^^^
lỗi[E0657]: `done` không phải là tùy chọn: mỗi đơn vị có số liệu riêng
  --> --set:1:1
    |
  1 | done=3
    | ^^^^
    = cách sửa: ghi cột `done` trong số liệu
lỗi[E0657]: bộ tiêu chí không có tùy chọn `surveyheld`
  --> --set:1:1
    |
  1 | surveyheld=1
    | ^^^^^^^^^^
    = cách sửa: ý bạn là `survey_held`?
lỗi[E0657]: bộ tiêu chí không có tùy chọn `qqqqqqqqqqq`
  --> --set:1:1
    |
  1 | qqqqqqqqqqq=1
    | ^^^^^^^^^^^
lỗi[E0658]: tùy chọn `factor` được đặt hai lần
  --> --set:1:1
    |
  1 | factor=2
    | ^^^^^^
    = cách sửa: chỉ ghi `--set factor=` một lần
gợi ý[H0601]: không tệp nào có cột `Ghi chú` để bỏ qua
  --> --ignore:1:1
    |
  1 | Ghi chú
    | ^^^^^^^
)");
}
