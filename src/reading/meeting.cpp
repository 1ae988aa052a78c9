// See meeting.h.
#include "reading/meeting.h"

#include <algorithm>
#include <map>

#include "paper/lexicon.h"
#include "paper/unicode.h"
#include "reading/directives.h"
#include "reading/meeting_day.h"
#include "reading/meeting_name.h"
#include "reading/minutes.h"
#include "reading/people.h"
#include "reading/units.h"

namespace luodi::reading {
namespace {

constexpr std::size_t kOpeningSentence = 80;  // characters of a sentence about the weather before the meeting is told
constexpr std::size_t kLastLines = 4;         // of an article, in which it may say who was there

/// The county's name: a place of the list, or the 〔name〕县 that stands most often where a name can stand.
std::optional<std::u32string> county_name(View text, char32_t level) {
  std::map<std::u32string, int> votes;
  const auto& lexicon = paper::Lexicon::get();
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != level) continue;
    const char32_t after = i + 1 < text.size() ? text[i + 1] : U'\n';
    if (View(U"域级长委领直属城内外政区").find(after) != View::npos && after != U'委' && after != U'政') continue;
    if (after == U'长') continue;
    const bool own_rule = i >= 3 && text[i - 1] == U'治' && text[i - 2] == U'自';  // 〇〇族自治县
    for (std::size_t n = own_rule ? 5 : 1; n <= (own_rule ? 9U : 3U); ++n) {
      if (i < n) continue;
      const View name = text.substr(i - n, n + 1);
      if (!std::all_of(name.begin(), name.end(), is_han)) continue;
      std::uint64_t key = 0, stem = 0;
      for (std::size_t k = 0; k < std::min<std::size_t>(name.size(), 4); ++k)
        key |= static_cast<std::uint64_t>(name[k] & 0xFFFFU) << (16U * k);
      for (std::size_t k = 0; k < std::min<std::size_t>(n, 4); ++k)
        stem |= static_cast<std::uint64_t>(name[k] & 0xFFFFU) << (16U * k);
      const bool known = name.size() <= 4 && (lexicon.word_kind(key) & paper::kPlace) != 0;
      const char32_t before = i > n ? text[i - n - 1] : U'\n';
      const bool bounded = (!is_han(before) && !is_digit(before)) || View(U"的在于将到至从赴").find(before) != View::npos;
      static constexpr View kGeneric = U"报送经交给请提受社园一镇我全该各本邻外出进入每两三副代府同究向对由请和与及为关了小暨届";
      const bool generic = kGeneric.find(name[n - 1]) != View::npos || kGeneric.find(name[0]) != View::npos;
      // 会同县, 责成县 in running text are a word and 县…: a word is no name unless the list knows the place.
      const int word = n >= 2 && n <= 4 ? lexicon.word_cost(stem) : -1;
      const bool common = word >= 0;
      if (generic || !bounded) continue;
      const bool governs = starts(text.substr(i + 1), U"政府") || starts(text.substr(i + 1), U"人民政府");
      if (known)
        votes[std::u32string(name)] += 5;
      else if (n >= 2 && (!common || (governs && View(U"\n：: 　《（(“").find(before) != View::npos)))
        votes[std::u32string(name)] += 2;
      else if (n >= 2 && (before == U'《' || before == U'\n'))
        votes[std::u32string(name)] += 1;
    }
  }
  const auto best =
      std::max_element(votes.begin(), votes.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
  if (best == votes.end()) return std::nullopt;
  return best->first;
}

/// A 开发区 or 高新区 by its whole name, where one is told: 某某经济技术开发区. The longest of them, without its county's rank.
std::optional<std::u32string> zone_name(View text) {
  constexpr std::size_t kShortestStem = 2, kLongest = 14;
  std::u32string best;
  for (const View kind : {U"开发区"sv, U"高新区"sv, U"园区"sv, U"管理区"sv, U"示范区"sv})
    for (std::size_t at = text.find(kind); at != View::npos; at = text.find(kind, at + 1)) {
      std::size_t from = at;
      while (from > 0 && at - from < kLongest && is_han(text[from - 1]) &&
             View(U"日午晚在到赴讯向对由的和与及市全各").find(text[from - 1]) == View::npos)
        --from;
      const View stem = text.substr(from, at - from);
      if (stem.size() < kShortestStem || stem.size() >= kLongest) continue;
      if (stem.size() + kind.size() > best.size()) best = std::u32string(stem) + std::u32string(kind);
    }
  return best.empty() ? std::nullopt : std::optional(best);
}

/// The county that a paper of its own is named after, where the text does not name it: 某某时报讯, 某某融媒. Refused: papers of a
/// prefecture or a province.
std::optional<std::u32string> named_by_media(View text, char32_t level) {
  const auto& lexicon = paper::Lexicon::get();
  for (const View medium : {U"时报"sv, U"新闻网"sv, U"融媒"sv, U"电视台"sv, U"发布"sv, U"网讯"sv, U"报讯"sv})
    for (std::size_t at = text.find(medium); at != View::npos; at = text.find(medium, at + 1)) {
      std::size_t from = at;
      while (from > 0 && at - from < 3 && is_han(text[from - 1])) --from;
      const View stem = text.substr(from, at - from);
      const bool bounded = from == 0 || !is_han(text[from - 1]);
      if (stem.size() != 2 || !bounded || stem == U"本刊" || stem == U"本报" || stem == U"我县" || stem == U"信息") continue;
      const auto place = [&](char32_t of) {
        const std::uint64_t key = stem[0] | static_cast<std::uint64_t>(stem[1]) << 16U | static_cast<std::uint64_t>(of) << 32U;
        return (lexicon.word_kind(key) & paper::kPlace) != 0;
      };
      if (place(U'省') || (level != U'市' && place(U'市') && !place(level))) continue;
      // 今日发布, 新闻发布: a word of the language is no county's name.
      const std::uint64_t word = stem[0] | static_cast<std::uint64_t>(stem[1]) << 16U;
      if (lexicon.word_cost(word) >= 0 && !place(level)) continue;
      return std::u32string(stem) + level;
    }
  return std::nullopt;
}

/// "闾阳市长", "潮岗区委副书记", "该区区委副书记": the office without the county that the paper names beside it.
std::string without_county(const std::string& title, const std::optional<std::u32string>& county) {
  std::u32string t = paper::to_utf32(title);
  if (t.size() > 4 && t[0] == U'该' && is_level(t[1])) t.erase(0, 2);
  if (county && county->size() > 1 && starts(t, View(*county).substr(0, county->size() - 1))) t.erase(0, county->size() - 1);
  for (std::size_t i = 0; i + 1 < std::min<std::size_t>(t.size(), 12); ++i)  // 某某回族自治县县委副书记
    if (is_level(t[i]) && t[i] == t[i + 1]) {
      t.erase(0, i + 1);
      break;
    }
  return paper::to_utf8(t);
}

/// The person in front of 主持: "县委副书记、县长X在…主持召开", "受X委托，副县长Y主持".
Person chair_before(View text, std::size_t from, std::size_t at) {
  View part = text.substr(from, at - from);
  for (const View w : {U"，"sv, U","sv, U"。"sv}) {
    const std::size_t cut = part.rfind(w);
    if (cut != View::npos) part = part.substr(cut + w.size());
  }
  if (const std::size_t where =
          find_any(part, {U"在"sv,   U"于"sv,   U"到"sv,   U"昨天"sv, U"今天"sv, U"昨日"sv, U"今日"sv, U"日前"sv, U"近日"sv,
                          U"先后"sv, U"连续"sv, U"分别"sv, U"深入"sv, U"前往"sv, U"赴"sv,   U"现场"sv, U"一早"sv, U"一行"sv,
                          U"带队"sv, U"率队"sv, U"率领"sv, U"带领"sv, U"冒雨"sv, U"专程"sv, U"随后"sv, U"再次"sv});
      where != View::npos && where > 2)
    part = part.substr(0, where);
  if (const auto day = static_cast<std::size_t>(std::find_if(part.begin(), part.end(), is_digit) - part.begin());
      day > 3 && day < part.size())  // 县长马国栋11月6日主持召开
    part = part.substr(0, day);
  for (const View lead : {U"由"sv, U"会议由"sv, U"下午"sv, U"上午"sv})
    if (starts(part, lead)) part.remove_prefix(lead.size());
  return person_of(part);
}

/// The same where "X到开发区察看，并主持召开": the last clause before that names a person with a title.
Person chair_in_clauses(View text, std::size_t from, std::size_t at) {
  auto clauses = split(text, {from, at}, is_comma);
  for (auto it = clauses.rbegin(); it != clauses.rend(); ++it) {
    const Range r = trim(text, *it);
    if (r.empty()) continue;
    Person p = chair_before(text, r.begin, r.end);
    if (p.title) return p;
  }
  return {};
}

/// Persons of "A、B参加会议，C应邀列席会议" into the two lists; the ranges used go to `used`.
void read_attendance(View text, Range sentence, MeetingFound& m) {
  // "出席会议的有：A，B": the list stands behind.
  const View whole = view(text, sentence);
  if (const std::size_t has = find_any(whole, {U"会议的有"sv, U"会议的还有"sv, U"会议的领导有"sv});
      has != View::npos && has < 12) {
    const bool invited = contains_any(whole.substr(0, has), {U"列席"sv, U"应邀"sv});
    const std::size_t list = whole.find_first_of(U"：:", has);
    if (list != View::npos)
      for (Person& p : people_of(whole.substr(list + 1)))
        if (!m.meeting.chair || p.name != m.meeting.chair->name)
          (invited ? m.meeting.invited : m.meeting.participants).push_back(std::move(p));
    return;
  }
  std::size_t from = sentence.begin;
  std::size_t i = sentence.begin;
  while (i < sentence.end) {
    const View rest = text.substr(i, sentence.end - i);
    View verb;
    for (const View w : {U"应邀出席"sv, U"应邀列席"sv, U"应邀参加"sv, U"应邀到会"sv, U"应邀"sv, U"受邀列席"sv, U"出席"sv,
                         U"参加"sv, U"列席"sv, U"到会指导"sv})
      if (starts(rest, w)) {
        verb = w;
        break;
      }
    if (verb.empty()) {
      ++i;
      continue;
    }
    const View list = text.substr(from, i - from);
    std::vector<Person> people = people_of(list);
    const bool invited = starts(verb, U"应邀") || starts(verb, U"受邀") || verb == U"列席" || verb == U"到会指导";
    auto& into = invited ? m.meeting.invited : m.meeting.participants;
    for (Person& p : people)
      if (!m.meeting.chair || p.name != m.meeting.chair->name) into.push_back(std::move(p));
    i += verb.size();
    for (const View w : {U"了"sv, U"本次"sv, U"会议"sv, U"指导"sv}) {
      if (starts(text.substr(i, sentence.end - i), w)) i += w.size();
    }
    while (i < sentence.end && (is_comma(text[i]) || is_semicolon(text[i]))) ++i;
    from = i;
  }
}

bool says_attendance(View s) {
  const std::size_t verb = find_any(s, {U"出席"sv, U"参加"sv, U"列席"sv, U"到会指导"sv});
  if (verb == View::npos || s.size() > 400) return false;
  const View before = s.substr(0, verb);
  if (contains_any(before, {U"强调"sv, U"组织"sv, U"应诉"sv, U"传达"sv, U"牵头"sv, U"议定"sv})) return false;
  // 主要负责同志 attend too, and somebody may be named 李要武: a demand begins a clause or stands behind a unit.
  for (const Range clause :
       split(before, {0, before.size()}, [](char32_t c) { return is_comma(c) || is_semicolon(c) || c == U'、'; }))
    if (const std::size_t yao = view(before, clause).find(U'要');
        yao != View::npos && is_demanding_yao(before, clause.begin + yao) &&
        (yao == 0 || units_of_subject(view(before, {clause.begin, clause.begin + yao}))))
      return false;
  View after = s.substr(verb + 2);
  if (starts(after, U"了")) after.remove_prefix(1);
  if (starts_any(after, {U"会议的有"sv, U"会议的还有"sv, U"会议的领导有"sv})) return true;
  return after.empty() ||
         starts_any(after, {U"会议"sv, U"本次"sv, U"，"sv, U","sv, U"；"sv, U";"sv, U"指导"sv, U"（"sv, U"调度"sv, U"活动"sv}) ||
         after == U"会" || verb + 2 == s.size();
}

/// "区委副书记、区长某某主持；副区长…出席": a person with a title presides, said in as many words.
bool presides(View sentence) {
  const std::size_t at = sentence.find(U"主持");
  const View behind = sentence.substr(std::min(at == View::npos ? at : at + 2, sentence.size()));
  const bool over =
      behind.empty() || is_semicolon(behind[0]) || is_comma(behind[0]) || starts_any(behind, {U"会议"sv, U"并讲话"sv, U"并作"sv});
  if (at == View::npos || !over) return false;
  const Person chair = chair_before(sentence, 0, at);
  return !chair.name.empty() && chair.title;
}

/// True where a county's government, or its head or one of the deputies, calls a meeting: 县政府召开…, 副县长某某主持召开….
bool convened_by_government(View text, Range s) {
  const View v = view(text, s);
  const std::size_t call = v.find(U"召开");
  if (call == View::npos) return false;
  for (const std::size_t n : {std::size_t{5}, std::size_t{3}})
    if (call >= n && government_at(v, call - n) == n) return true;
  if (call < 2 || v.substr(call - 2, 2) != U"主持") return false;
  Person chair = chair_before(text, s.begin, s.begin + call - 2);
  if (chair.name.empty()) chair = chair_in_clauses(text, s.begin, s.begin + call - 2);
  if (chair.name.empty() || !chair.title) return false;
  const std::u32string title = paper::to_utf32(*chair.title);
  return contains_any(title, {U"县长"sv, U"区长"sv, U"市长"sv, U"旗长"sv});
}

/// True where the head of a government or one of the deputies attends, presides or speaks, just behind what is told of a meeting:
/// 县长某某出席会议并讲话.
bool government_speaks(View text, std::size_t from) {
  constexpr std::size_t kNear = 260, kName = 4;
  const View near = text.substr(from, kNear);
  for (const View title : {U"县长"sv, U"区长"sv, U"市长"sv, U"旗长"sv})
    for (std::size_t at = near.find(title); at != View::npos; at = near.find(title, at + 1)) {
      const View behind = near.substr(at + 2);
      const std::size_t does = find_any(behind, {U"出席"sv, U"主持"sv, U"讲话"sv, U"作部署"sv, U"到会"sv});
      if (does != View::npos && does >= 2 && does <= kName) return true;
    }
  return false;
}

/// 县, 区, 市 or 旗 of a government that is named without it: of the chair's title, else of the title above the article; 0 none.
char32_t level_told(const Article& a, const Meeting& m) {
  if (m.chair && m.chair->title) {
    const std::u32string title = paper::to_utf32(*m.chair->title);
    if (title.size() >= 2 && title.back() == U'长' && is_level(title[title.size() - 2])) return title[title.size() - 2];
  }
  for (const Line& line : a.lines) {
    const View v = view(a.text, line.range);
    for (std::size_t i = 0; line.kind == LineKind::title && i < v.size(); ++i)
      if (is_level(v[i]) && government_at(v, i) != 0) return v[i];
  }
  return 0;
}

/// The last lines of an article's text, in their order.
std::vector<Range> last_lines(const Article& a) {
  std::vector<Range> out;
  for (auto line = a.lines.rbegin(); line != a.lines.rend() && out.size() < kLastLines; ++line)
    if (line->kind == LineKind::body) out.insert(out.begin(), line->range);
  return out;
}

}  // namespace

