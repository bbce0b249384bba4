// How the parts of a line become pieces of the tree. Expressions first, then kinds, clauses, rows, headings.
#include "lang/syntax/build.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "lang/value/date.h"

namespace barem::syntax {
namespace {

using source::Message;

constexpr std::size_t digit_limit = 40;
constexpr int decimals_limit = 40;

/// Makes pieces of the tree from one line's parts; an index names a part.
class Builder {
 public:
  Builder(const File& file, const Reading& reading) : file_(file), matches_(reading.matches) {}

  ItemBody item();
  ClauseBody clause();
  Band band();
  InputLine input();
  ClassLine class_line();
  std::variant<Setting, Gives> setting();
  Expression value(std::uint32_t at);
  std::uint32_t root() const { return static_cast<std::uint32_t>(matches_.size() - 1); }

 private:
  /// The parts directly inside a part, in order.
  class Parts {
   public:
    Parts(Builder& builder, std::uint32_t whole) : stack_(builder.stack_), begin_(stack_.size()) {
      std::uint32_t at = whole;
      while (at > builder.matches_[whole].first) {
        stack_.push_back(at - 1);
        at = builder.matches_[at - 1].first;
      }
      std::reverse(stack_.begin() + static_cast<std::ptrdiff_t>(begin_), stack_.end());
      size_ = stack_.size() - begin_;
    }
    ~Parts() { stack_.resize(begin_); }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    std::size_t size() const { return size_; }
    std::uint32_t operator[](std::size_t i) const { return stack_[begin_ + i]; }

   private:
    std::vector<std::uint32_t>& stack_;
    std::size_t begin_;
    std::size_t size_ = 0;
  };

  const Match& at(std::uint32_t index) const { return matches_[index]; }
  bool is(std::uint32_t index, Part part) const { return at(index).part == part; }
  bool is(std::uint32_t index, Phrase phrase) const { return is(index, Part::word) && at(index).phrase == phrase; }
  Span span(std::uint32_t index) const { return file_.span(at(index).begin, at(index).end); }
  std::string_view text_of(std::uint32_t index) const { return file_.text_of(span(index)); }
  /// A phrase as this file writes it, for messages.
  std::string word(Phrase phrase) const { return std::string(words(phrase, file_.spelling)); }

  Expression make(Form form, std::uint32_t index) const {
    Expression expression;
    expression.form = form;
    expression.span = span(index);
    return expression;
  }
  Expression hole(std::uint32_t index) const { return make(Form::hole, index); }

  Name name(std::uint32_t index) const { return {std::string(text_of(index)), span(index)}; }
  Text text(std::uint32_t index) const;
  Numeral numeral(std::uint32_t index);
  std::optional<int> whole(std::uint32_t index);
  Expression date(std::uint32_t index);
  Expression relative_date(std::uint32_t index);
  Expression part_of_max(std::uint32_t index);
  Expression logical(std::uint32_t index);
  Expression negation(std::uint32_t index);
  Expression comparison(std::uint32_t index);
  Expression is_kind(std::uint32_t index, Expression subject, Phrase kind, Span end) const;
  std::optional<Comparator> comparator(std::uint32_t index);
  bool is_dash(std::uint32_t index);
  Expression sum(std::uint32_t index);
  Expression product(std::uint32_t index);
  Expression chain(Expression left, std::uint32_t sign, Expression right) const;
  Expression minus(std::uint32_t index);
  Expression call(std::uint32_t index);
  Expression rounded(std::uint32_t index);
  Expression list(Form form, std::uint32_t index);
  bool decimals(const Parts& parts, std::size_t from, int& count, bool& half_even);

  KindClause kind(std::uint32_t index);
  Basis basis(std::uint32_t index);
  Note note(std::uint32_t index);
  Let let(std::uint32_t index);
  Expect expect(std::uint32_t index);
  ClauseBody entered(std::uint32_t index);
  ClauseBody when_line(std::uint32_t index);
  Expression bound(std::uint32_t index);

  Node node(std::uint32_t index);
  Method method(std::uint32_t index);
  Parameter parameter(std::uint32_t index);
  Example example(std::uint32_t index);
  Version version(std::uint32_t index);
  ItemBody publish(std::uint32_t index);

