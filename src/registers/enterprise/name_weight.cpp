#include "registers/enterprise/name_weight.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/parallel.h"

namespace luodi::registers {
namespace {

constexpr std::size_t kLongestCore = 48;
/// Weight of the single character against the pair in the language: seen 4 times, a pair counts half.
constexpr double kBackOff = 4;

/// A town's name in front says where as much as who, and where is weighed elsewhere.
constexpr float kOfPlace = 0.5F;

std::uint64_t key_of(const NameParts& n) {
  std::string key = utf8_of(n.core) + '/' + utf8_of(form_class(n.form)) + '/' + utf8_of(n.branch);
  for (const std::string& code : n.divisions) key += '/' + code;
  for (const std::u16string& place : n.told) key += '/' + utf8_of(place);
  return content_hash(key);
}

}  // namespace

NameLanguage::NameLanguage(const Records& records, std::size_t column, unsigned threads) {
  const Values& names = records.values(column);
  read_names(names, threads);
  learn(names);
  learn_sounds();
  learn_keys(records, column);
}

void NameLanguage::read_names(const Values& names, unsigned threads) {
  names_.resize(names.size() + 1);
  constexpr std::size_t kPart = 4096;
  std::vector<std::vector<NameParts>> parts(names.size() / kPart + 1);
  in_parallel(parts.size(), threads, [&](std::size_t p) {
    for (std::size_t id = std::max<std::size_t>(1, p * kPart); id < std::min(names.size() + 1, (p + 1) * kPart); ++id)
      parts[p].push_back(parts_of_name(names.text(static_cast<ValueId>(id))));
  });
  std::map<std::u16string, std::uint16_t> words;
  const auto number = [&](const std::u16string& w) {
    return w.empty() ? std::uint16_t{0} : words.try_emplace(w, static_cast<std::uint16_t>(words.size() + 1)).first->second;
  };
  std::size_t id = 1;
  for (auto& list : parts)
    for (const NameParts& n : list) {
      Name& name = names_[id++];
      name.from = static_cast<std::uint32_t>(units_.size());
      units_ += std::u16string_view(n.core).substr(0, kLongestCore);
      name.until = static_cast<std::uint32_t>(units_.size());
      name.place_like = static_cast<std::uint16_t>(std::min(n.place_like, kLongestCore));
      name.form = number(n.form);
      name.form_class = number(form_class(n.form));
      name.branch = number(n.branch);
      if (name.branch >= branch_texts_.size()) branch_texts_.resize(name.branch + 1U);
      branch_texts_[name.branch] = n.branch;
      name.key = key_of(n);
    }
}

/// Bits of each character behind the one before it, pairs mixed with single characters.
void NameLanguage::learn(const Values& names) {
  std::unordered_map<std::uint32_t, double> pairs;
  std::vector<double> singles(0x10000, 0), before(0x10000, 0);
  double all = 0, kinds = 0;
  for (ValueId id = 1; id < names_.size(); ++id) {
    const double n = names.count(id, 0) + names.count(id, 1);
    char16_t last = u'^';
    for (std::uint32_t i = names_[id].from; i < names_[id].until; ++i) {
      const char16_t c = units_[i];
      kinds += singles[c] == 0 ? 1 : 0;
      singles[c] += n;
      before[last] += n;
      pairs[static_cast<std::uint32_t>(last) << 16U | c] += n;
      all += n;
      last = c;
    }
  }
  information_.resize(units_.size());
  for (const Name& name : names_) {
    char16_t last = u'^';
    for (std::uint32_t i = name.from; i < name.until; ++i) {
      const char16_t c = units_[i];
      const double single = (singles[c] + 0.5) / (all + 0.5 * kinds + 1), n = before[last], share = n / (n + kBackOff);
      const double pair = n > 0 ? pairs[static_cast<std::uint32_t>(last) << 16U | c] / n : 0;
      information_[i] = static_cast<float>(-std::log2(share * pair + (1 - share) * single));
      if (i < name.from + name.place_like) information_[i] *= kOfPlace;
      last = c;
    }
  }
}

void NameLanguage::learn_sounds() {
  sounds_.assign(0x10000, 0);
  std::map<std::string, std::uint16_t> syllables;
  std::vector<double> counts(1, 0);
  double all = 0;
  for (ValueId id = 1; id < names_.size(); ++id)
    for (std::uint32_t i = names_[id].from; i < names_[id].until; ++i) {
      const char16_t c = units_[i];
      if (sounds_[c] == 0) {
        const std::string syllable = syllable_of(c);
        if (syllable.empty()) continue;
        const auto next = static_cast<std::uint16_t>(syllables.size() + 1);
        sounds_[c] = syllables.try_emplace(syllable, next).first->second;
        counts.resize(syllables.size() + 1, 0);
      }
      counts[sounds_[c]] += 1;
      all += 1;
    }
  sound_information_.assign(counts.size(), 0);
  for (std::size_t s = 1; s < counts.size(); ++s)
    sound_information_[s] = static_cast<float>(std::log2(all / std::max(1.0, counts[s])));
}

/// The side with fewer repeats tells how often strangers share a key; what the other repeats may be the same enterprise twice.
void NameLanguage::learn_keys(const Records& records, std::size_t column) {
  double rarest = 1;
  for (const Side* side : {&records.left, &records.other()}) {
    std::unordered_map<std::uint64_t, double> counts;
    double rows = 0, same = 0;
    for (std::size_t r = 0; r < side->size(); ++r) {
      const ValueId id = side->row(r)[column];
      if (id == 0) continue;
      ++counts[names_[id].key];
      ++rows;
    }
    for (const auto& [key, n] : counts) same += n * (n - 1);
    if (rows > 1) rarest = std::min(rarest, (same + 1) / (rows * (rows - 1) + 1));
  }
  equal_key_ = -std::log2(rarest);
}

bool NameLanguage::other_branch(const Name& a, const Name& b) const {
  if (a.branch == 0 || b.branch == 0 || a.branch == b.branch) return false;
  const std::u16string &x = branch_texts_[a.branch], &y = branch_texts_[b.branch];
  static constexpr std::u16string_view kTelling = u"一二三四五六七八九十0123456789东南西北中上下前后左右新老";
  const std::u16string &longer = x.size() >= y.size() ? x : y, &shorter = x.size() >= y.size() ? y : x;
  if (const std::size_t at = longer.find(shorter); at != std::u16string::npos)  // 十一店 is not 一店
    return at > 0 && kTelling.find(longer[at - 1]) != std::u16string_view::npos &&
           kTelling.find(shorter.front()) != std::u16string_view::npos;
  std::size_t common = 0;
  while (common < std::min(x.size(), y.size()) && x[common] == y[common]) ++common;
  std::size_t behind = 0;
  while (behind < std::min(x.size(), y.size()) - common && x[x.size() - 1 - behind] == y[y.size() - 1 - behind]) ++behind;
  const std::u16string_view own_x = std::u16string_view(x).substr(common, x.size() - common - behind),
                            own_y = std::u16string_view(y).substr(common, y.size() - common - behind);
  const auto tells = [&](std::u16string_view s) { return s.find_first_of(kTelling) != std::u16string_view::npos; };
  // A slip is one character; a number, a direction or a place of two characters is another outlet.
  return tells(own_x) || tells(own_y) || (own_x.size() >= 2 && own_y.size() >= 2);
}

NameEvidence::NameEvidence(std::shared_ptr<const NameLanguage> language, std::vector<std::size_t> columns, NameChannel channel)
    : language_(std::move(language)), columns_(std::move(columns)), channel_(channel) {}

namespace {

constexpr float kNever = -1e9F;

/// How the best way to a cell began: with characters of one side alone, or with both.
enum : std::uint8_t { kLeftGap, kRightGap, kWhole };

}  // namespace

double NameEvidence::step(char16_t c, char16_t d, float ic, float id) const {
  if (c == d) return std::min(ic, id);
  if (const auto sound = language_->sound(c); sound != 0 && sound == language_->sound(d))
    return language_->sound_information(sound) - channel_.same_sound;
  return -channel_.other_sound;
}

/// The best alignment of two cores (Gotoh 1982, affine gaps whose opening depends on where they stand; swaps of neighbours as one
/// step). How each way began is carried along, so that no table has to be walked back.
template <bool kTold>
double NameEvidence::aligned(const NameLanguage::Name& a, const NameLanguage::Name& b, Gaps* gaps) const {
  const std::size_t n = a.until - a.from, m = b.until - b.from;
  const char16_t *x = language_->units() + a.from, *y = language_->units() + b.from;
  const float *ix = language_->information() + a.from, *iy = language_->information() + b.from;
  using Row = std::array<float, kLongestCore + 1>;
  using Begun = std::array<std::uint8_t, kLongestCore + 1>;
  Row same[3], left[2], right[2];
  Begun same_from[kTold ? 3 : 1], left_from[kTold ? 2 : 1], right_from[kTold ? 2 : 1];
  const auto more = static_cast<float>(channel_.gap_more);
  // The gap's side, and where in the other name it opens.
  const auto opening = [&](std::size_t side, std::size_t at, std::size_t end) {
    return static_cast<float>(at == 0 ? channel_.gap_front[side] : at == end ? channel_.gap_behind[side] : channel_.gap[side]);
  };
  for (std::size_t i = 0; i <= n; ++i) {
    const std::size_t i1 = (i + 2) % 3, i2 = (i + 1) % 3, h = i % 2, h1 = (i + 1) % 2;
    Row &s = same[i % 3], &l = left[h], &r = right[h];
    const Row &s1 = same[i1], &s2 = same[i2], &l1 = left[h1], &r1 = right[h1];
    for (std::size_t j = 0; j <= m; ++j) {
      s[j] = i == 0 && j == 0 ? 0 : kNever;
      if constexpr (kTold) same_from[i % 3][j] = kWhole;
      if (i > 0 && j > 0) {
        const float before = std::max({s1[j - 1], l1[j - 1], r1[j - 1]});
        s[j] = before + static_cast<float>(step(x[i - 1], y[j - 1], ix[i - 1], iy[j - 1]));
        if (i == 1 && j == 1) s[j] -= static_cast<float>(channel_.whole_front);
        if constexpr (kTold)
          same_from[i % 3][j] = before == s1[j - 1]   ? same_from[i1][j - 1]
                                : before == l1[j - 1] ? left_from[h1][j - 1]
                                                      : right_from[h1][j - 1];
        if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] && x[i - 1] != y[j - 1]) {
          const float swapped = s2[j - 2] + std::min(ix[i - 1] + ix[i - 2], iy[j - 1] + iy[j - 2]) -
                                static_cast<float>(channel_.swap) -
                                (i == 2 && j == 2 ? static_cast<float>(channel_.whole_front) : 0);
          if constexpr (kTold)
            if (swapped > s[j]) same_from[i % 3][j] = same_from[i2][j - 2];
          s[j] = std::max(s[j], swapped);
        }
      }
      const float opened_left = i > 0 ? std::max(s1[j], r1[j]) - opening(0, j, m) : kNever;
      l[j] = i > 0 ? std::max(opened_left, l1[j] - more) : kNever;
      const float opened_right = j > 0 ? std::max(s[j - 1], l[j - 1]) - opening(1, i, n) : kNever;
      r[j] = j > 0 ? std::max(opened_right, r[j - 1] - more) : kNever;
      if constexpr (kTold) {
        if (i > 0)
          left_from[h][j] = j == 0                ? std::uint8_t{kLeftGap}
                            : l[j] != opened_left ? left_from[h1][j]
                            : s1[j] >= r1[j]      ? same_from[i1][j]
                                                  : right_from[h1][j];
        if (j > 0)
          right_from[h][j] = i == 0                 ? std::uint8_t{kRightGap}
                             : r[j] != opened_right ? right_from[h][j - 1]
                             : s[j - 1] >= l[j - 1] ? same_from[i % 3][j - 1]
                                                    : left_from[h][j - 1];
      }
    }
  }
  const float whole = same[n % 3][m] - static_cast<float>(channel_.whole_behind), ends_left = left[n % 2][m],
              ends_right = right[n % 2][m], best = std::max({whole, ends_left, ends_right});
  if constexpr (kTold) {
    const bool by_left = best != whole && best == ends_left;
    const std::uint8_t begun = best == whole ? same_from[n % 3][m] : by_left ? left_from[n % 2][m] : right_from[n % 2][m];
    if (begun != kWhole) gaps->front = begun;
    if (best != whole && n > 0 && m > 0) gaps->behind = by_left ? 0 : 1;
  }
  return best;
}

