// Records: the rows of both sides as numbers of values, column by column and row by row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "registers/linkage/values.h"

namespace luodi::registers {

/// Columns that hold the same kind of thing (name and former names) share a pool of values, so that they can be equal.
struct Column {
  std::string name;
  std::size_t pool = 0;
};

/// Rows of a side: `width` numbers a row, in the order of Records::columns.
struct Side {
  std::vector<std::string> ids;
  std::vector<ValueId> rows;
  std::size_t width = 0;
  std::size_t size() const { return ids.size(); }
  const ValueId* row(std::size_t r) const { return rows.data() + r * width; }
};

struct Records {
  std::vector<Column> columns;
  std::vector<Values> pools;
  Side left, right;  ///< right is empty where records are linked within one side
  bool one = false;  ///< pairs are within `left`
  const Values& values(std::size_t column) const { return pools[columns[column].pool]; }
  const Side& other() const { return one ? left : right; }
  int other_side() const { return one ? 0 : 1; }
  std::size_t column(const std::string& name) const {
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (columns[c].name == name) return c;
    return columns.size();
  }
};

/// A candidate: row of left, row of right (of left, within one side).
struct Pair {
  std::uint32_t left = 0, right = 0;
};

}  // namespace luodi::registers
