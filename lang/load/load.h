// The door of the language: from the path of a rule file to its rulebook, following `use`, `amends`, `completes`.
// Files come through a reader that the caller gives, so that the core runs without a file system.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/amend/amend.h"
#include "lang/check/check.h"
#include "lang/source/diagnostic.h"
#include "lang/syntax/method_names.h"
#include "lang/syntax/tree.h"

namespace barem::load {

/// What a reader found at a path: the bytes of the file, or why it cannot be read.
struct FileText {
  std::optional<std::string> bytes;
  source::BilingualText reason;  ///< `there is no such file`; only where there are no bytes
};
using FileReader = std::function<FileText(const std::string& path)>;

struct Loaded {
  /// The rulebooks of units below, by place in Rulebook::levels; with holes where one cannot be had.
  std::vector<std::unique_ptr<Loaded>> levels;
  check::Program program;
  check::Checked checked;
  std::vector<amend::Amendment> amendments;  ///< from the first text to this one; none where the file is whole
  /// The rules can be scored: there was a file, and nothing reported for it is an error.
  bool is_sound = false;
};

/// Reads and checks the file and what it uses. `path` is as the user typed it; files in `use "…"` are looked up next
/// to the file that names them. Methods of the standard library are embedded in the program. A file that cannot be
/// read is a finding too (E0200), in an empty source of its name.
/// So are those named in `amends` and `completes`; the rulebook is then that of the consolidated text.
Loaded load(const std::string& path, const FileReader& read, source::Sources& sources,
            source::Diagnostics& diagnostics);

/// What the methods of the standard library that a file uses are called in a spelling: for fmt.
syntax::MethodNames library_names(const syntax::Tree& tree, syntax::Spelling spelling);

/// Lets findings from `first` on that were made after loading name both files where the text was amended.
void point_at_both_files(const Loaded& loaded, const source::Sources& sources, source::Diagnostics& diagnostics,
                         std::size_t first);

/// The files that the tree names (methods, rules of units below), as seen from a file at `to` instead of one at `from`.
void move_files(syntax::Tree& tree, const std::string& from, const std::string& to);

/// Only the tree of one file: for fmt.
std::optional<syntax::Tree> load_tree(const std::string& path, const FileReader& read, source::Sources& sources,
                                      source::Diagnostics& diagnostics);

}  // namespace barem::load
