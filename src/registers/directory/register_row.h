// Rows of a register as they are kept: the fields of presets/tables.csv, a row's own id that outlives the next month's file, and
// the blob that an import is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::registers {

/// 登记行. `values` by register_fields().
struct RegisterRow {
  std::string row_id;  ///< of the register and of what tells its rows apart: number, credit code, else name and address
  std::vector<std::string> values;
  const std::string& value(std::string_view field) const;
};

/// Names of the fields a register may fill, in the order of presets/tables.csv.
const std::vector<std::string>& register_fields();
std::size_t register_field(std::string_view name);

/// 登记册的种类 of presets/register_kinds.csv. Lower rank: earlier in the fold, the base first.
struct RegisterKind {
  std::string kind, name;
  std::int64_t rank = 0;
  std::string source;
};
const std::vector<RegisterKind>& register_kinds();
/// 镇办手工台账: what a town itself tells. Anyone may bring one, a town nothing else.
inline constexpr std::string_view kTownLedger = "town_ledger";
const RegisterKind* register_kind(std::string_view kind);

/// Gives rows their ids. Rows that nothing tells apart are numbered in the order of what stands in them, so that the order of a
/// file does not matter. Rows that are equal in every field are one row: the others are dropped; answers how many.
std::size_t name_rows(const std::string& register_id, std::vector<RegisterRow>& rows);

/// The blob of an import: {"fields":[…],"rows":[[row_id, value…]…]}; of an older program, fields are found by name.
std::string rows_as_blob(const std::vector<RegisterRow>& rows);
Result<std::vector<RegisterRow>> rows_of_blob(const std::string& blob);

/// The values of one row as a JSON array, as the table keeps them.
std::string values_as_text(const std::vector<std::string>& values);
std::vector<std::string> values_of_text(const std::string& text);

/// active | stopped | closed by presets/register_status.csv; "" where the words say nothing.
std::string status_class(const std::string& status);

}  // namespace luodi::registers
