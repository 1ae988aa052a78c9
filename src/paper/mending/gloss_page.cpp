// See gloss_page.h.
#include "paper/mending/gloss_page.h"

#include <algorithm>
#include <array>
#include <map>

#include "paper/mending/forward.h"
#include "paper/mending/gloss.h"
#include "paper/mending/phase.h"
#include "paper/mending/word_path.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kMostReadings = 24;       // readings of a line tried against the forward model
constexpr int kGain = 1200;                     // hundredths of a nat a repair without a gloss must gain
constexpr std::size_t kLongestLine = 30'000;    // no paragraph is longer; a beam over it would cost its square
constexpr std::size_t kPageBudget = 2'000'000;  // hypotheses a page may cost in all
constexpr int kMarkGain = 200;                  // ... on a traditional page, where '?' and a mark stand between characters
constexpr int kLossGain = 2500;                 // ... and one that assumes a lost byte

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

/// The site's table as far as the page shows it: every glyph with a gloss, regular or at a seam.
GlossSite site_of(std::u32string_view page, const GlyphSet& glyphs, const Lexicon& lexicon) {
  GlossSite site;
  for (std::size_t i = 1; i + 2 < page.size(); ++i) {
    if (page[i] != U'(' || glyphs.count(page[i - 1]) == 0) continue;
    const std::size_t length = gloss_length(page, i + 1);
    if (length != 0 && lexicon.has_reading(page[i - 1], page.substr(i + 1, length)))
      site.glosses.try_emplace(page[i - 1], page.substr(i + 1, length));
  }
  return site;
}

