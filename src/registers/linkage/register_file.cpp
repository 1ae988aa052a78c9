#include "registers/linkage/register_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "paper/codec.h"
#include "paper/tables/workbook.h"
#include "paper/unicode.h"
#include "sheets/layout.h"

namespace luodi::registers {
namespace {

constexpr std::uint64_t kLongestCell = (1ULL << 23U) - 1;
constexpr std::size_t kRowsMeasured = 1000;
constexpr std::size_t kHead = 1U << 20U;      // of a file, which tells its encoding
constexpr std::ptrdiff_t kEnoughHigh = 3000;  // ... with so many bytes beyond ASCII in it
constexpr std::size_t kMostTitled = std::size_t{50} << 20U;
constexpr std::uint64_t kMostText = 1ULL << 40U;

std::string_view trimmed(std::string_view s) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!s.empty() && blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank(s.back())) s.remove_suffix(1);
  return s;
}

/// The delimiter that cuts the first lines most evenly: the one that the heading has and most lines have as often.
char delimiter_of(std::string_view text) {
  char best = ',';
  std::size_t best_score = 0;
  for (const char d : {',', '\t', ';', '|', '%'}) {
    std::size_t score = 0, in_heading = 0, lines = 0;
    for (std::size_t at = 0; at < text.size() && lines < 20; ++lines) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const auto n = static_cast<std::size_t>(
          std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), d));
      if (lines == 0) in_heading = n;
      if (in_heading > 0 && n >= in_heading)
        score += 100 + std::min<std::size_t>(in_heading, 50) - std::min<std::size_t>(n - in_heading, 50);
      at = end + 1;
    }
    if (score > best_score) best = d, best_score = score;
  }
  return best;
}

/// True for UTF-8. Of a large file with many characters beyond ASCII at its beginning that beginning tells: text in another
/// encoding that happens to be well formed for so long there is none, and a broken byte further on spoils its own cell alone.
bool told_as_utf8(std::string_view text) {
  const std::string_view head = text.substr(0, kHead);
  if (head.size() < text.size() && paper::valid_utf8_prefix(head) + 3 >= head.size() &&
      std::count_if(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) > kEnoughHigh)
    return true;
  return paper::is_utf8(text);
}

/// Delimiters and line ends of a text, found 64 bytes at a time.
class Marks {
 public:
  Marks(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  /// The first one at or behind `from`; the text's size where there is none.
  std::size_t next(std::size_t from) {
    for (; from < text_.size(); from = begin_ + 64) {
      if (from / 64 * 64 != begin_) load(from / 64 * 64);
      if (const std::uint64_t rest = bits_ & (~0ULL << (from - begin_)); rest != 0)
        return begin_ + static_cast<std::size_t>(std::countr_zero(rest));
    }
    return text_.size();
  }

 private:
  void load(std::size_t begin) {
    begin_ = begin, bits_ = 0;
    const char* at = text_.data() + begin;
    const std::size_t n = std::min<std::size_t>(64, text_.size() - begin);
#if defined(__SSE2__)
    if (n == 64) {
      const __m128i cut = _mm_set1_epi8(delimiter_), line = _mm_set1_epi8('\n');
      for (unsigned k = 0; k < 4; ++k) {
        const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + k);
        const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(some, cut), _mm_cmpeq_epi8(some, line));
        bits_ |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found))) << (16 * k);
      }
      return;
    }
#endif
    for (std::size_t i = 0; i < n; ++i) bits_ |= static_cast<std::uint64_t>(at[i] == delimiter_ || at[i] == '\n') << i;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t begin_ = 1;  // of the 64 bytes at hand; 1: none
  std::uint64_t bits_ = 0;
};

}  // namespace

/// Where cells end, and how many quotes were never closed.
struct RegisterFile::Cutting {
  Marks marks;
  std::size_t unclosed = 0;
};

