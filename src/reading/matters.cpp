// See matters.h.
#include "reading/matters.h"

#include <algorithm>
#include <set>

namespace luodi::reading {
namespace {

/// Pairs that any point may hold.
bool says_nothing(char32_t a, char32_t b) {
  static const std::set<std::pair<char32_t, char32_t>> pairs = [] {
    std::set<std::pair<char32_t, char32_t>> out;
    for (const View w : {U"工作"sv, U"情况"sv, U"方案"sv, U"办法"sv, U"管理"sv, U"建设"sv, U"实施"sv, U"推进"sv, U"发展"sv,
                         U"有关"sv, U"关于"sv, U"问题"sv, U"汇报"sv, U"会议"sv, U"全县"sv, U"我县"sv, U"全市"sv, U"全区"sv,
                         U"县政"sv, U"政府"sv, U"项目"sv, U"规定"sv, U"意见"sv, U"计划"sv, U"行动"sv, U"服务"sv, U"进一"sv,
                         U"一步"sv, U"加强"sv, U"重点"sv, U"落实"sv, U"事项"sv, U"精神"sv, U"报告"sv, U"请示"sv, U"度重"sv})
      out.insert({w[0], w[1]});
    return out;
  }();
  return pairs.count({a, b}) != 0;
}

/// Two characters in a row as one key; 0 where one of them is no Chinese character.
std::uint64_t pair_at(View v, std::size_t i) {
  return is_han(v[i]) && is_han(v[i + 1]) ? static_cast<std::uint64_t>(v[i]) << 32U | v[i + 1] : 0;
}

}  // namespace

std::optional<Point> part_named(View text, const std::vector<Point>& lists, View matter) {
  for (const Point& list : lists) {
    const std::vector<Range> parts = listed_topics(text, list.subject);
    if (parts.size() < 2) continue;
    for (const Range part : parts) {
      if (overlap(matter, view(text, part)) < kSameMatter) continue;
      Point p = list;
      p.subject = part;
      p.lead = false;
      return p;
    }
  }
  return std::nullopt;
}

std::vector<Range> parts_of(View text, const Point& point) {
  std::vector<Range> documents;
  for (std::size_t i = point.subject.begin; i < point.subject.end; ++i) {
    if (text[i] != U'《') continue;
    std::size_t close = i;
    for (int depth = 0; close < point.subject.end; ++close) {
      depth += text[close] == U'《' ? 1 : text[close] == U'》' ? -1 : 0;
      if (depth == 0) break;
    }
    documents.push_back({i, std::min(close + 1, point.subject.end)});
    i = close;
  }
  if (!documents.empty() && documents.front().begin > point.subject.begin + 4 && text[documents.front().begin - 1] == U'、')
    documents.insert(documents.begin(), Range{point.subject.begin, documents.front().begin - 1});
  if (documents.size() >= 2 || (!documents.empty() && documents.back().end + 8 < point.subject.end)) {
    // What stands behind the last document ("以及关于物业管理的提案") names more.
    std::size_t from = documents.back().end;
    for (std::size_t i = from; i <= point.subject.end; ++i) {
      const bool behind = i == from;  // 《…》和C: what follows the last document names more
      const bool join = i < point.subject.end && (text[i] == U'、' || starts(text.substr(i), U"以及") ||
                                                  (behind && (text[i] == U'和' || text[i] == U'及')));
      if (i < point.subject.end && !join) continue;
      Range part = trim(text, {from, i});
      for (const View lead : {U"以及"sv, U"及"sv, U"和"sv, U"、"sv})
        if (starts(view(text, part), lead)) part.begin += lead.size();
      if (part.end > part.begin + 6) documents.push_back(part);
      from = i;
    }
    return documents;
  }
  if (!documents.empty() || point.kind == "study") return {point.subject};
  auto topics = listed_topics(text, point.subject);
  // 旅游宣传营销、产业扶贫、林下经济计划: one word at the end tells what all of them are; they are told apart where each says so.
  const bool each =
      point.kind != "review" || std::all_of(topics.begin(), topics.end(), [&](const Range& r) {
        return ends_any(view(text, r), {U"方案"sv, U"办法"sv, U"意见"sv, U"规划"sv, U"计划"sv, U"报告"sv, U"清单"sv, U"请示"sv,
                                        U"预案"sv, U"细则"sv, U"事宜"sv, U"事项"sv, U"工作"sv, U"草案"sv});
      });
  if (!each) return {point.subject};
  return topics.empty() ? std::vector<Range>{point.subject} : topics;
}

Matters::Matters(View text, std::vector<Range> things) : text_(text), things_(things.size()) {
  for (std::uint32_t thing = 0; thing < things.size(); ++thing) {
    const View v = view(text, things[thing]);
    for (std::size_t i = 0; i + 1 < v.size(); ++i) {
      const std::uint64_t pair = pair_at(v, i);
      if (pair == 0 || says_nothing(v[i], v[i + 1])) continue;
      const auto [owner, fresh] = owner_.insert({pair, thing});
      if (!fresh && owner->second != thing) owner->second = kSeveral;
    }
  }
}

std::vector<std::size_t> Matters::shares(Range stretch) const {
  std::vector<std::size_t> out(things_, 0);
  std::vector<std::uint64_t> said;
  const View v = view(text_, stretch);
  for (std::size_t i = 0; i + 1 < v.size(); ++i) {
    const std::uint64_t pair = pair_at(v, i);
    if (pair == 0) continue;
    const auto owner = owner_.find(pair);
    if (owner == owner_.end() || owner->second == kSeveral) continue;
    if (std::find(said.begin(), said.end(), pair) != said.end()) continue;
    said.push_back(pair);
    ++out[owner->second];
  }
  return out;
}

std::optional<std::size_t> Matters::spoken_of(const std::vector<std::size_t>& said, std::size_t least) {
  std::optional<std::size_t> best;
  std::size_t most = 0, next = 0;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (said[i] > most) {
      next = most;
      most = said[i];
      best = i;
    } else {
      next = std::max(next, said[i]);
    }
  }
  return best && most >= least && most > next ? best : std::nullopt;
}

std::size_t overlap(View a, View b) {
  if (a.size() < 2 || b.size() < 2) return 0;
  std::set<std::pair<char32_t, char32_t>> pairs;
  for (std::size_t i = 0; i + 1 < b.size(); ++i) pairs.insert({b[i], b[i + 1]});
  std::size_t hits = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) hits += pairs.count({a[i], a[i + 1]});
  return 100 * hits / (a.size() - 1);
}

bool names_more(View more, View less) {
  constexpr std::size_t kHalf = 50;  // percent of a heading's pairs that a document below it says again
  if (more.find(U'《') != View::npos) return less.find(U'《') == View::npos && overlap(less, more) >= kHalf;
  return more.size() > less.size() && overlap(less, more) >= kAllTold && View(U"与对将向同").find(more[0]) == View::npos;
}

}  // namespace luodi::reading
