// A county of five enterprises with a line to reach, and what the tests of monthly figures and candidates ask of it.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include <boost/json.hpp>

#include "tests/support/engine.h"

namespace luodi {

namespace json = boost::json;

/// Four enterprises of classes with lines of 2000, 500, 200 and 500万元, one of no class, one closed.
inline constexpr const char* kMarket =
    "企业名称,统一社会信用代码,企业类型,成立日期,经营状态,所属乡镇,行业代码\n"
    "霁川县岚茂面粉有限公司,91610723MA00000077,有限责任公司,2019-03-01,存续,鹭岭镇,1311\n"
    "霁川县枫溪超市,92610723MA00000074,个体工商户,2020-03-01,存续,栗坝镇,5212\n"
    "霁川县砚池酒楼有限公司,91610723MA77631700,有限责任公司,2026-02-01,存续,青榆镇,6210\n"
    "霁川县松岭理发店,,有限责任公司,2020-03-01,存续,青榆镇,8040\n"
    "霁川县云杉稻谷种植有限公司,,有限责任公司,2020-03-01,存续,青榆镇,0111\n";

class CultivationTest : public testing::EngineOnBothStores {
 protected:
  void SetUp() override {
    EngineOnBothStores::SetUp();
    if (IsSkipped()) return;
    ok("tables.import", register_table(kMarket, "市场监管登记", "market", "2026-10-31"));
    ok("registers.link");
  }
  json::object figures(const std::string& csv, const char* measure = "vat_sales", const char* source = "税务局") {
    json::object r = table(csv, "monthly");
    r["register_name"] = source, r["measure"] = measure;
    return r;
  }
  /// Two years of months in 万元 up to October 2026, then a closed form of each row.
  static std::string two_years() {
    std::string csv = "纳税人名称,纳税人识别号";
    for (int i = 0; i < 22; ++i)
      csv += "," + std::to_string(2025 + i / 12) + "年" + std::to_string(i % 12 + 1) + "月销售额（万元）";
    const auto line = [&](const std::string& who, double level, double growth) {
      csv += "\n" + who;
      for (int i = 0; i < 22; ++i) csv += "," + std::to_string(std::round(100 * level * std::pow(growth, i)) / 100);
    };
    line("霁川县岚茂面粉有限公司,91610723MA00000077", 150, 1.012);
    line("霁川县枫溪超市,92610723MA00000074", 60, 1.0);
    line("霁川县砚池酒楼有限公司,91610723MA77631700", 3, 1.0);
    line("霁川县松岭理发店,", 1, 1.0);
    line("霁川县无此户有限公司,", 1, 1.0);
    return csv + "\n";
  }
  json::object watch(const char* as_of = "2026-11-10") {
    return ok("candidates.watch", {{"as_of", as_of}}).at("run").as_object();
  }
  json::object candidate(const char* words) {
    const json::object list = ok("candidates.list", {{"words", words}});
    EXPECT_EQ(list.at("total").as_int64(), 1) << words;
    return list.at("candidates").as_array().empty() ? json::object{} : list.at("candidates").as_array().front().as_object();
  }
  std::string all() {
    json::object list = ok("candidates.list", {{"limit", 500}});
    list.erase("running"), list.erase("done");
    return json::serialize(list);
  }
};

}  // namespace luodi