  const File& file_;
  const std::vector<Match>& matches_;
  std::vector<std::uint32_t> stack_;
};

// ---- texts and numbers ----------------------------------------------------------------------------------------------

Text Builder::text(std::uint32_t index) const {
  Text result{{}, span(index)};
  std::string_view rest = text_of(index);
  if (is(index, Part::free_words) || is(index, Part::label)) {
    result.text = rest;
    return result;
  }
  while (!rest.empty()) {
    const bool curly = rest[0] != '"';
    const std::string_view close = curly ? "\xE2\x80\x9D" : "\"";
    rest.remove_prefix(curly ? 3 : 1);
    std::string piece;
    while (true) {
      const std::size_t stop = rest.find(close);
      piece += rest.substr(0, stop);
      rest.remove_prefix(stop + close.size());
      if (curly || !rest.starts_with('"')) break;
      piece += '"';
      rest.remove_prefix(1);
    }
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    if (!result.text.empty() && !piece.empty() && !is_blank(result.text.back()) && !is_blank(piece.front()))
      result.text += ' ';
    result.text += piece;
    rest.remove_prefix(match_blanks(rest));
  }
  return result;
}

constexpr Message<1> too_many_digits{
    "E0132", "this number has {0} digits, but 40 is the most a number may have",
    "số này có {0} chữ số, nhưng một số chỉ được có nhiều nhất 40 chữ số"};
constexpr Message<2> dot_in_number{
    "E0133", "`{0}` has a dot in it, but beside Vietnamese words the decimal mark is a comma",
    "`{0}` có dấu chấm, nhưng trong cách viết tiếng Việt dấu thập phân là dấu phẩy", "{1}", "{1}"};
constexpr Message<1> number_with_marks{
    "E0159", "`{0}` is no number: it has more than one decimal mark",
    "`{0}` không phải là số: có nhiều hơn một dấu thập phân",
    "the number of an item, like `1.1.2`, stands only in a heading or behind `for`",
    "số thứ tự của mục, như `1.1.2`, chỉ đứng ở tiêu đề hoặc sau `cho`"};

/// What `0.5` or `1.000.000` may mean: a decimal mark, or a separator of thousands.
source::BilingualText without_dots(std::string_view typed) {
  std::string comma(typed), joined(typed);
  std::replace(comma.begin(), comma.end(), '.', ',');
  joined.erase(std::remove(joined.begin(), joined.end(), '.'), joined.end());
  const std::size_t dot = typed.find('.');
  if (typed.find('.', dot + 1) != typed.npos || typed.find(',') != typed.npos)
    return {"`" + joined + "`", "`" + joined + "`"};
  if (typed.size() - dot != 4) return {"`" + comma + "`", "`" + comma + "`"};
  return {"`" + comma + "`, or `" + joined + "` if the dot separates thousands",
          "`" + comma + "`, hoặc `" + joined + "` nếu dấu chấm ngăn hàng nghìn"};
}

Numeral Builder::numeral(std::uint32_t index) {
  Numeral result;
  result.span = span(index);
  std::string_view typed = text_of(index);
  if (typed.ends_with('%')) {
    result.percent = true;
    typed.remove_suffix(1);
    while (typed.ends_with(' ') || typed.ends_with('\t')) typed.remove_suffix(1);
  }
  std::size_t digits = 0, marks = 0, dots = 0;
  for (const char c : typed) {
    if (c == '.' || c == ',')
      ++marks;
    else
      ++digits;
    dots += c == '.';
  }
  result.digits = typed;
  std::replace(result.digits.begin(), result.digits.end(), ',', '.');
  if (file_.spelling == Spelling::vietnamese && dots != 0) {
    file_.diagnostics.report(dot_in_number, result.span, typed, without_dots(typed));
    result.digits.clear();
  } else if (marks > 1) {
    file_.diagnostics.report(number_with_marks, result.span, typed);
    result.digits.clear();
  } else if (digits > digit_limit) {
    file_.diagnostics.report(too_many_digits, result.span, digits);
    result.digits.clear();
  }
  return result;
}

constexpr Message<1> no_whole_number{"E0156", "`{0}` stands where a whole number is due",
                                     "`{0}` đứng ở chỗ cần một số nguyên"};

std::optional<int> Builder::whole(std::uint32_t index) {
  const Numeral typed = numeral(index);
  if (typed.digits.empty()) return std::nullopt;
  int result = 0;
  const char* end = typed.digits.data() + typed.digits.size();
  const auto [stop, error] = std::from_chars(typed.digits.data(), end, result);
  if (typed.percent || error != std::errc() || stop != end) {
    file_.diagnostics.report(no_whole_number, typed.span, text_of(index));
    return std::nullopt;
  }
  return result;
}

constexpr Message<1> too_many_decimals{"E0151", "{0} decimals are asked for, but 40 are the most",
                                       "cần {0} chữ số thập phân, nhưng nhiều nhất là 40"};

/// `2 decimals half even`, from the given part on.
bool Builder::decimals(const Parts& parts, std::size_t from, int& count, bool& half_even) {
  for (std::size_t i = from; i < parts.size(); ++i) {
    if (is(parts[i], Phrase::half_even)) half_even = true;
    if (!is(parts[i], Part::numeral)) continue;
    const std::optional<int> typed = whole(parts[i]);
    if (!typed) return false;
    if (*typed > decimals_limit) {
      file_.diagnostics.report(too_many_decimals, span(parts[i]), *typed);
      return false;
    }
    count = *typed;
  }
  return true;
}

// ---- dates ----------------------------------------------------------------------------------------------------------

constexpr Message<1> date_form{
    "E0135", "`{0}` is no date: a date has four digits, two and two",
    "`{0}` không phải là ngày: ngày viết bốn chữ số, hai và hai", "`2022-03-31`", "`2022-03-31` hoặc `31/03/2022`"};
constexpr Message<1> no_such_day{"E0136", "there is no day `{0}`", "không có ngày `{0}`"};
constexpr Message<2> day_first_in_english{
    "E0137", "`{0}` could be a date or two divisions; beside English words a date begins with the year",
    "`{0}` có thể là ngày hoặc hai phép chia; trong cách viết tiếng Anh, ngày bắt đầu bằng năm",
    "`{1}`, or blanks around `/` for divisions", "`{1}`, hoặc thêm dấu cách quanh `/` nếu là phép chia"};

Expression Builder::date(std::uint32_t index) {
  const std::string typed(text_of(index));
  const bool iso = is(index, Part::iso_date);
  const std::optional<value::Date> day = iso ? value::Date::from_iso(typed) : value::Date::from_day_first(typed);
  if (iso && typed.size() != 10) {
    file_.diagnostics.report(date_form, span(index), typed);
    return hole(index);
  }
  if (!iso && file_.spelling == Spelling::english) {
    file_.diagnostics.report(day_first_in_english, span(index), typed, day ? day->to_iso() : "2022-03-31");
    return hole(index);
  }
  if (!day) {
    file_.diagnostics.report(no_such_day, span(index), typed);
    return hole(index);
  }
  Expression result = make(Form::date, index);
  result.text = day->to_iso();
  return result;
}

/// `31 December of year - 1`, `ngày 31/12 của năm - 1`.
Expression Builder::relative_date(std::uint32_t index) {
  Expression result = make(Form::relative_date, index);
  const Parts parts(*this, index);
  std::size_t next = 1;
  std::string day;
  if (is(parts[0], Part::day_month)) {
    const std::string typed(text_of(parts[0]));
    const std::size_t slash = typed.find('/');
    day = typed;
    if (slash <= 2 && typed.size() - slash <= 3) {
      std::from_chars(typed.data(), typed.data() + slash, result.day);
      std::from_chars(typed.data() + slash + 1, typed.data() + typed.size(), result.month);
    }
  } else {
    const std::string_view typed = text_of(parts[0]);
    if (typed.size() <= 2) std::from_chars(typed.data(), typed.data() + typed.size(), result.day);
    const auto month = std::find(month_names.begin(), month_names.end(), text_of(parts[1]));
    result.month = static_cast<int>(month - month_names.begin()) + 1;
    day = std::string(typed) + " " + std::string(*month);
    next = 2;
  }
  if (result.day < 1 || result.day > value::longest_month(result.month)) {
    file_.diagnostics.report(no_such_day, span(index), day);
    return hole(index);
  }
  Expression year = make(Form::year, index);
  if (next < parts.size()) {
    if (is_dash(parts[next])) return hole(index);
    const Numeral typed = numeral(parts[next + 1]);
    if (typed.digits.empty()) return hole(index);
    Expression offset = make(Form::numeral, parts[next + 1]);
    offset.text = typed.digits;
    year = chain(std::move(year), parts[next], std::move(offset));
  }
  result.operands.push_back(std::move(year));
  return result;
}

// ---- expressions ----------------------------------------------------------------------------------------------------

/// The phrase of the language that a called name is, where it is not built yet.
bool is_built_later(std::string_view name, Spelling spelling) {
  for (const Keyword& entry : keywords())
    if (!entry.built && entry.place == Place::expression && entry.phrase >= Phrase::previous &&
        (entry.in(spelling) == name || entry.also_in(spelling) == name))
      return true;
  return false;
}

Expression Builder::value(std::uint32_t index) {
  switch (at(index).part) {
    case Part::logical: return logical(index);
    case Part::negation: return negation(index);
    case Part::comparison: return comparison(index);
    case Part::sum: return sum(index);
    case Part::product: return product(index);
    case Part::minus: return minus(index);
    case Part::part_of_max: return part_of_max(index);
    case Part::relative_date: return relative_date(index);
    case Part::iso_date:
    case Part::day_first_date: return date(index);
    case Part::call: return call(index);
    case Part::round_to: return rounded(index);
    case Part::larger_of: return list(Form::larger_of, index);
    case Part::smaller_of: return list(Form::smaller_of, index);
    case Part::absolute: return list(Form::absolute, index);
    case Part::floor: return list(Form::round_down, index);
    case Part::ceiling: return list(Form::round_up, index);
    case Part::bracketed: return list(Form::bracketed, index);
    case Part::numeral: {
      Numeral typed = numeral(index);
      if (typed.digits.empty()) return hole(index);
      Expression result = make(Form::numeral, index);
      result.text = std::move(typed.digits);
      result.percent = typed.percent;
      return result;
    }
    case Part::text: {
      Expression result = make(Form::text, index);
      result.text = text(index).text;
      return result;
    }
    case Part::name: {
      Expression result = make(Form::name, index);
      result.text = text_of(index);
      return result;
    }
    case Part::word:
      switch (at(index).phrase) {
        case Phrase::max: return make(Form::max, index);
        case Phrase::year: return make(Form::year, index);
        case Phrase::yes: return make(Form::yes, index);
        case Phrase::no: return make(Form::no, index);
        case Phrase::index: {
          Expression result = make(Form::name, index);
          result.text = words(Phrase::index, Spelling::english);
          return result;
        }
        case Phrase::none: return make(Form::none, index);
        case Phrase::missing: return make(Form::missing, index);
        case Phrase::not_applicable: return make(Form::not_applicable, index);
        default: return hole(index);
      }
    default: return hole(index);  // parts that are no value
  }
}

constexpr Message<2> and_with_or{
    "E0128", "`{0}` and `{1}` are mixed, and it is not clear which comes first",
    "`{0}` và `{1}` đứng lẫn nhau, không rõ tính cái nào trước",
    "brackets around what belongs together", "đặt ngoặc quanh phần đi với nhau"};

Expression Builder::logical(std::uint32_t index) {
  const Parts parts(*this, index);
  const Phrase joining = at(parts[1]).phrase;
  for (std::size_t i = 3; i < parts.size(); i += 2) {
    if (at(parts[i]).phrase == joining) continue;
    file_.diagnostics.report(and_with_or, span(parts[i]), word(joining), word(at(parts[i]).phrase));
    return hole(index);
  }
  Expression result = make(joining == Phrase::and_ ? Form::logical_and : Form::logical_or, index);
  for (std::size_t i = 0; i < parts.size(); i += 2) result.operands.push_back(value(parts[i]));
  return result;
}

constexpr Message<2> not_before_comparison{
    "E0129", "`{0}` before a comparison could deny all of it or its first side only",
    "`{0}` đứng trước phép so sánh: không rõ phủ định cả phép so sánh hay chỉ vế đầu",
    "`{0} ({1})`", "`{0} ({1})`"};

Expression Builder::negation(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is(parts[0], Part::comparison)) {
    file_.diagnostics.report(not_before_comparison, span(index), word(Phrase::not_), text_of(parts[0]));
    return hole(index);
  }
  Expression result = make(Form::logical_not, index);
  result.operands.push_back(value(parts[0]));
  return result;
}

constexpr Message<2> wrong_sign{"E0153", "`{0}` is no comparison; it reads `{1}`",
                                "`{0}` không phải là dấu so sánh; viết là `{1}`"};

std::optional<Comparator> Builder::comparator(std::uint32_t index) {
  const std::string_view sign = text_of(index);
  if (sign == "=") return Comparator::equal;
  if (sign == "<>" || sign == "!=" || sign == "≠") return Comparator::not_equal;
  if (sign == "<") return Comparator::less;
  if (sign == "<=" || sign == "≤") return Comparator::less_or_equal;
  if (sign == ">") return Comparator::greater;
  if (sign == ">=" || sign == "≥") return Comparator::greater_or_equal;
  file_.diagnostics.report(wrong_sign, span(index), sign, sign == "==" ? "=" : sign == "=<" ? "<=" : ">=");
  return std::nullopt;
}

constexpr Message<0> chain_turns{
    "E0152", "only comparisons that go the same way can be joined, as in `80% <= x < 100%`",
    "chỉ nối được các phép so sánh cùng chiều, như `80% <= x < 100%`",
    "two comparisons joined by `and`", "viết hai phép so sánh nối bằng `và`"};

Expression Builder::comparison(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is(parts[1], Part::word)) {
    Expression subject = value(parts[0]);
    Expression result = make(is(parts[1], Phrase::is_none) ? Form::is_none : Form::is_value, index);
    if (parts.size() == 3) result.text = words(at(parts[2]).phrase, Spelling::english);
    result.operands.push_back(std::move(subject));
    return result;
  }
  Expression result = make(Form::compare, index);
  bool rises = true, falls = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      result.operands.push_back(value(parts[i]));
      continue;
    }
    const std::optional<Comparator> sign = comparator(parts[i]);
    if (!sign) return hole(index);
    rises = rises && (*sign == Comparator::less || *sign == Comparator::less_or_equal);
    falls = falls && (*sign == Comparator::greater || *sign == Comparator::greater_or_equal);
    result.comparators.push_back(*sign);
  }
  if (parts.size() > 3 && !rises && !falls) {
    file_.diagnostics.report(chain_turns, span(index));
    return hole(index);
  }
  return result;
}

