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
    if (year && *year >= 1949 && *year <= 2100) c.year = *year;
  }
}

void put_months(Column& c, int from, int to) {
  c.month_from = from, c.month_to = to;
}

/// 十月, 十二月 as numbers; 一至四季度, 一至十月 too.
std::u32string with_numbers(std::u32string s) {
  static constexpr std::u32string_view kTens = U"一二三四五六七八九十";
  for (const std::u32string_view behind : {U"月", U"季度", U"至", U"-"})
    for (std::size_t at = s.find(behind); at != std::u32string::npos; at = s.find(behind, at + 1)) {
      if (at == 0) continue;
      const std::size_t digit = kTens.find(s[at - 1]);
      if (digit == std::u32string_view::npos) continue;
      const bool teen = at > 1 && s[at - 2] == U'十' && digit < 2;
      const std::string number = std::to_string(teen ? 11 + digit : digit + 1);
      const std::size_t begin = teen ? at - 2 : at - 1;
      s.replace(begin, at - begin, std::u32string(number.begin(), number.end()));
      at = begin + number.size();
    }
  return s;
}

/// 三季度 is months 7 to 9; 前三季度, 1-3季度, 一至三季度 are 1 to 9; 上半年 is 1 to 6.
bool read_quarters(const std::u32string& s, Column& c) {
  if (s.find(U"上半年") != std::u32string::npos) return put_months(c, 1, 6), true;
  const std::size_t at = s.find(U"季度");
  if (at == std::u32string::npos) return false;
  std::size_t begin = 0;
  const auto last = number_before(s, at, begin);
  if (!last || *last < 1 || *last > 4) return false;
  const char32_t before = begin > 0 ? s[begin - 1] : 0;
  // 一、二季度: a list is no single quarter.
  static constexpr std::u32string_view kLists = U"、和及一二三四";
  if (kLists.find(before) != std::u32string_view::npos && before != 0) return false;
  const bool since =
      before == U'前' || ((before == U'-' || before == U'至') && begin > 1 && (s[begin - 2] == U'1' || s[begin - 2] == U'一'));
  if (!since && (before == U'-' || before == U'至')) return false;
  put_months(c, since ? 1 : 3 * *last - 2, 3 * *last);
  return true;
}

/// 2026.10, 2026-10, 2026/10, 202610. Refused: days (2026-10-31) and longer numbers.
void read_numeric_month(const std::u32string& s, Column& c) {
  const auto digits = [&](std::size_t at, std::size_t n) {
    if (at + n > s.size() ||
        !std::all_of(s.begin() + static_cast<std::ptrdiff_t>(at), s.begin() + static_cast<std::ptrdiff_t>(at + n), is_digit))
      return -1;
    int v = 0;
    for (std::size_t i = at; i < at + n; ++i) v = 10 * v + static_cast<int>(s[i] - U'0');
    return v;
  };
  for (std::size_t at = 0; at + 6 <= s.size(); ++at) {
    const int year = digits(at, 4);
    if (year < 1990 || year > 2100 || (at > 0 && is_digit(s[at - 1]))) continue;
    const bool marked = s[at + 4] == U'.' || s[at + 4] == U'-' || s[at + 4] == U'/';
    const std::size_t from = at + (marked ? 5 : 4);
    std::size_t end = from;
    while (end < s.size() && end < from + 3 && is_digit(s[end])) ++end;
    const bool day = end + 1 < s.size() && (s[end] == U'.' || s[end] == U'-' || s[end] == U'/') && is_digit(s[end + 1]);
    if (day || (end < s.size() && s[end] == U'至')) return;  // a day, or a span of two: which months is not told so
    const int month = end - from >= (marked ? 1U : 2U) && end - from <= 2 ? digits(from, end - from) : -1;
    if (month < 1 || month > 12 || day || (end < s.size() && s[end] == U'年')) continue;
    c.year = year;
    return put_months(c, month, month);
  }
}

void read_months(const std::u32string& s, Column& c) {
  for (std::size_t at = s.find(U'月'); at != std::u32string::npos; at = s.find(U'月', at + 1)) {
    std::size_t begin = 0;
    const auto last = number_before(s, at, begin);
    if (!last || *last < 1 || *last > 12) continue;
    // 1月-10月, 1月至10月: what stands behind the mark ends the span.
    const bool goes_on = at + 2 < s.size() && (s[at + 1] == U'-' || s[at + 1] == U'至') && is_digit(s[at + 2]);
    if (goes_on && s.find(U'月', at + 1) != std::u32string::npos) continue;
    c.month_to = c.month_from = *last;
    if (begin < 2 || (s[begin - 1] != U'-' && s[begin - 1] != U'至')) return;
    std::size_t end = begin - 1;
    if (s[end - 1] == U'月') --end;  // 1月-3月
    const auto first = number_before(s, end, begin);
    if (first && *first >= 1 && *first <= *last) c.month_from = *first;
    if (first && *first > *last) c.month_from.reset(), c.month_to.reset();  // 10-1月 is no span
    return;
  }
}

