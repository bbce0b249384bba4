// How two trees become one: see amend.h. First what the amending file says is read and held against the text before;
// then declarations are put in, then the items are numbered anew and put in order.
#include "lang/amend/amend.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <variant>

#include "lang/syntax/each.h"
#include "lang/syntax/keywords.h"
#include "lang/syntax/numbers.h"
#include "lang/syntax/walk.h"

namespace barem::amend {

using source::BilingualText;
using source::Message;
using syntax::Item;
using syntax::Tree;

namespace {

constexpr Message<0> amends_twice{"E0215", "a file amends or completes one other file, and this is a second one",
                                  "một tệp chỉ sửa đổi hoặc cụ thể hóa một tệp khác, còn đây là tệp thứ hai"};
constexpr source::Bilingual said_first_here{"the first is named here", "tệp thứ nhất ghi ở đây"};
constexpr Message<1> alters_nothing{
    "E0216", "`{0}` alters another file, but this one does not say which",
    "`{0}` sửa một tệp khác, nhưng tệp này chưa ghi là tệp nào",
    "a line like `amends 2022 \"province-2022.barem\"` in the head",
    "thêm một dòng như `sửa đổi 2022 \"tinh-2022.barem\"` ở phần đầu"};
constexpr Message<1> file_without_items{"E0212", "`{0}` has no items: there is nothing to amend or complete",
                                        "`{0}` không có mục nào: không có gì để sửa đổi hoặc cụ thể hóa"};
constexpr Message<3> another_version{"E0213", "this amends version {0}, but `{1}` is version {2}",
                                     "dòng này sửa đổi phiên bản {0}, nhưng `{1}` là phiên bản {2}"};
constexpr Message<1> same_version{
    "E0214", "nothing tells this version from version {0}, which it amends",
    "không có gì phân biệt phiên bản này với phiên bản {0} mà nó sửa đổi",
    "a line `version …` with another label, or `effective …` with the day from which it holds",
    "thêm dòng `phiên bản …` với tên khác, hoặc `hiệu lực từ …` với ngày bắt đầu áp dụng"};
constexpr Message<1> heading_without_verb{
    "E0217", "heading {0} does not say what it does to the text before",
    "tiêu đề {0} chưa ghi làm gì với văn bản trước",
    "`insert {0} …` for a new item, `replace {0} …` for a new text of an old one",
    "`bổ sung {0} …` nếu là mục mới, `thay thế {0} …` nếu là nội dung mới của mục cũ"};
constexpr Message<3> no_such_item{"E0218", "`{1}` has no item {0}", "`{1}` không có mục {0}", "{2}", "{2}"};
constexpr Message<1> altered_twice{"E0219", "{0} is altered twice in one file", "mục {0} bị sửa hai lần trong một tệp",
                                   "all alterations act at once on the text before; one says all",
                                   "mọi sửa đổi cùng tác động lên văn bản trước; chỉ ghi một lần"};
constexpr source::Bilingual altered_first_here{"the first time here", "lần thứ nhất ở đây"};
constexpr Message<2> number_taken{
    "E0220", "the number {0} is taken in the new text", "số thứ tự {0} đã có mục khác dùng trong văn bản mới", "{1}", "{1}"};
constexpr source::Bilingual taken_by_this{"by this item", "là mục này"};
constexpr Message<2> falls_away{"E0221", "{0} falls away with {1}, so nothing more can be said of it",
                                "mục {0} bị bãi bỏ theo mục {1}, nên không thể sửa gì thêm",
                                "`renumber {0} as …` takes it out of what is repealed",
                                "`đánh số lại {0} thành …` đưa mục đó ra khỏi phần bị bãi bỏ"};
constexpr Message<1> item_is_repealed{
    "E0228", "item {0}, of which this speaks, is repealed, and another has its number now",
    "mục {0} nêu ở đây đã bị bãi bỏ, và số đó nay là của mục khác", "replace this as well", "sửa luôn nội dung này"};
constexpr source::Bilingual repealed_here{"{0} is repealed here", "mục {0} bị bãi bỏ ở đây"};
constexpr Message<3> nothing_to_repeal{"E0222", "`{1}` has no {0} that could be repealed",
                                       "`{1}` không có {0} để bãi bỏ", "{2}", "{2}"};
constexpr Message<1> repealed_and_declared{"E0223", "repealed and declared in one file: {0}",
                                           "vừa bãi bỏ vừa khai báo trong cùng một tệp: {0}",
                                           "to change it, leave the `repeal` out: the new line takes the place of the old",
                                           "để sửa, bỏ dòng `bãi bỏ`: dòng mới thay cho dòng cũ"};
constexpr source::Bilingual declared_here{"it is declared here", "khai báo ở đây"};
constexpr Message<1> keeps_its_number{"E0224", "{0} is renumbered as itself", "mục {0} được đánh số lại thành chính số đó"};
constexpr Message<1> completes_only{
    "E0225", "`{0}` changes the frame, and a file that completes it only adds to it",
    "`{0}` làm thay đổi khung, còn tệp cụ thể hóa chỉ được bổ sung",
    "items below what is left open, inputs, and what their rules need: `use`, `constant`, `let`, methods, examples",
    "chỉ gồm các mục dưới phần được giao, số liệu, và những gì quy tắc cần: `dùng`, `mức quy định`, `đặt`, cách tính, ví dụ"};
constexpr Message<2> not_left_open{"E0226", "{0} stands below nothing that the frame leaves open",
                                   "mục {0} không đứng dưới mục nào mà khung giao cụ thể hóa",
                                   "left open are: {1}", "các mục được giao cụ thể hóa: {1}"};
constexpr Message<1> not_completed{"E0227", "{0} is left open by the frame, and nothing here completes it",
                                   "khung giao cụ thể hóa mục {0}, nhưng tệp này chưa cụ thể hóa"};
constexpr source::Bilingual left_open_here{"it is left open here", "được giao cụ thể hóa ở đây"};

/// What to do about a number that another item has.
BilingualText freeing(bool is_inserted, bool both_are_inserted) {
  if (both_are_inserted) return {"give one of the two another number", "ghi số khác cho một trong hai mục"};
  if (is_inserted)
    return {"`repeal` or `renumber` the item that has it; to change that item, `replace` it",
            "`bãi bỏ` hoặc `đánh số lại` mục đang dùng số đó; muốn sửa chính mục đó thì `thay thế`"};
  return {"a number that is free, or `repeal` or `renumber` the item that has it as well",
          "chọn số còn trống, hoặc `bãi bỏ` hay `đánh số lại` cả mục đang dùng số đó"};
}

BilingualText did_you_mean(const std::string& near) {
  return {"did you mean `" + near + "`?", "ý bạn là `" + near + "`?"};
}

bool is_below(std::string_view number, std::string_view above) {
  return number.size() > above.size() && number.starts_with(above) && number[above.size()] == '.';
}

/// Settings of an example name inputs, or items whose points are entered.
bool is_number(std::string_view name) {
  return (!name.empty() && name[0] >= '0' && name[0] <= '9') || name.find('.') != std::string_view::npos;
}

// ---- what stands in column 1, apart from items ------------------------------------------------------------------

/// What identifies a declaration, so that a new one takes the place of the old, and where a new one belongs.
struct Identity {
  std::optional<std::string> name;  ///< nothing: it is added, never put in place of another
  int section = 0;                  ///< the usual order of a file
};

constexpr int last_section_of_head = 9;
constexpr int first_section_behind_items = 20;

Identity identity_of(const Item& item) {
  const auto example_name = [](const syntax::Example& one) -> std::optional<std::string> {
    if (!one.title) return std::nullopt;
    return one.title->text + '\n' + (one.method ? one.method->text : one.node);
  };
  using Result = Identity;
  return std::visit(
      syntax::Each{
          [](const syntax::Edition&) { return Result{"", 0}; },
          [](const syntax::RulebookTitle&) { return Result{"", 1}; },
          [](const syntax::Version&) { return Result{"", 2}; },
          [](const syntax::Effective&) { return Result{"", 3}; },
          [](const syntax::Year&) { return Result{"", 4}; },
          [](const syntax::Basis&) { return Result{"", 5}; },
          [](const syntax::Note&) { return Result{std::nullopt, 6}; },
          [](const syntax::UnitWord&) { return Result{"", 7}; },
          [](const syntax::Scale&) { return Result{"", 8}; },
          [](const syntax::Expect&) { return Result{"", 9}; },
          [](const syntax::Stages&) { return Result{"", 9}; },
          [](const syntax::AppraisalMaySet&) { return Result{"", 9}; },
          [](const syntax::WithoutEvidence&) { return Result{"", 9}; },
          [](const syntax::Use&) { return Result{std::nullopt, 10}; },
          [](const syntax::Option& one) { return Result{one.name.text, 11}; },
          [](const syntax::Constant& one) { return Result{one.name.text, 12}; },
          [](const syntax::Inputs&) { return Result{std::nullopt, 13}; },
          [](const syntax::Table& one) { return Result{one.name.text, 13}; },
          [](const syntax::UnitsBelow& one) { return Result{one.name.text, 13}; },
          [](const syntax::Let& one) { return Result{one.name.text, 14}; },
          [](const syntax::Method& one) { return Result{one.english.text, 15}; },
          [](const syntax::IndexIs&) { return Result{"", first_section_behind_items}; },
          [](const syntax::IndexLimit& one) {  // one for each end of the scale
            const bool is_high = one.end == syntax::IndexEnd::may_pass || one.end == syntax::IndexEnd::at_most;
            return Result{is_high ? "100%" : "0", first_section_behind_items};
          },
          [](const syntax::RankWithin&) { return Result{"", first_section_behind_items + 1}; },
          [](const syntax::RankApart&) { return Result{"", first_section_behind_items + 1}; },
          [](const syntax::Publish&) { return Result{"", first_section_behind_items}; },
          [](const syntax::Rank&) { return Result{"", first_section_behind_items + 1}; },
          [](const syntax::Classes&) { return Result{"", first_section_behind_items + 2}; },
          [&](const syntax::Example& one) { return Result{example_name(one), first_section_behind_items + 3}; },
          [](const syntax::Node&) { return Result{}; },  // these four are no declarations
          [](const syntax::Amends&) { return Result{}; },
          [](const syntax::Completes&) { return Result{}; },
          [](const syntax::Repeal&) { return Result{}; },
          [](const syntax::Renumber&) { return Result{}; },
      },
      item.body);
}

/// Lines of which a file that completes another has its own.
bool is_own_of_completing(const Item& item) {
  return std::holds_alternative<syntax::Edition>(item.body) ||
         std::holds_alternative<syntax::RulebookTitle>(item.body) ||
         std::holds_alternative<syntax::Version>(item.body) ||
         std::holds_alternative<syntax::Effective>(item.body) || std::holds_alternative<syntax::Basis>(item.body);
}

/// Lines that a file that completes another may add.
bool may_be_added_by_completing(const Item& item) {
  return std::holds_alternative<syntax::Note>(item.body) || std::holds_alternative<syntax::Use>(item.body) ||
         std::holds_alternative<syntax::Constant>(item.body) || std::holds_alternative<syntax::Let>(item.body) ||
         std::holds_alternative<syntax::Inputs>(item.body) || std::holds_alternative<syntax::Table>(item.body) ||
         std::holds_alternative<syntax::Method>(item.body) || std::holds_alternative<syntax::Example>(item.body);
}

/// The names used in a stretch of a file: all its words outside texts and comments.
std::vector<std::string> names_in(std::string_view text) {
  std::set<std::string> names;
  while (!text.empty()) {
    std::size_t length = syntax::match_blanks(text);
    if (length == 0) {
      length = syntax::match_word(text);
      if (length != 0) names.emplace(text.substr(0, length));
    }
    if (length == 0 && text[0] == '"') length = std::min(text.find('"', 1), text.size() - 1) + 1;
    if (length == 0) length = source::character_at(text, 0).length;
    text.remove_prefix(length);
  }
  return {names.begin(), names.end()};
}

template <class Body>
const Body* find(const Tree& tree) {
  for (const Item& item : tree.items)
    if (const auto* body = std::get_if<Body>(&item.body)) return body;
  return nullptr;
}

BilingualText name_of(syntax::Repeal::What what, const std::string& name) {
  using enum syntax::Repeal::What;
  switch (what) {
    case items: return {"item " + name, "mục " + name};
    case inputs: return {"input `" + name + "`", "số liệu `" + name + "`"};
    case options: return {"option `" + name + "`", "tùy chọn `" + name + "`"};
    case constants: return {"constant `" + name + "`", "mức quy định `" + name + "`"};
    case lets: return {"`let` named `" + name + "`", "`đặt` tên `" + name + "`"};
    case methods: return {"method `" + name + "`", "cách tính `" + name + "`"};
    case tables: return {"table `" + name + "`", "bảng `" + name + "`"};
    case levels: return {"units below named `" + name + "`", "đơn vị cấp dưới tên `" + name + "`"};
    case examples: return {"example \"" + name + "\"", "ví dụ \"" + name + "\""};
    case examples_of: return {"example for " + name, "ví dụ cho " + name};
    case notes: return {"notes", "ghi chú"};
    case ranks: return {"ranks", "xếp hạng"};
    case classes: return {"classes", "xếp loại"};
  }
  return {};
}

class Consolidation {
 public:
  Consolidation(Tree amending, Tree before, const source::Sources& sources, source::Diagnostics& diagnostics)
      : amending_(std::move(amending)), before_(std::move(before)), sources_(sources), diagnostics_(diagnostics) {
    const Item& line = *amending_line(amending_);
    if (const auto* version = find<syntax::Version>(before_)) version_before_ = version->label;
    result_.amendment = {amending_.file, before_.file, std::holds_alternative<syntax::Completes>(line.body), line.span, {}};
  }

