// JSON: an array of objects, exact numbers, the same names; and what is refused.
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/interpreter/data_rulebook.h"

using namespace barem;
using namespace barem::test;

TEST_CASE("numbers are exact, as numbers and as texts") {
  const Fixture fixture;
  const auto amount = [&](const std::string& written) {
    return fixture.json("[{\"unit\": \"a\", \"amount\": " + written + "}]").at("a", "amount");
  };
  CHECK(amount("0.1") == "1/10");
  CHECK(amount("\"0.1\"") == "1/10");
  CHECK(amount("-0") == "0");
  CHECK(amount("9007199254740993") == "9007199254740993");
  CHECK(amount("18446744073709551617") == "18446744073709551617");
  CHECK(amount("123456789012345678901234567890.1234567891") ==
        "1234567890123456789012345678901234567891/10000000000");
  CHECK(amount("1e3") == "1000");
  CHECK(amount("1.5E-3") == "3/2000");
  CHECK(amount("-12.50e+1") == "-125");
  CHECK(amount("0.00000000000000000001") == "1/100000000000000000000");
  CHECK(amount("12345678901234567890123456789012345678901") == "refused");
  CHECK(amount("1e99") == "refused");
}

TEST_CASE("wide, with names left out, null, true and false") {
  const Fixture fixture;
  const Read read = fixture.json(
      R"json([{"unit": "a", "name": "Xa\u0303 A", "done": 9, "has_border": true, "rate": 0.85, "chair": "deputy"},
              {"unit": "b", "1.2": "1.5", "done": null, "has_border": "n/a", "issued": "none"}, {"unit": 12}])json");
  REQUIRE(read.said() == "");
  CHECK(read.units->units[0].name == "Xã A");
  CHECK(read.at("a", "has_border") == "1");
  CHECK(read.at("a", "rate") == "17/20");
  CHECK(read.at("a", "chair") == "1");
  CHECK(read.at("a", "1.2") == "missing");
  CHECK(read.at("b", "1.2") == "3/2");
  CHECK(read.at("b", "done") == "missing");
  CHECK(read.at("b", "has_border") == "n/a");
  CHECK(read.at("b", "issued") == "none");
  CHECK(read.at("12", "done") == "missing");
}

TEST_CASE("long, and the dot whatever the option says") {
  const Fixture fixture;
  data::ReadOptions comma;
  comma.decimal = DecimalMark::comma;
  const Read read = fixture.json(R"json([{"unit": "a", "input": "amount", "value": "0.5", "evidence": "QĐ 1"},
                                         {"unit": "a", "input": "1.1", "note": "later"}])json",
                                 comma);
  REQUIRE(read.said() == "");
  CHECK(read.at("a", "amount") == "1/2");
  REQUIRE(read.units->remarks.size() == 2);
  CHECK(read.units->remarks[0].evidence == "QĐ 1");
  CHECK(read.units->remarks[1].node == model::NodeId{0});
  CHECK(fixture.json(R"json([{"unit": "a", "amount": "0,5"}])json", comma).codes() == "E0641");
}

TEST_CASE("the same data have the same hash in CSV and in JSON") {
  const Fixture fixture;
  const Read csv = fixture.csv("unit,done,rate\na,9,85%\nb,8,0.5\n");
  const Read json = fixture.json(R"json([{"unit": "a", "rate": 0.850, "done": "9"},
                                         {"done": 8, "rate": "50%", "unit": "b"}])json");
  REQUIRE((csv.units && json.units));
  CHECK(csv.units->hash == json.units->hash);
  CHECK(csv.units->hash.size() == 16);
}

TEST_CASE("no array") {
  const Fixture fixture;
  const Read read = fixture.json(R"json({"unit": "a"})json");
  CHECK(read.said() == R"(error[E0612]: unit data in JSON are an array of objects, one a row
  --> units.json:1:1
    |
  1 | {"unit": "a"}
    | ^
    = help: such as `[{"unit": "a", "done": 9}, {"unit": "b", "done": 7}]`
)");
}

TEST_CASE("no objects") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([1, 2])json");
  CHECK(read.said() == R"(error[E0612]: unit data in JSON are an array of objects, one a row
  --> units.json:1:3
    |
  1 | [1, 2]
    |   ^
    = help: such as `[{"unit": "a", "done": 9}, {"unit": "b", "done": 7}]`
)");
}

