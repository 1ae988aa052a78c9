// See access.h.
#include "access/access.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "access/account_rows.h"
#include "access/failures.h"
#include "access/passwords.h"
#include "describe/json.h"
#include "describe/row.h"

namespace luodi::access {
namespace {

using ledger::Entry;
using ledger::Ledger;
using store::Connection;
using store::Null;
using store::Value;
namespace json = boost::json;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS account (
  account_id {text} PRIMARY KEY,
  login {text} NOT NULL UNIQUE,
  display_name {text} NOT NULL,     -- '' once erased
  role {text} NOT NULL,             -- see Role in luodi/engine.h
  unit_id {text},                   -- of clerks and unit leads
  division {text},                  -- of accounts that see one division only
  closed BIGINT NOT NULL DEFAULT 0  -- of somebody who left: nobody logs in with it
);
CREATE TABLE IF NOT EXISTS unit (
  unit_id {text} PRIMARY KEY,
  name {text} NOT NULL,
  short_name {text} NOT NULL,
  kind {text} NOT NULL,
  parent {text},
  division {text}
);
CREATE TABLE IF NOT EXISTS duty (
  matter {text} PRIMARY KEY,
  unit {text} NOT NULL,
  source {text} NOT NULL
);
CREATE TABLE IF NOT EXISTS calendar_year (
  year BIGINT PRIMARY KEY,
  source {text} NOT NULL,           -- the notice
  days {text} NOT NULL              -- JSON: off and worked
);
)sql";

constexpr std::string_view kSideSchema = R"sql(
CREATE TABLE IF NOT EXISTS credential (
  account_id {text} PRIMARY KEY,
  password_hash {text} NOT NULL,    -- Argon2id, libsodium's string form
  failures BIGINT NOT NULL,         -- no longer used: see login_failure
  wait_until BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS login_failure ( -- of logins that exist and of logins that do not, alike
  login_hash {text} PRIMARY KEY,
  failures BIGINT NOT NULL,
  wait_until BIGINT NOT NULL,       -- seconds since 1970; 0: none
  last BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS session (
  token_hash {text} PRIMARY KEY,
  account_id {text} NOT NULL,
  ends BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS session_use (
  token_hash {text} PRIMARY KEY,
  made BIGINT NOT NULL,
  seen BIGINT NOT NULL              -- written at most every five minutes
);
CREATE TABLE IF NOT EXISTS setup_token (
  token_hash {text} PRIMARY KEY,
  ends BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS audit (
  id {text} PRIMARY KEY,            -- time and a random tail
  at {text} NOT NULL,
  actor {text} NOT NULL,
  action {text} NOT NULL,
  subject {text} NOT NULL,
  detail {text} NOT NULL
);
)sql";

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kSessionSeconds = 12 * 3600;
constexpr std::int64_t kIdleSeconds = 2 * 3600;
constexpr std::int64_t kSeenEvery = 300;
constexpr std::size_t kSessionId = 16;

tl::unexpected<Error> handed_on(const Error& e) {
  return tl::unexpected(e);
}

/// What an account's entry names under a key; older entries name none.
Value named_in(const json::object& payload, const char* key) {
  const json::value* v = payload.if_contains(key);
  return v != nullptr && v->is_string() && !v->as_string().empty() ? Value(std::string(v->as_string())) : Value(Null{});
}

Result<void> check_new(const std::string& login, const std::string& password) {
  const bool plain = !login.empty() && login.size() <= 40 && std::all_of(login.begin(), login.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
  });
  if (!plain)
    return fail(ErrorCode::usage, "login", "access.bad_login",
                "a login has 1 to 40 letters, digits, dots, dashes or underscores");
  return check_password(password);
}

}  // namespace

bool is_of_unit(const std::string& role) {
  return role == "clerk" || role == "unit_lead";
}

std::string_view AccessProjection::schema() const {
  return kSchema;
}

Result<void> AccessProjection::apply(Connection& c, const Entry& e) {
  if (e.kind == "account.created") {
    const json::object p = json::parse(e.payload).as_object();
    const std::string name =
        e.personal.empty() ? "" : std::string(json::parse(e.personal).as_object().at("display_name").as_string());
    auto done =
        c.query("INSERT INTO account (account_id, login, display_name, role, unit_id, division) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                {e.subject, std::string(p.at("login").as_string()), name, std::string(p.at("role").as_string()),
                 named_in(p, "unit_id"), named_in(p, "division")});
    if (!done) return handed_on(done.error());
  } else if (e.kind == "account.changed") {
    const json::object p = json::parse(e.payload).as_object();
    auto done = c.query("UPDATE account SET role = ?2, unit_id = ?3, division = ?4 WHERE account_id = ?1",
                        {e.subject, std::string(p.at("role").as_string()), named_in(p, "unit_id"), named_in(p, "division")});
    if (!done) return handed_on(done.error());
  } else if (e.kind == "account.closed" || e.kind == "account.opened") {
    auto done = c.query("UPDATE account SET closed = ?2 WHERE account_id = ?1",
                        {e.subject, std::int64_t{e.kind == "account.closed" ? 1 : 0}});
    if (!done) return handed_on(done.error());
  } else if (e.kind == "calendar.imported") {
    const json::object p = json::parse(e.payload).as_object();
    const std::int64_t year = p.at("year").as_int64();
    if (auto gone = c.query("DELETE FROM calendar_year WHERE year = ?1", {year}); !gone) return handed_on(gone.error());
    auto put = c.query("INSERT INTO calendar_year (year, source, days) VALUES (?1, ?2, ?3)",
                       {year, std::string(p.at("source").as_string()),
                        json::serialize(json::object{{"off", p.at("off")}, {"worked", p.at("worked")}})});
    if (!put) return handed_on(put.error());
  } else if (e.kind == "county.imported" || (e.kind == "table.undone" && e.payload.find("\"rows_hash\"") != std::string::npos)) {
    auto blob = Ledger::get_blob(c, std::string(json::parse(e.payload).as_object().at("rows_hash").as_string()));
    if (!blob) return handed_on(blob.error());
    const json::object rows = json::parse(*blob).as_object();
    if (auto ok = c.query("DELETE FROM unit"); !ok) return handed_on(ok.error());
    if (auto ok = c.query("DELETE FROM duty"); !ok) return handed_on(ok.error());
    for (const json::value& v : rows.at("units").as_array()) {
      auto u = describe::from_json<UnitView>(v);
      if (!u) return handed_on(u.error());
      auto done = c.query("INSERT INTO unit (unit_id, name, short_name, kind, parent, division) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                          {u->unit_id, u->name, u->short_name, u->kind, u->parent ? Value(*u->parent) : Value(Null{}),
                           u->division ? Value(*u->division) : Value(Null{})});
      if (!done) return handed_on(done.error());
    }
    for (const json::value& v : rows.at("duties").as_array()) {
      auto d = describe::from_json<Duty>(v);
      if (!d) return handed_on(d.error());
      auto done = c.query("INSERT INTO duty (matter, unit, source) VALUES (?1, ?2, ?3)", {d->matter, d->unit, d->source});
      if (!done) return handed_on(done.error());
    }
  }
  return {};
}

