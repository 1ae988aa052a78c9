// xls of Excel 97 to 2003 (MS-XLS, BIFF8): the records that hold values, formats and merged ranges; the rest is passed over.
// Why not a library: the one in Debian knows no merged ranges and takes files by path only, so the records would be walked a
// second time anyway; this walk checks every length and is fuzzed.
#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <set>

#include "paper/codec.h"
#include "paper/tables/cells.h"
#include "paper/tables/compound_file.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

enum : std::uint16_t {
  kFormula = 0x0006,
  kEof = 0x000A,
  kDateMode = 0x0022,
  kFilePass = 0x002F,
  kContinue = 0x003C,
  kBoundSheet = 0x0085,
  kMulRk = 0x00BD,
  kRString = 0x00D6,
  kXf = 0x00E0,
  kMergeCells = 0x00E5,
  kSst = 0x00FC,
  kLabelSst = 0x00FD,
  kNumber = 0x0203,
  kLabel = 0x0204,
  kBoolErr = 0x0205,
  kString = 0x0207,
  kRk = 0x027E,
  kFormat = 0x041E,
  kBof = 0x0809
};
constexpr std::uint32_t kBiff8 = 0x0600;
constexpr std::size_t kMostStrings = 5'000'000, kMostSheets = 200;

struct Record {
  std::uint16_t id = 0;
  std::string_view data;
  std::size_t next = 0;
};
std::optional<Record> record_at(std::string_view book, std::size_t at) {
  if (at + 4 > book.size()) return std::nullopt;
  const std::size_t length = little(book, at + 2, 2);
  if (at + 4 + length > book.size()) return std::nullopt;
  return Record{static_cast<std::uint16_t>(little(book, at, 2)), book.substr(at + 4, length), at + 4 + length};
}

double double_at(std::string_view d, std::size_t at) {
  const std::uint64_t bits = little(d, at, 4) | static_cast<std::uint64_t>(little(d, at + 4, 4)) << 32U;
  return std::bit_cast<double>(bits);
}
/// A number in 30 bits: an integer or the head of a double, perhaps a hundredth.
double rk_value(std::uint32_t rk) {
  const double v = (rk & 2U) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                  : std::bit_cast<double>(static_cast<std::uint64_t>(rk & ~3U) << 32U);
  return (rk & 1U) != 0 ? v / 100 : v;
}

std::string error_text(std::uint32_t code) {
  static const std::map<std::uint32_t, const char*> names{{0, "#NULL!"},  {7, "#DIV/0!"}, {15, "#VALUE!"}, {23, "#REF!"},
                                                          {29, "#NAME?"}, {36, "#NUM!"},  {42, "#N/A"}};
  const auto it = names.find(code);
  return it == names.end() ? "#N/A" : it->second;
}

/// Characters over a record and its continuations; a piece that goes on begins with its own width.
class Pieces {
 public:
  explicit Pieces(std::vector<std::string_view> pieces) : pieces_(std::move(pieces)) {}
  bool ended() const { return piece_ >= pieces_.size(); }
  std::uint32_t number(int size) {
    std::uint32_t v = 0;
    for (int i = 0; i < size; ++i) v |= static_cast<std::uint32_t>(byte()) << (8 * i);
    return v;
  }
  void skip(std::size_t n) {
    while (n > 0 && !ended()) {
      const std::size_t here = std::min(n, pieces_[piece_].size() - at_);
      at_ += here;
      n -= here;
      settle();
    }
  }
  /// A string of n characters, its options first.
  std::string text(std::size_t n) {
    const std::uint32_t options = number(1);
    const std::size_t runs = (options & 8U) != 0 ? number(2) : 0;
    const std::size_t phonetic = (options & 4U) != 0 ? number(4) : 0;
    std::u16string s = characters(n, (options & 1U) != 0);
    skip(runs * 4);
    skip(phonetic);
    return in_utf8(s);
  }

 private:
  unsigned char byte() {
    if (ended()) return 0;
    const auto b = static_cast<unsigned char>(pieces_[piece_][at_++]);
    settle();
    return b;
  }
  void settle() {
    while (!ended() && at_ >= pieces_[piece_].size()) {
      ++piece_;
      at_ = 0;
    }
  }
  std::u16string characters(std::size_t n, bool wide) {
    std::u16string s;
    std::size_t piece = piece_;
    while (n > 0 && !ended()) {
      if (piece_ != piece) {  // the characters go on in a continuation, which says their width anew
        piece = piece_;
        wide = (byte() & 1U) != 0;
        piece = piece_;
        continue;
      }
      const std::size_t left = pieces_[piece_].size() - at_;
      if (wide && left < 2) {
        skip(left);
        continue;
      }
      s += static_cast<char16_t>(wide ? number(2) : byte());
      --n;
    }
    return s;
  }
  static std::string in_utf8(const std::u16string& s) {
    std::u32string out;
    for (std::size_t i = 0; i < s.size(); ++i) {
      const char16_t c = s[i];
      const bool pair = c >= 0xD800 && c < 0xDC00 && i + 1 < s.size() && s[i + 1] >= 0xDC00 && s[i + 1] < 0xE000;
      if (pair)
        out += static_cast<char32_t>(0x10000 + ((c - 0xD800) << 10) + (s[++i] - 0xDC00));
      else
        out += c >= 0xD800 && c < 0xE000 ? U'\uFFFD' : static_cast<char32_t>(c);
    }
    return to_utf8(out);
  }

