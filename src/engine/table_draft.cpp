// See table_draft.h.
#include "engine/table_draft.h"

#include <algorithm>

#include "describe/json.h"
#include "engine/tasks_workbook.h"
#include "ledger/ledger.h"

namespace luodi::engine {
namespace {

namespace json = boost::json;
using store::Connection;

constexpr std::size_t kSamples = 3, kShown = 50, kProblems = 200, kLongestSeen = 200;
constexpr std::string_view kRemembered =
    "SELECT payload FROM entry WHERE subject = ?1 AND kind = 'mapping.kept' ORDER BY seq DESC LIMIT 1";

Result<paper::Workbook> workbook_of(Connection& c, const std::string& file_hash) {
  auto bytes = ledger::Ledger::get_blob(c, file_hash);
  if (!bytes) return fail(ErrorCode::not_found, file_hash, "table.no_file", "no kept workbook has this hash; send it first");
  return open_tasks(*bytes, bytes->size());
}

/// The mapping that the request gives; each column must be one of the table, and used once.
Result<sheets::Mapping> given_mapping(const TableDraft& d, const std::vector<FieldColumn>& list) {
  sheets::Mapping m(d.kind->fields.size());
  std::vector<std::int64_t> used;
  for (const FieldColumn& f : list) {
    const std::size_t at = d.field(f.field);
    if (at >= m.size()) return fail(ErrorCode::usage, f.field, "table.no_field", "this kind of table has no such field");
    if (!f.column) continue;
    const bool known = std::any_of(d.layout.columns.begin(), d.layout.columns.end(),
                                   [&](const sheets::Column& c) { return static_cast<std::int64_t>(c.index) == *f.column; });
    if (!known) return fail(ErrorCode::usage, f.field, "table.no_column", "the table has no such column");
    if (std::find(used.begin(), used.end(), *f.column) != used.end())
      return fail(ErrorCode::usage, f.field, "table.column_twice", "one column fills one field");
    used.push_back(*f.column);
    m[at] = static_cast<std::size_t>(*f.column);
  }
  return m;
}

void read_rows(TableDraft& d) {
  const sheets::MergedView view(d.sheet);
  std::size_t section = 0;
  std::string name;
  d.rows.reserve(d.layout.data.size());
  for (const std::size_t r : d.layout.data) {
    while (section < d.layout.sections.size() && d.layout.sections[section].row < r) name = d.layout.sections[section++].text;
    DraftRow row{r, name, {}};
    if (d.kind == nullptr) {
      for (const sheets::Column& c : d.layout.columns) row.values.push_back(view.at(r, c.index).text);
    } else {
      for (const auto& column : d.mapping) row.values.push_back(column ? view.at(r, *column).text : std::string());
    }
    d.rows.push_back(std::move(row));
  }
  d.bad.assign(d.rows.size(), 0);
}

void check_required(TableDraft& d) {
  for (std::size_t f = 0; f < d.kind->fields.size(); ++f) {
    if (!d.kind->fields[f].required) continue;
    for (std::size_t i = 0; i < d.rows.size(); ++i)
      if (sheets::bare(d.rows[i].values[f]).empty()) d.note(i, f, "table.empty_cell", true);
  }
}

}  // namespace

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n"), to = text.find_last_not_of(" \t\r\n");
  return from == std::string::npos ? "" : text.substr(from, to - from + 1);
}

std::size_t TableDraft::field(std::string_view name) const {
  if (kind == nullptr) return static_cast<std::size_t>(-1);
  const auto it = std::find_if(kind->fields.begin(), kind->fields.end(), [&](const sheets::Field& f) { return f.field == name; });
  return it == kind->fields.end() ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(it - kind->fields.begin());
}

const paper::TableCell& TableDraft::cell(const DraftRow& r, std::size_t f) const {
  static const paper::TableCell empty;
  return f < mapping.size() && mapping[f] ? sheet.at(r.row, *mapping[f]) : empty;
}

void TableDraft::note(std::size_t i, std::size_t f, const char* reason, bool is_error) {
  const std::size_t column = f < mapping.size() && mapping[f] ? *mapping[f] : 0;
  note(i, column, rows[i].values[f], kind->fields[f].field, reason, is_error);
}

void TableDraft::note(std::size_t i, std::size_t column, const std::string& seen, const std::string& heading, const char* reason,
                      bool is_error) {
  problems.push_back(
      {paper::cell_name(rows[i].row, column), seen.substr(0, kLongestSeen), heading, reason, is_error ? "error" : "warning"});
  if (is_error) bad[i] = 1;
}

