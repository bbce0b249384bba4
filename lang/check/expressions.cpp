// Typing of expressions: see expressions.h. One mistake gives one message: what could not be typed is a hole, and
// whatever uses a hole is a hole in silence.
#include "lang/check/expressions.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "lang/check/range_roots.h"
#include "lang/check/range_text.h"
#include "lang/check/ranges.h"
#include "lang/syntax/keywords.h"

namespace barem::check {

using model::ExpressionId;
using model::Kind;
using model::KindTag;
using model::Operation;
using source::BilingualText;
using source::Message;
using source::Span;
using syntax::Form;
using value::Number;

namespace {

constexpr std::size_t mix(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

bool same_meaning(const model::Expression& a, const model::Expression& b) {
  return a.operation == b.operation && a.operands == b.operands && a.literal == b.literal && a.input == b.input &&
         a.node == b.node &&
         a.range == b.range && a.decimals == b.decimals && a.rounding == b.rounding;
}

bool is_commutative(Operation operation) {
  using enum Operation;
  return operation == add || operation == multiply || operation == equal || operation == not_equal;
}

bool is_hole(Kind kind) { return kind.tag == KindTag::hole; }

Kind of(KindTag tag) { return {tag, 0}; }

}  // namespace

// ---- the store -----------------------------------------------------------------------------------------------------

ExpressionId ExpressionStore::add(model::Expression expression) {
  const auto id = static_cast<ExpressionId>(rulebook_.expressions.size());
  if (expression.operation == Operation::named) {
    expression.canonical = rulebook_[expression.operands[0]].canonical;
    rulebook_.expressions.push_back(std::move(expression));
    return id;
  }
  // The key is the expression with canonical operands; those of commutative operations in one order.
  model::Expression key;
  key.operation = expression.operation;
  for (ExpressionId operand : expression.operands) key.operands.push_back(rulebook_[operand].canonical);
  if (is_commutative(expression.operation)) std::ranges::sort(key.operands);
  key.literal = expression.literal;
  key.input = expression.input;
  key.node = expression.node;
  key.range = expression.range;
  key.decimals = expression.decimals;
  key.rounding = expression.rounding;
  std::size_t hash = static_cast<std::size_t>(key.operation);
  for (ExpressionId operand : key.operands) hash = mix(hash, model::index(operand));
  hash = mix(hash, key.literal.hash());
  hash = mix(hash, model::index(key.input));
  hash = mix(hash, model::index(key.node));
  if (key.range.low) hash = mix(hash, key.range.low->hash());
  if (key.range.high) hash = mix(hash, key.range.high->hash());
  expression.canonical = id;
  auto [first, last] = by_hash_.equal_range(hash);
  for (; first != last; ++first) {
    const model::Expression& other = rulebook_[first->second];
    model::Expression other_key;
    other_key.operation = other.operation;
    for (ExpressionId operand : other.operands) other_key.operands.push_back(rulebook_[operand].canonical);
    if (is_commutative(other.operation)) std::ranges::sort(other_key.operands);
    other_key.literal = other.literal;
    other_key.input = other.input;
    other_key.node = other.node;
    other_key.range = other.range;
    other_key.decimals = other.decimals;
    other_key.rounding = other.rounding;
    if (same_meaning(key, other_key)) {
      expression.canonical = first->second;
      break;
    }
  }
  if (expression.canonical == id) by_hash_.emplace(hash, id);
  rulebook_.expressions.push_back(std::move(expression));
  return id;
}

ExpressionId ExpressionStore::literal(Number number, Kind kind, Span span) {
  model::Expression expression;
  expression.operation = Operation::literal;
  expression.kind = kind;
  expression.span = span;
  expression.literal = std::move(number);
  return add(std::move(expression));
}

// ---- what surrounds ------------------------------------------------------------------------------------------------

ExpressionTyper::ExpressionTyper(model::Rulebook& rulebook, const source::Sources& sources,
                                 source::Diagnostics& diagnostics)
    : store(rulebook), rulebook_(rulebook), sources_(sources), diagnostics_(diagnostics) {
  if (rulebook.sets.empty()) rulebook.sets.emplace_back();  // the units themselves
}

void ExpressionTyper::add_input(model::InputId input) {
  inputs_.emplace(rulebook_[input].name, input);
  input_used.resize(rulebook_.inputs.size(), false);
}

std::optional<model::InputId> ExpressionTyper::find_input(std::string_view name) const {
  const auto found = inputs_.find(std::string(name));
  return found == inputs_.end() ? std::nullopt : std::optional(found->second);
}

void ExpressionTyper::add_method(const syntax::Method& method) {
  methods_.emplace(method.english.text, &method);
  methods_.emplace(method.vietnamese.text, &method);
}

const syntax::Method* ExpressionTyper::find_method(std::string_view name) const {
  const auto found = methods_.find(std::string(name));
  return found == methods_.end() ? nullptr : found->second;
}

std::string_view ExpressionTyper::words(Span span) const { return sources_[span.file].text(span); }

ExpressionId ExpressionTyper::operation(Operation operation, Kind kind, Span span, std::vector<ExpressionId> operands) {
  model::Expression expression;
  expression.operation = operation;
  expression.kind = kind;
  expression.span = span;
  expression.operands = std::move(operands);
  return store.add(std::move(expression));
}

std::vector<std::string> ExpressionTyper::visible_names() const {
  std::vector<std::string> names;
  for (const Binding& binding : bindings) names.push_back(binding.name);
  for (const model::Input& input : rulebook_.inputs)
    if (input.role == model::InputRole::declared || input.role == model::InputRole::option ||
        (input.role == model::InputRole::column && row_set_ == input.place))
      names.push_back(input.name);
  for (const model::Constant& constant : rulebook_.constants) names.push_back(constant.name);
  if (const model::Rulebook* below = row_set_ ? rules_below(*row_set_) : nullptr)
    for (const model::Input& input : below->inputs)
      if (input.role == model::InputRole::declared) names.push_back(input.name);
  return names;
}

namespace {
bool takes_bare_number(Kind kind) {
  return kind.tag != KindTag::date && kind.tag != KindTag::choice && kind.tag != KindTag::yes_no;
}
}  // namespace

/// A bare literal becomes what is due beside it; everything else stays.
Typed ExpressionTyper::take_kind(Typed typed, Kind kind) {
  if (!typed.bare || typed.kind == kind || is_hole(kind)) return typed;
  // A number is no day, no answer and no value of a list, whatever stands for these inside.
  if (!takes_bare_number(kind)) return typed;
  const model::Expression& expression = rulebook_[typed.id];
  if (expression.operation == Operation::literal)
    typed.id = store.literal(Number(expression.literal), kind, expression.span);
  typed.kind = kind;
  return typed;
}

// ---- names and calls -----------------------------------------------------------------------------------------------

namespace {
constexpr Message<2> unknown_name{
    "E0301", "there is no input, option, constant or `let` named `{0}`{1}",
    "không có số liệu, tùy chọn, mức quy định hay `đặt` nào tên là `{0}`{1}"};
constexpr Message<2> unknown_method{"E0302", "there is no scoring method named `{0}`", "không có cách tính nào tên là `{0}`",
                                    "{1}", "{1}"};
constexpr Message<0> max_without_component{
    "E0303", "`max` stands for the points of a component, and here there is no component",
    "`điểm tối đa` là điểm của tiêu chí thành phần, mà ở đây không có tiêu chí thành phần nào",
    "write the number itself", "ghi thẳng con số"};
constexpr Message<1> choice_value_alone{
    "E0304", "`{0}` is a value of a choice; it can only be compared with a choice",
    "`{0}` là một giá trị lựa chọn; chỉ dùng được khi so với một số liệu loại lựa chọn"};
constexpr Message<3> unknown_choice_value{
    "E0305", "`{0}` is not one of the values of this choice: {1}{2}",
    "`{0}` không thuộc các giá trị lựa chọn: {1}{2}"};
constexpr Message<3> worth_as_choice{
    "E0521", "the values of `{1}` count as numbers, and `{0}` {2}", "các giá trị của `{1}` được tính bằng số, `{0}` {2}",
    "compare with the number, or declare the choice without numbers",
    "so sánh với con số, hoặc khai báo lựa chọn không kèm số"};
constexpr Message<0> index_outside_classes{
    "E0306", "the index is known only after scoring: it can be used in `classes` only",
    "chỉ số chỉ có sau khi chấm điểm: chỉ dùng được trong `xếp loại`"};

}  // namespace

BilingualText did_you_mean(const std::string& near) {
  if (near.empty()) return {"", ""};
  return {"; did you mean `" + near + "`?", "; có phải là `" + near + "`?"};
}

bool ExpressionTyper::is_name_in_sight(std::string_view name) const {
  for (const Binding& binding : bindings)
    if (binding.name == name) return true;
  if (find_input(name)) return true;
  if (row_set_ && rules_below(*row_set_) != nullptr && rules_below(*row_set_)->find_input(name)) return true;
  return std::ranges::any_of(rulebook_.constants, [&](const auto& constant) { return constant.name == name; });
}

constexpr Message<3> column_outside{
    "E0503", "`{0}` is a column of `{1}`: each of its rows has one, not each unit",
    "`{0}` là cột của `{1}`: mỗi dòng có một giá trị, không phải mỗi đơn vị",
    "an aggregate says which rows are meant, as `{2}`", "dùng một phép tổng hợp trên các dòng, như `{2}`"};

Typed ExpressionTyper::read_input(model::InputId id, Span span) {
  input_used[model::index(id)] = true;
  if (is_hole(rulebook_[id].kind)) return hole();  // its declaration could not be read
  model::Expression read;
  read.operation = Operation::input;
  read.kind = rulebook_[id].kind;
  read.span = span;
  read.input = id;
  const Kind kind = read.kind;
  return {store.add(std::move(read)), kind, false};
}

Typed ExpressionTyper::name(const syntax::Expression& expression) {
  if (row_set_ && rulebook_.sets[*row_set_].kind == model::SetKind::level)
    if (const auto column = level_column(*row_set_, model::LevelResult::input, expression.text, expression.span))
      return read_input(*column, expression.span);
  for (auto binding = bindings.rbegin(); binding != bindings.rend(); ++binding)
    if (binding->name == expression.text) {
      binding->used = true;
      return binding->typed;
    }
  if (const auto id = find_input(expression.text)) {
    const model::Input& input = rulebook_[*id];
    if (input.role == model::InputRole::column && row_set_ != input.place) {
      input_used[model::index(*id)] = true;
      const std::string& set = rulebook_.sets[input.place].name;
      const bool english = rulebook_.language == source::Language::english;
      say(column_outside, expression.span, expression.text, set,
          english ? "largest(" + expression.text + " over " + set + ")" : "lớn nhất(" + expression.text + " trên " + set + ")");
      return hole();
    }
    return read_input(*id, expression.span);
  }
  for (std::size_t i = 0; i < rulebook_.constants.size(); ++i)
    if (rulebook_.constants[i].name == expression.text) {
      if (i < constant_used.size()) constant_used[i] = true;
      const model::Constant& constant = rulebook_.constants[i];
      const ExpressionId value = store.literal(constant.number, constant.kind, expression.span);
      model::Expression named;
      named.operation = Operation::named;
      named.kind = constant.kind;
      named.span = expression.span;
      named.operands = {value};
      named.name = constant.name;
      return {store.add(std::move(named)), constant.kind, constant.kind.tag == KindTag::number};
    }
  if (row_set_ && rulebook_.sets[*row_set_].kind == model::SetKind::level && expression.text == "index")
    return result_below(expression);
  if (expression.text == "index" || expression.text == "chỉ_số") {
    if (index_is_visible) {
      return {operation(Operation::index, of(KindTag::percent), expression.span, {}), of(KindTag::percent), false};
    }
    if (expression.text == "index") {
      say(index_outside_classes, expression.span);
      return hole();
    }
  }
  const bool rules_are_lost =
      row_set_ && rulebook_.sets[*row_set_].kind == model::SetKind::level && rules_below(*row_set_) == nullptr;
  if (rules_are_lost) return hole();  // it may be a column of theirs
  if (is_worth(expression)) return hole();
  for (const auto& list : rulebook_.choice_lists)
    if (std::ranges::find(list, expression.text) != list.end()) {
      say(choice_value_alone, expression.span, expression.text);
      return hole();
    }
  if (!said.names_are_missing)
    say(unknown_name, expression.span, expression.text, did_you_mean(source::nearest(expression.text, visible_names())));
  return hole();
}

/// Says so where a name or a text is a value of a choice that counts as a number.
bool ExpressionTyper::is_worth(const syntax::Expression& expression) {
  for (const model::Input& input : rulebook_.inputs)
    for (const model::Worth& worth : input.worths) {
      if (worth.name != expression.text) continue;
      const auto counted = [&](source::Language language, std::string_view counts, std::string_view does_not) {
        return worth.number ? std::string(counts) + model::to_text(*worth.number, input.kind, rulebook_, language)
                            : std::string(does_not);
      };
      say(worth_as_choice, expression.span, expression.text, input.name,
          BilingualText{counted(source::Language::english, "counts ", "is not counted"),
                        counted(source::Language::vietnamese, "được tính là ", "không được tính")});
      return true;
    }
  return false;
}

Typed ExpressionTyper::choice_value(const syntax::Expression& expression, Kind kind) {
  const auto& list = rulebook_.choice_lists[kind.choice_list];
  const auto found = std::ranges::find(list, expression.text);
  if (found == list.end()) {
    std::string all;
    for (const std::string& value : list) all += (all.empty() ? "" : ", ") + value;
    say(unknown_choice_value, expression.span, expression.text, all,
        did_you_mean(source::nearest(expression.text, list)));
    return hole();
  }
  return {store.literal(Number(found - list.begin()), kind, expression.span), kind, false};
}

namespace {
constexpr Message<2> not_so_written{"E0522", "`{0}` is written `{1}`", "`{0}` được viết là `{1}`"};
constexpr Message<3> too_many_arguments{"E0307", "the method `{0}` takes {1} {1|value|values}, but {2} {2|is|are} given here",
                                        "cách tính `{0}` cần {1} giá trị, nhưng ở đây ghi {2}"};
constexpr Message<2> argument_missing{"E0308", "the method `{0}` needs a value for `{1}`",
                                      "cách tính `{0}` cần giá trị cho `{1}`"};
constexpr Message<3> unknown_argument{"E0309", "the method `{0}` has no parameter named `{1}`{2}",
                                      "cách tính `{0}` không có tham số nào tên là `{1}`{2}"};
constexpr Message<2> argument_twice{"E0310", "`{1}` of the method `{0}` is given twice",
                                    "`{1}` của cách tính `{0}` được ghi hai lần"};
constexpr Message<4> argument_kind{"E0311", "`{1}` of the method `{0}` is {2}, and here stands {3}",
                                   "`{1}` của cách tính `{0}` là {2}, ở đây lại là {3}"};
constexpr Message<1> method_circle{"E0313", "a method cannot use itself: {0}",
                                   "cách tính không được dùng lại chính nó: {0}"};
constexpr Message<1> method_without_max{
    "E0314", "the method `{0}` is `of max`: it can only give the points of a component",
    "cách tính `{0}` tính theo điểm tối đa: chỉ dùng để cho điểm một tiêu chí thành phần"};

constexpr Message<1> method_without_result{
    "E0315", "with these values the method `{0}` has no result: it would divide by zero",
    "với các giá trị này, cách tính `{0}` không có kết quả: phép chia cho 0", "other values for its parameters",
    "ghi giá trị khác cho các tham số"};

bool fits(Kind given, bool bare, Kind due) {
  if (given.tag == due.tag) return true;
  if (bare) return model::is_numeric(due);
  // A number with a printed form, a count or whole steps may stand where a number is due.
  if (due.tag == KindTag::number)
    return given.tag == KindTag::percent || given.tag == KindTag::count || given.tag == KindTag::whole;
  if (due.tag == KindTag::percent) return given.tag == KindTag::number;
  return false;
}
}  // namespace

/// Says so where an aggregate stands without its rows, or something else than an input has a year before.
bool ExpressionTyper::is_built_in(const syntax::Expression& call) {
  using enum syntax::Phrase;
  const bool english = rulebook_.language == source::Language::english;
  const auto spelling = english ? syntax::Spelling::english : syntax::Spelling::vietnamese;
  const std::string& word = call.text;
  if (word == syntax::words(previous, spelling)) {
    say(not_so_written, call.span, word, word + "(x)");
    return true;
  }
  for (const syntax::Phrase phrase : {counting, sum, mean, share, largest, smallest, median, quantile, rank, variance})
    if (word == syntax::words(phrase, spelling)) {
      say(not_so_written, call.span, word, word + (english ? "(x over …)" : "(x trên …)"));
      return true;
    }
  return false;
}

/// A call of a method that is not known, or known by its name alone.
Typed ExpressionTyper::call_of_unknown(const syntax::Expression& expression) {
  if (is_built_in(expression)) {
    ++silent_;
    for (const syntax::Expression& operand : expression.operands) type(operand);
    --silent_;
    return hole();
  }
  for (const syntax::Expression& operand : expression.operands) type(operand);  // so that nothing seems unused
  if (said.names_are_missing || find_method(expression.text) != nullptr) return hole();
  std::vector<std::string> names;
  for (const auto& [known_name, unused] : methods_) names.push_back(known_name);
  std::ranges::sort(names);
  const std::string near = source::nearest(expression.text, names);
  const std::string in_library = source::nearest(expression.text, library_);
  const BilingualText help =
      !near.empty() ? BilingualText{"did you mean `" + near + "`?", "có phải là `" + near + "`?"}
      : in_library.empty()
          ? BilingualText{"a method is declared by `method …`, or taken from the standard library by `use …`",
                          "cách tính được khai báo bằng `cách tính …`, hoặc lấy từ thư viện chuẩn bằng `dùng …`"}
      : in_library == expression.text
          ? BilingualText{"it is in the standard library: a line `use " + in_library + "` at the top of the file",
                          "cách tính này có trong thư viện chuẩn: thêm dòng `dùng " + in_library + "` ở đầu tệp"}
          : BilingualText{"the standard library has `" + in_library + "`: a line `use " + in_library + "` at the top of the file",
                          "thư viện chuẩn có `" + in_library + "`: thêm dòng `dùng " + in_library + "` ở đầu tệp"};
  say(unknown_method, expression.span, expression.text, help);
  return hole();
}

Typed ExpressionTyper::call(const syntax::Expression& expression) {
  const syntax::Method* method = find_method(expression.text);
  if (method == nullptr || method->hole) return call_of_unknown(expression);
  std::vector<std::optional<Typed>> arguments(method->parameters.size());
  bool sound = true;
  bool all_placed = true;  ///< false where an argument is not known to belong to any parameter
  std::size_t position = 0;
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    const Typed given = type(expression.operands[i]);
    std::size_t place = position;
    if (i < expression.argument_names.size() && expression.argument_names[i]) {
      const std::string& wanted = expression.argument_names[i]->text;
      place = 0;
      while (place < method->parameters.size() && method->parameters[place].english.text != wanted &&
             method->parameters[place].vietnamese.text != wanted)
        ++place;
      if (place == method->parameters.size()) {
        std::vector<std::string> names;
        for (const auto& parameter : method->parameters) {
          names.push_back(parameter.english.text);
          names.push_back(parameter.vietnamese.text);
        }
        say(unknown_argument, expression.argument_names[i]->span, expression.text, wanted,
            did_you_mean(source::nearest(wanted, names)));
        sound = all_placed = false;
        continue;
      }
    } else {
      ++position;
    }
    if (place >= arguments.size()) {
      say(too_many_arguments, expression.span, expression.text, method->parameters.size(),
          expression.operands.size());
      return hole();
    }
    if (arguments[place]) {
      say(argument_twice, expression.operands[i].span, expression.text,
          BilingualText{method->parameters[place].english.text, method->parameters[place].vietnamese.text});
      sound = all_placed = false;
      continue;
    }
    if (given.is_hole()) {
      sound = false;
      arguments[place] = given;
      continue;
    }
    arguments[place] = argument(*method, place, expression.text, given, expression.operands[i].span);
    sound = sound && !arguments[place]->is_hole();
  }
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (all_placed && !arguments[i] && !method->parameters[i].standard) {
      say(argument_missing, expression.span, expression.text,
          BilingualText{method->parameters[i].english.text, method->parameters[i].vietnamese.text});
      sound = false;
    }
  if (method->of_max && !max) {
    say(method_without_max, expression.span, expression.text);
    sound = false;
  }
  if (!sound) return hole();
  return instantiate(*method, std::move(arguments), expression.span);
}

namespace {
constexpr Message<4> argument_range{"E0316", "`{1}` of the method `{0}` takes `{2}`, but here stands {3}",
                                    "`{1}` của cách tính `{0}` chỉ nhận `{2}`, nhưng ở đây ghi {3}"};

/// A number as a declaration writes it, without names.
std::optional<Number> written_number(const syntax::Expression& expression) {
  if (expression.form == Form::negate) {
    const auto number = written_number(expression.operands[0]);
    return number ? std::optional(-*number) : std::nullopt;
  }
  if (expression.form != Form::numeral) return std::nullopt;
  const auto number = Number::from_decimal(expression.text);
  return number && expression.percent ? std::optional(*number / Number(100)) : number;
}

/// What a parameter takes, as far as its declaration says it in numbers.
value::Range declared_range(const syntax::KindClause& clause) {
  value::Range range;
  if (clause.word == syntax::KindWord::count) range.low = Number(0);
  if (clause.written_0_to_100) range = value::Range::closed(Number(0), Number(1));
  const auto narrow = [&](const syntax::Expression& bound, std::optional<Number> value::Range::* end) {
    value::Range one;
    one.*end = written_number(bound);
    range = value::intersect(range, one);
  };
  if (clause.from) narrow(*clause.from, &value::Range::low);
  if (clause.to) narrow(*clause.to, &value::Range::high);
  for (const syntax::Expression& bound : clause.at_least) narrow(bound, &value::Range::low);
  for (const syntax::Expression& bound : clause.at_most) narrow(bound, &value::Range::high);
  return range;
}
}  // namespace

value::Outcome ExpressionTyper::outcome_so_far(model::ExpressionId id) {
  if (!declared_) declared_ = declared(rulebook_);
  else declare_more(rulebook_, *declared_);
  // Room for as many again, so that evaluators are made a few times in all.
  if (!ranges_ || !ranges_->has_room())
    ranges_ = std::make_unique<RangeEvaluator>(rulebook_, *declared_, nullptr, rulebook_.expressions.size() + 64);
  ranges_->begin_anew();
  return ranges_->outcome(id);
}

bool ExpressionTyper::is_whole_so_far(ExpressionId id) {
  outcome_so_far(id);
  return ranges_->is_whole(id);
}

Typed ExpressionTyper::argument(const syntax::Method& method, std::size_t place, std::string_view called, Typed given,
                                Span span) {
  if (given.is_hole()) return hole();
  const syntax::Parameter& parameter = method.parameters[place];
  const BilingualText name{parameter.english.text, parameter.vietnamese.text};
  const Kind due = of(tag_of(parameter.kind.word));
  if (!fits(given.kind, given.bare, due)) {
    say(argument_kind, span, called, name, name_of(due), name_of(given.kind));
    return hole();
  }
  const Typed taken = take_kind(given, due);
  if (silent_ != 0 || !model::is_numeric(due)) return taken;
  // What some unit may bring is seen where the method is opened; here stands what no unit can bring into the bounds.
  const value::Range bounds = declared_range(parameter.kind);
  if (!bounds.low && !bounds.high) return taken;
  const model::Expression* written = &rulebook_[taken.id];
  while (written->operation == Operation::named) written = &rulebook_[written->operands[0]];
  const value::Outcome values = outcome_so_far(taken.id);
  if (!values.may_be_value || !value::intersect(values.range, bounds).is_empty()) return taken;
  const std::string here = "`" + std::string(words(span)) + "`";
  BilingualText stands{here, here};
  if (written->operation != Operation::literal || rulebook_[taken.id].operation == Operation::named) {
    const BilingualText range = to_text(values.range, due, rulebook_);
    stands = {here + ", which is `" + range.english + "`", here + ", tức là `" + range.vietnamese + "`"};
  }
  say(argument_range, span, called, name, to_text(bounds, due, rulebook_), stands);
  return hole();
}

/// Says it even in a body opened in silence, for it shows nowhere else; and from the method that stands first, so that
/// it is the same wherever the circle is entered, and said once.
void ExpressionTyper::report_circle(std::vector<const syntax::Method*> circle) {
  const auto first = std::ranges::min_element(circle, {}, [](const syntax::Method* method) {
    return std::pair(static_cast<std::uint32_t>(method->english.span.file), method->english.span.begin);
  });
  std::ranges::rotate(circle, first);
  std::string names;
  for (const syntax::Method* method : circle) names += method->english.text + " → ";
  diagnostics_.report(method_circle, circle[0]->english.span, names + circle[0]->english.text);
}

Typed ExpressionTyper::instantiate(const syntax::Method& method, std::vector<std::optional<Typed>> arguments,
                                   Span span) {
  if (const auto open = std::ranges::find(opening_, &method); open != opening_.end()) {
    report_circle({open, opening_.end()});
    return hole();
  }
  // The body sees its parameters and `max`, nothing of the place that calls it.
  std::vector<Binding> outer = std::exchange(bindings, {});
  const bool outer_index = std::exchange(index_is_visible, false);
  std::vector<Binding> parameters;
  for (std::size_t i = 0; i < method.parameters.size(); ++i) {
    const syntax::Parameter& parameter = method.parameters[i];
    Typed value = arguments[i] ? *arguments[i] : type(*parameter.standard);
    const Kind due = of(tag_of(parameter.kind.word));
    value = take_kind(value, due);
    if (due.tag != KindTag::choice) value.kind = due;  // as the body was checked at its definition
    value.bare = false;
    parameters.push_back({parameter.english.text, value, parameter.english.span, false, false});
    if (parameter.vietnamese.text != parameter.english.text)
      parameters.push_back({parameter.vietnamese.text, value, parameter.vietnamese.span, false, false});
  }
  bindings = std::move(parameters);
  opening_.push_back(&method);
  ++silent_;
  const Typed body = method_body(method, span);
  --silent_;
  opening_.pop_back();
  bindings = std::move(outer);
  index_is_visible = outer_index;
  if (body.is_hole()) {
    // The body was read in silence. Where nothing is wrong at its definition, these arguments make a divisor 0.
    if (!diagnostics_.has_errors()) say(method_without_result, span, words(method.english.span));
    return hole();
  }
  model::Expression named;
  named.operation = Operation::named;
  named.kind = body.kind;
  named.span = span;
  named.operands = {body.id};
  named.name = method.english.text;
  named.is_method_call = true;
  return {store.add(std::move(named)), body.kind, false};
}

/// The clauses of a method as one expression. What is wrong in them is said where the method is defined (methods.cpp).
Typed ExpressionTyper::method_body(const syntax::Method& method, Span span) {
  std::vector<ExpressionId> lines;  // c1 v1 c2 v2 … v
  Kind kind = of(method.of_max ? KindTag::points : KindTag::hole);
  bool complete = false;
  std::optional<ExpressionId> full, at_most, not_below;
  std::vector<ExpressionId> zero;
  const auto value_of = [&](const syntax::Expression& written) {
    if (method.of_max) return points(written);
    const Typed typed = type(written);
    if (is_hole(kind)) kind = typed.kind;
    return typed.id;
  };
  for (const syntax::Clause& clause : method.clauses) {
    if (const auto* let = std::get_if<syntax::Let>(&clause.body)) {
      const Typed typed = type(let->value);
      if (typed.is_hole()) return hole();
      model::Expression named;
      named.operation = Operation::named;
      named.kind = typed.kind;
      named.span = clause.span;
      named.operands = {typed.id};
      named.name = let->name.text;
      bindings.push_back({let->name.text, {store.add(std::move(named)), typed.kind, typed.bare}, let->name.span});
    } else if (const auto* line = std::get_if<syntax::WhenLine>(&clause.body)) {
      if (line->condition) lines.push_back(condition(*line->condition));
      else complete = true;
      lines.push_back(value_of(line->value));
    } else if (const auto* bands = std::get_if<syntax::Bands>(&clause.body)) {
      complete = true;
      if (bands->progressively) {
        if (is_hole(kind)) kind = of(KindTag::number);
        const Progressive made = progressive(*bands, kind);
        if (made.rows.empty()) return hole();
        for (const model::Band& row : made.rows) {
          if (&row != &made.rows.back()) lines.push_back(row.holds);
          lines.push_back(row.value);
        }
        continue;
      }
      const Typed subject = type(bands->subject);
      if (subject.is_hole() || !can_be_cut(subject, bands->subject.span)) return hole();
      for (const syntax::Band& row : bands->rows) {
        const auto range = band_range(row.range, subject);
        if (!range) return hole();
        if (&row != &bands->rows.back()) lines.push_back(holds(*range, subject, row.range.span));
        lines.push_back(value_of(row.value));
      }
    } else if (const auto* whole = std::get_if<syntax::ExpressionLine>(&clause.body)) {
      lines.push_back(value_of(whole->value));
      complete = true;
    } else if (const auto* clause_full = std::get_if<syntax::FullPointsWhen>(&clause.body)) {
      full = condition(clause_full->condition);
    } else if (const auto* bound = std::get_if<syntax::AtMost>(&clause.body)) {
      at_most = value_of(bound->bound);
    } else if (const auto* floor = std::get_if<syntax::NotBelow>(&clause.body)) {
      not_below = value_of(floor->bound);
    } else if (const auto* nothing = std::get_if<syntax::ZeroWhen>(&clause.body)) {
      zero.push_back(condition(nothing->condition));
    }
  }
  if (!complete || lines.empty() || is_hole(kind)) return hole();
  if (std::ranges::any_of(lines, [](ExpressionId id) { return !is(id); })) return hole();
  ExpressionId result =
      lines.size() == 1 ? lines[0] : operation(Operation::choose, kind, span, std::move(lines));
  if (at_most) result = operation(Operation::smaller, kind, span, {result, *at_most});
  if (not_below) result = operation(Operation::larger, kind, span, {result, *not_below});
  if (full) result = operation(Operation::choose, kind, span, {*full, store.literal(*max, kind, span), result});
  for (ExpressionId condition_id : zero)
    result = operation(Operation::choose, kind, span, {condition_id, store.literal(Number(0), kind, span), result});
  return {result, kind, false};
}

// ---- operations ----------------------------------------------------------------------------------------------------

namespace {
constexpr Message<4> arithmetic_kinds{
    "E0320", "{0} and {2} do not go together here: `{1}` is {0}, `{3}` is {2}",
    "không kết hợp được {0} với {2}: `{1}` là {0}, còn `{3}` là {2}"};
constexpr Message<4> comparison_kinds{
    "E0321", "`{1}` is {0} and `{3}` is {2}: they cannot be compared",
    "`{1}` là {0} còn `{3}` là {2}: không so sánh được"};
constexpr Message<3> number_beside_percent{
    "E0355", "`{0}` is a percentage, and `{1}` beside it would be {2}", "`{0}` là tỷ lệ phần trăm, mà `{1}` so với tỷ lệ là {2}",
    "`{1}%`, or `{2}` where that is meant", "ghi `{1}%`; nếu đúng là như vậy thì ghi `{2}`"};
constexpr Message<5> number_beside{
    "E0321", "`{1}` is {0} and `{3}` is {2}: they cannot be compared",
    "`{1}` là {0} còn `{3}` là {2}: không so sánh được", "{4}", "{4}"};

/// What to write in place of a number beside something that has none; empty where numbers have a place.
BilingualText in_place_of_number(Kind beside) {
  switch (beside.tag) {
    case KindTag::date:
      return {"a day reads `31 March of year` or `2024-03-31`", "ngày ghi là `ngày 31/3 của năm` hoặc `2024-03-31`"};
    case KindTag::choice: return {"one of the values in its declaration", "dùng một trong các giá trị đã khai báo"};
    case KindTag::yes_no:
      return {"the condition alone, or `not` before it", "chỉ ghi điều kiện đó, hoặc thêm `không phải` phía trước"};
    default: return {};
  }
}
constexpr Message<2> condition_due{"E0322", "a condition is due here, and `{0}` is {1}",
                                   "ở đây cần một điều kiện, mà `{0}` là {1}"};
constexpr Message<2> points_due{
    "E0323", "points are due here, and `{0}` is {1}", "ở đây cần số điểm, mà `{0}` là {1}",
    "a share of the maximum reads `{0} * max`", "một phần của điểm tối đa ghi là `{0} * điểm tối đa`"};
constexpr Message<2> points_due_of_counted{
    "E0323", "points are due here, and `{0}` is {1}", "ở đây cần số điểm, mà `{0}` là {1}",
    "a point for each reads `add 1 per {0}`; a share of the maximum `{0} / … * max`",
    "mỗi đơn vị được một điểm thì ghi `cộng 1 cho mỗi {0}`; một phần của điểm tối đa thì ghi `{0} / … * điểm tối đa`"};
constexpr Message<2> number_due{"E0324", "a number is due here, and `{0}` is {1}", "ở đây cần một số, mà `{0}` là {1}"};
constexpr Message<1> division_by_zero_literal{"E0325", "`{0}` divides by zero", "`{0}` chia cho không"};
constexpr Message<2> order_of_unordered{
    "E0326", "`{0}` is {1}: it can be asked whether it is equal, not whether it is more or less",
    "`{0}` là {1}: chỉ hỏi được có bằng hay không, không hỏi được lớn hơn hay nhỏ hơn"};
constexpr Message<3> no_such_day{"E0327", "`{0}` is not a day: {1} has no {2}", "`{0}` không phải là ngày có thật: năm {1} không có {2}"};
constexpr Message<0> year_unknown{
    "E0328", "the date is relative to the year assessed, and the file does not state the year",
    "ngày được tính theo năm đánh giá, nhưng tệp chưa ghi năm", "a line `year …` at the top of the file",
    "thêm dòng `năm …` ở đầu tệp"};
constexpr Message<1> never_none{"E0329", "`{0}` always has a value: it is not declared `or none`",
                                "`{0}` luôn có giá trị: số liệu này không khai báo `hoặc không có`",
                                "`or none` in its declaration, if there may be none",
                                "thêm `hoặc không có` vào dòng khai báo, nếu có thể không có"};
constexpr source::Bilingual declared_here{"it is declared here", "khai báo ở đây"};
constexpr Message<2> asked_for_other_kind{"E0330", "`{0}` is {1}, so it is never a date", "`{0}` là {1} nên không bao giờ là ngày",
                                          "`{0} is not none` asks whether there is a value",
                                          "`{0} có giá trị` hỏi xem có giá trị hay không"};
constexpr Message<1> only_in_examples{
    "E0331", "`{0}` stands only in examples, as what an input is", "`{0}` chỉ dùng trong ví dụ, để ghi tình trạng của một số liệu",
    "in a rule: `… is none`, `if missing …` or `not applicable when …`",
    "trong quy định: `… là không có`, `nếu thiếu số liệu …` hoặc `không áp dụng khi …`"};
constexpr Message<1> text_alone{"E0332", "the text \"{0}\" can only be compared with a choice",
                                "văn bản \"{0}\" chỉ dùng được khi so với một số liệu loại lựa chọn"};
constexpr Message<1> date_far_from_year{
    "H0301", "the date {0} lies outside the year assessed and its neighbours",
    "ngày {0} nằm ngoài năm đánh giá và các năm liền kề",
    "a date relative to the year (`31 March of year`) needs no edit next year",
    "ngày tính theo năm (`ngày 31/3 của năm`) thì năm sau không phải sửa"};
}  // namespace

Typed ExpressionTyper::type(const syntax::Expression& expression) {
  switch (expression.form) {
    case Form::numeral: {
      const auto number = Number::from_decimal(expression.text);
      if (!number) return hole();
      const Kind kind = of(expression.percent ? KindTag::percent : KindTag::number);
      return {store.literal(expression.percent ? *number / Number(100) : *number, kind, expression.span), kind,
              !expression.percent};
    }
    case Form::date:
    case Form::relative_date: return date_literal(expression);
    case Form::text:
      if (!is_worth(expression)) say(text_alone, expression.span, expression.text);
      return hole();
    case Form::name: return name(expression);
    case Form::max:
      if (max_of != model::no_node) return of_node(Operation::node_max, max_of, expression.span);
      if (!max) {
        say(max_without_component, expression.span);
        return hole();
      }
      return {store.literal(*max, of(KindTag::points), expression.span), of(KindTag::points), false};
    case Form::year:
      if (rulebook_.year == 0) {
        if (!said.year_is_missing) say(year_unknown, expression.span);
        return hole();
      }
      return {store.literal(Number(rulebook_.year), of(KindTag::number), expression.span), of(KindTag::number), false};
    case Form::yes:
    case Form::no:
      return {store.literal(Number(expression.form == Form::yes ? 1 : 0), of(KindTag::yes_no), expression.span),
              of(KindTag::yes_no), false};
    case Form::none:
    case Form::missing:
    case Form::not_applicable: say(only_in_examples, expression.span, words(expression.span)); return hole();
    case Form::part_of_max: {
      const auto part = known(expression.operands[0]);
      if (!part) return hole();
      if (max_of != model::no_node) {
        const Kind points_kind = of(KindTag::points);
        const ExpressionId factor = store.literal(part->number, of(KindTag::number), expression.operands[0].span);
        const Typed whole = of_node(Operation::node_max, max_of, expression.span);
        return {operation(Operation::multiply, points_kind, expression.span, {factor, whole.id}), points_kind, false};
      }
      if (!max) {
        say(max_without_component, expression.span);
        return hole();
      }
      return {store.literal(part->number * *max, of(KindTag::points), expression.span), of(KindTag::points), false};
    }
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide: return arithmetic(expression);
    case Form::negate:
    case Form::absolute:
    case Form::round:
    case Form::round_down:
    case Form::round_up: return one_operand(expression);
    case Form::root:
    case Form::natural_logarithm:
    case Form::exponential:
    case Form::power: return root(expression);
    case Form::if_none:
    case Form::if_missing: return if_none(expression);
    case Form::aggregate: return aggregate(expression);
    case Form::own: return own(expression);
    case Form::previous:
    case Form::in_year: return earlier(expression);
    case Form::evidence_word: return hole();  // read where examples are
    case Form::class_word: return result_below(expression);
    case Form::compare: return compare(expression);
    case Form::is_none:
    case Form::is_value: return none_test(expression);
    case Form::logical_and:
    case Form::logical_or:
    case Form::logical_not: return logical(expression);
    case Form::call: return call(expression);
    case Form::larger_of:
    case Form::smaller_of: return extreme(expression);
    case Form::points_of:
    case Form::index_of: return of_item(expression);
    case Form::every:
    case Form::some: return quantified(expression);
    case Form::bracketed: return type(expression.operands[0]);
    case Form::hole: return hole();
  }
  return hole();
}

Typed ExpressionTyper::date_literal(const syntax::Expression& expression) {
  std::optional<value::Date> date;
  if (expression.form == Form::date) {
    date = value::Date::from_iso(expression.text);
    if (!date) return hole();  // the parser has said so
  } else {
    const auto year = known(expression.operands[0]);
    if (!year) return hole();
    const auto whole = year->number.to_int64();
    if (whole && *whole > 0 && *whole < 10000)
      date = value::Date::of(static_cast<int>(*whole), expression.month, expression.day);
    if (!date) {
      const std::string_view month = syntax::month_names[static_cast<std::size_t>(expression.month) - 1];
      say(no_such_day, expression.span, words(expression.span), year->number,
          BilingualText{std::to_string(expression.day) + " " + std::string(month),
                        "ngày " + std::to_string(expression.day) + "/" + std::to_string(expression.month)});
      return hole();
    }
  }
  if (expression.form == Form::date && rulebook_.year != 0 &&
      (date->year() < rulebook_.year - 1 || date->year() > rulebook_.year + 1))
    say(date_far_from_year, expression.span, *date);
  return {store.literal(Number(date->days), of(KindTag::date), expression.span), of(KindTag::date), false};
}

Typed ExpressionTyper::arithmetic(const syntax::Expression& expression) {
  Typed left = type(expression.operands[0]);
  Typed right = type(expression.operands[1]);
  if (left.is_hole() || right.is_hole()) return hole();
  const Arithmetic kind = expression.form == Form::add        ? Arithmetic::add
                          : expression.form == Form::subtract ? Arithmetic::subtract
                          : expression.form == Form::multiply ? Arithmetic::multiply
                                                              : Arithmetic::divide;
  const bool scales = kind == Arithmetic::multiply || kind == Arithmetic::divide;
  const bool either_bare = left.bare || right.bare;
  if (!scales) {  // beside a date a bare literal counts days; else it takes its neighbour's kind
    const auto beside = [](Kind other) { return other.tag == KindTag::date ? of(KindTag::days) : other; };
    if (left.bare && !right.bare) left = take_kind(left, beside(right.kind));
    else if (right.bare && !left.bare) right = take_kind(right, beside(left.kind));
  } else if (kind == Arithmetic::divide && left.bare && !right.bare && right.kind.tag == KindTag::points) {
    left = take_kind(left, right.kind);
  }
  // A bare count cannot be negative: a literal beside a count is a number unless it is whole.
  const auto result = result_of(kind, left.kind.tag, right.kind.tag);
  if (!result) {
    say(arithmetic_kinds, expression.span, name_of(left.kind), words(expression.operands[0].span),
        name_of(right.kind), words(expression.operands[1].span));
    return hole();
  }
  const model::Expression& a = rulebook_[left.id];
  const model::Expression& b = rulebook_[right.id];
  const bool by_zero = kind == Arithmetic::divide && b.operation == Operation::literal && b.literal.is_zero();
  // In a method that says what holds then, 0 may well be what somebody calls it with.
  const bool is_answered = guarded_ > 0 && !opening_.empty();
  if (by_zero && !is_answered) {
    say(division_by_zero_literal, expression.span, words(expression.span));
    return hole();
  }
  const bool bare = scales ? (either_bare && *result != KindTag::points && *result != KindTag::days)
                           : (left.bare && right.bare);
  if (a.operation == Operation::literal && b.operation == Operation::literal && !by_zero) {
    const Number folded = kind == Arithmetic::add        ? a.literal + b.literal
                          : kind == Arithmetic::subtract ? a.literal - b.literal
                          : kind == Arithmetic::multiply ? a.literal * b.literal
                                                         : a.literal / b.literal;
    return {store.literal(folded, of(*result), expression.span), of(*result), bare};
  }
  const Operation operation_kind = kind == Arithmetic::add        ? Operation::add
                                   : kind == Arithmetic::subtract ? Operation::subtract
                                   : kind == Arithmetic::multiply ? Operation::multiply
                                                                  : Operation::divide;
  return {operation(operation_kind, of(*result), expression.span, {left.id, right.id}), of(*result), bare};
}

Typed ExpressionTyper::one_operand(const syntax::Expression& expression) {
  const Typed operand = type(expression.operands[0]);
  if (operand.is_hole()) return hole();
  if (!model::is_numeric(operand.kind)) {
    say(number_due, expression.operands[0].span, words(expression.operands[0].span), name_of(operand.kind));
    return hole();
  }
  Kind kind = operand.kind;
  if (expression.form == Form::negate && (kind.tag == KindTag::count || kind.tag == KindTag::whole))
    kind = of(KindTag::number);
  if (expression.form == Form::negate && rulebook_[operand.id].operation == Operation::literal)
    return {store.literal(-rulebook_[operand.id].literal, kind, expression.span), kind, operand.bare};
  model::Expression result;
  result.operation = expression.form == Form::negate       ? Operation::negate
                     : expression.form == Form::absolute   ? Operation::absolute
                     : expression.form == Form::round      ? Operation::round
                     : expression.form == Form::round_down ? Operation::round_down
                                                           : Operation::round_up;
  result.kind = kind;
  result.span = expression.span;
  result.operands = {operand.id};
  result.decimals = expression.decimals;
  result.rounding = expression.half_even ? value::Rounding::half_even : value::Rounding::half_away;
  return {store.add(std::move(result)), kind, operand.bare};
}

namespace {
constexpr Message<1> root_degree{"E0345", "the degree of a root is a whole number from 2 to 1000, not {0}",
                                 "bậc của căn là số nguyên từ 2 đến 1000, không phải {0}",
                                 "another power reads `power(x, 0.3)`", "lũy thừa khác ghi là `lũy thừa(x; 0,3)`"};
constexpr Message<1> without_result{"E0347", "`{0}` has no result", "`{0}` không có kết quả",
                                    "even roots are of numbers from 0, logarithms of numbers above 0",
                                    "căn bậc chẵn chỉ lấy của số từ 0 trở lên, lô-ga-rít chỉ lấy của số lớn hơn 0"};

constexpr Message<3> root_arguments{"E0348", "`{0}` takes {1}, and here stand {2} values",
                                    "`{0}` cần {1}, ở đây có {2} giá trị"};

BilingualText arguments_of(Operation operation) {
  switch (operation) {
    case Operation::root: return {"a number and perhaps the degree", "một số và có thể thêm bậc của căn"};
    case Operation::power: return {"a number and its exponent", "một số và số mũ"};
    default: return {"one number", "một số"};
  }
}

Operation operation_of_root(Form form) {
  switch (form) {
    case Form::root: return Operation::root;
    case Form::natural_logarithm: return Operation::natural_logarithm;
    case Form::exponential: return Operation::exponential;
    default: return Operation::power;
  }
}
}  // namespace

Typed ExpressionTyper::root(const syntax::Expression& expression) {
  model::Expression result;
  result.operation = operation_of_root(expression.form);
  result.kind = of(KindTag::number);
  result.span = expression.span;
  const std::size_t count = expression.operands.size();
  const std::size_t least = result.operation == Operation::power ? 2 : 1;
  const std::size_t most = result.operation == Operation::root ? 2 : least;
  if (count < least || count > most) {
    for (const syntax::Expression& operand : expression.operands) type(operand);  // so that nothing seems unused
    say(root_arguments, expression.span, words(expression.span), arguments_of(result.operation), count);
    return hole();
  }
  bool bare = true;
  bool sound = true;
  std::optional<Number> degree;
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    const syntax::Expression& written = expression.operands[i];
    if (i == 1 && result.operation == Operation::root) {
      const auto number = known(written);
      const bool is_degree = number && number->number.is_whole() && number->number >= Number(2) &&
                             number->number <= Number(value::max_root_degree);
      if (number && !is_degree) say(root_degree, written.span, number->number);
      sound = sound && is_degree;
      if (number) degree = number->number;
      continue;
    }
    const Typed operand = type(written);
    sound = sound && !operand.is_hole();
    if (operand.is_hole()) continue;
    const bool is_number = operand.kind.tag == KindTag::number || operand.kind.tag == KindTag::percent ||
                           operand.kind.tag == KindTag::count || operand.kind.tag == KindTag::whole;
    if (!is_number) say(number_due, written.span, words(written.span), name_of(operand.kind));
    sound = sound && is_number;
    bare = bare && operand.bare;
    result.operands.push_back(operand.id);
  }
  if (!sound) return hole();
  if (result.operation == Operation::root) result.literal = degree.value_or(Number(2));
  // What is known beforehand and a fraction is that fraction.
  std::vector<value::Range> points;
  for (const ExpressionId id : result.operands) {
    const model::Expression* operand = &rulebook_[id];
    while (operand->operation == Operation::named) operand = &rulebook_[operand->operands[0]];
    if (operand->operation == Operation::literal) points.push_back(value::Range::point(operand->literal));
  }
  if (points.size() == result.operands.size()) {
    value::Outcome outcome;
    switch (result.operation) {
      case Operation::root: outcome = root_of(points[0], static_cast<int>(*result.literal.to_int64())); break;
      case Operation::natural_logarithm: outcome = natural_logarithm_of(points[0]); break;
      case Operation::exponential: outcome = exponential_of(points[0]); break;
      default: outcome = power_of(points[0], points[1]); break;
    }
    if (!outcome.may_be_value) {
      say(without_result, expression.span, words(expression.span));
      return hole();
    }
    if (outcome.range.is_point())
      return {store.literal(*outcome.range.low, result.kind, expression.span), result.kind, bare};
  }
  return {store.add(std::move(result)), of(KindTag::number), bare};
}

