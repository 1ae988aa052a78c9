// See layout.h.
#include "sheets/layout.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "paper/unicode.h"

namespace luodi::sheets {
namespace {

using paper::CellKind;
using paper::MergedRange;
using paper::Sheet;
using paper::TableCell;

constexpr std::size_t kLooked = 60;          // rows in which the heading must begin
constexpr std::size_t kLongestHeading = 40;  // characters
constexpr std::size_t kMostColumns = 500;
constexpr double kFull = 0.6;  // of the usual width, for a heading
constexpr std::size_t kMostHeadings = 4;

struct RowFacts {
  std::size_t filled = 0;    // cells, merged ones spread
  std::size_t distinct = 0;  // different values
  std::size_t numbers = 0;
  std::size_t longest = 0;
  std::string first;  // the first value
};

RowFacts facts_of(const MergedView& view, std::size_t row, std::size_t width) {
  RowFacts f;
  std::set<std::string> values;
  for (std::size_t c = 0; c < width; ++c) {
    const TableCell& cell = view.at(row, c);
    if (cell.kind == CellKind::empty) continue;
    ++f.filled;
    if (f.first.empty()) f.first = cell.text;
    values.insert(cell.text);
    f.numbers += cell.kind == CellKind::number || cell.kind == CellKind::date ? 1 : 0;
    f.longest = std::max(f.longest, paper::to_utf32(cell.text).size());
  }
  f.distinct = values.size();
  return f;
}

std::size_t width_of(const Sheet& sheet) {
  std::size_t width = 0;
  for (const auto& row : sheet.rows) width = std::max(width, row.size());
  for (const MergedRange& m : sheet.merged)
    if (m.row < sheet.rows.size())
      width = std::max<std::size_t>(width, m.column + std::min<std::size_t>(m.columns, kMostColumns));
  return std::min(width, kMostColumns);
}

/// The usual number of filled cells of rows that hold more than one value: the upper quartile of the first rows.
std::size_t usual_width(const std::vector<RowFacts>& facts) {
  std::vector<std::size_t> counts;
  for (const RowFacts& f : facts)
    if (f.distinct > 1) counts.push_back(f.filled);
  if (counts.empty()) return 0;
  std::sort(counts.begin(), counts.end());
  return counts[counts.size() * 3 / 4];
}

/// A year as a heading (2024) is a number; a row of other numbers is none.
bool may_be_heading(const MergedView& view, std::size_t row, std::size_t width, const RowFacts& f, std::size_t usual) {
  if (f.distinct < 2 || f.longest > kLongestHeading * 2) return false;
  if (static_cast<double>(f.filled) < kFull * static_cast<double>(usual)) return false;
  for (std::size_t c = 0; c < width; ++c) {
    const TableCell& cell = view.at(row, c);
    if (cell.kind == CellKind::date || cell.kind == CellKind::boolean) return false;
    if (cell.kind == CellKind::number &&
        (cell.number < 1949 || cell.number > 2100 || cell.number != static_cast<int>(cell.number)))
      return false;
  }
  return true;
}

/// How far the heading reaches down: as deep as cells merged downwards, and over a row that splits merged or empty headings.
std::size_t last_heading_of(const MergedView& view, const std::vector<RowFacts>& facts, std::size_t first, std::size_t width) {
  std::size_t last = first;
  for (std::size_t c = 0; c < width; ++c)
    if (const MergedRange* m = view.range_at(first, c); m != nullptr && m->row == first && m->rows <= kMostHeadings)
      last = std::max<std::size_t>(last, m->row + m->rows - 1);
  while (last + 1 < facts.size() && last + 1 - first < kMostHeadings) {
    const std::size_t next = last + 1;
    if (facts[next].numbers > 0 || facts[next].distinct < 2 || facts[next].longest > kLongestHeading) break;
    bool splits = false, only_under = true;
    for (std::size_t c = 0; c < width; ++c) {
      if (view.at(next, c).kind == CellKind::empty) continue;
      const MergedRange* above = view.range_at(last, c);
      // Merged over columns, or so meant: a heading with an empty cell at its right, under which something stands.
      const bool meant =
          c + 1 < width && view.at(last, c + 1).kind == CellKind::empty && view.at(next, c + 1).kind != CellKind::empty;
      const bool open = meant || (above != nullptr && above->columns > 1) || view.at(last, c).kind == CellKind::empty;
      splits |= open;
      only_under &= open;
    }
    if (!splits || !only_under) break;
    last = next;
  }
  return last;
}

std::vector<Column> columns_of(const MergedView& view, const Layout& layout, std::size_t width) {
  std::vector<Column> out;
  for (std::size_t c = 0; c < width; ++c) {
    std::string heading, before;
    for (std::size_t r = layout.first_heading; r <= layout.last_heading; ++r) {
      std::string text = view.at(r, c).text;
      // An unmerged heading over several columns stands over the first of them only.
      if (text.empty() && r < layout.last_heading && view.at(r + 1, c).kind != CellKind::empty)
        for (std::size_t left = c; left > 0 && text.empty(); --left) text = view.at(r, left - 1).text;
      std::erase_if(text, [](char ch) { return ch == '\n' || ch == '\r'; });
      if (text.empty() || text == before) continue;
      heading += (heading.empty() ? "" : " / ") + text;
      before = text;
    }
    if (!heading.empty()) out.push_back(read_heading(c, heading, layout.unit));
  }
  return out;
}

bool begins_with_any(const std::string& text, std::initializer_list<const char*> list) {
  return std::any_of(list.begin(), list.end(), [&](const char* p) { return text.rfind(p, 0) == 0; });
}

/// "北京市（92所）": 92; "二、医疗（共3项）": 3. Refused look-alikes: a year or a number in brackets, （2024年）, （第3号）,
/// （5万元）.
std::optional<std::size_t> bracketed_number(const std::string& text) {
  constexpr const char* kBefore[] = {"共计", "合计", "共", "计"};
  constexpr std::string_view kCounters[] = {"",   "家", "所", "个", "项", "户", "条", "件", "名", "人", "处",
                                            "只", "台", "辆", "份", "次", "座", "宗", "笔", "批", "张", "起"};
  const std::string s = bare(text);
  const std::size_t open = s.rfind('('), close = s.find(')', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return std::nullopt;
  std::string_view inside = std::string_view(s).substr(open + 1, close - open - 1);
  for (const std::string_view word : kBefore)
    if (inside.substr(0, word.size()) == word) {
      inside.remove_prefix(word.size());
      break;
    }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), number);
  if (error != std::errc() || inside.front() == '0') return std::nullopt;
  inside.remove_prefix(static_cast<std::size_t>(end - inside.data()));
  if (std::find(std::begin(kCounters), std::end(kCounters), inside) == std::end(kCounters)) return std::nullopt;
  return number;
}

/// Title and unit from the rows above the heading.
void read_above(const MergedView& view, std::size_t width, Layout& layout) {
  std::string bracketed;
  for (std::size_t r = 0; r < layout.first_heading; ++r)
    for (std::size_t c = 0; c < width; ++c) {
      Above above = read_above_table(view.at(r, c).text);
      if (layout.unit.empty()) layout.unit = std::move(above.unit);
      if (bracketed.empty()) bracketed = std::move(above.bracketed);
      // 填报单位: and 编制单位: tell who made it.
      const bool title =
          !begins_with_any(above.title, {"附件", "附表", "填报", "制表"}) && above.title.find("单位:") == std::string::npos;
      if (title && above.title.size() > layout.title.size()) layout.title = std::move(above.title);
    }
  if (layout.unit.empty()) layout.unit = std::move(bracketed);
}

/// A section without rows of its own that stands over others counts theirs, where they come to what it says.
void count_what_is_below(std::vector<Section>& sections) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::size_t declared = sections[i].declared.value_or(0);
    if (sections[i].counted != 0 || declared == 0) continue;
    std::size_t sum = 0;
    for (std::size_t below = i + 1; below < sections.size() && sum < declared; ++below) sum += sections[below].counted;
    if (sum == declared) sections[i].counted = sum;
  }
}

