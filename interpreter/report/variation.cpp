// See variation.h. A unit that is not decided under a variation widens nothing: its index and rank there are not known.
#include "interpreter/report/variation.h"

#include <algorithm>
#include <utility>

#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"

namespace barem::report {

using data::UnitId;
using source::Bilingual;
using source::Language;
using value::Number;
using value::State;

namespace {

constexpr Bilingual heading{
    "{0} with other numbers, one at a time. A weight moves the others beside it, in proportion.",
    "{0}, khi thay lần lượt từng con số. Khi một trọng số thay đổi, các trọng số cùng cấp được chia lại theo tỷ lệ."};
constexpr Bilingual rank_range{"rank lies in", "hạng trong khoảng"};
constexpr Bilingual index_range{"index lies in", "chỉ số trong khoảng"};
constexpr Bilingual changed{"changed", "thay đổi"};
constexpr Bilingual from{"from", "từ"};
constexpr Bilingual to{"to", "thành"};
constexpr Bilingual units_moved{"units moved", "số đơn vị đổi hạng"};
constexpr Bilingual most_places{"at most by", "nhiều nhất (bậc)"};
constexpr Bilingual not_possible{"Not possible: {0} from {1} to {2}: {3}", "Không thực hiện được: {0} từ {1} thành {2}: {3}"};
constexpr Bilingual undecided{"Units not decided: {0}.", "Số đơn vị chưa xác định: {0}."};

std::optional<std::uint32_t> rank_of(const score::Standing& standing) {
  return standing.may_be_common ? standing.common.rank : standing.apart.rank;
}

/// All that a unit's index and rank are, with and without the variations.
struct Reach {
  std::optional<Number> least, greatest;
  std::optional<std::uint32_t> best, worst;