Result<void> AccessProjection::forget(Connection& c, const std::string& subject) {
  auto done = c.query("UPDATE account SET display_name = '' WHERE account_id = ?1", {subject});
  if (!done) return handed_on(done.error());
  return {};
}

const std::vector<ledger::CopiedTable>& side_copies() {
  static const std::vector<ledger::CopiedTable> list{
      {"credential", "SELECT account_id, password_hash, failures, wait_until FROM credential ORDER BY account_id LIMIT 1000",
       "SELECT account_id, password_hash, failures, wait_until FROM credential WHERE account_id > ?1 ORDER BY account_id LIMIT "
       "1000",
       "account_id", "DELETE FROM credential",
       "INSERT INTO credential (account_id, password_hash, failures, wait_until) VALUES (?1, ?2, ?3, ?4)"},
      {"audit", "SELECT id, at, actor, action, subject, detail FROM audit ORDER BY id LIMIT 1000",
       "SELECT id, at, actor, action, subject, detail FROM audit WHERE id > ?1 ORDER BY id LIMIT 1000", "id", "DELETE FROM audit",
       "INSERT INTO audit (id, at, actor, action, subject, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"}};
  return list;
}

Result<void> prepare_side_tables(store::Store& store) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium", "access.no_sodium", "libsodium cannot be started");
  return store.write([](Connection& c) { return c.script(kSideSchema); });
}

