// Ranges of expressions hold every value that a unit can give, and where each input is used once they hold no more.
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "lang/check/range_evaluator.h"
#include "lang/check/ranges.h"
#include "tests/catch.hpp"
#include "tests/lang/ranges_builder.h"

using namespace barem;
using namespace barem::test;

namespace {

Outcome range_of(const Builder& b, Term term) {
  return check::outcome_of(b.rulebook, term.id, check::declared(b.rulebook));
}

Outcome within_range(Range range) { return Outcome::within(std::move(range)); }

/// What is known after conditions were assumed, each to hold or not to hold. Asked anew each time, for the rulebook
/// grows with each term.
class Under {
 public:
  Under(const Builder& b, Term condition, bool holds = true) : b_(b), assumed_{{condition, holds}} {}
  Under and_also(Term condition, bool holds = true) const {
    Under more = *this;
    more.assumed_.emplace_back(condition, holds);
    return more;
  }
  bool possible() const { return !outcome(std::nullopt).empty(); }
  /// Nothing where no unit is left.
  Outcome of(Term term) const {
    const auto found = outcome(term);
    return found.empty() ? Outcome{} : found.front();
  }

 private:
  const Builder& b_;
  std::vector<std::pair<Term, bool>> assumed_;

  std::vector<Outcome> outcome(std::optional<Term> term) const {
    const check::Knowledge knowledge = check::declared(b_.rulebook);
    check::RangeEvaluator ranges(b_.rulebook, knowledge);
    for (const auto& [condition, holds] : assumed_)
      if (!ranges.assume(condition.id, holds)) return {};
    return {term ? ranges.outcome(term->id) : Outcome{}};
  }
};

}  // namespace

TEST_CASE("a share of what is at most another lies between 0 and 1") {
  Builder b;
  const auto planned = b.input("planned", KindTag::count, 0, std::nullopt);
  const auto done = b.input("done", KindTag::count, 0, std::nullopt);
  b[done].at_most = {planned};
  const Term rate = b.read(done) / b.read(planned);
  Outcome expected = within_range(closed(0, 1));
  expected.may_be_none = true;
  CHECK(show(range_of(b, rate)) == show(expected));

  SECTION("under a guard the division has a result") {
    Under guard(b, b.read(planned) == b(0), false);
    REQUIRE(guard.possible());
    CHECK(show(guard.of(rate)) == "0 to 1");
    CHECK(show(guard.of(b.read(planned))) == "1 to …");
  }
  SECTION("a bound on the rate is a bound on what it is multiplied with") {
    Under below(b, rate < b(decimal("0.8")));
    REQUIRE(below.possible());
    CHECK(show(below.of(rate)) == "0 to < 0.8");
    CHECK(show(below.of(b(2) * rate)) == "0 to < 1.6");
    CHECK(show(below.of(b(1) - rate)) == "> 0.2 to 1");
    CHECK(show(below.of(b.read(planned) - b.read(done))) == "1 to …");
  }
  SECTION("differences, shares of differences, chains") {
    const auto total = b.input("total", KindTag::count, 1, std::nullopt);
    b[planned].at_most = {total};
    const Term left = b.read(planned) - b.read(done);
    CHECK(show(range_of(b, left)) == "0 to …");
    CHECK(show(range_of(b, left / b.read(total))) == "0 to 1");
    CHECK(show(range_of(b, b.read(done) / b.read(total))) == "0 to 1");
    CHECK(show(range_of(b, b.read(total) - b.read(done))) == "0 to …");
    CHECK(show(range_of(b, (b.read(total) - b.read(done)) / b.read(total))) == "0 to 1");
  }
}

TEST_CASE("ratios of sums end at ratios of their parts") {
  Builder b;
  const auto a = b.input("a", KindTag::count, 0, std::nullopt);
  const auto c = b.input("c", KindTag::count, 0, std::nullopt);
  const auto base = b.input("base", KindTag::count, 1, std::nullopt);
  const Term sum = b.read(a) + b.read(c);
  CHECK(show(range_of(b, b.read(a) / sum)) == "0 to 1 none");
  CHECK(show(range_of(b, (b(2) * b.read(a) + b.read(c)) / sum)) == "1 to 2 none");
  CHECK(show(range_of(b, (b.read(base) - b.read(a)) / b.read(base))) == "… to 1");
  CHECK(show(range_of(b, b.read(a) / b.read(a))) == "1 to 1 none");
  CHECK(show(range_of(b, b.read(a) - b.read(a))) == "0 to 0");
}

TEST_CASE("a mean of a scale is a share of it") {
  Builder b;
  const auto x = b.input("x", KindTag::number, 1, 5);
  CHECK(show(range_of(b, (b.read(x) - b(1)) / (b(5) - b(1)) * b(3))) == "0 to 3");
}

