// See phase.h for the idea and the states.
#include "paper/mending/phase.h"

#include <algorithm>
#include <array>
#include <utility>

#include "paper/mending/choices.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kWidth = 48;           // hypotheses kept a position
constexpr std::size_t kMostWaiting = 1024;   // hypotheses of a position before they are sifted the first time
constexpr int kSlack = 8000;                 // ... if they are this close to the best
constexpr std::size_t kMostSteps = 200'000;  // hypotheses made for one line; beyond, the line stays as it is
constexpr int kLiteralMark = 900;            // a '?' that simply is one
constexpr int kSwallowedAtMark = 600;        // a digit swallowed before a mark, where the mark's own damage explains the '?'
constexpr int kSilentAt = 1100;              // a character rarer than this is not looked for where a byte is not shown
constexpr int kSilentLead = 300;             // a '?' that is the mark itself, its lost lead not even shown
constexpr int kLiteralPair = 2600;           // ... with another mark behind it
constexpr int kLossCost = 1800;              // a byte lost without a trace
constexpr int kHiddenCost = 900;             // what an odd join costs where it may hide a vanished pair
constexpr int kOddEnd = 800;                 // a paragraph hardly ends on a comma
constexpr int kBrokenEnd = 1500;             // half a character left at the end of the line
constexpr int kWaiting = -2;                 // a seam ended there: the byte that waits for its trail
constexpr std::size_t kReach = 16;           // a step leads at most this far: over a gloss of seven letters

struct Node {
  std::int32_t parent;
  Cell cell;
  std::uint32_t candidates;  // > 1: an open place
  int cost;                  // of the whole reading so far
  Join join;
  bool digit;
};

struct Hypothesis {
  Fluency words;
  std::int32_t node = -1;
  int pending = -1;
  int shifts = 0;  // losses assumed so far
  int cost() const { return words.cost(); }
};

/// gloss_length() for every position behind a '(' or a '?'; 0 elsewhere.
std::vector<std::uint8_t> gloss_lengths(std::u32string_view line) {
  std::vector<std::uint8_t> out(line.size() + 2, 0);
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == U'(' || line[i] == U'?') out[i + 1] = static_cast<std::uint8_t>(gloss_length(line, i + 1));
  return out;
}

class Beam {
 public:
  Beam(const Text& line, const PhaseOptions& options)
      : line_(line),
        options_(options),
        lexicon_(Lexicon::get()),
        choices_(Choices::of(options.traditional)),
        text_(characters(line)),
        glosses_(gloss_lengths(text_)) {
    arena_.reserve(line.size() + line.size() / 2);
    sifted_.fill(WordPath::kNever);
  }

  std::vector<PhaseReading> run(std::size_t most);

 private:
  struct Move {
    char32_t c;  // 0: no character
    int pending;
    std::size_t next;
    Damage how;
    std::uint32_t candidates = 1;
    int extra = 0;
    Join join = {};
    int dearest = WordPath::kNever;  // what the character may cost at most
    int shifts = 0;                  // losses that it assumes
  };

