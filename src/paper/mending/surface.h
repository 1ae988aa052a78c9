// Surface damage: what sits between or in place of characters and can be taken off without a language model's help:
// HTML entities, forum noise, spaces strewn between characters, '????' for full-width spaces.
#pragma once

#include "paper/text.h"

namespace luodi::paper {

/// &nbsp; &#12289; &ldquo; … -> characters. Space entities that indent a paragraph are layout and go.
void undo_entities(Text& text);

/// Noise that forums put behind sentences against copying: an ASCII run of letters, digits and symbols that is no word,
/// address or number, taken out with the line end that came with it.
void undo_noise(Text& text);

/// Spaces strewn between Han characters of the whole text.
void undo_spacing(Text& text);

/// "????" at the start of a paragraph: two full-width spaces whose bytes were no characters to the page.
void undo_question_spaces(Text& text);

/// CRLF and lone CR become LF.
void undo_carriage_returns(Text& text);

}  // namespace luodi::paper