/// A dash that Word puts in place of a minus sign; says so.
bool Builder::is_dash(std::uint32_t index) {
  const std::string_view sign = text_of(index);
  if (sign != "–" && sign != "—") return false;
  report_dash(file_, span(index));
  return true;
}

Expression Builder::chain(Expression left, std::uint32_t sign, Expression right) const {
  const std::string_view typed = text_of(sign);
  Expression result;
  result.form = typed == "+"                      ? Form::add
                : typed == "*" || typed == "×"    ? Form::multiply
                : typed == "/" || typed == "÷"    ? Form::divide
                                                  : Form::subtract;
  result.span = source::join(left.span, right.span);
  result.operands.reserve(2);
  result.operands.push_back(std::move(left));
  result.operands.push_back(std::move(right));
  return result;
}

constexpr Message<1> too_many_operations{
    "E0160", "{0} operations stand in a row, but 200 are the most", "có {0} phép tính liền nhau, nhưng nhiều nhất là 200",
    "`let` for a part of it", "dùng `đặt` cho một phần"};
constexpr Message<1> if_none_unclear{
    "E0130", "it is not clear how far `{0}` reaches here", "không rõ `{0}` ở đây áp dụng cho phần nào",
    "brackets around the division and its replacement, or a `let`",
    "đặt ngoặc quanh phép chia và giá trị thay thế, hoặc dùng `đặt`"};

