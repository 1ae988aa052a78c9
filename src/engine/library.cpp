// See library.h.
#include "engine/library.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "describe/json.h"
#include "engine/supervision.h"
#include "ledger/digest.h"
#include "supervision/library.h"
#include "supervision/presets.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::size_t kMostName = 300, kMostAtOnce = 1000, kMostShown = 100;
constexpr std::string_view kSlipsSent =
    "SELECT s.commitment_id, s.kind, s.at, v.assigned_on FROM slip s JOIN commitment_version v ON v.commitment_id = "
    "s.commitment_id AND v.to_at = '99999' WHERE v.assigned_on IS NOT NULL AND s.voided_at IS NULL";

Result<void> check_day(const std::optional<std::string>& day, const char* where) {
  if (!day || day->empty() || Date::parse(*day)) return {};
  return fail(ErrorCode::usage, where, "date.bad", "a date is written 2026-03-31");
}
Result<void> check_name(const std::string& name, const char* where) {
  if (name.find_first_not_of(" \t\n") != std::string::npos && name.size() <= kMostName) return {};
  return fail(ErrorCode::usage, where, "name.needed", "a name has 1 to 300 bytes");
}

/// Counts and lights of the commitments of a campaign that the caller sees.
Result<void> count_campaign(House& house, Connection& c, const Scope& scope, CampaignView& v) {
  supervision::Filter f;
  auto members = supervision::members_of(c, v.campaign_id, "9999");
  if (!members) return tl::unexpected(members.error());
  f.ids = std::move(*members);
  f.theirs = scope.theirs();
  auto rules = supervision::lights_at(c, "9999");
  if (!rules) return tl::unexpected(rules.error());
  const supervision::Lighting lighting{house.clock.today().days(), *rules};
  std::set<std::string> meetings;
  std::int64_t* by_light[] = {&v.none, &v.green, &v.yellow, &v.red};
  return house.index.visit(c, f, lighting, [&](const supervision::NarrowRow& r) {
    if (!r.counted) return;
    ++v.total;
    v.closed += r.state == "closed" || r.state == "archived" ? 1 : 0;
    ++*by_light[r.light];
    meetings.emplace(r.meeting_id);
    v.meetings = static_cast<std::int64_t>(meetings.size());
  });
}

bool is_running(const CampaignView& v, const std::string& today) {
  return v.valid_from <= today && (!v.valid_to || today <= *v.valid_to);
}

Result<Done> change_members(House& house, const Caller& caller, const CampaignMembers& r, const char* kind) {
  if (r.commitment_ids.empty() || r.commitment_ids.size() > kMostAtOnce)
    return fail(ErrorCode::usage, "commitment_ids", "list.limit", "name 1 to 1000 commitments");
  return as_done(house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = supervision::must_exist(c, "campaign", r.campaign_id); !ok) return ok;
    for (const std::string& id : r.commitment_ids)
      if (auto known = seen_commitment(c, caller, id); !known) return tl::unexpected(known.error());
    return append(house, c, caller, kind, r.campaign_id, {{"commitment_ids", describe::to_json(r.commitment_ids)}});
  }));
}

}  // namespace

Result<CampaignsAnswer> list_campaigns(House& house, const Caller& caller) {
  CampaignsAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    auto list = supervision::list_campaigns(c);
    if (!list) return tl::unexpected(list.error());
    for (CampaignView& v : *list) {
      v.running = is_running(v, house.clock.today().iso());
      if (auto ok = count_campaign(house, c, *scope, v); !ok) return ok;
    }
    a.campaigns = std::move(*list);
    auto seen = meetings_seen(house, c, caller);
    if (!seen) return tl::unexpected(seen.error());
    if (*seen) std::erase_if(a.campaigns, [](const CampaignView& v) { return v.total == 0; });
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<CampaignView> set_campaign(House& house, const Caller& caller, const CampaignRequest& r) {
  if (auto ok = check_name(r.name, "name"); !ok) return tl::unexpected(ok.error());
  if (!Date::parse(r.valid_from)) return fail(ErrorCode::usage, "valid_from", "date.bad", "a date is written 2026-03-31");
  if (auto ok = check_day(r.valid_to, "valid_to"); !ok) return tl::unexpected(ok.error());
  if (r.valid_to && !r.valid_to->empty() && *r.valid_to < r.valid_from)
    return fail(ErrorCode::usage, "valid_to", "campaign.ends_before", "a campaign ends after it begins");
  CampaignView v;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (r.campaign_id) {
      if (auto ok = supervision::must_exist(c, "campaign", *r.campaign_id); !ok) return ok;
      if (auto ok = of_whole_ledger(caller, *r.campaign_id, "campaign.division"); !ok) return ok;
    }
    v.campaign_id = r.campaign_id.value_or("c" + ledger::random_hex(6));
    v.name = r.name;
    v.valid_from = r.valid_from;
    if (r.valid_to && !r.valid_to->empty()) v.valid_to = r.valid_to;
    v.note = r.note.value_or("");
    v.running = is_running(v, house.clock.today().iso());
    json::object p{{"name", v.name}, {"valid_from", v.valid_from}, {"note", v.note}};
    if (v.valid_to) p["valid_to"] = *v.valid_to;
    return append(house, c, caller, "campaign.set", v.campaign_id, p);
  });
  if (!done) return tl::unexpected(done.error());
  return v;
}

