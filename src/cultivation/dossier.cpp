// See dossier.h.
#include "cultivation/dossier.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/clock.h"
#include "base/industry_code.h"
#include "base/presets.h"
#include "cultivation/windows.h"
#include "sheets/values.h"

namespace luodi::cultivation {
namespace {

constexpr std::int64_t kQuarter = 3;  // months that a common paper may lie behind
constexpr int kFoundedLongAgo = 3;    // Hangzhou statistics bureau, 2024-11-04

/// A paper of the list (presets/five_above_materials.csv).
struct Material {
  std::string material_id, name, name_en;
  std::vector<std::string> classes;
  std::string when, photo, photo_en, source;  ///< when: always | legal | new | grown | new_old | differs | branch | unconfirmed |
                                              ///< may (asked for where it applies)
};

const std::vector<Material>& material_presets() {
  static const std::vector<Material> list = [] {
    std::vector<Material> out;
    for (const auto& r : preset_rows("five_above_materials.csv"))
      if (r.size() >= 8) out.push_back({r[0], r[1], r[2], preset_list(r[3]), r[4], r[5], r[6], r[7]});
    return out;
  }();
  return list;
}

std::size_t place_of(std::string_view state) {
  const auto& all = dossier_states();
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [&](const DossierStateName& s) { return s.state == state; }) - all.begin());
}

tl::unexpected<Error> not_from(const Dossier& d, const std::string& act) {
  return fail(ErrorCode::conflict, "act", "dossier.not_from", "a dossier in state " + d.state + " cannot " + act);
}

Result<void> may_return(const Dossier& d, const DossierStep& s) {
  if (s.reason.value_or("").empty()) return fail(ErrorCode::usage, "reason", "dossier.reason", "say why it goes back");
  const std::size_t from = place_of(d.state), to = place_of(s.to.value_or("")), library = place_of("in_library");
  if (to >= dossier_states().size()) return fail(ErrorCode::usage, "to", "dossier.state", "there is no such state");
  if (from == library) return not_from(d, s.act);
  if (to >= std::min(from, library))
    return fail(ErrorCode::usage, "to", "dossier.not_back", "it goes back to an earlier state only");
  return {};
}

Result<void> may_exit(const Dossier& d, const DossierStep& s) {
  if (d.state != "in_library") return not_from(d, s.act);
  const auto& all = exit_reasons();
  if (std::none_of(all.begin(), all.end(), [&](const ExitReason& r) { return r.reason == s.exit_reason.value_or(""); }))
    return fail(ErrorCode::usage, "exit_reason", "dossier.exit_reason", "name a reason of the list");
  if (s.exit_reason == "other" && s.reason.value_or("").empty())
    return fail(ErrorCode::usage, "reason", "dossier.reason", "say why it leaves");
  return {};
}

/// January's applications are about the year before.
bool is_current(const StatementView& s, const Date& day) {
  return s.year == day.year ? s.month <= day.month : day.month == 1 && s.year == day.year - 1;
}

const StatementView* latest(const Dossier& d, std::string_view kind, const Date& day) {
  const StatementView* out = nullptr;
  for (const StatementView& s : d.statements)
    if (s.kind == kind && is_current(s, day) && (out == nullptr || std::pair(s.year, s.month) > std::pair(out->year, out->month)))
      out = &s;
  return out;
}

bool same_months(const StatementView* a, const StatementView* b) {
  return a != nullptr && b != nullptr && a->year == b->year && a->month == b->month;
}

/// The statement and the VAT return that are held against each other.
struct Papers {
  const StatementView *profit, *vat;
};

/// Those of the latest months that both cover: who pays VAT by the quarter has a newer statement alone. Where they have no months
/// in common, the latest of each.
Papers papers_of(const Dossier& d, const Date& day) {
  Papers out{nullptr, nullptr};
  for (const StatementView& p : d.statements)
    for (const StatementView& v : d.statements)
      if (p.kind == "profit" && v.kind == "vat" && same_months(&p, &v) && is_current(p, day) &&
          (out.profit == nullptr || std::pair(p.year, p.month) > std::pair(out.profit->year, out.profit->month)))
        out = {&p, &v};
  const StatementView* newest = latest(d, "profit", day);
  const auto month = [](const StatementView& s) { return 12 * s.year + s.month; };
  const bool recent = out.profit != nullptr && month(*newest) - month(*out.profit) <= kQuarter;
  return recent ? out : Papers{newest, latest(d, "vat", day)};
}

