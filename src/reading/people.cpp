// See people.h. A title is what ends in a title word; what is left is a name if it is two to four characters (more with ·)
// and holds no word of groups.
#include "reading/people.h"

#include <algorithm>

#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::reading {
namespace {

const Words& title_ends() {
  static const Words words = {
      U"常委",     U"副书记", U"书记",     U"县长",   U"副县长", U"区长",   U"副区长",   U"市长",     U"副市长",   U"旗长",
      U"副旗长",   U"州长",   U"镇长",     U"乡长",   U"主任",   U"副主任", U"主席",     U"副主席",   U"部长",     U"副部长",
      U"局长",     U"副局长", U"院长",     U"检察长", U"政委",   U"委员",   U"成员",     U"调研员",   U"巡视员",   U"秘书长",
      U"组长",     U"副组长", U"会长",     U"总经理", U"董事长", U"所长",   U"站长",     U"处长",     U"科长",     U"科员",
      U"参事",     U"县领导", U"区领导",   U"市领导", U"旗领导", U"领导",   U"领导同志", U"班子成员", U"副秘书长", U"督学",
      U"部长",     U"大队长", U"支队长",   U"指导员", U"参谋长", U"司令员", U"法官",     U"行长",     U"校长",     U"总工程师",
      U"总经济师", U"负责人", U"党组成员", U"站主任", U"办主任", U"助理",   U"专员",     U"指挥长",   U"副指挥长", U"总指挥",
      U"副总指挥", U"链长",   U"河长",     U"林长",   U"田长",   U"理事长", U"台长",     U"社长",     U"总裁",     U"总会计师"};
  return words;
}

bool is_collective(View title) {
  return ends_any(title, {U"领导"sv, U"领导同志"sv, U"班子成员"sv});
}

bool is_name(View s) {
  if (s.size() < 2 || s.size() > 12) return false;
  if (!std::all_of(s.begin(), s.end(), [](char32_t c) { return is_han(c) || c == U'·' || c == U'•'; })) return false;
  if (s.find(U'·') == View::npos && s.size() > 4) return false;
  if (starts_any(s, {U"各"sv, U"县"sv, U"镇"sv, U"旗"sv, U"市"sv}) ||
      ends_any(s, {U"局"sv, U"办"sv, U"委"sv, U"院"sv, U"镇"sv, U"部"sv, U"公司"sv, U"中心"sv, U"区"sv}))
    return false;
  return !contains_any(s, {U"部门"sv, U"单位"sv, U"负责"sv, U"同志"sv, U"有关"sv, U"人员"sv, U"会议"sv, U"乡镇"sv, U"各镇"sv,
                           U"街道"sv, U"领导"sv, U"代表"sv, U"科室"sv, U"县委"sv, U"政府"sv, U"人大"sv, U"政协"sv, U"纪委"sv,
                           U"等人"sv, U"专家"sv, U"律师"sv, U"顾问"sv, U"委员"sv, U"办公"sv, U"相关"sv, U"分别"sv, U"主持"sv,
                           U"参加"sv, U"列席"sv, U"出席"sv, U"企业"sv, U"全体"sv, U"其他"sv, U"公司"sv});
}

/// A longer name without a middle dot (宝音德力格尔): only behind a title.
bool is_long_name(View s) {
  return s.size() >= 5 && s.size() <= 8 && std::all_of(s.begin(), s.end(), is_han) &&
         !contains_any(s, {U"部门"sv, U"单位"sv, U"负责"sv, U"同志"sv, U"有关"sv, U"人员"sv, U"会议"sv, U"乡镇"sv, U"街道"sv,
                           U"领导"sv, U"以及"sv, U"主持"sv, U"分管"sv, U"各"sv, U"等"sv, U"及"sv}) &&
         title_ends().suffix_of(s).empty();
}

/// Where the title of "常务副县长叶知秋" ends: the last place behind a title word that leaves a name.
std::size_t title_length(View s) {
  for (std::size_t n = s.size(); n > 0; --n) {
    const bool bracket = s[n - 1] == U'）' || s[n - 1] == U')';
    const View title = bracket ? s.substr(0, s.substr(0, n).find_last_of(U"（(")) : s.substr(0, n);
    if (title.size() > n || title_ends().suffix_of(title).empty()) continue;
    if (n == s.size() || is_name(s.substr(n)) || is_long_name(s.substr(n))) return n;
  }
  return 0;
}

/// True for a word of the list: 党组, 工会, 常务 are no names, whatever stands behind them.
bool is_word(View s) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < s.size() && i < 4; ++i) key |= static_cast<std::uint64_t>(s[i] & 0xFFFFU) << (16U * i);
  return s.size() <= 4 && paper::Lexicon::get().word_id(key) != 0;
}

