// See presets.h.
#include "supervision/presets.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/clock.h"
#include "base/presets.h"
#include "describe/json.h"

namespace luodi::supervision {
namespace {

constexpr std::int64_t kMostDays = 3650;
constexpr std::string_view kInForce = "SELECT rules FROM rule_set WHERE kind = ?1 AND at < ?2 ORDER BY seq DESC LIMIT 1";

std::optional<std::int64_t> whole(const std::string& s) {
  return s.empty() ? std::nullopt : std::optional<std::int64_t>(std::stoll(s));
}

template <class Rule>
Result<std::vector<Rule>> in_force(store::Connection& c, const char* kind, const std::string& before,
                                   const std::vector<Rule>& presets) {
  auto rows = c.query(kInForce, {std::string(kind), before});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return presets;
  return describe::from_json<std::vector<Rule>>(boost::json::parse(rows->front().text("rules")));
}

template <class Rule, class Id>
Result<void> check_ids(const std::vector<Rule>& rules, Id id) {
  std::set<std::string> seen;
  for (const Rule& r : rules)
    if (id(r).empty() || !seen.insert(id(r)).second)
      return fail(ErrorCode::usage, id(r), "rules.id", "each rule needs an id of its own");
  return {};
}

/// What a rule of the county's own says of itself: the preset's words speak of the preset's numbers.
std::string own_source(const std::string& preset) {
  static constexpr std::string_view kOwn = "本县设置";
  return preset.rfind(kOwn, 0) == 0 ? preset : std::string(kOwn) + "；预设依据：" + preset;
}

std::string light_words(const LightRule& r) {
  const auto number = [](std::int64_t n) { return std::to_string(n); };
  // Whole days: what lies above a number begins with the next one.
  const std::int64_t first = r.from.value_or(0) + (r.from && r.above.value_or(false) ? 1 : 0);
  if (r.measure == "days_late") return first <= 1 ? "已超期" : "超期" + number(first) + "天及以上";
  if (r.measure == "days_left")
    return r.to ? "距到期不足" + number(*r.to + (r.up_to.value_or(false) ? 1 : 0)) + "天" : "距到期" + number(first) + "天及以上";
  const std::string from = number(r.from.value_or(0)), points = "个百分点";
  if (!r.to) return r.above.value_or(false) ? "进度落后超过" + from + points : "进度落后" + from + points + "及以上";
  if (r.from.value_or(0) == 0 && !r.up_to.value_or(false)) return "进度落后不足" + number(*r.to) + points;
  return "进度落后" + from + "至" + number(*r.to) + points + (r.up_to.value_or(false) ? "" : "（不含" + number(*r.to) + "）");
}

/// Both speak of the same value of their measure.
bool overlap(const LightRule& x, const LightRule& y) {
  const auto ends_before = [](const LightRule& one, const LightRule& other) {
    if (!one.to || !other.from) return false;
    return *one.to != *other.from ? *one.to < *other.from : !one.up_to.value_or(false) || other.above.value_or(false);
  };
  return x.measure == y.measure && !ends_before(x, y) && !ends_before(y, x);
}

}  // namespace

const std::vector<LimitRule>& limit_presets() {
  static const std::vector<LimitRule> list = [] {
    std::vector<LimitRule> out;
    for (const auto& r : preset_rows("limits.csv"))
      if (r.size() >= 6) out.push_back({r[0], r[1], std::stoll(r[2]), r[3], r[4], r[5]});
    return out;
  }();
  return list;
}

const std::vector<MatterKind>& matter_kinds() {
  static const std::vector<MatterKind> list = [] {
    std::vector<MatterKind> out;
    for (const auto& r : preset_rows("matter_kinds.csv"))
      if (r.size() >= 3) out.push_back({r[0], r[1], r[2]});
    return out;
  }();
  return list;
}

bool is_single_matter(std::string_view meeting_kind) {
  const auto& kinds = matter_kinds();
  return meeting_kind == kVisitRequests ||
         std::any_of(kinds.begin(), kinds.end(), [&](const MatterKind& k) { return k.name == meeting_kind; });
}

std::vector<std::string> single_matters() {
  std::vector<std::string> out{std::string(kVisitRequests)};
  for (const MatterKind& k : matter_kinds()) out.push_back(k.name);
  return out;
}

const std::vector<LightRule>& light_presets() {
  static const std::vector<LightRule> list = [] {
    std::vector<LightRule> out;
    for (const auto& r : preset_rows("lights.csv"))
      if (r.size() >= 8)
        out.push_back({r[0], r[1], r[2], whole(r[3]), whole(r[4]), r[5], r[6], r[7] == "above", r[7] == "up_to"});
    return out;
  }();
  return list;
}

const std::vector<SlipRule>& slip_presets() {
  static const std::vector<SlipRule> list = [] {
    std::vector<SlipRule> out;
    for (const auto& r : preset_rows("slips.csv"))
      if (r.size() >= 5) out.push_back({r[0], r[1], std::stoll(r[2]), r[3], r[4]});
    return out;
  }();
  return list;
}

const SlipKind* slip_kind(std::string_view kind) {
  static constexpr SlipKind kKinds[] = {{"blue", "蓝单", 0}, {"yellow", "黄单", 1}, {"orange", "橙单", 1}, {"red", "红单", 2}};
  const auto* it = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const SlipKind& k) { return k.kind == kind; });
  return it == std::end(kKinds) ? nullptr : it;
}

