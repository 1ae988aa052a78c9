// See queries.h.
#include "cultivation/queries.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <boost/json.hpp>

#include "cultivation/dossier_queries.h"
#include "cultivation/matching.h"
#include "cultivation/members_queries.h"
#include "describe/json.h"
#include "describe/row.h"
#include "registers/directory/queries.h"

namespace luodi::cultivation {
namespace {

namespace json = boost::json;
using store::Connection;
using store::Value;

constexpr std::string_view kSources =
    "SELECT source_id, name, measure, file_name, at, first_month, last_month, rows FROM figure_source ORDER BY name, "
    "measure, seq";
constexpr std::string_view kRows =
    "SELECT row_key, name, credit_code, figures, growths FROM figure_row WHERE source_id = ?1 ORDER BY row_key, seq";
constexpr std::string_view kRowsOfKey =
    "SELECT row_key, name, credit_code, figures, growths FROM figure_row WHERE source_id = ?1 AND row_key = ?2 ORDER BY seq";
constexpr std::string_view kUnitsOfSource = "SELECT DISTINCT unit_id FROM figure_source WHERE source_id = ?1 ORDER BY unit_id";
constexpr std::string_view kFiguresOfRow =
    "SELECT figures, growths FROM figure_row WHERE source_id = ?1 AND row_key = ?2 ORDER BY seq";
constexpr std::string_view kHead =
    "SELECT COALESCE(MAX(seq), 0) AS n FROM entry WHERE kind IN ('figures.imported', 'register.imported', 'registers.linked', "
    "'match.decided', 'match.undone', 'enterprise.pinned', 'enterprise.tagged', 'table.undone', "
    "'members.imported', 'setting.set', 'window.set', 'window.removed') OR (kind = 'dossier.stepped' AND (payload LIKE "
    "'%\"in_library\"%' OR payload LIKE "
    "'%\"act\":\"exit\"%' OR payload LIKE '%\"act\":\"undo\"%' OR payload LIKE '%\"fact\":{%'))";
constexpr std::string_view kWhere =
    " FROM candidate WHERE (?1 = '' OR words LIKE ?1 ESCAPE '\\') AND (?2 = '' OR place = ?2) AND (?3 = '' OR class_id = ?3) AND "
    "(?4 = '' OR town = ?4) AND (?5 = '' OR chains LIKE ?5 ESCAPE '\\') AND (?6 = 0 OR big = ?6) AND (?7 = 0 OR differs = 1) AND "
    "(?8 = '' "
    "OR (town <> '' AND town = ?9) OR EXISTS (SELECT 1 FROM dossier d WHERE d.enterprise_id = candidate.enterprise_id AND "
    "d.unit_id = ?8) OR EXISTS (SELECT 1 FROM visit v WHERE v.enterprise_id = candidate.enterprise_id AND v.unit_id = ?8 AND "
    "v.state IN ('planned', 'held')))";
constexpr std::string_view kWhereNarrow = " FROM candidate WHERE (?1 = '' OR class_id = ?1) AND (?2 = '' OR town = ?2)";
/// As the lists of candidates and dossiers have it: by their towns; a unit in neither by the registers'.
constexpr std::string_view kSeen =
    "SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM dossier d WHERE d.enterprise_id = ?1 AND (d.unit_id = ?2 OR (d.town <> '' AND "
    "d.town = ?3))) OR EXISTS (SELECT 1 FROM visit v WHERE v.enterprise_id = ?1 AND v.unit_id = ?2 AND v.state IN ('planned', "
    "'held')) OR EXISTS (SELECT 1 FROM candidate k WHERE k.enterprise_id = ?1 AND k.town <> '' AND k.town = ?3) OR (NOT EXISTS "
    "(SELECT 1 FROM candidate k WHERE k.enterprise_id = ?1) AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.enterprise_id = ?1) "
    "AND EXISTS (SELECT 1 FROM enterprise e WHERE e.enterprise_id = ?1 AND e.town <> '' AND e.town = ?3))";
constexpr std::string_view kGroups = "SELECT place, class_id, town, COUNT(*) AS n";
constexpr std::string_view kByGroup = " GROUP BY place, class_id, town";
constexpr std::string_view kPageOf =
    "SELECT (SELECT p.page FROM candidate_page p WHERE p.enterprise_id = candidate.enterprise_id) AS page";
constexpr std::string_view kByRank = " ORDER BY rank LIMIT ?10 OFFSET ?11";
constexpr std::string_view kByName = " ORDER BY name, enterprise_id LIMIT ?10 OFFSET ?11";
constexpr std::string_view kByRatio = " ORDER BY ratio DESC, rank LIMIT ?10 OFFSET ?11";
constexpr std::string_view kPage = "SELECT page FROM candidate_page WHERE enterprise_id = ?1";
constexpr std::string_view kLastRun =
    "SELECT r.at, COALESCE(NULLIF(a.display_name, ''), a.login, r.actor) AS actor, r.payload FROM watch_run r LEFT JOIN account "
    "a ON a.account_id = r.actor ORDER BY r.seq DESC LIMIT 1";

std::string over_filter(std::string_view head, std::string_view tail) {
  return std::string(head) + std::string(kWhere) + std::string(tail);
}

std::vector<Value> values_of(const CandidateFilter& f) {
  return {store::containing(registers::searchable(f.words)),
          f.place,
          f.class_id,
          f.town,
          f.chain.empty() ? "" : store::containing("|" + f.chain + "|"),
          f.big,
          f.differs ? 1 : 0,
          f.sight.unit(),
          f.sight.town};
}

std::vector<CountView> in_order(const std::map<std::string, std::int64_t>& counts) {
  std::vector<CountView> out;
  out.reserve(counts.size());
  for (const auto& [value, n] : counts) out.push_back({value, n});
  return out;
}

/// Total and counts from one pass over the candidates; places are counted whichever is filtered for. Without words, chain or size
/// the index holds all that is asked for.
Result<void> count(Connection& c, const CandidateFilter& f, CandidatesAnswer& a) {
  const bool narrow = f.words.empty() && f.chain.empty() && f.big == 0 && !f.differs && f.sight.all;
  CandidateFilter anywhere = f;
  anywhere.place.clear();
  auto rows = narrow ? c.query(std::string(kGroups) + std::string(kWhereNarrow) + std::string(kByGroup), {f.class_id, f.town})
                     : c.query(over_filter(kGroups, kByGroup), values_of(anywhere));
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::int64_t> by_place, by_class, by_town;
  for (const auto& r : *rows) {
    const std::int64_t n = r.integer("n");
    by_place[r.text("place")] += n;
    if (!f.place.empty() && r.text("place") != f.place) continue;
    a.total += n, by_class[r.text("class_id")] += n, by_town[r.text("town")] += n;
  }
  a.by_place = in_order(by_place), a.by_class = in_order(by_class), a.by_town = in_order(by_town);
  return {};
}

}  // namespace

Result<bool> sees(Connection& c, const Sight& sight, const std::string& enterprise_id) {
  if (sight.all) return true;
  auto rows = c.query(kSeen, {enterprise_id, sight.unit(), sight.town});
  if (!rows) return tl::unexpected(rows.error());
  return !rows->empty();
}

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

/// A row of an import, behind the earlier ones of its key.
void add_import(std::vector<FigureRow>& rows, const store::Row& r) {
  if (rows.empty() || rows.back().row_key != r.text("row_key")) rows.push_back({r.text("row_key"), "", "", {}, {}});
  rows.back().name = r.text("name"), rows.back().credit_code = r.text("credit_code");
  put_over(rows.back().figures, figures_of_text(r.text("figures")));
  put_over(rows.back().growths, figures_of_text(r.text("growths")));
}

}  // namespace

