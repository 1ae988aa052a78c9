// See fillings.h. Costs are first taken roughly, by looks at two characters; only the cheapest are read properly.
#include "paper/mending/fillings.h"

#include <algorithm>

namespace luodi::paper {
namespace {

constexpr int kFirstSlack = 1100;     // the first hidden character may cost this much more than the best
constexpr int kLongSlack = 500;       // ... where two pairs vanished in a row
constexpr int kUnusual = 1250;        // a character rarer than this needs a word to be tried
constexpr int kWordAhead = 400;       // about what a word with the next character saves
constexpr std::size_t kSeconds = 16;  // second characters tried for one first
constexpr std::size_t kTried = 24;    // fillings judged with what follows
constexpr std::size_t kMiddle = 24;   // beginnings kept between two vanished pairs in a row

/// A beginning that may go on with a character, and about what it costs then.
struct Rough {
  const Filled* beginning;
  const Half* next;
  int cost;
};

}  // namespace

/// The cheapest of the rough choices that are offered.
class Fillings::Cheapest {
 public:
  explicit Cheapest(std::size_t most) : most_(most) { all_.reserve(2 * most); }
  void offer(const Rough& r) {
    if (r.cost >= limit_) return;
    all_.push_back(r);
    if (all_.size() == 2 * most_) sift();
  }
  const std::vector<Rough>& all() {
    if (all_.size() > most_) sift();
    return all_;
  }

 private:
  void sift() {
    const auto last = all_.begin() + static_cast<std::ptrdiff_t>(most_ - 1);
    std::nth_element(all_.begin(), last, all_.end(), [](const Rough& a, const Rough& b) { return a.cost < b.cost; });
    limit_ = last->cost;
    all_.resize(most_);
  }
  std::size_t most_;
  int limit_ = WordPath::kNever;  // what costs this much is none of them
  std::vector<Rough> all_;
};

Fillings::Fillings(const Join& join, bool closed, char32_t next, const Choices& choices, const Memory* memory)
    : join_(join), lexicon_(Lexicon::get()), choices_(choices), memory_(memory), halves_(choices.hiding(join.lead)) {
  if (closed || join.before_glyph) return;
  for (const Half& b : choices_.to(join.trail)) {
    const bool ahead = lexicon_.is_pair(b.plain, next);
    alone_.push_back({&b, lexicon_.char_cost(b.plain) - (ahead ? kWordAhead : 0), ahead});
  }
  of_first_.resize(halves_.size());
}

void Fillings::add(Filled& filled, const Half& half) const {
  filled.words.add(half.plain, lexicon_, memory_);
  filled.characters[filled.length++] = half.c;
  filled.last = half.plain;
  filled.trail = half.byte;
}

std::vector<Filled> Fillings::firsts(const Fluency& words) const {
  std::vector<Filled> out;
  out.reserve(halves_.size());
  for (const Half& a : halves_) {
    Filled& b = out.emplace_back();
    b.words = words;
    add(b, a);
  }
  return out;
}

/// The few seconds that a first may stand before.
Fillings::Span Fillings::seconds_of(std::size_t first) {
  Span& span = of_first_[first];
  if (span.known) return span;
  const std::size_t from = seconds_.size();
  for (const Second& second : alone_) {
    if (lexicon_.gbk(halves_[first].byte, second.half->byte) != 0) continue;
    const std::optional<int> less = saved_by_word(halves_[first].plain, second.half->plain);
    if (lexicon_.char_cost(second.half->plain) > kUnusual && !less && !second.ahead) continue;
    seconds_.push_back({second.half, second.cost - less.value_or(0), second.ahead});
  }
  const auto begin = seconds_.begin() + static_cast<std::ptrdiff_t>(from);
  const std::size_t keep = std::min(seconds_.size() - from, kSeconds);
  std::nth_element(begin, begin + static_cast<std::ptrdiff_t>(keep), seconds_.end(),
                   [](const Second& a, const Second& b) { return a.cost < b.cost; });
  seconds_.resize(from + keep);
  span = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(from + keep), true};
  return span;
}

