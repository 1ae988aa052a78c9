// xlsx (ECMA-376 Part 1, 18): a zip of XML parts. Sheets are read as a stream, so that a large one needs little memory;
// inline strings and shared strings alike, merged ranges, dates by their number format.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

#include "paper/formats/zipped_xml.h"
#include "paper/tables/cells.h"

namespace luodi::paper {
namespace {

// Sheets of repeated values pack well; a thousandfold is made to hurt.
constexpr PartLimits kLimits{std::size_t{768} << 20U, 8U << 20U, 300};
constexpr std::size_t kMostSheets = 200;
// What cells may take in memory: those of a table that somebody filled take some 25 times what it packs them into.
constexpr std::size_t kFreeCells = std::size_t{32} << 20U, kMostCellRatio = 40;

/// The local name of an element or attribute, whatever its prefix.
std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
std::string_view attribute(const char** list, std::string_view name) {
  for (; *list != nullptr; list += 2)
    if (local(list[0]) == name) return list[1];
  return {};
}

/// Names of sheets with the ids of their relations; whether days count from 1904.
struct BookHandler final : XmlHandler {
  std::vector<std::pair<std::string, std::string>> sheets;
  bool from_1904 = false;
  void start(std::string_view qualified, const char** a) override {
    const std::string_view name = local(qualified);
    if (name == "sheet" && sheets.size() < kMostSheets) sheets.emplace_back(attribute(a, "name"), attribute(a, "id"));
    if (name == "workbookPr") {
      const auto v = attribute(a, "date1904");
      from_1904 = v == "1" || v == "true";
    }
  }
  void end(std::string_view) override {}
};

struct RelationsHandler final : XmlHandler {
  std::map<std::string, std::string, std::less<>> targets;
  void start(std::string_view qualified, const char** a) override {
    const std::string_view name = local(qualified);
    if (name == "Relationship") targets[std::string(attribute(a, "Id"))] = attribute(a, "Target");
  }
  void end(std::string_view) override {}
};

/// Shared strings: rich runs joined, phonetic guides left out.
struct StringsHandler final : XmlHandler {
  std::vector<std::string> strings;
  bool in_text = false;
  int phonetic = 0;
  void start(std::string_view qualified, const char**) override {
    const std::string_view name = local(qualified);
    if (name == "si") strings.emplace_back();
    if (name == "rPh") ++phonetic;
    if (name == "t") in_text = phonetic == 0;
  }
  void end(std::string_view qualified) override {
    const std::string_view name = local(qualified);
    if (name == "rPh") --phonetic;
    if (name == "t") in_text = false;
  }
  void text(std::string_view s) override {
    if (in_text && !strings.empty()) strings.back() += s;
  }
};

/// What each cell style shows.
struct StylesHandler final : XmlHandler {
  std::map<int, Shown> codes;
  std::vector<Shown> styles;
  bool in_cells = false;
  void start(std::string_view qualified, const char** a) override {
    const std::string_view name = local(qualified);
    const auto number = [&](std::string_view key) { return std::atoi(std::string(attribute(a, key)).c_str()); };
    if (name == "numFmt") codes[number("numFmtId")] = shown_by(attribute(a, "formatCode"));
    if (name == "cellXfs") in_cells = true;
    if (name != "xf" || !in_cells) return;
    const int format = number("numFmtId");
    const auto it = codes.find(format);
    styles.push_back(it != codes.end() ? it->second : shown_by(format));
  }
  void end(std::string_view qualified) override {
    const std::string_view name = local(qualified);
    if (name == "cellXfs") in_cells = false;
  }
};

/// "C17" in numbers from 0; npos where it is none.
std::pair<std::size_t, std::size_t> place_of(std::string_view name) {
  std::size_t column = 0, row = 0, i = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && i < 3; ++i)
    column = column * 26 + static_cast<std::size_t>(name[i] - 'A' + 1);
  for (; i < name.size() && name[i] >= '0' && name[i] <= '9' && row < (1U << 21U); ++i)
    row = row * 10 + static_cast<std::size_t>(name[i] - '0');
  return {row - 1, column - 1};
}

struct SheetHandler final : XmlHandler {
  const std::vector<std::string>& strings;
  const std::vector<Shown>& styles;
  bool from_1904;
  std::size_t& cells;
  std::size_t& room;  ///< bytes that cells may still take
  Sheet sheet;
  std::size_t row = 0, column = 0, next_row = 0;
  std::string type, value;
  Shown shown = Shown::number;
  bool in_value = false, in_cell = false, too_many = false, too_large = false;

  SheetHandler(const std::vector<std::string>& s, const std::vector<Shown>& st, bool d, std::size_t& n, std::size_t& left)
      : strings(s), styles(st), from_1904(d), cells(n), room(left) {}

