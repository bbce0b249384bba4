// From lines to a tree: what stands below what, by indentation. Every line is read by the grammar once, in the
// spelling of the file's first line that has one; what cannot be read is left out, or a hole where later steps would
// miss it.
#include "lang/syntax/parse.h"

#include <algorithm>

#include "lang/syntax/build.h"
#include "lang/syntax/faults.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/lines.h"

namespace barem::syntax {
namespace {

using source::Message;

/// A walk through the lines of one file.
class Parser {
 public:
  Parser(source::FileId id, const source::Source& source, source::Diagnostics& diagnostics)
      : source_(source), file_{id, source.text(), Spelling::english, diagnostics} {}

  Tree parse();

 private:
  bool reads(const Line& line, Entry entry, Spelling spelling);
  bool reads(const Line& line, Entry entry) { return reads(line, entry, file_.spelling); }
  void report(const Line& line, Entry entry);
  void find_spelling(const std::vector<Line>& lines);
  void check_edition(const std::vector<Line>& lines);
  Span span(const Line& line) const { return file_.span(line.begin, line.end); }
  std::string_view first_word(const Line& line) const;

  void head(Line& line);
  bool clause_in_column_1(Line& line);
  bool salvage_head(Line& line);
  std::string_view number_at(std::uint32_t at, const Line& line) const;
  Method lost_method(Name name, const Line& line) const;
  void below(Line& line);
  bool head_indented(Line& line);
  void check_indent(const Line& line, std::uint32_t& siblings);
  void clause(Line& line, std::vector<Clause>& clauses);
  void salvage_clause(Line& line, std::vector<Clause>& clauses);
  void band(Line& line, Bands& bands);
  void input(Line& line, Inputs& inputs);
  void columns(Line& line, Table& table);
  std::optional<InputLine> salvaged_input(const Line& line) const;
  void class_line(Line& line, Classes& classes);
  void setting(Line& line, Example& example);
  void finish_clause();
  void finish_item();

  Expression hole(const Line& line) const {
    Expression result;
    result.span = span(line);
    return result;
  }
  std::optional<Name> name_at(std::uint32_t at, const Line& line) const;
  std::uint32_t behind(Phrase phrase, const Line& line) const;

