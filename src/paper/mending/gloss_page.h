// A glossing page as a whole: what it glosses, its lines back into phase, and the proof by the forward model.
#pragma once

#include <vector>

#include "paper/mending/mend.h"

namespace luodi::paper {

struct GlossPage {
  Proof proof = Proof::proved;
  bool one_to_one = false;  ///< the traditional forms come from a one-to-one table
};

/// Undoes glosses, seams and lost bytes in place; open places go to `doubts` (code "candidates" or "digit").
GlossPage undo_gloss_page(Text& text, bool traditional, std::vector<Doubt>& doubts);

}  // namespace luodi::paper