Result<bool> needs_setup(Connection& c) {
  auto rows = c.query(
      "SELECT COUNT(*) AS n FROM credential k JOIN account a ON a.account_id = k.account_id WHERE a.role = 'administrator' AND "
      "a.closed = 0");
  if (!rows) return handed_on(rows.error());
  return rows->front().integer("n") == 0;
}

Result<std::string> make_setup_token(Ledger& ledger) {
  const std::string token = ledger::random_hex(24);
  auto done = ledger.store().write([&](Connection& c) -> Result<void> {
    auto open = needs_setup(c);
    if (!open) return handed_on(open.error());
    if (!*open)
      return fail(ErrorCode::conflict, "setup", "access.already_set_up", "the first administrator has a password already");
    if (auto ok = c.query("DELETE FROM setup_token"); !ok) return handed_on(ok.error());
    auto put = c.query("INSERT INTO setup_token (token_hash, ends) VALUES (?1, ?2)",
                       {ledger::sha256(token), ledger.clock().seconds() + kDay});
    if (!put) return handed_on(put.error());
    return {};
  });
  if (!done) return handed_on(done.error());
  return token;
}

namespace {

/// The payload of an account: role and, where there are, unit and division.
json::object role_and_unit(const std::string& role, const std::optional<std::string>& unit_id,
                           const std::optional<std::string>& division) {
  json::object p{{"role", role}};
  if (unit_id) p["unit_id"] = *unit_id;
  if (division && !division->empty()) p["division"] = *division;
  return p;
}

/// Clerks and unit leads belong to a known unit; other roles may, and may be held to a division.
Result<void> check_role(Connection& c, const std::string& role, const std::optional<std::string>& unit_id,
                        const std::optional<std::string>& division) {
  if (division && !division->empty() &&
      (division->size() < 2 || division->size() > 12 || division->find_first_not_of("0123456789") != std::string::npos))
    return fail(ErrorCode::usage, "division", "access.bad_division", "a division is a code of 2 to 12 digits (GB/T 2260)");
  static const std::vector<std::string> roles{"viewer", "clerk", "unit_lead", "supervision", "leader", "administrator"};
  if (std::find(roles.begin(), roles.end(), role) == roles.end())
    return fail(ErrorCode::usage, "role", "access.bad_role",
                "a role is viewer, clerk, unit_lead, supervision, leader or administrator");
  if (role == "administrator" && division && !division->empty())
    return fail(ErrorCode::usage, "division", "access.administrator_division",
                "an administrator gives rights out and sees the whole audit; no division holds one");
  if (is_of_unit(role) && !unit_id)
    return fail(ErrorCode::usage, "unit_id", "access.needs_unit", "a clerk and a unit lead belong to a unit");
  if (!unit_id) return {};
  auto known = c.query("SELECT 1 AS one FROM unit WHERE unit_id = ?1", {*unit_id});
  if (!known) return handed_on(known.error());
  if (known->empty()) return fail(ErrorCode::usage, "unit_id", "access.no_unit", "there is no unit " + *unit_id);
  return {};
}

Result<AccountView> add_account(Ledger& ledger, Connection& c, const NewAccount& wanted, const std::string& hash,
                                const std::string& actor) {
  const auto& [login, display_name, role, password, unit_id, division] = wanted;
  if (auto ok = check_role(c, role, unit_id, division); !ok) return handed_on(ok.error());
  auto twin = c.query("SELECT account_id FROM account WHERE login = ?1", {login});
  if (!twin) return handed_on(twin.error());
  if (!twin->empty()) return fail(ErrorCode::conflict, "login", "access.login_taken", "there is an account with this login");
  Entry e;
  e.kind = "account.created";
  e.subject = "a" + ledger::random_hex(6);
  json::object payload = role_and_unit(role, unit_id, division);
  payload["login"] = login;
  e.payload = json::serialize(payload);
  if (!display_name.empty()) e.personal = json::serialize(json::object{{"display_name", display_name}});
  e.actor = actor.empty() ? e.subject : actor;
  e.source = "access";
  auto appended = ledger.append(c, e);
  if (!appended) return handed_on(appended.error());
  auto put = c.query("INSERT INTO credential (account_id, password_hash, failures, wait_until) VALUES (?1, ?2, 0, 0)",
                     {e.subject, hash});
  if (!put) return handed_on(put.error());
  return AccountView{e.subject, login, display_name, role, unit_id, division};
}

}  // namespace

