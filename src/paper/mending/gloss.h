// Pinyin glosses: recognising "(wù)" behind a glyph, and what a page glosses.
//
// How they come about: a search-and-replace over GBK bytes puts "(pinyin)" behind every glyph of a site's table
// (見 forward.h). Refused look-alikes: real parentheses (擴大), (2019-2022年), and glosses that are no reading of the
// glyph before them.
#pragma once

#include <optional>
#include <set>
#include <string_view>

#include "paper/lexicon.h"
#include "paper/text.h"

namespace luodi::paper {

/// True for a letter of toned pinyin (a-z or a vowel with a tone mark).
bool is_pinyin_letter(char32_t c);
bool is_toned_vowel(char32_t c);

/// The toned syllable that starts at `at` and is followed by ')': its length; 0 if there is none.
/// `at` points behind the '(' (or behind the '?' that swallowed it).
std::size_t gloss_length(std::u32string_view line, std::size_t at);

/// Glyphs that a page glosses: each either always or never.
using GlyphSet = std::set<char32_t>;

/// The glyphs with a regular gloss "G(py)" in the text. Empty unless the page shows a glossing site:
/// at least one traditional glyph with its own reading behind it.
GlyphSet glossed_glyphs(std::u32string_view text, const Lexicon& lexicon);

}  // namespace luodi::paper
