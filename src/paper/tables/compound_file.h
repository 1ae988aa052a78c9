// Compound files (MS-CFB): the container of xls. Every chain is followed with a bound, whatever the file says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace luodi::paper {

class CompoundFile {
 public:
  /// False in `sound()` where the header or its tables are not what they must be.
  explicit CompoundFile(std::string_view bytes);
  bool sound() const { return sound_; }
  /// The bytes of a stream by its name (ASCII); nothing where there is none or its chain is broken.
  std::optional<std::string> stream(std::string_view name) const;
  bool has(std::string_view name) const;

 private:
  struct Directory {
    std::string name;
    std::uint32_t start = 0;
    std::uint64_t size = 0;
    bool is_root = false;
  };
  std::string_view sector(std::uint32_t n) const;
  std::optional<std::string> chain(std::uint32_t start, std::uint64_t most) const;
  std::optional<std::string> mini_chain(std::uint32_t start, std::uint64_t size) const;
  bool read_fat();
  void read_directory();

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::uint32_t cutoff_ = 4096;
  std::vector<std::uint32_t> fat_, mini_fat_;
  std::vector<Directory> entries_;
  std::string mini_stream_;
  bool sound_ = false;
};

/// Little-endian numbers; 0 outside.
inline std::uint32_t little(std::string_view b, std::size_t at, int size) {
  std::uint32_t v = 0;
  for (int i = 0; i < size; ++i)
    if (at + static_cast<std::size_t>(i) < b.size())
      v |= static_cast<std::uint32_t>(static_cast<unsigned char>(b[at + static_cast<std::size_t>(i)])) << (8 * i);
  return v;
}

}  // namespace luodi::paper
