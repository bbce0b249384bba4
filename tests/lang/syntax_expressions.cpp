// What an expression is read as: the table of precedence, both spellings, and the traps of the letters.
#include "tests/catch.hpp"
#include "tests/lang/syntax_reading.h"

using namespace barem;
using barem::tests::shape;
constexpr auto vi = syntax::Spelling::vietnamese;

TEST_CASE("expressions bind as the table of precedence says") {
  struct Row {
    const char* text;
    const char* shape;
  };
  const Row row = GENERATE(values<Row>({
      {"a or b or c", "(or a b c)"},
      {"a and not b", "(and a (not b))"},
      {"not a and b", "(and (not a) b)"},
      {"not not a", "(not (not a))"},
      {"not (a = b)", "(not (b (compare a = b)))"},
      {"a = b and c < d", "(and (compare a = b) (compare c < d))"},
      {"a or (b and c)", "(or a (b (and b c)))"},
      {"80% <= x < 100%", "(compare 80% <= x < 100%)"},
      {"a > b >= c", "(compare a > b >= c)"},
      {"a + b < c - d", "(compare (+ a b) < (- c d))"},
      {"a - b - c", "(- (- a b) c)"},
      {"a + b * c", "(+ a (* b c))"},
      {"a * b / c", "(/ (* a b) c)"},
      {"-a * b", "(* (neg a) b)"},
      {"a * -b", "(* a (neg b))"},
      {"- -a", "(neg (neg a))"},
      {"done / planned if none 1", "(if-none (/ done planned) 1)"},
      {"x + done / planned if none 1", "(+ x (if-none (/ done planned) 1))"},
      {"done / planned if none 1 >= 80%", "(compare (if-none (/ done planned) 1) >= 80%)"},
      {"(done / planned if none 100%) * max", "(* (b (if-none (/ done planned) 100%)) max)"},
      {"f(a) if none 0", "(if-none (call f a) 0)"},
      {"x if none -1", "(if-none x (neg 1))"},
      {"75% of max", "(part 75%)"},
      {"75% max", "(part 75%)"},
      {"1/2 max", "(part (/ 1 2))"},
      {"x * 1/2 max", "(* x (part (/ 1 2)))"},
      {"1 / 2 * max", "(* (/ 1 2) max)"},
      {"x × y ÷ 2 − 1", "(- (/ (* x y) 2) 1)"},
      {"x ≤ 3 and y ≠ 2", "(and (compare x <= 3) (compare y <> 2))"},
      {"plan is none", "(is-none plan)"},
      {"plan is not none", "(is-value plan)"},
      {"plan is a date", "(is-date plan)"},
      {"plan is an count or b", "(or (is-count plan) b)"},
      {"31 December of year - 1", "(31.12 (- year 1))"},
      {"d - 31 March of year + 1", "(- d (31.3 (+ year 1)))"},
      {"2022-03-31 - d", "(- 2022-03-31 d)"},
      {"larger of a, b - 1", "(larger a (- b 1))"},
      {"2 * (smaller of a, b, 0.5)", "(* 2 (b (smaller a b 0.5)))"},
      {"round(x / 3 to 2 decimals)", "(round2 (/ x 3))"},
      {"round(x to 1 decimal half even)", "(round1e x)"},
      {"round(x)", "(round0 x)"},
      {"absolute(a - b)", "(absolute (- a b))"},
      {"floor(x) + ceiling(y)", "(+ (floor x) (ceiling y))"},
      {"root(x) + root(a * b, 3)", "(+ (root x) (root (* a b) 3))"},
      {"ln(x) - exp(-y)", "(- (ln x) (exp (neg y)))"},
      {"power(x, 1/2)", "(power x (/ 1 2))"},
      {"root + ln", "(+ root ln)"},
      {"survey_mean(x, from 1, to 5)", "(call survey_mean x from:1 to:5)"},
      {"p(rate, from = 90%)", "(call p rate from:90%)"},
      {"p(a -1, b = c = d)", "(call p (- a 1) b:(compare c = d))"},
      {"p(to (a + b))", "(call p to:(b (+ a b)))"},
      {"nothing()", "(call nothing)"},
      {"x = \"no \"\"one\"\"\"", "(compare x = \"no \"one\"\")"},
      {"“no one”", "\"no one\""},
      {"not applicable", "n/a"},
      {"none", "none"},
      {"missing", "missing"},
      {"year_of_plan + maximum", "(+ year_of_plan maximum)"},
      {"note * survey + to", "(+ (* note survey) to)"},
  }));
  CHECK(shape(row.text) == row.shape);
}

