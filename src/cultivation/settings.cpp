// See settings.h.
#include "cultivation/settings.h"

#include "cultivation/dossier.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/presets.h"
#include "cultivation/classes.h"

namespace luodi::cultivation {
namespace {

constexpr std::string_view kPaper = "material:";

const std::vector<SettingView>& presets() {
  static const std::vector<SettingView> list = [] {
    std::vector<SettingView> out;
    for (const auto& r : preset_rows("five_above_settings.csv"))
      if (r.size() >= 8) out.push_back({r[0], r[1], r[1], r[2], r[3], r[4], r[5], r[6], r[7], false});
    return out;
  }();
  return list;
}

constexpr std::string_view kTarget = "target_entries";
constexpr int kFirstYear = 2000, kLastYear = 2099;

bool is_target(const std::string& setting) {
  return setting.starts_with(kTarget);
}

/// The preset that a setting is checked by: a target of a year or a town is one like the preset's.
SettingView preset_of(const std::string& setting) {
  const std::string name = is_target(setting) ? target_named(setting).preset : setting;
  const auto at = std::find_if(presets().begin(), presets().end(), [&](const SettingView& s) { return s.setting == name; });
  return at == presets().end() ? SettingView{} : *at;
}

/// The report's column that a target is of.
std::string target_column(const std::string& setting) {
  static const std::map<std::string, std::string> columns{{"_industry", "工业"},
                                                          {"_construction", "建筑业"},
                                                          {"_trade", "批零和住餐业"},
                                                          {"_real_estate", "房地产开发经营业"},
                                                          {"_service", "服务业"}};
  const auto at = columns.find(setting.substr(kTarget.size()));
  return at == columns.end() ? "" : at->second;
}

std::optional<double> number_in(const std::string& text) {
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, std::chars_format::fixed);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(out) : std::nullopt;
}

bool is_whole(const std::string& setting) {
  return is_target(setting) || setting == "batch_month" || setting == "project_investment_wan" || setting == "size_bands_yi" ||
         setting == "least_units_shown";
}

constexpr std::size_t kMostBands = 6;
constexpr std::string_view kNearOf = "near_ratio_";

std::int64_t fen_of(const std::string& number, std::int64_t unit) {
  return static_cast<std::int64_t>(number_in(number).value_or(0)) * unit;
}

}  // namespace

TargetName target_named(const std::string& setting) {
  TargetName out;
  const std::size_t at = setting.rfind('@'), colon = setting.find(':');
  if (at != std::string::npos) {
    const std::string year = setting.substr(at + 1);
    const auto [end, error] = std::from_chars(year.data(), year.data() + year.size(), out.year);
    if (error != std::errc() || end != year.data() + year.size() || !is_target_year(out.year)) return {};
  }
  out.preset = setting.substr(0, std::min(at, colon));
  if (colon < at) out.town = setting.substr(colon + 1, at == std::string::npos ? at : at - colon - 1);
  // Of towns, the whole alone is aimed at; a colon with nothing behind it names no town.
  if (colon < at && (out.town.empty() || out.preset != kTarget)) return {};
  return out;
}

std::string setting_of_target(const TargetName& t) {
  return t.preset + (t.town.empty() ? "" : ":" + t.town) + (t.year == 0 ? "" : "@" + std::to_string(t.year));
}

std::string setting_of_paper(const std::string& material_id, const std::string& class_id) {
  return std::string(kPaper) + material_id + (class_id.empty() ? "" : ":" + class_id);
}

bool Settings::asks(const std::string& material_id, const std::string& class_id) const {
  return not_asked.count(material_id) == 0 && not_asked.count(material_id + ":" + class_id) == 0;
}

