// Classes against the counts of the standard; verdicts against the cases of tests/golden/five_above, which officials can read.
#include "cultivation/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "base/industry_code.h"
#include "base/presets.h"
#include "tests/support/files.h"

namespace luodi::cultivation {
namespace {

using Case = std::map<std::string, std::string>;

/// Classes of the four digits that the text of 2017 has.
std::vector<std::string> codes_of_2017() {
  std::vector<std::string> out;
  for (const Industry& i : industries())
    if (i.code.size() == 4 && i.edition == "2017") out.push_back(i.code);
  return out;
}

TEST(Classes, AnEditionEndsWhereTheNextBegins) {
  const auto of = [](const std::vector<FiveAboveClass>& all, const char* class_id) {
    std::vector<FiveAboveClass> out;
    for (const FiveAboveClass& c : all)
      if (c.class_id == class_id) out.push_back(c);
    return out;
  };
  const auto spans = [&](const std::vector<OwnLine>& own) {
    std::string out;
    for (const FiveAboveClass& c : of(editions_with(own), "industry"))
      out += std::to_string(c.threshold / kFenOfWan) + " " + c.valid_from + ".." + c.valid_until + (c.own ? " own; " : "; ");
    return out;
  };
  const auto line = [](std::int64_t wan, const char* from) {
    return OwnLine{"industry", {"B", "C", "D"}, wan * kFenOfWan, from, "通知"};
  };
  EXPECT_EQ(spans({}), "500 1998-01-01..2010-12-31; 2000 2011-01-01..; ");
  EXPECT_EQ(spans({line(3000, "2027-01-01"), line(4000, "2030-01-01")}),
            "500 1998-01-01..2010-12-31; 2000 2011-01-01..2026-12-31; 3000 2027-01-01..2029-12-31 own; 4000 2030-01-01.. own; ");
  EXPECT_EQ(spans({line(1500, "2011-01-01")}), "500 1998-01-01..2010-12-31; 1500 2011-01-01.. own; ") << "in its place";
  EXPECT_EQ(spans({line(100, "1990-01-01")}), "100 1990-01-01..1997-12-31 own; 500 1998-01-01..2010-12-31; 2000 2011-01-01..; ");
  EXPECT_EQ(of(editions_with({line(3000, "2027-01-01")}), "retail").size(), 1U) << "other codes keep theirs";
  EXPECT_EQ(setting_of_line(line(1, "2027-01-01")), "line:industry:B|C|D:2027-01-01");
  EXPECT_EQ(line_of_setting("line:industry:B|C|D:2027-01-01", "3000", "")->codes.size(), 3U);
  EXPECT_FALSE(line_of_setting("line:industry", "1", ""));
}

TEST(Classes, CountsOfTheStandard) {
  const std::vector<std::string> codes = codes_of_2017();
  ASSERT_EQ(codes.size(), 1381U);
  std::map<std::pair<std::string, std::int64_t>, int> count;
  for (const std::string& code : codes) {
    const FiveAboveClass* c = class_of(code, {2025, 11, 1});
    ++count[c == nullptr ? std::pair<std::string, std::int64_t>{"", 0} : std::pair{c->class_id, c->threshold / 1000000}];
  }
  const std::map<std::pair<std::string, std::int64_t>, int> wanted = {
      {{"industry", 2000}, 666}, {{"construction", 0}, 44}, {{"wholesale", 2000}, 65},  {{"retail", 500}, 63},
      {{"lodging", 200}, 6},     {{"catering", 200}, 10},   {{"real_estate", 0}, 1},    {{"service", 2000}, 154},
      {{"service", 1000}, 127},  {{"service", 500}, 90},    {{"", 0}, 72 + 48 + 34 + 1}};
  EXPECT_EQ(count, wanted);
}

TEST(Classes, ThreeSectors) {
  std::map<int, int> count;
  for (const std::string& code : codes_of_2017()) ++count[sector_of(code)];
  EXPECT_EQ(count, (std::map<int, int>{{1, 57}, {2, 697}, {3, 627}}));
  EXPECT_EQ(sector_of("1110"), 3) << "开采专业 is of the third sector";
  EXPECT_EQ(class_of("1110", {2025, 11, 1})->class_id, "industry") << "and of the class of industry";
  EXPECT_EQ(class_of("0511", {2025, 11, 1}), nullptr);
  EXPECT_EQ(sector_of("9999"), 0);
}

TEST(Classes, EditionsHaveDates) {
  EXPECT_EQ(class_of("3031", {2010, 12, 31})->threshold, 500LL * 1000000);
  EXPECT_EQ(class_of("3031", {2011, 1, 1})->threshold, 2000LL * 1000000);
  EXPECT_EQ(class_of("7211", {2015, 1, 1}), nullptr) << "no edition of services is recorded for that day";
  EXPECT_EQ(class_of_any_day("7211")->class_id, "service");
}

TEST(Classes, EveryEditionAndRuleNamesItsSource) {
  for (const FiveAboveClass& c : class_presets()) {
    EXPECT_FALSE(c.source.empty());
    EXPECT_TRUE(Date::parse(c.valid_from)) << c.class_id;
  }
  for (const auto& r : preset_rows("five_above_rules.csv")) {
    ASSERT_EQ(r.size(), 4U) << r[0];
    for (const std::string& cell : r) EXPECT_FALSE(cell.empty()) << r[0];
  }
  EXPECT_GT(setting_presets().project_investment, 0);
}

std::vector<Case> cases_of(const std::string& text) {
  std::vector<Case> out;
  Case one;
  std::istringstream lines(text + "\n\n");
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.starts_with("#")) continue;
    if (line.empty()) {
      if (!one.empty()) out.push_back(std::exchange(one, {}));
      continue;
    }
    const std::size_t colon = line.find("：");
    if (colon == std::string::npos) {
      ADD_FAILURE() << "no ：in " << line;
      continue;
    }
    one[line.substr(0, colon)] = line.substr(colon + std::string("：").size());
  }
  return out;
}

