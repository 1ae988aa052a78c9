// See doubts.h.
#include "paper/mending/doubts.h"

#include <algorithm>
#include <array>

#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

bool digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

struct Digits {
  std::size_t begin, end;
};

/// Digit runs that no date or amount writes: 1112日 (月 gone), 2019115下午, 〔2016 5 (〕号 gone), a date left as 8-15.
std::string doubt_of(std::u32string_view text, Digits d) {
  const std::size_t n = d.end - d.begin;
  const char32_t next = d.end < text.size() ? text[d.end] : 0;
  const char32_t before = d.begin > 0 ? text[d.begin - 1] : 0;
  if (next == U'日' && n >= 3 && n <= 4) return "date";
  if (next == U'月' && n >= 3) return "date";
  if (next == U'年' && n == 3) return "date";
  if ((next == U'上' || next == U'下') && n >= 4 && d.end + 1 < text.size() && text[d.end + 1] == U'午') return "date";
  if (before == U'〔' && next == U' ') return "date";
  if (before == U'?' && (next == U'月' || next == U'日' || next == U'年' || next == U'时')) return "date";
  if (before == U'?' && (next == U'万' || next == U'亿' || next == U'%' || next == U'元')) return "amount";
  return {};
}

/// Words of betting sites that spam puts in place of a county's name.
constexpr std::array<std::u32string_view, 14> kBetting = {U"葡京",   U"威尼斯人", U"娱乐城",   U"博彩",     U"彩票网",
                                                          U"棋牌",   U"太阳城",   U"皇冠体育", U"金沙娱乐", U"百家乐",
                                                          U"老虎机", U"真人娱乐", U"体育投注", U"澳门新"};

}  // namespace

void find_doubts(const Text& cells, std::vector<Doubt>& doubts) {
  const std::u32string text = characters(cells);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (cells[i].how == Damage::date_dash) {
      std::size_t end = i;
      while (end < text.size() && cells[end].how == Damage::date_dash) ++end;
      doubts.push_back({i, end, "date", 0, ""});
      i = end - 1;
    } else if (text[i] == 0xFFFD) {
      std::size_t end = i;
      while (end < text.size() && text[end] == 0xFFFD) ++end;
      doubts.push_back({i, end, "lost", 0, ""});
      i = end - 1;
    } else if (digit(text[i])) {
      std::size_t end = i;
      while (end < text.size() && digit(text[end])) ++end;
      if (std::string why = doubt_of(text, {i, end}); !why.empty()) doubts.push_back({i, end, std::move(why), 0, ""});
      i = end - 1;
    } else {
      for (const std::u32string_view word : kBetting)
        if (text[i] == word[0] && std::u32string_view(text).substr(i, word.size()) == word)
          doubts.push_back({i, i + word.size(), "place_name", 0, ""});
    }
  }
  std::stable_sort(doubts.begin(), doubts.end(), [](const Doubt& a, const Doubt& b) { return a.begin < b.begin; });
}

void name_evidence(const Text& cells, std::vector<Doubt>& doubts) {
  const Lexicon& lexicon = Lexicon::get();
  const std::u32string text = characters(cells);
  for (Doubt& d : doubts) {
    if (d.code != "candidates" || !d.evidence.empty() || d.end > text.size()) continue;
    std::size_t longest = 1;
    d.evidence = "language model";
    for (std::size_t from = d.begin > 3 ? d.begin - 3 : 0; from <= d.begin; ++from)
      for (std::size_t n = std::max<std::size_t>(2, d.begin - from + 1); n <= 4 && from + n <= text.size(); ++n) {
        std::uint64_t key = 0;
        bool han = true;
        for (std::size_t k = 0; k < n; ++k) {
          han &= is_han(text[from + k]) && text[from + k] < 0x10000;
          key |= static_cast<std::uint64_t>(text[from + k] & 0xFFFFU) << (16U * k);
        }
        if (!han || n <= longest || lexicon.word_cost(key) < 0) continue;
        longest = n;
        const std::uint8_t kind = lexicon.word_kind(key);
        d.evidence = std::string((kind & kIdiom) != 0   ? "idiom "
                                 : (kind & kPlace) != 0 ? "place name "
                                                        : "word ") +
                     to_utf8(text.substr(from, n));
      }
  }
}

}  // namespace luodi::paper