Result<void> check_limits(const std::vector<LimitRule>& rules) {
  if (auto ok = check_ids(rules, [](const LimitRule& r) { return r.limit_id; }); !ok) return ok;
  for (const LimitRule& r : rules) {
    if (r.unit != "working_days" && r.unit != "days")
      return fail(ErrorCode::usage, r.limit_id + ".unit", "rules.unit", "a unit is working_days or days");
    if (r.amount < 1 || r.amount > kMostDays)
      return fail(ErrorCode::usage, r.limit_id + ".amount", "rules.amount", "an amount lies between 1 and 3650");
    if (!Date::parse(r.valid_from))
      return fail(ErrorCode::usage, r.limit_id + ".valid_from", "date.bad", "a date is written 2026-03-31");
  }
  return {};
}

Result<void> check_lights(const std::vector<LightRule>& rules) {
  if (auto ok = check_ids(rules, [](const LightRule& r) { return r.rule_id; }); !ok) return ok;
  static const std::set<std::string> lights{"green", "yellow", "red"}, measures{"days_late", "days_left", "progress_gap"};
  for (const LightRule& r : rules) {
    if (lights.count(r.light) == 0) return fail(ErrorCode::usage, r.rule_id + ".light", "rules.light", "green, yellow or red");
    if (measures.count(r.measure) == 0)
      return fail(ErrorCode::usage, r.rule_id + ".measure", "rules.measure", "days_late, days_left or progress_gap");
    const bool one_value = r.from == r.to && r.up_to.value_or(false) && !r.above.value_or(false);
    if (r.from && r.to && *r.from >= *r.to && !one_value)
      return fail(ErrorCode::usage, r.rule_id + ".to", "rules.range", "a rule holds from less to more");
  }
  return {};
}

Result<std::vector<LimitRule>> limits_to_keep(std::vector<LimitRule> rules) {
  if (auto ok = check_limits(rules); !ok) return tl::unexpected(ok.error());
  for (const LimitRule& preset : limit_presets()) {
    const auto it = std::find_if(rules.begin(), rules.end(), [&](const LimitRule& r) { return r.limit_id == preset.limit_id; });
    if (it == rules.end())
      return fail(ErrorCode::usage, preset.limit_id, "rules.missing",
                  "the limit " + preset.limit_id + " is used; give it a number");
    const bool same = it->amount == preset.amount && it->unit == preset.unit;
    it->source = same ? preset.source : own_source(preset.source);
  }
  return rules;
}

Result<std::vector<LightRule>> lights_to_keep(std::vector<LightRule> rules) {
  if (auto ok = check_lights(rules); !ok) return tl::unexpected(ok.error());
  for (LightRule& r : rules) {
    for (const LightRule& other : rules)
      if (&other != &r && overlap(r, other))
        return fail(ErrorCode::usage, r.rule_id, "rules.overlap", "two rules speak of the same " + r.measure);
    const auto preset =
        std::find_if(light_presets().begin(), light_presets().end(), [&](const LightRule& p) { return p.rule_id == r.rule_id; });
    if (preset == light_presets().end()) continue;
    const bool ends =
        r.above.value_or(false) == preset->above.value_or(false) && r.up_to.value_or(false) == preset->up_to.value_or(false);
    const bool same =
        ends && r.from == preset->from && r.to == preset->to && r.light == preset->light && r.measure == preset->measure;
    r.name = same ? preset->name : light_words(r);
    r.source = same ? preset->source : own_source(preset->source);
  }
  return rules;
}

