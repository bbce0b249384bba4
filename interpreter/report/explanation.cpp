// Lines as wide as the page: the rule's words first, below them what they came to and which data made it so.
#include "interpreter/report/explanation.h"

#include <algorithm>

#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"
#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"
#include "lang/source/render.h"

namespace barem::report {

using data::UnitId;
using model::NodeId;
using score::Step;
using source::Language;
using value::State;

namespace {

constexpr int summary_decimals = 4;
constexpr model::Kind points_kind{model::KindTag::points, 0};

std::string unit_title(const data::Unit& unit) {
  return unit.name.empty() || unit.name == unit.id ? unit.id : unit.name + " (" + unit.id + ")";
}

/// The text of one unit's explanations.
class Explainer {
 public:
  Explainer(const Results& results, const source::Sources& sources, UnitId unit, Language language,
            std::size_t columns)
      : results_(results), sources_(sources), unit_(unit), language_(language), columns_(columns) {}

  std::string component(const score::Explanation& explanation) const {
    const model::Node& node = results_.rulebook[explanation.node];
    std::string text = wrapped(node.label + " " + node.title, columns_, 2) + "\n";
    text += points_line(explanation) + "\n";
    if (const std::string shown = steps(explanation); !shown.empty()) text += "\n" + shown;  // what is not scored has none
    text += data_block(explanation);
    text += evidence_block(explanation, node);
    text += better_block(explanation);
    if (!node.basis.empty())
      text += block(words::basis, {(node.reconstructed ? word(words::basis_reconstructed) + ": " : "") + node.basis});
    return text;
  }

  std::string steps(const score::Explanation& explanation) const {
    std::string text;
    std::vector<model::InputId> told;
    for (const Step& step : explanation.steps) {
      text += step_text(step, explanation, told);
      if (!step.inputs.empty()) told = step.inputs;
    }
    return text;
  }

  std::string points_line(const score::Explanation& explanation) const {
    const value::Outcome& points = explanation.points;
    const model::Node& node = results_.rulebook[explanation.node];
    if (!node.is_scored()) return word(words::not_scored);
    if (points.state() == State::not_applicable) return word(words::not_applicable);
    const bool is_open = points.state() != State::value;
    const source::Bilingual text = node.role == model::Role::penalty ? words::points_taken_off
                                   : is_open                         ? words::points_open
                                                                     : words::points_of;
    value::Outcome where_it_applies = points;
    where_it_applies.may_be_not_applicable = false;
    std::string shown = outcome_text(where_it_applies, points_kind, results_.rulebook, language_);
    if (results_.is_enclosed(explanation.node, unit_)) shown = about(std::move(shown));
    std::string line = filled(text, language_, {shown, source::to_text(node.max, language_)});
    if (points.may_be_not_applicable) line += word(words::either_after_range) + word(words::not_applicable);
    return is_open ? line + " (" + word(words::open) + ")" : line;
  }

 private:
  std::string word(source::Bilingual text) const { return std::string(text.in(language_)); }

  /// `told`: the inputs named just above, whose values need no repeating.
  std::string step_text(const Step& step, const score::Explanation& explanation,
                        const std::vector<model::InputId>& told) const {
    std::string line = rule_words(step.words, sources_);
    if (line.empty())
      line = step.what == Step::What::children ? word(words::items_below)
             : step.what == Step::What::set    ? word(words::set_by_appraisal)
                                               : step.name;
    const std::size_t indentation = step.what == Step::What::method_line ? 4 : 2;
    std::string text = std::string(indentation, ' ') + wrapped(line, columns_ - indentation, indentation + 4) + "\n";
    const std::string result = result_text(step, explanation);
    const bool is_told = step.inputs == told && step.items.empty();
    const std::string reasons = is_told ? std::string() : reasons_text(step, explanation);
    std::string below = result;
    if (!reasons.empty()) below += (below.empty() ? "" : ": ") + reasons;
    if (!below.empty())
      text += std::string(indentation + 4, ' ') + wrapped(below, columns_, indentation + 6) + "\n";
    return text;
  }

