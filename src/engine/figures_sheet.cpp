// See cultivation.h: the monthly working sheet of one source goes out with heads that carry year and month, so that it comes in
// again as it went out. Amounts are written in the base unit, exactly.
#include <algorithm>

#include "cultivation/figures.h"
#include "cultivation/queries.h"
#include "engine/cultivation.h"
#include "engine/figure_columns.h"
#include "engine/tables.h"
#include "publish/workbook.h"

namespace luodi::engine {
namespace {

using cultivation::FigureRow;
using store::Connection;

std::vector<SheetColumn> columns_of(int year, int month) {
  std::vector<SheetColumn> out = columns_of_month(year, month);
  out.push_back({year, month, month, true});
  if (month > 1) out.push_back({year, 1, month, true});
  return out;
}

Result<FigureSourceView> source_by_id(Connection& c, const std::string& source_id) {
  auto sources = cultivation::list_sources(c);
  if (!sources) return tl::unexpected(sources.error());
  for (FigureSourceView& s : *sources)
    if (s.source_id == source_id) return std::move(s);
  return fail(ErrorCode::not_found, "source_id", "figures.source", "there is no such source");
}

}  // namespace

Result<void> may_read_source(Connection& c, const Caller& caller, const std::string& source_id) {
  auto units = cultivation::units_of_source(c, source_id);
  if (!units) return tl::unexpected(units.error());
  if (std::find(units->begin(), units->end(), caller.account.unit_id.value_or("")) != units->end()) return {};
  return may_keep_statistics(c, caller, "source_id");
}

Result<Engine::File> export_figures(House& house, const Caller& caller, const FiguresSheetRequest& r) {
  const auto month = cultivation::month_of(r.month);
  if (!month) return fail(ErrorCode::usage, "month", "month.bad", "a month is written 2026-11");
  publish::Sheet sheet;
  std::string name;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto source = source_by_id(c, r.source_id);
    if (!source) return tl::unexpected(source.error());
    if (auto ok = may_read_source(c, caller, r.source_id); !ok) return ok;
    const cultivation::Measure* measure = cultivation::measure_of(source->measure);
    if (measure == nullptr) return fail(ErrorCode::conflict, "source_id", "figures.measure", "its measure is not known any more");
    auto rows = cultivation::rows_of_source(c, r.source_id);
    if (!rows) return tl::unexpected(rows.error());
    const std::vector<SheetColumn> columns = columns_of(*month / 12, *month % 12 + 1);
    sheet.name = measure->name, sheet.headings = {"统一社会信用代码", "单位详细名称"}, sheet.widths = {22, 36};
    for (const SheetColumn& one : columns) {
      sheet.numeric.push_back(sheet.headings.size());
      sheet.headings.push_back(heading_of(one, *measure)), sheet.widths.push_back(22);
    }
    for (const FigureRow& row : *rows) {
      std::vector<std::string> cells{row.credit_code, row.name};
      for (const SheetColumn& one : columns) cells.push_back(value_of(row, one));
      if (std::any_of(cells.begin() + 2, cells.end(), [](const std::string& v) { return !v.empty(); }))
        sheet.rows.push_back(std::move(cells));
    }
    name = source->name + measure->name + "-" + r.month;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "figures.exported", r.source_id, std::to_string(sheet.rows.size()) + " rows");
  return as_file(sheet, name, r.form.value_or("xlsx"));
}

Result<UnmatchedAnswer> list_unmatched(House& house, const Caller& caller, const SourceIdRequest& r) {
  constexpr std::size_t kMostShown = 500;
  return read<UnmatchedAnswer>(house, [&](Connection& c, UnmatchedAnswer& a) -> Result<void> {
    if (auto source = source_by_id(c, r.source_id); !source) return tl::unexpected(source.error());
    if (auto ok = may_read_source(c, caller, r.source_id); !ok) return ok;
    auto units = cultivation::unmatched_units(c, r.source_id);
    if (!units) return tl::unexpected(units.error());
    a.total = static_cast<std::int64_t>(units->size());
    if (units->size() > kMostShown) units->resize(kMostShown);
    a.units = std::move(*units);
    return {};
  });
}

}  // namespace luodi::engine
