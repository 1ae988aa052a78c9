// WordPath: the language model of mending: cost of the cheapest cut of a Simplified text into words, kept
// incrementally so that a beam can carry one per hypothesis. Bigrams over words of up to four characters, and a class
// for persons' names: behind 、 or a title, a surname with one or two characters is one word, which 、 or a verb follows.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "paper/lexicon.h"

namespace luodi::paper {

/// Cost of a text read so far, in hundredths of a nat; `add` appends one Simplified character.
struct WordPath {
  static constexpr int kNever = std::numeric_limits<int>::max() / 4;
  static constexpr std::uint32_t kName = 0xFFFFFFFF;   ///< the "word" of a person's name
  std::array<int, 4> best{0, kNever, kNever, kNever};  ///< Cheapest cost up to 0..3 characters before the end,
  std::array<std::uint32_t, 4> word{};                 ///< and the last word of that cheapest cut.
  std::uint64_t last = 0;                              ///< The last three characters, latest in the low 16 bits.

  int cost() const { return best[0]; }
  void add(char32_t c, const Lexicon& lexicon);
};

/// Cost of a whole text.
int cost_of(std::u32string_view text, const Lexicon& lexicon);

}  // namespace luodi::paper
