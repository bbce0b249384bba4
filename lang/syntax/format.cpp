// The layout of a file: which line stands where, in which column, broken where.
// A line is made as text first (print), then placed; comments go with their line.
#include "lang/syntax/format.h"

#include <algorithm>

#include "lang/source/source.h"
#include "lang/syntax/each.h"
#include "lang/syntax/order.h"
#include "lang/syntax/print.h"

namespace barem::syntax {
namespace {

constexpr std::size_t line_limit = 100;     // longer lines are broken before `and` and `or`
constexpr std::size_t points_column = 69;   // where the number of points ends
constexpr std::size_t comment_column = 41;  // where a comment behind a short line begins
// What stands beside something of any width begins in one of these columns, so that a change of one line stays one;
// where something wider stands in the block, two blanks behind the widest.
constexpr std::size_t kind_column = 15, title_column = 40, when_column = 8, band_column = 20;
constexpr std::size_t name_limit = 40;  // wider names and kinds do not push the column beside them
constexpr std::size_t kind_limit = 50;
constexpr std::size_t value_limit = 40;

std::string padded(std::string text, std::size_t columns) {
  const std::size_t wide = source::width(text);
  if (wide < columns) text.append(columns - wide, ' ');
  return text;
}

/// The text and blanks behind it to the column; at least two.
std::string beside(std::string text, std::size_t column) {
  const std::size_t wide = source::width(text);
  text.append(wide + 2 <= column ? column - wide : 2, ' ');
  return text;
}

/// Makes the text of one file.
class Formatter {
 public:
  explicit Formatter(MethodNames names) : spelling_(names.spelling()), names_(std::move(names)) {}

  std::string file(const Tree& tree);

 private:
  std::string word(Phrase phrase) const { return std::string(words(phrase, spelling_)); }
  std::string value(const Expression& expression) const { return print(expression, spelling_, &names_, here_); }

  void line(const Trivia& trivia, std::size_t indent, const std::string& text);
  void line(const Trivia& trivia, std::size_t indent, const std::string& before, const Expression& last);
  void texts(const Trivia& trivia, std::size_t indent, const std::string& before,
             const std::vector<Text>& list);
  std::string one_or_more(const Text& text, std::size_t column, std::size_t room) const;

  std::string kind_text(const InputLine& input) const;

  void item(const Item& item);
  std::string head_word(Phrase phrase) const;
  void head_texts(const Trivia& trivia, Phrase phrase, const std::string& before,
                  const std::vector<Text>& list);
  std::string repeal(const Repeal& repeal) const;
  void node(const Node& node, const Trivia& trivia);
  void method(const Method& method, const Trivia& trivia);
  void inputs(const Inputs& inputs, const Trivia& trivia);
  void table(const Table& table, const Trivia& trivia);
  void input_lines(const std::vector<InputLine>& lines);
  void classes(const Classes& classes, const Trivia& trivia);
  void example(const Example& example, const Trivia& trivia);
  void clauses(const std::vector<Clause>& clauses);
  void clause(const Clause& clause, std::size_t value_width);
  void bands(const Bands& bands, const Trivia& trivia);
  std::string expect(const Expect& expect) const;
  std::string entered(const Entered& entered) const;
  std::string entered_change(const Adjustment& line) const;
  std::string without_evidence(const WithoutEvidence& clause) const;
  std::string entered_how(const Entered& entered) const;
  std::string basis_word(const Basis& basis) const;

