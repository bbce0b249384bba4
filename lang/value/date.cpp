// The Gregorian calendar by arithmetic: years of 365 days and a leap day every 4 years, but not every 100, but
// every 400. Only whole days; no clock and no time zone.
#include "lang/value/date.h"

#include <array>

namespace barem::value {

namespace {

/// A day as people name it.
struct Civil {
  int year;
  int month;
  int day;
};

constexpr std::int64_t days_in_400_years = 146097;

constexpr bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Days of the year before each month begins, in a year without a leap day.
constexpr std::array<int, 13> days_before_month{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

constexpr int month_start(int month, bool leap) {
  return days_before_month[static_cast<std::size_t>(month - 1)] + (leap && month > 2 ? 1 : 0);
}

/// Days from 0001-01-01 to 1 January of a year; the year is at least 1.
constexpr std::int64_t year_start(std::int64_t year) {
  const std::int64_t before = year - 1;
  return before * 365 + before / 4 - before / 100 + before / 400;
}

constexpr std::int64_t epoch = year_start(1970);

constexpr Civil to_civil(std::int32_t days) {
  // Dates far before year 1 are moved by whole cycles of 400 years, so that every division is of positive numbers.
  std::int64_t since = days + epoch;
  std::int64_t cycles = since / days_in_400_years;
  since %= days_in_400_years;
  if (since < 0) {
    since += days_in_400_years;
    --cycles;
  }
  // At most one year too late: a year has at least 365 days and 400 have 97 more.
  std::int64_t year = since / 365 + 1;
  if (year_start(year) > since) --year;
  const auto of_year = static_cast<int>(since - year_start(year));
  int month = of_year / 31 + 1;  // never too late, at most one too early
  if (month < 12 && month_start(month + 1, is_leap(year)) <= of_year) ++month;
  return {static_cast<int>(year + cycles * 400), month, of_year - month_start(month, is_leap(year)) + 1};
}

std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return {};
    number = number * 10 + (digit - '0');
  }
  return number;
}

std::string padded(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

}  // namespace

int longest_month(int month) {
  if (month < 1 || month > 12) return 0;
  return month_start(month + 1, true) - month_start(month, true);
}

std::optional<Date> Date::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return {};
  const bool leap = is_leap(year);
  if (day > month_start(month + 1, leap) - month_start(month, leap)) return {};
  return Date{static_cast<std::int32_t>(year_start(year) - epoch + month_start(month, leap) + day - 1)};
}

std::optional<Date> Date::from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto year = number_of(text.substr(0, 4));
  const auto month = number_of(text.substr(5, 2));
  const auto day = number_of(text.substr(8, 2));
  if (!year || !month || !day) return {};
  return of(*year, *month, *day);
}

std::optional<Date> Date::from_day_first(std::string_view text) {
  const std::size_t first = text.find('/');
  if (first == std::string_view::npos) return {};
  const std::size_t second = text.find('/', first + 1);
  if (second == std::string_view::npos) return {};
  const std::string_view days = text.substr(0, first);
  const std::string_view months = text.substr(first + 1, second - first - 1);
  const std::string_view years = text.substr(second + 1);
  if (days.empty() || days.size() > 2 || months.empty() || months.size() > 2 || years.size() != 4) return {};
  const auto year = number_of(years);
  const auto month = number_of(months);
  const auto day = number_of(days);
  if (!year || !month || !day) return {};
  return of(*year, *month, *day);
}

int Date::year() const {
  return to_civil(days).year;
}
int Date::month() const {
  return to_civil(days).month;
}
int Date::day() const {
  return to_civil(days).day;
}

std::string Date::to_iso() const {
  const Civil civil = to_civil(days);
  return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2);
}

std::string Date::to_day_first() const {
  const Civil civil = to_civil(days);
  return padded(civil.day, 2) + "/" + padded(civil.month, 2) + "/" + padded(civil.year, 4);
}

}  // namespace barem::value