TEST_CASE("expressions in Vietnamese spelling") {
  struct Row {
    const char* text;
    const char* shape;
  };
  const Row row = GENERATE(values<Row>({
      {"a và không phải b", "(and a (not b))"},
      {"a hoặc b", "(or a b)"},
      {"0,5 * điểm tối đa", "(* 0.5 max)"},
      {"75% điểm tối đa", "(part 75%)"},
      {"1/2 tối đa", "(part (/ 1 2))"},
      {"hoàn_thành / kế_hoạch nếu không có 1", "(if-none (/ hoàn_thành kế_hoạch) 1)"},
      {"ngày_ban_hành <= ngày 31/12 của năm - 1", "(compare ngày_ban_hành <= (31.12 (- year 1)))"},
      {"x <= 31/03/2022", "(compare x <= 2022-03-31)"},
      {"x <= ngày 1/3/2022", "(compare x <= 2022-03-01)"},
      {"x <= 2022-03-31", "(compare x <= 2022-03-31)"},
      {"x là không có", "(is-none x)"},
      {"x có giá trị", "(is-value x)"},
      {"x là một ngày", "(is-date x)"},
      {"x là một số lượng", "(is-count x)"},
      {"x = có", "(compare x = yes)"},
      {"x = không", "(compare x = no)"},
      {"không có", "none"},
      {"thiếu số liệu", "missing"},
      {"không áp dụng", "n/a"},
      {"f(a; 1,5; từ 1; đến 5)", "(call f a 1.5 từ:1 đến:5)"},
      {"số lớn hơn trong a; b", "(larger a b)"},
      {"số nhỏ hơn trong a; 0,5", "(smaller a 0.5)"},
      {"làm tròn(x đến 2 chữ số thập phân)", "(round2 x)"},
      {"làm tròn xuống(x) + làm tròn lên(x)", "(+ (floor x) (ceiling x))"},
      {"trị tuyệt đối(x)", "(absolute x)"},
      {"căn(x) + căn(x; 3)", "(+ (root x) (root x 3))"},
      {"lũy thừa(x; 0,5) * luỹ thừa(ln(x); exp(y))", "(* (power x 0.5) (power (ln x) (exp y)))"},
      {"chỉ số >= 80%", "(compare index >= 80%)"},
      {"điểm + số", "(+ điểm số)"},
      {"x = “không ai”", "(compare x = \"không ai\")"},
  }));
  CHECK(shape(row.text, vi) == row.shape);
}

TEST_CASE("a name typed in parts is the name typed whole") {  // NFD, as a Mac writes it
  CHECK(shape("kế_hoạch", vi) == "kế_hoạch");
  CHECK(shape("ke\xCC\x82\xCC\x81_hoa\xCC\xA3"
              "ch + 1",
              vi) == "(+ kế_hoạch 1)");
}

TEST_CASE("a no-break space is a space") {
  CHECK(shape("a\xC2\xA0+\xC2\xA0"
              "b") == "(+ a b)");
  CHECK(shape("x l\xC3\xA0\xC2\xA0kh\xC3\xB4ng\xC2\xA0"
              "c\xC3\xB3",
              vi) == "(is-none x)");
}

TEST_CASE("what looks like something else is told apart") {
  struct Row {
    const char* text;
    const char* found;
  };
  const Row row = GENERATE(values<Row>({
      {"a and b or c", "E0128 ?"},
      {"not a = b", "E0129 ?"},
      {"done / planned if none 100% * max", "E0130 ?"},
      {"a * done / planned if none 1", "E0130 ?"},
      {"done / planned if none 1 + 2", "E0130 ?"},
      {"2022-3-31", "E0135 ?"},
      {"2022-13-01", "E0136 ?"},
      {"31 February of year", "E0136 ?"},
      {"31/03/2022", "E0137 ?"},
      {"2 max", "E0138 ?"},
      {"80%–100%", "E0134 ?"},
      {"–5", "E0134 ?"},
      {"a < b > c", "E0152 ?"},
      {"a == b", "E0153 ?"},
      {"a =< b", "E0153 ?"},
      {"1.2.3", "E0159 ?"},
      {"0,5", "E0165 ?"},
      {"f (x)", "E0158 ?"},
      {"f(a; b)", "E0166 ?"},
      {"round(x to 41 decimals)", "E0151 ?"},
      {"round(x to 0.5 decimals)", "E0156 ?"},
      {"a b", "E0167 ?"},
      {"a +", "E0169 ?"},
      {"", "E0171 ?"},
      {"a = \"b", "E0123 ?"},
  }));
  CHECK(shape(row.text) == row.found);
}

TEST_CASE("sets of rows and other years") {
  CHECK(shape("mean(q5 over citizens where a)") == "(over citizens q5)");
  CHECK(shape("quantile(x, 25% over units)") == "(over  x 25%)");
  CHECK(shape("previous(x) + x in 2021") == "(+ (previous x) (x in 2021))");
  CHECK(shape("x if missing own y") == "(if-missing x (own y))");
  CHECK(shape("đếm(trên hồ_sơ với a)", vi) == "(over hồ_sơ)");
  CHECK(shape("năm trước(x) - x năm 2021", vi) == "(- (previous x) (x in 2021))");
  CHECK(shape("a nếu thiếu số liệu vùng của mình", vi) == "(if-missing a (own vùng))");
}

TEST_CASE("traps of the Vietnamese spelling") {
  struct Row {
    const char* text;
    const char* found;
  };
  const Row row = GENERATE(values<Row>({
      {"0.5", "E0133 ?"},
      {"1.000.000 + 1", "E0133 (+ ? 1)"},
      {"1,2,3", "E0159 ?"},
      {"30/02/2022", "E0136 ?"},
      {"ngày 31/13 của năm", "E0136 ?"},
      {"f(a, b)", "E0166 ?"},
  }));
  CHECK(shape(row.text, vi) == row.found);
}

TEST_CASE("limits of size and depth") {
  const std::string digits(40, '7');
  CHECK(shape(digits) == digits);
  CHECK(shape(digits + "7") == "E0132 ?");
  const auto brackets = [](std::size_t depth) {
    return std::string(depth, '(') + "x" + std::string(depth, ')');
  };
  CHECK(shape(brackets(190)).substr(0, 3) == "(b ");
  CHECK(shape(brackets(250)) == "E0131 ?");
  CHECK(shape(brackets(100000)) == "E0131 ?");
  CHECK(shape(std::string(100000, '-') + "x") == "E0131 ?");
  std::string nots = "x", sums = "x", calls = "x";
  for (int i = 0; i < 1000; ++i) {
    nots = "not " + nots;
    sums += " + x";
    calls = "f(" + calls;
  }
  CHECK(shape(nots) == "E0131 ?");
  CHECK(shape(sums) == "E0160 ?");
  CHECK(shape(calls) == "E0131 ?");
}
