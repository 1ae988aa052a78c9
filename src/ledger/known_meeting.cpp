// See known_meeting.h.
#include "ledger/known_meeting.h"

#include "describe/row.h"
#include "paper/unicode.h"

namespace luodi::ledger {
namespace {

using store::Connection;

constexpr std::string_view kMeetingsOfDay =
    "SELECT meeting_id, body, ordinal, meeting_kind FROM meeting WHERE date = ?1 ORDER BY meeting_id";

/// 第十八次, 2026年第18次, 十五届人民政府第18次: the number before 次, as digits; "" where none stands.
std::string which_time(const std::string& ordinal) {
  static constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";
  const std::u32string s = paper::to_utf32(ordinal);
  const std::size_t end = s.rfind(U'次');
  if (end == std::u32string::npos) return "";
  static constexpr std::u32string_view kOthers = U"〇十百0123456789";
  std::size_t begin = end;
  while (begin > 0 &&
         (kNumerals.find(s[begin - 1]) != std::u32string::npos || kOthers.find(s[begin - 1]) != std::u32string::npos))
    --begin;
  if (begin == end) return "";
  int value = 0, digit = 0;
  for (std::size_t at = begin; at < end; ++at) {
    const std::size_t numeral = kNumerals.find(s[at] == U'〇' ? U'零' : s[at]);
    if (s[at] == U'十' || s[at] == U'百') {
      value += (digit == 0 ? 1 : digit) * (s[at] == U'十' ? 10 : 100);
      digit = 0;
    } else {
      digit = 10 * digit + static_cast<int>(numeral == std::u32string_view::npos ? s[at] - U'0' : numeral);
    }
    if (value + digit > 100'000) return ordinal;  // no number of a meeting
  }
  return std::to_string(value + digit);
}

/// A meeting by its kind: 县人民政府常务会议 and 县政府常务会议 are one.
std::string plain_kind(std::string kind) {
  static constexpr std::string_view kPeople = "人民政府";
  for (std::size_t at = kind.find(kPeople); at != std::string::npos; at = kind.find(kPeople))
    kind.replace(at, kPeople.size(), "政府");
  return kind;
}

}  // namespace

Result<std::optional<std::string>> known_meeting(Connection& c, const Meeting& m) {
  if (!m.date) return std::nullopt;
  auto rows = c.query(kMeetingsOfDay, {*m.date});
  if (!rows) return tl::unexpected(rows.error());
  const auto agree = [](const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; };
  const std::string body = m.body.value_or(""), time = which_time(m.ordinal.value_or(""));
  for (const auto& r : *rows)
    if (plain_kind(r.text("meeting_kind")) == plain_kind(m.meeting_kind) &&
        agree(r.is_null("body") ? "" : r.text("body"), body) &&
        agree(r.is_null("ordinal") ? "" : which_time(r.text("ordinal")), time))
      return r.text("meeting_id");
  return std::nullopt;
}

}  // namespace luodi::ledger
