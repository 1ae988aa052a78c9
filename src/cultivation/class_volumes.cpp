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

bool is_covered(const VolumeRowView& v, double needed) {
  return static_cast<double>(v.reported) >= needed * static_cast<double>(v.members) &&
         static_cast<double>(v.reported_before) >= needed * static_cast<double>(v.members_before) &&
         (v.reported > 0 || v.reported_before > 0);
}

/// What every source says of every class, as the volume table counts it; beside the sources a count of nothing, which tells the
/// members.
class RowsByClass {
 public:
  RowsByClass(const std::vector<Member>& members, const std::vector<MemberSums>& sums, int month, const ReportColumns& columns)
      : sums_(sums) {
    const auto by_class = [](const Member& m) { return std::vector<std::string>{m.class_id}; };
    for (const MemberSums& s : sums) tables_.push_back(volume_table(members, s, month, columns, by_class, ""));
    const std::vector<std::optional<std::int64_t>> nothing(members.size());
    counts_ = volume_table(members, {"", "", nothing, nothing}, month, columns, by_class, "");
  }

  /// Members alone.
  VolumeRowView count(const std::string& class_id) const { return row(counts_, class_id); }
  /// The first of the class's measures with enough figures; else the one with most. Null where no source has such a measure.
  const MemberSums* best(const FiveAboveClass& c, double needed, VolumeRowView& found) const {
    const MemberSums* out = nullptr;
    for (const std::string& measure : measures_for(c))
      for (std::size_t i = 0; i < sums_.size(); ++i) {
        if (sums_[i].measure != measure) continue;
        const VolumeRowView one = row(tables_[i], c.class_id);
        const bool more = one.reported + one.reported_before > found.reported + found.reported_before;
        if (out == nullptr || more || is_covered(one, needed)) out = &sums_[i], found = one;
        if (is_covered(found, needed)) return out;
      }
    return out;
  }

 private:
  static VolumeRowView row(const std::vector<VolumeRowView>& table, const std::string& class_id) {
    const auto at = std::find_if(table.begin(), table.end(), [&](const VolumeRowView& r) { return r.name == class_id; });
    return at == table.end() ? VolumeRowView{} : *at;
  }
  const std::vector<MemberSums>& sums_;
  std::vector<std::vector<VolumeRowView>> tables_;
  std::vector<VolumeRowView> counts_;
};

}  // namespace

std::vector<ClassVolumeView> class_volumes(const std::vector<Member>& members, const std::vector<MemberSums>& sums, int month,
                                           const ReportColumns& columns, double needed) {
  const RowsByClass rows(members, sums, month, columns);
  std::vector<ClassVolumeView> out;
  std::set<std::string> done;
  for (const FiveAboveClass& c : class_presets()) {
    if (!done.insert(c.class_id).second) continue;
    ClassVolumeView v;
    v.class_id = c.class_id, v.name = c.name, v.name_en = c.name_en;
    const VolumeRowView count = rows.count(c.class_id);
    v.members = count.members, v.members_before = count.members_before;
    if (v.members + v.members_before == 0) continue;
    VolumeRowView found;
    if (const MemberSums* s = rows.best(c, needed, found); s != nullptr && found.reported + found.reported_before > 0) {
      v.now = found.now, v.before = found.before;
      v.reported = found.reported, v.reported_before = found.reported_before;
      v.same = found.same, v.same_now = found.same_now, v.same_before = found.same_before;
      v.covered = is_covered(found, needed), v.source_name = s->source_name;
      if (const Measure* m = measure_of(s->measure)) v.measure_name = m->name, v.measure_name_en = m->name_en;
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
    // Entries and exits alone change a total: beside it stands what the same units came to, as published growth compares.
    const bool others = told && v.same_before > 0 && (v.same != v.reported || v.same != v.reported_before);
    text += told ? v.measure_name + (grown.empty() ? "上年没有" : grown)
                 : "看不出（在库" + std::to_string(v.members) + "户，有数" + std::to_string(v.reported) + "户）";
    english += told ? ": " + v.measure_name_en + " " + (grown_en.empty() ? "none a year before" : grown_en)
                    : " cannot be told (" + std::to_string(v.reported) + " of " + std::to_string(v.members) + " reported)";
    if (others) {
      text += "（两年都有数的" + std::to_string(v.same) + "户" + growth(v.same_now, v.same_before, false) + "）";
      english += " (the " + std::to_string(v.same) + " that reported both: " + growth(v.same_now, v.same_before, true) + ")";
    }
  }
  if (classes.empty()) return "unknown";
  reasons.push_back({std::move(text), std::move(english)});
  if (ways.count("unknown") != 0) return "unknown";
  return ways.size() == 1 ? *ways.begin() : "mixed";
}

}  // namespace luodi::cultivation
