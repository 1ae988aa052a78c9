// Holiday notices: a year's days off and days worked, kept as an entry and handed to the working-day table.
#include "base/working_days.h"
#include "describe/json.h"
#include "engine/house.h"

namespace luodi::engine {

namespace json = boost::json;

Result<void> load_calendar(House& house) {
  return house.ledger.store().read([](store::Connection& c) -> Result<void> {
    auto years = access::imported_years(c);
    if (!years) return tl::unexpected(years.error());
    set_imported_years(*years);
    return {};
  });
}

Result<Done> import_calendar(House& house, const Caller& caller, const CalendarRequest& request) {
  if (request.year < 1949 || request.year > 2199)
    return fail(ErrorCode::usage, "year", "calendar.year", "a year is four digits, such as 2027");
  if (request.source.empty() || request.off.empty())
    return fail(ErrorCode::usage, "off", "calendar.empty", "name the notice and its days off");
  for (const auto* list : {&request.off, &request.worked})
    for (const std::string& day : *list) {
      const auto date = Date::parse(day);
      if (!date || date->year < request.year - 1 || date->year > request.year + 1)
        return fail(ErrorCode::usage, day, "calendar.day", "a day is written 2027-01-01 and belongs to the notice's year");
    }
  auto done = house.ledger.store().write([&](store::Connection& c) -> Result<void> {
    ledger::Entry e;
    e.kind = "calendar.imported";
    e.subject = std::to_string(request.year);
    e.payload = json::serialize(describe::to_json(request));
    e.actor = caller.account.account_id;
    e.source = caller.source;
    auto appended = house.ledger.append(c, std::move(e));
    if (!appended) return tl::unexpected(appended.error());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  if (auto ok = load_calendar(house); !ok) return tl::unexpected(ok.error());
  return Done{};
}

}  // namespace luodi::engine
