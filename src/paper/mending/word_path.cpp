// See word_path.h.
#include "paper/mending/word_path.h"

#include <algorithm>
#include <vector>

namespace luodi::paper {
namespace {

constexpr int kNameStart = 60;   // a name begins, besides its surname's cost
constexpr int kOddBehind = 350;  // something behind a name that hardly stands there

// Behind words of two characters or more, meeting papers set a mark twice as often as the lists expect: 0.243 against 0.111
// over 3,100 such words of invented articles. The odds of a mark to none: 94.
constexpr int kMarkBehindWord = 94;
// A clause of a meeting paper hardly begins with a bare noun or verb of one character (核, 停): written Chinese asks for two
// (Feng Shengli, 汉语韵律句法学, 2000). Of 700 clauses of invented articles 0.7 in a hundred do, where the lists, which know
// nothing of what follows a mark, expect 16. Particles lean on what stands before them and begin none.
constexpr int kBareWord = 250;
constexpr int kParticle = 400;
constexpr std::u32string_view kParticles = U"的了着过们吗呢吧啊么得";
// Words of one character that do begin clauses: auxiliaries, prepositions, conjunctions, adverbs, pronouns, numerals, and
// the classes of divisions that stand for a government (县, 区).
constexpr std::u32string_view kOpensClause =
    U"要须应可把将对以在从由让使令为向按据依经就与同于当自随因用靠并但而或且则若如既凡虽即及不未更均仍其此该各每本请"
    U"一二三四五六七八九十百千两几零县市区旗镇乡村街省州国";
// Marks of speech, of which those articles hold none in 6,000 words; the lists expect nine in ten thousand.
constexpr int kMarkOfSpeech = 150;

/// Narrow marks are judged like wide ones.
std::uint64_t mark(char32_t c) {
  switch (c) {
    case U',':
    case U';':
    case U':':
    case U'!':
    case U'?':
    case U'(':
    case U')': return c + 0xFEE0U;
    default: return c < 0x10000 ? c : 0;
  }
}

std::uint64_t pack(std::u32string_view word) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < word.size(); ++i) key |= static_cast<std::uint64_t>(word[i]) << (16U * i);
  return key;
}

/// The names class: which words a name may follow, what may follow a name, and where lists of names go on.
class Names {
 public:
  static constexpr std::uint32_t kBehindName = 0xFFFFFFFE;  // the 、 between two names
  explicit Names(const Lexicon& lexicon) {
    comma_ = lexicon.word_id(U'、');
    clause_ends_ = {lexicon.word_id(U'，'), lexicon.word_id(U'。'), lexicon.word_id(U'；')};
    unlikely_surname_ = lexicon.surname_cost(U'县');
    for (const std::u32string_view w : {U"领导", U"县长", U"副县长", U"区长", U"副区长", U"市长", U"副市长", U"主任", U"副主任",
                                        U"主席", U"副主席", U"书记", U"副书记", U"局长", U"部长", U"同志", U"旗长", U"镇长"})
      if (const auto id = lexicon.word_id(pack(w)); id != 0)
        before_.push_back(id), before_bits_ |= std::uint64_t{1} << (id & 63U);
    for (const std::u32string_view w :
         {U"、", U"，", U"。", U"参加", U"出席", U"列席", U"主持", U"应邀", U"同志", U"等", U"（", U"强调", U"要求", U"指出"})
      if (const auto id = lexicon.word_id(pack(w)); id != 0) after_.push_back(id);
  }
  bool is_comma(std::uint32_t word) const { return word == comma_; }
  bool may_start(std::uint32_t word) const {
    if (word == kBehindName) return true;
    return (before_bits_ >> (word & 63U) & 1U) != 0 && std::find(before_.begin(), before_.end(), word) != before_.end();
  }
  /// What a word of one character costs more behind a mark that ends a clause.
  int odd_start(std::uint32_t mark, char32_t c, const Lexicon& lexicon) const {
    if (std::find(clause_ends_.begin(), clause_ends_.end(), mark) == clause_ends_.end()) return 0;
    if (kParticles.find(c) != std::u32string_view::npos) return kParticle;
    if (lexicon.surname_cost(c) < unlikely_surname_) return 0;
    return kOpensClause.find(c) == std::u32string_view::npos ? kBareWord : 0;
  }
  bool is_mark(std::uint32_t word) const {
    return word == comma_ || std::find(clause_ends_.begin(), clause_ends_.end(), word) != clause_ends_.end();
  }
  bool may_follow(std::uint32_t word) const { return std::find(after_.begin(), after_.end(), word) != after_.end(); }

