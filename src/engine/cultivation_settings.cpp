// See cultivation.h: the classes with their lines, and the numbers that no published rule fixes, which a county may set.
#include <algorithm>

#include "cultivation/classes.h"
#include "cultivation/dossier.h"
#include "cultivation/queries.h"
#include "cultivation/settings.h"
#include "engine/cultivation.h"
#include "engine/supervision.h"
#include "registers/directory/queries.h"

namespace luodi::engine {
namespace {

using store::Connection;

constexpr std::size_t kMostValue = 60, kMostReason = 300;

std::vector<ClassLineView> class_lines() {
  std::vector<ClassLineView> out;
  for (const cultivation::FiveAboveClass& c : cultivation::class_editions()) {
    ClassLineView v{c.class_id, c.name, c.name_en, c.valid_from, c.valid_until, c.source, c.codes, {}, {}, c.threshold, c.own};
    for (const std::string& name : c.measures)
      if (const cultivation::Measure* m = cultivation::measure_of(name))
        v.measures.push_back(m->name), v.measures_en.push_back(m->name_en);
    out.push_back(std::move(v));
  }
  return out;
}

Result<std::vector<std::string>> town_names(Connection& c) {
  auto towns = registers::towns_of_county(c);
  if (!towns) return tl::unexpected(towns.error());
  std::vector<std::string> out;
  for (const registers::Town& t : *towns) out.push_back(t.name);
  return out;
}

/// usage where a town's target names none of the county's.
Result<void> check_town(Connection& c, const std::string& setting) {
  const std::string town = cultivation::target_named(setting).town;
  if (town.empty()) return {};
  auto towns = town_names(c);
  if (!towns) return tl::unexpected(towns.error());
  if (std::find(towns->begin(), towns->end(), town) != towns->end()) return {};
  return fail(ErrorCode::usage, "setting", "setting.town",
              "the county has no such town; towns are the units of kind town as the last linkage took them");
}

/// usage where it is no year that targets may be of.
Result<int> year_asked(House& house, const std::optional<std::int64_t>& year) {
  if (!year) return house.clock.today().year;
  if (cultivation::is_target_year(*year)) return static_cast<int>(*year);
  return fail(ErrorCode::usage, "year", "calendar.year", "a year is four digits, such as 2027");
}

Result<CultivationRulesAnswer> rules_in(Connection& c, const Caller& caller, int year) {
  auto own = cultivation::own_settings(c);
  if (!own) return tl::unexpected(own.error());
  auto reasons = cultivation::reasons_of_settings(c);
  if (!reasons) return tl::unexpected(reasons.error());
  auto towns = town_names(c);
  if (!towns) return tl::unexpected(towns.error());
  CultivationRulesAnswer a{class_lines(), cultivation::setting_views(*own, *reasons, *towns, year), {}, may_keep(c, caller)};
  a.papers = cultivation::paper_rules(cultivation::settings_with(*own));
  for (PaperRuleView& p : a.papers)
    for (const std::string& class_id : p.not_asked) {
      const auto at = reasons->find(cultivation::setting_of_paper(p.material_id, class_id));
      p.reasons.push_back(at == reasons->end() ? "" : at->second);
    }
  return a;
}

/// usage where no edition has these codes or a line, or the number or the day is none.
Result<cultivation::OwnLine> line_asked(const ClassLineRequest& r) {
  constexpr std::int64_t kMostWan = 100000000;
  const auto& editions = cultivation::class_editions();
  const bool known = std::any_of(editions.begin(), editions.end(), [&](const cultivation::FiveAboveClass& c) {
    return c.class_id == r.class_id && c.codes == r.codes && c.threshold > 0;
  });
  if (!known) return fail(ErrorCode::usage, "class_id", "line.unknown", "no class has a line for these codes");
  if (!Date::parse(r.valid_from)) return fail(ErrorCode::usage, "valid_from", "date.bad", "a date is written 2027-01-01");
  if (r.threshold_wan < 0 || r.threshold_wan > kMostWan)
    return fail(ErrorCode::usage, "threshold_wan", "setting.bad", "a line lies between 1 and 100,000,000 (10,000 yuan)");
  return cultivation::OwnLine{r.class_id, r.codes, r.threshold_wan * cultivation::kFenOfWan, r.valid_from, r.reason};
}

Result<void> check_reason_given(const std::string& reason) {
  if (!is_blank(reason) && reason.size() <= kMostReason) return {};
  return fail(ErrorCode::usage, "reason", "reason.needed", "say why, and by which paper, in at most 300 bytes");
}

}  // namespace

Result<void> load_class_lines(House& house) {
  return house.store->read([](Connection& c) -> Result<void> {
    auto own = cultivation::own_lines(c);
    if (!own) return tl::unexpected(own.error());
    cultivation::set_own_lines(*own);
    return {};
  });
}

Result<CultivationRulesAnswer> cultivation_rules(House& house, const Caller& caller, const CultivationRulesRequest& r) {
  auto year = year_asked(house, r.year);
  if (!year) return tl::unexpected(year.error());
  return read<CultivationRulesAnswer>(
      house, [&](Connection& c, CultivationRulesAnswer& a) { return put(rules_in(c, caller, *year), a); });
}

Result<CultivationRulesAnswer> set_cultivation_setting(House& house, const Caller& caller, const SettingRequest& r) {
  const std::string value = r.value.value_or("");
  if (value.size() > kMostValue) return fail(ErrorCode::usage, "value", "setting.bad", "a value has at most 60 characters");
  if (auto ok = cultivation::check_setting(r.setting, value); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_reason_given(r.reason); !ok) return tl::unexpected(ok.error());
  CultivationRulesAnswer a;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = may_keep_statistics(c, caller, "setting"); !ok) return ok;
    if (auto ok = check_town(c, r.setting); !ok) return ok;
    if (auto ok = append(house, c, caller, "setting.set", r.setting, {{"value", value}, {"reason", r.reason}}); !ok) return ok;
    const int year = cultivation::target_named(r.setting).year;
    return put(rules_in(c, caller, year == 0 ? house.clock.today().year : year), a);
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<CultivationRulesAnswer> set_class_line(House& house, const Caller& caller, const ClassLineRequest& r) {
  auto line = line_asked(r);
  if (!line) return tl::unexpected(line.error());
  if (auto ok = check_reason_given(r.reason); !ok) return tl::unexpected(ok.error());
  const std::string setting = cultivation::setting_of_line(*line);
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = may_keep_statistics(c, caller, "setting"); !ok) return ok;
    if (r.threshold_wan == 0) {
      auto own = cultivation::own_lines(c);
      if (!own) return tl::unexpected(own.error());
      if (std::none_of(own->begin(), own->end(), [&](const auto& o) { return cultivation::setting_of_line(o) == setting; }))
        return fail(ErrorCode::not_found, "valid_from", "line.none",
                    "the county recorded no line for these codes from this day on");
    }
    const std::string value = r.threshold_wan == 0 ? "" : std::to_string(r.threshold_wan);
    return append(house, c, caller, "setting.set", setting, {{"value", value}, {"reason", r.reason}});
  });
  if (!done) return tl::unexpected(done.error());
  if (auto ok = load_class_lines(house); !ok) return tl::unexpected(ok.error());
  return cultivation_rules(house, caller, {});
}

}  // namespace luodi::engine
