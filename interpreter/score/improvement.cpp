// A search, not a solver: telling values of each input (the other answers, the places where a comparison turns, the ends
// of the range, steps of 1, 2, 4 …) are tried by scoring the leaf, and the nearest that gains is found by halving.
// Whatever is reported has been scored.
#include "interpreter/score/improvement.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"
#include "interpreter/score/scoring_lines.h"

namespace barem::score {
namespace {

using graph::no_graph_node;
using model::ExpressionId;
using model::InputId;
using value::Number;
using value::Outcome;
using value::Range;
using value::State;

constexpr std::size_t no_line = std::numeric_limits<std::size_t>::max();
constexpr int most_doublings = 24;
constexpr std::size_t most_telling = 8;        // values of an input tried in pairs
constexpr std::size_t most_paired_inputs = 12;

/// A changed unit that scores more.
struct Gain {
  std::vector<model::Setting> changes;
  Number points;
  std::size_t line = no_line;   ///< that gives the points, where a line does
  bool moves_a_bound = false;   ///< changes what another input is at most: fewer tasks planned, not more done
  Number distance;

  friend bool operator<(const Gain& a, const Gain& b) {
    if (a.moves_a_bound != b.moves_a_bound) return b.moves_a_bound;
    if (a.changes.size() != b.changes.size()) return a.changes.size() < b.changes.size();
    return a.distance < b.distance;
  }
};

/// Whether a unit can do something about it. The past is as it was, and what all units come to is not its own.
bool can_change(const model::Rulebook& rulebook, InputId input) {
  const model::Input& read = rulebook[input];
  if (read.role == model::InputRole::aggregate)
    return rulebook.sets[rulebook.aggregates[read.place].set].kind != model::SetKind::units;
  return read.role != model::InputRole::option && read.role != model::InputRole::earlier;
}

/// The inputs of which something is asked over all units: with the unit's own that changes too.
std::set<InputId> asked_among_units(const model::Rulebook& rulebook, const std::vector<InputId>& read) {
  std::set<InputId> asked;
  for (const InputId input : read) {
    if (rulebook[input].role != model::InputRole::aggregate) continue;
    const model::Aggregate& aggregate = rulebook.aggregates[rulebook[input].place];
    if (rulebook.sets[aggregate.set].kind != model::SetKind::units) continue;
    for (const InputId row : rulebook.inputs_of_rows(aggregate)) asked.insert(row);
  }
  return asked;
}

class Search {
 public:
  Search(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const std::vector<Outcome>& inputs,
         model::NodeId leaf)
      : graph_(graph),
        rulebook_(rulebook),
        node_(rulebook[leaf]),
        inputs_(inputs),
        scorer_(graph, rulebook, leaf),
        lines_(scoring_lines(node_.scoring)) {
    if (lines_.empty() && node_.scoring.form == model::ScoringForm::expression) {
      lines_ = method_lines(rulebook, node_.scoring.expression.expression);
    }
    const std::vector<InputId> read = rulebook.inputs_of(leaf);
    const std::set<InputId> among_units = asked_among_units(rulebook, read);
    for (const InputId input : read) {
      const State state = inputs[model::index(input)].state();
      if (can_change(rulebook, input) && !among_units.contains(input) && (state == State::value || state == State::none)) changeable_.push_back(input);
    }
  }

  std::vector<Better> run(std::size_t most) {
    const Outcome now = settled(scorer_(inputs_));
    if (now.state() != State::value || now.number() >= node_.max) return {};
    now_ = now.number();
    find_comparisons();
    for (const InputId input : changeable_) change_one(input);
    if (lacks_a_line()) change_two();
    return nearest(most);
  }

 private:
  // -- scoring a changed unit

  /// The points where they are decided, and the line that gave them.
  struct Trial {
    std::optional<Number> points;
    std::size_t line = no_line;
  };

  Trial score() {
    const Outcome points = settled(scorer_(inputs_));
    Trial trial;
    if (points.state() != State::value) return trial;
    trial.points = points.number();
    trial.line = line_that_holds();
    return trial;
  }

