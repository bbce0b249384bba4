// How the parts of a line become clauses, rows, headings. Values and kinds are made in values.cpp.
#include <algorithm>
#include <charconv>

#include "lang/syntax/builder.h"

namespace barem::syntax {

using source::Message;

// ---- clauses below a heading ----------------------------------------------------------------------------------------

Basis Builder::basis(std::uint32_t index) {
  const Parts parts(*this, index);
  return {parts.size() == 2, text(parts[parts.size() - 1])};
}

Note Builder::note(std::uint32_t index) {
  const Parts parts(*this, index);
  Note result{text(parts[0]), std::nullopt};
  if (parts.size() == 2) result.other = text(parts[1]);
  return result;
}

Let Builder::let(std::uint32_t index) {
  const Parts parts(*this, index);
  return {name(parts[0]), value(parts[1])};
}

WithoutEvidence Builder::without_evidence(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is(parts[0], Phrase::missing)) return {};
  return {value(parts[0])};
}

constexpr Message<1> count_twice{"E0161", "`{0}` is counted twice in this line",
                                 "`{0}` được đếm hai lần trong dòng này"};

Expect Builder::expect(std::uint32_t index) {
  const Parts counts(*this, index);
  Expect result;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Parts parts(*this, counts[i]);
    const bool survey = is(parts[0], Phrase::survey);
    const Phrase what = at(parts[survey ? 0 : 1]).phrase;
    std::optional<Numeral>& count = survey                     ? result.survey
                                    : what == Phrase::fields   ? result.fields
                                    : what == Phrase::criteria ? result.criteria
                                                               : result.components;
    if (count) file_.diagnostics.report(count_twice, span(counts[i]), word(what));
    Numeral typed = numeral(parts[survey ? 1 : 0]);
    if (!typed.digits.empty()) count = std::move(typed);
  }
  return result;
}

constexpr Message<2> entered_by_whom{"E0155", "`{0}` does not say by whom", "`{0}` chưa ghi ai cho điểm",
                                     "`{1}`", "`{1}`"};
constexpr Message<1> said_twice{"E0162", "`{0}` is said twice in this line",
                                "`{0}` được ghi hai lần trong dòng này"};

/// What is said of points that are entered. `in_full`: the line with a supplier, for where it names none.
std::optional<Entered> Builder::entered(const Parts& parts, std::uint32_t index, const std::string& in_full) {
  Entered result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Parts inside(*this, parts[i]);
    switch (at(parts[i]).part) {
      case Part::free_words:
        result.by = {supplier_name(text_of(parts[i])), span(parts[i])};
        break;
      case Part::entered_by:
        if (!result.by.text.empty()) file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::by));
        result.by = {supplier_name(text_of(inside[0])), span(inside[0])};
        break;
      case Part::entered_step:
        if (result.step) file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::in_steps_of));
        result.step = numeral(inside[0]);
        if (result.step->digits.empty()) result.step.reset();
        break;
      case Part::entered_from: {
        if (result.from) file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::from));
        Numeral from = numeral(inside[0]), to = numeral(inside[1]);
        if (from.digits.empty() || to.digits.empty()) break;
        result.from = std::move(from);
        result.to = std::move(to);
        break;
      }
      default:
        break;
    }
  }
  if (!result.by.text.empty()) return result;
  file_.diagnostics.report(entered_by_whom, span(index), word(Phrase::entered), in_full);
  return std::nullopt;
}

ClauseBody Builder::entered(std::uint32_t index) {
  const Parts parts(*this, index);
  const bool english = file_.spelling == Spelling::english;
  auto result = entered(parts, index, english ? "entered by council" : "hội đồng cho điểm");
  if (!result) return ExpressionLine{hole(index)};
  return std::move(*result);
}

