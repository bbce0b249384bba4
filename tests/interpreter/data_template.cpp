// Templates: what they look like, and that the reader takes them back once they are filled in.
#include <string>
#include <vector>

#include "interpreter/data/template.h"
#include "tests/catch.hpp"
#include "tests/interpreter/data_rulebook.h"

using namespace barem;
using namespace barem::test;

TEST_CASE("a wide template") {
  const Fixture english;
  CHECK(
      data::template_wide(english.rulebook, ',') ==
      "\xEF\xBB\xBF"
      "unit,name,issued,planned,done,rate,online,satisfied,amount,has_border,chair,1.2\n"
      "# title,,Title of issued,Title of planned,Title of done,Title of rate,Title of online,Title of "
      "satisfied,Title of amount,Title of has_border,Title of chair,Title of 1.2\n"
      "# allowed,,\"date, as 2022-12-31; or none\",\"whole number, at least 0\",\"whole number, at least 0; "
      "at most planned\",\"percent, with its sign: 85%\",\"percent, 85 for 85%, 0% to 100%\",\"number, 1 to "
      "5\",number,\"yes or no; or n/a\",secretary or deputy or nobody,\"points, 0 to 2 in steps of 0.5\"\n");
  const Fixture vietnamese(Language::vietnamese);
  CHECK(data::template_separator(english.rulebook) == ',');
  CHECK(data::template_separator(vietnamese.rulebook) == ';');
  CHECK(data::template_wide(vietnamese.rulebook, ';') ==
        "\xEF\xBB\xBF"
        "unit;name;issued;planned;done;rate;online;satisfied;amount;has_border;chair;1.2\n"
        "# tên;;Title of issued;Title of planned;Title of done;Title of rate;Title of online;Title of "
        "satisfied;Title of amount;Title of has_border;Title of chair;Title of 1.2\n"
        "# cách ghi;;\"ngày, như 31/12/2022; hoặc không có\";\"số nguyên, ít nhất 0\";\"số nguyên, ít nhất "
        "0; không quá planned\";\"tỷ lệ, ghi kèm dấu: 85%\";\"tỷ lệ, ghi 85 cho 85%, 0% đến 100%\";\"số, 1 "
        "đến 5\";số;\"có hoặc không; hoặc không áp dụng\";secretary hoặc deputy hoặc nobody;\"điểm, 0 đến 2 "
        "theo bước 0,5\"\n");
}

TEST_CASE("a wide template asks for required evidence, behind all else") {
  for (const Language language : {Language::english, Language::vietnamese}) {
    Fixture fixture(language);
    model::Input shown;
    shown.title = "Decision";
    shown.role = model::InputRole::evidence;
    shown.node = model::NodeId{0};
    fixture.rulebook.nodes[0].scoring.evidence = model::EvidenceClause{};
    fixture.rulebook.inputs.push_back(shown);
    const std::string text = data::template_wide(fixture.rulebook, ';');
    const bool is_english = language == Language::english;
    CHECK(text.find(is_english ? ";1.2;evidence 1.1\n" : ";1.2;tài liệu kiểm chứng 1.1\n") != std::string::npos);
    CHECK(text.find(";Title of 1.2;Decision\n") != std::string::npos);
    const Read read = fixture.csv(text + "a;;;;;;;;;;;;Letter 5\n");
    CHECK(read.said() == "");
    CHECK(read.units->inputs.back().numbers[0] == Number(1));
  }
}

TEST_CASE("a long template") {
  const Fixture english;
  CHECK(data::template_long(english.rulebook, ',') ==
        "\xEF\xBB\xBF"
        "unit,input,value,evidence,note,title,allowed\n"
        ",issued,,,,Title of issued,\"date, as 2022-12-31; or none\"\n"
        ",planned,,,,Title of planned,\"whole number, at least 0\"\n"
        ",done,,,,Title of done,\"whole number, at least 0; at most planned\"\n"
        ",rate,,,,Title of rate,\"percent, with its sign: 85%\"\n"
        ",online,,,,Title of online,\"percent, 85 for 85%, 0% to 100%\"\n"
        ",satisfied,,,,Title of satisfied,\"number, 1 to 5\"\n"
        ",amount,,,,Title of amount,number\n"
        ",has_border,,,,Title of has_border,\"yes or no; or n/a\"\n"
        ",chair,,,,Title of chair,secretary or deputy or nobody\n"
        ",1.2,,,,Title of 1.2,\"points, 0 to 2 in steps of 0.5\"\n");
}

TEST_CASE("a template that is filled in is read back") {
  for (const Language language : {Language::english, Language::vietnamese})
    for (const char separator : {',', ';', '\t'}) {
      const Fixture fixture(language);
      const std::string s(1, separator);
      const std::string row = "a" + s + "A" + s + "2022-03-31" + s + "10" + s + "9" + s + "85%" + s + "85" +
                              s + "5" + s + "1" + s + (language == Language::english ? "yes" : "có") + s +
                              "deputy" + s + "2\n";
      const Read wide = fixture.csv(data::template_wide(fixture.rulebook, separator) + row);
      CHECK(wide.said() == "");
      CHECK(wide.at("a", "done") == "9");
      CHECK(wide.at("a", "1.2") == "2");
      CHECK(wide.units->units.size() == 1);
      CHECK(wide.units->absent_inputs.empty());

      std::string bytes = data::template_long(fixture.rulebook, separator);
      for (std::size_t at = bytes.find('\n' + s); at != std::string::npos; at = bytes.find('\n' + s, at + 1))
        bytes.insert(at + 1, "a");
      const std::string done = "done" + s;
      bytes.replace(bytes.find(done), done.size(), done + "9");
      const Read rows = fixture.csv(bytes);
      CHECK(rows.said() == "");
      CHECK(rows.at("a", "done") == "9");
      CHECK(rows.at("a", "planned") == "missing");
      CHECK(rows.units->absent_inputs.empty());
    }
}

TEST_CASE("an empty template has no units") {
  const Fixture fixture;
  CHECK(fixture.csv(data::template_wide(fixture.rulebook, ',')).codes() == "E0634");
}
