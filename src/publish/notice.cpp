// See notice.h. The form follows published county notices: totals with the day they were counted on, what is late by unit and
// number, next requirements, a table of all as annex.
#include "publish/notice.h"

#include <algorithm>
#include <map>

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

/// Open rows by unit, in the order of their first row: unit and numbers in the annex.
std::vector<std::pair<std::string, std::vector<std::size_t>>> by_unit(const std::vector<NoticeRow>& rows, bool late) {
  std::vector<std::pair<std::string, std::vector<std::size_t>>> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].closed || (rows[i].days_late > 0) != late) continue;
    const std::string unit = rows[i].unit.empty() ? "未定牵头单位" : rows[i].unit;
    auto it = std::find_if(out.begin(), out.end(), [&](const auto& u) { return u.first == unit; });
    if (it == out.end()) it = out.insert(out.end(), {unit, {}});
    it->second.push_back(i + 1);
  }
  return out;
}

std::vector<BodyParagraph> totals(const NoticeInput& in, const NoticeCounts& c) {
  std::string s = "截至" + written_date(in.cutoff) + "，" + in.meeting + "确定事项共" + n(c.total) + "项，已办结" + n(c.closed) +
                  "项，占" + n(c.closed_percent) + "%；未办结" + n(c.open) + "项，占" + n(c.open_percent) + "%。";
  if (c.open > 0)
    s += c.late > 0 ? "未办结事项中，已超期" + n(c.late) + "项，未到期" + n(c.on_time) + "项。" : "未办结事项均未超期。";
  return {{1, "一、总体情况"}, {0, s}};
}

std::vector<BodyParagraph> lagging(const NoticeInput& in, const NoticeCounts& c) {
  std::vector<BodyParagraph> out{{1, "二、未办结事项"}};
  if (c.open == 0) return {{1, "二、未办结事项"}, {0, "无。"}};
  const auto late = by_unit(in.rows, true), waiting = by_unit(in.rows, false);
  if (!late.empty()) {
    out.push_back({2, "（一）已超期事项"});
    for (const auto& [unit, numbers] : late)
      for (const std::size_t i : numbers) {
        const NoticeRow& r = in.rows[i - 1];
        out.push_back({0, unit + "：第" + n(static_cast<std::int64_t>(i)) + "项“" + r.text + "”，应于" +
                              written_date(r.due_date) + "前办结，已超期" + n(r.days_late) + "天。"});
      }
  }
  if (!waiting.empty()) {
    out.push_back({2, late.empty() ? "（一）未到期事项" : "（二）未到期事项"});
    std::string s;
    for (const auto& [unit, numbers] : waiting) s += (s.empty() ? "" : "；") + unit + "：" + references(numbers);
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

Sheet annex_of(const NoticeInput& in) {
  Sheet s{"汇总表",
          in.meeting + "确定事项落实情况汇总表（截至" + written_date(in.cutoff) + "）",
          {"序号", "编号", "事项", "牵头单位", "配合单位", "完成时限", "办理状态", "超期天数"},
          {6, 12, 60, 16, 20, 12, 12, 9},
          {}};
  for (std::size_t i = 0; i < in.rows.size(); ++i) {
    const NoticeRow& r = in.rows[i];
    s.rows.push_back({n(static_cast<std::int64_t>(i) + 1), r.commitment_id, r.text, r.unit, r.helping, r.due_date, r.state,
                      r.days_late > 0 && !r.closed ? n(r.days_late) : ""});
  }
  return s;
}

bool ends(const std::string& s, std::size_t end, std::string_view with) {
  return end >= with.size() && s.compare(end - with.size(), with.size(), with) == 0;
}

/// What the words before a number say it counts; nothing if they say nothing known.
std::optional<std::int64_t> told(const std::string& s, std::size_t at, const NoticeCounts& c) {
  const std::pair<std::string_view, std::int64_t> words[] = {
      {"共", c.total},    {"未办结", c.open}, {"未办结事项", c.open}, {"尚未办结", c.open}, {"尚有", c.open},
      {"剩余", c.open},   {"其余", c.open},   {"已办结", c.closed},   {"办结", c.closed},   {"已完成", c.closed},
      {"已超期", c.late}, {"超期", c.late},   {"逾期", c.late},       {"未到期", c.on_time}};
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

/// The quoted words of a commitment are the meeting's, not the notice's: numbers in them are not counted.
std::string without_quotes(const std::string& s) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s.compare(i, 3, "“") == 0) ++depth;
    if (depth == 0) out += s[i];
    if (s.compare(i, 3, "”") == 0) {
      depth = std::max(0, depth - 1);
      i += 2;
    }
  }
  return out;
}

}  // namespace

NoticeCounts count(const std::vector<NoticeRow>& rows) {
  NoticeCounts c;
  for (const NoticeRow& r : rows) {
    ++c.total;
    c.closed += r.closed ? 1 : 0;
    c.late += !r.closed && r.days_late > 0 ? 1 : 0;
  }
  c.open = c.total - c.closed;
  c.on_time = c.open - c.late;
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
  d.title = "关于" + in.meeting + "\n确定事项落实情况的通报";
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
    const std::string s = without_quotes(p.text);
    for (std::size_t at = 0; at < s.size(); ++at) {
      if (s[at] < '0' || s[at] > '9') continue;
      std::size_t end = at;
      std::int64_t number = 0;
      while (end < s.size() && s[end] >= '0' && s[end] <= '9' && end - at < 9) number = number * 10 + (s[end++] - '0');
      const bool items = s.compare(end, 3, "项") == 0, percent = end < s.size() && s[end] == '%';
      const bool reference = items && ends(s, at, "第");
      if (reference && (number < 1 || number > c.total)) out.push_back(sentence_at(s, at) + " [1–" + n(c.total) + "]");
      if (items && !reference) {
        const auto right = told(s, at, c);
        const bool known = number == c.total || number == c.closed || number == c.open || number == c.late || number == c.on_time;
        if (right ? *right != number : !known) out.push_back(sentence_at(s, at) + " [" + (right ? n(*right) : "?") + "]");
      }
      if (percent && number != c.closed_percent && number != c.open_percent)
        out.push_back(sentence_at(s, at) + " [" + n(c.closed_percent) + "%, " + n(c.open_percent) + "%]");
      at = end - 1;
    }
  }
  return out;
}

}  // namespace luodi::publish
