// The audit: who looked and what was refused, apart from the chain, written in batches; searched by words, account and days.
#include <chrono>

#include "access/access.h"
#include "describe/row.h"

namespace luodi::access {
namespace {

using store::Connection;
using store::Value;

constexpr std::int64_t kMostLines = 20000;
constexpr std::string_view kSearch =
    "SELECT at, actor, action, subject, detail FROM audit WHERE (?1 = '' OR actor = ?1) AND at >= ?2 AND at < ?3 AND (?4 = '' OR "
    "LOWER(action) LIKE ?4 ESCAPE '\\' OR LOWER(subject) LIKE ?4 ESCAPE '\\' OR LOWER(detail) LIKE ?4 ESCAPE '\\') ORDER BY id "
    "DESC LIMIT ?5 OFFSET "
    "?6";
constexpr std::size_t kBatch = 50;
constexpr std::size_t kMostWaiting = 5000;
constexpr auto kFlushEvery = std::chrono::seconds(2);

tl::unexpected<Error> handed_on(const Error& e) {
  return tl::unexpected(e);
}

}  // namespace

Audit::Audit(ledger::Ledger& ledger)
    : ledger_(ledger), writer_([this](const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
          wake_.wait_for(lock, stop, kFlushEvery, [this] { return waiting_.size() >= kBatch; });
          lock.unlock();
          flush();
          lock.lock();
        }
      }) {}

Audit::~Audit() {
  writer_.request_stop();
  writer_.join();
  flush();
}

void Audit::note(const std::string& actor, const std::string& action, const std::string& subject, const std::string& detail) {
  const std::lock_guard lock(mutex_);
  // Strangers who knock again and again are one line with a count, so that they cannot fill the disk.
  if (actor.empty() && !waiting_.empty() && waiting_.back().actor.empty() && waiting_.back().action == action &&
      waiting_.back().detail.rfind(detail, 0) == 0) {
    waiting_.back().detail = detail + " (again)";
    return;
  }
  if (waiting_.size() >= kMostWaiting) return;
  waiting_.push_back({ledger_.clock().now(), actor, action, subject, detail});
  if (waiting_.size() >= kBatch) wake_.notify_one();
}

void Audit::flush() {
  std::vector<AuditLine> lines;
  {
    const std::lock_guard lock(mutex_);
    lines.swap(waiting_);
  }
  if (lines.empty()) return;
  auto put = [](Connection& c, const AuditLine& l) -> Result<void> {
    auto done = c.query("INSERT INTO audit (id, at, actor, action, subject, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                        {l.at + ledger::random_hex(6), l.at, l.actor, l.action, l.subject, l.detail});
    if (!done) return handed_on(done.error());
    return {};
  };
  auto together = ledger_.store().write([&](Connection& c) -> Result<void> {
    for (const AuditLine& l : lines)
      if (auto ok = put(c, l); !ok) return ok;
    return {};
  });
  if (together) return;
  // One line that the store does not take must not hold the others up.
  std::vector<AuditLine> kept;
  for (const AuditLine& l : lines) {
    auto alone = ledger_.store().write([&](Connection& c) { return put(c, l); });
    if (!alone && alone.error().code == ErrorCode::busy) kept.push_back(l);
  }
  const std::lock_guard lock(mutex_);
  waiting_.insert(waiting_.begin(), kept.begin(), kept.end());
}

Result<void> check_looked_for(const LookedFor& asked) {
  for (const auto& [day, where] : {std::pair{asked.from, "from"}, {asked.to, "to"}})
    if (!day.empty() && !Date::parse(day)) return fail(ErrorCode::usage, where, "date.bad", "a date is written 2026-03-31");
  if (asked.limit < 1 || asked.limit > kMostLines || asked.offset < 0)
    return fail(ErrorCode::usage, "limit", "list.limit", "a page has 1 to 20000 lines");
  return {};
}

std::vector<Value> places_of(const LookedFor& asked) {
  std::string words = asked.words;
  for (char& c : words)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');  // as LOWER does on both stores; other scripts have no case
  // A day in China begins eight hours before the instant's day does.
  const auto from = Date::parse(asked.from), to = Date::parse(asked.to);
  return {asked.actor,
          from ? from->plus_days(-1).iso() + "T16:00:00Z" : std::string(),
          to ? to->iso() + "T16:00:00Z" : "9999",
          store::containing(words),
          asked.limit,
          asked.offset};
}

Result<std::vector<AuditLine>> Audit::search(const LookedFor& asked) {
  if (auto ok = check_looked_for(asked); !ok) return handed_on(ok.error());
  flush();
  std::vector<AuditLine> out;
  auto done = ledger_.store().read([&](Connection& c) -> Result<void> {
    auto rows = c.query(kSearch, places_of(asked));
    if (!rows) return handed_on(rows.error());
    for (const auto& r : *rows) out.push_back(describe::from_row<AuditLine>(r));
    return {};
  });
  if (!done) return handed_on(done.error());
  return out;
}

}  // namespace luodi::access