/// `deduct entered from 1 to 3 by council when wrong`, `hội đồng trừ từ 1 đến 3 khi sai`.
ClauseBody Builder::entered_change(std::uint32_t index) {
  const Parts parts(*this, index);
  const bool english = file_.spelling == Spelling::english;
  Adjustment result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    result.deduct = result.deduct || is(parts[i], Phrase::deduct);
    if (is(parts[i], Phrase::when)) result.when = value(parts[i + 1]);
  }
  const std::string verb = word(result.deduct ? Phrase::deduct : Phrase::add);
  result.entered = entered(parts, index, english ? verb + " entered by council" : "hội đồng " + verb);
  if (!result.entered) return ExpressionLine{hole(index)};
  return result;
}

Was Builder::was(std::uint32_t index) {
  const Parts items(*this, index);
  Was result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Parts parts(*this, items[i]);
    result.items.push_back({text(parts[0]), build_item_number(file_, span(parts[1])), span(items[i])});
  }
  return result;
}

ClauseBody Builder::when_line(std::uint32_t index) {
  const Parts parts(*this, index);
  if (parts.size() == 1) return ExpressionLine{value(parts[0])};
  WhenLine result{value(parts[0]), std::nullopt};
  if (parts.size() == 3) result.condition = value(parts[2]);
  return result;
}

ClauseBody Builder::clause() {
  const std::uint32_t whole = root();
  const Parts parts(*this, whole);
  switch (at(whole).part) {
    case Part::evidence:
    case Part::evidence_required: {
      Evidence result;
      result.required = is(whole, Part::evidence_required);
      for (std::size_t i = 0; i < parts.size(); ++i) result.texts.push_back(text(parts[i]));
      return result;
    }
    case Part::title: {
      Title result{text(parts[0]), std::nullopt};
      if (parts.size() == 2) result.vietnamese = text(parts[1]);
      return result;
    }
    case Part::adjustment: {
      Adjustment result;
      result.deduct = is(parts[0], Phrase::deduct);
      result.amount = value(parts[1]);
      (is(parts[2], Phrase::per) ? result.per : result.when) = value(parts[3]);
      return result;
    }
    case Part::round: {
      Round result;
      if (!decimals(parts, 0, result.decimals, result.half_even)) return ExpressionLine{hole(whole)};
      return result;
    }
    case Part::without_evidence:
      return without_evidence(whole);
    case Part::basis:
      return basis(whole);
    case Part::note:
      return note(whole);
    case Part::let:
      return let(whole);
    case Part::expect:
      return expect(whole);
    case Part::entered:
      return entered(whole);
    case Part::entered_change:
      return entered_change(whole);
    case Part::when_line:
      return when_line(whole);
    case Part::survey:
      return Survey{};
    case Part::was:
      return was(whole);
    case Part::left_open:
      return LeftOpen{};
    case Part::geometric_mean_of_children:
      return MeanOfChildren{true};
    case Part::may_go_below:
      return MayGoBelow{};
    case Part::may_pass_max:
      return MayPassMax{};
    case Part::mean_of_children:
      return MeanOfChildren{};
    case Part::not_applicable_when:
      return NotApplicableWhen{value(parts[0])};
    case Part::full_points_when:
      return FullPointsWhen{value(parts[0])};
    case Part::zero_when:
      return ZeroWhen{value(parts[0])};
    case Part::cap:
      return Cap{value(parts[0]), value(parts[1])};
    case Part::if_missing:
      return IfMissing{value(parts[0])};
    case Part::at_most_clause:
      return AtMost{value(parts[0])};
    case Part::not_below:
      return NotBelow{value(parts[0])};
    case Part::bands:
      return Bands{value(parts[0]), parts.size() == 2, {}};
    default:
      return ExpressionLine{hole(whole)};  // parts that are no clause
  }
}

// ---- rows -----------------------------------------------------------------------------------------------------------

constexpr Message<3> range_as_difference{"E0154", "`{0}` reads as a difference; a range is said with `{1}`",
                                         "`{0}` được đọc là phép trừ; khoảng viết với `{1}`", "`{2}`",
                                         "`{2}`"};

