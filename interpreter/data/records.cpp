// See records.h.
#include "interpreter/data/records.h"

#include <algorithm>
#include <utility>

#include "interpreter/data/cell.h"
#include "interpreter/data/csv.h"
#include "interpreter/data/json.h"
#include "interpreter/data/text.h"

namespace barem::data {

namespace {

using model::InputId;
using source::Message;
using value::Number;
using value::State;

constexpr std::size_t stretch_size = 4096;

constexpr Message<2> no_such_column{"E0660", "`{1}` has no column `{0}`", "`{1}` không có cột `{0}`",
                                    "`--ignore \"{0}\"` where the column is not for the rules",
                                    "`--ignore \"{0}\"` nếu cột này không dùng để chấm"};
constexpr Message<3> no_such_column_near{
    "E0660", "`{1}` has no column `{0}`", "`{1}` không có cột `{0}`",
    "did you mean `{2}`? or `--ignore \"{0}\"` where the column is not for the rules",
    "ý bạn là `{2}`? hoặc `--ignore \"{0}\"` nếu cột này không dùng để chấm"};
constexpr Message<2> column_absent{"E0661", "the records of `{1}` have no column `{0}`",
                                   "bản ghi của `{1}` chưa có cột `{0}`",
                                   "the column, with empty cells where nothing is known",
                                   "thêm cột này, để ô trống ở chỗ chưa có số liệu"};
constexpr Message<0> unit_column_absent{"E0662", "no column is headed `unit`: it says which unit a record belongs to",
                                        "không có cột `unit`: cột này cho biết mỗi bản ghi thuộc đơn vị nào"};
constexpr Message<1> record_of_nobody{"E0663", "the data have no unit `{0}`", "số liệu không có đơn vị `{0}`"};
constexpr Message<2> record_of_nobody_near{"E0663", "the data have no unit `{0}`", "số liệu không có đơn vị `{0}`",
                                           "did you mean `{1}`?", "ý bạn là `{1}`?"};
constexpr Message<0> record_without_unit{"E0664", "the record names no unit", "bản ghi này không ghi đơn vị"};
constexpr Message<4> passes_other{"E0665", "`{0}` of this record is {1}, more than its `{2}`, which is {3}",
                                  "`{0}` của bản ghi này là {1}, lớn hơn `{2}` là {3}"};
constexpr Message<1> broken_off{"E0666", "the file cannot be read on from here: {0}",
                                "từ đây không đọc tiếp được tệp: {0}"};
constexpr source::Bilingual relation_declared{"the relation is declared here", "quan hệ này được khai báo ở đây"};

template <class Table>
class RecordsOf : public Records {
 public:
  RecordsOf(const model::Rulebook& rulebook, std::uint32_t set, const Units& units, RecordFile file,
            source::Sources& sources, source::Diagnostics& diagnostics)
      : rulebook_(rulebook), set_(rulebook.sets[set]), units_(units), sources_(sources), diagnostics_(diagnostics),
        name_(std::move(file.name)), parts_(std::move(file.bytes), std::is_same_v<Table, JsonTable>),
        faults_(diagnostics, source::FileId{}), unheard_faults_(unheard_, source::FileId{}), near_units_(ids_of(units)),
        ids_(units),         relations_(relations_of(rulebook, set_)) {
  }

  /// The header, and how numbers are written. False where there is none that can be read; said.
  bool begin(DecimalMark decimal) {
    if (!next_part()) return false;
    Writing writing{false, false};
    if constexpr (std::is_same_v<Table, CsvTable>)
      writing = {decimal == DecimalMark::comma ||
                     (decimal == DecimalMark::by_separator && table_->separator() == ';'),
                 true};
    for (const InputId column : set_.columns) readers_.emplace_back(rulebook_, column, writing);
    return true;
  }

