// See dossiers.h: the calendar of entry windows.
#include <boost/json.hpp>

#include "cultivation/dossier_queries.h"
#include "cultivation/windows.h"
#include "describe/json.h"
#include "engine/dossiers.h"
#include "ledger/digest.h"

namespace luodi::engine {
namespace {

using store::Connection;

constexpr std::size_t kIdLength = 4;

Result<WindowsAnswer> windows_in(House& house, Connection& c, const Caller& caller) {
  auto own = cultivation::own_windows(c);
  if (!own) return tl::unexpected(own.error());
  const Date today = house.clock.today();
  WindowsAnswer a;
  a.day = today.iso();
  for (WindowView& w : *own) a.windows.push_back(cultivation::standing_on(std::move(w), today));
  for (const WindowView& w : cultivation::window_presets()) a.others.push_back(cultivation::standing_on(w, today));
  a.months = cultivation::month_rules();
  a.may_change = may_keep(c, caller);
  return a;
}

/// Conflict where another window of the county is the same in place, level, channel, batch and days.
Result<void> stands_once(Connection& c, const WindowView& w) {
  auto own = cultivation::own_windows(c);
  if (!own) return tl::unexpected(own.error());
  for (const WindowView& o : *own)
    if (o.window_id != w.window_id && o.place == w.place && o.level == w.level && o.channel == w.channel && o.batch == w.batch &&
        o.opens == w.opens && o.closes == w.closes && o.classes == w.classes && o.kinds == w.kinds &&
        o.data_month == w.data_month)
      return fail(ErrorCode::conflict, "opens", "window.known", "the county's calendar holds this very window");
  return {};
}

}  // namespace

Result<WindowsAnswer> list_windows(House& house, const Caller& caller) {
  return read<WindowsAnswer>(house, [&](Connection& c, WindowsAnswer& a) { return put(windows_in(house, c, caller), a); });
}

Result<WindowsAnswer> set_window(House& house, const Caller& caller, const WindowRequest& r) {
  WindowView w;
  w.place = r.place, w.level = r.level, w.channel = r.channel, w.batch = r.batch, w.classes = r.classes;
  w.opens = r.opens, w.closes = r.closes, w.data_month = r.data_month, w.kinds = r.kinds, w.source = r.source;
  if (auto ok = cultivation::check_window(w); !ok) return tl::unexpected(ok.error());
  WindowsAnswer a;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = may_keep_statistics(c, caller, "place"); !ok) return ok;
    w.window_id = r.window_id.value_or("");
    if (w.window_id.empty())
      w.window_id = "W" + ledger::random_hex(kIdLength);
    else if (auto there = cultivation::window_by_id(c, w.window_id); !there)
      return tl::unexpected(there.error());
    if (auto ok = stands_once(c, w); !ok) return ok;
    if (auto ok = append(house, c, caller, "window.set", w.window_id, describe::to_json(w).as_object()); !ok) return ok;
    return put(windows_in(house, c, caller), a);
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<WindowsAnswer> remove_window(House& house, const Caller& caller, const WindowIdRequest& r) {
  WindowsAnswer a;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = may_keep_statistics(c, caller, "window_id"); !ok) return ok;
    if (auto there = cultivation::window_by_id(c, r.window_id); !there) return tl::unexpected(there.error());
    if (auto ok = append(house, c, caller, "window.removed", r.window_id, {}); !ok) return ok;
    return put(windows_in(house, c, caller), a);
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

}  // namespace luodi::engine
