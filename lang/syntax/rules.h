// The grammar of one logical line, in PEGTL: tables of rules, tokens first, then expressions, kinds, lines.
// It accepts more than the language has (`a and b or c`, `2022-3-31`, `0.5` under a decimal comma), so that what is
// amiss can be told where it is known what was meant: build.cpp. Slow to compile, so grammar.cpp alone includes it,
// and the test that analyzes it.
#pragma once

#include <algorithm>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

#include "lang/syntax/grammar.h"

namespace barem::syntax::rules {
namespace p = tao::pegtl;

/// What the rules share while one line is read.
struct State {
  std::string_view text;
  Spelling spelling;
  bool explain;
  Reading& reading;
  std::uint32_t token_end = 0;  ///< behind the last token, its blanks left out
  int depth = 0;
  std::size_t tries = 0;            ///< rules entered within which the same may stand again
  std::size_t most_tries = 0;       ///< of a line of this length: what is read twice at each level must end

  /// Notes that `what` was due at `at`. `before`: how many things were due there before the rule began; what its
  /// own rules noted at the same place is told by `what` as a whole.
  void miss(std::uint32_t at, Expected what, std::size_t before) {
    auto& due = reading.expected;
    if (at < reading.failed_at || reading.too_deep) return;
    if (at > reading.failed_at) {
      reading.failed_at = at;
      before = 0;
    }
    due.resize(std::min(before, due.size()));
    if (std::find(due.begin(), due.end(), what) == due.end()) due.push_back(what);
  }
};

template <typename Input>
std::uint32_t place(const Input& in, const State& state) {
  return static_cast<std::uint32_t>(in.current() - state.text.data());
}
template <typename Input>
std::string_view rest(const Input& in) {
  return {in.current(), in.size()};
}
template <typename Input>
void skip_blanks(Input& in) {
  if (const std::size_t blanks = match_blanks(rest(in))) in.bump(blanks);
}

// ---- rules of our own ---------------------------------------------------------------------------------------------

/// A rule that reads by hand: `Reader::length(text, state)` bytes, 0 for no.
template <typename Reader>
struct reads {
  using rule_t = reads;
  using subs_t = p::empty_list;
  template <p::apply_mode, p::rewind_mode, template <typename...> class, template <typename...> class,
            typename Input>
  static bool match(Input& in, State& state) {
    const std::size_t length = Reader::length(rest(in), state);
    if (length == 0) return false;
    in.bump(length);
    return true;
  }
};

/// The end of a token: blanks behind it are passed over.
struct gap {
  using rule_t = gap;
  using subs_t = p::empty_list;
  template <p::apply_mode, p::rewind_mode, template <typename...> class, template <typename...> class,
            typename Input>
  static bool match(Input& in, State& state) {
    state.token_end = place(in, state);
    skip_blanks(in);
    return true;
  }
};

/// A phrase in the file's spelling. `op` says nothing when it is not there, `kw` says that it was due.
template <Phrase P>
struct op {
  using rule_t = op;
  using subs_t = p::empty_list;
  template <p::apply_mode, p::rewind_mode, template <typename...> class, template <typename...> class,
            typename Input>
  static bool match(Input& in, State& state) {
    const Keyword& entry = keyword(P);
    std::size_t length = match_phrase(entry.in(state.spelling), rest(in));
    if (length == 0) length = match_phrase(entry.also_in(state.spelling), rest(in));
    if (length == 0) return false;
    in.bump(length);
    state.token_end = place(in, state);
    skip_blanks(in);
    return true;
  }
};
template <Phrase P>
struct kw : p::seq<op<P>> {
  static constexpr Phrase due_phrase = P;
};

/// Only in files of that spelling.
template <Spelling S>
struct only {
  using rule_t = only;
  using subs_t = p::empty_list;
  template <p::apply_mode, p::rewind_mode, template <typename...> class, template <typename...> class,
            typename Input>
  static bool match(Input&, State& state) {
    return state.spelling == S;
  }
};
using in_english = only<Spelling::english>;
using in_vietnamese = only<Spelling::vietnamese>;

/// A rule within which the same rule may stand again, to a limit.
template <typename Rule>
struct nested {
  using rule_t = nested;
  using subs_t = p::type_list<Rule>;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, State& state) {
    if (state.depth >= nesting_limit || ++state.tries > state.most_tries || state.reading.too_deep) {
      if (!state.reading.too_deep) state.reading.failed_at = place(in, state);
      state.reading.too_deep = true;
      return false;
    }
    ++state.depth;
    const bool found = Control<Rule>::template match<A, M, Action, Control>(in, state);
    --state.depth;
    return found;
  }
};

}  // namespace barem::syntax::rules

