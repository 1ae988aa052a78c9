// See notice.h. The form follows published county notices: totals with the day they were counted on, what is late by unit and
// number, next requirements, a table of all as annex.
#include "publish/notice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace luodi::publish {
namespace {

std::string n(std::int64_t number) {
  return std::to_string(number);
}

/// "第3项、第7项" of the rows of a unit.
std::string references(const std::vector<std::size_t>& numbers) {
  std::string s;
  for (const std::size_t i : numbers) s += (s.empty() ? "第" : "、第") + n(static_cast<std::int64_t>(i)) + "项";
  return s;
}

enum class When { late, on_time, undated };
When when(const NoticeRow& r) {
  return r.days_late > 0 ? When::late : r.due_date.empty() ? When::undated : When::on_time;
}

/// Open rows by unit, in the order of their first row: unit and numbers in the annex.
std::vector<std::pair<std::string, std::vector<std::size_t>>> by_unit(const std::vector<NoticeRow>& rows, When wanted) {
  std::vector<std::pair<std::string, std::vector<std::size_t>>> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].closed || when(rows[i]) != wanted) continue;
    const std::string unit = !rows[i].assigned ? "尚未交办" : rows[i].unit.empty() ? "未定牵头单位" : rows[i].unit;
    auto it = std::find_if(out.begin(), out.end(), [&](const auto& u) { return u.first == unit; });
    if (it == out.end()) it = out.insert(out.end(), {unit, {}});
    it->second.push_back(i + 1);
  }
  return out;
}

std::string undated_words(const NoticeCounts& c) {
  return c.undated > 0 ? "，未定时限" + n(c.undated) + "项" : "";
}

std::vector<BodyParagraph> totals(const NoticeInput& in, const NoticeCounts& c) {
  std::string s = "截至" + written_date(in.cutoff) + "，" + in.meeting + "确定事项共" + n(c.total) + "项，已办结" + n(c.closed) +
                  "项，占" + n(c.closed_percent) + "%；未办结" + n(c.open) + "项，占" + n(c.open_percent) + "%。";
  if (c.open > 0)
    s += c.late > 0 ? "未办结事项中，已超期" + n(c.late) + "项，未到期" + n(c.on_time) + "项" + undated_words(c) + "。"
         : c.undated > 0 ? "未办结事项中，未到期" + n(c.on_time) + "项" + undated_words(c) + "。"
                         : "未办结事项均未超期。";
  return {{1, "一、总体情况"}, {0, s}};
}

/// Words in quotes; quotes inside them are single ones (GB/T 15834-2011, 4.8.3.3).
std::string quoted(std::string words) {
  for (const auto& [outer, inner] : {std::pair{"“", "‘"}, {"”", "’"}})
    for (std::size_t at = words.find(outer); at != std::string::npos; at = words.find(outer, at + 3)) words.replace(at, 3, inner);
  return "“" + words + "”";
}

std::vector<BodyParagraph> lagging(const NoticeInput& in, const NoticeCounts& c) {
  std::vector<BodyParagraph> out{{1, "二、未办结事项"}};
  if (c.open == 0) return {{1, "二、未办结事项"}, {0, "无。"}};
  const auto late = by_unit(in.rows, When::late);
  static constexpr std::array<const char*, 3> kNumbers{"（一）", "（二）", "（三）"};
  std::size_t part = 0;
  if (!late.empty()) {
    out.push_back({2, std::string(kNumbers[part++]) + "已超期事项"});
    for (const auto& [unit, numbers] : late)
      for (const std::size_t i : numbers) {
        const NoticeRow& r = in.rows[i - 1];
        out.push_back({0, unit + "：第" + n(static_cast<std::int64_t>(i)) + "项" + quoted(r.text) + "，应于" +
                              written_date(r.due_date) + "前办结，已超期" + n(r.days_late) + "天。"});
      }
  }
  for (const auto& [wanted, heading] : {std::pair{When::on_time, "未到期事项"}, {When::undated, "未定时限事项"}}) {
    const auto list = by_unit(in.rows, wanted);
    if (list.empty()) continue;
    out.push_back({2, std::string(kNumbers[part++]) + heading});
    std::string s;
    for (const auto& [unit, numbers] : list) s += (s.empty() ? "" : "；") + unit + "：" + references(numbers);
    out.push_back({0, s + "。"});
  }
  return out;
}

