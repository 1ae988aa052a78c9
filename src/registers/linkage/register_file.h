// A register as a file: csv or tsv with any delimiter in any Chinese encoding, xlsx or xls, as headings and columns of cells.
//
// A text file in UTF-8 is mapped into memory and its cells point into it: a million rows cost four bytes a cell.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "luodi/values/error.h"
#include "registers/linkage/cell_places.h"

namespace luodi::registers {

class RegisterFile {
 public:
  /// Errors: unusable (no such file, no heading row, no rows, not a table, damaged), too_large (beyond 1 TB of text). A cell
  /// keeps its first 8 MB.
  static Result<RegisterFile> open(const std::filesystem::path& path);
  /// Rows that are in memory already; each has as many cells as there are headings.
  static RegisterFile of_rows(std::vector<std::string> headings, const std::vector<std::vector<std::string>>& rows);

  const std::vector<std::string>& headings() const { return headings_; }
  std::size_t rows() const { return cells_.rows(); }
  /// The cell without blanks around it and without quotes; `scratch` holds it where quotes were doubled inside.
  std::string_view cell(std::size_t row, std::size_t column, std::string& scratch) const;
  /// True for a view into the file itself, which stays as long as this.
  bool holds(std::string_view s) const { return s.data() >= text_.data() && s.data() <= text_.data() + text_.size(); }
  /// Column with this heading, or no column.
  std::size_t column(std::string_view heading) const;
  static constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);
  /// Rows whose number of cells differed from the heading's: filled up or cut.
  std::size_t uneven() const { return uneven_; }
  /// Quotes that open a cell and are never closed: read as they stand.
  std::size_t unclosed() const { return unclosed_; }

 private:
  struct Bytes;
  struct Cutting;
  Result<void> read_text(char delimiter);
  Result<void> read_workbook(std::string_view bytes);
  void keep_cell(std::string_view text);
  std::size_t read_row(std::size_t at, Cutting& cutting);

  std::shared_ptr<Bytes> bytes_;
  std::string_view text_;
  std::vector<std::string> headings_;
  CellPlaces cells_;
  std::size_t uneven_ = 0, unclosed_ = 0;
};

}  // namespace luodi::registers
