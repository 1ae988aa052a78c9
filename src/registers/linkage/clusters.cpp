// Clusters: connected components over links, with a guard against chaining.
#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "registers/linkage/decide.h"

namespace luodi::registers {
namespace {

/// Union-find with the identity of each set and the rows it must never meet; path halving.
class Sets {
 public:
  explicit Sets(std::size_t n) : parent_(n), identity_(n, 0) { std::iota(parent_.begin(), parent_.end(), 0); }
  std::uint32_t root(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void name(std::uint32_t x, ValueId identity) { identity_[x] = identity; }
  void keep_apart(std::uint32_t a, std::uint32_t b) {
    apart_[a].push_back(b);
    apart_[b].push_back(a);
  }
  /// False where the two sets have different identities or must be kept apart.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = root(a), b = root(b);
    if (a == b) return true;
    if (identity_[a] != 0 && identity_[b] != 0 && identity_[a] != identity_[b]) return false;
    if (meets(a, b)) return false;
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    if (const auto of_b = apart_.find(b); of_b != apart_.end()) {
      auto rows = std::move(of_b->second);
      apart_.erase(of_b);
      auto& of_a = apart_[a];
      of_a.insert(of_a.end(), rows.begin(), rows.end());
    }
    if (identity_[a] == 0) identity_[a] = identity_[b];
    return true;
  }

 private:
  bool meets(std::uint32_t a, std::uint32_t b) {
    const auto of_a = apart_.find(a);
    return of_a != apart_.end() &&
           std::any_of(of_a->second.begin(), of_a->second.end(), [&](std::uint32_t row) { return root(row) == b; });
  }
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> apart_;  ///< by the root of a set
  std::vector<std::uint32_t> parent_;
  std::vector<ValueId> identity_;
};

}  // namespace

Clusters cluster(const Records& records, const Gathered& g, const std::vector<Edge>& edges, std::size_t identity_column) {
  const std::size_t left = records.left.size(), all = left + records.right.size();
  const auto right_at = [&](std::uint32_t r) { return static_cast<std::uint32_t>(records.one ? r : left + r); };
  Sets sets(all);
  for (std::size_t i = 0; identity_column < records.columns.size() && i < all; ++i)
    sets.name(static_cast<std::uint32_t>(i),
              i < left ? records.left.row(i)[identity_column] : records.right.row(i - left)[identity_column]);
  for (const Edge& e : edges)
    if (e.vetoed) sets.keep_apart(g.pairs[e.pair].left, right_at(g.pairs[e.pair].right));
  Clusters out;
  // Edges come strongest first: what is left out is the weakest on the way between two identities.
  for (std::uint32_t e = 0; e < edges.size(); ++e) {
    if (edges[e].decision != Decision::link) continue;
    const Pair& p = g.pairs[edges[e].pair];
    if (!sets.join(p.left, right_at(p.right))) out.split.push_back(e);
  }
  std::vector<std::uint32_t> number(all, 0);
  for (std::uint32_t i = 0; i < all; ++i) {
    const std::uint32_t root = sets.root(i);
    if (root == i) number[i] = static_cast<std::uint32_t>(++out.count);
    (i < left ? out.of_left : out.of_right).push_back(number[root]);
  }
  return out;
}

}  // namespace luodi::registers