/// 营业收入/万元, 营业收入，单位：万元.
void take_unit_behind(std::u32string& name, Column& c) {
  if (name.ends_with(U"元/人")) return;  // a unit of its own, and no sum
  for (const std::u32string_view before : {U"单位:", U"/"}) {
    const std::size_t at = name.rfind(before);
    if (at == std::u32string::npos || at == 0 || !is_unit(name.substr(at + before.size()))) continue;
    c.unit = paper::to_utf8(name.substr(at + before.size()));
    name.erase(at);
    while (!name.empty() && (name.back() == U',' || name.back() == U';')) name.pop_back();
    return;
  }
}

/// What a sheet's amounts are in; counts and rates in a title's brackets say what it lists: （%）, （户）.
bool is_amount_unit(const std::u32string& s) {
  static constexpr std::array<std::u32string_view, 14> list{U"元",       U"千元",   U"万元",   U"百万元",  U"亿元",
                                                            U"美元",     U"万美元", U"亿美元", U"千瓦时",  U"万千瓦时",
                                                            U"亿千瓦时", U"吨",     U"万吨",   U"吨标准煤"};
  return std::find(list.begin(), list.end(), s) != list.end();
}

constexpr std::u32string_view kBetween = U",;、";

/// Cuts "单位:万元" out, the last of several; "单位:户、万元" is of none of both and stays. "" where none is told.
std::u32string cut_told_unit(std::u32string& s) {
  static constexpr std::u32string_view kSays = U"单位:";
  static constexpr std::u32string_view kBefore[] = {U"计量", U"金额"};
  const std::size_t at = s.rfind(kSays);
  if (at == std::u32string::npos) return {};
  std::size_t end = at + kSays.size();
  while (end < s.size() && kBetween.find(s[end]) == std::u32string_view::npos && s[end] != U')') ++end;
  std::u32string unit = s.substr(at + kSays.size(), end - at - kSays.size());
  const bool several =
      end < s.size() && s[end] != U')' && end + 1 < s.size() && is_unit(s.substr(end + 1, s.find(U')', end) - end - 1));
  if (!is_unit(unit) || several) return {};
  std::size_t begin = at;
  for (const std::u32string_view before : kBefore)
    if (s.substr(0, at).ends_with(before)) begin = at - before.size();
  // The bracket or the mark that belongs to it goes too.
  const bool alone = begin > 0 && s[begin - 1] == U'(' && end < s.size() && s[end] == U')';
  if (alone)
    --begin, ++end;
  else if (begin > 0 && kBetween.find(s[begin - 1]) != std::u32string_view::npos)
    --begin;
  else if (end < s.size() && kBetween.find(s[end]) != std::u32string_view::npos)
    ++end;
  s.erase(begin, end - begin);
  return unit;
}

/// Cuts "（万元）" at the end of a title out, or its last item: （2026年10月，万元）. Refused inside it: 用电量（千瓦时）统计表.
std::u32string cut_bracketed_unit(std::u32string& s) {
  const std::size_t open = s.rfind(U'(');
  if (open == std::u32string::npos || s.back() != U')') return {};
  std::size_t begin = s.find_last_of(std::u32string(kBetween));
  begin = begin == std::u32string::npos || begin < open ? open : begin;
  std::u32string unit = s.substr(begin + 1, s.size() - begin - 2);
  if (!is_amount_unit(unit)) return {};
  s.erase(begin, s.size() - begin - (begin == open ? 0 : 1));
  return unit;
}

}  // namespace

Above read_above_table(const std::string& text) {
  std::u32string title = plain(text);
  const std::u32string unit = cut_told_unit(title);
  const bool told = !unit.empty() || title.empty() || title.find(U"单位:") != std::u32string::npos;
  const std::u32string bracketed = told ? std::u32string() : cut_bracketed_unit(title);
  return {paper::to_utf8(title), paper::to_utf8(unit), paper::to_utf8(bracketed)};
}

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
    const char32_t close = s[i] == U'(' ? U')' : s[i] == U'[' ? U']' : s[i] == U'【' ? U'】' : 0;
    const std::size_t end = close != 0 ? s.find(close, i) : std::u32string::npos;
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
  take_unit_behind(name, c);
  c.name = paper::to_utf8(name);
  read_year(s, c);
  read_months(with_numbers(s), c);
  if (!c.month_to && !read_quarters(with_numbers(s), c)) read_numeric_month(s, c);
  return c;
}

}  // namespace luodi::sheets