  void step(std::size_t at, const Hypothesis& h);
  void late(std::size_t at, const Hypothesis& h, std::uint16_t pair);
  void late_question(std::size_t at, const Hypothesis& h);
  bool late_single(std::size_t at, const Hypothesis& h);
  void in_phase_question(std::size_t at, const Hypothesis& h);
  bool try_seam(std::size_t at, const Hypothesis& h);
  std::vector<char32_t> named_by(std::u32string_view reading, int first) const;
  void vanish_before_glyph(std::size_t at, const Hypothesis& h, std::u32string_view reading, std::size_t next, int second = -1);
  struct Hidden {
    char32_t first;
    char32_t mark;  ///< behind it; 0: none
  };
  std::vector<Hidden> hidden_before(int pending, std::uint8_t lead) const;
  void glyph_of_vanished(std::size_t at, const Hypothesis& h);
  void silent_80(std::size_t at, const Hypothesis& h);
  bool try_gloss(std::size_t at, const Hypothesis& h);
  void lose(std::size_t at, const Hypothesis& h, std::uint16_t pair);
  void push(std::size_t at, const Hypothesis& h, const Move& move);
  bool wanted(std::size_t next, const Hypothesis& h) const { return h.cost() < sifted_[next % kReach]; }
  void append(Hypothesis& h, const Cell& cell, std::uint32_t candidates, Join join = {}, bool digit = false);
  void add_node(Hypothesis& h, const Cell& cell, std::uint32_t candidates, int cost, Join join, bool digit);
  Cell cell_of(std::size_t at, const Move& m) const;
  void enter(std::size_t at, const Hypothesis& h) {
    std::vector<Hypothesis>& beam = beam_at(at);
    beam.push_back(h);
    crowded_ |= beam.size() > kMostWaiting;
  }
  void prune(std::vector<Hypothesis>& beam);
  void sift(std::size_t at);
  std::vector<Hypothesis>& beam_at(std::size_t at) { return beams_[at % kReach]; }
  std::uint16_t pair_at(std::size_t at, bool widen) const;
  int last_byte(std::size_t at) const;
  const Node& node_of(std::int32_t at) const { return arena_[static_cast<std::size_t>(at)]; }
  char32_t last_char(const Hypothesis& h) const { return h.node < 0 ? 0 : node_of(h.node).cell.c; }
  PhaseReading trace(const Hypothesis& h) const;

  const Text& line_;
  const PhaseOptions& options_;
  const Lexicon& lexicon_;
  const Choices& choices_;
  std::u32string text_;
  std::vector<std::uint8_t> glosses_;  ///< letters of the gloss that begins at a position behind '(' or '?'
  std::array<std::vector<Hypothesis>, kReach> beams_;
  std::array<int, kReach> sifted_;  ///< of a position that was sifted early: what costs as much is dropped at once
  bool crowded_ = false;            ///< a beam is to be sifted
  std::size_t steps_ = 0;           ///< hypotheses made, the dropped ones among them
  std::vector<Hypothesis> kept_;
  std::vector<std::pair<int, std::uint32_t>> ranks_;  ///< of a beam while it is pruned: cost and place
  std::vector<Node> arena_;
};

bool is_wide_mark_data(char32_t c) {
  return c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == U'(' || c == U')';
}

/// Marks that a punctuation pass of any site is known to hit.
bool is_mark(char32_t c) {
  return std::u32string_view(U",，、。;；:：!！?？").find(c) != std::u32string_view::npos;
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
  if (text_[at - 1] == U')')  // 務(wù)?qǐng)?bào): the byte before the gloss, or the one that a seam left waiting
    for (std::size_t open = at - 1; open > 0 && at - open <= 9; --open) {
      if (text_[open] != U'(' && text_[open] != U'?') continue;
      if (glosses_[open + 1] != at - 2 - open) break;
      return text_[open] == U'(' ? last_byte(open) : kWaiting;
    }
  const char32_t c = text_[at - 1];
  if (c < 0x80) return is_wide_mark_data(c) ? static_cast<int>(lexicon_.gbk_bytes(c + 0xFEE0) & 0xFFU) : static_cast<int>(c);
  return lexicon_.gbk_bytes(c) & 0xFF;
}

/// The cell that a move makes of what stands at `at`.
Cell Beam::cell_of(std::size_t at, const Move& m) const {
  Cell cell = line_[at];
  cell.how = m.how;
  cell.end = line_[m.next - 1].end;
  if (m.how != Damage::none) cell.sure = m.candidates > 1 ? Sure::chosen : Sure::proved;
  cell.c = m.c;
  return cell;
}

void Beam::add_node(Hypothesis& h, const Cell& cell, std::uint32_t candidates, int cost, Join join, bool digit) {
  arena_.push_back({h.node, cell, candidates, cost, join, digit});
  h.node = static_cast<std::int32_t>(arena_.size() - 1);
}

