// See members.h: the report of number, volume and quality, and the list of members.
#include "engine/members.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "cultivation/class_volumes.h"
#include "cultivation/members_queries.h"
#include "cultivation/queries.h"
#include "cultivation/volume_parts.h"
#include "cultivation/withholding.h"
#include "engine/dossiers.h"
#include "engine/tables.h"
#include "publish/workbook.h"
#include "registers/directory/queries.h"

namespace luodi::engine {
namespace {

using cultivation::Member;
using store::Connection;

constexpr std::int64_t kPage = 100, kMostPage = 1000;
constexpr int kMonthsShown = 24;
constexpr std::size_t kMostWords = 200;
constexpr const char* kWhole = "全县";
const std::string kWithheld = "不列";  // amounts that would tell of a single unit
constexpr int kMostBehind = 3;         ///< months that figures may be late
constexpr double kGroupWidth = 24;     ///< of the column that names a row, in characters

/// Sums of it are 体量.
bool is_of_volume(const FigureSourceView& s) {
  const auto* measure = cultivation::measure_of(s.measure);
  return measure != nullptr && measure->side == "volume";
}

/// The month asked for, else the last that is over and that some source of volume has reached: at a month's beginning its
/// figures are still to come.
Result<int> month_of(House& house, const std::optional<std::string>& asked) {
  const Date today = house.clock.today();
  const int over = cultivation::month_index(today.year, today.month) - 1;
  if (asked.value_or("").empty())
    return read<int>(house, [&](Connection& c, int& month) -> Result<void> {
      auto sources = cultivation::list_sources(c);
      if (!sources) return tl::unexpected(sources.error());
      int reached = 0;
      for (const FigureSourceView& s : *sources)
        if (is_of_volume(s)) reached = std::max(reached, std::min(over, cultivation::month_of(s.last_month).value_or(0)));
      month = over - reached > kMostBehind ? over : reached;
      return {};
    });
  const auto month = cultivation::month_of(*asked);
  if (!month) return fail(ErrorCode::usage, "month", "month.bad", "a month is written 2026-11");
  if (*month > over + 1) return fail(ErrorCode::usage, "month", "month.future", "of a month to come nothing can be told");
  return *month;
}

/// The volume's source: as asked for, else the source of 体量 that most members reported to in both years.
Result<std::size_t> source_of(const std::vector<FigureSourceView>& sources, const std::vector<cultivation::MemberSums>& sums,
                              const std::optional<std::string>& asked) {
  std::size_t best = sources.size(), most = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!is_of_volume(sources[i])) continue;
    if (!asked.value_or("").empty() && sources[i].source_id == *asked) return i;
    std::size_t both = 1;
    for (std::size_t m = 0; m < sums[i].now.size(); ++m) both += sums[i].now[m] && sums[i].before[m] ? 1 : 0;
    if (both > most) most = both, best = i;
  }
  if (!asked.value_or("").empty())
    return fail(ErrorCode::usage, "source_id", "figures.source", "there is no such source of volume");
  return best;
}

/// "2026-10" as titles write it.
std::string words_of(const std::string& month) {
  return cultivation::month_words(cultivation::month_of(month).value_or(0));
}

void tell_scope(MembersReportView& v, bool projects) {
  v.scope = std::string("口径：在库单位（法人单位和规模以上工业个体经营户），不含大个体，") + (projects ? "含" : "不含") +
            "投资项目法人";
  v.scope_en =
      std::string("Scope: units in the library (legal units and self-employed of industry), without large self-employed, ") +
      (projects ? "with" : "without") + " project legal persons";
  v.title = words_of(v.month) + "“五上”企业数量、体量、质量（" + v.scope + "）";
  v.title_en = "Five-above enterprises, number, volume and quality, " + v.month + " (" + v.scope_en + ")";
}

