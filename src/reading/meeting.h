// Meeting: who met when, in which body's name, presided by whom; from the sentence that says so.
#pragma once

#include <optional>
#include <vector>

#include "luodi/values/reading.h"
#include "reading/article.h"

namespace luodi::reading {

struct MeetingFound {
  Meeting meeting;
  std::vector<Range> frame;       ///< sentences that frame the meeting
  std::vector<Range> attendance;  ///< sentences or parts that say who was there
  std::size_t body_from = 0;      ///< where the report proper may begin
  Range matter;                   ///< of a meeting on one matter: what its name says it is about; empty where it says nothing
};

/// The meeting of the paper; nothing if it tells of none (a people's congress, an inspection, rules of procedure).
std::optional<MeetingFound> find_meeting(const Article& article);

}  // namespace luodi::reading
