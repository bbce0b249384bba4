// See cell.h.
#include "interpreter/data/cell.h"

#include <algorithm>
#include <array>
#include <limits>

namespace barem::data {

namespace {

using model::KindTag;
using source::BilingualText;
using source::Language;
using source::Message;
using value::Number;
using value::State;

/// The word in one of its spellings: as it is, with a first capital, in capitals.
template <std::size_t Count>
bool is_one_of(std::string_view text, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}
constexpr std::array<std::string_view, 6> words_yes{"yes", "Yes", "YES", "có", "Có", "CÓ"};
constexpr std::array<std::string_view, 6> words_no{"no", "No", "NO", "không", "Không", "KHÔNG"};
constexpr std::array<std::string_view, 6> words_none{"none",     "None",     "NONE",
                                                     "không có", "Không có", "KHÔNG CÓ"};
constexpr std::array<std::string_view, 6> words_not_applicable{
    "n/a", "N/A", "N/a", "không áp dụng", "Không áp dụng", "KHÔNG ÁP DỤNG"};

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

/// A decimal as written: digits / 10^scale.
struct Decimal {
  std::int64_t digits = 0;
  int scale = 0;
};

/// At most 18 digits, with at most one decimal mark between two of them; nothing for anything else.
std::optional<Decimal> short_decimal(std::string_view text, char mark) {
  // Counted first, so that no digit is taken in that 64 bits cannot hold.
  if (text.size() > 18 && (text.size() > 20 || std::count_if(text.begin(), text.end(), is_digit) > 18)) return {};
  const bool is_negative = !text.empty() && text.front() == '-';
  std::size_t at = is_negative ? 1 : 0;
  Decimal decimal;
  const std::size_t first = at;
  while (at < text.size() && is_digit(text[at])) decimal.digits = decimal.digits * 10 + (text[at++] - '0');
  if (at == first) return {};
  if (at < text.size()) {
    if (text[at++] != mark) return {};
    const std::size_t after = at;
    while (at < text.size() && is_digit(text[at])) decimal.digits = decimal.digits * 10 + (text[at++] - '0');
    if (at == after || at < text.size()) return {};
    decimal.scale = static_cast<int>(at - after);
  }
  if (is_negative) decimal.digits = -decimal.digits;
  return decimal;
}

/// The exact number, and a digest that all its spellings share.
bool to_number(std::string_view text, char mark, bool is_hundredths, Reading& reading) {
  if (auto decimal = short_decimal(text, mark)) {
    int scale = decimal->scale + (is_hundredths ? 2 : 0);
    while (scale > 0 && decimal->digits % 10 == 0) {
      decimal->digits /= 10;
      --scale;
      if (decimal->digits == 0) scale = 0;
    }
    if (scale <= Number::max_scale) {
      reading.number = Number::from_scaled(decimal->digits, scale);
      reading.digest =
          mixed(static_cast<std::uint64_t>(decimal->digits) + (static_cast<std::uint64_t>(scale) << 58U));
      return true;
    }
  }
  std::string dotted(text);
  if (mark != '.') {
    if (dotted.find('.') != std::string::npos) return false;
    std::replace(dotted.begin(), dotted.end(), mark, '.');
  }
  auto number = Number::from_decimal(dotted);
  if (!number) return false;
  reading.number = is_hundredths ? *number / Number(100) : std::move(*number);
  reading.digest = mixed(reading.number.to_fraction());
  return true;
}

}  // namespace

std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31U);
}

std::uint64_t mixed(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char character : text) hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001b3U;
  return mixed(hash);
}

bool says_no_evidence(const Cell& cell) {
  return cell.text.empty() || (cell.is_truth && cell.text == "false") || is_one_of(cell.text, words_no) ||
         is_one_of(cell.text, words_none) || is_one_of(cell.text, words_not_applicable);
}

