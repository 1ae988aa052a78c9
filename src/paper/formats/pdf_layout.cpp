// See pdf_layout.h. Lengths are points (1/72 inch), y downwards.
#include "paper/formats/pdf_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <tuple>
#include <vector>

#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

constexpr double kFull = 1.6;             // a line that ends this near the right margin is full, in widths of a Han character
constexpr double kSetIn = 1.2;            // ... and one that begins this far from the left margin is set in
constexpr double kWideGap = 0.6;          // a gap wider than this is a space
constexpr double kFarBelow = 1.5;         // heights of a line between two that belong to different paragraphs
constexpr double kLatinWidth = 0.55;      // of a Han character's
constexpr std::size_t kLong = 10;         // characters of a line that counts for the margins
constexpr int kOften = 6;                 // a place where lines begin counts if a sixth as many do as at the commonest
constexpr std::size_t kEdge = 2;          // lines at either end of a page that may run through the paper
constexpr double kSamePlace = 6;          // points: a step of the grid in which running lines stand at one height
constexpr std::size_t kLeastRunning = 3;  // Han characters of a running line; fewer may begin two pages by chance

struct TextLine {
  double left = 0, right = 0, top = 0, bottom = 0;
  std::u32string text;
};

struct Page {
  std::vector<TextLine> lines;
  double left = 0, right = 0, em = 12;  // em: width of a Han character
};

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

bool is_latin(char32_t c) {
  return c > 0x20 && c < 0x250;
}

/// Width of a Han character: the median over words of nothing else.
double han_width(const pugi::xml_node& page) {
  std::vector<double> widths;
  for (const auto& found : page.select_nodes(".//word")) {
    const std::u32string text = to_utf32(found.node().text().get());
    if (text.size() < 2 || !std::all_of(text.begin(), text.end(), is_han)) continue;
    widths.push_back((found.node().attribute("xMax").as_double() - found.node().attribute("xMin").as_double()) /
                     static_cast<double>(text.size()));
  }
  if (widths.empty()) return 12;
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
  return widths[widths.size() / 2];
}

TextLine line_of(const pugi::xml_node& node, double em) {
  TextLine line{node.attribute("xMin").as_double(),
                node.attribute("xMax").as_double(),
                node.attribute("yMin").as_double(),
                node.attribute("yMax").as_double(),
                {}};
  double end = line.left;
  for (const pugi::xml_node& word : node.children("word")) {
    const std::u32string text = to_utf32(word.text().get());
    const double begin = word.attribute("xMin").as_double();
    if (text.empty()) continue;
    const bool latin = !line.text.empty() && is_latin(line.text.back()) && is_latin(text.front());
    if (!line.text.empty() && (latin || begin - end > kWideGap * em)) line.text += U' ';
    line.text += text;
    end = word.attribute("xMax").as_double();
  }
  return line;
}

bool may_hang(char32_t c) {
  return std::u32string_view(U"，。、；：！？）》”」").find(c) != std::u32string_view::npos;
}

