// 专项 campaigns, which group commitments across meetings; 上级文件 upper-level documents: what they are, who must read them,
// who has, which duty they put on the county, which measures of its own came of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

namespace luodi {

/// 专项, such as a “三个年” campaign. `running`: today lies in its validity. Counts are of what the caller sees.
struct CampaignView {
  std::string campaign_id, name, valid_from;
  std::optional<std::string> valid_to;
  std::string note;
  bool running = false;
  std::int64_t total = 0, closed = 0, meetings = 0;
  std::int64_t red = 0, yellow = 0, green = 0, none = 0;
};
BOOST_DESCRIBE_STRUCT(CampaignView, (),
                      (campaign_id, name, valid_from, valid_to, note, running, total, closed, meetings, red, yellow, green, none))

/// 传阅. A unit that must read a document, and when somebody of it said so.
struct DocumentReader {
  std::string unit_id, unit;
  std::optional<std::string> read_at, read_by;
};
BOOST_DESCRIBE_STRUCT(DocumentReader, (), (unit_id, unit, read_at, read_by))

/// 贯彻意见的责任: a commitment to draw up the county's own measures.
struct DocumentDuty {
  std::string commitment_id, text, state;
  std::optional<std::string> unit, due_date;
};
BOOST_DESCRIBE_STRUCT(DocumentDuty, (), (commitment_id, text, state, unit, due_date))

/// 本县措施: what was loaded as the county's own measures, and how far its commitments are.
struct DocumentMeasures {
  std::string meeting_id, title;
  std::int64_t total = 0, closed = 0;
};
BOOST_DESCRIBE_STRUCT(DocumentMeasures, (), (meeting_id, title, total, closed))

/// 上级文件.
struct DocumentView {
  std::string document_id, title, number, issuer;
  std::optional<std::string> received_on, file_hash, file_name;
  std::vector<DocumentReader> readers;
  std::vector<DocumentDuty> duties;
  std::vector<DocumentMeasures> measures;
};
BOOST_DESCRIBE_STRUCT(DocumentView, (),
                      (document_id, title, number, issuer, received_on, file_hash, file_name, readers, duties, measures))

}  // namespace luodi
