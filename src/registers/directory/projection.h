// Registers and enterprises as tables: entries register.imported, table.undone, registers.linked, match.decided, match.undone,
// enterprise.pinned, enterprise.tagged into rows.
//
// Invariants: a row that changed or went leaves its earlier version with the entry that ended it; an enterprise's shown values
// follow from its present rows, the rules of the last run and what persons pinned; a person's answers outlive every run.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "registers/directory/choice.h"
#include "registers/directory/fold.h"

namespace luodi::registers {

inline constexpr std::int64_t kOpen = 9'000'000'000'000'000'000;  ///< to_seq of a row that stands

class EnterprisesProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override {
    return {"register",         "register_row",       "row_enterprise",   "enterprise",  "enterprise_pin",
            "enterprise_chain", "register_match",     "match_answer",     "choice_rule", "county_town",
            "link_run",         "enterprise_counter", "enterprise_became"};
  }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
};

/// Numbers as the tables keep them, in thousandths or millionths, and back.
std::int64_t as_kept(double x, double by);
/// Probabilities are kept in millionths.
inline constexpr double kMillionths = 1e6;
double as_said(std::int64_t kept, double by);

/// The blob of a run: assignments and pairs as found.
std::string run_as_blob(const Folded& folded);
/// Parts of a score as the tables keep them, and back.
std::string parts_as_text(const std::vector<WeightPart>& parts);
std::vector<WeightPart> parts_of_text(const std::string& text);

}  // namespace luodi::registers
