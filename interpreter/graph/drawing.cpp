// The scoring graph in DOT. The whole, or one branch of the annex, is drawn as inputs, scored leaves and the tree above
// them, a field a frame; a leaf as all its operations with the rule's own words.
// Literals stand in the boxes of what uses them: a box for every 0.5 would hide the rest.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/graph/graph.h"
#include "lang/source/render.h"
#include "lang/source/source.h"

namespace barem::graph {
namespace {

using model::InputId;
using model::NodeId;
using source::Bilingual;

constexpr std::size_t longest_label = 40;

/// At most 40 characters on one line, runs of blanks as one.
std::string cut(std::string_view text) {
  std::string line;
  std::size_t characters = 0;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const source::Character character = source::character_at(text, at);
    const bool is_blank = character.value == U' ' || character.value == U'\n' || character.value == U'\t';
    if (is_blank) {
      blank = !line.empty();
    } else {
      if (characters + (blank ? 1 : 0) >= longest_label) return line + "…";
      if (blank) line += ' ';
      characters += blank ? 2 : 1;
      blank = false;
      line += text.substr(at, character.length);
    }
    at += character.length;
  }
  return line;
}

/// As text in double quotes; `\n` between lines is written by the callers.
std::string quoted(std::string_view text) {
  std::string result;
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    result += character;
  }
  return result;
}

Bilingual words_of(Operation operation) {
  switch (operation) {
    case Operation::literal: return {"", ""};
    case Operation::input: return {"", ""};
    case Operation::add: return {"+", "+"};
    case Operation::subtract: return {"−", "−"};
    case Operation::multiply: return {"×", "×"};
    case Operation::divide: return {"÷", "÷"};
    case Operation::negate: return {"−", "−"};
    case Operation::larger: return {"the larger", "số lớn hơn"};
    case Operation::smaller: return {"the smaller", "số nhỏ hơn"};
    case Operation::absolute: return {"absolute", "giá trị tuyệt đối"};
    case Operation::round: return {"round", "làm tròn"};
    case Operation::round_down: return {"round down", "làm tròn xuống"};
    case Operation::round_up: return {"round up", "làm tròn lên"};
    case Operation::equal: return {"=", "="};
    case Operation::not_equal: return {"≠", "≠"};
    case Operation::less: return {"<", "<"};
    case Operation::less_or_equal: return {"≤", "≤"};
    case Operation::within: return {"within", "thuộc mức"};
    case Operation::logical_and: return {"and", "và"};
    case Operation::logical_or: return {"or", "hoặc"};
    case Operation::logical_not: return {"not", "không phải"};
    case Operation::every: return {"every", "mọi"};
    case Operation::some: return {"some", "có ít nhất một"};
    case Operation::is_none: return {"is none?", "là không có?"};
    case Operation::is_value: return {"is there?", "là có?"};
    case Operation::if_none: return {"if none", "nếu không có"};
    case Operation::choose: return {"the first that holds", "dòng đầu tiên đúng"};
    case Operation::not_applicable_if: return {"not applicable when", "không áp dụng khi"};
    case Operation::if_applicable: return {"if it applies", "nếu áp dụng"};
    case Operation::if_missing: return {"if missing", "nếu thiếu số liệu"};
    case Operation::zero_if: return {"zero when", "không điểm khi"};
    case Operation::evidence_or: return {"without evidence", "không có tài liệu kiểm chứng"};
    case Operation::applicable: return {"applicable maximum", "điểm tối đa áp dụng"};
    case Operation::total: return {"sum", "tổng"};
    case Operation::total_applicable: return {"sum of maxima", "tổng điểm tối đa"};
    case Operation::index_of: return {"index", "chỉ số"};
    case Operation::weighted_mean: return {"weighted mean", "trung bình có trọng số"};
    case Operation::geometric_mean: return {"geometric mean", "trung bình nhân"};
    case Operation::root: return {"root", "căn"};
    case Operation::natural_logarithm: return {"ln", "ln"};
    case Operation::exponential: return {"exp", "exp"};
    case Operation::power: return {"power", "lũy thừa"};
  }
  return {"", ""};
}

class Drawing {
 public:
  Drawing(const ScoringGraph& graph, const model::Rulebook& rulebook, const source::Sources& sources)
      : graph_(graph), rulebook_(rulebook), sources_(sources) {}

  std::string whole() {
    begin();
    for (const NodeId field : rulebook_.fields) branch(field, 1);
    for (const NodeId block : rulebook_.blocks) branch(block, 1);
    const std::string name = rulebook_.title.empty() ? rulebook_.version : rulebook_.title;
    line(1, fmt::format(R"(whole [label="{}\n{}", peripheries=2, fillcolor="#dbe9f6"];)", quoted(cut(name)),
                        points_text(rulebook_.scale)));
    for (const NodeId field : rulebook_.fields) line(1, fmt::format("{} -> whole;", id_of(field)));
    for (const NodeId block : rulebook_.blocks)
      line(1, fmt::format(R"({} -> whole [label="{}", style=dashed];)", id_of(block),
                          rulebook_[block].role == model::Role::bonus ? "+" : "−"));
    inputs();
    return end();
  }

