// Mapping: which column of a table fills which field. Fields and their headings are data (presets/tables.csv); what a person
// settles for a set of headings is remembered by their fingerprint.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sheets/layout.h"

namespace luodi::sheets {

/// 字段. type: text | units (names of units, several in a cell) | unit | date | whole.
struct Field {
  std::string field;
  std::string label;  ///< Chinese, the heading of an export
  std::string type;
  bool required = false;
  std::vector<std::string> headings;  ///< other usual headings
};
struct TableKind {
  std::string kind;
  std::vector<Field> fields;
};
/// Null where there is no such kind.
const TableKind* table_kind(const std::string& kind);

/// The heading of a field in exports; the field's own name where the kind has none such.
std::string field_label(const std::string& kind, const std::string& field);

/// The column of each field, in the order of the kind's fields; none where no heading fits.
using Mapping = std::vector<std::optional<std::size_t>>;
/// By equal headings first, then by contained ones, then by shared pairs of characters; each column once.
Mapping propose(const TableKind& kind, const std::vector<Column>& columns);
/// The same for every table with these headings in these columns.
std::string fingerprint(const std::vector<Column>& columns);

}  // namespace luodi::sheets
