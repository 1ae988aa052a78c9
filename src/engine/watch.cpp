// See cultivation.h: the watch over candidates, from registers and figures to an entry, and what screens ask of it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <unordered_map>

#include <boost/json.hpp>

#include "base/clock.h"
#include "cultivation/candidates.h"
#include "cultivation/projection.h"
#include "cultivation/queries.h"
#include "describe/json.h"
#include "engine/cultivation.h"
#include "engine/tables.h"
#include "publish/workbook.h"
#include "registers/directory/queries.h"
#include "registers/enterprise/cleaners.h"
#include "registers/enterprise/name_parts.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using cultivation::WatchedUnit;
using store::Connection;

constexpr std::int64_t kPage = 50, kMostPage = 500, kMostExported = 50000;
constexpr std::size_t kMostWords = 200;

struct Input {
  std::vector<WatchedUnit> units;
  std::int64_t head = 0;
  json::object unmatched;
};

/// Enterprises by what a source may call them: a valid credit code; else a name that only one bears.
class Called {
 public:
  explicit Called(const std::vector<WatchedUnit>& units) : units_(units) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      const EnterpriseView& e = units[i].enterprise;
      if (!e.credit_code.empty()) by_code_.emplace(e.credit_code, i);
      const auto [at, fresh] = by_name_.try_emplace(registers::utf8_of(registers::normal_name(e.name)), i);
      if (!fresh) at->second = kNone;
    }
  }
  std::size_t of(const cultivation::FigureRow& row) const {
    if (!row.credit_code.empty())
      if (const auto at = by_code_.find(row.credit_code); at != by_code_.end()) return at->second;
    const auto at = by_name_.find(registers::utf8_of(registers::normal_name(row.name)));
    if (at == by_name_.end() || at->second == kNone) return kNone;
    // Another code is another unit, whatever it is called.
    const std::string& code = units_[at->second].enterprise.credit_code;
    return !row.credit_code.empty() && !code.empty() ? kNone : at->second;
  }
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

 private:
  const std::vector<WatchedUnit>& units_;
  std::unordered_map<std::string, std::size_t> by_code_, by_name_;
};

Result<Input> read_input(House& house) {
  Input in;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto head = cultivation::figures_head(c);
    if (!head) return tl::unexpected(head.error());
    in.head = *head;
    auto enterprises = registers::all_enterprises(c);
    if (!enterprises) return tl::unexpected(enterprises.error());
    for (EnterpriseView& e : *enterprises) in.units.push_back({std::move(e), {}});
    auto sources = cultivation::standing_sources(c);
    if (!sources) return tl::unexpected(sources.error());
    const Called called(in.units);
    for (cultivation::StandingSource& s : *sources) {
      std::int64_t unmatched = 0;
      for (cultivation::FigureRow& row : s.rows) {
        const std::size_t unit = called.of(row);
        if (unit == Called::kNone)
          ++unmatched;
        else if (auto& known = in.units[unit].sources; !known.empty() && known.back().source_id == s.source.source_id)
          cultivation::put_over(known.back().figures, row.figures);  // once under its code, once under its name
        else
          known.push_back({s.source.source_id, s.source.name, cultivation::measure_of(s.source.measure), std::move(row.figures)});
      }
      in.unmatched[s.source.source_id] = unmatched;
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return in;
}

Result<void> keep_watch(House& house, const Caller& caller, const Input& in, const cultivation::Watch& found,
                        const ForecastRunView& run) {
  return house.store->write([&](Connection& c) -> Result<void> {
    auto head = cultivation::figures_head(c);
    if (!head) return tl::unexpected(head.error());
    if (*head != in.head)
      return fail(ErrorCode::conflict, "candidates", "candidates.changed",
                  "somebody imported figures or changed enterprises meanwhile; forecast again");
    auto hash = house.ledger.put_blob(c, cultivation::watch_as_blob(found));
    if (!hash) return tl::unexpected(hash.error());
    return append(house, c, caller, "candidates.watched", "candidates",
                  {{"watch_hash", *hash}, {"head", in.head}, {"run", describe::to_json(run)}, {"unmatched", in.unmatched}});
  });
}

Result<cultivation::CandidateFilter> filter_of(const CandidatesRequest& r) {
  cultivation::CandidateFilter f;
  f.words = r.words.value_or(""), f.place = r.place.value_or(""), f.class_id = r.class_id.value_or("");
  f.town = r.town.value_or(""), f.chain = r.chain.value_or(""), f.order = r.order.value_or("rank");
  f.limit = r.limit.value_or(kPage), f.offset = r.offset.value_or(0);
  if (f.words.size() > kMostWords) return fail(ErrorCode::usage, "words", "filter.long", "search for at most 200 bytes");
  if (f.order != "rank" && f.order != "name" && f.order != "ratio")
    return fail(ErrorCode::usage, "order", "filter.unknown", "order has no such value");
  if (f.limit < 1 || f.limit > kMostPage || f.offset < 0)
    return fail(ErrorCode::usage, "limit", "filter.page", "a page has 1 to 500 rows");
  return f;
}

FiguresView figures_view(const cultivation::StandingSource& s, const cultivation::FigureRow& row) {
  FiguresView v;
  v.source_id = s.source.source_id, v.source_name = s.source.name, v.measure = s.source.measure;
  if (const cultivation::Measure* m = cultivation::measure_of(s.source.measure))
    v.measure_name = m->name, v.measure_name_en = m->name_en, v.dimension = m->dimension, v.base_unit = m->base_unit;
  for (const cultivation::PeriodFigure& f : row.figures) v.figures.push_back({f.year, f.from, f.to, f.amount});
  std::sort(v.figures.begin(), v.figures.end(), [](const FigureView& a, const FigureView& b) {
    return std::tuple(a.year, a.to, a.from) < std::tuple(b.year, b.to, b.from);
  });
  return v;
}

/// 万元 with two places, as sheets have them.
std::string in_wan(std::int64_t fen) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", static_cast<double>(fen) / 1e6);
  return buffer;
}
std::string in_percent(double share) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", 100 * share);
  return buffer;
}

