// See mend.h. The order: carriage returns, entities, wrong decodings, noise, spacing, habits of the site, wraps, bytes back into
// phase, script, word forms, doubts. Each stage leaves a text without its damage alone.
#include "paper/mending/mend.h"

#include <algorithm>
#include <array>
#include <set>

#include "paper/codec.h"
#include "paper/mending/doubts.h"
#include "paper/mending/gloss.h"
#include "paper/mending/gloss_page.h"
#include "paper/mending/habits.h"
#include "paper/mending/mojibake.h"
#include "paper/mending/quick_look.h"
#include "paper/mending/surface.h"
#include "paper/mending/word_forms.h"
#include "paper/mending/wraps.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

/// What one pass over the code points finds: whether any stage has work at all.
struct Survey {
  std::size_t latin = 0, lost = 0, question = 0, entity = 0, carriage = 0, toned = 0, strange = 0, spaces = 0, ascii = 0;
  ScriptCount scripts;
};

Survey survey(std::u32string_view text) {
  Survey s;
  const Lexicon& lexicon = Lexicon::get();
  char32_t before = U'\n';
  for (const char32_t c : text) {
    if (c < 0x80) {
      s.question += c == U'?' && (before >= 0x80 || before == U'\n' || before == U'?') ? 1 : 0;
      s.entity += c == U'&' ? 1 : 0;
      s.carriage += c == U'\r' ? 1 : 0;
      s.spaces += c == U' ' && is_han(before) ? 1 : 0;
      s.ascii += c > 0x20 ? 1 : 0;
    } else if (c < 0x250) {
      s.latin += c != 0xB7 && c != 0xD7 && c != 0xB0 && c != 0xB1 && !is_toned_vowel(c) ? 1 : 0;
      s.toned += c != 0xD7 && c != 0xF7 ? 1 : 0;
    } else if (is_han(c)) {
      ++s.scripts.han;
      s.scripts.traditional += lexicon.traditional_only(c) ? 1 : 0;
      s.scripts.simplified += lexicon.simplified_only(c) ? 1 : 0;
      s.strange += lexicon.char_cost(lexicon.simplified(c)) > 1500 ? 1 : 0;
    } else {
      s.lost += c == 0xFFFD ? 1 : 0;
      s.strange += c >= 0xE000 && c < 0xF900 ? 1 : 0;
    }
    before = c;
  }
  return s;
}

Result<void> refuse_hopeless(std::u32string_view text, const Survey& s) {
  if (s.scripts.han + s.latin + s.ascii + s.strange + s.lost == 0)
    return fail(ErrorCode::unusable, "paper", "paper.empty", "the file has no text; bring the paper itself");
  std::size_t kun = 0, run = 0, longest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    kun += text.compare(i, 3, U"锟斤拷") == 0 ? 1 : 0;
    run = text[i] == 0xFFFD ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  // 锟斤拷 is U+FFFD read as GBK: the characters are gone. A few broken block borders can be named; more cannot be read.
  if (kun >= 2 || longest >= 8 || s.lost * 12 > text.size() + 24)
    return fail(ErrorCode::unusable, "paper", "paper.beyond_repair",
                "the characters of this copy are lost (锟斤拷 or U+FFFD); get the paper again from where it was published");
  return {};
}

void group_changes(Mended& m) {
  for (std::size_t i = 0; i < m.cells.size();) {
    const Cell& first = m.cells[i];
    if (first.how == Damage::none) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < m.cells.size() && m.cells[end].how == first.how && m.cells[end].sure == first.sure && m.cells[end].c != U'\n')
      ++end;
    std::uint32_t from = first.begin, to = first.end;
    for (std::size_t k = i; k < end; ++k) from = std::min(from, m.cells[k].begin), to = std::max(to, m.cells[k].end);
    m.changes.push_back(
        {i, end, from, to, to_utf8(std::u32string_view(m.source).substr(from, to - from)), first.how, first.sure});
    i = end;
  }
}

void name_kinds(Mended& m, const std::vector<std::string>& steps) {
  std::set<std::string> kinds(steps.begin(), steps.end());
  std::array<bool, kDamageKinds> seen{};
  for (const Cell& c : m.cells) seen[static_cast<std::size_t>(c.how)] = true;
  for (std::size_t k = 1; k < seen.size(); ++k)
    if (seen[k]) kinds.emplace(name_of(static_cast<Damage>(k)));
  for (const Doubt& d : m.doubtful)
    if (d.code != "candidates") kinds.insert("doubtful_" + d.code);
  m.kinds.assign(kinds.begin(), kinds.end());
}

/// Sets a doubt to the cells that came from source range [begin, end); at least one cell where there is any.
void find_again(Doubt& d, const Text& text, std::uint32_t begin, std::uint32_t end) {
  const auto first =
      std::lower_bound(text.begin(), text.end(), begin, [](const Cell& c, std::uint32_t at) { return c.begin < at; });
  d.begin = static_cast<std::size_t>(first - text.begin());
  if (d.begin == text.size() && d.begin > 0) --d.begin;
  d.end = d.begin;
  while (d.end < text.size() && text[d.end].begin < std::max(end, begin + 1)) ++d.end;
  if (d.end == d.begin && d.end < text.size()) ++d.end;
}

