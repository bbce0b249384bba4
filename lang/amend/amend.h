// An amending file and what it amends, made one text: `amends 2022 "province-2022.barem"`, `completes "frame.barem"`.
// In: two trees. Out: one tree, as if the whole had been written anew, its lines pointing into the files they come
// from; and what became of each item, so that a finding can name both files.
// Not here: finding and reading the files (load), what the text means (check: to it a consolidated tree is any tree).
#pragma once

#include <string>
#include <vector>

#include "lang/source/diagnostic.h"
#include "lang/syntax/tree.h"

namespace barem::amend {

using source::Span;

/// What an amending file does to one item or declaration of the text before it.
struct Alteration {
  enum class Kind : std::uint8_t { replaced, repealed, inserted, renumbered };
  Kind kind = Kind::replaced;
  bool is_item = true;  ///< an item, by its number; else a declaration, by its name
  std::string before;   ///< in the text before; empty of what is inserted
  std::string after;    ///< in the new text; empty of what is repealed
  Span at;              ///< the amending line
  Span of;              ///< what it alters, in the text before; of what is inserted, `at`
  std::string said;     ///< of a declaration: its line, to be shown
  std::vector<std::string> used;  ///< of what is replaced or repealed: the names that its old lines used
};

/// One step from a text to the next.
struct Amendment {
  source::FileId file{};    ///< the amending file
  source::FileId before{};  ///< the file it amends
  bool completes = false;
  Span line;                ///< `amends …` or `completes …`
  std::vector<Alteration> alterations;
};

struct Consolidated {
  syntax::Tree tree;
  Amendment amendment;
  bool is_whole = true;  ///< false where a finding says why an alteration could not be made
};

/// The line with which a file amends or completes another; nothing where the file stands by itself.
const syntax::Item* amending_line(const syntax::Tree& tree);

/// Holds a file that stands by itself to it: `replace`, `repeal` and the like are errors there.
/// False where there are such lines; they are left out of the tree.
bool refuse_alterations(syntax::Tree& tree, source::Diagnostics& diagnostics);

/// The text that comes of `amending`, whose amending line `before` is what that names. Numbers are those of the text
/// before, in `insert` and `example` those of the new text; all act at once.
Consolidated consolidate(syntax::Tree amending, syntax::Tree before, const source::Sources& sources,
                         source::Diagnostics& diagnostics);

/// To each finding from `first` on whose place is in an amended text: where it is amended; to each in what replaces
/// something: what that was. `tree` is the last consolidated one, `amendments` from the first to the last.
void point_at_both_files(const syntax::Tree& tree, const std::vector<Amendment>& amendments,
                         const source::Sources& sources, source::Diagnostics& diagnostics, std::size_t first);

/// The consolidated tree with the origin of each item as a comment, and what was repealed at the end.
syntax::Tree with_origins(syntax::Tree tree, const std::vector<Amendment>& amendments,
                          const source::Sources& sources);

}  // namespace barem::amend
