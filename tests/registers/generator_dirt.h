// A firm as one register has it: spelled its own way, with the errors of that row.
#pragma once

#include "generator.h"
#include "generator_firm.h"
#include "generator_random.h"

namespace luodi::registers_generator {

enum class Side { left, right };

/// The row without its id. Right has the new name of a renamed firm, left the old one.
Row row_of(const Firm& firm, Side side, const Options& options, Random& random);

}  // namespace luodi::registers_generator
