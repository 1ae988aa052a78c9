// 五上 classes: which industry codes belong to which class, what is measured, where the line is, and since when.
//
// Definitions are data with dates (presets/five_above_classes.csv). 五上 and 四上 are the same enterprises: 五上 counts real
// estate development as a class of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/working_days.h"

namespace luodi::cultivation {

/// One edition of one class; services have three, by their line.
struct FiveAboveClass {
  std::string class_id;       ///< industry | construction | wholesale | retail | lodging | catering | real_estate | service
  std::string name, name_en;  ///< 规模以上工业
  std::string report_class, report_class_en;  ///< the column of the five-class table: 批零和住餐业
  std::vector<std::string> codes;             ///< sections ("B") or beginnings of codes ("51", "7010")
  std::string measure;                        ///< main_revenue | revenue | "" none
  std::int64_t threshold = 0;                 ///< fen a year, reached where equal; 0 none
  std::string valid_from, valid_until;        ///< ISO days; "" open
  std::string source;
};
/// In the order of the file.
const std::vector<FiveAboveClass>& class_presets();

/// The class of an industry code as of a day; null for codes outside of every class and codes that the standard does not have.
/// Where no edition is recorded for that day, the class without a line is told by `class_of_any_day`.
const FiveAboveClass* class_of(std::string_view industry_code, const Date& day);
const FiveAboveClass* class_of_any_day(std::string_view industry_code);

/// 三次产业 by the 2018 revision: A without 05 is 1; B without 11, C without 43, D and E are 2; all others 3. 0: no such code.
/// B11 and C43 are of the third sector and yet belong to the class of industry; A05 is of the third and belongs to none.
int sector_of(std::string_view industry_code);

/// What a rule of judging says and where it comes from.
struct RuleText {
  std::string rule, text, text_en, source;
};
const RuleText& rule_text(std::string_view rule);

/// Settings that no published rule gives (presets/five_above_settings.csv).
struct Settings {
  double vat_tolerance = 0.05, near_ratio = 0.8;
  std::int64_t project_investment = 0;  ///< fen
  int batch_month = 11;                 ///< months of the year that the annual application counts
};
const Settings& setting_presets();

}  // namespace luodi::cultivation
