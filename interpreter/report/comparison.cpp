// The index is a ratio: points p over the applicable maximum M. An item adds 100·p′/M′ − 100·p/M to the change, told
// in two parts: its own points 100·(p′−p)/M′, and the changed maximum 100·p·(1/M′−1/M). nlohmann reads the earlier
// result; its numbers are texts, so nothing is rounded on the way.
#include "interpreter/report/comparison.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"
#include "lang/source/render.h"

namespace barem::report {

using nlohmann::json;
using source::Language;
using value::Number;

namespace {

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Number> number_at(const json& object, const char* exact, const char* decimal) {
  for (const char* key : {exact, decimal}) {
    const std::string text = text_at(object, key);
    if (!text.empty()) return Number::from_fraction(text);
  }
  return std::nullopt;
}

EarlierUnit unit_from(const json& object) {
  EarlierUnit unit;
  unit.index = text_at(object, "index");
  unit.is_enclosed = object.contains("about");
  unit.exact = number_at(object, unit.is_enclosed ? "about" : "exact", "index");
  if (const auto rank = object.find("rank"); rank != object.end() && rank->is_number_unsigned())
    unit.rank = rank->get<std::uint32_t>();
  if (const auto rank = object.find("rank_apart"); rank != object.end() && rank->is_number_unsigned())
    unit.rank_apart = rank->get<std::uint32_t>();
  const std::optional<Number> applicable = number_at(object, "applicable", "applicable");
  if (applicable) unit.applicable = *applicable;
  const auto scores = object.find("scores");
  if (scores == object.end() || !scores->is_object()) return unit;
  unit.is_whole = applicable.has_value() && !scores->empty();
  for (const auto& [number, score] : scores->items()) {
    if (!score.is_object()) continue;
    const std::optional<Number> points = number_at(score, "exact", "points");
    if (!points && text_at(score, "status") == "missing") unit.is_whole = false;
    const Number counted = points.value_or(Number(0));
    unit.points[number] = text_at(score, "role") == "penalty" ? -counted : counted;
  }
  return unit;
}

/// The number of the item above: `1.2` of `1.2.3`, empty at the top.
std::string_view above(std::string_view number) {
  const std::size_t dot = number.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : number.substr(0, dot);
}

/// The numbers that have others below them.
std::set<std::string_view> parents_of(const std::map<std::string, Number>& points) {
  std::set<std::string_view> parents;
  for (const auto& [number, unused] : points)
    for (std::string_view parent = above(number); !parent.empty(); parent = above(parent))
      if (!parents.insert(parent).second) break;
  return parents;
}

/// The items to be compared: those without parts of their own before or now, and of several above one another the
/// topmost. Every component then counts once on both sides.
std::vector<std::string> items_to_compare(const std::map<std::string, Number>& before,
                                          const std::map<std::string, Number>& now) {
  std::set<std::string_view> leaves;
  for (const auto* points : {&before, &now}) {
    const std::set<std::string_view> parents = parents_of(*points);
    for (const auto& [number, unused] : *points)
      if (!parents.contains(number)) leaves.insert(number);
  }
  std::vector<std::string> items;
  for (const std::string_view leaf : leaves) {
    bool is_topmost = true;
    for (std::string_view parent = above(leaf); !parent.empty(); parent = above(parent))
      is_topmost = is_topmost && !leaves.contains(parent);
    if (is_topmost) items.emplace_back(leaf);
  }
  return items;
}

Number points_at(const EarlierUnit& unit, const std::string& number) {
  const auto found = unit.points.find(number);
  return found == unit.points.end() ? Number(0) : found->second;
}

/// What is done to the items below one beyond adding them up: its correction, the cap of a block.
Number corrected_at(const EarlierUnit& unit, const std::string& number) {
  Number correction = points_at(unit, number);
  const std::string start = number + ".";
  // What is below a number stands together, in the order of texts.
  for (auto below = unit.points.lower_bound(start); below != unit.points.end() && below->first.starts_with(start); ++below)
    if (above(below->first) == number) correction -= below->second;
  return correction;
}

/// What each item adds; nothing where the items do not make up the whole difference (an index that is a mean).
std::optional<std::vector<Part>> parts_of(const EarlierUnit& before, const EarlierUnit& now,
                                          const std::string& index_as, const std::vector<std::string>& correcting) {
  if (!before.is_whole || !now.is_whole || !before.exact || !now.exact) return std::nullopt;
  if (before.applicable.is_zero() || now.applicable.is_zero()) return std::nullopt;
  const bool in_points = index_as == "points";
  const Number whole = index_as == "percent" ? 100 : 1;
  std::vector<Part> parts;
  Number sum;
  const auto add = [&](const std::string& number, const Number& p, const Number& q) {
    Part part{number, q - p, 0};
    if (!in_points) {
      part.own = whole * (q - p) / now.applicable;
      part.maximum = whole * p / now.applicable - whole * p / before.applicable;
    }
    sum += part.sum();
    if (!part.own.is_zero() || !part.maximum.is_zero()) parts.push_back(std::move(part));
  };
  for (const std::string& number : items_to_compare(before.points, now.points))
    add(number, points_at(before, number), points_at(now, number));
  for (const std::string& number : correcting) add(number, corrected_at(before, number), corrected_at(now, number));
  // Indices that are no fractions, and the points they are made of, stand here at 12 decimals.
  const Number off = (sum - (*now.exact - *before.exact)).absolute();
  const bool is_enclosed = before.is_enclosed || now.is_enclosed;
  if (is_enclosed ? off > Number::fraction(1, 100'000'000) : !off.is_zero()) return std::nullopt;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.sum().absolute() > b.sum().absolute(); });
  return parts;
}

