// What rows come to, against a plain computation where all rows are decided, and against every completion of small sets
// of rows where some are not: each completion lies in the result, and where tally.h promises it the ends are met.
#include "interpreter/gather/tally.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace barem;
using gather::Tally;
using model::Aggregate;
using model::AggregateFunction;
using value::Number;
using value::Outcome;
using value::Range;

namespace {

const std::vector<AggregateFunction> functions{
    AggregateFunction::count,    AggregateFunction::sum,      AggregateFunction::mean,
    AggregateFunction::share,    AggregateFunction::largest,  AggregateFunction::smallest,
    AggregateFunction::median,   AggregateFunction::quantile, AggregateFunction::every,
    AggregateFunction::some,     AggregateFunction::variance, AggregateFunction::sample_variance,
};

bool asks_a_condition(AggregateFunction function) {
  return function == AggregateFunction::share || function == AggregateFunction::every || function == AggregateFunction::some;
}
bool is_variance(AggregateFunction function) {
  return function == AggregateFunction::variance || function == AggregateFunction::sample_variance;
}
bool is_quantile(AggregateFunction function) {
  return function == AggregateFunction::median || function == AggregateFunction::quantile;
}

Aggregate asking(AggregateFunction function, Number fraction = Number::fraction(1, 4)) {
  Aggregate aggregate;
  aggregate.function = function;
  aggregate.fraction = fraction;
  return aggregate;
}

// ---- the plain computation ---------------------------------------------------------------------------------------

Number total(const std::vector<Number>& rows) {
  Number sum;
  for (const Number& row : rows) sum += row;
  return sum;
}

Number rows_in(const std::vector<Number>& rows) { return Number(static_cast<std::int64_t>(rows.size())); }

std::optional<Number> quantile(std::vector<Number> rows, const Number& fraction) {
  if (rows.empty()) return std::nullopt;
  std::ranges::sort(rows);
  const Number place = fraction * (rows_in(rows) - 1);
  const auto below = static_cast<std::size_t>(place.floor().to_int64().value());
  const Number& low = rows[below];
  const Number& high = rows[std::min(below + 1, rows.size() - 1)];
  return low + (high - low) * (place - place.floor());
}

/// From the differences to the mean, which is not how Tally does it.
std::optional<Number> variance(const std::vector<Number>& rows, std::int64_t spared) {
  if (rows_in(rows) <= Number(spared)) return std::nullopt;
  const Number mean = total(rows) / rows_in(rows);
  Number sum;
  for (const Number& row : rows) sum += (row - mean) * (row - mean);
  return sum / (rows_in(rows) - Number(spared));
}

/// Nothing where the result is none.
std::optional<Number> plainly(const Aggregate& aggregate, const std::vector<Number>& rows) {
  const auto are = [&](std::int64_t number) { return std::ranges::count(rows, Number(number)); };
  switch (aggregate.function) {
    case AggregateFunction::count: return rows_in(rows);
    case AggregateFunction::sum: return total(rows);
    case AggregateFunction::mean:
    case AggregateFunction::share: return rows.empty() ? std::nullopt : std::optional(total(rows) / rows_in(rows));
    case AggregateFunction::largest: return rows.empty() ? std::nullopt : std::optional(*std::ranges::max_element(rows));
    case AggregateFunction::smallest: return rows.empty() ? std::nullopt : std::optional(*std::ranges::min_element(rows));
    case AggregateFunction::median: return quantile(rows, Number::fraction(1, 2));
    case AggregateFunction::quantile: return quantile(rows, aggregate.fraction);
    case AggregateFunction::every: return Number(are(0) == 0 ? 1 : 0);
    case AggregateFunction::some: return Number(are(1) > 0 ? 1 : 0);
    case AggregateFunction::variance: return variance(rows, 0);
    case AggregateFunction::sample_variance: return variance(rows, 1);
    case AggregateFunction::rank: break;
  }
  return std::nullopt;
}

// ---- rows --------------------------------------------------------------------------------------------------------

struct Row {
  Outcome element;
  bool may_be_left_out = false;
};

void add(Tally& tally, const Aggregate& aggregate, const Row& row) {
  if (aggregate.function == AggregateFunction::count) tally.count(row.may_be_left_out);
  else tally.add(aggregate.function, row.element, row.may_be_left_out);
}

Outcome tallied(const Aggregate& aggregate, const std::vector<Row>& rows) {
  Tally tally;
  for (const Row& row : rows) add(tally, aggregate, row);
  return tally.result(aggregate);
}

class RowMaker {
 public:
  explicit RowMaker(unsigned seed) : random_(seed) {}

  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