Typed ExpressionTyper::extreme(const syntax::Expression& expression) {
  std::vector<Typed> operands;
  for (const syntax::Expression& written : expression.operands) operands.push_back(type(written));
  if (std::ranges::any_of(operands, &Typed::is_hole)) return hole();
  // The first that is no bare literal says the kind; the others must compare with it.
  const auto leader = std::ranges::find_if(operands, [](const Typed& typed) { return !typed.bare; });
  const Kind kind = leader == operands.end() ? operands[0].kind : leader->kind;
  std::vector<ExpressionId> ids;
  Kind result = kind;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Typed typed = take_kind(operands[i], kind);
    const bool ordered = kind.tag != KindTag::yes_no && kind.tag != KindTag::choice;
    if (!ordered || !result_of(Arithmetic::compare, kind.tag, typed.kind.tag)) {
      say(comparison_kinds, expression.operands[i].span, name_of(kind),
          words(expression.operands[static_cast<std::size_t>(leader == operands.end() ? 0 : leader - operands.begin())].span),
          name_of(typed.kind), words(expression.operands[i].span));
      return hole();
    }
    if (typed.kind.tag != result.tag) result = of(KindTag::number);
    ids.push_back(typed.id);
  }
  const bool bare = leader == operands.end();
  return {operation(expression.form == Form::larger_of ? Operation::larger : Operation::smaller, result,
                    expression.span, std::move(ids)),
          result, bare};
}

