// See number_volume_quality.h.
#include "cultivation/number_volume_quality.h"

#include "cultivation/class_volumes.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace luodi::cultivation {
namespace {

/// A share in percent with one place, as reports print it; halves away from zero.
std::string percent(double part, double of) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f%%", std::round(1000 * part / of) / 10);
  return buffer;
}

std::string number(std::int64_t n) {
  return std::to_string(n);
}

int january_of(int month) {
  return month / 12 * 12;
}

bool within(int at, int from, int to) {
  return at >= from && at <= to;
}

void count(NumberRowView& row, const Member& m, int month, const std::optional<std::size_t>& column) {
  if (!column) return;
  const int january = january_of(month), year_before = month - 12;
  if (is_in(m, month)) ++row.counts[*column], ++row.total;
  row.before += is_in(m, year_before) ? 1 : 0;
  row.undated += m.entered == 0 && is_in(m, year_before) ? 1 : 0;
  row.entered += within(m.entered, january, month) ? 1 : 0;
  row.left += within(m.left, january, month) ? 1 : 0;
  row.entered_before += within(m.entered, january - 12, year_before) ? 1 : 0;
  row.left_before += within(m.left, january - 12, year_before) ? 1 : 0;
}

void add(VolumeRowView& row, const Member& m, const MemberSums& sums, std::size_t i, int month) {
  const bool in = is_in(m, month), was = is_in(m, month - 12);
  const auto &now = sums.now[i], &before = sums.before[i];
  if (in) ++row.members;
  if (was) ++row.members_before;
  if (in && now) ++row.reported, row.now += *now;
  if (was && before) ++row.reported_before, row.before += *before;
  if (in && was && now && before) ++row.same, row.same_now += *now, row.same_before += *before;
}

/// Volume on the year, where enough members reported at both times; else of those who reported both.
std::string volume_direction(const VolumeRowView& v, double needed, std::vector<SentenceView>& reasons) {
  if (v.withheld) {
    reasons.push_back({"体量：不列", "volume: not shown"});
    return "unknown";
  }
  const auto share = [](std::int64_t n, std::int64_t of) {
    return of == 0 ? 0.0 : static_cast<double>(n) / static_cast<double>(of);
  };
  const double now = share(v.reported, v.members), before = share(v.reported_before, v.members_before);
  if (now >= needed && before >= needed) {
    reasons.push_back(
        {"体量：" + growth(v.now, v.before, false) + "（" + number(v.reported) + "户有数，在库" + number(v.members) + "户）",
         "volume " + growth(v.now, v.before, true) + " (" + number(v.reported) + " of " + number(v.members) +
             " members reported)"});
    return direction(static_cast<double>(v.now), static_cast<double>(v.before));
  }
  std::string text = "体量：看不出，在库" + number(v.members) + "户中只有" + number(v.reported) + "户有本年数，上年同期" +
                     number(v.members_before) + "户中" + number(v.reported_before) + "户";
  std::string english = "volume cannot be told: " + number(v.reported) + " of " + number(v.members) +
                        " members reported, a year before " + number(v.reported_before) + " of " + number(v.members_before);
  if (v.same_before > 0) {
    text += "；两年都有数的" + number(v.same) + "户" + growth(v.same_now, v.same_before, false);
    english += "; the " + number(v.same) + " that reported both are " + growth(v.same_now, v.same_before, true);
  }
  reasons.push_back({std::move(text), std::move(english)});
  return "unknown";
}

std::string quality_direction(const std::vector<QualityView>& quality, std::vector<SentenceView>& reasons) {
  std::string up, up_en, not_up, not_up_en, untold, untold_en;
  for (const QualityView& q : quality) {
    // Figures without a direction tell how members stand, or are withheld: they are not missing.
    if (!q.ground || (q.result == "unknown" && !q.source_name.empty())) continue;
    std::string& zh = q.result == "up" ? up : q.result == "unknown" ? untold : not_up;
    std::string& en = q.result == "up" ? up_en : q.result == "unknown" ? untold_en : not_up_en;
    zh += (zh.empty() ? "" : "、") + q.name, en += (en.empty() ? "" : ", ") + q.name_en;
  }
  if (up.empty() && not_up.empty()) {
    reasons.push_back({"质量：没有可比的数据（利润、成本、税收、用电量等）",
                       "quality: no figures to compare (profits, costs, taxes, electricity)"});
    return "unknown";
  }
  const std::string better = up.empty() ? "" : "向好：" + up, worse = not_up.empty() ? "" : "没有向好：" + not_up;
  const std::string better_en = up_en.empty() ? "" : "better: " + up_en,
                    worse_en = not_up_en.empty() ? "" : "not better: " + not_up_en;
  const std::string without = untold.empty() ? "" : "；没有数据：" + untold,
                    without_en = untold_en.empty() ? "" : "; no figures: " + untold_en;
  reasons.push_back({"质量：" + better + (!better.empty() && !worse.empty() ? "；" : "") + worse + without,
                     "quality: " + better_en + (!better_en.empty() && !worse_en.empty() ? "; " : "") + worse_en + without_en});
  return not_up.empty() ? "up" : up.empty() ? "down" : "mixed";
}

}  // namespace

