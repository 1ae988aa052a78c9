// Fuzz: mending any bytes. Besides not crashing: what is called untouched is the input, and every span lies in the text.
#include <cstdlib>

#include "paper/mending/mend.h"
#include "paper/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto m = luodi::paper::mend(bytes);
  if (!m) return 0;
  if (m->untouched && m->text != bytes) std::abort();
  const std::size_t points = luodi::paper::to_utf32(m->text).size();
  for (const auto& c : m->changes)
    if (c.begin >= c.end || c.end > points) std::abort();
  for (const auto& d : m->doubtful)
    if (d.begin > d.end || d.end > points) std::abort();
  return 0;
}
