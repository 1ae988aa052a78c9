// 五上 classes: which industry codes belong to which class, what is measured, where the line is, and since when.
//
// Definitions are data with dates (presets/five_above_classes.csv). 五上 and 四上 are the same enterprises: 五上 counts real
// estate development as a class of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/working_days.h"

namespace luodi::cultivation {

/// 万元 in fen.
inline constexpr std::int64_t kFenOfWan = 10000 * 100;

/// One edition of one class; services have three, by their line.
struct FiveAboveClass {
  std::string class_id;       ///< industry | construction | wholesale | retail | lodging | catering | real_estate | service
  std::string name, name_en;  ///< 规模以上工业
  std::string report_class, report_class_en;  ///< the column of the five-class table: 批零和住餐业
  std::vector<std::string> codes;             ///< sections ("B") or beginnings of codes ("51", "7010")
  std::vector<std::string> measures;          ///< the class's own, then what may stand in for it; none: it has no line
  std::int64_t threshold = 0;                 ///< fen a year, reached where equal; 0 none
  std::string valid_from, valid_until;        ///< ISO days; "" open
  std::string source;
  bool own = false;  ///< the county's, not a preset
};
/// In the order of the file.
const std::vector<FiveAboveClass>& class_presets();

/// A line that the county recorded, because a rule changed before the program did: of an edition's codes, from a day on.
struct OwnLine {
  std::string class_id;
  std::vector<std::string> codes;
  std::int64_t threshold = 0;  ///< fen
  std::string valid_from, source;
};
/// A line's name among the settings, "line:industry:B|C|D:2027-01-01"; its value is in 万元.
std::string setting_of_line(const OwnLine& line);
std::optional<OwnLine> line_of_setting(const std::string& setting, const std::string& wan, const std::string& source);

/// Presets and the county's lines; an edition ends the day before the next one of the same codes begins. A county's line takes
/// the place of a preset of the same day. Pure.
std::vector<FiveAboveClass> editions_with(const std::vector<OwnLine>& own);
/// What class_of reads from now on, in the whole program. Safe beside readers; pointers given out stay good.
void set_own_lines(const std::vector<OwnLine>& own);
const std::vector<FiveAboveClass>& class_editions();

/// The edition of an industry code's class in force on a day; null where the code is outside of every class, the standard has no
/// such code, or no edition is recorded for that day.
const FiveAboveClass* class_of(std::string_view industry_code, const Date& day);
/// The class of this name with its line on a day; of a class with several lines the one whose industries hold the code. Null
/// where there is none, or several and the code is in none of them.
const FiveAboveClass* class_named(const std::string& class_id, std::string_view industry_code, const Date& day);
/// The first edition recorded of a code's class, whatever the day.
const FiveAboveClass* class_of_any_day(std::string_view industry_code);
/// True where a code is too short to tell: a part of what it stands for is in a class, or in different ones ("70", "F", "Q").
bool too_coarse(std::string_view industry_code);

/// 三次产业 by the 2018 revision: A without 05 is 1; B without 11, C without 43, D and E are 2; all others 3. 0: no such code.
/// B11 and C43 are of the third sector and yet belong to the class of industry; A05 is of the third and belongs to none.
int sector_of(std::string_view industry_code);

/// What a rule of judging says and where it comes from.
struct RuleText {
  std::string rule, text, text_en, source;
};
const RuleText& rule_text(std::string_view rule);

}  // namespace luodi::cultivation