InputReader::InputReader(const model::Rulebook& rulebook, model::InputId input, Writing writing)
    : rulebook_(rulebook),
      input_(rulebook[input]),
      writing_(writing),
      takes_whole_(model::takes_whole_values(input_.kind)),
      has_step_(input_.step.has_value()) {
  using Limits = std::numeric_limits<std::int64_t>;
  const value::Range& range = input_.range;
  low_ = Limits::min();
  high_ = Limits::max();
  if (range.low) low_ = range.low->ceiling().to_int64().value_or(Limits::max());
  if (range.high) high_ = range.high->floor().to_int64().value_or(Limits::min());
  if (range.low_open && low_ < Limits::max()) ++low_;
  if (range.high_open && high_ > Limits::min()) --high_;
}

// ---- none, not applicable, missing -------------------------------------------------------------------------------

namespace {
constexpr source::Bilingual declared_here{"`{0}` is declared here", "`{0}` được khai báo ở đây"};
constexpr Message<2> none_not_allowed{"E0652", "`{1}`, but `{0}` is declared without `or none`",
                                      "`{1}`, nhưng khai báo của `{0}` không ghi `hoặc không có`",
                                      "an empty cell where it is not known yet",
                                      "để ô trống nếu chưa có số liệu"};
constexpr Message<2> not_applicable_not_allowed{
    "E0653", "`{1}`, but `{0}` is declared without `or not applicable`",
    "`{1}`, nhưng khai báo của `{0}` không ghi `hoặc không áp dụng`",
    "an empty cell where it is not known yet", "để ô trống nếu chưa có số liệu"};
}  // namespace

void InputReader::relate_declaration(source::Finding* finding) const {
  if (input_.span.end > input_.span.begin) relate(finding, input_.span, declared_here, {input_.name});
}

bool InputReader::read_state(const Cell& cell, Reading& reading, Faults& faults, bool& is_state) const {
  const bool is_none = is_one_of(cell.text, words_none);
  is_state = is_none || is_one_of(cell.text, words_not_applicable);
  if (!is_state) return true;
  if (is_none ? input_.or_none : input_.or_not_applicable) {
    reading.state = is_none ? State::none : State::not_applicable;
    reading.digest = is_none ? 1 : 2;
    return true;
  }
  relate_declaration(faults.report(is_none ? none_not_allowed : not_applicable_not_allowed, cell.span,
                                   input_.name, shown(cell.text)));
  return false;
}

bool InputReader::read(const Cell& cell, Reading& reading, Faults& faults) const {
  reading.state = State::missing;
  if (cell.text.empty() || input_.kind.tag == KindTag::hole) return true;
  if (!input_.worths.empty()) return read_worth(cell, reading, faults);
  if (input_.kind.tag == KindTag::choice && read_choice(cell, reading, faults)) return true;
  if (!is_digit(cell.text.front())) {
    bool is_state = false;
    const bool is_allowed = read_state(cell, reading, faults, is_state);
    if (is_state) return is_allowed;
  }
  switch (input_.kind.tag) {
    case KindTag::number:
    case KindTag::percent:
    case KindTag::count:
    case KindTag::whole:
    case KindTag::points:
    case KindTag::days:
      return read_number(cell, reading, faults);
    case KindTag::date:
      return read_date(cell, reading, faults);
    case KindTag::yes_no:
      return read_yes_no(cell, reading, faults);
    case KindTag::choice:
      refuse_kind(cell, faults);
      return false;
    case KindTag::hole:
      return true;
  }
  return true;
}

// ---- ranges and steps --------------------------------------------------------------------------------------------

