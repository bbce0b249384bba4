// The shapes of a run's scores: table, JSON, CSV, and what is missing.
#include "interpreter/report/scores.h"

#include <algorithm>
#include <array>
#include <vector>

#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"

namespace barem::report {

using data::UnitId;
using model::NodeId;
using source::Language;
using value::Number;
using value::State;

namespace {

std::vector<NodeId> shown_nodes(const model::Rulebook& rulebook, Nodes nodes) {
  std::vector<NodeId> shown;
  if (nodes == Nodes::fields) return rulebook.fields;
  if (nodes == Nodes::all)
    for (std::size_t i = 0; i < rulebook.nodes.size(); ++i) shown.push_back(NodeId{static_cast<std::uint32_t>(i)});
  return shown;
}

// ---- the table --------------------------------------------------------------------------------------------------

/// A node in percent of its applicable maximum: what it can be, perhaps not applicable.
std::optional<value::Outcome> percent_of_applicable(const Results& results, NodeId node, UnitId unit) {
  const auto scaled = [](value::Outcome outcome, const Number& by) {
    for (std::optional<Number>* end : {&outcome.range.low, &outcome.range.high})
      if (*end) **end *= by;
    return outcome;
  };
  if (const std::optional<value::Outcome> part = results.part(node, unit)) return scaled(*part, 100);
  const std::optional<value::Outcome> points = results.points(node, unit);
  const std::optional<value::Outcome> applicable = results.applicable(node, unit);
  if (!points || !applicable || applicable->state() != State::value || applicable->number().is_zero()) return points;
  return scaled(*points, Number(100) / applicable->number());
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
    const std::vector<data::Unit>& units = results.units.units;
    has_names_ = std::any_of(units.begin(), units.end(), [](const data::Unit& unit) { return !unit.name.empty(); });
    has_classes_ = !results.rulebook.classes.empty();
    const std::vector<score::Standing>& standings = results.sheet.standings;
    ranks_can_change_ = std::any_of(standings.begin(), standings.end(), [](const score::Standing& standing) {
      return !rank_range_text(standing).empty();
    });
    has_decided_ = std::any_of(standings.begin(), standings.end(),
                               [](const score::Standing& standing) { return standing.state == State::value; });
  }

