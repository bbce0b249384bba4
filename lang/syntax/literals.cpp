// Texts, numbers and dates from the parts of a line.
#include <charconv>

#include "lang/syntax/builder.h"
#include "lang/value/date.h"

namespace barem::syntax {

using source::Message;

constexpr std::size_t digit_limit = 40;
constexpr int decimals_limit = 40;

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

constexpr Message<1> too_many_digits{"E0132",
                                     "this number has {0} digits, but 40 is the most a number may have",
                                     "số này có {0} chữ số, nhưng một số chỉ được có nhiều nhất 40 chữ số"};
constexpr Message<2> dot_in_number{
    "E0133", "`{0}` has a dot in it, but beside Vietnamese words the decimal mark is a comma",
    "`{0}` có dấu chấm, nhưng trong cách viết tiếng Việt dấu thập phân là dấu phẩy", "{1}", "{1}"};
constexpr Message<1> number_with_marks{
    "E0159", "`{0}` is not a number: it has more than one decimal mark",
    "`{0}` không phải là số: có nhiều hơn một dấu thập phân",
    "the number of an item, like `1.1.2`, stands only in a heading or behind `for`",
    "số thứ tự của mục, như `1.1.2`, chỉ đứng ở tiêu đề hoặc sau `cho`"};

namespace {

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

}  // namespace

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
                                     "ở đây cần một số nguyên, nhưng lại ghi `{0}`"};

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

constexpr Message<2> date_form{
    "E0135", "`{0}` is not a date: a date has four digits for the year, two for the month, two for the day",
    "`{0}` không phải là ngày: năm viết bốn chữ số, tháng và ngày viết hai chữ số", "`{1}`", "`{1}`"};
constexpr Message<1> no_such_day{"E0136", "there is no day `{0}`", "không có ngày `{0}`"};
constexpr Message<2> day_first_in_english{
    "E0137", "`{0}` could be a date or two divisions; beside English words a date begins with the year",
    "`{0}` có thể là ngày hoặc hai phép chia; trong cách viết tiếng Anh, ngày bắt đầu bằng năm",
    "{1}blanks around `/` for divisions", "{1}thêm dấu cách quanh `/` nếu là phép chia"};

namespace {

/// `2022-3-5` as the day that was meant; nothing where the year is cut short or there is no such day.
std::optional<value::Date> padded_date(std::string_view typed) {
  std::string whole;
  for (const std::size_t digits : {4, 2, 2}) {
    const std::size_t stop = std::min(typed.find('-'), typed.size());
    if (stop > digits || (digits == 4 && stop != digits)) return std::nullopt;
    whole += (whole.empty() ? "" : "-") + std::string(digits - stop, '0') + std::string(typed.substr(0, stop));
    typed.remove_prefix(std::min(stop + 1, typed.size()));
  }
  return value::Date::from_iso(whole);
}

}  // namespace

Expression Builder::date(std::uint32_t index) {
  const std::string typed(text_of(index));
  const bool iso = is(index, Part::iso_date);
  const std::optional<value::Date> day =
      iso ? value::Date::from_iso(typed) : value::Date::from_day_first(typed);
  if (iso && typed.size() != 10) {
    const std::optional<value::Date> meant = padded_date(typed);
    const bool english = file_.spelling == Spelling::english;
    source::Finding& finding = file_.diagnostics.report(
        date_form, span(index), typed, !meant ? "" : english ? meant->to_iso() : meant->to_day_first());
    if (!meant) finding.help = {};
    return hole(index);
  }
  if (!iso && file_.spelling == Spelling::english) {
    const std::string date = day ? "`" + day->to_iso() + "`, " : "";
    file_.diagnostics.report(day_first_in_english, span(index), typed,
                             source::BilingualText{day ? date + "or " : "", day ? date + "hoặc " : ""});
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

}  // namespace barem::syntax
