#include "registers/enterprise/name_parts.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/divisions.h"
#include "base/presets.h"
#include "paper/lexicon.h"
#include "paper/unicode.h"
#include "registers/linkage/loading.h"

namespace luodi::registers {
namespace {

/// Legal forms, longest first, and the words behind which a branch's own part begins (presets/name_words.csv).
struct Words {
  std::vector<std::u16string> forms, branches, outlets, tails, zones, kinds;
  Words() {
    for (const auto& row : preset_rows("name_words.csv")) {
      if (row.size() < 2) continue;
      auto& list = row[0] == "form"     ? forms
                   : row[0] == "branch" ? branches
                   : row[0] == "outlet" ? outlets
                   : row[0] == "zone"   ? zones
                   : row[0] == "kind"   ? kinds
                                        : tails;
      list.push_back(units_of(row[1]));
    }
    for (auto* list : {&forms, &branches, &outlets, &tails, &zones, &kinds})
      std::stable_sort(list->begin(), list->end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  static const Words& get() {
    static const Words words;
    return words;
  }
};

/// Characters above the basic plane are two units, so that no two of them are one.
void add_unit(std::u16string& out, char32_t c) {
  if (c >= 0x10000) {
    out += static_cast<char16_t>(0xD7C0 + (c >> 10U));
    out += static_cast<char16_t>(0xDC00 + (c & 0x3FFU));
  } else {
    out += static_cast<char16_t>(c);
  }
}

bool is_blank_or_mark(char16_t c) {
  static constexpr std::u16string_view kMarks = u" \t\r\n.,、。·・-_—“”\"'‘’《》<>*#";
  return kMarks.find(c) != std::u16string_view::npos || c == 0x3000 || c == 0xA0;
}

/// Codes of `found` that agree with what is known so far: one contains the other.
std::vector<std::string> agreeing(const std::vector<std::string>& found, const std::vector<std::string>& known) {
  if (known.empty()) return found;
  std::vector<std::string> out;
  for (const std::string& f : found)
    if (std::any_of(known.begin(), known.end(), [&](const std::string& k) { return f.starts_with(k) || k.starts_with(f); }))
      out.push_back(f);
  return out;
}

/// The longest codes that begin with one of `narrow` or contain it: 37 and 370305 give 370305.
std::vector<std::string> narrowed(const std::vector<std::string>& known, const std::vector<std::string>& next) {
  if (known.empty()) return next;
  std::vector<std::string> out;
  for (const std::string& n : next)
    for (const std::string& k : known)
      if (n.starts_with(k) || k.starts_with(n)) out.push_back(n.size() >= k.size() ? n : k);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_suffix_of_place(char16_t c) {
  return c == u'市' || c == u'县' || c == u'区' || c == u'镇' || c == u'省';
}

/// 开发区, 工业园 behind a place says where, not who.
void take_zone(std::u16string& rest) {
  for (const std::u16string& zone : Words::get().zones)
    if (rest.starts_with(zone) && rest.size() >= zone.size() + 2) {
      rest.erase(0, zone.size());
      return;
    }
}

/// Takes place names off the front; at least two characters must stay. A stem alone (东方, 和平) is taken for a place only where
/// what stands before it agrees.
void take_divisions(std::u16string& rest, NameParts& parts) {
  for (int steps = 0; steps < 5; ++steps) {
    const auto m = Divisions::get().longest(rest, !parts.divisions.empty());
    if (m.length == 0 || rest.size() < m.length + 2) return;
    const std::vector<std::string> agree = agreeing(*m.codes, parts.divisions);
    if (agree.empty()) return;
    const bool town = agree.front().size() > 6;
    if (town && !m.full) return;
    std::size_t length = m.length;
    if (!m.full && rest.size() > length + 2 && is_suffix_of_place(rest[length])) ++length;
    parts.divisions = narrowed(parts.divisions, agree);
    rest.erase(0, length);
    take_zone(rest);
  }
}

/// 某川县 in front is a place whether the list knows it or not: an enterprise's name begins with its division (article 6), and no
/// trade name ends so. Behind a county a town too: 某岭镇. Refused: a town alone in front (江南古镇客栈).
void take_told(std::u16string& rest, NameParts& parts) {
  constexpr std::size_t kLongestCounty = 4, kLongestTown = 4, kLeast = 2;
  std::size_t at = rest.find(u'县');
  if (at != std::u16string::npos && at >= kLeast && at <= kLongestCounty && rest.size() > at + 1 + kLeast) {
    parts.told.push_back(rest.substr(0, at + 1));
    rest.erase(0, at + 1);
  } else if (parts.divisions.empty()) {
    return;
  }
  at = std::min(rest.find(u'镇'), rest.find(u'乡'));
  const bool village = at != std::u16string::npos && rest.substr(at + 1).starts_with(u"村");
  if (at == std::u16string::npos || at < kLeast || at > kLongestTown || rest.size() <= at + 1 + kLeast || village) return;
  parts.told.push_back(rest.substr(0, at + 1));
  rest.erase(0, at + 1);
}

/// A place in brackets is a division (某某（烟台）有限公司); other brackets lose their marks.
void take_brackets(std::u16string& rest, NameParts& parts) {
  for (std::size_t open = rest.find(u'('); open != std::u16string::npos; open = rest.find(u'(', open)) {
    const std::size_t close = rest.find(u')', open);
    const std::u16string inside = rest.substr(open + 1, close == std::u16string::npos ? close : close - open - 1);
    const auto m = Divisions::get().longest(inside, false);
    const bool place = m.length > 0 && m.length + 1 >= inside.size();
    const std::vector<std::string> agree = place ? agreeing(*m.codes, parts.divisions) : std::vector<std::string>();
    if (place && !agree.empty()) parts.divisions = narrowed(parts.divisions, agree);
    rest.erase(open, close == std::u16string::npos ? close : close - open + 1);
    if (!place) rest.insert(open, inside);
  }
}

/// 某某有限公司刘某某, 某某有限公司(某工业园): what a clerk added behind a company's form is a note, not a name. Refused: an
/// outlet of the company (某某有限公司城关直营店, 某某股份有限公司东街分理处), which is a branch.
void drop_note(std::u16string& rest, NameParts& parts, bool bracketed) {
  std::size_t behind = std::u16string::npos;
  for (const std::u16string_view form : {u"有限责任公司", u"有限公司"})
    if (const std::size_t at = rest.find(form); at != std::u16string::npos && at >= 2)
      behind = std::min(behind, at + form.size());
  if (behind >= rest.size()) return;
  const auto& outlets = Words::get().outlets;
  // What stands in brackets says where (火车站, 政务服务中心), unless it is called a shop.
  const auto is_outlet = [&](const auto& o) {
    return (!bracketed || o == u"店" || o == u"营业厅") && rest.size() >= behind + std::max<std::size_t>(2, o.size()) &&
           rest.ends_with(o);
  };
  if (std::any_of(outlets.begin(), outlets.end(), is_outlet))
    parts.branch = rest.substr(behind);
  else if (rest.size() - behind > 12)
    return;
  rest.resize(behind);
}

/// 普通合伙, 个人独资 in brackets at the end: the kind of enterprise, which few write.
void drop_kind(std::u16string& rest) {
  for (const std::u16string& kind : Words::get().kinds)
    if (rest.size() > kind.size() + 4 && rest.ends_with(kind)) rest.resize(rest.size() - kind.size());
}

/// 某某有限公司城关分公司: what stands behind the head's legal form and ends as a branch does.
void take_branch(std::u16string& rest, NameParts& parts) {
  const Words& words = Words::get();
  const bool ends = std::any_of(words.branches.begin(), words.branches.end(), [&](const auto& b) { return rest.ends_with(b); });
  if (!ends) return;
  std::size_t best = std::u16string::npos;
  for (const std::u16string& form : words.forms) {
    const std::size_t at = rest.find(form);
    if (at == std::u16string::npos || at < 2 || at + form.size() + 2 > rest.size()) continue;
    if (best == std::u16string::npos || at + form.size() > best) best = at + form.size();
    if (form.size() >= 2) break;
  }
  if (best == std::u16string::npos) return;
  parts.branch = rest.substr(best);
  rest.resize(best);
}

void take_form(std::u16string& rest, NameParts& parts) {
  for (const std::u16string& form : Words::get().forms) {
    if (!rest.ends_with(form) || rest.size() < form.size() + 1) continue;
    parts.form = form;
    rest.resize(rest.size() - form.size());
    return;
  }
}

constexpr std::u16string_view kOpen = u"(（[【〔", kClose = u")）]】〕";

/// Where the bracket that opens there closes, brackets inside it counted; the end of the name where none does.
std::size_t closing_bracket(std::u16string_view name, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < name.size(); ++i) {
    depth += kOpen.find(name[i]) != std::u16string_view::npos ? 1 : kClose.find(name[i]) != std::u16string_view::npos ? -1 : 0;
    if (depth == 0) return i;
  }
  return name.size();
}

/// What a bracket inside a name tells of other names; none where it says something else.
struct BracketedName {
  std::vector<std::string> names;
  bool is_now = false;  ///< what stands outside is the former one
};

BracketedName bracketed_name(std::u16string_view inside) {
  constexpr std::size_t kShortest = 4;
  struct Lead {
    std::u16string_view word;
    bool now, weak;
  };
  static constexpr std::array kLeads = {
      Lead{u"曾用名", false, false},  Lead{u"原企业名称", false, false}, Lead{u"原单位名称", false, false},
      Lead{u"原名称", false, false},  Lead{u"原名", false, false},       Lead{u"更名前", false, false},
      Lead{u"变更前", false, false},  Lead{u"前身为", false, false},     Lead{u"前身", false, false},
      Lead{u"旧名", false, false},    Lead{u"曾用", false, true},        Lead{u"原", false, true},
      Lead{u"现更名为", true, false}, Lead{u"已更名为", true, false},    Lead{u"更名为", true, false},
      Lead{u"变更为", true, false},   Lead{u"现名称", true, false},      Lead{u"现名", true, false},
      Lead{u"现为", true, true},      Lead{u"现", true, true},
  };
  const auto lead = std::find_if(kLeads.begin(), kLeads.end(), [&](const Lead& l) { return inside.starts_with(l.word); });
  if (lead == kLeads.end()) return {};
  inside.remove_prefix(lead->word.size());
  while (!inside.empty() && std::u16string_view(u":： 为是").find(inside.front()) != std::u16string_view::npos)
    inside.remove_prefix(1);
  BracketedName out{{}, lead->now};
  // 原料加工厂, 现代广场店: words that begin with the sign, and no former name.
  static constexpr std::u16string_view kWordsGoOn = u"料种生野木浆著点创代场货址籍";
  if (lead->weak && !inside.empty() && kWordsGoOn.find(inside.front()) != std::u16string_view::npos) return {};
  while (!inside.empty()) {
    const std::size_t end = std::min(inside.find_first_of(u"、；;，,"), inside.size());
    const std::u16string_view name = inside.substr(0, end);
    const auto& forms = Words::get().forms;
    const bool formed = std::any_of(forms.begin(), forms.end(),
                                    [&](const auto& f) { return (f.size() >= 2 || f == u"厂") && name.ends_with(f); });
    if (name.size() >= kShortest && (formed || !lead->weak)) out.names.push_back(utf8_of(name));
    inside.remove_prefix(std::min(end + 1, inside.size()));
  }
  return out;
}

}  // namespace

std::u16string units_of(std::string_view utf8) {
  std::u16string out;
  for (const char32_t c : paper::to_utf32(utf8)) add_unit(out, c);
  return out;
}

std::u16string town_told(std::u16string_view text) {
  constexpr std::size_t kFurthest = 20, kLongest = 5, kAlone = 4;
  static constexpr std::u16string_view kAbove = u"省市区县旗州盟";
  for (std::size_t at = 1; at < std::min(text.size(), kFurthest); ++at) {
    const bool street = text.substr(at).starts_with(u"街道");
    if (!street && text[at] != u'镇' && text[at] != u'乡') continue;
    if (text.substr(at + 1).starts_with(u"村")) continue;  // 乡村, 镇村: no town
    std::size_t from = at;
    // 洋州街道: the character in front of the sign is the town's, though 州 ends a prefecture elsewhere.
    if (from > 1 && (text[from - 1] == u'州' || text[from - 1] == u'旗')) --from;
    while (from > 0 && kAbove.find(text[from - 1]) == std::u16string_view::npos) --from;
    if (from < at && at - from <= kLongest) return std::u16string(text.substr(from, at - from));
  }
  const bool words = std::none_of(text.begin(), text.end(), [](char16_t c) { return c < 0x3400; });
  const bool above = !text.empty() && kAbove.find(text.back()) != std::u16string_view::npos;
  return text.size() >= 2 && text.size() <= kAlone && words && !above ? std::u16string(text) : std::u16string();
}

std::string syllable_of(char16_t c) {
  // Letters that carry the mark of a tone.
  static const std::map<char32_t, char> kPlain = {
      {U'ā', 'a'}, {U'á', 'a'}, {U'ǎ', 'a'}, {U'à', 'a'}, {U'ē', 'e'}, {U'é', 'e'}, {U'ě', 'e'}, {U'è', 'e'}, {U'ī', 'i'},
      {U'í', 'i'}, {U'ǐ', 'i'}, {U'ì', 'i'}, {U'ō', 'o'}, {U'ó', 'o'}, {U'ǒ', 'o'}, {U'ò', 'o'}, {U'ū', 'u'}, {U'ú', 'u'},
      {U'ǔ', 'u'}, {U'ù', 'u'}, {U'ǖ', 'v'}, {U'ǘ', 'v'}, {U'ǚ', 'v'}, {U'ǜ', 'v'}, {U'ü', 'v'}, {U'ń', 'n'}, {U'ň', 'n'}};
  const auto& readings = paper::Lexicon::get().readings(c);
  std::string out;
  for (const char32_t letter : readings.empty() ? std::u32string() : readings.front()) {
    const auto at = kPlain.find(letter);
    if (at != kPlain.end())
      out += at->second;
    else if (letter < 0x80)
      out += static_cast<char>(letter);
  }
  return out;
}

std::string utf8_of(std::u16string_view units) {
  std::u32string out;
  out.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool pair = (units[i] & 0xFC00) == 0xD800 && i + 1 < units.size() && (units[i + 1] & 0xFC00) == 0xDC00;
    out += pair ? 0x10000 + ((units[i] & 0x3FFU) << 10U) + (units[i + 1] & 0x3FFU) : units[i];
    if (pair) ++i;
  }
  return paper::to_utf8(out);
}

std::u16string normal_name(std::string_view utf8) {
  std::string text;
  clean_text(utf8, text);
  std::u16string out;
  for (const char32_t c : paper::to_utf32(text)) {
    const char32_t s = paper::Lexicon::get().simplified(c);
    if (s >= 0x10000) {
      add_unit(out, s);
      continue;
    }
    const auto u = static_cast<char16_t>(s);
    if (u >= 0x3400 && u <= 0x9FFF) {  // Han, as nearly all of a name: no mark, no bracket
      out += u;
      continue;
    }
    if (is_blank_or_mark(u)) continue;
    out += u == u'[' || u == u'【' || u == u'〔' || u == u'{'   ? u'('
           : u == u']' || u == u'】' || u == u'〕' || u == u'}' ? u')'
                                                                : u;
  }
  for (const std::u16string& tail : Words::get().tails)
    if (out.size() > tail.size() + 2 && out.ends_with(tail)) out.resize(out.size() - tail.size());
  return out;
}

ToldNames told_names(std::string_view cell) {
  ToldNames out{std::string(cell), {}};
  if (cell.find("原") == std::string_view::npos && cell.find("曾") == std::string_view::npos &&
      cell.find("更") == std::string_view::npos && cell.find("前身") == std::string_view::npos &&
      cell.find("旧名") == std::string_view::npos && cell.find("现") == std::string_view::npos)
    return out;
  std::u16string name = units_of(cell);
  for (std::size_t open = name.find_first_of(kOpen); open != std::u16string::npos; open = name.find_first_of(kOpen, open)) {
    const std::size_t close = closing_bracket(name, open);
    const BracketedName told = bracketed_name(std::u16string_view(name).substr(open + 1, close - open - 1));
    if (told.names.empty()) {
      ++open;
      continue;
    }
    name.erase(open, close + 1 - open);
    if (told.is_now) {
      out.former.push_back(utf8_of(name));
      name = units_of(told.names.front());
      break;
    }
    out.former.insert(out.former.end(), told.names.begin(), told.names.end());
  }
  if (!out.former.empty()) out.now = utf8_of(name);
  return out;
}

std::vector<std::string> listed_names(std::string_view cell) {
  static constexpr std::size_t kShortest = 4;  // characters of a name beside a blank; shorter pieces are one name written wide
  std::u16string text = units_of(cell);
  for (const std::u16string_view between : {u"变更为", u"->", u"—>", u"→"})
    for (std::size_t at = text.find(between); at != std::u16string::npos; at = text.find(between, at))
      text.replace(at, between.size(), u";");
  std::vector<std::u16string> names(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool blank = text[i] == u' ' || text[i] == u'　' || text[i] == u'\t';
    const std::size_t end = std::min(text.find_first_of(u" 　\t;；,，、/／\n", i + 1), text.size());
    const bool mark = std::u16string_view(u";；,，、/／\n").find(text[i]) != std::u16string_view::npos;
    if (mark || (blank && names.back().size() >= kShortest && end - i > kShortest))
      names.emplace_back();
    else if (!blank)
      names.back() += text[i];
  }
  std::vector<std::string> out;
  for (const std::u16string& name : names)
    if (!name.empty()) out.push_back(utf8_of(name));
  return out;
}

NameParts parts_of_name(std::string_view utf8) {
  NameParts parts;
  parts.whole = normal_name(told_names(utf8).now);
  std::u16string rest = parts.whole;
  take_divisions(rest, parts);
  take_told(rest, parts);
  drop_kind(rest);
  take_brackets(rest, parts);
  take_branch(rest, parts);
  if (parts.branch.empty()) drop_note(rest, parts, parts.whole.ends_with(u')'));
  take_form(rest, parts);
  parts.core = rest;
  if (!parts.divisions.empty()) {
    const auto town = Divisions::get().longest(rest, true);
    if (town.length > 0 && town.length < rest.size() && !agreeing(*town.codes, parts.divisions).empty())
      parts.place_like = town.length;
  }
  return parts;
}

std::u16string form_class(std::u16string_view form) {
  if (form.ends_with(u"分公司")) return u"分公司";
  return form.ends_with(u"公司") ? std::u16string(u"公司") : std::u16string(form);
}

std::vector<std::string> places_in(std::u16string_view text) {
  std::vector<std::string> known;
  std::size_t at = 0;
  // Only the beginning of an address names divisions; further on, roads carry the names of far cities.
  while (at < std::min<std::size_t>(text.size(), 18)) {
    const auto m = Divisions::get().longest(text.substr(at), !known.empty());
    const std::vector<std::string> agree = m.length == 0 ? std::vector<std::string>() : agreeing(*m.codes, known);
    if (agree.empty() || (agree.front().size() > 6 && !m.full)) {
      ++at;
      continue;
    }
    known = narrowed(known, agree);
    at += m.length;
    if (known.front().size() > 6) break;
  }
  return known;
}

}  // namespace luodi::registers
