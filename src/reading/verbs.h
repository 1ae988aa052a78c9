// Verbs that a demand without 要 opens with: 加强, 抓好, 紧盯 …
#pragma once

#include "reading/scan.h"

namespace luodi::reading {

/// Length of the verb that a clause opens with; 0 if it opens with none. Refused: 全面展望了, what was done is no demand.
std::size_t opening_verb(View clause);
inline bool opens_with_verb(View clause) {
  return opening_verb(clause) > 0;
}

/// The same, or a verb of the word list: 邀请, 拆除, 抢收. Refused: what is said, seen, is or was done (认为, 属于, 审议, 下降).
/// Only where a demand is known to stand: a list's verbs begin many a clause that asks for nothing.
std::size_t verb_in_front(View clause);

}  // namespace luodi::reading
