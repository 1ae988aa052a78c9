// See units.h.
#include "reading/units.h"

#include <algorithm>
#include <vector>

#include "reading/verbs.h"

namespace luodi::reading {
namespace {

const Words& unit_ends() {
  static const Words words = {
      U"局",       U"委",         U"办",       U"办公室",       U"中心",       U"镇",     U"乡",       U"街道",     U"街镇",
      U"镇街",     U"部门",       U"单位",     U"公司",         U"集团",       U"大队",   U"支队",     U"中队",     U"院",
      U"学校",     U"分局",       U"管委会",   U"领导",         U"干部",       U"成员",   U"企业",     U"银行",     U"站",
      U"所",       U"组",         U"专班",     U"政府",         U"党委",       U"园区",   U"社区",     U"村",       U"协会",
      U"联社",     U"负责人",     U"监委",     U"纪委",         U"乡镇",       U"部",     U"联合会",   U"工会",     U"团委",
      U"妇联",     U"残联",       U"科协",     U"室",           U"厂",         U"馆",     U"电视台",   U"融媒体",   U"指挥部",
      U"领导小组", U"班子",       U"主体",     U"工商联",       U"供电公司",   U"苏木",   U"嘎查",     U"农场",     U"林场",
      U"校",       U"责任人",     U"牵头人",   U"河长",         U"开发区",     U"管理处", U"服务处",   U"街办",     U"街道办",
      U"办事处",   U"镇（街道）", U"镇(街道)", U"乡镇（街道）", U"乡镇(街道)", U"镇村",   U"乡（镇）", U"同志",     U"县长",
      U"主任",     U"各级",       U"矿",       U"联盟",         U"合作社",     U"基地",   U"督考办",   U"金融机构", U"职能部门",
      U"包联领导", U"平台公司",   U"党组",     U"系统",         U"条线",       U"战线",   U"教体局",   U"（园区）", U"(园区)",
      U"镇乡",     U"镇（乡）",   U"法院",     U"检察院",       U"管理委员会", U"委员会", U"总队",     U"队",       U"商会",
      U"服务中心", U"林长",       U"党组织",   U"安监员",       U"海关",       U"工作者", U"项目部",   U"公安部门", U"负责同志",
      U"总公司",   U"水厂",       U"糖企",     U"商家",         U"财政",       U"督查室", U"机构",     U"海事处",   U"供销社",
      U"信用社",   U"农发行",     U"农商行",   U"粮库",         U"储备库",     U"直属库", U"办公会议", U"各方",     U"工作人员",
      U"护林员",   U"网格员"};
  return words;
}

/// What follows a unit that is told to do something.
const Words& doings() {
  static const Words words = {
      U"要",   U"会同", U"牵头", U"负责", U"根据", U"按照", U"按",   U"抓紧", U"尽快", U"修改", U"完善", U"进一步", U"开展",
      U"组织", U"于",   U"在",   U"汇总", U"提出", U"制定", U"印发", U"认真", U"加强", U"做好", U"督促", U"落实",   U"结合",
      U"配合", U"协助", U"对",   U"将",   U"把",   U"就",   U"具体", U"统筹", U"研究", U"承担", U"报",   U"提请",   U"跟进",
      U"年",   U"应",   U"须",   U"必须", U"务必", U"加快", U"抓好", U"建立", U"协调", U"指导", U"积极", U"主动",   U"全面",
      U"切实", U"严格", U"继续", U"持续", U"分别", U"共同", U"联合", U"拿出", U"拟定", U"起草", U"列出", U"提交",   U"完成",
      U"启动", U"审核", U"审定", U"论证", U"再",   U"依法", U"依规", U"跟踪", U"出台", U"细化", U"梳理", U"排查",   U"整改",
      U"推进", U"推动", U"安排", U"限期", U"逐",   U"每",   U"吸收", U"吸纳", U"参照", U"充分", U"深入", U"年底",   U"本月",
      U"汛期", U"春节", U"会后", U"适时", U"及时", U"从",   U"以",   U"为",   U"同步", U"迅速", U"立即", U"全力",   U"强化",
      U"严肃", U"提前", U"月底", U"全程", U"核实", U"带头", U"优先", U"统一", U"筹措", U"拨付", U"保障", U"现场",   U"现有",
      U"盯",   U"用好", U"守",   U"担",   U"扛",   U"发挥", U"不得", U"严禁", U"一律", U"先行", U"垫付", U"倒排",   U"紧盯",
      U"提供", U"加大", U"严把", U"扎实", U"定期", U"予以", U"重新", U"尽早", U"随时", U"逐一", U"分类", U"集中",   U"密切",
      U"加密", U"开通", U"开设", U"优化", U"本周", U"下周", U"一周", U"两周", U"三天", U"一个", U"半月", U"月内",   U"排出"};
  return words;
}

bool ends_like_unit(View part) {
  if (part.size() < 2) return false;
  if (part.back() == U'）' || part.back() == U')') {  // 各苏木镇（场）, 县应急管理局（县能源局）
    const std::size_t open = part.find_last_of(U"（(");
    if (open != View::npos && open >= 2) part = part.substr(0, open);
  }
  if (part[0] == U'各' && part.size() <= 12) return true;  // 各级林长, 各责任主体: whoever they are, they are told
  if (part == U"各地" || part == U"各级" || part == U"各县级领导" || part == U"各单位" || part == U"各镇" || part == U"各乡镇")
    return true;
  return !unit_ends().suffix_of(part).empty();
}

View without_group(View s) {
  for (const View tail :
       {U"等相关部门和单位"sv, U"等有关部门和单位"sv, U"等相关部门"sv, U"等有关部门"sv, U"等部门单位"sv, U"等部门"sv,
        U"等有关单位"sv, U"等相关单位"sv, U"等单位"sv, U"等职能部门"sv, U"等责任单位"sv, U"等"sv, U"主要负责同志"sv})
    if (ends(s, tail) && s.size() > tail.size() + 2) return s.substr(0, s.size() - tail.size());
  return s;
}

bool nobody(View s) {
  return s == U"全县上下" || s == U"全区上下" || s == U"全市上下" || s == U"全旗上下" || s == U"我们" || s == U"大家" ||
         s == U"全县" || s == U"全区" || s == U"全市" || s == U"全体" || s == U"上下";
}

}  // namespace

/// "公安、海事、卫健等部门", "电力、通信企业": fields named, and one word for those who answer for them.
bool is_group_of_fields(View text) {
  for (const View tail : {U"等部门"sv, U"等单位"sv, U"等企业"sv, U"部门"sv, U"单位"sv, U"企业"sv, U"系统"sv, U"两镇"sv, U"两乡"sv,
                          U"三镇"sv, U"三乡"sv, U"两村"sv, U"两局"sv}) {
    if (!ends(text, tail) || text.size() > 40 || text.find(U'、') == View::npos) continue;
    View fields = text.substr(0, text.size() - tail.size());
    // "住建、交通、水利等行业主管部门": what kind of departments.
    if (const std::size_t etc = fields.rfind(U'等'); etc != View::npos && etc > 0 && fields.size() - etc <= 7)
      fields = fields.substr(0, etc);
    std::size_t run = 0;
    for (const char32_t c : fields) {
      run = c == U'、' ? 0 : run + 1;
      if (run > 6 || (c != U'、' && !is_han(c)) || View(U"要是的和及对在把将").find(c) != View::npos) return false;
    }
    return run > 0;
  }
  return false;
}

bool is_unit_list(View text) {
  if (is_group_of_fields(text)) return true;
  text = without_group(text);
  if (text.empty() || text.size() > 60) return false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool join = i < text.size() && i > begin &&
                      (text[i] == U'、' || ((text[i] == U'和' || text[i] == U'及' || text[i] == U'与') &&
                                            ends_like_unit(text.substr(begin, i - begin))));
    if (i != text.size() && !join) continue;
    if (!ends_like_unit(text.substr(begin, i - begin))) return false;
    begin = i + 1;
  }
  return true;
}

