// Scores as people and machines read them: the ranked table, JSON and CSV in the shapes that the command-line
// contract fixes, and what is still missing. In: rulebook, units, sheet. Nothing here computes a score.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/report/comparison.h"
#include "interpreter/report/json_writer.h"
#include "interpreter/report/results.h"

namespace barem::report {

/// How much of the tree is put out.
enum class Nodes : std::uint8_t { all, fields, none };

/// The nodes that are put out, in the order of the annex.
std::vector<model::NodeId> shown_nodes(const model::Rulebook& rulebook, Nodes nodes);

/// The table for people; no line passes `columns` where names can be cut.
std::string scores_table(const Results& results, Nodes nodes, source::Language language,
                         std::optional<std::size_t> columns);
/// With a comparison, each unit also says what it was before and which components account for the difference.
void scores_json(const Results& results, Nodes nodes, const Comparison* comparison, const Sink& sink);
void scores_csv(const Results& results, Nodes nodes, const Sink& sink);
/// How many values `--missing` lists, and the input that is missing most often.
struct MissingCount {
  std::size_t values = 0;
  model::InputId most = model::no_input;
  std::size_t of_most = 0;
};
MissingCount count_missing(const Results& results);
/// `--missing`: what is still to come, per unit; titles are cut where a line would pass `columns`.
std::string missing_table(const Results& results, source::Language language, std::optional<std::size_t> columns);
/// True where a unit's index is not decided.
bool anything_missing(const Results& results);
/// `61 of 125 items are reconstructed …`; empty where none is.
std::string reconstructed_line(const model::Rulebook& rulebook, source::Language language);

}  // namespace barem::report
