// See dossier_queries.h: dossiers and the calendar of windows.
#include "cultivation/dossier_queries.h"

#include <algorithm>

#include <boost/json.hpp>

#include "cultivation/candidates.h"
#include "cultivation/figures.h"
#include "cultivation/queries.h"
#include "cultivation/windows.h"
#include "describe/json.h"
#include "describe/row.h"
#include "registers/directory/queries.h"

namespace luodi::cultivation {
namespace {

namespace json = boost::json;
using store::Connection;
using store::Value;

constexpr std::string_view kColumns =
    "SELECT d.enterprise_id, d.name, d.credit_code, d.town, d.class_id, d.state, d.since, d.unit_id, "
    "COALESCE(NULLIF(u.short_name, ''), "
    "u.name, '') AS unit, d.leader, d.shelved, d.expected, d.entered, d.left_month, d.exit_reason, (SELECT p.page FROM "
    "candidate_page p "
    "WHERE "
    "p.enterprise_id = d.enterprise_id) AS page, (SELECT COUNT(*) FROM visit_request r WHERE r.enterprise_id = d.enterprise_id "
    "AND "
    "r.state = 'open') AS open_requests, (SELECT MAX(v.held_on) FROM visit v WHERE v.enterprise_id = d.enterprise_id AND v.state "
    "= "
    "'held') AS last_visit";
constexpr std::string_view kFrom =
    " FROM dossier d LEFT JOIN unit u ON u.unit_id = d.unit_id LEFT JOIN candidate k ON k.enterprise_id = d.enterprise_id";
constexpr std::string_view kWhere =
    " WHERE (?1 = '' OR d.words LIKE ?1 ESCAPE '\\') AND (?2 = '' OR d.state = ?2) AND (?3 = '' OR d.class_id = ?3) AND (?4 = '' "
    "OR "
    "d.town = ?4) AND (?5 = '' OR d.unit_id = ?5) AND (?6 = '' OR (?6 = 'yes' AND d.shelved <> '') OR (?6 = 'no' AND d.shelved = "
    "'')) AND (?7 = '' OR d.unit_id = ?7 OR (d.town <> '' AND d.town = ?8) OR EXISTS (SELECT 1 FROM visit v WHERE "
    "v.enterprise_id = "
    "d.enterprise_id AND v.unit_id = ?7 AND v.state IN ('planned', 'held')))";
constexpr std::string_view kByState =
    " ORDER BY CASE d.state WHEN 'county_review' THEN 0 WHEN 'complete' THEN 1 WHEN 'reached' THEN 2 WHEN 'cultivation' THEN 3 "
    "WHEN "
    "'survey' THEN 4 WHEN 'lead' THEN 5 WHEN 'city_review' THEN 6 WHEN 'province_review' THEN 7 WHEN 'national_review' THEN 8 "
    "WHEN "
    "'in_library' THEN 9 ELSE 10 END, COALESCE(k.rank, 999999999), d.enterprise_id LIMIT ?9 OFFSET ?10";
constexpr std::string_view kByName = " ORDER BY d.name, d.enterprise_id LIMIT ?9 OFFSET ?10";
constexpr std::string_view kBySince = " ORDER BY d.since DESC, d.enterprise_id LIMIT ?9 OFFSET ?10";
constexpr std::string_view kByRatio = " ORDER BY COALESCE(k.ratio, -1) DESC, d.enterprise_id LIMIT ?9 OFFSET ?10";
constexpr std::string_view kHas = "SELECT enterprise_id, unit_id FROM dossier WHERE enterprise_id = ?1";
constexpr std::string_view kOne = " WHERE d.enterprise_id = ?1";
constexpr std::string_view kWindows = "SELECT payload FROM entry_window ORDER BY closes, window_id";
constexpr std::string_view kWindow = "SELECT payload FROM entry_window WHERE window_id = ?1";
constexpr std::string_view kNames = "SELECT account_id, COALESCE(NULLIF(display_name, ''), login) AS name FROM account";
constexpr std::string_view kNamesFile =
    "SELECT enterprise_id, payload FROM dossier_step WHERE payload LIKE ?1 ESCAPE '\\' AND undone = 0 ORDER BY seq";
constexpr std::string_view kFacts =
    "SELECT enterprise_id, payload FROM dossier_step WHERE undone = 0 AND payload LIKE '%\"fact\":{%' ORDER BY seq";
constexpr std::int64_t kVisitsShown = 100;

std::vector<Value> values_of(const DossierFilter& f) {
  return {f.words.empty() ? "" : store::containing(registers::searchable(f.words)),
          f.state,
          f.class_id,
          f.town,
          f.unit_id,
          f.shelved,
          f.sight.unit(),
          f.sight.town};
}

Result<std::vector<CountView>> counts(Connection& c, const char* column, const DossierFilter& f) {
  auto rows = c.query(std::string("SELECT ") + column + " AS value, COUNT(*) AS n" + std::string(kFrom) + std::string(kWhere) +
                          " GROUP BY " + column + " ORDER BY " + column,
                      values_of(f));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CountView> out;
  for (const auto& r : *rows) out.push_back({r.text("value"), r.integer("n")});
  return out;
}

const FiveAboveClass* any_edition(const std::string& class_id) {
  for (const FiveAboveClass& c : class_presets())
    if (c.class_id == class_id) return &c;
  return nullptr;
}

/// A row of the list; what the last forecast knows of the unit stands beside it.
Result<DossierView> view_of(const store::Row& r) {
  DossierView v = describe::from_row<DossierView>(r);
  v.left = r.text("left_month");
  if (const FiveAboveClass* c = any_edition(v.class_id)) v.class_name = c->name, v.class_name_en = c->name_en;
  if (r.is_null("page")) return v;
  auto kept = describe::from_kept<WatchedCandidate>(json::parse(r.text("page")));
  if (!kept) return tl::unexpected(kept.error());
  const CandidateView& k = kept->candidate;
  v.place = k.place, v.channel = k.channel, v.admitted = k.admitted, v.industry_code = k.industry_code;
  v.threshold = k.threshold, v.to_date = k.to_date, v.ratio = k.ratio, v.chance = k.chance, v.source_name = k.source_name;
  v.stands_in = k.stands_in;
  if (const Measure* m = measure_of(k.watched)) v.watched_name = m->name, v.watched_name_en = m->name_en;
  return v;
}

/// The unit as registers have it; as it was opened where it is gone.
Result<EnterpriseView> enterprise_of(Connection& c, const std::string& id, const Dossier& d) {
  auto found = registers::enterprise_by_id(c, id);
  if (found || found.error().code != ErrorCode::not_found) return found;
  EnterpriseView gone;
  gone.enterprise_id = id, gone.name = d.name, gone.credit_code = d.credit_code, gone.town = d.town;
  gone.industry_code = d.industry_code, gone.kind = d.kind;
  return gone;
}

/// What the row of a list cannot say without the dossier's steps.
void count_papers(DossierView& v, const JudgedDossier& judged, const Date& day) {
  for (const MaterialView& m : materials_of(judged.dossier, judged.enterprise, judged.verdict, day, judged.settings))
    if (m.needed) ++v.needed, v.there += m.state == "there" ? 1 : 0;
  v.admitted = word_of(judged.verdict.admitted), v.channel = word_of(judged.verdict.channel);
  v.industry_code = judged.enterprise.industry_code;
}

Result<JudgedDossier> judged_dossier(Connection& c, const std::string& enterprise_id, const Date& day) {
  JudgedDossier out;
  auto steps = steps_of_dossier(c, enterprise_id);
  if (!steps) return tl::unexpected(steps.error());
  if (steps->empty())
    return fail(ErrorCode::not_found, "enterprise_id", "dossier.unknown", "nobody opened a dossier of " + enterprise_id);
  std::vector<KeptStep> kept;
  for (const StandingStep& s : *steps) kept.push_back(s.kept);
  out.steps = std::move(*steps), out.dossier = fold(kept);
  auto enterprise = enterprise_of(c, enterprise_id, out.dossier);
  if (!enterprise) return tl::unexpected(enterprise.error());
  out.enterprise = std::move(*enterprise);
  auto settings = settings_of(c);
  if (!settings) return tl::unexpected(settings.error());
  out.settings = std::move(*settings);
  out.verdict = judge(evidence_of(out.dossier, out.enterprise, day), day, out.settings);
  return out;
}

/// What the unit's class is measured by; nothing of a project, whatever its code.
std::vector<MeasureView> measures_of(const JudgedDossier& judged, const Date& day) {
  std::vector<MeasureView> out;
  const FiveAboveClass* of = class_of(judged.enterprise.industry_code, day);
  if (of != nullptr && of->class_id == judged.verdict.class_id)
    for (const std::string& name : of->measures)
      if (const Measure* m = measure_of(name))
        out.push_back({m->measure, m->name, m->name_en, m->dimension, m->base_unit, units_of(m->dimension)});
  return out;
}

WindowView window_of(const store::Row& r) {
  auto w = describe::from_kept<WindowView>(json::parse(r.text("payload")));
  WindowView out = w ? std::move(*w) : WindowView{};
  out.own = true;
  return out;
}

void tell_material(const MaterialView& m, DossierStepView& v) {
  const auto noted = [&](const char* colon) { return m.note.empty() ? std::string() : colon + m.note; };
  const std::string english = material_name_en(m.material_id);
  v.detail = m.name + noted("："), v.detail_en = (english.empty() ? m.name : english) + noted(": ");
}

void tell_statement(const StatementView& s, DossierStepView& v) {
  const bool vat = s.kind == "vat";
  const std::string year = std::to_string(s.year), month = std::to_string(s.month), wan = wan_text(s.amount);
  v.detail = std::string(s.withdrawn ? "撤下：" : "") + (vat ? "增值税申报表 " : "利润表 ") + year + "年1—" + month + "月" +
             (s.withdrawn ? "" : " " + wan + "万元");
  v.detail_en = std::string(s.withdrawn ? "taken down: " : "") + (vat ? "VAT return, " : "profit statement, ") + year +
                ", January to month " + month + (s.withdrawn ? "" : ": " + wan + " (10,000 yuan)");
}

/// What a step says beside its act.
void tell_detail(const DossierStep& s, DossierStepView& v) {
  if (s.material) return tell_material(*s.material, v);
  if (s.statement) return tell_statement(*s.statement, v);
  if (s.fact) v.fact = s.fact->fact, v.value = s.fact->value;
  v.detail = v.detail_en = s.month.value_or(s.expected.value_or(""));
}

using AccountNames = std::map<std::string, std::string>;

Result<AccountNames> names_of_accounts(Connection& c) {
  auto rows = c.query(kNames);
  if (!rows) return tl::unexpected(rows.error());
  AccountNames by;
  for (const auto& r : *rows) by[r.text("account_id")] = r.text("name");
  return by;
}
std::string name_of(const AccountNames& names, const std::string& account) {
  const auto at = names.find(account);
  return at == names.end() ? account : at->second;
}

Result<std::vector<DossierStepView>> step_views(Connection& c, const std::string& id, const AccountNames& names) {
  auto steps = steps_of_dossier(c, id, true);
  if (!steps) return tl::unexpected(steps.error());
  std::vector<DossierStepView> out;
  for (const StandingStep& s : *steps) {
    const DossierStep& step = s.kept.step;
    std::string to = step.to.value_or("");
    if (step.act == "exit") to = "left";
    DossierStepView v;
    v.seq = s.seq, v.act = step.act, v.to = to, v.at = s.kept.at, v.by = name_of(names, s.kept.by);
    v.reason = step.reason.value_or(step.exit_reason.value_or("")), v.undone = s.undone;
    v.overridden = step.overridden.value_or(std::vector<std::string>{});
    tell_detail(step, v);
    out.push_back(std::move(v));
  }
  std::reverse(out.begin(), out.end());
  return out;
}

/// What a department reports of the months that the VAT return covers, by the first source that has them all.
Result<std::optional<TaxFigure>> tax_figure(Connection& c, const JudgedDossier& j, const Date& day) {
  const StatementView* vat = vat_return_of(j.dossier, day);
  if (vat == nullptr) return std::nullopt;
  auto said = figures_of_unit(c, j.enterprise, "vat_sales");
  if (!said) return tl::unexpected(said.error());
  const std::optional<Date> opened = evidence_of(j.dossier, j.enterprise, day).opened;
  const int since = opened ? month_index(opened->year, opened->month) : 0;
  const int month = month_index(static_cast<int>(vat->year), static_cast<int>(vat->month));
  for (const SourceFigures& source : *said)
    if (const auto sum = sum_to_date(source.figures, month, since)) return TaxFigure{*sum, source.source_name};
  return std::nullopt;
}

}  // namespace

Result<std::vector<DossierView>> dossiers_of(Connection& c, const DossierFilter& f, const Date& day) {
  const std::string_view order = f.order == "name"    ? kByName
                                 : f.order == "since" ? kBySince
                                 : f.order == "ratio" ? kByRatio
                                                      : kByState;
  std::vector<Value> values = values_of(f);
  values.emplace_back(f.limit), values.emplace_back(f.offset);
  auto rows = c.query(std::string(kColumns) + std::string(kFrom) + std::string(kWhere) + std::string(order), values);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<DossierView> out;
  for (const auto& r : *rows) {
    auto v = view_of(r);
    if (!v) return tl::unexpected(v.error());
    auto judged = judged_dossier(c, v->enterprise_id, day);
    if (!judged) return tl::unexpected(judged.error());
    count_papers(*v, *judged, day);
    out.push_back(std::move(*v));
  }
  return out;
}

Result<DossiersAnswer> list_dossiers(Connection& c, const DossierFilter& f, const Date& day) {
  DossiersAnswer a;
  auto page = dossiers_of(c, f, day);
  if (!page) return tl::unexpected(page.error());
  a.dossiers = std::move(*page);
  DossierFilter any = f;
  any.state.clear();
  auto by_state = counts(c, "d.state", any), by_class = counts(c, "d.class_id", f), by_town = counts(c, "d.town", f),
       by_unit = counts(c, "d.unit_id", f);
  for (const auto* one : {&by_state, &by_class, &by_town, &by_unit})
    if (!*one) return tl::unexpected(one->error());
  a.by_state = std::move(*by_state), a.by_class = std::move(*by_class);
  a.by_town = std::move(*by_town), a.by_unit = std::move(*by_unit);
  for (const CountView& n : a.by_state)
    if (f.state.empty() || n.value == f.state) a.total += n.count;
  return a;
}

Result<std::string> unit_of_dossier(Connection& c, const std::string& enterprise_id) {
  auto rows = c.query(kHas, {enterprise_id});
  if (!rows) return tl::unexpected(rows.error());
  return rows->empty() ? std::string() : rows->front().text("unit_id");
}

Result<std::map<std::string, std::map<std::string, std::string>>> facts_of_dossiers(Connection& c) {
  auto rows = c.query(kFacts);
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::map<std::string, std::string>> out;
  for (const auto& r : *rows) {
    auto step = describe::from_kept<DossierStep>(json::parse(r.text("payload")));
    if (!step) return tl::unexpected(step.error());
    const std::optional<FactView> fact = step->fact;
    if (!fact) continue;
    auto& of = out[r.text("enterprise_id")];
    if (fact->value.empty())
      of.erase(fact->fact);
    else
      of[fact->fact] = fact->value;
  }
  return out;
}

Result<bool> has_dossier(Connection& c, const std::string& enterprise_id) {
  auto rows = c.query(kHas, {enterprise_id});
  if (!rows) return tl::unexpected(rows.error());
  return !rows->empty();
}

Result<OpenDossier> open_dossier(Connection& c, const std::string& enterprise_id, const Date& day) {
  auto judged = judged_dossier(c, enterprise_id, day);
  if (!judged) return tl::unexpected(judged.error());
  auto calendar = own_windows(c);
  if (!calendar) return tl::unexpected(calendar.error());
  OpenDossier out{std::move(*judged), std::move(*calendar), {}, {}};
  auto tax = tax_figure(c, out, day);
  if (!tax) return tl::unexpected(tax.error());
  const char* channel = word_of(out.verdict.channel);
  out.windows = usable_windows(out.calendar, out.verdict.class_id, channel, day);
  out.checks = checks_of(out.dossier, out.enterprise, out.verdict,
                         windows_to_file_in(out.calendar, out.verdict.class_id, channel, day), day, out.settings, *tax);
  return out;
}

Result<DossierPageView> dossier_page(Connection& c, const std::string& id, const Date& day) {
  auto open = open_dossier(c, id, day);
  if (!open) return tl::unexpected(open.error());
  auto row = c.query(std::string(kColumns) + std::string(kFrom) + std::string(kOne), {id});
  if (!row) return tl::unexpected(row.error());
  auto view = view_of(row->front());
  if (!view) return tl::unexpected(view.error());
  DossierPageView page;
  page.dossier = std::move(*view);
  count_papers(page.dossier, *open, day);
  page.acts = acts_of(open->dossier);
  page.address = open->enterprise.address, page.standing = word_of(open->verdict.standing);
  for (const std::string& rule : open->verdict.rules) {
    const RuleText& t = rule_text(rule);
    page.rules.push_back({rule, t.text, t.text_en, t.source});
  }
  page.checks = std::move(open->checks), page.windows = std::move(open->windows);
  page.materials = materials_of(open->dossier, open->enterprise, open->verdict, day, open->settings);
  page.statements = open->dossier.statements, page.overridden = open->dossier.overridden;
  page.measures = measures_of(*open, day);
  for (const auto& [fact, value] : open->dossier.facts) page.facts.push_back({fact, value});
  VisitFilter of_this;
  of_this.sight.all = true;  // whoever sees the dossier sees its visits
  of_this.enterprise_id = id, of_this.limit = kVisitsShown;
  auto visits = list_visits(c, of_this);
  auto names = names_of_accounts(c);
  if (!names) return tl::unexpected(names.error());
  for (MaterialView& m : page.materials) m.by = name_of(*names, m.by);
  for (StatementView& s : page.statements) s.by = name_of(*names, s.by);
  auto steps = step_views(c, id, *names);
  if (!visits) return tl::unexpected(visits.error());
  if (!steps) return tl::unexpected(steps.error());
  page.visits = std::move(visits->visits), page.steps = std::move(*steps);
  return page;
}

Result<std::vector<DossierFile>> file_of_dossiers(Connection& c, const std::string& file_hash) {
  auto rows = c.query(kNamesFile, {store::containing(file_hash)});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<DossierFile> out;
  for (const auto& r : *rows) {
    auto step = describe::from_kept<DossierStep>(json::parse(r.text("payload")));
    if (!step) return tl::unexpected(step.error());
    const std::string id = r.text("enterprise_id");
    if (const auto& m = step->material; m && m->file_hash == file_hash) out.push_back({id, m->file_name.value_or("")});
    if (const auto& s = step->statement; s && s->file_hash == file_hash) out.push_back({id, s->file_name.value_or("")});
  }
  return out;
}

Result<std::vector<WindowView>> own_windows(Connection& c) {
  auto rows = c.query(kWindows);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<WindowView> out;
  for (const auto& r : *rows) out.push_back(window_of(r));
  return out;
}

Result<WindowView> window_by_id(Connection& c, const std::string& window_id) {
  auto rows = c.query(kWindow, {window_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, "window_id", "window.unknown", "there is no window " + window_id);
  return window_of(rows->front());
}

}  // namespace luodi::cultivation
