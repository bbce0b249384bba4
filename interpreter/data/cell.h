// What a cell says for an input: a value of its kind within its range, none, missing or not applicable.
// In: a cell, the input it is for, how numbers are written in the file. Out: a reading, or a finding.
// Not here: which cell is for which input of which unit (units).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/table.h"
#include "lang/model/rulebook.h"
#include "lang/value/outcome.h"

namespace barem::data {

/// How numbers are written, and whether `--decimal` is to be offered: for CSV files it is, for JSON and for values on
/// the command line it is not.
struct Writing {
  bool decimal_comma = false;
  bool by_decimal_option = true;
};

/// What a cell says. `digest` stands for the value in the hash of the data, the same for `0.5`, `0,50` and `50%`.
struct Reading {
  value::State state = value::State::missing;
  value::Number number;
  std::uint64_t digest = 0;
};

/// Reads the cells of one input.
///
/// Percentages: `85%` is always 85 %. A bare number is taken as a share of 1 only where it cannot be anything else in
/// practice, below 1 (`0.85` is 85 %); `1`, `85` and `1.2` could be meant either way and are refused. Where the input
/// says `percent written 0 to 100`, a bare number is always in hundredths: `85` is 85 %, `0.85` is 0.85 %.
class InputReader {
 public:
  InputReader(const model::Rulebook& rulebook, model::InputId input, Writing writing);

  /// False where the cell says nothing the input can be; said. An empty cell is missing.
  bool read(const Cell& cell, Reading& reading, Faults& faults) const;

 private:
  bool read_number(const Cell& cell, Reading& reading, Faults& faults) const;
  bool read_date(const Cell& cell, Reading& reading, Faults& faults) const;
  bool read_yes_no(const Cell& cell, Reading& reading, Faults& faults) const;
  bool read_worth(const Cell& cell, Reading& reading, Faults& faults) const;
  void refuse_choice(const Cell& cell, const std::vector<std::string>& names, Faults& faults) const;
  bool read_choice(const Cell& cell, Reading& reading, Faults& faults) const;
  bool read_state(const Cell& cell, Reading& reading, Faults& faults, bool& is_state) const;
  bool hold(const Cell& cell, const Reading& reading, Faults& faults) const;
  void refuse_number(const Cell& cell, std::string_view text, Faults& faults) const;
  void refuse_kind(const Cell& cell, Faults& faults) const;
  void relate_declaration(source::Finding* finding) const;

  const model::Rulebook& rulebook_;
  const model::Input& input_;
  Writing writing_;
  bool takes_whole_ = false;
  std::int64_t low_ = 0;  ///< whole numbers from low_ to high_ are within the range without a second look
  std::int64_t high_ = 0;
  bool has_step_ = false;
};

/// `2022-12-31`, in Vietnamese rule files also `31/12/2022`.
std::optional<value::Date> read_day(std::string_view text, source::Language language);

/// True for a cell about evidence that says that there is none: empty, `no`, `none`, `n/a`, in both languages.
bool says_no_evidence(const Cell& cell);

/// A value as each language writes it.
source::BilingualText words_for(const value::Number& number, model::Kind kind,
                                const model::Rulebook& rulebook);

/// Spreads a number over all 64 bits; text likewise. Not proof against forgery.
std::uint64_t mixed(std::uint64_t bits);
std::uint64_t mixed(std::string_view text);

}  // namespace barem::data
