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
#include "engine/figure_checks.h"
#include "engine/figure_meters.h"
#include "ledger/digest.h"
#include "paper/unicode.h"
#include "sheets/values.h"

namespace luodi::engine {
namespace {

using cultivation::FigureRow;
using cultivation::Measure;
using cultivation::PeriodFigure;
using store::Connection;

constexpr std::size_t kMostName = 60;

/// A column of figures: what months of which year it holds. `growth`: their growth on the year before, as published. `before`:
/// what the sheet says of the year before beside this year's; it fills months that nobody reported then, and replaces none.
struct PeriodColumn {
  std::size_t column = 0;
  std::string unit, heading;
  int year = 0, from = 0, to = 0;
  bool growth = false, before = false;
};

struct Asked {
  const Measure* measure = nullptr;
  int year = 0, month = 0;  ///< 0 where the request does not say
  std::string unit;
  bool named_only = false;
  int now = 0;  ///< this month: of those to come nobody has figures
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
  a.unit = r.unit.value_or(""), a.named_only = r.named_only.value_or(false);
  return a;
}

/// Headings with a month that are no amount of that month: rates, shares, what another year had, and what somebody plans or
/// expects: no estimate stands for a reported figure (statistics law).
bool other_than_amount(const std::string& heading) {
  for (const char* word : {"同比", "环比", "增长", "增幅", "增速", "增减", "占比", "比重", "%",    "％",   "上年", "去年",
                           "同期", "上月", "预计", "预测", "预估", "预期", "估计", "测算", "计划", "目标", "力争", "任务"})
    if (heading.find(word) != std::string::npos) return true;
  return false;
}

/// "上年同期", "上年-1—本月": the amount of the year before. Refused: what it grew by.
bool is_year_before(const std::string& heading) {
  const auto has = [&](const char* word) { return heading.find(word) != std::string::npos; };
  if (!has("上年") && !has("去年") && !has("同期")) return false;
  for (const char* word : {"同比", "环比", "增长", "增幅", "增速", "增减", "增加", "净增", "减少", "占比", "比重", "比上年",
                           "较",   "差",   "多",   "变动", "上月", "%",    "％",   "±",    "全年", "年度", "年末", "结转"})
    if (has(word)) return false;
  return true;
}

/// Growth on the year before in percent, as the heading says: amounts of an increase, and growth on the month before, are others.
bool is_growth(const std::string& heading) {
  const auto has = [&](const char* word) { return heading.find(word) != std::string::npos; };
  const bool percent = has("%") || has("％"), rate = has("增速") || has("增幅");
  const bool growth = percent ? has("同比") || has("增长") || has("增减") || rate : has("同比") && rate;
  return growth && !has("环比") && !has("上月") && !has("占比") && !has("比重");
}

bool tells_tax(const std::string& heading) {
  for (const char* word : {"应纳税", "免税", "应交税", "欠税", "留抵", "进项", "销项税"})
    if (heading.find(word) != std::string::npos) return true;
  return false;
}

/// A heading without its years, months, unit and marks: "2026年10月销售额（万元）" is 销售额.
std::string core_of(const sheets::Column& c) {
  static constexpr std::u32string_view kMarks = U"0123456789年月-至()[]【】·.、:_/";
  std::string core = sheets::bare(c.name);
  for (const char* word : {"本年", "本月", "当月", "当期", "累计", "金额", "合计", "以来", "年初", "截至", "期末", "本期", "上年",
                           "去年", "同期", "同月"})
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

/// The figures whose growth stands behind them: those in front of it, of the later year where two years of the same months stand
/// side by side (2026年1-10月 | 2025年1-10月 | 同比, 本月 | 上年同月 | 增幅).
const PeriodColumn* grown(const std::vector<PeriodColumn>& columns, const PeriodColumn& p) {
  const PeriodColumn* out = nullptr;
  std::size_t next = p.column;
  for (auto at = columns.rbegin(); at != columns.rend() && !at->growth && at->column + 1 == next; ++at, --next) {
    if (out != nullptr && (at->from != out->from || at->to != out->to)) break;
    if (out == nullptr || std::pair(!at->before, at->year) > std::pair(!out->before, out->year)) out = &*at;
  }
  return out;
}

/// Growth, or the year before, whose heading names no months is that of the figures in the column before it.
void beside(const std::vector<PeriodColumn>& columns, PeriodColumn& p) {
  if (p.growth) {
    if (const PeriodColumn* of = grown(columns, p)) p.year = of->year, p.from = of->from, p.to = of->to;
    return;
  }
  if (columns.empty() || columns.back().growth || columns.back().before || columns.back().column + 1 != p.column) return;
  if (p.before && p.heading.find("同期") == std::string::npos && p.heading.find("同月") == std::string::npos) return;
  if (p.before && p.unit.empty()) p.unit = columns.back().unit;
  p.year = columns.back().year, p.from = columns.back().from, p.to = columns.back().to;
}

/// What stands over a column that was taken.
const sheets::Column& heading_at(const TableDraft& d, std::size_t column) {
  return *std::find_if(d.layout.columns.begin(), d.layout.columns.end(),
                       [&](const sheets::Column& c) { return c.index == column; });
}

/// The year of a column of the year before: as its heading says where that is not the year of its neighbours.
int year_before(const sheets::Column& c, const std::vector<PeriodColumn>& columns, const Asked& a) {
  int latest = a.year;
  for (const PeriodColumn& other : columns)
    if (!other.before) latest = std::max(latest, other.year);
  if (c.year && (latest == 0 || *c.year < latest)) return *c.year;
  return latest == 0 ? 0 : latest - 1;
}

/// The years of those columns, and none that stays without a year or a unit: nobody asked for them.
void settle_years_before(const TableDraft& d, const Asked& a, std::vector<PeriodColumn>& columns) {
  for (PeriodColumn& p : columns) {
    if (!p.before) continue;
    p.year = year_before(heading_at(d, p.column), columns, a);
  }
  std::erase_if(columns, [&](const PeriodColumn& p) {
    return p.before && (p.year == 0 || !cultivation::amount_of(*a.measure, "1", p.unit));
  });
}

/// Months that figures of their own year hold already are not taken from beside the next year's.
void drop_told_twice(std::vector<PeriodColumn>& columns) {
  const std::vector<PeriodColumn> all = columns;
  std::erase_if(columns, [&](const PeriodColumn& p) {
    return p.before && std::any_of(all.begin(), all.end(), [&](const PeriodColumn& o) {
             return !o.growth && o.column != p.column && o.year == p.year && o.from == p.from && o.to == p.to &&
                    (!o.before || o.column < p.column);
           });
  });
}

/// Where several columns hold the same months, the one that says the measure and no more is meant: a working sheet of trade
/// has 商品销售额, 网络销售额 and classes of goods side by side. None is taken where that does not tell them apart.
void settle_same_months(const TableDraft& d, const Measure& m, std::vector<PeriodColumn>& columns) {
  std::map<std::tuple<int, int, int, bool>, std::vector<std::size_t>> meant;
  for (const PeriodColumn& p : columns) {
    if (says_measure(heading_at(d, p.column), m)) meant[{p.year, p.from, p.to, p.growth}].push_back(p.column);
  }
  // Of the year before only what says the measure: 粮油食品类 上年-本月 is of a class of goods.
  std::erase_if(columns, [&](const PeriodColumn& p) { return p.before && !says_measure(heading_at(d, p.column), m); });
  std::erase_if(columns, [&](const PeriodColumn& p) {
    const auto it = meant.find({p.year, p.from, p.to, p.growth});
    return it != meant.end() && it->second.size() == 1 && it->second.front() != p.column;
  });
}

/// Columns with months of their own, and the two that the mapping names. `other`: a heading that was left alone for its measure.
std::vector<PeriodColumn> columns_of(const TableDraft& d, const Asked& a, std::string& other) {
  std::vector<PeriodColumn> out;
  const std::size_t name = d.field("name"), code = d.field("credit_code"), meter = d.field("meter");
  for (const sheets::Column& c : d.layout.columns) {
    const bool growth = is_growth(c.heading), before = !growth && is_year_before(c.heading);
    if (d.mapping[name] == c.index || d.mapping[code] == c.index || d.mapping[meter] == c.index ||
        (!growth && !before && other_than_amount(c.heading)))
      continue;
    PeriodColumn p{c.index, c.unit, c.heading, c.year.value_or(a.year), c.month_from.value_or(0), c.month_to.value_or(0)};
    if (p.from == 0 && d.mapping[d.field("amount")] == c.index) p.from = p.to = a.month;
    if (p.from == 0 && d.mapping[d.field("to_date")] == c.index) p.from = a.month == 0 ? 0 : 1, p.to = a.month;
    read_this_month(c, a, p);
    p.growth = growth, p.before = before;
    if ((growth || before) && p.from == 0) beside(out, p);
    if (p.from == 0) continue;
    const Measure* named = cultivation::measure_named(c.heading);
    if (named != nullptr && named != a.measure) {
      other = c.heading;
      continue;
    }
    // Growth, or the year before, that follows a column of the measure is of it without a name.
    const bool follows = (growth || before) && !out.empty() && out.back().column + 1 == c.index;
    if (a.named_only && named == nullptr && !follows) continue;
    // 应纳税额, 免税销售额, 进项税额 are no sales.
    if (a.measure->measure != "taxes" && tells_tax(c.heading)) {
      other = c.heading;
      continue;
    }
    // "1月累计" and "10月累计" are sums since January.
    const bool since_january = c.heading.find("累计") != std::string::npos || c.heading.find("年初") != std::string::npos;
    if (since_january && p.from == p.to) p.from = 1;
    if (p.unit.empty()) p.unit = !a.unit.empty() || a.measure->dimension != "persons" ? a.unit : a.measure->base_unit;
    out.push_back(std::move(p));
  }
  settle_years_before(d, a, out);
  settle_same_months(d, *a.measure, out);
  drop_told_twice(out);
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

/// The figures of a row; cells that hold no number are noted.
void read_cells(TableDraft& d, const Asked& a, const std::vector<PeriodColumn>& columns, const sheets::MergedView& view,
                RowRead& read) {
  for (const PeriodColumn& p : columns) {
    const std::string text = trimmed(view.at(d.rows[read.place].row, p.column).text);
    if (nothing(text)) continue;  // not reported, which is not 0
    if (cultivation::month_index(p.year, p.to) > a.now) {
      if (sheets::fen_of(text, "元") == 0) continue;  // a formula of a working sheet
      d.note(read.place, p.column, text, p.heading, "figures.future", true);
      continue;
    }
    if (cultivation::month_index(p.year, p.to) == a.now) d.note(read.place, p.column, text, p.heading, "figures.not_over", false);
    const auto amount = p.growth ? rate_of(text) : cultivation::amount_of(*a.measure, text, p.unit);
    if (!amount) {
      d.note(read.place, p.column, text, p.heading, "figures.no_number", !p.before);
      continue;
    }
    (p.growth ? read.row.growths : p.before ? read.before : read.row.figures).push_back({p.year, p.from, p.to, *amount});
  }
}

/// Points out findings at the cells they are about.
void note_findings(TableDraft& d, std::size_t i, const std::vector<PeriodColumn>& columns, const sheets::MergedView& view,
                   const std::vector<FigureFinding>& findings) {
  for (const FigureFinding& f : findings)
    for (const PeriodColumn& p : columns)
      if (!p.growth && !p.before && p.year == f.period.year && p.from == f.period.from && p.to == f.period.to)
        d.note(i, p.column, trimmed(view.at(d.rows[i].row, p.column).text), p.heading, f.reason, f.is_error);
}

/// Amounts that are merged down from the row above tell what the rows come to together.
bool shares_amounts(const TableDraft& d, std::size_t i, const std::vector<PeriodColumn>& columns,
                    const sheets::MergedView& view) {
  return std::any_of(columns.begin(), columns.end(), [&](const PeriodColumn& p) {
    const paper::MergedRange* merged = view.range_at(d.rows[i].row, p.column);
    return merged != nullptr && merged->row < d.rows[i].row;
  });
}

/// A row a unit. Without one of its meters a unit's figure would be too small: `broken` ones are left out whole.
std::vector<RowRead> units_of(TableDraft& d, const std::vector<std::vector<RowRead>>& units,
                              const std::set<std::string>& broken) {
  const std::size_t meter = d.field("meter");
  std::vector<RowRead> out;
  for (const std::vector<RowRead>& meters : units) {
    if (!meters.front().meter.empty() && broken.contains(meters.front().row.row_key)) {
      for (const RowRead& one : meters) d.note(one.place, meter, "figures.meter_unread", true);
      continue;
    }
    RowRead unit = row_of_meters(meters);
    if (unit.lacking) d.note(unit.place, meter, "figures.meter_missing", false);
    if (!unit.row.figures.empty() || !unit.row.growths.empty() || !unit.before.empty()) out.push_back(std::move(unit));
  }
  return out;
}

/// The rows that can be imported; cells that cannot, and what figures say against themselves, are noted.
std::vector<RowRead> rows_of(TableDraft& d, const Asked& a, const std::vector<PeriodColumn>& columns) {
  const sheets::MergedView view(d.sheet);
  const std::size_t name = d.field("name"), code = d.field("credit_code"), meter = d.field("meter");
  std::vector<std::vector<RowRead>> units;
  std::map<std::string, std::size_t> seen;
  std::set<std::string> broken;  // a meter of theirs cannot be read
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    RowRead read;
    read.place = i, read.meter = trimmed(d.rows[i].values[meter]);
    FigureRow& row = read.row;
    row.name = trimmed(d.rows[i].values[name]);
    row.credit_code = valid_credit_code(d.rows[i].values[code]);
    row.row_key = row.credit_code.empty() ? cultivation::compared_name(row.name) : row.credit_code;
    if (row.credit_code.empty() && !trimmed(d.rows[i].values[code]).empty()) d.note(i, code, "register.bad_code", false);
    if (!row.name.empty() && is_no_name(row.name)) d.note(i, name, "figures.no_name", row.credit_code.empty());
    read_cells(d, a, columns, view, read);
    note_findings(d, i, columns, view, check_figures(*a.measure, row));
    if (d.bad[i] != 0) {
      if (!read.meter.empty()) broken.insert(row.row_key);
      continue;
    }
    const auto [at, fresh] = seen.try_emplace(row.row_key, units.size());
    if (fresh) units.emplace_back();
    std::vector<RowRead>& meters = units[at->second];
    if (!fresh && (shares_amounts(d, i, columns, view) || !is_other_meter(meters, read))) {
      d.note(i, name, "figures.twice", true);
      if (!read.meter.empty()) broken.insert(row.row_key);
      continue;
    }
    meters.push_back(std::move(read));
  }
  return units_of(d, units, broken);
}

/// Every column of figures knows its months, its year and its unit.
Result<std::vector<PeriodColumn>> checked_columns(const TableDraft& d, const Asked& a) {
  std::string other;
  std::vector<PeriodColumn> columns = columns_of(d, a, other);
  const bool amounts = std::any_of(columns.begin(), columns.end(), [](const PeriodColumn& p) { return !p.growth && !p.before; });
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
  std::vector<RowRead> rows;
};
Result<Figures> read_figures(TableDraft& d, const TableRequest& r, const Date& today) {
  auto asked = asked_of(r);
  if (!asked) return tl::unexpected(asked.error());
  asked->now = cultivation::month_index(today.year, today.month);
  take_from_title(d, *asked);
  auto columns = checked_columns(d, *asked);
  if (!columns) return tl::unexpected(columns.error());
  std::vector<RowRead> rows = rows_of(d, *asked, *columns);
  return Figures{std::move(*asked), std::move(*columns), std::move(rows)};
}

/// A source is known by its name and what it measures.
std::string source_id_of(const std::string& name, const Measure& m) {
  return "F" + ledger::sha256(name + "|" + m.measure).substr(0, 8);
}

/// What a source says already, by row key; and which key a name has there that one unit alone bears.
struct Standing {
  std::map<std::string, std::vector<PeriodFigure>> rows;
  std::map<std::string, std::optional<std::string>> by_name;  ///< none: several units bear it
  std::map<std::string, bool> coded;                          ///< by key: it came with a code

  /// The key that a row has there: its own; else that of its name, where codes do not tell the two apart.
  const std::string* key_of(const FigureRow& row) const {
    if (const auto own = rows.find(row.row_key); own != rows.end()) return &own->first;
    const auto named = by_name.find(cultivation::compared_name(row.name));
    if (named == by_name.end()) return nullptr;
    const std::optional<std::string>& key = named->second;
    if (!key) return nullptr;
    const bool other_code = !row.credit_code.empty() && coded.at(*key);
    return other_code ? nullptr : &*key;
  }
};
Result<Standing> standing_of(Connection& c, const std::string& source_id) {
  auto rows = cultivation::rows_of_source(c, source_id);
  if (!rows) return tl::unexpected(rows.error());
  Standing out;
  for (const FigureRow& row : *rows) {
    const auto [at, fresh] = out.by_name.try_emplace(cultivation::compared_name(row.name), row.row_key);
    if (!fresh && at->second != row.row_key) at->second.reset();
    out.coded[row.row_key] = !row.credit_code.empty();
    cultivation::put_over(out.rows[row.row_key], row.figures);
  }
  return out;
}

/// A unit that came by its name and now comes with its code, or the other way round, keeps the key it has: what is said later
/// stands in place of what was said before.
void keep_keys(std::vector<FigureRow>& rows, const Standing& standing) {
  std::set<std::string> taken;
  for (const FigureRow& row : rows) taken.insert(row.row_key);
  for (FigureRow& row : rows)
    if (const std::string* key = standing.key_of(row); key != nullptr && taken.insert(*key).second) row.row_key = *key;
}

/// Measures that headings of months name, each once, in their order.
std::vector<std::string> measures_named(const TableDraft& d, const TableRequest& r) {
  std::vector<std::string> out;
  for (const sheets::Column& c : d.layout.columns) {
    const Measure* m = is_growth(c.heading) || other_than_amount(c.heading) ? nullptr : cultivation::measure_named(c.heading);
    if (m == nullptr || std::find(out.begin(), out.end(), m->measure) != out.end()) continue;
    TableRequest of = r;
    of.measure = m->measure, of.named_only = true;
    auto asked = asked_of(of);
    if (!asked) continue;
    take_from_title(d, *asked);
    std::string other;
    if (!columns_of(d, *asked, other).empty()) out.push_back(m->measure);
  }
  return out;
}

/// The source tells these months already, by themselves or by sums.
bool knows(const std::vector<PeriodFigure>& standing, const PeriodFigure& f) {
  const int month = cultivation::month_index(f.year, f.to);
  if (f.from == 1 && cultivation::sum_to_date(standing, month)) return true;
  if (f.from != f.to) return false;
  const std::vector<cultivation::SingleMonth> alone = cultivation::single_months(standing, month, month);
  return alone.front().amount && !alone.front().spread;
}

/// The rows as they are kept: with the year before, as the sheet says it, where the source says nothing of those months.
std::vector<FigureRow> rows_to_keep(std::vector<RowRead> read, const Standing& standing) {
  std::vector<FigureRow> out;
  for (RowRead& one : read) {
    const std::string* key = standing.key_of(one.row);
    for (const PeriodFigure& f : one.before)
      if (key == nullptr || !knows(standing.rows.at(*key), f)) one.row.figures.push_back(f);
    if (!one.row.figures.empty() || !one.row.growths.empty()) out.push_back(std::move(one.row));
  }
  keep_keys(out, standing);
  return out;
}

/// What rows are against the source: new in it, saying other than it said, or nothing new; what looks like a slip is noted.
void compare_with_source(TableDraft& d, const Figures& figures, const Standing& standing, TablePreview& p) {
  const sheets::MergedView view(d.sheet);
  for (const RowRead& read : figures.rows) {
    const FigureRow& row = read.row;
    const std::string* key = standing.key_of(row);
    if (key == nullptr) continue;
    const std::vector<PeriodFigure>& known = standing.rows.at(*key);
    const auto findings = compare_figures(*figures.asked.measure, row, known);
    note_findings(d, read.place, figures.columns, view, findings);
    const bool revised = std::any_of(findings.begin(), findings.end(),
                                     [](const FigureFinding& f) { return std::string_view(f.reason) == "figures.revised"; });
    const bool same = std::all_of(row.figures.begin(), row.figures.end(),
                                  [&](const PeriodFigure& f) { return std::find(known.begin(), known.end(), f) != known.end(); });
    if (revised)
      ++p.revised;
    else if (same && !row.figures.empty() && row.growths.empty())
      ++p.known;
  }
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

Result<void> preview_figures(Connection& c, const Caller& caller, TableDraft& d, const TableRequest& r, const Date& today,
                             TablePreview& p) {
  auto figures = read_figures(d, r, today);
  if (!figures) {
    p = shown(d, r.file_hash);
    p.blocked = figures.error().reason, p.blocked_at = figures.error().where;
    p.measures = measures_named(d, r);
    return {};
  }
  TablePreview compared;
  const std::string name = trimmed(r.register_name.value_or("")), id = source_id_of(name, *figures->asked.measure);
  // What stands tells itself to whoever may try numbers against it.
  if (!name.empty() && may_read_source(c, caller, id)) {
    auto standing = standing_of(c, id);
    if (!standing) return tl::unexpected(standing.error());
    compare_with_source(d, *figures, *standing, compared);
  }
  p = shown(d, r.file_hash);
  p.revised = compared.revised, p.known = compared.known;
  p.measures = measures_named(d, r);
  p.pooled = std::count_if(figures->rows.begin(), figures->rows.end(), [](const RowRead& one) { return one.meters > 1; });
  p.fresh = static_cast<std::int64_t>(figures->rows.size()) - p.revised - p.known;
  for (const PeriodColumn& column : figures->columns)
    p.figures.push_back({static_cast<std::int64_t>(column.column), column.year, column.from, column.to,
                         column.growth ? "同比%" : column.unit, column.before});
  return {};
}

Result<void> import_figures(House& house, Connection& c, const Caller& caller, const TableRequest& r, TableDraft& d,
                            TableImported& answer) {
  const std::string name = trimmed(r.register_name.value_or(""));
  if (name.empty() || name.size() > kMostName)
    return fail(ErrorCode::usage, "register_name", "register.name", "give the source a name of at most 60 bytes, such as 税务局");
  auto figures = read_figures(d, r, house.clock.today());
  if (!figures) return tl::unexpected(figures.error());
  const std::string id = source_id_of(name, *figures->asked.measure);
  if (auto ok = may_add(c, caller, id); !ok) return ok;
  auto standing = standing_of(c, id);
  if (!standing) return tl::unexpected(standing.error());
  const std::vector<FigureRow> rows = rows_to_keep(std::move(figures->rows), *standing);
  const auto bad = std::count(d.bad.begin(), d.bad.end(), 1);
  if (rows.empty()) return fail(ErrorCode::conflict, "rows", "table.nothing", "no row of this table can be imported");
  if (bad > 0 && !r.leave_out.value_or(false))
    return fail(ErrorCode::conflict, "rows", "table.errors",
                std::to_string(bad) + " rows cannot be imported; mend them or leave them out");
  auto hash = house.ledger.put_blob(c, cultivation::figures_as_blob(rows));
  if (!hash) return tl::unexpected(hash.error());
  int first = 0, last = 0;
  for (const PeriodColumn& p : figures->columns) {
    if (p.before) continue;
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
