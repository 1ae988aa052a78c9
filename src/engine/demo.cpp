// The demo county: invented units, duty table and two articles (examples/county), linked into the program.
#include "base/bundle.h"
#include "base/csv.h"
#include "engine/cultivation.h"
#include "engine/enterprises.h"
#include "engine/tables.h"

extern "C" {
extern const unsigned char luodi_demo_begin[];
extern const unsigned char luodi_demo_end[];
}

namespace luodi::engine {
namespace {

using Files = std::map<std::string, std::string_view, std::less<>>;

/// A table of the demo, kept and imported as a person would.
Result<void> import_file(House& house, const Caller& demo, const Files& files, const char* file, const std::string& file_name,
                         TableRequest r) {
  const auto at = files.find(file);
  if (at == files.end()) return fail(ErrorCode::internal, file, "demo.missing", "the program was built without the demo county");
  auto kept = keep_table(house, demo, file_name, std::string(at->second));
  if (!kept) return tl::unexpected(kept.error());
  r.file_hash = kept->file_hash, r.file_name = file_name;
  if (auto imported = import_table(house, demo, r); !imported) return tl::unexpected(imported.error());
  return {};
}

/// Two years of invented figures, the members of the library, and the watch over candidates.
Result<void> import_figures_of_demo(House& house, const Caller& demo, const Files& files) {
  for (const auto& [file, name, source, measure] :
       {std::tuple{"monthly/vat_sales.csv", "增值税销售额（演示）.csv", "税务局", "vat_sales"},
        {"monthly/power.csv", "用电量（演示）.csv", "供电公司", "power"},
        {"monthly/taxes.csv", "入库税收（演示）.csv", "税务局", "taxes"}}) {
    TableRequest r;
    r.kind = "monthly", r.register_name = source, r.measure = measure;
    if (auto ok = import_file(house, demo, files, file, name, r); !ok) return ok;
  }
  TableRequest members;
  members.kind = "members";
  if (auto ok = import_file(house, demo, files, "members.csv", "五上在库名单（演示）.csv", members); !ok) return ok;
  auto watched = watch_candidates(house, demo, {"2026-11-10"});
  if (!watched) return tl::unexpected(watched.error());
  return {};
}

/// Four registers as departments export them, each with headings of its own, linked as a person would from the screen.
Result<void> import_registers(House& house, const Caller& demo, const Files& files) {
  for (const auto& [file, name, kind] : {std::tuple{"registers/market.csv", "市场监管登记", "market"},
                                         {"registers/tax.csv", "税务登记", "tax"},
                                         {"registers/power.csv", "电力用户", "power"},
                                         {"registers/ledger.csv", "镇办企业台账", "ledger"}}) {
    TableRequest r;
    r.kind = "register", r.register_name = name, r.register_kind = kind, r.as_of = "2026-10-31";
    if (auto ok = import_file(house, demo, files, file, std::string(name) + "（演示）.csv", r); !ok) return ok;
  }
  auto linked = link_registers(house, demo, {});
  if (!linked) return tl::unexpected(linked.error());
  return import_figures_of_demo(house, demo, files);
}

}  // namespace

Result<void> import_demo(House& house, const Caller& caller) {
  const auto files = files_of_bundle(luodi_demo_begin, luodi_demo_end);
  for (const char* name : {"units.csv", "duties.csv", "meeting-clean.txt", "meeting-second.garbled.txt"})
    if (files.count(name) == 0)
      return fail(ErrorCode::internal, name, "demo.missing", "the program was built without the demo county");
  std::vector<UnitView> units;
  for (const auto& r : csv_rows(files.find("units.csv")->second))
    if (r.size() >= 5) units.push_back({r[0], r[1], r[2], r[3], r[4].empty() ? std::nullopt : std::optional(r[4])});
  std::vector<access::Duty> duties;
  for (const auto& r : csv_rows(files.find("duties.csv")->second))
    if (r.size() >= 3) duties.push_back({r[0], r[1], r[2]});
  auto done = house.ledger.store().write([&](store::Connection& c) -> Result<void> {
    auto any = c.query("SELECT COUNT(*) AS n FROM entry WHERE kind <> 'account.created'");
    if (!any) return tl::unexpected(any.error());
    if (any->front().integer("n") != 0)
      return fail(ErrorCode::conflict, "ledger", "demo.not_empty", "the demo county goes into an empty ledger only");
    return access::import_county(house.ledger, c, units, duties, caller.account.account_id, "demo");
  });
  if (!done) return done;
  const Caller demo{caller.account, "demo"};
  for (const auto& [file, name] : {std::pair{"meeting-clean.txt", "2026年第4次常务会议.txt"},
                                   {"meeting-second.garbled.txt", "2026年第5次常务会议（网页乱码）.txt"}}) {
    auto imported = import_bytes(house, demo, name, std::string(files.find(file)->second));
    if (!imported) return tl::unexpected(imported.error());
  }
  return import_registers(house, demo, files);
}

}  // namespace luodi::engine