  /// False where the header does not fit the set. `made_for`: other rules for which the records are made, if any.
  bool assign(const std::vector<std::string>& ignored, std::vector<bool>& used_ignores,
              const model::Rulebook* made_for) {
    place_of_.assign(set_.columns.size(), nowhere);
    std::vector<std::string> names{"unit"};
    for (const InputId column : set_.columns) names.push_back(rulebook_[column].name);
    const std::vector<Column>& header = table_->columns();
    std::vector<std::size_t> unknown;
    for (std::size_t at = 0; at < header.size(); ++at) {
      const Column& column = header[at];
      if (column.name.empty()) continue;
      if (const auto ignore = std::ranges::find(ignored, column.name); ignore != ignored.end()) {
        used_ignores[static_cast<std::size_t>(ignore - ignored.begin())] = true;
        continue;
      }
      const auto name = std::ranges::find(names, column.name);
      if (name == names.begin()) unit_at_ = at;
      else if (name != names.end()) place_of_[static_cast<std::size_t>(name - names.begin()) - 1] = at;
      else if (made_for == nullptr || !has_column(*made_for, column.name)) unknown.push_back(at);
    }
    if (header.empty()) {
      if (table_->expected_rows(0) == 0) return true;
      faults_.report(unit_column_absent, {*part_, 0, 1});  // JSON, of objects that are all empty
      return false;
    }
    std::vector<std::string> absent;
    if (unit_at_ == nowhere) absent.emplace_back("unit");
    for (std::size_t i = 0; i < place_of_.size(); ++i)
      if (place_of_[i] == nowhere && made_for == nullptr) absent.push_back(names[i + 1]);
    refuse_columns(unknown, absent, Near(names));
    const source::Span whole = source::join(header.front().span, header.back().span);
    for (const std::string& name : absent) {
      if (name == "unit") faults_.report(unit_column_absent, whole);
      else faults_.report(column_absent, whole, name, set_.name);
    }
    if (unknown.empty() && absent.empty()) return true;
    faults_.finish();
    return false;
  }

  /// One message for a column that is misspelt: its name leaves the absent ones. Where no column is headed `unit`, the
  /// first that nothing is near to has the units.
  void refuse_columns(const std::vector<std::size_t>& unknown, std::vector<std::string>& absent, Near near) {
    Near near_absent(absent);
    bool unit_is_sought = unit_at_ == nowhere;
    for (const std::size_t at : unknown) {
      const Column& column = table_->columns()[at];
      std::string other = near_absent.to(column.name);
      std::erase(absent, other);
      if (other.empty()) other = near.to(column.name);
      if (other == "unit") unit_is_sought = false;
      if (other.empty() && std::exchange(unit_is_sought, false)) continue;
      if (other.empty()) faults_.report(no_such_column, column.span, shown(column.name), set_.name);
      else faults_.report(no_such_column_near, column.span, shown(column.name), set_.name, other);
    }
  }

  void rewind() override {
    if (!begun_) return;
    is_first_pass_ = false;
    parts_.rewind();
    ended_ = !next_part();
  }

  bool next(RecordStretch& rows) override {
    begun_ = true;
    Faults& faults = is_first_pass_ ? faults_ : unheard_faults_;
    rows.units.clear();
    rows.columns.resize(set_.columns.size());
    for (InputColumn& column : rows.columns) column = {};
    Row row;
    while (!ended_ && rows.units.size() < stretch_size) {
      if (!table_->next(row, faults)) {
        ended_ = !next_part();
        if (ended_ && is_first_pass_) faults_.finish();
        continue;
      }
      const Cell& id = row.cells[unit_at_];
      if (id.text.starts_with('#')) continue;
      const auto unit = find(id, faults);
      if (!unit) continue;
      rows.units.push_back(*unit);
      for (std::size_t i = 0; i < readers_.size(); ++i) {
        Reading reading;
        const Cell* const cell = place_of_[i] == nowhere ? nullptr : &row.cells[place_of_[i]];
        if (cell != nullptr && !cell->text.empty() && !readers_[i].read(*cell, reading, faults)) reading = {};
        rows.columns[i].states.push_back(reading.state);
        rows.columns[i].numbers.push_back(std::move(reading.number));
      }
      if (!is_first_pass_) continue;
      for (const Relation& relation : relations_) check_relation(rows, row, relation);
    }
    return !rows.units.empty();
  }

