// Days of the Gregorian calendar, as whole days since 1970-01-01.
// In: year, month, day or their text. Out: a Date, its text. Not here: dates relative to a year (model).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace barem::value {

/// A day of the calendar: `2022-03-31`, in Vietnamese `31/03/2022`. Years 0001 to 9999.
struct Date {
  std::int32_t days = 0;  ///< since 1970-01-01; negative before

  friend auto operator<=>(const Date&, const Date&) = default;

  /// Nothing where there is no such day (31 April).
  static std::optional<Date> of(int year, int month, int day);
  /// Exactly `2022-03-31`; nothing for anything else.
  static std::optional<Date> from_iso(std::string_view text);
  /// `31/12/2022`, `1/3/2022` or `01/03/2022`; nothing for anything else.
  static std::optional<Date> from_day_first(std::string_view text);

  int year() const;
  int month() const;
  int day() const;
  std::string to_iso() const;        ///< `2022-03-31`
  std::string to_day_first() const;  ///< `31/03/2022`
};

/// The greatest day a month can have in any year (29 for February); 0 for no month.
int longest_month(int month);

}  // namespace barem::value