TEST_CASE("conditions teach") {
  Builder b;
  const auto late = b.input("late", KindTag::count, 0, std::nullopt);
  const auto rate = b.input("rate", KindTag::percent, 0, 1);
  const auto issued = b.input("issued", KindTag::date, std::nullopt, std::nullopt);
  const auto chair = b.input("chair", KindTag::choice, 0, 2);
  const Term l = b.read(late);
  b[issued].or_none = true;

  SECTION("whole numbers go to the next one") { CHECK(show(Under(b, l > b(2)).of(l)) == "3 to …"); }
  SECTION("both ends at once") {
    const Term between = both(b(decimal("0.8")) <= b.read(rate), b.read(rate) < b(1));
    CHECK(show(Under(b, between).of(b.read(rate))) == "0.8 to < 1");
    CHECK(show(Under(b, between).of(b.read(rate) * b(2))) == "1.6 to < 2");
  }
  SECTION("what does not hold of `or` holds of each part") {
    Under neither(b, either(l == b(0), b.read(rate) > b(decimal("0.5"))), false);
    CHECK(show(neither.of(l)) == "1 to …");
    CHECK(show(neither.of(b.read(rate))) == "0 to 0.5");
  }
  SECTION("of `or` what its ways have in common") {
    CHECK(show(Under(b, either(l == b(2), l == b(5))).of(l)) == "2 to 5");
  }
  SECTION("a comparison that does not hold may be of none") {
    const Term early = b.read(issued) <= b(100);
    CHECK(show(Under(b, early).of(b.read(issued))) == "… to 100");
    CHECK(show(Under(b, early, false).of(b.read(issued))) == "101 to … none");
    CHECK(show(Under(b, b.operation(Operation::is_value, {b.read(issued)})).of(b.read(issued))) == "… to …");
  }
  SECTION("a choice taken from the middle, then from an end") {
    const Under not_one(b, b.read(chair) == b(1), false);
    CHECK_FALSE(not_one.and_also(b.read(chair) == b(1)).possible());
    const Under last = not_one.and_also(b.read(chair) == b(0), false);
    CHECK(show(last.of(b.read(chair))) == "2 to 2");
    CHECK_FALSE(last.and_also(b.read(chair) == b(2), false).possible());
  }
  SECTION("what contradicts leaves no unit") {
    CHECK_FALSE(Under(b, l < b(3)).and_also(l > b(2)).possible());
  }
}

TEST_CASE("whatever a unit gives lies in the range, with and without a condition") {
  std::mt19937 random(20221110);
  std::size_t wrong = 0;
  for (int round = 0; round < 3000 && wrong < 5; ++round) {
    Builder b;
    const SmallInputs inputs(b, random);
    RandomTerms terms(b, inputs.ids, random);
    const Term term = terms.number(3);
    const Term condition = terms.condition(2);
    const Term second = terms.condition(1);
    const Outcome whole = range_of(b, term);
    const Under yes(b, condition);
    const bool yes_possible = yes.possible();
    const bool both_possible = yes.and_also(second).possible();
    const Outcome under_both = yes.and_also(second).of(term);
    const Under no(b, condition, false);
    const bool no_possible = no.possible();
    const Outcome under_not = no.of(term);
    const check::Truth truth = check::truth_of(range_of(b, condition));
    for (const auto& unit : inputs.units()) {
      const Plainly plainly(b.rulebook, unit);
      const Result result = plainly(term.id);
      const Result held = plainly(condition.id);
      bool right = holds(whole, result);
      if (held.state == State::not_applicable) {
        right = right && truth.not_applicable;
      } else if (Plainly::is_yes(held)) {
        right = right && truth.yes && yes_possible;
        if (Plainly::is_yes(plainly(second.id))) right = right && both_possible && holds(under_both, result);
      } else {
        right = right && truth.no && no_possible && holds(under_not, result);
      }
      if (right || ++wrong >= 5) continue;
      FAIL_CHECK("round " << round << ": " << show(to_outcome(result)) << " in " << show(whole) << "; holds: "
                          << show(to_outcome(held)) << "; if both " << show(under_both) << "; if not " << show(under_not));
      break;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("where each input is used once, both ends are reached") {
  std::mt19937 random(42);
  for (int round = 0; round < 500; ++round) {
    Builder b;
    std::vector<InputId> ids;
    std::vector<Term> terms;
    for (int i = 0; i < 4; ++i) {
      const std::int64_t low = static_cast<std::int64_t>(random() % 4) - 2;
      ids.push_back(b.input("x" + std::to_string(i), KindTag::count, low, low + static_cast<std::int64_t>(random() % 3)));
      terms.push_back(b.read(ids.back()));
    }
    while (terms.size() > 1) {
      const Term x = terms.back();
      terms.pop_back();
      Term& y = terms[random() % terms.size()];
      switch (random() % 5) {
        case 0: y = y + x; break;
        case 1: y = x - y; break;
        case 2: y = y * x; break;
        case 3: y = b.operation(Operation::larger, {x, y}); break;
        default: y = b.operation(Operation::smaller, {x, y}); break;
      }
    }
    std::optional<Number> low;
    std::optional<Number> high;
    std::vector<std::int64_t> at(4);
    const auto number = [&](std::size_t i) { return *b[ids[i]].range.low->to_int64() + at[i]; };
    for (int place = 0; place < 81; ++place) {
      for (std::size_t i = 0, rest = static_cast<std::size_t>(place); i < 4; ++i, rest /= 3) at[i] = static_cast<std::int64_t>(rest % 3);
      std::vector<Result> unit;
      bool allowed = true;
      for (std::size_t i = 0; i < 4; ++i) {
        allowed = allowed && b[ids[i]].range.contains(number(i));
        unit.push_back({State::value, number(i)});
      }
      if (!allowed) continue;
      const Number result = Plainly(b.rulebook, unit)(terms[0].id).number;
      if (!low || result < *low) low = result;
      if (!high || result > *high) high = result;
    }
    const Outcome range = range_of(b, terms[0]);
    REQUIRE(range.range == Range::closed(*low, *high));
  }
}
