// Word forms: 1 written for 一 all over a text (1是要, 统1), and words written in pinyin (县zhèng fǔ).
#pragma once

#include <vector>

#include "paper/mending/mend.h"

namespace luodi::paper {

/// Undoes both in place; each place is chosen by the word list and listed.
void undo_word_forms(Text& text, std::vector<Doubt>& doubts);

}  // namespace luodi::paper
