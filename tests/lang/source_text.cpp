// Places in a text, Unicode forms, and names that are nearly the same.
#include <string>
#include <vector>

#include "lang/source/source.h"
#include "tests/catch.hpp"

using namespace barem::source;

TEST_CASE("places are counted in lines and characters") {
  const Source source("a.barem", "một\nhai ba\n\nbốn");
  CHECK(source.line_count() == 4);
  CHECK(source.line(1) == "một");
  CHECK(source.line(3).empty());
  CHECK(source.line(4) == "bốn");
  CHECK(source.line(5).empty());
  CHECK(source.line(0).empty());
  const auto after = static_cast<std::uint32_t>(std::string("một\nhai ba\n\nbố").size());
  CHECK(source.place(after).line == 4);
  CHECK(source.place(after).column == 3);
  CHECK(source.place(0).column == 1);
  CHECK(source.place(1000).line == 4);
  CHECK(source.place(1000).column == 4);
  CHECK(source.text(Span{FileId{}, 0, 5}) == "một");
}

TEST_CASE("an empty text has one empty line") {
  const Source source("a.barem", "");
  CHECK(source.line_count() == 1);
  CHECK(source.line(1).empty());
  CHECK(source.place(0).line == 1);
  CHECK(source.place(7).column == 1);
}

TEST_CASE("references to files hold while files are added") {
  Sources sources;
  const FileId first = sources.add(Source("a", "x"));
  const Source& kept = sources[first];
  for (int i = 0; i < 1000; ++i) sources.add(Source("b", ""));
  CHECK(&kept == &sources[first]);
  CHECK(kept.text() == "x");
}

TEST_CASE("a span from the first to the last") {
  CHECK(join({FileId{2}, 3, 5}, {FileId{2}, 9, 12}) == Span{FileId{2}, 3, 12});
}

TEST_CASE("text typed on a Mac and on Windows is the same text") {
  CHECK(to_nfc("Cao Ba\u0306\u0300ng") == "Cao Bằng");
  CHECK(to_nfc("Cao Bằng") == "Cao Bằng");
  CHECK(to_nfc("ti\u0309nh\nĐa\u0300 Na\u0306\u0303ng\n") == "tỉnh\nĐà Nẵng\n");
  CHECK(to_nfc("plain") == "plain");
  CHECK(to_nfc("").empty());
  CHECK(to_nfc("\n\n") == "\n\n");
  // marks in either order, and the old tone marks of Unicode
  CHECK(to_nfc("a\u0323\u0302") == "ậ");
  CHECK(to_nfc("a\u0302\u0323") == "ậ");
  CHECK(to_nfc("a\u0341") == "á");
  CHECK(to_nfc("\u212B") == "Å");
  CHECK(to_nfc("\u1100\u1161") == "가");
}

