// See failures.h.
#include "access/failures.h"

#include "ledger/digest.h"

namespace luodi::access {
namespace {

using store::Connection;

constexpr std::int64_t kWaitSeconds = 60;
constexpr std::int64_t kMostFailures = 5;
constexpr std::int64_t kForgetSeconds = 3600;

}  // namespace

Result<void> may_try(Connection& c, const std::string& login, std::int64_t now) {
  auto waits = c.query("SELECT wait_until FROM login_failure WHERE login_hash = ?1", {ledger::sha256(login)});
  if (!waits) return tl::unexpected(waits.error());
  if (!waits->empty() && waits->front().integer("wait_until") > now)
    return fail(ErrorCode::busy, "login", "access.wait", "too many failures; wait a minute");
  return {};
}

Result<void> note_login(Connection& c, const std::string& login, bool right, std::int64_t now) {
  const std::string login_hash = ledger::sha256(login);
  if (auto old = c.query("DELETE FROM login_failure WHERE last < ?1 OR login_hash = ?2 AND ?3 = 1",
                         {now - kForgetSeconds, login_hash, std::int64_t{right ? 1 : 0}});
      !old)
    return tl::unexpected(old.error());
  if (right) return {};
  auto put = c.query(
      "INSERT INTO login_failure (login_hash, failures, wait_until, last) VALUES (?1, 0, 0, ?2) "
      "ON CONFLICT (login_hash) DO NOTHING",
      {login_hash, now});
  if (!put) return tl::unexpected(put.error());
  // Counted where it is written: tries side by side count each.
  auto add = c.query("UPDATE login_failure SET failures = failures + 1, last = ?2 WHERE login_hash = ?1", {login_hash, now});
  if (!add) return tl::unexpected(add.error());
  auto full = c.query("UPDATE login_failure SET failures = 0, wait_until = ?2 WHERE login_hash = ?1 AND failures >= ?3",
                      {login_hash, now + kWaitSeconds, kMostFailures});
  if (!full) return tl::unexpected(full.error());
  return {};
}

Result<void> forget_failures(Connection& c, const std::string& login) {
  auto done = c.query("DELETE FROM login_failure WHERE login_hash = ?1", {ledger::sha256(login)});
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace luodi::access