Result<std::vector<FigureRow>> rows_of_source(Connection& c, const std::string& source_id) {
  auto rows = c.query(kRows, {source_id});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<FigureRow> out;
  for (const auto& r : *rows) add_import(out, r);
  return out;
}

namespace {

/// A unit may be there under its code in one month and under its name in another.
void add_row(std::vector<SourceFigures>& sources, const FigureSourceView& source, const FigureRow& row) {
  if (sources.empty() || sources.back().source_id != source.source_id)
    sources.push_back({source.source_id, source.name, measure_of(source.measure), {}, {}});
  put_over(sources.back().figures, row.figures);
  sources.back().row_keys.push_back(row.row_key);
}

}  // namespace

Result<std::vector<SourceFigures>> figures_of_unit(Connection& c, const EnterpriseView& enterprise, const std::string& measure) {
  auto sources = list_sources(c);
  if (!sources) return tl::unexpected(sources.error());
  // By its code and by each of its names; whoever else bears one of them may be meant instead.
  std::map<std::string, std::string> keys;  // of rows: the name they were looked for by
  keys.emplace(enterprise.credit_code, enterprise.name);
  keys.emplace(compared_name(enterprise.name), enterprise.name);
  for (const std::string& other : enterprise.other_names) keys.emplace(compared_name(other), other);
  keys.erase("");
  std::vector<SourceFigures> out;
  for (const FigureSourceView& source : *sources) {
    if (source.measure != measure) continue;
    std::vector<FigureRow> own;
    for (const auto& [key, name] : keys) {
      auto kept = c.query(kRowsOfKey, {source.source_id, key});
      if (!kept) return tl::unexpected(kept.error());
      std::vector<FigureRow> rows;
      for (const auto& r : *kept) add_import(rows, r);
      for (const FigureRow& row : rows) {
        auto meant = registers::enterprises_meant(c, name, row.credit_code);
        if (!meant) return tl::unexpected(meant.error());
        const auto unit = Matching(*meant).of(row);
        if (unit && (*meant)[*unit].enterprise_id == enterprise.enterprise_id) own.push_back(row);
      }
    }
    std::stable_partition(own.begin(), own.end(), [&](const FigureRow& row) { return !is_by_own(row, enterprise); });
    for (const FigureRow& row : own) add_row(out, source, row);
  }
  return out;
}