TEST_CASE("a pile of marks takes no more than linear time") {
  std::string pile = "a";
  for (int i = 0; i < 200'000; ++i) pile += i % 2 == 0 ? "\u0301" : "\u0323";
  CHECK(to_nfc(pile).starts_with("ạ"));
}

TEST_CASE("characters are read from any bytes") {
  CHECK(character_at("ế", 0).value == U'ế');
  CHECK(character_at("ế", 0).length == 3);
  CHECK(character_at("\xFF", 0).value == 0xFFFD);
  CHECK(character_at("\xFF", 0).length == 1);
  CHECK(character_at("\xE1\xBA", 0).length == 1);
  CHECK(character_at("a", 1).length == 0);
  CHECK(is_utf8_at("\uFFFD", 0));
  CHECK_FALSE(is_utf8_at("\xC0\x80", 0));
  CHECK_FALSE(is_utf8_at("\xED\xA0\x80", 0));
}

TEST_CASE("letters of any script, and what is none") {
  for (const char32_t letter : {U'a', U'Z', U'đ', U'ệ', U'Ư', U'ß', U'я', U'中'}) CHECK(is_letter(letter));
  for (const char32_t other : {U'1', U'_', U' ', U'–', U'\u0301', U'٣', U'@', U'[', U'\u00A0'})
    CHECK_FALSE(is_letter(other));
}

TEST_CASE("columns on a terminal") {
  CHECK(width("tỉnh Cao Bằng") == 13);
  CHECK(width("ti\u0309nh") == 4);
  CHECK(width("中文") == 4);
  CHECK(width("") == 0);
}

TEST_CASE("folding takes accents, tones and case away") {
  CHECK(fold("Báo_cáo_chậm") == "bao_cao_cham");
  CHECK(fold("ĐƯỜNG") == "duong");
  CHECK(fold("ti\u0309nh") == "tinh");
  CHECK(fold("Ðà Nẵng") == "da nang");  // with the letter eth, as some keyboards give it
}

TEST_CASE("names that differ only in where a tone mark stands") {
  CHECK(without_tone_place("hoà") == without_tone_place("hòa"));
  CHECK(without_tone_place("thuỷ_lợi") == without_tone_place("thủy_lợi"));
  CHECK(without_tone_place("khoẻ") == without_tone_place("khỏe"));
  CHECK(without_tone_place("HOÀ") == without_tone_place("HÒA"));
  CHECK(without_tone_place("hoà") != without_tone_place("hoá"));
  CHECK(without_tone_place("hoà") != without_tone_place("hoa"));
  CHECK(without_tone_place("hoàbinh") != without_tone_place("hoabình"));
  CHECK(without_tone_place("tô") != without_tone_place("to"));
  CHECK(without_tone_place("hoà") != without_tone_place("hoè"));
  CHECK(without_tone_place("late_reports") == "late_reports");
}

TEST_CASE("the nearest name") {
  const std::vector<std::string> names{"late_reports",   "reports_due",   "báo_cáo_chậm", "số_hồ_sơ",
                                       "hồ_sơ_đúng_hạn", "công_chức_trẻ", "hòa_giải",     "x",
                                       "on_time"};
  const auto offers = [&](std::string_view name) { return nearest(name, names); };
  CHECK(offers("late_report") == "late_reports");
  CHECK(offers("late_reprots") == "late_reports");
  CHECK(offers("Late_Reports") == "late_reports");
  CHECK(offers("bao_cao_cham") == "báo_cáo_chậm");
  CHECK(offers("báo_cáo_chạm") == "báo_cáo_chậm");
  CHECK(offers("bao_cao_chma") == "báo_cáo_chậm");
  CHECK(offers("chậm_báo_cáo") == "báo_cáo_chậm");
  CHECK(offers("so_ho_so") == "số_hồ_sơ");
  CHECK(offers("hồ_sơ_đúng_hẹn") == "hồ_sơ_đúng_hạn");
  CHECK(offers("cong_chuc_tre") == "công_chức_trẻ");
  CHECK(offers("hoà_giải") == "hòa_giải");
  CHECK(offers("X") == "x");
  CHECK(offers("ontime") == "on_time");
}

TEST_CASE("nothing is offered where no name is near") {
  const std::vector<std::string> names{"late_reports", "cán_bộ_cấp_xã", "x", "dân_số"};
  const auto offers = [&](std::string_view name) { return nearest(name, names); };
  CHECK(offers("y").empty());
  CHECK(offers("population").empty());
  CHECK(offers("cán_bộ_cử_đi").empty());
  CHECK(offers("tỷ_số").empty());
  CHECK(offers("").empty());
  CHECK(offers(std::string(5000, 'a')).empty());
  CHECK(nearest("x", {}).empty());
}

TEST_CASE("among equally near names the first is offered, and a nearer one before a near one") {
  CHECK(nearest("rate_c", {"rate_a", "rate_b"}) == "rate_a");
  CHECK(nearest("tô", {"tổn", "tố", "to"}) == "tố");
  CHECK(nearest("dien_tích", {"diện_tích_2", "diện_tích"}) == "diện_tích");
}
