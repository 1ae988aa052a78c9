#include "registers/linkage/candidates.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "base/parallel.h"

namespace luodi::registers {
namespace {

std::uint64_t hash_key(const ValueId* row, const KeyColumns& key, bool left) {
  std::uint64_t h = 0;
  for (const auto& [l, r] : key.pairs) {
    const ValueId v = row[left ? l : r];
    if (v == 0) return 0;
    h = (h ^ v) * 0x9e3779b97f4a7c15ULL;
    h ^= h >> 29U;
  }
  return mixed(h) | 1U;
}

/// The rule with its sides changed, for pairs within one side.
KeyColumns mirrored(const KeyColumns& key) {
  KeyColumns m;
  for (const auto& [l, r] : key.pairs) m.pairs.emplace_back(r, l);
  return m;
}

bool symmetric(const KeyColumns& key) {
  return std::all_of(key.pairs.begin(), key.pairs.end(), [](const auto& p) { return p.first == p.second; });
}

constexpr std::size_t kNoLead = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kFew = 8;  // entries of a bucket that are looked through one by one

/// The column of most values, where rows of one value are few.
std::size_t lead_of(const KeyColumns& key, const Records& records) {
  std::size_t lead = kNoLead, most = records.other().size() / 4;
  for (std::size_t k = 0; k < key.pairs.size(); ++k)
    if (const std::size_t n = records.values(key.pairs[k].second).size(); n > most) lead = k, most = n;
  return lead;
}

/// How many rows stand behind `begin`; more than `most` (0: no limit) are taken away again.
std::size_t within(std::size_t most, std::size_t begin, std::vector<std::uint32_t>& rows) {
  if (most != 0 && rows.size() - begin > most) rows.resize(begin);
  return rows.size() - begin;
}

}  // namespace

std::string rule_name(const EqualRule& rule) {
  std::string s;
  for (const std::string& c : rule) s += (s.empty() ? "" : " + ") + c;
  return s;
}

KeyColumns key_columns(const EqualRule& rule, const Records& records) {
  KeyColumns key;
  for (const std::string& part : rule) {
    const std::size_t sign = part.find('=');
    const std::size_t l = records.column(part.substr(0, sign));
    const std::size_t r = sign == std::string::npos ? l : records.column(part.substr(sign + 1));
    if (l == records.columns.size() || r == records.columns.size()) return {};
    key.pairs.emplace_back(l, r);
  }
  return key;
}

KeyIndex::KeyIndex(const KeyColumns& key, const Records& records)
    : key_(key), right_(records.other()), lead_(lead_of(key, records)) {
  const std::size_t rows = right_.size();
  buckets_ = static_cast<std::uint32_t>(lead_ == kNoLead ? std::bit_ceil(std::max<std::size_t>(rows, 16)) + 1
                                                         : records.values(key.pairs[lead_].second).size() + 1);
  starts_.assign(std::size_t{buckets_} + 1, 0);
  std::vector<Sought> places(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    places[r] = place(right_.row(r), false);
    if (places[r].bucket != 0) ++starts_[places[r].bucket + 1];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  entries_.resize(starts_.back());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::size_t r = 0; r < rows; ++r)
    if (places[r].bucket != 0) entries_[next[places[r].bucket]++] = {places[r].print, static_cast<std::uint32_t>(r)};
  for (std::size_t b = 1; b < buckets_; ++b)
    if (starts_[b + 1] - starts_[b] > kFew)
      std::stable_sort(entries_.begin() + starts_[b], entries_.begin() + starts_[b + 1],
                       [](const Entry& x, const Entry& y) { return x.print < y.print; });
}

/// A value that came after the index was made has no bucket.
KeyIndex::Sought KeyIndex::place(const ValueId* row, bool left) const {
  const std::uint64_t hash = hash_key(row, key_, left);
  if (hash == 0) return {};
  const auto print = static_cast<std::uint32_t>(hash >> 32U);
  if (lead_ == kNoLead) return {print, static_cast<std::uint32_t>((hash >> 1U) & (buckets_ - 2)) + 1};
  const ValueId lead = row[left ? key_.pairs[lead_].first : key_.pairs[lead_].second];
  return {print, lead < buckets_ ? lead : 0};
}

KeyIndex::Sought KeyIndex::seek(const ValueId* left) const {
  return place(left, true);
}

void KeyIndex::prefetch_row(Sought s) const {
  if (starts_[s.bucket] < starts_[s.bucket + 1]) __builtin_prefetch(right_.row(entries_[starts_[s.bucket]].row));
}

std::size_t KeyIndex::find(const ValueId* left, Sought sought, std::size_t most, std::vector<std::uint32_t>& rows) const {
  const std::size_t begin = rows.size();
  const Entry *at = entries_.data() + starts_[sought.bucket], *until = entries_.data() + starts_[sought.bucket + 1];
  if (lead_ != kNoLead && key_.pairs.size() == 1) {  // a bucket holds the rows of one key
    for (; at < until; ++at) rows.push_back(at->row);
    return within(most, begin, rows);
  }
  const bool in_order = until - at > static_cast<std::ptrdiff_t>(kFew);
  if (in_order)
    at = std::lower_bound(at, until, sought.print, [](const Entry& e, std::uint32_t print) { return e.print < print; });
  for (; at < until; ++at) {
    if (at->print == sought.print && key_.all_equal(left, right_.row(at->row))) rows.push_back(at->row);
    if (in_order && at->print != sought.print) break;
  }
  return within(most, begin, rows);
}

GramIndex::GramIndex(const GramRule& rule, std::size_t left_column, std::size_t right_column, const Records& records)
    : rule_(rule), records_(records), left_column_(left_column) {
  const Values& values = records.values(right_column);
  const Side& right = records.other();
  row_starts_.assign(values.size() + 2, 0);
  for (std::size_t r = 0; r < right.size(); ++r) ++row_starts_[right.row(r)[right_column] + 1];
  std::partial_sum(row_starts_.begin(), row_starts_.end(), row_starts_.begin());
  rows_.resize(right.size());
  std::vector<std::uint32_t> next(row_starts_.begin(), row_starts_.end() - 1);
  for (std::size_t r = 0; r < right.size(); ++r) rows_[next[right.row(r)[right_column]]++] = static_cast<std::uint32_t>(r);
  std::vector<std::pair<std::uint32_t, ValueId>> postings;
  for (ValueId v = 1; v <= values.size(); ++v) {
    if (row_starts_[v] == row_starts_[v + 1]) continue;
    const Units u = values.units(v);
    for (std::size_t i = 0; i + 1 < u.size(); ++i) postings.emplace_back(static_cast<std::uint32_t>(u[i]) << 16U | u[i + 1], v);
    if (u.size() == 1) postings.emplace_back(u[0], v);
  }
  std::sort(postings.begin(), postings.end());
  postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
  for (std::size_t i = 0; i < postings.size();) {
    std::size_t j = i;
    while (j < postings.size() && postings[j].first == postings[i].first) ++j;
    if (j - i <= rule_.most_rows) {
      keys_.push_back(postings[i].first);
      const auto from = static_cast<std::uint32_t>(values_.size());
      for (std::size_t k = i; k < j; ++k) values_.push_back(postings[k].second);
      grams_.push_back({from, static_cast<std::uint32_t>(values_.size()),
                        static_cast<float>(std::log2(static_cast<double>(right.size()) / static_cast<double>(j - i) + 1))});
    }
    i = j;
  }
}

const GramIndex::Gram* GramIndex::gram(std::uint32_t g) const {
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), g);
  return at == keys_.end() || *at != g ? nullptr : &grams_[static_cast<std::size_t>(at - keys_.begin())];
}