Typed ExpressionTyper::compare(const syntax::Expression& expression) {
  std::vector<Typed> operands(expression.operands.size());
  // A bare name beside a choice is one of its values, so choices are typed first.
  const auto may_be_choice_value = [&](const syntax::Expression& operand) {
    return (operand.form == Form::name && !is_name_in_sight(operand.text)) || operand.form == Form::text;
  };
  for (std::size_t i = 0; i < operands.size(); ++i)
    if (!may_be_choice_value(expression.operands[i])) operands[i] = type(expression.operands[i]);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!may_be_choice_value(expression.operands[i])) continue;
    std::optional<Kind> choice;
    bool beside_hole = false;
    for (std::size_t other : {i - 1, i + 1})
      if (other < operands.size() && !may_be_choice_value(expression.operands[other])) {
        if (operands[other].kind.tag == KindTag::choice) choice = operands[other].kind;
        beside_hole |= operands[other].is_hole();
      }
    if (choice) operands[i] = choice_value(expression.operands[i], *choice);
    else if (!beside_hole) operands[i] = type(expression.operands[i]);
  }
  std::vector<ExpressionId> parts;
  for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
    const Typed part = compare_pair(operands[i], expression.comparators[i], operands[i + 1], expression.span,
                                    expression.operands[i], expression.operands[i + 1]);
    if (part.is_hole()) return hole();
    parts.push_back(part.id);
  }
  const Kind yes_no = of(KindTag::yes_no);
  if (parts.size() == 1) return {parts[0], yes_no, false};
  return {operation(Operation::logical_and, yes_no, expression.span, std::move(parts)), yes_no, false};
}

