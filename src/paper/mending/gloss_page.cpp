// See gloss_page.h.
#include "paper/mending/gloss_page.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <limits>
#include <optional>

#include "paper/mending/forward.h"
#include "paper/mending/gloss.h"
#include "paper/mending/phase.h"
#include "paper/mending/vanished.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kMostReadings = 6;        // readings of a line tried against the forward model
constexpr std::size_t kMostLossy = 48;          // readings of a line with a lost byte compared
constexpr std::size_t kMostRefilled = 24;       // ... and with other fillings of one vanished place
constexpr int kGain = 1200;                     // hundredths of a nat a repair without a gloss must gain
constexpr std::size_t kLongestLine = 30'000;    // no paragraph is longer; a beam over it would cost its square
constexpr std::size_t kPageBudget = 2'000'000;  // hypotheses a page may cost in all
constexpr int kMarkGain = 200;                  // ... on a traditional page, where '?' and a mark stand between characters
constexpr int kLossGain = 2500;                 // ... and one that assumes a lost byte

/// The site's table as far as the page shows it: every glyph with a gloss, regular or at a seam.
GlossSite site_of(std::u32string_view page, const GlyphSet& glyphs, const Lexicon& lexicon) {
  GlossSite site;
  for (std::size_t i = 1; i + 2 < page.size(); ++i) {
    if (page[i] != U'(' || glyphs.count(page[i - 1]) == 0) continue;
    const std::size_t length = gloss_length(page, i + 1);
    if (length != 0 && lexicon.has_reading(page[i - 1], page.substr(i + 1, length)))
      site.glosses.add(page[i - 1], page.substr(i + 1, length));
  }
  return site;
}

/// The characters that the page shows without a gloss somewhere: a site glosses a glyph always or never. Sorted.
std::u32string shown_bare(std::u32string_view page) {
  std::u32string bare;
  std::bitset<0x10000> seen;  // of the characters that GBK, and so a site's table, can hold
  for (std::size_t at = 0; at < page.size(); ++at)
    if (page[at] < seen.size() && !seen[page[at]] && is_han(page[at]) &&
        (at + 1 == page.size() || page[at + 1] != U'(' || gloss_length(page, at + 2) == 0))
      seen[page[at]] = true, bare.push_back(page[at]);
  std::sort(bare.begin(), bare.end());
  return bare;
}

/// Adds to the site's table what the damaged places of a line name: "?py)" and, inside a run, "x(py)" stand for a glyph read
/// so whose two bytes occur in the mended line. `mended` is the line as GBK bytes. Refused: glyphs with another second byte
/// than x has, and glyphs that the page shows bare (where a run shows one by chance, the line counts as not reproduced).
void add_seam_glyphs(GlossSite& site, const std::u32string& bare, std::u32string_view line, std::string_view mended,
                     const Lexicon& lexicon) {
  for (std::size_t i = 1; i + 2 < line.size(); ++i) {
    if (line[i] != U'?' && line[i] != U'(') continue;
    const std::size_t length = gloss_length(line, i + 1);
    if (length == 0) continue;
    const auto reading = line.substr(i + 1, length);
    const char32_t shown = line[i - 1];
    const auto trail = static_cast<std::uint8_t>(shown < 0x80 ? shown : lexicon.gbk_bytes(shown) & 0xFFU);
    for (const char32_t g : lexicon.with_reading(reading)) {
      const std::uint16_t pair = lexicon.gbk_bytes(g);
      if (!lexicon.traditional_only(g) || pair == 0 || site.glosses.contains(g)) continue;
      if (line[i] == U'(' && (pair & 0xFFU) != trail) continue;
      const std::array<char, 2> bytes = {static_cast<char>(pair >> 8U), static_cast<char>(pair & 0xFFU)};
      if (std::binary_search(bare.begin(), bare.end(), g)) continue;
      if (mended.find(std::string_view(bytes.data(), 2)) == std::string_view::npos) continue;
      site.glosses.add(g, reading);
    }
  }
}

bool has_hole(const Text& line) {
  for (std::size_t i = 0; i < line.size(); ++i)
    if ((line[i].c == U'?' && (i == 0 || line[i - 1].c >= 0x80 || line[i - 1].c == U'?')) || line[i].c == U'？') return true;
  return false;
}

bool has_gloss(const Text& line) {
  const std::u32string s = characters(line);
  for (std::size_t i = 1; i < s.size(); ++i)
    if ((s[i] == U'(' || s[i] == U'?') && gloss_length(s, i + 1) != 0) return true;
  return false;
}

