// Article: a paper cut into lines and sentences, with furniture and title told apart from the report itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/scan.h"

namespace luodi::reading {

enum class LineKind { body, title, furniture, empty };

struct Line {
  Range range;
  LineKind kind = LineKind::body;
};

struct Article {
  View text;
  std::vector<Line> lines;
  std::optional<std::string> published;  ///< ISO date
};

Article lay_out(View text);

/// Sentences of a line, without their final mark.
std::vector<Range> sentences(View text, Range line);

}  // namespace luodi::reading
