// The laws: what must hold for every rulebook and every unit, tried on made-up ones. A failing law prints the rule
// file and the seed; the same seed makes the same file again.
#include <algorithm>
#include <set>

#include "interpreter/graph/graph.h"
#include "interpreter/score/operations.h"
#include "interpreter/score/sheet.h"
#include "lang/check/fingerprint.h"
#include "lang/check/ranges.h"
#include "lang/syntax/format.h"
#include "lang/syntax/parse.h"
#include "tests/catch.hpp"
#include "tests/laws/made_up.h"

using namespace barem;
using laws::Chance;
using laws::Unit;
using value::Number;
using value::State;

namespace {

constexpr std::uint64_t seeds = 150;

/// The text in a spelling, read and laid out again; no finding may come of it.
std::string laid_out(const std::string& text, syntax::Spelling spelling) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const auto file = sources.add(source::Source("law.barem", text));
  const syntax::Tree tree = syntax::parse(file, sources, diagnostics);
  INFO(text);
  REQUIRE(!diagnostics.has_errors());
  return syntax::format(tree, spelling);
}

value::Outcome outcome_of(const laws::Value& value) {
  return value.state == State::value ? value::Outcome::of(value.number)
         : value.state == State::none ? value::Outcome::none()
                                      : value::Outcome::not_applicable();
}

/// What a sheet shows of roots and logarithms, and what the naive evaluator makes of them, ends somewhere.
const Number hair = Number::fraction(1, 500'000'000'000);

/// The same outcome, numbers but for a hair.
bool is_same(const value::Outcome& outcome, const laws::Value& expected) {
  if (outcome.state() != State::value || expected.state != State::value) return outcome == outcome_of(expected);
  return (outcome.number() - expected.number).absolute() <= hair;
}

bool holds_within(value::Outcome set, const laws::Value& value) {
  if (set.range.low) *set.range.low -= hair;
  if (set.range.high) *set.range.high += hair;
  switch (value.state) {
    case State::value: return set.may_be_value && set.range.contains(value.number);
    case State::none: return set.may_be_none;
    case State::not_applicable: return set.may_be_not_applicable;
    case State::missing: break;
  }
  return false;
}

/// What a unit is ranked by: the published value, or the same unrounded (points where points are published).
laws::Value rank_key(const model::Rulebook& rulebook, const laws::Score& whole) {
  if (rulebook.rank_by == model::IndexUsed::published) return laws::published(rulebook, whole);
  const laws::Value index = laws::index_of(whole);
  const bool as_points = rulebook.publish->form == model::IndexForm::points;
  return as_points && index.state == State::value ? whole.points : index;
}

/// The keys of the units that stand in one ranking; the others do not apply.
enum class Ranking { common, apart, within };
std::vector<laws::Value> keys_in(const model::Rulebook& rulebook, Ranking ranking, const std::vector<Unit>& units,
                                 const std::vector<laws::Value>& keys, const Unit& own) {
  std::vector<laws::Value> chosen = keys;
  const auto group = [&](const Unit& unit) { return unit[model::index(rulebook.rank_within)]; };
  for (std::size_t u = 0; u < units.size(); ++u) {
    const laws::Value apart = rulebook.rank_apart ? laws::value_of(rulebook, rulebook.rank_apart->expression, units[u])
                                                  : laws::Value{State::value, Number(0)};
    const bool is_apart = apart.state == State::value && apart.number == Number(1);
    const bool is_in = ranking == Ranking::apart ? is_apart : !is_apart;
    if (!is_in || (ranking == Ranking::within && !(group(units[u]) == group(own)))) chosen[u] = {State::not_applicable, {}};
  }
  return chosen;
}

std::string show(const value::Outcome& outcome) {
  std::string text;
  if (outcome.may_be_value)
    text += (outcome.range.low ? outcome.range.low->to_fraction() : "-inf") + ".." +
            (outcome.range.high ? outcome.range.high->to_fraction() : "inf");
  if (outcome.may_be_none) text += " none";
  if (outcome.may_be_not_applicable) text += " n/a";
  return text;
}

}  // namespace

