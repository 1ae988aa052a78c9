// See cultivation.h: a table as monthly figures of one measure. Columns carry their year and months in the heading
// ("2026年10月销售额（万元）", "1-10月累计"), or one column is the month that the request names and another the sum since
// January. A column whose heading names another measure, a rate or another year is left alone.
#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/credit_code.h"
#include "cultivation/figures.h"
#include "cultivation/matching.h"
#include "cultivation/queries.h"
#include "engine/cultivation.h"
#include "ledger/digest.h"
#include "paper/unicode.h"
#include "sheets/values.h"

namespace luodi::engine {
namespace {

using cultivation::FigureRow;
using cultivation::Measure;
using store::Connection;

constexpr std::size_t kMostName = 60;

/// A column of figures: what months of which year it holds. `growth`: their growth on the year before, as published.
struct PeriodColumn {
  std::size_t column = 0;
  std::string unit, heading;
  int year = 0, from = 0, to = 0;
  bool growth = false;
};

struct Asked {
  const Measure* measure = nullptr;
  int year = 0, month = 0;  ///< 0 where the request does not say
  std::string unit;
};

Result<Asked> asked_of(const TableRequest& r) {
  Asked a;
  a.measure = cultivation::measure_of(r.measure.value_or(""));
  if (a.measure == nullptr) {
    std::string known;
    for (const Measure& m : cultivation::measures()) known += (known.empty() ? "" : ", ") + m.measure;
    return fail(ErrorCode::usage, "measure", "figures.measure", "say what the figures are: " + known);
  }
  const std::string period = r.period.value_or("");
  const bool digits = std::all_of(period.begin(), period.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
  if (!period.empty()) {
    if (!digits || (period.size() != 4 && period.size() != 7))
      return fail(ErrorCode::usage, "period", "figures.period", "a period is written 2026 or 2026-10");
    a.year = std::atoi(period.substr(0, 4).c_str());
    a.month = period.size() == 7 ? std::atoi(period.substr(5).c_str()) : 0;
    if (a.year < 1990 || a.year > 2100 || (period.size() == 7 && (a.month < 1 || a.month > 12)))
      return fail(ErrorCode::usage, "period", "figures.period", "a period is written 2026 or 2026-10");
  }
  a.unit = r.unit.value_or("");
  return a;
}

/// Headings with a month that are no amount of that month: rates, shares, and what another year had.
bool other_than_amount(const std::string& heading) {
  for (const char* word :
       {"同比", "环比", "增长", "增幅", "增速", "增减", "占比", "比重", "%", "％", "上年", "去年", "同期", "上月"})
    if (heading.find(word) != std::string::npos) return true;
  return false;
}

/// Growth on the year before in percent, as the heading says: amounts of an increase, and growth on the month before, are others.
bool is_growth(const std::string& heading) {
  const auto has = [&](const char* word) { return heading.find(word) != std::string::npos; };
  const bool percent = has("%") || has("％");
  return percent && (has("同比") || has("增长") || has("增幅") || has("增速")) && !has("环比") && !has("上月") && !has("占比") &&
         !has("比重");
}

/// A heading without its years, months, unit and marks: "2026年10月销售额（万元）" is 销售额.
std::string core_of(const sheets::Column& c) {
  static constexpr std::u32string_view kMarks = U"0123456789年月-至()[]【】·.、:_/";
  std::string core = sheets::bare(c.name);
  for (const char* word : {"本年", "本月", "当月", "当期", "累计", "金额", "合计", "以来", "年初", "截至", "期末", "本期"})
    for (std::size_t at = core.find(word); at != std::string::npos; at = core.find(word))
      core.erase(at, std::string_view(word).size());
  std::u32string out;
  for (const char32_t ch : paper::to_utf32(core))
    if (kMarks.find(ch) == std::u32string_view::npos) out += ch;
  return paper::to_utf8(out);
}

/// Whether a heading says no more than the measure itself, in full or by its last words. Refused: 网络销售额, 粮油食品类.
bool says_measure(const sheets::Column& c, const Measure& m) {
  const std::string core = core_of(c);
  const auto fits = [&](const std::string& name) { return name.ends_with(core); };
  return core.empty() || fits(m.name) || std::any_of(m.headings.begin(), m.headings.end(), fits);
}

/// "本月" and "1—本月" are the month that was asked for, and the months up to it.
void read_this_month(const sheets::Column& c, const Asked& a, PeriodColumn& p) {
  const std::string heading = sheets::bare(c.heading);
  const bool now = heading.find("本月") != std::string::npos || heading.find("当月") != std::string::npos;
  if (!now || p.from != 0 || a.month == 0) return;
  const bool up_to = heading.find("1-本月") != std::string::npos || heading.find("1至本月") != std::string::npos ||
                     heading.find("1月-本月") != std::string::npos || heading.find("1月至本月") != std::string::npos;
  p.from = up_to ? 1 : a.month, p.to = a.month;
}

/// Growth whose heading names no months is that of the figures in the column before it.
void beside(const std::vector<PeriodColumn>& columns, PeriodColumn& growth) {
  if (columns.empty() || columns.back().growth || columns.back().column + 1 != growth.column) return;
  growth.year = columns.back().year, growth.from = columns.back().from, growth.to = columns.back().to;
}

/// Where several columns hold the same months, the one that says the measure and no more is meant: a working sheet of trade
/// has 商品销售额, 网络销售额 and classes of goods side by side. None is taken where that does not tell them apart.
void settle_same_months(const TableDraft& d, const Measure& m, std::vector<PeriodColumn>& columns) {
  std::map<std::tuple<int, int, int, bool>, std::vector<std::size_t>> meant;
  for (const PeriodColumn& p : columns) {
    const auto it = std::find_if(d.layout.columns.begin(), d.layout.columns.end(),
                                 [&](const sheets::Column& c) { return c.index == p.column; });
    if (says_measure(*it, m)) meant[{p.year, p.from, p.to, p.growth}].push_back(p.column);
  }
  std::erase_if(columns, [&](const PeriodColumn& p) {
    const auto it = meant.find({p.year, p.from, p.to, p.growth});
    return it != meant.end() && it->second.size() == 1 && it->second.front() != p.column;
  });
}

/// Columns with months of their own, and the two that the mapping names. `other`: a heading that was left alone for its measure.
std::vector<PeriodColumn> columns_of(const TableDraft& d, const Asked& a, std::string& other) {
  std::vector<PeriodColumn> out;
  const std::size_t name = d.field("name"), code = d.field("credit_code");
  for (const sheets::Column& c : d.layout.columns) {
    const bool growth = is_growth(c.heading);
    if (d.mapping[name] == c.index || d.mapping[code] == c.index || (!growth && other_than_amount(c.heading))) continue;
    PeriodColumn p{c.index, c.unit, c.heading, c.year.value_or(a.year), c.month_from.value_or(0), c.month_to.value_or(0)};
    if (p.from == 0 && d.mapping[d.field("amount")] == c.index) p.from = p.to = a.month;
    if (p.from == 0 && d.mapping[d.field("to_date")] == c.index) p.from = a.month == 0 ? 0 : 1, p.to = a.month;
    read_this_month(c, a, p);
    if (growth && p.from == 0) beside(out, p);
    if (p.from == 0) continue;
    p.growth = growth;
    if (const Measure* named = cultivation::measure_named(c.heading); named != nullptr && named != a.measure) {
      other = c.heading;
      continue;
    }
    // "1月累计" and "10月累计" are sums since January.
    const bool since_january = c.heading.find("累计") != std::string::npos || c.heading.find("年初") != std::string::npos;
    if (since_january && p.from == p.to) p.from = 1;
    if (p.unit.empty()) p.unit = !a.unit.empty() || a.measure->dimension != "persons" ? a.unit : a.measure->base_unit;
    out.push_back(std::move(p));
  }
  settle_same_months(d, *a.measure, out);
  return out;
}

/// A rate such as "12.5" or "-3.4%" in hundredths of a percent.
std::optional<std::int64_t> rate_of(std::string text) {
  for (const char* sign : {"%", "％"})
    if (const std::size_t at = text.find(sign); at != std::string::npos) text.erase(at);
  return sheets::fen_of(text, "元");  // hundredths of the number, exact
}

bool nothing(const std::string& text) {
  return text.empty() || text == "-" || text == "—" || text == "/" || text == "无";
}

/// The rows that can be imported; cells that cannot are noted.
std::vector<FigureRow> rows_of(TableDraft& d, const Asked& a, const std::vector<PeriodColumn>& columns) {
  const sheets::MergedView view(d.sheet);
  const std::size_t name = d.field("name"), code = d.field("credit_code");
  std::vector<FigureRow> out;
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    FigureRow row;
    row.name = trimmed(d.rows[i].values[name]);
    row.credit_code = valid_credit_code(d.rows[i].values[code]);
    row.row_key = row.credit_code.empty() ? cultivation::compared_name(row.name) : row.credit_code;
    for (const PeriodColumn& p : columns) {
      const std::string text = trimmed(view.at(d.rows[i].row, p.column).text);
      if (nothing(text)) continue;  // not reported, which is not 0
      if (p.growth) {
        if (const auto rate = rate_of(text))
          row.growths.push_back({p.year, p.from, p.to, *rate});
        else
          d.note(i, p.column, text, p.heading, "figures.no_number", true);
        continue;
      }
      const auto amount = cultivation::amount_of(*a.measure, text, p.unit);
      if (!amount)
        d.note(i, p.column, text, p.heading, "figures.no_number", true);
      else
        row.figures.push_back({p.year, p.from, p.to, *amount});
    }
    if (d.bad[i] != 0) continue;
    if (const auto [at, fresh] = seen.try_emplace(row.row_key, i); !fresh) {
      d.note(i, name, "figures.twice", true);
      continue;
    }
    if (!row.figures.empty() || !row.growths.empty()) out.push_back(std::move(row));
  }
  return out;
}

/// Every column of figures knows its months, its year and its unit.
Result<std::vector<PeriodColumn>> checked_columns(const TableDraft& d, const Asked& a) {
  std::string other;
  std::vector<PeriodColumn> columns = columns_of(d, a, other);
  const bool amounts = std::any_of(columns.begin(), columns.end(), [](const PeriodColumn& p) { return !p.growth; });
  if (!amounts && !other.empty())
    return fail(ErrorCode::usage, other, "figures.other_measure",
                "the heading " + other + " names another measure; choose that one");
  if (!amounts)
    return fail(ErrorCode::usage, "period", "figures.no_months",
                "no column names its months; say the month of the figures, or which column holds them");
  std::set<std::tuple<int, int, int, bool>> periods;
  for (const PeriodColumn& p : columns) {
    if (p.year == 0)
      return fail(ErrorCode::usage, "period", "figures.no_year", "the heading " + p.heading + " names no year; say which");
    if (!p.growth && !cultivation::amount_of(*a.measure, "1", p.unit))
      return fail(ErrorCode::usage, "unit", "figures.no_unit",
                  "the heading " + p.heading + " names no unit of this measure; say which, it is never guessed");
    if (p.from > p.to || !periods.emplace(p.year, p.from, p.to, p.growth).second)
      return fail(ErrorCode::usage, p.heading, "figures.column_twice", "two columns hold the same months");
  }
  return columns;
}

/// The title's year and month, where the request names none: 2025年12月限额以上批发和零售业商品销售和库存.
void take_from_title(const TableDraft& d, Asked& a) {
  const sheets::Column title = sheets::read_heading(0, d.layout.title, "");
  if (a.year == 0) {
    a.year = title.year.value_or(0);
    if (a.month == 0) a.month = title.month_to.value_or(0);
  }
}

/// A table as figures: what was asked, the columns, the rows; cells that cannot be read are noted in the draft.
struct Figures {
  Asked asked;
  std::vector<PeriodColumn> columns;
  std::vector<FigureRow> rows;
};
Result<Figures> read_figures(TableDraft& d, const TableRequest& r) {
  auto asked = asked_of(r);
  if (!asked) return tl::unexpected(asked.error());
  take_from_title(d, *asked);
  auto columns = checked_columns(d, *asked);
  if (!columns) return tl::unexpected(columns.error());
  std::vector<FigureRow> rows = rows_of(d, *asked, *columns);
  return Figures{std::move(*asked), std::move(*columns), std::move(rows)};
}

/// Whoever adds to a source writes over what it said: only its own unit may.
Result<void> may_add(Connection& c, const Caller& caller, const std::string& source_id) {
  auto owners = cultivation::units_of_source(c, source_id);
  if (!owners) return tl::unexpected(owners.error());
  for (const std::string& owner : *owners)
    if (auto ok = may_change(caller, owner, "register_name"); !ok) return ok;
  return {};
}

}  // namespace

void preview_figures(TableDraft& d, const TableRequest& r, TablePreview& p) {
  auto figures = read_figures(d, r);
  p = shown(d, r.file_hash);
  if (!figures) {
    p.blocked = figures.error().reason, p.blocked_at = figures.error().where;
    return;
  }
  for (const PeriodColumn& c : figures->columns)
    p.figures.push_back({static_cast<std::int64_t>(c.column), c.year, c.from, c.to, c.growth ? "同比%" : c.unit});
}

Result<void> import_figures(House& house, Connection& c, const Caller& caller, const TableRequest& r, TableDraft& d,
                            TableImported& answer) {
  const std::string name = trimmed(r.register_name.value_or(""));
  if (name.empty() || name.size() > kMostName)
    return fail(ErrorCode::usage, "register_name", "register.name", "give the source a name of at most 60 bytes, such as 税务局");
  auto figures = read_figures(d, r);
  if (!figures) return tl::unexpected(figures.error());
  const std::vector<FigureRow>& rows = figures->rows;
  const auto bad = std::count(d.bad.begin(), d.bad.end(), 1);
  if (rows.empty()) return fail(ErrorCode::conflict, "rows", "table.nothing", "no row of this table can be imported");
  if (bad > 0 && !r.leave_out.value_or(false))
    return fail(ErrorCode::conflict, "rows", "table.errors",
                std::to_string(bad) + " rows cannot be imported; mend them or leave them out");
  const std::string id = "F" + ledger::sha256(name + "|" + figures->asked.measure->measure).substr(0, 8);
  if (auto ok = may_add(c, caller, id); !ok) return ok;
  auto hash = house.ledger.put_blob(c, cultivation::figures_as_blob(rows));
  if (!hash) return tl::unexpected(hash.error());
  int first = 0, last = 0;
  for (const PeriodColumn& p : figures->columns) {
    const int from = cultivation::month_index(p.year, p.from), to = cultivation::month_index(p.year, p.to);
    first = first == 0 ? from : std::min(first, from), last = std::max(last, to);
  }
  auto seq = ledger::Ledger::next_seq(c);
  if (!seq) return tl::unexpected(seq.error());
  answer.import_id = id + "-" + std::to_string(*seq);
  answer.rows = static_cast<std::int64_t>(rows.size());
  auto ok = append(house, c, caller, "figures.imported", id,
                   {{"source_id", id},
                    {"name", name},
                    {"measure", figures->asked.measure->measure},
                    {"unit_id", caller.account.unit_id.value_or("")},
                    {"file_name", r.file_name},
                    {"file_hash", r.file_hash},
                    {"figures_hash", *hash},
                    {"first_month", cultivation::month_text(first)},
                    {"last_month", cultivation::month_text(last)}});
  if (!ok) return ok;
  return append(house, c, caller, "table.imported", answer.import_id,
                {{"kind", "monthly"},
                 {"file_name", r.file_name},
                 {"rows", answer.rows},
                 {"source_id", id},
                 {"figures_seq", *seq},
                 {"unit_id", caller.account.unit_id.value_or("")}});
}

Result<void> undo_figures(House& house, Connection& c, const Caller& caller, const std::string& import_id,
                          const json::object& made) {
  if (auto ok = may_change(caller, made.at("unit_id").as_string(), import_id); !ok) return ok;
  return append(house, c, caller, "table.undone", import_id,
                {{"kind", "monthly"}, {"source_id", made.at("source_id")}, {"figures_seq", made.at("figures_seq")}});
}

}  // namespace luodi::engine