  std::string result_text(const Step& step, const score::Explanation& explanation) const {
    const model::Node& node = results_.rulebook[explanation.node];
    const auto adjustment = std::find_if(node.scoring.adjustments.begin(), node.scoring.adjustments.end(),
                                         [&](const model::Adjustment& line) { return line.span == step.words; });
    const bool adjusts = adjustment != node.scoring.adjustments.end();
    if (!step.applies) return word(words::does_not_apply);
    if (step.held && !*step.held) return word(words::does_not_hold);
    const bool has_condition = is_condition(step.what) || step.what == Step::What::line ||
                               step.what == Step::What::method_line || step.what == Step::What::cap;
    std::string text;
    if (has_condition) text = word(step.held ? words::holds : words::cannot_be_known);
    if (step.is_rest && !step.held) text = word(words::if_none_above_holds);
    if (!step.value || is_condition(step.what)) return text;
    const bool is_unknown = step.value->state() == State::missing;
    if (step.what == Step::What::entered && is_unknown)
      return filled(words::not_entered, language_, {outcome_text(*step.value, step.kind, results_.rulebook, language_)});
    const bool is_certain = step.is_reached && (step.held || !has_condition);
    std::string value = outcome_text(*step.value, step.kind, results_.rulebook, language_);
    // What a step came to is kept as a number; that it is no fraction is known where it is the points themselves.
    if (*step.value == explanation.points && results_.is_enclosed(explanation.node, unit_)) value = about(std::move(value));
    source::Bilingual verb = is_certain ? words::gives : words::would_give;
    if (node.role == model::Role::penalty) verb = is_certain ? words::takes_off : words::would_take_off;
    if (step.what == Step::What::let) verb = words::is;
    if (adjusts) verb = adjustment->deduct ? (is_certain ? words::takes_off : words::would_take_off)
                                           : (is_certain ? words::adds : words::would_add);
    if (!text.empty()) text += ", ";
    if (step.what == Step::What::let && value == word(words::anything)) return word(words::is_not_known);
    return text + word(verb) + " " + value;
  }

  std::string reasons_text(const Step& step, const score::Explanation& explanation) const {
    if (step.what == Step::What::entered) return {};
    std::string text;
    for (const model::InputId input : step.inputs) {
      if (!text.empty()) text += list_separator(language_);
      text += shown_input(input) + equals(shown_value(input, explanation));
    }
    for (const score::ItemRead& item : step.items) {
      if (!text.empty()) text += list_separator(language_);
      text += item.name.in(language_) + equals(outcome_text(item.value, item.kind, results_.rulebook, language_));
    }
    return text;
  }

  /// ` = 9`, ` ≈ 1.570322`
  static std::string equals(const std::string& value) {
    constexpr std::string_view sign = "≈";
    return value.starts_with(sign) ? " ≈ " + value.substr(sign.size()) : " = " + value;
  }

  /// `9`, `missing`; of what is missing but bound by other values, also what it can be: `missing (9 or more)`.
  std::string shown_value(model::InputId id, const score::Explanation& explanation) const {
    const std::string text = value_text(results_, id, unit_, language_);
    const auto at = std::find(explanation.inputs.begin(), explanation.inputs.end(), id);
    if (at == explanation.inputs.end()) return text;
    const value::Outcome& can_be = explanation.can_be[static_cast<std::size_t>(at - explanation.inputs.begin())];
    const model::Input& input = results_.rulebook[id];
    if (can_be.state() != State::missing || can_be.range == input.range) return text;
    return text + " (" + outcome_text(can_be, input.kind, results_.rulebook, language_) + ")";
  }

  std::string shown_input(model::InputId id) const {
    const model::Input& input = results_.rulebook[id];
    return input.role == model::InputRole::entered && input.line == 0 ? word(words::entered) : input_text(input, language_);
  }

  std::string block(source::Bilingual head, const std::vector<std::string>& lines) const {
    std::string text = "\n" + word(head) + "\n";
    for (const std::string& line : lines) text += "  " + wrapped(line, columns_ - 2, 6) + "\n";
    return text;
  }

  std::string data_block(const score::Explanation& explanation) const {
    if (explanation.inputs.empty()) return {};
    TextTable table;
    for (int column = 0; column < 3; ++column) table.add_column("", TextTable::Align::left);
    table.may_cut(2);
    for (const model::InputId input : explanation.inputs)
      table.add_row({"  " + shown_input(input), shown_value(input, explanation),
                     results_.rulebook[input].title});
    const std::string rows = table.to_text(columns_);
    return "\n" + word(words::data) + "\n" + rows.substr(rows.find('\n') + 1);
  }

