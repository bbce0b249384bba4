// The annex as a table: number, content, maximum, how scored in the rule's own lines, evidence.
#include "interpreter/report/annex.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "interpreter/report/json_writer.h"
#include "interpreter/report/layout.h"
#include "interpreter/report/results.h"
#include "interpreter/report/words.h"
#include "lang/source/render.h"

namespace barem::report {

using model::Node;
using model::NodeId;
using source::Language;

namespace {

std::string_view to_text(model::ScoringForm form) {
  switch (form) {
    case model::ScoringForm::sum: return "sum";
    case model::ScoringForm::when: return "when";
    case model::ScoringForm::bands: return "bands";
    case model::ScoringForm::add: return "add";
    case model::ScoringForm::deduct: return "deduct";
    case model::ScoringForm::expression: return "expression";
    case model::ScoringForm::entered: return "entered";
    case model::ScoringForm::mean: return "mean";
    case model::ScoringForm::geometric_mean: return "geometric mean";
    case model::ScoringForm::not_scored: return "not scored";
    case model::ScoringForm::progressive: return "progressive";
  }
  return "sum";
}

class AnnexJson {
 public:
  AnnexJson(const model::Rulebook& rulebook, const Sink& sink) : rulebook_(rulebook), json_(sink) {}

  void write() {
    json_.open_object();
    text_field("title", rulebook_.title);
    text_field("version", rulebook_.version);
    if (rulebook_.effective) text_field("effective", rulebook_.effective->to_iso());
    json_.key("year");
    rulebook_.year > 0 ? json_.whole(static_cast<std::uint64_t>(rulebook_.year)) : json_.null();
    text_field("unit", rulebook_.unit_word);
    json_.key("scale");
    json_.decimal(rulebook_.scale);
    json_.key("survey");
    json_.decimal(rulebook_.counts.survey);
    json_.key("counts");
    json_.open_object();
    count("fields", rulebook_.counts.fields);
    count("criteria", rulebook_.counts.criteria);
    count("components", rulebook_.counts.components);
    json_.close_object();
    write_earlier_names();
    json_.key("nodes");
    json_.open_array();
    for (std::size_t i = 0; i < rulebook_.nodes.size(); ++i) write_node(NodeId{static_cast<std::uint32_t>(i)});
    json_.line_break();
    json_.close_array();
    json_.close_object();
    json_.end();
  }

 private:
  void text_field(std::string_view name, std::string_view text) {
    json_.key(name);
    json_.text(text);
  }

  void count(std::string_view name, std::size_t number) {
    json_.key(name);
    json_.whole(number);
  }

  /// The inputs that had another name in an earlier version; nothing where there are none.
  void write_earlier_names() {
    const auto is_renamed = [](const model::Input& input) { return !input.was.empty(); };
    if (std::none_of(rulebook_.inputs.begin(), rulebook_.inputs.end(), is_renamed)) return;
    json_.key("renamed");
    json_.open_array();
    for (const model::Input& input : rulebook_.inputs) {
      if (!is_renamed(input)) continue;
      json_.open_object();
      text_field("input", input.name);
      json_.key("was");
      json_.open_array();
      for (const std::string& earlier : input.was) json_.text(earlier);
      json_.close_array();
      json_.close_object();
    }
    json_.close_array();
  }

  void write_node(NodeId id) {
    const Node& node = rulebook_[id];
    json_.line_break();
    json_.open_object();
    text_field("number", node.number);
    text_field("label", node.label);
    text_field("title", node.title);
    json_.key("max");
    node.is_scored() ? json_.decimal(node.max) : json_.null();
    if (const std::string_view role = role_word(node.role); !role.empty()) text_field("role", role);
    if (node.is_leaf()) {
      json_.key("survey");
      json_.boolean(node.survey);
    }
    text_field("form", node.left_open ? "left open" : to_text(node.scoring.form));
    if (node.weight) {
      json_.key("weight");
      json_.decimal(*node.weight);
    }
    json_.key("inputs");
    json_.open_array();
    if (node.is_leaf())
      for (const model::InputId input : rulebook_.inputs_of(id)) json_.text(rulebook_[input].name);
    json_.close_array();
    json_.key("evidence");
    json_.open_array();
    for (const std::string& text : node.evidence) json_.text(text);
    json_.close_array();
    if (node.scoring.evidence) {
      json_.key("evidence_required");
      json_.boolean(true);
    }
    json_.key("basis");
    node.basis.empty() ? json_.null() : json_.text(node.basis);
    json_.key("reconstructed");
    json_.boolean(node.reconstructed);
    if (!node.was.empty()) {
      json_.key("was");
      json_.open_array();
      for (const model::EarlierItem& earlier : node.was) json_.text(earlier.version + ":" + earlier.number);
      json_.close_array();
    }
    if (const model::InputId entered = entered_of(node); entered != model::no_input)
      text_field("by", rulebook_[entered].supplier);
    json_.close_object();
  }

