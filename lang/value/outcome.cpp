// Sets of results: see outcome.h.
#include "lang/value/outcome.h"

#include <utility>

namespace barem::value {

bool Range::is_empty() const {
  if (!low || !high) return false;
  if (*low < *high) return false;
  return *high < *low || low_open || high_open;
}

bool Range::contains(const Number& number) const {
  if (low && (low_open ? number <= *low : number < *low)) return false;
  if (high && (high_open ? number >= *high : number > *high)) return false;
  return true;
}

Range intersect(const Range& a, const Range& b) {
  Range result = a;
  if (b.low && (!a.low || *b.low > *a.low || (*b.low == *a.low && b.low_open))) {
    result.low = b.low;
    result.low_open = b.low_open;
  }
  if (b.high && (!a.high || *b.high < *a.high || (*b.high == *a.high && b.high_open))) {
    result.high = b.high;
    result.high_open = b.high_open;
  }
  return result;
}

Range hull(const Range& a, const Range& b) {
  if (a.is_empty()) return b;
  if (b.is_empty()) return a;
  Range result = a;
  if (!b.low || (a.low && *b.low < *a.low)) {
    result.low = b.low;
    result.low_open = b.low_open;
  } else if (a.low && *b.low == *a.low) {
    result.low_open = a.low_open && b.low_open;
  }
  if (!b.high || (a.high && *b.high > *a.high)) {
    result.high = b.high;
    result.high_open = b.high_open;
  } else if (a.high && *b.high == *a.high) {
    result.high_open = a.high_open && b.high_open;
  }
  return result;
}

Outcome Outcome::of(Number number) { return within(Range::point(std::move(number))); }

Outcome Outcome::within(Range range) {
  Outcome outcome;
  outcome.may_be_value = !range.is_empty();
  outcome.range = std::move(range);
  return outcome;
}

Outcome Outcome::none() {
  Outcome outcome;
  outcome.may_be_none = true;
  return outcome;
}

Outcome Outcome::not_applicable() {
  Outcome outcome;
  outcome.may_be_not_applicable = true;
  return outcome;
}

State Outcome::state() const {
  const int possibilities = int{may_be_value} + int{may_be_none} + int{may_be_not_applicable};
  if (possibilities != 1) return State::missing;
  if (may_be_none) return State::none;
  if (may_be_not_applicable) return State::not_applicable;
  return range.is_point() ? State::value : State::missing;
}

Outcome join(const Outcome& a, const Outcome& b) {
  Outcome result;
  result.may_be_value = a.may_be_value || b.may_be_value;
  result.may_be_none = a.may_be_none || b.may_be_none;
  result.may_be_not_applicable = a.may_be_not_applicable || b.may_be_not_applicable;
  if (a.may_be_value && b.may_be_value) result.range = hull(a.range, b.range);
  else if (a.may_be_value) result.range = a.range;
  else if (b.may_be_value) result.range = b.range;
  return result;
}

}  // namespace barem::value