TEST_CASE("law: a file laid out is laid out, in both spellings, and English comes back from Vietnamese") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Chance chance(seed);
    const std::string english = laid_out(laws::made_up_rules(chance), syntax::Spelling::english);
    INFO("seed " << seed);
    CHECK(laid_out(english, syntax::Spelling::english) == english);
    const std::string vietnamese = laid_out(english, syntax::Spelling::vietnamese);
    CHECK(laid_out(vietnamese, syntax::Spelling::vietnamese) == vietnamese);
    CHECK(laid_out(vietnamese, syntax::Spelling::english) == english);
  }
}

TEST_CASE("law: both spellings mean the same rulebook") {
  for (std::uint64_t seed = 1; seed <= seeds / 3; ++seed) {
    Chance chance(seed);
    const std::string english = laws::made_up_rules(chance);
    INFO("seed " << seed);
    const auto one = laws::load_text(english);
    const auto other = laws::load_text(laid_out(english, syntax::Spelling::vietnamese));
    CHECK(check::fingerprint(one->rulebook()) == check::fingerprint(other->rulebook()));
  }
}

TEST_CASE("law: an amended rulebook and its consolidated text are one rulebook and score the same") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Chance chance(seed);
    // What an amendment repeals no rule may ask for any more: the checker says so, and the rest is another law.
    const std::string base = laws::made_up_rules(chance, false);
    const std::string amending = laws::made_up_amendment(chance, base);
    INFO("seed " << seed);
    const auto amended = laws::load_texts({{"base.barem", base}, {"amending.barem", amending}});
    const syntax::Tree& tree = amended->loaded.program.main;
    const std::string text = syntax::format(tree, syntax::Spelling::english);
    INFO(amended->text);
    const auto whole = laws::load_text(text);
    CHECK(check::fingerprint(whole->rulebook()) == check::fingerprint(amended->rulebook()));
    CHECK(laid_out(text, syntax::Spelling::english) == text);
    const auto other = laws::load_texts(
        {{"base.barem", base}, {"amending.barem", laid_out(amending, syntax::Spelling::vietnamese)}});
    CHECK(check::fingerprint(other->rulebook()) == check::fingerprint(amended->rulebook()));

    std::vector<Unit> units;
    for (int u = 0; u < 6; ++u) units.push_back(laws::made_up_unit(chance, amended->rulebook()));
    const auto sheet_of = [&](const model::Rulebook& rulebook) {
      return score::evaluate(graph::compile(rulebook), rulebook, laws::to_units(rulebook, units, {}), score::Keep::all);
    };
    const auto one = sheet_of(amended->rulebook());
    const auto same = sheet_of(whole->rulebook());
    const auto graph = graph::compile(amended->rulebook());
    const auto graph_of_whole = graph::compile(whole->rulebook());
    REQUIRE(amended->rulebook().nodes.size() == whole->rulebook().nodes.size());
    for (std::size_t u = 0; u < units.size(); ++u) {
      const auto unit = static_cast<data::UnitId>(u);
      CHECK(one.standings[u].index == same.standings[u].index);
      CHECK(one.standings[u].published == same.standings[u].published);
      CHECK(one.standings[u].common.rank == same.standings[u].common.rank);
      CHECK(one.standings[u].class_line == same.standings[u].class_line);
      for (std::size_t n = 0; n < graph.points.size(); ++n)
        CHECK(one.columns[graph::index(graph.points[n])].outcome(unit) ==
              same.columns[graph::index(graph_of_whole.points[n])].outcome(unit));
    }
  }
}

