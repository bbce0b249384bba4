// What a run reads besides the units' own data: records, earlier years, units below. Afterwards the units' data are
// whole, and everything that aggregates ask has been worked out.
#include <algorithm>
#include <charconv>
#include <set>
#include <span>

#include "interpreter/command/inputs.h"
#include "interpreter/data/records.h"
#include "interpreter/data/successors.h"
#include "interpreter/gather/gather.h"
#include "interpreter/gather/merged.h"
#include "interpreter/score/operations.h"

namespace barem::command {

namespace {

using model::InputRole;
using model::SetKind;
using value::State;

constexpr Bilingual column_of_year_absent{
    "the data of {1} have no column `{0}`: what is asked of it is missing",
    "số liệu năm {1} không có cột `{0}`: các số liệu lấy từ cột này còn thiếu"};
constexpr Bilingual records_unclear{"`--records {0}`: a table of the rules and a file are needed, as `--records {1}=FILE`",
                                    "`--records {0}`: cần tên bảng và tên tệp, như `--records {1}=TỆP`"};
constexpr Bilingual name_near{"`{0}`: the rules know no `{1}`; did you mean `{2}`?",
                              "`{0}`: bộ tiêu chí không có `{1}`; ý bạn là `{2}`?"};
constexpr Bilingual name_unknown{"`{0}`: the rules know no `{1}`; they know {2}",
                                 "`{0}`: bộ tiêu chí không có `{1}`; chỉ có {2}"};
constexpr Bilingual records_twice{"the records of `{0}` are given twice", "bản ghi của `{0}` được đưa vào hai lần"};
constexpr Bilingual level_unclear{"`--level {0}`: a level of the rules and a file are needed, as `--level {1}=FILE`",
                                  "`--level {0}`: cần tên cấp và tên tệp, như `--level {1}=TỆP`"};
constexpr Bilingual no_tables{"the rules have no table: `--records` gives them nothing",
                              "bộ tiêu chí không có bảng nào: không dùng được `--records`"};
constexpr Bilingual no_levels{"the rules have no units below: `--level` gives them nothing",
                              "bộ tiêu chí không có đơn vị cấp dưới: không dùng được `--level`"};
constexpr Bilingual history_unclear{"`--history {0}`: a year and a file are needed, as `--history 2021=FILE`",
                                    "`--history {0}`: cần năm và tên tệp, như `--history 2021=TỆP`"};
constexpr Bilingual year_not_asked{"no rule asks for data of {0}", "không quy tắc nào cần số liệu năm {0}"};
constexpr Bilingual parent_unknown{"{0}: unit `{1}` names `{2}` as its parent, and there is no such unit",
                                   "{0}: đơn vị `{1}` ghi đơn vị cấp trên là `{2}`, nhưng không có đơn vị này"};
constexpr Bilingual parent_missing{"{0}: unit `{1}` does not name the unit above it in the column `parent`",
                                   "{0}: đơn vị `{1}` chưa ghi đơn vị cấp trên ở cột `parent`"};
constexpr Bilingual how_it_adds_up{
    "`{0}` of unit `{1}` in the earlier year comes from {2}, and its declaration does not say how it adds up: `adds up as sum`, `mean "
    "weighted by …`, `latest` …",
    "`{0}` của đơn vị `{1}` ở năm trước gồm {2}, nhưng khai báo chưa ghi gộp thế nào: `gộp theo tổng`, `trung bình theo trọng số …`, "
    "`muộn nhất` …"};
constexpr Bilingual parts_of_whole{"`{0}` of unit `{1}` in the earlier year, from {2}, comes to no whole number",
                                   "`{0}` của đơn vị `{1}` ở năm trước, gộp từ {2}, không ra số nguyên"};
constexpr Bilingual records_absent{"no records of `{0}`: what is asked of them is missing (`--records {0}=FILE`)",
                                   "chưa có bản ghi của `{0}`: các số liệu lấy từ đó còn thiếu (`--records {0}=TỆP`)"};
constexpr Bilingual level_absent{"no data of the units below, `{0}`: what is asked of them is missing (`--level {0}=FILE`)",
                                 "chưa có số liệu của đơn vị cấp dưới `{0}`: các số liệu lấy từ đó còn thiếu (`--level {0}=TỆP`)"};
constexpr Bilingual earlier_absent{"no data of {0}: what is asked of that year is missing (`--history {0}=FILE`)",
                                   "chưa có số liệu năm {0}: các số liệu của năm đó còn thiếu (`--history {0}=TỆP`)"};

constexpr Bilingual went_nowhere{
    "units of {0} that went into no unit of these data ({1}): {2} (`--successors` says what became of them)",
    "các đơn vị của năm {0} không chuyển vào đơn vị nào trong số liệu này ({1}): {2} (bảng ở `--successors` cho biết đơn vị cũ thành đơn vị nào)"};

/// `NAME=FILE`
std::optional<std::pair<std::string, std::string>> split(const std::string& option) {
  const std::size_t equals = option.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == option.size()) return std::nullopt;
  return std::pair(source::to_nfc(option.substr(0, equals)), option.substr(equals + 1));
}

/// `2021=FILE`
std::optional<std::pair<int, std::string>> split_by_year(const std::string& option) {
  const auto named = split(option);
  if (!named) return std::nullopt;
  int year = 0;
  const char* const end = named->first.data() + named->first.size();
  const auto [read_to, error] = std::from_chars(named->first.data(), end, year);
  if (error != std::errc{} || read_to != end) return std::nullopt;
  return std::pair(year, named->second);
}

/// Rows of a file, as gathering wants them.
class RowsOfRecords : public gather::RowSource {
 public:
  explicit RowsOfRecords(std::unique_ptr<data::Records> records) : records_(std::move(records)) {}
  void rewind() override { records_->rewind(); }
  bool next(gather::Rows& rows) override {
    if (!records_->next(stretch_)) return false;
    rows.units = stretch_.units;
    rows.columns = stretch_.columns;
    return true;
  }

