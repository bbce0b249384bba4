// The table for people.
#include "interpreter/report/scores.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"
#include "interpreter/score/operations.h"
#include "lang/source/render.h"

namespace barem::report {

using data::UnitId;
using model::NodeId;
using source::Language;
using value::Number;
using value::State;

namespace {

// ---- the table --------------------------------------------------------------------------------------------------

/// The leaves, and the parents that are scored like one, that a node's points are the sum of.
void add_shares(const Results& results, NodeId node, UnitId unit, std::vector<score::Share>& shares) {
  const model::Node& of = results.rulebook[node];
  if (!of.is_leaf() && of.scoring.form == model::ScoringForm::sum && !of.is_corrected()) {
    for (const NodeId child : of.children) add_shares(results, child, unit, shares);
    return;
  }
  const std::optional<value::Outcome> points = results.points(node, unit);
  if (points && points->may_be_value) shares.push_back({points->range, of.max, points->may_be_not_applicable});
}

/// Outside the scale there is nothing to be in percent of: the points, those of a penalty below 0.
std::optional<value::Outcome> points_of_block(const Results& results, NodeId node, UnitId unit) {
  std::optional<value::Outcome> points = results.points(node, unit);
  if (!points || results.rulebook[node].role != model::Role::penalty || !points->may_be_value) return points;
  const value::Range own = points->range;
  const auto opposite = [](const std::optional<Number>& end) { return end ? std::optional(-*end) : std::nullopt; };
  points->range = {opposite(own.high), opposite(own.low), own.high_open, own.low_open};
  return points;
}

/// A node in percent of its applicable maximum: what it can be, perhaps not applicable.
std::optional<value::Outcome> percent_of_applicable(const Results& results, NodeId node, UnitId unit) {
  const auto scaled = [](value::Outcome outcome, const Number& by) {
    for (std::optional<Number>* end : {&outcome.range.low, &outcome.range.high})
      if (*end) **end *= by;
    return outcome;
  };
  if (results.rulebook[node].role != model::Role::scored) return points_of_block(results, node, unit);
  if (const std::optional<value::Outcome> part = results.part(node, unit)) return scaled(*part, 100);
  const std::optional<value::Outcome> points = results.points(node, unit);
  const std::optional<value::Outcome> applicable = results.applicable(node, unit);
  if (!points || !applicable || points->state() == State::not_applicable) return points;
  if (applicable->state() == State::value) {
    return applicable->number().is_zero() ? points : scaled(*points, Number(100) / applicable->number());
  }
  // What may not apply leaves points and maximum together.
  std::vector<score::Share> shares;
  add_shares(results, node, unit, shares);
  value::Outcome part = *points;
  part.range = score::quotient_of_sums(shares);
  return scaled(part, 100);
}

std::string percent_text(const std::optional<value::Outcome>& percent, int decimals, bool with_ranges, Language language) {
  if (!percent || percent->state() == State::not_applicable) return "–";
  if (percent->state() != State::value && !with_ranges) return "…";
  std::string text = percent->may_be_value ? span_text(percent->range, decimals, language) : std::string();
  if (percent->may_be_not_applicable) text += text.empty() ? "–" : "/–";
  return text;
}

/// Mean, least and greatest of exact numbers.
struct Spread {
  Number sum;
  std::optional<Number> least;
  std::optional<Number> greatest;
  std::int64_t count = 0;