  std::string one(NodeId node) {
    begin();
    if (rulebook_[node].has_rule()) {
      operations(node);
    } else {
      branch(node, 1);
      inputs();
    }
    return end();
  }

 private:
  // -- words

  std::string_view in_language(Bilingual text) const { return text.in(rulebook_.language); }

  std::string points_text(const value::Number& max) const {
    const Bilingual unit = max == value::Number(1) ? Bilingual{"point", "điểm"} : Bilingual{"points", "điểm"};
    return source::to_text(max, rulebook_.language) + " " + std::string(in_language(unit));
  }

  /// The rule's own words, or nothing where it was not written.
  std::string words(source::Span span) const {
    const auto file = static_cast<std::size_t>(span.file);
    if (file >= sources_.size() || span.end <= span.begin) return {};
    const source::Source& text = sources_[span.file];
    if (span.end > text.text().size()) return {};
    return cut(text.text(span));
  }

  static std::string id_of(NodeId node) { return fmt::format("n{}", model::index(node)); }
  static std::string id_of(InputId input) { return fmt::format("i{}", model::index(input)); }
  static std::string id_of(GraphId id) { return fmt::format("g{}", index(id)); }

  // -- the frame

  void begin() {
    line(0, "digraph barem {");
    line(1, "rankdir=LR; ranksep=0.6; nodesep=0.12; compound=true;");
    line(1, R"(fontname="Helvetica"; fontsize=12; labeljust=l; color="#b8c4ce";)");
    line(1, R"(node [fontname="Helvetica", fontsize=10, shape=box, style="rounded,filled", fillcolor=white, color="#5b6b79", height=0.3, margin="0.12,0.05"];)");
    line(1, R"(edge [color="#8795a1", arrowsize=0.6, fontname="Helvetica", fontsize=8, fontcolor="#5b6b79"];)");
  }

  std::string end() {
    line(0, "}");
    return std::move(text_);
  }

  void line(std::size_t depth, std::string_view content) {
    text_.append(2 * depth, ' ');
    text_ += content;
    text_ += '\n';
  }

  // -- the tree of the annex

  void branch(NodeId id, std::size_t depth) {
    const model::Node& node = rulebook_[id];
    const bool is_field = node.parent == model::no_node;
    if (is_field) {
      line(depth, fmt::format("subgraph cluster_{} {{", id_of(id)));
      line(depth + 1, fmt::format(R"(label="{} {}";)", quoted(node.label), quoted(cut(node.title))));
      ++depth;
    }
    line(depth, fmt::format(R"({} [label="{}", fillcolor="{}"{}];)", id_of(id), label_of(node),
                            node.is_leaf() ? "#eef6ea" : "#dbe9f6", node.survey ? ", peripheries=2" : ""));
    for (const NodeId child : node.children) branch(child, depth);
    for (const NodeId child : node.children) line(depth, fmt::format("{} -> {};", id_of(child), id_of(id)));
    if (is_field) line(depth - 1, "}");
    if (node.has_rule()) leaves_.push_back(id);
  }

  std::string label_of(const model::Node& node) const {
    return fmt::format(R"({} {}\n{})", quoted(node.label), quoted(cut(node.title)), points_text(node.max));
  }

  /// What each leaf reads: outside the frames, for one input may be read in several fields.
  void inputs() {
    std::set<InputId> drawn;
    for (const NodeId leaf : leaves_) {
      for (const GraphId id : own_part(leaf)) {
        const GraphNode& node = graph_.nodes[index(id)];
        const NodeId other = node_read(id, leaf);
        if (other != model::no_node && rulebook_[other].parent != leaf)  // its children have their arrows
          line(1, fmt::format(R"({} -> {} [style=dashed];)", id_of(other), id_of(leaf)));
        if (node.operation != Operation::input) continue;
        if (drawn.insert(node.input).second) draw_input(node.input);
        line(1, fmt::format("{} -> {};", id_of(node.input), id_of(leaf)));
      }
    }
  }

  void draw_input(InputId id) {
    const model::Input& input = rulebook_[id];
    // Entered points are named by their node's number: say what they are.
    const bool is_entered = input.role == model::InputRole::entered;
    const bool is_set = input.role == model::InputRole::appraised;
    const std::string name = is_entered ? std::string(in_language({"entered ", "điểm nhập "})) + input.name
                             : is_set   ? std::string(in_language({"set ", "điểm thẩm định "})) + input.name
                                        : input.name;
    line(1, fmt::format(R"({} [label="{}", shape=cds, fillcolor="{}", tooltip="{}"];)", id_of(id), quoted(cut(name)),
                        input.role == model::InputRole::option ? "#f6e9db" : "#fbf8e6", quoted(cut(input.title))));
  }

  /// The other node whose points or index a graph node is, where it is that of one.
  NodeId node_read(GraphId id, NodeId reader) const {
    for (const auto& [other, words] : rulebook_.nodes_read_by(rulebook_[reader])) {
      const std::size_t at = model::index(other);
      if (graph_.points[at] == id || graph_.index[at] == id) return other;
    }
    for (const NodeId child : rulebook_[reader].children)
      if (graph_.points[model::index(child)] == id) return child;
    return model::no_node;
  }

  /// What a leaf depends on, up to the other nodes it reads.
  std::vector<GraphId> own_part(NodeId leaf) const {
    std::vector<GraphId> part{graph_.points[model::index(leaf)]};
    std::set<GraphId> seen(part.begin(), part.end());
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (node_read(part[i], leaf) != model::no_node) continue;
      for (const GraphId operand : graph_.nodes[index(part[i])].operands)
        if (seen.insert(operand).second) part.push_back(operand);
    }
    std::sort(part.begin(), part.end());
    return part;
  }

  // -- the operations of a leaf

  void operations(NodeId leaf) {
    const GraphId points = graph_.points[model::index(leaf)];
    for (const GraphId id : own_part(leaf)) {
      const GraphNode& node = graph_.nodes[index(id)];
      if (const NodeId other = node_read(id, leaf); other != model::no_node) {
        line(1, fmt::format(R"({} [label="{}", fillcolor="#dbe9f6"];)", id_of(id), label_of(rulebook_[other])));
      } else if (node.operation == Operation::input) {
        draw_input(node.input);
      } else if (node.operation != Operation::literal) {
        draw_operation(id);
      }
    }
    line(1, fmt::format(R"({} [label="{}", fillcolor="#dbe9f6", peripheries=2];)", id_of(leaf),
                        label_of(rulebook_[leaf])));
    line(1, fmt::format("{} -> {};", source_of(points), id_of(leaf)));
  }

  /// Where an edge from a graph node begins; a literal that is all there is has a box after all.
  std::string source_of(GraphId id) {
    const GraphNode& node = graph_.nodes[index(id)];
    if (node.operation == Operation::input) return id_of(node.input);
    if (node.operation == Operation::literal) {
      line(1, fmt::format(R"({} [label="{}", shape=plaintext, style=""];)", id_of(id), quoted(literal_text(node))));
    }
    return id_of(id);
  }

  std::string literal_text(const GraphNode& node) const {
    const std::string written = words(node.span);
    return written.empty() ? source::to_text(node.literal, rulebook_.language) : written;
  }

  void draw_operation(GraphId id) {
    const GraphNode& node = graph_.nodes[index(id)];
    std::string label = quoted(in_language(words_of(node.operation)));
    if (const std::string written = words(node.span); !written.empty()) {
      // `rate >= from` says what it does; of a choice only the first line is written there.
      label = (node.operation == Operation::choose ? label + R"(\n)" : std::string()) + quoted(written);
    }
    const bool asks = node.operation >= Operation::equal && node.operation <= Operation::is_value;
    std::string edges;
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      const GraphNode& operand = graph_.nodes[index(node.operands[i])];
      const std::string role = role_of(node, i);
      if (operand.operation == Operation::literal) {
        // In the box: only what the rule's words do not show already.
        if (!role.empty() || words(node.span).empty()) {
          label += fmt::format(R"(\n{}{})", role.empty() ? "" : quoted(role) + ": ", quoted(literal_text(operand)));
        }
        continue;
      }
      edges += fmt::format("  {} -> {}{};\n",
                           operand.operation == Operation::input ? id_of(operand.input) : id_of(node.operands[i]),
                           id_of(id), edge_style(node, i, role));
    }
    line(1, fmt::format(R"({} [label="{}"{}];)", id_of(id), label, asks ? R"(, shape=hexagon, fillcolor="#f3eefb")" : ""));
    text_ += edges;
  }

  static bool is_condition(const GraphNode& node, std::size_t operand) {
    if (node.operation == Operation::choose) return operand % 2 == 0 && operand + 1 < node.operands.size();
    return (node.operation == Operation::not_applicable_if || node.operation == Operation::zero_if ||
            node.operation == Operation::evidence_or) &&
           operand == 0;
  }

  /// The line of a choice that an operand belongs to: `1`, `2`, `else`.
  std::string role_of(const GraphNode& node, std::size_t operand) const {
    if (node.operation != Operation::choose) return {};
    if (operand + 1 == node.operands.size()) return std::string(in_language({"else", "còn lại"}));
    return std::to_string(operand / 2 + 1);
  }

  static std::string edge_style(const GraphNode& node, std::size_t operand, const std::string& role) {
    if (is_condition(node, operand)) return fmt::format(R"( [label="{}?", style=dashed])", quoted(role));
    return role.empty() ? std::string() : fmt::format(R"( [label="{}"])", quoted(role));
  }

  const ScoringGraph& graph_;
  const model::Rulebook& rulebook_;
  const source::Sources& sources_;
  std::string text_;
  std::vector<NodeId> leaves_;
};

}  // namespace

std::string to_dot(const ScoringGraph& graph, const model::Rulebook& rulebook, const source::Sources& sources,
                   std::optional<NodeId> only) {
  Drawing drawing(graph, rulebook, sources);
  return only ? drawing.one(*only) : drawing.whole();
}

}  // namespace barem::graph
