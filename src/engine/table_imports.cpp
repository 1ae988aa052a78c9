// See table_imports.h; the list of imports, newest first.
#include "engine/table_imports.h"

#include "engine/supervision.h"
#include "engine/tables.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::size_t kMostListed = 100;
constexpr std::string_view kImports =
    "SELECT e.subject, e.payload, e.at, COALESCE(NULLIF(a.display_name, ''), a.login, e.actor) AS actor, e.actor AS "
    "account_id, (SELECT COUNT(*) FROM entry u WHERE u.subject = e.subject AND u.kind = 'table.undone') AS undone FROM entry e "
    "LEFT JOIN account a ON a.account_id "
    "= e.actor WHERE e.kind = 'table.imported' ORDER BY e.seq DESC LIMIT 1000";

}  // namespace

Result<SeenImports> SeenImports::of(House& house, Connection& c, const Caller& caller) {
  auto meetings = meetings_seen(house, c, caller);
  if (!meetings) return tl::unexpected(meetings.error());
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  const bool whole = scope->all || access::is_of_unit(caller.account.role);
  return SeenImports(caller.account.account_id, whole, std::move(*meetings));
}

bool SeenImports::has(const std::string& account_id, const json::object& payload) const {
  if (account_id == account_id_) return true;
  if (payload.at("kind").as_string() != "tasks") return whole_;
  const json::value* meeting = payload.if_contains("meeting_id");
  return !meetings_ || (meeting != nullptr && meeting->is_string() && meetings_->count(std::string(meeting->as_string())) != 0);
}

Result<TableImportsAnswer> list_table_imports(House& house, const Caller& caller) {
  TableImportsAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto rows = c.query(kImports);
    if (!rows) return tl::unexpected(rows.error());
    auto seen = SeenImports::of(house, c, caller);
    if (!seen) return tl::unexpected(seen.error());
    for (const auto& row : *rows) {
      const json::value payload = json::parse(row.text("payload"));
      const json::object& p = payload.as_object();
      if (a.imports.size() == kMostListed) break;
      if (!seen->has(row.text("account_id"), p)) continue;
      TableImportView v{row.text("subject"),
                        std::string(p.at("kind").as_string()),
                        std::string(p.at("file_name").as_string()),
                        row.text("at"),
                        row.text("actor"),
                        p.at("rows").as_int64(),
                        std::nullopt,
                        row.integer("undone") > 0};
      if (const json::value* m = p.if_contains("meeting_id"); m != nullptr && m->is_string() && !m->as_string().empty())
        v.meeting_id = std::string(m->as_string());
      a.imports.push_back(std::move(v));
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

}  // namespace luodi::engine