/// An end of a band.
Expression Builder::bound(std::uint32_t index) {
  if (is(index, Part::sum)) {
    const Parts parts(*this, index);
    if (parts.size() == 3 && is(parts[0], Part::numeral) && is(parts[2], Part::numeral) &&
        text_of(parts[1]) != "+") {
      const std::string range =
          std::string(text_of(parts[0])) + " " + word(Phrase::to) + " " + std::string(text_of(parts[2]));
      file_.diagnostics.report(range_as_difference, span(index), text_of(index), word(Phrase::to), range);
      return hole(index);
    }
  }
  return value(index);
}

constexpr Message<1> band_sign{"E0163", "`{0}` cannot stand here in a range",
                               "`{0}` không đứng được ở đây trong khoảng",
                               "`80% to < 100%`, `> 80% to 90%`, `< 80%`, `>= 95%` or `100%`",
                               "`80% đến < 100%`, `> 80% đến 90%`, `< 80%`, `>= 95%` hoặc `100%`"};

Band Builder::band() {
  const Parts parts(*this, root());
  Band result;
  result.span = span(root());
  BandRange& range = result.range;
  range.span = file_.span(at(parts[0]).begin, at(parts[parts.size() - 2]).end);
  result.value = value(parts[parts.size() - 1]);
  bool has_to = false;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) has_to = has_to || is(parts[i], Phrase::to);
  bool high_side = false, faulty = false;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (is(parts[i], Phrase::to)) high_side = true;
    if (is(parts[i], Phrase::to) || is(parts[i], Part::symbol)) continue;
    Comparator sign = Comparator::equal;
    if (i != 0 && is(parts[i - 1], Part::symbol)) {
      const std::optional<Comparator> typed = comparator(parts[i - 1]);
      sign = typed.value_or(Comparator::equal);
      const bool upper_sign = sign == Comparator::less || sign == Comparator::less_or_equal;
      const bool lower_sign = sign == Comparator::greater || sign == Comparator::greater_or_equal;
      if (typed && !(upper_sign && (high_side || !has_to)) && !(lower_sign && !high_side))
        file_.diagnostics.report(band_sign, span(parts[i - 1]), text_of(parts[i - 1]));
      faulty = faulty || !typed || !(upper_sign ? high_side || !has_to : lower_sign && !high_side);
    }
    Expression end = bound(parts[i]);
    if (has_to ? high_side : sign == Comparator::less || sign == Comparator::less_or_equal) {
      range.high = std::move(end);
      range.high_open = sign == Comparator::less;
    } else if (has_to || sign != Comparator::equal) {
      range.low = std::move(end);
      range.low_open = sign == Comparator::greater;
    } else {
      range.point = true;
      range.low = end;
      range.high = std::move(end);
    }
  }
  if (faulty) {
    range.point = true;
    range.low = range.high = hole(parts[0]);
  }
  return result;
}

InputLine Builder::input(std::uint32_t index) {
  const Parts parts(*this, index);
  InputLine result;
  result.span = span(index);
  result.name = name(parts[0]);
  result.kind = kind(parts[1]);
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (is(parts[i], Part::text)) {
      result.title = text(parts[i]);
    } else if (is(parts[i], Part::adds_up)) {
      const Parts inside(*this, parts[i]);
      result.adds_up = is(inside[0], Phrase::sum)        ? AddsUp::sum
                       : is(inside[0], Phrase::mean)     ? AddsUp::mean
                       : is(inside[0], Phrase::latest)   ? AddsUp::latest
                       : is(inside[0], Phrase::earliest) ? AddsUp::earliest
                       : is(inside[0], Phrase::any_of)   ? AddsUp::any
                                                         : AddsUp::all;
      if (result.adds_up == AddsUp::mean) result.weight = name(inside[1]);
    } else if (is(parts[i], Part::input_was)) {
      if (!result.was.empty()) file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::was));
      const Parts names(*this, parts[i]);
      for (std::size_t n = 0; n < names.size(); ++n) result.was.push_back(name(names[n]));
    } else {
      if (result.for_information)
        file_.diagnostics.report(said_twice, span(parts[i]), word(Phrase::for_information));
      result.for_information = true;
    }
  }
  return result;
}

