// See formats.h. A docx is a zip whose word/document.xml holds paragraphs (ECMA-376 Part 1, 17.3).
#include <algorithm>

#include "paper/formats/formats.h"
#include "paper/formats/zipped_xml.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

constexpr int kDeepest = 200;
constexpr const char* kDocument = "word/document.xml";
constexpr std::size_t kMostXml = 48U << 20U;  // of document.xml; a book of a million characters has a third of it
// XML of text unpacks some tenfold; what unpacks a hundredfold is made to hurt.
constexpr std::size_t kFreeXml = 1U << 20U, kMostRatio = 100;
constexpr std::size_t kFreeText = 1U << 20U;
constexpr PartLimits kHeader{1U << 20U, 1U << 20U, kMostRatio};
constexpr int kMostHeaders = 6;

/// Chinese text packs to two fifths of its bytes or more: what holds more was packed of one piece over and over, and costs for
/// each.
std::size_t most_text(std::size_t packed) {
  return std::max(kFreeText, packed / 2 * 5);
}

/// Text of w:t, a line a paragraph; deleted text, field codes and what stands for another's drawing left out.
struct TextHandler final : XmlHandler {
  std::string& out;
  std::size_t most;  ///< bytes of text
  int depth = 0, left_out = 0;
  bool in_text = false;

  TextHandler(std::string& text, std::size_t most_bytes) : out(text), most(most_bytes) {}
  static bool is_left_out(std::string_view name) { return name == "w:del" || name == "w:instrText" || name == "mc:Fallback"; }
  void start(std::string_view name, const char**) override {
    ++depth;
    if (is_left_out(name)) ++left_out;
    if (left_out > 0 || depth > kDeepest) return;
    in_text = name == "w:t";
    if (name == "w:tab") put(" ");
    if (name == "w:br" || name == "w:cr") put("\n");
  }
  void end(std::string_view name) override {
    --depth;
    in_text = false;
    if (is_left_out(name))
      --left_out;
    else if (name == "w:p" && left_out == 0)
      put("\n");
  }
  void text(std::string_view s) override {
    if (in_text) put(s);
  }
  void put(std::string_view s) {
    out += s;
    stopped = stopped || out.size() > most;
  }
};

/// Text of the page headers, where a mark of secrecy may stand.
std::string headers_of(zip_t* archive) {
  std::string out;
  for (int i = 1; i <= kMostHeaders; ++i) {
    TextHandler header(out, out.size() + kHeader.most);
    read_part(archive, "word/header" + std::to_string(i) + ".xml", header, kHeader);
    out += '\n';
  }
  return out;
}

tl::unexpected<Error> refusal(PartRead how, bool too_much_text) {
  if (how == PartRead::encrypted)
    return fail(ErrorCode::unusable, "docx", "paper.encrypted",
                "the file is encrypted; take the password off and bring it again");
  if (how == PartRead::bomb || too_much_text)
    return fail(ErrorCode::unusable, "docx", "paper.zip_bomb",
                "the archive unpacks to far more than it should; it is not opened");
  return fail(ErrorCode::unusable, "docx", "paper.broken", "the file is damaged; save it again in Word or WPS");
}

}  // namespace

Result<Extracted> text_of_docx(std::string_view bytes, std::size_t most_bytes) {
  const Archive archive = open_archive(bytes);
  if (archive == nullptr) return refusal(PartRead::bad, false);
  const std::size_t packed = packed_size(archive.get(), kDocument);
  std::string text;
  TextHandler paragraphs(text, most_text(packed));
  const PartRead how =
      read_part(archive.get(), kDocument, paragraphs, {std::min(most_bytes * 4, kMostXml), kFreeXml, kMostRatio});
  if (how == PartRead::missing)
    return zip_name_locate(archive.get(), "EncryptedPackage", 0) >= 0
               ? refusal(PartRead::encrypted, false)
               : fail(ErrorCode::unusable, "docx", "paper.not_a_paper",
                      "this archive is no Word file; bring the paper as docx, pdf, html or txt");
  if (how != PartRead::done) return refusal(how, text.size() > paragraphs.most);
  return Extracted{to_utf32(text), "docx", to_utf32(headers_of(archive.get()))};
}

}  // namespace luodi::paper