std::optional<MeetingFound> find_meeting(const Article& a) {
  const View text = a.text;
  MeetingFound found;
  bool convened = false, told = false;
  MeetingName phrase;
  std::size_t seen = 0;
  for (const Line& line : a.lines) {
    if (line.kind != LineKind::body || seen > 12) continue;
    for (const Range s : sentences(text, line.range)) {
      ++seen;
      const View v = view(text, s);
      if (!convened) {
        const std::size_t call = find_any(v, {U"召开"sv, U"主持"sv});
        if (call == View::npos || seen > 6) continue;
        auto p = naming(text, s);
        const bool special = !p && convened_by_government(text, s);
        if (special) p = special_naming(text, s);
        if (!p && government_speaks(text, s.begin)) {
          p = special_naming_before(text, s);
          if (!p) p = special_naming_of_county(text, s);
        }
        if (!p) continue;
        convened = true;
        told = contains_any(v, {U"主持召开"sv, U"近日"sv, U"日前"sv});
        phrase = *p;
        found.matter = matter_of(text, p->range);
        // "县政府召开第十一次常务会议": the body stands before the verb.
        if (!special && !contains(phrase.kind, U"政府") && !contains(phrase.kind, U"县长") && !contains(phrase.kind, U"区长"))
          if (const std::size_t open = v.find(U"召开"); open != View::npos && open >= 3)
            for (const std::size_t n : {std::size_t{5}, std::size_t{3}})
              if (open >= n && government_at(v, open - n) == n) {
                phrase.kind.insert(0, std::u32string(1, v[open - n]) + U"政府");
                break;
              }
        found.frame.push_back(s);
        // The last date before the naming: "12月29日讯 … 12月26日，县长X主持召开".
        std::optional<DateFound> d = date_in(text, {s.begin, std::max(p->range.begin, s.begin)});
        while (d) {
          const auto next = date_in(text, {d->range.end, p->range.begin});
          if (!next) break;
          d = next;
        }
        if (d) {
          found.meeting.date = d->iso;
          found.meeting.date_text = paper::to_utf8(view(text, d->range));
        } else if (const auto opens = date_in(text, {line.range.begin, s.begin});
                   opens && opens->range.begin == line.range.begin && s.begin < line.range.begin + kOpeningSentence) {
          // "7月22日，烈日当空。县长某某…召开": the day opens the paragraph.
          found.meeting.date = opens->iso;
          found.meeting.date_text = paper::to_utf8(view(text, opens->range));
        } else if (const std::size_t day = find_any(v, {U"近日"sv, U"日前"sv, U"近期"sv}); day != View::npos && day < 12) {
          found.meeting.date_text = paper::to_utf8(v.substr(day, 2));
        } else if (const auto alone = day_alone(text, s); alone && a.published) {
          found.meeting.date = dated_by(*a.published, alone->day);
          found.meeting.date_text = paper::to_utf8(view(text, alone->range));
        } else if (const auto later = date_in(text, s)) {
          found.meeting.date = later->iso;
          found.meeting.date_text = paper::to_utf8(view(text, later->range));
        }
        if (const std::size_t preside = v.find(U"主持"); preside != View::npos) {
          Person chair = chair_before(text, s.begin, s.begin + preside);
          if (chair.name.empty()) chair = chair_in_clauses(text, s.begin, s.begin + preside);
          if (!chair.name.empty()) found.meeting.chair = chair;
        }
        if (!found.meeting.chair)  // 代县长某某带领有关部门到园区召开现场办公会
          for (const View leads : {U"带领"sv, U"率领"sv, U"率队"sv, U"率"sv}) {  // 率 may be part of 效率: who is titled leads
            const std::size_t at = v.find(leads);
            if (found.meeting.chair || at == View::npos || at >= call) continue;
            const Person chair = chair_before(text, s.begin, s.begin + at);
            if (!chair.name.empty() && chair.title) found.meeting.chair = chair;
          }
        found.body_from = s.end;
        // The same sentence may go on with who was there.
        if (says_attendance(v.substr(std::min(v.size(), p->range.end - s.begin))) ||
            contains_any(v, {U"出席会议"sv, U"参加会议"sv, U"参加了会议"sv, U"列席会议"sv, U"出席，"sv, U"参加，"sv})) {
          Range rest{p->range.end, s.end};
          // "召开…会议，主任某某主持会议，副主任…参加": who presided stands before the list.
          if (const std::size_t over = v.find(U"主持会议"); over != View::npos && s.begin + over > rest.begin)
            rest.begin = s.begin + over;
          while (rest.begin < rest.end && !is_comma(text[rest.begin])) ++rest.begin;
          const std::size_t before = found.meeting.participants.size() + found.meeting.invited.size();
          read_attendance(text, rest, found);
          if (found.meeting.participants.size() + found.meeting.invited.size() > before) {
            found.frame.back().end = rest.begin;
            found.attendance.push_back(rest);
          }
        }
        continue;
      }
      if (!found.meeting.chair && contains(v, U"主持") &&
          (contains(v, U"会议由") || starts(v, U"由") || contains(v, U"主持会议") || contains(v, U"主持了会议") || presides(v))) {
        const std::size_t preside = v.find(U"主持");
        Person chair = chair_before(text, s.begin, s.begin + preside);
        if (!chair.name.empty()) found.meeting.chair = chair;
        found.frame.push_back(s);
        found.body_from = s.end;
        // "副县长某某出席会议并讲话，县政府办副主任某某主持会议": who was there stands before.
        if (const std::size_t mark = v.substr(0, preside).find_last_of(U"，,");
            mark != View::npos && says_attendance(v.substr(0, mark)))
          read_attendance(text, {s.begin, s.begin + mark}, found);
        if (contains_any(v.substr(preside), {U"参加会议"sv, U"出席会议"sv, U"列席会议"sv}) ||
            says_attendance(v.substr(preside))) {
          Range rest{s.begin + preside, s.end};
          while (rest.begin < rest.end && !is_comma(text[rest.begin]) && !is_semicolon(text[rest.begin])) ++rest.begin;
          found.frame.back().end = rest.begin;
          found.attendance.push_back(rest);
          read_attendance(text, rest, found);
        }
      } else if (says_attendance(v)) {
        read_attendance(text, s, found);
        found.attendance.push_back(s);
        found.body_from = std::max(found.body_from, s.end);
      }
    }
  }
  if (!convened) convened = read_labels(a, found, phrase);
  // Rules of procedure speak of the meeting too; a meeting that took place has a day, a number
  // or somebody who presided, by name.
  if (!convened || (!found.meeting.date && phrase.ordinal.empty() && !(found.meeting.chair && told))) return std::nullopt;
  read_lists(a, found);
  // Who presided may be said at the end too: 会议由县长某某主持。
  if (!found.meeting.chair)
    for (const Range line : last_lines(a))
      for (const Range s : sentences(text, line))
        if (const View v = view(text, s); starts(v, U"会议由") && contains(v, U"主持") && !found.meeting.chair)
          if (Person chair = chair_before(text, s.begin, s.begin + v.find(U"主持")); !chair.name.empty()) {
            found.meeting.chair = std::move(chair);
            found.frame.push_back(s);
          }
  // Attendance may close the article, behind more sentences than were looked at.
  if (found.meeting.participants.empty() && found.meeting.invited.empty())
    for (const Range line : last_lines(a))
      for (const Range s : sentences(text, line))
        if (says_attendance(view(text, s))) {
          read_attendance(text, s, found);
          found.attendance.push_back(s);
        }
  // The chair speaks later ("县长刘景澄就做好下一步工作强调"): only where nobody was said to preside.
  if (!found.meeting.chair)
    for (const View lead : {U"县长"sv, U"区长"sv, U"市长"sv, U"旗长"sv}) {
      for (std::size_t at = text.find(lead); at != View::npos && !found.meeting.chair; at = text.find(lead, at + 1)) {
        if (at > 0 && text[at - 1] == U'副') continue;
        for (const std::size_t n : {std::size_t{3}, std::size_t{2}, std::size_t{4}}) {
          const View after = text.substr(std::min(text.size(), at + 2 + n));
          if (starts_any(after, {U"就"sv, U"强调"sv, U"要求"sv, U"指出"sv, U"作"sv, U"对"sv, U"讲话"sv, U"讲了"sv, U"同志"sv,
                                 U"在会上"sv, U"在会议上"sv})) {
            Person p = person_of(text.substr(at, 2 + n));
            if (!p.name.empty()) found.meeting.chair = p;
            break;
          }
        }
      }
    }
  Meeting& m = found.meeting;
  if (!m.chair)  // a participant who says what is to be done
    for (const Person& p : m.participants) {
      const std::u32string name = paper::to_utf32(p.name);
      if (!contains_any(text, {View(name + U"强调"), View(name + U"要求"), View(name + U"指出")})) continue;
      m.chair = p;
      if (!m.chair->title && contains(phrase.kind, U"县长")) m.chair->title = "县长";
      break;
    }
  if (m.chair) {
    auto drop = [&](std::vector<Person>& list) {
      list.erase(std::remove_if(list.begin(), list.end(), [&](const Person& p) { return p.name == m.chair->name; }), list.end());
    };
    drop(m.participants);
    drop(m.invited);
  }
  if (phrase.ordinal.empty())  // the title may carry it
    for (const Line& line : a.lines)
      if (line.kind == LineKind::title)
        if (const auto p = naming(text, line.range); p && !p->ordinal.empty()) phrase.ordinal = p->ordinal;
  if (phrase.ordinal.empty()) phrase.ordinal = ordinal_on_its_line(a);
  if (starts(phrase.kind, U"政府"))
    if (const char32_t own = level_told(a, m); own != 0) phrase.kind.insert(0, 1, own);
  m.meeting_kind = paper::to_utf8(phrase.kind);
  if (!phrase.ordinal.empty()) m.ordinal = paper::to_utf8(view(text, phrase.ordinal));
  if (m.date && m.date->front() == '-') {
    if (const auto year = year_for(a, *m.date, phrase.ordinal)) m.date = std::to_string(*year) + m.date->substr(1);
  }
  char32_t level = U'县';
  for (const char32_t c : phrase.kind + std::u32string(view(text, phrase.ordinal)))
    if (is_level(c)) {
      level = c;
      break;
    }
  if (contains(phrase.kind, U"管委会")) {
    if (const auto zone = zone_name(text)) m.body = paper::to_utf8(*zone) + "管委会";
    return found;
  }
  const bool committee = phrase.kind.size() > 2 && phrase.kind[1] == U'委' && phrase.kind[2] == U'常';
  auto name = county_name(text, level);
  if (m.chair && m.chair->title) m.chair->title = without_county(*m.chair->title, name);
  if (!name) name = named_by_media(text, level);
  if (name) m.body = paper::to_utf8(committee ? U"中共" + *name + U"委员会" : *name + U"人民政府");
  return found;
}

}  // namespace luodi::reading