 private:
  /// Opens the next part of the file; one that is no text is said and passed over, once in a file. The text of a part
  /// that nothing is said of is given up.
  bool next_part() {
    const bool is_said_of = diagnostics_.findings().size() != findings_before_;
    if (part_ && !is_said_of) sources_.forget(*part_);
    part_.reset();
    for (;;) {
      const auto part = parts_.next();
      if (const auto fault = parts_.fault()) {
        report_broken_off(*fault, part ? part->lines_before : 0);
        return false;
      }
      if (!part) return false;
      if (open_part(*part)) return true;
      if (!is_open_) return false;  // without the first part nothing is known of the header
    }
  }

  bool open_part(const FilePart& part) {
    findings_before_ = diagnostics_.findings().size();
    source::Diagnostics& heard = is_first_pass_ && !is_damaged_ ? diagnostics_ : unheard_;
    const source::LeftOut left_out{part.header_bytes, part.bytes_before, part.lines_before};
    part_ = add_source({name_, part.text}, sources_, heard, left_out);
    if (!part_) {
      is_damaged_ = true;
      return false;
    }
    if (!is_open_) faults_ = Faults(diagnostics_, *part_);
    table_ = Table::open(*part_, sources_, is_first_pass_ ? faults_ : unheard_faults_);
    is_open_ = is_open_ || table_.has_value();
    return table_.has_value();
  }

  /// In any pass: the rows behind it were never seen.
  void report_broken_off(const source::BilingualText& reason, std::uint32_t lines_before) {
    if (is_broken_off_) return;
    is_broken_off_ = true;
    const source::FileId id = sources_.add(source::Source(name_, ""));
    sources_.leave_out(id, lines_before);
    diagnostics_.report(broken_off, source::Span{id, 0, 0}, reason);
  }

  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// Their set of the same name has the column.
  bool has_column(const model::Rulebook& rules, std::string_view column) const {
    const auto same = std::ranges::find(rules.sets, set_.name, &model::RowSet::name);
    const auto is_it = [&](InputId id) { return rules[id].name == column; };
    return same != rules.sets.end() && std::ranges::any_of(same->columns, is_it);
  }

  static std::vector<std::string> ids_of(const Units& units) {
    std::vector<std::string> ids;
    for (const Unit& unit : units.units) ids.push_back(unit.id);
    return ids;
  }

  std::optional<UnitId> find(const Cell& id, Faults& faults) {
    if (id.text.empty()) {
      faults.report(record_without_unit, id.span);
      return {};
    }
    if (const auto found = ids_.find(id.text)) return found;
    if (const std::string other = near_units_.to(id.text); other.empty())
      faults.report(record_of_nobody, id.span, shown(id.text));
    else
      faults.report(record_of_nobody_near, id.span, shown(id.text), other);
    return {};
  }

  struct Relation {
    InputId smaller{};
    InputId greater{};
    std::size_t declared = 0;  ///< the column of the set that says so
  };

  /// Each once, though both its columns may declare it.
  static std::vector<Relation> relations_of(const model::Rulebook& rulebook, const model::RowSet& set) {
    std::vector<Relation> relations;
    const auto add = [&](InputId smaller, InputId greater, std::size_t declared) {
      const auto same = [&](const Relation& one) { return one.smaller == smaller && one.greater == greater; };
      if (std::ranges::none_of(relations, same)) relations.push_back({smaller, greater, declared});
    };
    for (std::size_t i = 0; i < set.columns.size(); ++i)
      for (const InputId other : rulebook[set.columns[i]].at_most) add(set.columns[i], other, i);
    for (std::size_t i = 0; i < set.columns.size(); ++i)
      for (const InputId other : rulebook[set.columns[i]].at_least) add(other, set.columns[i], i);
    return relations;
  }

