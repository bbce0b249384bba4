// Bytes that are text, and bytes that are none: what is said, where, and that nothing else is said.
#include <string>
#include <string_view>

#include "lang/source/decode.h"
#include "lang/source/legacy.h"
#include "lang/source/render.h"
#include "tests/catch.hpp"

using namespace barem::source;
using namespace std::string_view_literals;

namespace {

struct Decoded {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<FileId> file;

  explicit Decoded(std::string_view bytes) : file(decode("units.csv", bytes, sources, diagnostics)) {}

  std::string text() const { return file ? std::string(sources[*file].text()) : "(no text)"; }
  std::string said(Language language = Language::english) const {
    std::string all;
    for (const Finding& finding : diagnostics.findings()) all += render(finding, sources, {language, false});
    return all;
  }
  std::string code() const {
    return diagnostics.findings().size() == 1 ? std::string(diagnostics.findings()[0].code) : "(not one)";
  }
};

}  // namespace

TEST_CASE("text in UTF-8 comes through, with its line ends and accents made one") {
  CHECK(Decoded("").text().empty());
  CHECK(Decoded("\xEF\xBB\xBF"
                "barem 1\r\ntiê\u0301ng\rViệt\n")
            .text() == "barem 1\ntiếng\nViệt\n");
  CHECK(Decoded("a\r\r\nb").text() == "a\n\nb");
  CHECK(Decoded("tab\there").text() == "tab\there");
  CHECK(Decoded("có và là trong xã\n").said().empty());
  CHECK(Decoded("naïve café résumé, Müller, Ångström, São Paulo, garçon\n").said().empty());
  CHECK(Decoded("Thông tư, có, xã, tháng, là, và, các, không\n").said().empty());
}

TEST_CASE("a file that is too large") {
  const Decoded decoded(std::string(max_file_size + 1024 * 1024, 'a'));
  CHECK_FALSE(decoded.file.has_value());
  CHECK(decoded.said() ==
        "error[E0101]: this file has 65 MiB, but 64 MiB is the most a file may have\n"
        "  --> units.csv:1:1\n"
        "    = help: split the file, or look whether it is the one you mean\n");
}

TEST_CASE("UTF-16 and UTF-32") {
  const auto encoding_named = [](std::string_view bytes) {
    const Decoded decoded(bytes);
    CHECK_FALSE(decoded.file.has_value());
    CHECK(decoded.code() == "E0102");
    const std::string said = decoded.said();
    const std::size_t begin = said.find("is in ") + 6;
    return said.substr(begin, said.find(',') - begin);
  };
  CHECK(encoding_named("\xFF\xFE"
                       "a\0"sv) == "UTF-16");
  CHECK(encoding_named("\xFE\xFF\0a"sv) == "UTF-16");
  CHECK(encoding_named("\xFF\xFE\0\0a\0\0\0"sv) == "UTF-32");
  CHECK(encoding_named("b\0a\0r\0e\0m\0 \0001\0"sv) == "UTF-16LE");
  CHECK(encoding_named("\0b\0a\0r\0e\0m\0 \0001"sv) == "UTF-16BE");
  CHECK(Decoded("\xFF\xFE"
                "a\0"sv)
            .said(Language::vietnamese) ==
        "lỗi[E0102]: văn bản này dùng bảng mã UTF-16, trong khi Barem đọc UTF-8\n"
        "  --> units.csv:1:1\n"
        "    = cách sửa: `iconv -f UTF-16 -t UTF-8`, hoặc lưu lại dạng `UTF-8` (trong Excel: `CSV UTF-8`)\n");
}

TEST_CASE("other kinds of file") {
  CHECK(Decoded("PK\x03\x04rest").code() == "E0108");
  CHECK(Decoded("%PDF-1.7").code() == "E0108");
  CHECK(Decoded("\xD0\xCF\x11\xE0").said() ==
        "error[E0108]: this is an old Excel or Word file, but Barem reads plain text here\n"
        "  --> units.csv:1:1\n"
        "    = help: save what it holds as text in UTF-8 (in Excel: `CSV UTF-8`)\n");
}

TEST_CASE("a byte that is no UTF-8, with its offset and line") {
  const Decoded decoded("\xEF\xBB\xBFmột\r\nhai\xFF ba\n");
  CHECK_FALSE(decoded.file.has_value());
  CHECK(
      decoded.said() ==
      "error[E0106]: the byte 0xFF at offset 13, on line 2, is not UTF-8, but Barem reads UTF-8\n"
      "  --> units.csv:2:4\n"
      "    |\n"
      "  2 | hai\uFFFD ba\n"
      "    |    ^\n"
      "    = help: save as `UTF-8` in the editor, or `iconv -f CP1252 -t UTF-8` for Western European text\n");
  CHECK(Decoded("cut off \xE1\xBA").code() == "E0106");
  CHECK(Decoded("over\xC0\xAFlong").code() == "E0106");
  CHECK(Decoded("sur\xED\xA0\x80rogate").code() == "E0106");
}

