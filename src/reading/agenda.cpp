// See agenda.h. A point is verb + subject: 听取 makes a report, 传达学习 a study, 审议 a review; 研究 a review where a document
// is its object, else another matter.
#include "reading/agenda.h"

#include <algorithm>

#include "reading/directives.h"
#include "reading/subject.h"
#include "reading/units.h"
#include "reading/verbs.h"

namespace luodi::reading {
namespace {

struct Verb {
  View word;
  const char* kind;
};

constexpr Verb kVerbs[] = {
    {U"传达学习贯彻", "study"}, {U"学习宣传贯彻", "study"}, {U"听取和审议", "review"}, {U"听取并审议", "review"},
    {U"听取审议", "review"},    {U"研究通过", "review"},    {U"研究审定", "review"},   {U"研究审议", "review"},
    {U"传达学习", "study"},     {U"传达", "study"},         {U"领学", "study"},        {U"集体学习", "study"},
    {U"专题学习", "study"},     {U"学习贯彻", "study"},     {U"学习传达", "study"},    {U"学习", "study"},
    {U"观看", "study"},         {U"听取", "report"},        {U"通报", "report"},       {U"审议", "review"},
    {U"审定", "review"},        {U"审核", "review"},        {U"讨论", "review"},       {U"审查", "review"},
    {U"研究", "other"},         {U"安排部署", "other"},     {U"部署", "other"},        {U"分析", "other"},
    {U"通过", "review"},        {U"同意", "other"},         {U"举办", "study"}};

/// Which meeting is spoken of: 县政府党组（扩大）会议传达学习…, 在随后召开的现场办公会上，…. Its length; 0 if there is none.
std::size_t meeting_named_first(View v) {
  constexpr std::size_t kLongest = 26;
  const View head = v.substr(0, kLongest);
  if (starts(head, U"在")) {
    const std::size_t up = find_any(head, {U"会上，"sv, U"会上,"sv, U"会议上，"sv, U"会议上,"sv});
    return up == View::npos ? 0 : head.find_first_of(U"，,", up) + 1;
  }
  if (View(U"县区市旗").find(head.empty() ? U' ' : head[0]) == View::npos ||
      !contains_any(head.substr(0, 7), {U"政府"sv, U"党组"sv}))
    return 0;
  const std::size_t at = head.find(U"会议");
  if (at == View::npos || at < 3 || !contains_any(head.substr(0, at), {U"常务"sv, U"党组"sv, U"全体"sv, U"办公"sv})) return 0;
  return at + 2;
}

View without_lead(View v, std::size_t& skipped) {
  if (const std::size_t n = meeting_named_first(v); n != 0 && n < v.size()) v.remove_prefix(n), skipped += n;
  bool more = true;
  while (more) {
    more = false;
    for (const View w :
         {U"会议"sv,     U"集中"sv,     U"书面"sv, U"会上"sv,   U"会前"sv,   U"会"sv,   U"首先"sv,     U"接着"sv,
          U"随后"sv,     U"最后"sv,     U"其次"sv, U"还"sv,     U"又"sv,     U"分别"sv, U"专题"sv,     U"重点"sv,
          U"主要"sv,     U"集体"sv,     U"逐一"sv, U"认真"sv,   U"进一步"sv, U"一致"sv, U"再次"sv,     U"先后"sv,
          U"并"sv,       U"在"sv,       U"，"sv,   U","sv,      U"："sv,     U":"sv,    U"与会人员"sv, U"全体与会人员"sv,
          U"与会同志"sv, U"全体人员"sv, U"了"sv,   U"原则上"sv, U"原则"sv,   U"深入"sv}) {
      if (starts(v, w) && v.size() > w.size()) {
        v.remove_prefix(w.size());
        skipped += w.size();
        more = true;
      }
    }
  }
  return v;
}

/// "听取…汇报并强调，…", "在听取…情况后指出，…": what the meeting went on to say ends the object.
std::size_t before_saying(View text, Range clause, std::size_t from) {
  const View v = view(text, {from, clause.end});
  const std::size_t at = find_any(v, {U"并强调"sv, U"并指出"sv, U"并要求"sv, U"并明确"sv, U"后强调"sv, U"后指出"sv, U"后要求"sv,
                                      U"时强调"sv, U"时指出"sv, U"时要求"sv});
  return at == View::npos || at < 2 ? clause.end : from + at;
}

/// Where the object of the verb ends: at a comma that starts a new statement.
std::size_t object_end(View text, Range clause, std::size_t from) {
  clause.end = before_saying(text, clause, from);
  for (const Range r : split(text, {from, clause.end}, is_comma)) {
    std::size_t next = r.end;
    if (next >= clause.end) return clause.end;
    const View after = text.substr(next + 1, clause.end - next - 1);
    std::size_t skipped = 0;
    const View bare = without_lead(after, skipped);
    const bool verb = std::any_of(std::begin(kVerbs), std::end(kVerbs), [&](const Verb& v) { return starts(bare, v.word); });
    if (verb || lead_in(after).length != 0 ||
        starts_any(after, {U"要"sv,   U"由"sv,   U"请"sv,   U"原则"sv, U"同意"sv, U"会议"sv, U"强调"sv, U"并"sv,
                           U"安排"sv, U"部署"sv, U"决定"sv, U"通过"sv, U"指出"sv, U"对"sv,   U"就"sv,   U"并就"sv,
                           U"还就"sv, U"还对"sv, U"经"sv,   U"讨论"sv, U"责成"sv, U"与会"sv}) ||
        unit_prefix(after) != 0)
      return next;
  }
  return clause.end;
}

/// What was reported ends at a comma behind 情况 or 汇报: "…筹备情况，我县11个项目列入…" goes on with what it said.
std::size_t report_end(View text, std::size_t from, std::size_t end) {
  for (const Range r : split(text, {from, end}, is_comma))
    if (r.end < end && ends_any(view(text, r), {U"情况"sv, U"汇报"sv, U"情况通报"sv}) &&
        !starts_any(text.substr(r.end + 1), {U"以及"sv, U"和"sv, U"及"sv, U"关于"sv}))
      return r.end;
  return end;
}

/// "…的汇报，县人社局关于根治欠薪情况的汇报", "…的汇报和县水利局关于抗旱情况的汇报": another unit reports, without the verb
/// again. What stands before the unit; nothing where the clause is none.
std::optional<std::size_t> reports_too(View v) {
  constexpr std::size_t kLongestUnit = 24;
  std::size_t lead = 0;
  for (const View w : {U"，"sv, U","sv, U"以及"sv, U"和"sv, U"及"sv, U"、"sv})
    if (starts(v.substr(lead), w)) lead += w.size();
  const View rest = v.substr(lead);
  const std::size_t about = rest.find(U"关于");
  if (about == View::npos || about < 3 || about > kLongestUnit || !is_unit_list(rest.substr(0, about))) return std::nullopt;
  return contains_any(rest.substr(about), {U"汇报"sv, U"情况"sv, U"报告"sv}) ? std::optional(lead) : std::nullopt;
}

/// Where the first of several reports ends that one 听取 names: "关于A的汇报和县水利局关于B的汇报".
std::size_t before_next_report(View text, std::size_t from, std::size_t end) {
  for (const View join : {U"汇报和"sv, U"汇报以及"sv, U"汇报、"sv}) {
    const std::size_t at = text.substr(0, end).find(join, from);
    if (at != View::npos && reports_too(text.substr(at + 2, end - at - 2))) end = at + 2;
  }
  return end;
}

/// "会议就花炮产业转型升级作了部署", "在随后召开的会议上，会议就强降雨防范工作作出部署", and behind another point
/// "…，对大气污染防治、 冬春农田水利等工作进行安排部署".
std::optional<Point> arranged_matter(View text, Range clause) {
  static const Words arranged = {U"作了部署",     U"作出部署",     U"作了安排",     U"作出安排",   U"进行了部署",
                                 U"进行了安排",   U"作了研究部署", U"作了安排部署", U"进行部署",   U"进行了研究部署",
                                 U"进行安排部署", U"进行安排",     U"进行研究部署", U"进行再部署", U"进行再安排",
                                 U"作再部署",     U"进行调度安排"};
  const View v = view(text, clause);
  std::size_t said = View::npos, length = 0;
  do {
    said = find_any(v, {U"作了"sv, U"作出"sv, U"进行"sv}, said + 1);  // as all of them begin
    if (said == View::npos) return std::nullopt;
    length = arranged.prefix_of(v.substr(said)).size();
  } while (length == 0);
  // 会议还对信访稳定、安全生产等工作进行了安排: some of what was dealt with, none of it a point.
  const View told = v.substr(0, said);
  if (starts_any(v, {U"会议还"sv, U"还"sv, U"并"sv, U"会上还"sv}) && told.find(U'、') != View::npos &&
      ends_any(told, {U"等工作"sv, U"等"sv, U"等方面工作"sv, U"等有关工作"sv, U"等相关工作"sv}))
    return std::nullopt;
  const auto point = [&](std::size_t from) -> std::optional<Point> {
    if (starts_any(v.substr(from), {U"下一步"sv, U"下步"sv, U"下阶段"sv, U"下一阶段"sv})) return std::nullopt;
    Point p{"other", {clause.begin + from, clause.begin + said}, std::nullopt, {clause.begin, clause.begin + said + length}};
    cut_tail(text, p);
    if (names_document(view(text, p.subject))) p.kind = "review";
    return p;
  };
  for (const View lead : {U"还就"sv, U"还对"sv, U"并就"sv, U"并对"sv, U"对"sv, U"就"sv})
    if (starts(v, lead) && lead.size() + 3 <= said) return point(lead.size());
  for (const View lead : {U"会议就"sv, U"会议还就"sv, U"会议还对"sv, U"会议对"sv})
    if (const std::size_t at = v.find(lead); at != View::npos && at + lead.size() + 3 <= said) return point(at + lead.size());
  return std::nullopt;
}

/// What a clause without an agenda verb tells: "各副县长分别就分管领域…进行了汇报",
/// "县政府办就《…》（讨论稿）的起草过程作了说明", "管委会汇报了…".
std::optional<Point> told_matter(View text, Range clause) {
  const View v = view(text, clause);
  const std::size_t about = v.find(U'就');
  const std::size_t told =
      find_any(v, {U"进行了汇报"sv, U"作了汇报"sv, U"作汇报"sv, U"进行汇报"sv, U"作了说明"sv, U"进行了说明"sv, U"作说明"sv});
  if (about != View::npos && told != View::npos && about < told) {
    Point p{"report", {clause.begin + about + 1, clause.begin + told}, std::nullopt, clause};
    // The document is what was before the meeting, not how it came about.
    if (const View s = view(text, p.subject); starts(s, U"《") && s.rfind(U'》') != View::npos) {
      std::size_t close = s.rfind(U'》') + 1;
      if (close < s.size() && (s[close] == U'（' || s[close] == U'('))
        if (const std::size_t end = s.find_first_of(U"）)", close); end != View::npos) close = end + 1;
      p.kind = "review", p.subject.end = p.subject.begin + close;
      if (unit_prefix(v.substr(0, about)) == about) p.reporting_unit = Range{clause.begin, clause.begin + about};
    }
    return p;
  }
  // "会前，县司法局领学了《…》": who read it out stands before the verb.
  for (const View verb : {U"领学了《"sv, U"领学《"sv})
    if (const std::size_t read = v.find(verb); read != View::npos && read > 0 && read < 24)
      if (const std::size_t close = v.rfind(U'》'); close != View::npos && close > read)
        return Point{"study",
                     {clause.begin + read + verb.size() - 1, clause.begin + close + 1},
                     std::nullopt,
                     {clause.begin, clause.begin + close + 1}};
  // "会上，某某传达了全市…会议精神": who told of it stands before the verb.
  if (const std::size_t at = v.find(U"传达了"); at != View::npos && at >= 2 && at < 12) {
    Point p{"study", {clause.begin + at + 3, object_end(text, clause, clause.begin + at + 3)}, std::nullopt, clause};
    cut_tail(text, p);
    if (p.subject.end > p.subject.begin + 3) return p;
  }
  const std::size_t at = v.find(U"汇报了");
  if (at == View::npos || at >= 24) return std::nullopt;
  const std::size_t end = report_end(text, clause.begin + at + 3, clause.end);
  return Point{"report", {clause.begin + at + 3, end}, std::nullopt, {clause.begin, end}};
}

}  // namespace

bool names_nothing(View s) {
  static const Words empty = {U"有关", U"相关", U"上级", U"近期", U"当前", U"重要", U"会议", U"精神", U"事项", U"工作",
                              U"文件", U"情况", U"问题", U"议题", U"措施", U"意见", U"贯彻", U"落实", U"我县", U"我区",
                              U"我市", U"我旗", U"全县", U"重点", U"任务", U"等",   U"和",   U"、"};
  for (View word = empty.prefix_of(s); !word.empty(); word = empty.prefix_of(s)) s.remove_prefix(word.size());
  return s.empty();
}

bool was_there(View v) {
  return ends_any(
             v, {U"列席会议"sv, U"参加会议"sv, U"出席会议"sv, U"参加活动"sv, U"参加调研"sv, U"列席了会议"sv, U"参加了会议"sv}) &&
         !contains_any(v, {U"要"sv, U"由"sv, U"请"sv, U"不得"sv, U"必须"sv, U"《"sv});
}

bool tells_progress(View s) {
  static const Words words = {U"项目", U"工作", U"进展", U"推进", U"开展", U"有关", U"相关", U"情况", U"汇报", U"的"};
  for (View word = words.prefix_of(s); !word.empty(); word = words.prefix_of(s)) s.remove_prefix(word.size());
  return s.empty();
}

bool hides_items(View s) {
  return s.size() < 60 && s.find(U'《') == View::npos &&
         contains_any(s, {U"其他事项"sv, U"其它事项"sv, U"其他工作"sv, U"其他议题"sv, U"其它工作"sv, U"其他有关事项"sv,
                          U"其他相关事项"sv, U"其他事宜"sv, U"其它事宜"sv, U"其他有关事宜"sv}) &&
         contains_any(s, {U"研究"sv, U"审议"sv, U"讨论"sv, U"听取"sv, U"通报"sv});
}

namespace {

/// "会议共有六项议题：一是听取…；二是…": the agenda told up front. Cuts what stands before the first of them.
bool lists_agenda(View text, Range& sentence) {
  constexpr std::size_t kLongestHead = 30;
  const View v = view(text, sentence);
  const std::size_t colon = std::min(v.find_first_of(U"：:"), v.size());
  if (colon > kLongestHead || colon + 4 >= v.size() || !contains_any(v.substr(0, colon), {U"议题"sv, U"议程"sv})) return false;
  if (!starts(v.substr(colon + 1), U"一是")) return false;
  sentence.begin += colon + 1;
  return true;
}

}  // namespace

std::vector<Point> points_in(View text, Range sentence) {
  std::vector<Point> out;
  const bool listed = lists_agenda(text, sentence);
  for (const Range raw : split(text, sentence, is_semicolon)) {
    Range clause = trim(text, raw);
    if (hides_items(view(text, clause))) continue;
    for (int guard = 0; guard < 12 && !clause.empty(); ++guard) {
      const View v = view(text, clause);
      std::size_t skipped = numbering(v);
      if (skipped != 0 && v[skipped - 1] != U'、' && v[skipped - 1] != U'.' && v[skipped - 1] != U'）' &&
          v[skipped - 1] != U')' && v[skipped - 1] != U'，' && !(listed && v[skipped - 1] == U'是'))
        skipped = 0;
      const View bare = without_lead(v.substr(skipped), skipped);
      const Verb* verb = std::find_if(std::begin(kVerbs), std::end(kVerbs), [&](const Verb& k) { return starts(bare, k.word); });
      if (const auto arranged = arranged_matter(text, clause); arranged) {
        out.push_back(*arranged);
        break;
      }
      static constexpr Verb kReports = {View(), "report"};
      if (verb == std::end(kVerbs)) {
        const auto too = !out.empty() && out.back().kind == "report" ? reports_too(v) : std::nullopt;
        if (!too) {
          if (const auto told = told_matter(text, clause)) out.push_back(*told);
          break;
        }
        verb = &kReports, skipped = *too;
      }
      Point p;
      p.kind = verb->kind;
      p.clause = clause;
      std::size_t from = clause.begin + skipped + verb->word.size();
      for (const View w : {U"通过了"sv,   U"通过"sv,       U"并原则通过了"sv, U"并原则通过"sv, U"并通过了"sv, U"并通过"sv,
                           U"并审议了"sv, U"并审议"sv,     U"审议了"sv,       U"审议"sv,       U"学习了"sv,   U"学习"sv,
                           U"部署了"sv,   U"部署"sv,       U"讨论了"sv,       U"讨论"sv,       U"了"sv,       U"并原则同意"sv,
                           U"并同意"sv,   U"并审议通过"sv, U"研究了"sv,       U"贯彻落实"sv}) {
        if (starts(text.substr(from, clause.end - from), w)) {
          from += w.size();
          if (verb->kind == std::string("other") && contains(w, U"审议")) p.kind = "review";
        }
      }
      std::size_t end = object_end(text, clause, from);
      if (p.kind == "report") end = before_next_report(text, from, report_end(text, from, end));
      p.subject = trim(text, {from, end});
      if (p.kind == "other" && contains(view(text, p.subject), U"贯彻意见")) p.subject = {};
      const View object = view(text, p.subject);
      if (p.kind == "report" &&
          !contains_any(object, {U"汇报"sv, U"情况"sv, U"报告"sv, U"通报"sv, U"说明"sv, U"工作"sv, U"》"sv}))
        p.subject = p.subject.end - p.subject.begin > 60 ? Range{} : p.subject;
      if (!p.subject.empty()) {
        take_unit(text, p);
        if (p.kind == "other" && names_document(view(text, p.subject))) p.kind = "review";
        cut_tail(text, p);
        if (p.kind == "other" && names_document(view(text, p.subject))) p.kind = "review";
      }
      const View s = view(text, p.subject);
      // What is approved may be "the plan" that was just named; a lecture is a study, another event is none.
      const bool pointing = (verb->word == U"同意" || verb->word == U"通过") &&
                            (starts_any(s, {U"该"sv, U"这"sv, U"此"sv, U"上述"sv, U"其"sv, U"下一步"sv, U"按"sv, U"将"sv, U"由"sv,
                                            U"以"sv, U"在"sv, U"对"sv, U"并"sv}) ||
                             s.size() < 6 || (!out.empty() && s.find(U'《') == View::npos) ||
                             !(s.find(U'《') != View::npos || names_document(s) ||
                               starts_any(s, {U"启动"sv, U"实施"sv, U"成立"sv, U"设立"sv, U"建设"sv, U"开展"sv})));
      const bool event = verb->word == U"举办" && !contains_any(s, {U"讲座"sv, U"学法"sv, U"培训"sv, U"辅导"sv});
      const bool ours = p.kind != "study" && s.size() <= 16 && ends_any(s, {U"贯彻落实意见"sv, U"贯彻意见"sv, U"落实意见"sv});
      const bool others = s.size() <= 8 && starts_any(s, {U"其他"sv, U"其它"sv});  // 并研究了其他事项
      const bool vague =
          pointing || others || ours || s == U"议题" || ends(s, U"的") || event || s.size() < 2 || s == U"情况" ||
          s == U"贯彻意见" || (p.kind != "report" && starts_any(s, {U"我县"sv, U"我区"sv, U"我市"sv})) ||
          starts_any(s, {U"下一步"sv,   U"下阶段"sv,         U"相关工作"sv, U"有关工作"sv, U"当前重点"sv, U"近期重点"sv,
                         U"相关重点"sv, U"有关重点"sv,       U"近期工作"sv, U"贯彻"sv,     U"具体措施"sv, U"有关方案"sv,
                         U"有关议题"sv, U"汇报"sv,           U"下一阶段"sv, U"解决存在"sv, U"部署相关"sv, U"有关文件"sv,
                         U"有关法规"sv, U"四季度重点任务"sv, U"意见"sv,     U"落实情况"sv, U"议定"sv,     U"以下"sv,
                         U"有关事项"sv, U"下步"sv,           U"有关事宜"sv, U"相关事宜"sv}) ||
          (p.kind == "report" && ends(s, U"情况") && is_unit_list(s.substr(0, s.size() - 2)));
      if (!vague) {
        p.clause.end = end;
        out.push_back(p);
      }
      clause = trim(text, {end, clause.end});
    }
  }
  return out;
}

std::vector<Point> points_behind_meeting(View text, Range sentence) {
  const View v = view(text, sentence);
  const std::size_t comma = find_any(v, {U"会议，"sv, U"会议,"sv, U"会，"sv, U"会,"sv, U"例会，"sv});
  if (comma == View::npos) return {};
  // "…主持召开县长专题会议，调度全县住宅项目办证工作": what the meeting followed up.
  for (const Range clause : split(text, {sentence.begin + v.find_first_of(U"，,", comma) + 1, sentence.end}, is_comma)) {
    if (!starts_any(view(text, clause), {U"调度全"sv, U"调度今"sv, U"专题调度"sv, U"调度重点"sv, U"调度推进"sv})) continue;
    Point p{"other", {clause.begin + (text[clause.begin] == U'专' ? 4U : 2U), clause.end}, std::nullopt, clause};
    for (const View whose : {U"全县"sv, U"全区"sv, U"全市"sv, U"全旗"sv, U"今年"sv})
      if (starts(view(text, p.subject), whose)) p.subject.begin += whose.size();
    cut_tail(text, p);
    return {p};
  }
  // The first clause that tells a point: "…会议，贯彻上级会议精神，分析研判雨情，安排部署防汛工作".
  for (const Range clause : split(text, {sentence.begin + v.find_first_of(U"，,", comma) + 1, sentence.end}, is_comma)) {
    auto points = points_in(text, {clause.begin, sentence.end});
    std::erase_if(points, [&](const Point& p) { return starts_any(view(text, p.subject), {U"研判"sv, U"形势"sv}); });
    if (!points.empty()) return points;
  }
  return {};
}

bool heads_decisions(View text, Range sentence) {
  if (sentence.end >= text.size() || !is_colon(text[sentence.end])) return false;
  return ends_any(view(text, sentence),
                  {U"明确如下"sv, U"议定如下"sv, U"决定如下"sv, U"确定如下"sv, U"如下意见"sv, U"以下意见"sv, U"如下事项"sv,
                   U"以下事项"sv, U"如下决定"sv, U"以下决定"sv, U"如下要求"sv, U"以下要求"sv, U"如下安排"sv, U"如下明确"sv}) &&
         points_in(text, sentence).empty();
}

namespace {

/// "县林草局汇报全县森林防火情况": the length of the unit before 汇报, 0 where the heading does not say so.
std::size_t told_by(View head) {
  const std::size_t at = head.find(U"汇报");
  return at != View::npos && at >= 3 && at <= 20 && at + 4 < head.size() && head[at + 2] != U'了' &&
                 is_unit_list(head.substr(0, at))
             ? at
             : 0;
}

}  // namespace

std::optional<Point> heading_point(View text, Range line) {
  const View v = view(text, line);
  const std::size_t n = numbering(v);
  // "关于森林防火工作" on a line of its own, below what was said of the point before it.
  constexpr std::size_t kLongestBare = 40;
  if (n == 0 && starts(v, U"关于") && v.size() <= kLongestBare && v.size() > 5 && v.find_first_of(U"，,。；：:") == View::npos &&
      !ends_any(v, {U"纪要"sv, U"通知"sv, U"会议"sv})) {
    Point p{"other", {line.begin + 2, line.end}, std::nullopt, line};
    p.heading = true;
    if (names_document(view(text, p.subject))) p.kind = "review";
    cut_tail(text, p);
    return p;
  }
  if (n == 0 || View(U"、.．）)：: 　").find(v[n - 1]) == View::npos) return std::nullopt;
  // A long line is no heading, but "一、关于工业强县。会议指出，…" has one.
  constexpr std::size_t kLongestHeading = 90, kLongestAbout = 30;
  const std::size_t stop_at = v.find(U'。');
  if (v.size() > kLongestHeading && !(starts(v.substr(n), U"关于") && stop_at < n + kLongestAbout &&
                                      v.substr(n, stop_at - n).find_first_of(U"，,：:") == View::npos))
    return std::nullopt;
  Range rest = trim(text, {line.begin + n, line.end});
  if (const std::size_t stop = view(text, rest).find(U'。'); stop != View::npos) rest.end = rest.begin + stop;
  // "（一）会议原则同意《…》，由县城管局修改后印发": what is asked for behind the point is none of its heading.
  for (const Range part : split(text, rest, is_comma))
    if (part.end + 2 < rest.end && starts_any(text.substr(part.end + 1), {U"由"sv, U"要"sv, U"请"sv, U"责成"sv, U"会后"sv,
                                                                          U"按会议"sv, U"根据会议"sv, U"修改"sv, U"经"sv})) {
      rest.end = part.end;
      break;
    }
  if (const std::size_t colon = view(text, rest).find_first_of(U"：:"); colon != View::npos && told_by(view(text, rest)) != 0)
    rest.end = rest.begin + colon;  // "一、某乡汇报滑坡险情：险情发生后，…"
  const View head = view(text, rest);
  if (lead_in(head).length >= head.size() || head == U"议定事项") return std::nullopt;  // 三、会议强调
  if (starts(head, U"关于")) {
    Point p{"other", {rest.begin + 2, rest.end}, std::nullopt, {line.begin, rest.end}};
    p.heading = true;
    if (names_document(view(text, p.subject))) p.kind = "review";
    cut_tail(text, p);
    return p;
  }
  if (ends(head, U"议题")) return std::nullopt;  // 一、学习议题: a group of points
  // "（一）《…办法》（送审稿）", "（二）县水务局提交的《…》", "（一）县司法局汇报《…》": the document, with who brought it.
  const std::size_t open = head.find(U'《');
  const std::size_t reporter = told_by(head);
  const bool told = std::any_of(std::begin(kVerbs), std::end(kVerbs), [&](const Verb& k) { return starts(head, k.word); });
  const bool about =
      !told && head.find(U"关于") != View::npos && head.find(U"关于") > 0 && is_unit_list(head.substr(0, head.find(U"关于")));
  if ((open != View::npos && (open == 0 || unit_prefix(head) != 0)) || reporter != 0 || about) {
    Point p{reporter != 0 ? "report" : "review", rest, std::nullopt, {line.begin, rest.end}};
    p.heading = true;
    if (ends(head, U"汇报") || ends(head, U"报告")) p.kind = "report";
    if (reporter != 0) p.reporting_unit = Range{rest.begin, rest.begin + reporter}, p.subject.begin += reporter + 2;
    take_unit(text, p);
    cut_tail(text, p);
    if (p.subject.end > p.subject.begin + 3) return p;
  }
  auto points = points_in(text, rest);
  if (points.empty()) return std::nullopt;
  points.front().heading = true;
  points.front().clause = {line.begin, rest.end};
  return points.front();
}

std::optional<Point> gathering_heading(View text, Range line) {
  constexpr std::size_t kShortest = 4, kLongest = 16;
  const View v = view(text, line);
  const std::size_t n = numbering(v);
  if (n < 2 || v[n - 1] != U'、' || !is_numeral(v.front())) return std::nullopt;
  Range rest = trim(text, {line.begin + n, line.end});
  // "二、国道改线工程建设情况。会议指出，…": what the meeting says stands behind it.
  const std::size_t stop = view(text, rest).find(U"。会议");
  const bool said = stop != View::npos;
  if (said) rest.end = rest.begin + stop;
  const View head = view(text, rest);
  if (lead_in(head).length >= head.size()) return std::nullopt;  // 三、会议强调
  if (ends(head, U"议题") || head.size() < kShortest || head.size() > kLongest || opens_with_verb(head) ||
      (!said && rest.end != line.end) ||
      !std::all_of(head.begin(), head.end(), [](char32_t c) { return is_han(c) || View(U"“”、").find(c) != View::npos; }))
    return std::nullopt;
  std::size_t next = line.end;
  while (next < text.size() && (text[next] == U'\n' || is_space(text[next]))) ++next;
  const View below = text.substr(std::min(next, text.size()), 12);
  const bool listed = said || (numbering(below) != 0 && !is_numeral(below.front()));
  if (!listed) return std::nullopt;
  Point p{"other", rest, std::nullopt, {line.begin, rest.end}};
  p.heading = true;
  return p;
}

std::optional<std::size_t> numbered_topic(View subject) {
  if (subject.size() < 4 || subject[0] != U'第' || !ends_any(subject, {U"项议题"sv, U"个议题"sv})) return std::nullopt;
  const auto n = number(subject.substr(1, subject.size() - 4));
  return n && *n > 0 ? std::optional(static_cast<std::size_t>(*n)) : std::nullopt;
}

std::vector<Range> listed_topics(View text, Range subject) {
  std::vector<Range> out;
  View s = view(text, subject);
  for (const View tail : {U"等重点工作"sv, U"等有关工作"sv, U"等相关工作"sv, U"有关工作"sv, U"相关工作"sv, U"等有关事项"sv,
                          U"等工作情况"sv, U"等工作"sv, U"等事项"sv, U"等议题"sv, U"等情况"sv, U"等"sv})
    if (ends(s, tail)) {
      subject.end -= tail.size();
      break;
    }
  for (const Range r : split(text, subject, [](char32_t c) { return c == U'、' || is_comma(c); })) {
    Range part = trim(text, r);
    for (std::size_t also = view(text, part).find(U"以及"); also != View::npos && also >= 4;
         also = view(text, part).find(U"以及")) {
      out.push_back(trim(text, {part.begin, part.begin + also}));
      part.begin += also + 2;
    }
    if (starts(view(text, part), U"以及")) part.begin += 2;
    if (!part.empty()) out.push_back(part);
  }
  return out;
}

bool tells_point_by_point(View text, Range s) {
  std::size_t told = 0, asking = 0;
  for (const Range part : split(text, s, is_semicolon)) {
    const auto points = points_in(text, trim(text, part));
    if (points.empty()) continue;
    ++told;
    if (points.back().clause.end + 4 < part.end) ++asking;
  }
  return told >= 2 && asking >= 1;
}

}  // namespace luodi::reading
