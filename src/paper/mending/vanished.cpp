// See vanished.h. Work is local: only joins next to a window that reads badly are tried, a few microseconds each.
#include "paper/mending/vanished.h"

#include <algorithm>
#include <utility>

#include "paper/mending/choices.h"
#include "paper/mending/fillings.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kWindow = 4;   // characters of a window that is looked at
constexpr int kBad = 560;            // a window dearer than this each may hide something
constexpr int kStillBad = 560;       // ... dearer than this with one pair put back: more than one vanished
constexpr int kOdd = 400;            // a join cheaper than this where it stands hides nothing: those that do cost 600 and more
constexpr int kNearMiss = 300;       // several places may pay where the best single one falls short by less than this
constexpr std::size_t kContext = 8;  // characters around a bad stretch that bear on the words in it
constexpr std::size_t kAhead = 4;    // characters behind a filling that judge it
constexpr int kHopeless = 1300;      // a filling dearer than the best by this is not judged with what follows
constexpr std::size_t kMostFillings = 8;      // fillings kept for the forward model
constexpr std::size_t kWidth = 24;            // readings of a stretch kept where one place does not mend it
constexpr std::size_t kWidthOpen = 64;        // ... behind a cell of which one byte is known
constexpr std::size_t kBranching = 6;         // ... the best of which may assume a vanished pair
constexpr int kBranchSlack = 500;             // ... if they cost at most this much more than the best
constexpr int kOpenSlack = 1000;              // ... behind a cell of which one byte is known
constexpr std::size_t kTwice = 1;             // ... or two in a row
constexpr std::size_t kLongestStretch = 400;  // cells looked at together: runs end at the next mark or digit, long before

// What a character of a stretch costs of the page's budget, in hypotheses of phase.cpp: one place, several places.
constexpr std::size_t kStepsOne = 50;
constexpr std::size_t kStepsSeveral = 150;

using Filling = HiddenPlace::Filling;

bool ends_bad(const std::vector<int>& costs, std::size_t i, int dearest) {
  const int before = i >= kWindow ? costs[i - kWindow] : 0;
  return costs[i] - before > static_cast<int>(kWindow) * dearest;
}

/// One reading of a bad stretch: what it puts in place of joins, by a chain of links.
struct Partial {
  Fluency words;
  std::int32_t link = -1;
};
struct Link {
  std::int32_t before;
  std::size_t at;
  std::u32string characters;
};

/// The cheapest readings; of two that are alike for all that can follow, the cheaper one. Costs are ordered apart from the
/// readings, which are large.
void keep_best(std::vector<Partial>& all, std::size_t width) {
  std::vector<std::pair<int, std::uint32_t>> order;
  order.reserve(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) order.emplace_back(all[i].words.cost(), i);
  std::size_t sorted = 0;
  std::vector<Partial> kept;
  kept.reserve(width);
  for (std::size_t i = 0; i < order.size() && kept.size() < width; ++i) {
    if (i == sorted) {
      sorted = std::min(order.size(), sorted + width);
      std::partial_sort(order.begin() + static_cast<std::ptrdiff_t>(i), order.begin() + static_cast<std::ptrdiff_t>(sorted),
                        order.end());
    }
    const Partial& p = all[order[i].second];
    if (std::none_of(kept.begin(), kept.end(), [&](const Partial& k) { return k.words.alike(p.words); })) kept.push_back(p);
  }
  all.swap(kept);
}

class Restorer {
 public:
  Restorer(PhaseReading& reading, const PhaseOptions& options)
      : r_(reading),
        memory_(options.memory),
        budget_(options.budget),
        lexicon_(Lexicon::get()),
        choices_(Choices::of(options.traditional)) {}

  std::vector<HiddenPlace> run();