std::size_t GramIndex::find(const ValueId* left, std::vector<std::uint32_t>& rows) const {
  const ValueId id = left[left_column_];
  if (id == 0) return 0;
  const Units u = records_.values(left_column_).units(id);
  std::vector<std::uint32_t> seen;
  for (std::size_t i = 0; i + 1 < u.size(); ++i) seen.push_back(static_cast<std::uint32_t>(u[i]) << 16U | u[i + 1]);
  if (u.size() == 1) seen.push_back(u[0]);
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  // By value, what it shares with this one; all zero between calls.
  thread_local std::vector<float> shared;
  const Values& values = records_.values(left_column_);
  if (shared.size() <= values.size()) shared.resize(values.size() + 1);
  std::vector<std::pair<float, ValueId>> best;
  for (const std::uint32_t g : seen)
    if (const Gram* found = gram(g))
      for (std::uint32_t i = found->from; i < found->until; ++i) {
        if (shared[values_[i]] == 0) best.emplace_back(0.0F, values_[i]);
        shared[values_[i]] += found->weight;
      }
  for (auto& [w, v] : best) w = -std::exchange(shared[v], 0.0F);
  // Ties are broken by the text itself, not by its number, which depends on the order of rows.
  const auto before = [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : values.content_hash(a.second) < values.content_hash(b.second);
  };
  const std::size_t n = std::min(rule_.keep, best.size());
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(n), best.end(), before);
  const std::size_t begin = rows.size();
  for (std::size_t i = 0; i < n; ++i)
    rows.insert(rows.end(), rows_.begin() + row_starts_[best[i].second], rows_.begin() + row_starts_[best[i].second + 1]);
  return rows.size() - begin;
}

