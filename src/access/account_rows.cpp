// See account_rows.h.
#include "access/account_rows.h"

#include "describe/row.h"

namespace luodi::access {
namespace {

constexpr std::string_view kAccount =
    "SELECT account_id, login, display_name, role, unit_id, division, closed FROM account WHERE account_id = ?1";
constexpr std::string_view kOthers =
    "SELECT COUNT(*) AS n FROM account WHERE role = 'administrator' AND closed = 0 AND account_id <> ?1";

}  // namespace

Result<AccountView> account_with(store::Connection& c, const std::string& account_id) {
  auto rows = c.query(kAccount, {account_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return fail(ErrorCode::not_found, account_id, "account.unknown", "there is no such account");
  return describe::from_row<AccountView>(rows->front());
}

Result<void> not_the_last_administrator(store::Connection& c, const AccountView& account, const std::string& where) {
  if (account.role != "administrator") return {};
  auto others = c.query(kOthers, {account.account_id});
  if (!others) return tl::unexpected(others.error());
  if (others->front().integer("n") > 0) return {};
  return fail(ErrorCode::conflict, where, "access.last_administrator", "the last administrator stays one");
}

}  // namespace luodi::access
