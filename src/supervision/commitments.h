// Commitments: what became of a directive, from its confirmation to the archive. The diagram stands in life.h.
//
// Entries read: directive.confirmed, directive.undone, commitment.changed, commitment.<act>, slip.voided, limits.set, lights.set.
// Every act closes the version of the commitment that stood and opens a new one, so that any past day is shown as it was.
// Invariant: every commitment names the directive, paper and span it came from; a number is given once and never again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "luodi/values/supervision.h"
#include "supervision/life.h"
#include "supervision/lights.h"

namespace luodi::supervision {

/// A commitment as a confirmation or a decomposition makes it.
struct CommitmentText {
  std::string commitment_id;
  std::string text;
  Span span{};
  std::optional<std::string> unit;
  std::optional<std::string> due_date;
  std::string due_kind = "none";
  std::optional<std::string> deadline;
  std::optional<std::string> parent_id;
  std::optional<std::string> assign_by{}, assign_reason{};  ///< until when it is to be assigned, and by which limit
  std::optional<std::string> due_reason{};                  ///< where a limit gave the due date: which
};
BOOST_DESCRIBE_STRUCT(CommitmentText, (),
                      (commitment_id, text, span, unit, due_date, due_kind, deadline, parent_id, assign_by, assign_reason,
                       due_reason))

/// What an act changes, as its entry's payload; nothing given changes nothing. `state` is the state after it.
struct Act {
  std::string state;
  std::optional<std::string> held_state;  ///< "" takes it away
  std::optional<std::string> unit, lead_unit_id;
  std::optional<std::vector<std::string>> helping_units, helping_unit_ids;
  std::optional<std::string> due_date, due_kind, due_reason;
  std::optional<std::int64_t> feedback_days;
  std::optional<std::string> next_feedback, feedback_reason, assigned_on, objection_until;
  std::optional<std::int64_t> progress;  ///< below 0 takes it away
  std::optional<std::string> merged_into;
  std::optional<bool> final_report;
  std::optional<std::string> text;  ///< what was said: reason, feedback, note
  std::optional<std::string> report_id;
  std::optional<std::vector<EvidenceFile>> files;
  std::optional<std::vector<EvidenceLink>> links{};
  std::optional<std::vector<CommitmentText>> parts;
  std::optional<SlipView> slip;
};
BOOST_DESCRIBE_STRUCT(Act, (),
                      (state, held_state, unit, lead_unit_id, helping_units, helping_unit_ids, due_date, due_kind, due_reason,
                       feedback_days, next_feedback, feedback_reason, assigned_on, objection_until, progress, merged_into,
                       final_report, text, report_id, files, links, parts, slip))

class CommitmentsProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override {
    return {"commitment", "commitment_version", "commitment_series", "report", "slip", "rule_set"};
  }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
  /// The invariants of life.h, on every commitment that the entry gave a new version.
  Result<void> check(store::Connection& connection, const ledger::Entry& entry) override;
  Result<void> forget(store::Connection& connection, const std::string& subject) override;
};

/// The next free number of a year, "2026-00007"; `ahead` numbers further where several are given before they are stored.
Result<std::string> next_number(store::Connection& c, const std::string& year, std::size_t ahead);

/// The rows of a page, in the order of `ids`, as they stood at an instant ("9999": now), without their lights.
Result<std::vector<CommitmentView>> load_commitments(store::Connection& c, const std::vector<std::string>& ids,
                                                     const std::string& before);

Result<CommitmentView> get_commitment(store::Connection& c, const std::string& commitment_id);
/// What the invariants speak of, and the ids of the helping units.
Result<Standing> standing_of(store::Connection& c, const std::string& commitment_id);
/// conflict if another commitment is merged into this one: what it stands for must not be withdrawn.
Result<void> nothing_merged_into(store::Connection& c, const std::string& commitment_id);
/// Commitments of a directive that stand.
Result<std::vector<std::string>> commitments_of(store::Connection& c, const std::string& directive_id);

Result<std::vector<ReportView>> reports_of(store::Connection& c, const std::string& commitment_id);
Result<std::vector<SlipView>> slips_of(store::Connection& c, const std::string& commitment_id);
Result<std::vector<StepView>> steps_of(store::Connection& c, const std::string& commitment_id);
Result<std::vector<CommitmentView>> parts_of(store::Connection& c, const std::string& commitment_id);
/// The versions of one commitment, oldest first: what its light depended on, and from which instant.
struct Version {
  std::string from_at, state;
  std::optional<long> assigned_day, due_day, progress, finish_day, reported_day;
  Measured measured() const { return {state, assigned_day, due_day, progress, finish_day, reported_day}; }
};
Result<std::vector<Version>> versions_of(store::Connection& c, const std::string& commitment_id);
/// What stood when a commitment was last waiting for an assignment, confirmed or carried over.
struct Unassigned {
  std::optional<std::string> unit, due_date;
  std::string due_kind;
  std::optional<std::string> due_reason;
};
/// `not_found` where it never waited for one.
Result<Unassigned> before_assignment(store::Connection& c, const std::string& commitment_id);
/// The next number of a kind of slip in a year.
Result<std::int64_t> next_slip(store::Connection& c, const std::string& kind, const std::string& year);

/// A day as a number; nothing for none, or for what is no day.
std::optional<std::int64_t> day_number(const std::optional<std::string>& iso_day);
/// The day in China of an instant of the ledger, as a number.
long day_of(const std::string& at);
/// The instant at which a day in China ends, as entries write it; "9999" for no day.
std::string end_of_day(const std::optional<std::string>& iso_day);

}  // namespace luodi::supervision