 private:
  struct Range {
    std::size_t begin, end;
  };
  /// What a join may hide, and of that what stands behind the page as it is: several readings ask for it.
  struct Hidden {
    Fillings fillings;
    std::vector<Filled> firsts, filled;
  };
  using Places = std::vector<Hidden>;
  std::vector<Range> bad_stretches() const;
  bool afford(Range range, std::size_t steps);
  void mend(Range range);
  void weigh(Range range);
  bool still_bad(Range range) const;
  int cost_behind(Range range) const;
  struct One {
    HiddenPlace place;  ///< without fillings where none gains
    int gain;           ///< of its best filling; below 0: what the best falls short by
  };
  One one_place(Range range, Places& hidden);
  One judged(HiddenPlace place, const std::vector<Filled>& fillings) const;
  static void keep_better(One& best, One other) {
    if (other.gain > best.gain) best = std::move(other);
  }
  void part_clauses(One& best);
  /// True where the last byte of one character and the first of the next are a pair that prints nothing.
  bool vanishes(std::uint16_t one, std::uint16_t next) const {
    return lexicon_.gbk(static_cast<std::uint8_t>(one & 0xFFU), static_cast<std::uint8_t>(next >> 8U)) == 0;
  }
  bool may_hide(std::size_t at) const;
  std::vector<HiddenPlace> several_places(Range range, Places& hidden);
  std::vector<HiddenPlace> places_of(const std::vector<Partial>& ends, const std::vector<Link>& links, int literal) const;
  Hidden hidden_at(std::size_t at) const;
  static std::vector<Filled> put_in(const Partial& reading, std::size_t rank, Hidden& hidden);
  void apply(const HiddenPlace& place);
  char32_t plain(std::size_t i) const { return i < r_.cells.size() ? plain_form(r_.cells[i].c, lexicon_) : 0; }

  PhaseReading& r_;
  const Memory* memory_;
  std::size_t* budget_;
  const Lexicon& lexicon_;
  const Choices& choices_;
  std::size_t from_ = 0;             // first cell that `words_` knows
  std::vector<Fluency> words_;       // before each cell of the stretch and its surroundings
  std::vector<HiddenPlace> places_;  // put back so far
};

std::vector<Restorer::Range> Restorer::bad_stretches() const {
  std::vector<Range> out;
  const std::size_t n = r_.cells.size();
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t from = i >= kWindow ? i - kWindow + 1 : 0;
    const bool joined =
        std::any_of(r_.joins.begin() + static_cast<std::ptrdiff_t>(from), r_.joins.begin() + static_cast<std::ptrdiff_t>(i + 1),
                    [](const Join& j) { return j.lead != 0; });
    if (!joined || !ends_bad(r_.costs, i, kBad)) continue;
    const Range range{from > 1 ? from - 2 : 0, std::min(i + 3, n)};
    if (out.empty() || range.begin > out.back().end)
      out.push_back(range);
    else if (range.end - out.back().begin <= kLongestStretch)
      out.back().end = range.end;
    else if (range.end > out.back().end)
      out.push_back({out.back().end, range.end});
  }
  return out;
}

/// Fills words_ and the costs for the cells around a range.
void Restorer::weigh(Range range) {
  from_ = range.begin > kContext ? range.begin - kContext : 0;
  const std::size_t to = std::min(range.end + kContext, r_.cells.size());
  words_.assign(1, Fluency{});
  const int base = from_ > 0 ? r_.costs[from_ - 1] : 0;
  for (std::size_t i = from_; i < to; ++i) {
    words_.push_back(words_.back());
    words_.back().add(plain(i), lexicon_, memory_);
    r_.costs[i] = base + words_.back().cost();
  }
}

bool Restorer::still_bad(Range range) const {
  return reads_badly(r_.costs, range.begin, std::min(range.end + 1, r_.cells.size()), kStillBad);
}

/// Takes what a stretch costs off the page's budget; false where nothing is left.
bool Restorer::afford(Range range, std::size_t steps) {
  if (budget_ == nullptr) return true;
  if (*budget_ == 0) return false;
  *budget_ -= std::min(*budget_, steps * (range.end - range.begin));
  return true;
}

