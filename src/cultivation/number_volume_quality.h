// 数量、体量、质量: members of the five-above library counted, their figures summed, their quality measured, and whether all
// three go up together. Pure.
//
// Every table names its scope. Sums are of one source; where members did not report, the table says how many did, and a total
// that too few stand behind is no ground for a verdict (setting coverage_needed). Sentences hold numbers of the tables alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cultivation/classes.h"
#include "cultivation/figures.h"
#include "cultivation/settings.h"
#include "luodi/values/members.h"

namespace luodi::cultivation {

/// A membership. Months by month_index; entered 0: not known, it was in at all times; left 0: still in.
struct Member {
  std::string enterprise_id, name, credit_code, class_id, town;
  std::vector<std::string> chains, other_names;  ///< by which it alone is known, beside its own
  int entered = 0, left = 0;
  int opened = 0;  ///< months before are not missing; 0 not known
  std::string exit_reason, source;
  bool strategic = false, high_tech = false;  // 战略性新兴产业企业, 高新技术企业, as the list says
};
/// In the library at the end of a month: what left in it is out.
bool is_in(const Member& member, int month);
/// 大个体: self-employed outside industry. Listed or not, they are no legal units and count apart (facts 3).
bool is_large_self_employed(const Member& member);

/// The columns of the number table: the report classes in their order (工业, 建筑业, 批零和住餐业 …), and 投资项目 where asked
/// for.
struct ReportColumns {
  std::vector<std::string> names, names_en;
  /// Index of a class's column; none where it is not counted.
  std::optional<std::size_t> of(const std::string& class_id) const;
  /// Of a member's; none of a large self-employed unit.
  std::optional<std::size_t> of(const Member& member) const;
  std::vector<std::vector<std::string>> class_ids;
};
ReportColumns report_columns(bool with_projects);

/// The groups that a member counts in: its town, its classes' column, its chains.
using GroupsOf = std::function<std::vector<std::string>(const Member&)>;
GroupsOf groups_by(const std::string& by, const ReportColumns& columns);

/// Rows by group in the order of totals, then the whole; each member counts once in the whole.
std::vector<NumberRowView> number_table(const std::vector<Member>& members, int month, const ReportColumns& columns,
                                        const GroupsOf& groups, const std::string& whole);
/// The whole of rows that were counted elsewhere: sums of every column.
NumberRowView whole_of(const std::vector<NumberRowView>& rows, const std::string& name);
/// Gives rows their ranks by total.
void rank(std::vector<NumberRowView>& rows);

/// What is said of one row: stock, change on the year, share and rank in the whole, entries since January. `row` may be the whole
/// itself, which has no share.
std::vector<SentenceView> number_sentences(const NumberRowView& row, const NumberRowView& whole, int month);

/// Sums since January of one source's figures, by member: this year up to the month, and the year before.
struct MemberSums {
  std::string source_name, measure;
  std::vector<std::optional<std::int64_t>> now, before;
};
std::vector<VolumeRowView> volume_table(const std::vector<Member>& members, const MemberSums& sums, int month,
                                        const ReportColumns& columns, const GroupsOf& groups, const std::string& whole);
/// 增长6.8% or 下降6.8%, 持平 where equal; nothing to compare with gives nothing.
std::string growth(std::int64_t now, std::int64_t before, bool english);
/// "1—10月", "1月".
std::string since_january(int month);
/// up | same | down.
const char* direction(double now, double before);
/// Indicators that the sources allow: output a member (shown; it is the volume again and no ground for the verdict), profits,
/// cost of 100 yuan of revenue, taxes, members over 5,000,000 yuan of tax, electricity and the share of members that use more of
/// it, the share of strategic emerging industries, the output of high-tech members. Each over members in the library at both
/// times that reported both; the five basic ones (output, profits, cost, taxes, electricity) are told as unknown where there are
/// no figures.
std::vector<QualityView> quality_of(const std::vector<Member>& members, const std::vector<MemberSums>& sources, int month,
                                    const ReportColumns& columns);
/// `classes`: what the volume is told by where no single source holds enough of it.
TogetherView together_of(const NumberRowView& number, const VolumeRowView& volume, const std::vector<ClassVolumeView>& classes,
                         const std::vector<QualityView>& quality, const Settings& settings);
/// Counts at the ends of the `months` months up to `month`.
std::vector<MonthCountView> counts_by_month(const std::vector<Member>& members, int month, int months,
                                            const ReportColumns& columns);

}  // namespace luodi::cultivation
