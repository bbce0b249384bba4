// See template.h.
#include "interpreter/data/template.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "interpreter/data/columns.h"
#include "lang/source/render.h"

namespace barem::data {

namespace {

using model::Input;
using model::KindTag;
using source::Language;
using value::Number;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Writes cells and row ends, with quotation marks where a cell needs them.
class Rows {
 public:
  explicit Rows(char separator) : separator_(separator) {}

  void cell(std::string_view text) {
    if (!at_start_) text_ += separator_;
    at_start_ = false;
    const bool needs_quotes =
        text.find_first_of("\"\n\r,;\t") != std::string_view::npos || text.starts_with(' ');
    if (!needs_quotes) {
      text_ += text;
      return;
    }
    text_ += '"';
    for (const char character : text) {
      if (character == '"') text_ += '"';
      text_ += character;
    }
    text_ += '"';
  }
  void end_row() {
    text_ += '\n';
    at_start_ = true;
  }
  std::string take() { return std::string(byte_order_mark) + text_; }

 private:
  char separator_;
  std::string text_;
  bool at_start_ = true;
};

/// What may be written for an input, in the words of the rulebook's language and the numbers of the file.
class Allowed {
 public:
  Allowed(const model::Rulebook& rulebook, char separator)
      : rulebook_(rulebook),
        is_english_(rulebook.language == Language::english),
        numbers_in_(separator == ';' ? Language::vietnamese : Language::english) {}

  std::string text(const Input& input) const {
    std::string words = kind(input);
    if (input.step) words += say(" in steps of ", " theo bước ") + number(*input.step);
    for (const model::InputId other : input.at_most)
      words += say("; at most ", "; không quá ") + rulebook_[other].name;
    for (const model::InputId other : input.at_least)
      words += say("; at least ", "; ít nhất ") + rulebook_[other].name;
    if (input.or_none) words += say("; or none", "; hoặc không có");
    if (input.or_not_applicable) words += say("; or n/a", "; hoặc không áp dụng");
    return words;
  }

 private:
  std::string say(std::string_view english, std::string_view vietnamese) const {
    return std::string(is_english_ ? english : vietnamese);
  }
  std::string number(const Number& number) const { return source::to_text(number, numbers_in_); }
  std::string percent(const Number& number) const { return source::to_percent_text(number, numbers_in_); }

  std::string kind(const Input& input) const {
    switch (input.kind.tag) {
      case KindTag::number:
        return say("number", "số") + range(input);
      case KindTag::percent:
        if (input.written_0_to_100) return say("percent, 85 for 85%", "tỷ lệ, ghi 85 cho 85%") + range(input);
        return say("percent, with its sign: 85%", "tỷ lệ, ghi kèm dấu: 85%") + range(input);
      case KindTag::count:
      case KindTag::whole:
        return say("whole number", "số nguyên") + range(input);
      case KindTag::points:
        return say("points", "điểm") + range(input);
      case KindTag::date:
        return say("date, as 2022-12-31", "ngày, như 31/12/2022") + range(input);
      case KindTag::days:
        return say("days", "số ngày") + range(input);
      case KindTag::yes_no:
        return say("yes or no", "có hoặc không");
      case KindTag::choice:
        return choices(input);
      case KindTag::hole:
        return {};
    }
    return {};
  }

  std::string choices(const Input& input) const {
    std::string words;
    for (const std::string& name : rulebook_.choice_lists[input.kind.choice_list])
      words += (words.empty() ? "" : say(" or ", " hoặc ")) + name;
    return words;
  }

  std::string end(const Number& at, const Input& input) const {
    if (input.kind.tag == KindTag::percent) return percent(at);
    if (input.kind.tag == KindTag::date) return model::to_text(at, input.kind, rulebook_, rulebook_.language);
    return number(at);
  }

  std::string range(const Input& input) const {
    const value::Range& range = input.range;
    std::string words;
    if (range.low && range.high && !range.low_open && !range.high_open)
      return ", " + end(*range.low, input) + say(" to ", " đến ") + end(*range.high, input);
    if (range.low)
      words += ", " + (range.low_open ? say("more than ", "lớn hơn ") : say("at least ", "ít nhất ")) +
               end(*range.low, input);
    if (range.high)
      words += ", " + (range.high_open ? say("less than ", "nhỏ hơn ") : say("at most ", "nhiều nhất ")) +
               end(*range.high, input);
    return words;
  }

