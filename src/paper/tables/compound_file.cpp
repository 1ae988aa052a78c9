// See compound_file.h.
#include "paper/tables/compound_file.h"

#include <algorithm>

namespace luodi::paper {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // this and above are marks, not sectors
constexpr std::size_t kHeaderFat = 109, kMiniSector = 64, kEntry = 128;

}  // namespace

CompoundFile::CompoundFile(std::string_view bytes) : bytes_(bytes) {
  if (bytes.size() < 1024) return;
  const std::uint32_t shift = little(bytes, 30, 2);
  if (shift != 9 && shift != 12) return;
  sector_size_ = std::size_t{1} << shift;
  cutoff_ = little(bytes, 56, 4);
  if (!read_fat()) return;
  read_directory();
  sound_ = !entries_.empty();
  if (!sound_) return;
  if (auto mini = chain(little(bytes, 60, 4), bytes.size()))
    for (std::size_t i = 0; i + 4 <= mini->size(); i += 4) mini_fat_.push_back(little(*mini, i, 4));
  for (const Directory& d : entries_)
    if (d.is_root)
      if (auto stream = chain(d.start, d.size)) mini_stream_ = std::move(*stream);
}

std::string_view CompoundFile::sector(std::uint32_t n) const {
  const std::size_t at = (static_cast<std::size_t>(n) + 1) * sector_size_;
  return at < bytes_.size() ? bytes_.substr(at, sector_size_) : std::string_view();
}

bool CompoundFile::read_fat() {
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < kHeaderFat; ++i) places.push_back(little(bytes_, 76 + 4 * i, 4));
  const std::size_t most = bytes_.size() / sector_size_ + 1;
  std::uint32_t more = little(bytes_, 68, 4);
  for (std::size_t n = 0; more < kLastSector && n < most; ++n) {
    const std::string_view s = sector(more);
    if (s.size() < sector_size_) return false;
    for (std::size_t i = 0; i + 8 <= s.size(); i += 4) places.push_back(little(s, i, 4));
    more = little(s, sector_size_ - 4, 4);
  }
  for (const std::uint32_t place : places) {
    if (place >= kLastSector || fat_.size() > most + sector_size_) continue;
    const std::string_view s = sector(place);
    for (std::size_t i = 0; i + 4 <= s.size(); i += 4) fat_.push_back(little(s, i, 4));
  }
  return !fat_.empty();
}

std::optional<std::string> CompoundFile::chain(std::uint32_t start, std::uint64_t most) const {
  std::string out;
  std::size_t steps = 0;
  for (std::uint32_t n = start; n < kLastSector && out.size() < most; n = fat_[n]) {
    if (n >= fat_.size() || ++steps > fat_.size()) return std::nullopt;
    const std::string_view s = sector(n);
    if (s.empty()) return std::nullopt;
    out += s;
  }
  if (out.size() > most) out.resize(static_cast<std::size_t>(most));
  return out;
}

std::optional<std::string> CompoundFile::mini_chain(std::uint32_t start, std::uint64_t size) const {
  std::string out;
  std::size_t steps = 0;
  for (std::uint32_t n = start; n < kLastSector && out.size() < size; n = mini_fat_[n]) {
    if (n >= mini_fat_.size() || ++steps > mini_fat_.size()) return std::nullopt;
    const std::size_t at = static_cast<std::size_t>(n) * kMiniSector;
    if (at >= mini_stream_.size()) return std::nullopt;
    out += mini_stream_.substr(at, kMiniSector);
  }
  out.resize(std::min(out.size(), static_cast<std::size_t>(size)));
  return out;
}

void CompoundFile::read_directory() {
  const auto table = chain(little(bytes_, 48, 4), bytes_.size());
  if (!table) return;
  for (std::size_t at = 0; at + kEntry <= table->size(); at += kEntry) {
    const std::string_view e = std::string_view(*table).substr(at, kEntry);
    const std::uint32_t length = std::min<std::uint32_t>(little(e, 64, 2), 64);
    const auto type = static_cast<unsigned char>(e[66]);
    if (length < 2 || (type != 2 && type != 5)) continue;
    Directory d;
    for (std::size_t i = 0; i + 2 < length; i += 2) d.name += e[i + 1] == 0 ? e[i] : '?';
    d.start = little(e, 116, 4);
    d.size = little(e, 120, 4);
    d.is_root = type == 5;
    entries_.push_back(std::move(d));
  }
}

bool CompoundFile::has(std::string_view name) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Directory& d) { return d.name == name; });
}

std::optional<std::string> CompoundFile::stream(std::string_view name) const {
  for (const Directory& d : entries_)
    if (d.name == name && !d.is_root) return d.size < cutoff_ ? mini_chain(d.start, d.size) : chain(d.start, d.size);
  return std::nullopt;
}

}  // namespace luodi::paper
