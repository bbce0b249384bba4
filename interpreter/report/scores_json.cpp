// `score --format json`, unit by unit in the order of rank. Most of the output is one line a unit with a score a node,
// so what is the same for every unit (numbers of nodes, maxima) is made once and copied.
#include "interpreter/report/scores.h"
#include "lang/check/fingerprint.h"

namespace barem::report {

using data::UnitId;
using model::NodeId;
using value::Number;
using value::State;

namespace {

void append_quoted(std::string& text, const Number& number) {
  text += '"';
  text += number.to_decimal();
  text += '"';
}

/// What is the same in every unit about one node, and the last number written for it: units often have the same.
struct NodeText {
  NodeId node{};
  const score::Column* points = nullptr;      ///< none where it is not scored
  const score::Column* applicable = nullptr;  ///< of a parent
  Number max;
  std::string start;        ///< `"1.1.2":{"points":`
  std::string middle;       ///< `,"max":"1"`
  std::string whole;        ///< `,"max":"7","applicable":"7"`, of a parent that applies as a whole
  /// Mean, least and greatest index over the units whose own index is decided.
  struct Summary {
    std::int64_t units = 0;
    /// The indices cut down to steps of 10^-12 and added up, and how many lost something by it: the exact sum of
    /// ratios may have a thousand digits, and two of a mean are shown.
    Number steps;
    std::int64_t cut = 0;
    Number least;
    Number greatest;
    Number points;     ///< of the unit before, with its applicable maximum and what they came to
    Number maximum;
    Number index;
    Number index_steps;
    bool is_cut = false;
  };
  Summary summary;
  Number recent;
  std::string recent_text;  ///< of `recent`: `"0.9"`, with the fraction where decimals do not end
};

/// The JSON of a run.
class ScoresJson {
 public:
  ScoresJson(const Results& results, Nodes nodes, const Comparison* comparison, const Sink& sink)
      : results_(results), comparison_(comparison), json_(sink) {
    for (const NodeId id : shown_nodes(results.rulebook, nodes)) nodes_.push_back(text_of(id));
  }

  void write() {
    json_.open_object();
    json_.line_break();
    write_rulebook();
    json_.line_break();
    json_.key("data");
    json_.open_object();
    json_.field("hash", results_.units.hash);
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
    if (!nodes_.empty()) write_summary();
    json_.line_break();
    json_.close_object();
    json_.end();
  }

 private:
  static constexpr std::int64_t steps_of_one = 1'000'000'000'000;

  /// `"summary":{"1":{"units":63,"mean":"83.21","least":"70.00","greatest":"96.50"}}`: indices in percent.
  void write_summary() {
    constexpr int decimals = 2;
    json_.line_break();
    json_.key("summary");
    json_.open_object();
    for (const NodeText& node : nodes_) {
      const NodeText::Summary& of = node.summary;
      if (of.units == 0) continue;
      json_.line_break();
      json_.key(results_.rulebook[node.node].number);
      json_.open_object();
      json_.key("units");
      json_.whole(static_cast<std::uint64_t>(of.units));
      json_.field("mean", mean_percent(node, decimals).to_fixed(decimals));
      json_.field("least", (of.least * 100).rounded(decimals).to_fixed(decimals));
      json_.field("greatest", (of.greatest * 100).rounded(decimals).to_fixed(decimals));
      json_.close_object();
    }
    json_.line_break();
    json_.close_object();
  }

  /// The mean rounded as the exact one is: where all that was cut off could change it, the exact sum is taken.
  Number mean_percent(const NodeText& node, int decimals) const {
    const NodeText::Summary& of = node.summary;
    const auto rounded = [&](const Number& sum) { return (sum * 100 / of.units).rounded(decimals); };
    const Number least = rounded(of.steps / steps_of_one);
    if (of.cut == 0 || least == rounded((of.steps + of.cut) / steps_of_one)) return least;
    Number sum;
    for (const UnitId unit : results_.sheet.order)
      if (const Number* maximum = counted_maximum(node, data::index(unit)))
        sum += node.points->numbers[data::index(unit)] / *maximum;
    return rounded(sum);
  }

  /// What the points of a unit count towards in the summary; nothing where they do not count.
  const Number* counted_maximum(const NodeText& node, std::size_t unit) const {
    if (node.points == nullptr || !node.points->is_kept() || node.points->states[unit] != State::value) return nullptr;
    if (results_.rulebook[node.node].role != model::Role::scored) return nullptr;
    const bool is_whole = node.applicable == nullptr || !node.applicable->is_kept();
    const Number& maximum = is_whole ? node.max : node.applicable->numbers[unit];
    return maximum.is_zero() ? nullptr : &maximum;
  }

