// Fuzz: the formats (HTML, docx). PDF and doc go to child processes and are left out.
#include <string_view>

#include "paper/open.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.substr(0, 5) == "%PDF-" || bytes.substr(0, 4) == "\xD0\xCF\x11\xE0" || bytes.substr(0, 5) == "{\\rtf") return 0;
  (void)luodi::paper::open_paper(bytes);
  return 0;
}