  Consolidated run() {
    const std::size_t errors = diagnostics_.error_count();
    result_.tree.file = amending_.file;
    result_.tree.spelling = amending_.spelling;
    result_.tree.line_lost = amending_.line_lost || before_.line_lost;
    if (find<syntax::Node>(before_) == nullptr) {
      diagnostics_.report(file_without_items, line(), file_before());
    } else {
      check_version();
      take_apart();
      read_alterations();
      decide_fates();
      merge_declarations();
      place_items();
      put_together();
    }
    result_.is_whole = result_.is_whole && diagnostics_.error_count() == errors;
    return std::move(result_);
  }

 private:
  using What = syntax::Repeal::What;

  /// An item of the text before, and what the amending file does to it.
  struct Old {
    Item item;
    std::string before;               ///< its number in the text before
    const Item* replaced_by = nullptr;
    const Item* renumbered_by = nullptr;
    std::string renumbered_as;
    const Item* repealed_by = nullptr;
    Span altered_at;                  ///< where it was altered first
    std::optional<std::string> number;  ///< in the new text; nothing where it falls away
    const Old* moved_with = nullptr;  ///< itself or what is above it
    const Old* fell_with = nullptr;
  };
  /// A declaration, and behind which item of the text before it stood.
  struct Declaration {
    static constexpr std::size_t head = 0;
    static constexpr std::size_t tail = std::numeric_limits<std::size_t>::max();
    Item item;
    std::size_t behind = head;  ///< how many items stand above it
    bool is_new = false;
    bool is_dropped = false;
  };
  /// An item of the new text.
  struct Placed {
    std::string number;
    Item item;
    std::size_t old = Declaration::tail;  ///< its index among the old; tail: inserted
    bool has_moved = false;
  };

