// One test body over both stores: a scratch SQLite file, and a scratch schema of the PostgreSQL that LUODI_TEST_POSTGRES names.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "ledger/digest.h"
#include "store/store.h"

namespace luodi::testing {

/// A store that goes with this object. `where` can be opened again, as another program would.
class ScratchStore {
 public:
  explicit ScratchStore(const std::string& kind) : name_("luodi_test_" + ledger::random_hex(6)) {
    if (kind == "sqlite") {
      folder_ = (std::filesystem::temp_directory_path() / name_).string();
      std::filesystem::create_directories(folder_);
      where_ = folder_ + "/luodi.db";
      return;
    }
    const char* url = std::getenv("LUODI_TEST_POSTGRES");
    base_ = url;
    auto admin = store::Store::open(base_);
    (void)(*admin)->write([&](store::Connection& c) { return c.script("CREATE SCHEMA " + name_); });
    where_ = base_ + (base_.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + name_;
  }
  ~ScratchStore() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    if (base_.empty()) return;
    if (auto admin = store::Store::open(base_))
      (void)(*admin)->write([&](store::Connection& c) { return c.script("DROP SCHEMA " + name_ + " CASCADE"); });
  }
  ScratchStore(const ScratchStore&) = delete;
  ScratchStore& operator=(const ScratchStore&) = delete;
  /// For Store::open.
  const std::string& where() const { return where_; }
  /// For EngineOptions::store: a folder, or the address.
  const std::string& for_engine() const { return folder_.empty() ? where_ : folder_; }

 private:
  std::string name_, folder_, base_, where_;
};

/// Runs on both stores; without a PostgreSQL the second is skipped, and says so.
class OnBothStores : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "postgres" && std::getenv("LUODI_TEST_POSTGRES") == nullptr)
      GTEST_SKIP() << "no PostgreSQL: ./test starts one and sets LUODI_TEST_POSTGRES";
    scratch_ = std::make_unique<ScratchStore>(GetParam());
  }
  std::unique_ptr<ScratchStore> scratch_;
};

#define LUODI_ON_BOTH_STORES(Suite)                                                \
  INSTANTIATE_TEST_SUITE_P(Stores, Suite, ::testing::Values("sqlite", "postgres"), \
                           [](const auto& i) { return std::string(i.param); })

}  // namespace luodi::testing
