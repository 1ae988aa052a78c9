// Presets of the supervision desk: time limits and light rules, from presets/*.csv linked into the program. A county's own
// sets are entries (limits.set, lights.set) and stand in their place from that entry on.
#pragma once

#include <string>
#include <vector>

#include "base/working_days.h"
#include "luodi/values/supervision.h"
#include "store/store.h"

namespace luodi::supervision {

const std::vector<LimitRule>& limit_presets();
const std::vector<LightRule>& light_presets();
const std::vector<SlipRule>& slip_presets();

/// A kind of matter that comes by another way than a meeting (领导批示, 文件交办), and the limit that holds for it.
struct MatterKind {
  std::string kind, name, limit_id;
};
const std::vector<MatterKind>& matter_kinds();
/// What a year's requests from visits are gathered under.
inline constexpr std::string_view kVisitRequests = "走访诉求";
/// Names of the kinds that gather single matters, that of visits' requests among them.
std::vector<std::string> single_matters();
/// True of the kinds of meeting that gather single matters (those above, and 走访诉求): no meeting that a whole county attended.
bool is_single_matter(std::string_view meeting_kind);

/// A kind of slip 督办单, the lighter first; places use yellow 黄 or orange 橙 for the one between (紫阳; 三明).
struct SlipKind {
  std::string_view kind, name;
  int weight = 0;
};
/// null where there is none of this name.
const SlipKind* slip_kind(std::string_view kind);

/// Checks a set: known units, measures and lights, amounts from 1 to 3650, no id twice. usage names the row.
Result<void> check_limits(const std::vector<LimitRule>& rules);
Result<void> check_lights(const std::vector<LightRule>& rules);
Result<void> check_slips(const std::vector<SlipRule>& rules);
/// Rules as they are kept: none that is used is missing, none overlaps, and what differs from its preset says so.
Result<std::vector<LimitRule>> limits_to_keep(std::vector<LimitRule> rules);
Result<std::vector<LightRule>> lights_to_keep(std::vector<LightRule> rules);
Result<std::vector<SlipRule>> slips_to_keep(std::vector<SlipRule> rules);

/// The sets in force at an instant ("9999" : now): the latest one set before it, else the presets.
Result<std::vector<LimitRule>> limits_at(store::Connection& c, const std::string& before);
Result<std::vector<LightRule>> lights_at(store::Connection& c, const std::string& before);
/// Limits as they were set at once, and the day that was done; "" for the presets.
struct LimitSet {
  std::string made_on;
  std::vector<LimitRule> rules;
};
/// Every set made before an instant, the latest first and the presets last: a limit that is valid from a later day leaves the one
/// before it in force until then.
Result<std::vector<LimitSet>> limits_known(store::Connection& c, const std::string& before);

Result<std::vector<SlipRule>> slips_at(store::Connection& c, const std::string& before);

/// Every set of light rules with the instant from which it held, oldest first; the first holds from the beginning ("").
struct LightSet {
  std::string from;
  std::vector<LightRule> rules;
};
Result<std::vector<LightSet>> light_sets(store::Connection& c);

/// The day a limit ends when it starts on `from`, by the rule in force on that day, with its reason "3个工作日（source）";
/// nothing where no rule was. Where it runs into a year whose holidays are not known yet, working days are those of the week, and
/// the reason says so.
struct LimitEnd {
  Date day;
  std::string reason;
};
std::optional<LimitEnd> end_of_limit(const std::vector<LimitSet>& sets, std::string_view limit_id, const Date& from);

}  // namespace luodi::supervision
