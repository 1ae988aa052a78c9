// See tables.h. What leaves the house stands in tables_out.cpp.
#include "engine/tables.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "describe/json.h"
#include "engine/cultivation.h"
#include "engine/enterprises.h"
#include "engine/members.h"
#include "engine/supervision.h"
#include "engine/table_imports.h"
#include "engine/task_table.h"
#include "engine/tasks_workbook.h"
#include "ledger/digest.h"
#include "paper/open.h"
#include "paper/unicode.h"
#include "supervision/commitments.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::size_t kMarkCells = 200;
constexpr std::string_view kImport =
    "SELECT e.payload, e.actor AS account_id, (SELECT COUNT(*) FROM entry u WHERE u.subject = e.subject AND u.kind = "
    "'table.undone') AS undone FROM "
    "entry "
    "e WHERE e.subject = ?1 AND e.kind = 'table.imported'";
constexpr std::string_view kMadeByImport =
    "SELECT k.commitment_id, v.state FROM commitment k JOIN directive d ON d.directive_id = k.directive_id JOIN "
    "commitment_version v ON v.commitment_id = k.commitment_id AND v.to_at = '99999' WHERE d.paper_id = ?1 AND v.state NOT IN "
    "('confirmed', 'assigned', 'decomposed', 'withdrawn') ORDER BY k.commitment_id LIMIT 1";
constexpr std::string_view kDirectivesOf = "SELECT directive_id, twin_of, state FROM directive WHERE paper_id = ?1 ORDER BY no";
constexpr std::string_view kCountyRows =
    "SELECT seq, payload FROM entry WHERE (subject = 'county' AND kind = 'county.imported') OR (kind = 'table.undone' AND "
    "payload "
    "LIKE '%\"rows_hash\"%') ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kMergedInto =
    "SELECT v.commitment_id FROM commitment_version v WHERE v.to_at = '99999' AND v.state = 'merged' AND v.merged_into IN "
    "(SELECT "
    "k.commitment_id FROM commitment k JOIN directive d ON d.directive_id = k.directive_id WHERE d.paper_id = ?1) ORDER BY "
    "v.commitment_id LIMIT 1";

/// A mark of secrecy stands at the head of a sheet.
bool is_marked(const paper::Workbook& book) {
  for (const paper::Sheet& sheet : book.sheets) {
    std::string head;
    std::size_t cells = 0;
    for (std::size_t r = 0; r < sheet.rows.size() && cells < kMarkCells; ++r)
      for (const paper::TableCell& cell : sheet.rows[r])
        if (cell.kind != paper::CellKind::empty) head += (++cells, cell.text) + "\n";
    if (paper::is_marked_secret(paper::to_utf32(head))) return true;
  }
  return false;
}

Result<std::string> meeting_date_of(House& house, Connection& c, const Caller& caller,
                                    const std::optional<std::string>& meeting_id) {
  if (!meeting_id || meeting_id->empty()) return house.clock.today().iso();
  if (auto ok = must_see(house, c, caller, *meeting_id); !ok) return tl::unexpected(ok.error());
  auto m = ledger::get_meeting(c, *meeting_id);
  if (!m) return tl::unexpected(m.error());
  return m->date.value_or(house.clock.today().iso());
}

/// What is settled for these headings is remembered, once.
Result<void> keep_mapping(House& house, Connection& c, const Caller& caller, const TableDraft& d) {
  auto kept = remembered_mapping(c, *d.kind, d.layout.columns);
  if (!kept) return tl::unexpected(kept.error());
  if (d.mapping == kept->value_or(sheets::propose(*d.kind, d.layout.columns))) return {};
  std::vector<FieldColumn> list;
  for (std::size_t f = 0; f < d.kind->fields.size(); ++f) {
    const auto& column = d.mapping[f];
    list.push_back({d.kind->fields[f].field, column ? std::optional(static_cast<std::int64_t>(*column)) : std::nullopt});
  }
  return append(house, c, caller, "mapping.kept", "mapping:" + d.kind->kind + ":" + sheets::fingerprint(d.layout.columns),
                {{"mapping", describe::to_json(list)}});
}

