// See presets.h.
#include "base/presets.h"

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

}  // namespace luodi
