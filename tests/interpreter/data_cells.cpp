// What a cell says for an input of each kind, in both languages; and what is refused.
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/interpreter/data_rulebook.h"

using namespace barem;
using namespace barem::test;

namespace {

/// The value of one cell for an input: as text, or the codes of what was said.
std::string value_of(const Fixture& fixture, const std::string& input, const std::string& cell,
                     char separator = ',') {
  std::string bytes = "unit" + std::string(1, separator) + input + "\na" + separator + "\"" + cell + "\"\n";
  const Read read = fixture.csv(std::move(bytes));
  return read.units ? read.at("a", input) : read.codes();
}

}  // namespace

TEST_CASE("numbers") {
  const Fixture fixture;
  const auto amount = [&](const std::string& cell) { return value_of(fixture, "amount", cell); };
  CHECK(amount("0") == "0");
  CHECK(amount("-12.50") == "-25/2");
  CHECK(amount("007") == "7");
  CHECK(amount("0.000000000000000001") == "1/1000000000000000000");
  CHECK(amount("999999999999999999") == "999999999999999999");
  CHECK(amount("1234567890123456789012345678901234567890") == "1234567890123456789012345678901234567890");
  CHECK(amount(" 5 ") == "5");
  CHECK(amount("") == "missing");
  CHECK(amount("12345678901234567890123456789012345678901") == "E0654");
  for (const char* cell :
       {"x", "5.", ".5", "-", "+5", "1e5", "5 %5", "--5", "1.2.3", "0x10", "½", "\xE2\x80\x93 5"}) {
    INFO(cell);
    CHECK(amount(cell) == "E0640");
  }
  CHECK(amount("85%") == "E0644");
}

TEST_CASE("decimal marks and marks between thousands") {
  const Fixture fixture;
  const auto dot = [&](const std::string& cell) { return value_of(fixture, "amount", cell, ','); };
  const auto comma = [&](const std::string& cell) { return value_of(fixture, "amount", cell, ';'); };
  CHECK(dot("4,5") == "E0641");
  CHECK(dot("0,123") == "E0641");
  CHECK(dot("1,234") == "E0642");
  CHECK(dot("1,234.5") == "E0642");
  CHECK(dot("1,234,567") == "E0642");
  CHECK(dot("1.234.567") == "E0642");
  CHECK(dot("1.234.567,8") == "E0642");
  CHECK(dot("1 234") == "E0642");
  CHECK(dot("1'234.5") == "E0642");
  CHECK(dot("-1\xC2\xA0"
            "234") == "E0642");
  CHECK(dot("1.234") == "617/500");
  CHECK(comma("4,5") == "9/2");
  CHECK(comma("4.5") == "E0641");
  CHECK(comma("1.234") == "E0642");
  CHECK(comma("1.234,5") == "E0642");
  CHECK(comma("1,234") == "617/500");
  CHECK(value_of(fixture, "done", "1.250") == "E0645");
  CHECK(value_of(fixture, "done", "1,250") == "E0642");
}

TEST_CASE("percentages: with a sign, as a share below 1, or as the input says") {
  const Fixture fixture;
  const auto rate = [&](const std::string& cell) { return value_of(fixture, "rate", cell); };
  CHECK(rate("85%") == "17/20");
  CHECK(rate("85 %") == "17/20");
  CHECK(rate("99.5%") == "199/200");
  CHECK(rate("120%") == "6/5");
  CHECK(rate("0.85") == "17/20");
  CHECK(rate("0") == "0");
  CHECK(rate("-0.5") == "-1/2");
  CHECK(rate("1") == "E0643");
  CHECK(rate("1.2") == "E0643");
  CHECK(rate("85") == "E0643");
  CHECK(rate("%") == "E0640");
  CHECK(value_of(fixture, "online", "85") == "17/20");
  CHECK(value_of(fixture, "online", "0.85") == "17/2000");
  CHECK(value_of(fixture, "online", "85%") == "17/20");
  CHECK(value_of(fixture, "online", "101") == "E0646");
}

