// See read.h. The order: lay out, find the meeting, walk the sentences (agenda points, demands), settle lead lists, cover.
#include "reading/read.h"

#include <algorithm>
#include <set>

#include "paper/unicode.h"
#include "reading/agenda.h"
#include "reading/article.h"
#include "reading/coverage.h"
#include "reading/deadline.h"
#include "reading/directives.h"
#include "reading/labels.h"
#include "reading/matters.h"
#include "reading/meeting.h"
#include "reading/placing.h"
#include "reading/slogans.h"
#include "reading/topic.h"
#include "reading/units.h"
#include "reading/verbs.h"

namespace luodi::reading {
namespace {
constexpr std::size_t kLongestCredit = 60;  // of a bracket that names source and writers
constexpr std::size_t kLongestGroup = 12;   // characters of a heading that only gathers
constexpr std::size_t kNoWork = static_cast<std::size_t>(-2);
constexpr std::size_t kLongestMatter = 40;  // characters of "关于…" in front of what the meeting says of it

class Reader {
 public:
  /// `source`: the paper as it stands, of which `text` is the same characters with narrow digits.
  Reader(View source, View text) : source_(source), text_(text), article_(lay_out(text)), classes_(text.size(), Class::other) {}
  Reading run();

 private:
  void line(const Line& line);
  void sentence(Range s);
  void take_points(const std::vector<Point>& points, bool lead);
  bool is_report_on_named(Point& p);
  void take_directives(Range s);
  std::u32string subjects_from(std::size_t work) const;
  std::size_t spoken_of_early(const std::vector<Range>& topics) const;
  void settle_leads();
  void put(Range r, Class c) {
    std::fill(classes_.begin() + static_cast<std::ptrdiff_t>(r.begin), classes_.begin() + static_cast<std::ptrdiff_t>(r.end), c);
  }
  bool speaks_anew(Range s) const;
  void take_matter_named(Range s);
  bool speaks_by_name(View clause) const;
  bool take_labels(Range s);
  void drop_told_list();
  Item item_of(const Work& w) const;
  std::string utf8(Range r) const { return paper::to_utf8(view(source_, r)); }

