// Working days of China: weekends, statutory holidays and make-up days, by the State Council's yearly notices.
//
// The table 2004-2026 is converted at build time from the npm package chinese-days. Later years are not known until the
// notice is out (each November): add_working_days then gives nothing rather than a guess. An import extends the table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luodi {

/// A day of the Gregorian calendar.
struct Date {
  int year = 1970, month = 1, day = 1;
  std::string iso() const;  ///< 2025-01-08
  Date plus_days(int n) const;
  Date plus_months(int n) const;  ///< the last day where the month is shorter
  int weekday() const;            ///< 0 Sunday … 6 Saturday
  long days() const;              ///< days since 1970-01-01
  static Date from_days(long days);
  static std::optional<Date> parse(std::string_view iso);
  friend bool operator==(const Date&, const Date&) = default;
};

int days_in_month(int year, int month);

/// True/false for a day of a known year; nothing for a year without a notice.
std::optional<bool> is_working_day(const Date& day);

/// The n-th working day after `from` (GB: the day itself does not count); nothing if it runs into an unknown year.
std::optional<Date> add_working_days(const Date& from, int n);

/// The same, told in any case: in a year without a notice, working days are those of the week alone, and that year is named.
struct WorkingDay {
  Date day;
  int guessed_year = 0;  ///< 0: every year on the way is known
};
WorkingDay working_day_after(const Date& from, int n);

/// A year of an imported notice: days off and days worked that the weekday alone does not tell.
struct CalendarYear {
  int year = 0;
  std::vector<Date> off, worked;
};
/// The years of imported notices, all of them; they stand before the table's own. Safe beside readers.
void set_imported_years(const std::vector<CalendarYear>& years);

/// First and last year of the table.
int first_known_year();
int last_known_year();

}  // namespace luodi
