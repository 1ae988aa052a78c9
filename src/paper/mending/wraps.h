// Wraps: line breaks that an editor put inside paragraphs of a plain text ("insert line breaks" on saving, mail, old systems).
// Known by the paragraphs: where they begin set in, a line that is not and stands below one that ends inside a sentence goes
// on with it. Refused: headings, lists and signatures, which end without a mark too but hold no sentence.
#pragma once

#include <string_view>

#include "paper/text.h"

namespace luodi::paper {

/// Takes such line breaks out.
void undo_wraps(Text& text);

/// True if UTF-8 text may hold one: a look at its line ends, and at the lines of which they would be.
bool may_be_wrapped(std::string_view utf8);

}  // namespace luodi::paper