  void add(const Number& number) {
    sum += number;
    if (!least || number < *least) least = number;
    if (!greatest || number > *greatest) greatest = number;
    ++count;
  }
};

std::string text_or_dash(const std::optional<Number>& number, int decimals, Language language) {
  return number ? fixed_text(*number, decimals, language) : "–";
}

/// How much room the table takes: from all there is to say, in steps, to what eighty columns hold.
struct Room {
  int field_decimals = 1;
  bool with_ranges = true;  ///< of fields that are not decided, and of ranks that can still change
  std::size_t gap = 2;
};
constexpr std::array rooms{Room{1, true, 2}, Room{0, true, 2}, Room{0, false, 2}, Room{0, false, 1}};

/// The table, as wide as the terminal allows.
class ScoresTable {
 public:
  ScoresTable(const Results& results, Nodes nodes, Language language)
      : results_(results), nodes_(shown_nodes(results.rulebook, nodes)), language_(language) {
    std::erase_if(nodes_, [&](NodeId node) { return !results.rulebook[node].is_scored(); });
    const std::vector<data::Unit>& units = results.units.units;
    has_names_ = std::any_of(units.begin(), units.end(), [](const data::Unit& unit) { return !unit.name.empty(); });
    is_ranked_ = is_ranked(results.rulebook);
    has_classes_ = !results.rulebook.classes.empty();
    class_width_ = width_of_classes();
    has_groups_ = results.rulebook.rank_within != model::no_input;
    has_apart_ = results.rulebook.rank_apart.has_value();
    const std::vector<score::Standing>& standings = results.sheet.standings;
    ranks_can_change_ = std::any_of(standings.begin(), standings.end(), [](const score::Standing& standing) {
      return !rank_range_text(standing).empty();
    });
    has_ranges_ = ranks_can_change_ || std::any_of(standings.begin(), standings.end(), [](const score::Standing& standing) {
      return standing.state == State::missing;
    });
    has_decided_ = std::any_of(standings.begin(), standings.end(),
                               [](const score::Standing& standing) { return standing.state == State::value; });
  }

  /// With a word below the table where something is left out.
  std::string to_text(std::optional<std::size_t> columns) const {
    for (const Room& room : rooms) {
      const TextTable table = made(room);
      const bool fits = !columns || table.width() <= *columns;
      if (!fits && &room != &rooms.back()) continue;
      std::string text = table.to_text(fits ? std::nullopt : columns) + "\n";
      if (!room.with_ranges && has_ranges_) text += wrapped(word(words::is_narrow), *columns, 0) + "\n";
      return text;
    }
    return {};
  }

 private:
  TextTable made(const Room& room) const {
    TextTable table(room.gap);
    add_columns(table, room);
    for (const UnitId unit : results_.sheet.order) add_unit(table, unit, room);
    if (!has_decided_) return table;
    table.add_gap();
    add_spread(table, room);
    return table;
  }

  std::string word(source::Bilingual text) const { return std::string(text.in(language_)); }

  /// Where there is no room for ranges, several phrases that a class can be are left out too.
  std::string class_cell(const score::Standing& standing, const Room& room) const {
    std::string text = class_text(results_.rulebook, standing);
    const bool is_left_out = !standing.class_line && !room.with_ranges && source::width(text) > class_width_;
    return is_left_out ? "…" : text;
  }

  /// The least width in which the classes still differ: some are whole phrases that begin alike.
  std::size_t width_of_classes() const {
    constexpr std::size_t least = 8;
    std::set<std::string> texts;
    std::size_t widest = least;
    for (const model::ClassLine& line : results_.rulebook.classes) {
      widest = std::max(widest, source::width(line.label));
      texts.insert(line.label);
    }
    for (std::size_t width = least; width < widest; ++width) {
      std::set<std::string> short_texts;
      for (const std::string& text : texts) short_texts.insert(cut(text, width));
      if (short_texts.size() == texts.size()) return width;
    }
    return widest;
  }

  bool shows_rank_ranges(const Room& room) const { return ranks_can_change_ && room.with_ranges; }

  std::size_t columns_before_unit(const Room& room) const {
    return std::size_t{is_ranked_ ? 1U : 0U} + (shows_rank_ranges(room) ? 1 : 0) + (has_apart_ ? 1 : 0) + (has_groups_ ? 2 : 0);
  }

