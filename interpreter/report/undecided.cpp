// See undecided.h. Of one unit the first cause counts: points that are open leave the index, class and rank open too.
#include "interpreter/report/undecided.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "interpreter/report/layout.h"

namespace barem::report {

namespace {

using score::Undecided;
using source::BilingualText;
using source::Language;
using source::Message;

constexpr Message<3> points_undecided{
    "E0701", "the points of {0} for {1} cannot be decided: after {2} digits a condition, a division or a rounding in it is still open",
    "chưa xác định được điểm của {0} cho {1}: tính đến {2} chữ số mà một điều kiện, phép chia hoặc phép làm tròn trong đó vẫn chưa rõ",
    "compare or round before the root or logarithm is taken: `x >= 4` in place of `root(x) >= 2`",
    "so sánh hoặc làm tròn trước khi lấy căn, lô-ga-rít: `x >= 4` thay cho `căn(x) >= 2`"};
constexpr Message<3> index_undecided{
    "E0702", "the published index of {0} cannot be decided: after {1} digits it can still be {2}",
    "chưa xác định được chỉ số công bố của {0}: tính đến {1} chữ số mà vẫn có thể là {2}",
    "the index lies where rounding turns; publish it to another number of decimals",
    "chỉ số nằm đúng chỗ làm tròn đổi chiều; hãy công bố với số chữ số thập phân khác"};
constexpr Message<3> class_undecided{
    "E0703", "the class of {0} cannot be decided: after {1} digits it can still be {2}",
    "chưa xác định được xếp loại của {0}: tính đến {1} chữ số mà vẫn có thể là {2}",
    "`classes by published index` goes by the index as it is rounded",
    "`xếp loại theo chỉ số công bố` xếp theo chỉ số đã làm tròn"};
constexpr Message<3> rank_undecided{
    "E0704", "{0} and {1} cannot be ranked: their indices agree in {2} digits, and it could not be shown that they are equal",
    "chưa xếp hạng được {0} và {1}: chỉ số trùng nhau đến {2} chữ số, mà chưa chứng minh được là bằng nhau",
    "`rank by published index` goes by the index as it is rounded",
    "`xếp hạng theo chỉ số công bố` xếp theo chỉ số đã làm tròn"};

BilingualText both(std::string text) { return {text, text}; }

BilingualText name_of_unit(const Results& results, data::UnitId unit) {
  return both(shown_name(results.units.units[data::index(unit)]));
}

BilingualText name_of_node(const Results& results, model::NodeId node) {
  if (node == model::no_node) return {"the whole", "toàn bộ"};
  return model::name_of(results.rulebook[node]);
}

}  // namespace

void report_undecided(const Results& results, source::Diagnostics& diagnostics) {
  const model::Rulebook& rulebook = results.rulebook;
  std::vector<Undecided> causes = results.sheet.undecided;
  std::stable_sort(causes.begin(), causes.end(), [](const Undecided& a, const Undecided& b) {
    return a.what != b.what ? a.what < b.what : a.unit != b.unit ? a.unit < b.unit : false;
  });
  // Of several places above one another the deepest is the cause, and it comes last in the order of the annex.
  std::set<data::UnitId> told;
  const int digits = results.sheet.digits;
  for (std::size_t i = 0; i < causes.size(); ++i) {
    const Undecided& cause = causes[i];
    const bool is_last_place = i + 1 == causes.size() || causes[i + 1].unit != cause.unit || causes[i + 1].what != cause.what;
    const bool has_node = cause.node != model::no_node;
    if (cause.what == Undecided::What::points && !is_last_place && (!has_node || causes[i + 1].node != model::no_node)) continue;
    if (!told.insert(cause.unit).second) continue;
    const score::Standing& standing = results.standing(cause.unit);
    switch (cause.what) {
      case Undecided::What::points:
        diagnostics.report(points_undecided, has_node ? rulebook[cause.node].span : rulebook.title_span,
                           name_of_node(results, cause.node), name_of_unit(results, cause.unit), digits);
        break;
      case Undecided::What::index:
        diagnostics.report(index_undecided, rulebook.publish->span, name_of_unit(results, cause.unit), digits,
                           BilingualText{index_text(rulebook, standing, Language::english),
                                         index_text(rulebook, standing, Language::vietnamese)});
        break;
      case Undecided::What::unit_class:
        diagnostics.report(class_undecided, rulebook.classes.front().span, name_of_unit(results, cause.unit), digits,
                           both(class_text(rulebook, standing)));
        break;
      case Undecided::What::rank:
        diagnostics.report(rank_undecided, rulebook.publish ? rulebook.publish->span : rulebook.title_span,
                           name_of_unit(results, cause.other), name_of_unit(results, cause.unit), digits);
        break;
    }
  }
}

}  // namespace barem::report
