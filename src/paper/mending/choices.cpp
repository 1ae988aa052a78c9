// See choices.h. The tables are made once a script, on first use.
#include "paper/mending/choices.h"

#include <algorithm>
#include <string_view>

#include "paper/mending/fluency.h"

namespace luodi::paper {
namespace {

constexpr int kRareChar = 1500;   // a character rarer than this fills no open place
constexpr int kCommonChar = 700;  // a character at least this common may stand between two vanished pairs

/// True for a character that a page in this script may hold at an open place: common enough, and not of the other script.
bool is_plausible(char32_t c, bool traditional, const Lexicon& lexicon) {
  if (c == 0) return false;
  if (traditional ? lexicon.simplified_only(c) : lexicon.traditional_only(c)) return false;
  if (c >= 0x3000 && c <= 0x301F) return true;
  if (std::u32string_view(U"，；：？！（）“”").find(c) != std::u32string_view::npos) return true;
  return is_han(c) && lexicon.char_cost(lexicon.simplified(c)) < kRareChar;
}

/// True for a lead byte under which GBK leaves pairs unassigned that two Chinese characters can form.
bool leaves_gaps(std::uint8_t lead, const Lexicon& lexicon) {
  for (int trail = 0x81; trail <= 0xFE; ++trail)
    if (lexicon.gbk(lead, static_cast<std::uint8_t>(trail)) == 0) return true;
  return false;
}

}  // namespace

const Choices& Choices::of(bool traditional) {
  static const Choices traditional_choices(true), simplified_choices(false);
  return traditional ? traditional_choices : simplified_choices;
}

Choices::Choices(bool traditional) : from_(256), to_(256), hiding_(256), gaps_(256, false) {
  const Lexicon& lexicon = Lexicon::get();
  for (int lead = 0x81; lead <= 0xFE; ++lead)
    gaps_[static_cast<std::size_t>(lead)] = leaves_gaps(static_cast<std::uint8_t>(lead), lexicon);
  for (int lead = 0x81; lead <= 0xFE; ++lead)
    for (int trail = 0x40; trail <= 0xFE; ++trail) {
      const auto l = static_cast<std::uint8_t>(lead), t = static_cast<std::uint8_t>(trail);
      const char32_t c = lexicon.gbk(l, t);
      if (!is_plausible(c, traditional, lexicon)) continue;
      const char32_t plain = plain_form(c, lexicon);
      from_[l].push_back({c, plain, t, l});
      to_[t].push_back({c, plain, l, l});
      if (!gaps_[t]) continue;
      hiding_[l].push_back({c, plain, t, l});
      if (lexicon.char_cost(plain) < kCommonChar) between_.push_back({c, plain, t, l});
    }
}

std::uint32_t Choices::vanished(int lead, int trail) const {
  std::uint32_t many = 0;
  for (const Half& a : hiding(lead))
    for (const Half& b : to(trail)) many += Lexicon::get().gbk(a.byte, b.byte) == 0 ? 1U : 0U;
  return many;
}

}  // namespace luodi::paper
