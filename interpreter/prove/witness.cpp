// The search: one input away from the plainest unit, then two, then whichever way brings the points nearer to the
// fault; what is found is made smaller until no step makes it smaller. See witness.h.
#include "interpreter/prove/witness.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <unordered_set>
#include <utility>

#include "interpreter/prove/candidates.h"
#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"
#include "lang/check/ranges.h"

namespace barem::prove {

using check::Doubt;
using model::ExpressionId;
using model::InputId;
using model::Operation;
using value::Number;
using value::Outcome;
using value::State;

namespace {

constexpr std::size_t most_units = 20000;

class Search {
 public:
  Search(const model::Rulebook& rulebook, const graph::ScoringGraph& graph, const Doubt& doubt)
      : rulebook_(rulebook),
        doubt_(doubt),
        scorer_(graph, rulebook, doubt.node),
        limit_(graph, rulebook, graph.applicable[model::index(doubt.node)]),
        candidates_(candidates_of(rulebook, doubt.node)),
        unit_(check::declared(rulebook)),
        allowed_(unit_),
        place_(rulebook.inputs.size(), none_of_them) {
    // Points that an appraisal sets would hide what the rules give.
    for (std::size_t i = 0; i < rulebook.inputs.size(); ++i)
      if (rulebook.inputs[i].role == model::InputRole::appraised) unit_.inputs[i] = Outcome::none();
    for (std::size_t i = 0; i < candidates_.size(); ++i) place_[model::index(candidates_[i].input)] = i;
    for (const Candidates& of : candidates_) at(of.input) = of.base;
    for (const Candidates& of : candidates_) repair(of.input);
    plain_ = unit_.inputs;
  }

  std::optional<Witness> run() {
    if (!(breaks() || one_away() || two_away() || downhill() || three_away())) return std::nullopt;
    shrink();
    return witness();
  }

 private:
  static constexpr std::size_t none_of_them = static_cast<std::size_t>(-1);

  const model::Rulebook& rulebook_;
  const Doubt& doubt_;
  score::NodeScorer scorer_;
  score::NodeScorer limit_;             ///< the applicable maximum: of a parent it may itself wait for data
  std::vector<Candidates> candidates_;
  check::Knowledge unit_;               ///< the unit being tried; inputs the node does not read as declared
  const check::Knowledge allowed_;      ///< what the declarations allow
  std::vector<std::size_t> place_;      ///< by InputId: among the candidates
  std::vector<Outcome> plain_;          ///< the plainest unit
  std::size_t tried_ = 0;

  Outcome& at(InputId id) { return unit_.inputs[model::index(id)]; }
  bool is_exhausted() const { return tried_ >= most_units; }

  // ---- `at most` between inputs -----------------------------------------------------------------------------------

  bool is_read(InputId id) const { return place_[model::index(id)] != none_of_them; }

  static bool is_in_order(const Outcome& small, const Outcome& large) {
    return small.state() != State::value || large.state() != State::value || small.number() <= large.number();
  }

  /// Every input that the given one must not pass, and every one that must not pass it.
  template <class Visit>
  void each_related(InputId id, Visit visit) const {
    const model::Input& input = rulebook_[id];
    for (const InputId other : input.at_most) visit(id, other);
    for (const InputId other : input.at_least) visit(other, id);
    for (const Candidates& of : candidates_) {
      for (const InputId other : rulebook_[of.input].at_most)
        if (other == id) visit(of.input, id);
      for (const InputId other : rulebook_[of.input].at_least)
        if (other == id) visit(id, of.input);
    }
  }

  /// Moves the inputs beside a changed one so that `at most` holds. False where it cannot.
  bool repair(InputId changed, int depth = 0) {
    constexpr int deepest = 8;
    bool repaired = true;
    each_related(changed, [&](InputId small, InputId large) {
      if (!repaired || !is_read(small) || !is_read(large) || is_in_order(at(small), at(large))) return;
      const InputId other = small == changed ? large : small;
      const Number& wanted = at(changed).number();
      if (depth > deepest || !is_declared(rulebook_[other], wanted)) {
        repaired = false;
        return;
      }
      at(other) = Outcome::of(wanted);
      repaired = repair(other, depth + 1);
    });
    return repaired;
  }