  std::size_t line_that_holds() const {
    const graph::GraphId full = graph_.stages[index_of_node()].full_points;
    if (full != no_graph_node && truth_of(scorer_.outcome(full)).yes) return no_line;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (!model::is(lines_[line].condition)) return line;
      const graph::GraphId condition = graph_.of_expression[model::index(lines_[line].condition)];
      // The graph has no node for the condition of a last line that is the rest.
      if (condition == no_graph_node || !scorer_.depends_on(condition)) return line;
      if (truth_of(scorer_.outcome(condition)).yes) return line;
    }
    return no_line;
  }

  std::size_t index_of_node() const { return static_cast<std::size_t>(&node_ - rulebook_.nodes.data()); }

  void record(std::vector<std::pair<InputId, Number>> changes) {
    std::vector<Outcome> kept;
    for (const auto& [input, number] : changes) {
      kept.push_back(std::move(inputs_[model::index(input)]));
      inputs_[model::index(input)] = Outcome::of(number);
    }
    const Trial trial = score();
    for (std::size_t i = 0; i < changes.size(); ++i) inputs_[model::index(changes[i].first)] = std::move(kept[i]);
    if (!trial.points || *trial.points <= now_) return;
    Gain gain;
    gain.points = *trial.points;
    gain.line = trial.line;
    for (auto& [input, number] : changes) {
      gain.distance += distance(input, number);
      gain.moves_a_bound = gain.moves_a_bound || is_bound(input);
      gain.changes.push_back({input, State::value, std::move(number)});
    }
    gains_.push_back(std::move(gain));
  }

  // -- what an input may be

  bool is_whole(InputId input) const { return model::takes_whole_values(rulebook_[input].kind); }

  /// Others of this leaf are declared to be at most this one.
  bool is_bound(InputId input) const {
    return std::any_of(changeable_.begin(), changeable_.end(), [&](InputId other) {
      const std::vector<InputId>& bounds = rulebook_[other].at_most;
      return std::find(bounds.begin(), bounds.end(), input) != bounds.end();
    });
  }

  /// Declared, and held to the other inputs as they are: a value of each that is known.
  Range allowed(InputId input) const {
    const model::Input& declared = rulebook_[input];
    Range range = declared.range;
    const auto below = [&](InputId bound) {
      const Outcome& other = inputs_[model::index(bound)];
      if (other.may_be_value && other.range.low) range = value::intersect(range, {{}, *other.range.low, false, false});
    };
    const auto above = [&](InputId bound) {
      const Outcome& other = inputs_[model::index(bound)];
      if (other.may_be_value && other.range.high) range = value::intersect(range, {*other.range.high, {}, false, false});
    };
    for (const InputId bound : declared.at_most) below(bound);
    for (const InputId bound : declared.at_least) above(bound);
    for (std::uint32_t i = 0; i < rulebook_.inputs.size(); ++i) {
      const model::Input& other = rulebook_.inputs[i];
      if (std::find(other.at_most.begin(), other.at_most.end(), input) != other.at_most.end()) above(InputId{i});
      if (std::find(other.at_least.begin(), other.at_least.end(), input) != other.at_least.end()) below(InputId{i});
    }
    return range;
  }

  bool is_allowed(InputId input, const Range& range, const Number& number) const {
    if (!range.contains(number)) return false;
    if (is_whole(input) && !number.is_whole()) return false;
    const model::Input& declared = rulebook_[input];
    if (!declared.step) return true;
    return ((number - declared.range.low.value_or(0)) / *declared.step).is_whole();
  }

  std::optional<Number> step_of(InputId input) const {
    if (is_whole(input)) return Number(1);
    return rulebook_[input].step;
  }

  const Outcome& current(InputId input) const { return inputs_[model::index(input)]; }