  std::string evidence_block(const score::Explanation& explanation, const model::Node& node) const {
    std::string text;
    if (!node.evidence.empty()) text += block(words::evidence_asked, node.evidence);
    std::vector<std::string> given;
    std::vector<std::string> notes;
    for (const data::Remark& remark : explanation.remarks) {
      std::string end;
      const std::string stage = remark.stage == data::no_stage ? "" : results_.rulebook.stages[remark.stage];
      for (const std::string* more : {&stage, &remark.date, &remark.by})
        if (!more->empty()) end += (end.empty() ? " (" : ", ") + *more;
      if (!end.empty()) end += ")";
      const std::string start = remark.input == model::no_input ? "" : shown_input(remark.input) + ": ";
      if (!remark.evidence.empty()) given.push_back(start + remark.evidence + end);
      if (!remark.note.empty()) notes.push_back(start + remark.note + end);
    }
    std::vector<std::string> staged;
    for (const data::Remark& remark : explanation.remarks) {
      if (remark.state == State::missing) continue;
      const bool is_set = results_.rulebook.appraisal_may_set_points && remark.stage != data::no_stage && remark.stage > 0;
      const std::string what = remark.input != model::no_input ? shown_input(remark.input)
                               : word(is_set ? words::set_by_appraisal : words::claimed);
      const std::string stage = remark.stage == data::no_stage ? "" : results_.rulebook.stages[remark.stage];
      std::string end;
      for (const std::string* more : {&remark.date, &remark.by})
        if (!more->empty()) end += (end.empty() ? " (" : ", ") + *more;
      if (!end.empty()) end += ")";
      staged.push_back((stage.empty() ? "" : stage + ": ") + what + " = " +
                       remark_value(remark, results_.rulebook, language_) + end);
    }
    if (!staged.empty()) text += block(words::by_stages, staged);
    if (!node.evidence.empty() && given.empty()) given.push_back(word(words::nothing_given));
    if (!given.empty()) text += block(words::evidence_given, given);
    if (!notes.empty()) text += block(words::note, notes);
    return text;
  }

  std::string better_block(const score::Explanation& explanation) const {
    if (results_.rulebook[explanation.node].role == model::Role::penalty) return {};  // more points there earn less
    std::vector<std::string> lines;
    for (const score::Better& better : explanation.better) {
      std::string line;
      for (const model::Setting& change : better.changes) {
        if (!line.empty()) line += list_separator(language_);
        line += shown_input(change.input) + equals(setting_text(change)) + " (" + word(words::instead_of) + " " +
                value_text(results_, change.input, unit_, language_) + ")";
      }
      line += ": " + filled(words::better_points, language_, {source::to_text(better.points, language_)});
      const std::string rule = rule_words(better.words, sources_);
      if (!rule.empty()) line += " — " + rule;
      lines.push_back(std::move(line));
    }
    return lines.empty() ? std::string() : block(words::would_earn_more, lines);
  }

  std::string setting_text(const model::Setting& setting) const {
    switch (setting.state) {
      case State::value:
        return to_text(setting.number, results_.rulebook[setting.input].kind, results_.rulebook, language_);
      case State::none:
        return word(words::none);
      case State::missing:
        return word(words::missing);
      case State::not_applicable:
        return word(words::not_applicable);
    }
    return {};
  }