 private:
  std::unique_ptr<data::Records> records_;
  data::RecordStretch stretch_;
};

/// Everything for the units of one rulebook.
class Gatherer {
 public:
  Gatherer(const Call& call, Rules& rules, Language language, const data::ReadOptions& options)
      : call_(call), rules_(rules), language_(language), options_(options) {}

  /// False where something was refused; said. `made_for`: the rules that the call is made for, where not these; what it
  /// gives for those, and what those lack, has been said.
  bool run(const load::Loaded& loaded, const load::Loaded* made_for, data::Units& units) {
    if (made_for != nullptr) add_asked(*made_for, asked_by_others_);
    else if (!is_clear(loaded)) return false;
    const bool sound = complete(loaded, made_for, units);
    findings_.sort();
    print_findings(findings_, rules_.sources, language_, made_for == nullptr, call_.has("--all"));
    if (!sound) return false;
    for (const auto& [text, arguments] : notes_) say_note(text, arguments, language_);
    return true;
  }

 private:
  // -- what the call gives

  struct Asked {
    std::vector<std::string> tables;
    std::vector<std::string> levels;
    std::vector<int> years;
    std::vector<int> years_before;  ///< the year before that of each rulebook
  };

  static void add_asked(const load::Loaded& loaded, Asked& asked) {
    const model::Rulebook& rulebook = loaded.checked.rulebook;
    for (const model::RowSet& set : rulebook.sets) {
      if (set.kind == SetKind::table || set.kind == SetKind::questionnaire) asked.tables.push_back(set.name);
      if (set.kind == SetKind::level) asked.levels.push_back(set.name);
    }
    for (const model::Input& input : rulebook.inputs)
      if (input.role == InputRole::earlier) asked.years.push_back(input.year);
    asked.years_before.push_back(rulebook.year - 1);
    for (const std::unique_ptr<load::Loaded>& level : loaded.levels)
      if (level != nullptr) add_asked(*level, asked);
  }

  static bool holds(const auto& list, const auto& value) { return std::ranges::find(list, value) != list.end(); }

  bool are_named(const char* option, const std::vector<std::string>& names, Bilingual there_are_none,
                 Bilingual unclear) const {
    bool sound = true;
    for (const std::string& value : call_.values(option)) {
      const auto given = split(value);
      if (given && holds(names, given->first)) continue;
      if (names.empty()) sound = refuse(there_are_none, {});
      else if (!given) sound = refuse(unclear, {value, names.front()});
      else sound = refuse_name(option, given->first, names);
      if (names.empty()) break;
    }
    return sound;
  }

