// Files linked through the engine's door: what a person would want to know of them before trusting the links is said.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

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

}  // namespace
}  // namespace luodi
