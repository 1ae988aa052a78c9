// Quick look: one pass over UTF-8 bytes that says whether a text can be what it seems: clean Simplified, or merely
// traditional. Whatever shows a trace of damage goes the long way; a wrong "maybe" costs time, never an answer.
#pragma once

#include <string_view>

namespace luodi::paper {

enum class Look {
  clean,        ///< Simplified, nothing any stage works on, no place to doubt
  traditional,  ///< traditional throughout, and nothing else to do
  other,        ///< look closely
};

Look quick_look(std::string_view utf8);

}  // namespace luodi::paper
