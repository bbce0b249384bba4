// CSV as spreadsheets write it: separators, quotation marks, line ends, marks of encoding; and what is refused.
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/interpreter/data_rulebook.h"

using namespace barem;
using namespace barem::test;

TEST_CASE("the separator is the one in the header") {
  const Fixture fixture;
  for (const std::string bytes :
       {"unit,done,amount\na,9,0.5\n", "unit;done;amount\na;9;0,5\n", "unit\tdone\tamount\na\t9\t0.5\n",
        "\xEF\xBB\xBFunit,done,amount\r\na,9,0.5\r\n", "\n\nunit,done,amount\n\na,9,0.5",
        "unit,done,amount\na,9,0.5\n,,\n,,\n", "\"unit\",\"done\",\"amount\"\n\"a\",\"9\",\"0.5\"\n",
        " unit , done,amount\n a ,9\xC2\xA0, 0.5 \n", "unit,done,amount\r\na,\"9\" ,0.5"}) {
    INFO(bytes);
    const Read read = fixture.csv(bytes);
    CHECK(read.said() == "");
    CHECK(read.at("a", "done") == "9");
    CHECK(read.at("a", "amount") == "1/2");
  }
}

TEST_CASE("the decimal mark follows the separator unless it is told") {
  const Fixture fixture;
  data::ReadOptions comma;
  comma.decimal = DecimalMark::comma;
  data::ReadOptions dot;
  dot.decimal = DecimalMark::dot;
  CHECK(fixture.csv("unit,amount\na,\"0,5\"\n", comma).at("a", "amount") == "1/2");
  CHECK(fixture.csv("unit\tamount\na\t0,5\n", comma).at("a", "amount") == "1/2");
  CHECK(fixture.csv("unit;amount\na;0.5\n", dot).at("a", "amount") == "1/2");
  CHECK(fixture.csv("unit;amount\na;0.5\n").codes() == "E0641");
  CHECK(fixture.csv("unit;amount\na;0,5\n", dot).codes() == "E0641");
}

TEST_CASE("text in quotation marks") {
  const Fixture fixture;
  const Read read = fixture.csv("unit,name,done\n\"a\",\"Xã \"\"Mới\"\", cũ\nvà mới\",9\n\"b\"\"\",\"\",8\n");
  REQUIRE(read.said() == "");
  CHECK(read.units->units[0].name == "Xã \"Mới\", cũ\nvà mới");
  CHECK(read.units->units[1].id == "b\"");
  CHECK(read.units->units[1].name.empty());
  CHECK(read.at("b\"", "done") == "8");
}

TEST_CASE("names are compared in NFC") {
  Fixture fixture;
  fixture.rulebook.inputs[2].name = "hoàn_thành";
  const Read read = fixture.csv("unit,hoa\xCC\x80n_tha\xCC\x80nh\nhu\xC3\xA9,1\nhue\xCC\x81,2\n");
  CHECK(read.codes() == "E0626");
}

TEST_CASE("a large plain file is read like a small one") {
  const Fixture fixture;
  std::string bytes = "\xEF\xBB\xBFunit,name,done\r\n";
  for (int i = 0; i < 20'000; ++i)
    bytes += "u" + std::to_string(i) + ",Xã Đồng,\"" + std::to_string(i) + "\"\r\n";
  REQUIRE(bytes.size() > 300'000);
  const Read read = fixture.csv(bytes);
  REQUIRE(read.said() == "");
  CHECK(read.units->units.size() == 20'000);
  CHECK(read.at("u19999", "done") == "19999");
  CHECK(read.units->units[7].name == "Xã Đồng");
  // The same through the slow gate: a letter apart from its mark must be put together.
  const Read other = fixture.csv(bytes + "u,Xa\xCC\x83 Đồng,1\r\n");
  REQUIRE(other.said() == "");
  CHECK(other.units->units.back().name == "Xã Đồng");
  CHECK(fixture.csv(bytes + "u,\xC3,1\r\n").codes() == "E0106");
  CHECK(fixture.csv(bytes + "u,a\x01,1\r\n").codes() == "E0107");
}

TEST_CASE("rows that begin with # are passed over") {
  const Fixture fixture;
  const Read read = fixture.csv("name,unit,done\n,# title,Tasks done\nA,a,9\n,#,\n");
  REQUIRE(read.said() == "");
  CHECK(read.units->units.size() == 1);
}

TEST_CASE("a file without anything") {
  const Fixture fixture;
  const Read read = fixture.csv("");
  CHECK(read.said() == R"(error[E0601]: the file holds no data: there is no header row
  --> units.csv:1:1
    = help: a first row with the names of the columns: `barem template RULES` writes one
)");
}

TEST_CASE("a header without rows") {
  const Fixture fixture;
  const Read read = fixture.csv("unit,done\n");
  CHECK(read.said() == R"(error[E0634]: no row below the header names a unit
  --> units.csv:1:1
    |
  1 | unit,done
    | ^^^^^^^^^
)");
}

TEST_CASE("a setting of Excel") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "sep=;\n"
      "unit;done\n"
      "a;1\n");
  CHECK(
      read.said() ==
      R"(error[E0602]: this line is a setting of a spreadsheet program; the first row of a data file names the columns
  --> units.csv:1:1
    |
  1 | sep=;
    | ^^^^^
    = help: delete this line
)");
}

TEST_CASE("two separators") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,done;amount\n"
      "a,1;2\n");
  CHECK(read.said() == R"(error[E0603]: columns may be separated by `,` or by `;`: the header row has both
  --> units.csv:1:1
    |
  1 | unit,done;amount
    | ^^^^^^^^^^^^^^^^
    = help: one of them only; a name that holds the other stands in quotation marks, as `"a,b"`
)");
}

