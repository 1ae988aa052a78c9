// CellPlaces: where the cells of a table lie in its text: a row's start in eight bytes, a cell in four, counted from there. The
// few cells that lie further from the start of their row, or are longer, have a list of their own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace luodi::registers {

class CellPlaces {
 public:
  struct Place {
    std::uint64_t from = 0, size = 0;
    bool doubled = false;  ///< quotes inside are doubled
  };

  /// Rows to come, each of so many cells.
  void reserve(std::size_t rows, std::size_t columns) {
    starts_.reserve(starts_.size() + rows);
    cells_.reserve(cells_.size() + rows * columns);
  }
  void clear() { *this = {}; }
  void begin_row(std::uint64_t from) {
    starts_.push_back(from);
    row_ = cells_.size();
  }
  /// A cell of the row begun last; none lies before the start of its row.
  void add(const Place& p) {
    const std::uint64_t start = p.from - starts_.back();
    if (start < kFar && p.size <= kLongest) {
      cells_.push_back(static_cast<std::uint32_t>(start << 16U | p.size << 1U | (p.doubled ? 1U : 0U)));
    } else {
      far_.emplace_back(cells_.size(), p);
      cells_.push_back(kFar << 16U);
    }
  }
  /// Cells of the row begun last.
  std::size_t in_row() const { return cells_.size() - row_; }
  /// Fills the row up with empty cells, or cuts it.
  void end_row(std::size_t columns) {
    cells_.resize(row_ + columns, 0);
    while (!far_.empty() && far_.back().first >= cells_.size()) far_.pop_back();
  }
  void drop_row() {
    end_row(0);
    starts_.pop_back();
  }
  std::size_t rows() const { return starts_.size(); }
  Place at(std::size_t row, std::size_t columns, std::size_t column) const {
    const std::size_t index = row * columns + column;
    const std::uint32_t c = cells_[index];
    if (c >> 16U != kFar) return {starts_[row] + (c >> 16U), (c >> 1U) & kLongest, (c & 1U) != 0};
    return std::lower_bound(far_.begin(), far_.end(), index, [](const auto& f, std::size_t i) { return f.first < i; })->second;
  }

 private:
  static constexpr std::uint32_t kFar = 0xFFFF, kLongest = 0x7FFF;
  std::vector<std::uint64_t> starts_;
  std::vector<std::uint32_t> cells_;
  std::vector<std::pair<std::size_t, Place>> far_;  ///< by the number of the cell
  std::size_t row_ = 0;
};

}  // namespace luodi::registers
