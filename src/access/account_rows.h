// Accounts as rows, for the acts that change them in an open transaction.
#pragma once

#include <string>

#include "luodi/values/desk.h"
#include "store/store.h"

namespace luodi::access {

/// not_found if there is none.
Result<AccountView> account_with(store::Connection& c, const std::string& account_id);
/// conflict at `where` if this account is the last administrator who can log in.
Result<void> not_the_last_administrator(store::Connection& c, const AccountView& account, const std::string& where);

}  // namespace luodi::access