  /// In steps of a whole-valued input, else in tenths of its range (or of itself); an answer changed is one step.
  Number distance(InputId input, const Number& number) const {
    const model::Input& declared = rulebook_[input];
    const bool is_answer = declared.kind.tag == model::KindTag::yes_no || declared.kind.tag == model::KindTag::choice;
    if (is_answer || current(input).state() != State::value) return 1;
    const Number difference = (number - current(input).number()).absolute();
    if (const auto step = step_of(input)) return difference / *step;
    if (declared.range.low && declared.range.high && *declared.range.low < *declared.range.high) {
      return difference * 10 / (*declared.range.high - *declared.range.low);
    }
    const Number size = current(input).number().absolute();
    return difference * 10 / (size < Number(1) ? Number(1) : size);
  }

  // -- telling values

  /// The comparisons that the leaf's conditions and values make, as (subject, bound).
  void find_comparisons() {
    std::set<ExpressionId> seen;
    std::vector<ExpressionId> open = roots();
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!model::is(id) || !seen.insert(id).second) continue;
      const model::Expression& expression = rulebook_[id];
      switch (expression.operation) {
        case model::Operation::equal:
        case model::Operation::not_equal:
        case model::Operation::less:
        case model::Operation::less_or_equal:
        case model::Operation::within: comparisons_.push_back(id); break;
        default: break;
      }
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
  }

  std::vector<ExpressionId> roots() const {
    const model::Scoring& scoring = node_.scoring;
    std::vector<ExpressionId> found{scoring.subject, scoring.expression.expression};
    for (const ScoringLine& line : lines_) found.insert(found.end(), {line.condition, line.value});
    for (const model::Adjustment& line : scoring.adjustments) {
      found.insert(found.end(), {line.when, line.per, line.amount});
    }
    for (const auto& guard : {scoring.full_points_when, scoring.at_most, scoring.not_below}) {
      if (guard) found.push_back(guard->expression);
    }
    if (scoring.evidence) found.push_back(scoring.evidence->given);
    for (const model::Cap& cap : scoring.caps) found.insert(found.end(), {cap.condition, cap.value});
    for (const model::Guard& zero : scoring.zero_when) found.push_back(zero.expression);
    return found;
  }

  /// Where a comparison turns as the input moves, taking its two sides as linear in it. What is not linear gives a
  /// value that is no worse than any other to try.
  void add_turns(InputId input, const Range& range, std::vector<Number>& values) {
    const Number from = current(input).state() == State::value ? current(input).number() : range.low.value_or(0);
    const Number to = range.high && *range.high != from ? *range.high : from + 1;
    for (const ExpressionId id : comparisons_) {
      const model::Expression& comparison = rulebook_[id];
      std::vector<std::optional<Number>> bounds{std::nullopt};
      if (comparison.operation == model::Operation::within) bounds = {comparison.range.low, comparison.range.high};
      const auto first = sides(comparison, input, from);
      const auto second = sides(comparison, input, to);
      if (!first || !second) continue;
      for (const std::optional<Number>& bound : bounds) {
        if (comparison.operation == model::Operation::within && !bound) continue;
        const Number at_from = *first - bound.value_or(0);
        const Number slope = *second - *first;
        if (slope.is_zero()) continue;
        const Number turn = from - at_from * (to - from) / slope;
        values.push_back(turn);
        if (!is_whole(input)) continue;
        values.insert(values.end(), {turn.floor(), turn.ceiling(), turn.floor() - 1, turn.ceiling() + 1});
      }
    }
  }

  /// The left side of a comparison less the right one (of `within`: the subject), with the input at a value.
  std::optional<Number> sides(const model::Expression& comparison, InputId input, const Number& at) {
    const Outcome kept = std::exchange(inputs_[model::index(input)], Outcome::of(at));
    const Outcome left = settled(outcome_of_expression(rulebook_, comparison.operands[0], inputs_));
    const Outcome right = comparison.operation == model::Operation::within
                              ? Outcome::of(0)
                              : settled(outcome_of_expression(rulebook_, comparison.operands[1], inputs_));
    inputs_[model::index(input)] = kept;
    if (left.state() != State::value || right.state() != State::value) return std::nullopt;
    return left.number() - right.number();
  }