/// Refuses rows with errors unless they may be left out, and tables of which a needed column is not known.
Result<void> check_draft(const TableDraft& d, const TableRequest& r) {
  for (std::size_t f = 0; f < d.kind->fields.size(); ++f)
    if (d.kind->fields[f].required && !d.mapping[f])
      return fail(ErrorCode::usage, d.kind->fields[f].field, "table.column_needed",
                  "say which column holds " + d.kind->fields[f].label);
  const auto bad = std::count(d.bad.begin(), d.bad.end(), 1);
  if (bad == static_cast<std::ptrdiff_t>(d.rows.size()))
    return fail(ErrorCode::conflict, "rows", "table.nothing", "no row of this table can be imported");
  if (bad > 0 && !r.leave_out.value_or(false))
    return fail(ErrorCode::conflict, "rows", "table.errors",
                std::to_string(bad) + " rows cannot be imported; mend them or leave them out");
  return {};
}

struct Told {
  RunningImports::State& state;
  Result<void> step() {
    if (state.cancelled) return fail(ErrorCode::busy, "import", "table.cancelled", "stopped as asked; nothing was imported");
    ++state.done;
    return {};
  }
};

/// What the table is called: its title, else its sheet, else its file.
std::string title_of(const TableDraft& d, const std::string& file_name) {
  return !d.layout.title.empty() ? d.layout.title
         : !d.sheet.name.empty() ? d.sheet.name
                                 : file_name.substr(0, file_name.rfind('.'));
}

/// Gives out the numbers of this year's commitments, one after the other.
struct Numbering {
  std::string year;
  long next = 0;
  std::string give() {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "-%05ld", next++);
    return year + buffer;
  }
};

/// A task with its parts and their parts, each whole before what it consists of; parts that are over make no commitment.
void number_with_parts(std::size_t at, const std::optional<std::string>& parent_id, const std::vector<Task>& tasks,
                       const std::vector<std::vector<std::size_t>>& parts, Numbering& numbers, std::vector<NumberedTask>& made) {
  made.push_back({&tasks[at], numbers.give(), parent_id});
  const std::string id = made.back().commitment_id;
  for (const std::size_t part : parts[at])
    if (tasks[part].ended.empty()) number_with_parts(part, id, tasks, parts, numbers, made);
}

/// Confirms the tasks of a new paper, and assigns those whose lead unit is known.
Result<void> confirm_tasks(House& house, Connection& c, const Caller& caller, const TableRequest& r, const std::string& paper_id,
                           const std::vector<Task>& tasks, Told& told, TableImported& answer, json::array& twins) {
  auto directives = c.query(kDirectivesOf, {paper_id});
  if (!directives) return tl::unexpected(directives.error());
  Numbering numbers{std::to_string(house.clock.today().year)};
  auto first = supervision::next_number(c, numbers.year, 0);
  if (!first) return tl::unexpected(first.error());
  numbers.next = std::atol(first->c_str() + numbers.year.size() + 1);
  const auto parts = parts_of(tasks);
  std::size_t next = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (auto ok = told.step(); !ok) return ok;
    if (!has_directive(tasks[i])) continue;
    const auto& d = (*directives)[next++];
    std::string id = d.text("directive_id");
    if (!tasks[i].ended.empty()) continue;
    if (!d.is_null("twin_of")) {
      id = d.text("twin_of");  // the sentence of the meeting itself
      auto twin = ledger::get_directive(c, id);
      if (!twin) return tl::unexpected(twin.error());
      if (twin->state != "proposed") continue;
      twins.push_back(json::value(id));
    }
    std::vector<NumberedTask> made;
    number_with_parts(i, std::nullopt, tasks, parts, numbers, made);
    auto assigned = confirm_task(house, c, caller, id, made, r.assign.value_or(false));
    if (!assigned) return tl::unexpected(assigned.error());
    answer.confirmed += static_cast<std::int64_t>(made.size());
    answer.assigned += *assigned;
  }
  return {};
}

/// Tasks that are over, as the table says, wait for nothing: they stay in the paper with the reason, and can be brought back.
Result<void> refuse_ended(House& house, Connection& c, const Caller& caller, const std::string& paper_id,
                          const std::vector<Task>& tasks, TableImported& answer) {
  if (std::all_of(tasks.begin(), tasks.end(), [](const Task& t) { return t.ended.empty(); })) return {};
  auto directives = c.query(kDirectivesOf, {paper_id});
  if (!directives) return tl::unexpected(directives.error());
  std::size_t i = 0;
  for (const Task& t : tasks) {
    answer.ended += t.ended.empty() ? 0 : 1;
    if (!has_directive(t)) continue;
    const auto& d = (*directives)[i++];
    if (t.ended.empty()) continue;
    if (!d.is_null("twin_of")) continue;  // the sentence of the meeting itself: what becomes of it is said there
    if (auto ok = append(house, c, caller, "directive.refused", d.text("directive_id"),
                         {{"reason", "导入的表里写明“" + t.ended + "”，不再立项"}});
        !ok)
      return ok;
  }
  return {};
}

