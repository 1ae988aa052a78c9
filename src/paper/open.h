// open_paper: any file in, mended text out. Which format it is, is told by its bytes, never by its name.
//
// Refused, with what to do instead (ErrorCode::unusable or too_large; nothing is kept): empty files, files over the
// limit, encrypted files, zip bombs, PDFs without text, spreadsheets and other files that are no paper, text beyond repair,
// doc/wps where LibreOffice is not installed, and papers marked 绝密, 机密 or 秘密 (reason paper.marked).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "paper/mending/mend.h"

namespace luodi::paper {

struct OpenOptions {
  std::size_t most_bytes = 50U << 20U;  ///< files over this are refused
  bool keep_script = false;
  bool details = true;  ///< fill source, cells and changes
};

/// Reads and mends one file.
Result<Mended> open_paper(std::string_view bytes, const OpenOptions& options = {});

/// True for a text that bears a mark of secrecy where marks stand: a line of its own near the top that says 绝密, 机密 or
/// 秘密, with or without ★ and years (GB/T 9704-2012, 7.2.2). Refused look-alike: sentences about 保密 or 国家秘密.
bool is_marked_secret(std::u32string_view text);

}  // namespace luodi::paper
