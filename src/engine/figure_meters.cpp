// See figure_meters.h.
#include "engine/figure_meters.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "registers/enterprise/name_parts.h"

namespace luodi::engine {
namespace {

using cultivation::PeriodFigure;

bool is_total(const std::string& meter) {
  static constexpr std::array<std::string_view, 6> kWords{"小计", "合计", "总计", "共计", "计", "汇总"};
  return std::find(kWords.begin(), kWords.end(), meter) != kWords.end();
}

/// Months that every list has, added up; true where some list lacks one.
bool add_up(const std::vector<const std::vector<PeriodFigure>*>& lists, std::vector<PeriodFigure>& out) {
  std::map<std::tuple<int, int, int>, std::pair<std::size_t, std::int64_t>> sums;
  for (const std::vector<PeriodFigure>* list : lists)
    for (const PeriodFigure& f : *list) {
      auto& [n, sum] = sums[{f.year, f.from, f.to}];
      ++n, sum += f.amount;
    }
  bool lacking = false;
  std::vector<PeriodFigure> all;
  for (const auto& [period, counted] : sums) {
    const auto& [year, from, to] = period;
    if (counted.first == lists.size())
      all.push_back({year, from, to, counted.second});
    else
      lacking = true;
  }
  out = std::move(all);
  return lacking;
}

}  // namespace

bool is_other_meter(const std::vector<RowRead>& meters, const RowRead& read) {
  if (read.meter.empty() || is_total(read.meter)) return false;
  if (read.row.credit_code.empty() && registers::parts_of_name(read.row.name).form.empty()) return false;
  return std::none_of(meters.begin(), meters.end(),
                      [&](const RowRead& r) { return r.meter.empty() || r.meter == read.meter || is_total(r.meter); });
}

RowRead row_of_meters(const std::vector<RowRead>& meters) {
  RowRead out = meters.front();
  if (meters.size() == 1) return out;
  std::vector<const std::vector<PeriodFigure>*> figures, before;
  for (const RowRead& one : meters) figures.push_back(&one.row.figures), before.push_back(&one.before);
  out.meters = meters.size();
  out.lacking = add_up(figures, out.row.figures);
  add_up(before, out.before);
  out.row.growths.clear();
  return out;
}

}  // namespace luodi::engine