  View source_;
  View text_;
  Article article_;
  std::vector<Class> classes_;
  std::vector<bool> framed_;  ///< by code point: tells of the meeting or who was there, so no sentence of its matters
  std::optional<MeetingFound> found_;
  std::vector<Work> works_;
  std::vector<Point> leads_;
  std::vector<Remark> remarks_;
  std::vector<DirectiveFound> early_;  ///< directives before any point of their own
  std::vector<Range> groups_;          ///< what each group of directives says
  std::size_t line_begin_ = 0;         ///< of the line that is being read
  Mode mode_ = Mode::none;
  bool under_heading_ = false;
  bool resolved_ = false;  ///< behind "会议议定：" on a line of its own, below a matter that was told
  bool spoken_ = false;    ///< below a 【…讲话】 line, or behind 接下来: lines go on with what is asked for
  std::optional<std::size_t> outer_heading_;  ///< the work that the last "一、…" heading made; kNoWork: it only gathers
  bool outer_in_han_ = false;                 ///< that heading made a work, and its number is 一, 二 …
};

/// "研究某事项，听取了县住建局关于项目进展情况的汇报": the report is on the matter that was named just before, here or where the
/// meeting was; a subject that says more than how it stands is the better name of it. True where that is settled.
bool Reader::is_report_on_named(Point& p) {
  const bool progress = tells_progress(view(text_, p.subject));
  if (p.kind != "report") return false;
  if (works_.empty() && leads_.size() == 1 && leads_.front().kind == "other" && progress) {
    p.subject = leads_.front().subject;
    leads_.clear();
  }
  if (works_.empty() || works_.back().point.kind != "other" || !works_.back().directives.empty()) return false;
  Point& named = works_.back().point;
  if (!progress && overlap(view(text_, p.subject), view(text_, named.subject)) < kSameMatter) return false;
  if (progress) p.subject = named.subject;
  named = p;
  return true;
}

void Reader::take_points(const std::vector<Point>& points, bool lead) {
  for (Point p : points) {
    // 听取了街道和有关部门汇报: who reported, and not on what.
    const View on = view(text_, p.subject);
    if (p.kind == "report" && on.find(U'《') == View::npos && is_unit_list(on.substr(0, on.find(U"汇报")))) continue;
    put(p.clause, Class::item);
    p.lead = lead;
    if (lead) {
      leads_.push_back(p);
      continue;
    }
    // A heading names the point; the sentence below it says who reported.
    if (under_heading_ && !works_.empty() && works_.back().point.heading && works_.back().directives.empty()) {
      Point& own = works_.back().point;
      if (!own.reporting_unit) own.reporting_unit = p.reporting_unit;
      if (own.kind == "other" && (p.kind == "report" || p.kind == "review")) own.kind = p.kind;
      // A heading is short for what the sentence names in full: the document, or more words of the same matter.
      if (names_more(view(text_, p.subject), view(text_, own.subject))) own.subject = p.subject;
      // "五、关于县司法局…工作情况的汇报": the unit that reported stands at the start of the heading.
      if (own.reporting_unit && starts(view(text_, own.subject), view(text_, *own.reporting_unit)) &&
          own.subject.end - own.subject.begin > own.reporting_unit->end - own.reporting_unit->begin + 4)
        own.subject.begin += own.reporting_unit->end - own.reporting_unit->begin;
      continue;
    }
    if (!works_.empty() && overlap(view(text_, p.subject), view(text_, works_.back().point.subject)) > 80) {
      // "会议通报了《甲》、《乙》等事项": the list, of which each is told now.
      const bool one_of_several =
          works_.back().directives.empty() && parts_of(text_, works_.back().point).size() > 1 && parts_of(text_, p).size() == 1;
      if (!one_of_several) continue;
      leads_.push_back(works_.back().point);
      works_.pop_back();
    }
    if (is_report_on_named(p)) continue;
    works_.push_back({p, {}});
  }
}

void Reader::take_directives(Range s) {
  const auto list = directives_in(text_, s, mode_);
  auto& into = works_.empty() ? early_ : works_.back().directives;
  // "一是要坚决整改。紧盯…": heading and explanation are one directive, unless the explanation makes a demand of its own.
  const bool own = !list.empty() && (text_[list.front().range.begin] == U'要' ||
                                     (list.front().unit && contains(view(text_, list.front().range).substr(0, 40), U"要")));
  // "石牛港疏浚。由市交通运输局负责…": who is told stands behind the heading, which asks for nothing itself.
  const bool another = !list.empty() && list.front().unit && list.front().range.begin == s.begin;
  const auto same_line = [&] { return into.back().range.begin >= line_begin_; };
  if (!into.empty() && into.back().heading && same_line() && (own || another) &&
      !contains_any(view(text_, into.back().range), {U"要"sv, U"必须"sv, U"由"sv}) && !into.back().unit) {
    put(into.back().range, Class::frame);
    into.pop_back();
  }
  if (!into.empty() && into.back().heading && same_line() && !own && !another && mode_ != Mode::appraisal &&
      numbering(view(text_, s)) == 0) {
    // In "A。B；二是C" only B explains A.
    const auto parts = split(text_, s, is_semicolon);
    put(parts.front(), Class::directive);
    into.back().range.end = parts.front().end;
    if (!into.back().unit && !list.empty()) into.back().unit = list.front().unit;
    into.back().heading = false;
    if (parts.size() > 1) take_directives({parts[1].begin, s.end});
    return;
  }
  if (list.empty()) {
    const View v = view(text_, s);
    const bool praise = contains_any(v, {U"成就"sv, U"温暖人心"sv, U"鼓舞"sv, U"振奋"sv, U"重要指导意义"sv, U"充分肯定"sv,
                                         U"成绩来之不易"sv, U"显著成效"sv, U"好于预期"sv, U"为我们指明"sv, U"提供了根本遵循"sv});
    put(s, praise ? Class::praise : mode_ == Mode::none ? Class::other : Class::appraisal);
    return;
  }
  if (list.front().range.begin > s.begin) put({s.begin, list.front().range.begin}, Class::frame);
  if (groups_.empty()) groups_.push_back(s);
  groups_.back().end = s.end;
  for (const DirectiveFound& d : list) {
    put(d.range, Class::directive);
    into.push_back(d);
    into.back().group = groups_.size() - 1;
  }
}

/// A clause that begins with somebody who presided or took part: 某某要求.
bool Reader::speaks_by_name(View clause) const {
  const Meeting& m = found_->meeting;
  const auto names = [&](const Person& p) { return starts(clause, paper::to_utf32(p.name)); };
  return (m.chair && names(*m.chair)) || std::any_of(m.participants.begin(), m.participants.end(), names);
}

/// "针对东区“断头路”问题，会议明确，…", "关于冬春农田水利，会议强调，…": a matter that no point named yet is a point of its own.
void Reader::take_matter_named(Range s) {
  const View v = view(text_, s);
  View lead;
  for (const View word : {U"针对"sv, U"关于"sv, U"就"sv, U"对于"sv, U"围绕"sv, U"谈到"sv, U"在谈到"sv})
    if (starts(v, word)) lead = word;
  const std::size_t comma = v.find_first_of(U"，,");
  if (lead.empty() || (lead == U"关于" && !leads_.empty()) || comma == View::npos || comma > kLongestMatter ||
      comma < lead.size() + 4)
    return;
  const View said = v.substr(comma + 1);
  if (lead_in(said).length == 0 || !(starts(said, U"会议") || speaks_by_name(said))) return;
  Range subject{s.begin + lead.size(), s.begin + comma};
  for (const View who : {U"企业反映的"sv, U"群众反映的"sv, U"各方反映的"sv})
    if (starts(view(text_, subject), who)) subject.begin += who.size();
  if (const auto no = numbered_topic(view(text_, subject))) {  // 针对第三项议题: the third of those listed
    if (*no <= leads_.size()) works_.push_back({leads_[*no - 1], {}}), works_.back().point.lead = false;
    return;
  }
  const auto same = [&](const Point& p) {
    // 就抓好省委全会精神的贯彻落实: more words around what 传达 named.
    return overlap(view(text_, subject), view(text_, p.subject)) >= kSameMatter ||
           (p.subject.end - p.subject.begin >= 5 && overlap(view(text_, p.subject), view(text_, subject)) >= kAllTold);
  };
  const bool known = std::any_of(works_.begin(), works_.end(), [&](const Work& w) { return same(w.point); });
  if (known || (lead == U"就" && std::any_of(leads_.begin(), leads_.end(), same))) return;
  put(subject, Class::item);
  Point named{"other", subject, std::nullopt, subject};
  if (const auto lead_told = std::find_if(leads_.begin(), leads_.end(), same); lead_told != leads_.end())
    named = *lead_told, named.lead = false;  // 传达…整治会议精神, spoken of as 对于…整治
  works_.push_back({part_named(text_, leads_, view(text_, subject)).value_or(named), {}});
}

/// "（牵头单位：县住建局；完成时限：…）" says whose the requirements of its line are that name nobody, and by when (labels.h).
bool Reader::take_labels(Range s) {
  const auto labels = labels_in(text_, s);
  auto& list = works_.empty() ? early_ : works_.back().directives;
  if (!labels || list.empty()) return false;
  const std::size_t from = labelled_from(text_, s);
  for (auto d = list.rbegin(); d != list.rend() && d->range.begin >= from; ++d) {
    if (!d->unit) d->unit = labels->unit;
    if (!d->due) d->due = labels->due;
  }
  put(s, Class::directive);
  return true;
}

/// A sentence that begins to speak of something: "会议强调，…", "就幼儿园认定，县长要求，…", or the first of a line.
bool Reader::speaks_anew(Range s) const {
  if (groups_.empty() || groups_.back().begin < line_begin_) return true;
  for (const Range clause : split(text_, s, is_comma)) {
    if (clause.begin > s.begin + 40) break;
    if (lead_in(view(text_, trim(text_, clause))).length != 0) return true;
  }
  return false;
}

void Reader::sentence(Range s) {
  s = trim(text_, s);
  if (s.empty()) return;
  const View v = view(text_, s);
  if (const auto clauses = split(text_, s, [](char32_t c) { return is_comma(c) || is_semicolon(c); });
      hides_items(v) && clauses.size() > 1 && hides_items(view(text_, clauses.back())) &&
      !points_in(text_, {s.begin, clauses.back().begin - 1}).empty()) {  // 会议还传达了A，研究了其他事项
    sentence(clauses.back());
    s.end = clauses.back().begin - 1;
    return sentence(s);
  }
  if (hides_items(v)) {
    put(s, Class::frame);
    remarks_.push_back({"items_not_named", {s.begin, s.end}});
    return;
  }
  if (was_there(v)) {
    put(s, Class::attendance);
    return;
  }
  if (v.front() == U'【' && v.back() == U'】' && s.end - s.begin <= 30) {  // 【区长讲话】: who speaks in what follows
    put(s, Class::frame);
    mode_ = contains_any(v, {U"讲话"sv, U"强调"sv, U"要求"sv}) ? Mode::demand : Mode::none;
    spoken_ = mode_ == Mode::demand;
    return;
  }
  if (take_labels(s)) return;
  const bool bracketed = (v.front() == U'（' || v.front() == U'(') && (v.back() == U'）' || v.back() == U')');
  if (bracketed && (v.size() <= 16 ||
                    (v.size() <= kLongestCredit && contains_any(v, {U"来源"sv, U"记者"sv, U"通讯员"sv, U"供稿"sv, U"编辑"sv})))) {
    put(s, Class::furniture);  // （马宇 胡鹏）, （来源：县融媒体中心）: who wrote it
    return;
  }
  if (starts_any(v, {U"接下来"sv, U"下一步"sv, U"下阶段"sv, U"下一阶段"sv, U"下步"sv}))
    mode_ = Mode::demand, spoken_ = true;  // what was is said; what is to be done follows, in lines of its own too
  if (is_slogan_of_line(text_, s)) {
    put(s, Class::frame);
    return;
  }
  if (heads_decisions(text_, s)) {
    put(s, Class::frame);
    mode_ = Mode::demand;
    spoken_ = true;
    resolved_ = !works_.empty() && !works_.back().point.heading;
    return;
  }
  if (mode_ == Mode::none && (!works_.empty() || !leads_.empty()) && at_line_start(text_, s) && heads_demands(text_, s)) {
    put(s, Class::frame);
    mode_ = Mode::demand;
    return;
  }
  for (const Range part : split(text_, s, [](char32_t c) { return is_semicolon(c) || is_comma(c); }))
    if (part.begin > s.begin && hides_items(view(text_, part))) remarks_.push_back({"items_not_named", {part.begin, part.end}});
  if (tells_point_by_point(text_, s)) {
    for (const Range part : split(text_, s, is_semicolon)) sentence(part);
    return;
  }
  // "二、关于校舍问题": that what was asked for was agreed to says it was a paper that lay before the meeting.
  if (under_heading_ && !works_.empty() && works_.back().point.heading && works_.back().point.kind == "other" &&
      works_.back().directives.empty() &&
      starts_any(v, {U"会议原则同意"sv, U"会议同意"sv, U"原则同意"sv, U"会议原则通过"sv, U"议定：原则同意"sv, U"议定：同意"sv}) &&
      contains_any(v.substr(0, 40), {U"意见"sv, U"方案"sv, U"请示"sv, U"办法"sv, U"规划"sv, U"计划"sv, U"报告"sv}))
    works_.back().point.kind = "review";
  auto points = points_in(text_, s);
  if (points.empty() && contains_any(v, {U"主持召开"sv, U"政府召开"sv})) points = points_behind_meeting(text_, s);
  std::size_t from = s.begin;
  take_matter_named(s);
  if (!points.empty()) {
    mode_ = Mode::none;
    spoken_ = resolved_ = false;
    const bool more = points.size() >= 2 && works_.empty() && points.back().clause.end + 2 >= s.end;
    const std::size_t known = works_.size();
    take_points(points, more && leads_.empty() && !under_heading_);
    from = points.back().clause.end;
    // "会议同意县民政局提出的《办法》，所需经费由县财政局列支": a point that was told already; what stands behind its name is
    // new.
    if (works_.size() == known && !works_.empty() && points.size() == 1 &&
        starts_any(v, {U"会议同意"sv, U"会议原则"sv, U"原则"sv}))
      from = points.back().subject.end;
    while (from < s.end && (is_comma(text_[from]) || is_space(text_[from]) || is_semicolon(text_[from]))) ++from;
    if (from >= s.end) return;
  }
  Range rest{from, s.end};
  if (speaks_anew(rest)) groups_.push_back(rest);
  if (const LeadIn lead = lead_in(view(text_, rest)); lead.length != 0) {
    put({rest.begin, rest.begin + lead.length}, Class::frame);
    mode_ = lead.mode;
    rest.begin += lead.length;
    if (rest.begin >= rest.end) {
      // "会议强调：" alone on its line: the lines behind it go on with what is asked for.
      const bool alone = mode_ == Mode::demand && at_line_start(text_, s) && s.end < text_.size() && is_colon(text_[s.end]);
      spoken_ = spoken_ || alone;
      resolved_ = alone && !works_.empty() && !works_.back().point.heading;
      return;
    }
    if (mode_ == Mode::note && heads_demands(text_, rest)) {
      put(rest, Class::frame);
      mode_ = Mode::demand;
      return;
    }
  }
  take_directives(rest);
  // "关于安全生产，会议强调，…": what the sentences behind it say is asked for too.
  const auto clauses = split(text_, rest, is_comma);
  if (clauses.size() > 1)
    if (const LeadIn inner = lead_in(view(text_, trim(text_, clauses[1]))); inner.length != 0) mode_ = inner.mode;
}

void Reader::line(const Line& l) {
  if (l.kind == LineKind::furniture || l.kind == LineKind::title) {
    put(l.range, l.kind == LineKind::title ? Class::frame : Class::furniture);
    return;
  }
  if (l.kind == LineKind::empty) return;
  line_begin_ = l.range.begin;
  const View v = view(text_, l.range);
  Range rest = l.range;
  auto head = heading_point(text_, l.range);
  if (!head && (works_.empty() || works_.back().point.heading)) head = gathering_heading(text_, l.range);
  if (head) {
    put(head->clause, Class::item);
    // "1.关于停车泊位施划经费" behind what "一、…" asks for already is a side of it.
    const bool side =
        (is_digit(v.front()) && outer_heading_ && outer_in_han_ && !works_.empty() && !works_.back().directives.empty()) ||
        (resolved_ && is_numeral(v.front()) && !outer_heading_);  // "会议议定：", "一、关于征迁扫尾。由…"
    const bool inner = v.front() == U'（' || v.front() == U'(' || side;
    // "（一）关于用地问题" below a point that was told is a side of it; below "二、关于城乡发展" it is a point of its own, and
    // the outer heading only gathers.
    if (side || (inner && !outer_heading_ && !works_.empty() && !works_.back().point.heading)) {
      mode_ = Mode::demand;
    } else {
      if (inner && outer_heading_ && !works_.empty() && works_.back().point.heading && works_.back().directives.empty() &&
          works_.size() == *outer_heading_ + 1)
        works_.pop_back();
      if (!inner) outer_heading_ = works_.size(), outer_in_han_ = is_numeral(v.front());
      works_.push_back({*head, {}});
    }
    under_heading_ = true;
    mode_ = Mode::demand;  // what a numbered point says below its heading is asked for
    if (head->kind != "other") mode_ = Mode::none;
    rest.begin = std::min(l.range.end, head->clause.end + 1);
  } else if (numbering(v) != 0 && v.size() <= kLongestGroup && ends(v, U"议题")) {  // 一、学习议题: its points follow
    put(l.range, Class::frame);
    outer_heading_ = kNoWork, outer_in_han_ = false;
    return;
  } else if (numbering(v) != 0) {
    // "会议认为，…。" is over with its paragraph; what it lists below a colon is judged still.
    if (mode_ == Mode::appraisal && !follows_colon(text_, l.range.begin)) mode_ = Mode::none;
  } else {
    if (!spoken_ && (mode_ != Mode::demand || !starts_any(v, {U"一"sv, U"（"sv, U"("sv})))
      mode_ = under_heading_ ? mode_ : Mode::none;
  }
  for (const Range s : sentences(text_, rest)) {
    if (framed_[s.begin]) {
      // The convening sentence may list the points: "…召开…会议，研究秋季开学、稳岗就业等工作；审议《…》".
      const Range convening = split(text_, s, is_semicolon).front();
      if (points_in(text_, convening).empty()) take_points(points_behind_meeting(text_, s), true);
      continue;
    }
    sentence(s);
  }
}

/// How many of these topics the demands before any told point speak of.
std::size_t Reader::spoken_of_early(const std::vector<Range>& topics) const {
  const Matters matters(text_, topics);
  std::set<std::size_t> spoken;
  for (const DirectiveFound& d : early_)
    if (const auto topic = Matters::spoken_of(matters.shares(d.range), 1)) spoken.insert(*topic);
  return spoken.size();
}

/// The subjects of the works from one on, a line each.
std::u32string Reader::subjects_from(std::size_t work) const {
  std::u32string out;
  for (; work < works_.size(); ++work) out += std::u32string(view(text_, works_[work].point.subject)) + U"\n";
  return out;
}

/// Points named in a list up front: those told later are the same; the others stay when something hangs on them.
void Reader::settle_leads() {
  std::vector<Work> kept;
  const bool told = !works_.empty();
  for (const Point& lead : leads_) {
    const auto topics = parts_of(text_, lead);
    const bool documents = view(text_, lead.subject).find(U'《') != View::npos;
    const bool split_up = topics.size() > 1;
    std::vector<Range> open;
    const std::u32string all_told = subjects_from(0);
    // Minutes number what was dealt with; what their first sentence names is told below.
    if (told && early_.empty() && outer_heading_ && *outer_heading_ != kNoWork) break;
    for (const Range& topic : topics) {
      if (told && early_.empty() && names_nothing(view(text_, topic))) continue;
      const bool joined = view(text_, topic).find(U'和') != View::npos && overlap(view(text_, topic), all_told) >= kAllTold;
      const bool known = joined || std::any_of(works_.begin(), works_.end(), [&](const Work& w) {
                           const View own = view(text_, topic), other = view(text_, w.point.subject);
                           return overlap(own, other) >= 60 || overlap(other, own) >= kAllTold;
                         });
      if (!known) open.push_back(topic);
    }
    if (told && split_up && early_.empty() && !documents) continue;
    if (told && split_up && open.size() > 1 && !documents) {
      if (spoken_of_early(open) >= 2)
        open = {{open.front().begin, open.back().end}};  // placing tells them apart
      else
        open.resize(1);  // what is said before the first told point is about one matter
    }
    if (!told && !split_up) open = {lead.subject};
    if (told && !split_up && !open.empty()) open = {lead.subject};
    if (!told && split_up && leads_.size() > 1) open = {lead.subject};
    for (const Range& topic : open) {
      Point p = lead;
      p.subject = topic;
      kept.push_back({p, {}});
    }
    if (told && split_up && !kept.empty() && !documents) break;
  }
  // Demands that stand before any told point go to the lead point they speak of.
  for (const DirectiveFound& d : early_) {
    if (kept.empty() && works_.empty()) break;
    auto& pool = kept.empty() ? works_ : kept;
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < pool.size(); ++i) {
      const std::size_t share = overlap(view(text_, pool[i].point.subject), view(text_, d.range));
      if (share > most) most = share, best = i;
    }
    pool[best].directives.push_back(d);
  }
  if (kept.empty() && works_.empty() && !early_.empty()) {
    // Requirements without a point: the meeting's work at large.
    const Range about = !found_->matter.empty() ? found_->matter : found_->frame.empty() ? Range{0, 0} : found_->frame.front();
    Point p{"other", about, std::nullopt, {}};
    works_.push_back({p, early_});
    remarks_.push_back({"no_items", {early_.front().range.begin, early_.back().range.end}});
  }
  works_.insert(works_.begin(), kept.begin(), kept.end());
}

/// A list of matters up front that are all told later, each as a point of its own, is no point itself.
void Reader::drop_told_list() {
  if (works_.size() < 3 || !works_.front().directives.empty()) return;
  const Point& first = works_.front().point;
  const View list = view(text_, first.subject);
  if (first.heading || (first.kind != "other" && first.kind != "report") || list.find(U'《') != View::npos ||
      list.find_first_of(U"、和及") == View::npos)
    return;
  const std::u32string told = subjects_from(1);
  const std::vector<Range> parts = parts_of(text_, first);
  if (std::all_of(parts.begin(), parts.end(), [&](Range part) { return overlap(view(text_, part), told) >= kAllTold; }))
    works_.erase(works_.begin());
}

Item Reader::item_of(const Work& w) const {
  Item item;
  item.kind = w.point.kind;
  item.subject = utf8(w.point.subject);
  item.subject_span = {w.point.subject.begin, w.point.subject.end};
  if (w.point.reporting_unit) item.reporting_unit = utf8(*w.point.reporting_unit);
  std::vector<View> asked;
  asked.reserve(w.directives.size());
  for (const DirectiveFound& f : w.directives) asked.push_back(view(text_, trim(text_, f.range)));
  const std::vector<std::string> topics = topics_of(asked, view(text_, w.point.subject));
  for (const DirectiveFound& f : w.directives) {
    Directive d;
    const Range r = trim(text_, f.range);
    d.text = utf8(r);
    d.span = {r.begin, r.end};
    if (f.unit) d.unit = utf8(*f.unit);
    View told = view(text_, r);
    auto due = find_deadline(told, found_->meeting.date);
    if (!due && f.due) told = view(text_, *f.due), due = find_deadline(told, found_->meeting.date);
    if (due) {
      d.deadline = paper::to_utf8(view(told, due->range));
      d.due_date = due->due_date;
      d.due_kind = due->due_date ? "date" : "open";
      d.due_reason = due->reason;
    }
    d.topic = topics[item.directives.size()];
    item.directives.push_back(std::move(d));
  }
  return item;
}

Reading Reader::run() {
  Reading out;
  out.published = article_.published;
  for (const Line& l : article_.lines)
    if (l.kind == LineKind::title && !out.title) out.title = utf8(l.range);
  found_ = find_meeting(article_);
  if (!found_) {
    for (const Line& l : article_.lines)
      if (l.kind == LineKind::furniture) put(l.range, Class::furniture);
    out.remarks.push_back({"no_meeting", {0, text_.size()}});
    out.coverage = coverage_of(classes_);
    return out;
  }
  framed_.assign(text_.size() + 1, false);
  for (const auto& [ranges, kind] : {std::pair{&found_->frame, Class::frame}, std::pair{&found_->attendance, Class::attendance}})
    for (const Range& r : *ranges) {
      put(r, kind);
      std::fill(framed_.begin() + static_cast<std::ptrdiff_t>(r.begin), framed_.begin() + static_cast<std::ptrdiff_t>(r.end),
                true);
    }
  for (const Line& l : article_.lines) line(l);
  settle_leads();
  drop_told_list();
  place_directives(text_, works_, groups_);
  out.meeting = found_->meeting;
  for (const Work& w : works_) out.items.push_back(item_of(w));
  if (!out.meeting->date)
    remarks_.push_back({"no_date", {0, 0}});
  else if (out.meeting->date->front() == '-')
    remarks_.push_back({"no_year", {0, 0}});
  if (!out.meeting->chair) remarks_.push_back({"no_chair", {0, 0}});
  out.remarks = remarks_;
  out.coverage = coverage_of(classes_);
  return out;
}

}  // namespace

Reading read(std::u32string_view text) {
  std::u32string narrow(text);  // １１月１０日 is a day too
  for (char32_t& c : narrow)
    if (c >= U'０' && c <= U'９') c -= U'０' - U'0';
  return Reader(text, narrow).run();
}

}  // namespace luodi::reading
