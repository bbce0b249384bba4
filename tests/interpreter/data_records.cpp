// Records: large files in parts, and files that are odd.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "interpreter/data/records.h"
#include "tests/catch.hpp"
#include "tests/interpreter/data_rulebook.h"

using namespace barem;
using namespace barem::test;

namespace {

/// A set with one column, a count, and two units.
struct Table {
  Fixture fixture;
  data::Units units;
  source::Sources sources;
  source::Diagnostics diagnostics;

  Table() {
    model::Input column;
    column.name = "days";
    column.kind = {KindTag::count, 0};
    column.range = {Number(0), {}, false, false};
    column.role = model::InputRole::column;
    model::RowSet set;
    set.name = "dossiers";
    set.columns = {static_cast<model::InputId>(fixture.rulebook.inputs.size())};
    fixture.rulebook.inputs.push_back(column);
    fixture.rulebook.sets.assign(2, set);
    units.units = {{"a", {}, {}}, {"b", {}, {}}};
  }

  /// How many rows there are; nothing where the file cannot be opened.
  std::optional<std::size_t> rows(const std::string& name, std::string bytes) {
    const auto records = data::Records::open(fixture.rulebook, 1, units,
                                             {name, std::make_unique<data::BytesInMemory>(std::move(bytes))}, {}, sources,
                                             diagnostics);
    if (records == nullptr) return std::nullopt;
    std::size_t count = 0;
    data::RecordStretch stretch;
    while (records->next(stretch)) count += stretch.units.size();
    records->rewind();
    std::size_t again = 0;
    while (records->next(stretch)) again += stretch.units.size();
    CHECK(again == count);
    return count;
  }

  std::string codes() const { return test::codes_of(diagnostics); }
  std::string said() const {
    std::string text;
    for (const source::Finding& finding : diagnostics.findings())
      text += source::render(finding, sources, {Language::english, false});
    return text;
  }
};

/// So many rows that the file is read in several parts.
constexpr std::size_t many = 1'000'000;

std::string many_rows() {
  std::string rows;
  for (std::size_t i = 0; i < many; ++i) rows += i % 2 == 0 ? "a,1\n" : "b,22\n";
  return rows;
}

}  // namespace

TEST_CASE("no row of a large file is lost") {
  for (const char* header : {"unit,days\n", "\xEF\xBB\xBFunit,days\n", "\xEF\xBB\xBF\nunit,days\n", "\n \nunit,days\n"}) {
    Table table;
    CHECK(table.rows("dossiers.csv", header + many_rows()) == many);
    CHECK(table.said() == "");
  }
}

TEST_CASE("a byte that is no text is said with its place in the file, and what follows is read") {
  Table table;
  std::string bytes = "\xEF\xBB\xBFunit,days\n" + many_rows();
  const std::size_t at = bytes.find('\n', 3'000'000) + 1;  // in the second part
  const auto line = static_cast<std::size_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
  bytes[at] = '\xFF';
  bytes += "c,1\nb,\xFF\n";  // in the last one
  CHECK(table.rows("dossiers.csv", bytes));
  CHECK(table.codes() == "E0106");
  CHECK(table.said().find("the byte 0xFF at offset " + std::to_string(at) + ", on line " + std::to_string(line)) !=
        std::string::npos);
  CHECK(table.said().find("dossiers.csv:" + std::to_string(line) + ":1") != std::string::npos);
}

TEST_CASE("what is wrong behind a part that is no text is said, too") {
  Table table;
  std::string bytes = "unit,days\n" + many_rows();
  bytes[bytes.find('\n', 3'000'000) + 1] = '\xFF';
  CHECK(table.rows("dossiers.csv", bytes + "c,1\n"));
  CHECK(table.codes() == "E0106 E0663");
}

TEST_CASE("records of JSON that say nothing") {
  Table table;
  CHECK(table.rows("dossiers.json", "[]") == 0);
  CHECK(table.said() == "");
  CHECK_FALSE(table.rows("dossiers.json", "[{}]"));
  CHECK(table.codes() == "E0662");
}
