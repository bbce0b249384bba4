// See variations.h. A weight is changed in the model, for all that reads it is the mean. A constant is changed in the
// text, and the rules are read again: it may stand in bands, bounds, inputs and aggregates, and the rules may not stand
// with another number.
#include "interpreter/command/variations.h"

#include <algorithm>
#include <string>
#include <utility>

#include "interpreter/graph/graph.h"
#include "interpreter/score/sheet.h"
#include "lang/source/render.h"

namespace barem::command {

namespace {

using report::Variation;
using source::BilingualText;
using value::Number;

constexpr Bilingual no_such_number{"`--vary {0}`: the rules have no constant of that name{1}; `weights` and `constants` stand for all of them",
                                   "`--vary {0}`: bộ tiêu chí không có mức quy định nào tên như vậy{1}; `weights` là mọi trọng số, `constants` là mọi mức quy định"};
constexpr Bilingual no_numbers{"`--vary {0}`: the rules have no {1}", "`--vary {0}`: bộ tiêu chí không có {1} nào"};
constexpr Bilingual passes_whole{"a weight cannot pass 100%", "trọng số không thể vượt 100%"};
constexpr Bilingual not_scored{"the data do not fit the rules then", "khi đó số liệu không còn phù hợp với bộ tiêu chí"};
constexpr Bilingual no_digits_decide{"roots cannot be told apart then", "khi đó có các căn không phân biệt được"};

/// What one `--vary` names: all weights, all constants, or one constant.
struct Asked {
  std::string name;  ///< empty: all of them
  bool weights = false;
  bool constants = false;
  Number part;       ///< of itself
};

std::optional<Asked> read_asked(const std::string& written) {
  Asked asked;
  const std::size_t equals = written.find('=');
  std::string part = equals == std::string::npos ? written : written.substr(equals + 1);
  if (equals != std::string::npos) asked.name = source::to_nfc(written.substr(0, equals));
  asked.weights = asked.name.empty() || asked.name == "weights";
  asked.constants = asked.name.empty() || asked.name == "constants";
  if (asked.weights || asked.constants) asked.name.clear();
  std::ranges::replace(part, ',', '.');
  if (!part.ends_with('%')) return std::nullopt;
  part.pop_back();
  const std::optional<Number> number = Number::from_decimal(part);
  if (!number || number->sign() <= 0 || *number >= Number(100)) return std::nullopt;
  asked.part = *number / Number(100);
  return asked;
}

BilingualText percent_text(const Number& number, const model::Rulebook& rulebook) {
  constexpr model::Kind percent{model::KindTag::percent, 0};
  return {model::to_text(number, percent, rulebook, Language::english),
          model::to_text(number, percent, rulebook, Language::vietnamese)};
}

class Varying {
 public:
  Varying(const Call& call, const Rules& rules, const data::Units& units) : call_(call), rules_(rules), units_(units) {}

  bool take(const std::string& written) {
    const std::optional<Asked> asked = read_asked(written);
    const std::size_t before = found_.size();
    if (asked->weights) weights(asked->part);
    if (asked->constants || !asked->name.empty()) constants(*asked);
    if (found_.size() != before) return true;
    if (asked->name.empty()) {
      const Bilingual both{"weights and no constants", "trọng số và mức quy định"};
      const Bilingual what = asked->weights && asked->constants ? both
                             : asked->weights                   ? Bilingual{"weights", "trọng số"}
                                                                : Bilingual{"constants", "mức quy định"};
      complain(no_numbers, {written, std::string(what.in(call_.language()))}, call_.language());
    } else {
      std::vector<std::string> names;
      for (const model::Constant& constant : rules_.rulebook().constants) names.push_back(constant.name);
      const std::string near = source::nearest(asked->name, names);
      const Bilingual offer{" (did you mean `{0}`?)", " (ý bạn là `{0}`?)"};
      complain(no_such_number, {written, near.empty() ? "" : source::fill(offer.in(call_.language()), {near}, call_.language())},
               call_.language());
    }
    return false;
  }
  std::vector<Variation> found() { return std::move(found_); }

 private:
  const Call& call_;
  const Rules& rules_;
  const data::Units& units_;
  std::vector<Variation> found_;

  void weights(const Number& part) {
    const model::Rulebook& rulebook = rules_.rulebook();
    const auto beside = [&](const std::vector<model::NodeId>& children) {
      for (const model::NodeId child : children)
        if (rulebook[child].weight && rulebook[child].weight->sign() > 0 && children.size() > 1)
          for (const Number& times : {Number(1) - part, Number(1) + part}) weight(children, child, times);
    };
    beside(rulebook.fields);
    for (const model::Node& node : rulebook.nodes) beside(node.children);
  }

