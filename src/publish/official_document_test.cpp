// The layout of GB/T 9704-2012, read back out of the package and, where LibreOffice is, off the pages it lays out.
#include "publish/official_document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <pugixml.hpp>

#include "paper/formats/child.h"
#include "tests/support/package.h"

namespace luodi::publish {
namespace {

OfficialDocument whole() {
  OfficialDocument d;
  d.mark = "霁川县人民政府督查室文件";
  d.number = "霁政督〔2026〕3号";
  d.title = "关于县政府常务会议确定事项\n落实情况的通报";
  d.addressee = "各镇人民政府，县政府各部门";
  d.body = {{1, "一、总体情况"}, {2, "（一）已超期事项"}, {0, "正文一段。"}};
  d.attachments = {"汇总表"};
  d.signer = "霁川县人民政府督查室";
  d.date = "2026年7月2日";
  d.copies = "县委办公室";
  d.printed_by = "霁川县人民政府督查室";
  return d;
}

/// A part of the package, parsed.
pugi::xml_document part(const std::string& docx, const char* name) {
  const std::string text = testing::part_of_package(docx, name);
  pugi::xml_document xml;
  EXPECT_TRUE(xml.load_buffer(text.data(), text.size())) << name;
  return xml;
}

/// The paragraph that holds these words.
pugi::xml_node paragraph_of(const pugi::xml_document& xml, const std::string& words) {
  for (const auto& found : xml.select_nodes("//w:p")) {
    std::string text;
    for (const auto& t : found.node().select_nodes(".//w:t")) text += t.node().text().as_string();
    if (text.find(words) != std::string::npos) return found.node();
  }
  ADD_FAILURE() << "no paragraph says " << words;
  return {};
}

struct Type {
  std::string font;
  int half_points = 0;
  bool operator==(const Type&) const = default;
};
void PrintTo(const Type& t, std::ostream* out) {
  *out << t.font << " " << t.half_points;
}
Type type_of(const pugi::xml_node& node) {
  const auto look = node.select_node(".//w:rPr").node();
  return {look.child("w:rFonts").attribute("w:eastAsia").as_string(), look.child("w:sz").attribute("w:val").as_int()};
}

double mm(const pugi::xml_attribute& twips) {
  return twips.as_int() * 25.4 / 1440;
}

TEST(OfficialDocument, HasTheMarginsOfTheStandard) {
  const auto docx = to_docx(whole());
  ASSERT_TRUE(docx);
  const auto xml = part(*docx, "word/document.xml");
  const auto section = xml.select_node("//w:sectPr").node();
  const auto size = section.child("w:pgSz"), margins = section.child("w:pgMar");
  EXPECT_NEAR(mm(size.attribute("w:w")), 210, 0.1);
  EXPECT_NEAR(mm(size.attribute("w:h")), 297, 0.1);
  EXPECT_NEAR(mm(margins.attribute("w:top")), 37, 1) << "天头 37 mm ± 1 mm (5.2.1)";
  EXPECT_NEAR(mm(margins.attribute("w:left")), 28, 1) << "订口 28 mm ± 1 mm";
  EXPECT_NEAR(mm(size.attribute("w:w")) - mm(margins.attribute("w:left")) - mm(margins.attribute("w:right")), 156, 0.1)
      << "版心 156 mm × 225 mm";
  EXPECT_NEAR(mm(size.attribute("w:h")) - mm(margins.attribute("w:top")) - mm(margins.attribute("w:bottom")), 225, 0.1);
}

TEST(OfficialDocument, SetsEveryPartInItsFontAndSize) {
  const auto docx = to_docx(whole());
  ASSERT_TRUE(docx);
  const auto xml = part(*docx, "word/document.xml");
  const Type body{"仿宋_GB2312", 32};
  for (const auto& [words, type] : {std::pair<const char*, Type>{"霁政督〔2026〕3号", body},
                                    {"各镇人民政府，县政府各部门：", body},
                                    {"关于县政府常务会议", {"方正小标宋简体", 44}},
                                    {"一、总体情况", {"黑体", 32}},
                                    {"（一）已超期事项", {"楷体_GB2312", 32}},
                                    {"正文一段。", body},
                                    {"附件：", body},
                                    {"抄送：县委办公室。", {"仿宋_GB2312", 28}},
                                    {"2026年7月2日印发", {"仿宋_GB2312", 28}}})
    EXPECT_EQ(type_of(paragraph_of(xml, words)), type) << words;
  const auto mark = paragraph_of(xml, "督查室文件");
  EXPECT_EQ(type_of(mark).font, "方正小标宋简体");
  EXPECT_STREQ(mark.select_node(".//w:color").node().attribute("w:val").as_string(), "C00000") << "红色";
  // Fonts are named, and stand in for each other where one is missing.
  const auto fonts = part(*docx, "word/fontTable.xml");
  for (const char* font : {"仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "黑体"})
    EXPECT_TRUE(fonts.select_node((std::string("//w:font[@w:name='") + font + "']/w:altName").c_str())) << font;
}

TEST(OfficialDocument, NumbersOddPagesRightAndEvenPagesLeft) {
  const auto docx = to_docx(whole());
  ASSERT_TRUE(docx);
  EXPECT_TRUE(part(*docx, "word/settings.xml").select_node("//w:evenAndOddHeaders"));
  const auto relations = part(*docx, "word/_rels/document.xml.rels");
  const auto xml = part(*docx, "word/document.xml");
  for (const auto& [kind, align] : {std::pair{"default", "right"}, {"even", "left"}}) {
    const std::string id = xml.select_node((std::string("//w:footerReference[@w:type='") + kind + "']").c_str())
                               .node()
                               .attribute("r:id")
                               .as_string();
    const std::string target =
        relations.select_node(("//Relationship[@Id='" + id + "']").c_str()).node().attribute("Target").as_string();
    const auto footer = part(*docx, ("word/" + target).c_str());
    EXPECT_STREQ(footer.select_node("//w:jc").node().attribute("w:val").as_string(), align) << kind;
    EXPECT_EQ(type_of(footer.first_child()), (Type{"宋体", 28})) << "4号半角宋体 (7.5)";
    EXPECT_EQ(footer.select_nodes("//w:t[text()='— ' or text()=' —']").size(), 2U) << "一字线 on both sides";
  }
}

/// A document's pages as LibreOffice lays them out, in notice.pdf beside the file; nothing where there is no LibreOffice.
std::unique_ptr<paper::TemporaryFile> laid_out(const OfficialDocument& d) {
  const auto docx = to_docx(d);
  EXPECT_TRUE(docx);
  auto file = std::make_unique<paper::TemporaryFile>(docx.value_or(""), "notice.docx");
  paper::ChildLimits limits;
  limits.seconds = 90;
  limits.memory = std::size_t{4} << 30U;
  const auto ran = paper::run_child({"soffice", "--headless", "-env:UserInstallation=file://" + file->folder() + "/profile",
                                     "--convert-to", "pdf", "--outdir", file->folder(), file->path()},
                                    limits);
  if (!ran) return nullptr;
  EXPECT_EQ(ran->status, 0);
  return file;
}

/// Text lines of each page of a PDF, as pdftotext sees them.
std::vector<std::vector<std::string>> lines_of_pages(const std::string& folder) {
  const auto text = paper::run_child({"pdftotext", "-layout", folder + "/notice.pdf", "-"}, {});
  std::vector<std::vector<std::string>> pages(1);
  std::string line;
  for (const char c : text ? text->out : std::string()) {
    if (c == '\f') {
      pages.emplace_back();
    } else if (c == '\n') {
      if (line.find_first_not_of(' ') != std::string::npos) pages.back().push_back(line);
      line.clear();
    } else {
      line += c;
    }
  }
  return pages;
}

TEST(OfficialDocument, SetsTwentyTwoLinesOfTwentyEightCharacters) {
  OfficialDocument d;
  d.title = "关于测试版面的通报";
  std::string much;
  for (int i = 0; i < 1400; ++i) much += "字";
  d.body = {{0, much}};
  d.signer = "霁川县人民政府督查室";
  d.date = "2026年7月2日";
  d.printed_by = "霁川县人民政府督查室";
  const auto file = laid_out(d);
  if (!file) GTEST_SKIP() << "no LibreOffice on this machine";
  const auto pages = lines_of_pages(file->folder());
  ASSERT_GE(pages.size(), 3U);
  std::size_t full = 0;
  for (const std::string& line : pages[1]) {
    const auto characters = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\xE5'));  // 字 is E5 AD 97
    full += characters == 28 ? 1 : 0;
  }
  EXPECT_EQ(full, 22U) << "lines of 28 characters on the second page";
  EXPECT_NE(pages[0].back().find('1'), std::string::npos);
  EXPECT_GT(pages[0].back().find("—"), 20U) << "odd pages: right";
  EXPECT_LT(pages[1].back().find("—"), 20U) << "even pages: left";
}

/// One word of a page as pdftotext places it, in millimetres from the upper left.
struct Placed {
  std::size_t page = 0;
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;
};
std::vector<Placed> placed(const std::string& pdf) {
  const auto ran = paper::run_child({"pdftotext", "-bbox", pdf, "-"}, {});
  std::vector<Placed> out;
  pugi::xml_document xml;
  if (!ran || !xml.load_buffer(ran->out.data(), ran->out.size())) return out;
  const double unit = 25.4 / 72;
  std::size_t page = 0;
  for (const auto& p : xml.select_nodes("//page")) {
    ++page;
    for (const auto& w : p.node().children("word"))
      out.push_back({page, w.attribute("xMin").as_double() * unit, w.attribute("yMin").as_double() * unit,
                     w.attribute("xMax").as_double() * unit, w.attribute("yMax").as_double() * unit, w.text().as_string()});
  }
  return out;
}

TEST(OfficialDocument, StandsOnThePageAsTheStandardSays) {
  OfficialDocument d = whole();
  std::string much;
  for (int i = 0; i < 700; ++i) much += "字";
  d.body.push_back({0, much});
  const auto file = laid_out(d);
  if (!file) GTEST_SKIP() << "no LibreOffice on this machine";
  const std::vector<Placed> words = placed(file->folder() + "/notice.pdf");
  ASSERT_FALSE(words.empty());
  const std::size_t last = words.back().page;
  ASSERT_GE(last, 2U);
  std::size_t imprints = 0;
  for (const Placed& w : words) {
    const bool number = w.top > 297 - 35 - 1;
    if (!number) {
      EXPECT_GE(w.left, 28 - 1) << w.text << " in the binding margin of page " << w.page;
      EXPECT_LE(w.right, 28 + 156 + 1.5) << w.text << " beyond the type area of page " << w.page;
      EXPECT_GE(w.top, 37 - 1) << w.text;
    }
    if (w.text.find("印发") != std::string::npos) {
      ++imprints;
      EXPECT_EQ(w.page, last) << "版记 on the last page (7.4)";
      EXPECT_NEAR(w.bottom, 37 + 225, 4) << "its last line lies on the lower edge of the type area";
    }
    if (w.text == "—") {
      const bool right = w.left > 105;
      EXPECT_EQ(right, w.page % 2 == 1) << "page " << w.page;
    }
  }
  EXPECT_EQ(imprints, 1U);
}

}  // namespace
}  // namespace luodi::publish