Result<AccountView> finish_setup(Ledger& ledger, const std::string& token, const std::string& login,
                                 const std::string& display_name, const std::string& password) {
  if (auto ok = check_new(login, password); !ok) return handed_on(ok.error());
  // The token is looked at before the password is hashed: strangers do not make us work.
  auto valid = ledger.store().read([&](Connection& c) -> Result<void> {
    auto known = c.query("SELECT ends FROM setup_token WHERE token_hash = ?1", {ledger::sha256(token)});
    if (!known) return handed_on(known.error());
    auto open = needs_setup(c);
    if (!open) return handed_on(open.error());
    if (*open && known->empty())
      return fail(ErrorCode::forbidden, "token", "access.bad_link",
                  "this link is not valid any more; start the program again for a new one");
    return {};
  });
  if (!valid) return handed_on(valid.error());
  auto hash = password_hash(password);
  if (!hash) return handed_on(hash.error());
  AccountView account;
  auto done = ledger.store().write([&](Connection& c) -> Result<void> {
    auto open = needs_setup(c);
    if (!open) return handed_on(open.error());
    if (!*open)
      return fail(ErrorCode::conflict, "setup", "access.already_set_up", "the first administrator has a password already");
    auto known = c.query("SELECT ends FROM setup_token WHERE token_hash = ?1", {ledger::sha256(token)});
    if (!known) return handed_on(known.error());
    if (known->empty() || known->front().integer("ends") < ledger.clock().seconds())
      return fail(ErrorCode::forbidden, "token", "access.bad_link",
                  "this link is not valid any more; start the program again for a new one");
    auto made = add_account(ledger, c, {login, display_name, "administrator", "", std::nullopt}, *hash, "");
    if (!made) return handed_on(made.error());
    account = *made;
    auto gone = c.query("DELETE FROM setup_token");
    if (!gone) return handed_on(gone.error());
    return {};
  });
  if (!done) return handed_on(done.error());
  return account;
}

Result<AccountView> create_account(Ledger& ledger, const NewAccount& wanted, const std::string& actor) {
  if (auto ok = check_new(wanted.login, wanted.password); !ok) return handed_on(ok.error());
  auto hash = password_hash(wanted.password);
  if (!hash) return handed_on(hash.error());
  AccountView account;
  auto done = ledger.store().write([&](Connection& c) -> Result<void> {
    auto made = add_account(ledger, c, wanted, *hash, actor);
    if (!made) return handed_on(made.error());
    account = *made;
    return {};
  });
  if (!done) return handed_on(done.error());
  return account;
}

