// Directives of a sentence: where each begins and ends, and on whom it is put.
//
// A directive begins at a 要 that opens a clause (bare, or behind a unit or a short subject), at 由/请/责成 + unit, at a unit
// that is told to do something, or, in a sentence that a demand introduces, at a bare imperative. It ends before the
// closing mark or the next beginning. Refused: 要 inside words (重要, 要素, 要求), conditions, appraisals.
#pragma once

#include <optional>
#include <vector>

#include "reading/lead_in.h"
#include "reading/scan.h"

namespace luodi::reading {

struct DirectiveFound {
  Range range;
  std::optional<Range> unit;
  bool heading = false;        ///< a short numbered head that the next sentence explains
  std::size_t group = 0;       ///< which lead-in ("会议强调，…") it stands behind, counted through the paper
  std::optional<Range> due{};  ///< words of a label that say by when, where its own say nothing
};

std::vector<DirectiveFound> directives_in(View text, Range sentence, Mode mode);

}  // namespace luodi::reading
