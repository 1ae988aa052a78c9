// Lists as workbooks: the headings are the labels of the fields that an import knows, so what goes out comes in again.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "base/presets.h"
#include "describe/row.h"
#include "engine/supervision.h"
#include "engine/tables.h"
#include "publish/workbook.h"
#include "sheets/mapping.h"

namespace luodi::engine {
namespace {

using store::Connection;

constexpr std::int64_t kMostLines = 20000, kMostExported = 100000;  // what a table may bring in may go out as one
constexpr std::string_view kEntries =
    "SELECT seq, kind, subject, actor, at, source FROM entry WHERE (?1 = '' OR actor = ?1) AND at >= ?2 AND at < ?3 AND (?4 = '' "
    "OR LOWER(kind) LIKE ?4 ESCAPE '\\' OR LOWER(subject) LIKE ?4 ESCAPE '\\') ORDER BY seq DESC LIMIT ?5 OFFSET ?6";
constexpr std::size_t kPageOfExport = 1000;

std::string in_csv(const std::string& field) {
  // Spreadsheets run what begins like a formula; an apostrophe makes it text, and the import takes it away again.
  const bool formula = !field.empty() && std::string("=+-@\t").find(field[0]) != std::string::npos;
  std::string s = formula ? "'" + field : field;
  if (s.find_first_of("\",\n\r") == std::string::npos) return s;
  std::string out = "\"";
  for (const char c : s) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

/// A meeting by number and kind; a table of tasks says in its title what it is.
std::string named(const std::string& ordinal, const std::string& kind) {
  return ordinal.find(kind) == std::string::npos ? ordinal + kind : ordinal;
}

std::vector<std::string> row_of(const CommitmentView& k, std::size_t no) {
  static const std::vector<std::pair<std::string, std::string>> lights{
      {"red", "红"}, {"yellow", "黄"}, {"green", "绿"}, {"none", ""}};
  std::string helping, light;
  for (const std::string& h : k.helping_units) helping += (helping.empty() ? "" : "、") + h;
  for (const auto& [name, word] : lights)
    if (name == k.light) light = word;
  return {k.commitment_id,
          k.parent_id.value_or(""),
          std::to_string(no),
          k.item_subject,
          k.text,
          k.unit.value_or(""),
          helping,
          k.leader.value_or(""),
          k.due_date ? *k.due_date : k.deadline.value_or(""),
          state_word(k.state),
          k.progress ? std::to_string(*k.progress) + "%" : "",
          light,
          named(k.meeting_ordinal.value_or(""), k.meeting_kind)};
}

}  // namespace

std::string in_wan(std::int64_t fen) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", static_cast<double>(fen) / 1e6);
  return buffer;
}

std::string in_percent(double share) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", std::round(1000 * share) / 10);
  return buffer;
}

std::string in_percent_reached(double share) {
  return in_percent(std::floor(1000 * share + 1e-9) / 1000);
}

Result<Engine::File> as_file(const publish::Sheet& sheet, const std::string& name, const std::string& form) {
  if (form == "csv") {
    std::string out = "\xEF\xBB\xBF";
    const auto line = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + in_csv(cells[i]);
      out += "\r\n";
    };
    line(sheet.headings);
    for (const auto& row : sheet.rows) line(row);
    return Engine::File{name + ".csv", std::move(out)};
  }
  if (form != "xlsx") return fail(ErrorCode::usage, "form", "export.form", "a list goes out as xlsx or csv");
  auto bytes = publish::to_xlsx({sheet});
  if (!bytes) return tl::unexpected(bytes.error());
  return Engine::File{name + ".xlsx", std::move(*bytes)};
}