const Words& unit_ends() {
  static const Words words = {U"局",   U"办公室", U"办",   U"委",     U"委员会", U"院",     U"中心", U"公司", U"集团",
                              U"镇",   U"乡",     U"街道", U"管委会", U"政府",   U"大队",   U"支队", U"所",   U"站",
                              U"联社", U"银行",   U"学校", U"政协",   U"人大",   U"常委会", U"部",   U"联",   U"社"};
  return words;
}

/// Where the unit in front of a name of two or three characters ends: 县财政局荆卫民 at 4; 0 where there is none.
std::size_t unit_length(View s) {
  for (const std::size_t name : {std::size_t{3}, std::size_t{2}}) {
    if (s.size() < name + 3) continue;
    const View unit = s.substr(0, s.size() - name), rest = s.substr(unit.size());
    if (!unit_ends().suffix_of(unit).empty() && is_name(rest) && !is_word(rest) && unit_ends().suffix_of(rest).empty())
      return unit.size();
  }
  return 0;
}

/// "童桂林副县长", "县政协缪金泉副主席": the title behind the name, a unit before it. Refused: 工会副主席, 党组副书记.
std::optional<Person> with_title_behind(View s) {
  const View title = title_ends().suffix_of(s);
  if (title.empty() || title.size() + 2 > s.size() || title == U"负责人" || title == U"成员" || is_collective(title))
    return std::nullopt;
  View name = s.substr(0, s.size() - title.size());
  const std::size_t unit = unit_length(name);
  const std::u32string whole = std::u32string(name.substr(0, unit)) + std::u32string(title);
  name.remove_prefix(unit);
  if (name.size() > 3 || !is_name(name) || is_word(name) || !unit_ends().suffix_of(name).empty()) return std::nullopt;
  if (unit == 0 && (title.size() < 3 || name.size() < 3)) return std::nullopt;
  return Person{paper::to_utf8(name), paper::to_utf8(whole)};
}

/// Drops "等区领导", "等", "同志", "（女）", "先生".
View without_tail(View s) {
  if (const std::size_t at = s.find(U'等'); at != View::npos && at >= 2) s = s.substr(0, at);
  for (const View tail : {U"同志"sv, U"一行"sv, U"共同"sv, U"分别"sv})
    if (ends(s, tail)) s.remove_suffix(tail.size());
  // 赵某（挂职）: cut; 副县长（挂职）赵某: the bracket belongs to the title.
  if (const std::size_t at = s.find_first_of(U"（("); at != View::npos) {
    const std::size_t close = s.find_first_of(U"）)", at);
    if (close == View::npos || close + 1 == s.size()) s = s.substr(0, at);
  }
  while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
  while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
  return s;
}

/// Drops the unnamed behind a name: "管委会主任雷某及县直有关部门".
View without_group(View s) {
  for (const View join : {U"以及"sv, U"及"sv, U"和"sv}) {
    const std::size_t at = s.find(join);
    if (at == View::npos || at < 2 || at + join.size() == s.size()) continue;
    const View head = s.substr(0, at), behind = s.substr(at + join.size());
    const std::size_t n = title_length(head);
    // 邵某某及县政府办: a name alone, and a unit.
    const bool person =
        (n > 0 && n < head.size()) ||
        (is_name(head) && starts_any(behind, {U"县"sv, U"区"sv, U"市"sv, U"旗"sv, U"各"sv, U"相关"sv, U"有关"sv}));
    if (person && !is_name(behind)) return head;
  }
  return s;
}

/// "任某(常务副县长)": the title in brackets behind the name.
std::optional<Person> with_bracketed_title(View s) {
  const std::size_t open = s.find_first_of(U"（(");
  if (open == View::npos || open < 2 || (s.back() != U'）' && s.back() != U')')) return std::nullopt;
  const View name = s.substr(0, open), title = s.substr(open + 1, s.size() - open - 2);
  if (!is_name(name) || title_ends().suffix_of(title).empty()) return std::nullopt;
  return Person{paper::to_utf8(name), paper::to_utf8(title)};
}

/// Cuts parts in which 和 or 及 joins two persons: 阮某和政府办主任蔺某. Refused: a name with 和 in it.
std::vector<Range> with_joined(View list, const std::vector<Range>& parts) {
  std::vector<Range> out;
  for (const Range part : parts) {
    Range rest = part;
    for (const View join : {U"以及"sv, U"和"sv, U"及"sv}) {
      const std::size_t at = view(list, rest).find(join);
      if (at == View::npos || at < 2) continue;
      const View left = view(list, rest).substr(0, at), right = view(list, rest).substr(at + join.size());
      const std::size_t titled = title_length(left), title = title_length(right);
      const bool person = is_name(left) || (titled > 0 && titled < left.size());
      if (!person || title == 0 || title == right.size()) continue;
      out.push_back({rest.begin, rest.begin + at});
      rest.begin += at + join.size();
    }
    out.push_back(rest);
  }
  return out;
}

}  // namespace