TEST_CASE("one bad byte in a text of UTF-8 is that, and no other encoding") {
  CHECK(Decoded("Báo cáo cải cách hành chính của tỉnh, th\xE1ng 12\n").code() == "E0106");
}

TEST_CASE("Vietnamese in TCVN3") {
  const Decoded decoded("unit,name\n1,B\xB8o c\xB8o c\xB6i c\xB8\x63h h\xB5nh ch\xDDnh\n");
  CHECK_FALSE(decoded.file.has_value());
  CHECK(decoded.said() ==
        "error[E0103]: this looks like Vietnamese in TCVN3 (ABC), where `B¸o` reads `Báo`, but Barem reads "
        "UTF-8\n"
        "  --> units.csv:2:3\n"
        "    |\n"
        "  2 | 1,B¸o c¸o c¶i c¸ch hµnh chÝnh\n"
        "    |   ^^^\n"
        "    = help: type it again, or convert it from TCVN3 (ABC) to Unicode with UniKey (Ctrl+Shift+F6)\n");
  SECTION("pasted into a text of UTF-8, it is the same") {
    CHECK(Decoded("B¸o c¸o c¶i c¸ch hµnh chÝnh nhµ n\u00ADíc").code() == "E0103");
  }
}

TEST_CASE("Vietnamese in VNI") {
  CHECK(Decoded("Ba\xF9o ca\xF9o ca\xFBi ca\xF9\x63h ha\xF8nh ch\xEDnh nha\xF8 n\xF6\xF4\xF9\x63\n").code() ==
        "E0104");
  const Decoded decoded("Baùo caùo caûi caùch haønh chính nhaø nöôùc");
  CHECK(decoded.code() == "E0104");
  CHECK(decoded.said().find("`Baùo` reads `Báo`") != std::string::npos);
}

TEST_CASE("Vietnamese in Windows-1258") {
  // Base letters with the tone mark after them.
  const Decoded decoded(
      "C\xE1\x63h h\xE0nh ch\xEDnh nh\xE0 n\xFD\xF5\xEC\x63, t\xEA\xF2p trung \xF0\xF4\xECi m\xF5\xECi, "
      "ti\xD2nh\n");
  CHECK(decoded.code() == "E0105");
}

TEST_CASE("text converted to UTF-8 twice") {
  const Decoded decoded("BÃ¡o cÃ¡o cáº£i cÃ¡ch hÃ\u00A0nh chÃ\u00ADnh, Ä‘á»™i");
  CHECK(decoded.code() == "E0109");
  CHECK(decoded.said().find("`BÃ¡o` should read `Báo`") != std::string::npos);
}

TEST_CASE("control characters are named once a kind, and the rest is read") {
  const Decoded decoded("a\0b\0c\nd\x1B[31m\u202Ee\n"sv);
  CHECK(decoded.text() == "a b c\nd [31m e\n");
  CHECK(decoded.said() ==
        "error[E0107]: a control character, U+0000, stands here, where nobody can see it\n"
        "  --> units.csv:1:2\n"
        "    |\n"
        "  1 | a b c\n"
        "    |  ^\n"
        "    = help: delete it\n"
        "error[E0107]: a control character, U+001B, stands here, where nobody can see it\n"
        "  --> units.csv:2:2\n"
        "    |\n"
        "  2 | d [31m e\n"
        "    |  ^\n"
        "    = help: delete it\n"
        "error[E0107]: a control character, U+202E, stands here, where nobody can see it\n"
        "  --> units.csv:2:7\n"
        "    |\n"
        "  2 | d [31m e\n"
        "    |       ^\n"
        "    = help: delete it\n");
}

TEST_CASE("any bytes end in a text or in findings") {
  std::string bytes;
  unsigned state = 12345;
  for (int round = 0; round < 3000; ++round) {
    bytes.clear();
    for (unsigned length = state % 60; length > 0; --length) {
      state = state * 1664525U + 1013904223U;
      bytes.push_back(static_cast<char>(state >> (round % 2 == 0 ? 24U : 26U)));
    }
    state = state * 1664525U + 1013904223U;
    const Decoded decoded(bytes);
    REQUIRE(decoded.sources.size() == 1);
    REQUIRE((decoded.file.has_value() || decoded.diagnostics.has_errors()));
    REQUIRE((decoded.diagnostics.findings().empty() || !decoded.said().empty()));
  }
}
