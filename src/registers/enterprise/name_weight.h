// Evidence of two enterprise names for one enterprise, in bits: an alignment of their cores weighed by how rare what they share
// is, with their legal forms and branches.
//
// A noisy channel: a typist copies a character, or writes another of the same sound, or drops or adds some, or swaps two. Among
// strangers a character comes from the registers' own language (bigrams of all cores). The score is log2 of the ratio of both:
// sharing 泓晟 weighs much, sharing 建材 little, and no cut between trade name and activity is needed.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registers/enterprise/name_parts.h"
#include "registers/linkage/comparing.h"

namespace luodi::registers {

/// Costs of what the channel does, in bits; m of each is 2^-cost. Of gaps [0] are characters that the left name has alone, [1]
/// the right one: a ledger that drops the county in front and the form behind does so in most rows, and learns that it is cheap
/// (name_channel.h).
struct NameChannel {
  double other_sound = 7.5;                    ///< another character
  double same_sound = 5.0;                     ///< a homophone; what its syllable says is gained
  double swap = 5.0;                           ///< two neighbours swapped
  std::array<double, 2> gap_front{5.0, 5.0};   ///< a gap before everything: its first character
  std::array<double, 2> gap_behind{5.0, 5.0};  ///< behind everything
  std::array<double, 2> gap{5.0, 5.0};         ///< inside
  double whole_front = 0, whole_behind = 0;    ///< no gap there
  double gap_more = 1.3;                       ///< each further character of a gap
  double form_equal = 1.0, form_alike = 0.5, form_differs = -3.0;
  double branch_differs = -6.0;
  double other_branch = -20.0;  ///< two outlets of one company that tell each other apart
  double alias = -1.0;          ///< a former name on one side
};

/// Where the best alignment of two names has a gap, if it has one there: 0 of the left name, 1 of the right one.
struct Gaps {
  std::optional<std::size_t> front, behind;
};

/// Names of one pool with their parts, and the language they make.
class NameLanguage {
 public:
  /// Of all names of the pool that a column of names has; how often keys repeat is counted in that column alone.
  NameLanguage(const Records& records, std::size_t column, unsigned threads);
  struct Name {
    std::uint32_t from = 0, until = 0;  ///< core in `units`
    std::uint16_t form = 0, form_class = 0, branch = 0, place_like = 0;
    std::uint64_t key = 0;  ///< hash of places by code, core, class of form and branch: 青州市… and 青州… have the same
  };
  const Name& name(ValueId id) const { return names_[id]; }
  const char16_t* units() const { return units_.data(); }
  const float* information() const { return information_.data(); }
  /// Bits that two equal keys say: how rarely two rows of one side share one, for a side that lists each enterprise once
  /// (企业名称登记管理规定, article 17: no two of one trade at one authority may have the same name).
  double equal_key() const { return equal_key_; }
  /// True where both are branches that tell each other apart by a number, a direction or a place (城关店, 城南店; 一站, 二站).
  /// Refused: a slip of one character, and one that says more of the same place.
  bool other_branch(const Name& a, const Name& b) const;
  /// Number of the syllable of a character, without its tone; 0 where none is known.
  std::uint16_t sound(char16_t c) const { return sounds_[c]; }
  /// Bits that a syllable says.
  float sound_information(std::uint16_t sound) const { return sound_information_[sound]; }

 private:
  void read_names(const Values& names, unsigned threads);
  void learn(const Values& names);
  void learn_sounds();
  void learn_keys(const Records& records, std::size_t column);
  std::vector<Name> names_;
  std::u16string units_;
  std::vector<float> information_;  ///< beside units_: bits of each character after the one before it
  std::vector<std::uint16_t> sounds_;
  std::vector<float> sound_information_;
  double equal_key_ = 0;
  std::vector<std::u16string> branch_texts_;  ///< by number
};

class NameEvidence : public OwnEvidence {
 public:
  /// Columns whose values are names of one pool: the name, then former names.
  NameEvidence(std::shared_ptr<const NameLanguage> language, std::vector<std::size_t> columns, NameChannel channel = {});
  double bits(const ValueId* left, const ValueId* right) const override;
  double bits_of(ValueId left, ValueId right) const;
  const NameChannel& channel() const { return channel_; }
  void set_channel(const NameChannel& channel) { channel_ = channel; }
  /// Gaps in front of and behind the best pair of names of two rows; nothing where there is none, or where they are equal: the
  /// channel is that of names that were not copied as they stand.
  std::optional<Gaps> gaps(const ValueId* left, const ValueId* right) const;
  /// True where exactly one of the two is a branch, or they are branches of different places.
  bool branch_against_head(const ValueId* left, const ValueId* right) const;

 private:
  /// `gaps`: null where nobody asks; only then nothing of the way is kept.
  template <bool kTold>
  double aligned(const NameLanguage::Name& a, const NameLanguage::Name& b, Gaps* gaps) const;
  std::optional<std::pair<ValueId, ValueId>> best_pair(const ValueId* left, const ValueId* right, double& bits) const;
  double step(char16_t c, char16_t d, float ic, float id) const;
  std::shared_ptr<const NameLanguage> language_;
  std::vector<std::size_t> columns_;
  NameChannel channel_;
};

}  // namespace luodi::registers