namespace tao::pegtl {
template <typename Name, typename Reader>
struct analyze_traits<Name, barem::syntax::rules::reads<Reader>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, barem::syntax::rules::gap> : analyze_opt_traits<> {};
template <typename Name, barem::syntax::Phrase P>
struct analyze_traits<Name, barem::syntax::rules::op<P>> : analyze_any_traits<> {};
template <typename Name, barem::syntax::Spelling S>
struct analyze_traits<Name, barem::syntax::rules::only<S>> : analyze_opt_traits<> {};
template <typename Name, typename Rule>
struct analyze_traits<Name, barem::syntax::rules::nested<Rule>> : analyze_seq_traits<Rule> {};
}  // namespace tao::pegtl

namespace barem::syntax::rules {

// ---- how a rule is marked -------------------------------------------------------------------------------------------

/// Kept as a part. `fold`: only where it holds more than one part.
template <Part P, typename... Rules>
struct keep : p::seq<Rules...> {
  static constexpr Part part = P;
};
template <Part P, typename... Rules>
struct fold : p::seq<Rules...> {
  static constexpr Part part = P;
  static constexpr bool folds = true;
};
/// Where it fails at its start, that thing was due.
template <Due D, typename... Rules>
struct want : p::seq<Rules...> {
  static constexpr Due due = D;
};
/// A phrase kept as a part.
template <Phrase P>
struct mark : p::seq<kw<P>> {
  static constexpr Part part = Part::word;
  static constexpr Phrase marks = P;
};
template <Phrase P>
struct mark_op : p::seq<op<P>> {
  static constexpr Part part = Part::word;
  static constexpr Phrase marks = P;
};
/// A token kept as a part.
template <Part P, typename... Rules>
struct leaf : p::seq<Rules..., gap> {
  static constexpr Part part = P;
};

// ---- tokens ---------------------------------------------------------------------------------------------------------

struct NameReader {  // a word that is not reserved
  static std::size_t length(std::string_view text, const State&) {
    const std::size_t length = match_word(text);
    return length != 0 && is_reserved(text.substr(0, length)) ? 0 : length;
  }
};
struct CalledReader {  // a name with its bracket right behind it; the bracket is not read
  static std::size_t length(std::string_view text, const State& state) {
    const std::size_t length = NameReader::length(text, state);
    return length != 0 && text.substr(length).starts_with('(') ? length : 0;
  }
};
struct TextReader {  // "…" or “…”, and the texts on the lines below that join it
  static std::size_t one(std::string_view text) {
    constexpr std::string_view open = "\xE2\x80\x9C", close = "\xE2\x80\x9D";
    if (text.starts_with(open)) {
      const std::size_t end = text.find(close);
      return end == text.npos || text.substr(0, end).find('\n') != text.npos ? 0 : end + close.size();
    }
    if (!text.starts_with('"')) return 0;
    for (std::size_t at = 1; at < text.size() && text[at] != '\n'; ++at) {
      if (text[at] != '"') continue;
      if (!text.substr(at + 1).starts_with('"')) return at + 1;
      ++at;
    }
    return 0;
  }
  static std::size_t length(std::string_view text, const State&) {
    std::size_t length = one(text);
    if (length == 0) return 0;
    while (true) {
      const std::size_t blanks = match_blanks(text.substr(length));
      if (text.substr(length, blanks).find('\n') == std::string_view::npos) return length;
      const std::size_t more = one(text.substr(length + blanks));
      if (more == 0) return length;
      length += blanks + more;
    }
  }
};
struct ItemNumberReader {  // `1.1.2`, `III.3.1`, `1.a`, and what looks like one (`1,1`, `1.1.`)
  static bool is_first_part(std::string_view part) {
    const auto all = [part](auto holds) { return std::all_of(part.begin(), part.end(), holds); };
    if (part.empty()) return false;
    if (all([](char c) { return c >= '0' && c <= '9'; })) return true;
    if (all([](char c) { return std::string_view("IVXLCDM").find(c) != std::string_view::npos; }))
      return true;
    return part == "đ" || part == "Đ" || (part.size() == 1 && part[0] != '_');
  }
  static std::size_t length(std::string_view text, const State&) {
    std::size_t at = 0, first = 0;
    while (at < text.size()) {
      if (continues_word(text.substr(at))) {
        at += source::character_at(text, at).length;
      } else if (at != 0 &&
                 (text[at] == '.' || ((text[at] == ',' || text[at] == '-') && at + 1 < text.size() &&
                                      continues_word(text.substr(at + 1))))) {
        if (first == 0) first = at;
        ++at;
      } else {
        break;
      }
    }
    return at != 0 && is_first_part(text.substr(0, first == 0 ? at : first)) ? at : 0;
  }
};
struct EnteredLineReader {  // `1.2:1`: the points entered for a line of an item
  static std::size_t length(std::string_view text, const State& state) {
    const std::size_t item = ItemNumberReader::length(text, state);
    if (item == 0 || !text.substr(item).starts_with(':')) return 0;
    std::size_t end = item + 1;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    return end == item + 1 || continues_word(text.substr(end)) ? 0 : end;
  }
};
struct ItemToSetReader {  // `1.2`, `III.1`: not a lone letter, which is a name
  static std::size_t length(std::string_view text, const State& state) {
    const std::size_t item = ItemNumberReader::length(text, state);
    const bool is_number = item != 0 && text[0] >= '0' && text[0] <= '9';
    return is_number || text.substr(0, item).find('.') != std::string_view::npos ? item : 0;
  }
};
struct LabelReader {  // `2022`, `2022-2`, `2024/B`
  static std::size_t length(std::string_view text, const State&) {
    std::size_t at = 0;
    while (at < text.size()) {
      if (continues_word(text.substr(at)))
        at += source::character_at(text, at).length;
      else if (at != 0 && std::string_view("-./").find(text[at]) != std::string_view::npos)
        ++at;
      else
        break;
    }
    return at;
  }
};
struct StageReader {  // `self-score`, `thẩm định`: words, with hyphens between letters
  static std::size_t length(std::string_view text, const State&) {
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (continues_word(text.substr(at))) {
        at += source::character_at(text, at).length;
        end = at;
      } else if (end != 0 && (text[at] == ' ' || (text[at] == '-' && at == end))) {
        ++at;
      } else {
        break;
      }
    }
    return end;
  }
};
struct WordReader {
  static std::size_t length(std::string_view text, const State&) {
    std::size_t at = 0;
    while (at < text.size() && continues_word(text.substr(at))) at += source::character_at(text, at).length;
    return at;
  }
};
template <Phrase... Verbs>
struct WordsBefore {  // `hội đồng` before `cho điểm`
  static std::size_t length(std::string_view text, const State& state) {
    std::size_t at = 0, end = 0;
    while (((match_phrase(words(Verbs, state.spelling), text.substr(at)) == 0) && ...)) {
      const std::size_t word = match_word(text.substr(at));
      if (word == 0) return 0;
      end = at + word;
      at = end + match_blanks(text.substr(end));
    }
    return end;
  }
};
struct SupplierReader {  // `council` behind `by`, up to what else an entered line can say
  static std::size_t length(std::string_view text, const State& state) {
    std::size_t at = 0, end = 0;
    while (const std::size_t word = match_word(text.substr(at))) {
      for (const Phrase next : {Phrase::in_steps_of, Phrase::from, Phrase::by, Phrase::when, Phrase::per})
        if (match_phrase(words(next, state.spelling), text.substr(at)) != 0) return end;
      end = at + word;
      at = end + match_blanks(text.substr(end));
    }
    return end;
  }
};
struct MonthReader {
  static std::size_t length(std::string_view text, const State&) {
    for (const std::string_view month : month_names)
      if (const std::size_t length = match_phrase(month, text)) return length;
    return 0;
  }
};
struct ComparatorReader {
  static std::size_t length(std::string_view text, const State&) {
    for (const std::string_view sign :
         {"<=", ">=", "<>", "!=", "==", "=<", "=>", "<", ">", "=", "≤", "≥", "≠"})
      if (text.starts_with(sign)) return sign.size();
    return 0;
  }
};
struct TimesReader {
  static std::size_t length(std::string_view text, const State&) {
    for (const std::string_view sign : {"*", "/", "×", "÷"})
      if (text.starts_with(sign)) return sign.size();
    return 0;
  }
};
struct PlusReader {  // dashes too, so that they can be told apart
  static std::size_t length(std::string_view text, const State&) {
    for (const std::string_view sign : {"+", "-", "–", "—", "−"})
      if (text.starts_with(sign)) return sign.size();
    return 0;
  }
};
struct MinusReader {
  static std::size_t length(std::string_view text, const State& state) {
    return text.starts_with('+') ? 0 : PlusReader::length(text, state);
  }
};
struct BetweenReader {  // what separates a list: `,` or, beside a decimal comma, `;`
  static std::size_t length(std::string_view text, const State& state) {
    return text.starts_with(state.spelling == Spelling::english ? ',' : ';') ? 1 : 0;
  }
};
struct NoWord {  // no letter, digit or _ here; for not_at
  static std::size_t length(std::string_view text, const State&) { return continues_word(text) ? 1 : 0; }
};

