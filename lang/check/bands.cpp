// Rows in the order of their ranges, each against what comes before it: see bands.h.
#include "lang/check/bands.h"

#include <algorithm>
#include <utility>

#include "lang/check/range_evaluator.h"
#include "lang/check/range_text.h"

namespace barem::check {

using model::Band;
using source::Message;
using value::Number;
using value::Range;

namespace {

constexpr Message<2> gap_between_ends{"E0440", "no band holds `{0}`", "không mức nào nhận `{0}`",
                                      "a row `{0} : …`, or rows that meet: `{1}`",
                                      "thêm dòng `{0} : …`, hoặc để hai mức nối liền nhau: `{1}`"};
constexpr Message<1> gap_between{"E0440", "no band holds `{0}`", "không mức nào nhận `{0}`", "a row `{0} : …`",
                                 "thêm dòng `{0} : …`"};
constexpr Message<4> bands_overlap{"E0441", "the bands `{0}` and `{1}` both hold {2}",
                                   "hai mức `{0}` và `{1}` cùng nhận {2}", "`{3}` in place of `{0}`",
                                   "thay `{0}` bằng `{3}`"};
constexpr Message<2> band_inside{"E0442", "the band `{0}` lies within `{1}`", "mức `{0}` nằm trong mức `{1}`"};
constexpr source::Bilingual other_band_here{"the other band", "mức kia"};

bool starts_before(const Range& a, const Range& b) {
  if (!a.low || !b.low) return !a.low && b.low;
  if (*a.low != *b.low) return *a.low < *b.low;
  return !a.low_open && b.low_open;
}

bool ends_before(const Range& a, const Range& b) {
  if (!a.high || !b.high) return a.high && !b.high;
  if (*a.high != *b.high) return *a.high < *b.high;
  return a.high_open && !b.high_open;
}

/// What lies below a range, and above it.
Range below(const Range& range) { return {std::nullopt, range.low, false, range.low && !range.low_open}; }
Range above(const Range& range) { return {range.high, std::nullopt, range.high && !range.high_open, false}; }

std::vector<const Band*> in_order(const std::vector<Band>& rows) {
  std::vector<const Band*> ordered;
  for (const Band& row : rows) ordered.push_back(&row);
  std::ranges::stable_sort(ordered, [](const Band* a, const Band* b) { return starts_before(a->range, b->range); });
  return ordered;
}

/// A number in a range, as a person would name one.
Number a_value_in(const Range& range) {
  if (range.low && !range.low_open) return *range.low;
  if (range.high && !range.high_open) return *range.high;
  if (range.low && range.high) return (*range.low + *range.high) / 2;
  if (range.low) return range.low->floor() + 1;
  return range.high ? *range.high - 1 : Number(0);
}

class BandsCheck {
 public:
  BandsCheck(const model::Rulebook& rulebook, const model::Node& node, RangeEvaluator& ranges,
             source::Diagnostics& diagnostics)
      : rulebook_(rulebook), node_(node), scoring_(node.scoring), diagnostics_(diagnostics) {
    const auto before = ranges.mark();
    bool possible = true;
    for (const auto* guard : {&scoring_.not_applicable_when, &scoring_.full_points_when})
      if (possible && *guard && model::is((*guard)->expression)) possible = ranges.assume((*guard)->expression, false);
    const value::Outcome subject = ranges.outcome(scoring_.subject);
    whole_ = ranges.is_whole(scoring_.subject);
    if (possible && subject.may_be_value) values_ = subject.range;
    ranges.undo(before);
  }

  void run() {
    if (values_.is_empty()) return;
    overlaps();
    between_rows();
  }

 private:
  const model::Rulebook& rulebook_;
  const model::Node& node_;
  const model::Scoring& scoring_;
  source::Diagnostics& diagnostics_;
  Range values_{Number(1), Number(0), false, false};
  bool whole_ = false;

  source::BilingualText text(const Range& range) const {
    return to_text(range, kind_of_bands(rulebook_, scoring_), rulebook_);
  }

