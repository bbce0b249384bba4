// Clauses in the order in which they act, under what those before them leave: see range_promises.h.
#include "lang/check/range_promises.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "lang/check/bands.h"
#include "lang/check/range_leaf.h"
#include "lang/check/range_lines.h"
#include "lang/check/range_nodes.h"
#include "lang/check/range_text.h"

namespace barem::check {

using model::ExpressionId;
using model::ScoringForm;
using source::BilingualText;
using source::Message;
using source::Span;
using value::Number;
using value::Outcome;
using value::Range;

namespace {

constexpr Message<2> band_never_holds{"E0402", "no value lies in the band `{0}`{1}", "không giá trị nào thuộc mức `{0}`{1}"};
constexpr Message<1> otherwise_missing{"E0403", "these lines do not take every case{0}",
                                       "các dòng này chưa nhận hết mọi trường hợp{0}", "a last line `0 otherwise`",
                                       "thêm dòng cuối `0 còn lại`"};
constexpr Message<1> input_may_be_none{"E0404", "`{0}` may be none, and a value is due here",
                                       "`{0}` có thể không có giá trị, mà ở đây cần một giá trị",
                                       "`({0} if none …)`, or a line before this one: `… when {0} is none`",
                                       "`({0} nếu không có …)`, hoặc một dòng phía trên: `… khi {0} là không có`"};
constexpr Message<0> always_holds{"E0405", "this holds in every case: the rest of the item never counts",
                                  "điều này luôn đúng: phần còn lại của mục không bao giờ được dùng"};
constexpr Message<1> classes_open{"E0406", "these lines do not give every index a class{0}",
                                  "các dòng này chưa xếp loại hết mọi chỉ số{0}", "a last line `\"…\" otherwise`",
                                  "thêm dòng cuối `\"…\" còn lại`"};
constexpr Message<0> otherwise_never{"H0400", "`otherwise` is never reached: the lines before it take every case",
                                     "không bao giờ dùng đến `còn lại`: các dòng trước đã nhận mọi trường hợp"};
constexpr Message<0> bound_never_acts{"H0402", "this changes nothing: the points lie within it already",
                                      "dòng này không thay đổi gì: điểm vốn đã nằm trong giới hạn đó"};
constexpr Message<3> max_out_of_reach{"H0403", "{0} can never earn its {1} {1|point|points}: the most it can score is {2}",
                                      "{0} không bao giờ đạt được {1} điểm: nhiều nhất chỉ được {2}"};

constexpr Message<0> permits_nothing{"H0700", "this permits nothing: the points stay within 0 and the maximum without it",
                                     "dòng này không cần: điểm vốn đã nằm trong khoảng từ 0 đến điểm tối đa"};
constexpr Message<0> index_stays{"H0701", "this changes nothing: the index stays within 0 and 100% without it",
                                 "dòng này không cần: chỉ số vốn đã nằm trong khoảng từ 0 đến 100%"};
constexpr Message<1> index_passes{"E0734", "the index can pass 100% ({0}), and the head does not say that it may",
                                  "chỉ số có thể vượt 100% ({0}), nhưng phần đầu chưa ghi là được vượt",
                                  "a line `index may pass 100%` or `index at most 100%` in the head",
                                  "thêm dòng `chỉ số được vượt 100%` hoặc `chỉ số không quá 100%` ở phần đầu"};
constexpr Message<1> index_falls{"E0705", "the index can fall below 0 ({0}), and the head does not say that it may",
                                 "chỉ số có thể xuống dưới 0 ({0}), nhưng phần đầu chưa ghi là được xuống",
                                 "a line `index may fall below 0` or `index not below 0` in the head",
                                 "thêm dòng `chỉ số được xuống dưới 0` hoặc `chỉ số không dưới 0` ở phần đầu"};

constexpr Message<2> negative_in_mean{
    "E0735", "a geometric mean is taken of numbers from 0, and the index of {0} can fall below 0 (it can be {1})",
    "trung bình nhân chỉ lấy được của các số từ 0 trở lên, mà chỉ số của {0} có thể xuống dưới 0 (có thể là {1})",
    "`not below 0` in that item, or a mean that is not geometric",
    "thêm `không dưới 0` vào mục đó, hoặc dùng trung bình cộng"};

class LeafPromises {
 public:
  LeafPromises(const model::Rulebook& rulebook, model::NodeId id, RangeEvaluator& ranges, ValueWalk& walk,
               source::Diagnostics& diagnostics, std::vector<Doubt>& doubts)
      : rulebook_(rulebook),
        id_(id),
        node_(rulebook[id]),
        scoring_(node_.scoring),
        ranges_(ranges),
        walk_(walk),
        diagnostics_(diagnostics),
        doubts_(doubts),
        lines_(rulebook, ranges, diagnostics),
        errors_(diagnostics.error_count()) {}

