// Passwords: set by their owner or by an administrator, kept as Argon2id; accounts of people who left are closed.
#pragma once

#include <string>

#include "access/access.h"

namespace luodi::access {

/// usage where a password is too short. No other rule: length is what helps (NIST SP 800-63B, 5.1.1.2).
Result<void> check_password(const std::string& password);
/// libsodium's string form of Argon2id.
Result<std::string> password_hash(const std::string& password);
bool password_fits(const std::string& hash, const std::string& password);

/// The owner's new password. unauthorized where the old one is wrong, which counts like a failed login; busy while that
/// login waits. All sessions of the account end.
Result<void> change_password(ledger::Ledger& ledger, const AccountView& account, const std::string& old_password,
                             const std::string& new_password);
/// An administrator's new password for somebody who forgot theirs; sessions end, a wait ends.
Result<void> reset_password(ledger::Ledger& ledger, const std::string& account_id, const std::string& password,
                            const std::string& actor);
/// Closes an account, or opens it again: its acts stay, nobody logs in with it, its sessions end. conflict for the last
/// administrator.
Result<void> close_account(ledger::Ledger& ledger, const std::string& account_id, bool closed, const std::string& actor);

}  // namespace luodi::access