  Number number(AggregateFunction function) {
    if (asks_a_condition(function)) return Number(below(2));
    return Number::fraction(below(13) - 6, 1 + below(2));
  }

  std::vector<Number> numbers(AggregateFunction function) {
    std::vector<Number> rows;
    for (int i = below(9); i > 0; --i) rows.push_back(number(function));
    return rows;
  }

  /// Decided, missing within a range, perhaps none, perhaps left out, or none: whatever may happen to a row.
  Row row(const Aggregate& aggregate) {
    Row row;
    row.may_be_left_out = below(4) == 0;
    if (aggregate.function == AggregateFunction::count) {
      row.element = Outcome::of(Number(1));
      return row;
    }
    Number low = number(aggregate.function);
    Number high = below(2) == 0 ? low : number(aggregate.function);
    if (high < low) std::swap(low, high);
    row.element = Outcome::within(Range::closed(low, high));
    const int state = below(8);
    if (state == 0) row.element = Outcome::none();
    row.element.may_be_none = row.element.may_be_none || state == 1;
    row.element.may_be_not_applicable = state == 2;
    return row;
  }

  std::vector<Row> rows(const Aggregate& aggregate) {
    std::vector<Row> rows;
    for (int i = below(6); i > 0; --i) rows.push_back(row(aggregate));
    return rows;
  }

 private:
  std::mt19937 random_;
};

/// What one row can turn out to be: values, or nothing where it is left out.
std::vector<std::optional<Number>> ways(const Row& row) {
  std::vector<std::optional<Number>> ways;
  if (row.may_be_left_out || row.element.may_be_none || row.element.may_be_not_applicable) ways.emplace_back();
  if (!row.element.may_be_value) return {std::nullopt};
  const Number& low = *row.element.range.low;
  const Number& high = *row.element.range.high;
  ways.emplace_back(low);
  if (low < high) ways.emplace_back(high);
  // A condition holds or does not; a number may lie between as well.
  if (low < high && !(low == Number(0) && high == Number(1))) ways.emplace_back((low + high) / 2);
  return ways;
}

/// Everything that completions come to.
struct Seen {
  std::optional<Number> least;
  std::optional<Number> greatest;
  bool none = false;
};

void complete(const Aggregate& aggregate, const std::vector<Row>& rows, std::vector<Number>& chosen, std::size_t at, Seen& seen) {
  if (at == rows.size()) {
    const auto result = plainly(aggregate, chosen);
    seen.none = seen.none || !result;
    if (result && (!seen.least || *result < *seen.least)) seen.least = result;
    if (result && (!seen.greatest || *seen.greatest < *result)) seen.greatest = result;
    return;
  }
  for (const std::optional<Number>& way : ways(rows[at])) {
    if (way) chosen.push_back(*way);
    complete(aggregate, rows, chosen, at + 1, seen);
    if (way) chosen.pop_back();
  }
}

bool is_exact(AggregateFunction function, const std::vector<Row>& rows) {
  if (is_variance(function)) return false;
  if (!is_quantile(function)) return true;
  return std::ranges::all_of(rows, [](const Row& row) { return ways(row).front().has_value(); });
}

}  // namespace

