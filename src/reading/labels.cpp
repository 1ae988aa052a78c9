// See labels.h.
#include "reading/labels.h"

#include <algorithm>
#include <utility>

#include "reading/slogans.h"

namespace luodi::reading {
namespace {

const Words& lead_labels() {
  static const Words words = {U"牵头单位", U"牵头部门", U"主办单位",     U"承办单位", U"责任单位",
                              U"责任部门", U"落实单位", U"牵头责任单位", U"责任主体"};
  return words;
}
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
};

/// The label that begins here, its colon right behind it.
Found label_at(View text, std::size_t at, std::size_t end) {
  const View rest = text.substr(at, end - at);
  for (const auto& [label, words] :
       {std::pair{Label::lead, &lead_labels()}, {Label::due, &due_labels()}, {Label::other, &other_labels()}})
    if (const std::size_t n = words->prefix_of(rest).size(); n != 0 && n < rest.size() && is_colon(rest[n]))
      return {label, n + 1};
  return {};
}

/// Where the line of a place begins; not looked for without end, for a page may be one line.
std::size_t line_of(View text, std::size_t at) {
  constexpr std::size_t kLongestLine = 4000;
  const std::size_t near = at > kLongestLine ? at - kLongestLine : 0;
  const std::size_t mark = text.substr(near, at - near).rfind(U'\n');
  return mark == View::npos ? near : near + mark + 1;
}

bool parts_labels(char32_t c) {
  return is_space(c) || is_comma(c) || is_semicolon(c) || is_stop(c);
}

}  // namespace

std::optional<Labels> labels_in(View text, Range s) {
  s = trim(text, s);
  if (s.end < s.begin + 4) return std::nullopt;
  if ((text[s.begin] == U'（' || text[s.begin] == U'(') && (text[s.end - 1] == U'）' || text[s.end - 1] == U')'))
    ++s.begin, --s.end;
  Labels found;
  for (std::size_t at = s.begin; at < s.end;) {
    const Found label = label_at(text, at, s.end);
    if (label.label == Label::none) return std::nullopt;
    std::size_t next = at + label.length;
    while (next < s.end && !(parts_labels(text[next - 1]) && label_at(text, next, s.end).label != Label::none)) ++next;
    Range value{at + label.length, next};
    while (!value.empty() && parts_labels(text[value.end - 1])) --value.end;
    while (!value.empty() && is_space(text[value.begin])) ++value.begin;
    const View told = view(text, value);
    if (std::any_of(told.begin(), told.end(), [](char32_t c) { return is_semicolon(c) || is_stop(c); })) return std::nullopt;
    if (label.label == Label::lead && !found.unit && !value.empty()) found.unit = value;
    if (label.label == Label::due && !value.empty()) found.due = value;
    at = next;
  }
  if (!found.unit && !found.due) return std::nullopt;
  return found;
}

bool starts_with_label(View text, std::size_t at) {
  return label_at(text, at, text.size()).label != Label::none;
}

std::size_t labelled_from(View text, Range s) {
  const std::size_t own = line_of(text, s.begin);
  return at_line_start(text, s) && own > 0 ? line_of(text, own - 1) : own;
}

}  // namespace luodi::reading
