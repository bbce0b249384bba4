// Holds the documents to the truth: runs the commands and checks the rules they show.
//   docs [--update] [PART-OF-A-PATH…]
// In every .md file at the top and below docs, rules, examples and stdlib:
//   ```console, ```sh            `$ barem …` and the commands around it are run in a copy of the tree, in order, from
//                                its top. Output is compared where the document shows any (a line `…` stands for any
//                                lines); where it shows none, the command must succeed. `console not run` is not run.
//   ```barem                     must pass `barem check -`
//   ```barem error E0312         must fail with that message (several may be named)
//   ```barem hint H0107          must pass, with that message
//   ```barem fragment of FILE    must stand in that file, line by line
//   ```barem fragment            is only counted
// The tables of words in docs/grammar.md must be those of the program.
// --update writes what was printed into the documents where they show output without `…`, and the tables of words.
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tests/harness/files.h"
#include "tests/harness/session.h"
#include "tests/harness/words.h"

namespace fs = std::filesystem;
using namespace barem::tests;

namespace {

/// What one document gave.
struct Verdict {
  std::string report;
  std::size_t commands = 0;
  std::size_t rules = 0;
  std::size_t fragments = 0;
  std::size_t skipped = 0;
  std::size_t failed = 0;
};

bool calls_barem(const std::string& command) {
  for (const std::string& word : words_of(command))
    if (word == "barem" || word == "build/barem" || word == "./build/barem") return true;
  return false;
}

/// Commands that build or fetch something; they are for the reader's own machine.
bool is_for_the_reader(const std::string& command) {
  const std::vector<std::string> words = words_of(command);
  static constexpr std::string_view set_up[] = {"./dev", "git", "sudo", "apt-get", "cmake", "ctest", "brew"};
  return words.empty() || std::find(std::begin(set_up), std::end(set_up), words[0]) != std::end(set_up);
}

bool is_ellipsis(const std::string& line) { return trimmed(line) == "…" || trimmed(line) == "..."; }

/// True where the lines are as shown, an ellipsis standing for any number of lines.
bool matches(const std::vector<std::string>& shown, const std::vector<std::string>& actual, std::size_t i = 0,
             std::size_t j = 0) {
  for (; i < shown.size(); ++i, ++j) {
    if (is_ellipsis(shown[i])) {
      for (std::size_t k = j; k <= actual.size(); ++k)
        if (matches(shown, actual, i + 1, k)) return true;
      return false;
    }
    if (j >= actual.size() || trimmed(shown[i]) != trimmed(actual[j])) return false;
  }
  return j == actual.size();
}

/// The tree as documents use it, so that their commands write nowhere else.
void copy_tree(const fs::path& root, const fs::path& copy) {
  for (const char* name : {"docs", "rules", "examples", "stdlib"})
    if (fs::exists(root / name)) fs::copy(root / name, copy / name, fs::copy_options::recursive);
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.path().extension() == ".md") fs::copy(entry.path(), copy / entry.path().filename());
  fs::create_directory(copy / "build");
  fs::create_symlink(BAREM_PROGRAM, copy / "build" / "barem");
}

/// One document being read: its lines, the copy of the tree it runs in, what was found.
class Document {
 public:
  Document(const fs::path& root, const fs::path& path, bool update)
      : path_(path), shown_path_(fs::relative(path, root).string()), update_(update), root_(root) {}