Result<WatchInput> watch_input(Connection& c) {
  auto head = figures_head(c);
  auto enterprises = registers::all_enterprises(c);
  auto sources = list_sources(c);
  if (!head) return tl::unexpected(head.error());
  if (!enterprises) return tl::unexpected(enterprises.error());
  if (!sources) return tl::unexpected(sources.error());
  WatchInput out;
  out.head = *head;
  out.units.resize(enterprises->size());
  const Matching matching(*enterprises);
  for (const FigureSourceView& source : *sources) {
    auto rows = rows_of_source(c, source.source_id);
    if (!rows) return tl::unexpected(rows.error());
    std::int64_t& unmatched = out.unmatched[source.source_id];
    std::vector<std::pair<std::size_t, const FigureRow*>> matched;
    for (const FigureRow& row : *rows) {
      if (const auto unit = matching.of(row))
        matched.emplace_back(*unit, &row);
      else
        ++unmatched;
    }
    // What is told later stands: under the unit's own code or name last.
    std::stable_partition(matched.begin(), matched.end(),
                          [&](const auto& m) { return !is_by_own(*m.second, (*enterprises)[m.first]); });
    for (const auto& [unit, row] : matched) add_row(out.units[unit].sources, source, *row);
  }
  auto members = members_of_library(c, *enterprises, matching);
  auto facts = facts_of_dossiers(c);
  if (!members) return tl::unexpected(members.error());
  if (!facts) return tl::unexpected(facts.error());
  out.members = std::move(*members);
  for (std::size_t i = 0; i < out.units.size(); ++i) {
    WatchedUnit& u = out.units[i];
    u.enterprise = std::move((*enterprises)[i]);
    if (const auto at = facts->find(u.enterprise.enterprise_id); at != facts->end()) u.facts = std::move(at->second);
  }
  return out;
}

