// The program's presets: definitions as data (presets/*.csv), linked in.
#pragma once

#include <string>
#include <vector>

namespace luodi {

/// The rows behind the heading of a preset file ("limits.csv"); none where there is no such file.
std::vector<std::vector<std::string>> preset_rows(const std::string& file);

/// A list in one cell of a preset: "a|b|c".
std::vector<std::string> preset_list(const std::string& cell);

}  // namespace luodi
