// Expressions and kinds from the parts of a line. Texts, numbers and dates are made in literals.cpp.
#include "lang/syntax/builder.h"

namespace barem::syntax {

using source::Message;

// ---- expressions ----------------------------------------------------------------------------------------------------

constexpr Message<1> belongs_later{
    "E0901", "`{0}` belongs to the language, but this version of Barem cannot do it yet",
    "`{0}` thuộc ngôn ngữ, nhưng phiên bản Barem này chưa hỗ trợ"};

void report_not_built(const File& file, Span phrase) {
  file.diagnostics.report(belongs_later, phrase, file.text_of(phrase));
}

namespace {

/// The phrase of the language that a called name is, where it is not built yet.
bool is_built_later(std::string_view name, Spelling spelling) {
  for (const Keyword& entry : keywords())
    if (!entry.built && entry.place == Place::expression && entry.phrase >= Phrase::previous &&
        (entry.in(spelling) == name || entry.also_in(spelling) == name))
      return true;
  return false;
}

}  // namespace

Expression Builder::value(std::uint32_t index) {
  switch (at(index).part) {
    case Part::logical:
      return logical(index);
    case Part::negation:
      return negation(index);
    case Part::comparison:
      return comparison(index);
    case Part::sum:
      return sum(index);
    case Part::product:
      return product(index);
    case Part::minus:
      return minus(index);
    case Part::part_of_max:
      return part_of_max(index);
    case Part::relative_date:
      return relative_date(index);
    case Part::iso_date:
    case Part::day_first_date:
      return date(index);
    case Part::call:
      return call(index);
    case Part::aggregate:
      return aggregate(index);
    case Part::own:
    case Part::previous:
    case Part::in_year: {
      const Parts parts(*this, index);
      Expression result = make(is(index, Part::own)        ? Form::own
                               : is(index, Part::previous) ? Form::previous
                                                           : Form::in_year,
                               index);
      result.text = text_of(parts[0]);
      if (result.form == Form::in_year) {
        const std::optional<int> year = whole(parts[1]);
        if (!year) return hole(index);
        result.year = *year;
      }
      return result;
    }
    case Part::round_to:
      return rounded(index);
    case Part::larger_of:
      return list(Form::larger_of, index);
    case Part::smaller_of:
      return list(Form::smaller_of, index);
    case Part::absolute:
      return list(Form::absolute, index);
    case Part::floor:
      return list(Form::round_down, index);
    case Part::ceiling:
      return list(Form::round_up, index);
    case Part::root:
      return list(Form::root, index);
    case Part::ln:
      return list(Form::natural_logarithm, index);
    case Part::exp:
      return list(Form::exponential, index);
    case Part::power:
      return list(Form::power, index);
    case Part::bracketed:
      return list(Form::bracketed, index);
    case Part::points_of:
      return of_item(Form::points_of, index);
    case Part::index_of:
      return of_item(Form::index_of, index);
    case Part::quantified:
      return quantified(index);
    case Part::numeral: {
      Numeral typed = numeral(index);
      if (typed.digits.empty()) return hole(index);
      Expression result = make(Form::numeral, index);
      result.text = std::move(typed.digits);
      result.percent = typed.percent;
      return result;
    }
    case Part::text: {
      Expression result = make(Form::text, index);
      result.text = text(index).text;
      return result;
    }
    case Part::name: {
      Expression result = make(Form::name, index);
      result.text = text_of(index);
      return result;
    }
    case Part::word:
      switch (at(index).phrase) {
        case Phrase::max:
          return make(Form::max, index);
        case Phrase::year:
          return make(Form::year, index);
        case Phrase::yes:
          return make(Form::yes, index);
        case Phrase::no:
          return make(Form::no, index);
        case Phrase::index: {
          Expression result = make(Form::name, index);
          result.text = words(Phrase::index, Spelling::english);
          return result;
        }
        case Phrase::class_:
          return make(Form::class_word, index);
        case Phrase::evidence:
          return make(Form::evidence_word, index);
        case Phrase::none:
          return make(Form::none, index);
        case Phrase::missing:
          return make(Form::missing, index);
        case Phrase::not_applicable:
          return make(Form::not_applicable, index);
        default:
          return hole(index);
      }
    default:
      return hole(index);  // parts that are no value
  }
}

constexpr Message<2> and_with_or{"E0128", "`{0}` and `{1}` are mixed, and it is not clear which comes first",
                                 "`{0}` và `{1}` đứng lẫn nhau, không rõ tính cái nào trước",
                                 "brackets around what belongs together", "đặt ngoặc quanh phần đi với nhau"};

Expression Builder::logical(std::uint32_t index) {
  const Parts parts(*this, index);
  const Phrase joining = at(parts[1]).phrase;
  for (std::size_t i = 3; i < parts.size(); i += 2) {
    if (at(parts[i]).phrase == joining) continue;
    file_.diagnostics.report(and_with_or, span(parts[i]), word(joining), word(at(parts[i]).phrase));
    return hole(index);
  }
  Expression result = make(joining == Phrase::and_ ? Form::logical_and : Form::logical_or, index);
  for (std::size_t i = 0; i < parts.size(); i += 2) result.operands.push_back(value(parts[i]));
  return result;
}

constexpr Message<2> not_before_comparison{
    "E0129", "`{0}` before a comparison could deny all of it or its first side only",
    "`{0}` đứng trước phép so sánh: không rõ phủ định cả phép so sánh hay chỉ vế đầu", "`{0} ({1})`",
    "`{0} ({1})`"};

Expression Builder::negation(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is(parts[0], Part::comparison)) {
    file_.diagnostics.report(not_before_comparison, span(index), word(Phrase::not_), text_of(parts[0]));
    return hole(index);
  }
  Expression result = make(Form::logical_not, index);
  result.operands.push_back(value(parts[0]));
  return result;
}

