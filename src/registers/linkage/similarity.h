// Similarities of short texts on code points: Jaro-Winkler, Levenshtein, and Damerau's with transpositions of neighbours.
//
// Texts are code units of 16 bits, one a code point (values.h maps the rest of Unicode). Bytes of UTF-8 are refused on
// purpose: two Chinese characters share lead bytes, which makes strangers look alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace luodi::registers {

using Units = std::u16string_view;

/// Code units that must be readable behind a text given to these functions, so that wide loads stay inside its memory.
inline constexpr std::size_t kUnitPadding = 32;

/// Jaro-Winkler with prefix weight 0.1 over at most 4 units and the boost threshold 0.7 (Winkler 1990): 0 to 1. Texts beyond
/// 64 units are compared by their first 64.
double jaro_winkler(Units a, Units b);

/// No less than jaro_winkler of two texts with these signatures (values.h): most strangers are told apart by it alone.
double most_jaro_winkler(Units a, std::uint64_t signature_a, Units b, std::uint64_t signature_b);

/// Levenshtein distance, or `most` + 1 where it is larger than `most`. Exact up to 64 units of the shorter text; beyond that the
/// plain recurrence is used.
unsigned edit_distance(Units a, Units b, unsigned most);

/// Optimal string alignment: as above, and a swap of two neighbours is one step (Damerau 1964; no unit is edited twice).
unsigned damerau_distance(Units a, Units b, unsigned most);

}  // namespace luodi::registers
