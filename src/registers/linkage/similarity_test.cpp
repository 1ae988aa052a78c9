// Similarities against plain recurrences over many made pairs, and against published values.
#include "registers/linkage/similarity.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "registers/linkage/values.h"

namespace luodi::registers {
namespace {

/// A text with room behind it, as pools give.
class Padded {
 public:
  explicit Padded(std::u16string s) : size_(s.size()), text_(std::move(s)) { text_.append(kUnitPadding + 64, u'\0'); }
  Units units() const { return Units(text_.data(), size_); }

 private:
  std::size_t size_;
  std::u16string text_;
};

double plain_jaro_winkler(Units a, Units b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
  const std::size_t reach = std::max<std::size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  std::vector<bool> ma(a.size()), mb(b.size());
  double m = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = i > reach ? i - reach : 0; j < std::min(b.size(), i + reach + 1); ++j)
      if (!mb[j] && a[i] == b[j]) {
        ma[i] = mb[j] = true;
        ++m;
        break;
      }
  if (m == 0) return 0;
  double moved = 0;
  for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
    if (!ma[i]) continue;
    while (!mb[j]) ++j;
    moved += a[i] != b[j++] ? 1 : 0;
  }
  const double jaro =
      (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - std::floor(moved / 2)) / m) / 3;
  std::size_t prefix = 0;
  while (prefix < std::min<std::size_t>({4, a.size(), b.size()}) && a[prefix] == b[prefix]) ++prefix;
  return jaro > 0.7 ? jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro) : jaro;
}

unsigned plain_distance(Units a, Units b, bool swaps) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (unsigned i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (unsigned j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1] ? 1U : 0U)});
      if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

/// Texts of an alphabet so small that matches, swaps and repeats abound.
std::u16string made(std::uint64_t& state, std::size_t most) {
  std::u16string s;
  const std::size_t size = mixed(state++) % (most + 1);
  for (std::size_t i = 0; i < size; ++i) s += static_cast<char16_t>(u'一' + mixed(state++) % 5);
  return s;
}

TEST(Similarity, EqualsThePlainRecurrences) {
  std::uint64_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    const std::size_t most = i % 10 == 0 ? 64 : 18;
    const std::u16string start = i % 3 == 0 ? made(state, most) : u"";  // what both begin with is matched at once
    const Padded a((start + made(state, most)).substr(0, 64)), b((start + made(state, most)).substr(0, 64));
    ASSERT_NEAR(jaro_winkler(a.units(), b.units()), plain_jaro_winkler(a.units(), b.units()), 1e-12);
    for (const bool swaps : {false, true}) {
      const unsigned is = plain_distance(a.units(), b.units(), swaps);
      for (const unsigned limit : {0U, 1U, 2U, 100U})
        ASSERT_EQ(swaps ? damerau_distance(a.units(), b.units(), limit) : edit_distance(a.units(), b.units(), limit),
                  std::min(is, limit + 1));
    }
  }
}

TEST(Similarity, KnowsPublishedValuesAndComparesCharactersNotBytes) {
  const Padded martha(u"MARTHA"), marhta(u"MARHTA"), dixon(u"DIXON"), dicksonx(u"DICKSONX");
  EXPECT_NEAR(jaro_winkler(martha.units(), marhta.units()), 0.9611, 1e-4);
  EXPECT_NEAR(jaro_winkler(dixon.units(), dicksonx.units()), 0.8133, 1e-4);
  const Padded zhen(u"深圳"), chuan(u"深川"), middle(u"中"), rich(u"丰");
  EXPECT_EQ(edit_distance(zhen.units(), chuan.units(), 9), 1U);
  EXPECT_EQ(jaro_winkler(middle.units(), rich.units()), 0);
}

TEST(Similarity, SignaturesNeverPromiseLess) {
  std::uint64_t state = 7;
  Values values;
  for (int i = 0; i < 5000; ++i) {
    const Padded a(made(state, 20)), b(made(state, 20));
    std::string ta, tb;
    for (const char16_t c : a.units()) ta += std::string("\xE4\xB8") + static_cast<char>(0x80 + (c - u'一'));
    for (const char16_t c : b.units()) tb += std::string("\xE4\xB8") + static_cast<char>(0x80 + (c - u'一'));
    const ValueId l = values.add(ta, 0), r = values.add(tb, 1);
    if (l == 0 || r == 0) continue;
    ASSERT_GE(most_jaro_winkler(values.units(l), values.signature(l), values.units(r), values.signature(r)) + 1e-12,
              jaro_winkler(values.units(l), values.units(r)));
  }
}

TEST(Values, GiveOneNumberToOneTextAndCountSides) {
  Values v;
  const ValueId a = v.add("洋县", 0);
  EXPECT_EQ(v.add("洋县", 1), a);
  EXPECT_NE(v.add("城固", 1), a);
  EXPECT_EQ(v.add("", 0), 0U);
  EXPECT_EQ(v.count(a, 0), 1U);
  EXPECT_EQ(v.count(a, 1), 1U);
  EXPECT_EQ(v.text(a), "洋县");
  const ValueId wide = v.add("𠮷野家", 0);
  EXPECT_EQ(v.text(wide), "𠮷野家");
  EXPECT_EQ(v.units(wide).size(), 3U);
}

}  // namespace
/// A text lies in a line of its own up to 27 units, longer ones elsewhere: both read alike, also when more came behind them.
TEST(Values, TextsOfEveryLengthComeBackAsTheyWere) {
  Values v;
  v.expect(200);
  std::vector<std::string> texts;
  for (std::size_t n = 1; n <= 150; ++n) {
    texts.emplace_back();
    for (std::size_t i = 0; i < n; ++i) texts.back() += "\xE4\xB8" + std::string(1, static_cast<char>(0x80 + (n * 7 + i) % 64));
  }
  std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<ValueId> ids;
  v.add_all(views, 0, ids);
  v.add_all(views, 1, ids);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(ids[i], ids[texts.size() + i]);
    EXPECT_EQ(v.units(ids[i]).size(), i + 1);
    EXPECT_EQ(v.text(ids[i]), texts[i]);
    EXPECT_EQ(v.count(ids[i], 1), 1U);
  }
}

}  // namespace luodi::registers
