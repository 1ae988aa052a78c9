// Formats: text out of HTML, docx, PDF and old Word files. Each reads a stranger's file: sizes are bounded, nothing is run.
#pragma once

#include <string>
#include <string_view>

#include "luodi/values/error.h"

namespace luodi::paper {

struct Extracted {
  std::u32string text;
  std::string format;       ///< named as the encoding of the report: "docx", "pdf", "html (GB18030)"
  std::u32string around{};  ///< what the file says outside the text (headers, the page around an article); marks may stand there
};

/// The article of a page: title, publication line, paragraphs; without navigation, sharing, counters and links.
Result<Extracted> text_of_html(std::string_view bytes);

/// Paragraphs of word/document.xml. Refuses encrypted archives, archives that unpack beyond `most_bytes` times four, a
/// hundredfold or to over 1 MB of text and two and a half times what they pack it into, and archives that are no Word file.
Result<Extracted> text_of_docx(std::string_view bytes, std::size_t most_bytes);

/// Text of a PDF by pdftotext as a limited child process with where its lines stand (pdf_layout.h).
Result<Extracted> text_of_pdf(std::string_view bytes);

/// doc, wps and rtf by LibreOffice where it is installed, else refused with the way out.
Result<Extracted> text_of_old_word(std::string_view bytes, std::size_t most_bytes);

}  // namespace luodi::paper