std::string growth(std::int64_t now, std::int64_t before, bool english) {
  if (before == 0) return "";
  const double change = static_cast<double>(now - before), of = static_cast<double>(before);
  if (now == before) return english ? "unchanged" : "持平";
  const std::string amount = percent(std::abs(change), of);
  return english ? (now > before ? "up " : "down ") + amount : (now > before ? "增长" : "下降") + amount;
}

std::string since_january(int month) {
  return month % 12 == 0 ? "1月" : "1—" + std::to_string(month % 12 + 1) + "月";
}

const char* direction(double now, double before) {
  return now > before ? "up" : now < before ? "down" : "same";
}

bool is_in(const Member& m, int month) {
  return (m.entered == 0 || m.entered <= month) && (m.left == 0 || m.left > month);
}

std::optional<std::size_t> ReportColumns::of(const std::string& class_id) const {
  for (std::size_t i = 0; i < class_ids.size(); ++i)
    if (std::find(class_ids[i].begin(), class_ids[i].end(), class_id) != class_ids[i].end()) return i;
  return std::nullopt;
}

bool is_large_self_employed(const Member& m) {
  return m.credit_code.starts_with("92") && m.class_id != "industry";
}

std::optional<std::size_t> ReportColumns::of(const Member& m) const {
  return is_large_self_employed(m) ? std::nullopt : of(m.class_id);
}

ReportColumns report_columns(bool with_projects) {
  ReportColumns out;
  for (const FiveAboveClass& c : class_presets()) {
    const auto at = std::find(out.names.begin(), out.names.end(), c.report_class) - out.names.begin();
    if (at == static_cast<std::ptrdiff_t>(out.names.size()))
      out.names.push_back(c.report_class), out.names_en.push_back(c.report_class_en), out.class_ids.emplace_back();
    std::vector<std::string>& ids = out.class_ids[static_cast<std::size_t>(at)];
    if (std::find(ids.begin(), ids.end(), c.class_id) == ids.end()) ids.push_back(c.class_id);
  }
  if (with_projects)
    out.names.emplace_back("投资项目"), out.names_en.emplace_back("Projects"), out.class_ids.push_back({"project"});
  return out;
}

GroupsOf groups_by(const std::string& by, const ReportColumns& columns) {
  if (by == "chain") return [](const Member& m) { return m.chains.empty() ? std::vector<std::string>{"未归链"} : m.chains; };
  if (by == "class")
    return [&columns](const Member& m) {
      const auto at = columns.of(m);
      return at ? std::vector<std::string>{columns.names[*at]} : std::vector<std::string>{};
    };
  return [](const Member& m) { return std::vector<std::string>{m.town.empty() ? "乡镇不明" : m.town}; };
}

void rank(std::vector<NumberRowView>& rows) {
  for (NumberRowView& r : rows)
    r.rank = 1 + std::count_if(rows.begin(), rows.end(), [&](const NumberRowView& x) { return x.total > r.total; });
}

NumberRowView whole_of(const std::vector<NumberRowView>& rows, const std::string& name) {
  NumberRowView out;
  out.name = name;
  for (const NumberRowView& r : rows) {
    out.counts.resize(std::max(out.counts.size(), r.counts.size()));
    for (std::size_t i = 0; i < r.counts.size(); ++i) out.counts[i] += r.counts[i];
    out.total += r.total, out.before += r.before, out.entered += r.entered, out.left += r.left;
    out.entered_before += r.entered_before, out.left_before += r.left_before, out.undated += r.undated;
  }
  return out;
}

std::vector<NumberRowView> number_table(const std::vector<Member>& members, int month, const ReportColumns& columns,
                                        const GroupsOf& groups, const std::string& whole_name) {
  std::map<std::string, NumberRowView> by_name;
  NumberRowView whole;
  whole.name = whole_name, whole.counts.resize(columns.names.size());
  for (const Member& m : members) {
    const auto column = columns.of(m);
    if (!column) continue;
    count(whole, m, month, column);
    for (const std::string& group : groups(m)) {
      NumberRowView& row = by_name[group];
      row.name = group, row.counts.resize(columns.names.size());
      count(row, m, month, column);
    }
  }
  std::vector<NumberRowView> out;
  out.reserve(by_name.size() + 1);
  for (auto& [name, row] : by_name) out.push_back(std::move(row));
  rank(out);
  std::stable_sort(out.begin(), out.end(), [](const NumberRowView& a, const NumberRowView& b) { return a.total > b.total; });
  out.push_back(std::move(whole));
  return out;
}

