// See lights.h.
#include "supervision/lights.h"

#include <algorithm>

namespace luodi::supervision {
namespace {

/// The measure's value on the day; nothing where it cannot be taken.
std::optional<long> measure(std::string_view name, long day, const Measured& m) {
  if (name == "days_late") return m.due_day ? std::optional(std::max(0L, day - *m.due_day)) : std::nullopt;
  // Work that waits for its review is not pressed for the date that comes near.
  if (name == "days_left") {
    if (!m.due_day || day > *m.due_day || m.state == "reported") return std::nullopt;
    return *m.due_day - day;
  }
  if (name != "progress_gap" || !m.progress || !m.due_day || !m.assigned_day || *m.due_day <= *m.assigned_day)
    return std::nullopt;
  const long gone = std::clamp(day - *m.assigned_day, 0L, *m.due_day - *m.assigned_day);
  return std::max(0L, gone * 100 / (*m.due_day - *m.assigned_day) - *m.progress);
}

bool is_followed(std::string_view state) {
  constexpr std::string_view kFollowed[] = {"assigned", "objected", "accepted",  "under_way",
                                            "reported", "returned", "decomposed"};
  return std::find(std::begin(kFollowed), std::end(kFollowed), state) != std::end(kFollowed);
}

}  // namespace

int severity(std::string_view light) {
  return light == "red" ? 3 : light == "yellow" ? 2 : light == "green" ? 1 : 0;
}

LightView light_on(long day, const Measured& m, const std::vector<LightRule>& rules) {
  if (m.state == "closed" || m.state == "archived") return {"green", "", "", 0};
  // What nobody was assigned yet has no light, until its date has passed: then it must not be overlooked.
  const bool waiting = m.state == "confirmed" || m.state == "carried_over";
  if (!is_followed(m.state) && !waiting) return {};
  LightView out{waiting ? "none" : "green", "", "", 0};
  for (const LightRule& r : rules) {
    if (waiting && r.measure != "days_late") continue;
    const auto value = measure(r.measure, day, m);
    if (!value || (r.from && *value < *r.from) || (r.to && *value >= *r.to)) continue;
    if (severity(r.light) > severity(out.light) || (out.rule_id.empty() && r.light == out.light))
      out = {r.light, r.rule_id, r.name, *value};
  }
  return out;
}

}  // namespace luodi::supervision
