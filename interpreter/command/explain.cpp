// `barem explain RULES --data UNITS --unit ID [NUMBER]`: a unit's tree of points, or the steps of one item.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "interpreter/report/explanation.h"

namespace barem::command {

namespace {

constexpr Bilingual unit_absent{"`barem explain` needs `--unit ID`", "`barem explain` cần `--unit MÃ`"};
constexpr Bilingual unit_unknown{"the data has no unit `{0}`", "số liệu không có đơn vị `{0}`"};
constexpr Bilingual unit_unknown_near{"the data has no unit `{0}`; did you mean `{1}`?",
                                      "số liệu không có đơn vị `{0}`; ý bạn là `{1}`?"};

/// By id, or by the name as it is written.
std::optional<data::UnitId> find_unit(const data::Units& units, const std::string& named) {
  if (const std::optional<data::UnitId> unit = units.find(named)) return unit;
  for (std::size_t i = 0; i < units.units.size(); ++i)
    if (units.units[i].name == named) return data::UnitId{static_cast<std::uint32_t>(i)};
  return std::nullopt;
}

int refuse_unit(const data::Units& units, const std::string& named, Language language) {
  std::vector<std::string> candidates;
  for (const data::Unit& unit : units.units) candidates.push_back(unit.id);
  const std::string nearest = source::nearest(named, candidates);
  return nearest.empty() ? complain(unit_unknown, {named}, language)
                         : complain(unit_unknown_near, {named, nearest}, language);
}

/// What has a rule of its own: the leaves, and parents that correct what is below them, those first.
void collect_leaves(const model::Rulebook& rulebook, model::NodeId node, std::vector<model::NodeId>& leaves) {
  if (rulebook[node].has_rule() || !rulebook[node].is_scored()) leaves.push_back(node);
  for (const model::NodeId child : rulebook[node].unscored) collect_leaves(rulebook, child, leaves);
  for (const model::NodeId child : rulebook[node].children) collect_leaves(rulebook, child, leaves);
}

}  // namespace

int run_explain(const Call& call) {
  if (const std::optional<int> status = wrong_data_call(call)) return *status;
  const std::optional<std::string> named = call.value("--unit");
  if (!named) return refuse_call(call, unit_absent, {});
  Rules rules;
  if (!load_rulebook(call, call.operands[0], rules)) return answer_is_no;
  const model::Rulebook& rulebook = rules.rulebook();
  const Language language = rules.language(call);

  std::vector<model::NodeId> leaves;
  if (call.operands.size() > 1) {
    const std::optional<model::NodeId> node = find_node_or_say(rulebook, call.operands[1], language);
    if (!node) return answer_is_no;
    collect_leaves(rulebook, *node, leaves);
  }
  const std::optional<data::Units> units = read_units(call, rules);
  if (!units) return answer_is_no;
  const std::optional<data::UnitId> unit = find_unit(*units, source::to_nfc(*named));
  if (!unit) return refuse_unit(*units, *named, language);

  const score::Sheet sheet = score::evaluate(*rules.graph, rulebook, *units,
                                             leaves.empty() ? score::Keep::nodes : score::Keep::all);
  const report::Results results{rulebook, *rules.graph, *units, sheet};
  if (say_undecided(results, rules.sources, language)) return answer_is_no;
  std::vector<score::Explanation> explanations;
  for (const model::NodeId leaf : leaves)
    explanations.push_back(score::explain(*rules.graph, rulebook, *units, sheet, *unit, leaf));

  Output output(call);
  const std::size_t columns =
      std::min(report::widest_page, (output.is_file() ? std::nullopt : terminal_columns()).value_or(report::widest_page));
  const bool as_json = call.value("--format") == "json";
  if (leaves.empty())
    output.write(as_json ? report::summary_json(results, *unit) : report::summary_text(results, rules.sources, *unit, language, columns));
  else
    output.write(as_json ? report::explanation_json(results, rules.sources, *unit, explanations)
                         : report::explanation_text(results, rules.sources, *unit, explanations, language, columns));
  return output.finish(done);
}

}  // namespace barem::command
