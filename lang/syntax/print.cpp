// How the pieces of a tree are written. Brackets are nodes of the tree, so nothing here weighs precedence.
#include "lang/syntax/print.h"

#include <algorithm>

#include "lang/value/date.h"

namespace barem::syntax {
namespace {

/// Writes one expression.
class Printer {
 public:
  explicit Printer(Spelling spelling, const MethodNames* names = nullptr,
                   const MethodNames::Parameters* here = nullptr)
      : spelling_(spelling), names_(names), here_(here) {}

  void write(const Expression& expression);
  std::string take() { return std::move(out_); }

 private:
  void word(Phrase phrase) { out_ += words(phrase, spelling_); }
  void spaced(Phrase phrase) {
    out_ += ' ';
    word(phrase);
    out_ += ' ';
  }
  void between(const std::vector<Expression>& operands, std::string_view sign) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i != 0) out_ += sign;
      write(operands[i]);
    }
  }
  void joined(const std::vector<Expression>& operands, Phrase joining) {
    between(operands, " " + std::string(words(joining, spelling_)) + " ");
  }
  void bracketed(const Expression& inside) {
    out_ += '(';
    write(inside);
    out_ += ')';
  }
  void function(Phrase name, const std::vector<Expression>& operands) {
    word(name);
    out_ += '(';
    between(operands, separator(spelling_));
    out_ += ')';
  }
  void relative_date(const Expression& date);
  void part_of_max(const Expression& part);
  std::string_view level_word(std::string_view english) const {
    for (const Phrase level : {Phrase::fields, Phrase::criteria, Phrase::components})
      if (keyword(level).english_also == english) return spelling_ == Spelling::english ? english : words(level, spelling_);
    return english;
  }
  void compare(const Expression& comparison);
  void call(const Expression& call);
  void name(const std::string& written);
  void aggregate(const Expression& aggregate);
  void result_or_name(const std::string& written);

  Spelling spelling_;
  const MethodNames* names_;
  const MethodNames::Parameters* here_;
  std::string out_;
};

std::string_view sign_of(Comparator comparator) {
  switch (comparator) {
    case Comparator::equal:
      return "=";
    case Comparator::not_equal:
      return "<>";
    case Comparator::less:
      return "<";
    case Comparator::less_or_equal:
      return "<=";
    case Comparator::greater:
      return ">";
    case Comparator::greater_or_equal:
      return ">=";
  }
  return "=";
}

void Printer::relative_date(const Expression& date) {
  const std::string day = std::to_string(date.day);
  if (spelling_ == Spelling::english) {
    out_ += day + " " + std::string(month_names[static_cast<std::size_t>(std::max(date.month, 1) - 1)]);
  } else {
    word(Phrase::day_prefix);
    out_ += " " + day + "/" + std::to_string(date.month);
  }
  spaced(Phrase::of);
  if (!date.operands.empty()) write(date.operands[0]);
}

void Printer::part_of_max(const Expression& part) {
  const Expression& inside = part.operands[0];
  if (inside.form == Form::divide) {
    between(inside.operands, "/");
    out_ += ' ';
  } else {
    write(inside);
    if (spelling_ == Spelling::english)
      spaced(Phrase::of);
    else
      out_ += ' ';
  }
  word(Phrase::max);
}

void Printer::compare(const Expression& comparison) {
  for (std::size_t i = 0; i < comparison.operands.size(); ++i) {
    if (i != 0) {
      out_ += ' ';
      out_ += sign_of(comparison.comparators[i - 1]);
      out_ += ' ';
    }
    write(comparison.operands[i]);
  }
}

void Printer::call(const Expression& call) {
  out_ += names_ != nullptr ? names_->method(call.text) : std::string_view(call.text);
  out_ += '(';
  for (std::size_t i = 0; i < call.operands.size(); ++i) {
    if (i != 0) out_ += separator(spelling_);
    const Expression& operand = call.operands[i];
    if (i < call.argument_names.size() && call.argument_names[i]) {
      const bool plain = operand.form == Form::numeral || operand.form == Form::date;
      const std::string& written = call.argument_names[i]->text;
      out_ += names_ != nullptr ? names_->parameter(call.text, written) : std::string_view(written);
      out_ += plain ? " " : " = ";
    }
    write(operand);
  }
  out_ += ')';
}