Result<std::optional<sheets::Mapping>> remembered_mapping(Connection& c, const sheets::TableKind& kind,
                                                          const std::vector<sheets::Column>& columns) {
  auto rows = c.query(kRemembered, {"mapping:" + kind.kind + ":" + sheets::fingerprint(columns)});
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return std::optional<sheets::Mapping>();
  auto kept = describe::from_json<std::vector<FieldColumn>>(json::parse(rows->front().text("payload")).as_object().at("mapping"));
  if (!kept) return tl::unexpected(kept.error());
  sheets::Mapping m(kind.fields.size());
  for (const FieldColumn& f : *kept)
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
      if (kind.fields[i].field == f.field && f.column) m[i] = static_cast<std::size_t>(*f.column);
  return std::optional(m);
}

Result<TableDraft> draft_table(Connection& c, const TableRequest& r) {
  TableDraft d;
  d.kind = sheets::table_kind(r.kind);
  if (d.kind == nullptr && r.kind != "any")
    return fail(ErrorCode::usage, "kind", "table.unknown_kind", "a table is tasks, units, duties, register, monthly or any");
  auto book = workbook_of(c, r.file_hash);
  if (!book) return tl::unexpected(book.error());
  const std::int64_t sheet = r.sheet.value_or(0);
  if (sheet < 0 || sheet >= static_cast<std::int64_t>(book->sheets.size()))
    return fail(ErrorCode::usage, "sheet", "table.no_sheet", "the workbook has no such sheet");
  d.format = book->format;
  d.sheet = std::move(book->sheets[static_cast<std::size_t>(sheet)]);
  if (r.heading && *r.heading < 1) return fail(ErrorCode::usage, "heading", "table.no_heading", "rows count from 1");
  auto layout = sheets::find_layout(d.sheet, r.heading ? std::optional(static_cast<std::size_t>(*r.heading - 1)) : std::nullopt);
  if (!layout) return tl::unexpected(layout.error());
  d.layout = std::move(*layout);
  if (d.kind == nullptr) {
    read_rows(d);
    return d;
  }
  auto kept = remembered_mapping(c, *d.kind, d.layout.columns);
  if (!kept) return tl::unexpected(kept.error());
  d.remembered = kept->has_value() && !r.mapping;
  d.mapping = kept->value_or(sheets::propose(*d.kind, d.layout.columns));
  if (r.mapping) {
    auto given = given_mapping(d, *r.mapping);
    if (!given) return tl::unexpected(given.error());
    d.mapping = std::move(*given);
  }
  read_rows(d);
  for (std::size_t f = 0; f < d.kind->fields.size(); ++f)
    if (d.kind->fields[f].required && !d.mapping[f]) return d;  // nothing can be imported yet: the screen asks for the column
  check_required(d);
  return d;
}

TablePreview shown(const TableDraft& d, const std::string& file_hash) {
  const auto number = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  TablePreview p;
  p.file_hash = file_hash;
  p.sheet = d.sheet.name;
  p.title = d.layout.title;
  p.unit = d.layout.unit;
  p.fingerprint = sheets::fingerprint(d.layout.columns);
  p.heading_first = number(d.layout.first_heading + 1);
  p.heading_last = number(d.layout.last_heading + 1);
  p.rows = number(d.rows.size());
  p.remembered = d.remembered;
  p.totals = number(d.layout.totals.size());
  p.notes = number(d.layout.notes.size());
  for (const sheets::Column& c : d.layout.columns) {
    std::string letter = paper::cell_name(0, c.index);
    letter.pop_back();
    TableColumn out{number(c.index), letter, c.heading, c.unit, c.year, c.month_from, c.month_to, {}};
    for (std::size_t i = 0; i < d.rows.size() && out.samples.size() < kSamples; ++i)
      if (const std::string& text = d.sheet.at(d.rows[i].row, c.index).text; !text.empty()) out.samples.push_back(text);
    p.columns.push_back(std::move(out));
  }
  for (std::size_t f = 0; d.kind != nullptr && f < d.kind->fields.size(); ++f)
    p.fields.push_back({d.kind->fields[f].field, d.kind->fields[f].label, d.kind->fields[f].required,
                        d.mapping[f] ? std::optional(number(*d.mapping[f])) : std::nullopt});
  for (const sheets::Section& s : d.layout.sections)
    p.sections.push_back(
        {number(s.row + 1), s.text, s.declared ? std::optional(number(*s.declared)) : std::nullopt, number(s.counted)});
  for (std::size_t i = 0; i < std::min(d.rows.size(), kShown); ++i)
    p.shown.push_back({number(d.rows[i].row + 1), d.bad[i] != 0 ? "error" : "new", d.rows[i].values});
  for (const CellProblem& problem : d.problems) {
    (problem.severity == "error" ? p.errors : p.warnings) += 1;
    if (p.problems.size() < kProblems) p.problems.push_back(problem);
  }
  p.fresh = p.rows - std::count(d.bad.begin(), d.bad.end(), 1);
  return p;
}

}  // namespace luodi::engine