TEST_CASE("law: the sheet says of complete units what the naive evaluator says") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Chance chance(seed);
    const auto made_up = laws::load_text(laws::made_up_rules(chance));
    const model::Rulebook& rulebook = made_up->rulebook();
    INFO("seed " << seed << "\n" << made_up->text);
    const auto graph = graph::compile(rulebook);
    std::vector<Unit> units;
    for (int u = 0; u < 20; ++u) units.push_back(laws::made_up_unit(chance, rulebook));
    const auto sheet =
        score::evaluate(graph, rulebook, laws::to_units(rulebook, units, {}), score::Keep::all);
    REQUIRE(sheet.undecided.empty());
    const check::Knowledge declared = check::declared(rulebook);
    std::vector<laws::Value> keys;
    for (std::size_t u = 0; u < units.size(); ++u) {
      const auto unit = static_cast<data::UnitId>(u);
      for (std::size_t n = 0; n < rulebook.nodes.size(); ++n) {
        const auto node = static_cast<model::NodeId>(n);
        const laws::Score expected = laws::score(rulebook, node, {units[u]})[0];
        INFO("unit " << u << " node " << rulebook.nodes[n].number);
        const auto points = sheet.columns[graph::index(graph.points[n])].outcome(unit);
        INFO("sheet " << show(points) << ", naive " << show(outcome_of(expected.points)));
        CHECK(is_same(points, expected.points));
        CHECK(sheet.columns[graph::index(graph.applicable[n])].outcome(unit) == value::Outcome::of(expected.applicable));
        const auto range = check::points_of(rulebook, node, declared);
        INFO("range " << show(range));
        CHECK(holds_within(range, expected.points));
      }
      const laws::Score whole = laws::score(rulebook, model::no_node, {units[u]})[0];
      const score::Standing& standing = sheet.standings[u];
      CHECK(is_same(score::settled(standing.index), laws::index_of(whole)));
      CHECK(standing.published == outcome_of(laws::published(rulebook, whole)));
      if (standing.state == State::value) CHECK(standing.class_line == laws::class_of(rulebook, whole, units[u]));
      keys.push_back(rank_key(rulebook, whole));
    }
    const auto common = laws::ranks(keys_in(rulebook, Ranking::common, units, keys, units[0]));
    const auto apart = laws::ranks(keys_in(rulebook, Ranking::apart, units, keys, units[0]));
    for (std::size_t u = 0; u < units.size(); ++u) {
      CHECK(sheet.standings[u].common.rank.value_or(0) == common[u]);
      CHECK(sheet.standings[u].apart.rank.value_or(0) == apart[u]);
      if (rulebook.rank_within == model::no_input) continue;
      const auto within = laws::ranks(keys_in(rulebook, Ranking::within, units, keys, units[u]));
      CHECK(sheet.standings[u].within.rank.value_or(0) == within[u]);
    }
  }
}

namespace {

/// All values of one input that the made-up units draw from; nothing where there are too many.
std::optional<std::vector<laws::Value>> all_values(const model::Rulebook& rulebook, std::size_t i) {
  const model::Input& input = rulebook.inputs[i];
  std::vector<laws::Value> values;
  if (input.or_none) values.push_back({State::none, {}});
  if (input.or_not_applicable) values.push_back({State::not_applicable, {}});
  const auto each_whole = [&](std::int64_t low, std::int64_t high) {
    for (std::int64_t v = low; v <= high; ++v) values.push_back({State::value, Number(v)});
  };
  using enum model::KindTag;
  switch (input.kind.tag) {
    case yes_no: each_whole(0, 1); return values;
    case choice: each_whole(0, static_cast<std::int64_t>(rulebook.choice_lists[input.kind.choice_list].size()) - 1); return values;
    case model::KindTag::whole: each_whole(*input.range.low->to_int64(), *input.range.high->to_int64()); return values;
    case percent:
      for (int v = 0; v <= 40; ++v) values.push_back({State::value, Number::fraction(v, 40)});
      return values;
    case number:
      for (int v = 0; v <= 40; ++v) values.push_back({State::value, Number(1) + Number::fraction(v, 10)});
      return values;
    case count: each_whole(0, 12); return values;
    case date: {
      const auto day = value::Date::of(2023, 12, 29);
      each_whole(day->days, day->days + 5);
      return values;
    }
    default: return std::nullopt;
  }
}

}  // namespace

