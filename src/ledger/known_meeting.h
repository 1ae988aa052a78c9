// One meeting however it is called: the meeting in the ledger that a further paper tells of too.
#pragma once

#include <optional>
#include <string>

#include "luodi/values/desk.h"
#include "luodi/values/error.h"
#include "store/store.h"

namespace luodi::ledger {

/// The id of the meeting of that day that a paper tells of too: the same kind, body and number, as far as both say; nothing
/// where the paper names no date. 第十八次 and 第18次 are one number, 县人民政府 and 县政府 one body.
Result<std::optional<std::string>> known_meeting(store::Connection& c, const Meeting& m);

}  // namespace luodi::ledger
