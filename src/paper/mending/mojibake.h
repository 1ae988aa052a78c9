// Mojibake: text whose bytes were decoded in a wrong encoding, once or several times over (u8gbk, u8gbk2, gbklat, u8lat,
// big5lat). Undone by encoding again as the wrong one and decoding as the right one, as long as the result reads better.
#pragma once

#include "paper/text.h"

namespace luodi::paper {

/// Undoes wrong decodings of the whole text or of single lines in place. Returns the names of the steps taken, outermost
/// first ("UTF-8 read as Latin-1"); empty if the text reads best as it is.
std::vector<std::string> undo_mojibake(Text& text);

}  // namespace luodi::paper
