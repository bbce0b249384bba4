// Units that show a doubt: the smallest ones for faults that annexes have, and on small made-up leaves one wherever
// there is one, with scores that lie within the ranges the checker states.
#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/graph/graph.h"
#include "interpreter/prove/witness.h"
#include "interpreter/score/evaluate.h"
#include "lang/check/ranges.h"
#include "tests/catch.hpp"
#include "tests/lang/ranges_builder.h"

using namespace barem;
using namespace barem::test;

namespace {

struct Found {
  std::vector<check::Doubt> doubts;
  source::Diagnostics diagnostics;
};

Found doubts_of(Builder& b) {
  give_kinds(b);
  Found found;
  check::check_ranges(b.rulebook, found.diagnostics, found.doubts);
  return found;
}

/// `late = 5 scores -0.5`, for the first doubt.
std::string first_witness(Builder& b) {
  const Found found = doubts_of(b);
  if (found.doubts.empty()) return "no doubt";
  const auto witness = prove::find_witness(b.rulebook, graph::compile(b.rulebook), found.doubts.front());
  if (!witness) return "not shown";
  std::string text;
  for (const model::Setting& setting : witness->unit) {
    text += (text.empty() ? "" : ", ") + b.rulebook[setting.input].name + " = ";
    text += setting.state == State::none             ? "none"
            : setting.state == State::not_applicable ? "not applicable"
                                                     : setting.number.to_decimal();
  }
  return text + (witness->score ? " scores " + witness->score->to_decimal() : " has no result");
}

struct OneLeaf : Builder {
  NodeId leaf = field(2);
  void scored(model::Scoring scoring) { (*this)[leaf].scoring = std::move(scoring); }
};

}  // namespace

TEST_CASE("the smallest unit is told") {
  OneLeaf b;
  const auto late = b.input("late", KindTag::count, 0, std::nullopt);
  const auto planned = b.input("planned", KindTag::count, 0, std::nullopt);
  const auto done = b.input("done", KindTag::count, 0, std::nullopt);
  const auto extra = b.input("extra", KindTag::count, 0, std::nullopt);
  b[done].at_most = {planned};
  const Term half = b(decimal("0.5"));
  const Term max = b(2);

  SECTION("a deduction without a floor") {
    b.scored(b.deduct(half, b.read(late)));
    CHECK(first_witness(b) == "late = 5 scores -0.5");
  }
  SECTION("a deduction so small that it takes many") {
    b.scored(b.deduct(b(decimal("0.0001")), b.read(late)));
    CHECK(first_witness(b) == "late = 20001 scores -0.0001");
  }
  SECTION("two deductions") {
    b.scored(b.deduct(half, b.read(late)));
    b[b.leaf].scoring.adjustments.push_back({true, b(1).id, b.read(extra).id, model::no_expression, b.span()});
    CHECK(first_witness(b) == "late = 5, extra = 0 scores -0.5");
  }
  SECTION("a share of what may be passed") {
    b.scored(b.expression(b.read(extra) / b.read(planned) * max));
    b[b.leaf].scoring.full_points_when = b.guard(b.read(planned) == b(0));
    CHECK(first_witness(b) == "planned = 1, extra = 2 scores 4");
  }
  SECTION("a division by what may be 0: the other input does not matter") {
    b.scored(b.expression(b.read(done) / b.read(planned) * max));
    CHECK(first_witness(b) == "planned = 0 has no result");
  }
  SECTION("a division in a condition, behind another line") {
    b.scored(b.when({{b(1), b.read(late) == b(0)}, {max, half <= b.read(done) / b.read(planned)}, {b(0), {}}}));
    CHECK(first_witness(b) == "late = 1, planned = 0 has no result");
  }
  SECTION("a value between the rows") {
    const auto rate = b.input("rate", KindTag::percent, 0, decimal("1.2"));
    b.scored(b.bands(b.read(rate), {{closed(decimal("0.8"), 1), max}, {{Number(0), decimal("0.8"), false, true}, b(0)}}));
    CHECK(first_witness(b) == "rate = 1.01 scores 0");
  }
  SECTION("all of a checklist") {
    std::vector<std::pair<Term, Term>> lines;
    for (int i = 0; i < 9; ++i) lines.emplace_back(b(decimal("0.25")), b.read(b.yes_no("item" + std::to_string(i))));
    b.scored(b.add_up(lines));
    const std::string text = first_witness(b);
    CHECK(text.starts_with("item0 = 1, item1 = 1"));
    CHECK(text.ends_with("item8 = 1 scores 2.25"));
  }
  SECTION("none where none is allowed") {
    const auto issued = b.input("issued", KindTag::date, std::nullopt, std::nullopt);
    b[issued].or_none = true;
    b.scored(b.when({{b(-1), b.operation(Operation::is_none, {b.read(issued)})}, {b(1), {}}}));
    CHECK(first_witness(b) == "issued = none scores -1");
  }
  SECTION("nothing where there is nothing to tell") {
    b.scored(b.deduct(half, b.read(late)));
    b[b.leaf].scoring.not_below = b.guard(b(0));
    CHECK(first_witness(b) == "no doubt");
  }
}

