// Fillings: what may have vanished between the two bytes of a join, the likeliest first behind a given reading. A filling is
// (p v1)(v2 b1) for one pair [v1 v2] that GBK does not assign, or (p v1)(v2 v3)(v4 b1) for two in a row; see vanished.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "paper/mending/choices.h"
#include "paper/mending/phase.h"

namespace luodi::paper {

/// A filling or the beginning of one.
struct Filled {
  Fluency words;  ///< the reading up to here
  std::array<char32_t, 3> characters{};
  std::size_t length = 0;
  char32_t last = 0;       ///< its last character in its plain form
  std::uint8_t trail = 0;  ///< ... and that one's second byte
};

/// What one join may hide. The second characters of a first are chosen when some reading asks for them: most firsts stand
/// nowhere. A join before a glyph that a seam names ends with the byte before that glyph.
class Fillings {
 public:
  /// `next` is the plain character behind the join; `closed`: the join is known to hide nothing and is not asked.
  Fillings(const Join& join, bool closed, char32_t next, const Choices& choices, const Memory* memory);

  /// The first hidden characters behind a reading.
  std::vector<Filled> firsts(const Fluency& words) const;
  /// The likeliest fillings that begin so, as few pairs vanished as can be: one, before a glyph two.
  std::vector<Filled> likeliest(const std::vector<Filled>& firsts) {
    return join_.before_glyph ? two_pairs(firsts) : one_pair(firsts);
  }
  /// The likeliest with two pairs vanished in a row (before a glyph: with a character and the first byte of the glyph).
  std::vector<Filled> two_pairs(const std::vector<Filled>& firsts) const;
  bool before_glyph() const { return join_.before_glyph; }

 private:
  struct Second {
    const Half* half;
    int cost;    // about, alone or behind a first
    bool ahead;  // a word with what follows
  };
  struct Span {
    std::uint32_t begin = 0, end = 0;
    bool known = false;
  };
  class Cheapest;
  std::vector<Filled> one_pair(const std::vector<Filled>& firsts);
  Span seconds_of(std::size_t first);
  std::optional<int> saved_by_word(char32_t first, char32_t second) const;
  std::vector<Filled> with_next(Cheapest& rough) const;
  void add(Filled& filled, const Half& half) const;

  Join join_;
  const Lexicon& lexicon_;
  const Choices& choices_;
  const Memory* memory_;
  const std::vector<Half>& halves_;  // the first characters
  std::vector<Second> alone_;        // the last ones that the join's trail allows
  std::vector<Second> seconds_;      // ... of the firsts asked for, one behind the other
  std::vector<Span> of_first_;
};

/// What the cheapest of them costs.
int least_cost(const std::vector<Filled>& all);

/// How many fillings of this length, of characters a page may hold, give the same page.
std::uint32_t count_fillings(const Join& join, std::size_t length, const Choices& choices);

}  // namespace luodi::paper
