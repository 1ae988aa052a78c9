// Headings of columns: name, unit in brackets, year and months. See layout.h.
#include <algorithm>
#include <array>

#include "paper/unicode.h"
#include "sheets/layout.h"

namespace luodi::sheets {
namespace {

bool is_blank(char32_t c) {
  return c <= U' ' || c == U'\u3000' || c == U'\u00A0' || (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF;
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// Units of measure that stand in brackets; other brackets belong to the name (责任人（签字）).
bool is_unit(const std::u32string& s) {
  static const std::array<std::u32string_view, 36> list{
      U"元",     U"千元",     U"万元",     U"百万元", U"亿元", U"美元",   U"万美元",   U"亿美元", U"%",
      U"％",     U"‰",        U"百分点",   U"个",     U"户",   U"家",     U"项",       U"人",     U"万人",
      U"件",     U"次",       U"亩",       U"万亩",   U"公顷", U"平方米", U"万平方米", U"吨",     U"万吨",
      U"千瓦时", U"万千瓦时", U"亿千瓦时", U"公里",   U"天",   U"所",     U"分",       U"元/人",  U"吨标准煤"};
  return std::find(list.begin(), list.end(), s) != list.end();
}

std::u32string plain(const std::string& text) {
  std::u32string out;
  for (char32_t c : paper::to_utf32(text)) {
    if (is_blank(c)) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
    if (c == U'—' || c == U'–' || c == U'－' || c == U'～' || c == U'~') c = U'-';
    out += c;
  }
  return out;
}

std::optional<int> number_before(const std::u32string& s, std::size_t end, std::size_t& begin) {
  begin = end;
  while (begin > 0 && is_digit(s[begin - 1]) && end - begin < 4) --begin;
  if (begin == end) return std::nullopt;
  int v = 0;
  for (std::size_t i = begin; i < end; ++i) v = v * 10 + static_cast<int>(s[i] - U'0');
  return v;
}

void read_year(const std::u32string& s, Column& c) {
  for (std::size_t at = s.find(U'年'); at != std::u32string::npos; at = s.find(U'年', at + 1)) {
    std::size_t begin = 0;
    const auto year = number_before(s, at, begin);
    if (year && *year >= 1949 && *year <= 2100) c.year = *year;
  }
  // A heading that is a year and nothing else: 2024.
  if (!c.year && s.size() == 4 && std::all_of(s.begin(), s.end(), is_digit)) {
    std::size_t begin = 0;
    const auto year = number_before(s, 4, begin);
    if (*year >= 1949 && *year <= 2100) c.year = *year;
  }
}

void read_months(const std::u32string& s, Column& c) {
  for (std::size_t at = s.find(U'月'); at != std::u32string::npos; at = s.find(U'月', at + 1)) {
    std::size_t begin = 0;
    const auto last = number_before(s, at, begin);
    if (!last || *last < 1 || *last > 12) continue;
    c.month_to = c.month_from = *last;
    if (begin < 2 || (s[begin - 1] != U'-' && s[begin - 1] != U'至')) return;
    std::size_t end = begin - 1;
    if (s[end - 1] == U'月') --end;  // 1月-3月
    const auto first = number_before(s, end, begin);
    if (first && *first >= 1 && *first <= *last) c.month_from = *first;
    return;
  }
}

}  // namespace

std::string bare(const std::string& text) {
  return paper::to_utf8(plain(text));
}

Column read_heading(std::size_t index, const std::string& heading, const std::string& unit_of_sheet) {
  Column c;
  c.index = index;
  c.heading = heading;
  c.unit = unit_of_sheet;
  const std::u32string s = plain(heading);
  std::u32string name;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const std::size_t end = s[i] == U'(' ? s.find(U')', i) : std::u32string::npos;
    if (end == std::u32string::npos) {
      name += s[i];
      continue;
    }
    std::u32string inside = s.substr(i + 1, end - i - 1);
    if (inside.rfind(U"单位:", 0) == 0) inside = inside.substr(3);
    if (is_unit(inside)) {
      c.unit = paper::to_utf8(inside);
      i = end;
    } else {
      name += s[i];
    }
  }
  c.name = paper::to_utf8(name);
  read_year(s, c);
  read_months(s, c);
  return c;
}

}  // namespace luodi::sheets
