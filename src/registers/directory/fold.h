// Fold: the registers one after another, by rank, into entities. The base register makes the first entities; each later
// register's rows are linked to what stands (one entity at most for a row), and what finds none becomes an entity of its own.
//
// Why not all rows at once: a row of a later register has one match at most among entities, so that runners-up are strangers and
// the error rate can be estimated without labels (decide.h). Rows with the same valid credit code are one entity whatever else
// they say; rows that a person put together or apart stay so.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registers/directory/choice.h"
#include "registers/linkage/linking.h"

namespace luodi::registers {

/// Links below this probability are shown to a person too, and looked at again in runs of changes.
inline constexpr double kSureLink = 0.98;

/// "E0000042". Numbers are never given twice.
std::string enterprise_id_of(std::int64_t number);
std::int64_t number_of_enterprise(const std::string& enterprise_id);

struct FoldRow {
  std::size_t at = 0;  ///< index of its register
  RegisterRow row;
  std::string enterprise_id;  ///< from the run before; "" none
  bool changed = true;        ///< since that run; a run of changes looks at these
  bool doubtful = false;      ///< linked below kSureLink: looked at again where something earlier changed, the true match perhaps
  std::string basis;          ///< of its place in the run before (Assignment::basis), with its probability
  double probability = 0;
};
/// 人工判定. answer: yes | no.
struct FoldAnswer {
  std::string row_a, row_b, answer;
};

/// What a full run found, held for runs of changes: m, u, prior and thresholds by register and for duplicates.
using HeldModels = std::map<std::string, std::string>;  ///< register_id, or "*" for duplicates ─▶ JSON

struct FoldInput {
  std::vector<std::string> registers;  ///< ids, in order of rank
  std::vector<FoldRow> rows;           ///< by register, then row id
  std::vector<FoldAnswer> answers;
  std::vector<Town> towns;       ///< the county's own
  std::int64_t next_number = 1;  ///< of new enterprises
  HeldModels held;               ///< empty: a full run
  unsigned threads = 0;
};

/// 归属. basis: founder | code | linked | decided | held.
struct Assignment {
  std::string row_id, enterprise_id, basis, founder_row;
  double weight = 0, probability = 0;
  std::vector<WeightPart> parts;
};
/// 待核对. kind: review (a row and an entity, between link and refusal) | link (linked, but not surely) | duplicate (two entities
/// that may be one) | licences (一企多照: two credit codes, one trade name or phone at one address).
struct PairFound {
  std::string kind, row_a, row_b;
  double weight = 0, probability = 0;
  std::vector<WeightPart> parts;
};
/// Of one register as it stands after the run, what a run of changes left alone included; `kept`: the rows it left alone.
struct FoldReport {
  std::string register_id;
  std::int64_t rows = 0, linked = 0, by_code = 0, founders = 0, review = 0, pairs = 0, kept = 0;
  std::string calibration;
  double expected_precision = 1;          ///< of all its rows that are not founders
  std::optional<double> expected_recall;  ///< of the last run that looked at all of them; none where nothing was linked
};
struct Folded {
  std::vector<Assignment> assignments;  ///< of a run of changes: rows that changed their place or are new
  std::vector<PairFound> pairs;
  std::map<std::string, std::string> heads;  ///< enterprise of a branch ─▶ enterprise of its head office
  std::vector<FoldReport> reports;
  HeldModels held;
  std::int64_t next_number = 1;
};

/// Errors: conflict "link.stopped"; what link_records answers.
Result<Folded> fold(const FoldInput& input, const LinkProgress& progress);

}  // namespace luodi::registers
