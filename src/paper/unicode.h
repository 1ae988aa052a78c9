// UTF-8 to and from UTF-32, exact and fast; the strict check that says where a text stops being UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace luodi::paper {

/// Code points of UTF-8 text; every broken sequence becomes one U+FFFD (Unicode 15, section 3.9, best practice).
std::u32string to_utf32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t c);

/// Bytes of the longest prefix that is well-formed UTF-8 (RFC 3629: no overlong form, no surrogate, at most U+10FFFF).
std::size_t valid_utf8_prefix(std::string_view bytes);
inline bool is_utf8(std::string_view bytes) {
  return valid_utf8_prefix(bytes) == bytes.size();
}

}  // namespace luodi::paper