  std::string to_text(std::optional<std::size_t> columns) const {
    for (const Room& room : rooms) {
      const TextTable table = made(room);
      if (!columns || table.width() <= *columns) return table.to_text(std::nullopt);
    }
    return made(rooms.back()).to_text(columns);
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

  bool shows_rank_ranges(const Room& room) const { return ranks_can_change_ && room.with_ranges; }

  void add_columns(TextTable& table, const Room& room) const {
    using enum TextTable::Align;
    table.add_column(word(words::rank), right);
    if (shows_rank_ranges(room)) table.add_column(word(words::can_be), right);
    table.add_column(word(words::unit), left);
    if (has_names_) {
      table.may_cut(shows_rank_ranges(room) ? 3 : 2);
      table.add_column(word(words::name), left);
    }
    table.add_column(word(words::index), right);
    if (has_classes_) table.add_column(word(words::unit_class), left);
    for (const NodeId node : nodes_) table.add_column(results_.rulebook[node].label, right);
  }

  void add_unit(TextTable& table, UnitId id, const Room& room) const {
    const data::Unit& unit = results_.units.units[data::index(id)];
    const score::Standing& standing = results_.standing(id);
    std::vector<std::string> cells{rank_text(standing)};
    if (shows_rank_ranges(room)) cells.push_back(rank_range_text(standing));
    cells.push_back(unit.id);
    if (has_names_) cells.push_back(unit.name);
    cells.push_back(index_text(results_.rulebook, standing, language_));
    if (has_classes_) cells.push_back(class_text(results_.rulebook, standing));
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
      std::vector<std::string> cells{""};
      if (shows_rank_ranges(room)) cells.emplace_back();
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
  bool has_names_ = false;
  bool has_classes_ = false;
  bool ranks_can_change_ = false;
  bool has_decided_ = false;
};

// ---- what is missing --------------------------------------------------------------------------------------------

/// The inputs that some rule reads, and the components that read each.
struct Reading {
  std::vector<std::vector<NodeId>> leaves;  ///< by InputId

  explicit Reading(const model::Rulebook& rulebook) : leaves(rulebook.inputs.size()) {
    for (std::size_t i = 0; i < rulebook.nodes.size(); ++i) {
      const NodeId node{static_cast<std::uint32_t>(i)};
      if (!rulebook[node].is_leaf()) continue;
      for (const model::InputId input : rulebook.inputs_of(node)) leaves[model::index(input)].push_back(node);
    }
  }
};

bool is_missing(const Results& results, std::size_t input, std::size_t unit) {
  return results.rulebook.inputs[input].role != model::InputRole::option &&
         results.units.inputs[input].states[unit] == State::missing;
}

/// How many values the units that are not decided lack, and the input that is missing most often.
struct Missing {
  std::size_t values = 0;
  std::size_t most = 0;
  std::size_t most_count = 0;

  explicit Missing(const Results& results) {
    const Reading reading(results.rulebook);
    for (std::size_t input = 0; input < reading.leaves.size(); ++input) {
      if (reading.leaves[input].empty()) continue;
      std::size_t count = 0;
      for (std::size_t unit = 0; unit < results.units.units.size(); ++unit) {
        const bool is_open = results.sheet.standings[unit].state == State::missing;
        count += is_open && is_missing(results, input, unit) ? 1 : 0;
      }
      values += count;
      if (count > most_count) {
        most = input;
        most_count = count;
      }
    }
  }
};

std::size_t count_units(const Results& results, State state) {
  return static_cast<std::size_t>(
      std::count_if(results.sheet.standings.begin(), results.sheet.standings.end(),
                    [&](const score::Standing& standing) { return standing.state == state; }));
}

std::string remarks(const Results& results, bool has_fields, std::size_t columns, Language language) {
  std::string text;
  const auto say = [&](source::Bilingual words, std::vector<std::string> arguments) {
    text += wrapped(filled(words, language, arguments), columns, 0) + "\n";
  };
  const auto number = [](std::size_t count) { return std::to_string(count); };
  if (const std::size_t decided = count_units(results, State::value); has_fields && decided > 0)
    say(words::fields_in_percent, {number(decided)});
  if (const std::size_t undecided = count_units(results, State::missing); undecided > 0)
    say(words::units_undecided, {number(undecided)});
  if (const Missing missing(results); missing.values > 0)
    say(words::values_missing, {number(missing.values), results.rulebook.inputs[missing.most].name,
                                number(missing.most_count)});
  if (const std::size_t none = count_units(results, State::not_applicable); none > 0)
    say(words::nothing_applicable, {number(none)});
  for (const model::InputId option : results.units.unset_options)
    say(words::option_unset, {results.rulebook[option].name});
  return text + reconstructed_line(results.rulebook, language);
}

// ---- JSON -------------------------------------------------------------------------------------------------------

/// The JSON of a run, unit by unit. What is the same for every unit is made once.
class ScoresJson {
 public:
  ScoresJson(const Results& results, Nodes nodes, const Comparison* comparison, const Sink& sink)
      : results_(results), comparison_(comparison), json_(sink), nodes_(shown_nodes(results.rulebook, nodes)) {
    for (const NodeId id : nodes_) {
      const model::Node& node = results.rulebook[id];
      maxima_.push_back("\"" + node.max.to_decimal() + "\"");
    }
    recent_.resize(nodes_.size());
  }

  void write() {
    json_.open_object();
    json_.line_break();
    write_rulebook();
    json_.line_break();
    json_.key("data");
    json_.open_object();
    field("hash", results_.units.hash);
    json_.close_object();
    json_.line_break();
    json_.key("units");
    json_.open_array();
    for (const UnitId unit : results_.sheet.order) {
      json_.line_break();
      write_unit(unit);
    }
    json_.line_break();
    json_.close_array();
    json_.line_break();
    json_.close_object();
    json_.line_break();
    json_.flush();
  }

 private:
  void field(std::string_view name, std::string_view text) {
    json_.key(name);
    json_.text(text);
  }

  void write_rulebook() {
    const model::Rulebook& rulebook = results_.rulebook;
    json_.key("rulebook");
    json_.open_object();
    field("title", rulebook.title);
    field("version", rulebook.version);
    field("max", rulebook.scale.to_decimal());
    field("index_as", to_text(publish_of(rulebook).form));
    field("hash", rulebook.hash);
    json_.key("reconstructed");
    json_.whole(rulebook.reconstructed_items);
    json_.key("items");
    json_.whole(rulebook.items);
    json_.close_object();
  }

  void write_unit(UnitId id) {
    const data::Unit& unit = results_.units.units[data::index(id)];
    const score::Standing& standing = results_.standing(id);
    json_.open_object();
    field("unit", unit.id);
    if (!unit.name.empty()) field("name", unit.name);
    field("status", status_word(standing.state));
    write_index(id, standing);
    write_rank(standing);
    write_class(standing);
    if (comparison_ != nullptr) write_move(comparison_->moves[data::index(id)]);
    json_.key("scores");
    json_.open_object();
    for (std::size_t i = 0; i < nodes_.size(); ++i) write_node(i, id);
    json_.close_object();
    json_.close_object();
  }

  void write_index(UnitId id, const score::Standing& standing) {
    const int decimals = publish_of(results_.rulebook).decimals;
    json_.key("index");
    if (const std::optional<Number> exact = exact_index(results_, id)) {
      json_.text(standing.published.number().to_fixed(decimals));
      field("exact", exact->to_fraction());
    } else {
      json_.null();
      const value::Range& range = standing.published.range;
      if (standing.published.may_be_value && range.low) field("index_at_least", range.low->to_fixed(decimals));
      if (standing.published.may_be_value && range.high) field("index_at_most", range.high->to_fixed(decimals));
    }
    if (const std::optional<value::Outcome> total = results_.total_applicable(id)) write_open("applicable", *total);
  }

  /// A decided number, or the two ends of what it can be.
  void write_open(const char* name, const value::Outcome& outcome) {
    json_.key(name);
    if (outcome.state() == State::value) {
      json_.decimal(outcome.number());
      return;
    }
    json_.null();
    if (!outcome.may_be_value) return;
    write_ends(std::string(name) + "_", outcome.range);
  }

  void write_ends(const std::string& before, const value::Range& range) {
    if (range.low) {
      json_.key(before + "at_least");
      json_.decimal(*range.low);
    }
    if (range.high) {
      json_.key(before + "at_most");
      json_.decimal(*range.high);
    }
  }

  void write_rank(const score::Standing& standing) {
    json_.key("rank");
    standing.rank ? json_.whole(*standing.rank) : json_.null();
    const bool can_change = standing.rank_at_least != standing.rank_at_most;
    if (standing.state == State::not_applicable || (standing.rank && !can_change)) return;
    json_.key("rank_at_least");
    json_.whole(standing.rank_at_least);
    json_.key("rank_at_most");
    json_.whole(standing.rank_at_most);
  }

  void write_class(const score::Standing& standing) {
    if (standing.class_line) {
      field("class", results_.rulebook.classes[*standing.class_line].label);
    } else if (!standing.possible_classes.empty()) {
      json_.key("classes");
      json_.open_array();
      for (const std::size_t line : standing.possible_classes) json_.text(results_.rulebook.classes[line].label);
      json_.close_array();
    }
  }

  void write_move(const Move& move) {
    if (move.is_new) return;
    json_.key("before");
    json_.open_object();
    json_.key("index");
    move.index_before.empty() ? json_.null() : json_.text(move.index_before);
    json_.key("rank");
    move.rank_before ? json_.whole(*move.rank_before) : json_.null();
    json_.close_object();
    if (!move.has_parts) return;
    json_.key("components");
    json_.open_array();
    for (const Part& part : move.parts) {
      json_.open_object();
      field("number", part.number);
      json_.key("own");
      json_.decimal(part.own);
      json_.key("maximum");
      json_.decimal(part.maximum);
      json_.close_object();
    }
    json_.close_array();
  }

  /// `{"points":"0.9","max":"1","status":"scored"}` of one node.
  void write_node(std::size_t place, UnitId unit) {
    const NodeId id = nodes_[place];
    const model::Node& node = results_.rulebook[id];
    const score::Column& column = results_.sheet.columns[graph::index(results_.graph.points[model::index(id)])];
    json_.key(node.number);
    if (!column.is_kept()) {
      json_.null();
      return;
    }
    const State state = column.states[data::index(unit)];
    if (state == State::value && node.is_leaf()) {
      json_.raw(scored_leaf(place, column.numbers[data::index(unit)]));
      return;
    }
    json_.open_object();
    if (state == State::value) {
      json_.raw(points_of(column.numbers[data::index(unit)]));
    } else {
      json_.key("points");
      json_.null();
    }
    json_.key("max");
    json_.raw(maxima_[place]);
    if (!node.is_leaf())
      if (const std::optional<value::Outcome> applicable = results_.applicable(id, unit))
        write_open("applicable", *applicable);
    field("status", status_word(state));
    if (state == State::missing) {
      const value::Outcome outcome = column.outcome(unit);
      if (outcome.may_be_value) write_ends("", outcome.range);
      if (outcome.may_be_not_applicable) {
        json_.key("may_be_not_applicable");
        json_.boolean(true);
      }
    }
    json_.close_object();
  }

  static std::string points_of(const Number& points) {
    std::string text = "\"points\":\"" + points.to_decimal() + "\"";
    if (!points.has_finite_decimals()) text += ",\"exact\":\"" + points.to_fraction() + "\"";
    return text;
  }

  /// Many units have the same points in a component: the texts of the last few are kept.
  const std::string& scored_leaf(std::size_t place, const Number& points) {
    Recent& recent = recent_[place];
    for (std::size_t i = 0; i < recent.count; ++i)
      if (recent.points[i] == points) return recent.texts[i];
    const std::size_t at = recent.next;
    recent.next = (recent.next + 1) % kept;
    recent.count = std::min(recent.count + 1, kept);
    recent.points[at] = points;
    recent.texts[at] = "{" + points_of(points) + ",\"max\":" + maxima_[place] + ",\"status\":\"scored\"}";
    return recent.texts[at];
  }

  static constexpr std::size_t kept = 4;
  struct Recent {
    std::array<Number, kept> points;
    std::array<std::string, kept> texts;
    std::size_t count = 0;
    std::size_t next = 0;
  };

  const Results& results_;
  const Comparison* comparison_;
  JsonWriter json_;
  std::vector<NodeId> nodes_;
  std::vector<std::string> maxima_;  ///< by place in nodes_, quoted
  std::vector<Recent> recent_;       ///< by place in nodes_
};

// ---- CSV --------------------------------------------------------------------------------------------------------

void append_cell(std::string& line, std::string_view text) {
  if (!line.empty() && line.back() != '\n') line += ',';
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) line.append(c == '"' ? 2 : 1, c);
  line += '"';
}

std::string_view cell_of(const std::optional<value::Outcome>& points, std::string& room) {
  if (!points) return "";
  if (points->state() == State::not_applicable) return "n/a";
  if (points->state() != State::value) return "";
  room = points->number().to_decimal();
  return room;
}

}  // namespace

std::string reconstructed_line(const model::Rulebook& rulebook, Language language) {
  if (rulebook.reconstructed_items == 0) return {};
  return filled(words::reconstructed, language,
                {std::to_string(rulebook.reconstructed_items), std::to_string(rulebook.items)}) +
         "\n";
}

std::string scores_table(const Results& results, Nodes nodes, Language language, std::optional<std::size_t> columns) {
  const model::Rulebook& rulebook = results.rulebook;
  const bool has_fields = nodes != Nodes::none && !rulebook.nodes.empty();
  std::string title = rulebook.title;
  if (!rulebook.version.empty() && title.find(rulebook.version) == std::string::npos)
    title += " (" + rulebook.version + ")";
  return wrapped(title, columns.value_or(100), 0) + "\n\n" + ScoresTable(results, nodes, language).to_text(columns) +
         "\n" + remarks(results, has_fields, columns.value_or(100), language);
}

void scores_json(const Results& results, Nodes nodes, const Comparison* comparison, const Sink& sink) {
  ScoresJson(results, nodes, comparison, sink).write();
}

void scores_csv(const Results& results, Nodes nodes, const Sink& sink) {
  const std::vector<NodeId> shown = shown_nodes(results.rulebook, nodes);
  std::string text = "unit,name,index,rank,class,status";
  for (const NodeId node : shown) append_cell(text, results.rulebook[node].number);
  text += '\n';
  std::string room;
  for (const UnitId id : results.sheet.order) {
    const data::Unit& unit = results.units.units[data::index(id)];
    const score::Standing& standing = results.standing(id);
    const bool is_scored = standing.state == State::value;
    std::string line;
    append_cell(line, unit.id);
    append_cell(line, unit.name);
    append_cell(line, is_scored ? standing.published.number().to_fixed(publish_of(results.rulebook).decimals) : "");
    append_cell(line, standing.rank ? std::to_string(*standing.rank) : "");
    append_cell(line, standing.class_line ? results.rulebook.classes[*standing.class_line].label : "");
    append_cell(line, status_word(standing.state));
    for (const NodeId node : shown) append_cell(line, cell_of(results.points(node, id), room));
    text += line + "\n";
    if (text.size() < (std::size_t{1} << 16)) continue;
    sink(text);
    text.clear();
  }
  sink(text);
}

bool anything_missing(const Results& results) { return count_units(results, State::missing) > 0; }

std::string missing_table(const Results& results, Language language) {
  const model::Rulebook& rulebook = results.rulebook;
  const Reading reading(rulebook);
  std::string text;
  for (std::size_t unit = 0; unit < results.units.units.size(); ++unit) {
    const UnitId id{static_cast<std::uint32_t>(unit)};
    TextTable table;
    for (int column = 0; column < 4; ++column) table.add_column("", TextTable::Align::left);
    bool is_empty = true;
    for (std::size_t input = 0; input < reading.leaves.size(); ++input) {
      if (reading.leaves[input].empty() || !is_missing(results, input, unit)) continue;
      is_empty = false;
      std::string open;
      for (const NodeId node : reading.leaves[input]) {
        const std::optional<value::Outcome> points = results.points(node, id);
        if (!points || points->state() == State::missing) open += (open.empty() ? "" : ", ") + rulebook[node].number;
      }
      const std::string effect = open.empty() ? std::string(words::changes_nothing.in(language))
                                              : std::string(words::leaves_open.in(language)) + " " + open;
      const model::Input& missing = rulebook.inputs[input];
      table.add_row({" " + missing.name, missing.title,
                     std::string(words::comes_from.in(language)) + " " + missing.supplier, effect});
    }
    if (is_empty) continue;
    const data::Unit& shown = results.units.units[unit];
    text += (text.empty() ? "" : "\n") + shown.id + (shown.name.empty() ? "" : "  " + shown.name);
    const std::string rows = table.to_text(std::nullopt);
    text += "\n" + rows.substr(rows.find('\n') + 1);
  }
  if (text.empty()) return std::string(words::nothing_missing.in(language)) + "\n";
  return text;
}

}  // namespace barem::report
