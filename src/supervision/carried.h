// 结转: which meeting a carried-over commitment goes to. Derived, never typed in: the next meeting of its kind.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "luodi/values/supervision.h"
#include "store/store.h"
#include "supervision/index.h"

namespace luodi::supervision {

/// The first meeting of the kind of its own that was held on or after the day it was carried over; nothing while there is none,
/// or where the commitment is not carried over now.
Result<std::optional<NextMeeting>> meeting_carried_to(store::Connection& c, const std::string& commitment_id);
/// What waits for this meeting, by number; with `theirs` only what is of these.
Result<std::vector<CarriedView>> carried_to_meeting(store::Connection& c, CommitmentIndex& index, const std::string& meeting_id,
                                                    const std::optional<Theirs>& theirs);

}  // namespace luodi::supervision