// clang-format off
struct word_end   : p::not_at<reads<NoWord>> {};
struct free_words : leaf<Part::free_words, reads<WordReader>, p::star<p::plus<p::blank>, reads<WordReader>>> {};

struct comma      : want<Due::comma,           p::one<','>, gap> {};
struct semicolon  : want<Due::semicolon,       p::one<';'>, gap> {};
struct colon      : want<Due::colon,           p::one<':'>, gap> {};
struct equals     : want<Due::equals,          p::one<'='>, p::not_at<p::one<'='>>, gap> {};
struct open       : want<Due::opening_bracket, p::one<'('>, gap> {};
struct close      : want<Due::closing_bracket, p::one<')'>, gap> {};
struct between    : want<Due::separator,       reads<BetweenReader>, gap> {};
struct end        : want<Due::end,             p::eof> {};

struct text       : want<Due::text,            leaf<Part::text, reads<TextReader>>> {};
struct name       : want<Due::name,            leaf<Part::name, reads<NameReader>>> {};
struct item       : want<Due::item_number,     leaf<Part::item_number, reads<ItemNumberReader>>> {};
struct words_     : want<Due::words,           free_words> {};
struct stage      : want<Due::words,           leaf<Part::label, reads<StageReader>>> {};
struct label      : want<Due::text,            leaf<Part::label, reads<LabelReader>>> {};

