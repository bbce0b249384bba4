// Made-up rulebooks and units for the laws: valid by construction, different for every seed, the same for the same.
// In: a seed. Out: the text of a rule file in English; units for the rulebook that it means.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/data/units.h"
#include "lang/load/load.h"
#include "tests/laws/naive.h"

namespace barem::laws {

/// Chance, repeatable on every machine: only the engine of the standard is used, none of its distributions, whose
/// results differ between libraries.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  /// 0 to below `end`.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
  }
  template <class Thing>
  const Thing& of(const std::vector<Thing>& things) {
    return things[below(things.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// A rule file of two or three fields in which every form and clause can occur.
/// `speaks_of_items`: rules, corrections and classes may ask for other items.
std::string made_up_rules(Chance& chance, bool speaks_of_items = true);

/// A rule file that amends `base.barem`, the text of which is given: every alteration can occur, and sums stay right.
std::string made_up_amendment(Chance& chance, const std::string& base);

/// A rulebook from its text, with the sources it points into; the test fails with the findings where it has errors.
struct MadeUp {
  source::Sources sources;
  source::Diagnostics diagnostics;
  load::Loaded loaded;
  std::string text;
  const model::Rulebook& rulebook() const { return loaded.checked.rulebook; }
};
std::unique_ptr<MadeUp> load_text(std::string text);
/// The same of several files; the rulebook is that of the last one.
std::unique_ptr<MadeUp> load_texts(const std::vector<std::pair<std::string, std::string>>& files);

/// One value that the declaration of an input allows, given the unit's earlier values. Small whole numbers, so that
/// completions can be listed.
Value made_up_value(Chance& chance, const model::Rulebook& rulebook, model::InputId input, const Unit& unit);
Unit made_up_unit(Chance& chance, const model::Rulebook& rulebook);
/// True where the unit keeps all that the declarations say.
bool is_allowed(const model::Rulebook& rulebook, const Unit& unit);

/// Units as the program holds them; `missing[u][i]` hides an input.
data::Units to_units(const model::Rulebook& rulebook, const std::vector<Unit>& units,
                     const std::vector<std::vector<bool>>& missing);

}  // namespace barem::laws
