#include "tests/laws/naive.h"

#include <cstdlib>
#include <map>
#include <optional>
#include <string>

namespace barem::laws {
namespace {

using model::Expression;
using model::ExpressionId;
using model::NodeId;
using model::Operation;
using model::ScoringForm;
using value::Number;
using value::State;

Value of(Number number) { return {State::value, std::move(number)}; }
Value of(bool holds) { return of(Number(holds ? 1 : 0)); }
const Value none{State::none, {}};
const Value not_applicable{State::not_applicable, {}};

bool applies(const Value& value) { return value.state != State::not_applicable; }
bool is_value(const Value& value) { return value.state == State::value; }
bool holds(const Value& condition) { return is_value(condition) && condition.number != Number(0); }

Number ten_to(int exponent) { return exponent == 0 ? Number(1) : Number(10) * ten_to(exponent - 1); }

bool lies_in(const Number& number, const value::Range& range) {
  if (range.low && number < *range.low) return false;
  if (range.low && range.low_open && number == *range.low) return false;
  if (range.high && number > *range.high) return false;
  return !(range.high && range.high_open && number == *range.high);
}

// ---- roots and logarithms, to sixty decimals: by halving, and by the series of the schoolbook -----------------------

constexpr int naive_decimals = 60;

Number cut(const Number& number) {
  static const Number steps = ten_to(naive_decimals);
  return (number * steps).floor() / steps;
}

Number whole_power(const Number& base, int exponent) {
  Number product = 1;
  for (int i = 0; i < (exponent < 0 ? -exponent : exponent); ++i) product = product * base;
  return exponent < 0 ? Number(1) / product : product;
}

/// Completions ask for the same again and again.
template <class Calculate>
const Number& remembered(const char* what, const Number& number, int degree, Calculate calculate) {
  static std::map<std::string, Number> known;
  const std::string key = what + std::to_string(degree) + ' ' + number.to_fraction();
  const auto found = known.find(key);
  return found != known.end() ? found->second : known.emplace(key, calculate()).first->second;
}

/// Of a number from 0.
Number halved_root(const Number& number, int degree) {
  Number low = 0;
  Number high = number < Number(1) ? Number(1) : number.ceiling();
  const Number step = Number(1) / ten_to(naive_decimals);
  while (high - low > step) {
    const Number middle = cut((low + high) / 2);
    if (whole_power(middle, degree) <= number) low = middle;
    else high = middle;
  }
  return whole_power(high, degree) <= number ? high : low;
}

Number naive_root(const Number& number, int degree) {
  return remembered("root", number, degree, [&] { return halved_root(number, degree); });
}

/// ln x = 2 (z + z³/3 + z⁵/5 + …), z = (x - 1) / (x + 1).
Number ln_series(const Number& number) {
  const Number z = (number - Number(1)) / (number + Number(1));
  Number term = cut(z);
  Number sum = 0;
  for (int i = 1; term != Number(0) && i < 2000; i += 2, term = cut(term * z * z)) sum = sum + term / i;
  return cut(sum * 2);
}

Number naive_ln(const Number& number) {
  return remembered("ln", number, 0, [&] { return ln_series(number); });
}

Number exp_series(const Number& number) {
  Number term = 1;
  Number sum = 0;
  for (int i = 1; i < 300; ++i) {
    sum = sum + term;
    term = cut(term * number / i);
  }
  return cut(sum);
}

Number naive_exp(const Number& number) {
  return remembered("exp", number, 0, [&] { return exp_series(number); });
}

Value naive_power(const Number& base, const Number& exponent) {
  const auto halves = (exponent * 2).to_int64();
  if (halves && *halves % 2 == 0) {
    if (base == Number(0) && *halves < 0) return none;
    return of(whole_power(base, static_cast<int>(*halves / 2)));
  }
  if (base < Number(0) || (base == Number(0) && exponent < Number(0))) return none;
  if (base == Number(0)) return of(Number(0));
  if (halves) return of(whole_power(naive_root(base, 2), static_cast<int>(*halves)));
  return of(naive_exp(exponent * naive_ln(base)));
}

/// What nodes came to in the completions in hand: asked for again and again by rules that read other nodes.
using Known = std::map<NodeId, std::vector<Score>>;
const std::vector<Score>& scores_of(const model::Rulebook& rulebook, NodeId id, const std::vector<Unit>& completions,
                                    Known& known);

/// Expressions of one unit, in one of its completions. `index` is what classes ask for.
class Reader {
 public:
  Reader(const model::Rulebook& rulebook, const std::vector<Unit>& completions, std::size_t which, Known& known,
         std::optional<Value> index = {})
      : rulebook_(rulebook),
        completions_(completions),
        which_(which),
        known_(known),
        unit_(completions[which]),
        index_(std::move(index)) {}

