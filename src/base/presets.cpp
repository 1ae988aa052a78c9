// See presets.h.
#include "base/presets.h"

#include <algorithm>

#include "base/bundle.h"
#include "base/csv.h"

extern "C" {
extern const unsigned char luodi_presets_begin[];
extern const unsigned char luodi_presets_end[];
}

namespace luodi {

std::vector<std::vector<std::string>> preset_rows(const std::string& file) {
  const auto files = files_of_bundle(luodi_presets_begin, luodi_presets_end);
  const auto it = files.find(file);
  return it == files.end() ? std::vector<std::vector<std::string>>{} : csv_rows(it->second);
}

std::vector<std::string> preset_list(const std::string& cell) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t end = std::min(cell.find('|', at), cell.size());
    out.push_back(cell.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace luodi