  /// What somebody enters for an item: its points, or those that a line adds or takes off.
  model::InputId entered_of(const Node& node) const {
    if (node.scoring.entered != model::no_input) return node.scoring.entered;
    for (const model::Adjustment& line : node.scoring.adjustments)
      if (const model::InputId entered = model::entered_of(rulebook_, line); entered != model::no_input) return entered;
    return model::no_input;
  }

  const model::Rulebook& rulebook_;
  JsonWriter json_;
};

/// Text that stays text in a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : on_one_line(text)) {
    if (c == '<') {
      result += "&lt;";
      continue;
    }
    if (c == '|' || c == '\\' || c == '*' || c == '`' || c == '[') result += '\\';
    result += c;
  }
  return result;
}

/// The lines of a leaf's rule as the file has them, in the order in which they act.
class RuleLines {
 public:
  RuleLines(const model::Rulebook& rulebook, const source::Sources& sources, Language language)
      : rulebook_(rulebook), sources_(sources), language_(language) {}

  std::vector<std::string> of(const Node& node) {
    lines_.clear();
    const model::Scoring& scoring = node.scoring;
    if (node.left_open) lines_.emplace_back(words::left_open.in(language_));
    add(scoring.not_applicable_when);
    add(scoring.full_points_when);
    add_lets(node);
    add_form(node);
    if (scoring.at_most && scoring.at_most->span != node.points_span) add(scoring.at_most->span);
    add(scoring.not_below);
    add(scoring.if_missing);
    if (scoring.evidence) add(scoring.evidence->span);
    for (const model::Cap& cap : scoring.caps) add(cap.span);
    for (const model::Guard& guard : scoring.zero_when) add(guard.span);
    if (scoring.round) add(scoring.round->span);
    if (scoring.may_go_below) add(*scoring.may_go_below);
    if (scoring.may_pass_max) add(*scoring.may_pass_max);
    for (const model::ExpressionId id : node.collected) add(rulebook_[id].span);
    return std::move(lines_);
  }

 private:
  /// The values named below the heading, in the order of the file.
  void add_lets(const Node& node) {
    std::set<std::uint32_t> seen;
    std::map<std::uint32_t, source::Span> lets;
    std::vector<model::ExpressionId> open = rulebook_.expressions_of(node);
    while (!open.empty()) {
      const model::ExpressionId id = open.back();
      open.pop_back();
      if (!seen.insert(static_cast<std::uint32_t>(id)).second) continue;
      const model::Expression& expression = rulebook_[id];
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
      // A constant is named as well; its line is at the top.
      const bool is_constant = std::ranges::any_of(rulebook_.constants, [&](const model::Constant& constant) {
        return constant.name == sources_[expression.span.file].text(expression.span);
      });
      const bool is_let = expression.operation == model::Operation::named && !expression.is_method_call && !is_constant;
      if (is_let && expression.span.file == node.span.file && expression.span.begin > node.span.begin)
        lets[expression.span.begin] = expression.span;
    }
    for (const auto& [begin, span] : lets) add(span);
  }

