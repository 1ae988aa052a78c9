// See cultivation.h: the watch over candidates, from registers and figures to an entry, and what screens ask of it.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include <boost/json.hpp>

#include "base/clock.h"
#include "cultivation/candidates.h"
#include "cultivation/dossier_queries.h"
#include "cultivation/projection.h"
#include "cultivation/queries.h"
#include "describe/json.h"
#include "engine/cultivation.h"
#include "engine/tables.h"
#include "publish/workbook.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::int64_t kPage = 50, kMostPage = 500, kMostExported = 50000;
constexpr std::size_t kMostWords = 200;

/// A run before it is kept.
struct Made {
  cultivation::Watch watch;
  ForecastRunView run;
  std::int64_t head = 0;
  json::object unmatched;
};

Result<Made> make_watch(House& house, const WatchRequest& r) {
  const auto as_of = r.as_of.value_or("").empty() ? std::optional(house.clock.today()) : Date::parse(*r.as_of);
  if (!as_of) return fail(ErrorCode::usage, "as_of", "date.bad", "a date is written 2026-03-31");
  if (!house.watching.begin())
    return fail(ErrorCode::conflict, "candidates", "candidates.running", "the candidates are being forecast already");
  const std::shared_ptr<void> ended(nullptr, [&](void*) { house.watching.end(); });
  const auto since = std::chrono::steady_clock::now();
  cultivation::WatchInput in;
  cultivation::Settings settings;
  std::vector<WindowView> windows;
  auto read = house.store->read([&](Connection& c) -> Result<void> {
    auto input = cultivation::watch_input(c);
    if (!input) return tl::unexpected(input.error());
    in = std::move(*input);
    if (auto ok = put(cultivation::own_windows(c), windows); !ok) return ok;
    return put(cultivation::settings_of(c), settings);
  });
  if (!read) return tl::unexpected(read.error());
  if (in.units.empty())
    return fail(ErrorCode::conflict, "candidates", "registers.none",
                "no enterprise is known yet; import registers and link them first");
  cultivation::mark_members(in, cultivation::month_index(as_of->year, as_of->month));
  auto found = cultivation::watch(in.units, windows, *as_of, settings, [&](double done) {
    house.watching.tell("forecast", done);
    return !house.watching.stopped();
  });
  if (!found) return tl::unexpected(found.error());
  Made made{std::move(*found), {}, in.head, {}};
  for (const auto& [source, rows] : in.unmatched) made.unmatched[source] = rows;
  ForecastRunView& run = made.run;
  run.as_of = as_of->iso();
  run.last_month = made.watch.last_month == 0 ? "" : cultivation::month_text(made.watch.last_month);
  run.units = static_cast<std::int64_t>(made.watch.candidates.size()) - made.watch.no_line;
  run.forecast = made.watch.forecast, run.replays = made.watch.replays, run.batch_month = settings.batch_month;
  run.no_code = made.watch.no_code, run.no_class = made.watch.no_class, run.no_line = made.watch.no_line;
  run.brier = made.watch.brier, run.hit_rate = made.watch.hit_rate, run.calibration = made.watch.calibration;
  run.near_ratio = settings.near_ratio, run.likely_chance = settings.likely_chance, run.visit_chance = settings.visit_chance;
  run.vat_tolerance = settings.vat_tolerance;
  run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
  return made;
}

Result<void> keep_watch(House& house, const Caller& caller, const Made& made) {
  return house.store->write([&](Connection& c) -> Result<void> {
    auto head = cultivation::figures_head(c);
    if (!head) return tl::unexpected(head.error());
    if (*head != made.head)
      return fail(ErrorCode::conflict, "candidates", "candidates.changed",
                  "somebody imported figures or changed enterprises meanwhile; forecast again");
    auto hash = house.ledger.put_blob(c, cultivation::watch_as_blob(made.watch));
    if (!hash) return tl::unexpected(hash.error());
    return append(
        house, c, caller, "candidates.watched", "candidates",
        {{"watch_hash", *hash}, {"head", made.head}, {"run", describe::to_json(made.run)}, {"unmatched", made.unmatched}});
  });
}

