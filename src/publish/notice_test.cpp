// Notices: numbers from rows, texts that contradict them, the annex; every word in the docx.
#include "publish/notice.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "paper/open.h"

namespace luodi::publish {
namespace {

NoticeInput input(std::size_t closed, std::size_t late, std::size_t on_time) {
  NoticeInput in{"2026年第5次县政府常务会议",
                 "2026-06-30",
                 "2026-07-02",
                 "霁川县人民政府督查室",
                 "霁政督〔2026〕3号",
                 "各镇人民政府，县政府各部门",
                 {},
                 {}};
  for (std::size_t i = 0; i < closed + late + on_time; ++i)
    in.rows.push_back({"2026-0000" + std::to_string(i + 1), "要抓好第" + std::to_string(i) + "批99项工程",
                       i % 2 == 0 ? "县发改局" : "县财政局", "", "2026-05-31", i < closed ? "已办结" : "办理中", i < closed, true,
                       i < closed          ? 0L
                       : i < closed + late ? 30L
                                           : 0L});
  return in;
}

std::string text_of(const Notice& notice) {
  std::string s;
  for (const BodyParagraph& p : notice.document.body) s += p.text + "\n";
  return s;
}

TEST(Notice, CountsOnceAndAddsUp) {
  const auto notice = compose_notice(input(6, 5, 11));
  ASSERT_TRUE(notice);
  EXPECT_NE(text_of(*notice).find("共22项，已办结6项，占27%；未办结16项，占73%"), std::string::npos) << text_of(*notice);
  EXPECT_NE(text_of(*notice).find("已超期5项，未到期11项"), std::string::npos);
  EXPECT_EQ(notice->annex.rows.size(), 22U);
  EXPECT_TRUE(contradictions(notice->document.body, input(6, 5, 11).rows).empty());
  EXPECT_EQ(compose_notice(input(0, 0, 0)).error().reason, "notice.nothing");
}

TEST(Notice, NeverContradictsItselfWhateverTheNumbers) {
  for (std::size_t closed = 0; closed < 9; ++closed)
    for (std::size_t late = 0; late < 5; ++late)
      for (std::size_t on_time = 0; on_time < 5; ++on_time) {
        const NoticeInput in = input(closed, late, on_time);
        const auto notice = compose_notice(in);
        if (in.rows.empty()) continue;
        EXPECT_TRUE(contradictions(notice->document.body, in.rows).empty()) << closed << " " << late << " " << on_time;
        EXPECT_EQ(notice->counts.closed_percent + notice->counts.open_percent, 100);
      }
}

TEST(Notice, FindsTheSentencesThatContradictTheRows) {
  NoticeInput in = input(16, 3, 24);  // the published case: 43 in all, 16 done; 27 open in one paragraph, 28 in the next
  in.demands = {"其余28项要抓紧办理。", "对超期3项要说明原因。", "第44项要重新交办。",
                "办结率要从37%提高。",  "办结率要从38%提高。",   "尚有25项未动。"};
  const auto notice = compose_notice(in);
  ASSERT_TRUE(notice);
  const auto wrong = contradictions(notice->document.body, in.rows);
  ASSERT_EQ(wrong.size(), 4U);
  EXPECT_EQ(wrong[0], "其余28项要抓紧办理。 [27]");
  EXPECT_EQ(wrong[1], "第44项要重新交办。 [1–43]");
  EXPECT_NE(wrong[2].find("38%"), std::string::npos);
  EXPECT_EQ(wrong[3], "尚有25项未动。 [27]");
}

TEST(Notice, ReadsNumbersInCharactersToo) {
  NoticeInput in = input(16, 3, 24);
  in.demands = {"其余二十七项要抓紧办理，超期三项要说明原因。", "抓好三项措施，落实十四五项目，每一项都要有人负责。",
                "办结率要达到百分之八十，年内办结不低于四十项。"};
  auto notice = compose_notice(in);
  EXPECT_TRUE(contradictions(notice->document.body, in.rows).empty()) << contradictions(notice->document.body, in.rows)[0];
  in.demands = {"其余二十八项要抓紧办理。", "十一项未办结。",   "办结率为百分之八十。",
                "剩下一半要加快。",         "有三分之一超期。", "已有八成办结。"};
  notice = compose_notice(in);
  EXPECT_EQ(contradictions(notice->document.body, in.rows).size(), 6U);
}

TEST(Notice, TellsAGoalFromAClaim) {
  NoticeInput in = input(16, 3, 24);  // 37 % closed
  in.demands = {"办结率要达到80%以上，力争提高到85%，年内办结不低于40项，建设12项目。", "已办结17项目前有序推进。"};
  EXPECT_EQ(contradictions(compose_notice(in)->document.body, in.rows).size(), 1U) << "17项，目前";
  for (const char* claim : {"办结率已达到95%。", "目前办结率达到95%。", "办结率95%以上。", "确保95%。", "已办结不少于40项。",
                            "办结率为９５％。", "办结率为百分之九十五。", "第四十四项要重新交办。", "8成已办结。"}) {
    in.demands = {claim};
    EXPECT_EQ(contradictions(compose_notice(in)->document.body, in.rows).size(), 1U) << claim;
  }
}

TEST(Notice, TellsApartWhatHasNoDateAndWhatIsNotAssigned) {
  NoticeInput in = input(1, 1, 1);
  in.rows.push_back({"2026-00009", "建立台账", "县教育局", "", "", "办理中", false, true, 0});
  in.rows.push_back({"2026-00010", "开展排查", "县某局", "", "2026-12-31", "待交办", false, false, 0});
  const auto notice = compose_notice(in);
  const std::string text = text_of(*notice);
  EXPECT_NE(text.find("已超期1项，未到期2项，未定时限1项"), std::string::npos) << text;
  EXPECT_NE(text.find("（三）未定时限事项\n县教育局：第4项"), std::string::npos) << text;
  EXPECT_NE(text.find("尚未交办：第5项"), std::string::npos) << "a proposed unit is not blamed";
  EXPECT_EQ(text.find("县某局"), std::string::npos);
  EXPECT_TRUE(contradictions(notice->document.body, in.rows).empty());
}

TEST(OfficialDocument, IsADocxThatKeepsEveryWord) {
  NoticeInput in = input(1, 1, 0);
  in.demands = {"请<尽快>办理 & 反馈。"};
  const auto notice = compose_notice(in);
  const auto docx = to_docx(notice->document);
  ASSERT_TRUE(docx);
  EXPECT_EQ(*docx, *to_docx(notice->document)) << "the same document, the same bytes";
  const auto read = paper::open_paper(*docx, {});
  ASSERT_TRUE(read) << read.error().detail;
  for (const char* words : {"霁政督〔2026〕3号", "确定事项落实情况的通报", "各镇人民政府，县政府各部门：",
                            "请<尽快>办理 & 反馈。", "附件：", "2026年7月2日"})
    EXPECT_NE(read->text.find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace luodi::publish