std::variant<std::vector<InputLine>, Numeral> Builder::columns() {
  const Parts parts(*this, root());
  if (is(parts[0], Part::least_answers)) return numeral(Parts(*this, parts[0])[0]);
  std::vector<InputLine> result;
  for (std::size_t i = 0; i < parts.size(); ++i) result.push_back(input(parts[i]));
  return result;
}

ClassLine Builder::class_line() {
  const Parts parts(*this, root());
  ClassLine result;
  result.span = span(root());
  result.label = text(parts[0]);
  if (parts.size() == 3) result.condition = value(parts[2]);
  return result;
}

Setting Builder::setting(std::uint32_t index) {
  const Parts parts(*this, index);
  Setting result;
  result.span = span(index);
  if (is(parts[0], Part::item_number)) {
    Span number = span(parts[0]);
    const std::size_t line = text_of(parts[0]).find(':');  // `1.2:1`
    if (line != std::string_view::npos) number.end = number.begin + static_cast<std::uint32_t>(line);
    result.name = {build_item_number(file_, number), span(parts[0])};
    if (!is_item_number(result.name.text)) result.name.text.clear();
    else if (line != std::string_view::npos) result.name.text += text_of(parts[0]).substr(line);
  } else if (is(parts[0], Part::name)) {
    result.name = name(parts[0]);
  } else {
    result.name.span = span(parts[0]);
    result.target = value(parts[0]);
  }
  result.value = value(parts[1]);
  return result;
}

std::variant<Setting, Record, Gives> Builder::setting() {
  const Parts parts(*this, root());
  if (is(root(), Part::gives)) return Gives{value(parts[0])};
  if (is(root(), Part::setting)) return setting(root());
  Record result;
  result.span = span(root());
  const Parts set(*this, parts[0]);
  result.units = !is(set[0], Part::name);
  result.set = result.units ? Name{{}, span(set[0])} : name(set[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) result.settings.push_back(setting(parts[i]));
  return result;
}

// ---- what begins in column 1 ----------------------------------------------------------------------------------------

constexpr Message<1> heading_without_title{"E0141", "heading {0} has no title", "mục {0} chưa có tên",
                                           "`{0} \"Annual plan\"   1 point`",
                                           "`{0} \"Kế hoạch năm\"   1 điểm`"};
constexpr Message<1> heading_without_points{
    "E0140", "heading {0} does not say its points", "mục {0} chưa ghi điểm tối đa",
    "`1 point` at the end of heading {0}", "thêm `1 điểm` ở cuối tiêu đề {0}"};

Node Builder::node(std::uint32_t index) {
  const Parts parts(*this, index);
  Node result;
  std::size_t first = 0;
  if (is(index, Part::changed_node)) {
    result.change = is(parts[0], Phrase::replace) ? Change::replace : Change::insert;
    first = 1;
  }
  const std::string_view number = text_of(parts[first]);
  result.number_span = span(parts[first]);
  result.number = build_item_number(file_, result.number_span);
  result.number_is_guess = result.number != file_.text_of(result.number_span) || !is_item_number(result.number);
  result.points_span = result.number_span;
  for (std::size_t i = first + 1; i < parts.size(); ++i) {
    const std::uint32_t part = parts[i];
    if (is(part, Part::heading_label)) {
      result.label = text(part - 1);
    } else if (is(part, Part::text)) {
      result.title = text(part);
    } else if (is(part, Part::word)) {
      result.role = is(part, Phrase::bonus)     ? Role::bonus
                    : is(part, Phrase::penalty) ? Role::penalty
                                                : Role::not_scored;
      result.points_span = span(part);
    } else {
      Numeral typed = numeral(part - 1);
      if (is(part, Part::heading_points))
        result.points_span = result.role == Role::scored ? span(part) : source::join(result.points_span, span(part));
      if (!typed.digits.empty())
        (is(part, Part::heading_points) ? result.points : result.weight) = std::move(typed);
    }
  }
  if (!result.title) file_.diagnostics.report(heading_without_title, span(index), number);
  if (result.points_span == result.number_span && result.title)
    file_.diagnostics.report(heading_without_points, span(index), number);
  return result;
}

ItemBody Builder::repeal(std::uint32_t index) {
  using enum Repeal::What;
  const Parts parts(*this, index);
  Repeal result;
  std::size_t first = 0;
  if (is(parts[0], Part::word)) {
    first = 1;
    switch (at(parts[0]).phrase) {
      case Phrase::input: result.what = inputs; break;
      case Phrase::table: result.what = tables; break;
      case Phrase::units_below: result.what = levels; break;
      case Phrase::option: result.what = options; break;
      case Phrase::constant: result.what = constants; break;
      case Phrase::let: result.what = lets; break;
      case Phrase::method: result.what = methods; break;
      case Phrase::notes: result.what = notes; break;
      case Phrase::ranks: result.what = ranks; break;
      case Phrase::classes: result.what = classes; break;
      default: result.what = examples; break;
    }
    if (result.what == examples && is(parts[1], Phrase::for_)) {
      result.what = examples_of;
      first = 2;
    }
  }
  for (std::size_t i = first; i < parts.size(); ++i) {
    if (is(parts[i], Part::text)) {
      result.targets.push_back(text(parts[i]));
    } else if (is(parts[i], Part::item_number)) {
      // What is no number names no item; it has been said.
      if (std::string number = build_item_number(file_, span(parts[i])); number == text_of(parts[i]))
        result.targets.push_back({std::move(number), span(parts[i])});
    } else {
      result.targets.push_back({std::string(text_of(parts[i])), span(parts[i])});
    }
  }
  return result;
}

ItemBody Builder::renumber(std::uint32_t index) {
  const Parts moves(*this, index);
  Renumber result;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const Parts parts(*this, moves[i]);
    std::string from = build_item_number(file_, span(parts[0]));
    std::string to = build_item_number(file_, span(parts[1]));
    if (from == text_of(parts[0]) && to == text_of(parts[1]))
      result.moves.push_back({std::move(from), std::move(to), span(parts[0]), span(parts[1])});
  }
  return result;
}