  /// What was declared `at most` another column, or an input of the unit, is not more than that in the last row.
  void check_relation(const RecordStretch& rows, const Row& row, const Relation& relation) {
    const auto [smaller, greater, declared] = relation;
    const std::optional<Number> first = value_in(rows, smaller);
    const std::optional<Number> second = value_in(rows, greater);
    if (!first || !second || *first <= *second) return;
    const auto words = [&](const Number& number, InputId input) {
      return words_for(number, rulebook_[input].kind, rulebook_);
    };
    source::Finding* const finding =
        faults_.report(passes_other, row.cells[place_of_[declared]].span, rulebook_[smaller].name,
                       words(*first, smaller), rulebook_[greater].name, words(*second, greater));
    relate(finding, rulebook_[set_.columns[declared]].span, relation_declared);
  }

  /// Of the last row, or of the unit that it belongs to.
  std::optional<Number> value_in(const RecordStretch& rows, InputId input) const {
    const auto at = std::ranges::find(set_.columns, input);
    const bool of_row = at != set_.columns.end();
    const InputColumn& column =
        of_row ? rows.columns[static_cast<std::size_t>(at - set_.columns.begin())] : units_.inputs[model::index(input)];
    const std::size_t place = of_row ? rows.units.size() - 1 : index(rows.units.back());
    if (column.states.size() <= place || column.states[place] != State::value) return std::nullopt;
    return column.numbers[place];
  }

  const model::Rulebook& rulebook_;
  const model::RowSet& set_;
  const Units& units_;
  source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  std::string name_;
  FileParts parts_;
  std::optional<source::FileId> part_;
  std::size_t findings_before_ = 0;
  std::optional<Table> table_;
  Faults faults_;
  source::Diagnostics unheard_;
  Faults unheard_faults_;
  Near near_units_;
  UnitIndex ids_;
  std::vector<InputReader> readers_;
  std::vector<std::size_t> place_of_;  ///< by column of the set: in the file
  std::size_t unit_at_ = nowhere;
  std::vector<Relation> relations_;
  bool is_first_pass_ = true;
  bool is_open_ = false;       ///< the header was read
  bool is_damaged_ = false;    ///< some part is no text; said
  bool is_broken_off_ = false;
  bool begun_ = false;
  bool ended_ = false;
};

template <class Table>
std::unique_ptr<Records> open_as(const model::Rulebook& rulebook, std::uint32_t set, const Units& units,
                                 RecordFile file, const ReadOptions& options, source::Sources& sources,
                                 source::Diagnostics& diagnostics) {
  auto records = std::make_unique<RecordsOf<Table>>(rulebook, set, units, std::move(file), sources, diagnostics);
  if (!records->begin(options.decimal)) return nullptr;
  const std::vector<std::string> ignored = ignored_names(options);
  std::vector<bool> unheeded;
  std::vector<bool>& used = options.used_ignores != nullptr ? *options.used_ignores : unheeded;
  used.resize(ignored.size());
  if (!records->assign(ignored, used, options.made_for)) return nullptr;
  return records;
}

}  // namespace

std::unique_ptr<Records> Records::open(const model::Rulebook& rulebook, std::uint32_t set, const Units& units,
                                       RecordFile file, const ReadOptions& options, source::Sources& sources,
                                       source::Diagnostics& diagnostics) {
  const bool json = is_json(file.name);
  return json ? open_as<JsonTable>(rulebook, set, units, std::move(file), options, sources, diagnostics)
              : open_as<CsvTable>(rulebook, set, units, std::move(file), options, sources, diagnostics);
}

}  // namespace barem::data
