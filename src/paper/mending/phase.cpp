// See phase.h for the idea and the states.
#include "paper/mending/phase.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "paper/mending/forward.h"
#include "paper/mending/word_path.h"

namespace luodi::paper {
namespace {

/// How much one pass tries. A line is read with the first effort whose result shows no place that reads badly.
struct Effort {
  std::size_t width;        // hypotheses kept a position
  std::size_t vanish_from;  // how many of them may assume a vanished pair
  bool two_in_a_row;        // also two vanished pairs in a row
  bool everywhere;          // at any late position, not only near places that read badly
  int bad_cost;             // a window of characters dearer than this each reads badly: try the next effort
};
constexpr std::array<Effort, 3> kEfforts = {{{64, 0, false, false, 560}, {64, 32, true, false, 720}, {96, 64, true, true, 0}}};
constexpr Effort kNarrow = {8, 0, false, false, 0};
constexpr std::uint32_t kVanishedPair = 1U << 31U;  // marks a candidates field that holds pending << 8 | b1
constexpr std::size_t kBadWindow = 4;               // characters of such a window
constexpr std::size_t kMostSteps = 700000;          // hypotheses made for one line; beyond, the line stays as it is
constexpr int kVanishSlack = 2600;                  // ... if they are this close to the best
constexpr std::size_t kMiddleWidth = 24;            // partial readings kept between two vanished pairs in a row
constexpr int kFirstSlack = 1100;                   // the first of two hidden characters may cost this much more than the best
constexpr int kUnusualChar = 1250;                  // a character rarer than this needs a word to be tried
constexpr int kCommonChar = 600;                    // a character at least this common may stand between them
// The lists' style is broader than a meeting paper's, so every character costs about this much too much, and a reading
// that needs one character more would lose unfairly.
constexpr int kCharacterBonus = 60;
constexpr int kRareChar = 1500;     // a character rarer than this fills no open place
constexpr int kTwoMarks = 900;      // two marks in a row, neither a quote
constexpr int kLiteralMark = 900;   // a '?' that simply is one
constexpr int kLiteralPair = 2600;  // ... with another mark behind it
constexpr int kLossCost = 1800;     // a byte lost without a trace
constexpr int kOddEnd = 800;        // a paragraph hardly ends on a comma
constexpr int kBrokenEnd = 1500;    // half a character left at the end of the line

struct Node {
  std::int32_t parent;
  Cell cell;
  std::uint32_t candidates;  // > 1: an open place
  std::uint32_t at;          // position on the page's line
  int cost;                  // of the whole reading so far
  bool digit;
};

struct Hypothesis {
  WordPath path;
  std::int32_t node = -1;
  int pending = -1;
  int extra = 0;   // costs that are not the language's
  int shifts = 0;  // losses assumed so far
  std::array<char32_t, 2> before{};
  int cost() const { return path.cost() + extra; }
};

/// A character that may fill an open place, and the byte of it that is not given.
struct Half {
  char32_t c;
  std::uint8_t byte;
};

/// True for a character that a page in this script may hold at an open place: common enough, and not of the other script.
bool is_plausible(char32_t c, bool traditional, const Lexicon& lexicon) {
  if (c == 0) return false;
  if (traditional ? lexicon.simplified_only(c) : lexicon.traditional_only(c)) return false;
  if (c >= 0x3000 && c <= 0x301F) return true;
  if (std::u32string_view(U"，；：？！（）“”").find(c) != std::u32string_view::npos) return true;
  return is_han(c) && lexicon.char_cost(lexicon.simplified(c)) < kRareChar;
}

/// Choices for an open byte, made once a script: by the lead byte that is given, and by the trail byte that is given.
class Choices {
 public:
  static const Choices& of(bool traditional) {
    static const Choices traditional_choices(true), simplified_choices(false);
    return traditional ? traditional_choices : simplified_choices;
  }
  const std::vector<Half>& from(int lead) const { return from_[static_cast<std::size_t>(lead & 0xFF)]; }
  const std::vector<Half>& to(int trail) const { return to_[static_cast<std::size_t>(trail & 0xFF)]; }
  /// What can stand between two vanished pairs: lead v2, a trail that can lead a vanished pair, and common, for two
  /// vanished pairs in a row come from marks (化， 设、).
  const std::vector<Half>& between(int v2) const { return between_[static_cast<std::size_t>(v2 & 0xFF)]; }
  /// How many pairs of characters one vanished pair can hide between a pending lead and the byte b1.
  std::uint32_t vanished(int pending, int b1) const {
    std::uint32_t many = 0;
    for (const Half& a : from(pending))
      for (const Half& b : to(b1)) many += a.byte >= 0x81 && Lexicon::get().gbk(a.byte, b.byte) == 0 ? 1U : 0U;
    return many;
  }

