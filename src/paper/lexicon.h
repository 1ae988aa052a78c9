// Lexicon: read-only tables behind mending: code pages, script maps, word list with costs, readings.
//
// The tables are one binary file, made at build time by tools/tables/build_lexicon.mjs (the format and the sources are
// described there) and linked into the program. Nothing is built at start; readings are indexed on first use.
// The look-up of directives, units or dates is not here: see src/reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luodi::paper {

/// Cost of a character that no list knows, in hundredths of a nat (-100 ln p).
inline constexpr int kUnknownCost = 1900;

/// What a word of the list is, for the evidence a report names.
enum WordKind : std::uint8_t { kPlainWord = 0, kIdiom = 1, kPlace = 2, kPerson = 4, kVerb = 8 };

class Lexicon {
 public:
  static const Lexicon& get();

  /// The code unit of a GBK pair; 0 where GBK assigns none (user-defined areas count as unassigned).
  char32_t gbk(std::uint8_t lead, std::uint8_t trail) const {
    return lead < 0x81 ? 0 : gbk_decode_[((lead - 0x80U) << 8U) | trail];
  }
  /// lead << 8 | trail of a character in GBK, 0 where it has none.
  std::uint16_t gbk_bytes(char32_t c) const { return c < 0x10000 ? gbk_encode_[c] : 0; }
  char32_t big5(std::uint8_t lead, std::uint8_t trail) const {
    return lead < 0x81 ? 0 : big5_decode_[((lead - 0x80U) << 8U) | trail];
  }

  /// Simplified form of a traditional character, or the character itself.
  char32_t simplified(char32_t c) const {
    if (c < 0x10000) return t2s_[c] != 0 ? t2s_[c] : c;
    return wide_simplified(c);
  }
  /// Traditional form by the first choice of the character table, or the character itself.
  char32_t traditional(char32_t c) const { return c < 0x10000 && s2t_[c] != 0 ? s2t_[c] : c; }
  /// True for a character that Simplified writing replaces.
  bool traditional_only(char32_t c) const { return c < 0x10000 && t2s_[c] != 0; }
  /// True for a character that is written in Simplified text only.
  bool simplified_only(char32_t c) const { return c < 0x10000 && simplified_only_[c] != 0; }
  const std::uint16_t* t2s_table() const { return t2s_; }

  /// Number of a Simplified word of 1 to 4 characters packed low first (16 bits each), 0 where it is no word.
  std::uint32_t word_id(std::uint64_t key) const {
    const std::uint64_t hash = key * 0x9e3779b97f4a7c15ULL;
    if ((word_bits_[hash >> 48U] >> (hash >> 42U & 63U) & 1U) == 0) return 0;
    for (std::size_t slot = hash >> 45U;; slot = (slot + 1) & ((1U << 19U) - 1)) {
      if (word_key_[slot] == key) return word_id_[slot];
      if (word_key_[slot] == 0) return 0;
    }
  }
  /// Number of the word that a character is by itself, 0 where it is none.
  std::uint32_t char_id(char32_t c) const { return c < 0x10000 ? char_id_[c] : 0; }
  /// True if two characters are a word.
  bool is_pair(char32_t a, char32_t b) const {
    return a < 0x10000 && b < 0x10000 && b != 0 && word_id(a | static_cast<std::uint64_t>(b) << 16U) != 0;
  }
  /// Cost of a word by itself (hundredths of a nat), -1 where it is no word.
  int word_cost(std::uint64_t key) const {
    const std::uint32_t id = word_id(key);
    return id == 0 ? -1 : id_cost_[id];
  }
  std::uint8_t word_kind(std::uint64_t key) const { return word_kind_[word_id(key)]; }
  /// Cost of word `id` behind word `before` (0: unknown).
  int pair_cost(std::uint32_t before, std::uint32_t id) const;
  /// What follows an unknown thing costs its own cost; what follows a known word pays that word's back-off.
  int backoff(std::uint32_t before) const { return before == 0 ? 0 : id_backoff_[before]; }
  /// Cost of a character alone (hundredths of a nat); punctuation and ASCII have rough fixed costs.
  int char_cost(char32_t c) const { return c < 0x10000 ? cost_[c] : kUnknownCost; }

  /// Cost of a character inside a person's name, neither its first nor its last.
  int name_middle_cost(char32_t c) const { return c < 0x10000 ? name_middle_[c] : kUnknownCost; }
  /// Cost of a character at the end of a person's name.
  int name_last_cost(char32_t c) const { return c < 0x10000 ? name_last_[c] : kUnknownCost; }

  int surname_cost(char32_t c) const { return c < 0x10000 ? surname_cost_[c] : kUnknownCost; }

  /// Toned readings of a character ("wù"), empty where none is known.
  const std::vector<std::u32string>& readings(char32_t c) const;
  bool has_reading(char32_t c, std::u32string_view reading) const;
  /// Characters with this toned reading, cheapest first.
  const std::vector<char32_t>& with_reading(std::u32string_view reading) const;

  std::string_view ts_phrases() const { return ts_phrases_; }
  std::string_view tw_phrases() const { return tw_phrases_; }

 private:
  Lexicon();
  struct Readings;
  int rough_cost(char32_t c) const;
  char32_t wide_simplified(char32_t c) const;
  const Readings& reading_index() const;

  const std::uint16_t* gbk_decode_ = nullptr;
  const std::uint16_t* gbk_encode_ = nullptr;
  const std::uint16_t* big5_decode_ = nullptr;
  const std::uint32_t* char_id_ = nullptr;
  const std::uint64_t* word_bits_ = nullptr;  // a bit for each hash of a word
  const std::uint64_t* word_key_ = nullptr;
  const std::uint32_t* word_id_ = nullptr;
  const std::uint16_t* id_cost_ = nullptr;
  const std::int16_t* id_backoff_ = nullptr;
  const std::uint64_t* pair_bits_ = nullptr;  // a bit for each hash of a pair
  const std::uint32_t* pair_print_ = nullptr;
  const std::uint8_t* pair_cost_ = nullptr;
  const std::uint8_t* word_kind_ = nullptr;
  const std::uint16_t* char_cost_ = nullptr;
  const std::uint16_t* name_middle_ = nullptr;
  const std::uint16_t* name_last_ = nullptr;
  const std::uint16_t* surname_cost_ = nullptr;
  const std::uint16_t* t2s_ = nullptr;
  const std::uint16_t* s2t_ = nullptr;
  const std::uint8_t* simplified_only_ = nullptr;
  const std::uint32_t* t2s_wide_ = nullptr;
  std::size_t t2s_wide_count_ = 0;
  std::string_view ts_phrases_, tw_phrases_, readings_text_;
  std::vector<std::uint16_t> cost_;  ///< char_cost of every character of the basic plane, marks included
};

/// True for a Han character of the basic plane, its extension A or the compatibility block.
constexpr bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace luodi::paper