void Beam::append(Hypothesis& h, const Cell& cell, std::uint32_t candidates, Join join, bool digit) {
  h.words.add(plain_form(cell.c, lexicon_), lexicon_, options_.memory);
  ++steps_;
  add_node(h, cell, candidates, h.cost(), join, digit);
}

/// As append(), but what will be dropped anyway leaves no node.
void Beam::push(std::size_t at, const Hypothesis& h, const Move& m) {
  Hypothesis n = h;
  n.pending = m.pending;
  n.shifts += m.shifts;
  if (m.c != 0) {
    n.words.add(plain_form(m.c, lexicon_), lexicon_, options_.memory);
    ++steps_;
  }
  const int cost = n.cost();
  n.words.extra += m.extra - std::max(0, cost - h.cost() - m.dearest);
  if (!wanted(m.next, n)) return;
  if (m.c != 0) add_node(n, cell_of(at, m), m.candidates, cost, m.join, false);
  enter(m.next, n);
}

/// "(wù)" behind the glyph the page shows, or behind the character that came out: deleted.
bool Beam::try_gloss(std::size_t at, const Hypothesis& h) {
  if (text_[at] != U'(' || at == 0) return false;
  const std::size_t length = glosses_[at + 1];
  if (length == 0) return false;
  const auto reading = std::u32string_view(text_).substr(at + 1, length);
  const char32_t own = last_char(h);
  const bool shown = lexicon_.traditional_only(text_[at - 1]) && lexicon_.has_reading(text_[at - 1], reading);
  if (!shown && !(lexicon_.traditional_only(own) && lexicon_.has_reading(own, reading))) return false;
  Hypothesis n = h;
  if (n.node >= 0) {
    arena_.push_back(Node(node_of(n.node)));
    ++steps_;
    Node& node = arena_.back();
    node.cell.end = line_[at + length + 1].end;
    if (node.cell.how == Damage::none) node.cell.how = Damage::gloss, node.cell.sure = Sure::proved;
    n.node = static_cast<std::int32_t>(arena_.size() - 1);
  }
  enter(at + length + 2, n);
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
  const std::size_t length = glosses_[at + 1];
  if (length == 0) return false;
  const int seen = last_byte(at), first = seen == kWaiting ? h.pending : seen;
  if (first < 0x81 && h.pending < 0) return false;
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
  if (h.pending >= 0) vanish_before_glyph(at, h, reading, at + length + 2);
  return many != 0 || h.pending >= 0;
}

/// "?huì)" or "B(yǎng)" one byte late, with a vanished pair between the pending byte and the glyph that the gloss names
/// (second: its last byte, -1 where the page does not show it), or two with a mark between: 重?fù)?guī)範 for 重擔，規範.
void Beam::vanish_before_glyph(std::size_t at, const Hypothesis& h, std::u32string_view reading, std::size_t next, int second) {
  Cell hidden = line_[at];
  hidden.end = hidden.begin;
  hidden.how = Damage::vanished;
  hidden.sure = Sure::chosen;
  Cell shown = line_[at];
  shown.end = line_[next - 1].end;
  shown.how = Damage::seam;
  shown.sure = Sure::chosen;
  for (const char32_t glyph : named_by(reading, -1)) {
    if (second >= 0 && (lexicon_.gbk_bytes(glyph) & 0xFF) != second) continue;
    const auto g1 = static_cast<std::uint8_t>(lexicon_.gbk_bytes(glyph) >> 8U);
    const std::vector<Hidden> all = hidden_before(h.pending, g1);
    const auto many = static_cast<std::uint32_t>(all.size());
    shown.c = glyph;
    for (const auto& [first, mark] : all) {
      Hypothesis n = h;
      hidden.c = first;
      append(n, hidden, many, mark == 0 ? Join{static_cast<std::uint8_t>(h.pending), g1, true} : Join{});
      hidden.c = mark;
      if (mark != 0) append(n, hidden, many);
      append(n, shown, many);
      n.pending = -1;
      if (wanted(next, n)) enter(next, n);
    }
  }
}