 private:
  explicit Choices(bool traditional) : from_(256), to_(256), between_(256) {
    const Lexicon& lexicon = Lexicon::get();
    for (int lead = 0x81; lead <= 0xFE; ++lead)
      for (int trail = 0x40; trail <= 0xFE; ++trail) {
        const auto l = static_cast<std::uint8_t>(lead), t = static_cast<std::uint8_t>(trail);
        const char32_t c = lexicon.gbk(l, t);
        if (!is_plausible(c, traditional, lexicon)) continue;
        from_[l].push_back({c, t});
        to_[t].push_back({c, l});
        if (t >= 0x81 && lexicon.char_cost(lexicon.simplified(c)) < kCommonChar) between_[l].push_back({c, t});
      }
  }
  std::vector<std::vector<Half>> from_, to_, between_;
};

class Beam {
 public:
  Beam(const Text& line, const PhaseOptions& options, const Effort& effort, const std::vector<bool>* near)
      : line_(line),
        options_(options),
        effort_(effort),
        near_(near),
        lexicon_(Lexicon::get()),
        choices_(Choices::of(options.traditional)),
        text_(characters(line)),
        beams_(line.size() + 1) {}

  std::vector<PhaseReading> run(std::size_t most);

 private:
  struct Move {
    char32_t c;  // 0: no character
    int pending;
    std::size_t next;
    Damage how;
    std::uint32_t candidates = 1;
    int extra = 0;
  };

  void step(std::size_t at, const Hypothesis& h, bool may_vanish);
  void late(std::size_t at, const Hypothesis& h, std::uint16_t pair, bool may_vanish);
  void late_question(std::size_t at, const Hypothesis& h);
  void in_phase_question(std::size_t at, const Hypothesis& h);
  void vanish(std::size_t at, const Hypothesis& h, std::uint8_t b1, int next);
  bool try_seam(std::size_t at, const Hypothesis& h);
  std::vector<char32_t> named_by(std::u32string_view reading, int first) const;
  void vanish_before_seam(std::size_t at, const Hypothesis& h, std::u32string_view reading, std::size_t next);
  bool try_gloss(std::size_t at, const Hypothesis& h);
  void lose(std::size_t at, const Hypothesis& h, std::uint16_t pair);
  void push(std::size_t at, const Hypothesis& h, const Move& move);
  Hypothesis with(const Hypothesis& h, char32_t c, const Cell& where, std::uint32_t candidates, bool digit);
  void prune(std::vector<Hypothesis>& beam) const;
  std::uint16_t pair_at(std::size_t at, bool widen) const;
  int last_byte(std::size_t at) const;
  char32_t last_char(const Hypothesis& h) const { return h.node < 0 ? 0 : arena_[h.node].cell.c; }
  PhaseReading trace(const Hypothesis& h) const;
  /// The form the language model knows: Simplified, narrow marks, 着 for 著.
  char32_t simple(char32_t c) const {
    if (c == U'著') return U'着';
    return narrow_mark(lexicon_.simplified(c));
  }