struct Read {
  std::vector<Member> members;
  std::vector<FigureSourceView> sources;
  std::vector<cultivation::MemberSums> sums;
  cultivation::BigSelfEmployed big;
  cultivation::Settings settings;
  std::vector<std::string> towns;  ///< of the county
  cultivation::Sight sight;
  bool insider = false;
};

Result<Read> read_members(House& house, const Caller& caller, int month) {
  return read<Read>(house, [&](Connection& c, Read& in) -> Result<void> {
    in.insider = is_insider(caller);
    if (auto ok = put(sight_of(c, caller), in.sight); !ok) return ok;
    auto members = cultivation::members_of_library(c);
    if (!members) return tl::unexpected(members.error());
    auto sources = cultivation::list_sources(c);
    if (!sources) return tl::unexpected(sources.error());
    auto sums = cultivation::sums_of_members(c, *members, *sources, month);
    if (!sums) return tl::unexpected(sums.error());
    in.members = std::move(*members), in.sources = std::move(*sources), in.sums = std::move(*sums);
    if (auto ok = put(cultivation::settings_of(c), in.settings); !ok) return ok;
    auto towns = registers::towns_of_county(c);
    if (!towns) return tl::unexpected(towns.error());
    for (const registers::Town& t : *towns) in.towns.push_back(t.name);
    return put(cultivation::big_self_employed(c), in.big);
  });
}

/// `least`: what this reader must have behind a sum; 0: all is shown.
void tell_volume(MembersReportView& v, const Read& in, std::size_t source, int month, const cultivation::ReportColumns& columns,
                 const cultivation::GroupsOf& groups, std::int64_t least, bool projects) {
  VolumeRowView whole;
  if (source < in.sources.size()) {
    const FigureSourceView& s = in.sources[source];
    v.source_id = s.source_id, v.source_name = s.name;
    if (const auto* m = cultivation::measure_of(s.measure))
      v.measure_name = m->name, v.measure_name_en = m->name_en, v.base_unit = m->base_unit, v.dimension = m->dimension;
    v.volume = cultivation::volume_table(in.members, in.sums[source], month, columns, groups, kWhole);
    v.bands = cultivation::size_bands(in.members, in.sums[source], month, columns, in.settings.size_bands);
    v.pulls = cultivation::pulls_of(in.members, in.sums[source], month, columns);
  }
  v.quality = cultivation::quality_of(in.members, in.sums, month, columns);
  v.class_volumes = cultivation::class_volumes(in.members, in.sums, month, columns, in.settings.coverage_needed);
  if (least > 0) cultivation::withhold(v, least, projects);
  if (!v.volume.empty())
    whole = v.volume.back();
  else
    whole.members = v.number.back().total, whole.members_before = v.number.back().before;
  v.together = cultivation::together_of(v.number.back(), whole, v.class_volumes, v.quality, in.settings);
}

MemberOfLibraryView view_of(const Member& m) {
  MemberOfLibraryView v;
  v.enterprise_id = m.enterprise_id, v.name = m.name, v.credit_code = m.credit_code, v.class_id = m.class_id, v.town = m.town;
  v.class_name = "投资项目", v.class_name_en = "Project";
  for (const auto& c : cultivation::class_presets())
    if (c.class_id == m.class_id) v.class_name = c.name, v.class_name_en = c.name_en;
  v.entered = m.entered == 0 ? "" : cultivation::month_text(m.entered),
  v.left = m.left == 0 ? "" : cultivation::month_text(m.left);
  v.exit_reason = m.exit_reason, v.source = m.source, v.strategic = m.strategic, v.high_tech = m.high_tech;
  return v;
}

bool shows(const Member& m, const std::string& show, int month) {
  const int january = month / 12 * 12;
  if (show == "entered") return m.entered >= january && m.entered <= month;
  if (show == "left") return m.left >= january && m.left <= month;
  return show == "all" || cultivation::is_in(m, month);
}

