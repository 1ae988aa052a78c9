// Mending: damaged text into clean Simplified text, with the proof. The damage kinds are described in forward.h,
// phase.h, surface.h and mojibake.h; this file says in which order they are undone and what is promised.
//
// Promises:
//  1. A clean Simplified UTF-8 text comes back byte for byte.
//  2. `reproduced`: the forward model turns the mended text into the input; `proved`: and no other candidate does.
//  3. Every place with several candidates is listed with their number and the evidence that chose.
//  4. Dates and amounts in doubt are named, never guessed; text beyond repair is refused, never guessed.
#pragma once

#include <string>
#include <vector>

#include "luodi/values/error.h"
#include "paper/mending/script.h"
#include "paper/text.h"

namespace luodi::paper {

enum class Proof { none, reproduced, proved };
std::string_view name_of(Proof proof);
std::string_view name_of(Script script);

/// A change: code points [begin, end) of the mended text, and what the source had there.
struct Change {
  std::size_t begin = 0, end = 0;
  std::size_t was_begin = 0, was_end = 0;  ///< in the decoded source
  std::string was;
  Damage how = Damage::none;
  Sure sure = Sure::certain;
};

/// A place to look at: why, how many candidates give the same damaged text, and what chose among them.
struct Doubt {
  std::size_t begin = 0, end = 0;
  std::string code;  ///< candidates, digit, date, amount, lost, lost_byte, unmended, place_name, truncated
  std::uint32_t candidates = 0;
  std::string evidence;  ///< "idiom 顺藤摸瓜", "word 确保", "language model"; empty where nothing chose
};

struct Mended {
  std::string encoding;
  double confidence = 1.0;
  Script script = Script::simplified;  ///< script of the source
  std::vector<std::string> kinds;      ///< damage kinds found
  std::u32string source;               ///< decoded source; empty when `untouched`
  std::string text;                    ///< mended, UTF-8, LF
  Text cells;                          ///< one a code point of `text`; empty when `untouched`
  std::vector<Change> changes;
  std::vector<Doubt> doubtful;
  Proof proof = Proof::proved;
  bool untouched = false;  ///< `text` is the input
};

struct MendOptions {
  bool keep_script = false;
  bool details = true;  ///< source, cells and changes; without them a clean or merely traditional text goes a faster road
};

/// Mends a text file. Refuses (ErrorCode::unusable) with reason paper.empty or paper.beyond_repair.
Result<Mended> mend(std::string_view bytes, const MendOptions& options = {});

/// Mends characters that another reader (HTML, docx, PDF) got out of a file.
Result<Mended> mend_text(std::u32string source, const std::string& encoding, const MendOptions& options = {});

}  // namespace luodi::paper