Expression Builder::sum(std::uint32_t index) {
  const Parts parts(*this, index);
  if (parts.size() / 2 > nesting_limit) {
    file_.diagnostics.report(too_many_operations, span(index), parts.size() / 2);
    return hole(index);
  }
  Expression result = value(parts[0]);
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    if (is_dash(parts[i])) return hole(index);
    if (result.form == Form::if_none) {
      file_.diagnostics.report(if_none_unclear, result.span, word(Phrase::if_none));
      return hole(index);
    }
    result = chain(std::move(result), parts[i], value(parts[i + 1]));
  }
  return result;
}

Expression Builder::product(std::uint32_t index) {
  const Parts parts(*this, index);
  const bool replaced = is(parts[parts.size() - 1], Part::replacement);
  const std::size_t factors = parts.size() - (replaced ? 1 : 0);
  if (factors / 2 > nesting_limit) {
    file_.diagnostics.report(too_many_operations, span(index), factors / 2);
    return hole(index);
  }
  if (replaced) {
    const Parts inside(*this, parts[factors]);
    const bool one_division = factors == 3 && (text_of(parts[1]) == "/" || text_of(parts[1]) == "÷");
    if (inside.size() != 1 || (factors != 1 && !one_division)) {
      file_.diagnostics.report(if_none_unclear, span(index), word(Phrase::if_none));
      return hole(index);
    }
  }
  Expression result = value(parts[0]);
  for (std::size_t i = 1; i + 1 < factors; i += 2) result = chain(std::move(result), parts[i], value(parts[i + 1]));
  if (!replaced) return result;
  const Parts inside(*this, parts[factors]);
  Expression whole = make(Form::if_none, index);
  whole.operands.push_back(std::move(result));
  whole.operands.push_back(value(inside[0]));
  return whole;
}

Expression Builder::minus(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is_dash(parts[0])) return hole(index);
  Expression result = make(Form::negate, index);
  result.operands.push_back(value(parts[1]));
  return result;
}

