// See figure_checks.h.
#include "engine/figure_checks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::engine {
namespace {

using cultivation::Measure;
using cultivation::PeriodFigure;

constexpr std::int64_t kHundred = 100;
constexpr double kOtherSize = 100;       // times: nearer to a slip of 元 and 万元 (10,000) than to a good or a bad month
constexpr std::size_t kLeastMonths = 3;  // of before, for a size to be known
constexpr int kMostMonths = 36;          // looked back at
// Sums of rounded months: each may be off by half of the last place that people write, a hundredth of 万元.
constexpr std::int64_t kRounding = 100 * kHundred;

/// Sums since January by year and month, as they stand in the row.
std::map<int, std::map<int, std::int64_t>> sums_of(const std::vector<PeriodFigure>& figures) {
  std::map<int, std::map<int, std::int64_t>> out;
  for (const PeriodFigure& f : figures)
    if (f.from == 1) out[f.year][f.to] = f.amount;
  return out;
}

std::optional<std::int64_t> month_alone(const std::vector<PeriodFigure>& figures, int year, int month) {
  for (const PeriodFigure& f : figures)
    if (f.year == year && f.from == month && f.to == month) return f.amount;
  return std::nullopt;
}

/// The months of a sum since January where each is told alone; nothing where one is not.
std::optional<std::int64_t> months_together(const std::vector<PeriodFigure>& figures, int year, int until) {
  std::int64_t sum = 0;
  for (int month = 1; month <= until; ++month) {
    const auto alone = month_alone(figures, year, month);
    if (!alone) return std::nullopt;
    sum += *alone;
  }
  return sum;
}

void check_sums(const std::vector<PeriodFigure>& figures, std::vector<FigureFinding>& out) {
  for (const auto& [year, sums] : sums_of(figures)) {
    for (auto now = sums.begin(); now != sums.end(); ++now) {
      // 1-11月累计 beside eleven months: one of them is a slip of the pen.
      const auto together = now->first > 1 ? months_together(figures, year, now->first) : std::nullopt;
      if (together && std::abs(*together - now->second) > kRounding * (now->first + 1)) {
        out.push_back({"figures.sum_differs", {year, 1, now->first, now->second}, false});
        continue;
      }
      if (now == sums.begin()) continue;
      const auto before = std::prev(now);
      const PeriodFigure period{year, 1, now->first, now->second};
      if (now->second < before->second) {
        out.push_back({"figures.sum_falls", period, false});
        continue;
      }
      const auto alone = month_alone(figures, year, now->first);
      if (before->first + 1 == now->first && alone &&
          std::abs(before->second + *alone - now->second) > kRounding * (now->first + 1))
        out.push_back({"figures.sum_differs", period, false});
    }
  }
}

/// Sums that the row brings, together with those that stand: a month's sheet holds one sum, the month before stands in another.
void check_against(const std::vector<PeriodFigure>& figures, const std::vector<PeriodFigure>& standing,
                   std::vector<FigureFinding>& out) {
  std::vector<PeriodFigure> all = standing;
  cultivation::put_over(all, figures);
  std::vector<FigureFinding> own, together;
  check_sums(figures, own), check_sums(all, together);
  for (const FigureFinding& f : together) {
    const auto same = [&](const PeriodFigure& x) { return cultivation::of_same_months(x, f.period); };
    const bool brought = std::any_of(figures.begin(), figures.end(), same);
    if (brought && std::none_of(own.begin(), own.end(), [&](const FigureFinding& o) { return same(o.period); })) out.push_back(f);
  }
}

/// What a figure says of one month: of a sum since January what it adds to the latest sum of the year that stands.
double a_month_of(const PeriodFigure& f, const std::vector<PeriodFigure>& standing) {
  if (f.from == 1)
    for (int month = f.to - 1; month >= 1; --month)
      if (const auto before = cultivation::sum_to_date(standing, cultivation::month_index(f.year, month));
          before && f.amount >= *before)
        return std::abs(static_cast<double>(f.amount - *before)) / (f.to - month);
  return std::abs(static_cast<double>(f.amount)) / (f.to - f.from + 1);
}

/// The middle one of the single months before `until`, in size; nothing where there are too few.
std::optional<double> usual_month(const std::vector<PeriodFigure>& standing, int until) {
  std::vector<double> sizes;
  for (const cultivation::SingleMonth& m : cultivation::single_months(standing, until - kMostMonths, until - 1))
    if (m.amount && *m.amount != 0) sizes.push_back(std::abs(*m.amount));
  if (sizes.size() < kLeastMonths) return std::nullopt;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

}  // namespace

std::vector<FigureFinding> check_figures(const Measure& m, const cultivation::FigureRow& row) {
  std::vector<FigureFinding> out;
  for (const PeriodFigure& f : row.figures) {
    if (f.amount < 0 && m.measure != "profits") out.push_back({"figures.negative", f, m.dimension == "persons"});
    if (m.dimension == "persons" && f.amount % kHundred != 0) out.push_back({"figures.part_of_person", f, false});
  }
  // People at the end of a month, and profits, are no flow that only grows.
  if (m.dimension != "persons" && m.measure != "profits") check_sums(row.figures, out);
  return out;
}

std::vector<FigureFinding> compare_figures(const Measure& m, const cultivation::FigureRow& row,
                                           const std::vector<PeriodFigure>& standing) {
  std::vector<FigureFinding> out;
  if (m.dimension != "persons" && m.measure != "profits") check_against(row.figures, standing, out);
  for (const PeriodFigure& f : row.figures) {
    const auto same =
        std::find_if(standing.begin(), standing.end(), [&](const PeriodFigure& x) { return cultivation::of_same_months(x, f); });
    if (same != standing.end()) {
      if (same->amount != f.amount) out.push_back({"figures.revised", f, false});
      continue;
    }
    if (m.measure == "profits" || f.amount == 0) continue;
    const auto usual = usual_month(standing, cultivation::month_index(f.year, f.to));
    const double month = a_month_of(f, standing);
    if (usual && month > 0 && (month > *usual * kOtherSize || month * kOtherSize < *usual))
      out.push_back({"figures.unit_doubt", f, false});
  }
  return out;
}

bool is_no_name(std::string_view name) {
  constexpr std::ptrdiff_t kMostDigits = 6;  // 7天酒店 is a name, 91610723MA00000077 is none
  std::u32string wide = paper::to_utf32(name);
  for (char32_t& c : wide)
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
  const bool words = std::any_of(wide.begin(), wide.end(), [](char32_t c) { return paper::is_han(c); });
  const bool letters =
      std::any_of(wide.begin(), wide.end(), [](char32_t c) { return (c | 0x20U) >= U'a' && (c | 0x20U) <= U'z'; });
  const auto digits = std::count_if(wide.begin(), wide.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
  return !words && (!letters || digits > kMostDigits);
}

}  // namespace luodi::engine
