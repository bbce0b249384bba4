// Walks a leaf's stages in the order in which they act and reads from the sheet what each came to.
// Nothing is scored again but what the graph had no need of (the range of the last band).
#include "interpreter/score/explain.h"

#include <algorithm>
#include <set>
#include <utility>

#include "interpreter/score/evaluate.h"
#include "interpreter/score/improvement.h"
#include "interpreter/score/operations.h"
#include "interpreter/score/scoring_lines.h"
#include "lang/check/range_evaluator.h"

namespace barem::score {
namespace {

using graph::GraphId;
using graph::no_graph_node;
using model::ExpressionId;
using model::InputId;
using model::NodeId;
using value::Outcome;
using What = Step::What;

constexpr std::size_t most_improvements = 4;
constexpr model::Kind points_kind{model::KindTag::points, 0};

class Explainer {
 public:
  Explainer(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const Sheet& sheet, data::UnitId unit,
            NodeId leaf, const check::Knowledge& known)
      : graph_(graph),
        rulebook_(rulebook),
        sheet_(sheet),
        unit_(unit),
        node_(rulebook[leaf]),
        is_parent_(!node_.is_leaf()),
        stages_(graph.stages[model::index(leaf)]),
        inputs_(known.inputs),
        ranges_(rulebook, known) {}

  std::vector<Step> steps() {
    computed();
    if (node_.scoring.appraised == model::no_input) return std::move(steps_);
    const Outcome& set = inputs_[model::index(node_.scoring.appraised)];
    if (set.state() != value::State::value) return std::move(steps_);
    Step made = step(What::set, {}, {});
    made.is_reached = true;
    made.value = set;
    steps_.push_back(std::move(made));
    return std::move(steps_);
  }

 private:
  void computed() {
    const model::Scoring& scoring = node_.scoring;
    if (scoring.not_applicable_when && guard(What::not_applicable, *scoring.not_applicable_when) == true) {
      return;
    }
    const bool is_full = !ends_here() && scoring.full_points_when &&
                         guard(What::full_points, *scoring.full_points_when) == true;
    if (!is_full && !ends_here()) {
      form();
      if (!ends_here()) bounds();
    }
    if (!ends_here()) clauses();
  }

  // -- what things came to

  Outcome outcome(GraphId id) const { return sheet_.columns[graph::index(id)].outcome(unit_); }

  Outcome outcome(ExpressionId id) const {
    const GraphId node = graph_.of_expression[model::index(id)];
    if (node != no_graph_node && sheet_.columns[graph::index(node)].is_kept()) return outcome(node);
    return settled(outcome_of_expression(rulebook_, id, inputs_));
  }

  /// Points after a stage. They are never none, which the checker has seen to; of a division that is open, the graph
  /// alone does not know it.
  Outcome points(GraphId id) const {
    Outcome points = outcome(id);
    if (points.may_be_value) points.may_be_none = false;
    return points;
  }

  /// What an expression can be where the step that is made next is reached: in units for which no open condition before it decides.
  Outcome outcome_if_reached(ExpressionId id) {
    const Outcome whole = outcome(id);
    return whole.state() != value::State::missing ? whole : narrowed(whole, ranges_.outcome(id));
  }

  /// What an open condition came to is supposed, so that what follows is told for such units alone; where there are
  /// none, nothing is supposed.
  void suppose(ExpressionId condition, bool holds) {
    const check::RangeEvaluator::Mark before = ranges_.mark();
    if (!ranges_.assume(condition, holds)) ranges_.undo(before);
  }

  static std::optional<bool> held(const Truth& truth) {
    if (int{truth.yes} + int{truth.no} + int{truth.not_applicable} != 1 || truth.not_applicable) return std::nullopt;
    return truth.yes;
  }

  /// What is asked does not apply to the unit, and so the leaf does not: no line after it is looked at.
  static bool does_not_apply(const Truth& truth) { return truth.not_applicable && !truth.yes && !truth.no; }