// A number, and what looks like one in the other spelling.
struct point      : p::sor<p::seq<in_english, p::one<'.'>>, p::seq<in_vietnamese, p::one<',', '.'>>> {};
struct digits     : p::seq<p::plus<p::digit>, p::star<point, p::plus<p::digit>>> {};
struct numeral_   : leaf<Part::numeral, digits, p::opt<p::star<p::blank>, p::one<'%'>>, word_end> {};
struct numeral    : want<Due::number, numeral_> {};
struct day_number : leaf<Part::numeral, p::plus<p::digit>, word_end> {};

template <typename Rule> using list    = p::list<Rule, between>;
template <typename Rule> using whole   = p::seq<Rule, end>;

// ---- expressions ----------------------------------------------------------------------------------------------------

struct value; struct condition; struct unary; struct negation; struct sum;

struct iso_date   : leaf<Part::iso_date, p::rep<4, p::digit>, p::one<'-'>, p::plus<p::digit>, p::one<'-'>, p::plus<p::digit>, word_end> {};
struct day_first  : leaf<Part::day_first_date, p::rep_min_max<1, 2, p::digit>, p::one<'/'>, p::rep_min_max<1, 2, p::digit>, p::one<'/'>, p::rep<4, p::digit>, word_end> {};
struct day_month  : leaf<Part::day_month, p::plus<p::digit>, p::one<'/'>, p::plus<p::digit>, word_end> {};
struct month      : leaf<Part::month, reads<MonthReader>> {};
struct offset     : p::seq<leaf<Part::symbol, reads<PlusReader>>, day_number> {};
struct of_year    : p::seq<op<Phrase::of>, op<Phrase::year>, p::opt<offset>> {};
struct relative   : keep<Part::relative_date, p::sor<p::seq<in_english, day_number, month, of_year>,
                                                     p::seq<in_vietnamese, op<Phrase::day_prefix>, day_month, of_year>>> {};
struct vn_date    : p::seq<in_vietnamese, op<Phrase::day_prefix>, p::sor<day_first, iso_date>> {};

struct fraction   : keep<Part::part_of_max, numeral_, p::opt<leaf<Part::symbol, p::one<'/'>>, numeral_>, p::opt<op<Phrase::of>>, op<Phrase::max>> {};

struct arg_name   : leaf<Part::argument_name, reads<NameReader>> {};
struct named_arg  : p::seq<arg_name, p::one<'='>, p::not_at<p::one<'='>>, gap, value> {};
struct plain_arg  : p::seq<value, p::at<p::sor<between, close>>> {};
struct spaced_arg : p::seq<arg_name, value> {};
struct argument   : p::sor<named_arg, plain_arg, spaced_arg> {};
struct called     : keep<Part::called_name, reads<CalledReader>> {};
struct call       : keep<Part::call, called, open, p::opt<list<argument>>, close> {};

struct half_even  : p::seq<p::opt<reads<BetweenReader>, gap>, mark_op<Phrase::half_even>> {};
struct decimals   : p::seq<numeral, kw<Phrase::decimals>, p::opt<half_even>> {};

struct set_name   : keep<Part::over, p::sor<mark_op<Phrase::other_units>, mark_op<Phrase::units_set>, name>> {};
struct with_list  : keep<Part::with_values, op<Phrase::with_values>, list<name>> {};
struct where      : keep<Part::where, op<Phrase::where>, condition> {};
struct result     : p::sor<mark_op<Phrase::index>, mark_op<Phrase::class_>> {};  ///< of a unit below, where a column may stand
struct grouped    : keep<Part::grouped_by, op<Phrase::grouped_by>, p::sor<result, name>> {};
struct asked      : p::sor<mark_op<Phrase::counting>, mark_op<Phrase::sum>, mark_op<Phrase::mean>, mark_op<Phrase::share>, mark_op<Phrase::largest>,
                           mark_op<Phrase::smallest>, mark_op<Phrase::median>, mark_op<Phrase::quantile>, mark_op<Phrase::rank>, mark_op<Phrase::every>,
                           mark_op<Phrase::some>, mark_op<Phrase::sample_variance>, mark_op<Phrase::variance>> {};