TEST_CASE("law: with missing values every completion lies within what the sheet says it can be") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Chance chance(seed);
    const auto made_up = laws::load_text(laws::made_up_rules(chance));
    const model::Rulebook& rulebook = made_up->rulebook();
    const auto graph = graph::compile(rulebook);
    for (int round = 0; round < 4; ++round) {
      const Unit unit = laws::made_up_unit(chance, rulebook);
      std::vector<bool> missing(rulebook.inputs.size(), false);
      std::vector<Unit> completions{unit};
      for (int hidden = 0; hidden < 2; ++hidden) {
        const std::size_t i = chance.below(rulebook.inputs.size());
        const auto values = all_values(rulebook, i);
        if (!values || missing[i]) continue;
        missing[i] = true;
        std::vector<Unit> more;
        for (const Unit& base : completions)
          for (const laws::Value& value : *values) {
            more.push_back(base);
            more.back()[i] = value;
          }
        completions = std::move(more);
      }
      std::erase_if(completions, [&](const Unit& completion) { return !laws::is_allowed(rulebook, completion); });
      if (completions.empty()) continue;
      const auto sheet = score::evaluate(graph, rulebook, laws::to_units(rulebook, {unit}, {missing}), score::Keep::all);
      INFO("seed " << seed << "\n" << made_up->text);
      for (std::size_t n = 0; n < rulebook.nodes.size(); ++n) {
        const auto node = static_cast<model::NodeId>(n);
        const auto set = sheet.columns[graph::index(graph.points[n])].outcome(data::UnitId{});
        for (const laws::Score& expected : laws::score(rulebook, node, completions)) {
          INFO("node " << rulebook.nodes[n].number << " sheet " << show(set) << ", naive "
                       << show(outcome_of(expected.points)));
          REQUIRE(holds_within(set, expected.points));
        }
      }
      for (const laws::Score& expected : laws::score(rulebook, model::no_node, completions)) {
        INFO("index " << show(sheet.standings[0].index) << ", naive " << show(outcome_of(laws::index_of(expected))));
        REQUIRE(holds_within(sheet.standings[0].index, laws::index_of(expected)));
        REQUIRE(holds_within(sheet.standings[0].published, laws::published(rulebook, expected)));
      }
    }
  }
}

TEST_CASE("law: ranks with missing values hold in every completion") {
  for (std::uint64_t seed = 1; seed <= seeds / 3; ++seed) {
    Chance chance(seed);
    const auto made_up = laws::load_text(laws::made_up_rules(chance));
    const model::Rulebook& rulebook = made_up->rulebook();
    const auto graph = graph::compile(rulebook);
    std::vector<Unit> units;
    std::vector<std::vector<bool>> missing;
    for (int u = 0; u < 8; ++u) {
      units.push_back(laws::made_up_unit(chance, rulebook));
      missing.emplace_back(rulebook.inputs.size(), false);
      if (u < 3) missing.back()[chance.below(rulebook.inputs.size())] = true;
    }
    const auto sheet = score::evaluate(graph, rulebook, laws::to_units(rulebook, units, missing), score::Keep::nodes);
    for (int completion = 0; completion < 20; ++completion) {
      for (std::size_t u = 0; u < units.size(); ++u)
        for (std::size_t i = 0; i < units[u].size(); ++i) {
          if (!missing[u][i]) continue;
          Unit changed = units[u];
          changed[i] = laws::made_up_value(chance, rulebook, static_cast<model::InputId>(i), changed);
          if (laws::is_allowed(rulebook, changed)) units[u] = changed;
        }
      // `if missing` acts in the sheet and not in a completion: such rulebooks say nothing here.
      if (made_up->text.find("if missing") != std::string::npos) break;
      std::vector<laws::Value> keys;
      for (const Unit& unit : units) {
        const laws::Score whole = laws::score(rulebook, model::no_node, {unit})[0];
        keys.push_back(rank_key(rulebook, whole));
      }
      const auto common = laws::ranks(keys_in(rulebook, Ranking::common, units, keys, units[0]));
      const auto apart = laws::ranks(keys_in(rulebook, Ranking::apart, units, keys, units[0]));
      for (std::size_t u = 0; u < units.size(); ++u) {
        INFO("seed " << seed << " unit " << u << "\n" << made_up->text);
        const score::Standing& standing = sheet.standings[u];
        const auto check = [](std::uint32_t rank, std::uint32_t at_least, std::uint32_t at_most) {
          if (rank == 0) return;
          CHECK(rank >= at_least);
          CHECK(rank <= at_most);
        };
        check(common[u], standing.common.at_least, standing.common.at_most);
        check(apart[u], standing.apart.at_least, standing.apart.at_most);
        if (rulebook.rank_within == model::no_input) continue;
        const auto within = laws::ranks(keys_in(rulebook, Ranking::within, units, keys, units[u]));
        check(within[u], standing.within.at_least, standing.within.at_most);
      }
    }
  }
}
