// See figures.h.
#include "cultivation/figures.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include <boost/json.hpp>

#include "base/presets.h"
#include "base/working_days.h"
#include "sheets/values.h"

namespace luodi::cultivation {
namespace {

namespace json = boost::json;

/// What a year's figures say: sums since January and single months.
struct Year {
  std::array<std::optional<std::int64_t>, 13> sums{};     ///< by month; [0] is 0
  std::array<std::optional<std::int64_t>, 13> singles{};  ///< by month
};

std::map<int, Year> years_of(const std::vector<PeriodFigure>& figures, int opened = 0) {
  std::map<int, Year> out;
  for (const PeriodFigure& f : figures) {
    Year& y = out[f.year];
    y.sums[0] = 0;
    if (f.from == f.to) y.singles[static_cast<std::size_t>(f.to)] = f.amount;
    if (f.from == 1) y.sums[static_cast<std::size_t>(f.to)] = f.amount;
  }
  // Of the year it opened, what lies before is nothing, unless somebody reported it.
  const auto at = out.find(opened / 12);
  const bool earlier = std::any_of(figures.begin(), figures.end(),
                                   [&](const PeriodFigure& f) { return f.year == opened / 12 && f.to <= opened % 12; });
  const bool since = std::any_of(figures.begin(), figures.end(),
                                 [&](const PeriodFigure& f) { return f.year == opened / 12 && f.to > opened % 12; });
  if (at != out.end() && since && !earlier)
    for (std::size_t m = 1; m <= static_cast<std::size_t>(opened % 12); ++m) at->second.sums[m] = 0;
  // Spans such as 2 to 3 and single months carry sums on; then sums give the single months between two of them.
  for (auto& [year, y] : out)
    for (std::size_t m = 1; m <= 12; ++m) {
      if (!y.sums[m] && y.sums[m - 1] && y.singles[m]) y.sums[m] = *y.sums[m - 1] + *y.singles[m];
      for (const PeriodFigure& f : figures)
        if (f.year == year && static_cast<std::size_t>(f.to) == m && f.from > 1 && f.from < f.to && !y.sums[m])
          if (const auto before = y.sums[static_cast<std::size_t>(f.from - 1)]) y.sums[m] = *before + f.amount;
      if (!y.singles[m] && y.sums[m] && y.sums[m - 1]) y.singles[m] = *y.sums[m] - *y.sums[m - 1];
    }
  return out;
}

}  // namespace

void put_over(std::vector<PeriodFigure>& standing, const std::vector<PeriodFigure>& later) {
  for (const PeriodFigure& f : later) {
    const auto same = std::find_if(standing.begin(), standing.end(), [&](const PeriodFigure& x) { return of_same_months(x, f); });
    if (same == standing.end())
      standing.push_back(f);
    else
      same->amount = f.amount;
  }
}

namespace {

json::array figures_as_json(const std::vector<PeriodFigure>& figures) {
  json::array out;
  for (const PeriodFigure& f : figures) out.push_back(json::array{f.year, f.from, f.to, f.amount});
  return out;
}

std::vector<PeriodFigure> figures_of_json(const json::array& list) {
  std::vector<PeriodFigure> out;
  for (const json::value& v : list) {
    const json::array& f = v.as_array();
    out.push_back({static_cast<int>(f[0].as_int64()), static_cast<int>(f[1].as_int64()), static_cast<int>(f[2].as_int64()),
                   f[3].as_int64()});
  }
  return out;
}

}  // namespace

std::string figures_as_text(const std::vector<PeriodFigure>& figures) {
  return json::serialize(figures_as_json(figures));
}

std::vector<PeriodFigure> figures_of_text(const std::string& text) {
  return figures_of_json(json::parse(text).as_array());
}

std::string figures_as_blob(const std::vector<FigureRow>& rows) {
  json::array list;
  for (const FigureRow& r : rows) {
    json::array row{r.row_key, r.name, r.credit_code, figures_as_json(r.figures)};
    if (!r.growths.empty()) row.push_back(figures_as_json(r.growths));
    list.push_back(std::move(row));
  }
  return json::serialize(json::object{{"rows", std::move(list)}});
}

Result<std::vector<FigureRow>> figures_of_blob(const std::string& blob) {
  boost::system::error_code error;
  const json::value v = json::parse(blob, error);
  if (error || !v.is_object()) return fail(ErrorCode::internal, "figures", "blob.broken", "the kept figures cannot be read");
  std::vector<FigureRow> out;
  for (const json::value& item : v.as_object().at("rows").as_array()) {
    const json::array& r = item.as_array();
    out.push_back({std::string(r[0].as_string()), std::string(r[1].as_string()), std::string(r[2].as_string()),
                   figures_of_json(r[3].as_array()),
                   r.size() > 4 ? figures_of_json(r[4].as_array()) : std::vector<PeriodFigure>{}});
  }
  return out;
}

const std::vector<Measure>& measures() {
  static const std::vector<Measure> list = [] {
    std::vector<Measure> out;
    for (const auto& r : preset_rows("monthly_measures.csv"))
      if (r.size() >= 9) out.push_back({r[0], r[1], r[2], r[3], r[4], preset_list(r[5]), r[6], r[7], r[8]});
    return out;
  }();
  return list;
}

const Measure* measure_of(std::string_view name) {
  for (const Measure& m : measures())
    if (m.measure == name) return &m;
  return nullptr;
}

const Measure* measure_named(std::string_view heading) {
  const Measure* out = nullptr;
  std::size_t longest = 0;
  for (const Measure& m : measures())
    for (const std::string& word : m.headings)
      if (word.size() > longest && heading.find(word) != std::string_view::npos) longest = word.size(), out = &m;
  return out;
}

namespace {

/// A unit, and the unit of money that is as many yuan as this one is base units: hundredths of any base unit are what fen are to
/// yuan, so amounts of all dimensions are read by the one exact reader.
struct Unit {
  const char *dimension, *unit, *as_money;
};
constexpr Unit kUnits[] = {{"money", "元", "元"},          {"money", "千元", "千元"},  {"money", "万元", "万元"},
                           {"money", "百万元", "百万元"},  {"money", "亿元", "亿元"},  {"energy", "千瓦时", "元"},
                           {"energy", "度", "元"},         {"energy", "kWh", "元"},    {"energy", "千千瓦时", "千元"},
                           {"energy", "万千瓦时", "万元"}, {"energy", "万度", "万元"}, {"persons", "人", "元"},
                           {"persons", "万人", "万元"}};

}  // namespace

std::vector<std::string> units_of(const std::string& dimension) {
  std::vector<std::string> out;
  for (const Unit& u : kUnits)
    if (dimension == u.dimension) out.emplace_back(u.unit);
  return out;
}

std::optional<std::int64_t> amount_of(const Measure& m, const std::string& number, const std::string& unit) {
  for (const Unit& u : kUnits)
    if (m.dimension == u.dimension && unit == u.unit) return sheets::fen_of(number, u.as_money);
  return std::nullopt;
}

std::string month_text(int index) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d", index / 12, index % 12 + 1);
  return buffer;
}