void Restorer::mend(Range range) {
  if (!afford(range, kStepsOne)) return;
  weigh(range);
  Places hidden;
  for (std::size_t at = range.begin; at < range.end; ++at) hidden.push_back(hidden_at(at));
  const One one = one_place(range, hidden);
  const bool open = std::any_of(r_.cells.begin() + static_cast<std::ptrdiff_t>(range.begin),
                                r_.cells.begin() + static_cast<std::ptrdiff_t>(range.end),
                                [](const Cell& c) { return c.how == Damage::mark_seam; });
  if (one.gain < -kNearMiss && !open) return;  // it only reads oddly
  const int literal = cost_behind(range);
  int gain = 0;
  if (!one.place.fillings.empty()) {
    PhaseReading before = r_;
    std::vector<HiddenPlace> places_before = places_;  // apply() moves those behind, so all of them come back
    apply(one.place);
    const Range longer{range.begin, range.end + one.place.length - 1};
    weigh(longer);
    if (!still_bad(longer)) return;
    gain = literal - cost_behind(longer);
    r_ = std::move(before);
    places_ = std::move(places_before);
    weigh(range);
  }
  if (!afford(range, kStepsSeveral)) return;
  const std::vector<HiddenPlace> several = several_places(range, hidden);
  if (several.empty() ? gain > 0 : gain > several[0].fillings[0].gain) return apply(one.place);
  for (auto place = several.rbegin(); place != several.rend(); ++place) apply(*place);
}

/// What the page costs up to a little behind a range.
int Restorer::cost_behind(Range range) const {
  return words_[std::min(range.end + kAhead - from_, words_.size() - 1)].cost();
}

/// True for a join whose character hardly stands where it does, as the page reads without anything put back.
bool Restorer::may_hide(std::size_t at) const {
  return r_.joins[at].lead != 0 && words_[at + 1 - from_].cost() - words_[at - from_].cost() >= kOdd;
}

/// The one place that gains most, with its fillings.
Restorer::One Restorer::one_place(Range range, Places& hidden) {
  One best{{}, -WordPath::kNever};
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (!may_hide(at)) continue;
    Hidden& here = hidden[at - range.begin];
    here.firsts = here.fillings.firsts(words_[at - from_]);
    here.filled = here.fillings.likeliest(here.firsts);
    keep_better(best, judged({at, 2, {}}, here.filled));
  }
  part_clauses(best);
  return best;
}

/// A place with those of the fillings that pay, judged with what follows.
Restorer::One Restorer::judged(HiddenPlace place, const std::vector<Filled>& fillings) const {
  One one{std::move(place), -WordPath::kNever};
  const std::size_t at = one.place.at, ahead = std::min(at + 1 + kAhead, from_ + words_.size() - 1);
  const int literal = words_[ahead - from_].cost();
  const int most = std::min(literal + kNearMiss, least_cost(fillings) + kHopeless);  // what follows costs something too
  std::vector<Filling>& paying = one.place.fillings;
  for (const Filled& b : fillings) {
    if (b.words.cost() > most) continue;
    Fluency words = b.words;
    for (std::size_t i = at + 1; i < ahead; ++i) words.add(plain(i), lexicon_, memory_);
    const int gain = literal - words.cost();
    one.gain = std::max(one.gain, gain);
    if (gain > 0) paying.push_back({std::u32string(b.characters.data(), b.length), gain});
  }
  std::stable_sort(paying.begin(), paying.end(), [](const Filling& a, const Filling& b) { return a.gain > b.gain; });
  if (paying.size() > kMostFillings) paying.resize(kMostFillings);
  return one;
}

/// One pair put back may join what a mark parts (扛起重担校核 for 扛起重担，校核) and still read well enough. The same with a
/// mark between, two pairs vanished, is tried as well.
void Restorer::part_clauses(One& best) {
  const std::size_t at = best.place.at;
  if (best.place.fillings.empty() || r_.joins[at].before_glyph) return;
  std::vector<Filled> fillings;
  for (const Filling& joined : best.place.fillings) {
    const std::uint16_t first = lexicon_.gbk_bytes(joined.characters[0]), second = lexicon_.gbk_bytes(joined.characters[1]);
    for (const char32_t mark : kPartingMarks) {
      const std::uint16_t pair = lexicon_.gbk_bytes(mark);
      if (!vanishes(first, pair) || !vanishes(pair, second)) continue;
      Filled& b = fillings.emplace_back();
      b.words = words_[at - from_];
      for (const char32_t c : {joined.characters[0], mark, joined.characters[1]}) {
        b.words.add(plain_form(c, lexicon_), lexicon_, memory_);
        b.characters[b.length++] = c;
      }
    }
  }
  keep_better(best, judged({at, 3, {}}, fillings));
}

