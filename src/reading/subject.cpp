// See subject.h.
#include "reading/subject.h"

#include <algorithm>

#include "reading/units.h"

namespace luodi::reading {

bool names_document(View s) {
  return s.find(U'《') != View::npos ||
         ends_any(s, {U"方案"sv, U"办法"sv, U"请示"sv, U"意见"sv, U"规划"sv, U"草案"sv, U"细则"sv, U"规定"sv, U"计划"sv,
                      U"报告"sv, U"预案"sv, U"制度"sv, U"协议"sv, U"名单"sv, U"清单"sv});
}

void take_unit(View text, Point& p) {
  View s = view(text, p.subject);
  auto cut = [&](std::size_t n) {
    p.subject.begin += n;
    s.remove_prefix(n);
  };
  auto set_unit = [&](std::size_t from, std::size_t to) {
    // "区财政局局长X", "县应急管理局夏平川同志": the unit is what ends like one.
    Range r{from, to};
    View u = view(text, r);
    for (std::size_t n = u.size(); n >= 2; --n)
      if (is_unit_list(u.substr(0, n)) && !ends_any(u.substr(0, n), {U"同志"sv, U"县长"sv, U"主任"sv, U"成员"sv, U"负责人"sv})) {
        View plain = u.substr(0, n);
        // 县农业农村局局长, 区国资局副局长: a title behind the unit; 区政府办 goes on as 区政府办公室.
        if (ends(plain, U"局局")) plain.remove_suffix(1);
        if (ends(plain, U"局副局")) plain.remove_suffix(2);
        if (ends(plain, U"办") && starts(u.substr(n), U"公室")) plain = u.substr(0, n + 2);
        for (const View tail : {U"等部门"sv, U"等单位"sv})
          if (ends(plain, tail)) plain.remove_suffix(tail.size());
        p.reporting_unit = Range{from, from + plain.size()};
        return;
      }
  };
  for (const View submit : {U"提交审议的"sv, U"提请审议的"sv, U"提请审定的"sv, U"提交审定的"sv, U"提交研究的"sv, U"提请研究的"sv,
                            U"提交的"sv, U"提请的"sv, U"提出的"sv, U"拟定的"sv, U"报送的"sv, U"起草的"sv, U"上报的"sv,
                            U"汇报的"sv, U"制定的"sv, U"送审的"sv, U"报审的"sv, U"呈报的"sv, U"编制的"sv})
    if (const std::size_t at = s.find(submit); at != View::npos && at < 40 && s.substr(0, at).find(U'《') == View::npos) {
      set_unit(p.subject.begin, p.subject.begin + at);
      cut(at + submit.size());
      if (starts(s, U"关于") && s.find(U'《') == View::npos) cut(2);
      return;
    }
  if (const std::size_t about = s.find(U"关于"); about != View::npos && s.substr(0, about).find(U'《') == View::npos) {
    if (about > 0 && (p.kind == "report" || p.kind == "review")) set_unit(p.subject.begin, p.subject.begin + about);
    // The title of a request is 关于…的请示 with its 关于.
    const bool titled =
        p.kind != "report" && ends_any(s, {U"请示"sv, U"决定"sv, U"批复"sv, U"报告"sv}) && s.find(U'《') == View::npos;
    const bool above = starts_any(s, {U"上级"sv, U"中央"sv, U"国家"sv, U"省"sv, U"市委"sv, U"国务院"sv, U"习近平"sv});
    if (about == 0 || p.reporting_unit || (about < 30 && !above)) cut(about + (titled ? 0 : 2));
  } else if (const std::size_t group = p.kind == "report" ? find_any(s, {U"等部门"sv, U"等单位"sv}) : View::npos;
             group != View::npos && group < 30 && group + 7 < s.size() && s.substr(0, group).find(U'、') != View::npos &&
             s.substr(0, group).find(U'《') == View::npos) {
    cut(group + 3);  // 听取政府班子成员和经信、住建等部门岁末重点工作汇报
  } else if (p.kind == "report" || p.kind == "review") {  // "县发改局1—2月经济运行…汇报"
    std::size_t n = 0;
    for (std::size_t k = 3; k < std::min({s.size(), std::size_t{40}, s.find(U'《')}); ++k)
      if (View(U"县区市旗各").find(s[0]) != View::npos && is_unit_list(s.substr(0, k)) &&
          ends_any(s.substr(0, k), {U"局"sv, U"委"sv, U"办"sv, U"中心"sv, U"公司"sv, U"大队"sv, U"部门"sv, U"联"sv, U"会"sv}) &&
          !starts_any(s, {U"县城"sv, U"县级"sv, U"全县"sv, U"区级"sv, U"县域"sv}))
        n = k < s.size() && s[k] == U'组' ? 0 : k;  // 理论学习中心组
    if (n != 0 && n + 2 < s.size() && !starts_any(s.substr(n), {U"建设"sv, U"改革"sv, U"的"sv, U"项目"sv}) &&
        s.find(U'《') != 0) {
      set_unit(p.subject.begin, p.subject.begin + n);
      cut(n);
    }
  }
}

namespace {

/// "…等五项议题", "…等3项工作": its length; 0 where a list does not end so.
std::size_t counted_tail(View s) {
  for (const View what : {U"项议题"sv, U"个议题"sv, U"项工作"sv, U"项重点工作"sv, U"项事项"sv, U"个事项"sv}) {
    if (!ends(s, what)) continue;
    std::size_t at = s.size() - what.size();
    while (at > 0 && (is_digit(s[at - 1]) || is_numeral(s[at - 1]))) --at;
    if (at < s.size() - what.size() && at > 2 && s[at - 1] == U'等') return s.size() - at + 1;
  }
  return 0;
}

}  // namespace

void cut_tail(View text, Point& p) {
  View s = view(text, p.subject);
  auto drop = [&](std::size_t n) {
    p.subject.end -= n;
    s.remove_suffix(n);
  };
  if (const std::size_t n = counted_tail(s); n != 0) drop(n);
  for (const View open : {U"（以下简称"sv, U"(以下简称"sv})  // 《行动方案（送审稿）》（以下简称《方案》）的汇报
    if (const std::size_t at = s.find(open); at != View::npos && at > 2) drop(s.size() - at);
  bool more = true;
  while (more) {
    more = false;
    for (const View tail :
         {U"等有关工作"sv, U"等相关工作"sv, U"汇报等"sv,     U"等情况的汇报"sv, U"等工作汇报"sv, U"的专题汇报"sv, U"的情况汇报"sv,
          U"的工作汇报"sv, U"的汇报"sv,     U"的起草说明"sv, U"的说明"sv,       U"的情况说明"sv, U"的通报"sv,     U"等议题"sv,
          U"等事项"sv,     U"等文件"sv,     U"等内容"sv,     U"后"sv,           U"专题汇报"sv,   U"汇报"sv,       U"并原则通过"sv,
          U"有关问题"sv,   U"的问题"sv,     U"问题"sv,       U"。"sv,           U"，"sv,         U"、"sv}) {
      if (!ends(s, tail) || s.size() <= tail.size() + 1) continue;
      if (tail == U"问题" && ends_any(s, {U"存在问题"sv, U"典型问题"sv, U"存在的问题"sv})) continue;
      drop(tail == U"等工作汇报" ? 2 : tail.size());
      more = true;
      break;
    }
  }
  for (const View next : {U"并研究"sv, U"并部署"sv, U"并安排"sv})  // …会议精神并研究我区贯彻意见
    if (const std::size_t at = s.find(next); p.kind == "study" && at != View::npos && at > 2) drop(s.size() - at);
  if (s.find(U'《') != View::npos && (p.kind == "report" || p.kind == "review")) {
    // From the first 《 to the last 》: what stands around is grammar.
    const std::size_t open = s.find(U'《'), close = s.rfind(U'》');
    const bool goes_on = close != View::npos && close + 8 < s.size() &&
                         starts_any(s.substr(close + 1), {U"、关于"sv, U"以及"sv, U"及"sv, U"和"sv, U"，以及"sv});
    // "《政府工作报告》任务分解情况": how the document fares is what was reported, not how it was drawn up.
    const View behind = s.substr(std::min(s.size(), close + 1));
    const bool fares =
        p.kind == "report" && ends(behind, U"情况") && behind.size() >= 4 &&
        !contains_any(behind.substr(0, 6), {U"起草"sv, U"编制"sv, U"制定"sv, U"修订"sv, U"修改"sv, U"有关"sv, U"相关"sv});
    if (close != View::npos && close > open && !fares && (open == 0 || open <= 6 || p.kind == "review")) {
      if (!goes_on) p.subject.end = p.subject.begin + close + 1;
      if (open < 4 || s[open - 1] != U'、') p.subject.begin += open;  // 城乡公交改革、《生态治理规划》: the first is a matter too
    }
  }
  if (p.kind == "other" && ends(view(text, p.subject), U"工作") && p.subject.end - p.subject.begin > 8 &&
      !ends_any(view(text, p.subject), {U"有关工作"sv, U"相关工作"sv}))
    p.subject.end -= 2;
  p.subject = trim(text, p.subject);
}

}  // namespace luodi::reading
