// See entities.h.
#include "registers/directory/entities.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <unordered_map>

#include "base/credit_code.h"
#include "base/parallel.h"
#include "registers/enterprise/cleaners.h"
#include "registers/enterprise/name_parts.h"
#include "sheets/mapping.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kMostAtOneAddress = 8;
constexpr std::size_t kShortestAddress = 6;

/// Fields that say who an enterprise is, as headings that the preset of linkage understands.
const std::vector<std::string>& linked_fields() {
  static const std::vector<std::string> list = {"name",    "former_name", "credit_code", "registration_number",
                                                "phone",   "address",     "authority",   "organization_code",
                                                "capital", "founded",     "town",        "industry_code"};
  return list;
}

/// Every name of a set beside the first, and the former names of all its rows.
std::string other_names(const FoldInput& input, const Entity& set, const std::string& first) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && name != first && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const std::size_t r : set.rows) add(input.rows[r].row.value("name"));
  for (const std::size_t r : set.rows) add(input.rows[r].row.value("former_name"));
  std::string out;
  for (const std::string& n : names) out += (out.empty() ? "" : "；") + n;
  return out;
}

std::string first_value(const FoldInput& input, const Entity& set, const std::string& field) {
  for (const std::size_t r : set.rows)
    if (const std::string& v = input.rows[r].row.value(field); !v.empty()) return v;
  return "";
}

std::string town_of(const std::vector<RowFacts>& facts, const Entity& set) {
  for (const std::size_t r : set.rows)
    if (!facts[r].town.empty()) return facts[r].town;
  return "";
}

/// Rare pairs of neighbouring characters of a name's core: what siblings of one owner share is their trade name.
class TradeNames {
 public:
  TradeNames(const std::vector<RowFacts>& facts, const std::vector<Entity>& entities)
      : rare_(std::max<std::size_t>(3, entities.size() / 200)) {
    for (const Entity& e : entities) {
      const std::u16string& core = facts[e.rows.front()].name.core;
      std::vector<std::uint32_t> pairs;
      for (std::size_t i = 0; i + 1 < core.size(); ++i) pairs.push_back(static_cast<std::uint32_t>(core[i]) << 16U | core[i + 1]);
      std::sort(pairs.begin(), pairs.end());
      pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
      for (const std::uint32_t p : pairs) ++count_[p];
      of_.push_back(std::move(pairs));
    }
  }
  bool shared(std::size_t a, std::size_t b) const {
    return std::any_of(of_[a].begin(), of_[a].end(), [&](std::uint32_t p) {
      return count_.at(p) <= rare_ && std::binary_search(of_[b].begin(), of_[b].end(), p);
    });
  }

 private:
  std::size_t rare_;
  std::unordered_map<std::uint32_t, std::size_t> count_;
  std::vector<std::vector<std::uint32_t>> of_;
};

/// An address that names a house: it has a number.
std::string premises_of(const std::string& address) {
  std::u16string text = normal_name(address);
  const bool number = std::any_of(text.begin(), text.end(), [](char16_t c) { return c >= u'0' && c <= u'9'; });
  return number && text.size() >= kShortestAddress ? utf8_of(text) : "";
}

}  // namespace

std::string enterprise_id_of(std::int64_t number) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "E%07lld", static_cast<long long>(number));
  return buffer;
}

std::int64_t number_of_enterprise(const std::string& id) {
  return id.size() < 2 ? 0 : std::atoll(id.c_str() + 1);
}

