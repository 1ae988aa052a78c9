// What the invented registers are composed of. The division names belong to no place in China (checked against the names
// of provinces, prefectures, counties and towns of 2023); area codes and mobile prefixes are meant to be unassigned ones.
// Every table is in the order of its popularity, and every Chinese character in it takes three bytes of UTF-8.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace luodi::registers_generator::tables {

inline constexpr std::array<std::string_view, 4> provinces = {"朔原省", "沅海省", "璋川省", "岚江省"};

/// Six to a province.
inline constexpr std::array<std::string_view, 24> prefectures = {
    "朔宁市", "靖川市", "昶平市", "曜陵市", "崤阳市", "绥泽市", "沅岭市", "澜津市", "淇源市", "湛林市", "珩海市", "晏江市",
    "璋阳市", "楠陵市", "梓丘市", "郦源市", "栖宁市", "岱泽市", "岚岭市", "衍溪市", "瑶津市", "素原市", "祁湖市", "扶泽市"};

/// Five to a prefecture: a district, three counties, a city.
inline constexpr std::array<std::string_view, 120> counties = {
    "朔塘区", "靖丘县", "昶岭县", "曜川县", "崤林市", "靖湖区", "朔泽县", "绥陵县", "睦泉县", "雍泽市", "昶安区", "昶泉县",
    "曜溪县", "怀岭县", "嵩津市", "曜安区", "曜丘县", "朔津县", "雍岭县", "绥峰市", "崤安区", "崤塘县", "嵩泽县", "昭泽县",
    "靖野市", "绥丘区", "绥塘县", "祁泽县", "睦岭县", "朔丘市", "沅泽区", "沅湖县", "澜丘县", "溆泽县", "澧岭市", "澜塘区",
    "澜岭县", "沅津县", "淇丘县", "溆津市", "淇塘区", "淇岭县", "沁泽县", "汶岭县", "漳岭市", "湛塘区", "湛泽县", "湛丘县",
    "滏岭县", "漳塘市", "珩安区", "珩塘县", "珩岭县", "琅泽县", "璋泽市", "晏塘区", "晏岭县", "晏泽县", "滏泽县", "沁津市",
    "璋安区", "璋塘县", "璋岭县", "珩泽县", "琅津市", "楠塘区", "楠岭县", "楠泽县", "梓津县", "桐泽市", "梓塘区", "梓泽县",
    "榆泽县", "柘泽县", "栖岭市", "郦塘区", "郦岭县", "郦泽县", "邺岭县", "郢泽市", "栖安区", "栖泽县", "栖丘县", "柘津县",
    "苍泽市", "岱塘区", "岱津县", "岱丘县", "嵩岭县", "苍津市", "岚塘区", "岚泽县", "岚津县", "瑶泽县", "碧泽市", "衍安区",
    "衍塘县", "衍岭县", "衍泽县", "昭津市", "瑶塘区", "瑶丘县", "瑶岭县", "素津县", "丹塘市", "素塘区", "素岭县", "素泽县",
    "素丘县", "云泽市", "祁塘区", "祁岭县", "祁津县", "和泽县", "怀津市", "扶塘区", "扶岭县", "扶津县", "扶丘县", "永泽市"};

/// One to a prefecture.
inline constexpr std::array<std::string_view, 24> area_codes = {"0920", "0921", "0922", "0923", "0924", "0925", "0926", "0927",
                                                                "0928", "0929", "0960", "0961", "0962", "0963", "0964", "0965",
                                                                "0966", "0967", "0968", "0969", "0980", "0981", "0982", "0983"};
inline constexpr std::array<std::string_view, 6> mobile_prefixes = {"160", "161", "163", "164", "168", "169"};

/// A town is one character of each, and 镇: 960 names.
inline constexpr std::string_view town_heads = "枫槐檀棠蓼荻芦菱桑苇梧樟";
inline constexpr std::string_view town_middles = "石沙鹤鹿雁凫鲤驼鸦鹭";
inline constexpr std::string_view town_tails = "坪湾坝塘渡桥集岗";

