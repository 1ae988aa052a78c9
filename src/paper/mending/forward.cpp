// See forward.h for the order of events.
#include "paper/mending/forward.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "paper/lexicon.h"

namespace luodi::paper {
namespace {

constexpr char kInvisible = '\x1F';

void put_pair(std::string& out, std::uint16_t pair) {
  out.push_back(static_cast<char>(pair >> 8U));
  out.push_back(static_cast<char>(pair & 0xFFU));
}

std::string pair_bytes(std::uint16_t pair) {
  std::string s;
  put_pair(s, pair);
  return s;
}

void replace_all(std::string& bytes, std::string_view from, std::string_view to) {
  std::size_t at = bytes.find(from);
  if (at == std::string::npos) return;
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 4);
  std::size_t copied = 0;
  for (; at != std::string::npos; at = bytes.find(from, at + from.size())) {
    out.append(bytes, copied, at - copied).append(to);
    copied = at + from.size();
  }
  out.append(bytes, copied);
  bytes = std::move(out);
}

/// A rule without what it puts in.
GlossTable::Rule rule_of(char32_t glyph) {
  const Lexicon& lexicon = Lexicon::get();
  return {lexicon.gbk_bytes(lexicon.simplified(glyph)), lexicon.gbk_bytes(glyph), {}};
}

bool goes_before(const GlossTable::Rule& a, const GlossTable::Rule& b) {
  return std::pair(a.order, a.glyph) < std::pair(b.order, b.glyph);
}

}  // namespace

GlossTable::GlossTable(std::initializer_list<std::pair<char32_t, std::u32string_view>> glosses) {
  for (const auto& [glyph, reading] : glosses) add(glyph, reading);
}

void GlossTable::add(char32_t glyph, std::u32string_view reading) {
  Rule rule = rule_of(glyph);
  const auto at = std::lower_bound(rules_.begin(), rules_.end(), rule, goes_before);
  if (rule.glyph == 0 || (at != rules_.end() && at->glyph == rule.glyph)) return;
  rule.glossed = pair_bytes(rule.glyph) + '(' + gbk_encode(reading) + ')';
  rules_.insert(at, std::move(rule));
}

bool GlossTable::contains(char32_t glyph) const {
  return std::binary_search(rules_.begin(), rules_.end(), rule_of(glyph), goes_before);
}

char32_t narrow_mark(char32_t c) {
  switch (c) {
    case U'，':
    case U'：':
    case U'；':
    case U'！':
    case U'？':
    case U'（':
    case U'）':
    case U'．': return c - 0xFEE0;
    default: return c;
  }
}

std::u32string narrow_marks(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) c = narrow_mark(c);
  return out;
}

std::u32string widen_marks(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out)
    if (c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?') c += 0xFEE0;
  return out;
}

std::string gbk_encode(std::u32string_view text) {
  const Lexicon& lexicon = Lexicon::get();
  std::string out;
  out.reserve(text.size() * 2);
  for (const char32_t c : text) {
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (const std::uint16_t pair = lexicon.gbk_bytes(c); pair != 0) {
      put_pair(out, pair);
    } else {
      out.push_back('?');
    }
  }
  return out;
}

std::u32string gbk_decode_leniently(std::string_view bytes, const GlossSite& site) {
  const Lexicon& lexicon = Lexicon::get();
  std::u32string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      if (bytes[i] != kInvisible) out.push_back(lead);
      continue;
    }
    if (lead == 0x80 && site.lone_80 != 0) out.push_back(site.lone_80);
    if (lead == 0x80 || lead == 0xFF) continue;
    if (i + 1 == bytes.size()) {
      out.push_back(U'?');
      break;
    }
    const auto trail = static_cast<unsigned char>(bytes[++i]);
    if (trail < 0x40 || trail == 0x7F || trail == 0xFF) {
      if (!site.silent_lead || bytes[i] != kInvisible) out.push_back(U'?');
    } else if (const char32_t c = lexicon.gbk(lead, trail); c != 0) {
      out.push_back(c);
    }
  }
  return out;
}

std::u32string gloss_damage(std::u32string_view traditional, const GlossSite& site) {
  const Lexicon& lexicon = Lexicon::get();
  std::string bytes = gbk_encode(site.narrow_marks ? widen_marks(traditional) : std::u32string(traditional));
  for (const GlossTable::Rule& rule : site.glosses.rules())
    replace_all(bytes, std::string_view(rule.glossed).substr(0, 2), rule.glossed);
  if (site.mark_pass)
    for (const char32_t mark : {U'？', U'；', U'！', U'：'}) {
      const std::string pair = pair_bytes(lexicon.gbk_bytes(mark));
      replace_all(bytes, pair, kInvisible + pair);
    }
  std::u32string out = gbk_decode_leniently(bytes, site);
  return site.narrow_marks ? narrow_marks(out) : out;
}

std::u32string one_to_one_traditional(std::u32string_view simplified) {
  static constexpr std::u32string_view kStays = U"于后里云干制征范斗筑余几采游并";
  // The table writes the forms GBK pages use, where OpenCC's first choice is another variant.
  static constexpr std::array<std::pair<char32_t, char32_t>, 9> kOwn = {{{U'冲', U'沖'},
                                                                         {U'签', U'簽'},
                                                                         {U'台', U'臺'},
                                                                         {U'准', U'準'},
                                                                         {U'着', U'著'},
                                                                         {U'为', U'為'},
                                                                         {U'群', U'群'},
                                                                         {U'众', U'眾'},
                                                                         {U'吃', U'吃'}}};
  const Lexicon& lexicon = Lexicon::get();
  std::u32string out;
  for (const char32_t c : simplified) {
    char32_t t = lexicon.traditional(c);
    for (const auto& [from, to] : kOwn)
      if (c == from) t = to;
    if (kStays.find(c) != std::u32string_view::npos || lexicon.gbk_bytes(t) == 0) t = c;
    out.push_back(t);
  }
  return out;
}

}  // namespace luodi::paper
