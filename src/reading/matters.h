// Matters: which of several things a stretch of the paper speaks of, by pairs of characters that one of them alone has.
//
// A paper may list its points up front and ask for things later, each in a group of its own ("就幼儿园认定，县长要求…"). Which
// point a group belongs to follows sense, not place. A group that speaks of none of them stays where it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "reading/agenda.h"

namespace luodi::reading {

/// The documents of a subject (《A》《B》及《C》), or the topics of a list (A、B等工作): one or more ranges.
std::vector<Range> parts_of(View text, const Point& point);

/// Percent of a subject's pairs of characters that stand in another: the same matter.
inline constexpr std::size_t kSameMatter = 50;

/// The one of several matters listed up front (听取了A、B以及C的汇报) that these words name.
std::optional<Point> part_named(View text, const std::vector<Point>& lists, View matter);

class Matters {
 public:
  /// Things to be told apart, as ranges of the text.
  Matters(View text, std::vector<Range> things);

  /// For each thing: how many pairs of characters that it alone has the stretch says, each counted once.
  std::vector<std::size_t> shares(Range stretch) const;

  /// The thing a stretch with these shares speaks of most, if it says at least `least` of its pairs and more than of others.
  static std::optional<std::size_t> spoken_of(const std::vector<std::size_t>& said, std::size_t least);

 private:
  static constexpr std::uint32_t kSeveral = 0xFFFFFFFF;  // owner of a pair that several things have
  View text_;
  std::size_t things_;
  std::unordered_map<std::uint64_t, std::uint32_t> owner_;
};

/// Percent of a list's or a heading's pairs that count as all of them.
inline constexpr std::size_t kAllTold = 75;

/// How many of the first text's pairs of characters the second has too, percent.
std::size_t overlap(View a, View b);

/// True where a sentence below a heading names the heading's matter more fully: the document, or more words of the same.
bool names_more(View told, View heading);

}  // namespace luodi::reading
