// A package of named parts as one zip (ECMA-376 Part 2), the same bytes for the same parts: the time stamps are fixed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::publish {

Result<std::string> zip_package(const std::vector<std::pair<std::string, std::string>>& parts);

}  // namespace luodi::publish
