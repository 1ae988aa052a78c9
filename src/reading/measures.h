// 实施方案、贯彻意见、分工方案 in plain text: measures with the units that answer for them, as such papers write it: in brackets
// behind a paragraph or a sentence (（牵头单位：…；配合单位：…；完成时限：…）), or on a line of its own.
//
// Only what names a unit is a measure here: aims, principles and safeguards of such a paper name none, and are left to the
// reader.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reading/scan.h"

namespace luodi::reading {

struct Measure {
  std::string section;                             ///< 一级标题 without its number: "强化要素保障"
  std::string text;                                ///< without its number and without the brackets
  std::string lead_unit, helping_units, deadline;  ///< as written; units with 、 between them
  Range range;                                     ///< of the text in the paper
};

/// The measures of a paper, in their order; none where no unit is named in this way.
std::vector<Measure> read_measures(View text);

}  // namespace luodi::reading
