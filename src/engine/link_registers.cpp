// See enterprises.h: a run of linkage over the registers in the ledger.
#include <chrono>

#include "access/access.h"
#include "engine/enterprises.h"
#include "registers/directory/projection.h"
#include "registers/directory/queries.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

struct Input {
  registers::FoldInput fold;
  std::int64_t head = 0;
  json::array towns;
  std::vector<RegisterView> registers;
};

/// 鹭岭镇 of a unit whose short name is that; 街道办事处 and 人民政府 are offices, not places.
std::string town_name(const UnitView& u) {
  return u.short_name.empty() ? u.name : u.short_name;
}

Result<Input> read_input(House& house, bool changes) {
  Input in;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto fold = registers::fold_input(c, changes);
    if (!fold) return tl::unexpected(fold.error());
    in.fold = std::move(*fold);
    auto head = registers::registers_head(c);
    if (!head) return tl::unexpected(head.error());
    in.head = *head;
    auto list = registers::list_registers(c);
    if (!list) return tl::unexpected(list.error());
    in.registers = std::move(*list);
    auto units = access::list_units(c);
    if (!units) return tl::unexpected(units.error());
    for (const UnitView& u : *units)
      if (u.kind == "town") in.fold.towns.push_back({u.unit_id, town_name(u)});
    for (const registers::Town& t : in.fold.towns) in.towns.push_back(json::array{t.code, t.name});
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return in;
}

json::array rules_now() {
  json::array out;
  for (const registers::ChoiceRule& r : registers::choice_presets()) {
    std::string kinds;
    for (const std::string& k : r.kinds) kinds += (kinds.empty() ? "" : "|") + k;
    out.push_back(json::array{r.field, r.rule, kinds});
  }
  return out;
}

json::array reports_of(const registers::Folded& folded, const std::vector<RegisterView>& registers) {
  json::array out;
  for (const registers::FoldReport& r : folded.reports) {
    std::string name;
    for (const RegisterView& g : registers)
      if (g.register_id == r.register_id) name = g.name;
    out.push_back(json::object{{"register_id", r.register_id},
                               {"register_name", name},
                               {"calibration", r.calibration},
                               {"rows", r.rows},
                               {"linked", r.linked},
                               {"by_code", r.by_code},
                               {"founders", r.founders},
                               {"review", r.review},
                               {"pairs", r.pairs},
                               {"kept", r.kept},
                               {"expected_precision", r.expected_precision},
                               {"expected_recall", r.expected_recall ? json::value(*r.expected_recall) : json::value()}});
  }
  return out;
}

Result<void> keep_run(House& house, const Caller& caller, const Input& in, const registers::Folded& folded, bool changes,
                      double seconds) {
  return house.store->write([&](Connection& c) -> Result<void> {
    auto head = registers::registers_head(c);
    if (!head) return tl::unexpected(head.error());
    if (*head != in.head)
      return fail(ErrorCode::conflict, "registers", "registers.changed",
                  "somebody imported a register or answered a pair meanwhile; link again");
    auto hash = house.ledger.put_blob(c, registers::run_as_blob(folded));
    if (!hash) return tl::unexpected(hash.error());
    json::object held;
    for (const auto& [name, estimates] : folded.held) held[name] = estimates;
    return append(house, c, caller, "registers.linked", "registers",
                  {{"run_hash", *hash},
                   {"changes", changes ? 1 : 0},
                   {"next_number", folded.next_number},
                   {"rules", rules_now()},
                   {"towns", in.towns},
                   {"reports", reports_of(folded, in.registers)},
                   {"held", held},
                   {"seconds", seconds}});
  });
}

}  // namespace

Result<RegistersAnswer> list_registers(House& house, const Caller& caller) {
  RegistersAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    for (const registers::RegisterKind& k : registers::register_kinds())
      if (may_bring(c, caller, k.kind)) a.kinds.push_back({k.kind, k.name});
    auto list = registers::list_registers(c);
    if (!list) return tl::unexpected(list.error());
    a.registers = std::move(*list);
    auto run = registers::last_run(c);
    if (!run) return tl::unexpected(run.error());
    a.last_run = std::move(*run);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  for (const RegisterView& g : a.registers) a.waiting += g.waiting;
  a.running = house.linking.running();
  a.done = house.linking.done();
  a.stage = house.linking.stage();
  return a;
}

Result<LinkedAnswer> link_registers(House& house, const Caller& caller, const LinkRegistersRequest& r) {
  if (!house.linking.begin())
    return fail(ErrorCode::conflict, "registers", "link.running", "the registers are being linked already");
  const std::shared_ptr<void> ended(nullptr, [&](void*) { house.linking.end(); });
  const auto since = std::chrono::steady_clock::now();
  auto in = read_input(house, r.changes.value_or(false));
  if (!in) return tl::unexpected(in.error());
  if (in->fold.rows.empty())
    return fail(ErrorCode::conflict, "registers", "registers.none", "no register was imported yet; import one first");
  const bool changes = !in->fold.held.empty();
  auto folded = registers::fold(in->fold, [&](const std::string& stage, double done) {
    house.linking.tell(stage, done);
    return !house.linking.stopped();
  });
  if (!folded) return tl::unexpected(folded.error());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
  house.linking.tell("keep", 1);
  if (auto ok = keep_run(house, caller, *in, *folded, changes, seconds); !ok) return tl::unexpected(ok.error());
  LinkedAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto run = registers::last_run(c);
    if (!run) return tl::unexpected(run.error());
    if (*run) a.run = std::move(**run);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<Done> stop_linking(House& house) {
  if (!house.linking.running()) return fail(ErrorCode::not_found, "registers", "link.not_running", "no linkage is under way");
  house.linking.stop();
  return Done{};
}

}  // namespace luodi::engine
