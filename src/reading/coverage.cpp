// See coverage.h.
#include "reading/coverage.h"

namespace luodi::reading {
namespace {

const char* name_of(Class c) {
  static constexpr const char* names[] = {"other",     "frame",     "attendance", "item",
                                          "directive", "appraisal", "praise",     "furniture"};
  return names[static_cast<std::size_t>(c)];
}

}  // namespace

std::vector<Coverage> coverage_of(const std::vector<Class>& classes) {
  std::vector<Coverage> out;
  for (std::size_t i = 0; i < classes.size();) {
    std::size_t end = i + 1;
    while (end < classes.size() && classes[end] == classes[i]) ++end;
    out.push_back({{i, end}, name_of(classes[i])});
    i = end;
  }
  return out;
}

}  // namespace luodi::reading
