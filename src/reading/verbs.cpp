// See verbs.h.
#include "reading/verbs.h"

#include "paper/lexicon.h"

namespace luodi::reading {

std::size_t opening_verb(View clause) {
  static const Words verbs = {
      U"加强",   U"加快",     U"推动", U"推进", U"抓好", U"做好",   U"落实", U"坚持", U"聚焦",     U"围绕",   U"强化",
      U"深化",   U"完善",     U"健全", U"严格", U"切实", U"进一步", U"全面", U"深入", U"扎实",     U"持续",   U"着力",
      U"全力",   U"统筹",     U"紧盯", U"压实", U"确保", U"严守",   U"认真", U"积极", U"充分",     U"牢固",   U"主动",
      U"大力",   U"加大",     U"优化", U"提升", U"建立", U"突出",   U"严防", U"防止", U"坚决",     U"牢牢",   U"不断",
      U"紧扣",   U"立足",     U"把握", U"抢抓", U"抓紧", U"抓住",   U"抓实", U"抓细", U"做实",     U"做细",   U"做强",
      U"做优",   U"做深",     U"盯紧", U"盯住", U"守住", U"守牢",   U"兜牢", U"筑牢", U"用好",     U"用足",   U"谋划",
      U"组织",   U"开展",     U"制定", U"研究", U"梳理", U"排查",   U"整治", U"严厉", U"严肃",     U"严查",   U"从严",
      U"提高",   U"增强",     U"树牢", U"树立", U"发挥", U"保持",   U"保障", U"巩固", U"拓展",     U"培育",   U"打造",
      U"打好",   U"创新",     U"稳步", U"稳妥", U"有序", U"科学",   U"合理", U"精准", U"常态化",   U"及时",   U"尽快",
      U"迅速",   U"按照",     U"对照", U"结合", U"以",   U"对",     U"针对", U"坚定", U"深刻",     U"准确",   U"高度重视",
      U"高标准", U"高质量",   U"高效", U"广泛", U"督促", U"督导",   U"指导", U"引导", U"鼓励",     U"支持",   U"争取",
      U"力争",   U"加紧",     U"倒排", U"挂图", U"限期", U"逐项",   U"逐一", U"分类", U"同步",     U"协同",   U"履行",
      U"扛起",   U"扛牢",     U"拧紧", U"绷紧", U"树好", U"守好",   U"管好", U"办好", U"建好",     U"算好",   U"盘活",
      U"挖掘",   U"挖潜",     U"补齐", U"补短", U"畅通", U"规范",   U"维护", U"化解", U"解决",     U"破解",   U"整合",
      U"集中",   U"领导带头", U"严把", U"前移", U"靠前", U"压紧",   U"拓宽", U"激发", U"释放",     U"扩大",   U"稳住",
      U"稳定",   U"狠抓",     U"主攻", U"争当", U"建强", U"实施",   U"实行", U"推行", U"严控",     U"控制",   U"关停",
      U"清理",   U"清除",     U"收集", U"公开", U"定期", U"明确",   U"细化", U"量化", U"责任到人", U"加力",   U"聚力",
      U"凝聚",   U"践行",     U"贯彻", U"领会", U"学习", U"学深",   U"传达", U"自觉", U"带头",     U"恪守",   U"吃透",
      U"准备",   U"储备",     U"摸清", U"摸排", U"核实", U"通报",   U"跟踪", U"调度", U"跟进",     U"密切",   U"关注",
      U"关心",   U"慎终如始", U"引进", U"引入", U"招引", U"培养",   U"建设", U"新增", U"兑现",     U"发放",   U"拨付",
      U"修复",   U"淘汰",     U"取缔", U"查处", U"严打", U"惩治",   U"整顿", U"推广", U"普及",     U"保留",   U"减少",
      U"降低",   U"压缩",     U"压减", U"打通", U"提供", U"帮助",   U"协调", U"配齐", U"配强",     U"加密",   U"落细",
      U"放宽",   U"简化",     U"优先", U"瞄准", U"始终", U"深挖",   U"补足", U"补充", U"严密",     U"严处",   U"调整",
      U"更新",   U"改造",     U"修缮", U"升级", U"设立", U"成立",   U"选派", U"统一", U"共享",     U"联动",   U"对接",
      U"服务",   U"走访",     U"宣传", U"讲好", U"讲清", U"倡导",   U"弘扬", U"传承", U"保护",     U"锻长",   U"实现",
      U"抢占",   U"放大",     U"串联", U"擦亮", U"延伸", U"丰富",   U"促进", U"优选", U"严审",     U"严管",   U"疏导",
      U"抢修",   U"加固",     U"清偿", U"盘点", U"复盘", U"拆除",   U"清退", U"腾退", U"封堵",     U"搬迁",   U"早",
      U"快",     U"实",       U"抓",   U"盯",   U"守",   U"继续",   U"切忌", U"把",   U"修改完善", U"按程序", U"报"};
  if (clause.size() > 3 && clause[0] == U'逐' && is_han(clause[1])) return 2;  // 逐户走访, 逐企建账
  // 全面展望了, 深情回顾了: what was done is no demand.
  return clause.substr(0, 8).find(U'了') == View::npos ? verbs.prefix_of(clause).size() : 0;
}

std::size_t verb_in_front(View clause) {
  constexpr std::size_t kShortest = 8;  // 支出进度, 衔接资金: a few characters may as well be a noun
  if (const std::size_t n = opening_verb(clause); n != 0) return n;
  if (clause.size() < kShortest || clause.find(U"要不得") != View::npos) return 0;
  static const Words no_deeds = {
      U"认为",   U"属于",   U"存在",   U"成为",   U"出现", U"发生", U"表示", U"反映", U"说明",   U"介绍",   U"汇报",   U"审议",
      U"审定",   U"听取",   U"讨论",   U"通过",   U"同意", U"决定", U"参加", U"出席", U"列席",   U"主持",   U"召开",   U"指出",
      U"强调",   U"要求",   U"进行",   U"下降",   U"增长", U"上升", U"达到", U"超过", U"具有",   U"没有",   U"关系",   U"事关",
      U"意味",   U"来自",   U"位于",   U"获得",   U"荣获", U"受到", U"面临", U"可能", U"希望",   U"相信",   U"感谢",   U"祝愿",
      U"提出",   U"提交",   U"代表",   U"负责",   U"有关", U"相关", U"主管", U"分管", U"据了解", U"据介绍", U"作为",   U"包括",
      U"涉及",   U"占",     U"使",     U"让",     U"以来", U"根据", U"能够", U"取决", U"接下来", U"下一步", U"容不得", U"等不得",
      U"慢不得", U"松不得", U"来不得", U"拖不得", U"展望", U"回顾"};
  if (clause.substr(0, 8).find(U'了') != View::npos || !no_deeds.prefix_of(clause).empty()) return 0;
  const paper::Lexicon& lexicon = paper::Lexicon::get();
  for (std::size_t n = std::min<std::size_t>(4, clause.size()); n >= 2; --n) {
    std::uint64_t key = 0;
    for (std::size_t k = 0; k < n; ++k) key |= static_cast<std::uint64_t>(clause[k] & 0xFFFFU) << (16U * k);
    if ((lexicon.word_kind(key) & paper::kVerb) == 0) continue;
    return n < clause.size() && clause[n] == U'的' ? 0 : n;  // 拖欠的保险费
  }
  return 0;
}

}  // namespace luodi::reading
