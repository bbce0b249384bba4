// What the tests of lang/syntax share: a text read, its findings as people see them, trees as short text.
#pragma once

#include <string>

#include "lang/source/render.h"
#include "lang/syntax/format.h"
#include "lang/syntax/parse.h"

namespace barem::tests {

/// A text read as a file named `rules.barem`.
struct Read {
  source::Sources sources;
  source::Diagnostics diagnostics;
  syntax::Tree tree;

  explicit Read(std::string text) {
    const source::FileId file = sources.add(source::Source("rules.barem", source::to_nfc(text)));
    tree = syntax::parse(file, sources, diagnostics);
    diagnostics.sort();
  }

  /// All findings, rendered in the language of the file.
  std::string messages() const {
    std::string text;
    for (const source::Finding& finding : diagnostics.findings())
      text += source::render(finding, sources, {syntax::language_of(tree.spelling), false});
    return text;
  }
  std::string formatted() const { return syntax::format(tree, tree.spelling); }
  std::string formatted(syntax::Spelling spelling) const { return syntax::format(tree, spelling); }
};

constexpr auto english = syntax::Spelling::english;
constexpr auto vietnamese = syntax::Spelling::vietnamese;

/// An expression read alone, as nested brackets: `(+ a (* b c))`; findings as their codes.
inline std::string shape(const syntax::Expression& expression) {
  using syntax::Form;
  std::string head;
  switch (expression.form) {
    case Form::numeral:
      return expression.text + (expression.percent ? "%" : "");
    case Form::name:
    case Form::date:
      return expression.text;
    case Form::text:
      return "\"" + expression.text + "\"";
    case Form::max:
      return "max";
    case Form::year:
      return "year";
    case Form::yes:
      return "yes";
    case Form::no:
      return "no";
    case Form::none:
      return "none";
    case Form::missing:
      return "missing";
    case Form::not_applicable:
      return "n/a";
    case Form::hole:
      return "?";
    case Form::relative_date:
      head = std::to_string(expression.day) + "." + std::to_string(expression.month);
      break;
    case Form::part_of_max:
      head = "part";
      break;
    case Form::negate:
      head = "neg";
      break;
    case Form::add:
      head = "+";
      break;
    case Form::subtract:
      head = "-";
      break;
    case Form::multiply:
      head = "*";
      break;
    case Form::divide:
      head = "/";
      break;
    case Form::if_none:
      head = "if-none";
      break;
    case Form::if_missing:
      head = "if-missing";
      break;
    case Form::aggregate:
      head = "over " + expression.over.front().set.text;
      break;
    case Form::own:
      head = "own " + expression.text;
      break;
    case Form::previous:
      head = "previous " + expression.text;
      break;
    case Form::in_year:
      head = expression.text + " in " + std::to_string(expression.year);
      break;
    case Form::evidence_word:
      return "evidence";
    case Form::class_word:
      return "class";
    case Form::compare:
      head = "compare";
      break;
    case Form::is_none:
      head = "is-none";
      break;
    case Form::is_value:
      head = expression.text.empty() ? "is-value" : "is-" + expression.text;
      break;
    case Form::logical_and:
      head = "and";
      break;
    case Form::logical_or:
      head = "or";
      break;
    case Form::logical_not:
      head = "not";
      break;
    case Form::call:
      head = "call " + expression.text;
      break;
    case Form::larger_of:
      head = "larger";
      break;
    case Form::smaller_of:
      head = "smaller";
      break;
    case Form::absolute:
      head = "absolute";
      break;
    case Form::round:
      head = "round" + std::to_string(expression.decimals) + (expression.half_even ? "e" : "");
      break;
    case Form::round_down:
      head = "floor";
      break;
    case Form::round_up:
      head = "ceiling";
      break;
    case Form::root:
      head = "root";
      break;
    case Form::natural_logarithm:
      head = "ln";
      break;
    case Form::exponential:
      head = "exp";
      break;
    case Form::power:
      head = "power";
      break;
    case Form::bracketed:
      head = "b";
      break;
    case Form::points_of:
      return "points-of " + expression.text;
    case Form::index_of:
      return "index-of " + expression.text;
    case Form::every:
    case Form::some:
      head = std::string(expression.form == Form::every ? "every " : "some ") + expression.text;
      break;
  }
  std::string text = "(" + head;
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    if (i != 0 && expression.form == Form::compare) {
      constexpr const char* signs[] = {"=", "<>", "<", "<=", ">", ">="};
      text += std::string(" ") + signs[static_cast<std::size_t>(expression.comparators[i - 1])];
    }
    text += ' ';
    if (i < expression.argument_names.size() && expression.argument_names[i])
      text += expression.argument_names[i]->text + ":";
    text += shape(expression.operands[i]);
  }
  return text + ")";
}

inline std::string shape(const std::string& text, syntax::Spelling spelling = english) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const source::FileId file = sources.add(source::Source("expression", source::to_nfc(text)));
  const syntax::Expression expression = syntax::parse_expression(file, spelling, sources, diagnostics);
  std::string result;
  for (const source::Finding& finding : diagnostics.findings()) result += std::string(finding.code) + " ";
  return result + shape(expression);
}

}  // namespace barem::tests
