// `barem check RULES...`: every mistake that can be found without data, for people, JSON and SARIF.
#include <optional>
#include <string>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "interpreter/report/json_writer.h"
#include "lang/check/fingerprint.h"
#include "lang/source/exchange.h"
#include "lang/source/render.h"

namespace barem::command {

namespace {

constexpr Bilingual summary{"{0}: \"{1}\": {2} {2|field|fields}, {3} {3|criterion|criteria}, {4} {4|component|components}, survey {5} {5|point|points}{6}",
                            "{0}: \"{1}\": {2} lĩnh vực; {3} tiêu chí; {4} tiêu chí thành phần; điều tra xã hội học {5} điểm{6}"};
constexpr Bilingual summary_reconstructed{", {0} of {1} {1|item|items} reconstructed", "; dựng lại {0}/{1} mục"};
constexpr Bilingual summary_methods{"{0}: methods: {1}, examples: {2}", "{0}: cách tính: {1}; ví dụ: {2}"};
constexpr Bilingual summary_hints{", hints: {0}", "; gợi ý: {0}"};
constexpr Bilingual summary_errors{"{0}: errors: {1}, hints: {2}", "{0}: lỗi: {1}; gợi ý: {2}"};

std::string filled(Bilingual text, const std::vector<source::Argument>& arguments, Language language) {
  return source::fill(text.in(language), arguments, language);
}

/// One file, checked on its own: several files share nothing but the run.
struct Checked {
  std::string path;
  Rules rules;
  std::size_t errors = 0;
  std::size_t hints = 0;
};

std::string summary_line(const Checked& checked, Language language) {
  const auto number = [](std::size_t count) { return std::to_string(count); };
  if (checked.errors > 0)
    return filled(summary_errors, {checked.path, number(checked.errors), number(checked.hints)}, language);
  const model::Rulebook& rulebook = checked.rules.rulebook();
  std::string line;
  if (rulebook.nodes.empty()) {
    std::size_t methods = 0;
    for (const syntax::Item& item : checked.rules.loaded.program.main.items)
      methods += std::holds_alternative<syntax::Method>(item.body) ? 1 : 0;
    line = filled(summary_methods, {checked.path, number(methods), number(rulebook.examples.size())}, language);
  } else {
    std::string reconstructed;
    if (rulebook.reconstructed_items > 0)
      reconstructed = filled(summary_reconstructed,
                             {number(rulebook.reconstructed_items), number(rulebook.items)}, language);
    line = filled(summary,
                  {checked.path, rulebook.title, number(rulebook.counts.fields), number(rulebook.counts.criteria),
                   number(rulebook.counts.components), rulebook.counts.survey, reconstructed},
                  language);
  }
  if (checked.hints > 0) line += filled(summary_hints, {number(checked.hints)}, language);
  return line;
}

void write_file(report::JsonWriter& json, const Checked& checked) {
  const model::Rulebook& rulebook = checked.rules.rulebook();
  json.line_break();
  json.open_object();
  json.key("file");
  json.text(checked.path);
  json.key("title");
  json.text(rulebook.title);
  json.key("hash");
  json.text(rulebook.title.empty() ? "" : check::fingerprint(rulebook));  // no rulebook: methods, or nothing that could be read
  json.key("counts");
  json.open_object();
  json.key("fields");
  json.whole(rulebook.counts.fields);
  json.key("criteria");
  json.whole(rulebook.counts.criteria);
  json.key("components");
  json.whole(rulebook.counts.components);
  json.close_object();
  json.key("survey");
  json.decimal(rulebook.counts.survey);
  json.key("reconstructed");
  json.whole(rulebook.reconstructed_items);
  json.key("items");
  json.whole(rulebook.items);
  json.close_object();
}

std::string to_json(const std::vector<Checked>& files, const Call& call) {
  std::string text;
  const report::Sink sink = [&](std::string_view piece) { text += piece; };
  report::JsonWriter json(sink);
  json.open_object();
  json.key("files");
  json.open_array();
  for (const Checked& checked : files) write_file(json, checked);
  json.close_array();
  for (const source::Severity severity : {source::Severity::error, source::Severity::hint}) {
    json.line_break();
    json.key(severity == source::Severity::error ? "errors" : "hints");
    json.open_array();
    for (const Checked& checked : files) {
      for (const source::Finding& finding : checked.rules.diagnostics.findings()) {
        if (finding.severity != severity) continue;
        json.line_break();
        json.raw(source::to_json(finding, checked.rules.sources, checked.rules.language(call)));
      }
    }
    json.close_array();
  }
  json.close_object();
  json.end();
  return text;
}

/// One log of one run: the files of each check are put side by side.
std::string to_sarif(const std::vector<Checked>& files, const Call& call) {
  source::Sources sources;
  source::Diagnostics all;
  for (const Checked& checked : files) {
    const auto first = static_cast<std::uint32_t>(sources.size());
    const auto moved = [&](source::Span span) {
      span.file = source::FileId{static_cast<std::uint32_t>(span.file) + first};
      return span;
    };
    for (std::size_t i = 0; i < checked.rules.sources.size(); ++i)
      sources.add(checked.rules.sources[source::FileId{static_cast<std::uint32_t>(i)}]);
    for (source::Finding finding : checked.rules.diagnostics.findings()) {
      finding.span = moved(finding.span);
      for (source::Related& related : finding.related) related.span = moved(related.span);
      all.findings().push_back(std::move(finding));
    }
  }
  const Language language = files.empty() ? call.language() : files.front().rules.language(call);
  return source::to_sarif(all, sources, language, BAREM_VERSION) + "\n";
}

}  // namespace

int run_check(const Call& call) {
  std::vector<Checked> files(call.operands.size());
  const std::string format = call.value("--format").value_or("text");
  std::size_t errors = 0;
  std::size_t hints = 0;
  Output output(call);
  for (std::size_t i = 0; i < files.size(); ++i) {
    Checked& checked = files[i];
    checked.path = call.operands[i];
    load_rules(checked.path, checked.rules);
    checked.errors = checked.rules.diagnostics.error_count();
    checked.hints = checked.rules.diagnostics.findings().size() - checked.errors;
    errors += checked.errors;
    hints += checked.hints;
    if (format != "text") continue;
    const Language language = checked.rules.language(call);
    print_findings(checked.rules.diagnostics, checked.rules.sources, language, true, call.has("--all"));
    output.write(summary_line(checked, language) + "\n");
  }
  if (format == "json") output.write(to_json(files, call));
  if (format == "sarif") output.write(to_sarif(files, call));
  const bool is_fine = errors == 0 && (hints == 0 || !call.has("--strict"));
  return output.finish(is_fine ? done : answer_is_no);
}

}  // namespace barem::command