inline constexpr std::array<std::string_view, 40> roads = {
    "建设路",   "人民路",   "解放路",   "新华路",   "迎宾大道", "中心街", "滨河路", "兴业路",   "创业路",   "文化路",
    "团结路",   "和平路",   "东大街",   "西大街",   "南环路",   "北环路", "工业路", "科技一路", "科技二路", "火车站路",
    "体育路",   "学府路",   "健康路",   "幸福路",   "光明路",   "胜利路", "青年路", "农贸街",   "商业街",   "老街",
    "园区大道", "园区一路", "园区二路", "物流大道", "振兴大道", "民主路", "电厂路", "水库路",   "桃园路",   "果园路"};

/// Characters of trade names.
inline constexpr std::string_view trade_characters =
    "华鑫金盛宏泰恒天瑞祥兴达丰源安顺东新德海康和福隆昌利嘉佳诚信荣富裕美龙亿通万合众"
    "诺博凯腾飞宇浩润泽丽明辉晨阳星光森林永久远大成功正方中联创智汇聚力鼎盈益民惠农绿"
    "健仁爱宝玉珠琳雅雪梅兰竹菊春夏秋冬山川江河湖洋云雨风雷君豪杰英才俊伟强勇刚毅志诗"
    "文武学士尚品优良善吉庆喜乐欢悦畅怡心意欣欧亚洲国环球世纪元旭升晟昊昱晖晓暖日月辰"
    "宸玺琪琦瑶瑾璟玮珂珍珑铭锐锋钢铁铜银锦铂钰钧铠铸祺祯祝禧禄寿桥栋梁桦桐桂松柏杨柳"
    "枫楠樱榕槐梓檀杉果禾谷米麦香馨芳芬芸芝莲荷菲萱蓝青紫红赤白玄墨清澈沁沃洁泉溪涛浪"
    "波澜瀚沧渤潮津港湾岛岳峰岭岩峻崇嵩坤乾地垚城基业立建筑造工巧匠艺术思睿慧悟觉凤凰"
    "鹏鹰鹤鸿雁燕麒麟骏马驰骋奔跃越超卓冠群首先翔翼航帆舟船轩庭院阁楼堂苑园坊轮广厚载"
    "道理义礼孝忠廉勤俭敏捷迅速快易宜简朴真纯素颜彩绘画书笔砚音韵律琴棋胜凌霄翰煌炎焱"
    "烁灿炫熠耀燃烨灵奇妙趣童贝蕾朵花叶草木水火土石玛瑙翡翠皇王尊贵雄威震振奋进迈登攀";

/// Two characters to a pair: homophones and look-alikes, each mistaken for the other.
inline constexpr std::string_view mistaken =
    "翰瀚伟玮鑫新杰洁晟盛祥翔宏鸿源缘恒衡泰太华桦丰锋瑞锐诚城达大兴星嘉佳德得康慷隆龙"
    "昌畅富福利力通同信欣安桉荣融辉晖建健腾藤飞菲润闰和禾合和亿易益溢裕誉宇羽浩皓博铂"
    "凯铠文纹明铭汇惠慧惠正政中众永咏远圆元源园圆圣胜胜晟升昇森淼林琳琳霖阳扬洋阳威微"
    "雅亚艺义怡宜顺舜世仕可珂月悦越粤云芸景璟金锦锦绵青清沁心馨欣轩萱毅益艾爱宝保驰弛"
    "川传创闯春椿鼎顶东冬方芳凤风枫峰峰锋刚钢格阁功工冠观广光桂贵国果航杭豪濠昊浩弘宏"
    "环寰皇凰骏俊君军钧均开凯立利联连良粮玲灵凌岭民敏楠南农浓奇祺琪琦晨辰海梅玉王智志";

/// The kinds of firm that do something; a form of business takes some of them.
inline constexpr unsigned farming = 1, making = 2, selling = 4, serving = 8, any_kind = 15;

struct Form {
  std::string_view word;
  std::uint32_t weight;  ///< per cent
  unsigned kinds;
  char category;  ///< second character of the credit code
};
inline constexpr std::array<Form, 10> forms = {{{"有限公司", 60, any_kind, '1'},
                                                {"有限责任公司", 10, any_kind, '1'},
                                                {"股份有限公司", 3, any_kind, '1'},
                                                {"经营部", 6, selling, '2'},
                                                {"厂", 6, making, '1'},
                                                {"商行", 5, selling, '2'},
                                                {"农民专业合作社", 4, farming, '3'},
                                                {"中心", 2, serving, '1'},
                                                {"部", 2, serving, '2'},
                                                {"店", 2, selling, '2'}}};