Result<Done> join_campaign(House& house, const Caller& caller, const CampaignMembers& r) {
  return change_members(house, caller, r, "campaign.joined");
}
Result<Done> leave_campaign(House& house, const Caller& caller, const CampaignMembers& r) {
  return change_members(house, caller, r, "campaign.left");
}

Result<DocumentsAnswer> list_documents(House& house, const Caller& caller) {
  DocumentsAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    auto list = supervision::list_documents(c);
    if (!list) return tl::unexpected(list.error());
    // One pass for the counts of all measures: what the caller sees of each meeting.
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;
    supervision::Filter f;
    f.theirs = scope->theirs();
    auto seen = house.index.visit(c, f, std::nullopt, [&](const supervision::NarrowRow& r) {
      if (!r.counted) return;
      auto& [total, closed] = counts[std::string(r.meeting_id)];
      ++total;
      closed += r.state == "closed" || r.state == "archived" ? 1 : 0;
    });
    if (!seen) return seen;
    const auto mine = [&](const std::string& unit) {
      return std::find(scope->units.begin(), scope->units.end(), unit) != scope->units.end();
    };
    for (DocumentView& d : *list) {
      // A unit sees what it must read; of the others' reading it is told nothing.
      if (!scope->all) {
        std::erase_if(d.readers, [&](const DocumentReader& r) { return !mine(r.unit_id); });
        if (d.readers.empty()) continue;
        d.duties.clear();
      }
      for (DocumentMeasures& m : d.measures) std::tie(m.total, m.closed) = counts[m.meeting_id];
      a.documents.push_back(std::move(d));
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

Result<DocumentId> add_document(House& house, const Caller& caller, const DocumentRequest& r) {
  if (auto ok = check_name(r.title, "title"); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_day(r.received_on, "received_on"); !ok) return tl::unexpected(ok.error());
  if (auto ok = of_whole_ledger(caller, "title", "document.division"); !ok) return tl::unexpected(ok.error());
  DocumentId out;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    if (r.document_id)
      if (auto ok = supervision::must_exist(c, "document", *r.document_id); !ok) return ok;
    auto same = supervision::document_titled(c, r.title);
    if (!same) return tl::unexpected(same.error());
    if (!same->empty() && *same != r.document_id.value_or(""))
      return fail(ErrorCode::conflict, *same, "document.known", "a document with this title is in the library already");
    json::object p{{"title", r.title},
                   {"number", r.number.value_or("")},
                   {"issuer", r.issuer.value_or("")},
                   {"unit_ids", describe::to_json(r.unit_ids.value_or(std::vector<std::string>{}))}};
    if (r.received_on && !r.received_on->empty()) p["received_on"] = *r.received_on;
    if (r.file_hash && !r.file_hash->empty()) {
      auto kept = ledger::Ledger::get_blob(c, *r.file_hash);
      if (!kept) return fail(ErrorCode::usage, "file_hash", "report.no_file", "no kept file has this hash; send it first");
      p["file_hash"] = *r.file_hash;
      p["file_name"] = r.file_name.value_or("");
    }
    out.document_id = r.document_id.value_or("doc" + ledger::random_hex(6));
    return append(house, c, caller, "document.added", out.document_id, p);
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<Done> read_document(House& house, const Caller& caller, const DocumentId& r) {
  return as_done(house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = supervision::must_exist(c, "document", r.document_id); !ok) return ok;
    // For its own unit: what an office below it has read, that office says.
    const std::vector<std::string> own{caller.account.unit_id.value_or("")};
    return append(house, c, caller, "document.read", r.document_id, {{"unit_ids", describe::to_json(own)}});
  }));
}

Result<Done> link_document(House& house, const Caller& caller, const DocumentLink& r) {
  return as_done(house.store->write([&](Connection& c) -> Result<void> {
    if (auto ok = supervision::must_exist(c, "document", r.document_id); !ok) return ok;
    if (auto ok = of_whole_ledger(caller, r.document_id, "document.division"); !ok) return ok;
    if (r.kind == "duty") {
      if (auto known = seen_commitment(c, caller, r.target); !known) return tl::unexpected(known.error());
    } else if (r.kind == "measures") {
      if (auto known = ledger::get_meeting(c, r.target); !known) return tl::unexpected(known.error());
    } else {
      return fail(ErrorCode::usage, "kind", "document.kind", "a link is duty or measures");
    }
    return append(house, c, caller, "document.linked", r.document_id, {{"kind", r.kind}, {"target", r.target}});
  }));
}

