// Choices: the characters that a half known pair of GBK bytes may be, on a page in one script.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "paper/lexicon.h"

namespace luodi::paper {

/// A character that may fill an open place, and the byte of it that is not given.
struct Half {
  char32_t c;
  char32_t plain;  ///< its form in the language model
  std::uint8_t byte;
  std::uint8_t lead;  ///< its first byte
};

/// Marks that part clauses and the members of a list: what most often stands between two vanished pairs.
inline constexpr std::u32string_view kPartingMarks = U"，、；。";

class Choices {
 public:
  static const Choices& of(bool traditional);

  /// Characters with this lead byte; `byte` is the trail.
  const std::vector<Half>& from(int lead) const { return from_[static_cast<std::size_t>(lead & 0xFF)]; }
  /// Characters with this trail byte; `byte` is the lead.
  const std::vector<Half>& to(int trail) const { return to_[static_cast<std::size_t>(trail & 0xFF)]; }
  /// Characters with this lead byte whose trail can be the first byte of a pair that GBK does not assign.
  const std::vector<Half>& hiding(int lead) const { return hiding_[static_cast<std::size_t>(lead & 0xFF)]; }
  /// True for a first byte under which GBK leaves pairs unassigned that two characters can form.
  bool has_gaps(std::uint8_t byte) const { return gaps_[byte]; }
  /// Common ones of them under any lead: what stands between two vanished pairs in a row, which come from marks (化， 设、).
  const std::vector<Half>& between() const { return between_; }
  /// How many pairs of characters one vanished pair can hide between a pending lead and the trail b1.
  std::uint32_t vanished(int lead, int trail) const;

 private:
  explicit Choices(bool traditional);
  std::vector<std::vector<Half>> from_, to_, hiding_;
  std::vector<Half> between_;
  std::vector<bool> gaps_;
};

}  // namespace luodi::paper