  /// Values to try that differ from the present one, each allowed, without doubles.
  std::vector<Number> telling_values(InputId input, const Range& range) {
    std::vector<Number> values;
    const model::Input& declared = rulebook_[input];
    if (declared.kind.tag == model::KindTag::yes_no) {
      values = {0, 1};
    } else if (declared.kind.tag == model::KindTag::choice) {
      const std::size_t names = rulebook_.choice_lists[declared.kind.choice_list].size();
      for (std::size_t i = 0; i < names; ++i) values.emplace_back(static_cast<std::int64_t>(i));
    } else {
      add_turns(input, range, values);
      if (range.low) values.push_back(*range.low);
      if (range.high) values.push_back(*range.high);
    }
    const bool has_value = current(input).state() == State::value;
    std::erase_if(values, [&](const Number& number) {
      return !is_allowed(input, range, number) || (has_value && number == current(input).number());
    });
    std::sort(values.begin(), values.end(), [&](const Number& a, const Number& b) {
      const Number to_a = distance(input, a);
      const Number to_b = distance(input, b);
      return to_a != to_b ? to_a < to_b : a < b;
    });
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
  }

  // -- one input

  void change_one(InputId input) {
    const Range range = allowed(input);
    std::vector<Number> values = telling_values(input, range);
    if (current(input).state() == State::value) {
      const auto step = step_of(input);
      Number stride = step.value_or(0);
      for (int i = 0; step && i < most_doublings; ++i, stride += stride) {
        for (const Number& number : {current(input).number() + stride, current(input).number() - stride}) {
          if (is_allowed(input, range, number)) values.push_back(number);
        }
      }
    }
    const std::size_t first = gains_.size();
    for (const Number& number : values) record({{input, number}});
    if (step_of(input) && current(input).state() == State::value) halve(input, first);
  }

  /// From each gain back towards the present value: the nearest step that gains by the same line.
  void halve(InputId input, std::size_t first) {
    const Number step = *step_of(input);
    const Number from = current(input).number();
    std::map<std::pair<std::size_t, bool>, Number> nearest;  // by line and direction
    for (std::size_t i = first; i < gains_.size(); ++i) {
      const Number& to = gains_[i].changes.front().number;
      const auto [known, is_new] = nearest.try_emplace({gains_[i].line, to > from}, to);
      if (!is_new && (to - from).absolute() < (known->second - from).absolute()) known->second = to;
    }
    for (const auto& [which, to] : nearest) {
      Number poor = 0;  // steps that do not gain by this line, or are not known to
      Number good = ((to - from) / step).absolute();
      while (good - poor > Number(1)) {
        const Number middle = ((poor + good) / 2).floor();
        const Number number = which.second ? from + middle * step : from - middle * step;
        const std::size_t before = gains_.size();
        record({{input, number}});
        const bool gains = gains_.size() > before && gains_.back().line == which.first;
        (gains ? good : poor) = middle;
      }
    }
  }

  // -- two inputs

