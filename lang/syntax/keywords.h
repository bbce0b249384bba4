// The words of the language in both spellings: the one table from which parser, formatter, messages, highlighting
// and the reference are made.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "lang/syntax/tree.h"

namespace barem::syntax {

/// Where a phrase can stand.
enum class Place : std::uint8_t { head, clause, kind, expression, anywhere };

// clang-format off
/// Every phrase of the language, in the order of the table.
enum class Phrase : std::uint8_t {
  // what begins in column 1
  barem, rulebook, version, basis, reconstructed, unit, scale, expect, fields, criteria, components, use, option,
  constant, inputs_from, index_is, geometric_mean_of_fields, mean_of_fields, publish_index, rank_by, classes_by, published_index, exact_index, method, of_max, example,
  for_, label_as, weight, points, ministry, council, survey_supplier, as, as_percent, as_number, to, from, decimals,
  half_even, effective, amends, completes, replace, repeal, insert, renumber, renumber_as, input, notes, ranks, classes,
  // clauses below a heading
  evidence, note, title, survey, not_applicable_when, full_points_when, cap, zero_when, if_missing, round, let,
  at_most, at_least, not_below, geometric_mean_of_children, mean_of_children, bands, add, deduct, per, entered, in_steps_of, by, when, otherwise,
  gives, was, left_open,
  // kinds
  number, percent, count, days, date, yes_no, choice, written_0_to_100, or_none, or_not_applicable, for_information,
  // expressions
  and_, or_, not_, is_none, is_not_none, is_a, is_an, none, missing, not_applicable, if_none, max, year, yes, no, of,
  larger_of, smaller_of, absolute, floor, ceiling, root, ln, exp, power, index, day_prefix,
  // reserved words that begin or join what is not built yet
  over, where, is, if_, every, some,
  // belong to the language, not built yet
  table, stages, appraisal_may_set,
  index_may_pass, index_may_fall, index_at_most, index_not_below, survey_head, units_below, promise, rank_within, rank_apart, bonus, penalty, not_scored,
  may_go_below, may_pass_max, evidence_required, without_evidence, progressively,
  points_of, index_of, own, previous, in_year, counting, sum, mean, share, largest, smallest, median, quantile, rank,
  // sets of rows and what is asked of them
  variance, sample_variance, units_set, other_units, with_values, grouped_by, answers, not_counted, scored_by, class_,
  adds_up_as, weighted_by, latest, earliest, any_of, all_of,
  count_
};
// clang-format on

/// One phrase of the language. `reserved`: can be no name, in either spelling. `built`: false where the phrase belongs
/// to the language but this program cannot do it yet (it says so). `english_also`, `vietnamese_also`: another form of
/// the same phrase that is read too and never printed, but where a number asks for it (`1 point`).
struct Keyword {
  Phrase phrase;
  std::string_view english;
  std::string_view vietnamese;  ///< empty where that spelling says it by the order of words
  Place place;
  bool reserved = false;
  bool built = true;
  std::string_view english_also = {};
  std::string_view vietnamese_also = {};

  constexpr std::string_view in(Spelling spelling) const {
    return spelling == Spelling::english ? english : vietnamese;
  }
  constexpr std::string_view also_in(Spelling spelling) const {
    return spelling == Spelling::english ? english_also : vietnamese_also;
  }
};

std::span<const Keyword> keywords();
const Keyword& keyword(Phrase phrase);

/// The phrase as a file of that spelling writes it: `when`, `khi`.
inline std::string_view words(Phrase phrase, Spelling spelling) {
  return keyword(phrase).in(spelling);
}

/// True for a word that can be no name: `when`, `khi`. Either spelling's words are reserved in both.
bool is_reserved(std::string_view word);

/// English names of months, January first.
extern const std::array<std::string_view, 12> month_names;

/// The length of `phrase` at the start of `text`, 0 where it does not stand there: whole words, any blanks between
/// them.
inline std::size_t match_phrase(std::string_view phrase, std::string_view text);
/// The same where the first byte is known to stand there.
std::size_t match_begun_phrase(std::string_view phrase, std::string_view text);
/// The length of the blanks at the start of `text`: spaces of all kinds, tabs, line breaks, comments.
std::size_t match_blanks(std::string_view text);
/// The length of the word at the start of `text`: letters, digits, `_`; 0 where there is none. A word begins with no
/// digit.
std::size_t match_word(std::string_view text);
/// True where a word would go on: a letter, a digit or `_`.
bool continues_word(std::string_view text);

inline std::size_t match_phrase(std::string_view phrase, std::string_view text) {
  if (phrase.empty() || text.empty() || phrase[0] != text[0]) return 0;
  return match_begun_phrase(phrase, text);
}

}  // namespace barem::syntax