  Verdict check() {
    lines_ = lines_of(read_file(path_));
    if (shown_path_ == "docs/grammar.md") check_words();
    std::vector<Fence> fences = fences_of(lines_);
    std::ptrdiff_t shift = 0;  // lines that updates above added
    for (Fence& fence : fences) {
      fence.line = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(fence.line) + shift);
      const std::size_t before = lines_.size();
      const std::vector<std::string> info = words_of(fence.info);
      if (info.empty()) continue;
      if (info[0] == "console" || info[0] == "sh") check_session(fence);
      if (info[0] == "barem") check_rules(fence, info);
      shift += static_cast<std::ptrdiff_t>(lines_.size()) - static_cast<std::ptrdiff_t>(before);
    }
    if (is_changed_) {
      std::string text;
      for (const std::string& line : lines_) text += line + "\n";
      write_file(path_, text);
    }
    return verdict_;
  }

 private:
  /// The copy to run in, made when the document first needs one.
  const fs::path& tree() {
    if (fs::is_empty(copy_.path())) copy_tree(root_, copy_.path());
    return copy_.path();
  }

  void fail(std::size_t line, const std::string& what) {
    ++verdict_.failed;
    verdict_.report += shown_path_ + ":" + std::to_string(line) + ": " + what + "\n";
  }

  void check_words() {
    std::vector<std::string> whole = with_words(lines_);
    if (whole == lines_) return;
    if (!update_) return fail(1, "the tables of words are not those of the program\n" + difference(lines_, whole));
    lines_ = std::move(whole);
    is_changed_ = true;
  }

  void check_session(const Fence& fence) {
    const std::vector<Command> commands = parse_session(fence.lines);
    const bool runs = fence.info.find("not run") == std::string::npos &&
                      std::any_of(commands.begin(), commands.end(),
                                  [](const Command& command) { return calls_barem(command.text); });
    if (!runs) {
      verdict_.skipped += commands.size();
      return;
    }
    // From the last to the first when writing, so that line numbers above stay true.
    std::vector<std::pair<std::size_t, std::vector<std::string>>> printed;
    fs::path folder = tree();
    for (std::size_t i = 0; i < commands.size(); ++i) {
      const Command& command = commands[i];
      if (is_for_the_reader(command.text)) {
        ++verdict_.skipped;
        continue;
      }
      ++verdict_.commands;
      const Outcome outcome = run(command.text, folder, copy_.path());
      if (!check_command(fence, command, outcome)) printed.emplace_back(i, printed_lines(outcome, ""));
    }
    if (!update_) return;
    for (auto entry = printed.rbegin(); entry != printed.rend(); ++entry)
      replace_output(fence, commands[entry->first], entry->second);
  }

  /// False where the document shows output that --update may rewrite and that differs.
  bool check_command(const Fence& fence, const Command& command, const Outcome& outcome) {
    const std::size_t line = fence.line + command.line - 1;
    std::vector<std::string> actual = printed_lines(outcome, "");
    if (command.expected.empty()) {
      if (outcome.status != 0) fail(line, "$ " + command.text + "\n" + difference({}, actual));
      return true;
    }
    // A document need not show the status of a command whose output it shows, unless the call itself was wrong.
    const bool shows_status = starts_with(command.expected.back(), "[exit ");
    if (!shows_status && outcome.status == 1) actual.pop_back();
    if (matches(command.expected, actual)) return true;
    const bool has_ellipsis = std::any_of(command.expected.begin(), command.expected.end(), is_ellipsis);
    if (update_ && !has_ellipsis) return false;
    fail(line, "$ " + command.text + "\n" + difference(command.expected, actual));
    return true;
  }

  void replace_output(const Fence& fence, const Command& command, std::vector<std::string> printed) {
    if (!starts_with(command.expected.back(), "[exit ") && !printed.empty() && printed.back() == "[exit 1]")
      printed.pop_back();
    for (std::string& line : printed)
      if (!line.empty()) line.insert(0, fence.indentation, ' ');
    const auto begin = lines_.begin() + static_cast<std::ptrdiff_t>(fence.line + command.output_line - 2);
    const auto at = lines_.erase(begin, begin + static_cast<std::ptrdiff_t>(command.expected.size()));
    lines_.insert(at, printed.begin(), printed.end());
    is_changed_ = true;
  }

  void check_rules(const Fence& fence, const std::vector<std::string>& info) {
    const std::string how = info.size() > 1 ? info[1] : "";
    if (how == "fragment") {
      ++verdict_.fragments;
      if (info.size() == 4 && info[2] == "of") check_fragment(fence, info[3]);
      return;
    }
    ++verdict_.rules;
    std::string text;
    for (const std::string& line : fence.lines) text += line + "\n";
    const TemporaryFolder input;
    write_file(input.path() / "block", text);
    fs::path folder = tree();
    const Outcome outcome = run("barem check -", folder, copy_.path(), input.path() / "block");
    const std::string said = outcome.output + outcome.error;
    if (outcome.status != (how == "error" ? 1 : 0)) {
      const std::string wanted = how == "error" ? "the block should fail the check" : "the block does not pass the check";
      fail(fence.line, wanted + "\n" + said);
      return;
    }
    if (how != "error" && how != "hint") {
      if (!how.empty()) fail(fence.line, "a block reads `barem`, `barem error CODE`, `barem hint CODE` or `barem fragment`");
      return;
    }
    for (std::size_t i = 2; i < info.size(); ++i)
      if (said.find("[" + info[i] + "]") == std::string::npos)
        fail(fence.line, "the check does not say " + info[i] + "\n" + said);
  }

  void check_fragment(const Fence& fence, const std::string& file) {
    if (!fs::exists(root_ / file)) {
      fail(fence.line, "no file " + file);
      return;
    }
    const std::vector<std::string> whole = lines_of(read_file(root_ / file));
    const auto found = std::search(whole.begin(), whole.end(), fence.lines.begin(), fence.lines.end(),
                                   [](const std::string& a, const std::string& b) { return trimmed(a) == trimmed(b); });
    if (found == whole.end()) fail(fence.line, "these lines do not stand in " + file);
  }

  fs::path path_;
  std::string shown_path_;
  bool update_;
  fs::path root_;
  std::vector<std::string> lines_;
  TemporaryFolder copy_;
  Verdict verdict_;
  bool is_changed_ = false;
};

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
  const auto is_document = [](const std::string& name) { return fs::path(name).extension() == ".md"; };
  std::vector<fs::path> documents;
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.is_regular_file() && is_document(entry.path().filename().string())) documents.push_back(entry.path());
  std::sort(documents.begin(), documents.end());
  for (const char* folder : {"docs", "rules", "examples", "stdlib"})
    for (const fs::path& path : files_below(root / folder, is_document)) documents.push_back(path);
  const auto is_unwanted = [&](const fs::path& path) {
    return !parts.empty() && std::none_of(parts.begin(), parts.end(), [&](const std::string& part) {
      return path.string().find(part) != std::string::npos;
    });
  };
  documents.erase(std::remove_if(documents.begin(), documents.end(), is_unwanted), documents.end());
  if (documents.empty()) {
    std::fprintf(stderr, "docs: no document found\n");
    return 1;
  }

  set_environment({BAREM_PROGRAM, root});
  std::vector<Verdict> verdicts(documents.size());
  in_parallel(documents.size(), [&](std::size_t i) { verdicts[i] = Document(root, documents[i], update).check(); });

  Verdict all;
  for (const Verdict& verdict : verdicts) {
    std::fputs(verdict.report.c_str(), stdout);
    all.commands += verdict.commands;
    all.rules += verdict.rules;
    all.fragments += verdict.fragments;
    all.skipped += verdict.skipped;
    all.failed += verdict.failed;
  }
  std::printf("docs: %zu documents, %zu commands run (%zu for the reader's own machine), %zu rule blocks, %zu fragments; "
              "%zu failed\n",
              documents.size(), all.commands, all.skipped, all.rules, all.fragments, all.failed);
  return all.failed == 0 ? 0 : 1;
}
