// See fluency.h.
#include "paper/mending/fluency.h"

namespace luodi::paper {
namespace {

// The lists' style is broader than a meeting paper's, so every character costs about this much too much, and a reading
// that needs one character more would lose unfairly.
constexpr int kCharacterBonus = 60;
constexpr std::size_t kMostRuns = 1U << 18U;  // of a page that are remembered: those of its first 130,000 characters or so
constexpr int kTwoMarks = 900;                // two marks in a row, neither a quote
constexpr int kOddQuote = 1000;               // a quotation that ends without a beginning, or begins inside another

/// Turns that every meeting paper uses, for Memory: what stands around a mark says which mark a hole held.
constexpr std::u32string_view kUsual =
    U",要推动\n,要加强\n,要加快\n,要坚持\n,要强化\n,要完善\n,要落实\n,要抓好\n,要压实\n,要聚焦\n,要紧盯\n,要严格\n,要确保\n,"
    U"要深入\n,要持续\n,要统筹\n,要做好\n"
    U";要加强\n;要推动\n;要坚持\n;要强化\n;要严格\n;要压实\n;要落实\n;要确保\n;要加快\n;要完善\n;要抓好\n;要健全\n;要突出\n;"
    U"要全力\n;要组织\n;要引进\n"
    U"。要加强\n。要推动\n。要坚持\n。要强化\n。要严格\n。要压实\n。要落实\n。要确保\n。要加快\n。要完善\n。要抓好\n。要进一步\n"
    U"。要紧盯\n。要聚焦\n"
    U";县财政局\n,县财政局\n。县财政局\n;县发改局\n,县发改局\n。县发改局\n。县政府\n;县自然资源局\n;县住建局\n;县农业农村局\n;"
    U"县教育局\n;各乡镇\n;各镇\n;各部门\n"
    U"会议强调,要\n会议要求,要\n会议指出,\n会议原则同意\n会议同意\n会议认为,"
    U"\n会议还研究\n会议决定\n会议听取了县\n会议研究了\n会议审议了\n,推动\n,确保\n,提升\n,提高\n,完善\n,加强\n,加快\n,推进\n,"
    U"深化\n,落实\n,强化\n,规范\n"
    U",优化\n,扎实\n,切实\n,着力\n,全面\n情况的汇报\n局要\n县要\n镇要";

bool is_comma_or_stop(char32_t c) {
  return c == U',' || c == U';' || c == U'。' || c == U'、' || c == U':';
}

}  // namespace

void Memory::add(std::uint64_t key) {
  if (filled_ == kMostRuns || knows(key)) return;
  if (2 * ++filled_ > slots_.size()) {
    const std::vector<std::uint64_t> old = std::move(slots_);
    slots_.assign(2 * old.size(), 0);
    for (const std::uint64_t k : old)
      if (k != 0) put(k);
  }
  put(key);
}

void Memory::put(std::uint64_t key) {
  std::size_t slot = place(key);
  while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = key;
}

void Memory::learn(std::u32string_view text) {
  char32_t a = 0, b = 0;
  for (const char32_t c : text) {
    if (c == U'\n') {
      a = b = 0;
      continue;
    }
    if (b != 0) {
      add(key(0, b, c));
      if (a != 0) add(key(a, b, c));
    }
    a = b;
    b = c;
  }
}

int Memory::bonus(char32_t a, char32_t b, char32_t c) const {
  static const Memory usual = [] {
    Memory m;
    m.learn(kUsual);
    return m;
  }();
  // Whoever knows a run of three knows its last two as well.
  const bool often = usual.knows(key(0, b, c)), here = knows(key(0, b, c));
  if (often && usual.knows(key(a, b, c))) return 480;
  if (here && knows(key(a, b, c))) return 240;
  return often ? 260 : here ? 80 : 0;
}

void Fluency::add(char32_t plain, const Lexicon& lexicon, const Memory* memory) {
  path.add(plain, lexicon);
  if (memory != nullptr) extra -= memory->bonus(before[0], before[1], plain);
  if (is_comma_or_stop(plain) && is_comma_or_stop(before[1])) extra += kTwoMarks;
  extra -= kCharacterBonus;
  if (plain == U'“' || plain == U'”') {
    const Quote wanted = plain == U'“' ? Quote::closed : Quote::open;
    if (quote != Quote::unknown && quote != wanted) extra += kOddQuote;
    quote = plain == U'“' ? Quote::open : Quote::closed;
  }
  before = {before[1], plain};
}

}  // namespace luodi::paper
