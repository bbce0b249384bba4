// The same explanations for machines: one list of nodes, in a summary without steps.
#include "interpreter/report/explanation.h"
#include "interpreter/report/json_writer.h"
#include "interpreter/report/words.h"

namespace barem::report {

using data::UnitId;
using model::NodeId;
using score::Step;
using source::Language;
using value::State;

namespace {

std::string_view to_text(Step::What what) {
  switch (what) {
    case Step::What::not_applicable: return "not applicable when";
    case Step::What::full_points: return "full points when";
    case Step::What::let: return "let";
    case Step::What::line: return "line";
    case Step::What::expression: return "expression";
    case Step::What::method_line: return "method line";
    case Step::What::entered: return "entered";
    case Step::What::bound: return "bound";
    case Step::What::if_missing: return "if missing";
    case Step::What::cap: return "cap";
    case Step::What::zero: return "zero when";
    case Step::What::evidence: return "without evidence";
    case Step::What::round: return "round";
    case Step::What::children: return "items below";
    case Step::What::set: return "set by appraisal";
  }
  return "line";
}

void outcome_fields(JsonWriter& json, std::string_view name, const value::Outcome& outcome) {
  json.key(name);
  if (outcome.state() == State::value) {
    json.decimal(outcome.number());
    if (!outcome.number().has_finite_decimals()) json.field("exact", outcome.number().to_fraction());
    return;
  }
  json.null();
  if (outcome.state() != State::missing || !outcome.may_be_value) return;
  if (outcome.range.low) {
    json.key("at_least");
    json.decimal(*outcome.range.low);
  }
  if (outcome.range.high) {
    json.key("at_most");
    json.decimal(*outcome.range.high);
  }
}

class ExplanationJson {
 public:
  ExplanationJson(const Results& results, const source::Sources* sources, UnitId unit, const Sink& sink)
      : results_(results), sources_(sources), unit_(unit), json_(sink) {}

  void write(const std::vector<NodeId>& nodes, const std::vector<score::Explanation>& explanations) {
    const data::Unit& unit = results_.units.units[data::index(unit_)];
    const score::Standing& standing = results_.standing(unit_);
    json_.open_object();
    json_.field("unit", unit.id);
    if (!unit.name.empty()) json_.field("name", unit.name);
    json_.field("status", status_word(standing.state));
    json_.key("index");
    standing.published.state() == State::value
        ? json_.text(standing.published.number().to_fixed(publish_of(results_.rulebook).decimals))
        : json_.null();
    json_.key("rank");
    standing.common.rank ? json_.whole(*standing.common.rank) : json_.null();
    if (standing.within.rank) {
      json_.field("rank_group", group_text(results_.rulebook, standing));
      json_.key("rank_within");
      json_.whole(*standing.within.rank);
    }
    if (standing.apart.rank) {
      json_.key("rank_apart");
      json_.whole(*standing.apart.rank);
    }
    if (standing.class_line) json_.field("class", results_.rulebook.classes[*standing.class_line].label);
    json_.key("nodes");
    json_.open_array();
    for (const NodeId node : nodes) write_node(node, nullptr);
    for (const score::Explanation& explanation : explanations) write_node(explanation.node, &explanation);
    json_.line_break();
    json_.close_array();
    json_.close_object();
    json_.end();
  }

 private:
  void write_node(NodeId id, const score::Explanation* explanation) {
    const model::Node& node = results_.rulebook[id];
    const value::Outcome points = explanation != nullptr ? explanation->points
                                                         : results_.points(id, unit_).value_or(value::Outcome{});
    json_.line_break();
    json_.open_object();
    json_.field("number", node.number);
    json_.field("title", node.title);
    outcome_fields(json_, "points", points);
    json_.key("max");
    node.is_scored() ? json_.decimal(node.max) : json_.null();
    if (const std::string_view role = role_word(node.role); !role.empty()) json_.field("role", role);
    json_.field("status", node.is_scored() ? status_word(points.state()) : "not scored");
    if (explanation != nullptr) {
      write_steps(*explanation);
      write_inputs(*explanation);
      write_evidence(*explanation, node);
      write_better(*explanation);
      if (!node.basis.empty()) json_.field("basis", node.basis);
      json_.key("reconstructed");
      json_.boolean(node.reconstructed);
    }
    json_.close_object();
  }

  void write_words(source::Span span) {
    const std::string words = rule_words(span, *sources_);
    if (words.empty()) return;
    const source::Source& file = (*sources_)[span.file];
    json_.field("words", words);
    json_.field("file", file.name());
    json_.key("line");
    json_.whole(file.place(span.begin).line);
  }

