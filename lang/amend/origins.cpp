// Where the lines of a consolidated text come from: for findings, so that they name both files, and as comments.
#include <algorithm>
#include <optional>

#include "lang/amend/amend.h"
#include "lang/syntax/numbers.h"

namespace barem::amend {

using source::Bilingual;
using syntax::Item;
using syntax::Tree;
using Kind = Alteration::Kind;

namespace {

constexpr Bilingual replaced_here{"{0} is replaced here", "{0} được thay thế ở đây"};
constexpr Bilingual repealed_here{"{0} is repealed here", "{0} bị bãi bỏ ở đây"};
constexpr Bilingual inserted_here{"{0} is inserted here", "{0} được bổ sung ở đây"};
constexpr Bilingual renumbered_here{"{0} is renumbered here", "{0} được đánh số lại ở đây"};
constexpr Bilingual used_it_replaced{"{0}, which used it, is replaced here", "{0} có dùng đến nó, được thay thế ở đây"};
constexpr Bilingual used_it_repealed{"{0}, which used it, is repealed here", "{0} có dùng đến nó, bị bãi bỏ ở đây"};
constexpr Bilingual amended_here{"the text is amended here", "văn bản được sửa đổi ở đây"};
constexpr Bilingual completed_here{"the frame is completed here", "khung được cụ thể hóa ở đây"};
constexpr Bilingual in_place_of{"it takes the place of this", "thay cho phần này"};

Bilingual said_of(Kind kind, bool used_it) {
  switch (kind) {
    case Kind::replaced: return used_it ? used_it_replaced : replaced_here;
    case Kind::repealed: return used_it ? used_it_repealed : repealed_here;
    case Kind::inserted: return inserted_here;
    case Kind::renumbered: return renumbered_here;
  }
  return amended_here;
}

/// How an alteration is named to a reader: `item 4.3`, `` `done` ``.
source::BilingualText name_of(const Alteration& alteration) {
  const std::string& number = alteration.before.empty() ? alteration.after : alteration.before;
  if (alteration.is_item) return {"item " + number, "mục " + number};
  return {"`" + alteration.said + "`", "`" + alteration.said + "`"};
}

bool names(const source::Finding& finding, const std::string& name) {
  return !name.empty() && std::ranges::any_of(finding.arguments, [&](const source::Argument& argument) {
           const auto* text = std::get_if<std::string>(&argument);
           return text != nullptr && *text == name;
         });
}

/// Finds for one finding the alteration that explains it.
class Explanation {
 public:
  Explanation(const Tree& tree, const std::vector<Amendment>& amendments, const source::Sources& sources,
              const source::Finding& finding)
      : tree_(tree), amendments_(amendments), sources_(sources), finding_(finding) {}

  std::optional<source::Related> find() const {
    if (const Alteration* replaced = replaced_at_finding()) return source::Related{replaced->of, in_place_of, {}};
    std::size_t first = 0;
    while (first < amendments_.size() && amendments_[first].before != finding_.span.file) ++first;
    if (first == amendments_.size()) return std::nullopt;  // nothing amends that file
    for (const bool loosely : {false, true})
      for (std::size_t i = amendments_.size(); i-- > first;)
        for (const Alteration& alteration : amendments_[i].alterations)
          if (auto related = related_to(alteration, loosely)) return related;
    const Amendment& last = amendments_[first];
    return source::Related{last.line, last.completes ? completed_here : amended_here, {}};
  }

 private:
  const Tree& tree_;
  const std::vector<Amendment>& amendments_;
  const source::Sources& sources_;
  const source::Finding& finding_;

  /// Strictly: the finding names what was altered, or what an altered item used. Loosely: it is about an altered item,
  /// one above it or one below it.
  std::optional<source::Related> related_to(const Alteration& alteration, bool loosely) const {
    if (!loosely) {
      const bool used_it = std::ranges::any_of(alteration.used, [&](const std::string& name) { return names(finding_, name); });
      if (!used_it && !names(finding_, alteration.before)) return std::nullopt;
      return source::Related{alteration.at, said_of(alteration.kind, used_it), {name_of(alteration)}};
    }
    const syntax::Node* node = node_of_finding();
    if (node == nullptr || !alteration.is_item) return std::nullopt;
    const auto is_near = [&](const std::string& number) {
      return !number.empty() && (number == node->number || syntax::parent_number(number) == node->number ||
                                 (node->number.starts_with(number) && node->number[number.size()] == '.'));
    };
    if (!is_near(alteration.after) && !is_near(alteration.before)) return std::nullopt;
    return source::Related{alteration.at, said_of(alteration.kind, false), {name_of(alteration)}};
  }