Parameter Builder::parameter(std::uint32_t index) {
  const Parts parts(*this, index);
  Parameter result;
  result.english = result.vietnamese = name(parts[0]);
  std::size_t next = 1;
  if (is(parts[1], Part::name)) result.vietnamese = name(parts[next++]);
  result.kind = kind(parts[next++]);
  if (next < parts.size()) result.standard = value(parts[next]);
  return result;
}

Method Builder::method(std::uint32_t index) {
  const Parts parts(*this, index);
  Method result;
  result.english = result.vietnamese = name(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (is(parts[i], Part::name)) result.vietnamese = name(parts[i]);
    if (is(parts[i], Part::parameter)) result.parameters.push_back(parameter(parts[i]));
    if (is(parts[i], Phrase::of_max)) result.of_max = true;
  }
  return result;
}

Example Builder::example(std::uint32_t index) {
  const Parts parts(*this, index);
  Example result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    result.target_span = span(parts[i]);
    if (is(parts[i], Part::text)) {
      result.title = text(parts[i]);
    } else if (is(parts[i], Part::item_number)) {
      result.node = build_item_number(file_, span(parts[i]));
      if (!is_item_number(result.node)) result.node.clear();
    } else {
      const Parts target(*this, parts[i]);
      result.method = name(target[0]);
      if (target.size() == 2) {
        result.max = numeral(target[1]);
        if (result.max->digits.empty()) result.max.reset();
      }
    }
  }
  return result;
}

