#include "registers/linkage/gathering.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/parallel.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kRowsOfPart = 2048;

struct Part {
  std::vector<Pair> pairs;
  std::vector<Pattern> patterns;
  std::vector<float> bits;
  std::vector<std::uint64_t> found;
};

/// Calls `use` with each row of a part and its candidates.
template <class Use>
void each_row(std::size_t part, std::size_t rows, const std::vector<std::uint32_t>* only, const Candidates& candidates,
              std::vector<std::uint64_t>& found, const Use& use) {
  std::vector<std::uint32_t> others;
  std::vector<KeyIndex::Sought> sought;
  std::array<std::uint32_t, Candidates::kRowsAhead> block = {};
  const std::size_t until = std::min(rows, (part + 1) * kRowsOfPart);
  for (std::size_t from = part * kRowsOfPart; from < until; from += block.size()) {
    const std::size_t n = std::min(block.size(), until - from);
    for (std::size_t i = 0; i < n; ++i) block[i] = only != nullptr ? (*only)[from + i] : static_cast<std::uint32_t>(from + i);
    candidates.prepare(block.data(), n, sought);
    for (std::size_t i = 0; i < n; ++i) {
      others.clear();
      candidates.for_row(block[i], sought.data() + i * candidates.sought_of_row(), others, found);
      use(block[i], others);
    }
  }
}

/// Marks the pairs of a training rule: by the levels they reached where all of its columns are compared, else by their values.
void mark(const KeyColumns& rule, std::size_t t, const Records& records, const Comparing& comparing,
          const std::vector<Pair>& pairs, std::vector<Pattern>& patterns) {
  const Pattern bit = Pattern{1} << (kTrainShift + t);
  Pattern mask = 0, wanted = 0;
  std::size_t known = 0;
  for (std::size_t c = 0; c < comparing.size(); ++c) {
    const ComparisonColumns& columns = comparing.columns(c);
    const bool of_rule = std::any_of(rule.pairs.begin(), rule.pairs.end(),
                                     [&](const auto& p) { return p.first == columns.column && p.second == columns.column; });
    if (!of_rule || columns.equal_level == kNoLevel) continue;
    mask |= with_level(c, 15);
    wanted |= with_level(c, static_cast<unsigned>(columns.equal_level) + 1);
    ++known;
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool meets = known == rule.pairs.size()
                           ? (patterns[i] & mask) == wanted
                           : rule.all_equal(records.left.row(pairs[i].left), records.other().row(pairs[i].right));
    if (meets) patterns[i] |= bit;
  }
}

void append(Gathered& all, Part& part) {
  all.pairs.insert(all.pairs.end(), part.pairs.begin(), part.pairs.end());
  all.patterns.insert(all.patterns.end(), part.patterns.begin(), part.patterns.end());
  all.bits.insert(all.bits.end(), part.bits.begin(), part.bits.end());
  for (std::size_t r = 0; r < part.found.size(); ++r) all.found[r].second += part.found[r];
  part = Part{};
}

/// Within one side a pair may have come from both of its rows.
void drop_repeats(Gathered& g) {
  std::vector<std::size_t> order(g.pairs.size());
  std::iota(order.begin(), order.end(), 0);
  const auto key = [&](std::size_t i) { return std::pair(g.pairs[i].left, g.pairs[i].right); };
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
  order.erase(std::unique(order.begin(), order.end(), [&](auto a, auto b) { return key(a) == key(b); }), order.end());
  Gathered kept;
  for (const std::size_t i : order) {
    kept.pairs.push_back(g.pairs[i]);
    kept.patterns.push_back(g.patterns[i]);
    if (!g.bits.empty()) kept.bits.push_back(g.bits[i]);
  }
  kept.found = std::move(g.found);
  g = std::move(kept);
}

}  // namespace

Gathered gather(const Plan& plan, const Records& records, const Comparing& comparing, const Candidates& candidates,
                const std::vector<KeyColumns>& train, const std::vector<std::uint32_t>* only) {
  const std::size_t rows = only != nullptr ? only->size() : records.left.size();
  std::vector<Part> parts((rows + kRowsOfPart - 1) / kRowsOfPart);
  in_parallel(parts.size(), plan.threads, [&](std::size_t p) {
    Part& part = parts[p];
    part.found.resize(candidates.rules());
    each_row(p, rows, only, candidates, part.found, [&](std::uint32_t row, const std::vector<std::uint32_t>& others) {
      for (const std::uint32_t other : others) part.pairs.push_back(candidates.oriented(row, other));
    });
    comparing.compare(part.pairs, part.patterns, part.bits);
    for (std::size_t t = 0; t < train.size(); ++t) mark(train[t], t, records, comparing, part.pairs, part.patterns);
  });
  Gathered all;
  std::size_t pairs = 0;
  for (const Part& part : parts) pairs += part.pairs.size();
  all.pairs.reserve(pairs);
  all.patterns.reserve(pairs);
  for (const std::string& name : candidates.names()) all.found.emplace_back(name, 0);
  for (Part& part : parts) append(all, part);
  if (candidates.may_repeat()) drop_repeats(all);
  return all;
}

std::uint64_t count_pairs(const Records& records, const Candidates& candidates, unsigned threads) {
  const std::size_t rows = records.left.size(), parts = (rows + kRowsOfPart - 1) / kRowsOfPart;
  std::vector<std::uint64_t> counts(parts);
  in_parallel(parts, threads, [&](std::size_t p) {
    std::vector<std::uint64_t> found(candidates.rules());
    each_row(p, rows, nullptr, candidates, found,
             [&](std::uint32_t, const std::vector<std::uint32_t>& others) { counts[p] += others.size(); });
  });
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace luodi::registers
