// Runs the cases: every folder below tests/cases with a session.txt, in a copy of that folder.
//   cases [--update] [PART-OF-A-PATH…]
// --update writes what was printed into the session files; the review of that diff is a review of what users read.
#include <cstdio>
#include <string>
#include <vector>

#include "tests/harness/files.h"
#include "tests/harness/session.h"

namespace fs = std::filesystem;
using namespace barem::tests;

namespace {

/// What running one case gave: nothing to say where all was as expected.
struct Verdict {
  std::string report;
  bool is_updated = false;
};

Verdict run_case(const fs::path& session, const fs::path& root, bool update) {
  Verdict verdict;
  const std::string shown = fs::relative(session, root).string();
  const std::string text = read_file(session);
  const std::vector<Command> commands = parse_session(lines_of(text));
  if (commands.empty()) verdict.report = shown + ": no command in it (`$ barem …`)\n";

  TemporaryFolder copy;
  fs::copy(session.parent_path(), copy.path(), fs::copy_options::recursive);
  fs::remove(copy.path() / "session.txt");
  fs::path folder = copy.path();
  std::vector<std::vector<std::string>> printed;
  for (const Command& command : commands) {
    const Outcome outcome = run(command.text, folder, copy.path());
    printed.push_back(printed_lines(outcome, "! "));
    if (update) continue;
    const std::string differs = difference(command.expected, printed.back());
    if (!differs.empty())
      verdict.report += shown + ":" + std::to_string(command.line) + ": $ " + command.text + "\n" + differs;
  }
  if (update && !commands.empty() && to_text(commands, printed) != text) {
    write_file(session, to_text(commands, printed));
    verdict.is_updated = true;
  }
  return verdict;
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path root = BAREM_ROOT;
  bool update = false;
  std::vector<std::string> parts;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--update")
      update = true;
    else
      parts.emplace_back(argv[i]);
  }
  std::vector<fs::path> sessions;
  for (const fs::path& path : files_below(root / "tests" / "cases", [](const std::string& name) {
         return name == "session.txt";
       })) {
    bool is_wanted = parts.empty();
    for (const std::string& part : parts) is_wanted = is_wanted || path.string().find(part) != std::string::npos;
    if (is_wanted) sessions.push_back(path);
  }
  if (sessions.empty()) {
    std::fprintf(stderr, "cases: none found below tests/cases\n");
    return 1;
  }

  set_environment({BAREM_PROGRAM, root});
  std::vector<Verdict> verdicts(sessions.size());
  in_parallel(sessions.size(), [&](std::size_t i) { verdicts[i] = run_case(sessions[i], root, update); });

  std::size_t failed = 0;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    std::fputs(verdicts[i].report.c_str(), stdout);
    failed += verdicts[i].report.empty() ? 0 : 1;
    if (verdicts[i].is_updated) std::printf("updated %s\n", fs::relative(sessions[i], root).c_str());
  }
  std::printf("cases: %zu passed, %zu failed\n", sessions.size() - failed, failed);
  return failed == 0 ? 0 : 1;
}