Candidates::Candidates(const Plan& plan, const Records& records, const std::vector<EqualRule>& rules,
                       const std::vector<GramRule>& grams)
    : records_(records), most_(plan.most_per_value) {
  std::vector<KeyColumns> keys;
  for (const EqualRule& rule : rules) {
    const KeyColumns key = key_columns(rule, records);
    if (key.pairs.empty()) continue;
    keys.push_back(key);
    names_.push_back(rule_name(rule));
    if (!records.one || symmetric(key)) continue;
    keys.push_back(mirrored(key));
    names_.push_back(rule_name(rule) + " (mirrored)");
  }
  std::vector<std::unique_ptr<KeyIndex>> made(keys.size());
  equal_.reserve(keys.size());
  in_parallel(keys.size(), plan.threads, [&](std::size_t k) { made[k] = std::make_unique<KeyIndex>(keys[k], records); });
  for (auto& index : made) equal_.push_back(std::move(*index));
  for (const GramRule& rule : grams) {
    const KeyColumns key = key_columns({rule.column}, records);
    if (key.pairs.empty()) continue;
    grams_.emplace_back(rule, key.pairs[0].first, key.pairs[0].second, records);
    names_.push_back("rare pairs of " + rule.column);
  }
  if (!records.one) return;
  std::vector<std::uint32_t> order(records.left.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return records.left.ids[a] < records.left.ids[b]; });
  rank_.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
}

void Candidates::prepare(const std::uint32_t* rows, std::size_t n, std::vector<KeyIndex::Sought>& sought) const {
  const std::size_t rules = equal_.size();
  sought.assign(n * rules, {});
  if (rules == 0) return;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < rules; ++k) {
      sought[i * rules + k] = equal_[k].seek(records_.left.row(rows[i]));
      equal_[k].prefetch_start(sought[i * rules + k]);
    }
  for (std::size_t h = 0; h < sought.size(); ++h) equal_[h % rules].prefetch_entry(sought[h]);
  for (std::size_t h = 0; h < sought.size(); ++h) equal_[h % rules].prefetch_row(sought[h]);
}

void Candidates::for_row(std::uint32_t row, const KeyIndex::Sought* sought, std::vector<std::uint32_t>& rows,
                         std::vector<std::uint64_t>& found) const {
  const ValueId* left = records_.left.row(row);
  std::size_t rule = 0;
  for (const KeyIndex& index : equal_) {
    found[rule] += index.find(left, sought[rule], most_, rows);
    ++rule;
  }
  for (const GramIndex& index : grams_) found[rule++] += index.find(left, rows);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  if (!records_.one) return;
  // Equal keys find a pair from both of its rows; a gram rule's best need not be mutual.
  std::erase_if(rows, [&](std::uint32_t r) { return r == row || (grams_.empty() && rank_[r] < rank_[row]); });
}

}  // namespace luodi::registers