  Value operator()(ExpressionId id) const { return read(rulebook_.expressions[model::index(id)]); }

 private:
  Value operand(const Expression& expression, std::size_t i) const { return (*this)(expression.operands[i]); }

  Value read(const Expression& e) const {
    switch (e.operation) {
      case Operation::literal: return of(e.literal);
      case Operation::input: return unit_[model::index(e.input)];
      case Operation::index: return index_.value();
      case Operation::named: return operand(e, 0);
      case Operation::node_points: return at(e.node).points;
      case Operation::node_index: return index_of(at(e.node));
      case Operation::node_max: return of(maximum(e.node));
      case Operation::every:
      case Operation::some: return quantified(e);
      case Operation::choose: return choose(e);
      case Operation::if_missing: return operand(e, 0);  // the data here are complete
      case Operation::if_none: {
        const Value first = operand(e, 0);
        return first.state == State::none ? operand(e, 1) : first;
      }
      default: break;
    }
    // All others look at all their operands: one that does not apply, and nothing applies.
    std::vector<Value> operands;
    for (const ExpressionId id : e.operands) operands.push_back((*this)(id));
    bool all_values = true;
    for (const Value& value : operands) {
      if (!applies(value)) return not_applicable;
      all_values = all_values && is_value(value);
    }
    switch (e.operation) {
      case Operation::is_none: return of(!all_values);
      case Operation::is_value: return of(all_values);
      case Operation::logical_not: return of(!holds(operands[0]));
      case Operation::logical_and:
        for (const Value& value : operands) {
          if (!holds(value)) return of(false);
        }
        return of(true);
      case Operation::logical_or:
        for (const Value& value : operands) {
          if (holds(value)) return of(true);
        }
        return of(false);
      case Operation::equal:
      case Operation::not_equal:
      case Operation::less:
      case Operation::less_or_equal:
      case Operation::within: return of(all_values && compare(e, operands));
      default: return all_values ? calculate(e, operands) : none;
    }
  }

  const Score& at(NodeId node) const { return scores_of(rulebook_, node, completions_, known_)[which_]; }

  /// What applies of a parent's maximum, whatever the parent makes of its children's points.
  Number maximum(NodeId id) const {
    const model::Node& node = rulebook_[id];
    Number sum;
    for (const NodeId child : node.children) sum += at(child).applicable;
    return model::is_mean(node.scoring.form) && sum != Number(0) ? node.max : sum;
  }

  /// Those that do not apply are left out.
  Value quantified(const Expression& e) const {
    for (const ExpressionId id : e.operands) {
      const Value condition = (*this)(id);
      if (applies(condition) && holds(condition) != (e.operation == Operation::every)) return of(e.operation == Operation::some);
    }
    return of(e.operation == Operation::every);
  }

  Value choose(const Expression& e) const {
    std::size_t i = 0;
    for (; i + 1 < e.operands.size(); i += 2) {
      const Value condition = operand(e, i);
      if (!applies(condition)) return not_applicable;
      if (holds(condition)) return operand(e, i + 1);
    }
    return operand(e, i);
  }

  static bool compare(const Expression& e, const std::vector<Value>& operands) {
    const Number& a = operands[0].number;
    switch (e.operation) {
      case Operation::equal: return a == operands[1].number;
      case Operation::not_equal: return a != operands[1].number;
      case Operation::less: return a < operands[1].number;
      case Operation::less_or_equal: return a <= operands[1].number;
      case Operation::within: return lies_in(a, e.range);
      default: std::abort();
    }
  }