  Spelling spelling_;
  MethodNames names_;
  const MethodNames::Parameters* here_ = nullptr;  ///< of the method whose lines are written
  std::string out_;
};

// ---- lines ----------------------------------------------------------------------------------------------------------

void Formatter::line(const Trivia& trivia, std::size_t indent, const std::string& text) {
  if (trivia.blank_above && !out_.empty()) out_ += '\n';
  for (const std::string& comment : trivia.comments_above) {
    if (!comment.empty()) out_.append(indent, ' ') += comment;
    out_ += '\n';
  }
  out_.append(indent, ' ') += text;
  if (!trivia.comment_behind.empty()) {
    const std::size_t wide = source::width(std::string_view(out_).substr(out_.rfind('\n') + 1));
    out_.append(wide + 2 <= comment_column ? comment_column - wide : 2, ' ') += trivia.comment_behind;
  }
  out_ += '\n';
}

/// A line that ends with an expression; too long, it is broken before each `and` or `or` of it.
void Formatter::line(const Trivia& trivia, std::size_t indent, const std::string& before,
                     const Expression& last) {
  const std::string whole = before + value(last);
  const bool can_break = last.form == Form::logical_and || last.form == Form::logical_or;
  if (!can_break || indent + source::width(whole) <= line_limit) return line(trivia, indent, whole);
  const std::string joining = word(last.form == Form::logical_and ? Phrase::and_ : Phrase::or_);
  std::string text = before;
  for (std::size_t i = 0; i < last.operands.size(); ++i) {
    if (i != 0) text += "\n" + std::string(indent + 4, ' ') + joining + " ";
    text += value(last.operands[i]);
  }
  line(trivia, indent, text);
}

std::string Formatter::kind_text(const InputLine& input) const {
  std::string text = print(input.kind, spelling_);
  const auto adds_up = [&]() -> std::string {
    switch (input.adds_up) {
      case AddsUp::not_said: return {};
      case AddsUp::sum: return word(Phrase::sum);
      case AddsUp::mean: return word(Phrase::mean) + " " + word(Phrase::weighted_by) + " " + input.weight->text;
      case AddsUp::latest: return word(Phrase::latest);
      case AddsUp::earliest: return word(Phrase::earliest);
      case AddsUp::any: return word(Phrase::any_of);
      case AddsUp::all: return word(Phrase::all_of);
    }
    return {};
  };
  if (const std::string how = adds_up(); !how.empty()) text += " " + word(Phrase::adds_up_as) + " " + how;
  if (input.for_information) text += " " + word(Phrase::for_information);
  for (std::size_t i = 0; i < input.was.size(); ++i)
    text += (i == 0 ? " " + word(Phrase::was) + " " : std::string(separator(spelling_))) + input.was[i].text;
  return text;
}

/// A text in quotation marks, cut at blanks where it is too long for `room`; the pieces stand in `column`.
std::string Formatter::one_or_more(const Text& text, std::size_t column, std::size_t room) const {
  const auto blank_at = [&text](std::size_t at) {
    const std::string& all = text.text;
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    return all[at] == ' ' && at > 0 && at + 1 < all.size() && !is_blank(all[at - 1]) &&
           !is_blank(all[at + 1]);
  };
  std::string result;
  std::size_t begin = 0;
  while (true) {
    std::size_t end = text.text.size();
    if (source::width(print(text)) > room) {
      std::size_t fits = 0, next = 0;
      for (std::size_t at = begin; at < text.text.size(); ++at) {
        if (!blank_at(at)) continue;
        next = at;
        if (source::width(print(Text{text.text.substr(begin, at - begin), {}})) > room) break;
        fits = at;
      }
      if (source::width(print(Text{text.text.substr(begin), {}})) > room)
        end = fits != 0 ? fits : next != 0 ? next : end;
    }
    result += print(Text{text.text.substr(begin, end - begin), {}});
    if (end == text.text.size()) return result;
    result += "\n" + std::string(column, ' ');
    begin = end + 1;
  }
}

/// A line that ends with texts; too long, it goes on below the first of them.
void Formatter::texts(const Trivia& trivia, std::size_t indent, const std::string& before,
                      const std::vector<Text>& list) {
  const std::string_view between = separator(spelling_);
  std::string whole = before;
  for (std::size_t i = 0; i < list.size(); ++i)
    whole += (i == 0 ? "" : std::string(between)) + print(list[i]);
  if (indent + source::width(whole) <= line_limit) return line(trivia, indent, whole);
  const std::size_t column = indent + source::width(before);
  std::string text = before;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i != 0) text += std::string(between.substr(0, 1)) + "\n" + std::string(column, ' ');
    text += one_or_more(list[i], column, line_limit - column);
  }
  line(trivia, indent, text);
}

