// See article.h. Furniture is what a page puts around an article: source, publication date, counters, sharing, editors,
// links. Refused look-alikes: sentences of the report that speak of 编辑, 来源 or 打印 (they end in 。 and are long).
#include "reading/article.h"

#include <algorithm>

#include "paper/unicode.h"

namespace luodi::reading {
namespace {

constexpr std::size_t kLongestFurniture = 120;

bool is_furniture(View line) {
  static constexpr auto kStarts = {
      U"来源"sv,     U"信息来源"sv, U"稿件来源"sv, U"文章来源"sv, U"发布时间"sv,     U"发布日期"sv, U"发布："sv,   U"发布:"sv,
      U"时间："sv,   U"时间:"sv,    U"日期"sv,     U"点击数"sv,   U"点击"sv,         U"浏览"sv,     U"阅读"sv,     U"访问量"sv,
      U"字号"sv,     U"字体"sv,     U"【字"sv,     U"【打印"sv,   U"打印"sv,         U"【关闭"sv,   U"关闭"sv,     U"扫一扫"sv,
      U"分享"sv,     U"责任编辑"sv, U"责编"sv,     U"编辑"sv,     U"审核"sv,         U"校对"sv,     U"一审"sv,     U"二审"sv,
      U"三审"sv,     U"初审"sv,     U"复审"sv,     U"终审"sv,     U"全媒体记者"sv,   U"记者"sv,     U"通讯员"sv,   U"作者"sv,
      U"上一篇"sv,   U"下一篇"sv,   U"上一条"sv,   U"下一条"sv,   U"相关链接"sv,     U"相关阅读"sv, U"相关稿件"sv, U"附件"sv,
      U"索引号"sv,   U"文字"sv,     U"摄影"sv,     U"供稿"sv,     U"供稿单位"sv,     U"监制"sv,     U"总编"sv,     U"值班"sv,
      U"当前位置"sv, U"您当前"sv,   U"首页"sv,     U"返回"sv,     U"【视频解读】"sv, U"视频解读"sv, U"版权"sv,     U"主办"sv,
      U"刊发日期"sv, U"刊发时间"sv, U"发稿时间"sv, U"更新时间"sv, U"备案"sv,         U"网站标识"sv, U"发文机关"sv, U"公开方式"sv,
      U"公开日期"sv, U"成文日期"sv, U"主题分类"sv};
  if (line.size() > kLongestFurniture) return false;
  if (std::any_of(kStarts.begin(), kStarts.end(), [&](View w) { return starts(line, w); }))
    return line.size() < 60 || !ends(line, U"。");
  const int marks = static_cast<int>(contains_any(line, {U"来源:"sv, U"来源："sv})) +
                    static_cast<int>(contains_any(line, {U"发布时间"sv, U"发布日期"sv})) +
                    static_cast<int>(contains_any(
                        line, {U"浏览次数"sv, U"点击"sv, U"字号"sv, U"字体"sv, U"【打印"sv, U"关闭窗口"sv, U"分享到"sv}));
  // A source in brackets behind the last sentence makes no furniture of the paragraph.
  if (marks >= 1 && !ends(line, U"。") && line.find(U'。') == View::npos) return true;
  if ((starts(line, U"（") || starts(line, U"(")) &&
      contains_any(line.substr(0, 12), {U"记者"sv, U"通讯员"sv, U"供稿"sv, U"编辑"sv}) && line.size() < 30)
    return true;
  return false;
}

/// Who else gets minutes, at their foot: 抄送, 分送, 发. However long, it is none of their text.
bool is_distribution(View line) {
  return starts_any(line,
                    {U"抄送"sv, U"分送"sv, U"主送"sv, U"发送："sv, U"发送:"sv, U"发："sv, U"发:"sv, U"印发："sv, U"印发:"sv});
}

/// The foot of minutes: 某县人民政府办公室　2023年8月9日印发.
bool is_issue(View line) {
  return ends_any(line, {U"日印发"sv, U"日印"sv}) && line.size() <= kLongestFurniture;
}

std::size_t ink(View line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char32_t c) { return !is_space(c); }));
}