/// What may have vanished between a pending byte and a character with the first byte `lead`.
std::vector<Beam::Hidden> Beam::hidden_before(int pending, std::uint8_t lead) const {
  std::vector<Hidden> out;
  for (const Half& a : choices_.hiding(pending)) {
    if (lexicon_.gbk(a.byte, lead) == 0) out.push_back({a.c, 0});
    if (!is_han(a.plain)) continue;
    for (const char32_t mark : kPartingMarks) {
      const std::uint16_t pair = lexicon_.gbk_bytes(mark);
      const auto m1 = static_cast<std::uint8_t>(pair >> 8U), m2 = static_cast<std::uint8_t>(pair & 0xFFU);
      if (lexicon_.gbk(a.byte, m1) == 0 && lexicon_.gbk(m2, lead) == 0) out.push_back({a.c, mark});
    }
  }
  return out;
}

/// "B(yǎng)" one byte late behind a vanished pair: the gloss names the glyph, of which the page shows the second byte.
void Beam::glyph_of_vanished(std::size_t at, const Hypothesis& h) {
  const char32_t c = text_[at];
  if (c < 0x40 || c >= 0x7F || at + 1 >= text_.size() || text_[at + 1] != U'(') return;
  const std::size_t length = glosses_[at + 2];
  if (length == 0) return;
  const auto reading = std::u32string_view(text_).substr(at + 2, length);
  vanish_before_glyph(at, h, reading, at + length + 3, static_cast<int>(c));
}

void Beam::in_phase_question(std::size_t at, const Hypothesis& h) {
  const bool marked = at + 1 < line_.size() && is_pass_mark(text_[at + 1]);
  push(at, h, {U'?', -1, at + 1, Damage::none, 1, marked ? kLiteralPair : kLiteralMark});
  const auto& fits = choices_.to(0xA3);  // the full stop A1 A3 among them
  const auto many = static_cast<std::uint32_t>(fits.size());
  if (!marked) {
    // ？ itself, hit across a border, whose lost lead some decoders do not show: ?h for 。縣.
    const int data = lexicon_.gbk_bytes(U'？') & 0xFF;
    for (const Half& f : fits) push(at, h, {f.c, data, at + 1, Damage::mark_seam, many, kSilentLead});
    return;
  }
  // '?' + mark: a character with trail A3 whose lead is gone; the mark's second byte is data.
  const int second = lexicon_.gbk_bytes(text_[at + 1] < 0x80 ? text_[at + 1] + 0xFEE0 : text_[at + 1]) & 0xFF;
  for (const Half& f : fits) push(at, h, {f.c, second, at + 2, Damage::mark_seam, many});
}

void Beam::late_question(std::size_t at, const Hypothesis& h) {
  const auto& fits = choices_.from(h.pending);
  const auto many = static_cast<std::uint32_t>(fits.size());
  const bool end = at + 1 == line_.size();
  const bool mark = !end && is_pass_mark(text_[at + 1]), any = !end && is_mark(text_[at + 1]);
  for (const Half& f : fits) {
    if (f.byte < 0x80) continue;
    const Move plain{f.c, -1, at + 1, Damage::seam, many};
    if (f.byte == 0x80) {  // 底線,: its second byte is no lead, and is what is shown as '?'
      push(at, h, plain);
      continue;
    }
    if (end || any) push(at, h, plain);  // nothing behind it to swallow; 氣?、: that was put in before the mark
    if (end || mark) continue;
    // The lead byte swallowed an ASCII byte: it stays open, shown as '?'.
    Cell open = line_[at];
    open.how = Damage::unreadable;
    open.sure = Sure::doubtful;
    open.c = U'?';
    Hypothesis n = h;
    append(n, cell_of(at, plain), many);
    append(n, open, 1, {}, true);
    n.pending = -1;
    if (any) n.words.extra += kSwallowedAtMark;
    if (wanted(at + 1, n)) enter(at + 1, n);
  }
}