std::vector<RowFacts> facts_of(const FoldInput& input) {
  const Towns towns(input.towns);
  std::vector<RowFacts> out(input.rows.size());
  std::size_t news = input.registers.size();  // the first register with a row that changed
  for (const FoldRow& r : input.rows)
    if (r.changed) news = std::min(news, r.at);
  constexpr std::size_t kPart = 1024;
  in_parallel((out.size() + kPart - 1) / kPart, input.threads, [&](std::size_t p) {
    for (std::size_t i = p * kPart; i < std::min(out.size(), (p + 1) * kPart); ++i) {
      const RegisterRow& row = input.rows[i].row;
      const FoldRow& r = input.rows[i];
      out[i] = {valid_credit_code(row.value("credit_code")), towns.of(row), parts_of_name(row.value("name")),
                r.changed || (r.doubtful && news < r.at)};
    }
  });
  return out;
}

Bound::Bound(const FoldInput& input, const std::vector<RowFacts>& facts)
    : parent_(input.rows.size()), code_(input.rows.size()), basis_(input.rows.size()), rows_(input.rows.size()) {
  std::iota(parent_.begin(), parent_.end(), 0);
  for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] = {i}, code_[i] = facts[i].code;
  std::unordered_map<std::string, std::size_t> by_id, by_code, by_enterprise;
  for (std::size_t i = 0; i < input.rows.size(); ++i) by_id[input.rows[i].row.row_id] = i;
  std::vector<std::pair<std::size_t, std::size_t>> yes;
  for (const FoldAnswer& a : input.answers) {
    const auto x = by_id.find(a.row_a), y = by_id.find(a.row_b);
    if (x == by_id.end() || y == by_id.end()) continue;  // a row that is gone
    if (a.answer == "yes") yes.emplace_back(x->second, y->second);
    if (a.answer == "no") no_.emplace(std::minmax(x->second, y->second));
  }
  const auto bind = [&](std::size_t a, std::size_t b, const char* basis) {
    if (!join(a, b)) return;
    for (const std::size_t r : {a, b})
      if (basis_[r].empty()) basis_[r] = basis;
  };
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (!facts[i].code.empty())
      if (const auto [at, fresh] = by_code.try_emplace(facts[i].code, i); !fresh) bind(at->second, i, "code");
  for (const auto& [a, b] : yes) bind(a, b, "decided");
  if (input.held.empty()) return;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    if (facts[i].open || input.rows[i].enterprise_id.empty()) continue;
    if (const auto [at, fresh] = by_enterprise.try_emplace(input.rows[i].enterprise_id, i); !fresh) bind(at->second, i, "held");
  }
}

std::size_t Bound::root(std::size_t row) {
  while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
  return row;
}

bool Bound::apart(std::size_t a, std::size_t b) {
  if (no_.empty()) return false;
  a = root(a), b = root(b);
  for (const std::size_t x : rows_[a])
    for (const std::size_t y : rows_[b])
      if (no_.count(std::minmax(x, y)) != 0) return true;
  return false;
}

bool Bound::join(std::size_t a, std::size_t b) {
  a = root(a), b = root(b);
  if (a == b) return true;
  if (!code_[a].empty() && !code_[b].empty() && code_[a] != code_[b]) return false;
  if (apart(a, b)) return false;
  if (b < a) std::swap(a, b);
  parent_[b] = a;
  if (code_[a].empty()) code_[a] = code_[b];
  rows_[a].insert(rows_[a].end(), rows_[b].begin(), rows_[b].end());
  rows_[b].clear();
  return true;
}

RegisterFile register_of(const FoldInput& input, const std::vector<RowFacts>& facts, const std::vector<Entity>& sets) {
  std::vector<std::string> headings = {"row_id"};
  for (const std::string& f : linked_fields()) headings.push_back(sheets::field_label("register", f));
  std::vector<std::vector<std::string>> rows;
  rows.reserve(sets.size());
  for (const Entity& set : sets) {
    std::vector<std::string> line = {input.rows[set.rows.front()].row.row_id};
    for (const std::string& f : linked_fields())
      line.push_back(f == "former_name" ? other_names(input, set, first_value(input, set, "name"))
                     : f == "town"      ? town_of(facts, set)
                                        : first_value(input, set, f));
    rows.push_back(std::move(line));
  }
  return RegisterFile::of_rows(std::move(headings), rows);
}

