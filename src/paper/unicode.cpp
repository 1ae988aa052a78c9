// See unicode.h. The decoder is a plain length switch; validation skips ASCII eight bytes at a time.
#include "paper/unicode.h"

#include <cstdint>
#include <cstring>

namespace luodi::paper {
namespace {

constexpr bool follows(unsigned char b) {
  return (b & 0xC0U) == 0x80U;
}

/// Length of the well-formed sequence at p (0 if it is broken), reading at most n bytes.
std::size_t sequence(const unsigned char* p, std::size_t n) {
  const unsigned char a = p[0];
  if (a < 0x80) return 1;
  if (a < 0xC2) return 0;
  if (a < 0xE0) return n >= 2 && follows(p[1]) ? 2 : 0;
  if (a < 0xF0) {
    if (n < 3 || !follows(p[1]) || !follows(p[2])) return 0;
    if (a == 0xE0 && p[1] < 0xA0) return 0;
    if (a == 0xED && p[1] > 0x9F) return 0;
    return 3;
  }
  if (a > 0xF4 || n < 4 || !follows(p[1]) || !follows(p[2]) || !follows(p[3])) return 0;
  if (a == 0xF0 && p[1] < 0x90) return 0;
  if (a == 0xF4 && p[1] > 0x8F) return 0;
  return 4;
}

char32_t decode(const unsigned char* p, std::size_t length) {
  switch (length) {
    case 1: return p[0];
    case 2: return ((p[0] & 0x1FU) << 6U) | (p[1] & 0x3FU);
    case 3: return ((p[0] & 0x0FU) << 12U) | ((p[1] & 0x3FU) << 6U) | (p[2] & 0x3FU);
    default: return ((p[0] & 0x07U) << 18U) | ((p[1] & 0x3FU) << 12U) | ((p[2] & 0x3FU) << 6U) | (p[3] & 0x3FU);
  }
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view bytes) {
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  const std::size_t n = bytes.size();
  std::size_t i = 0;
  while (i < n) {
    if (i + 8 <= n) {
      std::uint64_t word;
      std::memcpy(&word, p + i, 8);
      if ((word & 0x8080808080808080ULL) == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t length = sequence(p + i, n - i);
    if (length == 0) return i;
    i += length;
  }
  return n;
}

std::u32string to_utf32(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size() / 2);
  const auto* p = reinterpret_cast<const unsigned char*>(utf8.data());
  const std::size_t n = utf8.size();
  for (std::size_t i = 0; i < n;) {
    const std::size_t length = sequence(p + i, n - i);
    if (length == 0) {
      out.push_back(0xFFFD);
      ++i;
      while (i < n && follows(p[i])) ++i;  // one mark for a broken sequence and its tail
      continue;
    }
    out.push_back(decode(p + i, length));
    i += length;
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
    out.push_back(static_cast<char>(0x80U | ((c >> 12U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace luodi::paper