constexpr Message<2> wrong_sign{"E0153", "`{0}` is not a comparison; it reads `{1}`",
                                "`{0}` không phải là dấu so sánh; viết là `{1}`"};

std::optional<Comparator> Builder::comparator(std::uint32_t index) {
  const std::string_view sign = text_of(index);
  if (sign == "=") return Comparator::equal;
  if (sign == "<>" || sign == "!=" || sign == "≠") return Comparator::not_equal;
  if (sign == "<") return Comparator::less;
  if (sign == "<=" || sign == "≤") return Comparator::less_or_equal;
  if (sign == ">") return Comparator::greater;
  if (sign == ">=" || sign == "≥") return Comparator::greater_or_equal;
  file_.diagnostics.report(wrong_sign, span(index), sign, sign == "==" ? "=" : sign == "=<" ? "<=" : ">=");
  return std::nullopt;
}

constexpr Message<0> chain_turns{
    "E0152", "only comparisons that go the same way can be joined, as in `80% <= x < 100%`",
    "chỉ nối được các phép so sánh cùng chiều, như `80% <= x < 100%`", "two comparisons joined by `and`",
    "viết hai phép so sánh nối bằng `và`"};

Expression Builder::comparison(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is(parts[1], Part::word)) {
    Expression subject = value(parts[0]);
    Expression result = make(is(parts[1], Phrase::is_none) ? Form::is_none : Form::is_value, index);
    if (parts.size() == 3) result.text = words(at(parts[2]).phrase, Spelling::english);
    result.operands.push_back(std::move(subject));
    return result;
  }
  Expression result = make(Form::compare, index);
  bool rises = true, falls = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      result.operands.push_back(value(parts[i]));
      continue;
    }
    const std::optional<Comparator> sign = comparator(parts[i]);
    if (!sign) return hole(index);
    rises = rises && (*sign == Comparator::less || *sign == Comparator::less_or_equal);
    falls = falls && (*sign == Comparator::greater || *sign == Comparator::greater_or_equal);
    result.comparators.push_back(*sign);
  }
  if (parts.size() > 3 && !rises && !falls) {
    file_.diagnostics.report(chain_turns, span(index));
    return hole(index);
  }
  return result;
}

