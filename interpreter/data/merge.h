// The units of a run while its data files are merged: which unit, which value, given where.
// In: readings of cells, file after file. Out: Units, or findings where files contradict each other.
// Not here: how rows become readings (units).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "interpreter/data/cell.h"
#include "interpreter/data/columns.h"
#include "interpreter/data/csv.h"
#include "interpreter/data/json.h"
#include "interpreter/data/units.h"

namespace barem::data {

/// A file that has been read, with what is needed to find again where a value stands: by places of rows, so that no
/// value carries a place of its own.
struct File {
  static constexpr std::uint32_t nowhere = 0xffffffffU;

  File(source::Diagnostics& diagnostics, source::FileId id) : faults(diagnostics, id) {}

  Faults faults;
  std::optional<std::variant<CsvTable, JsonTable>> table;
  Columns columns;
  std::vector<std::uint32_t> rows;             ///< wide: by unit
  std::vector<std::size_t> columns_of_inputs;  ///< wide: by input

  /// Long: the row has a value.
  void add(UnitId unit, model::InputId input, std::uint32_t row);
  /// Long: the row that gave a value, `nowhere` where none did. What has a place is asked for where something is
  /// wrong: only then are rows kept by value.
  std::uint32_t row_of(UnitId unit, model::InputId input);

 private:
  struct Value {
    UnitId unit{};
    model::InputId input{};
    std::uint32_t row = 0;
  };
  static std::uint64_t key(UnitId unit, model::InputId input) {
    return std::uint64_t{index(unit)} << 32U | std::uint64_t{model::index(input)};
  }
  std::vector<Value> values_;
  std::unordered_map<std::uint64_t, std::uint32_t> rows_of_values_;  ///< of the first so many of `values_`
  std::size_t found_ = 0;                                            ///< how many those are
};

/// Takes units and values of one file after another.
class Merge {
 public:
  /// Both must outlive it.
  Merge(const model::Rulebook& rulebook, const std::vector<std::string>& stages);

  File& begin(source::Diagnostics& diagnostics, source::FileId id);
  /// About so many units are to come: a matter of speed alone.
  void expect(std::size_t units);
  /// The unit with this id, new or known, as named by the file that is read now.
  UnitId unit(std::string_view id, source::Span span);
  /// The file says something of this input, be it that it is missing.
  void mention(model::InputId input) { mentioned_[model::index(input)] = true; }
  void store(UnitId unit, model::InputId input, Reading&& reading, source::Span span);
  /// A value of one stage: it counts where no later stage has one.
  void store(UnitId unit, model::InputId input, std::uint32_t stage, Reading&& reading, source::Span span,
             std::uint32_t row);
  /// Points for a node that is computed. `remark` holds them.
  void claim(Remark&& remark, const Reading& reading, source::Span span);
  void name(UnitId unit, std::string_view name, source::Span span);
  /// At the end of a file: may it add the units that it adds? `is_whole`: no row was lost.
  void end(bool is_whole);

  void set_option(model::InputId option, Reading reading);
  /// At the end of all files: closes the columns and holds each unit to the relations between inputs.
  Units finish();

  Units& units() { return units_; }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  struct Staged {
    UnitId unit{};
    model::InputId input = model::no_input;  ///< one of the two
    model::NodeId node = model::no_node;
    std::uint32_t stage = 0;
    Reading reading;
    source::Span span;
    File* file = nullptr;
    std::uint32_t row = 0;
  };

  void take_last_stages();
  void set_points(const Staged& last);
  void fill_evidence();
  void grow();
  std::optional<source::Span> where(UnitId unit, model::InputId input);
  void close_columns();
  /// `done` is at most `planned`, in every unit.
  void check_relations();
  void check_relation(model::InputId smaller, model::InputId greater, model::InputId declared);
  void refuse_new_units(const std::vector<std::string>& known);
  void ask_about_new_units(const std::vector<std::string>& known);

  const model::Rulebook& rulebook_;
  const std::vector<std::string>& stages_;
  Units units_;
  std::deque<File> files_;
  std::unordered_map<std::string, UnitId, TextHash, std::equal_to<>> ids_;
  std::size_t room_ = 0;  ///< units that the columns have room for
  std::vector<std::uint64_t> unit_keys_;
  std::vector<std::uint64_t> input_keys_;
  std::uint64_t hash_ = 0;  ///< a sum over values, so that the order of files does not matter
  std::vector<std::pair<model::InputId, Reading>> options_;
  std::vector<Staged> staged_;
  std::vector<Staged> claimed_;

  std::vector<bool> given_;                                 ///< by input: in files before this one
  std::vector<bool> mentioned_;                             ///< by input: in this file
  std::size_t known_ = 0;                                   ///< units of the files before this one
  bool are_all_known_ = true;                               ///< no file before this one lost a row
  bool names_known_ = false;                                ///< this file names a unit of a file before
  std::vector<std::pair<UnitId, source::Span>> new_units_;  ///< of this file, where there were files before
};

}  // namespace barem::data
