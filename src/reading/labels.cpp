// See labels.h.
#include "reading/labels.h"

#include <algorithm>
#include <array>
#include <utility>

#include "reading/deadline.h"
#include "reading/slogans.h"
#include "reading/units.h"

namespace luodi::reading {
namespace {

/// Labels of who is responsible; where several stand, the earlier of this list tells.
constexpr std::array<View, 9> kLeadLabels = {U"牵头单位", U"牵头部门", U"牵头责任单位", U"主办单位", U"承办单位",
                                             U"责任单位", U"责任部门", U"落实单位",     U"责任主体"};
const Words& other_labels() {
  static const Words words = {U"配合单位", U"配合部门", U"协办单位", U"参与单位", U"责任领导",
                              U"牵头领导", U"分管领导", U"包抓领导", U"责任人",   U"督办单位"};
  return words;
}
const Words& due_labels() {
  static const Words words = {U"完成时限", U"完成时间", U"办结时限", U"办结时间", U"时限要求",
                              U"办理时限", U"时间要求", U"时间节点", U"完成期限", U"时限"};
  return words;
}

enum class Label { none, lead, due, other };

struct Found {
  Label label = Label::none;
  std::size_t length = 0;  ///< with its colon
  std::size_t rank = 0;    ///< of a lead label: its place in kLeadLabels
};

/// The label that begins here, its colon right behind it.
Found label_at(View text, std::size_t at, std::size_t end) {
  const View rest = text.substr(at, end - at);
  const auto colon = [&](std::size_t n) { return n != 0 && n < rest.size() && is_colon(rest[n]); };
  for (std::size_t rank = 0; rank < kLeadLabels.size(); ++rank)
    if (const std::size_t n = kLeadLabels[rank].size(); starts(rest, kLeadLabels[rank]) && colon(n))
      return {Label::lead, n + 1, rank};
  for (const auto& [label, words] : {std::pair{Label::due, &due_labels()}, {Label::other, &other_labels()}})
    if (const std::size_t n = words->prefix_of(rest).size(); colon(n)) return {label, n + 1, 0};
  return {};
}

/// Where the line of a place begins; not looked for without end, for a page may be one line.
std::size_t line_of(View text, std::size_t at) {
  constexpr std::size_t kLongestLine = 4000;
  const std::size_t near = at > kLongestLine ? at - kLongestLine : 0;
  const std::size_t mark = text.substr(near, at - near).rfind(U'\n');
  return mark == View::npos ? near : near + mark + 1;
}

bool opens(char32_t c) {
  return c == U'（' || c == U'(';
}
bool closes(char32_t c) {
  return c == U'）' || c == U')';
}

/// One bracket around all of it. Refused: （二）做好入库（责任单位：…）, which begins and ends with others.
bool is_bracket(View v) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (opens(v[i])) ++depth;
    if (closes(v[i]) && depth > 0) --depth;
    if (depth == 0) return i > 0 && i + 1 == v.size();
  }
  return false;
}

/// What ends the words behind a label: more stands there than they.
bool says_on(char32_t c) {
  return is_comma(c) || is_semicolon(c) || is_stop(c);
}
bool parts_labels(char32_t c) {
  return is_space(c) || says_on(c);
}

}  // namespace

std::optional<Range> unit_in_label(View text, Range in) {
  const View v = view(text, in);
  for (const View label : kLeadLabels) {
    const std::size_t at = v.find(label), from = at + label.size() + 1;
    if (at == View::npos || from >= v.size() || !is_colon(v[from - 1])) continue;
    std::size_t to = from, open = 0;  // 各乡镇（街道） has brackets of its own
    for (; to < v.size() && !is_comma(v[to]) && !is_semicolon(v[to]) && !is_stop(v[to]); ++to) {
      if (opens(v[to])) ++open;
      if (closes(v[to]) && open-- == 0) break;
    }
    const Range unit = trim(text, {in.begin + from, in.begin + to});
    if (!unit.empty()) return unit;
  }
  return std::nullopt;
}