/// Words in both languages, as screens show one of them.
struct Words {
  std::string zh, en;
};

Words in_wan(std::int64_t fen) {
  return {wan_text(fen) + "万元", wan_text(fen) + " (10,000 yuan)"};
}

Words told(const StatementView* s) {
  if (s == nullptr) return {"未登记", "not copied yet"};
  const std::string year = std::to_string(s->year), month = std::to_string(s->month);
  const Words amount = in_wan(s->amount);
  return {year + "年1—" + month + "月 " + amount.zh, year + ", January to month " + month + ": " + amount.en};
}

Words against(const StatementView* s, std::int64_t line) {
  const Words said = told(s), at = in_wan(line);
  return {said.zh + "，标准 " + at.zh, said.en + "; line " + at.en};
}

/// Checks over one dossier.
class Checking {
 public:
  Checking(const Dossier& d, const EnterpriseView& e, const Verdict& v, const std::vector<WindowView>& windows, const Date& day,
           const Settings& settings, const std::optional<TaxFigure>& tax)
      : d_(d),
        enterprise_(e),
        verdict_(v),
        windows_(windows),
        day_(day),
        settings_(settings),
        tax_(tax),
        class_(class_of(e.industry_code, day)) {
    const Papers papers = papers_of(d, day);
    profit_ = papers.profit, vat_ = papers.vat;
  }

  std::vector<CheckView> run() {
    if (class_ != nullptr && class_->class_id == verdict_.class_id && !class_->measures.empty()) over_papers();
    put("check.admitted", "county_review",
        verdict_.admitted == Answer::yes  ? "ok"
        : verdict_.admitted == Answer::no ? "failed"
                                          : "unknown",
        {});
    Words missing;
    for (const MaterialView& m : materials_of(d_, enterprise_, verdict_, day_, settings_))
      if (m.needed && m.state != "there") tell_missing(missing, m);
    put("check.materials", "complete", missing.zh.empty() ? "ok" : "failed", missing);
    const bool open = std::any_of(windows_.begin(), windows_.end(), [](const WindowView& w) { return w.state == "open"; });
    put("check.window", "county_review",
        open               ? "ok"
        : windows_.empty() ? "unknown"
                           : "failed",
        windows_.empty() ? Words{"本县日历里没有可用的窗口", "the county's calendar has no window for it"} : first_window());
    return std::move(out_);
  }

 private:
  void put(const char* check, const char* state, const char* result, Words detail) {
    const RuleText& text = rule_text(check);
    out_.push_back({check, state, result, text.text, text.text_en, text.source, std::move(detail.zh), std::move(detail.en)});
  }

  static void tell_missing(Words& missing, const MaterialView& m) {
    const bool said = m.state == "not_needed";
    missing.zh += (missing.zh.empty() ? "缺：" : "；") + m.name + (said ? "（说是不需要：" + m.note + "）" : "");
    missing.en +=
        (missing.en.empty() ? "missing: " : "; ") + m.name_en + (said ? " (said not to be needed: " + m.note + ")" : "");
  }

  Words first_window() const {
    const WindowView& w = windows_.front();
    return {w.opens + "—" + w.closes, w.opens + " to " + w.closes};
  }

