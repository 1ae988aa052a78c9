// See volume_parts.h.
#include "cultivation/volume_parts.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace luodi::cultivation {
namespace {

enum Group : std::size_t { kLastYear, kThisYear, kOthers, kWhole };

/// The group that a member's month of entry puts it in; one without a month is among the others.
Group group_of(const Member& m, int month) {
  const int january = month / 12 * 12;
  return m.entered >= january ? kThisYear : m.entered >= january - 12 ? kLastYear : kOthers;
}

/// One place, halves away from zero, as reports print it.
std::string one_place(double x) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", std::round(10 * std::abs(x)) / 10);
  return buffer;
}

SentenceView said(const PullView& p, const std::string& measure, const std::string& measure_en, const std::string& since) {
  SentenceView s;
  const double pull = p.pull.value_or(0);
  s.text = p.name + std::to_string(p.members) + "户";
  s.text_en = std::to_string(p.members) + " " + p.name_en;
  if (p.reported < p.members) {
    s.text += "（" + std::to_string(p.reported) + "户两年都有数）";
    s.text_en += " (" + std::to_string(p.reported) + " with figures of both years)";
  }
  s.text += "，" + since + measure;
  s.text_en += ": " + measure_en + " since January";
  if (p.before > 0) {
    s.text += growth(p.now, p.before, false) + "，";
    s.text_en += " " + growth(p.now, p.before, true) + ",";
  }
  s.text += std::string(pull >= 0 ? "拉动" : "下拉") + "在库单位" + measure + one_place(pull) + "个百分点。";
  s.text_en += std::string(pull >= 0 ? " lifting" : " lowering") + " the whole by " + one_place(pull) + " percentage points.";
  return s;
}

}  // namespace

std::vector<SizeBandView> size_bands(const std::vector<Member>& members, const MemberSums& sums, int month,
                                     const ReportColumns& columns, const std::vector<std::int64_t>& floors) {
  std::vector<SizeBandView> out;
  for (const std::int64_t floor : floors) {
    SizeBandView band;
    band.floor = floor;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!columns.of(members[i])) continue;
      band.now += is_in(members[i], month) && sums.now[i].value_or(0) > floor ? 1 : 0;
      band.before += is_in(members[i], month - 12) && sums.before[i].value_or(0) > floor ? 1 : 0;
    }
    out.push_back(band);
  }
  return out;
}

std::vector<PullView> pulls_of(const std::vector<Member>& members, const MemberSums& sums, int month,
                               const ReportColumns& columns) {
  static constexpr std::array<std::array<const char*, 3>, 4> kGroups{{{"last_year", "上年新入库", "members entered last year"},
                                                                      {"this_year", "本年新入库", "members entered this year"},
                                                                      {"others", "其他在库单位", "other members"},
                                                                      {"whole", "在库单位合计", "all members"}}};
  std::vector<PullView> out;
  for (const auto& [id, name, name_en] : kGroups) {
    PullView p;
    p.group = id, p.name = name, p.name_en = name_en;
    out.push_back(std::move(p));
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!columns.of(members[i]) || !is_in(members[i], month)) continue;
    const auto &now = sums.now[i], &before = sums.before[i];
    for (PullView* p : {&out[group_of(members[i], month)], &out[kWhole]}) {
      ++p->members;
      if (now && before) ++p->reported, p->now += *now, p->before += *before;
    }
  }
  if (out[kWhole].before <= 0) return {};
  for (PullView& p : out)
    if (p.reported > 0) p.pull = 100 * static_cast<double>(p.now - p.before) / static_cast<double>(out[kWhole].before);
  return out;
}

std::vector<SentenceView> pull_sentences(const std::vector<PullView>& pulls, const std::string& measure,
                                         const std::string& measure_en, int month) {
  std::vector<SentenceView> out;
  for (const PullView& p : pulls)
    if ((p.group == "last_year" || p.group == "this_year") && p.pull)
      out.push_back(said(p, measure, measure_en, since_january(month)));
  return out;
}

}  // namespace luodi::cultivation
