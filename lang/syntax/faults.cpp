// Why a line could not be read, in the user's words: the special cases first, then what was found and what was due.
#include "lang/syntax/faults.h"

#include <algorithm>

#include "lang/syntax/format.h"

namespace barem::syntax {
namespace {

using source::BilingualText;
using source::Finding;
using source::Message;

constexpr std::uint32_t nowhere = Line::none;

Spelling other(Spelling spelling) {
  return spelling == Spelling::english ? Spelling::vietnamese : Spelling::english;
}

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

/// Offers the nearest phrase, where there is one, in place of the help that the message has.
void offer(Finding& finding, const std::string& near) {
  constexpr source::Bilingual helps[] = {{"did you mean `{1}`?", "có phải là `{1}`?"},
                                         {"did you mean `{2}`?", "có phải là `{2}`?"}};
  if (near.empty()) return;
  finding.help = helps[finding.arguments.size() - 1];
  finding.arguments.emplace_back(near);
}

/// One line that could not be read, and what can be said about it.
class Fault {
 public:
  Fault(const File& file, const Line& line, Entry entry, std::uint32_t fixed_by, Reading& reading)
      : file_(file), line_(line), entry_(entry), fixed_by_(fixed_by), reading_(reading) {}

  void report();

 private:
  bool too_deep();
  bool not_built_yet();
  bool other_spelling();
  std::string turned(const Reading& elsewhere) const;
  bool mark_of_other_spelling();
  bool blank_before_bracket();
  bool value_last();
  bool reserved_name();
  bool title_without_quotes();
  std::uint32_t title_end(std::uint32_t begin) const;
  bool unknown_beginning();
  bool range_in_words();
  bool dash();
  bool unknown_kind();
  bool behind_the_end();
  void found_and_due();

  std::string_view rest(std::uint32_t at) const { return file_.text.substr(at, line_.end - at); }
  std::uint32_t token_end(std::uint32_t at) const;
  std::string_view token(std::uint32_t at) const { return file_.text.substr(at, token_end(at) - at); }
  std::string words_from(std::uint32_t at, std::size_t count) const;
  BilingualText due() const;
  bool is_due(Due due) const { return has({false, {}, due}); }
  bool has(const Expected& what) const {
    return std::find(reading_.expected.begin(), reading_.expected.end(), what) != reading_.expected.end();
  }
  /// The nearest of the phrases to the words at a place.
  template <typename Holds>
  std::string nearest_phrase(std::uint32_t at, Holds holds) const;