  void over_papers() {
    const std::int64_t line = class_->threshold;
    const auto reaches = [&](const StatementView* s) { return s == nullptr ? "unknown" : s->amount >= line ? "ok" : "failed"; };
    put("check.line", "reached", reaches(profit_), against(profit_, line));
    const bool both = profit_ != nullptr && vat_ != nullptr;
    put("check.period", "complete",
        !both                        ? "unknown"
        : same_months(profit_, vat_) ? "ok"
                                     : "failed",
        {"利润表：" + told(profit_).zh + "；增值税：" + told(vat_).zh,
         "statement: " + told(profit_).en + "; VAT: " + told(vat_).en});
    put("check.vat", "complete", reaches(vat_), against(vat_, line));
    // Sums of different months say nothing of each other: nothing is subtracted then.
    const bool comparable = both && same_months(profit_, vat_);
    put("check.agree", "complete",
        !comparable                                            ? "unknown"
        : apart(profit_->amount, vat_->amount) && !explained() ? "failed"
                                                               : "ok",
        comparable ? difference(profit_->amount, vat_->amount)
        : both     ? Words{"两份报表的月份不同，不作比较", "the two papers cover different months; not compared"}
                   : Words{});
    // What was copied from a paper is held against what the department itself reports of the same months, where it does.
    if (vat_ == nullptr || !tax_) return;
    const Words by = difference(vat_->amount, tax_->amount), there = in_wan(tax_->amount);
    put("check.tax_bureau", "county_review", apart(vat_->amount, tax_->amount) ? "failed" : "ok",
        {"登记：" + told(vat_).zh + "；" + tax_->source + "：" + there.zh + "，" + by.zh,
         "copied: " + told(vat_).en + "; " + tax_->source + ": " + there.en + ", " + by.en});
  }

  static Words difference(std::int64_t a, std::int64_t b) {
    const Words by = in_wan(std::abs(a - b));
    return {"相差 " + by.zh, "apart by " + by.en};
  }
  bool apart(std::int64_t a, std::int64_t b) const {
    return static_cast<double>(std::abs(a - b)) > settings_.vat_tolerance * static_cast<double>(std::max(a, b));
  }
  bool explained() const {
    const auto note = d_.materials.find("difference_note");
    return note != d_.materials.end() && note->second.state == "there";
  }

  const Dossier& d_;
  const EnterpriseView& enterprise_;
  const Verdict& verdict_;
  const std::vector<WindowView>& windows_;
  const Date& day_;
  const Settings& settings_;
  const std::optional<TaxFigure>& tax_;
  const FiveAboveClass* class_;
  const StatementView *profit_ = nullptr, *vat_ = nullptr;
  std::vector<CheckView> out_;
};

std::optional<Date> fact_day(const Dossier& d, const char* fact) {
  const auto at = d.facts.find(fact);
  return at == d.facts.end() ? std::nullopt : Date::parse(at->second);
}

bool has_rule(const Verdict& v, std::string_view rule) {
  return std::find(v.rules.begin(), v.rules.end(), rule) != v.rules.end();
}

/// Whether this unit needs a paper of its class.
bool is_needed(const Material& m, const Dossier& d, const EnterpriseView& e, const Verdict& v, const Date& day) {
  const bool fresh = v.channel == Channel::monthly;
  if (m.when == "always") return true;
  if (m.when == "legal") return !has_rule(v, "unit.self_employed_industry");
  if (m.when == "new") return fresh;
  if (m.when == "grown") return v.channel == Channel::annual;
  if (m.when == "new_old") {
    // Founded more than three years ago, this one counted, and yet newly opened.
    const auto founded = sheets::date_of_text(e.founded), opened = fact_day(d, "opened");
    return fresh && founded && opened && day.year - founded->year >= kFoundedLongAgo && *opened != *founded;
  }
  if (m.when == "differs") return has_rule(v, "vat.differs");
  if (m.when == "branch") return has_rule(v, "unit.branch_recognised") || has_rule(v, "unit.branch_not_recognised");
  return false;
}

void apply_state(Dossier& d, const KeptStep& k) {
  const DossierStep& s = k.step;
  const std::string day = day_in_china(k.at);
  const auto to = [&](const std::string& state) { d.state = state, d.since = day; };
  if (s.act == "open" || s.act == "return") to(s.to.value_or("lead"));
  if (s.act == "advance") to(s.to.value_or(next_state(d.state)));
  if (s.act == "exit") {
    to("left");
    if (d.memberships.empty()) d.memberships.emplace_back();
    d.memberships.back().left = s.month.value_or(day.substr(0, 7)), d.memberships.back().exit_reason = s.exit_reason.value_or("");
  }
  if (s.act == "advance" && d.state == "in_library") d.memberships.push_back({s.month.value_or(day.substr(0, 7)), "", ""});
  if (s.act == "return") d.overridden.clear();
  if (s.overridden) d.overridden.insert(d.overridden.end(), s.overridden->begin(), s.overridden->end());
  if (s.act == "shelve") d.shelved = s.reason.value_or("");
  if (s.act == "resume") d.shelved.clear();
}

