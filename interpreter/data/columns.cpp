// See columns.h.
#include "interpreter/data/columns.h"

#include <algorithm>

namespace barem::data {

namespace {

using source::Message;
using As = Use::As;

constexpr std::string_view column_unit = "unit";
constexpr std::string_view evidence_for = "evidence ";
constexpr std::string_view evidence_for_vietnamese = "tài liệu kiểm chứng ";

/// The columns that are no inputs, in wide or in long data.
As standard_column(std::string_view name, bool is_long) {
  if (name == column_unit) return As::unit;
  if (name == "name") return As::name;
  if (name == "parent") return As::parent;
  if (!is_long) return As::unknown;
  if (name == "input") return As::input;
  if (name == "value") return As::value;
  if (name == "stage") return As::stage;
  if (name == "evidence") return As::evidence;
  if (name == "note") return As::note;
  if (name == "date") return As::date;
  if (name == "by") return As::by;
  if (name == "title" || name == "allowed") return As::nothing;
  return As::unknown;
}

void place(Columns& columns, As as, std::size_t at) {
  if (as == As::unit) columns.unit = at;
  if (as == As::name) columns.name = at;
  if (as == As::parent) columns.parent = at;
  if (as == As::input) columns.input = at;
  if (as == As::value) columns.value = at;
  if (as == As::stage) columns.stage = at;
  if (as == As::evidence) columns.evidence = at;
  if (as == As::note) columns.note = at;
  if (as == As::date) columns.date = at;
  if (as == As::by) columns.by = at;
}

}  // namespace

Names::Names(const model::Rulebook& rulebook) {
  for (std::size_t i = 0; i < rulebook.nodes.size(); ++i)
    uses_[rulebook.nodes[i].number] = {As::node, model::no_input, static_cast<model::NodeId>(i),
                                       rulebook.nodes[i].is_leaf()};
  for (std::size_t i = 0; i < rulebook.inputs.size(); ++i) {
    const model::Input& input = rulebook.inputs[i];
    if (!model::is_given(input)) continue;
    const bool is_option = input.role == model::InputRole::option;
    uses_[input.name] = {is_option ? As::option : As::entry, static_cast<model::InputId>(i), input.node};
    if (!is_option) given_.push_back(input.name);
  }
  for (const model::Input& input : rulebook.inputs)
    if (input.role == model::InputRole::evidence)
      given_.push_back(evidence_heading(rulebook[input.node].number, rulebook.language));
}

Use Names::find(std::string_view name) const {
  if (const auto at = uses_.find(name); at != uses_.end()) return at->second;
  for (const std::string_view before : {evidence_for, evidence_for_vietnamese}) {
    if (!name.starts_with(before)) continue;
    const auto at = uses_.find(name.substr(before.size()));
    if (at != uses_.end() && at->second.node != model::no_node)
      return {As::evidence_of, model::no_input, at->second.node};
  }
  return {};
}

std::string evidence_heading(std::string_view number, source::Language language) {
  const bool is_english = language == source::Language::english;
  return std::string(is_english ? evidence_for : evidence_for_vietnamese) += number;
}

namespace {
constexpr Message<1> unknown_column{"E0620", "the rules know no input `{0}`",
                                    "bộ tiêu chí không có số liệu `{0}`",
                                    "`--ignore \"{0}\"` where the column is not for the rules",
                                    "`--ignore \"{0}\"` nếu cột này không dùng để chấm"};
constexpr Message<2> unknown_column_near{
    "E0620", "the rules know no input `{0}`", "bộ tiêu chí không có số liệu `{0}`",
    "did you mean `{1}`? or `--ignore \"{0}\"` where the column is not for the rules",
    "ý bạn là `{1}`? hoặc `--ignore \"{0}\"` nếu cột này không dùng để chấm"};
constexpr Message<1> unknown_input{"E0620", "the rules know no input `{0}`",
                                   "bộ tiêu chí không có số liệu `{0}`"};
constexpr Message<2> unknown_input_near{"E0620", "the rules know no input `{0}`",
                                        "bộ tiêu chí không có số liệu `{0}`", "did you mean `{1}`?",
                                        "ý bạn là `{1}`?"};
constexpr Message<1> option_in_data{"E0622", "`{0}` is an option of the whole run, not of each unit",
                                    "`{0}` là tùy chọn của cả lần chấm, không phải của từng đơn vị",
                                    "`--set {0}=VALUE` in place of the data",
                                    "dùng `--set {0}=GIÁ_TRỊ` thay cho số liệu"};
constexpr Message<1> points_of_parent{
    "E0623", "item {0} gets its points from what lies below it: none can be claimed or set for it",
    "mục {0} lấy điểm từ các mục bên dưới: không thể tự chấm hay thẩm định điểm cho mục này",
    "points for the items below it", "ghi điểm cho từng mục bên dưới"};
}  // namespace

void refuse_name(const Use& use, std::string_view name, source::Span span, bool is_column, Near& near,
                 Faults& faults) {
  if (use.as == As::option) {
    faults.report(option_in_data, span, name);
  } else if (use.as == As::node) {
    faults.report(points_of_parent, span, name);
  } else if (const std::string other = near.to(name); other.empty()) {
    faults.report(is_column ? unknown_column : unknown_input, span, shown(name));
  } else {
    faults.report(is_column ? unknown_column_near : unknown_input_near, span, shown(name), other);
  }
}

namespace {
constexpr Message<0> no_unit_column{"E0621", "no column is headed `unit`: it says which unit a row is of",
                                    "không có cột `unit`: cột này cho biết mỗi dòng là của đơn vị nào",
                                    "the name `unit` at the head of the column with the units' codes",
                                    "đặt tên `unit` cho cột ghi mã đơn vị"};
constexpr Message<2> long_column_absent{
    "E0638",
    "data with a row for each value have the columns `unit`, `input` and `value`: there is `{1}`, but no `{0}`",
    "số liệu dạng dọc, mỗi giá trị một dòng, cần các cột `unit`, `input` và `value`: có `{1}`, nhưng chưa có `{0}`",
    "the name `{0}` at the head of its column", "đặt tên `{0}` cho cột tương ứng"};
}  // namespace

std::optional<Columns> assign_columns(const std::vector<Column>& header, const Names& names, const Names* others,
                                      const std::vector<std::string>& ignored, bool passes_over_others,
                                      std::vector<bool>& used_ignores, Faults& faults) {
  const auto find = [&](std::string_view name) -> const Column* {
    const auto at = std::ranges::find(header, name, &Column::name);
    return at == header.end() || std::ranges::find(ignored, name) != ignored.end() ? nullptr : &*at;
  };
  Columns columns;
  const Column* const input = find("input");
  const Column* const value = find("value");
  columns.is_long = input != nullptr && value != nullptr;
  std::vector<std::string> candidates =
      columns.is_long ? std::vector<std::string>{"input", "value", "stage", "evidence", "note", "date", "by"}
                      : names.given();
  for (const std::string_view name : {"unit", "name", "parent"}) candidates.emplace_back(name);
  Near near(std::move(candidates));
  bool is_of_rules = columns.is_long;  // some column says something that the rules ask
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const Column& column = header[i];
    Use use{standard_column(column.name, columns.is_long)};
    const auto ignore = std::ranges::find(ignored, column.name);
    if (ignore != ignored.end()) {
      used_ignores[static_cast<std::size_t>(ignore - ignored.begin())] = true;
      use = {As::nothing};
    } else if (column.name.empty()) {
      use = {As::nameless};
    } else if (use.as == As::unknown) {
      if (!columns.is_long) use = names.find(column.name);
      const bool is_known =
          use.as == As::entry || use.as == As::evidence_of || (use.as == As::node && use.can_be_claimed);
      const bool is_of_others = others != nullptr && others->find(column.name).as != As::unknown;
      is_of_rules = is_of_rules || is_known || is_of_others;
      if (use.as != As::entry && passes_over_others) use = {As::nothing};
      else if (!is_known && is_of_others) use = {As::nothing};
      else if (!is_known) refused.push_back(i);
    }
    place(columns, use.as, i);
    columns.uses.push_back(use);
  }
  if (!is_of_rules && (input != nullptr || value != nullptr)) {
    const bool has_input = input != nullptr;
    faults.report(long_column_absent, (has_input ? input : value)->span, has_input ? "value" : "input",
                  has_input ? "input" : "value");
    return {};
  }
  // Where no column is headed `unit`, one that the rules do not know has the units: of it there is one message.
  const auto is_known_name = [&](std::size_t at) { return columns.uses[at].as != As::unknown; };
  if (!columns.unit)
    if (const auto at = std::ranges::find_if_not(refused, is_known_name); at != refused.end()) refused.erase(at);
  for (const std::size_t at : refused)
    refuse_name(columns.uses[at], header[at].name, header[at].span, true, near, faults);
  if (!columns.unit && !header.empty())
    faults.report(no_unit_column, source::join(header.front().span, header.back().span));
  const bool has_nothing = !is_of_rules && !refused.empty();  // its rows could only be misread
  return columns.unit && !has_nothing ? std::optional(std::move(columns)) : std::nullopt;
}

}  // namespace barem::data
