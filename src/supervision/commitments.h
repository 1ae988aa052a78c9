// Commitments: what became of a directive. In this step: confirmed, changed, withdrawn; the rest of a commitment's life
// (assigned, accepted, reported …) is built on the same entries.
//
//   (directive confirmed) --> confirmed --change--> confirmed     confirmed --undo of the directive--> withdrawn
// Entries read: directive.confirmed, directive.undone, commitment.changed.
// Invariant: every commitment names the directive, paper and span it came from; a number is given once and never again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "luodi/values/desk.h"

namespace luodi::supervision {

/// A commitment as a confirmation makes it.
struct CommitmentText {
  std::string commitment_id;
  std::string text;
  Span span{};
  std::optional<std::string> unit;
  std::optional<std::string> due_date;
  std::string due_kind = "none";
  std::optional<std::string> deadline;
  std::optional<std::string> parent_id;
};
BOOST_DESCRIBE_STRUCT(CommitmentText, (), (commitment_id, text, span, unit, due_date, due_kind, deadline, parent_id))

class CommitmentsProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override { return {"commitment"}; }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
};

/// The next free number of a year, "2026-00007"; `ahead` numbers further where several are given before they are stored.
Result<std::string> next_number(store::Connection& c, const std::string& year, std::size_t ahead);

/// Confirmed commitments, newest first; with `meeting_id` only that meeting's.
Result<std::vector<CommitmentView>> list_commitments(store::Connection& c, const std::optional<std::string>& meeting_id);
Result<CommitmentView> get_commitment(store::Connection& c, const std::string& commitment_id);
/// Commitments of a directive that stand.
Result<std::vector<std::string>> commitments_of(store::Connection& c, const std::string& directive_id);

}  // namespace luodi::supervision
