// Links of a report to records 关联记录: what a report names must be there and be the caller's to see; its title is kept with
// the report, so that the story can be read without the record.
#include <algorithm>

#include "describe/json.h"
#include "engine/supervision.h"
#include "paper/unicode.h"
#include "registers/directory/queries.h"
#include "supervision/library.h"

namespace luodi::engine {
namespace {

using store::Connection;

constexpr std::size_t kMostLinks = 20;
constexpr std::size_t kMostTitle = 60;  // characters

std::string shortened(const std::string& text) {
  const std::u32string all = paper::to_utf32(text);
  return all.size() <= kMostTitle ? text : paper::to_utf8(all.substr(0, kMostTitle - 1)) + "…";
}

/// `record.unknown` whether it is not there or not theirs: which of both is nobody's business.
tl::unexpected<Error> unknown(const std::string& id) {
  return fail(ErrorCode::usage, "links", "record.unknown", "there is no such record, or it is not yours to see: " + id);
}

Result<std::string> title_of_commitment(Connection& c, const Scope& scope, const Caller& caller, const std::string& id) {
  auto standing = supervision::standing_of(c, id);
  if (!standing || !sides_of(caller, scope, *standing).sees) return unknown(id);
  auto k = supervision::get_commitment(c, id);
  if (!k) return unknown(id);
  return id + " " + k->text;
}

Result<std::string> title_of_meeting(House& house, Connection& c, const Caller& caller, const std::string& id) {
  if (!must_see(house, c, caller, id)) return unknown(id);
  auto m = ledger::get_meeting(c, id);
  if (!m) return unknown(id);
  return m->date.value_or("") + " " + m->meeting_kind + " " + m->ordinal.value_or("");
}

Result<std::string> title_of_document(Connection& c, const Scope& scope, const std::string& id) {
  auto list = supervision::list_documents(c);
  if (!list) return tl::unexpected(list.error());
  const auto reads = [&](const DocumentReader& r) {
    return std::find(scope.units.begin(), scope.units.end(), r.unit_id) != scope.units.end();
  };
  for (const DocumentView& d : *list)
    if (d.document_id == id && (scope.all || std::any_of(d.readers.begin(), d.readers.end(), reads))) return d.title;
  return unknown(id);
}

Result<std::string> title_of_enterprise(Connection& c, const std::string& id) {
  auto e = registers::enterprise_by_id(c, id);
  if (!e) return unknown(id);
  return e->name;
}

}  // namespace

Result<std::vector<EvidenceLink>> checked_links(House& house, Connection& c, const Caller& caller,
                                                const std::vector<RecordLink>& links) {
  if (links.size() > kMostLinks) return fail(ErrorCode::usage, "links", "record.many", "at most 20 links");
  auto scope = scope_of(c, caller);
  if (!scope) return tl::unexpected(scope.error());
  std::vector<EvidenceLink> out;
  for (const RecordLink& l : links) {
    auto title = l.kind == "commitment"   ? title_of_commitment(c, *scope, caller, l.id)
                 : l.kind == "meeting"    ? title_of_meeting(house, c, caller, l.id)
                 : l.kind == "document"   ? title_of_document(c, *scope, l.id)
                 : l.kind == "enterprise" ? title_of_enterprise(c, l.id)
                                          : Result<std::string>(fail(ErrorCode::usage, "links", "record.kind",
                                                                     "a link is a commitment, meeting, document or enterprise"));
    if (!title) return tl::unexpected(title.error());
    const bool twice =
        std::any_of(out.begin(), out.end(), [&](const EvidenceLink& o) { return o.kind == l.kind && o.id == l.id; });
    if (!twice) out.push_back({l.kind, l.id, shortened(*title)});
  }
  return out;
}

}  // namespace luodi::engine
