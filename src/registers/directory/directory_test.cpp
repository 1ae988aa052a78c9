// Rows, choices, towns and the fold: pure, without a store.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "registers/directory/choice.h"
#include "registers/directory/entities.h"
#include "registers/directory/fold.h"
#include "registers/directory/projection.h"
#include "registers/enterprise/cleaners.h"
#include "registers/enterprise/name_channel.h"
#include "registers/linkage/held.h"
#include "registers/linkage/loading.h"
#include "registers/linkage/presets.h"
#include "tests/registers/generator.h"

namespace luodi::registers {
namespace {

RegisterRow row(std::vector<std::pair<const char*, const char*>> values) {
  RegisterRow r{"", std::vector<std::string>(register_fields().size())};
  for (const auto& [field, value] : values) r.values[register_field(field)] = value;
  return r;
}

TEST(RegisterRows, KeepTheirIdsWhateverTheOrderAndTheMonth) {
  std::vector<RegisterRow> rows = {row({{"name", "甲厂"}, {"credit_code", "91610723MA00000077"}}),
                                   row({{"name", "乙厂"}, {"address", "东街1号"}}), row({{"name", "丙厂"}, {"number", "7"}}),
                                   row({{"name", "乙厂"}, {"address", "东街1号"}, {"phone", "1"}}),
                                   row({{"name", "丙厂"}, {"number", "7"}})};
  std::vector<RegisterRow> again(rows.rbegin(), rows.rend());
  EXPECT_EQ(name_rows("R", rows), 1U);  // the same row twice is one row
  EXPECT_EQ(name_rows("R", again), 1U);
  std::set<std::string> ids, others;
  for (const auto& r : rows) ids.insert(r.row_id);
  for (const auto& r : again) others.insert(r.row_id);
  EXPECT_EQ(ids.size(), 4U);  // nothing tells the two of 乙厂 apart but their contents: two rows
  EXPECT_EQ(ids, others);
  // The next month has another phone: the row is the same one.
  std::vector<RegisterRow> next = {row({{"name", "甲厂"}, {"credit_code", "91610723MA00000077"}, {"phone", "2"}})};
  name_rows("R", next);
  EXPECT_EQ(ids.count(next[0].row_id), 1U);
  name_rows("R2", next);
  EXPECT_EQ(ids.count(next[0].row_id), 0U);
  const auto back = rows_of_blob(rows_as_blob(rows));
  ASSERT_TRUE(back);
  EXPECT_EQ((*back)[1].values, rows[1].values);
  EXPECT_FALSE(rows_of_blob("no json"));
}

TEST(RegisterRows, TellStatesByWordsTheLongestFirst) {
  EXPECT_EQ(status_class("存续（在营、开业、在册）"), "active");
  EXPECT_EQ(status_class("正常"), "active");
  EXPECT_EQ(status_class("非正常户"), "stopped");
  EXPECT_EQ(status_class("已注销"), "closed");
  EXPECT_EQ(status_class("不详"), "");
}

TEST(Choice, TakesOneRowsValueByItsRuleAndNamesWhatDisagrees) {
  const std::vector<Town> list = {{"1", "鹭岭镇"}, {"2", "澜桥街道"}};
  const Towns towns(list);
  MemberRow market{"R1", "市监", "market", "2026-09-30",
                   row({{"name", "甲公司"},
                        {"address", "某县鹭岭镇东街3号"},
                        {"industry_code", "2110"},
                        {"capital", "50(万)"},
                        {"status", "存续"},
                        {"phone", "1111111"}})};
  MemberRow tax{"R2", "税务", "tax", "2026-10-31",
                row({{"name", "甲有限公司"},
                     {"address", "澜桥8号"},
                     {"industry_code", "211"},
                     {"capital", "500000元"},
                     {"status", "注销"},
                     {"phone", "2222222"}})};
  market.row.row_id = "a", tax.row.row_id = "b";
  Chosen c = choose({market, tax}, choice_presets(), {}, towns);
  EXPECT_EQ(c.value("name"), "甲公司");
  EXPECT_EQ(c.value("address"), "澜桥8号");
  EXPECT_EQ(c.value("phone"), "2222222");  // the later month
  EXPECT_EQ(c.town, "澜桥街道");
  EXPECT_EQ(c.state, "active");
  // A code to three places is no other than one to four that begins so; one capital is spelled in two ways.
  EXPECT_EQ(c.conflicts(), (std::vector<std::string>{"status", "address"}));
  std::swap(market, tax);
  EXPECT_EQ(choose({market, tax}, choice_presets(), {}, towns).conflicts().size(), 2U);
  c = choose({market, tax}, choice_presets(), {{"address", "鹭岭"}}, towns);
  EXPECT_EQ(c.town, "鹭岭镇");
  EXPECT_EQ(choose({}, choice_presets(), {}, towns).value("name"), "");
}

TEST(Choice, AnOlderNumberIsNoOtherIdentityAndTheTownIsThatOfTheAddress) {
  const Towns towns({{"1", "鹭岭镇"}, {"2", "澜桥街道"}});
  MemberRow market{"R1", "市监", "market", "2026-09-30",
                   row({{"name", "甲公司"}, {"credit_code", "440301103097413"}, {"town", "鹭岭镇"}})};
  MemberRow tax{"R2", "税务", "tax", "2026-10-31",
                row({{"name", "甲公司"}, {"credit_code", "91610723MA00000077"}, {"address", "澜桥8号"}})};
  market.row.row_id = "a", tax.row.row_id = "b";
  const Chosen c = choose({market, tax}, choice_presets(), {}, towns);
  EXPECT_EQ(c.value("credit_code"), "91610723MA00000077");  // the market register's 15 digits are valid, and no identity
  EXPECT_TRUE(c.conflicts().empty());
  EXPECT_EQ(c.town, "澜桥街道");
  EXPECT_EQ(c.value("town"), "澜桥街道");
}

TEST(Choice, WhatATownTellsOfItselfStandsWhereNobodyElseTellsATown) {
  const Towns towns({{"1", "鹭岭镇"}, {"2", "澜桥街道"}});
  MemberRow market{"R1", "市监", "market", "2026-09-30", row({{"name", "甲公司"}, {"town", "鹭岭镇"}})};
  MemberRow town{"R2", "澜桥台账", "town_ledger", "2026-10-31",
                 row({{"name", "甲公司"}, {"town", "澜桥街道"}, {"address", "澜桥街道8号"}})};
  market.row.row_id = "a", town.row.row_id = "b";
  EXPECT_EQ(choose({market, town}, choice_presets(), {}, towns).town, "鹭岭镇");
  EXPECT_EQ(choose({market, town}, choice_presets(), {{"address", "澜桥街道8号"}}, towns).town, "澜桥街道") << "settled";
  market.row.values[register_field("town")] = "别处镇";
  EXPECT_EQ(choose({market, town}, choice_presets(), {}, towns).town, "") << "a town that the county does not know";
  market.row.values[register_field("town")].clear();
  EXPECT_EQ(choose({market, town}, choice_presets(), {}, towns).town, "澜桥街道");
}

TEST(TownsTest, AreFoundByNameThenByStemThenInTheStatesList) {
  const Towns towns({{"1", "鹭岭镇"}, {"2", "鹭岭坪镇"}});
  EXPECT_EQ(towns.named_in("某县鹭岭坪镇老街"), "鹭岭坪镇");
  EXPECT_EQ(towns.named_in("鹭岭老街79号"), "鹭岭镇");
  EXPECT_EQ(towns.named_in("陕西省汉中市洋县谢村镇东街"), "谢村镇");
  EXPECT_EQ(towns.named_in("东街3号"), "");
  EXPECT_EQ(town_told(u"某川县鹭岭镇东街3号"), u"鹭岭");
  EXPECT_EQ(town_told(u"鹭岭"), u"鹭岭");
  EXPECT_EQ(town_told(u"城北街道办事处"), u"城北");
  EXPECT_EQ(town_told(u"美丽乡村示范点建设指挥部"), u"");
}

TEST(NamePartsTest, TakeACountyThatNoListKnowsForAPlace) {
  const NameParts a = parts_of_name("霁川县鹭岭镇惠邻超市"), b = parts_of_name("霁川县青榆镇惠邻超市");
  EXPECT_EQ(a.core, b.core);
  EXPECT_NE(a.told, b.told);  // two shops of one name in two towns are two shops
  EXPECT_TRUE(parts_of_name("江南古镇客栈").told.empty());
  EXPECT_TRUE(parts_of_name("县城小吃店").told.empty());
}

FoldRow fold_row(std::size_t at, const char* id, RegisterRow r) {
  r.row_id = id;
  return {at, std::move(r), "", true, false, "", 0};
}

std::string enterprise_of(const Folded& f, const std::string& id) {
  for (const Assignment& a : f.assignments)
    if (a.row_id == id) return a.enterprise_id;
  return "";
}

FoldInput small() {
  FoldInput in;
  in.registers = {"R1", "R2"};
  in.rows = {fold_row(0, "a1", row({{"name", "霁川县岚茂茶业有限公司"}, {"credit_code", "91610723MA00000077"}})),
             fold_row(0, "a2", row({{"name", "霁川县岚茂茶业有限公司鹭岭分公司"}, {"credit_code", "91610723MA77631700"}})),
             fold_row(1, "b1", row({{"name", "岚茂茶叶公司"}, {"credit_code", "91610723MA00000077"}})),
             fold_row(1, "b2", row({{"name", "另一家建材店"}}))};
  return in;
}

TEST(Fold, EqualCodesAreOneEnterpriseAndABranchIsNotItsHead) {
  const auto f = fold(small(), {});
  ASSERT_TRUE(f) << f.error().detail;
  EXPECT_EQ(enterprise_of(*f, "a1"), enterprise_of(*f, "b1"));
  EXPECT_NE(enterprise_of(*f, "a1"), enterprise_of(*f, "a2"));
  EXPECT_NE(enterprise_of(*f, "b2"), "");
  ASSERT_EQ(f->heads.size(), 1U);
  EXPECT_EQ(f->heads.begin()->first, enterprise_of(*f, "a2"));
  EXPECT_EQ(f->heads.begin()->second, enterprise_of(*f, "a1"));
}

TEST(Fold, APersonsAnswersStandAgainstEverythingButTwoCodes) {
  FoldInput in = small();
  in.answers = {{"b2", "a1", "yes"}, {"a2", "a1", "yes"}};  // the second would put two valid codes together
  const auto f = fold(in, {});
  ASSERT_TRUE(f);
  EXPECT_EQ(enterprise_of(*f, "b2"), enterprise_of(*f, "a1"));
  EXPECT_NE(enterprise_of(*f, "a2"), enterprise_of(*f, "a1"));
  // A no keeps apart what rows between them would join.
  in.answers = {{"b2", "b1", "yes"}, {"b2", "a1", "no"}};
  const auto apart = fold(in, {});
  ASSERT_TRUE(apart);
  EXPECT_NE(enterprise_of(*apart, "b2"), enterprise_of(*apart, "a1"));
}

TEST(Fold, SaysNoRecallWhereNothingWasLinked) {
  FoldInput in = small();
  std::erase_if(in.rows, [](const FoldRow& r) { return r.at == 1; });
  in.rows.push_back(fold_row(1, "b9", row({{"name", "远山陶瓷厂"}})));
  const auto f = fold(in, {});
  ASSERT_TRUE(f);
  ASSERT_EQ(f->reports.at(1).linked + f->reports.at(1).by_code, 0);
  EXPECT_FALSE(f->reports.at(1).expected_recall);
}

TEST(Fold, IdsOutliveARun) {
  FoldInput in = small();
  const auto first = fold(in, {});
  ASSERT_TRUE(first);
  for (FoldRow& r : in.rows) r.enterprise_id = enterprise_of(*first, r.row.row_id);
  in.next_number = first->next_number;
  in.rows.push_back(fold_row(1, "b3", row({{"name", "新来的面粉厂"}})));
  const auto second = fold(in, {});
  ASSERT_TRUE(second);
  for (const char* id : {"a1", "a2", "b1", "b2"}) EXPECT_EQ(enterprise_of(*second, id), enterprise_of(*first, id));
  EXPECT_EQ(second->next_number, first->next_number + 1);
}

TEST(Fold, StopsWhenAskedAndLinksNothing) {
  const auto f = fold(small(), [](const std::string&, double) { return false; });
  ASSERT_FALSE(f);
  EXPECT_EQ(f.error().reason, "link.stopped");
}

/// Two registers of invented firms, the first the base; `more`: rows of the second that come a month later.
FoldInput generated(std::size_t rows, std::size_t more) {
  registers_generator::Options options;
  options.left = rows, options.right = rows, options.seed = 11;
  const registers_generator::Registers made = registers_generator::generate(options);
  FoldInput in;
  in.registers = {"R1", "R2"};
  const auto take = [&](std::size_t at, const registers_generator::Row& r, bool changed) {
    FoldRow f = fold_row(at, r.id.c_str(),
                         row({{"name", r.name.c_str()},
                              {"former_name", r.former_name.c_str()},
                              {"credit_code", r.credit_code.c_str()},
                              {"phone", r.phone.c_str()},
                              {"address", r.address.c_str()},
                              {"town", r.town.c_str()},
                              {"capital", r.capital.c_str()}}));
    f.changed = changed;
    in.rows.push_back(std::move(f));
  };
  for (const auto& r : made.right) take(0, r, true);
  for (std::size_t i = 0; i < made.left.size(); ++i) take(1, made.left[i], i + more >= made.left.size());
  return in;
}

/// Which rows are together, whatever the numbers of the enterprises are.
std::map<std::string, std::string> partition(const std::map<std::string, std::string>& places) {
  std::map<std::string, std::string> first, out;
  for (const auto& [row_id, enterprise] : places) out[row_id] = first.try_emplace(enterprise, row_id).first->second;
  return out;
}

std::map<std::string, std::string> places_of(const Folded& f) {
  std::map<std::string, std::string> out;
  for (const Assignment& a : f.assignments) out[a.row_id] = a.enterprise_id;
  return out;
}

TEST(Fold, DoesNotDependOnThreads) {
  FoldInput in = generated(800, 0);
  in.threads = 1;
  const auto one = fold(in, {});
  in.threads = 4;
  const auto many = fold(in, {});
  ASSERT_TRUE(one);
  ASSERT_TRUE(many);
  EXPECT_EQ(run_as_blob(*one), run_as_blob(*many));
  EXPECT_EQ(one->held, many->held);
}

/// A later month with held estimates is what a full run with those estimates finds.
TEST(Fold, ARunOfChangesIsAFullRunWithTheSameEstimates) {
  constexpr std::size_t kMore = 40;
  FoldInput before = generated(1200, kMore);
  std::vector<FoldRow> later(before.rows.end() - kMore, before.rows.end());
  before.rows.resize(before.rows.size() - kMore);
  const auto first = fold(before, {});
  ASSERT_TRUE(first);
  std::map<std::string, std::string> places = places_of(*first);
  FoldInput now = before;
  now.rows.insert(now.rows.end(), later.begin(), later.end());
  now.held = first->held;
  now.next_number = first->next_number;
  for (const Assignment& a : first->assignments)
    for (FoldRow& r : now.rows)
      if (r.row.row_id == a.row_id) {
        r.enterprise_id = a.enterprise_id;
        r.changed = false;
        r.doubtful = a.basis == "linked" && a.probability < kSureLink;
        r.basis = a.basis, r.probability = a.probability;
      }
  const auto changes = fold(now, {});
  ASSERT_TRUE(changes);
  EXPECT_LT(changes->assignments.size(), now.rows.size() / 4) << "what did not change is not written anew";
  for (const Assignment& a : changes->assignments) places[a.row_id] = a.enterprise_id;
  for (FoldRow& r : now.rows) r.changed = true, r.enterprise_id.clear();
  const auto full = fold(now, {});
  ASSERT_TRUE(full);
  EXPECT_EQ(partition(places), partition(places_of(*full)));
  // The report tells of the whole register, what was left alone too, and not of the few rows that were looked at.
  const FoldReport &of_changes = changes->reports[1], &of_all = full->reports[1];
  EXPECT_GT(of_changes.kept, of_changes.rows / 2);
  EXPECT_EQ(of_changes.linked, of_all.linked);
  EXPECT_EQ(of_changes.by_code, of_all.by_code);
  EXPECT_EQ(of_changes.founders, of_all.founders);
  EXPECT_NEAR(of_changes.expected_precision, of_all.expected_precision, 0.01);
  EXPECT_TRUE(of_changes.expected_recall);
  EXPECT_DOUBLE_EQ(of_changes.expected_recall.value_or(0), first->reports[1].expected_recall.value_or(0));
  EXPECT_FALSE(first->reports[0].expected_recall) << "nothing was linked to the base";
  EXPECT_FALSE(held_outlook(R"({"runner_up":true})").expected_recall) << "an older program kept none: none is said";
  EXPECT_EQ(of_changes.calibration, first->reports[1].calibration);
}

/// What a ledger does to names in most rows costs little there, and as much as ever elsewhere.
TEST(NameChannelTest, LearnsThatALedgerDropsWhatStandsInFront) {
  add_enterprise_cleaners();
  registers_generator::Options options;
  options.left = 1, options.right = 300, options.seed = 5;
  const registers_generator::Registers made = registers_generator::generate(options);
  std::vector<std::vector<std::string>> full, cut;
  for (std::size_t i = 0; i < made.right.size() && i < 300; ++i) {
    const std::string id = std::to_string(i);
    full.push_back({id, "大河" + made.right[i].name});
    cut.push_back({id, made.right[i].name});
  }
  const RegisterFile left = RegisterFile::of_rows({"id", "企业名称"}, cut),
                     right = RegisterFile::of_rows({"id", "企业名称"}, full);
  const auto learned = [](const RegisterFile& l, const RegisterFile& r) {
    auto preset = preset_plan({"enterprise", "id", "id", {}, OneToOne::left}, l, &r);
    auto records = load_records(preset->plan, l, &r);
    const Knowledge k = enterprise_knowledge(preset->plan, *records);
    const auto linked = link_records(preset->plan, *records, k, {});
    return channel_of_json(linked->learned);
  };
  const NameChannel dropping = learned(left, right), usual;
  EXPECT_LT(dropping.gap_front[1], usual.gap_front[1] - 2);
  EXPECT_GT(dropping.whole_front, 0.5);  // to write the whole is now what is rare
  const NameChannel back = channel_of_json(channel_as_json(dropping));
  EXPECT_DOUBLE_EQ(back.gap_front[1], dropping.gap_front[1]);
  EXPECT_DOUBLE_EQ(back.whole_behind, dropping.whole_behind);
  EXPECT_EQ(channel_of_json("not json").gap, usual.gap) << "unreadable: as usual";
}

}  // namespace
}  // namespace luodi::registers