constexpr Message<2> no_part_of_max{
    "E0138", "`{0}` stands before `{1}`, but a part of it is said as a percentage or a fraction",
    "`{0}` đứng trước `{1}`, nhưng một phần của nó phải viết theo phần trăm hoặc phân số",
    "`75% of max` or `1/2 max`; for a product `0.5 * max`",
    "`75% điểm tối đa` hoặc `1/2 điểm tối đa`; nếu là phép nhân: `0,5 * điểm tối đa`"};

/// `75% of max`, `1/2 max`.
Expression Builder::part_of_max(std::uint32_t index) {
  const Parts parts(*this, index);
  Expression part = value(parts[0]);
  if (parts.size() == 3) {
    part = chain(std::move(part), parts[1], value(parts[2]));
  } else if (part.form == Form::numeral && !part.percent) {
    file_.diagnostics.report(no_part_of_max, span(index), text_of(parts[0]), word(Phrase::max));
    return hole(index);
  }
  Expression result = make(Form::part_of_max, index);
  result.operands.push_back(std::move(part));
  return result;
}

Expression Builder::call(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is_built_later(text_of(parts[0]), file_.spelling)) {
    report_not_built(file_, span(parts[0]));
    return hole(index);
  }
  Expression result = make(Form::call, index);
  result.text = text_of(parts[0]);
  std::optional<Name> argument_name;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (is(parts[i], Part::argument_name)) {
      argument_name = name(parts[i]);
      continue;
    }
    result.argument_names.push_back(std::move(argument_name));
    argument_name.reset();
    result.operands.push_back(value(parts[i]));
  }
  return result;
}

Expression Builder::rounded(std::uint32_t index) {
  const Parts parts(*this, index);
  Expression result = make(Form::round, index);
  if (!decimals(parts, 1, result.decimals, result.half_even)) return hole(index);
  result.operands.push_back(value(parts[0]));
  return result;
}

Expression Builder::list(Form form, std::uint32_t index) {
  const Parts parts(*this, index);
  Expression result = make(form, index);
  for (std::size_t i = 0; i < parts.size(); ++i) result.operands.push_back(value(parts[i]));
  return result;
}

// ---- kinds ----------------------------------------------------------------------------------------------------------

KindClause Builder::kind(std::uint32_t index) {
  KindClause result;
  result.span = span(index);
  const Parts parts(*this, index);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::uint32_t part = parts[i];
    switch (at(part).part) {
      case Part::whole_range: result.word = KindWord::whole; [[fallthrough]];
      case Part::range: {
        const Parts ends(*this, part);
        result.from = value(ends[0]);
        result.to = value(ends[1]);
        break;
      }
      case Part::choices: {
        const Parts values(*this, part);
        for (std::size_t k = 0; k < values.size(); ++k)
          result.choices.push_back(is(values[k], Part::name) ? Text{std::string(text_of(values[k])), span(values[k])}
                                                             : text(values[k]));
        break;
      }
      case Part::at_least: result.at_least.push_back(value(part - 1)); break;
      case Part::at_most: result.at_most.push_back(value(part - 1)); break;
      case Part::word:
        switch (at(part).phrase) {
          case Phrase::number: result.word = KindWord::number; break;
          case Phrase::percent: result.word = KindWord::percent; break;
          case Phrase::count: result.word = KindWord::count; break;
          case Phrase::points: result.word = KindWord::points; break;
          case Phrase::date: result.word = KindWord::date; break;
          case Phrase::days: result.word = KindWord::days; break;
          case Phrase::yes_no: result.word = KindWord::yes_no; break;
          case Phrase::choice: result.word = KindWord::choice; break;
          case Phrase::written_0_to_100: result.written_0_to_100 = true; break;
          case Phrase::or_none: result.or_none = true; break;
          case Phrase::or_not_applicable: result.or_not_applicable = true; break;
          default: break;
        }
        break;
      default: break;
    }
  }
  return result;
}

// ---- clauses below a heading ----------------------------------------------------------------------------------------

Basis Builder::basis(std::uint32_t index) {
  const Parts parts(*this, index);
  return {parts.size() == 2, text(parts[parts.size() - 1])};
}

Note Builder::note(std::uint32_t index) {
  const Parts parts(*this, index);
  Note result{text(parts[0]), std::nullopt};
  if (parts.size() == 2) result.other = text(parts[1]);
  return result;
}

Let Builder::let(std::uint32_t index) {
  const Parts parts(*this, index);
  return {name(parts[0]), value(parts[1])};
}

constexpr Message<1> count_twice{"E0161", "`{0}` is counted twice in this line", "`{0}` được đếm hai lần trong dòng này"};

Expect Builder::expect(std::uint32_t index) {
  const Parts counts(*this, index);
  Expect result;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Parts parts(*this, counts[i]);
    const bool survey = is(parts[0], Phrase::survey);
    const Phrase what = at(parts[survey ? 0 : 1]).phrase;
    std::optional<Numeral>& count = survey                         ? result.survey
                                    : what == Phrase::fields       ? result.fields
                                    : what == Phrase::criteria     ? result.criteria
                                                                   : result.components;
    if (count) file_.diagnostics.report(count_twice, span(counts[i]), word(what));
    Numeral typed = numeral(parts[survey ? 1 : 0]);
    if (!typed.digits.empty()) count = std::move(typed);
  }
  return result;
}

constexpr Message<2> entered_by_whom{
    "E0155", "`{0}` does not say by whom", "`{0}` chưa ghi ai cho điểm",
    "`{1}`", "`{1}`"};
constexpr Message<1> said_twice{"E0162", "`{0}` is said twice in this line", "`{0}` được ghi hai lần trong dòng này"};