TEST_CASE("whole numbers, ranges, steps") {
  const Fixture fixture;
  CHECK(value_of(fixture, "done", "9") == "9");
  CHECK(value_of(fixture, "done", "9.0") == "9");
  CHECK(value_of(fixture, "done", "9.5") == "E0645");
  CHECK(value_of(fixture, "done", "-1") == "E0646");
  CHECK(value_of(fixture, "satisfied", "1") == "1");
  CHECK(value_of(fixture, "satisfied", "5") == "5");
  CHECK(value_of(fixture, "satisfied", "5.01") == "E0646");
  CHECK(value_of(fixture, "1.2", "1.5") == "3/2");
  CHECK(value_of(fixture, "1.2", "2") == "2");
  CHECK(value_of(fixture, "1.2", "1.25") == "E0647");
  CHECK(value_of(fixture, "1.2", "2.5") == "E0646");
  Fixture open;
  open.rulebook.inputs[6].range = {Number(0), Number(1), true, true};
  CHECK(value_of(open, "amount", "0") == "E0646");
  CHECK(value_of(open, "amount", "1") == "E0646");
  CHECK(value_of(open, "amount", "0.5") == "1/2");
  CHECK(open.csv("unit,amount\na,1\n").said() ==
        R"(error[E0646]: 1 is outside what `amount` can be: more than 0 and less than 1
  --> units.csv:2:3
    |
  2 | a,1
    |   ^
    = note: `amount` is declared here --> rules.barem:7
)");
}

TEST_CASE("dates") {
  const Fixture english;
  const Fixture vietnamese(Language::vietnamese);
  CHECK(value_of(english, "issued", "1970-01-02") == "1");
  CHECK(value_of(vietnamese, "issued", "1970-01-02") == "1");
  CHECK(value_of(vietnamese, "issued", "02/01/1970") == "1");
  CHECK(value_of(vietnamese, "issued", "2/1/1970") == "1");
  for (const char* cell :
       {"02/01/1970", "1970-1-2", "1970/01/02", "2.1.1970", "hôm nay", "20220331", "2022-03-31T00:00"}) {
    INFO(cell);
    CHECK(value_of(english, "issued", cell) == "E0650");
  }
  CHECK(value_of(english, "issued", "2022-02-29") == "E0651");
  CHECK(value_of(vietnamese, "issued", "31/04/2022") == "E0651");
}

TEST_CASE("yes and no, choices, none and not applicable, in either language") {
  for (const Language language : {Language::english, Language::vietnamese}) {
    const Fixture fixture(language);
    for (const char* cell : {"yes", "Yes", "YES", "có", "Có", "CÓ"})
      CHECK(value_of(fixture, "has_border", cell) == "1");
    for (const char* cell : {"no", "No", "NO", "không", "Không", "KHÔNG"})
      CHECK(value_of(fixture, "has_border", cell) == "0");
    for (const char* cell : {"n/a", "N/A", "không áp dụng"})
      CHECK(value_of(fixture, "has_border", cell) == "n/a");
    for (const char* cell : {"none", "không có", "Không có"})
      CHECK(value_of(fixture, "issued", cell) == "none");
    for (const char* cell : {"true", "1", "x", "y"}) CHECK(value_of(fixture, "has_border", cell) == "E0649");
    CHECK(value_of(fixture, "has_border", "none") == "E0652");
    CHECK(value_of(fixture, "issued", "n/a") == "E0653");
    CHECK(value_of(fixture, "chair", "nobody") == "2");
    CHECK(value_of(fixture, "chair", "Nobody") == "E0648");
    CHECK(value_of(fixture, "chair", "none") == "E0652");
  }
}

TEST_CASE("a choice may be called none") {
  Fixture fixture;
  fixture.rulebook.choice_lists[0].push_back("none");
  CHECK(value_of(fixture, "chair", "none") == "3");
}