  void run() {
    ranges_.rest();
    const auto before = ranges_.mark();
    if (open_after(scoring_.not_applicable_when) && open_after(scoring_.full_points_when)) {
      lines_of_form();
      bounds();
    }
    later_clauses();
    ranges_.undo(before);
    flaws();
    if (diagnostics_.error_count() == errors_) points();
    ranges_.undo(before);
  }

 private:
  const model::Rulebook& rulebook_;
  model::NodeId id_;
  const model::Node& node_;
  const model::Scoring& scoring_;
  RangeEvaluator& ranges_;
  ValueWalk& walk_;
  source::Diagnostics& diagnostics_;
  std::vector<Doubt>& doubts_;
  RangeLines lines_;
  std::size_t errors_;             ///< before this leaf
  Outcome values_;                 ///< what the lines looked at so far can give
  std::optional<Span> below_0_;    ///< the first line that alone earns less than 0
  std::optional<Span> above_max_;  ///< and more than the maximum

  Doubt& doubt(Doubt::About about, Span span, ExpressionId expression = model::no_expression) {
    Doubt& made = doubts_.emplace_back();
    made.about = about;
    made.node = id_;
    made.expression = expression;
    made.span = span;
    return made;
  }

  /// A clause ahead of the form; false where it leaves nothing for what comes after.
  bool open_after(const std::optional<model::Guard>& guard) {
    if (!guard) return true;
    walk_.condition(guard->expression);
    if (lines_.may_hold(guard->expression, guard->span)) {
      lines_.pass(guard->expression, guard->span);
      if (!lines_.is_open()) diagnostics_.report(always_holds, guard->span);
    }
    return lines_.is_open();
  }

  void value(ExpressionId id, Span span) {
    walk_.value(id);
    const Outcome outcome = ranges_.outcome(id);
    if (!outcome.may_be_value) return;
    values_ = value::join(values_, outcome);
    if (!below_0_ && !holds_all({Number(0), {}, false, false}, outcome.range)) below_0_ = span;
    if (!above_max_ && !holds_all({{}, node_.max, false, false}, outcome.range)) above_max_ = span;
  }

  void value_under(ExpressionId condition, ExpressionId id, Span span) {
    const auto before = ranges_.mark();
    if (ranges_.assume(condition, true)) value(id, span);
    ranges_.undo(before);
  }

  // ---- forms ------------------------------------------------------------------------------------------------------

  void lines_of_form() {
    switch (scoring_.form) {
      case ScoringForm::when: return when_lines();
      case ScoringForm::bands:
      case ScoringForm::progressive: return bands();
      case ScoringForm::add:
      case ScoringForm::deduct: return adjustments();
      case ScoringForm::expression: return value(scoring_.expression.expression, scoring_.expression.span);
      case ScoringForm::sum:
      case ScoringForm::mean:
      case ScoringForm::geometric_mean: return adjustments();
      case ScoringForm::entered:
      case ScoringForm::not_scored: return;
    }
  }

  void when_lines() {
    const auto before = ranges_.mark();
    for (const model::WhenLine& line : scoring_.when) {
      if (!model::is(line.condition)) {
        if (lines_.is_open()) value(line.value, line.span);
        else diagnostics_.report(otherwise_never, line.span);
        ranges_.undo(before);
        return;
      }
      if (lines_.is_open()) walk_.condition(line.condition);
      if (!lines_.may_hold(line.condition, line.span)) continue;
      value_under(line.condition, line.value, line.span);
      lines_.pass(line.condition, line.span);
    }
    if (lines_.is_open())
      diagnostics_.report(otherwise_missing, scoring_.when.back().span, lines_.left_over());
    ranges_.undo(before);
  }