  /// True where some line that could give more has not been reached, or nothing has been found at all.
  bool lacks_a_line() {
    if (gains_.empty()) return true;
    const std::size_t present = score().line;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      const bool reached = std::any_of(gains_.begin(), gains_.end(), [&](const Gain& gain) { return gain.line == line; });
      if (line != present && !reached && promises_more(lines_[line])) return true;
    }
    return false;
  }

  bool promises_more(const ScoringLine& line) const {
    const Outcome value = outcome_of_expression(rulebook_, line.value, inputs_);
    return value.may_be_value && (!value.range.high || *value.range.high > now_);
  }

  void change_two() {
    const std::size_t count = std::min(changeable_.size(), most_paired_inputs);
    for (std::size_t i = 0; i < count; ++i) {
      const Range range = rulebook_[changeable_[i]].range;
      std::vector<Number> values = telling_values(changeable_[i], range);
      if (values.size() > most_telling) values.resize(most_telling);
      for (const Number& number : values) {
        for (std::size_t k = 0; k < count; ++k) {
          if (k != i) change_second(changeable_[i], number, changeable_[k]);
        }
      }
    }
  }

  /// The second input is tried at what tells once the first has changed.
  void change_second(InputId first, const Number& number, InputId second) {
    const Outcome kept = std::exchange(inputs_[model::index(first)], Outcome::of(number));
    std::vector<Number> values = telling_values(second, allowed(second));
    if (values.size() > most_telling) values.resize(most_telling);
    std::erase_if(values, [&](const Number& other) {
      const Outcome kept_second = std::exchange(inputs_[model::index(second)], Outcome::of(other));
      const bool fits = is_allowed(first, allowed(first), number);
      inputs_[model::index(second)] = kept_second;
      return !fits;
    });
    inputs_[model::index(first)] = kept;
    for (const Number& other : values) record({{first, number}, {second, other}});
  }

  // -- what is told

  std::vector<Better> nearest(std::size_t most) {
    std::stable_sort(gains_.begin(), gains_.end());
    // Where something can be done, to promise less is no advice.
    if (!gains_.empty() && !gains_.front().moves_a_bound) {
      std::erase_if(gains_, [](const Gain& gain) { return gain.moves_a_bound; });
    }
    std::set<std::pair<std::size_t, InputId>> told;  // by line, or by input where there are no lines
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < gains_.size() && chosen.size() < most; ++i) {
      const Gain& gain = gains_[i];
      const InputId by = gain.line == no_line ? gain.changes.front().input : model::no_input;
      if (gain.line == no_line && gain.changes.size() > 1 && !chosen.empty()) continue;
      if (told.emplace(gain.line, by).second) chosen.push_back(i);
    }
    add_best(chosen, most);
    std::sort(chosen.begin(), chosen.end());
    std::vector<Better> better;
    for (const std::size_t i : chosen) better.push_back(told_as(gains_[i]));
    return better;
  }

  /// Beside one step of an input what that input attains at best: one more of 97,613 is little to know.
  void add_best(std::vector<std::size_t>& chosen, std::size_t most) const {
    const std::size_t nearest_count = chosen.size();
    for (std::size_t k = 0; k < nearest_count && chosen.size() < most; ++k) {
      const Gain& near = gains_[chosen[k]];
      if (near.line != no_line || near.changes.size() != 1) continue;
      std::size_t best = chosen[k];
      for (std::size_t i = 0; i < gains_.size(); ++i) {
        const bool is_same = gains_[i].changes.size() == 1 && gains_[i].line == no_line &&
                             gains_[i].changes.front().input == near.changes.front().input;
        if (is_same && gains_[i].points > gains_[best].points) best = i;
      }
      if (best != chosen[k]) chosen.push_back(best);
    }
  }

  Better told_as(Gain& gain) const {
    const source::Span words = words_of(gain);
    std::sort(gain.changes.begin(), gain.changes.end(),
              [](const model::Setting& a, const model::Setting& b) { return a.input < b.input; });
    return {words, std::move(gain.changes), std::move(gain.points)};
  }

  source::Span words_of(const Gain& gain) const {
    if (gain.line != no_line) return lines_[gain.line].span;
    for (const model::Adjustment& line : node_.scoring.adjustments) {
      for (const ExpressionId part : {line.when, line.per, line.amount}) {
        if (model::is(part) && reads(part, gain.changes.front().input)) return line.span;
      }
    }
    return {};
  }

  bool reads(ExpressionId root, InputId input) const {
    std::vector<ExpressionId> open{root};
    std::set<ExpressionId> seen;
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) continue;
      const model::Expression& expression = rulebook_[id];
      if (expression.operation == model::Operation::input && expression.input == input) return true;
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
    return false;
  }

  const graph::ScoringGraph& graph_;
  const model::Rulebook& rulebook_;
  const model::Node& node_;
  std::vector<Outcome> inputs_;
  NodeScorer scorer_;
  std::vector<ScoringLine> lines_;
  std::vector<InputId> changeable_;
  std::vector<ExpressionId> comparisons_;
  Number now_;
  std::vector<Gain> gains_;
};

}  // namespace

std::vector<Better> improvements(const graph::ScoringGraph& graph, const model::Rulebook& rulebook,
                                 const std::vector<Outcome>& inputs, model::NodeId leaf, std::size_t most) {
  return Search(graph, rulebook, inputs, leaf).run(most);
}

}  // namespace barem::score