namespace {

/// "（县公安局交警大队，6月15日前）", "（县城管局牵头，县教育局配合，9月1日前）": who and by when without a label. The first part
/// names units; nothing else is said than who helps, and a day.
std::optional<Labels> told_without_labels(View text, Range in) {
  Labels found;
  bool first = true;
  for (const Range raw : split(text, in, [](char32_t c) { return is_comma(c) || is_semicolon(c); })) {
    const Range part = trim(text, raw);
    View v = view(text, part);
    const auto due = find_deadline(v, std::nullopt);
    if (first) {
      for (const View tail : {U"牵头负责"sv, U"牵头"sv, U"负责"sv})
        if (ends(v, tail)) {
          v.remove_suffix(tail.size());
          break;
        }
      if (v.size() < 3 || View(U"县区市旗各镇").find(v[0]) == View::npos || !units_of_subject(v)) return std::nullopt;
      found.unit = Range{part.begin, part.begin + v.size()};
      first = false;
    } else if (due && due->range.begin == 0 && due->range.end == v.size()) {
      found.due = part;
    } else if (!ends_any(v, {U"配合"sv, U"协助"sv, U"参与"sv})) {
      return std::nullopt;
    }
  }
  return found.unit ? std::optional(found) : std::nullopt;
}

}  // namespace

std::optional<Labels> labels_in(View text, Range s) {
  s = trim(text, s);
  if (s.end < s.begin + 4) return std::nullopt;
  const bool bracketed = is_bracket(view(text, s));
  if (bracketed) ++s.begin, --s.end;
  if (bracketed)
    if (const auto bare = told_without_labels(text, s)) return bare;
  // "（牵头单位：县住建局，县财政局配合）": in brackets behind a requirement more may be said.
  const auto more = [&]() -> std::optional<Labels> {
    const auto unit = bracketed ? unit_in_label(text, s) : std::nullopt;
    return unit ? std::optional(Labels{unit, std::nullopt}) : std::nullopt;
  };
  Labels found;
  std::size_t best = kLeadLabels.size();
  for (std::size_t at = s.begin; at < s.end;) {
    const Found label = label_at(text, at, s.end);
    if (label.label == Label::none) return more();
    std::size_t next = at + label.length;
    while (next < s.end && !(parts_labels(text[next - 1]) && label_at(text, next, s.end).label != Label::none)) ++next;
    Range value{at + label.length, next};
    while (!value.empty() && parts_labels(text[value.end - 1])) --value.end;
    value = trim(text, value);
    const View told = view(text, value);
    if (std::any_of(told.begin(), told.end(), says_on)) return more();
    if (label.label == Label::lead && label.rank < best && !value.empty()) found.unit = value, best = label.rank;
    if (label.label == Label::due && !value.empty()) found.due = value;
    at = next;
  }
  if (!found.unit && !found.due) return std::nullopt;
  return found;
}

Range labels_behind(View text, Range in) {
  if (in.end < in.begin + 4 || !closes(text[in.end - 1])) return {};
  std::size_t depth = 0;
  for (std::size_t i = in.end; i > in.begin; --i) {
    if (closes(text[i - 1])) ++depth;
    if (!opens(text[i - 1]) || --depth > 0) continue;
    const bool labelled = label_at(text, i, in.end).label != Label::none || told_without_labels(text, {i, in.end - 1});
    return i > in.begin + 1 && labelled ? Range{i - 1, in.end} : Range{};
  }
  return {};
}

bool starts_with_label(View text, std::size_t at) {
  return label_at(text, at, text.size()).label != Label::none;
}

std::size_t labelled_from(View text, Range s) {
  std::size_t line = line_of(text, s.begin);
  if (!at_line_start(text, s)) return line;
  // Labels may take several lines below the requirement.
  for (int above = 0; above < 4 && line > 0; ++above) {
    line = line_of(text, line - 1);
    if (!starts_with_label(text, line)) break;
  }
  return line;
}

}  // namespace luodi::reading