// ---- what begins in column 1 ----------------------------------------------------------------------------------------

/// A word of the head, so that what follows stands in one column.
std::string Formatter::head_word(Phrase phrase) const {
  return padded(word(phrase), source::width(words(Phrase::rulebook, spelling_))) + " ";
}

void Formatter::head_texts(const Trivia& trivia, Phrase phrase, const std::string& before,
                           const std::vector<Text>& list) {
  texts(trivia, 0, head_word(phrase) + before, list);
}

std::string Formatter::basis_word(const Basis& basis) const {
  return basis.reconstructed ? word(Phrase::reconstructed) + " " : std::string();
}

std::vector<Text> both(const Text& first, const std::optional<Text>& second) {
  return second ? std::vector<Text>{first, *second} : std::vector<Text>{first};
}

bool is_bare_label(std::string_view text) {
  if (text.empty() || !continues_word(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    if (continues_word(text.substr(at)))
      at += source::character_at(text, at).length;
    else if (std::string_view("-./").find(text[at]) != std::string_view::npos)
      ++at;
    else
      return false;
  }
  return continues_word(text.substr(text.size() - 1)) || static_cast<unsigned char>(text.back()) >= 0x80;
}

/// A version as it is named: `2022`, `"2022, second edition"`.
std::string label(const Text& text) { return is_bare_label(text.text) ? text.text : print(text); }
/// A name of a stage that needs no quotation marks: words, with hyphens between letters.
bool is_bare_stage(std::string_view text) {
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool goes_on = continues_word(text.substr(at));
    if (!goes_on && (!in_word || (text[at] != ' ' && text[at] != '-'))) return false;
    in_word = goes_on;
    at += goes_on ? source::character_at(text, at).length : 1;
  }
  return in_word;
}

/// Words that need no quotation marks: letters, digits, single blanks; nothing that would join the next line.
bool is_bare_words(std::string_view text) {
  for (const Spelling spelling : {Spelling::english, Spelling::vietnamese}) {
    for (const Phrase joining : {Phrase::and_, Phrase::or_})
      if (text.ends_with(" " + std::string(words(joining, spelling)))) return false;
    for (const std::string_view below : {"below", "cấp dưới"})
      if (text.starts_with(below)) return false;
  }
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    if (continues_word(text.substr(at))) {
      in_word = true;
      at += source::character_at(text, at).length;
    } else if (text[at] == ' ' && in_word) {
      in_word = false;
      ++at;
    } else {
      return false;
    }
  }
  return in_word;
}

std::string Formatter::repeal(const Repeal& repeal) const {
  const auto named = [](Repeal::What what) -> std::optional<Phrase> {
    switch (what) {
      case Repeal::What::items: return std::nullopt;
      case Repeal::What::inputs: return Phrase::input;
      case Repeal::What::tables: return Phrase::table;
      case Repeal::What::levels: return Phrase::units_below;
      case Repeal::What::options: return Phrase::option;
      case Repeal::What::constants: return Phrase::constant;
      case Repeal::What::lets: return Phrase::let;
      case Repeal::What::methods: return Phrase::method;
      case Repeal::What::examples:
      case Repeal::What::examples_of: return Phrase::example;
      case Repeal::What::notes: return Phrase::notes;
      case Repeal::What::ranks: return Phrase::ranks;
      case Repeal::What::classes: return Phrase::classes;
    }
    return std::nullopt;
  };
  std::string text = word(Phrase::repeal);
  if (const std::optional<Phrase> what = named(repeal.what)) text += " " + word(*what);
  if (repeal.what == Repeal::What::examples_of) text += " " + word(Phrase::for_);
  for (std::size_t i = 0; i < repeal.targets.size(); ++i)
    text += (i == 0 ? " " : std::string(separator(spelling_))) +
            (repeal.what == Repeal::What::examples ? print(repeal.targets[i]) : repeal.targets[i].text);
  return text;
}

