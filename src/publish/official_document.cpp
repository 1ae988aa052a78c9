// See official_document.h. Lengths: 1 mm = 56.7 twips, 1 pt = 20; the parts of the package are those of ECMA-376 Part 2.
#include "publish/official_document.h"

#include <algorithm>
#include <cstdio>

#include "publish/zip_package.h"

namespace luodi::publish {
namespace {

constexpr int kThree = 32, kFour = 28, kTwo = 44;  // 3号, 4号, 2号 in half points
constexpr int kLine = 579;                         // 22 lines in 225 mm: 28.95 pt
constexpr int kCharacter = 315;                    // a 3号 character with its spacing, in twips

constexpr const char* kSong = "宋体";
constexpr const char* kFangsong = "仿宋_GB2312";
constexpr const char* kHei = "黑体";
constexpr const char* kKai = "楷体_GB2312";
constexpr const char* kXiaobiaosong = "方正小标宋简体";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
      out += c;  // other control characters are no XML 1.0
  }
  return out;
}

struct Look {
  const char* font = kFangsong;
  int size = kThree;
  bool red = false;
  const char* align = "both";
  int first_chars = 0;      // first line indent, hundredths of a character
  int left = 0, right = 0;  // twips
  int before = 0;
  int line = kLine;
  int hanging = 0;        // twips that lines after the first are set in further
  bool red_line = false;  // the line below the number
  bool heading = false;   // stays on the page of what it heads
  int squeeze = -5;       // twentieths of a point: 28 characters in 156 mm
};

std::string run(const std::string& text, const Look& k) {
  std::string r = "<w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"" +
                  std::string(k.font) + "\"/>" + (k.red ? "<w:color w:val=\"C00000\"/>" : "") + "<w:spacing w:val=\"" +
                  std::to_string(k.squeeze) + "\"/><w:sz w:val=\"" + std::to_string(k.size) + "\"/><w:szCs w:val=\"" +
                  std::to_string(k.size) + "\"/></w:rPr>";
  std::string rest = text;
  for (std::size_t at = rest.find('\n'); at != std::string::npos; at = rest.find('\n')) {
    r += "<w:t xml:space=\"preserve\">" + escaped(rest.substr(0, at)) + "</w:t><w:br/>";
    rest = rest.substr(at + 1);
  }
  return r + "<w:t xml:space=\"preserve\">" + escaped(rest) + "</w:t></w:r>";
}

std::string paragraph(const std::string& text, const Look& k) {
  std::string p = std::string("<w:p><w:pPr>") + (k.heading ? "<w:keepNext/>" : "");
  if (k.red_line) p += "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"11\" w:color=\"C00000\"/></w:pBdr>";
  // No extra space between Han characters and digits: the grid is 28 characters.
  p += "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:spacing w:before=\"" + std::to_string(k.before) +
       "\" w:after=\"0\" w:line=\"" + std::to_string(k.line) + "\" w:lineRule=\"exact\"/><w:ind";
  if (k.first_chars != 0)
    p += " w:firstLineChars=\"" + std::to_string(k.first_chars) + "\" w:firstLine=\"" +
         std::to_string(k.first_chars * kCharacter / 100) + "\"";
  if (k.hanging != 0) p += " w:hanging=\"" + std::to_string(k.hanging) + "\"";
  p += " w:left=\"" + std::to_string(k.left) + "\" w:right=\"" + std::to_string(k.right) + "\"/><w:jc w:val=\"" + k.align +
       "\"/></w:pPr>";
  return p + (text.empty() ? "" : run(text, k)) + "</w:p>";
}

