// See queries.h.
#include "cultivation/queries.h"

#include <algorithm>

#include <boost/json.hpp>

#include "describe/json.h"
#include "describe/row.h"
#include "registers/directory/queries.h"

namespace luodi::cultivation {
namespace {

namespace json = boost::json;
using store::Connection;
using store::Value;

constexpr std::string_view kSources =
    "SELECT source_id, name, measure, file_name, at, first_month, last_month, rows FROM figure_source ORDER BY name, measure, "
    "seq";
constexpr std::string_view kRows =
    "SELECT row_key, name, credit_code, figures FROM figure_row WHERE source_id = ?1 ORDER BY row_key, seq";
constexpr std::string_view kUnitsOfSource = "SELECT DISTINCT unit_id FROM figure_source WHERE source_id = ?1 ORDER BY unit_id";
constexpr std::string_view kRowsCalled =
    "SELECT source_id, row_key, name, credit_code, figures FROM figure_row WHERE row_key = ?1 OR row_key = ?2 ORDER BY "
    "source_id, "
    "row_key, seq";
constexpr std::string_view kHead =
    "SELECT COALESCE(MAX(seq), 0) AS n FROM entry WHERE kind IN ('figures.imported', 'register.imported', 'registers.linked', "
    "'match.decided', 'match.undone', 'enterprise.pinned', 'enterprise.tagged', 'table.undone')";
constexpr std::string_view kWhere =
    " FROM candidate WHERE (?1 = '' OR words LIKE ?1 ESCAPE '\\') AND (?2 = '' OR place = ?2) AND (?3 = '' OR class_id = ?3) AND "
    "(?4 = '' OR town = ?4) AND (?5 = '' OR chains LIKE ?5 ESCAPE '\\')";
constexpr std::string_view kByRank = " ORDER BY rank LIMIT ?6 OFFSET ?7";
constexpr std::string_view kByName = " ORDER BY name, enterprise_id LIMIT ?6 OFFSET ?7";
constexpr std::string_view kByRatio = " ORDER BY ratio DESC, rank LIMIT ?6 OFFSET ?7";
constexpr std::string_view kPage = "SELECT page FROM candidate_page WHERE enterprise_id = ?1";
constexpr std::string_view kLastRun =
    "SELECT r.at, COALESCE(NULLIF(a.display_name, ''), a.login, r.actor) AS actor, r.payload FROM watch_run r LEFT JOIN account "
    "a "
    "ON a.account_id = r.actor ORDER BY r.seq DESC LIMIT 1";

std::string over_filter(std::string_view head, std::string_view tail) {
  return std::string(head) + std::string(kWhere) + std::string(tail);
}

std::vector<Value> values_of(const CandidateFilter& f) {
  return {registers::containing(registers::searchable(f.words)), f.place, f.class_id, f.town,
          f.chain.empty() ? "" : registers::containing("|" + f.chain + "|")};
}

Result<std::vector<CountView>> counts(Connection& c, const char* column, const CandidateFilter& f) {
  auto rows = c.query(over_filter(std::string("SELECT ") + column + " AS value, COUNT(*) AS n",
                                  std::string(" GROUP BY ") + column + " ORDER BY " + column),
                      values_of(f));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CountView> out;
  for (const auto& r : *rows) out.push_back({r.text("value"), r.integer("n")});
  return out;
}

std::vector<PeriodFigure> figures_of(const std::string& text) {
  std::vector<PeriodFigure> out;
  const json::value list = json::parse(text);
  for (const json::value& v : list.as_array()) {
    const json::array& f = v.as_array();
    out.push_back({static_cast<int>(f[0].as_int64()), static_cast<int>(f[1].as_int64()), static_cast<int>(f[2].as_int64()),
                   f[3].as_int64()});
  }
  return out;
}

}  // namespace

Result<std::vector<FigureSourceView>> list_sources(Connection& c) {
  auto run = c.query(kLastRun);
  if (!run) return tl::unexpected(run.error());
  auto imports = c.query(kSources);
  if (!imports) return tl::unexpected(imports.error());
  json::object unmatched;
  if (!run->empty()) unmatched = json::parse(run->front().text("payload")).as_object().at("unmatched").as_object();
  std::vector<FigureSourceView> out;
  for (const auto& r : *imports) {
    FigureSourceView v = describe::from_row<FigureSourceView>(r);
    v.enterprises = r.integer("rows");
    if (const json::value* n = unmatched.if_contains(v.source_id)) v.unmatched = n->as_int64();
    const auto same = std::find_if(out.begin(), out.end(), [&](const FigureSourceView& s) { return s.source_id == v.source_id; });
    if (same == out.end()) {
      out.push_back(std::move(v));
      continue;
    }
    // The latest import names the source; its months are those of all.
    v.first_month = std::min(v.first_month, same->first_month);
    v.last_month = std::max(v.last_month, same->last_month);
    v.enterprises = std::max(v.enterprises, same->enterprises);
    *same = std::move(v);
  }
  return out;
}

Result<std::vector<std::string>> units_of_source(Connection& c, const std::string& source_id) {
  auto rows = c.query(kUnitsOfSource, {source_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> out;
  for (const auto& r : *rows) out.push_back(r.text("unit_id"));
  return out;
}

namespace {

/// Rows of one source by row key, imports in their order.
void put_row(std::vector<FigureRow>& rows, const store::Row& r) {
  if (rows.empty() || rows.back().row_key != r.text("row_key")) rows.push_back({r.text("row_key"), "", "", {}});
  FigureRow& row = rows.back();
  row.name = r.text("name"), row.credit_code = r.text("credit_code");
  put_over(row.figures, figures_of(r.text("figures")));
}

}  // namespace

Result<std::vector<StandingSource>> standing_sources(Connection& c) {
  auto sources = list_sources(c);
  if (!sources) return tl::unexpected(sources.error());
  std::vector<StandingSource> out;
  for (FigureSourceView& v : *sources) {
    auto rows = c.query(kRows, {v.source_id});
    if (!rows) return tl::unexpected(rows.error());
    StandingSource s{std::move(v), {}};
    for (const auto& r : *rows) put_row(s.rows, r);
    out.push_back(std::move(s));
  }
  return out;
}

Result<std::vector<StandingSource>> rows_called(Connection& c, const std::string& code, const std::string& name) {
  auto sources = list_sources(c);
  if (!sources) return tl::unexpected(sources.error());
  auto rows = c.query(kRowsCalled, {code.empty() ? name : code, name});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StandingSource> out;
  for (FigureSourceView& v : *sources) {
    StandingSource s{std::move(v), {}};
    for (const auto& r : *rows)
      if (r.text("source_id") == s.source.source_id) put_row(s.rows, r);
    if (!s.rows.empty()) out.push_back(std::move(s));
  }
  return out;
}

Result<std::int64_t> figures_head(Connection& c) {
  auto rows = c.query(kHead);
  if (!rows) return tl::unexpected(rows.error());
  return rows->front().integer("n");
}

Result<std::optional<ForecastRunView>> last_watch(Connection& c) {
  auto rows = c.query(kLastRun);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::optional<ForecastRunView>();
  const json::value payload = json::parse(rows->front().text("payload"));
  auto run = describe::from_json<ForecastRunView>(payload.as_object().at("run"));
  if (!run) return tl::unexpected(run.error());
  run->at = rows->front().text("at");
  run->by = rows->front().text("actor");
  auto head = figures_head(c);
  if (!head) return tl::unexpected(head.error());
  const json::value* then = payload.as_object().if_contains("head");
  run->stale = then != nullptr && then->is_int64() && *head != then->as_int64();
  return std::optional(std::move(*run));
}

Result<CandidatesAnswer> list_candidates(Connection& c, const CandidateFilter& f) {
  CandidatesAnswer a;
  auto run = last_watch(c);
  if (!run) return tl::unexpected(run.error());
  a.run = std::move(*run);
  auto total = c.query(over_filter("SELECT COUNT(*) AS n", ""), values_of(f));
  if (!total) return tl::unexpected(total.error());
  a.total = total->front().integer("n");
  std::vector<Value> values = values_of(f);
  values.emplace_back(f.limit);
  values.emplace_back(f.offset);
  auto rows =
      c.query(over_filter("SELECT (SELECT p.page FROM candidate_page p WHERE p.enterprise_id = candidate.enterprise_id) AS page",
                          f.order == "name"    ? kByName
                          : f.order == "ratio" ? kByRatio
                                               : kByRank),
              values);
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& r : *rows) {
    const json::value page = json::parse(r.text("page"));
    auto one = describe::from_json<CandidateView>(page.as_object().at("candidate"));
    if (!one) return tl::unexpected(one.error());
    a.candidates.push_back(std::move(*one));
  }
  for (const auto& [column, into] : {std::pair{"place", &a.by_place}, {"class_id", &a.by_class}, {"town", &a.by_town}}) {
    auto n = counts(c, column, f);
    if (!n) return tl::unexpected(n.error());
    *into = std::move(*n);
  }
  return a;
}

Result<CandidatePageView> candidate_page(Connection& c, const std::string& id) {
  auto rows = c.query(kPage, {id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, id, "candidate.unknown", "the last forecast did not watch this enterprise");
  return describe::from_json<CandidatePageView>(json::parse(rows->front().text("page")));
}

}  // namespace luodi::cultivation