  // -- what a step reads

  std::vector<InputId> inputs_of(std::initializer_list<ExpressionId> roots) const {
    std::set<InputId> read;
    std::set<ExpressionId> seen;
    std::vector<ExpressionId> open(roots);
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!model::is(id) || !seen.insert(id).second) continue;
      const model::Expression& expression = rulebook_[id];
      if (expression.operation == model::Operation::input) read.insert(expression.input);
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
    return {read.begin(), read.end()};
  }

  /// The other items below expressions, once each.
  std::vector<ItemRead> items_of(std::initializer_list<ExpressionId> roots) const {
    std::vector<ItemRead> read;
    std::set<ExpressionId> seen;
    std::vector<ExpressionId> open(roots);
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!model::is(id) || !seen.insert(canonical(id)).second) continue;
      const model::Expression& expression = rulebook_[id];
      if (expression.node != model::no_node && expression.operation != model::Operation::node_max) {
        const bool is_points = expression.operation == model::Operation::node_points;
        const std::string& number = rulebook_[expression.node].number;
        read.push_back({{(is_points ? "points of " : "index of ") + number, (is_points ? "điểm của " : "chỉ số của ") + number},
                        outcome(id), expression.kind});
      }
      const bool is_every = expression.operation == model::Operation::every;
      const bool asks_all = is_every || expression.operation == model::Operation::some;
      // From the back, so that they are read in the order of the file.
      for (auto operand = expression.operands.rbegin(); operand != expression.operands.rend(); ++operand) {
        if (asks_all && held(truth_of(outcome(*operand))) == is_every) continue;
        open.push_back(*operand);
      }
    }
    return read;
  }

  ExpressionId canonical(ExpressionId id) const {
    return model::is(rulebook_[id].canonical) ? rulebook_[id].canonical : id;
  }

  // -- steps

  Step step(What what, source::Span words, std::initializer_list<ExpressionId> reads) const {
    Step made;
    made.what = what;
    made.words = words;
    made.kind = points_kind;
    made.inputs = inputs_of(reads);
    made.items = items_of(reads);
    made.is_reached = is_reached_;
    return made;
  }

  std::optional<bool> guard(What what, const model::Guard& clause) {
    open(clause.expression);
    Step made = step(what, clause.span, {clause.expression});
    judge(made, truth_of(outcome(clause.expression)));
    steps_.push_back(made);
    // Until it is known that the leaf applies and has no full points, what its form gives is not what it gets.
    if (made.applies && !made.held) {
      is_reached_ = false;
      suppose(clause.expression, false);
    }
    return made.held;
  }

  /// What a condition came to.
  void judge(Step& made, Truth truth) const {
    if (is_parent_) truth = {truth.yes, truth.no || truth.not_applicable, false};
    made.held = held(truth);
    made.applies = !does_not_apply(truth);
    if (!made.applies) made.value = Outcome::not_applicable();
  }

  /// The last condition does not apply: nothing after it is looked at.
  bool ends_here() const { return !steps_.empty() && !steps_.back().applies; }

  /// The named values and method calls inside an expression, before it is read itself.
  void open(ExpressionId id) {
    if (!model::is(id) || !opened_.insert(id).second) return;
    const model::Expression& expression = rulebook_[id];
    if (expression.operation == model::Operation::named && expression.is_method_call) {
      call(id);
      return;
    }
    for (const ExpressionId operand : expression.operands) open(operand);
    if (expression.operation != model::Operation::named) return;
    Step made = step(What::let, expression.span, {id});
    if (made.inputs.empty() && made.items.empty()) return;  // a constant is what it says
    made.name = expression.name;
    made.kind = expression.kind;
    made.value = outcome_if_reached(id);
    steps_.push_back(std::move(made));
  }

  /// A call and the lines inside it; its arguments before it.
  void call(ExpressionId id) {
    opened_.insert(id);
    const model::Expression& expression = rulebook_[id];
    const std::vector<ScoringLine> inside = method_lines(rulebook_, id);
    if (inside.empty()) {
      for (const ExpressionId operand : expression.operands) open(operand);
    } else {
      for (const ScoringLine& line : inside) open(line.condition);
    }
    Step made = step(What::expression, expression.span, {id});
    made.name = expression.name;
    made.kind = expression.kind;
    made.value = outcome_if_reached(id);
    steps_.push_back(std::move(made));
    lines(What::method_line, inside, expression.kind);
  }

  /// The lines up to the one that holds; after one that cannot be known yet, those that may give the points too.
  void lines(What what, const std::vector<ScoringLine>& all, model::Kind kind) {
    const bool was_reached = is_reached_;
    const check::RangeEvaluator::Mark before = ranges_.mark();
    bool is_open = false;
    for (const ScoringLine& line : all) {
      open(line.condition);
      const Truth truth = model::is(line.condition) ? truth_of(outcome(line.condition)) : Truth{true, false, false};
      const bool may_hold = truth.yes;
      if (may_hold) open(line.value);
      Step made = step(what, line.span, {line.condition, may_hold ? line.value : model::no_expression});
      made.kind = kind;
      judge(made, truth);
      made.is_rest = !model::is(line.condition);
      if (made.is_rest && is_open) made.held = std::nullopt;
      if (may_hold) made.value = value_of(line, truth);
      if (made.applies && !made.held) is_open = true;
      if (is_open) is_reached_ = false;
      steps_.push_back(std::move(made));
      if (!truth.no) break;
    }
    is_reached_ = was_reached;
    ranges_.undo(before);
  }

  /// What a line gives where it is reached and holds; then the line is supposed not to hold.
  Outcome value_of(const ScoringLine& line, const Truth& truth) {
    if (!model::is(line.condition) || !truth.no) return outcome_if_reached(line.value);
    const check::RangeEvaluator::Mark before = ranges_.mark();
    suppose(line.condition, true);
    const Outcome value = outcome_if_reached(line.value);
    ranges_.undo(before);
    suppose(line.condition, false);
    return value;
  }

  void form() {
    const model::Scoring& scoring = node_.scoring;
    switch (scoring.form) {
      case model::ScoringForm::progressive:
        subject(scoring.subject);
        if (stretches(scoring)) return;
        lines(What::line, scoring_lines(scoring), points_kind);
        return;
      case model::ScoringForm::bands: subject(scoring.subject); [[fallthrough]];
      case model::ScoringForm::when: lines(What::line, scoring_lines(scoring), points_kind); return;
      case model::ScoringForm::add:
      case model::ScoringForm::deduct:
        for (const model::Adjustment& line : scoring.adjustments) {
          if (!ends_here()) adjustment(line);
        }
        return;
      case model::ScoringForm::expression: expression(scoring.expression); return;
      case model::ScoringForm::entered: {
        Step made = step(What::entered, scoring.span, {});
        made.value = outcome(stages_.form);
        made.inputs = {scoring.entered};
        steps_.push_back(std::move(made));
        return;
      }
      case model::ScoringForm::sum:
      case model::ScoringForm::mean:
      case model::ScoringForm::geometric_mean: {
        Step made = step(What::children, {}, {});
        made.value = points(stages_.children);
        steps_.push_back(std::move(made));
        for (const model::Adjustment& line : scoring.adjustments) adjustment(line);
        return;
      }
      case model::ScoringForm::not_scored: return;
    }
  }

  /// What bands are of: an input or a `let` speaks for itself, anything else is shown like a `let` without a name.
  void subject(ExpressionId id) {
    open(id);
    if (!model::is(id) || rulebook_[id].operation == model::Operation::named ||
        rulebook_[id].operation == model::Operation::input) {
      return;
    }
    Step made = step(What::let, rulebook_[id].span, {id});
    made.kind = rulebook_[id].kind;
    made.value = outcome_if_reached(id);
    steps_.push_back(std::move(made));
  }

  /// What each row of progressive bands gives, up to that in which the subject lies; false where that is not known.
  bool stretches(const model::Scoring& scoring) {
    std::size_t last = 0;
    while (last < scoring.bands.size() && held(truth_of(outcome(scoring.bands[last].holds))) != true) ++last;
    if (last == scoring.bands.size()) return false;
    for (std::size_t row = 0; row <= last; ++row) {
      const model::Band& band = scoring.bands[row];
      const ExpressionId gives = row == last ? band.part : band.whole;
      open(band.rate);
      Step made = step(What::expression, band.span, {scoring.subject, gives});
      made.value = outcome(gives);
      steps_.push_back(std::move(made));
    }
    return true;
  }

  void adjustment(const model::Adjustment& line) {
    open(line.when);
    open(line.amount);
    open(line.per);
    // `deduct 0.5 per late` has no condition: it is an amount.
    const bool has_condition = model::is(line.when);
    Step made = step(has_condition ? What::line : What::expression, line.span, {line.when, line.amount, line.per});
    const Truth truth = has_condition ? truth_of(outcome(line.when)) : Truth{true, false, false};
    if (has_condition) judge(made, truth);
    if (truth.yes) {
      const Outcome amount = outcome_if_reached(line.amount);
      made.value = model::is(line.per) ? product(amount, outcome_if_reached(line.per)) : amount;
    }
    steps_.push_back(std::move(made));
  }

  static Outcome product(const Outcome& a, const Outcome& b) {
    graph::GraphNode times;
    times.operation = graph::Operation::multiply;
    return outcome_of(times, std::vector{&a, &b});
  }

  void expression(const model::Guard& clause) {
    if (rulebook_[clause.expression].operation == model::Operation::named &&
        rulebook_[clause.expression].is_method_call) {
      call(clause.expression);
      return;
    }
    open(clause.expression);
    Step made = step(What::expression, clause.span, {clause.expression});
    made.value = outcome_if_reached(clause.expression);
    steps_.push_back(std::move(made));
  }

  // -- the stages around the form

  void acted(What what, const model::Guard& clause, GraphId before, GraphId after) {
    const Outcome result = points(after);
    if (points(before) == result) return;
    open(clause.expression);
    Step made = step(what, clause.span, {clause.expression});
    made.value = result;
    steps_.push_back(std::move(made));
  }

  void bounds() {
    const model::Scoring& scoring = node_.scoring;
    if (scoring.at_most) acted(What::bound, *scoring.at_most, stages_.form, stages_.at_most);
    if (scoring.not_below) acted(What::bound, *scoring.not_below, stages_.at_most, stages_.bounded);
  }

  void clauses() {
    is_reached_ = true;  // they act on what came before, whatever it was
    const model::Scoring& scoring = node_.scoring;
    if (scoring.if_missing) acted(What::if_missing, *scoring.if_missing, stages_.before_missing, stages_.after_missing);
    if (scoring.evidence && points(stages_.after_missing) != points(stages_.with_evidence)) {
      Step made = step(What::evidence, scoring.evidence->span, {scoring.evidence->given, scoring.evidence->otherwise});
      made.value = points(stages_.with_evidence);
      steps_.push_back(std::move(made));
    }
    for (std::size_t i = 0; i < scoring.caps.size() && !ends_here(); ++i) cap(scoring.caps[i], stages_.capped[i]);
    for (std::size_t i = 0; i < scoring.zero_when.size() && !ends_here(); ++i) {
      is_reached_ = true;
      if (guard(What::zero, scoring.zero_when[i]) == true) steps_.back().value = outcome(stages_.zeroed[i]);
    }
    if (!scoring.round || ends_here()) return;
    const Outcome result = outcome(stages_.computed);
    if (result.state() == value::State::missing || outcome(last_before_round()) == result) return;
    is_reached_ = true;
    Step made = step(What::round, scoring.round->span, {});
    made.value = result;
    steps_.push_back(std::move(made));
  }

  GraphId last_before_round() const {
    if (!stages_.zeroed.empty()) return stages_.zeroed.back();
    return stages_.capped.empty() ? stages_.with_evidence : stages_.capped.back();
  }

  /// What the points are under the cap, whether or not it is known that it acts.
  void cap(const model::Cap& clause, GraphId after) {
    is_reached_ = true;
    guard(What::cap, {clause.condition, clause.span});
    Step& made = steps_.back();
    if (!made.applies || made.held == false) return;
    const GraphId under_cap = graph_.nodes[graph::index(after)].operands[1];
    made.value = points(made.held ? after : under_cap);
  }

  const graph::ScoringGraph& graph_;
  const model::Rulebook& rulebook_;
  const Sheet& sheet_;
  data::UnitId unit_;
  const model::Node& node_;
  const bool is_parent_;  ///< what does not apply to the unit does not hold there
  const graph::LeafStages& stages_;
  const std::vector<Outcome>& inputs_;
  std::vector<Step> steps_;
  std::set<ExpressionId> opened_;
  check::RangeEvaluator ranges_;
  bool is_reached_ = true;  ///< no condition before the step that is made next is open
};

