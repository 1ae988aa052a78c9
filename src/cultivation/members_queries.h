// What is asked of the members of the library; members_queries.cpp is the only file that talks to the store about them, beside
// the projection.
#pragma once

#include <string>
#include <vector>

#include "cultivation/matching.h"
#include "cultivation/number_volume_quality.h"
#include "store/store.h"

namespace luodi::cultivation {

/// A row of the imported list as its blob keeps it; months by month_index, 0 none.
struct MemberRow {
  std::string name, credit_code, class_id, town;
  std::int64_t entered = 0, left = 0;
  std::string exit_reason;
  bool strategic = false, high_tech = false;
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (name, credit_code, class_id, town, entered, left, exit_reason, strategic, high_tech))
std::string members_as_blob(const std::vector<MemberRow>& rows);
Result<std::vector<MemberRow>> members_of_blob(const std::string& blob);

/// The rows of the list that stands, as they were imported; none before the first.
Result<std::vector<MemberRow>> standing_list(store::Connection& c);

/// The list that stands, each row with the enterprise it is about, and the stays that dossiers know beside it. Where a row and a
/// dossier tell of one stay, the row stands and the dossier's exit ends it.
Result<std::vector<Member>> members_of_library(store::Connection& c);
Result<std::vector<Member>> members_of_library(store::Connection& c, const std::vector<EnterpriseView>& enterprises,
                                               const Matching& matching);
/// Sums since January up to a month of every source, by member, this year's and those of the year before.
Result<std::vector<MemberSums>> sums_of_members(store::Connection& c, const std::vector<Member>& members,
                                                const std::vector<FigureSourceView>& sources, int month);
/// 大个体 of the last forecast and those near it, with the day it was made as of and whether anything changed since.
struct BigSelfEmployed {
  std::int64_t over = 0, near = 0;
  std::string as_of;
  bool stale = false;
};
Result<BigSelfEmployed> big_self_employed(store::Connection& c);

}  // namespace luodi::cultivation
