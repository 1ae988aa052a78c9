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
    "= excluded.to_id, rows = excluded.rows, seq = excluded.seq";
constexpr std::string_view kAllBecame = "SELECT from_id, to_id, rows FROM enterprise_became ORDER BY from_id";
constexpr std::string_view kNotBecame = "DELETE FROM enterprise_became WHERE from_id = ?1";
constexpr std::string_view kPlaceOf = "SELECT enterprise_id FROM row_enterprise WHERE row_id = ?1";

/// An enterprise that has a row in some register still.
Result<bool> stands(store::Connection& c, const std::string& enterprise_id) {
  auto rows = c.query(kStands, {enterprise_id});
  if (!rows) return tl::unexpected(rows.error());
  return !rows->empty();
}

/// Whether one of the rows that went to an enterprise is there still.
Result<bool> any_there(store::Connection& c, const std::string& rows, const std::string& enterprise_id) {
  const json::value list = json::parse(rows);
  for (const json::value& row : list.as_array()) {
    auto at = c.query(kPlaceOf, {std::string(row.as_string())});
    if (!at) return tl::unexpected(at.error());
    if (!at->empty() && at->front().text("enterprise_id") == enterprise_id) return true;
  }
  return false;
}

/// Ways of enterprises that stand again, or whose rows went on, are over.
Result<void> drop_what_is_over(store::Connection& c) {
  auto ways = c.query(kAllBecame);
  if (!ways) return tl::unexpected(ways.error());
  for (const auto& way : *ways) {
    auto again = stands(c, way.text("from_id"));
    auto there = any_there(c, way.text("rows"), way.text("to_id"));
    if (!again) return tl::unexpected(again.error());
    if (!there) return tl::unexpected(there.error());
    if (!*again && *there) continue;
    if (auto ok = c.query(kNotBecame, {way.text("from_id")}); !ok) return tl::unexpected(ok.error());
  }
  return {};
}

}  // namespace

Result<void> keep_what_became(store::Connection& c, std::int64_t seq, const Went& went) {
  for (const auto& [from, places] : went) {
    auto still = stands(c, from);
    if (!still) return tl::unexpected(still.error());
    if (*still) continue;
    const auto most = std::max_element(places.begin(), places.end(),
                                       [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    json::array rows;
    for (const std::string& row : most->second) rows.emplace_back(row);
    if (auto ok = c.query(kBecame, {from, most->first, json::serialize(rows), seq}); !ok) return tl::unexpected(ok.error());
  }
  return drop_what_is_over(c);
}

}  // namespace luodi::registers
