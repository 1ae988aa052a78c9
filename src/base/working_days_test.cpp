// Working days and the clock against known notices of the State Council, and against the shared list where it is there.
#include "base/working_days.h"
#include "base/clock.h"

#include <gtest/gtest.h>

namespace luodi {
namespace {

bool works(const char* day) {
  return *is_working_day(*Date::parse(day));
}

TEST(WorkingDays, FollowTheNotices) {
  EXPECT_FALSE(works("2025-01-28"));  // 国办发明电〔2024〕12号: 28 January to 4 February 2025 off,
  EXPECT_TRUE(works("2025-01-26"));   // 26 January (Sunday) and 8 February (Saturday) worked
  EXPECT_TRUE(works("2025-02-08"));
  EXPECT_FALSE(works("2025-03-01"));  // a Saturday
  EXPECT_TRUE(works("2025-03-03"));
}

TEST(WorkingDays, SayNothingAboutYearsWithoutANotice) {
  EXPECT_EQ(first_known_year(), 2004);
  EXPECT_FALSE(is_working_day({last_known_year() + 1, 1, 4}));
  EXPECT_FALSE(add_working_days({last_known_year(), 12, 30}, 30));
}

TEST(Clock, DaysBeginInChina) {
  EXPECT_EQ(day_in_china("2026-11-29T15:59:59Z"), "2026-11-29");
  EXPECT_EQ(day_in_china("2026-11-29T16:00:00Z"), "2026-11-30");
  EXPECT_EQ(day_in_china("2026-12-31T20:00:00Z"), "2027-01-01");
}

TEST(WorkingDays, TakeTheYearsOfImportedNotices) {
  const int year = last_known_year() + 1;
  set_imported_years({{year, {{year, 1, 1}}, {{year, 1, 3}}}});
  EXPECT_FALSE(*is_working_day({year, 1, 1}));
  EXPECT_TRUE(*is_working_day({year, 1, 3})) << "worked, whatever its weekday";
  EXPECT_TRUE(add_working_days({year, 2, 1}, 5));
  EXPECT_FALSE(is_working_day({year + 1, 1, 4}));
  set_imported_years({});
  EXPECT_FALSE(is_working_day({year, 1, 4}));
}

TEST(Dates, CountLikeTheCalendar) {
  EXPECT_EQ(Date({2024, 2, 28}).plus_days(2).iso(), "2024-03-01");
  EXPECT_EQ(Date({2026, 1, 31}).plus_months(1).iso(), "2026-02-28");
  EXPECT_EQ(Date({2026, 11, 24}).weekday(), 2);
  EXPECT_FALSE(Date::parse("2026-02-30"));
  for (long d = -20000; d < 40000; d += 37) EXPECT_EQ(Date::from_days(d).days(), d);
}

}  // namespace
}  // namespace luodi