std::string change(std::int64_t now, std::int64_t before) {
  return before == 0 ? "" : in_percent(static_cast<double>(now - before) / static_cast<double>(before));
}

publish::Sheet number_sheet(const MembersReportView& v) {
  publish::Sheet s;
  s.name = "数量", s.title = words_of(v.month) + "末“五上”企业数量（户；" + v.scope + "）";
  s.headings = {"分组", "合计"};
  s.headings.insert(s.headings.end(), v.columns.begin(), v.columns.end());
  for (const char* h :
       {"上年同期", "增减", "同比（%）", "本年新增", "上年同期新增", "本年退库", "净增", "位次", "全年目标", "完成（%）"})
    s.headings.emplace_back(h);
  s.widths.assign(s.headings.size(), 12), s.widths[0] = kGroupWidth;
  for (std::size_t c = 1; c < s.headings.size(); ++c) s.numeric.push_back(c);
  for (const NumberRowView& r : v.number) {
    std::vector<std::string> row{r.name, std::to_string(r.total)};
    for (const std::int64_t n : r.counts) row.push_back(std::to_string(n));
    for (const std::int64_t n : {r.before, r.total - r.before}) row.push_back(std::to_string(n));
    row.push_back(change(r.total, r.before));
    for (const std::int64_t n : {r.entered, r.entered_before, r.left, r.entered - r.left}) row.push_back(std::to_string(n));
    row.push_back(r.rank == 0 ? "" : std::to_string(r.rank));
    row.push_back(r.target == 0 ? "" : std::to_string(r.target));
    row.push_back(r.target == 0 ? "" : in_percent_reached(static_cast<double>(r.entered) / static_cast<double>(r.target)));
    s.rows.push_back(std::move(row));
  }
  return s;
}

publish::Sheet volume_sheet(const MembersReportView& v) {
  publish::Sheet s;
  s.name = "体量",
  s.title = words_of(v.month) + "，本年累计" + v.measure_name + "（万元；来源：" + v.source_name + "；" + v.scope + "）";
  s.headings = {"分组",      "本年累计",     "有数户数", "在库户数", "上年同期",      "上年有数户数",
                "同比（%）", "两年可比户数", "可比本年", "可比上年", "可比同比（%）", "拉动（百分点）"};
  s.widths.assign(s.headings.size(), 14), s.widths[0] = kGroupWidth;
  for (std::size_t c = 1; c < s.headings.size(); ++c) s.numeric.push_back(c);
  // What nobody reported yet is no zero.
  const auto told = [](bool withheld, std::int64_t sum, std::int64_t of) {
    return withheld ? kWithheld : of == 0 ? std::string() : in_wan(sum);
  };
  const bool whole_alone = v.least_units_shown > 0;
  for (const VolumeRowView& r : v.volume)
    s.rows.push_back({r.name, told(r.withheld, r.now, r.reported), std::to_string(r.reported), std::to_string(r.members),
                      told(r.withheld, r.before, r.reported_before), std::to_string(r.reported_before),
                      r.reported == 0 ? "" : change(r.now, r.before), std::to_string(r.same),
                      told(whole_alone, r.same_now, r.same), told(whole_alone, r.same_before, r.same),
                      r.same == 0 ? "" : change(r.same_now, r.same_before), r.pull ? in_percent(*r.pull / 100) : std::string()});
  return s;
}

