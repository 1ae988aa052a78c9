// Tables as text: RFC 4180 with comma, tab, semicolon or bar, in any encoding that papers may have.
#include <array>

#include "paper/codec.h"
#include "paper/tables/cells.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kSniffed = 1U << 16U;
constexpr double kMostBroken = 0.001;

/// The delimiter that cuts the first lines into the most fields outside quotes; a comma where none does.
char delimiter_of(std::string_view text) {
  constexpr std::string_view kMarks = ",\t;|";
  std::array<std::size_t, 4> count{};
  bool quoted = false;
  for (const char c : text.substr(0, kSniffed)) {
    if (c == '"') quoted = !quoted;
    const auto at = kMarks.find(c);
    if (!quoted && at != std::string_view::npos) ++count[at];
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < count.size(); ++i)
    if (count[i] > count[best]) best = i;
  return kMarks[best];
}

/// Whether a field reads as a number, in plain digits: "12", "-3.5"; "007" and "1e5" stay text, as codes do.
bool reads_as_number(std::string_view s, double& value) {
  if (s.empty() || s.size() > 15) return false;
  std::size_t i = s[0] == '-' ? 1 : 0;
  const std::size_t first = i;
  std::size_t dots = 0;
  for (; i < s.size(); ++i) {
    if (s[i] == '.')
      ++dots;
    else if (s[i] < '0' || s[i] > '9')
      return false;
  }
  if (dots > 1 || first == s.size() || s[first] == '.' || s.back() == '.') return false;
  if (s[first] == '0' && first + 1 < s.size() && s[first + 1] != '.') return false;
  value = std::stod(std::string(s));
  return true;
}

TableCell cell_of(std::string field, bool quoted) {
  double value = 0;
  // An apostrophe before what a spreadsheet would run as a formula: our own exports write it.
  if (field.size() > 1 && field[0] == '\'' && std::string_view("=+-@\t").find(field[1]) != std::string_view::npos)
    field.erase(0, 1);
  if (!quoted && reads_as_number(field, value)) return {CellKind::number, std::move(field), value};
  return text_cell(std::move(field));
}

/// Walks the fields; false where the table grows beyond measure.
bool read_fields(std::string_view text, char delimiter, Sheet& sheet) {
  std::size_t row = 0, column = 0, cells = 0;
  std::string field;
  bool quoted = false, was_quoted = false;
  const auto end_field = [&] {
    const bool ok = put(sheet, row, column++, cell_of(std::move(field), was_quoted), cells);
    field.clear();
    was_quoted = false;
    return ok;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"')
        field += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        field += text[i++];
      else
        quoted = false;
    } else if (c == '"' && field.empty()) {
      quoted = was_quoted = true;
    } else if (c == delimiter) {
      if (!end_field()) return false;
    } else if (c == '\n' || (c == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n'))) {
      if (!end_field()) return false;
      ++row;
      column = 0;
    } else if (c != '\r') {
      field += c;
    }
  }
  return end_field();
}

}  // namespace

Result<Workbook> read_csv(std::string_view bytes) {
  const Decoded d = decode_text(bytes);
  if (static_cast<double>(d.broken) > kMostBroken * static_cast<double>(d.text.size()))
    return fail(ErrorCode::unusable, "file", "table.not_a_table", "this is no table in text; bring xlsx, xls or csv");
  const std::string text = to_utf8(d.text);
  if (text.find('\0') != std::string::npos)
    return fail(ErrorCode::unusable, "file", "table.not_a_table", "this is no table in text; bring xlsx, xls or csv");
  Workbook book{"csv", d.encoding, {}};
  Sheet sheet;
  if (!read_fields(text, delimiter_of(text), sheet)) return too_many_cells();
  book.sheets.push_back(std::move(sheet));
  return book;
}

}  // namespace luodi::paper