constexpr Message<1> dash_for_minus{
    "E0134", "`{0}` is a dash, not a minus sign", "`{0}` là dấu gạch ngang, không phải dấu trừ",
    "`-` for a minus sign, `to` for a range", "viết `-` cho dấu trừ, `đến` cho khoảng"};

void report_dash(const File& file, Span dash) {
  file.diagnostics.report(dash_for_minus, dash, file.text_of(dash));
}

/// A dash that Word puts in place of a minus sign; says so.
bool Builder::is_dash(std::uint32_t index) {
  const std::string_view sign = text_of(index);
  if (sign != "–" && sign != "—") return false;
  report_dash(file_, span(index));
  return true;
}

Expression Builder::chain(Expression left, std::uint32_t sign, Expression right) const {
  const std::string_view typed = text_of(sign);
  Expression result;
  result.form = typed == "+"                   ? Form::add
                : typed == "*" || typed == "×" ? Form::multiply
                : typed == "/" || typed == "÷" ? Form::divide
                                               : Form::subtract;
  result.span = source::join(left.span, right.span);
  result.operands.reserve(2);
  result.operands.push_back(std::move(left));
  result.operands.push_back(std::move(right));
  return result;
}

constexpr Message<1> too_many_operations{"E0160", "{0} operations stand in a row, but 200 are the most",
                                         "có {0} phép tính liền nhau, nhưng nhiều nhất là 200",
                                         "`let` for a part of it", "dùng `đặt` cho một phần"};
constexpr Message<1> if_none_unclear{"E0130", "it is not clear how far `{0}` reaches here",
                                     "không rõ `{0}` ở đây áp dụng cho phần nào",
                                     "brackets around the division and its replacement, or a `let`",
                                     "đặt ngoặc quanh phép chia và giá trị thay thế, hoặc dùng `đặt`"};

Expression Builder::sum(std::uint32_t index) {
  const Parts parts(*this, index);
  if (parts.size() / 2 > nesting_limit) {
    file_.diagnostics.report(too_many_operations, span(index), parts.size() / 2);
    return hole(index);
  }
  Expression result = value(parts[0]);
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    if (is_dash(parts[i])) return hole(index);
    if (result.form == Form::if_none || result.form == Form::if_missing) {
      file_.diagnostics.report(if_none_unclear, result.span,
                               word(result.form == Form::if_none ? Phrase::if_none : Phrase::if_missing));
      return hole(index);
    }
    result = chain(std::move(result), parts[i], value(parts[i + 1]));
  }
  return result;
}

Expression Builder::product(std::uint32_t index) {
  const Parts parts(*this, index);
  const bool where_missing = is(parts[parts.size() - 1], Part::replacement_missing);
  const bool replaced = where_missing || is(parts[parts.size() - 1], Part::replacement);
  const std::size_t factors = parts.size() - (replaced ? 1 : 0);
  if (factors / 2 > nesting_limit) {
    file_.diagnostics.report(too_many_operations, span(index), factors / 2);
    return hole(index);
  }
  if (replaced) {
    const Parts inside(*this, parts[factors]);
    const bool one_division = factors == 3 && (text_of(parts[1]) == "/" || text_of(parts[1]) == "÷");
    if (inside.size() != 1 || (factors != 1 && !one_division)) {
      file_.diagnostics.report(if_none_unclear, span(index), word(where_missing ? Phrase::if_missing : Phrase::if_none));
      return hole(index);
    }
  }
  Expression result = value(parts[0]);
  for (std::size_t i = 1; i + 1 < factors; i += 2)
    result = chain(std::move(result), parts[i], value(parts[i + 1]));
  if (!replaced) return result;
  const Parts inside(*this, parts[factors]);
  Expression whole = make(where_missing ? Form::if_missing : Form::if_none, index);
  whole.operands.push_back(std::move(result));
  whole.operands.push_back(value(inside[0]));
  return whole;
}