  const model::Rulebook& rulebook_;
  bool is_english_;
  Language numbers_in_;
};

/// Options are set for the run, not in data.
std::vector<const Input*> inputs_of_units(const model::Rulebook& rulebook, std::string_view party) {
  std::vector<const Input*> inputs;
  for (const Input& input : rulebook.inputs)
    if (input.role != model::InputRole::option && model::is_given(input) && (party.empty() || input.supplier == party))
      inputs.push_back(&input);
  return inputs;
}

/// Points that are entered go by the title of their node.
std::string_view title_of(const Input& input, const model::Rulebook& rulebook) {
  if (input.title.empty() && input.node != model::no_node) return rulebook[input.node].title;
  return input.title;
}

}  // namespace

char template_separator(const model::Rulebook& rulebook) {
  return rulebook.language == Language::vietnamese ? ';' : ',';
}

namespace {

/// The head of a column, and what stands below it for people.
struct Head {
  std::string name;
  std::string title;
  std::string allowed;
};

Head head_of(const Input& input, const model::Rulebook& rulebook, char separator) {
  return {input.name, std::string(title_of(input, rulebook)), Allowed(rulebook, separator).text(input)};
}

std::string wide(const model::Rulebook& rulebook, const std::vector<Head>& heads, char separator, bool has_name) {
  const bool is_english = rulebook.language == Language::english;
  Rows rows(separator);
  const auto row = [&](std::string_view first, std::string_view second, std::string Head::*cell) {
    rows.cell(first);
    if (has_name) rows.cell(second);
    for (const Head& head : heads) rows.cell(head.*cell);
    rows.end_row();
  };
  row("unit", "name", &Head::name);
  row(is_english ? "# title" : "# tên", "", &Head::title);
  row(is_english ? "# allowed" : "# cách ghi", "", &Head::allowed);
  return rows.take();
}

/// What items require, as inputs.
std::vector<const Input*> required_evidence(const model::Rulebook& rulebook, std::string_view party) {
  std::vector<const Input*> required;
  for (const Input& input : rulebook.inputs)
    if (input.role == model::InputRole::evidence && (party.empty() || party == input.supplier))
      required.push_back(&input);
  return required;
}

}  // namespace

std::string template_wide(const model::Rulebook& rulebook, char separator, std::string_view party) {
  std::vector<Head> heads;
  for (const Input* input : inputs_of_units(rulebook, party)) heads.push_back(head_of(*input, rulebook, separator));
  const bool is_english = rulebook.language == Language::english;
  for (const Input* input : required_evidence(rulebook, party))
    heads.push_back({evidence_heading(rulebook[input->node].number, rulebook.language), input->title,
                     is_english ? "evidence, required: what it is, or yes"
                                : "tài liệu kiểm chứng, bắt buộc: ghi tên, số văn bản, hoặc ghi có"});
  return wide(rulebook, heads, separator, true);
}

std::string template_of_records(const model::Rulebook& rulebook, std::uint32_t set, char separator) {
  std::vector<Head> heads;
  for (const model::InputId column : rulebook.sets[set].columns)
    heads.push_back(head_of(rulebook[column], rulebook, separator));
  return wide(rulebook, heads, separator, false);
}

std::string template_long(const model::Rulebook& rulebook, char separator, std::string_view party) {
  const Allowed allowed(rulebook, separator);
  const bool has_stages = !rulebook.stages.empty();
  Rows rows(separator);
  for (const std::string_view name : {"unit", "input", "value", "stage", "evidence", "note", "title", "allowed"})
    if (has_stages || name != "stage") rows.cell(name);
  rows.end_row();
  const auto row = [&](std::string_view name, std::string_view title, std::string_view how) {
    rows.cell("");
    rows.cell(name);
    for (int i = 0; i < (has_stages ? 4 : 3); ++i) rows.cell("");
    rows.cell(title);
    rows.cell(how);
    rows.end_row();
  };
  for (const Input* input : inputs_of_units(rulebook, party))
    row(input->name, title_of(*input, rulebook), allowed.text(*input));
  const bool is_english = rulebook.language == Language::english;
  for (const Input* input : required_evidence(rulebook, party))
    row(rulebook[input->node].number, input->title,
        is_english ? "evidence, required" : "tài liệu kiểm chứng, bắt buộc");
  return rows.take();
}

std::vector<std::string> parties(const model::Rulebook& rulebook) {
  std::vector<std::string> found;
  for (const Input* input : inputs_of_units(rulebook, {}))
    if (std::find(found.begin(), found.end(), input->supplier) == found.end()) found.push_back(input->supplier);
  return found;
}

}  // namespace barem::data