std::vector<MeasureView> measure_views() {
  std::vector<MeasureView> out;
  for (const cultivation::Measure& m : cultivation::measures())
    out.push_back({m.measure, m.name, m.name_en, m.dimension, m.base_unit, cultivation::units_of(m.dimension)});
  return out;
}

Result<cultivation::CandidateFilter> filter_of(const CandidatesRequest& r) {
  cultivation::CandidateFilter f;
  f.words = r.words.value_or(""), f.place = r.place.value_or(""), f.class_id = r.class_id.value_or("");
  f.town = r.town.value_or(""), f.chain = r.chain.value_or(""), f.order = r.order.value_or("rank");
  f.big = r.big.value_or("") == "yes" ? 1 : r.big.value_or("") == "near" ? 2 : 0;
  f.differs = r.differs.value_or("") == "yes";
  f.limit = r.limit.value_or(kPage), f.offset = r.offset.value_or(0);
  if (f.words.size() > kMostWords) return fail(ErrorCode::usage, "words", "filter.long", "search for at most 200 bytes");
  for (const auto& [value, known, where] :
       {std::tuple{&f.order, std::vector<std::string>{"rank", "name", "ratio"}, "order"},
        std::tuple{&f.place,
                   std::vector<std::string>{"", "met", "likely", "near", "barred", "by_qualification", "far", "unknown",
                                            "in_library", "at_risk"},
                   "place"}})
    if (std::find(known.begin(), known.end(), *value) == known.end())
      return fail(ErrorCode::usage, where, "filter.unknown", std::string(where) + " has no such value");
  if (f.limit < 1 || f.limit > kMostPage || f.offset < 0)
    return fail(ErrorCode::usage, "limit", "filter.page", "a page has 1 to 500 rows");
  return f;
}

std::vector<std::string> line_of(const CandidateView& v, const std::vector<MeasureView>& measures) {
  static const std::unordered_map<std::string, const char*> places = {
      {"met", "已达标"},        {"likely", "预计达标"},         {"near", "临近"},
      {"barred", "够线不能纳"}, {"by_qualification", "按资质"}, {"far", "尚远"},
      {"unknown", "缺数"},      {"in_library", "在库"},         {"at_risk", "在库、年底或低于标准"}};
  static const std::unordered_map<std::string, const char*> admitted = {
      {"yes", "可纳统"}, {"no", "不能单独纳统"}, {"unknown", "待核"}};
  static const std::unordered_map<std::string, const char*> standing = {
      {"met", "已达标"}, {"needs_explanation", "需说明"}, {"below", "未达标"}, {"unknown", "待核"}, {"not_measured", ""}};
  static const std::unordered_map<std::string, const char*> channel = {
      {"monthly", "月度或年度"}, {"annual", "年度"}, {"none", ""}};
  const bool known = v.place != "unknown" && v.threshold > 0;
  const auto amount = [&](std::optional<std::int64_t> fen) { return known && fen ? in_wan(*fen) : std::string(); };
  std::string watched = v.watched;
  for (const MeasureView& m : measures)
    if (m.measure == v.watched) watched = m.name;
  return {v.name,
          v.credit_code,
          v.town,
          v.industry_code,
          v.industry,
          v.sector == 0   ? ""
          : v.sector == 1 ? "第一产业"
          : v.sector == 2 ? "第二产业"
                          : "第三产业",
          v.class_name,
          v.threshold > 0 ? in_wan(v.threshold) : "",
          amount(v.to_date),
          known ? in_percent_reached(v.ratio) : "",
          amount(std::max<std::int64_t>(0, v.threshold - v.to_date)),
          watched,
          v.source_name,
          v.stands_in ? "是" : "",
          amount(v.year),
          amount(v.low80),
          amount(v.high80),
          v.batch,
          v.chance ? in_percent(*v.chance) : "",
          amount(v.needed),
          places.at(v.place),
          admitted.at(v.admitted),
          standing.at(v.standing),
          channel.at(v.channel),
          v.big_self_employed        ? "是"
          : v.near_big_self_employed ? "接近"
                                     : ""};
}

}  // namespace