struct aggregate  : keep<Part::aggregate, asked, p::one<'('>, gap, p::opt<value, p::opt<between, sum>>, kw<Phrase::over>, set_name,
                         p::opt<with_list>, p::opt<where>, p::opt<grouped>, close> {};
struct own        : keep<Part::own, p::sor<p::seq<in_english, op<Phrase::own>, name>, p::seq<in_vietnamese, name, op<Phrase::own>>>> {};
struct previous   : keep<Part::previous, op<Phrase::previous>, p::one<'('>, gap, name, close> {};
struct in_year    : keep<Part::in_year, leaf<Part::name, reads<NameReader>>, op<Phrase::in_year>, p::at<p::digit>, numeral_> {};

template <Part P, Phrase W> struct of_list : keep<P, op<W>, list<nested<sum>>> {};
template <Part P, Phrase W> struct of_one  : keep<P, op<W>, p::one<'('>, gap, value, close> {};
template <Part P, Phrase W> struct of_some : keep<P, op<W>, p::one<'('>, gap, list<value>, close> {};
struct rounded    : keep<Part::round_to, op<Phrase::round>, p::one<'('>, gap, value, p::opt<kw<Phrase::to>, decimals>, close> {};
struct bracketed  : keep<Part::bracketed, open, value, close> {};
struct points_of  : keep<Part::points_of, op<Phrase::points_of>, item> {};
struct index_of   : keep<Part::index_of, op<Phrase::index_of>, item> {};
struct number     : p::sor<iso_date, day_first, relative, fraction, numeral_> {};
struct word       : p::sor<mark_op<Phrase::max>, mark_op<Phrase::year>, mark_op<Phrase::yes>, mark_op<Phrase::no>, mark_op<Phrase::index>,
                           mark_op<Phrase::class_>> {};
struct primary    : p::sor<p::seq<p::at<p::digit>, number>, p::seq<p::at<p::one<'('>>, bracketed>, leaf<Part::text, reads<TextReader>>, points_of, index_of, aggregate, previous, in_year, own, word,
                           of_list<Part::larger_of, Phrase::larger_of>, of_list<Part::smaller_of, Phrase::smaller_of>,
                           of_one<Part::absolute, Phrase::absolute>, of_one<Part::floor, Phrase::floor>,
                           of_one<Part::ceiling, Phrase::ceiling>, of_some<Part::root, Phrase::root>, of_some<Part::ln, Phrase::ln>,
                           of_some<Part::exp, Phrase::exp>, of_some<Part::power, Phrase::power>, rounded, call, relative, vn_date, leaf<Part::name, reads<NameReader>>> {};

struct minus      : keep<Part::minus, leaf<Part::symbol, reads<MinusReader>>, nested<unary>> {};
struct unary      : want<Due::value, p::sor<minus, primary>> {};
struct times      : p::seq<leaf<Part::symbol, reads<TimesReader>>, unary> {};
struct factors    : p::seq<unary, p::star<times>> {};
struct product    : fold<Part::product, factors, p::opt<p::sor<keep<Part::replacement, op<Phrase::if_none>, factors>,
                                                               keep<Part::replacement_missing, op<Phrase::if_missing>, factors>>>> {};
struct sum        : fold<Part::sum, product, p::star<leaf<Part::symbol, reads<PlusReader>>, product>> {};

struct kind_word  : want<Due::kind, p::sor<mark<Phrase::count>, mark<Phrase::days>, mark<Phrase::number>, mark<Phrase::percent>,
                                           mark<Phrase::points>, mark<Phrase::date>, mark<Phrase::choice>>> {};
struct is_kind    : p::seq<p::sor<mark_op<Phrase::is_a>, mark_op<Phrase::is_an>>, kind_word> {};
struct compared   : p::plus<leaf<Part::symbol, reads<ComparatorReader>>, sum> {};
struct comparison : fold<Part::comparison, sum, p::opt<p::sor<compared, mark_op<Phrase::is_none>, mark_op<Phrase::is_not_none>, is_kind>>> {};
struct node_level : want<Due::level, p::sor<mark_op<Phrase::components>, mark_op<Phrase::criteria>, mark_op<Phrase::fields>>> {};
struct quantified : keep<Part::quantified, p::sor<mark_op<Phrase::every>, mark_op<Phrase::some>>, node_level,
                         leaf<Part::symbol, reads<ComparatorReader>>, sum> {};
struct negation   : p::sor<keep<Part::negation, op<Phrase::not_>, nested<negation>>, quantified, comparison> {};
struct joined     : p::seq<p::sor<mark_op<Phrase::and_>, mark_op<Phrase::or_>>, negation> {};
struct logical    : fold<Part::logical, negation, p::star<joined>> {};
struct value      : want<Due::value, nested<logical>> {};
struct condition  : want<Due::condition, nested<logical>> {};

// ---- kinds ----------------------------------------------------------------------------------------------------------

