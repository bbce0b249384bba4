// Files to units: opens each file, reads its rows, and says what a row names that the rulebook does not know.
// Not here: cutting files into cells (csv, json), what a cell means (cell), files against each other (merge).
#include "interpreter/data/units.h"

#include <algorithm>
#include <set>
#include <string>

#include "interpreter/data/merge.h"
#include "interpreter/data/text.h"

namespace barem::data {

namespace {

using model::InputId;
using source::Message;
using As = Use::As;

/// Reads the files of one run.
class Reader {
 public:
  Reader(const model::Rulebook& rulebook, const ReadOptions& options, source::Sources& sources,
         source::Diagnostics& diagnostics);

  void read_options();
  void read_file(const DataFile& data);
  Units finish();

 private:
  void read_option(std::string_view name, std::string_view text, Near& near, std::vector<bool>& is_set);
  bool open(const DataFile& data, File& file);
  template <class Table>
  bool read_wide(Table& table, File& file);
  template <class Table>
  bool read_long(Table& table, File& file);
  void read_long_row(const Row& row, File& file, Near& near);
  Remark remark(const Row& row, File& file, UnitId unit, const Use& use) const;
  std::optional<std::uint32_t> stage_of(const Row& row, File& file);
  InputReader claim_reader(model::NodeId node) const {
    return {claims_, static_cast<InputId>(model::index(node)), writing_};
  }
  bool has_unit(const Cell& cell, Faults& faults) const;
  /// Points claimed under other rules do not count by these where no appraisal may set them, and their bounds may be
  /// others.
  bool passes_over_claims() const { return options_.made_for != nullptr && !rulebook_.appraisal_may_set_points; }
  /// Other rules know the name, for which the data are made, or which read them too.
  bool is_of_others(std::string_view name) const {
    return names_of_others_ && names_of_others_->find(name).as != As::unknown;
  }
  void check_nameless(const Row& row, File& file) const;
  InputReader reader(InputId input, Writing writing) const { return {rulebook_, input, writing}; }

