// Deadlines: the due time a directive words, and the day that follows from it.
#pragma once

#include <optional>
#include <string>

#include "reading/scan.h"

namespace luodi::reading {

struct Deadline {
  Range range;                          ///< the wording: "12月25日前"
  std::optional<std::string> due_date;  ///< ISO; none for an open date (汛期来临前)
  std::string reason;                   ///< how the day follows: "last day of March 2026"
};

/// The deadline in a directive. A frequency (每周一次), a start (从1月起), 尽快 and a condition (正月十五前未复工的) are none.
/// `meeting_date`: ISO or "--MM-DD"; without a year the day stays open.
std::optional<Deadline> find_deadline(View directive, const std::optional<std::string>& meeting_date);

}  // namespace luodi::reading