  const source::Source& source_;
  File file_;
  std::uint32_t fixed_by_ = 0;  // the line that fixed the spelling
  Reading reading_;
  Tree tree_;
  std::uint32_t block_ = 0;   // the indentation of what stands below the item; 0 before the first line
  std::uint32_t rows_ = 0;    // and of the rows below a clause
  bool skipping_ = false;     // what stands below an item that could not be read
  bool clause_lost_ = false;  // what stands below a clause that could not be read
  bool row_lost_ = false;     // a row of the item or the clause could not be read
  bool item_open_ = false;    // the last item is not finished
  bool bands_open_ = false;   // nor the bands that are its last clause
};

// ---- the file as a whole --------------------------------------------------------------------------------------------

constexpr Message<0> empty_file{"E0150", "this file is empty", "tệp này không có nội dung",
                                "a rule file begins with `barem 1` and `rulebook \"…\"`",
                                "tệp bắt đầu bằng `barem 1` và `bộ tiêu chí \"…\"`"};
constexpr Message<1> tab_in_indentation{"E0120", "tabs indent {0} of the lines, but indentation is spaces",
                                        "có {0} dòng thụt vào bằng tab, nhưng phải thụt vào bằng dấu cách",
                                        "`barem fmt` puts spaces there", "`barem fmt` thay bằng dấu cách"};

Tree Parser::parse() {
  Lines cut = cut_lines(source_.text());
  tree_.file = file_.id;
  if (cut.lines.empty()) {
    const auto end = static_cast<std::uint32_t>(file_.text.size());
    file_.diagnostics.report(empty_file, file_.span(0, std::min(end, 1U)));
  } else {
    find_spelling(cut.lines);
    check_edition(cut.lines);
  }
  tree_.spelling = file_.spelling;
  if (!cut.tabs.empty())
    file_.diagnostics.report(tab_in_indentation, file_.span(cut.tabs[0], cut.tabs[0] + 1), cut.tabs.size());
  tree_.items.reserve(static_cast<std::size_t>(
      std::count_if(cut.lines.begin(), cut.lines.end(), [](const Line& line) { return line.indent == 0; })));
  for (Line& line : cut.lines) {
    if (line.indent == 0)
      head(line);
    else
      below(line);
  }
  finish_item();
  tree_.comments_at_end = std::move(cut.comments_at_end);
  return std::move(tree_);
}

bool Parser::reads(const Line& line, Entry entry, Spelling spelling) {
  read_line(entry, file_.text, line.begin, line.end, spelling, false, reading_);
  return reading_.complete;
}

/// The first line that reads in one spelling and not in the other fixes that of the file.
void Parser::find_spelling(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    for (const Entry entry : {Entry::head, Entry::clause, Entry::input}) {
      if ((entry == Entry::head) != (line.indent == 0)) continue;
      const bool english = reads(line, entry, Spelling::english);
      const bool vietnamese = reads(line, entry, Spelling::vietnamese);
      if (english == vietnamese) continue;
      file_.spelling = english ? Spelling::english : Spelling::vietnamese;
      fixed_by_ = source_.place(line.begin).line;
      return;
    }
  }
  // No line reads: the spelling whose words begin most lines, so that the messages speak it.
  std::size_t counts[2] = {0, 0};
  for (const Line& line : lines)
    for (const Spelling spelling : {Spelling::english, Spelling::vietnamese})
      if (phrase_at(file_.text.substr(line.begin, line.end - line.begin), spelling) != nullptr)
        ++counts[static_cast<std::size_t>(spelling)];
  if (counts[1] > counts[0]) file_.spelling = Spelling::vietnamese;
}

constexpr Message<0> no_edition{"H0120",
                                "the file does not name the edition of the language; edition 1 is taken",
                                "tệp không ghi ấn bản của ngôn ngữ; coi là ấn bản 1",
                                "`barem 1` as the first line", "thêm `barem 1` ở dòng đầu"};
constexpr Message<0> edition_first{
    "E0168", "the edition of the language stands here, but it belongs in the first line",
    "ấn bản của ngôn ngữ ghi ở đây, nhưng phải ở dòng đầu tiên"};

void Parser::check_edition(const std::vector<Line>& lines) {
  bool first = true, found = false;
  for (const Line& line : lines) {
    const std::string_view text = file_.text.substr(line.begin, line.end - line.begin);
    if (line.indent == 0 && match_phrase(words(Phrase::barem, file_.spelling), text) != 0) {
      if (!first) file_.diagnostics.report(edition_first, span(line));
      found = true;
    }
    first = false;
  }
  if (!found) file_.diagnostics.report(no_edition, file_.span(lines[0].begin, lines[0].begin));
}

constexpr Message<1> unclosed_text{"E0121", "the text that begins with `{0}` has no closing quotation mark",
                                   "đoạn bắt đầu bằng `{0}` chưa có dấu ngoặc kép đóng",
                                   "`\"` at its end; a quotation mark inside it is `\"\"`",
                                   "thêm `\"` ở cuối; dấu ngoặc kép bên trong viết là `\"\"`"};
constexpr Message<0> unclosed_bracket{"E0122", "this bracket is not closed", "dấu ngoặc này chưa đóng",
                                      "`)`; lines that belong inside it are indented deeper than the first",
                                      "thêm `)`; các dòng bên trong phải thụt sâu hơn dòng đầu"};

/// Reports why a line cannot be read.
void Parser::report(const Line& line, Entry entry) {
  if (line.unclosed_text != Line::none) {
    const auto end =
        static_cast<std::uint32_t>(std::min(file_.text.find('\n', line.unclosed_text), file_.text.size()));
    const std::string_view text = file_.text.substr(line.unclosed_text, end - line.unclosed_text);
    file_.diagnostics.report(unclosed_text, file_.span(line.unclosed_text, end),
                             text.substr(0, text.find(' ')));
  } else if (line.unclosed_bracket != Line::none) {
    file_.diagnostics.report(unclosed_bracket, file_.span(line.unclosed_bracket, line.unclosed_bracket + 1));
  } else {
    report_fault(file_, line, entry, fixed_by_, reading_);
  }
}

std::string_view Parser::first_word(const Line& line) const {
  const std::string_view text = file_.text.substr(line.begin, line.end - line.begin);
  if (const Keyword* entry = phrase_at(text, file_.spelling))
    return text.substr(0, match_phrase(entry->in(file_.spelling), text));
  return text.substr(0, text.find_first_of(" \t\n"));
}

// ---- column 1 -------------------------------------------------------------------------------------------------------

void Parser::head(Line& line) {
  if (reads(line, Entry::head)) {
    finish_item();
    tree_.items.push_back({build_item(file_, reading_), span(line), std::move(line.trivia)});
    item_open_ = true;
    return;
  }
  if (line.unclosed_text == Line::none && clause_in_column_1(line)) return;
  finish_item();
  report(line, Entry::head);
  skipping_ = !salvage_head(line);
  tree_.line_lost = tree_.line_lost || skipping_;
}

constexpr Message<1> not_indented{"E0143",
                                  "`{0}` begins in column 1, but it belongs below the heading above it",
                                  "`{0}` bắt đầu ở cột 1, nhưng nó thuộc về tiêu đề phía trên",
                                  "two blanks before it", "thêm hai dấu cách phía trước"};

/// A clause or a row that nobody indented: says so, and takes it for indented.
bool Parser::clause_in_column_1(Line& line) {
  if (tree_.items.empty() || skipping_) return false;
  const ItemBody& body = tree_.items.back().body;
  const bool has_clauses = std::holds_alternative<Node>(body) || std::holds_alternative<Method>(body);
  const Entry entry = has_clauses                             ? Entry::clause
                      : std::holds_alternative<Inputs>(body)  ? Entry::input
                      : std::holds_alternative<Table>(body)   ? Entry::columns
                      : std::holds_alternative<Classes>(body) ? Entry::class_line
                      : std::holds_alternative<Example>(body) ? Entry::setting
                                                              : Entry::head;
  if (entry == Entry::head) return false;
  const bool is_band = entry == Entry::clause && !reads(line, entry) && reads(line, Entry::band);
  if (!is_band && !reads(line, entry)) return false;
  file_.diagnostics.report(not_indented, span(line), first_word(line));
  line.indent = is_band ? std::max(rows_, block_ + 1) : block_;
  below(line);
  return true;
}

std::uint32_t Parser::behind(Phrase phrase, const Line& line) const {
  const std::string_view text = file_.text.substr(line.begin, line.end - line.begin);
  const std::size_t length = match_phrase(words(phrase, file_.spelling), text);
  return length == 0 ? 0
                     : line.begin + static_cast<std::uint32_t>(length + match_blanks(text.substr(length)));
}

std::optional<Name> Parser::name_at(std::uint32_t at, const Line& line) const {
  const std::string_view text = file_.text.substr(at, line.end - at);
  const std::size_t length = match_word(text);
  if (length == 0 || is_reserved(text.substr(0, length))) return std::nullopt;
  return Name{std::string(text.substr(0, length)), file_.span(at, at + static_cast<std::uint32_t>(length))};
}

/// The number of a heading: what begins with a digit, or has parts with dots between; empty for other words.
std::string_view Parser::number_at(std::uint32_t at, const Line& line) const {
  const std::string_view text = file_.text.substr(at, line.end - at);
  std::size_t end = 0;
  while (end < text.size() &&
         (continues_word(text.substr(end)) || (text[end] == '.' && continues_word(text.substr(end + 1)))))
    end += source::character_at(text, end).length;
  const std::string_view number = text.substr(0, end);
  const bool begins_with_digit = !number.empty() && number[0] >= '0' && number[0] <= '9';
  const bool has_parts = number.find('.') != std::string_view::npos && is_item_number(number);
  return begins_with_digit || has_parts ? number : std::string_view{};
}

/// A method known by its name, or its two names, alone.
Method Parser::lost_method(Name name, const Line& line) const {
  Method method;
  method.hole = true;
  method.english = method.vietnamese = std::move(name);
  std::uint32_t at = method.english.span.end;
  at += static_cast<std::uint32_t>(match_blanks(file_.text.substr(at, line.end - at)));
  if (at >= line.end || file_.text[at] != ',') return method;
  ++at;
  at += static_cast<std::uint32_t>(match_blanks(file_.text.substr(at, line.end - at)));
  if (auto other = name_at(at, line)) method.vietnamese = std::move(*other);
  return method;
}

/// Something in place of a line in column 1 that could not be read, so that what stands below it, and what names it,
/// can still be read.
bool Parser::salvage_head(Line& line) {
  std::optional<ItemBody> body;
  std::uint32_t number_begins = line.begin;
  Change change = Change::none;
  for (const Phrase verb : {Phrase::replace, Phrase::insert})
    if (const std::uint32_t at = behind(verb, line); at != 0) {
      number_begins = at;
      change = verb == Phrase::replace ? Change::replace : Change::insert;
    }
  if (const std::string_view number = number_at(number_begins, line); !number.empty()) {
    Node node;
    node.change = change;
    node.number = number;
    node.number_is_guess = !is_item_number(number);
    node.number_span = node.points_span =
        file_.span(number_begins, number_begins + static_cast<std::uint32_t>(number.size()));
    body = std::move(node);
  } else if (behind(Phrase::inputs_from, line) != 0) {
    body = Inputs{};
  } else if (const std::uint32_t at_table = behind(Phrase::table, line); at_table != 0) {
    if (auto name = name_at(at_table, line)) body = Table{*name, {}, false, {}, {}, {}};
  } else if (const std::uint32_t at_survey = behind(Phrase::survey_head, line); at_survey != 0) {
    if (auto name = name_at(at_survey, line)) body = Table{*name, {}, true, {}, {}, {}};
  } else if (behind(Phrase::classes_by, line) != 0) {
    body = Classes{};
  } else if (behind(Phrase::example, line) != 0) {
    body = Example{};
  } else if (const std::uint32_t at_constant = behind(Phrase::constant, line); at_constant != 0) {
    if (auto name = name_at(at_constant, line)) body = Constant{*name, hole(line), std::nullopt};
  } else if (const std::uint32_t at_let = behind(Phrase::let, line); at_let != 0) {
    if (auto name = name_at(at_let, line)) body = Let{*name, hole(line)};
  } else if (const std::uint32_t at_option = behind(Phrase::option, line); at_option != 0) {
    if (auto name = name_at(at_option, line)) {
      Option option{*name, {}, {}};
      option.kind.hole = true;
      option.kind.span = span(line);
      body = std::move(option);
    }
  } else if (const std::uint32_t at_method = behind(Phrase::method, line); at_method != 0) {
    if (auto name = name_at(at_method, line)) body = lost_method(std::move(*name), line);
  }
  if (!body) return false;
  item_open_ = row_lost_ = true;
  tree_.items.push_back({std::move(*body), span(line), std::move(line.trivia)});
  return true;
}

constexpr Message<1> no_rows{"E0146", "`{0}` has no lines below it", "`{0}` chưa có dòng nào bên dưới",
                             "its lines stand below it, indented deeper",
                             "các dòng của nó đứng bên dưới, thụt sâu hơn"};
constexpr Message<1> gives_nothing{"E0170", "this example does not say what it gives",
                                   "ví dụ này chưa ghi được bao nhiêu", "a line `{0}` below it",
                                   "thêm dòng `{0}` bên dưới"};

void Parser::finish_item() {
  finish_clause();
  if (item_open_ && !row_lost_) {
    const Item& item = tree_.items.back();
    const auto* inputs = std::get_if<Inputs>(&item.body);
    const auto* classes = std::get_if<Classes>(&item.body);
    const auto* table = std::get_if<Table>(&item.body);
    if (table != nullptr && table->columns.empty())
      file_.diagnostics.report(
          no_rows, item.span,
          words(table->is_questionnaire ? Phrase::survey_head : Phrase::table, file_.spelling));
    if ((inputs != nullptr && inputs->lines.empty()) || (classes != nullptr && classes->lines.empty()))
      file_.diagnostics.report(
          no_rows, item.span,
          words(inputs != nullptr ? Phrase::inputs_from : Phrase::classes_by, file_.spelling));
    const auto* example = std::get_if<Example>(&item.body);
    if (example != nullptr && !example->gives)
      file_.diagnostics.report(gives_nothing, item.span,
                               std::string(words(Phrase::gives, file_.spelling)) +
                                   (file_.spelling == Spelling::english ? " 1.5" : " 1,5"));
  }
  block_ = 0;
  item_open_ = skipping_ = row_lost_ = false;
}

// ---- what is indented -----------------------------------------------------------------------------------------------

constexpr Message<1> nothing_above{"E0145", "`{0}` is indented, but it belongs below nothing",
                                   "`{0}` thụt vào, nhưng không thuộc dòng nào ở phía trên",
                                   "clauses stand below a heading, inputs below `inputs from`",
                                   "dòng quy định đặt dưới tiêu đề, số liệu đặt dưới `số liệu từ`"};

void Parser::below(Line& line) {
  if (skipping_) return;
  ItemBody* body = tree_.items.empty() ? nullptr : &tree_.items.back().body;
  if (auto* node = std::get_if<Node>(body))
    clause(line, node->clauses);
  else if (auto* method = std::get_if<Method>(body))
    clause(line, method->clauses);
  else if (auto* inputs = std::get_if<Inputs>(body))
    input(line, *inputs);
  else if (auto* table = std::get_if<Table>(body))
    columns(line, *table);
  else if (auto* classes = std::get_if<Classes>(body))
    class_line(line, *classes);
  else if (auto* example = std::get_if<Example>(body))
    setting(line, *example);
  else if (!head_indented(line)) {
    file_.diagnostics.report(nothing_above, span(line), first_word(line));
    skipping_ = tree_.line_lost = true;
  }
}

constexpr Message<1> head_not_in_column_1{"E0148", "`{0}` is indented, but it begins in column 1",
                                          "`{0}` thụt vào, nhưng phải bắt đầu ở cột 1", "no blanks before it",
                                          "bỏ dấu cách phía trước"};

/// A line of column 1 that somebody indented: says so, and takes it for one in column 1.
bool Parser::head_indented(Line& line) {
  if (line.unclosed_text != Line::none || !reads(line, Entry::head)) return false;
  file_.diagnostics.report(head_not_in_column_1, span(line), first_word(line));
  line.indent = 0;
  head(line);
  return true;
}

constexpr Message<3> uneven_indent{"E0144", "`{0}` is indented by {1}, but the lines it stands among by {2}",
                                   "`{0}` thụt vào {1} cột, nhưng các dòng cùng cấp thụt vào {2} cột"};

/// Lines that stand beside each other are indented alike.
void Parser::check_indent(const Line& line, std::uint32_t& siblings) {
  if (siblings == 0) siblings = line.indent;
  if (line.indent != siblings)
    file_.diagnostics.report(uneven_indent, span(line), first_word(line), std::size_t{line.indent},
                             std::size_t{siblings});
}

void Parser::clause(Line& line, std::vector<Clause>& clauses) {
  const bool deeper = block_ != 0 && line.indent > block_;
  if (deeper && clause_lost_) return;
  if (deeper && !clauses.empty()) {
    auto* bands = std::get_if<Bands>(&clauses.back().body);
    if (bands != nullptr && (reads(line, Entry::band) || !reads(line, Entry::clause)))
      return band(line, *bands);
  }
  finish_clause();
  if (!reads(line, Entry::clause)) {
    if (head_indented(line)) return;
    report(line, Entry::clause);
    if (block_ == 0) block_ = line.indent;
    return salvage_clause(line, clauses);
  }
  clauses.push_back({build_clause(file_, reading_), span(line), std::move(line.trivia)});
  bands_open_ = std::holds_alternative<Bands>(clauses.back().body);
  check_indent(line, block_);
}

/// Something in place of a clause that could not be read: its name where it is a `let`, its rows where it is `bands`,
/// nothing where it earns no points, else a hole.
void Parser::salvage_clause(Line& line, std::vector<Clause>& clauses) {
  for (const Phrase harmless : {Phrase::evidence, Phrase::basis, Phrase::note, Phrase::title, Phrase::survey,
                                Phrase::expect, Phrase::was})
    if (behind(harmless, line) != 0) {
      clause_lost_ = true;
      return;
    }
  ClauseBody body = ExpressionLine{hole(line)};
  clause_lost_ = true;
  if (const std::uint32_t at_let = behind(Phrase::let, line); at_let != 0) {
    if (auto name = name_at(at_let, line)) body = Let{*name, hole(line)};
    else tree_.line_lost = true;
  } else if (behind(Phrase::bands, line) != 0) {
    body = Bands{hole(line), false, {}};
    clause_lost_ = false;
  }
  clauses.push_back({std::move(body), span(line), std::move(line.trivia)});
}

/// At the end of a clause: bands must have rows.
void Parser::finish_clause() {
  if (bands_open_) {
    const ItemBody& body = tree_.items.back().body;
    const auto* node = std::get_if<Node>(&body);
    const Clause& last = (node != nullptr ? node->clauses : std::get<Method>(body).clauses).back();
    if (std::get<Bands>(last.body).rows.empty())
      file_.diagnostics.report(no_rows, last.span, words(Phrase::bands, file_.spelling));
  }
  rows_ = 0;
  bands_open_ = clause_lost_ = false;
}

void Parser::band(Line& line, Bands& bands) {
  if (reads(line, Entry::band)) {
    bands.rows.push_back(build_band(file_, reading_));
    bands.rows.back().trivia = std::move(line.trivia);
    return check_indent(line, rows_);
  }
  report(line, Entry::band);
  if (rows_ == 0) rows_ = line.indent;
  Band lost;
  lost.span = lost.range.span = span(line);
  lost.range.low = lost.range.high = lost.value = hole(line);
  lost.range.point = true;
  bands.rows.push_back(std::move(lost));
}

void Parser::input(Line& line, Inputs& inputs) {
  if (reads(line, Entry::input)) {
    inputs.lines.push_back(build_input(file_, reading_));
    inputs.lines.back().trivia = std::move(line.trivia);
    return check_indent(line, block_);
  }
  if (head_indented(line)) return;
  report(line, Entry::input);
  row_lost_ = true;
  if (auto lost = salvaged_input(line)) inputs.lines.push_back(std::move(*lost));
  else tree_.line_lost = true;
}

/// The name at the start of a line that could not be read, so that rules may use it.
std::optional<InputLine> Parser::salvaged_input(const Line& line) const {
  auto name = name_at(line.begin, line);
  if (!name) return std::nullopt;
  InputLine lost;
  lost.name = std::move(*name);
  lost.span = lost.kind.span = span(line);
  lost.kind.hole = true;
  return lost;
}

constexpr Message<0> answers_twice{"E0518", "how many answers are needed is said twice", "số phiếu tối thiểu được ghi hai lần",
                                   "keep one of the lines", "chỉ giữ một dòng"};
constexpr Message<0> answers_of_table{"E0519", "answers are counted in a questionnaire, and this is a table",
                                      "số phiếu tối thiểu chỉ dùng cho phiếu điều tra, mà đây là bảng",
                                      "`survey` in place of `table`, or remove the line",
                                      "ghi `phiếu điều tra` thay cho `bảng`, hoặc bỏ dòng này"};

void Parser::columns(Line& line, Table& table) {
  if (!reads(line, Entry::columns)) {
    if (head_indented(line)) return;
    report(line, Entry::columns);
    row_lost_ = true;
    if (auto lost = salvaged_input(line)) table.columns.push_back(std::move(*lost));
    else tree_.line_lost = true;
    return;
  }
  auto row = build_columns(file_, reading_);
  if (auto* least = std::get_if<Numeral>(&row)) {
    if (!table.is_questionnaire) file_.diagnostics.report(answers_of_table, span(line));
    else if (table.least_answers) file_.diagnostics.report(answers_twice, span(line));
    else table.least_answers = std::move(*least);
    table.least_trivia = std::move(line.trivia);
  } else {
    auto& columns = std::get<std::vector<InputLine>>(row);
    columns.front().trivia = std::move(line.trivia);
    for (InputLine& column : columns) table.columns.push_back(std::move(column));
  }
  check_indent(line, block_);
}

void Parser::class_line(Line& line, Classes& classes) {
  if (reads(line, Entry::class_line)) {
    classes.lines.push_back(build_class_line(file_, reading_));
    classes.lines.back().trivia = std::move(line.trivia);
    return check_indent(line, block_);
  }
  if (head_indented(line)) return;
  report(line, Entry::class_line);
  row_lost_ = true;
  ClassLine lost;
  lost.span = lost.label.span = span(line);
  lost.condition = hole(line);
  classes.lines.push_back(std::move(lost));
}

constexpr Message<1> gives_twice{"E0147", "`{0}` stands twice in one example", "`{0}` được ghi hai lần trong một ví dụ"};
constexpr source::Bilingual gives_first{"it stands here first", "lần đầu ở đây"};

void Parser::setting(Line& line, Example& example) {
  if (!reads(line, Entry::setting)) {
    if (head_indented(line)) return;
    report(line, Entry::setting);
    row_lost_ = true;
    if (behind(Phrase::gives, line) != 0) {
      example.gives = hole(line);
    } else if (auto name = name_at(line.begin, line)) {
      example.settings.push_back({std::move(*name), std::nullopt, hole(line), {}, span(line)});
    }
    return;
  }
  std::variant<Setting, Record, Gives> row = build_setting(file_, reading_);
  if (auto* given = std::get_if<Setting>(&row)) {
    given->trivia = std::move(line.trivia);
    example.settings.push_back(std::move(*given));
  } else if (auto* record = std::get_if<Record>(&row)) {
    record->trivia = std::move(line.trivia);
    example.records.push_back(std::move(*record));
  } else if (example.gives) {
    file_.diagnostics.report(gives_twice, span(line), words(Phrase::gives, file_.spelling))
        .related.push_back({example.gives->span, gives_first, {}});
  } else {
    example.gives = std::move(std::get<Gives>(row).value);
    example.gives_trivia = std::move(line.trivia);
  }
  check_indent(line, block_);
}

}  // namespace

Tree parse(source::FileId file, const source::Sources& sources, source::Diagnostics& diagnostics) {
  return Parser(file, sources[file], diagnostics).parse();
}

constexpr Message<0> no_value{"E0171", "a value is due, but nothing stands here",
                              "cần một giá trị, nhưng ở đây để trống"};

Expression parse_expression(source::FileId id, Spelling spelling, const source::Sources& sources,
                            source::Diagnostics& diagnostics) {
  const File file{id, sources[id].text(), spelling, diagnostics};
  const Lines cut = cut_lines(file.text);
  Line line;
  if (!cut.lines.empty()) {
    line.begin = cut.lines.front().begin;
    line.end = cut.lines.back().end;
  }
  Reading reading;
  read_line(Entry::expression, file.text, line.begin, line.end, spelling, false, reading);
  if (reading.complete) return build_expression(file, reading);
  if (line.begin == line.end)
    diagnostics.report(no_value, file.span(line.begin, line.end));
  else
    report_fault(file, line, Entry::expression, 0, reading);
  Expression hole;
  hole.span = file.span(line.begin, line.end);
  return hole;
}

}  // namespace barem::syntax
