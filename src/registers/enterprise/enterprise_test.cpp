// Names, capital, phones, codes as registers write them.
#include <gtest/gtest.h>

#include "registers/enterprise/cleaners.h"
#include "registers/enterprise/name_parts.h"
#include "registers/enterprise/name_weight.h"
#include "registers/linkage/loading.h"

namespace luodi::registers {
namespace {

std::string cleaned(const std::string& cleaner_name, const std::string& cell) {
  add_enterprise_cleaners();
  std::string out;
  (*cleaner(cleaner_name))(cell, out);
  return out;
}

TEST(NameParts, TakesDivisionsFormAndBranchOff) {
  const NameParts a = parts_of_name("洋县虚构禾丰农业科技有限公司");
  EXPECT_EQ(utf8_of(a.core), "虚构禾丰农业科技");
  EXPECT_EQ(utf8_of(a.form), "有限公司");
  ASSERT_EQ(a.divisions.size(), 1U);
  EXPECT_EQ(a.divisions[0], "610723");
  const NameParts b = parts_of_name("陕西省汉中市洋县禾丰米业有限责任公司谢村分公司");
  EXPECT_EQ(utf8_of(b.core), "禾丰米业");
  EXPECT_EQ(utf8_of(b.branch), "谢村分公司");
  EXPECT_EQ(form_class(b.form), form_class(a.form));
}

TEST(NameParts, ReadsBracketsWidthScriptAndNotes) {
  EXPECT_EQ(parts_of_name("禾丰（汉中）米业有限公司").whole, parts_of_name("禾丰(汉中)米業有限公司").whole);
  EXPECT_EQ(utf8_of(parts_of_name("禾丰（汉中）米业有限公司").core), "禾丰米业");
  EXPECT_EQ(parts_of_name("禾丰（汉中）米业有限公司").divisions, parts_of_name("汉中市禾丰米业有限公司").divisions);
  EXPECT_EQ(utf8_of(parts_of_name("洋县禾丰米业有限公司（东区工业园）").form), "有限公司");
  EXPECT_EQ(utf8_of(parts_of_name("洋县禾丰米业加工厂（普通合伙）").form), "厂");
}

/// An outlet behind the company's form is a branch of it; a person or a place there is a clerk's note.
TEST(NameParts, OutletsAreBranchesAndNotesAreNone) {
  for (const auto& [name, branch] : {std::pair{"洋县禾丰米业有限公司谢村直营店", "谢村直营店"},
                                     {"汉中泰和农业银行股份有限公司东一环路分理处", "东一环路分理处"},
                                     {"洋县禾丰石油有限公司城南加油一站", "城南加油一站"},
                                     {"洋县禾丰矿业有限公司石关采石场", "石关采石场"},
                                     {"洋县禾丰米业有限公司刘某某", ""},
                                     {"洋县禾丰石油有限责任公司城南加油一站", "城南加油一站"},
                                     {"洋县禾丰餐饮有限公司（火车站）", ""},
                                     {"洋县禾丰餐饮有限公司（和平街店）", "和平街店"},
                                     {"洋县禾丰米业有限公司（东区工业园）", ""}}) {
    const NameParts n = parts_of_name(name);
    EXPECT_EQ(utf8_of(n.branch), branch) << name;
    EXPECT_TRUE(n.form.ends_with(u"公司")) << name;
  }
}

TEST(NameParts, CharactersAboveTheBasicPlaneAreTheirOwn) {
  EXPECT_NE(parts_of_name("洋县𬭚商贸有限公司").core, parts_of_name("洋县𬭳商贸有限公司").core);
  EXPECT_EQ(utf8_of(parts_of_name("洋县𬭚商贸有限公司").core), "𬭚商贸");
}

TEST(Towns, KeepTheCharacterInFrontOfTheirSign) {
  EXPECT_EQ(utf8_of(town_told(units_of("陕西省汉中市洋县洋州街道和平街12号"))), "洋州");
  EXPECT_EQ(utf8_of(town_told(units_of("洋县戚氏街道石关村"))), "戚氏");
  EXPECT_EQ(utf8_of(town_told(units_of("洋县纸坊街道"))), "纸坊");
}

TEST(NameParts, LeavesAPlaceThatContradictsWhatStandsBeforeIt) {
  // 东方 is a city of another province: behind 陕西 it is a trade name.
  EXPECT_EQ(utf8_of(parts_of_name("陕西东方机械有限公司").core), "东方机械");
}

TEST(Capital, IsReadInItsSpellings) {
  const std::vector<std::pair<std::string, std::string>> spellings = {{"50(万)", "CNY50000000"},
                                                                      {"30万元人民币", "CNY30000000"},
                                                                      {"100(万人民币元)", "CNY100000000"},
                                                                      {"5(万美元)", "USD5000000"},
                                                                      {"500000元", "CNY50000000"},
                                                                      {"1,000万元", "CNY1000000000"},
                                                                      {"6000万人民币", "CNY6000000000"},
                                                                      {"0.5亿元", "CNY5000000000"},
                                                                      {"１００万", "CNY100000000"},
                                                                      {"200万港元", "HKD200000000"},
                                                                      {"伍佰万元整", "CNY500000000"},
                                                                      {"人民币壹仟贰佰万圆", "CNY1200000000"},
                                                                      {"一千零五十万元", "CNY1050000000"},
                                                                      {"壹亿伍仟万元", "CNY15000000000"},
                                                                      {"叁拾万美元", "USD30000000"},
                                                                      {"拾万元", "CNY10000000"},
                                                                      {"万元", ""},
                                                                      {"面议", ""},
                                                                      {"", ""},
                                                                      {"N/A", ""}};
  for (const auto& [typed, is] : spellings) EXPECT_EQ(cleaned("capital", typed), is) << typed;
}

TEST(Phones, LoseCountryCodesAndExtensions) {
  EXPECT_EQ(phone_of("+86 0916-8212345"), "09168212345");
  EXPECT_EQ(phone_of("0916-8212345转801"), "09168212345");
  EXPECT_EQ(phone_of("0916-8212345-801"), "09168212345");
  EXPECT_EQ(phone_of("(0916)8212345/13900000000"), "09168212345");
  EXPECT_EQ(phone_of("13900000000"), "13900000000");
  EXPECT_EQ(phone_of("无"), "");
}

TEST(Phones, AreaCodesAreLeftOutOfWhatIsCompared) {
  EXPECT_EQ(cleaned("phone", "0916-8212345"), "8212345");
  EXPECT_EQ(cleaned("phone", "8212345"), "8212345");
  EXPECT_EQ(cleaned("phone", "010-88212345"), "88212345");
  EXPECT_EQ(cleaned("phone", "029 8821 2345"), "88212345");
  EXPECT_EQ(cleaned("phone", "13900000000"), "13900000000");
  EXPECT_EQ(cleaned("phone", "4008212345"), "4008212345") << "no area";
}

TEST(FormerNames, AreListedInSeveralWays) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(listed_names("某县鹭岭机械厂→某县鹭岭机械有限公司"), (Names{"某县鹭岭机械厂", "某县鹭岭机械有限公司"}));
  EXPECT_EQ(listed_names("鹭岭机械厂 鹭岭机械有限公司"), (Names{"鹭岭机械厂", "鹭岭机械有限公司"}));
  EXPECT_EQ(listed_names("鹭岭 机械厂"), Names{"鹭岭机械厂"}) << "one name written wide";
  EXPECT_EQ(listed_names("甲乙丙厂变更为甲乙丙公司、丁戊己厂;"), (Names{"甲乙丙厂", "甲乙丙公司", "丁戊己厂"}));
  EXPECT_EQ(cleaned("former_name1", "鹭岭机械厂 -> 鹭岭机械有限公司\n鹭岭装备有限公司"), "鹭岭机械厂");
}

TEST(Capital, OfAColumnInTenThousands) {
  EXPECT_EQ(cleaned("capital_in_wan", "500"), cleaned("capital", "500万元"));
  EXPECT_EQ(cleaned("capital_in_wan", "1,000.5"), cleaned("capital", "10005000元"));
  EXPECT_EQ(cleaned("capital_in_wan", "500万人民币"), cleaned("capital", "500万元")) << "said twice is not meant twice";
}

TEST(Codes, InnerCodeOfAnOldTaxNumber) {
  EXPECT_EQ(cleaned("inner_code", "61072371526726X"), "71526726X");
  EXPECT_EQ(cleaned("inner_code", "61072371526727X"), "") << "its check character is wrong";
  EXPECT_EQ(cleaned("inner_code", "123456789"), "") << "nine digits are no code yet";
  EXPECT_EQ(cleaned("inner_code", "\n71526726-X"), "71526726X") << "of two columns the one that holds it";
}

TEST(Codes, InnerCodeOutlivesAChangeOfRegion) {
  EXPECT_EQ(cleaned("inner_code", "9144030071526726XG"), "71526726X");
  EXPECT_EQ(cleaned("inner_code", "71526726-X"), "71526726X");
  EXPECT_EQ(cleaned("valid_code", "91610723MA00000078"), "");
  EXPECT_EQ(cleaned("valid_code", "91610723ma00000077"), "91610723MA00000077");
}

TEST(Seats, JoinNameAndAddressAndKeepTheMostExact) {
  EXPECT_EQ(cleaned("enterprise_seat", "陕西禾丰米业有限公司\n汉中市洋县谢村镇东村"), "610723");
  EXPECT_NEAR(division_nearness(u"610723", u"6107"), 1.4, 1e-9);
  EXPECT_NEAR(division_nearness(u"610723", u"610722"), 0.4, 1e-9);
  EXPECT_NEAR(division_nearness(u"610723;3701", u"370102"), 1.4, 1e-9);
  EXPECT_EQ(common_division(u"610723", u"610722"), u"6107");
}

/// Names of one column on both sides.
class NameWeight : public testing::Test {
 protected:
  void SetUp() override {
    records.columns = {{"name", 0}};
    records.pools.resize(1);
    records.left.width = records.right.width = 1;
    for (const char* n :
         {"洋县禾丰米业有限公司", "洋县泰和建材有限公司", "洋县长青建材有限公司", "洋县兴业建材有限公司", "城固瑞祥建材厂",
          "城固鸿运建材厂", "洋县翰墨文具店", "洋县永顺运输队", "西乡茗香茶业有限公司", "勉县汉江建材有限公司"})
      add(n, records.right, 1);
  }
  ValueId add(const std::string& name, Side& side, int number) {
    std::string clean;
    add_enterprise_cleaners();
    (*cleaner("enterprise_name"))(name, clean);
    side.ids.push_back(std::to_string(side.ids.size()));
    side.rows.push_back(records.pools[0].add(clean, number));
    return side.rows.back();
  }
  double bits(const std::string& left, std::size_t right) {
    const ValueId l = add(left, records.left, 0);
    const NameEvidence evidence(std::make_shared<NameLanguage>(records, 0, 1), {0});
    return evidence.bits(&l, records.right.row(right));
  }
  Records records;
};

TEST_F(NameWeight, SharingRareCharactersSaysMoreThanSharingCommonOnes) {
  EXPECT_GT(bits("洋县禾丰粮油有限公司", 0), bits("洋县泰康建材有限公司", 2));
}

TEST_F(NameWeight, HomophonesCostLessThanOtherCharacters) {
  EXPECT_GT(bits("洋县瀚墨文具店", 6), bits("洋县寒山文具店", 6));
  EXPECT_GT(bits("洋县瀚墨文具店", 6), bits("洋县朱墨文具店", 6));
}

TEST_F(NameWeight, ABranchIsNotItsHead) {
  const ValueId l = add("洋县禾丰米业有限公司谢村分公司", records.left, 0);
  const NameEvidence evidence(std::make_shared<NameLanguage>(records, 0, 1), {0});
  EXPECT_TRUE(evidence.branch_against_head(&l, records.right.row(0)));
  EXPECT_FALSE(evidence.branch_against_head(records.right.row(0), records.right.row(0)));
}

/// Two outlets of one company are not each other; one written twice with a slip is.
TEST_F(NameWeight, OutletsOfOneCompanyAreNotEachOther) {
  const auto against = [&](const char* left, const char* right) {
    const ValueId l = add(left, records.left, 0);
    add(right, records.right, 1);
    const NameEvidence evidence(std::make_shared<NameLanguage>(records, 0, 1), {0});
    return evidence.branch_against_head(&l, records.right.row(records.right.size() - 1));
  };
  EXPECT_TRUE(against("洋县禾丰石油有限公司城南加油一站", "洋县禾丰石油有限公司城南加油二站"));
  EXPECT_TRUE(against("洋县禾丰米业有限公司谢村店", "洋县禾丰米业有限公司马畅店"));
  EXPECT_TRUE(against("洋县禾丰米业有限公司谢村一店", "洋县禾丰米业有限公司谢村十一店"));
  EXPECT_FALSE(against("洋县禾丰米业有限公司谢村店", "洋县禾丰米业有限公司洋县谢村店"));
  EXPECT_FALSE(against("洋县禾丰米业有限公司谢村营业厅", "洋县禾丰米业有限公司谢材营业厅"));
}

/// 不详 in the column of former names is no evidence, a former name against the name is.
TEST(FormerNames, SayNothingOfEachOther) {
  Records records;
  records.columns = {{"name", 0}, {"former_name", 0}};
  records.pools.resize(1);
  records.left.width = records.right.width = 2;
  const auto put = [&](Side& side, int number, const char* name, const char* former) {
    side.ids.push_back(std::to_string(side.ids.size()));
    side.rows.push_back(records.pools[0].add(name, number));
    side.rows.push_back(records.pools[0].add(former, number));
  };
  put(records.left, 0, "洋县禾丰米业有限公司", "不详未登记");
  put(records.right, 1, "洋县泰和建材有限公司", "不详未登记");
  put(records.right, 1, "洋县禾丰粮油总公司", "洋县禾丰米业有限公司");
  const NameEvidence evidence(std::make_shared<NameLanguage>(records, 0, 1), {0, 1});
  EXPECT_LT(evidence.bits(records.left.row(0), records.right.row(0)), 0);
  EXPECT_GT(evidence.bits(records.left.row(0), records.right.row(1)), 2);
}

/// A clerk writes the former name behind the name: each is a name of its own.
TEST(NamePartsTest, TellFormerNamesInBrackets) {
  const auto told = [](const char* cell) {
    const ToldNames t = told_names(cell);
    std::string out = t.now;
    for (const std::string& f : t.former) out += "|" + f;
    return out;
  };
  EXPECT_EQ(told("霁川县鹮卯面粉有限公司（原霁川县面粉厂）"), "霁川县鹮卯面粉有限公司|霁川县面粉厂");
  EXPECT_EQ(told("霁川县鹮卯面粉有限公司(曾用名：霁川县面粉厂、鹮卯粮油加工)"),
            "霁川县鹮卯面粉有限公司|霁川县面粉厂|鹮卯粮油加工");
  EXPECT_EQ(told("霁川县面粉厂（现更名为霁川县鹮卯面粉有限公司）"), "霁川县鹮卯面粉有限公司|霁川县面粉厂");
  EXPECT_EQ(told("鹮卯面粉有限公司（原名：霁川粮油总厂"), "鹮卯面粉有限公司|霁川粮油总厂") << "a bracket left open";
  EXPECT_EQ(told("霁川县岚茂面粉有限公司（曾用名：霁川县岚茂（集团）有限公司）"),
            "霁川县岚茂面粉有限公司|霁川县岚茂（集团）有限公司");
  EXPECT_EQ(told("甲面粉厂（现更名为岚茂（集团）有限公司）"), "岚茂（集团）有限公司|甲面粉厂") << "brackets inside";
  for (const char* one : {"岚茂超市（现代广场店）", "绿源农业有限公司（现代农业园）", "岚茂糖业有限公司（原料加工厂）"})
    EXPECT_EQ(told(one), one);
  for (const char* one :
       {"霁川县原野农业有限公司", "霁川县（原种）繁育场", "鹮卯（霁川）面粉有限公司", "现代农业（现货）有限公司", "中原公司"})
    EXPECT_EQ(told(one), one);
  EXPECT_EQ(parts_of_name("霁川县鹮卯面粉有限公司（原霁川县面粉厂）").core, parts_of_name("霁川县鹮卯面粉有限公司").core);
}

}  // namespace
}  // namespace luodi::registers