Result<void> import_tasks(House& house, Connection& c, const Caller& caller, const TableRequest& r, TableDraft& d, Told& told,
                          TableImported& answer) {
  auto date = meeting_date_of(house, c, caller, r.meeting_id);
  if (!date) return tl::unexpected(date.error());
  auto tasks = tasks_of(c, d, *date, r.meeting_id.has_value(), house.clock.today());
  if (!tasks) return tl::unexpected(tasks.error());
  if (auto ok = check_draft(d, r); !ok) return ok;
  answer.known = std::count_if(tasks->begin(), tasks->end(), [](const Task& t) { return t.known_as.has_value(); });
  if (answer.known == static_cast<std::int64_t>(tasks->size()))
    return fail(ErrorCode::conflict, "rows", "table.all_known", "every row is a commitment already; nothing was changed");
  auto file = ledger::Ledger::get_blob(c, r.file_hash);
  if (!file) return tl::unexpected(file.error());
  const ledger::PaperRecord record = record_of_tasks(title_of(d, r.file_name), d.format, *tasks, r.file_name);
  if (auto ok = told.step(); !ok) return ok;
  auto paper = ledger::import_paper(house.ledger, c, *file, record, caller.account.account_id, caller.source,
                                    r.meeting_id && !r.meeting_id->empty() ? r.meeting_id : std::nullopt, true);
  if (!paper) return tl::unexpected(paper.error());
  if (!paper->fresh)
    return fail(ErrorCode::conflict, "file", "table.known", "this table was imported already; take that import back first");
  if (auto ok = refuse_ended(house, c, caller, paper->paper_id, *tasks, answer); !ok) return ok;
  json::array twins;
  if (r.confirm.value_or(false) || r.assign.value_or(false))
    if (auto ok = confirm_tasks(house, c, caller, r, paper->paper_id, *tasks, told, answer, twins); !ok) return ok;
  answer.import_id = paper->paper_id;
  answer.meeting_id = paper->meeting_id;
  answer.rows = static_cast<std::int64_t>(tasks->size()) - answer.known;
  return append(house, c, caller, "table.imported", paper->paper_id,
                {{"kind", "tasks"},
                 {"file_name", r.file_name},
                 {"rows", answer.rows},
                 {"paper_id", paper->paper_id},
                 {"meeting_id", paper->meeting_id.value_or("")},
                 {"twins", std::move(twins)}});
}

/// The blob of units and duties that stands now; "" before the first import.
Result<std::string> county_rows(Connection& c) {
  auto rows = c.query(kCountyRows);
  if (!rows) return tl::unexpected(rows.error());
  return rows->empty() ? std::string()
                       : std::string(json::parse(rows->front().text("payload")).as_object().at("rows_hash").as_string());
}

/// What of units or duties stands, by its key; of a unit its upper unit.
struct Rest {
  std::map<std::string, std::string> standing;
  std::set<std::string> leaving;  ///< keys that no row to be imported has
  bool kept = false;              ///< they stay
};

/// By what a row of units or duties is known.
std::string key_of(const TableDraft& d, const std::string& kind, const DraftRow& row) {
  return kind == "units" ? sheets::bare(row.values[d.field("unit_id")]) : trimmed(row.values[d.field("matter")]);
}

Result<std::map<std::string, std::string>> standing_keys(Connection& c, const std::string& kind) {
  std::map<std::string, std::string> out;
  if (kind == "units") {
    auto units = access::list_units(c);
    if (!units) return tl::unexpected(units.error());
    for (const UnitView& u : *units) out[u.unit_id] = u.parent.value_or("");
    return out;
  }
  auto duties = access::list_duties(c);
  if (!duties) return tl::unexpected(duties.error());
  for (const access::Duty& duty : *duties) out[duty.matter];
  return out;
}