  std::vector<std::string_view> pieces_;
  std::size_t piece_ = 0, at_ = 0;
};

struct Book {
  std::vector<std::string> strings;
  std::map<std::uint32_t, Shown> codes;
  std::vector<std::uint32_t> formats;  // of each cell style
  std::vector<std::pair<std::size_t, std::string>> sheets;
  bool from_1904 = false, encrypted = false, biff8 = false;
  Shown shown(std::uint32_t style) const {
    if (style >= formats.size()) return Shown::number;
    const auto it = codes.find(formats[style]);
    return it != codes.end() ? it->second : shown_by(static_cast<int>(formats[style]));
  }
};

/// A record with the continuations behind it.
std::vector<std::string_view> with_continuations(std::string_view stream, const Record& first, std::size_t& next) {
  std::vector<std::string_view> pieces{first.data};
  next = first.next;
  for (auto r = record_at(stream, next); r && r->id == kContinue; r = record_at(stream, next)) {
    if (!r->data.empty()) pieces.push_back(r->data);
    next = r->next;
  }
  if (pieces.front().empty()) pieces.erase(pieces.begin());
  return pieces;
}

void read_strings(Book& book, std::string_view stream, const Record& r, std::size_t& next) {
  Pieces p(with_continuations(stream, r, next));
  p.skip(4);
  const std::size_t count = std::min<std::size_t>(p.number(4), kMostStrings);
  for (std::size_t i = 0; i < count && !p.ended(); ++i) {
    const std::size_t n = p.number(2);
    book.strings.push_back(p.text(n));
  }
}

Book read_globals(std::string_view stream) {
  Book book;
  std::size_t at = 0;
  for (auto r = record_at(stream, at); r; r = record_at(stream, at)) {
    at = r->next;
    if (r->id == kBof && !book.biff8) book.biff8 = little(r->data, 0, 2) == kBiff8;
    if (r->id == kEof) break;
    if (r->id == kFilePass) book.encrypted = true;
    if (r->id == kDateMode) book.from_1904 = little(r->data, 0, 2) == 1;
    if (r->id == kXf) book.formats.push_back(little(r->data, 2, 2));
    if (r->id == kSst) read_strings(book, stream, *r, at);
    if (r->id == kFormat && r->data.size() > 4) {
      Pieces p({r->data.substr(4)});
      book.codes[little(r->data, 0, 2)] = shown_by(p.text(little(r->data, 2, 2)));
    }
    if (r->id == kBoundSheet && r->data.size() > 7 && r->data[5] == 0 && book.sheets.size() < kMostSheets) {
      Pieces p({r->data.substr(7)});
      book.sheets.emplace_back(little(r->data, 0, 4), p.text(static_cast<unsigned char>(r->data[6])));
    }
  }
  return book;
}

/// Reads one sheet; false where it grows beyond measure.
class SheetReader {
 public:
  SheetReader(const Book& book, std::string_view stream, std::size_t& cells) : book_(book), stream_(stream), cells_(cells) {}

  bool read(std::size_t at, Sheet& sheet) {
    int depth = 0;
    for (auto r = record_at(stream_, at); r; r = record_at(stream_, at)) {
      at = r->next;
      if (r->id == kBof) ++depth;
      if (r->id == kEof && --depth <= 0) return true;
      if (depth == 1 && !take(*r, sheet)) return false;  // charts inside a sheet stand deeper
    }
    return true;
  }

 private:
  bool set(Sheet& sheet, std::size_t row, std::size_t column, TableCell cell) {
    return put(sheet, row, column, std::move(cell), cells_);
  }
  TableCell number(double v, std::uint32_t style) const { return numeric_cell(v, book_.shown(style), book_.from_1904); }

