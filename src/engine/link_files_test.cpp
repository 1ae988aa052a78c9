// Files linked through the engine's door: what a person would want to know of them before trusting the links is said.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <boost/json.hpp>

#include "luodi/link.h"

namespace luodi {
namespace {

/// Two registers of sixty invented firms; in the left one an id is doubled, a quote is never closed and a row is too long.
class LinkFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("luodi-link-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    std::ofstream left(folder_ / "left.csv"), right(folder_ / "right.csv");
    left << "编号,企业名称,地址\n";
    right << "编号,企业名称,地址\n";
    const std::vector<std::string> first{"岚", "茂", "青", "榆", "鹭", "岭", "澜", "桥"},
        second{"兴", "达", "宏", "远", "金", "穗", "华", "泰"};
    for (std::size_t i = 0; i < 60; ++i) {
      const std::string core = first[i % 8] + second[i / 8] + (i % 2 == 0 ? "茶业" : "建材") + "有限公司";
      left << (i == 5 ? 4 : i) << ",霁川县" << core << ",东街" << i << "号\n";
      right << (i == 7 ? "" : std::to_string(1000 + i)) << "," << core << ",东街" << i << "号\n";
    }
    left << "60,\"岚茂坏名\n61,多一格,x,y\n";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(LinkFilesTest, WarnsOfIdsRowsQuotesAndColumnsThatAreNotThere) {
  LinkRequest r;
  r.preset = "enterprise";
  r.left = (folder_ / "left.csv").string();
  r.right = (folder_ / "right.csv").string();
  r.left_id = r.right_id = "编号";
  r.ignored = {"备注"};
  r.out = (folder_ / "out").string();
  r.threads = 2;
  const auto answer = link_files(r, {});
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_GT(answer->links, 40U);
  EXPECT_EQ(answer->warnings,
            (std::vector<std::string>{"--ignore: there is no column 备注",
                                      "left: 1 rows have an id that an earlier row has, the first of them 4",
                                      "left: 2 rows have other cells than there are headings: filled up or cut",
                                      "left: 1 quotes are never closed: read as they stand", "right: 1 rows have no id"}));
  const auto report = boost::json::parse(answer->report);
  EXPECT_EQ(report.at("warnings").as_array().size(), 5U) << "the report keeps them";
}

/// One valid code under two names is shown to a person, however unlike the names are.
TEST_F(LinkFilesTest, ACodeUnderAnotherNameIsForReview) {
  std::ofstream left(folder_ / "codes.csv"), right(folder_ / "others.csv");
  left << "编号,企业名称,统一社会信用代码\n", right << "编号,企业名称,统一社会信用代码\n";
  const std::vector<std::string> first{"岚", "茂", "青", "榆", "鹭", "岭", "澜", "桥"}, second{"兴", "达", "宏", "远", "金"};
  for (std::size_t i = 0; i < 40; ++i) {
    const std::string core = first[i % 8] + second[i / 8] + "茶业有限公司";
    left << i << ",霁川县" << core << "," << (i == 0 ? "91610723MA00000077" : "") << "\n";
    right << 100 + i << "," << (i == 0 ? "虚构石材加工厂" : core) << "," << (i == 0 ? "91610723MA00000077" : "") << "\n";
  }
  left.close(), right.close();
  LinkRequest r;
  r.preset = "enterprise", r.left = (folder_ / "codes.csv").string(), r.right = (folder_ / "others.csv").string();
  r.left_id = r.right_id = "编号", r.out = (folder_ / "out").string();
  const auto answer = link_files(r, {});
  ASSERT_TRUE(answer) << answer.error().detail;
  std::ifstream links(folder_ / "out" / "links.csv");
  const std::string text{std::istreambuf_iterator<char>(links), {}};
  EXPECT_NE(text.find("\n0,100,"), std::string::npos) << text;
}

/// What a weight is made of goes out beside the links, and adds up to it.
TEST_F(LinkFilesTest, PartsAddUpToTheWeight) {
  LinkRequest r;
  r.preset = "enterprise";
  r.left = (folder_ / "left.csv").string(), r.right = (folder_ / "right.csv").string();
  r.left_id = r.right_id = "编号", r.out = (folder_ / "out").string();
  r.parts = true;
  ASSERT_TRUE(link_files(r, {}));
  const auto cells_of = [&](const char* name) {
    std::ifstream in(folder_ / "out" / name);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);) {
      std::istringstream cells(line);
      rows.emplace_back();
      for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
  };
  std::map<std::pair<std::string, std::string>, double> sums;
  const auto parts = cells_of("parts.csv"), links = cells_of("links.csv");
  for (std::size_t i = 1; i < parts.size(); ++i)
    sums[{parts[i].at(0), parts[i].at(1)}] += std::stod(parts[i].at(4)) + std::stod(parts[i].at(5));
  ASSERT_GT(links.size(), 40U);
  ASSERT_EQ(sums.size(), links.size() - 1);
  for (std::size_t i = 1; i < links.size(); ++i)
    EXPECT_NEAR((sums[{links[i].at(0), links[i].at(1)}]), std::stod(links[i].at(2)), 2e-3);
}

/// The supplier and the district stand in every row: what stands in a column says which is the unit's own. Where all lies in one
/// county, its agreement says nothing, and that is estimated, not left at nought.
TEST_F(LinkFilesTest, ContentsTellTheUnitsOwnColumns) {
  std::ofstream left(folder_ / "power.csv");
  left << "户号,供电单位名称,用电单位名称,行政区划代码,社会信用代码(纳税人识别号),用电地点\n";
  for (std::size_t i = 0; i < 60; ++i) {
    const std::vector<std::string> first{"岚", "茂", "青", "榆", "鹭", "岭", "澜", "桥"},
        second{"兴", "达", "宏", "远", "金", "穗", "华", "泰"};
    left << i << ",某电力公司城关供电所,霁川县" << first[i % 8] << second[i / 8] << (i % 2 == 0 ? "茶业" : "建材")
         << "有限公司,610723,91610723MA00000077,洋县东街" << i << "号\n";
  }
  left.close();
  LinkRequest r;
  r.preset = "enterprise";
  r.left = (folder_ / "power.csv").string();
  r.right = (folder_ / "right.csv").string();
  r.left_id = "户号", r.right_id = "编号";
  r.out = (folder_ / "out").string();
  const auto answer = link_files(r, {});
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_GT(answer->links, 45U);
  const auto report = boost::json::parse(answer->report);
  EXPECT_EQ(report.at("columns").as_array().at(0).at("left").as_string(), "用电单位名称");
}

}  // namespace
}  // namespace luodi