  bool refuse_name(const std::string& option, const std::string& name, const std::vector<std::string>& names) const {
    if (const std::string near = source::nearest(name, names); !near.empty()) return refuse(name_near, {option, name, near});
    return refuse(name_unknown, {option, name, source::listed(names)});
  }

  /// Whatever is given is for something that some of the rules ask.
  bool is_clear(const load::Loaded& loaded) {
    Asked asked;
    add_asked(loaded, asked);
    bool sound = are_named("--records", asked.tables, no_tables, records_unclear);
    sound = are_named("--level", asked.levels, no_levels, level_unclear) && sound;
    for (const std::string& option : call_.values("--history")) {
      const auto given = split_by_year(option);
      if (!given) sound = refuse(history_unclear, {option});
      else if (!holds(asked.years, given->first)) note(year_not_asked, {std::to_string(given->first)});
    }
    const bool is_previous_asked =
        std::ranges::any_of(asked.years_before, [&](int year) { return holds(asked.years, year); });
    if (call_.has("--previous") && !is_previous_asked)
      note(year_not_asked, {std::to_string(loaded.checked.rulebook.year - 1)});
    return sound;
  }

  void note(Bilingual text, std::vector<std::string> arguments) {
    const auto same = [&](const auto& other) { return other.first.english == text.english && other.second == arguments; };
    if (std::ranges::none_of(notes_, same)) notes_.emplace_back(text, std::move(arguments));
  }

  bool complete(const load::Loaded& loaded, const load::Loaded* made_for, data::Units& units) {
    const model::Rulebook& rulebook = loaded.checked.rulebook;
    gather::RowSources rows(rulebook.sets.size());
    const std::size_t errors = findings_.error_count();
    bool sound = successors() && earlier_years(rulebook, units);
    sound = records(rulebook, made_for, units, rows) && sound;
    sound = levels(loaded, made_for, units, rows) && sound;
    if (sound) gather::fill_aggregates(rulebook, units, rows);
    return sound && findings_.error_count() == errors;
  }

  /// The options for rules that the call may not be made for.
  data::ReadOptions options_for(const load::Loaded* made_for) const {
    data::ReadOptions options = options_;
    options.made_for = made_for == nullptr ? nullptr : &made_for->checked.rulebook;
    return options;
  }

  /// The files that `--records NAME=FILE` and the like give for a name.
  std::vector<std::string> paths_for(const char* option, const std::string& name) const {
    std::vector<std::string> paths;
    for (const std::string& value : call_.values(option))
      if (auto given = split(value); given && given->first == name) paths.push_back(std::move(given->second));
    return paths;
  }

  /// Nothing where one cannot be read; said.
  std::optional<std::vector<data::DataFile>> read_all(const std::vector<std::string>& paths) const {
    std::vector<data::DataFile> files;
    bool sound = true;
    for (const std::string& path : paths) {
      auto data = file(path);
      if (!data) sound = false;
      else files.push_back(std::move(*data));
    }
    return sound ? std::optional(std::move(files)) : std::nullopt;
  }

  bool refuse(Bilingual text, const std::vector<std::string>& arguments) const {
    complain(text, arguments, language_);
    return false;
  }
  std::optional<data::DataFile> file(const std::string& path) const {
    load::FileText text = read_file(path);
    if (text.bytes) return data::DataFile{path, std::move(*text.bytes)};
    say_unreadable(path, text.reason, language_);
    return std::nullopt;
  }

  // -- records

  bool records(const model::Rulebook& rulebook, const load::Loaded* made_for, const data::Units& units,
               gather::RowSources& rows) {
    const data::ReadOptions options = options_for(made_for);
    bool sound = true;
    for (std::uint32_t set = 0; set < rulebook.sets.size(); ++set) {
      const model::RowSet& table = rulebook.sets[set];
      if (table.kind != SetKind::table && table.kind != SetKind::questionnaire) continue;
      const std::vector<std::string> paths = paths_for("--records", table.name);
      if (paths.empty()) {
        if (!holds(asked_by_others_.tables, table.name)) note(records_absent, {table.name});
        continue;
      }
      if (paths.size() > 1) {
        sound = refuse(records_twice, {table.name});
        continue;
      }
      OpenedFile file = open_file(paths.front());
      if (file.bytes == nullptr) say_unreadable(paths.front(), file.reason, language_);
      auto opened = file.bytes == nullptr ? nullptr
                                          : data::Records::open(rulebook, set, units, {paths.front(), std::move(file.bytes)},
                                                                options, rules_.sources, findings_);
      if (opened == nullptr) sound = false;
      else rows[set] = std::make_unique<RowsOfRecords>(std::move(opened));
    }
    return sound;
  }

