// What a meeting is: day, name, number and chair as a person puts them right where the paper was misread. The days of open
// requirements that follow from the meeting's day follow it; a day that a person set stays.
#include "base/working_days.h"
#include "describe/json.h"
#include "engine/house.h"
#include "engine/supervision.h"
#include "paper/unicode.h"
#include "reading/deadline.h"

namespace luodi::engine {
namespace {

using ledger::DueText;
using store::Connection;

constexpr std::size_t kLongest = 60;  // characters of a name, a number or a title

/// Nothing given leaves a field; an empty text takes it away.
Result<void> set(std::optional<std::string>& field, const std::optional<std::string>& wanted, const char* name) {
  if (!wanted) return {};
  const std::u32string text = paper::to_utf32(*wanted);
  if (text.size() > kLongest)
    return fail(ErrorCode::usage, name, "meeting.too_long", "at most " + std::to_string(kLongest) + " characters");
  field = text.empty() ? std::nullopt : wanted;
  return {};
}

/// ISO, or --MM-DD for a day whose year no paper gives.
bool is_day(const std::string& text) {
  return Date::parse(text.rfind("--", 0) == 0 ? "2024" + text.substr(1) : text).has_value();
}

Result<MeetingFacts> corrected(const MeetingRow& m, const CorrectMeetingRequest& r) {
  MeetingFacts f{m.date, m.body, m.ordinal, m.chair_name, m.chair_title, m.meeting_kind};
  std::optional<std::string> kind = m.meeting_kind;
  for (const auto& done : {set(f.date, r.date, "date"), set(f.body, r.body, "body"), set(f.ordinal, r.ordinal, "ordinal"),
                           set(f.chair_name, r.chair_name, "chair_name"), set(f.chair_title, r.chair_title, "chair_title"),
                           set(kind, r.meeting_kind, "meeting_kind")})
    if (!done) return tl::unexpected(done.error());
  if (!kind)
    return fail(ErrorCode::usage, "meeting_kind", "meeting.no_kind", "say what meeting it was, for example 县政府常务会议");
  if (f.date && !is_day(*f.date))
    return fail(ErrorCode::usage, "date", "date.bad", "a date is written 2026-03-31, or --03-31 where the year is not known");
  f.meeting_kind = *kind;
  return f;
}

DueText due_of(const DirectiveView& d, const std::optional<std::string>& meeting_day) {
  const auto due = reading::find_deadline(paper::to_utf32(d.text), meeting_day);
  return due ? DueText{d.directive_id, due->due_date, due->due_date ? "date" : "open", due->reason}
             : DueText{d.directive_id, std::nullopt, "none", std::nullopt};
}

bool is_same(const DueText& a, const DueText& b) {
  return a.due_date == b.due_date && a.due_kind == b.due_kind;
}

/// The day that a requirement's wording gives for the new day of its meeting, where that is another one; nothing for a day that
/// does not follow from the wording and the day the meeting had: a person set it.
std::optional<DueText> moved_due(const DirectiveView& d, const std::optional<std::string>& from,
                                 const std::optional<std::string>& to) {
  const DueText stands{d.directive_id, d.due_date, d.due_kind, std::nullopt};
  if (!is_same(due_of(d, from), stands)) return std::nullopt;
  DueText due = due_of(d, to);
  return is_same(due, stands) ? std::nullopt : std::optional(std::move(due));
}

/// Notes what a person put right, with the days that follow from it.
Result<void> put_right(House& house, Connection& c, const Caller& caller, const MeetingRow& m, const MeetingFacts& facts,
                       MeetingCorrectedAnswer& answer) {
  auto items = ledger::items_of(c, m.meeting_id);
  if (!items) return tl::unexpected(items.error());
  std::vector<DueText> due;
  for (const ItemView& item : *items)
    for (const DirectiveView& d : item.directives) {
      auto moved = moved_due(d, m.date, facts.date);
      if (!moved) continue;
      if (d.state == "confirmed") ++answer.kept;
      if (d.state == "proposed") due.push_back(std::move(*moved));
    }
  answer.moved = static_cast<std::int64_t>(due.size());
  return append(house, c, caller, "meeting.corrected", m.meeting_id,
                {{"meeting", describe::to_json(facts)}, {"due", describe::to_json(due)}});
}

}  // namespace

Result<MeetingCorrectedAnswer> correct_meeting(House& house, const Caller& caller, const CorrectMeetingRequest& request) {
  MeetingCorrectedAnswer answer;
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto meeting = ledger::get_meeting(c, request.meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    if (auto ok = must_see(house, c, caller, request.meeting_id); !ok) return ok;
    auto facts = corrected(*meeting, request);
    if (!facts) return tl::unexpected(facts.error());
    if (!ledger::is_same(*facts, *meeting))
      if (auto ok = put_right(house, c, caller, *meeting, *facts, answer); !ok) return ok;
    auto after = ledger::get_meeting(c, request.meeting_id);
    if (!after) return tl::unexpected(after.error());
    answer.meeting = std::move(*after);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

}  // namespace luodi::engine