void Formatter::node(const Node& node, const Trivia& trivia) {
  std::string left = node.number;
  if (node.change != Change::none)
    left = word(node.change == Change::replace ? Phrase::replace : Phrase::insert) + " " + left;
  if (node.label) left += " " + word(Phrase::label_as) + " " + print(*node.label);
  if (node.title) left += " " + print(*node.title);
  std::string right;
  if (node.weight) {
    right = word(Phrase::weight) + " " + print(*node.weight, spelling_);
    if (node.points) right += separator(spelling_);
  }
  if (node.role == Role::bonus || node.role == Role::penalty)
    right = word(node.role == Role::bonus ? Phrase::bonus : Phrase::penalty) + std::string(separator(spelling_)) +
            word(Phrase::at_most) + " ";
  if (node.role == Role::not_scored) {
    // Begins where the word behind the points stands.
    const std::size_t taken = source::width(left);
    left.append(taken + 2 <= points_column + 1 ? points_column + 1 - taken : 2, ' ');
    right = word(Phrase::not_scored);
  } else if (node.points) {
    right += print(*node.points, spelling_);
    const std::size_t taken = source::width(left) + source::width(right);
    left.append(taken + 2 <= points_column ? points_column - taken : 2, ' ');
    right +=
        print_count(*node.points, Phrase::points, spelling_).substr(print(*node.points, spelling_).size());
  } else if (!right.empty()) {
    left += "  ";
  }
  line(trivia, 0, left + right);
  clauses(node.clauses);
}

void Formatter::method(const Method& method, const Trivia& trivia) {
  const auto names = [](const Name& english, const Name& vietnamese) {
    return english.text == vietnamese.text ? english.text : english.text + ", " + vietnamese.text;
  };
  here_ = names_.parameters(method.english.text);
  std::string text = word(Phrase::method) + " " + names(method.english, method.vietnamese) + " (";
  for (std::size_t i = 0; i < method.parameters.size(); ++i) {
    const Parameter& parameter = method.parameters[i];
    if (i != 0) text += "; ";
    text += names(parameter.english, parameter.vietnamese) + " " + print(parameter.kind, spelling_, &names_, here_);
    if (parameter.standard) text += " = " + value(*parameter.standard);
  }
  text += ")";
  if (method.of_max) text += " " + word(Phrase::of_max);
  line(trivia, 0, text);
  clauses(method.clauses);
  here_ = nullptr;
}

void Formatter::inputs(const Inputs& inputs, const Trivia& trivia) {
  line(trivia, 0, word(Phrase::inputs_from) + " " + print_supplier(inputs.supplier.text, spelling_));
  input_lines(inputs.lines);
}

void Formatter::table(const Table& table, const Trivia& trivia) {
  line(trivia, 0,
       word(table.is_questionnaire ? Phrase::survey_head : Phrase::table) + " " + table.name.text + " " +
           print(table.title));
  if (table.least_answers)
    line(table.least_trivia, 2,
         word(Phrase::at_least) + " " + print_count(*table.least_answers, Phrase::answers, spelling_));
  input_lines(table.columns);
}

void Formatter::input_lines(const std::vector<InputLine>& lines) {
  std::size_t begin = 0;
  while (begin < lines.size()) {
    std::size_t end = begin, names = 0, kinds = 0;  // a block: up to the next blank line
    for (; end < lines.size() && (end == begin || !lines[end].trivia.blank_above); ++end) {
      const std::size_t name = source::width(lines[end].name.text);
      const std::size_t kind = source::width(kind_text(lines[end]));
      if (name <= name_limit) names = std::max(names, name);
      if (kind <= kind_limit) kinds = std::max(kinds, kind);
    }
    for (; begin < end; ++begin) {
      const InputLine& input = lines[begin];
      const std::size_t kinds_at = std::max(names + 2, kind_column - 2);
      std::string text = beside(input.name.text, kinds_at) + kind_text(input);
      if (input.title)
        text =
            beside(std::move(text), std::max(kinds_at + kinds + 2, title_column - 2)) + print(*input.title);
      line(input.trivia, 2, text);
    }
  }
}