namespace {
constexpr Message<3> out_of_range{"E0646", "{0} is outside what `{1}` can be: {2}",
                                  "{0} nằm ngoài khoảng cho phép của `{1}`: {2}"};
constexpr Message<2> not_whole{"E0645", "`{0}`, but `{1}` is a whole number",
                               "`{0}`, nhưng `{1}` phải là số nguyên"};
constexpr Message<2> not_whole_maybe_thousands{
    "E0645", "`{0}`, but `{1}` is a whole number", "`{0}`, nhưng `{1}` phải là số nguyên",
    "thousands are written without a mark between them, as `12500`",
    "hàng nghìn viết liền, không có dấu ngăn cách, như `12500`"};
constexpr Message<3> not_a_step{"E0647", "{0} points, but points of `{1}` go in steps of {2}",
                                "{0} điểm, nhưng điểm của `{1}` cho theo bước {2}"};

/// `1 to 5`, `at least 0`, `more than 0 and at most 1` in both languages.
BilingualText words_for(const value::Range& range, model::Kind kind, const model::Rulebook& rulebook) {
  const auto in = [&](Language language) {
    const bool is_english = language == Language::english;
    const auto text = [&](const Number& number) { return model::to_text(number, kind, rulebook, language); };
    if (range.low && range.high && !range.low_open && !range.high_open)
      return text(*range.low) + (is_english ? " to " : " đến ") + text(*range.high);
    std::string words;
    if (range.low) {
      if (is_english)
        words = range.low_open ? "more than " : "at least ";
      else
        words = range.low_open ? "lớn hơn " : "ít nhất ";
      words += text(*range.low);
    }
    if (range.low && range.high) words += is_english ? " and " : " và ";
    if (range.high) {
      if (is_english)
        words += range.high_open ? "less than " : "at most ";
      else
        words += range.high_open ? "nhỏ hơn " : "nhiều nhất ";
      words += text(*range.high);
    }
    return words;
  };
  return {in(Language::english), in(Language::vietnamese)};
}

}  // namespace

BilingualText words_for(const Number& number, model::Kind kind, const model::Rulebook& rulebook) {
  return {model::to_text(number, kind, rulebook, Language::english),
          model::to_text(number, kind, rulebook, Language::vietnamese)};
}

/// Whether a value is one that the declaration allows; said where not.
bool InputReader::hold(const Cell& cell, const Reading& reading, Faults& faults) const {
  const auto whole = reading.number.to_int64();
  if (whole && !has_step_ && low_ <= *whole && *whole <= high_) return true;
  if (takes_whole_ && !reading.number.is_whole()) {
    const char mark = writing_.decimal_comma ? ',' : '.';
    const std::size_t at = cell.text.find(mark);
    const bool may_be_thousands = at != std::string_view::npos && cell.text.size() - at == 4;
    relate_declaration(faults.report(may_be_thousands ? not_whole_maybe_thousands : not_whole, cell.span,
                                     shown(cell.text), input_.name));
    return false;
  }
  if (!input_.range.contains(reading.number)) {
    relate_declaration(faults.report(out_of_range, cell.span,
                                     words_for(reading.number, input_.kind, rulebook_), input_.name,
                                     words_for(input_.range, input_.kind, rulebook_)));
    return false;
  }
  if (has_step_ && !(reading.number / *input_.step).is_whole()) {
    relate_declaration(faults.report(not_a_step, cell.span, reading.number, input_.name, *input_.step));
    return false;
  }
  return true;
}

// ---- numbers -----------------------------------------------------------------------------------------------------