TEST_CASE("decided rows come to what a plain computation says") {
  RowMaker maker(1);
  for (int i = 0; i < 400; ++i)
    for (const AggregateFunction function : functions) {
      const Aggregate aggregate = asking(function, Number::fraction(maker.below(9), 8));
      const std::vector<Number> rows = maker.numbers(function);
      Tally tally;
      for (const Number& row : rows) {
        if (function == AggregateFunction::count) tally.count(false);
        else tally.add(function, row);
      }
      const Outcome result = tally.result(aggregate);
      const auto expected = plainly(aggregate, rows);
      CAPTURE(static_cast<int>(function), rows.size());
      REQUIRE(result == (expected ? Outcome::of(*expected) : Outcome::none()));
    }
}

TEST_CASE("a decided row is the same as an outcome and as a number") {
  RowMaker maker(2);
  for (int i = 0; i < 100; ++i)
    for (const AggregateFunction function : functions) {
      if (function == AggregateFunction::count) continue;
      const Aggregate aggregate = asking(function);
      Tally numbers;
      Tally outcomes;
      for (const Number& row : maker.numbers(function)) {
        numbers.add(function, row);
        outcomes.add(function, Outcome::of(row), false);
      }
      CAPTURE(static_cast<int>(function));
      REQUIRE(numbers.result(aggregate) == outcomes.result(aggregate));
    }
}

TEST_CASE("every completion of open rows lies in the result, and its ends are met") {
  RowMaker maker(3);
  for (int i = 0; i < 300; ++i)
    for (const AggregateFunction function : functions) {
      const Aggregate aggregate = asking(function, Number::fraction(maker.below(5), 4));
      const std::vector<Row> rows = maker.rows(aggregate);
      const Outcome result = tallied(aggregate, rows);
      Seen seen;
      std::vector<Number> chosen;
      complete(aggregate, rows, chosen, 0, seen);
      CAPTURE(static_cast<int>(function), rows.size(), i);
      REQUIRE((!seen.none || result.may_be_none));
      REQUIRE(!result.may_be_not_applicable);
      if (seen.least) {
        REQUIRE(result.may_be_value);
        REQUIRE(result.range.contains(*seen.least));
        REQUIRE(result.range.contains(*seen.greatest));
      }
      if (!is_exact(function, rows)) continue;
      REQUIRE(result.may_be_none == seen.none);
      REQUIRE(result.may_be_value == seen.least.has_value());
      if (!result.may_be_value) continue;
      REQUIRE(result.range.low == seen.least);
      REQUIRE(result.range.high == seen.greatest);
    }
}

TEST_CASE("rows without bounds leave a result without bounds") {
  const Outcome anything = Outcome::within({});
  const Outcome from_zero = Outcome::within({Number(0), std::nullopt, false, false});
  for (const AggregateFunction function : {AggregateFunction::sum, AggregateFunction::mean, AggregateFunction::median}) {
    const Aggregate aggregate = asking(function);
    Tally tally;
    tally.add(function, Number(4));
    tally.add(function, from_zero, false);
    CHECK(tally.result(aggregate).range.low == (function == AggregateFunction::sum ? Number(4) : Number(2)));
    CHECK_FALSE(tally.result(aggregate).range.high);
    tally.add(function, anything, false);
    if (function != AggregateFunction::median) CHECK_FALSE(tally.result(aggregate).range.low);
  }
  Tally largest;
  largest.add(AggregateFunction::largest, Number(4));
  largest.add(AggregateFunction::largest, anything, true);
  CHECK(largest.result(asking(AggregateFunction::largest)).range.low == Number(4));
  CHECK_FALSE(largest.result(asking(AggregateFunction::largest)).range.high);
}

TEST_CASE("no rows are none, or nothing, or all of them") {
  for (const AggregateFunction function : functions) {
    const Outcome result = Tally().result(asking(function));
    const auto expected = plainly(asking(function), {});
    CAPTURE(static_cast<int>(function));
    CHECK(result == (expected ? Outcome::of(*expected) : Outcome::none()));
  }
  CHECK(Tally().is_empty());
}