  void add_columns(TextTable& table, const Room& room) const {
    using enum TextTable::Align;
    if (is_ranked_) table.add_column(word(words::rank), right);
    if (shows_rank_ranges(room)) table.add_column(word(words::rank_can_be), right);
    if (has_apart_) table.add_column(word(words::rank_apart), right);
    if (has_groups_) {
      table.add_column(results_.rulebook[results_.rulebook.rank_within].name, left);
      table.add_column(word(words::rank_within), right);
    }
    table.add_column(word(words::unit), left);
    if (has_names_) {
      table.may_cut(columns_before_unit(room) + 1);
      table.add_column(word(words::name), left);
    }
    table.add_column(word(words::index), right);
    if (has_classes_) {
      table.may_cut(columns_before_unit(room) + (has_names_ ? 3 : 2), class_width_);  // after names
      table.add_column(word(words::unit_class), left);
    }
    for (const NodeId node : nodes_) table.add_column(results_.rulebook[node].label, right);
  }

  void add_unit(TextTable& table, UnitId id, const Room& room) const {
    const data::Unit& unit = results_.units.units[data::index(id)];
    const score::Standing& standing = results_.standing(id);
    std::vector<std::string> cells;
    if (is_ranked_) cells.push_back(rank_text(standing));
    if (shows_rank_ranges(room)) cells.push_back(rank_range_text(standing));
    if (has_apart_) cells.push_back(place_text(standing.apart));
    if (has_groups_) {
      cells.push_back(group_text(results_.rulebook, standing));
      cells.push_back(place_text(standing.within));
    }
    cells.push_back(unit.id);
    if (has_names_) cells.push_back(unit.name);
    cells.push_back(index_text(results_.rulebook, standing, language_));
    if (has_classes_) cells.push_back(class_cell(standing, room));
    for (const NodeId node : nodes_)
      cells.push_back(percent_text(percent_of_applicable(results_, node, id), room.field_decimals, room.with_ranges,
                                   language_));
    table.add_row(std::move(cells));
  }

  /// Over the decided units, exact and then rounded.
  void add_spread(TextTable& table, const Room& room) const {
    Spread index;
    std::vector<Spread> fields(nodes_.size());
    for (const UnitId unit : results_.sheet.order) {
      const std::optional<Number> exact = exact_index(results_, unit);
      if (!exact) continue;
      index.add(*exact);
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const std::optional<value::Outcome> percent = percent_of_applicable(results_, nodes_[i], unit);
        if (percent && percent->state() == State::value) fields[i].add(percent->number());
      }
    }
    const auto mean = [](const Spread& of) -> std::optional<Number> {
      if (of.count == 0) return std::nullopt;
      return of.sum / of.count;
    };
    const auto add = [&](source::Bilingual head, auto figure) {
      std::vector<std::string> cells(columns_before_unit(room));
      cells.push_back(word(head));
      if (has_names_) cells.emplace_back();
      cells.push_back(text_or_dash(figure(index), publish_of(results_.rulebook).decimals, language_));
      if (has_classes_) cells.emplace_back();
      for (const Spread& field : fields) cells.push_back(text_or_dash(figure(field), room.field_decimals, language_));
      table.add_row(std::move(cells));
    };
    add(words::mean, mean);
    add(words::least, [](const Spread& of) { return of.least; });
    add(words::greatest, [](const Spread& of) { return of.greatest; });
  }

