// See mapping.h.
#include "sheets/mapping.h"

#include <algorithm>
#include <set>

#include "base/presets.h"
#include "ledger/digest.h"
#include "paper/unicode.h"

namespace luodi::sheets {
namespace {

constexpr double kAlike = 0.6;

const std::vector<TableKind>& kinds() {
  static const std::vector<TableKind> list = [] {
    std::vector<TableKind> out;
    for (const auto& r : preset_rows("tables.csv")) {
      if (r.size() < 6) continue;
      if (out.empty() || out.back().kind != r[0]) out.push_back({r[0], {}});
      out.back().fields.push_back({r[1], r[2], r[3], r[4] == "yes", preset_list(r[5])});
    }
    return out;
  }();
  return list;
}

double likeness(const std::string& a, const std::string& b) {
  const std::u32string x = paper::to_utf32(a), y = paper::to_utf32(b);
  std::multiset<std::u32string> pairs;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) pairs.insert(x.substr(i, 2));
  const std::size_t all = pairs.size() + (y.empty() ? 0 : y.size() - 1);
  std::size_t both = 0;
  for (std::size_t i = 0; i + 1 < y.size(); ++i)
    if (const auto at = pairs.find(y.substr(i, 2)); at != pairs.end()) {
      pairs.erase(at);
      ++both;
    }
  return all == 0 ? 0 : 2.0 * static_cast<double>(both) / static_cast<double>(all);
}

/// 1 for the same heading, less for one that holds the other, least for one that is alike; 0 for none.
double fit(const Field& f, const Column& c) {
  double best = 0;
  std::vector<std::string> names{bare(f.label)};
  for (const std::string& h : f.headings) names.push_back(bare(h));
  for (const std::string& name : names) {
    if (c.name == name) return 1;
    // The last part of a joined heading may be the name: "任务分工 / 牵头单位".
    if (c.name.size() > name.size() && c.name.compare(c.name.size() - name.size() - 1, name.size() + 1, "/" + name) == 0)
      best = std::max(best, 0.95);
    else if (name.size() >= 6 && c.name.find(name) != std::string::npos)
      best = std::max(best, 0.8 * static_cast<double>(name.size()) / static_cast<double>(c.name.size()) + 0.1);
    else if (const double like = likeness(name, c.name); like >= kAlike)
      best = std::max(best, like * 0.7);
  }
  return best;
}

}  // namespace

const TableKind* table_kind(const std::string& kind) {
  const auto it = std::find_if(kinds().begin(), kinds().end(), [&](const TableKind& k) { return k.kind == kind; });
  return it == kinds().end() ? nullptr : &*it;
}

std::string field_label(const std::string& kind, const std::string& field) {
  const TableKind* k = table_kind(kind);
  if (k != nullptr)
    for (const Field& f : k->fields)
      if (f.field == field) return f.label;
  return field;
}

Mapping propose(const TableKind& kind, const std::vector<Column>& columns) {
  struct Pair {
    double fit;
    std::size_t field, column;
  };
  std::vector<Pair> pairs;
  for (std::size_t f = 0; f < kind.fields.size(); ++f)
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (const double v = fit(kind.fields[f], columns[c]); v > 0) pairs.push_back({v, f, c});
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.fit > b.fit; });
  Mapping out(kind.fields.size());
  std::set<std::size_t> used;
  for (const Pair& p : pairs)
    if (!out[p.field] && used.insert(p.column).second) out[p.field] = columns[p.column].index;
  return out;
}

std::string fingerprint(const std::vector<Column>& columns) {
  std::string all;
  for (const Column& c : columns) all += std::to_string(c.index) + ':' + c.name + '\x1F';
  return ledger::sha256(all).substr(0, 16);
}

}  // namespace luodi::sheets
