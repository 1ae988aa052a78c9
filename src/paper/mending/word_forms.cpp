// See word_forms.h.
#include "paper/mending/word_forms.h"

#include <algorithm>

#include "paper/lexicon.h"
#include "paper/mending/gloss.h"
#include "paper/mending/word_path.h"

namespace luodi::paper {
namespace {

constexpr std::u32string_view kNumerals = U"〇一二三四五六七八九";

bool digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// A lone digit 1-9 between Han characters or punctuation, no part of a number, date or formula.
bool is_lone_digit(const Text& t, std::size_t i) {
  if (t[i].c < U'1' || t[i].c > U'9') return false;
  const char32_t before = i > 0 ? t[i - 1].c : U'\n';
  const char32_t after = i + 1 < t.size() ? t[i + 1].c : U'\n';
  auto joins = [](char32_t c) {
    return digit(c) || c == U'.' || c == U'%' || c == U'-' || c == U'/' || (c >= U'A' && c <= U'z') || c == U'—' || c == U'．';
  };
  return !joins(before) && !joins(after) && is_han(after);
}

/// A digit where no writer puts one: a list mark before 要 or 是 (1要, 2是), or inside a word (统1, 1律, 进1步).
bool is_misplaced(const Text& t, std::size_t i, const Lexicon& lexicon) {
  const char32_t numeral = kNumerals[t[i].c - U'0'];
  const char32_t after = t[i + 1].c;
  const bool clause = i == 0 || !is_han(t[i - 1].c);
  if (!clause && std::u32string_view(U"第年月届度").find(t[i - 1].c) != std::u32string_view::npos) return false;
  if (clause && (after == U'要' || after == U'是')) return true;
  auto word = [&](std::size_t from, std::size_t n) {
    std::uint64_t key = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const char32_t c = from + k == i ? numeral : from + k < t.size() ? t[from + k].c : 0;
      if (!is_han(c) || c >= 0x10000) return false;
      key |= static_cast<std::uint64_t>(c) << (16U * k);
    }
    return lexicon.word_cost(key) >= 0 && lexicon.word_cost(key) < 1350;
  };
  // Words of one numeral and a measure (三天, 一户) are written with digits as well; words that end or turn on it are not.
  if (i >= 1 && (word(i - 1, 2) || word(i - 1, 3))) return !word(i, 2) || word(i - 1, 3);
  return after == U'律' || after == U'切' || after == U'些' || after == U'定' || after == U'致' || after == U'体' ||
         after == U'旦' || after == U'味';
}

void undo_digit_forms(Text& text, std::vector<Doubt>& doubts) {
  const Lexicon& lexicon = Lexicon::get();
  std::vector<std::size_t> lone, misplaced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_lone_digit(text, i)) continue;
    lone.push_back(i);
    if (is_misplaced(text, i, lexicon)) misplaced.push_back(i);
  }
  // One such place is a slip of the pen; a habit shows at least twice.
  if (misplaced.size() < 2) return;
  for (const std::size_t i : lone) {
    const bool sure = std::binary_search(misplaced.begin(), misplaced.end(), i);
    const bool dated = i > 0 && (text[i - 1].c == U'月' || text[i - 1].c == U'年' || text[i - 1].c == U'第');
    const char32_t after = text[i + 1].c;
    if (!sure && (text[i].c != U'1' || dated || after == U'月' || after == U'年')) continue;
    text[i].c = kNumerals[text[i].c - U'0'];
    text[i].how = Damage::digit_form;
    text[i].sure = Sure::chosen;
    doubts.push_back({i, i + 1, "candidates", 2, sure ? "" : "language model"});
  }
}

struct Syllable {
  std::size_t begin, end;
  std::u32string reading;
};

/// Words in pinyin: toned syllables parted by single spaces, outside parentheses.
void undo_pinyin_words(Text& text, std::vector<Doubt>& doubts) {
  const Lexicon& lexicon = Lexicon::get();
  Text out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::vector<Syllable> word;
    std::size_t at = i;
    while (at < text.size() && is_pinyin_letter(text[at].c)) {
      Syllable s{at, at, {}};
      bool toned = false;
      while (at < text.size() && is_pinyin_letter(text[at].c))
        toned |= is_toned_vowel(text[at].c), s.reading.push_back(text[at++].c);
      s.end = at;
      if (!toned || lexicon.with_reading(s.reading).empty()) {
        word.clear();
        break;
      }
      word.push_back(s);
      if (at + 1 < text.size() && text[at].c == U' ' && is_pinyin_letter(text[at + 1].c)) ++at;
    }
    // 云岫县（yún xiù）: how a name is read, all of it.
    const bool bracketed = i > 0 && (text[i - 1].c == U'(' || text[i - 1].c == U'（');
    if (bracketed && !word.empty()) {
      while (i < at) out.push_back(text[i++]);
      continue;
    }
    if (word.empty()) {
      if (is_pinyin_letter(text[i].c))  // a foreign word passes whole
        while (i < text.size() && is_pinyin_letter(text[i].c)) out.push_back(text[i++]);
      else
        out.push_back(text[i++]);
      continue;
    }
    struct Path {
      WordPath cost;
      std::u32string chars;
    };
    std::vector<Path> beam(1);
    for (std::size_t k = out.size() > 3 ? out.size() - 3 : 0; k < out.size(); ++k) beam[0].cost.add(out[k].c, lexicon);
    std::uint32_t candidates = 1;
    for (const Syllable& s : word) {
      std::vector<Path> next;
      std::uint32_t many = 0;
      for (const char32_t c : lexicon.with_reading(s.reading)) {
        if (lexicon.traditional_only(c) || lexicon.char_cost(c) > 1500) continue;
        ++many;
        for (const Path& p : beam) {
          next.push_back(p);
          next.back().cost.add(c, lexicon);
          next.back().chars.push_back(c);
        }
      }
      candidates = std::min<std::uint32_t>(candidates * std::max(many, 1U), 1000000U);
      std::stable_sort(next.begin(), next.end(), [](const Path& a, const Path& b) { return a.cost.cost() < b.cost.cost(); });
      if (next.size() > 64) next.resize(64);
      if (!next.empty()) beam = std::move(next);
    }
    for (Path& p : beam)
      for (std::size_t k = at; k < std::min(at + 3, text.size()); ++k) p.cost.add(text[k].c, lexicon);
    const auto best =
        std::min_element(beam.begin(), beam.end(), [](const Path& a, const Path& b) { return a.cost.cost() < b.cost.cost(); });
    if (best->chars.size() != word.size()) {
      while (i < at) out.push_back(text[i++]);
      continue;
    }
    doubts.push_back({out.size(), out.size() + best->chars.size(), "candidates", candidates, ""});
    for (std::size_t k = 0; k < best->chars.size(); ++k)
      out.push_back({best->chars[k], text[word[k].begin].begin, text[word[k].end - 1].end, Damage::pinyin_word, Sure::chosen});
    i = at;
  }
  text = std::move(out);
}

}  // namespace

void undo_word_forms(Text& text, std::vector<Doubt>& doubts) {
  const bool toned = std::any_of(text.begin(), text.end(), [](const Cell& c) { return is_toned_vowel(c.c); });
  if (toned) undo_pinyin_words(text, doubts);
  undo_digit_forms(text, doubts);
}

}  // namespace luodi::paper
