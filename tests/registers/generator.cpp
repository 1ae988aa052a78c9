// See generator.h. Here: who stands where in the two registers, and the files.
#include "generator.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "generator_dirt.h"
#include "generator_firm.h"
#include "generator_random.h"

namespace luodi::registers_generator {
namespace {

std::size_t common_rows(const Options& options) {
  const double share = std::clamp(options.overlap, 0.0, 1.0);
  const auto rows = static_cast<std::size_t>(std::round(static_cast<double>(options.left) * share));
  return std::min({rows, options.left, options.right});
}

std::string id_of(char side, std::size_t row) {
  constexpr std::size_t digits = 7;
  const std::string number = std::to_string(row + 1);
  return side + (number.size() < digits ? std::string(digits - number.size(), '0') : "") + number;
}

/// Firms stand in one line: those in both registers, those in left alone, those in right alone. The firms' numbers and the
/// rows of each side are permutations of the line, so that neither siblings nor pairs stand near each other.
class Maker {
 public:
  explicit Maker(const Options& options)
      : options_(options),
        common_(common_rows(options)),
        firms_(options, options.left + options.right - common_),
        numbers_(firms_.total(), key(options.seed, Purpose::order, 0)),
        left_(options.left, key(options.seed, Purpose::left_order, 0)),
        right_(options.right, key(options.seed, Purpose::right_order, 0)) {}

  Row left(std::size_t row) const {
    const Firm firm = firms_.firm(numbers_.at(left_.at(row)));
    Random random(key(options_.seed, Purpose::left_dirt, firm.entity));
    Row out = row_of(firms_.branch(firm).value_or(firm), Side::left, options_, random);
    out.id = id_of('L', row);
    return out;
  }

  Row right(std::size_t row) const {
    const std::size_t place = right_.at(row);
    const Firm firm = firms_.firm(numbers_.at(place < common_ ? place : place - common_ + options_.left));
    Random random(key(options_.seed, Purpose::right_dirt, firm.entity));
    Row out = row_of(firm, Side::right, options_, random);
    out.id = id_of('R', row);
    return out;
  }

  /// The id of the right row that has the firm of this left row, or the firm whose branch it is.
  std::optional<std::string> partner(std::size_t left_row) const {
    const std::size_t place = left_.at(left_row);
    if (place >= common_) return std::nullopt;
    return id_of('R', right_.place_of(place));
  }

  bool is_branch(const Row& row) const { return row.entity >= firms_.total(); }

 private:
  const Options& options_;
  std::size_t common_;
  Firms firms_;
  Permutation numbers_, left_, right_;
};

class CsvFile {
 public:
  CsvFile(const std::filesystem::path& path, std::string_view heading) : path_(path), file_(path, std::ios::binary) {
    buffer_.append(heading).append("\n");
  }

  void row(std::initializer_list<std::string_view> fields) {
    char separator = 0;
    for (const std::string_view field : fields) {
      if (separator != 0) buffer_ += separator;
      separator = ',';
      add(field);
    }
    buffer_ += '\n';
    if (buffer_.size() > full) flush();
  }

  void close() {
    flush();
    file_.close();
    if (!file_) throw std::runtime_error("cannot write " + path_.string());
  }

 private:
  static constexpr std::size_t full = 1 << 20;

  /// RFC 4180; no field of ours holds a quotation mark.
  void add(std::string_view field) {
    const bool quoted = field.find(',') != std::string_view::npos;
    if (quoted) buffer_ += '"';
    buffer_ += field;
    if (quoted) buffer_ += '"';
  }
  void flush() {
    file_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

  std::filesystem::path path_;
  std::ofstream file_;
  std::string buffer_;
};

constexpr std::string_view register_heading =
    "id,name,former_name,credit_code,phone,address,town,industry,capital,region,trade,activity,form";

void put(CsvFile& file, const Row& r) {
  file.row({r.id, r.name, r.former_name, r.credit_code, r.phone, r.address, r.town, r.industry, r.capital, r.region, r.trade,
            r.activity, r.form});
}

}  // namespace

Registers generate(const Options& options) {
  const Maker maker(options);
  Registers out;
  for (std::size_t row = 0; row < options.left; ++row) {
    out.left.push_back(maker.left(row));
    const Row& left = out.left.back();
    if (const auto right = maker.partner(row)) (maker.is_branch(left) ? out.branches : out.matches).emplace_back(left.id, *right);
  }
  for (std::size_t row = 0; row < options.right; ++row) out.right.push_back(maker.right(row));
  return out;
}

void write(const Options& options, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const Maker maker(options);
  CsvFile left_file(folder / "left.csv", register_heading), right_file(folder / "right.csv", register_heading);
  CsvFile truth(folder / "truth.csv", "left_id,right_id"), branches(folder / "branches.csv", "left_id,right_id");
  for (std::size_t row = 0; row < options.left; ++row) {
    const Row left = maker.left(row);
    put(left_file, left);
    if (const auto right = maker.partner(row)) (maker.is_branch(left) ? branches : truth).row({left.id, *right});
  }
  for (std::size_t row = 0; row < options.right; ++row) put(right_file, maker.right(row));
  for (CsvFile* file : {&left_file, &right_file, &truth, &branches}) file->close();
}

}  // namespace luodi::registers_generator