  const Results& results_;
  const source::Sources& sources_;
  UnitId unit_;
  Language language_;
  std::size_t columns_;
};

/// `83.21, rank 12, class B`
std::string standing_line(const Results& results, UnitId unit, Language language) {
  const score::Standing& standing = results.standing(unit);
  std::string text = index_text(results.rulebook, standing, language);
  if (is_ranked(results.rulebook)) text += ", " + std::string(words::rank.in(language)) + " " + rank_text(standing);
  if (const std::string range = rank_range_text(standing); !range.empty())
    text += " (" + std::string(words::can_be.in(language)) + " " + range + ")";
  if (const std::string within = place_text(standing.within); !within.empty())
    text += ", " + filled(words::rank_in_group, language, {within, group_text(results.rulebook, standing)});
  if (const std::string apart = place_text(standing.apart); !apart.empty())
    text += ", " + filled(words::rank_among_apart, language, {apart});
  const std::string unit_class = class_text(results.rulebook, standing);
  if (!unit_class.empty()) text += ", " + std::string(words::unit_class.in(language)) + " " + unit_class;
  return text;
}

/// The `every …` that a condition cannot hold without.
std::vector<model::ExpressionId> gates_of(const model::Rulebook& rulebook, model::ExpressionId condition) {
  if (!model::is(condition)) return {};
  const model::Expression& expression = rulebook[condition];
  if (expression.operation == model::Operation::every) return {condition};
  std::vector<model::ExpressionId> gates;
  if (expression.operation != model::Operation::logical_and && expression.operation != model::Operation::named) return gates;
  for (const model::ExpressionId operand : expression.operands)
    for (const model::ExpressionId gate : gates_of(rulebook, operand)) gates.push_back(gate);
  return gates;
}

/// The item that a condition is about.
NodeId node_below(const model::Rulebook& rulebook, model::ExpressionId id) {
  if (rulebook[id].node != model::no_node) return rulebook[id].node;
  for (const model::ExpressionId operand : rulebook[id].operands)
    if (const NodeId node = node_below(rulebook, operand); node != model::no_node) return node;
  return model::no_node;
}

/// Of each class above that of the unit: the items that fail what it asks of every item.
std::string gates_text(const Results& results, UnitId unit, Language language, std::size_t columns) {
  const model::Rulebook& rulebook = results.rulebook;
  const std::optional<std::size_t> reached = results.standing(unit).class_line;
  if (!reached || *reached == 0) return {};
  const check::Knowledge known = score::known_of(rulebook, check::declared(rulebook), results.units, unit);
  std::string text;
  for (std::size_t line = 0; line < *reached; ++line) {
    std::string items;
    for (const model::ExpressionId gate : gates_of(rulebook, rulebook.classes[line].condition)) {
      for (const model::ExpressionId condition : rulebook[gate].operands) {
        const score::Truth truth = score::truth_of(score::outcome_of_expression(rulebook, condition, known.inputs));
        const NodeId node = node_below(rulebook, condition);
        if (truth.yes || truth.not_applicable || node == model::no_node) continue;
        items += (items.empty() ? "" : list_separator(language)) + rulebook[node].label;
      }
    }
    if (!items.empty())
      text += wrapped(filled(words::gate_fails, language, {rulebook.classes[line].label, items}), columns, 0) + "\n";
  }
  return text;
}

/// What a parent's own lines add to what lies below it, or take off; nothing where that is not decided, or no sum.
std::optional<value::Number> correction_of(const Results& results, NodeId node, UnitId unit) {
  const model::Node& parent = results.rulebook[node];
  const std::optional<value::Outcome> points = results.points(node, unit);
  if (!parent.is_corrected() || model::is_mean(parent.scoring.form) || !points || points->state() != State::value)
    return std::nullopt;
  value::Number correction = points->number();
  for (const NodeId child : parent.children) {
    const std::optional<value::Outcome> below = results.points(child, unit);
    if (!below || below->state() == State::missing) return std::nullopt;
    if (below->state() == State::value) correction -= below->number();
  }
  return correction;
}

/// True where a leaf is worth a line of a summary: points lost, or not known yet.
bool is_short_of_max(const Results& results, NodeId node, UnitId unit) {
  const std::optional<value::Outcome> points = results.points(node, unit);
  if (!points) return false;
  return points->state() != State::value || points->number() != results.rulebook[node].max;
}

}  // namespace

std::string rule_words(source::Span span, const source::Sources& sources) {
  if (span.end <= span.begin || static_cast<std::size_t>(span.file) >= sources.size()) return {};
  return on_one_line(sources[span.file].text(span));
}

bool is_condition(Step::What what) {
  switch (what) {
    case Step::What::not_applicable:
    case Step::What::full_points:
    case Step::What::zero:
      return true;
    case Step::What::line:
    case Step::What::let:
    case Step::What::expression:
    case Step::What::method_line:
    case Step::What::entered:
    case Step::What::bound:
    case Step::What::if_missing:
    case Step::What::evidence:
    case Step::What::cap:
    case Step::What::round:
    case Step::What::children:
    case Step::What::set:
      return false;
  }
  return false;
}

std::string summary_text(const Results& results, const source::Sources& sources, UnitId unit, Language language,
                         std::size_t columns) {
  const model::Rulebook& rulebook = results.rulebook;
  const data::Unit& shown = results.units.units[data::index(unit)];
  const std::optional<std::size_t> class_line = results.standing(unit).class_line;
  const std::string because = class_line ? rule_words(rulebook.classes[*class_line].span, sources) : std::string();
  std::string text = unit_title(shown) + ": " + standing_line(results, unit, language) + "\n" +
                     (because.empty() ? "" : wrapped(filled(words::class_by, language, {because}), columns, 2) + "\n") +
                     gates_text(results, unit, language, columns) + "\n";
  TextTable table;
  using enum TextTable::Align;
  table.add_column("", left);
  table.add_column("", left);
  table.add_column("", right);
  table.add_column("", right);
  table.may_cut(1);
  std::string largest;
  value::Number largest_loss;
  for (std::size_t i = 0; i < rulebook.nodes.size(); ++i) {
    const NodeId id{static_cast<std::uint32_t>(i)};
    const model::Node& node = rulebook[id];
    if (!node.is_scored()) continue;
    // Outside the scale all is listed: there, what is not listed would be taken for full points.
    if (node.role == model::Role::scored && node.is_leaf() && node.level != model::Level::field && !is_short_of_max(results, id, unit)) continue;
    const std::optional<value::Outcome> points = results.points(id, unit);
    const State state = points ? points->state() : State::missing;
    const auto brief = [&](const value::Number& number) {
      std::string figure = brief_text(number, summary_decimals, language);
      return results.is_enclosed(id, unit) ? about(std::move(figure)) : figure;
    };
    std::string got(words::open.in(language));
    std::string lost;
    if (state == State::not_applicable) {
      got = words::not_applicable.in(language);
    } else {
      if (state == State::value)
        got = brief(points->number());
      else if (points && points->may_be_value && points->range.low && points->range.high)
        got = brief_text(*points->range.low, summary_decimals, language) + "–" +
              brief_text(*points->range.high, summary_decimals, language);
      got += "/" + source::to_text(node.max, language);
    }
    if (node.is_block() && state == State::value && !points->number().is_zero()) {
      const bool is_bonus = node.role == model::Role::bonus;
      lost = (is_bonus ? "+" : "-") + brief(points->number());
    } else if (node.role == model::Role::scored && state == State::value && node.is_leaf() && points->number() != node.max) {
      const value::Number loss = node.max - points->number();
      lost = (loss.sign() < 0 ? "+" : "") + brief(-loss);
      if (loss > largest_loss) {
        largest_loss = loss;
        largest = node.number;
      }
    } else if (const auto correction = correction_of(results, id, unit); correction && !correction->is_zero()) {
      lost = (correction->sign() > 0 ? "+" : "") + brief(*correction);
      if (-*correction > largest_loss) {
        largest_loss = -*correction;
        largest = node.number;
      }
    }
    table.add_row({node.label, node.title, got, lost});
  }
  const std::string rows = table.to_text(columns);
  text += rows.substr(rows.find('\n') + 1) + "\n" + wrapped(words::full_elsewhere.in(language), columns, 0) + "\n";
  if (!largest.empty()) text += wrapped(filled(words::ask_for_more, language, {shown.id, largest}), columns, 0) + "\n";
  return text;
}

std::string explanation_text(const Results& results, const source::Sources& sources, UnitId unit,
                             const std::vector<score::Explanation>& explanations, Language language,
                             std::size_t columns) {
  const Explainer explainer(results, sources, unit, language, columns);
  std::string text = unit_title(results.units.units[data::index(unit)]) + ": " +
                     standing_line(results, unit, language) + "\n";
  for (const score::Explanation& explanation : explanations) text += "\n" + explainer.component(explanation);
  return text;
}

std::string steps_text(const Results& results, const source::Sources& sources, UnitId unit,
                       const score::Explanation& explanation, Language language) {
  return Explainer(results, sources, unit, language, widest_page).steps(explanation);
}

}  // namespace barem::report
