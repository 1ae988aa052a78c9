// The columns behind CommitmentIndex: every version that ever stood, with names as numbers; how they follow the ledger.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/store.h"
#include "supervision/lights.h"

namespace luodi::supervision {

constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Strings by number, each once; the views stay good.
class Names {
 public:
  std::uint32_t number_of(const std::string& s) {
    if (s.empty()) return kNone;
    const auto [it, fresh] = numbers_.try_emplace(s, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(&it->first);
    return it->second;
  }
  std::uint32_t find(const std::string& s) const {
    const auto it = numbers_.find(s);
    return it == numbers_.end() ? kNone : it->second;
  }
  std::size_t size() const { return names_.size(); }
  std::string_view name(std::uint32_t n) const { return n == kNone ? std::string_view() : std::string_view(*names_[n]); }
  /// The place of each name among all, by code point.
  std::vector<std::int64_t> ranks() const {
    std::vector<std::uint32_t> order(names_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return *names_[a] < *names_[b]; });
    std::vector<std::int64_t> out(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) out[order[i]] = static_cast<std::int64_t>(i);
    return out;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> names_;
};

struct VersionRow {
  std::int64_t seq = 0;
  std::int64_t from = 0;             // seconds
  std::uint32_t commitment = kNone;  // whose version this is
  std::uint32_t before = kNone;      // the one before it
  std::uint32_t state = kNone, unit = kNone, lead = kNone;
  std::uint32_t helpers = kNone;  // a set of helping units, of Columns::helping
  std::int32_t due_day = kNoDay, due_date = kNoDay, assigned_day = kNoDay, assign_by = kNoDay, progress = kNoDay,
               reported_day = kNoDay;
};

struct CommitmentColumn {
  std::string id;
  std::string words;  // what a search looks in, ASCII in small letters
  std::int64_t number = 0;
  std::uint32_t meeting = kNone, topic = kNone, date = kNone, confirmed_by = kNone;
  std::uint32_t last = kNone;
  std::uint32_t whole = kNone;  // the commitment that this one is a part of; it stands before it
};

/// The lights of the last versions, kept for one day and set of rules: those of today are asked for again and again.
struct KeptLights {
  std::optional<LightRules> rules;
  long day = 0;
  std::size_t versions = 0;      // of the columns, that are lit
  std::vector<std::uint8_t> of;  // by commitment
};

/// Follows the ledger under a lock for writing; readers hold it for reading while they look.
struct Columns {
  std::shared_mutex mutex;
  std::int64_t head = 0;
  Names states, units, leads, meetings, topics, dates, ids, accounts, helper_sets;
  std::vector<std::vector<std::uint32_t>> helping;  // the units of each set, as numbers of `leads`
  std::vector<CommitmentColumn> commitments;
  std::vector<VersionRow> versions;
  /// By number of the unit, meeting or account: the commitments that it ever led or helped, decided or confirmed. What somebody
  /// asks for is mostly little of the whole; only that is looked at. May name one twice.
  std::vector<std::vector<std::uint32_t>> of_unit, of_meeting, of_account;
  KeptLights lights;

  /// Brings the columns to the last entry that this transaction sees; gives its number.
  Result<std::int64_t> follow(store::Connection& c);
  /// Lights what was not lit yet for this day by these rules.
  void light(long day, const LightRules& rules);
  std::uint8_t light_of(const VersionRow& v, long day, const LightRules& rules) const;

 private:
  Result<void> read(store::Connection& c, std::int64_t from, std::int64_t to);
  Result<void> read_new(store::Connection& c, std::int64_t from, std::int64_t to);
  Result<void> read_versions(store::Connection& c, std::int64_t from, std::int64_t to);
  std::uint32_t helpers_in(const std::string& ids);
  void clear();
};

/// A day or a number, as columns keep it.
inline std::optional<long> given(std::int32_t n) {
  return n == kNoDay ? std::nullopt : std::optional<long>(n);
}
/// An instant of the ledger ("2026-01-08T09:30:00Z") in seconds; what is no instant ("9999") lies behind all.
std::int64_t seconds_of(const std::string& at);
/// ASCII letters made small; everything else as it is.
std::string in_small_letters(std::string s);

}  // namespace luodi::supervision
