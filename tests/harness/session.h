// A session: commands as a person would paste them, each with what it printed.
//
//   # What this shows.
//   $ barem check rules.barem
//   ! error[E0312]: criteria of field 3 add up to 13.5 points, but the field says 13
//   [exit 1]
//
//   $ cat > units.csv <<'END'
//   > unit,done
//   > END
//
// Standard output stands as it is, then the lines of standard error behind `! `, then the status where it is not 0.
// Lines behind `> ` continue a command whose first line has `<<` or ends in a backslash. Comments stand above a
// command, at the top or after an empty line. `cd FOLDER` holds for the commands after it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace barem::tests {

/// One command of a session and the lines it is expected to print.
struct Command {
  std::vector<std::string> comments;
  std::string text;                   ///< several lines where it is continued
  std::size_t line = 0;               ///< from 1, of the `$`
  std::size_t output_line = 0;        ///< from 1, of the first line after the command
  std::vector<std::string> expected;  ///< with `! ` and `[exit N]`, without empty lines at the end
};

/// What a command did.
struct Outcome {
  std::string output;
  std::string error;
  int status = 0;
};

/// How commands find the program and the tree.
struct Surroundings {
  std::filesystem::path program;  ///< of this build
  std::filesystem::path root;     ///< of the repository
};

std::vector<Command> parse_session(const std::vector<std::string>& lines);
/// The commands with what they printed, in the form that sessions are kept in.
std::string to_text(const std::vector<Command>& commands, const std::vector<std::vector<std::string>>& printed);

/// Sets PATH, RULES, EXAMPLES, STDLIB, NO_COLOR, LC_ALL for every command to come. Call once, before threads begin.
void set_environment(const Surroundings& surroundings);
/// Runs `sh -c text` in a folder, at most a minute. `cd FOLDER` alone changes `folder` instead.
/// Paths of the tree and of `home` read `$RULES`, `$EXAMPLES`, `$STDLIB` and `$PWD` in what is printed.
Outcome run(const std::string& text, std::filesystem::path& folder, const std::filesystem::path& home,
            const std::filesystem::path& input = "/dev/null");
/// The lines of an outcome as sessions hold them; `mark` stands before each line of standard error.
std::vector<std::string> printed_lines(const Outcome& outcome, const std::string& mark);

/// What differs, line by line, with a few lines around; empty where nothing does.
std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

}  // namespace barem::tests
