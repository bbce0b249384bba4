// `barem consolidate RULES`: an amended version as one whole rule file.
#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "lang/amend/amend.h"
#include "lang/syntax/format.h"

namespace barem::command {

int run_consolidate(const Call& call) {
  Rules rules;
  const std::string& path = call.operands[0];
  if (!load_sound_rules(call, path, rules)) return answer_is_no;
  syntax::Tree tree = rules.loaded.program.main;
  if (const std::optional<std::string> to = call.value("--output"); to && *to != "-") load::move_files(tree, path, *to);
  if (call.has("--origin")) tree = amend::with_origins(std::move(tree), rules.loaded.amendments, rules.sources);
  Output output(call);
  output.write(syntax::format(tree, load::library_names(tree, tree.spelling)));
  return output.finish(done);
}

}  // namespace barem::command