  // -- earlier years

  /// What became of the units of earlier years; read once for all levels.
  bool successors() {
    const auto path = call_.value("--successors");
    if (!path || origins_) return true;
    const auto data = file(*path);
    if (data) origins_ = data::read_successors(*data, rules_.sources, findings_);
    return origins_.has_value();
  }

  bool earlier_years(const model::Rulebook& rulebook, data::Units& units) {
    std::vector<int> asked;
    for (std::size_t i = 0; i < rulebook.inputs.size(); ++i) {
      const model::Input& input = rulebook.inputs[i];
      if (input.role != InputRole::earlier) continue;
      if (!holds(asked, input.year)) asked.push_back(input.year);
      units.inputs[i].states.assign(units.units.size(), State::missing);
      units.inputs[i].numbers.assign(units.units.size(), {});
    }
    bool sound = true;
    for (const int year : asked) {
      const std::vector<std::string> paths = paths_of(rulebook, year);
      if (paths.empty()) {
        if (!holds(asked_by_others_.years, year)) note(earlier_absent, {std::to_string(year)});
        continue;
      }
      const auto files = read_all(paths);
      sound = files && earlier_year(rulebook, year, *files, units) && sound;
    }
    return sound;
  }

  /// Several files of a year add to one another, as those of this year do.
  std::vector<std::string> paths_of(const model::Rulebook& rulebook, int year) const {
    std::vector<std::string> paths;
    if (year == rulebook.year - 1) paths = call_.values("--previous");
    for (const std::string& option : call_.values("--history"))
      if (auto given = split_by_year(option); given && given->first == year) paths.push_back(std::move(given->second));
    return paths;
  }

  bool earlier_year(const model::Rulebook& rulebook, int year, const std::vector<data::DataFile>& files,
                    data::Units& units) {
    data::ReadOptions options = options_;
    options.options.clear();
    options.passes_over_others = true;
    const auto earlier = data::read_units(rulebook, files, options, rules_.sources, findings_);
    if (!earlier) return false;
    const data::UnitIndex ids(*earlier);
    tell_who_went_nowhere(*earlier, year, units);
    bool sound = true;
    for (std::size_t i = 0; i < rulebook.inputs.size(); ++i) {
      const model::Input& input = rulebook.inputs[i];
      if (input.role != InputRole::earlier || input.year != year) continue;
      if (holds(earlier->absent_inputs, input.base))
        note(column_of_year_absent, {rulebook[input.base].name, std::to_string(year)});
      for (std::size_t unit = 0; unit < units.units.size(); ++unit)
        sound = take_earlier(rulebook, input, *earlier, ids, units.units[unit].id, units.inputs[i], unit) && sound;
    }
    return sound;
  }

  /// A row of the successors that is missing, or misspelt on either side, leaves an old unit without a new one. With
  /// units below, the data of a year may hold units of other levels.
  void tell_who_went_nowhere(const data::Units& earlier, int year, const data::Units& units) {
    if (call_.has("--level")) return;
    std::set<std::string, std::less<>> taken;
    for (const data::Unit& unit : units.units) {
      taken.insert(unit.id);
      for (const data::Origin& origin : origins_of(unit.id)) taken.insert(origin.unit);
    }
    constexpr std::size_t shown = 5;
    std::vector<std::string> nowhere;
    for (const data::Unit& unit : earlier.units)
      if (!taken.contains(unit.id)) nowhere.push_back(unit.id);
    if (nowhere.empty()) return;
    std::string names;
    for (std::size_t i = 0; i < nowhere.size() && i < shown; ++i)
      names += (i == 0 ? "" : language_ == Language::vietnamese ? "; " : ", ") + nowhere[i];
    if (nowhere.size() > shown) names += " …";
    note(went_nowhere, {std::to_string(year), std::to_string(nowhere.size()), names});
  }

  std::span<const data::Origin> origins_of(const std::string& id) const {
    if (!origins_) return {};
    const auto known = origins_->find(id);
    return known == origins_->end() ? std::span<const data::Origin>{} : std::span(known->second);
  }