publish::Sheet classes_sheet(const MembersReportView& v) {
  publish::Sheet s;
  s.name = "体量（分类）",
  s.title = words_of(v.month) + "，本年累计体量，各类按本类指标，不同指标不相加（万元；" + v.scope + "）";
  s.headings = {"类别",         "指标",      "本年累计",     "有数户数",      "在库户数", "上年同期",
                "上年有数户数", "同比（%）", "两年可比户数", "可比同比（%）", "来源"};
  s.widths = {20, 20, 16, 12, 12, 16, 14, 12, 14, 14, 24}, s.numeric = {2, 3, 4, 5, 6, 7, 8, 9};
  for (const ClassVolumeView& c : v.class_volumes)
    s.rows.push_back({c.name, c.measure_name, c.reported == 0 ? "" : in_wan(c.now), std::to_string(c.reported),
                      std::to_string(c.members), c.reported_before == 0 ? "" : in_wan(c.before),
                      std::to_string(c.reported_before), c.covered ? change(c.now, c.before) : "", std::to_string(c.same),
                      c.same == 0 ? "" : change(c.same_now, c.same_before), c.source_name});
  return s;
}

publish::Sheet parts_sheet(const MembersReportView& v) {
  publish::Sheet s;
  s.name = "新增拉动和规模", s.title = words_of(v.month) + "，本年累计" + v.measure_name +
                                       "：入库年份的拉动和按规模的户数（来源：" + v.source_name + "；" + v.scope + "）";
  s.headings = {"分组", "在库户数", "两年都有数户数", "本年累计（万元）", "上年同期（万元）", "同比（%）", "拉动（百分点）"};
  s.widths.assign(s.headings.size(), 18), s.widths[0] = kGroupWidth;
  for (std::size_t c = 1; c < s.headings.size(); ++c) s.numeric.push_back(c);
  for (const PullView& p : v.pulls)
    s.rows.push_back({p.name, std::to_string(p.members), std::to_string(p.reported), in_wan(p.now), in_wan(p.before),
                      change(p.now, p.before), p.pull ? in_percent(*p.pull / 100) : std::string()});
  for (const SizeBandView& b : v.bands)
    s.rows.push_back({"本年累计超" + std::to_string(b.floor / (10000 * cultivation::kFenOfWan)) + "亿元的户数（上年同期" +
                          std::to_string(b.before) + "户）",
                      std::to_string(b.now), "", "", "", change(b.now, b.before), ""});
  return s;
}

publish::Sheet quality_sheet(const MembersReportView& v) {
  publish::Sheet s;
  s.name = "质量", s.title = words_of(v.month) + "“五上”企业质量（两年都在库、都有数的单位；" + v.scope + "）";
  s.headings = {"指标", "单位", "本年累计", "上年同期", "户数", "方向", "来源"};
  s.widths = {30, 12, 16, 16, 10, 12, 24}, s.numeric = {2, 3, 4};
  const bool whole_alone = v.least_units_shown > 0;
  const auto shown = [](const std::optional<double>& x) {
    return x ? in_wan(static_cast<std::int64_t>(*x * 1e6)) : std::string();
  };
  for (const QualityView& q : v.quality)
    s.rows.push_back({q.name, q.unit, whole_alone ? kWithheld : shown(q.now), whole_alone ? kWithheld : shown(q.before),
                      std::to_string(q.members),
                      q.result == "up"        ? "向好"
                      : q.result == "down"    ? "变差"
                      : q.result == "same"    ? "持平"
                      : q.source_name.empty() ? "没有数据"
                                              : "看不出",
                      q.source_name});
  for (const SentenceView& reason : v.together.reasons) s.rows.push_back({reason.text, "", "", "", "", "", ""});
  return s;
}

publish::Sheet members_sheet(const std::vector<Member>& members) {
  publish::Sheet s;
  s.name = "名单", s.title = "“五上”入库登记（全部，含已退库单位、投资项目法人和大个体）";
  s.headings = {"企业名称", "统一社会信用代码", "类别",           "乡镇",        "入库月份",
                "退库月份", "退库原因",         "战略性新兴产业", "高新技术企业"};
  s.widths = {36, 22, 20, 14, 12, 12, 24, 16, 16};
  for (const Member& m : members) {
    const MemberOfLibraryView v = view_of(m);
    s.rows.push_back({v.name, v.credit_code, v.class_name, v.town, v.entered, v.left, v.exit_reason, m.strategic ? "是" : "",
                      m.high_tech ? "是" : ""});
  }
  return s;
}

