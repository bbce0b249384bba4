// From lines to a tree: what stands below what, by indentation. Every line is read by the grammar once, in the
// spelling that the file's first line with a spelling has; what cannot be read is left out or left as a hole.
#include "lang/syntax/parse.h"

#include <algorithm>

#include "lang/syntax/build.h"
#include "lang/syntax/faults.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/lines.h"

namespace barem::syntax {
namespace {

using source::Message;

constexpr Message<1> tab_in_indentation{
    "E0120", "{0} of the lines are indented with tabs; indentation is spaces",
    "có {0} dòng thụt vào bằng tab; phải thụt vào bằng dấu cách", "`barem fmt` puts spaces there",
    "`barem fmt` thay bằng dấu cách"};
constexpr Message<1> unclosed_text{
    "E0121", "the text that begins with {0} has no closing quotation mark",
    "đoạn văn bản bắt đầu bằng {0} chưa có dấu ngoặc kép đóng", "`\"` at its end; a quotation mark inside is `\"\"`",
    "thêm `\"` ở cuối; dấu ngoặc kép bên trong viết `\"\"`"};
constexpr Message<0> unclosed_bracket{
    "E0122", "this bracket is not closed before the clause ends", "dấu ngoặc này chưa đóng khi mệnh đề đã hết",
    "`)`, or indent the lines that belong to it", "thêm `)`, hoặc thụt vào các dòng thuộc về nó"};

/// A line by line walk through one file.
class Parser {
 public:
  Parser(source::FileId id, const source::Source& source, source::Diagnostics& diagnostics)
      : source_(source), file_{id, source.text(), Spelling::english, diagnostics} {}

  Tree parse();

 private:
  void find_spelling(const std::vector<Line>& lines);
  bool reads(const Line& line, Entry entry, Spelling spelling);
  bool read(const Line& line, Entry entry);
  Span span(const Line& line) const { return file_.span(line.begin, line.end); }

  void head(Line& line);
  void below(Line& line);
  void clause(Line& line, std::vector<Clause>& clauses);
  void band(Line& line, Bands& bands);
  void input(Line& line, Inputs& inputs);
  void class_line(Line& line, Classes& classes);
  void setting(Line& line, Example& example);
  void finish_item();

  const source::Source& source_;
  File file_;
  SpellingLine fixed_;
  Reading reading_;
  Tree tree_;
  std::uint32_t block_indent_ = 0;  // of the first line below the item; 0 before it
};

Tree Parser::parse() {
  Lines cut = cut_lines(source_.text());
  tree_.file = file_.id;
  find_spelling(cut.lines);
  tree_.spelling = file_.spelling;
  if (!cut.tabs.empty())
    file_.diagnostics.report(tab_in_indentation, file_.span(cut.tabs[0], cut.tabs[0] + 1), cut.tabs.size());
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

void Parser::find_spelling(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    for (const Entry entry : {Entry::head, Entry::clause, Entry::input}) {
      if ((entry == Entry::head) != (line.indent == 0)) continue;
      const bool english = reads(line, entry, Spelling::english);
      const bool vietnamese = reads(line, entry, Spelling::vietnamese);
      if (english == vietnamese) continue;
      file_.spelling = english ? Spelling::english : Spelling::vietnamese;
      fixed_.number = source_.place(line.begin).line;
      return;
    }
  }
}

/// Reads a line in the file's spelling; reports what is amiss.
bool Parser::read(const Line& line, Entry entry) {
  if (line.unclosed_text != Line::none) {
    std::uint32_t end = line.unclosed_text;
    while (end < file_.text.size() && file_.text[end] != '\n') ++end;
    const std::string_view begins = file_.text.substr(line.unclosed_text, end - line.unclosed_text);
    file_.diagnostics.report(unclosed_text, file_.span(line.unclosed_text, end), begins.substr(0, begins.find(' ')));
    return false;
  }
  if (reads(line, entry, file_.spelling)) return true;
  if (line.unclosed_bracket != Line::none)
    file_.diagnostics.report(unclosed_bracket, file_.span(line.unclosed_bracket, line.unclosed_bracket + 1));
  else
    report_fault(file_, line, entry, fixed_, reading_);
  return false;
}

void Parser::head(Line& line) {
  finish_item();
  if (!read(line, Entry::head)) return;
  tree_.items.push_back({build_item(file_, reading_), span(line), std::move(line.trivia)});
}

void Parser::below(Line& line) {
  if (tree_.items.empty()) return;
  ItemBody& body = tree_.items.back().body;
  if (block_indent_ == 0) block_indent_ = line.indent;
  if (auto* node = std::get_if<Node>(&body))
    clause(line, node->clauses);
  else if (auto* method = std::get_if<Method>(&body))
    clause(line, method->clauses);
  else if (auto* inputs = std::get_if<Inputs>(&body))
    input(line, *inputs);
  else if (auto* classes = std::get_if<Classes>(&body))
    class_line(line, *classes);
  else if (auto* example = std::get_if<Example>(&body))
    setting(line, *example);
}

void Parser::clause(Line& line, std::vector<Clause>& clauses) {
  if (line.indent > block_indent_ && !clauses.empty())
    if (auto* bands = std::get_if<Bands>(&clauses.back().body)) return band(line, *bands);
  if (!read(line, Entry::clause)) return;
  clauses.push_back({build_clause(file_, reading_), span(line), std::move(line.trivia)});
}

void Parser::band(Line& line, Bands& bands) {
  if (!read(line, Entry::band)) return;
  bands.rows.push_back(build_band(file_, reading_));
  bands.rows.back().trivia = std::move(line.trivia);
}

void Parser::input(Line& line, Inputs& inputs) {
  if (!read(line, Entry::input)) return;
  inputs.lines.push_back(build_input(file_, reading_));
  inputs.lines.back().trivia = std::move(line.trivia);
}

void Parser::class_line(Line& line, Classes& classes) {
  if (!read(line, Entry::class_line)) return;
  classes.lines.push_back(build_class_line(file_, reading_));
  classes.lines.back().trivia = std::move(line.trivia);
}

void Parser::setting(Line& line, Example& example) {
  if (!read(line, Entry::setting)) return;
  std::variant<Setting, Gives> row = build_setting(file_, reading_);
  if (auto* given = std::get_if<Setting>(&row)) {
    given->trivia = std::move(line.trivia);
    example.settings.push_back(std::move(*given));
  } else {
    example.gives = std::move(std::get<Gives>(row).value);
    example.gives_trivia = std::move(line.trivia);
  }
}

void Parser::finish_item() { block_indent_ = 0; }

}  // namespace

Tree parse(source::FileId file, const source::Sources& sources, source::Diagnostics& diagnostics) {
  return Parser(file, sources[file], diagnostics).parse();
}

Expression parse_expression(source::FileId id, Spelling spelling, const source::Sources& sources,
                            source::Diagnostics& diagnostics) {
  const File file{id, sources[id].text(), spelling, diagnostics};
  const Lines cut = cut_lines(file.text);
  Reading reading;
  Line line;
  if (!cut.lines.empty()) line = cut.lines.front();
  line.end = cut.lines.empty() ? 0 : cut.lines.back().end;
  read_line(Entry::expression, file.text, line.begin, line.end, spelling, false, reading);
  if (reading.complete) return build_expression(file, reading);
  report_fault(file, line, Entry::expression, {}, reading);
  Expression hole;
  hole.span = file.span(line.begin, line.end);
  return hole;
}

}  // namespace barem::syntax