/// Any number of places in a stretch, by a beam that keeps or replaces each join.
std::vector<HiddenPlace> Restorer::several_places(Range range, Places& all_hidden) {
  std::vector<Link> links;
  std::vector<Partial> now{{words_[range.begin - from_], -1}}, next;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    next.clear();
    const bool joined = may_hide(at);
    const bool open = r_.cells[at].how == Damage::mark_seam;  // as open as what it stands before
    const bool after_open = at > range.begin && r_.cells[at - 1].how == Damage::mark_seam;
    Hidden& hidden = all_hidden[at - range.begin];
    for (std::size_t rank = 0; rank < now.size(); ++rank) {
      next.push_back(now[rank]);
      next.back().words.add(plain(at), lexicon_, memory_);
      if (open && rank == 0) {
        for (const Half& other : choices_.to(0xA3)) {
          links.push_back({now[rank].link, at, std::u32string(1, other.c)});
          next.push_back({now[rank].words, static_cast<std::int32_t>(links.size() - 1)});
          next.back().words.add(other.plain, lexicon_, memory_);
        }
      }
      const int dearer = now[rank].words.cost() - now[0].words.cost();
      if (!joined || (after_open ? dearer > kOpenSlack : rank >= kBranching || dearer > kBranchSlack)) continue;
      for (const Filled& b : put_in(now[rank], rank, hidden)) {
        links.push_back({now[rank].link, at, std::u32string(b.characters.data(), b.length)});
        next.push_back({b.words, static_cast<std::int32_t>(links.size() - 1)});
      }
    }
    keep_best(next, open ? kWidthOpen : kWidth);
    now.swap(next);
  }
  const std::size_t ahead = std::min(range.end + kAhead, from_ + words_.size() - 1);
  for (Partial& p : now)
    for (std::size_t i = range.end; i < ahead; ++i) p.words.add(plain(i), lexicon_, memory_);
  std::stable_sort(now.begin(), now.end(), [](const Partial& a, const Partial& b) { return a.words.cost() < b.words.cost(); });
  return places_of(now, links, cost_behind(range));
}

/// What the best reading puts in, and other fillings of single places from readings that differ in that place only.
std::vector<HiddenPlace> Restorer::places_of(const std::vector<Partial>& ends, const std::vector<Link>& links,
                                             int literal) const {
  const auto chain = [&](std::int32_t link) {
    std::vector<const Link*> out;
    for (; link >= 0; link = links[static_cast<std::size_t>(link)].before) out.push_back(&links[static_cast<std::size_t>(link)]);
    std::reverse(out.begin(), out.end());
    return out;
  };
  const std::vector<const Link*> best = chain(ends[0].link);
  const int gain = literal - ends[0].words.cost();
  std::vector<HiddenPlace> out;
  out.reserve(best.size());
  for (const Link* link : best) out.push_back({link->at, link->characters.size(), {{link->characters, gain}}});
  for (std::size_t i = 1; i < ends.size(); ++i) {
    const std::vector<const Link*> other = chain(ends[i].link);
    if (other.size() != best.size()) continue;
    std::size_t different = 0, where = 0;
    for (std::size_t k = 0; k < best.size(); ++k) {
      if (other[k]->at != best[k]->at || other[k]->characters.size() != best[k]->characters.size()) different = 2;
      if (other[k]->characters != best[k]->characters) ++different, where = k;
    }
    if (different == 1 && out[where].fillings.size() < kMostFillings)
      out[where].fillings.push_back({other[where]->characters, literal - ends[i].words.cost()});
  }
  return out;
}

/// What a join may hide, without regard to what stands before it.
Restorer::Hidden Restorer::hidden_at(std::size_t at) const {
  return {Fillings(r_.joins[at], !may_hide(at), plain(at + 1), choices_, memory_), {}, {}};
}

