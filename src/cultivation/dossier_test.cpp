// The diagram of dossiers, what their steps add up to, the checks before each state, and entry windows.
#include <gtest/gtest.h>

#include "cultivation/dossier.h"
#include "cultivation/figures.h"
#include "cultivation/windows.h"

namespace luodi::cultivation {
namespace {

constexpr std::int64_t kWan = 1000000;
const Date kDay{2026, 11, 18};

EnterpriseView flour() {
  EnterpriseView e;
  e.enterprise_id = "E1", e.name = "霁川县岚茂面粉有限公司", e.credit_code = "91610723MA00000077", e.kind = "enterprise";
  e.industry_code = "1311", e.founded = "2019-03-01";
  return e;
}

KeptStep step(const char* act, const char* at = "2026-11-10T01:00:00Z") {
  KeptStep k{at, "a-clerk", {}};
  k.step.act = act;
  return k;
}
KeptStep statement(const char* kind, std::int64_t month, std::int64_t wan) {
  KeptStep k = step("statement");
  k.step.statement.emplace();
  k.step.statement->kind = kind, k.step.statement->measure = std::string(kind) == "vat" ? "vat_sales" : "main_revenue";
  k.step.statement->year = 2026, k.step.statement->month = month, k.step.statement->amount = wan * kWan;
  return k;
}
KeptStep paper(const char* id, const char* state = "there") {
  KeptStep k = step("material");
  k.step.material.emplace();
  k.step.material->material_id = id, k.step.material->state = state;
  return k;
}
WindowView window(const char* channel, const char* opens, const char* closes) {
  WindowView w;
  w.window_id = closes, w.place = "霁川县", w.level = "county", w.channel = channel, w.opens = opens, w.closes = closes;
  w.source = "县统计局 2026 年通知（演示）", w.own = true;
  return w;
}

/// The result of one check of a dossier with these steps.
std::string result_of(const std::vector<KeptStep>& steps, const std::string& check, const std::vector<WindowView>& windows = {},
                      const EnterpriseView& e = flour()) {
  const Dossier d = fold(steps);
  const Verdict v = judge(evidence_of(d, e, kDay), kDay, setting_presets());
  for (const CheckView& c :
       checks_of(d, e, v, windows_to_file_in(windows, v.class_id, word_of(v.channel), kDay), kDay, setting_presets()))
    if (c.check == check) return c.result;
  return "none";
}

TEST(Dossier, WalksTheDiagramForwardsAndBack) {
  std::vector<KeptStep> steps{step("open")};
  for (const char* state : {"survey", "cultivation", "reached", "complete", "county_review", "city_review", "province_review",
                            "national_review", "in_library"}) {
    const Dossier d = fold(steps);
    EXPECT_EQ(next_state(d.state), state);
    EXPECT_TRUE(may_step(d, step("advance").step));
    EXPECT_EQ(may_step(d, step("exit").step).error().reason, "dossier.not_from");
    steps.push_back(step("advance"));
  }
  Dossier d = fold(steps);
  EXPECT_EQ(d.state, "in_library");
  ASSERT_EQ(d.memberships.size(), 1U);
  EXPECT_EQ(d.memberships.back().entered, "2026-11");
  EXPECT_EQ(fold({step("open", "2026-11-29T16:30:00Z")}).since, "2026-11-30") << "the day in China";
  EXPECT_EQ(may_step(d, step("advance").step).error().reason, "dossier.not_from");
  KeptStep back = step("return");
  back.step.to = "lead", back.step.reason = "材料不实";
  EXPECT_EQ(may_step(d, back.step).error().reason, "dossier.not_from") << "from the library it exits";
  KeptStep exit = step("exit", "2027-03-02T01:00:00Z");
  EXPECT_EQ(may_step(d, exit.step).error().reason, "dossier.exit_reason");
  exit.step.exit_reason = "stopped";
  ASSERT_TRUE(may_step(d, exit.step));
  steps.push_back(exit);
  d = fold(steps);
  EXPECT_EQ(d.state, "left");
  EXPECT_EQ(d.memberships.back().left, "2027-03");
  ASSERT_TRUE(may_step(d, back.step)) << "what left may be cultivated again";
  steps.push_back(back);
  EXPECT_EQ(fold(steps).state, "lead");
}

TEST(Dossier, GoesBackOnlyAndSaysWhy) {
  const Dossier d = fold({step("open"), step("advance"), step("advance")});
  DossierStep s;
  s.act = "return", s.to = "survey";
  EXPECT_EQ(may_step(d, s).error().reason, "dossier.reason");
  s.reason = "地址不符";
  EXPECT_TRUE(may_step(d, s));
  s.to = "reached";
  EXPECT_EQ(may_step(d, s).error().reason, "dossier.not_back");
  s.to = "somewhere";
  EXPECT_EQ(may_step(d, s).error().reason, "dossier.state");
}

TEST(Dossier, ShelvedWorkRests) {
  KeptStep shelve = step("shelve");
  EXPECT_EQ(may_step(fold({step("open")}), shelve.step).error().reason, "dossier.reason");
  shelve.step.reason = "企业暂不配合";
  const Dossier d = fold({step("open"), shelve});
  EXPECT_EQ(may_step(d, step("advance").step).error().reason, "dossier.shelved");
  EXPECT_TRUE(may_step(d, step("resume").step));
  EXPECT_TRUE(fold({step("open"), shelve, step("resume")}).shelved.empty());
  EXPECT_EQ(acts_of(d), (std::vector<std::string>{"resume", "assign"}));
}

TEST(Dossier, TheStatementAndTheReturnOfTheSameMonths) {
  const std::vector<KeptStep> open{step("open")};
  EXPECT_EQ(result_of(open, "check.line"), "unknown");
  EXPECT_EQ(result_of({step("open"), statement("profit", 10, 1999)}, "check.line"), "failed");
  EXPECT_EQ(result_of({step("open"), statement("profit", 10, 2000)}, "check.line"), "ok");
  const auto both = [](std::int64_t month, std::int64_t vat) {
    return std::vector<KeptStep>{step("open"), statement("profit", 10, 2100), statement("vat", month, vat)};
  };
  EXPECT_EQ(result_of(both(9, 2100), "check.period"), "failed");
  EXPECT_EQ(result_of(both(9, 2100), "check.agree"), "unknown") << "sums of other months are not subtracted";
  EXPECT_EQ(result_of(both(10, 2100), "check.period"), "ok");
  std::vector<KeptStep> quarterly{step("open"), statement("profit", 9, 2050), statement("vat", 9, 2050)};
  quarterly.push_back(statement("profit", 10, 2300));
  EXPECT_EQ(result_of(quarterly, "check.period"), "ok") << "the latest months that both cover";
  EXPECT_EQ(result_of(quarterly, "check.agree"), "ok");
  const std::vector<KeptStep> old{step("open"), statement("profit", 1, 100), statement("vat", 1, 100),
                                  statement("profit", 10, 2100)};
  EXPECT_EQ(result_of(old, "check.line"), "ok") << "January's common papers do not hide October's statement";
  EXPECT_EQ(result_of(old, "check.period"), "failed");
  KeptStep investment = step("fact");
  investment.step.fact = FactView{"planned_investment", "8000"};
  EXPECT_EQ(result_of({step("open"), investment}, "check.line"), "none") << "a project has no line of revenue";
  EXPECT_EQ(result_of(both(10, 1990), "check.vat"), "failed");
  EXPECT_EQ(result_of(both(10, 2000), "check.agree"), "ok") << "within 5 %";
  EXPECT_EQ(result_of(both(10, 2400), "check.agree"), "failed");
  std::vector<KeptStep> explained = both(10, 2400);
  explained.push_back(paper("difference_note"));
  EXPECT_EQ(result_of(explained, "check.agree"), "ok") << "a stamped explanation";
  std::vector<KeptStep> corrected = both(10, 2400);
  corrected.push_back(statement("vat", 10, 2110));
  EXPECT_EQ(result_of(corrected, "check.agree"), "ok") << "the later word on a month stands";
}

/// What a check found is told in both languages, no Chinese in the English but what a person wrote.
TEST(Dossier, ChecksSpeakBothLanguages) {
  const Dossier d = fold({step("open"), statement("profit", 10, 2100), statement("vat", 10, 2400)});
  const Verdict v = judge(evidence_of(d, flour(), kDay), kDay, setting_presets());
  for (const CheckView& c : checks_of(d, flour(), v, {}, kDay, setting_presets())) {
    EXPECT_EQ(c.detail.empty(), c.detail_en.empty()) << c.check;
    for (const char ch : c.detail_en) EXPECT_GT(ch, 0) << c.check << ": " << c.detail_en;
  }
}

TEST(Dossier, TheVerdictStandsOnItsOwnPapers) {
  const Dossier d = fold({step("open"), statement("profit", 10, 2100), statement("vat", 10, 2100)});
  const Verdict v = judge(evidence_of(d, flour(), kDay), kDay, setting_presets());
  EXPECT_EQ(v.standing, Standing::met);
  EXPECT_EQ(v.channel, Channel::annual);
  KeptStep opened = step("fact");
  opened.step.fact = FactView{"opened", "2026-02-01"};
  const Dossier fresh = fold({step("open"), opened});
  EXPECT_EQ(judge(evidence_of(fresh, flour(), kDay), kDay, setting_presets()).channel, Channel::monthly);
}

TEST(Dossier, PapersByClassAndByNeed) {
  Settings settings = setting_presets();
  const auto ids = [&](const std::vector<KeptStep>& steps, const EnterpriseView& e) {
    const Dossier d = fold(steps);
    std::vector<std::string> out;
    for (const MaterialView& m : materials_of(d, e, judge(evidence_of(d, e, kDay), kDay, setting_presets()), kDay, settings))
      if (m.needed) out.push_back(m.material_id);
    return out;
  };
  EXPECT_EQ(ids({step("open")}, flour()), (std::vector<std::string>{"form", "basic", "licence", "truth", "profit", "vat",
                                                                    "vat_annex", "gate_photo", "work_photo", "ledger"}));
  KeptStep opened = step("fact");
  opened.step.fact = FactView{"opened", "2026-02-01"};
  EXPECT_EQ(ids({step("open"), opened}, flour()),
            (std::vector<std::string>{"form", "basic", "licence", "truth", "profit", "vat", "vat_annex", "gate_photo",
                                      "work_photo", "project_paper", "reach_note", "opening_proof"}))
      << "opened this year, founded in 2019";
  EnterpriseView builder = flour();
  builder.industry_code = "4710";
  EXPECT_EQ(ids({step("open")}, builder), (std::vector<std::string>{"form", "basic", "licence", "truth", "qualification"}));
  EXPECT_EQ(ids({step("open"), statement("profit", 10, 2100), statement("vat", 10, 2400)}, flour()).back(), "difference_note");
  settings = settings_with(
      {{"material:gate_photo", "no"}, {"material:qualification:construction", "no"}, {"material:form:retail", "no"}});
  EXPECT_EQ(ids({step("open")}, flour()).size(), 9U) << "the county does not ask for the photo of the gate";
  EXPECT_EQ(ids({step("open")}, builder), (std::vector<std::string>{"form", "basic", "licence", "truth"}))
      << "of its class alone";
}

TEST(Dossier, ChecksStopWhereTheyAreNeededAndMayBeLetPass) {
  const Dossier d = fold({step("open"), step("advance"), step("advance")});
  const Verdict v = judge(evidence_of(d, flour(), kDay), kDay, setting_presets());
  const auto checks = checks_of(d, flour(), v, {}, kDay, setting_presets());
  EXPECT_TRUE(failing(checks, d, "cultivation").empty());
  ASSERT_EQ(failing(checks, d, "reached").size(), 1U);
  EXPECT_EQ(failing(checks, d, "reached").front().check, "check.line");
  EXPECT_EQ(failing(checks, d, "complete").size(), 5U);
  EXPECT_TRUE(failing(checks, d, "city_review").empty()) << "the reviews behind the county's are not ours";
  KeptStep passed = step("advance");
  passed.step.overridden = std::vector<std::string>{"check.line"};
  const Dossier after = fold({step("open"), step("advance"), step("advance"), passed});
  EXPECT_TRUE(failing(checks, after, "reached").empty());
  KeptStep back = step("return");
  back.step.to = "cultivation", back.step.reason = "核实";
  const Dossier again = fold({step("open"), step("advance"), step("advance"), passed, back});
  EXPECT_EQ(failing(checks, again, "reached").size(), 1U) << "what was let pass is asked again";
}

TEST(Dossier, FactsThatAreNone) {
  const Date kToday{2026, 11, 20};
  EXPECT_FALSE(check_fact({"opened", "2027-03-01"}, kToday)) << "it did not open yet";
  EXPECT_TRUE(check_fact({"reorganized", "2026-02-01"}, kToday));
  EXPECT_FALSE(check_fact({"owner_industry_code", "9999"}, kToday)) << "no code of the standard";
  EXPECT_TRUE(check_fact({"owner_industry_code", "5212"}, kToday));
  EXPECT_TRUE(check_fact({"opened", "2026-02-01"}, kToday));
  EXPECT_TRUE(check_fact({"opened", ""}, kToday));
  EXPECT_FALSE(check_fact({"opened", "今年"}, kToday));
  EXPECT_FALSE(check_fact({"qualification", "best"}, kToday));
  EXPECT_FALSE(check_fact({"mood", "good"}, kToday));
  EXPECT_FALSE(check_fact({"planned_investment", "-5"}, kToday));
}

/// 改制、重新注册、合并、拆分 of this year or the last quarter of the one before: the monthly channel is open to the unit they
/// made.
TEST(Dossier, AUnitMadeByARestructuringMayEnterMonthly) {
  EnterpriseView e = flour();
  e.founded = "2012-05-01";
  const auto channel = [&](const char* day) {
    KeptStep fact = step("fact");
    fact.step.fact = FactView{"reorganized", day};
    return std::string(word_of(judge(evidence_of(fold({step("open"), fact}), e, kDay), kDay, setting_presets()).channel));
  };
  EXPECT_EQ(channel("2026-03-01"), "monthly");
  EXPECT_EQ(channel("2025-10-01"), "monthly");
  EXPECT_EQ(channel("2025-09-30"), "annual");
  EXPECT_EQ(channel(""), "annual");
}

/// The batch that figures count for is the last window that a unit may still use; a calendar without any leaves it open.
TEST(Windows, TheBatchOfFigures) {
  WindowView first = window("annual", "2026-11-01", "2026-11-20"), second = window("annual", "2026-12-01", "2027-01-05");
  first.data_month = "2026-10";
  const auto of = [](const std::vector<WindowView>& w, Date day, const char* channel = "annual") {
    return batch_of(w, "industry", channel, 2026, day);
  };
  EXPECT_EQ(of({}, {2026, 11, 1}), std::nullopt);
  EXPECT_EQ(of({first, second}, {2026, 11, 1}), month_index(2026, 12)) << "the month before it closes, where it names none";
  EXPECT_EQ(of({first}, {2026, 11, 1}), month_index(2026, 10));
  EXPECT_EQ(of({first}, {2026, 11, 21}), 0) << "it has closed";
  const WindowView monthly = window("monthly", "2026-11-01", "2026-11-25");
  EXPECT_EQ(of({monthly}, {2026, 11, 1}), std::nullopt) << "not for units of the annual channel";
  EXPECT_EQ(of({monthly}, {2026, 11, 1}, "monthly"), month_index(2026, 10));
  WindowView national = window("annual", "2026-12-01", "2027-01-25");
  national.level = "national";
  EXPECT_EQ(of({first, national}, {2026, 11, 21}), 0) << "who missed the county's window files in none above it";
  EXPECT_EQ(of({national}, {2026, 11, 21}), month_index(2026, 12)) << "of the county nothing is told";
  first.classes = {"retail"};
  EXPECT_EQ(of({first}, {2026, 11, 1}), std::nullopt) << "of another class";
}

TEST(Windows, WhichTakeUnitsThatLeave) {
  WindowView w = window("annual", "2026-11-01", "2026-11-20");
  for (const auto& [kinds, takes] : {std::pair{"", true},
                                     {"纳入、退出、变更", true},
                                     {"规下升规上、新开业", false},
                                     {"当年只有一批", true},
                                     {"规上转规下", true},
                                     {"入库", false}}) {
    w.kinds = kinds;
    EXPECT_EQ(takes_exits(w), takes) << kinds;
  }
}

TEST(Windows, WhoMayUseWhichAndHowLong) {
  const std::vector<WindowView> calendar{
      window("annual", "2026-12-01", "2026-12-24"), window("annual", "2026-11-01", "2026-11-20"),
      window("monthly", "2026-11-01", "2026-11-25"), window("annual", "2025-11-01", "2025-11-20")};
  const auto annual = usable_windows(calendar, "industry", "annual", kDay);
  ASSERT_EQ(annual.size(), 2U);
  EXPECT_EQ(annual[0].closes, "2026-11-20");
  EXPECT_EQ(annual[0].state, "open");
  EXPECT_EQ(annual[0].days_left, 2);
  EXPECT_EQ(annual[0].working_days_left, 2) << "the 19th and the 20th";
  EXPECT_EQ(annual[1].state, "coming");
  EXPECT_EQ(usable_windows(calendar, "industry", "monthly", kDay).size(), 3U) << "whoever may enter monthly may enter annually";
  EXPECT_TRUE(usable_windows(calendar, "industry", "none", kDay).empty());
  std::vector<WindowView> builders = calendar;
  for (WindowView& w : builders) w.classes = {"construction"};
  EXPECT_TRUE(usable_windows(builders, "industry", "annual", kDay).empty());
  EXPECT_EQ(standing_on(window("annual", "", "2099-11-20"), kDay).working_days_left, std::nullopt)
      << "no notice of that year yet";
  EXPECT_EQ(result_of({step("open")}, "check.window", calendar), "ok");
  EXPECT_EQ(result_of({step("open")}, "check.window"), "unknown") << "no calendar is recorded";
  EXPECT_EQ(result_of({step("open")}, "check.window", {window("annual", "2026-12-01", "2026-12-24")}), "failed");
}

TEST(Windows, BadOnesSaySo) {
  EXPECT_TRUE(check_window(window("annual", "2026-11-01", "2026-11-20")));
  EXPECT_FALSE(check_window(window("annual", "2026-11-21", "2026-11-20")));
  EXPECT_FALSE(check_window(window("annual", "", "2026-11-20"))) << "without a first day it would be open from now on";
  EXPECT_FALSE(check_window(window("weekly", "2026-11-01", "2026-11-20")));
  EXPECT_FALSE(check_window(window("annual", "2026-11-01", "20 Nov")));
  WindowView w = window("annual", "2026-11-01", "2026-11-20");
  w.classes = {"farming"};
  EXPECT_FALSE(check_window(w));
  w = window("annual", "2026-11-01", "2026-11-20");
  w.source.clear();
  EXPECT_FALSE(check_window(w)) << "a window without its notice";
}

TEST(Windows, PresetsAreWhatOthersDid) {
  EXPECT_EQ(month_rules().size(), 12U);
  for (const WindowView& w : window_presets()) {
    EXPECT_TRUE(Date::parse(w.closes)) << w.window_id;
    EXPECT_FALSE(w.source.empty()) << w.window_id;
    EXPECT_FALSE(w.own) << "never this county's";
  }
}

}  // namespace
}  // namespace luodi::cultivation
