// What no published rule fixes: numbers with their reasons (presets/five_above_settings.csv), which a county may replace by its
// own, targets by year, and which papers it asks for. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "luodi/values/cultivation.h"
#include "luodi/values/error.h"

namespace luodi::cultivation {

struct Settings {
  double vat_tolerance = 0;                 ///< share of the larger by which statement and VAT return may differ
  double source_gap = 0;                    ///< share of the larger from which two sources contradict each other
  double near_ratio = 0;                    ///< share of the line from which a unit is near it
  std::map<std::string, double> near_of{};  ///< by class, where a class has a share of its own
  double near_ratio_of(const std::string& class_id) const;
  double likely_chance = 0, visit_chance = 0;  ///< chances from which a unit is likely to reach it, or worth a visit
  std::int64_t project_investment = 0;         ///< fen
  std::int64_t least_units_shown = 0;          ///< amounts of fewer units are shown only to who sees each unit's
  double coverage_needed = 0;                  ///< share of members that must have reported before a total says anything
  std::vector<std::int64_t> size_bands;        ///< fen, ascending; members over each are counted
  int batch_month = 0;                         ///< months of the year that the annual application counts
  /// As set, by setting_of_target; read through targets_in.
  std::map<std::string, std::int64_t> targets{};
  /// Papers that the county does not ask for: material_id, or material_id:class_id.
  std::set<std::string> not_asked{};
  bool asks(const std::string& material_id, const std::string& class_id) const;
  /// 全年目标任务: entries aimed at in a year, by column of the report (工业 …), "" the whole, or by town; none where none is
  /// set. What was set before targets had a year holds for each year without one of its own.
  struct Targets {
    std::map<std::string, std::int64_t> of_columns, of_towns;
  };
  Targets targets_in(int year) const;
};
/// A county's own values by setting, as they were typed.
using OwnSettings = std::map<std::string, std::string>;

const Settings& setting_presets();
/// The presets with a county's own in their place.
Settings settings_with(const OwnSettings& own);
/// In the order of the file, then the targets of the county's towns; targets are of `year`. `reasons`: of the county's own.
std::vector<SettingView> setting_views(const OwnSettings& own, const std::map<std::string, std::string>& reasons,
                                       const std::vector<std::string>& towns, int year);
/// Whether targets may be of a year.
bool is_target_year(std::int64_t year);
/// What a setting's name says of a target, target_entries_trade@2026 or target_entries:TOWN@2026: the preset it is like, the town
/// ("" none), the year (0 none).
struct TargetName {
  std::string preset, town;
  int year = 0;
};
TargetName target_named(const std::string& setting);
std::string setting_of_target(const TargetName& target);
/// The setting that tells whether a paper is asked for, of one class or ("") of all: "no" where it is not.
std::string setting_of_paper(const std::string& material_id, const std::string& class_id);
/// usage where there is no such setting, or the value is no number (list of numbers, ascending, for size_bands_yi; whole numbers
/// for batch_month and project_investment_wan) within its bounds. An empty value asks for the preset again.
Result<void> check_setting(const std::string& setting, const std::string& value);

}  // namespace luodi::cultivation
