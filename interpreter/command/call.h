// The command line as data: one table of verbs and options with their texts in both languages, and a call made of it.
// In: argv. Out: a Call that a verb can read, or words about what is wrong with it and exit status 2.
// Not here: what verbs do (one file a verb), how help is laid out (help).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/source/diagnostic.h"

namespace barem::command {

using source::Bilingual;
using source::Language;

struct Call;

/// Exit status: the contract's three.
inline constexpr int done = 0;
inline constexpr int answer_is_no = 1;
inline constexpr int wrong_call = 2;

enum class Takes : std::uint8_t { nothing, one, several };

/// `--format table|json|csv`. `values`: what it takes, apart by `|`, or a word for it in capitals.
struct Option {
  std::string_view name;   ///< `--format`
  std::string_view brief;  ///< `-o`; mostly none
  Takes takes = Takes::nothing;
  Bilingual value;         ///< `UNITS`; for a choice the words to choose from, the same in both
  Bilingual text;
  bool is_choice = false;
};

/// A verb: what it is for, what it takes, what it looks like in use, and the function that does it.
struct Verb {
  std::string_view name;
  Bilingual operands;                ///< `RULES...`
  Bilingual text;
  std::size_t least = 0;             ///< operands
  std::size_t most = 0;
  std::span<const Option> options;
  Bilingual examples;                ///< a command a line
  int (*run)(const Call&) = nullptr;  ///< none: not built yet
};

std::span<const Verb> verbs();
const Verb* find_verb(std::string_view name);
/// Options that every verb has.
std::span<const Option> common_options();

/// A command line that fits its verb.
struct Call {
  const Verb* verb = nullptr;
  std::vector<std::string> operands;
  std::vector<std::pair<const Option*, std::vector<std::string>>> given;
  std::optional<Language> asked;           ///< `--language`
  Language surroundings = Language::english;  ///< of the terminal: LC_ALL, LC_MESSAGES, LANG

  bool has(std::string_view option) const;
  /// The value of an option; nothing where it was not given.
  std::optional<std::string> value(std::string_view option) const;
  std::vector<std::string> values(std::string_view option) const;
  /// For what no rule file has a language for.
  Language language() const { return asked.value_or(surroundings); }
};

/// Says on standard error what is wrong with a call; gives exit status 2.
int refuse_call(const Call& call, Bilingual text, const std::vector<std::string>& arguments);

/// Reads the command line and does it; gives the exit status.
int run(int count, const char* const* arguments);

}  // namespace barem::command
