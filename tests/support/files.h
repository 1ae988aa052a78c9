// Files of tests: our own, and the shared corpus where the folder named by LUODI_SHARED (default ../shared) exists.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace luodi::testing {

inline std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
inline std::string own(const std::string& path) {
  return std::string(LUODI_SOURCE_DIR) + "/" + path;
}
inline std::string shared(const std::string& path) {
  const char* folder = std::getenv("LUODI_SHARED");
  return (folder != nullptr ? std::string(folder) : std::string(LUODI_SOURCE_DIR) + "/../shared") + "/" + path;
}
inline bool has_shared(const std::string& path) {
  return std::filesystem::exists(shared(path));
}

}  // namespace luodi::testing

/// Skips with a printed reason where the shared folder is absent.
#define LUODI_NEEDS_SHARED(path) \
  if (!luodi::testing::has_shared(path)) GTEST_SKIP() << "no " << luodi::testing::shared(path) << ": set LUODI_SHARED"