  void overlaps() {
    const Band* furthest = nullptr;
    for (const Band* row : in_order(scoring_.bands)) {
      if (furthest != nullptr) overlap(*furthest, *row);
      if (furthest == nullptr || ends_before(furthest->range, row->range)) furthest = row;
    }
  }

  void overlap(const Band& lower, const Band& upper) {
    Range both = value::intersect(value::intersect(lower.range, upper.range), values_);
    if (whole_) both = whole_within(both);
    if (both.is_empty()) return;
    if (offer_cut(lower, upper, both) || offer_cut(upper, lower, both)) return;
    const bool upper_is_inner = holds_all(lower.range, upper.range);
    const Band& inner = upper_is_inner ? upper : lower;
    const Band& outer = upper_is_inner ? lower : upper;
    diagnostics_.report(band_inside, inner.range_span, text(inner.range), text(outer.range))
        .related.push_back({outer.range_span, other_band_here, {}});
  }

  /// Says what is left of one row without the other, where that is one stretch.
  bool offer_cut(const Band& cut, const Band& other, const Range& both) {
    Range left = without(cut.range, other.range);
    if (whole_ && !left.is_empty()) left = whole_within(left);
    if (left.is_empty() || !value::intersect(left, both).is_empty()) return false;
    const auto value = to_text(a_value_in(both), kind_of_bands(rulebook_, scoring_), rulebook_);
    diagnostics_.report(bands_overlap, cut.range_span, text(cut.range), text(other.range), value, text(left))
        .related.push_back({other.range_span, other_band_here, {}});
    return true;
  }

  /// Gaps that reach an end of the values are left to `ranges`: there the values decide, here the rows alone do. In a
  /// method nothing comes after, so there all are said.
  void between_rows() {
    const bool is_method = rulebook_.fields.empty();
    const std::vector<const Band*> ordered = in_order(scoring_.bands);
    for (const Range& gap : gaps(scoring_.bands, values_, whole_)) {
      const auto next = std::ranges::find_if(ordered, [&](const Band* row) { return starts_before(gap, row->range); });
      const bool is_between = next != ordered.begin() && next != ordered.end();
      if (is_between && gap.low_open && gap.high_open) {
        // `1 to 5` and `6 to 10`, as of whole numbers.
        Range meeting = (*std::prev(next))->range;
        meeting.high = gap.high;
        meeting.high_open = true;
        diagnostics_.report(gap_between_ends, (*next)->range_span, text(gap), text(meeting));
      } else if (is_between || is_method)
        diagnostics_.report(gap_between, next == ordered.end() ? node_.scoring.span : (*next)->range_span, text(gap));
    }
  }
};

}  // namespace

std::vector<Range> gaps(const std::vector<Band>& rows, const Range& values, bool whole) {
  std::vector<Range> found;
  Range rest = values;
  const auto keep = [&](Range gap) {
    if (whole) gap = whole_within(gap);
    if (!gap.is_empty()) found.push_back(std::move(gap));
  };
  for (const Band* row : in_order(rows)) {
    if (rest.is_empty()) return found;
    if (row->range.low) keep(value::intersect(rest, below(row->range)));
    if (!row->range.high) return found;
    rest = value::intersect(rest, above(row->range));
  }
  keep(std::move(rest));
  return found;
}

void check_bands(const model::Rulebook& rulebook, source::Diagnostics& diagnostics) {
  std::optional<Knowledge> knowledge;
  std::optional<RangeEvaluator> ranges;
  for (const model::Node& node : rulebook.nodes) {
    const bool is_of_bands =
        node.scoring.form == model::ScoringForm::bands || node.scoring.form == model::ScoringForm::progressive;
    const bool has_bands = is_of_bands && model::is(node.scoring.subject);
    if (!has_bands || node.scoring.bands.empty()) continue;
    if (!knowledge) ranges.emplace(rulebook, knowledge.emplace(declared(rulebook)));
    BandsCheck(rulebook, node, *ranges, diagnostics).run();
  }
}

}  // namespace barem::check