ClauseBody Builder::entered(std::uint32_t index) {
  const Parts parts(*this, index);
  Entered result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Parts inside(*this, parts[i]);
    switch (at(parts[i]).part) {
      case Part::free_words:
        result.by = {supplier_name(text_of(parts[i])), span(parts[i])};
        break;
      case Part::entered_by:
        if (!result.by.text.empty()) file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::by));
        result.by = {supplier_name(text_of(inside[0])), span(inside[0])};
        break;
      case Part::entered_step:
        if (result.step) file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::in_steps_of));
        result.step = numeral(inside[0]);
        if (result.step->digits.empty()) result.step.reset();
        break;
      case Part::entered_from: {
        if (result.from) file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::from));
        Numeral from = numeral(inside[0]), to = numeral(inside[1]);
        if (from.digits.empty() || to.digits.empty()) break;
        result.from = std::move(from);
        result.to = std::move(to);
        break;
      }
      default: break;
    }
  }
  if (result.by.text.empty()) {
    file_.diagnostics.report(entered_by_whom, span(index), word(Phrase::entered),
                             file_.spelling == Spelling::english ? "entered by council" : "hội đồng cho điểm");
    return ExpressionLine{hole(index)};
  }
  return result;
}

ClauseBody Builder::when_line(std::uint32_t index) {
  const Parts parts(*this, index);
  if (parts.size() == 1) return ExpressionLine{value(parts[0])};
  WhenLine result{value(parts[0]), std::nullopt};
  if (parts.size() == 3) result.condition = value(parts[2]);
  return result;
}

ClauseBody Builder::clause() {
  const std::uint32_t whole = root();
  const Parts parts(*this, whole);
  switch (at(whole).part) {
    case Part::evidence: {
      Evidence result;
      for (std::size_t i = 0; i < parts.size(); ++i) result.texts.push_back(text(parts[i]));
      return result;
    }
    case Part::title: {
      Title result{text(parts[0]), std::nullopt};
      if (parts.size() == 2) result.vietnamese = text(parts[1]);
      return result;
    }
    case Part::adjustment: {
      Adjustment result;
      result.deduct = is(parts[0], Phrase::deduct);
      result.amount = value(parts[1]);
      (is(parts[2], Phrase::per) ? result.per : result.when) = value(parts[3]);
      return result;
    }
    case Part::round: {
      Round result;
      if (!decimals(parts, 0, result.decimals, result.half_even)) return ExpressionLine{hole(whole)};
      return result;
    }
    case Part::basis: return basis(whole);
    case Part::note: return note(whole);
    case Part::let: return let(whole);
    case Part::expect: return expect(whole);
    case Part::entered: return entered(whole);
    case Part::when_line: return when_line(whole);
    case Part::survey: return Survey{};
    case Part::mean_of_children: return MeanOfChildren{};
    case Part::not_applicable_when: return NotApplicableWhen{value(parts[0])};
    case Part::full_points_when: return FullPointsWhen{value(parts[0])};
    case Part::zero_when: return ZeroWhen{value(parts[0])};
    case Part::cap: return Cap{value(parts[0]), value(parts[1])};
    case Part::if_missing: return IfMissing{value(parts[0])};
    case Part::at_most_clause: return AtMost{value(parts[0])};
    case Part::not_below: return NotBelow{value(parts[0])};
    case Part::bands: return Bands{value(parts[0]), {}};
    default: return ExpressionLine{hole(whole)};  // parts that are no clause
  }
}

// ---- rows -----------------------------------------------------------------------------------------------------------

constexpr Message<3> range_as_difference{
    "E0154", "`{0}` reads as a difference; a range is said with `{1}`",
    "`{0}` được đọc là phép trừ; khoảng viết với `{1}`", "`{2}`", "`{2}`"};

/// An end of a band.
Expression Builder::bound(std::uint32_t index) {
  if (is(index, Part::sum)) {
    const Parts parts(*this, index);
    if (parts.size() == 3 && is(parts[0], Part::numeral) && is(parts[2], Part::numeral) && text_of(parts[1]) != "+") {
      const std::string range =
          std::string(text_of(parts[0])) + " " + word(Phrase::to) + " " + std::string(text_of(parts[2]));
      file_.diagnostics.report(range_as_difference, span(index), text_of(index), word(Phrase::to), range);
      return hole(index);
    }
  }
  return value(index);
}

constexpr Message<1> band_sign{
    "E0163", "`{0}` cannot stand here in a range", "`{0}` không đứng được ở đây trong khoảng",
    "`80% to < 100%`, `> 80% to 90%`, `< 80%`, `>= 95%` or `100%`",
    "`80% đến < 100%`, `> 80% đến 90%`, `< 80%`, `>= 95%` hoặc `100%`"};

Band Builder::band() {
  const Parts parts(*this, root());
  Band result;
  result.span = span(root());
  BandRange& range = result.range;
  range.span = file_.span(at(parts[0]).begin, at(parts[parts.size() - 2]).end);
  result.value = value(parts[parts.size() - 1]);
  bool has_to = false;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) has_to = has_to || is(parts[i], Phrase::to);
  bool high_side = false, faulty = false;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (is(parts[i], Phrase::to)) high_side = true;
    if (is(parts[i], Phrase::to) || is(parts[i], Part::symbol)) continue;
    Comparator sign = Comparator::equal;
    if (i != 0 && is(parts[i - 1], Part::symbol)) {
      const std::optional<Comparator> typed = comparator(parts[i - 1]);
      sign = typed.value_or(Comparator::equal);
      const bool upper_sign = sign == Comparator::less || sign == Comparator::less_or_equal;
      const bool lower_sign = sign == Comparator::greater || sign == Comparator::greater_or_equal;
      if (typed && !(upper_sign && (high_side || !has_to)) && !(lower_sign && !high_side))
        file_.diagnostics.report(band_sign, span(parts[i - 1]), text_of(parts[i - 1]));
      faulty = faulty || !typed || !(upper_sign ? high_side || !has_to : lower_sign && !high_side);
    }
    Expression end = bound(parts[i]);
    if (has_to ? high_side : sign == Comparator::less || sign == Comparator::less_or_equal) {
      range.high = std::move(end);
      range.high_open = sign == Comparator::less;
    } else if (has_to || sign != Comparator::equal) {
      range.low = std::move(end);
      range.low_open = sign == Comparator::greater;
    } else {
      range.point = true;
      range.low = end;
      range.high = std::move(end);
    }
  }
  if (faulty) {
    range.point = true;
    range.low = range.high = hole(parts[0]);
  }
  return result;
}

