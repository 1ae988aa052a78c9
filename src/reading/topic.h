// Topic of a directive, by weighted words of the directive and, more lightly, of its item's subject and of what else is asked for
// there.
#pragma once

#include <string>
#include <vector>

#include "reading/scan.h"

namespace luodi::reading {

/// One of enterprise, project, investment, assessment, safety, environment, agriculture, livelihood, finance, party, other.
std::string topic_of(View directive, View subject);
/// The same for all directives of an item, in their order; each leans on the others where it is not clear by itself.
std::vector<std::string> topics_of(const std::vector<View>& directives, View subject);

}  // namespace luodi::reading