/// What was let pass was let pass as it stood: new evidence is looked at again.
void ask_again(Dossier& d, const DossierStep& s) {
  if (s.statement || s.fact) d.overridden.clear();
  if (s.material) std::erase_if(d.overridden, [](const std::string& c) { return c == "check.materials" || c == "check.agree"; });
}

void apply_rest(Dossier& d, const KeptStep& k) {
  const DossierStep& s = k.step;
  ask_again(d, s);
  if (s.act == "open") {
    d.name = s.name.value_or(""), d.credit_code = s.credit_code.value_or(""), d.town = s.town.value_or("");
    d.class_id = s.class_id.value_or(""), d.industry_code = s.industry_code.value_or(""), d.kind = s.kind.value_or("");
  }
  if (s.unit_id) d.unit_id = *s.unit_id;
  if (s.expected) d.expected = *s.expected;
  if (s.material) {
    MaterialView& m = d.materials[s.material->material_id];
    // A second picture stands beside the first.
    std::vector<MaterialFile> files = std::move(m.files);
    m = *s.material;
    m.at = k.at, m.by = k.by;
    if (m.state == "missing") files.clear();
    const std::string hash = m.file_hash.value_or("");
    if (!hash.empty() && std::none_of(files.begin(), files.end(), [&](const MaterialFile& f) { return f.file_hash == hash; }))
      files.push_back({hash, m.file_name.value_or(""), k.at});
    m.files = std::move(files);
  }
  if (s.fact && s.fact->value.empty()) d.facts.erase(s.fact->fact);
  if (s.fact && !s.fact->value.empty()) d.facts[s.fact->fact] = s.fact->value;
  if (s.statement) {
    std::erase_if(d.statements, [&](const StatementView& x) {
      return x.kind == s.statement->kind && x.year == s.statement->year && x.month == s.statement->month;
    });
    if (s.statement->withdrawn) return;
    d.statements.push_back(*s.statement);
    d.statements.back().at = k.at, d.statements.back().by = k.by;
  }
}

}  // namespace

const std::vector<DossierStateName>& dossier_states() {
  static const std::vector<DossierStateName> list = [] {
    std::vector<DossierStateName> out;
    for (const auto& r : preset_rows("dossier_states.csv"))
      if (r.size() >= 3) out.push_back({r[0], r[1], r[2]});
    return out;
  }();
  return list;
}

const std::vector<ExitReason>& exit_reasons() {
  static const std::vector<ExitReason> list = [] {
    std::vector<ExitReason> out;
    for (const auto& r : preset_rows("five_above_exits.csv"))
      if (r.size() >= 5) out.push_back({r[0], r[1], r[2], r[3] == "annual", r[4]});
    return out;
  }();
  return list;
}

std::string next_state(std::string_view state) {
  const std::size_t next = place_of(state) + 1;
  return next < place_of("left") ? dossier_states()[next].state : "";
}

bool is_reviewed(std::string_view state) {
  return place_of(state) >= place_of("county_review");
}

Dossier fold(const std::vector<KeptStep>& steps) {
  Dossier d;
  for (const KeptStep& k : steps) {
    apply_state(d, k);
    apply_rest(d, k);
  }
  return d;
}

