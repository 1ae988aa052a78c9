// Verbs that a demand without 要 opens with: 加强, 抓好, 紧盯 …
#pragma once

#include "reading/scan.h"

namespace luodi::reading {

/// Length of the verb that a clause opens with; 0 if it opens with none. Refused: 全面展望了, what was done is no demand.
std::size_t opening_verb(View clause);
inline bool opens_with_verb(View clause) {
  return opening_verb(clause) > 0;
}

}  // namespace luodi::reading