/// "?(gè)" or "€(gè)" one byte late: 80 is no lead byte, so the glyph whose second byte it is keeps its gloss whole.
bool Beam::late_single(std::size_t at, const Hypothesis& h) {
  if ((text_[at] != U'?' && text_[at] != U'€') || at + 1 >= text_.size() || text_[at + 1] != U'(') return false;
  const std::size_t length = glosses_[at + 2];
  if (length == 0) return false;
  bool found = false;
  for (const char32_t glyph : named_by(std::u32string_view(text_).substr(at + 2, length), h.pending)) {
    if ((lexicon_.gbk_bytes(glyph) & 0xFF) != 0x80) continue;
    push(at, h, {glyph, -1, at + length + 3, Damage::seam});
    found = true;
  }
  return found;
}

/// A character whose second byte is 80, one byte late: 80 is no lead byte, some decoders print nothing for it, and what
/// follows is in phase again (底線, 兩個月).
void Beam::silent_80(std::size_t at, const Hypothesis& h) {
  const char32_t c = lexicon_.gbk(static_cast<std::uint8_t>(h.pending), 0x80);
  if (c == 0 || lexicon_.char_cost(lexicon_.simplified(c)) > kSilentAt) return;
  if (options_.traditional ? lexicon_.simplified_only(c) : lexicon_.traditional_only(c)) return;
  if (text_[at] == U'€') return push(at, h, {c, -1, at + 1, Damage::seam});  // as Windows shows it
  Hypothesis n = h;
  Cell hidden = line_[at];
  hidden.end = hidden.begin;
  hidden.how = Damage::seam;
  hidden.sure = Sure::chosen;
  hidden.c = c;
  append(n, hidden, 1);
  n.pending = -1;
  if (wanted(at + 1, n)) step(at, n);
}

void Beam::late(std::size_t at, const Hypothesis& h, std::uint16_t pair) {
  const char32_t c = text_[at];
  silent_80(at, h);
  if (late_single(at, h)) return;
  glyph_of_vanished(at, h);
  if (c == U'?') late_question(at, h);
  if (pair == 0 && (c < 0x40 || c >= 0x7F || c == U'?')) return;  // no trail byte
  const auto lead = static_cast<std::uint8_t>(h.pending);
  const auto trail = static_cast<std::uint8_t>(pair != 0 ? pair >> 8U : c);
  const char32_t t = lexicon_.gbk(lead, trail);
  // Where the run begins is open behind a loss: an odd join may hide a vanished pair, so it costs no more than what it hides.
  const int dearest = options_.losses != nullptr ? kHiddenCost : WordPath::kNever;
  push(at, h, {t != 0 ? t : kGap, pair != 0 ? pair & 0xFF : -1, at + 1, Damage::seam, 1, 0, {lead, trail, false}, dearest});
}

/// One byte lost without a trace before or inside the character at `at`.
void Beam::lose(std::size_t at, const Hypothesis& h, std::uint16_t pair) {
  const auto b1 = static_cast<std::uint8_t>(pair >> 8U);
  const int b2 = pair & 0xFF;
  const auto many = static_cast<std::uint32_t>(choices_.to(b1).size() + choices_.from(b1).size());
  for (const auto* fits : {&choices_.to(b1), &choices_.from(b1)})  // its lead lost, its trail lost
    for (const Half& f : *fits) push(at, h, {f.c, b2, at + 1, Damage::lost_byte, many, kLossCost, {}, WordPath::kNever, 1});
}

void Beam::step(std::size_t at, const Hypothesis& h) {
  if (try_gloss(at, h)) return;
  if (try_seam(at, h)) return;
  const char32_t c = text_[at];
  if (h.pending >= 0) return late(at, h, pair_at(at, true));
  if (c == U'?' || c == U'？') return in_phase_question(at, h);
  push(at, h, {c, -1, at + 1, line_[at].how});
  if (options_.losses != nullptr && h.shifts == 0 && c >= 0x80 && (*options_.losses)[at])
    if (const std::uint16_t pair = pair_at(at, false); pair != 0) lose(at, h, pair);
}

