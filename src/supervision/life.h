// The life of a commitment: states, acts, who may act, and the invariants that hold after every act.
//
// clang-format off
//   proposed (a directive) ─confirm─▶ confirmed ─assign 交办─▶ assigned ─accept 签收─▶ accepted ─feedback─▶ under_way ◀─feedback─┐
//                                       ▲                      │  ▲                     │                    │   └──────────┘
//                                   (undo of the directive:    │object 移交异议          └──────report 反馈────┤
//                                    withdrawn)                ▼  │assign                                     ▼
//                                                           objected ┘              returned ◀─return 退回─ reported
//                                                                 returned ─feedback▶ under_way, ─report▶ reported   │close 办结
//                                                                                                                ▼
//                                                           under_way ◀─reopen─ closed ─archive 归档─▶ archived
//   confirmed    ◀─recall 收回交办─ assigned, objected, accepted: nobody has worked on it yet
//   carried_over ◀─carry─ any open state
//   suspended    ◀─suspend─ work that runs;        ─resume─▶ the state before
//   merged       ◀─merge─ any open state;          ─unmerge─▶ the state before
//   decomposed   ◀─decompose─ confirmed or work that runs; closed with the last of its parts; ─recompose─▶ the state before, while
//                    no part is assigned: the parts are withdrawn
// clang-format on
//
// Kept by every act, whatever the state: extend (a new due date), add_helper, slip.
//
// Invariants (broken_invariant names the number):
//  1. From assigned on there is exactly one lead unit, and it is no helping unit; no helping unit is named twice.
//  2. From assigned on there is a due date, or feedback comes periodically.
//  3. Reported, closed and archived name a final report of the lead unit; with parts, all its parts are closed.
//  4. Suspended remembers an open state to go back to; merged and decomposed may, for they can be taken back; no other does.
//  5. Merged names another commitment, and only merged does.
//  6. Progress is a percentage.
// A commitment is never deleted; withdrawn, merged and archived ones stay in every count that asks for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::supervision {

/// Who acts, as far as the diagram cares.
enum class Side { desk, lead, lead_head };  ///< the supervision desk; the lead unit; its head

/// One row of the diagram. `to` empty: the state stays; "held": the one that was remembered.
struct Transition {
  std::string_view act;
  std::vector<std::string_view> from;
  std::string_view to;
  Side side;
};
const std::vector<Transition>& transitions();

/// States in which work is open.
bool is_open(std::string_view state);
/// States that may remember the one before them.
bool remembers(std::string_view state);
/// The transition of an act; usage if there is none, conflict if it does not start from this state.
Result<const Transition*> transition(std::string_view act, std::string_view state);
/// Acts that a caller on these sides may do in this state.
std::vector<std::string> acts_from(std::string_view state, bool desk, bool lead, bool lead_head);

/// What the invariants speak of.
struct Standing {
  std::string commitment_id;
  std::string state;
  std::string held_state;
  std::string confirmed_by{};  ///< the account
  std::optional<std::string> lead_unit_id;
  std::vector<std::string> helping_unit_ids;
  bool has_due_date = false;
  std::optional<std::int64_t> feedback_days;
  std::optional<std::int64_t> progress;
  std::optional<std::string> merged_into;
  bool final_report = false;
  bool has_parts = false;     ///< of those that stand: withdrawn ones count for nothing
  bool parts_closed = false;  ///< has parts, and all of them are closed
};
/// The first invariant that does not hold, in words that begin with its number; empty if all hold.
std::string broken_invariant(const Standing& s);

}  // namespace luodi::supervision
