// read: text of a paper -> Reading. Pure and deterministic: no clock, no store, no network. It never fails: what it does
// not understand it leaves in coverage class "other" and says so in remarks.
#pragma once

#include <string_view>

#include "luodi/values/reading.h"

namespace luodi::reading {

/// Reads a mended text (Simplified). Spans count its code points.
Reading read(std::u32string_view text);

}  // namespace luodi::reading
