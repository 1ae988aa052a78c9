// See formats.h. LibreOffice converts doc, wps and rtf in a folder of its own, with its own profile.
#include <fstream>
#include <sstream>

#include "paper/formats/child.h"
#include "paper/formats/formats.h"

namespace luodi::paper {

Result<Extracted> text_of_old_word(std::string_view bytes, std::size_t most_bytes) {
  // An encrypted docx is an OLE file with this stream ([MS-OFFCRYPTO] 2.3.4.4), named in UTF-16.
  static constexpr std::string_view kEncrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  if (bytes.find(kEncrypted) != std::string_view::npos)
    return fail(ErrorCode::unusable, "doc", "paper.encrypted", "the file is encrypted; take the password off and bring it again");
  static constexpr std::string_view kWorkbook("W\0o\0r\0k\0b\0o\0o\0k\0", 16);
  if (bytes.find(kWorkbook) != std::string_view::npos)
    return fail(ErrorCode::unusable, "doc", "paper.not_a_paper",
                "this is a spreadsheet; bring the paper as docx, pdf, html or txt");
  const TemporaryFile file(bytes, "paper.doc");
  ChildLimits limits;
  limits.seconds = 60;
  limits.memory = std::size_t{4} << 30U;
  auto ran = run_child({"soffice", "--headless", "-env:UserInstallation=file://" + file.folder() + "/profile", "--convert-to",
                        "docx:MS Word 2007 XML", "--outdir", file.folder(), file.path()},
                       limits);
  if (!ran)
    return fail(
        ErrorCode::unusable, "doc", "paper.old_word",
        "old Word and WPS files need LibreOffice, which is not installed here; save the paper as docx and bring it again");
  // As docx and not as text: a mark of secrecy may stand in the head of the page.
  std::ifstream converted(file.folder() + "/paper.docx", std::ios::binary);
  std::stringstream made;
  made << converted.rdbuf();
  if (ran->status != 0 || made.str().empty())
    return fail(ErrorCode::unusable, "doc", "paper.broken", "the file cannot be converted; save it as docx and bring it again");
  auto text = text_of_docx(made.str(), most_bytes);
  if (text) text->format = "doc";
  return text;
}

}  // namespace luodi::paper
