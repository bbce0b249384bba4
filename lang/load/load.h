// The door of the language: from the path of a rule file to its rulebook, following `use`.
// Files come through a reader that the caller gives, so that the core runs without a file system.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "lang/check/check.h"
#include "lang/source/diagnostic.h"
#include "lang/syntax/tree.h"

namespace barem::load {

/// Gives the bytes of a file, or nothing where it cannot be read (the reader's own message goes to the caller).
using FileReader = std::function<std::optional<std::string>(const std::string& path)>;

struct Loaded {
  check::Program program;
  check::Checked checked;
};

/// Reads and checks the file and what it uses. `path` is as the user typed it; files in `use "…"` are looked up next
/// to the file that names them. Methods of the standard library are embedded in the program.
Loaded load(const std::string& path, const FileReader& read, source::Sources& sources,
            source::Diagnostics& diagnostics);

/// Only the tree of one file: for fmt.
std::optional<syntax::Tree> load_tree(const std::string& path, const FileReader& read, source::Sources& sources,
                                      source::Diagnostics& diagnostics);

}  // namespace barem::load
