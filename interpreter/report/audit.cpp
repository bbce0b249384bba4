// The four lists, and each of their shapes: see audit.h.
#include "interpreter/report/audit.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "interpreter/report/layout.h"
#include "interpreter/report/words.h"
#include "lang/source/render.h"

namespace barem::report {

using data::Remark;
using data::UnitId;
using model::NodeId;
using source::Language;
using value::Number;
using value::Outcome;
using value::State;

namespace {

constexpr model::Kind points_kind{model::KindTag::points, 0};
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// ---- what there is to list --------------------------------------------------------------------------------------

Outcome computed_points(const Results& results, NodeId node, UnitId unit) {
  return results.sheet.columns[graph::index(results.graph.stages[model::index(node)].computed)].outcome(unit);
}

bool can_be(const Outcome& computed, const Number& points) {
  return computed.may_be_value && computed.range.contains(points);
}

bool is_set_by_appraisal(const Results& results, const Remark& remark) {
  return results.rulebook.appraisal_may_set_points && remark.stage != data::no_stage && remark.stage > 0;
}

/// Those of one unit and one item or input, in the order of stages.
using Key = std::tuple<UnitId, NodeId, model::InputId>;
std::map<Key, std::vector<const Remark*>> by_subject(const Results& results) {
  std::map<Key, std::vector<const Remark*>> subjects;
  for (const Remark& remark : results.units.remarks)
    if (remark.state != State::missing) subjects[{remark.unit, remark.node, remark.input}].push_back(&remark);
  for (auto& [key, remarks] : subjects)
    std::stable_sort(remarks.begin(), remarks.end(),
                     [](const Remark* a, const Remark* b) { return a->stage < b->stage; });
  return subjects;
}

void add_points(const Results& results, const std::vector<const Remark*>& remarks, Audit& audit) {
  const Remark* set = nullptr;
  const Remark* claimed = nullptr;
  for (const Remark* remark : remarks) (is_set_by_appraisal(results, *remark) ? set : claimed) = remark;
  for (const Remark* given : {claimed, set}) {
    if (given == nullptr) continue;
    const Outcome computed = computed_points(results, given->node, given->unit);
    (given == set ? audit.set : audit.claims)
        .push_back({given->unit, given->node, given->stage, given->number, computed, !can_be(computed, given->number)});
  }
}

void add_change(const Results& results, const std::vector<const Remark*>& remarks, Audit& audit) {
  const Remark& first = *remarks.front();
  const bool is_same = std::ranges::all_of(remarks, [&](const Remark* other) {
    return other->state == first.state && (first.state != State::value || other->number == first.number);
  });
  if (is_same || first.stage == data::no_stage) return;
  ChangedValue changed{first.unit, first.input, first.node, {}};
  changed.stages.resize(results.rulebook.stages.size());
  for (const Remark* remark : remarks)
    if (remark->stage != data::no_stage) changed.stages[remark->stage] = remark;
  audit.changed.push_back(std::move(changed));
}

void add_lacking(const Results& results, Audit& audit) {
  for (std::size_t unit = 0; unit < results.units.units.size(); ++unit) {
    for (std::size_t i = 0; i < results.rulebook.inputs.size(); ++i) {
      const model::Input& input = results.rulebook.inputs[i];
      if (input.role != model::InputRole::evidence) continue;
      const UnitId id{static_cast<std::uint32_t>(unit)};
      if (lacks_evidence(results, static_cast<model::InputId>(i), id))
        audit.lacking.push_back({id, input.node, results.units.inputs[i].states[unit] == State::missing});
    }
  }
}

// ---- words that the shapes share --------------------------------------------------------------------------------

std::string stage_name(const Results& results, std::uint32_t stage) {
  return stage == data::no_stage ? std::string() : results.rulebook.stages[stage];
}

std::string subject_name(const Results& results, const ChangedValue& changed) {
  return changed.input == model::no_input ? results.rulebook[changed.node].number : results.rulebook[changed.input].name;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

std::optional<Number> difference(const GivenPoints& given) {
  if (given.computed.state() != State::value) return std::nullopt;
  return given.points - given.computed.number();
}

/// The lists as text.
class AuditText {
 public:
  AuditText(const Audit& audit, const Results& results, Language language, std::optional<std::size_t> columns)
      : audit_(audit), results_(results), language_(language), columns_(columns) {}

  std::string write() {
    claims();
    set();
    lacking();
    changed();
    return std::move(text_);
  }

 private:
  std::string word(source::Bilingual text) const { return std::string(text.in(language_)); }
  const std::string& unit(UnitId id) const { return results_.units.units[data::index(id)].id; }
  std::string points(const Outcome& outcome) const {
    return outcome_text(outcome, points_kind, results_.rulebook, language_);
  }

  void head(source::Bilingual title, const std::string& remark) {
    if (!text_.empty()) text_ += "\n";
    text_ += word(title) + "\n";
    if (!remark.empty()) text_ += "  " + wrapped(remark, columns_.value_or(100) - 2, 2) + "\n";
  }

  TextTable table(const std::vector<source::Bilingual>& heads) const {
    TextTable made;
    for (const source::Bilingual head : heads) made.add_column(word(head), TextTable::Align::left);
    return made;
  }

  void given(const std::vector<GivenPoints>& list, source::Bilingual points_head, bool only_different) {
    TextTable rows = table({words::unit, words::number, points_head, words::computed, words::difference, words::stage});
    bool is_empty = true;
    for (const GivenPoints& one : list) {
      if (only_different && !one.differs) continue;
      is_empty = false;
      const auto more = difference(one);
      const std::string sign = more && more->sign() > 0 ? "+" : "";
      rows.add_row({unit(one.unit), results_.rulebook[one.node].number, source::to_text(one.points, language_),
                    points(one.computed), more ? sign + source::to_text(*more, language_) : "",
                    stage_name(results_, one.stage)});
    }
    if (!is_empty) text_ += rows.to_text(columns_);
  }

  void claims() {
    const auto differing = static_cast<std::size_t>(std::ranges::count_if(audit_.claims, &GivenPoints::differs));
    head(words::claims_head,
         audit_.claims.empty() ? word(words::no_claims)
                               : filled(words::claims_counted, language_,
                                        {std::to_string(audit_.claims.size()), std::to_string(differing)}));
    given(audit_.claims, words::claimed_points, true);
  }

  void set() {
    if (!results_.rulebook.appraisal_may_set_points) return;
    head(words::set_head, audit_.set.empty() ? word(words::nothing_set) : std::string());
    given(audit_.set, words::points_set, false);
  }

  void lacking() {
    const bool is_required = std::ranges::any_of(
        results_.rulebook.inputs, [](const model::Input& input) { return input.role == model::InputRole::evidence; });
    head(words::lacking_head, !is_required            ? word(words::no_evidence_required)
                              : audit_.lacking.empty() ? word(words::no_evidence_lacks)
                                                       : std::string());
    if (audit_.lacking.empty()) return;
    TextTable rows = table({words::unit, words::number, words::evidence, words::without_it});
    rows.may_cut(2);
    for (const LackingEvidence& one : audit_.lacking)
      rows.add_row({unit(one.unit), results_.rulebook[one.node].number, joined(results_.rulebook[one.node].evidence),
                    points(computed_points(results_, one.node, one.unit))});
    text_ += rows.to_text(columns_);
  }

  void changed() {
    if (results_.rulebook.stages.empty()) return;
    head(words::changed_head, audit_.changed.empty() ? word(words::nothing_changed) : std::string());
    if (audit_.changed.empty()) return;
    TextTable rows = table({words::unit, words::value_of});
    for (const std::string& stage : results_.rulebook.stages) rows.add_column(stage, TextTable::Align::left);
    rows.add_column(word(words::reason), TextTable::Align::left);
    rows.may_cut(results_.rulebook.stages.size() + 2);
    for (const ChangedValue& one : audit_.changed) {
      std::vector<std::string> cells{unit(one.unit), subject_name(results_, one)};
      std::string reason;
      for (const Remark* remark : one.stages) {
        cells.push_back(remark == nullptr ? "" : remark_value(*remark, results_.rulebook, language_));
        if (remark != nullptr && !remark->note.empty()) reason = remark->note;
      }
      cells.push_back(reason);
      rows.add_row(std::move(cells));
    }
    text_ += rows.to_text(columns_);
  }

  const Audit& audit_;
  const Results& results_;
  Language language_;
  std::optional<std::size_t> columns_;
  std::string text_;
};

/// The lists as JSON.
class AuditJson {
 public:
  AuditJson(const Audit& audit, const Results& results, const Sink& sink) : audit_(audit), results_(results), json_(sink) {}

  void write() {
    json_.open_object();
    given("claims", audit_.claims);
    given("set", audit_.set);
    list("evidence", audit_.lacking, [this](const LackingEvidence& one) {
      subject(one.unit);
      json_.field("number", results_.rulebook[one.node].number);
      json_.key("asked");
      json_.open_array();
      for (const std::string& asked : results_.rulebook[one.node].evidence) json_.text(asked);
      json_.close_array();
      json_.key("leaves_open");
      json_.boolean(one.leaves_open);
    });
    list("stages", audit_.changed, [this](const ChangedValue& one) { stages(one); });
    json_.close_object();
    json_.end();
  }

 private:
  void subject(UnitId unit) { json_.field("unit", results_.units.units[data::index(unit)].id); }

  template <class Thing, class Write>
  void list(std::string_view name, const std::vector<Thing>& things, Write write) {
    json_.key(name);
    json_.open_array();
    for (const Thing& thing : things) {
      json_.line_break();
      json_.open_object();
      write(thing);
      json_.close_object();
    }
    json_.close_array();
  }

  void given(std::string_view name, const std::vector<GivenPoints>& all) {
    list(name, all, [this](const GivenPoints& one) {
      subject(one.unit);
      json_.field("number", results_.rulebook[one.node].number);
      json_.key("stage");
      one.stage == data::no_stage ? json_.null() : json_.text(results_.rulebook.stages[one.stage]);
      json_.key("points");
      json_.decimal(one.points);
      json_.key("computed");
      one.computed.state() == State::value ? json_.decimal(one.computed.number()) : json_.null();
      json_.field("status", status_word(one.computed.state()));
      json_.key("difference");
      const auto more = difference(one);
      more ? json_.decimal(*more) : json_.null();
      json_.key("differs");
      json_.boolean(one.differs);
    });
  }

  void stages(const ChangedValue& one) {
    subject(one.unit);
    if (one.input == model::no_input) json_.field("number", results_.rulebook[one.node].number);
    else json_.field("input", results_.rulebook[one.input].name);
    json_.key("values");
    json_.open_array();
    for (const Remark* remark : one.stages) {
      if (remark == nullptr) continue;
      json_.open_object();
      json_.field("stage", results_.rulebook.stages[remark->stage]);
      json_.field("value", remark_value(*remark, results_.rulebook, Language::english));
      for (const auto& [name, value] : {std::pair("evidence", &remark->evidence), std::pair("note", &remark->note),
                                        std::pair("date", &remark->date), std::pair("by", &remark->by)})
        if (!value->empty()) json_.field(name, *value);
      json_.close_object();
    }
    json_.close_array();
  }

  const Audit& audit_;
  const Results& results_;
  JsonWriter json_;
};

std::string csv_row(const std::vector<std::string>& cells, char separator) {
  std::string line;
  for (const std::string& cell : cells) {
    if (!line.empty() || &cell != &cells.front()) line += separator;
    append_csv_cell(line, cell, ",;");
  }
  return line + "\n";
}

}  // namespace

Audit audit(const Results& results) {
  Audit made;
  for (const auto& [key, remarks] : by_subject(results)) {
    if (std::get<NodeId>(key) != model::no_node) add_points(results, remarks, made);
    add_change(results, remarks, made);
  }
  add_lacking(results, made);
  return made;
}

std::string audit_text(const Audit& audit, const Results& results, Language language, std::optional<std::size_t> columns) {
  return AuditText(audit, results, language, columns).write();
}

void audit_json(const Audit& audit, const Results& results, const Sink& sink) { AuditJson(audit, results, sink).write(); }

void audit_csv(const Audit& audit, const Results& results, char separator, const Sink& sink) {
  const Language language = separator == ';' ? Language::vietnamese : Language::english;
  const auto row = [&](const std::vector<std::string>& cells) { sink(csv_row(cells, separator)); };
  const auto points = [&](const Number& number) {
    std::string text = number.to_decimal();
    if (language == Language::vietnamese) std::ranges::replace(text, '.', ',');
    return text;
  };
  if (language == Language::vietnamese) sink(byte_order_mark);
  const auto unit = [&](UnitId id) -> const data::Unit& { return results.units.units[data::index(id)]; };
  row({"kind", "unit", "name", "number", "input", "stage", "value", "computed", "difference", "date", "by", "note"});
  const auto given = [&](const char* kind, const std::vector<GivenPoints>& list) {
    for (const GivenPoints& one : list) {
      const auto more = difference(one);
      const bool is_decided = one.computed.state() == State::value;
      row({kind, unit(one.unit).id, unit(one.unit).name, results.rulebook[one.node].number, "",
           stage_name(results, one.stage), points(one.points), is_decided ? points(one.computed.number()) : "",
           more ? points(*more) : "", "", "", ""});
    }
  };
  given("claimed", audit.claims);
  given("set", audit.set);
  for (const LackingEvidence& one : audit.lacking)
    row({"evidence", unit(one.unit).id, unit(one.unit).name, results.rulebook[one.node].number, "", "", "", "", "", "", "",
         joined(results.rulebook[one.node].evidence)});
  for (const ChangedValue& one : audit.changed)
    for (const Remark* remark : one.stages)
      if (remark != nullptr)
        row({"stage", unit(one.unit).id, unit(one.unit).name,
             one.input == model::no_input ? results.rulebook[one.node].number : "",
             one.input == model::no_input ? "" : results.rulebook[one.input].name, stage_name(results, remark->stage),
             remark_value(*remark, results.rulebook, language), "", "", remark->date, remark->by, remark->note});
}

}  // namespace barem::report
