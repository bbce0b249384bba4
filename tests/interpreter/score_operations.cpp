// Sets of results against samples: every result of values within the operands lies in the set, and the ends of the set
// are the ends of the samples where the samples hold them.
#include <random>
#include <vector>

#include "interpreter/score/operations.h"
#include "tests/catch.hpp"
#include "tests/interpreter/score_builder.h"

using namespace barem;
using namespace barem::test;
using graph::GraphNode;
using score::outcome_of;

namespace {

/// Values in a range, near its ends and inside: an open end is met by numbers close to it.
std::vector<Number> samples(const Range& range) {
  std::vector<Number> numbers;
  const Number near = Number::fraction(1, 1000);
  const Number low = range.low.value_or(-20);
  const Number high = range.high.value_or(20);
  for (const Number& number : {low, low + near, high - near, high, (low + high) / 2, Number(0), Number(1), near, -near}) {
    if (range.contains(number)) numbers.push_back(number);
  }
  return numbers;
}

Outcome apply_to(graph::Operation operation, const std::vector<Outcome>& operands, int decimals = 0) {
  GraphNode node;
  node.operation = operation;
  node.decimals = decimals;
  node.range = {Number(0), Number(1), true, false};
  std::vector<const Outcome*> pointers;
  for (const Outcome& operand : operands) pointers.push_back(&operand);
  return outcome_of(node, pointers);
}

bool holds_all(const Outcome& set, const Outcome& one) {
  if (one.may_be_none && !set.may_be_none) return false;
  if (one.may_be_not_applicable && !set.may_be_not_applicable) return false;
  if (!one.may_be_value) return true;
  return set.may_be_value && set.range.contains(one.number());
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  int below(int end) { return static_cast<int>(engine_() % static_cast<unsigned>(end)); }
  Number number() { return Number::fraction(below(9) - 4, below(3) == 0 ? 2 : 1); }
  Range range() {
    while (true) {
      Range range;
      if (below(6) != 0) range.low = number();
      if (below(6) != 0) range.high = number();
      if (below(4) == 0) range.high = range.low;
      range.low_open = range.low && below(4) == 0;
      range.high_open = range.high && below(4) == 0;
      if (!range.is_empty()) return range;
    }
  }

 private:
  std::mt19937 engine_;
};

}  // namespace

TEST_CASE("the set of an operation holds the result of every value, and no end beyond them") {
  using graph::Operation;
  const Operation operation =
      GENERATE(Operation::add, Operation::subtract, Operation::multiply, Operation::divide, Operation::larger,
               Operation::smaller, Operation::negate, Operation::absolute, Operation::round, Operation::round_down,
               Operation::round_up, Operation::equal, Operation::less, Operation::less_or_equal, Operation::within);
  const bool takes_one = operation == Operation::negate || operation == Operation::absolute ||
                         operation == Operation::round || operation == Operation::round_down ||
                         operation == Operation::round_up || operation == Operation::within;
  Random random(7);
  for (int round = 0; round < 1500; ++round) {
    const Range a = random.range();
    const Range b = random.range();
    const std::vector<Outcome> operands =
        takes_one ? std::vector{Outcome::within(a)} : std::vector{Outcome::within(a), Outcome::within(b)};
    const Outcome set = apply_to(operation, operands);
    std::optional<Number> least;
    std::optional<Number> greatest;
    for (const Number& x : samples(a)) {
      for (const Number& y : takes_one ? std::vector{Number(0)} : samples(b)) {
        const Outcome one = apply_to(operation, takes_one ? std::vector{Outcome::of(x)}
                                                          : std::vector{Outcome::of(x), Outcome::of(y)});
        INFO("operation " << static_cast<int>(operation) << " of " << x.to_decimal() << ", " << y.to_decimal());
        REQUIRE(one.state() != State::missing);
        REQUIRE(holds_all(set, one));
        if (!one.may_be_value) continue;
        if (!least || one.number() < *least) least = one.number();
        if (!greatest || one.number() > *greatest) greatest = one.number();
      }
    }
    // A closed end is reached; samples hold the ends and 0, where the extremes of these operations lie.
    const bool is_bounded = a.low && a.high && b.low && b.high;
    const bool is_sampled = operation != Operation::divide && operation != Operation::equal;
    if (set.may_be_value && is_bounded && is_sampled) {
      INFO("operation " << static_cast<int>(operation));
      if (!set.range.low_open) CHECK(set.range.low == least);
      if (!set.range.high_open) CHECK(set.range.high == greatest);
    }
  }
}

