// CSV (RFC 4180) of files that the program itself brings: presets and the demo county.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace luodi {

/// The rows behind the heading; empty lines are left out.
std::vector<std::vector<std::string>> csv_rows(std::string_view csv);

}  // namespace luodi
