// Made-up rulebooks and units: see made_up.h.
#include "tests/laws/made_up.h"

#include <algorithm>
#include <memory>

#include "lang/source/render.h"
#include "tests/catch.hpp"

namespace barem::laws {

namespace {

using model::KindTag;
using value::Number;
using value::State;

/// Points in hundredths as the language writes them.
std::string points_text(std::int64_t hundredths) { return Number::fraction(hundredths, 100).to_decimal(); }

/// Writes one rule file. Every function adds the text of one thing.
class Author {
 public:
  Author(Chance& chance, bool speaks_of_items) : chance_(chance), speaks_of_items_(speaks_of_items) {}

  std::string write() {
    std::string tree;
    std::int64_t scale = 0;
    const std::size_t fields = 2 + chance_.below(2);
    for (std::size_t f = 1; f <= fields; ++f) tree += node(std::to_string(f), 1, scale);
    std::string limits;
    if (chance_.one_in(3) && speaks_of_items_) limits += block(fields + 1, tree);
    std::string head = "barem 1\nrulebook \"Made up\"\nversion 2024\nyear 2024\nbasis reconstructed \"made up\"\nunit commune\n";
    if (chance_.one_in(4)) head += "stages self-score, appraisal\nappraisal may set points\n";
    if (tree.find("evidence required") != std::string::npos && !all_say_without_evidence(tree)) head += "without evidence 0\n";
    head += "scale " + points_text(scale) + " points\n\nuse survey_mean, proportional\n";
    if (chance_.one_in(3)) head += "\nconstant threshold = 90% basis \"a resolution\"\n";
    const bool constant = head.find("constant") != std::string::npos;
    if (constant) {
      inputs_ += "  above percent 0% to 100% for information \"Measured against a constant\"\n";
    }
    const std::string publish[] = {"percent to 2", "number to 3", "points to 1", "percent to 0"};
    std::string tail = "\npublish index as " + publish[chance_.below(4)] + " decimals\n";
    tail += limits;
    tail += chance_.one_in(2) ? "rank by published index\n" : "rank by exact index\n";
    if (chance_.one_in(3)) tail += "rank within " + input("choice red, green, blue") + "\n";
    if (chance_.one_in(4)) tail += "rank apart when " + input("yes/no or not applicable") + "\n";
    tail += std::string("classes by ") + (chance_.one_in(2) ? "published" : "exact") +
            " index\n  \"A\" when index >= 90%" + gate() + "\n  \"B\" when index >= 50%\n  \"C\" otherwise\n";
    return head + "\ninputs from unit\n" + inputs_ + tree + tail;
  }

 private:
  Chance& chance_;
  bool speaks_of_items_;
  std::string inputs_;
  int names_ = 0;

  static std::size_t count(const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
    return found;
  }
  static bool all_say_without_evidence(const std::string& tree) {
    return count(tree, "evidence required") == count(tree, "without evidence");
  }

  std::string input(const std::string& kind) {
    const std::string name = "x" + std::to_string(++names_);
    inputs_ += "  " + name + " " + kind + " for information \"Input " + std::to_string(names_) + "\"\n";
    return name;
  }

  /// A condition over the nodes of a level, beside the index.
  std::string gate() {
    switch (speaks_of_items_ ? chance_.below(5) : 4) {
      case 0: return " or every criterion >= 40%";
      case 1: return " or not some field < 60%";
      case 2: return " and index of 1 >= 30% and points of 2 > 0";
      default: return "";
    }
  }

  /// A block outside the scale behind the last field; returns what the head says of the index then.
  std::string block(std::size_t number, std::string& tree) {
    const bool is_bonus = chance_.one_in(2);
    const std::string at = std::to_string(number);
    tree += "\n" + at + (is_bonus ? " \"Bonus\" bonus" : " \"Penalty\" penalty") + ", at most 1.5 points\n";
    if (chance_.one_in(2)) {
      tree += "  add 0.5 per " + input("count") + "\n";
    } else {
      tree += "\n" + at + ".1 \"Item\" 1 point\n" + checklist(100) + "\n" + at + ".2 \"Item\" 1 point\n" + ladder(100);
    }
    if (is_bonus) return chance_.one_in(2) ? "index may pass 100%\n" : "index at most 100%\n";
    return chance_.one_in(2) ? "index may fall below 0\n" : "index not below 0\n";
  }