Result<WatchedAnswer> watch_candidates(House& house, const Caller& caller, const WatchRequest& r) {
  auto made = make_watch(house, r);
  if (!made) return tl::unexpected(made.error());
  if (auto ok = keep_watch(house, caller, *made); !ok) return tl::unexpected(ok.error());
  WatchedAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto last = cultivation::last_watch(c);
    if (!last) return tl::unexpected(last.error());
    if (*last) a.run = std::move(**last);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

/// Made anew and whole, so it is for those who see every unit's figures.
Result<CandidatesAnswer> candidates_as_of(House& house, const Caller& caller, const WatchRequest& r) {
  auto allowed = house.store->read([&](Connection& c) { return may_keep_statistics(c, caller, "as_of"); });
  if (!allowed) return tl::unexpected(allowed.error());
  auto made = make_watch(house, r);
  if (!made) return tl::unexpected(made.error());
  CandidatesAnswer a;
  a.run = std::move(made->run);
  a.measures = measure_views();
  a.total = static_cast<std::int64_t>(made->watch.candidates.size());
  for (cultivation::WatchedCandidate& one : made->watch.candidates) a.candidates.push_back(std::move(one.candidate));
  return a;
}

Result<Done> stop_watch(House& house) {
  if (!house.watching.running())
    return fail(ErrorCode::not_found, "candidates", "candidates.not_running", "no forecast is under way");
  house.watching.stop();
  return Done{};
}

Result<CandidatesAnswer> list_candidates(House& house, const Caller& caller, const CandidatesRequest& r) {
  auto filter = filter_of(r);
  if (!filter) return tl::unexpected(filter.error());
  CandidatesAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    if (auto ok = put(sight_of(c, caller), filter->sight); !ok) return ok;
    auto list = cultivation::list_candidates(c, *filter);
    if (!list) return tl::unexpected(list.error());
    a = std::move(*list);
    auto sources = cultivation::list_sources(c);
    if (!sources) return tl::unexpected(sources.error());
    a.sources = std::move(*sources);
    for (FigureSourceView& s : a.sources) s.readable = may_read_source(c, caller, s.source_id).has_value();
    a.own_alone = !filter->sight.all, a.own_town = filter->sight.town;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  a.measures = measure_views();
  a.running = house.watching.running();
  a.done = house.watching.done();
  return a;
}

Result<CandidatePageView> view_candidate(House& house, const Caller& caller, const CandidateRequest& r) {
  CandidatePageView page;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    if (auto ok = may_see_figures(c, caller, r.enterprise_id); !ok) return ok;
    auto found = cultivation::candidate_page(c, r.enterprise_id);
    if (!found) return tl::unexpected(found.error());
    page = std::move(*found);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "candidate.seen", r.enterprise_id, "");
  return page;
}