  void bands() {
    walk_.value(scoring_.subject);
    const Outcome subject = ranges_.outcome(scoring_.subject);
    if (!subject.may_be_value) return;
    const model::Kind kind = kind_of_bands(rulebook_, scoring_);
    const auto before = ranges_.mark();
    for (const model::Band& band : scoring_.bands) {
      if (ranges_.assume_within(scoring_.subject, band.range)) {
        value(band.value, band.span);
      } else {
        ranges_.undo(before);
        diagnostics_.report(band_never_holds, band.range_span, to_text(band.range, kind, rulebook_), why_not(subject, kind));
      }
      ranges_.undo(before);
    }
    for (Range& gap : gaps(scoring_.bands, subject.range, ranges_.is_whole(scoring_.subject)))
      doubt(Doubt::About::band_gap, scoring_.span, scoring_.subject).gap = std::move(gap);
  }

  BilingualText why_not(const Outcome& subject, model::Kind kind) const {
    if (!subject.range.low && !subject.range.high) return {};
    const BilingualText range = to_text(subject.range, kind, rulebook_);
    return {": all are `" + range.english + "`", ": chỉ có thể là `" + range.vietnamese + "`"};
  }

  void adjustments() {
    for (const model::Adjustment& line : scoring_.adjustments) {
      const auto before = ranges_.mark();
      if (model::is(line.when)) {
        walk_.condition(line.when);
        if (!lines_.may_hold(line.when, line.span)) continue;
        ranges_.assume(line.when, true);
      }
      walk_.value(line.amount);
      if (model::is(line.per)) walk_.value(line.per);
      ranges_.undo(before);
    }
  }

  // ---- clauses ----------------------------------------------------------------------------------------------------

  /// Each line alone gives what all of them give: there is nothing to be added up.
  bool is_told_by_lines() const {
    return scoring_.form == ScoringForm::when || scoring_.form == ScoringForm::bands ||
           scoring_.form == ScoringForm::progressive || scoring_.form == ScoringForm::expression;
  }

  void bounds() {
    Outcome form = is_told_by_lines() ? values_ : LeafRange(rulebook_, node_, ranges_).form();
    if (scoring_.at_most) {
      walk_.value(scoring_.at_most->expression);
      const Outcome bound = ranges_.outcome(scoring_.at_most->expression);
      const bool is_of_heading = scoring_.at_most->span == node_.points_span;  // `bonus, at most 5 points`
      if (!is_of_heading && form.may_be_value && bound.may_be_value && !less_or_equal(form.range, bound.range).no)
        diagnostics_.report(bound_never_acts, scoring_.at_most->span);
      form.may_be_value = form.may_be_value && bound.may_be_value;
      if (form.may_be_value) form.range = smaller_of(form.range, bound.range);
    }
    if (scoring_.not_below) {
      walk_.value(scoring_.not_below->expression);
      const Outcome bound = ranges_.outcome(scoring_.not_below->expression);
      if (form.may_be_value && bound.may_be_value && !less_or_equal(bound.range, form.range).no)
        diagnostics_.report(bound_never_acts, scoring_.not_below->span);
      form.may_be_value = form.may_be_value && bound.may_be_value;
      if (form.may_be_value) form.range = larger_of(form.range, bound.range);
    }
    if (!node_.is_leaf()) return;
    const bool is_reached = !form.may_be_value || !form.range.high || *form.range.high >= node_.max;
    if (!is_reached && !scoring_.full_points_when && !scoring_.round && diagnostics_.error_count() == errors_)
      diagnostics_.report(max_out_of_reach, scoring_.span, model::name_of(node_), node_.max, *form.range.high);
  }

