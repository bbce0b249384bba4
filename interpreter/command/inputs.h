// Where a run meets the world: files in, results and messages out, colour, the width of the terminal.
// Everything else takes text and gives data.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/command/call.h"
#include "interpreter/data/parts.h"
#include "interpreter/data/units.h"
#include "interpreter/graph/graph.h"
#include "interpreter/report/results.h"
#include "interpreter/score/sheet.h"
#include "lang/load/load.h"

namespace barem::command {

/// The bytes of a file, `-` being standard input, or why there are none.
load::FileText read_file(const std::string& path);
/// A file to be read a part at a time, `-` being standard input (held in memory), or why there is none.
struct OpenedFile {
  std::unique_ptr<data::ByteReader> bytes;
  source::BilingualText reason;
};
OpenedFile open_file(const std::string& path);
/// Says on standard error that a file cannot be read.
int say_unreadable(const std::string& path, const source::BilingualText& reason, Language language);

/// Writes a file whole or not at all: what was there stays until the new one is complete.
/// Gives why it cannot be written, or nothing.
std::optional<source::BilingualText> write_file(const std::string& path, std::string_view text);

/// Results on their way out: to standard output, or with `-o FILE` to a file that appears whole or not at all.
class Output {
 public:
  explicit Output(const Call& call);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  /// True where results go to a file named by the user.
  bool is_file() const { return path_.has_value(); }
  /// Puts the file in place; gives `status`, or 1 after saying that the results could not be written.
  int finish(int status);

 private:
  Language language_;
  std::optional<std::string> path_;
  std::string temporary_;
  std::FILE* file_ = nullptr;
  source::BilingualText fault_;
  bool failed_ = false;
};

/// The columns of the terminal that results go to; nothing where they go to no terminal (then nothing is cut).
std::optional<std::size_t> terminal_columns();

/// Of findings of one run, and of others of a kind: how many are printed without `--all`.
inline constexpr std::size_t printed_at_most = 100;
/// Says how many more there are.
void say_more(std::size_t count, Language language);
/// While one stands, nothing is said on standard error: for work that was done, and told of, before.
class Unheard {
 public:
  Unheard();
  ~Unheard();
  Unheard(const Unheard&) = delete;
  Unheard& operator=(const Unheard&) = delete;
};

/// Prints findings on standard error, of errors and of hints the first 100 unless `all`, and says how many more there are.
void print_findings(const source::Diagnostics& diagnostics, const source::Sources& sources, Language language,
                    bool with_hints, bool all);
/// `error: …` on standard error, for what stands in no file; gives exit status 1.
int complain(Bilingual text, const std::vector<std::string>& arguments, Language language);

/// A rule file with all a verb needs of it.
struct Rules {
  source::Sources sources;
  source::Diagnostics diagnostics;
  load::Loaded loaded;
  std::optional<graph::ScoringGraph> graph;  ///< of sound rules for a verb that needs them, but for a frame to be completed

  const model::Rulebook& rulebook() const { return loaded.checked.rulebook; }
  /// `--language`, else that of the file.
  Language language(const Call& call) const;
};

/// Loads a rule file and looks for a unit behind every doubt. What is wrong is in the diagnostics.
/// `read`: where files come from, if not from the disk.
void load_rules(const std::string& path, Rules& rules, const load::FileReader& read = read_file);
/// The same for verbs that need rules without an error, with their graph: prints what is wrong, and gives false.
bool load_sound_rules(const Call& call, const std::string& path, Rules& rules);
/// The same, and the file must have items.
bool load_annex(const Call& call, const std::string& path, Rules& rules);
/// False, and says so, where sound rules are a frame that leaves items open: it has no graph.
bool can_be_scored(const Call& call, const std::string& path, const Rules& rules);
/// An annex that can be scored.
bool load_rulebook(const Call& call, const std::string& path, Rules& rules);

/// The node of a number; where there is none, says so and which is nearest.
std::optional<model::NodeId> find_node_or_say(const model::Rulebook& rulebook, const std::string& number,
                                              Language language);
/// What is wrong with a call that reads data, said on standard error; to be asked before any file is read.
std::optional<int> wrong_data_call(const Call& call);
/// A remark on standard error that is no error: what is not there, and what that leaves open.
void say_note(Bilingual text, const std::vector<std::string>& arguments, Language language);
/// Reads `--records`, `--previous`, `--history`, `--successors`, `--level`, and works out what rules ask of them. False
/// where something was refused, which has been said. `made_for`: as for read_units.
bool complete_units(const Call& call, Rules& rules, const Rules* made_for, const data::ReadOptions& options,
                    data::Units& units);
/// Says what no number of digits could decide (roots that are equal); true where there is such a thing, and the sheet
/// is no result.
bool say_undecided(const report::Results& results, const source::Sources& sources, Language language);
/// Reads `--data`, `--set`, `--decimal`, `--ignore` and all that complete_units reads; where something is refused, prints
/// why and gives nothing. `made_for`: the rules that the call is made for, where not these: what only they know is no
/// fault of the data, and what was said of the data for them is not said again.
/// `compared_with`: older rules that will read the same data; what they alone know in `--data` is no fault either.
std::optional<data::Units> read_units(const Call& call, Rules& rules, const Rules* made_for = nullptr,
                                      const Rules* compared_with = nullptr);

}  // namespace barem::command