  const model::Rulebook& rulebook_;
  const ReadOptions& options_;
  source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  Names names_;
  std::optional<Names> names_of_others_;
  const std::vector<std::string>& stages_;
  Merge merge_;
  std::vector<std::string> ignored_;
  std::vector<bool> used_ignores_;
  Writing writing_;                   ///< of the file that is read
  std::vector<InputReader> readers_;  ///< of the file that is read: by input
  bool stage_was_said_ = false;
  std::set<std::string> unknown_stages_;  ///< said: many rows have the same one
  model::Rulebook claims_;            ///< points of each node as if they were an input, to read their cells by
};

Reader::Reader(const model::Rulebook& rulebook, const ReadOptions& options, source::Sources& sources,
               source::Diagnostics& diagnostics)
    : rulebook_(rulebook),
      options_(options),
      sources_(sources),
      diagnostics_(diagnostics),
      names_(rulebook),
      stages_(options.made_for != nullptr ? options.made_for->stages : rulebook.stages),
      merge_(rulebook, stages_),
      used_ignores_(options.ignored_columns.size()) {
  if (options.made_for != nullptr) names_of_others_.emplace(*options.made_for);
  else if (options.compared_with != nullptr) names_of_others_.emplace(*options.compared_with);
  for (const model::Node& node : rulebook.nodes) {
    model::Input input;
    input.name = node.number;
    input.kind = {model::KindTag::points, 0};
    input.range = model::points_range(rulebook, node);
    input.span = node.span;
    claims_.inputs.push_back(std::move(input));
  }
  claims_.language = rulebook.language;
  ignored_ = ignored_names(options);
}

// ---- options -----------------------------------------------------------------------------------------------------

constexpr Message<1> unknown_option{"E0657", "the rules have no option `{0}`",
                                    "bộ tiêu chí không có tùy chọn `{0}`"};
constexpr Message<2> unknown_option_near{"E0657", "the rules have no option `{0}`",
                                         "bộ tiêu chí không có tùy chọn `{0}`", "did you mean `{1}`?",
                                         "ý bạn là `{1}`?"};
constexpr Message<1> input_as_option{"E0657", "`{0}` is not an option: each unit has its own",
                                     "`{0}` không phải là tùy chọn: mỗi đơn vị có số liệu riêng",
                                     "a column `{0}` in the data", "ghi cột `{0}` trong số liệu"};
constexpr Message<1> option_twice{"E0658", "the option `{0}` is set twice", "tùy chọn `{0}` được đặt hai lần",
                                  "`--set {0}=` once", "chỉ ghi `--set {0}=` một lần"};

void Reader::read_options() {
  std::vector<std::string> names;
  for (const model::Input& input : rulebook_.inputs)
    if (input.role == model::InputRole::option) names.push_back(input.name);
  Near near(std::move(names));
  std::vector<bool> is_set(rulebook_.inputs.size());
  for (const auto& [name, text] : options_.options)
    read_option(source::to_nfc(trimmed(name)), source::to_nfc(text), near, is_set);
}

/// What stands on the command line is a source of its own, so that findings can point at it.
void Reader::read_option(std::string_view name, std::string_view text, Near& near,
                         std::vector<bool>& is_set) {
  const source::FileId id =
      sources_.add(source::Source("--set", std::string(name) + "=" + std::string(text)));
  Faults faults(diagnostics_, id);
  const source::Span name_span{id, 0, static_cast<std::uint32_t>(name.size())};
  const Use use = names_.find(name);
  if (use.as != As::option && is_of_others(name)) return;
  if (use.as == As::entry) {
    faults.report(input_as_option, name_span, name);
    return;
  }
  if (use.as != As::option) {
    if (const std::string other = near.to(name); other.empty())
      faults.report(unknown_option, name_span, shown(name));
    else
      faults.report(unknown_option_near, name_span, shown(name), other);
    return;
  }
  if (is_set[model::index(use.input)]) {
    faults.report(option_twice, name_span, name);
    return;
  }
  is_set[model::index(use.input)] = true;
  const std::string_view whole = sources_[id].text();
  const std::string_view value = trimmed(whole.substr(name.size() + 1));
  const auto begin = static_cast<std::uint32_t>(value.data() - whole.data());
  const Cell cell{value, {id, begin, begin + static_cast<std::uint32_t>(value.size())}};
  Reading reading;
  const Writing writing{options_.decimal == DecimalMark::comma, false};
  if (reader(use.input, writing).read(cell, reading, faults) && reading.state != value::State::missing)
    merge_.set_option(use.input, std::move(reading));
}

// ---- files -------------------------------------------------------------------------------------------------------

constexpr Message<0> no_rows{"E0634", "no row below the header names a unit",
                             "dưới dòng tiêu đề không có dòng nào ghi đơn vị"};

/// Finds the file's form and what its columns are for.
bool Reader::open(const DataFile& data, File& file) {
  const std::vector<Column>* header = nullptr;
  if (is_json(data.name)) {
    auto table = JsonTable::open(file.faults.file(), sources_, file.faults);
    if (!table) return false;
    writing_ = {false, false};
    header = &std::get<JsonTable>(file.table.emplace(std::move(*table))).columns();
    if (header->empty()) {
      file.faults.report(no_rows, {file.faults.file(), 0, 1});
      return false;
    }
  } else {
    auto table = CsvTable::open(file.faults.file(), sources_, file.faults);
    if (!table) return false;
    writing_ = {options_.decimal == DecimalMark::comma ||
                    (options_.decimal == DecimalMark::by_separator && table->separator() == ';'),
                true};
    header = &std::get<CsvTable>(file.table.emplace(std::move(*table))).columns();
  }
  const Names* const others = names_of_others_ ? &*names_of_others_ : nullptr;
  auto columns =
      assign_columns(*header, names_, others, ignored_, options_.passes_over_others, used_ignores_, file.faults);
  if (!columns) return false;
  file.columns = std::move(*columns);
  return true;
}

void Reader::read_file(const DataFile& data) {
  const auto id = add_source(data, sources_, diagnostics_);
  File& file = merge_.begin(diagnostics_, id.value_or(source::FileId{}));
  if (!id || !open(data, file)) {
    file.table.reset();
    merge_.end(false);
    return;
  }
  readers_.clear();
  for (std::size_t i = 0; i < rulebook_.inputs.size(); ++i)
    readers_.push_back(reader(static_cast<InputId>(i), writing_));
  stage_was_said_ = false;
  unknown_stages_.clear();
  const bool has_rows = std::visit(
      [&](auto& table) { return file.columns.is_long ? read_long(table, file) : read_wide(table, file); },
      *file.table);
  const auto& [lost_rows, header] = std::visit(
      [](auto& table) { return std::pair(table.lost_rows(), std::span(table.columns())); }, *file.table);
  if (!has_rows && !lost_rows)
    file.faults.report(no_rows, source::join(header.front().span, header.back().span));
  merge_.end(!lost_rows);
}

// ---- rows --------------------------------------------------------------------------------------------------------

constexpr Message<0> unit_empty{"E0625", "the row names no unit", "dòng này không ghi đơn vị",
                                "the unit's code in the column `unit`", "ghi mã đơn vị vào cột `unit`"};
constexpr Message<1> unit_twice{"E0626", "unit `{0}` has two rows in this file",
                                "đơn vị `{0}` có hai dòng trong tệp này", "one row a unit",
                                "mỗi đơn vị một dòng"};
constexpr source::Bilingual first_row{"the first is here", "dòng thứ nhất ở đây"};
constexpr Message<0> value_without_name{"E0624", "a value in a column that has no name",
                                        "có giá trị trong cột không có tên",
                                        "a name at the head of the column", "đặt tên cho cột ở dòng tiêu đề"};

bool Reader::has_unit(const Cell& cell, Faults& faults) const {
  if (!cell.text.empty()) return true;
  faults.report(unit_empty, cell.span);
  return false;
}

void Reader::check_nameless(const Row& row, File& file) const {
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (file.columns.uses[i].as == As::nameless && !row.cells[i].text.empty())
      file.faults.report(value_without_name, row.cells[i].span);
}

/// False where there is no row at all.
template <class Table>
bool Reader::read_wide(Table& table, File& file) {
  const Columns& columns = file.columns;
  file.columns_of_inputs.assign(rulebook_.inputs.size(), File::nowhere);
  std::vector<std::pair<std::size_t, InputId>> entries;
  std::vector<std::pair<std::size_t, model::NodeId>> claims;
  std::vector<std::pair<std::size_t, model::NodeId>> evidence;
  bool has_nameless = false;
  for (std::size_t i = 0; i < columns.uses.size(); ++i) {
    has_nameless = has_nameless || columns.uses[i].as == As::nameless;
    if (columns.uses[i].as == As::node && !passes_over_claims()) claims.emplace_back(i, columns.uses[i].node);
    if (columns.uses[i].as == As::evidence_of) evidence.emplace_back(i, columns.uses[i].node);
    if (columns.uses[i].as != As::entry) continue;
    const InputId input = columns.uses[i].input;
    entries.emplace_back(i, input);
    file.columns_of_inputs[model::index(input)] = i;
    merge_.mention(input);
  }
  Row row;
  std::size_t rows = 0;
  while (table.next(row, file.faults)) {
    const Cell& id = row.cells[*columns.unit];
    if (id.text.starts_with('#')) continue;
    if (++rows == 100) merge_.expect(table.expected_rows(rows));
    if (has_nameless) check_nameless(row, file);
    if (!has_unit(id, file.faults)) continue;
    const UnitId unit = merge_.unit(id.text, id.span);
    if (file.rows.size() <= index(unit)) file.rows.resize(index(unit) + 1, File::nowhere);
    std::uint32_t& place = file.rows[index(unit)];
    if (place != File::nowhere) {
      source::Finding* const finding = file.faults.report(unit_twice, id.span, shown(id.text));
      if (finding != nullptr) relate(finding, table.at(place).cells[*columns.unit].span, first_row);
      continue;
    }
    place = row.place;
    if (columns.name) merge_.name(unit, row.cells[*columns.name].text, row.cells[*columns.name].span);
    if (columns.parent) merge_.units().units[index(unit)].parent = row.cells[*columns.parent].text;
    for (const auto& [at, input] : entries) {
      const Cell& cell = row.cells[at];
      if (cell.text.empty()) continue;
      Reading reading;
      if (readers_[model::index(input)].read(cell, reading, file.faults) &&
          reading.state != value::State::missing)
        merge_.store(unit, input, std::move(reading), cell.span);
    }
    for (const auto& [at, node] : claims) {
      Reading reading;
      if (!claim_reader(node).read(row.cells[at], reading, file.faults)) continue;
      if (reading.state == value::State::missing) continue;
      Remark made;
      made.unit = unit;
      made.node = node;
      merge_.claim(std::move(made), reading, row.cells[at].span);
    }
    for (const auto& [at, node] : evidence) {
      if (says_no_evidence(row.cells[at])) continue;
      Remark made;
      made.unit = unit;
      made.node = node;
      made.evidence = row.cells[at].text;
      merge_.units().remarks.push_back(std::move(made));
    }
  }
  return rows > 0;
}

// ---- long rows ---------------------------------------------------------------------------------------------------

constexpr Message<0> no_stages{"E0635", "this row names a stage, but the rules name none",
                               "dòng này ghi bước, nhưng bộ tiêu chí không có bước nào",
                               "a line `stages self-score, appraisal` in the rules, or `--ignore stage`",
                               "thêm dòng `các bước tự chấm; thẩm định` vào bộ tiêu chí, hoặc `--ignore stage`"};
constexpr Message<2> unknown_stage{"E0636", "the rules know no stage `{0}`", "bộ tiêu chí không có bước `{0}`",
                                   "one of: {1}", "một trong các bước: {1}"};
constexpr Message<2> unknown_stage_near{"E0636", "the rules know no stage `{0}`", "bộ tiêu chí không có bước `{0}`",
                                        "did you mean `{1}`?", "ý bạn là `{1}`?"};
constexpr Message<0> input_empty{"E0632", "the row names no input", "dòng này không ghi tên số liệu",
                                 "a name of the rules or a number of the annex in the column `input`",
                                 "ghi tên số liệu hoặc số thứ tự của mục vào cột `input`"};
constexpr Message<1> remark_date{"E0633", "`{0}` in the column `date` is not a date",
                                 "`{0}` ở cột `date` không phải là ngày", "as `2022-12-31`",
                                 "như `31/12/2022`"};

/// The stage of a row: `no_stage` where it names none, nothing where that is wrong, which is said.
std::optional<std::uint32_t> Reader::stage_of(const Row& row, File& file) {
  if (!file.columns.stage || row.cells[*file.columns.stage].text.empty()) return no_stage;
  const Cell& cell = row.cells[*file.columns.stage];
  if (stages_.empty()) {
    if (!stage_was_said_) file.faults.report(no_stages, cell.span);
    stage_was_said_ = true;  // every row has one: said once
    return std::nullopt;
  }
  const auto found = std::find(stages_.begin(), stages_.end(), cell.text);
  if (found != stages_.end()) return static_cast<std::uint32_t>(found - stages_.begin());
  if (!unknown_stages_.emplace(cell.text).second) return std::nullopt;
  const std::string near = source::nearest(cell.text, stages_);
  if (near.empty()) file.faults.report(unknown_stage, cell.span, shown(cell.text), source::listed(stages_));
  else file.faults.report(unknown_stage_near, cell.span, shown(cell.text), near);
  return std::nullopt;
}

/// Evidence, note, date and author of a row.
Remark Reader::remark(const Row& row, File& file, UnitId unit, const Use& use) const {
  const auto text = [&](std::optional<std::size_t> column) {
    return column ? row.cells[*column].text : std::string_view{};
  };
  Remark remark;
  remark.unit = unit;
  if (use.as == As::entry)
    remark.input = use.input;
  else
    remark.node = use.node;
  if (const auto at = file.columns.evidence; at && !says_no_evidence(row.cells[*at])) remark.evidence = text(at);
  remark.note = text(file.columns.note);
  remark.by = text(file.columns.by);
  if (const std::string_view day = text(file.columns.date); !day.empty()) {
    if (const auto date = read_day(day, rulebook_.language))
      remark.date = date->to_iso();
    else
      file.faults.report(remark_date, row.cells[*file.columns.date].span, shown(day));
  }
  return remark;
}

namespace {
bool says_something(const Remark& remark) {
  return !remark.evidence.empty() || !remark.note.empty() || !remark.by.empty() || !remark.date.empty() ||
         remark.state != value::State::missing;
}
}  // namespace

void Reader::read_long_row(const Row& row, File& file, Near& near) {
  const Columns& columns = file.columns;
  const Cell& id = row.cells[*columns.unit];
  const Cell& name = row.cells[*columns.input];
  const Cell& cell = row.cells[*columns.value];
  const std::optional<std::uint32_t> stage = stage_of(row, file);
  if (!has_unit(id, file.faults)) return;
  const UnitId unit = merge_.unit(id.text, id.span);
  if (columns.name) merge_.name(unit, row.cells[*columns.name].text, row.cells[*columns.name].span);
  if (columns.parent && !row.cells[*columns.parent].text.empty())
    merge_.units().units[index(unit)].parent = row.cells[*columns.parent].text;
  if (name.text.empty()) {
    file.faults.report(input_empty, name.span);
    return;
  }
  const Use use = names_.find(name.text);
  if (options_.passes_over_others && use.as != As::entry) return;
  if (use.as != As::entry && !(use.as == As::node && (cell.text.empty() || use.can_be_claimed))) {
    if (is_of_others(name.text)) return;
    refuse_name(use, name.text, name.span, false, near, file.faults);
    return;
  }
  Remark made = remark(row, file, unit, use);
  if (!stage) return;
  made.stage = *stage;
  Reading reading;
  if (use.as == As::node) {
    if (!passes_over_claims() && !claim_reader(use.node).read(cell, reading, file.faults)) return;
    if (reading.state != value::State::missing) merge_.claim(std::move(made), reading, cell.span);
    else if (says_something(made)) merge_.units().remarks.push_back(std::move(made));
    return;
  }
  merge_.mention(use.input);
  const bool is_sound = readers_[model::index(use.input)].read(cell, reading, file.faults);
  if (is_sound && *stage != no_stage) {
    made.state = reading.state;
    made.number = reading.number;
  }
  if (says_something(made)) merge_.units().remarks.push_back(std::move(made));
  if (!is_sound || reading.state == value::State::missing) return;
  if (*stage != no_stage) {
    merge_.store(unit, use.input, *stage, std::move(reading), cell.span, row.place);
    return;
  }
  merge_.store(unit, use.input, std::move(reading), cell.span);
  file.add(unit, use.input, row.place);
}

template <class Table>
bool Reader::read_long(Table& table, File& file) {
  const auto& uses = file.columns.uses;
  const bool has_nameless =
      std::any_of(uses.begin(), uses.end(), [](const Use& use) { return use.as == As::nameless; });
  Near near(names_.given());
  Row row;
  bool has_rows = false;
  while (table.next(row, file.faults)) {
    if (row.cells[*file.columns.unit].text.starts_with('#')) continue;
    has_rows = true;
    if (has_nameless) check_nameless(row, file);
    read_long_row(row, file, near);
  }
  return has_rows;
}

// ---- the end -----------------------------------------------------------------------------------------------------

void take_used_ignores(const ReadOptions& options, const std::vector<bool>& used) {
  options.used_ignores->resize(used.size());
  for (std::size_t i = 0; i < used.size(); ++i)
    if (used[i]) (*options.used_ignores)[i] = true;
}

Units Reader::finish() {
  if (options_.used_ignores == nullptr) report_unused_ignores(options_, used_ignores_, sources_, diagnostics_);
  else take_used_ignores(options_, used_ignores_);
  return merge_.finish();
}

}  // namespace

namespace {
constexpr Message<1> ignored_unknown{"H0601", "no file has a column `{0}` to ignore",
                                     "không tệp nào có cột `{0}` để bỏ qua"};
}  // namespace

void report_unused_ignores(const ReadOptions& options, const std::vector<bool>& used, source::Sources& sources,
                           source::Diagnostics& diagnostics) {
  const std::vector<std::string> ignored = ignored_names(options);
  for (std::size_t i = 0; i < ignored.size(); ++i) {
    if (i < used.size() && used[i]) continue;
    const std::string& name = ignored[i];
    const source::FileId id = sources.add(source::Source("--ignore", name));
    diagnostics.report(ignored_unknown, source::Span{id, 0, static_cast<std::uint32_t>(name.size())}, shown(name));
  }
}

std::optional<UnitId> Units::find(std::string_view id) const {
  const auto at = std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.id == id; });
  if (at == units.end()) return {};
  return static_cast<UnitId>(at - units.begin());
}

