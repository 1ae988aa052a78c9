// See formats.h. Which part of a page is the article: the element whose own paragraphs hold the most Han text, links and
// furniture counted against it.
#include <gumbo.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <vector>

#include "paper/codec.h"
#include "paper/formats/formats.h"
#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

constexpr int kDeepest = 400;  // nesting beyond this is no article
constexpr std::size_t kMostNesting = 2000;

bool is_skipped(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_HEAD: return true;
    default: return false;
  }
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TD: return true;
    default: return false;
  }
}

/// Class and id words that mark what surrounds an article.
bool is_around(const GumboElement& e) {
  for (const char* name : {"class", "id"}) {
    const GumboAttribute* a = gumbo_get_attribute(&e.attributes, name);
    if (a == nullptr) continue;
    std::string v(a->value);
    std::transform(v.begin(), v.end(), v.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const char* word : {"share", "bdshare", "nav", "footer", "crumb", "position", "related", "print", "qrcode", "sidebar",
                             "copyright", "prenext", "toolbar", "header", "menu"})
      if (v.find(word) != std::string::npos) return true;
  }
  return false;
}

struct Weight {
  std::size_t han = 0, linked = 0;
};

struct Best {
  const GumboNode* node = nullptr;
  long score = 0;
};

/// Han characters below a node; the best article candidate on the way.
Weight weigh(const GumboNode* node, bool in_link, int depth, Best& best) {
  Weight w;
  if (depth > kDeepest) return w;
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
    for (const char32_t c : to_utf32(node->v.text.text)) w.han += is_han(c) ? 1 : 0;
    if (in_link) w.linked = w.han;
    return w;
  }
  if (node->type != GUMBO_NODE_ELEMENT || is_skipped(node->v.element.tag) || is_around(node->v.element)) return w;
  const bool link = in_link || node->v.element.tag == GUMBO_TAG_A;
  std::size_t own = 0, largest = 0;
  for (unsigned i = 0; i < node->v.element.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(node->v.element.children.data[i]);
    const Weight part = weigh(child, link, depth + 1, best);
    w.han += part.han;
    w.linked += part.linked;
    largest = std::max(largest, part.han);
    own += part.han;
  }
  // A parent that adds little to one child is only a wrapper: the child stays the better answer.
  const long score = static_cast<long>(w.han) - 3 * static_cast<long>(w.linked);
  const bool wraps = largest * 100 > own * 92;
  if (score > best.score * 108 / 100 || (score > best.score && !wraps)) best = {node, score};
  return w;
}

void collect(const GumboNode* node, std::string& out, int depth) {
  if (depth > kDeepest) return;
  switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      for (const char* p = node->v.text.text; *p != '\0'; ++p) {
        const bool space = *p == '\n' || *p == '\r' || *p == '\t';
        if (!space)
          out += *p;
        else if (!out.empty() && out.back() != '\n' && out.back() != ' ')
          out += ' ';
      }
      return;
    case GUMBO_NODE_ELEMENT: break;
    default: return;
  }
  const GumboElement& e = node->v.element;
  if (is_skipped(e.tag) || is_around(e)) return;
  if (e.tag == GUMBO_TAG_BR) {
    out += '\n';
    return;
  }
  const bool block = is_block(e.tag);
  if (block && !out.empty() && out.back() != '\n') out += '\n';
  for (unsigned i = 0; i < e.children.length; ++i) collect(static_cast<const GumboNode*>(e.children.data[i]), out, depth + 1);
  if (block && !out.empty() && out.back() != '\n') out += '\n';
}

/// Every text of the page, what surrounds the article too.
void collect_all(const GumboNode* node, std::string& out, int depth) {
  if (depth > kDeepest) return;
  if (node->type == GUMBO_NODE_TEXT) {
    out += node->v.text.text;
  } else if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_DOCUMENT) {
    const bool element = node->type == GUMBO_NODE_ELEMENT;
    if (element && (node->v.element.tag == GUMBO_TAG_SCRIPT || node->v.element.tag == GUMBO_TAG_STYLE)) return;
    const GumboVector& children = element ? node->v.element.children : node->v.document.children;
    if (element && is_block(node->v.element.tag)) out += '\n';
    for (unsigned i = 0; i < children.length; ++i) collect_all(static_cast<const GumboNode*>(children.data[i]), out, depth + 1);
    if (element && is_block(node->v.element.tag)) out += '\n';
  }
}

struct Head {
  std::string title, published;
};

