// See classes.h.
#include "cultivation/classes.h"

#include <algorithm>
#include <unordered_map>

#include "base/industry_code.h"
#include "base/presets.h"

namespace luodi::cultivation {
namespace {

std::int64_t fen_of_wan(const std::string& wan) {
  return wan.empty() ? 0 : std::stoll(wan) * kFenOfWan;
}

bool holds(const FiveAboveClass& c, const Industry& i) {
  return std::any_of(c.codes.begin(), c.codes.end(),
                     [&](const std::string& part) { return part.size() == 1 ? part[0] == i.section : i.code.starts_with(part); });
}

bool in_force(const FiveAboveClass& c, const std::string& day) {
  return c.valid_from <= day && (c.valid_until.empty() || day <= c.valid_until);
}

}  // namespace

const std::vector<FiveAboveClass>& class_presets() {
  static const std::vector<FiveAboveClass> list = [] {
    std::vector<FiveAboveClass> out;
    for (const auto& r : preset_rows("five_above_classes.csv"))
      if (r.size() >= 11)
        out.push_back({r[0], r[1], r[2], r[3], r[4], preset_list(r[5]), preset_list(r[6]), fen_of_wan(r[7]), r[8], r[9], r[10]});
    return out;
  }();
  return list;
}

const FiveAboveClass* class_of(std::string_view code, const Date& day) {
  const Industry* industry = industry_by_code(code);
  if (industry == nullptr) return nullptr;
  for (const FiveAboveClass& c : class_presets())
    if (in_force(c, day.iso()) && holds(c, *industry)) return &c;
  return nullptr;
}

const FiveAboveClass* class_of_any_day(std::string_view code) {
  const Industry* industry = industry_by_code(code);
  if (industry == nullptr) return nullptr;
  for (const FiveAboveClass& c : class_presets())
    if (holds(c, *industry)) return &c;
  return nullptr;
}

bool too_coarse(std::string_view code) {
  const Industry* industry = industry_by_code(code);
  // 111 is a group of B11, and what a spreadsheet makes of 0111: of two classes, neither.
  if (industry != nullptr && industry->code.size() == 3) {
    const std::string with_zero = "0" + industry->code;
    if (industry_by_code(with_zero) != nullptr && class_of_any_day(with_zero) != class_of_any_day(industry->code)) return true;
  }
  if (industry == nullptr || industry->code.size() == 4 || class_of_any_day(code) != nullptr) return false;
  return std::any_of(industries().begin(), industries().end(), [&](const Industry& i) {
    const bool part = industry->code.size() == 1 ? i.section == industry->section : i.code.starts_with(industry->code);
    return part && i.code.size() == 4 && class_of_any_day(i.code) != nullptr;
  });
}

int sector_of(std::string_view code) {
  const Industry* industry = industry_by_code(code);
  if (industry == nullptr) return 0;
  const std::string division = industry->code.size() >= 2 ? industry->code.substr(0, 2) : "";
  switch (industry->section) {
    case 'A': return division == "05" ? 3 : 1;
    case 'B': return division == "11" ? 3 : 2;
    case 'C': return division == "43" ? 3 : 2;
    case 'D':
    case 'E': return 2;
    default: return 3;
  }
}

const RuleText& rule_text(std::string_view rule) {
  static const std::unordered_map<std::string, RuleText> texts = [] {
    std::unordered_map<std::string, RuleText> out;
    for (const auto& r : preset_rows("five_above_rules.csv"))
      if (r.size() >= 4) out.emplace(r[0], RuleText{r[0], r[1], r[2], r[3]});
    return out;
  }();
  static const RuleText none;
  const auto at = texts.find(std::string(rule));
  return at == texts.end() ? none : at->second;
}

}  // namespace luodi::cultivation
