// See scan.h.
#include "reading/scan.h"

#include <algorithm>
#include <cstdint>

#include "paper/lexicon.h"

namespace luodi::reading {

bool is_han(char32_t c) {
  return paper::is_han(c);
}

namespace {

/// starts() for a word that is not empty: the first characters tell nearly always.
bool begins(View text, View word) {
  return !text.empty() && text.front() == word.front() && starts(text, word);
}

}  // namespace

bool starts_any(View text, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return begins(text, w); });
}
bool ends_any(View text, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return ends(text, w); });
}

Words::Words(std::initializer_list<View> words) {
  for (const View w : words) {
    by_first_[w.front() % kBuckets].push_back(w);
    by_last_[w.back() % kBuckets].push_back(w);
  }
}

View Words::prefix_of(View text) const {
  View best;
  if (text.empty()) return best;
  for (const View w : by_first_[text.front() % kBuckets])
    if (w.size() > best.size() && begins(text, w)) best = w;
  return best;
}
View Words::suffix_of(View text) const {
  View best;
  if (text.empty()) return best;
  for (const View w : by_last_[text.back() % kBuckets])
    if (w.size() > best.size() && ends(text, w)) best = w;
  return best;
}
bool contains(View text, View word) {
  return text.find(word) != View::npos;
}
bool contains_any(View text, std::initializer_list<View> words) {
  return find_any(text, words) != View::npos;
}

std::size_t find_any(View text, std::initializer_list<View> words, std::size_t from) {
  // One pass: a character that begins none of the words is passed over.
  std::uint64_t first = 0;
  for (const View w : words) first |= std::uint64_t{1} << (w.front() % 64);
  for (std::size_t i = from; i < text.size(); ++i)
    if ((first >> (text[i] % 64) & 1U) != 0)
      for (const View w : words)
        if (begins(text.substr(i), w)) return i;
  return View::npos;
}

int depth_behind(int depth, char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return depth;  // Han neither opens nor closes
  if (View(U"“《（(【〔").find(c) != View::npos) return depth + 1;
  return View(U"”》）)】〕").find(c) != View::npos && depth > 0 ? depth - 1 : depth;
}

Range trim(View text, Range r) {
  auto loose = [](char32_t c) {
    return is_space(c) || c == U'\n' || is_comma(c) || is_semicolon(c) || is_colon(c) || is_stop(c);
  };
  while (r.begin < r.end && loose(text[r.begin])) ++r.begin;
  while (r.end > r.begin && loose(text[r.end - 1])) --r.end;
  return r;
}

std::optional<int> number(View text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  if (std::all_of(text.begin(), text.end(), is_digit)) {
    int n = 0;
    for (const char32_t c : text) n = n * 10 + static_cast<int>(c - U'0');
    return n;
  }
  static constexpr View kDigits = U"〇一二三四五六七八九";
  int total = 0, last = -1;
  for (const char32_t c : text) {
    if (c == U'十') {
      total += (last < 0 ? 1 : last) * 10;
      last = 0;
    } else if (const std::size_t d = c == U'零' ? 0 : kDigits.find(c); d != View::npos) {
      last = static_cast<int>(d);
    } else {
      return std::nullopt;
    }
  }
  return total + std::max(last, 0);
}

}  // namespace luodi::reading