Typed ExpressionTyper::compare_pair(Typed left, syntax::Comparator comparator, Typed right, Span span,
                                    const syntax::Expression& left_words, const syntax::Expression& right_words) {
  if (left.is_hole() || right.is_hole()) return hole();
  for (const auto& [number, other, its_words, other_words] :
       {std::tie(left, right, left_words, right_words), std::tie(right, left, right_words, left_words)}) {
    if (!number.bare || other.kind.tag != KindTag::percent || other.bare) continue;
    const model::Expression& literal = rulebook_[number.id];
    if (literal.operation != Operation::literal || literal.literal < Number(2)) continue;
    say(number_beside_percent, its_words.span, words(other_words.span), words(its_words.span),
        source::Percent{literal.literal});
    return hole();
  }
  if (left.bare && !right.bare) left = take_kind(left, right.kind);
  if (right.bare && !left.bare) right = take_kind(right, left.kind);
  const bool choices_differ = left.kind.tag == KindTag::choice && right.kind.tag == KindTag::choice &&
                              left.kind.choice_list != right.kind.choice_list;
  if (choices_differ || !result_of(Arithmetic::compare, left.kind.tag, right.kind.tag)) {
    const BilingualText help = left.bare || right.bare ? in_place_of_number((left.bare ? right : left).kind) : BilingualText{};
    if (help.english.empty())
      say(comparison_kinds, span, name_of(left.kind), words(left_words.span), name_of(right.kind), words(right_words.span));
    else
      say(number_beside, span, name_of(left.kind), words(left_words.span), name_of(right.kind), words(right_words.span), help);
    return hole();
  }
  const bool asks_order = comparator != syntax::Comparator::equal && comparator != syntax::Comparator::not_equal;
  if (asks_order && (left.kind.tag == KindTag::yes_no || left.kind.tag == KindTag::choice)) {
    say(order_of_unordered, span, words(left_words.span), name_of(left.kind));
    return hole();
  }
  const Kind yes_no = of(KindTag::yes_no);
  switch (comparator) {
    case syntax::Comparator::equal: return {operation(Operation::equal, yes_no, span, {left.id, right.id}), yes_no, false};
    case syntax::Comparator::not_equal:
      return {operation(Operation::not_equal, yes_no, span, {left.id, right.id}), yes_no, false};
    case syntax::Comparator::less: return {operation(Operation::less, yes_no, span, {left.id, right.id}), yes_no, false};
    case syntax::Comparator::less_or_equal:
      return {operation(Operation::less_or_equal, yes_no, span, {left.id, right.id}), yes_no, false};
    case syntax::Comparator::greater: return {operation(Operation::less, yes_no, span, {right.id, left.id}), yes_no, false};
    case syntax::Comparator::greater_or_equal:
      return {operation(Operation::less_or_equal, yes_no, span, {right.id, left.id}), yes_no, false};
  }
  return hole();
}