double NameEvidence::bits_of(ValueId left, ValueId right) const {
  const NameLanguage::Name &a = language_->name(left), &b = language_->name(right);
  double w = aligned<false>(a, b, nullptr);
  if (a.key == b.key) return std::max(w, language_->equal_key());
  if (a.form != 0 && b.form != 0)
    w += a.form == b.form ? channel_.form_equal : a.form_class == b.form_class ? channel_.form_alike : channel_.form_differs;
  if (a.branch != b.branch) w += language_->other_branch(a, b) ? channel_.other_branch : channel_.branch_differs;
  return w;
}

std::optional<std::pair<ValueId, ValueId>> NameEvidence::best_pair(const ValueId* left, const ValueId* right,
                                                                   double& bits) const {
  std::optional<std::pair<ValueId, ValueId>> best;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      const ValueId l = left[columns_[i]], r = right[columns_[j]];
      // Two former names say nothing of each other: 不详 stands in many rows, and one predecessor has many heirs.
      if (l == 0 || r == 0 || (i > 0 && j > 0)) continue;
      const double w = bits_of(l, r) + (i + j > 0 ? channel_.alias : 0);
      if (!best || w > bits) bits = w, best.emplace(l, r);
    }
  return best;
}

double NameEvidence::bits(const ValueId* left, const ValueId* right) const {
  double bits = 0;
  best_pair(left, right, bits);
  return bits;
}

std::optional<Gaps> NameEvidence::gaps(const ValueId* left, const ValueId* right) const {
  double bits = 0;
  const auto names = best_pair(left, right, bits);
  if (!names) return std::nullopt;
  const NameLanguage::Name &a = language_->name(names->first), &b = language_->name(names->second);
  if (a.key == b.key) return std::nullopt;
  Gaps out;
  aligned<true>(a, b, &out);
  return out;
}

bool NameEvidence::branch_against_head(const ValueId* left, const ValueId* right) const {
  const ValueId l = left[columns_[0]], r = right[columns_[0]];
  if (l == 0 || r == 0 || l == r) return false;
  const NameLanguage::Name &a = language_->name(l), &b = language_->name(r);
  return (a.branch == 0) != (b.branch == 0) || language_->other_branch(a, b);
}

}  // namespace luodi::registers
