// Failed logins: after five in a row a login waits a minute, whether it exists or not.
#pragma once

#include "store/store.h"

namespace luodi::access {

/// busy while the login waits.
Result<void> may_try(store::Connection& c, const std::string& login, std::int64_t now);
/// Counts a failure of this login in the open transaction, or forgets its failures. Logins that nobody tried for an hour
/// are forgotten, so that guessing at random fills no table.
Result<void> note_login(store::Connection& c, const std::string& login, bool right, std::int64_t now);
Result<void> forget_failures(store::Connection& c, const std::string& login);

}  // namespace luodi::access
