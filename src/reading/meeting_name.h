// What a meeting is called: 县政府2025年第1次常务会议, 第41次政府常务会议, 县长办公会, and two of them in one sentence.
#pragma once

#include <optional>
#include <string>

#include "reading/scan.h"

namespace luodi::reading {

/// 县, 区, 市 or 旗.
bool is_level(char32_t c);
/// 县政府, 区人民政府, 市政府: the length of the government's name at `at`; 0 if there is none.
std::size_t government_at(View s, std::size_t at);

struct MeetingName {
  Range range;          ///< the whole naming: 县政府2025年第1次常务会议
  std::u32string kind;  ///< without the ordinal
  Range ordinal;        ///< empty if none
};
/// All namings in a sentence, joined where 暨 or 和 joins them; nothing where no meeting is named.
std::optional<MeetingName> naming(View text, Range in);
/// A meeting on one matter, as its convening names it: 召开全县防汛工作专题会议. Who convened it is the caller's to judge.
std::optional<MeetingName> special_naming(View text, Range in);
/// The same where the name stands before the verb: 全县重点项目建设推进会在县会议中心召开. Refused: names of the party's
/// committee, the people's congress and the like, which are no meetings of a government.
std::optional<MeetingName> special_naming_before(View text, Range in);
/// "4月3日下午，某区召开一季度民营企业家座谈会": a county calls it. Refused: other bodies, 县委召开….
std::optional<MeetingName> special_naming_of_county(View text, Range in);
/// What a meeting on one matter is about, by its name: 重点项目建设 of 全县重点项目建设推进会; empty where the name says none.
Range matter_of(View text, Range name);
/// 某县人民政府 on a line, 常务会议纪要 on the next one.
std::optional<MeetingName> named_below(View text, Range above, Range line);

}  // namespace luodi::reading