  /// Clauses by which a parent corrects what its children add up to; nothing in most cases.
  std::string correction(const std::string& number) {
    switch (chance_.below(speaks_of_items_ ? 9 : 3)) {
      case 0: return "  deduct 0.25 per " + input("count or not applicable") + "\n  not below 0\n";
      case 1: return "  add 10% of max when " + input("yes/no or not applicable") + "\n  at most max\n";
      case 2: return "  zero when " + input("yes/no") + "\n";
      case 3: return "  deduct 1/5 max when index of " + number + ".1 < 50%\n  cap 4/5 max when index of " + number +
                     ".1 < 90%\n  not below 0\n";
      default: return "";
    }
  }

  std::string node(const std::string& number, int depth, std::int64_t& total) {
    const bool parent = depth < 2 || (depth == 2 && chance_.one_in(2));
    if (!parent) {
      const std::int64_t max = chance_.of(std::vector<std::int64_t>{25, 50, 75, 100, 150, 200, 1000});
      total += max;
      return "\n" + number + " \"Item " + number + "\" " + points_text(max) + " points\n" + clauses(max);
    }
    std::string below;
    std::int64_t sum = 0;
    const std::size_t children = 1 + chance_.below(3);
    if (chance_.one_in(6)) {  // a mean: the children's points need not add up
      for (std::size_t c = 1; c <= children; ++c) below += node(number + "." + std::to_string(c), depth + 1, sum);
      const std::int64_t max = 300;
      total += max;
      return "\n" + number + " \"Mean " + number + "\" " + points_text(max) + " points\n  " + (chance_.one_in(2) ? "geometric " : "") +
             "mean of children\n" + correction(number) + below;
    }
    for (std::size_t c = 1; c <= children; ++c) below += node(number + "." + std::to_string(c), depth + 1, sum);
    total += sum;
    return "\n" + number + " \"Item " + number + "\" " + points_text(sum) + " points\n" + correction(number) + below;
  }

  std::string clauses(std::int64_t max) {
    std::string before;
    std::string after;
    if (chance_.one_in(5)) before += "  not applicable when " + input("yes/no") + "\n";
    if (chance_.one_in(6)) before += "  full points when " + input("yes/no") + "\n";
    if (chance_.one_in(8)) after += "  if missing " + points_text(max / 5 * 2) + "\n";
    if (chance_.one_in(6)) {
      after += "  evidence required \"Decision\"\n";
      if (chance_.one_in(2)) after += chance_.one_in(2) ? "  without evidence 1/5 max\n" : "  without evidence missing\n";
    }
    if (chance_.one_in(6)) after += "  cap 1/2 max when " + input("count") + " > 2\n";
    if (chance_.one_in(6)) after += "  zero when " + input("yes/no") + "\n";
    if (chance_.one_in(6)) after += "  round to 1 decimal" + std::string(chance_.one_in(2) ? ", half even" : "") + "\n";
    const bool may_pass_max = after.find("round") != std::string::npos && max % 10 != 0;
    if (may_pass_max) after.erase(after.find("  round"), after.find('\n', after.find("  round")) - after.find("  round") + 1);
    return before + form(max, before.find("full points") != std::string::npos) + after;
  }

  std::string form(std::int64_t max, bool has_full_points) {
    switch (chance_.below(12)) {
      case 0: return "  entered in steps of 0.05 by council\n";
      case 1: return "  deduct " + points_text(max / 5) + " per " + input("count") + "\n  deduct 25% of max when " +
                     input("choice red, green, blue") + " = green\n  not below 0\n";
      case 2: return "  add " + points_text(max / 5) + " per " + input("count") + "\n  at most max\n";
      case 3: return checklist(max);
      case 4: return ratio_bands(has_full_points);
      case 5: return count_bands(max);
      case 6: return "  survey_mean(" + input("number 1 to 5") + ", from 1, to 5)\n";
      case 7: return "  proportional(" + input("percent 0% to 100%") + ", from = 70%)\n";
      case 8: return arithmetic();
      case 9: return progressive_bands(max);
      case 10: return entered_lines(max);
      default: return ladder(max);
    }
  }

