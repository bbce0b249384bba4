// Text in columns: widths are those a terminal gives, cuts end in an ellipsis.
#include "interpreter/report/layout.h"

#include "interpreter/report/json_writer.h"
#include "tests/catch.hpp"

using namespace barem;
using namespace barem::report;
using source::Language;
using value::Number;

TEST_CASE("texts are cut by columns, not bytes") {
  CHECK(cut("Thừa Thiên Huế", 14) == "Thừa Thiên Huế");
  CHECK(cut("Thừa Thiên Huế", 13) == "Thừa Thiên H…");
  CHECK(cut("Thừa Thiên Huế", 6) == "Thừa…");
  CHECK(cut("", 3).empty());
}

TEST_CASE("texts are wrapped at spaces") {
  CHECK(wrapped("one two three", 7, 2) == "one two\n  three");
  CHECK(wrapped("one", 1, 0) == "one");
  CHECK(wrapped("", 10, 0).empty());
  CHECK(on_one_line(" a\n   b\t c ") == "a b c");
}

TEST_CASE("numbers in the mark of the language") {
  CHECK(fixed_text(Number::fraction(1, 3), 2, Language::vietnamese) == "0,33");
  CHECK(brief_text(Number::fraction(1, 3), 2, Language::english) == "≈0.33");
  CHECK(brief_text(Number::fraction(1, 4), 2, Language::english) == "0.25");
  CHECK(span_text(value::Range::closed(70, Number::fraction(746, 10)), 1, Language::english) == "70.0–74.6");
  CHECK(span_text(value::Range::point(70), 1, Language::english) == "70.0");
  CHECK(span_text(value::Range::all(), 1, Language::english) == "…–…");
}

TEST_CASE("a table lines its columns up and cuts what may be cut") {
  TextTable table;
  table.add_column("n", TextTable::Align::right);
  table.add_column("name", TextTable::Align::left);
  table.may_cut(1);
  table.add_row({"1", "Bà Rịa - Vũng Tàu"});
  table.add_gap();
  table.add_row({"10", "Huế"});
  CHECK(table.to_text(std::nullopt) == " n  name\n 1  Bà Rịa - Vũng Tàu\n\n10  Huế\n");
  CHECK(table.to_text(15) == " n  name\n 1  Bà Rịa - V…\n\n10  Huế\n");
  CHECK(table.width() == 21);
}

TEST_CASE("JSON, piece after piece") {
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  {
    JsonWriter json(sink);
    json.open_object();
    json.key("a");
    json.open_array();
    json.whole(1);
    json.text("\"Huế\"\n");
    json.null();
    json.close_array();
    json.key("b");
    json.decimal(Number::fraction(1, 8));
    json.key("c");
    json.open_object();
    json.close_object();
    json.key("d");
    json.boolean(true);
    json.close_object();
  }
  CHECK(text == R"({"a":[1,"\"Huế\"\n",null],"b":"0.125","c":{},"d":true})");
}
