// See class_volumes.h.
#include "cultivation/class_volumes.h"

#include <algorithm>
#include <map>
#include <set>

namespace luodi::cultivation {
namespace {

/// What a class's volume is told by in reports (facts 6), before what it is measured by for entry.
const std::vector<std::string>& volume_measures(const std::string& class_id) {
  static const std::map<std::string, std::vector<std::string>> own{{"industry", {"industrial_output"}},
                                                                   {"construction", {"construction_output"}},
                                                                   {"wholesale", {"sales"}},
                                                                   {"retail", {"sales", "retail_sales"}},
                                                                   {"lodging", {"turnover"}},
                                                                   {"catering", {"turnover"}},
                                                                   {"service", {"revenue"}}};
  static const std::vector<std::string> none;
  const auto at = own.find(class_id);
  return at == own.end() ? none : at->second;
}

/// Measures of a class in the order they are looked for, its own ones first.
std::vector<std::string> measures_for(const FiveAboveClass& c) {
  std::vector<std::string> out = volume_measures(c.class_id);
  for (const std::vector<std::string>& more : {c.measures, std::vector<std::string>{"vat_sales", "invoiced"}})
    for (const std::string& m : more)
      if (std::find(out.begin(), out.end(), m) == out.end()) out.push_back(m);
  return out;
}

void add(VolumeRowView& row, const Member& m, const MemberSums& sums, std::size_t i, int month) {
  const bool in = is_in(m, month), was = is_in(m, month - 12);
  const auto &now = sums.now[i], &before = sums.before[i];
  row.members += in ? 1 : 0, row.members_before += was ? 1 : 0;
  if (in && now) ++row.reported, row.now += *now;
  if (was && before) ++row.reported_before, row.before += *before;
  if (in && was && now && before) ++row.same, row.same_now += *now, row.same_before += *before;
}

bool is_covered(const VolumeRowView& v, double needed) {
  return static_cast<double>(v.reported) >= needed * static_cast<double>(v.members) &&
         static_cast<double>(v.reported_before) >= needed * static_cast<double>(v.members_before) &&
         (v.reported > 0 || v.reported_before > 0);
}

struct Found {
  VolumeRowView row;
  const MemberSums* sums = nullptr;
};

/// The first measure with enough figures; else the one with most.
Found best_of(const FiveAboveClass& c, const std::vector<Member>& members, const std::vector<MemberSums>& sums, int month,
              const ReportColumns& columns, double needed) {
  Found best;
  const auto known = [](const VolumeRowView& v) { return v.reported + v.reported_before; };
  for (const std::string& measure : measures_for(c))
    for (const MemberSums& s : sums) {
      if (s.measure != measure) continue;
      Found one{{}, &s};
      for (std::size_t i = 0; i < members.size(); ++i)
        if (members[i].class_id == c.class_id && columns.of(members[i])) add(one.row, members[i], s, i, month);
      if (is_covered(one.row, needed)) return one;
      if (best.sums == nullptr || known(one.row) > known(best.row)) best = one;
    }
  return best;
}

std::string number(std::int64_t n) {
  return std::to_string(n);
}

}  // namespace

std::vector<ClassVolumeView> class_volumes(const std::vector<Member>& members, const std::vector<MemberSums>& sums, int month,
                                           const ReportColumns& columns, double needed) {
  std::vector<ClassVolumeView> out;
  std::set<std::string> done;
  for (const FiveAboveClass& c : class_presets()) {
    if (!done.insert(c.class_id).second) continue;
    ClassVolumeView v;
    v.class_id = c.class_id, v.name = c.name, v.name_en = c.name_en;
    for (const Member& m : members) {
      if (m.class_id != c.class_id || !columns.of(m)) continue;
      v.members += is_in(m, month) ? 1 : 0, v.members_before += is_in(m, month - 12) ? 1 : 0;
    }
    if (v.members + v.members_before == 0) continue;
    const Found found = best_of(c, members, sums, month, columns, needed);
    if (found.sums != nullptr && found.row.reported + found.row.reported_before > 0) {
      v.now = found.row.now, v.before = found.row.before;
      v.reported = found.row.reported, v.reported_before = found.row.reported_before;
      v.covered = is_covered(found.row, needed), v.source_name = found.sums->source_name;
      if (const Measure* m = measure_of(found.sums->measure)) v.measure_name = m->name, v.measure_name_en = m->name_en;
    }
    out.push_back(std::move(v));
  }
  return out;
}

std::string direction_of_classes(const std::vector<ClassVolumeView>& classes, std::vector<SentenceView>& reasons) {
  std::set<std::string> ways;
  std::string text, english;
  for (const ClassVolumeView& v : classes) {
    const bool told = v.covered && (v.now > 0 || v.before > 0);
    ways.insert(told ? direction(static_cast<double>(v.now), static_cast<double>(v.before)) : "unknown");
    const std::string grown = growth(v.now, v.before, false), grown_en = growth(v.now, v.before, true);
    text += (text.empty() ? "体量（各类按本类指标）：" : "；") + v.name + (told ? "，" : "");
    english += (english.empty() ? "volume, each class by its own measure: " : "; ") + v.name_en;
    text += told ? v.measure_name + (grown.empty() ? "上年没有" : grown)
                 : "看不出（在库" + number(v.members) + "户，有数" + number(v.reported) + "户）";
    english += told ? ": " + v.measure_name_en + " " + (grown_en.empty() ? "none a year before" : grown_en)
                    : " cannot be told (" + number(v.reported) + " of " + number(v.members) + " reported)";
  }
  if (classes.empty()) return "unknown";
  reasons.push_back({std::move(text), std::move(english)});
  if (ways.count("unknown") != 0) return "unknown";
  return ways.size() == 1 ? *ways.begin() : "mixed";
}

}  // namespace luodi::cultivation
