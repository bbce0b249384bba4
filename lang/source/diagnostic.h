// Findings as data: what a pass has to say about a file, before it is words.
// In: a Message (code, texts in both languages), a span, typed arguments. Out: a list of findings in file order.
// Not here: how a finding looks (render for people, exchange for machines).
//
// A pass declares its messages right above the function that reports them:
//
//   constexpr Message<2> sum_differs{"E0312", "criteria of {0} add up to {1} points …", "các tiêu chí …"};
//   diagnostics.report(sum_differs, span, node_name, total);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "lang/source/source.h"
#include "lang/value/date.h"
#include "lang/value/number.h"

namespace barem::source {

enum class Language : std::uint8_t { english, vietnamese };

enum class Severity : std::uint8_t { error, hint };

/// A text in both languages.
struct Bilingual {
  std::string_view english;
  std::string_view vietnamese;

  constexpr std::string_view in(Language language) const {
    return language == Language::english ? english : vietnamese;
  }
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

/// Owned text in both languages, for arguments that differ by language (`criterion 1.1` / `tiêu chí 1.1`).
struct BilingualText {
  std::string english;
  std::string vietnamese;
  const std::string& in(Language language) const {
    return language == Language::english ? english : vietnamese;
  }
  friend bool operator==(const BilingualText&, const BilingualText&) = default;
};

/// A number to be shown as a percentage: 0.8 as `80%`.
struct Percent {
  value::Number number;
  friend bool operator==(const Percent&, const Percent&) = default;
};

/// Arguments stay typed until rendering, for 0.5 is `0,5` in Vietnamese.
using Argument = std::variant<std::string, BilingualText, value::Number, Percent, value::Date>;

namespace detail {
/// A placeholder of a text: `{0}` is the argument, `{0|point|points}` the first word where the argument is 1, else the
/// second.
struct Placeholder {
  std::size_t argument = 0;
  std::string_view one;
  std::string_view many;
  std::size_t length = 0;  ///< of all of it; 0 where none stands there
};
constexpr Placeholder placeholder_at(std::string_view text, std::size_t at) {
  Placeholder found;
  if (at + 2 >= text.size() || text[at] != '{' || text[at + 1] < '0' || text[at + 1] > '9') return found;
  found.argument = static_cast<std::size_t>(text[at + 1] - '0');
  if (text[at + 2] == '}') {
    found.length = 3;
  } else if (text[at + 2] == '|') {
    const std::size_t middle = text.find('|', at + 3);
    const std::size_t end = text.find('}', at + 3);
    if (middle == std::string_view::npos || end == std::string_view::npos || end < middle) return found;
    found.one = text.substr(at + 3, middle - at - 3);
    found.many = text.substr(middle + 1, end - middle - 1);
    found.length = end + 1 - at;
  }
  return found;
}
/// The set of arguments a text uses, as bits; a stray brace is a compile-time error.
consteval unsigned placeholders(std::string_view text) {
  unsigned used = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{') continue;
    const Placeholder placeholder = placeholder_at(text, i);
    if (placeholder.length == 0) throw "a placeholder reads {0} to {9}, or {0|point|points}";
    used |= 1U << placeholder.argument;
    i += placeholder.length - 1;
  }
  return used;
}
}  // namespace detail

/// What one kind of finding says, in both languages, with its help. `Count` arguments, each used by the text or
/// the help of both languages: checked when this is compiled. Codes are never reused: E errors, H hints.
template <std::size_t Count>
struct Message {
  std::string_view code;
  Bilingual text;
  Bilingual help;  ///< something to type; may be empty

  consteval Message(std::string_view code_, std::string_view english, std::string_view vietnamese,
                    std::string_view help_english = {}, std::string_view help_vietnamese = {})
      : code(code_), text{english, vietnamese}, help{help_english, help_vietnamese} {
    const unsigned all = (1U << Count) - 1U;
    if ((detail::placeholders(english) | detail::placeholders(help_english)) != all)
      throw "the English text does not use every argument";
    if ((detail::placeholders(vietnamese) | detail::placeholders(help_vietnamese)) != all)
      throw "the Vietnamese text does not use every argument";
    if (help_english.empty() != help_vietnamese.empty()) throw "help in one language only";
  }
};

/// A further place that explains a finding: "the range was declared here".
struct Related {
  Span span;
  Bilingual text;
  std::vector<Argument> arguments;
  friend bool operator==(const Related&, const Related&) = default;
};

/// One fault or hint, at a place, with what is needed to say it in either language.
struct Finding {
  Severity severity = Severity::error;
  std::string_view code;
  Bilingual text;
  Bilingual help;
  std::vector<Argument> arguments;
  Span span;
  std::vector<Related> related;
  /// The unit that shows the fault: (name in the file, value as the language writes it), in example notation.
  std::vector<std::pair<std::string, BilingualText>> unit;
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// All findings of a run, in the order reported. Nothing stops at the first.
class Diagnostics {
 public:
  /// Reports a message; its code's first letter tells error from hint. The reference holds until the next report.
  template <std::size_t Count, class... Arguments>
  requires(sizeof...(Arguments) == Count) Finding& report(const Message<Count>& message, Span span,
                                                          Arguments&&... arguments) {
    Finding finding;
    finding.severity = message.code[0] == 'H' ? Severity::hint : Severity::error;
    finding.code = message.code;
    finding.text = message.text;
    finding.help = message.help;
    finding.span = span;
    (finding.arguments.push_back(to_argument(std::forward<Arguments>(arguments))), ...);
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

  const std::vector<Finding>& findings() const { return findings_; }
  std::vector<Finding>& findings() { return findings_; }
  std::size_t error_count() const;
  bool has_errors() const { return error_count() != 0; }
  /// In the order of files and places; findings at one place keep their order. Exact repeats are dropped.
  void sort();

 private:
  static Argument to_argument(std::string_view text) { return std::string(text); }
  static Argument to_argument(const char* text) { return std::string(text); }
  static Argument to_argument(std::string text) { return text; }
  static Argument to_argument(BilingualText text) { return text; }
  static Argument to_argument(value::Number number) { return number; }
  static Argument to_argument(Percent percent) { return percent; }
  static Argument to_argument(value::Date date) { return date; }
  static Argument to_argument(Argument argument) { return argument; }
  static Argument to_argument(std::size_t count) { return value::Number(static_cast<std::int64_t>(count)); }
  static Argument to_argument(int count) { return value::Number(count); }

  std::vector<Finding> findings_;
};

}  // namespace barem::source
