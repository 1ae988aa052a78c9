// See unit_names.h.
#include "engine/unit_names.h"

#include "access/access.h"
#include "sheets/layout.h"

namespace luodi::engine {

Result<UnitNames> units_by_name(store::Connection& c) {
  auto units = access::list_units(c);
  if (!units) return tl::unexpected(units.error());
  UnitNames out;
  for (const UnitView& u : *units) {
    const std::string shown = u.short_name.empty() ? u.name : u.short_name;
    for (std::string name : {u.name, u.short_name}) {
      if (name.empty()) continue;
      name = sheets::bare(name);
      out[name] = {u.unit_id, shown};
      for (const char* level : {"县", "区", "市"})
        if (name.rfind(level, 0) == 0 && name.size() > 6) out.try_emplace(name.substr(3), u.unit_id, shown);
    }
  }
  return out;
}

}  // namespace luodi::engine
