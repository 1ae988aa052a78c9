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

namespace {

constexpr std::size_t kRowsAtOnce = 100;

std::string statement_of(std::string_view head, std::string_view tail, std::size_t width, std::size_t rows) {
  std::string out(head);
  out += " VALUES ";
  for (std::size_t r = 0, mark = 1; r < rows; ++r) {
    out += r == 0 ? "(" : ", (";
    for (std::size_t c = 0; c < width; ++c, ++mark) out += (c == 0 ? "?" : ", ?") + std::to_string(mark);
    out += ")";
  }
  return tail.empty() ? out : out + " " + std::string(tail);
}

}  // namespace

PutRows::PutRows(Connection& connection, std::string_view head, std::string_view tail, std::size_t width)
    : connection_(connection),
      width_(width),
      one_(statement_of(head, tail, width, 1)),
      many_(statement_of(head, tail, width, kRowsAtOnce)) {}

Result<void> PutRows::add(std::vector<Value> row) {
  row.resize(width_);
  for (Value& v : row) values_.push_back(std::move(v));
  return values_.size() == width_ * kRowsAtOnce ? put(kRowsAtOnce) : Result<void>{};
}

Result<void> PutRows::put(std::size_t rows) {
  auto done =
      connection_.query(rows == 1 ? one_ : many_,
                        std::vector<Value>(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(rows * width_)));
  if (!done) return tl::unexpected(done.error());
  values_.erase(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(rows * width_));
  return {};
}

Result<void> PutRows::flush() {
  while (!values_.empty())
    if (auto ok = put(1); !ok) return ok;
  return {};
}

std::string containing(const std::string& words) {
  if (words.empty()) return "";
  std::string out = "%";
  for (const char ch : words) {
    if (ch == '%' || ch == '_' || ch == '\\') out += '\\';
    out += ch;
  }
  return out + "%";
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