Typed ExpressionTyper::logical(const syntax::Expression& expression) {
  std::vector<ExpressionId> parts;
  bool sound = true;
  for (const syntax::Expression& operand : expression.operands) {
    parts.push_back(condition(operand));
    sound &= is(parts.back());
  }
  if (!sound) return hole();
  const Operation kind = expression.form == Form::logical_and  ? Operation::logical_and
                         : expression.form == Form::logical_or ? Operation::logical_or
                                                               : Operation::logical_not;
  return {operation(kind, of(KindTag::yes_no), expression.span, std::move(parts)), of(KindTag::yes_no), false};
}

Typed ExpressionTyper::none_test(const syntax::Expression& expression) {
  const Typed operand = type(expression.operands[0]);
  if (operand.is_hole()) return hole();
  const model::Expression* read = &rulebook_[operand.id];
  while (read->operation == Operation::named) read = &rulebook_[read->operands[0]];
  if (read->operation == Operation::input && !rulebook_[read->input].or_none) {
    if (auto* finding = say(never_none, expression.span, words(expression.operands[0].span)))
      finding->related.push_back({rulebook_[read->input].span, declared_here, {}});
    return hole();
  }
  const bool asks_kind = expression.form == Form::is_value && !expression.text.empty();
  if (asks_kind && expression.text == "date" && operand.kind.tag != KindTag::date) {
    say(asked_for_other_kind, expression.span, words(expression.operands[0].span), name_of(operand.kind));
    return hole();
  }
  return {operation(expression.form == Form::is_none ? Operation::is_none : Operation::is_value, of(KindTag::yes_no),
                    expression.span, {operand.id}),
          of(KindTag::yes_no), false};
}

