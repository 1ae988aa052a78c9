// Damages a clean text as a glossing site does (src/paper/mending/forward.h): makes the demo's garbled article and test data.
// usage: luodi_damage CLEAN.txt [TABLE [marks]] > GARBLED.txt   (TABLE: lines "glyph reading"; marks: the mark pass runs too)
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "paper/lexicon.h"
#include "paper/mending/forward.h"
#include "paper/unicode.h"

namespace {

using namespace luodi::paper;

std::string contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// An invented site's table: glyphs that such converters gloss because they have more than one simple form or reading.
GlossSite invented_site() {
  GlossSite site;
  const Lexicon& lexicon = Lexicon::get();
  for (const char32_t glyph :
       std::u32string_view(U"標補產創達當導點調隊發費風關規機濟進經擴領貿強區設實術數態統務習現項續學業應優責戰質轉準")) {
    const auto& readings = lexicon.readings(glyph);
    if (!readings.empty()) site.glosses.add(glyph, readings.front());
  }
  return site;
}

/// A table from a file: one glyph and its reading a line.
GlossSite site_of(const char* path) {
  GlossSite site;
  std::istringstream lines(contents(path));
  for (std::string glyph, reading; lines >> glyph >> reading;) site.glosses.add(to_utf32(glyph).front(), to_utf32(reading));
  return site;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    std::cerr << "usage: luodi_damage CLEAN.txt [TABLE [marks]]\n";
    return 2;
  }
  GlossSite site = argc > 2 ? site_of(argv[2]) : invented_site();
  site.mark_pass = argc > 3;
  const std::u32string text = to_utf32(contents(argv[1]));
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', at), text.size());
    out += gloss_damage(one_to_one_traditional(text.substr(at, end - at)), site);
    if (end < text.size()) out += U'\n';
    at = end + 1;
  }
  std::cout << to_utf8(out);
}
