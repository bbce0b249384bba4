// `barem template RULES`: an empty data file to fill in.
#include "interpreter/data/template.h"

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"

namespace barem::command {

int run_template(const Call& call) {
  Rules rules;
  if (!load_rulebook(call, call.operands[0], rules)) return answer_is_no;
  char separator = data::template_separator(rules.rulebook());
  if (const std::optional<std::string> asked = call.value("--separator"))
    separator = *asked == "comma" ? ',' : *asked == "semicolon" ? ';' : '\t';
  Output output(call);
  output.write(call.value("--format") == "long" ? data::template_long(rules.rulebook(), separator)
                                                : data::template_wide(rules.rulebook(), separator));
  return output.finish(done);
}

}  // namespace barem::command
