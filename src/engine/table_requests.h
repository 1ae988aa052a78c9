// Requests and answers of tables in and out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

namespace luodi::engine {

struct SheetOfTable {
  std::string name;
  std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(SheetOfTable, (), (name, rows))
/// A workbook as it was kept; the import names it by its hash.
struct TableFile {
  std::string file_hash, file_name, format, encoding;
  std::vector<SheetOfTable> sheets;
};
BOOST_DESCRIBE_STRUCT(TableFile, (), (file_hash, file_name, format, encoding, sheets))

/// Which column fills a field; `column` counts from 0, none: the field stays empty.
struct FieldColumn {
  std::string field;
  std::optional<std::int64_t> column;
};
BOOST_DESCRIBE_STRUCT(FieldColumn, (), (field, column))
/// kind: tasks | units | duties | register | monthly | members | any (any table: only shown). `sheet` from 0, `heading` from 1
/// (the last heading row). Of a register: its `register_name`, `register_kind` (registers.list) and the day its rows are `as_of`.
/// Of monthly figures: the source's `register_name`, the `measure`, and where headings do not say it the `period` (2026, 2026-10)
/// and the `unit` of money or energy. Of tasks: `meeting_id` puts them with a meeting, `confirm` makes commitments at once,
/// `assign` assigns those with a unit too, `leave_out` imports although some rows cannot be, without these. Of registers, units
/// and duties: `rest` says what becomes of rows that stand and are not in the table, keep | leave; it must be said where many
/// would leave.
struct TableRequest {
  std::string file_hash, file_name, kind;
  std::optional<std::int64_t> sheet, heading;
  std::optional<std::vector<FieldColumn>> mapping;
  std::optional<std::string> meeting_id, register_name, register_kind, as_of, measure, period, unit, rest;
  std::optional<bool> confirm, assign, leave_out;
  /// Of monthly figures: only columns whose headings name the measure, so that a measure beside another takes none of its
  /// columns.
  std::optional<bool> named_only;
};
BOOST_DESCRIBE_STRUCT(TableRequest, (),
                      (file_hash, file_name, kind, sheet, heading, mapping, meeting_id, register_name, register_kind, as_of,
                       measure, period, unit, rest, confirm, assign, leave_out, named_only))

struct TableColumn {
  std::int64_t column = 0;
  std::string letter, heading, unit;
  std::optional<std::int64_t> year, month_from, month_to;
  std::vector<std::string> samples;
};
BOOST_DESCRIBE_STRUCT(TableColumn, (), (column, letter, heading, unit, year, month_from, month_to, samples))
struct TableField {
  std::string field, label;
  bool required = false;
  std::optional<std::int64_t> column;
};
BOOST_DESCRIBE_STRUCT(TableField, (), (field, label, required, column))
struct TableSection {
  std::int64_t row = 0;  ///< as Excel counts
  std::string text;
  std::optional<std::int64_t> declared;
  std::int64_t counted = 0;
};
BOOST_DESCRIBE_STRUCT(TableSection, (), (row, text, declared, counted))
/// A cell that cannot be read, or a row that is left alone. severity: error (the row cannot be imported) | warning. `proposal`:
/// what a person may have meant; never put in place of what stands there.
struct CellProblem {
  std::string cell, seen, field, reason, severity, proposal{};
};
BOOST_DESCRIBE_STRUCT(CellProblem, (), (cell, seen, field, reason, severity, proposal))
struct TableRow {
  std::int64_t row = 0;
  std::string becomes;  ///< new | twin (of a sentence of the meeting) | known (there already) | ended (over already) | error
  std::vector<std::string> values;
};
BOOST_DESCRIBE_STRUCT(TableRow, (), (row, becomes, values))
/// A column that is taken as figures of the months `from` to `to` of a year.
struct FigureColumn {
  std::int64_t column = 0, year = 0, from = 0, to = 0;
  std::string unit;
  bool year_before = false;  ///< beside this year's; fills months that nobody reported, replaces none
};
BOOST_DESCRIBE_STRUCT(FigureColumn, (), (column, year, from, to, unit, year_before))
/// What an import would do. `figures`: of monthly figures, the columns that are taken; `blocked`: the reason why nothing of the
/// table can be imported yet, with `blocked_at`, the field or heading it lies in. `shown`: the first rows, values in the order of
/// `fields` (of any table: of `columns`).
struct TablePreview {
  std::string file_hash, sheet, title, unit, fingerprint;
  std::int64_t heading_first = 0, heading_last = 0, rows = 0;
  bool remembered = false;  ///< the mapping was settled before for these headings
  std::vector<TableColumn> columns;
  std::vector<TableField> fields;
  std::vector<TableSection> sections;
  std::int64_t totals = 0, notes = 0;
  std::vector<TableRow> shown;
  std::int64_t fresh = 0, twins = 0, known = 0, errors = 0, warnings = 0;
  std::int64_t ended = 0;             ///< of tasks: over already, as the table says
  std::int64_t revised = 0;           ///< of monthly figures: rows that tell a month otherwise than their source did
  std::int64_t pooled = 0;            ///< of monthly figures: units whose meters (户号) were added up
  std::vector<CellProblem> problems;  ///< the first 200
  std::vector<FigureColumn> figures;
  /// Of monthly figures: measures that headings of months name, in their order. Each is imported by itself; a working sheet of
  /// trade has several side by side.
  std::vector<std::string> measures;
  std::optional<std::string> blocked, blocked_at;
  std::int64_t standing = 0, leaving = 0;  ///< of a register, units or duties: rows that stand, and those not in the table
  bool rest_needed = false;                ///< so many that `rest` must be said
};
BOOST_DESCRIBE_STRUCT(TablePreview, (),
                      (file_hash, sheet, title, unit, fingerprint, heading_first, heading_last, rows, remembered, columns, fields,
                       sections, totals, notes, shown, fresh, twins, known, errors, warnings, ended, revised, pooled, problems,
                       figures, measures, blocked, blocked_at, standing, leaving, rest_needed))

struct TableImported {
  std::string import_id;
  std::optional<std::string> meeting_id;
  std::int64_t rows = 0, confirmed = 0, assigned = 0, left_out = 0, known = 0;
  std::int64_t ended = 0;  ///< of tasks: over already as the table says; kept, and not confirmed
};
BOOST_DESCRIBE_STRUCT(TableImported, (), (import_id, meeting_id, rows, confirmed, assigned, left_out, known, ended))
struct TableImportView {
  std::string import_id, kind, file_name, at, by;
  std::int64_t rows = 0;
  std::optional<std::string> meeting_id;
  bool undone = false;
};
BOOST_DESCRIBE_STRUCT(TableImportView, (), (import_id, kind, file_name, at, by, rows, meeting_id, undone))
struct TableImportsAnswer {
  std::vector<TableImportView> imports;
};
BOOST_DESCRIBE_STRUCT(TableImportsAnswer, (), (imports))
struct TableImportId {
  std::string import_id;
};
BOOST_DESCRIBE_STRUCT(TableImportId, (), (import_id))
struct TableHash {
  std::string file_hash;
};
BOOST_DESCRIBE_STRUCT(TableHash, (), (file_hash))
/// How far a running import is.
struct TableProgress {
  bool running = false;
  std::int64_t done = 0, all = 0;
};
BOOST_DESCRIBE_STRUCT(TableProgress, (), (running, done, all))

}  // namespace luodi::engine
