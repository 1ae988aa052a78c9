// Loading: two register files into records, by the columns of a plan; cleaners turn cells into what is compared.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "registers/linkage/plan.h"
#include "registers/linkage/records.h"
#include "registers/linkage/register_file.h"

namespace luodi::registers {

/// Writes the cleaned cell into the second argument; "" is "nothing there".
using Cleaner = std::function<void(std::string_view, std::string&)>;

/// text (trimmed, NFKC, lower case, inner blanks single), digits, keep; and what presets added.
const Cleaner* cleaner(const std::string& name);
void add_cleaner(const std::string& name, const Cleaner& cleaner);
/// "text" without the machine around it.
void clean_text(std::string_view cell, std::string& out);

/// "first:2", "item:1" (of a list in one cell), "year": the part of a cleaned value.
void take_part(const std::string& part, std::string& value);

/// usage "link.no_such_column" where a file lacks the column that tells its rows apart.
Result<void> check_ids(const std::string& left_id, const std::string& right_id, const RegisterFile& left,
                       const RegisterFile* right);

/// The plan's columns of both files; `right` null: one side. With Scope::all both files become one side.
/// Errors: usage "link.no_such_column", "link.no_such_cleaner", "link.double_id".
Result<Records> load_records(const Plan& plan, const RegisterFile& left, const RegisterFile* right);

}  // namespace luodi::registers
