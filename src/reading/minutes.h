// Minutes: what they give under labels instead of in sentences: "时　间：", "主持人：", "出　席：A　B", "列席人员：县财政局C".
#pragma once

#include "reading/meeting.h"
#include "reading/meeting_name.h"

namespace luodi::reading {

/// Day, chair and naming of minutes that give them under labels; false where day, chair or naming is missing.
bool read_labels(const Article& a, MeetingFound& found, MeetingName& phrase);

/// The lists of who was there, at the head or at the foot; who was on leave and who kept the minutes count as attendance.
void read_lists(const Article& a, MeetingFound& found);

/// An ordinal that stands on a line of its own below the heading: "第十六次", "第 13 次"; empty if there is none.
Range ordinal_on_its_line(const Article& a);

}  // namespace luodi::reading