  bool is_allowed() const {
    for (const Candidates& of : candidates_) {
      const Outcome& own = unit_.inputs[model::index(of.input)];
      for (const InputId other : rulebook_[of.input].at_most)
        if (is_read(other) && !is_in_order(own, unit_.inputs[model::index(other)])) return false;
      for (const InputId other : rulebook_[of.input].at_least)
        if (is_read(other) && !is_in_order(unit_.inputs[model::index(other)], own)) return false;
      const Outcome& allowed = allowed_.inputs[model::index(of.input)];
      if (own.state() == State::value && !(allowed.may_be_value && allowed.range.contains(own.number()))) return false;
    }
    return std::ranges::all_of(rulebook_.orders, [&](const auto& order) {
      return is_in_order(score::outcome_of_expression(rulebook_, order.first, unit_.inputs),
                         score::outcome_of_expression(rulebook_, order.second, unit_.inputs));
    });
  }

  // ---- does this unit show the fault? -----------------------------------------------------------------------------

  /// How far the unit is from showing the fault: 0 or below where it does, as far as numbers tell. Nothing where it
  /// says nothing (not applicable, say).
  std::optional<Number> distance() {
    switch (doubt_.about) {
      case Doubt::About::below_0:
      case Doubt::About::above_max: {
        const Outcome& points = scorer_(unit_.inputs);
        if (!points.is_enclosed()) return std::nullopt;
        // Of an enclosure the end that is nearer to what is promised.
        if (doubt_.about == Doubt::About::below_0) return *points.range.high;
        const model::Node& node = rulebook_[doubt_.node];
        if (node.is_leaf() || node.is_block()) return node.max - *points.range.low;
        const Outcome& limit = limit_(unit_.inputs);
        if (!limit.is_enclosed()) return std::nullopt;
        return *limit.range.high - *points.range.low;
      }
      case Doubt::About::division: {
        const ExpressionId divisor = rulebook_[doubt_.expression].operands[1];
        const Outcome outcome = score::outcome_of_expression(rulebook_, divisor, unit_.inputs);
        if (outcome.state() != State::value) return std::nullopt;
        return outcome.number().absolute();
      }
      case Doubt::About::root: {
        const Outcome outcome = score::outcome_of_expression(rulebook_, doubt_.expression, unit_.inputs);
        if (outcome.may_be_none) return Number(0);
        const ExpressionId number = rulebook_[doubt_.expression].operands[0];
        const Outcome of = score::outcome_of_expression(rulebook_, number, unit_.inputs);
        if (!of.is_enclosed()) return std::nullopt;
        return of.range.high->sign() > 0 ? *of.range.high : Number(1);
      }
      case Doubt::About::band_gap: {
        const Outcome subject = score::outcome_of_expression(rulebook_, doubt_.expression, unit_.inputs);
        if (!subject.is_enclosed()) return std::nullopt;
        const Number& number = *subject.range.low;
        if (doubt_.gap.contains(number)) return Number(0);
        Number away = 0;
        if (doubt_.gap.low && number <= *doubt_.gap.low) away = *doubt_.gap.low - number;
        if (doubt_.gap.high && number >= *doubt_.gap.high) away = number - *doubt_.gap.high;
        return away;
      }
    }
    return std::nullopt;
  }

  bool breaks() {
    ++tried_;
    if (!is_allowed()) return false;
    const std::optional<Number> away = distance();
    if (!away) return false;
    switch (doubt_.about) {
      case Doubt::About::below_0:
      case Doubt::About::above_max: return away->sign() < 0;
      case Doubt::About::division:
      case Doubt::About::root:
      case Doubt::About::band_gap: break;
    }
    return away->is_zero() && check::is_broken_by(rulebook_, doubt_, unit_);
  }

  // ---- the search -------------------------------------------------------------------------------------------------

  bool try_with(InputId id, const Outcome& value) {
    at(id) = value;
    return repair(id) && breaks();
  }