Expression Builder::minus(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is_dash(parts[0])) return hole(index);
  Expression result = make(Form::negate, index);
  result.operands.push_back(value(parts[1]));
  return result;
}

constexpr Message<2> no_part_of_max{
    "E0138", "`{0}` stands before `{1}`, but a part of it is said as a percentage or a fraction",
    "`{0}` đứng trước `{1}`, nhưng một phần của nó phải viết theo phần trăm hoặc phân số",
    "`75% of max` or `1/2 max`; for a product `0.5 * max`",
    "`75% điểm tối đa` hoặc `1/2 điểm tối đa`; nếu là phép nhân: `0,5 * điểm tối đa`"};

/// `75% of max`, `1/2 max`.
Expression Builder::part_of_max(std::uint32_t index) {
  const Parts parts(*this, index);
  Expression part = value(parts[0]);
  if (parts.size() == 3) {
    part = chain(std::move(part), parts[1], value(parts[2]));
  } else if (part.form == Form::numeral && !part.percent) {
    file_.diagnostics.report(no_part_of_max, span(index), text_of(parts[0]), word(Phrase::max));
    return hole(index);
  }
  Expression result = make(Form::part_of_max, index);
  result.operands.push_back(std::move(part));
  return result;
}

Expression Builder::call(std::uint32_t index) {
  const Parts parts(*this, index);
  if (is_built_later(text_of(parts[0]), file_.spelling)) {
    report_not_built(file_, span(parts[0]));
    return hole(index);
  }
  Expression result = make(Form::call, index);
  result.text = text_of(parts[0]);
  std::optional<Name> argument_name;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (is(parts[i], Part::argument_name)) {
      argument_name = name(parts[i]);
      continue;
    }
    result.argument_names.push_back(std::move(argument_name));
    argument_name.reset();
    result.operands.push_back(value(parts[i]));
  }
  return result;
}

namespace {

AggregateWord aggregate_word(Phrase phrase) {
  switch (phrase) {
    case Phrase::sum: return AggregateWord::sum;
    case Phrase::mean: return AggregateWord::mean;
    case Phrase::share: return AggregateWord::share;
    case Phrase::largest: return AggregateWord::largest;
    case Phrase::smallest: return AggregateWord::smallest;
    case Phrase::median: return AggregateWord::median;
    case Phrase::quantile: return AggregateWord::quantile;
    case Phrase::rank: return AggregateWord::rank;
    case Phrase::every: return AggregateWord::every;
    case Phrase::some: return AggregateWord::some;
    case Phrase::variance: return AggregateWord::variance;
    case Phrase::sample_variance: return AggregateWord::sample_variance;
    default: return AggregateWord::count;
  }
}

}  // namespace

Expression Builder::aggregate(std::uint32_t index) {
  const Parts parts(*this, index);
  Expression result = make(Form::aggregate, index);
  result.word = aggregate_word(at(parts[0]).phrase);
  Over over;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::uint32_t part = parts[i];
    switch (at(part).part) {
      case Part::over: {
        const Parts set(*this, part);
        over.others = is(set[0], Phrase::other_units);
        over.units = over.others || is(set[0], Phrase::units_set);
        over.set = over.units ? Name{{}, span(set[0])} : name(set[0]);
        break;
      }
      case Part::with_values: {
        const Parts names(*this, part);
        for (std::size_t k = 0; k < names.size(); ++k) over.with.push_back(name(names[k]));
        break;
      }
      case Part::where:
        over.where.push_back(value(Parts(*this, part)[0]));
        break;
      case Part::grouped_by: {
        const Parts by(*this, part);
        over.by = is(by[0], Part::name) ? name(by[0])
                                        : Name{std::string(words(at(by[0]).phrase, Spelling::english)), span(by[0])};
        break;
      }
      default:
        result.operands.push_back(value(part));
    }
  }
  result.over.push_back(std::move(over));
  return result;
}

