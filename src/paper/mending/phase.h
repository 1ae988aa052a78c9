// Bytes back into phase: lines of a GBK page whose pairs were read one byte late.
//
// A line is read as the bytes the page's decoder saw, with what the decoder hides as open places: a '?' is a lead byte
// (and one swallowed byte) that is not known. A beam follows every way to pair the bytes anew; Fluency says which way reads
// best. What left no trace at all, pairs that GBK does not assign, is put back afterwards: see vanished.h. The damage itself is a
// function, so the posterior of a clean line is its own likelihood, restricted to the lines that the forward model turns into the
// observed one.
//
// State of a hypothesis: in phase (pending < 0), or one byte late (pending = the lead byte that waits for its trail).
//   in phase --'?py)' seam, or '?' + mark--> late          late --'?py)', ASCII >= 0x40, or '?'--> in phase
#pragma once

#include <vector>

#include "paper/mending/fluency.h"
#include "paper/mending/gloss.h"
#include "paper/text.h"

namespace luodi::paper {

struct PhaseOptions {
  bool traditional = true;  ///< the page is in traditional forms: characters of Simplified writing only are no choice
  const std::vector<bool>* losses = nullptr;  ///< positions where one byte may be missing that no gloss names
  const GlyphSet* glossed = nullptr;          ///< glyphs the page is known to gloss, preferred at a seam
  std::size_t* budget = nullptr;              ///< hypotheses the whole page may still cost; what a line uses is taken off
  const Memory* memory = nullptr;             ///< what the page says elsewhere
};

/// An open place of the chosen reading: cells [begin, end) of the repaired line, the number of fillings that give the
/// same damaged bytes.
enum class Open : std::uint8_t {
  candidates,  ///< the words chose among these
  digit,       ///< a swallowed ASCII character, most likely a digit: not known at all
  lost,        ///< nothing fits
};
struct OpenPlace {
  std::size_t begin = 0, end = 0;
  std::uint32_t candidates = 0;
  Open kind = Open::candidates;
};

/// The two bytes of a cell that was put together from two pairs of the page. Between them a pair can have vanished.
struct Join {
  std::uint8_t lead = 0, trail = 0;
  bool before_glyph = false;  ///< the cell stands before a glyph that a seam names; `trail` is that glyph's lead
};

struct PhaseReading {
  Text cells;               ///< the page's own script (traditional on glossing sites); kGap where no character is possible
  std::vector<Join> joins;  ///< for each cell; lead 0: no join
  std::vector<int> costs;   ///< for each cell: of the line up to it
  std::vector<OpenPlace> open;
  int cost = 0;  ///< hundredths of a nat
};

/// Stands for a pair of bytes that GBK does not assign: here a pair must have vanished.
inline constexpr char32_t kGap = 0xFFFC;

/// The likeliest readings of a line, best first (at least one, at most `most`), without what vanished from it.
std::vector<PhaseReading> back_into_phase(const Text& line, const PhaseOptions& options, std::size_t most);

}  // namespace luodi::paper