Result<void> may_step(const Dossier& d, const DossierStep& s) {
  const std::string& act = s.act;
  if (act == "open") return d.state.empty() ? Result<void>{} : not_from(d, act);
  if (d.state.empty()) return not_from(d, act);
  if (!d.shelved.empty() && act != "resume" && act != "assign")
    return fail(ErrorCode::conflict, "act", "dossier.shelved", "work on it rests; resume it first");
  if (act == "resume" && d.shelved.empty()) return not_from(d, act);
  if (act == "advance" && next_state(d.state).empty()) return not_from(d, act);
  if (act == "return") return may_return(d, s);
  if (act == "exit") return may_exit(d, s);
  if (act == "shelve") {
    if (place_of(d.state) >= place_of("in_library")) return not_from(d, act);
    if (s.reason.value_or("").empty()) return fail(ErrorCode::usage, "reason", "dossier.reason", "say why it rests");
  }
  return {};
}

std::vector<std::string> acts_of(const Dossier& d) {
  if (!d.shelved.empty()) return {"resume", "assign"};
  std::vector<std::string> out;
  if (!next_state(d.state).empty()) out.emplace_back("advance");
  if (d.state != "lead" && d.state != "in_library") out.emplace_back("return");
  if (d.state == "in_library") out.emplace_back("exit");
  if (place_of(d.state) < place_of("in_library")) out.emplace_back("shelve");
  for (const char* always : {"assign", "material", "statement", "fact"}) out.emplace_back(always);
  return out;
}

void put_facts(Evidence& out, const std::map<std::string, std::string>& facts) {
  const auto fact = [&](const char* name) {
    const auto at = facts.find(name);
    return at == facts.end() ? std::string() : at->second;
  };
  const auto yes_or_no = [&](const char* name) { return fact(name).empty() ? std::nullopt : std::optional(fact(name) == "yes"); };
  if (const auto opened = Date::parse(fact("opened"))) out.opened = opened;
  if (const auto day = Date::parse(fact("reorganized"))) out.reorganized = day;
  for (const auto& [name, kind] : {std::pair{"legal", UnitKind::legal},
                                   {"self_employed", UnitKind::self_employed},
                                   {"outlet", UnitKind::outlet},
                                   {"branch", UnitKind::branch},
                                   {"branch_in_province", UnitKind::branch_in_province},
                                   {"branch_across_provinces", UnitKind::branch_across_provinces}})
    if (fact("unit_kind") == name) out.kind = kind;
  out.accounting_standards = yes_or_no("accounting_standards");
  out.recognised_as_legal = fact("recognised_as_legal") == "yes";
  out.owner_industry_code = fact("owner_industry_code");
  out.qualification = fact("qualification");
  out.registered_here = yes_or_no("registered_here"), out.develops = yes_or_no("develops");
  if (const std::string wan = fact("planned_investment"); !wan.empty())
    out.planned_investment = std::atoll(wan.c_str()) * kFenOfWan;
}

Evidence evidence_of(const Dossier& d, const EnterpriseView& e, const Date& day) {
  Evidence out;
  out.industry_code = e.industry_code, out.credit_code = e.credit_code;
  out.kind = unit_kind_of(e);
  out.opened = sheets::date_of_text(e.founded);
  put_facts(out, d.facts);
  const auto [profit, vat] = papers_of(d, day);
  if (profit != nullptr) out.sums[profit->measure] = profit->amount;
  if (vat != nullptr && (profit == nullptr || same_months(profit, vat))) out.sums["vat_sales"] = vat->amount;
  return out;
}

bool is_material(const std::string& material_id, const std::string& class_id) {
  const auto of_class = [&](const Material& m) {
    const bool known = class_id == "project" || std::any_of(class_presets().begin(), class_presets().end(),
                                                            [&](const FiveAboveClass& c) { return c.class_id == class_id; });
    return class_id.empty() ||
           (known && (m.classes.empty() || std::find(m.classes.begin(), m.classes.end(), class_id) != m.classes.end()));
  };
  const auto& all = material_presets();
  return std::any_of(all.begin(), all.end(), [&](const Material& m) { return m.material_id == material_id && of_class(m); });
}

std::vector<PaperRuleView> paper_rules(const Settings& settings) {
  std::vector<PaperRuleView> out;
  for (const Material& m : material_presets()) {
    PaperRuleView v{m.material_id, m.name, m.name_en, m.classes, m.when, m.source, {}, {}};
    for (const std::string& key : settings.not_asked)
      if (key.substr(0, key.find(':')) == m.material_id)
        v.not_asked.push_back(key.size() > m.material_id.size() ? key.substr(m.material_id.size() + 1) : "");
    out.push_back(std::move(v));
  }
  return out;
}