/// Two units that are each other's upper unit, or a longer round of them.
void check_rounds(TableDraft& d, const Rest& rest) {
  const std::size_t parent = d.field("parent");
  std::map<std::string, std::string> upper = rest.kept ? rest.standing : std::map<std::string, std::string>();
  for (const DraftRow& row : d.rows) upper[key_of(d, "units", row)] = sheets::bare(row.values[parent]);
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    const std::string own = key_of(d, "units", d.rows[i]);
    std::string at = upper[own];
    for (std::size_t steps = 0; steps < upper.size() && !at.empty() && at != own; ++steps) {
      const auto next = upper.find(at);
      at = next == upper.end() ? "" : next->second;
    }
    if (at == own && !own.empty()) d.note(i, parent, "table.parent_round", true);
  }
}

/// Units whose upper unit is neither in the table, nor left in it, nor stays beside it are errors, and so are those below them.
void check_parents(TableDraft& d, const Rest& rest) {
  const std::size_t parent = d.field("parent");
  for (bool again = true; again;) {
    again = false;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < d.rows.size(); ++i)
      if (d.bad[i] == 0) ids.insert(key_of(d, "units", d.rows[i]));
    for (std::size_t i = 0; i < d.rows.size(); ++i) {
      const std::string upper = sheets::bare(d.rows[i].values[parent]);
      if (d.bad[i] != 0 || upper.empty() || ids.count(upper) != 0 || (rest.kept && rest.standing.count(upper) != 0)) continue;
      d.note(i, parent, "table.no_parent", true);
      again = true;
    }
  }
}

/// Notes the rows that cannot be imported, and tells what stands that the others do not hold: a unit whose row is an error is
/// not in the table.
Result<Rest> compare_county(Connection& c, TableDraft& d, const TableRequest& r) {
  auto standing = standing_keys(c, r.kind);
  if (!standing) return tl::unexpected(standing.error());
  Rest rest{std::move(*standing), {}, r.rest.value_or("") == "keep"};
  const std::size_t key = d.field(r.kind == "units" ? "unit_id" : "matter");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < d.rows.size(); ++i)
    if (d.bad[i] == 0 && !seen.insert(key_of(d, r.kind, d.rows[i])).second) d.note(i, key, "table.twice", true);
  if (r.kind == "units") {
    check_rounds(d, rest);
    check_parents(d, rest);
  }
  for (const auto& [standing_key, upper] : rest.standing) rest.leaving.insert(standing_key);
  for (std::size_t i = 0; i < d.rows.size(); ++i)
    if (d.bad[i] == 0) rest.leaving.erase(key_of(d, r.kind, d.rows[i]));
  return rest;
}

/// Units or duties in place of those that stand, or beside them where the rest is kept; the other half stays.
Result<void> import_county(House& house, Connection& c, const Caller& caller, const TableRequest& r, TableDraft& d,
                           TableImported& answer) {
  auto units = access::list_units(c);
  auto duties = access::list_duties(c);
  if (!units) return tl::unexpected(units.error());
  if (!duties) return tl::unexpected(duties.error());
  auto rest = compare_county(c, d, r);
  if (!rest) return tl::unexpected(rest.error());
  if (auto ok = check_draft(d, r); !ok) return ok;
  if (auto ok = rest_told(r, !rest->leaving.empty(), rest->leaving.size(), rest->standing.size()); !ok) return ok;
  const auto words = [&](std::size_t i, const char* field) { return trimmed(d.rows[i].values[d.field(field)]); };
  const auto code = [&](std::size_t i, const char* field) { return sheets::bare(d.rows[i].values[d.field(field)]); };
  const auto given = [](const std::string& s) { return s.empty() ? std::nullopt : std::optional(s); };
  const auto leaves = [&](const std::string& key) { return !rest->kept || rest->leaving.count(key) == 0; };
  if (r.kind == "units") std::erase_if(*units, [&](const UnitView& u) { return leaves(u.unit_id); });
  if (r.kind == "duties") std::erase_if(*duties, [&](const access::Duty& duty) { return leaves(duty.matter); });
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    if (d.bad[i] != 0) continue;
    ++answer.rows;
    if (r.kind == "duties") {
      duties->push_back({words(i, "matter"), words(i, "unit"), words(i, "source")});
      continue;
    }
    const std::string kind = code(i, "kind");
    units->push_back({code(i, "unit_id"), words(i, "name"), words(i, "short_name"), kind.empty() ? "bureau" : kind,
                      given(code(i, "parent")), given(code(i, "division"))});
  }
  auto before = county_rows(c);
  if (!before) return tl::unexpected(before.error());
  if (auto ok = access::import_county(house.ledger, c, *units, *duties, caller.account.account_id, caller.source); !ok) return ok;
  auto after = county_rows(c);
  if (!after) return tl::unexpected(after.error());
  answer.import_id = "county-" + ledger::random_hex(6);
  return append(house, c, caller, "table.imported", answer.import_id,
                {{"kind", r.kind},
                 {"file_name", r.file_name},
                 {"rows", answer.rows},
                 {"file_hash", r.file_hash},
                 {"before", *before},
                 {"after", *after}});
}

