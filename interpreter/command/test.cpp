// `barem test RULES...`: runs the examples that stand in rule files. What an example does not set is missing.
#include <optional>
#include <string>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "interpreter/report/explanation.h"
#include "interpreter/score/evaluate.h"
#include "lang/source/render.h"

namespace barem::command {

namespace {

constexpr model::Kind points_kind{model::KindTag::points, 0};

constexpr Bilingual example_fails{"{0}:{1}: example {2}for {3}", "{0}:{1}: ví dụ {2}cho {3}"};
constexpr Bilingual expected_got{"  expected {0}, got {1}", "  cần được {0}, tính ra {1}"};
constexpr Bilingual all_pass{"{0}: all examples pass ({1})", "{0}: mọi ví dụ đều đúng ({1})"};
constexpr Bilingual some_fail{"{0}: examples that fail: {1} of {2}", "{0}: ví dụ sai: {1} trên {2}"};

/// All examples of nodes as the units of one run.
data::Units units_of(const model::Rulebook& rulebook, const std::vector<const model::Example*>& examples) {
  data::Units all;
  all.inputs.resize(rulebook.inputs.size());
  for (const model::Example* example : examples) {
    data::Units one = data::unit_of(rulebook, example->settings);
    data::Unit& unit = all.units.emplace_back(std::move(one.units.front()));
    unit.id = std::to_string(all.units.size());
    for (std::size_t i = 0; i < all.inputs.size(); ++i) {
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
  Examples(const Call& call, const std::string& path, const Rules& rules)
      : path_(path), rules_(rules), rulebook_(rules.rulebook()), language_(rules.language(call)) {
    for (const model::Example& example : rulebook_.examples) {
      if (example.span.file != rulebook_.file) continue;  // those of a used file are run with that file
      ++count_;
      (example.node == model::no_node ? of_methods_ : of_nodes_).push_back(&example);
    }
  }

  void run(Output& output) {
    for (const model::Example* example : of_methods_) {
      const value::Outcome outcome = score::outcome_of_expression(rulebook_, example->expression, unknown_inputs());
      if (!is_as_given(*example, outcome)) fail(*example, outcome, {}, output);
    }
    run_nodes(output);
    const std::string count = std::to_string(count_);
    const std::string line = failed_ == 0 ? filled(all_pass, {path_, count})
                                          : filled(some_fail, {path_, std::to_string(failed_), count});
    output.write(line + "\n");
  }

  bool all_passed() const { return failed_ == 0; }

 private:
  std::string filled(Bilingual text, const std::vector<std::string>& arguments) const {
    return source::fill(text.in(language_), {arguments.begin(), arguments.end()}, language_);
  }

  std::vector<value::Outcome> unknown_inputs() const { return check::declared(rulebook_).inputs; }

  void run_nodes(Output& output) {
    if (of_nodes_.empty()) return;
    const data::Units units = units_of(rulebook_, of_nodes_);
    const score::Sheet sheet = score::evaluate(*rules_.graph, rulebook_, units, score::Keep::all);
    const report::Results results{rulebook_, *rules_.graph, units, sheet};
    for (std::size_t i = 0; i < of_nodes_.size(); ++i) {
      const model::Example& example = *of_nodes_[i];
      const data::UnitId unit{static_cast<std::uint32_t>(i)};
      const value::Outcome outcome = results.points(example.node, unit).value_or(value::Outcome{});
      if (is_as_given(example, outcome)) continue;
      std::string steps;
      if (rulebook_[example.node].is_leaf())
        steps = report::steps_text(
            results, rules_.sources, unit,
            score::explain(*rules_.graph, rulebook_, units, sheet, unit, example.node), language_);
      fail(example, outcome, steps, output);
    }
  }

  void fail(const model::Example& example, const value::Outcome& outcome, const std::string& steps, Output& output) {
    ++failed_;
    const source::Source& file = rules_.sources[example.span.file];
    const std::string title = example.title.empty() ? "" : "\"" + example.title + "\" ";
    const std::string target =
        example.node == model::no_node ? example.method : name_of(rulebook_[example.node]).in(language_);
    output.write(filled(example_fails, {file.name(), std::to_string(file.place(example.span.begin).line), title, target}) +
                 "\n");
    output.write(filled(expected_got, {text_of(example, given_outcome(example)), text_of(example, outcome)}) + "\n");
    output.write(steps + "\n");
  }

  std::string text_of(const model::Example& example, const value::Outcome& outcome) const {
    model::Kind kind = points_kind;
    if (model::is(example.expression)) kind = rulebook_[example.expression].kind;
    const std::string text = report::outcome_text(outcome, kind, rulebook_, language_);
    const std::string missing = language_ == Language::english ? "missing" : "chưa có số liệu";
    if (outcome.state() != value::State::missing) return text;
    return text.empty() ? missing : missing + " (" + text + ")";
  }

  const std::string& path_;
  const Rules& rules_;
  const model::Rulebook& rulebook_;
  Language language_;
  std::vector<const model::Example*> of_nodes_;
  std::vector<const model::Example*> of_methods_;
  std::size_t count_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

int run_test(const Call& call) {
  Output output(call);
  int status = done;
  for (const std::string& path : call.operands) {
    Rules rules;
    if (!load_sound_rules(call, path, rules)) {
      status = answer_is_no;
      continue;
    }
    Examples examples(call, path, rules);
    examples.run(output);
    if (!examples.all_passed()) status = answer_is_no;
  }
  return output.finish(status);
}

}  // namespace barem::command
