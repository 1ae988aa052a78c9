// open_paper: formats in, refusals, marks of secrecy.
#include "paper/open.h"

#include <gtest/gtest.h>

#include <zip.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <cstdio>
#include <filesystem>

#include "paper/formats/child.h"
#include "paper/formats/formats.h"
#include "paper/formats/pdf_layout.h"
#include "paper/unicode.h"
#include "tests/support/files.h"

namespace luodi::paper {
namespace {

std::string reason(const std::string& bytes, OpenOptions options = {}) {
  auto m = open_paper(bytes, options);
  return m ? "read: " + m->text : m.error().reason;
}

/// A docx with one document.xml, made with libzip.
std::string docx(const std::string& xml, const char* name = "word/document.xml", const char* password = nullptr) {
  const std::string path = (std::filesystem::temp_directory_path() / "luodi-open-test.docx").string();
  std::filesystem::remove(path);
  zip_t* z = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  const zip_int64_t at = zip_file_add(z, name, zip_source_buffer(z, xml.data(), xml.size(), 0), ZIP_FL_OVERWRITE);
  if (password != nullptr) zip_file_set_encryption(z, static_cast<zip_uint64_t>(at), ZIP_EM_AES_256, password);
  zip_close(z);
  std::string bytes = testing::contents(path);
  std::filesystem::remove(path);
  return bytes;
}

constexpr const char* kLatin = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
/// A PDF of one page with the given content stream; its fonts are objects from 5 on.
std::string pdf(const std::string& stream, const std::vector<std::string>& fonts = {kLatin}) {
  std::string s = "%PDF-1.4\n";
  std::vector<std::size_t> at;
  auto object = [&](const std::string& body) {
    at.push_back(s.size());
    s += std::to_string(at.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  object("<</Type/Catalog/Pages 2 0 R>>");
  object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>");
  object("<</Length " + std::to_string(stream.size()) + ">>stream\n" + stream + "\nendstream");
  for (const std::string& font : fonts) object(font);
  const std::size_t xref = s.size();
  const std::string count = std::to_string(at.size() + 1);
  s += "xref\n0 " + count + "\n0000000000 65535 f \n";
  for (const std::size_t a : at) {
    char row[32];
    std::snprintf(row, sizeof row, "%010zu 00000 n \n", a);
    s += row;
  }
  return s + "trailer<</Size " + count + "/Root 1 0 R>>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
}

TEST(Html, KeepsTheArticleAndDropsWhatStandsAroundIt) {
  const std::string page =
      "<!DOCTYPE html><html><head><meta charset=utf-8><title>县政府召开常务会议_某县人民政府</title><meta name=PubDate "
      "content='2026-03-12 09:00'></head><body>"
      "<div class=nav><a href=#>首页</a><a href=#>政务公开</a></div><div "
      "class=content><h1>县政府召开常务会议</h1><p>3月11日，县长顾砚舟主持召开县政府2026年第4次常务会议。</p>"
      "<p>会议要求，要抓好重点项目谋划，推动项目早开工。</p></div><div class=bdsharebuttonbox>分享到：微信</div><script>var "
      "a='要求';</script>"
      "<div class=footer>主办：县政府办公室 <a href=#>网站地图</a></div></body></html>";
  auto m = open_paper(page);
  ASSERT_TRUE(m) << m.error().detail;
  EXPECT_NE(m->text.find("县政府召开常务会议\n"), std::string::npos);
  EXPECT_NE(m->text.find("2026-03-12"), std::string::npos);
  EXPECT_NE(m->text.find("会议要求，要抓好重点项目谋划"), std::string::npos);
  for (const char* gone : {"首页", "分享到", "var a", "网站地图"}) EXPECT_EQ(m->text.find(gone), std::string::npos) << gone;
}

TEST(Docx, ReadsParagraphsTabsAndBreaksButNoDeletedText) {
  const std::string xml =
      "<?xml version='1.0'?><w:document xmlns:w='x'><w:body><w:p><w:r><w:t>会议听取了县发改局的汇报。</w:t></w:r></w:p>"
      "<w:p><w:r><w:t>会议要求，</w:t><w:t>要抓好落实。</w:t></w:r><w:del><w:r><w:delText>删掉的</w:delText><w:t>删掉的</w:t></"
      "w:r></w:del></w:p></w:body></w:document>";
  EXPECT_EQ(reason(docx(xml)), "read: 会议听取了县发改局的汇报。\n会议要求，要抓好落实。\n");
}

/// 宋体 by its name alone, as old office printers wrote it: its codes are mapped by tables of the package poppler-data.
TEST(Pdf, ReadsFontsThatAreNotPartOfTheFile) {
  if (!std::filesystem::exists("/usr/share/poppler/cMap")) GTEST_SKIP() << "poppler-data is not installed";
  EXPECT_EQ(reason(pdf("BT /F1 12 Tf 72 700 Td <4F1A8BAE89816C42FF0C89816293843D5B9E3002> Tj ET",
                       {"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
                        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/"
                        "Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4>>>>"}))
                .substr(0, 36),
            "read: 会议要求，要抓落实。");
}

/// A small file whose reading would take half a minute and half a gigabyte.
TEST(Pdf, IsRefusedWhereItTakesMoreThanItsSizeAllows) {
  std::string words;
  for (int i = 0; i < 4000; ++i)
    words += "BT /F1 9 Tf 20 " + std::to_string(i % 800) + " Td (a b c d e f g h i j k l m n o p q r s t u v w x y z) Tj ET\n";
  EXPECT_EQ(reason(pdf(words)), "paper.too_dear");
}

TEST(Refusal, SaysWhatIsWrongWithEachFile) {
  EXPECT_EQ(reason(""), "paper.empty");
  EXPECT_EQ(reason("  \n\n"), "paper.empty");
  EXPECT_EQ(reason(docx("<x/>", "xl/workbook.xml")), "paper.not_a_paper");
  EXPECT_EQ(reason(docx("<w:document/>", "word/document.xml", "secret")), "paper.encrypted");
  EXPECT_EQ(reason(docx("<w:p>" + std::string(8U << 20U, ' ') + "</w:p>")), "paper.zip_bomb");
  EXPECT_EQ(reason(docx("<w:p><broken")), "paper.broken");
  EXPECT_EQ(reason("PK\x03\x04garbage"), "paper.broken");
  EXPECT_EQ(reason("%PDF-1.4 garbage"), "paper.broken");
  EXPECT_EQ(reason(pdf("BT /F1 12 Tf 72 700 Td (No Han text) Tj ET")), "paper.scanned");
  EXPECT_EQ(reason(std::string("\x7F"
                               "ELF\x02\x01\x01\0\0\0\0\0\x01\x02\x03\x04\x05\x06\x07",
                               20)),
            "paper.not_a_paper");
  OpenOptions small;
  small.most_bytes = 10;
  EXPECT_EQ(reason("会议要求抓好落实。", small), "paper.too_large");
}

TEST(Refusal, TurnsAwayMarkedPapersWhereTheMarkStands) {
  for (const char* marked :
       {"机密★1年\n县政府常务会议纪要\n",
        "000001\n绝 密\n纪要\n",
        "秘密\n",
        "密级：秘密\n会议纪要",
        "　　机密★\n",
        "000123 机密★10年\n正文",
        "【机密】\n正文",
        "機密★10年\n縣政府會議紀要",
        "秘密★１年\n",
        "密级：机密 保密期限：5年\n",
        "特急　秘密\n正文",
        "份号：000001　密级：机密　紧急程度：特急\n",
        "密级:秘密  编号:012\n",
        "机密·5年\n",
        "秘密▲五年\n",
        "国家秘密：秘密级5年\n",
        "本文件属于机密级国家秘密，请妥善保管。\n",
        "机密文件\n正文",
        "县政府常务会议纪要（机密）\n",
        "【机密】会议纪要\n",
        "秘\n密\n会议纪要\n",
        "会议纪要（秘密★3年）\n",
        "机密级\n",
        "份号：000012  机密★1年\n",
        "文件编号：霁政办〔2026〕3号　　机密★10年\n正文",
        "會議機密★10年\n正文",
        "<html><body><div "
        "class=\"header\">机密★10年</div><div><p>会议听取了县发改局的汇报，研究了下一步工作。</p></div></body></html>"})
    EXPECT_EQ(reason(marked), "paper.marked") << marked;
  for (const char* plain : {"会议强调，要严守国家秘密。\n", "机密文件管理办法\n第一条 为了加强机密文件管理，制定本办法。",
                            "秘密交通站旧址保护方案\n会议审议了方案。", "会议听取了保密工作（含秘密载体管理）情况汇报。",
                            "会议学习了《中华人民共和国保守国家秘密法》。"})
    EXPECT_EQ(reason(plain).substr(0, 5), "read:") << plain;
}

TEST(Refusal, BoundsWhatAStrangersFileMayCost) {
  std::string deep = "<html><body>";
  for (int i = 0; i < 400000; ++i) deep += "<div>";
  EXPECT_EQ(reason(deep), "paper.broken") << "the parser's work grows with the square of the nesting";
  std::string many = "<w:document>";
  for (int i = 0; i < 2100000; ++i) many += "<a/>";
  EXPECT_EQ(reason(docx(many + "</w:document>")).substr(0, 14), "paper.zip_bomb");
  std::string piece, words;  // dear for the mending, and packed of one piece
  std::uint32_t next = 1;
  for (int i = 0; i < 9000; ++i) piece += to_utf8(std::u32string(1, 0x4E00 + (next = next * 1664525U + 1013904223U) % 20902U));
  for (int i = 0; i < 60; ++i) words += "<w:p><w:r><w:t>" + piece + "</w:t></w:r></w:p>";
  EXPECT_EQ(reason(docx("<w:document xmlns:w='x'>" + words + "</w:document>")).substr(0, 14), "paper.zip_bomb");
}

TEST(Open, ConvertsOldWordFilesWhereLibreOfficeIs) {
  const TemporaryFile page("<meta charset='utf-8'><p>会议要求，县住建局要在6月底前完成排查。</p>", "paper.html");
  const auto made =
      run_child({"soffice", "--headless", "-env:UserInstallation=file://" + page.folder() + "/profile",
                 "--infilter=writer_web_HTML", "--convert-to", "doc:MS Word 97", "--outdir", page.folder(), page.path()},
                {60, std::size_t{4} << 30U, 64U << 20U});
  if (!made) GTEST_SKIP() << "LibreOffice is not installed";
  ASSERT_EQ(made->status, 0) << made->err;
  const auto m = open_paper(testing::contents(page.folder() + "/paper.doc"), {});
  ASSERT_TRUE(m) << m.error().reason;
  EXPECT_EQ(m->encoding, "doc");
  EXPECT_NE(m->text.find("会议要求，县住建局要在6月底前完成排查。"), std::string::npos) << m->text;
}

std::string word(int left, int right, const std::string& text) {
  return "<word xMin=\"" + std::to_string(left) + "\" xMax=\"" + std::to_string(right) + "\">" + text + "</word>";
}
std::string line_of(int top, int left, int right, const std::string& words) {
  return "<line xMin=\"" + std::to_string(left) + "\" yMin=\"" + std::to_string(top) + "\" xMax=\"" + std::to_string(right) +
         "\" yMax=\"" + std::to_string(top + 13) + "\">" + words + "</line>";
}
/// A line of pdftotext's layout that is one word.
std::string line(int top, int left, int right, const std::string& text) {
  return line_of(top, left, right, word(left, right, text));
}

TEST(Open, JoinsLinesOfAPdfByWhereTheyStand) {
  const std::string xml = "<doc><page><flow><block>" +
                          line_of(10, 76, 296,
                                  word(76, 100, "2026") + word(102, 112, "年") + word(114, 120, "3") +
                                      word(122, 296, "月县长主持召开县政府常务会议，听取")) +
                          line(26, 56, 296, "汇报。会议要求，各乡镇要落实责任，县水利局要开展排查；") +
                          line(42, 56, 156, "要加强值班值守工作。") +
                          line(58, 76, 296, "会议审议了县住建局提交的方案，原则同意。") + line(74, 56, 116, "务必抓好。") +
                          line(300, 150, 170, "- 1 -") + "</block></flow></page></doc>";
  EXPECT_EQ(
      to_utf8(text_of_layout(xml)),
      "2026年3月县长主持召开县政府常务会议，听取汇报。会议要求，各乡镇要落实责任，县水利局要开展排查；要加强值班值守工作。\n"
      "会议审议了县住建局提交的方案，原则同意。务必抓好。\n");
}

/// What typesetting does at the ends of lines: no line ends on an opening bracket or begins with a mark, a mark may stand beyond
/// the margin; and where paragraphs are short, most lines begin set in.
TEST(Open, KnowsHowLinesOfAPdfAreBroken) {
  const std::string page = line(10, 76, 308, "会议听取了县水利局的汇报，各镇要落实责任、压实责任，") +
                           line(26, 56, 272, "由县财政局拨付资金，县审计局跟进，各镇") +
                           line(42, 56, 296, "（街道）和县级有关部门主要负责人要全程参加调度会议") +
                           line(58, 56, 274, "并于三月底前把贯彻落实情况报送县政府") + line(74, 56, 116, "办，县督查室汇总。") +
                           line(90, 76, 280, "会议强调，县住建局要完成排查整治工作") +
                           line(106, 76, 280, "会议强调，县教育局要完成招生入学工作") +
                           line(122, 76, 280, "会议强调，县卫健局要完成疫苗接种工作");
  EXPECT_EQ(to_utf8(text_of_layout("<doc><page>" + page + "</page></doc>")),
            "会议听取了县水利局的汇报，各镇要落实责任、压实责任，由县财政局拨付资金，县审计局跟进，各镇（街道）和县级有关部门"
            "主要负责人要全程参加调度会议并于三月底前把贯彻落实情况报送县政府办，县督查室汇总。\n"
            "会议强调，县住建局要完成排查整治工作\n会议强调，县教育局要完成招生入学工作\n会议强调，县卫健局要完成疫苗接种工作\n");
}

/// A head and a foot on every page are read once and part no paragraph; what two pages share by chance is text.
TEST(Open, ReadsHeadsAndFeetOfAPdfOnce) {
  const std::string head = line(10, 56, 236, "霁川县人民政府常务会议纪要");
  const auto page = [&](const std::string& text, int number) {
    return "<page>" + head + text + line(300, 56, 140, "县政府办公室印 第" + std::to_string(number) + "页") + "</page>";
  };
  const std::string full = line(40, 76, 296, "会议听取了县水利局的汇报，要求各乡镇落实责任，压实");
  const std::string rest =
      line(40, 56, 156, "值班值守工作。") + line(56, 76, 296, "会议强调，县财政局要在三月底前拨付资金，县审计");
  const std::string end = line(40, 56, 156, "局要跟进。");
  EXPECT_EQ(to_utf8(text_of_layout("<doc>" + page(full, 1) + page(rest, 2) + page(end, 3) + "</doc>")),
            "霁川县人民政府常务会议纪要\n会议听取了县水利局的汇报，要求各乡镇落实责任，压实值班值守工作。\n"
            "会议强调，县财政局要在三月底前拨付资金，县审计局要跟进。\n县政府办公室印 第3页\n");
  EXPECT_EQ(to_utf8(text_of_layout("<doc><page>" + line(10, 76, 176, "会议强调，") + "</page><page>" +
                                   line(90, 76, 176, "会议强调，") + "</page></doc>")),
            "会议强调，\n会议强调，\n")
      << "at another place of the page";
}

}  // namespace
}  // namespace luodi::paper
