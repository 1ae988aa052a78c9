// Script conversion: traditional to Simplified at phrase level, after OpenCC's t2s tables, several times as fast.
//
// Differs from t2s in two listed places: 著 becomes 着 where the word list prefers it (著力, not 著名), and 乾 stays in
// place names. Which script a text is in is decided for the whole text, never for a character.
#pragma once

#include <string>
#include <string_view>

#include "paper/lexicon.h"
#include "paper/text.h"

namespace luodi::paper {

enum class Script { simplified, traditional, neither };

/// Counts of characters that only one script writes.
struct ScriptCount {
  std::size_t han = 0, traditional = 0, simplified = 0;
};
ScriptCount count_scripts(std::u32string_view text, const Lexicon& lexicon);

/// The script of a text: traditional when forms of traditional writing clearly outweigh Simplified ones; a lone 堃 or 昇
/// in a Simplified text (names keep such forms) does not make it traditional.
Script script_of(const ScriptCount& count);

/// Converts a traditional text in place (cells keep their places; regional phrases may change the length).
/// `one_to_one`: the page was made by a character table, so characters that table never writes (乾) are original.
void to_simplified(Text& text, bool one_to_one, bool regional);

/// The same for UTF-8, without positions: the fast road for undamaged traditional text.
std::string to_simplified_utf8(std::string_view utf8, bool regional);

/// True where the text uses words that only Taiwan's standard writes (網際網路, 最佳化), so that regional phrases apply.
bool is_regional(std::u32string_view text);

}  // namespace luodi::paper