std::vector<std::string> ignored_names(const ReadOptions& options) {
  std::vector<std::string> names;
  for (const std::string& name : options.ignored_columns) names.push_back(source::to_nfc(trimmed(name)));
  return names;
}

UnitIndex::UnitIndex(const Units& units) {
  ids_.reserve(units.units.size());
  for (std::size_t i = 0; i < units.units.size(); ++i) ids_.emplace(units.units[i].id, static_cast<UnitId>(i));
}

std::optional<UnitId> UnitIndex::find(std::string_view id) const {
  const auto at = ids_.find(id);
  return at == ids_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<Units> read_units(const model::Rulebook& rulebook, const std::vector<DataFile>& files,
                                const ReadOptions& options, source::Sources& sources,
                                source::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  Reader reader(rulebook, options, sources, diagnostics);
  reader.read_options();
  for (const DataFile& file : files) reader.read_file(file);
  Units units = reader.finish();
  if (diagnostics.error_count() > errors) return {};
  return units;
}

std::optional<model::Setting> read_value(std::string_view text, InputId input,
                                         const model::Rulebook& rulebook, DecimalMark decimal,
                                         source::Span span, source::Diagnostics& diagnostics) {
  Faults faults(diagnostics, span.file);
  Reading reading;
  const std::string whole = source::to_nfc(text);
  const InputReader reader(rulebook, input, {decimal == DecimalMark::comma, false});
  if (!reader.read({trimmed(whole), span}, reading, faults)) return {};
  return model::Setting{input, reading.state, std::move(reading.number)};
}

Units unit_of(const model::Rulebook& rulebook, const std::vector<model::Setting>& settings) {
  Units units;
  units.units.emplace_back();
  units.inputs.resize(rulebook.inputs.size());
  for (std::size_t i = 0; i < units.inputs.size(); ++i) {
    if (rulebook.inputs[i].role == model::InputRole::column) continue;  // of rows: no unit has one
    const bool is_set = rulebook.inputs[i].role == model::InputRole::appraised;
    units.inputs[i].states.assign(1, is_set ? value::State::none : value::State::missing);
    units.inputs[i].numbers.resize(1);
  }
  for (const model::Setting& setting : settings) {
    InputColumn& column = units.inputs[model::index(setting.input)];
    column.states[0] = setting.state;
    if (setting.state == value::State::value) column.numbers[0] = setting.number;
  }
  for (std::size_t i = 0; i < rulebook.inputs.size(); ++i) {
    if (!model::is_given(rulebook.inputs[i]) || units.inputs[i].states[0] != value::State::missing) continue;
    const bool is_option = rulebook.inputs[i].role == model::InputRole::option;
    (is_option ? units.unset_options : units.absent_inputs).push_back(static_cast<InputId>(i));
  }
  return units;
}

}  // namespace barem::data
