// See topic.h. The words are those of county government work (presets/topic_words.csv); a longer word weighs more.
#include "reading/topic.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/presets.h"
#include "paper/unicode.h"

namespace luodi::reading {
namespace {

/// The topics and their words, as presets/topic_words.csv has them; ties go to the earlier topic. The row "generic" names words
/// that all topics use: they count half.
struct Topics {
  std::vector<std::string> names;
  std::vector<std::vector<std::u32string>> words;
  std::vector<std::u32string> generic;
  Topics() {
    for (const auto& row : preset_rows("topic_words.csv")) {
      if (row.size() < 2) continue;
      std::vector<std::u32string> list;
      for (const std::string& word : preset_list(row[1])) list.push_back(paper::to_utf32(word));
      if (row[0] == "generic")
        generic = std::move(list);
      else
        names.push_back(row[0]), words.push_back(std::move(list));
    }
  }
  static const Topics& get() {
    static const Topics topics;
    return topics;
  }
};

/// A directive that only says how to go on with the document: its topic is the document's.
bool is_formal(View s) {
  return (starts(s, U"由") || starts(s, U"请") || starts(s, U"责成") || starts(s, U"修改")) &&
         contains_any(s, {U"修改"sv, U"完善"sv, U"印发"sv, U"审定"sv, U"提请"sv, U"上报"sv, U"批复"sv, U"按程序"sv});
}

using Points = std::vector<double>;  // by topic

struct Word {
  View text;
  std::size_t topic;
  double points;
};

/// Words by their first character, so that one pass over a text finds all of them.
class Index {
 public:
  static const Index& get() {
    static const Index index;
    return index;
  }
  /// Points of every topic for the words of a text; a word counts in full once, half the second time.
  Points points(View text, double head_bonus) const {
    Points sum(Topics::get().names.size());
    std::vector<std::pair<const Word*, int>> seen;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto bucket = by_first_.find(text[i]);
      if (bucket == by_first_.end()) continue;
      for (const Word& w : bucket->second) {
        if (!starts(text.substr(i), w.text)) continue;
        auto it = std::find_if(seen.begin(), seen.end(), [&](const auto& s) { return s.first == &w; });
        if (it == seen.end()) it = seen.insert(seen.end(), {&w, 0});
        if (++it->second > 2) continue;
        const double points = w.points * (i < 16 ? head_bonus : 1.0);  // the main clause stands first
        sum[w.topic] += it->second == 1 ? points : points / 2;
      }
    }
    return sum;
  }

 private:
  Index() {
    const Topics& topics = Topics::get();
    for (std::size_t t = 0; t < topics.names.size(); ++t)
      for (const std::u32string& w : topics.words[t]) {
        const bool generic = std::find(topics.generic.begin(), topics.generic.end(), w) != topics.generic.end();
        by_first_[w[0]].push_back({w, t, (0.5 + 0.5 * static_cast<double>(w.size())) * (generic ? 0.5 : 1.0)});
      }
  }
  std::unordered_map<char32_t, std::vector<Word>> by_first_;
};

constexpr double kSubject = 1.1;  // weight of the item's subject against the directive's own words

constexpr double kClear = 2.0;  // a directive that says this much of a topic needs its subject less
constexpr double kSubjectClear = 0.7;

constexpr double kFormal = 0.2;  // of a directive about the document itself, what its words weigh

// What the item's other directives say, on average, weighs for one of them; less where it is clear by itself.
constexpr double kOthers = 0.5, kOthersClear = 0.2;

constexpr double kSpirit = 0.35;  // a study item's subject is always party matter; what follows from it often is not

}  // namespace

std::string topic_of(View directive, View subject) {
  return topics_of({directive}, subject).front();
}

std::vector<std::string> topics_of(const std::vector<View>& directives, View subject) {
  const std::vector<std::string>& topics = Topics::get().names;
  const auto about = Index::get().points(subject, 1.0);
  std::vector<Points> said;
  Points all(Topics::get().names.size());
  for (const View directive : directives) {
    said.push_back(Index::get().points(directive, 1.3));
    const double own = is_formal(directive) ? kFormal : 1.0;
    for (std::size_t t = 0; t < topics.size(); ++t) all[t] += said.back()[t] *= own;
  }
  std::vector<std::string> out;
  for (const auto& own : said) {
    const double clear = *std::max_element(own.begin(), own.end());
    const double subject_weight = clear >= kClear ? kSubjectClear : kSubject;
    const double others = said.size() > 1 ? (clear >= kClear ? kOthersClear : kOthers) / static_cast<double>(said.size() - 1) : 0;
    std::size_t best = topics.size() - 1;
    double most = 0.4;
    for (std::size_t t = 0; t < topics.size(); ++t) {
      const double points = own[t] + (topics[t] == "party" ? kSpirit : subject_weight) * about[t] + others * (all[t] - own[t]);
      if (points > most) {
        most = points;
        best = t;
      }
    }
    out.emplace_back(topics[best]);
  }
  return out;
}

}  // namespace luodi::reading
