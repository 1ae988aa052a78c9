// See text.h.
#include "paper/text.h"

#include <algorithm>
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
  text.reserve(source.size() + source.size() / 16 + 64);  // lines may grow: what is there twice is a page's memory
  for (std::uint32_t i = 0; i < source.size(); ++i) text.push_back({source[i], i, i + 1, Damage::none, Sure::certain});
  return text;
}

std::u32string characters(const Text& text) {
  std::u32string out;
  out.reserve(text.size());
  for (const Cell& cell : text) out.push_back(cell.c);
  return out;
}

void rewrite_lines(Text& text, const MendedLine& mended) {
  std::size_t w = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && text[end].c != U'\n') ++end;
    Text line(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end));
    if (std::optional<Text> other = mended(line, w)) line = std::move(*other);
    if (end < text.size()) line.push_back(text[end++]);
    if (w + line.size() > end) {  // longer than all that went before it left room for
      const std::size_t room = w + line.size() - end + text.size() / 16;
      text.reserve(text.size() + room);
      text.insert(text.begin() + static_cast<std::ptrdiff_t>(end), room, Cell{});
      end += room;
    }
    std::copy(line.begin(), line.end(), text.begin() + static_cast<std::ptrdiff_t>(w));
    w += line.size();
    at = end;
  }
  text.resize(w);
}

}  // namespace luodi::paper
