// Bytes back into phase: lines of a GBK page whose pairs were read one byte late.
//
// A line is read as the bytes the page's decoder saw, with what the decoder hides as open places: a '?' is a lead byte
// (and one swallowed byte) that is not known, a pair GBK does not assign left no trace at all. A beam follows every way
// to pair the bytes anew; WordPath says which way reads best. The damage itself is a function, so the posterior of a
// clean line is its own likelihood, restricted to the lines that the forward model turns into the observed one.
//
// State of a hypothesis: in phase (pending < 0), or one byte late (pending = the lead byte that waits for its trail).
//   in phase --'?py)' seam, or '?' + mark--> late          late --'?py)', ASCII >= 0x40, or '?'--> in phase
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "paper/lexicon.h"
#include "paper/mending/gloss.h"
#include "paper/text.h"

namespace luodi::paper {

/// Memory: runs of two and three characters seen elsewhere on the page, or usual in meeting papers. A reading that says
/// again what the page says elsewhere is likelier (a cache language model).
class Memory {
 public:
  /// Runs of an undamaged text of the page.
  void learn(std::u32string_view simplified) { add(simplified, kPage); }
  /// Runs that meeting papers use again and again.
  void learn_usual(std::u32string_view simplified) { add(simplified, kUsual); }
  /// What character c costs less behind a and b (hundredths of a nat, 0 or more).
  int bonus(char32_t a, char32_t b, char32_t c) const {
    if (const auto it = seen_.find(key(a, b, c)); it != seen_.end()) return it->second == kUsual ? 480 : 240;
    if (const auto it = seen_.find(key(0, b, c)); it != seen_.end()) return it->second == kUsual ? 260 : 80;
    return 0;
  }

 private:
  enum Origin : char { kPage, kUsual };
  void add(std::u32string_view text, Origin origin);
  static std::uint64_t key(char32_t a, char32_t b, char32_t c) {
    return (static_cast<std::uint64_t>(a) << 42U) | (static_cast<std::uint64_t>(b) << 21U) | c;
  }
  std::unordered_map<std::uint64_t, Origin> seen_;
};

struct PhaseOptions {
  bool traditional = true;            ///< the page is in traditional forms: characters of Simplified writing only are no choice
  bool losses = false;                ///< one byte may be missing anywhere (no gloss names it)
  const GlyphSet* glossed = nullptr;  ///< glyphs the page is known to gloss, preferred at a seam
  std::size_t* budget = nullptr;      ///< hypotheses the whole page may still cost; what a line uses is taken off
  const Memory* memory = nullptr;     ///< what the page says elsewhere
};

/// An open place of the chosen reading: cells [begin, end) of the repaired line, the number of fillings that give the
/// same damaged bytes.
struct OpenPlace {
  std::size_t begin = 0, end = 0;
  std::uint32_t candidates = 0;
  bool digit = false;  ///< a swallowed ASCII character, most likely a digit: not known at all
};

struct PhaseReading {
  Text cells;  ///< the page's own script (traditional on glossing sites)
  std::vector<OpenPlace> open;
  std::vector<std::uint32_t> bad;  ///< positions on the page's line where the reading is no good Chinese
  int cost = 0;                    ///< hundredths of a nat
};

/// The best readings of a line, best first (at least one, at most `most`).
std::vector<PhaseReading> back_into_phase(const Text& line, const PhaseOptions& options, std::size_t most);

}  // namespace luodi::paper
