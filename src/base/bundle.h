// Bundle: files linked into the program (the web pages, the demo county), made by tools/bundle/pack.mjs.
//
// Format: "LUODIBDL", u32 count, then per file: u32 name length, u32 content length, name, content. Little endian.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace luodi {

/// Names and contents, pointing into the bundle's memory.
std::map<std::string, std::string_view, std::less<>> files_of_bundle(const unsigned char* begin, const unsigned char* end);

}  // namespace luodi
