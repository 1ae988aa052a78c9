// Bytes of a text file into characters: which encoding, how sure, and the characters.
// Damage inside the characters is not looked at here: see mending/.
#pragma once

#include <string>
#include <string_view>

namespace luodi::paper {

/// A text file's characters. `broken` counts places that the encoding does not allow (U+FFFD each).
struct Decoded {
  std::u32string text;
  std::string encoding;     ///< "UTF-8", "UTF-8-BOM", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"
  double confidence = 1.0;  ///< 0 to 1: BOM or strict UTF-8 with Han text is 1; else how far the best reading leads
  std::size_t broken = 0;
};

/// Detects and decodes. GB18030 and GBK are one answer (GBK is its two-byte part). Never fails: at worst the text is
/// full of U+FFFD and the confidence is 0.
Decoded decode_text(std::string_view bytes);

/// Decodes in a named encoding (ICU's name).
std::u32string decode_as(std::string_view bytes, const char* encoding);

}  // namespace luodi::paper
