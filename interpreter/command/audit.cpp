// `barem audit RULES --data UNITS`: points claimed against points computed, evidence not given, stages that differ.
#include "interpreter/report/audit.h"

#include <algorithm>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "interpreter/data/template.h"

namespace barem::command {

int run_audit(const Call& call) {
  if (const std::optional<int> status = wrong_data_call(call)) return *status;
  Rules rules;
  if (!load_rulebook(call, call.operands[0], rules)) return answer_is_no;
  const Language language = rules.language(call);
  const std::optional<data::Units> units = read_units(call, rules);
  if (!units) return answer_is_no;
  const score::Sheet sheet = score::evaluate(*rules.graph, rules.rulebook(), *units, score::Keep::nodes);
  const report::Results results{rules.rulebook(), *rules.graph, *units, sheet};
  if (say_undecided(results, rules.sources, language)) return answer_is_no;
  const report::Audit audit = report::audit(results);

  Output output(call);
  const std::string format = call.value("--format").value_or("text");
  const report::Sink sink = [&](std::string_view piece) { output.write(piece); };
  if (format == "json") report::audit_json(audit, results, sink);
  else if (format == "csv") report::audit_csv(audit, results, data::template_separator(results.rulebook), sink);
  else output.write(report::audit_text(audit, results, language, output.is_file() ? std::nullopt : terminal_columns()));
  const bool differs = std::any_of(audit.claims.begin(), audit.claims.end(),
                                   [](const report::GivenPoints& claim) { return claim.differs; });
  const bool is_clean = !differs && audit.lacking.empty() && audit.changed.empty();
  return output.finish(call.has("--strict") && !is_clean ? answer_is_no : done);
}

}  // namespace barem::command
