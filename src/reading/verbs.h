// Verbs that a demand without 要 opens with: 加强, 抓好, 紧盯 …
#pragma once

#include "reading/scan.h"

namespace luodi::reading {

/// True for a clause that opens with such a verb. Refused: 全面展望了, what was done is no demand.
bool opens_with_verb(View clause);

}  // namespace luodi::reading
