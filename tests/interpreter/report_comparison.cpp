// The parts of a difference sum to it, whatever the tree looked like before; results are read back from JSON.
#include "interpreter/report/comparison.h"

#include <nlohmann/json.hpp>

#include "interpreter/report/scores.h"
#include "tests/catch.hpp"
#include "tests/interpreter/report_results.h"

using namespace barem;
using namespace barem::test;
using source::Language;

namespace {

std::string json_of(const report::Results& results, const report::Comparison* comparison = nullptr) {
  std::string text;
  const report::Sink sink = [&](std::string_view piece) { text += piece; };
  report::scores_json(results, report::Nodes::all, comparison, sink);
  return text;
}

Number sum_of(const std::vector<report::Part>& parts) {
  Number sum;
  for (const report::Part& part : parts) sum += part.sum();
  return sum;
}

}  // namespace

TEST_CASE("an earlier result, read back from its JSON, is the sheet it was made of") {
  Run run;
  const report::Results results = run.score({{7, 1, 3}, {9, 0, State::missing}, {3, 1, State::missing}});
  const std::optional<report::Earlier> read = report::earlier_from_json(json_of(results));
  REQUIRE(read);
  const report::Earlier made = report::earlier_from(results);
  CHECK(read->title == made.title);
  CHECK(read->index_as == "percent");
  REQUIRE(read->units.size() == 3);
  for (const auto& [id, unit] : made.units) {
    const report::EarlierUnit& other = read->units.at(id);
    CHECK(other.index == unit.index);
    CHECK(other.rank == unit.rank);
    CHECK(other.exact == unit.exact);
    CHECK(other.points == unit.points);
    CHECK(other.is_whole == unit.is_whole);
  }
}

TEST_CASE("what is no result is nothing") {
  CHECK_FALSE(report::earlier_from_json(""));
  CHECK_FALSE(report::earlier_from_json("[]"));
  CHECK_FALSE(report::earlier_from_json("{\"units\": []}"));
  CHECK_FALSE(report::earlier_from_json("{\"rulebook\": {}, \"units\": [1]}"));
}

TEST_CASE("the parts sum to the change of the unrounded index") {
  Run before;
  Run now;
  const report::Earlier earlier = report::earlier_from(before.score({{7, 1, 3}, {9, 0, 2}, {5, 1, 1}}));
  const report::Results results = now.score({{8, 1, 2}, {9, 1, 2}, {5, 1, 1}, {1, 1, 1}});
  const report::Comparison comparison = report::compare(earlier, results);
  REQUIRE(comparison.moves.size() == 4);

  const report::Move& moved = comparison.moves[0];
  REQUIRE(moved.has_parts);
  CHECK(moved.index_before == "76.67");
  CHECK(sum_of(moved.parts) == *report::exact_index(results, data::UnitId{0}) - Number::fraction(230, 3));
  REQUIRE(moved.parts.size() == 2);
  CHECK(moved.parts[0].number == "2");
  CHECK(moved.parts[0].own == Number(-10));

  // The survey was not held before: all of 1.1's points now count in a larger maximum.
  const report::Move& grown = comparison.moves[1];
  REQUIRE(grown.has_parts);
  CHECK(sum_of(grown.parts) == Number(-20));
  CHECK(grown.parts[0].number == "1.1");
  CHECK(grown.parts[0].own.is_zero());
  CHECK(grown.parts[0].maximum == Number(-40));

  CHECK(comparison.moves[2].has_parts);
  CHECK(comparison.moves[2].parts.empty());
  CHECK(comparison.moves[3].is_new);
}

TEST_CASE("a criterion that was split is compared as a whole") {
  Run before;
  before.b[before.first].children.clear();
  before.b[before.first].scoring = before.b[before.part].scoring;
  before.b.rulebook.nodes[model::index(before.part)].number = "9";  // stands nowhere
  Run now;
  report::Earlier earlier = report::earlier_from(now.score({{7, 1, 3}}));
  earlier.units["u1"].points.erase("1.1");
  Run later;
  const report::Results results = later.score({{8, 1, 3}});
  const report::Comparison comparison = report::compare(earlier, results);
  REQUIRE(comparison.moves[0].has_parts);
  REQUIRE(comparison.moves[0].parts.size() == 1);
  CHECK(comparison.moves[0].parts[0].number == "1");
  CHECK(comparison.moves[0].parts[0].own == Number::fraction(20, 3));
}

TEST_CASE("an index that is a mean has no parts") {
  Run before;
  Run now;
  before.b.rulebook.combine = now.b.rulebook.combine = model::ScoringForm::mean;
  for (Run* run : {&before, &now})
    for (const NodeId field : {run->first, run->second}) run->b[field].weight = Number::fraction(1, 2);
  const report::Earlier earlier = report::earlier_from(before.score({{7, 1, 3}}));
  const report::Comparison comparison = report::compare(earlier, now.score({{8, 1, 2}}));
  CHECK_FALSE(comparison.moves[0].has_parts);
}

TEST_CASE("the table shows units most moved first") {
  Run before;
  Run now;
  const report::Earlier earlier = report::earlier_from(before.score({{7, 1, 3}, {9, 1, 2}, {5, 1, 1}}));
  const report::Results results = now.score({{7, 1, 2}, {9, 1, 4}, {5, 1, 1}});
  const report::Comparison comparison = report::compare(earlier, results);
  CHECK(report::comparison_table(comparison, results, Language::english, std::nullopt) ==
        "Compared with Small index (2024); units most moved first.\n"
        "\n"
        "rank  was  name   index    was  change  components\n"
        "   1    1  u2    100.00  80.00  +20.00  2 +20.00\n"
        "   2    2  u1     66.67  76.67  -10.00  2 -10.00\n"
        "   3    3  u3     43.33  43.33    0.00\n"
        "\n"
        "Components: what each adds to the change of the index; together they are the whole of it.\n");
  const nlohmann::json document = nlohmann::json::parse(json_of(results, &comparison));
  CHECK(document["units"][0]["before"]["index"] == "80.00");
  CHECK(document["units"][0]["components"][0]["own"] == "20");
}
