// See name_channel.h.
#include "registers/enterprise/name_channel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/json.hpp>

namespace luodi::registers {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostRows = 3000;
constexpr int kRounds = 4, kPriorRounds = 20;
/// A row whose best candidate is so unlikely teaches nothing.
constexpr double kLeastPosterior = 0.2;
constexpr double kChannelPairs = 30;

double cost(double share) {
  return -std::log2(std::clamp(share, 1e-4, 1 - 1e-4));
}
double probability(double cost) {
  return std::exp2(-cost);
}

struct Looked {
  std::uint32_t left = 0;
  std::vector<std::uint32_t> right;
  std::vector<double> odds;  ///< likelihood ratios
};

/// Left rows by the hash of their name, so that their order does not matter.
std::vector<Looked> sample(const Records& records, const Candidates& candidates) {
  const std::size_t rows = records.left.size(), name = records.column("name");
  const std::uint64_t limit = rows <= kMostRows ? ~0ULL : ~0ULL / rows * kMostRows;
  std::vector<Looked> out;
  std::vector<KeyIndex::Sought> sought;
  std::vector<std::uint64_t> found(candidates.rules());
  for (std::uint32_t r = 0; r < rows; ++r) {
    const ValueId v = records.left.row(r)[name];
    if (v == 0 || mixed(records.values(name).content_hash(v)) > limit) continue;
    Looked l{r, {}, {}};
    candidates.prepare(&r, 1, sought);
    candidates.for_row(r, sought.data(), l.right, found);
    if (!l.right.empty()) out.push_back(std::move(l));
  }
  return out;
}

/// The share of rows that have a match: expectation and maximisation over one number, from the middle.
double matched_share(const std::vector<Looked>& rows, double others) {
  double share = 0.5;
  for (int round = 0; round < kPriorRounds; ++round) {
    double sum = 0;
    for (const Looked& l : rows) {
      double all = 0;
      for (const double o : l.odds) all += o;
      const double match = share / others * all;
      sum += match / (match + 1 - share);
    }
    share = std::clamp(sum / static_cast<double>(rows.size()), 0.01, 0.99);
  }
  return share;
}

/// Pairs by how likely they are matches, and those of them whose names have a gap in front or behind, by its side.
struct Counts {
  double pairs = 0;
  std::array<double, 2> front{}, behind{};
};

/// The channel that counts ask for: shares of what was done, the usual channel counting as kChannelPairs pairs more.
NameChannel channel_of(const Counts& c, const NameChannel& usual) {
  NameChannel out = usual;
  const auto share = [&](double count, double usual_cost) {
    return (count + probability(usual_cost) * kChannelPairs) / (c.pairs + kChannelPairs);
  };
  double front = 0, behind = 0;
  for (std::size_t s = 0; s < 2; ++s) {
    const double f = share(c.front[s], usual.gap_front[s]), b = share(c.behind[s], usual.gap_behind[s]);
    out.gap_front[s] = cost(f);
    out.gap_behind[s] = cost(b);
    front += f, behind += b;
  }
  out.whole_front = cost(1 - front);
  out.whole_behind = cost(1 - behind);
  return out;
}

}  // namespace

void learn_channel(const Records& records, const Candidates& candidates, NameEvidence& names) {
  if (records.one || records.left.size() == 0 || records.other().size() == 0) return;
  std::vector<Looked> rows = sample(records, candidates);
  if (rows.empty()) return;
  const NameChannel usual = names.channel();
  const double others = static_cast<double>(records.other().size());
  for (int round = 0; round < kRounds; ++round) {
    for (Looked& l : rows) {
      l.odds.clear();
      for (const std::uint32_t r : l.right)
        l.odds.push_back(std::exp2(std::min(names.bits(records.left.row(l.left), records.other().row(r)), 200.0)));
    }
    const double share = matched_share(rows, others);
    Counts counts;
    for (const Looked& l : rows) {
      double all = 0;
      for (const double o : l.odds) all += o;
      const double none = (1 - share) / share * others;
      for (std::size_t i = 0; i < l.right.size(); ++i) {
        const double p = l.odds[i] / (all + none);
        if (p < kLeastPosterior) continue;
        const auto gaps = names.gaps(records.left.row(l.left), records.other().row(l.right[i]));
        if (!gaps) continue;
        counts.pairs += p;
        if (gaps->front) counts.front[*gaps->front] += p;
        if (gaps->behind) counts.behind[*gaps->behind] += p;
      }
    }
    names.set_channel(channel_of(counts, usual));
  }
}

std::string channel_as_json(const NameChannel& c) {
  const auto both = [](const std::array<double, 2>& a) { return json::array{a[0], a[1]}; };
  return json::serialize(json::object{{"gap_front", both(c.gap_front)},
                                      {"gap_behind", both(c.gap_behind)},
                                      {"whole_front", c.whole_front},
                                      {"whole_behind", c.whole_behind}});
}

NameChannel channel_of_json(const std::string& text) {
  NameChannel c;
  boost::system::error_code error;
  const json::value v = json::parse(text, error);
  if (error || !v.is_object()) return c;
  const json::object& o = v.as_object();
  const auto one = [&](const char* name, double& into) {
    if (const json::value* x = o.if_contains(name)) into = x->to_number<double>();
  };
  const auto both = [&](const char* name, std::array<double, 2>& into) {
    if (const json::value* x = o.if_contains(name))
      for (std::size_t s = 0; s < 2; ++s) into[s] = x->as_array()[s].to_number<double>();
  };
  both("gap_front", c.gap_front), both("gap_behind", c.gap_behind);
  one("whole_front", c.whole_front), one("whole_behind", c.whole_behind);
  return c;
}

}  // namespace luodi::registers