TEST_CASE("a quotient that may be over zero may be none, and is unbounded near it") {
  const Outcome share = apply_to(graph::Operation::divide, {Outcome::within(closed(0, 5)), Outcome::within(closed(0, 10))});
  CHECK(share.may_be_none);
  CHECK(share.range.low == Number(0));
  CHECK_FALSE(share.range.high.has_value());
  const Outcome whole = apply_to(graph::Operation::divide, {Outcome::of(1), Outcome::of(0)});
  CHECK(whole == Outcome::none());
}

TEST_CASE("missing does not hide what the other operand decides") {
  const Outcome open = Outcome::within(closed(0, 1));
  CHECK(apply_to(graph::Operation::logical_and, {Outcome::of(0), open}) == Outcome::of(0));
  CHECK(apply_to(graph::Operation::logical_or, {Outcome::of(1), open}) == Outcome::of(1));
  CHECK(apply_to(graph::Operation::logical_and, {Outcome::of(1), open}) == open);
  CHECK(apply_to(graph::Operation::multiply, {Outcome::of(0), Outcome::within(Range::all())}) == Outcome::of(0));
  CHECK(apply_to(graph::Operation::less, {open, Outcome::of(2)}) == Outcome::of(1));
}

TEST_CASE("an open end rounds like what lies just inside it") {
  // Below 2.5, never 2.5: 2 at most.
  const Outcome below = apply_to(graph::Operation::round, {Outcome::within({Number(0), decimal("2.5"), false, true})});
  CHECK(below.range == closed(0, 2));
  const Outcome above = apply_to(graph::Operation::round_down, {Outcome::within({Number(1), Number(2), true, true})});
  CHECK(above.range == closed(1, 1));
}

TEST_CASE("the quotient of sums over all choices of what is left out") {
  Random random(11);
  for (int round = 0; round < 3000; ++round) {
    std::vector<score::Share> shares;
    const int count = 1 + random.below(5);
    for (int i = 0; i < count; ++i) {
      Number low = random.number();
      Number high = low + Number(random.below(3));
      score::Share share{closed(low, high), Number(1 + random.below(4)), random.below(2) == 0};
      if (low != high) share.points.low_open = random.below(5) == 0;
      if (low != high) share.points.high_open = random.below(5) == 0;
      shares.push_back(std::move(share));
    }
    const Range found = score::quotient_of_sums(shares);
    std::optional<Number> least;
    std::optional<Number> greatest;
    bool least_reached = false;
    bool greatest_reached = false;
    for (unsigned choice = 0; choice < (1U << count); ++choice) {
      Number low;
      Number high;
      Number maximum;
      bool low_reached = true;
      bool high_reached = true;
      bool is_allowed = true;
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const bool is_in = ((choice >> i) & 1U) != 0;
        if (!is_in && !shares[i].may_be_left_out) is_allowed = false;
        if (!is_in) continue;
        low += *shares[i].points.low;
        high += *shares[i].points.high;
        low_reached = low_reached && !shares[i].points.low_open;
        high_reached = high_reached && !shares[i].points.high_open;
        maximum += shares[i].maximum;
      }
      if (!is_allowed || maximum.is_zero()) continue;
      low /= maximum;
      high /= maximum;
      if (!least || low < *least) least_reached = false;
      if (!least || low <= *least) {
        least_reached = least_reached || low_reached;
        least = low;
      }
      if (!greatest || high > *greatest) greatest_reached = false;
      if (!greatest || high >= *greatest) {
        greatest_reached = greatest_reached || high_reached;
        greatest = high;
      }
    }
    REQUIRE(found.low == least);
    REQUIRE(found.high == greatest);
    REQUIRE(found.low_open == !least_reached);
    REQUIRE(found.high_open == !greatest_reached);
  }
}
