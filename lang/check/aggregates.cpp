// What rules ask of sets of rows and of other years: typed, and turned into inputs that are worked out before anything
// is scored. Whatever comes after sees inputs. Each with the same meaning is one, however often it is written.
#include <algorithm>
#include <utility>

#include "lang/check/expressions.h"
#include "lang/check/ranges.h"

namespace barem::check {

using model::Aggregate;
using model::AggregateFunction;
using model::ExpressionId;
using model::Input;
using model::InputId;
using model::InputRole;
using model::Kind;
using model::KindTag;
using model::LevelResult;
using model::Operation;
using model::SetKind;
using source::BilingualText;
using source::Message;
using source::Span;
using syntax::Form;
using value::Number;
using value::Range;

namespace {

constexpr Message<2> unknown_set{
    "E0504", "there is no table, questionnaire or level named `{0}`{1}",
    "không có bảng, phiếu điều tra hay đơn vị cấp dưới nào tên là `{0}`{1}",
    "the units themselves are said `units`", "chính các đơn vị thì ghi `các đơn vị`"};
constexpr Message<2> element_due{"E0505", "`{0}` asks something of each row: say what, as in `{1}`",
                                 "`{0}` cần biết lấy gì ở mỗi dòng, ví dụ `{1}`"};
constexpr Message<2> no_element_due{"E0506", "`{0}` counts rows and takes no value: which rows is said after `{1}`",
                                    "`{0}` đếm số dòng, không lấy giá trị: đếm những dòng nào thì ghi sau `{1}`",
                                    "`count(over dossiers where …)`", "`đếm(trên hồ_sơ với …)`"};
constexpr Message<3> element_kind{"E0507", "`{0}` cannot be asked of `{1}`, which is {2}",
                                  "không lấy `{0}` của `{1}` được, vì đây là {2}"};
constexpr Message<1> fraction_due{"E0508", "`{0}` needs a share from 0% to 100% behind the value",
                                  "`{0}` cần thêm mức từ 0% đến 100% sau giá trị", "`quantile(x, 25% over units)`",
                                  "`phân vị(x; 25% trên các đơn vị)`"};
constexpr Message<1> no_fraction_due{"E0509", "`{0}` takes one value, and here stand two",
                                     "`{0}` chỉ lấy một giá trị, ở đây có hai"};
constexpr Message<0> own_outside{
    "E0510", "`own` speaks of the unit itself beside others: it stands in an aggregate",
    "`của mình` chỉ chính đơn vị đang xét, bên cạnh các đơn vị khác: chỉ dùng trong phép tổng hợp",
    "the name alone: outside an aggregate it is that of the unit itself",
    "chỉ ghi tên: ngoài phép tổng hợp, tên này đã là của chính đơn vị"};
constexpr Message<1> own_alone{
    "E0511", "over units, `{0}` can only stand on one side of a comparison",
    "trên các đơn vị, `{0}` chỉ đứng được ở một vế của phép so sánh", "`where region = own region`",
    "`với vùng = vùng của mình`"};
constexpr Message<2> rank_of_others{"E0512", "`{0}` is the place of the unit among units, and `{1}` holds no units of this rank",
                                    "`{0}` là thứ hạng của đơn vị giữa các đơn vị cùng cấp, mà `{1}` không phải là các đơn vị đó",
                                    "`rank(x over units)`", "`thứ hạng(x trên các đơn vị)`"};
constexpr Message<2> grouped_other{"E0513", "`{0}` cannot be grouped: groups are for `mean`",
                                        "`{0}` không chia nhóm được: chỉ `trung bình` chia nhóm được",
                                        "`mean({1} … by …)`", "`trung bình({1} … theo từng …)`"};
constexpr Message<3> no_column{"E0514", "`{1}` has no column named `{0}`{2}", "`{1}` không có cột nào tên là `{0}`{2}"};
constexpr Message<2> no_input_of_units{"E0514", "units have no input named `{0}`{1}",
                                       "các đơn vị không có số liệu nào tên là `{0}`{1}"};
constexpr Message<1> not_of_a_year{"E0515", "`{0}` is not an input of units: it has no value in another year",
                                   "`{0}` không phải là số liệu của đơn vị: không có giá trị ở năm khác"};
constexpr Message<0> class_outside{"E0516", "`class` is that of units below: it stands in an aggregate over them",
                                   "`xếp loại` là của đơn vị cấp dưới: chỉ dùng trong phép tổng hợp trên các đơn vị đó"};
constexpr Message<1> no_classes_below{"E0517", "the units of `{0}` have no class: the rules that score them name none",
                                      "các đơn vị thuộc `{0}` không được xếp loại: bộ tiêu chí chấm các đơn vị này không quy định xếp loại",
                                      "`classes by …` in those rules, or ask for the index",
                                      "thêm `xếp loại theo …` vào bộ tiêu chí đó, hoặc dùng chỉ số"};
constexpr Message<1> own_forgotten{
    "E0533", "`{0}` stands on both sides, so this takes every row that has one",
    "`{0}` đứng ở cả hai vế, nên dòng nào có giá trị cũng được tính", "the unit's own is said `own {0}`",
    "giá trị của chính đơn vị thì ghi `{0} của mình`"};
constexpr Message<2> year_to_come{"E0520", "`{0}` asks for {1}, which is after the year of these rules",
                                  "`{0}` lấy số liệu năm {1}, sau năm đánh giá của bộ tiêu chí này"};

Kind of(KindTag tag) { return {tag, 0}; }

AggregateFunction function_of(syntax::AggregateWord word) {
  using enum syntax::AggregateWord;
  switch (word) {
    case count: return AggregateFunction::count;
    case sum: return AggregateFunction::sum;
    case mean: return AggregateFunction::mean;
    case share: return AggregateFunction::share;
    case largest: return AggregateFunction::largest;
    case smallest: return AggregateFunction::smallest;
    case median: return AggregateFunction::median;
    case quantile: return AggregateFunction::quantile;
    case rank: return AggregateFunction::rank;
    case every: return AggregateFunction::every;
    case some: return AggregateFunction::some;
    case variance: return AggregateFunction::variance;
    case sample_variance: return AggregateFunction::sample_variance;
  }
  return AggregateFunction::count;
}

/// The words up to the bracket: `sample variance`.
std::string_view function_words(std::string_view written) {
  std::string_view words = written.substr(0, written.find('('));
  while (words.ends_with(' ')) words.remove_suffix(1);
  return words;
}

/// As one line with single blanks: the name that people read.
std::string on_one_line(std::string_view written) {
  std::string line;
  for (const char c : written) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

bool speaks_of_own(const syntax::Expression& expression) {
  return expression.form == Form::own || std::ranges::any_of(expression.operands, speaks_of_own);
}

bool asks_a_condition(AggregateFunction function) {
  return function == AggregateFunction::share || function == AggregateFunction::every ||
         function == AggregateFunction::some;
}

ExpressionId canonical(const model::Rulebook& rulebook, ExpressionId id) {
  return model::is(id) ? rulebook[id].canonical : id;
}

/// Of one set, before conditions say which.
bool same_set(const Aggregate& a, const Aggregate& b) { return a.set == b.set && a.others == b.others && a.with == b.with; }

/// The same rows, whatever is asked of them.
bool same_rows(const model::Rulebook& rulebook, const Aggregate& a, const Aggregate& b) {
  const auto same = [&](ExpressionId x, ExpressionId y) { return canonical(rulebook, x) == canonical(rulebook, y); };
  const auto same_own = [&](const Aggregate::OwnComparison& x, const Aggregate::OwnComparison& y) {
    return x.operation == y.operation && x.own_stands_first == y.own_stands_first && same(x.row, y.row) && same(x.own, y.own);
  };
  return same_set(a, b) && same(a.where, b.where) && std::ranges::equal(a.own, b.own, same_own);
}

bool asks_all_rows(const Aggregate& aggregate) { return !model::is(aggregate.where) && aggregate.own.empty(); }

}  // namespace

// ---- sets --------------------------------------------------------------------------------------------------------

/// The unit itself is among the rows, whatever its data. What is none or does not apply equals nothing, itself neither.
bool ExpressionTyper::holds_the_unit_itself(const Aggregate& aggregate) {
  if (aggregate.set != 0 || aggregate.others || model::is(aggregate.where) || !aggregate.with.empty()) return false;
  if (aggregate.by != model::no_input && (rulebook_[aggregate.by].or_none || rulebook_[aggregate.by].or_not_applicable))
    return false;
  return std::ranges::all_of(aggregate.own, [&](const Aggregate::OwnComparison& comparison) {
    if (comparison.operation != Operation::equal || rulebook_[comparison.row].canonical != rulebook_[comparison.own].canonical)
      return false;
    const value::Outcome own = outcome_so_far(comparison.own);
    return !own.may_be_none && !own.may_be_not_applicable;
  });
}

void ExpressionTyper::add_set(std::uint32_t set) { sets_.emplace(rulebook_.sets[set].name, set); }

std::optional<std::uint32_t> ExpressionTyper::find_set(std::string_view name) const {
  const auto found = sets_.find(std::string(name));
  return found == sets_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<InputId> ExpressionTyper::column_of(std::uint32_t set, const syntax::Name& name) {
  const model::RowSet& rows = rulebook_.sets[set];
  std::vector<std::string> names;
  if (rows.kind == SetKind::level) {
    const model::Rulebook* below = rules_below(set);
    if (below == nullptr) return std::nullopt;  // they could not be read
    const LevelResult result = name.text == "index"   ? LevelResult::index
                               : name.text == "class" ? LevelResult::class_label
                                                      : LevelResult::input;
    if (const auto column = level_column(set, result, name.text, name.span)) return column;
    if (result == LevelResult::class_label) {
      say(no_classes_below, name.span, rows.name);
      return std::nullopt;
    }
    for (const Input& input : below->inputs)
      if (input.role == InputRole::declared) names.push_back(input.name);
  } else {
    for (const Input& input : rulebook_.inputs) {
      if (set == 0 ? input.role != InputRole::declared : input.role != InputRole::column || input.place != set) continue;
      if (input.name == name.text) return find_input(name.text);
      names.push_back(input.name);
    }
  }
  if (said.names_are_missing) return std::nullopt;
  const BilingualText near = did_you_mean(source::nearest(name.text, names));
  if (rows.kind == SetKind::units) say(no_input_of_units, name.span, name.text, near);
  else say(no_column, name.span, name.text, rows.name, near);
  return std::nullopt;
}

/// What scores the units of a level; nothing where it could not be read.
const model::Rulebook* ExpressionTyper::rules_below(std::uint32_t set) const {
  const auto level = std::ranges::find(rulebook_.levels, set, &model::UnitsBelow::set);
  return level == rulebook_.levels.end() ? nullptr : level->rulebook.get();
}

InputId ExpressionTyper::add_worked_out(Input input) {
  const auto id = static_cast<InputId>(rulebook_.inputs.size());
  rulebook_.inputs.push_back(std::move(input));
  input_used.resize(rulebook_.inputs.size(), false);
  input_used.back() = true;
  return id;
}

// ---- levels ------------------------------------------------------------------------------------------------------

/// A column of a level, made where it is first asked for. Nothing where the rules below have no such thing.
std::optional<InputId> ExpressionTyper::level_column(std::uint32_t set, LevelResult result, std::string_view name,
                                                     Span span) {
  const auto level = std::ranges::find(rulebook_.levels, set, &model::UnitsBelow::set);
  if (level == rulebook_.levels.end() || level->rulebook == nullptr) return std::nullopt;
  const model::Rulebook& below = *level->rulebook;
  model::UnitsBelow::Column column{result, model::no_input, model::no_node};
  Input input;
  input.role = InputRole::column;
  input.place = set;
  input.name = std::string(name);
  input.span = span;
  switch (result) {
    case LevelResult::input: {
      const auto found = below.find_input(name);
      if (!found || below[*found].role != InputRole::declared) return std::nullopt;
      column.input = *found;
      const Input& source = below[*found];
      input.kind = source.kind;
      input.range = source.range;
      input.or_none = source.or_none;
      input.or_not_applicable = source.or_not_applicable;
      if (source.kind.tag == KindTag::choice) {
        const auto& list = below.choice_lists[source.kind.choice_list];
        const auto same = std::ranges::find(rulebook_.choice_lists, list);
        input.kind.choice_list = static_cast<std::uint32_t>(same - rulebook_.choice_lists.begin());
        if (same == rulebook_.choice_lists.end()) rulebook_.choice_lists.push_back(list);
      }
      break;
    }
    case LevelResult::index:
      input.kind = of(KindTag::percent);
      input.range = Range::closed(0, 1);
      if (below.index_may_pass) input.range.high.reset();
      if (below.index_may_fall) input.range.low.reset();
      input.or_not_applicable = true;
      break;
    case LevelResult::class_label: {
      if (below.classes.empty()) return std::nullopt;
      std::vector<std::string> labels;
      for (const model::ClassLine& line : below.classes) labels.push_back(line.label);
      input.kind = {KindTag::choice, 0};
      const auto same = std::ranges::find(rulebook_.choice_lists, labels);
      input.kind.choice_list = static_cast<std::uint32_t>(same - rulebook_.choice_lists.begin());
      input.range = Range::closed(0, static_cast<std::int64_t>(labels.size()) - 1);
      input.or_not_applicable = true;
      if (same == rulebook_.choice_lists.end()) rulebook_.choice_lists.push_back(std::move(labels));
      break;
    }
    case LevelResult::points_of:
    case LevelResult::index_of: {
      const auto node = below.find_node(name);
      if (!node || !below[*node].is_scored()) return std::nullopt;
      column.node = *node;
      const bool points = result == LevelResult::points_of;
      input.kind = of(points ? KindTag::points : KindTag::percent);
      input.range = Range::closed(0, points ? below[*node].max : Number(1));
      if (model::may_pass_max(below, below[*node])) input.range.high.reset();
      if (model::may_go_below_0(below, below[*node])) input.range.low.reset();
      input.or_not_applicable = true;
      break;
    }
  }
  for (std::size_t i = 0; i < level->columns.size(); ++i) {
    const model::UnitsBelow::Column& other = level->columns[i];
    if (other.result == column.result && other.input == column.input && other.node == column.node)
      return rulebook_.sets[set].columns[i];
  }
  level->columns.push_back(column);
  const InputId id = add_worked_out(std::move(input));
  rulebook_.sets[set].columns.push_back(id);
  return id;
}

/// `index` and `class` in an aggregate over a level.
Typed ExpressionTyper::result_below(const syntax::Expression& expression) {
  const bool is_class = expression.form == Form::class_word;
  if (is_class && (!row_set_ || rulebook_.sets[*row_set_].kind != SetKind::level)) {
    if (find_input(words(expression.span))) {  // an input that happens to have this name
      syntax::Expression plain = expression;
      plain.form = Form::name;
      plain.text = words(expression.span);
      return name(plain);
    }
    say(class_outside, expression.span);
    return hole();
  }
  const auto column = level_column(*row_set_, is_class ? LevelResult::class_label : LevelResult::index,
                                   is_class ? "class" : "index", expression.span);
  if (column) return read_input(*column, expression.span);
  if (rules_below(*row_set_) != nullptr)
    say(no_classes_below, expression.span, rulebook_.sets[*row_set_].name);
  return hole();
}

// ---- other years -------------------------------------------------------------------------------------------------

Typed ExpressionTyper::earlier(const syntax::Expression& expression) {
  const auto base = find_input(expression.text);
  if (!base) {
    if (!is_name_in_sight(expression.text)) {
      syntax::Expression plain = expression;
      plain.form = Form::name;
      return name(plain);  // says that there is none, and which is nearest
    }
    say(not_of_a_year, expression.span, expression.text);
    return hole();
  }
  input_used[model::index(*base)] = true;
  if (rulebook_[*base].role != InputRole::declared) {
    say(not_of_a_year, expression.span, expression.text);
    return hole();
  }
  if (rulebook_.year == 0) return hole();  // the year is missing, which is said at the head
  const int year = expression.form == Form::previous ? rulebook_.year - 1 : expression.year;
  if (year == rulebook_.year) return read_input(*base, expression.span);
  if (year > rulebook_.year) {
    say(year_to_come, expression.span, words(expression.span), std::to_string(year));
    return hole();
  }
  if (const auto known = earlier_.find({*base, year}); known != earlier_.end())
    return read_input(known->second, expression.span);
  Input input = rulebook_[*base];
  input.name = on_one_line(words(expression.span));
  input.role = InputRole::earlier;
  input.base = *base;
  input.year = year;
  input.span = expression.span;
  input.at_most.clear();
  input.at_least.clear();
  // What holds between two inputs of one year holds between them in another, once both are asked for.
  const auto take = [&](const std::vector<InputId>& bounds, std::vector<InputId>& then) {
    for (const InputId bound : bounds)
      if (const auto known = earlier_.find({bound, year}); known != earlier_.end()) then.push_back(known->second);
  };
  take(rulebook_[*base].at_most, input.at_most);
  take(rulebook_[*base].at_least, input.at_least);
  const Bounded& bounds_of = bounded_by(*base);
  take(bounds_of.from_above, input.at_least);
  take(bounds_of.from_below, input.at_most);
  const InputId id = add_worked_out(std::move(input));
  earlier_.emplace(std::pair(*base, year), id);
  return read_input(id, expression.span);
}

/// The inputs whose declaration names this one: `done at most planned` as seen from `planned`. All that are declared are
/// known before the first rule is read.
const ExpressionTyper::Bounded& ExpressionTyper::bounded_by(InputId input) {
  if (bounded_.empty()) {
    bounded_.assign(rulebook_.inputs.size(), {});
    for (std::uint32_t i = 0; i < rulebook_.inputs.size(); ++i) {
      if (rulebook_.inputs[i].role != InputRole::declared) continue;
      for (const InputId bound : rulebook_.inputs[i].at_most) bounded_[model::index(bound)].from_above.push_back(InputId{i});
      for (const InputId bound : rulebook_.inputs[i].at_least) bounded_[model::index(bound)].from_below.push_back(InputId{i});
    }
  }
  return bounded_[model::index(input)];
}

// ---- aggregates --------------------------------------------------------------------------------------------------

/// Over a table or a level: an input of the unit that the rows belong to. Over units it stands in comparisons alone.
Typed ExpressionTyper::own(const syntax::Expression& expression) {
  if (!row_set_) {
    say(own_outside, expression.span);
    return hole();
  }
  if (rulebook_.sets[*row_set_].kind == SetKind::units) {
    say(own_alone, expression.span, words(expression.span));
    return hole();
  }
  const auto outer = std::exchange(row_set_, std::nullopt);
  syntax::Expression plain = expression;
  plain.form = Form::name;
  const Typed typed = name(plain);
  row_set_ = outer;
  return typed;
}

bool ExpressionTyper::read_own_comparison(const syntax::Expression& comparison, Aggregate& aggregate) {
  const bool first = speaks_of_own(comparison.operands[0]);
  const syntax::Expression& own_words = comparison.operands[first ? 0 : 1];
  const syntax::Expression& row_words = comparison.operands[first ? 1 : 0];
  const Typed row = type(row_words);
  const auto as_plain = [](auto&& self, syntax::Expression expression) -> syntax::Expression {
    if (expression.form == Form::own) expression.form = Form::name;
    for (syntax::Expression& operand : expression.operands) operand = self(self, std::move(operand));
    return expression;
  };
  const auto outer = std::exchange(row_set_, std::nullopt);
  const Typed own = type(as_plain(as_plain, own_words));
  row_set_ = outer;
  if (row.is_hole() || own.is_hole()) return false;
  if (compare_pair(first ? own : row, comparison.comparators[0], first ? row : own, comparison.span,
                   comparison.operands[0], comparison.operands[1])
          .is_hole())
    return false;
  Aggregate::OwnComparison read;
  read.row = row.id;
  read.own = own.id;
  read.own_stands_first = first;
  switch (comparison.comparators[0]) {
    case syntax::Comparator::equal: read.operation = Operation::equal; break;
    case syntax::Comparator::not_equal: read.operation = Operation::not_equal; break;
    case syntax::Comparator::less: read.operation = Operation::less; break;
    case syntax::Comparator::less_or_equal: read.operation = Operation::less_or_equal; break;
    case syntax::Comparator::greater:
      read.operation = Operation::less;
      read.own_stands_first = !first;
      break;
    case syntax::Comparator::greater_or_equal:
      read.operation = Operation::less_or_equal;
      read.own_stands_first = !first;
      break;
  }
  aggregate.own.push_back(read);
  return true;
}

/// What joins with `and` is read part by part; parts that compare with the unit itself are kept apart.
bool ExpressionTyper::read_where(const syntax::Expression& condition_, Aggregate& aggregate) {
  const bool over_units = rulebook_.sets[aggregate.set].kind == SetKind::units;
  if (condition_.form == Form::logical_and) {
    bool sound = true;
    for (const syntax::Expression& part : condition_.operands) sound = read_where(part, aggregate) && sound;
    return sound;
  }
  if (condition_.form == Form::bracketed && over_units) return read_where(condition_.operands[0], aggregate);
  if (over_units && condition_.form == Form::compare && condition_.operands.size() == 2 &&
      speaks_of_own(condition_.operands[0]) != speaks_of_own(condition_.operands[1]))
    return read_own_comparison(condition_, aggregate);
  if (over_units && condition_.form == Form::compare && std::ranges::all_of(condition_.operands, speaks_of_own)) {
    say(own_alone, condition_.span, words(condition_.operands[0].span));
    return false;
  }
  const ExpressionId read = condition(condition_);
  if (!model::is(read)) return false;
  const model::Expression& compared = rulebook_[rulebook_[read].canonical];
  if (compared.operation == Operation::equal &&
      rulebook_[compared.operands[0]].canonical == rulebook_[compared.operands[1]].canonical) {
    say(own_forgotten, condition_.span, words(condition_.operands[0].span));
    return false;
  }
  aggregate.where = model::is(aggregate.where)
                        ? operation(Operation::logical_and, of(KindTag::yes_no), condition_.span, {aggregate.where, read})
                        : read;
  return true;
}

bool ExpressionTyper::read_element(const syntax::Expression& expression, Aggregate& aggregate, Typed& element) {
  const std::string function(function_words(words(expression.span)));
  const auto& operands = expression.operands;
  if (aggregate.function == AggregateFunction::count) {
    if (operands.empty()) return true;
    for (const syntax::Expression& operand : operands) type(operand);  // so that nothing seems unused
    say(no_element_due, expression.span, function, BilingualText{"where", "với"});
    return false;
  }
  if (operands.empty()) {
    const bool english = rulebook_.language == source::Language::english;
    say(element_due, expression.span, function, function + (english ? "(x over …)" : "(x trên …)"));
    return false;
  }
  element = type(operands[0]);
  if (operands.size() > 1 && aggregate.function != AggregateFunction::quantile) {
    say(no_fraction_due, operands[1].span, function);
    return false;
  }
  if (aggregate.function == AggregateFunction::quantile) {
    const auto fraction = operands.size() > 1 ? known(operands[1]) : std::nullopt;
    if (operands.size() > 1 && !fraction) return false;
    if (!fraction || fraction->number < Number(0) || Number(1) < fraction->number) {
      say(fraction_due, operands.back().span, function);
      return false;
    }
    aggregate.fraction = fraction->number;
  }
  if (element.is_hole()) return false;
  if (asks_a_condition(aggregate.function)) {
    if (element.kind.tag == KindTag::yes_no) {
      aggregate.element = element.id;
      return true;
    }
  } else {
    const bool ordered = aggregate.function == AggregateFunction::largest ||
                         aggregate.function == AggregateFunction::smallest || aggregate.function == AggregateFunction::rank;
    if (model::is_numeric(element.kind) || (ordered && element.kind.tag == KindTag::date)) {
      if (element.bare) element.kind = of(KindTag::number);
      aggregate.element = element.id;
      return true;
    }
  }
  say(element_kind, operands[0].span, function, words(operands[0].span), name_of(element.kind));
  return false;
}

/// Reads what stands in an aggregate that says nothing, so that nothing seems unused.
Typed ExpressionTyper::in_vain(const syntax::Expression& expression) {
  ++silent_;
  for (const syntax::Expression& operand : expression.operands) type(operand);
  const syntax::Over& over = expression.over.front();
  for (const syntax::Expression& condition_ : over.where) type(condition_);
  const auto use = [&](const syntax::Name& name_) {
    if (const auto id = find_input(name_.text)) input_used[model::index(*id)] = true;
  };
  std::ranges::for_each(over.with, use);
  if (over.by) use(*over.by);
  --silent_;
  return hole();
}

Typed ExpressionTyper::aggregate(const syntax::Expression& expression) {
  const syntax::Over& over = expression.over.front();
  const std::string function(function_words(words(expression.span)));
  Aggregate read;
  read.function = function_of(expression.word);
  read.others = over.others;
  read.span = expression.span;
  if (over.units && lost_sets_.contains("units")) return in_vain(expression);  // a table was meant
  if (!over.units) {
    const auto set = find_set(over.set.text);
    if (!set) {
      if (!said.names_are_missing && !lost_sets_.contains(over.set.text)) {
        std::vector<std::string> names;
        for (const auto& [known_name, unused] : sets_) names.push_back(known_name);
        std::ranges::sort(names);
        say(unknown_set, over.set.span, over.set.text, did_you_mean(source::nearest(over.set.text, names)));
      }
      return in_vain(expression);
    }
    read.set = *set;
  }
  const bool by_units = rulebook_.sets[read.set].kind == SetKind::units;
  if (read.function == AggregateFunction::rank && !by_units) {
    say(rank_of_others, expression.span, function, rulebook_.sets[read.set].name);
    return in_vain(expression);
  }
  // What stands inside speaks of the rows; the index of the unit is not known yet there.
  const auto outer_set = std::exchange(row_set_, read.set);
  const bool outer_index = std::exchange(index_is_visible, false);
  Typed element;
  bool sound = read_element(expression, read, element);
  for (const syntax::Expression& condition_ : over.where) sound = read_where(condition_, read) && sound;
  for (const syntax::Name& name_ : over.with) {
    const auto column = column_of(read.set, name_);
    sound = sound && column.has_value();
    if (!column) continue;
    input_used[model::index(*column)] = true;
    read.with.push_back(*column);
  }
  if (over.by) {
    if (read.function != AggregateFunction::mean) {
      say(grouped_other, over.by->span, function, expression.operands.empty() ? "x" : std::string(words(expression.operands[0].span)));
      sound = false;
    } else if (const auto column = column_of(read.set, *over.by)) {
      input_used[model::index(*column)] = true;
      read.by = *column;
    } else {
      sound = false;
    }
  }
  row_set_ = outer_set;
  index_is_visible = outer_index;
  if (!sound) return hole();
  return result_of_aggregate(expression, std::move(read), element);
}

/// The input that holds what the aggregate comes to: its kind, and all it can be.
Typed ExpressionTyper::result_of_aggregate(const syntax::Expression& expression, Aggregate aggregate, const Typed& element) {
  std::vector<InputId>& alike = aggregates_of_[{aggregate.set, canonical(rulebook_, aggregate.element)}];
  for (const InputId known : alike) {
    const Aggregate& other = aggregate_of(known);
    if (other.function == aggregate.function && other.fraction == aggregate.fraction && other.by == aggregate.by &&
        same_rows(rulebook_, other, aggregate))
      return read_input(known, expression.span);
  }
  Input input;
  input.name = on_one_line(words(expression.span));
  input.role = InputRole::aggregate;
  input.place = static_cast<std::uint32_t>(rulebook_.aggregates.size());
  input.span = expression.span;
  value::Outcome each;
  if (model::is(aggregate.element)) {
    each = outcome_so_far(aggregate.element);
    input.or_not_applicable = false;
  }
  const bool holds_itself = holds_the_unit_itself(aggregate);
  const bool leaves_out = each.may_be_none || each.may_be_not_applicable || !holds_itself;
  input.or_none = leaves_out;
  // `late + 0.5` is a count where a count is due; what is made of many such rows is no whole number.
  const auto unless_whole = [&](bool stays_whole) {
    const bool whole = model::takes_whole_values(element.kind) && model::is_numeric(element.kind);
    return whole && !stays_whole ? of(KindTag::number) : element.kind;
  };
  switch (aggregate.function) {
    case AggregateFunction::count:
      input.kind = of(KindTag::count);
      input.range.low = Number(holds_itself ? 1 : 0);
      input.or_none = false;
      break;
    case AggregateFunction::sum:
      input.kind = element.kind.tag == KindTag::whole ? of(KindTag::number) : unless_whole(is_whole_so_far(aggregate.element));
      input.or_none = false;
      if (each.range.low && *each.range.low >= Number(0)) input.range.low = Number(0);
      if (each.range.high && *each.range.high <= Number(0)) input.range.high = Number(0);
      break;
    case AggregateFunction::mean:
    case AggregateFunction::median:
    case AggregateFunction::quantile:
      input.kind = unless_whole(false);
      input.range = each.range;
      break;
    case AggregateFunction::largest:
    case AggregateFunction::smallest:
      input.kind = unless_whole(is_whole_so_far(aggregate.element));
      input.range = each.range;
      break;
    case AggregateFunction::share:
      input.kind = of(KindTag::percent);
      input.range = Range::closed(0, 1);
      break;
    case AggregateFunction::every:
    case AggregateFunction::some:
      input.kind = of(KindTag::yes_no);
      input.range = Range::closed(0, 1);
      input.or_none = false;
      break;
    case AggregateFunction::rank:
      // Its own value and conditions are asked, also where it is ranked among others.
      if (aggregate.others) {
        Aggregate with_itself = aggregate;
        with_itself.others = false;
        input.or_none = each.may_be_none || each.may_be_not_applicable || !holds_the_unit_itself(with_itself);
      }
      input.kind = of(KindTag::count);
      input.range.low = Number(1);
      break;
    case AggregateFunction::variance:
    case AggregateFunction::sample_variance:
      input.kind = of(KindTag::number);
      input.range.low = Number(0);
      input.or_none = leaves_out || aggregate.function == AggregateFunction::sample_variance;
      break;
  }
  rulebook_.aggregates.push_back(aggregate);
  const InputId id = add_worked_out(std::move(input));
  relate(aggregate, id, alike);
  alike.push_back(id);
  if (aggregate.function == AggregateFunction::rank) ranks_.push_back(id);
  return read_input(id, expression.span);
}

/// A place is one of as many as there are rows; among other units the unit may come after all of them.
void ExpressionTyper::relate_place(InputId rank, InputId count) {
  const Aggregate& aggregate = aggregate_of(rank);
  if (!same_rows(rulebook_, aggregate, aggregate_of(count))) return;
  const Span span = aggregate.span;
  const bool others = aggregate.others;
  const ExpressionId place = read_input(rank, span).id;
  ExpressionId places = read_input(count, span).id;
  if (others) {
    const ExpressionId itself = store.literal(Number(1), of(KindTag::count), span);
    places = operation(Operation::add, of(KindTag::count), span, {places, itself});
  }
  rulebook_.orders.emplace_back(place, places);
}

/// What holds between the results of one set: smallest ≤ the unit's own, mean, median ≤ largest; some of the rows are
/// no more than all of them. `alike`: what else is asked of the same element of the set.
void ExpressionTyper::relate(const Aggregate& aggregate, InputId id, const std::vector<InputId>& alike) {
  using enum AggregateFunction;
  if (aggregate.function == rank) {
    const auto counts = aggregates_of_.find({aggregate.set, model::no_expression});
    if (counts == aggregates_of_.end()) return;
    for (const InputId other : counts->second) relate_place(id, other);
    return;
  }
  if (aggregate.function == count) {
    for (const InputId other : alike) relate_counts(id, other);
    for (const InputId other : ranks_) relate_place(other, id);
    return;
  }
  const auto place_of = [](AggregateFunction function) {
    switch (function) {
      case smallest: return 0;
      case mean:
      case median:
      case quantile: return 1;
      case largest: return 2;
      default: return -1;
    }
  };
  const int place = place_of(aggregate.function);
  if (place < 0 || !model::is_numeric(rulebook_[id].kind)) return;
  const ExpressionId read = read_input(id, aggregate.span).id;
  const auto order = [&](ExpressionId other, int other_place) {
    if (place < other_place) rulebook_.orders.emplace_back(read, other);
    if (place > other_place) rulebook_.orders.emplace_back(other, read);
  };
  if (holds_the_unit_itself(aggregate)) order(aggregate.element, 1);
  for (const InputId other : alike) {
    const int other_place = place_of(aggregate_of(other).function);
    if (other_place < 0 || !same_rows(rulebook_, aggregate_of(other), aggregate)) continue;
    order(read_input(other, aggregate.span).id, other_place);
  }
}

/// Two counts of one set: where one counts all rows, it is the larger.
void ExpressionTyper::relate_counts(InputId id, InputId other_id) {
  const Aggregate& aggregate = aggregate_of(id);
  const Aggregate& other = aggregate_of(other_id);
  if (!same_set(aggregate, other) || asks_all_rows(aggregate) == asks_all_rows(other)) return;
  const bool is_part = !asks_all_rows(aggregate);
  const Span span = aggregate.span;
  const ExpressionId read = read_input(id, span).id;
  const ExpressionId other_read = read_input(other_id, span).id;
  rulebook_.orders.emplace_back(is_part ? read : other_read, is_part ? other_read : read);
}

}  // namespace barem::check
