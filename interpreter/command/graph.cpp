// `barem graph RULES [NUMBER]`: the scoring graph in DOT, of the whole or of what one item depends on.
#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"

namespace barem::command {

int run_graph(const Call& call) {
  Rules rules;
  if (!load_rulebook(call, call.operands[0], rules)) return answer_is_no;
  std::optional<model::NodeId> only;
  if (call.operands.size() > 1) {
    only = find_node_or_say(rules.rulebook(), call.operands[1], rules.language(call));
    if (!only) return answer_is_no;
  }
  Output output(call);
  output.write(graph::to_dot(*rules.graph, rules.rulebook(), rules.sources, only));
  return output.finish(done);
}

}  // namespace barem::command