  /// A unit that is the same as then has its value of then; one that others became has theirs, added up.
  bool take_earlier(const model::Rulebook& rulebook, const model::Input& input, const data::Units& earlier,
                    const data::UnitIndex& ids, const std::string& id, data::InputColumn& column, std::size_t unit) {
    std::vector<data::Origin> origins;
    // Of a chain of changes those units count that the year had.
    for (const data::Origin& origin : origins_of(id))
      if (ids.find(origin.unit)) origins.push_back(origin);
    if (origins.empty() && ids.find(id)) origins.push_back({id, 1});
    if (origins.empty()) return true;  // not there yet: missing
    const data::InputColumn& then = earlier.inputs[model::index(input.base)];
    if (origins.size() == 1 && origins.front().share == value::Number(1)) {
      const std::size_t old = data::index(*ids.find(origins.front().unit));
      column.states[unit] = then.states[old];
      column.numbers[unit] = then.numbers[old];
      return true;
    }
    const model::Input& base = rulebook[input.base];
    std::vector<std::string> names;
    std::vector<gather::OldValue> values;
    for (const data::Origin& origin : origins) {
      names.push_back(origin.unit);
      const std::size_t old = data::index(*ids.find(origin.unit));
      gather::OldValue value{then.states[old], then.numbers[old], State::missing, {}, origin.share};
      if (base.weight != model::no_input) {
        value.weight_state = earlier.inputs[model::index(base.weight)].states[old];
        value.weight = earlier.inputs[model::index(base.weight)].numbers[old];
      }
      values.push_back(std::move(value));
    }
    if (base.adds_up == model::AddsUp::not_said) {
      if (holds(asked_how_, input.base)) return false;
      asked_how_.push_back(input.base);
      return refuse(how_it_adds_up, {base.name, id, source::listed(names)});
    }
    const auto [state, number] = gather::merged(base.adds_up, values);
    if (state == State::value && model::takes_whole_values(base.kind) && !number.is_whole())
      return refuse(parts_of_whole, {base.name, id, source::listed(names)});
    column.states[unit] = state;
    column.numbers[unit] = number;
    return true;
  }
  std::vector<model::InputId> asked_how_;
  std::optional<data::Origins> origins_;

  // -- units below

  bool levels(const load::Loaded& loaded, const load::Loaded* made_for, const data::Units& above,
              gather::RowSources& rows) {
    const model::Rulebook& rulebook = loaded.checked.rulebook;
    bool sound = true;
    for (std::size_t i = 0; i < rulebook.levels.size(); ++i) {
      const model::UnitsBelow& level = rulebook.levels[i];
      const std::string& name = rulebook.sets[level.set].name;
      const std::vector<std::string> paths = paths_for("--level", name);
      if (paths.empty()) {
        if (!holds(asked_by_others_.levels, name)) note(level_absent, {name});
        continue;
      }
      const auto files = read_all(paths);
      if (!files) return false;
      auto below = rows_of_level(*loaded.levels[i], level_of(made_for, name), level, *files, above);
      sound = sound && below.has_value();
      if (below) rows[level.set] = std::make_unique<gather::RowsInMemory>(std::move(*below));
    }
    return sound;
  }

  /// The rules of units below that have the same name.
  static const load::Loaded* level_of(const load::Loaded* loaded, const std::string& name) {
    if (loaded == nullptr) return nullptr;
    const model::Rulebook& rulebook = loaded->checked.rulebook;
    for (std::size_t i = 0; i < rulebook.levels.size(); ++i)
      if (rulebook.sets[rulebook.levels[i].set].name == name) return loaded->levels[i].get();
    return nullptr;
  }

  std::optional<gather::Rows> rows_of_level(const load::Loaded& loaded, const load::Loaded* made_for,
                                            const model::UnitsBelow& level, const std::vector<data::DataFile>& files,
                                            const data::Units& above) {
    const model::Rulebook& rulebook = loaded.checked.rulebook;
    data::ReadOptions options = options_for(made_for);
    std::erase_if(options.options, [&](const auto& option) { return !rulebook.find_input(option.first); });
    auto units = data::read_units(rulebook, files, options, rules_.sources, findings_);
    if (!units || !complete(loaded, made_for, *units)) return std::nullopt;
    gather::Rows rows;
    if (!find_parents(*units, above, files.front().name, rows.units)) return std::nullopt;
    const graph::ScoringGraph graph = graph::compile(rulebook);
    const score::Sheet sheet = score::evaluate(graph, rulebook, *units, score::Keep::nodes);
    if (say_undecided({rulebook, graph, *units, sheet}, rules_.sources, language_)) return std::nullopt;
    for (const model::UnitsBelow::Column& column : level.columns)
      rows.columns.push_back(column_of(column, graph, *units, sheet));
    return rows;
  }

