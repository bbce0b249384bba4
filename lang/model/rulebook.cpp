// Questions that a rulebook answers about itself: what it has, what a node reads, how its values are written.
#include "lang/model/rulebook.h"

#include <algorithm>
#include <unordered_set>

#include "lang/source/render.h"

namespace barem::model {

namespace {

/// What a leaf's clauses say, clause by clause, in the order in which they act.
class Said {
 public:
  explicit Said(const Scoring& scoring) {
    add(scoring.not_applicable_when);
    add(scoring.full_points_when);
    for (const WhenLine& line : scoring.when) {
      add(line.value);
      add(line.condition);
    }
    add(scoring.subject);
    for (const Band& band : scoring.bands) {
      add(band.holds);
      add(band.value);
    }
    for (const Adjustment& adjustment : scoring.adjustments) {
      add(adjustment.amount);
      add(adjustment.per);
      add(adjustment.when);
    }
    add(scoring.expression.expression);
    add(scoring.at_most);
    add(scoring.not_below);
    add(scoring.if_missing);
    if (scoring.evidence) {
      add(scoring.evidence->given);
      add(scoring.evidence->otherwise);
    }
    for (const Cap& cap : scoring.caps) {
      add(cap.value);
      add(cap.condition);
    }
    for (const Guard& guard : scoring.zero_when) add(guard.expression);
  }

  std::vector<ExpressionId> expressions;

 private:
  void add(ExpressionId expression) {
    if (is(expression)) expressions.push_back(expression);
  }
  void add(const std::optional<Guard>& guard) {
    if (guard) add(guard->expression);
  }
};

/// Collects the inputs below expressions, each expression once.
class InputsRead {
 public:
  explicit InputsRead(const Rulebook& rulebook) : rulebook_(rulebook) {}

  void of_node(const Node& node) {
    if (!seen_nodes_.insert(&node).second) return;
    of_clauses(node, true);
    for (const NodeId child : node.children) of_node(rulebook_[child]);
  }

  /// What the node's own clauses read; also by way of other nodes, where those count.
  void of_clauses(const Node& node, bool with_nodes_read) {
    if (node.scoring.entered != no_input) inputs_.push_back(node.scoring.entered);
    std::vector<ExpressionId> open = rulebook_.expressions_of(node);
    open.insert(open.end(), node.collected.begin(), node.collected.end());
    of_expressions(std::move(open), with_nodes_read);
  }

  void of_expressions(std::vector<ExpressionId> open, bool with_nodes_read) {
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!is(id) || !seen_.insert(index(id)).second) continue;
      const Expression& expression = rulebook_[id];
      if (expression.operation == Operation::input && expression.input != no_input)
        inputs_.push_back(expression.input);
      if (with_nodes_read && expression.node != no_node) of_node(rulebook_[expression.node]);
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
  }

  std::vector<InputId> sorted() && {
    std::sort(inputs_.begin(), inputs_.end());
    inputs_.erase(std::unique(inputs_.begin(), inputs_.end()), inputs_.end());
    return std::move(inputs_);
  }

 private:
  const Rulebook& rulebook_;
  std::vector<InputId> inputs_;
  std::unordered_set<std::size_t> seen_;
  std::unordered_set<const Node*> seen_nodes_;
};

}  // namespace

bool is_numeric(Kind kind) {
  switch (kind.tag) {
    case KindTag::number:
    case KindTag::percent:
    case KindTag::count:
    case KindTag::whole:
    case KindTag::points:
    case KindTag::days:
      return true;
    case KindTag::date:
    case KindTag::yes_no:
    case KindTag::choice:
    case KindTag::hole:
      return false;
  }
  return false;
}

bool is_given(const Input& input) {
  switch (input.role) {
    case InputRole::declared:
    case InputRole::option:
    case InputRole::entered:
      return true;
    case InputRole::column:
    case InputRole::aggregate:
    case InputRole::earlier:
    case InputRole::evidence:
    case InputRole::appraised:
      return false;
  }
  return false;
}

bool takes_whole_values(Kind kind) {
  switch (kind.tag) {
    case KindTag::count:
    case KindTag::whole:
    case KindTag::date:
    case KindTag::days:
    case KindTag::yes_no:
    case KindTag::choice:
      return true;
    case KindTag::number:
    case KindTag::percent:
    case KindTag::points:
    case KindTag::hole:
      return false;
  }
  return false;
}

NodeId Rulebook::first_left_open() const {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].left_open) return NodeId{static_cast<std::uint32_t>(i)};
  return no_node;
}

bool Rulebook::is_own(source::FileId text) const {
  return text == file || std::find(files.begin(), files.end(), text) != files.end();
}

std::optional<InputId> Rulebook::find_input(std::string_view name) const {
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i].name == name) return InputId{static_cast<std::uint32_t>(i)};
  return std::nullopt;
}

