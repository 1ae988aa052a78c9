// See pairing.h.
#include "ledger/pairing.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "paper/unicode.h"

namespace luodi::ledger {
namespace {

constexpr double kAlike = 0.8;  // likeness from which two papers say the same requirement
constexpr std::size_t kMostPairs = 1'000'000;

using Pairs = std::set<std::pair<char32_t, char32_t>>;
Pairs pairs_of(const std::string& s) {
  Pairs out;
  char32_t before = 0;
  for (const char32_t c : paper::to_utf32(s)) {
    if (c < 0x30 || (c >= 0x2000 && c < 0x3040) || c >= 0xFF00) continue;
    if (before != 0) out.insert({before, c});
    before = c;
  }
  return out;
}

double share_of(const Pairs& x, const Pairs& y, bool same) {
  if (x.empty() || y.empty()) return same ? 1.0 : 0.0;
  std::size_t both = 0;
  for (const auto& p : x) both += y.count(p);
  return 2.0 * static_cast<double>(both) / static_cast<double>(x.size() + y.size());
}

}  // namespace

std::vector<std::optional<std::size_t>> same_in(const std::vector<std::string>& earlier, const std::vector<std::string>& later) {
  std::vector<std::optional<std::size_t>> out(later.size());
  std::vector<bool> taken(earlier.size(), false);
  // The same words first: of tables with thousands of rows that is all that can be paired in bounded time.
  std::map<std::string_view, std::vector<std::size_t>> by_words;
  for (std::size_t k = earlier.size(); k > 0; --k) by_words[earlier[k - 1]].push_back(k - 1);
  for (std::size_t i = 0; i < later.size(); ++i)
    if (const auto it = by_words.find(later[i]); it != by_words.end() && !it->second.empty()) {
      out[i] = it->second.back();
      taken[it->second.back()] = true;
      it->second.pop_back();
    }
  if (earlier.size() * later.size() > kMostPairs) return out;
  std::vector<Pairs> pairs;
  pairs.reserve(earlier.size());
  for (const std::string& text : earlier) pairs.push_back(pairs_of(text));
  for (std::size_t i = 0; i < later.size() && !earlier.empty(); ++i) {
    if (out[i]) continue;
    double most = kAlike;
    std::optional<std::size_t> found;
    const Pairs own = pairs_of(later[i]);
    for (std::size_t k = 0; k < earlier.size(); ++k)
      if (const double share = taken[k] ? 0 : share_of(own, pairs[k], later[i] == earlier[k]); share >= most)
        most = share, found = k;
    if (found) taken[*found] = true;
    out[i] = found;
  }
  return out;
}

std::u32string widths_folded(const std::string& s) {
  std::u32string out;
  for (char32_t c : paper::to_utf32(s)) {
    if (c == U' ' || c == U'　') continue;
    out.push_back(c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c);
  }
  return out;
}

}  // namespace luodi::ledger
