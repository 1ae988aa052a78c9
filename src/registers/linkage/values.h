// Values: every different text of a column once, by number; its code units for comparing and how often each side has it.
//
// Equal texts have equal numbers, so that equality and blocking are integer compares and a term frequency is a table read.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registers/linkage/similarity.h"

namespace luodi::registers {

/// Number of a value in its column; 0 is "nothing there".
using ValueId = std::uint32_t;

class Values {
 public:
  Values();
  /// The number of a UTF-8 text; "" is 0. `side` (0 left, 1 right) counts one more occurrence.
  ValueId add(std::string_view utf8, int side);
  /// Numbers of many texts at once: the memory that each probe will touch is asked for beforehand.
  void add_all(const std::vector<std::string_view>& texts, int side, std::vector<ValueId>& ids);

  /// How many texts will be added in all, as far as is known: memory for them is then asked for once.
  void expect(std::size_t texts) { expected_ += texts; }

  std::size_t size() const { return lines_.size() - 2; }  ///< numbers 1 … size()
  Units units(ValueId id) const {
    const Line& line = lines_[id];
    return line.size != kLong ? Units(line.units.data(), line.size) : long_units(line);
  }
  std::string text(ValueId id) const;
  /// Which units are in it, one bit for each by its hash: what two texts can share at most, without looking at them.
  std::uint64_t signature(ValueId id) const { return lines_[id].signature; }
  /// Asks for the memory of a value; where it is a long text, `prefetch_long` then asks for the rest of it.
  void prefetch(ValueId id) const { __builtin_prefetch(&lines_[id]); }
  void prefetch_long(ValueId id) const {
    if (lines_[id].size != kLong) return;
    const Units all = long_units(lines_[id]);
    __builtin_prefetch(all.data());
    __builtin_prefetch(all.data() + all.size());
  }
  std::uint32_t count(ValueId id, int side) const { return counts_[side][id]; }
  std::uint64_t filled(int side) const { return filled_[side]; }  ///< rows with a value
  /// A hash of the text itself: the same for the same text in every run, whatever order texts came in.
  std::uint64_t content_hash(ValueId id) const { return hashes_[id]; }

 private:
  ValueId find_or_make(std::string_view utf8, std::uint64_t hash);
  void append_units(std::string_view utf8);
  /// A slot holds a value's number in its low bits and as much of its hash as fits above them; 0: empty.
  std::uint64_t slot_of(std::uint64_t hash, ValueId id) const { return (hash & ~mask()) | id; }
  std::uint64_t mask() const { return slots_.size() - 1; }
  char16_t unit_of_wide(char32_t c);
  void grow();

  static constexpr std::size_t kOfLine = 27;
  static constexpr std::uint16_t kLong = 0xFFFF;
  /// A value in one line of the processor's cache: comparing two values that lie anywhere touches two lines. Units come first, so
  /// that reading 32 of them stays within it.
  struct alignas(64) Line {
    std::array<char16_t, kOfLine> units;  ///< of a long text: where it lies in long_units_, and its size
    std::uint16_t size = 0;
    std::uint64_t signature = 0;
  };
  static_assert(sizeof(Line) == 64);
  struct Place {
    std::uint64_t start;
    std::uint64_t size;
  };
  Units long_units(const Line& line) const {
    Place at;
    std::memcpy(&at, line.units.data(), sizeof at);
    return {long_units_.data() + at.start, at.size};
  }

  std::vector<std::uint64_t> slots_;  ///< a power of two, at least twice as many as there are values
  std::vector<std::uint64_t> hashes_;
  std::vector<Line> lines_;           ///< one more than there are numbers
  std::vector<char16_t> long_units_;  ///< as long as it may grow; kUnitPadding stay free behind the last unit
  std::size_t used_ = 0, seen_ = 0, expected_ = 0;
  std::vector<std::uint32_t> counts_[2];
  std::uint64_t filled_[2] = {0, 0};
  std::unordered_map<char32_t, char16_t> wide_;  ///< code points beyond 16 bits, numbered in the private use area
};

/// 64-bit hash of bytes, fixed by us: results must not differ between machines.
std::uint64_t content_hash(std::string_view bytes);
/// Mixes a number well (splitmix64).
std::uint64_t mixed(std::uint64_t x);

}  // namespace luodi::registers
