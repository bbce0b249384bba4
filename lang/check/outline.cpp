// Numbering, sums and counts: see outline.h.
#include "lang/check/outline.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "lang/source/render.h"
#include "lang/syntax/numbers.h"

namespace barem::check {

using model::NodeId;
using syntax::comes_before;
using syntax::last_part;
using syntax::parent_number;
using syntax::roman;
using source::BilingualText;
using source::Message;
using source::Span;
using value::Number;

namespace {

// ---- numbering -----------------------------------------------------------------------------------------------------

constexpr Message<1> number_twice{"E0360", "the number {0} stands twice", "số thứ tự {0} xuất hiện hai lần"};
constexpr source::Bilingual first_here{"it stands here first", "lần đầu ở đây"};
constexpr Message<2> no_parent{"E0361", "{0} has no place: there is no {1} above it",
                               "mục {0} chưa có chỗ: phía trên không có mục {1}",
                               "a heading {1} above, or another number here",
                               "thêm tiêu đề mục {1} ở trên, hoặc sửa số thứ tự ở đây"};
constexpr Message<2> out_of_order{"E0362", "{0} comes after {1}: numbers go up", "mục {0} đứng sau mục {1}: số thứ tự phải tăng dần"};
constexpr Message<2> away_from_parent{"E0363", "{0} stands apart from the other items of {1}",
                                      "mục {0} đứng tách khỏi các mục khác của mục {1}",
                                      "move it to the items of {1}", "chuyển về cùng chỗ với các mục của mục {1}"};
constexpr Message<1> tree_too_deep{"E0364", "{0} lies deeper than 12 levels", "mục {0} nằm sâu quá 12 cấp"};

void check_order(const model::Rulebook& rulebook, const std::vector<NodeId>& siblings,
                 const std::vector<bool>& doubtful, source::Diagnostics& diagnostics) {
  const bool all_roman = std::ranges::all_of(
      siblings, [&](NodeId id) { return roman(last_part(rulebook[id].number)).has_value(); });
  for (std::size_t i = 1; i < siblings.size(); ++i) {
    const auto before = last_part(rulebook[siblings[i - 1]].number);
    const auto here = last_part(rulebook[siblings[i]].number);
    if (doubtful[model::index(siblings[i - 1])] || doubtful[model::index(siblings[i])]) continue;
    if (!comes_before(before, here, all_roman))
      diagnostics.report(out_of_order, rulebook[siblings[i]].span, rulebook[siblings[i]].number,
                         rulebook[siblings[i - 1]].number);
  }
}

constexpr Message<2> block_below_item{"E0710", "{0} is a block outside the scale, but it stands below item {1}",
                                      "{0} là khối ngoài thang điểm nhưng lại đứng dưới mục {1}",
                                      "such a block has a number of its own at the top, `V \"…\"  bonus, at most 5 points`",
                                      "khối này phải là mục cấp cao nhất, `V \"…\"  điểm cộng; không quá 5 điểm`"};
constexpr Message<2> points_below_unscored{
    "E0711", "item {0} has points, but it stands below item {1}, which is not scored",
    "mục {0} có điểm nhưng đứng dưới mục {1} không chấm điểm", "`not scored` in its heading too, or points for item {1}",
    "ghi `không chấm điểm` ở cả tiêu đề này, hoặc cho mục {1} có điểm"};

/// Places each heading below its parent, in the order of the file.
class Linking {
 public:
  Linking(model::Rulebook& rulebook, const std::vector<bool>& guessed, bool headings_are_lost,
          source::Diagnostics& diagnostics)
      : rulebook_(rulebook), headings_are_lost_(headings_are_lost), diagnostics_(diagnostics) {
    outline_.number_is_doubtful = guessed;
    outline_.children_are_whole.assign(rulebook.nodes.size(), !headings_are_lost);
    outline_.fields_are_whole = outline_.is_whole = !headings_are_lost;
  }

  Outline run() {
    for (std::size_t i = 0; i < rulebook_.nodes.size(); ++i) place(static_cast<NodeId>(i));
    return std::move(outline_);
  }

 private:
  model::Rulebook& rulebook_;
  const bool headings_are_lost_;
  source::Diagnostics& diagnostics_;
  Outline outline_;
  std::unordered_map<std::string_view, NodeId> by_number_;
  std::vector<NodeId> path_;        ///< the ancestors of the heading before, itself last
  std::string second_;              ///< the last number that stood there twice: what lies below it belongs to it
  std::set<std::string_view> missing_;  ///< parents that are not there, said once each

