// `score --format csv`: unit, name, index, rank, class, status, then a column a number.
#include "interpreter/report/layout.h"
#include "interpreter/report/scores.h"

namespace barem::report {

using value::State;

namespace {

constexpr std::size_t piece = std::size_t{1} << 16;

void append_cell(std::string& line, std::string_view text) {
  append_csv_cell(line, text, ",");
  line += ',';
}

void end_line(std::string& text) { text.back() = '\n'; }

void append_points(std::string& line, const score::Column& column, data::UnitId unit) {
  const std::size_t at = data::index(unit);
  if (column.is_kept() && column.states[at] == State::value) line += column.numbers[at].to_decimal();
  if (column.is_kept() && column.states[at] == State::not_applicable) line += "n/a";
  line += ',';
}

}  // namespace

void scores_csv(const Results& results, Nodes nodes, const Sink& sink) {
  const model::Rulebook& rulebook = results.rulebook;
  std::vector<model::NodeId> shown = shown_nodes(rulebook, nodes);
  std::erase_if(shown, [&](model::NodeId node) { return !rulebook[node].is_scored(); });
  const int decimals = publish_of(rulebook).decimals;
  std::string text;
  for (const char* head : {"unit", "name", "index", "rank", "class", "status"}) append_cell(text, head);
  const bool has_groups = rulebook.rank_within != model::no_input;
  if (has_groups) text += "rank_group,rank_within,";
  if (rulebook.rank_apart) text += "rank_apart,";
  for (const model::NodeId node : shown) append_cell(text, rulebook[node].number);
  end_line(text);
  for (const data::UnitId id : results.sheet.order) {
    const data::Unit& unit = results.units.units[data::index(id)];
    const score::Standing& standing = results.standing(id);
    append_cell(text, unit.id);
    append_cell(text, unit.name);
    append_cell(text, standing.state == State::value ? standing.published.number().to_fixed(decimals) : "");
    append_cell(text, standing.common.rank ? std::to_string(*standing.common.rank) : "");
    append_cell(text, standing.class_line ? rulebook.classes[*standing.class_line].label : "");
    append_cell(text, status_word(standing.state));
    const auto append_rank = [&](const std::optional<std::uint32_t>& rank) {
      append_cell(text, rank ? std::to_string(*rank) : "");
    };
    if (has_groups) {
      append_cell(text, standing.group_is_known ? group_text(rulebook, standing) : "");
      append_rank(standing.within.rank);
    }
    if (rulebook.rank_apart) append_rank(standing.apart.rank);
    for (const model::NodeId node : shown)
      append_points(text, results.sheet.columns[graph::index(results.graph.points[model::index(node)])], id);
    end_line(text);
    if (text.size() < piece) continue;
    sink(text);
    text.clear();
  }
  sink(text);
}

}  // namespace barem::report