  const Text& line_;
  const PhaseOptions& options_;
  const Effort effort_;
  const std::vector<bool>* near_;  // positions next to a place that read badly
  const Lexicon& lexicon_;
  const Choices& choices_;
  std::u32string text_;
  std::vector<std::vector<Hypothesis>> beams_;
  std::vector<Node> arena_;
  std::size_t at_ = 0;
};

bool is_wide_mark_data(char32_t c) {
  return c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == U'(' || c == U')';
}

bool is_comma_or_stop(char32_t c) {
  return c == U',' || c == U';' || c == U'。' || c == U'、' || c == U':';
}

bool is_pass_mark(char32_t c) {
  return c == U'?' || c == U';' || c == U':' || c == U'!' || c == U'？' || c == U'；' || c == U'：' || c == U'！';
}

/// GBK bytes of the character at `at`; a narrow mark counts as its wide form where `widen`; 0 for other ASCII.
std::uint16_t Beam::pair_at(std::size_t at, bool widen) const {
  const char32_t c = text_[at];
  if (c < 0x80) return widen && is_wide_mark_data(c) ? lexicon_.gbk_bytes(c + 0xFEE0) : 0;
  return lexicon_.gbk_bytes(c);
}

int Beam::last_byte(std::size_t at) const {
  if (at == 0) return -1;
  const char32_t c = text_[at - 1];
  if (c < 0x80) return is_wide_mark_data(c) ? static_cast<int>(lexicon_.gbk_bytes(c + 0xFEE0) & 0xFFU) : static_cast<int>(c);
  return lexicon_.gbk_bytes(c) & 0xFF;
}

Hypothesis Beam::with(const Hypothesis& h, char32_t c, const Cell& where, std::uint32_t candidates, bool digit) {
  Hypothesis n = h;
  const char32_t s = simple(c);
  n.path.add(s, lexicon_);
  if (options_.memory != nullptr) n.extra -= options_.memory->bonus(h.before[0], h.before[1], s);
  if (is_comma_or_stop(s) && is_comma_or_stop(h.before[1])) n.extra += kTwoMarks;
  n.before = {h.before[1], s};
  n.extra -= kCharacterBonus;
  arena_.push_back({h.node, where, candidates, static_cast<std::uint32_t>(at_), n.cost(), digit});
  arena_.back().cell.c = c;
  n.node = static_cast<std::int32_t>(arena_.size() - 1);
  return n;
}

void Beam::push(std::size_t at, const Hypothesis& h, const Move& m) {
  Cell where = line_[at];
  where.how = m.how;
  where.end = line_[m.next - 1].end;
  where.sure = m.candidates > 1 ? Sure::chosen : Sure::proved;
  if (m.how == Damage::none) where.sure = line_[at].sure;
  Hypothesis n = m.c != 0 ? with(h, m.c, where, m.candidates, false) : h;
  n.pending = m.pending;
  n.extra += m.extra;
  beams_[m.next].push_back(n);
}

/// "(wù)" behind the glyph the page shows, or behind the character that came out: deleted.
bool Beam::try_gloss(std::size_t at, const Hypothesis& h) {
  if (text_[at] != U'(' || at == 0) return false;
  const std::size_t length = gloss_length(text_, at + 1);
  if (length == 0) return false;
  const auto reading = std::u32string_view(text_).substr(at + 1, length);
  const char32_t own = last_char(h);
  const bool shown = lexicon_.traditional_only(text_[at - 1]) && lexicon_.has_reading(text_[at - 1], reading);
  if (!shown && !(lexicon_.traditional_only(own) && lexicon_.has_reading(own, reading))) return false;
  Hypothesis n = h;
  if (n.node >= 0) {
    arena_.push_back(arena_[n.node]);
    Node& node = arena_.back();
    node.cell.end = line_[at + length + 1].end;
    if (node.cell.how == Damage::none) node.cell.how = Damage::gloss, node.cell.sure = Sure::proved;
    n.node = static_cast<std::int32_t>(arena_.size() - 1);
  }
  beams_[at + length + 2].push_back(n);
  return true;
}

/// Glyphs that a gloss can name: traditional, read so, with this first byte (-1: any). Glyphs the page glosses elsewhere
/// leave no doubt: a site's table has one glyph for a place like this.
std::vector<char32_t> Beam::named_by(std::u32string_view reading, int first) const {
  std::vector<char32_t> all, known;
  for (const char32_t glyph : lexicon_.with_reading(reading)) {
    if (!lexicon_.traditional_only(glyph) || lexicon_.gbk_bytes(glyph) == 0) continue;
    if (first >= 0 && (lexicon_.gbk_bytes(glyph) >> 8U) != first) continue;
    all.push_back(glyph);
    if (options_.glossed != nullptr && options_.glossed->count(glyph) != 0) known.push_back(glyph);
  }
  return known.empty() ? all : known;
}

/// "?wù)": the '?' is the second byte of the glyph whose first byte is the last one seen, and the '(' it swallowed.
bool Beam::try_seam(std::size_t at, const Hypothesis& h) {
  if (text_[at] != U'?') return false;
  const std::size_t length = gloss_length(text_, at + 1);
  const int first = last_byte(at);
  if (length == 0 || (first < 0x81 && h.pending < 0)) return false;
  const auto reading = std::u32string_view(text_).substr(at + 1, length);
  const std::vector<char32_t> fits = named_by(reading, first);
  const auto many = static_cast<std::uint32_t>(fits.size());
  for (const char32_t glyph : fits) {
    const int second = lexicon_.gbk_bytes(glyph) & 0xFF;
    const std::size_t next = at + length + 2;
    if (h.pending < 0) {
      push(at, h, {0, second, next, Damage::seam, many});
    } else if (h.pending == first) {
      push(at, h, {glyph, -1, next, Damage::seam, many});
    }
  }
  if (h.pending >= 0) vanish_before_seam(at, h, reading, at + length + 2);
  return many != 0 || h.pending >= 0;
}

/// "?huì)" one byte late, with one or two vanished pairs between the pending byte and the glyph that the gloss names.
void Beam::vanish_before_seam(std::size_t at, const Hypothesis& h, std::u32string_view reading, std::size_t next) {
  Cell hidden = line_[at];
  hidden.end = hidden.begin;
  hidden.how = Damage::vanished;
  hidden.sure = Sure::chosen;
  Cell shown = line_[at];
  shown.end = line_[next - 1].end;
  shown.how = Damage::seam;
  shown.sure = Sure::chosen;
  const std::vector<Half>& firsts = choices_.from(h.pending);
  for (const char32_t glyph : named_by(reading, -1)) {
    const auto g1 = static_cast<std::uint8_t>(lexicon_.gbk_bytes(glyph) >> 8U);
    const auto many = static_cast<std::uint32_t>(firsts.size());
    for (const Half& a : firsts) {
      if (a.byte < 0x81) continue;
      if (lexicon_.gbk(a.byte, g1) == 0) {
        Hypothesis n = with(with(h, a.c, hidden, many, false), glyph, shown, many, false);
        n.pending = -1;
        beams_[next].push_back(n);
      }
      for (int v2 = 0x81; v2 <= 0xFE && effort_.two_in_a_row; ++v2) {
        if (lexicon_.gbk(a.byte, static_cast<std::uint8_t>(v2)) != 0) continue;
        for (const Half& m : choices_.between(v2)) {
          if (lexicon_.gbk(m.byte, g1) != 0) continue;
          Hypothesis n =
              with(with(with(h, a.c, hidden, many * 100, false), m.c, hidden, many * 100, false), glyph, shown, many, false);
          n.pending = -1;
          beams_[next].push_back(n);
        }
      }
    }
  }
}

void Beam::in_phase_question(std::size_t at, const Hypothesis& h) {
  const bool marked = at + 1 < line_.size() && is_pass_mark(text_[at + 1]);
  push(at, h, {U'?', -1, at + 1, Damage::none, 1, marked ? kLiteralPair : kLiteralMark});
  if (!marked) return;
  // '?' + mark: a character with trail A3 whose lead is gone; the mark's second byte is data.
  const int second = lexicon_.gbk_bytes(text_[at + 1] < 0x80 ? text_[at + 1] + 0xFEE0 : text_[at + 1]) & 0xFF;
  const auto& fits = choices_.to(0xA3);  // the full stop A1 A3 among them
  for (const Half& f : fits) push(at, h, {f.c, second, at + 2, Damage::mark_seam, static_cast<std::uint32_t>(fits.size())});
}

void Beam::late_question(std::size_t at, const Hypothesis& h) {
  const auto& fits = choices_.from(h.pending);
  const auto many = static_cast<std::uint32_t>(fits.size());
  const bool end = at + 1 == line_.size();
  const bool mark = !end && is_pass_mark(text_[at + 1]);
  for (const Half& f : fits) {
    if (f.byte < 0x81) continue;
    push(at, h, {f.c, -1, at + 1, Damage::seam, many});
    if (end || mark) continue;
    // The lead byte swallowed an ASCII byte: it stays open, shown as '?'.
    Hypothesis n = beams_[at + 1].back();
    beams_[at + 1].pop_back();
    Cell open = line_[at];
    open.how = Damage::unreadable;
    open.sure = Sure::doubtful;
    n = with(n, U'?', open, 1, true);
    beams_[at + 1].push_back(n);
  }
}

/// Unassigned pairs between the pending byte and byte b1, which the page shows next: one vanished pair hides two
/// characters, two in a row three. `next` is the byte that waits afterwards, -1 for none.
void Beam::vanish(std::size_t at, const Hypothesis& h, std::uint8_t b1, int next) {
  const std::vector<Half>& seconds = choices_.to(b1);
  // Counted only for the reading that is chosen: see trace().
  const std::uint32_t many = kVanishedPair | static_cast<std::uint32_t>(h.pending) << 8U | b1;
  Cell where = line_[at];
  where.end = where.begin;
  where.how = Damage::vanished;
  where.sure = Sure::chosen;
  Cell shown = where;
  shown.end = line_[at].end;
  struct First {
    const Half* half;
    WordPath path;
  };
  std::vector<First> firsts;
  int least = WordPath::kNever;
  for (const Half& a : choices_.from(h.pending)) {
    if (a.byte < 0x81) continue;
    WordPath path = h.path;
    path.add(simple(a.c), lexicon_);
    least = std::min(least, path.cost());
    firsts.push_back({&a, path});
  }
  std::vector<Hypothesis> middle;  // behind two characters, the trail of the second waiting in `pending`
  for (const First& f : firsts) {
    const Half& a = *f.half;
    if (f.path.cost() > least + kFirstSlack) continue;
    std::optional<Hypothesis> first;
    for (const Half& b : seconds) {
      if (lexicon_.gbk(a.byte, b.byte) != 0) continue;
      // A rare character is tried only where it makes a word with the one before.
      const char32_t bs = simple(b.c);
      if (lexicon_.char_cost(bs) > kUnusualChar && lexicon_.word_id(simple(a.c) | (static_cast<std::uint64_t>(bs) << 16U)) == 0)
        continue;
      if (!first) first = with(h, a.c, where, many, false);
      Hypothesis n = with(*first, b.c, shown, many, false);
      n.pending = next;
      beams_[at + 1].push_back(n);
    }
    for (int v2 = 0x81; v2 <= 0xFE && effort_.two_in_a_row; ++v2) {
      if (lexicon_.gbk(a.byte, static_cast<std::uint8_t>(v2)) != 0) continue;
      for (const Half& m : choices_.between(v2)) {
        if (!first) first = with(h, a.c, where, many, false);
        Hypothesis n = with(*first, m.c, where, many, false);
        n.pending = m.byte;
        middle.push_back(n);
      }
    }
  }
  const std::size_t keep = std::min<std::size_t>(middle.size(), kMiddleWidth);
  std::partial_sort(middle.begin(), middle.begin() + static_cast<std::ptrdiff_t>(keep), middle.end(),
                    [](const Hypothesis& a, const Hypothesis& b) { return a.cost() < b.cost(); });
  middle.resize(keep);
  for (const Hypothesis& m : middle)
    for (const Half& b : seconds) {
      if (lexicon_.gbk(static_cast<std::uint8_t>(m.pending), b.byte) != 0 || lexicon_.char_cost(simple(b.c)) > kUnusualChar)
        continue;
      Hypothesis n = with(m, b.c, shown, many, false);
      n.pending = next;
      beams_[at + 1].push_back(n);
    }
}

void Beam::late(std::size_t at, const Hypothesis& h, std::uint16_t pair, bool may_vanish) {
  const auto pending = static_cast<std::uint8_t>(h.pending);
  const char32_t c = text_[at];
  if (pair == 0) {  // ASCII
    if (c == U'?') return late_question(at, h);
    if (c >= 0x40 && c < 0x7F) {
      if (const char32_t t = lexicon_.gbk(pending, static_cast<std::uint8_t>(c)); t != 0)
        push(at, h, {t, -1, at + 1, Damage::seam});
    }
  } else {
    const auto b1 = static_cast<std::uint8_t>(pair >> 8U);
    const int b2 = pair & 0xFF;
    if (const char32_t t = lexicon_.gbk(pending, b1); t != 0) push(at, h, {t, b2, at + 1, Damage::seam});
    if (c == U'?') late_question(at, h);
  }
  if (!may_vanish || (c < 0x40 && pair == 0)) return;
  const auto b1 = pair != 0 ? static_cast<std::uint8_t>(pair >> 8U) : static_cast<std::uint8_t>(c);
  vanish(at, h, b1, pair != 0 ? pair & 0xFF : -1);
}

/// One byte lost without a trace before or inside the character at `at`.
void Beam::lose(std::size_t at, const Hypothesis& h, std::uint16_t pair) {
  const auto b1 = static_cast<std::uint8_t>(pair >> 8U);
  const int b2 = pair & 0xFF;
  const auto many = static_cast<std::uint32_t>(choices_.to(b1).size() + choices_.from(b1).size());
  for (const auto* fits : {&choices_.to(b1), &choices_.from(b1)})  // its lead lost, its trail lost
    for (const Half& f : *fits) {
      push(at, h, {f.c, b2, at + 1, Damage::lost_byte, many, kLossCost});
      beams_[at + 1].back().shifts++;
    }
}

void Beam::step(std::size_t at, const Hypothesis& h, bool may_vanish) {
  if (try_gloss(at, h)) return;
  if (try_seam(at, h)) return;
  const char32_t c = text_[at];
  if (h.pending >= 0) return late(at, h, pair_at(at, true), may_vanish);
  if (c == U'?' || c == U'？') return in_phase_question(at, h);
  push(at, h, {c, -1, at + 1, line_[at].how});
  if (options_.losses && h.shifts == 0 && c >= 0x80)
    if (const std::uint16_t pair = pair_at(at, false); pair != 0) lose(at, h, pair);
}

void Beam::prune(std::vector<Hypothesis>& beam) const {
  std::stable_sort(beam.begin(), beam.end(), [](const Hypothesis& a, const Hypothesis& b) { return a.cost() < b.cost(); });
  std::vector<Hypothesis> kept;
  for (const Hypothesis& h : beam) {
    const bool twin = std::any_of(kept.begin(), kept.end(), [&](const Hypothesis& k) {
      // Alike for all that can follow: the cheaper one (kept first) stands for both.
      return k.pending == h.pending && k.path.last == h.path.last && k.path.word == h.path.word && k.before == h.before &&
             k.shifts == h.shifts;
    });
    if (!twin) kept.push_back(h);
    if (kept.size() == effort_.width) break;
  }
  beam = std::move(kept);
}

PhaseReading Beam::trace(const Hypothesis& h) const {
  PhaseReading r;
  r.cost = h.cost();
  std::vector<const Node*> path;
  for (std::int32_t n = h.node; n >= 0; n = arena_[n].parent) path.push_back(&arena_[n]);
  std::reverse(path.begin(), path.end());
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::size_t from = i >= kBadWindow ? i - kBadWindow : 0;
    const int spent = path[i]->cost - (i >= kBadWindow ? path[from]->cost : 0);
    bool touched = false;
    for (std::size_t k = i >= kBadWindow ? from + 1 : 0; k <= i; ++k)
      touched |= path[k]->cell.how != Damage::none && path[k]->cell.how != Damage::gloss;
    if (touched && spent > static_cast<int>(kBadWindow) * effort_.bad_cost && effort_.bad_cost != 0)
      for (std::size_t k = i >= kBadWindow ? from + 1 : 0; k <= i; ++k) r.bad.push_back(path[k]->at);
  }
  for (const Node* node : path) {
    std::uint32_t candidates = node->candidates;
    if ((candidates & kVanishedPair) != 0)
      candidates = choices_.vanished(static_cast<int>(candidates >> 8U & 0xFFU), static_cast<int>(candidates & 0xFFU));
    if (candidates > 1 || node->digit) r.open.push_back({r.cells.size(), r.cells.size() + 1, candidates, node->digit});
    r.cells.push_back(node->cell);
  }
  return r;
}

std::vector<PhaseReading> Beam::run(std::size_t most) {
  const std::size_t most_steps = std::min(kMostSteps, options_.budget != nullptr ? *options_.budget : kMostSteps);
  beams_[0].push_back({});
  for (std::size_t at = 0; at < line_.size() && arena_.size() < most_steps; ++at) {
    at_ = at;
    if (beams_[at].size() > 1) prune(beams_[at]);
    const std::vector<Hypothesis> now = std::move(beams_[at]);
    beams_[at] = {};
    std::size_t vanishing = 0;
    for (const Hypothesis& h : now) {
      const bool here = effort_.everywhere || (near_ != nullptr && (*near_)[at]);
      const bool may = here && h.pending >= 0 && vanishing < effort_.vanish_from && h.cost() < now.front().cost() + kVanishSlack;
      vanishing += may ? 1 : 0;
      step(at, h, may);
    }
    beams_[at] = {};
  }
  if (options_.budget != nullptr) *options_.budget -= std::min(*options_.budget, arena_.size() + line_.size());
  auto& last = beams_.back();
  for (Hypothesis& h : last) {
    if (h.pending >= 0) h.extra += kBrokenEnd;
    if (last_char(h) == U'、' || last_char(h) == U'，') h.extra += kOddEnd;
  }
  prune(last);
  std::vector<PhaseReading> out;
  for (std::size_t i = 0; i < last.size() && i < most; ++i) out.push_back(trace(last[i]));
  return out;
}

}  // namespace

