// See directives.h.
#include "reading/directives.h"

#include <algorithm>

#include "reading/deadline.h"
#include "reading/labels.h"
#include "reading/no_demand.h"
#include "reading/units.h"
#include "reading/verbs.h"

namespace luodi::reading {
namespace {

constexpr std::size_t kLongestSubject = 34;
constexpr std::size_t kShortHeading = 26;
constexpr std::size_t kLongestTown = 12;

bool adverb_subject(View s) {
  return s == U"同时" || s == U"特别是" || s == U"特别" || s == U"尤其" || s == U"尤其是" || s == U"下一步" || s == U"首先" ||
         s == U"其次" || s == U"最后" || s == U"此外" || s == U"另外" || s == U"当前" || s == U"今后" || s == U"接下来" ||
         s == U"务必" || s == U"必须" || s == U"一定" || s == U"切实" || s == U"并" || s == U"全县上下" || s == U"全区上下" ||
         s == U"全市上下" || s == U"全旗上下" || s == U"我们" || s == U"大家" || s == U"全县" || s == U"强调" || s == U"要求" ||
         s == U"指出" || s == U"会后";
}

/// 又要, 更要, 还要, 也要, 都要, 就要: they go on with what a 要 before them began.
bool goes_on(View clause) {
  return starts_any(clause, {U"又要"sv, U"更要"sv, U"还要"sv, U"也要"sv, U"都要"sv, U"就要"sv, U"且要"sv, U"而要"sv, U"不要"sv,
                             U"更不"sv, U"也不"sv});
}

bool forbids(View clause) {
  return starts_any(clause,
                    {U"必须"sv, U"务必"sv, U"不得"sv, U"严禁"sv, U"一律"sv, U"绝不"sv, U"决不"sv, U"坚决不"sv, U"杜绝"sv}) &&
         !starts_any(clause, {U"绝不是"sv, U"决不是"sv});
}

/// "对未办结的", "凡出现火点的", "所需资金": a clause that belongs to the demand behind it.
bool prepares(View clause) {
  if (clause.size() >= 60 || contains_any(clause, {U"谈了"sv, U"作了"sv, U"进行了"sv, U"提出了"sv, U"有了"sv})) return false;
  if (ends(clause, U"的") && clause.size() > 4 && clause.size() < 40) return true;  // "鉴定为D级的，由属地乡镇…"
  return starts_any(clause, {U"对"sv, U"凡"sv, U"针对"sv, U"所需"sv, U"未"sv, U"如"sv, U"围绕"sv, U"按照"sv, U"为"sv});
}

/// "新建小区必须配套…", "充电费不得高于…": a matter that something is demanded of; where the demanding word stands, npos if
/// the clause is none. Refused: a subject with a verb of its own (必须坚持的是 …) and one too long to be a subject.
std::size_t demanded_of_matter(View clause) {
  const std::size_t at = find_any(clause, {U"必须"sv, U"不得"sv, U"严禁"sv, U"一律"sv, U"务必"sv, U"绝不能"sv, U"决不能"sv});
  if (at == View::npos || at < 2 || at > kLongestSubject || at + 4 > clause.size()) return View::npos;
  if (View(U"、，,").find(clause[at + 2]) != View::npos) return View::npos;  // 等不得、慢不得
  const View subject = clause.substr(0, at);
  return contains_any(subject, {U"是"sv, U"认为"sv, U"决定"sv, U"同意"sv, U"如果"sv, U"我们"sv, U"因此"sv}) ||
                 starts_any(subject, {U"这"sv, U"也"sv, U"就"sv, U"更"sv, U"都"sv, U"已"sv})
             ? View::npos
             : at;
}

/// The 由 that says who does it; npos if there is none. Refused: 理由, 事由, 自由.
std::size_t by_whom(View clause) {
  for (std::size_t at = clause.find(U'由'); at != View::npos; at = clause.find(U'由', at + 1))
    if (at == 0 || View(U"理事缘自经").find(clause[at - 1]) == View::npos) return at;
  return View::npos;
}

/// What others said and what it means to us: "省委强调，要…，这为我们指明了方向". Where what follows it begins; 0 if there is
/// none.
std::size_t behind_guidance(View sentence) {
  std::size_t end = 0;
  for (const View word : {U"指明了"sv, U"提供了"sv})
    for (std::size_t at = sentence.find(word); at != View::npos; at = sentence.find(word, at + 1)) {
      const View rest = sentence.substr(at, 24);
      const std::size_t tail = find_any(rest, {U"方向"sv, U"遵循"sv, U"路径"sv});
      if (tail != View::npos) end = std::max(end, at + tail + 2);
    }
  return end;
}

/// A matter and what is to be done with it, in one clause: 补偿标准严格执行既有文件. Refused: 水价调整事关千家万户, a judgement.
bool orders_of_matter(View clause) {
  constexpr std::size_t kLongestMatter = 10;
  if (is_approval(clause) || tells_state(clause) || lead_in(clause).length != 0) return false;
  for (std::size_t at = 2; at + 4 <= clause.size() && at <= kLongestMatter; ++at)
    if (opening_verb(clause.substr(at)) > 1) return !contains_any(clause, {U"是"sv, U"事关"sv, U"关系"sv, U"了"sv});
  return false;
}

/// "6月15日前，旗林草局要…": by when, in a clause of its own.
bool is_due_alone(View clause) {
  constexpr std::size_t kLongest = 18;
  if (clause.empty() || clause.size() > kLongest || View(U"前内末底旬").find(clause.back()) == View::npos) return false;
  const auto due = find_deadline(clause, std::nullopt);
  return due && due->range.begin == 0 && due->range.end == clause.size();
}

/// "专片中曝光的14个问题，有关乡镇必须…", "欠缴的土地出让金，由县财政局追缴": the matter that the next clause demands something
/// of. Refused: a clause with a verb or a judgement of its own.
bool is_matter_in_front(View clause, View next) {
  constexpr std::size_t kLongestMatter = 24;
  if (clause.size() < 6 || clause.size() > kLongestMatter || clause.find(U'的') == View::npos || clause.back() == U'的' ||
      opening_verb(clause) > 1 || lead_in(clause).length != 0 || is_approval(clause) || tells_state(clause) ||
      contains_any(clause, {U"是"sv, U"有"sv, U"要"sv, U"了"sv, U"将"sv, U"为"sv, U"事关"sv, U"关系"sv, U"需要"sv}))
    return false;
  if (starts(next, U"要")) return is_demanding_yao(next, 0);
  if (starts_any(next, {U"由"sv, U"必须"sv, U"务必"sv, U"一律"sv, U"不得"sv})) return by_whom(next) == 0 || next[0] != U'由';
  const std::size_t demand = find_any(next, {U"必须"sv, U"务必"sv});
  if (demand == View::npos) return false;
  const View front = next.substr(0, demand);
  return is_due_alone(front) || units_of_subject(front).has_value();
}

/// The next line is another number or a label, or there is none: what ends here heads no paragraph.
bool nothing_below(View text, std::size_t at) {
  while (at < text.size() && is_stop(text[at])) ++at;
  if (at < text.size() && text[at] != U'\n') return false;
  while (at < text.size() && (is_space(text[at]) || text[at] == U'\n')) ++at;
  return at >= text.size() || numbering(text.substr(at, 12)) != 0 || starts_with_label(text, at);
}

/// A few characters that name a field and ask for nothing: 秸秆禁烧, “三夏”生产.
bool names_field(View clause) {
  constexpr std::size_t kLongestField = 8;
  return clause.size() <= kLongestField && !opens_with_verb(clause) &&
         !contains_any(clause, {U"要"sv, U"不"sv, U"严"sv, U"须"sv}) &&
         std::all_of(clause.begin(), clause.end(), [](char32_t c) { return is_han(c) || View(U"“”、").find(c) != View::npos; });
}

/// "县长任组长", "办公室设在县住建局": who belongs to a group, no demand.
bool tells_members(View clause) {
  return contains_any(clause,
                      {U"任组长"sv, U"任副组长"sv, U"任指挥长"sv, U"任总指挥"sv, U"任召集人"sv, U"为组长"sv, U"任主任"sv}) ||
         (contains(clause, U"办公室设") && !contains(clause, U"要"));
}

/// "按会议意见修改完善后以县政府名义印发": what is to become of the document that was approved. `next`: the clause behind.
bool settles_document(View clause, View next) {
  if (!starts_any(clause, {U"修改"sv, U"完善"sv, U"调整"sv, U"补充"sv, U"进一步修改"sv, U"进一步完善"sv, U"作进一步"sv, U"会后"sv,
                           U"按会议"sv, U"根据会议"sv, U"按照会议"sv, U"经修改"sv, U"待修改"sv, U"吸收"sv, U"充实"sv}) ||
      contains_any(clause, {U"会议室"sv, U"要"sv, U"由"sv}))
    return false;
  const auto sends = [](View v) {
    return contains_any(v, {U"印发"sv, U"提请"sv, U"提交"sv, U"报县"sv, U"报区"sv, U"报市"sv, U"报旗"sv, U"批准"sv, U"批复"sv,
                            U"公布"sv, U"下发"sv, U"上报"sv, U"审定"sv, U"审议"sv, U"实施"sv, U"执行"sv});
  };
  return sends(clause) || (clause.back() == U'后' && sends(next));
}

/// Verbs that say what for: they go on with what stands before them.
bool says_purpose(View clause) {
  return starts_any(clause, {U"确保"sv, U"力争"sv, U"防止"sv, U"坚决防止"sv, U"严防"sv, U"实现"sv, U"做到"sv, U"任何"sv,
                             U"不得"sv, U"严禁"sv, U"一律"sv, U"绝不"sv, U"决不"sv, U"力求"sv});
}

/// Nothing that was done, is or was decided: what a demand may begin with.
bool may_ask(View clause) {
  return !is_approval(clause) && !tells_state(clause) && !is_talk(clause) && lead_in(clause).length == 0 &&
         !contains_any(clause,
                       {U"了"sv, U"是"sv, U"已"sv, U"有所"sv, U"会议"sv, U"汇报"sv, U"事关"sv, U"关系"sv, U"依然"sv, U"仍"sv});
}

struct Start {
  std::size_t at = 0;  ///< where the directive begins
  std::optional<Range> unit;
  bool sure = true;
};

/// The directive that a clause begins, if it begins one.
std::optional<Start> start_of(View text, Range clause, Mode mode, bool opening, bool running) {
  const View v = view(text, clause);
  if (v.empty() || is_approval(v) || is_talk(v) || tells_state(v) || is_quoted(v) || plans(v) || tells_members(v))
    return std::nullopt;
  for (const View agreed : {U"原则同意"sv, U"会议同意"sv, U"会议决定"sv, U"同意"sv, U"决定"sv})  // 同意由县土地储备中心实施收储
    if (starts(v, agreed) && starts(v.substr(agreed.size()), U"由"))
      return start_of(text, {clause.begin + agreed.size(), clause.end}, mode, opening, running);
  for (const View lead : {U"责成"sv, U"委托"sv, U"授权"sv, U"请"sv, U"由"sv}) {
    if (!starts(v, lead)) continue;
    const std::size_t n = told_unit(v.substr(lead.size()));
    if (n == 0) break;
    // 反复论证，请高水平团队参与: who is asked in is nobody's office.
    if (lead == U"请" && running && View(U"县区市旗各").find(v[1]) == View::npos &&
        !starts_any(v.substr(1), {U"相关"sv, U"有关"sv}))
      break;
    Range unit{clause.begin + lead.size(), clause.begin + lead.size() + n};
    if (const auto u = units_of_subject(view(text, unit))) unit.end = unit.begin + u->size();
    return Start{clause.begin, unit, true};
  }
  if (const std::size_t yao = v.find(U'要'); yao != View::npos && yao < 6 && only_sees(v.substr(yao + 1))) return std::nullopt;
  if (starts(v, U"要") && is_demanding_yao(text, clause.begin)) return Start{clause.begin, std::nullopt, true};
  if (goes_on(v) && running) return std::nullopt;
  for (std::size_t i = 1; i < v.size() && i <= kLongestSubject; ++i) {
    if (v[i] != U'要' || !is_demanding_yao(text, clause.begin + i)) continue;
    if (contains(v.substr(i), U"的要求是")) return std::nullopt;  // a requirement is spoken of, not made
    View subject = v.substr(0, i);
    for (const View when : {U"会后"sv, U"近期"sv, U"下一步"sv})  // 县住建局会后要…
      if (ends(subject, when) && subject.size() > when.size() + 2) subject.remove_suffix(when.size());
    // "各级各部门一要…": the unit stands before the number; the directive begins at 要.
    if (View(U"一二三四五六七八九十").find(subject.back()) != View::npos)
      if (const auto units = units_of_subject(subject.substr(0, i - 1)); units && numbering(v.substr(i - 1)) == 1) {
        const std::size_t skip = subject.find(*units);
        return Start{clause.begin + i, Range{clause.begin + skip, clause.begin + skip + units->size()}, true};
      }
    if (adverb_subject(subject) || (goes_on(v) && i == 1)) return Start{clause.begin + i, std::nullopt, true};
    if (const auto units = units_of_subject(subject)) {
      const std::size_t skip = subject.find(*units);
      return Start{clause.begin + skip, Range{clause.begin + skip, clause.begin + skip + units->size()}, true};
    }
    // A matter as subject: 指标设置要科学, 工程要在6月底前扫尾. A verb before 要 (认为要, 决定要) is none.
    if (running && subject.back() == U'的') return std::nullopt;  // 已建的要管好, 完不成的要说明
    const bool clean = !contains_any(
        subject, {U"是"sv, U"有"sv, U"的话"sv, U"如果"sv, U"认为"sv, U"决定"sv, U"同意"sv, U"需"sv, U"只"sv, U"。"sv});
    if (clean && mode != Mode::appraisal && (opening || running) && subject.size() <= 24 &&
        (!opens_with_verb(subject) || (running && prepares(subject))))
      return Start{clause.begin, std::nullopt, true};
    return std::nullopt;
  }
  if (mode == Mode::appraisal) return std::nullopt;
  // 不足部分由县商务局自筹解决, 腾出的指标由县发改局统筹
  if (const std::size_t by = by_whom(v); by != View::npos && by > 0 && by < 30 && opening) {  // 所需资金由县财政局统筹
    if (const std::size_t n = told_unit(v.substr(by + 1)); n != 0 && !contains(v.substr(0, by), U"会议"))
      // "《停车收费管理办法》由县住建局…": the document is what it is about, not part of what is asked for.
      return Start{v.front() == U'《' && v[by - 1] == U'》' ? clause.begin + by : clause.begin,
                   Range{clause.begin + by + 1, clause.begin + by + 1 + n}, true};
  }
  if (opening && (mode == Mode::demand || mode == Mode::none)) {
    const std::size_t n = unit_prefix(v);
    const View doing = v.substr(std::min(n, v.size()));
    const bool told = mode == Mode::demand || opens_with_verb(doing) ||
                      starts_any(doing, {U"尽快"sv, U"必须"sv, U"务必"sv, U"按程序"sv, U"负责"sv, U"依法"sv, U"依规"sv});
    if (n != 0 && n < v.size() && told && !contains_any(doing, {U"汇报"sv, U"通报了"sv}) && doing != U"通报" &&
        (View(U"县区市旗各镇").find(v[0]) != View::npos || contains(doing, U"必须") ||
         (mode == Mode::demand && units_of_subject(v.substr(0, n)) &&
          (verb_in_front(doing) > 1 || starts_any(doing, {U"对"sv, U"把"sv, U"将"sv, U"就"sv, U"按"sv, U"以"sv, U"向"sv}))) ||
         (ends_any(v.substr(0, n), {U"镇"sv, U"乡"sv, U"街道"sv, U"苏木"sv, U"办事处"sv, U"管委会"sv}) &&
          (starts(doing, U"负责") ||
           (opens_with_verb(doing) && n <= kLongestTown && v.substr(0, n).find(U'了') == View::npos))))) {
      Range unit{clause.begin, clause.begin + n};
      if (const auto u = units_of_subject(view(text, unit))) unit.end = unit.begin + u->size();
      return Start{clause.begin, unit, true};
    }
    if (!running && settles_document(v, text.substr(std::min(text.size(), clause.end + 1), 40)))
      return Start{clause.begin, std::nullopt, true};
    if (!running &&
        (starts(v, U"修改完善后") || starts(v, U"修改后") ||
         (contains(v, U"修改完善后") && ends_any(v, {U"审议"sv, U"审定"sv, U"印发"sv, U"印发实施"sv, U"印发执行"sv}))))
      return Start{clause.begin, std::nullopt, true};
  }
  if (opening && !running && mode != Mode::appraisal)
    if (const std::size_t at = demanded_of_matter(v); at != View::npos) {
      const auto units = units_of_subject(v.substr(0, at));
      // 会议指出，政府投资必须量力而行: a judgement; 支出率必须达到92%以上: a demand.
      if (!units && mode == Mode::note && std::none_of(v.begin(), v.end(), is_digit)) return std::nullopt;
      if (!units) return Start{clause.begin, std::nullopt, true};
      const std::size_t skip = v.find(*units);
      return Start{clause.begin, Range{clause.begin + skip, clause.begin + skip + units->size()}, true};
    }
  if (opening && mode == Mode::demand && forbids(v)) return Start{clause.begin, std::nullopt, true};
  // 12月10日前拆除全部生产设备: by when comes before what.
  View doing = v;
  if (const auto due = opening && mode == Mode::demand ? find_deadline(v, std::nullopt) : std::nullopt;
      due && due->range.begin == 0)
    doing.remove_prefix(due->range.end);
  if (opening && mode == Mode::demand && verb_in_front(doing) > 0 && !tells_problem(v) &&
      !contains_any(v, {U"既是"sv, U"就是"sv, U"事关"sv}))
    return Start{clause.begin, std::nullopt, false};
  if (opening && !running && forbids(v) && mode == Mode::none) return Start{clause.begin, std::nullopt, true};
  return std::nullopt;
}

/// 配合, 积极配合, 协助落实: it helps whoever was told. Refused: 配合做好景区周边环境整治和旅游标识标牌安装, a task of its own.
bool helps(View doing) {
  static constexpr std::size_t kOwnTask = 10;
  if (doing == U"具体实施" || doing == U"具体负责" || doing == U"具体落实" || doing == U"参与") return true;
  for (const View w : {U"配合"sv, U"积极配合"sv, U"全力配合"sv, U"密切配合"sv, U"做好配合"sv, U"协助"sv, U"参与"sv})
    if (starts(doing, w)) return doing.size() < w.size() + kOwnTask;
  return false;
}

/// "责成县自然资源局办结用地预审，沙尾镇本月底前完成迁移": another unit is told behind the comma. Refused: one that helps.
std::optional<Start> next_unit(View text, Range clause) {
  const View v = view(text, clause);
  if (tells_members(v)) return std::nullopt;
  if (const std::size_t by = by_whom(v);
      by != View::npos && by >= 2 && by < 20 && by + 4 < v.size() && v.substr(0, by).find(U'的') == View::npos)
    if (const std::size_t k = told_unit(v.substr(by + 1)); k >= 3 && View(U"县区市旗").find(v[by + 1]) != View::npos)
      return Start{clause.begin, Range{clause.begin + by + 1, clause.begin + by + 1 + k}, true};
  if (v.empty() || opens_with_verb(v) || starts_any(v, {U"由"sv, U"会同"sv, U"和"sv, U"与"sv, U"报"sv, U"向"sv}))
    return std::nullopt;
  std::size_t n = unit_prefix(v);
  // 由县财政局按规定拨付，县水利局专款专用: whatever it is told, it is another unit.
  if (n == 0 && View(U"县区市旗").find(v[0]) != View::npos) {
    n = told_unit(v);
    const View doing = v.substr(n);
    if (n < 3 || doing.size() < 4 ||
        starts_any(doing,
                   {U"关于"sv, U"的"sv, U"等"sv, U"和"sv, U"已"sv, U"是"sv, U"有"sv, U"主要"sv, U"负责同志"sv, U"负责人"sv}))
      n = 0;
  }
  const bool known = View(U"县区市旗各省").find(v[0]) != View::npos || starts_any(v, {U"相关"sv, U"有关"sv, U"其他"sv}) ||
                     ends_any(v.substr(0, n), {U"镇"sv, U"乡"sv, U"街道"sv, U"管委会"sv, U"苏木"sv});
  if (n < 3 || n >= v.size() || !known || helps(v.substr(n)) || starts_any(v.substr(n), {U"为"sv, U"审"sv, U"同意"sv}))
    return std::nullopt;
  return Start{clause.begin, Range{clause.begin, clause.begin + n}, true};
}

/// "要落实责任,县水利局于12月25日前完成…": a unit in a later clause, where the directive named none.
std::optional<Range> unit_inside(View text, Range directive) {
  const auto clauses = split(text, directive, is_comma);
  for (std::size_t i = 1; i < clauses.size(); ++i) {
    const View v = view(text, clauses[i]);
    if (v.empty() || View(U"县区市旗").find(v[0]) == View::npos || starts_any(v, {U"县级领导"sv, U"县领导"sv, U"区领导"sv})) {
      if (!starts_any(v, {U"各责任单位"sv, U"各牵头单位"sv, U"各有关单位"sv})) continue;
    }
    const std::size_t n = unit_prefix(v);
    if (n >= 3 && n < v.size() && v.substr(0, n).find(U'由') == View::npos) {
      Range unit{clauses[i].begin, clauses[i].begin + n};
      if (const auto u = units_of_subject(view(text, unit))) unit.end = unit.begin + u->size();
      return unit;
    }
  }
  return std::nullopt;
}

/// The first clause of a part.
Range clause_at(View text, std::size_t begin, std::size_t end) {
  std::size_t at = begin;
  while (at < end && !is_comma(text[at]) && !is_colon(text[at])) ++at;
  return trim(text, {begin, at});
}

bool demands_in(View text, Range part) {
  for (std::size_t i = part.begin; i < part.end; ++i)
    if (text[i] == U'要' && is_demanding_yao(text, i)) return true;
  return contains_any(view(text, part), {U"由"sv, U"必须"sv, U"责成"sv, U"不得"sv});
}

/// A sentence that reports: what was done, and how well.
bool tells_done(View sentence) {
  return contains_any(sentence, {U"完成了"sv, U"取得了"sv, U"实现了"sv, U"形成了"sv, U"得到了"sv, U"明显提升"sv, U"明显改善"sv,
                                 U"明显好转"sv, U"有所提升"sv, U"有所提高"sv, U"有所改善"sv, U"显著提升"sv, U"显著改善"sv});
}

/// "唯有实干当头，才能抢得先机": a maxim.
bool only_then(View sentence) {
  return contains_any(sentence, {U"唯有"sv, U"只有"sv}) && contains_any(sentence, {U"才能"sv, U"才会"sv, U"方能"sv});
}

/// No verb stands in it: 对质量存在缺陷的楼栋. Refused: 对减产企业逐户分析原因.
bool ends_in_noun(View clause) {
  const std::size_t last = clause.rfind(U'的');
  const View noun = last == View::npos ? clause.substr(std::min<std::size_t>(1, clause.size())) : clause.substr(last + 1);
  for (std::size_t i = 0; i < noun.size(); ++i)
    if (opening_verb(noun.substr(i)) > 1) return false;
  return !noun.empty() && noun.size() <= 10;
}

}  // namespace

std::vector<DirectiveFound> directives_in(View text, Range sentence, Mode mode) {
  std::vector<DirectiveFound> out;
  sentence.begin += behind_guidance(view(text, sentence));
  std::vector<std::pair<std::size_t, Range>> brackets;  // of labels: where the part begins that each ends
  Mode said = mode;                                     // by a "会议强调" inside the sentence, for the parts behind it too
  for (const Range unit : split(text, sentence, is_semicolon)) {
    Range r = trim(text, unit);
    if (r.empty()) continue;
    const std::size_t number = numbering(view(text, r));
    const bool numbered = number != 0;
    const char32_t mark = numbered ? text[r.begin + number - 1] : 0;
    // "一、项目攻坚，跑出发展加速度。": a slogan over a paragraph, no demand.
    const bool slogan = mark == U'、' || mark == U'）' || mark == U')';
    r.begin += number;
    r = trim(text, r);
    if (const Range labels = labels_behind(text, r); !labels.empty()) {
      brackets.push_back({r.begin, labels});
      r = trim(text, {r.begin, labels.begin});
    }
    const View head = view(text, r);
    const bool demands =
        contains_any(head, {U"要"sv, U"由"sv, U"不得"sv, U"必须"sv, U"一律"sv, U"严禁"sv}) || unit_prefix(head) != 0;
    const bool counted = std::any_of(head.begin(), head.end(), is_digit);  // 5月底前完成排查 is no slogan
    const bool heads = !(said == Mode::demand && opens_with_verb(head) && nothing_below(text, sentence.end));
    const bool labelled = !brackets.empty() && brackets.back().second.begin >= r.end;
    if (slogan && heads && !labelled && head.size() <= kShortHeading && !demands && !counted && unit.end == sentence.end)
      continue;
    // "会议认为，…。县发改委要…；凡未纳入计划的，一律不得…": what stands beside a demand is no judgement any more.
    if ((said == Mode::appraisal || said == Mode::note) && !out.empty() && unit.begin > sentence.begin) said = Mode::none;
    Mode here = numbered && said != Mode::appraisal ? Mode::demand : said;
    bool running = false, opening = true;
    std::optional<std::size_t> prepared;
    bool fronted = false;  // what is prepared is a day or a matter that belongs to whatever demand follows
    if (tells_problem(view(text, clause_at(text, r.begin, r.end))) && !demands_in(text, r)) continue;
    if (weighs(view(text, r)) && !contains(view(text, r), U"，要")) continue;
    const auto clauses = split(text, r, [](char32_t c) { return is_comma(c) || is_colon(c); });
    if (!demands_in(text, r) && (tells_done(view(text, r)) || only_then(view(text, r)))) continue;
    if (starts_any(view(text, r), {U"成立"sv, U"同意成立"sv, U"会议同意成立"sv}) && tells_members(view(text, r))) continue;
    std::size_t told_from = 0;  // the clause behind the last lead-in
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      Range clause = trim(text, clauses[i]);
      if (clause.empty()) continue;
      if (const LeadIn inner = lead_in(view(text, clause)); inner.length != 0) {
        if (inner.mode != Mode::appraisal) here = said = inner.mode;
        if (inner.length >= clause.end - clause.begin) {  // "就中药材产业，县长指出，各部门要…"
          prepared.reset();
          running = false;
          opening = true;
          told_from = i + 1;
          continue;
        }
        clause.begin += inner.length;
        running = false;
        opening = true;
        told_from = i;
      }
      if (running || i > 0) {  // "，二要…" inside one sentence, "关于某事，会议要求，一要…"
        const std::size_t n = numbering(view(text, clause));
        if (n != 0 && (text[clause.begin + n - 1] == U'是' || text[clause.begin + n] == U'要'))
          clause.begin += n, running = false, opening = true;
      }
      if (!running && (declares(view(text, clause)) || plans(view(text, clause)))) break;
      auto start = start_of(text, clause, here, opening, running);
      const View behind = i + 1 < clauses.size() ? view(text, trim(text, clauses[i + 1])) : View();
      // "谋划好重点项目，是稳住基本盘的关键一招": a judgement on what would be done.
      if (start && !running && !start->sure && starts_any(behind, {U"是"sv, U"既是"sv, U"就是"sv, U"也是"sv, U"更是"sv})) break;
      // "一个项目一套班子盯到底，确保6月底前过半": what for goes on with what stands before it.
      if (start && !running && i > told_from && !prepared && here == Mode::demand && start->at == clause.begin && !start->unit &&
          says_purpose(view(text, clause))) {
        std::size_t first = i;
        while (first > told_from && may_ask(view(text, trim(text, clauses[first - 1])))) --first;
        if (first < i && first == told_from) {
          start->at = trim(text, clauses[first]).begin;
          const View who = text.substr(start->at, clause.end - start->at);
          if (const std::size_t n = unit_prefix(who); n != 0 && n < who.size()) start->unit = Range{start->at, start->at + n};
        }
      }
      // "县住建局对质量存在缺陷的楼栋，要督促开发企业整改": the unit and the matter stand before 要.
      if (start && running && i > 0 && start->at == clause.begin && !start->unit && text[clause.begin] == U'要' &&
          out.back().unit && out.back().range.begin == trim(text, clauses[i - 1]).begin) {
        const View said_so_far = view(text, {out.back().unit->end, out.back().range.end});
        const bool matter = starts_any(said_so_far, {U"对"sv, U"就"sv, U"针对"sv, U"对于"sv}) && ends_in_noun(said_so_far);
        if (matter) {
          out.back().range.end = clause.end;
          continue;
        }
      }
      // "补偿标准严格执行既有文件，不得擅自突破": what is forbidden goes on with what stands before it.
      if (start && !running && i > 0 && !prepared && here == Mode::demand && start->at == clause.begin &&
          starts_any(view(text, clause), {U"不得"sv, U"严禁"sv}))
        if (const Range before = trim(text, clauses[i - 1]); before.begin >= r.begin && orders_of_matter(view(text, before)))
          start->at = before.begin;
      if (start && !running && !start->sure && prepares(view(text, clause)) && i + 1 < clauses.size()) {
        // "对整治中发现的问题线索，要及时移交": the demand stands behind.
        const View next = view(text, trim(text, clauses[i + 1]));
        const std::size_t who = unit_prefix(next);
        if (starts_any(next, {U"要"sv, U"必须"sv, U"由"sv, U"一律"sv, U"依法"sv, U"不得"sv, U"会议"sv, U"责成"sv, U"移交"sv,
                              U"交由"sv}) ||
            (who != 0 && starts(next.substr(who), U"要")))
          start.reset();
      }
      if (start && running && !start->sure) start.reset();
      if (!start && running) {
        start = next_unit(text, clause);
        // "要落实责任,县水利局于…": the unit of what is running, unless that has one or the matter is another (工单由督查室核查).
        if (start && !out.back().unit && start->unit->begin == clause.begin) start.reset();
      }
      if (start) {
        // What stands between the comma and 要 (尤其, 特别是) belongs to neither.
        if (running) out.back().range = trim(text, {out.back().range.begin, std::min(start->at, clauses[i].begin)});
        const bool of_those = prepared && View(U"的元").find(text[clauses[i - 1].end - 1]) != View::npos;
        if (prepared && start->sure &&
            (!start->unit || fronted || text[start->at] == U'由' || text[*prepared] == U'对' || text[*prepared] == U'未' ||
             of_those))
          start->at = *prepared;
        out.push_back({{start->at, clause.end}, start->unit, false});
        running = true;
      } else if (running) {
        out.back().range.end = clause.end;
      } else if (prepares(view(text, clause)) || is_due_alone(view(text, clause)) ||
                 (i + 1 < clauses.size() && is_matter_in_front(view(text, clause), view(text, trim(text, clauses[i + 1]))))) {
        fronted = !prepares(view(text, clause));
        prepared = clause.begin;
        opening = true;
        continue;
      } else if (numbered && ends(view(text, clause), U"元") && i + 1 < clauses.size() &&
                 starts(view(text, trim(text, clauses[i + 1])), U"由")) {  // 二是拖欠的社会保险费1260万元，由县财政局…
        prepared = clause.begin;
        continue;
      } else if (prepared && here == Mode::demand && i > 0 && ends(view(text, clauses[i - 1]), U"的") &&
                 starts_any(view(text, clause), {U"依法"sv, U"依规"sv, U"严肃"sv, U"从严"sv, U"坚决"sv})) {
        // "对因工作不力导致事故的，依法依规从严追究责任"
        out.push_back({{*prepared, clause.end}, std::nullopt, false});
        running = true;
      } else if (numbered && !labelled && i == 0 && i + 1 < clauses.size() && names_field(view(text, clause))) {
        continue;  // "四是衔接资金，支出进度要…": the field that what follows is about
      } else if (here == Mode::demand && opening && numbered && (!slogan || labelled)) {
        out.push_back({clause, std::nullopt, false});
        running = true;
      }
      prepared.reset();
      opening = here == Mode::none || (here == Mode::note && !running) ? true : running ? false : opening && here == Mode::demand;
    }
    // "茶园禁用草甘膦；夏秋茶机采率年内提高到60%": in a list of demands every part is one (RULES: split at ；).
    const View part = view(text, r);
    const bool listed = here == Mode::demand || starts_any(part, {U"将"sv, U"把"sv, U"确保"sv, U"力争"sv});
    if (!running && listed && unit.begin > sentence.begin && !out.empty() && !is_approval(part) && part.size() > 6 &&
        !weighs(part) && !is_talk(part) && !tells_state(part) && !plans(part) &&
        !tells_problem(view(text, clause_at(text, r.begin, r.end)))) {
      std::optional<Range> who;
      const std::size_t by = by_whom(part);
      if (const std::size_t n = unit_prefix(part); n >= 3 && n < part.size() && by > n) who = Range{r.begin, r.begin + n};
      if (by != View::npos && by < 30)
        if (const std::size_t n = told_unit(part.substr(by + 1)); n != 0) who = Range{r.begin + by + 1, r.begin + by + 1 + n};
      out.push_back({r, who, false, 0});
    }
    if (running && numbered && out.back().range.end - out.back().range.begin <= kShortHeading && unit.end == sentence.end)
      out.back().heading = true;
  }
  std::erase_if(out, [&](const DirectiveFound& d) { return is_condition(view(text, d.range)); });
  for (DirectiveFound& d : out) {
    for (const auto& [from, bracket] : brackets)
      if (d.range.begin >= from && d.range.end <= bracket.begin)
        if (const auto labels = labels_in(text, bracket)) {
          if (!d.unit) d.unit = labels->unit;
          if (!d.due) d.due = labels->due;
        }
    if (!d.unit) d.unit = unit_in_label(text, d.range);
    if (!d.unit) d.unit = unit_inside(text, d.range);
  }
  return out;
}

}  // namespace luodi::reading