struct range      : keep<Part::range, sum, kw<Phrase::to>, sum> {};
struct whole_range: keep<Part::whole_range, p::at<p::sor<p::digit, p::one<'-'>>>, sum, kw<Phrase::to>, sum> {};
struct worth      : keep<Part::worth, p::sor<mark_op<Phrase::not_counted>, numeral_>> {};
struct choices    : keep<Part::choices, list<p::seq<p::sor<name, text>, p::opt<worth>>>> {};
struct base_kind  : want<Due::kind, p::sor<
    mark<Phrase::count>, mark<Phrase::days>, mark<Phrase::date>, mark<Phrase::yes_no>,
    p::seq<mark<Phrase::number>,  p::opt<range>>,
    p::seq<mark<Phrase::percent>, p::opt<mark<Phrase::written_0_to_100>>, p::opt<range>>,
    p::seq<mark<Phrase::points>,  p::opt<range>>,
    p::seq<mark<Phrase::choice>,  choices>,
    whole_range>> {};
struct limit      : p::sor<keep<Part::at_least, kw<Phrase::at_least>, sum>, keep<Part::at_most, kw<Phrase::at_most>, sum>> {};
struct kind       : keep<Part::kind, base_kind, p::star<limit>, p::star<p::sor<mark<Phrase::or_none>, mark<Phrase::or_not_applicable>>>> {};

// ---- clauses below a heading ----------------------------------------------------------------------------------------

struct basis      : keep<Part::basis, kw<Phrase::basis>, p::opt<mark<Phrase::reconstructed>>, text> {};
struct note       : keep<Part::note, kw<Phrase::note>, text, p::opt<between, text>> {};
struct let        : keep<Part::let, kw<Phrase::let>, name, equals, value> {};
struct counted    : keep<Part::expect_count, p::sor<p::seq<numeral, p::sor<mark<Phrase::components>, mark<Phrase::criteria>, mark<Phrase::fields>>>,
                                                    p::seq<mark<Phrase::survey>, numeral, kw<Phrase::points>>>> {};
struct expect     : keep<Part::expect, kw<Phrase::expect>, list<counted>> {};

template <Part P, Phrase W, typename... Rules> struct clause_of : keep<P, kw<W>, Rules...> {};
struct colon_vi   : p::opt<in_vietnamese, p::one<':'>, gap> {};
struct without    : clause_of<Part::without_evidence, Phrase::without_evidence, colon_vi, p::sor<p::seq<mark_op<Phrase::missing>, p::at<end>>, value>> {};

struct earlier    : keep<Part::earlier_item, p::sor<text, label>, colon, item> {};
struct adjustment : keep<Part::adjustment, p::sor<mark<Phrase::add>, mark<Phrase::deduct>>, value,
                         p::sor<p::seq<mark<Phrase::per>, value>, p::seq<mark<Phrase::when>, condition>>> {};
struct step       : keep<Part::entered_step, kw<Phrase::in_steps_of>, numeral> {};
struct from_to    : keep<Part::entered_from, kw<Phrase::from>, numeral, kw<Phrase::to>, numeral> {};
struct by         : keep<Part::entered_by, kw<Phrase::by>, want<Due::words, leaf<Part::free_words, reads<SupplierReader>>>> {};
struct entered_en : p::seq<in_english, kw<Phrase::entered>, p::star<p::sor<step, from_to, by>>> {};
struct entered_vi : p::seq<in_vietnamese, p::opt<leaf<Part::free_words, reads<WordsBefore<Phrase::entered>>>>, kw<Phrase::entered>, p::star<p::sor<step, from_to>>> {};
struct entered    : keep<Part::entered, p::sor<entered_en, entered_vi>> {};
struct either_way : p::sor<mark<Phrase::add>, mark<Phrase::deduct>> {};
struct change_en  : p::seq<in_english, either_way, entered_en> {};
struct change_vi  : p::seq<in_vietnamese, leaf<Part::free_words, reads<WordsBefore<Phrase::add, Phrase::deduct>>>, either_way, p::star<p::sor<step, from_to>>> {};
struct change     : keep<Part::entered_change, p::sor<change_en, change_vi>, p::opt<mark<Phrase::when>, condition>> {};
struct when_line  : keep<Part::when_line, value, p::opt<p::sor<p::seq<mark<Phrase::when>, condition>, mark<Phrase::otherwise>>>> {};

