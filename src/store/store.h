// Store: one port over SQLite and PostgreSQL. A statement is a named constant with ?1, ?2 … placeholders; a transaction
// is opened here and nowhere else.
//
// Rules that hold for both:
//  1. Writers begin immediately: two writers at once wait for each other (SQLite: BEGIN IMMEDIATE and a busy timeout;
//     PostgreSQL: a lock on the head of the chain), they never see "database is locked".
//  2. Text sorts by code point (SQLite's BINARY, PostgreSQL's COLLATE "C"), so both answer in one order.
//  3. Text with U+0000 is refused before it gets here: PostgreSQL would cut it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::store {

struct Blob {
  std::string bytes;
};
using Null = std::monostate;
using Value = std::variant<Null, std::int64_t, double, std::string, Blob>;

/// One row; columns by position and by name.
class Row {
 public:
  Row(std::shared_ptr<const std::vector<std::string>> names, std::vector<Value> values)
      : names_(std::move(names)), values_(std::move(values)) {}
  std::size_t size() const { return values_.size(); }
  const Value& operator[](std::size_t i) const { return values_.at(i); }
  /// Null where there is no such column.
  const Value& get(std::string_view name) const;
  std::string text(std::string_view name) const;      ///< "" for null
  std::int64_t integer(std::string_view name) const;  ///< 0 for null
  bool is_null(std::string_view name) const { return std::holds_alternative<Null>(get(name)); }
  const std::string& bytes(std::string_view name) const;

 private:
  std::shared_ptr<const std::vector<std::string>> names_;
  std::vector<Value> values_;
};
using Rows = std::vector<Row>;

/// One connection to one database, used by one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual Result<Rows> query(std::string_view sql, const std::vector<Value>& values = {}) = 0;
  /// Several statements without values, for schemas. {blob}, {text} and {sort} stand for the dialect's types.
  virtual Result<void> script(std::string_view sql) = 0;
  virtual Result<void> begin(bool write) = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;
};

/// A database: hands out connections and runs transactions.
class Store {
 public:
  virtual ~Store() = default;
  /// Opens "sqlite file" (a path) or "postgresql://…".
  static Result<std::unique_ptr<Store>> open(const std::string& where);
  /// Runs `work` in a transaction; commits if it succeeds, else rolls back and hands its error on.
  Result<void> write(const std::function<Result<void>(Connection&)>& work);
  Result<void> read(const std::function<Result<void>(Connection&)>& work);
  virtual std::string name() const = 0;

 protected:
  virtual Result<std::unique_ptr<Connection>> take() = 0;
  virtual void give_back(std::unique_ptr<Connection> connection) = 0;

 private:
  Result<void> run(const std::function<Result<void>(Connection&)>& work, bool write);
};

/// Rows put a hundred at a time: each statement is a way to the server and back. What is left at the end goes one by one, so that
/// two statements are prepared, not a hundred. `flush` before the transaction ends.
class PutRows {
 public:
  /// "INSERT INTO t (a, b)", what stands behind the values ("ON CONFLICT …" or ""), and how many values a row has.
  PutRows(Connection& connection, std::string_view head, std::string_view tail, std::size_t width);
  Result<void> add(std::vector<Value> row);
  Result<void> flush();

 private:
  Result<void> put(std::size_t rows);
  Connection& connection_;
  std::size_t width_;
  std::string one_, many_;
  std::vector<Value> values_;
};

/// A pattern for LIKE … ESCAPE '\' that finds these words inside of a text, signs of patterns made plain; "" stays "".
std::string containing(const std::string& words);

/// SQL of one dialect from our own: types in braces.
std::string in_dialect(std::string_view sql, std::string_view blob, std::string_view text);

}  // namespace luodi::store