  std::string checklist(std::int64_t max) {
    return "  add " + points_text(max / 5) + " when " + input("yes/no") + "\n  add " + points_text(max / 5) + " when " +
           input("whole") + "\n";
  }

  std::string ratio_bands(bool has_full_points) {
    const std::string whole = input("count");
    const std::string part = input("count at most " + whole);
    const std::string name = "rate" + std::to_string(names_);
    std::string text = !has_full_points && chance_.one_in(2) ? "  full points when " + whole + " = 0\n" : "";
    text = "  let " + name + " = " + part + " / " + whole + (text.empty() ? " if none 50%\n" : "\n") + text;
    return text + "  bands " + name + "\n    100% : max\n    " + "60% to < 100% : " + name + " * max\n    > 30% to < 60% : 1/4 max\n    <= 30% : 0\n";
  }

  std::string count_bands(std::int64_t max) {
    const std::string name = input(chance_.one_in(2) ? "count" : "count or not applicable");
    return "  bands " + name + "\n    0 : 0\n    1 to 2 : " + points_text(max / 5) + "\n    3 : " +
           points_text(max / 5 * 2) + "\n    >= 4 : max\n";
  }

  /// Rates that come to the maximum at 5 and more; rows over whole numbers may leave the numbers between out.
  std::string progressive_bands(std::int64_t max) {
    const bool whole = chance_.one_in(2);
    const std::string name = input(whole ? "count" : "number 0 to 5");
    const std::string low = points_text(max / 5), high = points_text(max / 5 * 2);
    std::string text = "  bands " + name + " progressively\n";
    if (whole) return text + "    0 to 1 : " + low + "\n    2 to 3 : " + high + "\n    > 3 : 0\n";
    text += "    3 to 5 : 5% of max\n    < 1 : " + low + "\n    1 to < 3 : " + low + " / 2\n";
    return text;
  }

  std::string entered_lines(std::int64_t max) {
    return "  deduct entered in steps of 0.05 from 0 to " + points_text(max / 5) + " by council when " + input("yes/no") +
           "\n  deduct entered in steps of 0.05 by council\n  not below 0\n";
  }

  std::string arithmetic() {
    const std::string a = input("1 to 4");
    const std::string b = input("1 to 3");
    switch (chance_.below(9)) {
      case 0: return "  (" + a + " + " + b + ") / 7 * max\n";
      case 4: return "  root(" + a + " / 4) * (" + b + " / 3) * max\n";
      case 5: return "  root((" + a + " + " + b + ") / 7, 3) * max\n";
      case 6: return "  ln(" + a + ") / ln(5) * max - (" + b + " - " + b + ") * max\n  at most max\n  not below 0\n";
      case 7: return "  exp(-" + a + " / " + b + ") * max\n";
      case 8: return "  power(" + b + " / 3, " + a + " / 2) * max\n";
      case 1: return "  (smaller of " + a + " / 4, " + b + " / 3) * max\n";
      case 2: return "  round(" + a + " / " + b + " / 4 * max to 2 decimals)\n  at most max\n";
      default: return "  (larger of " + a + ", " + b + ") / 4 * max\n";
    }
  }