std::vector<MaterialView> materials_of(const Dossier& d, const EnterpriseView& e, const Verdict& v, const Date& day,
                                       const Settings& settings) {
  std::vector<MaterialView> out;
  for (const Material& m : material_presets()) {
    if (!m.classes.empty() && std::find(m.classes.begin(), m.classes.end(), v.class_id) == m.classes.end()) continue;
    MaterialView x;
    x.material_id = m.material_id, x.state = "missing";
    if (const auto noted = d.materials.find(m.material_id); noted != d.materials.end()) x = noted->second;
    x.name = m.name, x.name_en = m.name_en, x.photo = m.photo, x.photo_en = m.photo_en, x.source = m.source;
    x.needed = is_needed(m, d, e, v, day) && settings.asks(m.material_id, v.class_id);
    // What this unit does not need is shown only where somebody noted it, or where no source says who needs it.
    if (x.needed || x.state != "missing" || m.when == "unconfirmed" || m.when == "may") out.push_back(std::move(x));
  }
  return out;
}

std::string material_name_en(const std::string& material_id) {
  for (const Material& m : material_presets())
    if (m.material_id == material_id) return m.name_en;
  return "";
}

const StatementView* vat_return_of(const Dossier& d, const Date& day) {
  return papers_of(d, day).vat;
}

std::vector<CheckView> checks_of(const Dossier& d, const EnterpriseView& e, const Verdict& v,
                                 const std::vector<WindowView>& windows, const Date& day, const Settings& settings,
                                 const std::optional<TaxFigure>& tax) {
  return Checking(d, e, v, windows, day, settings, tax).run();
}

std::vector<CheckView> failing(const std::vector<CheckView>& checks, const Dossier& d, std::string_view state) {
  std::vector<CheckView> out;
  if (place_of(state) > place_of("county_review")) return out;
  for (const CheckView& c : checks)
    if (c.result != "ok" && place_of(c.state) <= place_of(state) &&
        std::find(d.overridden.begin(), d.overridden.end(), c.check) == d.overridden.end())
      out.push_back(c);
  return out;
}

Result<void> check_fact(const FactView& f, const Date& today) {
  const auto bad = [&](const char* detail) { return fail(ErrorCode::usage, f.fact, "fact.bad", detail); };
  const auto among = [&](std::initializer_list<std::string_view> list) {
    return f.value.empty() || std::find(list.begin(), list.end(), f.value) != list.end();
  };
  if (f.fact == "opened" || f.fact == "reorganized") {
    const auto day = Date::parse(f.value);
    if (f.value.empty() || (day && day->days() <= today.days())) return {};
    return bad("a day is written 2026-03-01 and does not lie ahead: a unit enters after it opened");
  }
  if (f.fact == "unit_kind")
    return among({"legal", "self_employed", "outlet", "branch", "branch_in_province", "branch_across_provinces"})
               ? Result<void>{}
               : bad("no such kind of unit");
  if (f.fact == "qualification")
    return among({"general", "special", "labour", "none"}) ? Result<void>{} : bad("general, special, labour or none");
  if (f.fact == "owner_industry_code")
    return f.value.empty() || industry_by_code(f.value) != nullptr ? Result<void>{} : bad("no code of the industry standard");
  if (f.fact == "planned_investment")
    return f.value.size() <= 9 && std::all_of(f.value.begin(), f.value.end(), [](char c) { return c >= '0' && c <= '9'; })
               ? Result<void>{}
               : bad("whole 万元");
  for (const char* name : {"accounting_standards", "recognised_as_legal", "registered_here", "develops"})
    if (f.fact == name) return among({"yes", "no"}) ? Result<void>{} : bad("yes or no");
  return bad("there is no such fact");
}

std::string wan_text(std::int64_t fen) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%.2f", static_cast<double>(fen) / static_cast<double>(kFenOfWan));
  return buffer;
}

}  // namespace luodi::cultivation
