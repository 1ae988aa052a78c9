// Matters: which of several things a stretch of the paper speaks of, by pairs of characters that one of them alone has.
//
// A paper may list its points up front and ask for things later, each in a group of its own ("就幼儿园认定，县长要求…"). Which
// point a group belongs to follows sense, not place. A group that speaks of none of them stays where it stands.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "reading/agenda.h"

namespace luodi::reading {

/// The documents of a subject (《A》《B》及《C》), or the topics of a list (A、B等工作): one or more ranges.
std::vector<Range> parts_of(View text, const Point& point);

class Matters {
 public:
  /// Things to be told apart, as ranges of the text.
  Matters(View text, std::vector<Range> things);

  /// How many pairs of characters that only this thing has the stretch says, each counted once.
  std::size_t share(std::size_t thing, Range stretch) const;

  /// The thing the stretch speaks of most, if it says at least `least` of its own pairs and more than of any other.
  std::optional<std::size_t> of(Range stretch, std::size_t least) const;

 private:
  using Pair = std::pair<char32_t, char32_t>;
  View text_;
  std::vector<std::set<Pair>> own_;
};

}  // namespace luodi::reading
