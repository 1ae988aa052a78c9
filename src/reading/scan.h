// Scanning helpers of the readers: positions in a text of code points. Marks count whatever their width.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luodi::reading {

using View = std::u32string_view;
using namespace std::string_view_literals;

struct Range {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

inline bool is_comma(char32_t c) {
  return c == U'，' || c == U',';
}
inline bool is_semicolon(char32_t c) {
  return c == U'；' || c == U';';
}
inline bool is_colon(char32_t c) {
  return c == U'：' || c == U':';
}
inline bool is_stop(char32_t c) {
  return c == U'。' || c == U'！' || c == U'!' || c == U'？' || c == U'?';
}
inline bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
inline bool is_space(char32_t c) {
  return c == U' ' || c == U'　' || c == U'\t' || c == 0xA0 || c == U'\r';
}
inline bool is_numeral(char32_t c) {
  return View(U"〇零一二三四五六七八九十百").find(c) != View::npos;
}
bool is_han(char32_t c);

inline bool starts(View text, View with) {
  return text.substr(0, with.size()) == with;
}
inline bool ends(View text, View with) {
  return text.size() >= with.size() && text.substr(text.size() - with.size()) == with;
}
bool starts_any(View text, std::initializer_list<View> words);
bool ends_any(View text, std::initializer_list<View> words);
/// Words that a text may start or end with, by their first and by their last characters.
class Words {
 public:
  Words(std::initializer_list<View> words);
  /// The longest of them that the text starts / ends with; empty if none.
  View prefix_of(View text) const;
  View suffix_of(View text) const;

 private:
  static constexpr std::size_t kBuckets = 64;
  std::array<std::vector<View>, kBuckets> by_first_, by_last_;
};
bool contains(View text, View word);
bool contains_any(View text, std::initializer_list<View> words);
/// Place of the first of the words; npos if none.
std::size_t find_any(View text, std::initializer_list<View> words, std::size_t from = 0);

/// How deep in brackets and quotes a text is behind a character.
int depth_behind(int depth, char32_t c);

/// Parts at top level: separators inside “” 《》 （） () 【】 do not count.
template <class Is>
std::vector<Range> split(View text, Range in, Is is_separator) {
  std::vector<Range> out;
  int depth = 0;
  std::size_t begin = in.begin;
  for (std::size_t i = in.begin; i < in.end; ++i) {
    depth = depth_behind(depth, text[i]);
    if (depth == 0 && is_separator(text[i])) {
      out.push_back({begin, i});
      begin = i + 1;
    }
  }
  if (begin < in.end) out.push_back({begin, in.end});
  return out;
}

/// The range without spaces and marks at its ends.
Range trim(View text, Range r);
inline View view(View text, Range r) {
  return text.substr(r.begin, r.end - r.begin);
}

/// Value of a numeral, Arabic or Chinese up to 99 (十二, 二十一); nothing if it is none.
std::optional<int> number(View text);

}  // namespace luodi::reading