/// What the reading of this rank may put in place of a join.
std::vector<Filled> Restorer::put_in(const Partial& reading, std::size_t rank, Hidden& hidden) {
  const bool as_shown = reading.link < 0, twice = rank < kTwice, glyph = hidden.fillings.before_glyph();
  if (glyph && !twice) return {};
  const std::vector<Filled> firsts = as_shown ? hidden.firsts : hidden.fillings.firsts(reading.words);
  std::vector<Filled> out = as_shown ? hidden.filled : hidden.fillings.likeliest(firsts);
  if (glyph || !twice) return out;
  const std::vector<Filled> longer = hidden.fillings.two_pairs(firsts);
  out.insert(out.end(), longer.begin(), longer.end());
  return out;
}

/// Puts the first filling in place of the join. Cells behind it move.
void Restorer::apply(const HiddenPlace& place) {
  const std::size_t at = place.at, more = place.length - 1;
  r_.cost -= place.fillings[0].gain;
  places_.push_back(place);
  if (more == 0) {  // another choice for an open cell
    r_.cells[at].c = place.fillings[0].characters[0];
    return;
  }
  const Join join = r_.joins[at];
  std::erase_if(r_.open, [&](const OpenPlace& o) { return o.begin == at; });
  for (OpenPlace& o : r_.open)
    if (o.begin > at) o.begin += more, o.end += more;
  for (HiddenPlace& p : places_) p.at += p.at > at ? more : 0;  // places_.back() is this one
  Cell hidden = r_.cells[at];
  hidden.how = Damage::vanished;
  hidden.sure = Sure::chosen;
  r_.cells[at] = hidden;
  hidden.end = hidden.begin;
  const auto here = static_cast<std::ptrdiff_t>(at);
  r_.cells.insert(r_.cells.begin() + here, more, hidden);
  r_.joins[at] = {};
  r_.joins.insert(r_.joins.begin() + here, more, Join{});
  r_.costs.insert(r_.costs.begin() + here, more, at > 0 ? r_.costs[at - 1] : 0);
  for (std::size_t k = 0; k < place.length; ++k) r_.cells[at + k].c = place.fillings[0].characters[k];
  r_.open.push_back({at, at + place.length, count_fillings(join, place.length, choices_), Open::candidates});
}

std::vector<HiddenPlace> Restorer::run() {
  const std::vector<Range> bad = bad_stretches();
  for (auto range = bad.rbegin(); range != bad.rend(); ++range) mend(*range);
  for (std::size_t i = 0; i < r_.cells.size(); ++i) {
    if (r_.cells[i].c != kGap) continue;  // nothing fits: named, not filled
    r_.cells[i].c = U'?';
    r_.cells[i].how = Damage::unreadable;
    r_.cells[i].sure = Sure::doubtful;
    r_.open.push_back({i, i + 1, 0, Open::lost});
  }
  std::sort(r_.open.begin(), r_.open.end(), [](const OpenPlace& a, const OpenPlace& b) { return a.begin < b.begin; });
  std::sort(places_.begin(), places_.end(), [](const HiddenPlace& a, const HiddenPlace& b) { return a.at < b.at; });
  return std::move(places_);
}

}  // namespace

std::vector<HiddenPlace> restore_vanished(PhaseReading& reading, const PhaseOptions& options) {
  if (std::none_of(reading.joins.begin(), reading.joins.end(), [](const Join& j) { return j.lead != 0; })) return {};
  return Restorer(reading, options).run();
}

PhaseReading refilled(const PhaseReading& reading, const HiddenPlace& place, std::size_t filling) {
  PhaseReading r = reading;
  const std::u32string& characters = place.fillings[filling].characters;
  for (std::size_t k = 0; k < place.length && k < characters.size(); ++k) r.cells[place.at + k].c = characters[k];
  r.cost += place.fillings[0].gain - place.fillings[filling].gain;
  return r;
}

bool reads_badly(const std::vector<int>& costs, std::size_t from, std::size_t to, int dearest) {
  for (std::size_t i = from; i < to; ++i)
    if (ends_bad(costs, i, dearest)) return true;
  return false;
}

}  // namespace luodi::paper
