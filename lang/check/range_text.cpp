// Ranges in both languages: see range_text.h.
#include "lang/check/range_text.h"

#include <string>

namespace barem::check {

using source::BilingualText;
using source::Language;
using value::Number;
using value::Range;

namespace {

std::string text_in(Language language, const Range& range, model::Kind kind, const model::Rulebook& rulebook) {
  const auto text = [&](const Number& number) { return model::to_text(number, kind, rulebook, language); };
  const bool is_english = language == Language::english;
  if (!range.low && !range.high) return is_english ? "any value" : "mọi giá trị";
  if (!range.low) return (range.high_open ? "< " : "<= ") + text(*range.high);
  if (!range.high) return (range.low_open ? "> " : ">= ") + text(*range.low);
  if (*range.low == *range.high) return text(*range.low);
  const std::string to = is_english ? " to " : " đến ";
  return (range.low_open ? "> " : "") + text(*range.low) + to + (range.high_open ? "< " : "") + text(*range.high);
}

}  // namespace

model::Kind kind_of_bands(const model::Rulebook& rulebook, const model::Scoring& scoring) {
  const model::Kind kind = rulebook[scoring.subject].kind;
  const bool shows_percent = scoring.bands_in_percent && kind.tag == model::KindTag::number;
  return shows_percent ? model::Kind{model::KindTag::percent, 0} : kind;
}

BilingualText to_text(const Range& range, model::Kind kind, const model::Rulebook& rulebook) {
  return {text_in(Language::english, range, kind, rulebook), text_in(Language::vietnamese, range, kind, rulebook)};
}

BilingualText to_text(const Number& number, model::Kind kind, const model::Rulebook& rulebook) {
  return {model::to_text(number, kind, rulebook, Language::english),
          model::to_text(number, kind, rulebook, Language::vietnamese)};
}

}  // namespace barem::check