  /// The number of a node is wrong: it may belong anywhere near where it stands.
  void doubt() {
    outline_.is_whole = outline_.fields_are_whole = false;
    for (NodeId near : path_) outline_.children_are_whole[model::index(near)] = false;
  }

  /// A number that stood there already. What lies below the second belongs to the second, and repeats nothing.
  void check_twice(NodeId id, NodeId first) {
    const std::string& number = rulebook_[id].number;
    const bool is_below_second = !second_.empty() && number.starts_with(second_ + ".");
    if (is_below_second) return;
    second_ = number;
    if (!outline_.number_is_doubtful[model::index(id)] && !outline_.number_is_doubtful[model::index(first)])
      diagnostics_.report(number_twice, rulebook_[id].span, number)
          .related.push_back({rulebook_[first].span, first_here, {}});
    outline_.number_is_doubtful[model::index(id)] = true;
  }

  /// That of the item above, where the heading says nothing else that can stand there.
  void take_role(model::Node& node) {
    const model::Node& above = rulebook_[node.parent];
    if (node.role == model::Role::bonus || node.role == model::Role::penalty) {
      diagnostics_.report(block_below_item, node.span, node.number, above.number);
      node.role = model::Role::scored;
    }
    if (node.role == model::Role::scored && !above.is_scored()) {
      if (node.points_known) diagnostics_.report(points_below_unscored, node.span, node.number, above.number);
      node.role = model::Role::not_scored;
    } else if (node.role == model::Role::scored) {
      node.role = above.role;
    }
  }

