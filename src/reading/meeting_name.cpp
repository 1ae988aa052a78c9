// See meeting_name.h.
#include "reading/meeting_name.h"

namespace luodi::reading {
namespace {

constexpr std::u32string_view kLevels = U"县区市旗";

}  // namespace

bool is_level(char32_t c) {
  return kLevels.find(c) != View::npos;
}

std::size_t government_at(View s, std::size_t at) {
  if (at < s.size() && is_level(s[at])) {
    if (starts(s.substr(at + 1), U"人民政府")) return 5;
    if (starts(s.substr(at + 1), U"政府")) return 3;
  }
  if (starts(s.substr(at), U"人民政府")) return 4;
  if (starts(s.substr(at), U"管委会")) return 3;  // of a 开发区
  return 0;
}

namespace {

const Words& kinds() {
  static const Words words = {U"常务会议",         U"常务（扩大）会议", U"常务(扩大)会议", U"常务会",
                              U"办公会议",         U"办公会",           U"周例会",         U"例会",
                              U"扩大会议",         U"（扩大）会议",     U"(扩大)会议",     U"专题会议",
                              U"专题会",           U"现场办公会议",     U"现场办公会",     U"现场会议",
                              U"党组会议",         U"党组（扩大）会议", U"党组(扩大)会议", U"全体会议",
                              U"全体（扩大）会议", U"全体(扩大)会议",   U"专题办公会议",   U"专题办公会",
                              U"协调会议",         U"协调会",           U"调度会",         U"推进会",
                              U"碰头会议",         U"碰头会",           U"常委会会议",     U"常委会（扩大）会议",
                              U"常委会(扩大)会议", U"常委（扩大）会议", U"常委(扩大)会议"};
  return words;
}

/// The ordinal that ends at `end` (behind 次) and begins no earlier than `from`: year, term, body and number in any order.
Range ordinal_before(View s, std::size_t from, std::size_t end) {
  std::size_t at = end;
  auto back_while = [&](auto is) {
    while (at > from && is(s[at - 1])) --at;
  };
  auto eat = [&](View word) {
    if (at < from + word.size() || s.substr(at - word.size(), word.size()) != word) return false;
    at -= word.size();
    return true;
  };
  auto numeral = [](char32_t c) { return is_digit(c) || is_numeral(c); };
  if (!eat(U"次")) return {};
  back_while(numeral);
  while (at > from + 1 && s[at - 1] == U'、' && numeral(s[at - 2])) --at, back_while(numeral);  // 第151、152次
  eat(U"第");
  std::size_t best = at;
  for (bool more = true; more;) {
    more = false;
    const std::size_t before = at;
    if (eat(U"人民政府") || eat(U"政府")) {
      if (at > from && is_level(s[at - 1])) --at;
      more = true;
    } else if (eat(U"届")) {
      back_while(numeral);
      eat(U"第");
      more = true;
    } else if (eat(U"年度") || eat(U"年")) {
      back_while(is_digit);
      more = true;
    }
    if (at == before) more = false;
    // A body counts only with a year or a term before it: 2025年县政府第3次; 县政府第48次 is 第48次.
    if (more && (s.substr(at, 3).find(U'届') != View::npos || is_digit(s[at]) || s[at] == U'第' || is_numeral(s[at]))) best = at;
  }
  return {best, end};
}

/// The naming of a meeting whose kind word ends at `end`; `from`: where it may begin.
std::optional<MeetingName> phrase_ending(View s, std::size_t from, std::size_t end, View word) {
  const std::size_t kind_at = end - word.size();
  MeetingName p;
  std::size_t at = kind_at;
  std::u32string head;
  auto take_government = [&]() {
    for (const std::size_t n : {std::size_t{5}, std::size_t{4}, std::size_t{3}})
      if (at >= from + n && government_at(s, at - n) == n) {
        at -= n;
        head.insert(0, s.substr(at, n));
        return true;
      }
    if (at >= from + 2 && s.substr(at - 2, 2) == U"政府") {  // 第41次政府常务会议: whose government the chair's title says
      at -= 2;
      head.insert(0, U"政府");
      return true;
    }
    return false;
  };
  for (const View lead : {U"县长"sv, U"区长"sv, U"市长"sv, U"旗长"sv, U"党组"sv, U"主任"sv})  // 县长办公会, 县长周例会
    if (at >= from + 2 && s.substr(at - 2, 2) == lead) at -= 2, head = std::u32string(lead);
  // 县委常委会会议: the committee's own name belongs to its kind. Refused: 省委常委会会议, told of and not held.
  if (word.front() == U'常' && word[1] == U'委') {
    if (at < from + 2 || s[at - 1] != U'委' || !is_level(s[at - 2])) return std::nullopt;
    at -= 2, head = std::u32string(s.substr(at, 2));
  }
  bool body = take_government();
  const std::size_t before_ordinal = at;
  if (at > from && s[at - 1] == U'次') p.ordinal = ordinal_before(s, from, at);
  if (!p.ordinal.empty()) {
    at = p.ordinal.begin;
    const bool led = head.size() == 2 && head.back() == U'长';  // 市政府第三十九次市长办公会
    if (!body && !led) body = take_government();
    const View own = view(s, p.ordinal);
    if (!body && contains(own, U"政府")) {
      const std::size_t gov = own.find(U"政府");
      const std::size_t level = gov >= 3 && own.substr(gov - 2, 2) == U"人民" ? gov - 3 : gov - 1;
      if (level < own.size() && is_level(own[level]))
        head.insert(0, std::u32string(1, own[level]) + U"政府");
      else if (at > from && is_level(s[at - 1]))
        head.insert(0, std::u32string(1, s[--at]) + U"政府");
      else
        head.insert(0, U"政府");
      body = true;
    }
    if (head == U"政府" && at > from && is_level(s[at - 1])) head.insert(0, 1, s[--at]);  // 县十八届第21次政府常务会议
    if (body && at > from + 4 && s[at - 1] == U'年' && is_digit(s[at - 2])) {             // 2026年县政府第3次
      std::size_t year = at - 1;
      while (year > from && is_digit(s[year - 1])) --year;
      p.ordinal.begin = at = year;
    }
  }
  if (at == before_ordinal && head.empty() && word != U"现场办公会" && word != U"周例会") return std::nullopt;
  p.kind = head + std::u32string(word);
  p.range = {at, end};
  return p;
}

/// Kinds of meetings on one matter, which the matter names: 防汛工作专题会议, 三季度经济运行分析会.
const Words& special_kinds() {
  static const Words words = {U"专题会议", U"专题会",   U"现场办公会议", U"现场办公会", U"现场推进会", U"现场会",
                              U"办公会议", U"办公会",   U"联席会议",     U"联席会",     U"对接会",     U"督办会",
                              U"工作会议", U"推进会议", U"推进会",       U"调度会议",   U"调度会",     U"协调会议",
                              U"协调会",   U"部署会议", U"部署会",       U"分析会议",   U"分析会",     U"会商会议",
                              U"会商会",   U"视频会议", U"碰头会议",     U"碰头会",     U"座谈会"};
  return words;
}

/// What stands between the day, or the last comma, and 召开; nothing where nothing is called.
std::optional<Range> clause_before_call(View s) {
  const std::size_t call = s.find(U"召开");
  if (call == View::npos) return std::nullopt;
  const std::size_t mark = s.substr(0, call).find_last_of(U"，,");
  std::size_t from = mark == View::npos ? 0 : mark + 1;
  if (const std::size_t day = s.substr(from, call - from).find_last_of(U"日午晚"); day != View::npos) from += day + 1;
  return Range{from, call};
}

/// Bodies that call meetings which are not a government's.
const Words& other_bodies() {
  static const Words words = {U"县委", U"区委", U"市委",     U"旗委", U"人大", U"政协",
                              U"纪委", U"党代", U"代表大会", U"法院", U"检察"};
  return words;
}

bool joins_meetings(View between) {
  return between == U"暨" || between == U"和" || between == U"及" || between == U"、";
}

}  // namespace

std::optional<MeetingName> naming(View text, Range in) {
  std::optional<MeetingName> found;
  const View s = view(text, in);
  for (std::size_t i = 0; i < s.size(); ++i) {
    const View word = kinds().prefix_of(s.substr(i));
    if (word.empty() || starts_any(s.substr(i + word.size()), {U"室"sv, U"精神"sv})) continue;  // 在政府常务会议室主持召开
    const std::size_t from = found ? found->range.end - in.begin : 0;
    auto p = phrase_ending(s, from, i + word.size(), word);
    i += word.size() - 1;
    if (!p) continue;
    p->range = {p->range.begin + in.begin, p->range.end + in.begin};
    if (!p->ordinal.empty()) p->ordinal = {p->ordinal.begin + in.begin, p->ordinal.end + in.begin};
    if (!found) {
      found = p;
    } else if (joins_meetings(text.substr(found->range.end, p->range.begin - found->range.end))) {
      found->kind += std::u32string(text.substr(found->range.end, p->range.begin - found->range.end)) + p->kind;
      found->range.end = p->range.end;
      if (found->ordinal.empty()) found->ordinal = p->ordinal;
    } else {
      break;
    }
  }
  return found;
}

std::optional<MeetingName> special_naming(View text, Range in) {
  constexpr std::size_t kLongestMatter = 28;
  const View s = view(text, in);
  for (std::size_t call = s.find(U"召开"); call != View::npos; call = s.find(U"召开", call + 1)) {
    std::size_t from = call + 2;
    for (const View filler : {U"了"sv, U"一次"sv})
      if (starts(s.substr(from), filler)) from += filler.size();
    for (std::size_t i = from; i < s.size() && i - from <= kLongestMatter; ++i) {
      if (!is_han(s[i]) && !is_digit(s[i]) && View(U"“”、（）()").find(s[i]) == View::npos) break;
      const View word = special_kinds().prefix_of(s.substr(i));
      if (word.empty() || starts(s.substr(i + word.size()), U"室")) continue;
      const std::size_t end = i + word.size();
      Range ordinal;  // 2026年第二次项目集中办公会
      if (const std::size_t n = s.substr(from, end - from).find(U'次'); n != View::npos)
        ordinal = ordinal_before(s, from, from + n + 1);
      if (ordinal.begin != from) ordinal = {};
      const std::size_t named = ordinal.empty() ? from : ordinal.end;
      if (!ordinal.empty()) ordinal = {in.begin + ordinal.begin, in.begin + ordinal.end};
      return MeetingName{{in.begin + from, in.begin + end}, std::u32string(s.substr(named, end - named)), ordinal};
    }
  }
  return std::nullopt;
}

std::optional<MeetingName> special_naming_of_county(View text, Range in) {
  constexpr std::size_t kLongestCounty = 12;
  const auto clause = clause_before_call(view(text, in));
  if (!clause) return std::nullopt;
  const View who = view(text, in).substr(clause->begin, clause->end - clause->begin);
  if (who.size() < 2 || who.size() > kLongestCounty || !is_level(who.back())) return std::nullopt;
  for (std::size_t k = 0; k < who.size(); ++k)
    if (!other_bodies().prefix_of(who.substr(k)).empty()) return std::nullopt;
  return special_naming(text, in);
}

std::optional<MeetingName> special_naming_before(View text, Range in) {
  constexpr std::size_t kLongestName = 40;
  const View s = view(text, in);
  const auto clause = clause_before_call(s);
  if (!clause) return std::nullopt;
  const std::size_t from = clause->begin, call = clause->end;
  for (std::size_t i = from; i < call; ++i) {
    const View word = special_kinds().prefix_of(s.substr(i));
    const std::size_t end = i + word.size();
    if (word.empty() || !(end == call || starts_any(s.substr(end), {U"在"sv, U"于"sv, U"以"sv, U"顺利"sv, U"如期"sv}))) continue;
    if (end - from > kLongestName || i < from + 2) return std::nullopt;
    for (std::size_t k = from; k < i; ++k)
      if (!other_bodies().prefix_of(s.substr(k)).empty()) return std::nullopt;
    return MeetingName{{in.begin + from, in.begin + end}, std::u32string(s.substr(from, end - from)), {}};
  }
  return std::nullopt;
}

Range matter_of(View text, Range name) {
  const View s = view(text, name);
  for (std::size_t i = 2; i < s.size(); ++i) {
    const View word = special_kinds().prefix_of(s.substr(i));
    if (word.empty() || i + word.size() != s.size()) continue;
    Range matter{name.begin, name.begin + i};
    for (const View lead : {U"全县"sv, U"全区"sv, U"全市"sv, U"全旗"sv})
      if (starts(view(text, matter), lead)) matter.begin += lead.size();
    for (const View tail : {U"视频"sv, U"现场"sv, U"专题"sv, U"工作"sv})
      if (ends(view(text, matter), tail)) matter.end -= tail.size();
    return matter.end >= matter.begin + 3 ? matter : Range{};
  }
  return {};
}

std::optional<MeetingName> named_below(View text, Range above, Range line) {
  const View body = view(text, above);
  for (const std::size_t n : {std::size_t{5}, std::size_t{3}}) {
    if (body.size() < n || government_at(body, body.size() - n) != n) continue;
    const View word = kinds().prefix_of(view(text, line));
    if (word.empty()) return std::nullopt;
    MeetingName p;
    // 某县人民政府 / 专题会议纪要: a meeting on one matter bears its own name.
    p.kind = special_kinds().prefix_of(word) == word ? std::u32string(word)
                                                     : std::u32string(1, body[body.size() - n]) + U"政府" + std::u32string(word);
    p.range = {line.begin, line.begin + word.size()};
    return p;
  }
  return std::nullopt;
}

}  // namespace luodi::reading