Expression Builder::rounded(std::uint32_t index) {
  const Parts parts(*this, index);
  Expression result = make(Form::round, index);
  if (!decimals(parts, 1, result.decimals, result.half_even)) return hole(index);
  result.operands.push_back(value(parts[0]));
  return result;
}

Expression Builder::list(Form form, std::uint32_t index) {
  const Parts parts(*this, index);
  Expression result = make(form, index);
  for (std::size_t i = 0; i < parts.size(); ++i) result.operands.push_back(value(parts[i]));
  return result;
}

/// `points of 3.1`
Expression Builder::of_item(Form form, std::uint32_t index) {
  const Parts parts(*this, index);
  Expression result = make(form, index);
  result.text = build_item_number(file_, span(parts[0]));
  return result;
}

/// `every criterion >= 50%`
Expression Builder::quantified(std::uint32_t index) {
  const Parts parts(*this, index);
  Expression result = make(is(parts[0], Phrase::every) ? Form::every : Form::some, index);
  result.text = keyword(at(parts[1]).phrase).english_also;
  const std::optional<Comparator> sign = comparator(parts[2]);
  if (!sign) return hole(index);
  result.comparators.push_back(*sign);
  result.operands.push_back(value(parts[3]));
  return result;
}

// ---- kinds ----------------------------------------------------------------------------------------------------------

KindClause Builder::kind(std::uint32_t index) {
  KindClause result;
  result.span = span(index);
  const Parts parts(*this, index);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::uint32_t part = parts[i];
    switch (at(part).part) {
      case Part::whole_range:
        result.word = KindWord::whole;
        [[fallthrough]];
      case Part::range: {
        const Parts ends(*this, part);
        result.from = value(ends[0]);
        result.to = value(ends[1]);
        break;
      }
      case Part::choices: {
        const Parts values(*this, part);
        for (std::size_t k = 0; k < values.size(); ++k) {
          if (!is(values[k], Part::worth)) {
            result.choices.push_back(is(values[k], Part::name)
                                         ? Text{std::string(text_of(values[k])), span(values[k])}
                                         : text(values[k]));
            continue;
          }
          const std::uint32_t what = Parts(*this, values[k])[0];
          KindClause::Worth worth;
          worth.not_counted = is(what, Part::word);
          if (!worth.not_counted) worth.value = numeral(what);
          result.worths.resize(result.choices.size());
          result.worths.back() = std::move(worth);
        }
        if (!result.worths.empty()) result.worths.resize(result.choices.size());
        break;
      }
      case Part::at_least:
        result.at_least.push_back(value(part - 1));
        break;
      case Part::at_most:
        result.at_most.push_back(value(part - 1));
        break;
      case Part::word:
        switch (at(part).phrase) {
          case Phrase::number:
            result.word = KindWord::number;
            break;
          case Phrase::percent:
            result.word = KindWord::percent;
            break;
          case Phrase::count:
            result.word = KindWord::count;
            break;
          case Phrase::points:
            result.word = KindWord::points;
            break;
          case Phrase::date:
            result.word = KindWord::date;
            break;
          case Phrase::days:
            result.word = KindWord::days;
            break;
          case Phrase::yes_no:
            result.word = KindWord::yes_no;
            break;
          case Phrase::choice:
            result.word = KindWord::choice;
            break;
          case Phrase::written_0_to_100:
            result.written_0_to_100 = true;
            break;
          case Phrase::or_none:
            result.or_none = true;
            break;
          case Phrase::or_not_applicable:
            result.or_not_applicable = true;
            break;
          default:
            break;
        }
        break;
      default:
        break;
    }
  }
  return result;
}

}  // namespace barem::syntax
