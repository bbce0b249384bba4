#include "tests/harness/session.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/harness/files.h"

namespace barem::tests {

namespace fs = std::filesystem;

namespace {

std::vector<std::pair<std::string, std::string>>& shown_paths() {
  static std::vector<std::pair<std::string, std::string>> paths;  // a path and how sessions show it
  return paths;
}

bool is_continued(const std::string& command) {
  return command.find("<<") != std::string::npos || (!command.empty() && command.back() == '\\');
}

/// Takes the comment above the next command off the end of a command's output.
std::vector<std::string> take_comments(std::vector<std::string>& output, bool at_top) {
  std::size_t begin = output.size();
  while (begin > 0 && !output[begin - 1].empty() && output[begin - 1][0] == '#') --begin;
  if (begin == output.size() || (begin > 0 ? !output[begin - 1].empty() : !at_top)) return {};
  std::vector<std::string> comments(output.begin() + static_cast<std::ptrdiff_t>(begin), output.end());
  output.resize(begin);
  return comments;
}

void drop_empty_end(std::vector<std::string>& lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
}

std::string contents(std::FILE* file) {
  std::rewind(file);
  std::string text;
  std::array<char, 65536> buffer;
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), file)) > 0;) text.append(buffer.data(), n);
  std::fclose(file);
  return text;
}

std::string with_shown_paths(std::string text, const fs::path& home) {
  text = replaced(std::move(text), home.string(), "$PWD");
  for (const auto& [path, shown] : shown_paths()) text = replaced(std::move(text), path, shown);
  return text;
}

}  // namespace

std::vector<Command> parse_session(const std::vector<std::string>& lines) {
  std::vector<Command> commands;
  std::vector<std::string> before;  // lines above the first command
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!starts_with(lines[i], "$ ")) {
      (commands.empty() ? before : commands.back().expected).push_back(lines[i]);
      continue;
    }
    std::vector<std::string> comments =
        commands.empty() ? take_comments(before, true) : take_comments(commands.back().expected, false);
    Command command{std::move(comments), lines[i].substr(2), i + 1, 0, {}};
    while (is_continued(command.text) && i + 1 < lines.size() &&
           (starts_with(lines[i + 1], "> ") || lines[i + 1] == ">")) {
      ++i;
      command.text += "\n" + lines[i].substr(std::min<std::size_t>(2, lines[i].size()));
    }
    command.output_line = i + 2;
    commands.push_back(std::move(command));
  }
  for (Command& command : commands) drop_empty_end(command.expected);
  return commands;
}

std::string to_text(const std::vector<Command>& commands, const std::vector<std::vector<std::string>>& printed) {
  std::string text;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (i > 0) text += "\n";
    for (const std::string& comment : commands[i].comments) text += comment + "\n";
    const std::vector<std::string> command_lines = lines_of(commands[i].text);
    for (std::size_t j = 0; j < command_lines.size(); ++j) {
      const std::string prompt = j == 0 ? "$ " : command_lines[j].empty() ? ">" : "> ";
      text += prompt + command_lines[j] + "\n";
    }
    for (const std::string& line : printed[i]) text += line + "\n";
  }
  return text;
}

void set_environment(const Surroundings& surroundings) {
  const char* path = std::getenv("PATH");
  const std::string rules = (surroundings.root / "rules").string();
  const std::string examples = (surroundings.root / "examples").string();
  const std::string library = (surroundings.root / "stdlib").string();
  ::setenv("PATH", (surroundings.program.parent_path().string() + ":" + (path != nullptr ? path : "")).c_str(), 1);
  ::setenv("RULES", rules.c_str(), 1);
  ::setenv("EXAMPLES", examples.c_str(), 1);
  ::setenv("STDLIB", library.c_str(), 1);
  ::setenv("NO_COLOR", "1", 1);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  for (const char* name : {"LANG", "LANGUAGE", "COLUMNS", "CLICOLOR_FORCE", "FORCE_COLOR"}) ::unsetenv(name);
  shown_paths() = {{rules, "$RULES"}, {examples, "$EXAMPLES"}, {library, "$STDLIB"}};
}

Outcome run(const std::string& text, fs::path& folder, const fs::path& home, const fs::path& input) {
  if (starts_with(text, "cd ") && text.find_first_of(";&|<>\n") == std::string::npos) {
    const fs::path target = folder / trimmed(text.substr(3));
    if (!fs::is_directory(target)) return {"", "cd: no folder " + target.filename().string() + "\n", 1};
    folder = fs::canonical(target);
    return {};
  }
  std::FILE* output = std::tmpfile();
  std::FILE* error = std::tmpfile();
  if (output == nullptr || error == nullptr) {
    std::perror("tmpfile");
    std::exit(1);
  }
  const pid_t child = ::fork();
  if (child == 0) {
    // Only what is safe between fork and exec in a program with threads.
    const int in = ::open(input.c_str(), O_RDONLY);
    if (in < 0 || ::chdir(folder.c_str()) != 0) ::_exit(127);
    ::dup2(in, 0);
    ::dup2(::fileno(output), 1);
    ::dup2(::fileno(error), 2);
    ::setpgid(0, 0);
    ::alarm(60);
    ::execl("/bin/sh", "sh", "-c", text.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) {
    std::perror("fork");
    std::exit(1);
  }
  Outcome outcome{contents(output), contents(error), 0};
  if (WIFSIGNALED(status)) {
    outcome.status = 128 + WTERMSIG(status);
    if (WTERMSIG(status) == SIGALRM) {
      ::kill(-child, SIGKILL);
      outcome.error += "stopped after a minute\n";
    }
  } else {
    outcome.status = WEXITSTATUS(status);
  }
  outcome.output = with_shown_paths(std::move(outcome.output), home);
  outcome.error = with_shown_paths(std::move(outcome.error), home);
  return outcome;
}

std::vector<std::string> printed_lines(const Outcome& outcome, const std::string& mark) {
  std::vector<std::string> lines = lines_of(outcome.output);
  for (const std::string& line : lines_of(outcome.error)) lines.push_back(line.empty() ? trimmed(mark) : mark + line);
  drop_empty_end(lines);
  if (outcome.status != 0) lines.push_back("[exit " + std::to_string(outcome.status) + "]");
  return lines;
}

std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  if (expected == actual) return {};
  const std::size_t rows = expected.size();
  const std::size_t columns = actual.size();
  // Longest common subsequence; for long outputs everything counts as changed.
  const bool is_long = rows * columns > 4'000'000;
  std::vector<std::uint32_t> common(is_long ? 0 : (rows + 1) * (columns + 1));
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return common[i * (columns + 1) + j]; };
  if (!is_long)
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = columns; j-- > 0;)
        at(i, j) = expected[i] == actual[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  std::vector<std::string> lines;
  for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
    if (i < rows && j < columns && expected[i] == actual[j] && !is_long) {
      lines.push_back("  " + expected[i++]);
      ++j;
    } else if (i < rows && (j == columns || is_long || at(i + 1, j) >= at(i, j + 1))) {
      lines.push_back("- " + expected[i++]);
    } else {
      lines.push_back("+ " + actual[j++]);
    }
  }
  constexpr std::size_t around = 3;
  std::string text;
  bool is_cut = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    bool is_near = false;
    for (std::size_t j = i < around ? 0 : i - around; j <= i + around && j < lines.size(); ++j)
      is_near = is_near || lines[j][0] != ' ';
    if (is_near) text += "    " + lines[i] + "\n";
    if (!is_near && !is_cut) text += "    …\n";
    is_cut = !is_near;
  }
  return text;
}

}  // namespace barem::tests