 private:
  std::vector<std::uint32_t> before_, after_;
  std::uint64_t before_bits_ = 0;  // asked for every character: most words are told by their last six bits
  std::array<std::uint32_t, 3> clause_ends_{};
  std::uint32_t comma_ = 0;
  int unlikely_surname_ = 0;  // what a character costs as a surname that none bears
};

/// Costs of pairs asked for lately. The readings of a place share most of their words, and the table of pairs is far larger
/// than a core's own cache.
class RecentPairs {
 public:
  int cost(std::uint32_t before, std::uint32_t id, const Lexicon& lexicon) {
    const std::uint64_t key = ((static_cast<std::uint64_t>(before) << 32U) | id) + 1;  // 0: empty
    Slot& slot = slots_[(key * 0x9e3779b97f4a7c15ULL) >> (64U - kBits)];
    if (slot.key != key) slot = {key, lexicon.pair_cost(before, id)};
    return slot.cost;
  }

 private:
  static constexpr unsigned kBits = 13;
  struct Slot {
    std::uint64_t key = 0;
    int cost = 0;
  };
  std::array<Slot, std::size_t{1} << kBits> slots_{};
};

int pair_cost(std::uint32_t before, std::uint32_t id, const Lexicon& lexicon) {
  thread_local constinit RecentPairs recent;
  return recent.cost(before, id, lexicon);
}

int step_cost(std::uint32_t before, std::uint32_t id, const Names& names, const Lexicon& lexicon) {
  if (before == Names::kBehindName) return pair_cost(0, id, lexicon) + kOddBehind;
  if (before != WordPath::kName) return pair_cost(before, id, lexicon);
  return names.may_follow(id) ? 120 : pair_cost(0, id, lexicon) + kOddBehind;
}

}  // namespace

void WordPath::add(char32_t c, const Lexicon& lexicon) {
  static const Names names(lexicon);
  const std::uint64_t self = mark(c);
  std::uint32_t id = self < 0x80 ? 0 : lexicon.char_id(static_cast<char32_t>(self));
  const bool behind_name = word[0] == kName || word[0] == Names::kBehindName;
  const int alone = lexicon.char_cost(c) + (behind_name ? kOddBehind : lexicon.backoff(word[0]));
  int now = best[0] + (id != 0 ? step_cost(word[0], id, names, lexicon) : alone);
  if (!is_han(c) || c >= 0x10000) {
    if (last != 0 && id != 0 && names.is_mark(id) && word[0] != lexicon.char_id(static_cast<char32_t>(last & 0xFFFFU)))
      now -= kMarkBehindWord;
    if (self == U'！' || self == U'？') now += kMarkOfSpeech;
    best = {now, kNever, kNever, kNever};
    word = {word[0] == kName && names.is_comma(id) ? Names::kBehindName : id, 0, 0, 0};
    last = 0;
    return;
  }
  if (last == 0) now += names.odd_start(word[0], c, lexicon);
  std::uint64_t key = self;
  for (unsigned k = 1; k < 4; ++k) {
    const std::uint64_t before = (last >> (16U * (k - 1))) & 0xFFFFU;
    if (before == 0) break;
    key = (key << 16U) | before;
    if (const std::uint32_t longer = lexicon.word_id(key); longer != 0) {
      const int through = best[k] + step_cost(word[k], longer, names, lexicon);
      if (through < now) now = through, id = longer;
    }
    if (k < 3 && names.may_start(word[k])) {
      int through = best[k] + kNameStart + lexicon.surname_cost(static_cast<char32_t>(before));
      through += lexicon.name_last_cost(c);
      if (k == 2) through += lexicon.name_middle_cost(static_cast<char32_t>(last & 0xFFFFU));
      if (through < now) now = through, id = kName;
    }
  }
  best = {now, best[0], best[1], best[2]};
  word = {id, word[0], word[1], word[2]};
  last = ((last << 16U) | self) & 0xFFFFFFFFFFFFULL;
}

int cost_of(std::u32string_view text, const Lexicon& lexicon) {
  WordPath path;
  for (const char32_t c : text) path.add(c, lexicon);
  return path.cost();
}

}  // namespace luodi::paper
