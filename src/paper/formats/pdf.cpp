// See formats.h. poppler as a library is GPL and would run strangers' files in our process; pdftotext runs beside it.
#include <algorithm>

#include "paper/formats/child.h"
#include "paper/formats/formats.h"
#include "paper/formats/pdf_layout.h"
#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
Result<Extracted> text_of_pdf(std::string_view bytes) {
  const TemporaryFile file(bytes, "paper.pdf");
  auto ran = run_child({"pdftotext", "-bbox-layout", "-enc", "UTF-8", file.path(), "-"}, {});
  if (!ran)
    return fail(ErrorCode::unusable, "pdf", "paper.no_pdf_reader",
                "pdftotext is not installed here; bring the paper as docx, html or txt");
  if (ran->err.find("Incorrect password") != std::string::npos || ran->err.find("encrypted") != std::string::npos)
    return fail(ErrorCode::unusable, "pdf", "paper.encrypted", "the file is encrypted; take the password off and bring it again");
  if (ran->status != 0)
    return fail(ErrorCode::unusable, "pdf", "paper.broken",
                "the PDF cannot be read; print it to PDF again, or bring it as docx or txt");
  std::u32string text = text_of_layout(ran->out);
  if (std::none_of(text.begin(), text.end(), is_han))
    return fail(ErrorCode::unusable, "pdf", "paper.scanned",
                "the PDF is a scan without text; recognise its text first (OCR), or bring the Word file");
  return Extracted{std::move(text), "pdf"};
}

}  // namespace luodi::paper