std::string month_words(int index) {
  return std::to_string(index / 12) + "年" + std::to_string(index % 12 + 1) + "月";
}

std::optional<int> month_of(std::string_view text) {
  constexpr std::size_t kLength = 7;
  const auto day = text.size() == kLength ? Date::parse(std::string(text) + "-01") : std::nullopt;
  return day ? std::optional(month_index(day->year, day->month)) : std::nullopt;
}

std::vector<SingleMonth> single_months(const std::vector<PeriodFigure>& figures, int first, int last) {
  std::vector<SingleMonth> out(static_cast<std::size_t>(std::max(0, last - first + 1)));
  const auto put = [&](int year, std::size_t month, const SingleMonth& one) {
    const int at = month_index(year, static_cast<int>(month)) - first;
    if (at >= 0 && at < static_cast<int>(out.size())) out[static_cast<std::size_t>(at)] = one;
  };
  for (const auto& [year, y] : years_of(figures)) {
    std::size_t known = 0;  // the last month whose sum is known
    for (std::size_t m = 1; m <= 12; ++m) {
      if (y.singles[m]) put(year, m, {static_cast<double>(*y.singles[m])});
      if (!y.sums[m]) continue;
      double rest = static_cast<double>(*y.sums[m] - *y.sums[known]), months = 0;
      for (std::size_t k = known + 1; k <= m; ++k) y.singles[k] ? rest -= static_cast<double>(*y.singles[k]) : ++months;
      for (std::size_t k = known + 1; months > 0 && k <= m; ++k) {
        const bool spread = !y.singles[k];
        put(year, k, {spread ? rest / months : static_cast<double>(*y.singles[k]), spread, k > known + 1});
      }
      known = m;
    }
  }
  return out;
}

std::optional<std::int64_t> sum_to_date(const std::vector<PeriodFigure>& figures, int month, int opened) {
  const auto years = years_of(figures, opened);
  const auto at = years.find(month / 12);
  return at == years.end() ? std::nullopt : at->second.sums[static_cast<std::size_t>(month % 12 + 1)];
}

}  // namespace luodi::cultivation
