// See sqlite.h. Prepared statements are kept per connection; connections are kept for reuse.
#include "store/sqlite/sqlite.h"

#include <sqlite3.h>

#include <mutex>
#include <unordered_map>

namespace luodi::store {
namespace {

constexpr int kBusyMilliseconds = 20000;

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(sqlite3* db) : db_(db) {}
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection() override {
    for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }

  Result<Rows> query(std::string_view sql, const std::vector<Value>& values) override;
  Result<void> script(std::string_view sql) override {
    const std::string text = in_dialect(sql, "BLOB", "TEXT");
    if (sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return broken(sql);
    return {};
  }
  Result<void> begin(bool write) override { return script(write ? "BEGIN IMMEDIATE" : "BEGIN"); }
  Result<void> commit() override { return script("COMMIT"); }
  void rollback() override { (void)script("ROLLBACK"); }

 private:
  tl::unexpected<Error> broken(std::string_view sql) const {
    const int code = sqlite3_errcode(db_);
    const bool busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    return fail(busy ? ErrorCode::busy : ErrorCode::store, "sqlite", busy ? "store.busy" : "store.failed",
                std::string(sqlite3_errmsg(db_)) + " in: " + std::string(sql.substr(0, 120)));
  }
  static void bind(sqlite3_stmt* statement, int at, const Value& value);
  static Value column(sqlite3_stmt* statement, int i);

  sqlite3* db_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

void SqliteConnection::bind(sqlite3_stmt* statement, int at, const Value& value) {
  if (const auto* i = std::get_if<std::int64_t>(&value))
    sqlite3_bind_int64(statement, at, *i);
  else if (const auto* d = std::get_if<double>(&value))
    sqlite3_bind_double(statement, at, *d);
  else if (const auto* s = std::get_if<std::string>(&value))
    sqlite3_bind_text64(statement, at, s->data(), s->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  else if (const auto* b = std::get_if<Blob>(&value))
    sqlite3_bind_blob64(statement, at, b->bytes.data(), b->bytes.size(), SQLITE_TRANSIENT);
  else
    sqlite3_bind_null(statement, at);
}

Value SqliteConnection::column(sqlite3_stmt* statement, int i) {
  switch (sqlite3_column_type(statement, i)) {
    case SQLITE_INTEGER: return sqlite3_column_int64(statement, i);
    case SQLITE_FLOAT: return sqlite3_column_double(statement, i);
    case SQLITE_TEXT:
      return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, i)),
                         static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
    case SQLITE_BLOB:
      return Blob{std::string(static_cast<const char*>(sqlite3_column_blob(statement, i)),
                              static_cast<std::size_t>(sqlite3_column_bytes(statement, i)))};
    default: return Null{};
  }
}

Result<Rows> SqliteConnection::query(std::string_view sql, const std::vector<Value>& values) {
  auto [it, fresh] = statements_.try_emplace(std::string(sql), nullptr);
  if (fresh && sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &it->second,
                                  nullptr) != SQLITE_OK) {
    auto error = broken(sql);
    statements_.erase(it);
    return error;
  }
  sqlite3_stmt* statement = it->second;
  for (std::size_t i = 0; i < values.size(); ++i) bind(statement, static_cast<int>(i + 1), values[i]);
  auto names = std::make_shared<std::vector<std::string>>();
  const int columns = sqlite3_column_count(statement);
  for (int i = 0; i < columns; ++i) names->emplace_back(sqlite3_column_name(statement, i));
  Rows rows;
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    std::vector<Value> row;
    for (int i = 0; i < columns; ++i) row.push_back(column(statement, i));
    rows.emplace_back(names, std::move(row));
  }
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (code != SQLITE_DONE) return broken(sql);
  return rows;
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::string path) : path_(std::move(path)) {}
  std::string name() const override { return "sqlite:" + path_; }

  Result<std::unique_ptr<Connection>> take() override {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto c = std::move(idle_.back());
        idle_.pop_back();
        return c;
      }
    }
    sqlite3* db = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path_.c_str(), &db, flags, nullptr) != SQLITE_OK) {
      const std::string why = db != nullptr ? sqlite3_errmsg(db) : "out of memory";
      sqlite3_close(db);
      return fail(ErrorCode::store, path_, "store.cannot_open", why + ": " + path_);
    }
    sqlite3_busy_timeout(db, kBusyMilliseconds);
    std::unique_ptr<Connection> c = std::make_unique<SqliteConnection>(db);
    if (auto ok = c->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
                            "PRAGMA case_sensitive_like=ON;");
        !ok)
      return tl::unexpected(ok.error());
    return c;
  }

  void give_back(std::unique_ptr<Connection> c) override {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(c));
  }

 private:
  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path) {
  std::unique_ptr<Store> store = std::make_unique<SqliteStore>(path);
  if (auto ok = store->read([](Connection&) { return Result<void>{}; }); !ok) return tl::unexpected(ok.error());
  return store;
}

}  // namespace luodi::store
