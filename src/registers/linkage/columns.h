// Columns of two registers that mean the same: by heading, then by contents; with what their values look like.
#pragma once

#include <string>
#include <vector>

#include "registers/linkage/presets.h"

namespace luodi::registers {

/// What stands in a column, over a sample that does not depend on the order of rows.
struct Contents {
  double filled = 0;        ///< share of rows
  double distinct = 0;      ///< distinct values by filled rows
  std::size_t kinds = 0;    ///< distinct values in the sample
  double digits = 0;        ///< share of digits among characters
  double length = 0;        ///< characters on average
  double credit_codes = 0;  ///< share of valid credit codes
  double organization_codes = 0;
  double enterprises = 0;  ///< share that ends as enterprise names do
};
Contents contents_of(const RegisterFile& file, std::size_t column);

/// Fields of a preset that both files have, each with the column of either side. Without a right file: of one.
std::vector<Understood> shared_columns(const PresetWish& wish, const RegisterFile& left, const RegisterFile* right);
/// The column of one file that a field has, or "".
std::string column_of_field(const PresetWish& wish, const RegisterFile& file, const std::string& field, bool is_left);

}  // namespace luodi::registers
