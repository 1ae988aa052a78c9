// Topic of a directive, by weighted words of the directive and, more lightly, of its item's subject.
#pragma once

#include <string>

#include "reading/scan.h"

namespace luodi::reading {

/// One of enterprise, project, investment, assessment, safety, environment, agriculture, livelihood, finance, party, other.
std::string topic_of(View directive, View subject);

}  // namespace luodi::reading
