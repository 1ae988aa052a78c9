// See became.h.
#include "registers/directory/became.h"

#include <algorithm>
#include <string_view>

#include <boost/json.hpp>

namespace luodi::registers {
namespace {

namespace json = boost::json;

constexpr std::string_view kStands =
    "SELECT 1 AS n FROM row_enterprise e JOIN register_row r ON r.row_id = e.row_id AND r.to_seq = 9000000000000000000 WHERE "
    "e.enterprise_id = ?1 LIMIT 1";
constexpr std::string_view kBecame =
    "INSERT INTO enterprise_became (from_id, to_id, rows, seq) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (from_id) DO UPDATE SET to_id "
    "= "
    "excluded.to_id, rows = excluded.rows, seq = excluded.seq";
constexpr std::string_view kAllBecame = "SELECT from_id, to_id, rows FROM enterprise_became ORDER BY from_id";
constexpr std::string_view kNotBecame = "DELETE FROM enterprise_became WHERE from_id = ?1";
constexpr std::string_view kPlaceOf = "SELECT enterprise_id FROM row_enterprise WHERE row_id = ?1";

}  // namespace

Result<void> keep_what_became(store::Connection& c, std::int64_t seq, const Went& went) {
  for (const auto& [from, places] : went) {
    const auto most = std::max_element(places.begin(), places.end(),
                                       [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    json::array rows;
    for (const std::string& row : most->second) rows.emplace_back(row);
    if (auto ok = c.query(kBecame, {from, most->first, json::serialize(rows), seq}); !ok) return tl::unexpected(ok.error());
  }
  auto ways = c.query(kAllBecame);
  if (!ways) return tl::unexpected(ways.error());
  for (const auto& way : *ways) {
    auto stands = c.query(kStands, {way.text("from_id")});
    if (!stands) return tl::unexpected(stands.error());
    bool there = false;
    const json::value rows = json::parse(way.text("rows"));
    for (const json::value& row : rows.as_array()) {
      auto at = c.query(kPlaceOf, {std::string(row.as_string())});
      if (!at) return tl::unexpected(at.error());
      there = there || (!at->empty() && at->front().text("enterprise_id") == way.text("to_id"));
    }
    if (stands->empty() && there) continue;
    if (auto ok = c.query(kNotBecame, {way.text("from_id")}); !ok) return tl::unexpected(ok.error());
  }
  return {};
}

}  // namespace luodi::registers
