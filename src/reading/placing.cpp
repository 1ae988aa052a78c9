// See placing.h.
#include "reading/placing.h"

#include <algorithm>
#include <set>

#include "reading/matters.h"

namespace luodi::reading {
namespace {

constexpr std::size_t kSpoken = 2;           // pairs of its own by which a group speaks of a thing
constexpr std::size_t kSpokenElsewhere = 2;  // more pairs than of where it stands: it belongs to what was listed up front
constexpr std::size_t kManyDocuments = 3;

class Placing {
 public:
  Placing(View text, std::vector<Work>& works, const std::vector<Range>& groups) : text_(text), works_(works), groups_(groups) {}
  void attach();

 private:
  void part_groups(const Matters& matters);
  void split_up(std::size_t work, const std::vector<Range>& parts, const std::vector<std::optional<std::size_t>>& part_of);

  View text_;
  std::vector<Work>& works_;
  std::vector<Range> groups_;
};

/// A sentence between two demands of a group that speaks of another point begins a group:
/// "…要建好农田。供热价格关系千家万户。县发改局要…".
void Placing::part_groups(const Matters& matters) {
  constexpr std::size_t kShortestBetween = 8;
  std::vector<DirectiveFound*> all;
  for (Work& w : works_)
    for (DirectiveFound& d : w.directives) all.push_back(&d);
  std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->range.begin < b->range.begin; });
  std::optional<std::size_t> was;
  std::size_t now = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    DirectiveFound& d = *all[i];
    if (d.group != was) {
      was = now = d.group;
      continue;
    }
    const Range between{all[i - 1]->range.end, d.range.begin};
    if (between.end >= between.begin + kShortestBetween && Matters::spoken_of(matters.shares(between), kSpoken)) {
      const Range rest{between.begin, groups_[now].end};
      groups_[now].end = between.begin;
      now = groups_.size();
      groups_.push_back(rest);
    }
    d.group = now;
  }
}

/// Gives groups of directives to the points they speak of, and tells apart the documents or topics of one point that are
/// spoken of one after the other. Refused: documents that one group speaks of together (they stay one point).
void Placing::attach() {
  std::vector<Range> things;
  std::vector<std::pair<std::size_t, std::size_t>> where;  // work and part of each thing
  std::vector<std::vector<Range>> parts;
  for (std::size_t w = 0; w < works_.size(); ++w) {
    parts.push_back(parts_of(text_, works_[w].point));
    for (std::size_t k = 0; k < parts[w].size(); ++k) things.push_back(parts[w][k]), where.emplace_back(w, k);
  }
  const Matters matters(text_, things);
  part_groups(matters);
  std::optional<std::size_t> last;  // the thing that was spoken of last
  std::vector<std::optional<std::size_t>> part_of(groups_.size());
  std::optional<std::size_t> counted;  // the group that `said` is of: a group may be a page with all its demands, in a row
  std::vector<std::size_t> said;
  std::vector<std::optional<std::size_t>> spoken(groups_.size());
  std::vector<Work> moved = works_;
  for (Work& w : moved) w.directives.clear();
  for (std::size_t w = 0; w < works_.size(); ++w)
    for (const DirectiveFound& d : works_[w].directives) {
      std::size_t to = w;
      if (counted != d.group) said = matters.shares(groups_[d.group]), counted = d.group;
      auto thing = spoken[d.group] ? spoken[d.group] : Matters::spoken_of(said, kSpoken);
      // What was listed is spoken of in its order, as a rule: a word is enough for the next in turn.
      const bool in_turn = last && *last + 1 < things.size() &&
                           (works_[where[*last + 1].first].point.lead || where[*last + 1].first == where[*last].first);
      if (!thing && in_turn && said[*last + 1] > 0 && said[*last + 1] == *std::max_element(said.begin(), said.end()))
        thing = *last + 1;
      spoken[d.group] = thing;
      if (thing) {
        last = thing;
        const auto [work, part] = where[*thing];
        // A point that was told and not spoken of at once is one of a list too.
        const bool listed = works_[work].point.lead || works_[w].point.lead || works_[work].directives.empty();
        std::size_t here = 0;
        for (std::size_t t = 0; t < things.size(); ++t)
          if (where[t].first == w) here = std::max(here, said[t]);
        const bool below_heading = works_[w].point.heading && !works_[w].point.lead;  // numbered minutes say whose it is
        if (work == w || (listed && !below_heading && (here == 0 || said[*thing] >= here + kSpokenElsewhere))) {
          to = work;
          part_of[d.group] = part;
        }
      }
      moved[to].directives.push_back(d);
    }
  works_ = std::move(moved);
  for (std::size_t w = works_.size(); w-- > 0;)
    if (parts[w].size() > 1) split_up(w, parts[w], part_of);
}

void Placing::split_up(std::size_t work, const std::vector<Range>& parts,
                       const std::vector<std::optional<std::size_t>>& part_of) {
  std::set<std::size_t> spoken_of;
  for (const DirectiveFound& d : works_[work].directives)
    if (part_of[d.group]) spoken_of.insert(*part_of[d.group]);
  // Three documents and more are decided one by one, as a rule; two are often heard together.
  const bool many = parts.size() >= kManyDocuments && works_[work].point.kind == "review";
  if (spoken_of.size() < 2 && !many) return;
  std::vector<Work> apart;
  for (const Range& part : parts) {
    Point p = works_[work].point;
    p.subject = part;
    apart.push_back({p, {}});
  }
  std::size_t last = spoken_of.empty() ? 0 : *spoken_of.begin();
  for (const DirectiveFound& d : works_[work].directives) {
    if (part_of[d.group]) last = *part_of[d.group];
    apart[last].directives.push_back(d);
  }
  const auto at = works_.begin() + static_cast<std::ptrdiff_t>(work);
  works_.insert(works_.erase(at), apart.begin(), apart.end());
}

}  // namespace

void place_directives(View text, std::vector<Work>& works, const std::vector<Range>& groups) {
  Placing(text, works, groups).attach();
}

}  // namespace luodi::reading
