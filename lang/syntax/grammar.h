// Reading one logical line. The rules, and PEGTL with them, are in rules.h, which grammar.cpp alone includes.
// In: a stretch of text and what is due there. Out: the parts found, with their places, or the furthest place
// reached and what was due at it. Not here: what the parts mean (build), what to say about a failure (faults).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lang/syntax/keywords.h"

namespace barem::syntax {

/// What a line can be, by where it stands.
enum class Entry : std::uint8_t { head, clause, band, input, columns, class_line, setting, expression };

// clang-format off
/// What a stretch of a line was read as.
enum class Part : std::uint8_t {
  // leaves
  name, called_name, argument_name, item_number, text, numeral, iso_date, day_first_date, day_month, month, label,
  free_words, word, symbol,
  // expressions
  logical, negation, comparison, sum, product, replacement, minus, part_of_max, relative_date, call, larger_of,
  smaller_of, absolute, floor, ceiling, root, ln, exp, power, round_to, bracketed, points_of, index_of, quantified, replacement_missing, aggregate, over, with_values, where,
  grouped_by, own, previous, in_year,
  // kinds
  kind, whole_range, range, at_least, at_most, choices, worth,
  // clauses and rows
  when_line, bands, adjustment, entered, entered_change, entered_step, entered_from, entered_by, at_most_clause, not_below, may_go_below, may_pass_max, mean_of_children, geometric_mean_of_children, evidence, evidence_required, without_evidence, basis, note, title,
  survey, was, earlier_item, left_open, not_applicable_when, full_points_when, cap, zero_when, if_missing, round, let, expect, expect_count,
  band, class_line, setting, gives, input, input_was, columns, least_answers, record, adds_up,
  // what begins in column 1
  edition, rulebook, version, effective, amends, completes, repeal, renumber, move, year, unit, scale, use, option, constant, inputs, table, survey_table, units_below, stages, appraisal_may_set,
  node, changed_node, heading_label, heading_weight,
  heading_points, method, parameter, example, target_method, index_is, index_limit, publish, rank, rank_within, rank_apart, classes,
};
// clang-format on

/// A part with its place. The parts of a part stand before it: those from `first` on.
struct Match {
  Part part;
  Phrase phrase;        ///< of a `word`: which
  std::uint32_t begin;  ///< bytes of the file's text
  std::uint32_t end;    ///< behind its last character, blanks left out
  std::uint32_t first;  ///< the index of the first part inside it; its own where there is none
};

// clang-format off
/// What can be due at a place, other than one phrase.
enum class Due : std::uint8_t {
  value, condition, name, text, number, item_number, kind, range, separator, comma, semicolon, colon, equals,
  opening_bracket, closing_bracket, words, target, clause, head, level, end, date,
};
// clang-format on

/// One thing that was due: a phrase or another thing.
struct Expected {
  bool is_phrase;
  Phrase phrase;
  Due due;
  friend bool operator==(const Expected&, const Expected&) = default;
};

/// What came of reading a line. Kept from line to line so that its vectors are filled once.
struct Reading {
  bool complete = false;
  std::vector<Match> matches;      ///< the last is the line as a whole
  std::uint32_t failed_at = 0;     ///< where not complete: the furthest place reached
  std::vector<Expected> expected;  ///< and what was due there
  bool too_deep = false;           ///< brackets in brackets beyond the limit, at failed_at
};

constexpr int nesting_limit = 200;

/// Reads text[begin, end) as a whole; fills `reading`. `explain`: also find out what was due where it fails.
void read_line(Entry entry, std::string_view text, std::uint32_t begin, std::uint32_t end, Spelling spelling,
               bool explain, Reading& reading);

}  // namespace barem::syntax