/// What the second character costs less as the end of a word than alone; nothing where the two are no word.
std::optional<int> Fillings::saved_by_word(char32_t first, char32_t second) const {
  if (first >= 0x10000 || second >= 0x10000 || second == 0) return std::nullopt;
  const int word = lexicon_.word_cost(first | static_cast<std::uint64_t>(second) << 16U);
  if (word < 0) return std::nullopt;
  return std::max(0, lexicon_.char_cost(second) + lexicon_.char_cost(first) - word);
}

std::vector<Filled> Fillings::one_pair(const std::vector<Filled>& firsts) {
  const int most = least_cost(firsts) + kFirstSlack;
  Cheapest rough(kTried);
  for (std::size_t first = 0; first < of_first_.size(); ++first) {
    const Filled& one = firsts[first];
    if (one.words.cost() > most) continue;
    const Span span = seconds_of(first);
    for (std::size_t i = span.begin; i < span.end; ++i)
      rough.offer({&one, seconds_[i].half, one.words.cost() + seconds_[i].cost});
  }
  return with_next(rough);
}

std::vector<Filled> Fillings::two_pairs(const std::vector<Filled>& firsts) const {
  const int most = least_cost(firsts) + kLongSlack;
  Cheapest between(kMiddle);
  for (const Filled& one : firsts) {
    if (one.words.cost() > most) continue;
    for (const Half& m : choices_.between()) {
      if (lexicon_.gbk(one.trail, m.lead) != 0) continue;
      const int cost = lexicon_.char_cost(m.plain) - saved_by_word(one.last, m.plain).value_or(0);
      between.offer({&one, &m, one.words.cost() + cost});
    }
  }
  std::vector<Filled> middles = with_next(between);
  if (join_.before_glyph) {
    std::erase_if(middles, [&](const Filled& b) { return lexicon_.gbk(b.trail, join_.trail) != 0; });
    return middles;
  }
  Cheapest rough(kTried);
  for (const Filled& one : middles)
    for (const Second& b : alone_) {
      if (lexicon_.gbk(one.trail, b.half->byte) != 0) continue;
      rough.offer({&one, b.half, one.words.cost() + b.cost - saved_by_word(one.last, b.half->plain).value_or(0)});
    }
  return with_next(rough);
}

std::vector<Filled> Fillings::with_next(Cheapest& rough) const {
  std::vector<Filled> out;
  const std::vector<Rough>& all = rough.all();
  out.reserve(all.size());
  for (const Rough& r : all) add(out.emplace_back(*r.beginning), *r.next);
  return out;
}

int least_cost(const std::vector<Filled>& all) {
  int least = WordPath::kNever;
  for (const Filled& b : all) least = std::min(least, b.words.cost());
  return least;
}

std::uint32_t count_fillings(const Join& join, std::size_t length, const Choices& choices) {
  const Lexicon& lexicon = Lexicon::get();
  std::array<std::uint32_t, 256> ends{};  // by the byte before: how many last characters fit
  for (std::size_t v = 0x81; v <= 0xFE; ++v) {
    const auto byte = static_cast<std::uint8_t>(v);
    if (!choices.has_gaps(byte)) continue;
    if (join.before_glyph)
      ends[v] = lexicon.gbk(byte, join.trail) == 0 ? 1 : 0;
    else
      for (const Half& b : choices.to(join.trail)) ends[v] += lexicon.gbk(byte, b.byte) == 0 ? 1U : 0U;
  }
  const std::size_t own = length - (join.before_glyph ? 0 : 1);  // characters before the last one
  const std::vector<Half>& firsts = choices.hiding(join.lead);
  std::uint32_t many = 0;
  if (own < 2) {
    for (const Half& a : firsts) many += ends[a.byte];
    return many;
  }
  for (int v2 = 0x81; v2 <= 0xFE; ++v2) {
    std::uint32_t behind = 0;
    for (const Half& m : choices.hiding(v2)) behind += ends[m.byte];
    if (behind == 0) continue;
    for (const Half& a : firsts)
      if (lexicon.gbk(a.byte, static_cast<std::uint8_t>(v2)) == 0) many += behind;
  }
  return many;
}

}  // namespace luodi::paper
