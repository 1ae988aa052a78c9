// See lead_in.h.
#include "reading/lead_in.h"

#include "reading/units.h"
#include "reading/verbs.h"

namespace luodi::reading {
namespace {

/// Inside a quote of a few characters: a saying, no demand.
bool in_short_quote(View text, std::size_t at) {
  constexpr std::size_t kShort = 6;
  const std::size_t from = at > kShort ? at - kShort : 0;
  const View before = text.substr(from, at - from), behind = text.substr(at, kShort);
  const std::size_t open = before.find_last_of(U"“”"), close = behind.find_first_of(U"“”");
  return open != View::npos && close != View::npos && before[open] == U'“' && behind[close] == U'”';
}

/// Between “ and ”, however long.
bool inside_quote(View text, std::size_t at) {
  constexpr std::size_t kLongest = 60;
  const std::size_t from = at > kLongest ? at - kLongest : 0;
  const View before = text.substr(from, at - from);
  const std::size_t open = before.find_last_of(U"“”\n");
  return open != View::npos && before[open] == U'“';
}

}  // namespace

bool is_demanding_yao(View text, std::size_t at) {
  static constexpr View kBefore = U"重主需首必只想若将纪纲摘概简扼紧机险显索既非越";
  static constexpr View kAfter = U"素点害求件闻务塞道职义旨么是领员目项案略诀";
  const char32_t before = at > 0 ? text[at - 1] : U'\n';
  const char32_t after = at + 1 < text.size() ? text[at + 1] : U'\n';
  if (in_short_quote(text, at)) return false;                   // 变“要我干”为“我要干”
  if (before == U'、' && inside_quote(text, at)) return false;  // “花钱大手大脚、要钱理直气壮”
  if (kAfter.find(after) != View::npos && !(after == U'领' || after == U'点')) return false;
  if (after == U'领' && at + 2 < text.size() && text[at + 2] != U'导' && text[at + 2] != U'会') return false;
  if (after == U'不' && at + 2 < text.size() && text[at + 2] == U'得' && is_han(before)) return false;  // 麻痹思想要不得
  if (starts(text.substr(std::min(at + 1, text.size())), U"点对点")) return is_comma(before) || is_semicolon(before);
  if (after == U'想' || (after == U'不' && at + 2 < text.size() && text[at + 2] == U'要')) return false;  // 要想, 要不要
  if (before == U'不' && at >= 2 && text[at - 2] == U'要') return false;
  if (after == U'点' || starts(text.substr(std::min(at + 1, text.size())), U"紧关头")) return false;
  if (before == U'既') return true;
  if (before == U'就' && at >= 2 && text[at - 2] == U'了') return false;  // 说了就要算、定了就要干
  if (kBefore.find(before) != View::npos) return false;
  return !is_stop(after) && !is_comma(after) && after != U'\n' && after != U'、';
}

std::size_t numbering(View v) {
  static constexpr View kTens = U"一二三四五六七八九十";
  std::size_t i = 0;
  while (i < v.size() && i < 3 && kTens.find(v[i]) != View::npos) ++i;
  if (i > 0 && i < v.size()) {
    if (v[i] == U'要' && is_demanding_yao(v, i)) return i;
    if (v[i] == U'是' && i == 1) {
      std::size_t n = i + 1;
      if (n < v.size() && is_comma(v[n])) ++n;
      return n;
    }
    if (v[i] == U'、') return i + 1;
    // "一要…；二要…；三县人社局要…": the number stands before the unit.
    if (i == 1 && View(U"县区市旗各").find(v[1]) != View::npos && v.find(U'要') < 24 && unit_prefix(v.substr(1)) >= 3) return 1;
  }
  if (i == 0 && !v.empty() && is_digit(v[0])) {
    std::size_t d = 0;
    while (d < v.size() && d < 2 && is_digit(v[d])) ++d;
    if (d < v.size() && (v[d] == U'.' || v[d] == U'．' || v[d] == U'、') && d + 1 < v.size() && !is_digit(v[d + 1])) return d + 1;
    if (d < v.size() && v[d] == U'要' && d == 1) return 1;
    if (d + 1 < v.size() && v[d] == U'是' && d == 1) return 2;
  }
  if (v.size() > 3 && (v[0] == U'（' || v[0] == U'(')) {
    const std::size_t close = v.find_first_of(U"）)");
    if (close != View::npos && close <= 4 && number(v.substr(1, close - 1))) return close + 1;
  }
  // ——县教育局…; 任务2　落实…
  if (starts(v, U"——") && v.size() > 4 && is_han(v[2])) return 2;
  if (starts(v, U"任务") && v.size() > 4) {
    std::size_t n = 2;
    while (n < v.size() && n < 5 && (is_digit(v[n]) || is_numeral(v[n]))) ++n;
    if (n > 2 && n < v.size() && (is_space(v[n]) || is_colon(v[n]) || v[n] == U'、')) return n + 1;
  }
  // ▌01 学习…, 议题1：学习…
  if (!v.empty() && (View(U"▌●■◆▲★▶▍").find(v[0]) != View::npos || starts(v, U"议题"))) {
    const bool labelled = v[0] == U'议';
    std::size_t n = labelled ? 2 : 1;
    while (!labelled && n < v.size() && is_space(v[n])) ++n;
    const std::size_t digits = n;
    while (n < v.size() && n < digits + 2 && (is_digit(v[n]) || is_numeral(v[n]))) ++n;
    if (n > digits && n < v.size() && (labelled ? is_colon(v[n]) : is_space(v[n]))) return n + 1;
  }
  for (const View w : {U"第一，"sv, U"第二，"sv, U"第三，"sv, U"首先，"sv, U"其次，"sv, U"最后，"sv})
    if (starts(v, w)) return w.size();
  return 0;
}

LeadIn lead_in(View v) {
  struct Verb {
    View word;
    Mode mode;
  };
  static constexpr Verb kVerbs[] = {{U"强调指出", Mode::demand}, {U"强调", Mode::demand}, {U"要求", Mode::demand},
                                    {U"明确", Mode::demand},     {U"议定", Mode::demand}, {U"决定", Mode::demand},
                                    {U"提出", Mode::demand},     {U"指出", Mode::note},   {U"认为", Mode::appraisal},
                                    {U"号召", Mode::demand},     {U"说", Mode::demand}};
  const std::size_t limit = std::min<std::size_t>(v.size(), 40);
  for (std::size_t i = 0; i < limit; ++i) {
    if (i > 0 && (is_comma(v[i - 1]) || is_semicolon(v[i - 1]))) return {};
    for (const Verb& verb : kVerbs) {
      if (!starts(v.substr(i), verb.word)) continue;
      const View who = v.substr(0, i);
      // What those above said is told, not said: 省安委会会议明确要求，要….
      // What a unit proposes is its own: 县生态环境分局提出，明年要….
      if (verb.word == U"提出" && !starts(who, U"会议") && !ends(who, U"长") && units_of_subject(who)) return {};
      // Who speaks of a demand has an office; what others said (据介绍说, 老百姓说) asks for nothing.
      if (verb.word == U"说" && !contains_any(who, {U"县长"sv, U"区长"sv, U"市长"sv, U"旗长"sv, U"书记"sv})) return {};
      const bool above = starts_any(
          who, {U"省"sv, U"国务院"sv, U"中央"sv, U"党中央"sv, U"总书记"sv, U"习近平"sv, U"自治区"sv, U"国家"sv, U"全国"sv});
      std::size_t end = i + verb.word.size();
      const bool marked = end < v.size() && (is_comma(v[end]) || is_colon(v[end]));
      const View behind = v.substr(std::min(end, v.size()));
      const bool told = (who.empty() || who == U"并" || who == U"会议" || who == U"会议还") &&
                        (starts(behind, U"由") ||
                         (verb.word == U"决定" && starts_any(behind, {U"原则"sv, U"同意"sv, U"通过"sv, U"暂缓"sv, U"将"sv})) ||
                         (verb.word == U"要求" && (told_unit(behind) != 0 || opens_with_verb(behind))) ||
                         (verb.word == U"强调" && (who.empty() || who == U"会议") && unit_prefix(behind) != 0));
      const bool yao = end < v.size() && (told || v[end] == U'要' || starts(v.substr(end), U"全县") ||
                                          starts(v.substr(end), U"各") || who == U"并" || who == U"同时");
      const bool alone = end == v.size() && starts(who, U"会议");  // the comma behind it cut the clause
      if ((verb.word == U"明确" || verb.word == U"提出") && !marked && !alone) continue;
      const bool meeting = starts(who, U"会议") || starts(who, U"会上") || who.empty() || starts(who, U"并") ||
                           starts(who, U"同时") || who == U"后" || who == U"时";
      const bool speaker = !who.empty() && who.size() <= 24 && !contains_any(who, {U"要"sv, U"的"sv});
      if (!(marked || yao || end == v.size()) || !(meeting || speaker)) continue;
      if (verb.word == U"要求" && !marked && !yao && end < v.size()) continue;
      while (end < v.size() && (is_comma(v[end]) || is_colon(v[end]) || is_space(v[end]))) ++end;
      return {end, above ? Mode::appraisal : verb.mode};
    }
  }
  return {};
}

}  // namespace luodi::reading