void classify(const MergedView& view, const Sheet& sheet, std::size_t width, Layout& layout) {
  std::vector<std::string> headings;
  for (std::size_t c = 0; c < width; ++c) headings.push_back(view.at(layout.last_heading, c).text);
  std::size_t usual = 0;
  for (std::size_t r = layout.last_heading + 1; r < std::min(sheet.rows.size(), layout.last_heading + kLooked); ++r)
    usual = std::max(usual, facts_of(view, r, width).distinct);
  for (std::size_t r = layout.last_heading + 1; r < sheet.rows.size(); ++r) {
    // A row that shows only what is merged down from above it has nothing of its own.
    if (std::all_of(sheet.rows[r].begin(), sheet.rows[r].end(), [](const TableCell& c) { return c.kind == CellKind::empty; }))
      continue;
    const RowFacts f = facts_of(view, r, width);
    const std::string first = bare(f.first);
    bool repeated = f.distinct > 1;
    for (std::size_t c = 0; c < width && repeated; ++c) repeated = view.at(r, c).text == headings[c];
    const MergedRange* merged = view.range_at(r, 0);
    const bool one_value = f.distinct == 1 && f.numbers == 0 && layout.columns.size() > 2;
    const bool wide = (merged != nullptr && merged->columns * 2 > layout.columns.size()) || f.filled == 1;
    if (repeated || begins_with_any(first, {"注:", "备注:", "说明:", "填报人", "审核人", "制表人", "联系人:", "填表人"})) {
      layout.notes.push_back(r);
    } else if (first == "合计" || first == "总计" || first == "小计" || first == "共计") {
      layout.totals.push_back(r);
    } else if (one_value && wide && sheet.at(r, 0).kind == CellKind::text && (usual > 1 || bracketed_number(f.first))) {
      layout.sections.push_back({r, f.first, bracketed_number(f.first), 0});
    } else {
      layout.data.push_back(r);
      if (!layout.sections.empty()) ++layout.sections.back().counted;
    }
  }
  count_what_is_below(layout.sections);
}

}  // namespace