std::optional<View> units_of_subject(View subject) {
  while (!subject.empty() && is_space(subject.back())) subject.remove_suffix(1);
  for (const View lead :
       {U"同时"sv, U"特别是"sv, U"尤其是"sv, U"此外"sv, U"下一步"sv, U"会后"sv, U"其中"sv, U"今后"sv, U"明确"sv})
    if (starts(subject, lead) && subject.size() > lead.size() + 1) subject.remove_prefix(lead.size());
  if (nobody(subject) || !is_unit_list(subject)) return std::nullopt;
  if (is_group_of_fields(subject) && !is_unit_list(without_group(subject))) return subject;
  return without_group(subject);
}

std::size_t unit_prefix(View clause) {
  std::size_t best = 0;
  const std::size_t limit = std::min<std::size_t>(clause.size(), 48);
  for (std::size_t n = 2; n <= limit && (best == 0 || n <= best + 10); ++n) {
    const View head = clause.substr(0, n);
    const bool each = head[0] == U'各' && n >= 3 && n <= 5;  // 各镇处抢抓…: whoever they are
    if (unit_ends().suffix_of(head).empty() && !each) continue;
    const View rest = clause.substr(n);
    // 云门镇人民政府负责做好岭脚村12户…: what it is to do names others.
    if (best != 0 && contains_any(head.substr(best), {U"负责"sv, U"牵头"sv, U"会同"sv, U"做好"sv, U"协助"sv})) break;
    const bool told = !rest.empty() && (is_digit(rest[0]) || !doings().prefix_of(rest).empty() || opening_verb(rest) > 1);
    const bool followed = (rest.empty() && !unit_ends().suffix_of(head).empty()) || told;
    if (!followed || !is_unit_list(head)) continue;
    best = n;
    // 县委 may be the start of 县委组织部; anything else that is followed by a doing is the unit.
    if (!ends_any(head, {U"委"sv, U"政府"sv, U"党委"sv}) || n == clause.size()) break;
  }
  return best;
}

std::size_t told_unit(View clause) {
  if (const std::size_t n = unit_prefix(clause); n != 0) return n;
  const std::size_t limit = std::min<std::size_t>(clause.size(), 40);
  for (std::size_t n = 3; n < limit; ++n) {
    if (clause[n - 1] == U'，' || clause[n - 1] == U',') break;
    if (!is_unit_list(clause.substr(0, n)) || !is_han(clause[n]) || clause[n] == U'的') continue;
    for (std::size_t k = n + 1; k <= n + 2 && k < limit; ++k)  // 县财政 may go on as 县财政局, 市纪委 as 市纪委监委
      if (is_unit_list(clause.substr(0, k))) n = k;
    if (starts(clause.substr(n), U"人民政府")) n += 4;  // 所在镇人民政府
    return n;
  }
  return 0;
}

}  // namespace luodi::reading