void Printer::name(const std::string& written) {
  if (written == words(Phrase::index, Spelling::english)) return word(Phrase::index);
  if (here_ != nullptr)
    if (const auto known = here_->find(written); known != here_->end()) {
      out_ += known->second;
      return;
    }
  out_ += written;
}

/// A column of a set; of a level it may be the index or the class.
void Printer::result_or_name(const std::string& written) {
  if (written == words(Phrase::class_, Spelling::english)) return word(Phrase::class_);
  name(written);
}

void Printer::aggregate(const Expression& aggregate) {
  const Over& over = aggregate.over.front();
  word(phrase_of(aggregate.word));
  out_ += '(';
  between(aggregate.operands, separator(spelling_));
  if (!aggregate.operands.empty()) out_ += ' ';
  word(Phrase::over);
  out_ += ' ';
  if (over.units)
    word(over.others ? Phrase::other_units : Phrase::units_set);
  else
    out_ += over.set.text;
  for (std::size_t i = 0; i < over.with.size(); ++i) {
    if (i == 0)
      spaced(Phrase::with_values);
    else
      out_ += separator(spelling_);
    name(over.with[i].text);
  }
  for (const Expression& condition : over.where) {
    spaced(Phrase::where);
    write(condition);
  }
  if (over.by) {
    spaced(Phrase::grouped_by);
    result_or_name(over.by->text);
  }
  out_ += ')';
}

