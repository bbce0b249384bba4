// What the columns of a data file are for.
// In: a header, the names of a rulebook. Out: a use for each column, or findings. Not here: the rows (units).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "interpreter/data/table.h"
#include "lang/model/rulebook.h"

namespace barem::data {

/// What a name in a data file stands for.
struct Use {
  enum class As : std::uint8_t {
    nothing,   ///< passed over: `--ignore`, guide columns
    nameless,  ///< no name: must be empty throughout
    unit,
    name,
    parent,
    input,
    value,
    stage,
    evidence,
    note,
    date,
    by,      ///< of long data
    entry,   ///< holds `input` of the rulebook: declared, or points entered
    option,  ///< set by `--set`, not by data
    node,    ///< points claimed for a node that is computed, or set by an appraisal
    evidence_of,  ///< of wide data: the evidence for a node
    unknown,
  };
  As as = As::unknown;
  model::InputId input = model::no_input;
  model::NodeId node = model::no_node;
  bool can_be_claimed = false;  ///< of a node: it is scored itself
};

/// The names of a rulebook that data may use.
class Names {
 public:
  explicit Names(const model::Rulebook& rulebook);
  Use find(std::string_view name) const;
  /// Of what data give: inputs, nodes with entered points, required evidence.
  const std::vector<std::string>& given() const { return given_; }

 private:
  std::unordered_map<std::string_view, Use> uses_;
  std::vector<std::string> given_;
};

/// The heading of a column of wide data with the evidence for an item: `evidence 1.1`, `tài liệu kiểm chứng 1.1`.
std::string evidence_heading(std::string_view number, source::Language language);

/// A header with its uses; places of single columns where there are such.
struct Columns {
  std::vector<Use> uses;
  bool is_long = false;
  std::optional<std::size_t> unit, name, parent, input, value, stage, evidence, note, date, by;
};

/// Long where there are columns `input` and `value`, else wide. `used_ignores` takes the ignored names that are there.
/// What only `others` know (if any) is passed over.
/// Nothing where rows cannot be read: there is no column `unit`, or none but such that are refused.
std::optional<Columns> assign_columns(const std::vector<Column>& header, const Names& names, const Names* others,
                                      const std::vector<std::string>& ignored, bool passes_over_others,
                                      std::vector<bool>& used_ignores, Faults& faults);

/// Says that data cannot give points that are computed, an option, or what the rulebook does not know.
void refuse_name(const Use& use, std::string_view name, source::Span span, bool is_column, Near& near,
                 Faults& faults);

}  // namespace barem::data