void read_head(const GumboNode* node, Head& head, int depth) {
  if (node->type != GUMBO_NODE_ELEMENT || depth > 60) return;
  const GumboElement& e = node->v.element;
  if (e.tag == GUMBO_TAG_META) {
    const GumboAttribute* name = gumbo_get_attribute(&e.attributes, "name");
    const GumboAttribute* content = gumbo_get_attribute(&e.attributes, "content");
    if (name != nullptr && content != nullptr) {
      std::string n(name->value);
      std::transform(n.begin(), n.end(), n.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      if (n == "pubdate" || n == "publishdate" || n == "article:published_time") head.published = content->value;
      if (n == "articletitle") head.title = content->value;
    }
  }
  if ((e.tag == GUMBO_TAG_H1 || (e.tag == GUMBO_TAG_TITLE && head.title.empty())) && e.children.length > 0) {
    std::string text;
    for (unsigned i = 0; i < e.children.length; ++i) collect(static_cast<const GumboNode*>(e.children.data[i]), text, depth + 1);
    // "标题_某县人民政府": the site's name behind _ or - is not the title.
    const std::size_t cut = e.tag == GUMBO_TAG_TITLE ? text.find_first_of("_|") : std::string::npos;
    if (!text.empty()) head.title = text.substr(0, cut);
  }
  for (unsigned i = 0; i < e.children.length; ++i) read_head(static_cast<const GumboNode*>(e.children.data[i]), head, depth + 1);
}

std::string trimmed_lines(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    const std::size_t first = line.find_first_not_of(" \t");
    const std::size_t last = line.find_last_not_of(" \t");
    if (first != std::string::npos) out += line.substr(first, last - first + 1) + '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace

namespace {

/// Deepest nesting of elements, counted roughly: the parser's work grows with the square of it.
std::size_t nesting_of(std::string_view html) {
  std::size_t depth = 0, deepest = 0;
  for (std::size_t i = html.find('<'); i != std::string_view::npos && i + 1 < html.size(); i = html.find('<', i + 1)) {
    static constexpr std::string_view kVoid[] = {"br", "hr", "img", "input", "meta", "link",
                                                 "p",  "li", "td",  "tr",    "th",   "option"};
    if (html[i + 1] == '/') {
      depth -= depth > 0 ? 1 : 0;
    } else if (std::isalpha(static_cast<unsigned char>(html[i + 1])) != 0) {
      std::size_t end = i + 1;
      while (end < html.size() && std::isalnum(static_cast<unsigned char>(html[end])) != 0 && end - i < 12) ++end;
      std::string name(html.substr(i + 1, end - i - 1));
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      if (std::find(std::begin(kVoid), std::end(kVoid), name) == std::end(kVoid)) deepest = std::max(deepest, ++depth);
    }
  }
  return deepest;
}

}  // namespace

Result<Extracted> text_of_html(std::string_view bytes) {
  const Decoded decoded = decode_text(bytes);
  const std::string utf8 = to_utf8(decoded.text);
  if (nesting_of(utf8) > kMostNesting)
    return fail(ErrorCode::unusable, "html", "paper.broken", "the page is nested too deep to be an article; paste its text");
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 10;
  const std::unique_ptr<GumboOutput, void (*)(GumboOutput*)> page(
      gumbo_parse_with_options(&options, utf8.data(), utf8.size()),
      [](GumboOutput* o) { gumbo_destroy_output(&kGumboDefaultOptions, o); });
  Best best;
  weigh(page->root, false, 0, best);
  if (best.node == nullptr)
    return fail(ErrorCode::unusable, "html", "paper.no_article",
                "the page holds no article; save the article's own page, or paste its text");
  Head head;
  read_head(page->root, head, 0);
  std::string body;
  collect(best.node, body, 0);
  body = trimmed_lines(body);
  std::string text;
  std::string title = trimmed_lines(head.title);
  if (!title.empty() && title.back() == '\n') title.pop_back();
  if (!title.empty() && body.substr(0, 600).find(title) == std::string::npos) text += title + '\n';
  if (!head.published.empty()) text += "发布时间：" + head.published + '\n';
  text += body;
  // A mark of secrecy may stand outside the article: the whole page is looked at.
  std::string page_text;
  collect_all(page->root, page_text, 0);
  return Extracted{to_utf32(text), "html (" + decoded.encoding + ")", to_utf32(trimmed_lines(page_text))};
}

}  // namespace luodi::paper