std::vector<std::string> ids_of(const FoldInput& input, const std::vector<Entity>& entities, std::int64_t& next_number) {
  struct Claim {
    std::size_t entity, rows;
  };
  std::map<std::string, std::vector<Claim>> claims;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    std::map<std::string, std::size_t> had;
    for (const std::size_t r : entities[e].rows)
      if (!input.rows[r].enterprise_id.empty()) ++had[input.rows[r].enterprise_id];
    for (const auto& [id, n] : had) claims[id].push_back({e, n});
  }
  std::vector<std::string> out(entities.size());
  std::vector<std::size_t> kept(entities.size(), 0);
  for (auto& [id, list] : claims) {
    const auto best = std::max_element(list.begin(), list.end(), [](const Claim& a, const Claim& b) {
      return a.rows != b.rows ? a.rows < b.rows : b.entity < a.entity;
    });
    // An entity that two ids lead to keeps the one of more rows, then the lower.
    if (out[best->entity].empty() || best->rows > kept[best->entity]) out[best->entity] = id, kept[best->entity] = best->rows;
  }
  for (std::string& id : out) {
    if (!id.empty()) continue;
    id = enterprise_id_of(next_number++);
  }
  return out;
}

std::vector<PairFound> shared_premises(const FoldInput& input, const std::vector<Entity>& entities,
                                       const std::vector<RowFacts>& facts) {
  const TradeNames trade(facts, entities);
  std::map<std::string, std::vector<std::size_t>> at;
  std::vector<std::string> code(entities.size()), phone(entities.size());
  for (std::size_t e = 0; e < entities.size(); ++e) {
    for (const std::size_t r : entities[e].rows) {
      if (code[e].empty()) code[e] = facts[r].code;
      if (phone[e].empty()) phone[e] = local_phone_of(input.rows[r].row.value("phone"));
    }
    const std::string premises = code[e].empty() ? "" : premises_of(first_value(input, entities[e], "address"));
    if (!premises.empty()) at[premises].push_back(e);
  }
  std::vector<PairFound> out;
  for (const auto& [premises, list] : at) {
    if (list.size() > kMostAtOneAddress) continue;  // a market hall, an office tower
    for (std::size_t i = 0; i < list.size(); ++i)
      for (std::size_t j = i + 1; j < list.size(); ++j) {
        const std::size_t a = list[i], b = list[j];
        if (code[a] == code[b]) continue;
        const bool named = trade.shared(a, b), called = !phone[a].empty() && phone[a] == phone[b];
        if (!named && !called) continue;
        PairFound p{
            "licences", input.rows[entities[a].rows.front()].row.row_id, input.rows[entities[b].rows.front()].row.row_id, 0, 0,
            {}};
        p.parts.push_back({"address", "equal", 0, 0});
        if (named) p.parts.push_back({"trade_name", "equal", 0, 0});
        if (called) p.parts.push_back({"phone", "equal", 0, 0});
        out.push_back(std::move(p));
      }
  }
  return out;
}

std::vector<std::size_t> heads_of(const std::vector<RowFacts>& facts, const std::vector<Entity>& entities) {
  std::unordered_map<std::u16string, std::size_t> by_name;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    if (!facts[entities[e].rows.front()].name.branch.empty()) continue;
    for (const std::size_t r : entities[e].rows) by_name.try_emplace(facts[r].name.whole, e);
  }
  std::vector<std::size_t> out(entities.size(), entities.size());
  for (std::size_t e = 0; e < entities.size(); ++e) {
    const NameParts& name = facts[entities[e].rows.front()].name;
    if (name.branch.empty()) continue;
    const auto at = by_name.find(name.whole.substr(0, name.whole.size() - name.branch.size()));
    if (at != by_name.end()) out[e] = at->second;
  }
  return out;
}

}  // namespace luodi::registers
