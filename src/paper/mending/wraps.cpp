// See wraps.h.
#include "paper/mending/wraps.h"

#include <algorithm>
#include <vector>

#include "paper/lexicon.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kLong = 20;       // characters of a line that may be full
constexpr std::size_t kLongBytes = 60;  // the same in UTF-8
constexpr std::u32string_view kPause = U"，,。；;";

bool is_blank(char32_t c) {
  return c == U' ' || c == U'　' || c == U'\t' || c == 0xA0;
}

struct Line {
  std::size_t begin = 0, end = 0;  // of its cells, without the line end
  bool set_in = false;
};

std::vector<Line> lines_of(const Text& text) {
  std::vector<Line> out;
  for (std::size_t at = 0; at < text.size();) {
    Line l{at, at, false};
    while (l.end < text.size() && text[l.end].c != U'\n') ++l.end;
    std::size_t blanks = 0;
    while (l.begin + blanks < l.end && is_blank(text[l.begin + blanks].c)) ++blanks;
    l.set_in = blanks >= 2 || (blanks == 1 && text[l.begin].c == U'　');
    if (l.begin + blanks == l.end) l.end = l.begin;  // nothing but blanks
    out.push_back(l);
    at = l.end;
    while (at < text.size() && text[at].c != U'\n') ++at;
    ++at;
  }
  return out;
}

/// A line that ends inside a sentence: long, with a pause in it, and no mark that closes anything at its end.
bool ends_inside(const Text& text, const Line& l) {
  if (l.end - l.begin < kLong) return false;
  const char32_t last = text[l.end - 1].c;
  const bool inside = is_han(last) || (last >= U'0' && last <= U'9') || last == U'，' || last == U',' || last == U'、';
  return inside &&
         std::any_of(text.begin() + static_cast<std::ptrdiff_t>(l.begin), text.begin() + static_cast<std::ptrdiff_t>(l.end),
                     [](const Cell& c) { return kPause.find(c.c) != std::u32string_view::npos; });
}

}  // namespace

void undo_wraps(Text& text) {
  const std::vector<Line> lines = lines_of(text);
  std::vector<std::size_t> breaks;  // cells of line ends that go
  bool set_in = false;              // whether the paragraph that runs began set in
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line &l = lines[i], &next = lines[i + 1];
    if (l.set_in) set_in = true;
    const bool goes_on =
        set_in && l.end > l.begin && next.end > next.begin && !next.set_in && is_han(text[next.begin].c) && ends_inside(text, l);
    if (goes_on)
      breaks.push_back(l.end);
    else
      set_in = false;
  }
  if (breaks.empty()) return;
  Text out;
  out.reserve(text.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (next == breaks.size() || i != breaks[next]) {
      out.push_back(text[i]);
      continue;
    }
    ++next;
    out.back().end = text[i].end;
    if (out.back().how == Damage::none) out.back().how = Damage::line_break, out.back().sure = Sure::chosen;
  }
  text = std::move(out);
}

namespace {

/// A line of UTF-8 that begins set in, as Line::set_in says.
bool begins_set_in(std::string_view line) {
  constexpr std::string_view kWide = "　", kHard = "\u00A0";
  if (line.starts_with(kWide)) return true;
  std::size_t blanks = 0;
  while (blanks < 2 && !line.empty()) {
    const std::size_t n = line[0] == ' ' || line[0] == '\t' ? 1
                          : line.starts_with(kHard)         ? kHard.size()
                          : line.starts_with(kWide)         ? kWide.size()
                                                            : 0;
    if (n == 0) break;
    line.remove_prefix(n);
    ++blanks;
  }
  return blanks == 2;
}

bool has_pause(std::string_view line) {
  for (const std::string_view pause : {"，", ",", "。", "；", ";"})
    if (line.find(pause) != std::string_view::npos) return true;
  return false;
}

}  // namespace

bool may_be_wrapped(std::string_view bytes) {
  std::size_t begin = 0;
  for (std::size_t end = bytes.find('\n'); end != std::string_view::npos; begin = end + 1, end = bytes.find('\n', begin)) {
    if (end - begin < kLongBytes || end + 3 >= bytes.size()) continue;
    const auto next = static_cast<unsigned char>(bytes[end + 1]);
    const bool to_han = next >= 0xE4 && next <= 0xE9;
    const std::string_view last = bytes.substr(end - 3, 3);
    const auto lead = static_cast<unsigned char>(last[0]);
    const bool inside =
        (lead >= 0xE4 && lead <= 0xE9) || last == "，" || last == "、" || (last[2] >= '0' && last[2] <= '9') || last[2] == ',';
    // The first of the lines that belong together begins set in, so one look at each line is enough. A heading of a clean text
    // ends without a mark too; it is no reason to take the text apart.
    const std::string_view line = bytes.substr(begin, end - begin);
    if (to_han && inside && begins_set_in(line) && has_pause(line)) return true;
  }
  return false;
}

}  // namespace luodi::paper
