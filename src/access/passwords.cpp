// See passwords.h. Entries name who set a password for whom, never anything of the password.
#include "access/passwords.h"

#include <sodium.h>

#include <array>

#include "access/account_rows.h"
#include "access/failures.h"
#include "describe/json.h"

namespace luodi::access {
namespace {

namespace json = boost::json;
using ledger::Entry;
using ledger::Ledger;
using store::Connection;

constexpr std::size_t kShortestPassword = 10;

Result<void> end_sessions(Connection& c, const std::string& account_id) {
  auto done = c.query("DELETE FROM session WHERE account_id = ?1", {account_id});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> note(Ledger& ledger, Connection& c, const std::string& kind, const std::string& account_id, const std::string& actor,
                  const json::object& payload) {
  Entry e;
  e.kind = kind;
  e.subject = account_id;
  e.payload = json::serialize(payload);
  e.actor = actor;
  e.source = "access";
  auto appended = ledger.append(c, e);
  if (!appended) return tl::unexpected(appended.error());
  return {};
}

Result<void> set_password(Ledger& ledger, Connection& c, const std::string& account_id, const std::string& hash,
                          const std::string& actor) {
  auto put = c.query(
      "INSERT INTO credential (account_id, password_hash, failures, wait_until) VALUES (?1, ?2, 0, 0) "
      "ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash",
      {account_id, hash});
  if (!put) return tl::unexpected(put.error());
  if (auto ended = end_sessions(c, account_id); !ended) return ended;
  return note(ledger, c, "account.password", account_id, actor, {{"by_owner", actor == account_id}});
}

}  // namespace

Result<void> check_password(const std::string& password) {
  if (password.size() < kShortestPassword)
    return fail(ErrorCode::usage, "password", "access.short_password", "a password has at least 10 characters");
  return {};
}

Result<std::string> password_hash(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return fail(ErrorCode::busy, "password", "access.no_memory", "not enough memory to hash the password");
  return std::string(out.data());
}

bool password_fits(const std::string& hash, const std::string& password) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Result<void> change_password(Ledger& ledger, const AccountView& account, const std::string& old_password,
                             const std::string& new_password) {
  if (auto ok = check_password(new_password); !ok) return ok;
  const std::int64_t now = ledger.clock().seconds();
  std::string known;
  auto found = ledger.store().read([&](Connection& c) -> Result<void> {
    if (auto ok = may_try(c, account.login, now); !ok) return ok;
    auto rows = c.query("SELECT password_hash FROM credential WHERE account_id = ?1", {account.account_id});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return fail(ErrorCode::conflict, "account", "access.no_password", "this account has no password");
    known = rows->front().text("password_hash");
    return {};
  });
  if (!found) return found;
  const bool right = password_fits(known, old_password);
  auto hash = password_hash(new_password);
  if (!hash) return tl::unexpected(hash.error());
  auto done = ledger.store().write([&](Connection& c) -> Result<void> {
    if (auto noted = note_login(c, account.login, right, now); !noted || !right) return noted;
    return set_password(ledger, c, account.account_id, *hash, account.account_id);
  });
  if (!done) return done;
  if (!right) return fail(ErrorCode::unauthorized, "old_password", "access.wrong_password", "the old password is wrong");
  return {};
}

Result<void> reset_password(Ledger& ledger, const std::string& account_id, const std::string& password,
                            const std::string& actor) {
  if (auto ok = check_password(password); !ok) return ok;
  auto hash = password_hash(password);
  if (!hash) return tl::unexpected(hash.error());
  return ledger.store().write([&](Connection& c) -> Result<void> {
    auto account = account_with(c, account_id);
    if (!account) return tl::unexpected(account.error());
    if (auto ok = forget_failures(c, account->login); !ok) return ok;
    return set_password(ledger, c, account_id, *hash, actor);
  });
}

Result<void> close_account(Ledger& ledger, const std::string& account_id, bool closed, const std::string& actor) {
  return ledger.store().write([&](Connection& c) -> Result<void> {
    auto account = account_with(c, account_id);
    if (!account) return tl::unexpected(account.error());
    if ((account->closed != 0) == closed) return {};
    if (closed)
      if (auto ok = not_the_last_administrator(c, *account, "account_id"); !ok) return ok;
    if (auto ended = end_sessions(c, account_id); !ended) return ended;
    return note(ledger, c, closed ? "account.closed" : "account.opened", account_id, actor, {});
  });
}

}  // namespace luodi::access