  void write_steps(const score::Explanation& explanation) {
    json_.key("steps");
    json_.open_array();
    for (const Step& step : explanation.steps) {
      json_.open_object();
      json_.field("what", to_text(step.what));
      write_words(step.words);
      if (!step.name.empty()) json_.field("name", step.name);
      if (step.held || is_condition(step.what) || step.what == Step::What::line) {
        json_.key("held");
        step.held ? json_.boolean(*step.held) : json_.null();
      }
      if (!step.is_reached) {  // an earlier condition is open: whether this step counts is not known
        json_.key("reached");
        json_.null();
      }
      if (step.value)
        json_.field("value", outcome_text(*step.value, step.kind, results_.rulebook, Language::english));
      if (!step.inputs.empty()) {
        json_.key("inputs");
        json_.open_array();
        for (const model::InputId input : step.inputs) json_.text(results_.rulebook[input].name);
        json_.close_array();
      }
      if (!step.items.empty()) {
        json_.key("items");
        json_.open_object();
        for (const score::ItemRead& item : step.items)
          json_.field(item.name.english, outcome_text(item.value, item.kind, results_.rulebook, Language::english));
        json_.close_object();
      }
      json_.close_object();
    }
    json_.close_array();
  }

  void write_inputs(const score::Explanation& explanation) {
    json_.key("inputs");
    json_.open_array();
    for (const model::InputId input : explanation.inputs) {
      json_.open_object();
      json_.field("name", results_.rulebook[input].name);
      json_.field("title", results_.rulebook[input].title);
      json_.field("value", value_text(results_, input, unit_, Language::english));
      json_.close_object();
    }
    json_.close_array();
  }

  void write_evidence(const score::Explanation& explanation, const model::Node& node) {
    json_.key("evidence");
    json_.open_object();
    json_.key("asked");
    json_.open_array();
    for (const std::string& text : node.evidence) json_.text(text);
    json_.close_array();
    json_.key("given");
    json_.open_array();
    for (const data::Remark& remark : explanation.remarks) {
      json_.open_object();
      if (remark.input != model::no_input) json_.field("input", results_.rulebook[remark.input].name);
      if (remark.stage != data::no_stage) json_.field("stage", results_.rulebook.stages[remark.stage]);
      if (remark.state != State::missing) json_.field("value", remark_value(remark, results_.rulebook, Language::english));
      if (!remark.evidence.empty()) json_.field("evidence", remark.evidence);
      if (!remark.note.empty()) json_.field("note", remark.note);
      if (!remark.date.empty()) json_.field("date", remark.date);
      if (!remark.by.empty()) json_.field("by", remark.by);
      json_.close_object();
    }
    json_.close_array();
    json_.close_object();
  }

  void write_better(const score::Explanation& explanation) {
    json_.key("better");
    json_.open_array();
    const bool is_penalty = results_.rulebook[explanation.node].role == model::Role::penalty;  // more points there earn less
    for (const score::Better& better : is_penalty ? std::vector<score::Better>{} : explanation.better) {
      json_.open_object();
      json_.key("changes");
      json_.open_array();
      for (const model::Setting& change : better.changes) {
        const model::Input& input = results_.rulebook[change.input];
        json_.open_object();
        json_.field("input", input.name);
        json_.field("value",
                   change.state == State::value
                       ? to_text(change.number, input.kind, results_.rulebook, Language::english)
                       : std::string(change.state == State::none ? words::none.english : words::not_applicable.english));
        json_.close_object();
      }
      json_.close_array();
      json_.key("points");
      json_.decimal(better.points);
      write_words(better.words);
      json_.close_object();
    }
    json_.close_array();
  }

  const Results& results_;
  const source::Sources* sources_;  // none in a summary, which quotes no rule
  UnitId unit_;
  JsonWriter json_;
};

}  // namespace

std::string summary_json(const Results& results, UnitId unit) {
  std::string text;
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < results.rulebook.nodes.size(); ++i) nodes.push_back(NodeId{static_cast<std::uint32_t>(i)});
  const Sink sink = [&](std::string_view piece) { text += piece; };
  ExplanationJson(results, nullptr, unit, sink).write(nodes, {});
  return text;
}

std::string explanation_json(const Results& results, const source::Sources& sources, UnitId unit,
                             const std::vector<score::Explanation>& explanations) {
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  ExplanationJson(results, &sources, unit, sink).write({}, explanations);
  return text;
}

}  // namespace barem::report