void Formatter::classes(const Classes& classes, const Trivia& trivia) {
  line(trivia, 0,
       word(Phrase::classes_by) + " " + word(classes.exact ? Phrase::exact_index : Phrase::published_index));
  std::size_t labels = 0;
  for (const ClassLine& one : classes.lines) labels = std::max(labels, source::width(print(one.label)));
  for (const ClassLine& one : classes.lines) {
    const std::string before = beside(print(one.label), std::min(labels, value_limit) + 2);
    if (one.condition)
      line(one.trivia, 2, before + word(Phrase::when) + " ", *one.condition);
    else
      line(one.trivia, 2, before + word(Phrase::otherwise));
  }
}

void Formatter::example(const Example& example, const Trivia& trivia) {
  std::string text = word(Phrase::example);
  if (example.title) text += " " + print(*example.title);
  text += " " + word(Phrase::for_) + " " + (example.method ? std::string(names_.method(example.method->text)) : example.node);
  if (example.max) text += " " + word(Phrase::of_max) + " " + print(*example.max, spelling_);
  line(trivia, 0, text);
  const auto name_of = [&](const Setting& setting) {
    if (setting.target) return value(*setting.target);
    return example.method ? std::string(names_.parameter(example.method->text, setting.name.text)) : setting.name.text;
  };
  std::size_t names = 0;
  for (const Setting& setting : example.settings) names = std::max(names, source::width(name_of(setting)));
  for (const Setting& setting : example.settings)
    line(setting.trivia, 2, padded(name_of(setting), std::min(names, name_limit)) + " = " + value(setting.value));
  for (const Record& record : example.records) {
    std::string cells = (record.units ? word(Phrase::units_set) : record.set.text) + ":";
    for (std::size_t i = 0; i < record.settings.size(); ++i)
      cells += (i == 0 ? " " : std::string(separator(spelling_))) + name_of(record.settings[i]) + " = " +
               value(record.settings[i].value);
    line(record.trivia, 2, cells);
  }
  if (example.gives) line(example.gives_trivia, 2, word(Phrase::gives) + " " + value(*example.gives));
}