Result<AccountView> change_account(Ledger& ledger, const std::string& account_id, const std::string& role,
                                   const std::optional<std::string>& unit_id, const std::string& actor,
                                   const std::optional<std::string>& division) {
  AccountView account;
  auto done = ledger.store().write([&](Connection& c) -> Result<void> {
    auto known = account_with(c, account_id);
    if (!known) return handed_on(known.error());
    if (auto ok = check_role(c, role, unit_id, division); !ok) return ok;
    if (role != "administrator")
      if (auto ok = not_the_last_administrator(c, *known, "role"); !ok) return ok;
    Entry e;
    e.kind = "account.changed";
    e.subject = account_id;
    e.payload = json::serialize(role_and_unit(role, unit_id, division));
    e.actor = actor;
    e.source = "access";
    if (auto appended = ledger.append(c, e); !appended) return handed_on(appended.error());
    auto after = account_with(c, account_id);
    if (!after) return handed_on(after.error());
    account = std::move(*after);
    return {};
  });
  if (!done) return handed_on(done.error());
  return account;
}

Result<void> unlock(Ledger& ledger, const std::string& login) {
  return ledger.store().write([&](Connection& c) { return forget_failures(c, login); });
}

Result<std::vector<SessionView>> list_sessions(Ledger& ledger) {
  std::vector<SessionView> out;
  auto done = ledger.store().read([&](Connection& c) -> Result<void> {
    auto rows = c.query(
        "SELECT s.token_hash, s.account_id, a.login, u.made, u.seen FROM session s JOIN account a ON a.account_id = s.account_id "
        "LEFT JOIN session_use u ON u.token_hash = s.token_hash WHERE s.ends > ?1 ORDER BY u.seen DESC, s.token_hash",
        {ledger.clock().seconds()});
    if (!rows) return handed_on(rows.error());
    for (const auto& r : *rows)
      out.push_back({r.text("token_hash").substr(0, kSessionId), r.text("account_id"), r.text("login"),
                     r.is_null("made") ? "" : Clock::iso(r.integer("made")),
                     r.is_null("seen") ? "" : Clock::iso(r.integer("seen"))});
    return {};
  });
  if (!done) return handed_on(done.error());
  return out;
}

Result<void> revoke_session(Ledger& ledger, const std::string& session_id) {
  if (session_id.size() != kSessionId || session_id.find_first_not_of("0123456789abcdef") != std::string::npos)
    return fail(ErrorCode::usage, "session_id", "access.bad_session", "that is no session's id");
  return ledger.store().write([&](Connection& c) -> Result<void> {
    auto done = c.query("DELETE FROM session WHERE token_hash LIKE ?1", {session_id + "%"});
    if (!done) return handed_on(done.error());
    return {};
  });
}

Result<std::vector<AccountView>> list_accounts(Connection& c) {
  return describe::from_rows<AccountView>(
      c.query("SELECT account_id, login, display_name, role, unit_id, division, closed FROM account ORDER BY login"));
}

