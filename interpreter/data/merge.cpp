// See merge.h.
#include "interpreter/data/merge.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "interpreter/data/memory.h"

namespace barem::data {

namespace {
using model::InputId;
using source::Message;
using value::State;

constexpr std::size_t step_of_room = 256;
}  // namespace

Merge::Merge(const model::Rulebook& rulebook, const std::vector<std::string>& stages)
    : rulebook_(rulebook), stages_(stages), given_(rulebook.inputs.size()), mentioned_(rulebook.inputs.size()) {
  units_.inputs.resize(rulebook.inputs.size());
  for (const model::Input& input : rulebook.inputs) input_keys_.push_back(mixed(input.name));
}

File& Merge::begin(source::Diagnostics& diagnostics, source::FileId id) {
  known_ = units_.units.size();
  names_known_ = false;
  new_units_.clear();
  mentioned_.assign(mentioned_.size(), false);
  return files_.emplace_back(diagnostics, id);
}

void Merge::expect(std::size_t units) {
  constexpr std::size_t most =
      1'000'000;  // a file may look other further down; memory is not taken for a guess
  const std::size_t expected = std::min(most, units) + step_of_room;
  for (std::size_t i = 0; i < units_.inputs.size(); ++i) {
    if (!model::is_given(rulebook_.inputs[i])) continue;
    InputColumn& column = units_.inputs[i];
    column.states.reserve(expected);
    column.numbers.reserve(expected);
    prefer_large_pages(column.states.data(), expected * sizeof(State));
    prefer_large_pages(column.numbers.data(), expected * sizeof(value::Number));
  }
}

/// The columns grow a few pages at a time, so that the rows that follow find them in the cache.
void Merge::grow() {
  if (units_.units.size() <= room_) return;
  room_ += step_of_room;
  for (std::size_t i = 0; i < units_.inputs.size(); ++i) {
    if (!model::is_given(rulebook_.inputs[i])) continue;
    InputColumn& column = units_.inputs[i];
    column.states.resize(room_, State::missing);
    column.numbers.resize(room_);
  }
}

UnitId Merge::unit(std::string_view id, source::Span span) {
  if (const auto at = ids_.find(id); at != ids_.end()) {
    names_known_ = names_known_ || index(at->second) < known_;
    return at->second;
  }
  const auto unit = static_cast<UnitId>(units_.units.size());
  units_.units.push_back({std::string(id), {}, {}});
  ids_.emplace(id, unit);
  unit_keys_.push_back(mixed(mixed(id) + index(unit)));
  hash_ += unit_keys_.back();
  if (files_.size() > 1) new_units_.emplace_back(unit, span);
  grow();
  return unit;
}

// ---- where a value stands ----------------------------------------------------------------------------------------

void File::add(UnitId unit, InputId input, std::uint32_t row) {
  values_.push_back({unit, input, row});
}

std::uint32_t File::row_of(UnitId unit, InputId input) {
  for (; found_ < values_.size(); ++found_)
    rows_of_values_.emplace(key(values_[found_].unit, values_[found_].input), values_[found_].row);
  const auto at = rows_of_values_.find(key(unit, input));
  return at == rows_of_values_.end() ? nowhere : at->second;
}

std::optional<source::Span> Merge::where(UnitId unit, InputId input) {
  const auto span_at = [](File& file, std::uint32_t row, std::size_t column) -> std::optional<source::Span> {
    const Cell cell = std::visit([&](auto& table) { return table.at(row).cells[column]; }, *file.table);
    if (cell.text.empty()) return {};
    return cell.span;
  };
  for (File& file : files_) {
    if (!file.table) continue;
    if (!file.columns.is_long) {
      if (file.rows.size() <= index(unit) || file.rows[index(unit)] == File::nowhere) continue;
      const std::size_t column = file.columns_of_inputs[model::index(input)];
      if (column == File::nowhere) continue;
      if (const auto span = span_at(file, file.rows[index(unit)], column)) return span;
      continue;
    }
    if (const std::uint32_t row = file.row_of(unit, input); row != File::nowhere)
      return span_at(file, row, *file.columns.value);
  }
  return {};
}

// ---- values ------------------------------------------------------------------------------------------------------

namespace {
constexpr Message<2> given_twice{"E0628", "`{0}` of unit `{1}` was given before",
                                 "`{0}` của đơn vị `{1}` đã có trước đó", "leave one of the two cells empty",
                                 "để trống một trong hai ô"};
constexpr source::Bilingual first_given{"first here", "lần đầu ở đây"};
constexpr Message<3> two_names{"E0629", "unit `{0}` is named `{1}` here, and `{2}` before",
                               "đơn vị `{0}` ở đây tên là `{1}`, trước đó là `{2}`",
                               "one name, or an empty cell", "ghi cùng một tên, hoặc để trống"};
}  // namespace

void Merge::store(UnitId unit, InputId input, Reading&& reading, source::Span span) {
  InputColumn& column = units_.inputs[model::index(input)];
  State& state = column.states[index(unit)];
  if (state != State::missing) {
    source::Finding* const finding = files_.back().faults.report(given_twice, span, rulebook_[input].name,
                                                                 shown(units_.units[index(unit)].id));
    const auto first = finding == nullptr ? std::nullopt : where(unit, input);
    if (first) relate(finding, *first, first_given);
    return;
  }
  state = reading.state;
  column.numbers[index(unit)] = std::move(reading.number);
  hash_ += mixed((unit_keys_[index(unit)] ^ input_keys_[model::index(input)]) + reading.digest);
}

void Merge::store(UnitId unit, InputId input, std::uint32_t stage, Reading&& reading, source::Span span,
                  std::uint32_t row) {
  staged_.push_back({unit, input, model::no_node, stage, std::move(reading), span, &files_.back(), row});
}

void Merge::claim(Remark&& remark, const Reading& reading, source::Span span) {
  claimed_.push_back({remark.unit, model::no_input, remark.node, remark.stage, reading, span, &files_.back(), 0});
  remark.state = reading.state;
  remark.number = reading.number;
  units_.remarks.push_back(std::move(remark));
}

namespace {
constexpr Message<3> given_twice_in_stage{"E0637", "`{0}` of unit `{1}` was given before for the stage `{2}`",
                                          "`{0}` của đơn vị `{1}` ở bước `{2}` đã có trước đó",
                                          "leave one of the two cells empty", "để trống một trong hai ô"};
constexpr Message<2> claimed_twice{"E0637", "points of {0} for unit `{1}` were given before",
                                   "điểm của {0} cho đơn vị `{1}` đã có trước đó", "leave one of the two cells empty",
                                   "để trống một trong hai ô"};
}  // namespace

/// Of each value the last stage counts; of points for a node that is computed those of an appraisal, where it may set
/// them: the first stage is the unit's own.
void Merge::take_last_stages() {
  // What names no stage stands before the first one: `no_stage` is the greatest number, and comes to 0.
  const auto key = [](const Staged& one) { return std::tuple(one.unit, one.input, one.node, one.stage + 1); };
  const auto same = [](const Staged& a, const Staged& b) {
    return a.unit == b.unit && a.input == b.input && a.node == b.node;
  };
  for (std::vector<Staged>* list : {&staged_, &claimed_}) {
    std::stable_sort(list->begin(), list->end(), [&](const Staged& a, const Staged& b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < list->size(); ++i) {
      Staged& one = (*list)[i];
      const std::string& unit = units_.units[index(one.unit)].id;
      const bool is_input = one.input != model::no_input;
      const std::string& name = is_input ? rulebook_[one.input].name : rulebook_[one.node].number;
      if (i > 0 && key((*list)[i - 1]) == key(one)) {
        source::Finding* const finding =
            one.stage == no_stage ? one.file->faults.report(claimed_twice, one.span, name, shown(unit))
                                  : one.file->faults.report(given_twice_in_stage, one.span, name, shown(unit),
                                                            stages_[one.stage]);
        relate(finding, (*list)[i - 1].span, first_given);
        continue;
      }
      if (i + 1 < list->size() && same(one, (*list)[i + 1])) continue;
      if (!is_input) {
        set_points(one);
        continue;
      }
      store(one.unit, one.input, std::move(one.reading), one.span);
      one.file->add(one.unit, one.input, one.row);
    }
  }
}

void Merge::set_points(const Staged& last) {
  const InputId input = rulebook_[last.node].scoring.appraised;
  if (input == model::no_input || last.stage == no_stage || last.stage == 0) return;
  InputColumn& column = units_.inputs[model::index(input)];
  column.states[index(last.unit)] = State::value;
  column.numbers[index(last.unit)] = last.reading.number;
  hash_ += mixed((unit_keys_[index(last.unit)] ^ mixed("set " + rulebook_[last.node].number)) + last.reading.digest);
}

/// Evidence is given where some row of the unit carries some for the node, or for a value that its rules read.
void Merge::fill_evidence() {
  std::vector<std::vector<InputId>> of_node(rulebook_.nodes.size());
  std::vector<std::vector<InputId>> of_input(rulebook_.inputs.size());
  for (std::size_t i = 0; i < rulebook_.inputs.size(); ++i) {
    const model::Input& input = rulebook_.inputs[i];
    if (input.role != model::InputRole::evidence) continue;
    const auto evidence = static_cast<InputId>(i);
    const bool is_open = rulebook_[input.node].scoring.evidence->is_missing;
    units_.inputs[i].states.assign(units_.units.size(), is_open ? State::missing : State::value);
    of_node[model::index(input.node)].push_back(evidence);
    for (const InputId read : rulebook_.inputs_of(input.node)) of_input[model::index(read)].push_back(evidence);
  }
  for (const Remark& remark : units_.remarks) {
    if (remark.evidence.empty()) continue;
    const std::vector<InputId>& given =
        remark.input != model::no_input ? of_input[model::index(remark.input)] : of_node[model::index(remark.node)];
    for (const InputId evidence : given) {
      InputColumn& column = units_.inputs[model::index(evidence)];
      State& state = column.states[index(remark.unit)];
      if (state == State::value && !column.numbers[index(remark.unit)].is_zero()) continue;
      state = State::value;
      column.numbers[index(remark.unit)] = 1;
      const std::string& number = rulebook_[rulebook_[evidence].node].number;
      hash_ += mixed(unit_keys_[index(remark.unit)] ^ mixed("evidence " + number));
    }
  }
}

void Merge::name(UnitId unit, std::string_view name, source::Span span) {
  if (name.empty()) return;
  std::string& held = units_.units[index(unit)].name;
  if (held.empty())
    held = name;
  else if (held != name)
    files_.back().faults.report(two_names, span, shown(units_.units[index(unit)].id), shown(name),
                                shown(held));
}

// ---- units that a later file adds --------------------------------------------------------------------------------

namespace {
constexpr Message<1> unknown_unit{
    "E0627", "no file before this one has a unit `{0}`", "các tệp trước không có đơn vị `{0}`",
    "a file that adds units names none of the earlier ones, and has inputs in common with them",
    "tệp bổ sung đơn vị không được chứa đơn vị đã có, và phải có số liệu chung với các tệp trước"};
constexpr Message<2> unknown_unit_near{"E0627", "no file before this one has a unit `{0}`",
                                       "các tệp trước không có đơn vị `{0}`", "did you mean `{1}`?",
                                       "ý bạn là `{1}`?"};
constexpr Message<2> unit_nearly_known{
    "H0600", "unit `{0}` is new, and nearly the same as `{1}` of an earlier file",
    "đơn vị `{0}` là đơn vị mới, gần giống `{1}` ở tệp trước", "`{1}` in place of `{0}` if they are the same",
    "ghi `{1}` thay cho `{0}` nếu là một"};

/// True where the texts are the same without accents and punctuation, or differ by one letter put in, left out or
/// exchanged.
bool are_nearly_same(std::string_view a, std::string_view b) {
  const auto letters = [](std::string_view text) {
    std::string plain = source::fold(text);
    std::erase_if(plain,
                  [](char character) { return character == ' ' || character == '-' || character == '_'; });
    return plain;
  };
  std::string shorter = letters(a);
  std::string longer = letters(b);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  if (longer.size() - shorter.size() > 1) return false;
  // Codes such as `01` and `02` always differ by one digit.
  if (shorter.size() < 5 ||
      std::any_of(longer.begin(), longer.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return shorter == longer;
  std::size_t same = 0;
  while (same < shorter.size() && shorter[same] == longer[same]) ++same;
  const std::size_t skipped = shorter.size() == longer.size() ? 1 : 0;
  return same == shorter.size() || shorter.substr(same + skipped) == longer.substr(same + 1);
}
}  // namespace

void Merge::refuse_new_units(const std::vector<std::string>& known) {
  Near near(known);
  for (const auto& [unit, span] : new_units_) {
    const std::string& id = units_.units[index(unit)].id;
    if (const std::string other = near.to(id); other.empty())
      files_.back().faults.report(unknown_unit, span, shown(id));
    else
      files_.back().faults.report(unknown_unit_near, span, shown(id), shown(other));
  }
}

void Merge::ask_about_new_units(const std::vector<std::string>& known) {
  Near near(known);
  for (const auto& [unit, span] : new_units_) {
    const std::string& id = units_.units[index(unit)].id;
    const std::string other = near.to(id);
    if (!other.empty() && are_nearly_same(id, other))
      files_.back().faults.report(unit_nearly_known, span, shown(id), shown(other));
  }
}

void Merge::end(bool is_whole) {
  if (files_.size() > 1 && are_all_known_ && !new_units_.empty()) {
    std::vector<std::string> known;
    known.reserve(known_);
    for (std::size_t i = 0; i < known_; ++i) known.push_back(units_.units[i].id);
    bool has_common_input = false;
    for (std::size_t i = 0; i < given_.size(); ++i)
      has_common_input = has_common_input || (given_[i] && mentioned_[i]);
    if (names_known_ || !has_common_input)
      refuse_new_units(known);
    else
      ask_about_new_units(known);
  }
  for (std::size_t i = 0; i < given_.size(); ++i) given_[i] = given_[i] || mentioned_[i];
  are_all_known_ = are_all_known_ && is_whole;
}

// ---- at the end of all files -------------------------------------------------------------------------------------

void Merge::set_option(InputId option, Reading reading) {
  options_.emplace_back(option, std::move(reading));
}

namespace {
constexpr Message<5> passes_other{"E0655", "`{0}` of unit `{4}` is {1}, more than its `{2}`, which is {3}",
                                  "`{0}` của đơn vị `{4}` là {1}, lớn hơn `{2}` là {3}"};
constexpr source::Bilingual other_cell{"`{0}` is given here", "`{0}` được ghi ở đây"};
constexpr source::Bilingual relation_declared{"the relation is declared here",
                                              "quan hệ này được khai báo ở đây"};
}  // namespace

void Merge::check_relation(InputId smaller, InputId greater, InputId declared) {
  const InputColumn& first = units_.inputs[model::index(smaller)];
  const InputColumn& second = units_.inputs[model::index(greater)];
  const auto words = [&](InputId input, std::size_t unit) {
    return words_for(units_.inputs[model::index(input)].numbers[unit], rulebook_[input].kind, rulebook_);
  };
  for (std::size_t i = 0; i < units_.units.size(); ++i) {
    if (first.states[i] != State::value || second.states[i] != State::value) continue;
    if (first.numbers[i] <= second.numbers[i]) continue;
    const auto unit = static_cast<UnitId>(i);
    const auto at = where(unit, smaller);
    const auto other_at = where(unit, greater);
    if (!at && !other_at) continue;  // two options: each is said once, by the rulebook's own checks
    const source::Span span = at ? *at : *other_at;
    const auto file = std::find_if(files_.begin(), files_.end(),
                                   [&](const File& known) { return known.faults.file() == span.file; });
    source::Finding* const finding =
        file->faults.report(passes_other, span, rulebook_[smaller].name, words(smaller, i),
                            rulebook_[greater].name, words(greater, i), shown(units_.units[i].id));
    if (at && other_at) relate(finding, *other_at, other_cell, {rulebook_[greater].name});
    const source::Span declaration = rulebook_[declared].span;
    if (declaration.end > declaration.begin) relate(finding, declaration, relation_declared);
  }
}

void Merge::check_relations() {
  std::set<std::pair<InputId, InputId>> done;
  for (std::size_t i = 0; i < rulebook_.inputs.size(); ++i) {
    if (!model::is_given(rulebook_.inputs[i])) continue;
    const auto input = static_cast<InputId>(i);
    for (const InputId other : rulebook_.inputs[i].at_most)
      if (done.emplace(input, other).second) check_relation(input, other, input);
    for (const InputId other : rulebook_.inputs[i].at_least)
      if (done.emplace(other, input).second) check_relation(other, input, input);
  }
}

void Merge::close_columns() {
  const std::size_t count = units_.units.size();
  for (std::size_t i = 0; i < units_.inputs.size(); ++i) {
    if (rulebook_.inputs[i].role == model::InputRole::column) continue;  // of rows: no unit has one
    InputColumn& column = units_.inputs[i];
    const bool is_set = rulebook_.inputs[i].role == model::InputRole::appraised;
    column.states.resize(count, is_set ? State::none : State::missing);
    column.numbers.resize(count);
    const auto input = static_cast<InputId>(i);
    if (rulebook_.inputs[i].role == model::InputRole::option)
      units_.unset_options.push_back(input);
    else if (!given_[i] && model::is_given(rulebook_.inputs[i]))
      units_.absent_inputs.push_back(input);
  }
  for (const auto& [option, reading] : options_) {
    InputColumn& column = units_.inputs[model::index(option)];
    column.states.assign(count, reading.state);
    column.numbers.assign(count, reading.number);
    hash_ += mixed(input_keys_[model::index(option)] + reading.digest);
    std::erase(units_.unset_options, option);
  }
}

Units Merge::finish() {
  close_columns();
  take_last_stages();
  fill_evidence();
  check_relations();
  constexpr std::string_view signs = "0123456789abcdef";
  std::uint64_t bits = mixed(hash_ + units_.units.size());
  for (int i = 0; i < 16; ++i, bits <<= 4U) units_.hash += signs[bits >> 60U];
  for (File& file : files_) file.faults.finish();
  return std::move(units_);
}

}  // namespace barem::data
