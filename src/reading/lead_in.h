// What introduces a demand: 会议强调, a number before it, and the 要 that demands. Refused: 要 inside words (重要, 要素, 要求)
// and in sayings that are quoted.
#pragma once

#include "reading/scan.h"

namespace luodi::reading {

/// What introduced a sentence: nothing, 要求/强调 (demand), 指出 (note), 认为 (appraisal).
enum class Mode { none, demand, note, appraisal };

struct LeadIn {
  std::size_t length = 0;  ///< characters of "会议强调，"
  Mode mode = Mode::none;
};

/// The lead-in a clause starts with: 会议强调, 县长X要求, 他指出 …
LeadIn lead_in(View clause);

/// True where `at` is a 要 that demands, not a part of a word.
bool is_demanding_yao(View text, std::size_t at);

/// Length of a numbering at the start: "一要" gives 1 (the 要 stays), "一是", "（一）", "1.", "第一，" their own length.
std::size_t numbering(View clause);

}  // namespace luodi::reading
