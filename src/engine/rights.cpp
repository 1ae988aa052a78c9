// See house.h: who may change what a unit brought, who keeps the statistics, and whose figures a caller sees.
#include <algorithm>
#include <map>

#include "engine/dossiers.h"
#include "engine/house.h"
#include "registers/directory/queries.h"

namespace luodi::engine {

using store::Connection;

Result<void> may_change(const Caller& caller, std::string_view owner_unit, const std::string& where) {
  if (!access::is_of_unit(caller.account.role) || owner_unit == caller.account.unit_id.value_or("")) return {};
  return fail(ErrorCode::forbidden, where, "register.other_unit",
              "another unit brought this; give yours a name of its own, or ask that unit or the supervision office");
}

namespace {

/// Units to which the duty table gives 五上 or 纳统: by id, with the name it has there.
Result<std::map<std::string, std::string>> statistics_units(Connection& c) {
  auto duties = access::list_duties(c);
  auto units = access::list_units(c);
  if (!duties) return tl::unexpected(duties.error());
  if (!units) return tl::unexpected(units.error());
  std::map<std::string, std::string> named;
  for (const access::Duty& d : *duties) {
    if (d.matter.find("五上") == std::string::npos && d.matter.find("纳统") == std::string::npos) continue;
    for (const UnitView& u : *units)
      if (u.name == d.unit || u.short_name == d.unit) named[u.unit_id] = d.unit;
  }
  return named;
}

}  // namespace

Result<bool> keeps_statistics(Connection& c, const Caller& caller) {
  auto named = statistics_units(c);
  if (!named) return tl::unexpected(named.error());
  return named->contains(caller.account.unit_id.value_or(""));
}

Result<void> may_keep_statistics(Connection& c, const Caller& caller, const std::string& where) {
  if (!access::is_of_unit(caller.account.role)) return {};
  auto named = statistics_units(c);
  if (!named) return tl::unexpected(named.error());
  if (named->empty() || named->contains(caller.account.unit_id.value_or(""))) return {};
  return fail(ErrorCode::forbidden, where, "statistics.other_unit",
              "by the duty table this is kept by " + named->begin()->second);
}

bool may_keep(Connection& c, const Caller& caller) {
  const std::string& role = caller.account.role;
  const bool acts = access::is_of_unit(role) || role == "supervision" || role == "administrator";
  return acts && may_keep_statistics(c, caller, "").has_value();
}

namespace {

/// The town that a unit is the government of, as addresses and registers write it; "" it is none.
Result<std::string> town_of_unit(Connection& c, const std::string& unit_id) {
  auto units = access::list_units(c);
  auto towns = registers::towns_of_county(c);
  if (!units) return tl::unexpected(units.error());
  if (!towns) return tl::unexpected(towns.error());
  for (const UnitView& u : *units) {
    if (u.unit_id != unit_id) continue;
    for (const registers::Town& t : *towns)
      if (t.name == u.short_name || t.name == u.name) return t.name;
    return u.kind == "town" ? u.short_name.empty() ? u.name : u.short_name : std::string();
  }
  return std::string();
}

}  // namespace

Result<std::string> town_of(Connection& c, const Caller& caller) {
  return town_of_unit(c, caller.account.unit_id.value_or(""));
}

Result<cultivation::Sight> sight_of(Connection& c, const Caller& caller) {
  if (!is_insider(caller)) return cultivation::Sight{};
  if (!access::is_of_unit(caller.account.role) || may_keep_statistics(c, caller, "")) return cultivation::Sight{true, "", ""};
  cultivation::Sight sight;
  sight.unit_id = caller.account.unit_id.value_or("");
  auto town = town_of(c, caller);
  if (!town) return tl::unexpected(town.error());
  sight.town = std::move(*town);
  return sight;
}

Result<void> may_see_figures(Connection& c, const Caller& caller, const std::string& enterprise_id) {
  auto sight = sight_of(c, caller);
  if (!sight) return tl::unexpected(sight.error());
  auto seen = cultivation::sees(c, *sight, enterprise_id);
  if (!seen) return tl::unexpected(seen.error());
  if (*seen) return {};
  return fail(
      ErrorCode::forbidden, enterprise_id, "figures.other_unit",
      "its figures are for its town, the unit that keeps its dossier or visits it, and the statistics bureau; ask that bureau");
}

}  // namespace luodi::engine
