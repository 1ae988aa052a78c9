// The ledger on both stores: chain, tampering, erasure, two writers, rebuild.
#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/stores.h"

namespace luodi::ledger {
namespace {

/// Counts entries by subject: a projection small enough to check by hand.
class Counts final : public Projection {
 public:
  std::string_view schema() const override {
    return "CREATE TABLE IF NOT EXISTS counts (subject {text} PRIMARY KEY, n BIGINT NOT NULL)";
  }
  std::vector<std::string_view> tables() const override { return {"counts"}; }
  Result<void> apply(store::Connection& c, const Entry& e) override {
    auto done = c.query("INSERT INTO counts (subject, n) VALUES (?1, 1) ON CONFLICT (subject) DO UPDATE SET n = counts.n + 1",
                        {e.subject});
    if (!done) return tl::unexpected(done.error());
    return {};
  }
};

class LedgerTest : public testing::OnBothStores {
 protected:
  void SetUp() override {
    OnBothStores::SetUp();
    if (IsSkipped()) return;
    store_ = std::move(*store::Store::open(scratch_->where()));
    ledger_ = std::make_unique<Ledger>(*store_, clock_, std::vector<Projection*>{&counts_});
    ASSERT_TRUE(ledger_->prepare());
  }
  void append(const std::string& subject, const std::string& personal = "") {
    auto done = store_->write([&](store::Connection& c) -> Result<void> {
      auto e = ledger_->append(c, {0, "test.done", subject, R"({"a":1})", personal, "a1", "", "test"});
      if (!e) return tl::unexpected(e.error());
      return {};
    });
    ASSERT_TRUE(done) << done.error().detail;
  }
  void change(const std::string& sql) {
    ASSERT_TRUE(store_->write([&](store::Connection& c) { return c.script(sql); }));
  }
  FixedClock clock_{1767225600};
  std::unique_ptr<store::Store> store_;
  Counts counts_;
  std::unique_ptr<Ledger> ledger_;
};

TEST_P(LedgerTest, VerifiesWhatItWrote) {
  for (const char* s : {"x", "y", "x"}) append(s, R"({"name":"甲"})");
  auto v = ledger_->verify();
  ASSERT_TRUE(v);
  EXPECT_TRUE(v->sound);
  EXPECT_EQ(v->entries, 3);
}

TEST_P(LedgerTest, NamesTheEntryThatWasTamperedWith) {
  for (const char* s : {"x", "y", "z"}) append(s);
  change(R"(UPDATE entry SET payload = '{"a":2}' WHERE seq = 2)");
  auto v = ledger_->verify();
  ASSERT_TRUE(v);
  EXPECT_FALSE(v->sound);
  EXPECT_EQ(v->first_bad, 2);
}

TEST_P(LedgerTest, NamesAChangedActorAndAMissingEntry) {
  for (const char* s : {"x", "y", "z"}) append(s);
  change("UPDATE entry SET actor = 'b' WHERE seq = 3");
  EXPECT_EQ(ledger_->verify()->first_bad, 3);
  change("DELETE FROM entry WHERE seq = 1");
  EXPECT_EQ(ledger_->verify()->first_bad, 1);
}

TEST_P(LedgerTest, NoticesEntriesCutOffAtTheEnd) {
  for (const char* s : {"x", "y", "z"}) append(s);
  change("DELETE FROM entry WHERE seq = 3");
  auto v = ledger_->verify();
  EXPECT_FALSE(v->sound);
  EXPECT_EQ(v->first_bad, 3);
  ASSERT_TRUE(ledger_->prepare()) << "opening it again does not make the shorter chain the kept one";
  EXPECT_EQ(ledger_->verify()->first_bad, 3);
  change("DELETE FROM entry");
  EXPECT_EQ(ledger_->verify()->first_bad, 1);
}

TEST_P(LedgerTest, SaysErasedNotTampered) {
  append("x", R"({"name":"甲"})");
  append("y");
  ASSERT_TRUE(ledger_->erase_personal(1));
  auto v = ledger_->verify();
  ASSERT_TRUE(v);
  EXPECT_TRUE(v->sound);
  EXPECT_EQ(v->erased, 1);
  change(R"(UPDATE entry_personal SET salt = 'x', fields = '{"name":"乙"}' WHERE seq = 1)");
  EXPECT_FALSE(ledger_->verify()->sound) << "putting another name in is tampering";
}

TEST_P(LedgerTest, NoticesContentThatIsGoneAndPersonalFieldsThatWereForged) {
  ASSERT_TRUE(store_->write([&](store::Connection& c) -> Result<void> {
    const std::string hash = *ledger_->put_blob(c, "会议");
    (void)ledger_->append(c, {0, "test.done", "x", R"({"file_hash":")" + hash + R"("})", R"({"name":"甲"})", "a1", "", "test"});
    return {};
  }));
  EXPECT_TRUE(ledger_->verify()->sound);
  change(R"(UPDATE entry_personal SET salt = NULL, fields = '{"name":"乙"}')");
  EXPECT_FALSE(ledger_->verify()->sound);
  change("UPDATE entry_personal SET fields = NULL");
  EXPECT_TRUE(ledger_->verify()->sound);
  change("DELETE FROM blob");
  EXPECT_EQ(ledger_->verify()->first_bad, 1);
}

TEST_P(LedgerTest, RebuildsTheSameRows) {
  for (const char* s : {"x", "y", "x"}) append(s);
  auto rows = [&] {
    std::string out;
    (void)store_->read([&](store::Connection& c) -> Result<void> {
      const auto found = c.query("SELECT subject, n FROM counts ORDER BY subject");
      for (const auto& r : *found) out += r.text("subject") + "=" + r.text("n") + ";";
      return {};
    });
    return out;
  };
  EXPECT_EQ(rows(), "x=2;y=1;");
  change("UPDATE counts SET n = 99");
  EXPECT_EQ(*ledger_->rebuild(), 3);
  EXPECT_EQ(rows(), "x=2;y=1;");
}

TEST_P(LedgerTest, KeepsContentOnceAndGivesItBackUnchanged) {
  const std::string bytes("\0\1\2\xFF会议", 10);
  std::string hash;
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(store_->write([&](store::Connection& c) -> Result<void> {
      hash = *ledger_->put_blob(c, bytes);
      return {};
    }));
  ASSERT_TRUE(store_->read([&](store::Connection& c) -> Result<void> {
    EXPECT_EQ(*Ledger::get_blob(c, hash), bytes);
    EXPECT_EQ(c.query("SELECT COUNT(*) AS n FROM blob")->front().integer("n"), 1);
    return {};
  }));
  EXPECT_TRUE(ledger_->verify()->sound);
}

TEST_P(LedgerTest, LetsWritersWaitForEachOther) {
  // Three connections, 60 appends each: with a deferred begin most of them failed "database is locked".
  std::vector<std::thread> writers;
  std::atomic<int> failures{0};
  for (int w = 0; w < 3; ++w)
    writers.emplace_back([&, w] {
      for (int i = 0; i < 60; ++i) {
        auto done = store_->write([&](store::Connection& c) -> Result<void> {
          auto e = ledger_->append(c, {0, "test.done", "w" + std::to_string(w), "{}", "", "a1", "", "test"});
          if (!e) return tl::unexpected(e.error());
          return {};
        });
        if (!done) ++failures;
      }
    });
  for (auto& t : writers) t.join();
  EXPECT_EQ(failures, 0);
  auto v = ledger_->verify();
  EXPECT_TRUE(v->sound) << v->reason;
  EXPECT_EQ(v->entries, 180);
}

/// The same tables in a later program, with one column more.
class WiderCounts final : public Projection {
 public:
  std::string_view schema() const override {
    return "CREATE TABLE IF NOT EXISTS counts (subject {text} PRIMARY KEY, n BIGINT NOT NULL, last BIGINT NOT NULL)";
  }
  std::vector<std::string_view> tables() const override { return {"counts"}; }
  Result<void> apply(store::Connection& c, const Entry& e) override {
    auto done = c.query(
        "INSERT INTO counts (subject, n, last) VALUES (?1, 1, ?2) ON CONFLICT (subject) DO UPDATE SET n = counts.n + 1, last = "
        "excluded.last",
        {e.subject, e.seq});
    if (!done) return tl::unexpected(done.error());
    return {};
  }
};

TEST_P(LedgerTest, MakesTheTablesOfAnOlderProgramAnew) {
  for (const char* s : {"x", "y", "x"}) append(s);
  WiderCounts wider;
  Ledger later(*store_, clock_, {&wider});
  ASSERT_TRUE(later.prepare());
  std::int64_t n = 0, last = 0;
  ASSERT_TRUE(store_->read([&](store::Connection& c) -> Result<void> {
    auto rows = c.query("SELECT n, last FROM counts WHERE subject = 'x'");
    if (!rows) return tl::unexpected(rows.error());
    n = rows->front().integer("n"), last = rows->front().integer("last");
    return {};
  }));
  EXPECT_EQ(n, 2);
  EXPECT_EQ(last, 3);
  EXPECT_TRUE(later.verify()->sound);
}

LUODI_ON_BOTH_STORES(LedgerTest);

TEST(Digest, KnowsTheStandardsExamples) {
  EXPECT_EQ(digest(Algorithm::sha256, "abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4, B.1
  EXPECT_EQ(digest(Algorithm::sm3, "abc"),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");  // GB/T 32905-2016, A.1
}

}  // namespace
}  // namespace luodi::ledger