  void count(NodeText& node, std::size_t unit) {
    const Number* const maximum = counted_maximum(node, unit);
    if (maximum == nullptr) return;
    NodeText::Summary& of = node.summary;
    const Number& points = node.points->numbers[unit];
    if (of.units == 0 || of.points != points || of.maximum != *maximum) {
      of.points = points;
      of.maximum = *maximum;
      of.index = points / *maximum;
      of.index_steps = of.index * steps_of_one;
      of.is_cut = !of.index_steps.is_whole();
      if (of.is_cut) of.index_steps = of.index_steps.floor();
    }
    of.steps += of.index_steps;
    if (of.is_cut) ++of.cut;
    if (of.units == 0 || of.index < of.least) of.least = of.index;
    if (of.units == 0 || of.index > of.greatest) of.greatest = of.index;
    ++of.units;
  }

  NodeText text_of(NodeId id) const {
    const model::Node& node = results_.rulebook[id];
    const auto column = [&](graph::GraphId at) { return &results_.sheet.columns[graph::index(at)]; };
    NodeText text;
    text.node = id;
    text.start = "\"" + node.number + "\":{\"points\":";
    if (!node.is_scored()) {
      text.start += "null,\"max\":null,\"status\":\"not scored\"}";
      return text;
    }
    text.points = column(results_.graph.points[model::index(id)]);
    text.max = node.max;
    text.middle = ",\"max\":\"" + node.max.to_decimal() + "\"";
    if (const std::string_view role = role_word(node.role); !role.empty())
      text.middle.append(",\"role\":\"").append(role).append("\"");
    if (!node.is_leaf()) {
      text.applicable = column(results_.graph.applicable[model::index(id)]);
      text.whole = text.middle + ",\"applicable\":\"" + node.max.to_decimal() + "\"";
    }
    return text;
  }

  void write_rulebook() {
    const model::Rulebook& rulebook = results_.rulebook;
    json_.key("rulebook");
    json_.open_object();
    json_.field("title", rulebook.title);
    json_.field("version", rulebook.version);
    json_.field("max", rulebook.scale.to_decimal());
    json_.field("index_as", to_text(publish_of(rulebook).form));
    json_.field("hash", check::fingerprint(rulebook));
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
    json_.field("unit", unit.id);
    if (!unit.name.empty()) json_.field("name", unit.name);
    json_.field("status", status_word(standing.state));
    write_index(id, standing);
    write_rank(standing);
    write_class(standing);
    if (comparison_ != nullptr) write_move(comparison_->moves[data::index(id)]);
    scores_.clear();
    for (NodeText& node : nodes_) append_score(node, id);
    if (standing.state == State::value)
      for (NodeText& node : nodes_) count(node, data::index(id));
    json_.key("scores");
    json_.open_object();
    if (!scores_.empty()) json_.raw(scores_);
    json_.close_object();
    json_.close_object();
  }

  void write_index(UnitId id, const score::Standing& standing) {
    const int decimals = publish_of(results_.rulebook).decimals;
    json_.key("index");
    if (const std::optional<Number> exact = exact_index(results_, id)) {
      json_.text(standing.published.number().to_fixed(decimals));
      standing.is_enclosed ? json_.field("about", exact->to_decimal()) : json_.field("exact", exact->to_fraction());
    } else {
      json_.null();
      const value::Range& range = standing.published.range;
      if (standing.published.may_be_value && range.low) json_.field("index_at_least", range.low->to_fixed(decimals));
      if (standing.published.may_be_value && range.high) json_.field("index_at_most", range.high->to_fixed(decimals));
    }
    const std::optional<value::Outcome> total = results_.total_applicable(id);
    if (!total) return;
    std::string text;
    append_applicable(text, *total);
    json_.raw(text.substr(1));
  }

  void write_rank(const score::Standing& standing) {
    const bool tells_ends =
        is_ranked(results_.rulebook) && standing.state != State::not_applicable && standing.may_be_common;
    write_place("rank", standing.common, tells_ends);
    write_other_ranks(standing);
  }

  void write_place(const std::string& name, const score::Place& place, bool tells_ends) {
    json_.key(name);
    place.rank ? json_.whole(*place.rank) : json_.null();
    if (!tells_ends || !place.can_change()) return;
    json_.key(name + "_at_least");
    json_.whole(place.at_least);
    json_.key(name + "_at_most");
    json_.whole(place.at_most);
  }

