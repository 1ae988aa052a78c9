// See habits.h.
#include "paper/mending/habits.h"

#include <algorithm>
#include <array>
#include <string>

#include "paper/lexicon.h"
#include "paper/mending/gloss.h"
#include "paper/mending/word_path.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kFewestPlain = 5;   // glosses without tones that make a habit
constexpr std::size_t kFewestCommas = 3;  // commas before marks that make one
constexpr std::size_t kLongestSyllable = 6;

constexpr std::size_t kFewestDashes = 3;  // dashes next to characters that make one
constexpr std::size_t kAround = 4;        // characters that choose between 年 and 月

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool is_letter(char32_t c) {
  return c >= U'a' && c <= U'z';
}

bool is_second_mark(char32_t c) {
  return std::u32string_view(U"、。，；,;").find(c) != std::u32string_view::npos;
}

/// Takes out the cells for which `goes` is true; the one before them stands for their source.
template <class Goes>
void take_out(Text& text, Damage how, const Goes& goes) {
  Text out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!goes(i)) {
      out.push_back(text[i]);
    } else if (!out.empty()) {
      out.back().end = text[i].end;
      if (out.back().how == Damage::none) out.back().how = how, out.back().sure = Sure::chosen;
    }
  }
  text = std::move(out);
}

/// The syllable without tones.
std::u32string plain_syllable(std::u32string_view toned) {
  static constexpr std::u32string_view kToned = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", kPlain = U"aaaaeeeeiiiioooouuuuvvvv";
  std::u32string out;
  for (const char32_t c : toned) {
    const std::size_t at = kToned.find(c);
    out += at == std::u32string_view::npos ? (c == U'ü' ? U'v' : c) : kPlain[at];
  }
  return out;
}

/// The length of "(dang)" at `at`, where it is a reading of `glyph` without its tone; 0 where not.
std::size_t plain_gloss(const Text& text, std::size_t at, char32_t glyph) {
  if (at >= text.size() || text[at].c != U'(') return 0;
  std::u32string letters;
  std::size_t end = at + 1;
  while (end < text.size() && letters.size() <= kLongestSyllable && is_letter(text[end].c)) letters += text[end++].c;
  if (letters.empty() || end >= text.size() || text[end].c != U')') return 0;
  const std::vector<std::u32string>& readings = Lexicon::get().readings(glyph);
  const bool own = std::any_of(readings.begin(), readings.end(), [&](const auto& r) { return plain_syllable(r) == letters; });
  return own ? end + 1 - at : 0;
}

/// Digits that end at `end`.
std::size_t digits_before(const Text& text, std::size_t end) {
  std::size_t n = 0;
  while (n < end && is_digit(text[end - 1 - n].c)) ++n;
  return n;
}
std::size_t digits_from(const Text& text, std::size_t at) {
  std::size_t n = 0;
  while (at + n < text.size() && is_digit(text[at + n].c)) ++n;
  return n;
}

/// 年 or 月 for the dash at `at`, by what stands around it; the dashes before it are settled already.
char32_t year_or_month(const Text& text, std::size_t at) {
  const std::size_t before = digits_before(text, at);
  if (before == 4) return U'年';
  if (before > 0 && before <= 2 && digits_from(text, at + 1) > 0) return U'月';
  const Lexicon& lexicon = Lexicon::get();
  const auto cost = [&](char32_t c) {
    WordPath path;
    for (std::size_t i = at > kAround ? at - kAround : 0; i < std::min(text.size(), at + 1 + kAround); ++i)
      path.add(i == at ? c : text[i].c, lexicon);
    return path.cost();
  };
  return cost(U'年') <= cost(U'月') ? U'年' : U'月';
}

}  // namespace

bool shows_site_habits(std::u32string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == U'(' && is_han(text[i - 1]) && is_letter(text[i + 1])) return true;
    if (text[i] == U',' && is_second_mark(text[i + 1])) return true;
  }
  if (text.find(U'年') == std::u32string_view::npos && text.find(U'月') == std::u32string_view::npos &&
      text.find(U'-') < text.size())
    return true;
  const std::size_t first = text.find_first_not_of(U" \n\t　");
  return first != std::u32string_view::npos && text[first] == U'【';
}

