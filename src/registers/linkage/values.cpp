#include "registers/linkage/values.h"

#include <algorithm>
#include <cstring>

#include "paper/unicode.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kBatch = 32;

std::uint64_t word(const char* at, std::size_t bytes) {
  std::uint64_t w = 0;
  std::memcpy(&w, at, bytes);
  return w;
}

}  // namespace

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

std::uint64_t content_hash(std::string_view bytes) {
  std::uint64_t h = bytes.size() * 0x9e3779b97f4a7c15ULL;
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    h = (h ^ word(bytes.data() + i, 8)) * 0xff51afd7ed558ccdULL;
    h ^= h >> 32U;
  }
  if (i < bytes.size()) h = (h ^ word(bytes.data() + i, bytes.size() - i)) * 0xff51afd7ed558ccdULL;
  return mixed(h);
}

Values::Values() : slots_(1U << 10U), hashes_(1), starts_(2, 0) {
  counts_[0].resize(1);
  counts_[1].resize(1);
  units_.resize(kUnitPadding);
}

ValueId Values::add(std::string_view utf8, int side) {
  if (utf8.empty()) return 0;
  const ValueId id = find_or_make(utf8, luodi::registers::content_hash(utf8));
  ++counts_[side][id];
  ++filled_[side];
  return id;
}

void Values::add_all(const std::vector<std::string_view>& texts, int side, std::vector<ValueId>& ids) {
  std::uint64_t hashes[kBatch] = {};
  for (std::size_t from = 0; from < texts.size(); from += kBatch) {
    const std::size_t until = std::min(from + kBatch, texts.size());
    if ((size() + kBatch) * 2 > slots_.size()) grow();
    for (std::size_t i = from; i < until; ++i) {
      hashes[i - from] = luodi::registers::content_hash(texts[i]);
      __builtin_prefetch(&slots_[hashes[i - from] & (slots_.size() - 1)]);
    }
    for (std::size_t i = from; i < until; ++i) {
      const ValueId id = texts[i].empty() ? 0 : find_or_make(texts[i], hashes[i - from]);
      ids.push_back(id);
      if (id == 0) continue;
      ++counts_[side][id];
      ++filled_[side];
    }
  }
}

ValueId Values::find_or_make(std::string_view utf8, std::uint64_t hash) {
  if ((size() + 1) * 2 > slots_.size()) grow();
  const auto print = static_cast<std::uint32_t>(hash >> 32U);
  std::size_t at = hash & (slots_.size() - 1);
  // Two texts with the same 64 bits of hash are taken for one: at 10 million texts the chance of any such pair is 3 in a million.
  for (; slots_[at].id != 0; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].print == print && hashes_[slots_[at].id] == hash) return slots_[at].id;
  const auto id = static_cast<ValueId>(hashes_.size());
  slots_[at] = {print, id};
  hashes_.push_back(hash);
  counts_[0].push_back(0);
  counts_[1].push_back(0);
  append_units(utf8);
  return id;
}

void Values::append_units(std::string_view utf8) {
  units_.resize(starts_.back());
  if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<signed char>(c) >= 0; })) {
    units_.append(utf8.begin(), utf8.end());
  } else {
    for (const char32_t c : paper::to_utf32(utf8)) {
      if (c < 0x10000) {
        units_.push_back(static_cast<char16_t>(c));
        continue;
      }
      const auto next = static_cast<char16_t>(0xE000 + wide_.size() % 0x1900);
      units_.push_back(wide_.try_emplace(c, next).first->second);
    }
  }
  starts_.push_back(static_cast<std::uint32_t>(units_.size()));
  units_.append(kUnitPadding, u'\0');
}

void Values::grow() {
  std::vector<Slot> larger(slots_.size() * 4);
  for (const Slot& s : slots_) {
    if (s.id == 0) continue;
    std::size_t at = hashes_[s.id] & (larger.size() - 1);
    while (larger[at].id != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = s;
  }
  slots_ = std::move(larger);
}

std::string Values::text(ValueId id) const {
  std::u32string wide;
  for (const char16_t u : units(id)) {
    char32_t c = u;
    if (u >= 0xE000 && u < 0xF900)
      for (const auto& [point, unit] : wide_)
        if (unit == u) c = point;
    wide += c;
  }
  return paper::to_utf8(wide);
}

}  // namespace luodi::registers
