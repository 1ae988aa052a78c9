// Requests of monthly figures and candidates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/cultivation.h"
#include "luodi/values/dossiers.h"

namespace luodi::engine {

/// as_of: the day the watch is made for, today where none; months behind it are left out.
struct WatchRequest {
  std::optional<std::string> as_of;
};
BOOST_DESCRIBE_STRUCT(WatchRequest, (), (as_of))
struct WatchedAnswer {
  ForecastRunView run;
};
BOOST_DESCRIBE_STRUCT(WatchedAnswer, (), (run))
/// place: met | likely | near | barred (one of these, but may not enter by itself) | by_qualification (construction, real estate)
/// | far | unknown | in_library | at_risk (in the library, the year may end below the line). order: rank (likeliest first) | name
/// | ratio. big: "yes" 大个体 alone, "near" those near it; differs: "yes" sources that contradict each other. form: xlsx | csv,
/// of an export.
struct CandidatesRequest {
  std::optional<std::string> words, place, class_id, town, chain, big, differs, order, form;
  std::optional<std::int64_t> limit, offset;
};
BOOST_DESCRIBE_STRUCT(CandidatesRequest, (), (words, place, class_id, town, chain, big, differs, order, form, limit, offset))
struct CandidateRequest {
  std::string enterprise_id;
};
BOOST_DESCRIBE_STRUCT(CandidateRequest, (), (enterprise_id))

/// The monthly working sheet of one source: the month, the sum since January, the same of the year before, growth as published.
/// month: "2026-10"; form: xlsx | csv.
struct FiguresSheetRequest {
  std::string source_id, month;
  std::optional<std::string> form;
};
BOOST_DESCRIBE_STRUCT(FiguresSheetRequest, (), (source_id, month, form))

/// source_name: sources of trade and catering that go by one name, each of one measure.
struct TradeSheetRequest {
  std::string source_name, month;
};
BOOST_DESCRIBE_STRUCT(TradeSheetRequest, (), (source_name, month))

struct SourceIdRequest {
  std::string source_id;
};
BOOST_DESCRIBE_STRUCT(SourceIdRequest, (), (source_id))
/// At most 500 of them, the largest first.
struct UnmatchedAnswer {
  std::int64_t total = 0;
  std::vector<UnmatchedView> units;
};
BOOST_DESCRIBE_STRUCT(UnmatchedAnswer, (), (total, units))

struct CultivationRulesRequest {
  std::optional<std::int64_t> year;  ///< whose targets to list; this year where none is asked for
};
BOOST_DESCRIBE_STRUCT(CultivationRulesRequest, (), (year))
/// setting: as the rules list it, a target with its year (target_entries_trade@2026, target_entries:TOWN@2026); value: none or
/// empty for the preset again; reason: why, and by which paper.
struct SettingRequest {
  std::string setting, reason;
  std::optional<std::string> value;
};
BOOST_DESCRIBE_STRUCT(SettingRequest, (), (setting, reason, value))
/// A line of a class from a day on: of the codes of one of its editions. threshold: 万元 a year; 0 takes the county's line of
/// that day away again. reason: why, and by which paper.
struct ClassLineRequest {
  std::string class_id;
  std::vector<std::string> codes;
  std::int64_t threshold_wan = 0;
  std::string valid_from, reason;
};
BOOST_DESCRIBE_STRUCT(ClassLineRequest, (), (class_id, codes, threshold_wan, valid_from, reason))
/// Every edition of every class's line, and the settings.
struct CultivationRulesAnswer {
  std::vector<ClassLineView> classes;
  std::vector<SettingView> settings;
  std::vector<PaperRuleView> papers;
  bool may_change = false;  ///< by whoever asks: the unit that keeps the statistics, and the desk
};
BOOST_DESCRIBE_STRUCT(CultivationRulesAnswer, (), (classes, settings, papers, may_change))

}  // namespace luodi::engine