  /// The unit above each one; false where one has none, which is said of as many as findings are printed.
  bool find_parents(const data::Units& units, const data::Units& above, const std::string& name,
                    std::vector<data::UnitId>& parents) const {
    const data::UnitIndex ids(above);
    std::size_t without = 0;
    for (const data::Unit& unit : units.units) {
      if (const auto parent = ids.find(unit.parent)) {
        parents.push_back(*parent);
        continue;
      }
      if (++without > printed_at_most && !call_.has("--all")) continue;
      if (unit.parent.empty()) refuse(parent_missing, {name, unit.id});
      else refuse(parent_unknown, {name, unit.id, unit.parent});
    }
    if (without > printed_at_most && !call_.has("--all")) say_more(without - printed_at_most, language_);
    return without == 0;
  }

  static void put(data::InputColumn& column, std::size_t unit, const value::Outcome& outcome) {
    column.states[unit] = outcome.state();
    if (outcome.state() == State::value) column.numbers[unit] = outcome.number();
    if (outcome.state() == State::missing) column.open.emplace(static_cast<std::uint32_t>(unit), outcome);
  }

  static data::InputColumn column_of(const model::UnitsBelow::Column& column, const graph::ScoringGraph& graph,
                                     const data::Units& units, const score::Sheet& sheet) {
    if (column.result == model::LevelResult::input) return units.inputs[model::index(column.input)];
    data::InputColumn result;
    result.states.assign(units.units.size(), State::missing);
    result.numbers.assign(units.units.size(), {});
    for (std::size_t unit = 0; unit < units.units.size(); ++unit) {
      const data::UnitId id{static_cast<std::uint32_t>(unit)};
      const score::Standing& standing = sheet.standings[unit];
      switch (column.result) {
        case model::LevelResult::index: put(result, unit, standing.index); break;
        case model::LevelResult::class_label:
          if (standing.class_line) {
            put(result, unit, value::Outcome::of(static_cast<std::int64_t>(*standing.class_line)));
          } else {
            value::Outcome open;
            open.may_be_not_applicable = standing.index.may_be_not_applicable;
            for (const std::size_t line : standing.possible_classes)
              open = value::join(open, value::Outcome::of(static_cast<std::int64_t>(line)));
            put(result, unit, open);
          }
          break;
        case model::LevelResult::points_of:
        case model::LevelResult::index_of: {
          const std::size_t node = model::index(column.node);
          const value::Outcome points = sheet.columns[graph::index(graph.points[node])].enclosure(id);
          if (column.result == model::LevelResult::points_of) {
            put(result, unit, points);
            break;
          }
          const value::Outcome applicable = sheet.columns[graph::index(graph.applicable[node])].outcome(id);
          graph::GraphNode divide;
          divide.operation = graph::Operation::divide;
          const value::Outcome* operands[] = {&points, &applicable};
          put(result, unit, score::outcome_of(divide, operands));
          break;
        }
        case model::LevelResult::input: break;
      }
    }
    return result;
  }

  const Call& call_;
  Rules& rules_;
  Language language_;
  const data::ReadOptions& options_;
  source::Diagnostics findings_;  ///< of all files that are read here
  Asked asked_by_others_;         ///< what the rules ask that the call is made for, where not these
  /// Said at the end: where something is refused, nobody wants to know what else would be missing.
  std::vector<std::pair<Bilingual, std::vector<std::string>>> notes_;
};

}  // namespace

bool complete_units(const Call& call, Rules& rules, const Rules* made_for, const data::ReadOptions& options,
                    data::Units& units) {
  const load::Loaded* const others = made_for == nullptr ? nullptr : &made_for->loaded;
  return Gatherer(call, rules, rules.language(call), options).run(rules.loaded, others, units);
}

}  // namespace barem::command
