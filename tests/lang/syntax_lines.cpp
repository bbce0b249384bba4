// Logical lines, structure by indentation, spans, and what any bytes do.
#include <random>

#include "lang/syntax/lines.h"
#include "tests/catch.hpp"
#include "tests/lang/syntax_reading.h"

using namespace barem;
using tests::Read;

namespace {

/// The lines of a text, blanks and line breaks in them squeezed, with their indentation before a bar.
std::vector<std::string> cut(const std::string& text) {
  std::vector<std::string> result;
  for (const syntax::Line& line : syntax::cut_lines(text).lines) {
    std::string squeezed;
    for (const char c : text.substr(line.begin, line.end - line.begin))
      if (c != '\n' && (c != ' ' || (!squeezed.empty() && squeezed.back() != ' ')))
        squeezed += c;
      else if (!squeezed.empty() && squeezed.back() != ' ')
        squeezed += ' ';
    result.push_back(std::to_string(line.indent) + "|" + squeezed);
  }
  return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a line goes on where it says so") {
  CHECK(cut("a\nb\n\n  c\n") == Lines{"0|a", "0|b", "2|c"});
  CHECK(cut("  f(a,\n    b\n  )\n  c\n") == Lines{"2|f(a, b )", "2|c"});
  CHECK(cut("  a +\n    b\n") == Lines{"2|a + b"});
  CHECK(cut("  a +\xC2\xA0\n    b\n").size() == 1);  // a no-break space is a space
  CHECK(cut("  a +\n  b\n") == Lines{"2|a +", "2|b"});
  CHECK(cut("  a\n    and b\n    or c\n    order\n") == Lines{"2|a and b or c", "4|order"});
  CHECK(cut("  a\n    và b\n    hoặc c\n") == Lines{"2|a và b hoặc c"});
  CHECK(cut("  a and\n    b\n") == Lines{"2|a and b"});
  CHECK(cut("  note \"a\"\n    \"b\"\n  \"c\"\n") == Lines{"2|note \"a\" \"b\"", "2|\"c\""});
  CHECK(cut("  evidence \"a\",\n    \"b\"\n") == Lines{"2|evidence \"a\", \"b\""});
  CHECK(cut("  f(a\n\n  # why\n    + b)\n") == Lines{"2|f(a # why + b)"});
  CHECK(cut("  f(a\n  b\n") == Lines{"2|f(a", "2|b"});
  CHECK(cut("  \"(\" + a\n    b\n") == Lines{"2|\"(\" + a", "4|b"});
}

TEST_CASE("comments and what is not closed") {
  const std::string text = "# above\n\n  a # behind\n  \"b # c\" # d\n  \"e # f\n# end";
  const syntax::Lines lines = syntax::cut_lines(text);
  REQUIRE(lines.lines.size() == 3);
  CHECK(lines.lines[0].trivia.comments_above == Lines{"# above", ""});
  CHECK(lines.lines[0].trivia.comment_behind == "# behind");
  CHECK(lines.lines[1].trivia.comment_behind == "# d");
  CHECK(lines.lines[2].unclosed_text == text.find("\"e"));
  CHECK(lines.comments_at_end == Lines{"# end"});
}

TEST_CASE("tabs count to the next column of four and are told once") {
  const Read read("barem 1\nrulebook \"x\"\n1 \"x\" 1 point\n\tadd 1 when a\n\tat most max\n");
  CHECK(read.diagnostics.findings().size() == 1);
  CHECK(read.diagnostics.findings()[0].code == "E0120");
  CHECK(read.formatted().find("\n  add 1 when a\n  at most max\n") != std::string::npos);
}

TEST_CASE("spans are the places in the file") {
  const std::string text =
      "barem 1\nrulebook \"Chỉ số\"\n1.2 \"Kế hoạch\"   2 points\n  0.5  when (đúng_hạn) = yes # sure\n";
  const Read read(text);
  REQUIRE(read.messages() == "");
  const source::Source& source = read.sources[read.tree.file];
  const auto said = [&](source::Span span) { return std::string(source.text(span)); };
  const syntax::Item& item = read.tree.items.back();
  const auto& node = std::get<syntax::Node>(item.body);
  CHECK(said(item.span) == "1.2 \"Kế hoạch\"   2 points");
  CHECK(said(node.number_span) == "1.2");
  CHECK(said(node.title->span) == "\"Kế hoạch\"");
  CHECK(said(node.points_span) == "2 points");
  CHECK(said(node.clauses[0].span) == "0.5  when (đúng_hạn) = yes");
  const auto& line = std::get<syntax::WhenLine>(node.clauses[0].body);
  CHECK(said(line.value.span) == "0.5");
  CHECK(said(line.condition->span) == "(đúng_hạn) = yes");
  CHECK(said(line.condition->operands[0].operands[0].span) == "đúng_hạn");
}

TEST_CASE("suppliers the language knows are the same in both spellings") {
  const Read read("barem 1\nbộ tiêu chí \"x\"\nsố liệu từ đơn  vị\n  a số\nsố liệu từ sở nội vụ\n  b số\n");
  REQUIRE(read.messages() == "");
  CHECK(std::get<syntax::Inputs>(read.tree.items[2].body).supplier.text == "unit");
  CHECK(std::get<syntax::Inputs>(read.tree.items[3].body).supplier.text == "sở nội vụ");
}

TEST_CASE("numbers of items are no decimals") {
  const Read read(
      "barem 1\nrulebook \"x\"\n4.1 \"a\" 1 point\n4.10 \"b\" 1 point\nIII.3.1 as \"3.1\" \"c\" 1 point\n");
  REQUIRE(read.messages() == "");
  CHECK(std::get<syntax::Node>(read.tree.items[2].body).number == "4.1");
  CHECK(std::get<syntax::Node>(read.tree.items[3].body).number == "4.10");
  CHECK(std::get<syntax::Node>(read.tree.items[4].body).number == "III.3.1");
  CHECK(std::get<syntax::Node>(read.tree.items[4].body).label->text == "3.1");
}

TEST_CASE("a line that cannot be read costs that line and leaves its place") {
  const Read read(
      "barem 1\nrulebook \"x\"\n"
      "inputs from unit\n  a cuont \"A\"\n  b count\n"
      "1 \"one\" 2 pionts\n  let x = = 3\n  bands a b\n    1 : 2\n    2 ; 3\n  add 1 wehn b\n  evidence e\n"
      "2 \"two\" 1 point\n  max\n"
      "classes by exact index\n  \"A\" wehn b\n"
      "example for 1\n  a = = 1\n  gives 2 2\n");
  CHECK(read.diagnostics.error_count() == 10);
  const auto& items = read.tree.items;
  REQUIRE(items.size() == 7);
  const auto& inputs = std::get<syntax::Inputs>(items[2].body);
  REQUIRE(inputs.lines.size() == 2);
  CHECK(inputs.lines[0].kind.hole);
  CHECK_FALSE(inputs.lines[1].kind.hole);
  const auto& node = std::get<syntax::Node>(items[3].body);
  CHECK(node.number == "1");
  REQUIRE(node.clauses.size() == 3);
  CHECK(std::get<syntax::Let>(node.clauses[0].body).value.form == syntax::Form::hole);
  CHECK(std::get<syntax::Bands>(node.clauses[1].body).rows.size() == 2);
  CHECK(std::get<syntax::ExpressionLine>(node.clauses[2].body).value.form == syntax::Form::hole);
  CHECK(std::get<syntax::Node>(items[4].body).clauses.size() == 1);
  CHECK(std::get<syntax::Example>(items[6].body).settings.size() == 1);
}

TEST_CASE("any text is read without harm") {
  const std::string seed =
      "barem 1\nrulebook \"x “y” \"\"z\"\"\" # c\nversion 2022\nyear 2022\nunit commune\nscale 10 points\n"
      "expect 1 field, survey 3 points\nuse m, n\noption o yes/no \"q\"\nconstant c = 90%  basis \"b\"\n"
      "inputs from unit\n  a  count at most b or none  \"t\"\n  d  choice x, \"y\"\n"
      "1 \"one\"  weight 5%, 10 points\n  full points when a = 0\n      and b\n  let r = a / b if none 1\n"
      "  bands r\n    80% to < 100% : r * max\n    < 80% : 0\n  1 when d <= 31 December of year - 1\n  0 "
      "otherwise\n"
      "  m(r, from = 1, to 5)\n  entered in steps of 0.5 from 1 to 3 by council\n  deduct 0.5 per (late)\n"
      "method m, n (x, y number 0 to 1 = 1) of max\n  title \"a\", \"b\"\n  x / (1 - x) * max\n"
      "example \"e\" for 1\n  a = 2022-03-31\n  gives 1\nclasses by exact index\n  \"A\" when index > 3\n  "
      "\"B\" otherwise\n";
  const std::string pieces[] = {" ", "\n",   "\n  ",     "\t",     "(",     ")",    "\"",
                                "“", "”",    "#",        ",",      ";",     ":",    "=",
                                "<", "–",    "\xC2\xA0", "khi",    "when",  "đ",    "1.1",
                                "%", "not ", "if none ", "of max", "ngày ", "over "};
  std::mt19937 random(20221110);
  const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  const auto harmless = [](const std::string& text) {
    const Read read(text);
    const auto size = static_cast<std::uint32_t>(read.sources[read.tree.file].text().size());
    for (const source::Finding& finding : read.diagnostics.findings())
      if (finding.span.begin > finding.span.end || finding.span.end > size) return false;
    read.messages();
    if (read.diagnostics.error_count() != 0) return true;
    const std::string laid = read.formatted();
    const Read again(laid);
    return again.diagnostics.error_count() == 0 && again.formatted() == laid;
  };
  for (std::size_t end = 0; end <= seed.size(); ++end)
    if (end == seed.size() || (static_cast<unsigned char>(seed[end]) & 0xC0) != 0x80) {
      INFO(seed.substr(0, end));
      CHECK(harmless(seed.substr(0, end)));
    }
  const auto boundary = [](const std::string& text, std::size_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    return at;
  };
  for (int round = 0; round < 3000; ++round) {
    std::string text = seed;
    for (std::size_t changes = 1 + below(6); changes != 0; --changes) {
      const std::size_t at = boundary(text, below(text.size()));
      const std::size_t end = boundary(text, at + below(9));
      text.replace(at, std::min(end, text.size()) - at,
                   below(3) == 0 ? "" : pieces[below(std::size(pieces))]);
    }
    INFO(text);
    CHECK(harmless(text));
  }
}

TEST_CASE("reading takes time in proportion to the text") {  // these would take minutes if it did not
  const auto many = [](const std::string& piece, std::size_t times) {
    std::string text = "barem 1\nrulebook \"x\"\n1 \"x\" 1 point\n  (\n";
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  CHECK(Read(many("\n", 300000)).diagnostics.error_count() == 1);
  CHECK(Read(many("    # c\n", 100000)).diagnostics.error_count() == 1);
  CHECK(Read(many("    a +\n", 50000)).diagnostics.error_count() == 1);
  CHECK(Read(many("    f(a b, \n", 50000)).diagnostics.error_count() == 1);
  CHECK(Read("barem 1\nrulebook \"" + std::string(3000000, 'x') + "\"\n").diagnostics.error_count() == 0);
}
