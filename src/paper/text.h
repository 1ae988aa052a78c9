// Text: characters that remember where they stood in the source and what was done to them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luodi::paper {

/// What happened to a character between source and mended text. The names are those of reports (`how`, `kinds`).
enum class Damage : std::uint8_t {
  none,         ///< untouched
  traditional,  ///< script conversion
  gloss,        ///< a pinyin gloss behind it was taken out
  seam,         ///< a gloss had been put inside characters; bytes put back into phase
  mark_seam,    ///< a punctuation pass had hit across a character border
  vanished,     ///< the pair of bytes had vanished; chosen by evidence
  lost_byte,    ///< one byte was missing; chosen by evidence
  mojibake,     ///< bytes read in a wrong encoding
  entity,       ///< HTML entity
  noise,        ///< noise of a forum or a converter taken out
  spacing,      ///< spaces between characters taken out
  line_break,   ///< a line break inside a paragraph taken out
  digit_form,   ///< 1 written for 一
  pinyin_word,  ///< a word written in pinyin
  date_dash,    ///< '-' written for 年 or 月 everywhere, 日 left out
  regional,     ///< a word of another region (網際網路)
  newline,      ///< CRLF
  furniture,    ///< page furniture
  unreadable,   ///< lost; nothing was put in its place
};
inline constexpr int kDamageKinds = 19;
std::string_view name_of(Damage damage);

/// How far a change is certain.
enum class Sure : std::uint8_t { certain, proved, chosen, doubtful };
std::string_view name_of(Sure sure);

/// One character with its half-open range of code points in the decoded source.
struct Cell {
  char32_t c = 0;
  std::uint32_t begin = 0, end = 0;
  Damage how = Damage::none;
  Sure sure = Sure::certain;
};

using Text = std::vector<Cell>;

Text cells_of(std::u32string_view source);
std::u32string characters(const Text& text);

/// What to put in place of a line (without its newline); nothing where it stays. `begin`: where it will stand in the new text.
using MendedLine = std::function<std::optional<Text>(const Text& line, std::size_t begin)>;
/// Lines one behind the other, written over what was read: a long page is never there twice.
void rewrite_lines(Text& text, const MendedLine& mended);

}  // namespace luodi::paper