void undo_gloss_blanks(Text& text) {
  std::vector<bool> goes(text.size(), false);
  bool any = false;
  for (std::size_t i = 2; i + 1 < text.size(); ++i) {
    if (text[i].c != U' ' || text[i + 1].c != U')') continue;
    std::size_t begin = i;
    bool toned = false;
    while (begin > 0 && i - begin <= kLongestSyllable && is_pinyin_letter(text[begin - 1].c))
      toned |= is_toned_vowel(text[--begin].c);
    if (toned && begin > 0 && (text[begin - 1].c == U'(' || text[begin - 1].c == U'?')) goes[i] = any = true;
  }
  if (any) take_out(text, Damage::gloss, [&](std::size_t i) { return goes[i]; });
}

void undo_plain_glosses(Text& text) {
  std::vector<bool> goes(text.size(), false);
  std::size_t many = 0;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (!is_han(text[i].c)) continue;
    std::size_t end = i + 1;
    while (const std::size_t length = plain_gloss(text, end, text[i].c)) end += length;
    if (end == i + 1) continue;
    ++many;
    std::fill(goes.begin() + static_cast<std::ptrdiff_t>(i + 1), goes.begin() + static_cast<std::ptrdiff_t>(end), true);
  }
  if (many >= kFewestPlain) take_out(text, Damage::gloss, [&](std::size_t i) { return goes[i]; });
}

void undo_inserted_commas(Text& text) {
  const auto inserted = [&](std::size_t i) { return text[i].c == U',' && i + 1 < text.size() && is_second_mark(text[i + 1].c); };
  std::size_t many = 0;
  for (std::size_t i = 0; i < text.size(); ++i) many += inserted(i) ? 1U : 0U;
  if (many >= kFewestCommas) take_out(text, Damage::noise, inserted);
}

void undo_date_dashes(Text& text) {
  std::size_t many = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i].c == U'年' || text[i].c == U'月') return;
    if (text[i].c != U'-') continue;
    const bool beside = (i > 0 && is_han(text[i - 1].c)) || (i + 1 < text.size() && is_han(text[i + 1].c));
    many += beside ? 1U : 0U;
  }
  if (many < kFewestDashes) return;
  Text out;
  out.reserve(text.size() + many);
  for (std::size_t i = 0; i < text.size(); ++i) {
    out.push_back(text[i]);
    if (text[i].c == U'-') {
      text[i].c = out.back().c = year_or_month(text, i);
      out.back().how = Damage::date_dash, out.back().sure = Sure::doubtful;
      continue;
    }
    // 11月9 is 11月9日, unless it says so in another way.
    const std::size_t day = digits_before(text, i + 1), month = i + 1 - day;
    const bool ends = i + 1 == text.size() || !is_digit(text[i + 1].c);
    if (day == 0 || day > 2 || !ends || month == 0 || text[month - 1].c != U'月') continue;
    if (i + 1 < text.size() && (text[i + 1].c == U'日' || text[i + 1].c == U'-')) continue;
    out.push_back({U'日', text[i].end, text[i].end, Damage::date_dash, Sure::doubtful});
  }
  text = std::move(out);
}

void undo_spam_label(Text& text) {
  static constexpr std::array<std::u32string_view, 8> kOffers = {U"官方网站", U"官網", U"官网", U"官方網站",
                                                                 U"入口",     U"登录", U"登錄", U"下载"};
  std::size_t open = 0;
  while (open < text.size() && (text[open].c <= U' ' || text[open].c == U'　')) ++open;
  if (open == text.size() || text[open].c != U'【') return;
  std::size_t close = open;
  std::u32string label;
  while (close < text.size() && close - open < 40 && text[close].c != U'】' && text[close].c != U'\n') label += text[close++].c;
  if (close == text.size() || text[close].c != U'】') return;
  const bool offers = std::any_of(kOffers.begin(), kOffers.end(), [&](auto w) { return label.find(w) != std::u32string::npos; });
  // A government's own label offers a site too; an advertiser's name carries digits, Latin letters or underlines.
  const bool named = std::any_of(label.begin(), label.end(), [](char32_t c) { return c < 0x80 && c != U':' && c != U' '; });
  if (!offers || !named) return;
  Text out(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(open));
  for (std::size_t i = close + 1; i < text.size(); ++i) out.push_back(text[i]);
  if (open < out.size()) {
    out[open].begin = text[open].begin;
    if (out[open].how == Damage::none) out[open].how = Damage::furniture, out[open].sure = Sure::chosen;
  }
  text = std::move(out);
}

}  // namespace luodi::paper