std::vector<std::string> line_of(const CandidateView& v, const std::vector<MeasureView>& measures) {
  static const std::unordered_map<std::string, const char*> places = {
      {"met", "已达标"}, {"likely", "预计达标"}, {"near", "临近"}, {"far", "尚远"}, {"unknown", "缺数"}};
  static const std::unordered_map<std::string, const char*> admitted = {
      {"yes", "可纳统"}, {"no", "不能单独纳统"}, {"unknown", "待核"}};
  static const std::unordered_map<std::string, const char*> standing = {
      {"met", "已达标"}, {"needs_explanation", "需说明"}, {"below", "未达标"}, {"unknown", "待核"}, {"not_measured", ""}};
  static const std::unordered_map<std::string, const char*> channel = {
      {"monthly", "月度或年度"}, {"annual", "年度"}, {"none", ""}};
  const bool known = v.place != "unknown";
  const auto amount = [&](std::optional<std::int64_t> fen) { return known && fen ? in_wan(*fen) : std::string(); };
  std::string watched = v.watched;
  for (const MeasureView& m : measures)
    if (m.measure == v.watched) watched = m.name;
  return {v.name,
          v.credit_code,
          v.town,
          v.industry_code,
          v.industry,
          v.class_name,
          in_wan(v.threshold),
          amount(v.to_date),
          known ? in_percent(v.ratio) : "",
          amount(std::max<std::int64_t>(0, v.threshold - v.to_date)),
          watched,
          v.source_name,
          v.stands_in ? "是" : "",
          amount(v.year),
          amount(v.low80),
          amount(v.high80),
          v.chance ? in_percent(*v.chance) : "",
          amount(v.needed),
          places.at(v.place),
          admitted.at(v.admitted),
          standing.at(v.standing),
          channel.at(v.channel),
          v.big_self_employed ? "是" : ""};
}

}  // namespace

