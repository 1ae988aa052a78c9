// See working_days.h. Civil-day arithmetic after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
#include "base/working_days.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <set>

namespace luodi {
namespace {

// Sorted days since 1970: generated/working_days.inc defines kHolidays, kMakeUpDays, kFirstYear, kLastYear.
#include "generated/working_days.inc"

template <class Table>
bool has(const Table& table, long day) {
  return std::binary_search(table.begin(), table.end(), static_cast<int>(day));
}

/// What imports brought, replaced as a whole.
struct Imported {
  std::set<int> years;
  std::set<long> off, worked;
};
std::mutex imported_mutex;
std::shared_ptr<const Imported> imported_now = std::make_shared<Imported>();

std::shared_ptr<const Imported> imported() {
  const std::lock_guard lock(imported_mutex);
  return imported_now;
}

std::optional<bool> working(const Date& day, const Imported& more) {
  const long number = day.days();
  if (more.off.count(number) != 0) return false;
  if (more.worked.count(number) != 0) return true;
  const int weekday = day.weekday();
  if (more.years.count(day.year) != 0) return weekday != 0 && weekday != 6;
  if (day.year < kFirstYear || day.year > kLastYear) return std::nullopt;
  if (has(kHolidays, number)) return false;
  return (weekday != 0 && weekday != 6) || has(kMakeUpDays, number);
}

}  // namespace

void set_imported_years(const std::vector<CalendarYear>& years) {
  auto next = std::make_shared<Imported>();
  for (const CalendarYear& y : years) {
    next->years.insert(y.year);
    for (const Date& d : y.off) next->off.insert(d.days());
    for (const Date& d : y.worked) next->worked.insert(d.days());
  }
  const std::lock_guard lock(imported_mutex);
  imported_now = std::move(next);
}

long Date::days() const {
  const int y = month <= 2 ? year - 1 : year;
  const long era = (y >= 0 ? y : y - 399) / 400;
  const auto yoe = static_cast<unsigned>(y - era * 400);
  const auto mp = static_cast<unsigned>((month + 9) % 12);
  const unsigned doy = (153 * mp + 2) / 5 + static_cast<unsigned>(day) - 1;
  const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + static_cast<long>(doe) - 719468;
}

Date Date::from_days(long z) {
  z += 719468;
  const long era = (z >= 0 ? z : z - 146096) / 146097;
  const auto doe = static_cast<unsigned>(z - era * 146097);
  const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const unsigned mp = (5 * doy + 2) / 153;
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  const int year = static_cast<int>(yoe) + static_cast<int>(era) * 400 + (month <= 2 ? 1 : 0);
  return {year, month, static_cast<int>(doy - (153 * mp + 2) / 5 + 1)};
}

std::string Date::iso() const {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

Date Date::plus_days(int n) const {
  return from_days(days() + n);
}

Date Date::plus_months(int n) const {
  const int total = year * 12 + month - 1 + n;
  const int y = total / 12, m = total % 12 + 1;
  return {y, m, std::min(day, days_in_month(y, m))};
}

int Date::weekday() const {
  return static_cast<int>(((days() + 4) % 7 + 7) % 7);
}

std::optional<Date> Date::parse(std::string_view s) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return std::nullopt;
  int part[3] = {0, 0, 0};
  int at = 0;
  for (const char c : s) {
    if (c == '-') {
      ++at;
      continue;
    }
    if (c < '0' || c > '9' || at > 2) return std::nullopt;
    part[at] = part[at] * 10 + (c - '0');
  }
  const Date d{part[0], part[1], part[2]};
  if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > days_in_month(d.year, d.month)) return std::nullopt;
  return d;
}

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0)) return 29;
  return kDays.at(static_cast<std::size_t>(std::clamp(month, 1, 12) - 1));
}

int first_known_year() {
  return kFirstYear;
}
int last_known_year() {
  return kLastYear;
}

std::optional<bool> is_working_day(const Date& day) {
  return working(day, *imported());
}

WorkingDay working_day_after(const Date& from, int n) {
  const auto more = imported();
  WorkingDay out{from};
  while (n > 0) {
    out.day = out.day.plus_days(1);
    const auto works = working(out.day, *more);
    if (!works && out.guessed_year == 0) out.guessed_year = out.day.year;
    n -= works.value_or(out.day.weekday() != 0 && out.day.weekday() != 6) ? 1 : 0;
  }
  return out;
}

std::optional<Date> add_working_days(const Date& from, int n) {
  const WorkingDay end = working_day_after(from, n);
  return end.guessed_year == 0 ? std::optional(end.day) : std::nullopt;
}

}  // namespace luodi