struct clause     : want<Due::clause, p::sor<
    whole<clause_of<Part::evidence_required,   Phrase::evidence_required,   list<text>>>, whole<without>,
    whole<clause_of<Part::evidence,            Phrase::evidence,            list<text>>>,
    whole<basis>, whole<note>, whole<let>, whole<expect>, whole<change>, whole<adjustment>, whole<entered>,
    whole<clause_of<Part::title,               Phrase::title,               text, p::opt<between, text>>>,
    whole<clause_of<Part::survey,              Phrase::survey>>,
    whole<clause_of<Part::was,                 Phrase::was,                 list<earlier>>>,
    whole<clause_of<Part::left_open,           Phrase::left_open>>,
    whole<clause_of<Part::not_applicable_when, Phrase::not_applicable_when, condition>>,
    whole<clause_of<Part::full_points_when,    Phrase::full_points_when,    condition>>,
    whole<clause_of<Part::zero_when,           Phrase::zero_when,           condition>>,
    whole<clause_of<Part::cap,                 Phrase::cap,                 value, kw<Phrase::when>, condition>>,
    whole<clause_of<Part::if_missing,          Phrase::if_missing,          value>>,
    whole<clause_of<Part::round,               Phrase::round,               p::opt<op<Phrase::to>>, decimals>>,
    whole<clause_of<Part::at_most_clause,      Phrase::at_most,             value>>,
    whole<clause_of<Part::not_below,           Phrase::not_below,           value>>,
    whole<clause_of<Part::may_go_below,        Phrase::may_go_below>>,
    whole<clause_of<Part::may_pass_max,        Phrase::may_pass_max>>,
    whole<clause_of<Part::mean_of_children,    Phrase::mean_of_children>>,
    whole<clause_of<Part::geometric_mean_of_children, Phrase::geometric_mean_of_children>>,
    whole<clause_of<Part::bands,               Phrase::bands,               value, p::opt<mark<Phrase::progressively>>>>,
    whole<when_line>>> {};

// ---- rows -----------------------------------------------------------------------------------------------------------

struct compare    : leaf<Part::symbol, reads<ComparatorReader>> {};
struct band       : keep<Part::band, want<Due::range, p::opt<compare>, sum>, p::opt<mark<Phrase::to>, p::opt<compare>, sum>, colon, value> {};
struct adds_up    : keep<Part::adds_up, kw<Phrase::adds_up_as>,
                         p::sor<mark<Phrase::sum>, p::seq<mark<Phrase::mean>, kw<Phrase::weighted_by>, name>, mark<Phrase::latest>,
                                mark<Phrase::earliest>, mark<Phrase::any_of>, mark<Phrase::all_of>>> {};
struct input_was  : keep<Part::input_was, kw<Phrase::was>, list<name>> {};
struct input      : keep<Part::input, name, kind, p::opt<adds_up>, p::star<p::sor<mark<Phrase::for_information>, input_was>>, p::opt<text>> {};
struct column_was : keep<Part::input_was, kw<Phrase::was>, name> {};  // one: the list is that of columns
struct column     : keep<Part::input, name, kind, p::star<p::sor<mark<Phrase::for_information>, column_was>>, p::opt<text>> {};
struct least      : keep<Part::least_answers, kw<Phrase::at_least>, numeral, kw<Phrase::answers>> {};
struct columns    : keep<Part::columns, p::sor<whole<least>, whole<list<column>>>> {};
struct class_line : keep<Part::class_line, text, p::sor<p::seq<mark<Phrase::when>, condition>, mark<Phrase::otherwise>>> {};
struct any_value  : want<Due::value, p::sor<whole<mark_op<Phrase::none>>, whole<mark_op<Phrase::missing>>, whole<mark_op<Phrase::not_applicable>>, whole<value>>> {};
struct set_to     : p::sor<mark_op<Phrase::evidence>, leaf<Part::item_number, reads<EnteredLineReader>>, leaf<Part::item_number, reads<ItemToSetReader>>, aggregate, previous, in_year, result, name> {};
struct setting    : keep<Part::setting, set_to, equals, any_value> {};
struct cell       : keep<Part::setting, set_to, equals, want<Due::value, p::sor<mark_op<Phrase::not_applicable>, mark_op<Phrase::none>, mark_op<Phrase::missing>, value>>> {};
struct record     : keep<Part::record, set_name, colon, list<cell>, end> {};
struct gives      : keep<Part::gives, kw<Phrase::gives>, any_value> {};

// ---- what begins in column 1 ----------------------------------------------------------------------------------------

struct head_label : keep<Part::heading_label,  kw<Phrase::label_as>, text> {};
struct head_weight: keep<Part::heading_weight, kw<Phrase::weight>, numeral> {};
struct head_points: keep<Part::heading_points, numeral, kw<Phrase::points>> {};
struct head_block : p::seq<p::sor<mark_op<Phrase::bonus>, mark_op<Phrase::penalty>>, p::opt<between>, kw<Phrase::at_most>, head_points> {};
struct heading    : p::seq<item, p::opt<head_label>, p::opt<text>, p::sor<head_block, mark_op<Phrase::not_scored>,
                         p::seq<p::opt<head_weight, p::opt<between>>, p::opt<head_points>>>> {};
struct node       : keep<Part::node, heading> {};
struct changed    : keep<Part::changed_node, p::sor<mark<Phrase::replace>, mark<Phrase::insert>>, heading> {};