Result<Engine::File> export_candidates(House& house, const Caller& caller, const CandidatesRequest& r) {
  auto filter = filter_of(r);
  if (!filter) return tl::unexpected(filter.error());
  filter->limit = kMostPage, filter->offset = 0;
  publish::Sheet sheet;
  sheet.name = "五上候选企业";
  sheet.headings = {"企业名称",
                    "统一社会信用代码",
                    "乡镇",
                    "行业代码",
                    "行业",
                    "三次产业",
                    "类别",
                    "标准（万元）",
                    "本年累计（万元）",
                    "达标率（%）",
                    "差额（万元）",
                    "看的指标",
                    "数据来源",
                    "代看",
                    "预测全年（万元）",
                    "80%下限（万元）",
                    "80%上限（万元）",
                    "申报数据月份",
                    "申报前达标概率（%）",
                    "月均还需（万元）",
                    "状态",
                    "能否纳统",
                    "核验",
                    "申报渠道",
                    "大个体"};
  sheet.widths = {34, 22, 12, 10, 22, 10, 18, 12, 14, 10, 12, 14, 14, 8, 14, 14, 14, 14, 14, 14, 10, 12, 12, 12, 8};
  sheet.numeric = {7, 8, 9, 10, 14, 15, 16, 18, 19};
  const std::vector<MeasureView> measures = measure_views();
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    if (auto ok = put(sight_of(c, caller), filter->sight); !ok) return ok;
    auto run = cultivation::last_watch(c);
    if (!run) return tl::unexpected(run.error());
    if (*run)
      sheet.title = "“五上”候选企业（口径：累计至" + (*run)->last_month + "，" + (*run)->as_of + "测算，没有登记申报日历的按" +
                    std::to_string((*run)->batch_month) + "月累计）";
    for (;; filter->offset += kMostPage) {
      auto page = cultivation::candidates_of(c, *filter);
      if (!page) return tl::unexpected(page.error());
      if (filter->offset >= kMostExported && !page->empty())
        return fail(ErrorCode::usage, "rows", "export.many", "at most 50,000 rows; filter the list first");
      for (const CandidateView& v : *page) sheet.rows.push_back(line_of(v, measures));
      if (static_cast<std::int64_t>(page->size()) < kMostPage) return {};
    }
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "candidates.exported", "", std::to_string(sheet.rows.size()) + " rows");
  return as_file(sheet, "五上候选企业-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

std::vector<Row> cultivation_rows() {
  std::vector<Row> t;
  t.push_back(row<WatchRequest, WatchedAnswer>("candidates.watch", kUnitOrDesk, "POST", "/api/candidates/watch",
                                               "Forecasts every enterprise with monthly figures against its line.",
                                               watch_candidates));
  t.push_back(row<WatchRequest, CandidatesAnswer>("candidates.as_of", kUnitOrDesk, "GET", "/api/candidates-as-of",
                                                  "All candidates as of a day, forecast now and not kept.", candidates_as_of));
  t.push_back(row<NoRequest, Done>("candidates.stop", kUnitOrDesk, "POST", "/api/candidates/stop",
                                   "Stops the forecast that is under way; nothing of it stays.",
                                   [](House& h, const Caller&, const NoRequest&) { return stop_watch(h); }));
  t.push_back(row<CandidatesRequest, CandidatesAnswer>(
      "candidates.list", kInsiders, "GET", "/api/candidates",
      "A page of the candidates of the last forecast, with counts, sources and how earlier forecasts fared: of a unit, its own.",
      list_candidates));
  t.push_back(row<CandidateRequest, CandidatePageView>(
      "candidates.get", kInsiders, "GET", "/api/candidates/{enterprise_id}",
      "One candidate: the verdict with its rules, the months, the outlook, every source's figures as reported.", view_candidate));
  t.push_back(row<SourceIdRequest, UnmatchedAnswer>("figures.unmatched", kUnitOrDesk, "GET", "/api/figures/unmatched",
                                                    "Units of a source that are about no enterprise of the registers, and why.",
                                                    list_unmatched));
  t.push_back(row<CultivationRulesRequest, CultivationRulesAnswer>(
      "cultivation.rules", kAccounts, "GET", "/api/cultivation/rules",
      "The classes with their lines and sources, the numbers that no published rule fixes, and a year's targets.",
      cultivation_rules));
  t.push_back(row<SettingRequest, CultivationRulesAnswer>("cultivation.set", kUnitOrDesk, "POST", "/api/cultivation/settings",
                                                          "Sets one of those numbers for the county, or gives the preset back.",
                                                          set_cultivation_setting));
  t.push_back(row<ClassLineRequest, CultivationRulesAnswer>(
      "cultivation.line", kUnitOrDesk, "POST", "/api/cultivation/lines",
      "Records a class's line from a day on, or takes the county's line of that day away.", set_class_line));
  t.push_back(file_row<FiguresSheetRequest>("figures.export", kUnitOrDesk, "/api/export/figures",
                                            "The monthly working sheet of one source, which comes in again as it went out.",
                                            export_figures));
  t.push_back(file_row<TradeSheetRequest>(
      "figures.trade_sheet", kUnitOrDesk, "/api/export/trade-sheet",
      "The monthly working sheets of trade and catering: a line a unit, its measures side by side.", export_trade_sheet));
  t.push_back(file_row<CandidatesRequest>("candidates.export", kInsiders, "/api/export/candidates",
                                          "The list of candidates as a workbook.", export_candidates));
  return t;
}

}  // namespace luodi::engine
