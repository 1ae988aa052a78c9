// See topic.h. The words are those of county government work; a longer word weighs more. Ties go to the earlier topic.
#include "reading/topic.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace luodi::reading {
namespace {

constexpr std::size_t kTopics = 11;

struct Topic {
  const char* name;
  std::vector<View> words;
};

const std::vector<Topic>& topics() {
  static const std::vector<Topic> list = {
      {"investment",
       {U"考察团",   U"投资者",     U"外商",     U"驻点招商", U"基金招商", U"产业招商", U"招商项目",   U"在谈项目", U"意向项目",
        U"协议投资", U"到位资金",   U"敲门招商", U"飞地",     U"会展",     U"出口",     U"口岸",       U"开放",     U"自贸",
        U"保税",     U"商协会",     U"推介会",   U"投促",     U"外贸企业", U"招商",     U"一带一路",   U"承接",     U"主导产业",
        U"招引",     U"链条式招商", U"对口支援", U"龙头企业", U"批发市场", U"商超对接", U"节会",       U"招商引资", U"招商",
        U"招引",     U"链主",       U"客商",     U"签约",     U"引进",     U"展会",     U"经贸",       U"外资",     U"外贸",
        U"项目落地", U"投资促进",   U"延链",     U"补链",     U"强链",     U"履约率",   U"转化率",     U"博览会",   U"推介",
        U"产业链",   U"投资强度",   U"亩均税收", U"以商招商", U"洽谈",     U"标准地",   U"拿地即开工", U"进出口",   U"跨境"}},
      {"assessment",
       {U"目标管理", U"考评",         U"评比",         U"排位",         U"绩效考核",     U"专项督查",     U"督查室",
        U"督导组",   U"进度通报",     U"销号清单",     U"年度任务",     U"上半年工作",   U"下半年工作",   U"时间节点",
        U"挂图作战", U"红黑榜",       U"统计执法",     U"统计造假",     U"数据质量",     U"抽样调查",     U"政府工作报告任务",
        U"统计局",   U"任务书",       U"工作计划",     U"千名干部",     U"经济增长目标", U"年初签订",     U"目标责任书",
        U"稳增长",   U"审计整改",     U"任务清单",     U"销号",         U"收官",         U"年初既定目标", U"经济增长目标",
        U"办结",     U"季度主要指标", U"收官战",       U"目标责任考核", U"考核",         U"指标",         U"统计数据",
        U"统计",     U"督查",         U"督办",         U"通报",         U"开门红",       U"双过半",       U"目标任务",
        U"年度目标", U"全年目标",     U"核算",         U"经济运行",     U"优秀",         U"等次",         U"排名",
        U"位次",     U"进位",         U"主要经济指标", U"稳增长",       U"调度",         U"补短",         U"应统尽统",
        U"纳统",     U"台账",         U"经济普查",     U"漏统",         U"虚报",         U"增速",         U"第一方阵"}},
      {"safety",
       {U"诈骗",       U"电诈",       U"非法集资",   U"涉黑",     U"赌博",     U"禁毒",     U"毒品",     U"破案",     U"追赃",
        U"案件",       U"刑事",       U"巡逻",       U"警情",     U"交通事故", U"酒驾",     U"超限",     U"校车安全", U"用电安全",
        U"电动自行车", U"充电设施",   U"消防通道",   U"消火栓",   U"灭火器",   U"高层建筑", U"燃爆",     U"特种设备", U"危房排查",
        U"塌陷",       U"滑坡",       U"泥石流",     U"暴雨",     U"洪涝",     U"冰雹",     U"大风",     U"渔船避风", U"避风",
        U"抗旱",       U"救生",       U"安全生产月", U"专项整治", U"重大事故", U"应急预案", U"救援站",   U"监控",     U"防台",
        U"防旱",       U"抗灾",       U"看台",       U"人流",     U"熔断",     U"反恐",     U"涉稳",     U"重大风险", U"公安局",
        U"应急局",     U"应急管理局", U"打击",       U"超载",     U"地头备水", U"麦收防火", U"险段",     U"垮塌",     U"伤人",
        U"坍塌",       U"有限空间",   U"质量和安全", U"市场秩序", U"舌尖",     U"除雪",     U"矿",       U"应急值守", U"小水库",
        U"救灾物资",   U"值班",       U"麻痹",       U"侥幸",     U"停课",     U"停工",     U"上岸",     U"回港",     U"值守制度",
        U"大型活动",   U"安保",       U"风险防控",   U"保畅",     U"抢修",     U"水毁",     U"责任人",   U"危旧房",   U"搬迁",
        U"灾害",       U"隐患点",     U"守底线",     U"严防",     U"雪灾",     U"寒潮",     U"低温雨雪", U"交通秩序", U"通行秩序",
        U"疏导",       U"火情",       U"灭火",       U"稳定工作", U"应急响应", U"校园安全", U"安全生产", U"安全",     U"消防",
        U"防汛",       U"隐患",       U"风险隐患",   U"应急",     U"救灾",     U"防火",     U"防灭火",   U"森林火灾", U"火灾",
        U"地质灾害",   U"抢险",       U"值班值守",   U"预警",     U"避险",     U"事故",     U"烟花爆竹", U"道路交通", U"危化",
        U"燃气",       U"食品安全",   U"药品",       U"信访稳定", U"稳控",     U"维稳",     U"治安",     U"平安",     U"台风",
        U"溺水",       U"转移",       U"山洪",       U"救援",     U"防御",     U"危险",     U"矿山",     U"渡口",     U"自建房",
        U"扫黑",       U"反诈",       U"踩踏",       U"超员",     U"停航",     U"汛期",     U"演练",     U"火源",     U"底线红线",
        U"易涝",       U"内涝",       U"高温天气",   U"防溺"}},
      {"environment",
       {U"林草",     U"草管员",   U"草场",     U"植树",       U"树种",       U"苗木",     U"古树",       U"名木",     U"砍伐",
        U"林地",     U"森林资源", U"鼠虫害",   U"黑土滩",     U"荒漠",       U"风沙",     U"水土保持",   U"海漂垃圾", U"海岸",
        U"岸滩",     U"生态修复", U"环境质量", U"空气",       U"臭氧",       U"尾气",     U"废气",       U"废水",     U"固废",
        U"危废",     U"氨",       U"渗滤液",   U"垃圾",       U"减污",       U"降碳",     U"双碳",       U"光伏治沙", U"河道",
        U"排口",     U"入海",     U"养殖尾水", U"巡护",       U"自然保护地", U"公益林",   U"生物多样性", U"外来物种", U"国家公园",
        U"环境空气", U"浮球",     U"白色污染", U"生态环境局", U"偷排",       U"围填海",   U"采砂",       U"岸线",     U"能耗",
        U"沙地",     U"在线监测", U"防沙治沙", U"增绿",       U"治污",       U"蓝天",     U"碧水",       U"净土",     U"散乱污",
        U"地热",     U"水资源",   U"四水四定", U"黄河流域",   U"草原",       U"饮用水",   U"入河排污",   U"超载",     U"防治攻坚",
        U"监测信息", U"督察反馈", U"湿地",     U"河湖",       U"生态环境",   U"环境保护", U"环保督察",   U"环保",     U"污染",
        U"大气",     U"扬尘",     U"水环境",   U"河长",       U"林长",       U"减排",     U"秸秆",       U"禁烧",     U"露天焚烧",
        U"散煤",     U"生态",     U"绿化",     U"造林",       U"水质",       U"污水",     U"垃圾分类",   U"黑臭",     U"碳",
        U"节能",     U"超采",     U"饮用水",   U"水源地",     U"保护区",     U"排污",     U"绿色发展",   U"土壤",     U"噪声",
        U"油烟",     U"重污染",   U"督察",     U"地下水",     U"防沙"}},
      {"agriculture",
       {U"种苗",     U"林下",     U"林药",       U"中药材",     U"药材",       U"黑土",     U"地膜",         U"化肥",
        U"合作社",   U"家庭农场", U"牧草",       U"饲料",       U"屠宰",       U"兽医",     U"防疫",         U"水产",
        U"渔民",     U"渔港",     U"海水养殖",   U"网箱",       U"果蔬",       U"蔬菜",     U"水果",         U"花卉",
        U"棉花",     U"大豆",     U"水稻",       U"马铃薯",     U"辣椒",       U"蚕桑",     U"烟叶",         U"油料",
        U"种粮",     U"土地流转", U"承包地",     U"耕保",       U"撂荒地",     U"移民",     U"后期扶持",     U"后扶",
        U"帮扶",     U"脱贫户",   U"监测户",     U"易返贫",     U"村级",       U"集体经济", U"农村公路",     U"村庄",
        U"抗旱保苗", U"秋粮",     U"夏粮",       U"冬小麦",     U"农资",       U"农业保险", U"良繁",         U"冷藏库",
        U"产地仓",   U"乡土",     U"农业农村局", U"乡村振兴局", U"农业农村",   U"返贫",     U"农户",         U"大棚",
        U"畜禽",     U"牧民",     U"暖棚",       U"灌溉",       U"种植结构",   U"耐旱",     U"产业集群建设", U"以工代赈",
        U"地理标志", U"追溯",     U"农技",       U"烟苗",       U"移栽",       U"糖料蔗",   U"良种",         U"疫病",
        U"动物疫病", U"脐橙",     U"果园",       U"农药",       U"瓜菜",       U"牧道",     U"饲草",         U"滩羊",
        U"油茶",     U"低产林",   U"百千万工程", U"农产",       U"订单农业",   U"节令",     U"水肥",         U"三资",
        U"牧民",     U"烤烟",     U"农林",       U"抢收",       U"晾晒",       U"肉牛",     U"母牛",         U"茶园",
        U"农业",     U"农村",     U"粮食",       U"耕地",       U"高标准农田", U"农田",     U"春耕",         U"秋收",
        U"三夏",     U"三秋",     U"种植",       U"养殖",       U"畜牧",       U"防返贫",   U"返贫",         U"乡村振兴",
        U"脱贫",     U"衔接资金", U"农机",       U"种业",       U"农产品",     U"渔业",     U"渔船",         U"林业",
        U"茶",       U"羊",       U"生猪",       U"牛",         U"农民",       U"村集体",   U"撂荒",         U"灌区",
        U"灌溉",     U"小麦",     U"麦收",       U"玉米",       U"油菜",       U"宅基地",   U"人居环境",     U"改厕",
        U"抢种",     U"储备粮",   U"牧户",       U"禁牧",       U"免疫",       U"育苗",     U"牧场",         U"粮农",
        U"非粮化",   U"和美乡村", U"土地确权"}},
      {"finance",
       {U"债权",     U"化解债务", U"隐性债务", U"负债",       U"村级债务",   U"津贴",     U"补贴资金", U"奖补资金", U"专账",
        U"专户",     U"挪用",     U"挤占",     U"结余",       U"存量资金",   U"国资",     U"资产处置", U"拍卖",     U"出让金",
        U"税源",     U"增收",     U"节支",     U"招标控制价", U"决算",       U"结算",     U"预拨",     U"拨款",     U"工程款",
        U"民企账款", U"清欠",     U"银行",     U"信贷",       U"授信",       U"担保",     U"普惠金融", U"保险理赔", U"理赔",
        U"应赔",     U"社会资本", U"特许经营", U"收费标准",   U"一般性支出", U"公务接待", U"公车",     U"财政局",   U"资金拨付",
        U"公示公告", U"税务局",   U"抵押",     U"再贷款",     U"保险",       U"国开行",   U"专项债券", U"资金支持", U"资金争取",
        U"资产",     U"债务",     U"保函",     U"清偿",       U"垫资",       U"国开行",   U"农发行",   U"非税收入", U"财政资金",
        U"趴账",     U"财源",     U"节约",     U"专款",       U"固化",       U"财政",     U"预算",     U"债务",     U"债券",
        U"专项债",   U"资金",     U"国库",     U"税收",       U"税务",       U"减税",     U"增值税",   U"收支",     U"节俭",
        U"过紧日子", U"三保",     U"融资",     U"贷款",       U"金融",       U"审计",     U"绩效",     U"支出",     U"非税",
        U"偿还",     U"举债",     U"拨付",     U"经费",       U"批复",       U"国债",     U"财力",     U"化债",     U"盘活"}},
      {"livelihood",
       {U"敬老院",   U"养老院",   U"护理",       U"医养",     U"家政",     U"助餐",     U"助浴",     U"助医",       U"社区食堂",
        U"日间照料", U"留守",     U"独居",       U"孤儿",     U"困境儿童", U"低收入",   U"特困",     U"慈善",       U"公益",
        U"残疾人",   U"退役",     U"婴幼儿",     U"托幼",     U"幼儿园",   U"学前",     U"义务教育", U"课后服务",   U"高中",
        U"中考",     U"高考",     U"考点",       U"职业教育", U"特殊教育", U"师资",     U"教职工",   U"班主任",     U"寄宿",
        U"宿管",     U"保安",     U"营养餐",     U"研学",     U"读书",     U"书香",     U"学习型",   U"阅读",       U"全民健身",
        U"绿地",     U"菜篮子",   U"菜价",       U"粮油",     U"保供稳价", U"送药",     U"诊所",     U"乡镇卫生院", U"村卫生室",
        U"医共体",   U"疾控",     U"疫苗",       U"流感",     U"血库",     U"急救",     U"公租房",   U"廉租",       U"租金",
        U"回迁",     U"安居",     U"物业",       U"业主",     U"供气",     U"供电保障", U"热源",     U"储煤",       U"煤炭",
        U"暖气",     U"停水",     U"自来水",     U"公厕",     U"殡仪",     U"人才公寓", U"技工",     U"求职",       U"高校毕业生",
        U"社会保险", U"工伤",     U"养老保险",   U"家门口",   U"居家",     U"社区养老", U"老旧楼",   U"惠老",       U"适老",
        U"人社局",   U"教育局",   U"卫健局",     U"民政局",   U"医保局",   U"购房",     U"民生项目", U"早惠民",     U"卫生院",
        U"安置",     U"搬得出",   U"改造任务",   U"小区改造", U"冬季取暖", U"取暖",     U"人居环境", U"危房",       U"贫",
        U"学位",     U"饮水保障", U"供水一体化", U"欠款",     U"清偿",     U"就业",     U"水价",     U"居民",       U"小区",
        U"住房",     U"宿舍",     U"公寓",       U"校舍",     U"校车",     U"慰问",     U"节日供应", U"保供",       U"惠民",
        U"医保基金", U"疫",       U"助学",       U"儿童",     U"老年人",   U"购房",     U"交付",     U"逾期",       U"集中供热",
        U"饮用",     U"养老机构", U"校园食品",   U"学生餐",   U"两筛",     U"民生",     U"教育",     U"学校",       U"学生",
        U"校园",     U"教师",     U"招生",       U"医疗",     U"医院",     U"卫生",     U"医保",     U"健康",       U"疫情",
        U"就业",     U"创业",     U"社保",       U"养老",     U"托育",     U"老年",     U"低保",     U"救助",       U"困难群众",
        U"残疾",     U"住房",     U"保障房",     U"保交楼",   U"保交房",   U"棚改",     U"棚户区",   U"老旧小区",   U"供暖",
        U"供热",     U"供水",     U"饮水",       U"用水",     U"农民工",   U"工资",     U"欠薪",     U"妇女",       U"儿童",
        U"群众",     U"物价",     U"保供",       U"稳价",     U"殡葬",     U"一老一小", U"双减",     U"便民",       U"惠民",
        U"医务",     U"房地产",   U"停车",       U"加装电梯", U"普惠",     U"食堂",     U"技能培训", U"劳务",       U"公交",
        U"体育"}},
      {"project",
       {U"选线",       U"路段",       U"大桥",     U"桥梁",     U"隧道",     U"国道",     U"省道",       U"高速",
        U"机场",       U"港口",       U"码头",     U"泊位",     U"岸线",     U"物流园",   U"仓储",       U"枢纽",
        U"变电站",     U"输电",       U"增容",     U"充电桩",   U"光伏",     U"风电",     U"储能",       U"标准厂房",
        U"征拆",       U"预审",       U"报批",     U"可研",     U"初设",     U"招投标",   U"招标",       U"监理",
        U"进场",       U"复建",       U"改线",     U"重建",     U"片区开发", U"地块",     U"控规",       U"总规",
        U"详规",       U"规划设计",   U"智慧城市", U"海绵城市", U"市政",     U"绿色通道", U"报装",       U"施工许可",
        U"水网",       U"引水",       U"堤防",     U"除险加固", U"地下",     U"用海",     U"用林",       U"专班推进",
        U"扩建",       U"新建",       U"改建",     U"发改局",   U"能源局",   U"送出线路", U"核准",       U"重大平台",
        U"储备",       U"续建项目",   U"用电",     U"供电局",   U"抢工期",   U"在建项目", U"房地产市场", U"存量土地",
        U"牵引性",     U"县域经济",   U"城乡融合", U"支持事项", U"对口部门", U"重大项目", U"专项债项目", U"实物",
        U"复工",       U"开复工",     U"前期工作", U"计划盘子", U"十四五",   U"发展思路", U"城市建设",   U"城区",
        U"片区",       U"城市工作",   U"县城",     U"路网",     U"硬化路",   U"地下管网", U"雨污",       U"停车设施",
        U"征迁",       U"容缺",       U"并联审批", U"供地",     U"水厂",     U"选址",     U"建管养运",   U"高铁",
        U"航道",       U"三区三线",   U"要件",     U"重点项目", U"项目建设", U"项目",     U"开工",       U"建设",
        U"工程",       U"规划",       U"用地",     U"土地",     U"征收",     U"征地",     U"拆迁",       U"要素保障",
        U"前期",       U"施工",       U"投产",     U"交通",     U"道路",     U"公路",     U"铁路",       U"电网",
        U"管网",       U"城市更新",   U"城镇化",   U"园区建设", U"基础设施", U"水利",     U"水库",       U"固定资产投资",
        U"谋划",       U"实物工作量", U"复工",     U"国土空间", U"十五五",   U"危桥",     U"审批",       U"核准",
        U"新型城镇化", U"竣工",       U"征迁",     U"入库"}},
      {"enterprise",
       {U"减环节",     U"压时限",   U"免申即享",   U"新官不理旧账", U"政务环境", U"亲清",     U"企业家",   U"商户",
        U"个体工商户", U"小微",     U"中小企业",   U"上市",         U"专利",     U"研发",     U"高新技术", U"孵化",
        U"成果转化",   U"技改",     U"设备更新",   U"停工停产",     U"开工率",   U"产能",     U"订单",     U"用能",
        U"用电量",     U"供应链",   U"商圈",       U"夜经济",       U"首店",     U"汽车消费", U"家电",     U"餐饮",
        U"住宿",       U"外贸企业", U"工业用电",   U"经济运行",     U"数实融合", U"平台经济", U"直播",     U"快递",
        U"物流企业",   U"走访企业", U"服务企业",   U"银企",         U"融资难",   U"产业工人", U"促消费",   U"停产",
        U"工业运行",   U"惠企政策", U"工业增加值", U"企业诉求",     U"重点企业", U"为企业",   U"蔗款",     U"用工保障",
        U"装备更新",   U"导入",     U"市场监管局", U"数字",         U"技术改造", U"入规",     U"应统企业", U"民宿",
        U"糖企",       U"一件事",   U"便利化",     U"园区企业",     U"经营",     U"开票",     U"市场",     U"民营",
        U"科技创新",   U"消费潜力", U"购物节",     U"稳岗",         U"以旧换新", U"五上",     U"企业培育", U"企业",
        U"营商环境",   U"市场主体", U"经营主体",   U"工业",         U"制造业",   U"服务业",   U"商贸",     U"消费",
        U"产业",       U"规上",     U"限上",       U"升规",         U"入规",     U"民营",     U"个体",     U"助企",
        U"惠企",       U"纾困",     U"创新",       U"科技",         U"品牌",     U"电商",     U"满产",     U"达产",
        U"专精特新",   U"园区",     U"数字经济",   U"旅游产业",     U"用工",     U"以旧换新", U"集群",     U"小升规",
        U"新质生产力"}},
      {"party", {U"党组",           U"党建",         U"党课",
                 U"党费",           U"党支部",       U"党员",
                 U"机关党建",       U"一岗双责",     U"巡视",
                 U"巡察",           U"监督执纪",     U"问责",
                 U"以案促改",       U"警示教育",     U"为基层减负",
                 U"减负",           U"文山会海",     U"调查研究",
                 U"主体责任",       U"学原文",       U"悟原理",
                 U"两会精神",       U"中央八项规定", U"民主生活会",
                 U"理论学习中心组", U"官僚主义",     U"公款吃喝",
                 U"干净干事",       U"学深悟透",     U"融会贯通",
                 U"会议精神",       U"指示精神",     U"中央经济工作会议",
                 U"全面贯彻",       U"廉",           U"中华民族共同体",
                 U"党的",           U"理论武装",     U"纪",
                 U"习近平",         U"总书记",       U"党中央",
                 U"精神",           U"政治站位",     U"政治",
                 U"党风廉政",       U"从严治党",     U"党纪",
                 U"纪律",           U"作风",         U"廉洁",
                 U"学习贯彻",       U"主题教育",     U"政绩观",
                 U"八项规定",       U"两个确立",     U"两个维护",
                 U"思想",           U"党的二十大",   U"全会精神",
                 U"形式主义",       U"清廉",         U"廉政",
                 U"政治任务",       U"奋斗姿态",     U"担当",
                 U"现代化建设",     U"意识形态",     U"理论学习",
                 U"初心",           U"姿态",         U"守纪律"}},
      {"other", {U"数据安全",   U"政务数据",   U"网络安全", U"网盘",     U"等级保护", U"算力",           U"一网通办", U"政务大厅",
                 U"热线",       U"人大",       U"政协",     U"议案",     U"古村落",   U"古民居",         U"传统村落", U"历史文化",
                 U"街区",       U"文保",       U"考古",     U"博物馆",   U"图书馆",   U"非物质文化遗产", U"戏曲",     U"民俗",
                 U"龙舟",       U"马拉松",     U"足球",     U"篮球",     U"融媒",     U"宣传",           U"舆情",     U"志愿服务",
                 U"文明城市",   U"民政",       U"婚姻",     U"慈善",     U"司法",     U"律师",           U"仲裁",     U"行政诉讼",
                 U"规范性文件", U"合法性审查", U"议事规则", U"任免",     U"机构改革", U"事业单位",       U"保密",     U"地方志",
                 U"国防动员",   U"征兵",       U"港澳",     U"对台",     U"统战",     U"商标",           U"证明商标", U"值班制度",
                 U"办公用房",   U"文旅局",     U"文广旅",   U"旅游市场", U"游客",     U"信访工作",       U"枫桥经验", U"民族团结",
                 U"文物局",     U"文物保护",   U"边贸",     U"灯会",     U"法治化",   U"调研",           U"国有资产", U"国企改革",
                 U"法规",       U"合法性",     U"人大代表", U"政协委员", U"提案",     U"建议办理",       U"宣传解释", U"解释工作",
                 U"演艺",       U"节庆",       U"杏花节",   U"公共文化", U"窗口",     U"考核办法",       U"起草单位", U"报告",
                 U"法治",       U"依法行政",   U"行政复议", U"条例",     U"普法",     U"文化",           U"旅游",     U"文旅",
                 U"体育",       U"文物",       U"非遗",     U"档案",     U"机构",     U"编制",           U"人事",     U"政务公开",
                 U"国防",       U"双拥",       U"退役军人", U"民族",     U"宗教",     U"地名",           U"史志",     U"信访",
                 U"12345",      U"政务服务",   U"放管服",   U"矛盾纠纷", U"诉求",     U"赛事",           U"运动会",   U"国有企业",
                 U"国企",       U"主责主业",   U"执法",     U"行政区划"}}};
  return list;
}

/// Words that all topics use: they count half.
bool is_generic(View w) {
  static const std::vector<View> words = {
      U"建设",       U"项目",       U"工程",     U"群众", U"企业", U"资金", U"品牌",     U"规划",   U"施工",   U"产业",
      U"安全",       U"支出",       U"精神",     U"政治", U"调度", U"通报", U"文化",     U"创新",   U"审批",   U"前期",
      U"台账",       U"农村",       U"农业",     U"生态", U"财政", U"消费", U"工业",     U"茶",     U"羊",     U"牛",
      U"指标",       U"监测",       U"入库",     U"土地", U"卫生", U"思想", U"学习贯彻", U"财政局", U"发改局", U"公安局",
      U"市场监管局", U"农业农村局", U"农业农村", U"打击", U"储备", U"矿"};
  for (const View g : words)
    if (g == w) return true;
  return false;
}

/// A directive that only says how to go on with the document: its topic is the document's.
bool is_formal(View s) {
  return (starts(s, U"由") || starts(s, U"请") || starts(s, U"责成") || starts(s, U"修改")) &&
         contains_any(s, {U"修改"sv, U"完善"sv, U"印发"sv, U"审定"sv, U"提请"sv, U"上报"sv, U"批复"sv, U"按程序"sv});
}

struct Word {
  View text;
  std::size_t topic;
  double points;
};

/// Words by their first character, so that one pass over a text finds all of them.
class Index {
 public:
  static const Index& get() {
    static const Index index;
    return index;
  }
  /// Points of every topic for the words of a text; a word counts in full once, half the second time.
  std::array<double, kTopics> points(View text, double head_bonus) const {
    std::array<double, kTopics> sum{};
    std::vector<std::pair<const Word*, int>> seen;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto bucket = by_first_.find(text[i]);
      if (bucket == by_first_.end()) continue;
      for (const Word& w : bucket->second) {
        if (!starts(text.substr(i), w.text)) continue;
        auto it = std::find_if(seen.begin(), seen.end(), [&](const auto& s) { return s.first == &w; });
        if (it == seen.end()) it = seen.insert(seen.end(), {&w, 0});
        if (++it->second > 2) continue;
        const double points = w.points * (i < 16 ? head_bonus : 1.0);  // the main clause stands first
        sum[w.topic] += it->second == 1 ? points : points / 2;
      }
    }
    return sum;
  }

