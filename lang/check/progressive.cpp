// `bands X progressively`: each row is a rate, paid on the part of X that lies in it, as in a tax scale.
// In: the rows as written. Out: bands whose values are all that is earned up to an X in the row, so that ranges, graph and
// evaluation see bands like any others; the parts are kept for those who tell how it came about.
#include <algorithm>
#include <utility>

#include "lang/check/expressions.h"

namespace barem::check {

using model::ExpressionId;
using model::Kind;
using model::KindTag;
using model::Operation;
using source::Message;
using source::Span;
using value::Number;

namespace {

constexpr Message<2> no_parts{"E0540", "`{0}` is {1}: progressive bands need something that can be counted through from 0",
                              "`{0}` là {1}: mức lũy tiến cần một đại lượng có thể tính dần từ 0"};
constexpr Message<2> no_rate{"E0541", "a rate for each unit is due here, and `{0}` is {1}",
                             "ở đây cần mức tính cho mỗi đơn vị, mà `{0}` là {1}",
                             "a number as `0.5`, or a percentage as `5%`", "một số như `0,5`, hoặc tỷ lệ như `5%`"};

bool can_be_counted_through(Kind kind) { return model::is_numeric(kind); }

bool starts_before(const model::Band& a, const model::Band& b) {
  if (!a.range.low || !b.range.low) return !a.range.low && b.range.low;
  return *a.range.low < *b.range.low;
}

/// Makes the expressions of progressive bands.
class Stretches {
 public:
  Stretches(ExpressionStore& store, const model::Rulebook& rulebook, const Typed& subject, Kind result)
      : store_(store), rulebook_(rulebook), subject_(subject), result_(result) {}

  /// Rows from the lowest up. A row above one without an upper end stays without a value: the two overlap, which is
  /// said elsewhere.
  void add_up(std::vector<model::Band>& rows) {
    const Number start = start_of(rows.front().range);
    Number base = start;  // where the part of a row begins
    ExpressionId earned = model::no_expression;
    for (model::Band& row : rows) {
      if (!model::is(row.rate)) return;
      const std::optional<Number> top = top_of(row.range);
      row.part = part(row, base);
      row.value = sum(earned, row.part, row.span);
      if (!top) return;
      const Number width = *top > base ? *top - base : Number(0);
      row.whole = times(row.rate, width, row.span);
      earned = sum(earned, row.whole, row.span);
      if (*top > base) base = *top;
    }
  }

 private:
  ExpressionStore& store_;
  const model::Rulebook& rulebook_;
  const Typed& subject_;
  Kind result_;

  bool is_whole() const { return model::takes_whole_values(subject_.kind); }

  /// Where counting begins: at the lower end of the lowest row, or at 0.
  Number start_of(const value::Range& lowest) const {
    if (!lowest.low) return 0;
    if (!is_whole()) return *lowest.low;
    return lowest.low_open ? lowest.low->floor() : lowest.low->ceiling();
  }
  /// The greatest value of a row, of whole values; else where it ends.
  std::optional<Number> top_of(const value::Range& row) const {
    if (!row.high || !is_whole()) return row.high;
    return row.high_open ? row.high->ceiling() - 1 : row.high->floor();
  }

  std::optional<Number> known(ExpressionId id) const {
    while (rulebook_[id].operation == Operation::named) id = rulebook_[id].operands.front();
    if (rulebook_[id].operation != Operation::literal) return std::nullopt;
    return rulebook_[id].literal;
  }

  ExpressionId operation(Operation operation, Kind kind, Span span, std::vector<ExpressionId> operands) {
    model::Expression expression;
    expression.operation = operation;
    expression.kind = kind;
    expression.span = span;
    expression.operands = std::move(operands);
    return store_.add(std::move(expression));
  }

  ExpressionId part(const model::Band& row, const Number& base) {
    ExpressionId length = subject_.id;
    const Kind kind = subject_.kind;
    if (!row.range.low || *row.range.low < base)
      length = operation(Operation::larger, kind, row.span, {length, store_.literal(base, kind, row.span)});
    if (!base.is_zero())
      length = operation(Operation::subtract, kind, row.span, {length, store_.literal(base, kind, row.span)});
    return operation(Operation::multiply, result_, row.span, {row.rate, length});
  }

  ExpressionId times(ExpressionId rate, const Number& width, Span span) {
    if (const auto number = known(rate)) return store_.literal(*number * width, result_, span);
    return operation(Operation::multiply, result_, span, {rate, store_.literal(width, subject_.kind, span)});
  }

  ExpressionId sum(ExpressionId earned, ExpressionId more, Span span) {
    if (!model::is(earned)) return more;
    const auto before = known(earned);
    if (before && before->is_zero()) return more;
    const auto added = known(more);
    if (before && added) return store_.literal(*before + *added, result_, span);
    return operation(Operation::add, result_, span, {earned, more});
  }
};

}  // namespace

ExpressionId ExpressionTyper::rate(const syntax::Expression& written, const Typed& subject, Kind result) {
  Typed rate = type(written);
  if (rate.is_hole()) return model::no_expression;
  if (rate.bare) rate = take_kind(rate, {KindTag::number, 0});
  const bool pays_points = result.tag == KindTag::points && subject.kind.tag != KindTag::points;
  const KindTag tag = rate.kind.tag;
  if (tag == KindTag::number || tag == KindTag::percent || (tag == KindTag::points && pays_points)) return rate.id;
  say(no_rate, written.span, words(written.span), name_of(rate.kind));
  return model::no_expression;
}

ExpressionTyper::Progressive ExpressionTyper::progressive(const syntax::Bands& written, Kind result) {
  Progressive made;
  made.subject = type(written.subject);
  if (!made.subject.is_hole() && !can_be_counted_through(made.subject.kind)) {
    say(no_parts, written.subject.span, words(written.subject.span), name_of(made.subject.kind));
    made.subject = {};
  }
  bool sound = !made.subject.is_hole();
  for (const syntax::Band& row : written.rows) {
    model::Band band;
    band.rate = rate(row.value, made.subject, result);
    band.span = row.span;
    band.range_span = row.range.span;
    if (!sound) continue;
    const auto range = band_range(row.range, made.subject);
    sound = range.has_value();
    if (!range) continue;
    band.range = *range;
    band.holds = holds(*range, made.subject, row.range.span);
    made.rows.push_back(std::move(band));
  }
  if (!sound) made.rows.clear();
  std::ranges::stable_sort(made.rows, starts_before);
  if (!made.rows.empty()) Stretches(store, rulebook_, made.subject, result).add_up(made.rows);
  return made;
}

}  // namespace barem::check
