// See minutes.h. A label is a short word that a colon ends; its characters may be spread with spaces (出　席).
#include "reading/minutes.h"

#include <algorithm>
#include <iterator>

#include "paper/unicode.h"
#include "reading/meeting_day.h"
#include "reading/people.h"

namespace luodi::reading {
namespace {

constexpr std::size_t kLongestLabel = 12;  // characters with the spaces between

using Labels = std::initializer_list<View>;
constexpr Labels kWhen = {U"时间"sv, U"会议时间"sv};
constexpr Labels kWho = {U"主持人"sv, U"会议主持人"sv, U"主持"sv, U"会议主持"sv};
constexpr Labels kThere = {U"出席"sv,     U"出席人员"sv,     U"出席领导"sv,    U"出席会议"sv, U"参加"sv,
                           U"参加人员"sv, U"参会"sv,         U"参会人员"sv,    U"参会领导"sv, U"与会人员"sv,
                           U"到会人员"sv, U"参加会议人员"sv, U"出席会议人员"sv};
constexpr Labels kInvited = {U"列席"sv, U"列席人员"sv, U"列席会议"sv, U"列席会议人员"sv, U"应邀列席"sv, U"邀请列席"sv};
constexpr Labels kBesides = {U"请假"sv,     U"请假人员"sv, U"缺席"sv,   U"缺席人员"sv,
                             U"因事请假"sv, U"记录"sv,     U"记录人"sv, U"会议记录"sv};

struct Labelled {
  std::u32string label;  ///< without its spaces
  Range rest;            ///< behind the colon; may be empty
};

std::optional<Labelled> labelled_line(View text, Range line) {
  Labelled l;
  for (std::size_t i = line.begin; i < std::min(line.end, line.begin + kLongestLabel); ++i) {
    if (is_colon(text[i])) {
      l.rest = trim(text, {i + 1, line.end});
      return l.label.empty() ? std::nullopt : std::optional(std::move(l));
    }
    if (is_space(text[i])) continue;
    if (!is_han(text[i])) return std::nullopt;
    l.label.push_back(text[i]);
  }
  return std::nullopt;
}

bool is_one_of(View label, Labels labels) {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

/// What stands behind one of these labels on its line, or alone on the next.
Range labelled(const Article& a, Labels labels) {
  for (std::size_t i = 0; i < a.lines.size(); ++i) {
    const auto l = labelled_line(a.text, a.lines[i].range);
    if (!l || !is_one_of(l->label, labels)) continue;
    if (!l->rest.empty()) return l->rest;
    for (std::size_t k = i + 1; k < a.lines.size(); ++k)
      if (a.lines[k].kind != LineKind::empty) return trim(a.text, a.lines[k].range);
  }
  return {};
}

/// An indented line without a label below a list goes on with it.
bool goes_on(const Article& a, Range line) {
  const View v = view(a.text, line);
  return !v.empty() && line.begin >= 2 && is_space(a.text[line.begin - 1]) && is_space(a.text[line.begin - 2]) &&
         !labelled_line(a.text, line) && v.find_first_of(U"。：:") == View::npos;
}

void add_people(std::vector<Person>& into, View list) {
  for (Person& p : people_of_list(list))
    if (std::none_of(into.begin(), into.end(), [&](const Person& known) { return known.name == p.name; }))
      into.push_back(std::move(p));
}

}  // namespace

bool read_labels(const Article& a, MeetingFound& found, MeetingName& phrase) {
  const Range when = labelled(a, kWhen), who = labelled(a, kWho);
  if (when.empty() || who.empty()) return false;
  Range above;
  for (const Line& line : a.lines) {
    if (line.kind == LineKind::empty) continue;
    const auto p = naming(a.text, line.range);
    if (p) phrase = *p, found.frame.push_back(line.range);
    if (p) break;
    if (const auto below = named_below(a.text, above, line.range); below) {
      phrase = *below;
      found.frame.insert(found.frame.end(), {above, line.range});
      break;
    }
    above = line.range;
  }
  const auto date = date_in(a.text, when);
  if (phrase.kind.empty() || !date) return false;
  found.meeting.date = date->iso;
  found.meeting.date_text = paper::to_utf8(view(a.text, when));
  found.frame.push_back(when);
  found.frame.push_back(who);
  if (const auto chair = people_of(view(a.text, who)); !chair.empty()) found.meeting.chair = chair.front();
  return true;
}

void read_lists(const Article& a, MeetingFound& found) {
  for (std::size_t i = 0; i < a.lines.size(); ++i) {
    const auto l = labelled_line(a.text, a.lines[i].range);
    if (!l) continue;
    const bool there = is_one_of(l->label, kThere), invited = is_one_of(l->label, kInvited);
    if (!there && !invited && !is_one_of(l->label, kBesides)) continue;
    found.attendance.push_back(a.lines[i].range);
    std::vector<Range> lists{l->rest};
    while (i + 1 < a.lines.size() && (lists.back().empty() || goes_on(a, a.lines[i + 1].range)))
      found.attendance.push_back(a.lines[++i].range), lists.push_back(a.lines[i].range);
    if (!there && !invited) continue;
    for (const Range list : lists) add_people(invited ? found.meeting.invited : found.meeting.participants, view(a.text, list));
  }
}

Range ordinal_on_its_line(const Article& a) {
  for (const Line& line : a.lines) {
    if (line.kind == LineKind::empty) continue;
    if (line.kind == LineKind::body) break;
    const View v = view(a.text, line.range);
    const bool only = v.size() >= 3 && v.size() <= 9 && v.front() == U'第' && v.back() == U'次' &&
                      std::all_of(std::next(v.begin()), std::prev(v.end()),
                                  [](char32_t c) { return is_space(c) || is_digit(c) || is_numeral(c); });
    if (only) return line.range;
  }
  return {};
}

}  // namespace luodi::reading