// ---- made-up leaves -----------------------------------------------------------------------------------------------

namespace {

class RandomLeaf {
 public:
  RandomLeaf(Builder& builder, RandomTerms& terms, NodeId leaf) : b_(builder), t_(terms), leaf_(leaf) {}

  void make() {
    model::Scoring& scoring = b_[leaf_].scoring;
    scoring = form();
    if (t_.roll(4) == 0) scoring.not_applicable_when = b_.guard(t_.condition(1));
    if (t_.roll(4) == 0) scoring.full_points_when = b_.guard(t_.condition(1));
    if (t_.roll(4) == 0) scoring.at_most = b_.guard(b_(2));
    if (t_.roll(4) == 0) scoring.not_below = b_.guard(b_(0));
    for (std::size_t caps = t_.roll(3); caps > 0; --caps)
      scoring.caps.push_back({t_.literal().id, t_.condition(1).id, b_.span()});
    for (std::size_t zeros = t_.roll(3); zeros > 1; --zeros) scoring.zero_when.push_back(b_.guard(t_.condition(1)));
    if (t_.roll(6) == 0) scoring.round = model::RoundClause{0, value::Rounding::half_away, b_.span()};
  }

 private:
  Builder& b_;
  RandomTerms& t_;
  NodeId leaf_;

  model::Scoring form() {
    switch (t_.roll(5)) {
      case 0: {
        std::vector<std::pair<Term, std::optional<Term>>> lines;
        for (std::size_t i = 1 + t_.roll(3); i > 0; --i) lines.emplace_back(t_.number(1), t_.condition(1));
        lines.emplace_back(t_.number(1), std::nullopt);
        return b_.when(lines);
      }
      case 1: {
        // A partition: below one number, between two, above.
        const Term subject = t_.number(1);
        const Number low = b_.rulebook[t_.literal().id].literal;
        const Number high = low + Number(static_cast<std::int64_t>(1 + t_.roll(2)));
        return b_.bands(subject, {{{{}, low, false, true}, t_.number(1)},
                                  {{low, high, false, true}, t_.number(1)},
                                  {{high, {}, false, false}, t_.number(1)}});
      }
      case 2: {
        model::Scoring scoring = b_.of(t_.roll(2) == 0 ? model::ScoringForm::add : model::ScoringForm::deduct);
        const bool deduct = scoring.form == model::ScoringForm::deduct;
        for (std::size_t i = 1 + t_.roll(3); i > 0; --i) {
          model::Adjustment line{deduct, t_.literal().id, model::no_expression, model::no_expression, b_.span()};
          if (t_.roll(2) == 0) line.per = t_.number(1).id;
          else line.when = t_.condition(1).id;
          scoring.adjustments.push_back(line);
        }
        return scoring;
      }
      default: return b_.expression(t_.number(3));
    }
  }
};

std::vector<Outcome> outcomes_of(const std::vector<Result>& unit) {
  std::vector<Outcome> outcomes;
  for (const Result& result : unit) outcomes.push_back(to_outcome(result));
  return outcomes;
}

}  // namespace

