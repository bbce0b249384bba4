// Any bytes as a rule file: no crash, no hang. What parses is laid out, parses again to the same, and keeps its
// meaning in the other spelling; what passes the check can be scored.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "interpreter/graph/graph.h"
#include "interpreter/prove/witness.h"
#include "interpreter/score/sheet.h"
#include "lang/load/load.h"
#include "lang/syntax/format.h"
#include "lang/syntax/parse.h"

using namespace barem;

namespace {

void hold(bool is_true, const char* law, const std::string& text) {
  if (is_true) return;
  std::fprintf(stderr, "broken: %s\n%s\n", law, text.c_str());
  std::abort();
}

/// A reader that knows one file only.
load::FileReader only(const std::string& text) {
  return [&text](const std::string& path) {
    if (path == "fuzz.barem") return load::FileText{text, {}};
    return load::FileText{std::nullopt, {"there is no such file", "không có tệp này"}};
  };
}

/// The tree of a text, or nothing where it has a fault.
std::optional<syntax::Tree> tree_of(const std::string& text) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  std::optional<syntax::Tree> tree = load::load_tree("fuzz.barem", only(text), sources, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return tree;
}

/// `text` laid out in a spelling; it must parse.
std::string laid_out(const std::string& text, syntax::Spelling spelling, const char* law) {
  const std::optional<syntax::Tree> tree = tree_of(text);
  hold(tree.has_value(), law, text);
  return syntax::format(*tree, spelling);
}

void hold_layout(const std::string& text) {
  using syntax::Spelling;
  const std::optional<syntax::Tree> tree = tree_of(text);
  if (!tree) return;
  const std::string english = syntax::format(*tree, Spelling::english);
  const std::string vietnamese = syntax::format(*tree, Spelling::vietnamese);
  hold(laid_out(english, Spelling::english, "what is laid out parses") == english, "layout is idempotent", english);
  hold(laid_out(vietnamese, Spelling::vietnamese, "what is laid out parses") == vietnamese, "layout is idempotent",
       vietnamese);
  hold(laid_out(english, Spelling::vietnamese, "what is laid out parses") == vietnamese,
       "English to Vietnamese is the same file", english);
  hold(laid_out(vietnamese, Spelling::english, "what is laid out parses") == english,
       "Vietnamese to English is the same file", vietnamese);
}

void score_something(const std::string& text) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const load::Loaded loaded = load::load("fuzz.barem", only(text), sources, diagnostics);
  diagnostics.sort();
  const model::Rulebook& rulebook = loaded.checked.rulebook;
  if (!loaded.is_sound || rulebook.first_left_open() != model::no_node) return;
  const graph::ScoringGraph graph = graph::compile(rulebook);
  for (const check::Doubt& doubt : loaded.checked.doubts) prove::find_witness(rulebook, graph, doubt);
  score::evaluate(graph, rulebook, data::unit_of(rulebook, {}), score::Keep::all);
  for (const model::Example& example : rulebook.examples)
    score::evaluate(graph, rulebook, data::unit_of(rulebook, example.settings), score::Keep::all);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  hold_layout(text);
  score_something(text);
  return 0;
}
