// See slogans.h.
#include "reading/slogans.h"

#include <algorithm>

#include "reading/units.h"
#include "reading/verbs.h"

namespace luodi::reading {
namespace {

constexpr std::size_t kLongestSlogan = 24;

/// "扩大投资抓项目": twice a verb with what it is done to, in one breath.
bool is_double_phrase(View v) {
  if (v.size() < 6 || v.size() > 8 || !std::all_of(v.begin(), v.end(), is_han) || opening_verb(v) == 0) return false;
  return opens_with_verb(v.substr(v.size() - 3)) || opens_with_verb(v.substr(v.size() - 4));
}

}  // namespace

bool is_slogan_of_line(View text, Range s) {
  const auto clauses = split(text, s, is_comma);
  const bool short_ones = clauses.size() == 2 && clauses[0].end - clauses[0].begin == 3 && s.end - s.begin <= 12;
  if (!short_ones || view(text, s).find(U'要') != View::npos || s.end + 2 >= text.size()) return false;
  return at_line_start(text, s) && text[s.end] == U'。' && text[s.end + 1] != U'\n';
}

bool at_line_start(View text, Range s) {
  std::size_t before = s.begin;
  while (before > 0 && is_space(text[before - 1])) --before;
  return before == 0 || text[before - 1] == U'\n';
}

bool heads_demands(View text, Range s) {
  const auto clauses = split(text, s, is_comma);
  const bool in_one = clauses.size() == 1 && is_double_phrase(view(text, s));
  if (in_one && s.end + 2 < text.size() && text[s.end] == U'。' && text[s.end + 1] != U'\n') return true;
  if (clauses.size() != 2 || clauses[0].end - clauses[0].begin != 4 || s.end - s.begin > kLongestSlogan) return false;
  const View v = view(text, s);
  if (v.find(U'要') != View::npos || std::any_of(v.begin(), v.end(), is_digit) || unit_prefix(v) != 0) return false;
  if (s.end + 2 >= text.size() || text[s.end] != U'。' || text[s.end + 1] == U'\n') return false;
  return opens_with_verb(text.substr(s.end + 1, 12));
}

bool follows_colon(View text, std::size_t line) {
  while (line > 0 && (text[line - 1] == U'\n' || is_space(text[line - 1]))) --line;
  return line > 0 && is_colon(text[line - 1]);
}

}  // namespace luodi::reading
