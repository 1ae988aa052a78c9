// See deadline.h. Each rule reads one wording; the longest that fits at the earliest place wins.
#include "reading/deadline.h"

#include <array>
#include <cstdio>

#include "base/working_days.h"
#include "reading/verbs.h"

namespace luodi::reading {
namespace {

constexpr int kLeapYear = 2024;  // of a date whose year is not told: it may be the 29th of February

struct Anchor {
  int year = 0, month = 0, day = 0;  // of the meeting; year 0: not known
};

Anchor anchor_of(const std::optional<std::string>& date) {
  Anchor a;
  if (!date || date->size() < 7) return a;
  const bool bare = date->front() == '-';
  a.year = bare ? 0 : std::stoi(date->substr(0, 4));
  a.month = std::stoi(date->substr(bare ? 2 : 5, 2));
  a.day = std::stoi(date->substr(bare ? 5 : 8, 2));
  return a;
}

std::string iso(int year, int month, int day) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

struct Cursor {
  View s;
  std::size_t at;

  std::optional<int> number() {
    if (starts(s.substr(std::min(at, s.size())), U"元月")) {  // 明年元月底前
      ++at;
      return 1;
    }
    std::size_t end = at;
    while (end < s.size() && end - at < 4 && (is_digit(s[end]) || is_numeral(s[end]))) ++end;
    const auto n = reading::number(s.substr(at, end - at));
    if (n) at = end;
    return n;
  }
  bool eat(View word) {
    if (!starts(s.substr(std::min(at, s.size())), word)) return false;
    at += word.size();
    return true;
  }
  bool eat_before() { return eat(U"之前") || eat(U"以前") || eat(U"前"); }
};

/// What ends a due time: 前 and its forms, or 内 for periods.
struct Day {
  int year, month, day;
  std::string reason;
};

/// A month's day in the year that makes it the next one from the meeting on.
std::optional<Deadline> fixed(Cursor& c, std::size_t begin, const Anchor& a, int year, int month, int day,
                              const std::string& why) {
  Deadline d;
  d.range = {begin, c.at};
  int y = year != 0 ? year : a.year;
  if (y != 0 && year == 0 && month < a.month - 2) ++y;  // 1月15日前 said in December
  d.reason = why;
  if (y != 0) {
    const int last = days_in_month(y, month);
    d.due_date = iso(y, month, day == 0 || day > last ? last : day);
  }
  return d;
}

std::optional<Deadline> open_end(const Cursor& c, std::size_t begin, const char* why) {
  return Deadline{{begin, c.at}, std::nullopt, why};
}

/// True where a time is one to be ready by: 前, 内, or the bare time with what is to be done behind it (4月上旬形成台账).
/// Refused: a start (从4月上旬起), a span (4月上旬至…), a time that describes (4月上旬的).
bool due_word(Cursor& c, std::size_t begin) {
  if (c.eat_before() || c.eat(U"之内") || c.eat(U"以内") || c.eat(U"内")) return true;
  const View rest = c.s.substr(std::min(c.at, c.s.size()));
  const char32_t before = begin > 0 ? c.s[begin - 1] : U'，';
  if (View(U"从自至到").find(before) != View::npos || rest.empty() || !is_han(rest[0])) return false;
  return !starts_any(rest, {U"起"sv, U"开始"sv, U"至"sv, U"到"sv, U"的"sv, U"以来"sv, U"后"sv, U"和"sv, U"或"sv, U"召开"sv,
                            U"举行"sv, U"举办"sv});
}

/// 2026年一季度末, 明年上半年内: the cursor stands behind the year.
std::optional<Deadline> part_of_year(const Cursor& c, std::size_t at, const Anchor& a, int year) {
  static constexpr std::array<std::pair<View, int>, 6> kParts = {
      {{U"一季度", 3}, {U"二季度", 6}, {U"三季度", 9}, {U"四季度", 12}, {U"上半年", 6}, {U"下半年", 12}}};
  for (const auto& [word, last] : kParts) {
    Cursor q = c;
    (void)q.eat(U"第");
    if (!q.eat(word)) continue;
    (void)(q.eat(U"末") || q.eat(U"底") || q.eat(U"结束"));
    if (!due_word(q, at)) return std::nullopt;
    return fixed(q, at, a, year, last, 0, "end of the period");
  }
  return std::nullopt;
}

/// Dates: [YYYY年] M月 (D日 [H时] | 底 | 末 | 中旬 | 上旬 | 下旬 | nothing) 前, and D日 [H时] 前 of the meeting's month.
std::optional<Deadline> date_rule(View s, std::size_t at, const Anchor& a) {
  Cursor c{s, at};
  int year = 0;
  const auto first = c.number();
  if (!first) {
    if (c.eat(U"明年") || c.eat(U"次年"))
      year = a.year == 0 ? 0 : a.year + 1;
    else if (c.eat(U"后年"))
      year = a.year == 0 ? 0 : a.year + 2;
    else if (c.eat(U"今年") || c.eat(U"本年"))
      year = a.year;
    else
      return std::nullopt;
  }
  std::optional<int> month = first;
  if (first && *first > 1900) {
    if (!c.eat(U"年")) return std::nullopt;
    year = *first;
    if (auto part = part_of_year(c, at, a, year)) return part;
    month = c.number();
  } else if (!first) {
    if (auto part = part_of_year(c, at, a, year)) return part;
    month = c.number();
  }
  if (year != 0 && !month) {  // 2026年底前, 后年年底前
    (void)c.eat(U"年");
    if ((c.eat(U"底") || c.eat(U"末")) && c.eat_before()) return fixed(c, at, a, year, 12, 31, "end of the year");
    return std::nullopt;
  }
  if (!month || *month < 1) return std::nullopt;
  auto clock = [&c]() {
    const std::size_t before = c.at;
    if (c.number() && (c.eat(U"时") || c.eat(U"点"))) return;
    c.at = before;
  };
  if (c.eat(U"月")) {
    if (*month > 12) return std::nullopt;
    c.eat(U"份");
    if (const auto day = c.number()) {
      // 2月30日前: a slip that is not mended here.
      if (!(c.eat(U"日") || c.eat(U"号")) || *day < 1 || *day > days_in_month(year == 0 ? kLeapYear : year, *month))
        return std::nullopt;
      for (const View included : {U"（含）"sv, U"(含)"sv, U"（含当日）"sv, U"(含当日)"sv}) c.eat(included);
      clock();
      if (!c.eat_before()) return std::nullopt;
      return fixed(c, at, a, year, *month, *day, "the day named");
    }
    if (c.eat(U"底") || c.eat(U"末"))
      return due_word(c, at) ? fixed(c, at, a, year, *month, 0, "last day of the month") : std::nullopt;
    if (c.eat(U"上旬")) return due_word(c, at) ? fixed(c, at, a, year, *month, 10, "end of the first ten days") : std::nullopt;
    if (c.eat(U"中旬")) return due_word(c, at) ? fixed(c, at, a, year, *month, 20, "end of the second ten days") : std::nullopt;
    if (c.eat(U"下旬")) return due_word(c, at) ? fixed(c, at, a, year, *month, 0, "end of the month") : std::nullopt;
    if (c.eat(U"初"))
      return c.eat_before() ? fixed(c, at, a, year, *month, 5, "beginning of the month, taken as its fifth day") : std::nullopt;
    if (c.eat(U"内")) return fixed(c, at, a, year, *month, 0, "within the month");
    if (c.eat_before()) return fixed(c, at, a, year, *month, 0, "before the month is over, as worded");
    return std::nullopt;
  }
  // Behind a month that cannot be read (□月10日前, 1?月20日前) the day is no day of the meeting's month.
  if (at > 0 && s[at - 1] == U'月') return std::nullopt;
  if ((c.eat(U"日") || c.eat(U"号")) && *month <= 31 && year == 0) {  // 14日8时前
    clock();
    if (c.eat_before()) return fixed(c, at, a, 0, a.month == 0 ? 1 : a.month, *month, "the day named, in the meeting's month");
  }
  return std::nullopt;
}

/// Periods from the meeting: 3个工作日内, 10日内, 两周内, 一个月内, 会后三日内.
std::optional<Deadline> period_rule(View s, std::size_t at, const Anchor& a) {
  Cursor c{s, at};
  (void)(c.eat(U"会后") || c.eat(U"会议结束后"));  // counted from the meeting either way
  int n;
  if (c.eat(U"两"))
    n = 2;
  else if (c.eat(U"半"))
    n = 0;
  else if (const auto k = c.number())
    n = *k;
  else
    return std::nullopt;
  c.eat(U"个");
  enum { hour, working, day, week, month, year } unit;
  if (c.eat(U"小时"))
    unit = hour;
  else if (c.eat(U"工作日"))
    unit = working;
  else if (c.eat(U"日") || c.eat(U"天"))
    unit = day;
  else if (c.eat(U"周") || c.eat(U"星期"))
    unit = week;
  else if (c.eat(U"月"))
    unit = month;
  else if (c.eat(U"年"))
    unit = year;
  else
    return std::nullopt;
  if (unit == year && n > 30) return std::nullopt;  // 2025年内 is a year's end
  if (!(c.eat(U"之内") || c.eat(U"以内") || c.eat(U"内"))) return std::nullopt;
  Deadline d{{at, c.at}, std::nullopt, "counted from the meeting"};
  // 接到通知之日起20日内: from a day that the paper does not name.
  if (at > 0 && s[at - 1] == U'起') {
    d.reason = "counted from a day that is not named";
    return d;
  }
  if (a.year == 0) return d;
  const Date start{a.year, a.month, a.day};
  if (unit == working) {
    if (const auto end = add_working_days(start, n))
      d.due_date = end->iso(), d.reason = "working days counted from the day after the meeting";
  } else if (unit == hour) {
    d.due_date = start.plus_days((n + 23) / 24).iso();
  } else if (unit == year) {
    d.due_date = start.plus_months(12 * std::max(n, 1)).iso();
  } else if (unit == month) {
    d.due_date = (n == 0 ? start.plus_days(15) : start.plus_months(n)).iso();
  } else {
    d.due_date = start.plus_days(unit == week ? 7 * n : n).iso();
  }
  return d;
}

/// What is to be over in a period that stands bare: 第三季度完成建档, 上半年建成投产. Refused: 三季度补齐欠账, 上半年经济运行.
bool completes(View behind) {
  return starts_any(behind, {U"完成"sv, U"建成"sv, U"全面完成"sv, U"全部完成"sv, U"基本完成"sv, U"竣工"sv, U"投产"sv, U"投用"sv,
                             U"投入使用"sv, U"开工"sv, U"签约"sv, U"交付"sv, U"办结"sv, U"验收"sv, U"通车"sv, U"启用"sv});
}

/// 汛期来临前, 春节前, 供暖季前: before an event that has a name.
std::optional<Deadline> event_named(View s, std::size_t at) {
  static const Words events = {
      U"汛期来临", U"主汛期来临", U"主汛期", U"汛期",       U"入汛",   U"台风来临", U"台风登陆", U"开学",   U"秋季开学",
      U"春季开学", U"春节",       U"国庆节", U"国庆",       U"中秋节", U"中秋",     U"清明节",   U"清明",   U"五一",
      U"“五一”",   U"十一",       U"端午节", U"端午",       U"元旦",   U"元宵节",   U"除夕",     U"节日",   U"供暖期来临",
      U"供暖季",   U"供暖期",     U"供暖",   U"供热",       U"采暖期", U"入冬",     U"霜冻",     U"封冻",   U"上冻",
      U"冰冻期",   U"雨季来临",   U"雨季",   U"高考",       U"中考",   U"两会",     U"收割",     U"三夏",   U"“三夏”",
      U"秋收",     U"春耕",       U"防火期", U"防火期来临", U"暑假",   U"寒假",     U"黄金周",   U"梅汛期", U"伏汛期",
      U"立秋",     U"立冬",       U"霜降",   U"立春",       U"春播",   U"秋播",     U"开榨",     U"备耕",   U"小年",
      U"腊八",     U"双十一"};
  const View best = events.prefix_of(s.substr(at));
  if (!best.empty()) {
    Cursor e{s, at + best.size()};
    (void)(e.eat(U"到来") || e.eat(U"来临") || e.eat(U"来到"));
    if (e.eat(U"前后") || e.eat_before()) return open_end(e, at, "an event without a fixed day");
  }
  return std::nullopt;
}

/// □月底前, X月底前: the number of the month is left to be filled in.
bool left_blank(View s, std::size_t at) {
  return at > 0 && View(U"□口○〇×xXｘＸ＿_*?？").find(s[at - 1]) != View::npos;
}

/// Named ends: 年底前, 年内, 月底前, 一季度(内|前|末前), 上半年, 汛期来临前, 春节前 …
std::optional<Deadline> named_rule(View s, std::size_t at, const Anchor& a) {
  constexpr View kFirst = U"每次今本年下明腊正农月当周一二三四第上";  // what a wording below begins with
  if (kFirst.find(s[at]) == View::npos) return event_named(s, at);
  Cursor c{s, at};
  if (c.eat(U"每季度末前") || c.eat(U"每月底前") || c.eat(U"每年底前") || c.eat(U"每季度前") || c.eat(U"每周五前") ||
      c.eat(U"每季末前"))
    return open_end(c, at, "returns every period");
  if (c.eat(U"每月") || c.eat(U"每季度首月") || c.eat(U"次月")) {
    if (c.number() && (c.eat(U"日") || c.eat(U"号")) && c.eat_before()) return open_end(c, at, "returns every month");
    return std::nullopt;
  }
  for (const View w : {U"今年年底前"sv, U"今年底前"sv, U"本年底前"sv, U"本年度内"sv, U"今年内"sv, U"年底之前"sv, U"年底以前"sv,
                       U"年底前"sv, U"年末前"sv, U"年度内"sv, U"年内"sv})
    if (c.eat(w)) return fixed(c, at, a, 0, 12, 31, "end of the year");
  // 下次县长办公会议前, 下次县政府常务会议前
  if (c.eat(U"下次") || c.eat(U"下一次")) {
    const std::size_t meeting = s.substr(c.at, 12).find(U"会议前");
    if (meeting != View::npos) {
      c.at += meeting + 3;
      return open_end(c, at, "the next meeting has no day yet");
    }
    c.at = at;
  }
  for (const View w : {U"下次会议前"sv, U"下次常务会议前"sv, U"下一次会议前"sv, U"下次调度前"sv})
    if (c.eat(w)) return open_end(c, at, "the next meeting has no day yet");
  if (c.eat(U"明年底前")) return fixed(c, at, a, a.year == 0 ? 0 : a.year + 1, 12, 31, "end of next year");
  if (c.eat(U"本月")) {  // 本月20日前
    if (const auto day = c.number(); day && *day <= 31 && (c.eat(U"日") || c.eat(U"号")) && c.eat_before())
      return a.month == 0 ? open_end(c, at, "a day of the month") : fixed(c, at, a, 0, a.month, *day, "the day named");
    c.at = at;
  }
  for (const View month : {U"腊月"sv, U"正月"sv, U"农历"sv})  // 腊月二十三以前
    if (c.eat(month)) {
      while (c.at < s.size() && c.at < at + 12 && (is_numeral(s[c.at]) || View(U"月初日").find(s[c.at]) != View::npos)) ++c.at;
      if (c.eat_before()) return open_end(c, at, "a day of the lunar calendar");
      c.at = at;
    }
  if (c.eat(U"每季度末") || c.eat(U"每月末") || c.eat(U"每年末")) return open_end(c, at, "returns every period");
  for (const View w : {U"本月底前"sv, U"本月内"sv, U"月底前"sv, U"月底之前"sv, U"当月底前"sv})
    if (c.eat(w))
      return a.month == 0 || left_blank(s, at) ? open_end(c, at, "end of the month")
                                               : fixed(c, at, a, 0, a.month, 0, "end of the meeting's month");
  if (c.eat(U"下月") || c.eat(U"下个月")) {
    const int month = a.month % 12 + 1;
    const auto told = [&](int day, const char* reason) {
      return a.month == 0 ? open_end(c, at, "the month after the meeting's") : fixed(c, at, a, 0, month, day, reason);
    };
    if ((c.eat(U"底") || c.eat(U"末")) && c.eat_before()) return told(0, "end of the month after the meeting's");
    if (const auto day = c.number(); day && *day <= 31 && (c.eat(U"日") || c.eat(U"号")) && c.eat_before())
      return told(*day, "a day of the month after the meeting's");
    c.at = at;
  }
  for (const View week : {U"本周"sv, U"下周"sv})
    if (c.eat(week)) {
      if (c.at < s.size() && View(U"一二三四五六日末").find(s[c.at]) != View::npos && starts(s.substr(c.at + 1), U"前")) {
        c.at += 2;
        return open_end(c, at, "a day of the week");
      }
      c.at = at;
    }
  if (c.eat(U"本周内") || c.eat(U"本周五前") || c.eat(U"下周内") || c.eat(U"下周五前") || c.eat(U"周五前"))
    return open_end(c, at, "a day of the week");
  if (c.eat(U"明年一季度末前") || c.eat(U"明年3月底前"))
    return fixed(c, at, a, a.year == 0 ? 0 : a.year + 1, 3, 0, "end of the period next year");
  static constexpr std::array<std::pair<View, int>, 10> kQuarters = {{{U"一季度", 3},
                                                                      {U"二季度", 6},
                                                                      {U"三季度", 9},
                                                                      {U"四季度", 12},
                                                                      {U"第一季度", 3},
                                                                      {U"第二季度", 6},
                                                                      {U"第三季度", 9},
                                                                      {U"第四季度", 12},
                                                                      {U"上半年", 6},
                                                                      {U"下半年", 12}}};
  for (const auto& [word, month] : kQuarters) {
    Cursor q{s, at};
    if (!q.eat(word)) continue;
    if (q.eat(U"结束前") || q.eat(U"末前") || q.eat(U"底前") || q.eat(U"末之前") || q.eat_before() || q.eat(U"内") ||
        ((q.eat(U"末") || q.eat(U"底")) && due_word(q, at)))
      return fixed(q, at, a, 0, month, 0, "end of the period");
    const bool alone = at == 0 && q.at == s.size();  // behind a label: 完成时限：第三季度
    if (alone || completes(s.substr(q.at))) return fixed(q, at, a, 0, month, 0, "end of the period");
  }
  return event_named(s, at);
}

/// Events in general: "强降雪来临前", "供暖季开始前", "11月15日开榨前", "秋季学期开学前": back from the event word to where its
/// name begins.
std::optional<Deadline> event_rule(View s, std::size_t at) {
  static constexpr std::array<View, 18> kHappenings = {U"来临", U"到来",   U"开始", U"开学", U"开榨", U"登陆",
                                                       U"开园", U"开闭幕", U"开幕", U"封冻", U"结束", U"投用",
                                                       U"开业", U"施行",   U"开工", U"换届", U"启用", U"投产"};
  View word;
  for (const View w : kHappenings)
    if (starts(s.substr(at), w)) word = w;
  if (word.empty()) return std::nullopt;
  Cursor c{s, at + word.size()};
  if (!c.eat_before()) return std::nullopt;
  std::size_t begin = at;
  while (begin > 0 && at - begin < 9 && (is_han(s[begin - 1]) || is_digit(s[begin - 1])) &&
         View(U"要在于前将把对好的").find(s[begin - 1]) == View::npos)
    --begin;
  // 确保新聘教师开学前到岗: who starts school is no part of the time; 秋季学期开学前 is.
  if (word == U"开学" && !ends_any(s.substr(begin, at - begin), {U"学期"sv, U"季"sv, U"学年"sv, U"学校"sv})) begin = at;
  if (begin == at && word != U"开学") return std::nullopt;
  return Deadline{{begin, c.at}, std::nullopt, "an event without a fixed day"};
}

/// An occasion at the start of a clause or behind 在, 于: 教师节前, 今晚8时前, 开考前两天. By what ends the occasion's name, for
/// no list holds all of them. Refused: 目前, 提前, 会前 and what describes (节前的).
std::optional<Deadline> occasion_rule(View s, std::size_t at) {
  constexpr std::size_t kLongest = 11;
  const char32_t before = at > 0 ? s[at - 1] : U'，';
  const bool bound = is_comma(before) || is_semicolon(before) || is_stop(before) || View(U"在于的").find(before) != View::npos;
  if (!bound) return std::nullopt;
  std::size_t end = at;
  while (end < s.size() && end - at <= kLongest && s[end] != U'前' &&
         (is_han(s[end]) || is_digit(s[end]) || s[end] == U'“' || s[end] == U'”'))
    ++end;
  if (end >= s.size() || s[end] != U'前' || end - at < 2) return std::nullopt;
  const View occasion = s.substr(at, end - at);
  if (View(U"节期假时点班考周学季会幕始束临来汛霜冻耕收种秋冬播榨购").find(occasion.back()) == View::npos) return std::nullopt;
  if (contains_any(occasion, {U"要"sv, U"的"sv, U"在"sv, U"于"sv, U"应"sv, U"把"sv, U"对"sv, U"将"sv}) || occasion == U"此时" ||
      opening_verb(occasion) > 1 || starts_any(occasion, {U"力争"sv, U"争取"sv, U"确保"sv, U"务必"sv, U"抢抓"sv, U"推动"sv}))
    return std::nullopt;
  Cursor c{s, end + 1};
  const std::size_t bare = c.at;
  (void)c.eat(U"两");
  if (c.at > bare || c.number()) {
    if (!(c.eat(U"天") || c.eat(U"日") || c.eat(U"周") || c.eat(U"个月"))) c.at = bare;
  }
  if (c.at < s.size() && !is_han(s[c.at])) return std::nullopt;
  return Deadline{{at, c.at}, std::nullopt, "an occasion without a fixed day"};
}

/// "在停暖后10日内": the days count from what happens, which has no day yet. Refused: 会后10日内, from the meeting.
void count_from_event(View s, Deadline& d) {
  constexpr std::size_t kLongestEvent = 8;
  const std::size_t after = d.range.begin;
  if (after < 3 || s[after - 1] != U'后' || s[after - 2] == U'会') return;
  std::size_t begin = after - 1;
  while (begin > 0 && after - begin <= kLongestEvent && is_han(s[begin - 1]) &&
         View(U"在于自从").find(s[begin - 1]) == View::npos)
    --begin;
  const bool bound = begin == 0 || !is_han(s[begin - 1]) || View(U"在于自从").find(s[begin - 1]) != View::npos;
  if (!bound || after - begin < 3 || !is_digit(s[after])) return;
  d.range.begin = begin;
  d.due_date.reset();
  d.reason = "counted from an event without a fixed day";
}

/// What stands behind the wording turns it into a condition or a description: 正月十五前未复工的项目, 9月底前已完成的.
bool is_condition(View s, std::size_t end) {
  const View rest = s.substr(end);
  return starts_any(rest, {U"未"sv, U"没有"sv, U"尚未"sv, U"已"sv, U"仍"sv, U"的"sv, U"后"sv});
}

}  // namespace

std::optional<Deadline> find_deadline(View s, const std::optional<std::string>& meeting_date) {
  const Anchor a = anchor_of(meeting_date);
  constexpr std::size_t kLongestWording = 18;
  constexpr View kEnds = U"前内旬末底度年";  // every wording ends in one of them: 第三季度, 上半年
  std::size_t close = s.find_first_of(kEnds);
  for (std::size_t i = 0; i < s.size() && close != View::npos; ++i) {
    if (close <= i) close = s.find_first_of(kEnds, i + 1);
    if (close == View::npos) break;
    if (close > i + kLongestWording) {
      i = close - kLongestWording;
    }
    if (i > 0 && (is_digit(s[i]) || is_numeral(s[i])) && (is_digit(s[i - 1]) || s[i - 1] == U'第' || s[i - 1] == U'每')) continue;
    std::optional<Deadline> best;
    for (const auto rule : {named_rule, date_rule, period_rule})
      if (auto d = rule(s, i, a); d && (!best || d->range.end > best->range.end)) best = std::move(d);
    if (auto event = event_rule(s, i); event && (!best || event->range.end >= best->range.end)) best = std::move(event);
    if (auto occasion = occasion_rule(s, i); occasion && (!best || (!best->due_date && occasion->range.end > best->range.end)))
      best = std::move(occasion);
    if (best && !best->due_date && best->range.begin == i) {  // 2024年汛期来临前, 元旦、春节前
      std::size_t b = i;
      if (b >= 5 && s[b - 1] == U'年' && is_digit(s[b - 2]))
        b -= 5;
      else if (b >= 3 && s[b - 1] == U'、' &&
               (s.substr(b - 3, 2) == U"元旦" || s.substr(b - 3, 2) == U"春节" || s.substr(b - 3, 2) == U"中秋"))
        b -= 3;
      for (const View year : {U"今年"sv, U"明年"sv, U"本年"sv})
        if (b == i && b >= 2 && s.substr(b - 2, 2) == year) b -= 2;
      if (b >= 4 && s.substr(b - 4, 4) == U"“十一”") b -= 4;
      if (b == i && b >= 2 && s[b - 1] == U'日') {  // 10月1日供暖期到来之前
        std::size_t d = b - 1;
        while (d > 0 && (is_digit(s[d - 1]) || s[d - 1] == U'月')) --d;
        if (d < b - 2 && is_digit(s[d])) b = d;
      }
      best->range.begin = b;
    }
    if (best) count_from_event(s, *best);
    if (best && best->range.begin > 0 && (s[best->range.begin - 1] == U'?' || s[best->range.begin - 1] == U'？')) {
      --best->range.begin;  // "?月底前": the number of the month is lost, so no day follows
      best->due_date.reset();
      best->reason = "a digit of the wording is lost";
    }
    if (best && !is_condition(s, best->range.end)) return best;
  }
  return std::nullopt;
}

}  // namespace luodi::reading