std::vector<BodyParagraph> requirements(const NoticeInput& in, const NoticeCounts& c) {
  std::vector<BodyParagraph> out{{1, "三、下一步要求"}};
  for (const std::string& d : in.demands) out.push_back({0, d});
  if (!in.demands.empty()) return out;
  if (c.late > 0) out.push_back({0, "已超期事项的牵头单位要说明原因，提出办结时限，报" + in.office + "。"});
  if (c.open > 0)
    out.push_back({0, "未办结事项的牵头单位要对照时限倒排进度，配合单位要主动配合，确保按期办结，并附佐证材料反馈。"});
  if (c.open == 0) out.push_back({0, "各牵头单位要巩固办理成果，防止问题反弹。"});
  return out;
}

/// In lines that a page holds: a long name is broken where it names the second thing.
std::string title_of(const std::string& meeting) {
  constexpr std::size_t kLongest = 17 * 3;  // bytes of 17 characters
  const std::size_t second = meeting.size() > kLongest ? meeting.rfind("和") : std::string::npos;
  if (second == std::string::npos) return "关于" + meeting + "\n确定事项落实情况的通报";
  return "关于" + meeting.substr(0, second) + "\n" + meeting.substr(second) + "确定事项\n落实情况的通报";
}

Sheet annex_of(const NoticeInput& in) {
  Sheet s{"汇总表",
          in.meeting + "确定事项落实情况汇总表（截至" + written_date(in.cutoff) + "）",
          {"序号", "编号", "事项", "牵头单位", "配合单位", "完成时限", "办理状态", "超期天数"},
          {6, 12, 60, 16, 20, 12, 12, 9},
          {}};
  const bool several = std::any_of(in.rows.begin(), in.rows.end(), [](const NoticeRow& r) { return !r.meeting.empty(); });
  if (several) s.headings.emplace_back("会议"), s.widths.push_back(24);
  for (std::size_t i = 0; i < in.rows.size(); ++i) {
    const NoticeRow& r = in.rows[i];
    s.rows.push_back({n(static_cast<std::int64_t>(i) + 1), r.commitment_id, r.text, r.unit, r.helping, r.due_date, r.state,
                      r.days_late > 0 && !r.closed ? n(r.days_late) : ""});
    if (several) s.rows.back().emplace_back(r.meeting);
  }
  return s;
}

bool ends(const std::string& s, std::size_t end, std::string_view with) {
  return end >= with.size() && s.compare(end - with.size(), with.size(), with) == 0;
}

/// What the words before a number say it counts; nothing if they say nothing known.
std::optional<std::int64_t> told(const std::string& s, std::size_t at, const NoticeCounts& c) {
  const std::pair<std::string_view, std::int64_t> words[] = {
      {"共", c.total},    {"未办结", c.open}, {"未办结事项", c.open}, {"尚未办结", c.open},  {"尚有", c.open},
      {"剩余", c.open},   {"其余", c.open},   {"已办结", c.closed},   {"办结", c.closed},    {"已完成", c.closed},
      {"已超期", c.late}, {"超期", c.late},   {"逾期", c.late},       {"未到期", c.on_time}, {"未定时限", c.undated}};
  for (const auto& [word, number] : words)
    if (ends(s, at, word)) return number;
  return std::nullopt;
}

/// The sentence of a text around a byte.
std::string sentence_at(const std::string& s, std::size_t at) {
  std::size_t from = s.rfind("。", at);
  from = from == std::string::npos ? 0 : from + 3;
  std::size_t to = s.find("。", at);
  to = to == std::string::npos ? s.size() : to + 3;
  return s.substr(from, to - from);
}

/// The quoted words of a commitment are the meeting's, not the notice's: numbers in them are not counted. ３７％ is 37％.
std::string without_quotes(const std::string& s) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.compare(i, 3, "“") == 0) ++depth;
    const bool wide = s.compare(i, 2, "\xEF\xBC") == 0 && i + 2 < s.size() && s[i + 2] >= '\x90' && s[i + 2] <= '\x99';
    if (depth == 0) out += wide ? static_cast<char>('0' + (s[i + 2] - '\x90')) : s[i];
    if (wide) i += 2;
    if (s.compare(i, 3, "”") == 0) {
      depth = std::max(0, depth - 1);
      i += 2;
    }
  }
  return out;
}

