// Lines of a PDF page put back into paragraphs by where they stand: a line that reaches the right margin goes on in the
// next, unless that one is set in. Marks say little: a full line may end on 。 in the middle of a paragraph.
#pragma once

#include <string>
#include <string_view>

namespace luodi::paper {

/// Text of pdftotext's -bbox-layout output: paragraphs a line each, page numbers dropped, the thin spaces that
/// typesetting puts between Han characters and digits taken out.
std::u32string text_of_layout(std::string_view xml);

}  // namespace luodi::paper