/// Nothing that any stage could work on: a clean Simplified text.
bool is_clean(const Survey& s, std::size_t size) {
  return s.latin == 0 && s.lost == 0 && s.question == 0 && s.entity == 0 && s.carriage == 0 && s.toned == 0 &&
         s.spaces * 40 < size + 400 && s.strange * 50 < size + 50 && script_of(s.scripts) != Script::traditional;
}

}  // namespace

std::string_view name_of(Proof proof) {
  return proof == Proof::proved ? "proved" : proof == Proof::reproduced ? "reproduced" : "none";
}

std::string_view name_of(Script script) {
  return script == Script::simplified ? "simplified" : script == Script::traditional ? "traditional" : "neither";
}

Result<Mended> mend_text(std::u32string source, const std::string& encoding, const MendOptions& options) {
  Survey seen = survey(source);
  if (auto ok = refuse_hopeless(source, seen); !ok) return tl::unexpected(ok.error());
  Mended m;
  m.encoding = encoding;
  m.script = script_of(seen.scripts);
  m.source = std::move(source);
  m.source.shrink_to_fit();
  Text text = cells_of(m.source);
  if (seen.carriage != 0) undo_carriage_returns(text);
  undo_entities(text);
  std::vector<std::string> steps;
  if (seen.latin > 4 || seen.strange * 20 > m.source.size()) steps = undo_mojibake(text);
  if (!steps.empty()) {
    const std::u32string now = characters(text);
    seen = survey(now);
    m.script = script_of(seen.scripts);
    if (auto ok = refuse_hopeless(now, seen); !ok) return tl::unexpected(ok.error());
  }
  undo_noise(text);
  undo_spacing(text);
  undo_spam_label(text);
  undo_gloss_blanks(text);
  undo_plain_glosses(text);
  undo_inserted_commas(text);
  undo_wraps(text);
  const GlossPage page = undo_gloss_page(text, m.script == Script::traditional, m.doubtful);
  m.proof = page.proof;
  // Runs out of phase hold characters of either script by chance: the repaired text tells which one the page is in.
  if (page.one_to_one) m.script = script_of(count_scripts(characters(text), Lexicon::get()));
  if (!options.keep_script && m.script == Script::traditional)
    to_simplified(text, page.one_to_one, is_regional(characters(text)));
  // Later stages change lengths: places named so far are kept as ranges of the source and found again.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
  places.reserve(m.doubtful.size());
  for (const Doubt& d : m.doubtful) places.emplace_back(text[d.begin].begin, text[std::max(d.begin, d.end - 1)].end);
  undo_question_spaces(text);
  undo_date_dashes(text);
  std::vector<Doubt> late;
  undo_word_forms(text, late);
  for (std::size_t i = 0; i < places.size(); ++i) find_again(m.doubtful[i], text, places[i].first, places[i].second);
  m.doubtful.insert(m.doubtful.end(), late.begin(), late.end());
  find_doubts(text, m.doubtful);
  m.cells = std::move(text);
  m.text = to_utf8(characters(m.cells));
  name_kinds(m, steps);
  m.untouched =
      encoding == "UTF-8" && std::all_of(m.cells.begin(), m.cells.end(), [](const Cell& c) { return c.how == Damage::none; });
  if (options.details) {
    group_changes(m);
    name_evidence(m.cells, m.doubtful);
  }
  return m;
}

Result<Mended> mend(std::string_view bytes, const MendOptions& options) {
  if (bytes.empty()) return fail(ErrorCode::unusable, "paper", "paper.empty", "the file is empty; bring the paper itself");
  const bool wrapped = may_be_wrapped(bytes);
  const Look look = wrapped ? Look::other : quick_look(bytes);
  if (look == Look::clean || (look == Look::traditional && !options.details && options.keep_script)) {
    Mended m;
    m.encoding = "UTF-8";
    m.script = look == Look::clean ? Script::simplified : Script::traditional;
    m.text = std::string(bytes);
    m.untouched = true;
    return m;
  }
  if (look == Look::traditional && !options.details) {
    const std::u32string head = to_utf32(bytes.substr(0, 1U << 16U));
    Mended m;
    m.encoding = "UTF-8";
    m.script = Script::traditional;
    m.kinds = {"traditional"};
    m.text = to_simplified_utf8(bytes, is_regional(head));
    return m;
  }
  Decoded d = decode_text(bytes);
  if (d.encoding == "UTF-8" && d.broken == 0) {
    const Survey seen = survey(d.text);
    if (seen.scripts.han + seen.ascii != 0 && is_clean(seen, d.text.size()) && !wrapped && !shows_site_habits(d.text) &&
        refuse_hopeless(d.text, seen)) {
      Mended m;
      m.encoding = d.encoding;
      m.text = std::string(bytes);
      Text cells = cells_of(d.text);
      undo_word_forms(cells, m.doubtful);
      if (std::none_of(cells.begin(), cells.end(), [](const Cell& c) { return c.how != Damage::none; })) {
        find_doubts(cells, m.doubtful);
        m.untouched = true;
        name_kinds(m, {});
        return m;
      }
    }
  }
  const double confidence = d.confidence;
  auto m = mend_text(std::move(d.text), d.encoding, options);
  if (m) {
    m->confidence = confidence;
    m->untouched = m->untouched && m->text == bytes;  // a broken byte became U+FFFD
  }
  return m;
}

}  // namespace luodi::paper