struct by_name    : p::seq<p::sor<mark<Phrase::input>, mark<Phrase::table>, mark<Phrase::units_below>, mark<Phrase::option>, mark<Phrase::constant>, mark<Phrase::let>, mark<Phrase::method>>, list<name>> {};
struct of_examples: p::seq<mark<Phrase::example>, p::sor<p::seq<mark<Phrase::for_>, list<item>>, list<text>>> {};
struct repealed   : p::sor<by_name, of_examples, mark<Phrase::notes>, mark<Phrase::ranks>, mark<Phrase::classes>, list<item>> {};
struct moved      : keep<Part::move, item, kw<Phrase::renumber_as>, item> {};

struct parameter  : keep<Part::parameter, name, p::opt<comma, name>, kind, p::opt<equals, sum>> {};
struct of_max     : kw<Phrase::of_max> {};
struct method     : keep<Part::method, kw<Phrase::method>, name, p::opt<comma, name>, open, p::opt<p::list<parameter, semicolon>>, close, p::opt<mark<Phrase::of_max>>> {};
struct by_method  : keep<Part::target_method, name, p::opt<of_max, numeral>> {};
struct example    : keep<Part::example, kw<Phrase::example>, p::opt<text>, kw<Phrase::for_>, want<Due::target, p::sor<whole<item>, whole<by_method>>>> {};

struct index_form : p::sor<mark<Phrase::as_percent>, mark<Phrase::as_number>, mark<Phrase::points>> {};
struct index_kind : p::sor<mark<Phrase::published_index>, mark<Phrase::exact_index>> {};

struct head       : want<Due::head, p::sor<
    whole<node>, whole<changed>,
    whole<clause_of<Part::edition,  Phrase::barem,    numeral>>,
    whole<clause_of<Part::rulebook, Phrase::rulebook, text>>,
    whole<clause_of<Part::version,  Phrase::version,  p::sor<text, label>>>,
    whole<clause_of<Part::amends,    Phrase::amends,    p::sor<text, label>, text>>,
    whole<clause_of<Part::completes, Phrase::completes, text>>,
    whole<clause_of<Part::repeal,    Phrase::repeal,    repealed>>,
    whole<clause_of<Part::renumber,  Phrase::renumber,  list<moved>>>,
    whole<clause_of<Part::effective, Phrase::effective, p::opt<op<Phrase::day_prefix>>, want<Due::date, p::sor<iso_date, day_first>>>>,
    whole<clause_of<Part::year,     Phrase::year,     numeral>>,
    whole<clause_of<Part::unit,     Phrase::unit,     p::sor<text, words_>>>,
    whole<clause_of<Part::scale,    Phrase::scale,    numeral, p::opt<kw<Phrase::points>>>>,
    whole<clause_of<Part::use,      Phrase::use,      p::sor<text, list<name>>>>,
    whole<clause_of<Part::option,   Phrase::option,   name, kind, text>>,
    whole<clause_of<Part::constant, Phrase::constant, name, equals, value, p::opt<basis>>>,
    whole<clause_of<Part::inputs,   Phrase::inputs_from, words_>>,
    whole<clause_of<Part::table,    Phrase::table,       name, text>>,
    whole<clause_of<Part::survey_table, Phrase::survey_head, name, text>>,
    whole<clause_of<Part::units_below, Phrase::units_below, name, kw<Phrase::scored_by>, text>>,
    whole<clause_of<Part::stages,   Phrase::stages,      list<p::sor<text, stage>>>>,
    whole<clause_of<Part::appraisal_may_set, Phrase::appraisal_may_set>>, whole<without>,
    whole<clause_of<Part::publish,  Phrase::publish_index, kw<Phrase::as>, index_form, kw<Phrase::to>, decimals>>,
    whole<clause_of<Part::index_is, Phrase::index_is,   p::sor<mark<Phrase::geometric_mean_of_fields>, mark<Phrase::mean_of_fields>>>>,
    whole<keep<Part::index_limit, p::sor<mark<Phrase::index_may_pass>, mark<Phrase::index_may_fall>, mark<Phrase::index_at_most>, mark<Phrase::index_not_below>>>>,
    whole<clause_of<Part::rank,     Phrase::rank_by,    index_kind>>,
    whole<clause_of<Part::rank_within, Phrase::rank_within, want<Due::name, leaf<Part::name, reads<NameReader>>>>>,
    whole<clause_of<Part::rank_apart,  Phrase::rank_apart,  kw<Phrase::when>, condition>>,
    whole<clause_of<Part::classes,  Phrase::classes_by, index_kind>>,
    whole<basis>, whole<note>, whole<let>, whole<expect>, whole<method>, example>> {};
// clang-format on

struct band_row : whole<band> {};
struct input_row : whole<input> {};
struct class_row : whole<class_line> {};
struct column_row : columns {};
struct setting_row : p::sor<gives, record, setting> {};
struct lone_value : any_value {};

}  // namespace barem::syntax::rules
