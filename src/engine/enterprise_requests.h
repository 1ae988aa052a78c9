// Requests and answers of registers, enterprises and the review of pairs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "luodi/values/enterprises.h"

namespace luodi::engine {

/// changes: link only what changed since the last run, with its estimates held.
struct LinkRegistersRequest {
  std::optional<bool> changes;
};
BOOST_DESCRIBE_STRUCT(LinkRegistersRequest, (), (changes))
struct LinkedAnswer {
  LinkRunView run;
};
BOOST_DESCRIBE_STRUCT(LinkedAnswer, (), (run))

/// Filters of the list. conflict: a field, or "any"; twice: "any" shows those that one register has twice.
struct EnterprisesRequest {
  std::optional<std::string> words, town, kind, state, register_id, chain, conflict, twice, order, form;
  std::optional<std::int64_t> descending, limit, offset;
};
BOOST_DESCRIBE_STRUCT(EnterprisesRequest, (),
                      (words, town, kind, state, register_id, chain, conflict, twice, order, form, descending, limit, offset))
struct EnterpriseRequest {
  std::string enterprise_id;
};
BOOST_DESCRIBE_STRUCT(EnterpriseRequest, (), (enterprise_id))

/// show: open | later | answered; kind: review | link | duplicate | licences, "" all.
struct MatchesRequest {
  std::optional<std::string> kind, show;
  std::optional<std::int64_t> limit, offset;
};
BOOST_DESCRIBE_STRUCT(MatchesRequest, (), (kind, show, limit, offset))
/// answer: yes | no | later.
struct MatchAnswerRequest {
  std::string row_a, row_b, answer;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(MatchAnswerRequest, (), (row_a, row_b, answer, reason))
struct MatchPairRequest {
  std::string row_a, row_b;
};
BOOST_DESCRIBE_STRUCT(MatchPairRequest, (), (row_a, row_b))

/// value: none gives the field back to its rule.
struct PinRequest {
  std::string enterprise_id, field;
  std::optional<std::string> value, reason;
};
BOOST_DESCRIBE_STRUCT(PinRequest, (), (enterprise_id, field, value, reason))
struct TagRequest {
  std::vector<std::string> enterprise_ids;
  std::optional<std::vector<std::string>> add, remove;
};
BOOST_DESCRIBE_STRUCT(TagRequest, (), (enterprise_ids, add, remove))

}  // namespace luodi::engine