/// Registers and monthly figures are every bureau's; tasks are the supervision desk's; units and duties an administrator's.
Result<void> may_import(const Caller& caller, const std::string& kind) {
  const std::string& role = caller.account.role;
  const bool desk = role == "supervision" || role == "administrator";
  if (kind == "register" || kind == "monthly" || kind == "members" || (kind == "tasks" && desk) || role == "administrator")
    return {};
  return fail(ErrorCode::forbidden, kind, "access.not_allowed",
              kind == "tasks" ? "tasks are imported and taken back by the supervision office"
                              : "units and duties are imported and taken back by an administrator");
}

Result<void> import_rows(House& house, Connection& c, const Caller& caller, const TableRequest& r, TableDraft& d,
                         TableImported& answer) {
  if (auto ok = check_draft(d, r); !ok) return ok;
  if (r.kind == "monthly") return import_figures(house, c, caller, r, d, answer);
  if (r.kind == "members") return import_members(house, c, caller, r, d, answer);
  return import_register(house, c, caller, r, d, answer);
}

Result<void> undo_tasks(House& house, Connection& c, const Caller& caller, const std::string& id, const json::object& made) {
  auto moved = c.query(kMadeByImport, {id});
  if (!moved) return tl::unexpected(moved.error());
  std::vector<std::string> twins;
  for (const json::value& v : made.at("twins").as_array()) twins.emplace_back(v.as_string());
  for (const std::string& twin : twins) {
    auto list = supervision::commitments_of(c, twin);
    if (!list) return tl::unexpected(list.error());
    for (const std::string& k : *list) {
      auto s = supervision::standing_of(c, k);
      if (!s) return tl::unexpected(s.error());
      if (s->state != "confirmed" && s->state != "assigned" && s->state != "decomposed")
        return fail(ErrorCode::conflict, k, "undo.moved_on", "commitment " + k + " is " + s->state + " already");
      if (auto r = supervision::nothing_merged_into(c, k); !r) return r;
    }
  }
  if (!moved->empty())
    return fail(ErrorCode::conflict, moved->front().text("commitment_id"), "undo.moved_on",
                "commitment " + moved->front().text("commitment_id") + " is " + moved->front().text("state") + " already");
  auto merged = c.query(kMergedInto, {id});
  if (!merged) return tl::unexpected(merged.error());
  if (!merged->empty())
    return fail(ErrorCode::conflict, merged->front().text("commitment_id"), "undo.moved_on",
                "commitment " + merged->front().text("commitment_id") + " was merged into one of this table's");
  return append(house, c, caller, "table.undone", id,
                {{"kind", "tasks"}, {"paper_id", id}, {"directive_ids", describe::to_json(twins)}});
}

/// The rows that stood before the import. Others since mean that somebody went on.
Result<void> undo_county(House& house, Connection& c, const Caller& caller, const std::string& id, const json::object& made) {
  auto now = county_rows(c);
  if (!now) return tl::unexpected(now.error());
  if (*now != std::string_view(made.at("after").as_string()))
    return fail(ErrorCode::conflict, id, "undo.later_import", "units or duties were imported again since; take that back first");
  std::string before(made.at("before").as_string());
  if (before.empty()) {
    auto empty = house.ledger.put_blob(c, R"({"units":[],"duties":[]})");
    if (!empty) return tl::unexpected(empty.error());
    before = *empty;
  }
  return append(house, c, caller, "table.undone", id, {{"kind", made.at("kind")}, {"rows_hash", before}});
}

}  // namespace

