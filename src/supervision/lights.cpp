// See lights.h.
#include "supervision/lights.h"

#include <algorithm>
#include <limits>

namespace luodi::supervision {
namespace {

enum Measure { kDaysLate, kDaysLeft, kProgressGap, kUnknown };

Measure measure_named(std::string_view name) {
  return name == "days_late" ? kDaysLate : name == "days_left" ? kDaysLeft : name == "progress_gap" ? kProgressGap : kUnknown;
}

/// The measure's value on the day; nothing where it cannot be taken. What its unit has handed in is measured by the day of that:
/// the review takes the desk's time, not the unit's.
std::optional<double> measure(Measure what, long today, const Measured& m) {
  const bool reported = m.state == "reported";
  const long day = reported && m.reported_day ? std::min(today, *m.reported_day) : today;
  if (what == kDaysLate) return m.due_day ? std::optional(static_cast<double>(std::max(0L, day - *m.due_day))) : std::nullopt;
  // Work that waits for its review is not pressed for the date that comes near.
  if (what == kDaysLeft) {
    if (!m.due_day || day > *m.due_day || reported) return std::nullopt;
    return static_cast<double>(*m.due_day - day);
  }
  if (what != kProgressGap || !m.progress || !m.finish_day || !m.assigned_day || *m.finish_day <= *m.assigned_day)
    return std::nullopt;
  const long whole = *m.finish_day - *m.assigned_day, gone = std::clamp(day - *m.assigned_day, 0L, whole);
  return std::max(0.0, static_cast<double>(gone) * 100 / static_cast<double>(whole) - static_cast<double>(*m.progress));
}

/// A rule's range with ends for every value, as compared row by row.
bool holds(double value, double from, double to, bool above, bool up_to) {
  return (above ? value > from : value >= from) && (up_to ? value <= to : value < to);
}
double from_of(const LightRule& r) {
  return r.from ? static_cast<double>(*r.from) : -std::numeric_limits<double>::infinity();
}
double to_of(const LightRule& r) {
  return r.to ? static_cast<double>(*r.to) : std::numeric_limits<double>::infinity();
}

bool is_followed(std::string_view state) {
  constexpr std::string_view kFollowed[] = {"assigned", "objected", "accepted",  "under_way",
                                            "reported", "returned", "decomposed"};
  return std::find(std::begin(kFollowed), std::end(kFollowed), state) != std::end(kFollowed);
}

/// What nobody was assigned yet has no light, until its date has passed: then it must not be overlooked.
bool is_waiting(std::string_view state) {
  return state == "confirmed" || state == "carried_over";
}

}  // namespace

int severity(std::string_view light) {
  return light == "red" ? 3 : light == "yellow" ? 2 : light == "green" ? 1 : 0;
}

LightView light_on(long day, const Measured& m, const std::vector<LightRule>& rules) {
  if (m.state == "closed" || m.state == "archived") return {"green", "", "", 0};
  const bool waiting = is_waiting(m.state);
  if (!is_followed(m.state) && !waiting) return {};
  LightView out{waiting ? "none" : "green", "", "", 0};
  for (const LightRule& r : rules) {
    if (waiting && r.measure != "days_late") continue;
    const auto value = measure(measure_named(r.measure), day, m);
    if (!value || !holds(*value, from_of(r), to_of(r), r.above.value_or(false), r.up_to.value_or(false))) continue;
    if (severity(r.light) > severity(out.light) || (out.rule_id.empty() && r.light == out.light))
      out = {r.light, r.rule_id, r.name, *value};
  }
  return out;
}

LightRules::LightRules(const std::vector<LightRule>& rules) {
  for (const LightRule& r : rules)
    rules_.push_back(
        {measure_named(r.measure), severity(r.light), r.above.value_or(false), r.up_to.value_or(false), from_of(r), to_of(r)});
}

int LightRules::severity_on(long day, const Measured& m) const {
  if (m.state == "closed" || m.state == "archived") return 1;
  const bool waiting = is_waiting(m.state);
  if (!waiting && !is_followed(m.state)) return 0;
  int worst = waiting ? 0 : 1;
  for (const Compiled& r : rules_) {
    if (r.severity <= worst || (waiting && r.measure != kDaysLate)) continue;
    const auto value = measure(static_cast<Measure>(r.measure), day, m);
    if (value && holds(*value, r.from, r.to, r.above, r.up_to)) worst = r.severity;
  }
  return worst;
}

}  // namespace luodi::supervision