  const File& file_;
  const Line& line_;
  const Entry entry_;
  const std::uint32_t fixed_by_;
  Reading& reading_;
  std::uint32_t at_ = 0;  // the furthest place reached
};

/// Behind the word, number, text or sign at a place.
std::uint32_t Fault::token_end(std::uint32_t at) const {
  const std::string_view text = rest(at);
  if (text.empty()) return at;
  std::size_t length = 0;
  if (text[0] == '"') {
    length = text.find('"', 1);
    length = length == std::string_view::npos ? text.size() : length + 1;
  } else if (continues_word(text)) {
    while (continues_word(text.substr(length)) ||
           (length + 1 < text.size() && std::string_view(".,").find(text[length]) != std::string_view::npos &&
            text[length - 1] >= '0' && text[length - 1] <= '9' && text[length + 1] >= '0' &&
            text[length + 1] <= '9'))
      length += source::character_at(text, length).length;
    if (text.substr(length).starts_with('%')) ++length;
  } else {
    for (const std::string_view sign : {"<=", ">=", "<>", "==", "=<", "=>", "!="})
      if (text.starts_with(sign)) length = sign.size();
    if (length == 0) length = source::character_at(text, 0).length;
  }
  return at + static_cast<std::uint32_t>(length);
}

/// So many words from a place, single blanks between; fewer where the line ends or something else stands there.
std::string Fault::words_from(std::uint32_t at, std::size_t count) const {
  std::string result;
  std::string_view text = rest(at);
  for (; count != 0; --count) {
    std::size_t length = match_word(text);
    if (length != 0 && text.substr(length).starts_with('/'))
      length += 1 + match_word(text.substr(length + 1));
    if (length == 0) break;
    if (!result.empty()) result += ' ';
    result += text.substr(0, length);
    text.remove_prefix(length);
    text.remove_prefix(match_blanks(text));
  }
  return result;
}

template <typename Holds>
std::string Fault::nearest_phrase(std::uint32_t at, Holds holds) const {
  for (std::size_t count = 5; count != 0; --count) {
    const std::string typed = words_from(at, count);
    if (static_cast<std::size_t>(std::count(typed.begin(), typed.end(), ' ')) + 1 != count) continue;
    std::vector<std::string> candidates;
    for (const Keyword& entry : keywords()) {
      const std::string_view phrase = entry.in(file_.spelling);
      if (static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1 == count &&
          holds(entry))
        candidates.emplace_back(phrase);
    }
    std::string near = source::nearest(typed, candidates);
    if (!near.empty() && near != typed) return near;
  }
  return {};
}

constexpr Message<0> nested_too_deep{"E0131",
                                     "brackets, calls and signs stand more than 200 deep in each other here",
                                     "ngoặc, cách tính và dấu lồng vào nhau quá 200 lớp ở đây",
                                     "`let` for a part of it", "dùng `đặt` cho một phần"};

bool Fault::too_deep() {
  if (!reading_.too_deep) return false;
  file_.diagnostics.report(nested_too_deep, file_.span(at_, token_end(at_)));
  return true;
}

/// A phrase that is not built yet begins the line, or stands where reading stopped.
bool Fault::not_built_yet() {
  std::uint32_t begin = nowhere;
  std::size_t longest = 0;
  const auto look = [&](std::uint32_t at, auto holds) {
    for (const Keyword& entry : keywords()) {
      if (entry.built || !holds(entry)) continue;
      for (const std::string_view phrase : {entry.in(file_.spelling), entry.also_in(file_.spelling)}) {
        const std::size_t length = match_phrase(phrase, rest(at));
        if (length <= longest || (at != line_.begin && at + length <= at_)) continue;
        begin = at;
        longest = length;
      }
    }
  };
  if (entry_ == Entry::head || entry_ == Entry::clause)
    look(line_.begin, [this](const Keyword& entry) {
      return entry.place == (entry_ == Entry::head ? Place::head : Place::clause);
    });
  for (std::uint32_t at = line_.begin; longest == 0 && at <= at_ && at < line_.end;) {
    const std::size_t word = match_word(rest(at));
    if (word != 0)
      look(at, [&](const Keyword& entry) {
        const std::size_t length = std::max<std::size_t>(match_phrase(entry.in(file_.spelling), rest(at)), 1);
        const bool in_year = entry.phrase == Phrase::in_year;
        const std::string_view behind = rest(at).substr(length);
        return at + length > at_ &&
               (!in_year || (at == at_ && behind.size() > 1 && behind[1] >= '0' && behind[1] <= '9'));
      });
    at += static_cast<std::uint32_t>(word != 0 ? word : source::character_at(file_.text, at).length);
  }
  if (longest == 0) return false;
  const auto end = begin + static_cast<std::uint32_t>(longest);
  report_not_built(file_, file_.span(begin, end));
  return true;
}

constexpr Message<4> line_in_other_spelling{
    "E0127", "this line is in {0} spelling, but line {1} of the file fixed the {2} one",
    "dòng này viết theo {0}, nhưng dòng {1} của tệp đã chọn cách viết {2}", "`{3}`", "`{3}`"};
constexpr Message<5> word_of_other_spelling{
    "E0126", "`{0}` belongs to the {3} spelling, but line {2} of the file fixed the {4} one",
    "`{0}` thuộc cách viết {3}, nhưng dòng {2} của tệp đã chọn cách viết {4}", "`{1}`", "`{1}`"};

/// Runs of blanks and line breaks as one blank, except in quotation marks.
std::string on_one_line(std::string_view text) {
  std::string result;
  bool quoted_text = false;
  for (const char c : text) {
    if (c == '"') quoted_text = !quoted_text;
    const bool is_blank = !quoted_text && (c == ' ' || c == '\n');
    if (is_blank && (result.empty() || result.back() == ' ')) continue;
    result += is_blank ? ' ' : c;
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

/// The line, which reads in the other spelling, as it is typed in this one; empty where more is wrong with it.
std::string Fault::turned(const Reading& elsewhere) const {
  source::Diagnostics unsaid;
  const File there{file_.id, file_.text, other(file_.spelling), unsaid};
  Tree tree;
  std::size_t lines_above = 1;
  const auto put = [&tree](ItemBody body) { tree.items.push_back({std::move(body), {}, {}}); };
  const auto put_clause = [&put](ClauseBody body) {
    Node node;
    node.clauses.push_back({std::move(body), {}, {}});
    put(std::move(node));
  };
  switch (entry_) {
    case Entry::head:
      put(build_item(there, elsewhere));
      lines_above = 0;
      break;
    case Entry::clause: put_clause(build_clause(there, elsewhere)); break;
    case Entry::band:
      put_clause(Bands{{}, false, {build_band(there, elsewhere)}});
      lines_above = 2;
      break;
    case Entry::input: put(Inputs{{}, {build_input(there, elsewhere)}}); break;
    case Entry::class_line: put(Classes{false, {build_class_line(there, elsewhere)}}); break;
    case Entry::setting: {
      std::variant<Setting, Record, Gives> row = build_setting(there, elsewhere);
      Example example;
      if (auto* setting = std::get_if<Setting>(&row)) example.settings.push_back(std::move(*setting));
      else if (auto* record = std::get_if<Record>(&row)) example.records.push_back(std::move(*record));
      else example.gives = std::move(std::get<Gives>(row).value);
      put(std::move(example));
      break;
    }
    case Entry::columns: {
      auto row = build_columns(there, elsewhere);
      auto* columns = std::get_if<std::vector<InputLine>>(&row);
      if (columns == nullptr || columns->size() != 1) return {};
      put(Inputs{{}, std::move(*columns)});
      break;
    }
    case Entry::expression: return {};
  }
  if (unsaid.has_errors()) return {};
  const std::string text = format(tree, file_.spelling);
  std::size_t begin = 0;
  for (; lines_above != 0; --lines_above) begin = text.find('\n', begin) + 1;
  return on_one_line(std::string_view(text).substr(begin));
}

/// The word where reading stopped, or the whole line, is in the other spelling.
bool Fault::other_spelling() {
  if (fixed_by_ == 0) return false;
  const BilingualText english{"English", "tiếng Anh"}, vietnamese{"Vietnamese", "tiếng Việt"};
  const Spelling spelling = other(file_.spelling);
  const bool is_english = spelling == Spelling::english;
  const Keyword* entry = phrase_at(rest(at_), spelling);
  const bool is_word = entry != nullptr && !entry->in(file_.spelling).empty() &&
                       match_phrase(entry->in(file_.spelling), rest(at_)) == 0;
  Reading elsewhere;
  read_line(entry_, file_.text, line_.begin, line_.end, spelling, false, elsewhere);
  if (elsewhere.complete && (!is_word || at_ == line_.begin)) {
    const std::string here = turned(elsewhere);
    Finding& finding = file_.diagnostics.report(line_in_other_spelling, file_.span(line_.begin, line_.end),
                             is_english ? english : vietnamese, std::size_t{fixed_by_},
                             is_english ? vietnamese : english, here);
    if (here.empty()) finding.help = {};
    return true;
  }
  if (!is_word) return false;
  const std::size_t length = match_phrase(entry->in(spelling), rest(at_));
  file_.diagnostics.report(word_of_other_spelling, file_.span(at_, at_ + static_cast<std::uint32_t>(length)),
                           entry->in(spelling), entry->in(file_.spelling), std::size_t{fixed_by_},
                           is_english ? english : vietnamese, is_english ? vietnamese : english);
  return true;
}

constexpr Message<2> decimal_comma{
    "E0165", "`{0}` has a comma in it, but beside English words the decimal mark is a dot",
    "`{0}` có dấu phẩy, nhưng trong cách viết tiếng Anh dấu thập phân là dấu chấm", "`{1}`", "`{1}`"};
constexpr Message<2> wrong_separator{
    "E0166", "`{0}` stands where a list goes on, but this list is separated by `{1}`",
    "`{0}` đứng ở chỗ danh sách còn tiếp, nhưng danh sách này ngăn bằng `{1}`", "`{1}`", "`{1}`"};

/// The decimal mark or the separator of the other spelling.
bool Fault::mark_of_other_spelling() {
  const std::string_view text = rest(at_);
  const bool english = file_.spelling == Spelling::english;
  if (!text.starts_with(',') && !text.starts_with(';')) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (english && text[0] == ',' && text.size() > 1 && is_digit(text[1]) && is_digit(file_.text[at_ - 1])) {
    std::uint32_t begin = at_;
    while (begin > line_.begin && is_digit(file_.text[begin - 1])) --begin;
    std::uint32_t end = at_ + 1;
    while (end < line_.end && is_digit(file_.text[end])) ++end;
    std::string better(file_.text.substr(begin, end - begin));
    better[at_ - begin] = '.';
    file_.diagnostics.report(decimal_comma, file_.span(begin, end), file_.text.substr(begin, end - begin),
                             better);
    return true;
  }
  if (text[0] == ',' && is_due(Due::semicolon)) {
    file_.diagnostics.report(wrong_separator, file_.span(at_, at_ + 1), ",", ";");
    return true;
  }
  if ((text[0] == ',') == english || (!is_due(Due::separator) && !is_due(Due::end))) return false;
  file_.diagnostics.report(wrong_separator, file_.span(at_, at_ + 1), text.substr(0, 1), english ? "," : ";");
  return true;
}

constexpr Message<1> blank_in_call{"E0158", "a blank stands between `{0}` and its bracket",
                                   "có dấu cách giữa `{0}` và dấu ngoặc của nó", "`{0}(`", "`{0}(`"};

bool Fault::blank_before_bracket() {
  if (!rest(at_).starts_with('(')) return false;
  std::uint32_t end = at_;
  while (end > line_.begin && match_blanks(file_.text.substr(end - 1, 1)) != 0) --end;
  std::uint32_t begin = end;
  for (std::uint32_t at = line_.begin; at < end;) {
    const std::size_t word = match_word(rest(at));
    if (word != 0 && at + word == end) begin = at;
    at += static_cast<std::uint32_t>(word != 0 ? word : source::character_at(file_.text, at).length);
  }
  if (begin == end || end == at_) return false;
  file_.diagnostics.report(blank_in_call, file_.span(begin, at_ + 1), file_.text.substr(begin, end - begin));
  return true;
}

constexpr Message<1> value_stands_first{"E0157", "`{0}` stands behind its value, not before it",
                                        "`{0}` đứng sau giá trị, không đứng trước", "`0 {0}`", "`0 {0}`"};

/// `còn lại: 0`, as texts say it.
bool Fault::value_last() {
  if (entry_ != Entry::clause) return false;
  const std::string_view phrase = words(Phrase::otherwise, file_.spelling);
  const std::size_t length = match_phrase(phrase, rest(line_.begin));
  if (length == 0) return false;
  file_.diagnostics.report(value_stands_first,
                           file_.span(line_.begin, line_.begin + static_cast<std::uint32_t>(length)), phrase);
  return true;
}

constexpr Message<1> word_as_name{"E0172", "`{0}` is a word of the language, so it cannot be a name",
                                  "`{0}` là từ của ngôn ngữ nên không dùng làm tên được",
                                  "`{0}_`, or another name", "`{0}_`, hoặc tên khác"};

/// `let when = 3`; or anywhere else where a name is due.
bool Fault::reserved_name() {
  std::uint32_t at = is_due(Due::name) && reading_.expected.size() == 1 ? at_ : nowhere;
  for (const Phrase naming : {Phrase::let, Phrase::constant, Phrase::option}) {
    const std::size_t length = match_phrase(words(naming, file_.spelling), rest(line_.begin));
    if (length != 0)
      at = line_.begin + static_cast<std::uint32_t>(length + match_blanks(rest(line_.begin).substr(length)));
  }
  if (entry_ == Entry::input) at = line_.begin;
  if (at == nowhere || !is_reserved(rest(at).substr(0, match_word(rest(at))))) return false;
  const Span span = file_.span(at, at + static_cast<std::uint32_t>(match_word(rest(at))));
  file_.diagnostics.report(word_as_name, span, file_.text_of(span));
  return true;
}

constexpr Message<2> title_unquoted{"E0139", "the title of {0} is not in quotation marks",
                                    "tên của mục {0} chưa nằm trong ngoặc kép", "`{0} {1}`", "`{0} {1}`"};

/// Where the title of a heading ends that has no quotation marks: before its weight or its points.
std::uint32_t Fault::title_end(std::uint32_t begin) const {
  std::uint32_t end = line_.end;
  for (std::uint32_t at = begin; at < line_.end;) {
    const std::string_view text = rest(at);
    std::size_t figure = 0;
    while (figure < text.size() && std::string_view("0123456789.,").find(text[figure]) != std::string_view::npos) ++figure;
    const std::string_view behind = text.substr(figure + match_blanks(text.substr(figure)));
    const Keyword& points = keyword(Phrase::points);
    const std::size_t unit = std::max(match_phrase(points.in(file_.spelling), behind),
                                      match_phrase(points.also_in(file_.spelling), behind));
    const bool is_points = figure != 0 && unit != 0 && match_blanks(behind.substr(unit)) + unit == behind.size();
    if (is_points || match_phrase(words(Phrase::weight, file_.spelling), text) != 0) {
      end = at;
      break;
    }
    at = token_end(at);
    at += static_cast<std::uint32_t>(match_blanks(rest(at)));
  }
  while (end > begin && match_blanks(file_.text.substr(end - 1, 1)) != 0) --end;
  return end;
}

bool Fault::title_without_quotes() {
  if (entry_ != Entry::head || !is_due(Due::text) || match_word(rest(at_)) == 0) return false;
  std::uint32_t end = line_.begin;  // of the number
  while (end < line_.end && match_blanks(rest(end)) == 0) ++end;
  const std::string_view number = file_.text.substr(line_.begin, end - line_.begin);
  if (at_ != end + match_blanks(rest(end)) || !is_item_number(number)) return false;
  const std::uint32_t behind = title_end(at_);
  std::string heading = "\"" + std::string(file_.text.substr(at_, behind - at_)) + "\"";
  if (behind < line_.end) heading += "  " + std::string(rest(behind + static_cast<std::uint32_t>(match_blanks(rest(behind)))));
  file_.diagnostics.report(title_unquoted, file_.span(at_, behind), number, heading);
  return true;
}

constexpr Message<1> no_clause{"E0125", "`{0}` does not begin a clause, and a value does not go on like this",
                               "`{0}` không mở đầu một dòng quy định, và một giá trị cũng không viết tiếp như vậy",
                               "a name of several words joins them with `_`",
                               "tên gồm nhiều từ thì nối bằng `_`"};
constexpr Message<1> no_head{"E0124", "no line in column 1 begins with `{0}`",
                             "không có dòng nào ở cột 1 mở đầu bằng `{0}`",
                             "a heading begins with its number; a clause is indented below its heading",
                             "tiêu đề mở đầu bằng số thứ tự; dòng quy định thì thụt vào, đặt dưới tiêu đề"};

bool begins_head(Phrase phrase) {
  using enum Phrase;
  for (const Phrase one : {barem, rulebook, version, effective, amends, completes, replace, repeal, insert, renumber, year, basis, unit, scale, expect, note, use, option,
                           constant, let, inputs_from, index_is, publish_index, rank_by, classes_by, method, example})
    if (one == phrase) return true;
  return false;
}

bool begins_clause(Phrase phrase) {
  using enum Phrase;
  for (const Phrase one : {evidence,
                           basis,
                           note,
                           title,
                           survey,
                           was,
                           left_open,
                           expect,
                           let,
                           not_applicable_when,
                           full_points_when,
                           cap,
                           zero_when,
                           if_missing,
                           round,
                           at_most,
                           not_below,
                           mean_of_children,
                           geometric_mean_of_children,
                           bands,
                           add,
                           deduct,
                           entered})
    if (one == phrase) return true;
  return false;
}

/// The first word is no word of the language, and a value does not go on like this.
bool Fault::unknown_beginning() {
  if (entry_ != Entry::head && entry_ != Entry::clause) return false;
  const auto length = static_cast<std::uint32_t>(match_word(rest(line_.begin)));
  const std::uint32_t behind = line_.begin + length;
  const bool at_start = at_ == line_.begin;
  if (length == 0 || !(at_start || at_ == behind + match_blanks(rest(behind)))) return false;
  if (!at_start && (entry_ == Entry::head || match_word(rest(at_)) + rest(at_).starts_with('"') == 0))
    return false;
  const bool head = entry_ == Entry::head;
  const std::string near = nearest_phrase(line_.begin, [head](const Keyword& entry) {
    return head ? begins_head(entry.phrase) : begins_clause(entry.phrase);
  });
  if (near.empty() && phrase_at(rest(at_), file_.spelling) != nullptr) return false;
  const std::size_t words_said =
      near.empty() ? 1 : static_cast<std::size_t>(std::count(near.begin(), near.end(), ' ')) + 1;
  const std::string typed = words_from(line_.begin, words_said);
  const Span span =
      file_.span(line_.begin, near.empty() ? behind : line_.begin + static_cast<std::uint32_t>(typed.size()));
  offer(file_.diagnostics.report(head ? no_head : no_clause, span, typed), near);
  return true;
}

constexpr Message<1> range_said_in_words{"E0173", "`{0}` stands in a range, but ranges are said with signs",
                                         "`{0}` đứng trong khoảng, nhưng khoảng viết bằng dấu",
                                         "`80% to < 100%`, `> 80% to 90%`, `< 80%`, `>= 95%` or `100%`",
                                         "`80% đến < 100%`, `> 80% đến 90%`, `< 80%`, `>= 95%` hoặc `100%`"};

/// `dưới 80%`, `từ 95% trở lên`, as texts write them.
bool Fault::range_in_words() {
  if (entry_ != Entry::band) return false;
  for (std::uint32_t at = line_.begin; at <= at_ && at < line_.end;) {
    for (const std::string_view said :
         {"dưới",    "trên",      "từ",      "trở lên",   "trở xuống", "Dưới",      "Trên",      "Từ",
          "below",   "under",     "above",   "over",      "from",      "less than", "more than", "at least",
          "at most", "and above", "or more", "không quá", "ít nhất",   "hơn",       "đạt"}) {
      const std::size_t length = match_phrase(said, rest(at));
      const bool stops =
          at == line_.begin || at == at_ || at + length + match_blanks(rest(at).substr(length)) == at_;
      if (length == 0 || !stops) continue;
      file_.diagnostics.report(range_said_in_words, file_.span(at, at + static_cast<std::uint32_t>(length)),
                               said);
      return true;
    }
    const std::size_t word = match_word(rest(at));
    at += static_cast<std::uint32_t>(word != 0 ? word : source::character_at(file_.text, at).length);
  }
  return false;
}

/// A dash where reading stopped, or right before it.
bool Fault::dash() {
  std::uint32_t before = at_;
  while (before > line_.begin && match_blanks(file_.text.substr(before - 1, 1)) != 0) --before;
  for (const std::string_view sign : {"–", "—"}) {
    const auto size = static_cast<std::uint32_t>(sign.size());
    std::uint32_t at = nowhere;
    if (rest(at_).starts_with(sign)) at = at_;
    if (before >= line_.begin + size && file_.text.substr(before - size, size) == sign) at = before - size;
    if (at == nowhere) continue;
    report_dash(file_, file_.span(at, at + size));
    return true;
  }
  return false;
}

constexpr Message<2> kind_unknown{"E0174", "`{0}` is not a kind of value", "`{0}` không phải là loại giá trị",
                                  "did you mean `{1}`?", "có phải là `{1}`?"};

/// `số lượg`: a kind that is nearly one.
bool Fault::unknown_kind() {
  if (entry_ != Entry::input) return false;
  const auto name = static_cast<std::uint32_t>(match_word(rest(line_.begin)));
  if (name == 0) return false;
  const std::uint32_t begin =
      line_.begin + name + static_cast<std::uint32_t>(match_blanks(rest(line_.begin + name)));
  const std::string near = nearest_phrase(begin, [](const Keyword& entry) {
    return entry.place == Place::kind || entry.phrase == Phrase::points;
  });
  const auto words_said = static_cast<std::size_t>(std::count(near.begin(), near.end(), ' ')) + 1;
  const std::string typed = words_from(begin, words_said);
  const std::uint32_t end = begin + static_cast<std::uint32_t>(typed.size());
  if (near.empty() || at_ < begin || at_ > end + match_blanks(rest(end))) return false;
  file_.diagnostics.report(kind_unknown, file_.span(begin, end), typed, near);
  return true;
}

constexpr Message<1> text_behind{"E0167", "`{0}` cannot follow here; the line could end before it",
                                 "`{0}` không thể viết tiếp ở đây; dòng này có thể kết thúc trước đó"};

bool Fault::behind_the_end() {
  if (reading_.expected.size() != 1 || !is_due(Due::end) || at_ == line_.end) return false;
  Finding& finding = file_.diagnostics.report(text_behind, file_.span(at_, token_end(at_)), token(at_));
  if (file_.spelling != Spelling::english) return true;
  // `31 March` without a year, `31 Mar`: a month that begins so comes before one that is near.
  const std::string word = words_from(at_, 1);
  const auto begun = std::ranges::find_if(month_names, [&](std::string_view month) {
    return word.size() >= 3 && month.starts_with(word);
  });
  const bool follows_a_month = words_from(at_, 2).ends_with(" of");
  if (begun == month_names.end()) offer(finding, source::nearest(word, {month_names.begin(), month_names.end()}));
  else offer(finding, std::string(*begun) + (follows_a_month ? "" : " of year"));
  return true;
}

BilingualText name_of(Due due, Spelling spelling) {
  switch (due) {
    case Due::value:
      return {"a value", "một giá trị"};
    case Due::condition:
      return {"a condition", "một điều kiện"};
    case Due::name:
      return {"a name", "một tên"};
    case Due::text:
      return {"a text in quotation marks", "một đoạn trong ngoặc kép"};
    case Due::number:
      return {"a number", "một số"};
    case Due::item_number:
      return {"the number of an item", "số thứ tự của một mục"};
    case Due::kind:
      return {"a kind of value", "một loại giá trị"};
    case Due::range:
      return {"a range", "một khoảng"};
    case Due::separator:
      return spelling == Spelling::english ? BilingualText{"`,`", "`,`"} : BilingualText{"`;`", "`;`"};
    case Due::comma:
      return {"`,`", "`,`"};
    case Due::semicolon:
      return {"`;`", "`;`"};
    case Due::colon:
      return {"`:`", "`:`"};
    case Due::equals:
      return {"`=`", "`=`"};
    case Due::opening_bracket:
      return {"`(`", "`(`"};
    case Due::closing_bracket:
      return {"`)`", "`)`"};
    case Due::words:
      return {"a word", "một từ"};
    case Due::target:
      return {"the number of an item or a method", "số thứ tự của mục hoặc tên cách tính"};
    case Due::clause:
      return {"a clause", "một dòng quy định"};
    case Due::head:
      return {"a heading or a line of the head", "một tiêu đề hoặc một dòng mở đầu"};
    case Due::date:
      return {"a date", "một ngày"};
    case Due::level:
      return {"`field`, `criterion` or `component`", "`lĩnh vực`, `tiêu chí` hoặc `tiêu chí thành phần`"};
    case Due::end:
      return {"the end of the line", "hết dòng"};
  }
  return {};
}

/// What was due, as a list with `or`.
BilingualText Fault::due() const {
  std::vector<BilingualText> things;
  for (const Expected& one : reading_.expected) {
    if (!one.is_phrase) {
      things.push_back(name_of(one.due, file_.spelling));
    } else if (const std::string_view phrase = words(one.phrase, file_.spelling); !phrase.empty()) {
      things.push_back({quoted(phrase), quoted(phrase)});
    }
  }
  BilingualText text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    const bool last = i + 1 == things.size();
    text.english += (i == 0 ? "" : last ? " or " : ", ") + things[i].english;
    text.vietnamese += (i == 0 ? "" : last ? " hoặc " : ", ") + things[i].vietnamese;
  }
  return text;
}

constexpr Message<2> line_ends{"E0169", "the line ends where {0} is due, after `{1}`",
                               "dòng này kết thúc khi sau `{1}` còn thiếu {0}"};
constexpr Message<2> found{"E0123", "`{0}` stands where {1} is due", "ở đây cần {1}, nhưng lại ghi `{0}`"};
void Fault::found_and_due() {
  if (at_ >= line_.end) {
    std::uint32_t last = line_.begin;
    for (std::uint32_t at = line_.begin; at < line_.end;) {
      last = at;
      at = token_end(at);
      at += static_cast<std::uint32_t>(match_blanks(rest(at)));
    }
    file_.diagnostics.report(line_ends, file_.span(last, line_.end), due(), token(last));
    return;
  }
  const Span span = file_.span(at_, token_end(at_));
  std::string near = nearest_phrase(at_, [this](const Keyword& entry) {
    return has({true, entry.phrase, {}});
  });
  if (near.empty() && file_.spelling == Spelling::english)
    near = source::nearest(words_from(at_, 1), {month_names.begin(), month_names.end()});
  Finding& finding = file_.diagnostics.report(found, span, token(at_), due());
  if (entry_ == Entry::input && is_due(Due::kind) && match_word(rest(at_)) != 0)
    finding.help = no_clause.help;
  offer(finding, near);
}

void Fault::report() {
  read_line(entry_, file_.text, line_.begin, line_.end, file_.spelling, true, reading_);
  at_ = reading_.failed_at;
  if (too_deep() || value_last() || reserved_name() || range_in_words() || dash() || not_built_yet() ||
      mark_of_other_spelling() || other_spelling() || blank_before_bracket() || title_without_quotes() ||
      unknown_kind() || unknown_beginning() || behind_the_end())
    return;
  found_and_due();
}

}  // namespace

const Keyword* phrase_at(std::string_view text, Spelling spelling) {
  const Keyword* best = nullptr;
  std::size_t longest = 0;
  for (const Keyword& entry : keywords()) {
    const std::size_t length = match_phrase(entry.in(spelling), text);
    if (length <= longest) continue;
    longest = length;
    best = &entry;
  }
  return best;
}

void report_fault(const File& file, const Line& line, Entry entry, std::uint32_t fixed_by, Reading& reading) {
  Fault(file, line, entry, fixed_by, reading).report();
}

}  // namespace barem::syntax
