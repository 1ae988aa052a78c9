// See cultivation.h: the classes with their lines, and the numbers that no published rule fixes, which a county may set.
#include "cultivation/queries.h"
#include "cultivation/settings.h"
#include "engine/cultivation.h"
#include "engine/supervision.h"

namespace luodi::engine {
namespace {

using store::Connection;

constexpr std::size_t kMostValue = 60, kMostReason = 300;

std::vector<ClassLineView> class_lines() {
  std::vector<ClassLineView> out;
  for (const cultivation::FiveAboveClass& c : cultivation::class_presets()) {
    ClassLineView v{c.class_id, c.name, c.name_en, c.valid_from, c.valid_until, c.source, c.codes, {}, {}, c.threshold};
    for (const std::string& name : c.measures)
      if (const cultivation::Measure* m = cultivation::measure_of(name))
        v.measures.push_back(m->name), v.measures_en.push_back(m->name_en);
    out.push_back(std::move(v));
  }
  return out;
}

Result<CultivationRulesAnswer> rules_in(Connection& c) {
  auto own = cultivation::own_settings(c);
  if (!own) return tl::unexpected(own.error());
  return CultivationRulesAnswer{class_lines(), cultivation::setting_views(*own)};
}

}  // namespace

Result<CultivationRulesAnswer> cultivation_rules(House& house) {
  return read<CultivationRulesAnswer>(house, [](Connection& c, CultivationRulesAnswer& a) { return put(rules_in(c), a); });
}

Result<CultivationRulesAnswer> set_cultivation_setting(House& house, const Caller& caller, const SettingRequest& r) {
  const std::string value = r.value.value_or("");
  if (value.size() > kMostValue) return fail(ErrorCode::usage, "value", "setting.bad", "a value has at most 60 characters");
  if (auto ok = cultivation::check_setting(r.setting, value); !ok) return tl::unexpected(ok.error());
  if (is_blank(r.reason) || r.reason.size() > kMostReason)
    return fail(ErrorCode::usage, "reason", "reason.needed", "say why, and by which paper, in at most 300 bytes");
  CultivationRulesAnswer a;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = may_keep_statistics(c, caller, "setting"); !ok) return ok;
    if (auto ok = append(house, c, caller, "setting.set", r.setting, {{"value", value}, {"reason", r.reason}}); !ok) return ok;
    return put(rules_in(c), a);
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

}  // namespace luodi::engine
