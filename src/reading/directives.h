// Directives of a sentence: where each begins and ends, and on whom it is put.
//
// A directive begins at a 要 that opens a clause (bare, or behind a unit or a short subject), at 由/请/责成 + unit, at a unit
// that is told to do something, or, in a sentence that a demand introduces, at a bare imperative. It ends before the
// closing mark or the next beginning. Refused: 要 inside words (重要, 要素, 要求), conditions, appraisals.
#pragma once

#include <optional>
#include <vector>

#include "reading/scan.h"

namespace luodi::reading {

/// What introduced a sentence: nothing, 要求/强调 (demand), 指出 (note), 认为 (appraisal).
enum class Mode { none, demand, note, appraisal };

struct DirectiveFound {
  Range range;
  std::optional<Range> unit;
  bool heading = false;        ///< a short numbered head that the next sentence explains
  std::size_t group = 0;       ///< which lead-in ("会议强调，…") it stands behind, counted through the paper
  std::optional<Range> due{};  ///< words of a label that say by when, where its own say nothing
};

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

std::vector<DirectiveFound> directives_in(View text, Range sentence, Mode mode);

}  // namespace luodi::reading
