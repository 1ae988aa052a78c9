// See store.h.
#include "store/store.h"

#include <algorithm>

#include "store/postgres/postgres.h"
#include "store/sqlite/sqlite.h"

namespace luodi::store {

const Value& Row::get(std::string_view name) const {
  static const Value null;
  const auto it = std::find(names_->begin(), names_->end(), name);
  return it == names_->end() ? null : values_[static_cast<std::size_t>(it - names_->begin())];
}

std::string Row::text(std::string_view name) const {
  const Value& v = get(name);
  if (const auto* s = std::get_if<std::string>(&v)) return *s;
  if (const auto* i = std::get_if<std::int64_t>(&v)) return std::to_string(*i);
  return {};
}

std::int64_t Row::integer(std::string_view name) const {
  const Value& v = get(name);
  if (const auto* i = std::get_if<std::int64_t>(&v)) return *i;
  return 0;
}

const std::string& Row::bytes(std::string_view name) const {
  static const std::string none;
  const Value& v = get(name);
  if (const auto* b = std::get_if<Blob>(&v)) return b->bytes;
  return none;
}

Result<std::unique_ptr<Store>> Store::open(const std::string& where) {
  if (where.rfind("postgresql://", 0) == 0 || where.rfind("postgres://", 0) == 0) return open_postgres(where);
  return open_sqlite(where);
}

Result<void> Store::run(const std::function<Result<void>(Connection&)>& work, bool write) {
  auto connection = take();
  if (!connection) return tl::unexpected(connection.error());
  Result<void> done = (*connection)->begin(write);
  if (!done) (*connection)->rollback();  // a begin that got halfway leaves no open transaction behind
  if (done) {
    done = work(**connection);
    if (done) done = (*connection)->commit();
    if (!done) (*connection)->rollback();
  }
  give_back(std::move(*connection));
  return done;
}

Result<void> Store::write(const std::function<Result<void>(Connection&)>& work) {
  return run(work, true);
}
Result<void> Store::read(const std::function<Result<void>(Connection&)>& work) {
  return run(work, false);
}

std::string in_dialect(std::string_view sql, std::string_view blob, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < sql.size();) {
    if (sql.substr(i, 6) == "{blob}") {
      out += blob;
      i += 6;
    } else if (sql.substr(i, 6) == "{text}") {
      out += text;
      i += 6;
    } else {
      out += sql[i++];
    }
  }
  return out;
}

}  // namespace luodi::store