Result<Engine::File> document_file(House& house, const Caller& caller, const DocumentId& r) {
  auto list = list_documents(house, caller);
  if (!list) return tl::unexpected(list.error());
  const auto it = std::find_if(list->documents.begin(), list->documents.end(),
                               [&](const DocumentView& d) { return d.document_id == r.document_id; });
  if (it == list->documents.end() || !it->file_hash)
    return fail(ErrorCode::not_found, r.document_id, "document.unknown", "there is no such file, or it is not for this account");
  Engine::File file{it->file_name.value_or("document"), ""};
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto bytes = ledger::Ledger::get_blob(c, *it->file_hash);
    if (!bytes) return tl::unexpected(bytes.error());
    file.bytes = std::move(*bytes);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "document.seen", r.document_id, "");
  return file;
}

Result<void> note_duty(House& house, Connection& c, const Caller& caller, const ItemView& item, const std::string& text,
                       const std::string& commitment_id) {
  if (item.kind != "study" || !supervision::is_duty_of_measures(text)) return {};
  const std::string title = supervision::document_of_subject(item.subject);
  if (title.empty() || title.size() > kMostName) return {};
  auto document = supervision::document_titled(c, title);
  if (!document) return tl::unexpected(document.error());
  if (document->empty()) {
    *document = "doc" + ledger::random_hex(6);
    if (auto ok = append(house, c, caller, "document.added", *document, {{"title", title}, {"number", ""}, {"issuer", ""}}); !ok)
      return ok;
  }
  return append(house, c, caller, "document.linked", *document, {{"kind", "duty"}, {"target", commitment_id}});
}

namespace {

int weight(const std::string& kind) {
  const supervision::SlipKind* known = supervision::slip_kind(kind);
  return known == nullptr ? 0 : known->weight;
}

/// A slip on its way: the day in China, and how heavy it is.
struct Sent {
  long day = 0;
  int weight = 0;
};

/// The slips of each commitment's present assignment; those of an earlier one do not count.
Result<std::map<std::string, std::vector<Sent>>> slips_sent(Connection& c) {
  auto rows = c.query(kSlipsSent);
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::vector<Sent>> out;
  for (const auto& r : *rows) {
    const auto assigned = Date::parse(r.text("assigned_on"));
    const long day = supervision::day_of(r.text("at"));
    if (!assigned || day >= assigned->days()) out[r.text("commitment_id")].push_back({day, weight(r.text("kind"))});
  }
  return out;
}

/// The heaviest slip that the rules ask for and that was not sent yet; null for none. Reminders ahead of time are for the due
/// date; the feedback between is asked for once it is late. What was sent before a day was missed says nothing of its missing.
const SlipRule* slip_for(const supervision::NarrowRow& r, const std::vector<SlipRule>& rules, const std::vector<Sent>& sent,
                         long today) {
  const SlipRule* chosen = nullptr;
  for (const SlipRule& rule : rules)
    if (const auto due = rule.days_late < 0 ? r.finish_day : r.due_day;
        due && today - *due >= rule.days_late && (chosen == nullptr || weight(rule.kind) > weight(chosen->kind)))
      chosen = &rule;
  if (chosen == nullptr) return nullptr;
  const bool had = std::any_of(sent.begin(), sent.end(), [&](const Sent& s) {
    return s.weight >= weight(chosen->kind) && (chosen->days_late < 0 || s.day > *r.due_day);
  });
  return had ? nullptr : chosen;
}

}  // namespace

Result<SlipsDueAnswer> slips_due(House& house, const Caller& caller) {
  SlipsDueAnswer a;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    supervision::Filter f;
    f.theirs = scope->theirs();
    auto rules = supervision::slips_at(c, "9999");
    if (!rules) return tl::unexpected(rules.error());
    a.rules = *rules;
    auto sent = slips_sent(c);
    if (!sent) return tl::unexpected(sent.error());
    const long today = house.clock.today().days();
    std::map<std::string, std::vector<std::string>> by_rule;
    auto seen = house.index.visit(c, f, std::nullopt, [&](const supervision::NarrowRow& r) {
      const bool working = r.state == "assigned" || r.state == "accepted" || r.state == "under_way" || r.state == "returned";
      if (!working) return;
      const auto known = sent->find(std::string(r.commitment_id));
      const SlipRule* rule = slip_for(r, *rules, known == sent->end() ? std::vector<Sent>{} : known->second, today);
      if (rule != nullptr) by_rule[rule->rule_id].emplace_back(r.commitment_id);
    });
    if (!seen) return seen;
    for (const SlipRule& rule : *rules) {
      const auto it = by_rule.find(rule.rule_id);
      if (it == by_rule.end()) continue;
      SlipDue due{rule.kind, rule.name, {}, static_cast<std::int64_t>(it->second.size())};
      it->second.resize(std::min(it->second.size(), kMostShown));
      auto rows = supervision::load_commitments(c, it->second, "9999");
      if (!rows) return tl::unexpected(rows.error());
      due.commitments = std::move(*rows);
      if (auto ok = light_up(c, due.commitments, house.clock.today(), "9999"); !ok) return ok;
      a.due.push_back(std::move(due));
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return a;
}

}  // namespace luodi::engine