  Tree amending_, before_;
  const source::Sources& sources_;
  source::Diagnostics& diagnostics_;
  Consolidated result_;
  std::optional<syntax::Text> version_before_;
  std::vector<Old> old_;
  std::unordered_map<std::string, std::size_t> old_at_;  ///< by number
  std::vector<Declaration> declarations_;
  std::vector<Item*> inserted_;
  std::vector<Placed> placed_;
  std::vector<std::string> comments_;  ///< of lines that leave nothing behind

  Span line() const { return result_.amendment.line; }
  bool completes() const { return result_.amendment.completes; }
  const std::string& file_before() const { return sources_[before_.file].name(); }
  void alter(Alteration alteration) { result_.amendment.alterations.push_back(std::move(alteration)); }

  /// The names that an item or a declaration uses: its lines up to the next thing in column 1.
  std::vector<std::string> names_used(const Item& item) const {
    const std::string_view text = sources_[item.span.file].text();
    std::size_t end = text.find('\n', item.span.end);
    while (end != std::string_view::npos && end + 1 < text.size() &&
           std::string_view(" \t\n#").find(text[end + 1]) != std::string_view::npos)
      end = text.find('\n', end + 1);
    return names_in(text.substr(item.span.begin, std::min(end, text.size()) - item.span.begin));
  }

  // ---- the two files ------------------------------------------------------------------------------------------------

  void check_version() {
    const auto* amends = find<syntax::Amends>(amending_);
    const auto* version = find<syntax::Version>(before_);
    if (amends == nullptr || version == nullptr) return;
    if (amends->version.text != version->label.text)
      diagnostics_.report(another_version, amends->version.span, amends->version.text, file_before(), version->label.text)
          .related.push_back({version->label.span, {"it says so here", "ghi ở đây"}, {}});
    const auto* own = find<syntax::Version>(amending_);
    const auto* from = find<syntax::Effective>(amending_);
    const auto* from_before = find<syntax::Effective>(before_);
    const bool other_label = own != nullptr && own->label.text != version->label.text;
    const bool other_day = from != nullptr && (from_before == nullptr || from->date.text != from_before->date.text);
    if (!other_label && !other_day)
      diagnostics_.report(same_version, own != nullptr ? own->label.span : line(), version->label.text)
          .related.push_back({version->label.span, {"it says so here", "ghi ở đây"}, {}});
  }

  /// The text before as items and declarations.
  void take_apart() {
    std::size_t last_items = 0;
    for (const Item& item : before_.items) last_items += std::holds_alternative<syntax::Node>(item.body);
    for (Item& item : before_.items) {
      if (std::holds_alternative<syntax::Node>(item.body)) {
        old_.push_back({});
        old_.back().item = std::move(item);
        old_.back().before = std::get<syntax::Node>(old_.back().item.body).number;
        old_at_.emplace(old_.back().before, old_.size() - 1);
      } else {
        if (std::holds_alternative<syntax::Effective>(item.body)) continue;  // it says when that version holds
        const bool is_last = old_.size() == last_items;
        declarations_.push_back({std::move(item), is_last ? Declaration::tail : old_.size()});
      }
    }
  }

  // ---- what the amending file says ----------------------------------------------------------------------------------

  void read_alterations() {
    for (Item& item : amending_.items) {
      if (auto* node = std::get_if<syntax::Node>(&item.body)) {
        read_heading(*node, item);
      } else if (const auto* repeal = std::get_if<syntax::Repeal>(&item.body)) {
        if (!only_adds(item)) continue;
        read_repeal(*repeal, item);
        keep_comments(item.trivia);
      } else if (const auto* renumber = std::get_if<syntax::Renumber>(&item.body)) {
        if (!only_adds(item)) continue;
        for (const syntax::Renumber::Move& move : renumber->moves) read_move(move, item);
      } else if (std::holds_alternative<syntax::Amends>(item.body) ||
                 std::holds_alternative<syntax::Completes>(item.body)) {
        if (item.span != line())
          diagnostics_.report(amends_twice, item.span).related.push_back({line(), said_first_here, {}});
        keep_comments(item.trivia);
      }
    }
  }

  /// In a file that completes another: says that this line changes it.
  bool only_adds(const Item& item) {
    if (completes()) diagnostics_.report(completes_only, item.span, sources_[item.span.file].text(item.span));
    return !completes();
  }

  void keep_comments(const syntax::Trivia& trivia) {
    if (trivia.comments_above.empty() && trivia.comment_behind.empty()) return;
    if (!comments_.empty()) comments_.emplace_back();
    comments_.insert(comments_.end(), trivia.comments_above.begin(), trivia.comments_above.end());
    if (!trivia.comment_behind.empty()) comments_.push_back(trivia.comment_behind);
  }