  void add_form(const Node& node) {
    const model::Scoring& scoring = node.scoring;
    switch (scoring.form) {
      case model::ScoringForm::mean:
      case model::ScoringForm::geometric_mean:
        if (!node.is_corrected()) add(scoring.span);
        [[fallthrough]];
      case model::ScoringForm::sum:
        for (const model::Adjustment& adjustment : scoring.adjustments) add(adjustment.span);
        return;
      case model::ScoringForm::not_scored:
        return;
      case model::ScoringForm::when:
        for (const model::WhenLine& line : scoring.when) add(line.span);
        return;
      case model::ScoringForm::bands:
      case model::ScoringForm::progressive:
        add(scoring.span);
        for (const model::Band& band : scoring.bands) add(band.span);
        return;
      case model::ScoringForm::add:
      case model::ScoringForm::deduct:
        for (const model::Adjustment& adjustment : scoring.adjustments) add(adjustment.span);
        return;
      case model::ScoringForm::expression:
        add(scoring.expression.span);
        return;
      case model::ScoringForm::entered:
        add(scoring.span);
        return;
    }
  }

  void add(const std::optional<model::Guard>& guard) {
    if (guard) add(guard->span);
  }

  void add(source::Span span) {
    if (span.end <= span.begin || static_cast<std::size_t>(span.file) >= sources_.size()) return;
    lines_.push_back(cell(sources_[span.file].text(span)));
  }

  const model::Rulebook& rulebook_;
  const source::Sources& sources_;
  Language language_;
  std::vector<std::string> lines_;
};

/// `2`; of a block `bonus, at most 5`; of what is not scored its words.
std::string maximum_text(const Node& node, Language language) {
  if (!node.is_scored()) return std::string(words::not_scored.in(language));
  const std::string max = source::to_text(node.max, language);
  if (!node.is_block()) return max;
  return filled(node.role == model::Role::bonus ? words::bonus : words::penalty, language, {max});
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "<br>") + line;
  return text;
}

}  // namespace

std::string annex_json(const model::Rulebook& rulebook) {
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  AnnexJson(rulebook, sink).write();
  return text;
}

std::string annex_markdown(const model::Rulebook& rulebook, const source::Sources& sources, Language language) {
  const auto word = [&](source::Bilingual text) { return std::string(text.in(language)); };
  std::string text = "# " + on_one_line(rulebook.title) + "\n\n";
  if (!rulebook.basis.empty()) {
    text += word(words::basis) + ": ";
    if (rulebook.reconstructed) text += word(words::basis_reconstructed) + "; ";
    text += on_one_line(rulebook.basis) + "\n\n";
  }
  if (rulebook.effective) {
    std::string version = version_text(rulebook.version, rulebook.effective, language);
    text += word(words::version) + " " + version + "\n\n";
  }
  for (const std::string& note : rulebook.notes) text += word(words::note) + ": " + on_one_line(note) + "\n\n";
  if (rulebook.reconstructed_items > 0)
    text += filled(words::reconstructed, language,
                   {std::to_string(rulebook.reconstructed_items), std::to_string(rulebook.items)}) +
            "\n\n";
  text += "| " + word(words::number) + " | " + word(words::content) + " | " + word(words::maximum) + " | " +
          word(words::how_scored) + " | " + word(words::evidence) + " |\n| --- | --- | ---: | --- | --- |\n";
  RuleLines lines(rulebook, sources, language);
  for (const Node& node : rulebook.nodes) {
    const bool is_field = node.level == model::Level::field;
    const std::string bold = is_field ? "**" : "";
    std::vector<std::string> evidence;
    for (const std::string& wanted : node.evidence) evidence.push_back(cell(wanted));
    std::string row = "| " + bold + cell(node.label) + bold + " | " + bold + cell(node.title) + bold;
    if (node.reconstructed) row += " †";
    row += " | " + bold + maximum_text(node, language) + bold;
    if (node.weight) row += " (" + source::to_percent_text(*node.weight, language) + ")";
    row += " | " + joined(lines.of(node)) + " | " + joined(evidence) + " |\n";
    text += row;
  }
  text += "| | **" + word(words::total) + "** | **" + source::to_text(rulebook.scale, language) + "** | | |\n";
  if (rulebook.reconstructed_items > 0) text += "\n† " + word(words::basis_reconstructed) + "\n";
  return text;
}

}  // namespace barem::report
