// See codec.h. Order: BOM, UTF-16 without BOM, strict UTF-8, nearly UTF-8, then GB18030 against Big5 by how common the
// characters are that come out.
#include "paper/codec.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

constexpr std::size_t kSample = 1U << 16U;

/// Mean cost of the characters of a sample: common Han text lies near 750, wrong readings above 1300.
double mean_cost(std::u32string_view text) {
  const Lexicon& lexicon = Lexicon::get();
  double sum = 0;
  std::size_t n = 0;
  for (const char32_t c : text.substr(0, kSample)) {
    if (c < 0x80) continue;
    ++n;
    if (c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c < 0xA0) {
      sum += 3000;
    } else {
      sum += std::min(1900, lexicon.char_cost(lexicon.simplified(c)));
    }
  }
  return n == 0 ? 0 : sum / static_cast<double>(n);
}

/// Byte order of UTF-16 without a BOM, or nullptr: text in it has zero bytes on one side (ASCII) or Han lead bytes.
const char* utf16_without_bom(std::string_view bytes) {
  const std::size_t n = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 4096);
  if (n < 8 || bytes.size() % 2 != 0) return nullptr;
  std::size_t zero[2] = {0, 0}, han[2] = {0, 0};
  for (std::size_t i = 0; i < n; ++i) {
    const auto b = static_cast<unsigned char>(bytes[i]);
    zero[i & 1U] += b == 0 ? 1 : 0;
    han[i & 1U] += (b >= 0x4E && b <= 0x9F) || b == 0x30 || b == 0xFF || b == 0x20 || b == 0 ? 1 : 0;
  }
  const std::size_t half = n / 2;
  if (zero[0] + zero[1] == 0 && is_utf8(bytes.substr(0, n - n % 3))) return nullptr;
  for (const int side : {0, 1}) {
    const char* name = side == 0 ? "UTF-16BE" : "UTF-16LE";
    if (han[side] * 10 >= half * 9 && han[1 - side] * 10 < half * 8 && mean_cost(decode_as(bytes.substr(0, n), name)) < 1100)
      return name;
  }
  return nullptr;
}

struct Tail {
  std::size_t broken = 0, sound = 0;
};

/// How many multi-byte sequences are sound and how many broken if the bytes are taken as UTF-8.
Tail utf8_soundness(std::string_view bytes) {
  Tail t;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t good = valid_utf8_prefix(bytes.substr(at, kSample));
    for (std::size_t i = at; i < at + good; ++i) t.sound += static_cast<unsigned char>(bytes[i]) >= 0xC0 ? 1 : 0;
    at += good;
    if (at >= bytes.size()) break;
    if (good + 4 < kSample) {
      ++t.broken;
      ++at;
      while (at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U) ++at;
    }
  }
  return t;
}

}  // namespace

std::u32string decode_as(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status), &ucnv_close);
  if (U_FAILURE(status)) return {};
  std::u32string out;
  out.reserve(bytes.size() / 2);
  std::vector<UChar> buffer(8192);
  const char* from = bytes.data();
  const char* end = from + bytes.size();
  char16_t high = 0;
  do {
    UChar* to = buffer.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, buffer.data() + buffer.size(), &from, end, nullptr, 1, &status);
    for (const UChar* p = buffer.data(); p < to; ++p) {
      if (*p >= 0xD800 && *p < 0xDC00) {
        high = *p;
      } else if (*p >= 0xDC00 && *p < 0xE000 && high != 0) {
        out.push_back(0x10000U + ((static_cast<char32_t>(high) - 0xD800U) << 10U) + (*p - 0xDC00U));
        high = 0;
      } else {
        out.push_back(*p);
      }
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

Decoded decode_text(std::string_view bytes) {
  Decoded d;
  auto finish = [&d]() {
    d.broken = static_cast<std::size_t>(std::count(d.text.begin(), d.text.end(), char32_t{0xFFFD}));
    return d;
  };
  auto starts = [&](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
  if (starts("\xEF\xBB\xBF")) {
    d.text = to_utf32(bytes.substr(3));
    d.encoding = "UTF-8-BOM";
    return finish();
  }
  if (starts("\xFF\xFE") || starts("\xFE\xFF")) {
    d.encoding = starts("\xFF\xFE") ? "UTF-16LE" : "UTF-16BE";
    d.text = decode_as(bytes.substr(2), d.encoding.c_str());
    return finish();
  }
  if (const char* wide = utf16_without_bom(bytes)) {
    d.encoding = wide;
    d.text = decode_as(bytes, wide);
    d.confidence = 0.95;
    return finish();
  }
  if (const Tail t = utf8_soundness(bytes); t.broken == 0 || t.sound > 20 * t.broken) {
    d.encoding = "UTF-8";
    d.text = to_utf32(bytes);
    d.confidence = t.broken == 0 ? 1.0 : static_cast<double>(t.sound) / static_cast<double>(t.sound + t.broken);
    return finish();
  }
  const std::string_view sample = bytes.substr(0, kSample);
  const double gb = mean_cost(decode_as(sample, "GB18030"));
  const double big5 = mean_cost(decode_as(sample, "Big5"));
  d.encoding = big5 < gb ? "Big5" : "GB18030";
  d.confidence = std::clamp(std::abs(gb - big5) / 500.0, 0.0, 0.99);
  d.text = decode_as(bytes, d.encoding.c_str());
  return finish();
}

}  // namespace luodi::paper
