// Candidates: the pairs that blocking rules let through, each once.
//
// Refused on purpose: comparing every row with every other. What no rule finds is not linked; the report counts what each found.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "registers/linkage/plan.h"
#include "registers/linkage/records.h"

namespace luodi::registers {

/// A rule as columns of left and right: "name" compares name with name, "name=former" name with former name.
struct KeyColumns {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  bool all_equal(const ValueId* left, const ValueId* right) const {
    for (const auto& [l, r] : pairs)
      if (left[l] == 0 || left[l] != right[r]) return false;
    return true;
  }
};
/// A rule in words: "name + phone".
std::string rule_name(const EqualRule& rule);
/// Columns of a rule; those that Records does not have are left out (then the rule is empty).
KeyColumns key_columns(const EqualRule& rule, const Records& records);

/// Right rows by their key. They lie in buckets by the value of the column that tells most, where one of the key tells enough:
/// numbers of values rise through the left rows, so that buckets are visited nearly in order. Else by the hash of the key.
class KeyIndex {
 public:
  KeyIndex(const KeyColumns& key, const Records& records);
  /// Where a left row's key is looked for.
  struct Sought {
    std::uint32_t print = 0, bucket = 0;  ///< bucket 0: nowhere
  };
  Sought seek(const ValueId* left) const;
  /// Appends the right rows whose key equals this left row's, unless there are more than `most` (0: no limit).
  std::size_t find(const ValueId* left, Sought sought, std::size_t most, std::vector<std::uint32_t>& rows) const;
  /// Asks for memory before it is needed, in three steps.
  void prefetch_start(Sought s) const { __builtin_prefetch(&starts_[s.bucket]); }
  void prefetch_entry(Sought s) const { __builtin_prefetch(entries_.data() + starts_[s.bucket]); }
  void prefetch_row(Sought s) const;

 private:
  Sought place(const ValueId* row, bool left) const;
  struct Entry {
    std::uint32_t print, row;
  };
  KeyColumns key_;
  const Side& right_;
  std::size_t lead_;                   ///< of the key's columns, which has buckets by value; kNoLead: none
  std::uint32_t buckets_;              ///< 0 is empty
  std::vector<std::uint32_t> starts_;  ///< of each bucket, and of one behind
  std::vector<Entry> entries_;         ///< those of a bucket: of many in the order of print
};

/// The best right rows of each left row by shared rare pairs of neighbouring units.
class GramIndex {
 public:
  GramIndex(const GramRule& rule, std::size_t left_column, std::size_t right_column, const Records& records);
  std::size_t find(const ValueId* left, std::vector<std::uint32_t>& rows) const;

 private:
  struct Gram {
    std::uint32_t from, until;
    float weight;
  };
  const Gram* gram(std::uint32_t g) const;
  const GramRule rule_;
  const Records& records_;
  std::size_t left_column_;
  std::vector<std::uint32_t> keys_;  ///< sorted
  std::vector<Gram> grams_;          ///< beside keys_
  std::vector<ValueId> values_;      ///< right values of each gram
  std::vector<std::uint32_t> row_starts_, rows_;
};

/// All rules of a plan over the records; `for_row` gives a left row's right rows, sorted, each once.
class Candidates {
 public:
  Candidates(const Plan& plan, const Records& records, const std::vector<EqualRule>& rules, const std::vector<GramRule>& grams);
  /// Asks for the memory that for_row will touch for `n` rows from `rows`, and says where their keys are sought; at most
  /// kRowsAhead.
  static constexpr std::size_t kRowsAhead = 32;
  void prepare(const std::uint32_t* rows, std::size_t n, std::vector<KeyIndex::Sought>& sought) const;
  /// `sought`: of this row, from prepare. `found`: how many pairs each rule found (equal rules, then gram rules), added up.
  void for_row(std::uint32_t row, const KeyIndex::Sought* sought, std::vector<std::uint32_t>& rows,
               std::vector<std::uint64_t>& found) const;
  std::size_t sought_of_row() const { return equal_.size(); }
  /// Within one side a pair may come from both of its rows; `oriented` puts it one way, and repeats must then be dropped.
  bool may_repeat() const { return records_.one && !grams_.empty(); }
  Pair oriented(std::uint32_t left, std::uint32_t right) const {
    return !records_.one || rank_[left] < rank_[right] ? Pair{left, right} : Pair{right, left};
  }
  std::size_t rules() const { return equal_.size() + grams_.size(); }
  /// Names of the rules, as for_row counts them.
  const std::vector<std::string>& names() const { return names_; }

 private:
  const Records& records_;
  std::size_t most_;
  std::vector<KeyIndex> equal_;
  std::vector<GramIndex> grams_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> rank_;  ///< within one side: order of ids, so that a pair has one direction
};

}  // namespace luodi::registers