  static Value calculate(const Expression& e, const std::vector<Value>& operands) {
    const Number& a = operands[0].number;
    const Number power = ten_to(e.decimals);
    switch (e.operation) {
      case Operation::add: return of(a + operands[1].number);
      case Operation::subtract: return of(a - operands[1].number);
      case Operation::multiply: return of(a * operands[1].number);
      case Operation::divide:
        if (operands[1].number == Number(0)) return none;
        return of(a / operands[1].number);
      case Operation::negate: return of(-a);
      case Operation::absolute: return of(a < Number(0) ? -a : a);
      case Operation::round: return of(a.rounded(e.decimals, e.rounding));
      case Operation::round_down: return of((a * power).floor() / power);
      case Operation::round_up: return of((a * power).ceiling() / power);
      case Operation::root: {
        const auto degree = static_cast<int>(*e.literal.to_int64());
        if (a < Number(0)) return degree % 2 == 0 ? none : of(-naive_root(-a, degree));
        return of(naive_root(a, degree));
      }
      case Operation::natural_logarithm: return a > Number(0) ? of(naive_ln(a)) : none;
      case Operation::exponential: return of(naive_exp(a));
      case Operation::power: return naive_power(a, operands[1].number);
      case Operation::larger:
      case Operation::smaller: {
        Number extreme = a;
        for (const Value& value : operands) {
          const bool beats = e.operation == Operation::larger ? value.number > extreme : value.number < extreme;
          if (beats) extreme = value.number;
        }
        return of(extreme);
      }
      default: std::abort();
    }
  }

