// See backup.h.
#include "ledger/backup.h"

#include "ledger/digest.h"

namespace luodi::ledger {
namespace {

using store::Connection;
using store::Value;

/// A value as bytes that name its type, so that 1 and "1" and null differ.
void add_bytes(std::string& out, const Value& v) {
  if (const auto* i = std::get_if<std::int64_t>(&v))
    out += 'i' + std::to_string(*i);
  else if (const auto* d = std::get_if<double>(&v))
    out += 'd' + std::to_string(*d);
  else if (const auto* s = std::get_if<std::string>(&v))
    out += 't' + std::to_string(s->size()) + ':' + *s;
  else if (const auto* b = std::get_if<store::Blob>(&v))
    out += 'b' + std::to_string(b->bytes.size()) + ':' + b->bytes;
  else
    out += 'n';
  out += '\x1F';
}

/// Walks a table in the order of its key; `seen` gets each piece.
Result<BackupTable> walk(Connection& c, const CopiedTable& t, const std::function<Result<void>(const store::Rows&)>& seen) {
  BackupTable out{std::string(t.table), 0, ""};
  auto rows = c.query(t.from_start);
  for (;;) {
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return out;
    // A digest of digests, row by row: how many rows a piece has does not show in it.
    for (const store::Row& r : *rows) {
      std::string bytes = out.digest;
      for (std::size_t i = 0; i < r.size(); ++i) add_bytes(bytes, r[i]);
      out.digest = sha256(bytes);
    }
    out.rows += static_cast<std::int64_t>(rows->size());
    if (auto ok = seen(*rows); !ok) return tl::unexpected(ok.error());
    const Value last = rows->back().get(t.key);
    rows = c.query(t.from_key, {last});
  }
}

Result<void> put(Connection& c, const CopiedTable& t, const store::Rows& rows) {
  for (const store::Row& r : rows) {
    std::vector<Value> values;
    for (std::size_t i = 0; i < r.size(); ++i) values.push_back(r[i]);
    if (auto ok = c.query(t.insert, values); !ok) return tl::unexpected(ok.error());
  }
  return {};
}

}  // namespace

const std::vector<CopiedTable>& ground_tables() {
  static const std::vector<CopiedTable> list{
      {"ledger_setting", "SELECT name, value FROM ledger_setting WHERE name <> 'schemas' ORDER BY name LIMIT 100",
       "SELECT name, value FROM ledger_setting WHERE name <> 'schemas' AND name > ?1 ORDER BY name LIMIT 100", "name",
       "DELETE FROM ledger_setting", "INSERT INTO ledger_setting (name, value) VALUES (?1, ?2)"},
      {"entry",
       "SELECT seq, kind, subject, payload, salt, payload_hash, personal_hash, actor, at, source, previous, hash FROM entry "
       "ORDER BY seq LIMIT 1000",
       "SELECT seq, kind, subject, payload, salt, payload_hash, personal_hash, actor, at, source, previous, hash FROM entry "
       "WHERE seq > ?1 ORDER BY seq LIMIT 1000",
       "seq", "DELETE FROM entry",
       "INSERT INTO entry (seq, kind, subject, payload, salt, payload_hash, personal_hash, actor, at, source, previous, hash) "
       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
      {"entry_personal", "SELECT seq, salt, fields FROM entry_personal ORDER BY seq LIMIT 1000",
       "SELECT seq, salt, fields FROM entry_personal WHERE seq > ?1 ORDER BY seq LIMIT 1000", "seq", "DELETE FROM entry_personal",
       "INSERT INTO entry_personal (seq, salt, fields) VALUES (?1, ?2, ?3)"},
      // One at a time: a kept file may have 50 MB.
      {"blob", "SELECT hash, size, content FROM blob ORDER BY hash LIMIT 1",
       "SELECT hash, size, content FROM blob WHERE hash > ?1 ORDER BY hash LIMIT 1", "hash", "DELETE FROM blob",
       "INSERT INTO blob (hash, size, content) VALUES (?1, ?2, ?3)"}};
  return list;
}

Result<std::vector<BackupTable>> copy_tables(store::Store& from, store::Store& to, const std::vector<CopiedTable>& tables,
                                             const Progress& progress) {
  std::vector<BackupTable> out;
  auto done = from.read([&](Connection& in) -> Result<void> {
    auto count = in.query("SELECT (SELECT COUNT(*) FROM entry) + (SELECT COUNT(*) FROM blob) AS n");
    if (!count) return tl::unexpected(count.error());
    const std::int64_t all = count->front().integer("n");
    std::int64_t copied = 0;
    return to.write([&](Connection& into) -> Result<void> {
      for (const CopiedTable& t : tables) {
        if (auto ok = into.query(t.empty); !ok) return tl::unexpected(ok.error());
        auto walked = walk(in, t, [&](const store::Rows& rows) -> Result<void> {
          if (auto ok = put(into, t, rows); !ok) return ok;
          copied += static_cast<std::int64_t>(rows.size());
          if (progress && !progress(std::min(copied, all), all))
            return fail(ErrorCode::busy, "backup", "backup.cancelled", "stopped as asked; nothing was left behind");
          return {};
        });
        if (!walked) return tl::unexpected(walked.error());
        out.push_back(std::move(*walked));
      }
      return {};
    });
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<std::vector<BackupTable>> digests_of(store::Store& store, const std::vector<CopiedTable>& tables) {
  std::vector<BackupTable> out;
  auto done = store.read([&](Connection& c) -> Result<void> {
    for (const CopiedTable& t : tables) {
      auto walked = walk(c, t, [](const store::Rows&) { return Result<void>{}; });
      if (!walked) return tl::unexpected(walked.error());
      out.push_back(std::move(*walked));
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

std::string difference(const std::vector<BackupTable>& a, const std::vector<BackupTable>& b) {
  if (a.size() != b.size()) return "the copies have different tables";
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].rows != b[i].rows)
      return a[i].table + ": " + std::to_string(a[i].rows) + " rows, and " + std::to_string(b[i].rows) + " in the copy";
    if (a[i].digest != b[i].digest) return a[i].table + ": the rows differ";
  }
  return {};
}

}  // namespace luodi::ledger
