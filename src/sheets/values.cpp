// See values.h.
#include "sheets/values.h"

#include <array>
#include <cmath>

#include "paper/unicode.h"
#include "sheets/layout.h"

namespace luodi::sheets {
namespace {

constexpr std::int64_t kMostFen = 9'000'000'000'000'000;

/// Runs of digits of a text, and whether nothing but 年月日号.-/ and blanks stands between them.
bool digit_runs(const std::u32string& s, std::vector<std::string>& runs) {
  constexpr std::u32string_view kBetween = U"年月日号./-";
  bool in = false;
  for (const char32_t c : s) {
    if (c >= U'0' && c <= U'9') {
      if (!in) runs.emplace_back();
      runs.back() += static_cast<char>(c);
      in = true;
    } else {
      in = false;
      if (kBetween.find(c) == std::u32string_view::npos) return false;
    }
  }
  return true;
}

std::optional<Date> day_of(const std::string& y, const std::string& m, const std::string& d) {
  if (y.size() != 4 || m.empty() || m.size() > 2 || d.empty() || d.size() > 2) return std::nullopt;
  return Date::parse(y + "-" + (m.size() == 1 ? "0" : "") + m + "-" + (d.size() == 1 ? "0" : "") + d);
}

/// The day that a text without blanks says.
std::optional<Date> day_of(const std::string& text) {
  // Days of a spreadsheet count from 1899-12-30; those of 1954 to 2064 can be told from other numbers.
  constexpr long kFirst = 20000, kLast = 60000;
  std::vector<std::string> runs;
  if (!digit_runs(paper::to_utf32(text), runs)) return std::nullopt;
  if (runs.size() == 3) return day_of(runs[0], runs[1], runs[2]);
  if (runs.size() != 1) return std::nullopt;
  const std::string& run = runs[0];
  if (run.size() == 8) return day_of(run.substr(0, 4), run.substr(4, 2), run.substr(6, 2));
  if (run.size() != 5 || run != text) return std::nullopt;
  const long days = std::stol(run);
  return days >= kFirst && days < kLast ? std::optional(Date{1899, 12, 30}.plus_days(static_cast<int>(days))) : std::nullopt;
}

}  // namespace

std::optional<Date> date_of_text(const std::string& text) {
  if (const auto whole = day_of(bare(text))) return whole;  // 2025 年 10 月 15 日 has blanks in it
  return day_of(text.substr(0, text.find_first_of(" T")));  // 2025-10-15 00:00:00
}

std::optional<std::string> date_in(const paper::TableCell& cell) {
  if (cell.kind == paper::CellKind::date) return cell.text.substr(0, 10);
  const auto day = date_of_text(cell.text);
  return day ? std::optional(day->iso()) : std::nullopt;
}

std::optional<std::int64_t> whole_in(const paper::TableCell& cell) {
  const std::string s = bare(cell.text);
  if (s.empty() || s.size() > 15) return std::nullopt;
  for (std::size_t i = s[0] == '-' ? 1 : 0; i < s.size(); ++i)
    if (s[i] < '0' || s[i] > '9') return std::nullopt;
  return s == "-" ? std::nullopt : std::optional<std::int64_t>(std::stoll(s));
}

std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> out;
  std::u32string name;
  const auto take = [&] {
    if (name.size() > 1 && name.back() == U'等') name.pop_back();
    if (!name.empty()) out.push_back(paper::to_utf8(name));
    name.clear();
  };
  for (const char32_t c : paper::to_utf32(text)) {
    if (c == U'、' || c == U'，' || c == U',' || c == U'；' || c == U';' || c == U'\n' || c == U'\r' || c == U'/')
      take();
    else if (c > U' ' && c != U'\u3000' && c != U'\u00A0')
      name += c;
  }
  take();
  return out;
}

std::optional<std::int64_t> fen_of(const std::string& number, const std::string& unit) {
  static const std::array<std::pair<const char*, int>, 5> powers{
      {{"元", 2}, {"千元", 5}, {"万元", 6}, {"百万元", 8}, {"亿元", 10}}};
  int power = -1;
  for (const auto& [name, p] : powers)
    if (unit == name) power = p;
  if (power < 0) return std::nullopt;
  const std::string s = bare(number);
  const bool negative = !s.empty() && s[0] == '-';
  std::int64_t fen = 0;
  int decimals = -1, digits = 0;
  bool half = false;
  for (std::size_t i = negative ? 1 : 0; i < s.size(); ++i) {
    if (s[i] == ',') continue;
    if (s[i] == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (s[i] < '0' || s[i] > '9') return std::nullopt;
    ++digits;
    if (decimals == power) {
      half = s[i] >= '5';
      ++decimals;
    }
    if (decimals > power) continue;
    fen = fen * 10 + (s[i] - '0');
    if (decimals >= 0) ++decimals;
    if (fen > kMostFen) return std::nullopt;
  }
  if (digits == 0) return std::nullopt;
  for (int i = std::max(decimals, 0); i < power; ++i) {
    fen *= 10;
    if (fen > kMostFen) return std::nullopt;
  }
  fen += half ? 1 : 0;
  return negative ? -fen : fen;
}

}  // namespace luodi::sheets