  /// The thing in column 1 that the finding's place belongs to.
  const Item* item_of_finding() const {
    const Item* found = nullptr;
    for (const Item& item : tree_.items)
      if (item.span.file == finding_.span.file && item.span.begin <= finding_.span.begin &&
          (found == nullptr || item.span.begin > found->span.begin))
        found = &item;
    return found != nullptr && is_below(*found) ? found : nullptr;
  }
  /// Nothing else in column 1 lies between the item and the finding (inputs may have gone to another block).
  bool is_below(const Item& item) const {
    const std::string_view text = sources_[item.span.file].text();
    for (std::size_t end = text.find('\n', item.span.begin); end != std::string_view::npos && end + 1 < finding_.span.begin + 1; end = text.find('\n', end + 1))
      if (std::string_view(" \t\n#").find(text[end + 1]) == std::string_view::npos) return false;
    return true;
  }
  const syntax::Node* node_of_finding() const {
    const Item* item = item_of_finding();
    return item == nullptr ? nullptr : std::get_if<syntax::Node>(&item->body);
  }

  const Alteration* replaced_at_finding() const {
    const Item* item = item_of_finding();
    for (const Amendment& amendment : amendments_)
      for (const Alteration& alteration : amendment.alterations) {
        if (alteration.kind != Kind::replaced || alteration.at.file != finding_.span.file) continue;
        const bool is_line = alteration.at.begin <= finding_.span.begin && finding_.span.begin <= alteration.at.end;
        if (is_line || (item != nullptr && item->span == alteration.at)) return &alteration;
      }
    return nullptr;
  }
};

// ---- origins as comments ----------------------------------------------------------------------------------------

class Origins {
 public:
  Origins(const std::vector<Amendment>& amendments, const source::Sources& sources, syntax::Spelling spelling)
      : amendments_(amendments), sources_(sources), english_(spelling == syntax::Spelling::english) {}

  void write(Tree& tree) const {
    for (Item& item : tree.items) {
      item.trivia.comments_above.push_back("# " + origin_of(item.span));
      auto* inputs = std::get_if<syntax::Inputs>(&item.body);
      if (inputs == nullptr) continue;
      for (syntax::InputLine& input : inputs->lines)
        if (input.span.file != item.span.file) {
          std::string& comment = input.trivia.comment_behind;
          comment = (comment.empty() ? "# " : comment + "; ") + origin_of(input.span);
        }
    }
    std::vector<std::string> repealed;
    for (const Amendment& amendment : amendments_)
      for (const Alteration& alteration : amendment.alterations)
        if (alteration.kind == Kind::repealed)
          repealed.push_back("# " + said("repealed: ", "bãi bỏ: ") + (alteration.is_item ? alteration.before : alteration.said) + " (" + place(alteration.of) +
                             said("), by ", "), theo ") + place(alteration.at));
    if (repealed.empty()) return;
    tree.comments_at_end.emplace_back();
    tree.comments_at_end.insert(tree.comments_at_end.end(), repealed.begin(), repealed.end());
  }

 private:
  const std::vector<Amendment>& amendments_;
  const source::Sources& sources_;
  bool english_;

  std::string said(const char* english, const char* vietnamese) const { return english_ ? english : vietnamese; }
  std::string place(Span span) const {
    return sources_[span.file].name() + ":" + std::to_string(sources_[span.file].place(span.begin).line);
  }

  std::string origin_of(Span span) const {
    std::string text = said("from ", "từ ") + place(span);
    Span of = span;
    if (const Alteration* replaced = with([&](const Alteration& one) { return one.kind == Kind::replaced && one.at == span; })) {
      text += said(", in place of ", ", thay cho ") + place(replaced->of);
      of = replaced->of;
    } else if (with([&](const Alteration& one) { return one.kind == Kind::inserted && one.at == span; }) != nullptr) {
      text += said(", inserted", ", bổ sung");
    }
    for (const Amendment& amendment : amendments_)
      for (const Alteration& one : amendment.alterations)
        if (one.kind == Kind::renumbered && (one.of == of || one.of == span))
          text += said(", was ", ", trước là ") + one.before + said(", renumbered by ", ", đánh số lại theo ") + place(one.at);
    return text;
  }

  template <class Is>
  const Alteration* with(Is is_it) const {
    for (const Amendment& amendment : amendments_)
      for (const Alteration& alteration : amendment.alterations)
        if (is_it(alteration)) return &alteration;
    return nullptr;
  }
};

}  // namespace

void point_at_both_files(const Tree& tree, const std::vector<Amendment>& amendments, const source::Sources& sources,
                         source::Diagnostics& diagnostics, std::size_t first) {
  if (amendments.empty()) return;
  auto& findings = diagnostics.findings();
  for (std::size_t i = first; i < findings.size(); ++i)
    if (auto related = Explanation(tree, amendments, sources, findings[i]).find()) findings[i].related.push_back(std::move(*related));
}

Tree with_origins(Tree tree, const std::vector<Amendment>& amendments, const source::Sources& sources) {
  Origins(amendments, sources, tree.spelling).write(tree);
  return tree;
}

}  // namespace barem::amend