  const model::Rulebook& rulebook_;
  const std::vector<Unit>& completions_;
  std::size_t which_;
  Known& known_;
  const Unit& unit_;
  std::optional<Value> index_;
};

// ---- a leaf, in the order of the reference --------------------------------------------------------------------------

Value plus(const Value& a, const Value& b, bool minus) {
  if (!applies(a) || !applies(b)) return not_applicable;
  if (!is_value(a) || !is_value(b)) return none;
  return of(minus ? a.number - b.number : a.number + b.number);
}

Value smaller_of(const Value& a, const Value& b) {
  if (!applies(a) || !applies(b)) return not_applicable;
  if (!is_value(a) || !is_value(b)) return none;
  return a.number < b.number ? a : b;
}

Value larger_of(const Value& a, const Value& b) {
  if (!applies(a) || !applies(b)) return not_applicable;
  if (!is_value(a) || !is_value(b)) return none;
  return a.number > b.number ? a : b;
}

Value times(const Value& a, const Value& b) {
  if (!applies(a) || !applies(b)) return not_applicable;
  if (!is_value(a) || !is_value(b)) return none;
  return of(a.number * b.number);
}

Value first_that_holds(const model::Scoring& scoring, const Reader& read) {
  for (const model::WhenLine& line : scoring.when) {
    if (!model::is(line.condition) || &line == &scoring.when.back()) return read(line.value);
    const Value condition = read(line.condition);
    if (!applies(condition)) return not_applicable;
    if (holds(condition)) return read(line.value);
  }
  std::abort();
}

Value band_of(const model::Scoring& scoring, const Reader& read) {
  for (const model::Band& band : scoring.bands) {
    if (&band == &scoring.bands.back()) return read(band.value);
    const Value is_in = read(band.holds);
    if (!applies(is_in)) return not_applicable;
    if (holds(is_in)) return read(band.value);
  }
  std::abort();
}

/// How much of 0 to `subject` lies in a row: of whole things, how many of them; else a length.
Number part_of(const Number& subject, const value::Range& row, bool is_whole) {
  Number part;
  if (is_whole) {
    for (Number thing(1); thing <= subject; thing += 1) part += lies_in(thing, row) ? 1 : 0;
    return part;
  }
  const Number from = row.low && *row.low > Number(0) ? *row.low : Number(0);
  const Number to = row.high && *row.high < subject ? *row.high : subject;
  return to > from ? to - from : Number(0);
}

Value progressive(const model::Rulebook& rulebook, const model::Scoring& scoring, const Reader& read) {
  const Value subject = read(scoring.subject);
  if (!applies(subject)) return not_applicable;
  if (!is_value(subject)) return none;
  const model::KindTag kind = rulebook[scoring.subject].kind.tag;
  const bool is_whole = kind == model::KindTag::count || kind == model::KindTag::whole || kind == model::KindTag::days;
  Number points;
  for (const model::Band& band : scoring.bands)
    points += read(band.rate).number * part_of(subject.number, band.range, is_whole);
  return of(points);
}

Value adjusted(const model::Node& node, const Reader& read) {
  Value points = of(node.scoring.form == ScoringForm::deduct ? node.max : Number(0));
  for (const model::Adjustment& line : node.scoring.adjustments) {
    Value amount = of(Number(0));
    Value condition = of(true);
    if (model::is(line.when)) condition = read(line.when);
    if (!applies(condition)) return not_applicable;
    if (holds(condition)) {
      amount = read(line.amount);
      if (model::is(line.per)) amount = times(amount, read(line.per));
    }
    points = plus(points, amount, line.deduct);
    if (!applies(points)) return not_applicable;
  }
  return points;
}

Value by_form(const model::Rulebook& rulebook, const model::Node& node, const Unit& unit, const Reader& read) {
  switch (node.scoring.form) {
    case ScoringForm::when: return first_that_holds(node.scoring, read);
    case ScoringForm::bands: return band_of(node.scoring, read);
    case ScoringForm::progressive: return progressive(rulebook, node.scoring, read);
    case ScoringForm::add:
    case ScoringForm::deduct: return adjusted(node, read);
    case ScoringForm::expression: return read(node.scoring.expression.expression);
    case ScoringForm::entered: return unit[model::index(node.scoring.entered)];
    case ScoringForm::sum:
    case ScoringForm::mean:
    case ScoringForm::geometric_mean:
    case ScoringForm::not_scored: break;
  }
  std::abort();
}

/// Up to `if missing`.
Value before_missing(const model::Rulebook& rulebook, const model::Node& node, const Unit& unit, const Reader& read) {
  const model::Scoring& scoring = node.scoring;
  if (scoring.not_applicable_when) {
    const Value condition = read(scoring.not_applicable_when->expression);
    if (!applies(condition) || holds(condition)) return not_applicable;
  }
  if (scoring.full_points_when) {
    const Value condition = read(scoring.full_points_when->expression);
    if (!applies(condition)) return not_applicable;
    if (holds(condition)) return of(node.max);
  }
  Value points = by_form(rulebook, node, unit, read);
  if (scoring.at_most) points = smaller_of(points, read(scoring.at_most->expression));
  if (scoring.not_below) points = larger_of(points, read(scoring.not_below->expression));
  return points;
}

/// From `without evidence` on.
Value after_missing(const model::Node& node, Value points, const Unit& unit, const Reader& read) {
  if (node.scoring.evidence && !holds(read(node.scoring.evidence->given)) && applies(points))
    points = read(node.scoring.evidence->otherwise);
  for (const model::Cap& cap : node.scoring.caps) {
    const Value condition = read(cap.condition);
    if (!applies(condition)) return not_applicable;
    if (holds(condition)) points = smaller_of(points, read(cap.value));
  }
  for (const model::Guard& zero : node.scoring.zero_when) {
    const Value condition = read(zero.expression);
    if (!applies(condition)) return not_applicable;
    if (holds(condition) && applies(points)) points = of(Number(0));
  }
  if (node.scoring.round && is_value(points)) {
    points.number = points.number.rounded(node.scoring.round->decimals, node.scoring.round->rounding);
  }
  const model::InputId set = node.scoring.appraised;
  if (set != model::no_input && is_value(unit[model::index(set)])) return unit[model::index(set)];
  return points;
}

std::vector<Score> leaf(const model::Rulebook& rulebook, const model::Node& node, const std::vector<Unit>& completions,
                        Known& known) {
  std::vector<Value> points;
  bool is_missing = false;
  for (std::size_t i = 0; i < completions.size(); ++i) {
    points.push_back(before_missing(rulebook, node, completions[i], Reader(rulebook, completions, i, known)));
    is_missing = is_missing || !(points.back() == points.front());
  }
  std::vector<Score> scores;
  for (std::size_t i = 0; i < completions.size(); ++i) {
    const Reader read(rulebook, completions, i, known);
    if (is_missing && node.scoring.if_missing) points[i] = read(node.scoring.if_missing->expression);
    const Value result = after_missing(node, points[i], completions[i], read);
    scores.push_back({result, applies(result) ? node.max : Number(0)});
  }
  return scores;
}

// ---- parents --------------------------------------------------------------------------------------------------------

Score sum_of(const std::vector<Score>& children) {
  Score sum{not_applicable, 0};
  for (const Score& child : children) {
    sum.applicable += child.applicable;
    if (!applies(child.points)) continue;
    sum.points = applies(sum.points) ? plus(sum.points, child.points, false) : child.points;
  }
  return sum;
}

Score mean_of(const std::vector<Score>& children, const std::vector<Number>& weights, const Number& max) {
  Number above;
  Number below;
  bool any_none = false;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Value index = index_of(children[i]);
    if (!applies(index)) continue;
    any_none = any_none || !is_value(index);
    above += weights[i] * index.number;
    below += weights[i];
  }
  if (below == Number(0)) return {not_applicable, 0};
  return {any_none ? none : of(max * above / below), max};
}

/// Made-up rulebooks have no weights here: the root of the product.
Score geometric_mean_of(const std::vector<Score>& children, const Number& max) {
  Number product = 1;
  int count = 0;
  bool any_none = false;
  for (const Score& child : children) {
    const Value index = index_of(child);
    if (!applies(index)) continue;
    any_none = any_none || !is_value(index);
    product = product * index.number;
    ++count;
  }
  if (count == 0) return {not_applicable, 0};
  return {any_none ? none : of(max * naive_root(product, count)), max};
}

/// A parent's own clauses. What does not apply in them is left out.
Value corrected(const model::Node& node, Value points, const Reader& read) {
  if (!applies(points)) return points;
  const auto or_nothing = [](const Value& value) { return applies(value) ? value : of(Number(0)); };
  const model::Scoring& scoring = node.scoring;
  for (const model::Adjustment& line : scoring.adjustments) {
    if (model::is(line.when) && !holds(read(line.when))) continue;
    Value amount = or_nothing(read(line.amount));
    if (model::is(line.per)) amount = times(amount, or_nothing(read(line.per)));
    points = plus(points, amount, line.deduct);
  }
  const auto bound = [&](ExpressionId id) {
    const Value value = read(id);
    return applies(value) ? value : points;
  };
  if (scoring.at_most) points = smaller_of(points, bound(scoring.at_most->expression));
  if (scoring.not_below) points = larger_of(points, bound(scoring.not_below->expression));
  for (const model::Cap& cap : scoring.caps)
    if (holds(read(cap.condition))) points = smaller_of(points, bound(cap.value));
  for (const model::Guard& zero : scoring.zero_when)
    if (holds(read(zero.expression))) points = of(Number(0));
  if (scoring.round && is_value(points)) points.number = points.number.rounded(scoring.round->decimals, scoring.round->rounding);
  return points;
}

/// The blocks outside the scale, and what the head makes of a total that leaves it.
Score with_blocks(const model::Rulebook& rulebook, Score whole, std::size_t which, const std::vector<Unit>& completions,
                  Known& known) {
  for (const NodeId block : rulebook.blocks) {
    const Value points = scores_of(rulebook, block, completions, known)[which].points;
    if (applies(points)) whole.points = plus(whole.points, points, rulebook[block].role == model::Role::penalty);
  }
  if (rulebook.index_at_most) whole.points = smaller_of(whole.points, of(whole.applicable));
  if (rulebook.index_not_below) whole.points = larger_of(whole.points, of(Number(0)));
  return whole;
}

std::vector<Score> work_out(const model::Rulebook& rulebook, NodeId id, const std::vector<Unit>& completions, Known& known) {
  const bool is_whole = id == model::no_node;
  if (!is_whole && rulebook[id].is_leaf()) return leaf(rulebook, rulebook[id], completions, known);
  const std::vector<NodeId>& children = is_whole ? rulebook.fields : rulebook[id].children;
  const ScoringForm form = is_whole ? rulebook.combine : rulebook[id].scoring.form;
  const Number max = is_whole ? rulebook.scale : rulebook[id].max;
  std::vector<std::vector<Score>> of_children;
  std::vector<Number> weights;
  for (const NodeId child : children) {
    of_children.push_back(scores_of(rulebook, child, completions, known));
    weights.push_back(rulebook[child].weight.value_or(Number(1)));
  }
  std::vector<Score> scores;
  for (std::size_t i = 0; i < completions.size(); ++i) {
    std::vector<Score> here;
    for (const std::vector<Score>& child : of_children) here.push_back(child[i]);
    Score own = form == ScoringForm::geometric_mean ? geometric_mean_of(here, max)
                : form == ScoringForm::mean         ? mean_of(here, weights, max)
                                                    : sum_of(here);
    if (is_whole) own = with_blocks(rulebook, std::move(own), i, completions, known);
    else own.points = corrected(rulebook[id], std::move(own.points), Reader(rulebook, completions, i, known));
    if (!is_whole && rulebook[id].is_block()) own.applicable = applies(own.points) ? max : Number(0);
    scores.push_back(std::move(own));
  }
  return scores;
}

const std::vector<Score>& scores_of(const model::Rulebook& rulebook, NodeId id, const std::vector<Unit>& completions,
                                    Known& known) {
  if (const auto found = known.find(id); found != known.end()) return found->second;
  std::vector<Score> scores = work_out(rulebook, id, completions, known);
  return known.emplace(id, std::move(scores)).first->second;
}

}  // namespace

