// `barem doc RULES`: the annex as a printable table, or as JSON.
#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "interpreter/report/annex.h"

namespace barem::command {

int run_doc(const Call& call) {
  Rules rules;
  if (!load_annex(call, call.operands[0], rules)) return answer_is_no;
  Output output(call);
  output.write(call.value("--format") == "json"
                   ? report::annex_json(rules.rulebook())
                   : report::annex_markdown(rules.rulebook(), rules.sources, rules.language(call)));
  return output.finish(done);
}

}  // namespace barem::command