TEST_CASE("two columns of one name") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,done,name,done\n"
      "a,1,A,2\n");
  CHECK(read.said() == R"(error[E0604]: two columns are headed `done`
  --> units.csv:1:16
    |
  1 | unit,done,name,done
    |                ^^^^
    = note: the first stands here --> units.csv:1
    = help: delete one of them, or leave it out of the file
)");
}

TEST_CASE("no column of units") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "name,done\n"
      "A,1\n");
  CHECK(read.said() == R"(error[E0621]: no column is headed `unit`: it says which unit a row is of
  --> units.csv:1:1
    |
  1 | name,done
    | ^^^^^^^^^
    = help: the name `unit` at the head of the column with the units' codes
)");
}

TEST_CASE("a column without a name") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,done,\n"
      "a,1,\n"
      "b,2,x\n");
  CHECK(read.said() == R"(error[E0624]: a value in a column that has no name
  --> units.csv:3:5
    |
  3 | b,2,x
    |     ^
    = help: a name at the head of the column
)");
}

TEST_CASE("a quotation mark within a cell") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,name,done\n"
      "a,ab\"c,1\n"
      "b,B,2\n");
  CHECK(read.said() == R"(error[E0605]: a quotation mark within a cell that does not begin with one
  --> units.csv:2:5
    |
  2 | a,ab"c,1
    |     ^
    = help: the whole cell in quotation marks, and the mark doubled: `"a ""b"" c"`
)");
}

TEST_CASE("text after the closing mark") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,name,done\n"
      "a,\"ab\"c,1\n"
      "b,B,2\n");
  CHECK(read.said() == R"(error[E0606]: the cell goes on after its closing quotation mark
  --> units.csv:2:7
    |
  2 | a,"ab"c,1
    |       ^
    = note: the cell begins here --> units.csv:2
    = help: a quotation mark that belongs to the text is doubled: `""`
)");
}

TEST_CASE("a quotation mark that is never closed") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,name,done\n"
      "a,\"ab,1\n"
      "b,B,2\n");
  CHECK(read.said() == R"(error[E0607]: this quotation mark is never closed
  --> units.csv:2:3
    |
  2 | a,"ab,1
    |   ^
    = help: close it at the end of the cell, or double it where it belongs to the text
)");
}

TEST_CASE("rows too short and too long") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,name,done\n"
      "a,A\n"
      "b,B,1,2\n"
      "c\n");
  CHECK(read.said() == R"(error[E0608]: 2 columns in the row, 3 in the header
  --> units.csv:2:1
    |
  2 | a,A
    | ^^^
    = help: what is not known yet is an empty cell, its separator stays
error[E0609]: 4 columns in the row, 3 in the header
  --> units.csv:3:7
    |
  3 | b,B,1,2
    |       ^
    = help: a cell that holds the separator stands in quotation marks, as `"1,5"`
error[E0608]: 1 column in the row, 3 in the header
  --> units.csv:4:1
    |
  4 | c
    | ^
    = help: what is not known yet is an empty cell, its separator stays
)");
}

TEST_CASE("một tệp rỗng") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv("");
  CHECK(read.said() == R"(lỗi[E0601]: tệp không có số liệu: không có dòng tiêu đề cột
  --> units.csv:1:1
    = cách sửa: dòng đầu tiên ghi tên các cột: `barem template QUY_TẮC` tạo sẵn dòng này
)");
}

TEST_CASE("hai dấu ngăn cách") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv("unit\tdone;amount\n");
  CHECK(read.said() ==
        R"(lỗi[E0603]: các cột có thể cách nhau bằng `;` hoặc bằng dấu tab: dòng tiêu đề có cả hai
  --> units.csv:1:1
    |
  1 | unit    done;amount
    | ^^^^^^^^^^^^^^^^^^^
    = cách sửa: chỉ dùng một loại; tên cột có chứa ký tự kia phải đặt trong ngoặc kép, như `"a,b"`
)");
}

TEST_CASE("hai cột cùng tên") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "unit;done;done\n"
      "a;1;2\n");
  CHECK(read.said() == R"(lỗi[E0604]: có hai cột cùng tên `done`
  --> units.csv:1:11
    |
  1 | unit;done;done
    |           ^^^^
    = ghi chú: cột thứ nhất ở đây --> units.csv:1
    = cách sửa: xóa một cột, hoặc bỏ cột đó khỏi tệp
)");
}

