// Coverage: every character of a paper belongs to one class, so that what did not become a requirement stays visible.
#pragma once

#include <vector>

#include "luodi/values/reading.h"

namespace luodi::reading {

enum class Class : unsigned char { other, frame, attendance, item, directive, appraisal, praise, furniture };

/// Runs of one class, by their names, in order; together they cover the text.
std::vector<Coverage> coverage_of(const std::vector<Class>& classes);

}  // namespace luodi::reading