  std::string ladder(std::int64_t max) {
    const std::string day = input("date or none");
    std::string text = "  max when " + day + " <= 31 December of year - 1\n";
    if (chance_.one_in(2)) text += "  " + points_text(max / 5 * 2) + " when " + day + " is a date and not " + input("yes/no") + "\n";
    if (chance_.one_in(2))
      text += "  1/2 max when " + input("choice red, green, blue") + " = red or " + input("count or none") + " is none\n";
    return text + "  0 otherwise\n";
  }
};

}  // namespace

std::string made_up_rules(Chance& chance, bool speaks_of_items) {
  std::string text = Author(chance, speaks_of_items).write();
  // `add … when whole` stands for a second yes/no input: written here so that the author stays one line a form.
  for (std::size_t at; (at = text.find(" whole for information")) != std::string::npos;) text.replace(at, 6, " yes/no");
  return text;
}

std::unique_ptr<MadeUp> load_text(std::string text) { return load_texts({{"made-up.barem", std::move(text)}}); }

std::unique_ptr<MadeUp> load_texts(const std::vector<std::pair<std::string, std::string>>& files) {
  auto made_up = std::make_unique<MadeUp>();
  for (const auto& [name, text] : files) made_up->text += (files.size() == 1 ? "" : "\n==== " + name + "\n") + text;
  const auto read = [&](const std::string& path) -> load::FileText {
    for (const auto& [name, text] : files)
      if (name == path) return {text, {}};
    return {std::nullopt, {"there is no such file", "không có tệp này"}};
  };
  made_up->loaded = load::load(files.back().first, read, made_up->sources, made_up->diagnostics);
  std::string findings;
  for (const source::Finding& finding : made_up->diagnostics.findings())
    if (finding.severity == source::Severity::error) findings += source::render(finding, made_up->sources, {});
  for (const check::Doubt& doubt : made_up->loaded.checked.doubts)
    findings += "a doubt about " + made_up->rulebook()[doubt.node].number + "\n";
  INFO(made_up->text);
  INFO(findings);
  REQUIRE(findings.empty());
  return made_up;
}

Value made_up_value(Chance& chance, const model::Rulebook& rulebook, model::InputId id, const Unit& unit) {
  const model::Input& input = rulebook[id];
  if (input.or_none && chance.one_in(4)) return {State::none, {}};
  if (input.or_not_applicable && chance.one_in(4)) return {State::not_applicable, {}};
  switch (input.kind.tag) {
    case KindTag::count: {
      std::int64_t most = 6;
      for (const model::InputId other : input.at_most)
        if (model::index(other) < model::index(id) && unit[model::index(other)].state == State::value)
          most = std::min(most, unit[model::index(other)].number.to_int64().value_or(most));
      return {State::value, Number(chance.between(0, most))};
    }
    case KindTag::whole:
      return {State::value, Number(chance.between(*input.range.low->to_int64(), *input.range.high->to_int64()))};
    case KindTag::percent: return {State::value, Number::fraction(chance.between(0, 20), 20)};
    case KindTag::number: return {State::value, Number(1) + Number::fraction(chance.between(0, 400), 100)};
    case KindTag::date: {
      const auto day = value::Date::of(2023, 12, 30);
      return {State::value, Number(day->days + chance.between(0, 4))};
    }
    case KindTag::yes_no: return {State::value, Number(chance.between(0, 1))};
    case KindTag::choice:
      return {State::value,
              Number(chance.between(0, static_cast<std::int64_t>(rulebook.choice_lists[input.kind.choice_list].size()) - 1))};
    case KindTag::points: {  // entered in steps of 0.05
      const auto steps = (*input.range.high / Number::fraction(5, 100)).floor().to_int64();
      return {State::value, Number::fraction(chance.between(0, *steps) * 5, 100)};
    }
    case KindTag::days:
    case KindTag::hole: break;
  }
  return {State::value, Number(0)};
}

Unit made_up_unit(Chance& chance, const model::Rulebook& rulebook) {
  Unit unit(rulebook.inputs.size());
  for (std::size_t i = 0; i < unit.size(); ++i) unit[i] = made_up_value(chance, rulebook, static_cast<model::InputId>(i), unit);
  return unit;
}

bool is_allowed(const model::Rulebook& rulebook, const Unit& unit) {
  for (std::size_t i = 0; i < unit.size(); ++i) {
    if (unit[i].state != State::value) continue;
    for (const model::InputId other : rulebook.inputs[i].at_most)
      if (unit[model::index(other)].state == State::value && unit[i].number > unit[model::index(other)].number) return false;
  }
  return true;
}

data::Units to_units(const model::Rulebook& rulebook, const std::vector<Unit>& units,
                     const std::vector<std::vector<bool>>& missing) {
  data::Units result;
  result.inputs.resize(rulebook.inputs.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    data::Unit named;
    named.id = "u" + std::to_string(u + 1);
    result.units.push_back(std::move(named));
    for (std::size_t i = 0; i < rulebook.inputs.size(); ++i) {
      const bool hidden = !missing.empty() && missing[u][i];
      result.inputs[i].states.push_back(hidden ? State::missing : units[u][i].state);
      const bool has_number = !hidden && units[u][i].state == State::value;
      result.inputs[i].numbers.push_back(has_number ? units[u][i].number : Number(0));
    }
  }
  return result;
}

}  // namespace barem::laws
