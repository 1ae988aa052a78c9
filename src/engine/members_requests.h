// Requests and answers about the members of the library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/members.h"

namespace luodi::engine {

/// month: "2026-10", none: the last one that is over. by: town | class | chain. source_id: of the volume; none: the one that most
/// members reported to. projects: "yes" counts 投资项目 too, and the scope says so.
struct MembersReportRequest {
  std::optional<std::string> month, by, source_id, projects;
};
BOOST_DESCRIBE_STRUCT(MembersReportRequest, (), (month, by, source_id, projects))
/// show: in | entered | left, as of the month and since its January, in the report's scope (`projects`); all: whatever was
/// listed.
struct MembersRequest {
  std::optional<std::string> words, class_id, town, show, month, projects;
  std::optional<std::int64_t> limit, offset;
};
BOOST_DESCRIBE_STRUCT(MembersRequest, (), (words, class_id, town, show, month, projects, limit, offset))
struct MembersAnswer {
  std::int64_t total = 0;
  std::vector<MemberOfLibraryView> members;
};
BOOST_DESCRIBE_STRUCT(MembersAnswer, (), (total, members))

}  // namespace luodi::engine
