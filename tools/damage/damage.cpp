// Damages a clean text as a glossing site does (src/paper/mending/forward.h): makes the demo's garbled article and test data.
// usage: luodi_damage CLEAN.txt > GARBLED.txt
#include <fstream>
#include <iostream>
#include <iterator>

#include "paper/lexicon.h"
#include "paper/mending/forward.h"
#include "paper/unicode.h"

int main(int argc, char** argv) {
  using namespace luodi::paper;
  if (argc != 2) {
    std::cerr << "usage: luodi_damage CLEAN.txt\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  // An invented site's table: glyphs that such converters gloss because they have more than one simple form or reading.
  GlossSite site;
  const Lexicon& lexicon = Lexicon::get();
  for (const char32_t glyph :
       std::u32string_view(U"標補產創達當導點調隊發費風關規機濟進經擴領貿強區設實術數態統務習現項續學業應優責戰質轉準")) {
    const auto& readings = lexicon.readings(glyph);
    if (!readings.empty()) site.glosses[glyph] = readings.front();
  }
  std::u32string text = to_utf32(bytes), out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', at), text.size());
    out += gloss_damage(one_to_one_traditional(text.substr(at, end - at)), site);
    if (end < text.size()) out += U'\n';
    at = end + 1;
  }
  std::cout << to_utf8(out);
}
