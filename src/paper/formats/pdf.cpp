// See formats.h. poppler as a library is GPL and would run strangers' files in our process; pdftotext runs beside it.
#include <algorithm>
#include <vector>

#include "paper/formats/child.h"
#include "paper/formats/formats.h"
#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

bool is_page_number(std::u32string_view line) {
  std::size_t digits = 0;
  for (const char32_t c : line) {
    if (c >= U'0' && c <= U'9')
      ++digits;
    else if (std::u32string_view(U"-—－·– 第页共/／　").find(c) == std::u32string_view::npos)
      return false;
  }
  return digits >= 1 && digits <= 6 && line.size() <= 14;
}

bool ends_paragraph(char32_t c) {
  return std::u32string_view(U"。！？：；!?:;”》）)】").find(c) != std::u32string_view::npos;
}

bool starts_paragraph(std::u32string_view line) {
  if (line.size() < 2) return false;
  if (line[0] == U'　') return true;
  static constexpr std::u32string_view kTens = U"一二三四五六七八九十";
  if (kTens.find(line[0]) != std::u32string_view::npos &&
      (line[1] == U'、' || line[1] == U'是' || (line.size() > 2 && line[2] == U'、')))
    return true;
  return (line[0] == U'（' || line[0] == U'(') && kTens.find(line[1]) != std::u32string_view::npos;
}

}  // namespace

std::u32string join_wrapped_lines(std::u32string_view text) {
  std::vector<std::u32string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(U"\n\f", at), text.size());
    std::u32string line(text.substr(at, end - at));
    while (!line.empty() && (line.back() == U' ' || line.back() == U'\r')) line.pop_back();
    while (!line.empty() && line.front() == U' ') line.erase(0, 1);
    if (!is_page_number(line) || line.empty()) lines.push_back(line);
    at = end + 1;
  }
  std::vector<std::size_t> sizes;
  for (const auto& l : lines)
    if (l.size() > 8) sizes.push_back(l.size());
  std::sort(sizes.begin(), sizes.end());
  const std::size_t full = sizes.empty() ? 0 : sizes[sizes.size() * 3 / 4];
  std::u32string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += lines[i];
    if (i + 1 == lines.size()) break;
    // A full line without a final mark goes on in the next; a heading or a short line does not.
    std::size_t next = i + 1;
    const bool gap = lines[next].empty();
    const bool wrapped = !lines[i].empty() && !gap && lines[i].size() * 10 >= full * 8 && !starts_paragraph(lines[next]) &&
                         !ends_paragraph(lines[i].back());
    if (!wrapped) out += U'\n';
  }
  while (!out.empty() && out.back() == U'\n') out.pop_back();
  out += U'\n';
  return out;
}

Result<Extracted> text_of_pdf(std::string_view bytes) {
  const TemporaryFile file(bytes, "paper.pdf");
  auto ran = run_child({"pdftotext", "-raw", "-enc", "UTF-8", "-nopgbrk", file.path(), "-"}, {});
  if (!ran)
    return fail(ErrorCode::unusable, "pdf", "paper.no_pdf_reader",
                "pdftotext is not installed here; bring the paper as docx, html or txt");
  if (ran->err.find("Incorrect password") != std::string::npos || ran->err.find("encrypted") != std::string::npos)
    return fail(ErrorCode::unusable, "pdf", "paper.encrypted", "the file is encrypted; take the password off and bring it again");
  if (ran->status != 0)
    return fail(ErrorCode::unusable, "pdf", "paper.broken",
                "the PDF cannot be read; print it to PDF again, or bring it as docx or txt");
  const std::u32string text = to_utf32(ran->out);
  if (std::none_of(text.begin(), text.end(), is_han))
    return fail(ErrorCode::unusable, "pdf", "paper.scanned",
                "the PDF is a scan without text; recognise its text first (OCR), or bring the Word file");
  return Extracted{join_wrapped_lines(text), "pdf"};
}

}  // namespace luodi::paper
