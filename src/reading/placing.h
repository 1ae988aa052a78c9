// Placing: which point of the meeting a demand belongs to, by what is spoken of (RULES: by sense, not by place).
#pragma once

#include <vector>

#include "reading/agenda.h"
#include "reading/directives.h"

namespace luodi::reading {

/// A point with what was asked for under it.
struct Work {
  Point point;
  std::vector<DirectiveFound> directives;
};

/// Gives groups of directives to the points they speak of, and tells apart the documents or topics of one point that are spoken
/// of one after the other. `groups`: what each group of directives says, lead-in and statements with it; DirectiveFound::group
/// counts them.
void place_directives(View text, std::vector<Work>& works, const std::vector<Range>& groups);

}  // namespace luodi::reading
