// What a value is or can be: the four states, and the set of results that missing data leave open.
// In: numbers and flags. Out: sets of results, joined and cut. Kinds other than numbers are held as numbers:
// dates as days since 1970-01-01, no/yes as 0/1, a choice as the place of the chosen name in its list (from 0).
#pragma once

#include <cstdint>
#include <optional>

#include "lang/value/number.h"

namespace barem::value {

/// The four states of a value: `done = 9`, `none`, nobody has sent it yet, `n/a`.
enum class State : std::uint8_t { value, none, missing, not_applicable };

/// A stretch of numbers: `80% to < 100%`. An absent end is unbounded.
struct Range {
  std::optional<Number> low;
  std::optional<Number> high;
  bool low_open = false;   ///< the low end itself is left out
  bool high_open = false;  ///< the high end itself is left out

  static Range point(Number at) { return {at, at, false, false}; }
  static Range all() { return {}; }
  static Range closed(Number from, Number to) { return {std::move(from), std::move(to), false, false}; }
  bool is_point() const { return low && high && !low_open && !high_open && *low == *high; }
  bool is_empty() const;
  bool contains(const Number& number) const;
  friend bool operator==(const Range&, const Range&) = default;
};

/// What lies in both; may be empty.
Range intersect(const Range& a, const Range& b);
/// The smallest range around both.
Range hull(const Range& a, const Range& b);

/// The set of results a rule can still have: numbers within a range, and perhaps none or not applicable.
/// One single possibility is a decided result; more are what the language calls missing, or one result that is known
/// only to lie among them (a root: see enclosure.h).
struct Outcome {
  bool may_be_value = false;
  bool may_be_none = false;
  bool may_be_not_applicable = false;
  bool is_single = false;  ///< nothing is missing: there is one result, and the set is only what is known of it yet
  Range range;             ///< meaningful where may_be_value

  static Outcome of(Number number);
  static Outcome within(Range range);
  static Outcome none();
  static Outcome not_applicable();
  /// `value`, `none` or `not_applicable` where decided, else `missing`.
  State state() const;
  /// Where the set is more than one possibility: whether data are missing.
  bool is_open() const { return state() == State::missing && !is_single; }
  /// A value, known exactly or enclosed.
  bool is_one_number() const {
    return may_be_value && !may_be_none && !may_be_not_applicable && (is_single || range.is_point());
  }
  /// One number, known exactly or between two ends.
  bool is_enclosed() const { return is_one_number() && range.low && range.high; }
  /// The number of a decided value; only where state() is `value`.
  const Number& number() const { return *range.low; }
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Everything that either can be; not single.
Outcome join(const Outcome& a, const Outcome& b);

}  // namespace barem::value