std::vector<data::Remark> remarks_on(const data::Units& units, data::UnitId unit, NodeId leaf,
                                     const std::vector<InputId>& inputs) {
  std::vector<data::Remark> remarks;
  for (const data::Remark& remark : units.remarks) {
    const bool of_input = std::find(inputs.begin(), inputs.end(), remark.input) != inputs.end();
    if (remark.unit == unit && (remark.node == leaf || (remark.input != model::no_input && of_input))) {
      remarks.push_back(remark);
    }
  }
  return remarks;
}

}  // namespace

std::vector<Step> steps_of(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units,
                           const Sheet& sheet, data::UnitId unit, NodeId leaf) {
  const check::Knowledge known = known_of(rulebook, check::declared(rulebook), units, unit);
  return Explainer(graph, rulebook, sheet, unit, leaf, known).steps();
}

Explanation explain(const graph::ScoringGraph& graph, const model::Rulebook& rulebook, const data::Units& units,
                    const Sheet& sheet, data::UnitId unit, NodeId leaf) {
  const check::Knowledge known = known_of(rulebook, check::declared(rulebook), units, unit);
  Explanation explanation;
  explanation.node = leaf;
  if (!rulebook[leaf].is_scored()) {
    explanation.inputs = rulebook.inputs_of(leaf);
    for (const InputId input : explanation.inputs) explanation.can_be.push_back(known.inputs[model::index(input)]);
    explanation.remarks = remarks_on(units, unit, leaf, explanation.inputs);
    return explanation;
  }
  explanation.points = sheet.columns[graph::index(graph.points[model::index(leaf)])].outcome(unit);
  explanation.applicable = sheet.columns[graph::index(graph.applicable[model::index(leaf)])].outcome(unit);
  explanation.steps = Explainer(graph, rulebook, sheet, unit, leaf, known).steps();
  if (rulebook[leaf].is_leaf()) {
    explanation.inputs = rulebook.inputs_of(leaf);
  } else {  // what its own clauses read; what is below it has explanations of its own
    for (const Step& step : explanation.steps)
      explanation.inputs.insert(explanation.inputs.end(), step.inputs.begin(), step.inputs.end());
    std::sort(explanation.inputs.begin(), explanation.inputs.end());
    explanation.inputs.erase(std::unique(explanation.inputs.begin(), explanation.inputs.end()), explanation.inputs.end());
  }
  for (const InputId input : explanation.inputs) explanation.can_be.push_back(known.inputs[model::index(input)]);
  explanation.remarks = remarks_on(units, unit, leaf, explanation.inputs);
  if (rulebook[leaf].is_leaf())
    explanation.better = improvements(graph, rulebook, known.inputs, leaf, most_improvements);
  return explanation;
}

}  // namespace barem::score
