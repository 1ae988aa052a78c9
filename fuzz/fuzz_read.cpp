// Fuzz: reading any text. Every code point has exactly one class; every span lies in the text.
#include <cstdlib>
#include <string_view>

#include "paper/unicode.h"
#include "reading/read.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::u32string text = luodi::paper::to_utf32(std::string_view(reinterpret_cast<const char*>(data), size));
  const luodi::Reading r = luodi::reading::read(text);
  std::size_t at = 0;
  for (const auto& c : r.coverage) {
    if (c.span[0] != at || c.span[1] <= c.span[0]) std::abort();
    at = c.span[1];
  }
  if (at != text.size()) std::abort();
  for (const auto& item : r.items)
    for (const auto& d : item.directives)
      if (d.span[0] > d.span[1] || d.span[1] > text.size()) std::abort();
  return 0;
}
