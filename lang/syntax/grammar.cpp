// Reading one line by the rules of rules.h: keeping the parts, noting what was due where reading stops.
#include "lang/syntax/grammar.h"

#include "lang/syntax/rules.h"

namespace barem::syntax {
namespace p = tao::pegtl;

namespace {

// ---- keeping parts, noting what was due ----------------------------------------------------------------------------

template <typename Rule>
concept kept = requires {
  Rule::part;
};
template <typename Rule>
concept folded = requires {
  Rule::folds;
};
template <typename Rule>
concept marking = requires {
  Rule::marks;
};
template <typename Rule>
concept thing_due = requires {
  Rule::due;
};
template <typename Rule>
concept phrase_due = requires {
  Rule::due_phrase;
};
template <typename Rule>
struct control : p::normal<Rule> {
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, rules::State& state) {
    if constexpr (std::is_same_v<typename Rule::subs_t, p::empty_list>) {
      return p::match<Rule, A, M, Action, Control>(in, state);
    } else {
      auto& matches = state.reading.matches;
      const std::uint32_t begin = rules::place(in, state);
      const std::uint32_t token_end = state.token_end;
      const std::size_t mark = matches.size();
      std::size_t before = 0;
      if constexpr (thing_due<Rule> || phrase_due<Rule>)
        before = state.reading.failed_at == begin ? state.reading.expected.size() : 0;
      if (!p::match<Rule, A, M, Action, Control>(in, state)) {
        if (matches.size() != mark) matches.resize(mark);
        state.token_end = token_end;
        if constexpr (thing_due<Rule>)
          if (state.explain) state.miss(begin, {false, {}, Rule::due}, before);
        if constexpr (phrase_due<Rule>)
          if (state.explain) state.miss(begin, {true, Rule::due_phrase, {}}, before);
        return false;
      }
      if constexpr (kept<Rule>) {
        const auto first = static_cast<std::uint32_t>(mark);
        if constexpr (folded<Rule>)
          if (matches.size() > mark && matches.back().first == first) return true;
        Phrase phrase{};
        if constexpr (marking<Rule>) phrase = Rule::marks;
        std::uint32_t end = state.token_end;
        if constexpr (std::is_same_v<Rule, rules::called>) end = rules::place(in, state);
        matches.push_back({Rule::part, phrase, begin, end, first});
      }
      return true;
    }
  }
};

template <typename Rule>
bool run(std::string_view text, std::uint32_t begin, std::uint32_t end, rules::State& state) {
  p::memory_input<p::tracking_mode::lazy, p::eol::lf, const char*> in(text.data() + begin, text.data() + end,
                                                                      "");
  return p::parse<Rule, p::nothing, control>(in, state);
}

}  // namespace

void read_line(Entry entry, std::string_view text, std::uint32_t begin, std::uint32_t end, Spelling spelling,
               bool explain, Reading& reading) {
  reading.matches.clear();
  reading.expected.clear();
  reading.failed_at = begin;
  reading.too_deep = false;
  rules::State state{text, spelling, explain, reading, begin};
  state.most_tries = 20'000 + 40 * static_cast<std::size_t>(end - begin);
  switch (entry) {
    case Entry::head:
      reading.complete = run<rules::head>(text, begin, end, state);
      break;
    case Entry::clause:
      reading.complete = run<rules::clause>(text, begin, end, state);
      break;
    case Entry::band:
      reading.complete = run<rules::band_row>(text, begin, end, state);
      break;
    case Entry::input:
      reading.complete = run<rules::input_row>(text, begin, end, state);
      break;
    case Entry::columns:
      reading.complete = run<rules::column_row>(text, begin, end, state);
      break;
    case Entry::class_line:
      reading.complete = run<rules::class_row>(text, begin, end, state);
      break;
    case Entry::setting:
      reading.complete = run<rules::setting_row>(text, begin, end, state);
      break;
    case Entry::expression:
      reading.complete = run<rules::lone_value>(text, begin, end, state);
      break;
  }
}

}  // namespace barem::syntax
