// `barem test RULES...`: runs the examples that stand in rule files. What an example does not set is missing. Which lines
// of the rules they reach comes with it.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "interpreter/gather/gather.h"
#include "interpreter/report/examples.h"
#include "interpreter/report/explanation.h"
#include "interpreter/score/evaluate.h"
#include "interpreter/score/operations.h"

namespace barem::command {

namespace {

constexpr model::Kind points_kind{model::KindTag::points, 0};

/// All examples of nodes as the units of one run.
data::Units units_of(const model::Rulebook& rulebook, const std::vector<const model::Example*>& examples) {
  data::Units all;
  all.inputs.resize(rulebook.inputs.size());
  for (const model::Example* example : examples) {
    data::Units one = gather::units_of(rulebook, *example);
    data::Unit& unit = all.units.emplace_back(std::move(one.units.front()));
    unit.id = std::to_string(all.units.size());
    for (std::size_t i = 0; i < all.inputs.size(); ++i) {
      if (one.inputs[i].states.empty()) continue;
      if (const auto open = one.inputs[i].open.find(0); open != one.inputs[i].open.end())
        all.inputs[i].open.emplace(static_cast<std::uint32_t>(all.units.size() - 1), open->second);
      all.inputs[i].states.push_back(one.inputs[i].states.front());
      all.inputs[i].numbers.push_back(std::move(one.inputs[i].numbers.front()));
    }
  }
  return all;
}

bool is_as_given(const model::Example& example, const value::Outcome& outcome) {
  if (outcome.state() != example.gives_state) return false;
  return example.gives_state != value::State::value || outcome.number() == example.gives;
}

value::Outcome given_outcome(const model::Example& example) {
  switch (example.gives_state) {
    case value::State::value:
      return value::Outcome::of(example.gives);
    case value::State::none:
      return value::Outcome::none();
    case value::State::not_applicable:
      return value::Outcome::not_applicable();
    case value::State::missing:
      break;
  }
  return {};
}

/// Runs one file's own examples.
class Examples {
 public:
  Examples(const std::string& path, const Rules& rules, Language language)
      : rules_(rules), rulebook_(rules.rulebook()), coverage_(rulebook_) {
    file_.path = path;
    file_.language = language;
    for (const model::Example& example : rulebook_.examples) {
      (example.node == model::no_node ? of_methods_ : of_nodes_).push_back(&example);
    }
  }

  report::FileExamples run() {
    const std::vector<value::Outcome> unknown = check::declared(rulebook_).inputs;
    for (const model::Example* example : of_methods_) {
      coverage_.reach_call(example->expression);
      take(*example, score::settled(score::outcome_of_expression(rulebook_, example->expression, unknown)), {});
    }
    run_nodes();
    std::ranges::stable_sort(file_.results, {}, &report::ExampleResult::line);
    report::take_coverage(coverage_, rulebook_, rules_.sources, file_);
    return std::move(file_);
  }

 private:
  void run_nodes() {
    if (of_nodes_.empty()) return;
    const data::Units units = units_of(rulebook_, of_nodes_);
    const score::Sheet sheet = score::evaluate(*rules_.graph, rulebook_, units, score::Keep::all);
    const report::Results results{rulebook_, *rules_.graph, units, sheet};
    for (std::size_t i = 0; i < of_nodes_.size(); ++i) {
      const model::Example& example = *of_nodes_[i];
      const data::UnitId unit{static_cast<std::uint32_t>(i)};
      reach(example.node, units, sheet, unit);
      const value::Outcome outcome = results.points(example.node, unit).value_or(value::Outcome{});
      std::string steps;
      if (!is_as_given(example, outcome) && rulebook_[example.node].has_rule())
        steps = report::steps_text(
            results, rules_.sources, unit,
            score::explain(*rules_.graph, rulebook_, units, sheet, unit, example.node), file_.language);
      take(example, outcome, std::move(steps));
    }
  }

  /// An example of a parent goes through all leaves below it.
  void reach(model::NodeId node, const data::Units& units, const score::Sheet& sheet, data::UnitId unit) {
    if (rulebook_[node].has_rule())
      coverage_.reach(score::steps_of(*rules_.graph, rulebook_, units, sheet, unit, node));
    for (const model::NodeId child : rulebook_[node].children) reach(child, units, sheet, unit);
  }

  void take(const model::Example& example, const value::Outcome& outcome, std::string steps) {
    report::ExampleResult& result = file_.results.emplace_back();
    result.title = example.title;
    result.target =
        example.node == model::no_node ? example.method : name_of(rulebook_[example.node]).in(file_.language);
    result.path = rules_.sources[example.span.file].name();
    result.line = rules_.sources[example.span.file].place(example.span.begin).line;
    result.passes = is_as_given(example, outcome);
    result.expected = text_of(example, given_outcome(example));
    result.got = text_of(example, outcome);
    result.steps = std::move(steps);
  }

  std::string text_of(const model::Example& example, const value::Outcome& outcome) const {
    model::Kind kind = points_kind;
    if (model::is(example.expression)) kind = rulebook_[example.expression].kind;
    const std::string text = report::outcome_text(outcome, kind, rulebook_, file_.language);
    const std::string missing = file_.language == Language::english ? "missing" : "chưa có số liệu";
    if (outcome.state() != value::State::missing) return text;
    return text.empty() ? missing : missing + " (" + text + ")";
  }

  const Rules& rules_;
  const model::Rulebook& rulebook_;
  score::Coverage coverage_;
  report::FileExamples file_;
  std::vector<const model::Example*> of_nodes_;
  std::vector<const model::Example*> of_methods_;
};

}  // namespace

int run_test(const Call& call) {
  const std::string format = call.value("--format").value_or("text");
  const bool with_coverage = call.has("--coverage");
  Output output(call);
  int status = done;
  std::vector<report::FileExamples> files;
  for (const std::string& path : call.operands) {
    Rules rules;
    report::FileExamples file;
    file.path = path;
    file.is_sound = load_sound_rules(call, path, rules) && can_be_scored(call, path, rules);
    file.language = rules.language(call);
    if (file.is_sound) {
      file = Examples(path, rules, file.language).run();
      if (format == "text") output.write(report::examples_text(file, with_coverage));
    }
    if (!file.is_sound || file.failed() > 0) status = answer_is_no;
    files.push_back(std::move(file));
  }
  if (format == "tap") output.write(report::examples_tap(files, with_coverage));
  if (format == "junit") output.write(report::examples_junit(files, with_coverage));
  if (format == "json") output.write(report::examples_json(files));
  return output.finish(status);
}

}  // namespace barem::command
