// Rules of the supervision desk as the county sets them, and files kept as evidence.
#include "cultivation/dossier_queries.h"
#include "describe/json.h"
#include "engine/dossiers.h"
#include "engine/supervision.h"
#include "ledger/digest.h"
#include "paper/unicode.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

template <class Rule>
Result<Done> set_rules(House& house, const Caller& caller, const char* kind, const std::vector<Rule>& rules) {
  if (auto ok = of_whole_ledger(caller, "rules", "rules.division"); !ok) return tl::unexpected(ok.error());
  if (rules.empty() || rules.size() > 100) return fail(ErrorCode::usage, "rules", "rules.count", "1 to 100 rules");
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    ledger::Entry e;
    e.kind = kind;
    e.subject = kind;
    e.payload = json::serialize(json::object{{"rules", describe::to_json(rules)}});
    e.actor = caller.account.account_id;
    e.source = caller.source;
    auto put = house.ledger.append(c, std::move(e));
    if (!put) return tl::unexpected(put.error());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return Done{};
}

}  // namespace

Result<RulesAnswer> rules(House& house) {
  RulesAnswer a;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto limits = supervision::limits_at(c, "9999");
    if (!limits) return tl::unexpected(limits.error());
    auto lights = supervision::lights_at(c, "9999");
    if (!lights) return tl::unexpected(lights.error());
    auto slips = supervision::slips_at(c, "9999");
    if (!slips) return tl::unexpected(slips.error());
    a = {std::move(*limits), std::move(*lights), std::move(*slips), {}, supervision::single_matters()};
    for (const supervision::MatterKind& k : supervision::matter_kinds()) a.matters.push_back({k.kind, k.name, k.limit_id});
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<Done> set_limits(House& house, const Caller& caller, const LimitsRequest& r) {
  auto rules = supervision::limits_to_keep(r.rules);
  if (!rules) return tl::unexpected(rules.error());
  return set_rules(house, caller, "limits.set", *rules);
}

Result<Done> set_lights(House& house, const Caller& caller, const LightsRequest& r) {
  auto rules = supervision::lights_to_keep(r.rules);
  if (!rules) return tl::unexpected(rules.error());
  return set_rules(house, caller, "lights.set", *rules);
}

Result<Done> set_slips(House& house, const Caller& caller, const SlipRulesRequest& r) {
  auto rules = supervision::slips_to_keep(r.rules);
  if (!rules) return tl::unexpected(rules.error());
  return set_rules(house, caller, "slips.set", *rules);
}

Result<EvidenceFile> keep_evidence(House& house, const Caller& caller, const std::string& file_name, const std::string& bytes) {
  if (file_name.empty() || file_name.size() > 300 || file_name.find_first_of("/\\") != std::string::npos)
    return fail(ErrorCode::usage, "file_name", "paper.bad_name", "a file name has 1 to 300 bytes and no slashes");
  if (bytes.empty()) return fail(ErrorCode::unusable, file_name, "evidence.empty", "the file is empty");
  if (bytes.size() > house.most_bytes)
    return fail(ErrorCode::too_large, file_name, "paper.too_large", "the file is over the limit");
  if (auto ok = refuse_if_marked(house, caller, bytes); !ok) return tl::unexpected(ok.error());
  EvidenceFile kept{"", file_name, static_cast<std::int64_t>(bytes.size())};
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto hash = house.ledger.put_blob(c, bytes);
    if (!hash) return tl::unexpected(hash.error());
    kept.file_hash = *hash;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "evidence.kept", kept.file_hash, std::to_string(kept.size));
  return kept;
}

Result<Engine::File> get_evidence(House& house, const Caller& caller, const std::string& file_hash) {
  Engine::File file;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto missing = fail(ErrorCode::not_found, file_hash, "evidence.unknown", "no report that you see names this file");
    if (file_hash.size() != 64 || file_hash.find_first_not_of("0123456789abcdef") != std::string::npos) return missing;
    auto rows =
        c.query("SELECT commitment_id, files FROM report WHERE files LIKE ?1 ORDER BY report_id", {"%" + file_hash + "%"});
    if (!rows) return tl::unexpected(rows.error());
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    for (const auto& r : *rows) {
      auto standing = supervision::standing_of(c, r.text("commitment_id"));
      if (!standing) return tl::unexpected(standing.error());
      if (!sides_of(caller, *scope, *standing).sees) continue;
      auto files = describe::from_json<std::vector<EvidenceFile>>(json::parse(r.text("files")));
      if (!files) return tl::unexpected(files.error());
      for (const EvidenceFile& f : *files)
        if (f.file_hash == file_hash) file.name = f.file_name;
      auto blob = ledger::Ledger::get_blob(c, file_hash);
      if (!blob) return tl::unexpected(blob.error());
      file.bytes = std::move(*blob);
      return {};
    }
    // A paper of a dossier, for those who see one that it is in.
    if (!is_insider(caller)) return missing;
    auto of_dossiers = cultivation::file_of_dossiers(c, file_hash);
    if (!of_dossiers) return tl::unexpected(of_dossiers.error());
    for (cultivation::DossierFile& f : *of_dossiers) {
      if (!may_see_figures(c, caller, f.enterprise_id)) continue;
      auto blob = ledger::Ledger::get_blob(c, file_hash);
      if (!blob) return tl::unexpected(blob.error());
      file.name = std::move(f.file_name), file.bytes = std::move(*blob);
      return {};
    }
    return missing;
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "evidence.seen", file_hash, "");
  return file;
}

}  // namespace luodi::engine
