// See index.h.
#include "supervision/index.h"

#include <algorithm>
#include <mutex>

#include "supervision/columns.h"

namespace luodi::supervision {
namespace {

using store::Connection;

constexpr std::size_t kMostWords = 8;
constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

/// Words that stand apart, at most kMostWords; each must be found.
std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : in_small_letters(text) + " ") {
    if (c != ' ' && c != '\t' && c != '\n') {
      word += c;
    } else if (!word.empty() && out.size() < kMostWords) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

/// A filter with its names as numbers.
struct Asked {
  std::int64_t head = 0, before = 0;
  std::uint32_t state = kNone, lead = kNone, topic = kNone, meeting = kNone, withdrawn = kNone;
  bool nothing = false;  // it names what no row has
  bool scoped = false;
  std::vector<char> mine;      // by number of the unit
  std::vector<char> accounts;  // by number of the account
  std::vector<char> only;      // by number of the commitment; empty: all
  std::vector<std::string> words;
};

Asked asked(const Columns& k, const Filter& f, std::int64_t head) {
  Asked a;
  a.head = head;
  a.before = f.before == "9999" ? kLast : seconds_of(f.before);
  const auto number = [&](const std::optional<std::string>& name, const Names& among, std::uint32_t& into) {
    if (!name) return;
    into = among.find(*name);
    a.nothing |= into == kNone;
  };
  number(f.state, k.states, a.state);
  number(f.unit_id, k.leads, a.lead);
  number(f.topic, k.topics, a.topic);
  number(f.meeting_id, k.meetings, a.meeting);
  a.withdrawn = k.states.find("withdrawn");
  if (f.words) a.words = words_in(*f.words);
  if (f.ids) {
    a.only.assign(k.commitments.size() + 1, 0);
    for (const std::string& id : *f.ids)
      if (const std::uint32_t n = k.ids.find(id); n != kNone) a.only[n] = 1;
  }
  a.scoped = f.theirs.has_value();
  if (!a.scoped) return a;
  const auto mark = [](const std::vector<std::string>& names, const Names& among, std::vector<char>& into) {
    into.resize(among.size());
    for (const std::string& name : names)
      if (const std::uint32_t n = among.find(name); n != kNone) into[n] = 1;
  };
  mark(f.theirs->units, k.leads, a.mine);
  mark(f.theirs->accounts, k.accounts, a.accounts);
  return a;
}

/// The version that stood then; kNone where there was none.
std::uint32_t standing(const Columns& k, const CommitmentColumn& one, const Asked& a) {
  std::uint32_t v = one.last;
  while (v != kNone && (k.versions[v].seq > a.head || k.versions[v].from >= a.before)) v = k.versions[v].before;
  return v;
}

/// Who leads or helps by that version, of a past day who did then; whose it was where nobody leads.
bool is_mine(const Columns& k, const CommitmentColumn& one, const VersionRow& v, const Asked& a) {
  if (v.lead != kNone ? a.mine[v.lead] != 0 : one.confirmed_by != kNone && a.accounts[one.confirmed_by] != 0) return true;
  if (v.helpers == kNone) return false;
  const std::vector<std::uint32_t>& helping = k.helping[v.helpers];
  return std::any_of(helping.begin(), helping.end(), [&](std::uint32_t n) { return a.mine[n] != 0; });
}

bool has_words(const Columns& k, const CommitmentColumn& one, const VersionRow& v, const Asked& a) {
  return std::all_of(a.words.begin(), a.words.end(), [&](const std::string& word) {
    return one.words.find(word) != std::string::npos ||
           in_small_letters(std::string(k.units.name(v.unit))).find(word) != std::string::npos;
  });
}

bool fits(const Columns& k, const CommitmentColumn& one, const VersionRow& v, const Asked& a) {
  if (a.state != kNone ? v.state != a.state : v.state == a.withdrawn && a.withdrawn != kNone) return false;
  if (a.lead != kNone && v.lead != a.lead) return false;
  if (a.topic != kNone && one.topic != a.topic) return false;
  if (a.meeting != kNone && one.meeting != a.meeting) return false;
  if (a.scoped && !is_mine(k, one, v, a)) return false;
  return a.words.empty() || has_words(k, one, v, a);
}

NarrowRow narrow(const Columns& k, const CommitmentColumn& one, const VersionRow& v, bool counted) {
  return {one.id,
          k.states.name(v.state),
          k.meetings.name(one.meeting),
          k.leads.name(v.lead),
          one.whole == kNone ? std::string_view() : std::string_view(k.commitments[one.whole].id),
          one.meeting,
          given(v.due_day),
          counted,
          given(v.due_date),
          given(v.assign_by),
          0};
}

/// The commitments that a filter may let through, in order; nothing: all of them.
std::optional<std::vector<std::uint32_t>> candidates(const Columns& k, const Filter& f, const Asked& a) {
  std::vector<std::uint32_t> out;
  const auto add = [&](const std::vector<std::vector<std::uint32_t>>& lists, std::size_t name) {
    if (name < lists.size()) out.insert(out.end(), lists[name].begin(), lists[name].end());
  };
  if (f.meeting_id) {
    add(k.of_meeting, a.meeting);
  } else if (f.unit_id) {
    add(k.of_unit, a.lead);
  } else if (a.scoped) {
    for (std::size_t n = 0; n < a.mine.size(); ++n)
      if (a.mine[n] != 0) add(k.of_unit, n);
    for (std::size_t n = 0; n < a.accounts.size(); ++n)
      if (a.accounts[n] != 0) add(k.of_account, n);
  } else {
    return std::nullopt;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Every commitment that the filter lets through, in the order in which they were made, with the version that stood:
/// seen(commitment, version, counted).
template <class Seen>
void walk(const Columns& k, const Filter& f, const Asked& a, const Seen& seen) {
  const std::uint32_t merged = k.states.find("merged");
  std::vector<char> through(k.commitments.size());
  const auto look = [&](std::uint32_t i) {
    if (!a.only.empty() && a.only[i] == 0) return;
    const CommitmentColumn& one = k.commitments[i];
    const std::uint32_t at = standing(k, one, a);
    if (at == kNone || !fits(k, one, k.versions[at], a)) return;
    through[i] = 1;
    seen(i, at, k.versions[at].state != merged && (one.whole == kNone || through[one.whole] == 0));
  };
  if (const auto few = candidates(k, f, a)) {
    for (const std::uint32_t i : *few) look(i);
  } else {
    for (std::uint32_t i = 0; i < k.commitments.size(); ++i) look(i);
  }
}

struct Hit {
  std::int64_t key = 0, number = 0;
  std::uint32_t commitment = 0, version = 0;
};

/// What a list sorts by; what has none comes last, whatever the direction.
void set_keys(const Columns& k, const Filter& f, std::vector<Hit>& hits) {
  const std::vector<std::int64_t> ranks = f.order == "unit"           ? k.units.ranks()
                                          : f.order == "state"        ? k.states.ranks()
                                          : f.order == "meeting_date" ? k.dates.ranks()
                                                                      : std::vector<std::int64_t>{};
  for (Hit& h : hits) {
    const VersionRow& v = k.versions[h.version];
    const CommitmentColumn& one = k.commitments[h.commitment];
    h.number = f.descending ? -one.number : one.number;
    if (f.order == "commitment_id") continue;
    const std::uint32_t name = f.order == "unit" ? v.unit : f.order == "state" ? v.state : one.date;
    const bool none = f.order == "due_date" ? v.due_date == kNoDay : name == kNone;
    const std::int64_t key = none ? 0 : f.order == "due_date" ? v.due_date : ranks[name];
    h.key = none ? kLast : f.descending ? -key : key;
  }
}

}  // namespace

CommitmentIndex::CommitmentIndex() : columns_(std::make_unique<Columns>()) {}
CommitmentIndex::~CommitmentIndex() = default;

Result<void> CommitmentIndex::follow(Connection& c) {
  auto head = columns_->follow(c);
  if (!head) return tl::unexpected(head.error());
  return {};
}

/// The columns as of the transaction's last entry, held for reading, with what is asked in their numbers.
struct CommitmentIndex::Look {
  std::shared_lock<std::shared_mutex> lock;
  Asked asked;
  LightRules rules{std::vector<LightRule>{}};
  long day = 0;
  bool lit = false;   // lights were asked for
  bool kept = false;  // the lights kept are those asked for

  std::uint8_t light(const Columns& k, std::uint32_t commitment, std::uint32_t version) const {
    if (kept && k.commitments[commitment].last == version) return k.lights.of[commitment];
    return k.light_of(k.versions[version], day, rules);
  }
};

Result<CommitmentIndex::Look> CommitmentIndex::look(Connection& c, const Filter& f, const std::optional<Lighting>& lighting) {
  auto head = columns_->follow(c);
  if (!head) return tl::unexpected(head.error());
  Look look;
  if (lighting) look.rules = LightRules(lighting->rules), look.day = lighting->day, look.lit = true;
  // Past days are asked for too seldom to keep their lights.
  if (look.lit && f.before == "9999") columns_->light(look.day, look.rules);
  look.lock = std::shared_lock(columns_->mutex);
  if (columns_->head < *head) return fail(ErrorCode::busy, "commitments", "store.busy", "the index was read anew; call again");
  const KeptLights& kept = columns_->lights;
  // A version that came in between is not lit yet; then none of the kept ones is used.
  look.kept = look.lit && kept.day == look.day && kept.rules == look.rules && kept.versions == columns_->versions.size();
  look.asked = asked(*columns_, f, *head);
  return look;
}

Result<Page> CommitmentIndex::list(Connection& c, const Filter& f, const Lighting& lighting,
                                   const std::optional<std::string>& light) {
  auto look = this->look(c, f, lighting);
  if (!look) return tl::unexpected(look.error());
  const Columns& k = *columns_;
  Page page;
  if (look->asked.nothing) return page;
  const int wanted = light && !light->empty() ? severity(*light) : -1;
  std::vector<Hit> hits;
  walk(k, f, look->asked, [&](std::uint32_t i, std::uint32_t at, bool counted) {
    const int lit = look->light(k, i, at);
    ++page.lights[lit];
    if (wanted >= 0 && lit != wanted) return;
    hits.push_back({0, 0, i, at});
    page.counted += counted ? 1 : 0;
  });
  page.total = static_cast<std::int64_t>(hits.size());
  set_keys(k, f, hits);
  const std::size_t from = std::min(f.offset, hits.size()), to = std::min(from + f.limit, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(to), hits.end(),
                    [](const Hit& x, const Hit& y) { return x.key != y.key ? x.key < y.key : x.number < y.number; });
  for (std::size_t i = from; i < to; ++i) page.ids.push_back(k.commitments[hits[i].commitment].id);
  return page;
}

Result<void> CommitmentIndex::visit(Connection& c, const Filter& f, const std::optional<Lighting>& lighting,
                                    const std::function<void(const NarrowRow&)>& seen) {
  auto look = this->look(c, f, lighting);
  if (!look) return tl::unexpected(look.error());
  if (look->asked.nothing) return {};
  const Columns& k = *columns_;
  walk(k, f, look->asked, [&](std::uint32_t i, std::uint32_t at, bool counted) {
    NarrowRow r = narrow(k, k.commitments[i], k.versions[at], counted);
    if (look->lit) r.light = look->light(k, i, at);
    seen(r);
  });
  return {};
}

}  // namespace luodi::supervision
