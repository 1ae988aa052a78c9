// See formats.h. A docx is a zip whose word/document.xml holds paragraphs (ECMA-376 Part 1, 17.3).
#include <zip.h>

#include <algorithm>
#include <memory>
#include <pugixml.hpp>

#include "paper/formats/formats.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

constexpr int kDeepest = 200;
constexpr std::size_t kMostXml = 48U << 20U;  // of document.xml; a book of a million characters has a third of it
constexpr std::size_t kMostTags = 2'000'000;  // the parser keeps some seventy bytes for each

struct Closed {
  void operator()(zip_t* z) const { zip_discard(z); }
  void operator()(zip_file_t* f) const { zip_fclose(f); }
};

void collect(const pugi::xml_node& node, std::string& out, int depth) {
  if (depth > kDeepest) return;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (name == "w:t")
      out += child.child_value();
    else if (name == "w:tab")
      out += ' ';
    else if (name == "w:br" || name == "w:cr")
      out += '\n';
    else if (name == "w:del" || name == "w:instrText" || name == "mc:Fallback")
      continue;  // deleted text, field codes
    else
      collect(child, out, depth + 1);
    if (name == "w:p") out += '\n';
  }
}

/// Text of the page headers, where a mark of secrecy may stand.
std::string headers_of(zip_t* archive) {
  std::string out;
  for (int i = 1; i <= 6; ++i) {
    zip_stat_t stat;
    if (zip_stat(archive, ("word/header" + std::to_string(i) + ".xml").c_str(), 0, &stat) != 0 || stat.size > (1U << 20U))
      continue;
    const std::unique_ptr<zip_file_t, Closed> file(zip_fopen_index(archive, stat.index, 0));
    std::string xml(stat.size, '\0');
    if (file == nullptr || zip_fread(file.get(), xml.data(), xml.size()) != static_cast<zip_int64_t>(xml.size())) continue;
    pugi::xml_document document;
    if (document.load_buffer(xml.data(), xml.size())) collect(document, out, 0);
    out += '\n';
  }
  return out;
}

}  // namespace

Result<Extracted> text_of_docx(std::string_view bytes, std::size_t most_bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  const std::unique_ptr<zip_t, Closed> archive(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    return fail(ErrorCode::unusable, "docx", "paper.broken", "the file is damaged; save it again in Word or WPS");
  }
  zip_error_fini(&error);
  zip_stat_t stat;
  if (zip_stat(archive.get(), "word/document.xml", 0, &stat) != 0) {
    if (zip_name_locate(archive.get(), "EncryptedPackage", 0) >= 0)
      return fail(ErrorCode::unusable, "docx", "paper.encrypted",
                  "the file is encrypted; take the password off and bring it again");
    return fail(ErrorCode::unusable, "docx", "paper.not_a_paper",
                "this archive is no Word file; bring the paper as docx, pdf, html or txt");
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    return fail(ErrorCode::unusable, "docx", "paper.encrypted",
                "the file is encrypted; take the password off and bring it again");
  // XML of text unpacks some tenfold; a hundredfold or beyond four limits is made to hurt.
  if (stat.size > std::min<std::size_t>(most_bytes * 4, kMostXml) ||
      (stat.size > (1U << 20U) && stat.size / 100 > stat.comp_size))
    return fail(ErrorCode::unusable, "docx", "paper.zip_bomb",
                "the archive unpacks to far more than it should; it is not opened");
  const std::unique_ptr<zip_file_t, Closed> file(zip_fopen_index(archive.get(), stat.index, 0));
  if (file == nullptr)
    return fail(ErrorCode::unusable, "docx", "paper.broken", "the file is damaged; save it again in Word or WPS");
  std::string xml(stat.size, '\0');
  const zip_int64_t got = zip_fread(file.get(), xml.data(), xml.size());
  if (got < 0 || static_cast<std::size_t>(got) != xml.size())
    return fail(ErrorCode::unusable, "docx", "paper.broken", "the file is damaged; save it again in Word or WPS");
  if (static_cast<std::size_t>(std::count(xml.begin(), xml.end(), '<')) > kMostTags)
    return fail(ErrorCode::unusable, "docx", "paper.zip_bomb", "the document has far more elements than text; it is not opened");
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata))
    return fail(ErrorCode::unusable, "docx", "paper.broken", "the file is damaged; save it again in Word or WPS");
  std::string text;
  collect(document, text, 0);
  return Extracted{to_utf32(text), "docx", to_utf32(headers_of(archive.get()))};
}

}  // namespace luodi::paper
