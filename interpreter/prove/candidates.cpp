// Thresholds are the literals and bands of a node's expressions: see candidates.h.
#include "interpreter/prove/candidates.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "lang/value/date.h"

namespace barem::prove {

using model::ExpressionId;
using model::KindTag;
using value::Number;
using value::Outcome;

namespace {

const Number first_day(-719162);  // 0001-01-01
const Number last_day(2932896);   // 9999-12-31

/// Collects the numbers that rules compare with.
class Thresholds {
 public:
  explicit Thresholds(const model::Rulebook& rulebook) : rulebook_(rulebook) {}

  void of_scoring(const model::Node& node) {
    const model::Scoring& scoring = node.scoring;
    add(node.max);
    for (const auto* guard : {&scoring.not_applicable_when, &scoring.full_points_when, &scoring.at_most,
                              &scoring.not_below, &scoring.if_missing})
      if (*guard) of_expression((*guard)->expression);
    for (const model::WhenLine& line : scoring.when) {
      of_expression(line.value);
      of_expression(line.condition);
    }
    of_expression(scoring.subject);
    for (const model::Band& band : scoring.bands) {
      of_range(band.range);
      of_expression(band.value);
    }
    for (const model::Adjustment& line : scoring.adjustments) {
      of_expression(line.amount);
      of_expression(line.per);
      of_expression(line.when);
      if (model::is(line.amount) && rulebook_[line.amount].operation == model::Operation::literal &&
          !rulebook_[line.amount].literal.is_zero())
        add((node.max / rulebook_[line.amount].literal).floor());
    }
    of_expression(scoring.expression.expression);
    if (scoring.evidence) of_expression(scoring.evidence->otherwise);
    for (const model::Cap& cap : scoring.caps) {
      of_expression(cap.value);
      of_expression(cap.condition);
    }
    for (const model::Guard& zero : scoring.zero_when) of_expression(zero.expression);
  }

  /// Of a parent with a rule of its own, what is below it counts too.
  void of_tree(model::NodeId node) {
    of_scoring(rulebook_[node]);
    for (const model::NodeId child : rulebook_[node].children) of_tree(child);
  }

  const std::vector<Number>& numbers() const { return numbers_; }

 private:
  const model::Rulebook& rulebook_;
  std::vector<Number> numbers_;
  std::unordered_set<std::uint32_t> seen_;

  void add(const Number& number) {
    constexpr std::size_t most = 40;
    if (numbers_.size() < most && std::find(numbers_.begin(), numbers_.end(), number) == numbers_.end())
      numbers_.push_back(number);
  }
  void of_range(const value::Range& range) {
    if (range.low) add(*range.low);
    if (range.high) add(*range.high);
  }
  void of_expression(ExpressionId root) {
    std::vector<ExpressionId> open{root};
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!model::is(id) || !seen_.insert(static_cast<std::uint32_t>(id)).second) continue;
      const model::Expression& expression = rulebook_[id];
      if (expression.operation == model::Operation::literal) add(expression.literal);
      if (expression.operation == model::Operation::within) of_range(expression.range);
      open.insert(open.end(), expression.operands.begin(), expression.operands.end());
    }
  }
};

/// The plainest number of an input.
Number plainest(const model::Input& input, int year) {
  Number plain = 0;
  if (input.kind.tag == KindTag::date) {
    const auto new_year = value::Date::of(year == 0 ? 2000 : year, 1, 1);
    if (new_year) plain = Number(new_year->days);
  }
  if (input.range.low && plain < *input.range.low) plain = *input.range.low;
  if (input.range.high && plain > *input.range.high) plain = *input.range.high;
  if (is_declared(input, plain)) return plain;
  // An open end, or no whole number at the end: the next one inside.
  for (const Number& inside : {plain.floor() + 1, plain.ceiling() - 1, plain + Number::fraction(1, 100),
                               plain - Number::fraction(1, 100)})
    if (is_declared(input, inside)) return inside;
  if (input.range.low && input.range.high) return (*input.range.low + *input.range.high) / 2;
  return plain;
}

std::vector<Number> numbers_for(const model::Input& input, const Number& base, const std::vector<Number>& thresholds) {
  std::vector<Number> numbers;
  const auto offer = [&](const Number& number) {
    if (is_declared(input, number)) numbers.push_back(number);
  };
  const auto offer_around = [&](const Number& number, const Number& step) {
    offer(number);
    offer(number + step);
    offer(number - step);
  };
  const bool whole = model::takes_whole_values(input.kind);
  const Number step = input.step ? *input.step : whole ? Number(1) : Number::fraction(1, 100);
  if (input.range.low) offer_around(*input.range.low, step);
  if (input.range.high) offer_around(*input.range.high, step);
  if (input.kind.tag == KindTag::choice || input.kind.tag == KindTag::yes_no) {
    constexpr std::int64_t most_choices = 100;
    for (std::int64_t i = 0; i < most_choices && is_declared(input, i); ++i) offer(i);
  } else if (input.kind.tag == KindTag::date) {
    for (const Number& threshold : thresholds) offer_around(threshold, 1);
    for (const std::int64_t days : {std::int64_t{365}, std::int64_t{3650}}) offer_around(base, days);
  } else {
    constexpr std::array<std::int64_t, 12> sizes{1, 2, 3, 4, 5, 10, 20, 50, 100, 1000, 10000, 1000000};
    for (const std::int64_t size : sizes) {
      offer(size);
      offer(-size);
    }
    if (!whole) offer(Number::fraction(1, 2));
    for (const Number& threshold : thresholds) {
      offer_around(threshold, step);
      for (const std::int64_t scale : {10, 100})  // a share of 80% is 8 of 10
        if (whole && !threshold.is_whole()) offer_around(threshold * scale, step);
    }
  }
  return numbers;
}

}  // namespace

bool is_declared(const model::Input& input, const Number& number) {
  if (!input.range.contains(number)) return false;
  if (model::takes_whole_values(input.kind) && !number.is_whole()) return false;
  if (input.kind.tag == KindTag::date && (number < first_day || number > last_day)) return false;
  return !input.step || input.step->is_zero() || (number / *input.step).is_whole();
}

std::vector<Candidates> candidates_of(const model::Rulebook& rulebook, model::NodeId node) {
  Thresholds thresholds(rulebook);
  thresholds.of_tree(node);
  std::vector<Candidates> all;
  for (const model::InputId id : rulebook.inputs_of(node)) {
    const model::Input& input = rulebook[id];
    const Number base = plainest(input, rulebook.year);
    std::vector<Number> numbers = numbers_for(input, base, thresholds.numbers());
    std::sort(numbers.begin(), numbers.end(), [&](const Number& a, const Number& b) {
      const Number from_a = (a - base).absolute();
      const Number from_b = (b - base).absolute();
      return from_a != from_b ? from_a < from_b : b < a;
    });
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    Candidates candidates{id, Outcome::of(base), {}};
    for (const Number& number : numbers)
      if (number != base) candidates.values.push_back(Outcome::of(number));
    if (input.or_none) candidates.values.push_back(Outcome::none());
    if (input.or_not_applicable) candidates.values.push_back(Outcome::not_applicable());
    all.push_back(std::move(candidates));
  }
  return all;
}

}  // namespace barem::prove
