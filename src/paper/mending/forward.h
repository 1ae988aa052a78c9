// The forward model: what web pages do to a clean text. Mending is proved by running it on the mended text.
//
// Order of events on a glossing site: characters by a one-to-one table to traditional forms; encoded as GBK; each glyph
// of the site's table, in the order of its Simplified GBK code, replaced bytewise by glyph + "(pinyin)" — also where its
// two bytes are the end of one character and the start of the next; on some pages one invisible byte is put before each
// byte pair of ？ ； ！ ：, again bytewise; decoded by a GBK decoder that prints '?' for a lead byte without a trail
// (swallowing what follows) and prints nothing for a pair that GBK does not assign; full-width marks narrowed.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace luodi::paper {

/// The glyphs that a site glosses, each with its toned reading.
class GlossTable {
 public:
  GlossTable() = default;
  GlossTable(std::initializer_list<std::pair<char32_t, std::u32string_view>> glosses);
  /// Nothing happens where the glyph has no GBK code or a reading already.
  void add(char32_t glyph, std::u32string_view reading);
  bool contains(char32_t glyph) const;
  bool empty() const { return rules_.empty(); }

  /// What the site replaces, and by what.
  struct Rule {
    std::uint16_t order;  ///< GBK code of the Simplified form
    std::uint16_t glyph;  ///< GBK code
    std::string glossed;  ///< GBK bytes of glyph, '(', reading and ')'
  };
  /// In the order in which the site goes through them.
  const std::vector<Rule>& rules() const { return rules_; }

 private:
  std::vector<Rule> rules_;
};

/// One site's way of damaging.
struct GlossSite {
  GlossTable glosses;
  bool mark_pass = false;    ///< the punctuation pass runs
  bool silent_lead = false;  ///< a lead byte before what that pass put in is not shown (?h for 。縣), else '?'
  char32_t lone_80 = 0;      ///< what the decoder shows for a byte 80 alone: '?', '€'; 0: nothing
  bool narrow_marks = true;  ///< ，：；！？（） become ASCII at the end
};

/// GBK bytes of a text; ASCII stays, a character without a code becomes '?'.
std::string gbk_encode(std::u32string_view text);

/// The lenient GBK decoder of those pages.
std::u32string gbk_decode_leniently(std::string_view bytes, const GlossSite& site = {});

/// A traditional text as the site prints it. Marks are widened before encoding where the site narrows them.
std::u32string gloss_damage(std::u32string_view traditional, const GlossSite& site);

/// A Simplified text by the one-to-one table (台 -> 臺, 准 -> 準, 着 -> 著; 于 后 里 云 干 制 征 范 斗 筑 余 几 stay).
std::u32string one_to_one_traditional(std::u32string_view simplified);

/// Narrows ，：；！？（）．to ASCII, so that two texts can be compared whatever their widths.
char32_t narrow_mark(char32_t c);
std::u32string narrow_marks(std::u32string_view text);
/// Widens ,;:!? (not parentheses, which pages leave as they are).
std::u32string widen_marks(std::u32string_view text);

}  // namespace luodi::paper
