// From trees to a rulebook: every promise of the language that can be held without data.
// In: the tree of a file and those it uses. Out: the model, and all findings. The passes, in order:
//   elaborate  names, kinds, methods: what each line means
//   outline    numbering, sums of points, weights, the counts of `expect`
//   bands      gaps and overlaps
//   ranges     what each component can score; divisions; lines that can never hold
// Not here: finding a concrete unit that shows a fault (interpreter/prove/witness).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lang/model/rulebook.h"
#include "lang/source/diagnostic.h"
#include "lang/syntax/tree.h"

namespace barem::check {

/// What a file and the files it uses say.
struct Program {
  syntax::Tree main;                      ///< consolidated, where it amends or completes another
  std::vector<source::FileId> amended;    ///< the files that `main` amends or completes
  std::vector<syntax::Tree> used;  ///< methods: of the standard library and of files of the user's own
  bool is_whole = true;            ///< false where a file that `use` names could not be taken; it has been said
  std::vector<std::string> library;  ///< the methods that the standard library has, by both names
  /// The rulebooks of levels, by the path that `scored by` names; nothing where it cannot be had, which has been said.
  std::vector<std::pair<std::string, std::shared_ptr<const model::Rulebook>>> levels;
};

/// A promise that ranges could not show. `witness` looks for the unit that breaks it; where none is found, the
/// finding stays "not shown".
struct Doubt {
  enum class About : std::uint8_t {
    below_0,      ///< the node's points may fall below 0
    above_max,    ///< may pass its maximum
    division,     ///< `expression` may be a division by zero (none) where a value is due
    band_gap,     ///< the subject may fall outside all bands
    root,         ///< `expression`, a root, logarithm or power, may have no result where a value is due
  };
  About about = About::below_0;
  model::NodeId node = model::no_node;
  model::ExpressionId expression = model::no_expression;  ///< of a division or root: itself; of a gap: the subject
  value::Range gap;                                        ///< of a band_gap: where no band is
  source::Span span;
};

struct Checked {
  model::Rulebook rulebook;
  std::vector<Doubt> doubts;  ///< only in a rulebook that has no other error
};

/// Runs all passes. Where findings hold an error the rulebook may have holes and must not be scored.
/// A method file (no nodes) gives a rulebook with examples only.
Checked check(const Program& program, const source::Sources& sources, source::Diagnostics& diagnostics);

/// What a doubt says once it is confirmed by a unit (settings as the example notation writes them and the score), or
/// left open where no unit was found.
void report_confirmed(const Doubt& doubt, const model::Rulebook& rulebook,
                      const std::vector<model::Setting>& unit, const std::optional<value::Number>& score,
                      source::Diagnostics& diagnostics);
void report_not_shown(const Doubt& doubt, const model::Rulebook& rulebook, source::Diagnostics& diagnostics);

}  // namespace barem::check