EarlierUnit unit_now(const Results& results, data::UnitId id) {
  EarlierUnit unit;
  const score::Standing& standing = results.standing(id);
  unit.rank = standing.common.rank;
  unit.rank_apart = standing.apart.rank;
  unit.exact = exact_index(results, id);
  unit.is_enclosed = standing.is_enclosed;
  if (unit.exact)
    unit.index = standing.published.number().to_fixed(publish_of(results.rulebook).decimals);
  const std::optional<value::Outcome> total = results.total_applicable(id);
  unit.is_whole = total && total->state() == value::State::value;
  if (unit.is_whole) unit.applicable = total->number();
  for (std::size_t i = 0; i < results.rulebook.nodes.size(); ++i) {
    const model::Node& node = results.rulebook.nodes[i];
    if (!node.is_scored()) continue;
    const std::optional<value::Outcome> points = results.points(model::NodeId{static_cast<std::uint32_t>(i)}, id);
    const value::State state = points ? points->state() : value::State::missing;
    unit.is_whole = unit.is_whole && state != value::State::missing;
    const Number counted = state == value::State::value ? points->number() : Number(0);
    unit.points[node.number] = node.role == model::Role::penalty ? -counted : counted;
  }
  return unit;
}

/// What each item of the earlier version is called now: by `was`, an item below one that moved with it. What has gone
/// while another took its number keeps it, with the version beside it.
class Renumbering {
 public:
  Renumbering(const model::Rulebook& now, const Earlier& earlier) : version_(earlier.version) {
    for (const model::Node& node : now.nodes)
      for (const model::EarlierItem& was : node.was)
        if (was.version == earlier.version && was.number != node.number) {
          moved_.emplace(was.number, node.number);
          taken_.insert(node.number);
        }
  }

  bool changes_nothing() const { return moved_.empty(); }
  EarlierUnit of(const EarlierUnit& unit) const {
    EarlierUnit renumbered = unit;
    renumbered.points.clear();
    for (const auto& [number, value] : unit.points) renumbered.points.emplace(name_of(number), value);
    return renumbered;
  }

 private:
  std::string version_;
  std::map<std::string, std::string> moved_;
  std::set<std::string> taken_;

  std::string name_of(const std::string& number) const {
    if (const auto found = moved_.find(number); found != moved_.end()) return found->second;
    const std::string parent(above(number));
    const std::string end = number.substr(parent.size());
    if (!parent.empty())
      if (std::string moved = name_of(parent); moved != parent) return moved + end;
    return taken_.contains(number) ? number + " (" + version_ + ")" : number;
  }
};

std::string signed_text(const Number& number, int decimals, Language language) {
  const std::string text = fixed_text(number, decimals, language);
  return number.sign() > 0 ? "+" + text : text;
}

std::string parts_text(const Move& move, int decimals, Language language) {
  constexpr std::size_t shown = 3;
  std::string text;
  for (std::size_t i = 0; i < move.parts.size() && i < shown; ++i) {
    const Part& part = move.parts[i];
    if (i > 0) text += list_separator(language);
    text += part.number + " " + signed_text(part.sum(), decimals, language);
  }
  if (move.parts.size() > shown)
    text += " " + filled(words::and_more, language, {std::to_string(move.parts.size() - shown)});
  return text;
}

}  // namespace

std::string_view to_text(model::IndexForm form) {
  switch (form) {
    case model::IndexForm::percent:
      return "percent";
    case model::IndexForm::number:
      return "number";
    case model::IndexForm::points:
      return "points";
  }
  return "percent";
}

std::optional<Earlier> earlier_from_json(std::string_view text) {
  const json document = json::parse(text, nullptr, false);
  if (!document.is_object()) return std::nullopt;
  const auto rulebook = document.find("rulebook");
  const auto units = document.find("units");
  if (rulebook == document.end() || !rulebook->is_object() || units == document.end() || !units->is_array())
    return std::nullopt;
  Earlier earlier{text_at(*rulebook, "title"), text_at(*rulebook, "version"), std::nullopt, text_at(*rulebook, "index_as"), {}};
  for (const json& unit : *units) {
    const std::string id = unit.is_object() ? text_at(unit, "unit") : std::string();
    if (id.empty()) return std::nullopt;
    earlier.units[id] = unit_from(unit);
  }
  return earlier;
}

Earlier earlier_from(const Results& results) {
  Earlier earlier{results.rulebook.title, results.rulebook.version, results.rulebook.effective,
                  std::string(to_text(publish_of(results.rulebook).form)), {}};
  for (std::size_t i = 0; i < results.units.units.size(); ++i)
    earlier.units[results.units.units[i].id] = unit_now(results, data::UnitId{static_cast<std::uint32_t>(i)});
  return earlier;
}

