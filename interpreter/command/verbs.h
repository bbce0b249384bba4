// The verbs of the command line, one file each. Each takes a call that fits its verb and gives the exit status.
#pragma once

#include "interpreter/command/call.h"

namespace barem::command {

int run_check(const Call& call);
int run_score(const Call& call);
int run_explain(const Call& call);
int run_test(const Call& call);
int run_fmt(const Call& call);
int run_doc(const Call& call);
int run_graph(const Call& call);
int run_template(const Call& call);
int run_consolidate(const Call& call);
int run_audit(const Call& call);
int run_explain_error(const Call& call);
int run_help(const Call& call);

/// `barem` alone, and `barem help`: all verbs.
std::string help_text(Language language);
/// `barem help VERB`.
std::string help_text(const Verb& verb, Language language);

}  // namespace barem::command