  /// What acts whether or not the form was reached.
  void later_clauses() {
    lines_.start_again();
    if (scoring_.not_applicable_when) lines_.pass(scoring_.not_applicable_when->expression, scoring_.not_applicable_when->span);
    if (!lines_.is_open()) return;
    if (scoring_.if_missing) value(scoring_.if_missing->expression, scoring_.if_missing->span);
    if (scoring_.evidence) value(scoring_.evidence->otherwise, scoring_.evidence->span);
    for (const model::Cap& cap : scoring_.caps) {
      walk_.condition(cap.condition);
      if (lines_.may_hold(cap.condition, cap.span)) value_under(cap.condition, cap.value, cap.span);
    }
    for (const model::Guard& zero : scoring_.zero_when) {
      walk_.condition(zero.expression);
      const Truth truth = ranges_.truth(zero.expression);
      const bool may_fail = truth.no || (!node_.is_leaf() && truth.not_applicable);  // at a parent that takes nothing away
      if (lines_.may_hold(zero.expression, zero.span) && !may_fail) diagnostics_.report(always_holds, zero.span);
    }
  }

  // ---- what comes out ---------------------------------------------------------------------------------------------

  void flaws() {
    for (const Flaw& flaw : walk_.take()) {
      switch (flaw.about) {
        case Flaw::About::division: doubt(Doubt::About::division, flaw.span, flaw.expression); break;
        case Flaw::About::root: doubt(Doubt::About::root, flaw.span, flaw.expression); break;
        case Flaw::About::none_input:
          diagnostics_.report(input_may_be_none, flaw.span, rulebook_[rulebook_[flaw.expression].input].name);
          break;
      }
    }
  }

  void points() {
    // Clauses take points away, or put in their place values that were looked at as well.
    const bool is_plain = node_.is_leaf() && is_told_by_lines() && !scoring_.at_most && !scoring_.not_below &&
                          !scoring_.round && !scoring_.may_go_below && !scoring_.may_pass_max;
    if (is_plain && !below_0_ && !above_max_ && scoring_.appraised == model::no_input) return;
    ranges_.rest();
    const Outcome points = LeafRange(rulebook_, node_, ranges_).points();
    if (!points.may_be_value) return;
    const bool is_from_0 = holds_all({Number(0), {}, false, false}, points.range);
    const bool is_to_max = stays_within_max(points);
    if (scoring_.may_go_below && is_from_0) diagnostics_.report(permits_nothing, *scoring_.may_go_below);
    if (scoring_.may_pass_max && is_to_max) diagnostics_.report(permits_nothing, *scoring_.may_pass_max);
    if (!is_from_0 && !model::may_go_below_0(rulebook_, node_))
      doubt(Doubt::About::below_0, below_0_.value_or(first_correction(true)));
    if (!is_to_max && !model::may_pass_max(rulebook_, node_))
      doubt(Doubt::About::above_max, above_max_.value_or(first_correction(false)));
  }

  /// Of a parent the first line that takes off (or adds); else where the rule begins.
  Span first_correction(bool deducts) const {
    for (const model::Adjustment& line : scoring_.adjustments)
      if (!node_.is_leaf() && line.deduct == deducts) return line.span;
    return scoring_.span;
  }

