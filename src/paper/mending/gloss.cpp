// See gloss.h.
#include "paper/mending/gloss.h"

namespace luodi::paper {

bool is_toned_vowel(char32_t c) {
  if (c < 0xE0 || c > 0x1DC) return false;
  return std::u32string_view(U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ").find(c) != std::u32string_view::npos;
}

bool is_pinyin_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || c == U'ü' || is_toned_vowel(c);
}

std::size_t gloss_length(std::u32string_view line, std::size_t at) {
  std::size_t end = at;
  bool toned = false;
  while (end < line.size() && end - at < 7 && is_pinyin_letter(line[end])) toned |= is_toned_vowel(line[end++]);
  return toned && end < line.size() && line[end] == U')' ? end - at : 0;
}

GlyphSet glossed_glyphs(std::u32string_view text, const Lexicon& lexicon) {
  GlyphSet set;
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    if (text[i] != U'(' || !lexicon.traditional_only(text[i - 1])) continue;
    const std::size_t length = gloss_length(text, i + 1);
    if (length != 0 && lexicon.has_reading(text[i - 1], text.substr(i + 1, length))) set.insert(text[i - 1]);
  }
  return set;
}

}  // namespace luodi::paper