std::vector<SentenceView> number_sentences(const NumberRowView& row, const NumberRowView& whole, int month) {
  std::vector<SentenceView> out;
  const std::int64_t change = row.total - row.before;
  std::string text = "截至" + month_words(month) + "底，" + row.name + "在库“五上”企业" + number(row.total) + "户";
  const std::string name_en = row.name == "全县" ? "the county" : row.name;
  std::string english = "At the end of " + month_text(month) + ", " + name_en + " has " + number(row.total) +
                        " five-above enterprises in the library";
  if (row.before > 0) {
    const std::string grown = change == 0 ? "" : "，" + growth(row.total, row.before, false);
    text += change == 0 ? "，与上年同期持平"
                        : "，比上年同期" + std::string(change > 0 ? "增加" : "减少") + number(std::abs(change)) + "户" + grown;
    english += change == 0 ? ", as many as a year before"
                           : ", " + number(std::abs(change)) + (change > 0 ? " more" : " fewer") + " than a year before (" +
                                 growth(row.total, row.before, true) + ")";
  }
  if (row.name != whole.name && whole.total > 0) {
    const std::string share = percent(static_cast<double>(row.total), static_cast<double>(whole.total));
    text += "；占" + whole.name + "的" + share + "，居第" + number(row.rank) + "位";
    english += "; " + share + " of " + whole.name + ", rank " + number(row.rank);
  }
  out.push_back({text + "。", english + "."});
  std::string entries = since_january(month) + "新增" + number(row.entered) + "户，上年同期" + number(row.entered_before) + "户";
  std::string entries_en =
      number(row.entered) + " entered since January, " + number(row.entered_before) + " in the same months of the year before";
  if (row.entered_before > 0)
    entries += "，" + growth(row.entered, row.entered_before, false),
        entries_en += " (" + growth(row.entered, row.entered_before, true) + ")";
  if (row.left > 0 || row.left_before > 0) {
    entries += "；退库" + number(row.left) + "户，净增" + number(row.entered - row.left) + "户";
    entries_en += "; " + number(row.left) + " left, net " + number(row.entered - row.left);
  }
  out.push_back({entries + "。", entries_en + "."});
  return out;
}

std::vector<VolumeRowView> volume_table(const std::vector<Member>& members, const MemberSums& sums, int month,
                                        const ReportColumns& columns, const GroupsOf& groups, const std::string& whole_name) {
  std::map<std::string, VolumeRowView> by_name;
  VolumeRowView whole;
  whole.name = whole_name;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!columns.of(members[i])) continue;
    add(whole, members[i], sums, i, month);
    for (const std::string& group : groups(members[i])) {
      VolumeRowView& row = by_name[group];
      row.name = group;
      add(row, members[i], sums, i, month);
    }
  }
  std::vector<VolumeRowView> out;
  out.reserve(by_name.size() + 1);
  for (auto& [name, row] : by_name) out.push_back(std::move(row));
  std::stable_sort(out.begin(), out.end(), [](const VolumeRowView& a, const VolumeRowView& b) { return a.now > b.now; });
  out.push_back(std::move(whole));
  const auto base = static_cast<double>(out.back().same_before);
  for (VolumeRowView& r : out)
    if (base > 0 && r.same > 0) r.pull = 100 * static_cast<double>(r.same_now - r.same_before) / base;
  return out;
}

TogetherView together_of(const NumberRowView& number_row, const VolumeRowView& volume,
                         const std::vector<ClassVolumeView>& classes, const std::vector<QualityView>& quality,
                         const Settings& settings) {
  TogetherView out;
  // Those of whom nobody knows the month may have come since: the stock a year before is uncertain by so many.
  const std::int64_t least = number_row.total - number_row.before, most = least + number_row.undated;
  out.number = least > 0 ? "up" : most < 0 ? "down" : number_row.undated == 0 ? "same" : "unknown";
  const std::string undated = number_row.undated == 0 ? "" : "（其中" + number(number_row.undated) + "户没有入库时间）";
  const std::string undated_en =
      number_row.undated == 0 ? "" : " (" + number(number_row.undated) + " of them without a month of entry)";
  out.reasons.push_back({"数量：" + number(number_row.total) + "户，上年同期" + number(number_row.before) + "户" + undated,
                         "number: " + number(number_row.total) + ", a year before " + number(number_row.before) + undated_en});
  out.volume = volume_direction(volume, settings.coverage_needed, out.reasons);
  // No single measure is reported by all: what each class reports tells it, if it can be told of every class.
  if (out.volume == "unknown" && classes.size() > 1) out.volume = direction_of_classes(classes, out.reasons);
  out.quality = quality_direction(quality, out.reasons);
  const bool unknown = out.number == "unknown" || out.volume == "unknown" || out.quality == "unknown";
  const auto falls = [](const std::string& side) { return side != "up" && side != "unknown"; };
  const bool not_up = falls(out.number) || falls(out.volume) || falls(out.quality);
  out.together = not_up ? "no" : unknown ? "unknown" : "yes";
  return out;
}

std::vector<MonthCountView> counts_by_month(const std::vector<Member>& members, int month, int months,
                                            const ReportColumns& columns) {
  std::vector<MonthCountView> out;
  for (int m = month - months + 1; m <= month; ++m) {
    MonthCountView v{month_text(m), std::vector<std::int64_t>(columns.names.size()), 0};
    for (const Member& one : members)
      if (const auto column = columns.of(one); column && is_in(one, m)) ++v.counts[*column], ++v.total;
    out.push_back(std::move(v));
  }
  return out;
}

}  // namespace luodi::cultivation