TEST_CASE("an array without objects") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([])json");
  CHECK(read.said() == R"(error[E0634]: no row below the header names a unit
  --> units.json:1:1
    |
  1 | []
    | ^
)");
}

TEST_CASE("an empty file is no JSON") {
  const Fixture fixture;
  const Read read = fixture.json(R"json()json");
  CHECK(read.said() == R"(error[E0610]: the JSON text ends before it is complete
  --> units.json:1:1
    = help: each bracket and each quotation mark needs its other half
)");
}

TEST_CASE("a list as a value") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([{"unit": "a",
  "done": [1, {"x": 2}], "name": "A"},
 {"unit": "b", "amount": {"x": 1}}])json");
  CHECK(read.said() ==
        R"(error[E0613]: `done` holds a list or an object; a value is a number, a text, true, false or null
  --> units.json:2:4
    |
  2 |   "done": [1, {"x": 2}], "name": "A"},
    |    ^^^^
error[E0613]: `amount` holds a list or an object; a value is a number, a text, true, false or null
  --> units.json:3:17
    |
  3 |  {"unit": "b", "amount": {"x": 1}}]
    |                 ^^^^^^
)");
}

TEST_CASE("a name twice in one object") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([{"unit": "a", "done": 1, "done": 2}])json");
  CHECK(read.said() == R"(error[E0614]: the object has `done` twice
  --> units.json:1:28
    |
  1 | [{"unit": "a", "done": 1, "done": 2}]
    |                            ^^^^
    = help: delete one of them
)");
}

TEST_CASE("JSON that ends early") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([{"unit": "a", "done": 1)json");
  CHECK(read.said() == R"(error[E0610]: the JSON text ends before it is complete
  --> units.json:1:25
    |
  1 | [{"unit": "a", "done": 1
    |                         ^
    = help: each bracket and each quotation mark needs its other half
)");
}

TEST_CASE("a comma too many") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([{"unit": "a", "done": 1},])json");
  CHECK(read.said() == R"(error[E0611]: up to here the file is JSON, but not this
  --> units.json:1:27
    |
  1 | [{"unit": "a", "done": 1},]
    |                           ^
    = help: often a comma too many or too few, or a text without quotation marks
)");
}

TEST_CASE("text without quotation marks") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([{"unit": a}])json");
  CHECK(read.said() == R"(error[E0611]: up to here the file is JSON, but not this
  --> units.json:1:11
    |
  1 | [{"unit": a}]
    |           ^
    = help: often a comma too many or too few, or a text without quotation marks
)");
}

TEST_CASE("values of the wrong kind") {
  const Fixture fixture;
  const Read read =
      fixture.json(R"json([{"unit": "a", "done": true, "has_border": 1, "amount": "1,5", "rate": 85},
 {"unit": "b", "doen": 1}])json");
  CHECK(read.said() == R"(error[E0620]: the rules know no input `doen`
  --> units.json:2:17
    |
  2 |  {"unit": "b", "doen": 1}]
    |                 ^^^^
    = help: did you mean `done`? or `--ignore "doen"` where the column is not for the rules
error[E0640]: `true` is not a number; `done` takes numbers
  --> units.json:1:24
    |
  1 | [{"unit": "a", "done": true, "has_border": 1, "amount": "1,5", "rate": 85},
    |                        ^^^^
    = note: `done` is declared here --> rules.barem:3
error[E0649]: `1`, but `has_border` is yes or no
  --> units.json:1:44
    |
  1 | [{"unit": "a", "done": true, "has_border": 1, "amount": "1,5", "rate": 85},
    |                                            ^
    = note: `has_border` is declared here --> rules.barem:8
    = help: `yes` or `no`
error[E0641]: `1,5` is written with a decimal comma, numbers here with a decimal point
  --> units.json:1:58
    |
  1 | [{"unit": "a", "done": true, "has_border": 1, "amount": "1,5", "rate": 85},
    |                                                          ^^^
error[E0643]: `85` in a column of percentages may be 85% or 8500%
  --> units.json:1:72
    |
  1 | [{"unit": "a", "done": true, "has_border": 1, "amount": "1,5", "rate": 85},
    |                                                                        ^^
    = note: `rate` is declared here --> rules.barem:4
    = help: `85%`, or `percent written 0 to 100` where the input is declared
)");
}

TEST_CASE("an object without a unit") {
  const Fixture fixture;
  const Read read = fixture.json(R"json([{"done": 1}, {"unit": null, "done": 2}, {"unit": "a"}])json");
  CHECK(read.said() == R"(error[E0625]: the row names no unit
  --> units.json:1:2
    |
  1 | [{"done": 1}, {"unit": null, "done": 2}, {"unit": "a"}]
    |  ^
    = help: the unit's code in the column `unit`
error[E0625]: the row names no unit
  --> units.json:1:15
    |
  1 | [{"done": 1}, {"unit": null, "done": 2}, {"unit": "a"}]
    |               ^
    = help: the unit's code in the column `unit`
)");
}

TEST_CASE("không phải mảng") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.json(R"json({"unit": "a"})json");
  CHECK(read.said() ==
        R"(lỗi[E0612]: số liệu đơn vị dạng JSON là một mảng các đối tượng, mỗi đối tượng là một dòng
  --> units.json:1:1
    |
  1 | {"unit": "a"}
    | ^
    = cách sửa: ví dụ `[{"unit": "a", "done": 9}, {"unit": "b", "done": 7}]`
)");
}

TEST_CASE("danh sách làm giá trị") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.json(R"json([{"unit": "a", "done": [1]}])json");
  CHECK(
      read.said() ==
      R"(lỗi[E0613]: `done` chứa một danh sách hoặc đối tượng; giá trị phải là số, chữ, true, false hoặc null
  --> units.json:1:17
    |
  1 | [{"unit": "a", "done": [1]}]
    |                 ^^^^
)");
}

TEST_CASE("hai lần một tên") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.json(R"json([{"unit": "a", "done": 1, "done": 2}])json");
  CHECK(read.said() == R"(lỗi[E0614]: đối tượng có `done` hai lần
  --> units.json:1:28
    |
  1 | [{"unit": "a", "done": 1, "done": 2}]
    |                            ^^^^
    = cách sửa: xóa một trong hai
)");
}