Result<Engine::File> export_commitments(House& house, const Caller& caller, const ExportRequest& r) {
  CommitmentsRequest page{r.meeting_id, r.state,       r.unit_id,  r.topic,      r.words, r.light, r.as_of,
                          r.order,      r.campaign_id, r.worklist, r.descending, {},      {}};
  page.limit = static_cast<std::int64_t>(kPageOfExport);
  publish::Sheet sheet;
  sheet.name = "督办事项";
  for (const char* field :
       {"number", "parent", "no", "group", "text", "lead_unit", "helping_units", "leader", "due_date", "state", "progress"})
    sheet.headings.push_back(sheets::field_label("tasks", field));
  for (const char* more : {"亮灯", "会议"}) sheet.headings.emplace_back(more);
  sheet.widths = {12, 12, 6, 18, 50, 14, 20, 10, 12, 10, 8, 6, 24};
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    for (std::int64_t from = 0;; from += static_cast<std::int64_t>(kPageOfExport)) {
      page.offset = from;
      auto a = list_in(house, c, caller, page);
      if (!a) return tl::unexpected(a.error());
      if (a->total > kMostExported)
        return fail(ErrorCode::usage, "rows", "export.many", "at most 100,000 rows; filter the list first");
      if (from == 0 && r.as_of) sheet.title = "督办事项（截至" + a->as_of + "）";
      for (const CommitmentView& k : a->commitments) sheet.rows.push_back(row_of(k, sheet.rows.size() + 1));
      if (a->commitments.size() < kPageOfExport) return {};
    }
  });
  if (!done) return tl::unexpected(done.error());
  house.audit.note(caller.account.account_id, "commitments.exported", "", std::to_string(sheet.rows.size()) + " rows");
  return as_file(sheet, "督办事项-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

Result<Engine::File> export_table(House& house, const Caller& caller, const ExportTableRequest& r) {
  if (r.kind != "units" && r.kind != "duties") return fail(ErrorCode::usage, "kind", "table.unknown_kind", "units or duties");
  publish::Sheet sheet;
  sheet.name = r.kind == "units" ? "单位" : "职责分工";
  for (const sheets::Field& f : sheets::table_kind(r.kind)->fields) sheet.headings.push_back(f.label);
  sheet.widths.assign(sheet.headings.size(), 24);
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    if (r.kind == "units") {
      auto units = access::list_units(c);
      if (!units) return tl::unexpected(units.error());
      for (const UnitView& u : *units)
        sheet.rows.push_back({u.unit_id, u.name, u.short_name, u.kind, u.parent.value_or(""), u.division.value_or("")});
      return {};
    }
    auto duties = access::list_duties(c);
    if (!duties) return tl::unexpected(duties.error());
    for (const access::Duty& d : *duties) sheet.rows.push_back({d.matter, d.unit, d.source});
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  auto file = as_file(sheet, sheet.name, r.form.value_or("xlsx"));
  if (file) house.audit.note(caller.account.account_id, "table.exported", r.kind, std::to_string(sheet.rows.size()) + " rows");
  return file;
}

Result<std::vector<EntryView>> search_entries(House& house, const access::LookedFor& asked) {
  if (auto ok = access::check_looked_for(asked); !ok) return tl::unexpected(ok.error());
  std::vector<EntryView> out;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto rows = describe::from_rows<EntryView>(c.query(kEntries, access::places_of(asked)));
    if (!rows) return tl::unexpected(rows.error());
    out = std::move(*rows);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

namespace {

/// What an entry or a line of the audit is called; the code itself where it has no name.
std::string act_name(const std::string& code) {
  static const std::map<std::string, std::string> names = [] {
    std::map<std::string, std::string> out;
    for (const auto& row : preset_rows("act_names.csv"))
      if (row.size() >= 2) out[row[0]] = row[1];
    return out;
  }();
  const auto it = names.find(code);
  return it == names.end() ? code : it->second;
}

/// An instant of the ledger as clocks in China show it.
std::string time_in_china(const std::string& at) {
  if (at.size() < 19) return at;
  const int hour = std::atoi(at.c_str() + 11) + 8;
  char clock[16];
  std::snprintf(clock, sizeof clock, " %02d", hour % 24);
  return Date::from_days(supervision::day_of(at)).iso() + clock + at.substr(13, 6);
}

/// Who an account is: the name, or the login where the name was erased or never given.
Result<std::map<std::string, std::string>> names_of_accounts(House& house) {
  std::map<std::string, std::string> out;
  auto done = house.store->read([&](Connection& c) -> Result<void> {
    auto accounts = access::list_accounts(c);
    if (!accounts) return tl::unexpected(accounts.error());
    for (const AccountView& a : *accounts)
      out[a.account_id] = a.display_name.empty() ? a.login : a.display_name + "（" + a.login + "）";
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

std::string name_in(const std::map<std::string, std::string>& names, const std::string& account_id) {
  const auto it = names.find(account_id);
  return it == names.end() ? account_id : it->second;
}

}  // namespace

Result<Engine::File> export_audit(House& house, const Caller& caller, const LookRequest& r) {
  auto lines = house.audit.search(r.looked_for(kMostLines));
  if (!lines) return tl::unexpected(lines.error());
  auto names = names_of_accounts(house);
  if (!names) return tl::unexpected(names.error());
  publish::Sheet sheet{"审计", "", {"时间", "账号", "动作", "对象", "说明"}, {22, 22, 20, 24, 50}, {}};
  for (const AuditLine& l : *lines)
    sheet.rows.push_back({time_in_china(l.at), name_in(*names, l.actor), act_name(l.action), l.subject, l.detail});
  house.audit.note(caller.account.account_id, "audit.exported", "", std::to_string(sheet.rows.size()) + " lines");
  return as_file(sheet, "审计-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

Result<Engine::File> export_entries(House& house, const Caller& caller, const LookRequest& r) {
  auto entries = search_entries(house, r.looked_for(kMostLines));
  if (!entries) return tl::unexpected(entries.error());
  auto names = names_of_accounts(house);
  if (!names) return tl::unexpected(names.error());
  publish::Sheet sheet{"台账记录", "", {"序号", "类别", "对象", "账号", "时间", "来源"}, {10, 22, 24, 22, 22, 16}, {}};
  for (const EntryView& e : *entries)
    sheet.rows.push_back(
        {std::to_string(e.seq), act_name(e.kind), e.subject, name_in(*names, e.actor), time_in_china(e.at), e.source});
  house.audit.note(caller.account.account_id, "entries.exported", "", std::to_string(sheet.rows.size()) + " lines");
  return as_file(sheet, "台账记录-" + house.clock.today().iso(), r.form.value_or("xlsx"));
}

}  // namespace luodi::engine