TEST_CASE("thiếu cột đơn vị") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "don_vi;done\n"
      "a;1\n");
  CHECK(read.said() == R"(lỗi[E0621]: không có cột `unit`: cột này cho biết mỗi dòng là của đơn vị nào
  --> units.csv:1:1
    |
  1 | don_vi;done
    | ^^^^^^^^^^^
    = cách sửa: đặt tên `unit` cho cột ghi mã đơn vị
)");
}

TEST_CASE("ngoặc kép sai chỗ") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "unit;name;done\n"
      "a;ab\"c;1\n"
      "b;\"ab\"c;1\n"
      "c;\"\n");
  CHECK(read.said() == R"(lỗi[E0605]: có dấu ngoặc kép bên trong một ô không mở đầu bằng ngoặc kép
  --> units.csv:2:5
    |
  2 | a;ab"c;1
    |     ^
    = cách sửa: đặt cả ô trong ngoặc kép và viết đôi dấu ngoặc bên trong: `"a ""b"" c"`
lỗi[E0606]: ô còn chữ sau dấu ngoặc kép đóng
  --> units.csv:3:7
    |
  3 | b;"ab"c;1
    |       ^
    = ghi chú: ô bắt đầu ở đây --> units.csv:3
    = cách sửa: dấu ngoặc kép thuộc nội dung phải viết đôi: `""`
lỗi[E0607]: dấu ngoặc kép này không được đóng
  --> units.csv:4:3
    |
  4 | c;"
    |   ^
    = cách sửa: đóng ngoặc ở cuối ô, hoặc viết đôi nếu dấu này thuộc nội dung
)");
}

TEST_CASE("dòng thiếu và thừa ô") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "unit;name;done\n"
      "a;A\n"
      "b;B;1;2\n");
  CHECK(read.said() == R"(lỗi[E0608]: dòng có 2 cột, dòng tiêu đề có 3 cột
  --> units.csv:2:1
    |
  2 | a;A
    | ^^^
    = cách sửa: ô chưa có số liệu để trống, vẫn giữ dấu ngăn cách
lỗi[E0609]: dòng có 4 cột, dòng tiêu đề có 3 cột
  --> units.csv:3:7
    |
  3 | b;B;1;2
    |       ^
    = cách sửa: ô có chứa dấu ngăn cách phải đặt trong ngoặc kép, như `"1,5"`
)");
}

TEST_CASE("cột không tên") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "unit;done;\n"
      "a;1;x\n");
  CHECK(read.said() == R"(lỗi[E0624]: có giá trị trong cột không có tên
  --> units.csv:2:5
    |
  2 | a;1;x
    |     ^
    = cách sửa: đặt tên cho cột ở dòng tiêu đề
)");
}

TEST_CASE("không có dòng nào") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv("unit;done\n");
  CHECK(read.said() == R"(lỗi[E0634]: dưới dòng tiêu đề không có dòng nào ghi đơn vị
  --> units.csv:1:1
    |
  1 | unit;done
    | ^^^^^^^^^
)");
}

TEST_CASE("thiết lập của Excel") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "sep=;\n"
      "unit;done\n");
  CHECK(
      read.said() ==
      R"(lỗi[E0602]: dòng này là thiết lập của phần mềm bảng tính; dòng đầu tiên của tệp số liệu phải ghi tên các cột
  --> units.csv:1:1
    |
  1 | sep=;
    | ^^^^^
    = cách sửa: xóa dòng này
)");
}

TEST_CASE("whatever the file is cut to, it is read or refused, and nothing breaks") {
  const Fixture fixture;
  const std::string whole =
      "\xEF\xBB\xBFunit,name,issued,planned,done,rate,amount,has_border,chair,1.2\r\n"
      "a,\"Xã \"\"Mới\"\"\nB\",2022-03-31,10,9,85%,0.25,yes,deputy,1.5\r\n"
      "b,Đồng,none,10,10,0.85,-1,n/a,nobody,0\r\n";
  REQUIRE(fixture.csv(whole).said() == "");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Read read = fixture.csv(whole.substr(0, size));
    CHECK((read.units.has_value() != read.diagnostics.has_errors()));
    (void)read.said();
  }
}

TEST_CASE("whatever byte is changed, the file is read or refused, and nothing breaks") {
  const Fixture fixture;
  const std::string whole = "unit;name;done;amount\na;\"x\"\"y\";9;0,5\nb;B;8;\n";
  REQUIRE(fixture.csv(whole).said() == "");
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const char byte : {'"', ';', ',', '\t', '\n', '\r', '\0', '\xC3', '#', '9', ' '}) {
      std::string bytes = whole;
      bytes[at] = byte;
      const Read read = fixture.csv(bytes);
      CHECK((read.units.has_value() != read.diagnostics.has_errors()));
      (void)read.said();
    }
}