Result<void> check_slips(const std::vector<SlipRule>& rules) {
  if (auto ok = check_ids(rules, [](const SlipRule& r) { return r.rule_id; }); !ok) return ok;
  for (const SlipRule& r : rules) {
    if (slip_kind(r.kind) == nullptr)
      return fail(ErrorCode::usage, r.rule_id + ".kind", "slip.kind", "a slip is blue, yellow, orange or red");
    if (r.days_late < -kMostDays || r.days_late > kMostDays)
      return fail(ErrorCode::usage, r.rule_id + ".days_late", "rules.amount", "days lie between -3650 and 3650");
  }
  return {};
}

Result<std::vector<SlipRule>> slips_to_keep(std::vector<SlipRule> rules) {
  if (auto ok = check_slips(rules); !ok) return tl::unexpected(ok.error());
  for (SlipRule& r : rules) {
    const auto preset =
        std::find_if(slip_presets().begin(), slip_presets().end(), [&](const SlipRule& p) { return p.rule_id == r.rule_id; });
    if (preset == slip_presets().end()) continue;
    const bool same = r.days_late == preset->days_late && r.kind == preset->kind;
    const std::string days = std::to_string(r.days_late < 0 ? -r.days_late : r.days_late);
    r.name =
        same ? preset->name
             : (r.days_late < 0 ? "到期前" + days + "天" : "超期" + days + "天") + "发" + std::string(slip_kind(r.kind)->name);
    r.source = same ? preset->source : own_source(preset->source);
  }
  return rules;
}

Result<std::vector<SlipRule>> slips_at(store::Connection& c, const std::string& before) {
  return in_force(c, "slips", before, slip_presets());
}

Result<std::vector<LimitRule>> limits_at(store::Connection& c, const std::string& before) {
  return in_force(c, "limits", before, limit_presets());
}

Result<std::vector<LimitSet>> limits_known(store::Connection& c, const std::string& before) {
  auto rows = c.query("SELECT at, rules FROM rule_set WHERE kind = 'limits' AND at < ?1 ORDER BY seq DESC", {before});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<LimitSet> out;
  for (const auto& r : *rows) {
    auto rules = describe::from_json<std::vector<LimitRule>>(boost::json::parse(r.text("rules")));
    if (!rules) return tl::unexpected(rules.error());
    out.push_back({day_in_china(r.text("at")), std::move(*rules)});
  }
  out.push_back({"", limit_presets()});
  return out;
}

Result<std::vector<LightRule>> lights_at(store::Connection& c, const std::string& before) {
  return in_force(c, "lights", before, light_presets());
}

Result<std::vector<LightSet>> light_sets(store::Connection& c) {
  auto rows = c.query("SELECT at, rules FROM rule_set WHERE kind = 'lights' ORDER BY seq");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<LightSet> out{{"", light_presets()}};
  for (const auto& r : *rows) {
    auto rules = describe::from_json<std::vector<LightRule>>(boost::json::parse(r.text("rules")));
    if (!rules) return tl::unexpected(rules.error());
    out.push_back({r.text("at"), std::move(*rules)});
  }
  return out;
}

namespace {

/// The rule in force on a day. What a set puts off to a later day leaves in force what was so when it was made, not what the set
/// before it had put off itself.
const LimitRule* limit_on(const std::vector<LimitSet>& sets, std::string_view limit_id, std::string day) {
  for (const LimitSet& set : sets) {
    const auto it = std::find_if(set.rules.begin(), set.rules.end(), [&](const LimitRule& r) { return r.limit_id == limit_id; });
    if (it == set.rules.end()) continue;
    if (it->valid_from <= day) return &*it;
    if (!set.made_on.empty()) day = std::min(day, set.made_on);
  }
  return nullptr;
}

}  // namespace

std::optional<LimitEnd> end_of_limit(const std::vector<LimitSet>& sets, std::string_view limit_id, const Date& from) {
  const LimitRule* rule = limit_on(sets, limit_id, from.iso());
  if (rule == nullptr) return std::nullopt;
  const bool working = rule->unit == "working_days";
  const int amount = static_cast<int>(rule->amount);
  const WorkingDay end = working ? working_day_after(from, amount) : WorkingDay{from.plus_days(amount)};
  std::string reason = rule->name + std::to_string(rule->amount) + (working ? "个工作日" : "日") + "（" + rule->source + "）";
  if (end.guessed_year != 0) reason += "，" + std::to_string(end.guessed_year) + "年放假安排尚未导入，按周一至周五推算";
  return LimitEnd{end.day, std::move(reason)};
}

}  // namespace luodi::supervision