std::optional<std::int64_t> fen(const Case& c, const char* name) {
  const auto at = c.find(name);
  if (at == c.end()) return std::nullopt;
  return std::llround(std::stod(at->second) * 1e6);
}
std::optional<bool> yes(const Case& c, const char* name, const char* word = "是") {
  const auto at = c.find(name);
  return at == c.end() ? std::nullopt : std::optional(at->second == word);
}
std::string of(const Case& c, const char* name) {
  const auto at = c.find(name);
  return at == c.end() ? "" : at->second;
}

Evidence evidence_of(const Case& c) {
  static const std::map<std::string, UnitKind> kinds = {{"", UnitKind::unknown},
                                                        {"法人单位", UnitKind::legal},
                                                        {"个体经营户", UnitKind::self_employed},
                                                        {"产业活动单位", UnitKind::outlet},
                                                        {"省内分支机构", UnitKind::branch_in_province},
                                                        {"跨省分支机构", UnitKind::branch_across_provinces}};
  static const std::map<std::string, std::string> qualifications = {
      {"", ""}, {"施工总承包", "general"}, {"专业承包", "special"}, {"劳务分包", "labour"}, {"无", "none"}};
  Evidence e;
  e.industry_code = of(c, "行业代码");
  e.credit_code = of(c, "统一社会信用代码");
  e.kind = kinds.at(of(c, "单位类型"));
  e.accounting_standards = yes(c, "执行企业会计准则");
  e.recognised_as_legal = yes(c, "视同法人认定").value_or(false);
  e.owner_industry_code = of(c, "所属法人行业代码");
  for (const auto& [name, measure] : {std::pair{"主营业务收入", "main_revenue"},
                                      {"营业收入", "revenue"},
                                      {"商品销售额", "sales"},
                                      {"营业额", "turnover"},
                                      {"增值税销售额", "vat_sales"}})
    if (const auto sum = fen(c, name)) e.sums[measure] = *sum;
  e.qualification = qualifications.at(of(c, "建筑业资质"));
  e.registered_here = yes(c, "本地注册");
  e.develops = yes(c, "房地产开发经营活动", "有");
  e.planned_investment = fen(c, "计划总投资");
  if (c.contains("开业日期")) e.opened = Date::parse(of(c, "开业日期"));
  if (c.contains("改制重新注册日期")) e.reorganized = Date::parse(of(c, "改制重新注册日期"));
  return e;
}

std::string class_name(const Verdict& v) {
  if (v.class_id.empty()) return "不属于五上";
  if (v.class_id == "project") return "在建项目";
  for (const FiveAboveClass& c : class_presets())
    if (c.class_id == v.class_id) return c.name;
  return "?";
}