Result<std::vector<UnmatchedView>> unmatched_units(Connection& c, const std::string& source_id) {
  auto enterprises = registers::all_enterprises(c);
  if (!enterprises) return tl::unexpected(enterprises.error());
  auto rows = rows_of_source(c, source_id);
  if (!rows) return tl::unexpected(rows.error());
  const Matching matching(*enterprises);
  std::vector<UnmatchedView> out;
  for (const FigureRow& row : *rows) {
    if (matching.of(row)) continue;
    UnmatchedView v{row.name, row.credit_code, matching.why_none(row), "", 0};
    int last = -1;
    for (const PeriodFigure& f : row.figures)
      if (const int month = month_index(f.year, f.to); month > last || (month == last && f.amount > v.amount))
        last = month, v.amount = f.amount;
    if (last >= 0) v.last_month = month_text(last);
    out.push_back(std::move(v));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.amount > b.amount; });
  return out;
}

void mark_members(WatchInput& input, int month) {
  std::map<std::string, std::string> inside;
  std::map<std::string, const Member*> left;  // the latest stay that is over
  for (const Member& m : input.members) {
    if (m.class_id == "project") continue;
    if (is_in(m, month)) inside[m.enterprise_id] = m.class_id;
    if (m.left == 0 || m.left > month) continue;
    const Member*& latest = left[m.enterprise_id];
    if (latest == nullptr || m.left > latest->left) latest = &m;
  }
  for (WatchedUnit& u : input.units) {
    const auto in = inside.find(u.enterprise.enterprise_id);
    const auto out = left.find(u.enterprise.enterprise_id);
    u.in_library = in != inside.end(), u.library_class = u.in_library ? in->second : "";
    const bool was = !u.in_library && out != left.end();
    u.left_library = was ? month_text(out->second->left) : "", u.left_reason = was ? out->second->exit_reason : "";
  }
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
  auto run = describe::from_kept<ForecastRunView>(payload.as_object().at("run"));
  if (!run) return tl::unexpected(run.error());
  run->at = rows->front().text("at");
  run->by = rows->front().text("actor");
  auto head = figures_head(c);
  if (!head) return tl::unexpected(head.error());
  const json::value* then = payload.as_object().if_contains("head");
  run->stale = then != nullptr && then->is_int64() && *head != then->as_int64();
  return std::optional(std::move(*run));
}

Result<std::vector<CandidateView>> candidates_of(Connection& c, const CandidateFilter& f) {
  std::vector<Value> values = values_of(f);
  values.emplace_back(f.limit);
  values.emplace_back(f.offset);
  auto rows = c.query(over_filter(kPageOf, f.order == "name" ? kByName : f.order == "ratio" ? kByRatio : kByRank), values);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CandidateView> out;
  for (const auto& r : *rows) {
    auto kept = describe::from_kept<CandidateView>(json::parse(r.text("page")).as_object().at("candidate"));
    if (!kept) return tl::unexpected(kept.error());
    out.push_back(std::move(*kept));
  }
  return out;
}

Result<CandidatesAnswer> list_candidates(Connection& c, const CandidateFilter& f) {
  CandidatesAnswer a;
  if (auto ok = count(c, f, a); !ok) return tl::unexpected(ok.error());
  CandidateFilter differ;
  differ.differs = true, differ.sight = f.sight;
  auto differing = c.query(over_filter("SELECT COUNT(*) AS n", ""), values_of(differ));
  if (!differing) return tl::unexpected(differing.error());
  a.differing = differing->front().integer("n");
  auto run = last_watch(c);
  auto page = candidates_of(c, f);
  if (!run) return tl::unexpected(run.error());
  if (!page) return tl::unexpected(page.error());
  a.run = std::move(*run);
  a.candidates = std::move(*page);
  return a;
}

