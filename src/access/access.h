// Access: units and the duty table, accounts, passwords, sessions, and the record of who looked and what was refused.
//
// Accounts and units are ground (entries account.created, county.imported). Passwords (Argon2id), sessions and the audit
// lie beside the ledger: secrets are never entries, and looking never writes the chain.
// Invariants: no default password; the one-time link works once and for a day; a session token is stored as its hash.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/working_days.h"
#include "ledger/backup.h"
#include "ledger/ledger.h"
#include "luodi/values/desk.h"

namespace luodi::access {

/// One row of the duty table: which unit owns which matter, and by what right.
struct Duty {
  std::string matter;
  std::string unit;
  std::string source;
};
BOOST_DESCRIBE_STRUCT(Duty, (), (matter, unit, source))

class AccessProjection final : public ledger::Projection {
 public:
  std::string_view schema() const override;
  std::vector<std::string_view> tables() const override { return {"account", "unit", "duty", "calendar_year"}; }
  Result<void> apply(store::Connection& connection, const ledger::Entry& entry) override;
  Result<void> forget(store::Connection& connection, const std::string& subject) override;
};

/// Tables beside the ledger: credentials, sessions, audit.
Result<void> prepare_side_tables(store::Store& store);
/// Those of them that a backup takes along: passwords' hashes and the audit. Sessions and waits end with a restore.
const std::vector<ledger::CopiedTable>& side_copies();

/// True until the first administrator has a password.
Result<bool> needs_setup(store::Connection& c);
/// A new one-time token for the first administrator, valid for a day; older ones end.
Result<std::string> make_setup_token(ledger::Ledger& ledger);
/// Sets the first administrator's login and password. conflict if it was done, forbidden if the token is wrong or old.
Result<AccountView> finish_setup(ledger::Ledger& ledger, const std::string& token, const std::string& login,
                                 const std::string& display_name, const std::string& password);

/// What a new account is. The name goes to the erasable personal fields; clerks and unit leads name a unit.
struct NewAccount {
  std::string login, display_name, role, password;
  std::optional<std::string> unit_id;
  std::optional<std::string> division{};
};
Result<AccountView> create_account(ledger::Ledger& ledger, const NewAccount& wanted, const std::string& actor);
/// Another role or unit for an account; it acts on open sessions with the next call. conflict where the county would be left
/// without an administrator.
Result<AccountView> change_account(ledger::Ledger& ledger, const std::string& account_id, const std::string& role,
                                   const std::optional<std::string>& unit_id, const std::string& actor,
                                   const std::optional<std::string>& division = std::nullopt);
/// Ends the wait after failed logins.
Result<void> unlock(ledger::Ledger& ledger, const std::string& login);

/// A clerk or a unit lead: acts for a unit of its own.
bool is_of_unit(const std::string& role);

/// An open session as its owner or an administrator sees it; `session_id` is the beginning of the token's hash.
struct SessionView {
  std::string session_id;
  std::string account_id;
  std::string login;
  std::string made_at;
  std::string seen_at;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (session_id, account_id, login, made_at, seen_at))
Result<std::vector<SessionView>> list_sessions(ledger::Ledger& ledger);
Result<void> revoke_session(ledger::Ledger& ledger, const std::string& session_id);
Result<std::vector<AccountView>> list_accounts(store::Connection& c);

struct Session {
  std::string token;  ///< for the cookie; only its hash is kept
  AccountView account;
};
/// Logs in. One answer for an unknown login and a wrong password; after five failures in a row the login waits a minute,
/// whether it exists or not.
Result<Session> log_in(ledger::Ledger& ledger, const std::string& login, const std::string& password);
Result<AccountView> account_of_session(ledger::Ledger& ledger, const std::string& token);
Result<void> log_out(ledger::Ledger& ledger, const std::string& token);

/// The years of imported holiday notices, for set_imported_years().
Result<std::vector<CalendarYear>> imported_years(store::Connection& c);
/// Erases the name an account was made with; the entry stays, and verify says "erased".
Result<void> erase_name(ledger::Ledger& ledger, const std::string& account_id);

Result<std::vector<UnitView>> list_units(store::Connection& c);
/// The unit and all below it.
Result<std::vector<std::string>> unit_and_below(store::Connection& c, const std::string& unit_id);
/// Units of a division and of those below it: 610700 is the city 6107 with its counties. Units without a code are in none.
Result<std::vector<std::string>> units_of_division(store::Connection& c, const std::string& division);
/// Accounts held to a division or to one below it.
Result<std::vector<std::string>> accounts_of_division(store::Connection& c, const std::string& division);
Result<std::vector<Duty>> list_duties(store::Connection& c);
/// Units and duty table of a county: one entry.
Result<void> import_county(ledger::Ledger& ledger, store::Connection& c, const std::vector<UnitView>& units,
                           const std::vector<Duty>& duties, const std::string& actor, const std::string& source);

/// The record of who looked at what and of what was refused; written in batches, apart from the chain.
/// What is searched for in the audit or among the entries; days in China, both included; "" or 0: all.
struct LookedFor {
  std::string words, actor, from, to;
  std::int64_t limit = 500, offset = 0;
};
/// usage where a day is none or the page has more than 20,000 lines.
Result<void> check_looked_for(const LookedFor& asked);
/// The places of a statement: actor, instants from and to, words in the form of LIKE, limit, offset.
std::vector<store::Value> places_of(const LookedFor& asked);

class Audit {
 public:
  explicit Audit(ledger::Ledger& ledger);
  ~Audit();
  Audit(const Audit&) = delete;
  Audit& operator=(const Audit&) = delete;
  void note(const std::string& actor, const std::string& action, const std::string& subject, const std::string& detail);
  void flush();
  /// Newest first; what waits to be written is written first.
  Result<std::vector<AuditLine>> search(const LookedFor& asked);

 private:
  ledger::Ledger& ledger_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::vector<AuditLine> waiting_;
  std::jthread writer_;  ///< writes what waits every two seconds; last, so that it starts when all else is there
};

}  // namespace luodi::access