TEST_CASE("one value outside a file") {
  const Fixture fixture;
  source::Diagnostics diagnostics;
  const auto setting = [&](std::string_view text, std::uint32_t input) {
    return data::read_value(text, model::InputId{input}, fixture.rulebook, DecimalMark::by_separator, {},
                            diagnostics);
  };
  CHECK(setting(" 85% ", 3)->number == Number::fraction(17, 20));
  CHECK(setting("none", 0)->state == State::none);
  CHECK(setting("", 0)->state == State::missing);
  CHECK_FALSE(setting("85", 3).has_value());
  CHECK(diagnostics.error_count() == 1);
}

TEST_CASE("what is said of wrong cells") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,issued,planned,done,rate,online,satisfied,amount,has_border,chair,1.2\n"
      "a,31/12/2022,none,n/a,85,101,6,\"4,5\",maybe,deputi,0.7\n"
      "b,2022-02-30,1.5,-1,1,-1,x,\"1,234\",none,chief,3\n"
      "c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,\n");
  CHECK(read.said() == R"(error[E0650]: `31/12/2022` does not begin with the year, as dates in data do
  --> units.csv:2:3
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |   ^^^^^^^^^^
    = help: `2022-12-31` if its first number is the day
error[E0652]: `none`, but `planned` is declared without `or none`
  --> units.csv:2:14
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |              ^^^^
    = note: `planned` is declared here --> rules.barem:2
    = help: an empty cell where it is not known yet
error[E0653]: `n/a`, but `done` is declared without `or not applicable`
  --> units.csv:2:19
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                   ^^^
    = note: `done` is declared here --> rules.barem:3
    = help: an empty cell where it is not known yet
error[E0643]: `85` in a column of percentages may be 85% or 8500%
  --> units.csv:2:23
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                       ^^
    = note: `rate` is declared here --> rules.barem:4
    = help: `85%`, or `percent written 0 to 100` where the input is declared
error[E0646]: 101% is outside what `online` can be: 0% to 100%
  --> units.csv:2:26
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                          ^^^
    = note: `online` is declared here --> rules.barem:5
error[E0646]: 6 is outside what `satisfied` can be: 1 to 5
  --> units.csv:2:30
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                              ^
    = note: `satisfied` is declared here --> rules.barem:6
error[E0641]: `4,5` is written with a decimal comma, the numbers of this file with a decimal point
  --> units.csv:2:33
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                                 ^^^
    = help: `--decimal comma` where the whole file is written so
error[E0649]: `maybe`, but `has_border` is yes or no
  --> units.csv:2:38
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                                      ^^^^^
    = note: `has_border` is declared here --> rules.barem:8
    = help: `yes` or `no`
error[E0648]: `deputi` is none of the choices of `chair`: `secretary`, `deputy`, `nobody`
  --> units.csv:2:44
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                                            ^^^^^^
    = note: `chair` is declared here --> rules.barem:9
    = help: did you mean `deputy`?
error[E0647]: 0.7 points, but points of `1.2` go in steps of 0.5
  --> units.csv:2:51
    |
  2 | a,31/12/2022,none,n/a,85,101,6,"4,5",maybe,deputi,0.7
    |                                                   ^^^
    = note: `1.2` is declared here --> rules.barem:12
error[E0651]: there is no day `2022-02-30`
  --> units.csv:3:3
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |   ^^^^^^^^^^
error[E0645]: `1.5`, but `planned` is a whole number
  --> units.csv:3:14
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |              ^^^
    = note: `planned` is declared here --> rules.barem:2
error[E0646]: -1 is outside what `done` can be: at least 0
  --> units.csv:3:18
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                  ^^
    = note: `done` is declared here --> rules.barem:3
error[E0643]: `1` in a column of percentages may be 1% or 100%
  --> units.csv:3:21
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                     ^
    = note: `rate` is declared here --> rules.barem:4
    = help: `1%`, or `percent written 0 to 100` where the input is declared
error[E0646]: -1% is outside what `online` can be: 0% to 100%
  --> units.csv:3:23
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                       ^^
    = note: `online` is declared here --> rules.barem:5
error[E0640]: `x` is not a number; `satisfied` takes numbers
  --> units.csv:3:26
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                          ^
    = note: `satisfied` is declared here --> rules.barem:6
error[E0642]: `1,234` may have a mark between its thousands or be written with a decimal comma
  --> units.csv:3:29
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                             ^^^^^
    = help: `1234` where thousands are meant; `--decimal comma` where the whole file is written so
error[E0652]: `none`, but `has_border` is declared without `or none`
  --> units.csv:3:36
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                                    ^^^^
    = note: `has_border` is declared here --> rules.barem:8
    = help: an empty cell where it is not known yet
error[E0648]: `chief` is none of the choices of `chair`: `secretary`, `deputy`, `nobody`
  --> units.csv:3:41
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                                         ^^^^^
    = note: `chair` is declared here --> rules.barem:9
error[E0646]: 3 is outside what `1.2` can be: 0 to 2
  --> units.csv:3:47
    |
  3 | b,2022-02-30,1.5,-1,1,-1,x,"1,234",none,chief,3
    |                                               ^
    = note: `1.2` is declared here --> rules.barem:12
error[E0650]: `soon` is not a date; `issued` takes dates
  --> units.csv:4:3
    |
  4 | c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,
    |   ^^^^
    = note: `issued` is declared here --> rules.barem:1
    = help: as `2022-12-31`
error[E0645]: `1.250`, but `planned` is a whole number
  --> units.csv:4:8
    |
  4 | c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,
    |        ^^^^^
    = note: `planned` is declared here --> rules.barem:2
    = help: thousands are written without a mark between them, as `12500`
error[E0642]: `12 500` has marks between its thousands
  --> units.csv:4:14
    |
  4 | c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,
    |              ^^^^^^
    = help: `12500`
error[E0643]: `1.5` in a column of percentages may be 1.5% or 150%
  --> units.csv:4:21
    |
  4 | c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,
    |                     ^^^
    = note: `rate` is declared here --> rules.barem:4
    = help: `1.5%`, or `percent written 0 to 100` where the input is declared
error[E0646]: 100.5% is outside what `online` can be: 0% to 100%
  --> units.csv:4:25
    |
  4 | c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,
    |                         ^^^^^^
    = note: `online` is declared here --> rules.barem:5
error[E0644]: `85%` is a percentage, but `satisfied` is not a percentage
  --> units.csv:4:32
    |
  4 | c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,
    |                                ^^^
    = note: `satisfied` is declared here --> rules.barem:6
error[E0642]: `1.234.567` has marks between its thousands
  --> units.csv:4:36
    |
  4 | c,soon,1.250,12 500,1.5,100.5%,85%,1.234.567,,,
    |                                    ^^^^^^^^^
    = help: `1234567`
)");
}

