// See text.h.
#include "paper/text.h"

#include <array>

namespace luodi::paper {

std::string_view name_of(Damage damage) {
  static constexpr std::array<std::string_view, kDamageKinds> names = {
      "none",      "traditional", "gloss",   "seam",      "mark_seam",  "vanished",   "lost_byte",
      "mojibake",  "entity",      "noise",   "spacing",   "line_break", "digit_form", "pinyin_word",
      "date_dash", "regional",    "newline", "furniture", "unreadable"};
  return names.at(static_cast<std::size_t>(damage));
}

std::string_view name_of(Sure sure) {
  static constexpr std::array<std::string_view, 4> names = {"certain", "proved", "chosen", "doubtful"};
  return names.at(static_cast<std::size_t>(sure));
}

Text cells_of(std::u32string_view source) {
  Text text;
  text.reserve(source.size());
  for (std::uint32_t i = 0; i < source.size(); ++i) text.push_back({source[i], i, i + 1, Damage::none, Sure::certain});
  return text;
}

std::u32string characters(const Text& text) {
  std::u32string out;
  out.reserve(text.size());
  for (const Cell& cell : text) out.push_back(cell.c);
  return out;
}

}  // namespace luodi::paper