  void weight(const std::vector<model::NodeId>& children, model::NodeId varied, const Number& times) {
    const model::Rulebook& rulebook = rules_.rulebook();
    const Number was = *rulebook[varied].weight;
    const Number now = was * times;
    Variation& variation = found_.emplace_back();
    const BilingualText name = model::name_of(rulebook[varied]);
    variation.what = {"weight of " + name.english, "trọng số của " + name.vietnamese};
    variation.was = percent_text(was, rulebook);
    variation.now = percent_text(now, rulebook);
    if (now > Number(1) || was == Number(1)) {
      variation.refused = both(passes_whole);
      return;
    }
    model::Rulebook changed = rulebook;
    for (const model::NodeId child : children) {
      std::optional<Number>& other = changed.nodes[model::index(child)].weight;
      other = child == varied ? now : *other * (Number(1) - now) / (Number(1) - was);
    }
    const graph::ScoringGraph graph = graph::compile(changed);
    evaluate(changed, graph, units_, variation);
  }

  void constants(const Asked& asked) {
    for (const syntax::Item& item : rules_.loaded.program.main.items) {
      const auto* written = std::get_if<syntax::Constant>(&item.body);
      if (written == nullptr || (!asked.name.empty() && written->name.text != asked.name)) continue;
      const auto& all = rules_.rulebook().constants;
      const auto known = std::ranges::find(all, written->name.text, &model::Constant::name);
      if (known == all.end() || !model::is_numeric(known->kind) || known->number.is_zero()) continue;
      for (const Number& times : {Number(1) - asked.part, Number(1) + asked.part}) constant(*known, written->value.span, times);
    }
  }

  void constant(const model::Constant& constant, source::Span value, const Number& times) {
    const model::Rulebook& rulebook = rules_.rulebook();
    const auto text = [&](const Number& number) {
      return BilingualText{model::to_text(number, constant.kind, rulebook, Language::english),
                           model::to_text(number, constant.kind, rulebook, Language::vietnamese)};
    };
    const source::Source& file = rules_.sources[value.file];
    // `(80%) * 9/10`: what stands there keeps its kind, and the new number is exact.
    std::string changed(file.text());
    changed.replace(value.begin, value.end - value.begin,
                    "(" + std::string(file.text(value)) + ") * " + times.to_fraction());
    Variation variation;
    variation.what = {constant.name, constant.name};
    variation.was = text(constant.number);
    variation.now = text(constant.number * times);
    const Unheard unheard;  // what the first reading said is said
    Rules other;
    load_rules(call_.operands[0], other, [&](const std::string& path) {
      return path == file.name() ? load::FileText{changed, {}} : read_file(path);
    });
    if (!other.loaded.is_sound) {
      variation.refused = first_error(other);
    } else {
      other.graph = graph::compile(other.rulebook());
      if (const std::optional<data::Units> units = read_units(call_, other))
        evaluate(other.rulebook(), *other.graph, *units, variation);
      else
        variation.refused = both(not_scored);
    }
    found_.push_back(std::move(variation));
  }

  static BilingualText both(Bilingual text) {
    return {std::string(text.in(Language::english)), std::string(text.in(Language::vietnamese))};
  }

  static void evaluate(const model::Rulebook& rulebook, const graph::ScoringGraph& graph, const data::Units& units,
                       Variation& variation) {
    score::Sheet sheet = score::evaluate(graph, rulebook, units, score::Keep::fields);
    if (sheet.undecided.empty()) variation.standings = std::move(sheet.standings);
    else variation.refused = both(no_digits_decide);
  }

  static BilingualText first_error(const Rules& rules) {
    for (const source::Finding& finding : rules.diagnostics.findings())
      if (finding.severity == source::Severity::error)
        return {source::fill(finding.text.in(Language::english), finding.arguments, Language::english),
                source::fill(finding.text.in(Language::vietnamese), finding.arguments, Language::vietnamese)};
    return both(not_scored);
  }
};

}  // namespace

bool is_variation(const std::string& written) { return read_asked(written).has_value(); }

std::optional<std::vector<Variation>> variations_of(const Call& call, const Rules& rules, const data::Units& units) {
  Varying varying(call, rules, units);
  bool fits = true;
  for (const std::string& written : call.values("--vary")) fits = varying.take(written) && fits;
  if (!fits) return std::nullopt;
  return varying.found();
}

}  // namespace barem::command
