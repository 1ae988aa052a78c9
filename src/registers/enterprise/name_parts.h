// 企业名称: an enterprise's name in its parts: divisions (行政区划), the core of trade name and activity (字号、行业), legal form
// (组织形式), branch (分支机构). Rule: 企业名称登记管理规定 (2020), article 6.
//
// Trade name and activity are not cut apart here: where one ends the registers themselves tell (name_weight.h weighs characters
// by how rare they are), and every fixed cut is wrong for somebody.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace luodi::registers {

struct NameParts {
  std::u16string whole;                ///< normal form: half-width, simplified, no blanks, brackets plain
  std::u16string core;                 ///< what is left when the other parts are taken off
  std::u16string form;                 ///< 有限公司, 厂, 合作社 …; "" none
  std::u16string branch;               ///< what a branch adds to its head's name; "" for a head office
  std::size_t place_like = 0;          ///< units at the core's front that name a town of its county, and may be the trade name
  std::vector<std::u16string> told;    ///< county and town in front that no list knows, by their form: 某川县, 某岭镇
  std::vector<std::string> divisions;  ///< codes that its place names allow, most exact first
};

/// Names that a clerk put into one cell: "某某有限公司（原某某厂）", "某某厂（现更名为某某有限公司）".
struct ToldNames {
  std::string now;                  ///< the name that is used now
  std::vector<std::string> former;  ///< 曾用名
};
/// Refused: brackets that say something else, "（原种）", "（原料加工厂）", "（现代广场店）": behind a bare 原 or 现 a name ends
/// as one, by its legal form, and no word goes on.
ToldNames told_names(std::string_view cell);

/// The names of a cell that lists some: behind ; , 、 / → -> 变更为 and line breaks; behind a blank too where both sides are as
/// long as a name is ("某某机械厂 某某机械有限公司").
std::vector<std::string> listed_names(std::string_view cell);

/// The parts of the name that is used now.
NameParts parts_of_name(std::string_view utf8);
/// The normal form alone.
std::u16string normal_name(std::string_view utf8);
/// Companies with limited liability are one class: 有限公司, 有限责任公司, 股份有限公司, 集团有限公司, 公司.
std::u16string form_class(std::u16string_view form);

/// Codes of the places an address or a name of an authority begins with, most exact first; towns of 9 places too.
std::vector<std::string> places_in(std::u16string_view text);

/// 乡镇（街道） that an address, a name or a cell of its own tells, without its kind: 鹭岭 of 某县鹭岭镇东街3号 and of 鹭岭. By
/// the form of what stands there, so that towns missing from the state's list are found too; "" where none is told.
std::u16string town_told(std::u16string_view normal);

/// The syllable of a character by its first reading, without its tone ("wu"); "" where none is known.
std::string syllable_of(char16_t c);

/// Code units of UTF-8 in the basic plane; others become U+FFFD.
std::u16string units_of(std::string_view utf8);
std::string utf8_of(std::u16string_view units);

}  // namespace luodi::registers