Typed ExpressionTyper::if_none(const syntax::Expression& expression) {
  const bool answers_none = expression.form == Form::if_none;
  guarded_ += answers_none ? 1 : 0;
  Typed value = type(expression.operands[0]);
  guarded_ -= answers_none ? 1 : 0;
  Typed replacement = type(expression.operands[1]);
  if (value.is_hole() || replacement.is_hole()) return hole();
  if (replacement.bare && !value.bare) replacement = take_kind(replacement, value.kind);
  if (value.kind.tag != replacement.kind.tag &&
      !result_of(Arithmetic::compare, value.kind.tag, replacement.kind.tag)) {
    say(comparison_kinds, expression.span, name_of(value.kind), words(expression.operands[0].span),
        name_of(replacement.kind), words(expression.operands[1].span));
    return hole();
  }
  // `done / planned if none 100%`: a number that may be written as a percentage is one from here on.
  const Kind kind = value.bare ? replacement.kind : value.kind;
  return {operation(expression.form == Form::if_none ? Operation::if_none : Operation::if_missing, kind,
                    expression.span, {value.id, replacement.id}), kind,
          value.bare && replacement.bare};
}

namespace {
constexpr Message<2> unknown_item{"E0700", "there is no item {0}{1}", "không có mục {0}{1}"};
constexpr Message<1> item_of_row{
    "E0706", "`{0}` cannot be asked row by row: rows have inputs, and only the units of a lower level have items",
    "không xét được `{0}` theo từng dòng: mỗi dòng chỉ có số liệu, chỉ đơn vị cấp dưới mới có các mục"};
constexpr Message<1> item_without_points{"E0733", "item {0} is not scored, so it has no points and no index",
                                         "mục {0} không chấm điểm nên không có điểm và không có chỉ số"};
constexpr Message<1> nothing_at_level{"E0732", "the rulebook has no {0} to ask this of",
                                      "bộ tiêu chí không có {0} nào để xét điều này"};

BilingualText level_name(std::string_view level) {
  if (level == "field") return {"field", "lĩnh vực"};
  if (level == "criterion") return {"criterion", "tiêu chí"};
  return {"component", "tiêu chí thành phần"};
}

model::Level level_of(std::string_view level) {
  if (level == "field") return model::Level::field;
  return level == "criterion" ? model::Level::criterion : model::Level::component;
}
}  // namespace