Result<Session> log_in(Ledger& ledger, const std::string& login, const std::string& password) {
  const std::int64_t now = ledger.clock().seconds();
  AccountView account;
  std::string hash;  // empty: there is no such login
  auto found = ledger.store().read([&](Connection& c) -> Result<void> {
    if (auto ok = may_try(c, login, now); !ok) return ok;
    auto rows = c.query(
        "SELECT a.account_id, a.login, a.display_name, a.role, a.unit_id, a.division, a.closed, k.password_hash FROM account a "
        "JOIN "
        "credential k ON k.account_id = a.account_id WHERE a.login = ?1 AND a.closed = 0",
        {login});
    if (!rows) return handed_on(rows.error());
    if (rows->empty()) return {};
    account = describe::from_row<AccountView>(rows->front());
    hash = rows->front().text("password_hash");
    return {};
  });
  if (!found) return handed_on(found.error());
  if (hash.empty()) (void)password_hash(password);  // an unknown login takes as long as a wrong password
  const bool right = !hash.empty() && password_fits(hash, password);
  Session session{ledger::random_hex(32), account};
  auto wrote = ledger.store().write([&](Connection& c) -> Result<void> {
    if (auto noted = note_login(c, login, right, now); !noted) return noted;
    if (!right) return {};
    if (auto old = c.query("DELETE FROM session WHERE ends < ?1", {now}); !old) return handed_on(old.error());
    auto put = c.query("INSERT INTO session (token_hash, account_id, ends) VALUES (?1, ?2, ?3)",
                       {ledger::sha256(session.token), account.account_id, now + kSessionSeconds});
    if (!put) return handed_on(put.error());
    auto used =
        c.query("INSERT INTO session_use (token_hash, made, seen) VALUES (?1, ?2, ?2)", {ledger::sha256(session.token), now});
    if (!used) return handed_on(used.error());
    return {};
  });
  if (!wrote) return handed_on(wrote.error());
  if (!right) return fail(ErrorCode::unauthorized, "login", "access.wrong_login", "login or password is wrong");
  return session;
}

Result<AccountView> account_of_session(Ledger& ledger, const std::string& token) {
  AccountView account;
  const std::string hash = ledger::sha256(token);
  const std::int64_t now = ledger.clock().seconds();
  bool note_use = false;
  auto found = ledger.store().read([&](Connection& c) -> Result<void> {
    auto rows = c.query(
        "SELECT a.account_id, a.login, a.display_name, a.role, a.unit_id, a.division, a.closed, u.seen FROM session s JOIN "
        "account a ON "
        "a.account_id = "
        "s.account_id LEFT JOIN session_use u ON u.token_hash = s.token_hash WHERE s.token_hash = ?1 AND s.ends > ?2 AND "
        "a.closed = 0",
        {hash, now});
    if (!rows) return handed_on(rows.error());
    const bool idle = !rows->empty() && !rows->front().is_null("seen") && rows->front().integer("seen") + kIdleSeconds < now;
    if (rows->empty() || idle)
      return fail(ErrorCode::unauthorized, "session", idle ? "access.idle" : "access.no_session",
                  idle ? "the session was idle for two hours; log in again" : "log in first");
    account = describe::from_row<AccountView>(rows->front());
    note_use = rows->front().is_null("seen") || rows->front().integer("seen") + kSeenEvery < now;
    return {};
  });
  if (!found) return handed_on(found.error());
  if (!note_use) return account;
  auto noted = ledger.store().write([&](Connection& c) -> Result<void> {
    auto put = c.query(
        "INSERT INTO session_use (token_hash, made, seen) VALUES (?1, ?2, ?2) ON CONFLICT (token_hash) DO UPDATE SET seen = "
        "excluded.seen",
        {hash, now});
    if (!put) return handed_on(put.error());
    auto old = c.query("DELETE FROM session_use WHERE token_hash NOT IN (SELECT token_hash FROM session)");
    if (!old) return handed_on(old.error());
    return {};
  });
  if (!noted && noted.error().code != ErrorCode::busy) return handed_on(noted.error());
  return account;
}

Result<void> log_out(Ledger& ledger, const std::string& token) {
  return ledger.store().write([&](Connection& c) -> Result<void> {
    auto done = c.query("DELETE FROM session WHERE token_hash = ?1", {ledger::sha256(token)});
    if (!done) return handed_on(done.error());
    return {};
  });
}

Result<std::vector<CalendarYear>> imported_years(Connection& c) {
  auto rows = c.query("SELECT year, days FROM calendar_year ORDER BY year");
  if (!rows) return handed_on(rows.error());
  std::vector<CalendarYear> out;
  for (const auto& r : *rows) {
    CalendarYear y{static_cast<int>(r.integer("year")), {}, {}};
    const json::object days = json::parse(r.text("days")).as_object();
    for (const auto& [name, into] : {std::pair{"off", &y.off}, {"worked", &y.worked}})
      for (const json::value& v : days.at(name).as_array())
        if (const auto d = Date::parse(std::string_view(v.as_string()))) into->push_back(*d);
    out.push_back(std::move(y));
  }
  return out;
}

