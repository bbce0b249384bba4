// From argv to a Call, through CLI11 (seen by this file alone), and on to the verb.
#include "interpreter/command/call.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "interpreter/command/verbs.h"
#include "lang/source/render.h"

namespace barem::command {

namespace {

constexpr Bilingual verb_unknown{"there is no command `{0}`", "không có lệnh `{0}`"};
constexpr Bilingual option_unknown{"`barem {0}` has no option `{1}`", "`barem {0}` không có tùy chọn `{1}`"};
constexpr Bilingual value_absent{"`{0}` is followed by {1}, which is missing here", "sau `{0}` phải có {1}, ở đây thiếu"};
constexpr Bilingual value_unexpected{"`{0}` stands alone, without a value", "`{0}` đứng một mình, không kèm giá trị"};
constexpr Bilingual value_unknown{"`{0}` takes {1}, not `{2}`", "`{0}` nhận {1}, không nhận `{2}`"};
constexpr Bilingual option_twice{"`{0}` is given twice", "`{0}` được nêu hai lần"};
constexpr Bilingual operands_absent{"this call lacks something; it reads `barem {0} {1}`",
                                    "lệnh gọi còn thiếu; cách ghi đúng là `barem {0} {1}`"};
constexpr Bilingual operand_extra{"`{2}` is too much; the call reads `barem {0} {1}`",
                                  "thừa `{2}`; cách ghi đúng là `barem {0} {1}`"};
constexpr Bilingual not_understood{"this call is not understood: {0}", "không hiểu lệnh gọi này: {0}"};
constexpr Bilingual verb_not_built{"`barem {0}` is not built yet", "`barem {0}` chưa được xây dựng"};
constexpr Bilingual did_you_mean{"; did you mean `{0}`?", "; ý bạn là `{0}`?"};

std::vector<source::Argument> to_arguments(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

std::string filled(Bilingual text, const std::vector<std::string>& arguments, Language language) {
  return source::fill(text.in(language), to_arguments(arguments), language);
}

std::string offer(std::string_view name, const std::vector<std::string>& candidates, Language language) {
  const std::string nearest = source::nearest(name, candidates);
  return nearest.empty() ? std::string() : filled(did_you_mean, {nearest}, language);
}

int refuse(const std::string& text, Language language, std::string_view verb = {}) {
  const std::string help = "barem help" + (verb.empty() ? std::string() : " " + std::string(verb));
  const std::string line = std::string(language == Language::english ? "error: " : "lỗi: ") + text + "\n" +
                           filled({"`{0}` shows how it is called", "`{0}` cho biết cách gọi"}, {help}, language) + "\n";
  std::fputs(line.c_str(), stderr);
  return wrong_call;
}

Language language_of_surroundings() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* locale = std::getenv(name);
    if (locale == nullptr || *locale == '\0') continue;
    return std::string_view(locale).substr(0, 2) == "vi" ? Language::vietnamese : Language::english;
  }
  return Language::english;
}

std::optional<Language> language_named(std::string_view name) {
  if (name == "en") return Language::english;
  if (name == "vi") return Language::vietnamese;
  return std::nullopt;
}

/// `--language` wherever it stands, so that complaints about the rest are in it already.
std::optional<Language> language_asked(const std::vector<std::string>& arguments) {
  constexpr std::string_view option = "--language";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == option && i + 1 < arguments.size()) return language_named(arguments[i + 1]);
    if (arguments[i].size() > option.size() && arguments[i].compare(0, option.size(), option) == 0 &&
        arguments[i][option.size()] == '=')
      return language_named(std::string_view(arguments[i]).substr(option.size() + 1));
  }
  return std::nullopt;
}

std::vector<std::string> words_of(std::string_view choices) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t end = choices.find('|');
    words.emplace_back(choices.substr(0, end));
    if (end == std::string_view::npos) return words;
    choices.remove_prefix(end + 1);
  }
}

/// Reads the words behind a verb. Only the verb's own options are made.
class Reader {
 public:
  Reader(const Verb& verb, Call& call) : verb_(verb), call_(call) {
    for (const Option& option : verb.options) options_.push_back(&option);
    for (const Option& option : common_options()) options_.push_back(&option);
  }

  /// 0 where the words fit the verb.
  int read(std::vector<std::string> words) {
    for (const std::string& word : words)
      for (const Option* option : options_)
        if (option->takes == Takes::nothing && word.compare(0, option->name.size() + 1, std::string(option->name) + "=") == 0)
          return refuse_words(value_unexpected, {std::string(option->name)});
    std::vector<std::string> unknown;
    if (const int status = parse(words, unknown); status != done) return status;
    for (const std::string& word : unknown)
      if (word.size() > 1 && word[0] == '-') return refuse_option(word);
    if (call_.has("--help")) return done;
    for (const auto& [option, values] : call_.given)
      if (const int status = check_values(*option, values); status != done) return status;
    return check_operands();
  }

 private:
  Language language() const { return call_.language(); }