TEST_CASE("lời báo cho các ô sai") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "unit;issued;planned;done;rate;online;satisfied;amount;has_border;chair;1.2\n"
      "a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7\n"
      "b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3\n"
      "c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;\n");
  CHECK(read.said() == R"(lỗi[E0650]: ngày `2022-3-1` trong số liệu phải viết là `01/03/2022`
  --> units.csv:2:3
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |   ^^^^^^^^
lỗi[E0652]: `không có`, nhưng khai báo của `planned` không ghi `hoặc không có`
  --> units.csv:2:12
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |            ^^^^^^^^
    = ghi chú: `planned` được khai báo ở đây --> rules.barem:2
    = cách sửa: để ô trống nếu chưa có số liệu
lỗi[E0653]: `n/a`, nhưng khai báo của `done` không ghi `hoặc không áp dụng`
  --> units.csv:2:21
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                     ^^^
    = ghi chú: `done` được khai báo ở đây --> rules.barem:3
    = cách sửa: để ô trống nếu chưa có số liệu
lỗi[E0643]: `85` trong cột tỷ lệ có thể là 85% hoặc 8500%
  --> units.csv:2:25
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                         ^^
    = ghi chú: `rate` được khai báo ở đây --> rules.barem:4
    = cách sửa: `85%`, hoặc ghi `tỷ lệ ghi từ 0 đến 100` ở khai báo số liệu
lỗi[E0646]: 101% nằm ngoài khoảng cho phép của `online`: 0% đến 100%
  --> units.csv:2:28
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                            ^^^
    = ghi chú: `online` được khai báo ở đây --> rules.barem:5
lỗi[E0646]: 6 nằm ngoài khoảng cho phép của `satisfied`: 1 đến 5
  --> units.csv:2:32
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                                ^
    = ghi chú: `satisfied` được khai báo ở đây --> rules.barem:6
lỗi[E0641]: `4.5` dùng dấu chấm thập phân, còn số trong tệp này dùng dấu phẩy thập phân
  --> units.csv:2:34
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                                  ^^^
    = cách sửa: `--decimal dot` nếu cả tệp đều viết như vậy
lỗi[E0649]: `maybe`, nhưng `has_border` phải là có hoặc không
  --> units.csv:2:38
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                                      ^^^^^
    = ghi chú: `has_border` được khai báo ở đây --> rules.barem:8
    = cách sửa: `có` hoặc `không`
lỗi[E0648]: `deputi` không phải là lựa chọn của `chair`: `secretary`, `deputy`, `nobody`
  --> units.csv:2:44
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                                            ^^^^^^
    = ghi chú: `chair` được khai báo ở đây --> rules.barem:9
    = cách sửa: ý bạn là `deputy`?
lỗi[E0647]: 0,7 điểm, nhưng điểm của `1.2` cho theo bước 0,5
  --> units.csv:2:51
    |
  2 | a;2022-3-1;không có;n/a;85;101;6;4.5;maybe;deputi;0,7
    |                                                   ^^^
    = ghi chú: `1.2` được khai báo ở đây --> rules.barem:12
lỗi[E0651]: không có ngày `30/02/2022`
  --> units.csv:3:3
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |   ^^^^^^^^^^
lỗi[E0645]: `1,5`, nhưng `planned` phải là số nguyên
  --> units.csv:3:14
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |              ^^^
    = ghi chú: `planned` được khai báo ở đây --> rules.barem:2
lỗi[E0646]: -1 nằm ngoài khoảng cho phép của `done`: ít nhất 0
  --> units.csv:3:18
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                  ^^
    = ghi chú: `done` được khai báo ở đây --> rules.barem:3
lỗi[E0643]: `1` trong cột tỷ lệ có thể là 1% hoặc 100%
  --> units.csv:3:21
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                     ^
    = ghi chú: `rate` được khai báo ở đây --> rules.barem:4
    = cách sửa: `1%`, hoặc ghi `tỷ lệ ghi từ 0 đến 100` ở khai báo số liệu
lỗi[E0646]: -1% nằm ngoài khoảng cho phép của `online`: 0% đến 100%
  --> units.csv:3:23
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                       ^^
    = ghi chú: `online` được khai báo ở đây --> rules.barem:5
lỗi[E0640]: `x` không phải là số; `satisfied` phải là số
  --> units.csv:3:26
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                          ^
    = ghi chú: `satisfied` được khai báo ở đây --> rules.barem:6
lỗi[E0642]: `1.234` có thể có dấu ngăn cách hàng nghìn, hoặc dùng dấu chấm thập phân
  --> units.csv:3:28
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                            ^^^^^
    = cách sửa: `1234` nếu là hàng nghìn; `--decimal dot` nếu cả tệp đều viết như vậy
lỗi[E0652]: `không có`, nhưng khai báo của `has_border` không ghi `hoặc không có`
  --> units.csv:3:34
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                                  ^^^^^^^^
    = ghi chú: `has_border` được khai báo ở đây --> rules.barem:8
    = cách sửa: để ô trống nếu chưa có số liệu
lỗi[E0648]: `chief` không phải là lựa chọn của `chair`: `secretary`, `deputy`, `nobody`
  --> units.csv:3:43
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                                           ^^^^^
    = ghi chú: `chair` được khai báo ở đây --> rules.barem:9
lỗi[E0646]: 3 nằm ngoài khoảng cho phép của `1.2`: 0 đến 2
  --> units.csv:3:49
    |
  3 | b;30/02/2022;1,5;-1;1;-1;x;1.234;không có;chief;3
    |                                                 ^
    = ghi chú: `1.2` được khai báo ở đây --> rules.barem:12
lỗi[E0650]: `sớm` không phải là ngày; `issued` phải là ngày
  --> units.csv:4:3
    |
  4 | c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;
    |   ^^^
    = ghi chú: `issued` được khai báo ở đây --> rules.barem:1
    = cách sửa: như `31/12/2022`
lỗi[E0645]: `1,250`, nhưng `planned` phải là số nguyên
  --> units.csv:4:7
    |
  4 | c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;
    |       ^^^^^
    = ghi chú: `planned` được khai báo ở đây --> rules.barem:2
    = cách sửa: hàng nghìn viết liền, không có dấu ngăn cách, như `12500`
lỗi[E0642]: `12 500` có dấu ngăn cách hàng nghìn
  --> units.csv:4:13
    |
  4 | c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;
    |             ^^^^^^
    = cách sửa: `12500`
lỗi[E0643]: `1,5` trong cột tỷ lệ có thể là 1,5% hoặc 150%
  --> units.csv:4:20
    |
  4 | c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;
    |                    ^^^
    = ghi chú: `rate` được khai báo ở đây --> rules.barem:4
    = cách sửa: `1,5%`, hoặc ghi `tỷ lệ ghi từ 0 đến 100` ở khai báo số liệu
lỗi[E0646]: 100,5% nằm ngoài khoảng cho phép của `online`: 0% đến 100%
  --> units.csv:4:24
    |
  4 | c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;
    |                        ^^^^^^
    = ghi chú: `online` được khai báo ở đây --> rules.barem:5
lỗi[E0644]: `85%` là tỷ lệ phần trăm, nhưng `satisfied` không phải là tỷ lệ
  --> units.csv:4:31
    |
  4 | c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;
    |                               ^^^
    = ghi chú: `satisfied` được khai báo ở đây --> rules.barem:6
lỗi[E0642]: `1.234.567` có dấu ngăn cách hàng nghìn
  --> units.csv:4:35
    |
  4 | c;sớm;1,250;12 500;1,5;100,5%;85%;1.234.567;;;
    |                                   ^^^^^^^^^
    = cách sửa: `1234567`
)");
}

TEST_CASE("numbers with too many digits") {
  const Fixture fixture;
  const Read read = fixture.csv(
      "unit,amount\n"
      "a,12345678901234567890123456789012345678901\n");
  CHECK(read.said() == R"(error[E0654]: the number has 41 digits; `amount` can be read with up to 40
  --> units.csv:2:3
    |
  2 | a,12345678901234567890123456789012345678901
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
)");
}

TEST_CASE("số quá dài") {
  const Fixture fixture(Language::vietnamese);
  const Read read = fixture.csv(
      "unit;amount\n"
      "a;12345678901234567890123456789012345678901\n");
  CHECK(read.said() == R"(lỗi[E0654]: số có 41 chữ số; `amount` đọc được nhiều nhất 40 chữ số
  --> units.csv:2:3
    |
  2 | a;12345678901234567890123456789012345678901
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
)");
}