/// Groups that have nothing in the library stand in the table too: 0 is an answer, and so is what is aimed at there.
void add_groups(MembersReportView& v, const std::vector<std::string>& names) {
  NumberRowView whole = std::move(v.number.back());
  v.number.pop_back();
  for (const std::string& name : names) {
    if (std::any_of(v.number.begin(), v.number.end(), [&](const NumberRowView& r) { return r.name == name; })) continue;
    NumberRowView row;
    row.name = name, row.counts.assign(whole.counts.size(), 0);
    v.number.push_back(std::move(row));
  }
  cultivation::rank(v.number);
  v.number.push_back(std::move(whole));
}

/// What a table by town or class has rows of, whether or not anything is in them.
std::vector<std::string> groups_told(const std::string& by, const Read& in, const cultivation::ReportColumns& columns,
                                     const std::map<std::string, std::int64_t>& of_towns) {
  if (by == "class") return columns.names;
  if (by != "town") return {};
  std::vector<std::string> out = in.towns;
  for (const auto& [town, target] : of_towns) out.push_back(town);
  return out;
}

Result<MembersReportView> report_of(const MembersReportRequest& r, const Read& in, int month) {
  const std::int64_t least = in.sight.all ? 0 : in.settings.least_units_shown;
  const bool projects = r.projects.value_or("") == "yes";
  const cultivation::ReportColumns columns = cultivation::report_columns(projects);
  const std::string by = r.by.value_or("").empty() ? "town" : *r.by;
  if (by != "town" && by != "class" && by != "chain")
    return fail(ErrorCode::usage, "by", "filter.unknown", "by is town, class or chain");
  const cultivation::GroupsOf groups = cultivation::groups_by(by, columns);
  MembersReportView v;
  v.month = cultivation::month_text(month), v.by = by, v.columns = columns.names, v.columns_en = columns.names_en;
  tell_scope(v, projects);
  v.number = cultivation::number_table(in.members, month, columns, groups, kWhole);
  const auto target = [](const std::map<std::string, std::int64_t>& targets, const std::string& of) {
    const auto at = targets.find(of);
    return at == targets.end() ? 0 : at->second;
  };
  const auto [of_columns, of_towns] = in.settings.targets_in(month / 12);
  add_groups(v, groups_told(by, in, columns, of_towns));
  const auto& aimed = by == "town" ? of_towns : of_columns;
  for (NumberRowView& row : v.number) row.target = by == "chain" ? 0 : target(aimed, row.name);
  v.number.back().target = target(of_columns, "");
  auto source = source_of(in.sources, in.sums, r.source_id);
  if (!source) return tl::unexpected(source.error());
  tell_volume(v, in, *source, month, columns, groups, least, projects);
  v.sentences = cultivation::number_sentences(v.number.back(), v.number.back(), month);
  for (SentenceView& s : cultivation::pull_sentences(v.pulls, v.measure_name, v.measure_name_en, month))
    v.sentences.push_back(std::move(s));
  v.months = cultivation::counts_by_month(in.members, month, kMonthsShown, columns);
  v.big_self_employed = in.big.over, v.near_big_self_employed = in.big.near;
  v.forecast_as_of = in.big.as_of, v.forecast_stale = in.big.stale;
  v.coverage_needed = in.settings.coverage_needed;
  std::copy_if(in.sources.begin(), in.sources.end(), std::back_inserter(v.sources), is_of_volume);
  for (const Member& m : in.members) {
    if (!cultivation::is_in(m, month)) continue;
    v.without_month += m.entered == 0 && columns.of(m) ? 1 : 0;
    v.listed_big += cultivation::is_large_self_employed(m) ? 1 : 0;
  }
  return v;
}

}  // namespace

