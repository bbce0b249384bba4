// See successors.h.
#include "interpreter/data/successors.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "interpreter/data/csv.h"
#include "interpreter/data/json.h"
#include "interpreter/data/text.h"

namespace barem::data {

namespace {

using source::Message;
using value::Number;

constexpr Message<1> column_absent{"E0670", "the table of successors has no column `{0}`",
                                   "bảng chuyển đổi đơn vị chưa có cột `{0}`",
                                   "the columns `old` and `new`, and `share` where a unit was split",
                                   "cần các cột `old`, `new`, và `share` nếu một đơn vị bị tách"};
constexpr Message<0> unit_absent{"E0671", "the row does not name both units", "dòng này chưa ghi đủ hai đơn vị"};
constexpr Message<1> share_unclear{"E0672", "`{0}` is no share: above 0% and up to 100%",
                                   "`{0}` không phải là phần hợp lệ: lớn hơn 0% và không quá 100%",
                                    "`40%`, or an empty cell for the whole",
                                   "`40%`, hoặc để trống nếu là toàn bộ"};
constexpr Message<2> shares_open{"E0673", "the shares of `{0}` come to {1}, not to 100%",
                                 "các phần của `{0}` cộng lại được {1}, không phải 100%"};
constexpr Message<1> goes_round{"E0674", "`{0}` becomes itself by way of others", "`{0}` đi vòng thành chính nó"};
constexpr Message<2> row_twice{"E0675", "`{0}` into `{1}` stands twice", "`{0}` thành `{1}` được ghi hai lần"};

std::optional<Number> share_of(std::string_view text) {
  if (text.empty()) return Number(1);
  const bool percent = text.ends_with('%');
  std::string digits(trimmed(percent ? text.substr(0, text.size() - 1) : text));
  std::replace(digits.begin(), digits.end(), ',', '.');
  auto number = Number::from_decimal(digits);
  if (number && percent) *number = *number / Number(100);
  if (!number || *number <= Number(0) || Number(1) < *number) return std::nullopt;
  return number;
}

struct Step {
  std::string next;
  Number share;
  source::Span span;
};
using Steps = std::map<std::string, std::vector<Step>, std::less<>>;  ///< by old unit

template <class Table>
bool read_rows(Table& table, Steps& steps, Faults& faults) {
  const std::vector<Column>& header = table.columns();
  const auto column = [&](std::string_view name) {
    const auto at = std::ranges::find(header, name, &Column::name);
    return at == header.end() ? std::optional<std::size_t>{} : static_cast<std::size_t>(at - header.begin());
  };
  const auto old_at = column("old");
  const auto new_at = column("new");
  const auto share_at = column("share");
  const source::Span whole = header.empty() ? source::Span{faults.file(), 0, 0}
                                            : source::join(header.front().span, header.back().span);
  if (!old_at) faults.report(column_absent, whole, "old");
  else if (!new_at) faults.report(column_absent, whole, "new");  // one message: it names the columns that are due
  if (!old_at || !new_at) return false;
  bool sound = true;
  Row row;
  while (table.next(row, faults)) {
    const Cell& from = row.cells[*old_at];
    const Cell& to = row.cells[*new_at];
    if (from.text.starts_with('#')) continue;
    if (from.text.empty() || to.text.empty()) {
      faults.report(unit_absent, from.text.empty() ? from.span : to.span);
      sound = false;
      continue;
    }
    const auto share = share_at ? share_of(row.cells[*share_at].text) : Number(1);
    if (!share) {
      faults.report(share_unclear, row.cells[*share_at].span, shown(row.cells[*share_at].text));
      sound = false;
      continue;
    }
    std::vector<Step>& into = steps[std::string(from.text)];
    if (std::ranges::any_of(into, [&](const Step& step) { return step.next == to.text; })) {
      faults.report(row_twice, to.span, shown(from.text), shown(to.text));
      sound = false;
      continue;
    }
    into.push_back({std::string(to.text), *share, from.span});
  }
  return sound && !table.lost_rows();
}

/// Where old units end, and with what part: each is followed once, from what it became.
class Endings {
 public:
  Endings(const Steps& steps, Faults& faults) : steps_(steps), faults_(faults) {}

  /// False where a unit goes round; said, once for each round.
  bool follow() {
    for (const auto& [unit, into] : steps_)
      if (!parts_.contains(unit)) follow(unit);
    return sound_;
  }

  /// A unit that no row names as old goes on: what it was itself counts with what it took in.
  Origins origins() const {
    Origins origins;
    for (const auto& [unit, into] : steps_)
      for (const auto& [end, share] : parts_.at(unit)) origins[std::string(end)].push_back({unit, share});
    for (auto& [end, from] : origins)
      if (!steps_.contains(end)) from.push_back({end, 1});
    return origins;
  }

 private:
  using Parts = std::map<std::string_view, Number>;  ///< by the unit at the end

  struct Open {
    Steps::const_iterator unit;
    std::size_t next = 0;  ///< the step to look at
  };

  void follow(const std::string& first) {
    std::vector<Open> open{{steps_.find(first)}};
    parts_[first];
    std::set<std::string_view> ahead{first};
    while (!open.empty()) {
      const auto unit = open.back().unit;
      if (open.back().next == unit->second.size()) {
        close(*unit);
        ahead.erase(unit->first);
        open.pop_back();
        continue;
      }
      const Step& step = unit->second[open.back().next++];
      const auto next = steps_.find(step.next);
      if (next == steps_.end() || next == unit) continue;
      if (ahead.contains(next->first)) {
        faults_.report(goes_round, next->second.front().span, shown(next->first));
        sound_ = false;
      } else if (parts_.try_emplace(next->first).second) {
        ahead.insert(next->first);
        open.push_back({next});
      }
    }
  }

  /// All that it became has been followed.
  void close(const Steps::value_type& unit) {
    Parts& parts = parts_[unit.first];
    for (const Step& step : unit.second) {
      const auto next = steps_.find(step.next);
      if (next == steps_.end() || step.next == unit.first) {  // new, or a part that stays
        parts[step.next] += step.share;
        continue;
      }
      for (const auto& [end, share] : parts_[step.next]) parts[end] += share * step.share;
    }
  }

  const Steps& steps_;
  Faults& faults_;
  std::map<std::string_view, Parts> parts_;
  bool sound_ = true;
};

}  // namespace

std::optional<Origins> read_successors(const DataFile& file, source::Sources& sources,
                                       source::Diagnostics& diagnostics) {
  const auto id = add_source(file, sources, diagnostics);
  if (!id) return std::nullopt;
  Faults faults(diagnostics, *id);
  Steps steps;
  bool sound = false;
  if (is_json(file.name)) {
    if (auto table = JsonTable::open(*id, sources, faults)) sound = read_rows(*table, steps, faults);
  } else if (auto table = CsvTable::open(*id, sources, faults)) {
    sound = read_rows(*table, steps, faults);
  }
  for (const auto& [unit, into] : steps) {
    Number sum;
    for (const Step& step : into) sum += step.share;
    if (sum == Number(1)) continue;
    faults.report(shares_open, into.front().span, shown(unit), source::Percent{sum});
    sound = false;
  }
  Endings endings(steps, faults);
  sound = sound && endings.follow();
  faults.finish();
  if (!sound) return std::nullopt;
  return endings.origins();
}

}  // namespace barem::data