/// Adds the glyphs that the seams of a line name: "?py)" stands for a glyph read so whose two bytes occur in the mended
/// line across a border. `mended` is the line as GBK bytes.
void add_seam_glyphs(GlossSite& site, std::u32string_view line, std::string_view mended, const Lexicon& lexicon) {
  for (std::size_t i = 0; i + 2 < line.size(); ++i) {
    if (line[i] != U'?') continue;
    const std::size_t length = gloss_length(line, i + 1);
    if (length == 0) continue;
    const auto reading = line.substr(i + 1, length);
    for (const char32_t g : lexicon.with_reading(reading)) {
      const std::uint16_t pair = lexicon.gbk_bytes(g);
      if (!lexicon.traditional_only(g) || pair == 0) continue;
      const std::array<char, 2> bytes = {static_cast<char>(pair >> 8U), static_cast<char>(pair & 0xFFU)};
      if (mended.find(std::string_view(bytes.data(), 2)) != std::string_view::npos) site.glosses.try_emplace(g, reading);
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

/// True if the line holds a stretch that hardly can be Chinese: four Han characters in a row that no word joins and that
/// are rare together. Only such lines are tried for a lost byte.
bool reads_broken(const Text& line, const Lexicon& lexicon) {
  std::size_t rare = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!is_han(line[i].c)) {
      if (line[i].c >= 0x80 && line[i].c != U'、') rare = 0;
      continue;
    }
    rare = lexicon.char_cost(lexicon.simplified(line[i].c)) > 1150 ? rare + 1 : (rare > 0 ? rare - 1 : 0);
    if (rare >= 3) return true;
  }
  return false;
}

int literal_cost(const Text& line, const Lexicon& lexicon) {
  WordPath path;
  for (const Cell& cell : line) path.add(lexicon.simplified(cell.c), lexicon);
  return path.cost();
}

class PageRepair {
 public:
  PageRepair(const Text& page, bool traditional)
      : lexicon_(Lexicon::get()),
        page_(characters(page)),
        traditional_(traditional),
        glyphs_(glossed_glyphs(page_, lexicon_)),
        site_(site_of(page_, glyphs_, lexicon_)) {
    const auto count = [&](char32_t c) { return std::count(page_.begin(), page_.end(), c); };
    narrow_ = count(U',') > count(U'，');
    memory_.learn_usual(kUsual);
    std::u32string plain;  // what the page says where nothing is damaged
    for (std::size_t i = 0; i < page_.size(); ++i) {
      if (page_[i] == U'(')
        if (const std::size_t n = gloss_length(page_, i + 1); n != 0) {
          i += n + 1;
          continue;
        }
      plain.push_back(narrow_mark(lexicon_.simplified(page_[i])));
    }
    memory_.learn(plain);
  }

  bool glossing() const { return !glyphs_.empty() || !site_.glosses.empty(); }
  Text mend_line(const Text& line, std::size_t offset, std::vector<Doubt>& doubts);
  Proof proof() const { return !reproduced_ ? Proof::none : open_ ? Proof::reproduced : Proof::proved; }

 private:
  bool reproduces(const PhaseReading& reading, std::u32string_view line) const;
  void report(const PhaseReading& r, std::size_t offset, std::vector<Doubt>& doubts);

  const Lexicon& lexicon_;
  std::u32string page_;
  bool traditional_;
  GlyphSet glyphs_;
  GlossSite site_;
  Memory memory_;
  bool narrow_ = false;
  std::size_t budget_ = kPageBudget;
  bool reproduced_ = true;
  bool open_ = false;
};

bool PageRepair::reproduces(const PhaseReading& reading, std::u32string_view line) const {
  GlossSite site = site_;
  const std::u32string mended = characters(reading.cells);
  add_seam_glyphs(site, line, gbk_encode(widen_marks(mended)), lexicon_);
  site.mark_pass =
      std::any_of(reading.cells.begin(), reading.cells.end(), [](const Cell& c) { return c.how == Damage::mark_seam; });
  for (const OpenPlace& open : reading.open)
    if (open.digit) return true;  // the swallowed character is not claimed to be known
  return narrow_marks(gloss_damage(mended, site)) == narrow_marks(line);
}

void PageRepair::report(const PhaseReading& r, std::size_t offset, std::vector<Doubt>& doubts) {
  for (std::size_t i = 0; i < r.open.size(); ++i) {
    Doubt d{offset + r.open[i].begin, offset + r.open[i].end, r.open[i].digit ? "digit" : "candidates", r.open[i].candidates, ""};
    // Neighbouring cells of one vanished pair are one place.
    while (i + 1 < r.open.size() && r.open[i + 1].begin == r.open[i].end && !r.open[i].digit && !r.open[i + 1].digit) {
      ++i;
      d.end = offset + r.open[i].end;
      d.candidates = std::max(d.candidates, r.open[i].candidates);
    }
    doubts.push_back(d);
    open_ = true;
  }
}

Text PageRepair::mend_line(const Text& line, std::size_t offset, std::vector<Doubt>& doubts) {
  const bool gloss = glossing() && has_gloss(line);
  const bool hole = has_hole(line);
  const bool broken = !gloss && reads_broken(line, lexicon_);
  if (!gloss && !hole && !broken) return line;
  if (budget_ == 0 ||
      line.size() >
          kLongestLine) {  // so much damage that the page would take more than about a second: the rest is named, not mended
    if (gloss || traditional_) {
      doubts.push_back({offset, offset + line.size(), "unmended", 0, ""});
      reproduced_ = false;
    }
    return line;
  }
  const std::u32string shown = characters(line);
  PhaseOptions options{traditional_, broken && !traditional_, &glyphs_, &budget_, &memory_};
  auto readings = back_into_phase(line, options, kMostReadings);
  const bool marks = std::any_of(readings.front().cells.begin(), readings.front().cells.end(),
                                 [](const Cell& c) { return c.how == Damage::mark_seam; });
  const int gain = options.losses ? kLossGain : marks && traditional_ ? kMarkGain : kGain;
  if (!gloss && readings.front().cost > literal_cost(line, lexicon_) - gain) return line;
  std::size_t pick = 0;
  if (!options.losses) {
    while (pick < readings.size() && !reproduces(readings[pick], shown)) ++pick;
    if (pick == readings.size()) {
      pick = 0;
      reproduced_ = false;
    }
  }
  report(readings[pick], offset, doubts);
  if (narrow_)  // the page narrowed its marks after the damage, so what comes back into phase is narrowed too
    for (Cell& cell : readings[pick].cells) cell.c = narrow_mark(cell.c);
  return std::move(readings[pick].cells);
}

}  // namespace

GlossPage undo_gloss_page(Text& text, bool traditional, std::vector<Doubt>& doubts) {
  PageRepair repair(text, traditional || !glossed_glyphs(characters(text), Lexicon::get()).empty());
  Text out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && text[end].c != U'\n') ++end;
    const Text line(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end));
    const Text mended = repair.mend_line(line, out.size(), doubts);
    out.insert(out.end(), mended.begin(), mended.end());
    if (end < text.size()) out.push_back(text[end++]);
    at = end;
  }
  text = std::move(out);
  return {repair.proof(), repair.glossing()};
}

}  // namespace luodi::paper