/// A number that some of the counts is.
bool is_count(std::int64_t number, const NoticeCounts& c) {
  const std::array<std::int64_t, 6> counts{c.total, c.closed, c.open, c.late, c.on_time, c.undated};
  return std::find(counts.begin(), counts.end(), number) != counts.end();
}

bool has_any(std::string_view s, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return s.find(w) != std::string_view::npos; });
}
bool ends_any(std::string_view s, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return s.ends_with(w); });
}

/// "要达到80%", "不低于10项": what is to be reached. Refused: 办结率已达到95%, which says what is.
bool is_goal(const std::string& s, std::size_t at) {
  std::size_t from = at;
  while (from > 0 && !ends_any(std::string_view(s).substr(0, from), {"，", "。", "；", "："})) --from;
  const std::string_view clause = std::string_view(s).substr(from, at - from);
  if (has_any(clause, {"已"})) return false;
  return ends_any(clause, {"不低于", "不少于", "至少"}) ||
         (ends_any(clause, {"达到", "提高到", "提升到"}) && has_any(clause, {"要", "应", "须", "力争", "争取", "确保", "目标"}));
}

/// A numeral in characters at a byte, up to 9999: its value and where it ends; the end is `at` where there is none.
std::pair<std::int64_t, std::size_t> numeral_at(const std::string& s, std::size_t at) {
  static const std::vector<std::pair<std::string_view, int>> digits{{"零", 0}, {"〇", 0}, {"一", 1}, {"二", 2},
                                                                    {"两", 2}, {"三", 3}, {"四", 4}, {"五", 5},
                                                                    {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}};
  static const std::vector<std::pair<std::string_view, int>> places{{"十", 10}, {"百", 100}, {"千", 1000}};
  std::int64_t value = 0, digit = -1;
  std::size_t i = at;
  for (bool more = true; more;) {
    more = false;
    for (const auto& [word, n_of] : digits)
      if (s.compare(i, word.size(), word) == 0) digit = n_of, i += word.size(), more = true;
    for (const auto& [word, place] : places)
      if (s.compare(i, word.size(), word) == 0)
        value += (digit < 0 ? 1 : digit) * place, digit = -1, i += word.size(), more = true;
  }
  return {value + std::max<std::int64_t>(digit, 0), i};
}

/// What stands behind 项 says that the notice's items were counted: 十一项未办结, 九项。 Refused: 三项措施, 十四五项目.
bool counts_items(const std::string& s, std::size_t behind) {
  if (behind >= s.size()) return true;
  for (const std::string_view word :
       {"，", "。", "；", "、", "（", "未", "已", "尚", "超期", "逾期", "要", "均", "都", "事项", "任务"})
    if (s.compare(behind, word.size(), word) == 0) return true;
  return false;
}

/// A number in digits or characters at a byte.
struct Numeral {
  std::int64_t value = 0;
  std::size_t end = 0;  ///< where it began if there is none
  bool digits = false;
};
Numeral number_at(const std::string& s, std::size_t at) {
  Numeral out{0, at, at < s.size() && s[at] >= '0' && s[at] <= '9'};
  if (!out.digits) std::tie(out.value, out.end) = numeral_at(s, at);
  if (out.digits)
    while (out.end < s.size() && s[out.end] >= '0' && s[out.end] <= '9' && out.end - at < 9)
      out.value = out.value * 10 + (s[out.end++] - '0');
  return out;
}

/// The numbers of a paragraph, one after the other, against what the rows count.
class Checker {
 public:
  Checker(const std::string& text, const NoticeCounts& counts, std::vector<std::string>& out) : s_(text), c_(counts), out_(out) {}

  void run() {
    for (std::size_t at = 0; at < s_.size();) at = step(at);
  }

 private:
  bool is(std::size_t at, std::string_view word) const { return at <= s_.size() && s_.compare(at, word.size(), word) == 0; }
  void note(std::size_t at, const std::string& right) { out_.push_back(sentence_at(s_, at) + " [" + right + "]"); }