namespace {
constexpr Message<2> not_a_number{"E0640", "`{0}` is not a number; `{1}` takes numbers",
                                  "`{0}` không phải là số; `{1}` phải là số"};
constexpr Message<3> other_mark{"E0641",
                                "`{0}` is written with a decimal {1}, numbers here with a decimal {2}",
                                "`{0}` dùng {1} thập phân, còn số ở đây dùng {2} thập phân"};
constexpr Message<4> other_mark_or_option{
    "E0641", "`{0}` is written with a decimal {1}, the numbers of this file with a decimal {2}",
    "`{0}` dùng {1} thập phân, còn số trong tệp này dùng {2} thập phân",
    "`--decimal {3}` where the whole file is written so", "`--decimal {3}` nếu cả tệp đều viết như vậy"};
constexpr Message<2> thousands{"E0642", "`{0}` has marks between its thousands",
                               "`{0}` có dấu ngăn cách hàng nghìn", "`{1}`", "`{1}`"};
constexpr Message<3> other_mark_or_thousands{
    "E0642", "`{0}` may have a mark between its thousands or be written with a decimal {1}",
    "`{0}` có thể có dấu ngăn cách hàng nghìn, hoặc dùng {1} thập phân", "`{2}` where thousands are meant",
    "`{2}` nếu là hàng nghìn"};
constexpr Message<4> option_or_thousands{
    "E0642", "`{0}` may have a mark between its thousands or be written with a decimal {1}",
    "`{0}` có thể có dấu ngăn cách hàng nghìn, hoặc dùng {1} thập phân",
    "`{2}` where thousands are meant; `--decimal {3}` where the whole file is written so",
    "`{2}` nếu là hàng nghìn; `--decimal {3}` nếu cả tệp đều viết như vậy"};
constexpr Message<2> percent_unclear{"E0643", "`{0}` in a column of percentages may be {0}% or {1}",
                                     "`{0}` trong cột tỷ lệ có thể là {0}% hoặc {1}",
                                     "`{0}%`, or `percent written 0 to 100` where the input is declared",
                                     "`{0}%`, hoặc ghi `tỷ lệ ghi từ 0 đến 100` ở khai báo số liệu"};
constexpr Message<2> percent_of_no_percent{"E0644", "`{0}` is a percentage, but `{1}` is not a percentage",
                                           "`{0}` là tỷ lệ phần trăm, nhưng `{1}` không phải là tỷ lệ"};
constexpr Message<3> too_many_digits{"E0654", "the number has {0} digits; `{1}` can be read with up to {2}",
                                     "số có {0} chữ số; `{1}` đọc được nhiều nhất {2} chữ số"};

BilingualText mark_words(char mark) {
  return mark == ',' ? BilingualText{"comma", "dấu phẩy"} : BilingualText{"point", "dấu chấm"};
}

std::string_view option_word(char mark) {
  return mark == ',' ? "comma" : "dot";
}

/// Groups of three digits after the first, all with the same mark between them (`.` `,` a blank, an apostrophe), then
/// perhaps decimals after the other mark: the digits, with `mark` before the decimals. Empty where it is not so.
std::string without_thousands(std::string_view text, char mark) {
  constexpr std::array<std::string_view, 6> group_marks{".", ",", " ", "\xC2\xA0", "\xE2\x80\xAF", "'"};
  for (const std::string_view group : group_marks) {
    std::string digits;
    std::string_view rest = text;
    if (rest.starts_with('-')) {
      digits += '-';
      rest.remove_prefix(1);
    }
    std::size_t count = 0;
    while (count < rest.size() && is_digit(rest[count])) ++count;
    if (count == 0 || count > 3 || rest[0] == '0') return {};
    digits += rest.substr(0, count);
    rest.remove_prefix(count);
    std::size_t groups = 0;
    const auto begins_group = [&] {
      return rest.starts_with(group) && rest.size() >= group.size() + 3 &&
             std::all_of(rest.begin() + static_cast<std::ptrdiff_t>(group.size()),
                         rest.begin() + static_cast<std::ptrdiff_t>(group.size()) + 3, is_digit);
    };
    for (; begins_group(); ++groups) {
      digits += rest.substr(group.size(), 3);
      rest.remove_prefix(group.size() + 3);
    }
    if (groups == 0) continue;
    if (rest.empty()) return digits;
    const bool has_decimals = (rest[0] == '.' || rest[0] == ',') && rest.substr(0, 1) != group &&
                              rest.size() > 1 && std::all_of(rest.begin() + 1, rest.end(), is_digit);
    if (has_decimals) return digits + mark + std::string(rest.substr(1));
  }
  return {};
}
}  // namespace

/// Says why the text is no number, as near to what was meant as can be told.
void InputReader::refuse_number(const Cell& cell, std::string_view text, Faults& faults) const {
  const char mark = writing_.decimal_comma ? ',' : '.';
  const char other = writing_.decimal_comma ? '.' : ',';
  Reading ignored;
  const bool fits_other = to_number(text, other, false, ignored);
  const auto digit_count = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  const std::size_t mark_count =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), mark)) + (text.starts_with('-') ? 1 : 0);
  if (const std::string plain = without_thousands(text, mark); !plain.empty()) {
    const bool may_be_decimal = fits_other && !takes_whole_;
    if (may_be_decimal && writing_.by_decimal_option)
      faults.report(option_or_thousands, cell.span, shown(cell.text), mark_words(other), shown(plain),
                    option_word(other));
    else if (may_be_decimal)
      faults.report(other_mark_or_thousands, cell.span, shown(cell.text), mark_words(other), shown(plain));
    else
      faults.report(thousands, cell.span, shown(cell.text), shown(plain));
  } else if (fits_other && writing_.by_decimal_option) {
    faults.report(other_mark_or_option, cell.span, shown(cell.text), mark_words(other), mark_words(mark),
                  option_word(other));
  } else if (fits_other) {
    faults.report(other_mark, cell.span, shown(cell.text), mark_words(other), mark_words(mark));
  } else if (digit_count > static_cast<std::size_t>(Number::max_digits) &&
             digit_count + mark_count == text.size()) {
    faults.report(too_many_digits, cell.span, digit_count, input_.name, Number::max_digits);
  } else {
    refuse_kind(cell, faults);
  }
}

