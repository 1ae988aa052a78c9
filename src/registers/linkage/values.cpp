#include "registers/linkage/values.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "paper/unicode.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kBatch = 32;
constexpr std::size_t kTelling = 1U << 15U;  // so many texts tell how many of those to come are new

std::uint64_t word(const char* at, std::size_t bytes) {
  std::uint64_t w = 0;
  std::memcpy(&w, at, bytes);
  return w;
}

/// The code point that begins at `i`, which is moved behind it; what is no UTF-8 becomes U+FFFD.
char32_t next_point(std::string_view s, std::size_t& i) {
  if (i + 4 <= s.size()) {  // nearly always: Han and ASCII from one load
    const std::uint64_t w = word(s.data() + i, 4);
    if constexpr (std::endian::native == std::endian::little) {
      if ((w & 0xC0C0F0U) == 0x8080E0U)
        return i += 3, static_cast<char32_t>((w & 0x0FU) << 12U | (w >> 8U & 0x3FU) << 6U | (w >> 16U & 0x3FU));
      if ((w & 0x80U) == 0) return ++i, static_cast<char32_t>(w & 0x7FU);
    }
  }
  const auto byte = [&](std::size_t k) { return k < s.size() ? static_cast<unsigned char>(s[k]) : 0U; };
  const unsigned c = byte(i);
  const auto tail = [&](std::size_t k) { return (byte(i + k) & 0xC0U) == 0x80U; };
  if (c < 0x80) return ++i, c;
  if (c >= 0xE0 && c < 0xF0 && tail(1) && tail(2)) {
    const char32_t p = (c & 0x0FU) << 12U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU);
    return i += 3, p;
  }
  if (c >= 0xC2 && c < 0xE0 && tail(1)) {
    const char32_t p = (c & 0x1FU) << 6U | (byte(i + 1) & 0x3FU);
    return i += 2, p;
  }
  if (c >= 0xF0 && c < 0xF5 && tail(1) && tail(2) && tail(3)) {
    const char32_t p = (c & 0x07U) << 18U | (byte(i + 1) & 0x3FU) << 12U | (byte(i + 2) & 0x3FU) << 6U | (byte(i + 3) & 0x3FU);
    return i += 4, p;
  }
  return ++i, 0xFFFD;
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

Values::Values() : slots_(1U << 10U), hashes_(1), lines_(2) {
  counts_[0].resize(1);
  counts_[1].resize(1);
  long_units_.resize(1U << 8U);
}

ValueId Values::add(std::string_view utf8, int side) {
  if (utf8.empty()) return 0;
  const ValueId id = find_or_make(utf8, luodi::registers::content_hash(utf8));
  ++counts_[side][id];
  ++filled_[side];
  ++seen_;
  return id;
}

void Values::add_all(const std::vector<std::string_view>& texts, int side, std::vector<ValueId>& ids) {
  for (const std::string_view t : texts) filled_[side] += t.empty() ? 0 : 1;
  std::uint64_t hashes[kBatch] = {};
  for (std::size_t from = 0; from < texts.size(); from += kBatch) {
    const std::size_t until = std::min(from + kBatch, texts.size());
    seen_ += until - from;
    if ((size() + kBatch) * 2 > slots_.size()) grow();
    for (std::size_t i = from; i < until; ++i) {
      hashes[i - from] = luodi::registers::content_hash(texts[i]);
      __builtin_prefetch(&slots_[hashes[i - from] & mask()]);
    }
    const std::size_t first = ids.size();
    for (std::size_t i = from; i < until; ++i) {
      ids.push_back(texts[i].empty() ? 0 : find_or_make(texts[i], hashes[i - from]));
      __builtin_prefetch(&counts_[side][ids.back()]);
    }
    for (std::size_t i = first; i < ids.size(); ++i) ++counts_[side][ids[i]];
  }
}

ValueId Values::find_or_make(std::string_view utf8, std::uint64_t hash) {
  if ((size() + 1) * 2 > slots_.size()) grow();
  std::size_t at = hash & mask();
  // Two texts with the same hash are taken for one: in its slot all 64 bits tell (at 10 million texts the chance of any such pair
  // is 3 in a million), in the slots behind it those that lie above the number: 39 bits then, 3 in a hundred thousand.
  for (; slots_[at] != 0; at = (at + 1) & mask())
    if (((slots_[at] ^ hash) & ~mask()) == 0) return static_cast<ValueId>(slots_[at] & mask());
  const auto id = static_cast<ValueId>(hashes_.size());
  slots_[at] = slot_of(hash, id);
  hashes_.push_back(hash);
  counts_[0].push_back(0);
  counts_[1].push_back(0);
  append_units(utf8);
  return id;
}

char16_t Values::unit_of_wide(char32_t c) {
  const auto next = static_cast<char16_t>(0xE000 + wide_.size() % 0x1900);
  return wide_.try_emplace(c, next).first->second;
}

void Values::append_units(std::string_view utf8) {
  if (long_units_.size() < used_ + utf8.size() + kUnitPadding)
    long_units_.resize(std::max(long_units_.size() * 2, used_ + utf8.size() + kUnitPadding));
  std::uint64_t signature = 0;
  char16_t* const first = long_units_.data() + used_;
  char16_t* unit = first;
  for (std::size_t i = 0; i < utf8.size(); ++unit) {
    const char32_t c = next_point(utf8, i);
    *unit = c < 0x10000 ? static_cast<char16_t>(c) : unit_of_wide(c);
    signature |= 1ULL << (*unit * 0x9E3779B1U >> 26U);
  }
  const auto size = static_cast<std::size_t>(unit - first);
  Line& line = lines_.back();
  line.signature = signature;
  if (size <= kOfLine) {
    line.size = static_cast<std::uint16_t>(size);
    std::memcpy(line.units.data(), first, sizeof line.units);  // what follows the text is never compared
  } else {
    line.size = kLong;
    const Place place{used_, size};
    std::memcpy(line.units.data(), &place, sizeof place);
    used_ += size;
  }
  lines_.emplace_back();
}

/// Fourfold, or at once to what the texts so far let expect: a column of as many values as rows is not laid out again and again.
void Values::grow() {
  std::size_t slots = slots_.size() * 4;
  if (seen_ >= kTelling && expected_ > seen_) {
    const std::size_t more = size() * (expected_ / 1024) / (seen_ / 1024);
    slots = std::max(slots, std::bit_ceil(more * 2));
    hashes_.reserve(more), lines_.reserve(more);
    counts_[0].reserve(more), counts_[1].reserve(more);
  }
  slots_ = std::vector<std::uint64_t>(slots);
  for (ValueId id = 1; id <= size(); ++id) {
    std::size_t at = hashes_[id] & mask();
    while (slots_[at] != 0) at = (at + 1) & mask();
    slots_[at] = slot_of(hashes_[id], id);
  }
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