  void read_heading(syntax::Node& node, Item& item) {
    if (node.number_is_guess) {  // the parser has said so
      result_.is_whole = false;
      return;
    }
    if (completes()) {
      if (node.change == syntax::Change::replace) {
        only_adds(item);
      } else if (stands_below_open(node)) {
        inserted_.push_back(&item);
      }
      return;
    }
    switch (node.change) {
      case syntax::Change::none:
        diagnostics_.report(heading_without_verb, item.span, node.number);
        return;
      case syntax::Change::insert:
        inserted_.push_back(&item);
        return;
      case syntax::Change::replace:
        if (Old* old = find_old(node.number, node.number_span); old != nullptr &&
            is_first(*old, item.span, old->replaced_by == nullptr ? old->renumbered_by : nullptr))
          old->replaced_by = &item;
        return;
    }
  }

  Old* find_old(const std::string& number, Span span) {
    const auto found = old_at_.find(number);
    if (found != old_at_.end()) return &old_[found->second];
    const bool is_inserted = std::ranges::any_of(amending_.items, [&](const Item& item) {
      const auto* node = std::get_if<syntax::Node>(&item.body);
      return node != nullptr && node->change == syntax::Change::insert && node->number == number;
    });
    const BilingualText help = is_inserted ? BilingualText{"numbers here are those of the text before the amendment",
                                                           "số thứ tự ở đây là số trong văn bản trước khi sửa đổi"}
                                           : numbers_beside(number);
    diagnostics_.report(no_such_item, span, number, file_before(), help);
    return nullptr;
  }

  /// Which numbers the text before has where this one would stand: below the nearest item above it that is there.
  BilingualText numbers_beside(std::string_view number) const {
    std::string_view above = number;
    do above = above.substr(0, above.find('.') == std::string_view::npos ? 0 : above.rfind('.'));
    while (!above.empty() && !old_at_.contains(std::string(above)));
    std::vector<std::string> beside;
    for (const Old& old : old_) {
      const std::size_t dot = old.before.rfind('.');
      if (std::string_view(old.before).substr(0, dot == std::string::npos ? 0 : dot) == above) beside.push_back(old.before);
    }
    if (beside.empty())
      return {std::string(above) + " has no items below it there", "mục " + std::string(above) + " ở đó không có mục con"};
    // Numbers of one parent go up without many gaps: the first and the last say enough of a long list.
    constexpr std::size_t most = 8;
    const auto list = [&](const char* separator) {
      if (beside.size() > most) return beside.front() + " … " + beside.back();
      std::string all;
      for (const std::string& one : beside) all += (all.empty() ? "" : separator) + one;
      return all;
    };
    const std::string place(above);
    return {(above.empty() ? "at the top it has " : "below " + place + " it has ") + list(", "),
            (above.empty() ? "cấp cao nhất có các mục " : "dưới mục " + place + " có các mục ") + list("; ")};
  }

  /// True where nothing is done to the item yet, but what may stand beside this.
  bool is_first(Old& old, Span at, const Item* beside) {
    const bool is_altered =
        old.replaced_by != nullptr || old.renumbered_by != nullptr || old.repealed_by != nullptr;
    if (is_altered && beside == nullptr) {
      diagnostics_.report(altered_twice, at, old.before)
          .related.push_back({old.altered_at, altered_first_here, {}});
      return false;
    }
    if (!is_altered) old.altered_at = at;
    return true;
  }

  void read_move(const syntax::Renumber::Move& move, const Item& item) {
    Old* old = find_old(move.from, move.from_span);
    if (old == nullptr || !is_first(*old, source::join(move.from_span, move.to_span),
                                    old->renumbered_by == nullptr ? old->replaced_by : nullptr))
      return;
    old->renumbered_by = &item;
    old->renumbered_as = move.to;
    syntax::Trivia& kept = old->item.trivia;
    kept.comments_above.insert(kept.comments_above.end(), item.trivia.comments_above.begin(),
                               item.trivia.comments_above.end());
    if (!item.trivia.comment_behind.empty()) kept.comments_above.push_back(item.trivia.comment_behind);
  }

  void read_repeal(const syntax::Repeal& repeal, const Item& item) {
    if (repeal.what == What::items) {
      for (const syntax::Text& target : repeal.targets)
        if (Old* old = find_old(target.text, target.span); old != nullptr && is_first(*old, target.span, nullptr))
          old->repealed_by = &item;
      return;
    }
    if (repeal.what == What::notes || repeal.what == What::ranks || repeal.what == What::classes) drop(repeal.what, {}, item.span, item.span);
    for (const syntax::Text& target : repeal.targets) drop(repeal.what, target.text, target.span, item.span);
  }

  // ---- declarations that fall away ----------------------------------------------------------------------------------

  static bool is_of(const Item& item, What what, const std::string& name) {
    switch (what) {
      case What::options: return holds<syntax::Option>(item, [&](const auto& one) { return one.name.text == name; });
      case What::constants: return holds<syntax::Constant>(item, [&](const auto& one) { return one.name.text == name; });
      case What::lets: return holds<syntax::Let>(item, [&](const auto& one) { return one.name.text == name; });
      case What::methods:
        return holds<syntax::Method>(item, [&](const auto& one) { return one.english.text == name || one.vietnamese.text == name; });
      case What::tables: return holds<syntax::Table>(item, [&](const auto& one) { return one.name.text == name; });
      case What::levels: return holds<syntax::UnitsBelow>(item, [&](const auto& one) { return one.name.text == name; });
      case What::examples:
        return holds<syntax::Example>(item, [&](const auto& one) { return one.title && one.title->text == name; });
      case What::examples_of:
        return holds<syntax::Example>(item, [&](const auto& one) { return one.node == name || is_below(one.node, name); });
      case What::notes: return holds<syntax::Note>(item, [](const auto&) { return true; });
      case What::ranks:
        return std::holds_alternative<syntax::Rank>(item.body) || std::holds_alternative<syntax::RankWithin>(item.body) ||
               std::holds_alternative<syntax::RankApart>(item.body);
      case What::classes: return holds<syntax::Classes>(item, [](const auto&) { return true; });
      case What::items:
      case What::inputs: return false;
    }
    return false;
  }
  template <class Body, class Holds>
  static bool holds(const Item& item, Holds is_it) {
    const auto* body = std::get_if<Body>(&item.body);
    return body != nullptr && is_it(*body);
  }