/// `points of 3.1`, `index of 3`.
Typed ExpressionTyper::of_item(const syntax::Expression& expression) {
  if (row_set_) return of_item_of_row(expression);
  const auto node = rulebook_.find_node(expression.text);
  if (!node && said.names_are_missing) return hole();
  if (node && !rulebook_[*node].is_scored()) {
    say(item_without_points, expression.span, expression.text);
    return hole();
  }
  if (!node) {
    std::vector<std::string> numbers;
    for (const model::Node& other : rulebook_.nodes) numbers.push_back(other.number);
    say(unknown_item, expression.span, expression.text, did_you_mean(source::nearest(expression.text, numbers)));
    return hole();
  }
  return of_node(expression.form == Form::points_of ? Operation::node_points : Operation::node_index, *node,
                 expression.span);
}

/// In an aggregate: of the units of a lower level their items; all other rows have none.
Typed ExpressionTyper::of_item_of_row(const syntax::Expression& expression) {
  if (rulebook_.sets[*row_set_].kind != model::SetKind::level) {
    say(item_of_row, expression.span, words(expression.span));
    return hole();
  }
  const model::Rulebook* below = rules_below(*row_set_);
  if (below == nullptr) return hole();  // its rules could not be read, which has been said
  const auto result = expression.form == Form::points_of ? model::LevelResult::points_of : model::LevelResult::index_of;
  if (const auto column = level_column(*row_set_, result, expression.text, expression.span))
    return read_input(*column, expression.span);
  std::vector<std::string> numbers;
  for (const model::Node& other : below->nodes) numbers.push_back(other.number);
  say(unknown_item, expression.span, expression.text, did_you_mean(source::nearest(expression.text, numbers)));
  return hole();
}

Typed ExpressionTyper::of_node(Operation what, model::NodeId node, Span span) {
  model::Expression read;
  read.operation = what;
  read.kind = of(what == Operation::node_index ? KindTag::percent : KindTag::points);
  read.span = span;
  read.node = node;
  const Kind kind = read.kind;
  return {store.add(std::move(read)), kind, false};
}

/// `every criterion >= 50%`: a comparison a node of the level.
Typed ExpressionTyper::quantified(const syntax::Expression& expression) {
  if (row_set_) {
    say(item_of_row, expression.span, words(expression.span));
    return hole();
  }
  const Typed bound = type(expression.operands[0]);
  if (bound.is_hole()) return hole();
  const model::Level level = level_of(expression.text);
  std::vector<ExpressionId> conditions;
  for (std::size_t i = 0; i < rulebook_.nodes.size(); ++i) {
    if (rulebook_.nodes[i].level != level || rulebook_.nodes[i].role != model::Role::scored) continue;
    const Typed index = of_node(Operation::node_index, model::NodeId{static_cast<std::uint32_t>(i)}, expression.span);
    const Typed one = compare_pair(index, expression.comparators[0], bound, expression.span, expression,
                                   expression.operands[0]);
    if (one.is_hole()) return hole();
    conditions.push_back(one.id);
  }
  if (conditions.empty()) {
    if (!said.names_are_missing) say(nothing_at_level, expression.span, level_name(expression.text));
    return hole();
  }
  return {operation(expression.form == Form::every ? Operation::every : Operation::some, of(KindTag::yes_no),
                    expression.span, std::move(conditions)),
          of(KindTag::yes_no), false};
}

ExpressionId ExpressionTyper::condition(const syntax::Expression& expression) {
  const Typed typed = type(expression);
  if (typed.is_hole()) return model::no_expression;
  if (typed.kind.tag != KindTag::yes_no) {
    say(condition_due, expression.span, words(expression.span), name_of(typed.kind));
    return model::no_expression;
  }
  return typed.id;
}