Result<MembersReportView> members_report(House& house, const Caller& caller, const MembersReportRequest& r) {
  auto month = month_of(house, r.month);
  if (!month) return tl::unexpected(month.error());
  auto in = read_members(house, caller, *month);
  if (!in) return tl::unexpected(in.error());
  return report_of(r, *in, *month);
}

Result<MembersAnswer> list_members(House& house, const MembersRequest& r) {
  auto month = month_of(house, r.month);
  if (!month) return tl::unexpected(month.error());
  const std::string show = r.show.value_or("").empty() ? "in" : *r.show, words = registers::searchable(r.words.value_or(""));
  if (show != "in" && show != "entered" && show != "left" && show != "all")
    return fail(ErrorCode::usage, "show", "filter.unknown", "show is in, entered, left or all");
  if (words.size() > kMostWords) return fail(ErrorCode::usage, "words", "filter.long", "search for at most 200 bytes");
  const std::int64_t limit = r.limit.value_or(kPage), offset = r.offset.value_or(0);
  if (limit < 1 || limit > kMostPage || offset < 0)
    return fail(ErrorCode::usage, "limit", "filter.page", "a page has 1 to 1000 rows");
  const cultivation::ReportColumns columns = cultivation::report_columns(r.projects.value_or("") == "yes");
  return read<MembersAnswer>(house, [&](Connection& c, MembersAnswer& a) -> Result<void> {
    auto members = cultivation::members_of_library(c);
    if (!members) return tl::unexpected(members.error());
    for (const Member& m : *members) {
      if (show != "all" && !columns.of(m)) continue;  // out of scope
      if (!shows(m, show, *month) || (!r.class_id.value_or("").empty() && m.class_id != *r.class_id)) continue;
      if (!r.town.value_or("").empty() && m.town != *r.town) continue;
      if (!words.empty() && registers::searchable(m.name + "\n" + m.credit_code).find(words) == std::string::npos) continue;
      if (a.total >= offset && static_cast<std::int64_t>(a.members.size()) < limit) a.members.push_back(view_of(m));
      ++a.total;
    }
    return {};
  });
}

Result<Engine::File> export_members(House& house, const Caller& caller, const MembersReportRequest& r) {
  auto month = month_of(house, r.month);
  if (!month) return tl::unexpected(month.error());
  auto in = read_members(house, caller, *month);
  if (!in) return tl::unexpected(in.error());
  auto v = report_of(r, *in, *month);
  if (!v) return tl::unexpected(v.error());
  std::vector<publish::Sheet> sheets{number_sheet(*v), volume_sheet(*v)};
  if (v->least_units_shown == 0) sheets.push_back(classes_sheet(*v)), sheets.push_back(parts_sheet(*v));
  sheets.push_back(quality_sheet(*v));
  if (in->insider) sheets.push_back(members_sheet(in->members));
  auto bytes = publish::to_xlsx(sheets);
  if (!bytes) return tl::unexpected(bytes.error());
  house.audit.note(caller.account.account_id, "members.exported", v->month, std::to_string(in->members.size()) + " rows");
  return Engine::File{"五上数量体量质量-" + v->month + ".xlsx", std::move(*bytes)};
}

std::vector<Row> members_rows() {
  std::vector<Row> t;
  t.push_back(row<MembersReportRequest, MembersReportView>(
      "members.report", kAccounts, "GET", "/api/members/report",
      "Number, volume and quality of the library's members at a month's end, and whether all three rose.", members_report));
  t.push_back(row<MembersRequest, MembersAnswer>(
      "members.list", kInsiders, "GET", "/api/members", "A page of the library's members as of a month.",
      [](House& h, const Caller&, const MembersRequest& r) { return list_members(h, r); }));
  t.push_back(file_row<MembersReportRequest>("members.export", kAccounts, "/api/export/members",
                                             "The report's tables and the members as a workbook.", export_members));
  return t;
}

}  // namespace luodi::engine