  bool take(const Record& r, Sheet& sheet) {
    const std::string_view d = r.data;
    const std::size_t row = little(d, 0, 2), column = little(d, 2, 2);
    const std::uint32_t style = little(d, 4, 2);
    switch (r.id) {
      case kLabelSst: {
        const std::size_t i = little(d, 6, 4);
        return i >= book_.strings.size() || set(sheet, row, column, text_cell(book_.strings[i]));
      }
      case kLabel:
      case kRString: {
        if (d.size() < 9) return true;
        Pieces p({d.substr(8)});
        return set(sheet, row, column, text_cell(p.text(little(d, 6, 2))));
      }
      case kNumber: return d.size() < 14 || set(sheet, row, column, number(double_at(d, 6), style));
      case kRk: return d.size() < 10 || set(sheet, row, column, number(rk_value(little(d, 6, 4)), style));
      case kMulRk: return take_many(d, row, column, sheet);
      case kFormula: return take_formula(d, row, column, style, sheet);
      case kString: return take_formula_text(d, sheet);
      case kBoolErr:
        return d.size() < 8 ||
               set(sheet, row, column, d[7] != 0 ? error_cell(error_text(little(d, 6, 1))) : boolean_cell(d[6] != 0));
      case kMergeCells: return take_merged(d, sheet);
      default: return true;
    }
  }
  bool take_many(std::string_view d, std::size_t row, std::size_t column, Sheet& sheet) {
    for (std::size_t at = 4; at + 8 <= d.size(); at += 6, ++column)
      if (!set(sheet, row, column, number(rk_value(little(d, at + 2, 4)), little(d, at, 2)))) return false;
    return true;
  }
  bool take_formula(std::string_view d, std::size_t row, std::size_t column, std::uint32_t style, Sheet& sheet) {
    if (d.size() < 14) return true;
    if (little(d, 12, 2) != 0xFFFF) return set(sheet, row, column, number(double_at(d, 6), style));
    const std::uint32_t kind = little(d, 6, 1), value = little(d, 8, 1);
    if (kind == 0) waiting_ = std::pair(row, column);
    if (kind == 1) return set(sheet, row, column, boolean_cell(value != 0));
    if (kind == 2) return set(sheet, row, column, error_cell(error_text(value)));
    return true;
  }
  bool take_formula_text(std::string_view d, Sheet& sheet) {
    if (!waiting_ || d.size() < 3) return true;
    Pieces p({d.substr(2)});
    const auto [row, column] = *waiting_;
    waiting_.reset();
    return set(sheet, row, column, text_cell(p.text(little(d, 0, 2))));
  }
  static bool take_merged(std::string_view d, Sheet& sheet) {
    const std::size_t n = little(d, 0, 2);
    for (std::size_t i = 0; i < n && 2 + i * 8 + 8 <= d.size(); ++i) {
      const std::size_t at = 2 + i * 8;
      const std::uint32_t r1 = little(d, at, 2), r2 = little(d, at + 2, 2), c1 = little(d, at + 4, 2), c2 = little(d, at + 6, 2);
      if (r1 <= r2 && c1 <= c2) sheet.merged.push_back({r1, c1, r2 - r1 + 1, c2 - c1 + 1});
    }
    return true;
  }

  const Book& book_;
  std::string_view stream_;
  std::size_t& cells_;
  std::optional<std::pair<std::size_t, std::size_t>> waiting_;  // a formula whose text comes in the next record
};

}  // namespace

Result<Workbook> read_xls(std::string_view bytes) {
  const CompoundFile file(bytes);
  if (!file.sound()) return broken_table("xls");
  if (file.has("EncryptedPackage"))
    return fail(ErrorCode::unusable, "xlsx", "paper.encrypted",
                "the file is encrypted; take the password off and bring it again");
  const auto stream = file.stream("Workbook");
  if (!stream && file.has("Book"))
    return fail(ErrorCode::unusable, "xls", "table.too_old", "a table of Excel 95 or older; save it as xlsx first");
  if (!stream)
    return fail(ErrorCode::unusable, "file", "table.not_a_table", "this file holds no workbook; bring xlsx, xls or csv");
  const Book book = read_globals(*stream);
  if (book.encrypted)
    return fail(ErrorCode::unusable, "xls", "paper.encrypted", "the file is encrypted; take the password off and bring it again");
  if (!book.biff8)
    return fail(ErrorCode::unusable, "xls", "table.too_old", "a table of Excel 95 or older; save it as xlsx first");
  Workbook out{"xls", "", {}};
  std::size_t cells = 0;
  std::set<std::size_t> seen;
  for (const auto& [at, name] : book.sheets) {
    const auto first = record_at(*stream, at);
    if (!first || first->id != kBof || !seen.insert(at).second) continue;
    Sheet sheet;
    sheet.name = name;
    if (!SheetReader(book, *stream, cells).read(at, sheet)) return too_many_cells();
    out.sheets.push_back(std::move(sheet));
  }
  return out;
}

}  // namespace luodi::paper
