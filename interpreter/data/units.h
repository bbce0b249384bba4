// The units' data: for every unit and input a value, none, missing or not applicable, with evidence and notes.
// In: texts of CSV and JSON files. Out: Units, or findings that name file, row and column; nothing is scored from a
// refused file. Not here: reading files (command).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"
#include "lang/value/outcome.h"

namespace barem::data {

enum class UnitId : std::uint32_t {};
constexpr std::size_t index(UnitId id) {
  return static_cast<std::size_t>(id);
}

/// One column of the sheet of data: what an input is in every unit.
struct InputColumn {
  std::vector<value::State> states;    ///< by UnitId
  std::vector<value::Number> numbers;  ///< by UnitId; 0 unless the state is `value`
  /// By UnitId, of what is missing: what it can still be, where more is known than its declaration says.
  std::unordered_map<std::uint32_t, value::Outcome> open;
};

inline constexpr std::uint32_t no_stage = 0xffffffffU;

/// What came with a value in long data: evidence, note, date, by, stage; and the evidence of an item. Of stages and of points given for a node that
/// is computed, the value itself is kept here too: it counts only where it is the last of an input.
struct Remark {
  UnitId unit{};
  model::InputId input = model::no_input;  ///< one of the two
  model::NodeId node = model::no_node;
  std::string evidence, note, date, by;
  std::uint32_t stage = no_stage;                     ///< index into Rulebook::stages
  value::State state = value::State::missing;         ///< of the value kept
  value::Number number;
};

struct Unit {
  std::string id;
  std::string name;    ///< may be empty
  std::string parent;  ///< of units of a lower level; may be empty
};

/// All units of a run with their data.
struct Units {
  std::vector<Unit> units;          ///< in the order of the first file that names them
  std::vector<InputColumn> inputs;  ///< by InputId; options hold the same in all units
  std::vector<Remark> remarks;
  std::string hash;  ///< of ids and values, whatever the files' layout
  std::vector<model::InputId> unset_options;
  /// No file has a column or a row for them: missing in all units.
  std::vector<model::InputId> absent_inputs;

  /// Looks at one unit after another: for many ids there is UnitIndex.
  std::optional<UnitId> find(std::string_view id) const;
};

/// Units by id. The units must outlive it and stay as they are.
class UnitIndex {
 public:
  explicit UnitIndex(const Units& units);
  std::optional<UnitId> find(std::string_view id) const;

 private:
  std::unordered_map<std::string_view, UnitId> ids_;
};

enum class DecimalMark : std::uint8_t { by_separator, dot, comma };

/// A data file as the caller read it. The format is that of the name's ending (.json, else CSV).
struct DataFile {
  std::string name;
  std::string bytes;
};

struct ReadOptions {
  DecimalMark decimal = DecimalMark::by_separator;
  std::vector<std::string> ignored_columns;
  std::vector<std::pair<std::string, std::string>> options;  ///< `--set survey_held=yes`
  /// Names that the rules do not know are passed over in silence: data of another year.
  bool passes_over_others = false;
  /// The rules that the data are made for, where that is not the rulebook read for: inputs, items, options and stages
  /// that they know are no fault of the data, and what the rulebook asks beyond them is missing. The stages are theirs.
  const model::Rulebook* made_for = nullptr;
  /// Older rules that will read the same data: what they alone know is no fault of the data either.
  const model::Rulebook* compared_with = nullptr;
  /// Where set: takes, by place, which of ignored_columns some file has, and whoever reads several sets of files says
  /// at the end which none has; where not, read_units says it.
  std::vector<bool>* used_ignores = nullptr;
};

/// The columns to be ignored, spelt as headers are read.
std::vector<std::string> ignored_names(const ReadOptions& options);

/// Says which columns were to be ignored and stand in no file.
void report_unused_ignores(const ReadOptions& options, const std::vector<bool>& used, source::Sources& sources,
                           source::Diagnostics& diagnostics);

/// Reads all files; each adds columns or rows to the same units. All faults of all files are reported, but of the rows of
/// a file whose header nothing is known of; where there is an error, nothing comes back.
/// A file after the first adds rows where it names none of the units before it and has an input in common with them;
/// else a unit that no earlier file names is refused, for it is most likely misspelt. No value is given twice.
/// Rows whose `unit` begins with `#` are guide rows of a template and passed over.
/// Linear in the data. Findings point into `sources`, to which the files are added.
std::optional<Units> read_units(const model::Rulebook& rulebook, const std::vector<DataFile>& files,
                                const ReadOptions& options, source::Sources& sources,
                                source::Diagnostics& diagnostics);

/// One value as a data file writes it (`85%`, `none`, `31/12/2022`, `có`), for an input; what is wrong is reported
/// at `span`. For --set, and for settings of what-if later.
std::optional<model::Setting> read_value(std::string_view text, model::InputId input,
                                         const model::Rulebook& rulebook, DecimalMark decimal,
                                         source::Span span, source::Diagnostics& diagnostics);

/// Units made by hand from settings (examples, counterexamples): one unit; what no setting names is missing.
Units unit_of(const model::Rulebook& rulebook, const std::vector<model::Setting>& settings);

}  // namespace barem::data
