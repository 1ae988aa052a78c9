// The day of a meeting: dates as reports and minutes write them, and the year of one that is written without.
#pragma once

#include <optional>
#include <string>

#include "reading/article.h"

namespace luodi::reading {

struct DateFound {
  std::string iso;  // may lack the year: --MM-DD
  Range range;
  bool has_year = false;
};

/// The first 2025年1月8日 / 1月8日 of a range, with 上午, 下午, 晚6时 behind it.
std::optional<DateFound> date_in(View text, Range in);

/// Year of a date without one (--MM-DD): the ordinal's, else the publication's (a year earlier for a month after it), else,
/// late in the year, the year whose work is reported (2025年预算执行情况). Refused: plans, 2023年的工作安排 is discussed in 2022.
std::optional<int> year_for(const Article& a, const std::string& iso, Range ordinal);

/// "29日上午": a day without its month, with which a news report begins.
struct DayAlone {
  int day = 0;
  Range range;
};
std::optional<DayAlone> day_alone(View text, Range sentence);
/// The last such day up to a publication, both ISO: 29 and 2024-03-30 give 2024-03-29; 31 and 2024-04-01 the day before.
std::string dated_by(const std::string& published, int day);

}  // namespace luodi::reading
