#include "supervision/carried.h"

#include "base/working_days.h"
#include "supervision/commitments.h"

namespace luodi::supervision {
namespace {

using store::Connection;

constexpr std::string_view kCarried =
    "SELECT k.commitment_id, k.text, v.unit, k.meeting_id, v.from_at, m.date, m.meeting_kind FROM commitment_version v JOIN "
    "commitment k "
    "ON k.commitment_id = v.commitment_id JOIN meeting m ON m.meeting_id = k.meeting_id WHERE v.to_at = '99999' AND v.state = "
    "'carried_over' AND v.commitment_id = ?1";
constexpr std::string_view kNext =
    "SELECT meeting_id, date, meeting_kind, ordinal FROM meeting WHERE date >= ?1 AND meeting_kind = ?2 AND meeting_id <> ?3 "
    "ORDER BY "
    "date, meeting_id LIMIT 1";

/// A carried-over commitment with the kind of its meeting; nothing where it is not carried over now.
Result<std::optional<std::pair<CarriedView, std::string>>> carried(Connection& c, const std::string& commitment_id) {
  auto rows = c.query(kCarried, {commitment_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  const auto& r = rows->front();
  CarriedView v{r.text("commitment_id"), r.text("text"), std::nullopt,
                r.text("meeting_id"),    std::nullopt,   Date::from_days(day_of(r.text("from_at"))).iso()};
  if (!r.is_null("unit")) v.unit = r.text("unit");
  if (!r.is_null("date")) v.meeting_date = r.text("date");
  return std::pair(v, r.text("meeting_kind"));
}

Result<std::optional<NextMeeting>> next_of(Connection& c, const CarriedView& v, const std::string& kind) {
  auto rows = c.query(kNext, {v.carried_on, kind, v.meeting_id});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  const auto& r = rows->front();
  NextMeeting m{r.text("meeting_id"), r.text("date"), r.text("meeting_kind"), std::nullopt};
  if (!r.is_null("ordinal")) m.ordinal = r.text("ordinal");
  return m;
}

}  // namespace

Result<std::optional<NextMeeting>> meeting_carried_to(Connection& c, const std::string& commitment_id) {
  auto v = carried(c, commitment_id);
  if (!v) return tl::unexpected(v.error());
  if (!*v) return std::nullopt;
  return next_of(c, (*v)->first, (*v)->second);
}

Result<std::vector<CarriedView>> carried_to_meeting(Connection& c, CommitmentIndex& index, const std::string& meeting_id,
                                                    const std::optional<Theirs>& theirs) {
  Filter filter;
  filter.theirs = theirs;
  filter.state = "carried_over";
  std::vector<std::string> ids;
  auto seen = index.visit(c, filter, std::nullopt, [&](const NarrowRow& r) { ids.emplace_back(r.commitment_id); });
  if (!seen) return tl::unexpected(seen.error());
  std::vector<CarriedView> out;
  for (const std::string& id : ids) {
    auto v = carried(c, id);
    if (!v) return tl::unexpected(v.error());
    if (!*v) continue;
    auto next = next_of(c, (*v)->first, (*v)->second);
    if (!next) return tl::unexpected(next.error());
    if (*next && (*next)->meeting_id == meeting_id) out.push_back((*v)->first);
  }
  return out;
}

}  // namespace luodi::supervision
