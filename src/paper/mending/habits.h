// Habits of single sites beside the damage itself, normalised before bytes are put back into phase: a blank inside a gloss,
// a comma before every mark, glosses without tones, an advertiser's label before the title. Each is undone only where the
// page shows it several times, or where it can be nothing else.
#pragma once

#include <string_view>

#include "paper/text.h"

namespace luodi::paper {

/// True if a stage of this file could have work: a cheap look for pages that are otherwise clean.
bool shows_site_habits(std::u32string_view text);

/// 會(huì )議: the blank that some sites leave behind the syllable, in glosses and at seams.
void undo_gloss_blanks(Text& text);

/// 黨(dang)(dang): glosses without tones behind any character, at random, sometimes twice. Refused: real brackets (指数(pmi)),
/// and a page with fewer than five.
void undo_plain_glosses(Text& text);

/// ",," ",、" ",。": the byte that a punctuation pass puts before marks, where a site shows it as a comma.
void undo_inserted_commas(Text& text);

/// 2016-11-9，近-来，-底：'-' for every 年 and 月 of a page, 日 left out. Only on a page without any 年 or 月 and with dashes
/// next to characters; which of the two it was is chosen by words, and every place is named as doubtful. 日 comes back behind a
/// whole date only: elsewhere nothing shows that it is gone.
void undo_date_dashes(Text& text);

/// 【某某463_官方网站:】 before the first word: an advertiser's label. Refused: labels of columns and subjects.
void undo_spam_label(Text& text);

}  // namespace luodi::paper
