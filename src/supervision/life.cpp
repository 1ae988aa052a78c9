// See life.h for the diagram.
#include "supervision/life.h"

#include <algorithm>
#include <set>

namespace luodi::supervision {
namespace {

using States = std::vector<std::string_view>;

bool one_of(std::string_view s, const States& list) {
  return std::find(list.begin(), list.end(), s) != list.end();
}

const States& open_states() {
  static const States list{"confirmed", "assigned", "objected", "accepted", "under_way", "reported", "returned", "carried_over"};
  return list;
}

/// Sides are nested: the head of the lead unit may all that the lead unit may.
bool may(Side side, bool desk, bool lead, bool lead_head) {
  return side == Side::desk ? desk : side == Side::lead ? lead || lead_head : lead_head;
}

}  // namespace

const std::vector<Transition>& transitions() {
  static const States busy{"assigned", "accepted", "under_way", "returned"};
  static const States held{"assigned", "objected", "accepted", "under_way", "reported", "returned"};
  static const States carried_from{"confirmed", "assigned", "objected", "accepted", "under_way", "reported", "returned"};
  static const std::vector<Transition> list = {
      {"assign", {"confirmed", "objected", "carried_over"}, "assigned", Side::desk},
      {"recall", {"assigned", "objected", "accepted"}, "confirmed", Side::desk},
      {"accept", {"assigned"}, "accepted", Side::lead},
      {"object", {"assigned"}, "objected", Side::lead_head},
      {"feedback", {"accepted", "under_way", "returned"}, "under_way", Side::lead},
      {"report", {"accepted", "under_way", "returned"}, "reported", Side::lead},
      {"return", {"reported"}, "returned", Side::desk},
      {"close", {"reported"}, "closed", Side::desk},
      {"archive", {"closed"}, "archived", Side::desk},
      {"reopen", {"closed", "archived"}, "under_way", Side::desk},
      {"suspend", busy, "suspended", Side::desk},
      {"resume", {"suspended"}, "held", Side::desk},
      {"merge", open_states(), "merged", Side::desk},
      {"decompose", {"confirmed", "assigned", "accepted", "under_way"}, "decomposed", Side::desk},
      {"unmerge", {"merged"}, "held", Side::desk},
      {"recompose", {"decomposed"}, "held", Side::desk},
      {"carry", carried_from, "carried_over", Side::desk},
      {"extend", busy, "", Side::desk},
      {"add_helper", held, "", Side::desk},
      {"slip", held, "", Side::desk},
  };
  return list;
}

bool is_open(std::string_view state) {
  return one_of(state, open_states()) || state == "suspended" || state == "decomposed";
}

bool remembers(std::string_view state) {
  return state == "suspended" || state == "merged" || state == "decomposed";
}

Result<const Transition*> transition(std::string_view act, std::string_view state) {
  for (const Transition& t : transitions()) {
    if (t.act != act) continue;
    if (one_of(state, t.from)) return &t;
    return fail(ErrorCode::conflict, "state", "commitment.wrong_state",
                std::string(act) + " does not start from " + std::string(state));
  }
  return fail(ErrorCode::usage, "act", "commitment.no_act", "there is no act " + std::string(act));
}

std::vector<std::string> acts_from(std::string_view state, bool desk, bool lead, bool lead_head) {
  std::vector<std::string> out;
  for (const Transition& t : transitions())
    if (one_of(state, t.from) && may(t.side, desk, lead, lead_head)) out.emplace_back(t.act);
  return out;
}

std::string broken_invariant(const Standing& s) {
  static const States led{"assigned", "objected", "accepted", "under_way", "reported", "returned", "suspended"};
  if (one_of(s.state, led)) {
    if (!s.lead_unit_id || s.lead_unit_id->empty()) return "1: there is no lead unit";
    const std::set<std::string> helpers(s.helping_unit_ids.begin(), s.helping_unit_ids.end());
    if (helpers.size() != s.helping_unit_ids.size()) return "1: a helping unit is named twice";
    if (helpers.count(*s.lead_unit_id) != 0) return "1: the lead unit is a helping unit too";
    if (!s.has_due_date && !s.feedback_days) return "2: neither a due date nor periodic feedback";
  }
  if (one_of(s.state, {"reported", "closed", "archived"}) && !(s.has_parts ? s.parts_closed : s.final_report))
    return s.has_parts ? "3: a part of it is still open" : "3: there is no final report";
  if (s.state == "suspended" && s.held_state.empty()) return "4: a suspended commitment remembers no state";
  if (!s.held_state.empty() && !remembers(s.state)) return "4: a commitment that is " + s.state + " remembers a state";
  if (!s.held_state.empty() && !is_open(s.held_state)) return "4: the remembered state is not open";
  if ((s.state == "merged") != s.merged_into.has_value()) return "5: only a merged commitment names another";
  if (s.merged_into && *s.merged_into == s.commitment_id) return "5: a commitment cannot be merged into itself";
  if (s.progress && (*s.progress < 0 || *s.progress > 100)) return "6: progress is a percentage";
  return {};
}

}  // namespace luodi::supervision