  void start(std::string_view qualified, const char** a) override {
    const std::string_view name = local(qualified);
    if (name == "row") {
      const auto r = attribute(a, "r");
      row = r.empty() ? next_row : static_cast<std::size_t>(std::max(1, std::atoi(r.data()))) - 1;
      next_row = row + 1;
      column = 0;
    } else if (name == "c") {
      if (const auto r = attribute(a, "r"); !r.empty()) std::tie(row, column) = place_of(r);
      type = attribute(a, "t");
      const auto s = static_cast<std::size_t>(std::atoi(std::string(attribute(a, "s")).c_str()));
      shown = s < styles.size() ? styles[s] : Shown::number;
      value.clear();
      in_cell = true;
    } else if (in_cell && (name == "v" || (name == "t" && type == "inlineStr"))) {
      in_value = true;
    } else if (name == "mergeCell") {
      const auto ref = attribute(a, "ref");
      const std::size_t colon = ref.find(':');
      if (colon == std::string_view::npos) return;
      const auto [r1, c1] = place_of(ref.substr(0, colon));
      const auto [r2, c2] = place_of(ref.substr(colon + 1));
      if (r1 <= r2 && c1 <= c2 && r2 < (1U << 20U) && c2 < (1U << 14U))
        sheet.merged.push_back({static_cast<std::uint32_t>(r1), static_cast<std::uint32_t>(c1),
                                static_cast<std::uint32_t>(r2 - r1 + 1), static_cast<std::uint32_t>(c2 - c1 + 1)});
    }
  }
  void end(std::string_view qualified) override {
    const std::string_view name = local(qualified);
    if (name == "v" || name == "t") in_value = false;
    if (name != "c") return;
    in_cell = false;
    const std::size_t before = cells;
    if (!put(sheet, row, column++, cell(), cells)) too_many = stopped = true;
    const std::size_t taken = (cells - before) * sizeof(TableCell);
    too_large = taken > room;
    stopped |= too_large;
    room -= std::min(room, taken);
  }
  void text(std::string_view s) override {
    if (in_value) value += s;
  }
  TableCell cell() const {
    if (value.empty()) return {};
    if (type == "s") {
      const auto i = static_cast<std::size_t>(std::atoll(value.c_str()));
      return i < strings.size() ? text_cell(strings[i]) : TableCell{};
    }
    if (type == "inlineStr" || type == "str") return text_cell(value);
    if (type == "b") return boolean_cell(value == "1" || value == "true");
    if (type == "e") return error_cell(value);
    if (type == "d") return text_cell(value.substr(0, 10));
    char* rest = nullptr;
    const double number = std::strtod(value.c_str(), &rest);
    return rest != value.c_str() ? numeric_cell(number, shown, from_1904) : text_cell(value);
  }
};

tl::unexpected<Error> encrypted() {
  return fail(ErrorCode::unusable, "xlsx", "paper.encrypted", "the file is encrypted; take the password off");
}

tl::unexpected<Error> refusal(PartRead how) {
  if (how == PartRead::encrypted) return encrypted();
  if (how == PartRead::bomb)
    return fail(ErrorCode::unusable, "xlsx", "paper.zip_bomb",
                "the archive unpacks to far more than it should; it is not opened");
  return broken_table("xlsx");
}

/// The part's path in the archive: targets are given from xl/ or from the root.
std::string part_of(const std::string& target) {
  return !target.empty() && target[0] == '/' ? target.substr(1) : "xl/" + target;
}

Result<Workbook> read_book(zip_t* archive, std::size_t packed) {
  BookHandler book;
  const PartRead opened = read_part(archive, "xl/workbook.xml", book, kLimits);
  if (opened == PartRead::missing)
    return zip_name_locate(archive, "EncryptedPackage", 0) >= 0
               ? encrypted()
               : fail(ErrorCode::unusable, "xlsx", "table.not_a_table", "this archive is no workbook; bring xlsx, xls or csv");
  RelationsHandler relations;
  StringsHandler strings;
  StylesHandler styles;
  for (const auto& [how, needed] : {std::pair{opened, true},
                                    {read_part(archive, "xl/_rels/workbook.xml.rels", relations, kLimits), true},
                                    {read_part(archive, "xl/sharedStrings.xml", strings, kLimits), false},
                                    {read_part(archive, "xl/styles.xml", styles, kLimits), false}})
    if (how != PartRead::done && (needed || how != PartRead::missing)) return refusal(how);
  Workbook out{"xlsx", "", {}};
  std::size_t cells = 0, room = std::max(kFreeCells, packed * kMostCellRatio);
  for (const auto& [name, id] : book.sheets) {
    SheetHandler sheet(strings.strings, styles.styles, book.from_1904, cells, room);
    const PartRead how = read_part(archive, part_of(relations.targets[id]), sheet, kLimits);
    if (sheet.too_many) return too_many_cells();
    if (sheet.too_large) return refusal(PartRead::bomb);
    if (how == PartRead::missing) continue;  // a chart sheet
    if (how != PartRead::done) return refusal(how);
    sheet.sheet.name = name;
    out.sheets.push_back(std::move(sheet.sheet));
  }
  return out;
}

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes) {
  const Archive archive = open_archive(bytes);
  if (archive == nullptr) return broken_table("xlsx");
  return read_book(archive.get(), bytes.size());
}

}  // namespace luodi::paper