InputLine Builder::input() {
  const Parts parts(*this, root());
  InputLine result;
  result.span = span(root());
  result.name = name(parts[0]);
  result.kind = kind(parts[1]);
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (is(parts[i], Part::text))
      result.title = text(parts[i]);
    else
      result.for_information = true;
  }
  return result;
}

ClassLine Builder::class_line() {
  const Parts parts(*this, root());
  ClassLine result;
  result.span = span(root());
  result.label = text(parts[0]);
  if (parts.size() == 3) result.condition = value(parts[2]);
  return result;
}

std::variant<Setting, Gives> Builder::setting() {
  const Parts parts(*this, root());
  if (is(root(), Part::gives)) return Gives{value(parts[0])};
  Setting result;
  result.span = span(root());
  result.name = name(parts[0]);
  if (is(parts[0], Part::item_number)) result.name.text = build_item_number(file_, span(parts[0]));
  result.value = value(parts[1]);
  return result;
}

// ---- what begins in column 1 ----------------------------------------------------------------------------------------

constexpr Message<1> heading_without_title{
    "E0141", "heading {0} has no title", "mục {0} chưa có tên",
    "`{0} \"Annual plan\"   1 point`", "`{0} \"Kế hoạch năm\"   1 điểm`"};
constexpr Message<1> heading_without_points{
    "E0140", "heading {0} does not say its points", "mục {0} chưa ghi điểm tối đa",
    "`1 point` at the end of the line of {0}", "thêm `1 điểm` ở cuối dòng của {0}"};

Node Builder::node(std::uint32_t index) {
  const Parts parts(*this, index);
  Node result;
  result.number_span = span(parts[0]);
  result.number = build_item_number(file_, result.number_span);
  result.points_span = result.number_span;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::uint32_t part = parts[i];
    if (is(part, Part::heading_label)) {
      result.label = text(part - 1);
    } else if (is(part, Part::text)) {
      result.title = text(part);
    } else {
      Numeral typed = numeral(part - 1);
      if (is(part, Part::heading_points)) result.points_span = span(part);
      if (!typed.digits.empty()) (is(part, Part::heading_points) ? result.points : result.weight) = std::move(typed);
    }
  }
  if (!result.title) file_.diagnostics.report(heading_without_title, span(index), text_of(parts[0]));
  if (result.points_span == result.number_span && result.title)
    file_.diagnostics.report(heading_without_points, span(index), text_of(parts[0]));
  return result;
}

Parameter Builder::parameter(std::uint32_t index) {
  const Parts parts(*this, index);
  Parameter result;
  result.english = result.vietnamese = name(parts[0]);
  std::size_t next = 1;
  if (is(parts[1], Part::name)) result.vietnamese = name(parts[next++]);
  result.kind = kind(parts[next++]);
  if (next < parts.size()) result.standard = value(parts[next]);
  return result;
}

Method Builder::method(std::uint32_t index) {
  const Parts parts(*this, index);
  Method result;
  result.english = result.vietnamese = name(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (is(parts[i], Part::name)) result.vietnamese = name(parts[i]);
    if (is(parts[i], Part::parameter)) result.parameters.push_back(parameter(parts[i]));
    if (is(parts[i], Phrase::of_max)) result.of_max = true;
  }
  return result;
}

Example Builder::example(std::uint32_t index) {
  const Parts parts(*this, index);
  Example result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    result.target_span = span(parts[i]);
    if (is(parts[i], Part::text)) {
      result.title = text(parts[i]);
    } else if (is(parts[i], Part::item_number)) {
      result.node = build_item_number(file_, span(parts[i]));
    } else {
      const Parts target(*this, parts[i]);
      result.method = name(target[0]);
      if (target.size() == 2) {
        result.max = numeral(target[1]);
        if (result.max->digits.empty()) result.max.reset();
      }
    }
  }
  return result;
}

ItemBody Builder::publish(std::uint32_t index) {
  const Parts parts(*this, index);
  Publish result;
  result.form = is(parts[0], Phrase::as_percent)  ? IndexForm::percent
                : is(parts[0], Phrase::as_number) ? IndexForm::number
                                                  : IndexForm::points;
  decimals(parts, 1, result.decimals, result.half_even);
  return result;
}

constexpr Message<1> edition_unknown{
    "E0149", "edition {0} of the language is not known to this version of Barem; it knows edition 1",
    "phiên bản Barem này không biết ấn bản {0} của ngôn ngữ; chỉ biết ấn bản 1", "`barem 1`", "`barem 1`"};
constexpr Message<1> year_form{"E0164", "`{0}` is no year: a year has four digits",
                               "`{0}` không phải là năm: năm có bốn chữ số"};

