// A rulebook with an input of every kind, made by hand, and data read for it: for tests of interpreter/data.
// Each declaration is a line of a rule file of its own, so that findings can point at it.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/data/units.h"
#include "lang/model/rulebook.h"
#include "lang/source/render.h"

namespace barem::test {

using data::DecimalMark;
using model::KindTag;
using source::Language;
using value::Number;
using value::State;

/// The codes of findings, in their order.
inline std::string codes_of(const source::Diagnostics& diagnostics) {
  std::string text;
  for (const source::Finding& finding : diagnostics.findings())
    text += (text.empty() ? "" : " ") + std::string(finding.code);
  return text;
}

/// What one reading of data gives.
struct Read {
  source::Sources sources;
  source::Diagnostics diagnostics;
  std::optional<data::Units> units;
  const model::Rulebook* rulebook = nullptr;

  /// All findings as people read them, in the rulebook's language.
  std::string said(std::optional<Language> language = {}) const {
    std::string text;
    for (const source::Finding& finding : diagnostics.findings())
      text += source::render(finding, sources, {language.value_or(rulebook->language), false});
    return text;
  }
  /// Their codes: `E0640 E0641`.
  std::string codes() const { return codes_of(diagnostics); }
  /// A value as text: `9`, `1/2`, `none`, `missing`, `n/a`.
  std::string at(std::string_view unit, std::string_view input) const {
    if (!units) return "refused";
    const auto id = units->find(unit);
    const auto column = rulebook->find_input(input);
    if (!id || !column) return "unknown";
    const data::InputColumn& values = units->inputs[model::index(*column)];
    switch (values.states[data::index(*id)]) {
      case State::value:
        return values.numbers[data::index(*id)].to_fraction();
      case State::none:
        return "none";
      case State::missing:
        return "missing";
      case State::not_applicable:
        return "n/a";
    }
    return {};
  }
};

/// The rulebook: see the list of inputs in its constructor.
class Fixture {
 public:
  explicit Fixture(Language language = Language::english) {
    rulebook.language = language;
    rulebook.choice_lists.push_back({"secretary", "deputy", "nobody"});
    add("issued", KindTag::date, "issued date or none", {}).or_none = true;
    add("planned", KindTag::count, "planned count", at_least(0));
    add("done", KindTag::count, "done count at most planned", at_least(0)).at_most = {model::InputId{1}};
    add("rate", KindTag::percent, "rate percent", {});
    add("online", KindTag::percent, "online percent written 0 to 100", closed(0, 1)).written_0_to_100 = true;
    add("satisfied", KindTag::number, "satisfied number 1 to 5", closed(1, 5));
    add("amount", KindTag::number, "amount number", {});
    add("has_border", KindTag::yes_no, "has_border yes/no or not applicable", closed(0, 1))
        .or_not_applicable = true;
    add("chair", KindTag::choice, "chair choice secretary, deputy, nobody", closed(0, 2));
    add("survey_held", KindTag::yes_no, "option survey_held yes/no", closed(0, 1)).role =
        model::InputRole::option;
    add("factor", KindTag::number, "option factor number", {}).role = model::InputRole::option;
    model::Node node;
    node.number = "1.1";
    node.title = "Computed";
    node.max = 2;
    rulebook.nodes.push_back(node);
    node.number = "1.2";
    node.title = "Dialogue";
    rulebook.nodes.push_back(node);
    model::Input& entered = add("1.2", KindTag::points, "entered in steps of 0.5 by council", closed(0, 2));
    entered.role = model::InputRole::entered;
    entered.step = Number::fraction(1, 2);
    entered.node = model::NodeId{1};
  }

  Read read(const std::vector<data::DataFile>& files, const data::ReadOptions& options = {}) const {
    Read read;
    read.rulebook = &rulebook;
    read.sources.add(source::Source("rules.barem", rules_));
    read.units = data::read_units(rulebook, files, options, read.sources, read.diagnostics);
    return read;
  }
  /// One CSV file.
  Read csv(std::string bytes, const data::ReadOptions& options = {}) const {
    return read({{"units.csv", std::move(bytes)}}, options);
  }
  Read json(std::string bytes, const data::ReadOptions& options = {}) const {
    return read({{"units.json", std::move(bytes)}}, options);
  }

  model::Rulebook rulebook;

 private:
  static value::Range at_least(int low) { return {Number(low), {}, false, false}; }
  static value::Range closed(int low, int high) { return value::Range::closed(Number(low), Number(high)); }

  model::Input& add(std::string name, KindTag kind, const std::string& line, value::Range range) {
    model::Input input;
    input.name = std::move(name);
    input.title = "Title of " + input.name;
    input.kind = {kind, 0};
    input.range = std::move(range);
    const auto begin = static_cast<std::uint32_t>(rules_.size());
    rules_ += line + "\n";
    input.span = {source::FileId{0}, begin, begin + static_cast<std::uint32_t>(line.size())};
    return rulebook.inputs.emplace_back(std::move(input));
  }

  std::string rules_;
};

}  // namespace barem::test