Result<WatchedAnswer> watch_candidates(House& house, const Caller& caller, const WatchRequest& r) {
  const auto as_of = r.as_of.value_or("").empty() ? std::optional(house.clock.today()) : Date::parse(*r.as_of);
  if (!as_of) return fail(ErrorCode::usage, "as_of", "date.bad", "a date is written 2026-03-31");
  if (!house.watching.begin())
    return fail(ErrorCode::conflict, "candidates", "candidates.running", "the candidates are being forecast already");
  const std::shared_ptr<void> ended(nullptr, [&](void*) { house.watching.end(); });
  const auto since = std::chrono::steady_clock::now();
  auto in = read_input(house);
  if (!in) return tl::unexpected(in.error());
  if (in->units.empty())
    return fail(ErrorCode::conflict, "candidates", "registers.none",
                "no enterprise is known yet; import registers and link them first");
  const cultivation::Settings& settings = cultivation::setting_presets();
  auto found = cultivation::watch(in->units, *as_of, settings, [&](double done) {
    house.watching.tell("forecast", done);
    return !house.watching.stopped();
  });
  if (!found) return tl::unexpected(found.error());
  ForecastRunView run;
  run.as_of = as_of->iso();
  run.last_month = found->last_month == 0 ? "" : cultivation::month_text(found->last_month);
  run.units = static_cast<std::int64_t>(found->candidates.size());
  run.forecast = found->forecast, run.replays = found->replays, run.batch_month = settings.batch_month;
  run.brier = found->brier, run.hit_rate = found->hit_rate, run.calibration = found->calibration;
  run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
  if (auto ok = keep_watch(house, caller, *in, *found, run); !ok) return tl::unexpected(ok.error());
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

Result<Done> stop_watch(House& house) {
  if (!house.watching.running())
    return fail(ErrorCode::not_found, "candidates", "candidates.not_running", "no forecast is under way");
  house.watching.stop();
  return Done{};
}

Result<CandidatesAnswer> list_candidates(House& house, const CandidatesRequest& r) {
  auto filter = filter_of(r);
  if (!filter) return tl::unexpected(filter.error());
  CandidatesAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto list = cultivation::list_candidates(c, *filter);
    if (!list) return tl::unexpected(list.error());
    a = std::move(*list);
    auto sources = cultivation::list_sources(c);
    if (!sources) return tl::unexpected(sources.error());
    a.sources = std::move(*sources);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  for (const cultivation::Measure& m : cultivation::measures())
    a.measures.push_back({m.measure, m.name, m.name_en, m.dimension, m.base_unit});
  a.running = house.watching.running();
  a.done = house.watching.done();
  return a;
}

Result<CandidatePageView> view_candidate(House& house, const Caller& caller, const CandidateRequest& r) {
  CandidatePageView page;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto found = cultivation::candidate_page(c, r.enterprise_id);
    if (!found) return tl::unexpected(found.error());
    page = std::move(*found);
    const std::string name = registers::utf8_of(registers::normal_name(page.candidate.name));
    auto sources = cultivation::rows_called(c, page.candidate.credit_code, name);
    if (!sources) return tl::unexpected(sources.error());
    for (const cultivation::StandingSource& s : *sources)
      for (const cultivation::FigureRow& row : s.rows) {
        page.figures.push_back(figures_view(s, row));
        page.figures.back().watched = s.source.name == page.candidate.source_name && s.source.measure == page.candidate.watched;
      }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "candidate.seen", r.enterprise_id, "");
  return page;
}

Result<Engine::File> export_candidates(House& house, const Caller& caller, const CandidatesRequest& r) {
  CandidatesRequest all = r;
  all.limit = kMostPage;
  all.offset = 0;
  publish::Sheet sheet;
  sheet.name = "五上候选企业";
  sheet.headings = {"企业名称",
                    "统一社会信用代码",
                    "乡镇",
                    "行业代码",
                    "行业",
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
                    "申报前达标概率（%）",
                    "月均还需（万元）",
                    "状态",
                    "能否纳统",
                    "核验",
                    "申报渠道",
                    "大个体"};
  sheet.widths = {34, 22, 12, 10, 22, 18, 12, 14, 10, 12, 14, 14, 8, 14, 14, 14, 14, 14, 10, 12, 12, 12, 8};
  for (;; all.offset = *all.offset + kMostPage) {
    auto page = list_candidates(house, all);
    if (!page) return tl::unexpected(page.error());
    if (page->total > kMostExported)
      return fail(ErrorCode::usage, "rows", "export.many", "at most 50,000 rows; filter the list first");
    if (page->run)
      sheet.title = "“五上”候选企业（口径：累计至" + page->run->last_month + "，" + page->run->as_of + "测算，申报批次按" +
                    std::to_string(page->run->batch_month) + "月累计）";
    for (const CandidateView& v : page->candidates) sheet.rows.push_back(line_of(v, page->measures));
    if (static_cast<std::int64_t>(page->candidates.size()) < kMostPage) break;
  }
  house.audit.note(caller.account.account_id, "candidates.exported", "", std::to_string(sheet.rows.size()) + " rows");
  return as_file(sheet, "五上候选企业-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

std::vector<Row> cultivation_rows() {
  std::vector<Row> t;
  t.push_back(row<WatchRequest, WatchedAnswer>("candidates.watch", kUnitOrDesk, "POST", "/api/candidates/watch",
                                               "Forecasts every enterprise with monthly figures against its line.",
                                               watch_candidates));
  t.push_back(row<NoRequest, Done>("candidates.stop", kUnitOrDesk, "POST", "/api/candidates/stop",
                                   "Stops the forecast that is under way; nothing of it stays.",
                                   [](House& h, const Caller&, const NoRequest&) { return stop_watch(h); }));
  t.push_back(row<CandidatesRequest, CandidatesAnswer>(
      "candidates.list", kAccounts, "GET", "/api/candidates",
      "A page of the candidates of the last forecast, with counts, sources and how earlier forecasts fared.",
      [](House& h, const Caller&, const CandidatesRequest& r) { return list_candidates(h, r); }));
  t.push_back(row<CandidateRequest, CandidatePageView>(
      "candidates.get", kAccounts, "GET", "/api/candidates/{enterprise_id}",
      "One candidate: the verdict with its rules, the months, the outlook, every source's figures as reported.", view_candidate));
  t.push_back(file_row<CandidatesRequest>("candidates.export", kAccounts, "/api/export/candidates",
                                          "The list of candidates as a workbook.", export_candidates));
  return t;
}

}  // namespace luodi::engine