void Beam::prune(std::vector<Hypothesis>& beam) {
  // Numbers are sorted, not hypotheses: those are large, and most are dropped.
  ranks_.clear();
  for (std::size_t i = 0; i < beam.size(); ++i) ranks_.emplace_back(beam[i].cost(), static_cast<std::uint32_t>(i));
  std::sort(ranks_.begin(), ranks_.end());
  kept_.clear();
  for (const auto& [cost, i] : ranks_) {
    const Hypothesis& h = beam[i];
    if (cost > ranks_.front().first + kSlack) break;
    const bool twin = std::any_of(kept_.begin(), kept_.end(), [&](const Hypothesis& k) {
      // Alike for all that can follow: the cheaper one (kept first) stands for both.
      return k.pending == h.pending && k.shifts == h.shifts && k.words.alike(h.words);
    });
    if (!twin) kept_.push_back(h);
    if (kept_.size() == kWidth) break;
  }
  beam.assign(kept_.begin(), kept_.end());
}

/// What is dropped early would be dropped when its turn comes: as many as are kept stand there, none of them dearer. Where
/// the line ends costs change once more.
void Beam::sift(std::size_t at) {
  const std::size_t end = at + kReach > line_.size() ? line_.size() % kReach : kReach;
  for (std::size_t slot = 0; slot < kReach; ++slot) {
    if (slot == end || beams_[slot].size() <= kMostWaiting) continue;
    prune(beams_[slot]);
    if (beams_[slot].size() == kWidth) sifted_[slot] = beams_[slot].back().cost();
  }
  crowded_ = false;
}

PhaseReading Beam::trace(const Hypothesis& h) const {
  PhaseReading r;
  r.cost = h.cost();
  std::vector<const Node*> path;
  for (std::int32_t n = h.node; n >= 0; n = node_of(n).parent) path.push_back(&node_of(n));
  std::reverse(path.begin(), path.end());
  for (const Node* node : path) {
    if (node->candidates > 1 || node->digit)
      r.open.push_back({r.cells.size(), r.cells.size() + 1, node->candidates, node->digit ? Open::digit : Open::candidates});
    r.cells.push_back(node->cell);
    r.joins.push_back(node->join);
    r.costs.push_back(node->cost);
  }
  return r;
}

std::vector<PhaseReading> Beam::run(std::size_t most) {
  const std::size_t most_steps = std::min(kMostSteps, options_.budget != nullptr ? *options_.budget : kMostSteps);
  beam_at(0).emplace_back().words.quote = Quote::closed;
  std::vector<Hypothesis> now;
  for (std::size_t at = 0; at < line_.size() && steps_ < most_steps; ++at) {
    if (beam_at(at).size() > 1) prune(beam_at(at));
    now.swap(beam_at(at));
    beam_at(at).clear();
    sifted_[at % kReach] = WordPath::kNever;
    for (const Hypothesis& h : now) {
      step(at, h);
      if (crowded_) sift(at);
    }
  }
  if (options_.budget != nullptr) *options_.budget -= std::min(*options_.budget, steps_ + line_.size());
  if (steps_ >= most_steps) return {};
  auto& last = beam_at(line_.size());
  for (Hypothesis& h : last) {
    if (h.pending >= 0) h.words.extra += kBrokenEnd;
    if (last_char(h) == U'、' || last_char(h) == U'，') h.words.extra += kOddEnd;
  }
  prune(last);
  std::vector<PhaseReading> out;
  for (std::size_t i = 0; i < last.size() && i < most; ++i) out.push_back(trace(last[i]));
  return out;
}

}  // namespace

std::vector<PhaseReading> back_into_phase(const Text& line, const PhaseOptions& options, std::size_t most) {
  std::vector<PhaseReading> readings;
  if (!line.empty()) readings = Beam(line, options).run(most);
  if (readings.empty()) readings.push_back({line, std::vector<Join>(line.size()), std::vector<int>(line.size()), {}, 0});
  return readings;
}

}  // namespace luodi::paper
