// What became of units: chains, splits, units that go on, rounds.
#include <string>

#include "interpreter/data/successors.h"
#include "tests/catch.hpp"
#include "tests/interpreter/data_rulebook.h"

using namespace barem;

namespace {

struct Followed {
  source::Sources sources;
  source::Diagnostics diagnostics;
  std::optional<data::Origins> origins;

  explicit Followed(std::string rows) {
    origins = data::read_successors({"successors.csv", "old,new,share\n" + std::move(rows)}, sources, diagnostics);
  }
  /// `a 1, b 2/5`
  std::string of(const std::string& unit) const {
    if (!origins) return "refused";
    const auto known = origins->find(unit);
    if (known == origins->end()) return "unknown";
    std::string text;
    for (const data::Origin& origin : known->second)
      text += (text.empty() ? "" : ", ") + origin.unit + " " + origin.share.to_fraction();
    return text;
  }
  std::string codes() const { return test::codes_of(diagnostics); }
};

}  // namespace

TEST_CASE("a unit that takes others in goes on") {
  const Followed followed("b,a,\nc,a,\n");
  CHECK(followed.of("a") == "b 1, c 1, a 1");
  const Followed said("a,a,\nb,a,\n");
  CHECK(said.of("a") == "a 1, b 1");
}

TEST_CASE("chains and splits are followed to their ends") {
  const Followed followed("a,m,\nb,m,\nm,x,40%\nm,y,60%\nx,x,50%\nx,z,50%\n");
  CHECK(followed.of("x") == "a 1/5, b 1/5, m 1/5, x 1/2");
  CHECK(followed.of("z") == "a 1/5, b 1/5, m 1/5, x 1/2, z 1");
  CHECK(followed.of("y") == "a 3/5, b 3/5, m 3/5, y 1");
  CHECK(followed.of("m") == "unknown");
}

TEST_CASE("a round is said once, whatever leads into it") {
  CHECK(Followed("a,b,\nb,c,\nc,a,\nd,a,\ne,d,\n").codes() == "E0674");
}

TEST_CASE("long chains and many ways to the same end take no time") {
  constexpr int length = 20'000;
  std::string chain;
  for (int i = 0; i < length; ++i) chain += "u" + std::to_string(i) + ",u" + std::to_string(i + 1) + ",\n";
  const Followed followed(chain);
  REQUIRE(followed.origins);
  CHECK(followed.origins->at("u" + std::to_string(length)).size() == length + 1);
  std::string ways;
  for (int i = 0; i < 60; ++i)
    for (const char* from : {"a", "b"})
      for (const char* to : {"a", "b"})
        ways += from + std::to_string(i) + "," + to + std::to_string(i + 1) + ",50%\n";
  CHECK(Followed(ways).of("a60").starts_with("a0 1/2, a1 1/2"));
}