void Printer::write(const Expression& expression) {
  const auto& operands = expression.operands;
  switch (expression.form) {
    case Form::numeral:
      out_ += print(Numeral{expression.text, expression.percent, {}}, spelling_);
      break;
    case Form::date: {
      const auto day =
          spelling_ == Spelling::vietnamese ? value::Date::from_iso(expression.text) : std::nullopt;
      out_ += day ? day->to_day_first() : expression.text;
      break;
    }
    case Form::relative_date:
      relative_date(expression);
      break;
    case Form::text:
      out_ += print(Text{expression.text, {}});
      break;
    case Form::name:
      name(expression.text);
      break;
    case Form::max:
      word(Phrase::max);
      break;
    case Form::year:
      word(Phrase::year);
      break;
    case Form::yes:
      word(Phrase::yes);
      break;
    case Form::no:
      word(Phrase::no);
      break;
    case Form::none:
      word(Phrase::none);
      break;
    case Form::missing:
      word(Phrase::missing);
      break;
    case Form::not_applicable:
      word(Phrase::not_applicable);
      break;
    case Form::part_of_max:
      part_of_max(expression);
      break;
    case Form::negate:
      out_ += '-';
      write(operands[0]);
      break;
    case Form::add:
      between(operands, " + ");
      break;
    case Form::subtract:
      between(operands, " - ");
      break;
    case Form::multiply:
      between(operands, " * ");
      break;
    case Form::divide:
      between(operands, " / ");
      break;
    case Form::if_none:
      joined(operands, Phrase::if_none);
      break;
    case Form::compare:
      compare(expression);
      break;
    case Form::is_none:
      write(operands[0]);
      out_ += ' ';
      word(Phrase::is_none);
      break;
    case Form::is_value:
      write(operands[0]);
      out_ += ' ';
      word(expression.text.empty() ? Phrase::is_not_none : Phrase::is_a);
      for (const Phrase kind : {Phrase::number, Phrase::percent, Phrase::count, Phrase::points, Phrase::date,
                                Phrase::days, Phrase::choice})
        if (expression.text == words(kind, Spelling::english)) {
          out_ += ' ';
          word(kind);
        }
      break;
    case Form::logical_and:
      joined(operands, Phrase::and_);
      break;
    case Form::logical_or:
      joined(operands, Phrase::or_);
      break;
    case Form::logical_not:
      word(Phrase::not_);
      out_ += ' ';
      write(operands[0]);
      break;
    case Form::call:
      call(expression);
      break;
    case Form::larger_of:
    case Form::smaller_of:
      word(expression.form == Form::larger_of ? Phrase::larger_of : Phrase::smaller_of);
      out_ += ' ';
      between(operands, separator(spelling_));
      break;
    case Form::absolute:
      word(Phrase::absolute);
      bracketed(operands[0]);
      break;
    case Form::round_down:
      word(Phrase::floor);
      bracketed(operands[0]);
      break;
    case Form::round_up:
      word(Phrase::ceiling);
      bracketed(operands[0]);
      break;
    case Form::root:
      function(Phrase::root, operands);
      break;
    case Form::natural_logarithm:
      function(Phrase::ln, operands);
      break;
    case Form::exponential:
      function(Phrase::exp, operands);
      break;
    case Form::power:
      function(Phrase::power, operands);
      break;
    case Form::round:
      word(Phrase::round);
      out_ += '(';
      write(operands[0]);
      if (expression.decimals != 0 || expression.half_even) {
        spaced(Phrase::to);
        out_ += print_decimals(expression.decimals, expression.half_even, spelling_);
      }
      out_ += ')';
      break;
    case Form::if_missing:
      write(operands[0]);
      spaced(Phrase::if_missing);
      write(operands[1]);
      break;
    case Form::aggregate:
      aggregate(expression);
      break;
    case Form::own:
      if (spelling_ == Spelling::english) {
        word(Phrase::own);
        out_ += ' ';
        name(expression.text);
      } else {
        name(expression.text);
        out_ += ' ';
        word(Phrase::own);
      }
      break;
    case Form::previous:
      word(Phrase::previous);
      out_ += '(';
      name(expression.text);
      out_ += ')';
      break;
    case Form::in_year:
      name(expression.text);
      spaced(Phrase::in_year);
      out_ += std::to_string(expression.year);
      break;
    case Form::class_word:
      word(Phrase::class_);
      break;
    case Form::evidence_word:
      word(Phrase::evidence);
      break;
    case Form::bracketed:
      bracketed(operands[0]);
      break;
    case Form::points_of:
    case Form::index_of:
      word(expression.form == Form::points_of ? Phrase::points_of : Phrase::index_of);
      out_ += ' ' + expression.text;
      break;
    case Form::every:
    case Form::some:
      word(expression.form == Form::every ? Phrase::every : Phrase::some);
      out_ += ' ' + std::string(level_word(expression.text)) + ' ' + std::string(sign_of(expression.comparators[0])) + ' ';
      write(operands[0]);
      break;
    case Form::hole:
      out_ += "…";
      break;
  }
}

}  // namespace

Phrase phrase_of(AggregateWord word) {
  switch (word) {
    case AggregateWord::count: return Phrase::counting;
    case AggregateWord::sum: return Phrase::sum;
    case AggregateWord::mean: return Phrase::mean;
    case AggregateWord::share: return Phrase::share;
    case AggregateWord::largest: return Phrase::largest;
    case AggregateWord::smallest: return Phrase::smallest;
    case AggregateWord::median: return Phrase::median;
    case AggregateWord::quantile: return Phrase::quantile;
    case AggregateWord::rank: return Phrase::rank;
    case AggregateWord::every: return Phrase::every;
    case AggregateWord::some: return Phrase::some;
    case AggregateWord::variance: return Phrase::variance;
    case AggregateWord::sample_variance: return Phrase::sample_variance;
  }
  return Phrase::counting;
}

std::string_view separator(Spelling spelling) {
  return spelling == Spelling::english ? ", " : "; ";
}

std::string print(const Expression& expression, Spelling spelling, const MethodNames* names,
                  const MethodNames::Parameters* here) {
  Printer printer(spelling, names, here);
  printer.write(expression);
  return printer.take();
}

std::string print(const Numeral& numeral, Spelling spelling) {
  std::string text = numeral.digits;
  if (spelling == Spelling::vietnamese) std::replace(text.begin(), text.end(), '.', ',');
  if (numeral.percent) text += '%';
  return text;
}

