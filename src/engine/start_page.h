// The lists of the start page, by which a list of commitments can be asked for as well: both count the same.
#pragma once

#include <string>
#include <vector>

#include "engine/supervision.h"

namespace luodi::engine {

/// A day, the instant whose rows are shown on it, and the light rules of that instant.
struct Moment {
  long day = 0;
  const std::string& before;
  const std::vector<LightRule>& rules;
};

/// The commitments of one list of the caller's start page, as it stood at a moment. usage "list.worklist" for no such list.
Result<std::vector<std::string>> waiting_in(House& house, store::Connection& c, const Caller& caller, const Scope& scope,
                                            const std::string& kind, const Moment& at);

}  // namespace luodi::engine