void Memory::add(std::u32string_view text, Origin origin) {
  char32_t a = 0, b = 0;
  for (const char32_t c : text) {
    if (c == U'\n') {
      a = b = 0;
      continue;
    }
    if (b != 0) {
      seen_.insert({key(0, b, c), origin});
      if (a != 0) seen_.insert({key(a, b, c), origin});
    }
    a = b;
    b = c;
  }
}

std::vector<PhaseReading> back_into_phase(const Text& line, const PhaseOptions& options, std::size_t most) {
  if (line.empty()) return {PhaseReading{}};
  std::vector<PhaseReading> readings;
  std::vector<bool> near(line.size(), false);
  for (const Effort& effort : kEfforts) {
    auto found = Beam(line, options, effort, &near).run(most);
    if (found.empty()) continue;
    readings = std::move(found);
    const auto& bad = readings.front().bad;
    if (bad.empty()) break;
    for (const std::uint32_t at : bad)
      for (std::size_t k = at > 2 ? at - 2 : 0; k < std::min<std::size_t>(at + 3, line.size()); ++k) near[k] = true;
  }
  // Where even the first effort ran out of steps, a narrow beam still gives a reading.
  if (readings.empty()) readings = Beam(line, options, kNarrow, &near).run(most);
  if (readings.empty()) readings.push_back({line, {}, {}, 0});
  return readings;
}

}  // namespace luodi::paper
