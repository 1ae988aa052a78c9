// Doubts: places of a mended text that cannot be trusted: dates and amounts whose digits or signs are gone, betting-site
// names in place of a place name, characters lost for good. Nothing is changed here; everything is named.
#pragma once

#include <vector>

#include "paper/mending/mend.h"

namespace luodi::paper {

/// Adds every doubtful place of the text.
void find_doubts(const Text& text, std::vector<Doubt>& doubts);

/// Names, for each place with candidates, the evidence that chose: an idiom, a place name, a word, or the language model.
void name_evidence(const Text& text, std::vector<Doubt>& doubts);

}  // namespace luodi::paper