  int parse(std::vector<std::string>& words, std::vector<std::string>& unknown) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    app.add_option("operands", call_.operands);
    std::vector<std::vector<std::string>> values(options_.size());
    std::vector<CLI::Option*> made;
    for (std::size_t i = 0; i < options_.size(); ++i) {
      const Option& option = *options_[i];
      std::string names(option.name);
      if (!option.brief.empty()) names += "," + std::string(option.brief);
      made.push_back(option.takes == Takes::nothing ? app.add_flag(names)
                                                    : app.add_option(names, values[i])->allow_extra_args(false));
    }
    try {
      std::reverse(words.begin(), words.end());
      app.parse(words);
    } catch (const CLI::ArgumentMismatch& mismatch) {
      return refuse_mismatch(mismatch.what());
    } catch (const CLI::Error& error) {
      return refuse(filled(not_understood, {error.what()}, language()), language(), verb_.name);
    }
    unknown = app.remaining();
    for (std::size_t i = 0; i < options_.size(); ++i)
      if (made[i]->count() > 0) call_.given.emplace_back(options_[i], values[i]);
    return done;
  }

  /// CLI11 says `--data: 1 required TEXT missing`.
  int refuse_mismatch(std::string_view what) {
    for (const Option* option : options_) {
      if (what.substr(0, option->name.size()) != option->name) continue;
      return option->takes == Takes::nothing ? refuse_words(value_unexpected, {std::string(option->name)})
                                             : refuse_absent(*option);
    }
    return refuse_words(not_understood, {std::string(what)});
  }

  int refuse_words(Bilingual text, const std::vector<std::string>& arguments) {
    return refuse(filled(text, arguments, language()), language(), verb_.name);
  }

  int refuse_absent(const Option& option) {
    return refuse_words(value_absent, {std::string(option.name), std::string(option.value.in(language()))});
  }

  int refuse_option(std::string_view word) {
    const std::string name(word.substr(0, word.find('=')));
    std::vector<std::string> candidates;
    for (const Option* option : options_) candidates.emplace_back(option->name);
    return refuse(filled(option_unknown, {std::string(verb_.name), name}, language()) +
                      offer(name, candidates, language()),
                  language(), verb_.name);
  }

  int check_values(const Option& option, const std::vector<std::string>& values) {
    for (const std::string& value : values)
      for (const Option* other : options_)
        if (value == other->name) return refuse_absent(option);
    if (option.takes == Takes::one && values.size() > 1) return refuse_words(option_twice, {std::string(option.name)});
    if (!option.is_choice) return done;
    const std::vector<std::string> choices = words_of(option.value.english);
    for (const std::string& value : values) {
      if (std::find(choices.begin(), choices.end(), value) != choices.end()) continue;
      std::string list;
      for (std::size_t i = 0; i < choices.size(); ++i) {
        if (i > 0) list += i + 1 < choices.size() ? ", " : language() == Language::english ? " or " : " hoặc ";
        list += choices[i];
      }
      return refuse(filled(value_unknown, {std::string(option.name), list, value}, language()) +
                        offer(value, choices, language()),
                    language(), verb_.name);
    }
    return done;
  }

  int check_operands() {
    const std::string takes(verb_.operands.in(language()));
    if (call_.operands.size() < verb_.least) return refuse_words(operands_absent, {std::string(verb_.name), takes});
    if (call_.operands.size() > verb_.most)
      return refuse_words(operand_extra, {std::string(verb_.name), takes, call_.operands[verb_.most]});
    return done;
  }

  const Verb& verb_;
  Call& call_;
  std::vector<const Option*> options_;
};

int put(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0 ? done
                                                                                                      : answer_is_no;
}

int refuse_verb(const std::string& name, Language language) {
  std::vector<std::string> candidates;
  for (const Verb& verb : verbs()) candidates.emplace_back(verb.name);
  return refuse(filled(verb_unknown, {name}, language) + offer(name, candidates, language), language);
}

}  // namespace

bool Call::has(std::string_view option) const {
  return std::any_of(given.begin(), given.end(), [&](const auto& entry) { return entry.first->name == option; });
}

std::optional<std::string> Call::value(std::string_view option) const {
  for (const auto& [known, values] : given)
    if (known->name == option && !values.empty()) return values.back();
  return std::nullopt;
}

std::vector<std::string> Call::values(std::string_view option) const {
  for (const auto& [known, values] : given)
    if (known->name == option) return values;
  return {};
}

int refuse_call(const Call& call, Bilingual text, const std::vector<std::string>& arguments) {
  const bool has_help = call.verb != nullptr && call.verb->run != nullptr && call.verb->run != run_help;
  return refuse(filled(text, arguments, call.language()), call.language(), has_help ? call.verb->name : "");
}

int run(int count, const char* const* arguments) {
  std::vector<std::string> words(arguments + std::min(count, 1), arguments + count);
  Call call;
  call.surroundings = language_of_surroundings();
  call.asked = language_asked(words);
  const Language language = call.language();

  // `barem --language vi score …`: the language may stand before the verb; it is read with the verb's own options.
  std::vector<std::string> before;
  while (!words.empty() && words[0].compare(0, 10, "--language") == 0) {
    const std::ptrdiff_t count_before = words[0].size() == 10 && words.size() > 1 ? 2 : 1;
    before.insert(before.end(), words.begin(), words.begin() + count_before);
    words.erase(words.begin(), words.begin() + count_before);
  }
  if (words.empty() || words[0] == "--help" || words[0] == "-h") return put(help_text(language));
  if (words[0] == "--version" || words[0] == "-V") return put("barem " BAREM_VERSION "\n");

  call.verb = find_verb(words[0]);
  if (call.verb == nullptr) return refuse_verb(words[0], language);
  words.erase(words.begin());
  words.insert(words.begin(), before.begin(), before.end());
  const bool asks_help = std::find(words.begin(), words.end(), "--help") != words.end();
  if (call.verb->run == nullptr && !asks_help)
    return refuse_call(call, verb_not_built, {std::string(call.verb->name)});
  if (const int status = Reader(*call.verb, call).read(std::move(words)); status != done) return status;
  if (call.has("--help")) return put(help_text(*call.verb, language));
  return call.verb->run(call);
}

}  // namespace barem::command