/// The file's bytes: mapped, or made from another encoding or a workbook.
struct RegisterFile::Bytes {
  void* map = nullptr;
  std::size_t mapped = 0;
  std::string own;
  Bytes() = default;
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() {
    if (map != nullptr) munmap(map, mapped);
  }
  Result<std::string_view> open(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about = {};
    if (file < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
      if (file >= 0) close(file);
      return fail(ErrorCode::unusable, path.string(), "file.not_found", "there is no such file, or it may not be read");
    }
    mapped = static_cast<std::size_t>(about.st_size);
    if (mapped > 0) map = mmap(nullptr, mapped, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    close(file);
    if (map == MAP_FAILED) map = nullptr;
    if (map == nullptr) return fail(ErrorCode::unusable, path.string(), "table.empty", "the file is empty");
    return std::string_view(static_cast<const char*>(map), mapped);
  }
};

Result<RegisterFile> RegisterFile::open(const std::filesystem::path& path) {
  RegisterFile f;
  f.bytes_ = std::make_shared<Bytes>();
  auto bytes = f.bytes_->open(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<void> read;
  const bool workbook = bytes->substr(0, 2) == "PK" || bytes->substr(0, 4) == "\xD0\xCF\x11\xE0";
  if (workbook) {
    read = f.read_workbook(*bytes);
  } else {
    f.text_ = *bytes;
    if (f.text_.substr(0, 3) == "\xEF\xBB\xBF") f.text_.remove_prefix(3);
    if (!told_as_utf8(f.text_)) {
      f.bytes_->own = paper::to_utf8(paper::decode_text(*bytes).text);
      f.text_ = f.bytes_->own;
    }
    read = f.read_text(delimiter_of(f.text_));
    // A title above the headings, as Excel saves it: the layout of a sheet is looked for instead.
    if (!read && read.error().reason == "table.no_columns" && f.text_.size() < kMostTitled) read = f.read_workbook(*bytes);
  }
  if (!read) {
    Error e = read.error();
    e.where = path.string() + (e.where.empty() ? "" : ": " + e.where);
    return tl::unexpected(std::move(e));
  }
  return f;
}

RegisterFile RegisterFile::of_rows(std::vector<std::string> headings, const std::vector<std::vector<std::string>>& rows) {
  RegisterFile f;
  f.bytes_ = std::make_shared<Bytes>();
  f.headings_ = std::move(headings);
  f.cells_.reserve(rows.size(), f.headings_.size());
  for (const auto& row : rows) {
    f.cells_.begin_row(f.bytes_->own.size());
    for (std::size_t c = 0; c < f.headings_.size(); ++c) f.keep_cell(c < row.size() ? row[c] : std::string());
  }
  f.text_ = f.bytes_->own;
  return f;
}

std::size_t RegisterFile::column(std::string_view heading) const {
  for (std::size_t c = 0; c < headings_.size(); ++c)
    if (headings_[c] == heading) return c;
  return kNoColumn;
}

std::string_view RegisterFile::cell(std::size_t row, std::size_t column, std::string& scratch) const {
  const CellPlaces::Place place = cells_.at(row, headings_.size(), column);
  const std::string_view s = text_.substr(place.from, place.size);
  if (!place.doubled) return trimmed(s);
  scratch.clear();
  for (std::size_t i = 0; i < s.size(); ++i) {
    scratch += s[i];
    if (s[i] == '"' && i + 1 < s.size() && s[i + 1] == '"') ++i;
  }
  return trimmed(scratch);
}

/// Reads the row that begins at `at`; answers where the next one begins (RFC 4180; a quote inside a bare cell is a character,
/// and so is one that is never closed: what follows it is rows, not one long cell).
std::size_t RegisterFile::read_row(std::size_t at, Cutting& cutting) {
  cells_.begin_row(at);
  const char* const base = text_.data();
  const std::size_t end = text_.size();
  for (;;) {
    std::size_t p = at;
    while (p < end && base[p] == ' ') ++p;
    bool doubled = false;
    std::size_t from = at, until = 0;
    if (p < end && base[p] == '"') {
      from = ++p;
      for (; p < end; ++p) {
        if (base[p] != '"') continue;
        if (p + 1 < end && base[p + 1] == '"')
          doubled = true, ++p;
        else
          break;
      }
      if (p >= end) {
        ++cutting.unclosed;
        from = at, doubled = false;
        until = p = cutting.marks.next(at);
      } else {
        until = p;
        p = cutting.marks.next(p);
      }
    } else {
      until = p = cutting.marks.next(p);
    }
    cells_.add({from, std::min<std::uint64_t>(until - from, kLongestCell), doubled});
    if (p >= end) return end;
    at = p + 1;
    if (base[p] == '\n') return at;
  }
}

Result<void> RegisterFile::read_text(char delimiter) {
  if (text_.size() > kMostText)
    return fail(ErrorCode::too_large, "", "table.too_large", "more than 1 TB of text; split the file");
  Cutting cutting{Marks(text_, delimiter)};
  std::size_t at = read_row(0, cutting);
  std::string scratch;
  for (std::size_t c = 0, n = cells_.in_row(); c < n; ++c) headings_.emplace_back(cell(0, c, scratch));
  cells_.clear();
  if (std::count_if(headings_.begin(), headings_.end(), [](const std::string& h) { return !h.empty(); }) < 2)
    return fail(ErrorCode::unusable, "line 1", "table.no_columns",
                "no delimiter was found: give a table with headings in its first line");
  const std::size_t first = at;
  while (at < text_.size()) {
    // Rows are about as long as the first ones: room for all of them at once, and a little more.
    if (cells_.rows() == kRowsMeasured)
      cells_.reserve((text_.size() - at) * kRowsMeasured / (at - first) * 33 / 32, headings_.size());
    const std::size_t next = read_row(at, cutting), n = cells_.in_row();
    if (n == 1 && trimmed(text_.substr(at, next - at - 1)).empty()) {
      cells_.drop_row();
    } else {
      if (n != headings_.size()) ++uneven_;
      cells_.end_row(headings_.size());
    }
    at = next;
  }
  unclosed_ = cutting.unclosed;
  if (rows() == 0) return fail(ErrorCode::unusable, "", "table.empty", "there are no rows below the headings");
  return {};
}

void RegisterFile::keep_cell(std::string_view text) {
  cells_.add({bytes_->own.size(), std::min<std::uint64_t>(text.size(), kLongestCell), false});
  bytes_->own += text;
}

/// The first sheet whose layout shows a table: headings over several rows, merged cells and title lines are understood there.
Result<void> RegisterFile::read_workbook(std::string_view bytes) {
  auto book = paper::open_workbook(bytes, std::size_t{1} << 30U);
  headings_.clear();
  bytes_->own.clear();
  if (!book) return tl::unexpected(book.error());
  for (const paper::Sheet& sheet : book->sheets) {
    const auto layout = sheets::find_layout(sheet);
    if (!layout || layout->columns.size() < 2 || layout->data.empty()) continue;
    const sheets::MergedView view(sheet);
    for (const sheets::Column& c : layout->columns) headings_.push_back(c.heading);
    for (const std::size_t row : layout->data) {
      cells_.begin_row(bytes_->own.size());
      for (const sheets::Column& c : layout->columns) keep_cell(view.at(row, c.index).text);
    }
    break;
  }
  text_ = bytes_->own;
  if (rows() == 0) return fail(ErrorCode::unusable, "", "table.empty", "no sheet holds a table with headings and rows");
  return {};
}

}  // namespace luodi::registers