/// The margins: where long lines begin, and how far they reach.
void find_margins(Page& page) {
  std::map<long, int> begins;
  std::vector<double> ends;
  for (const TextLine& l : page.lines) {
    if (l.text.size() < kLong) continue;
    ++begins[static_cast<long>(l.left / 2)];
    ends.push_back(l.right - (may_hang(l.text.back()) ? page.em : 0));  // a mark may stand beyond the margin
  }
  if (ends.empty()) return;
  // Where paragraphs are short most lines begin set in: the margin is the leftmost place where several do.
  const auto most =
      std::max_element(begins.begin(), begins.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto leftmost =
      std::find_if(begins.begin(), begins.end(), [&](const auto& at) { return at.second * kOften >= most->second; });
  page.left = static_cast<double>(leftmost->first) * 2;
  std::sort(ends.begin(), ends.end());
  page.right = ends[ends.size() * 9 / 10];
}

bool ends_sentence(char32_t c) {
  return std::u32string_view(U"。！？：；").find(c) != std::u32string_view::npos;
}

bool begins_point(std::u32string_view line) {
  static constexpr std::u32string_view kTens = U"一二三四五六七八九十";
  if (line.size() < 2) return false;
  if (kTens.find(line[0]) != std::u32string_view::npos && (line[1] == U'、' || (line.size() > 2 && line[2] == U'、')))
    return true;
  return (line[0] == U'（' || line[0] == U'(') && kTens.find(line[1]) != std::u32string_view::npos;
}

/// The width of what begins a line and could not stay on the line before, which it left short: "2026" moves whole, no line
/// ends on an opening bracket, and a character goes along with the mark that may not begin a line.
double kept_together(const TextLine& next, double em) {
  std::size_t run = 0;
  while (run < next.text.size() && is_latin(next.text[run])) ++run;
  if (run >= 2) return static_cast<double>(run) * kLatinWidth * em;
  const bool opens = std::u32string_view(U"（《“「").find(next.text[0]) != std::u32string_view::npos;
  return opens || (next.text.size() > 1 && may_hang(next.text[1])) ? em : 0;
}

/// True if the paragraph of `line` goes on in `next`.
bool goes_on(const Page& page, const TextLine& line, const Page& next_page, const TextLine& next) {
  const double em = next_page.em;
  if (line.text.size() < kLong || line.right + kept_together(next, em) < page.right - kFull * em) return false;
  if (next.left > next_page.left + kSetIn * em) return false;
  if (&page == &next_page && next.top - line.bottom > kFarBelow * (line.bottom - line.top)) return false;
  return !(ends_sentence(line.text.back()) && begins_point(next.text));
}

Page page_of(std::string_view xml) {
  Page page;
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return page;
  page.em = han_width(document);
  for (const auto& found : document.select_nodes(".//line")) {
    TextLine line = line_of(found.node(), page.em);
    if (!line.text.empty() && !is_page_number(line.text)) page.lines.push_back(std::move(line));
  }
  return page;
}

/// A line without what changes from page to page: numbers and blanks. "" where too little is left.
std::u32string running_words(std::u32string_view line) {
  std::u32string out;
  for (const char32_t c : line)
    if (!(c >= U'0' && c <= U'9') && c != U' ' && c != U'　') out += c;
  return std::count_if(out.begin(), out.end(), is_han) >= static_cast<std::ptrdiff_t>(kLeastRunning) ? out : std::u32string();
}

enum class Edge : std::uint8_t { none, head, foot };
Edge edge_of(const Page& page, std::size_t i) {
  return i < kEdge ? Edge::head : i + kEdge >= page.lines.size() ? Edge::foot : Edge::none;
}

/// Words at a height of the page. Heights are counted in two grids that lie half a step apart: whatever side of a border of the
/// one a line falls on, in the other its neighbours stand with it.
using Place = std::tuple<std::u32string, int, long>;
std::array<Place, 2> places_of(const TextLine& line) {
  std::u32string words = running_words(line.text);
  const double steps = line.top / kSamePlace;
  return {Place{words, 0, std::lround(steps)}, Place{words, 1, std::lround(steps + 0.5)}};
}
struct Shown {
  std::size_t pages = 0, first = 0, last = 0;
};

/// Heads and feet: what stands at the same place of every page, or of three, in the same words. The first head and the last foot
/// are kept, for they may name the meeting or who issued the paper, and part no paragraph there; refused are lines that two of
/// many pages share, which are text.
void drop_running_lines(std::vector<Page>& pages) {
  const std::size_t needed = std::min<std::size_t>(3, pages.size());
  if (needed < 2) return;
  std::map<Place, Shown> shown;
  for (std::size_t p = 0; p < pages.size(); ++p)
    for (std::size_t i = 0; i < pages[p].lines.size(); ++i) {
      if (edge_of(pages[p], i) == Edge::none) continue;
      for (Place& place : places_of(pages[p].lines[i])) {
        if (std::get<0>(place).empty()) continue;
        Shown& one = shown.try_emplace(std::move(place), Shown{0, p, p}).first->second;
        ++one.pages, one.last = p;
      }
    }
  const auto repeats = [&](std::size_t p, const TextLine& line, Edge edge) {
    const auto places = places_of(line);
    return edge != Edge::none && std::any_of(places.begin(), places.end(), [&](const Place& place) {
             const auto found = shown.find(place);
             if (found == shown.end() || found->second.pages < needed) return false;
             return p != (edge == Edge::head ? found->second.first : found->second.last);
           });
  };
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<TextLine> lines;
    for (std::size_t i = 0; i < pages[p].lines.size(); ++i)
      if (!repeats(p, pages[p].lines[i], edge_of(pages[p], i))) lines.push_back(pages[p].lines[i]);
    pages[p].lines = std::move(lines);
  }
}

}  // namespace

std::u32string text_of_layout(std::string_view xml) {
  std::vector<Page> pages;
  for (std::size_t at = xml.find("<page"); at != std::string_view::npos; at = xml.find("<page", at + 1)) {
    const std::size_t end = xml.find("</page>", at);
    if (end == std::string_view::npos) break;
    pages.push_back(page_of(xml.substr(at, end + 7 - at)));
  }
  std::erase_if(pages, [](const Page& page) { return page.lines.empty(); });
  drop_running_lines(pages);
  std::u32string out;
  const Page* before = nullptr;  // the page of the last line written
  for (Page& page : pages) {
    if (before != nullptr) page.left = before->left, page.right = before->right;  // a last page of a few words has none
    find_margins(page);
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      const TextLine& line = page.lines[i];
      if (before != nullptr) {
        const TextLine& last = i == 0 ? before->lines.back() : page.lines[i - 1];
        if (!goes_on(*before, last, page, line))
          out += U'\n';
        else if (is_latin(out.back()) && is_latin(line.text.front()))
          out += U' ';
      }
      out += line.text;
      before = &page;
    }
  }
  out += U'\n';
  return out;
}

}  // namespace luodi::paper