Settings settings_with(const OwnSettings& own) {
  Settings out;
  for (const auto& [setting, value] : own) {
    if (setting.starts_with(kPaper) && value == "no") out.not_asked.insert(setting.substr(kPaper.size()));
    if (is_target(setting)) out.targets[setting] = static_cast<std::int64_t>(number_in(value).value_or(0));
  }
  for (const SettingView& s : presets()) {
    const auto at = own.find(s.setting);
    const std::string& value = at == own.end() ? s.preset : at->second;
    const double number = number_in(value).value_or(0);
    if (s.setting == "vat_tolerance") out.vat_tolerance = number;
    if (s.setting == "source_gap") out.source_gap = number;
    if (s.setting == "near_ratio") out.near_ratio = number;
    if (s.setting.starts_with(kNearOf) && number > 0) out.near_of[s.setting.substr(kNearOf.size())] = number;
    if (s.setting == "likely_chance") out.likely_chance = number;
    if (s.setting == "visit_chance") out.visit_chance = number;
    if (s.setting == "least_units_shown") out.least_units_shown = static_cast<std::int64_t>(number);
    if (s.setting == "coverage_needed") out.coverage_needed = number;
    if (s.setting == "batch_month") out.batch_month = static_cast<int>(number);
    if (s.setting == "project_investment_wan") out.project_investment = fen_of(value, kFenOfWan);
    if (s.setting == "size_bands_yi")
      for (const std::string& yi : preset_list(value)) out.size_bands.push_back(fen_of(yi, kFenOfWan * 10000));
  }
  return out;
}

Settings::Targets Settings::targets_in(int year) const {
  Targets out;
  for (const int y : {0, year})  // the year's own over one of no year
    for (const auto& [setting, target] : targets)
      if (const TargetName t = target_named(setting); t.year == y)
        (t.town.empty() ? out.of_columns[target_column(t.preset)] : out.of_towns[t.town]) = target;
  return out;
}

bool is_target_year(std::int64_t year) {
  return year >= kFirstYear && year <= kLastYear;
}

double Settings::near_ratio_of(const std::string& class_id) const {
  const auto at = near_of.find(class_id);
  return at == near_of.end() ? near_ratio : at->second;
}

const Settings& setting_presets() {
  static const Settings settings = settings_with({});
  return settings;
}

std::vector<SettingView> setting_views(const OwnSettings& own, const std::map<std::string, std::string>& reasons,
                                       const std::vector<std::string>& towns, int year) {
  std::vector<SettingView> out = presets();
  const SettingView whole = preset_of(std::string(kTarget));
  for (const std::string& town : towns) {
    out.push_back(whole);
    out.back().town = town;
    out.back().meaning = town + "全年新增入库目标（户）；不填不算完成率";
    out.back().meaning_en = "Entries aimed at in the year, " + town + ": none, no completion is shown";
  }
  for (SettingView& s : out) {
    const std::string without_year = setting_of_target({s.setting, s.town, 0});
    if (is_target(s.setting)) s.year = year, s.setting = setting_of_target({s.setting, s.town, year});
    auto at = own.find(s.setting);
    if (at == own.end()) at = own.find(without_year);
    if (at == own.end()) continue;
    s.value = at->second, s.own = true;
    if (const auto why = reasons.find(at->first); why != reasons.end()) s.reason = why->second;
  }
  return out;
}

Result<void> check_setting(const std::string& setting, const std::string& value) {
  if (setting.starts_with(kPaper)) {
    const std::string key = setting.substr(kPaper.size()), material = key.substr(0, key.find(':'));
    const std::string class_id = key.size() > material.size() ? key.substr(material.size() + 1) : "";
    if (key.ends_with(':') || !is_material(material, class_id))
      return fail(ErrorCode::usage, "setting", "setting.unknown", "there is no such paper");
    if (value.empty() || value == "no") return {};
    return fail(ErrorCode::usage, "value", "setting.bad", "\"no\" where the county does not ask for it, nothing where it does");
  }
  const SettingView preset = preset_of(setting), *at = &preset;
  if (preset.setting.empty()) return fail(ErrorCode::usage, "setting", "setting.unknown", "there is no setting " + setting);
  if (value.empty()) return {};
  const bool list = setting == "size_bands_yi";
  const std::vector<std::string> parts = list ? preset_list(value) : std::vector<std::string>{value};
  const auto bad = [&] {
    return fail(ErrorCode::usage, "value", "setting.bad",
                setting + " is " + (is_whole(setting) ? "a whole number" : "a number") + " from " + at->least + " to " +
                    at->most + (list ? ", or up to six of them, ascending, with | between" : ""));
  };
  if (parts.empty() || parts.size() > kMostBands) return bad();
  double before = -1;
  for (const std::string& part : parts) {
    const auto number = number_in(part);
    if (!number || *number < number_in(at->least).value_or(0) || *number > number_in(at->most).value_or(0) || *number <= before)
      return bad();
    if (is_whole(setting) && *number != static_cast<double>(static_cast<std::int64_t>(*number))) return bad();
    before = *number;
  }
  return {};
}

}  // namespace luodi::cultivation
