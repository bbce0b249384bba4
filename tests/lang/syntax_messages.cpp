// What people see when a line cannot be read: whole messages. One mistake gives one.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/lang/syntax_reading.h"

using namespace barem;
using tests::Read;

namespace {

/// A text, and all that is said about it.
struct Case {
  const char* name;
  std::string text;
  std::string messages;
};

std::string many_operations() {
  std::string text = "barem 1\nrulebook \"Index\"\n1 \"Plan\" 2 points\n  1";
  for (int i = 0; i < 201; ++i) text += " + 1";
  return text + "\n";
}

// clang-format off
std::vector<Case> cases() {
  return {
    {"a file without anything",
      "# only a comment\n",
      "error[E0150]: this file is empty\n"
      "  --> rules.barem:1:1\n"
      "    |\n"
      "  1 | # only a comment\n"
      "    | ^\n"
      "    = help: a rule file begins with `barem 1` and `rulebook \"…\"`\n"},
    {"no edition",
      "rulebook \"Index\"\n",
      "hint[H0120]: the file does not name the edition of the language; edition 1 is taken\n"
      "  --> rules.barem:1:1\n"
      "    |\n"
      "  1 | rulebook \"Index\"\n"
      "    | ^\n"
      "    = help: `barem 1` as the first line\n"},
    {"no edition, in Vietnamese",
      "bộ tiêu chí \"Chỉ số\"\n",
      "gợi ý[H0120]: tệp không ghi ấn bản của ngôn ngữ; coi là ấn bản 1\n"
      "  --> rules.barem:1:1\n"
      "    |\n"
      "  1 | bộ tiêu chí \"Chỉ số\"\n"
      "    | ^\n"
      "    = cách sửa: thêm `barem 1` ở dòng đầu\n"},
    {"an edition of the future",
      "barem 2\n"
      "rulebook \"Index\"\n",
      "error[E0149]: edition 2 of the language is not known to this version of Barem; it knows edition 1\n"
      "  --> rules.barem:1:7\n"
      "    |\n"
      "  1 | barem 2\n"
      "    |       ^\n"
      "    = help: `barem 1`\n"},
    {"the edition further down",
      "rulebook \"Index\"\n"
      "barem 1\n",
      "error[E0168]: the edition of the language stands here, but it belongs in the first line\n"
      "  --> rules.barem:2:1\n"
      "    |\n"
      "  2 | barem 1\n"
      "    | ^^^^^^^\n"},
    {"tabs",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "	max\n"
      "	at most 1\n",
      "error[E0120]: tabs indent 2 of the lines, but indentation is spaces\n"
      "  --> rules.barem:4:1\n"
      "    |\n"
      "  4 |     max\n"
      "    | ^^^^\n"
      "    = help: `barem fmt` puts spaces there\n"},
    {"a text without end",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  evidence \"Decision of the year\n"
      "  max\n",
      "error[E0121]: the text that begins with `\"Decision` has no closing quotation mark\n"
      "  --> rules.barem:4:12\n"
      "    |\n"
      "  4 |   evidence \"Decision of the year\n"
      "    |            ^^^^^^^^^^^^^^^^^^^^^\n"
      "    = help: `\"` at its end; a quotation mark inside it is `\"\"`\n"},
    {"a text without end, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  ghi chú “Quyết định\n",
      "lỗi[E0121]: đoạn bắt đầu bằng `“Quyết` chưa có dấu ngoặc kép đóng\n"
      "  --> rules.barem:4:11\n"
      "    |\n"
      "  4 |   ghi chú “Quyết định\n"
      "    |           ^^^^^^^^^^^\n"
      "    = cách sửa: thêm `\"` ở cuối; dấu ngoặc kép bên trong viết là `\"\"`\n"},
    {"a bracket without end",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when (a = 2\n"
      "  0 otherwise\n",
      "error[E0122]: this bracket is not closed\n"
      "  --> rules.barem:4:10\n"
      "    |\n"
      "  4 |   1 when (a = 2\n"
      "    |          ^\n"
      "    = help: `)`; lines that belong inside it are indented deeper than the first\n"},
    {"a word nearly right",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 wehn a\n"
      "  0 otherwise\n",
      "error[E0123]: `wehn` stands where `when`, `otherwise` or the end of the line is due\n"
      "  --> rules.barem:4:5\n"
      "    |\n"
      "  4 |   1 wehn a\n"
      "    |     ^^^^\n"
      "    = help: did you mean `when`?\n"},
    {"a word nearly right, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  1 kho a\n"
      "  0 còn lại\n",
      "lỗi[E0123]: ở đây cần `khi`, `còn lại` hoặc hết dòng, nhưng lại ghi `kho`\n"
      "  --> rules.barem:4:5\n"
      "    |\n"
      "  4 |   1 kho a\n"
      "    |     ^^^\n"
      "    = cách sửa: có phải là `khi`?\n"},
    {"a month nearly right",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when d <= 31 Decembr of year\n",
      "error[E0167]: `Decembr` cannot follow here; the line could end before it\n"
      "  --> rules.barem:4:18\n"
      "    |\n"
      "  4 |   1 when d <= 31 Decembr of year\n"
      "    |                  ^^^^^^^\n"
      "    = help: did you mean `December`?\n"},
    {"a clause nearly right",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  full points wen a = 0\n"
      "  evidnce \"Plan\"\n",
      "error[E0125]: `full points wen` does not begin a clause, and a value does not go on like this\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   full points wen a = 0\n"
      "    |   ^^^^^^^^^^^^^^^\n"
      "    = help: did you mean `full points when`?\n"
      "error[E0125]: `evidnce` does not begin a clause, and a value does not go on like this\n"
      "  --> rules.barem:5:3\n"
      "    |\n"
      "  5 |   evidnce \"Plan\"\n"
      "    |   ^^^^^^^\n"
      "    = help: did you mean `evidence`?\n"},
    {"a clause nearly right, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  khong áp dụng khi a\n",
      "lỗi[E0125]: `khong áp dụng khi` không mở đầu một dòng quy định, và một giá trị cũng không viết tiếp như vậy\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   khong áp dụng khi a\n"
      "    |   ^^^^^^^^^^^^^^^^^\n"
      "    = cách sửa: có phải là `không áp dụng khi`?\n"},
    {"a name in several words",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  tỷ lệ * điểm tối đa\n",
      "lỗi[E0125]: `tỷ` không mở đầu một dòng quy định, và một giá trị cũng không viết tiếp như vậy\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   tỷ lệ * điểm tối đa\n"
      "    |   ^^\n"
      "    = cách sửa: tên gồm nhiều từ thì nối bằng `_`\n"},
    {"a head nearly right",
      "barem 1\n"
      "rulebok \"Index\"\n"
      "verson 2022\n",
      "error[E0124]: no line in column 1 begins with `rulebok`\n"
      "  --> rules.barem:2:1\n"
      "    |\n"
      "  2 | rulebok \"Index\"\n"
      "    | ^^^^^^^\n"
      "    = help: did you mean `rulebook`?\n"
      "error[E0124]: no line in column 1 begins with `verson`\n"
      "  --> rules.barem:3:1\n"
      "    |\n"
      "  3 | verson 2022\n"
      "    | ^^^^^^\n"
      "    = help: did you mean `version`?\n"},
    {"nothing like a head",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "Ministry of Home Affairs\n",
      "error[E0124]: no line in column 1 begins with `Ministry`\n"
      "  --> rules.barem:3:1\n"
      "    |\n"
      "  3 | Ministry of Home Affairs\n"
      "    | ^^^^^^^^\n"
      "    = help: a heading begins with its number; a clause is indented below its heading\n"},
    {"a line in the other spelling",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "phiên bản 2022\n",
      "error[E0127]: this line is in Vietnamese spelling, but line 2 of the file fixed the English one\n"
      "  --> rules.barem:3:1\n"
      "    |\n"
      "  3 | phiên bản 2022\n"
      "    | ^^^^^^^^^^^^^^\n"
      "    = help: `version 2022`\n"},
    {"a line in the other spelling, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "version 2022\n",
      "lỗi[E0127]: dòng này viết theo tiếng Anh, nhưng dòng 2 của tệp đã chọn cách viết tiếng Việt\n"
      "  --> rules.barem:3:1\n"
      "    |\n"
      "  3 | version 2022\n"
      "    | ^^^^^^^^^^^^\n"
      "    = cách sửa: `phiên bản 2022`\n"},
    {"a word of the other spelling",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 khi a\n"
      "  0 otherwise\n",
      "error[E0126]: `khi` belongs to the Vietnamese spelling, but line 2 of the file fixed the English one\n"
      "  --> rules.barem:4:5\n"
      "    |\n"
      "  4 |   1 khi a\n"
      "    |     ^^^\n"
      "    = help: `when`\n"},
    {"a word of the other spelling, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  tỷ_lệ * max\n",
      "lỗi[E0126]: `max` thuộc cách viết tiếng Anh, nhưng dòng 2 của tệp đã chọn cách viết tiếng Việt\n"
      "  --> rules.barem:4:11\n"
      "    |\n"
      "  4 |   tỷ_lệ * max\n"
      "    |           ^^^\n"
      "    = cách sửa: `điểm tối đa`\n"},
    {"the end before its time",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  add 1\n"
      "  deduct 1 per\n",
      "error[E0169]: the line ends where `per` or `when` is due, after `1`\n"
      "  --> rules.barem:4:7\n"
      "    |\n"
      "  4 |   add 1\n"
      "    |       ^\n"
      "error[E0169]: the line ends where a value is due, after `per`\n"
      "  --> rules.barem:5:12\n"
      "    |\n"
      "  5 |   deduct 1 per\n"
      "    |            ^^^\n"},
    {"the end before its time, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  trừ 0,5 cho mỗi\n",
      "lỗi[E0169]: dòng này kết thúc khi sau `mỗi` còn thiếu một giá trị\n"
      "  --> rules.barem:4:15\n"
      "    |\n"
      "  4 |   trừ 0,5 cho mỗi\n"
      "    |               ^^^\n"},
    {"more than a line can say",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when a b\n",
      "error[E0167]: `b` cannot follow here; the line could end before it\n"
      "  --> rules.barem:4:12\n"
      "    |\n"
      "  4 |   1 when a b\n"
      "    |            ^\n"},
    {"an input nearly right",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "inputs from unit\n"
      "  late cuont\n"
      "  kế hoạch count\n"
      "  share percent written 0 to 10\n",
      "error[E0174]: `cuont` is not a kind of value\n"
      "  --> rules.barem:4:8\n"
      "    |\n"
      "  4 |   late cuont\n"
      "    |        ^^^^^\n"
      "    = help: did you mean `count`?\n"
      "error[E0123]: `hoạch` stands where a kind of value is due\n"
      "  --> rules.barem:5:6\n"
      "    |\n"
      "  5 |   kế hoạch count\n"
      "    |      ^^^^^\n"
      "    = help: a name of several words joins them with `_`\n"
      "error[E0123]: `0` stands where `to` is due\n"
      "  --> rules.barem:6:25\n"
      "    |\n"
      "  6 |   share percent written 0 to 10\n"
      "    |                         ^\n"},
    {"an input nearly right, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "số liệu từ đơn vị\n"
      "  chậm số lượg\n",
      "lỗi[E0174]: `số lượg` không phải là loại giá trị\n"
      "  --> rules.barem:4:8\n"
      "    |\n"
      "  4 |   chậm số lượg\n"
      "    |        ^^^^^^^\n"
      "    = cách sửa: có phải là `số lượng`?\n"},
    {"a reserved word for a name",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "inputs from unit\n"
      "  when count\n"
      "constant max = 3\n",
      "error[E0172]: `when` is a word of the language, so it cannot be a name\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   when count\n"
      "    |   ^^^^\n"
      "    = help: `when_`, or another name\n"
      "error[E0172]: `max` is a word of the language, so it cannot be a name\n"
      "  --> rules.barem:5:10\n"
      "    |\n"
      "  5 | constant max = 3\n"
      "    |          ^^^\n"
      "    = help: `max_`, or another name\n"},
    {"a reserved word for a name, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  đặt khi = 3\n"
      "  khi * 2\n",
      "lỗi[E0172]: `khi` là từ của ngôn ngữ nên không dùng làm tên được\n"
      "  --> rules.barem:4:7\n"
      "    |\n"
      "  4 |   đặt khi = 3\n"
      "    |       ^^^\n"
      "    = cách sửa: `khi_`, hoặc tên khác\n"
      "lỗi[E0123]: ở đây cần một dòng quy định, nhưng lại ghi `khi`\n"
      "  --> rules.barem:5:3\n"
      "    |\n"
      "  5 |   khi * 2\n"
      "    |   ^^^\n"},
    {"and beside or",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when a and b or c\n",
      "error[E0128]: `and` and `or` are mixed, and it is not clear which comes first\n"
      "  --> rules.barem:4:18\n"
      "    |\n"
      "  4 |   1 when a and b or c\n"
      "    |                  ^^\n"
      "    = help: brackets around what belongs together\n"},
    {"and beside or, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  1 khi a hoặc b và c\n",
      "lỗi[E0128]: `hoặc` và `và` đứng lẫn nhau, không rõ tính cái nào trước\n"
      "  --> rules.barem:4:18\n"
      "    |\n"
      "  4 |   1 khi a hoặc b và c\n"
      "    |                  ^^\n"
      "    = cách sửa: đặt ngoặc quanh phần đi với nhau\n"},
    {"not before a comparison",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when not a = b\n",
      "error[E0129]: `not` before a comparison could deny all of it or its first side only\n"
      "  --> rules.barem:4:10\n"
      "    |\n"
      "  4 |   1 when not a = b\n"
      "    |          ^^^^^^^^^\n"
      "    = help: `not (a = b)`\n"},
    {"not before a comparison, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  1 khi không phải a = b\n",
      "lỗi[E0129]: `không phải` đứng trước phép so sánh: không rõ phủ định cả phép so sánh hay chỉ vế đầu\n"
      "  --> rules.barem:4:9\n"
      "    |\n"
      "  4 |   1 khi không phải a = b\n"
      "    |         ^^^^^^^^^^^^^^^^\n"
      "    = cách sửa: `không phải (a = b)`\n"},
    {"if none of unclear reach",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  done / planned if none 100% * max\n",
      "error[E0130]: it is not clear how far `if none` reaches here\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   done / planned if none 100% * max\n"
      "    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
      "    = help: brackets around the division and its replacement, or a `let`\n"},
    {"if none of unclear reach, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  hoàn_thành / kế_hoạch nếu không có 100% * điểm tối đa\n",
      "lỗi[E0130]: không rõ `nếu không có` ở đây áp dụng cho phần nào\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   hoàn_thành / kế_hoạch nếu không có 100% * điểm tối đa\n"
      "    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
      "    = cách sửa: đặt ngoặc quanh phép chia và giá trị thay thế, hoặc dùng `đặt`\n"},
    {"comparisons that turn",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when a < b > c\n",
      "error[E0152]: only comparisons that go the same way can be joined, as in `80% <= x < 100%`\n"
      "  --> rules.barem:4:10\n"
      "    |\n"
      "  4 |   1 when a < b > c\n"
      "    |          ^^^^^^^^^\n"
      "    = help: two comparisons joined by `and`\n"},
    {"signs of other languages",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when a == b\n"
      "  1 when a => b\n",
      "error[E0153]: `==` is not a comparison; it reads `=`\n"
      "  --> rules.barem:4:12\n"
      "    |\n"
      "  4 |   1 when a == b\n"
      "    |            ^^\n"
      "error[E0153]: `=>` is not a comparison; it reads `>=`\n"
      "  --> rules.barem:5:12\n"
      "    |\n"
      "  5 |   1 when a => b\n"
      "    |            ^^\n"},
    {"a dash for a minus sign",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  max – 1\n",
      "error[E0134]: `–` is a dash, not a minus sign\n"
      "  --> rules.barem:4:7\n"
      "    |\n"
      "  4 |   max – 1\n"
      "    |       ^\n"
      "    = help: `-` for a minus sign, `to` for a range\n"},
    {"a dash for a range, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  theo mức tỷ_lệ\n"
      "    80% – < 100% : 1\n"
      "    80%–90% : 1\n",
      "lỗi[E0134]: `–` là dấu gạch ngang, không phải dấu trừ\n"
      "  --> rules.barem:5:9\n"
      "    |\n"
      "  5 |     80% – < 100% : 1\n"
      "    |         ^\n"
      "    = cách sửa: viết `-` cho dấu trừ, `đến` cho khoảng\n"
      "lỗi[E0154]: `80%–90%` được đọc là phép trừ; khoảng viết với `đến`\n"
      "  --> rules.barem:6:5\n"
      "    |\n"
      "  6 |     80%–90% : 1\n"
      "    |     ^^^^^^^\n"
      "    = cách sửa: `80% đến 90%`\n"},
    {"a dot under a decimal comma",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  0.5 khi a\n"
      "  1.000 khi b\n"
      "  1.000.000 khi c\n",
      "lỗi[E0133]: `0.5` có dấu chấm, nhưng trong cách viết tiếng Việt dấu thập phân là dấu phẩy\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   0.5 khi a\n"
      "    |   ^^^\n"
      "    = cách sửa: `0,5`\n"
      "lỗi[E0133]: `1.000` có dấu chấm, nhưng trong cách viết tiếng Việt dấu thập phân là dấu phẩy\n"
      "  --> rules.barem:5:3\n"
      "    |\n"
      "  5 |   1.000 khi b\n"
      "    |   ^^^^^\n"
      "    = cách sửa: `1,000`, hoặc `1000` nếu dấu chấm ngăn hàng nghìn\n"
      "lỗi[E0133]: `1.000.000` có dấu chấm, nhưng trong cách viết tiếng Việt dấu thập phân là dấu phẩy\n"
      "  --> rules.barem:6:3\n"
      "    |\n"
      "  6 |   1.000.000 khi c\n"
      "    |   ^^^^^^^^^\n"
      "    = cách sửa: `1000000`\n"},
    {"a comma under a decimal dot",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  0,5 when a\n",
      "error[E0165]: `0,5` has a comma in it, but beside English words the decimal mark is a dot\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   0,5 when a\n"
      "    |   ^^^\n"
      "    = help: `0.5`\n"},
    {"a number with two marks",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1.1.2 * max\n",
      "error[E0159]: `1.1.2` is not a number: it has more than one decimal mark\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   1.1.2 * max\n"
      "    |   ^^^^^\n"
      "    = help: the number of an item, like `1.1.2`, stands only in a heading or behind `for`\n"},
    {"a number beyond the limit",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  12345678901234567890123456789012345678901 * max\n",
      "error[E0132]: this number has 41 digits, but 40 is the most a number may have\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   12345678901234567890123456789012345678901 * max\n"
      "    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"},
    {"a date of other form",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when d <= 2022-3-31\n"
      "  1 when d <= 31/03/2022\n"
      "  1 when d <= 2022-02-30\n",
      "error[E0135]: `2022-3-31` is not a date: a date has four digits for the year, two for the month, two for the day\n"
      "  --> rules.barem:4:15\n"
      "    |\n"
      "  4 |   1 when d <= 2022-3-31\n"
      "    |               ^^^^^^^^^\n"
      "    = help: `2022-03-31`\n"
      "error[E0137]: `31/03/2022` could be a date or two divisions; beside English words a date begins with the year\n"
      "  --> rules.barem:5:15\n"
      "    |\n"
      "  5 |   1 when d <= 31/03/2022\n"
      "    |               ^^^^^^^^^^\n"
      "    = help: `2022-03-31`, or blanks around `/` for divisions\n"
      "error[E0136]: there is no day `2022-02-30`\n"
      "  --> rules.barem:6:15\n"
      "    |\n"
      "  6 |   1 when d <= 2022-02-30\n"
      "    |               ^^^^^^^^^^\n"},
    {"a date of other form, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  1 khi d <= 2022-3-31\n"
      "  1 khi d <= ngày 31/4 của năm\n",
      "lỗi[E0135]: `2022-3-31` không phải là ngày: năm viết bốn chữ số, tháng và ngày viết hai chữ số\n"
      "  --> rules.barem:4:14\n"
      "    |\n"
      "  4 |   1 khi d <= 2022-3-31\n"
      "    |              ^^^^^^^^^\n"
      "    = cách sửa: `31/03/2022`\n"
      "lỗi[E0136]: không có ngày `31/4`\n"
      "  --> rules.barem:5:14\n"
      "    |\n"
      "  5 |   1 khi d <= ngày 31/4 của năm\n"
      "    |              ^^^^^^^^^^^^^^^^^\n"},
    {"a part of the maximum without form",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  2 max\n",
      "error[E0138]: `2` stands before `max`, but a part of it is said as a percentage or a fraction\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   2 max\n"
      "    |   ^^^^^\n"
      "    = help: `75% of max` or `1/2 max`; for a product `0.5 * max`\n"},
    {"decimals without sense",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  round to 99 decimals\n"
      "  round(x to 0.5 decimals)\n",
      "error[E0151]: 99 decimals are asked for, but 40 are the most\n"
      "  --> rules.barem:4:12\n"
      "    |\n"
      "  4 |   round to 99 decimals\n"
      "    |            ^^\n"
      "error[E0156]: `0.5` stands where a whole number is due\n"
      "  --> rules.barem:5:14\n"
      "    |\n"
      "  5 |   round(x to 0.5 decimals)\n"
      "    |              ^^^\n"},
    {"a blank before a bracket",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  survey_mean (x, from 1)\n",
      "error[E0158]: a blank stands between `survey_mean` and its bracket\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   survey_mean (x, from 1)\n"
      "    |   ^^^^^^^^^^^^^\n"
      "    = help: `survey_mean(`\n"},
    {"the wrong separator",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  f(a; b)\n"
      "method m (a number, b number)\n"
      "  a\n",
      "error[E0166]: `;` stands where a list goes on, but this list is separated by `,`\n"
      "  --> rules.barem:4:6\n"
      "    |\n"
      "  4 |   f(a; b)\n"
      "    |      ^\n"
      "    = help: `,`\n"
      "error[E0166]: `,` stands where a list goes on, but this list is separated by `;`\n"
      "  --> rules.barem:5:19\n"
      "    |\n"
      "  5 | method m (a number, b number)\n"
      "    |                   ^\n"
      "    = help: `;`\n"},
    {"the wrong separator, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "gồm 8 lĩnh vực, 37 tiêu chí\n",
      "lỗi[E0166]: `,` đứng ở chỗ danh sách còn tiếp, nhưng danh sách này ngăn bằng `;`\n"
      "  --> rules.barem:3:15\n"
      "    |\n"
      "  3 | gồm 8 lĩnh vực, 37 tiêu chí\n"
      "    |               ^\n"
      "    = cách sửa: `;`\n"},
    {"otherwise before its value",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when a\n"
      "  otherwise: 0\n",
      "error[E0157]: `otherwise` stands behind its value, not before it\n"
      "  --> rules.barem:5:3\n"
      "    |\n"
      "  5 |   otherwise: 0\n"
      "    |   ^^^^^^^^^\n"
      "    = help: `0 otherwise`\n"},
    {"otherwise before its value, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  còn lại: 0\n",
      "lỗi[E0157]: `còn lại` đứng sau giá trị, không đứng trước\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   còn lại: 0\n"
      "    |   ^^^^^^^\n"
      "    = cách sửa: `0 còn lại`\n"},
    {"points entered by nobody",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  entered in steps of 0.5\n",
      "error[E0155]: `entered` does not say by whom\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   entered in steps of 0.5\n"
      "    |   ^^^^^^^^^^^^^^^^^^^^^^^\n"
      "    = help: `entered by council`\n"},
    {"points entered by nobody, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  cho điểm theo bước 0,5\n",
      "lỗi[E0155]: `cho điểm` chưa ghi ai cho điểm\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   cho điểm theo bước 0,5\n"
      "    |   ^^^^^^^^^^^^^^^^^^^^^^\n"
      "    = cách sửa: `hội đồng cho điểm`\n"},
    {"the same said twice in a line",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  entered in steps of 1 in steps of 2 by council\n"
      "  expect 1 component, 2 components\n",
      "error[E0162]: `in steps of` is said twice in this line\n"
      "  --> rules.barem:4:25\n"
      "    |\n"
      "  4 |   entered in steps of 1 in steps of 2 by council\n"
      "    |                         ^^^^^^^^^^^^^\n"
      "error[E0161]: `components` is counted twice in this line\n"
      "  --> rules.barem:5:23\n"
      "    |\n"
      "  5 |   expect 1 component, 2 components\n"
      "    |                       ^^^^^^^^^^^^\n"},
    {"bands in words",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  bands rate\n"
      "    below 80% : 0\n"
      "    80% to under 100% : 1\n",
      "error[E0173]: `below` stands in a range, but ranges are said with signs\n"
      "  --> rules.barem:5:5\n"
      "    |\n"
      "  5 |     below 80% : 0\n"
      "    |     ^^^^^\n"
      "    = help: `80% to < 100%`, `> 80% to 90%`, `< 80%`, `>= 95%` or `100%`\n"
      "error[E0173]: `under` stands in a range, but ranges are said with signs\n"
      "  --> rules.barem:6:12\n"
      "    |\n"
      "  6 |     80% to under 100% : 1\n"
      "    |            ^^^^^\n"
      "    = help: `80% to < 100%`, `> 80% to 90%`, `< 80%`, `>= 95%` or `100%`\n"},
    {"bands in words, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  theo mức tỷ_lệ\n"
      "    dưới 80% : 0\n"
      "    từ 80% đến dưới 100% : 1\n"
      "    100% trở lên : 2\n",
      "lỗi[E0173]: `dưới` đứng trong khoảng, nhưng khoảng viết bằng dấu\n"
      "  --> rules.barem:5:5\n"
      "    |\n"
      "  5 |     dưới 80% : 0\n"
      "    |     ^^^^\n"
      "    = cách sửa: `80% đến < 100%`, `> 80% đến 90%`, `< 80%`, `>= 95%` hoặc `100%`\n"
      "lỗi[E0173]: `từ` đứng trong khoảng, nhưng khoảng viết bằng dấu\n"
      "  --> rules.barem:6:5\n"
      "    |\n"
      "  6 |     từ 80% đến dưới 100% : 1\n"
      "    |     ^^\n"
      "    = cách sửa: `80% đến < 100%`, `> 80% đến 90%`, `< 80%`, `>= 95%` hoặc `100%`\n"
      "lỗi[E0173]: `trở lên` đứng trong khoảng, nhưng khoảng viết bằng dấu\n"
      "  --> rules.barem:7:10\n"
      "    |\n"
      "  7 |     100% trở lên : 2\n"
      "    |          ^^^^^^^\n"
      "    = cách sửa: `80% đến < 100%`, `> 80% đến 90%`, `< 80%`, `>= 95%` hoặc `100%`\n"},
    {"bands with signs out of place",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  bands rate\n"
      "    = 5 : 2\n"
      "    < 5 to 7 : 3\n"
      "    80% - 100% : 1\n",
      "error[E0163]: `=` cannot stand here in a range\n"
      "  --> rules.barem:5:5\n"
      "    |\n"
      "  5 |     = 5 : 2\n"
      "    |     ^\n"
      "    = help: `80% to < 100%`, `> 80% to 90%`, `< 80%`, `>= 95%` or `100%`\n"
      "error[E0163]: `<` cannot stand here in a range\n"
      "  --> rules.barem:6:5\n"
      "    |\n"
      "  6 |     < 5 to 7 : 3\n"
      "    |     ^\n"
      "    = help: `80% to < 100%`, `> 80% to 90%`, `< 80%`, `>= 95%` or `100%`\n"
      "error[E0154]: `80% - 100%` reads as a difference; a range is said with `to`\n"
      "  --> rules.barem:7:5\n"
      "    |\n"
      "  7 |     80% - 100% : 1\n"
      "    |     ^^^^^^^^^^\n"
      "    = help: `80% to 100%`\n"},
    {"no rows",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  bands rate\n"
      "  at most max\n"
      "inputs from unit\n"
      "classes by exact index\n",
      "error[E0146]: `bands` has no lines below it\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   bands rate\n"
      "    |   ^^^^^^^^^^\n"
      "    = help: its lines stand below it, indented deeper\n"
      "error[E0146]: `inputs from` has no lines below it\n"
      "  --> rules.barem:6:1\n"
      "    |\n"
      "  6 | inputs from unit\n"
      "    | ^^^^^^^^^^^^^^^^\n"
      "    = help: its lines stand below it, indented deeper\n"
      "error[E0146]: `classes by` has no lines below it\n"
      "  --> rules.barem:7:1\n"
      "    |\n"
      "  7 | classes by exact index\n"
      "    | ^^^^^^^^^^^^^^^^^^^^^^\n"
      "    = help: its lines stand below it, indented deeper\n"},
    {"no rows, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  theo mức tỷ_lệ\n",
      "lỗi[E0146]: `theo mức` chưa có dòng nào bên dưới\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   theo mức tỷ_lệ\n"
      "    |   ^^^^^^^^^^^^^^\n"
      "    = cách sửa: các dòng của nó đứng bên dưới, thụt sâu hơn\n"},
    {"a heading that lacks something",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\"\n"
      "1.1 2 points\n"
      "1.2 Plan of the year 2 points\n"
      "1.3 \"Reports\" 2\n",
      "error[E0140]: heading 1 does not say its points\n"
      "  --> rules.barem:3:1\n"
      "    |\n"
      "  3 | 1 \"Plan\"\n"
      "    | ^^^^^^^^\n"
      "    = help: `1 point` at the end of heading 1\n"
      "error[E0141]: heading 1.1 has no title\n"
      "  --> rules.barem:4:1\n"
      "    |\n"
      "  4 | 1.1 2 points\n"
      "    | ^^^^^^^^^^^^\n"
      "    = help: `1.1 \"Annual plan\"   1 point`\n"
      "error[E0139]: the title of 1.2 is not in quotation marks\n"
      "  --> rules.barem:5:5\n"
      "    |\n"
      "  5 | 1.2 Plan of the year 2 points\n"
      "    |     ^^^^^^^^^^^^^^^^\n"
      "    = help: `1.2 \"Plan of the year\"  2 points`\n"
      "error[E0169]: the line ends where `points` is due, after `2`\n"
      "  --> rules.barem:6:15\n"
      "    |\n"
      "  6 | 1.3 \"Reports\" 2\n"
      "    |               ^\n"},
    {"a heading that lacks something, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\"\n"
      "1.1 2 điểm\n"
      "1.2 Kế hoạch năm 2 điểm\n",
      "lỗi[E0140]: mục 1 chưa ghi điểm tối đa\n"
      "  --> rules.barem:3:1\n"
      "    |\n"
      "  3 | 1 \"Kế hoạch\"\n"
      "    | ^^^^^^^^^^^^\n"
      "    = cách sửa: thêm `1 điểm` ở cuối tiêu đề 1\n"
      "lỗi[E0141]: mục 1.1 chưa có tên\n"
      "  --> rules.barem:4:1\n"
      "    |\n"
      "  4 | 1.1 2 điểm\n"
      "    | ^^^^^^^^^^\n"
      "    = cách sửa: `1.1 \"Kế hoạch năm\"   1 điểm`\n"
      "lỗi[E0139]: tên của mục 1.2 chưa nằm trong ngoặc kép\n"
      "  --> rules.barem:5:5\n"
      "    |\n"
      "  5 | 1.2 Kế hoạch năm 2 điểm\n"
      "    |     ^^^^^^^^^^^^\n"
      "    = cách sửa: `1.2 \"Kế hoạch năm\"  2 điểm`\n"},
    {"a number that is none",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1.1. \"Plan\" 2 points\n"
      "1,2 \"Reports\" 2 points\n"
      "1.abc \"Dialogue\" 1 point\n",
      "error[E0142]: `1.1.` is not the number of an item: its parts are whole numbers, Roman numerals or letters, with dots between\n"
      "  --> rules.barem:3:1\n"
      "    |\n"
      "  3 | 1.1. \"Plan\" 2 points\n"
      "    | ^^^^\n"
      "    = help: `1.1`\n"
      "error[E0142]: `1,2` is not the number of an item: its parts are whole numbers, Roman numerals or letters, with dots between\n"
      "  --> rules.barem:4:1\n"
      "    |\n"
      "  4 | 1,2 \"Reports\" 2 points\n"
      "    | ^^^\n"
      "    = help: `1.2`\n"
      "error[E0142]: `1.abc` is not the number of an item: its parts are whole numbers, Roman numerals or letters, with dots between\n"
      "  --> rules.barem:5:1\n"
      "    |\n"
      "  5 | 1.abc \"Dialogue\" 1 point\n"
      "    | ^^^^^\n"},
    {"a clause in column 1",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  max when a\n"
      "0 otherwise\n"
      "evidence \"Plan\"\n",
      "error[E0143]: `0` begins in column 1, but it belongs below the heading above it\n"
      "  --> rules.barem:5:1\n"
      "    |\n"
      "  5 | 0 otherwise\n"
      "    | ^^^^^^^^^^^\n"
      "    = help: two blanks before it\n"
      "error[E0143]: `evidence` begins in column 1, but it belongs below the heading above it\n"
      "  --> rules.barem:6:1\n"
      "    |\n"
      "  6 | evidence \"Plan\"\n"
      "    | ^^^^^^^^^^^^^^^\n"
      "    = help: two blanks before it\n"},
    {"a clause in column 1, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "không dưới 0\n",
      "lỗi[E0143]: `không dưới` bắt đầu ở cột 1, nhưng nó thuộc về tiêu đề phía trên\n"
      "  --> rules.barem:4:1\n"
      "    |\n"
      "  4 | không dưới 0\n"
      "    | ^^^^^^^^^^^^\n"
      "    = cách sửa: thêm hai dấu cách phía trước\n"},
    {"a heading that is indented",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1.1 \"Reports\" 1 point\n"
      "    max\n",
      "error[E0148]: `1.1` is indented, but it begins in column 1\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   1.1 \"Reports\" 1 point\n"
      "    |   ^^^^^^^^^^^^^^^^^^^^^\n"
      "    = help: no blanks before it\n"},
    {"lines beside each other indented unalike",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  1 when a\n"
      "   0 otherwise\n"
      "  bands x\n"
      "    1 : 2\n"
      "     2 : 3\n",
      "error[E0144]: `0` is indented by 3, but the lines it stands among by 2\n"
      "  --> rules.barem:5:4\n"
      "    |\n"
      "  5 |    0 otherwise\n"
      "    |    ^^^^^^^^^^^\n"
      "error[E0144]: `2` is indented by 5, but the lines it stands among by 4\n"
      "  --> rules.barem:8:6\n"
      "    |\n"
      "  8 |      2 : 3\n"
      "    |      ^^^^^\n"},
    {"something below nothing",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "  evidence \"Plan\"\n"
      "  note \"Plan\"\n",
      "error[E0145]: `evidence` is indented, but it belongs below nothing\n"
      "  --> rules.barem:3:3\n"
      "    |\n"
      "  3 |   evidence \"Plan\"\n"
      "    |   ^^^^^^^^^^^^^^^\n"
      "    = help: clauses stand below a heading, inputs below `inputs from`\n"},
    {"an example that gives twice, and one that gives nothing",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "1 \"Plan\" 2 points\n"
      "  max\n"
      "example for 1\n"
      "  gives 1\n"
      "  gives 2\n"
      "example for 1\n"
      "  a = 1\n",
      "error[E0147]: `gives` stands twice in one example\n"
      "  --> rules.barem:7:3\n"
      "    |\n"
      "  7 |   gives 2\n"
      "    |   ^^^^^^^\n"
      "    = note: it stands here first --> rules.barem:6\n"
      "error[E0170]: this example does not say what it gives\n"
      "  --> rules.barem:8:1\n"
      "    |\n"
      "  8 | example for 1\n"
      "    | ^^^^^^^^^^^^^\n"
      "    = help: a line `gives 1.5` below it\n"},
    {"an example without gives, in Vietnamese",
      "barem 1\n"
      "bộ tiêu chí \"Chỉ số\"\n"
      "1 \"Kế hoạch\" 2 điểm\n"
      "  điểm tối đa\n"
      "ví dụ cho 1\n"
      "  a = 1\n",
      "lỗi[E0170]: ví dụ này chưa ghi được bao nhiêu\n"
      "  --> rules.barem:5:1\n"
      "    |\n"
      "  5 | ví dụ cho 1\n"
      "    | ^^^^^^^^^^^\n"
      "    = cách sửa: thêm dòng `được 1,5` bên dưới\n"},
    {"a year of two digits",
      "barem 1\n"
      "rulebook \"Index\"\n"
      "year 22\n",
      "error[E0164]: `22` is not a year: a year has four digits\n"
      "  --> rules.barem:3:6\n"
      "    |\n"
      "  3 | year 22\n"
      "    |      ^^\n"},
    {"brackets in brackets without end",
      std::string("barem 1\nrulebook \"Index\"\n1 \"Plan\" 2 points\n  ") + std::string(201, '(') + "1" + std::string(201, ')') + "\n",
      "error[E0131]: brackets, calls and signs stand more than 200 deep in each other here\n"
      "  --> rules.barem:4:203\n"
      "    |\n"
      "  4 | …((((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))…\n"
      "    |                                               ^\n"
      "    = help: `let` for a part of it\n"},
    {"operations without end",
      many_operations(),
      "error[E0160]: 201 operations stand in a row, but 200 are the most\n"
      "  --> rules.barem:4:3\n"
      "    |\n"
      "  4 |   1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 …\n"
      "    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
      "    = help: `let` for a part of it\n"},
  };
}
// clang-format on

}  // namespace

TEST_CASE("messages about lines that cannot be read") {
  for (const Case& one : cases()) {
    INFO(one.name);
    CHECK(Read(one.text).messages() == one.messages);
  }
}
