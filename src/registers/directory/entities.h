// Entities of a fold: which rows are one before any score, what an entity looks like to a linkage, ids that outlive runs.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "registers/directory/fold.h"
#include "registers/enterprise/name_parts.h"
#include "registers/linkage/register_file.h"

namespace luodi::registers {

/// What a fold asks of each row once.
struct RowFacts {
  std::string code;  ///< a valid credit code; "" none
  std::string town;
  NameParts name;
  bool open = true;  ///< in a run of changes: to be looked at
};
std::vector<RowFacts> facts_of(const FoldInput& input);

/// Rows that are one entity whatever a score says: the same valid credit code, a person's yes, and in a run of changes what
/// stood together and did not change. A person's no keeps two sets apart; two valid codes never meet.
class Bound {
 public:
  Bound(const FoldInput& input, const std::vector<RowFacts>& facts);
  std::size_t root(std::size_t row);
  /// True where a person said that rows of these two sets are not one.
  bool apart(std::size_t a, std::size_t b);
  /// False where they must not meet.
  bool join(std::size_t a, std::size_t b);
  /// How a row came to its set: code | decided | held; "" it is alone.
  const std::string& basis(std::size_t row) const { return basis_[row]; }

 private:
  std::vector<std::size_t> parent_;
  std::vector<std::string> code_;
  std::vector<std::string> basis_;
  std::set<std::pair<std::size_t, std::size_t>> no_;  ///< rows, lower first
  std::vector<std::vector<std::size_t>> rows_;        ///< by root
};

/// Rows of one enterprise, the founder first: the row of the earliest register.
struct Entity {
  std::vector<std::size_t> rows;
};

/// Sets of rows as a register to be linked: one line a set, with its id (the founder's row id), its first values, and every
/// other name that it bears as a former name.
RegisterFile register_of(const FoldInput& input, const std::vector<RowFacts>& facts, const std::vector<Entity>& sets);

/// Ids of entities: the one that most of its rows had; of two that claim one, the one with more of those rows, then the lower
/// founder. Others get new numbers.
std::vector<std::string> ids_of(const FoldInput& input, const std::vector<Entity>& entities, std::int64_t& next_number);

/// Entities with two credit codes at one address that share a trade name or a phone (一企多照), founders' row ids.
std::vector<PairFound> shared_premises(const FoldInput& input, const std::vector<Entity>& entities,
                                       const std::vector<RowFacts>& facts);
/// Index of the head office of each branch that is there, by its name; the number of entities where none is.
std::vector<std::size_t> heads_of(const std::vector<RowFacts>& facts, const std::vector<Entity>& entities);

}  // namespace luodi::registers