  /// Of a parent: within what applies of its maximum. Where some of it can be left out, points and maximum hang
  /// together: then its index is asked.
  bool stays_within_max(const Outcome& points) {
    const Range applicable = node_.is_leaf() || node_.is_block() ? Range::point(node_.max) : ranges_.nodes().applicable(id_);
    if (applicable.low && holds_all({{}, *applicable.low, false, false}, points.range)) return true;
    if (applicable.is_point()) return false;
    const Outcome& index = ranges_.nodes().of(id_).index;
    return !index.may_be_value || holds_all({{}, Number(1), false, false}, index.range);
  }
};

}  // namespace

void check_leaf(const model::Rulebook& rulebook, model::NodeId node, RangeEvaluator& ranges, ValueWalk& walk,
                source::Diagnostics& diagnostics, std::vector<Doubt>& doubts) {
  if (has_holes(rulebook, rulebook[node])) return;
  LeafPromises(rulebook, node, ranges, walk, diagnostics, doubts).run();
}

namespace {

/// The first thing through which the total can leave the scale upwards (or downwards), and where it stands.
std::optional<std::pair<BilingualText, Span>> way_out(const model::Rulebook& rulebook, bool up) {
  for (const model::NodeId id : rulebook.blocks) {
    const model::Node& block = rulebook[id];
    const bool opposite = block.role == (up ? model::Role::penalty : model::Role::bonus);
    const bool leads_out = opposite ? model::may_go_below_0(rulebook, block) : block.max.sign() > 0;
    if (leads_out) return std::pair(model::name_of(block), block.points_span);
  }
  for (const model::Node& node : rulebook.nodes) {
    const std::optional<Span>& permission = up ? node.scoring.may_pass_max : node.scoring.may_go_below;
    if (node.role == model::Role::scored && permission) return std::pair(model::name_of(node), *permission);
  }
  return std::nullopt;
}

}  // namespace

void check_total(const model::Rulebook& rulebook, RangeEvaluator& ranges, source::Diagnostics& diagnostics) {
  if (rulebook.fields.empty()) return;
  for (const bool up : {true, false}) {
    const std::optional<Span>& may = up ? rulebook.index_may_pass : rulebook.index_may_fall;
    const std::optional<Span>& bound = up ? rulebook.index_at_most : rulebook.index_not_below;
    const std::optional<Span>& permission = may ? may : bound;
    const auto way = way_out(rulebook, up);
    bool leaves = way.has_value();
    if (leaves) {
      const Outcome points = ranges.nodes().points_of_whole();
      const Range applicable = ranges.nodes().applicable_of_whole();
      const Range within = up ? Range{{}, applicable.low, false, false} : Range{Number(0), {}, false, false};
      leaves = points.may_be_value && !holds_all(within, points.range);
    }
    if (leaves && !permission) diagnostics.report(up ? index_passes : index_falls, way->second, way->first);
    if (!leaves && permission) diagnostics.report(index_stays, *permission);
  }
}

void check_geometric_means(const model::Rulebook& rulebook, RangeEvaluator& ranges, source::Diagnostics& diagnostics) {
  const auto check = [&](const std::vector<model::NodeId>& children) {
    for (const model::NodeId id : children) {
      // Where nothing permits it, that it falls below 0 is in doubt, and said there.
      if (!model::may_go_below_0(rulebook, rulebook[id])) continue;
      const Outcome& index = ranges.nodes().of(id).index;
      if (!index.may_be_value || holds_all({Number(0), {}, false, false}, index.range)) continue;
      const BilingualText below = to_text(index.range, {model::KindTag::percent, 0}, rulebook);
      diagnostics.report(negative_in_mean, rulebook[id].span, model::name_of(rulebook[id]),
                         BilingualText{"`" + below.english + "`", "`" + below.vietnamese + "`"});
    }
  };
  if (rulebook.combine == ScoringForm::geometric_mean) check(rulebook.fields);
  for (const model::Node& node : rulebook.nodes)
    if (node.scoring.form == ScoringForm::geometric_mean) check(node.children);
}

void check_rank_apart(const model::Rulebook& rulebook, RangeEvaluator& ranges, ValueWalk& walk,
                      source::Diagnostics& diagnostics) {
  if (!rulebook.rank_apart || !model::is(rulebook.rank_apart->expression)) return;
  ranges.rest();
  walk.condition(rulebook.rank_apart->expression);
  RangeLines(rulebook, ranges, diagnostics).may_hold(rulebook.rank_apart->expression, rulebook.rank_apart->span);
  walk.take();
}

void check_classes(const model::Rulebook& rulebook, RangeEvaluator& ranges, ValueWalk& walk,
                   source::Diagnostics& diagnostics) {
  if (rulebook.classes.empty()) return;
  for (const model::ClassLine& line : rulebook.classes)
    if (!model::is(line.condition) && &line != &rulebook.classes.back()) return;
  ranges.rest();
  RangeLines lines(rulebook, ranges, diagnostics);
  bool is_complete = false;
  bool may_pass_by = false;  ///< a line that asks what does not apply to a unit is passed over
  for (const model::ClassLine& line : rulebook.classes) {
    if (!model::is(line.condition)) {
      if (!lines.is_open() && !may_pass_by) diagnostics.report(otherwise_never, line.span);
      is_complete = true;
      break;
    }
    if (lines.is_open()) walk.condition(line.condition);
    may_pass_by = may_pass_by || ranges.truth(line.condition).not_applicable;
    if (lines.may_hold(line.condition, line.span)) lines.pass(line.condition, line.span);
  }
  if (!is_complete && (lines.is_open() || may_pass_by))
    diagnostics.report(classes_open, rulebook.classes.back().span, lines.left_over());
  lines.start_again();
  walk.take();
}

}  // namespace barem::check
