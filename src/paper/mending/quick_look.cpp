// See quick_look.h. Three bytes of a Han character make an index into a table of flags; ASCII is judged where it stands.
#include "paper/mending/quick_look.h"

#include <cstdint>
#include <cstring>
#include <vector>

#include "paper/lexicon.h"
#include "paper/mending/script.h"

namespace luodi::paper {
namespace {

enum Flag : std::uint8_t { kHan = 1, kTraditional = 2, kSimplified = 4, kRare = 8, kStop = 16 };

/// Flags of the basic plane. kStop: anything that only the long way may judge (private use, U+FFFD, 锟, letters with
/// marks, betting sites' first characters).
const std::vector<std::uint8_t>& flags() {
  static const std::vector<std::uint8_t> table = [] {
    const Lexicon& lexicon = Lexicon::get();
    std::vector<std::uint8_t> t(0x10000, 0);
    for (char32_t c = 0x80; c < 0x10000; ++c) {
      std::uint8_t f = 0;
      if (is_han(c)) {
        f = kHan;
        if (lexicon.traditional_only(c)) f |= kTraditional;
        if (lexicon.simplified_only(c)) f |= kSimplified;
        if (lexicon.char_cost(lexicon.simplified(c)) > 1500) f |= kRare;
      } else if (c >= 0xE000 || (c < 0x2000 && c != 0xB7)) {
        f = kStop;
      }
      if ((c >= 0xFF01 && c <= 0xFF5E) || c == 0xFE30) f = 0;  // full-width marks are what prose is made of
      if (c == U'？') f = 0;
      t[c] = f;
    }
    for (const char32_t c : std::u32string_view(U"锟葡博彩棋")) t[c] |= kStop;
    return t;
  }();
  return table;
}

/// Digits that find_doubts or the word forms would look at: 1112日, a lone digit before a word.
bool digits_need_a_look(const unsigned char* p, std::size_t at, std::size_t end, std::size_t n) {
  const std::size_t digits = end - at;
  if (end + 2 >= n || p[end] < 0xE0) return false;
  const char32_t next =
      Lexicon::get().simplified(((p[end] & 0x0FU) << 12U) | ((p[end + 1] & 0x3FU) << 6U) | (p[end + 2] & 0x3FU));
  if (digits >= 3 && (next == U'日' || next == U'月' || next == U'上' || next == U'下')) return true;
  if (digits == 3 && next == U'年') return true;
  if (digits > 1) return false;
  // A lone digit before a measure or a date is how digits stand; before anything else the word forms decide.
  return std::u32string_view(
             U"年月日号时点分秒天周季个户名项万亿千百件次人家亩吨元公里平米座所条眼艘起位套辆级届期类倍成批处栋种本部台株头只口度"
             U"层楼岁组队支场篇份宗例块根颗盏路线版章节款")
             .find(next) == std::u32string_view::npos;
}

/// A label before the first word may be an advertiser's (habits.h).
bool opens_with_label(std::string_view utf8) {
  std::size_t at = 0;
  while (at < utf8.size() && (utf8[at] == ' ' || utf8[at] == '\n' || utf8[at] == '\t')) ++at;
  while (utf8.substr(at).starts_with("　")) at += 3;
  return utf8.substr(at).starts_with("【");
}

}  // namespace

Look quick_look(std::string_view utf8) {
  if (opens_with_label(utf8)) return Look::other;
  const std::vector<std::uint8_t>& table = flags();
  const auto* p = reinterpret_cast<const unsigned char*>(utf8.data());
  const std::size_t n = utf8.size();
  ScriptCount count;
  std::size_t rare = 0, spaces = 0, lone = 0, dashes = 0;
  bool wide_before = false;
  for (std::size_t i = 0; i < n;) {
    const unsigned char a = p[i];
    if (a >= 0xE0 && a < 0xF0) {
      if (i + 2 >= n || (p[i + 1] & 0xC0U) != 0x80 || (p[i + 2] & 0xC0U) != 0x80 || (a == 0xE0 && p[i + 1] < 0xA0) ||
          (a == 0xED && p[i + 1] > 0x9F))
        return Look::other;
      const std::uint32_t c = ((a & 0x0FU) << 12U) | ((p[i + 1] & 0x3FU) << 6U) | (p[i + 2] & 0x3FU);
      const std::uint8_t f = table[c];
      if ((f & kStop) != 0) return Look::other;
      count.han += f & 1U;
      count.traditional += (f >> 1U) & 1U;
      count.simplified += (f >> 2U) & 1U;
      rare += (f >> 3U) & 1U;
      wide_before = true;
      i += 3;
      continue;
    }
    if (a >= 0x80) {
      if (a == 0xC2 && i + 1 < n && p[i + 1] == 0xB7) {  // · in names
        i += 2;
        continue;
      }
      return Look::other;
    }
    if (a >= '0' && a <= '9') {
      std::size_t end = i;
      while (end < n && p[end] >= '0' && p[end] <= '9') ++end;
      if (digits_need_a_look(p, i, end, n)) {
        if (end - i > 1 || ++lone >= 2) return Look::other;
      }
      i = end;
      wide_before = false;
      continue;
    }
    if (a == '?' || a == '&' || a == '\r' || a == '<' || (a < 0x20 && a != '\n' && a != '\t') || a == 0x7F) return Look::other;
    // What habits.h undoes: a gloss without tones, a comma before a mark, dashes for 年 and 月.
    if (a == '-' && (wide_before || (i + 1 < n && p[i + 1] >= 0xE0)) && ++dashes >= 3) return Look::other;
    if (a == '(' && wide_before && i + 1 < n && p[i + 1] >= 'a' && p[i + 1] <= 'z') return Look::other;
    if (a == ',' && i + 2 < n && (p[i + 1] == ',' || (p[i + 1] == 0xE3 && p[i + 2] == 0x80))) return Look::other;
    spaces += a == ' ' && wide_before ? 1 : 0;
    wide_before = false;
    ++i;
  }
  if (count.han == 0 || rare * 50 >= count.han + 50 || spaces * 40 >= count.han + 400) return Look::other;
  return script_of(count) == Script::traditional ? Look::traditional : Look::clean;
}

}  // namespace luodi::paper
