// See surface.h. Every function leaves a text that does not show its damage untouched.
#include "paper/mending/surface.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "paper/lexicon.h"

namespace luodi::paper {
namespace {

struct Entity {
  std::u32string_view name;
  char32_t c;
};
constexpr std::array<Entity, 24> kEntities = {
    {{U"nbsp", U' '},  {U"emsp", U' '},  {U"ensp", U' '},  {U"thinsp", U' '}, {U"amp", U'&'},    {U"lt", U'<'},
     {U"gt", U'>'},    {U"quot", U'"'},  {U"apos", U'\''}, {U"ldquo", U'“'},  {U"rdquo", U'”'},  {U"lsquo", U'‘'},
     {U"rsquo", U'’'}, {U"mdash", U'—'}, {U"ndash", U'–'}, {U"hellip", U'…'}, {U"middot", U'·'}, {U"times", U'×'},
     {U"yen", U'¥'},   {U"deg", U'°'},   {U"laquo", U'«'}, {U"raquo", U'»'},  {U"bull", U'•'},   {U"permil", U'‰'}}};

char32_t entity_value(std::u32string_view name) {
  if (name.size() > 1 && name[0] == U'#') {
    const bool hex = name[1] == U'x' || name[1] == U'X';
    std::uint32_t value = 0;
    if (name.size() < 2U + (hex ? 1U : 0U)) return 0;
    for (const char32_t c : name.substr(hex ? 2 : 1)) {
      std::uint32_t digit = 99;
      if (c >= U'0' && c <= U'9') digit = c - U'0';
      if (hex && c >= U'a' && c <= U'f') digit = c - U'a' + 10;
      if (hex && c >= U'A' && c <= U'F') digit = c - U'A' + 10;
      if (digit > (hex ? 15U : 9U) || value > 0x110000U) return 0;
      value = value * (hex ? 16U : 10U) + digit;
    }
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    return value >= 0x20 && value < 0x110000 && !surrogate ? value : 0;
  }
  const auto it = std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.name == name; });
  return it == kEntities.end() ? 0 : it->c;
}

bool is_ascii_print(char32_t c) {
  return c >= 0x20 && c < 0x7F;
}

/// An ASCII run that is noise: long, with symbols that prose does not use, or letters in mixed case between spaces.
bool is_noise(std::u32string_view run) {
  std::size_t letters = 0, symbols = 0, turns = 0, glyphs = 0;
  char32_t before = 0;
  for (const char32_t c : run) {
    const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    const bool digit = c >= U'0' && c <= U'9';
    letters += letter ? 1 : 0;
    glyphs += c != U' ' ? 1 : 0;
    if (!letter && !digit && c != U' ' && std::u32string_view(U".,:/-()%").find(c) == std::u32string_view::npos) ++symbols;
    // A capital behind a small letter, or a digit behind a letter: words and addresses hardly do that.
    turns += (c >= U'A' && c <= U'Z' && before >= U'a' && before <= U'z') || (digit && before >= U'A') ? 1 : 0;
    before = c;
  }
  if (run.find(U"http") != std::u32string_view::npos || run.find(U"www.") != std::u32string_view::npos) return false;
  return glyphs >= 6 && letters >= 4 &&
         (symbols >= 2 || (symbols >= 1 && turns >= 1) || turns >= 3 || run.find(U"  ") != std::u32string_view::npos);
}

}  // namespace

void undo_entities(Text& text) {
  if (std::none_of(text.begin(), text.end(), [](const Cell& c) { return c.c == U'&'; })) return;
  Text out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i].c == U'&') {
      std::u32string name;
      std::size_t end = i + 1;
      while (end < text.size() && end - i < 10 && text[end].c < 0x80 && text[end].c != U';' && text[end].c != U'&')
        name.push_back(text[end++].c);
      if (const char32_t c = end < text.size() && text[end].c == U';' ? entity_value(name) : 0; c != 0) {
        const bool indents = (c == U' ' || c == 0xA0) && (out.empty() || out.back().c == U'\n');
        if (!indents) out.push_back({c == 0xA0 ? U' ' : c, text[i].begin, text[end].end, Damage::entity, Sure::proved});
        i = end;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  text = std::move(out);
}

void undo_noise(Text& text) {
  struct Run {
    std::size_t begin, end;
  };
  std::vector<Run> runs;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_ascii_print(text[i].c)) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::u32string run;
    while (i < text.size() && is_ascii_print(text[i].c)) run.push_back(text[i++].c);
    const bool at_end = i == text.size() || text[i].c == U'\n';
    // The first ASCII mark may be the sentence's own.
    if (at_end && is_noise(run)) runs.push_back({begin, i < text.size() ? i + 1 : i});
  }
  if (runs.size() < 2) return;  // one odd line is no site's habit
  Text out;
  out.reserve(text.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (next < runs.size() && i == runs[next].begin) {
      i = runs[next].end - 1;
      ++next;
      if (!out.empty()) {
        out.back().end = text[i].end;
        if (out.back().how == Damage::none) out.back().how = Damage::noise, out.back().sure = Sure::chosen;
      }
      continue;
    }
    out.push_back(text[i]);
  }
  text = std::move(out);
}

void undo_spacing(Text& text) {
  auto cjk = [](char32_t c) {
    return is_han(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || c == U'“' || c == U'”';
  };
  auto prose = [&](char32_t c) {
    return cjk(c) || (c >= U'0' && c <= U'9') ||
           (c < 0x80 && std::u32string_view(U",.;:()%").find(c) != std::u32string_view::npos);
  };
  auto strewn = [&](std::size_t i) {
    return text[i].c == U' ' && i > 0 && i + 1 < text.size() && prose(text[i - 1].c) && prose(text[i + 1].c) &&
           (cjk(text[i - 1].c) || cjk(text[i + 1].c));
  };
  std::size_t spaces = 0, han = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    spaces += strewn(i) && is_han(text[i - 1].c) && is_han(text[i + 1].c) ? 1 : 0;
    han += is_han(text[i].c) ? 1 : 0;
  }
  // Headings and furniture put spaces between words; strewn ones come every few characters of the whole text.
  if (spaces < 12 || spaces * 12 < han) return;
  Text out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (strewn(i)) {
      out.back().end = text[i].end;
      if (out.back().how == Damage::none) out.back().how = Damage::spacing;
      continue;
    }
    out.push_back(text[i]);
  }
  text = std::move(out);
}

void undo_question_spaces(Text& text) {
  std::size_t w = 0;  // what stays is moved forward as the text is walked, once
  for (std::size_t i = 0; i < text.size();) {
    std::size_t n = 0;
    if (i == 0 || text[i - 1].c == U'\n')
      while (i + n < text.size() && text[i + n].c == U'?') ++n;
    if (n >= 4 && n % 2 == 0 && i + n < text.size() && text[i + n].c >= 0x80) {
      for (std::size_t k = 0; k < n; k += 2)
        text[w++] = {U'　', text[i + k].begin, text[i + k + 1].end, Damage::spacing, Sure::proved};
      i += n;
    } else {
      text[w++] = text[i++];
    }
  }
  text.resize(w);
}

void undo_carriage_returns(Text& text) {
  std::size_t w = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    Cell cell = text[i];
    if (cell.c == U'\r') {
      cell.c = U'\n';
      cell.how = Damage::newline;
      if (i + 1 < text.size() && text[i + 1].c == U'\n') cell.end = text[++i].end;
    }
    text[w++] = cell;
  }
  text.resize(w);
}

}  // namespace luodi::paper