bool InputReader::read_number(const Cell& cell, Reading& reading, Faults& faults) const {
  const char mark = writing_.decimal_comma ? ',' : '.';
  const bool is_percent = input_.kind.tag == KindTag::percent;
  std::string_view text = cell.text;
  const bool has_sign = text.back() == '%';
  if (has_sign) text = trimmed(text.substr(0, text.size() - 1));
  const bool is_hundredths = is_percent && (has_sign || input_.written_0_to_100);
  if (!to_number(text, mark, is_hundredths, reading)) {
    refuse_number(cell, text, faults);
    return false;
  }
  if (has_sign && !is_percent) {
    relate_declaration(faults.report(percent_of_no_percent, cell.span, shown(cell.text), input_.name));
    return false;
  }
  if (is_percent && !is_hundredths && reading.number.absolute() >= Number(1)) {
    relate_declaration(faults.report(percent_unclear, cell.span, shown(cell.text),
                                     source::Percent{std::move(reading.number)}));
    return false;
  }
  reading.state = State::value;
  return hold(cell, reading, faults);
}

// ---- dates -------------------------------------------------------------------------------------------------------

namespace {
constexpr Message<2> not_a_date{"E0650", "`{0}` is not a date; `{1}` takes dates",
                                "`{0}` không phải là ngày; `{1}` phải là ngày", "as `2022-12-31`",
                                "như `31/12/2022`"};
constexpr Message<2> date_so{"E0650", "the date `{0}` is written `{1}` in data",
                             "ngày `{0}` trong số liệu phải viết là `{1}`"};
constexpr Message<2> date_year_last{"E0650", "`{0}` does not begin with the year, as dates in data do",
                                    "`{0}` không mở đầu bằng năm như ngày trong số liệu",
                                    "`{1}` if its first number is the day", "`{1}` nếu số đầu tiên là ngày"};
constexpr Message<1> no_such_day{"E0651", "there is no day `{0}`", "không có ngày `{0}`"};

/// Numbers between marks of one kind, three of them: the year first or last.
struct DateParts {
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> lengths{};
  char mark = '-';
};
std::optional<DateParts> date_parts(std::string_view text) {
  DateParts parts;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at]) && at - first < 4)
      parts.numbers[i] = parts.numbers[i] * 10 + (text[at++] - '0');
    parts.lengths[i] = at - first;
    if (parts.lengths[i] == 0) return {};
    if (i == 2) break;
    if (at == text.size() || (text[at] != '-' && text[at] != '/' && text[at] != '.')) return {};
    if (i == 0)
      parts.mark = text[at];
    else if (text[at] != parts.mark)
      return {};
    ++at;
  }
  if (at != text.size() || parts.lengths[1] > 2) return {};
  return parts;
}
}  // namespace

std::optional<value::Date> read_day(std::string_view text, Language language) {
  if (auto date = value::Date::from_iso(text)) return date;
  return language == Language::vietnamese ? value::Date::from_day_first(text) : std::nullopt;
}

