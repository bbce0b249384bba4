// The calendar, a day at a time: every day of 1900 to 2100 follows the one before it as people count.
#include <string>
#include <vector>

#include "lang/value/date.h"
#include "tests/catch.hpp"

using barem::value::Date;

TEST_CASE("known days") {
  CHECK(Date::of(1970, 1, 1) == Date{0});
  CHECK(Date::of(1969, 12, 31) == Date{-1});
  CHECK(Date::of(2000, 3, 1) == Date{11017});
  CHECK(Date::of(2022, 12, 3) == Date{19329});
  CHECK(Date::of(1, 1, 1) == Date{-719162});
  CHECK(Date::of(9999, 12, 31) == Date{2932896});
}

TEST_CASE("days that do not exist") {
  CHECK_FALSE(Date::of(2022, 4, 31).has_value());
  CHECK_FALSE(Date::of(2022, 2, 29).has_value());
  CHECK(Date::of(2024, 2, 29).has_value());
  CHECK_FALSE(Date::of(1900, 2, 29).has_value());
  CHECK(Date::of(2000, 2, 29).has_value());
  CHECK_FALSE(Date::of(2022, 0, 1).has_value());
  CHECK_FALSE(Date::of(2022, 13, 1).has_value());
  CHECK_FALSE(Date::of(2022, 1, 0).has_value());
  CHECK_FALSE(Date::of(0, 1, 1).has_value());
  CHECK_FALSE(Date::of(10000, 1, 1).has_value());
}

TEST_CASE("every day from 1900 to 2100 follows the one before, and its texts are read back") {
  int expected = -25567;  // 1900-01-01
  for (int year = 1900; year <= 2100; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const std::vector<int> lengths{31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= lengths[static_cast<std::size_t>(month - 1)]; ++day) {
        const auto date = Date::of(year, month, day);
        REQUIRE(date.has_value());
        REQUIRE(date->days == expected++);
        REQUIRE(date->year() == year);
        REQUIRE(date->month() == month);
        REQUIRE(date->day() == day);
        REQUIRE(Date::from_iso(date->to_iso()) == date);
        REQUIRE(Date::from_day_first(date->to_day_first()) == date);
      }
    }
  }
}

TEST_CASE("years far from ours come back as they went in") {
  for (int year = 1; year <= 9999; ++year) {
    const auto first = Date::of(year, 1, 1);
    const auto last = Date::of(year, 12, 31);
    REQUIRE((first && last));
    REQUIRE(first->year() == year);
    REQUIRE(last->year() == year);
    REQUIRE(last->month() == 12);
    REQUIRE(last->day() == 31);
    REQUIRE(Date{first->days - 1}.year() == year - 1);
  }
}

TEST_CASE("dates are read in exactly two forms") {
  CHECK(Date::from_iso("2022-03-31") == Date::of(2022, 3, 31));
  CHECK(Date::from_day_first("31/03/2022") == Date::of(2022, 3, 31));
  CHECK(Date::from_day_first("1/3/2022") == Date::of(2022, 3, 1));
  for (const char* text : {"", "2022-3-31", "22-03-31", "2022/03/31", "2022-03-31 ", "2022-04-31",
                           "202a-03-31", "-022-03-31", "31/03/2022"}) {
    INFO(text);
    CHECK_FALSE(Date::from_iso(text).has_value());
  }
  for (const char* text : {"", "31/3/22", "31-03-2022", "031/3/2022", "/3/2022", "1//2022", "1/3/",
                           "31/4/2022", "1/3/2022/", "2022-03-31"}) {
    INFO(text);
    CHECK_FALSE(Date::from_day_first(text).has_value());
  }
}

TEST_CASE("the printed forms keep their leading zeros") {
  CHECK(Date::of(2022, 3, 1)->to_iso() == "2022-03-01");
  CHECK(Date::of(2022, 3, 1)->to_day_first() == "01/03/2022");
  CHECK(Date::of(45, 3, 1)->to_iso() == "0045-03-01");
}

TEST_CASE("the longest a month can be") {
  CHECK(barem::value::longest_month(2) == 29);
  CHECK(barem::value::longest_month(4) == 30);
  CHECK(barem::value::longest_month(12) == 31);
  CHECK(barem::value::longest_month(0) == 0);
  CHECK(barem::value::longest_month(13) == 0);
}
