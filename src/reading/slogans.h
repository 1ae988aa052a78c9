// Slogans that stand over what is asked for, and ask for nothing themselves.
#pragma once

#include "reading/scan.h"

namespace luodi::reading {

/// The first sentence of its line.
bool at_line_start(View text, Range sentence);
/// "守底线，决不掉以轻心。从严落实…": three characters and a clause in front of a paragraph are a slogan over it.
bool is_slogan_of_line(View text, Range sentence);
/// "强链补链，培育童车产业新优势。扶优扶强，…": four characters and a clause without a demand, and a sentence that opens with a
/// verb behind it: the slogan over what is asked for without any 要.
bool heads_demands(View text, Range sentence);

/// The line above ends in a colon: what stands here is what it announces.
bool follows_colon(View text, std::size_t line);

}  // namespace luodi::reading