void Formatter::item(const Item& item) {
  const Trivia& trivia = item.trivia;
  const auto write = [&](Phrase phrase, const std::string& text) {
    line(trivia, 0, head_word(phrase) + text);
  };
  std::visit(
      Each{
          [&](const Edition& edition) {
            line(trivia, 0, word(Phrase::barem) + " " + std::to_string(edition.number));
          },
          [&](const RulebookTitle& rulebook) { head_texts(trivia, Phrase::rulebook, "", {rulebook.title}); },
          [&](const Version& version) {
            write(Phrase::version, label(version.label));
          },
          [&](const Amends& amends) {
            head_texts(trivia, Phrase::amends, label(amends.version) + " ", {amends.file});
          },
          [&](const Completes& completes) { head_texts(trivia, Phrase::completes, "", {completes.file}); },
          [&](const Repeal& one) { line(trivia, 0, repeal(one)); },
          [&](const Renumber& renumber) {
            std::string text = word(Phrase::renumber);
            for (std::size_t i = 0; i < renumber.moves.size(); ++i)
              text += (i == 0 ? " " : std::string(separator(spelling_))) + renumber.moves[i].from + " " +
                      word(Phrase::renumber_as) + " " + renumber.moves[i].to;
            line(trivia, 0, text);
          },
          [&](const Effective& effective) { write(Phrase::effective, value(effective.date)); },
          [&](const Year& year) {
            const std::string digits = std::to_string(year.year);
            write(Phrase::year, std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits);
          },
          [&](const Basis& basis) { head_texts(trivia, Phrase::basis, basis_word(basis), {basis.text}); },
          [&](const UnitWord& unit) {
            write(Phrase::unit, is_bare_words(unit.word.text) ? unit.word.text : print(unit.word));
          },
          [&](const Scale& scale) {
            write(Phrase::scale, print_count(scale.points, Phrase::points, spelling_));
          },
          [&](const Expect& counts) { write(Phrase::expect, expect(counts)); },
          [&](const Note& note) { head_texts(trivia, Phrase::note, "", both(note.text, note.other)); },
          [&](const Use& use) {
            std::string text = word(Phrase::use);
            for (std::size_t i = 0; i < use.methods.size(); ++i)
              text += (i == 0 ? " " : std::string(separator(spelling_))) +
                      (use.file ? print(use.methods[i]) : std::string(names_.method(use.methods[i].text)));
            line(trivia, 0, text);
          },
          [&](const Option& option) {
            line(trivia, 0,
                 word(Phrase::option) + " " + option.name.text + " " + print(option.kind, spelling_) + " " +
                     print(option.title));
          },
          [&](const Constant& constant) {
            const std::string text =
                word(Phrase::constant) + " " + constant.name.text + " = " + value(constant.value);
            if (!constant.basis) return line(trivia, 0, text);
            texts(trivia, 0, text + "  " + word(Phrase::basis) + " " + basis_word(*constant.basis),
                  {constant.basis->text});
          },
          [&](const Let& let) {
            line(trivia, 0, word(Phrase::let) + " " + let.name.text + " = ", let.value);
          },
          [&](const Inputs& one) { inputs(one, trivia); },
          [&](const Table& one) { table(one, trivia); },
          [&](const Stages& stages) {
            std::string text;
            for (const Text& name : stages.names)
              text += (text.empty() ? "" : std::string(separator(spelling_))) +
                      (is_bare_stage(name.text) ? name.text : print(name));
            write(Phrase::stages, text);
          },
          [&](const AppraisalMaySet&) { line(trivia, 0, word(Phrase::appraisal_may_set)); },
          [&](const WithoutEvidence& one) { line(trivia, 0, without_evidence(one)); },
          [&](const UnitsBelow& below) {
            line(trivia, 0,
                 word(Phrase::units_below) + " " + below.name.text + " " + word(Phrase::scored_by) + " " +
                     print(below.file));
          },
          [&](const Node& one) { node(one, trivia); },
          [&](const Method& one) { method(one, trivia); },
          [&](const Example& one) { example(one, trivia); },
          [&](const Publish& publish) {
            const Phrase form = publish.form == IndexForm::percent  ? Phrase::as_percent
                                : publish.form == IndexForm::number ? Phrase::as_number
                                                                    : Phrase::points;
            line(trivia, 0,
                 word(Phrase::publish_index) + " " + word(Phrase::as) + " " + word(form) + " " +
                     word(Phrase::to) + " " + print_decimals(publish.decimals, publish.half_even, spelling_));
          },
          [&](const IndexIs& index) {
            line(trivia, 0,
                 word(Phrase::index_is) + " " +
                     word(index.geometric ? Phrase::geometric_mean_of_fields : Phrase::mean_of_fields));
          },
          [&](const IndexLimit& limit) {
            constexpr Phrase ends[] = {Phrase::index_may_pass, Phrase::index_may_fall, Phrase::index_at_most,
                                       Phrase::index_not_below};
            line(trivia, 0, word(ends[static_cast<std::size_t>(limit.end)]));
          },
          [&](const Rank& rank) {
            line(trivia, 0,
                 word(Phrase::rank_by) + " " +
                     word(rank.exact ? Phrase::exact_index : Phrase::published_index));
          },
          [&](const RankWithin& rank) { line(trivia, 0, word(Phrase::rank_within) + " " + value(rank.group)); },
          [&](const RankApart& rank) {
            line(trivia, 0, word(Phrase::rank_apart) + " " + word(Phrase::when) + " ", rank.condition);
          },
          [&](const Classes& one) { classes(one, trivia); },
      },
      item.body);
}

