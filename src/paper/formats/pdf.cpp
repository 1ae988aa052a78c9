// See formats.h. poppler as a library is GPL and would run strangers' files in our process; pdftotext runs beside it.
#include <algorithm>

#include "paper/formats/child.h"
#include "paper/formats/formats.h"
#include "paper/formats/pdf_layout.h"
#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

/// What reading a PDF may take by its size. 41 pages of text in 0.3 MB take pdftotext 0.15 s, 11 MB and an answer of 0.9 MB; a
/// small file can be made to unpack to minutes of drawing and gigabytes of words.
ChildLimits limits_of(std::size_t bytes) {
  constexpr std::size_t kMegabyte = 1U << 20U;
  ChildLimits limits;
  limits.milliseconds = static_cast<int>(std::min<std::size_t>(30, std::max<std::size_t>(1, bytes / kMegabyte)) * 600);
  limits.memory = std::min(limits.memory, 48 * kMegabyte + 16 * bytes);
  limits.output = std::min(limits.output, 4 * kMegabyte + 10 * bytes);
  return limits;
}

}  // namespace

Result<Extracted> text_of_pdf(std::string_view bytes) {
  const TemporaryFile file(bytes, "paper.pdf");
  auto ran = run_child({"pdftotext", "-bbox-layout", "-enc", "UTF-8", file.path(), "-"}, limits_of(bytes.size()));
  if (!ran)
    return fail(ErrorCode::unusable, "pdf", "paper.no_pdf_reader",
                "pdftotext is not installed here; bring the paper as docx, html or txt");
  if (ran->err.find("Incorrect password") != std::string::npos || ran->err.find("encrypted") != std::string::npos)
    return fail(ErrorCode::unusable, "pdf", "paper.encrypted", "the file is encrypted; take the password off and bring it again");
  if (ran->limited || ran->err.find("Out of memory") != std::string::npos)
    return fail(
        ErrorCode::unusable, "pdf", "paper.too_dear",
        "reading this PDF takes more time or room than its size allows; print it to PDF again, or bring it as docx or txt");
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