Result<void> rest_told(const TableRequest& r, bool needed, std::size_t leaving, std::size_t standing) {
  const std::string rest = r.rest.value_or("");
  if (!rest.empty() && rest != "keep" && rest != "leave")
    return fail(ErrorCode::usage, "rest", "table.rest", "what is not in the table is kept or leaves: keep | leave");
  if (!needed || !rest.empty()) return {};
  return fail(ErrorCode::conflict, "rest", "table.rows_leave",
              std::to_string(leaving) + " of " + std::to_string(standing) +
                  " rows that stand are not in this table; say rest keep or leave");
}

std::shared_ptr<RunningImports::State> RunningImports::begin(const std::string& file_hash) {
  const std::lock_guard lock(mutex_);
  if (running_.count(file_hash) != 0) return nullptr;
  return running_[file_hash] = std::make_shared<State>();
}
void RunningImports::end(const std::string& file_hash) {
  const std::lock_guard lock(mutex_);
  running_.erase(file_hash);
}
std::shared_ptr<RunningImports::State> RunningImports::find(const std::string& file_hash) {
  const std::lock_guard lock(mutex_);
  const auto it = running_.find(file_hash);
  return it == running_.end() ? nullptr : it->second;
}

Result<TableFile> keep_table(House& house, const Caller& caller, const std::string& file_name, const std::string& bytes) {
  if (file_name.empty() || file_name.size() > 255 || file_name.find_first_of("/\\") != std::string::npos)
    return fail(ErrorCode::usage, "file_name", "paper.bad_name", "a file name has 1 to 255 bytes and no slash");
  auto book = open_tasks(bytes, house.most_bytes);
  if (!book && book.error().reason == "paper.marked")
    house.audit.note(caller.account.account_id, "paper.refused", "", "a marked paper was refused");
  if (!book) return tl::unexpected(book.error());
  if (is_marked(*book)) {
    house.audit.note(caller.account.account_id, "paper.refused", "", "a marked paper was refused");
    return fail(ErrorCode::unusable, "file", "paper.marked", "the table is marked as secret; it must not be worked on here");
  }
  TableFile out{"", file_name, book->format, book->encoding, {}};
  for (const paper::Sheet& s : book->sheets) out.sheets.push_back({s.name, static_cast<std::int64_t>(s.rows.size())});
  auto kept = house.store->write([&](Connection& c) -> Result<void> {
    auto hash = house.ledger.put_blob(c, bytes);
    if (!hash) return tl::unexpected(hash.error());
    out.file_hash = *hash;
    return {};
  });
  if (!kept) return tl::unexpected(kept.error());
  return out;
}

Result<TablePreview> preview_table(House& house, const Caller& caller, const TableRequest& r) {
  TablePreview p;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto d = draft_table(c, r);
    if (!d) return tl::unexpected(d.error());
    const bool ready = d->kind != nullptr && d->bad.size() == d->rows.size() &&
                       std::none_of(d->kind->fields.begin(), d->kind->fields.end(),
                                    [&](const sheets::Field& f) { return f.required && !d->mapping[d->field(f.field)]; });
    if (r.kind != "tasks" || !ready) {
      if (ready && r.kind == "register") check_register(*d);
      if (ready && r.kind == "members") {
        TablePreview rest;
        if (auto ok = check_members(c, *d, house.clock.today(), rest); !ok) return ok;
        p = shown(*d, r.file_hash);
        p.standing = rest.standing, p.leaving = rest.leaving, p.rest_needed = rest.rest_needed;
        return {};
      }
      if (ready && r.kind == "monthly") return preview_figures(c, caller, *d, r, house.clock.today(), p);
      if (ready && (r.kind == "units" || r.kind == "duties")) {
        auto rest = compare_county(c, *d, r);
        if (!rest) return tl::unexpected(rest.error());
        p = shown(*d, r.file_hash);
        p.standing = static_cast<std::int64_t>(rest->standing.size());
        p.leaving = static_cast<std::int64_t>(rest->leaving.size());
        p.rest_needed = p.leaving > 0;
        return {};
      }
      p = shown(*d, r.file_hash);
      return ready && r.kind == "register" ? compare_register(c, *d, r, house.clock.today(), p) : Result<void>{};
    }
    auto date = meeting_date_of(house, c, caller, r.meeting_id);
    if (!date) return tl::unexpected(date.error());
    auto tasks = tasks_of(c, *d, *date, r.meeting_id.has_value(), house.clock.today());
    if (!tasks) return tl::unexpected(tasks.error());
    p = shown(*d, r.file_hash);
    std::vector<std::string> texts;
    for (const Task& t : *tasks) texts.push_back(t.text);
    auto twins = ledger::twins_in_meeting(c, r.meeting_id.value_or(""), texts);
    if (!twins) return tl::unexpected(twins.error());
    for (std::size_t i = 0; i < tasks->size(); ++i) {
      const Task& t = (*tasks)[i];
      const bool twin = (*twins)[i].has_value() && has_directive(t);
      p.known += t.known_as ? 1 : 0;
      p.ended += t.ended.empty() ? 0 : 1;
      p.twins += !t.known_as && t.ended.empty() && twin ? 1 : 0;
      if (t.index < p.shown.size() && (t.known_as || twin || !t.ended.empty()))
        p.shown[t.index].becomes = t.known_as ? "known" : !t.ended.empty() ? "ended" : "twin";
    }
    p.fresh -= p.known + p.twins + p.ended;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return p;
}

