// Fluency: how well a line reads so far: the cheapest cut into words, what the page or meeting papers say again and
// again, and marks that hardly stand together. Every hypothesis about a damaged line carries one.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "paper/lexicon.h"
#include "paper/mending/forward.h"
#include "paper/mending/word_path.h"

namespace luodi::paper {

/// Memory: runs of two and three characters seen elsewhere on the page, or usual in meeting papers. A reading that says
/// again what the page says elsewhere is likelier (a cache language model).
class Memory {
 public:
  Memory() : slots_(1U << 12U) {}
  /// Runs of an undamaged text.
  void learn(std::u32string_view simplified);
  bool knows(std::uint64_t key) const {
    for (std::size_t slot = place(key); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
      if (slots_[slot] == key) return true;
    return false;
  }
  static std::uint64_t key(char32_t a, char32_t b, char32_t c) {
    return (static_cast<std::uint64_t>(a) << 42U) | (static_cast<std::uint64_t>(b) << 21U) | c;
  }

  /// What character c costs less behind a and b on this page (hundredths of a nat, 0 or more).
  int bonus(char32_t a, char32_t b, char32_t c) const;

 private:
  void add(std::uint64_t key);
  void put(std::uint64_t key);
  std::size_t place(std::uint64_t key) const { return (key * 0x9e3779b97f4a7c15ULL) >> 32U & (slots_.size() - 1); }
  std::vector<std::uint64_t> slots_;  // open addressing; 0: empty
  std::size_t filled_ = 0;
};

/// The form the language model knows: Simplified, narrow marks, 着 for 著.
inline char32_t plain_form(char32_t c, const Lexicon& lexicon) {
  return c == U'著' ? U'着' : narrow_mark(lexicon.simplified(c));
}

/// Whether a quotation is open; unknown where the line is read from its middle.
enum class Quote : std::uint8_t { unknown, closed, open };

struct Fluency {
  WordPath path;
  int extra = 0;  ///< costs that are not the words': marks, memory, what the page's damage costs
  std::array<char32_t, 2> before{};
  Quote quote = Quote::unknown;

  int cost() const { return path.cost() + extra; }
  /// True if both go on alike, whatever follows.
  bool alike(const Fluency& other) const {
    return path.last == other.path.last && path.word == other.path.word && before == other.before && quote == other.quote;
  }
  /// Appends a character in its plain form.
  void add(char32_t plain, const Lexicon& lexicon, const Memory* memory);
};

}  // namespace luodi::paper
