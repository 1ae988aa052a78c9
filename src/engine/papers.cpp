// Papers: from bytes to a record, into the ledger, and back to a meeting's page. See house.h.
#include <algorithm>
#include <map>

#include "describe/json.h"
#include "engine/house.h"
#include "engine/proposal.h"
#include "engine/supervision.h"
#include "paper/open.h"
#include "paper/unicode.h"
#include "reading/clauses.h"
#include "reading/read.h"
#include "supervision/carried.h"
#include "supervision/library.h"

namespace luodi::engine {
namespace {

constexpr std::size_t kPreview = 1500;  // characters of a paper in a list

using store::Connection;

ChangeView change_view(const paper::Change& c) {
  return {{c.begin, c.end}, {c.was_begin, c.was_end}, c.was, std::string(name_of(c.how)), std::string(name_of(c.sure))};
}
DoubtView doubt_view(const paper::Doubt& d) {
  return {{d.begin, d.end}, d.code, static_cast<std::int64_t>(d.candidates), d.evidence};
}

ledger::PaperRecord record_of_mended(const std::string& file_name, const paper::Mended& m) {
  ledger::PaperRecord r;
  r.file_name = file_name;
  r.encoding = m.encoding;
  r.proof = std::string(name_of(m.proof));
  r.kinds = m.kinds;
  r.text = m.text;
  r.original = m.untouched || m.source.empty() ? m.text : paper::to_utf8(m.source);
  for (const auto& c : m.changes) r.changes.push_back(change_view(c));
  for (const auto& d : m.doubtful) r.doubtful.push_back(doubt_view(d));
  r.reading = reading::read(paper::to_utf32(m.text));
  return r;
}

}  // namespace

Result<ledger::PaperRecord> record_of_file(const std::string& file_name, const std::string& bytes, std::size_t most_bytes) {
  paper::OpenOptions options;
  options.most_bytes = most_bytes;
  auto mended = paper::open_paper(bytes, options);
  if (!mended) return tl::unexpected(mended.error());
  return record_of_mended(file_name, *mended);
}

Result<void> refuse_if_marked(House& house, const Caller& caller, const std::string& bytes) {
  paper::OpenOptions options;
  options.most_bytes = house.most_bytes;
  auto opened = paper::open_paper(bytes, options);
  if (opened || opened.error().reason != "paper.marked") return {};  // a picture or a workbook need be no paper
  house.audit.note(caller.account.account_id, "evidence.refused", "", "a marked paper was refused");
  return tl::unexpected(opened.error());
}

Result<ImportAnswer> import_bytes(House& house, const Caller& caller, const std::string& file_name, const std::string& bytes) {
  if (file_name.empty() || file_name.size() > 255 || file_name.find_first_of(std::string("/\\\0", 3)) != std::string::npos)
    return fail(ErrorCode::usage, "file_name", "paper.bad_name", "a file name has 1 to 255 bytes and no slash");
  auto record = record_of_file(file_name, bytes, house.most_bytes);
  if (!record) {
    // Of a marked paper nothing is kept, not even its name.
    const bool marked = record.error().reason == "paper.marked";
    house.audit.note(caller.account.account_id, "paper.refused", marked ? "" : file_name,
                     marked ? "a marked paper was refused" : record.error().reason);
    return tl::unexpected(record.error());
  }
  ImportAnswer answer;
  auto done = house.ledger.store().write([&](Connection& c) -> Result<void> {
    auto imported = ledger::import_paper(house.ledger, c, bytes, *record, caller.account.account_id, caller.source);
    if (!imported) return tl::unexpected(imported.error());
    answer = {imported->paper_id, imported->meeting_id, imported->fresh};
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

Result<Done> withdraw_paper(House& house, const Caller& caller, const WithdrawPaperRequest& r) {
  if (auto ok = check_reason(r.reason); !ok) return tl::unexpected(ok.error());
  return as_done(house.ledger.store().write([&](Connection& c) -> Result<void> {
    if (auto ok = must_see_paper(house, c, caller, r.paper_id); !ok) return ok;
    if (auto ok = ledger::check_withdrawable(c, r.paper_id); !ok) return ok;
    return append(house, c, caller, "paper.withdrawn", r.paper_id,
                  {{"paper_id", r.paper_id}, {"directive_ids", boost::json::array{}}, {"reason", r.reason}});
  }));
}

Result<Engine::File> paper_file(House& house, const Caller& caller, const PaperId& r) {
  Engine::File file;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    if (auto ok = must_see_paper(house, c, caller, r.paper_id); !ok) return ok;
    auto rows = c.query("SELECT file_name, file_hash FROM paper WHERE paper_id = ?1", {r.paper_id});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return fail(ErrorCode::not_found, r.paper_id, "paper.unknown", "there is no paper with this id");
    auto bytes = ledger::Ledger::get_blob(c, rows->front().text("file_hash"));
    if (!bytes) return tl::unexpected(bytes.error());
    file = {rows->front().text("file_name"), std::move(*bytes)};
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "paper.seen", r.paper_id, "");
  return file;
}

Result<MeetingsAnswer> list_meetings(House& house, const Caller& caller) {
  MeetingsAnswer answer;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto seen = meetings_seen(house, c, caller);
    if (!seen) return tl::unexpected(seen.error());
    auto rows = ledger::list_meetings(c);
    if (!rows) return tl::unexpected(rows.error());
    answer.meetings = std::move(*rows);
    if (*seen) {
      std::erase_if(answer.meetings, [&](const MeetingRow& m) { return (*seen)->count(m.meeting_id) == 0; });
    }
    auto loose = ledger::papers_without_meeting(c);
    if (!loose) return tl::unexpected(loose.error());
    // Papers of no meeting are of no division: who is held to one sees those that he brought.
    if (*seen && !access::is_of_unit(caller.account.role))
      std::erase_if(*loose, [&](const PaperView& p) { return p.imported_by != caller.account.account_id; });
    // A list shows the beginning of what was no meeting; the file itself stays in the ledger.
    for (PaperView& p : *loose) {
      const std::u32string text = paper::to_utf32(p.text);
      if (text.size() > kPreview) p.text = paper::to_utf8(text.substr(0, kPreview)) + "…";
      p.original.clear(), p.changes.clear(), p.coverage.clear(), p.doubtful.clear();
    }
    answer.loose = std::move(*loose);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

Result<MeetingView> view_meeting(House& house, const Caller& caller, const std::string& meeting_id) {
  MeetingView view;
  auto done = house.ledger.store().read([&](Connection& c) -> Result<void> {
    auto seen = meetings_seen(house, c, caller);
    if (!seen) return tl::unexpected(seen.error());
    auto row = ledger::get_meeting(c, meeting_id);
    if (!row) return tl::unexpected(row.error());
    view.meeting = *row;
    auto papers = ledger::papers_of(c, meeting_id);
    if (!papers) return tl::unexpected(papers.error());
    // A meeting whose papers were all taken back is told no more; nor is one of another division.
    if (papers->empty() || (*seen && (*seen)->count(meeting_id) == 0))
      return fail(ErrorCode::not_found, meeting_id, "meeting.unknown", "there is no meeting with this id");
    view.sources = std::move(*papers);
    auto record = ledger::record_of(c, view.sources.front().paper_id);
    if (!record) return tl::unexpected(record.error());
    const Meeting& read = *record->reading.meeting;  // a meeting's first paper told of one
    view.as_read = ledger::facts_of(read);
    view.participants = read.participants;
    view.invited = read.invited;
    auto items = ledger::items_of(c, meeting_id);
    if (!items) return tl::unexpected(items.error());
    view.items = std::move(*items);
    auto differences = ledger::differences_of(c, meeting_id);
    if (!differences) return tl::unexpected(differences.error());
    view.differences = std::move(*differences);
    auto scope = scope_of(c, caller);
    if (!scope) return tl::unexpected(scope.error());
    auto carried = supervision::carried_to_meeting(c, house.index, meeting_id, scope->theirs());
    if (!carried) return tl::unexpected(carried.error());
    view.carried = std::move(*carried);
    auto documents = supervision::documents_of(c, "measures", meeting_id);
    if (!documents) return tl::unexpected(documents.error());
    view.documents = std::move(*documents);
    auto duties = access::list_duties(c);
    if (!duties) return tl::unexpected(duties.error());
    std::map<std::string, std::u32string> texts;
    for (const PaperView& p : view.sources) texts[p.paper_id] = paper::to_utf32(p.text);
    for (ItemView& item : view.items)
      for (DirectiveView& d : item.directives) {
        propose_unit(d, item, *duties);
        const std::u32string& text = texts[d.paper_id];
        if (d.span[1] <= text.size())
          for (const auto& r : reading::own_clauses(text, {d.span[0], d.span[1]}))
            d.clauses.push_back({paper::to_utf8(text.substr(r.begin, r.end - r.begin)), {r.begin, r.end}});
        auto made = supervision::commitments_of(c, d.directive_id);
        if (!made) return tl::unexpected(made.error());
        if (made->empty()) continue;
        // What was confirmed, not what had been proposed.
        auto k = supervision::get_commitment(c, made->front());
        if (!k) return tl::unexpected(k.error());
        d.commitment_id = k->commitment_id;
        d.commitment_state = k->state;
        d.unit = k->unit;
        d.proposed_unit.reset();
        d.due_date = k->due_date;
        d.due_kind = k->due_kind;
        d.deadline = k->deadline;
      }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return view;
}

}  // namespace luodi::engine

namespace luodi {

Result<MendAnswer> mend_file(const std::string& bytes, bool keep_script, bool with_report) {
  namespace json = boost::json;
  paper::OpenOptions options;
  options.keep_script = keep_script;
  options.details = with_report;
  auto m = paper::open_paper(bytes, options);
  if (!m) return tl::unexpected(m.error());
  MendAnswer answer;
  if (with_report) {
    json::array changes, doubtful, kinds;
    for (const auto& c : m->changes)
      changes.push_back(
          json::object{{"span", {c.begin, c.end}}, {"was", c.was}, {"how", name_of(c.how)}, {"sure", name_of(c.sure)}});
    for (const auto& d : m->doubtful) {
      std::string reason = d.code;
      if (d.candidates > 0) reason = std::to_string(d.candidates) + " candidates, chosen by " + d.evidence;
      doubtful.push_back(json::object{{"span", {d.begin, d.end}},
                                      {"reason", reason},
                                      {"code", d.code},
                                      {"candidates", d.candidates},
                                      {"evidence", d.evidence}});
    }
    for (const auto& k : m->kinds) kinds.emplace_back(k);
    answer.report = json::serialize(json::object{{"encoding", m->encoding},
                                                 {"confidence", m->confidence},
                                                 {"script", paper::name_of(m->script)},
                                                 {"kinds", kinds},
                                                 {"changes", changes},
                                                 {"doubtful", doubtful},
                                                 {"proof", paper::name_of(m->proof)}});
  }
  answer.text = std::move(m->text);
  return answer;
}

Result<std::string> read_file(const std::string& bytes) {
  namespace json = boost::json;
  paper::OpenOptions options;
  options.details = false;
  auto m = paper::open_paper(bytes, options);
  if (!m) return tl::unexpected(m.error());
  // Part after part is written and let go: a long paper is never held twice as JSON.
  json::array kinds, doubtful;
  for (const auto& k : m->kinds) kinds.emplace_back(k);
  for (const auto& d : m->doubtful) doubtful.push_back(json::object{{"span", {d.begin, d.end}}, {"reason", d.code}});
  json::object paper{{"encoding", m->encoding}};
  paper["kinds"] = std::move(kinds);
  paper["doubtful"] = std::move(doubtful);
  std::string out = "{\"paper\":" + json::serialize(paper);
  paper.clear();
  const std::u32string text = paper::to_utf32(m->text);
  m.value() = {};
  const Reading r = reading::read(text);
  out += ",\"meeting\":" + json::serialize(describe::to_json(r.meeting));
  out += ",\"items\":" + json::serialize(describe::to_json(r.items));
  out += ",\"coverage\":[";
  for (std::size_t i = 0; i < r.coverage.size(); ++i) {
    const auto& c = r.coverage[i];
    out += (i > 0 ? "," : "") + json::serialize(json::object{{"span", {c.span[0], c.span[1]}}, {"class", c.kind}});
  }
  out += "],\"remarks\":" + json::serialize(describe::to_json(r.remarks)) + "}";
  return out;
}

}  // namespace luodi
