// 五上培育: monthly figures of enterprises, candidates near a line with their outlook, and how earlier outlooks fared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/enterprises.h"

namespace luodi {

/// A measure of monthly figures (presets/monthly_measures.csv): vat_sales, invoiced, power, main_revenue, revenue … `dimension`:
/// money (fen) | energy (hundredths of a kWh) | persons (hundredths).
struct MeasureView {
  std::string measure, name, name_en, dimension, base_unit;
  std::vector<std::string> units;  ///< that amounts may be written in
};
BOOST_DESCRIBE_STRUCT(MeasureView, (), (measure, name, name_en, dimension, base_unit, units))
/// A unit of a source that is about no enterprise of the registers. why: other_code | several | unknown.
struct UnmatchedView {
  std::string name, credit_code, why, last_month;
  std::int64_t amount = 0;  ///< of the last figure reported, in hundredths of the measure's base unit
};
BOOST_DESCRIBE_STRUCT(UnmatchedView, (), (name, credit_code, why, last_month, amount))
/// 数据来源: one department's figures of one measure. Sources are never blended.
struct FigureSourceView {
  std::string source_id, name, measure, file_name, at;
  std::string first_month, last_month;  ///< 2026-10
  std::int64_t enterprises = 0;         ///< units in its largest import
  std::int64_t unmatched = 0;           ///< rows that no enterprise was found for in the last forecast
  bool readable = true;                 ///< by whoever asks: its rows, unit by unit
};
BOOST_DESCRIBE_STRUCT(FigureSourceView, (),
                      (source_id, name, measure, file_name, at, first_month, last_month, enterprises, unmatched, readable))

/// A rule that a verdict stands on, with its source.
struct RuleView {
  std::string rule, text, text_en, source;
};
BOOST_DESCRIBE_STRUCT(RuleView, (), (rule, text, text_en, source))

/// Another source of the same kind whose sum since January, to the same month, is far from the watched one's. gap: share of the
/// larger.
struct SourceGapView {
  std::string source_name, measure;
  std::int64_t to_date = 0;
  double gap = 0;
};
BOOST_DESCRIBE_STRUCT(SourceGapView, (), (source_name, measure, to_date, gap))

/// 候选企业 as of the last forecast. Amounts in fen; chances from 0 to 1. `watched`: the measure that is held against the line;
/// `stands_in`: it is not the measure of the class. place: met | likely | near | far (by settings) |
/// unknown (figures missing) | in_library | at_risk (in the library, and the year may end below the line).
/// outlook fields are none where nothing can be forecast.
struct CandidateView {
  std::string enterprise_id, name, credit_code, kind, town, industry_code, industry, class_id, class_name, class_name_en;
  std::vector<std::string> chains;
  std::int64_t sector = 0;        ///< 三次产业: 1 | 2 | 3; 0 not known
  std::string place, admitted;    ///< yes | no | unknown
  std::string standing, channel;  ///< met | needs_explanation | below | unknown | not_measured; monthly | annual | none
  /// 大个体: a self-employed unit of trade or catering over the line; near_: may get over it.
  bool big_self_employed = false, near_big_self_employed = false, stands_in = false;
  std::string watched, source_name, last_month;
  std::int64_t threshold = 0, to_date = 0;
  std::optional<std::int64_t> needed{};  ///< a month until the batch, to reach the line; none: no month is left
  double ratio = 0;                      ///< to_date over threshold
  std::optional<std::int64_t> year, low80, high80, low95, high95;  ///< forecast of the whole year
  std::optional<double> chance;                                    ///< of reaching the line by the batch
  std::string method;
  /// Of one that was in the library: the month it left, and why: a reason of the list, or the words of the list of members.
  std::string left_library{}, left_reason{};
  std::vector<SourceGapView> differs{};  ///< sources that contradict the watched one
  std::string batch{};  ///< the month up to which figures count for the last window that it may still use; "" none is left
};
BOOST_DESCRIBE_STRUCT(CandidateView, (),
                      (enterprise_id, name, credit_code, kind, town, industry_code, industry, class_id, class_name, class_name_en,
                       chains, sector, place, admitted, standing, channel, big_self_employed, near_big_self_employed, stands_in,
                       watched, source_name, last_month, threshold, to_date, needed, ratio, year, low80, high80, low95, high95,
                       chance, method, left_library, left_reason, differs, batch))

/// One point of the calibration plot: cases whose chance lay in a band.
struct CalibrationView {
  double from = 0, until = 0;
  std::int64_t cases = 0;
  double chance = 0, happened = 0;
};
BOOST_DESCRIBE_STRUCT(CalibrationView, (), (from, until, cases, chance, happened))
/// A forecast with the settings it stands on, and how the same questions fared at earlier months, where the answer is known.
struct ForecastRunView {
  std::string at, by, as_of, last_month;
  std::int64_t units = 0, forecast = 0, replays = 0, batch_month = 0;
  std::optional<double> brier, hit_rate;
  std::vector<CalibrationView> calibration;
  double near_ratio = 0, likely_chance = 0, visit_chance = 0, vat_tolerance = 0;
  double seconds = 0;
  bool stale = false;  ///< figures or enterprises changed since
  /// Active units that are not watched: without a code, or one too short to tell a class; of no class; of a class without a line
  /// on turnover (construction and real estate enter by their qualification). Null in runs of an older program.
  std::optional<std::int64_t> no_code{}, no_class{}, no_line{};
};
BOOST_DESCRIBE_STRUCT(ForecastRunView, (),
                      (at, by, as_of, last_month, units, forecast, replays, batch_month, brier, hit_rate, calibration, near_ratio,
                       likely_chance, visit_chance, vat_tolerance, seconds, stale, no_code, no_class, no_line))

/// A page of candidates, the likeliest that are not over the line yet first; counts are of all that the filter lets through,
/// those by place of all places.
struct CandidatesAnswer {
  std::optional<ForecastRunView> run;
  std::vector<MeasureView> measures;
  std::vector<FigureSourceView> sources;
  bool running = false;
  std::int64_t done = 0;  ///< thousandths
  std::int64_t total = 0;
  std::vector<CandidateView> candidates;
  std::vector<CountView> by_place, by_class, by_town;
  bool own_alone = false;      ///< cut to the caller's sight: units of its town, and those whose dossier or visit is its unit's
  std::string own_town;        ///< "" its unit is no town
  std::int64_t differing = 0;  ///< candidates of all filters whose sources contradict each other
};
BOOST_DESCRIBE_STRUCT(CandidatesAnswer, (),
                      (run, measures, sources, running, done, total, candidates, by_place, by_class, by_town, own_alone, own_town,
                       differing))

/// Figures of the months `from` to `to` of one source as reported; equal for single months. `growth`: on the year before as
/// published, in hundredths of a percent.
struct FigureView {
  std::int64_t year = 0, from = 0, to = 0;
  std::optional<std::int64_t> amount, growth;
};
BOOST_DESCRIBE_STRUCT(FigureView, (), (year, from, to, amount, growth))
struct FiguresView {
  std::string source_id, source_name, measure, measure_name, measure_name_en, dimension, base_unit;
  bool watched = false;
  std::vector<FigureView> figures;
};
BOOST_DESCRIBE_STRUCT(FiguresView, (),
                      (source_id, source_name, measure, measure_name, measure_name_en, dimension, base_unit, watched, figures))
/// A month of the watched measure as the forecast saw it; `spread`: part of a sum over several months, divided evenly.
struct MonthView {
  std::string month;
  std::optional<std::int64_t> amount;
  bool spread = false;
};
BOOST_DESCRIBE_STRUCT(MonthView, (), (month, amount, spread))
struct OutlookMonthView {
  std::string month;
  std::int64_t to_date = 0, low80 = 0, high80 = 0, low95 = 0, high95 = 0;  ///< of the sum since January
};
BOOST_DESCRIBE_STRUCT(OutlookMonthView, (), (month, to_date, low80, high80, low95, high95))
/// One candidate: the verdict with its rules, the months, the fan, and every source's figures as reported.
struct CandidatePageView {
  CandidateView candidate;
  std::vector<RuleView> rules;
  std::vector<MonthView> months;
  std::vector<OutlookMonthView> outlook;
  std::vector<FiguresView> figures;
};
BOOST_DESCRIBE_STRUCT(CandidatePageView, (), (candidate, rules, months, outlook, figures))

/// A number that no published rule fixes: the preset, or the county's own. least and most bound each number; `own`: the county's.
struct SettingView {
  std::string setting, value, preset, least, most, meaning, meaning_en, source, source_en;
  bool own = false;
  std::string reason{};   ///< of the county's own value, why and by which paper; the source is the preset's
  std::int64_t year = 0;  ///< of a target (全年目标任务), which is set year by year; 0: no target
  std::string town{};     ///< of a town's target
};
BOOST_DESCRIBE_STRUCT(SettingView, (),
                      (setting, value, preset, least, most, meaning, meaning_en, source, source_en, own, reason, year, town))
/// An edition of a class's line. threshold in fen a year, 0 none; measures as screens name them.
struct ClassLineView {
  std::string class_id, name, name_en, valid_from, valid_until, source;
  std::vector<std::string> codes, measures, measures_en;
  std::int64_t threshold = 0;
  bool own = false;  ///< recorded by the county
};
BOOST_DESCRIBE_STRUCT(ClassLineView, (),
                      (class_id, name, name_en, valid_from, valid_until, source, codes, measures, measures_en, threshold, own))

}  // namespace luodi