Result<TableImported> import_table(House& house, const Caller& caller, const TableRequest& r) {
  if (r.kind == "any")
    return fail(ErrorCode::usage, "kind", "table.unknown_kind",
                "say what the table is: tasks, units, duties, register, monthly or members");
  if (auto ok = may_import(caller, r.kind); !ok) return tl::unexpected(ok.error());
  const auto state = house.imports.begin(r.file_hash);
  if (state == nullptr) return fail(ErrorCode::conflict, "file", "table.running", "this workbook is being imported already");
  // Whatever happens, the workbook is not "being imported" for ever.
  const std::shared_ptr<void> ended(nullptr, [&](void*) { house.imports.end(r.file_hash); });
  TableImported answer;
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto d = draft_table(c, r);
    if (!d) return tl::unexpected(d.error());
    state->all = static_cast<std::int64_t>(d->rows.size()) + 1;
    Told told{*state};
    auto ok = r.kind == "tasks" ? import_tasks(house, c, caller, r, *d, told, answer)
              : r.kind == "register" || r.kind == "monthly" || r.kind == "members"
                  ? import_rows(house, c, caller, r, *d, answer)
                  : import_county(house, c, caller, r, *d, answer);
    if (!ok) return ok;
    answer.left_out = std::count(d->bad.begin(), d->bad.end(), 1);
    return keep_mapping(house, c, caller, *d);
  });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

Result<Done> undo_table(House& house, const Caller& caller, const TableImportId& r) {
  auto done = house.store->write([&](Connection& c) -> Result<void> {
    auto rows = c.query(kImport, {r.import_id});
    if (!rows) return tl::unexpected(rows.error());
    auto seen = SeenImports::of(house, c, caller);
    if (!seen) return tl::unexpected(seen.error());
    if (rows->empty() || !seen->has(rows->front().text("account_id"), json::parse(rows->front().text("payload")).as_object()))
      return fail(ErrorCode::not_found, r.import_id, "table.no_import", "there is no such import");
    if (rows->front().integer("undone") > 0)
      return fail(ErrorCode::conflict, r.import_id, "table.undone", "this import was taken back already");
    const json::value payload = json::parse(rows->front().text("payload"));
    const std::string kind(payload.as_object().at("kind").as_string());
    if (auto ok = may_import(caller, kind); !ok) return ok;
    if (kind == "tasks") return undo_tasks(house, c, caller, r.import_id, payload.as_object());
    if (kind == "members") return undo_members(house, c, caller, r.import_id, payload.as_object());
    if (kind == "monthly") return undo_figures(house, c, caller, r.import_id, payload.as_object());
    if (kind == "register") return undo_register(house, c, caller, r.import_id, payload.as_object());
    return undo_county(house, c, caller, r.import_id, payload.as_object());
  });
  if (!done) return tl::unexpected(done.error());
  return Done{};
}

Result<TableProgress> table_progress(House& house, const TableHash& r) {
  const auto state = house.imports.find(r.file_hash);
  if (state == nullptr) return TableProgress{};
  return TableProgress{true, state->done, state->all};
}

Result<Done> cancel_table(House& house, const TableHash& r) {
  const auto state = house.imports.find(r.file_hash);
  if (state == nullptr) return fail(ErrorCode::not_found, r.file_hash, "table.not_running", "no import of this workbook runs");
  state->cancelled = true;
  return Done{};
}

}  // namespace luodi::engine