  /// `rank apart`, `rank within`: beside the rank, where the rulebook has them.
  void write_other_ranks(const score::Standing& standing) {
    const model::Rulebook& rulebook = results_.rulebook;
    if (standing.may_be_apart) {
      json_.key("apart");
      standing.may_be_common ? json_.null() : json_.boolean(true);
      if (standing.apart.at_least != 0) write_place("rank_apart", standing.apart, true);
    }
    if (rulebook.rank_within == model::no_input) return;
    json_.key("rank_group");
    standing.group_is_known && standing.groups.size() == 1 ? json_.text(group_text(rulebook, standing)) : json_.null();
    if (standing.within.at_least != 0) write_place("rank_within", standing.within, true);
  }

  void write_class(const score::Standing& standing) {
    if (standing.class_line) {
      json_.field("class", results_.rulebook.classes[*standing.class_line].label);
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
      json_.field("number", part.number);
      json_.key("own");
      json_.decimal(part.own);
      json_.key("maximum");
      json_.decimal(part.maximum);
      json_.close_object();
    }
    json_.close_array();
  }

  // ---- a score a node: texts appended to scores_ -----------------------------------------------------------------

  /// `"1.1.2":{"points":"0.9","max":"1","status":"scored"}`
  void append_score(NodeText& node, UnitId unit) {
    if (!scores_.empty()) scores_ += ',';
    scores_ += node.start;
    if (node.points == nullptr) return;  // not scored
    const std::size_t at = data::index(unit);
    const bool is_kept = node.points->is_kept();
    if (is_kept && node.points->states[at] == State::value) {
      scores_ += points_text(node, node.points->numbers[at]);
      if (node.points->is_enclosed(at)) scores_ += R"(,"enclosed":true)";
      append_maximum(node, at);
      scores_ += R"(,"status":"scored"})";
      return;
    }
    scores_ += "null";
    append_maximum(node, at);
    const value::Outcome outcome = is_kept ? node.points->outcome(unit) : value::Outcome{};
    scores_ += R"(,"status":")";
    scores_ += status_word(outcome.state());
    scores_ += '"';
    if (outcome.state() == State::missing && outcome.may_be_value) append_ends(scores_, ",\"at_", outcome.range);
    if (outcome.state() == State::missing && outcome.may_be_not_applicable)
      scores_ += R"(,"may_be_not_applicable":true)";
    scores_ += '}';
  }

  static const std::string& points_text(NodeText& node, const Number& points) {
    if (!node.recent_text.empty() && node.recent == points) return node.recent_text;
    node.recent = points;
    node.recent_text.clear();
    append_quoted(node.recent_text, points);
    if (!points.has_finite_decimals()) node.recent_text += ",\"exact\":\"" + points.to_fraction() + "\"";
    return node.recent_text;
  }

  void append_maximum(const NodeText& node, std::size_t unit) {
    if (node.applicable == nullptr || !node.applicable->is_kept()) {
      scores_ += node.middle;
    } else if (node.applicable->states[unit] == State::value && node.applicable->numbers[unit] == node.max) {
      scores_ += node.whole;
    } else {
      scores_ += node.middle;
      append_applicable(scores_, node.applicable->outcome(UnitId{static_cast<std::uint32_t>(unit)}));
    }
  }

  /// `,"applicable":"6"`, or what it can be.
  static void append_applicable(std::string& text, const value::Outcome& applicable) {
    text += R"(,"applicable":)";
    if (applicable.state() == State::value) {
      append_quoted(text, applicable.number());
      return;
    }
    text += "null";
    if (applicable.may_be_value) append_ends(text, ",\"applicable_at_", applicable.range);
  }

  static void append_ends(std::string& text, std::string_view before, const value::Range& range) {
    if (range.low) {
      text.append(before).append("least\":");
      append_quoted(text, *range.low);
    }
    if (range.high) {
      text.append(before).append("most\":");
      append_quoted(text, *range.high);
    }
  }

  const Results& results_;
  const Comparison* comparison_;
  JsonWriter json_;
  std::vector<NodeText> nodes_;
  std::string scores_;  // of the unit being written
};

}  // namespace

void scores_json(const Results& results, Nodes nodes, const Comparison* comparison, const Sink& sink) {
  ScoresJson(results, nodes, comparison, sink).write();
}

}  // namespace barem::report