bool InputReader::read_date(const Cell& cell, Reading& reading, Faults& faults) const {
  const bool is_vietnamese = rulebook_.language == Language::vietnamese;
  if (const auto date = read_day(cell.text, rulebook_.language)) {
    reading.state = State::value;
    reading.number = Number(date->days);
    reading.digest = mixed(static_cast<std::uint64_t>(date->days) + (std::uint64_t{63} << 58U));
    return hold(cell, reading, faults);
  }
  const auto parts = date_parts(cell.text);
  const bool year_first = parts && parts->lengths[0] == 4 && parts->lengths[2] <= 2;
  const bool year_last = parts && parts->lengths[2] == 4 && parts->lengths[0] <= 2;
  if (!year_first && !year_last) {
    relate_declaration(faults.report(not_a_date, cell.span, shown(cell.text), input_.name));
    return false;
  }
  const auto& numbers = parts->numbers;
  const auto date = year_first ? value::Date::of(numbers[0], numbers[1], numbers[2])
                               : value::Date::of(numbers[2], numbers[1], numbers[0]);
  if (date && year_last && !is_vietnamese)
    faults.report(date_year_last, cell.span, shown(cell.text), date->to_iso());
  else if (date)
    faults.report(date_so, cell.span, shown(cell.text),
                  is_vietnamese ? date->to_day_first() : date->to_iso());
  else
    faults.report(no_such_day, cell.span, shown(cell.text));
  return false;
}

// ---- yes and no, choices -----------------------------------------------------------------------------------------

namespace {
constexpr Message<2> not_yes_no{"E0649", "`{0}`, but `{1}` is yes or no",
                                "`{0}`, nhưng `{1}` phải là có hoặc không", "`yes` or `no`",
                                "`có` hoặc `không`"};
constexpr Message<3> not_a_choice{"E0648", "`{0}` is none of the choices of `{1}`: {2}",
                                  "`{0}` không phải là lựa chọn của `{1}`: {2}"};
constexpr Message<4> near_a_choice{"E0648", "`{0}` is none of the choices of `{1}`: {2}",
                                   "`{0}` không phải là lựa chọn của `{1}`: {2}", "did you mean `{3}`?",
                                   "ý bạn là `{3}`?"};
}  // namespace

bool InputReader::read_yes_no(const Cell& cell, Reading& reading, Faults& faults) const {
  const bool is_yes = is_one_of(cell.text, words_yes) || (cell.is_truth && cell.text == "true");
  if (!is_yes && !is_one_of(cell.text, words_no) && !(cell.is_truth && cell.text == "false")) {
    relate_declaration(faults.report(not_yes_no, cell.span, shown(cell.text), input_.name));
    return false;
  }
  reading.state = State::value;
  reading.number = Number(is_yes ? 1 : 0);
  reading.digest = is_yes ? 3 : 4;
  return hold(cell, reading, faults);
}

/// `A 100%`: the name stands for a number; `not counted` for none.
bool InputReader::read_worth(const Cell& cell, Reading& reading, Faults& faults) const {
  const auto at = std::ranges::find(input_.worths, cell.text, &model::Worth::name);
  if (at != input_.worths.end()) {
    reading.state = at->number ? State::value : State::none;
    if (at->number) reading.number = *at->number;
    reading.digest = mixed(cell.text);
    return true;
  }
  std::vector<std::string> names;
  for (const model::Worth& worth : input_.worths) names.push_back(worth.name);
  refuse_choice(cell, names, faults);
  return false;
}

/// False where the text is no choice; nothing is said then, for it may still be `none`.
bool InputReader::read_choice(const Cell& cell, Reading& reading, Faults&) const {
  const auto& names = rulebook_.choice_lists[input_.kind.choice_list];
  const auto at = std::find(names.begin(), names.end(), cell.text);
  if (at == names.end()) return false;
  reading.state = State::value;
  reading.number = Number(at - names.begin());
  reading.digest = mixed(cell.text);
  return true;
}

void InputReader::refuse_kind(const Cell& cell, Faults& faults) const {
  if (input_.kind.tag != KindTag::choice) {
    relate_declaration(faults.report(not_a_number, cell.span, shown(cell.text), input_.name));
    return;
  }
  refuse_choice(cell, rulebook_.choice_lists[input_.kind.choice_list], faults);
}

void InputReader::refuse_choice(const Cell& cell, const std::vector<std::string>& names, Faults& faults) const {
  const std::string listed = source::listed(names);
  const std::string near = Near(names).to(cell.text);
  relate_declaration(
      near.empty() ? faults.report(not_a_choice, cell.span, shown(cell.text), input_.name, listed)
                   : faults.report(near_a_choice, cell.span, shown(cell.text), input_.name, listed, near));
}

}  // namespace barem::data