/// Known keys: a mistyped one must not pass unnoticed.
const std::set<std::string>& keys() {
  static const std::set<std::string> list = {"情形",
                                             "单位名称",
                                             "行业代码",
                                             "统一社会信用代码",
                                             "单位类型",
                                             "执行企业会计准则",
                                             "视同法人认定",
                                             "所属法人行业代码",
                                             "主营业务收入",
                                             "营业收入",
                                             "商品销售额",
                                             "营业额",
                                             "增值税销售额",
                                             "建筑业资质",
                                             "本地注册",
                                             "房地产开发经营活动",
                                             "计划总投资",
                                             "开业日期",
                                             "改制重新注册日期",
                                             "申报日期",
                                             "类别",
                                             "能否纳统",
                                             "达标",
                                             "大个体",
                                             "渠道",
                                             "理由"};
  return list;
}

void check(const Case& c) {
  SCOPED_TRACE(of(c, "情形"));
  for (const auto& [key, value] : c) EXPECT_TRUE(keys().contains(key)) << "unknown: " << key;
  const auto day = Date::parse(of(c, "申报日期"));
  ASSERT_TRUE(day);
  const Verdict v = judge(evidence_of(c), *day, setting_presets());
  const std::map<Answer, std::string> admitted = {{Answer::yes, "能"}, {Answer::no, "不能"}, {Answer::unknown, "待核"}};
  const std::map<Standing, std::string> standing = {{Standing::met, "已达标"},
                                                    {Standing::needs_explanation, "需说明"},
                                                    {Standing::below, "未达标"},
                                                    {Standing::unknown, "待核"},
                                                    {Standing::not_measured, "不适用"}};
  const std::map<Channel, std::string> channel = {{Channel::none, "无"}, {Channel::monthly, "月度"}, {Channel::annual, "年度"}};
  EXPECT_EQ(class_name(v), of(c, "类别"));
  EXPECT_EQ(admitted.at(v.admitted), of(c, "能否纳统"));
  EXPECT_EQ(standing.at(v.standing), of(c, "达标"));
  EXPECT_EQ(v.big_self_employed ? "是" : "否", of(c, "大个体"));
  EXPECT_EQ(channel.at(v.channel), of(c, "渠道"));
  std::string wanted = of(c, "理由");
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find("、", at), wanted.size());
    const std::string rule = wanted.substr(at, end - at);
    EXPECT_NE(std::find(v.rules.begin(), v.rules.end(), rule), v.rules.end()) << rule;
    EXPECT_FALSE(rule_text(rule).source.empty()) << "no such rule: " << rule;
    at = end + std::string("、").size();
  }
  for (const std::string& rule : v.rules) EXPECT_EQ(rule_text(rule).rule, rule) << "a rule without its text";
}

TEST(Verdicts, ACodeTooShortToTellIsToBeChecked) {
  for (const char* code : {"70", "F", "Q", "J70", "K", "111"}) {
    Evidence e;
    e.industry_code = code;
    const Verdict v = judge(e, {2025, 11, 1}, setting_presets());
    const bool known = industry_by_code(code) != nullptr;  // J70 is no code: 70 lies in K
    EXPECT_EQ(v.rules.front(), known ? "class.coarse_code" : "class.unknown_code") << code;
    EXPECT_EQ(v.admitted, Answer::unknown) << code;
  }
  for (const char* code : {"C", "13", "A", "01"}) EXPECT_FALSE(too_coarse(code)) << code;
}

TEST(Verdicts, AStandInTellsALargeShopAndNothingElse) {
  Evidence e;
  e.industry_code = "5212", e.kind = UnitKind::self_employed, e.stand_in = 600LL * 1000000;
  Verdict v = judge(e, {2025, 11, 1}, setting_presets());
  EXPECT_TRUE(v.big_self_employed);
  EXPECT_EQ(v.admitted, Answer::no);
  e.kind = UnitKind::legal;
  v = judge(e, {2025, 11, 1}, setting_presets());
  EXPECT_EQ(v.rules.back(), "channel.annual");
  EXPECT_NE(std::find(v.rules.begin(), v.rules.end(), "measure.missing"), v.rules.end());
}

TEST(Verdicts, GoldenCases) {
  std::set<std::string> seen;
  std::size_t cases = 0;
  for (const auto& file : std::filesystem::directory_iterator(testing::own("tests/golden/five_above"))) {
    if (file.path().extension() != ".txt") continue;
    SCOPED_TRACE(file.path().filename().string());
    for (const Case& c : cases_of(testing::contents(file.path().string()))) {
      EXPECT_TRUE(seen.insert(of(c, "情形")).second) << "twice: " << of(c, "情形");
      check(c);
      ++cases;
    }
  }
  EXPECT_GE(cases, 200U);
}

}  // namespace
}  // namespace luodi::cultivation