/// What the line costs as it stands, up to each character.
std::vector<int> literal_costs(const Text& line, const Lexicon& lexicon) {
  std::vector<int> costs;
  costs.reserve(line.size());
  Fluency words;
  for (const Cell& cell : line) {
    words.add(plain_form(cell.c, lexicon), lexicon, nullptr);
    costs.push_back(words.cost());
  }
  return costs;
}

/// A stretch that hardly can be Chinese, as positions of the line; empty where there is none. Six characters in a row cost
/// more than 1,000 each on one clean line in two hundred, and on nearly every one that lost a byte.
struct Stretch {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};
Stretch broken_stretch(const std::vector<int>& costs) {
  constexpr std::size_t kLength = 6;
  constexpr int kDear = 1000;
  Stretch s;
  for (std::size_t i = kLength - 1; i < costs.size(); ++i) {
    const int before = i >= kLength ? costs[i - kLength] : 0;
    if (costs[i] - before <= static_cast<int>(kLength) * kDear) continue;
    if (s.empty()) s.begin = i - kLength + 1;
    s.end = i + 1;
  }
  return s;
}

/// Where a byte may be missing: in a stretch that reads badly or shortly before it, for everything behind the loss does.
std::vector<bool> loss_positions(const std::vector<int>& costs) {
  constexpr std::size_t kBefore = 8;
  constexpr int kBad = 750;
  std::vector<bool> may(costs.size(), false);
  for (std::size_t i = 0; i < costs.size(); ++i)
    if (reads_badly(costs, i, i + 1, kBad))
      for (std::size_t k = i > kBefore ? i - kBefore : 0; k <= i; ++k) may[k] = true;
  return may;
}

class PageRepair {
 public:
  /// What the page is asked about its own habits; it need not outlive the call.
  PageRepair(std::u32string_view page, bool traditional)
      : lexicon_(Lexicon::get()),
        glyphs_(glossed_glyphs(page, lexicon_)),
        traditional_(traditional || !glyphs_.empty()),
        site_(site_of(page, glyphs_, lexicon_)),
        bare_(shown_bare(page)) {
    const auto count = [&](char32_t c) { return std::count(page.begin(), page.end(), c); };
    narrow_ = count(U',') > count(U'，');
    std::u32string plain;  // what the page says where nothing is damaged
    for (std::size_t i = 0; i < page.size(); ++i) {
      if (page[i] == U'(')
        if (const std::size_t n = gloss_length(page, i + 1); n != 0) {
          i += n + 1;
          continue;
        }
      plain.push_back(narrow_mark(lexicon_.simplified(page[i])));
    }
    memory_.learn(plain);
  }

  bool glossing() const { return !glyphs_.empty() || !site_.glosses.empty(); }
  /// Nothing where the line stays as it is.
  std::optional<Text> mend_line(const Text& line, std::size_t offset, std::vector<Doubt>& doubts);
  Proof proof() const { return !reproduced_ ? Proof::none : open_ ? Proof::reproduced : Proof::proved; }

 private:
  bool reproduces(const PhaseReading& reading, std::u32string_view line) const;
  bool ends_in_80(char32_t c) const { return (lexicon_.gbk_bytes(c) & 0xFFU) == 0x80; }
  PhaseReading choose(std::vector<PhaseReading> readings, const PhaseOptions& options, std::u32string_view line);
  void report(const PhaseReading& r, std::size_t offset, std::vector<Doubt>& doubts);

  const Lexicon& lexicon_;
  GlyphSet glyphs_;
  bool traditional_;
  GlossSite site_;
  std::u32string bare_;
  Memory memory_;
  bool narrow_ = false;
  std::size_t budget_ = kPageBudget;
  bool reproduced_ = true;
  bool open_ = false;
};

bool PageRepair::reproduces(const PhaseReading& reading, std::u32string_view line) const {
  GlossSite site = site_;
  const std::u32string mended = characters(reading.cells);
  add_seam_glyphs(site, bare_, line, gbk_encode(widen_marks(mended)), lexicon_);
  site.mark_pass =
      std::any_of(reading.cells.begin(), reading.cells.end(), [](const Cell& c) { return c.how == Damage::mark_seam; });
  site.silent_lead = std::any_of(reading.cells.begin(), reading.cells.end(),
                                 [](const Cell& c) { return c.how == Damage::mark_seam && c.end - c.begin == 1; });
  site.lone_80 = line.find(U"?(") != std::u32string_view::npos ? U'?' : line.find(U'€') != std::u32string_view::npos ? U'€' : 0;
  for (const OpenPlace& open : reading.open)
    if (open.kind == Open::digit) return true;  // the swallowed character is not claimed to be known
  const std::u32string shown = narrow_marks(line);
  if (narrow_marks(gloss_damage(mended, site)) == shown) return true;
  if (site.lone_80 != 0 || std::none_of(mended.begin(), mended.end(), [&](char32_t c) { return ends_in_80(c); })) return false;
  site.lone_80 = U'?';
  return narrow_marks(gloss_damage(mended, site)) == shown;
}