  /// Takes a declaration out of the text before; says so where there is none, or where the file declares it again.
  void drop(What what, const std::string& name, Span at, Span whole_line) {
    bool is_found = false;
    for (Declaration& declaration : declarations_) {
      if (what == What::inputs) {
        auto* inputs = std::get_if<syntax::Inputs>(&declaration.item.body);
        if (inputs == nullptr) continue;
        const auto found = std::ranges::find(inputs->lines, name, [](const auto& one) { return one.name.text; });
        if (found == inputs->lines.end()) continue;
        alter({Alteration::Kind::repealed, false, name, {}, at, found->span, name, {}});
        inputs->lines.erase(found);
        declaration.is_dropped = inputs->lines.empty();
        is_found = true;
      } else if (!declaration.is_dropped && is_of(declaration.item, what, name)) {
        declaration.is_dropped = is_found = true;
        alter_declaration(Alteration::Kind::repealed, declaration.item, at);
      }
    }
    if (!is_found) {
      const std::string near = source::nearest(name, names_of(what));
      diagnostics_.report(nothing_to_repeal, name.empty() ? whole_line : at, name_of(what, name), file_before(),
                          near.empty() || near == name ? BilingualText{} : did_you_mean(near));
      if (near.empty() || near == name) diagnostics_.findings().back().help = {};
      return;
    }
    if (what == What::examples || what == What::examples_of || what == What::notes) return;
    for (const Item& item : amending_.items) {
      const auto* inputs = std::get_if<syntax::Inputs>(&item.body);
      Span declared = item.span;
      bool is_declared = is_of(item, what, name);
      if (what == What::inputs && inputs != nullptr)
        for (const syntax::InputLine& input : inputs->lines)
          if (input.name.text == name) {
            declared = input.span;
            is_declared = true;
          }
      if (!is_declared) continue;
      diagnostics_.report(repealed_and_declared, at, name_of(what, name)).related.push_back({declared, declared_here, {}});
      return;
    }
  }

  std::vector<std::string> names_of(What what) const {
    std::vector<std::string> names;
    for (const Declaration& declaration : declarations_) {
      const Item& item = declaration.item;
      if (const auto* inputs = std::get_if<syntax::Inputs>(&item.body); inputs != nullptr && what == What::inputs)
        for (const syntax::InputLine& input : inputs->lines) names.push_back(input.name.text);
      if (const auto* one = std::get_if<syntax::Option>(&item.body); one != nullptr && what == What::options) names.push_back(one->name.text);
      if (const auto* one = std::get_if<syntax::Constant>(&item.body); one != nullptr && what == What::constants) names.push_back(one->name.text);
      if (const auto* one = std::get_if<syntax::Let>(&item.body); one != nullptr && what == What::lets) names.push_back(one->name.text);
      if (const auto* one = std::get_if<syntax::Table>(&item.body); one != nullptr && what == What::tables) names.push_back(one->name.text);
      if (const auto* one = std::get_if<syntax::UnitsBelow>(&item.body); one != nullptr && what == What::levels) names.push_back(one->name.text);
      if (const auto* one = std::get_if<syntax::Method>(&item.body); one != nullptr && what == What::methods) names.push_back(one->english.text);
      if (const auto* one = std::get_if<syntax::Example>(&item.body); one != nullptr && one->title && what == What::examples) names.push_back(one->title->text);
    }
    return names;
  }

  void alter_declaration(Alteration::Kind kind, const Item& item, Span at) {
    const std::string name = identity_of(item).name.value_or("");
    std::vector<std::string> used = names_used(item);
    std::erase(used, name);  // a declaration does not use what it declares
    if (std::holds_alternative<syntax::Example>(item.body)) used.clear();  // nor does an example use an input
    const std::string after = kind == Alteration::Kind::replaced ? name : "";
    alter({kind, false, name, after, at, item.span, said(item), std::move(used)});
  }

  /// The first line of a declaration as the file has it.
  std::string said(const Item& item) const { return std::string(sources_[item.span.file].text(item.span)); }

  // ---- what becomes of the items ------------------------------------------------------------------------------------

  void decide_fates() {
    for (Old& old : old_) {
      std::string_view above = old.before;
      while (!above.empty()) {
        const auto found = old_at_.find(std::string(above));
        const Old* at = found == old_at_.end() ? nullptr : &old_[found->second];
        if (at != nullptr && at->renumbered_by != nullptr) {
          old.moved_with = at;
          break;
        }
        if (at != nullptr && at->repealed_by != nullptr) {
          old.fell_with = at;
          break;
        }
        above = syntax::parent_number(above);
      }
      if (old.fell_with == nullptr)
        old.number = old.moved_with == nullptr
                         ? old.before
                         : old.moved_with->renumbered_as + old.before.substr(old.moved_with->before.size());
    }
    for (const Old& old : old_) {
      check_fall(old);
      if (old.renumbered_by != nullptr && old.renumbered_as == old.before && !altered_above(old))
        diagnostics_.report(keeps_its_number, old.altered_at, old.before);
    }
  }

  /// Where what is above it moves or falls away, an item may have to be told to stay.
  bool altered_above(const Old& old) const {
    for (std::string_view above = syntax::parent_number(old.before); !above.empty(); above = syntax::parent_number(above))
      if (const auto found = old_at_.find(std::string(above)); found != old_at_.end())
        if (old_[found->second].renumbered_by != nullptr || old_[found->second].repealed_by != nullptr) return true;
    return false;
  }

  /// What lies below something repealed cannot be replaced or repealed as well.
  void check_fall(const Old& old) {
    const Old* with = old.fell_with;
    if (with == &old) {
      with = nullptr;
      for (std::string_view above = syntax::parent_number(old.before); !above.empty() && with == nullptr;
           above = syntax::parent_number(above))
        if (const auto found = old_at_.find(std::string(above)); found != old_at_.end()) with = old_[found->second].fell_with;
    }
    if (with == nullptr || (old.replaced_by == nullptr && old.repealed_by == nullptr)) return;
    diagnostics_.report(falls_away, old.altered_at, old.before, with->before)
        .related.push_back({with->altered_at, repealed_here, {with->before}});
  }

  /// The number in the new text of what had this number before; the same where there was no such item.
  std::string renumbered(const std::string& number) const {
    const auto found = old_at_.find(number);
    return found == old_at_.end() ? number : old_[found->second].number.value_or(number);
  }

  std::set<std::string> numbers_of_new_text() const {
    std::set<std::string> numbers;
    for (const Old& old : old_)
      if (old.number) numbers.insert(*old.number);
    for (const Item& item : amending_.items)
      if (const auto* node = std::get_if<syntax::Node>(&item.body); node != nullptr && node->change == syntax::Change::insert)
        numbers.insert(node->number);
    return numbers;
  }

  /// Of the text before: what a line of the amending file takes the place of.
  std::set<const Declaration*> declarations_replaced() {
    std::set<const Declaration*> replaced;
    for (const Item& item : amending_.items)
      if (const Declaration* same = find_same(item)) replaced.insert(same);
    return replaced;
  }