  bool one_away() {
    for (const Candidates& of : candidates_) {
      for (const Outcome& value : of.values) {
        if (is_exhausted()) return false;
        if (try_with(of.input, value)) return true;
        unit_.inputs = plain_;
      }
    }
    return false;
  }

  bool two_away() {
    constexpr std::size_t most = most_units / 2;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      for (std::size_t j = i + 1; j < candidates_.size(); ++j) {
        for (const Outcome& first : candidates_[i].values) {
          for (const Outcome& second : candidates_[j].values) {
            if (tried_ >= most) return false;
            at(candidates_[i].input) = first;
            if (repair(candidates_[i].input) && try_with(candidates_[j].input, second)) return true;
            unit_.inputs = plain_;
          }
        }
      }
    }
    return false;
  }

  /// Takes for each input in turn the value that brings the unit nearest to the fault, while that helps.
  bool downhill() {
    unit_.inputs = plain_;
    std::optional<Number> nearest = distance();
    for (bool helped = true; helped && !is_exhausted();) {
      helped = false;
      for (const Candidates& of : candidates_) {
        std::vector<Outcome> best = unit_.inputs;
        const std::vector<Outcome> before = unit_.inputs;
        for (const Outcome& value : of.values) {
          unit_.inputs = before;
          at(of.input) = value;
          if (!repair(of.input)) continue;
          if (breaks()) return true;
          const std::optional<Number> away = is_allowed() ? distance() : std::nullopt;
          if (!away || (nearest && *away >= *nearest)) continue;
          nearest = away;
          best = unit_.inputs;
          helped = true;
        }
        unit_.inputs = std::move(best);
      }
    }
    unit_.inputs = plain_;
    return false;
  }

  bool three_away() {
    static constexpr std::size_t most_values = 10;
    const auto values = [](const Candidates& of) {
      return std::span(of.values).first(std::min(of.values.size(), most_values));
    };
    for (std::size_t i = 0; i < candidates_.size(); ++i)
      for (std::size_t j = i + 1; j < candidates_.size(); ++j)
        for (std::size_t k = j + 1; k < candidates_.size(); ++k)
          for (const Outcome& first : values(candidates_[i]))
            for (const Outcome& second : values(candidates_[j]))
              for (const Outcome& third : values(candidates_[k])) {
                if (is_exhausted()) return false;
                at(candidates_[i].input) = first;
                at(candidates_[j].input) = second;
                if (try_with(candidates_[k].input, third)) return true;
                unit_.inputs = plain_;
              }
    return false;
  }

  // ---- making it smaller ------------------------------------------------------------------------------------------

  /// Keeps the change where the unit still shows the fault.
  template <class Change>
  bool keeps_breaking(Change change) {
    const std::vector<Outcome> before = unit_.inputs;
    change();
    if (breaks()) return true;
    unit_.inputs = before;
    return false;
  }

  void shrink() {
    constexpr int most_rounds = 6;
    bool smaller = true;
    for (int round = 0; smaller && round < most_rounds; ++round) {
      smaller = false;
      for (const Candidates& of : candidates_) {
        if (at(of.input) == of.base) continue;
        if (keeps_breaking([&] { at(of.input) = of.base; })) smaller = true;
        else if (at(of.input).state() == State::value && draw_in(of)) smaller = true;
        else if (at(of.input).state() != State::value && to_value(of)) smaller = true;
      }
    }
  }

  /// A number in place of none, where one will do.
  bool to_value(const Candidates& of) {
    for (const Outcome& value : of.values)
      if (value.state() == State::value && keeps_breaking([&] { at(of.input) = value; })) return true;
    return false;
  }