void PageRepair::report(const PhaseReading& r, std::size_t offset, std::vector<Doubt>& doubts) {
  for (std::size_t i = 0; i < r.open.size(); ++i) {
    const OpenPlace& open = r.open[i];
    const char* code = open.kind == Open::digit ? "digit" : open.kind == Open::lost ? "lost" : "candidates";
    Doubt d{offset + open.begin, offset + open.end, code, open.candidates, ""};
    // Neighbouring cells of one vanished pair are one place.
    while (i + 1 < r.open.size() && r.open[i + 1].begin == r.open[i].end && open.kind == Open::candidates &&
           r.open[i + 1].kind == Open::candidates) {
      ++i;
      d.end = offset + r.open[i].end;
      d.candidates = std::max(d.candidates, r.open[i].candidates);
    }
    doubts.push_back(d);
    open_ = true;
  }
}

/// Shows '?' in place of a filling.
void leave_open(PhaseReading& reading, std::size_t at, std::size_t length) {
  const auto begin = reading.cells.begin() + static_cast<std::ptrdiff_t>(at);
  begin->c = U'?';
  begin->end = reading.cells[at + length - 1].end;
  begin->how = Damage::unreadable;
  begin->sure = Sure::doubtful;
  reading.cells.erase(begin + 1, begin + static_cast<std::ptrdiff_t>(length));
  std::erase_if(reading.open, [&](const OpenPlace& o) { return o.begin >= at && o.end <= at + length; });
  for (OpenPlace& o : reading.open)
    if (o.begin > at) o.begin -= length - 1, o.end -= length - 1;
  reading.open.push_back({at, at + 1, 0, Open::lost});
  std::sort(reading.open.begin(), reading.open.end(), [](const OpenPlace& a, const OpenPlace& b) { return a.begin < b.begin; });
}

/// True if a word joins the cells [at, at + length) with a neighbour that the page shows.
bool joined_by_word(const Text& cells, std::size_t at, std::size_t length, const Lexicon& lexicon) {
  for (std::size_t from = at > 3 ? at - 3 : 0; from < at + length; ++from)
    for (std::size_t n = 2; n <= 4 && from + n <= cells.size(); ++n) {
      const std::size_t to = from + n;
      if (to <= at || (from >= at && to <= at + length)) continue;
      std::uint64_t key = 0;
      for (std::size_t k = 0; k < n; ++k)
        key |= static_cast<std::uint64_t>(plain_form(cells[from + k].c, lexicon) & 0xFFFFU) << (16U * k);
      if (lexicon.word_id(key) != 0) return true;
    }
  return false;
}

/// Behind a lost byte nothing proves a filling but a word that it makes with what the page shows; other places stay open.
void keep_what_words_join(PhaseReading& reading, const std::vector<HiddenPlace>& places) {
  const Lexicon& lexicon = Lexicon::get();
  for (auto place = places.rbegin(); place != places.rend(); ++place)
    if (!joined_by_word(reading.cells, place->at, place->length, lexicon)) leave_open(reading, place->at, place->length);
  for (std::size_t at = 0; at < reading.cells.size(); ++at)
    if (reading.cells[at].how == Damage::lost_byte && !joined_by_word(reading.cells, at, 1, lexicon)) leave_open(reading, at, 1);
}

