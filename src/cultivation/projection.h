// Monthly figures and the watch as tables: entries figures.imported, table.undone, candidates.watched into rows.
//
// Invariants: a figure stands with the import that brought it and comes back when a later one is taken back; what a run of the
// watch found is its entry's blob, so that replaying needs no forecast and a better one never changes history.
#pragma once

#include <string>
#include <vector>

#include "cultivation/candidates.h"
#include "ledger/ledger.h"

namespace luodi::cultivation {

class CultivationProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override {
    return {"figure_source", "figure_row", "candidate", "candidate_page", "watch_run"};
  }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
};

/// The blob of a run: every candidate as it was found.
std::string watch_as_blob(const Watch& watch);

}  // namespace luodi::cultivation
