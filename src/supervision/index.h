// The commitments in memory: what a list filters, sorts and lights, as columns over every version that ever stood.
//
// Why: a list of 200,000 commitments needs the light of every row, and a past day needs every row of that day. Both stores
// answer that in tenths of a second and not equally; columns answer in milliseconds and, being one piece of code, equally.
// Invariants:
//  1. The index holds what commitment_version holds, nothing else; personal fields never enter it.
//  2. It reads the new versions in the reader's own transaction and answers as of that transaction's last entry, so a list
//     and the rows loaded for it belong together, whoever writes meanwhile (another process too).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "luodi/values/supervision.h"
#include "store/store.h"
#include "supervision/lights.h"

namespace luodi::supervision {

struct Columns;

/// Whose commitments: those that one of these units leads or helps, and those that no unit leads yet and one of these accounts
/// confirmed.
struct Theirs {
  std::vector<std::string> units, accounts;
};

/// What a list asks for. `before` is an instant: the rows as they stood then ("9999": now).
struct Filter {
  std::string before = "9999";
  std::optional<std::string> meeting_id, state, unit_id, topic, words;
  std::optional<Theirs> theirs;
  std::optional<std::vector<std::string>> ids;  ///< only these
  std::string order = "commitment_id";          ///< commitment_id | due_date | unit | state | meeting_date
  bool descending = true;
  std::size_t limit = 200, offset = 0;
};

/// One commitment as it stood; the views live as long as the call that hands them out.
struct NarrowRow {
  std::string_view commitment_id, state, meeting_id, lead_unit_id;  ///< "" where no unit leads yet
  std::string_view whole;                                           ///< the commitment that this one is a part of; "" for none
  std::uint32_t meeting = 0;    ///< a small number of the meeting, good as long as the call: to count by
  std::optional<long> due_day;  ///< the due date, or the next feedback where that comes first
  /// Counts by itself, in notices, campaigns and start pages alike: it is not merged into another, and not a part of one that
  /// the filter lets through.
  bool counted = true;
  std::optional<long> finish_day, assign_by;
  int light = 0;  ///< by severity(), where lights were asked for
};

/// Lights on a day by these rules.
struct Lighting {
  long day = 0;
  const std::vector<LightRule>& rules;
};

/// A page of a list: the ids in order, how many fit on all pages, and the lights of all before the light filter.
struct Page {
  std::vector<std::string> ids;
  std::int64_t total = 0, counted = 0;    ///< counted: of the total, those that count by themselves
  std::int64_t lights[4] = {0, 0, 0, 0};  ///< by severity(): none, green, yellow, red
};

class CommitmentIndex {
 public:
  CommitmentIndex();
  ~CommitmentIndex();
  CommitmentIndex(const CommitmentIndex&) = delete;
  CommitmentIndex& operator=(const CommitmentIndex&) = delete;

  /// Reads what it has not read yet; lists and visits do so by themselves.
  Result<void> follow(store::Connection& c);
  /// The page of a filter on a day, with lights by these rules. `light`: only rows of that light.
  Result<Page> list(store::Connection& c, const Filter& filter, const Lighting& lighting,
                    const std::optional<std::string>& light);
  /// Every row of a filter, in the order in which the commitments were made, with its light where `lighting` is given.
  Result<void> visit(store::Connection& c, const Filter& filter, const std::optional<Lighting>& lighting,
                     const std::function<void(const NarrowRow&)>& seen);

 private:
  struct Look;
  Result<Look> look(store::Connection& c, const Filter& filter, const std::optional<Lighting>& lighting);
  std::unique_ptr<Columns> columns_;
};

}  // namespace luodi::supervision