  /// What stays speaks of an item that is repealed, and another has its number now: it must not take that one up.
  void tell_if_lost(const syntax::Expression& expression, const std::set<std::string>& taken) {
    const auto found = old_at_.find(expression.text);
    if (found == old_at_.end() || old_[found->second].number || !taken.contains(expression.text)) return;
    const Old& lost = old_[found->second];
    const Old& with = lost.fell_with != nullptr ? *lost.fell_with : lost;
    diagnostics_.report(item_is_repealed, expression.span, lost.before)
        .related.push_back({with.altered_at, repealed_here, {with.before}});
  }

  // ---- declarations -------------------------------------------------------------------------------------------------

  void merge_declarations() {
    follow_renumbering();
    for (std::size_t i = 0; i < amending_.items.size(); ++i) {
      Item& item = amending_.items[i];
      if (std::holds_alternative<syntax::Node>(item.body) || std::holds_alternative<syntax::Repeal>(item.body) ||
          std::holds_alternative<syntax::Renumber>(item.body) || std::holds_alternative<syntax::Amends>(item.body) ||
          std::holds_alternative<syntax::Completes>(item.body))
        continue;
      if (completes() && !is_own_of_completing(item) && !may_be_added_by_completing(item)) {
        only_adds(item);
        continue;
      }
      if (std::holds_alternative<syntax::Inputs>(item.body)) merge_inputs(item);
      else if (std::holds_alternative<syntax::Use>(item.body)) merge_use(item);
      else if (Declaration* same = find_same(item)) replace(*same, item);
      else add(item, i);
    }
  }

  bool is_level(const std::string& name) const {
    return std::ranges::any_of(declarations_, [&](const Declaration& one) { return is_of(one.item, What::levels, name); }) ||
           std::ranges::any_of(amending_.items, [&](const Item& item) { return is_of(item, What::levels, name); });
  }

  /// Examples of the text before are of the same items, whatever their numbers are now; with an item goes its example.
  void follow_renumbering() {
    // What rules say of other items: `points of 3.1`. Numbers in an item that is inserted are those of the new text;
    // over units below they are those of the rules that score these.
    const auto each_item_read = [&](Item& item, const auto& act) {
      syntax::each_expression(item, [&](syntax::Expression& expression) {
        if (expression.form == syntax::Form::points_of || expression.form == syntax::Form::index_of) act(expression);
        return expression.over.empty() || !is_level(expression.over.front().set.text);
      });
    };
    const auto follow_in = [&](Item& item) {
      each_item_read(item, [&](syntax::Expression& expression) { expression.text = renumbered(expression.text); });
    };
    const std::set<std::string> taken = numbers_of_new_text();
    const auto tell_lost_in = [&](Item& item) {
      each_item_read(item, [&](const syntax::Expression& expression) { tell_if_lost(expression, taken); });
    };
    const std::set<const Declaration*> replaced = declarations_replaced();
    for (Old& old : old_)
      if (old.number && old.replaced_by == nullptr) tell_lost_in(old.item);
    for (Declaration& declaration : declarations_)
      if (!declaration.is_dropped && !replaced.contains(&declaration)) tell_lost_in(declaration.item);
    for (Old& old : old_) follow_in(old.item);
    for (Declaration& declaration : declarations_) follow_in(declaration.item);
    // What is replaced speaks as the text does in which it stands; all else of an amending file is of the new text.
    for (Item& item : amending_.items) {
      const auto* node = std::get_if<syntax::Node>(&item.body);
      if (node != nullptr && node->change == syntax::Change::replace) follow_in(item);
    }
    for (Declaration& declaration : declarations_) {
      auto* example = std::get_if<syntax::Example>(&declaration.item.body);
      if (example == nullptr || declaration.is_dropped) continue;
      if (const auto found = old_at_.find(example->node); found != old_at_.end() && !old_[found->second].number) {
        declaration.is_dropped = true;
        alter_declaration(Alteration::Kind::repealed, declaration.item, old_[found->second].fell_with->altered_at);
        continue;
      }
      example->node = renumbered(example->node);
      const auto follow = [&](std::vector<syntax::Setting>& settings) {
        for (syntax::Setting& setting : settings) {
          std::string& name = setting.name.text;
          if (!is_number(name)) continue;
          const std::size_t line = std::min(name.find(':'), name.size());  // `1.2:1`: entered for a line of an item
          name = renumbered(name.substr(0, line)) + name.substr(line);
        }
      };
      follow(example->settings);
      for (syntax::Record& record : example->records) follow(record.settings);
    }
  }

  /// The declaration of the text before whose place the new one takes.
  Declaration* find_same(const Item& item) {
    if (completes() && !is_own_of_completing(item)) return nullptr;
    const Identity identity = identity_of(item);
    if (!identity.name) return nullptr;
    for (Declaration& old : declarations_)
      if (!old.is_dropped && !old.is_new && old.item.body.index() == item.body.index() &&
          identity_of(old.item).name == identity.name)
        return &old;
    return nullptr;
  }

  void replace(Declaration& old, Item& item) {
    alter_declaration(Alteration::Kind::replaced, old.item, item.span);
    item.trivia.blank_above = old.item.trivia.blank_above;
    old.item = std::move(item);
    old.is_new = true;
  }

  /// Adds a declaration where a file usually has it: behind the last one that comes no later.
  void add(Item& item, std::size_t at) {
    const int section = identity_of(item).section;
    const std::size_t behind = section >= first_section_behind_items ? Declaration::tail : Declaration::head;
    std::size_t place = 0;
    bool is_placed = false;
    if (std::holds_alternative<syntax::Let>(item.body)) {
      // A new let stands before the next one that takes the place of an old, which may use it.
      for (std::size_t next = at + 1; next < amending_.items.size() && !is_placed; ++next) {
        if (!std::holds_alternative<syntax::Let>(amending_.items[next].body)) continue;
        const Declaration* same = find_same(amending_.items[next]);
        if (same == nullptr) continue;
        place = static_cast<std::size_t>(same - declarations_.data());
        is_placed = true;
      }
    }
    for (std::size_t i = 0; i < declarations_.size() && !is_placed; ++i) {
      const Declaration& other = declarations_[i];
      const bool is_before_region = behind == Declaration::tail && other.behind != Declaration::tail;
      const bool comes_no_later = other.behind == behind && identity_of(other.item).section <= section;
      if (is_before_region || comes_no_later) place = i + 1;
    }
    const bool stands_apart = std::holds_alternative<syntax::Inputs>(item.body) ||
                              std::holds_alternative<syntax::Table>(item.body) ||
                              std::holds_alternative<syntax::Method>(item.body) ||
                              std::holds_alternative<syntax::Example>(item.body);
    item.trivia.blank_above =
        stands_apart || place == 0 ||
        (section > last_section_of_head && identity_of(declarations_[place - 1].item).section != section);
    declarations_.insert(declarations_.begin() + static_cast<std::ptrdiff_t>(place),
                         {std::move(item), behind, true, false});
  }

