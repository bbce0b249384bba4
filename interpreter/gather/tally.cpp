// Each function over rows that are decided, and over those that are not: see tally.h.
#include "interpreter/gather/tally.h"

#include <algorithm>
#include <optional>

#include "interpreter/score/operations.h"
#include "lang/check/range_arithmetic.h"

namespace barem::gather {

using model::AggregateFunction;
using value::Number;
using value::Outcome;
using value::Range;

namespace {

Number whole(std::size_t count) { return Number(static_cast<std::int64_t>(count)); }

bool keeps_values(AggregateFunction function) {
  return function == AggregateFunction::median || function == AggregateFunction::quantile;
}
bool keeps_squares(AggregateFunction function) {
  return function == AggregateFunction::variance || function == AggregateFunction::sample_variance;
}

/// The range with 0 in it as well: what a row adds that may be left out.
Range or_nothing(const Range& range) { return value::hull(range, Range::point(0)); }

}  // namespace

void Tally::count(bool may_be_left_out) {
  nothing_is_missing_ = nothing_is_missing_ && !may_be_left_out;
  if (may_be_left_out) open_.push_back({Range::point(1), true});
  else ++count_;
}

void Tally::add(AggregateFunction function, const Number& element) {
  if (function == AggregateFunction::largest || function == AggregateFunction::smallest) {
    if (count_ == 0 || element < least_) least_ = element;
    if (count_ == 0 || greatest_ < element) greatest_ = element;
  } else if (keeps_values(function)) {
    ++values_[element];
  } else {
    sum_ += element;
    if (keeps_squares(function)) squares_ += element * element;
  }
  ++count_;
}

void Tally::add(AggregateFunction function, const Outcome& element, bool may_be_left_out) {
  if (!element.may_be_value) return;
  const bool optional = may_be_left_out || element.may_be_none || element.may_be_not_applicable;
  if (!optional && element.range.is_point()) return add(function, *element.range.low);
  nothing_is_missing_ = nothing_is_missing_ && !may_be_left_out && !element.is_open();
  open_.push_back({element.range, optional});
}

Outcome Tally::result(const model::Aggregate& aggregate) const {
  Outcome result = result_of(aggregate);
  result.is_single = nothing_is_missing_ && result.state() == value::State::missing;
  return result;
}

Outcome Tally::result_of(const model::Aggregate& aggregate) const {
  switch (aggregate.function) {
    case AggregateFunction::count: return counted();
    case AggregateFunction::sum: return sum();
    case AggregateFunction::mean:
    case AggregateFunction::share: return mean();
    case AggregateFunction::largest: return extreme(true);
    case AggregateFunction::smallest: return extreme(false);
    case AggregateFunction::median: return quantile(Number::fraction(1, 2));
    case AggregateFunction::quantile: return quantile(aggregate.fraction);
    case AggregateFunction::variance: return variance(false);
    case AggregateFunction::sample_variance: return variance(true);
    case AggregateFunction::every: return holds(true);
    case AggregateFunction::some: return holds(false);
    case AggregateFunction::rank: break;  // worked out over all units at once
  }
  return {};
}

Outcome Tally::counted() const {
  return Outcome::within(Range::closed(whole(count_), whole(count_ + open_.size())));
}

Outcome Tally::sum() const {
  Range range = Range::point(sum_);
  for (const Open& row : open_)
    range = check::sum_of(range, row.may_be_left_out ? or_nothing(row.range) : row.range);
  return Outcome::within(range);
}

/// The decided rows weigh as many; see the proof at quotient_of_sums.
Outcome Tally::mean() const {
  if (is_empty()) return Outcome::none();
  std::vector<score::Share> shares;
  if (count_ > 0) shares.push_back({Range::point(sum_), whole(count_), false});
  bool may_be_empty = count_ == 0;
  for (const Open& row : open_) {
    shares.push_back({row.range, Number(1), row.may_be_left_out});
    may_be_empty = may_be_empty && row.may_be_left_out;
  }
  Outcome result = Outcome::within(score::quotient_of_sums(shares));
  result.may_be_none = may_be_empty;
  return result;
}

Outcome Tally::extreme(bool largest) const {
  if (is_empty()) return Outcome::none();
  // A row that is sure to be in moves both ends; one that may be left out only the far one.
  std::optional<Range> range;
  if (count_ > 0) range = Range::point(largest ? greatest_ : least_);
  bool may_be_empty = count_ == 0;
  for (const Open& row : open_) {
    if (row.may_be_left_out) continue;
    may_be_empty = false;
    range = !range    ? row.range
            : largest ? check::larger_of(*range, row.range)
                      : check::smaller_of(*range, row.range);
  }
  for (const Open& row : open_) {
    if (!row.may_be_left_out) continue;
    if (!range || may_be_empty) {
      range = range ? value::hull(*range, row.range) : row.range;
      continue;
    }
    range = value::hull(*range, largest ? check::larger_of(*range, row.range) : check::smaller_of(*range, row.range));
  }
  Outcome result = Outcome::within(*range);
  result.may_be_none = may_be_empty;
  return result;
}

/// Between the two values around the place fraction × (count − 1), in proportion: as PERCENTILE.INC of spreadsheets.
Number Tally::quantile_of(const std::map<Number, std::size_t>& values, std::size_t count,
                          const Number& fraction) const {
  const Number place = fraction * whole(count - 1);
  const Number below = place.floor();
  const auto first = static_cast<std::size_t>(below.to_int64().value_or(0));
  const auto at = [&](std::size_t index) {
    for (const auto& [value, times] : values) {
      if (index < times) return value;
      index -= times;
    }
    return values.rbegin()->first;
  };
  const Number low = at(first);
  if (place == below) return low;
  return low + (at(first + 1) - low) * (place - below);
}

Outcome Tally::quantile(const Number& fraction) const {
  if (is_empty()) return Outcome::none();
  if (open_.empty()) return Outcome::of(quantile_of(values_, count_, fraction));
  std::map<Number, std::size_t> lows = values_;
  std::map<Number, std::size_t> highs = values_;
  bool bounded_low = true;
  bool bounded_high = true;
  bool same_rows = true;
  for (const Open& row : open_) {
    same_rows = same_rows && !row.may_be_left_out;
    if (row.range.low) ++lows[*row.range.low];
    else bounded_low = false;
    if (row.range.high) ++highs[*row.range.high];
    else bounded_high = false;
  }
  const std::size_t count = count_ + open_.size();
  Range range;
  // Rising in each row; where rows may be left out, what stays lies between the least and the greatest.
  if (bounded_low) range.low = same_rows ? quantile_of(lows, count, fraction) : lows.begin()->first;
  if (bounded_high) range.high = same_rows ? quantile_of(highs, count, fraction) : highs.rbegin()->first;
  Outcome result = Outcome::within(range);
  result.may_be_none = count_ == 0 && std::ranges::all_of(open_, &Open::may_be_left_out);
  return result;
}

Outcome Tally::variance(bool of_sample) const {
  const std::size_t least = of_sample ? 2 : 1;
  if (!open_.empty()) {
    Outcome result = Outcome::within({Number(0), std::nullopt, false, false});
    result.may_be_none = count_ < least;
    return result;
  }
  if (count_ < least) return Outcome::none();
  const Number rows = whole(count_);
  const Number spread = squares_ - sum_ * sum_ / rows;
  return Outcome::of(spread / (of_sample ? rows - Number(1) : rows));
}

/// `every`: no row for which it does not hold. `some`: a row for which it does.
Outcome Tally::holds(bool every) const {
  const Number yes = sum_;  // decided rows count 1 where it holds
  check::Truth truth;
  bool perhaps_breaks = false;  // an open row that may decide the other way
  bool surely_decides = false;
  for (const Open& row : open_) {
    const bool may_hold = row.range.contains(Number(1));
    const bool may_fail = row.range.contains(Number(0));
    if (every ? may_fail : may_hold) {
      perhaps_breaks = true;
      surely_decides = surely_decides || (!row.may_be_left_out && !(every ? may_hold : may_fail));
    }
  }
  const bool decided = every ? yes != whole(count_) : !yes.is_zero();
  if (decided || surely_decides) return Outcome::of(every ? Number(0) : Number(1));
  truth.yes = every || perhaps_breaks;
  truth.no = !every || perhaps_breaks;
  return check::to_outcome(truth);
}

}  // namespace barem::gather
