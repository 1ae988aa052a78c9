// Vanished pairs: a decoder prints nothing for two bytes that GBK does not assign. Where bytes were read one byte late,
// such a pair hides between two pairs of the page; the join of their inner bytes then shows one wrong character in place
// of two, or of three where two pairs in a row vanished:
//   page  ... p | [v1 v2] | b1 ...      read (p b1)      was (p v1)(v2 b1)
// Every (p v1)(v2 b1) with [v1 v2] unassigned gives the same page, so reproducing it proves nothing: the words choose.
#pragma once

#include <cstddef>
#include <vector>

#include "paper/mending/phase.h"

namespace luodi::paper {

/// What one join may have hidden, in place of `length` cells from `at` on: the fillings, best first.
struct HiddenPlace {
  struct Filling {
    std::u32string characters;
    int gain = 0;  ///< what the line costs less with it, hundredths of a nat
  };
  std::size_t at = 0;
  std::size_t length = 0;
  std::vector<Filling> fillings;
};

/// Puts back the characters that joins of the reading hide, where the line reads badly without them. Returns the places,
/// in order; the reading holds the first filling of each.
std::vector<HiddenPlace> restore_vanished(PhaseReading& reading, const PhaseOptions& options);

/// The reading with another filling of one place.
PhaseReading refilled(const PhaseReading& reading, const HiddenPlace& place, std::size_t filling);

/// True if some window of four characters from `from` on costs more than `dearest` each (hundredths of a nat).
bool reads_badly(const std::vector<int>& costs, std::size_t from, std::size_t to, int dearest);

}  // namespace luodi::paper
