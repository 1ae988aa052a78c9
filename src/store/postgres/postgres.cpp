// See postgres.h. Values travel as text, blobs as binary; integers and floats are told by their type numbers (pg_type.dat).
#include "store/postgres/postgres.h"

#include <libpq-fe.h>

#include <cstdlib>
#include <mutex>
#include <unordered_map>

namespace luodi::store {
namespace {

constexpr Oid kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kFloat4 = 700, kFloat8 = 701, kNumeric = 1700, kBool = 16;

struct Freed {
  void operator()(PGresult* r) const { PQclear(r); }
};
using Answer = std::unique_ptr<PGresult, Freed>;

std::string with_dollars(std::string_view sql) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    const bool mark = !quoted && sql[i] == '?' && i + 1 < sql.size() && sql[i + 1] >= '1' && sql[i + 1] <= '9';
    out += mark ? '$' : sql[i];
  }
  return out;
}

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(PGconn* connection) : connection_(connection) {}
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;
  ~PostgresConnection() override { PQfinish(connection_); }

  Result<Rows> query(std::string_view sql, const std::vector<Value>& values) override;
  Result<void> script(std::string_view sql) override {
    const std::string text = in_dialect(sql, "BYTEA", "TEXT COLLATE \"C\"");
    const Answer answer(PQexec(connection_, text.c_str()));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) return broken(sql);
    return {};
  }
  Result<void> begin(bool write) override {
    if (auto ok = script(write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); !ok) return ok;
    // One writer at a time, as SQLite has it: the chain has one head. Held until the transaction ends.
    return write ? script("SELECT pg_advisory_xact_lock(7021976)") : Result<void>{};
  }
  Result<void> commit() override { return script("COMMIT"); }
  void rollback() override { (void)script("ROLLBACK"); }
  bool alive() const { return PQstatus(connection_) == CONNECTION_OK; }

 private:
  tl::unexpected<Error> broken(std::string_view sql) const {
    return fail(ErrorCode::store, "postgresql", "store.failed",
                std::string(PQerrorMessage(connection_)) + " in: " + std::string(sql.substr(0, 120)));
  }
  static Value cell(const PGresult* r, int row, int column);

  PGconn* connection_;
  std::unordered_map<std::string, std::string> prepared_;
};

Value PostgresConnection::cell(const PGresult* r, int row, int column) {
  if (PQgetisnull(r, row, column) != 0) return Null{};
  const char* text = PQgetvalue(r, row, column);
  switch (PQftype(r, column)) {
    case kInt2:
    case kInt4:
    case kInt8: return static_cast<std::int64_t>(std::strtoll(text, nullptr, 10));
    case kBool: return static_cast<std::int64_t>(text[0] == 't' ? 1 : 0);
    case kFloat4:
    case kFloat8:
    case kNumeric: return std::strtod(text, nullptr);
    case kBytea: {
      std::size_t size = 0;
      unsigned char* raw = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size);
      Blob blob{std::string(reinterpret_cast<char*>(raw), size)};
      PQfreemem(raw);
      return blob;
    }
    default: return std::string(text, static_cast<std::size_t>(PQgetlength(r, row, column)));
  }
}

Result<Rows> PostgresConnection::query(std::string_view sql, const std::vector<Value>& values) {
  auto [it, fresh] = prepared_.try_emplace(std::string(sql), "s" + std::to_string(prepared_.size()));
  if (fresh) {
    const Answer answer(PQprepare(connection_, it->second.c_str(), with_dollars(sql).c_str(), 0, nullptr));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
      prepared_.erase(it);
      return broken(sql);
    }
  }
  std::vector<std::string> storage(values.size());
  std::vector<const char*> pointers(values.size(), nullptr);
  std::vector<int> lengths(values.size(), 0), formats(values.size(), 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto* n = std::get_if<std::int64_t>(&values[i]))
      storage[i] = std::to_string(*n);
    else if (const auto* d = std::get_if<double>(&values[i]))
      storage[i] = std::to_string(*d);
    else if (const auto* s = std::get_if<std::string>(&values[i]))
      storage[i] = *s;
    else if (const auto* b = std::get_if<Blob>(&values[i]))
      storage[i] = b->bytes, formats[i] = 1;
    else
      continue;
    pointers[i] = storage[i].c_str();
    lengths[i] = static_cast<int>(storage[i].size());
  }
  const Answer answer(PQexecPrepared(connection_, it->second.c_str(), static_cast<int>(values.size()), pointers.data(),
                                     lengths.data(), formats.data(), 0));
  const auto status = PQresultStatus(answer.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return broken(sql);
  auto names = std::make_shared<std::vector<std::string>>();
  const int columns = PQnfields(answer.get());
  for (int c = 0; c < columns; ++c) names->emplace_back(PQfname(answer.get(), c));
  Rows rows;
  for (int r = 0; r < PQntuples(answer.get()); ++r) {
    std::vector<Value> row;
    for (int c = 0; c < columns; ++c) row.push_back(cell(answer.get(), r, c));
    rows.emplace_back(names, std::move(row));
  }
  return rows;
}

class PostgresStore final : public Store {
 public:
  explicit PostgresStore(std::string url) : url_(std::move(url)) {}
  std::string name() const override { return "postgresql"; }

  Result<std::unique_ptr<Connection>> take() override {
    {
      const std::lock_guard lock(mutex_);
      while (!idle_.empty()) {
        auto c = std::move(idle_.back());
        idle_.pop_back();
        if (static_cast<PostgresConnection&>(*c).alive()) return c;
      }
    }
    PGconn* raw = PQconnectdb(url_.c_str());
    if (PQstatus(raw) != CONNECTION_OK) {
      const std::string why = PQerrorMessage(raw);
      PQfinish(raw);
      return fail(ErrorCode::store, "postgresql", "store.cannot_open", why);
    }
    PQsetNoticeProcessor(
        raw, [](void*, const char*) {}, nullptr);
    PQsetClientEncoding(raw, "UTF8");
    return std::make_unique<PostgresConnection>(raw);
  }

  void give_back(std::unique_ptr<Connection> c) override {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(c));
  }

 private:
  std::string url_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_postgres(const std::string& url) {
  std::unique_ptr<Store> store = std::make_unique<PostgresStore>(url);
  if (auto ok = store->read([](Connection&) { return Result<void>{}; }); !ok) return tl::unexpected(ok.error());
  return store;
}

}  // namespace luodi::store
