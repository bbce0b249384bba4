// `barem fmt RULES...`: lays files out in place, or says which would change. A file that cannot be read whole is left.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/command/inputs.h"
#include "interpreter/command/verbs.h"
#include "lang/syntax/format.h"
#include "lang/syntax/parse.h"

namespace barem::command {

namespace {

constexpr Bilingual edition_unknown{"this program knows edition 1 of the language, not `{0}`",
                                    "chương trình này biết ấn bản ngôn ngữ 1, không biết `{0}`"};
constexpr Bilingual file_unwritable{"{0} cannot be written: {1}", "không ghi được {0}: {1}"};

struct Laid {
  std::string before;
  std::string after;
  Language language = Language::english;
};

/// The file laid out; nothing where it has errors, which are then said.
std::optional<Laid> lay_out(const Call& call, const std::string& path) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  Laid laid;
  const load::FileReader read = [&](const std::string& wanted) {
    load::FileText file = read_file(wanted);
    if (file.bytes) laid.before = *file.bytes;
    return file;
  };
  const std::optional<syntax::Tree> tree = load::load_tree(path, read, sources, diagnostics);
  const syntax::Spelling written = tree ? tree->spelling : syntax::Spelling::english;
  laid.language = call.asked.value_or(tree ? syntax::language_of(written) : call.surroundings);
  // Tabs in the indentation are the one error that laying out mends; any other leaves holes that must not be written.
  const bool is_whole = std::ranges::none_of(diagnostics.findings(), [](const source::Finding& finding) {
    return finding.severity == source::Severity::error && finding.code != "E0120";
  });
  if (!tree || !is_whole) {
    diagnostics.sort();
    print_findings(diagnostics, sources, laid.language, false, call.has("--all"));
    return std::nullopt;
  }
  syntax::Spelling spelling = written;
  if (const std::optional<std::string> to = call.value("--to"))
    spelling = *to == "vi" ? syntax::Spelling::vietnamese : syntax::Spelling::english;
  laid.after = syntax::format(*tree, load::library_names(*tree, spelling));
  return laid;
}

int fmt_file(const Call& call, const std::string& path, Output& output) {
  const std::optional<Laid> laid = lay_out(call, path);
  if (!laid) return answer_is_no;
  const bool changes = laid->after != laid->before;
  if (call.has("--check")) {
    if (changes) output.write(path + "\n");
    return changes ? answer_is_no : done;
  }
  if (path == "-") {
    output.write(laid->after);
    return done;
  }
  if (!changes) return done;
  const std::optional<source::BilingualText> reason = write_file(path, laid->after);
  if (!reason) return done;
  return complain(file_unwritable, {path, reason->in(laid->language)}, laid->language);
}

}  // namespace

int run_fmt(const Call& call) {
  if (const std::optional<std::string> edition = call.value("--edition"); edition && *edition != "1")
    return refuse_call(call, edition_unknown, {*edition});
  Output output(call);
  int status = done;
  for (const std::string& path : call.operands)
    if (fmt_file(call, path, output) != done) status = answer_is_no;
  return output.finish(status);
}

}  // namespace barem::command
