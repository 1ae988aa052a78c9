// See measures.h.
#include "reading/measures.h"

#include <algorithm>

#include "paper/unicode.h"

namespace luodi::reading {
namespace {

constexpr std::size_t kLongestTitle = 40, kShortestMeasure = 6;
constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百";

enum class Role { lead, responsible, helping, due };
struct Label {
  std::u32string_view word;
  Role role;
};
constexpr Label kLabels[] = {{U"牵头单位", Role::lead},    {U"牵头部门", Role::lead},        {U"牵头责任单位", Role::lead},
                             {U"主办单位", Role::lead},    {U"责任单位", Role::responsible}, {U"责任部门", Role::responsible},
                             {U"落实单位", Role::helping}, {U"配合单位", Role::helping},     {U"配合部门", Role::helping},
                             {U"协办单位", Role::helping}, {U"参与单位", Role::helping},     {U"完成时限", Role::due},
                             {U"完成时间", Role::due},     {U"办结时限", Role::due},         {U"时限要求", Role::due}};

View trimmed(View s) {
  while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
  return s;
}
/// The label that a text begins with, with its colon; null for a mere mention (责任单位要切实…).
const Label* label_at(View s) {
  for (const Label& l : kLabels)
    if (s.size() > l.word.size() && starts(s, l.word) && is_colon(s[l.word.size()])) return &l;
  return nullptr;
}

/// Characters of the number in front: "一、", "（三）", "12.", "（4）"; `level` 1 for the first kind. 0: none.
std::size_t number_in_front(View s, int& level) {
  std::size_t at = 0;
  const bool bracket = !s.empty() && (s[0] == U'（' || s[0] == U'(');
  if (bracket) at = 1;
  const std::size_t from = at;
  bool han = false, digit = false;
  while (at < s.size() && (kNumerals.find(s[at]) != View::npos || (s[at] >= U'0' && s[at] <= U'9'))) {
    (s[at] >= U'0' && s[at] <= U'9' ? digit : han) = true;
    ++at;
  }
  if (at == from || at - from > 3 || at >= s.size() || han == digit) return 0;
  const char32_t end = s[at];
  if (bracket ? end != U'）' && end != U')' : han ? end != U'、' : end != U'.' && end != U'．' && end != U'、') return 0;
  level = bracket ? (han ? 2 : 4) : (han ? 1 : 3);
  return at + 1;
}

struct Named {
  std::u32string lead, helping, due;
  bool any() const { return !lead.empty() || !helping.empty(); }
};

void add(std::u32string& list, View more) {
  more = trimmed(more);
  while (!more.empty() && (more.back() == U'。' || more.back() == U'，' || more.back() == U'；')) more.remove_suffix(1);
  if (!more.empty()) list += (list.empty() ? U"" : U"、") + std::u32string(more);
}

/// 责任单位 without a 牵头单位 beside it: the first of them leads.
void settle(Named& n, const std::u32string& responsible) {
  if (responsible.empty()) return;
  if (!n.lead.empty()) {
    add(n.helping, responsible);
    return;
  }
  const std::size_t end = std::min(responsible.find_first_of(U"、，,；;"), responsible.size());
  n.lead = responsible.substr(0, end);
  if (end < responsible.size()) add(n.helping, View(responsible).substr(end + 1));
}

/// "牵头单位：甲局；配合单位：乙局、丙局；完成时限：6月底前".
Named named_in(View s) {
  Named out;
  std::u32string responsible;
  while (!s.empty()) {
    const Label* label = label_at(s);
    if (label == nullptr) break;
    s.remove_prefix(label->word.size() + 1);
    // The value reaches to the next label; marks before it are of the list.
    std::size_t end = 0;
    while (end < s.size() && label_at(s.substr(end)) == nullptr) ++end;
    View value = trimmed(s.substr(0, end));
    while (!value.empty() && View(U"；;，,。、 ").find(value.back()) != View::npos) value.remove_suffix(1);
    switch (label->role) {
      case Role::lead: add(out.lead, value); break;
      case Role::responsible: add(responsible, value); break;
      case Role::helping: add(out.helping, value); break;
      case Role::due: out.due = std::u32string(value); break;
    }
    s.remove_prefix(end);
  }
  settle(out, responsible);
  return out;
}

/// The next bracket that names units: where it begins and behind its end; empty where there is none.
Range next_bracket(View s, std::size_t from, Named& named) {
  for (std::size_t open = from; open < s.size(); ++open) {
    if (s[open] != U'（' && s[open] != U'(') continue;
    if (label_at(trimmed(s.substr(open + 1))) == nullptr) continue;
    std::size_t close = open + 1;
    for (int depth = 1; close < s.size(); ++close) {
      if (s[close] == U'（' || s[close] == U'(') ++depth;
      if ((s[close] == U'）' || s[close] == U')') && --depth == 0) break;
    }
    named = named_in(trimmed(s.substr(open + 1, close - open - 1)));
    if (named.any()) return Range{open, std::min(close + 1, s.size())};
  }
  return {};
}

class Measures {
 public:
  explicit Measures(View text) : text_(text) {}
  std::vector<Measure> read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find(U'\n', at), text_.size());
      take(at, end);
      at = end + 1;
    }
    return std::move(out_);
  }

 private:
  void take(std::size_t from, std::size_t until) {
    while (from < until && is_space(text_[from])) ++from;
    while (until > from && is_space(text_[until - 1])) --until;
    const View line = text_.substr(from, until - from);
    if (line.empty()) return;
    if (label_at(line) != nullptr) {  // a line of its own below the measure
      const Named named = named_in(line);
      if (named.any() && pending_.end > pending_.begin) emit(pending_, named);
      pending_ = {};
      return;
    }
    int level = 0;
    const std::size_t number = number_in_front(line, level);
    const View bare = line.substr(number);
    if (level == 1) {
      const std::size_t title = std::min(bare.find_first_of(U"。（("), bare.size());
      section_ = title <= kLongestTitle ? paper::to_utf8(bare.substr(0, title)) : "";
    }
    if (number > 0) pending_ = {};
    std::size_t begin = pending_.end > pending_.begin ? pending_.begin : from + number;
    Named named;
    std::size_t at = from + number;
    for (;;) {
      const Range bracket = next_bracket(text_.substr(0, until), at, named);
      if (bracket.empty()) break;
      emit({begin, bracket.begin}, named);
      at = begin = bracket.end;
      while (begin < until && View(U"。；，; ").find(text_[begin]) != View::npos) ++begin;
    }
    pending_ = begin < until ? Range{begin, until} : Range{};
  }

  void emit(Range r, const Named& named) {
    while (r.begin < r.end && (is_space(text_[r.begin]) || text_[r.begin] == U'\n')) ++r.begin;
    while (r.end > r.begin && (is_space(text_[r.end - 1]) || text_[r.end - 1] == U'\n')) --r.end;
    if (r.end - r.begin < kShortestMeasure) return;
    std::u32string words(text_.substr(r.begin, r.end - r.begin));
    std::erase(words, U'\n');
    out_.push_back({section_, paper::to_utf8(words), paper::to_utf8(named.lead), paper::to_utf8(named.helping),
                    paper::to_utf8(named.due), r});
  }

  View text_;
  std::string section_;
  Range pending_{};  ///< words that no unit was named for yet
  std::vector<Measure> out_;
};

}  // namespace

std::vector<Measure> read_measures(View text) {
  return Measures(text).read();
}

}  // namespace luodi::reading
