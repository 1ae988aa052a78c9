// See no_demand.h.
#include "reading/no_demand.h"

#include <algorithm>

#include "reading/units.h"
#include "reading/verbs.h"

namespace luodi::reading {

bool is_approval(View clause) {
  return starts_any(clause, {U"原则同意"sv, U"原则通过"sv, U"会议同意"sv, U"会议原则"sv, U"同意"sv, U"审议通过"sv, U"一致通过"sv,
                             U"会议一致"sv}) &&
         !contains(clause, U"由");
}

bool only_sees(View behind_yao) {
  return starts_any(behind_yao, {U"看到"sv, U"清醒看到"sv, U"清醒地看到"sv, U"注意到"sv});
}

bool weighs(View sentence) {
  return ends_any(sentence, {U"至关重要"sv, U"十分重要"sv, U"意义重大"sv, U"意义深远"sv, U"责任重大"sv});
}

bool is_talk(View clause) {
  return ends_any(clause, {U"领学"sv, U"辅导讲解"sv, U"专题辅导"sv, U"作辅导"sv, U"作讲解"sv, U"作了汇报"sv, U"作汇报"sv,
                           U"作说明"sv, U"起草"sv, U"参加活动"sv, U"参加调研"sv, U"列席有关议题"sv, U"列席相关议题"sv,
                           U"参加有关议题"sv, U"参加相关议题"sv, U"作交流发言"sv, U"作了发言"sv, U"作表态发言"sv});
}

bool is_maxim(View clause) {
  constexpr std::size_t kLongest = 14;
  if (clause.size() > kLongest || contains_any(clause, {U"要求"sv, U"必须"sv, U"由"sv}) || starts(clause, U"要")) return false;
  for (const View what : {U"基础"sv, U"前提"sv, U"关键"sv, U"根本"sv, U"手段"sv, U"目的"sv, U"保障"sv, U"核心"sv, U"底线"sv,
                          U"生命线"sv, U"灵魂"sv, U"支撑"sv})
    if (ends(clause, what) && clause.size() >= what.size() + 3 && clause[clause.size() - what.size() - 1] == U'是') return true;
  return false;
}

bool is_condition(View demand) {
  const std::size_t comma = demand.find_first_of(U"，,");
  return starts_any(demand, {U"要让"sv, U"要使"sv, U"要想"sv}) && comma != View::npos &&
         demand.find_first_of(U"，,", comma + 1) == View::npos && is_maxim(demand.substr(comma + 1));
}

bool tells_state(View clause) {
  if (ends_any(clause, {U"将至"sv, U"临近"sv, U"在即"sv, U"将到来"sv, U"关注度高"sv, U"难度大"sv, U"任务重"sv, U"压力大"sv,
                        U"影响大"sv, U"要求高"sv, U"时间紧"sv, U"责任重"sv, U"形势严峻"sv}) ||
      is_maxim(clause))
    return true;
  if (clause.size() <= 6 && opening_verb(clause) < 2 && ends_any(clause, {U"为要"sv, U"为王"sv})) return true;  // 实干为要
  if (const std::size_t is = clause.find(U'是');
      is != View::npos && is >= 4 &&
      ends_any(clause, {U"重点任务"sv, U"重要任务"sv, U"首要任务"sv, U"政治任务"sv, U"底线任务"sv, U"现实需要"sv, U"必然要求"sv,
                        U"重要举措"sv, U"民生工程"sv, U"民心工程"sv, U"应有之义"sv}))
    return true;  // 盘活闲置资产是化解债务的现实需要
  if (contains(clause, U"要") || contains_any(clause, {U"由"sv, U"必须"sv, U"不得"sv})) return false;
  return contains_any(clause, {U"现有"sv, U"尚有"sv, U"已致"sv, U"已造成"sv, U"累计完成"sv}) &&
         std::any_of(clause.begin(), clause.end(), is_digit);
}

bool is_quoted(View clause) {
  return starts_any(clause, {U"通知"sv, U"文件"sv, U"《通知》"sv, U"意见"sv, U"方案"sv}) &&
         contains_any(clause.substr(0, 10), {U"提出"sv, U"要求"sv, U"强调"sv, U"指出"sv});
}

bool plans(View clause) {
  constexpr std::size_t kLongestDoer = 20;
  const std::size_t at = clause.find(U'将');
  if (at == View::npos || at < 2 || at > kLongestDoer || at + 3 > clause.size()) return false;
  const View who = clause.substr(0, at), does = clause.substr(at + 1);
  if (contains_any(who, {U"要"sv, U"应"sv, U"须"sv, U"由"sv, U"请"sv, U"责成"sv})) return false;
  if (starts(who, U"届时")) return true;
  return units_of_subject(who) && (opening_verb(does) > 1 || starts_any(does, {U"对"sv, U"采取"sv, U"从"sv, U"按"sv, U"于"sv,
                                                                               U"在"sv, U"适时"sv, U"会"sv, U"根据"sv}));
}

namespace {

/// Who speaks for a unit, a firm or people of it. Refused: the chair and other leaders of the county, whose word is the
/// meeting's.
bool speaks_for_others(View who) {
  if (ends_any(who, {U"县长"sv, U"区长"sv, U"市长"sv, U"旗长"sv})) return false;
  for (const View together : {U"一致"sv, U"纷纷"sv, U"均"sv})
    if (ends(who, together)) return true;
  return units_of_subject(who) || ends_any(who, {U"负责人"sv, U"负责同志"sv, U"董事长"sv, U"总经理"sv, U"代表"sv, U"职工"sv,
                                                 U"群众"sv, U"居民"sv, U"乡党委书记"sv, U"镇党委书记"sv, U"村支书"sv});
}

}  // namespace

bool declares(View clause) {
  return clause.size() > 2 && clause.size() <= 30 && speaks_for_others(clause.substr(0, clause.size() - 2)) &&
         ends_any(clause, {U"表示"sv, U"承诺"sv, U"表态"sv, U"反映"sv, U"建议"sv, U"汇报"sv, U"提出"sv}) &&
         !starts_any(clause, {U"听取"sv, U"并"sv}) && !contains_any(clause, {U"要"sv, U"履行"sv, U"兑现"sv, U"会议"sv});
}

bool tells_problem(View clause) {
  return clause.size() <= 14 && opening_verb(clause) == 0 &&
         ends_any(clause, {U"不深"sv, U"不力"sv, U"不够"sv, U"不实"sv, U"不足"sv, U"不强"sv, U"不严"sv, U"滞后"sv, U"缓慢"sv,
                           U"过长"sv, U"不到位"sv, U"偏少"sv, U"偏低"sv, U"偏慢"sv});
}

}  // namespace luodi::reading