  const Results& results_;
  std::vector<NodeId> nodes_;
  Language language_;
  bool is_ranked_ = false;
  bool has_names_ = false;
  bool has_classes_ = false;
  std::size_t class_width_ = 0;
  bool has_groups_ = false;
  bool has_apart_ = false;
  bool ranks_can_change_ = false;
  bool has_ranges_ = false;  ///< of ranks or of fields
  bool has_decided_ = false;
};

// ---- what is said below it --------------------------------------------------------------------------------------

std::size_t count_units(const Results& results, State state) {
  return static_cast<std::size_t>(
      std::count_if(results.sheet.standings.begin(), results.sheet.standings.end(),
                    [&](const score::Standing& standing) { return standing.state == state; }));
}

/// Items and units that lack evidence which the item requires.
std::size_t lacking_evidence(const Results& results) {
  std::size_t lacks = 0;
  for (std::size_t i = 0; i < results.rulebook.inputs.size(); ++i) {
    if (results.rulebook.inputs[i].role != model::InputRole::evidence) continue;
    for (std::uint32_t unit = 0; unit < results.units.units.size(); ++unit)
      lacks += lacks_evidence(results, static_cast<model::InputId>(i), UnitId{unit}) ? 1 : 0;
  }
  return lacks;
}

std::string remarks(const Results& results, Nodes nodes, std::size_t columns, Language language) {
  std::string text;
  const auto say = [&](source::Bilingual words, std::vector<std::string> arguments) {
    text += wrapped(filled(words, language, arguments), columns, 0) + "\n";
  };
  const auto number = [](std::size_t count) { return std::to_string(count); };
  if (const std::size_t decided = count_units(results, State::value); nodes != Nodes::none && decided > 0)
    say(nodes == Nodes::all ? words::items_in_percent : words::fields_in_percent, {number(decided)});
  if (nodes != Nodes::none && !results.rulebook.blocks.empty()) {
    std::string numbers;
    for (const NodeId block : results.rulebook.blocks)
      numbers += (numbers.empty() ? "" : list_separator(language)) + results.rulebook[block].label;
    say(words::blocks_in_points, {numbers});
  }
  if (const std::size_t undecided = count_units(results, State::missing); undecided > 0)
    say(words::units_undecided, {number(undecided)});
  if (const MissingCount missing = count_missing(results); missing.values > 0)
    say(words::values_missing, {number(missing.values), input_text(results.rulebook[missing.most], language),
                                number(missing.of_most)});
  const auto is_apart = [](const score::Standing& standing) { return !standing.may_be_common; };
  if (const auto apart = std::count_if(results.sheet.standings.begin(), results.sheet.standings.end(), is_apart); apart > 0)
    say(words::ranked_apart, {number(static_cast<std::size_t>(apart))});
  if (const std::size_t lacks = lacking_evidence(results); lacks > 0) say(words::evidence_lacks, {number(lacks)});
  if (const std::size_t none = count_units(results, State::not_applicable); none > 0)
    say(words::nothing_applicable, {number(none)});
  for (const model::InputId option : results.units.unset_options)
    say(words::option_unset, {results.rulebook[option].name});
  return text + wrapped(reconstructed_line(results.rulebook, language), columns, 0);
}

}  // namespace

std::vector<NodeId> shown_nodes(const model::Rulebook& rulebook, Nodes nodes) {
  std::vector<NodeId> shown;
  if (nodes == Nodes::fields) {
    for (std::uint32_t i = 0; i < rulebook.nodes.size(); ++i)
      if (rulebook.nodes[i].parent == model::no_node && rulebook.nodes[i].is_scored()) shown.push_back(NodeId{i});
    return shown;
  }
  if (nodes == Nodes::all)
    for (std::size_t i = 0; i < rulebook.nodes.size(); ++i) shown.push_back(NodeId{static_cast<std::uint32_t>(i)});
  return shown;
}

std::string reconstructed_line(const model::Rulebook& rulebook, Language language) {
  if (rulebook.reconstructed_items == 0) return {};
  return filled(words::reconstructed, language,
                {std::to_string(rulebook.reconstructed_items), std::to_string(rulebook.items)}) +
         "\n";
}

std::string scores_table(const Results& results, Nodes nodes, Language language, std::optional<std::size_t> columns) {
  const model::Rulebook& rulebook = results.rulebook;
  const std::string title = titled(rulebook.title, rulebook.version, rulebook.effective, language);
  return wrapped(title, columns.value_or(100), 0) + "\n\n" + ScoresTable(results, nodes, language).to_text(columns) +
         remarks(results, nodes, columns.value_or(100), language);
}

bool anything_missing(const Results& results) { return count_units(results, State::missing) > 0; }

}  // namespace barem::report