std::string Formatter::expect(const Expect& expect) const {
  std::string text;
  const auto add = [&](const std::optional<Numeral>& count, Phrase what) {
    if (!count) return;
    if (!text.empty()) text += separator(spelling_);
    text += what == Phrase::survey ? word(what) + " " + print_count(*count, Phrase::points, spelling_)
                                   : print_count(*count, what, spelling_);
  };
  add(expect.fields, Phrase::fields);
  add(expect.criteria, Phrase::criteria);
  add(expect.components, Phrase::components);
  add(expect.survey, Phrase::survey);
  return text;
}

// ---- clauses below a heading ----------------------------------------------------------------------------------------

void Formatter::clauses(const std::vector<Clause>& clauses) {
  std::size_t values = 0;
  for (const Clause& one : clauses)
    if (const auto* when = std::get_if<WhenLine>(&one.body))
      if (const std::size_t wide = source::width(value(when->value)); wide <= value_limit)
        values = std::max(values, wide);
  for (const Clause* one : in_order(clauses)) clause(*one, values);
}

std::string Formatter::entered(const Entered& entered) const {
  const bool english = spelling_ == Spelling::english;
  return english ? word(Phrase::entered) + entered_how(entered)
                 : print_supplier(entered.by.text, spelling_) + " " + word(Phrase::entered) + entered_how(entered);
}

/// `deduct entered from 1 to 3 by council`, `hội đồng trừ từ 1 đến 3`.
std::string Formatter::entered_change(const Adjustment& line) const {
  const std::string verb = word(line.deduct ? Phrase::deduct : Phrase::add);
  if (spelling_ == Spelling::english) return verb + " " + entered(*line.entered);
  return print_supplier(line.entered->by.text, spelling_) + " " + verb + entered_how(*line.entered);
}

/// What stands behind `entered`: steps, range, in English by whom.
std::string Formatter::entered_how(const Entered& entered) const {
  std::string text;
  if (entered.step) text += " " + word(Phrase::in_steps_of) + " " + print(*entered.step, spelling_);
  if (entered.from && entered.to)
    text += " " + word(Phrase::from) + " " + print(*entered.from, spelling_) + " " + word(Phrase::to) + " " +
            print(*entered.to, spelling_);
  if (spelling_ == Spelling::english)
    text += " " + word(Phrase::by) + " " + print_supplier(entered.by.text, spelling_);
  return text;
}

/// `without evidence 0`, `không có tài liệu kiểm chứng: 0`.
std::string Formatter::without_evidence(const WithoutEvidence& clause) const {
  const std::string before = word(Phrase::without_evidence) + (spelling_ == Spelling::english ? " " : ": ");
  return before + (clause.value ? value(*clause.value) : word(Phrase::missing));
}

void Formatter::bands(const Bands& bands, const Trivia& trivia) {
  if (bands.progressively)
    line(trivia, 2, word(Phrase::bands) + " " + value(bands.subject) + " " + word(Phrase::progressively));
  else
    line(trivia, 2, word(Phrase::bands) + " ", bands.subject);
  std::size_t ranges = 0;
  for (const Band& row : bands.rows) ranges = std::max(ranges, source::width(print(row.range, spelling_)));
  for (const Band& row : bands.rows)
    line(row.trivia, 4,
         beside(print(row.range, spelling_), std::max(std::min(ranges, value_limit) + 2, band_column - 4)) +
             ": " + value(row.value));
}

