// See open.h.
#include "paper/open.h"

#include <algorithm>

#include "paper/codec.h"
#include "paper/formats/formats.h"
#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

bool begins(std::string_view bytes, std::string_view with) {
  return bytes.substr(0, with.size()) == with;
}

bool looks_like_html(std::string_view bytes) {
  std::string head(bytes.substr(0, 2048));
  std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos || head[first] != '<') return false;
  return head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos ||
         head.find("<head") != std::string::npos || head.find("<body") != std::string::npos ||
         head.find("<meta") != std::string::npos || head.find("<div") != std::string::npos ||
         head.find("<p") != std::string::npos;
}

bool is_binary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  const auto controls = static_cast<std::size_t>(
      std::count_if(head.begin(), head.end(), [](char c) { return (c > 0 && c < 9) || (c > 13 && c < 27); }));
  return controls * 20 > head.size() || (zeros != 0 && zeros * 4 < head.size());
}

tl::unexpected<Error> marked() {
  return fail(ErrorCode::unusable, "paper", "paper.marked", "the paper bears a mark of secrecy; it must not be processed here");
}

/// The form marks are compared in: Simplified, digits and letters narrow, no spaces.
char32_t plain(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  return Lexicon::get().simplified(c);
}

constexpr std::u32string_view kMarks[] = {U"绝密", U"机密", U"秘密"};
constexpr std::size_t kMarkedLine = 60;  // characters of a line that can be a title with a mark

/// A mark's line without what else such a line bears: copy number, urgency, term.
std::u32string without_labels(std::u32string_view part) {
  std::u32string out(part);
  for (const std::u32string_view word : {U"国家秘密", U"保密期限", U"紧急程度", U"份号", U"密级", U"编号", U"特急", U"加急",
                                         U"急件", U"特提", U"平急", U"国家", U"内部", U"长期", U"启用前", U"No", U"文件"})
    for (std::size_t at = out.find(word); at != std::u32string::npos; at = out.find(word, at)) out.erase(at, word.size());
  return out;
}

/// Digits and marks alone: what may stand around a mark of secrecy.
bool is_bare(std::u32string_view part) {
  const std::u32string rest = without_labels(part);
  return std::all_of(rest.begin(), rest.end(), [](char32_t c) {
    return (c >= U'0' && c <= U'9') ||
           std::u32string_view(U"★☆*▲△·•-—级年月日天一二三四五六七八九十个【】[]()〔〕第号:,.、/").find(c) !=
               std::u32string_view::npos;
  });
}

/// A mark in brackets at the start or the end of a title: 【机密】会议纪要, 会议纪要(机密).
bool is_bracketed(std::u32string_view line, std::u32string_view mark) {
  const auto closes = [](char32_t c) { return c == U')' || c == U'】' || c == U']' || c == U'〕'; };
  const auto opens = [](char32_t c) { return c == U'(' || c == U'【' || c == U'[' || c == U'〔'; };
  const std::size_t at = line.find(mark);
  if (at == 0 || at == std::u32string_view::npos || !opens(line[at - 1])) return false;
  std::size_t close = at + mark.size();
  while (close < line.size() && !closes(line[close]) && close < at + 10) ++close;
  if (close >= line.size() || !closes(line[close]) || !is_bare(line.substr(at + mark.size(), close - at - mark.size())))
    return false;
  return at == 1 || close + 1 == line.size();
}

/// A mended paper, unless the mark shows in the mended text (a garbled mark is one too).
Result<Mended> unless_marked(Result<Mended> mended, std::u32string_view around) {
  if (!mended) return mended;
  if (is_marked_secret(to_utf32(std::string_view(mended->text).substr(0, 8192))) || is_marked_secret(around)) return marked();
  return mended;
}

}  // namespace

bool is_marked_secret(std::u32string_view text) {
  std::size_t lines = 0;
  std::u32string spread;  // single characters on lines of their own: 秘 / 密
  for (std::size_t at = 0; at < text.size() && lines < 20;) {
    const std::size_t end = std::min(text.find(U'\n', at), text.size());
    std::u32string line;
    for (const char32_t c : text.substr(at, end - at))
      if (c != U' ' && c != U'　' && c != U'\t' && c != U'\r' && c != 0xFEFF && c != 0xA0) line.push_back(plain(c));
    at = end + 1;
    if (line.empty()) continue;
    ++lines;
    spread = line.size() == 1 ? spread + line : std::u32string();
    for (const std::u32string_view mark : kMarks)
      if (spread == mark || line.find(std::u32string(mark) + U"级国家秘密") != std::u32string::npos) return true;
    // A mark with its star, whatever shares the line: "文件编号：…　　机密★10年".
    for (const std::u32string_view mark : kMarks)
      for (std::size_t found = line.find(mark); found != std::u32string::npos; found = line.find(mark, found + 1))
        if (const std::size_t star = found + mark.size(); star < line.size() && (line[star] == U'★' || line[star] == U'☆'))
          return true;
    if (line.size() > kMarkedLine) continue;
    for (const std::u32string_view mark : kMarks)
      for (std::size_t found = line.find(mark); found != std::u32string::npos; found = line.find(mark, found + 1))
        if (is_bracketed(line, mark) || (is_bare(std::u32string_view(line).substr(0, found)) &&
                                         is_bare(std::u32string_view(line).substr(found + mark.size()))))
          return true;
  }
  return false;
}

Result<Mended> open_paper(std::string_view bytes, const OpenOptions& options) {
  if (bytes.empty()) return fail(ErrorCode::unusable, "paper", "paper.empty", "the file is empty; bring the paper itself");
  if (bytes.size() > options.most_bytes)
    return fail(ErrorCode::too_large, "paper", "paper.too_large",
                "the file has " + std::to_string(bytes.size() >> 20U) + " MB, the limit is " +
                    std::to_string(options.most_bytes >> 20U) + " MB");
  MendOptions mending;
  mending.keep_script = options.keep_script;
  mending.details = options.details;
  Result<Extracted> extracted = Extracted{};
  if (begins(bytes, "%PDF-")) {
    extracted = text_of_pdf(bytes);
  } else if (begins(bytes, "PK\x03\x04")) {
    extracted = text_of_docx(bytes, options.most_bytes);
  } else if (begins(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") || begins(bytes, "{\\rtf")) {
    extracted = text_of_old_word(bytes, options.most_bytes);
  } else if (looks_like_html(bytes)) {
    extracted = text_of_html(bytes);
  } else if (is_binary(bytes) && decode_text(bytes).encoding.rfind("UTF-16", 0) != 0) {
    return fail(ErrorCode::unusable, "paper", "paper.not_a_paper", "this is no paper: bring txt, html, docx, pdf, doc or wps");
  } else {
    if (bytes.find('\0') != std::string_view::npos && decode_text(bytes).encoding.rfind("UTF-16", 0) != 0)
      return fail(ErrorCode::unusable, "paper", "paper.not_a_paper",
                  "the file holds zero bytes; bring the paper as txt, html, docx or pdf");
    return unless_marked(mend(bytes, mending), {});
  }
  if (!extracted) return tl::unexpected(extracted.error());
  if (is_marked_secret(extracted->text) || is_marked_secret(extracted->around)) return marked();
  return unless_marked(mend_text(std::move(extracted->text), extracted->format, mending), {});
}

}  // namespace luodi::paper
