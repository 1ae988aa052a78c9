// 在库单位: members of the five-above library, and the tables of their number, volume and quality.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/cultivation.h"

namespace luodi {

/// 在库单位. entered and left: months, "" where not known and where it is still in. source: register (the list that was imported)
/// | dossier.
struct MemberOfLibraryView {
  std::string enterprise_id, name, credit_code, class_id, class_name, class_name_en, town, entered, left, exit_reason, source;
  bool strategic = false, high_tech = false;  ///< 战略性新兴产业企业, 高新技术企业, as the list says
};
BOOST_DESCRIBE_STRUCT(MemberOfLibraryView, (),
                      (enterprise_id, name, credit_code, class_id, class_name, class_name_en, town, entered, left, exit_reason,
                       source, strategic, high_tech))
/// A row of the number table: members at the month's end by column, a year before, and what entered and left since January, with
/// the same months of the year before. `rank`: by total among the rows, equal ones share it; 0 of the whole.
struct NumberRowView {
  std::string name;
  std::vector<std::int64_t> counts;
  std::int64_t total = 0, before = 0, entered = 0, left = 0, entered_before = 0, left_before = 0, rank = 0;
  std::int64_t undated = 0;  ///< of `before`, those whose month of entry is not known
  std::int64_t target = 0;   ///< 全年目标任务: entries aimed at this year; 0 none set
};
BOOST_DESCRIBE_STRUCT(NumberRowView, (),
                      (name, counts, total, before, entered, left, entered_before, left_before, rank, undated, target))
/// A row of the volume table, from one source: the sums since January of the members then, how many of them reported, and the
/// same a year before; `same` are those in the library at both times that reported both. Amounts in hundredths of the base unit.
struct VolumeRowView {
  std::string name;
  std::int64_t now = 0, before = 0, reported = 0, members = 0, reported_before = 0, members_before = 0;
  std::int64_t same = 0, same_now = 0, same_before = 0;
  /// 拉动: change of same_now / same_before of the whole × 100, in percentage points; towns' and classes' add up to the growth
  /// of these units.
  std::optional<double> pull{};
  bool withheld = false;  ///< amounts are not shown: they would tell of a single unit
};
BOOST_DESCRIBE_STRUCT(VolumeRowView, (),
                      (name, now, before, reported, members, reported_before, members_before, same, same_now, same_before, pull,
                       withheld))
/// 体量 of one class by a measure of its own. covered: enough members reported it in both years. Amounts in hundredths of the
/// base unit; without a source nobody reported anything.
struct ClassVolumeView {
  std::string class_id, name, name_en, measure_name, measure_name_en, source_name;
  std::int64_t now = 0, before = 0, reported = 0, members = 0, reported_before = 0, members_before = 0;
  std::int64_t same = 0, same_now = 0, same_before = 0;  ///< of the units that were in and reported at both times
  bool covered = false;
};
BOOST_DESCRIBE_STRUCT(ClassVolumeView, (),
                      (class_id, name, name_en, measure_name, measure_name_en, source_name, now, before, reported, members,
                       reported_before, members_before, same, same_now, same_before, covered))
/// An indicator of quality. better: up | down: which way is better; result: up (better) | same | down (worse) | unknown;
/// without a source it has no figures.
struct QualityView {
  std::string indicator, name, name_en, unit, unit_en, better, result, source_name;
  std::optional<double> now, before;
  std::int64_t members = 0;  ///< that it is about, at both times
  bool ground = true;        ///< false: shown, and no ground for the verdict: it is the volume again, over the same members
};
BOOST_DESCRIBE_STRUCT(QualityView, (),
                      (indicator, name, name_en, unit, unit_en, better, result, source_name, now, before, members, ground))
/// Members whose sum since January is over a floor, now and a year before. The floor in hundredths of the base unit.
struct SizeBandView {
  std::int64_t floor = 0, now = 0, before = 0;
};
BOOST_DESCRIBE_STRUCT(SizeBandView, (), (floor, now, before))
/// What a group of members pulls the whole by. group: last_year | this_year (entered then) | others | whole; `members` are in it,
/// `reported` have both years' sums, which now and before add up; pull in percentage points, none where nobody has both.
struct PullView {
  std::string group, name, name_en;
  std::int64_t members = 0, reported = 0, now = 0, before = 0;
  std::optional<double> pull;
};
BOOST_DESCRIBE_STRUCT(PullView, (), (group, name, name_en, members, reported, now, before, pull))
/// A sentence in both languages; every number in it is in the tables.
struct SentenceView {
  std::string text, text_en;
};
BOOST_DESCRIBE_STRUCT(SentenceView, (), (text, text_en))
/// “同步提升”: number, volume and quality: up | same | down | mixed (not of number) | unknown; together: yes | no | unknown; and
/// why.
struct TogetherView {
  std::string number, volume, quality, together;
  std::vector<SentenceView> reasons;
};
BOOST_DESCRIBE_STRUCT(TogetherView, (), (number, volume, quality, together, reasons))
struct MonthCountView {
  std::string month;
  std::vector<std::int64_t> counts;
  std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(MonthCountView, (), (month, counts, total))
/// The report of one month. `columns` are the classes of the counts; `scope` says what is counted and stands in every title. The
/// whole is the last row of each table. `big_self_employed`: 大个体 of the last forecast, counted apart, and those near it; the
/// day it was made as of, and whether figures or enterprises changed since.
struct MembersReportView {
  std::string month, by, title, title_en, scope, scope_en, source_id, source_name, measure_name, measure_name_en, base_unit,
      dimension;
  std::vector<std::string> columns, columns_en;
  std::vector<NumberRowView> number;
  std::vector<VolumeRowView> volume;
  std::vector<ClassVolumeView> class_volumes;
  std::vector<SizeBandView> bands;
  std::vector<PullView> pulls;
  std::vector<QualityView> quality;
  std::vector<SentenceView> sentences;
  std::vector<MonthCountView> months;
  TogetherView together;
  /// without_month: members whose month of entry is not known; listed_big: 大个体 of the list that are in, counted in no table.
  std::int64_t big_self_employed = 0, near_big_self_employed = 0, without_month = 0, listed_big = 0;
  /// 0: this reader sees all amounts. Else the sum of the whole alone is shown, and only where so many units stand behind it;
  /// quality without its values.
  std::int64_t least_units_shown = 0;
  std::string forecast_as_of;
  bool forecast_stale = false;
  double coverage_needed = 0;             ///< setting: share of members that must have reported before a total says anything
  std::vector<FigureSourceView> sources;  ///< that the volume may be of
};
BOOST_DESCRIBE_STRUCT(MembersReportView, (),
                      (month, by, title, title_en, scope, scope_en, source_id, source_name, measure_name, measure_name_en,
                       base_unit, dimension, columns, columns_en, number, volume, class_volumes, bands, pulls, quality, sentences,
                       months, together, big_self_employed, near_big_self_employed, without_month, listed_big, forecast_as_of,
                       forecast_stale, coverage_needed, sources, least_units_shown))

}  // namespace luodi
