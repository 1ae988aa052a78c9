// See ledger.h.
#include "ledger/ledger.h"

namespace luodi::ledger {
namespace {

using store::Blob;
using store::Connection;
using store::Rows;
using store::Value;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS ledger_setting (
  name {text} PRIMARY KEY,
  value {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS entry (            -- one act each, never changed
  seq BIGINT PRIMARY KEY,                     -- 1, 2, 3 … without a gap
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  payload {text} NOT NULL,
  salt {text} NOT NULL,
  payload_hash {text} NOT NULL,
  personal_hash {text} NOT NULL,              -- '' if the entry has no personal fields
  actor {text} NOT NULL,
  at {text} NOT NULL,
  source {text} NOT NULL,
  previous {text} NOT NULL,                   -- hash of the entry before, '' for the first
  hash {text} NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_subject ON entry (subject, seq);
CREATE INDEX IF NOT EXISTS entry_at ON entry (at);
CREATE TABLE IF NOT EXISTS entry_personal (   -- fields about natural persons; both columns null once erased
  seq BIGINT PRIMARY KEY,
  salt {text},
  fields {text}
);
CREATE TABLE IF NOT EXISTS blob (
  hash {text} PRIMARY KEY,                    -- SHA-256 of the content, whatever the chain uses
  size BIGINT NOT NULL,
  content {blob} NOT NULL
);
)sql";

constexpr std::string_view kInsertEntry =
    "INSERT INTO entry (seq, kind, subject, payload, salt, payload_hash, personal_hash, actor, at, source, previous, hash) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
constexpr std::string_view kHead = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kEntriesFrom =
    "SELECT e.seq, e.kind, e.subject, e.payload, e.salt, e.payload_hash, e.personal_hash, e.actor, e.at, e.source, e.previous, "
    "e.hash, "
    "p.salt AS personal_salt, p.fields AS personal FROM entry e LEFT JOIN entry_personal p ON p.seq = e.seq WHERE e.seq > ?1 "
    "ORDER BY e.seq LIMIT 500";
constexpr std::string_view kInsertPersonal = "INSERT INTO entry_personal (seq, salt, fields) VALUES (?1, ?2, ?3)";
constexpr std::string_view kInsertBlob =
    "INSERT INTO blob (hash, size, content) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING";
constexpr std::string_view kBlob = "SELECT content FROM blob WHERE hash = ?1";
constexpr std::string_view kBlobsFrom = "SELECT hash, content FROM blob WHERE hash > ?1 ORDER BY hash LIMIT 20";
constexpr std::string_view kErase = "UPDATE entry_personal SET salt = NULL, fields = NULL WHERE seq = ?1";
constexpr std::string_view kSetting = "SELECT value FROM ledger_setting WHERE name = ?1";
constexpr std::string_view kSetSetting =
    "INSERT INTO ledger_setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
constexpr std::string_view kInsertSetting =
    "INSERT INTO ledger_setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
constexpr std::string_view kCount = "SELECT COUNT(*) AS n FROM entry";

constexpr char kJoin = '\x1F';

/// Hashes of contents that a payload names: members that end in _hash and are 64 hex digits, the text's own apart.
std::vector<std::string> blobs_named_in(const std::string& payload) {
  std::vector<std::string> out;
  for (std::size_t at = payload.find("_hash\":\""); at != std::string::npos; at = payload.find("_hash\":\"", at + 1)) {
    const bool of_text = at >= 5 && payload.compare(at - 5, 5, "\"text") == 0;  // identity of the words; nothing is kept by it
    if (!of_text && at + 8 + 64 <= payload.size()) out.push_back(payload.substr(at + 8, 64));
  }
  return out;
}

struct Head {
  std::int64_t seq = 0;
  std::string hash;  // '' before the first entry
};

Result<Head> head_of(Connection& c) {
  auto rows = c.query(kHead);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return Head{};
  return Head{rows->front().integer("seq"), rows->front().text("hash")};
}

/// Applies a projection; an exception of a parser means that the stored entry is not what was written.
Result<void> applied(Projection& projection, store::Connection& c, const Entry& e) {
  try {
    return projection.apply(c, e);
  } catch (const std::exception& error) {
    return fail(ErrorCode::tampered, "entry " + std::to_string(e.seq), "ledger.bad_entry",
                std::string("the entry cannot be read: ") + error.what());
  }
}

}  // namespace

Ledger::Ledger(store::Store& store, const Clock& clock, std::vector<Projection*> projections)
    : store_(store), clock_(clock), projections_(std::move(projections)) {}

Result<void> Ledger::prepare(Algorithm algorithm) {
  return store_.write([&](Connection& c) -> Result<void> {
    if (auto ok = c.script(kSchema); !ok) return ok;
    if (auto ok = make_tables(c); !ok) return ok;
    auto known = c.query(kSetting, {std::string("algorithm")});
    if (!known) return tl::unexpected(known.error());
    // A ledger from before heads were kept takes the one it has.
    auto head = head_of(c);
    if (!head) return tl::unexpected(head.error());
    if (auto kept = c.query(kInsertSetting, {std::string("head"), head->hash}); !kept) return tl::unexpected(kept.error());
    if (!known->empty()) {
      algorithm_ = known->front().text("value") == "sm3" ? Algorithm::sm3 : Algorithm::sha256;
      return {};
    }
    algorithm_ = algorithm;
    auto set = c.query(kInsertSetting, {std::string("algorithm"), std::string(algorithm == Algorithm::sm3 ? "sm3" : "sha256")});
    if (!set) return tl::unexpected(set.error());
    return {};
  });
}

/// Makes the derived tables. Where the program's schemas are not those the tables were made with, they are dropped and every
/// entry is replayed: derived state needs no migration scripts.
Result<void> Ledger::make_tables(Connection& c) {
  std::string schemas;
  for (Projection* p : projections_) schemas += p->schema();
  const std::string now = sha256(schemas);
  auto made = c.query(kSetting, {std::string("schemas")});
  if (!made) return tl::unexpected(made.error());
  const bool same = !made->empty() && made->front().text("value") == now;
  if (!same)
    for (Projection* p : projections_)
      for (const std::string_view table : p->tables())
        if (auto ok = c.query("DROP TABLE IF EXISTS " + std::string(table)); !ok) return tl::unexpected(ok.error());
  for (Projection* p : projections_)
    if (auto ok = c.script(p->schema()); !ok) return ok;
  if (same) return {};
  if (auto replayed = replay(c, {}); !replayed) return tl::unexpected(replayed.error());
  auto set = c.query(kSetSetting, {std::string("schemas"), now});
  if (!set) return tl::unexpected(set.error());
  return {};
}

std::string Ledger::link(const std::string& previous, const Entry& e, const std::string& payload_hash,
                         const std::string& personal_hash) const {
  std::string s = previous;
  for (const std::string& part : {std::to_string(e.seq), e.kind, e.subject, e.actor, e.at, e.source, payload_hash, personal_hash})
    s += kJoin + part;
  return digest(algorithm_, s);
}

Result<Entry> Ledger::append(Connection& c, Entry e) {
  auto head = head_of(c);
  if (!head) return tl::unexpected(head.error());
  const std::string& previous = head->hash;
  e.seq = head->seq + 1;
  if (e.at.empty()) e.at = clock_.now();
  const std::string salt = random_hex(16);
  const std::string payload_hash = digest(algorithm_, salt + kJoin + e.payload);
  std::string personal_hash;
  if (!e.personal.empty()) {
    const std::string salt2 = random_hex(16);
    personal_hash = digest(algorithm_, salt2 + kJoin + e.personal);
    if (auto ok = c.query(kInsertPersonal, {e.seq, salt2, e.personal}); !ok) return tl::unexpected(ok.error());
  }
  const std::string hash = link(previous, e, payload_hash, personal_hash);
  auto done = c.query(kInsertEntry, {e.seq, e.kind, e.subject, e.payload, salt, payload_hash, personal_hash, e.actor, e.at,
                                     e.source, previous, hash});
  if (!done) return tl::unexpected(done.error());
  if (auto kept = c.query(kSetSetting, {std::string("head"), hash}); !kept) return tl::unexpected(kept.error());
  for (Projection* p : projections_)
    if (auto ok = applied(*p, c, e); !ok) return tl::unexpected(ok.error());
  for (Projection* p : projections_)
    if (auto ok = p->check(c, e); !ok) return tl::unexpected(ok.error());
  return e;
}

Result<std::int64_t> Ledger::next_seq(Connection& c) {
  auto head = head_of(c);
  if (!head) return tl::unexpected(head.error());
  return head->seq + 1;
}

Result<std::string> Ledger::put_blob(Connection& c, std::string_view bytes) {
  std::string hash = sha256(bytes);
  auto done = c.query(kInsertBlob, {hash, static_cast<std::int64_t>(bytes.size()), Blob{std::string(bytes)}});
  if (!done) return tl::unexpected(done.error());
  return hash;
}

Result<std::string> Ledger::get_blob(Connection& c, const std::string& hash) {
  auto rows = c.query(kBlob, {hash});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, "blob " + hash, "blob.missing", "no content with this hash is kept");
  return rows->front().bytes("content");
}

Entry Ledger::entry_of(const store::Row& r) {
  return {r.integer("seq"),   r.text("kind"),  r.text("subject"), r.text("payload"),
          r.text("personal"), r.text("actor"), r.text("at"),      r.text("source")};
}

Result<Verdict> Ledger::verify() {
  Verdict v;
  auto bad = [&v](std::int64_t seq, const std::string& why) {
    if (v.sound) v.first_bad = seq, v.reason = why;
    v.sound = false;
  };
  auto read = store_.read([&](Connection& c) -> Result<void> {
    std::string previous;
    std::int64_t last = 0;
    for (;;) {
      auto rows = c.query(kEntriesFrom, {last});
      if (!rows) return tl::unexpected(rows.error());
      for (const auto& r : *rows) {
        const Entry e = entry_of(r);
        ++v.entries;
        if (e.seq != last + 1) bad(last + 1, "an entry is missing");
        if (r.text("previous") != previous) bad(e.seq, "the chain is broken before this entry");
        if (digest(algorithm_, r.text("salt") + kJoin + e.payload) != r.text("payload_hash"))
          bad(e.seq, "the payload was changed");
        const std::string personal_hash = r.text("personal_hash");
        if (!personal_hash.empty()) {
          if (r.is_null("personal_salt") && r.is_null("personal"))
            ++v.erased;
          else if (digest(algorithm_, r.text("personal_salt") + kJoin + e.personal) != personal_hash)
            bad(e.seq, "the personal fields were changed");
        }
        if (personal_hash.empty() && !r.is_null("personal")) bad(e.seq, "personal fields were added");
        for (const std::string& hash : blobs_named_in(e.payload)) {
          auto there = c.query("SELECT 1 AS one FROM blob WHERE hash = ?1", {hash});
          if (!there) return tl::unexpected(there.error());
          if (there->empty()) bad(e.seq, "the content it names is gone");
        }
        if (link(previous, e, r.text("payload_hash"), personal_hash) != r.text("hash")) bad(e.seq, "the entry was changed");
        previous = r.text("hash");
        last = e.seq;
      }
      if (rows->size() < 500) break;
    }
    v.head = previous;
    auto kept = c.query(kSetting, {std::string("head")});
    if (!kept) return tl::unexpected(kept.error());
    if (kept->empty() || kept->front().text("value") != previous) bad(last + 1, "entries at the end are missing");
    for (std::string from;;) {
      auto rows = c.query(kBlobsFrom, {from});
      if (!rows) return tl::unexpected(rows.error());
      for (const auto& r : *rows) {
        from = r.text("hash");
        if (sha256(r.bytes("content")) != from) bad(0, "the content of blob " + from + " was changed");
      }
      if (rows->size() < 20) break;
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return v;
}

Result<std::int64_t> Ledger::replay(Connection& c, const std::function<void(std::int64_t, std::int64_t)>& progress) {
  auto count = c.query(kCount);
  if (!count) return tl::unexpected(count.error());
  const std::int64_t all = count->front().integer("n");
  std::int64_t done = 0;
  for (std::int64_t last = 0; last < all;) {
    auto rows = c.query(kEntriesFrom, {last});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) break;
    for (const auto& r : *rows) {
      const Entry e = entry_of(r);
      for (Projection* p : projections_)
        if (auto ok = applied(*p, c, e); !ok) return tl::unexpected(ok.error());
      last = e.seq;
      ++done;
    }
    if (progress) progress(done, all);
  }
  return done;
}

Result<std::int64_t> Ledger::rebuild(const std::function<void(std::int64_t, std::int64_t)>& progress) {
  std::int64_t done = 0;
  auto wrote = store_.write([&](Connection& c) -> Result<void> {
    for (Projection* p : projections_)
      for (const std::string_view table : p->tables())
        if (auto ok = c.query("DELETE FROM " + std::string(table)); !ok) return tl::unexpected(ok.error());
    auto replayed = replay(c, progress);
    if (!replayed) return tl::unexpected(replayed.error());
    done = *replayed;
    return {};
  });
  if (!wrote) return tl::unexpected(wrote.error());
  return done;
}

Result<void> Ledger::erase_personal(std::int64_t seq) {
  return store_.write([&](Connection& c) -> Result<void> {
    auto subject = c.query("SELECT subject FROM entry WHERE seq = ?1", {seq});
    if (!subject) return tl::unexpected(subject.error());
    if (subject->empty())
      return fail(ErrorCode::not_found, std::to_string(seq), "ledger.no_entry", "there is no entry with this number");
    auto done = c.query(kErase, {seq});
    if (!done) return tl::unexpected(done.error());
    for (Projection* p : projections_)
      if (auto ok = p->forget(c, subject->front().text("subject")); !ok) return ok;
    return {};
  });
}

}  // namespace luodi::ledger