  void take(const score::Standing& standing) {
    if (standing.state != State::value) return;
    const Number& index = standing.published.number();
    if (!least || index < *least) least = index;
    if (!greatest || *greatest < index) greatest = index;
    const std::optional<std::uint32_t> rank = rank_of(standing);
    if (!rank) return;
    best = std::min(best.value_or(*rank), *rank);
    worst = std::max(worst.value_or(*rank), *rank);
  }
};

std::vector<Reach> reaches(const Results& results, const std::vector<Variation>& variations) {
  std::vector<Reach> all(results.units.units.size());
  for (std::size_t unit = 0; unit < all.size(); ++unit) {
    all[unit].take(results.sheet.standings[unit]);
    for (const Variation& variation : variations)
      if (!variation.standings.empty()) all[unit].take(variation.standings[unit]);
  }
  return all;
}

/// How many units a variation moves to another rank, and by how many places at most.
struct Moves {
  std::size_t units = 0;
  std::uint32_t places = 0;
};

Moves moves_of(const Results& results, const Variation& variation) {
  Moves moves;
  for (std::size_t unit = 0; unit < variation.standings.size(); ++unit) {
    const auto before = rank_of(results.sheet.standings[unit]);
    const auto now = rank_of(variation.standings[unit]);
    if (!before || !now || *before == *now) continue;
    ++moves.units;
    moves.places = std::max(moves.places, *before < *now ? *now - *before : *before - *now);
  }
  return moves;
}

std::string ranks_text(const Reach& reach) {
  if (!reach.best) return "–";
  const std::string best = std::to_string(*reach.best);
  return reach.best == reach.worst ? best : best + "–" + std::to_string(*reach.worst);
}

}  // namespace

std::string variation_table(const Results& results, const std::vector<Variation>& variations, Language language,
                            std::optional<std::size_t> columns) {
  using enum TextTable::Align;
  const auto head = [&](Bilingual text) { return std::string(text.in(language)); };
  const std::vector<Reach> all = reaches(results, variations);
  const int decimals = publish_of(results.rulebook).decimals;
  const bool ranks = results.rulebook.rank_by.has_value();
  TextTable units;
  if (ranks) {
    units.add_column(head(words::rank), right);
    units.add_column(head(rank_range), right);
  }
  units.add_column(head(words::unit), left);
  units.add_column(head(words::index), right);
  units.add_column(head(index_range), right);
  units.may_cut(ranks ? 2 : 0);
  std::size_t open = 0;
  for (const UnitId unit : results.sheet.order) {
    const score::Standing& standing = results.standing(unit);
    const Reach& reach = all[data::index(unit)];
    open += standing.state == State::missing ? 1 : 0;
    std::vector<std::string> cells;
    if (ranks) cells = {rank_text(standing), ranks_text(reach)};
    cells.push_back(shown_name(results.units.units[data::index(unit)]));
    cells.push_back(index_text(results.rulebook, standing, language));
    cells.push_back(reach.least ? span_text(value::Range::closed(*reach.least, *reach.greatest), decimals, language) : "–");
    units.add_row(std::move(cells));
  }
  std::vector<std::pair<Moves, const Variation*>> order;
  std::string refused;
  for (const Variation& variation : variations) {
    if (!variation.standings.empty()) order.emplace_back(moves_of(results, variation), &variation);
    else
      refused += filled(not_possible, language, {std::string(variation.what.in(language)), std::string(variation.was.in(language)),
                                                 std::string(variation.now.in(language)), std::string(variation.refused.in(language))}) + "\n";
  }
  std::ranges::stable_sort(order, [](const auto& a, const auto& b) {
    return std::pair(a.first.units, a.first.places) > std::pair(b.first.units, b.first.places);
  });
  TextTable changes;
  changes.add_column(head(changed), left);
  changes.add_column(head(from), right);
  changes.add_column(head(to), right);
  if (ranks) {
    changes.add_column(head(units_moved), right);
    changes.add_column(head(most_places), right);
  }
  changes.may_cut(0);
  for (const auto& [moves, variation] : order) {
    std::vector<std::string> cells{std::string(variation->what.in(language)), std::string(variation->was.in(language)),
                                   std::string(variation->now.in(language))};
    if (ranks) {
      cells.push_back(std::to_string(moves.units));
      cells.push_back(moves.units == 0 ? "–" : std::to_string(moves.places));
    }
    changes.add_row(std::move(cells));
  }
  const model::Rulebook& rulebook = results.rulebook;
  const std::string title = titled(rulebook.title, rulebook.version, rulebook.effective, language);
  constexpr std::size_t widest = 100;  // where it goes to no terminal
  std::string text = wrapped(filled(heading, language, {title}), columns.value_or(widest), 0) + "\n\n" + units.to_text(columns);
  if (!order.empty()) text += "\n" + changes.to_text(columns);
  if (!refused.empty()) text += "\n" + refused;
  if (open != 0) text += "\n" + filled(undecided, language, {std::to_string(open)}) + "\n";
  return text;
}

void variation_json(const Results& results, const std::vector<Variation>& variations, const Sink& sink) {
  JsonWriter json(sink);
  const auto rank = [&](std::string_view key, const std::optional<std::uint32_t>& value) {
    json.key(key);
    value ? json.whole(*value) : json.null();
  };
  const int decimals = publish_of(results.rulebook).decimals;
  const std::vector<Reach> all = reaches(results, variations);
  json.open_object();
  json.key("variations");
  json.open_array();
  for (const Variation& variation : variations) {
    json.line_break();
    json.open_object();
    json.field("what", variation.what.in(Language::english));
    json.field("was", variation.was.in(Language::english));
    json.field("now", variation.now.in(Language::english));
    if (variation.standings.empty()) {
      json.field("refused", variation.refused.in(Language::english));
    } else {
      const Moves moves = moves_of(results, variation);
      json.key("units_moved");
      json.whole(moves.units);
      json.key("most_places");
      json.whole(moves.places);
    }
    json.close_object();
  }
  json.close_array();
  json.line_break();
  json.key("units");
  json.open_array();
  for (const UnitId unit : results.sheet.order) {
    const Reach& reach = all[data::index(unit)];
    json.line_break();
    json.open_object();
    json.field("unit", results.units.units[data::index(unit)].id);
    rank("rank", rank_of(results.standing(unit)));
    rank("rank_best", reach.best);
    rank("rank_worst", reach.worst);
    if (reach.least) {
      json.field("index_least", reach.least->to_fixed(decimals));
      json.field("index_greatest", reach.greatest->to_fixed(decimals));
    }
    json.close_object();
  }
  json.close_array();
  json.close_object();
  json.end();
}

}  // namespace barem::report