  /// Methods that are used already are not named again.
  void merge_use(Item& item) {
    auto& use = std::get<syntax::Use>(item.body);
    std::erase_if(use.methods, [&](const syntax::Text& method) {
      return std::ranges::any_of(declarations_, [&](const Declaration& other) {
        const auto* old = std::get_if<syntax::Use>(&other.item.body);
        return old != nullptr && old->file == use.file &&
               std::ranges::find(old->methods, method.text, &syntax::Text::text) != old->methods.end();
      });
    });
    if (!use.methods.empty()) add(item, 0);
  }

  /// Inputs go line by line: into the place of the old one, else behind the others of the same supplier.
  void merge_inputs(Item& item) {
    auto& block = std::get<syntax::Inputs>(item.body);
    std::vector<syntax::InputLine> added;
    for (syntax::InputLine& input : block.lines) {
      const bool is_taken = !completes() && replace_input(input, block.supplier.text);
      if (!is_taken) added.push_back(std::move(input));
    }
    if (added.empty()) return;
    Declaration* last = nullptr;
    for (Declaration& other : declarations_) {
      const auto* old = std::get_if<syntax::Inputs>(&other.item.body);
      if (old != nullptr && !other.is_dropped && old->supplier.text == block.supplier.text) last = &other;
    }
    if (last != nullptr) {
      auto& lines = std::get<syntax::Inputs>(last->item.body).lines;
      std::ranges::move(added, std::back_inserter(lines));
      return;
    }
    block.lines = std::move(added);
    add(item, 0);
  }

  bool replace_input(syntax::InputLine& input, const std::string& supplier) {
    for (Declaration& other : declarations_) {
      auto* old = std::get_if<syntax::Inputs>(&other.item.body);
      if (old == nullptr || other.is_dropped) continue;
      const auto found = std::ranges::find_if(old->lines, [&](const syntax::InputLine& one) {
        return one.name.text == input.name.text && one.span.file != amending_.file;
      });
      if (found == old->lines.end()) continue;
      alter({Alteration::Kind::replaced, false, input.name.text, input.name.text, input.span, found->span,
             input.name.text, {}});
      if (old->supplier.text == supplier) {
        *found = std::move(input);
        return true;
      }
      old->lines.erase(found);
      other.is_dropped = old->lines.empty();
      return false;
    }
    return false;
  }

  // ---- the items in their new order ---------------------------------------------------------------------------------

  void place_items() {
    std::unordered_map<std::string, Span> taken;
    const auto take = [&](const std::string& number, Span at, Span of, bool is_inserted) {
      const auto [other, is_free] = taken.emplace(number, of);
      if (is_free) return true;
      const Span holder = other->second;
      const bool both_are_inserted =
          is_inserted && std::ranges::any_of(inserted_, [&](const Item* item) { return item->span == holder; });
      diagnostics_.report(number_taken, at, number, freeing(is_inserted, both_are_inserted))
          .related.push_back({holder, taken_by_this, {}});
      return false;
    };
    std::vector<const Old*> refused;
    // Those that keep their number first: it is the one that comes to a taken number that is told so.
    for (const bool moving : {false, true})
      for (std::size_t i = 0; i < old_.size(); ++i) {
        Old& old = old_[i];
        if (!old.number) {
          if (!moving) note_repeal(old);
          continue;
        }
        if ((old.moved_with != nullptr) != moving) continue;
        const Span heading = old.item.span;
        // What moves along with another is not told again.
        if (moving && std::ranges::find(refused, old.moved_with) != refused.end()) continue;
        if (moving && !take(*old.number, old.moved_with->altered_at, heading, false)) {
          refused.push_back(old.moved_with);
          continue;
        }
        if (!moving) taken.emplace(*old.number, heading);
        placed_.push_back({*old.number, new_text(old), i, moving});
      }
    for (Item* item : inserted_) {
      auto& node = std::get<syntax::Node>(item->body);
      if (!take(node.number, node.number_span, item->span, true)) continue;
      node.change = syntax::Change::none;
      item->trivia.blank_above = true;
      alter({Alteration::Kind::inserted, true, {}, node.number, item->span, item->span, {}, {}});
      placed_.push_back({node.number, std::move(*item), Declaration::tail, true});
    }
    if (completes()) close_open_items();
  }

  void note_repeal(const Old& old) {
    alter({Alteration::Kind::repealed, true, old.before, {}, old.fell_with->altered_at, old.item.span, {},
           names_used(old.item)});
  }

  /// The heading of an old item as the new text has it: replaced or not, under its new number.
  Item new_text(Old& old) {
    const Span heading = old.item.span;
    Item item = std::move(old.item);
    if (old.replaced_by != nullptr) {
      alter({Alteration::Kind::replaced, true, old.before, *old.number, old.replaced_by->span, heading, {},
             names_used(item)});
      Item replacing = *old.replaced_by;
      replacing.trivia.blank_above = item.trivia.blank_above;
      if (old.renumbered_by != nullptr)
        replacing.trivia.comments_above.insert(replacing.trivia.comments_above.begin(),
                                               old.renumbered_by->trivia.comments_above.begin(),
                                               old.renumbered_by->trivia.comments_above.end());
      item = std::move(replacing);
    }
    auto& node = std::get<syntax::Node>(item.body);
    node.change = syntax::Change::none;
    if (*old.number != old.before) {
      alter({Alteration::Kind::renumbered, true, old.before, *old.number, old.moved_with->altered_at, heading, {}, {}});
      node.number = *old.number;
      remember_number(node, old.before, old.moved_with->altered_at);
    }
    return item;
  }

  /// `was 2022:4.3` on what is renumbered, unless the file says what it was itself.
  void remember_number(syntax::Node& node, const std::string& before, Span at) const {
    if (!version_before_) return;
    syntax::EarlierItem earlier{*version_before_, before, at};
    for (syntax::Clause& clause : node.clauses)
      if (auto* was = std::get_if<syntax::Was>(&clause.body)) {
        const bool is_said = std::ranges::any_of(was->items, [&](const syntax::EarlierItem& one) {
          return one.version.text == version_before_->text;
        });
        if (!is_said) was->items.push_back(std::move(earlier));
        return;
      }
    node.clauses.push_back({syntax::Was{{std::move(earlier)}}, at, {}});
  }

  // ---- a frame and what completes it --------------------------------------------------------------------------------

  static bool is_left_open(const Item& item) {
    const auto* node = std::get_if<syntax::Node>(&item.body);
    return node != nullptr && std::ranges::any_of(node->clauses, [](const syntax::Clause& clause) {
             return std::holds_alternative<syntax::LeftOpen>(clause.body);
           });
  }