/// A date in digits: 2026-01-22, 2026/1/22, 2026年1月22日, 2026.01.22.
std::optional<std::string> date_in(View line) {
  for (std::size_t i = 0; i + 7 < line.size(); ++i) {
    if (line[i] != U'2' || !is_digit(line[i + 1]) || !is_digit(line[i + 2]) || !is_digit(line[i + 3])) continue;
    if (i > 0 && is_digit(line[i - 1])) continue;
    std::size_t at = i + 4;
    auto part = [&](View marks) -> int {
      if (at >= line.size() || marks.find(line[at]) == View::npos) return -1;
      ++at;
      int n = 0, digits = 0;
      while (at < line.size() && is_digit(line[at]) && digits < 2) n = n * 10 + static_cast<int>(line[at++] - U'0'), ++digits;
      return digits == 0 ? -1 : n;
    };
    const int month = part(U"-/.年");
    const int day = month > 0 ? part(U"-/.月") : -1;
    if (month < 1 || month > 12 || day < 1 || day > 31) continue;
    std::string out = paper::to_utf8(line.substr(i, 4)) + '-';
    out += static_cast<char>('0' + month / 10);
    out += static_cast<char>('0' + month % 10);
    out += '-';
    out += static_cast<char>('0' + day / 10);
    out += static_cast<char>('0' + day % 10);
    return out;
  }
  return std::nullopt;
}

/// 各乡镇人民政府，县政府各部门： above the title.
bool is_salutation(View line) {
  return line.size() <= 60 && is_colon(line.back()) && line.find(U'。') == View::npos &&
         starts_any(line, {U"各"sv, U"县"sv, U"区"sv, U"市"sv}) &&
         contains_any(line, {U"各部门"sv, U"各单位"sv, U"有关部门"sv, U"有关单位"sv, U"各乡镇"sv, U"各镇"sv, U"各街道"sv});
}

/// A day with the hour of its publication: 2025-08-28 08:40.
bool starts_with_time(View line) {
  if (line.size() > kLongestFurniture || line.empty() || line[0] != U'2' || !date_in(line.substr(0, 12))) return false;
  const std::size_t colon = line.find(U':');
  return colon != View::npos && colon < 20 && colon > 0 && is_digit(line[colon - 1]) && colon + 1 < line.size() &&
         is_digit(line[colon + 1]);
}

}  // namespace

Article lay_out(View text) {
  Article a{text, {}, std::nullopt};
  bool before_body = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', at), text.size());
    Range r{at, end};
    while (r.begin < r.end && is_space(text[r.begin])) ++r.begin;
    while (r.end > r.begin && is_space(text[r.end - 1])) --r.end;
    const View line = view(text, r);
    LineKind kind = LineKind::body;
    if (line.empty()) {
      kind = LineKind::empty;
    } else if (is_distribution(line)) {
      kind = LineKind::furniture;
    } else if (is_issue(line)) {
      kind = LineKind::furniture;
      if (!a.published) a.published = date_in(line);
    } else if (is_furniture(line)) {
      kind = LineKind::furniture;
      // A line about another article or about the site bears a day of its own.
      if (!a.published && !starts_any(line, {U"上一"sv, U"下一"sv, U"相关"sv, U"版权"sv, U"备案"sv, U"网站"sv, U"附件"sv}))
        a.published = date_in(line);
    } else if (before_body && is_salutation(line)) {
      kind = LineKind::furniture;
    } else if (before_body && starts_with_time(line)) {  // 2025-08-28 08:40:13　某县人民政府网　责任编辑：…
      kind = LineKind::furniture;
      if (!a.published) a.published = date_in(line);
    } else if (before_body && date_in(line) && ink(line) < 30 && !ends(line, U"。")) {
      kind = LineKind::furniture;
      if (!a.published) a.published = date_in(line);
    } else if (before_body && line.size() <= 70 && !ends(line, U"。") && !ends(line, U"：") && !ends(line, U":") &&
               line.find(U'。') == View::npos) {
      kind = LineKind::title;
    }
    // 某新闻网2024年4月3日讯（记者 某某）: the report's own day.
    constexpr std::size_t kDateline = 40;
    if (kind == LineKind::body && before_body && !a.published)
      if (const std::size_t told = line.substr(0, kDateline).find(U"日讯"); told != View::npos)
        a.published = date_in(line.substr(0, told + 1));
    a.lines.push_back({r, kind});
    before_body = before_body && kind != LineKind::body;
    at = end + 1;
  }
  return a;
}

std::vector<Range> sentences(View text, Range line) {
  std::vector<Range> out;
  bool open = false;  // the mark before was a lost digit ("?月底前"), no end
  for (const Range r : split(text, line, is_stop)) {
    if (open)
      out.back().end = r.end;
    else if (!r.empty())
      out.push_back(r);
    const char32_t next = r.end + 1 < line.end ? text[r.end + 1] : U'\n';
    open = !out.empty() && out.back().end == r.end && r.end < line.end && text[r.end] == U'?' &&
           (is_digit(next) || View(U"月日年时万亿元%个").find(next) != View::npos);
  }
  return out;
}

}  // namespace luodi::reading