std::optional<NodeId> Rulebook::find_node(std::string_view number) const {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].number == number) return NodeId{static_cast<std::uint32_t>(i)};
  return std::nullopt;
}

std::vector<ExpressionId> Rulebook::expressions_of(const Node& node) const {
  return std::move(Said(node.scoring).expressions);
}

std::vector<std::pair<NodeId, Span>> Rulebook::nodes_read_by(const Node& node) const {
  std::vector<std::pair<NodeId, Span>> read;
  std::unordered_set<std::size_t> seen;
  std::vector<ExpressionId> open = expressions_of(node);
  while (!open.empty()) {
    const ExpressionId id = open.back();
    open.pop_back();
    if (!seen.insert(index(id)).second) continue;
    const Expression& expression = (*this)[id];
    const auto is_this = [&](const auto& known) { return known.first == expression.node; };
    if (expression.node != no_node && expression.operation != Operation::node_max && std::none_of(read.begin(), read.end(), is_this))
      read.emplace_back(expression.node, expression.span);
    open.insert(open.end(), expression.operands.begin(), expression.operands.end());
  }
  return read;
}

std::vector<InputId> Rulebook::own_inputs_of(NodeId node) const {
  InputsRead found(*this);
  found.of_clauses((*this)[node], false);
  return std::move(found).sorted();
}

std::vector<InputId> Rulebook::inputs_below(std::vector<ExpressionId> above) const {
  InputsRead found(*this);
  found.of_expressions(std::move(above), false);
  return std::move(found).sorted();
}

std::vector<InputId> Rulebook::inputs_of_rows(const Aggregate& aggregate) const {
  std::vector<ExpressionId> asked{aggregate.element, aggregate.where};
  for (const Aggregate::OwnComparison& comparison : aggregate.own) asked.push_back(comparison.row);
  return inputs_below(std::move(asked));
}

std::vector<InputId> Rulebook::inputs_of(NodeId node) const {
  InputsRead found(*this);
  found.of_node((*this)[node]);
  return std::move(found).sorted();
}

bool may_go_below_0(const Rulebook& rulebook, const Node& node) {
  return node.scoring.may_go_below || std::any_of(node.children.begin(), node.children.end(), [&](NodeId child) {
           return may_go_below_0(rulebook, rulebook[child]);
         });
}

bool may_pass_max(const Rulebook& rulebook, const Node& node) {
  return node.scoring.may_pass_max || std::any_of(node.children.begin(), node.children.end(), [&](NodeId child) {
           return may_pass_max(rulebook, rulebook[child]);
         });
}

InputId entered_of(const Rulebook& rulebook, const Adjustment& line) {
  if (!is(line.amount)) return no_input;
  const Expression& amount = rulebook[line.amount];
  if (amount.operation != Operation::input || rulebook[amount.input].role != InputRole::entered) return no_input;
  return amount.input;
}

value::Range points_range(const Rulebook& rulebook, const Node& node) {
  value::Range range = value::Range::closed(0, node.max);
  if (may_go_below_0(rulebook, node)) range.low.reset();
  if (may_pass_max(rulebook, node)) range.high.reset();
  return range;
}

source::BilingualText name_of(const Node& node) {
  if (node.is_block())
    return node.role == Role::bonus ? source::BilingualText{"bonus block " + node.number, "khối điểm cộng " + node.number}
                                    : source::BilingualText{"penalty block " + node.number, "khối điểm trừ " + node.number};
  switch (node.level) {
    case Level::field:
      return {"field " + node.number, "lĩnh vực " + node.number};
    case Level::criterion:
      return {"criterion " + node.number, "tiêu chí " + node.number};
    case Level::component:
      return {"component " + node.number, "tiêu chí thành phần " + node.number};
    case Level::deeper:
      return {"item " + node.number, "mục " + node.number};
  }
  return {node.number, node.number};
}

std::string to_text(const Number& number, Kind kind, const Rulebook& rulebook, source::Language language) {
  const bool is_english = language == source::Language::english;
  const std::optional<std::int64_t> whole = number.to_int64();
  switch (kind.tag) {
    case KindTag::percent:
      return source::to_percent_text(number, language);
    case KindTag::date:
      if (whole) return source::to_text(value::Date{static_cast<std::int32_t>(*whole)}, language);
      break;
    case KindTag::yes_no:
      if (number.is_zero()) return is_english ? "no" : "không";
      return is_english ? "yes" : "có";
    case KindTag::choice: {
      if (!whole || kind.choice_list >= rulebook.choice_lists.size()) break;
      const std::vector<std::string>& names = rulebook.choice_lists[kind.choice_list];
      if (*whole >= 0 && static_cast<std::size_t>(*whole) < names.size())
        return names[static_cast<std::size_t>(*whole)];
      break;
    }
    case KindTag::number:
    case KindTag::count:
    case KindTag::whole:
    case KindTag::points:
    case KindTag::days:
    case KindTag::hole:
      break;
  }
  return source::to_text(number, language);
}

}  // namespace barem::model