std::size_t characters(const std::string& utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Half a character for a digit, a whole one else: what a line of them takes.
int halves(const std::string& utf8) {
  const auto narrow = static_cast<int>(std::count_if(utf8.begin(), utf8.end(), [](unsigned char c) { return c < 0x80; }));
  return 2 * static_cast<int>(characters(utf8)) - narrow;
}

Look look_of(const char* font, const char* align = "both", int first_chars = 0) {
  Look k;
  k.font = font;
  k.align = align;
  k.first_chars = first_chars;
  return k;
}

std::string head(const OfficialDocument& d) {
  std::string out;
  if (!d.mark.empty()) {
    Look mark = look_of(kXiaobiaosong, "center");
    mark.size = characters(d.mark) > 14 ? 52 : 72;
    mark.red = true;
    mark.before = 1984;  // 35 mm below the top of the body
    mark.line = mark.size * 12;
    mark.squeeze = 0;
    out += paragraph(d.mark, mark);
  }
  Look number = look_of(kFangsong, "center");
  number.before = d.mark.empty() ? 0 : 2 * kLine;
  number.red_line = !d.mark.empty();
  if (!d.number.empty()) out += paragraph(d.number, number);
  Look title = look_of(kXiaobiaosong, "center");
  title.size = kTwo;
  title.before = 2 * kLine;
  title.line = 700;
  title.squeeze = 0;
  out += paragraph(d.title, title) + paragraph("", {});
  if (!d.addressee.empty()) out += paragraph(d.addressee + "：", look_of(kFangsong));
  return out;
}

std::string body(const OfficialDocument& d) {
  std::string out;
  for (const BodyParagraph& p : d.body) {
    Look look = look_of(p.level == 1 ? kHei : p.level == 2 ? kKai : kFangsong, "both", 200);
    look.heading = p.level > 0;
    out += paragraph(p.text, look);
  }
  for (std::size_t i = 0; i < d.attachments.size(); ++i) {
    if (i == 0) out += paragraph("", {});
    const std::string no = d.attachments.size() > 1 ? std::to_string(i + 1) + ". " : "";
    Look k = look_of(kFangsong);
    k.left = 5 * kCharacter;
    k.hanging = i == 0 ? 3 * kCharacter : 0;
    out += paragraph((i == 0 ? "附件：" : "") + no + d.attachments[i], k);
  }
  return out;
}

/// A cell whose words stand a character in.
std::string imprint_cell(const std::string& text, const char* align, int width, int span, const Look& look) {
  Look k = look;
  k.align = align;
  (std::string_view(align) == "left" ? k.left : k.right) = 280;
  return "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>" +
         (span > 1 ? "<w:gridSpan w:val=\"" + std::to_string(span) + "\"/>" : "") + "</w:tcPr>" + paragraph(text, k) + "</w:tc>";
}

/// The imprint (7.4): at the foot of the last page, lines of 0.35, 0.25 and 0.35 mm; 4号仿宋, a character in on both sides. The
/// printing office stands left, the date right. It is a table that floats to the lower edge of the type area: a frame of
/// paragraphs (w:framePr) stays where the text is in LibreOffice and loses its lines, and so does a table as wide as the text
/// whose place is not told by the page.
std::string imprint(const OfficialDocument& d) {
  if (d.printed_by.empty()) return {};
  constexpr int kWidth = 8844, kHalf = kWidth / 2;
  Look k = look_of(kFangsong);
  k.size = kFour;
  k.line = 480;
  k.squeeze = 0;
  const std::string rule = "w:val=\"single\" w:space=\"0\" w:color=\"000000\" w:sz=";
  std::string out =
      "<w:tbl><w:tblPr><w:tblpPr w:vertAnchor=\"margin\" w:horzAnchor=\"page\" w:tblpX=\"1588\" "
      "w:tblpYSpec=\"bottom\"/><w:tblW w:w=\"" +
      std::to_string(kWidth) + "\" w:type=\"dxa\"/><w:tblBorders><w:top " + rule + "\"8\"/><w:bottom " + rule +
      "\"8\"/><w:insideH " + rule +
      "\"6\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right "
      "w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"" +
      std::to_string(kHalf) + "\"/><w:gridCol w:w=\"" + std::to_string(kHalf) + "\"/></w:tblGrid>";
  if (!d.copies.empty()) out += "<w:tr>" + imprint_cell("抄送：" + d.copies + "。", "left", kWidth, 2, k) + "</w:tr>";
  return out + "<w:tr>" + imprint_cell(d.printed_by, "left", kHalf, 1, k) + imprint_cell(d.date + "印发", "right", kHalf, 1, k) +
         "</w:tr></w:tbl>";
}

/// With a seal (7.3.5.1): the date four characters from the right, the name centred over it. The imprint floats on the
/// page of the paragraph behind it, so it stands in front of the date.
std::string signature(const OfficialDocument& d) {
  Look date = look_of(kFangsong, "right");
  date.right = 4 * kCharacter;
  Look name = look_of(kFangsong, "right");
  name.right = std::max(0, 4 * kCharacter + (halves(d.date) - halves(d.signer)) * kCharacter / 4);
  return paragraph("", {}) + paragraph("", {}) + paragraph(d.signer, name) + imprint(d) + paragraph(d.date, date);
}

constexpr const char* kNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

std::string document_xml(const OfficialDocument& d) {
  return std::string(kXml) + "<w:document " + kNamespaces + "><w:body>" + head(d) + body(d) + signature(d) +
         "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>"
         "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" "
         "w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
}

/// "— 1 —" in 4号 half-width Song, a character from the outer edge: odd pages right, even pages left (7.5).
std::string footer(const char* align) {
  const std::string look = "<w:rPr><w:rFonts w:ascii=\"" + std::string(kSong) + "\" w:hAnsi=\"" + kSong + "\" w:eastAsia=\"" +
                           kSong + "\"/><w:sz w:val=\"28\"/></w:rPr>";
  return std::string(kXml) + "<w:ftr " + kNamespaces + "><w:p><w:pPr><w:ind w:left=\"280\" w:right=\"280\"/><w:jc w:val=\"" +
         align + "\"/></w:pPr><w:r>" + look + "<w:t xml:space=\"preserve\">— </w:t></w:r><w:r>" + look +
         "<w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>" + look +
         "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r>" + look +
         "<w:fldChar w:fldCharType=\"separate\"/></w:r><w:r>" + look + "<w:t>1</w:t></w:r><w:r>" + look +
         "<w:fldChar w:fldCharType=\"end\"/></w:r><w:r>" + look + "<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";
}

std::string font_table() {
  std::string fonts;
  for (const auto& [name, other] : {std::pair{kFangsong, "FangSong;仿宋;Noto Serif CJK SC"},
                                    {kKai, "KaiTi;楷体;Noto Serif CJK SC"},
                                    {kXiaobiaosong, "SimSun;宋体;Noto Serif CJK SC"},
                                    {kHei, "SimHei;Noto Sans CJK SC"}})
    fonts += "<w:font w:name=\"" + std::string(name) + "\"><w:altName w:val=\"" + other +
             "\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>";
  return std::string(kXml) + "<w:fonts " + kNamespaces + ">" + fonts + "</w:fonts>";
}

constexpr const char* kTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/fontTable.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/word/footer2.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";
constexpr const char* kRelations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";

std::string document_relations() {
  std::string out = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (const auto& [id, kind, target] : {std::tuple{"rId2", "settings", "settings.xml"},
                                         {"rId3", "fontTable", "fontTable.xml"},
                                         {"rId4", "footer", "footer1.xml"},
                                         {"rId5", "footer", "footer2.xml"}})
    out += std::string("<Relationship Id=\"") + id +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind + "\" Target=\"" + target +
           "\"/>";
  return out + "</Relationships>";
}

}  // namespace

Result<std::string> to_docx(const OfficialDocument& d) {
  const std::string settings = std::string(kXml) + "<w:settings " + kNamespaces + "><w:evenAndOddHeaders/></w:settings>";
  return zip_package({{"[Content_Types].xml", std::string(kXml) + kTypes},
                      {"_rels/.rels", std::string(kXml) + kRelations},
                      {"word/document.xml", document_xml(d)},
                      {"word/_rels/document.xml.rels", std::string(kXml) + document_relations()},
                      {"word/settings.xml", settings},
                      {"word/fontTable.xml", font_table()},
                      {"word/footer1.xml", footer("right")},
                      {"word/footer2.xml", footer("left")}});
}

std::string written_date(const std::string& iso) {
  int y = 0, m = 0, d = 0;
  if (std::sscanf(iso.c_str(), "%d-%d-%d", &y, &m, &d) != 3) return iso;
  return std::to_string(y) + "年" + std::to_string(m) + "月" + std::to_string(d) + "日";
}

}  // namespace luodi::publish