Comparison compare(const Earlier& earlier, const Results& results) {
  Comparison comparison;
  const auto with = [&](Language language) {
    return titled(earlier.title, earlier.version, earlier.effective, language);
  };
  comparison.with = {with(Language::english), with(Language::vietnamese)};
  const std::string index_as(to_text(publish_of(results.rulebook).form));
  std::vector<std::string> correcting;
  for (const model::Node& node : results.rulebook.nodes)
    if (!node.children.empty() && node.is_corrected()) correcting.push_back(node.number);
  const Renumbering renumbering(results.rulebook, earlier);
  const std::vector<data::Unit>& units = results.units.units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    Move& move = comparison.moves.emplace_back();
    const auto found = earlier.units.find(units[i].id);
    move.is_new = found == earlier.units.end();
    if (move.is_new) continue;
    std::optional<EarlierUnit> renumbered;
    if (!renumbering.changes_nothing()) renumbered = renumbering.of(found->second);
    const EarlierUnit& before = renumbered ? *renumbered : found->second;
    move.index_before = before.index;
    move.rank_before = before.rank;
    move.rank_apart_before = before.rank_apart;
    if (index_as != earlier.index_as) continue;
    const EarlierUnit now = unit_now(results, data::UnitId{static_cast<std::uint32_t>(i)});
    const std::optional<Number> index_before = Number::from_decimal(before.index);
    const std::optional<Number> index_now = Number::from_decimal(now.index);
    if (index_before && index_now) move.change = *index_now - *index_before;
    std::optional<std::vector<Part>> parts = parts_of(before, now, index_as, correcting);
    move.has_parts = parts.has_value();
    if (parts) move.parts = std::move(*parts);
  }
  const data::UnitIndex now(results.units);
  for (const auto& [id, unit] : earlier.units)
    if (!now.find(id)) comparison.gone.push_back(id);
  return comparison;
}

std::string comparison_table(const Comparison& comparison, const Results& results, Language language,
                             std::optional<std::size_t> columns) {
  std::vector<data::UnitId> order = results.sheet.order;
  const auto moved = [&](data::UnitId unit) {
    const std::optional<Number>& change = comparison.moves[data::index(unit)].change;
    return change ? change->absolute() : Number(-1);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](data::UnitId a, data::UnitId b) { return moved(a) > moved(b); });

  TextTable table;
  using enum TextTable::Align;
  const auto head = [&](source::Bilingual word) { return std::string(word.in(language)); };
  const bool has_ranks = is_ranked(results.rulebook);
  if (has_ranks) {
    table.add_column(head(words::rank), right);
    table.add_column(head(words::was), right);
  }
  table.add_column(head(words::name), left);
  table.add_column(head(words::index), right);
  table.add_column(head(words::was), right);
  table.add_column(head(words::change), right);
  table.add_column(head(words::components), left);
  table.may_cut(has_ranks ? 6 : 4);
  table.may_cut(has_ranks ? 2 : 0);
  const int decimals = publish_of(results.rulebook).decimals;
  bool all_have_parts = true;
  for (const data::UnitId unit : order) {
    const Move& move = comparison.moves[data::index(unit)];
    const score::Standing& standing = results.standing(unit);
    all_have_parts = all_have_parts && (move.has_parts || move.is_new);
    std::string index_before = move.index_before;
    if (language == Language::vietnamese) std::replace(index_before.begin(), index_before.end(), '.', ',');
    const auto apart = [&](const std::string& place) { return head(words::rank_apart) + " " + place; };
    const std::string was = move.rank_before         ? std::to_string(*move.rank_before)
                            : move.rank_apart_before ? apart(std::to_string(*move.rank_apart_before))
                                                     : std::string("–");
    std::vector<std::string> cells;
    if (has_ranks) cells = {standing.may_be_common ? rank_text(standing) : apart(place_text(standing.apart)), was};
    for (const std::string& cell :
         {shown_name(results.units.units[data::index(unit)]), index_text(results.rulebook, standing, language),
          move.is_new ? head(words::new_unit) : index_before.empty() ? std::string("–") : index_before,
          move.change ? signed_text(*move.change, decimals, language) : std::string(),
          parts_text(move, decimals, language)})
      cells.push_back(cell);
    table.add_row(std::move(cells));
  }
  const std::size_t width = columns.value_or(100);
  std::string text = wrapped(filled(words::compared_with, language, {comparison.with.in(language)}), width, 0) + "\n\n" +
                     table.to_text(columns) + "\n";
  text += wrapped(words::components_in_points_of_index.in(language), width, 0) + "\n";
  if (!all_have_parts) text += wrapped(words::components_unknown.in(language), width, 0) + "\n";
  if (!comparison.gone.empty()) {
    std::string gone;
    for (const std::string& id : comparison.gone) gone += (gone.empty() ? "" : ", ") + id;
    text += wrapped(filled(words::units_gone, language, {gone}), width, 0) + "\n";
  }
  return text;
}

}  // namespace barem::report
