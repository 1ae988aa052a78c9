// See industry_code.h.
#include "base/industry_code.h"

#include <algorithm>
#include <unordered_map>

#include "base/presets.h"

namespace luodi {

const std::vector<Industry>& industries() {
  static const std::vector<Industry> list = [] {
    std::vector<Industry> out;
    char section = 0;
    for (const auto& r : preset_rows("industries.csv")) {
      if (r.size() < 3 || r[0].empty()) continue;
      if (r[0].size() == 1) section = r[0][0];
      out.push_back({r[0], r[1], r[2], section});
    }
    return out;
  }();
  return list;
}

const Industry* industry_by_code(std::string_view code) {
  static const std::unordered_map<std::string, const Industry*> by_code = [] {
    std::unordered_map<std::string, const Industry*> out;
    for (const Industry& i : industries()) out.emplace(i.code, &i);
    return out;
  }();
  std::string plain;
  for (const char c : code)
    if (c != ' ') plain += c;
  const bool lettered = plain.size() > 1 && plain[0] >= 'A' && plain[0] <= 'T';
  const auto at = by_code.find(lettered ? plain.substr(1) : plain);
  if (at == by_code.end()) return nullptr;
  return lettered && at->second->section != plain[0] ? nullptr : at->second;
}

}  // namespace luodi