 private:
  Index() {
    for (std::size_t t = 0; t < topics().size(); ++t)
      for (const View w : topics()[t].words) {
        auto& bucket = by_first_[w[0]];
        const bool twice = std::any_of(bucket.begin(), bucket.end(), [&](const Word& k) { return k.topic == t && k.text == w; });
        if (!twice) bucket.push_back({w, t, (0.5 + 0.5 * static_cast<double>(w.size())) * (is_generic(w) ? 0.5 : 1.0)});
      }
  }
  std::unordered_map<char32_t, std::vector<Word>> by_first_;
};

constexpr double kSubject = 1.1;  // weight of the item's subject against the directive's own words

constexpr double kClear = 2.0;  // a directive that says this much of a topic needs its subject less
constexpr double kSubjectClear = 0.7;

constexpr double kSpirit = 0.35;  // a study item's subject is always party matter; what follows from it often is not

}  // namespace

std::string topic_of(View directive, View subject) {
  const double own = is_formal(directive) ? 0.2 : 1.0;
  const auto said = Index::get().points(directive, 1.3);
  const auto about = Index::get().points(subject, 1.0);
  const double subject_weight = own * *std::max_element(said.begin(), said.end()) >= kClear ? kSubjectClear : kSubject;
  std::size_t best = kTopics - 1;
  double most = 0.4;
  for (std::size_t t = 0; t < kTopics; ++t) {
    const double points = own * said[t] + (topics()[t].name == "party"sv ? kSpirit : subject_weight) * about[t];
    if (points > most) {
      most = points;
      best = t;
    }
  }
  return topics()[best].name;
}

}  // namespace luodi::reading