  void percent(std::size_t at, std::int64_t number) {
    if (number != c_.closed_percent && number != c_.open_percent && !is_goal(s_, at))
      note(at, n(c_.closed_percent) + "%, " + n(c_.open_percent) + "%");
  }
  /// 八成, 一半, 三分之一: within a point of what some of the counts is.
  void share(std::size_t at, double part) {
    const double exact = part * static_cast<double>(c_.total);
    const auto whole = static_cast<std::int64_t>(exact + 0.5);
    const bool near = std::abs(exact - static_cast<double>(whole)) * 100 <= static_cast<double>(c_.total);
    if (!(near && is_count(whole, c_)) && !is_goal(s_, at)) note(at, n(c_.closed_percent) + "%, " + n(c_.open_percent) + "%");
  }
  void items(std::size_t at, const Numeral& number) {
    const std::size_t behind = number.end + std::string_view("项").size();
    if (is(number.end, "项目") && !is(number.end, "项目前") && !is(number.end, "项目标")) return;
    const std::string_view before = std::string_view(s_).substr(0, at);
    if (before.ends_with("第")) {
      if (number.value < 1 || number.value > c_.total) note(at, "1–" + n(c_.total));
      return;
    }
    if (number.value == 1 && ends_any(before, {"每", "这", "任何", "某", "逐"})) return;
    const auto right = told(s_, at, c_);
    const bool counted = number.digits || counts_items(s_, behind);
    if ((right ? *right != number.value : counted && !is_count(number.value, c_)) && !is_goal(s_, at))
      note(at, right ? n(*right) : "?");
  }
  /// Judges the number at a byte, if there is one, and says where to go on.
  std::size_t step(std::size_t at) {
    constexpr std::string_view kOfHundred = "百分之", kOf = "分之", kTenths = "成";
    if (is(at, "一半") || is(at, "半数")) share(at, 0.5);
    if (is(at, kOfHundred)) {
      const Numeral number = number_at(s_, at + kOfHundred.size());
      if (number.end > at + kOfHundred.size()) percent(at, number.value);
      return number.end;
    }
    const Numeral number = number_at(s_, at);
    if (number.end == at) return at + 1;
    if (is(number.end, kOf)) {
      const Numeral over = number_at(s_, number.end + kOf.size());
      if (number.value > 0 && over.end > number.end + kOf.size())
        share(at, static_cast<double>(over.value) / static_cast<double>(number.value));
      return over.end;
    }
    const bool tenths = is(number.end, kTenths) && !is(number.end, "成立") && !is(number.end, "成效");
    if (tenths && number.value >= 1 && number.value <= 9) share(at, static_cast<double>(number.value) / 10);
    if (is(number.end, "%") || is(number.end, "％")) percent(at, number.value);
    if (is(number.end, "项")) items(at, number);
    return number.end;
  }

  const std::string& s_;
  const NoticeCounts& c_;
  std::vector<std::string>& out_;
};

}  // namespace

NoticeCounts count(const std::vector<NoticeRow>& rows) {
  NoticeCounts c;
  for (const NoticeRow& r : rows) {
    ++c.total;
    c.closed += r.closed ? 1 : 0;
    c.late += !r.closed && when(r) == When::late ? 1 : 0;
    c.undated += !r.closed && when(r) == When::undated ? 1 : 0;
  }
  c.open = c.total - c.closed;
  c.on_time = c.open - c.late - c.undated;
  if (c.total == 0) return c;
  c.closed_percent = (c.closed * 200 + c.total) / (2 * c.total);  // rounded half up; the other is what is left of 100
  c.open_percent = 100 - c.closed_percent;
  return c;
}

Result<Notice> compose_notice(const NoticeInput& in) {
  if (in.rows.empty())
    return fail(ErrorCode::usage, "meeting_id", "notice.nothing", "nothing was confirmed of this meeting by that day");
  Notice out;
  out.counts = count(in.rows);
  OfficialDocument& d = out.document;
  d.mark = in.office + "通报";
  d.number = in.number;
  d.title = title_of(in.meeting);
  d.addressee = in.addressee;
  for (const auto& part : {totals(in, out.counts), lagging(in, out.counts), requirements(in, out.counts)})
    d.body.insert(d.body.end(), part.begin(), part.end());
  d.attachments = {in.meeting + "确定事项落实情况汇总表"};
  d.signer = in.office;
  d.date = written_date(in.day);
  d.printed_by = in.office;
  out.annex = annex_of(in);
  return out;
}

std::vector<std::string> contradictions(const std::vector<BodyParagraph>& body, const std::vector<NoticeRow>& rows) {
  const NoticeCounts c = count(rows);
  std::vector<std::string> out;
  for (const BodyParagraph& p : body) {
    const std::string text = without_quotes(p.text);
    Checker(text, c, out).run();
  }
  return out;
}

}  // namespace luodi::publish
