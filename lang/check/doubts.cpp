// What is said of a doubt once a unit shows it, or where none was found: see check.h.
#include <string>

#include "lang/check/check.h"
#include "lang/check/range_text.h"
#include "lang/check/ranges.h"

namespace barem::check {

using source::BilingualText;
using source::Language;
using source::Message;
using value::State;

namespace {

constexpr Message<2> scores_below_0{"E0421", "{0} can fall below 0: it can score {1}", "{0} có thể bị âm điểm: có trường hợp được {1} điểm",
                                    "a line `not below 0`", "thêm dòng `không dưới 0`"};
constexpr Message<3> scores_above_max{"E0422", "{0} can pass its {1} {1|point|points}: it can score {2}",
                                      "{0} có thể vượt quá {1} điểm: có trường hợp được {2} điểm", "a line `at most max`",
                                      "thêm dòng `không quá điểm tối đa`"};
constexpr Message<3> scores_above_applicable{
    "E0422", "{0} can pass what applies of its {1} points: it can score {2}",
    "{0} có thể vượt phần được áp dụng trong {1} điểm: được {2} điểm", "a line `at most max`",
    "thêm dòng `không quá điểm tối đa`"};
constexpr Message<0> divides_by_0{
    "E0423", "this division may have no result: the divisor can be 0", "phép chia này có thể không có kết quả: số chia có thể bằng 0",
    "`(… if none 100%)` around the division, or a line before this one: `full points when … = 0`",
    "`(… nếu không có 100%)` cho phép chia, hoặc một dòng phía trên: `được điểm tối đa khi … = 0`"};
constexpr Message<1> in_no_band{"E0424", "no band holds `{0}`", "không mức nào nhận `{0}`", "a row `{0} : …`",
                                "thêm dòng `{0} : …`"};

constexpr Message<1> root_without_result{
    "E0427", "this may have no result: {0}", "phép tính này có thể không có kết quả: {0}",
    "`(… if none 0)` around it, or a line before this one that takes such cases",
    "`(… nếu không có 0)` cho phép tính, hoặc một dòng phía trên nhận các trường hợp đó"};

constexpr Message<2> not_shown_above_0{
    "E0431", "it could not be shown that {0} stays at 0 or above{1}, and no unit was found where it falls below",
    "chưa chứng minh được {0} không bao giờ dưới 0{1}, cũng chưa tìm thấy đơn vị nào làm nó xuống dưới 0", "a line `not below 0`",
    "thêm dòng `không dưới 0`"};
constexpr Message<3> not_shown_within_max{
    "E0432", "it could not be shown that {0} stays within its {1} {1|point|points}{2}, and no unit was found where it passes them",
    "chưa chứng minh được {0} không vượt quá {1} điểm{2}, cũng chưa tìm thấy đơn vị nào làm nó vượt", "a line `at most max`",
    "thêm dòng `không quá điểm tối đa`"};
constexpr Message<0> not_shown_divisor{
    "E0433", "it could not be shown that the divisor is never 0, and no unit was found where it is",
    "chưa chứng minh được số chia luôn khác 0, cũng chưa tìm thấy đơn vị nào có số chia bằng 0",
    "`(… if none 100%)` around the division, or a line before this one: `full points when … = 0`",
    "`(… nếu không có 100%)` cho phép chia, hoặc một dòng phía trên: `được điểm tối đa khi … = 0`"};
constexpr Message<1> not_shown_root{
    "E0437", "it could not be shown that this always has a result, and no unit was found where it has none: {0}",
    "chưa chứng minh được phép tính này luôn có kết quả, cũng chưa tìm thấy đơn vị nào làm nó không có kết quả: {0}",
    "`(… if none 0)` around it, or a line before this one that takes such cases",
    "`(… nếu không có 0)` cho phép tính, hoặc một dòng phía trên nhận các trường hợp đó"};
constexpr Message<1> not_shown_in_bands{
    "E0434", "it could not be shown that `{0}` never comes up, which no band holds, and no unit was found where it does",
    "chưa chứng minh được là không có giá trị `{0}`, mà không mức nào nhận; cũng chưa tìm thấy đơn vị nào có giá trị đó",
    "a row `{0} : …`", "thêm dòng `{0} : …`"};

BilingualText text_of(const model::Setting& setting, const model::Rulebook& rulebook) {
  switch (setting.state) {
    case State::value: return to_text(setting.number, rulebook[setting.input].kind, rulebook);
    case State::none: return {"none", "không có"};
    case State::missing: return {"missing", "thiếu số liệu"};
    case State::not_applicable: return {"not applicable", "không áp dụng"};
  }
  return {};
}

/// `: it lies in \`-1 to 2\``, where the range has ends.
BilingualText range_found(const Doubt& doubt, const model::Rulebook& rulebook) {
  const value::Outcome points = points_of(rulebook, doubt.node, declared(rulebook));
  if (!points.may_be_value || (!points.range.low && !points.range.high)) return {};
  const BilingualText range = to_text(points.range, {model::KindTag::points, 0}, rulebook);
  return {" (found: `" + range.english + "`)", " (tìm được: `" + range.vietnamese + "`)"};
}

BilingualText gap_text(const Doubt& doubt, const model::Rulebook& rulebook) {
  return to_text(doubt.gap, kind_of_bands(rulebook, rulebook[doubt.node].scoring), rulebook);
}

/// Which numbers have no result.
BilingualText why_no_result(const Doubt& doubt, const model::Rulebook& rulebook) {
  switch (rulebook[doubt.expression].operation) {
    case model::Operation::root:
      return {"the number under the root can be below 0", "số dưới dấu căn có thể nhỏ hơn 0"};
    case model::Operation::natural_logarithm:
      return {"the logarithm is of a number that can be 0 or less", "số lấy lô-ga-rít có thể bằng 0 hoặc nhỏ hơn 0"};
    default: break;
  }
  return {"the number raised can be below 0, or 0 with an exponent below 0",
          "cơ số có thể nhỏ hơn 0, hoặc bằng 0 với số mũ nhỏ hơn 0"};
}

}  // namespace

void report_confirmed(const Doubt& doubt, const model::Rulebook& rulebook, const std::vector<model::Setting>& unit,
                      const std::optional<value::Number>& score, source::Diagnostics& diagnostics) {
  const model::Node& node = rulebook[doubt.node];
  const auto report = [&]() -> source::Finding& {
    switch (doubt.about) {
      case Doubt::About::below_0:
        return diagnostics.report(scores_below_0, doubt.span, model::name_of(node), score.value_or(value::Number(-1)));
      case Doubt::About::above_max:
        if (score && *score <= node.max)
          return diagnostics.report(scores_above_applicable, doubt.span, model::name_of(node), node.max, *score);
        return diagnostics.report(scores_above_max, doubt.span, model::name_of(node), node.max, score.value_or(node.max));
      case Doubt::About::division: return diagnostics.report(divides_by_0, doubt.span);
      case Doubt::About::root:
        return diagnostics.report(root_without_result, doubt.span, why_no_result(doubt, rulebook));
      case Doubt::About::band_gap: break;
    }
    return diagnostics.report(in_no_band, doubt.span, gap_text(doubt, rulebook));
  };
  source::Finding& finding = report();
  for (const model::Setting& setting : unit)
    finding.unit.emplace_back(rulebook[setting.input].name, text_of(setting, rulebook));
}

void report_not_shown(const Doubt& doubt, const model::Rulebook& rulebook, source::Diagnostics& diagnostics) {
  const model::Node& node = rulebook[doubt.node];
  switch (doubt.about) {
    case Doubt::About::below_0:
      diagnostics.report(not_shown_above_0, doubt.span, model::name_of(node), range_found(doubt, rulebook));
      return;
    case Doubt::About::above_max:
      diagnostics.report(not_shown_within_max, doubt.span, model::name_of(node), node.max, range_found(doubt, rulebook));
      return;
    case Doubt::About::division: diagnostics.report(not_shown_divisor, doubt.span); return;
    case Doubt::About::root: diagnostics.report(not_shown_root, doubt.span, why_no_result(doubt, rulebook)); return;
    case Doubt::About::band_gap:
      diagnostics.report(not_shown_in_bands, doubt.span, gap_text(doubt, rulebook));
      return;
  }
}

}  // namespace barem::check
