// What a council looks at before it signs: points claimed against points computed, points it set itself, evidence that is
// required and lacks, values that changed from stage to stage.
// In: a scored run with every column kept. Out: the lists as data; as text, JSON or CSV.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/report/json_writer.h"
#include "interpreter/report/results.h"

namespace barem::report {

/// Points that a unit claims, or that an appraisal sets, for an item that is computed.
struct GivenPoints {
  data::UnitId unit{};
  model::NodeId node{};
  std::uint32_t stage = data::no_stage;
  value::Number points;
  value::Outcome computed;
  bool differs = false;  ///< false too where the computed points are not decided, but can come to them
};

/// A required evidence that a unit has not given.
struct LackingEvidence {
  data::UnitId unit{};
  model::NodeId node{};
  bool leaves_open = false;  ///< `without evidence missing`
};

/// A value, or points for an item, with more than one value among the stages; by place in Rulebook::stages.
struct ChangedValue {
  data::UnitId unit{};
  model::InputId input = model::no_input;  ///< one of the two
  model::NodeId node = model::no_node;
  std::vector<const data::Remark*> stages;  ///< null where a stage has none
};

struct Audit {
  std::vector<GivenPoints> claims;  ///< never count
  std::vector<GivenPoints> set;     ///< count
  std::vector<LackingEvidence> lacking;
  std::vector<ChangedValue> changed;
};

/// In the order of units, then of the annex. Linear in remarks, units and items.
Audit audit(const Results& results);

std::string audit_text(const Audit& audit, const Results& results, source::Language language,
                       std::optional<std::size_t> columns);
void audit_json(const Audit& audit, const Results& results, const Sink& sink);
/// A row a finding: kind, unit, name, number, input, stage, value, computed, difference, date, by, note.
/// With `;` between cells it is for a spreadsheet set to Vietnamese, as a template is: a byte-order mark, decimal commas.
void audit_csv(const Audit& audit, const Results& results, char separator, const Sink& sink);

}  // namespace barem::report
