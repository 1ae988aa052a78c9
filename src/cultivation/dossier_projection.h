// Dossiers, entry windows, visits and the list of members as tables: entries members.imported, table.undone, dossier.stepped,
// window.set, window.removed, visit.planned, visit.recorded, visit.corrected, visit.withdrawn, visit.cancelled, request.closed,
// request.passed and request.reopened into rows.
//
// Invariants: the latest list of members stands, an earlier one again where it is taken back; a dossier is the fold of its steps
// that were not taken back; a record of a visit that was sent twice under one client's id is one visit.
#pragma once

#include <string>
#include <vector>

#include "cultivation/dossier.h"
#include "ledger/ledger.h"

namespace luodi::cultivation {

class DossiersProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override {
    return {"dossier",       "dossier_step", "entry_window",        "visit",     "visit_correction",
            "visit_request", "member_list",  "cultivation_setting", "member_row"};
  }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
  Result<void> forget(store::Connection& connection, const std::string& subject) override;
};

/// The steps of a dossier, oldest first; `undone` ones are left out unless asked for.
struct StandingStep {
  std::int64_t seq = 0;
  KeptStep kept;
  bool undone = false;
  std::string leader{};  ///< named with it; a personal field of its entry
};
/// 包抓领导: named with the last assignment; "" none.
std::string leader_named(const std::vector<StandingStep>& steps);
Result<std::vector<StandingStep>> steps_of_dossier(store::Connection& c, const std::string& enterprise_id,
                                                   bool undone_too = false);

}  // namespace luodi::cultivation