Person person_of(View s) {
  if (const auto bracketed = with_bracketed_title(s)) return *bracketed;
  s = without_tail(s);
  const std::size_t n = title_length(s);
  if (n > 0 && n < s.size()) return {paper::to_utf8(s.substr(n)), paper::to_utf8(s.substr(0, n))};
  if (n == 0 && is_name(s)) return {paper::to_utf8(s), std::nullopt};
  // "蓝启成县长": the title behind the name.
  for (const std::size_t k : {std::size_t{2}, std::size_t{3}, std::size_t{4}})
    if (s.size() > k && is_name(s.substr(0, k)) && title_ends().suffix_of(s.substr(k)) == s.substr(k))
      return {paper::to_utf8(s.substr(0, k)), paper::to_utf8(s.substr(k))};
  return {};
}

namespace {

/// Clauses that name units in short: "县政府办、发改、财政、民政等部门负责同志列席会议". From the comma before to 等.
std::vector<Range> groups_in(View list) {
  constexpr std::size_t kLongestKind = 8;  // 等相关职能部门
  std::vector<Range> out;
  for (std::size_t at = list.find(U'等'); at != View::npos; at = list.find(U'等', at + 1)) {
    const View behind = list.substr(at + 1, kLongestKind);
    if (!contains_any(behind, {U"部门"sv, U"单位"sv, U"乡镇"sv, U"街道"sv, U"企业"sv})) continue;
    const std::size_t comma = list.substr(0, at).find_last_of(U"，,；;。");
    out.push_back({comma == View::npos ? 0 : comma + 1, at});
  }
  return out;
}

/// by_unit: a person may stand behind a unit instead of a title.
std::vector<Person> read_people(View list, bool by_unit) {
  std::vector<Person> out;
  std::u32string pending;              // titles waiting for their name: 县委常委、
  std::optional<std::string> running;  // a title that goes on
  const std::vector<Range> groups = groups_in(list);
  std::optional<std::size_t> titled;  // where the group began in which somebody with a title stood
  auto separator = [](char32_t c) { return c == U'、' || is_comma(c) || is_space(c) || is_semicolon(c) || is_colon(c); };
  for (const Range r : with_joined(list, split(list, {0, list.size()}, separator))) {
    if (auto bracketed = with_bracketed_title(view(list, trim(list, r)))) {
      out.push_back(std::move(*bracketed));
      continue;
    }
    const View part = without_group(without_tail(view(list, r)));
    if (part.empty()) continue;
    const std::size_t n = title_length(part);
    const auto group =
        std::find_if(groups.begin(), groups.end(), [&](const Range& g) { return g.begin <= r.begin && r.begin < g.end; });
    if (group != groups.end()) {
      if (n > 0) titled = group->begin;
      if (n == 0 && titled != group->begin) continue;  // 发改、财政: what looks like a name is a department
    }
    if (n == part.size()) {
      if (auto behind = with_title_behind(part)) {
        out.push_back(std::move(*behind));
        continue;
      }
      pending += std::u32string(part) + U"、";
    } else if (n > 0) {
      const std::u32string title = pending + std::u32string(part.substr(0, n));
      running = is_collective(title) ? std::nullopt : std::optional(paper::to_utf8(title));
      out.push_back({paper::to_utf8(part.substr(n)), running});
      pending.clear();
    } else if (is_name(part)) {
      if (!pending.empty()) {
        pending.pop_back();
        running = is_collective(pending) ? std::nullopt : std::optional(paper::to_utf8(pending));
        pending.clear();
      }
      out.push_back({paper::to_utf8(part), running});
    } else if (const std::size_t unit = unit_length(part); unit > 0 && by_unit) {
      running.reset();
      pending.clear();
      out.push_back({paper::to_utf8(part.substr(unit)), std::nullopt});
    } else if (unit == 0 && running && is_long_name(part) && unit_ends().suffix_of(part).empty()) {
      out.push_back({paper::to_utf8(part), running});  // 副旗长斯日古楞、白玉莲、孟克巴雅尔
    }
  }
  return out;
}

/// Two characters that minutes spread to the width of three are one name: 张　明.
std::u32string without_spread(View list) {
  std::u32string out;
  const auto alone = [&](std::size_t i) {
    return is_han(list[i]) && (i == 0 || !is_han(list[i - 1])) && (i + 1 == list.size() || !is_han(list[i + 1]));
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    out.push_back(list[i]);
    if (!alone(i)) continue;
    std::size_t next = i + 1;
    while (next < list.size() && is_space(list[next])) ++next;
    if (next > i + 1 && next < list.size() && alone(next)) out.push_back(list[i = next]);
  }
  return out;
}

}  // namespace

std::vector<Person> people_of(View list) {
  return read_people(list, false);
}

std::vector<Person> people_of_list(View list) {
  return read_people(without_spread(list), true);
}

}  // namespace luodi::reading