  /// The nearest item of the frame above it is one that is left open; else says so.
  bool stands_below_open(const syntax::Node& node) {
    std::string_view above = old_at_.contains(node.number) ? std::string_view{} : syntax::parent_number(node.number);
    while (!above.empty() && !old_at_.contains(std::string(above))) above = syntax::parent_number(above);
    if (!above.empty() && is_left_open(old_[old_at_.at(std::string(above))].item)) return true;
    BilingualText open{"", ""};
    for (const Old& old : old_)
      if (is_left_open(old.item)) {
        open.english += (open.english.empty() ? "" : ", ") + old.before;
        open.vietnamese += (open.vietnamese.empty() ? "" : "; ") + old.before;
      }
    source::Finding& finding = diagnostics_.report(not_left_open, node.number_span, node.number, open);
    if (open.english.empty()) finding.help = {};
    return false;
  }

  /// What is completed is left open no more; what is not is an error.
  void close_open_items() {
    for (Placed& frame : placed_) {
      if (frame.has_moved || !is_left_open(frame.item)) continue;
      const bool is_completed = std::ranges::any_of(
          placed_, [&](const Placed& other) { return other.has_moved && is_below(other.number, frame.number); });
      if (!is_completed) {
        diagnostics_.report(not_completed, line(), frame.number).related.push_back({frame.item.span, left_open_here, {}});
        continue;
      }
      std::erase_if(std::get<syntax::Node>(frame.item.body).clauses, [](const syntax::Clause& clause) {
        return std::holds_alternative<syntax::LeftOpen>(clause.body);
      });
    }
  }

  // ---- the new text -------------------------------------------------------------------------------------------------

  /// The items as a reader of the new text meets them: below their parents, moved and inserted ones where their
  /// numbers belong. Indices into placed_.
  std::vector<std::size_t> in_order() const {
    std::set<std::string_view> numbers;
    for (const Placed& one : placed_) numbers.insert(one.number);
    std::map<std::string_view, std::vector<std::size_t>> children;
    std::vector<std::size_t> roots, lost;
    std::vector<std::size_t> by_age(placed_.size());
    for (std::size_t i = 0; i < by_age.size(); ++i) by_age[i] = i;
    std::ranges::stable_sort(by_age, {}, [&](std::size_t i) { return placed_[i].old; });
    for (const std::size_t i : by_age) {
      const std::string_view above = syntax::parent_number(placed_[i].number);
      (above.empty() ? roots : numbers.contains(above) ? children[above] : lost).push_back(i);
    }
    sort_siblings(roots);
    for (auto& [parent, siblings] : children) sort_siblings(siblings);
    roots.insert(roots.end(), lost.begin(), lost.end());  // the checker says that they have no parent
    std::vector<std::size_t> order, open(roots.rbegin(), roots.rend());
    while (!open.empty()) {
      const std::size_t i = open.back();
      open.pop_back();
      order.push_back(i);
      if (const auto below = children.find(placed_[i].number); below != children.end())
        open.insert(open.end(), below->second.rbegin(), below->second.rend());
    }
    return order;
  }

  /// Where nothing came in or moved the order stays as it was written.
  void sort_siblings(std::vector<std::size_t>& siblings) const {
    const auto part = [&](std::size_t i) { return syntax::last_part(placed_[i].number); };
    if (std::ranges::none_of(siblings, [&](std::size_t i) { return placed_[i].has_moved; })) return;
    const bool all_roman = std::ranges::all_of(siblings, [&](std::size_t i) { return syntax::roman(part(i)).has_value(); });
    std::ranges::stable_sort(siblings, [&](std::size_t a, std::size_t b) {
      return syntax::comes_before(part(a), part(b), all_roman);
    });
  }

  void put_together() {
    // What stood behind an item that fell away stands behind the one before it.
    std::vector<std::size_t> anchor(old_.size() + 1, Declaration::head);
    for (std::size_t i = 1; i < anchor.size(); ++i) anchor[i] = old_[i - 1].number ? i : anchor[i - 1];
    std::map<std::size_t, std::vector<Item*>> behind;
    for (Declaration& declaration : declarations_)
      if (!declaration.is_dropped)
        behind[declaration.behind == Declaration::tail ? Declaration::tail : anchor[declaration.behind]].push_back(
            &declaration.item);
    const auto put = [&](std::size_t place) {
      for (Item* item : behind[place]) result_.tree.items.push_back(std::move(*item));
    };
    put(Declaration::head);
    for (const std::size_t i : in_order()) {
      const std::size_t old = placed_[i].old;
      result_.tree.items.push_back(std::move(placed_[i].item));
      if (old != Declaration::tail) put(old + 1);
    }
    put(Declaration::tail);
    std::vector<std::string>& end = result_.tree.comments_at_end;
    for (std::vector<std::string>* comments : {&before_.comments_at_end, &amending_.comments_at_end, &comments_}) {
      if (comments->empty()) continue;
      if (!end.empty()) end.emplace_back();
      end.insert(end.end(), comments->begin(), comments->end());
    }
  }
};

/// The phrases that begin what only an amending file can say.
bool alters(const Item& item) {
  const auto* node = std::get_if<syntax::Node>(&item.body);
  return (node != nullptr && node->change != syntax::Change::none) || std::holds_alternative<syntax::Repeal>(item.body) ||
         std::holds_alternative<syntax::Renumber>(item.body);
}

}  // namespace

const Item* amending_line(const Tree& tree) {
  for (const Item& item : tree.items)
    if (std::holds_alternative<syntax::Amends>(item.body) || std::holds_alternative<syntax::Completes>(item.body))
      return &item;
  return nullptr;
}

bool refuse_alterations(Tree& tree, source::Diagnostics& diagnostics) {
  const auto first = std::ranges::find_if(tree.items, alters);
  if (first == tree.items.end()) return true;
  const auto verb = [&]() -> syntax::Phrase {
    if (std::holds_alternative<syntax::Repeal>(first->body)) return syntax::Phrase::repeal;
    if (std::holds_alternative<syntax::Renumber>(first->body)) return syntax::Phrase::renumber;
    return std::get<syntax::Node>(first->body).change == syntax::Change::replace ? syntax::Phrase::replace
                                                                                 : syntax::Phrase::insert;
  };
  // Where a line was not understood, it may have been the one that says so.
  if (!tree.line_lost) diagnostics.report(alters_nothing, first->span, syntax::words(verb(), tree.spelling));
  std::erase_if(tree.items, alters);
  return false;
}

Consolidated consolidate(Tree amending, Tree before, const source::Sources& sources, source::Diagnostics& diagnostics) {
  return Consolidation(std::move(amending), std::move(before), sources, diagnostics).run();
}

}  // namespace barem::amend
