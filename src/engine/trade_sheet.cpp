// See cultivation.h: the monthly working sheet of trade and catering in the form that bureaus keep it: a line a unit, its
// measures side by side, each with this year's and last year's month and sum since January.
// Source: facts 4.4 [S53], 限上 monthly working sheet (a class is told by the first two digits of the industry code).
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cultivation/figures.h"
#include "cultivation/matching.h"
#include "cultivation/queries.h"
#include "engine/cultivation.h"
#include "engine/figure_columns.h"
#include "publish/workbook.h"
#include "registers/directory/queries.h"

namespace luodi::engine {
namespace {

using cultivation::FigureRow;
using store::Connection;

/// A sheet of the form: 大类 of GB/T 4754 and what their units report; the first `always` of it stand in every sheet, classes of
/// goods and online sales where the source tells them.
struct Form {
  const char* name;
  std::array<std::string_view, 2> divisions;
  std::vector<std::string> measures;
  std::size_t always;
};
const std::array<Form, 2>& forms() {
  static const std::array<Form, 2> list{
      {{"批发和零售业",
        {"51", "52"},
        {"sales", "retail_sales", "grain_oil_food", "drinks", "tobacco_liquor", "clothing", "daily_goods", "cars",
         "online_sales"},
        2},
       {"住宿和餐饮业", {"61", "62"}, {"turnover", "room_revenue", "meal_revenue", "sales"}, 4}}};
  return list;
}

bool is_of_trade(const std::string& measure) {
  return std::any_of(forms().begin(), forms().end(),
                     [&](const Form& f) { return std::find(f.measures.begin(), f.measures.end(), measure) != f.measures.end(); });
}

/// A unit's line: what a source says of it, by measure.
struct Line {
  std::string credit_code, name, industry_code;
  std::map<std::string, FigureRow> by_measure;
};

/// Which sheet a line stands in: by its industry code; where no register tells one, by what it reports.
std::size_t form_of(const Line& line) {
  for (std::size_t f = 0; f < forms().size(); ++f)
    for (const std::string_view division : forms()[f].divisions)
      if (line.industry_code.starts_with(division)) return f;
  const auto& catering = forms()[1].measures;
  return std::any_of(catering.begin(), catering.end() - 1, [&](const auto& m) { return line.by_measure.contains(m); }) ? 1 : 0;
}

/// The lines of all sources of a name, in the order of names. forbidden where the caller may not read all of them:
/// a sheet with some measures left out would look whole.
Result<std::vector<Line>> lines_of(Connection& c, const Caller& caller, const std::string& source_name) {
  auto sources = cultivation::list_sources(c);
  auto enterprises = registers::all_enterprises(c);
  if (!sources) return tl::unexpected(sources.error());
  if (!enterprises) return tl::unexpected(enterprises.error());
  const cultivation::Matching matching(*enterprises);
  std::map<std::string, Line> lines;
  bool read = false;
  for (const FigureSourceView& s : *sources) {
    if (s.name != source_name || !is_of_trade(s.measure)) continue;
    if (auto ok = may_read_source(c, caller, s.source_id); !ok) return tl::unexpected(ok.error());
    read = true;
    auto rows = cultivation::rows_of_source(c, s.source_id);
    if (!rows) return tl::unexpected(rows.error());
    for (FigureRow& row : *rows) {
      Line& line = lines[row.row_key];
      line.credit_code = row.credit_code, line.name = row.name;
      if (const auto unit = matching.of(row)) line.industry_code = (*enterprises)[*unit].industry_code;
      line.by_measure[s.measure] = std::move(row);
    }
  }
  if (!read) return fail(ErrorCode::not_found, "source_name", "figures.source", "there is no source of trade with this name");
  std::vector<Line> out;
  out.reserve(lines.size());
  for (auto& [key, line] : lines) out.push_back(std::move(line));
  std::stable_sort(out.begin(), out.end(), [](const Line& a, const Line& b) { return a.name < b.name; });
  return out;
}

/// The measures that the lines of a form have columns for.
std::vector<std::string> measures_of(std::size_t form, const std::vector<Line>& lines) {
  const Form& f = forms()[form];
  std::vector<std::string> out(f.measures.begin(), f.measures.begin() + static_cast<std::ptrdiff_t>(f.always));
  for (std::size_t m = f.always; m < f.measures.size(); ++m)
    if (std::any_of(lines.begin(), lines.end(),
                    [&](const Line& l) { return form_of(l) == form && l.by_measure.contains(f.measures[m]); }))
      out.push_back(f.measures[m]);
  return out;
}

publish::Sheet sheet_of(std::size_t form, const std::vector<Line>& lines, const std::vector<SheetColumn>& columns,
                        const std::string& title) {
  publish::Sheet sheet;
  sheet.name = forms()[form].name, sheet.title = title + forms()[form].name + "月度工作表";
  sheet.headings = {"统一社会信用代码", "单位详细名称", "[201-1]行业代码（GB/T4754-2017）"}, sheet.widths = {22, 36, 12};
  const std::size_t fixed = sheet.headings.size();
  const std::vector<std::string> measures = measures_of(form, lines);
  for (const std::string& measure : measures)
    for (const SheetColumn& one : columns) {
      sheet.numeric.push_back(sheet.headings.size());
      sheet.headings.push_back(heading_of(one, *cultivation::measure_of(measure))), sheet.widths.push_back(18);
    }
  for (const Line& line : lines) {
    if (form_of(line) != form) continue;
    std::vector<std::string> cells{line.credit_code, line.name, line.industry_code};
    for (const std::string& measure : measures) {
      const auto row = line.by_measure.find(measure);
      for (const SheetColumn& one : columns)
        cells.push_back(row == line.by_measure.end() ? std::string() : value_of(row->second, one));
    }
    if (std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(fixed), cells.end(), [](const auto& v) { return !v.empty(); }))
      sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

}  // namespace

Result<Engine::File> export_trade_sheet(House& house, const Caller& caller, const TradeSheetRequest& r) {
  const auto month = cultivation::month_of(r.month);
  if (!month) return fail(ErrorCode::usage, "month", "month.bad", "a month is written 2026-11");
  std::vector<publish::Sheet> sheets;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto lines = lines_of(c, caller, r.source_name);
    if (!lines) return tl::unexpected(lines.error());
    const std::string title = cultivation::month_words(*month) + r.source_name;
    for (std::size_t f = 0; f < forms().size(); ++f) {
      publish::Sheet sheet = sheet_of(f, *lines, columns_of_month(*month / 12, *month % 12 + 1), title);
      if (!sheet.rows.empty()) sheets.push_back(std::move(sheet));
    }
    if (!sheets.empty()) return {};
    return fail(ErrorCode::not_found, "month", "figures.none", "the source has no figures of trade or catering of this month");
  });
  if (!done) return tl::unexpected(done.error());
  auto bytes = publish::to_xlsx(sheets);
  if (!bytes) return tl::unexpected(bytes.error());
  std::size_t rows = 0;
  for (const publish::Sheet& s : sheets) rows += s.rows.size();
  house.audit.note(caller.account.account_id, "figures.exported", r.source_name, std::to_string(rows) + " rows");
  return Engine::File{r.source_name + "贸易月度工作表-" + r.month + ".xlsx", std::move(*bytes)};
}

}  // namespace luodi::engine
