// See bundle.h.
#include "base/bundle.h"

#include <cstdint>
#include <cstring>

namespace luodi {

std::map<std::string, std::string_view, std::less<>> files_of_bundle(const unsigned char* begin, const unsigned char* end) {
  std::map<std::string, std::string_view, std::less<>> files;
  const std::string_view all(reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin));
  auto number = [&](std::size_t at) {
    std::uint32_t n = 0;
    if (at + 4 <= all.size()) std::memcpy(&n, all.data() + at, 4);
    return n;
  };
  if (all.substr(0, 8) != "LUODIBDL") return files;
  std::size_t at = 12;
  for (std::uint32_t i = 0; i < number(8); ++i) {
    const std::size_t name = number(at), size = number(at + 4);
    files.emplace(std::string(all.substr(at + 8, name)), all.substr(at + 8 + name, size));
    at += 8 + name + size;
  }
  return files;
}

}  // namespace luodi