/// The best reading that the forward model turns into the line; the best at all where none is.
PhaseReading PageRepair::choose(std::vector<PhaseReading> readings, const PhaseOptions& options, std::u32string_view line) {
  PhaseReading best = readings.front();
  std::vector<HiddenPlace> places = restore_vanished(best, options);
  if (options.losses != nullptr) {
    // Where the byte was lost shows only when what vanished behind it is back.
    for (std::size_t i = 1; i < readings.size(); ++i) {
      std::vector<HiddenPlace> others = restore_vanished(readings[i], options);
      if (readings[i].cost >= best.cost) continue;
      best = std::move(readings[i]);
      places = std::move(others);
    }
    reproduced_ = false;  // the forward model knows no lost bytes
    keep_what_words_join(best, places);
    return best;
  }
  if (reproduces(best, line)) return best;
  struct Other {
    int loss;
    const HiddenPlace* place;
    std::size_t filling;
  };
  std::vector<Other> others;
  for (const HiddenPlace& place : places)
    for (std::size_t k = 1; k < place.fillings.size(); ++k)
      if (place.fillings[k].characters.size() == place.fillings[0].characters.size())
        others.push_back({place.fillings[0].gain - place.fillings[k].gain, &place, k});
  std::stable_sort(others.begin(), others.end(), [](const Other& a, const Other& b) { return a.loss < b.loss; });
  if (others.size() > kMostRefilled) others.resize(kMostRefilled);
  for (const Other& other : others)
    if (PhaseReading r = refilled(best, *other.place, other.filling); reproduces(r, line)) return r;
  for (std::size_t i = 1; i < readings.size(); ++i) {
    restore_vanished(readings[i], options);
    if (reproduces(readings[i], line)) return std::move(readings[i]);
  }
  reproduced_ = false;
  return best;
}

/// Where damage that begins with `stretch` ends: with the next hole, else with the line.
std::size_t end_of_damage(const Text& line, Stretch stretch) {
  for (std::size_t i = stretch.end; i < line.size(); ++i)
    if (line[i].c == U'?' || line[i].c == U'？') return i + 1;
  return line.size();
}

/// Names the stretch behind a lost byte: what stands there was put back by the words alone.
void name_lost_byte(PhaseReading& reading, std::size_t offset, std::vector<Doubt>& doubts) {
  std::size_t begin = reading.cells.size(), end = 0;
  for (std::size_t i = 0; i < reading.cells.size(); ++i) {
    if (reading.cells[i].how == Damage::none) continue;
    reading.cells[i].sure = std::max(reading.cells[i].sure, Sure::chosen);
    begin = std::min(begin, i), end = i + 1;
  }
  if (begin < end) doubts.push_back({offset + begin, offset + end, "lost_byte", 0, ""});
}

std::optional<Text> PageRepair::mend_line(const Text& line, std::size_t offset, std::vector<Doubt>& doubts) {
  const bool gloss = glossing() && has_gloss(line);
  const bool hole = has_hole(line);
  std::vector<int> literal;
  if (!gloss && (hole || !traditional_)) literal = literal_costs(line, lexicon_);
  const Stretch stretch = !gloss && !traditional_ ? broken_stretch(literal) : Stretch{};
  const bool broken = !stretch.empty();
  if (!gloss && !hole && !broken) return std::nullopt;
  // So much damage that the page would take more than about a second: the rest is named, not mended.
  if (budget_ == 0 || line.size() > kLongestLine) {
    if (gloss || traditional_) {
      doubts.push_back({offset, offset + line.size(), "unmended", 0, ""});
      reproduced_ = false;
    }
    return std::nullopt;
  }
  std::vector<bool> losses;
  if (broken) losses = loss_positions(literal);
  const PhaseOptions options{traditional_, broken ? &losses : nullptr, &glyphs_, &budget_, &memory_};
  PhaseReading reading = choose(back_into_phase(line, options, broken ? kMostLossy : kMostReadings), options, characters(line));
  const bool marks =
      std::any_of(reading.cells.begin(), reading.cells.end(), [](const Cell& c) { return c.how == Damage::mark_seam; });
  const int gain = broken ? kLossGain : marks && traditional_ ? kMarkGain : kGain;

  if (!gloss && reading.cost > literal.back() - gain) {
    if (broken && hole) doubts.push_back({offset + stretch.begin, offset + end_of_damage(line, stretch), "unmended", 0, ""});
    return std::nullopt;
  }
  if (broken) name_lost_byte(reading, offset, doubts);
  report(reading, offset, doubts);
  if (narrow_)  // the page narrowed its marks after the damage, so what comes back into phase is narrowed too
    for (Cell& cell : reading.cells) cell.c = narrow_mark(cell.c);
  return std::move(reading.cells);
}

}  // namespace

GlossPage undo_gloss_page(Text& text, bool traditional, std::vector<Doubt>& doubts) {
  PageRepair repair(characters(text), traditional);
  rewrite_lines(text, [&](const Text& line, std::size_t begin) { return repair.mend_line(line, begin, doubts); });
  return {repair.proof(), repair.glossing()};
}

}  // namespace luodi::paper
