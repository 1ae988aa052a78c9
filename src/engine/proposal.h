// Proposal of a lead unit: the unit the clause names, else the unit that reported, else the duty table.
#pragma once

#include <vector>

#include "access/access.h"
#include "luodi/values/desk.h"

namespace luodi::engine {

/// Fills proposed_unit, proposed_because (named | reporting | duty) and proposed_source of a directive.
void propose_unit(DirectiveView& directive, const ItemView& item, const std::vector<access::Duty>& duties);

}  // namespace luodi::engine