ItemBody Builder::item() {
  const std::uint32_t whole_line = root();
  const Parts parts(*this, whole_line);
  switch (at(whole_line).part) {
    case Part::edition: {
      Edition result;
      const std::optional<int> number = whole(parts[0]);
      if (number && *number != 1) file_.diagnostics.report(edition_unknown, span(parts[0]), *number);
      return result;
    }
    case Part::year: {
      Year result;
      const std::string_view typed = text_of(parts[0]);
      if (typed.size() == 4 && typed.find_first_not_of("0123456789") == std::string_view::npos)
        std::from_chars(typed.data(), typed.data() + 4, result.year);
      else
        file_.diagnostics.report(year_form, span(parts[0]), typed);
      return result;
    }
    case Part::use: {
      Use result;
      result.file = is(parts[0], Part::text);
      for (std::size_t i = 0; i < parts.size(); ++i)
        result.methods.push_back(result.file ? text(parts[i]) : Text{std::string(text_of(parts[i])), span(parts[i])});
      return result;
    }
    case Part::constant: {
      Constant result{name(parts[0]), value(parts[1]), std::nullopt};
      if (parts.size() == 3) result.basis = basis(parts[2]);
      return result;
    }
    case Part::node: return node(whole_line);
    case Part::method: return method(whole_line);
    case Part::example: return example(whole_line);
    case Part::publish: return publish(whole_line);
    case Part::basis: return basis(whole_line);
    case Part::note: return note(whole_line);
    case Part::let: return let(whole_line);
    case Part::expect: return expect(whole_line);
    case Part::rulebook: return RulebookTitle{text(parts[0])};
    case Part::version: return Version{text(parts[0])};
    case Part::unit: return UnitWord{text(parts[0])};
    case Part::scale: return Scale{numeral(parts[0])};
    case Part::option: return Option{name(parts[0]), kind(parts[1]), text(parts[2])};
    case Part::inputs: return Inputs{{supplier_name(text_of(parts[0])), span(parts[0])}, {}};
    case Part::rank: return Rank{is(parts[0], Phrase::exact_index)};
    case Part::classes: return Classes{is(parts[0], Phrase::exact_index), {}};
    default: return Edition{};  // parts that begin no line in column 1
  }
}

bool is_number_part(std::string_view part) {
  const auto all_of = [part](std::string_view set) { return part.find_first_not_of(set) == std::string_view::npos; };
  if (part.empty()) return false;
  return all_of("0123456789") || all_of("IVXLCDM") || all_of("ivxlcdm") || part == "đ" || part == "Đ" ||
         (part.size() == 1 && continues_word(part) && part[0] != '_');
}

}  // namespace

constexpr Message<1> dash_for_minus{
    "E0134", "`{0}` is a dash, not a minus sign", "`{0}` là dấu gạch ngang, không phải dấu trừ",
    "`-` for a minus sign, `to` for a range", "viết `-` cho dấu trừ, `đến` cho khoảng"};

void report_dash(const File& file, Span dash) { file.diagnostics.report(dash_for_minus, dash, file.text_of(dash)); }

constexpr Message<1> belongs_later{
    "E0901", "`{0}` belongs to the language, but this version of Barem cannot do it yet",
    "`{0}` thuộc ngôn ngữ, nhưng phiên bản Barem này chưa làm được"};

void report_not_built(const File& file, Span phrase) {
  file.diagnostics.report(belongs_later, phrase, file.text_of(phrase));
}

constexpr Message<2> number_form{
    "E0142", "`{0}` is no number of an item: its parts are whole numbers, Roman numerals or letters, with dots between",
    "`{0}` không phải là số thứ tự của mục: các phần là số nguyên, số La Mã hoặc chữ cái, ngăn bằng dấu chấm",
    "`{1}`", "`{1}`"};

std::string build_item_number(const File& file, Span span) {
  const std::string_view typed = file.text_of(span);
  std::string better;
  bool good = true;
  std::size_t at = 0;
  while (at <= typed.size()) {
    const std::size_t stop = std::min(typed.find_first_of(".,-", at), typed.size());
    const std::string_view part = typed.substr(at, stop - at);
    good = good && is_number_part(part) && (stop == typed.size() || typed[stop] == '.');
    if (!part.empty()) better += (better.empty() ? "" : ".") + std::string(part);
    at = stop + 1;
  }
  if (good) return std::string(typed);
  file.diagnostics.report(number_form, span, typed, better);
  return better;
}

std::string supplier_name(std::string_view typed) {
  std::string name;
  while (!typed.empty()) {
    std::size_t word = 0;
    while (continues_word(typed.substr(word))) word += source::character_at(typed, word).length;
    if (word == 0) break;
    if (!name.empty()) name += ' ';
    name += typed.substr(0, word);
    typed.remove_prefix(word);
    typed.remove_prefix(match_blanks(typed));
  }
  for (const Phrase known : {Phrase::unit, Phrase::ministry, Phrase::council, Phrase::survey_supplier, Phrase::survey})
    if (name == words(known, Spelling::english) || name == words(known, Spelling::vietnamese))
      return std::string(words(known, Spelling::english));
  return name;
}

ItemBody build_item(const File& file, const Reading& reading) { return Builder(file, reading).item(); }
ClauseBody build_clause(const File& file, const Reading& reading) { return Builder(file, reading).clause(); }
Band build_band(const File& file, const Reading& reading) { return Builder(file, reading).band(); }
InputLine build_input(const File& file, const Reading& reading) { return Builder(file, reading).input(); }
ClassLine build_class_line(const File& file, const Reading& reading) { return Builder(file, reading).class_line(); }
std::variant<Setting, Gives> build_setting(const File& file, const Reading& reading) {
  return Builder(file, reading).setting();
}
Expression build_expression(const File& file, const Reading& reading) {
  Builder builder(file, reading);
  return builder.value(builder.root());
}

}  // namespace barem::syntax
