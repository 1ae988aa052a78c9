// A plan out of TOML: every setting has a key, and a key that is not known is refused with its name.
#pragma once

#include <string>

#include "luodi/values/error.h"
#include "registers/linkage/plan.h"

namespace luodi::registers {

/// Errors: usage "link.config" with the line or the key. Paths stay as written.
Result<Plan> plan_of_toml(const std::string& toml);
/// A level as written: "equal", "jaro_winkler >= 0.92", "edit <= 1", "damerau <= 2", "within >= 1.4", "name >= 12".
Result<Level> level_of_text(const std::string& text);

}  // namespace luodi::registers