  void place(NodeId id) {
    model::Node& node = rulebook_.nodes[model::index(id)];
    const auto depth = 1 + std::ranges::count(node.number, '.');
    node.level = depth == 1   ? model::Level::field
                 : depth == 2 ? model::Level::criterion
                 : depth == 3 ? model::Level::component
                              : model::Level::deeper;
    if (depth > 12) diagnostics_.report(tree_too_deep, node.span, node.number);
    const auto [known, is_new] = by_number_.emplace(node.number, id);
    if (!is_new) check_twice(id, std::exchange(known->second, id));
    const bool is_guess = outline_.number_is_doubtful[model::index(id)];
    if (is_guess) doubt();
    const std::string_view above = parent_number(node.number);
    if (above.empty()) {
      if (node.role == model::Role::scored) rulebook_.fields.push_back(id);
      else if (node.is_scored()) rulebook_.blocks.push_back(id);
      path_ = {id};
      return;
    }
    const auto parent = by_number_.find(above);
    if (parent == by_number_.end()) {
      doubt();
      if (!is_guess && !headings_are_lost_ && missing_.insert(above).second)
        diagnostics_.report(no_parent, node.span, node.number, std::string(above));
      return;
    }
    node.parent = parent->second;
    take_role(node);
    model::Node& above_it = rulebook_.nodes[model::index(node.parent)];
    (node.is_scored() ? above_it.children : above_it.unscored).push_back(id);
    const auto on_path = std::ranges::find(path_, node.parent);
    if (on_path != path_.end()) path_.erase(on_path + 1, path_.end());
    else if (!is_guess) diagnostics_.report(away_from_parent, node.span, node.number, std::string(above));
    path_.push_back(id);
  }
};

}  // namespace

Outline link_nodes(model::Rulebook& rulebook, const std::vector<bool>& guessed, bool headings_are_lost,
                   source::Diagnostics& diagnostics) {
  Outline outline = Linking(rulebook, guessed, headings_are_lost, diagnostics).run();
  const std::vector<bool>& doubtful = outline.number_is_doubtful;
  std::vector<NodeId> top;
  for (std::size_t i = 0; i < rulebook.nodes.size(); ++i)
    if (rulebook.nodes[i].level == model::Level::field) top.push_back(static_cast<NodeId>(i));
  check_order(rulebook, top, doubtful, diagnostics);
  for (const model::Node& node : rulebook.nodes) {
    std::vector<NodeId> below = node.children;
    below.insert(below.end(), node.unscored.begin(), node.unscored.end());
    std::ranges::sort(below);
    check_order(rulebook, below, doubtful, diagnostics);
  }
  return outline;
}

// ---- sums ----------------------------------------------------------------------------------------------------------

namespace {

constexpr Message<4> children_do_not_add_up{
    "E0312", "{0} of {1} add up to {2} {2|point|points}, but the heading says {3}",
    "{0} của {1} cộng lại được {2} điểm, nhưng tiêu đề ghi {3} điểm"};
constexpr Message<2> fields_do_not_add_up{
    "E0350", "the fields add up to {0} {0|point|points}, but the scale is {1}",
    "các lĩnh vực cộng lại được {0} điểm, nhưng thang điểm là {1}"};
constexpr source::Bilingual parts_are{"{0}", "{0}"};
constexpr Message<2> weights_do_not_add_up{"E0351", "the weights of {0} add up to {1}, not 100%",
                                           "trọng số của {0} cộng lại được {1}, không phải 100%"};
constexpr Message<1> weight_missing{"E0352", "{0} has no weight, and its neighbours have one",
                                    "{0} chưa có trọng số, trong khi các mục cùng cấp đều có"};

BilingualText children_word(const model::Rulebook& rulebook, const std::vector<NodeId>& children) {
  switch (rulebook[children[0]].level) {
    case model::Level::field: return {"the fields", "các lĩnh vực"};
    case model::Level::criterion: return {"the criteria", "các tiêu chí"};
    case model::Level::component: return {"the components", "các tiêu chí thành phần"};
    case model::Level::deeper: break;
  }
  return {"the items", "các mục"};
}

std::string list_of_points(const model::Rulebook& rulebook, const std::vector<NodeId>& children, bool comma) {
  constexpr std::size_t shown = 12;
  std::string text;
  for (std::size_t i = 0; i < children.size() && i < shown; ++i) {
    std::string points = rulebook[children[i]].max.to_decimal();
    if (comma) std::ranges::replace(points, '.', ',');
    text += (i == 0 ? "" : comma ? "; " : ", ") + rulebook[children[i]].number + (comma ? ": " : " has ") + points;
  }
  if (children.size() > shown) text += " …";
  return text;
}

bool has_weights(const model::Rulebook& rulebook, const std::vector<NodeId>& children) {
  return std::ranges::any_of(children, [&](NodeId id) { return rulebook[id].weight.has_value(); });
}

void check_weights(const model::Rulebook& rulebook, const std::vector<NodeId>& children, const BilingualText& whose,
                   source::Diagnostics& diagnostics) {
  Number total;
  for (NodeId id : children) {
    if (rulebook[id].weight) total += *rulebook[id].weight;
    else {
      diagnostics.report(weight_missing, rulebook[id].span, name_of(rulebook[id]));
      return;
    }
  }
  if (total != Number(1))
    diagnostics.report(weights_do_not_add_up, rulebook[children[0]].span, whose, source::Percent{total});
}

void check_sums(const model::Rulebook& rulebook, const Outline& outline, source::Diagnostics& diagnostics) {
  const auto sum = [&](const std::vector<NodeId>& children) {
    Number total;
    for (NodeId id : children) total += rulebook[id].max;
    return total;
  };
  const auto all_known = [&](const std::vector<NodeId>& children) {
    return std::ranges::all_of(children, [&](NodeId id) { return rulebook[id].points_known; });
  };
  const auto parts = [&](source::Finding& finding, const std::vector<NodeId>& children) {
    finding.related.push_back({rulebook[children[0]].points_span, parts_are,
                               {BilingualText{list_of_points(rulebook, children, false),
                                              list_of_points(rulebook, children, true)}}});
  };
  for (std::size_t i = 0; i < rulebook.nodes.size(); ++i) {
    const model::Node& node = rulebook.nodes[i];
    if (node.children.empty() || !outline.children_are_whole[i]) continue;
    if (node.is_block()) continue;  // what is below it may add up to more than is given
    if (!node.points_known || !all_known(node.children)) continue;
    if (has_weights(rulebook, node.children)) check_weights(rulebook, node.children, name_of(node), diagnostics);
    else if (node.scoring.form == model::ScoringForm::sum && sum(node.children) != node.max)
      parts(diagnostics.report(children_do_not_add_up, node.points_span, children_word(rulebook, node.children),
                               name_of(node), sum(node.children), node.max),
            node.children);
  }
  if (rulebook.fields.empty() || !outline.fields_are_whole || !all_known(rulebook.fields)) return;
  if (has_weights(rulebook, rulebook.fields))
    check_weights(rulebook, rulebook.fields, {"the fields", "các lĩnh vực"}, diagnostics);
  else if (rulebook.combine == model::ScoringForm::sum && !rulebook.scale.is_zero() && sum(rulebook.fields) != rulebook.scale)
    parts(diagnostics.report(fields_do_not_add_up, rulebook[rulebook.fields[0]].points_span, sum(rulebook.fields),
                             rulebook.scale),
          rulebook.fields);
}

// ---- stated counts -------------------------------------------------------------------------------------------------

constexpr Message<3> count_differs{"E0353", "{0} states {1}, but the file lists {2}",
                                   "{0} ghi {1}, nhưng tệp liệt kê {2}",
                                   "correct the number, or look for what is missing or too many",
                                   "sửa con số, hoặc tìm mục còn thiếu hay thừa"};
constexpr Message<3> survey_differs{
    "E0354", "{0} states {1} {1|point|points} from the survey, but the items under `survey` add up to {2}",
    "{0} ghi {1} điểm điều tra xã hội học, nhưng các mục có `điều tra xã hội học` cộng lại được {2}"};

struct Tally {
  model::Counts counts;
  std::string per_field;  ///< how many in each: shows which branch is off
};

void count(const model::Rulebook& rulebook, NodeId id, model::Counts& counts) {
  const model::Node& node = rulebook[id];
  if (node.level == model::Level::field) ++counts.fields;
  if (node.level == model::Level::criterion) ++counts.criteria;
  if (node.level == model::Level::component) ++counts.components;
  if (node.is_leaf() && node.survey) counts.survey += node.max;
  for (NodeId child : node.children) count(rulebook, child, counts);
}

/// `field 1 has 5, field 2 has 3`
BilingualText per_field(const model::Rulebook& rulebook, std::size_t model::Counts::* which) {
  BilingualText text;
  for (NodeId field : rulebook.fields) {
    model::Counts counts;
    count(rulebook, field, counts);
    const BilingualText name = name_of(rulebook[field]);
    text.english += (text.english.empty() ? "" : ", ") + name.english + " has " + std::to_string(counts.*which);
    text.vietnamese += (text.vietnamese.empty() ? "" : ", ") + name.vietnamese + " có " + std::to_string(counts.*which);
  }
  return text;
}

constexpr source::Bilingual by_field{"{0}", "{0}"};

void compare_count(const model::Rulebook& rulebook, const std::optional<syntax::Numeral>& stated, std::size_t found,
                   std::size_t model::Counts::* which, source::Bilingual one, source::Bilingual many,
                   const BilingualText& whose, bool whole, source::Diagnostics& diagnostics) {
  if (!stated) return;
  const auto number = Number::from_decimal(stated->digits);
  if (!number || *number == Number(static_cast<std::int64_t>(found))) return;
  const auto counted = [&](source::Language language) {
    const source::Bilingual& word = *number == Number(1) ? one : many;
    return source::to_text(*number, language) + " " + std::string(word.in(language));
  };
  auto& finding = diagnostics.report(
      count_differs, stated->span, whose,
      BilingualText{counted(source::Language::english), counted(source::Language::vietnamese)}, found);
  if (whole && which != &model::Counts::fields)
    finding.related.push_back({stated->span, by_field, {per_field(rulebook, which)}});
}

}  // namespace

void check_outline(model::Rulebook& rulebook, const Outline& outline, const std::vector<Stated>& stated,
                   source::Diagnostics& diagnostics) {
  check_sums(rulebook, outline, diagnostics);
  for (NodeId field : rulebook.fields) count(rulebook, field, rulebook.counts);
  if (!outline.is_whole) return;
  for (const Stated& statement : stated) {
    model::Counts found = rulebook.counts;
    const bool whole = statement.node == model::no_node;
    if (!whole) {
      found = {};
      count(rulebook, statement.node, found);
    }
    const BilingualText whose =
        whole ? BilingualText{"the head", "phần đầu"} : name_of(rulebook[statement.node]);
    const syntax::Expect& expect = statement.expect;
    compare_count(rulebook, expect.fields, found.fields, &model::Counts::fields, {"field", "lĩnh vực"},
                  {"fields", "lĩnh vực"}, whose, whole, diagnostics);
    compare_count(rulebook, expect.criteria, found.criteria, &model::Counts::criteria, {"criterion", "tiêu chí"},
                  {"criteria", "tiêu chí"}, whose, whole, diagnostics);
    compare_count(rulebook, expect.components, found.components, &model::Counts::components,
                  {"component", "tiêu chí thành phần"}, {"components", "tiêu chí thành phần"}, whose, whole,
                  diagnostics);
    if (expect.survey) {
      const auto number = Number::from_decimal(expect.survey->digits);
      if (number && *number != found.survey)
        diagnostics.report(survey_differs, expect.survey->span, whose, *number, found.survey);
    }
  }
}

}  // namespace barem::check
