// See classes.h.
#include "cultivation/classes.h"

#include <algorithm>
#include <deque>
#include <mutex>
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

namespace {

std::string day_before(const std::string& iso) {
  const auto day = Date::parse(iso);
  return day ? day->plus_days(-1).iso() : iso;
}

/// Every edition that was ever set; nothing is dropped, for class_of gives pointers out. A county changes a line once in years.
struct Editions {
  std::mutex mutex;
  std::deque<std::vector<FiveAboveClass>> all{class_presets()};
};
Editions& editions() {
  static Editions all;
  return all;
}

}  // namespace

std::string setting_of_line(const OwnLine& line) {
  std::string codes;
  for (const std::string& code : line.codes) codes += (codes.empty() ? "" : "|") + code;
  return "line:" + line.class_id + ":" + codes + ":" + line.valid_from;
}

std::optional<OwnLine> line_of_setting(const std::string& setting, const std::string& wan, const std::string& source) {
  const std::size_t first = setting.find(':'), second = setting.find(':', first + 1), third = setting.find(':', second + 1);
  if (first == std::string::npos || second == std::string::npos || third == std::string::npos) return std::nullopt;
  return OwnLine{setting.substr(first + 1, second - first - 1), preset_list(setting.substr(second + 1, third - second - 1)),
                 fen_of_wan(wan), setting.substr(third + 1), source};
}

std::vector<FiveAboveClass> editions_with(const std::vector<OwnLine>& own) {
  std::vector<FiveAboveClass> out = class_presets();
  for (const OwnLine& line : own) {
    const auto same = [&](const FiveAboveClass& c) { return c.class_id == line.class_id && c.codes == line.codes; };
    auto last = out.end();
    for (auto it = out.begin(); it != out.end(); ++it)
      if (same(*it) && (last == out.end() || it->valid_from <= line.valid_from)) last = it;
    if (last == out.end()) continue;
    FiveAboveClass edition = *last;
    edition.threshold = line.threshold, edition.valid_from = line.valid_from, edition.source = line.source, edition.own = true;
    if (last->valid_from == line.valid_from)
      *last = edition;
    else
      out.insert(last->valid_from < line.valid_from ? last + 1 : last, edition);
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    for (const FiveAboveClass& next : out)
      if (next.class_id == out[i].class_id && next.codes == out[i].codes && next.valid_from > out[i].valid_from)
        if (const std::string end = day_before(next.valid_from); out[i].valid_until.empty() || out[i].valid_until > end)
          out[i].valid_until = end;
  return out;
}

void set_own_lines(const std::vector<OwnLine>& own) {
  Editions& e = editions();
  const std::lock_guard lock(e.mutex);
  e.all.push_back(editions_with(own));
}

const std::vector<FiveAboveClass>& class_editions() {
  Editions& e = editions();
  const std::lock_guard lock(e.mutex);
  return e.all.back();
}

const FiveAboveClass* class_of(std::string_view code, const Date& day) {
  const Industry* industry = industry_by_code(code);
  if (industry == nullptr) return nullptr;
  for (const FiveAboveClass& c : class_editions())
    if (in_force(c, day.iso()) && holds(c, *industry)) return &c;
  return nullptr;
}

const FiveAboveClass* class_named(const std::string& class_id, std::string_view code, const Date& day) {
  const Industry* industry = industry_by_code(code);
  const FiveAboveClass* only = nullptr;
  std::size_t lines = 0;
  for (const FiveAboveClass& c : class_editions()) {
    if (c.class_id != class_id || !in_force(c, day.iso())) continue;
    if (industry != nullptr && holds(c, *industry)) return &c;
    only = &c, ++lines;
  }
  return lines == 1 ? only : nullptr;
}

const FiveAboveClass* class_of_any_day(std::string_view code) {
  const Industry* industry = industry_by_code(code);
  if (industry == nullptr) return nullptr;
  for (const FiveAboveClass& c : class_editions())
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