void Formatter::clause(const Clause& clause, std::size_t value_width) {
  const Trivia& trivia = clause.trivia;
  const auto write = [&](const std::string& text) { line(trivia, 2, text); };
  const auto ending = [&](Phrase phrase, const Expression& last) {
    line(trivia, 2, word(phrase) + " ", last);
  };
  const auto listing = [&](Phrase phrase, const std::string& before, const std::vector<Text>& list) {
    texts(trivia, 2, word(phrase) + " " + before, list);
  };
  std::visit(
      Each{
          [&](const WhenLine& one) {
            const std::string before = beside(value(one.value), std::max(value_width + 2, when_column - 2));
            if (!one.condition) return write(before + word(Phrase::otherwise));
            line(trivia, 2, before + word(Phrase::when) + " ", *one.condition);
          },
          [&](const Bands& one) { bands(one, trivia); },
          [&](const Adjustment& one) {
            if (one.entered) {
              const std::string change = entered_change(one);
              if (!one.when) return write(change);
              return line(trivia, 2, change + " " + word(Phrase::when) + " ", *one.when);
            }
            const std::string before =
                word(one.deduct ? Phrase::deduct : Phrase::add) + " " + value(one.amount) + " ";
            if (one.per) return write(before + word(Phrase::per) + " " + value(*one.per));
            if (one.when) line(trivia, 2, before + word(Phrase::when) + " ", *one.when);
          },
          [&](const ExpressionLine& one) { line(trivia, 2, "", one.value); },
          [&](const Entered& one) { write(entered(one)); },
          [&](const AtMost& one) { ending(Phrase::at_most, one.bound); },
          [&](const NotBelow& one) { ending(Phrase::not_below, one.bound); },
          [&](const MayGoBelow&) { write(word(Phrase::may_go_below)); },
          [&](const MayPassMax&) { write(word(Phrase::may_pass_max)); },
          [&](const MeanOfChildren& mean) {
            write(word(mean.geometric ? Phrase::geometric_mean_of_children : Phrase::mean_of_children));
          },
          [&](const Evidence& one) {
            listing(one.required ? Phrase::evidence_required : Phrase::evidence, "", one.texts);
          },
          [&](const WithoutEvidence& one) { write(without_evidence(one)); },
          [&](const Basis& one) { listing(Phrase::basis, basis_word(one), {one.text}); },
          [&](const Note& one) { listing(Phrase::note, "", both(one.text, one.other)); },
          [&](const Title& one) { listing(Phrase::title, "", both(one.english, one.vietnamese)); },
          [&](const Was& one) {
            std::string text = word(Phrase::was);
            for (std::size_t i = 0; i < one.items.size(); ++i)
              text += (i == 0 ? " " : std::string(separator(spelling_))) + label(one.items[i].version) + ":" +
                      one.items[i].number;
            write(text);
          },
          [&](const LeftOpen&) { write(word(Phrase::left_open)); },
          [&](const Survey&) { write(word(Phrase::survey)); },
          [&](const NotApplicableWhen& one) { ending(Phrase::not_applicable_when, one.condition); },
          [&](const FullPointsWhen& one) { ending(Phrase::full_points_when, one.condition); },
          [&](const Cap& one) {
            line(trivia, 2, word(Phrase::cap) + " " + value(one.value) + " " + word(Phrase::when) + " ",
                 one.condition);
          },
          [&](const ZeroWhen& one) { ending(Phrase::zero_when, one.condition); },
          [&](const IfMissing& one) { ending(Phrase::if_missing, one.value); },
          [&](const Round& one) {
            const std::string to = spelling_ == Spelling::english ? " " + word(Phrase::to) + " " : " ";
            write(word(Phrase::round) + to + print_decimals(one.decimals, one.half_even, spelling_));
          },
          [&](const Let& one) {
            line(trivia, 2, word(Phrase::let) + " " + one.name.text + " = ", one.value);
          },
          [&](const Expect& one) { write(word(Phrase::expect) + " " + expect(one)); },
      },
      clause.body);
}

std::string Formatter::file(const Tree& tree) {
  for (const Item& one : tree.items) item(one);
  for (const std::string& comment : tree.comments_at_end) out_ += comment + "\n";
  return std::move(out_);
}

}  // namespace

std::string format(const Tree& tree, MethodNames names) {
  names.add_all(tree);
  return Formatter(std::move(names)).file(tree);
}

std::string format(const Tree& tree, Spelling spelling) { return format(tree, MethodNames(spelling)); }

std::string format(const Expression& expression, Spelling spelling) {
  return print(expression, spelling);
}

}  // namespace barem::syntax