std::string print(const Text& text) {
  std::string quoted = "\"";
  for (const char c : text.text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted += '"';
}

std::string print_count(const Numeral& count, Phrase what, Spelling spelling) {
  const Keyword& entry = keyword(what);
  const bool one = spelling == Spelling::english && count.digits == "1" && !entry.english_also.empty();
  return print(count, spelling) + " " + std::string(one ? entry.english_also : entry.in(spelling));
}

std::string print_decimals(int decimals, bool half_even, Spelling spelling) {
  std::string text = print_count({std::to_string(decimals), false, {}}, Phrase::decimals, spelling);
  if (half_even) text += " " + std::string(words(Phrase::half_even, spelling));
  return text;
}

std::string print_supplier(std::string_view name, Spelling spelling) {
  for (const Phrase known : {Phrase::unit, Phrase::ministry, Phrase::council, Phrase::survey_supplier})
    if (name == words(known, Spelling::english)) return std::string(words(known, spelling));
  return std::string(name);
}

bool is_name(std::string_view text) {
  return !text.empty() && match_word(text) == text.size() && !is_reserved(text);
}

std::string print(const KindClause& kind, Spelling spelling, const MethodNames* names,
                  const MethodNames::Parameters* here) {
  const auto word = [spelling](Phrase phrase) { return std::string(words(phrase, spelling)); };
  const auto range = [&] {
    return kind.from && kind.to
               ? print(*kind.from, spelling, names, here) + " " + word(Phrase::to) + " " + print(*kind.to, spelling, names, here)
               : std::string();
  };
  std::string text;
  switch (kind.word) {
    case KindWord::number:
      text = word(Phrase::number);
      break;
    case KindWord::percent:
      text = word(Phrase::percent);
      break;
    case KindWord::count:
      text = word(Phrase::count);
      break;
    case KindWord::points:
      text = word(Phrase::points);
      break;
    case KindWord::date:
      text = word(Phrase::date);
      break;
    case KindWord::days:
      text = word(Phrase::days);
      break;
    case KindWord::yes_no:
      text = word(Phrase::yes_no);
      break;
    case KindWord::choice:
      text = word(Phrase::choice);
      break;
    case KindWord::whole:
      text = range();
      break;
  }
  if (kind.written_0_to_100) text += " " + word(Phrase::written_0_to_100);
  if (kind.word != KindWord::whole && kind.from) text += " " + range();
  for (std::size_t i = 0; i < kind.choices.size(); ++i) {
    text += i == 0 ? " " : separator(spelling);
    text += is_name(kind.choices[i].text) ? kind.choices[i].text : print(kind.choices[i]);
    if (i >= kind.worths.size()) continue;
    if (kind.worths[i].not_counted) text += " " + word(Phrase::not_counted);
    if (kind.worths[i].value) text += " " + print(*kind.worths[i].value, spelling);
  }
  for (const Expression& least : kind.at_least)
    text += " " + word(Phrase::at_least) + " " + print(least, spelling, names, here);
  for (const Expression& most : kind.at_most)
    text += " " + word(Phrase::at_most) + " " + print(most, spelling, names, here);
  if (kind.or_none) text += " " + word(Phrase::or_none);
  if (kind.or_not_applicable) text += " " + word(Phrase::or_not_applicable);
  return text;
}

std::string print(const BandRange& range, Spelling spelling) {
  if (range.point) return range.low ? print(*range.low, spelling) : std::string();
  std::string text;
  if (range.low && range.high) {
    if (range.low_open) text = "> ";
    text += print(*range.low, spelling) + " " + std::string(words(Phrase::to, spelling)) + " ";
    if (range.high_open) text += "< ";
    return text + print(*range.high, spelling);
  }
  if (range.high) return (range.high_open ? "< " : "<= ") + print(*range.high, spelling);
  if (range.low) return (range.low_open ? "> " : ">= ") + print(*range.low, spelling);
  return text;
}

}  // namespace barem::syntax