std::vector<Score> score(const model::Rulebook& rulebook, NodeId id, const std::vector<Unit>& completions) {
  Known known;
  return scores_of(rulebook, id, completions, known);
}

Value index_of(const Score& score) {
  if (!applies(score.points) || score.applicable == Number(0)) return not_applicable;
  if (!is_value(score.points)) return none;
  return of(score.points.number / score.applicable);
}

Value published(const model::Rulebook& rulebook, const Score& score) {
  const Value index = index_of(score);
  if (!is_value(index)) return index;
  const model::Publish& as = *rulebook.publish;
  Number number = index.number;
  if (as.form == model::IndexForm::percent) number = number * 100;
  if (as.form == model::IndexForm::points) number = score.points.number;
  return of(number.rounded(as.decimals, as.rounding));
}

std::size_t class_of(const model::Rulebook& rulebook, const Score& score, const Unit& unit) {
  Value index = index_of(score);
  if (!is_value(index)) return rulebook.classes.size();
  if (rulebook.classes_by == model::IndexUsed::published && rulebook.publish) {
    const Number shown = published(rulebook, score).number;
    if (rulebook.publish->form == model::IndexForm::percent) index.number = shown / 100;
    if (rulebook.publish->form == model::IndexForm::number) index.number = shown;
    if (rulebook.publish->form == model::IndexForm::points) index.number = shown / score.applicable;
  }
  const std::vector<Unit> alone{unit};
  Known known;
  const Reader read(rulebook, alone, 0, known, index);
  for (std::size_t line = 0; line < rulebook.classes.size(); ++line) {
    const ExpressionId condition = rulebook.classes[line].condition;
    if (!model::is(condition) || holds(read(condition))) return line;
  }
  return rulebook.classes.size();
}

Value value_of(const model::Rulebook& rulebook, ExpressionId expression, const Unit& unit) {
  const std::vector<Unit> alone{unit};
  Known known;
  return Reader(rulebook, alone, 0, known)(expression);
}

std::vector<std::uint32_t> ranks(const std::vector<Value>& keys) {
  // Roots are worked out to sixty decimals here: what is nearer than fifty is the same number.
  static const Number hair = Number(1) / ten_to(50);
  std::vector<std::uint32_t> result;
  for (const Value& key : keys) {
    std::uint32_t rank = is_value(key) ? 1 : 0;
    for (const Value& other : keys) {
      if (is_value(key) && is_value(other) && other.number > key.number + hair) ++rank;
    }
    result.push_back(rank);
  }
  return result;
}

}  // namespace barem::laws