inline constexpr std::size_t company_forms = 3;  ///< the first three, which have branches
inline constexpr std::array<std::string_view, 4> swapped_forms = {"有限公司", "厂", "部", "中心"};

/// Ten thousands; firms write them in many ways.
inline constexpr std::array<std::uint32_t, 20> capitals = {50,  100,  10,   200,  30,   500, 20, 300,   5, 1000,
                                                           600, 1000, 2000, 3000, 5000, 800, 80, 10000, 3, 1200};

struct Activity {
  std::string_view word, industry;
  unsigned kinds;
};
inline constexpr std::array<Activity, 157> activities = {{
    {"商贸", "批发业", selling},
    {"建材", "批发业", selling | making},
    {"科技", "科技推广和应用服务业", serving},
    {"农业科技", "农业", serving},
    {"贸易", "批发业", selling},
    {"建筑工程", "建筑业", serving},
    {"餐饮管理", "餐饮业", serving},
    {"物流", "道路运输业", serving},
    {"种植", "农业", farming},
    {"电子商务", "零售业", selling},
    {"装饰工程", "建筑装饰业", serving},
    {"文化传媒", "文化艺术业", serving},
    {"养殖", "畜牧业", farming},
    {"信息技术", "软件和信息技术服务业", serving},
    {"机械制造", "通用设备制造业", making},
    {"劳务", "商务服务业", serving},
    {"生物科技", "科技推广和应用服务业", serving},
    {"汽车服务", "居民服务业", serving},
    {"农业开发", "农业", serving},
    {"食品", "食品制造业", selling | making},
    {"房地产开发", "房地产业", serving},
    {"商务服务", "商务服务业", serving},
    {"服饰", "纺织服装、服饰业", selling | making},
    {"运输", "道路运输业", serving},
    {"广告", "商务服务业", serving},
    {"五金", "批发业", selling},
    {"物业管理", "房地产业", serving},
    {"医药", "医药制造业", selling | making},
    {"环保科技", "生态保护和环境治理业", serving},
    {"网络科技", "软件和信息技术服务业", serving},
    {"日用百货", "零售业", selling},
    {"家具", "家具制造业", selling | making},
    {"果蔬", "农业", farming | selling},
    {"酒店管理", "住宿业", serving},
    {"教育咨询", "教育", serving},
    {"电器", "零售业", selling},
    {"副食", "零售业", selling},
    {"矿业", "非金属矿采选业", making},
    {"园林绿化", "生态保护和环境治理业", serving},
    {"汽车维修", "机动车修理业", serving},
    {"机电设备", "批发业", selling},
    {"水电安装", "建筑业", serving},
    {"新能源", "电力、热力生产和供应业", serving},
    {"化工", "化学原料和化学制品制造业", making},
    {"茶叶", "酒、饮料和精制茶制造业", farming | selling | making},
    {"烟酒", "零售业", selling},
    {"超市", "零售业", selling},
    {"旅游开发", "商务服务业", serving},
    {"健康管理", "卫生", serving},
    {"企业管理", "商务服务业", serving},
    {"投资", "商务服务业", serving},
    {"电力工程", "建筑业", serving},
    {"农资", "批发业", selling},
    {"印务", "印刷业", making | serving},
    {"包装", "印刷业", making},
    {"塑料制品", "橡胶和塑料制品业", making},
    {"钢材", "批发业", selling},
    {"门窗", "金属制品业", selling | making},
    {"畜禽养殖", "畜牧业", farming},
    {"中药材种植", "农业", farming},
    {"农机服务", "农、林、牧、渔专业及辅助性活动", farming},
    {"市政工程", "建筑业", serving},
    {"石材", "非金属矿物制品业", selling | making},
    {"木业", "木材加工业", making},
    {"粮油", "批发业", selling | making},
    {"医疗器械", "批发业", selling},
    {"体育文化", "体育", serving},
    {"美容", "居民服务业", serving},
    {"美发", "居民服务业", serving},
    {"家政服务", "居民服务业", serving},
    {"影视传媒", "文化艺术业", serving},
    {"软件", "软件和信息技术服务业", serving},
    {"智能科技", "科技推广和应用服务业", serving},
    {"供应链管理", "商务服务业", serving},
    {"通讯", "零售业", selling},
    {"服装", "纺织服装、服饰业", selling | making},
    {"鞋业", "纺织服装、服饰业", making},
    {"纺织", "纺织业", making},
    {"水泥制品", "非金属矿物制品业", making},
    {"页岩砖", "非金属矿物制品业", making},
    {"混凝土", "非金属矿物制品业", making},
    {"铝业", "金属制品业", making},
    {"模具", "通用设备制造业", making},
    {"机械", "通用设备制造业", making},
    {"汽配", "零售业", selling | making},
    {"饲料", "食品制造业", selling | making},
    {"肥业", "化学原料和化学制品制造业", selling | making},
    {"种业", "农业", selling},
    {"苗木", "林业", farming | selling},
    {"花卉", "农业", farming | selling},
    {"水产养殖", "渔业", farming},
    {"养蜂", "畜牧业", farming},
    {"食用菌", "农业", farming},
    {"粮食种植", "农业", farming},
    {"蔬菜", "农业", farming | selling},
    {"核桃", "林业", farming},
    {"土地托管", "农、林、牧、渔专业及辅助性活动", farming},
    {"农产品", "批发业", selling},
    {"冷链物流", "道路运输业", serving},
    {"仓储", "仓储业", serving},
    {"快递", "邮政业", serving},
    {"货运", "道路运输业", serving},
    {"客运", "道路运输业", serving},
    {"租赁", "租赁业", serving},
    {"机械租赁", "租赁业", serving},
    {"建筑劳务", "建筑业", serving},
    {"消防工程", "建筑业", serving},
    {"测绘", "专业技术服务业", serving},
    {"设计", "专业技术服务业", serving},
    {"工程咨询", "专业技术服务业", serving},
    {"造价咨询", "专业技术服务业", serving},
    {"会计服务", "商务服务业", serving},
    {"法律咨询", "商务服务业", serving},
    {"人力资源", "商务服务业", serving},
    {"保安服务", "商务服务业", serving},
    {"保洁", "居民服务业", serving},
    {"洗涤", "居民服务业", serving},
    {"摄影", "居民服务业", serving},
    {"婚庆", "居民服务业", serving},
    {"会展", "商务服务业", serving},
    {"艺术培训", "教育", serving},
    {"养老服务", "卫生", serving},
    {"口腔", "卫生", serving},
    {"眼镜", "零售业", selling},
    {"大药房", "零售业", selling},
    {"珠宝", "零售业", selling},
    {"文具", "零售业", selling},
    {"图书", "零售业", selling},
    {"玩具", "零售业", selling | making},
    {"母婴用品", "零售业", selling},
    {"化妆品", "零售业", selling},
    {"手机", "零售业", selling},
    {"电脑", "零售业", selling},
    {"办公设备", "批发业", selling},
    {"厨具", "零售业", selling | making},
    {"灯饰", "零售业", selling | making},
    {"卫浴", "零售业", selling | making},
    {"窗帘", "零售业", selling | making},
    {"地板", "木材加工业", selling | making},
    {"陶瓷", "非金属矿物制品业", selling | making},
    {"玻璃", "非金属矿物制品业", selling | making},
    {"油漆", "化学原料和化学制品制造业", selling | making},
    {"轮胎", "零售业", selling},
    {"润滑油", "批发业", selling},
    {"石油", "批发业", selling},
    {"光伏", "电力、热力生产和供应业", serving},
    {"酒业", "酒、饮料和精制茶制造业", selling | making},
    {"豆制品", "食品制造业", selling | making},
    {"肉制品", "食品制造业", selling | making},
    {"调味品", "食品制造业", selling | making},
    {"饮料", "酒、饮料和精制茶制造业", selling | making},
    {"火锅", "餐饮业", serving},
    {"面粉", "食品制造业", making},
    {"针织", "纺织业", making},
    {"阀门", "通用设备制造业", making},
    {"酒", "批发业", selling},
    {"茶", "零售业", selling},
}};

}  // namespace luodi::registers_generator::tables