ExpressionId ExpressionTyper::points(const syntax::Expression& expression) {
  Typed typed = type(expression);
  if (typed.is_hole()) return model::no_expression;
  if (typed.bare) typed = take_kind(typed, of(KindTag::points));
  if (typed.kind.tag != KindTag::points) {
    const bool is_counted = typed.kind.tag == KindTag::count || typed.kind.tag == KindTag::whole;
    say(is_counted ? points_due_of_counted : points_due, expression.span, words(expression.span), name_of(typed.kind));
    return model::no_expression;
  }
  return typed.id;
}

namespace {
constexpr Message<1> not_known_beforehand{
    "E0333", "`{0}` depends on data; here a number is due that is known beforehand",
    "`{0}` phụ thuộc vào số liệu; ở đây cần một con số biết trước",
    "a number, a constant or a date", "ghi một số, một mức quy định hoặc một ngày"};
constexpr Message<1> no_decimal{
    "E0346", "`{0}` is neither a decimal nor a fraction, and here a number is due that can be written down",
    "`{0}` không phải số thập phân hay phân số, mà ở đây cần một con số viết ra được",
    "in an expression or a `let` it stands exactly", "trong biểu thức hoặc trong `đặt` thì dùng được, và chính xác"};
constexpr Message<3> bound_kind{"E0334", "the bound `{0}` is {1}, and what is measured is {2}",
                                "mức `{0}` là {1}, còn đại lượng được xét là {2}"};
constexpr Message<1> empty_band{"E0335", "the range `{0}` holds nothing: its lower end is above its upper end",
                                "khoảng `{0}` không chứa giá trị nào: đầu dưới lớn hơn đầu trên"};
constexpr Message<2> bands_of_unordered{"E0336", "`{0}` is {1}: bands need something that can be more or less",
                                        "`{0}` là {1}: chia mức cần một đại lượng có lớn có nhỏ"};
}  // namespace

/// `ln(100)`: known, but no literal.
bool ExpressionTyper::reads_no_data(ExpressionId id) const {
  std::vector<ExpressionId> open{id};
  std::set<ExpressionId> seen{id};
  while (!open.empty()) {
    const model::Expression& expression = rulebook_[open.back()];
    open.pop_back();
    const bool reads = expression.operation == Operation::input || expression.operation == Operation::index;
    if (reads || expression.node != model::no_node) return false;
    for (const ExpressionId operand : expression.operands)
      if (seen.insert(operand).second) open.push_back(operand);
  }
  return true;
}

std::optional<ExpressionTyper::Known> ExpressionTyper::known(const syntax::Expression& expression) {
  const Typed typed = type(expression);
  if (typed.is_hole()) return std::nullopt;
  const model::Expression* literal = &rulebook_[typed.id];
  while (literal->operation == Operation::named) literal = &rulebook_[literal->operands[0]];
  if (literal->operation != Operation::literal) {
    say(reads_no_data(typed.id) ? no_decimal : not_known_beforehand, expression.span, words(expression.span));
    return std::nullopt;
  }
  return Known{literal->literal, typed.kind, typed.bare};
}

bool ExpressionTyper::can_be_cut(const Typed& subject, Span span) {
  if (subject.kind.tag != KindTag::yes_no && subject.kind.tag != KindTag::choice) return true;
  say(bands_of_unordered, span, words(span), name_of(subject.kind));
  return false;
}

bool ExpressionTyper::is_in_percent(const syntax::BandRange& range) const {
  const auto says_percent = [&](const std::optional<syntax::Expression>& end) {
    if (!end) return false;
    if (end->form == Form::numeral) return end->percent;
    return std::ranges::any_of(rulebook_.constants, [&](const model::Constant& constant) {
      return end->form == Form::name && constant.name == end->text && constant.kind.tag == KindTag::percent;
    });
  };
  return says_percent(range.low) || says_percent(range.high);
}

std::optional<value::Range> ExpressionTyper::band_range(const syntax::BandRange& written, const Typed& subject) {
  const auto bound = [&](const std::optional<syntax::Expression>& end, std::optional<Number>& into) {
    if (!end) return true;
    const auto number = known(*end);
    if (!number) return false;
    const bool takes_it = number->bare && takes_bare_number(subject.kind);
    if (!takes_it && !result_of(Arithmetic::compare, subject.kind.tag, number->kind.tag)) {
      say(bound_kind, end->span, words(end->span), name_of(number->kind), name_of(subject.kind));
      return false;
    }
    into = number->number;
    return true;
  };
  value::Range range;
  const bool low_known = bound(written.low, range.low);
  if (written.point) {
    range.high = range.low;
    return low_known ? std::optional(range) : std::nullopt;
  }
  const bool high_known = bound(written.high, range.high);
  if (!low_known || !high_known) return std::nullopt;
  range.low_open = written.low_open;
  range.high_open = written.high_open;
  if (range.is_empty()) {
    say(empty_band, written.span, words(written.span));
    return std::nullopt;
  }
  return range;
}

ExpressionId ExpressionTyper::holds(const value::Range& range, const Typed& subject, Span span) {
  model::Expression expression;
  expression.operation = Operation::within;
  expression.kind = of(KindTag::yes_no);
  expression.span = span;
  expression.operands = {subject.id};
  expression.range = range;
  return store.add(std::move(expression));
}

namespace {
constexpr Message<2> setting_kind{"E0337", "`{0}` cannot be a value of this input, which is {1}",
                                  "`{0}` không thể là giá trị của số liệu này, vì đây là {1}"};
constexpr Message<2> setting_range{"E0338", "`{0}` lies outside what the input `{1}` is declared to take",
                                   "`{0}` nằm ngoài phạm vi đã khai báo của số liệu `{1}`"};
constexpr Message<1> setting_none{"E0339", "the input `{0}` is not declared `or none`",
                                  "số liệu `{0}` không khai báo `hoặc không có`"};
constexpr Message<1> setting_not_applicable{"E0340", "the input `{0}` is not declared `or not applicable`",
                                            "số liệu `{0}` không khai báo `hoặc không áp dụng`"};
}  // namespace

/// A choice whose values count as numbers is set by its values, as data are.
std::optional<model::Setting> ExpressionTyper::setting_by_worth(const syntax::Expression& expression, model::InputId id) {
  const std::vector<model::Worth>& worths = rulebook_[id].worths;
  const bool may_name = expression.form == Form::name || expression.form == Form::text;
  const auto found = std::ranges::find(worths, expression.text, &model::Worth::name);
  if (!may_name || found == worths.end()) {
    std::vector<std::string> names;
    std::string all;
    for (const model::Worth& worth : worths) {
      names.push_back(worth.name);
      all += (all.empty() ? "" : ", ") + worth.name;
    }
    const std::string written(words(expression.span));
    say(unknown_choice_value, expression.span, may_name ? expression.text : written, all,
        did_you_mean(source::nearest(written, names)));
    return std::nullopt;
  }
  model::Setting setting;
  setting.input = id;
  setting.state = found->number ? value::State::value : value::State::none;
  if (found->number) setting.number = *found->number;
  return setting;
}

std::optional<model::Setting> ExpressionTyper::setting(const syntax::Expression& expression, model::InputId id) {
  const model::Input& input = rulebook_[id];
  if (is_hole(input.kind)) return std::nullopt;
  model::Setting setting;
  setting.input = id;
  switch (expression.form) {
    case Form::none:
      if (!input.or_none) {
        say(setting_none, expression.span, input.name);
        return std::nullopt;
      }
      setting.state = value::State::none;
      return setting;
    case Form::not_applicable:
      if (!input.or_not_applicable) {
        say(setting_not_applicable, expression.span, input.name);
        return std::nullopt;
      }
      setting.state = value::State::not_applicable;
      return setting;
    case Form::missing: setting.state = value::State::missing; return setting;
    default: break;
  }
  if (!input.worths.empty()) return setting_by_worth(expression, id);
  const bool names_choice = input.kind.tag == KindTag::choice &&
                            (expression.form == Form::name || expression.form == Form::text);
  const Typed typed = names_choice ? choice_value(expression, input.kind) : type(expression);
  if (typed.is_hole()) return std::nullopt;
  const model::Expression* literal = &rulebook_[typed.id];
  while (literal->operation == Operation::named) literal = &rulebook_[literal->operands[0]];
  if (literal->operation != Operation::literal) {
    say(reads_no_data(typed.id) ? no_decimal : not_known_beforehand, expression.span, words(expression.span));
    return std::nullopt;
  }
  if (!fits(typed.kind, typed.bare, input.kind)) {
    say(setting_kind, expression.span, words(expression.span), name_of(input.kind));
    return std::nullopt;
  }
  setting.number = literal->literal;
  if (!input.range.contains(setting.number) ||
      (model::takes_whole_values(input.kind) && !setting.number.is_whole())) {
    say(setting_range, expression.span, words(expression.span), input.name);
    return std::nullopt;
  }
  return setting;
}

}  // namespace barem::check