MergedView::MergedView(const Sheet& sheet) : sheet_(sheet), by_row_(sheet.rows.size()) {
  for (const MergedRange& m : sheet.merged)
    for (std::size_t r = m.row; r < std::min<std::size_t>(std::size_t{m.row} + m.rows, by_row_.size()); ++r)
      by_row_[r].push_back(&m);
}

const MergedRange* MergedView::range_at(std::size_t row, std::size_t column) const {
  if (row >= by_row_.size()) return nullptr;
  for (const MergedRange* m : by_row_[row])
    if (column >= m->column && column < std::size_t{m->column} + m->columns) return m;
  return nullptr;
}

const TableCell& MergedView::at(std::size_t row, std::size_t column) const {
  const MergedRange* m = range_at(row, column);
  return m == nullptr ? sheet_.at(row, column) : sheet_.at(m->row, m->column);
}

Result<Layout> find_layout(const Sheet& sheet, std::optional<std::size_t> heading) {
  const MergedView view(sheet);
  const std::size_t width = width_of(sheet);
  std::vector<RowFacts> facts;
  for (std::size_t r = 0; r < std::min(sheet.rows.size(), kLooked); ++r) facts.push_back(facts_of(view, r, width));
  const std::size_t usual = usual_width(facts);
  Layout layout;
  std::optional<std::size_t> first = heading;
  for (std::size_t r = 0; r < facts.size() && !first; ++r)
    if (may_be_heading(view, r, width, facts[r], usual)) first = r;
  if (!first || *first >= sheet.rows.size())
    return fail(ErrorCode::usage, sheet.name, "table.no_heading", "no row looks like the headings of a table; name the row");
  layout.first_heading = *first;
  layout.last_heading = heading ? *heading : last_heading_of(view, facts, *first, width);
  read_above(view, width, layout);
  layout.columns = columns_of(view, layout, width);
  classify(view, sheet, width, layout);
  return layout;
}

}  // namespace luodi::sheets