  /// Brings the number nearer to its plainest value by halves, then by ones.
  bool draw_in(const Candidates& of) {
    const model::Input& input = rulebook_[of.input];
    const Number base = of.base.number();
    bool smaller = false;
    const auto take = [&](const Number& number) {
      if (!is_declared(input, number) || (number - base).absolute() >= (at(of.input).number() - base).absolute())
        return false;
      if (!keeps_breaking([&] { at(of.input) = Outcome::of(number); })) return false;
      smaller = true;
      return true;
    };
    for (const Outcome& value : of.values)
      if (value.state() == State::value && take(value.number())) break;
    Number good = at(of.input).number();
    Number bad = base;
    const Number step = model::takes_whole_values(input.kind) ? Number(1)
                        : input.step                          ? *input.step
                                                              : Number::fraction(1, 100);
    constexpr int most_halves = 64;
    for (int i = 0; i < most_halves && (good - bad).absolute() > step; ++i) {
      const Number middle = bad + ((good - bad) / 2 / step).rounded(0) * step;
      if (middle == good || middle == bad) break;
      if (take(middle)) good = middle;
      else bad = middle;
    }
    return smaller;
  }

  // ---- what is told -----------------------------------------------------------------------------------------------

  /// The input may be left out where all its values show the same fault.
  bool may_leave_out(InputId id) {
    const Outcome kept = at(id);
    const bool counts = doubt_.about == Doubt::About::below_0 || doubt_.about == Doubt::About::above_max;
    if (counts) {
      const Outcome decided = scorer_(unit_.inputs);
      const Outcome limit = limit_(unit_.inputs);
      at(id) = allowed_.inputs[model::index(id)];
      const bool same = scorer_(unit_.inputs) == decided && limit_(unit_.inputs) == limit;
      if (!same) at(id) = kept;
      return same;
    }
    const Outcome decided = score::outcome_of_expression(rulebook_, doubt_.expression, unit_.inputs);
    at(id) = allowed_.inputs[model::index(id)];
    const bool same = score::outcome_of_expression(rulebook_, doubt_.expression, unit_.inputs) == decided &&
                      conditions_are_decided();
    if (!same) at(id) = kept;
    return same;
  }

  /// Then the way to the fault is the same, too.
  bool conditions_are_decided() {
    const model::Scoring& scoring = rulebook_[doubt_.node].scoring;
    std::vector<ExpressionId> open;
    for (const auto* guard : {&scoring.not_applicable_when, &scoring.full_points_when})
      if (*guard) open.push_back((*guard)->expression);
    for (const model::WhenLine& line : scoring.when) open.insert(open.end(), {line.condition, line.value});
    for (const model::Band& band : scoring.bands) open.insert(open.end(), {band.holds, band.value});
    for (const model::Adjustment& line : scoring.adjustments)
      open.insert(open.end(), {line.when, line.amount, line.per});
    for (const model::Cap& cap : scoring.caps) open.insert(open.end(), {cap.condition, cap.value});
    for (const model::Guard& zero : scoring.zero_when) open.push_back(zero.expression);
    if (scoring.evidence) open.push_back(scoring.evidence->given);
    open.insert(open.end(), {scoring.expression.expression, scoring.subject});
    std::unordered_set<std::uint32_t> seen;
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!model::is(id) || !seen.insert(static_cast<std::uint32_t>(id)).second) continue;
      const model::Expression& expression = rulebook_[id];
      const bool is_condition = expression.kind.tag == model::KindTag::yes_no;
      if (is_condition && score::outcome_of_expression(rulebook_, id, unit_.inputs).state() == State::missing)
        return false;
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
    return true;
  }

  Witness witness() {
    Witness found;
    if (doubt_.about != Doubt::About::division && doubt_.about != Doubt::About::root) {
      const Outcome& points = scorer_(unit_.inputs);
      if (points.is_enclosed()) found.score = score::shown(points);
    }
    for (const Candidates& of : candidates_) {
      const Outcome own = at(of.input);
      if (may_leave_out(of.input)) continue;
      model::Setting setting;
      setting.input = of.input;
      setting.state = own.state();
      if (own.state() == State::value) setting.number = own.number();
      found.unit.push_back(setting);
    }
    return found;
  }
};

}  // namespace

std::optional<Witness> find_witness(const model::Rulebook& rulebook, const graph::ScoringGraph& graph,
                                    const Doubt& doubt) {
  return Search(rulebook, graph, doubt).run();
}

}  // namespace barem::prove
