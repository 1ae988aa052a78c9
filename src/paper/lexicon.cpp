// Reads the linked-in tables; the format stands at the head of tools/tables/build_lexicon.mjs.
#include "paper/lexicon.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <unordered_map>

#include "paper/unicode.h"

extern "C" {
extern const unsigned char luodi_lexicon_begin[];
extern const unsigned char luodi_lexicon_end[];
}

namespace luodi::paper {
namespace {

constexpr int kSymbolCost = 700;
constexpr std::size_t kPairSlots = std::size_t{1} << 21U;

template <class T>
T read_at(const unsigned char* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

/// One section of the linked table; a missing one is a broken build, so the program stops.
std::string_view section(std::string_view wanted) {
  const unsigned char* base = luodi_lexicon_begin;
  const auto count = read_at<std::uint32_t>(base + 12);
  for (std::uint32_t i = 0; i < count; ++i) {
    const unsigned char* row = base + 16 + i * 32U;
    const auto* name = reinterpret_cast<const char*>(row);
    if (std::string_view(name, strnlen(name, 16)) != wanted) continue;
    return {reinterpret_cast<const char*>(base) + read_at<std::uint64_t>(row + 16),
            static_cast<std::size_t>(read_at<std::uint64_t>(row + 24))};
  }
  std::abort();
}

template <class T>
const T* table(std::string_view name) {
  return reinterpret_cast<const T*>(section(name).data());
}

}  // namespace

struct Lexicon::Readings {
  std::vector<std::vector<std::u32string>> of_char;  // index: character - 0x4E00
  std::unordered_map<std::u32string_view, std::vector<char32_t>> of_reading;
};

Lexicon::Lexicon()
    : gbk_decode_(table<std::uint16_t>("gbk.decode")),
      gbk_encode_(table<std::uint16_t>("gbk.encode")),
      big5_decode_(table<std::uint16_t>("big5.decode")),
      char_id_(table<std::uint32_t>("char.id")),
      word_bits_(table<std::uint64_t>("words.bits")),
      word_key_(table<std::uint64_t>("words.key")),
      word_id_(table<std::uint32_t>("words.id")),
      id_cost_(table<std::uint16_t>("words.cost")),
      id_backoff_(table<std::int16_t>("words.backoff")),
      pair_bits_(table<std::uint64_t>("pairs.bits")),
      pair_print_(table<std::uint32_t>("pairs.print")),
      pair_cost_(table<std::uint8_t>("pairs.cost")),
      word_kind_(table<std::uint8_t>("words.kind")),
      char_cost_(table<std::uint16_t>("char.cost")),
      name_middle_(table<std::uint16_t>("name.middle")),
      name_last_(table<std::uint16_t>("name.last")),
      surname_cost_(table<std::uint16_t>("surname.cost")),
      t2s_(table<std::uint16_t>("t2s")),
      s2t_(table<std::uint16_t>("s2t")),
      simplified_only_(table<std::uint8_t>("simp.only")),
      t2s_wide_(table<std::uint32_t>("t2s.wide")),
      t2s_wide_count_(section("t2s.wide").size() / 8),
      ts_phrases_(section("ts.phrases")),
      tw_phrases_(section("tw.phrases")),
      readings_text_(section("readings")),
      cost_(0x10000) {
  for (char32_t c = 0; c < 0x10000; ++c) cost_[c] = static_cast<std::uint16_t>(rough_cost(c));
}

const Lexicon& Lexicon::get() {
  static const Lexicon lexicon;
  return lexicon;
}

char32_t Lexicon::wide_simplified(char32_t c) const {
  for (std::size_t i = 0; i < t2s_wide_count_; ++i)
    if (t2s_wide_[2 * i] == c) return t2s_wide_[2 * i + 1];
  return c;
}

int Lexicon::pair_cost(std::uint32_t before, std::uint32_t id) const {
  if (before != 0 && id != 0) {
    const std::uint64_t h = ((static_cast<std::uint64_t>(before) << 32U) | id) * 0x9e3779b97f4a7c15ULL;
    const std::uint32_t print = static_cast<std::uint32_t>(h) | 1U;
    const bool listed = (pair_bits_[h >> 47U] >> (h >> 41U & 63U) & 1U) != 0;
    for (std::size_t slot = h >> 43U; listed && pair_print_[slot] != 0; slot = (slot + 1) & (kPairSlots - 1))
      if (pair_print_[slot] == print) return pair_cost_[slot] * 10;
  }
  return backoff(before) + id_cost_[id];
}

int Lexicon::rough_cost(char32_t c) const {
  if (is_han(c)) return char_cost_[c] == 0xFFFF ? kUnknownCost : char_cost_[c];
  switch (c) {
    case U'，':
    case U',':
    case U'。':
    case U'、': return 350;
    case U'“':
    case U'”':
    case U'；':
    case U';':
    case U'：':
    case U':':
    case U'《':
    case U'》': return 500;
    case U'（':
    case U'）':
    case U'(':
    case U')':
    case U'？':
    case U'！':
    case U'·':
    case U'—':
    case U'【':
    case U'】':
    case U'‘':
    case U'’':
    case U'\n': return 700;
    default: break;
  }
  if (c >= U'0' && c <= U'9') return 500;
  if (c < 0x80) return 950;
  // Dashes, arrows, circled numbers, ruled lines, stars, units and wide spaces: set in any paper, and no sign of damage.
  if ((c >= 0x2010 && c < 0x2700) || c == 0x3000 || (c >= 0x3200 && c < 0x3400)) return kSymbolCost;
  return kUnknownCost;
}

const Lexicon::Readings& Lexicon::reading_index() const {
  static const Readings index = [this] {
    static std::vector<std::u32string> storage;  // keeps the keys of of_reading alive
    Readings r;
    r.of_char.resize(0x9FFF - 0x4E00 + 1);
    const std::u32string text = to_utf32(readings_text_);
    storage.reserve(4096);
    std::unordered_map<std::u32string, std::size_t> seen;
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t end = text.find(U'\n', at);
      if (end == std::u32string::npos) end = text.size();
      const char32_t c = text[at];
      for (std::size_t p = at + 2; p < end;) {
        std::size_t stop = std::min(text.find(U',', p), end);
        std::u32string reading = text.substr(p, stop - p);
        auto [it, fresh] = seen.try_emplace(reading, storage.size());
        if (fresh) storage.push_back(reading);
        if (c >= 0x4E00 && c <= 0x9FFF) r.of_char[c - 0x4E00].push_back(reading);
        r.of_reading[storage[it->second]].push_back(c);
        p = stop + 1;
      }
      at = end + 1;
    }
    for (auto& [reading, chars] : r.of_reading)
      std::stable_sort(chars.begin(), chars.end(),
                       [this](char32_t a, char32_t b) { return char_cost(simplified(a)) < char_cost(simplified(b)); });
    return r;
  }();
  return index;
}

const std::vector<std::u32string>& Lexicon::readings(char32_t c) const {
  static const std::vector<std::u32string> none;
  return c >= 0x4E00 && c <= 0x9FFF ? reading_index().of_char[c - 0x4E00] : none;
}

bool Lexicon::has_reading(char32_t c, std::u32string_view reading) const {
  const auto& all = readings(c);
  return std::find(all.begin(), all.end(), reading) != all.end();
}

const std::vector<char32_t>& Lexicon::with_reading(std::u32string_view reading) const {
  static const std::vector<char32_t> none;
  const auto& index = reading_index().of_reading;
  const auto it = index.find(reading);
  return it == index.end() ? none : it->second;
}

}  // namespace luodi::paper