namespace {

FiguresView figures_view(const FigureSourceView& source, bool watched) {
  FiguresView v;
  v.source_id = source.source_id, v.source_name = source.name, v.measure = source.measure, v.watched = watched;
  if (const Measure* m = measure_of(source.measure))
    v.measure_name = m->name, v.measure_name_en = m->name_en, v.dimension = m->dimension, v.base_unit = m->base_unit;
  return v;
}

/// The figures as reported of the rows that a run found, in order of time.
Result<std::vector<FigureView>> figures_of(Connection& c, const WatchedSource& source) {
  std::vector<PeriodFigure> figures, growths;
  for (const std::string& key : source.row_keys) {
    auto rows = c.query(kFiguresOfRow, {source.source_id, key});
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& r : *rows) {
      put_over(figures, figures_of_text(r.text("figures")));
      put_over(growths, figures_of_text(r.text("growths")));
    }
  }
  std::vector<FigureView> out;
  out.reserve(figures.size() + growths.size());
  for (const PeriodFigure& f : figures) out.push_back({f.year, f.from, f.to, f.amount, std::nullopt});
  for (const PeriodFigure& g : growths) {
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const FigureView& f) { return f.year == g.year && f.from == g.from && f.to == g.to; });
    if (same == out.end())
      out.push_back({g.year, g.from, g.to, std::nullopt, g.amount});
    else
      same->growth = g.amount;
  }
  std::sort(out.begin(), out.end(), [](const FigureView& a, const FigureView& b) {
    return std::tuple(a.year, a.to, a.from) < std::tuple(b.year, b.to, b.from);
  });
  return out;
}

}  // namespace

Result<CandidatePageView> candidate_page(Connection& c, const std::string& id) {
  auto rows = c.query(kPage, {id});
  auto sources = list_sources(c);
  if (!rows) return tl::unexpected(rows.error());
  if (!sources) return tl::unexpected(sources.error());
  if (rows->empty())
    return fail(ErrorCode::not_found, id, "candidate.unknown", "the last forecast did not watch this enterprise");
  auto kept = describe::from_kept<WatchedCandidate>(json::parse(rows->front().text("page")));
  if (!kept) return tl::unexpected(kept.error());
  CandidatePageView page{std::move(kept->candidate), {}, std::move(kept->months), std::move(kept->outlook), {}};
  for (const std::string& rule : kept->rule_ids) {
    const RuleText& t = rule_text(rule);
    page.rules.push_back({rule, t.text, t.text_en, t.source});
  }
  for (const WatchedSource& one : kept->sources)
    for (const FigureSourceView& source : *sources) {
      if (source.source_id != one.source_id) continue;  // taken back since
      auto figures = figures_of(c, one);
      if (!figures) return tl::unexpected(figures.error());
      page.figures.push_back(figures_view(source, one.watched));
      page.figures.back().figures = std::move(*figures);
    }
  return page;
}

Result<OwnSettings> own_settings(Connection& c) {
  auto rows = c.query("SELECT setting, value FROM cultivation_setting WHERE setting NOT LIKE 'line:%' ORDER BY setting");
  if (!rows) return tl::unexpected(rows.error());
  OwnSettings out;
  for (const auto& r : *rows) out.emplace(r.text("setting"), r.text("value"));
  return out;
}

Result<std::map<std::string, std::string>> reasons_of_settings(Connection& c) {
  auto rows = c.query("SELECT setting, reason FROM cultivation_setting ORDER BY setting");
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::string> out;
  for (const auto& r : *rows) out.emplace(r.text("setting"), r.text("reason"));
  return out;
}

Result<std::vector<OwnLine>> own_lines(Connection& c) {
  auto rows = c.query("SELECT setting, value, reason FROM cultivation_setting WHERE setting LIKE 'line:%' ORDER BY setting");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<OwnLine> out;
  for (const auto& r : *rows)
    if (auto line = line_of_setting(r.text("setting"), r.text("value"), r.text("reason"))) out.push_back(std::move(*line));
  return out;
}

Result<Settings> settings_of(Connection& c) {
  auto own = own_settings(c);
  if (!own) return tl::unexpected(own.error());
  return settings_with(*own);
}

}  // namespace luodi::cultivation