ItemBody Builder::publish(std::uint32_t index) {
  const Parts parts(*this, index);
  Publish result;
  result.form = is(parts[0], Phrase::as_percent)  ? IndexForm::percent
                : is(parts[0], Phrase::as_number) ? IndexForm::number
                                                  : IndexForm::points;
  decimals(parts, 1, result.decimals, result.half_even);
  return result;
}

constexpr Message<1> edition_unknown{
    "E0149", "edition {0} of the language is not known to this version of Barem; it knows edition 1",
    "phiên bản Barem này không biết ấn bản {0} của ngôn ngữ; chỉ biết ấn bản 1", "`barem 1`", "`barem 1`"};
constexpr Message<1> year_form{"E0164", "`{0}` is not a year: a year has four digits",
                               "`{0}` không phải là năm: năm có bốn chữ số"};

ItemBody Builder::item() {
  const std::uint32_t whole_line = root();
  const Parts parts(*this, whole_line);
  switch (at(whole_line).part) {
    case Part::edition: {
      Edition result;
      const std::optional<int> number = whole(parts[0]);
      if (number && *number != 1) file_.diagnostics.report(edition_unknown, span(parts[0]), *number);
      return result;
    }
    case Part::changed_node:
      return node(whole_line);
    case Part::amends:
      return Amends{text(parts[0]), text(parts[1])};
    case Part::completes:
      return Completes{text(parts[0])};
    case Part::repeal:
      return repeal(whole_line);
    case Part::renumber:
      return renumber(whole_line);
    case Part::effective:
      return Effective{date(parts[0])};
    case Part::year: {
      Year result;
      const std::string_view typed = text_of(parts[0]);
      if (typed.size() == 4 && typed.find_first_not_of("0123456789") == std::string_view::npos)
        std::from_chars(typed.data(), typed.data() + 4, result.year);
      else
        file_.diagnostics.report(year_form, span(parts[0]), typed);
      return result;
    }
    case Part::use: {
      Use result;
      result.file = is(parts[0], Part::text);
      for (std::size_t i = 0; i < parts.size(); ++i)
        result.methods.push_back(result.file ? text(parts[i])
                                             : Text{std::string(text_of(parts[i])), span(parts[i])});
      return result;
    }
    case Part::constant: {
      Constant result{name(parts[0]), value(parts[1]), std::nullopt};
      if (parts.size() == 3) result.basis = basis(parts[2]);
      return result;
    }
    case Part::node:
      return node(whole_line);
    case Part::method:
      return method(whole_line);
    case Part::example:
      return example(whole_line);
    case Part::publish:
      return publish(whole_line);
    case Part::basis:
      return basis(whole_line);
    case Part::note:
      return note(whole_line);
    case Part::let:
      return let(whole_line);
    case Part::expect:
      return expect(whole_line);
    case Part::rulebook:
      return RulebookTitle{text(parts[0])};
    case Part::version:
      return Version{text(parts[0])};
    case Part::unit:
      return UnitWord{text(parts[0])};
    case Part::scale:
      return Scale{numeral(parts[0])};
    case Part::option:
      return Option{name(parts[0]), kind(parts[1]), text(parts[2])};
    case Part::table:
    case Part::survey_table:
      return Table{name(parts[0]), text(parts[1]), is(whole_line, Part::survey_table), std::nullopt, {}, {}};
    case Part::stages: {
      Stages result;
      for (std::size_t i = 0; i < parts.size(); ++i) result.names.push_back(text(parts[i]));
      return result;
    }
    case Part::appraisal_may_set:
      return AppraisalMaySet{};
    case Part::without_evidence:
      return without_evidence(whole_line);
    case Part::units_below:
      return UnitsBelow{name(parts[0]), text(parts[1])};
    case Part::inputs:
      return Inputs{{supplier_name(text_of(parts[0])), span(parts[0])}, {}};
    case Part::index_is:
      return IndexIs{is(parts[0], Phrase::geometric_mean_of_fields)};
    case Part::index_limit:
      return IndexLimit{is(parts[0], Phrase::index_may_pass)   ? IndexEnd::may_pass
                        : is(parts[0], Phrase::index_may_fall) ? IndexEnd::may_fall
                        : is(parts[0], Phrase::index_at_most)  ? IndexEnd::at_most
                                                               : IndexEnd::not_below};
    case Part::rank:
      return Rank{is(parts[0], Phrase::exact_index)};
    case Part::rank_within:
      return RankWithin{value(parts[0])};
    case Part::rank_apart:
      return RankApart{value(parts[0])};
    case Part::classes:
      return Classes{is(parts[0], Phrase::exact_index), {}};
    default:
      return Edition{};  // parts that begin no line in column 1
  }
}