Result<void> erase_name(Ledger& ledger, const std::string& account_id) {
  std::int64_t seq = 0;
  auto found = ledger.store().read([&](Connection& c) -> Result<void> {
    auto rows = c.query("SELECT seq FROM entry WHERE subject = ?1 AND kind = 'account.created'", {account_id});
    if (!rows) return handed_on(rows.error());
    if (rows->empty()) return fail(ErrorCode::not_found, account_id, "account.unknown", "there is no such account");
    seq = rows->front().integer("seq");
    return {};
  });
  if (!found) return handed_on(found.error());
  return ledger.erase_personal(seq);
}

Result<std::vector<UnitView>> list_units(Connection& c) {
  return describe::from_rows<UnitView>(
      c.query("SELECT unit_id, name, short_name, kind, parent, division FROM unit ORDER BY unit_id"));
}

Result<std::vector<std::string>> unit_and_below(Connection& c, const std::string& unit_id) {
  auto units = list_units(c);
  if (!units) return handed_on(units.error());
  std::vector<std::string> out{unit_id};
  for (std::size_t i = 0; i < out.size(); ++i)  // out grows while it is walked; a unit is taken once, whatever the table says
    for (const UnitView& u : *units)
      if (u.parent == out[i] && std::find(out.begin(), out.end(), u.unit_id) == out.end()) out.push_back(u.unit_id);
  return out;
}

namespace {
/// A division's code without the zeros that stand for "all below".
std::string prefix_of(std::string division) {
  while (division.size() > 2 && division.size() % 2 == 0 && division.compare(division.size() - 2, 2, "00") == 0)
    division.resize(division.size() - 2);
  return division;
}
}  // namespace

Result<std::vector<std::string>> accounts_of_division(Connection& c, const std::string& division) {
  auto rows = c.query("SELECT account_id, division FROM account WHERE division IS NOT NULL ORDER BY account_id");
  if (!rows) return handed_on(rows.error());
  const std::string prefix = prefix_of(division);
  std::vector<std::string> out;
  for (const auto& r : *rows)
    if (r.text("division").rfind(prefix, 0) == 0) out.push_back(r.text("account_id"));
  return out;
}

Result<std::vector<std::string>> units_of_division(Connection& c, const std::string& division) {
  auto units = list_units(c);
  if (!units) return handed_on(units.error());
  const std::string prefix = prefix_of(division);
  std::vector<std::string> out;
  for (const UnitView& u : *units)
    if (u.division && u.division->rfind(prefix, 0) == 0) out.push_back(u.unit_id);
  return out;
}

Result<std::vector<Duty>> list_duties(Connection& c) {
  return describe::from_rows<Duty>(c.query("SELECT matter, unit, source FROM duty ORDER BY matter"));
}

Result<void> import_county(Ledger& ledger, Connection& c, const std::vector<UnitView>& units, const std::vector<Duty>& duties,
                           const std::string& actor, const std::string& source) {
  auto blob = ledger.put_blob(
      c, json::serialize(json::object{{"units", describe::to_json(units)}, {"duties", describe::to_json(duties)}}));
  if (!blob) return handed_on(blob.error());
  Entry e;
  e.kind = "county.imported";
  e.subject = "county";
  e.payload = json::serialize(json::object{{"rows_hash", *blob},
                                           {"units", static_cast<std::int64_t>(units.size())},
                                           {"duties", static_cast<std::int64_t>(duties.size())}});
  e.actor = actor;
  e.source = source;
  auto done = ledger.append(c, e);
  if (!done) return handed_on(done.error());
  return {};
}

}  // namespace luodi::access