TEST_CASE("scores of made-up leaves lie within their ranges, and what breaks 0 or the maximum is found") {
  std::mt19937 random(876);
  std::size_t wrong = 0;
  std::size_t broken = 0;
  std::size_t shown = 0;
  std::size_t promised = 0;
  for (int round = 0; round < 3000 && wrong < 5; ++round) {
    Builder b;
    const SmallInputs inputs(b, random);
    RandomTerms terms(b, inputs.ids, random);
    const NodeId leaf = b.field(2);
    RandomLeaf(b, terms, leaf).make();
    // A none subject of bands is a fault of its own, and the graph takes the last row for it.
    const ExpressionId subject = b[leaf].scoring.subject;
    const graph::ScoringGraph graph = graph::compile(b.rulebook);
    score::NodeScorer scorer(graph, b.rulebook, leaf);
    const check::Knowledge declared = check::declared(b.rulebook);
    const Outcome range = check::points_of(b.rulebook, leaf, declared);
    bool breaks = false;
    for (const auto& unit : inputs.units()) {
      if (model::is(subject) && Plainly(b.rulebook, unit)(subject).state == State::none) continue;
      const std::vector<Outcome> decided = outcomes_of(unit);
      const Outcome points = scorer(decided);
      breaks = breaks || (points.state() == State::value && !closed(0, 2).contains(points.number()));
      // The same unit, with one input missing.
      check::Knowledge partly{decided};
      const std::size_t gone = random() % decided.size();
      partly.inputs[gone] = declared.inputs[gone];
      check::narrow_by_relations(b.rulebook, partly);
      const Outcome exact = check::points_of(b.rulebook, leaf, check::Knowledge{decided});
      const Outcome open = check::points_of(b.rulebook, leaf, partly);
      const Result result{points.state(), points.state() == State::value ? points.number() : Number()};
      if (points.state() != State::missing && holds(range, result) && holds(open, result) && exact == points) continue;
      if (++wrong < 5)
        FAIL_CHECK("round " << round << ": " << show(points) << " in " << show(range) << ", in part " << show(open)
                            << ", exactly " << show(exact));
      break;
    }
    const Found found = doubts_of(b);
    const bool in_doubt = std::ranges::any_of(found.doubts, [](const check::Doubt& doubt) {
      return doubt.about == check::Doubt::About::below_0 || doubt.about == check::Doubt::About::above_max;
    });
    if (found.diagnostics.has_errors()) continue;
    if (!in_doubt) {
      ++promised;
      CHECK_FALSE(breaks);
      continue;
    }
    bool is_shown = false;
    for (const check::Doubt& doubt : found.doubts) {
      const auto witness = prove::find_witness(b.rulebook, graph, doubt);
      if (!witness || !witness->score) continue;
      // The score holds whatever the inputs are that the unit does not name.
      check::Knowledge named = declared;
      for (const model::Setting& setting : witness->unit)
        named.inputs[model::index(setting.input)] = to_outcome({setting.state, setting.number});
      CHECK(scorer(named.inputs) == Outcome::of(*witness->score));
      is_shown = is_shown || !closed(0, 2).contains(*witness->score);
    }
    if (breaks) ++broken;
    if (breaks && is_shown) ++shown;
  }
  CHECK(wrong == 0);
  INFO(promised << " promised, " << broken << " broken, of them shown " << shown);
  CHECK(promised > 30);
  CHECK(shown * 100 >= broken * 99);
}