TEST_CASE("kết thúc sớm") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.json(R"json([{"unit": "a")json");
  CHECK(read.said() == R"(lỗi[E0610]: văn bản JSON kết thúc khi chưa đầy đủ
  --> units.json:1:14
    |
  1 | [{"unit": "a"
    |              ^
    = cách sửa: mỗi dấu ngoặc cần có dấu đóng tương ứng
)");
}

TEST_CASE("thừa dấu phẩy") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.json(R"json([{"unit": "a"},])json");
  CHECK(read.said() == R"(lỗi[E0611]: đến đây tệp đúng dạng JSON, nhưng phần này thì không
  --> units.json:1:16
    |
  1 | [{"unit": "a"},]
    |                ^
    = cách sửa: thường do thừa hoặc thiếu dấu phẩy, hoặc chuỗi chữ không đặt trong ngoặc kép
)");
}

TEST_CASE("too many names") {
  const Fixture fixture;
  std::string bytes = "[{\"unit\": \"a\"";
  for (int i = 0; i < 10'001; ++i) bytes += ", \"x" + std::to_string(i) + "\": 1";
  const Read read = fixture.json(bytes + "}]");
  CHECK(read.said().find("error[E0615]: the objects have more than 10000 different names\n") == 0);
  CHECK(read.said(Language::vietnamese).find("lỗi[E0615]: các đối tượng có hơn 10000 tên khác nhau\n") == 0);
}

TEST_CASE("nesting as deep as one likes") {
  const Fixture fixture;
  const std::string deep(100'000, '[');
  CHECK(fixture.json("[{\"unit\": " + deep).codes() == "E0613 E0610");
  CHECK(fixture.json(deep).codes() == "E0612");
}

TEST_CASE("whatever the JSON is cut to or changed to, it is read or refused") {
  const Fixture fixture;
  const std::string whole =
      R"json([{"unit": "a\u00e3\\", "done": 9.0, "rate": "85%", "has_border": true, "chair": null}, {"unit": "b"}])json";
  REQUIRE(fixture.json(whole).said() == "");
  for (std::size_t at = 0; at < whole.size(); ++at) {
    (void)fixture.json(whole.substr(0, at)).said();
    for (const char byte : {'"', '\\', '[', '}', ',', ':', '0', 'e', '-', '\n', '\0', '\xC3'}) {
      std::string bytes = whole;
      bytes[at] = byte;
      const Read read = fixture.json(bytes);
      CHECK((read.units.has_value() != read.diagnostics.has_errors()));
      (void)read.said();
    }
  }
}