namespace {

bool is_number_part(std::string_view part) {
  const auto all_of = [part](std::string_view set) {
    return part.find_first_not_of(set) == std::string_view::npos;
  };
  if (part.empty()) return false;
  return all_of("0123456789") || all_of("IVXLCDM") || all_of("ivxlcdm") || part == "đ" || part == "Đ" ||
         (part.size() == 1 && continues_word(part) && part[0] != '_');
}

}  // namespace

bool is_item_number(std::string_view typed) {
  while (true) {
    const std::size_t stop = std::min(typed.find('.'), typed.size());
    if (!is_number_part(typed.substr(0, stop))) return false;
    if (stop == typed.size()) return true;
    typed.remove_prefix(stop + 1);
  }
}

constexpr Message<2> number_form{
    "E0142",
    "`{0}` is not the number of an item: its parts are whole numbers, Roman numerals or letters, with dots "
    "between",
    "`{0}` không phải là số thứ tự của mục: các phần là số nguyên, số La Mã hoặc chữ cái, ngăn bằng dấu chấm",
    "`{1}`", "`{1}`"};

std::string build_item_number(const File& file, Span span) {
  const std::string_view typed = file.text_of(span);
  if (is_item_number(typed)) return std::string(typed);
  std::string better;
  std::size_t at = 0;
  while (at <= typed.size()) {
    const std::size_t stop = std::min(typed.find_first_of(".,-", at), typed.size());
    const std::string_view part = typed.substr(at, stop - at);
    if (!part.empty()) better += (better.empty() ? "" : ".") + std::string(part);
    at = stop + 1;
  }
  source::Finding& finding = file.diagnostics.report(number_form, span, typed, better);
  if (!is_item_number(better)) finding.help = {};
  return better;
}

std::string supplier_name(std::string_view typed) {
  std::string name;
  while (!typed.empty()) {
    std::size_t word = 0;
    while (continues_word(typed.substr(word))) word += source::character_at(typed, word).length;
    if (word == 0) break;
    if (!name.empty()) name += ' ';
    name += typed.substr(0, word);
    typed.remove_prefix(word);
    typed.remove_prefix(match_blanks(typed));
  }
  for (const Phrase known :
       {Phrase::unit, Phrase::ministry, Phrase::council, Phrase::survey_supplier, Phrase::survey})
    if (name == words(known, Spelling::english) || name == words(known, Spelling::vietnamese))
      return std::string(words(known, Spelling::english));
  return name;
}

ItemBody build_item(const File& file, const Reading& reading) {
  return Builder(file, reading).item();
}
ClauseBody build_clause(const File& file, const Reading& reading) {
  return Builder(file, reading).clause();
}
Band build_band(const File& file, const Reading& reading) {
  return Builder(file, reading).band();
}
InputLine build_input(const File& file, const Reading& reading) {
  return Builder(file, reading).input();
}
std::variant<std::vector<InputLine>, Numeral> build_columns(const File& file, const Reading& reading) {
  return Builder(file, reading).columns();
}
ClassLine build_class_line(const File& file, const Reading& reading) {
  return Builder(file, reading).class_line();
}
std::variant<Setting, Record, Gives> build_setting(const File& file, const Reading& reading) {
  return Builder(file, reading).setting();
}
Expression build_expression(const File& file, const Reading& reading) {
  Builder builder(file, reading);
  return builder.value(builder.root());
}

}  // namespace barem::syntax
